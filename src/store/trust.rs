//! Trust: which programs a repository's own settings name, and whether this user has allowed them.
//!
//! Git runs what its settings name. Those of a clone are one's own; a folder that somebody unpacked or found on a shared
//! drive brings settings of others with it. Nothing of git is run in such a folder before the user has seen the list.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy, home_dir};
use git2::{Config, ConfigLevel};
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::folder::write_own;
use super::repo::{DRIVER, DRIVER_KEY, Repo};

/// A setting that names a program, or leads to settings that may.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub key: String,
    pub value: String,
}

/// How the keys end whose values git runs, or by which it goes to another place than the one that is shown.
const ENDINGS: &[&str] = &[
    "askpass",
    "clean",
    "cmd",
    "command",
    "driver",
    "editor",
    "external",
    "filter",
    "helper",
    "hook",
    "hookspath",
    "insteadof",
    "pager",
    "process",
    "program",
    "proxy",
    "receivepack",
    "smudge",
    "textconv",
    "uploadpack",
    "vcs",
];

/// So many files may include one another.
const DEEPEST: usize = 8;

impl Repo {
    /// The programs that this repository's own settings name, in every file that they may include.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn named_programs(&self) -> Result<Vec<Named>, StoreError> {
        let own: fn(ConfigLevel) -> bool = |it| matches!(it, ConfigLevel::Local | ConfigLevel::Worktree);
        let mut named = BTreeSet::new();
        gather(&self.config()?, self.shared_folder(), own, 0, &mut named)?;
        Ok(named.into_iter().collect())
    }

    /// Those of them that the user has not allowed; all or none.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn untrusted(&self) -> Result<Vec<Named>, StoreError> {
        let named = self.named_programs()?;
        let allowed = named.is_empty() || self.trust_file(&named).is_some_and(|it| it.is_file());
        Ok(if allowed { Vec::new() } else { named })
    }

    /// Allows this very list in this very folder.
    ///
    /// # Errors
    /// When the user has no folder for such things, or the system refuses.
    pub fn trust(&self, named: &[Named]) -> Result<(), StoreError> {
        let nowhere = || std::io::Error::new(std::io::ErrorKind::NotFound, "you have no home folder");
        let doing = "remember in your home folder that you allow the programs of";
        let file = self.trust_file(named).ok_or_else(nowhere).map_err(StoreError::io(doing, self.git_folder()))?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(StoreError::io("make the folder", folder))?;
        }
        write_own(&file, format!("{}\n", self.git_folder().display()).as_bytes())
    }

    /// Takes that back.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn distrust(&self, named: &[Named]) -> Result<(), StoreError> {
        let Some(file) = self.trust_file(named).filter(|it| it.exists()) else { return Ok(()) };
        fs::remove_file(&file).map_err(StoreError::io("remove", &file))
    }

    /// The file whose being there allows a list: its name tells the folder and the list.
    fn trust_file(&self, named: &[Named]) -> Option<PathBuf> {
        let base = choose_base_strategy().ok()?;
        let folder = base.state_dir().unwrap_or_else(|| base.data_dir()).join("comity").join("trusted");
        let place = fs::canonicalize(self.git_folder()).ok()?;
        let mut digest = Sha256::new();
        digest.update(place.as_os_str().as_encoded_bytes());
        for it in named {
            digest.update(format!("\0{}\0{}", it.key, it.value));
        }
        let name: String = digest.finalize().iter().map(|it| format!("{it:02x}")).collect();
        Some(folder.join(name))
    }
}

/// Adds what a file of settings names, and what those that it includes do, under whatever condition.
fn gather(
    config: &Config,
    folder: &Path,
    counts: fn(ConfigLevel) -> bool,
    depth: usize,
    named: &mut BTreeSet<Named>,
) -> Result<(), StoreError> {
    let failed = || StoreError::git("read the settings");
    let mut included = Vec::new();
    let mut entries = config.entries(None).map_err(failed())?;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(failed())?;
        if !counts(entry.level()) {
            continue;
        }
        let key = String::from_utf8_lossy(entry.name_bytes()).into_owned();
        let value =
            if entry.has_value() { String::from_utf8_lossy(entry.value_bytes()).into_owned() } else { String::new() };
        if is_include(&key) {
            included.push(place_of(&value, folder));
        }
        if names_program(&key, &value) {
            named.insert(Named { key, value });
        }
    }
    for path in included.iter().filter(|it| depth < DEEPEST && it.is_file()) {
        let inner = Config::open(path).map_err(failed())?;
        gather(&inner, path.parent().unwrap_or(folder), |_| true, depth + 1, named)?;
    }
    Ok(())
}

fn is_include(key: &str) -> bool {
    key == "include.path" || key.starts_with("includeif.") && key.ends_with(".path")
}

/// Where an included file lies.
fn place_of(value: &str, folder: &Path) -> PathBuf {
    match (value.strip_prefix("~/"), home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => folder.join(value),
    }
}

fn names_program(key: &str, value: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or_default();
    let switch =
        matches!(value.to_lowercase().as_str(), "" | "true" | "false" | "yes" | "no" | "on" | "off" | "0" | "1");
    if key == DRIVER_KEY && value == DRIVER {
        return false;
    }
    match key.split('.').next().unwrap_or_default() {
        "include" | "includeif" => last == "path",
        "protocol" => true,
        "pager" | "hook" => !switch,
        "core" if last == "fsmonitor" => !switch,
        // An address such as `ext::sh -c ...` is a program.
        "remote" if matches!(last, "url" | "pushurl") => {
            let helper = value.split_once("::").map(|it| it.0);
            value.starts_with('-')
                || helper.is_some_and(|it| it.chars().all(|it| it.is_ascii_alphanumeric() || it == '-'))
        }
        _ => !value.is_empty() && ENDINGS.iter().any(|it| last.ends_with(it)),
    }
}
