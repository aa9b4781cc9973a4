//! What refers to a record: read off the fields that can name one of its kind.

use std::collections::BTreeSet;

use toml::Value;

use super::part::{Part, Row, columns};
use super::{MANY, title};
use crate::model::field::{Field, Type};
use crate::model::{Kind, Record, RecordId, Standpoint, shown};

/// The records that name this one in a field, by kind and id; but for notes, which are told in full, and for those that
/// are told already.
pub(super) fn referring(record: &Record, told: &BTreeSet<RecordId>, at: &Standpoint<'_>) -> Option<Part> {
    let mut lines = Vec::new();
    let mut count = 0;
    for kind in Kind::ALL.into_iter().filter(|it| *it != Kind::Note) {
        let fields: Vec<&Field> = kind.fields().filter(|it| can_name(&it.ty, record.id.kind)).collect();
        if fields.is_empty() {
            continue;
        }
        let mut rows = Vec::new();
        let mut more = 0;
        for other in at.snapshot.of_kind(kind) {
            let names = |it: &&&Field| other.get(it.key).is_some_and(|it| holds(it, record.id.as_str()));
            let Some(field) = fields.iter().find(names) else { continue };
            if other.id == record.id || told.contains(&other.id) {
                continue;
            }
            count += 1;
            match rows.len() < MANY {
                true => rows.push(row(other, field)),
                false => more += 1,
            }
        }
        lines.extend(rows.into_iter().map(Ok));
        let plural = if kind == Kind::Item { "agenda items" } else { kind.plural() };
        lines.extend((more > 0).then(|| Err(format!("{more} more {plural}"))));
    }
    let rows = lines.iter_mut().filter_map(|it| it.as_mut().ok().map(std::mem::take)).collect();
    let mut rows = columns(rows).into_iter();
    let lines = lines.into_iter().filter_map(|it| match it {
        Ok(_) => rows.next(),
        Err(more) => Some(more.into()),
    });
    let lines: Vec<_> = lines.collect();
    (count > 0).then(|| Part::table(&format!("Referred to by ({count})"), lines))
}

fn row(other: &Record, field: &Field) -> Row {
    let id = other.id.clone();
    Row::to(vec![shown::visible(id.as_str()).into_owned(), field.in_words(), title(other)], id)
}

/// Whether a value of the type can name a record of a kind.
fn can_name(ty: &Type, kind: Kind) -> bool {
    match ty {
        Type::Ref(kinds) => kinds.is_empty() || kinds.contains(&kind),
        Type::Set(element) | Type::List(element) => can_name(element, kind),
        _ => false,
    }
}

fn holds(value: &Value, id: &str) -> bool {
    match value {
        Value::String(text) => text == id,
        Value::Array(elements) => elements.iter().any(|it| it.as_str() == Some(id)),
        _ => false,
    }
}
