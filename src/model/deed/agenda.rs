//! Moving an item: before or after another one, to an end of its agenda, to another meeting, into the pool.

use toml::Value;

use crate::model::change::{Change, Edit};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::view::{Agenda, between, renumbered};
use crate::model::words::LONGEST_SUBJECT;
use crate::model::{Kind, RecordId, leaf, shown, value};

/// Where an item is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Before(RecordId),
    After(RecordId),
    First,
    Last,
    /// Behind the others of a meeting.
    Meeting(RecordId),
    /// Out of its meeting.
    Pool,
}

/// Why an item cannot go there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    #[error("{0} is not on that agenda")]
    Missing(RecordId),
    #[error("{0} lies in the pool, where items have no order; move it to a meeting first")]
    NoOrder(RecordId),
    #[error("{item} belongs to another group than {other}")]
    OtherGroup { item: RecordId, other: RecordId },
}

/// The change that moves an item. Where there is no room between its new neighbours, the whole agenda is renumbered.
///
/// # Errors
/// When the item or its destination is not there, or of another group.
pub fn move_item(snapshot: &Snapshot, id: &RecordId, to: &Destination) -> Result<Change, NoPlace> {
    let item = snapshot.get(id).ok_or_else(|| NoPlace::Missing(id.clone()))?;
    if matches!(to, Destination::Before(other) | Destination::After(other) if other == id) {
        return Ok(Change::default());
    }
    let meeting = target_meeting(snapshot, item, to)?;
    if let Some(other) = meeting.as_ref().filter(|it| it.group() != id.group()) {
        return Err(NoPlace::OtherGroup { item: id.clone(), other: other.clone() });
    }
    let Some(meeting) = meeting else { return Ok(into_the_pool(item)) };
    let record = snapshot.get(&meeting).ok_or_else(|| NoPlace::Missing(meeting.clone()))?;
    let agenda = Agenda::of(snapshot, record);
    let others: Vec<&Record> = agenda.slots.iter().map(|it| it.item).filter(|it| it.id != *id).collect();
    let place_of =
        |other: &RecordId| others.iter().position(|it| it.id == *other).ok_or_else(|| NoPlace::Missing(other.clone()));
    let place = match to {
        Destination::Before(other) => place_of(other)?,
        Destination::After(other) => place_of(other)? + 1,
        Destination::First => 0,
        Destination::Last | Destination::Meeting(_) | Destination::Pool => others.len(),
    };
    let order = |at: Option<usize>| at.and_then(|it| others.get(it)).map(|it| it.whole("order"));
    // A neighbour without an order stands at the end; then everything gets one.
    let (before, after) = (order(place.checked_sub(1)), order(Some(place)));
    let room = match (before, after) {
        (Some(None), _) | (_, Some(None)) => None,
        (before, after) => between(before.flatten(), after.flatten()),
    };
    let mut change = Change::default();
    match room {
        Some(order) => change.edits.extend(placed(item, &meeting, order)),
        None => {
            let mut row: Vec<&RecordId> = others.iter().map(|it| &it.id).collect();
            row.insert(place, id);
            for (id, order) in renumbered(row.into_iter()) {
                if let Some(item) = snapshot.get(&id) {
                    change.edits.extend(placed(item, &meeting, order));
                }
            }
        }
    }
    let subject = words(item, &meeting, place);
    Ok(Change { meaning: crate::model::Meaning { meeting: Some(meeting), ..change.meaning }, ..change }
        .meaning("item.move")
        .titled(subject))
}

/// The items among which an item stands: those of its meeting, or of the pool.
fn target_meeting(snapshot: &Snapshot, item: &Record, to: &Destination) -> Result<Option<RecordId>, NoPlace> {
    let meeting_of = |it: &Record| it.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
    match to {
        Destination::Pool => Ok(None),
        Destination::Meeting(meeting) => Ok(Some(meeting.clone())),
        Destination::First | Destination::Last => {
            meeting_of(item).map(Some).ok_or_else(|| NoPlace::NoOrder(item.id.clone()))
        }
        Destination::Before(other) | Destination::After(other) => {
            let other = snapshot.get(other).ok_or_else(|| NoPlace::Missing(other.clone()))?;
            meeting_of(other).map(Some).ok_or_else(|| NoPlace::NoOrder(other.id.clone()))
        }
    }
}

fn into_the_pool(item: &Record) -> Change {
    let mut after = item.clone();
    after.fields.remove("meeting");
    after.fields.remove("order");
    edits_between(item, after).meaning("item.move").titled(with_title(item, "into the pool"))
}

fn placed(item: &Record, meeting: &RecordId, order: i64) -> Vec<Edit> {
    let mut after = item.clone();
    after.fields.insert("meeting".to_owned(), value::text(meeting.as_str()));
    after.fields.insert("order".to_owned(), Value::Integer(order));
    if after.text("state") == "proposed" {
        after.fields.insert("state".to_owned(), value::text("accepted"));
    }
    edits_between(item, after).edits
}

fn edits_between(before: &Record, mut after: Record) -> Change {
    after.fields = leaf::canonical(after.id.kind, after.fields);
    let (before, after) = (std::sync::Arc::new(before.clone()), std::sync::Arc::new(after));
    Change { edits: Change::of_record(Some(&before), Some(&after)), ..Change::default() }
}

/// `AQ-I26-W9KE: place 3 on AQ-2026-12-01 (Definition of a duplicate audit)`; the first place is 1.
fn words(item: &Record, meeting: &RecordId, place: usize) -> String {
    let onto = if item.word("meeting") == Some(meeting.as_str()) { "" } else { "taken up, " };
    with_title(item, &format!("{onto}place {} on {meeting}", place + 1))
}

/// What was done with an item, and as much of its title as there is room for.
fn with_title(item: &Record, words: &str) -> String {
    with_title_of(&item.id, words, item.title())
}

/// The same of any record.
pub(super) fn with_title_of(id: &RecordId, words: &str, title: &str) -> String {
    let words = format!("{id}: {words}");
    let room = LONGEST_SUBJECT.saturating_sub(words.chars().count() + 3);
    format!("{words} ({})", shown::cut(&shown::visible(title), room))
}
