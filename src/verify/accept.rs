//! Accepting: a change that is not right is taken all the same, because somebody who may says so in a note.
//!
//! A note, because everybody has it, sees it and can answer it, and because it needs nothing that is not there: it is
//! added like any other. It counts if its author steers the workspace by the records *before* the change that they
//! accept, and signs with a key that stood there then; so no change can accept itself, nor make somebody who accepts it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use toml::Value;

use crate::model::change::Edit;
use crate::model::leaf::FieldPath;
use crate::model::permit::outside;
use crate::model::record::Fields;
use crate::model::{Change, Kind, Record, RecordId, Snapshot, standpoint, value};
use crate::store::repo::Saved;

/// The words with which such a note begins; the name of the commit follows, then why.
const WORDS: &str = "Accepts change ";

/// That somebody has accepted a change.
pub(super) struct Acceptance {
    /// The change that brought the note.
    pub saved: Saved,
    commit: String,
    pub by: RecordId,
    pub on: NaiveDate,
    pub reason: String,
}

impl Acceptance {
    pub fn is_of(&self, commit: &str) -> bool {
        self.commit == commit
    }
}

/// The note by which somebody accepts a change.
pub fn acceptance(id: RecordId, commit: &str, reason: &str, by: &RecordId, at: DateTime<FixedOffset>) -> Record {
    let mut note = Record::empty(id);
    for (key, word) in [
        ("about", RecordId::workspace().as_str()),
        ("by", by.as_str()),
        ("text", &format!("{WORDS}{commit}: {reason}")),
        ("kind", "comment"),
        ("state", "open"),
    ] {
        note.fields.insert(key.to_owned(), value::text(word));
    }
    note.fields.insert("at".to_owned(), value::instant(at));
    note
}

/// Whether somebody may accept a change, by the records before it: whoever may change the workspace itself.
pub fn may_accept(before: &Snapshot, by: &RecordId, on: NaiveDate) -> bool {
    before.exists(by) && who_may(before, by, on).is_none()
}

/// Who alone may change the workspace, where `by` may not.
pub(super) fn who_may(before: &Snapshot, by: &RecordId, on: NaiveDate) -> Option<String> {
    let (id, path) = (RecordId::workspace(), FieldPath::key("name"));
    let edit = Edit::Set { id, path, before: None, after: Some(Value::String(String::new())) };
    let change = Change { edits: vec![edit], ..Change::default() };
    outside(&change, before, Some(by), on).into_iter().next().map(|it| it.who)
}

/// The acceptances that a change brings, made `at` that time; only one that is right itself can.
pub(super) fn in_change(
    change: &Change,
    saved: &Saved,
    at: DateTime<FixedOffset>,
    who: Option<&RecordId>,
    fine: bool,
) -> Vec<Acceptance> {
    let Some(who) = who.filter(|_| fine) else { return Vec::new() };
    let notes = change.edits.iter().filter_map(|it| match it {
        Edit::Create { record } if record.id.kind == Kind::Note => Some(record),
        Edit::Create { .. } | Edit::Remove { .. } | Edit::Set { .. } => None,
    });
    let accepted = notes.filter(|it| it.text("by") == who.as_str()).filter_map(|note| {
        let (commit, reason) = note.text("text").strip_prefix(WORDS)?.split_once(": ")?;
        Some(Acceptance {
            saved: saved.clone(),
            commit: commit.to_owned(),
            by: who.clone(),
            on: at.date_naive(),
            reason: reason.trim().to_owned(),
        })
    });
    accepted.collect()
}

/// The group in which such a note lies: one that steers, else the first there is.
pub fn place(snapshot: &Snapshot) -> Option<String> {
    let groups = || snapshot.of_kind(Kind::Group).filter(|it| it.text("state") != "closed");
    let steering = groups().find(|it| it.flag("steers"));
    steering.or_else(|| groups().next()).map(|it| it.id.to_string())
}

/// The person whom a change names as having acted, else the one whose address it bears.
pub(super) fn actor(named: Option<RecordId>, by_address: Option<RecordId>, before: &Snapshot) -> Option<RecordId> {
    named.filter(|it| before.exists(it)).map(|it| standpoint::who(before, &it)).or(by_address)
}
