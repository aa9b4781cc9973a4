//! A row: its cells as the fields of an action, or why it cannot be taken.

use std::collections::BTreeSet;

use toml::Value;

use super::columns::Target;
use super::lay::after;
use super::{Importing, short_hash};
use crate::model::deed::{self, Settings};
use crate::model::field::{Field, Type};
use crate::model::find::{NotFound, find, folded};
use crate::model::{Kind, Record, RecordId, shown, typed, value};

/// What states are also called.
const STATES: &[(&str, &str)] = &[
    ("complete", "done"),
    ("completed", "done"),
    ("finished", "done"),
    ("wip", "in-progress"),
    ("ongoing", "in-progress"),
    ("started", "in-progress"),
    ("todo", "open"),
    ("pending", "open"),
    ("new", "open"),
    ("not started", "open"),
    ("not yet due", "open"),
    ("on hold", "blocked"),
    ("withdrawn", "cancelled"),
    ("canceled", "cancelled"),
];

/// A reason and a remedy.
pub type No = (String, String);

/// A row that can be taken.
pub struct Row {
    pub number: usize,
    pub group: String,
    /// What it is known by from one import to the next.
    pub key: String,
    /// Its key and what its cells say, and the file.
    pub source: String,
    pub settings: Settings,
    pub progress: Vec<String>,
}

impl Row {
    /// Whether an action came from this very row, cell by cell.
    pub fn stands_in(&self, action: &Record) -> bool {
        action.text("source").split(' ').next() == self.source.split(' ').next()
    }
}

