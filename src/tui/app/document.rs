//! Documents and lists from a page: which there are here, and what comes of writing one into a file.

use std::path::PathBuf;

use super::{App, Message, Overlay, Page};
use crate::document::order::Document;
use crate::model::view::{Meeting, MeetingState};
use crate::model::{Kind, RecordId, shown};
use crate::report::Report;
use crate::tui::event::Effect;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::overlay::form::{Form, Goal};
use crate::tui::overlay::palette::{Choice, Offer, Palette};
use crate::tui::screen::reading::Reading;

impl App {
    /// Whether something of this page can be written into a file.
    pub(super) fn can_export(&self) -> bool {
        let has_documents = match self.page {
            Page::Home => true,
            Page::Meetings => self.meetings.agenda.is_some(),
            Page::Groups | Page::Actions | Page::People | Page::History | Page::Sync => false,
        };
        !self.reading.is_empty() || !self.listed().is_empty() || has_documents
    }

    /// Offers what can be made here; where that is one thing alone, asks at once how.
    pub(super) fn ask_export(&mut self) {
        let mut offers: Vec<Offer> = self.documents().into_iter().map(offer).collect();
        if !self.reading.is_empty() || !self.listed().is_empty() {
            let words = if self.reading.is_empty() { THIS_LIST } else { THIS_THING };
            offers.push(Offer::new("", words.to_owned(), "t".to_owned(), Choice::WritePage));
        }
        match offers.as_slice() {
            [one] => match one.choice.clone() {
                Choice::Document(document) => self.ask_document(*document),
                _ => self.ask_page(),
            },
            _ => self.overlay = Some(Overlay::Palette(Palette::menu("Into a file", offers))),
        }
    }

    /// The documents that can be made of what the page shows.
    fn documents(&self) -> Vec<Document> {
        if let Some(reading) = self.reading.last() {
            return Reading::record(reading).map(|it| self.documents_of(&it)).unwrap_or_default();
        }
        let listed = self.listed();
        match self.page {
            Page::Home => vec![Document::Deadlines(None), Document::Decisions(None)],
            Page::Meetings => match &self.meetings.agenda {
                Some(agenda) => self.documents_of(&agenda.meeting),
                None => {
                    let selected = self.selected_record().map(|it| self.documents_of(&it.id)).unwrap_or_default();
                    let all = (!listed.is_empty()).then(|| Document::Calendar(listed.to_vec()));
                    selected.into_iter().filter(|it| !matches!(it, Document::Calendar(_))).chain(all).collect()
                }
            },
            Page::Actions if listed.is_empty() => Vec::new(),
            Page::Actions => {
                let log = Document::Actions(listed.to_vec(), self.narrowed());
                vec![log, Document::Calendar(listed.to_vec())]
            }
            Page::People => vec![Document::Members(None)],
            Page::Groups => self.selected_record().map(|it| self.documents_of(&it.id)).unwrap_or_default(),
            Page::History | Page::Sync => Vec::new(),
        }
    }

    /// The documents about one thing.
    fn documents_of(&self, id: &RecordId) -> Vec<Document> {
        let group = || id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        match id.kind {
            Kind::Meeting => {
                let is_over = self.desk.snapshot.get(id).is_some_and(|it| Meeting(it).state() >= MeetingState::Held);
                let mut papers = vec![Document::Agenda(id.clone()), Document::Minutes(id.clone())];
                // What is wanted now stands first.
                if is_over {
                    papers.reverse();
                }
                papers.push(Document::Calendar(vec![id.clone()]));
                papers
            }
            Kind::Group => {
                let group = || Some(id.clone());
                let actions = self.desk.snapshot.in_group(Kind::Action, id.as_str()).map(|it| it.id.clone()).collect();
                vec![
                    Document::Members(group()),
                    Document::Actions(actions, String::new()),
                    Document::Decisions(group()),
                    Document::Deadlines(group()),
                ]
            }
            Kind::Decision => vec![Document::Decisions(group())],
            Kind::Action => vec![Document::Calendar(vec![id.clone()])],
            Kind::Workspace | Kind::Org | Kind::Person | Kind::Member => Vec::new(),
            Kind::Item | Kind::Measure | Kind::Note => Vec::new(),
        }
    }

