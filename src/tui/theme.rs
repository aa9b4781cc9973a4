//! How things look: a few colours that can be read on the ground they stand on, or none; signs of one cell, or plain ones.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::model::shown;
use crate::tui::key::in_ascii;

/// How things look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub colors: Colors,
    /// Whether only ASCII is drawn beside people's own words.
    pub ascii: bool,
    /// Whether boxes have titles but no lines, and the cursor stands where one is, for whoever has the screen read aloud.
    pub reduced: bool,
}

/// Which colours are used. Nothing is told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// On a dark ground, on a light one, and on one that is not known.
    Dark(Depth),
    Light(Depth),
    Neutral(Depth),
    /// None, and nothing dim: what others dim is plain, what others colour is underlined.
    Contrast,
    /// None.
    Mono,
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Its own sixteen, of which it says itself how they look.
    Sixteen,
    /// The 256 that look alike everywhere.
    Many,
}

/// What the terminal's ground is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    Dark,
    Light,
}

/// What a text is, for its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    /// Titles and what is in focus.
    Strong,
    /// What is there for those who look for it.
    Dim,
    /// What is late or wrong.
    Alarm,
    /// The first party, the second, any other organisation.
    Party(usize),
    /// Added and removed in differences.
    Added,
    Removed,
    Selected,
}

/// The roles that have a colour, in the order of [`MANY`].
const COLORED: [Role; 7] =
    [Role::Dim, Role::Alarm, Role::Party(0), Role::Party(1), Role::Party(2), Role::Added, Role::Removed];

/// Their colours among the 256 on a dark ground, a light one, and one that is not known: each stands out from black, from
/// white or from both by 4.5 to 1 at least.
const MANY: [[u8; 3]; 7] =
    [[245, 242, 243], [203, 124, 163], [75, 25, 63], [214, 94, 131], [176, 90, 98], [71, 22, 29], [203, 124, 163]];

/// Their colours among the terminal's own on a dark ground and a light one; on one that is not known there are none.
const SIXTEEN: [[Option<Color>; 2]; 7] = [
    [None, None],
    [Some(Color::LightRed), Some(Color::Red)],
    [Some(Color::LightBlue), Some(Color::Blue)],
    [Some(Color::LightYellow), Some(Color::Magenta)],
    [Some(Color::LightMagenta), None],
    [Some(Color::Green), None],
    [Some(Color::LightRed), Some(Color::Red)],
];

impl Colors {
    fn of(self, role: Role) -> Option<Color> {
        let at = COLORED.iter().position(|it| *it == role)?;
        let (ground, depth) = match self {
            Self::Dark(depth) => (0, depth),
            Self::Light(depth) => (1, depth),
            Self::Neutral(depth) => (2, depth),
            Self::Contrast | Self::Mono => return None,
        };
        match depth {
            Depth::Many => Some(Color::Indexed(MANY[at][ground])),
            Depth::Sixteen => SIXTEEN[at].get(ground).copied().flatten(),
        }
    }
}

impl Theme {
    /// On a dark ground with many colours.
    pub const DARK: Self = Self { colors: Colors::Dark(Depth::Many), ascii: false, reduced: false };
    /// Without colours.
    pub const MONO: Self = Self { colors: Colors::Mono, ascii: false, reduced: false };

    pub fn style(self, role: Role) -> Style {
        let role = match role {
            Role::Party(2..) => Role::Party(2),
            role => role,
        };
        let color = self.colors.of(role);
        let style = Style { fg: color, ..Style::default() };
        let contrast = self.colors == Colors::Contrast;
        match role {
            Role::Plain | Role::Party(_) => style,
            Role::Strong => style.add_modifier(Modifier::BOLD),
            Role::Dim if contrast || color.is_some() => style,
            Role::Dim => style.add_modifier(Modifier::DIM),
            Role::Alarm if contrast => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Alarm | Role::Added => style.add_modifier(Modifier::BOLD),
            Role::Removed => style.add_modifier(Modifier::CROSSED_OUT),
            Role::Selected => style.add_modifier(Modifier::REVERSED),
        }
    }

    pub fn border(self, focused: bool) -> border::Set<'static> {
        match (self.ascii, focused) {
            _ if self.reduced => NO_LINES,
            (true, false) => ASCII,
            (true, true) => ASCII_FOCUSED,
            (false, false) => border::PLAIN,
            (false, true) => border::DOUBLE,
        }
    }

    /// A key as it is told.
    pub fn key(self, key: &str) -> String {
        if self.ascii { in_ascii(key) } else { key.to_owned() }
    }

    /// Replaces our own signs by plain ones of the same width, where only ASCII is wanted.
    pub fn plain(self, buffer: &mut Buffer) {
        if !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            if let Some((_, plain)) = shown::PLAIN_SIGNS.iter().find(|it| it.0 == cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

/// The mark before the selected row.
pub const MARKER: &str = "▌";

const NO_LINES: border::Set<'static> = border::Set {
    top_left: " ",
    top_right: " ",
    bottom_left: " ",
    bottom_right: " ",
    vertical_left: " ",
    vertical_right: " ",
    horizontal_top: " ",
    horizontal_bottom: " ",
};

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};
const ASCII_FOCUSED: border::Set<'static> = border::Set { horizontal_top: "=", horizontal_bottom: "=", ..ASCII };
