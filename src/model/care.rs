//! Care: what has no place in a shared history, or deserves a second look, before it is saved there.

mod marks;

use std::collections::BTreeSet;

use toml::Value;

use super::change::{Change, Edit};
use super::field::{Field, Type};
use super::leaf::{FieldPath, Whole, leaves};
use super::record::{Fields, Record};
use super::snapshot::Snapshot;
use super::{Kind, RecordId, shown};

/// One row: a kind of find, what gives it away, why it matters, and what to do instead.
#[derive(Debug)]
pub struct Row {
    /// One of them, and several: `an e-mail address`, `e-mail addresses`.
    pub one: &'static str,
    pub many: &'static str,
    /// Where it is looked for.
    pub among: Among,
    /// All of them in a text.
    pub find: fn(&str) -> Vec<String>,
    pub why: &'static str,
    pub instead: &'static str,
}

/// Which texts are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    Texts,
    Titles,
}

const CONTACT: &str =
    "Everybody who has this workspace has it for good, and nothing takes contact data out of its past";
const CASE: &str = "What happened at one site, or to one person, must not go into a shared history that never forgets";
const NAME_THEM: &str = "Name the person; their addresses stand in their own record";

/// What is looked for.
pub const TABLE: &[Row] = &[
    Row {
        one: "an e-mail address",
        many: "e-mail addresses",
        among: Among::Texts,
        find: marks::emails,
        why: CONTACT,
        instead: NAME_THEM,
    },
    Row {
        one: "a phone number",
        many: "phone numbers",
        among: Among::Texts,
        find: marks::phones,
        why: CONTACT,
        instead: "Keep a number where it can be thrown away",
    },
    Row {
        one: "the code of a site or an audit",
        many: "codes of sites or audits",
        among: Among::Texts,
        find: marks::sites,
        why: CASE,
        instead: "Write counts, by country or sector, and keep the case where it belongs",
    },
    Row {
        one: "a place on the map",
        many: "places on the map",
        among: Among::Texts,
        find: marks::coordinates,
        why: CASE,
        instead: "Name the country or region",
    },
    Row {
        one: "a word of a single case",
        many: "words of single cases",
        among: Among::Texts,
        find: marks::case_words,
        why: CASE,
        instead: "Speak of the subject in general, in counts, and keep the case where it belongs",
    },
    Row {
        one: "a word that competition law makes delicate",
        many: "words that competition law makes delicate",
        among: Among::Titles,
        find: marks::market_words,
        why: "Prices, margins, terms and whom to deal with are not for a group of competitors, and a title is what others read first",
        instead: "See whether it is for this group at all; if so, choose words that show it",
    },
];

/// Something that a change is about to bring in.
#[derive(Clone, Debug)]
pub struct Find {
    pub row: &'static Row,
    /// The record: its id, or the title of one that is still to come.
    pub of: String,
    /// The key of the field, and what sentences call it.
    pub key: String,
    pub field: String,
    pub found: String,
}

/// What a change brings in that wants a second look. What stood in the same field, or in the record that a new one
/// carries on, is there already; and taking something back brings in nothing that the past does not hold.
pub fn finds(change: &Change, before: &Snapshot) -> Vec<Find> {
    if matches!(change.meaning.deed.as_str(), "undo" | "redo" | "revert") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for edit in &change.edits {
        match edit {
            Edit::Create { record } => {
                let known = origins(record, before);
                let title = format!("\"{}\"", shown::cut(&shown::visible(record.title()), 40));
                let leaves = leaves(record.id.kind, &record.fields, &Whole::new());
                for (path, value) in &leaves {
                    of_leaf(record.id.kind, &title, (path, value), &known, &mut found);
                }
            }
            Edit::Set { id, path, before, after: Some(after) } => {
                let mut known = Vec::new();
                if let (Some(field), Some(before)) = (path.field(id.kind), before) {
                    texts(&field.ty, before, &mut known);
                }
                let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
                of_leaf(id.kind, id.as_str(), (path, after), &known, &mut found);
            }
            Edit::Set { after: None, .. } | Edit::Remove { .. } => (),
        }
    }
    found
}

/// Fields that hold no words of people: where a row was imported from, keys that sign, and what both sides wrote.
const LEFT_ALONE: &[&str] = &["source", "signing_key", "contested"];

/// Fields by which a new record says which one it carries on.
const ORIGINS: &[&str] = &["continues", "referred_from"];

