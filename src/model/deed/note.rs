//! Notes: what somebody says of a record, or of one field of it, and what became of it.

use toml::Value;

use super::contested::group_for;
use super::{Settings, add, edit};
use crate::model::change::Change;
use crate::model::record::Record;
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, value};

/// The group among whose notes a note about something is kept: its own, else the one that steers, else the first.
pub fn group_of_note(about: &Record, at: &Standpoint<'_>) -> Option<String> {
    let first = || at.snapshot.ids(Kind::Group).first().map(ToString::to_string);
    group_for(about, at).or_else(first)
}

/// The change that notes a comment on something, or on the field of that path. The words are text, the kind is one of a
/// note's; a comment where none is given.
pub fn comment(
    id: RecordId,
    about: &RecordId,
    field: Option<&str>,
    words: Option<Value>,
    kind: Option<Value>,
    at: &Standpoint<'_>,
) -> Change {
    let mut settings: Settings =
        vec![("about".to_owned(), Some(value::text(about.as_str()))), ("text".to_owned(), words)];
    settings.extend(kind.map(|it| ("kind".to_owned(), Some(it))));
    settings.extend(field.map(|it| ("field".to_owned(), Some(value::text(it)))));
    add(id, settings, at)
}

/// The change that says what became of a note: `answered`, `accepted`, `rejected`, or `open` again.
pub fn settle_note(note: &Record, state: Option<Value>, at: &Standpoint<'_>) -> Change {
    edit(note, vec![("state".to_owned(), state)], at).meaning("note.settle")
}
