//! Deciding between the values that both sides wrote.

use super::{App, Page};
use crate::model::RecordId;
use crate::model::contested::Which;
use crate::model::deed::Choice;
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::overlay::form::Form;
use crate::tui::screen::sync::inbox::Decision;

impl App {
    /// Whether one of these commands can be given now.
    pub(super) fn can_decide(&self, command: Command) -> bool {
        let Some(id) = self.deciding() else { return false };
        match command {
            Command::Decide => self.sync.inbox.has_decided(id, &self.desk),
            Command::WriteNew => self
                .sync
                .inbox
                .at_cursor(id, &self.desk)
                .is_some_and(|it| it.0.declared().is_some_and(|it| it.is_settable())),
            Command::LeaveOpen => {
                let at = self.sync.inbox.at_cursor(id, &self.desk);
                at.is_some_and(|it| self.sync.inbox.decided(&it.0).is_some())
            }
            command => self.decision(id, command).is_some(),
        }
    }

    /// The record between whose values somebody decides.
    fn deciding(&self) -> Option<&RecordId> {
        let here = self.page == Page::Sync && self.reading.is_empty() && self.sync.inbox.focused;
        self.sync.contested().filter(|_| here)
    }

    fn decision(&self, id: &RecordId, command: Command) -> Option<Decision> {
        let (contest, which) = self.sync.inbox.at_cursor(id, &self.desk)?;
        let at = self.desk.at();
        let version = |it: Option<Which>| it.map(|it| Decision::Settle(Choice::Version(it)));
        match command {
            Command::Mine => version(contest.mine(&at)),
            Command::Theirs => version(contest.theirs(&at)),
            Command::Choose => version(Some(which)),
            Command::Both => contest.both().map(|_| Decision::Settle(Choice::Both)),
            Command::Raise => Some(Decision::Raise),
            _ => None,
        }
    }

    pub(super) fn choose(&mut self, command: Command) {
        let Some(id) = self.deciding().cloned() else { return };
        if let Some(decision) = self.decision(&id, command) {
            self.sync.inbox.decide(&id, decision, &self.desk);
        }
    }

    pub(super) fn write_new(&mut self) {
        let contest = self.deciding().and_then(|id| self.sync.inbox.at_cursor(id, &self.desk)).map(|it| it.0);
        let form = contest.and_then(|it| Form::contested(&it, &self.desk));
        form.into_iter().for_each(|it| self.open_form(it));
    }

    /// Takes the value that was written new.
    pub(super) fn written_new(&mut self, value: Option<toml::Value>) -> Vec<Effect> {
        if let Some(id) = self.deciding().cloned() {
            self.sync.inbox.decide(&id, Decision::Settle(Choice::New(value)), &self.desk);
        }
        self.drop_form()
    }

    pub(super) fn leave_open(&mut self) {
        if let Some(id) = self.deciding().cloned() {
            self.sync.inbox.leave_open(&id, &self.desk);
        }
    }

    /// Saves what was chosen.
    pub(super) fn decide(&mut self) -> Vec<Effect> {
        let Some(id) = self.deciding().cloned() else { return Vec::new() };
        match self.sync.inbox.change(&id, &self.desk) {
            Ok(change) => self.submit(Some(change)),
            Err(words) => {
                self.warn(words);
                Vec::new()
            }
        }
    }
}
