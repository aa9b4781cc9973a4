//! What an item takes along and where it goes: a paper is added, it is handed over to another group, its result goes back.

use std::sync::Arc;

use super::App;
use crate::model::act::may;
use crate::model::record::Fields;
use crate::model::view::handover::origin;
use crate::model::{Kind, Record};
use crate::tui::command::Command;
use crate::tui::overlay::form::{Act, Form};

impl App {
    pub(super) fn can_hand_over(&self, command: Command) -> bool {
        let at = self.desk.at();
        let Some(record) = self.selected_record().filter(|it| self.desk.snapshot.exists(&it.id)) else { return false };
        let (kind, may) = (record.id.kind, |deed: &str| may(deed, record, &at).is_ok());
        match command {
            Command::AddPaper => kind == Kind::Item && may("item.paper"),
            Command::Refer => {
                let deed = if kind == Kind::Item { "item.refer" } else { "action.refer" };
                matches!(kind, Kind::Item | Kind::Action) && record.word("referred_to").is_none() && may(deed)
            }
            Command::GiveBack => kind == Kind::Item && origin(record, &at).is_some() && may("item.return"),
            _ => false,
        }
    }

    /// Asks for what the command wants of the selected thing.
    pub(super) fn ask_hand_over(&mut self, command: Command) {
        let act = match command {
            Command::Refer => Act::Refer,
            Command::GiveBack => Act::GiveBack,
            _ => Act::Paper,
        };
        let record: Option<Arc<Record>> =
            self.selected_record().map(|it| it.id.clone()).and_then(|it| self.desk.snapshot.shared(&it).cloned());
        let form = record.map(|it| Form::act(act, &it, &self.desk));
        form.into_iter().for_each(|it| self.open_form(it));
    }
}
