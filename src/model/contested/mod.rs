//! Contested values: what two sides wrote into one field, kept in the record until somebody settles it.

mod entry;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use toml::{Table, Value};

use super::field::{Field, Keyed, Rows, Type};
use super::leaf::{FieldPath, Whole, entry_key, entry_words, leaves};
use super::record::{Fields, Record};
use super::shown::Called;
use super::snapshot::Snapshot;
use super::standpoint::{Standpoint, org_of, who};
use super::table::CONTESTED_KEY;
use super::{Kind, RecordId, shown, typed, value, words};

use entry::read;
pub use entry::{Written, contest, entry_in_words, value_of};
pub(super) use entry::{in_words, label, several_in_words};

/// How entries name what is about the record as a whole.
pub const WHOLE: &str = "record";

/// One field of a record into which several values were written.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest {
    pub id: RecordId,
    /// The field as its entries name it.
    pub field: String,
    pub place: Place,
    /// The value that both began from.
    pub before: Option<Value>,
    /// What stands now.
    pub stands: Version,
    /// Whether what stands was written after the values had met.
    pub since: bool,
    /// What was written beside it, in the order in which it was written.
    pub others: Vec<Version>,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The record: one side removed what the other changed.
    Record,
    /// An entry of a list: one side took out what the other changed.
    Entry(FieldPath),
    Field(FieldPath),
    /// A part of something that is not there any more.
    Gone,
}

/// One of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub value: Said,
    /// The person, or the name that the change bears; nobody where that is not known.
    pub by: Option<String>,
    pub at: Option<DateTime<FixedOffset>>,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Value(Value),
    Nothing,
    /// It is to stay.
    Stay,
    /// It is to go.
    Go,
    /// Something that is no value of the field any more.
    Unreadable(String),
}

/// One of the values of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Stands,
    /// One of the others, by its place among them.
    Other(usize),
}

/// Whether somebody has something to decide about a record.
pub fn is_contested(record: &Record) -> bool {
    record.contains_key(CONTESTED_KEY)
}

/// The sign before what somebody has something to decide about.
pub const SIGN: &str = "<>";

/// The title of a record as lists show it, with the sign before it where something waits to be decided.
pub fn marked_title(record: &Record) -> Cow<'_, str> {
    match is_contested(record) {
        true => format!("{SIGN} {}", record.title()).into(),
        false => record.title().into(),
    }
}

/// What is contested in a record, each field once, in the order of the table of fields.
pub fn contests(record: &Record) -> Vec<Contest> {
    let fields: BTreeSet<&str> = record.rows(CONTESTED_KEY).filter_map(|it| it.word("field")).collect();
    let mut fields: Vec<&str> = fields.into_iter().collect();
    let first = |it: &str| it.split('.').next().unwrap_or_default().to_owned();
    // What is about the record as a whole comes first, what the table does not know last.
    let place = |it: &str| record.id.kind.fields().position(|field| field.key == first(it)).unwrap_or(usize::MAX);
    fields.sort_by_key(|it| if *it == WHOLE { 0 } else { place(it).saturating_add(1) });
    fields.into_iter().map(|it| contest_of(record, it)).collect()
}

/// How many fields of all records are contested.
pub fn count(snapshot: &Snapshot) -> usize {
    snapshot.all().filter(|it| is_contested(it)).map(|it| contests(it).len()).sum()
}

