//! A list that is being taken in: whom its rows name, who is made, and what is told about it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use super::faults::Barred;
use super::heads::{Cells, Heads, field_of};
use super::lay::after;
use super::names::{Names, code_for, same, short_name};
use super::row::No;
use super::sheet::Sheet;
use super::{Laid, Order, Plan, RefusedRow, short_hash};
use crate::model::change::Change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::field::Field;
use crate::model::find::folded;
use crate::model::id::is_code;
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, shown, typed, value};

/// Whom a word names.
#[derive(Clone, Debug)]
pub enum Named {
    There(RecordId),
    /// Somebody new of that name; a group with that code, where one is given.
    New {
        name: String,
        code: Option<String>,
    },
}

impl Named {
    /// A text that is the same for two words that name the same one.
    pub fn key(&self) -> String {
        match self {
            Self::There(id) => id.to_string(),
            Self::New { name, .. } => format!("new {}", same(name)),
        }
    }

    /// Whether two words name the same one.
    pub fn is(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

/// A list that is being taken in.
pub struct List<'a> {
    pub order: &'a Order,
    pub at: &'a Standpoint<'a>,
    /// The records with those of the rows so far.
    pub snapshot: Snapshot,
    pub plan: Plan,
    pub names: Names,
    /// The records that are added or changed, in the order of the rows.
    pub ids: Vec<RecordId>,
    /// Whether people are added though nobody asked to create what is missing.
    pub adds_people: bool,
    /// What words of a field mean.
    words: BTreeMap<(String, String), String>,
    /// Spellings of names that are taken for somebody's, with the rows.
    spelt: BTreeMap<(String, RecordId), Vec<usize>>,
    shorts: BTreeSet<String>,
}

impl<'a> List<'a> {
    pub fn new(order: &'a Order, at: &'a Standpoint<'a>, heads: &Heads, known: &[&'static str]) -> Self {
        let plain = |it: &str| field_of(it, known).map_or_else(|| it.to_owned(), str::to_owned);
        let words = order.words.iter().map(|((field, word), value)| ((plain(field), word.clone()), value.clone()));
        Self {
            order,
            at,
            snapshot: at.snapshot.clone(),
            plan: Plan { left_out: heads.left_out.clone(), ..Plan::default() },
            names: Names::of(at.snapshot),
            ids: Vec::new(),
            adds_people: false,
            words: words.collect(),
            spelt: BTreeMap::new(),
            shorts: at.snapshot.of_kind(Kind::Org).map(|it| it.text("short").to_owned()).collect(),
        }
    }

    /// Reads each row; those that cannot be taken are named.
    pub fn rows<T>(
        &mut self,
        sheet: &Sheet,
        heads: &Heads,
        barred: &Barred,
        read: impl Fn(&mut Self, usize, Cells) -> Result<T, No>,
    ) -> Vec<T> {
        let mut rows = Vec::new();
        for row in &sheet.rows {
            let (number, count) = (row.number, row.cells.len());
            let too_many = row.cells.get(heads.count()..).is_some_and(|it| it.iter().any(|it| !it.is_empty()));
            let taken = match (too_many, barred.get(&number)) {
                (true, _) => Err((
                    format!("it has {count} cells, the headings are {}", heads.count()),
                    format!("Put text with a `{}` in it between quotation marks", sheet.separator),
                )),
                (false, Some(no)) => Err(no.clone()),
                (false, None) => read(self, number, heads.cells(&row.cells)),
            };
            match taken {
                Ok(row) => rows.push(row),
                Err((reason, remedy)) => self.refuse(number, (reason, remedy)),
            }
        }
        rows
    }