impl Importing<'_> {
    pub(super) fn row(&mut self, number: usize, cells: &[(&Target, String)]) -> Result<Row, No> {
        let group = self.group(cells);
        // Each row counts, whether it can be taken or not: mending one leaves the others what they are.
        let key = self.key(group.as_deref().ok(), cells);
        let group = group?;
        let mut settings = Settings::new();
        let mut details: Vec<String> = Vec::new();
        let mut progress = Vec::new();
        let mut new_people = Vec::new();
        for (target, cell) in cells.iter().filter(|it| !it.1.is_empty()) {
            match target {
                Target::Field(field) if field.key == "detail" => details.push(cell.clone()),
                Target::Field(field) => {
                    let value = self.value(field, cell, &mut new_people)?;
                    settings.push((field.key.to_owned(), value));
                }
                Target::Progress => progress.push(typed::tidy(cell)),
                Target::Detail(heading) => details.push(format!("{heading}: {cell}")),
                Target::Group | Target::Nowhere => (),
            }
        }
        if !settings.iter().any(|it| it.0 == "title" && it.1.is_some()) {
            return Err(("the title is empty".to_owned(), "Write what is to be done into that column".to_owned()));
        }
        if !details.is_empty() {
            settings.push(("detail".to_owned(), Some(value::text(typed::tidy(&details.join("\n"))))));
        }
        let said: Vec<&str> = cells.iter().map(|it| it.1.as_str()).collect();
        let source = format!("{key}-{} {}", short_hash(&said.join("\u{1f}")), self.order.file);
        for person in new_people {
            self.add_person(person);
        }
        Ok(Row { number, group, key, source, settings, progress })
    }

    /// Why a row with more cells than headings cannot be taken. It counts all the same.
    pub(super) fn overlong(&mut self, cells: &[(&Target, String)], count: usize, separator: char) -> No {
        let group = self.group(cells);
        self.key(group.as_deref().ok(), cells);
        (
            format!("it has {count} cells, the headings are {}", cells.len()),
            format!("Put text with a `{separator}` in it between quotation marks"),
        )
    }

    /// Why a row is not taken that would bring in an error. It counts all the same.
    pub(super) fn barred(&mut self, cells: &[(&Target, String)], no: &No) -> No {
        let group = self.group(cells);
        self.key(group.as_deref().ok(), cells);
        no.clone()
    }

    fn group(&self, cells: &[(&Target, String)]) -> Result<String, No> {
        let named = cells.iter().find(|it| *it.0 == Target::Group).map(|it| it.1.as_str()).filter(|it| !it.is_empty());
        let Some(word) = named else {
            return self
                .order
                .group
                .clone()
                .ok_or_else(|| ("no group is named".to_owned(), "Name one with --group CODE".to_owned()));
        };
        let mapped = self.mapped("group", word);
        match find(self.at, &[Kind::Group], mapped.as_deref().unwrap_or(word)) {
            Ok(id) => Ok(id.to_string()),
            Err(error) => {
                let remedy = format!("Say which one is meant: --map 'group:{word}=CODE'");
                Err((shown::not_found(&error), remedy))
            }
        }
    }

    fn value(&mut self, field: &'static Field, cell: &str, new_people: &mut Vec<String>) -> Result<Option<Value>, No> {
        let mapped = self.mapped(field.key, cell);
        let word = mapped.as_deref().unwrap_or(cell);
        let people = |ty: &Type| matches!(ty, Type::Ref([Kind::Person]));
        match &field.ty {
            ty if people(ty) => self.person(field, word, new_people).map(|it| Some(value::text(it))),
            Type::Set(element) if people(element) => {
                let names = word.split([',', ';', '/']).map(str::trim).filter(|it| !it.is_empty());
                let ids =
                    names.map(|it| self.person(field, it, new_people)).collect::<Result<BTreeSet<String>, No>>()?;
                Ok((!ids.is_empty()).then(|| value::texts(ids)))
            }
            _ => {
                let known = STATES.iter().find(|it| field.key == "state" && it.0 == folded(word));
                let word = known.map_or(word, |it| it.1);
                typed::parse(field, word, None, self.at).map_err(|error| {
                    let remedy = match field.ty {
                        Type::Choice(_) => {
                            format!("Say what is meant: --map '{}:{cell}=VALUE'. {}", field.key, error.hint)
                        }
                        _ => error.hint,
                    };
                    (format!("{}: {}", field.in_words(), error.reason), remedy)
                })
            }
        }
    }

    fn person(&mut self, field: &Field, word: &str, new_people: &mut Vec<String>) -> Result<String, No> {
        match self.people.find(self.at, word) {
            Ok(id) => return Ok(id.to_string()),
            Err(NotFound::Ambiguous { candidates, .. }) => {
                let names: Vec<&str> = candidates.iter().map(RecordId::as_str).collect();
                let reason = format!("{}: `{word}` could be {}", field.in_words(), names.join(" or "));
                return Err((reason, format!("Say who is meant: --map '{}:{word}=PERSON'", field.key)));
            }
            Err(NotFound::Unknown { .. } | NotFound::Nobody) => (),
        }
        let name = typed::tidy_line(word);
        match self.people.new.get(&folded(&name)) {
            Some(id) => Ok(id.to_string()),
            None if self.order.create => {
                let id = self.people.id_for(&name);
                if !new_people.contains(&name) {
                    new_people.push(name);
                }
                Ok(id.to_string())
            }
            None => {
                let remedy =
                    format!("Add people with --create, or say who is meant: --map '{}:{word}=PERSON'", field.key);
                Err((format!("{}: there is no person `{word}`", field.in_words()), remedy))
            }
        }
    }

    fn add_person(&mut self, name: String) {
        let id = self.people.id_for(&name);
        if self.people.new.insert(folded(&name), id.clone()).is_some() {
            return;
        }
        let settings = vec![("name".to_owned(), Some(value::text(name)))];
        self.snapshot.put(after(&deed::add(id.clone(), settings, self.at), Record::empty(id.clone())));
        self.people.taken.insert(id.clone());
        self.plan.people.push(id);
    }

    fn mapped(&self, field: &str, word: &str) -> Option<String> {
        self.order.words.get(&(field.to_owned(), folded(word))).cloned()
    }

    /// What a row is known by: its group and title, and how many such rows came before it.
    fn key(&mut self, group: Option<&str>, cells: &[(&Target, String)]) -> String {
        let is_title = |it: &Target| matches!(it, Target::Field(field) if field.key == "title");
        let title = cells.iter().find(|it| is_title(it.0)).map(|it| it.1.as_str()).unwrap_or_default();
        let title = typed::tidy_line(self.mapped("title", title).as_deref().unwrap_or(title));
        let said = format!("{}\u{1f}{}", group.unwrap_or_default(), folded(&title));
        let nth = self.seen.entry(said.clone()).or_insert(0);
        *nth += 1;
        format!("csv:{}", short_hash(&format!("{said}\u{1f}{nth}")))
    }
}
