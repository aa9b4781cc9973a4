//! A meeting before and after it is held: its agenda and its minutes go out, it is moved or called off, proposals are
//! taken up or declined, and what comes over from earlier meetings is chosen.

use std::sync::Arc;

use super::answers::undo_key;
use super::{App, Message, Overlay, Page};
use crate::model::act::may;
use crate::model::deed::{item, meeting};
use crate::model::permit;
use crate::model::record::Fields;
use crate::model::view::carry::{Carried, carried};
use crate::model::view::issued::since;
use crate::model::view::ready::faults;
use crate::model::view::{Agenda, Meeting, MeetingState, minutes};
use crate::model::{Change, Kind, Record, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::overlay::form::{Act, Form};
use crate::tui::overlay::help::HelpView;
use crate::tui::overlay::ticks::Ticks;

impl App {
    /// The meeting that is selected, or whose agenda is open.
    fn meeting(&self) -> Option<&Arc<Record>> {
        let open = self.meetings.agenda.as_ref().filter(|_| self.page == Page::Meetings && self.reading.is_empty());
        let id = match open {
            Some(agenda) => agenda.meeting.clone(),
            None => self.selected_record().filter(|it| it.id.kind == Kind::Meeting)?.id.clone(),
        };
        self.desk.shared(&id)
    }

    /// What comes next with the meeting whose agenda is open: on its day it is started, and after it there are minutes.
    pub fn next_with_meeting(&self) -> &'static [Command] {
        let Some(meeting) = self.meeting().map(|it| Meeting(it)) else { return &[] };
        match meeting.state() {
            MeetingState::AgendaIssued if meeting.start().is_some_and(|it| it.date() <= self.desk.today) => {
                &[Command::StartMeeting]
            }
            MeetingState::Held | MeetingState::MinutesIssued | MeetingState::MinutesApproved => {
                &[Command::Issue, Command::CheckMinutes, Command::Approve, Command::Open, Command::Edit]
            }
            MeetingState::Planned | MeetingState::AgendaIssued | MeetingState::InSession | MeetingState::Cancelled => {
                &[]
            }
        }
    }

    /// The proposal that is selected on an agenda.
    fn proposal(&self) -> Option<&Record> {
        self.meetings.agenda.as_ref().filter(|_| self.page == Page::Meetings && self.reading.is_empty())?;
        self.selected_record().filter(|it| it.id.kind == Kind::Item && it.text("state") == "proposed")
    }

    pub(super) fn can_plan(&self, command: Command) -> bool {
        let at = self.desk.at();
        let is_there = |it: &&Arc<Record>| self.desk.snapshot.exists(&it.id);
        let may = |deed: &str| self.meeting().is_some_and(|it| may(deed, it, &at).is_ok());
        let is_of_meeting = matches!(
            command,
            Command::Issue
                | Command::Postpone
                | Command::CancelMeeting
                | Command::CheckMinutes
                | Command::Approve
                | Command::CarryOver
        );
        if is_of_meeting && !self.meeting().is_some_and(|it| self.desk.runs(it)) {
            return false;
        }
        match command {
            Command::Tick => matches!(self.overlay, Some(Overlay::Ticks(_))),
            Command::Issue => self.meeting().filter(is_there).is_some_and(|it| match Meeting(it).state() {
                MeetingState::Planned | MeetingState::AgendaIssued => meeting::issue_agenda(it, &at).is_ok(),
                _ => may("meeting.issue-minutes"),
            }),
            Command::Postpone => may("meeting.postpone"),
            // Where the meeting itself is selected, dropping it is just that.
            Command::CancelMeeting => {
                let is_selected = self.selected_record().is_some_and(|it| it.id.kind == Kind::Meeting);
                !is_selected && may("meeting.cancel")
            }
            Command::CheckMinutes => {
                self.meeting().is_some_and(|it| meeting::check_minutes(it, &at).is_ok_and(|it| !it.is_empty()))
            }
            Command::Approve => may("meeting.approve"),
            Command::CarryOver => !self.coming_over().is_empty(),
            Command::Accept | Command::Decline => {
                self.proposal().is_some() && self.meeting().is_some_and(|it| self.desk.runs(it))
            }
            Command::Checks => {
                let agenda = self.meetings.agenda.as_ref().filter(|_| self.page == Page::Meetings);
                agenda.is_some_and(|it| it.has_checks()) && self.reading.is_empty()
            }
            _ => false,
        }
    }

    pub(super) fn plan_further(&mut self, command: Command) -> Vec<Effect> {
        let form = |app: &Self, act: Act| app.meeting().map(|it| Form::act(act, it, &app.desk));
        match command {
            Command::Issue => self.ask_issue(),
            Command::Postpone => form(self, Act::Postpone).into_iter().for_each(|it| self.open_form(it)),
            Command::Approve => form(self, Act::Approve).into_iter().for_each(|it| self.open_form(it)),
            Command::CancelMeeting => {
                self.meeting().map(Form::drop).into_iter().for_each(|it| self.open_form(it));
            }
            Command::CheckMinutes => self.ask_check_minutes(),
            Command::CarryOver => self.offer_carrying_over(),
            Command::Accept => {
                // Onto an agenda whose minutes are approved nothing comes any more; it waits in the pool.
                let open = self.meetings.agenda.as_ref().filter(|it| !it.is_locked(&self.desk));
                let onto = open.map(|it| it.meeting.clone());
                let change = self.proposal().map(|it| item::accept(it, onto.as_ref(), &self.desk.at()));
                return self.submit_or_tell(change);
            }
            Command::Decline => {
                let item = self.proposal().and_then(|it| self.desk.snapshot.shared(&it.id));
                let form = item.map(|it| Form::act(Act::Decline, it, &self.desk));
                form.into_iter().for_each(|it| self.open_form(it));
            }
            Command::Checks => self.meetings.agenda.iter_mut().for_each(|it| it.to_checks()),
            Command::Tick => {
                if let Some(Overlay::Ticks(ticks)) = &mut self.overlay {
                    ticks.tick();
                }
            }
            _ => (),
        }
        Vec::new()
    }

    /// Opens the agenda of a meeting. One that a series plans is shown as it would be, where it is somebody's to prepare,
    /// and becomes a record with the first change upon it; where nothing but standing items is on it yet, what comes over
    /// from earlier meetings is offered.
    pub(super) fn open_meeting(&mut self, id: RecordId) {
        if self.desk.planned.get(&id).is_some_and(|it| !self.desk.runs(it)) {
            let group = id.group().unwrap_or_default();
            let words = format!("It is planned by the series of {group}, and nothing is on it yet");
            self.message = Message { words, warns: false };
            return;
        }
        self.open_agenda(id.clone());
        self.foresee();
        let is_first_time = self.meetings.offered.insert(id);
        if is_first_time && self.has_no_business() {
            self.offer_carrying_over();
        }
    }

    /// Lets the desk show the meeting whose agenda is open as it would be, where a series only plans it.
    pub(super) fn foresee(&mut self) {
        let open = self.meetings.agenda.as_ref().filter(|_| self.page == Page::Meetings).map(|it| it.meeting.clone());
        self.desk.foresee(open.as_ref());
    }

    /// What is to be saved, each change upon a planned meeting together with that.
    pub(super) fn upon_foreseen(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut out = Vec::new();
        for effect in effects {
            match effect {
                Effect::Submit(change) => out.push(Effect::Submit(self.desk.upon_foreseen(change))),
                Effect::AddPaper { .. } => {
                    let plan = self.desk.upon_foreseen(Change::default());
                    if !plan.is_empty() {
                        self.saving += 1;
                        out.push(Effect::Submit(plan));
                    }
                    out.push(effect);
                }
                other => out.push(other),
            }
        }
        out
    }

    /// Whether a change lies within the role of who works here.
    pub(super) fn is_mine(&self, change: &Change) -> bool {
        permit::outside(change, &self.desk.snapshot, self.desk.me.as_ref(), self.desk.today).is_empty()
    }

    /// Whether the open agenda waits for its business, and that is one's own to lay on it.
    fn has_no_business(&self) -> bool {
        let Some(meeting) = self.meeting().filter(|it| Meeting(it).is_to_come(self.desk.today)) else { return false };
        let is_business = |it: &Record| !matches!(it.text("purpose"), "standing" | "approval");
        let agenda = Agenda::of(&self.desk.snapshot, meeting);
        let all: Vec<_> = self.coming_over().into_iter().map(|it| it.what).collect();
        Meeting(meeting).state() == MeetingState::Planned
            && !agenda.slots.iter().any(|it| is_business(it.item))
            && self.is_mine(&item::carry_over(meeting, &all, &self.desk.at()))
    }

    /// What could come over to the meeting, as long as its agenda can still go out.
    fn coming_over(&self) -> Vec<Carried> {
        let at = self.desk.at();
        let meeting = self.meeting().filter(|it| may("meeting.carry", it, &at).is_ok());
        let meeting = meeting.filter(|it| self.desk.snapshot.exists(&it.id));
        meeting.map(|it| carried(it, &at)).unwrap_or_default()
    }

    fn offer_carrying_over(&mut self) {
        let (coming, meeting) = (self.coming_over(), self.meeting().map(|it| it.id.clone()));
        if let Some(meeting) = meeting.filter(|_| !coming.is_empty()) {
            self.overlay = Some(Overlay::Ticks(Ticks::of(meeting, coming)));
        }
    }

    /// Lays what is ticked onto the agenda.
    pub(super) fn carried_over(&mut self) -> Vec<Effect> {
        let Some(Overlay::Ticks(ticks)) = self.overlay.take() else { return Vec::new() };
        let chosen = ticks.chosen();
        let meeting = self.desk.snapshot.get(&ticks.meeting).filter(|_| !chosen.is_empty());
        let change = meeting.map(|it| item::carry_over(it, &chosen, &self.desk.at()));
        if change.is_none() {
            self.message = Message { words: "Nothing was carried over".to_owned(), warns: false };
        }
        self.submit(change)
    }

    /// Asks whether the agenda, or the minutes, are to go out; what is not ready is said first.
    fn ask_issue(&mut self) {
        let Some(meeting) = self.meeting().cloned() else { return };
        match Meeting(&meeting).state() {
            MeetingState::Planned | MeetingState::AgendaIssued => self.ask_issue_agenda(&meeting),
            _ => self.ask_issue_minutes(&meeting),
        }
    }

    fn ask_issue_agenda(&mut self, meeting: &Record) {
        let at = self.desk.at();
        let change = match meeting::issue_agenda(meeting, &at) {
            Ok(change) => change,
            Err(refused) => return self.warn(refused.to_string()),
        };
        let agenda = Agenda::of(&self.desk.snapshot, meeting);
        let items = shown::count(agenda.slots.len(), "item", "items");
        let mut lines = vec![format!("{items}, {} of {} minutes.", agenda.planned, agenda.length)];
        if let Some(since) = since(meeting, &self.desk.snapshot).filter(|it| !it.is_empty()) {
            lines.push(format!("Since it went out: {}.", since.words()));
            let all = since.lines(meeting, &at);
            lines.extend(all.iter().take(FEW).map(|it| format!("- {it}")));
            let more = all.len().saturating_sub(FEW);
            lines.extend((more > 0).then(|| format!("and {more} more")));
        }
        let faults = faults(meeting, &at);
        if !faults.is_empty() {
            lines.push(format!("Not ready ({}):", faults.len()));
            lines.extend(faults.iter().take(FEW).map(|it| format!("(!) {}", it.sentence())));
            let more = faults.len().saturating_sub(FEW);
            lines.extend((more > 0).then(|| format!("and {more} more")));
        }
        lines.push("The numbers on it are kept as they go out; what changes later is shown as a change.".to_owned());
        lines.push(format!("{} takes it back as long as nobody has received it.", undo_key()));
        let again = if Meeting(meeting).revision() > 0 { " again" } else { "" };
        self.ask(format!("Send out the agenda of {}{again}?", meeting.id), lines, "Send out", change);
    }

    fn ask_issue_minutes(&mut self, meeting: &Record) {
        let at = self.desk.at();
        let change = match meeting::issue_minutes(meeting, &at) {
            Ok(change) => change,
            Err(refused) => {
                let lines = vec![
                    format!("They cannot go out: {}.", refused.why),
                    "The checks below the agenda lead there.".to_owned(),
                ];
                let title = format!("The minutes of {} are not ready", meeting.id);
                self.overlay = Some(Overlay::Help(HelpView::words(&title, lines)));
                return;
            }
        };
        let mut lines = Vec::new();
        if meeting.word("checked_by").is_none() {
            lines.push("(!) Nobody of the other side has checked them yet.".to_owned());
        }
        let days = minutes::lead_days(&self.desk.snapshot, "comments");
        lines.extend(days.map(|it| format!("Comments are open for {it} days.")));
        lines.push(format!("{} takes it back as long as nobody has received it.", undo_key()));
        let again = if Meeting(meeting).state() == MeetingState::MinutesIssued { " again" } else { "" };
        self.ask(format!("Send out the draft minutes of {}{again}?", meeting.id), lines, "Send out", change);
    }

    fn ask_check_minutes(&mut self) {
        let change = self.meeting().map(|it| (it.id.clone(), meeting::check_minutes(it, &self.desk.at())));
        let Some((id, Ok(change))) = change else { return };
        let me = self.desk.me.as_ref().map(|it| self.desk.person(it).0).unwrap_or_default();
        let lines = vec![
            format!("{me} has read them for the other side, and found them right."),
            format!("{} takes it back.", undo_key()),
        ];
        self.ask(format!("Are the draft minutes of {id} right?"), lines, "They are right", change);
    }
}

/// So many things that are not ready, or have changed, are named in the question.
const FEW: usize = 6;
