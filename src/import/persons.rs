//! Import of people: each row somebody, known by an address or by the name.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use super::faults::{Barred, without_faults};
use super::heads::{Cells, Heads};
use super::lay::{after, what_the_file_changed};
use super::list::{List, Named};
use super::row::No;
use super::sheet::{self, Sheet};
use super::{Order, Plan};
use crate::history::History;
use crate::model::deed::{self, Settings};
use crate::model::{Kind, RecordId, Standpoint, value};
use crate::report::Report;
use crate::workspace::Workspace;

/// The fields of a list of people.
pub const FIELDS: &[&str] = &["name", "org", "function", "emails", "management", "endorses_for", "status"];

struct Row {
    number: usize,
    person: Named,
    fields: Table,
}

/// Plans the import of people.
///
/// # Errors
/// When the file is no CSV that can be read, a map names what is not there, or no column is the name;
/// when an object of the history is missing or damaged.
pub fn people(bytes: &[u8], order: &Order, at: &Standpoint<'_>, workspace: &Workspace) -> Result<Plan, Report> {
    let sheet = sheet::read(bytes)?;
    without_faults(at, |barred| plan_people(&sheet, barred, order, at, workspace))
}

fn plan_people(
    sheet: &Sheet,
    barred: &Barred,
    order: &Order,
    at: &Standpoint<'_>,
    workspace: &Workspace,
) -> Result<Plan, Report> {
    let heads = Heads::of(&sheet.headings, order, FIELDS, &["name"])?;
    let mut list = List::new(order, at, &heads, FIELDS);
    // A list of people is there to add them.
    list.adds_people = true;
    let rows = list.rows(sheet, &heads, barred, List::somebody);
    let rows = list.without_contradictions(rows, "person", |it| (it.number, it.person.key(), &it.fields));
    let differs = |row: &Row| match &row.person {
        Named::There(id) => {
            let person = at.snapshot.get(id)?;
            row.fields.iter().any(|(key, value)| person.get(key) != Some(value)).then(|| id.clone())
        }
        Named::New { .. } => None,
    };
    let changed: BTreeSet<RecordId> = rows.iter().filter_map(differs).collect();
    let wrote = match changed.is_empty() {
        true => BTreeMap::new(),
        false => History::of(workspace)?.imported(&changed)?,
    };
    for row in rows {
        list.take_in(row, &wrote);
    }
    // They are what the list is about, not what it needs besides.
    list.plan.added = std::mem::take(&mut list.plan.people);
    list.ids.extend(list.plan.added.clone());
    Ok(list.finished("person", "people"))
}

impl List<'_> {
    fn somebody(&mut self, number: usize, cells: Cells) -> Result<Row, No> {
        let name = cells
            .get("name")
            .ok_or_else(|| ("the name is empty".to_owned(), "Write who it is into that column".to_owned()))?;
        let mut settings = Settings::new();
        for key in ["function", "management", "status"] {
            let field = Kind::Person.field(key).zip(cells.get(key));
            if let Some(value) = field.map(|(field, cell)| self.value(field, cell)).transpose()? {
                settings.push((key.to_owned(), value));
            }
        }
        let emails = self.emails(cells.get("emails").map(String::as_str))?;
        settings.extend(emails.map(|it| ("emails".to_owned(), Some(it))));
        let org = cells.get("org").map(|it| self.named(Kind::Org, "org", it, number)).transpose()?;
        let words = cells.get("endorses_for").into_iter().flat_map(|it| it.split([',', ';']));
        let mut parties = Vec::new();
        for word in words.map(str::trim).filter(|it| !it.is_empty()) {
            parties.push(self.named(Kind::Org, "endorses_for", word, number)?);
        }
        let person = self.person(name, cells.get("emails").map(String::as_str), number)?;
        let renamed = match &person {
            // Known by the address: the name is what changed.
            Named::There(id) => {
                let known = self.names.called(Kind::Person, &self.meant("name", name));
                !known.contains(id)
            }
            Named::New { .. } => false,
        };
        if renamed && let Some(field) = Kind::Person.field("name") {
            settings.push(("name".to_owned(), self.value(field, name)?));
        }
        // Everything about the row is understood; now what is new may be made.
        let org = org.and_then(|it| self.there(Kind::Org, it, Settings::new()));
        settings.extend(org.map(|it| ("org".to_owned(), Some(value::text(it.as_str())))));
        let parties: BTreeSet<String> = parties
            .into_iter()
            .filter_map(|it| self.there(Kind::Org, it, Settings::new()))
            .map(|it| it.to_string())
            .collect();
        if !parties.is_empty() {
            settings.push(("endorses_for".to_owned(), Some(value::texts(parties))));
        }
        let fields = settings.into_iter().filter_map(|it| Some((it.0, it.1?))).collect();
        Ok(Row { number, person, fields })
    }

    fn take_in(&mut self, row: Row, wrote: &BTreeMap<RecordId, Table>) {
        let settings: Settings = row.fields.into_iter().map(|(key, value)| (key, Some(value))).collect();
        let there = match &row.person {
            Named::There(id) => Some(id.clone()),
            // An earlier row of the file may have been about the same person.
            Named::New { name, .. } => self.names.called(Kind::Person, name).into_iter().next(),
        };
        let Some(before) = there.and_then(|it| self.snapshot.get(&it)).cloned() else {
            if let Some(id) = self.there(Kind::Person, row.person, settings) {
                self.lay(row.number, &id, "");
            }
            return;
        };
        let none = Table::new();
        let (settings, kept) =
            what_the_file_changed(wrote.get(&before.id).unwrap_or(&none), &before, row.number, settings);
        let person = after(&deed::edit(&before, settings, self.at), before.clone());
        let is_new = self.plan.people.contains(&before.id);
        if person == before {
            self.plan.unchanged.push(before.id);
        } else {
            self.names.know(&person);
            if !is_new {
                self.plan.changed.push(person.id.clone());
            }
            self.lay(row.number, &person.id, "");
            self.snapshot.put(person);
        }
        self.plan.kept.extend(kept);
    }
}