fn contest_of(record: &Record, field: &str) -> Contest {
    let mut rows: Vec<&Table> = record.rows(CONTESTED_KEY).filter(|it| it.text("field") == field).collect();
    rows.sort_by_key(|it| (it.instant("at"), it.text("by").to_owned()));
    let place = place_of(record, field, &rows);
    let ty = match &place {
        Place::Field(path) => path.field(record.id.kind).map(|it| element(path, it)),
        Place::Record | Place::Entry(_) | Place::Gone => None,
    };
    let said = |text: &str| match read(text) {
        Some(value) if ty.is_none_or(|it| typed::fits(it, &value)) => Said::Value(value),
        _ => Said::Unreadable(text.to_owned()),
    };
    let whole = matches!(place, Place::Record | Place::Entry(_));
    let now = match &place {
        Place::Field(path) => leaves(record.id.kind, &record.fields, &Whole::new()).remove(path),
        Place::Record | Place::Entry(_) | Place::Gone => None,
    };
    let newest = rows.iter().rev().find(|it| it.contains_key("kept_by"));
    let kept = newest.and_then(|it| it.word("kept")).and_then(read);
    let since = !whole && newest.is_some() && kept != now;
    let stands = Version {
        value: if whole { Said::Stay } else { now.map_or(Said::Nothing, Said::Value) },
        by: newest.filter(|_| !since).and_then(|it| it.word("kept_by")).map(str::to_owned),
        at: newest.filter(|_| !since).and_then(|it| it.instant("kept_at")),
    };
    let other = |row: &&Table| Version {
        value: match row.word("value") {
            Some(text) => said(text),
            None if whole => Said::Go,
            None => Said::Nothing,
        },
        by: row.word("by").map(str::to_owned),
        at: row.instant("at"),
    };
    let before = rows.iter().find_map(|it| it.word("before")).and_then(read);
    let others = rows.iter().map(other).collect();
    Contest { id: record.id.clone(), field: field.to_owned(), place, before, stands, since, others }
}

/// Where the field that an entry names lies in the record.
fn place_of(record: &Record, name: &str, rows: &[&Table]) -> Place {
    let kind = record.id.kind;
    if name == WHOLE && kind.field(WHOLE).is_none() {
        return Place::Record;
    }
    let there = leaves(kind, &record.fields, &Whole::new());
    if let Some(path) = there.keys().find(|it| it.to_string() == name) {
        return Place::Field(path.clone());
    }
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let Some(field) = kind.field(first) else {
        // A field that this comity does not know has no parts that it could find again.
        return if rest.is_none() { Place::Field(FieldPath::key(name)) } else { Place::Gone };
    };
    let Some(rest) = rest else { return Place::Field(FieldPath::key(first)) };
    match &field.ty {
        Type::Table(_) | Type::Parties(_) => Place::Field(FieldPath::inner(first, rest)),
        Type::Rows(Rows { keyed, .. }) => {
            let entry = record.rows(first).map(|it| entry_key(*keyed, it)).find(|it| {
                let words = entry_words(it);
                rest == words || rest.strip_prefix(&words).is_some_and(|it| it.starts_with('.'))
            });
            match entry {
                Some(entry) if rest == entry_words(&entry) => Place::Entry(FieldPath::inner(first, &entry)),
                Some(entry) => {
                    let below = rest.get(entry_words(&entry).len() + 1..).unwrap_or_default();
                    Place::Field(FieldPath::within(first, &entry, below))
                }
                // An entry that is one value comes back as one.
                None => match rows.iter().find_map(|it| read(it.word("value")?)) {
                    Some(Value::Table(row)) if matches!(keyed, Keyed::AtomicBy(_)) => {
                        Place::Field(FieldPath::inner(first, &entry_key(*keyed, &row)))
                    }
                    _ => Place::Gone,
                },
            }
        }
        _ => Place::Gone,
    }
}

impl Contest {
    /// What is contested, for sentences.
    pub fn label(&self) -> String {
        let kind = self.id.kind;
        let path = match &self.place {
            Place::Record => return "whether it stays".to_owned(),
            Place::Gone => return shown::visible(&self.field).into_owned(),
            Place::Entry(path) | Place::Field(path) => path,
        };
        let outer = kind.field(path.first());
        let first = outer.map_or_else(|| shown::visible(path.first()).into_owned(), Field::in_words);
        let inner = path.field(kind).filter(|it| !outer.is_some_and(|outer| std::ptr::eq(*it, outer)));
        let entry = path.below().first().filter(|_| !matches!(outer.map(|it| &it.ty), Some(Type::Table(_))));
        let steps = [entry.map(|it| shown::visible(&entry_words(it)).into_owned()), inner.map(Field::in_words)];
        std::iter::once(first).chain(steps.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
    }

    /// Whether it is about something that one side took away, not about a value.
    pub fn is_whole(&self) -> bool {
        matches!(self.place, Place::Record | Place::Entry(_))
    }

    /// The field that declares it.
    pub fn declared(&self) -> Option<&'static Field> {
        match &self.place {
            Place::Field(path) => path.field(self.id.kind),
            Place::Record | Place::Entry(_) | Place::Gone => None,
        }
    }

