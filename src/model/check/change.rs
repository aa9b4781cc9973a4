//! Checks of a change: the errors that it would bring in, and what may not be changed at all.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::Value;

use super::{Beside, check_beside, check_record, newer_format};
use crate::model::change::Change;
use crate::model::problem::{Code, Problem};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::Standpoint;
use crate::model::view::{Decision, DecisionState, Meeting, MeetingState, minutes};
use crate::model::{Kind, RecordId, shown};

/// The errors that a change would bring in: those in the records it touches that were not there before, and what
/// may not be changed at all.
pub fn check_change(change: &Change, before: &Standpoint<'_>, after: &Snapshot) -> Vec<Problem> {
    let beside = Standpoint { snapshot: after, ..before.clone() };
    let mut problems: Vec<Problem> =
        before.snapshot.get(&RecordId::workspace()).and_then(newer_format).into_iter().collect();
    let touched = change.ids();
    let elsewhere = elsewhere(change, before.snapshot, after);
    let ids: BTreeSet<&RecordId> = touched.into_iter().chain(&elsewhere).collect();
    let neighbours = [before.snapshot, after].map(|it| Beside::of(ids.iter().copied(), it));
    for id in ids {
        let (old, new) = (before.snapshot.get(id), after.get(id));
        let mut new_problems = new.map(|it| check_beside(it, &neighbours[1], &beside)).unwrap_or_default();
        // Which words of a decision in force were touched is told below.
        new_problems.retain(|it| it.is_error() && it.code != Code::InForce);
        if let Some(old) = old.filter(|_| !new_problems.is_empty()) {
            let old_problems = check_beside(old, &neighbours[0], before);
            new_problems.retain(|it| !old_problems.iter().any(|old| old.same_as(it)));
        }
        problems.extend(new_problems);
        if let (Some(old), Some(new)) = (old, new) {
            problems.extend(frozen_text(old, new, before));
            problems.extend(locked_minutes(old, new, before));
        }
        problems.extend(new.and_then(|it| onto_locked_agenda(old, it, before)));
        problems.extend(new.into_iter().flat_map(|it| still_to_come(old, it, before)));
    }
    problems.extend(orphans(change, before, &beside));
    problems.sort();
    problems.dedup();
    problems
}

/// The records that a change makes wrong without touching them: what goes on in a group that it closes, and the groups
/// that work on an area which it takes away.
fn elsewhere(change: &Change, before: &Snapshot, after: &Snapshot) -> BTreeSet<RecordId> {
    let is_closed = |id: &RecordId, at: &Snapshot| at.get(id).is_some_and(|it| it.text("state") == "closed");
    let closes = |id: &RecordId| id.kind == Kind::Group && is_closed(id, after) && !is_closed(id, before);
    let closed: BTreeSet<&str> = change.ids().into_iter().filter(|it| closes(it)).map(RecordId::as_str).collect();
    let mut elsewhere = BTreeSet::new();
    if !closed.is_empty() {
        let ids = [Kind::Action, Kind::Member].into_iter().flat_map(|it| after.ids(it));
        elsewhere.extend(ids.filter(|it| it.group().is_some_and(|it| closed.contains(it))));
    }
    let areas = |at: &Snapshot| -> BTreeSet<String> {
        let workspace = at.get(&RecordId::workspace()).into_iter();
        workspace.flat_map(|it| it.rows("area").map(|row| row.text("code").to_owned())).collect()
    };
    if change.ids().contains(&RecordId::workspace()) && !areas(before).is_subset(&areas(after)) {
        elsewhere.extend(after.ids(Kind::Group));
    }
    elsewhere
}

/// The records elsewhere that named one which a change removes, and now name nothing.
fn orphans(change: &Change, before: &Standpoint<'_>, after: &Standpoint<'_>) -> Vec<Problem> {
    let removed: BTreeSet<&str> =
        change.ids().into_iter().filter(|it| !after.snapshot.exists(it)).map(RecordId::as_str).collect();
    if removed.is_empty() {
        return Vec::new();
    }
    let dangling = |record: &Record, at: &Standpoint<'_>| {
        let problems = check_record(record, at).into_iter();
        problems.filter(|it| it.code == Code::Reference).collect::<Vec<Problem>>()
    };
    let mut orphans = Vec::new();
    for record in after.snapshot.all().filter(|it| names_any(it, &removed)) {
        let known = before.snapshot.get(&record.id).map(|it| dangling(it, before)).unwrap_or_default();
        orphans.extend(dangling(record, after).into_iter().filter(|it| !known.iter().any(|old| old.same_as(it))));
    }
    orphans
}

/// Whether a record names one of these ids, in its own id or anywhere in its fields.
fn names_any(record: &Record, ids: &BTreeSet<&str>) -> bool {
    fn in_text(text: &str, ids: &BTreeSet<&str>) -> bool {
        ids.contains(text) || text.split(' ').any(|it| ids.contains(it))
    }
    fn in_value(value: &Value, ids: &BTreeSet<&str>) -> bool {
        match value {
            Value::String(text) => in_text(text, ids),
            Value::Array(elements) => elements.iter().any(|it| in_value(it, ids)),
            Value::Table(table) => table.iter().any(|(key, value)| in_text(key, ids) || in_value(value, ids)),
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => false,
        }
    }
    let in_fields = || record.iter().any(|(_, value)| in_value(value, ids));
    record.id.person().is_some_and(|it| ids.contains(it.as_str())) || in_fields()
}

