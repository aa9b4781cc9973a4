//! The agenda of a meeting: its items in order, with numbers, start times and the sum against the slot.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::meeting::{Meeting, MeetingState};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::{Kind, RecordId};

/// The distance between two neighbours in a new order, so that there is room between them.
const GAP: i64 = 1000;

/// The agenda of one meeting.
pub struct Agenda<'a> {
    pub slots: Vec<Slot<'a>>,
    /// The sum of all items, in minutes.
    pub planned: i64,
    /// The length of the meeting, in minutes.
    pub length: i64,
}

/// One item on it.
pub struct Slot<'a> {
    pub item: &'a Record,
    /// The number printed on the agenda that was issued, else its place.
    pub number: String,
    pub starts: Option<NaiveDateTime>,
    pub minutes: i64,
}

impl<'a> Agenda<'a> {
    pub fn of(snapshot: &'a Snapshot, meeting: &'a Record) -> Self {
        let view = Meeting(meeting);
        let group = meeting.id.group().unwrap_or_default();
        let mut items: Vec<&Record> = snapshot
            .in_group(Kind::Item, group)
            .filter(|it| it.text("meeting") == meeting.id.as_str() && is_on_agenda(it) && !has_left(it, meeting))
            .collect();
        items.sort_by_key(|it| order_key(it));
        let printed = printed_numbers(meeting);
        let mut planned = 0;
        let slots = items
            .into_iter()
            .enumerate()
            .map(|(place, item)| {
                let minutes = item.whole("minutes").unwrap_or(0).max(0);
                let starts = view.start().and_then(|it| it.checked_add_signed(TimeDelta::try_minutes(planned)?));
                planned += minutes;
                let number = match printed.get(item.id.as_str()) {
                    Some(number) => (*number).to_owned(),
                    None if printed.is_empty() => (place + 1).to_string(),
                    None => "+".to_owned(),
                };
                Slot { item, number, starts, minutes }
            })
            .collect();
        Self { slots, planned, length: view.minutes() }
    }

    /// When it would be over; `None` without a start.
    pub fn ends(&self) -> Option<NaiveDateTime> {
        let first = self.slots.first()?.starts?;
        first.checked_add_signed(TimeDelta::try_minutes(self.planned)?)
    }
}

/// How many items each meeting has, and how many minutes they take, in one look at all items.
pub fn sums(snapshot: &Snapshot) -> BTreeMap<String, (usize, i64)> {
    let mut sums = BTreeMap::new();
    for item in snapshot.of_kind(Kind::Item).filter(|it| is_on_agenda(it)) {
        let meeting = |it: &Record| snapshot.get(&RecordId::new(Kind::Meeting, it.word("meeting")?).ok()?);
        if is_gone(item) && meeting(item).is_some_and(|it| has_left(item, it)) {
            continue;
        }
        if let Some(meeting) = item.word("meeting") {
            let sum: &mut (usize, i64) = sums.entry(meeting.to_owned()).or_default();
            sum.0 += 1;
            sum.1 += item.whole("minutes").unwrap_or(0).max(0);
        }
    }
    sums
}

/// The items of a group that lie in its pool, newest first.
pub fn pool<'a>(snapshot: &'a Snapshot, group: &str) -> Vec<&'a Record> {
    let mut items: Vec<&Record> =
        snapshot.in_group(Kind::Item, group).filter(|it| it.word("meeting").is_none() && waits(it)).collect();
    items.sort_by_key(|it| (it.whole("order"), std::cmp::Reverse(it.date("proposed_on")), it.id.clone()));
    items
}

/// Whether an item is still to be taken on a day: it waits in the pool, or is on the agenda of a meeting ahead. Where its
/// meeting cannot be read, it may be.
pub fn is_to_come(item: &Record, snapshot: &Snapshot, today: NaiveDate) -> bool {
    let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
    waits(item) && meeting.and_then(|it| snapshot.get(&it)).is_none_or(|it| Meeting(it).is_to_come(today))
}

/// An order between two neighbours; `None` where there is no room.
pub fn between(before: Option<i64>, after: Option<i64>) -> Option<i64> {
    match (before, after) {
        (None, None) => Some(GAP),
        (Some(before), None) => before.checked_add(GAP),
        (None, Some(after)) => after.checked_sub(GAP),
        (Some(before), Some(after)) => {
            let middle = before + (after.checked_sub(before)?) / 2;
            (middle > before && middle < after).then_some(middle)
        }
    }
}

/// A new order for all items in the row in which they stand, with room between them.
pub fn renumbered<'a>(ids: impl Iterator<Item = &'a RecordId>) -> BTreeMap<RecordId, i64> {
    ids.zip(1..).map(|(id, place)| (id.clone(), place * GAP)).collect()
}

fn is_on_agenda(item: &Record) -> bool {
    !matches!(item.text("state"), "declined" | "withdrawn")
}

/// Whether an item was put off or handed over before its meeting was opened: then it is not dealt with there. What was
/// put off at a meeting stays in its minutes.
fn has_left(item: &Record, meeting: &Record) -> bool {
    is_gone(item) && Meeting(meeting).state() <= MeetingState::AgendaIssued
}

fn is_gone(item: &Record) -> bool {
    match item.text("state") {
        "deferred" => true,
        "concluded" => item.contains_key("referred_to"),
        _ => false,
    }
}

/// Whether nothing has come of it yet.
fn waits(item: &Record) -> bool {
    matches!(item.text("state"), "" | "proposed" | "accepted")
}

fn order_key(item: &Record) -> (i64, RecordId) {
    (item.whole("order").unwrap_or(i64::MAX), item.id.clone())
}

fn printed_numbers(meeting: &Record) -> BTreeMap<&str, &str> {
    Meeting(meeting).printed().map(|it| (it.item, it.number)).collect()
}
