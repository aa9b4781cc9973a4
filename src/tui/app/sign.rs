//! The question whether to save with the screen left, where the key that signs wants somebody.

use super::{App, Message, Overlay};
use crate::tui::event::{Effect, Locked};
use crate::tui::overlay::confirm::Confirm;

/// What is said where it is not saved.
const NOT_SAVED: &str = "Not saved: your key does not sign without you";

impl App {
    /// Asks whether the screen may be left for the key; a form waits behind the question with what was typed.
    pub(super) fn locked(&mut self, locked: Locked) -> Vec<Effect> {
        self.saving = self.saving.saturating_sub(1);
        if self.saving == 0 {
            self.desk.take_saved(locked.snapshot);
        }
        self.leave_reason();
        match self.overlay.take() {
            None => (),
            Some(Overlay::Form(mut form)) if form.saving && self.aside.is_none() => {
                form.refused(&locked.report, &self.desk);
                self.aside = Some(form);
            }
            // Somebody is at something else already: they are not interrupted.
            other => {
                self.overlay = other;
                self.not_signed();
                return Vec::new();
            }
        }
        // Whoever typed ahead has not read the question.
        self.held.clear();
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: "Save in the terminal, where the key can be unlocked?".to_owned(),
            lines: vec![
                "What you save is signed, and your key does not sign without you: it wants its passphrase, or a touch."
                    .to_owned(),
                "The screen is left for that moment, and comes back.".to_owned(),
                "If you leave it, nothing is saved; what you typed stays: a form as it is, and a reason where it is asked for again. An agent keeps a key open for the day: `ssh-add`, or gpg's own.".to_owned(),
            ],
            yes: "Save there",
            effect: Some(Effect::InFront(Box::new(locked.effect))),
            at_yes: false,
            drawn: false,
        }));
        self.keep_typed()
    }

    /// Saves what a question was about; the form that waited behind it shows that it is being saved.
    pub(super) fn save_after_question(&mut self, effect: Effect) -> Vec<Effect> {
        self.saving += 1;
        self.overlay = self.aside.take().map(Overlay::Form);
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.saving = true;
        }
        vec![effect]
    }

    pub(super) fn not_signed(&mut self) {
        self.message = Message { words: NOT_SAVED.to_owned(), warns: true };
    }
}
