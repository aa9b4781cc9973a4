//! Import: rows of a CSV file as a change. A second run of the same file changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::model::change::Change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::field::{Field, Type};
use crate::model::find::{NotFound, find, folded};
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, typed, value};
use crate::report::{Exit, Report};

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

/// What columns are also called: folded, with the field that they are.
pub const ALIASES: &[(&str, &str)] = &[
    ("action", "title"),
    ("task", "title"),
    ("what", "title"),
    ("item", "title"),
    ("who", "owner"),
    ("lead", "owner"),
    ("responsible", "owner"),
    ("assignee", "owner"),
    ("assigned to", "owner"),
    ("target date", "due"),
    ("due date", "due"),
    ("deadline", "due"),
    ("by when", "due"),
    ("status", "state"),
    ("raised", "raised_on"),
    ("date", "raised_on"),
    ("opened", "raised_on"),
    ("completed", "done_on"),
    ("done", "done_on"),
    ("details", "detail"),
    ("description", "detail"),
    ("comment", "progress"),
    ("comments", "progress"),
    ("note", "progress"),
    ("notes", "progress"),
    ("update", "progress"),
    ("organisation", "org"),
    ("organization", "org"),
    ("prio", "priority"),
    ("helper", "helpers"),
    ("tag", "tags"),
    ("working group", "group"),
];

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

/// Where the cells of a column go.
#[derive(Clone)]
enum Target {
    Field(&'static Field),
    Progress,
    Group,
    /// Named by its heading, into the details.
    Detail(String),
    Nowhere,
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field(one), Self::Field(other)) => one.key == other.key,
            (Self::Detail(one), Self::Detail(other)) => one == other,
            (Self::Progress, Self::Progress) | (Self::Group, Self::Group) | (Self::Nowhere, Self::Nowhere) => true,
            _ => false,
        }
    }
}

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
    let text = text_of(bytes)?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|it| unreadable(&it))?.clone();
    let targets = targets(&headings, order)?;
    let mut import = Importing {
        order,
        at,
        count,
        snapshot: at.snapshot.clone(),
        plan: Plan::default(),
        by_key: known_sources(at.snapshot),
        seen: BTreeMap::new(),
        ids: BTreeSet::new(),
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
    for (number, row) in reader.records().enumerate() {
        let row = row.map_err(|it| unreadable(&it))?;
        if row.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        let cells: Vec<(&Target, String)> = targets
            .iter()
            .zip(row.iter().chain(std::iter::repeat("")))
            .map(|(target, cell)| (target, unguarded(cell)))
            .collect();
        if let Err((reason, remedy)) = import.row(&cells) {
            import.plan.refused.push(RefusedRow { row: number + 2, reason, remedy });
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
    ids: BTreeSet<RecordId>,
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
        let mut change = match &known {
            Some(record) => deed::edit(record, settings, &at),
            // What was done at a day that the file does not tell was not done today.
            None => without_invented_days(deed::add(id.clone(), settings, &at), self.at),
        };
        let mut after = change.apply(&self.snapshot).unwrap_or_else(|_| self.snapshot.clone());
        for text in progress {
            if let Some(record) =
                after.get(&id).cloned().filter(|it| !it.rows("progress").any(|row| row.text("text") == text))
            {
                let noted = deed::add_entry(&record, "progress", self.note(&record, &text));
                after = noted.apply(&after).unwrap_or(after);
            }
        }
        change = Change::among(std::iter::once(&id), &self.snapshot, &after);
        self.snapshot = after;
        self.ids.insert(id.clone());
        match known {
            _ if change.is_empty() => self.plan.unchanged.push(id),
            Some(_) => self.plan.changed.push(id),
            None => self.plan.added.push(id),
        }
    }

    fn finished(mut self) -> Plan {
        let ids: Vec<RecordId> = self.plan.people.iter().cloned().chain(self.ids).collect();
        let (added, changed) = (self.plan.added.len(), self.plan.changed.len());
        let words = match (added, changed) {
            (added, 0) => format!("Import {added} actions from {}", self.order.file),
            (0, changed) => format!("Import changes of {changed} actions from {}", self.order.file),
            (added, changed) => format!("Import {added} actions and changes of {changed} from {}", self.order.file),
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
                Err((crate::model::shown::not_found(&error), remedy))
            }
        }
    }

    fn value(&self, field: &'static Field, cell: &str, new_people: &mut Vec<String>) -> Result<Option<Value>, No> {
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
                    (format!("{}: {}", field.label.to_lowercase(), error.reason), remedy)
                })
            }
        }
    }

    fn person(&self, field: &Field, word: &str, new_people: &mut Vec<String>) -> Result<String, No> {
        match find(self.at, &[Kind::Person], word) {
            Ok(id) => return Ok(id.to_string()),
            Err(NotFound::Ambiguous { candidates, .. }) => {
                let names: Vec<&str> = candidates.iter().map(RecordId::as_str).collect();
                let reason = format!("{}: `{word}` could be {}", field.label.to_lowercase(), names.join(" or "));
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
                Err((format!("{}: there is no person `{word}`", field.label.to_lowercase()), remedy))
            }
        }
    }

    fn add_person(&mut self, name: String) {
        let id = self.people.id_for(&name);
        if self.people.new.insert(folded(&name), id.clone()).is_some() {
            return;
        }
        let settings = vec![("name".to_owned(), Some(value::text(name)))];
        let change = deed::add(id.clone(), settings, self.at);
        if let Ok(after) = change.apply(&self.snapshot) {
            self.snapshot = after;
            self.people.taken.insert(id.clone());
            self.plan.people.push(id);
        }
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

/// The people who are there, and those whom the import adds.
struct People {
    taken: BTreeSet<RecordId>,
    new: BTreeMap<String, RecordId>,
}

impl People {
    fn of(snapshot: &Snapshot) -> Self {
        Self { taken: snapshot.ids(Kind::Person).into_iter().collect(), new: BTreeMap::new() }
    }

    /// The id that a new person of that name gets.
    fn id_for(&self, name: &str) -> RecordId {
        let slug = deed::slug(name, name.len() as u64);
        let numbered = (1..).map(|nth| if nth == 1 { slug.clone() } else { format!("{slug}-{nth}") });
        let mut ids = numbered.filter_map(|it| RecordId::new(Kind::Person, &it).ok());
        ids.find(|it| !self.taken.contains(it)).unwrap_or_else(RecordId::workspace)
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

/// An action that the file calls done without a day has none, instead of today.
fn without_invented_days(mut change: Change, at: &Standpoint<'_>) -> Change {
    for edit in &mut change.edits {
        if let crate::model::Edit::Create { record } = edit {
            let mut plain = (**record).clone();
            let raised = plain.date("raised_on").is_some_and(|it| it != at.today);
            for day in ["done_on", "closed_on"] {
                if plain.date(day) == Some(at.today) && (raised || plain.text("state") != "open") {
                    plain.fields.remove(day);
                }
            }
            *record = std::sync::Arc::new(plain);
        }
    }
    change
}

fn text_of(bytes: &[u8]) -> Result<String, Report> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|it| **it == b'\n').count() + 1;
        Report::new("E-UTF8", Exit::Invalid, format!("the file is not UTF-8 (line {line})"))
            .hint("Save it as CSV UTF-8, as spreadsheet programs call it")
    })?;
    match text.contains('\0') {
        true => Err(Report::new("E-NUL", Exit::Invalid, "the file holds a NUL").hint("It seems to be no CSV file")),
        false => Ok(text.to_owned()),
    }
}

