//! The user's own settings: how the screen looks and what it listens to, in every workspace on this machine.

mod read;

use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

pub use read::{Entry, Told, entries};

use crate::model::shown::visible;
use crate::store::error::StoreError;
use crate::store::folder::read_foreign;

/// A setting: what it is called, what it can be, the first by default, and what it is for.
pub struct Setting {
    pub name: &'static str,
    pub values: &'static [&'static str],
    pub help: &'static str,
}

/// The table. Reading, `config`, help and manual page are read off it.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        values: &["auto", "dark", "light", "contrast", "mono"],
        help: "The colours of the screen; `auto` goes by the terminal",
    },
    Setting {
        name: "ascii",
        values: &["auto", "true", "false"],
        help: "Whether signs and lines are drawn in ASCII alone; `auto` goes by the terminal",
    },
    Setting {
        name: "decoration",
        values: &["full", "reduced"],
        help: "`reduced` draws no lines, and has the cursor where one is, for those who have the screen read aloud",
    },
    Setting { name: "mouse", values: &["true", "false"], help: "Whether the screen takes the mouse" },
    Setting { name: "ctrl_z", values: &["undo", "suspend"], help: "What Ctrl+Z does on the screen" },
];

/// A file of settings is never so large.
const LARGEST: u64 = 1 << 20;

/// The colours that somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeName {
    /// As the terminal suggests.
    Auto,
    Dark,
    Light,
    /// No colour and nothing dim.
    Contrast,
    /// No colour.
    Mono,
}

/// What the user has set, and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Settings {
    words: Vec<&'static str>,
    /// The table of keys as it was written; empty where there is none.
    pub keys: String,
    pub warnings: Vec<Warning>,
}

/// Something in a file of settings that cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub file: PathBuf,
    /// The line, where it is about one.
    pub line: Option<usize>,
    pub words: String,
}

/// The keys as they hold, for people and for programs.
#[derive(Clone, Debug, Default)]
pub struct KeysTold {
    pub text: String,
    /// Place, command, keys, and what it does.
    pub rows: Vec<(String, String, Vec<String>, &'static str)>,
    pub warnings: Vec<Warning>,
}

impl ThemeName {
    /// The theme of a name in the table.
    pub fn of(word: &str) -> Self {
        match word {
            "dark" => Self::Dark,
            "light" => Self::Light,
            "contrast" => Self::Contrast,
            "mono" => Self::Mono,
            _ => Self::Auto,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { words: SETTINGS.iter().map(|it| it.values[0]).collect(), keys: String::new(), warnings: Vec::new() }
    }
}

impl Settings {
    /// What the user's files say. What is wrong in them is a warning, and the default holds in its place; the files are
    /// never written.
    pub fn load() -> Self {
        let (file, text, unread) = own_file(SETTINGS_FILE);
        let mut settings = Self::of(&text);
        settings.warnings.iter_mut().for_each(|it| it.file.clone_from(&file));
        settings.warnings.extend(unread);
        let (_, keys, unread) = own_file(KEYS_FILE);
        settings.keys = keys;
        settings.warnings.extend(unread);
        settings
    }

    /// What such a text says.
    pub fn of(text: &str) -> Self {
        let mut settings = Self::default();
        let (entries, wrong) = entries(text);
        settings.warnings.extend(wrong.into_iter().map(|it| it.of(PathBuf::from(SETTINGS_FILE))));
        for entry in entries {
            if let Err(words) = settings.take(&entry) {
                let told = Told { line: entry.line, words };
                settings.warnings.push(told.of(PathBuf::from(SETTINGS_FILE)));
            }
        }
        settings
    }

    /// What a setting of the table is set to.
    pub fn word(&self, name: &str) -> &'static str {
        SETTINGS.iter().zip(&self.words).find(|it| it.0.name == name).map_or("", |it| it.1)
    }

    /// Sets it, where the table knows the name and the word.
    pub fn set(&mut self, name: &str, word: &str) {
        for (setting, now) in SETTINGS.iter().zip(&mut self.words).filter(|it| it.0.name == name) {
            *now = setting.values.iter().find(|it| **it == word).unwrap_or(now);
        }
    }

    pub fn theme(&self) -> ThemeName {
        ThemeName::of(self.word("theme"))
    }

    /// Whether only ASCII is drawn, where that is said.
    pub fn ascii(&self) -> Option<bool> {
        match self.word("ascii") {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// Whether no lines are drawn, and the cursor stands where one is.
    pub fn is_reduced(&self) -> bool {
        self.word("decoration") == "reduced"
    }

    pub fn mouse(&self) -> bool {
        self.word("mouse") == "true"
    }

    pub fn ctrl_z_suspends(&self) -> bool {
        self.word("ctrl_z") == "suspend"
    }

    fn take(&mut self, entry: &Entry) -> Result<(), String> {
        let name = match &entry.place {
            None => entry.name.clone(),
            Some(place) => format!("{place}.{}", entry.name),
        };
        let Some(setting) = SETTINGS.iter().find(|it| it.name == name) else {
            let names: Vec<&str> = SETTINGS.iter().map(|it| it.name).collect();
            return Err(format!("there is no setting `{}`; there is {}", visible(&name), listed(&names, "and")));
        };
        let words: Vec<&str> = entry.words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [word] if setting.values.contains(word) => {
                self.set(setting.name, word);
                Ok(())
            }
            _ => {
                let (is, can) = (visible(&entry.written).into_owned(), listed(setting.values, "or"));
                Err(format!("`{name}` cannot be {is}, only {can}; {} holds", self.word(&name)))
            }
        }
    }
}

impl Warning {
    /// With the file's name alone, for a line on the screen.
    pub fn brief(&self) -> String {
        let name = self.file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        self.told(&name)
    }

    fn told(&self, file: &str) -> String {
        match self.line {
            Some(line) => format!("{file}, line {line}: {}", self.words),
            None => format!("{file}: {}", self.words),
        }
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told(&self.file.display().to_string()))
    }
}

/// The file of settings, and
pub const SETTINGS_FILE: &str = "settings.toml";

/// that of keys.
pub const KEYS_FILE: &str = "keys.toml";

/// Where a file of the user's own settings lies.
pub fn path_of(name: &str) -> PathBuf {
    choose_base_strategy().map_or_else(|_| PathBuf::from(name), |it| it.config_dir().join("comity").join(name))
}

/// A file of the user's own settings, its text, and why it cannot be read; one that is not there is empty.
fn own_file(name: &str) -> (PathBuf, String, Option<Warning>) {
    let path = path_of(name);
    let why = match read_foreign(&path, LARGEST).map(String::from_utf8) {
        Ok(Ok(text)) => return (path, text, None),
        Err(StoreError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            return (path, String::new(), None);
        }
        Ok(Err(_)) => "it is no text in UTF-8".to_owned(),
        Err(StoreError::Io { source, .. }) => source.to_string(),
        Err(other) => other.to_string(),
    };
    let warning = Warning { file: path.clone(), line: None, words: format!("cannot read it: {why}; defaults hold") };
    (path, String::new(), Some(warning))
}

/// Words with commas, and one word before the last.
pub fn listed(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}
