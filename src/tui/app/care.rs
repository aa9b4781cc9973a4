//! The question before something goes into the shared history that may have no place there.

use super::{App, Message, Overlay};
use crate::model::{care, shown};
use crate::tui::event::{Careful, Effect};
use crate::tui::overlay::confirm::Confirm;

/// What is said where it is not saved.
const NOT_SAVED: &str = "Not saved: you wanted to look at it again";

impl App {
    /// Asks for a second look at what was to be saved; a form waits behind the question with what was typed.
    pub(super) fn careful(&mut self, careful: Careful) -> Vec<Effect> {
        self.saving = self.saving.saturating_sub(1);
        if self.saving == 0 {
            self.desk.take_saved(careful.snapshot);
        }
        self.leave_reason();
        if !self.set_aside() {
            let first = careful.finds.first().map_or("", |it| it.row.one);
            self.warn(format!("Not saved: {first} was in it"));
            return Vec::new();
        }
        // Whoever typed ahead has not read the question.
        self.held.clear();
        let mut lines: Vec<String> = care::told(&careful.finds).iter().map(|it| shown::capital(it)).collect();
        lines.push(String::new());
        lines.extend(care::advice(&careful.finds).into_iter().map(|it| format!("{it}.")));
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: "A second look before others have it: is this right?".to_owned(),
            lines,
            yes: "Save it",
            effect: Some(Effect::Regardless(Box::new(careful.effect))),
            at_yes: false,
            drawn: false,
        }));
        self.keep_typed()
    }

    pub(super) fn not_saved(&mut self) {
        self.message = Message { words: NOT_SAVED.to_owned(), warns: true };
    }
}
