//! The entries of contested values: how they are kept, and what the history says of them.

use toml::{Table, Value};

use super::WHOLE;
use crate::model::change::Edit;
use crate::model::field::{Field, Type};
use crate::model::merge::{Clash, Standing};
use crate::model::record::Fields;
use crate::model::shown::Called;
use crate::model::snapshot::Snapshot;
use crate::model::table::CONTESTED_KEY;
use crate::model::{Kind, leaf, shown, value, words};

/// Who wrote a value, when, and with which change.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub by: String,
    pub at: Value,
    pub change: String,
}

/// Keeps what did not get to stand as contested values of the records, so that nothing that somebody wrote is lost.
/// `theirs` wrote what does not stand; who wrote what stands is asked of `ours`, where anybody knows.
///
/// Each entry names the field and both values as they would be in the file. One of a field and author takes the place
/// of an older one; whoever comes back to what both began from contests nothing any more.
pub fn contest(
    snapshot: &mut Snapshot,
    clashes: &[Clash],
    theirs: &Written,
    ours: &mut dyn FnMut(&Clash) -> Option<Written>,
) {
    for clash in clashes.iter().filter(|it| !it.is_of_contest()) {
        let Some(record) = snapshot.get(&clash.id) else { continue };
        let mut record = record.clone();
        let field = clash.field();
        let other = ours(clash);
        let (lost, kept) = match (clash.stands, other) {
            (Standing::Ours, other) => (theirs.clone(), other),
            // What they changed stays, though ours took it away: what was taken away is ours.
            (Standing::Theirs, Some(other)) => (other, Some(theirs.clone())),
            (Standing::Theirs, None) => (theirs.clone(), None),
        };
        let text = |it: &Option<Value>| it.as_ref().map(|it| value::text(it.to_string()));
        let mut entry = Table::new();
        entry.insert("field".to_owned(), value::text(&field));
        entry.insert("by".to_owned(), value::text(&lost.by));
        entry.insert("at".to_owned(), lost.at);
        entry.insert("change".to_owned(), value::text(&lost.change));
        if !clash.is_whole() {
            entry.extend(text(&clash.base).map(|it| ("before".to_owned(), it)));
            entry.extend(text(&clash.ours).map(|it| ("kept".to_owned(), it)));
            entry.extend(text(&clash.theirs).map(|it| ("value".to_owned(), it)));
        }
        if let Some(kept) = kept {
            entry.insert("kept_by".to_owned(), value::text(kept.by));
            entry.insert("kept_at".to_owned(), kept.at);
        }
        let entries = record.fields.entry(CONTESTED_KEY).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(entries) = entries {
            let same =
                |it: &Value| it.as_table().is_some_and(|it| it.text("field") == field && it.text("by") == lost.by);
            let older = entries.iter().position(same).map(|it| entries.remove(it));
            if let Some(Value::Table(older)) = older
                && older.get("value") == entry.get("before")
            {
                // A second change of one author began from the first, not from what both had.
                match older.get("before") {
                    Some(before) => entry.insert("before".to_owned(), before.clone()),
                    None => entry.remove("before"),
                };
            }
            if clash.is_whole() || entry.get("before") != entry.get("value") || clash.is_settled_twice() {
                entries.push(Value::Table(entry));
            }
        }
        record.fields = leaf::canonical(record.id.kind, record.fields);
        snapshot.put(record);
    }
}

/// `due 12 Dec 2026 contested`: a value that was written and does not stand.
pub(in crate::model) fn in_words(kind: Kind, entry: &Table) -> String {
    let label = label(kind, entry);
    match value_of(entry).filter(|it| !it.is_table()) {
        Some(value) if !kind.field(entry.text("field")).is_some_and(Field::is_text) => {
            format!("{label} {} contested", words::arrow(kind.field(entry.text("field")), None, Some(&value)))
        }
        _ => format!("{label} contested"),
    }
}

/// `due, title contested`.
pub(in crate::model) fn several_in_words(kind: Kind, edits: &[&Edit]) -> String {
    let mut labels: Vec<String> = Vec::new();
    let mut settled = true;
    for edit in edits {
        let Edit::Set { before, after, .. } = edit else { continue };
        settled &= after.is_none();
        if let Some(Value::Table(entry)) = after.as_ref().or(before.as_ref()) {
            let label = label(kind, entry);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    format!("{} {}", labels.join(", "), if settled { "settled" } else { "contested" })
}

/// What an entry is about, for a line of the history.
pub(in crate::model) fn label(kind: Kind, entry: &Table) -> String {
    match entry.text("field") {
        WHOLE => "removal".to_owned(),
        field => {
            let (outer, below) = field.split_once('.').unwrap_or((field, ""));
            let inner = kind.field(outer).and_then(|it| {
                let key = below.rsplit('.').next()?;
                it.ty.inner().iter().find(|it| it.key == key)
            });
            let inner = inner.map(|it| format!(" {}", it.in_words())).unwrap_or_default();
            format!("{}{inner}", words::label(kind, outer))
        }
    }
}

/// An entry in words, for the history: what was written, and by whom.
pub fn entry_in_words(entry: &Table, called: Called<'_>) -> String {
    let said = match (value_of(entry), entry.word("value"), entry.text("field")) {
        (Some(day @ Value::Datetime(_)), ..) if value::date_of(&day).is_some() => shown::show(&Type::Date, &day),
        (Some(Value::String(text)), ..) => shown::visible(&text).into_owned(),
        (_, Some(text), _) => shown::visible(text).into_owned(),
        (_, None, WHOLE) => "taken away".to_owned(),
        (_, None, _) => "nothing".to_owned(),
    };
    let by = entry.text("by");
    let by = called(&[Kind::Person], by).unwrap_or_else(|| shown::visible(by).into_owned());
    format!("{said}, written by {by}")
}

/// The value that an entry keeps.
pub fn value_of(entry: &Table) -> Option<Value> {
    read(entry.word("value")?)
}

/// The value that an entry keeps as it would be in the file.
pub(super) fn read(text: &str) -> Option<Value> {
    format!("value = {text}").parse::<Table>().ok()?.remove("value")
}