/// The sign that the headings are separated by.
fn delimiter(text: &str) -> u8 {
    let headings = text.lines().next().unwrap_or_default();
    let count = |it: char| headings.matches(it).count();
    [';', '\t'].into_iter().filter(|it| count(*it) > count(',')).max_by_key(|it| count(*it)).map_or(b',', |it| it as u8)
}

fn targets(headings: &csv::StringRecord, order: &Order) -> Result<Vec<Target>, Report> {
    let plain = |it: &str| folded(it).trim().replace(['_', '-'], " ");
    let mapped: BTreeMap<String, &String> =
        order.columns.iter().map(|(column, field)| (plain(column), field)).collect();
    if let Some(column) = mapped.keys().find(|column| !headings.iter().any(|it| plain(it) == **column)) {
        let there: Vec<&str> = headings.iter().collect();
        return Err(Report::usage(format!("the file has no column `{column}`"))
            .hint(format!("Its columns are {}", there.join(", "))));
    }
    let mut targets = Vec::new();
    for heading in headings {
        let name = plain(heading);
        let word = match mapped.get(&name) {
            Some(field) if *field == "-" => {
                targets.push(Target::Nowhere);
                continue;
            }
            Some(field) => Some(target(field).ok_or_else(|| {
                Report::usage(format!("actions have no field `{field}`"))
                    .hint("`comity action add --help` lists the fields")
            })?),
            None => {
                let alias = ALIASES.iter().find(|it| it.0 == name).map(|it| it.1);
                alias.and_then(target).or_else(|| target(&name.replace(' ', "_")))
            }
        };
        let twice = word.as_ref().is_some_and(|it| {
            targets.contains(it) && *it != Target::Progress && !matches!(it, Target::Field(f) if f.key == "detail")
        });
        targets.push(match word {
            Some(target) if !twice => target,
            _ => Target::Detail(typed::tidy_line(heading)),
        });
    }
    let has_title = targets.iter().any(|it| matches!(it, Target::Field(field) if field.key == "title"));
    match has_title {
        true => Ok(targets),
        false => {
            let there: Vec<&str> = headings.iter().collect();
            Err(Report::usage("no column is the title")
                .hint(format!("Name it: --map COLUMN=title. The columns are {}", there.join(", "))))
        }
    }
}

fn target(name: &str) -> Option<Target> {
    match name {
        "group" => Some(Target::Group),
        "progress" => Some(Target::Progress),
        "source" => None,
        name => Kind::Action.field(name).filter(|it| it.is_settable()).map(Target::Field),
    }
}

/// A cell without the apostrophe that keeps spreadsheets from reading it as a formula.
fn unguarded(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

fn unreadable(error: &csv::Error) -> Report {
    Report::new("E-CSV", Exit::Invalid, format!("the file cannot be read as CSV: {error}"))
        .hint("Save it again as CSV from a spreadsheet program")
}

fn short_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|it| format!("{it:02x}")).collect()
}
