//! A record: an id and a table of fields.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use toml::{Table, Value};

use super::id::RecordId;
use super::value;

/// One record. Its fields are canonical (see [`super::leaf::canonical`]), unknown ones included.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: RecordId,
    pub fields: Table,
}

impl Record {
    /// A record without fields.
    pub fn empty(id: RecordId) -> Self {
        Self { id, fields: Table::new() }
    }

    /// The text of a field; empty where it is missing or no text.
    pub fn text(&self, key: &str) -> &str {
        self.fields.text(key)
    }

    /// What it is about, in one line: its title, or the nearest there is.
    pub fn title(&self) -> &str {
        match self.text(self.id.kind.title_key()).lines().next() {
            Some(title) if !title.trim().is_empty() => title,
            _ => self.id.tail(),
        }
    }
}

impl std::ops::Deref for Record {
    type Target = Table;
    fn deref(&self) -> &Table {
        &self.fields
    }
}

/// Typed reading of a table's fields. What is missing or of another type reads as absent: that is a problem for
/// [`super::check`] to list, not for a reader to stop at.
pub trait Fields {
    /// The text under a key; empty where there is none.
    fn text(&self, key: &str) -> &str;
    /// The text under a key, where there is one.
    fn word(&self, key: &str) -> Option<&str>;
    /// The date under a key.
    fn date(&self, key: &str) -> Option<NaiveDate>;
    /// The local date and time under a key.
    fn local(&self, key: &str) -> Option<NaiveDateTime>;
    /// The moment under a key.
    fn instant(&self, key: &str) -> Option<DateTime<FixedOffset>>;
    /// The whole number under a key.
    fn whole(&self, key: &str) -> Option<i64>;
    /// The number under a key, whole or not.
    fn number(&self, key: &str) -> Option<f64>;
    /// Whether the flag under a key is set.
    fn flag(&self, key: &str) -> bool;
    /// The texts of the set or list under a key.
    fn words(&self, key: &str) -> impl Iterator<Item = &str>;
    /// The table under a key.
    fn table(&self, key: &str) -> Option<&Table>;
    /// The tables of the list under a key.
    fn rows(&self, key: &str) -> impl DoubleEndedIterator<Item = &Table>;
}

impl Fields for Table {
    fn text(&self, key: &str) -> &str {
        self.word(key).unwrap_or_default()
    }

    fn word(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    fn date(&self, key: &str) -> Option<NaiveDate> {
        value::date_of(self.get(key)?)
    }

    fn local(&self, key: &str) -> Option<NaiveDateTime> {
        value::local_of(self.get(key)?)
    }

    fn instant(&self, key: &str) -> Option<DateTime<FixedOffset>> {
        value::instant_of(self.get(key)?)
    }

    fn whole(&self, key: &str) -> Option<i64> {
        self.get(key)?.as_integer()
    }

    fn number(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        value.as_float().or_else(|| value.as_integer().map(|it| it as f64))
    }

    fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn words(&self, key: &str) -> impl Iterator<Item = &str> {
        self.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    fn table(&self, key: &str) -> Option<&Table> {
        self.get(key)?.as_table()
    }

    fn rows(&self, key: &str) -> impl DoubleEndedIterator<Item = &Table> {
        self.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
    }
}
