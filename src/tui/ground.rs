//! The ground on which the terminal writes: asked for, and the answer told from keys, however late it comes.

use std::io::{self, Write, stdout};
use std::sync::mpsc::Sender;
use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::theme::Ground;

/// How long the answer is waited for. Nothing depends on it.
pub const PATIENCE: Duration = Duration::from_millis(100);

/// Longer than any answer.
const LONGEST: usize = 48;

/// Asks the terminal for the colour of its ground (OSC 11).
///
/// # Errors
/// When the terminal is gone.
pub fn ask() -> io::Result<()> {
    stdout().write_all(b"\x1b]11;?\x1b\\")?;
    stdout().flush()
}

/// Takes the answer out of what is read. It comes in as if somebody had pressed Alt+] and typed the rest.
pub struct Answers {
    tell: Sender<Ground>,
    /// What of the answer has come, once it has begun.
    begun: Option<String>,
    is_done: bool,
}

impl Answers {
    pub fn new(tell: Sender<Ground>) -> Self {
        Self { tell, begun: None, is_done: false }
    }

    /// Whether a key is none, but a piece of the answer.
    pub fn take(&mut self, key: KeyEvent) -> bool {
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (&mut self.begun, key.code) {
            _ if self.is_done => false,
            (None, KeyCode::Char(']')) if alt => {
                self.begun = Some(String::new());
                true
            }
            (None, _) => false,
            (Some(answer), KeyCode::Char(end)) if alt && end == '\\' || control && end == 'g' => {
                self.is_done = true;
                // Where nobody waits any more it came too late.
                let _ = ground_of(answer).map(|it| self.tell.send(it));
                true
            }
            (Some(answer), KeyCode::Char(piece)) if !alt && !control && is_of_answer(answer, piece) => {
                answer.push(piece);
                true
            }
            // Whoever pressed Alt+] goes on typing.
            (Some(_), _) => {
                self.begun = None;
                false
            }
        }
    }
}

fn is_of_answer(answer: &str, piece: char) -> bool {
    let begins = "11;";
    let fits = match begins.chars().nth(answer.len()) {
        Some(due) => piece == due,
        None => piece.is_ascii_hexdigit() || "rgba:/".contains(piece),
    };
    fits && answer.len() < LONGEST
}

/// The ground in an answer such as `11;rgb:1e1e/1e1e/2e2e`: dark where black is further from white than from it.
fn ground_of(answer: &str) -> Option<Ground> {
    let (_, parts) = answer.split_once(':')?;
    let part = |it: &str| {
        let most = 16_f64.powi(i32::try_from(it.len()).ok()?) - 1.0;
        Some(f64::from(u32::from_str_radix(it, 16).ok()?) / most)
    };
    let parts: Vec<f64> = parts.split('/').take(3).map(part).collect::<Option<_>>()?;
    let [red, green, blue] = parts.as_slice() else { return None };
    let light = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if light < 0.5 { Ground::Dark } else { Ground::Light })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    /// What a terminal sends, as keys: what is told of the ground, and what is left as typed.
    fn heard(sent: &[&str]) -> (Option<Ground>, String) {
        let (tell, told) = channel();
        let mut answers = Answers::new(tell);
        let mut left = String::new();
        for piece in sent {
            let (alt, letters) = piece.strip_prefix("Alt+").map_or((false, *piece), |it| (true, it));
            for letter in letters.chars() {
                let held = match (alt, letter) {
                    (true, _) => KeyModifiers::ALT,
                    (false, '\u{7}') => KeyModifiers::CONTROL,
                    (false, _) => KeyModifiers::NONE,
                };
                let letter = if letter == '\u{7}' { 'g' } else { letter };
                if !answers.take(KeyEvent::new(KeyCode::Char(letter), held)) {
                    left.push(letter);
                }
            }
        }
        (told.try_recv().ok(), left)
    }

    #[test]
    fn an_answer_is_no_key_and_what_is_typed_before_and_behind_it_stays() {
        let dark = (Some(Ground::Dark), "ab".to_owned());
        assert_eq!(heard(&["a", "Alt+]", "11;rgb:1e1e/1e1e/2e2e", "Alt+\\", "b"]), dark);
        assert_eq!(heard(&["a", "Alt+]", "11;rgb:00/00/00\u{7}", "b"]), dark);
        let light = (Some(Ground::Light), String::new());
        assert_eq!(heard(&["Alt+]", "11;rgb:ffff/ffff/e0e0", "Alt+\\"]), light);
        assert_eq!(heard(&["Alt+]", "11;rgba:ff/ff/ff/ff\u{7}"]), light);
    }

    #[test]
    fn who_presses_the_key_with_which_it_begins_can_go_on_typing() {
        assert_eq!(heard(&["Alt+]", "q"]), (None, "q".to_owned()));
        assert_eq!(heard(&["Alt+]", "4", "1"]), (None, "41".to_owned()));
        assert_eq!(heard(&["Alt+]", "11;nothing"]), (None, "nothing".to_owned()));
        assert_eq!(heard(&["Alt+]", "11;rgb:zz"]).0, None);
    }
}
