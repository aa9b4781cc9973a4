//! Import of members: each row a seat of somebody in a group, matched on person, group and role.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::faults::{Barred, without_faults};
use super::heads::{Cells, Heads};
use super::lay::after;
use super::list::{List, Named};
use super::roles::{role_said, roles};
use super::row::No;
use super::sheet::{self, Sheet};
use super::terms::{All, Row, ended};
use super::{KeptField, Order, Plan};
use crate::history::History;
use crate::model::deed::{self, Settings, role_label};
use crate::model::field::Field;
use crate::model::merge::{Sides, meet};
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Standpoint, leaf, value};
use crate::report::Report;
use crate::store::repo::merge_lines;
use crate::workspace::Workspace;

/// The fields of a list of members.
pub const FIELDS: &[&str] = &[
    "name",
    "org",
    "group",
    "group_name",
    "role",
    "from",
    "until",
    "former",
    "alternate_for",
    "basis",
    "emails",
    "function",
];

/// Plans the import of members.
///
/// # Errors
/// When the file is no CSV that can be read, a map names what is not there, or a column that is needed is missing;
/// when an object of the history is missing or damaged.
pub fn members(bytes: &[u8], order: &Order, at: &Standpoint<'_>, workspace: &Workspace) -> Result<Plan, Report> {
    let sheet = sheet::read(bytes)?;
    without_faults(at, |barred| plan_members(&sheet, barred, order, at, workspace))
}

fn plan_members(
    sheet: &Sheet,
    barred: &Barred,
    order: &Order,
    at: &Standpoint<'_>,
    workspace: &Workspace,
) -> Result<Plan, Report> {
    let heads = Heads::of(&sheet.headings, order, FIELDS, &["name", "role"])?;
    if !heads.has("group") && !heads.has("group_name") && order.group.is_none() {
        return Err(Report::usage("no column is the group")
            .hint("Name it: --map COLUMN=group; or name the group of all rows: --group CODE"));
    }
    let mut list = List::new(order, at, &heads, FIELDS);
    let rows = list.rows(sheet, &heads, barred, List::seat);
    let rows = list.without_contradictions(rows, "seat", |it| {
        let key = format!("{:?} {} {} {:?}", it.id(), it.said.role, it.said.former, it.term.get("from"));
        (it.number, key, &it.term)
    });
    let all = All::of(&rows);
    let changed: BTreeSet<RecordId> = rows.iter().filter_map(|it| it.changes(&list, &all)).collect();
    let wrote = match changed.is_empty() {
        true => BTreeMap::new(),
        false => History::of(workspace)?.imported(&changed)?,
    };
    for row in rows {
        list.sit(row, &all, &wrote);
    }
    let nowhere =
        list.plan.people.iter().filter(|it| list.snapshot.get(it).is_some_and(|it| it.text("org").is_empty()));
    let nowhere = nowhere.count();
    if nowhere > 0 {
        let who = if nowhere == 1 { "1 person has".to_owned() } else { format!("{nowhere} people have") };
        list.plan.told.push(format!("{who} no organisation yet: `comity person edit PERSON --org ORG`."));
    }
    Ok(list.finished("seat", "seats"))
}

