//! What each command does.

use std::fmt::Display;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::{App, Message, Overlay, Page};
use crate::model::deed;
use crate::model::view::{Action, ActionState};
use crate::model::{Change, Kind};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::keymap::Context;
use crate::tui::overlay::form::{Asked, Form};
use crate::tui::overlay::help::{of_context, of_own, of_settings, of_signs};
use crate::tui::screen::Thing;
use crate::tui::screen::agenda::AgendaPage;
use crate::tui::screen::reading::Reading;
use crate::tui::tour::Tour;
use crate::tui::widget::list::Way;

impl App {
    pub(super) fn perform(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::Back && self.is_minuting() {
            return self.leave_minutes();
        }
        let mut effects = self.leave_minutes_for(command);
        effects.extend(self.do_it(command));
        effects
    }

    fn do_it(&mut self, command: Command) -> Vec<Effect> {
        // By whichever way it came: a key, the bar, the menu, the mouse.
        let context = self.context();
        self.tour.iter_mut().for_each(|it| it.heard(command, context));
        match command {
            Command::Open => return self.open(),
            Command::StartMeeting
            | Command::NextItem
            | Command::ItemBefore
            | Command::Write
            | Command::NewDecision
            | Command::NewAction
            | Command::Attendance
            | Command::Presence
            | Command::CameLate
            | Command::WentEarly
            | Command::AllPresent
            | Command::Guest
            | Command::Reminder
            | Command::Outcome
            | Command::Defer
            | Command::Pause
            | Command::EndMeeting => return self.perform_live(command),
            Command::Longer | Command::Shorter | Command::Pool if self.live().is_some() => {
                return self.perform_live(command);
            }
            Command::Done if self.has_marks() => self.ask_tick_marked(),
            Command::Edit if self.has_marks() => self.edit_marked(None),
            Command::Due if self.has_marks() => self.edit_marked(Some("due")),
            Command::Who if self.has_marks() => self.edit_marked(Some("owner")),
            Command::Mark => self.actions.mark(),
            Command::Done => return self.tick(),
            Command::Add => self.add(),
            Command::Edit => self.edit(),
            Command::Due => self.ask_one("due"),
            Command::Who => self.ask_one("owner"),
            Command::Priority => self.priority_menu(),
            Command::Progress => self.with_record(|it, _| Form::progress(it)),
            Command::Drop => self.with_record(|it, _| Form::drop(it)),
            Command::Activate => self.ask_activate(),
            Command::Close if self.selected_record().is_some_and(|it| it.id.kind == Kind::Action) => {
                self.ask_close_action();
            }
            Command::Close => self.ask_close(),
            Command::Snooze => self.ask_one("snooze_until"),
            Command::Plan => self.plan(),
            Command::MoveUp | Command::MoveDown => return self.move_item(command == Command::MoveUp),
            Command::MoveMode => self.with_agenda(AgendaPage::pick_up),
            Command::DropHere => {
                let moved = self.meetings.agenda.as_mut().and_then(|it| it.drop_here(&self.desk));
                return self.submit_or_tell(moved);
            }
            Command::Longer | Command::Shorter => {
                let change =
                    self.meetings.agenda.as_ref().and_then(|it| it.timed(command == Command::Longer, &self.desk));
                return self.submit(change);
            }
            Command::Pool => {
                let moved = self.meetings.agenda.as_ref().and_then(|it| it.pooled(&self.desk));
                return self.submit_or_tell(moved);
            }
            Command::Filter => self.filtering = true,
            Command::KeepFilter => self.filtering = false,
            Command::ClearFilter if self.filtering => {
                self.filtering = false;
                self.with_typed(String::clear);
            }
            Command::ClearFilter => self.screen_mut().clear_filter(),
            Command::NextPlace | Command::PreviousPlace => self.go_to_place(command == Command::NextPlace),
            Command::Comment => self.ask_comment(),
            Command::Settle => self.ask_settle(),
            Command::Export => self.ask_export(),
            Command::Copy => return self.copy(),
            Command::Details if self.page == Page::Groups => self.groups.read_details(),
            Command::Details => self.reading.extend(self.history.told().map(|it| Reading::of_change(it.clone()))),
            Command::Sort => self.sort_menu(),
            Command::Board => self.actions.is_board = !self.actions.is_board,
            Command::LaneLeft | Command::LaneRight => self.actions.go_aside(command == Command::LaneLeft),
            Command::LaneBack | Command::LaneOn => return self.move_card(command == Command::LaneBack),
            Command::All => self.screen_mut().show_all(),
            Command::ByGroup => {
                let (screen, desk) = self.at_screen();
                screen.next_group(desk);
            }
            Command::ByPerson => self.history.by_person(),
            Command::HistoryOf => self.history_of(),
            Command::PutBack => self.ask_put_back(),
            Command::Role => self.in_cell(Form::seat),
            Command::EndTerm => self.in_cell(Form::end_seat),
            Command::Leave => {
                let person = self.selected_record().map(|it| it.id.clone());
                person.map(|it| Form::leaving(&it, &self.desk)).into_iter().for_each(|it| self.open_form(it));
            }
            Command::AsOf => self.open_form(Form::as_of(self.people.on, &self.desk)),
            Command::ByOrg => self.people.next_org(),
            Command::Ended => self.people.toggle_ended(),
            Command::Ledger => self.people.open_ledger(&self.desk),
            Command::CellLeft => self.people.go_aside(-1),
            Command::CellRight => self.people.go_aside(1),
            Command::CellsLeft => self.people.turn_aside(-1),
            Command::CellsRight => self.people.turn_aside(1),
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
            Command::NextBox if self.home.is_at_last_box() => self.enter_bar(true),
            Command::NextBox => self.home.next_box(),
            Command::ToBar | Command::ToBarBack => self.enter_bar(command == Command::ToBar),
            Command::NextButton | Command::PreviousButton if self.is_asking() => self.other_answer(),
            Command::NextButton | Command::PreviousButton => self.along_bar(command == Command::NextButton),
            Command::Press if self.is_asking() => return self.answered(),
            Command::Press => return self.press(),
            Command::PreviousBox => self.home.previous_box(),
            Command::Numbers => self.home.show_numbers(),
            Command::PageHome => self.turn_to(Page::Home),
            Command::PageGroups => self.turn_to(Page::Groups),
            Command::PageMeetings => self.turn_to(Page::Meetings),
            Command::PageActions => self.turn_to(Page::Actions),
            Command::PagePeople => self.turn_to(Page::People),
            Command::PageHistory => self.turn_to(Page::History),
            Command::Sync => return self.exchange(),
            Command::StopSync => return vec![Effect::StopSync],
            Command::Ask => return self.exchange_in_front(),
            Command::SendAgain => self.ask_send_again(),
            Command::SharedCopy => self.open_form(Form::shared_copy(self.desk.exchange.known.place.as_deref())),
            Command::MarkSeen => return self.mark_seen(),
            Command::Tour => {
                self.turn_to(Page::Home);
                self.tour = Some(Tour::default());
            }
            Command::Dismiss => return self.dismiss_first_steps(),
            Command::Mine | Command::Theirs | Command::Both | Command::Raise | Command::Choose => self.choose(command),
            Command::WriteNew => self.write_new(),
            Command::LeaveOpen => self.leave_open(),
            Command::Decide => return self.decide(),
            Command::PageSync => self.turn_to(Page::Sync),
            Command::Back => return self.back(),
            Command::Find => self.find(),
            Command::Menu => self.menu(),
            Command::Quick => self.quick_filters(),
            Command::Run => return self.run_chosen(),
            Command::Help => self.help(),
            Command::Signs => self.overlay = Some(Overlay::Help(of_signs(&self.desk, self.context()))),
            Command::Quit => return self.ask_quit(),
            Command::Messages => self.show_messages(),
            Command::Settings => self.overlay = Some(Overlay::Help(of_settings())),
            Command::StartOwn => self.overlay = Some(Overlay::Help(of_own(self.desk.is_example()))),
            Command::Suspend => return vec![Effect::Suspend],
            Command::Save => return self.in_form(|form, desk| form.save(desk)),
            Command::IntoList => {
                let down = KeyEvent::from(KeyCode::Down);
                return self.in_form(|form, desk| form.key(down, desk));
            }
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
            Command::Large => return self.enlarge(),
            Command::Editor => return self.write_elsewhere(),
            Command::Compare => {
                return self.in_form(|form, desk| {
                    form.compare(desk);
                    Asked::Nothing
                });
            }
            Command::ThrowAway => return self.ask_throw_away(),
            Command::Confirm if matches!(self.overlay, Some(Overlay::Ticks(_))) => return self.carried_over(),
            Command::Confirm => return self.confirmed(),
            Command::Issue
            | Command::Postpone
            | Command::CancelMeeting
            | Command::CarryOver
            | Command::Accept
            | Command::Decline
            | Command::Checks
            | Command::CheckMinutes
            | Command::Approve
            | Command::Tick => return self.plan_further(command),
            Command::Agree
            | Command::Endorse
            | Command::Reserve
            | Command::Object
            | Command::Abstain
            | Command::Silent
            | Command::Number
            | Command::Withdraw
            | Command::Supersede => return self.act_on_decision(command),
            Command::Link => self.link_menu(),
            Command::AddPaper | Command::Refer | Command::GiveBack => self.ask_hand_over(command),
        }
        Vec::new()
    }

