//! Other names for the records that a record speaks of, wherever the field tables say that it names one.

use toml::{Table, Value};

use super::field::{Field, Keyed, Rows, Type};
use super::kind::Kind;
use super::leaf;
use super::printed::Printed;
use super::record::Record;

/// What a reference to these kinds is to say instead; none named: any kind.
pub type Instead<'a> = &'a dyn Fn(&[Kind], &str) -> Option<String>;

/// Puts other names into a record.
pub fn rename(record: &mut Record, instead: Instead<'_>) {
    let fields: Vec<&Field> = record.id.kind.fields().collect();
    in_table(&fields, &mut record.fields, instead);
    record.fields = leaf::canonical(record.id.kind, std::mem::take(&mut record.fields));
}

fn in_table(fields: &[&Field], table: &mut Table, instead: Instead<'_>) {
    for field in fields {
        if let Some(value) = table.get_mut(field.key) {
            in_value(&field.ty, value, instead);
        }
    }
}

fn in_value(ty: &Type, value: &mut Value, instead: Instead<'_>) {
    let inner: Vec<&Field> = ty.inner().iter().collect();
    match (ty, value) {
        (Type::Ref(kinds), Value::String(word)) => {
            if let Some(instead) = instead(kinds, word) {
                *word = instead;
            }
        }
        (Type::Numbered, Value::String(word)) => {
            let printed = Printed::read(word);
            if let Some(renamed) = printed.and_then(|it| Some(it.called(&instead(&[Kind::Item], it.item)?))) {
                *word = renamed;
            }
        }
        (Type::Set(element) | Type::List(element), Value::Array(elements)) => {
            let mut once: Vec<Value> = Vec::new();
            for mut it in std::mem::take(elements) {
                in_value(element, &mut it, instead);
                if !once.contains(&it) {
                    once.push(it);
                }
            }
            *elements = once;
        }
        (Type::Table(_), Value::Table(table)) => in_table(&inner, table, instead),
        (Type::Parties(_), Value::Table(parties)) => {
            parties.iter_mut().filter_map(|it| it.1.as_table_mut()).for_each(|it| in_table(&inner, it, instead));
        }
        (Type::Rows(Rows { keyed, .. }), Value::Array(rows)) => in_rows(&inner, *keyed, rows, instead),
        _ => (),
    }
}

/// The same in a list of tables. Where both had an entry, such as at a meeting, the one stands that bears the name
/// already, with what it lacks.
fn in_rows(fields: &[&Field], keyed: Keyed, rows: &mut Vec<Value>, instead: Instead<'_>) {
    let mut moved = Vec::new();
    for row in std::mem::take(rows) {
        let Value::Table(before) = row else {
            rows.push(row);
            continue;
        };
        let mut after = before.clone();
        in_table(fields, &mut after, instead);
        let elsewhere = leaf::entry_key(keyed, &before) != leaf::entry_key(keyed, &after);
        if elsewhere { moved.push(after) } else { rows.push(Value::Table(after)) }
    }
    for row in moved {
        let key = leaf::entry_key(keyed, &row);
        let mut tables = rows.iter_mut().filter_map(Value::as_table_mut);
        match tables.find(|it| leaf::entry_key(keyed, it) == key) {
            Some(kept) => fill(kept, &row),
            None => rows.push(Value::Table(row)),
        }
    }
}

/// Lays what a table lacks into it.
pub fn fill(kept: &mut Table, other: &Table) {
    for (key, value) in other.iter().filter(|it| !it.1.as_str().is_some_and(str::is_empty)) {
        kept.entry(key.clone()).or_insert_with(|| value.clone());
    }
}
