//! What is due around each meeting: call, items, papers and agenda before it, minutes and comments after it.

use chrono::{Days, NaiveDate};

use super::agenda::Agenda;
use super::meeting::{Meeting, MeetingState};
use super::minutes::lead_days;
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

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    Call,
    Items,
    Papers,
    Agenda,
    Minutes,
    Comments,
}

impl Due {
    pub const ALL: [Self; 6] = [Self::Call, Self::Items, Self::Papers, Self::Agenda, Self::Minutes, Self::Comments];

    /// The word in JSON, and the key of its lead days in the workspace.
    pub fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Items => "items",
            Self::Papers => "papers",
            Self::Agenda => "agenda",
            Self::Minutes => "minutes",
            Self::Comments => "comments",
        }
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
    for what in Due::ALL {
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
        };
        // Where nothing is to be dealt with yet, nobody waits for papers.
        let is_papers_of_nothing = what == Due::Papers && own_items(meeting, at).next().is_none();
        let applies = if what.is_before() { !is_over && !is_papers_of_nothing } else { is_held };
        if applies {
            found.push(Deadline { on, meeting: meeting.id.clone(), what, done });
        }
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
