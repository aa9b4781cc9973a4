//! A record taken apart into its smallest parts that can be changed alone, and put together again.
//!
//! Everything the algebra does, it does to these parts: a difference is a difference of two maps of leaves, a merge
//! goes leaf by leaf. How deep a part lies is read off the field table: a plain field is one leaf, an entry of a
//! list of tables is one leaf for each of its subkeys, or one as a whole where the table says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use toml::{Table, Value};

use super::field::{Field, Keyed, Rows, Type};
use super::kind::Kind;

/// Where a leaf hangs: a key; a key and a subkey; a key and an entry; a key, an entry and a subkey.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Vec<String>);

/// The leaves of one record.
pub type Leaves = BTreeMap<FieldPath, Value>;

/// Keys that are to be taken whole, whatever the field table says.
pub type Whole = BTreeSet<String>;

/// Tells a second entry with the same key from the first; never part of a typed text.
const SECOND: char = '\u{1f}';

/// Stands between the subkeys that tell entries apart; never part of a typed text.
const AND: &str = "\u{1e}";

impl FieldPath {
    /// The path of a plain field.
    pub fn key(key: &str) -> Self {
        Self(vec![key.to_owned()])
    }

    /// The path of a subkey, a party's table or an entry.
    pub fn inner(key: &str, inner: &str) -> Self {
        Self(vec![key.to_owned(), inner.to_owned()])
    }

    /// The path of a subkey of an entry.
    pub fn within(key: &str, entry: &str, inner: &str) -> Self {
        Self(vec![key.to_owned(), entry.to_owned(), inner.to_owned()])
    }

    /// The key of the field that it lies in.
    pub fn first(&self) -> &str {
        &self.0[0]
    }

    /// The steps below the first key.
    pub fn below(&self) -> &[String] {
        &self.0[1..]
    }

    /// Whether one of the two lies inside the other, so that a record cannot hold both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.len() != other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| a == b)
    }

    /// The field that declares the leaf: the innermost one the table knows.
    pub fn field(&self, kind: Kind) -> Option<&'static Field> {
        let outer = kind.field(self.first())?;
        let inner = |key: &String| outer.ty.inner().iter().find(|it| it.key == key);
        match (&outer.ty, self.below()) {
            (Type::Table(_), [key]) | (Type::Rows(_), [_, key]) => inner(key),
            _ => Some(outer),
        }
    }

    /// The entry of a list of tables that it lies in.
    pub fn entry(&self, kind: Kind) -> Option<&str> {
        match (&kind.field(self.first())?.ty, self.below()) {
            (Type::Rows(_), [entry, ..]) => Some(entry),
            _ => None,
        }
    }

    /// Whether it is one of the subkeys that tell the entry it lies in from the others.
    pub fn is_key_of_entry(&self, kind: Kind) -> bool {
        match (kind.field(self.first()).map(|it| &it.ty), self.below()) {
            (Some(Type::Rows(Rows { keyed: Keyed::By(keys), .. })), [_, key]) => keys.contains(&key.as_str()),
            _ => false,
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&entry_words(&self.0.join(".")))
    }
}

/// The one form of a record's fields that equal records share: sets sorted, lists of tables sorted by what tells
/// their entries apart, known fields that hold nothing left out. Values of a wrong type stay as they are.
pub fn canonical(kind: Kind, fields: Table) -> Table {
    fields.into_iter().filter_map(|(key, value)| canonical_field(kind.field(&key), value).map(|it| (key, it))).collect()
}

/// Takes a record apart; the keys in `whole` stay one leaf each.
pub fn leaves(kind: Kind, fields: &Table, whole: &Whole) -> Leaves {
    leaves_of(kind, fields.iter(), whole)
}

/// The same of those fields alone that the other record has not, or not like that.
pub fn leaves_unlike(kind: Kind, fields: &Table, other: &Table) -> Leaves {
    let whole = Whole::new();
    let mut leaves = Leaves::new();
    for (key, value) in fields.iter().filter(|it| other.get(it.0) != Some(it.1)) {
        let rest = kind.field(key).and_then(|field| rows_unlike(field, value, other.get(key)?));
        leaves.extend(leaves_of(kind, [(key, rest.as_ref().unwrap_or(value))].into_iter(), &whole));
    }
    leaves
}

