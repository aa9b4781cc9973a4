//! Questions before something is done, and what their answer sets off.

use super::{App, Overlay};
use crate::model::words;
use crate::tui::event::Effect;
use crate::tui::overlay::confirm::Confirm;
use crate::workspace::Reading as HandReading;

impl App {
    pub(super) fn ask_put_back(&mut self) {
        let Some(entry) = self.history.selected().cloned() else { return };
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: format!("Put back \"{}\"?", entry.subject),
            lines: vec![
                "Its fields become what they were before it.".to_owned(),
                "That is a new change: nothing is removed from the history, and Ctrl+Z takes it back.".to_owned(),
            ],
            yes: "Put back",
            effect: Effect::PutBack(Box::new(entry)),
            drawn: false,
        }));
    }

    pub(super) fn ask_take_in(&mut self) {
        let mut lines = Vec::new();
        let mut ids = Vec::new();
        for edit in &self.desk.hand_edits {
            match &edit.reading {
                HandReading::Change(change) => {
                    lines.extend(words::lines(change));
                    ids.push(edit.id.clone());
                }
                HandReading::SameFields => {
                    lines.push(format!("{}: only remarks or the layout of its file", edit.id));
                    ids.push(edit.id.clone());
                }
                HandReading::Problems(_) => (),
            }
        }
        lines.push("It is saved as a change of its own; Ctrl+Z takes it back.".to_owned());
        let title = "Save what was edited by hand in the folder?".to_owned();
        let effect = Effect::TakeIn(ids);
        self.overlay = Some(Overlay::Confirm(Confirm { title, lines, yes: "Take in", effect, drawn: false }));
    }

    pub(super) fn confirmed(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Confirm(confirm)) => {
                self.saving += 1;
                vec![confirm.effect]
            }
            other => {
                self.overlay = other;
                Vec::new()
            }
        }
    }
}