    /// The rows without those that say otherwise than an earlier row about the same thing: taking both would change it
    /// to and fro with each run.
    pub fn without_contradictions<T>(
        &mut self,
        rows: Vec<T>,
        what: &str,
        look: impl Fn(&T) -> (usize, String, &Table),
    ) -> Vec<T> {
        let mut first: BTreeMap<String, (usize, Table)> = BTreeMap::new();
        let mut kept = Vec::new();
        for row in rows {
            let (number, key, fields) = look(&row);
            match first.get(&key) {
                Some((earlier, said))
                    if fields.iter().any(|(key, value)| said.get(key).is_some_and(|it| it != value)) =>
                {
                    let reason = format!("it says otherwise than row {earlier} about the same {what}");
                    self.refuse(number, (reason, "Take out the one that is not right".to_owned()));
                }
                Some(_) => kept.push(row),
                None => {
                    first.insert(key, (number, fields.clone()));
                    kept.push(row);
                }
            }
        }
        kept
    }

    pub fn refuse(&mut self, row: usize, (reason, remedy): No) {
        self.plan.refused.push(RefusedRow { row, reason, remedy });
    }

    /// Keeps which row a record is added or changed by.
    pub fn lay(&mut self, row: usize, id: &RecordId, role: &'static str) {
        self.plan.laid.push(Laid { row, id: id.clone(), role });
        self.ids.push(id.clone());
    }

