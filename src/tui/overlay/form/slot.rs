//! Where a field of a form stands in a record: on its own, or inside a table such as the rules of a group.

use toml::{Table, Value};

use crate::model::field::{Field, Type};

/// Where a field of a form stands in a record.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The table that it stands in, where it does.
    pub table: Option<&'static Field>,
    pub field: &'static Field,
}

impl Slot {
    /// The place of a field that stands on its own.
    pub fn alone(field: &'static Field) -> Self {
        Self { table: None, field }
    }

    /// The places that a field has on a form: one for each part of a table, else one.
    pub fn of(field: &'static Field) -> Vec<Self> {
        match &field.ty {
            Type::Table(parts) => parts.iter().map(|it| Self { table: Some(field), field: it }).collect(),
            _ => vec![Self::alone(field)],
        }
    }

    /// Its key among all fields of the form: `rules.parity`.
    pub fn key(self) -> String {
        self.table.map_or_else(|| self.field.key.to_owned(), |it| format!("{}.{}", it.key, self.field.key))
    }

    /// What stands there.
    pub fn value(self, fields: &Table) -> Option<&Value> {
        match self.table {
            Some(table) => fields.get(table.key)?.get(self.field.key),
            None => fields.get(self.field.key),
        }
    }

    /// Writes what is to stand there; a table without anything in it goes.
    pub fn put(self, fields: &mut Table, value: Option<Value>) {
        let Some(table) = self.table else { return set(fields, self.field.key, value) };
        let mut parts = fields.get(table.key).and_then(Value::as_table).cloned().unwrap_or_default();
        set(&mut parts, self.field.key, value);
        set(fields, table.key, (!parts.is_empty()).then_some(Value::Table(parts)));
    }
}

fn set(fields: &mut Table, key: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(fields.insert(key.to_owned(), value)),
        None => drop(fields.remove(key)),
    }
}
