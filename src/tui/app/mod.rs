//! The state of the screen, and how an event changes it. It waits for nothing and touches nothing: what it wants done
//! it says.

mod answers;
mod ask;
mod bar;
mod board;
mod care;
mod decide;
mod detail;
mod document;
mod drag;
mod exchange;
mod find;
mod first;
mod forms;
mod handover;
mod keep;
mod live;
mod marks;
mod messages;
mod minuting;
mod mouse;
mod offers;
mod page;
mod paper;
mod paste;
mod perform;
mod planning;
mod positions;
mod quick;
mod session;
mod sign;
mod similar;
mod trust;
mod walk;
mod write;

pub use answers::undo_hint;
use chrono::{DateTime, FixedOffset};
pub use page::Page;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::command::Command;
use super::desk::Desk;
use super::drawn::Drawn;
use super::event::{Effect, Event};
use super::keymap::{self, Context};
use super::overlay::confirm::Confirm;
use super::overlay::form::Form;
use super::overlay::help::HelpView;
use super::overlay::palette::{Index, Palette};
use super::overlay::ticks::Ticks;
use super::screen::Thing;
use super::screen::actions::Actions;
use super::screen::groups::Groups;
use super::screen::history::HistoryPage;
use super::screen::home::Home;
use super::screen::meetings::Meetings;
use super::screen::people::People;
use super::screen::reading::Reading;
use super::screen::sync::SyncPage;
use super::tour::Tour;
use crate::model::{Record, RecordId};

/// The state of the screen.
pub struct App {
    pub desk: Desk,
    pub page: Page,
    pub home: Home,
    pub groups: Groups,
    pub meetings: Meetings,
    pub actions: Actions,
    pub people: People,
    pub history: HistoryPage,
    pub sync: SyncPage,
    /// What is read, the newest on top.
    pub reading: Vec<Reading>,
    pub overlay: Option<Overlay>,
    /// The words by which records are found.
    pub index: Index,
    /// A form that waits while another question is answered.
    aside: Option<Box<Form>>,
    /// What waits for a reason, because it lies outside one's role.
    waiting: Option<Effect>,
    /// The reason that was given last for these records, as long as nothing was saved with it.
    reason: Option<(Vec<RecordId>, String)>,
    /// What can be pressed and is selected by Tab.
    pub button: Option<usize>,
    /// Whether a filter is being typed.
    pub filtering: bool,
    /// The tour, while somebody takes it.
    pub tour: Option<Tour>,
    pub message: Message,
    /// What was said before, the newest last.
    said: Vec<messages::Said>,
    /// How many changes are on their way.
    pub saving: usize,
    /// What was pressed and pasted while a form was being saved, to be taken when that is answered.
    held: Vec<Event>,
    /// A record that was just added, to be selected when it is there.
    fresh: Option<RecordId>,
    /// How many rows a page has, as it was last drawn.
    pub page_rows: usize,
    /// What was drawn where.
    pub drawn: Drawn,
    /// What the mouse was pressed on, and carries if it moves before it is let go.
    pressed: Option<RecordId>,
}

/// What lies over a page.
pub enum Overlay {
    Form(Box<Form>),
    Confirm(Confirm),
    Help(HelpView),
    Palette(Palette),
    Ticks(Ticks),
}

/// What the line below the page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub words: String,
    pub warns: bool,
}

impl App {
    pub fn new(desk: Desk) -> Self {
        let words = answers::draft_words(&desk);
        let mut app = Self {
            desk,
            page: Page::Home,
            home: Home::default(),
            groups: Groups::default(),
            meetings: Meetings::default(),
            actions: Actions::default(),
            people: People::default(),
            history: HistoryPage::default(),
            sync: SyncPage::default(),
            reading: Vec::new(),
            overlay: None,
            index: Index::default(),
            aside: None,
            waiting: None,
            reason: None,
            button: None,
            filtering: false,
            tour: None,
            message: Message::default(),
            said: Vec::new(),
            saving: 0,
            held: Vec::new(),
            fresh: None,
            page_rows: 10,
            drawn: Drawn::default(),
            pressed: None,
        };
        if !words.is_empty() {
            app.message = Message { words, warns: false };
            app.keep_said(app.message.clone());
        }
        app.look();
        app
    }