    /// What a word of a field is said to mean, else the word itself.
    pub fn meant<'w>(&self, field: &str, word: &'w str) -> std::borrow::Cow<'w, str> {
        match self.words.get(&(field.to_owned(), folded(word))) {
            Some(value) => value.clone().into(),
            None => word.into(),
        }
    }

    /// The one of a kind whom a cell names.
    ///
    /// # Errors
    /// When it could be several, or nobody and nobody is to be made.
    pub fn named(&mut self, kind: Kind, field: &str, word: &str, row: usize) -> Result<Named, No> {
        let meant = self.meant(field, word).into_owned();
        let is_mapped = meant != word;
        let found = self.names.called(kind, &meant);
        let creates = self.order.create || kind == Kind::Person && self.adds_people;
        match found.as_slice() {
            [one] => {
                self.notice_spelling(&meant, one, row);
                Ok(Named::There(one.clone()))
            }
            [] if kind == Kind::Group && is_mapped && self.order.create && is_code(&meant) => {
                Ok(Named::New { name: line(word)?, code: Some(meant) })
            }
            [] if creates && !is_mapped => Ok(Named::New { name: line(word)?, code: None }),
            [] if is_mapped => {
                Err((format!("there is no {} `{meant}`", noun(kind)), format!("Correct --map '{field}:{word}=...'")))
            }
            [] => Err((
                format!("there is no {} `{word}`", noun(kind)),
                format!(
                    "Add what is missing with --create, or say who is meant: --map '{field}:{word}={}'",
                    sign(kind)
                ),
            )),
            several => {
                let names: Vec<&str> = several.iter().map(RecordId::as_str).collect();
                let remedy = format!("Say who is meant: --map '{field}:{word}={}'", sign(kind));
                Err((format!("`{word}` could be {}", names.join(" or ")), remedy))
            }
        }
    }

    fn notice_spelling(&mut self, word: &str, id: &RecordId, row: usize) {
        let Some(person) = self.snapshot.get(id).filter(|it| it.id.kind == Kind::Person) else { return };
        let name = person.text("name");
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        let known_as = |it: &str| same(it) == same(&word);
        if name != word && word != id.as_str() && (known_as(name) || person.words("also_called").any(known_as)) {
            self.spelt.entry((word, id.clone())).or_default().push(row);
        }
    }

    /// The id of whom a word names; who is new is made.
    pub fn there(&mut self, kind: Kind, named: Named, settings: Settings) -> Option<RecordId> {
        let (name, code) = match named {
            Named::There(id) => return Some(id),
            Named::New { name, code } => (name, code),
        };
        // An earlier cell of the row may have made it.
        if let [one] = self.names.called(kind, &name).as_slice() {
            return Some(one.clone());
        }
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        let mut fields = vec![("name".to_owned(), Some(value::text(&name)))];
        let group = settings.iter().find(|it| it.0 == "name").and_then(|it| it.1.as_ref()?.as_str());
        let id = match kind {
            Kind::Group => {
                let code = code.or_else(|| code_for(group.unwrap_or(&name), &self.snapshot))?;
                RecordId::new(kind, &code).ok()?
            }
            kind => {
                let random = u64::from_str_radix(&short_hash(&name), 16).unwrap_or(0);
                new_id(kind, &NewId { title: &name, random, ..NewId::default() }, &at).ok().flatten()?
            }
        };
        if kind == Kind::Org {
            let short = short_name(&name, &self.shorts);
            fields.push(("short".to_owned(), Some(value::text(&short))));
            self.shorts.insert(short);
        }
        fields.retain(|it| !settings.iter().any(|own| own.0 == it.0));
        fields.extend(settings);
        let made = after(&deed::add(id.clone(), fields, &at), Record::empty(id.clone()));
        self.names.know(&made);
        match kind {
            Kind::Org => self.plan.orgs.push(id.clone()),
            Kind::Group => self.plan.groups.push((id.clone(), made.text("name").to_owned())),
            _ => self.plan.people.push(id.clone()),
        }
        self.snapshot.put(made);
        Some(id)
    }

    /// The value of a cell that names no record.
    ///
    /// # Errors
    /// When it is no value of that field.
    pub fn value(&self, field: &'static Field, cell: &str) -> Result<Option<toml::Value>, No> {
        let word = self.meant(field.key, cell);
        typed::parse(field, &word, None, self.at)
            .map_err(|error| (format!("{}: {}", field.in_words(), error.reason), error.hint))
    }

    /// The whole plan, its change with a subject in these words.
    pub fn finished(mut self, one: &str, many: &str) -> Plan {
        let spelt = std::mem::take(&mut self.spelt).into_iter();
        for ((word, id), rows) in spelt {
            let name = self.snapshot.get(&id).map(|it| it.text("name")).unwrap_or_default();
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            let noun = if rows.len() == 1 { "row" } else { "rows" };
            let form = if typed::tidy_line(&word) == name { ", composed in another way," } else { "" };
            self.plan.told.push(format!("{noun} {}: `{word}`{form} is taken for {name} ({id}).", rows.join(", ")));
        }
        let plan = &mut self.plan;
        plan.refused.sort_by_key(|it| it.row);
        let groups = plan.groups.iter().map(|it| &it.0);
        let made = plan.orgs.iter().chain(&plan.people).chain(groups);
        let mut ids: Vec<RecordId> = made.cloned().chain(self.ids).collect();
        let mut seen = BTreeSet::new();
        ids.retain(|it| seen.insert(it.clone()));
        let (added, changed) = (plan.added.len(), plan.changed.len());
        let file = &self.order.file;
        let what = match (added, changed) {
            (added, 0) => shown::count(added, one, many),
            (0, changed) => format!("changes of {}", shown::count(changed, one, many)),
            (added, changed) => format!("{} and changes of {changed}", shown::count(added, one, many)),
        };
        let subject = shown::cut(&format!("Import {what} from {file}"), 72).into_owned();
        plan.change = Change::among(ids.iter(), self.at.snapshot, &self.snapshot).meaning("import").titled(subject);
        self.plan
    }
}

/// A name as it is kept.
fn line(word: &str) -> Result<String, No> {
    let name = typed::tidy_line(word);
    match name.chars().find(|it| it.is_control()) {
        None => Ok(name),
        Some(it) => Err((
            format!("a name contains a control character (U+{:04X})", u32::from(it)),
            "Take it out; it may have come in with a paste".to_owned(),
        )),
    }
}

fn noun(kind: Kind) -> &'static str {
    if kind == Kind::Org { "organisation" } else { kind.noun() }
}

fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Group => "CODE",
        Kind::Org => "ORG",
        _ => "PERSON",
    }
}
