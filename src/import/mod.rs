//! Import: rows of a CSV file as a change. A second run of the same file changes nothing.

mod columns;
mod people;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::model::change::Change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::field::{Field, Type};
use crate::model::find::{NotFound, find, folded};
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, shown, typed, value};
use crate::report::Report;

pub use columns::ALIASES;
use columns::{Target, targets};
use people::People;

/// What is asked of an import.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// What the file is called, for the records' `source`.
    pub file: String,
    /// The group of rows that name none.
    pub group: Option<String>,
    /// Column to field; `-` leaves a column out.
    pub columns: BTreeMap<String, String>,
    /// Field and word to the value that is meant.
    pub words: BTreeMap<(String, String), String>,
    /// Whether people who are not there yet are added.
    pub create: bool,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub change: Change,
    pub added: Vec<RecordId>,
    pub changed: Vec<RecordId>,
    pub unchanged: Vec<RecordId>,
    pub people: Vec<RecordId>,
    pub refused: Vec<RefusedRow>,
    /// Columns that are no fields: their cells went into the details.
    pub kept_as_details: Vec<String>,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// As a spreadsheet numbers it: the headings are row 1.
    pub row: usize,
    pub reason: String,
    pub remedy: String,
}

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

/// Plans the import of action points.
///
/// # Errors
/// When the file is no CSV that can be read, a map names what is not there, or no column is the title.
pub fn actions(
    bytes: &[u8],
    order: &Order,
    at: &Standpoint<'_>,
    count: &dyn Fn(&str, i32) -> usize,
) -> Result<Plan, Report> {
    let sheet = sheet::read(bytes)?;
    let targets = targets(&sheet.headings, order)?;
    let mut import = Importing {
        order,
        at,
        count,
        snapshot: at.snapshot.clone(),
        plan: Plan::default(),
        by_key: known_sources(at.snapshot),
        seen: BTreeMap::new(),
        ids: Vec::new(),
        counts: BTreeMap::new(),
        people: People::of(at.snapshot),
    };
    import.plan.kept_as_details = targets
        .iter()
        .filter_map(|it| match it {
            Target::Detail(heading) => Some(heading.clone()),
            _ => None,
        })
        .collect();
    for row in sheet.rows {
        let taken = match row.cells.get(targets.len()..).is_some_and(|it| it.iter().any(|it| !it.is_empty())) {
            true => Err((
                format!("it has {} cells, the headings are {}", row.cells.len(), targets.len()),
                format!("Put text with a `{}` in it between quotation marks", sheet.separator),
            )),
            false => {
                let cells = row.cells.into_iter().chain(std::iter::repeat_with(String::new));
                import.row(&targets.iter().zip(cells).collect::<Vec<_>>())
            }
        };
        if let Err((reason, remedy)) = taken {
            import.plan.refused.push(RefusedRow { row: row.number, reason, remedy });
        }
    }
    Ok(import.finished())
}

struct Importing<'a> {
    order: &'a Order,
    at: &'a Standpoint<'a>,
    count: &'a dyn Fn(&str, i32) -> usize,
    /// The records with those of the rows so far.
    snapshot: Snapshot,
    plan: Plan,
    by_key: BTreeMap<String, RecordId>,
    /// How often a row was there already: the same title twice is two actions.
    seen: BTreeMap<String, usize>,
    /// The actions of the rows that are added or changed, in the order of the rows.
    ids: Vec<RecordId>,
    counts: BTreeMap<(String, i32), usize>,
    people: People,
}

/// A reason and a remedy.
type No = (String, String);

