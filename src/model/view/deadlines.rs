//! What is due around each meeting: call, items, papers and agenda before it, minutes and comments after it.

use chrono::{Days, NaiveDate, TimeDelta};

use super::agenda::Agenda;
use super::meeting::{Meeting, MeetingState};
use super::minutes::{comments_until, lead_days};
use super::planned::planned;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId};

/// One thing that is due by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub on: NaiveDate,
    pub meeting: RecordId,
    pub what: Due,
    /// Whether it was done, late or in time.
    pub done: bool,
}

impl Deadline {
    /// Whether it should have been done before a day. Minutes that can be approved wait for a meeting, and are not late.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        !self.done && self.on < today && self.what != Due::Approval
    }
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    Call,
    Items,
    Papers,
    Agenda,
    Minutes,
    Comments,
    /// It was never opened, and its day is over.
    Opening,
    /// It was opened, and nobody has said that it is over.
    Closing,
    /// Nobody can comment on its minutes any more.
    Approval,
}

impl Due {
    pub const ALL: [Self; 9] = [
        Self::Call,
        Self::Items,
        Self::Papers,
        Self::Agenda,
        Self::Minutes,
        Self::Comments,
        Self::Opening,
        Self::Closing,
        Self::Approval,
    ];

    /// The word in JSON, and the key of its lead days in the workspace.
    pub fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Items => "items",
            Self::Papers => "papers",
            Self::Agenda => "agenda",
            Self::Minutes => "minutes",
            Self::Comments => "comments",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Approval => "approval",
        }
    }

    /// Whether it is something that was left undone around a meeting that is past: what it says is how it stands.
    pub fn is_left(self) -> bool {
        matches!(self, Self::Opening | Self::Closing | Self::Approval)
    }

    /// The words that people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Call => "call for items",
            Self::Items => "last day for items",
            Self::Papers => "papers are in",
            Self::Agenda => "agenda goes out",
            Self::Minutes => "draft minutes go out",
            Self::Comments => "last day for comments",
            Self::Opening => "not opened: hold, postpone or cancel it",
            Self::Closing => "still in session: end it",
            Self::Approval => "minutes can be approved",
        }
    }

    fn is_before(self) -> bool {
        self <= Self::Agenda
    }
}

/// Meetings that a series plans are looked at so far ahead; no call goes out earlier.
const AHEAD: u64 = 60;

/// What is due within four weeks around the meetings that are ahead or whose minutes are not approved, by day; what is
/// late stays until it is done.
pub fn deadlines(at: &Standpoint<'_>) -> Vec<Deadline> {
    deadlines_of(at.snapshot.of_kind(Kind::Group), at)
}

/// The same around the meetings of some groups.
pub fn deadlines_of<'a>(groups: impl Iterator<Item = &'a Record>, at: &Standpoint<'_>) -> Vec<Deadline> {
    let horizon = at.today + Days::new(AHEAD);
    let mut found = Vec::new();
    for group in groups.filter(|it| it.text("state") == "active") {
        let known: Vec<&Record> = at.snapshot.in_group(Kind::Meeting, group.id.as_str()).collect();
        let ahead = planned(group, at.today, 3, at.snapshot);
        let ahead = ahead.iter().filter(|it| it.local("start").is_some_and(|it| it.date() <= horizon));
        for meeting in known.into_iter().chain(ahead) {
            of_meeting(meeting, at, &mut found);
        }
    }
    let last = at.today + Days::new(WEEKS * 7);
    found.retain(|it| it.on <= last && (!it.done || it.on >= at.today));
    found.sort_by_key(|it| (it.on, it.meeting.clone(), it.what));
    found
}

/// A secretary looks so many weeks ahead.
const WEEKS: u64 = 4;

