//! What one does while reading about a thing: go on to what it names, say something about it, take it along as text.

use std::path::PathBuf;

use super::{App, Overlay, Page};
use crate::document::{json, list};
use crate::model::deed::group_of_note;
use crate::model::{Kind, Record, RecordId, words};
use crate::tui::event::{Effect, Stretch};
use crate::tui::overlay::form::Form;
use crate::tui::overlay::help::HelpView;
use crate::tui::screen::Thing;
use crate::tui::screen::reading::{Reading, record_text};
use crate::tui::written::{Contents, Over};

impl App {
    /// To the next place of what is read, or the one before.
    pub(super) fn go_to_place(&mut self, forward: bool) {
        if let Some(reading) = self.reading.last_mut() {
            let moved = reading.go_to_next(forward, &self.desk);
            if forward && !moved {
                self.enter_bar(true);
            }
        }
    }

    /// What the place at which somebody stands leads to, where it leads to something that is there.
    pub(super) fn followed(&self) -> Option<&RecordId> {
        self.reading.last()?.followed().filter(|it| self.desk.snapshot.exists(it))
    }

    pub(super) fn follow(&mut self) {
        let next = self.followed().cloned();
        self.reading.extend(next.map(Reading::of));
    }

    /// What is asked for because of what is read.
    pub(super) fn reading_wants(&mut self) -> Option<Effect> {
        self.reading.last_mut()?.wants(&self.desk)
    }

    /// A stretch of the latest changes of what is read, for whichever page has asked for it.
    pub(super) fn take_stretch(&mut self, stretch: Stretch) -> Vec<Effect> {
        let effect = self.reading.iter_mut().rev().find_map(|it| it.take(stretch.clone()));
        effect.into_iter().collect()
    }

    /// The note that is read or at which somebody stands.
    pub(super) fn note(&self) -> Option<&RecordId> {
        let read = || self.selected_record().map(|it| &it.id);
        self.followed().filter(|it| it.kind == Kind::Note).or_else(read).filter(|it| it.kind == Kind::Note)
    }

    /// Asks what somebody has to say: of the note or field at which they stand, else of the thing as a whole.
    pub(super) fn ask_comment(&mut self) {
        let note = self.followed().filter(|it| it.kind == Kind::Note).cloned();
        let field = self.reading.last().and_then(Reading::field).filter(|_| note.is_none());
        let about = note.or_else(|| self.selected_record().map(|it| it.id.clone()));
        let Some(about) = about.and_then(|it| self.desk.snapshot.get(&it)) else { return };
        match group_of_note(about, &self.desk.at()) {
            Some(group) => self.open_form(Form::comment(about, field, group, &self.desk)),
            None => self.warn("There is no group yet that could keep the comment. Add one first.".to_owned()),
        }
    }

    /// Asks what became of a note.
    pub(super) fn ask_settle(&mut self) {
        let note = self.note().and_then(|it| self.desk.snapshot.shared(it)).cloned();
        if let Some(note) = note {
            self.open_form(Form::one(&note, "state", &self.desk));
        }
    }

    /// What is selected as text: for the clipboard, and to be seen.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let Some(text) = self.selected_text() else { return Vec::new() };
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        self.overlay = Some(Overlay::Help(HelpView::words("Copied as text", lines)));
        vec![Effect::Copy(text)]
    }

    fn selected_text(&self) -> Option<String> {
        if let Some(reading) = self.reading.last() {
            return Some(reading.text(&self.desk));
        }
        match self.selected()? {
            Thing::Record(id) | Thing::HandEdit(id) => Some(record_text(&id, &Default::default(), &self.desk)),
            Thing::Change(entry) => {
                let told = self.history.told().filter(|it| it.entry.saved.id == entry.saved.id);
                let lines = told.map(|it| words::lines(&it.change)).unwrap_or_default();
                let lines = lines.into_iter().map(|it| format!("  {it}\n"));
                let when = entry.at.format("%a %-d %b %Y, %H:%M");
                Some(format!(
                    "{when} {}: {}\n{}",
                    self.desk.who(&entry).0,
                    self.desk.sentence(&entry.subject),
                    lines.collect::<String>()
                ))
            }
            Thing::Page(_) | Thing::Unseen | Thing::First(_) => None,
        }
    }

    /// Whether something is selected that can be taken along as text.
    pub(super) fn can_copy(&self) -> bool {
        !self.reading.is_empty()
            || matches!(self.selected(), Some(Thing::Record(_) | Thing::HandEdit(_) | Thing::Change(_)))
    }

    /// What the page lists, where it lists records of one kind.
    pub(super) fn listed(&self) -> &[RecordId] {
        match self.page {
            Page::Groups => self.groups.list.rows(),
            Page::Meetings if self.meetings.agenda.is_none() => self.meetings.list.rows(),
            Page::Actions => self.actions.list.rows(),
            Page::People => self.people.list.rows(),
            Page::Home | Page::Meetings | Page::History | Page::Sync => &[],
        }
    }

    /// Asks into which file the page is to be written as it is.
    pub(super) fn ask_page(&mut self) {
        let proposal = match (self.reading.last().map(Reading::record), self.listed().first()) {
            (Some(id), _) => id.map_or_else(|| "change".to_owned(), |it| it.as_str().replace('/', "-")) + ".txt",
            (None, Some(first)) => format!("{}.csv", first.kind.plural()),
            (None, None) => return,
        };
        let title = if self.reading.is_empty() { "Write the list into a file" } else { "Write it into a file" };
        self.open_form(Form::export(title, &format!("{}{proposal}", self.desk.folder)));
    }

    /// Writes what the page shows into a file.
    pub(super) fn export(&mut self, path: String) -> Vec<Effect> {
        let name = path.to_lowercase();
        let (is_json, at) = (name.ends_with(".json"), self.desk.at());
        let text = match (self.reading.last(), self.listed().first()) {
            (Some(reading), _) => {
                let id = reading.record().filter(|_| is_json && !reading.is_of_change());
                let record = id.and_then(|it| self.desk.snapshot.get(&it));
                Ok(record.map_or_else(|| reading.text(&self.desk), |it| json::one(it, &at)))
            }
            (None, first) => {
                let kind = first.map_or(Kind::Action, |it| it.kind);
                let of_kind = self.listed().iter().filter(|it| it.kind == kind);
                let records: Vec<&Record> = of_kind.filter_map(|it| self.desk.snapshot.get(it)).collect();
                match name.ends_with(".csv") {
                    true => list::as_csv(kind, &records, &at),
                    false if is_json => Ok(json::list(kind, &records, &at)),
                    false => Ok(list::as_text(kind, &records, &at)),
                }
            }
        };
        match text {
            Ok(text) => {
                vec![Effect::Write { path: PathBuf::from(path), contents: Contents::Text(text), over: Over::Nothing }]
            }
            Err(error) => {
                let effects = self.drop_form();
                self.warn(format!("The list cannot be written as a table: {error}"));
                effects
            }
        }
    }
}
