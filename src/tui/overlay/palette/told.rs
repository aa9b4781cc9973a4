//! What is written in a record beside what it is called, and the words around a place in it.

use toml::{Table, Value};

use crate::model::Record;
use crate::model::field::{Field, Type};
use crate::model::find::folded;

/// By these a record is found anyway.
const NAMES: [&str; 4] = ["name", "short", "sign", "code"];

/// Before the word that was looked for stand so many others.
const BEFORE: usize = 2;

/// The texts of a record, each with the label of the field in which it stands.
pub fn told(record: &Record) -> Vec<(&'static str, &str)> {
    let kind = record.id.kind;
    let is_name = |it: &Field| NAMES.contains(&it.key) || it.key == kind.title_key() && !matches!(it.ty, Type::Text);
    let mut out = Vec::new();
    for field in kind.fields().filter(|it| !is_name(it)) {
        if let Some(value) = record.get(field.key) {
            gather(field.label, &field.ty, value, &mut out);
        }
    }
    out
}

fn gather<'a>(label: &'static str, ty: &Type, value: &'a Value, out: &mut Vec<(&'static str, &'a str)>) {
    let mut within = |fields: &[Field], table: &'a Table| {
        for field in fields {
            if let Some(value) = table.get(field.key) {
                gather(label, &field.ty, value, out);
            }
        }
    };
    match (ty, value) {
        (Type::Line | Type::Text, Value::String(text)) => out.push((label, text)),
        (Type::Set(ty) | Type::List(ty), Value::Array(values)) => {
            values.iter().for_each(|it| gather(label, ty, it, out));
        }
        (Type::Rows(rows), Value::Array(values)) => {
            values.iter().filter_map(Value::as_table).for_each(|it| within(rows.fields, it));
        }
        (Type::Table(fields), Value::Table(table)) => within(fields, table),
        (Type::Parties(fields), Value::Table(parties)) => {
            parties.values().filter_map(Value::as_table).for_each(|it| within(fields, it));
        }
        // Days, numbers and names of other records are no text.
        _ => (),
    }
}

/// All of it in one, folded, as it is searched.
pub fn told_folded(record: &Record) -> String {
    told(record).into_iter().map(|it| folded(it.1)).collect::<Vec<_>>().join("\n")
}

/// The field in which one of these words stands, and the words around it.
pub fn around<'a>(record: &Record, words: impl Iterator<Item = &'a str>) -> Option<(&'static str, String)> {
    let told = told(record);
    let (label, text, word) = words
        .into_iter()
        .find_map(|word| told.iter().find(|it| folded(it.1).contains(word)).map(|it| (it.0, it.1, word)))?;
    let parts: Vec<&str> = text.split_whitespace().collect();
    let at = parts.iter().position(|it| folded(it).contains(word)).unwrap_or(0);
    let from = at.saturating_sub(BEFORE);
    let dots = if from > 0 { "…" } else { "" };
    Some((label, format!("{dots}{}", parts[from..].join(" "))))
}