    /// By what the list of actions is narrowed, in words.
    fn narrowed(&self) -> String {
        let actions = &self.actions;
        let mut words: Vec<String> = Vec::new();
        words.extend((!actions.all).then(|| "what is not closed or dropped".to_owned()));
        words.extend(actions.group.as_ref().map(|it| format!("group {it}")));
        let filter = actions.filter.trim();
        words.extend((!filter.is_empty()).then(|| format!("filter {filter}")));
        words.join(", ")
    }

    /// Asks how a document is to be made.
    pub(super) fn ask_document(&mut self, document: Document) {
        let form = Form::document(document, &self.desk);
        self.open_form(form);
    }

    /// Asks before another file is lost; the form waits behind the question.
    pub(super) fn in_the_way(&mut self, file: PathBuf, effect: Effect) -> Vec<Effect> {
        if !self.set_aside() {
            self.warn(format!("Not written: there is a file {} already", told(&file)));
            return Vec::new();
        }
        // Whoever typed ahead has not read the question.
        self.held.clear();
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: "There is such a file already. Write over it?".to_owned(),
            lines: vec![told(&file), "What it holds now is lost.".to_owned()],
            yes: "Write over it",
            effect: Some(effect),
            at_yes: false,
            drawn: false,
        }));
        Vec::new()
    }

    /// Writes over a file that is there, as somebody has said; the form waits for what comes of it.
    pub(super) fn write_over(&mut self, effect: Effect) -> Vec<Effect> {
        self.overlay = self.aside.take().map(Overlay::Form);
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.saving = true;
        }
        vec![effect]
    }

    /// Says where something was written, and offers to open it; or why it was not.
    pub(super) fn written(&mut self, result: Result<PathBuf, Report>) -> Vec<Effect> {
        let is_waiting = self.form().is_some_and(|it| it.saving && it.goal.is_of_file());
        let file = match result {
            Ok(file) => file,
            Err(report) => {
                match &mut self.overlay {
                    Some(Overlay::Form(form)) if is_waiting => form.refused(&report, &self.desk),
                    _ => self.tell("Not written", &report),
                }
                return Vec::new();
            }
        };
        self.message = Message { words: format!("Written into {}", told(&file)), warns: false };
        if !is_waiting {
            return Vec::new();
        }
        let effects = self.drop_form();
        // Whoever typed ahead has not read the question.
        self.held.clear();
        if self.overlay.is_none() {
            self.overlay = Some(Overlay::Confirm(Confirm {
                title: "It is written.".to_owned(),
                lines: vec![told(&file)],
                yes: "Open it",
                effect: Some(Effect::OpenWritten(file)),
                at_yes: false,
                drawn: false,
            }));
        }
        effects
    }
}

impl Goal {
    /// Whether what comes of it is a file outside the workspace.
    fn is_of_file(&self) -> bool {
        matches!(self, Self::Export | Self::Document(_))
    }
}

const THIS_LIST: &str = "This list: as a table, as text, or for programs";
const THIS_THING: &str = "What is read here: as text, or for programs";

fn offer(document: Document) -> Offer {
    let key = match &document {
        Document::Agenda(_) => "a",
        Document::Minutes(_) => "m",
        Document::Actions(..) => "l",
        Document::Decisions(_) => "r",
        Document::Members(_) => "p",
        Document::Deadlines(_) => "d",
        Document::Calendar(_) => "c",
    };
    let words = shown::capital(&document.words());
    Offer::new("", words, key.to_owned(), Choice::Document(Box::new(document)))
}

/// A file as it is told on the screen.
fn told(file: &std::path::Path) -> String {
    shown::visible(&file.display().to_string()).into_owned()
}
