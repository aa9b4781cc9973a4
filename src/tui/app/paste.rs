//! What is pasted goes into the field in front, and is never taken for keys.

use super::{App, Overlay};
use crate::tui::event::Effect;

/// More than anybody writes into one field; what is larger was copied by mistake.
pub(super) const LARGEST_PASTE: usize = 100_000;

impl App {
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if text.len() > LARGEST_PASTE && (self.overlay.is_some() || self.filtering || self.is_minuting()) {
            let (is, most) = (text.len().div_ceil(1000), LARGEST_PASTE / 1000);
            self.warn(format!("Nothing was pasted: that is {is} kB, and a field takes {most} kB at once"));
            return Vec::new();
        }
        if self.is_minuting() {
            self.paste_minutes(text);
            return Vec::new();
        }
        match (&mut self.overlay, self.filtering) {
            (Some(Overlay::Form(form)), _) => {
                let is_less = form.paste(text, &self.desk);
                let words = "What was pasted had characters in it that nobody can read; they were left out";
                is_less.then(|| self.warn(words.to_owned()));
            }
            (Some(Overlay::Palette(_) | Overlay::Help(_)), _) | (None, true) => self.paste_into(text),
            // Whoever pastes outside of a field means no keys.
            _ => (),
        }
        Vec::new()
    }
}
