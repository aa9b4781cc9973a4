//! What is offered, and so what works: asked by whoever does it, by the hints and by help alike.

use super::{App, Overlay, Page};
use crate::model::deed::is_seated;
use crate::model::view::{Action, ActionState, Meeting};
use crate::model::{Kind, Record};
use crate::tui::command::Command;
use crate::tui::keymap::Context;
use crate::tui::screen::agenda::AgendaPage;
use crate::tui::screen::reading::Reading;
use crate::workspace::Reading as HandReading;

impl App {
    /// Whether a command can be given now: asked by whoever does it, by the hints and by help alike.
    pub fn can(&self, command: Command) -> bool {
        let record = self.selected_record();
        let of_kind = |kind: Kind| record.is_some_and(|it| it.id.kind == kind);
        // A page behind what is read has no keys.
        let on = |page: Page| self.page == page && self.reading.is_empty();
        let agenda = || self.meetings.agenda.as_ref().filter(|_| on(Page::Meetings) && self.meetings.live.is_none());
        let open_agenda = || agenda().filter(|it| it.is_own() && !it.is_locked(&self.desk));
        match command {
            Command::Open if !self.reading.is_empty() => self.followed().is_some() || self.papers_here().is_some(),
            Command::Open => self.selected().is_some(),
            Command::Done if self.has_marks() => self.can_tick_marked(),
            Command::Edit | Command::Due | Command::Who | Command::Priority if self.has_marks() => true,
            Command::Mark => on(Page::Actions) && record.is_some(),
            Command::NextPlace | Command::PreviousPlace => !self.reading.is_empty(),
            Command::ToBar | Command::ToBarBack => self.drawn.count() > 0,
            Command::NextButton | Command::PreviousButton | Command::Press => self.button.is_some() || self.is_asking(),
            Command::Comment => record.is_some_and(|it| self.desk.snapshot.exists(&it.id)),
            Command::Settle => self.note().is_some(),
            Command::Copy => self.can_copy(),
            Command::Export => self.can_export(),
            Command::Done => record.filter(|it| it.id.kind == Kind::Action).is_some_and(|it| {
                let state = Action(it).state();
                state == ActionState::Done || Action(it).is_open()
            }),
            Command::Add => self.reading.is_empty() && self.screen().addition(&self.desk).is_some(),
            Command::Edit => record.is_some(),
            Command::All => self.screen().can_show_all(),
            Command::Activate => self.selected_group().is_some_and(|it| it.text("state") != "active"),
            Command::Close if of_kind(Kind::Action) => {
                self.page == Page::Actions && record.is_some_and(|it| Action(it).state() == ActionState::Done)
            }
            Command::Snooze => {
                self.page == Page::Actions
                    && record.is_some_and(|it| it.id.kind == Kind::Action && Action(it).is_open())
            }
            Command::Close | Command::Plan => self.selected_group().is_some_and(|it| it.text("state") != "closed"),
            Command::Due | Command::Who | Command::Priority | Command::Progress => {
                of_kind(Kind::Action) && self.page == Page::Actions
            }
            Command::Drop => record.is_some_and(can_be_dropped),
            Command::MoveUp => open_agenda().is_some_and(|it| it.can_move(true)),
            Command::MoveDown => open_agenda().is_some_and(|it| it.can_move(false)),
            Command::MoveMode => open_agenda().is_some_and(AgendaPage::on_agenda),
            Command::DropHere => agenda().is_some_and(AgendaPage::is_carrying),
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
            | Command::EndMeeting => self.can_live(command),
            Command::Longer | Command::Shorter | Command::Pool if self.live().is_some() => self.can_live(command),
            Command::Longer | Command::Pool => open_agenda().is_some() && of_kind(Kind::Item),
            Command::Shorter => open_agenda().is_some_and(|it| it.timed(false, &self.desk).is_some()),
            Command::Identity => self.desk.me.is_none(),
            Command::TakeIn => self.desk.hand_edits.iter().any(|it| !matches!(it.reading, HandReading::Problems(_))),
            Command::Role => on(Page::People) && self.people.cell().is_some(),
            Command::EndTerm => on(Page::People) && self.people.can_end(&self.desk),
            // Whoever has left by their record alone may still sit somewhere.
            Command::Leave => record
                .filter(|it| it.id.kind == Kind::Person)
                .is_some_and(|it| it.text("status") != "left" || is_seated(&it.id, &self.desk.at())),
            Command::CellLeft => on(Page::People) && self.people.can_go_aside(-1),
            Command::CellRight => on(Page::People) && self.people.can_go_aside(1),
            Command::CellsLeft => on(Page::People) && self.people.can_go_aside(-self.people.width()),
            Command::CellsRight => on(Page::People) && self.people.can_go_aside(self.people.width()),
            Command::HistoryOf => record.is_some_and(|it| self.desk.snapshot.exists(&it.id)),
            Command::PutBack => {
                let is_read = self.reading.last().is_none_or(Reading::is_of_change);
                let entry = self.history.selected_entry().filter(|_| self.page == Page::History && is_read);
                entry.is_some_and(|it| !it.saved.parents.is_empty())
            }
            Command::ByPerson => {
                let person = || self.history.selected_entry().is_some_and(|it| it.person.is_some());
                on(Page::History) && (self.history.filter.by.is_some() || person())
            }
            Command::Sync => !self.desk.exchange.is_running(),
            Command::StopSync => self.desk.exchange.is_running(),
            Command::Ask => self.desk.exchange.wants_to_ask(),
            Command::SendAgain => self.desk.exchange.has_lost(),
            Command::SharedCopy => !self.desk.exchange.is_running(),
            Command::Mine
            | Command::Theirs
            | Command::Both
            | Command::WriteNew
            | Command::Raise
            | Command::Choose
            | Command::LeaveOpen
            | Command::Decide => self.can_decide(command),
            Command::Tour => self.desk.is_example() && self.tour.is_none(),
            Command::Dismiss => self.page == Page::Home && self.reading.is_empty() && self.home.on_first_steps(),
            Command::MarkSeen => self.desk.unseen.is_some(),
            Command::ClearFilter => self.filtering || self.screen().is_filtered(),
            Command::Details => match self.page {
                Page::Groups => self.selected().is_some() && self.reading.is_empty() && !self.groups.is_reading(),
                _ => self.history.told().is_some(),
            },
            Command::Back => {
                self.overlay.is_some()
                    || self.tour.is_some()
                    || self.filtering
                    || !self.reading.is_empty()
                    || self.screen().can_go_back()
                    || self.screen().is_filtered()
            }
            Command::Filter => self.reading.is_empty() && self.screen().has_filter(),
            Command::KeepFilter => self.filtering,
            Command::Sort | Command::Board => on(Page::Actions),
            Command::LaneLeft => on(Page::Actions) && self.actions.can_go_aside(true),
            Command::LaneRight => on(Page::Actions) && self.actions.can_go_aside(false),
            Command::LaneBack => self.next_lane(true).is_some(),
            Command::LaneOn => self.next_lane(false).is_some(),
            Command::ByGroup => match self.page {
                Page::Meetings => on(Page::Meetings) && self.meetings.agenda.is_none(),
                Page::People => on(Page::People) && self.screen().context() == Context::Ledger,
                page => on(page) && matches!(page, Page::Actions | Page::History),
            },
            Command::ByOrg | Command::AsOf | Command::Ended | Command::Ledger => {
                self.page == Page::People && self.screen().context() == Context::People && self.reading.is_empty()
            }
            Command::Find => !matches!(self.overlay, Some(Overlay::Palette(_))),
            Command::Quick => on(Page::Actions),
            Command::Menu => !self.menu_commands().is_empty(),
            Command::Run => self.can_run(),
            Command::Save | Command::NextField | Command::PreviousField | Command::ThrowAway => {
                matches!(self.overlay, Some(Overlay::Form(_)))
            }
            Command::IntoList => self.form().is_some_and(|it| it.aid_word().is_some()),
            Command::Large | Command::Editor => self.form().is_some_and(|it| it.is_at_long_text()),
            Command::Compare => self.form().is_some_and(|it| it.can_compare()),
            Command::Confirm => matches!(self.overlay, Some(Overlay::Confirm(_) | Overlay::Ticks(_))),
            Command::Issue
            | Command::Postpone
            | Command::CancelMeeting
            | Command::CarryOver
            | Command::Accept
            | Command::Decline
            | Command::Checks
            | Command::CheckMinutes
            | Command::Approve
            | Command::Tick => self.can_plan(command),
            Command::Agree
            | Command::Endorse
            | Command::Reserve
            | Command::Object
            | Command::Abstain
            | Command::Silent
            | Command::Number
            | Command::Withdraw
            | Command::Supersede => self.can_act_on_decision(command),
            Command::Link => self.can_link(),
            Command::AddPaper | Command::Refer | Command::GiveBack => self.can_hand_over(command),
            Command::NextBox | Command::PreviousBox => on(Page::Home),
            Command::Numbers => on(Page::Home) && self.home.has_weeks(),
            Command::Undo
            | Command::Redo
            | Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::Top
            | Command::Bottom
            | Command::PageHome
            | Command::PageGroups
            | Command::PageMeetings
            | Command::PageActions
            | Command::PagePeople
            | Command::PageHistory
            | Command::PageSync
            | Command::Help
            | Command::Quit
            | Command::Suspend
            | Command::Signs
            | Command::Messages
            | Command::Settings
            | Command::StartOwn => true,
        }
    }
}

impl App {
    /// The group that is selected, where one is.
    pub(super) fn selected_group(&self) -> Option<&Record> {
        self.selected_record().filter(|it| it.id.kind == Kind::Group)
    }
}

/// Whether something can be dropped, cancelled or withdrawn: it is still to come.
fn can_be_dropped(record: &Record) -> bool {
    match record.id.kind {
        Kind::Action => Action(record).is_open(),
        Kind::Meeting => Meeting(record).is_ahead(),
        Kind::Item => matches!(record.text("state"), "proposed" | "accepted"),
        Kind::Workspace
        | Kind::Org
        | Kind::Person
        | Kind::Group
        | Kind::Member
        | Kind::Decision
        | Kind::Measure
        | Kind::Note => false,
    }
}
