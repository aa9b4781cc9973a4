//! What was said while the screen is open, to be read again.

use chrono::{DateTime, FixedOffset};

use super::{App, Message, Overlay};
use crate::settings::Warning;
use crate::tui::overlay::help::{HelpLine, HelpView};

/// Something that was said, and when.
pub struct Said {
    pub at: DateTime<FixedOffset>,
    pub message: Message,
}

/// So many are kept.
const KEPT: usize = 200;

impl App {
    /// Says which of the user's settings could not be taken.
    pub fn warn_of_settings(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            self.keep_said(Message { words: warning.to_string(), warns: true });
        }
        if let ([first, others @ ..], true) = (warnings, self.message.words.is_empty()) {
            let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
            self.message = Message { words: first.brief() + &more, warns: true };
            // A line of messages is too short for what could stand there instead.
            let lines = warnings.iter().flat_map(|it| [it.to_string(), String::new()]);
            self.overlay = Some(Overlay::Help(HelpView::words("Your settings, where they could not be taken", lines)));
        }
    }

    /// Keeps what was said, so that it can be read once it has gone.
    pub(super) fn keep_said(&mut self, message: Message) {
        if self.said.len() == KEPT {
            self.said.remove(0);
        }
        self.said.push(Said { at: self.desk.now, message });
    }

    /// Shows what was said, the newest first.
    pub(super) fn show_messages(&mut self) {
        let line = |it: &Said| HelpLine::Key {
            keys: self.desk.on_clock(it.at).format("%H:%M").to_string(),
            words: format!("{}{}", if it.message.warns { "(!) " } else { "" }, it.message.words),
            command: None,
        };
        let mut lines: Vec<HelpLine> = self.said.iter().rev().map(line).collect();
        if lines.is_empty() {
            lines.push(HelpLine::Words("Nothing has been said since the screen was opened.".to_owned()));
        }
        self.overlay = Some(Overlay::Help(HelpView::notice("Messages", lines)));
    }
}
