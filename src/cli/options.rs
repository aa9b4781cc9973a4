//! The flags that every command takes.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Local};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::printer::talk;
use crate::init::welcomed::Welcomed;
use crate::report::{Exit, Report};
use crate::settings::{KeysTold, SETTINGS, Settings};
use crate::store::folder::straight;

/// What the global flags say.
#[derive(Clone, Debug)]
pub struct Options {
    pub folder: Option<PathBuf>,
    pub json: bool,
    /// Plain text: no colour, no sign beyond ASCII.
    pub plain: bool,
    /// Whether the screen draws in ASCII alone, as somebody asked for in the welcome.
    pub ascii: bool,
    pub color: Color,
    pub quiet: bool,
    pub verbose: bool,
    /// Nobody is asked anything.
    pub no_input: bool,
    /// Every question is answered with yes.
    pub yes: bool,
    pub dry_run: bool,
    /// The person who acts.
    pub acting: Option<String>,
    /// Why they act outside their role, if they do.
    pub reason: Option<String>,
    pub now: Option<DateTime<FixedOffset>>,
    /// The colours that the screen shall have, before all settings.
    pub theme: Option<String>,
    pub no_mouse: bool,
    pub screen: Screen,
}

/// The other front door: how to ask whether it can be opened, and how to open it.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Fails where there is no terminal.
    pub require: fn() -> Result<(), Report>,
    /// Opens it on a workspace: who acts, the present moment, how it shall look.
    pub open: OpenScreen,
    /// What a file of keys makes of the keys, and whether Ctrl+Z suspends.
    pub keys: fn(&str, bool) -> KeysTold,
    /// The keys that hold where nobody has set any, in lines for the manual.
    pub manual_keys: fn() -> String,
    /// Asks what somebody would like to do where there is no workspace: in which folder, the present moment, how it
    /// shall look.
    pub welcome: Welcome,
}

/// How the screen is opened.
pub type OpenScreen = fn(&Path, Option<&str>, Option<DateTime<FixedOffset>>, &Settings) -> Result<(), Report>;

/// How somebody is asked on the screen where there is no workspace.
pub type Welcome = fn(&Path, Option<DateTime<FixedOffset>>, &Settings) -> Result<Welcomed, Report>;

/// Whether the answer is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// The arguments, for the command line's root; they hold before and behind every verb.
pub fn arguments() -> Vec<Arg> {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).help(help).action(ArgAction::SetTrue).global(true).help_heading(HEADING)
    };
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).global(true).help_heading(HEADING)
    };
    vec![
        value("workspace", "DIR", "Work in this folder").short('C').value_parser(value_parser!(PathBuf)),
        flag("json", "Answer in JSON"),
        flag("plain", "Answer without colours and signs"),
        value("color", "WHEN", "Colour the answer: auto, always, never")
            .value_parser(["auto", "always", "never"])
            .hide_possible_values(true),
        flag("quiet", "Say nothing but the answer").short('q'),
        flag("verbose", "Tell what is being done").short('v'),
        flag("no-input", "Ask nothing"),
        flag("yes", "Answer every question with yes").short('y'),
        flag("dry-run", "Show what would be done, and do nothing"),
        value("as", "PERSON", "Act as this person"),
        value("override", "REASON", "Do what lies outside your role, and say why"),
        value("now", "TIME", "Take this for the present moment (RFC 3339)"),
        value("theme", "THEME", "The colours of the screen: auto, dark, light, contrast, mono")
            .value_parser(PossibleValuesParser::new(SETTINGS[0].values))
            .hide_possible_values(true),
        flag("no-mouse", "Leave the mouse to the terminal"),
    ]
}

const HEADING: &str = "Everywhere";

