//! A key with its modifiers: as a terminal tells it, and as people read it.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub code: KeyCode,
    pub modifiers: KeyModifiers,
}

impl Key {
    /// The key that was pressed, whichever way the terminal tells of it.
    pub fn of(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::SHIFT | KeyModifiers::ALT);
        // A capital says already that Shift was held; so does the key that goes back.
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        let code = match event.code {
            KeyCode::Char(it) if modifiers.contains(KeyModifiers::CONTROL) => KeyCode::Char(it.to_ascii_lowercase()),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => {
                modifiers.remove(KeyModifiers::SHIFT);
                KeyCode::BackTab
            }
            code => code,
        };
        Self { code, modifiers }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl+")?;
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            f.write_str("Alt+")?;
        }
        if self.modifiers.contains(KeyModifiers::SHIFT) {
            f.write_str("Shift+")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(it) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(f, "{}", it.to_ascii_uppercase())
            }
            KeyCode::Char(it) => write!(f, "{it}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Delete => f.write_str("Del"),
            KeyCode::Insert => f.write_str("Ins"),
            KeyCode::BackTab => f.write_str("Shift+Tab"),
            KeyCode::F(n) => write!(f, "F{n}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// A key as it is told where only ASCII is drawn: an arrow that became `<` would be a key of its own.
pub fn in_ascii(key: &str) -> String {
    let words = [("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right")];
    words.iter().fold(key.to_owned(), |key, (arrow, word)| key.replace(arrow, word))
}

/// A word that names no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKey;

impl std::str::FromStr for Key {
    type Err = NoKey;

    /// As people write it: `a`, `Ctrl+S`, `Shift+Up`, `F6`.
    fn from_str(word: &str) -> Result<Self, NoKey> {
        let mut held = KeyModifiers::NONE;
        let mut rest = word;
        while let Some((modifier, after)) = rest.split_once('+').filter(|it| !it.0.is_empty() && !it.1.is_empty()) {
            held |= match modifier.to_lowercase().as_str() {
                "ctrl" | "control" => KeyModifiers::CONTROL,
                "shift" => KeyModifiers::SHIFT,
                "alt" => KeyModifiers::ALT,
                _ => return Err(NoKey),
            };
            rest = after;
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(' '), None) | (None, _) => return Err(NoKey),
            (Some(letter), None) if !letter.is_control() => named(rest).unwrap_or(KeyCode::Char(letter)),
            _ => named(rest).ok_or(NoKey)?,
        };
        let code = match code {
            KeyCode::Char(letter) if held.contains(KeyModifiers::SHIFT) => KeyCode::Char(letter.to_ascii_uppercase()),
            code => code,
        };
        Ok(Self::of(KeyEvent::new(code, held)))
    }
}

/// The keys that have names.
fn named(word: &str) -> Option<KeyCode> {
    Some(match word.to_lowercase().as_str() {
        "space" => KeyCode::Char(' '),
        "enter" | "return" => KeyCode::Enter,
        "esc" | "escape" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        "up" | "↑" => KeyCode::Up,
        "down" | "↓" => KeyCode::Down,
        "left" | "←" => KeyCode::Left,
        "right" | "→" => KeyCode::Right,
        "pgup" | "pageup" => KeyCode::PageUp,
        "pgdn" | "pagedown" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "ins" | "insert" => KeyCode::Insert,
        "del" | "delete" => KeyCode::Delete,
        word => KeyCode::F(word.strip_prefix('f')?.parse().ok().filter(|it| (1..=12).contains(it))?),
    })
}

/// A key by itself.
pub const fn plain(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::NONE }
}

/// A key with others held.
pub const fn with(modifiers: KeyModifiers, code: KeyCode) -> Key {
    Key { code, modifiers }
}

/// A letter with Ctrl held.
pub const fn control(letter: char) -> Key {
    Key { code: KeyCode::Char(letter), modifiers: KeyModifiers::CONTROL }
}
