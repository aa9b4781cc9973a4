//! The form in front: opened by a command, told what is done in it, thrown away.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{App, Message, Overlay, answers};
use crate::model::deed::Settings;
use crate::model::view::name_of;
use crate::model::{Fields, Kind, Record, RecordId, deed, value};
use crate::tui::desk::Desk;
use crate::tui::event::Effect;
use crate::tui::overlay::form::{Asked, Form, fresh};
use crate::tui::screen::Addition;

/// The title of a form has about as many columns.
const TITLE: usize = 78;

impl App {
    pub(super) fn add(&mut self) {
        let Some(Addition { kind, group, mut known }) = self.screen().addition(&self.desk) else { return };
        let proposed: Settings = known.iter().filter(|it| it.0 != "meeting").cloned().collect();
        let is_proposal = kind == Kind::Item && !self.may_add(&group, &known) && self.may_add(&group, &proposed);
        if is_proposal {
            known = proposed;
        }
        let mut form = Form::add(kind, &group, known, &self.desk);
        if is_proposal {
            form.notes.push("It is a proposal: a secretary or chair takes it onto an agenda.".to_owned());
        }
        self.open_form(form);
    }

    /// Whether whoever works here may add an item as it begins: on an agenda, or as a proposal.
    fn may_add(&self, group: &str, known: &Settings) -> bool {
        let mut settings = known.clone();
        settings.push(("title".to_owned(), Some(value::text("-"))));
        let at = self.desk.at();
        let change = fresh(Kind::Item, group, "", None, &at).map(|it| deed::add(it, settings, &at));
        self.desk.me.is_none() || change.is_none_or(|it| self.is_mine(&it))
    }

    /// Plans a meeting of the selected group, as long as those of its series.
    pub(super) fn plan(&mut self) {
        let Some(group) = self.selected_group() else { return };
        let minutes = group.table("series").and_then(|it| it.get("minutes")).cloned();
        let known = minutes.map(|it| ("minutes".to_owned(), Some(it))).into_iter().collect();
        let form = Form::add(Kind::Meeting, group.id.as_str(), known, &self.desk);
        self.open_form(form);
    }

    pub(super) fn edit(&mut self) {
        let id = self.selected_record().map(|it| it.id.clone()).filter(|it| it.kind == Kind::Member);
        let group = id.as_ref().and_then(|it| RecordId::new(Kind::Group, it.group()?).ok());
        match id.as_ref().and_then(RecordId::person).zip(group) {
            // A membership is terms, and these are set as in the matrix.
            Some((person, group)) => {
                let title = id.map(|it| name_of(&it, &self.desk.snapshot)).unwrap_or_default();
                self.open_form(Form::seat(&person, &group, &title, self.desk.today, &self.desk));
            }
            None => self.with_record(Form::edit),
        }
    }

    pub(super) fn ask_one(&mut self, key: &'static str) {
        self.with_record(|it, desk| Form::one(it, key, desk));
    }

    pub(super) fn with_record(&mut self, form: impl Fn(&Arc<Record>, &Desk) -> Form) {
        let id = self.selected_record().map(|it| it.id.clone());
        if let Some(record) = id.and_then(|it| self.desk.shared(&it).cloned()) {
            self.open_form(form(&record, &self.desk));
        }
    }

    /// Opens a form about the person and the group of the cell in which the cursor stands.
    pub(super) fn in_cell(&mut self, form: impl Fn(&RecordId, &RecordId, &str, NaiveDate, &Desk) -> Form) {
        if let Some((person, group)) = self.people.cell() {
            let (now, day) = (self.people.in_full(TITLE, &self.desk), self.people.day(&self.desk));
            self.open_form(form(&person, &group, &now, day, &self.desk));
        }
    }

    pub(super) fn open_form(&mut self, mut form: Form) {
        // What was typed at a meeting that is over waits in the item.
        let minutes = form.goal.minutes_key().filter(|_| self.meetings.live.is_none());
        let keys = form.draft_key().into_iter().chain(minutes);
        let draft = keys.into_iter().find_map(|key| self.desk.drafts.iter().find(|it| it.key == key).cloned());
        if let Some(draft) = draft {
            form.resume(&draft, &self.desk);
        }
        self.overlay = Some(Overlay::Form(Box::new(form)));
    }

    pub(super) fn in_form(&mut self, act: impl FnOnce(&mut Form, &Desk) -> Asked) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &mut self.overlay else { return Vec::new() };
        match act(form, &self.desk) {
            Asked::Nothing => Vec::new(),
            Asked::Do(effect) => {
                self.saving += 1;
                self.fresh = answers::created(&effect);
                vec![effect]
            }
            Asked::Override(reason) => {
                self.saving += 1;
                if let Some((_, given)) = &mut self.reason {
                    given.clone_from(&reason);
                }
                let effect = self.waiting.take().map(|it| Effect::Override(Box::new(it), reason));
                effect.into_iter().collect()
            }
            Asked::Close => {
                if self.waiting.take().is_some() {
                    self.message = Message { words: "Left as it is: nothing was saved".to_owned(), warns: false };
                }
                self.drop_form()
            }
            Asked::Decided(value) => self.written_new(value),
            Asked::Named(name, key) => {
                let mut effects = self.drop_form();
                effects.extend(self.keep_filter(&name, key));
                effects
            }
            Asked::Export(path) => self.export(path),
            Asked::Write(effect) => vec![effect],
            Asked::AsOf(day) => {
                self.people.on = day;
                self.drop_form()
            }
            Asked::Keep => {
                let effects = self.keep_typed();
                self.overlay = self.aside.take().map(Overlay::Form);
                self.message =
                    Message { words: "Kept as a draft; the same form offers it again".to_owned(), warns: false };
                effects
            }
        }
    }

    /// Closes the form; what was kept of it goes too, and one that was put aside comes back.
    pub(super) fn drop_form(&mut self) -> Vec<Effect> {
        self.waiting = None;
        let key = self.form().and_then(Form::draft_key);
        self.overlay = self.aside.take().map(Overlay::Form);
        let before = self.desk.drafts.len();
        self.desk.drafts.retain(|it| Some(&it.key) != key.as_ref());
        let was_kept = self.desk.drafts.len() < before;
        key.filter(|_| was_kept).map(Effect::DropDraft).into_iter().collect()
    }

    pub(super) fn is_asking(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Confirm(_)))
    }

    pub(super) fn was_asked(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Confirm(it)) if it.drawn)
    }

    pub(super) fn form(&self) -> Option<&Form> {
        match &self.overlay {
            Some(Overlay::Form(form)) => Some(form),
            Some(Overlay::Confirm(_) | Overlay::Help(_) | Overlay::Palette(_) | Overlay::Ticks(_)) | None => None,
        }
    }
}
