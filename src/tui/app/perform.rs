//! What each command does.

use std::sync::Arc;

use super::walk::Way;
use super::{App, Message, Overlay, Page};
use crate::history::Filter;
use crate::model::deed::{self, NoPlace};
use crate::model::view::{Action, ActionState};
use crate::model::{Change, Kind, Record, RecordId, value};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::overlay::form::{Asked, Form};
use crate::tui::overlay::help::{of_context, of_signs};
use crate::tui::screen::Thing;
use crate::tui::screen::agenda::AgendaPage;
use crate::tui::screen::reading::Reading;

impl App {
    pub(super) fn perform(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Open => return self.open(),
            Command::Done => return self.tick(),
            Command::Add => self.add(),
            Command::Edit => self.edit(),
            Command::Due => self.ask_one("due"),
            Command::Who => self.ask_one("owner"),
            Command::Progress => self.with_record(Form::progress),
            Command::Drop => self.with_record(Form::drop),
            Command::MoveUp | Command::MoveDown => return self.move_item(command == Command::MoveUp),
            Command::MoveMode => self.with_agenda(AgendaPage::pick_up),
            Command::DropHere => {
                let moved = self.agenda.as_mut().and_then(|it| it.drop_here(&self.desk));
                return self.placed(moved);
            }
            Command::Longer | Command::Shorter => {
                let change = self.agenda.as_ref().and_then(|it| it.timed(command == Command::Longer, &self.desk));
                return self.submit(change);
            }
            Command::Pool => {
                let moved = self.agenda.as_ref().and_then(|it| it.pooled(&self.desk));
                return self.placed(moved);
            }
            Command::Filter => self.filtering = true,
            Command::KeepFilter => self.filtering = false,
            Command::ClearFilter if self.filtering => {
                self.filtering = false;
                self.with_filter(String::clear);
            }
            Command::ClearFilter => return self.clear_filter(),
            Command::Details => self.reading.extend(self.history.told().map(|it| Reading::of_change(it.clone()))),
            Command::Sort => self.actions.sort = self.actions.sort.next(),
            Command::All => self.actions.all = !self.actions.all,
            Command::ByGroup => return self.next_group(),
            Command::ByPerson => return self.by_person(),
            Command::HistoryOf => return self.history_of(),
            Command::PutBack => self.ask_put_back(),
            Command::Identity => self.open_form(Form::identity()),
            Command::TakeIn => self.ask_take_in(),
            Command::Undo => {
                self.saving += 1;
                return vec![Effect::Undo];
            }
            Command::Redo => {
                self.saving += 1;
                return vec![Effect::Redo];
            }
            Command::Up => self.go(Way::Up(1)),
            Command::Down => self.go(Way::Down(1)),
            Command::PageUp => self.go(Way::Up(self.page_rows)),
            Command::PageDown => self.go(Way::Down(self.page_rows)),
            Command::Top => self.go(Way::Top),
            Command::Bottom => self.go(Way::Bottom),
            Command::NextBox => self.home.next_box(),
            Command::PreviousBox => self.home.previous_box(),
            Command::PageHome => return self.turn_to(Page::Home),
            Command::PageMeetings => return self.turn_to(Page::Meetings),
            Command::PageActions => return self.turn_to(Page::Actions),
            Command::PageHistory => return self.turn_to(Page::History),
            Command::Back => return self.back(),
            Command::Help => self.help(),
            Command::Signs => self.overlay = Some(Overlay::Help(of_signs(&self.desk))),
            Command::Quit => return self.quit(),
            Command::Save => return self.in_form(|form, desk| form.save(desk)),
            Command::NextField => {
                return self.in_form(|form, desk| {
                    form.next(desk);
                    Asked::Nothing
                });
            }
            Command::PreviousField => {
                return self.in_form(|form, desk| {
                    form.previous(desk);
                    Asked::Nothing
                });
            }
            Command::ThrowAway => return self.ask_throw_away(),
            Command::Confirm => return self.confirmed(),
        }
        Vec::new()
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.selected() {
            Some(Thing::Record(id)) if id.kind == Kind::Meeting && self.reading.is_empty() => {
                self.page = Page::Meetings;
                self.meetings.look(&self.desk);
                self.meetings.list.select(&id);
                self.agenda = Some(AgendaPage::of(id));
            }
            Some(Thing::Record(id) | Thing::HandEdit(id)) => self.reading.push(Reading::of(id)),
            Some(Thing::Change(entry)) => {
                self.page = Page::History;
                self.history.clear();
                self.history.show(&entry);
                return vec![self.history.ask()];
            }
            None => (),
        }
        Vec::new()
    }

    fn tick(&mut self) -> Vec<Effect> {
        let change =
            self.selected_record().filter(|it| it.id.kind == Kind::Action).map(|action| match Action(action).state() {
                ActionState::Done => deed::reopen(action, &self.desk.at()),
                _ => deed::done(action, None, &self.desk.at()),
            });
        self.submit(change)
    }

    fn add(&mut self) {
        let group = |id: Option<&RecordId>| id.and_then(|it| it.group().map(str::to_owned)).unwrap_or_default();
        let form = match (self.page, &self.agenda) {
            (Page::Meetings, Some(agenda)) => {
                let known = vec![("meeting".to_owned(), Some(value::text(agenda.meeting.as_str())))];
                Form::add(Kind::Item, &group(Some(&agenda.meeting)), known, &self.desk)
            }
            (Page::Meetings, None) => {
                let group = self.meetings.group.clone().unwrap_or_else(|| group(self.meetings.list.selected()));
                Form::add(Kind::Meeting, &group, Vec::new(), &self.desk)
            }
            (Page::Home, _) => {
                let me = self.desk.me.as_ref().map(|it| value::text(it.as_str()));
                Form::add(Kind::Action, "", vec![("owner".to_owned(), me)], &self.desk)
            }
            (Page::Actions | Page::History, _) => {
                let group = self.actions.group.clone().unwrap_or_default();
                Form::add(Kind::Action, &group, Vec::new(), &self.desk)
            }
        };
        self.open_form(form);
    }

    fn edit(&mut self) {
        self.with_record(Form::edit);
    }

    fn ask_one(&mut self, key: &'static str) {
        self.with_record(|it| Form::one(it, key));
    }

    fn with_record(&mut self, form: impl Fn(&Arc<Record>) -> Form) {
        let id = self.selected_record().map(|it| it.id.clone());
        if let Some(record) = id.and_then(|it| self.desk.snapshot.shared(&it).cloned()) {
            self.open_form(form(&record));
        }
    }

    fn open_form(&mut self, mut form: Form) {
        let draft = form.draft_key().and_then(|key| self.desk.drafts.iter().find(|it| it.key == key).cloned());
        if let Some(draft) = draft {
            form.resume(&draft, &self.desk);
        }
        self.overlay = Some(Overlay::Form(Box::new(form)));
    }

    fn with_agenda(&mut self, act: impl Fn(&mut AgendaPage)) {
        if let Some(agenda) = &mut self.agenda {
            act(agenda);
        }
    }

    fn move_item(&mut self, up: bool) -> Vec<Effect> {
        let Some(agenda) = &mut self.agenda else { return Vec::new() };
        if agenda.is_carrying() {
            agenda.carry(up);
            return Vec::new();
        }
        let moved = agenda.moved(up, &self.desk);
        self.placed(moved)
    }

    fn placed(&mut self, moved: Option<Result<Change, NoPlace>>) -> Vec<Effect> {
        match moved {
            Some(Ok(change)) => self.submit(Some(change)),
            Some(Err(error)) => {
                self.warn(error.to_string());
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Asks for a change to be saved, and shows it at once: what is refused comes back.
    fn submit(&mut self, change: Option<Change>) -> Vec<Effect> {
        let Some(change) = change.filter(|it| !it.is_empty()) else { return Vec::new() };
        if let Ok(after) = change.apply(&self.desk.snapshot) {
            self.desk.take(after);
        }
        self.saving += 1;
        vec![Effect::Submit(change)]
    }

    fn back(&mut self) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Form(_)) => return self.in_form(|form, _| form.back()),
            Some(Overlay::Confirm(_) | Overlay::Help(_)) => {
                self.overlay = self.aside.take().map(Overlay::Form);
                return Vec::new();
            }
            None => (),
        }
        if self.reading.pop().is_some() {
            return Vec::new();
        }
        match (self.page, &mut self.agenda) {
            (Page::Meetings, Some(agenda)) if agenda.is_carrying() => agenda.put_back(),
            (Page::Meetings, Some(_)) => self.agenda = None,
            _ => return self.clear_filter(),
        }
        Vec::new()
    }

    fn clear_filter(&mut self) -> Vec<Effect> {
        match self.page {
            Page::Meetings => (self.meetings.filter, self.meetings.group) = (String::new(), None),
            Page::Actions => (self.actions.filter, self.actions.group) = (String::new(), None),
            Page::History => {
                self.history.clear();
                return vec![self.history.ask()];
            }
            Page::Home => (),
        }
        Vec::new()
    }

    /// One group after the other, then all.
    fn next_group(&mut self) -> Vec<Effect> {
        let groups: Vec<String> = self.desk.snapshot.ids(Kind::Group).iter().map(ToString::to_string).collect();
        let next = |group: &Option<String>| match group {
            None => groups.first().cloned(),
            Some(group) => groups.iter().position(|it| it == group).and_then(|it| groups.get(it + 1)).cloned(),
        };
        match self.page {
            Page::Meetings => self.meetings.group = next(&self.meetings.group),
            Page::Actions => self.actions.group = next(&self.actions.group),
            Page::History => {
                self.history.filter.group = next(&self.history.filter.group);
                return vec![self.history.ask()];
            }
            Page::Home => (),
        }
        Vec::new()
    }

    fn by_person(&mut self) -> Vec<Effect> {
        self.history.filter.by = match self.history.filter.by {
            Some(_) => None,
            None => self.history.selected().and_then(|it| it.person.clone()),
        };
        vec![self.history.ask()]
    }

    fn history_of(&mut self) -> Vec<Effect> {
        let Some(id) = self.selected_record().map(|it| it.id.clone()) else { return Vec::new() };
        self.reading.clear();
        self.page = Page::History;
        self.history.clear();
        self.history.filter = Filter { record: Some(id), ..Filter::default() };
        vec![self.history.ask()]
    }

    fn help(&mut self) {
        let context = self.context();
        if let Some(Overlay::Form(form)) = self.overlay.take() {
            self.aside = Some(form);
        }
        self.overlay = Some(Overlay::Help(of_context(context)));
    }

    fn warn(&mut self, words: String) {
        self.message = Message { words, warns: true };
    }
}
