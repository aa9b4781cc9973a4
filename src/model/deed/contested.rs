//! Settling what is contested: which value is to stand, or that the group is to talk about it.

use std::sync::Arc;

use chrono::Datelike;
use sha2::{Digest, Sha256};
use toml::{Table, Value};

use super::{Settings, add, consequence, finished, moves};
use crate::model::change::{Change, Edit};
use crate::model::contested::{Contest, Place, Said, Version, Which};
use crate::model::find::in_order_ahead;
use crate::model::leaf::{FieldPath, Whole, gather, leaves};
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::table::CONTESTED_KEY;
use crate::model::words::LONGEST_SUBJECT;
use crate::model::{Kind, RecordId, shown, value};

/// The longest there is: an id that follows from something cannot be tried again by chance.
const RAISED_TAIL: usize = 5;

/// What somebody decides about one contested field.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// One of the values that were written.
    Version(Which),
    /// All of them: texts one after the other, elements together.
    Both,
    /// Another value; `None` leaves the field empty.
    New(Option<Value>),
}

/// Why something cannot be settled like that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSettled {
    #[error("{0}: that value is none any more: {1}")]
    Unreadable(String, String),
    #[error("{0}: only texts, sets and lists can hold both")]
    NoBoth(String),
    #[error("{0}: what it belonged to is not there any more, so only what stands can stay")]
    Gone(String),
    #[error("{0}: it stays or goes, nothing else can be written")]
    NotAValue(String),
}

impl NotSettled {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable(..) => "Let stand what stands, or write the value that is to stand",
            Self::NoBoth(_) => "Choose one of them, or write the value that is to stand",
            Self::Gone(_) => "Let stand what stands; the other value stays in the history",
            Self::NotAValue(_) => "Choose one of the two",
        }
    }
}

/// The change that settles these fields of a record.
///
/// # Errors
/// When one of them cannot be settled like that.
pub fn settle(record: &Record, choices: &[(Contest, Choice)], at: &Standpoint<'_>) -> Result<Change, NotSettled> {
    let mut parts = leaves(record.id.kind, &record.fields, &Whole::new());
    for (contest, choice) in choices {
        match (&contest.place, outcome(contest, choice)?) {
            (_, Outcome::Stays) => (),
            (Place::Record, _) => return Ok(removed(record)),
            (Place::Field(path), Outcome::Becomes(value)) => {
                // A value that was taken apart meanwhile, or put together, gives way to the one that was chosen.
                parts.retain(|it, _| !it.overlaps(path));
                match value {
                    Some(value) => drop(parts.insert(path.clone(), value)),
                    None => drop(parts.remove(path)),
                }
            }
            (Place::Entry(entry), _) => parts.retain(|it, _| !is_within(it, entry)),
            (Place::Gone, Outcome::Becomes(_)) => return Err(NotSettled::Gone(contest.label())),
        }
    }
    let mut after = Record { id: record.id.clone(), fields: gather(record.id.kind, parts) };
    forget(&mut after.fields, choices.iter().map(|it| it.0.field.as_str()));
    // A contested value is an entry, no field, so that nothing else follows from its going.
    let mut began = record.clone();
    for (contest, _) in choices {
        moves::only_what_stands(contest, &mut began, &mut after, at);
    }
    consequence::of_editing(&began, &mut after, at);
    let subject = subject(record, choices);
    Ok(finished(Some(record), after).meaning("contested.settle").titled(subject))
}

/// What becomes of the field.
enum Outcome {
    Stays,
    Becomes(Option<Value>),
}

fn outcome(contest: &Contest, choice: &Choice) -> Result<Outcome, NotSettled> {
    let label = || contest.label();
    let whole = contest.is_whole();
    match choice {
        Choice::Version(which) => match contest.version(*which).map(|it| &it.value) {
            _ if *which == Which::Stands => Ok(Outcome::Stays),
            _ if contest.place == Place::Gone => Err(NotSettled::Gone(label())),
            Some(Said::Value(value)) => Ok(Outcome::Becomes(Some(value.clone()))),
            Some(Said::Nothing | Said::Go) => Ok(Outcome::Becomes(None)),
            Some(Said::Stay) | None => Ok(Outcome::Stays),
            Some(Said::Unreadable(text)) => Err(NotSettled::Unreadable(label(), shown::visible(text).into_owned())),
        },
        Choice::Both | Choice::New(_) if whole => Err(NotSettled::NotAValue(label())),
        Choice::Both => match contest.both() {
            Some(value) => Ok(Outcome::Becomes(Some(value))),
            None => Err(NotSettled::NoBoth(label())),
        },
        Choice::New(value) => Ok(Outcome::Becomes(value.clone())),
    }
}