/// The entries that another record has not, where each is one leaf of its own: a list that only grows is long, and what
/// differs is its last.
fn rows_unlike(field: &Field, value: &Value, other: &Value) -> Option<Value> {
    let (Type::Rows(Rows { keyed, .. }), Value::Array(rows), Value::Array(others)) = (&field.ty, value, other) else {
        return None;
    };
    let rows: Vec<&Table> = rows.iter().map(Value::as_table).collect::<Option<_>>()?;
    let others: Vec<&Table> = others.iter().map(Value::as_table).collect::<Option<_>>()?;
    if !are_all_unlike(*keyed, &rows) || !are_all_unlike(*keyed, &others) {
        return None;
    }
    let rest = rows.into_iter().filter(|it| !others.contains(it));
    Some(Value::Array(rest.cloned().map(Value::Table).collect()))
}

fn leaves_of<'a>(kind: Kind, fields: impl Iterator<Item = (&'a String, &'a Value)>, whole: &Whole) -> Leaves {
    let mut leaves = Leaves::new();
    for (key, value) in fields {
        let parts = match whole.contains(key) {
            true => None,
            false => kind.field(key).and_then(|it| parts(&it.ty, value)),
        };
        match parts {
            None => drop(leaves.insert(FieldPath::key(key), value.clone())),
            Some(parts) => leaves.extend(parts.into_iter().map(|(mut below, value)| {
                below.insert(0, key.clone());
                (FieldPath(below), value)
            })),
        }
    }
    leaves
}

/// Puts leaves together to the canonical fields of a record.
pub fn gather(kind: Kind, leaves: Leaves) -> Table {
    let mut fields = Table::new();
    let mut entries: BTreeMap<(String, String), Table> = BTreeMap::new();
    for (path, value) in leaves {
        let mut steps = path.0.into_iter();
        let Some(key) = steps.next() else { continue };
        let listed = matches!(kind.field(&key), Some(Field { ty: Type::Rows(_), .. }));
        match (steps.next(), steps.next()) {
            (None, _) => drop(fields.insert(key, value)),
            (Some(entry), None) if listed => match value {
                Value::Table(row) => entries.entry((key, entry)).or_default().extend(row),
                other => drop(entries.entry((key, entry)).or_default().insert(String::new(), other)),
            },
            (Some(inner), None) => match fields.entry(key).or_insert_with(|| Value::Table(Table::new())) {
                Value::Table(table) => drop(table.insert(inner, value)),
                other => *other = value,
            },
            (Some(entry), Some(inner)) => drop(entries.entry((key, entry)).or_default().insert(inner, value)),
        }
    }
    for ((key, _), row) in entries {
        if let Value::Array(rows) = fields.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
            rows.push(Value::Table(row));
        }
    }
    canonical(kind, fields)
}

/// The known keys that hold something which their type does not allow to be taken apart.
pub fn misshapen(kind: Kind, fields: &Table) -> impl Iterator<Item = &String> {
    fields
        .iter()
        .filter(move |(key, value)| {
            kind.field(key).is_some_and(|it| !it.is_settable() && parts(&it.ty, value).is_none())
        })
        .map(|(key, _)| key)
}

/// What tells an entry of a list of tables from the others, as a text.
pub fn entry_key(keyed: Keyed, row: &Table) -> String {
    match keyed {
        Keyed::Whole => Value::Table(row.clone()).to_string(),
        Keyed::By(keys) | Keyed::AtomicBy(keys) => {
            let texts: Vec<String> = keys.iter().map(|key| row.get(*key).map(plain).unwrap_or_default()).collect();
            texts.join(AND)
        }
    }
}

/// What tells an entry apart, as people read it.
pub fn entry_words(entry: &str) -> String {
    entry.replace(SECOND, "#").replace(AND, " ").trim().to_owned()
}

/// Whether the same key stands there before this entry.
pub fn is_second(entry: &str) -> bool {
    entry.contains(SECOND)
}

