//! Writing: a record's fields as a new file, a value as text.

use toml::{Table, Value};

use super::field_order;
use crate::model::field::{Field, Type};
use crate::model::record::Fields;
use crate::model::{Record, shown};

/// Widest line of a set before it is written one element a line.
const WIDE: usize = 100;

/// A new file for a record: its fields in the order of the table, tables and lists of tables behind the rest.
pub fn fresh(record: &Record) -> String {
    let kind = record.id.kind;
    let known = field_order(kind);
    let unknown = record.fields.keys().map(String::as_str).filter(|it| !known.contains(it));
    let mut lines = String::new();
    let mut sections = String::new();
    for key in known.iter().copied().chain(unknown) {
        match record.get(key) {
            None => (),
            Some(value) if is_section(value) => sections.push_str(&section(&[key], kind.field(key), value)),
            Some(value) => lines.push_str(&line(&[key], value)),
        }
    }
    if lines.is_empty() { sections.trim_start_matches('\n').to_owned() } else { lines + &sections }
}

/// Whether a value is written under a header of its own.
pub fn is_section(value: &Value) -> bool {
    match value {
        Value::Table(table) => !table.is_empty(),
        Value::Array(rows) => !rows.is_empty() && rows.iter().all(Value::is_table),
        _ => false,
    }
}

/// A table, a table for each party, or a list of tables, each header with an empty line above it.
pub fn section(path: &[&str], field: Option<&Field>, content: &Value) -> String {
    let inner = field.map(|it| it.ty.inner()).unwrap_or_default();
    match (field.map(|it| &it.ty), content) {
        (Some(Type::Parties(fields)), Value::Table(parties)) => {
            let misshapen: Table =
                parties.iter().filter(|it| !it.1.is_table()).map(|(k, v)| (k.clone(), v.clone())).collect();
            let own = if misshapen.is_empty() { String::new() } else { block("[", path, &[], &misshapen) };
            let tables = parties.iter().filter_map(|(party, value)| Some((party, value.as_table()?)));
            let blocks = tables.map(|(party, table)| block("[", &[path, &[party.as_str()]].concat(), fields, table));
            own + &blocks.collect::<String>()
        }
        (_, Value::Table(table)) => block("[", path, inner, table),
        (_, Value::Array(rows)) => {
            let mut tables: Vec<&Table> = rows.iter().filter_map(Value::as_table).collect();
            // People read a new list in the order in which its entries say they come.
            tables.sort_by_key(|it| it.whole("order"));
            tables.into_iter().map(|it| block("[[", path, inner, it)).collect()
        }
        _ => String::new(),
    }
}

/// One header and the lines below it.
pub fn block(bracket: &str, path: &[&str], fields: &[Field], table: &Table) -> String {
    let closing = if bracket == "[[" { "]]" } else { "]" };
    let mut text = format!("\n{bracket}{}{closing}\n", dotted(path));
    let known = fields.iter().map(|it| it.key);
    let unknown = table.keys().map(String::as_str).filter(|key| !fields.iter().any(|it| it.key == *key));
    for key in known.chain(unknown) {
        if let Some(value) = table.get(key) {
            text.push_str(&line(&[key], value));
        }
    }
    text
}

/// A key and its value, with the line feed.
pub fn line(path: &[&str], value: &Value) -> String {
    format!("{} = {}\n", dotted(path), text_of(value))
}

/// A value as it stands behind the equals sign.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains('\n') => format!("\"\"\"\n{}\"\"\"", escaped(text, true)),
        Value::String(text) => format!("\"{}\"", escaped(text, false)),
        Value::Array(elements) => {
            let texts: Vec<String> = elements.iter().map(text_of).collect();
            let short = format!("[{}]", texts.join(", "));
            match short.chars().count() > WIDE && texts.len() > 1 {
                false => short,
                true => format!("[\n{}]", texts.iter().map(|it| format!("    {it},\n")).collect::<String>()),
            }
        }
        Value::Table(table) => {
            let parts: Vec<String> =
                table.iter().map(|(key, value)| format!("{} = {}", key_text(key), text_of(value))).collect();
            if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
        }
        other => other.to_string(),
    }
}

fn dotted(path: &[&str]) -> String {
    path.iter().map(|it| key_text(it)).collect::<Vec<_>>().join(".")
}

fn key_text(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'));
    if bare { key.to_owned() } else { format!("\"{}\"", escaped(key, false)) }
}

/// Text between quotation marks. What would act on a terminal is escaped, so that a plain `git diff` is safe too.
fn escaped(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // How many unescaped quotation marks in a row the text ends in so far.
    let mut quotes = 0;
    for it in text.chars() {
        quotes = if it == '"' { quotes + 1 } else { 0 };
        match it {
            '\\' => out.push_str("\\\\"),
            // In text of several lines, only a third quotation mark in a row, or one at the end, needs an escape.
            '"' if lines && quotes < 3 => out.push('"'),
            '"' => {
                quotes = 0;
                out.push_str("\\\"");
            }
            '\n' if lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            it if shown::is_unsafe(it) => out.push_str(&format!("\\u{:04X}", u32::from(it))),
            it => out.push(it),
        }
    }
    if lines && quotes > 0 {
        out.pop();
        out.push_str("\\\"");
    }
    out
}