/// What is due around one meeting.
pub fn of_meeting(meeting: &Record, at: &Standpoint<'_>, found: &mut Vec<Deadline>) {
    let view = Meeting(meeting);
    let state = view.state();
    let Some(day) = view.start().map(|it| it.date()) else { return };
    let is_over = !view.is_to_come(at.today) && state != MeetingState::InSession;
    if matches!(state, MeetingState::Cancelled | MeetingState::MinutesApproved) {
        return;
    }
    // Of a meeting that was never opened and is past, nobody waits for an agenda any more.
    let is_held = meeting.contains_key("closed");
    for what in Due::ALL.into_iter().filter(|it| !it.is_left()) {
        let Some(days) = lead_days(at.snapshot, what.word()) else { continue };
        let on = match what {
            Due::Minutes => day.checked_add_days(Days::new(days)),
            Due::Comments => meeting.date("minutes_issued").and_then(|it| it.checked_add_days(Days::new(days))),
            _ => day.checked_sub_days(Days::new(days)),
        };
        let Some(on) = on else { continue };
        let done = match what {
            Due::Call => at.snapshot.exists(&meeting.id) && !only_carried_over(meeting, at),
            Due::Items => on < at.today,
            Due::Papers => papers_are_in(meeting, at),
            Due::Agenda => view.revision() > 0,
            Due::Minutes => meeting.contains_key("minutes_issued"),
            Due::Comments => on < at.today,
            Due::Opening | Due::Closing | Due::Approval => false,
        };
        // Where nothing is to be dealt with yet, nobody waits for papers.
        let is_papers_of_nothing = what == Due::Papers && own_items(meeting, at).next().is_none();
        let applies = if what.is_before() { !is_over && !is_papers_of_nothing } else { is_held };
        if applies {
            found.push(Deadline { on, meeting: meeting.id.clone(), what, done });
        }
    }
    let left = left_undone(meeting, at);
    found.extend(left.map(|(what, on)| Deadline { on, meeting: meeting.id.clone(), what, done: false }));
}

/// Of a meeting that nobody has opened it is said for so many days: of what was taken in from old papers
/// nobody has to say it any more.
const SAID: u64 = 60;

/// What was left undone around a meeting that is past, and since when.
fn left_undone(meeting: &Record, at: &Standpoint<'_>) -> Option<(Due, NaiveDate)> {
    let view = Meeting(meeting);
    // One that goes on past midnight is over on the day after.
    let ends = view.start()? + TimeDelta::try_minutes(view.minutes().max(0))?;
    let is_past = ends.date() < at.today;
    match view.state() {
        MeetingState::Planned | MeetingState::AgendaIssued => {
            let is_old = ends.date().checked_add_days(Days::new(SAID)).is_some_and(|it| it < at.today);
            (is_past && !is_old).then_some((Due::Opening, ends.date()))
        }
        MeetingState::InSession => is_past.then_some((Due::Closing, ends.date())),
        MeetingState::MinutesIssued => {
            let until = comments_until(meeting, at).or(meeting.date("minutes_issued"))?;
            (until < at.today).then_some((Due::Approval, until.succ_opt()?))
        }
        MeetingState::Held | MeetingState::MinutesApproved | MeetingState::Cancelled => None,
    }
}

/// The items of an agenda that its group's standing items did not lay there.
fn own_items<'a>(meeting: &'a Record, at: &'a Standpoint<'_>) -> impl Iterator<Item = &'a Record> {
    let standing = format!("{}-", meeting.id);
    let items = Agenda::of(at.snapshot, meeting).slots.into_iter().map(|it| it.item);
    items.filter(move |it| !it.id.as_str().starts_with(&standing))
}

/// Whether nothing stands on an agenda but what an earlier meeting put off to it: nobody has called for items then.
fn only_carried_over(meeting: &Record, at: &Standpoint<'_>) -> bool {
    let mut items = own_items(meeting, at).peekable();
    items.peek().is_some() && items.all(|it| it.contains_key("continues"))
}

/// Whether no paper is to follow.
fn papers_are_in(meeting: &Record, at: &Standpoint<'_>) -> bool {
    !own_items(meeting, at).flat_map(|it| it.rows("paper")).any(|it| it.text("state") == "to-follow")
}