fn is_within(path: &FieldPath, entry: &FieldPath) -> bool {
    path.first() == entry.first() && path.below().first() == entry.below().first()
}

/// Takes the entries of these fields out.
fn forget<'a>(fields: &mut Table, settled: impl Iterator<Item = &'a str>) {
    let settled: Vec<&str> = settled.collect();
    let is_settled = |it: &Value| it.as_table().is_some_and(|it| settled.contains(&it.text("field")));
    let left = match fields.get_mut(CONTESTED_KEY) {
        Some(Value::Array(entries)) => {
            entries.retain(|it| !is_settled(it));
            !entries.is_empty()
        }
        _ => true,
    };
    if !left {
        fields.remove(CONTESTED_KEY);
    }
}

fn removed(record: &Record) -> Change {
    let edits = vec![Edit::Remove { record: Arc::new(record.clone()) }];
    let subject = format!("Let go: {} {}", record.id, shown::visible(record.title()));
    Change { edits, ..Change::default() }.meaning("contested.settle").titled(subject)
}

/// `AQ-A26-7K3F: due settled, 12 Dec 2026 (Publish joint metrics)`.
fn subject(record: &Record, choices: &[(Contest, Choice)]) -> String {
    let (whole, fields): (Vec<_>, Vec<_>) = choices.iter().partition(|it| it.0.is_whole());
    let mut told: Vec<String> = whole.iter().filter_map(|(contest, choice)| fate(contest, choice)).collect();
    let labels: Vec<String> = fields.iter().map(|it| it.0.label()).collect();
    let value = match fields.as_slice() {
        [(contest, choice)] => value_words(contest, choice).map(|it| format!(", {it}")).unwrap_or_default(),
        _ => String::new(),
    };
    told.extend((!labels.is_empty()).then(|| format!("{} settled{value}", labels.join(", "))));
    let words = format!("{}: {}", record.id, told.join(", "));
    match LONGEST_SUBJECT.saturating_sub(words.chars().count() + 3) {
        room @ 12.. => format!("{words} ({})", shown::cut(&shown::visible(record.title()), room)),
        _ => words,
    }
}

/// `stays`; of an entry which one: `term · member 2026-01-01 goes`.
fn fate(contest: &Contest, choice: &Choice) -> Option<String> {
    let Choice::Version(which) = choice else { return None };
    let words = contest.words(&contest.version(*which)?.value);
    Some(match contest.place {
        Place::Record => words,
        Place::Entry(_) | Place::Field(_) | Place::Gone => format!("{} {words}", contest.label()),
    })
}

/// The value that is to stand, where it can be told in a few words.
fn value_words(contest: &Contest, choice: &Choice) -> Option<String> {
    let said = match choice {
        Choice::Version(which) => contest.version(*which)?.value.clone(),
        Choice::Both => return Some("both".to_owned()),
        Choice::New(Some(value)) => Said::Value(value.clone()),
        Choice::New(None) => Said::Nothing,
    };
    let words = contest.words(&said);
    (words.chars().count() <= 30 && !words.contains('\n')).then_some(words)
}

/// What is to stand, once this is settled like that.
///
/// # Errors
/// When it cannot be settled like that.
pub fn result(contest: &Contest, choice: &Choice) -> Result<Said, NotSettled> {
    Ok(match outcome(contest, choice)? {
        Outcome::Stays => contest.stands.value.clone(),
        Outcome::Becomes(Some(value)) => Said::Value(value),
        Outcome::Becomes(None) if contest.is_whole() => Said::Go,
        Outcome::Becomes(None) => Said::Nothing,
    })
}

