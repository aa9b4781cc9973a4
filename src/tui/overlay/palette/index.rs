//! The words by which every record is found, kept until the records change.

use std::collections::HashMap;
use std::sync::Arc;

use super::told::told_folded;
use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::{Kind, Record, RecordId, Snapshot, shown};
use crate::tui::overlay::fit::Text;

/// The words by which every record is found, kept until the records change: a keystroke must not wait for them.
#[derive(Debug, Default)]
pub struct Index {
    version: Option<u64>,
    pub(super) rows: Vec<Row>,
}

/// A record with the words by which it is found, those that name it first.
#[derive(Debug)]
pub(super) struct Row {
    pub record: Arc<Record>,
    pub words: Text,
    /// What is written in it.
    pub told: String,
}

/// The names of people, organisations and groups, folded: the words of many records end in them.
type Names = HashMap<RecordId, String>;

/// More of a record's words than these nobody types to find it.
const WORDS: usize = 240;

/// Those whose names stand in the words of others.
const NAMED: [Kind; 3] = [Kind::Group, Kind::Person, Kind::Org];

/// What people look for first comes first among equals.
const KINDS: [Kind; 11] = [
    Kind::Group,
    Kind::Person,
    Kind::Action,
    Kind::Meeting,
    Kind::Item,
    Kind::Decision,
    Kind::Org,
    Kind::Member,
    Kind::Measure,
    Kind::Note,
    Kind::Workspace,
];

impl Index {
    /// The words of all records at one moment.
    pub fn of(snapshot: &Snapshot, version: u64) -> Self {
        let mut index = Self::default();
        index.learn(snapshot, version);
        index
    }

    /// Whether it knows any words yet.
    pub fn is_learnt(&self) -> bool {
        self.version.is_some()
    }

    /// Takes note of the words of all records, where these have changed.
    pub fn learn(&mut self, snapshot: &Snapshot, version: u64) {
        if self.version.replace(version) == Some(version) {
            return;
        }
        let of_kinds = |kinds: &'static [Kind]| kinds.iter().flat_map(|it| snapshot.shared_of_kind(*it));
        // Whose record was joined into another one's is found there.
        let shared = || of_kinds(&KINDS).filter(|it| !it.contains_key("same_as"));
        let is_name = |it: &&Arc<Record>| NAMED.contains(&it.id.kind);
        let before = std::mem::take(&mut self.rows);
        // Whoever is called otherwise now is found by the new name in everything that is theirs.
        let mut named = before.iter().map(|it| &it.record).filter(is_name);
        let is_same = |it: &Arc<Record>| named.next().is_some_and(|before| Arc::ptr_eq(before, it));
        let same_names = shared().filter(is_name).all(is_same);
        let mut kept: HashMap<RecordId, Row> = match same_names {
            true => before.into_iter().map(|it| (it.record.id.clone(), it)).collect(),
            false => HashMap::new(),
        };
        let names: Names = of_kinds(&NAMED).map(|it| (it.id.clone(), folded(&shown::visible(it.title())))).collect();
        let row = |record: &Arc<Record>| match kept.remove(&record.id) {
            Some(row) if Arc::ptr_eq(&row.record, record) => row,
            _ => Row { record: record.clone(), words: found_by(record, snapshot, &names), told: told_folded(record) },
        };
        self.rows = shared().map(row).collect();
    }
}

/// The words by which a record is found, folded, those that name it first.
fn found_by(record: &Record, snapshot: &Snapshot, names: &Names) -> Text {
    let named = |kind: Kind, id: Option<&str>| -> &str {
        id.and_then(|it| RecordId::new(kind, it).ok()).and_then(|it| names.get(&it)).map_or("", String::as_str)
    };
    let of_member = record.id.person();
    let person = match record.id.kind {
        Kind::Member => of_member.as_ref().map(RecordId::as_str),
        _ => ["owner", "presenter", "presiding"].into_iter().find_map(|it| record.word(it)),
    };
    let of_person = || org_of(snapshot, &RecordId::new(Kind::Person, person?).ok()?);
    let theirs = if record.contains_key("org") { None } else { of_person() };
    let org = record.word("org").or(theirs.as_ref().map(RecordId::as_str));
    let title = match names.get(&record.id) {
        Some(name) => name.clone(),
        None => folded(&shown::visible(record.title())),
    };
    let own = format!("{title} {} {}", record.id, record.text("short"));
    let mut words = if own.is_ascii() { own.to_ascii_lowercase() } else { folded(&own) };
    let name = title.len();
    for name in [named(Kind::Person, person), named(Kind::Org, org), named(Kind::Group, record.id.group())] {
        words.push(' ');
        words.push_str(name);
    }
    if let Some((end, _)) = words.char_indices().nth(WORDS) {
        words.truncate(end);
    }
    Text::named(words, name)
}
