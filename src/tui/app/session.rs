//! A meeting in session as a whole: it is opened, left, stands still for a while, and ends; each of that is asked about.

use chrono::TimeDelta;

use super::answers::undo_key;
use super::{App, Overlay, Page};
use crate::model::deed::sitting;
use crate::model::record::Fields;
use crate::model::view::clock::is_still_to_come;
use crate::model::view::{Agenda, Meeting, MeetingState};
use crate::model::{Change, Kind, Record, RecordId, shown};
use crate::tui::event::Effect;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::screen::live::is_in_session;

/// Without a second heard for so long, the machine stood still.
const LONGEST_SILENCE: TimeDelta = TimeDelta::minutes(5);

impl App {
    /// The meeting that can be started or gone to: the one in front, else one that is in session.
    pub(super) fn startable(&self) -> Option<&Record> {
        let can = |it: &&Record| match Meeting(it).state() {
            MeetingState::Planned | MeetingState::AgendaIssued => self.desk.runs(it),
            state => state == MeetingState::InSession,
        };
        let agenda = self.meetings.agenda.as_ref().filter(|_| self.page == Page::Meetings && self.live().is_none());
        let in_front = agenda.and_then(|it| self.desk.snapshot.get(&it.meeting));
        let selected = || self.selected_record().filter(|it| it.id.kind == Kind::Meeting);
        if let Some(meeting) = in_front.or_else(selected).filter(can) {
            return Some(meeting);
        }
        self.desk.snapshot.of_kind(Kind::Meeting).find(|it| is_in_session(it) && self.live().is_none())
    }

    /// Goes to a meeting that is in session, and asks whether one is to be opened that is not.
    pub(super) fn start_meeting(&mut self) {
        let Some(meeting) = self.startable().cloned() else { return };
        if is_in_session(&meeting) {
            return self.open_agenda(meeting.id);
        }
        let at = self.desk.at();
        match sitting::start(&meeting, at.now, &at) {
            Ok(change) => {
                let agenda = Agenda::of(&self.desk.snapshot, &meeting);
                let items = shown::count(agenda.slots.len(), "item", "items");
                let view = Meeting(&meeting);
                let planned = view.start().map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
                let lines = vec![
                    format!("{}: {items}, {} of {} min.", meeting.title(), agenda.planned, agenda.length),
                    format!(
                        "It is planned for {planned}; now it is {}. Its clock runs from now on.",
                        view.clock_and_place(at.now, &self.desk.snapshot)
                    ),
                    format!("It is saved as a change of its own; {} takes it back.", undo_key()),
                ];
                self.ask(format!("Start {}?", meeting.id), lines, "Start", change);
            }
            Err(refused) => self.warn(refused.to_string()),
        }
    }

    /// Goes to the page of a meeting as soon as a change has opened it.
    pub(super) fn await_session(&mut self, change: &Change) {
        let meeting = change.meaning.meeting.clone().filter(|_| change.meaning.deed == "meeting.start");
        if let Some(meeting) = meeting {
            self.open_agenda(meeting.clone());
            self.meetings.awaited = Some(meeting);
        }
    }

    pub(super) fn ask_end(&mut self) -> Vec<Effect> {
        let Some((_, meeting)) = self.sitting() else { return Vec::new() };
        let at = self.desk.at();
        let agenda = Agenda::of(&self.desk.snapshot, meeting);
        let left: Vec<&Record> = agenda.slots.iter().map(|it| it.item).filter(|it| is_still_to_come(it)).collect();
        let put_off = agenda.slots.iter().filter(|it| it.item.text("state") == "deferred").count();
        match sitting::end(meeting, at.now, &at) {
            Ok(change) => {
                let mut lines = vec![match left.as_slice() {
                    [] if put_off > 0 => format!(
                        "{} put off; all others were dealt with.",
                        shown::count(put_off, "item was", "items were")
                    ),
                    [] => "Every item was dealt with.".to_owned(),
                    [one] => format!("One item was not reached and is deferred: {}", shown::visible(one.title())),
                    many => {
                        let titles: Vec<_> = many.iter().map(|it| shown::visible(it.title())).collect();
                        format!("{} items were not reached and are deferred: {}", many.len(), titles.join("; "))
                    }
                }];
                lines.push(
                    "Everything that was written stays, and can be changed until the minutes are approved.".to_owned(),
                );
                lines.push(format!("It is saved as a change of its own; {} takes it back.", undo_key()));
                let now = Meeting(meeting).clock_and_place(at.now, &self.desk.snapshot);
                self.ask(format!("End {} now, at {now}?", meeting.id), lines, "End", change);
            }
            Err(refused) => self.warn(refused.to_string()),
        }
        Vec::new()
    }

