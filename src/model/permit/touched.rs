//! One field that a change touches, and what is said of touching it.

use toml::Value;

use super::table::{Row, When};
use crate::model::act::Act;
use crate::model::leaf::{FieldPath, entry_words, plain};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::view::name_of;
use crate::model::{Kind, RecordId, shown};

/// One field that a change touches.
pub(super) struct Touched<'a> {
    /// The record before, or the one that comes or goes.
    pub(super) record: &'a Record,
    pub(super) when: When,
    pub(super) key: String,
    /// The party whose position it is.
    pub(super) party: Option<&'a str>,
    pub(super) old: Option<&'a Value>,
    pub(super) new: Option<&'a Value>,
}

impl<'a> Touched<'a> {
    pub(super) fn of(
        record: &'a Record,
        when: When,
        path: &'a FieldPath,
        (old, new): (Option<&'a Value>, Option<&'a Value>),
    ) -> Self {
        let key = match (path.first(), path.below()) {
            // Whoever may set a field may settle what is contested about it.
            ("contested", [entry, ..]) => entry_words(entry).split(['.', ' ']).next().unwrap_or_default().to_owned(),
            (first, _) => first.to_owned(),
        };
        let party = path.below().first().map(String::as_str).filter(|_| key == "position");
        Self { record, when, key, party, old, new }
    }

    /// Whether a row of the table is about it.
    pub(super) fn falls_under(&self, row: &Row) -> bool {
        let word = |it: Option<&'a Value>| match it {
            Some(Value::Table(position)) => position.text("value"),
            it => it.and_then(Value::as_str).unwrap_or_default(),
        };
        let has_states = matches!(self.key.as_str(), "state" | "position");
        row.is_about(self.record.id.kind, self.when, &self.key)
            && (!has_states || row.allows(word(self.old), word(self.new)))
    }

    /// Whether it is an entry that bears somebody else's name.
    pub(super) fn is_of_another(&self, person: &RecordId) -> bool {
        let by = [self.old, self.new].into_iter().flatten().filter_map(|it| it.as_table()?.word("by"));
        by.into_iter().any(|it| it != person.as_str())
    }

    /// What whoever may not touch it may do instead.
    pub(super) fn instead(&self) -> Option<&'static str> {
        let is_placed = self.when == When::Adding && self.record.id.kind == Kind::Item && self.key == "meeting";
        is_placed.then_some("Without `--meeting` you propose it, and the group's secretaries put it on an agenda")
    }

    /// What is done by touching it: the act, where the change is one, else the field.
    pub(super) fn deed(&self, act: Option<&Act>, before: &Snapshot) -> String {
        let id = &self.record.id;
        // Of a position one wants to know whose, of a state which.
        if let (Some(act), false) = (act, matches!(self.key.as_str(), "position" | "state"))
            && self.when == When::There
        {
            return format!("let {id} {}", act.words);
        }
        if let (When::Adding, Kind::Item, "meeting", Some(meeting)) = (self.when, id.kind, self.key.as_str(), self.new)
        {
            return format!("put a new item on the agenda of {}", shown::visible(&plain(meeting)));
        }
        let of = match self.when {
            When::Adding => format!("a new {}", id.kind.words()),
            // Nobody knows a membership by an id.
            When::There | When::Both if id.kind == Kind::Member => {
                return deed_of_seat("change the seat of", id, before);
            }
            When::There | When::Both => id.to_string(),
        };
        let field = id.kind.field(&self.key);
        let label = field.map_or_else(|| shown::visible(&self.key).into_owned(), |it| it.in_words());
        match (self.party, self.new, field) {
            (Some(party), ..) => format!("set the position of {} in {of}", shown::visible(party)),
            (None, Some(value), Some(field)) if self.key == "state" => {
                format!("set {label} of {of} to {}", shown::show(&field.ty, value))
            }
            (None, ..) => format!("set {label} of {of}"),
        }
    }
}

/// `change the seat of Rowan in Audit quality measures`
pub(super) fn deed_of_seat(deed: &str, id: &RecordId, snapshot: &Snapshot) -> String {
    format!("{deed} {}", name_of(id, snapshot))
}