impl Importing<'_> {
    fn row(&mut self, cells: &[(&Target, String)]) -> Result<(), No> {
        let group = self.group(cells)?;
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
        let title = settings.iter().find(|it| it.0 == "title").and_then(|it| it.1.as_ref()).and_then(Value::as_str);
        let Some(title) = title.map(str::to_owned) else {
            return Err(("the title is empty".to_owned(), "Write what is to be done into that column".to_owned()));
        };
        if !details.is_empty() {
            settings.push(("detail".to_owned(), Some(value::text(typed::tidy(&details.join("\n"))))));
        }
        let cancelled =
            settings.iter().any(|it| it.0 == "state" && it.1.as_ref().and_then(Value::as_str) == Some("cancelled"));
        if cancelled && !settings.iter().any(|it| it.0 == "cancel_reason") {
            settings.push((
                "cancel_reason".to_owned(),
                Some(value::text(format!("Dropped already in {}", self.order.file))),
            ));
        }
        let key = self.key(&group, &title);
        let said: Vec<&str> = cells.iter().map(|it| it.1.as_str()).collect();
        let source = format!("{key}-{} {}", short_hash(&said.join("\u{1f}")), self.order.file);
        for person in new_people {
            self.add_person(person);
        }
        self.lay(&group, &key, source, settings, progress);
        Ok(())
    }

    /// Adds the action, or changes the one that came from the same row before.
    fn lay(&mut self, group: &str, key: &str, source: String, mut settings: Settings, progress: Vec<String>) {
        let known = self.by_key.get(key).and_then(|it| self.snapshot.get(it)).cloned();
        if let Some(record) = &known
            && record.text("source").split(' ').next() == source.split(' ').next()
        {
            self.plan.unchanged.push(record.id.clone());
            return;
        }
        settings.push(("source".to_owned(), Some(value::text(source))));
        let Some(id) = known.as_ref().map(|it| it.id.clone()).or_else(|| self.fresh_id(group, &settings)) else {
            return;
        };
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        let before = known.clone();
        let mut record = match known {
            Some(record) => after(&deed::edit(&record, settings, &at), record),
            // What was done at a day that the file does not tell was not done today.
            None => {
                let record = after(&deed::add(id.clone(), settings, &at), Record::empty(id.clone()));
                without_invented_days(record, self.at)
            }
        };
        for text in progress {
            if !record.rows("progress").any(|row| row.text("text") == text) {
                let noted = deed::add_entry(&record, "progress", self.note(&record, &text));
                record = after(&noted, record);
            }
        }
        match &before {
            Some(before) if *before == record => return self.plan.unchanged.push(id),
            Some(_) => self.plan.changed.push(id.clone()),
            None => self.plan.added.push(id.clone()),
        }
        self.snapshot.put(record);
        self.ids.push(id);
    }

    fn finished(mut self) -> Plan {
        let ids: Vec<RecordId> = self.plan.people.iter().cloned().chain(self.ids).collect();
        let (added, changed) = (self.plan.added.len(), self.plan.changed.len());
        let actions = |count: usize| shown::count(count, "action", "actions");
        let words = match (added, changed) {
            (added, 0) => format!("Import {} from {}", actions(added), self.order.file),
            (0, changed) => format!("Import changes of {} from {}", actions(changed), self.order.file),
            (added, changed) => {
                format!("Import {} and changes of {changed} from {}", actions(added), self.order.file)
            }
        };
        self.plan.change = Change::among(ids.iter(), self.at.snapshot, &self.snapshot).meaning("import").titled(words);
        self.plan
    }

    fn note(&self, action: &Record, text: &str) -> Table {
        // An imported note bears the day on which the action was raised: nothing nearer is known.
        let day = action.date("raised_on").unwrap_or(self.at.today);
        let at = day.and_hms_opt(12, 0, 0).map(|it| it.and_utc().fixed_offset()).unwrap_or(self.at.now);
        let mut entry = Table::new();
        entry.insert("at".to_owned(), value::instant(at));
        entry.extend(action.get("owner").map(|it| ("by".to_owned(), it.clone())));
        entry.insert("text".to_owned(), value::text(text));
        entry
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
    fn key(&mut self, group: &str, title: &str) -> String {
        let said = format!("{group}\u{1f}{}", folded(title));
        let nth = self.seen.entry(said.clone()).or_insert(0);
        *nth += 1;
        format!("csv:{}", short_hash(&format!("{said}\u{1f}{nth}")))
    }

    fn fresh_id(&mut self, group: &str, settings: &Settings) -> Option<RecordId> {
        let raised = settings.iter().find(|it| it.0 == "raised_on").and_then(|it| value::date_of(it.1.as_ref()?));
        let year = raised.unwrap_or(self.at.today).year();
        let count = self.counts.entry((group.to_owned(), year)).or_insert_with(|| (self.count)(group, year));
        *count += 1;
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        (0..64).find_map(|_| {
            let new =
                NewId { group, day: raised, count: *count, random: crate::workspace::random(), ..NewId::default() };
            new_id(Kind::Action, &new, &at).ok().flatten()
        })
    }
}

/// The actions that came from rows, by what their row is known by.
fn known_sources(snapshot: &Snapshot) -> BTreeMap<String, RecordId> {
    let actions = snapshot.of_kind(Kind::Action);
    actions
        .filter_map(|it| Some((it.text("source").strip_prefix("csv:")?.split('-').next()?, it.id.clone())))
        .map(|(key, id)| (format!("csv:{key}"), id))
        .collect()
}

/// A record as a change of it alone leaves it.
fn after(change: &Change, record: Record) -> Record {
    let id = record.id.clone();
    let alone: Snapshot = if record.is_empty() { Snapshot::default() } else { [record.clone()].into_iter().collect() };
    // The change was made from this very record, so that it fits.
    change.apply(&alone).ok().and_then(|it| it.get(&id).cloned()).unwrap_or(record)
}

/// An action that the file calls done without a day has none, instead of today.
fn without_invented_days(mut action: Record, at: &Standpoint<'_>) -> Record {
    let raised = action.date("raised_on").is_some_and(|it| it != at.today);
    for day in ["done_on", "closed_on"] {
        if action.date(day) == Some(at.today) && (raised || action.text("state") != "open") {
            action.fields.remove(day);
        }
    }
    action
}

fn short_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|it| format!("{it:02x}")).collect()
}
