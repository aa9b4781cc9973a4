//! Finding: what is typed into a filter, the list of everything, a menu or help, and what comes of the line chosen there.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{App, Overlay, Page};
use crate::model::record::Fields;
use crate::model::view::name_of;
use crate::model::{Kind, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::{self, Context, keys_of};
use crate::tui::overlay::palette::{Choice, Offer, Palette};
use crate::tui::screen::Thing;
use crate::tui::screen::reading::Reading;

impl App {
    /// Opens the list of everything that can be done or opened; what holds here comes first.
    pub(super) fn find(&mut self) {
        self.filtering = false;
        let context = self.context();
        let mut commands: Vec<Command> =
            Command::ALL.iter().copied().filter(|it| !it.only_moves() && self.can(*it)).collect();
        commands.sort_by_key(|it| match keymap::bindings(context).find(|at| at.command == *it) {
            Some(binding) if binding.context == context => 0,
            Some(_) => 1,
            None => 2,
        });
        let offers = commands.into_iter().map(|it| offer("Do", it, context)).collect();
        self.overlay = Some(Overlay::Palette(Palette::of("Find or do anything", offers)));
    }

    /// Opens the menu of what can be done with the selected thing.
    pub(super) fn menu(&mut self) {
        let context = self.context();
        let line = |it: Command| {
            let mut line = offer("", it, context);
            self.about_another(it).iter().for_each(|item| line.words = format!("{}: {item}", it.label()));
            line
        };
        let offers: Vec<Offer> = self.menu_commands().into_iter().map(line).collect();
        let title = match self.selected() {
            Some(Thing::Record(id) | Thing::HandEdit(id)) => name_of(&id, &self.desk.snapshot),
            Some(Thing::Change(entry)) => self.desk.sentence(&entry.subject),
            Some(Thing::Page(page)) => page.title().to_owned(),
            Some(Thing::First(_) | Thing::Unseen) | None => "What can be done".to_owned(),
        };
        self.overlay = Some(Overlay::Palette(Palette::menu(title, offers)));
    }

    /// What can be done with the selected thing where it is, in the order of the table of commands.
    pub(super) fn menu_commands(&self) -> Vec<Command> {
        // At the pages or the keys the thing is selected as before.
        let context = if self.context() == Context::Bar { self.below() } else { self.context() };
        let holds = |it: &Command| keymap::bindings(context).any(|at| at.command == *it);
        Command::ALL.iter().copied().filter(|it| it.is_about_selected() && holds(it) && self.can(*it)).collect()
    }

    /// Whether a line stands at the marker of what lies over the page.
    pub(super) fn can_run(&self) -> bool {
        match &self.overlay {
            Some(Overlay::Palette(palette)) => !palette.is_empty(),
            Some(Overlay::Help(help)) => help.chosen().is_some(),
            Some(Overlay::Form(_) | Overlay::Confirm(_) | Overlay::Ticks(_)) | None => false,
        }
    }

    /// Closes what lies over the page and does what the line at the marker says.
    pub(super) fn run_chosen(&mut self) -> Vec<Effect> {
        let choice = match &self.overlay {
            Some(Overlay::Palette(palette)) => palette.chosen(&self.index),
            Some(Overlay::Help(help)) => help.chosen().map(Choice::Do),
            Some(Overlay::Form(_) | Overlay::Confirm(_) | Overlay::Ticks(_)) | None => None,
        };
        choice.map(|it| self.choose_line(it)).unwrap_or_default()
    }

    pub(super) fn choose_line(&mut self, choice: Choice) -> Vec<Effect> {
        self.overlay = self.aside.take().map(Overlay::Form);
        match choice {
            Choice::Do(command) if self.can(command) => return self.perform(command),
            Choice::Do(_) => (),
            Choice::Open(id) => {
                let effects = self.leave_minutes_for(Command::Open);
                self.show(id);
                return effects;
            }
            Choice::Outcome(outcome) => return self.settle_item(outcome),
            Choice::Guest(person) => {
                return self.with_attendance(|it, meeting, desk| it.add_guest(&person, meeting, desk));
            }
            Choice::Filter(filter) => self.use_filter(filter),
            Choice::Sort(sort) => self.actions.sort = sort,
            Choice::Priority(priority) => return self.set_priority(priority),
            Choice::Paper(item, path) => return vec![Effect::OpenPaper(item, path)],
            Choice::Web(link) => return vec![Effect::OpenLink(link)],
            Choice::Document(document) => self.ask_document(*document),
            Choice::WritePage => self.ask_page(),
            Choice::KeepFilter => self.ask_name(),
            Choice::ForgetWhich => self.forget_which(),
            Choice::Link(key, id) => {
                if let Some(Overlay::Form(form)) = &mut self.overlay {
                    form.link(key, &id, &self.desk);
                }
            }
            Choice::Forget(name) => return vec![Effect::KeepFilter { name, kept: None }],
        }
        Vec::new()
    }

    /// Goes to a record: to its place on its page where it has one, else to everything about it.
    fn show(&mut self, id: RecordId) {
        let record = self.desk.snapshot.get(&id);
        let meeting = record.and_then(|it| it.word("meeting")).and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        match id.kind {
            Kind::Meeting => self.open_agenda(id.clone()),
            Kind::Item => match meeting.filter(|it| self.desk.snapshot.exists(it)) {
                Some(meeting) => self.open_agenda(meeting),
                None => return self.reading.push(Reading::of(id)),
            },
            Kind::Action => self.turn_to(Page::Actions),
            Kind::Person | Kind::Member => self.turn_to(Page::People),
            Kind::Group | Kind::Org | Kind::Workspace => self.turn_to(Page::Groups),
            Kind::Decision | Kind::Measure | Kind::Note => return self.reading.push(Reading::of(id)),
        }
        if id.kind == Kind::Meeting {
            return;
        }
        if !self.selects(&id) && self.screen().is_filtered() {
            self.screen_mut().clear_filter();
        }
        if !self.selects(&id) && self.screen().can_show_all() {
            self.screen_mut().show_all();
        }
        if !self.selects(&id) || id.kind == Kind::Member {
            self.reading.push(Reading::of(id));
        }
    }

    /// Opens the agenda of a meeting, and of one in session its page over it.
    pub(super) fn open_agenda(&mut self, meeting: RecordId) {
        self.reading.clear();
        self.page = Page::Meetings;
        self.meetings.open(meeting, &self.desk);
        self.meetings.sit(&self.desk);
    }

    /// Selects a record on the page in front; says whether it is there.
    fn selects(&mut self, id: &RecordId) -> bool {
        let (screen, desk) = self.at_screen();
        screen.look(desk);
        screen.select(id);
        let wanted = if id.kind == Kind::Member { id.person() } else { Some(id.clone()) };
        matches!(self.screen().selected(&self.desk), Some(Thing::Record(it)) if Some(&it) == wanted.as_ref())
    }

    /// A key that is no command where a line is typed or a menu is open.
    pub(super) fn type_into(&mut self, context: Context, key: KeyEvent) -> Vec<Effect> {
        if context == Context::Menu {
            return self.press_in_menu(key);
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (key.code, control) {
            (KeyCode::Char('u'), true) => self.with_typed(String::clear),
            (KeyCode::Char('w'), true) => self.with_typed(|it| {
                let end = it.trim_end().rfind(' ').map_or(0, |at| at + 1);
                it.truncate(end);
            }),
            (KeyCode::Backspace, _) => self.with_typed(|it| {
                it.pop();
            }),
            (KeyCode::Char(typed), false) => self.with_typed(|it| it.push(typed)),
            _ => (),
        }
        Vec::new()
    }

    /// Takes what is pasted into the line that is typed.
    pub(super) fn paste_into(&mut self, text: &str) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.with_typed(|it| it.push_str(&shown::visible(&line)));
    }

    /// The line that is typed: of what lies over the page, or the filter of the page.
    pub(super) fn with_typed(&mut self, act: impl FnOnce(&mut String)) {
        match &mut self.overlay {
            Some(Overlay::Palette(palette)) => {
                if let Some(query) = &mut palette.query {
                    act(query);
                }
            }
            Some(Overlay::Help(help)) => {
                if let Some(query) = help.query() {
                    act(query);
                }
                help.search();
            }
            Some(Overlay::Form(_) | Overlay::Confirm(_) | Overlay::Ticks(_)) => (),
            None => {
                if let Some(filter) = self.screen_mut().filter() {
                    act(filter);
                }
            }
        }
    }

    /// A key that stands beside a line of the menu does what that line says.
    fn press_in_menu(&mut self, key: KeyEvent) -> Vec<Effect> {
        let below = self.below();
        let Some(Overlay::Palette(palette)) = &self.overlay else { return Vec::new() };
        let own = palette.of_key(&Key::of(key).to_string());
        let choice = own.or_else(|| palette.of_command(keymap::resolve(below, key)?));
        choice.map(|it| self.choose_line(it)).unwrap_or_default()
    }
}

fn offer(sort: &'static str, command: Command, context: Context) -> Offer {
    let help = command.help();
    let words = match sort.is_empty() {
        true => format!("{}: {help}", command.label()),
        false => format!("{} · {help}", command.label()),
    };
    let key = keys_of(context, command).into_iter().next().unwrap_or_default();
    let name = format!("{} {}", command.label(), command.other_words());
    Offer::new(sort, words, key, Choice::Do(command)).found_by(&name, help)
}