/// The texts of the records that a new one carries on.
fn origins(record: &Record, before: &Snapshot) -> Vec<String> {
    let named = ORIGINS.iter().filter_map(|key| record.word(key));
    let ids =
        named.flat_map(|it| [Kind::Item, Kind::Action].into_iter().filter_map(|kind| RecordId::new(kind, it).ok()));
    let mut known = Vec::new();
    for origin in ids.filter_map(|it| before.get(&it)) {
        let mut own = Vec::new();
        for (key, value) in &origin.fields {
            if let Some(field) = origin.id.kind.field(key) {
                texts(&field.ty, value, &mut own);
            }
        }
        known.extend(own.into_iter().map(str::to_owned));
    }
    known
}

fn of_leaf(kind: Kind, of: &str, (path, value): (&FieldPath, &Value), known: &[String], found: &mut Vec<Find>) {
    let Some(field) = path.field(kind).filter(|_| !LEFT_ALONE.contains(&path.first())) else { return };
    let mut new = Vec::new();
    texts(&field.ty, value, &mut new);
    for row in TABLE.iter().filter(|it| it.looks_at(field)) {
        let known: BTreeSet<String> = known.iter().flat_map(|it| (row.find)(it)).collect();
        let hits: BTreeSet<String> = new.iter().flat_map(|it| (row.find)(it)).collect();
        found.extend(hits.difference(&known).map(|hit| Find {
            row,
            of: of.to_owned(),
            key: path.first().to_owned(),
            field: field.in_words(),
            found: hit.clone(),
        }));
    }
}

/// The texts in a value of a type.
fn texts<'a>(ty: &Type, value: &'a Value, out: &mut Vec<&'a str>) {
    match (ty, value) {
        (Type::Line | Type::Text, Value::String(text)) => out.push(text),
        (Type::Set(inner) | Type::List(inner), Value::Array(values)) => {
            values.iter().for_each(|it| texts(inner, it, out));
        }
        (Type::Rows(_), Value::Array(values)) => values.iter().for_each(|it| texts(ty, it, out)),
        (Type::Table(fields), Value::Table(table)) => of_table(fields, table, out),
        (Type::Rows(rows), Value::Table(table)) => of_table(rows.fields, table, out),
        // One party's, or all of them.
        (Type::Parties(fields), Value::Table(table)) => {
            of_table(fields, table, out);
            table.values().filter_map(Value::as_table).for_each(|it| of_table(fields, it, out));
        }
        _ => (),
    }
}

fn of_table<'a>(fields: &[Field], table: &'a toml::Table, out: &mut Vec<&'a str>) {
    for field in fields {
        if let Some(value) = table.get(field.key) {
            texts(&field.ty, value, out);
        }
    }
}

impl Row {
    fn looks_at(&self, field: &Field) -> bool {
        match self.among {
            Among::Texts => true,
            Among::Titles => field.key == "title",
        }
    }
}

/// So many of one kind are shown.
const SHOWN: usize = 3;

/// What was found, a line for each kind of it, with what gave it away.
pub fn told(finds: &[Find]) -> Vec<String> {
    let mut lines = Vec::new();
    for row in TABLE {
        let own: Vec<&Find> = finds.iter().filter(|it| std::ptr::eq(it.row, row)).collect();
        let shown =
            |it: &&Find| format!("`{}` in {} of {}", shown::cut(&shown::visible(&it.found), 40), it.field, it.of);
        let examples: Vec<String> = own.iter().take(SHOWN).map(shown).collect();
        let what = match own.len() {
            0 => continue,
            1 => row.one.to_owned(),
            many => format!("{many} {}", row.many),
        };
        let more = if own.len() > SHOWN { ", and more" } else { "" };
        lines.push(format!("{what}: {}{more}", examples.join(", ")));
    }
    lines
}

/// Why it matters and what to do instead, each said once, without the last full stop.
pub fn advice(finds: &[Find]) -> Vec<String> {
    let mut advice: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in TABLE.iter().filter(|row| finds.iter().any(|it| std::ptr::eq(it.row, *row))) {
        match advice.iter_mut().find(|it| it.0 == row.why) {
            Some((_, instead)) => instead.push(row.instead),
            None => advice.push((row.why, vec![row.instead])),
        }
    }
    advice.into_iter().map(|(why, instead)| format!("{why}. {}", instead.join(". "))).collect()
}