/// The group that can talk about a record: its own, else the one that steers.
pub(super) fn group_for(record: &Record, at: &Standpoint<'_>) -> Option<String> {
    let steers = |it: &&Record| it.flag("steers") && it.text("state") != "closed";
    let steering = || at.snapshot.of_kind(Kind::Group).find(steers).map(|it| it.id.to_string());
    record.id.group().map(str::to_owned).or_else(steering)
}

/// The item on which what is contested was raised already.
pub fn raised<'a>(contest: &Contest, at: &Standpoint<'a>) -> Option<&'a Record> {
    let open = |it: &&Record| matches!(it.text("state"), "" | "proposed" | "accepted");
    let title = title(contest);
    at.snapshot.of_kind(Kind::Item).filter(open).find(|it| it.text("title") == title)
}

/// The change that puts what is contested on the agenda of the group's next meeting, or into its pool where none is
/// planned; nothing where no group can talk about it. The contested values stay until somebody settles them.
///
/// Whoever raises the same makes the same item, so that two desks that know nothing of each other put it on once. That
/// is why it names nobody who proposed it, and no day: the history tells who raised it, and when.
pub fn raise(record: &Record, contest: &Contest, at: &Standpoint<'_>) -> Option<Change> {
    let id = item_of(&group_for(record, at)?, contest, at)?;
    let next = id.group().and_then(|it| in_order_ahead(at, it).find(|it| it.date("minutes_issued").is_none()));
    let mut settings: Settings = vec![
        ("title".to_owned(), Some(value::text(title(contest)))),
        ("purpose".to_owned(), Some(value::text("decision"))),
        ("proposed_by".to_owned(), None),
        ("proposed_on".to_owned(), None),
        ("ask".to_owned(), Some(value::text(format!("Which is to stand as {} of {}?", contest.label(), record.id)))),
        ("background".to_owned(), Some(value::text(background(record, contest, at)))),
    ];
    settings.extend(next.map(|it| ("meeting".to_owned(), Some(value::text(it.id.as_str())))));
    Some(add(id, settings, at).meaning("contested.raise"))
}

/// The item that is about just these values: its id follows from them. A later one is found where the group has dealt
/// with an earlier one and nothing was decided.
fn item_of(group: &str, contest: &Contest, at: &Standpoint<'_>) -> Option<RecordId> {
    let written = |it: &Version| {
        let on = it.at.map(|it| it.to_rfc3339()).unwrap_or_default();
        format!("{}\u{1e}{}\u{1e}{on}", contest.words(&it.value), it.by.as_deref().unwrap_or_default())
    };
    let mut values: Vec<String> = contest.versions().map(|it| written(it.1)).collect();
    values.sort();
    let said = format!("{}\u{1f}{}\u{1f}{}", contest.id, contest.field, values.join("\u{1f}"));
    let newest = contest.versions().filter_map(|it| it.1.at).max();
    let year = newest.map_or(at.today, |it| it.date_naive()).year();
    let ids = (0..100).map(|nth| {
        let digest = Sha256::digest(format!("{said}\u{1f}{nth}"));
        let number = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        RecordId::random(Kind::Item, group, year, number, RAISED_TAIL)
    });
    ids.flatten().find(|it| !at.snapshot.exists(it))
}

fn title(contest: &Contest) -> String {
    format!("Settle {} of {}", contest.label(), contest.id)
}

fn background(record: &Record, contest: &Contest, at: &Standpoint<'_>) -> String {
    let mut lines = vec![format!("{}: {}", record.id, record.title())];
    lines.extend(contest.versions().map(|(which, version)| {
        let mark = if which == Which::Stands { " (stands for the time being)" } else { "" };
        format!("- {}{mark}{}", contest.words(&version.value).replace('\n', " / "), written(version, at))
    }));
    lines.push(format!("`comity contested settle {} --field {}=...` settles it.", record.id, contest.field));
    lines.join("\n")
}

/// `, written by Rowan Placeholder on 16 Nov 2026`.
fn written(version: &Version, at: &Standpoint<'_>) -> String {
    let Some(by) = &version.by else { return String::new() };
    let name = version.person(at).and_then(|it| at.snapshot.get(&it)).map_or(by.as_str(), Record::title);
    let on = version.at.map(|it| format!(" on {}", shown::day(it.date_naive()))).unwrap_or_default();
    format!(", written by {}{on}", shown::visible(name))
}