/// A decision in force keeps its words, and so does one whose place another has taken: it was in force until then.
fn frozen_text(old: &Record, new: &Record, before: &Standpoint<'_>) -> Option<Problem> {
    if old.id.kind != Kind::Decision {
        return None;
    }
    let touched = ["title", "text", "supersedes"].into_iter().find(|key| old.get(*key) != new.get(*key))?;
    let (stands, remedy) = match Decision(old).state(before.snapshot, before.today) {
        DecisionState::InForce => ("is in force", "Add a new decision that supersedes it"),
        DecisionState::Superseded => {
            ("was in force until another took its place", "What is to hold from now on is said in a new decision")
        }
        _ => return None,
    };
    let message = format!("it {stands}, so its {touched} stays as it was endorsed");
    Some(Problem::of(Code::InForce, &old.id, Some(touched), message, remedy))
}

/// What is said to have been done on a day, or at a meeting, that is still to come; and a last day that is over already.
fn still_to_come(old: Option<&Record>, new: &Record, before: &Standpoint<'_>) -> Vec<Problem> {
    let is_new = |key: &&str| new.contains_key(*key) && old.and_then(|it| it.get(*key)) != new.get(*key);
    let say = |key: &str, message: String, remedy: &str| Problem::of(Code::Order, &new.id, Some(key), message, remedy);
    let label = |key: &str| new.id.kind.field(key).map_or_else(|| key.to_owned(), |it| it.in_words());
    let mut problems = Vec::new();
    if new.id.kind == Kind::Action {
        for key in ["done_on", "closed_on"].into_iter().filter(is_new) {
            if let Some(day) = new.date(key).filter(|it| *it > before.today) {
                let message = format!("{}: {} is still to come", label(key), shown::day(day));
                problems.push(say(key, message, "Name a day up to today"));
            }
        }
        for key in ["raised_at", "closed_at"].into_iter().filter(is_new) {
            let meeting = RecordId::new(Kind::Meeting, new.text(key)).ok().filter(|it| it.group() == new.id.group());
            if let Some(meeting) = meeting.filter(|it| before.snapshot.get(it).is_some_and(|it| is_ahead(it, before))) {
                let message = format!("{}: {meeting} has not been held", label(key));
                problems.push(say(key, message, "Name a meeting that was held, or none"));
            }
        }
    }
    let was_agreed = old.is_some_and(|it| it.contains_key("agreed_on"));
    let closes = new.date("closes_on").filter(|_| new.id.kind == Kind::Decision && was_agreed && is_new(&"closes_on"));
    // One before the agreement is told as that.
    let is_over = |it: &NaiveDate| *it < before.today && new.date("agreed_on").is_none_or(|agreed| agreed <= *it);
    if let Some(day) = closes.filter(is_over) {
        let message =
            format!("{}: {} is over, and nobody could say anything any more", label("closes_on"), shown::day(day));
        problems.push(say("closes_on", message, "Name a day from today on"));
    }
    problems
}

/// Whether nothing can have come of a meeting yet: it does not take place, or its day is still to come.
fn is_ahead(meeting: &Record, at: &Standpoint<'_>) -> bool {
    let meeting = Meeting(meeting);
    let is_to_come = meeting.start().is_some_and(|it| it.date() > at.today) && !meeting.0.contains_key("opened");
    is_to_come || meeting.state() == MeetingState::Cancelled
}

/// Approved minutes keep their words: those of the meeting itself, and of each item on its agenda.
fn locked_minutes(old: &Record, new: &Record, before: &Standpoint<'_>) -> Option<Problem> {
    let (meeting, keys) = match old.id.kind {
        Kind::Meeting => (Some(old), minutes::SAID_OF_MEETING),
        Kind::Item => {
            let meeting = old.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
            (meeting.and_then(|it| before.snapshot.get(&it)), minutes::SAID_OF_ITEM)
        }
        _ => return None,
    };
    let touched = keys.iter().find(|key| old.get(**key) != new.get(**key))?;
    let approved = meeting?.date("minutes_approved")?;
    Some(Problem::of(
        Code::Locked,
        &old.id,
        Some(touched),
        format!("the minutes were approved on {approved}, so its {touched} stays as it is"),
        "Say what was wrong in a note of kind correction; the next meeting takes it up",
    ))
}

/// Nothing comes onto the agenda of a meeting once its minutes are approved: they would say something else then.
fn onto_locked_agenda(old: Option<&Record>, new: &Record, before: &Standpoint<'_>) -> Option<Problem> {
    let meeting =
        new.word("meeting").filter(|it| new.id.kind == Kind::Item && old.map(|old| old.text("meeting")) != Some(it))?;
    let meeting = RecordId::new(Kind::Meeting, meeting).ok()?;
    let approved = before.snapshot.get(&meeting)?.date("minutes_approved")?;
    let group = meeting.group().unwrap_or_default();
    Some(Problem::of(
        Code::Locked,
        &new.id,
        Some("meeting"),
        format!("the minutes of {meeting} were approved on {approved}, so nothing comes onto its agenda any more"),
        format!(
            "Put it onto a later meeting, such as \"{group} next\"; what is missing in the minutes is said in a note of kind correction"
        ),
    ))
}