impl Options {
    /// # Errors
    /// When `--now` is no moment.
    pub fn of(matches: &ArgMatches, screen: Screen) -> Result<Self, Report> {
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        // Without `..`, so that a workspace is looked for above the folder named, and nowhere else.
        let folder = matches.get_one::<PathBuf>("workspace").map(|it| straight(it).unwrap_or_else(|_| it.clone()));
        let now = match text("now") {
            None => None,
            Some(now) => Some(DateTime::parse_from_rfc3339(&now).map_err(|_| {
                Report::usage(format!("`--now {now}` is no moment")).hint("Write it like 2026-11-24T14:30:00+01:00")
            })?),
        };
        Ok(Self {
            folder,
            json: matches.get_flag("json"),
            ascii: false,
            plain: matches.get_flag("plain") || std::env::var_os("ACCESSIBLE").is_some_and(|it| it == "1"),
            color: match text("color").as_deref() {
                Some("always") => Color::Always,
                Some("never") => Color::Never,
                _ => Color::Auto,
            },
            quiet: matches.get_flag("quiet"),
            verbose: matches.get_flag("verbose"),
            no_input: matches.get_flag("no-input"),
            yes: matches.get_flag("yes"),
            dry_run: matches.get_flag("dry-run"),
            acting: text("as"),
            reason: text("override"),
            now,
            theme: text("theme"),
            no_mouse: matches.get_flag("no-mouse"),
            screen,
        })
    }

    /// Those of somebody who said nothing.
    pub fn silent(json: bool, screen: Screen) -> Self {
        Self {
            folder: None,
            json,
            ascii: false,
            plain: false,
            color: Color::Auto,
            quiet: false,
            verbose: false,
            no_input: true,
            yes: false,
            dry_run: false,
            acting: None,
            reason: None,
            now: None,
            theme: None,
            no_mouse: false,
            screen,
        }
    }

    /// The present moment, or the one that stands for it.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.now.unwrap_or_else(|| Local::now().fixed_offset())
    }

    /// The folder in or above which the workspace is looked for.
    ///
    /// # Errors
    /// When the folder that was named is not there: what lies above a slip of the hand is not meant.
    pub fn place(&self) -> Result<PathBuf, Report> {
        match &self.folder {
            Some(folder) if !folder.is_dir() => {
                let message = format!("there is no folder `{}`", folder.display());
                Err(Report::new("E-NO-WORKSPACE", Exit::NoWorkspace, message).hint("See whether the name is right"))
            }
            Some(folder) => Ok(folder.clone()),
            None => std::env::current_dir().map_err(|it| {
                Report::new("E-IO", Exit::Failed, "cannot find the current folder").cause(it.to_string())
            }),
        }
    }

    /// Whether there is what the screen needs; the plain front door needs nothing.
    ///
    /// # Errors
    /// When there is no terminal for the screen.
    pub fn require_screen(&self) -> Result<(), Report> {
        if self.plain { Ok(()) } else { (self.screen.require)() }
    }

    /// Opens the screen on a workspace, or the plain front door, and comes back when somebody leaves it.
    ///
    /// # Errors
    /// Those of the screen.
    pub fn open_screen(&self, root: &Path) -> Result<(), Report> {
        if self.plain {
            return super::plain::turn(self, root);
        }
        let mut settings = self.settings();
        settings.warnings.extend(self.keys(&settings).warnings);
        if !self.quiet {
            settings.warnings.iter().for_each(|it| talk(&format!("note: {it}")));
        }
        (self.screen.open)(root, self.acting.as_deref(), self.now, &settings)
    }

    /// The keys as the user has set them.
    pub fn keys(&self, settings: &Settings) -> KeysTold {
        (self.screen.keys)(&settings.keys, settings.ctrl_z_suspends())
    }

    /// The user's own settings; what a flag says goes before, and `NO_COLOR` before what the file says.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::load();
        if self.ascii {
            settings.set("ascii", "true");
        }
        if self.no_mouse {
            settings.set("mouse", "false");
        }
        match &self.theme {
            Some(theme) => settings.set("theme", theme),
            None if !self.color_wanted() => settings.set("theme", "mono"),
            None => (),
        }
        settings
    }

    /// Whether the screen is to be coloured; as the terminal and `NO_COLOR` say, if nothing is said.
    fn color_wanted(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !self.plain && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
        }
    }

    /// Whether somebody is there to be asked.
    pub fn may_ask(&self) -> bool {
        !self.no_input && !self.json && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }
}
