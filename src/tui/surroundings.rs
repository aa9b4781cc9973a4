//! What the terminal and the environment suggest for the looks: how many colours, on which ground, which signs.

use std::path::Path;

use super::theme::{Colors, Depth, Ground, Theme};
use super::written;
use crate::settings::{Settings, ThemeName};

/// What the environment says. Handed in, so that the rules can be tried without one.
pub struct Surroundings<'a>(pub &'a dyn Fn(&str) -> Option<String>);

/// What the environment of the program says.
pub fn of_environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|it| !it.is_empty())
}

/// The folder that is proposed for files that are written from the screen.
pub fn folder_for_files(root: &Path) -> String {
    written::proposed(root, std::env::current_dir().ok().as_deref(), etcetera::home_dir().ok().as_deref())
}

impl Surroundings<'_> {
    /// How things look, as far as nobody has been asked about the ground; `None` stands for one that is not known.
    pub fn theme(&self, settings: &Settings, ground: Option<Ground>) -> Theme {
        let depth = self.depth();
        let colors = match (settings.theme(), ground) {
            (ThemeName::Dark, _) | (ThemeName::Auto, Some(Ground::Dark)) => Colors::Dark(depth),
            (ThemeName::Light, _) | (ThemeName::Auto, Some(Ground::Light)) => Colors::Light(depth),
            (ThemeName::Auto, None) => Colors::Neutral(depth),
            (ThemeName::Contrast, _) => Colors::Contrast,
            (ThemeName::Mono, _) => Colors::Mono,
        };
        let ascii = settings.ascii().unwrap_or_else(|| self.wants_ascii());
        Theme { colors, ascii, reduced: settings.is_reduced() }
    }

    /// The ground, where the environment names its colour: `COLORFGBG` is `15;0`, or `15;default;0`.
    pub fn ground(&self) -> Option<Ground> {
        let said = (self.0)("COLORFGBG")?;
        match said.rsplit(';').next()?.parse::<u8>().ok()? {
            0..=6 | 8 => Some(Ground::Dark),
            7 | 9..=15 => Some(Ground::Light),
            _ => None,
        }
    }

    /// Whether it is worth asking the terminal for its ground. The system's own console would print the question.
    pub fn may_be_asked(&self, settings: &Settings) -> bool {
        let console = (self.0)("TERM").is_none_or(|it| it == "linux" || it == "dumb");
        settings.theme() == ThemeName::Auto && self.ground().is_none() && !console
    }

    fn depth(&self) -> Depth {
        let term = (self.0)("TERM").unwrap_or_default();
        let many = ["256", "direct", "kitty", "alacritty", "ghostty", "foot", "wezterm"];
        match (self.0)("COLORTERM").is_some() || many.iter().any(|it| term.contains(it)) {
            true => Depth::Many,
            false => Depth::Sixteen,
        }
    }

    /// Where characters beyond ASCII do not come through, are not in the font, or are as wide as two of the others.
    fn wants_ascii(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|it| (self.0)(it)).unwrap_or_default();
        let locale = locale.to_lowercase();
        let utf8 = locale.replace('-', "").contains("utf8");
        let wide = ["ja", "ko", "zh"].iter().any(|it| locale.starts_with(it));
        !utf8 || wide || (self.0)("TERM").is_some_and(|it| it == "linux")
    }
}