    fn open(&mut self) -> Vec<Effect> {
        if self.papers_here().is_some() {
            return self.open_papers();
        }
        if !self.reading.is_empty() {
            self.follow();
            return Vec::new();
        }
        if self.page == Page::Sync && self.reading.is_empty() && self.sync.contested().is_some() {
            self.sync.inbox.begin();
            return Vec::new();
        }
        if let Some(agenda) =
            self.meetings.agenda.as_mut().filter(|it| self.page == Page::Meetings && it.is_in_checks())
        {
            let about = agenda.leave_checks();
            self.reading.extend(about.map(Reading::of));
            return Vec::new();
        }
        match self.selected() {
            Some(Thing::Record(id)) if id.kind == Kind::Meeting => self.open_meeting(id),
            Some(Thing::Record(id) | Thing::HandEdit(id)) => self.reading.push(Reading::of(id)),
            Some(Thing::Change(entry)) => {
                self.page = Page::History;
                self.history.show(&entry);
            }
            Some(Thing::Page(page)) => self.turn_to(page),
            Some(Thing::Unseen) => return self.open_unseen(),
            Some(Thing::First(step)) => self.begin_step(step),
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

    fn with_agenda(&mut self, act: impl Fn(&mut AgendaPage)) {
        if let Some(agenda) = &mut self.meetings.agenda {
            act(agenda);
        }
    }

    fn move_item(&mut self, up: bool) -> Vec<Effect> {
        let Some(agenda) = &mut self.meetings.agenda else { return Vec::new() };
        if agenda.is_carrying() {
            agenda.carry(up);
            return Vec::new();
        }
        let moved = agenda.moved(up, &self.desk);
        self.submit_or_tell(moved)
    }

    /// Saves what was made, or says why it cannot be.
    pub(super) fn submit_or_tell<E: Display>(&mut self, made: Option<Result<Change, E>>) -> Vec<Effect> {
        match made {
            Some(Ok(change)) => self.submit(Some(change)),
            Some(Err(error)) => {
                self.warn(error.to_string());
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Asks for a change to be saved, and shows it at once: what is refused comes back.
    pub(super) fn submit(&mut self, change: Option<Change>) -> Vec<Effect> {
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
            Some(Overlay::Confirm(_) | Overlay::Help(_) | Overlay::Palette(_) | Overlay::Ticks(_)) => {
                self.said_no();
                self.overlay = self.aside.take().map(Overlay::Form);
                return Vec::new();
            }
            None => (),
        }
        if self.reading.pop().is_some() {
            return Vec::new();
        }
        if self.is_attending() {
            return self.leave_attendance();
        }
        let screen = self.screen_mut();
        if !screen.back() {
            screen.clear_filter();
        }
        Vec::new()
    }

    fn history_of(&mut self) {
        let own = self.selected_record().map(|it| it.id.clone());
        // In a cell it is the membership that one asks about, where there is one.
        let of_cell = self.people.membership(&self.desk).filter(|_| self.context() == Context::People);
        let Some(id) = of_cell.or(own) else { return };
        self.turn_to(Page::History);
        self.history.of_record(id);
    }

    fn help(&mut self) {
        let help = of_context(self.context(), |it| self.can(it));
        if let Some(Overlay::Form(form)) = self.overlay.take() {
            self.aside = Some(form);
        }
        self.overlay = Some(Overlay::Help(help));
    }

    pub(super) fn warn(&mut self, words: String) {
        self.message = Message { words, warns: true };
    }
}
