//! What comes over to the next meeting by rule: items put off or not reached, the minutes to be approved, open actions.

use super::action::Action;
use super::meeting::{Meeting, MeetingState};
use super::minutes::is_unsettled;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, shown};

/// Something that could come over, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub what: Carry,
    /// Why it is proposed, in words: `deferred at AQ-2026-11-24`.
    pub why: String,
    pub title: String,
}

/// What comes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carry {
    /// An item, by its successor.
    Item(RecordId),
    /// The minutes of a meeting, as an item for approval.
    Minutes(RecordId),
    /// The open actions of the group, as a standing item.
    Actions,
}

impl Carry {
    /// As somebody names it in a list: the item's or the meeting's id, or `actions`.
    pub fn name(&self) -> &str {
        match self {
            Self::Item(id) | Self::Minutes(id) => id.as_str(),
            Self::Actions => "actions",
        }
    }
}

/// What is proposed for the agenda of a meeting, in the order in which it would stand there. What is on it already, or
/// came over to another meeting, is not proposed.
pub fn carried(meeting: &Record, at: &Standpoint<'_>) -> Vec<Carried> {
    let group = meeting.id.group().unwrap_or_default();
    let start = meeting.local("start");
    let mut before: Vec<&Record> = at
        .snapshot
        .in_group(Kind::Meeting, group)
        .filter(|it| it.id != meeting.id && it.local("start") < start)
        .collect();
    before.sort_by_key(|it| it.local("start"));
    let mut found = Vec::new();
    let keyed = |key: &str| RecordId::new(Kind::Item, &format!("{}-{key}", meeting.id)).ok();
    let is_there = |key: &str| keyed(key).is_some_and(|it| at.snapshot.exists(&it));
    if let Some(last) = before.iter().rev().find(|it| Meeting(it).state() == MeetingState::MinutesIssued)
        && !is_there("minutes")
    {
        found.push(Carried {
            what: Carry::Minutes(last.id.clone()),
            why: "its minutes are issued and not approved".to_owned(),
            title: format!("Minutes of {}", shown::visible(last.title())),
        });
    }
    let open = at.snapshot.in_group(Kind::Action, group).filter(|it| Action(it).is_listed()).count();
    if open > 0 && !is_there("actions") {
        found.push(Carried {
            what: Carry::Actions,
            why: shown::count(open, "action is open", "actions are open"),
            title: "Open actions".to_owned(),
        });
    }
    let mut items: Vec<&Record> = at.snapshot.in_group(Kind::Item, group).collect();
    let followed: Vec<&str> = items.iter().filter_map(|it| it.word("continues")).collect();
    items.retain(|it| !followed.contains(&it.id.as_str()) && it.text("purpose") != "standing");
    items.sort_by_key(|it| (it.text("meeting").to_owned(), it.whole("order")));
    for item in items {
        let Some(of) = before.iter().find(|it| it.id.as_str() == item.text("meeting")) else { continue };
        let is_over = Meeting(of).state() >= MeetingState::Held && Meeting(of).state() != MeetingState::Cancelled;
        let why = match item.text("state") {
            "deferred" => format!("deferred at {}", of.id),
            "accepted" if is_over && is_unsettled(item) => format!("not reached at {}", of.id),
            "accepted" if of.contains_key("cancelled_on") => format!("{} was cancelled", of.id),
            _ => continue,
        };
        // What is laid in anew at each meeting needs no successor.
        if item.id.tail().starts_with(|it: char| it.is_ascii_lowercase()) {
            continue;
        }
        let title = shown::visible(item.title()).into_owned();
        found.push(Carried { what: Carry::Item(item.id.clone()), why, title });
    }
    found
}
