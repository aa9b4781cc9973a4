//! A field of a record in words, with the records that it names.

use toml::Value;

use super::part::{Part, Piece, Shape};
use super::{show, tag};
use crate::model::field::{Field, Type};
use crate::model::{Kind, Record, RecordId, Standpoint, leaf, names, shown, words};

/// What stands in a field.
pub(super) fn of_field(field: &'static Field, value: &Value, at: &Standpoint<'_>) -> Part {
    in_shape(field, value, at).of(field.key)
}

fn in_shape(field: &'static Field, value: &Value, at: &Standpoint<'_>) -> Part {
    match (&field.ty, value) {
        (Type::Text, Value::String(text)) if text.contains('\n') || text.chars().count() > 60 => {
            Part::text(field.label, text)
        }
        (Type::Rows(rows), Value::Array(entries)) => {
            let inner = Type::Table(rows.fields);
            let mut entries: Vec<&Value> = entries.iter().collect();
            entries.sort_by_key(|it| it.get("order").and_then(Value::as_integer));
            let line = |it: &Value| Piece::to(show(&inner, it, at), first_named(rows.fields, it, at));
            Part::list(field.label, entries.into_iter().map(line))
        }
        (Type::Parties(fields), Value::Table(parties)) => {
            let inner = Type::Table(fields);
            let line = |(party, value): (&String, &Value)| {
                let value = &without_hashes(value, fields);
                let org = named(&[Kind::Org], party, at);
                let name = org.as_ref().map_or_else(|| shown::visible(party).into_owned(), |it| tag(it, at));
                Piece::to(format!("{name}: {}", show(&inner, value, at)), org)
            };
            Part::list(field.label, parties.iter().map(line))
        }
        (Type::Table(fields), Value::Table(table)) => {
            let known = fields.iter().filter_map(|it| Some((it, table.get(it.key)?)));
            let known = known.map(|(field, value)| format!("{}: {}", field.in_words(), show(&field.ty, value, at)));
            let unknown = table.iter().filter(|(key, _)| !fields.iter().any(|it| it.key == *key));
            let unknown =
                unknown.map(|(key, value)| format!("{}: {}", shown::visible(key), shown::visible(&leaf::plain(value))));
            Part::list(field.label, known.chain(unknown))
        }
        (Type::Set(Type::Ref(kinds)) | Type::List(Type::Ref(kinds)), Value::Array(elements)) => {
            // A name is short enough for several of them to stand beside each other.
            let is_name = |it: &Kind| matches!(it, Kind::Org | Kind::Person);
            let is_short = !kinds.is_empty() && kinds.iter().all(is_name);
            let piece = |it: &Value| {
                let id = leaf::plain(it);
                Piece::to(with_title(&id, kinds, at), named(kinds, &id, at))
            };
            let shape = if is_short || elements.len() < 2 { Shape::Value } else { Shape::List };
            Part::new(field.label, elements.iter().map(piece).collect(), shape)
        }
        (Type::List(element), Value::Array(elements)) if elements.len() > 1 => {
            Part::list(field.label, elements.iter().map(|it| show(element, it, at)))
        }
        (Type::Ref(kinds), Value::String(id)) => {
            Part::value(field.label, Piece::to(with_title(id, kinds, at), named(kinds, id, at)))
        }
        _ => {
            let called = |kinds: &[Kind], id: &str| names::called(kinds, id, at.snapshot);
            Part::value(field.label, words::field_words_with(Some(field), value, &called).replace('\n', " "))
        }
    }
}

/// A table without what only tells whether a text is still the same.
fn without_hashes(value: &Value, fields: &[Field]) -> Value {
    let mut value = value.clone();
    if let Value::Table(table) = &mut value {
        table.retain(|key, _| !fields.iter().any(|it| it.key == key && matches!(it.ty, Type::Hash)));
    }
    value
}

/// The record that the value of a reference names, where there is one.
pub(super) fn named(kinds: &[Kind], id: &str, at: &Standpoint<'_>) -> Option<RecordId> {
    let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
    kinds.iter().filter_map(|kind| RecordId::new(*kind, id).ok()).find(|it| at.snapshot.exists(it))
}

/// The record that an entry of a list names first.
fn first_named(fields: &[Field], entry: &Value, at: &Standpoint<'_>) -> Option<RecordId> {
    fields.iter().find_map(|field| match &field.ty {
        Type::Ref(kinds) => named(kinds, entry.get(field.key)?.as_str()?, at),
        _ => None,
    })
}

/// An id with what it is about; of a person or an organisation, the name.
fn with_title(id: &str, kinds: &[Kind], at: &Standpoint<'_>) -> String {
    if let Some(name) = names::called(kinds, id, at.snapshot) {
        return name;
    }
    let record = named(kinds, id, at).and_then(|it| at.snapshot.get(&it));
    match record.map(Record::title).filter(|it| *it != id) {
        Some(title) => format!("{} ({})", shown::visible(id), shown::visible(title)),
        None => shown::visible(id).into_owned(),
    }
}