    /// Leaves; while a meeting is in session that somebody keeps here, asks first.
    pub(super) fn ask_quit(&mut self) -> Vec<Effect> {
        let was_asked = matches!(&self.overlay, Some(Overlay::Confirm(Confirm { effect: Some(Effect::Quit), .. })));
        let Some(meeting) = self.kept_here().filter(|_| !was_asked) else { return self.quit() };
        let title = format!("Leave while {meeting} is in session?");
        let lines = vec![
            "The meeting goes on: its clocks are moments that are saved. Open it again to go on with its minutes."
                .to_owned(),
            "What is typed is kept as a draft.".to_owned(),
        ];
        let mut effects = self.keep_typed();
        effects.extend(self.leave_attendance());
        if let Some(Overlay::Form(form)) = self.overlay.take() {
            self.aside = Some(form);
        }
        let effect = Some(Effect::Quit);
        self.overlay =
            Some(Overlay::Confirm(Confirm { title, lines, yes: "Quit", effect, at_yes: false, drawn: false }));
        effects
    }

    /// The meeting in session that is open here, or of which one writes the minutes.
    fn kept_here(&self) -> Option<RecordId> {
        let open = self.meetings.live.as_ref().filter(|it| it.is_in_session(&self.desk.snapshot));
        if let Some(open) = open {
            return Some(open.meeting.clone());
        }
        let is_kept = |it: &Record| self.meetings.kept.as_ref() == Some(&it.id);
        let is_scribe = |it: &Record| self.desk.me.as_ref().is_some_and(|me| it.text("scribe") == me.as_str());
        let is_mine = |it: &&Record| is_in_session(it) && (is_kept(it) || is_scribe(it));
        let today = |it: &&Record| Meeting(it).start().is_some_and(|it| it.date() == self.desk.today);
        self.desk.snapshot.of_kind(Kind::Meeting).find(|it| is_mine(it) && today(it)).map(|it| it.id.clone())
    }

    /// Whether a meeting is kept here: whatever one looks at, its clocks run.
    pub fn keeps_meeting(&self) -> bool {
        self.meetings.live.as_ref().is_some_and(|it| it.is_in_session(&self.desk.snapshot))
    }

    /// Notices that something was heard, be it a second that has passed: a long silence before it is remembered.
    pub(super) fn hear(&mut self) {
        let (keeps, now) = (self.keeps_meeting(), self.desk.at().now);
        let Some(live) = self.meetings.live.as_mut().filter(|_| keeps) else { return };
        let heard = live.heard.replace(now);
        live.gap = live.gap.or(heard.filter(|it| now - *it > LONGEST_SILENCE).map(|it| (it, now)));
    }

    /// Asks about a stretch in which nothing was heard, as soon as nothing else is asked.
    pub(super) fn tell_gap(&mut self) {
        if self.overlay.is_some() || !self.keeps_meeting() {
            return;
        }
        let Some(live) = &mut self.meetings.live else { return };
        let Some((from, to)) = live.gap.take() else { return };
        let Some(meeting) = self.desk.snapshot.get(&live.meeting) else { return };
        // A pause that was begun before goes on.
        let is_paused = meeting.rows("pause").any(|it| it.instant("stop").is_none());
        if let Ok(change) = sitting::was_away(meeting, from, to, &self.desk.at())
            && !is_paused
        {
            let minutes = (to - from).num_minutes();
            let clock = |it| Meeting(meeting).clock_and_place(it, &self.desk.snapshot);
            let lines = vec![
                format!("From {} to {} this machine stood still.", clock(from), clock(to)),
                "A pause takes nothing from the time of the item. Left as it is, the item's clock ran on.".to_owned(),
            ];
            let title = format!("Nothing was heard for {minutes} minutes. Was that a pause?");
            self.ask(title, lines, "A pause", change);
        }
    }
}
