//! How things look: the terminal's own sixteen colours, or none; signs of one cell, or plain ones.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// How things look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours are used. Nothing is told by colour alone.
    pub color: bool,
    /// Whether only ASCII is drawn beside people's own words.
    pub ascii: bool,
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

impl Theme {
    /// As the terminal and the environment suggest.
    pub fn of_terminal(color: bool) -> Self {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|it| std::env::var(it).ok().filter(|it| !it.is_empty()));
        let utf8 = locale.is_some_and(|it| it.to_lowercase().replace('-', "").contains("utf8"));
        let console = std::env::var("TERM").is_ok_and(|it| it == "linux");
        Self { color, ascii: !utf8 || console }
    }

    pub fn style(self, role: Role) -> Style {
        let style = Style::default();
        let colored = |color: Color| if self.color { style.fg(color) } else { style };
        match role {
            Role::Plain => style,
            Role::Strong => style.add_modifier(Modifier::BOLD),
            Role::Dim => style.add_modifier(Modifier::DIM),
            Role::Alarm => colored(Color::LightRed).add_modifier(Modifier::BOLD),
            Role::Party(0) => colored(Color::LightBlue),
            Role::Party(1) => colored(Color::LightYellow),
            Role::Party(_) => colored(Color::LightMagenta),
            Role::Added => colored(Color::Green).add_modifier(Modifier::BOLD),
            Role::Removed => colored(Color::Red).add_modifier(Modifier::CROSSED_OUT),
            Role::Selected => style.add_modifier(Modifier::REVERSED),
        }
    }

    pub fn border(self, focused: bool) -> border::Set<'static> {
        match (self.ascii, focused) {
            (true, false) => ASCII,
            (true, true) => ASCII_FOCUSED,
            (false, false) => border::PLAIN,
            (false, true) => border::DOUBLE,
        }
    }

    /// Replaces our own signs by plain ones of the same width, where only ASCII is wanted.
    pub fn plain(self, buffer: &mut Buffer) {
        if !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            if let Some((_, plain)) = PLAIN_SIGNS.iter().find(|it| it.0 == cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

/// The mark before the selected row.
pub const MARKER: &str = "▌";

/// Our own signs, one column wide each, and what stands for them where only ASCII is wanted.
pub const PLAIN_SIGNS: &[(&str, &str)] = &[
    (MARKER, ">"),
    ("●", "*"),
    ("◆", "#"),
    ("▲", "^"),
    ("■", "+"),
    ("▸", ">"),
    ("·", "-"),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("…", "~"),
    ("−", "-"),
    ("•", "*"),
    ("─", "-"),
    ("–", "-"),
];

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
