//! How people and organisations are called: on screen with a sign, in a form by a name that is found again.

use std::collections::HashMap;

use toml::Value;

use super::field::Type;
use super::find::folded;
use super::id::RecordId;
use super::kind::Kind;
use super::record::{Fields, Record};
use super::snapshot::Snapshot;
use super::standpoint::org_of;
use super::{date, shown, typed, value};

/// An organisation as sign and short name: `◆BI`.
pub fn tag(org: &RecordId, snapshot: &Snapshot) -> String {
    let Some(record) = snapshot.get(org) else { return org.to_string() };
    let sign: String = shown::visible(record.text("sign")).chars().take(1).collect();
    format!("{sign}{}", shown::cut(&shown::visible(record.word("short").unwrap_or(org.as_str())), 6))
}

/// A person among those of several organisations: `◆BI Cedar Placeholder`; the id where there is no such record.
pub fn person(id: &RecordId, snapshot: &Snapshot) -> String {
    let Some(record) = snapshot.get(id) else { return id.to_string() };
    let name = shown::visible(record.title());
    match org_of(snapshot, id) {
        Some(org) => format!("{} {name}", tag(&org, snapshot)),
        None => name.into_owned(),
    }
}

/// What the id of a person or an organisation is called on screen; `None` where it is neither, or there is none.
pub fn called(kinds: &[Kind], id: &str, snapshot: &Snapshot) -> Option<String> {
    kinds.iter().find_map(|kind| {
        let id = RecordId::new(*kind, id).ok().filter(|it| snapshot.exists(it))?;
        match kind {
            Kind::Person => Some(person(&id, snapshot)),
            Kind::Org => Some(format!("{} {}", tag(&id, snapshot), shown::visible(snapshot.get(&id)?.title()))),
            _ => None,
        }
    })
}

/// A value in words, on one line, with people and organisations by their names.
pub fn show(ty: &Type, value: &Value, snapshot: &Snapshot) -> String {
    shown::show_with(ty, value, &|kinds, id| called(kinds, id, snapshot))
}

/// The text that stands in a field of a form for a value: people by name, days with their weekday.
///
/// What [`typed::parse`] reads of it is the value again.
pub fn written(ty: &Type, value: &Value, snapshot: &Snapshot) -> String {
    let several = |elements: &[Value], element: &Type, between: &str| {
        let names = names_people(element).then(|| Names::of(snapshot));
        let words = elements.iter().map(|it| match &names {
            Some(names) => names.of_value(it, snapshot),
            None => typed::print(element, it),
        });
        words.collect::<Vec<_>>().join(between)
    };
    match (ty, value) {
        (Type::Date, value) => value::date_of(value).map_or_else(|| typed::print(ty, value), date::short),
        (Type::LocalTime, value) => match value::local_of(value) {
            Some(local) => format!("{} {}", date::short(local.date()), local.format("%H:%M")),
            None => typed::print(ty, value),
        },
        (ty, value) if names_people(ty) => Names::of(snapshot).of_value(value, snapshot),
        (Type::Set(element), Value::Array(elements)) => several(elements, element, ", "),
        (Type::List(element), Value::Array(elements)) => several(elements, element, "; "),
        (ty, value) => typed::print(ty, value),
    }
}

/// Whether values of a type are people and nothing else.
fn names_people(ty: &Type) -> bool {
    matches!(ty, Type::Ref([Kind::Person]))
}

/// The names by which people can be typed.
pub struct Names {
    /// How many people are called so.
    called: HashMap<String, usize>,
}

impl Names {
    /// The names of all people.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut called = HashMap::new();
        // Whose record was joined into another one's is found there.
        for person in snapshot.of_kind(Kind::Person).filter(|it| !it.contains_key("same_as")) {
            *called.entry(folded(person.title())).or_default() += 1;
        }
        Self { called }
    }

    /// The name of a person where it means nobody else; else the id.
    pub fn of_person(&self, person: &Record, snapshot: &Snapshot) -> String {
        let name = person.title();
        let is_plain =
            !name.contains([',', ';', '/', '\n', '\t']) && !name.contains("  ") && !name.starts_with(['+', '-']);
        let is_word = matches!(name, "me" | "last") || name.trim() != name || shown::visible(name) != name;
        let is_id = RecordId::new(Kind::Person, &name.to_ascii_lowercase())
            .is_ok_and(|it| it != person.id && snapshot.exists(&it));
        let is_one = self.called.get(&folded(name)) == Some(&1) && !person.contains_key("same_as");
        if is_plain && !is_word && !is_id && is_one { name.to_owned() } else { person.id.to_string() }
    }

    fn of_value(&self, value: &Value, snapshot: &Snapshot) -> String {
        let id = value.as_str().and_then(|it| RecordId::new(Kind::Person, it).ok());
        match id.and_then(|it| snapshot.get(&it)) {
            Some(person) => self.of_person(person, snapshot),
            None => typed::print(&Type::Ref(&[Kind::Person]), value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Field;
    use crate::model::{Standpoint, table};

    /// Two people who share a name, one with a comma in it, and one called like somebody else's id.
    fn people() -> Snapshot {
        let mut snapshot = Snapshot::default();
        let all = [
            ("cedar", "Cedar Placeholder"),
            ("oak", "Oak Placeholder"),
            ("oak-2", "oak placeholder"),
            ("elm", "Placeholder, Elm"),
            ("rowan", "cedar"),
        ];
        for (id, name) in all {
            let mut record = Record::empty(RecordId::new(Kind::Person, id).unwrap());
            record.fields.insert("name".to_owned(), value::text(name));
            snapshot.put(record);
        }
        snapshot
    }

    fn written_and_read(field: &Field, value: &Value, snapshot: &Snapshot) -> String {
        let now = "2026-11-23T09:00:00+01:00".parse().unwrap();
        let text = written(&field.ty, value, snapshot);
        let read = typed::parse(field, &text, None, &Standpoint::new(snapshot, None, now));
        assert_eq!(read.as_ref(), Ok(&Some(value.clone())), "{text}");
        text
    }

    #[test]
    fn a_person_is_written_by_a_name_that_means_nobody_else() {
        let snapshot = people();
        let me = &table::IDENTITY[0];
        let all = ["cedar", "oak", "oak-2", "elm", "rowan"];
        let texts = all.map(|it| written_and_read(me, &value::text(it), &snapshot));
        assert_eq!(texts, ["Cedar Placeholder", "oak", "oak-2", "elm", "rowan"]);
    }

    #[test]
    fn a_day_is_written_with_its_weekday() {
        let due = Kind::Action.field("due").unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 18).unwrap();
        assert_eq!(written_and_read(due, &value::date(day), &people()), "Fri 18 Dec 2026");
    }
}