    /// What was said, in words; several lines stay several lines.
    pub fn words(&self, said: &Said) -> String {
        self.words_with(said, &|_, _| None)
    }

    /// The same, with records as they are called.
    pub fn words_with(&self, said: &Said, called: Called<'_>) -> String {
        match said {
            Said::Value(value) => words::field_words_with(self.declared(), value, called),
            Said::Nothing => "nothing".to_owned(),
            Said::Stay => "stays".to_owned(),
            Said::Go => "goes".to_owned(),
            Said::Unreadable(text) => shown::visible(text).into_owned(),
        }
    }

    pub fn version(&self, which: Which) -> Option<&Version> {
        match which {
            Which::Stands => Some(&self.stands),
            Which::Other(nth) => self.others.get(nth),
        }
    }

    /// What stands, and the others.
    pub fn versions(&self) -> impl Iterator<Item = (Which, &Version)> {
        let others = self.others.iter().enumerate().map(|(nth, it)| (Which::Other(nth), it));
        std::iter::once((Which::Stands, &self.stands)).chain(others)
    }

    /// The value that is mine: written by me, else the only one that somebody of my organisation wrote.
    pub fn mine(&self, at: &Standpoint<'_>) -> Option<Which> {
        let me = at.me.as_ref().map(|it| who(at.snapshot, it))?;
        let one = |fits: &dyn Fn(&RecordId) -> bool| {
            let mut found = self.versions().filter(|it| it.1.person(at).is_some_and(|it| fits(&it)));
            found.next().filter(|_| found.next().is_none()).map(|it| it.0)
        };
        let org = org_of(at.snapshot, &me);
        one(&|it| *it == me).or_else(|| org.and_then(|org| one(&|it| org_of(at.snapshot, it).as_ref() == Some(&org))))
    }

    /// The other one, where one of two is mine.
    pub fn theirs(&self, at: &Standpoint<'_>) -> Option<Which> {
        match (self.mine(at)?, self.others.as_slice()) {
            (Which::Stands, [_]) => Some(Which::Other(0)),
            (Which::Other(0), [_]) => Some(Which::Stands),
            _ => None,
        }
    }

    /// The value that this person wrote.
    pub fn by(&self, person: &str) -> Option<Which> {
        self.versions().find(|it| it.1.by.as_deref() == Some(person)).map(|it| it.0)
    }

    /// All of the values as one, where they can be: texts one after the other, elements together.
    pub fn both(&self) -> Option<Value> {
        let mut all: Vec<&Version> = self.versions().map(|it| it.1).collect();
        // In the order in which they were written, so that both sides make the same of them.
        all.sort_by_key(|it| (it.at, it.by.clone()));
        let values = all.into_iter().map(|it| match &it.value {
            Said::Value(value) => Some(value),
            Said::Nothing | Said::Stay | Said::Go | Said::Unreadable(_) => None,
        });
        let values: Vec<&Value> = values.collect::<Option<_>>()?;
        match &self.declared()?.ty {
            Type::Text => {
                let mut texts: Vec<&str> = values.iter().filter_map(|it| it.as_str()).map(str::trim_end).collect();
                texts.dedup();
                Some(value::text(texts.join("\n\n")))
            }
            Type::Set(_) | Type::List(_) => {
                let mut elements: Vec<Value> = Vec::new();
                for it in values.iter().filter_map(|it| it.as_array()).flatten() {
                    if !elements.contains(it) {
                        elements.push(it.clone());
                    }
                }
                Some(Value::Array(elements))
            }
            _ => None,
        }
    }
}

impl Version {
    /// The person who wrote it, where the workspace knows them.
    pub fn person(&self, at: &Standpoint<'_>) -> Option<RecordId> {
        let id = RecordId::new(Kind::Person, self.by.as_deref()?).ok()?;
        at.snapshot.exists(&id).then(|| who(at.snapshot, &id))
    }
}

/// The type of the value at a path: of an entry that is taken as one value, and of a party's table, a table's.
fn element(path: &FieldPath, field: &'static Field) -> &'static Type {
    const TABLE: &Type = &Type::Table(&[]);
    match (&field.ty, path.below()) {
        (Type::Rows(_) | Type::Parties(_), [_, ..]) => TABLE,
        (ty, _) => ty,
    }
}