/// The entries of a list of tables with what tells them apart, a number behind a key that stands there twice.
/// They come in the canonical order; the number is the place in `rows`.
pub fn entries<'a>(keyed: Keyed, rows: impl Iterator<Item = &'a Table>) -> Vec<(String, usize, &'a Table)> {
    let mut entries: Vec<(String, usize, &Table)> =
        rows.enumerate().map(|(place, row)| (entry_key(keyed, row), place, row)).collect();
    // Writing a row out is dear, and only entries of one key need it to be told apart.
    let whole = |row: &Table| Value::Table(row.clone()).to_string();
    entries.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| whole(one.2).cmp(&whole(other.2))));
    let mut nth = 0;
    for at in 1..entries.len() {
        nth = if entries[at].0 == entries[at - 1 - nth].0 { nth + 1 } else { 0 };
        if nth > 0 {
            entries[at].0 = format!("{}{SECOND}{}", entries[at].0, nth + 1);
        }
    }
    entries
}

/// Whether it is cheap to say that no two entries have the same key, and none have: of entries that are told apart by all
/// that they say, comparing a few is cheaper than writing each out.
pub fn are_all_unlike(keyed: Keyed, rows: &[&Table]) -> bool {
    let unlike = |(at, row): (usize, &&Table)| !rows[..at].contains(row);
    matches!(keyed, Keyed::Whole) && rows.len() <= MANY && rows.iter().enumerate().all(unlike)
}

/// More entries than this are rather written out than each compared with all others.
const MANY: usize = 100;

/// The canonical form of one entry of a list of tables.
pub fn canonical_entry(fields: &'static [Field], entry: Table) -> Table {
    canonical_table(fields, entry)
}

fn canonical_field(field: Option<&Field>, value: Value) -> Option<Value> {
    let Some(field) = field else { return Some(value) };
    match (&field.ty, value) {
        (Type::Set(_), Value::Array(mut elements)) => {
            elements.sort_by_cached_key(plain);
            elements.dedup();
            (!elements.is_empty()).then_some(Value::Array(elements))
        }
        (Type::List(_), Value::Array(elements)) => (!elements.is_empty()).then_some(Value::Array(elements)),
        (Type::Table(_), Value::Table(table)) => {
            let table = canonical_table(field.ty.inner(), table);
            (!table.is_empty()).then_some(Value::Table(table))
        }
        (Type::Parties(inner), Value::Table(table)) => {
            let table: Table = table
                .into_iter()
                .map(|(party, value)| match value {
                    Value::Table(table) => (party, Value::Table(canonical_table(inner, table))),
                    other => (party, other),
                })
                .collect();
            (!table.is_empty()).then_some(Value::Table(table))
        }
        (Type::Rows(Rows { fields, keyed }), Value::Array(rows)) if rows.iter().all(Value::is_table) => {
            let rows: Vec<Table> = rows
                .into_iter()
                .filter_map(|it| match it {
                    Value::Table(table) => Some(canonical_table(fields, table)),
                    _ => None,
                })
                .filter(|it| !it.is_empty())
                .collect();
            let sorted: Vec<Value> = match rows.len() {
                0 | 1 => rows.into_iter().map(Value::Table).collect(),
                _ => entries(*keyed, rows.iter()).into_iter().map(|(.., row)| Value::Table(row.clone())).collect(),
            };
            (!sorted.is_empty()).then_some(Value::Array(sorted))
        }
        (_, value) => Some(value),
    }
}

fn canonical_table(fields: &'static [Field], table: Table) -> Table {
    let field = |key: &str| fields.iter().find(|it| it.key == key);
    table.into_iter().filter_map(|(key, value)| canonical_field(field(&key), value).map(|it| (key, it))).collect()
}

/// The parts of a value below its key, or `None` where it is one leaf.
fn parts(ty: &Type, value: &Value) -> Option<Vec<(Vec<String>, Value)>> {
    match (ty, value) {
        (Type::Table(_) | Type::Parties(_), Value::Table(table)) => {
            Some(table.iter().map(|(key, value)| (vec![key.clone()], value.clone())).collect())
        }
        (Type::Rows(Rows { keyed, .. }), Value::Array(rows)) => {
            let tables: Vec<&Table> = rows.iter().map(Value::as_table).collect::<Option<_>>()?;
            let mut parts = Vec::new();
            for (entry, _, row) in entries(*keyed, tables.into_iter()) {
                match keyed {
                    Keyed::By(_) => {
                        parts.extend(row.iter().map(|(key, value)| (vec![entry.clone(), key.clone()], value.clone())));
                    }
                    Keyed::AtomicBy(_) | Keyed::Whole => parts.push((vec![entry], Value::Table(row.clone()))),
                }
            }
            Some(parts)
        }
        _ => None,
    }
}

/// A value as plain text, without the quotes of a string.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