    /// Takes an event at a moment; says what is to be done because of it.
    pub fn update(&mut self, event: Event, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.desk.tick(now);
        self.hear();
        let before = self.message.clone();
        if matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_)) && self.form().is_some_and(|it| it.saving)
        {
            self.held.push(event);
            return Vec::new();
        }
        let effects = match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resized => Vec::new(),
            Event::Saved(result) => self.saved(*result),
            Event::Outside(refused) => self.outside(*refused),
            Event::Care(careful) => self.careful(*careful),
            Event::Locked(locked) => self.locked(*locked),
            Event::Undecided(taking) => self.undecided(*taking),
            Event::Looked(look) => self.looked(*look),
            Event::Entries(entries) => {
                self.history.take(*entries);
                Vec::new()
            }
            Event::Indexed(index) => {
                // Whoever looked for something before has gathered them already.
                if !self.index.is_learnt() {
                    self.index = *index;
                }
                Vec::new()
            }
            Event::Similar(similar) => {
                self.desk.similar.1 = *similar;
                Vec::new()
            }
            Event::Written(result) => self.written(*result),
            Event::InTheWay(file) => self.in_the_way(file.0, file.1),
            Event::Opened(result) => self.opened(*result),
            Event::Past(stretch) => self.take_stretch(*stretch),
            Event::Told(told) => {
                self.history.tell(told);
                Vec::new()
            }
            Event::Exchanging(step) => self.exchanging(step),
            Event::Exchanged(exchanged) => self.exchanged(*exchanged),
            Event::Trusted(result) => self.trusted(*result),
            Event::Filters(result) => self.filters_are(*result),
            Event::Rewritten(result) => self.rewritten(*result),
            Event::Second => Vec::new(),
            Event::Due => self.exchange_by_itself(),
            Event::Paused => self.keep_typed(),
            Event::NotKept(report) => {
                let words = format!("What you typed is not on disk yet: {}", report.message);
                self.message = Message { words, warns: true };
                Vec::new()
            }
            Event::Ended => self.quit(),
        };
        // What a button of the bar is for was not said by anybody.
        if self.message != before && !self.message.words.is_empty() && self.button.is_none() {
            self.keep_said(self.message.clone());
        }
        let mut effects = self.upon_foreseen(effects);
        self.foresee();
        self.look();
        effects.extend(self.screen_mut().wants());
        effects.extend(self.reading_wants());
        self.tell_gap();
        effects.extend(self.similar_wants());
        if !self.form().is_some_and(|it| it.saving) {
            for event in std::mem::take(&mut self.held) {
                effects.extend(self.update(event, now));
            }
        }
        effects
    }

    /// Where a key would be pressed now.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(Overlay::Form(_)) => return Context::Form,
            Some(Overlay::Confirm(_)) => return Context::Confirm,
            Some(Overlay::Ticks(_)) => return Context::Ticks,
            Some(Overlay::Help(help)) if help.is_searched() => return Context::Help,
            Some(Overlay::Help(_)) => return Context::Notice,
            Some(Overlay::Palette(palette)) if palette.query.is_some() => return Context::Palette,
            Some(Overlay::Palette(_)) => return Context::Menu,
            None if self.button.is_some() => return Context::Bar,
            None => (),
        }
        self.below()
    }

    /// Where a key would be pressed if nothing lay over the page.
    pub fn below(&self) -> Context {
        if self.filtering {
            return Context::Filtering;
        }
        if !self.reading.is_empty() {
            return Context::Reading;
        }
        self.screen().context()
    }

    /// The record that is selected, where one is and it can be read.
    pub fn selected_record(&self) -> Option<&Record> {
        match self.selected()? {
            Thing::Record(id) | Thing::HandEdit(id) => self.desk.shared(&id).map(|it| &**it),
            Thing::Change(_) | Thing::Page(_) | Thing::Unseen | Thing::First(_) => None,
        }
    }

    fn selected(&self) -> Option<Thing> {
        if let Some(reading) = self.reading.last() {
            return reading.record().map(Thing::Record);
        }
        self.screen().selected(&self.desk)
    }

    /// Lets the pages look at the records, where these have changed.
    fn look(&mut self) {
        let (screen, desk) = self.at_screen();
        screen.look(desk);
        if let Some(fresh) = self.fresh.take_if(|it| self.desk.snapshot.exists(it)) {
            self.screen_mut().select(&fresh);
        }
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.look(&mut self.index, &self.desk);
        }
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if !key.is_press() && key.kind != KeyEventKind::Repeat {
            return Vec::new();
        }
        // A key while the mouse carries something puts that back, and does no more: Esc, or any other.
        if self.let_go() {
            return Vec::new();
        }
        let context = self.context();
        let command = match keymap::resolve(context, key) {
            // Where nothing runs that it could stop, it leads back.
            Some(Command::StopSync) if key.code == KeyCode::Esc && !self.can(Command::StopSync) => Some(Command::Back),
            command => command,
        };
        if let Some(effects) = self.leave_bar(key, command) {
            return effects;
        }
        if key.code == KeyCode::Esc && self.overlay.is_none() && !self.filtering && self.tour.take().is_some() {
            return Vec::new();
        }
        match (context, command) {
            // Where there is no list, it goes on as it does in any text.
            (Context::Form, Some(Command::IntoList)) => self.perform(Command::IntoList),
            (Context::Minuting, None) => self.type_minutes(key),
            (Context::Form, None) => self.in_form(|form, desk| form.key(key, desk)),
            (Context::Filtering | Context::Palette | Context::Menu | Context::Help, None) => {
                self.type_into(context, key)
            }
            // Whoever typed ahead has not read the question.
            (Context::Confirm, Some(command)) if command.answers() && !self.was_asked() => Vec::new(),
            // What stops an exchange on its page does so on every page where it leads back to nothing.
            (_, Some(Command::Back)) if self.stops_sync() && exchange::stops(key) => self.perform(Command::StopSync),
            (_, Some(command)) if self.can(command) => {
                self.message = Message::default();
                self.perform(command)
            }
            (_, Some(_) | None) => Vec::new(),
        }
    }

    /// Leaves; what is typed is kept, and who is here is saved.
    fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_typed();
        effects.extend(self.leave_attendance());
        effects.push(Effect::Quit);
        effects
    }
}