impl List<'_> {
    fn seat(&mut self, number: usize, cells: Cells) -> Result<Row, No> {
        let cell = |key: &str| cells.get(key).map(String::as_str);
        let write = |what: &str| format!("Write {what} into that column");
        let name = cell("name").ok_or_else(|| ("the name is empty".to_owned(), write("who it is")))?;
        let role = cell("role").ok_or_else(|| ("the role is empty".to_owned(), write("what they are in the group")))?;
        let group = self.group(number, cell("group"), cell("group_name"))?;
        let there = match &group {
            Named::There(id) => self.snapshot.get(id),
            Named::New { .. } => None,
        };
        let Some(mut said) = role_said(&self.meant("role", role), there.map(|it| &it.fields)) else {
            let offer: Vec<&str> = roles().iter().map(|it| it.value).collect();
            let remedy = format!("Say what is meant: --map 'role:{role}=ROLE', one of {}", offer.join(", "));
            return Err((format!("`{role}` is no role"), remedy));
        };
        let mut term = Table::new();
        for field in term_fields().iter().filter(|it| matches!(it.key, "from" | "until" | "former" | "basis")) {
            if let Some(value) = cell(field.key).map(|it| self.value(field, it)).transpose()?.flatten() {
                term.insert(field.key.to_owned(), value);
            }
        }
        if term.remove("former") == Some(Value::Boolean(true)) {
            said.former = true;
        }
        if let (Some(from), Some(until)) = (term.date("from"), term.date("until"))
            && until < from
        {
            return Err((
                format!("it ends on {until}, before it begins on {from}"),
                "Correct one of the two days".to_owned(),
            ));
        }
        if let Some(until) = term.date("until") {
            if said.former && until >= self.at.today {
                return Err((
                    format!("`{role}` is over, and it ends only on {until}"),
                    "Correct the role or the day".to_owned(),
                ));
            }
            said.former = until < self.at.today;
        }
        if said.former && !term.contains_key("until") {
            term.insert("former".to_owned(), Value::Boolean(true));
        }
        let org = cell("org").map(|it| self.named(Kind::Org, "org", it, number)).transpose()?;
        let person = self.person(name, cell("emails"), number)?;
        let principal = match cell("alternate_for") {
            Some(word) => Some(self.named(Kind::Person, "alternate_for", word, number)?),
            None => None,
        };
        if principal.as_ref().is_some_and(|it| it.is(&person)) {
            return Err(("somebody is their own alternate".to_owned(), "Name the person they stand in for".to_owned()));
        }
        let emails = self.emails(cell("emails"))?;
        // Everything about the row is understood; now what is new may be made.
        let org = org.and_then(|it| self.there(Kind::Org, it, Settings::new()));
        let mut settings = Settings::new();
        settings.extend(org.as_ref().map(|it| ("org".to_owned(), Some(value::text(it.as_str())))));
        settings.extend(emails.map(|it| ("emails".to_owned(), Some(it))));
        settings.extend(
            cell("function").map(|it| ("function".to_owned(), Some(value::text(crate::model::typed::tidy_line(it))))),
        );
        let none = || ("no id can be made of the name".to_owned(), "Write it with letters".to_owned());
        let person = match person {
            Named::There(id) => {
                // For whom somebody sits there is known already: it tells nothing new of whom they work for.
                if self.sits_for(&id, &group, org.as_ref()) {
                    settings.retain(|it| it.0 != "org");
                }
                self.complete(number, &id, settings);
                id
            }
            new @ Named::New { .. } => self.there(Kind::Person, new, settings).ok_or_else(none)?,
        };
        let group = self.made_group(group, cell("group_name")).ok_or_else(none)?;
        if let Some(principal) = principal.and_then(|it| self.there(Kind::Person, it, Settings::new())) {
            term.insert("alternate_for".to_owned(), value::text(principal.as_str()));
        }
        term.extend(org.map(|it| ("for_org".to_owned(), value::text(it.as_str()))));
        Ok(Row { number, person, group, said, term })
    }

    /// The person of a row: by an address where one is known, else by the name.
    pub fn person(&mut self, name: &str, emails: Option<&str>, row: usize) -> Result<Named, No> {
        for email in emails.into_iter().flat_map(|it| it.split([',', ';', ' '])).filter(|it| it.contains('@')) {
            if let [one] = self.names.called(Kind::Person, email).as_slice() {
                return Ok(Named::There(one.clone()));
            }
        }
        self.named(Kind::Person, "name", name, row)
    }

    /// The addresses in a cell.
    pub fn emails(&self, cell: Option<&str>) -> Result<Option<Value>, No> {
        let Some(field) = Kind::Person.field("emails") else { return Ok(None) };
        let cell = cell.map(|it| it.replace(';', ","));
        Ok(cell.map(|it| self.value(field, &it)).transpose()?.flatten())
    }

    /// Whether a seat of somebody in a group names the organisation.
    fn sits_for(&self, person: &RecordId, group: &Named, org: Option<&RecordId>) -> bool {
        let (Named::There(group), Some(org)) = (group, org) else { return false };
        let member = RecordId::member(group.as_str(), person.as_str()).ok();
        let member = member.and_then(|it| self.at.snapshot.get(&it));
        member.is_some_and(|it| it.rows("term").any(|row| row.text("for_org") == org.as_str()))
    }

    /// Fills in what is not known of a person yet; what is known stays.
    fn complete(&mut self, row: usize, id: &RecordId, settings: Settings) {
        let Some(before) = self.snapshot.get(id).cloned() else { return };
        let mut settings = settings;
        settings.retain(|(key, value)| match key.as_str() {
            "emails" => true,
            key => value.is_some() && !before.contains_key(key),
        });
        for (_, value) in settings.iter_mut().filter(|it| it.0 == "emails") {
            let known = before.words("emails").map(str::to_owned);
            let new = value.iter().flat_map(|it| it.as_array()).flatten().filter_map(Value::as_str).map(str::to_owned);
            let all: BTreeSet<String> = known.chain(new).collect();
            *value = Some(value::texts(all));
        }
        let person = after(&deed::edit(&before, settings, self.at), before.clone());
        if person != before {
            self.names.know(&person);
            self.lay(row, id, "");
            self.snapshot.put(person);
        }
    }

    /// The group of a row: by its code or the word that lists have for it, else by its name.
    pub fn group(&mut self, row: usize, word: Option<&str>, name: Option<&str>) -> Result<Named, No> {
        let Some(first) = word.or(name) else {
            let code = self.order.group.as_ref().and_then(|it| RecordId::new(Kind::Group, it).ok());
            let no = || ("no group is named".to_owned(), "Name one with --group CODE".to_owned());
            return code.map(Named::There).ok_or_else(no);
        };
        if let (Some(_), Some(name)) = (word, name)
            && self.names.called(Kind::Group, &self.meant("group", first)).is_empty()
            // A group that another word of a list stands for already is another one of the same name.
            && let [one] = self.names.called(Kind::Group, name).as_slice()
            && self.snapshot.get(one).is_some_and(|it| it.words("also_called").next().is_none())
        {
            return Ok(Named::There(one.clone()));
        }
        self.named(Kind::Group, "group", first, row)
    }

    /// The group's id; a new one is called as the list calls it, and is known by the list's word for it.
    pub fn made_group(&mut self, group: Named, name: Option<&str>) -> Option<RecordId> {
        let mut settings = Settings::new();
        if let Named::New { name: word, .. } = &group {
            let name = name.map_or_else(|| word.clone(), crate::model::typed::tidy_line);
            if name != *word {
                settings.push(("also_called".to_owned(), Some(value::texts([word]))));
            }
            settings.push(("name".to_owned(), Some(value::text(name))));
        }
        self.there(Kind::Group, group, settings)
    }

    fn sit(&mut self, row: Row, all: &All, wrote: &BTreeMap<RecordId, Table>) {
        let Some(id) = row.id() else { return };
        let before = self.snapshot.get(&id).cloned().unwrap_or_else(|| Record::empty(id.clone()));
        let mut terms: Vec<Table> = before.rows("term").cloned().collect();
        let label = role_label(row.said.role);
        let (number, person, group) = (row.number, &row.person, &row.group);
        let Some(at) = row.place(&terms, self.at.today, all) else {
            if row.said.former && all.is_current(id.clone(), row.said.role) && !row.term.contains_key("from") {
                self.plan.told.push(format!(
                    "row {number}: {person} is {label} of {group} now and was it before; a day in a column `from` tells the two apart."
                ));
                self.plan.unchanged.push(id);
                return;
            }
            let mut term = row.term.clone();
            term.insert("role".to_owned(), value::text(row.said.role));
            terms.push(term);
            self.put_terms(before, terms);
            self.lay(number, &id, row.said.role);
            self.plan.added.push(id);
            return;
        };
        let before_row = terms[at].clone();
        let base = wrote.get(&id).and_then(|it| it.rows("term").find(|it| same_term(it, &before_row)).cloned());
        for field in term_fields() {
            let Some(file) = row.said_of(field.key, &before_row, self.at) else { continue };
            let here = before_row.get(field.key);
            let sides = Sides { base: base.as_ref().and_then(|it| it.get(field.key)), ours: here, theirs: Some(file) };
            match meet(Some(field), sides, merge_lines) {
                Some(Some(value)) => drop(terms[at].insert(field.key.to_owned(), value)),
                Some(None) => drop(terms[at].remove(field.key)),
                None => self.plan.kept.push(KeptField {
                    row: number,
                    id: id.clone(),
                    field,
                    here: here.cloned(),
                    file: Some(file.clone()),
                }),
            }
        }
        if !row.said.former && ended(&before_row, self.at.today) && !row.term.contains_key("until") {
            self.plan.told.push(format!(
                "row {number}: the seat of {person} as {label} of {group} has ended here; the file still names it. \
                 A day in a column `from` begins another one."
            ));
        }
        let changes = terms[at] != before_row;
        if changes {
            self.put_terms(before, terms);
            self.lay(number, &id, row.said.role);
            self.plan.changed.push(id);
        } else {
            self.plan.unchanged.push(id);
        }
    }

    fn put_terms(&mut self, mut member: Record, terms: Vec<Table>) {
        member.fields.insert("term".to_owned(), Value::Array(terms.into_iter().map(Value::Table).collect()));
        member.fields = leaf::canonical(Kind::Member, member.fields);
        self.snapshot.put(member);
    }
}

fn same_term(one: &Table, other: &Table) -> bool {
    one.text("role") == other.text("role") && one.get("from") == other.get("from")
}

fn term_fields() -> &'static [Field] {
    Kind::Member.field("term").map(|it| it.ty.inner()).unwrap_or_default()
}
