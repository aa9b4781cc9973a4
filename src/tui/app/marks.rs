//! Actions that are marked: what is done with all of them in one go.

use std::sync::Arc;

use super::answers::undo_key;
use super::{App, Overlay, Page};
use crate::model::view::Action;
use crate::model::{Change, Record, deed, shown};
use crate::tui::event::Effect;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::overlay::form::Form;

/// So many are named before they are ticked; the rest is counted.
const NAMED: usize = 6;

impl App {
    /// Whether commands are about the actions that are marked, and not about the selected one.
    pub fn has_marks(&self) -> bool {
        self.page == Page::Actions && self.reading.is_empty() && !self.actions.marks().is_empty()
    }

    /// The actions that are marked.
    pub(super) fn marked(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.actions.marks().iter().filter_map(|it| self.desk.snapshot.shared(it))
    }

    /// Whether any that is marked has still to be done.
    pub(super) fn can_tick_marked(&self) -> bool {
        self.marked().any(|it| Action(it).is_open())
    }

    /// Opens the form about all that are marked, or about one field of theirs.
    pub(super) fn edit_marked(&mut self, key: Option<&str>) {
        let marked: Vec<&Arc<Record>> = self.marked().collect();
        let form = Form::several(&marked, key, &self.desk);
        form.into_iter().for_each(|it| self.open_form(it));
    }

    /// Asks whether all that are marked are done, and names them.
    pub(super) fn ask_tick_marked(&mut self) {
        let open: Vec<&Record> = self.marked().map(Arc::as_ref).filter(|it| Action(it).is_open()).collect();
        let mut lines: Vec<String> =
            open.iter().take(NAMED).map(|it| format!("{} {}", it.id.brief(), shown::visible(it.title()))).collect();
        lines.extend((open.len() > NAMED).then(|| format!("and {} more", open.len() - NAMED)));
        let others = self.actions.marks().len() - open.len();
        lines.extend(match others {
            0 => None,
            1 => Some("One more that is marked is settled already.".to_owned()),
            _ => Some(format!("{others} more that are marked are settled already.")),
        });
        lines.push(format!("It is saved as one change; {} takes it back.", undo_key()));
        let title = format!("Tick {} as done?", shown::count(open.len(), "action", "actions"));
        let effect = Some(Effect::Submit(deed::done_several(open, &self.desk.at())));
        self.overlay =
            Some(Overlay::Confirm(Confirm { title, lines, yes: "Done", effect, at_yes: false, drawn: false }));
    }

    /// Takes the marks off again once something has been done with what is marked.
    pub(super) fn unmark_done(&mut self, change: &Change) {
        if change.ids().iter().any(|it| self.actions.marks().contains(*it)) {
            self.actions.unmark();
        }
    }
}
