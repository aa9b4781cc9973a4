//! Showing records: as JSON, as a row of a list, in full.

use serde_json::{Map, Value as Json, json};
use toml::Value;

use super::printer::Columns;
use crate::document;
use crate::history::Past;
use crate::model::contested::marked_title;
use crate::model::problem::Problem;
use crate::model::record::Fields;
use crate::model::view::{Action, Decision, Meeting};
use crate::model::{Kind, Record, Standpoint, date, derived, shown};

/// A record for programs: id, kind, group, its fields under their names, and what is derived.
pub fn record_json(record: &Record, at: &Standpoint<'_>) -> Json {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(record.id.as_str()));
    object.insert("kind".to_owned(), json!(record.id.kind.noun()));
    if let Some(group) = record.id.group() {
        object.insert("group".to_owned(), json!(group));
    }
    let known = record.id.kind.fields().filter_map(|it| Some((it.key, record.get(it.key)?)));
    let unknown = record.iter().filter(|it| record.id.kind.field(it.0).is_none()).map(|it| (it.0.as_str(), it.1));
    for (key, value) in known.chain(unknown) {
        // A field called like the envelope's own keys gives way: a note's and a meeting's `kind` among them.
        let key = if object.contains_key(key) { format!("{}_{key}", record.id.kind.noun()) } else { key.to_owned() };
        object.insert(key, value_json(value));
    }
    for derived in derived::of_kind(record.id.kind) {
        if let Some(value) = (derived.of)(record, at) {
            object.insert(derived.key.to_owned(), value_json(&value));
        }
    }
    Json::Object(object)
}

/// A value for programs: dates and moments as RFC 3339 text.
pub fn value_json(value: &Value) -> Json {
    match value {
        Value::String(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(flag) => json!(flag),
        Value::Datetime(at) => json!(at.to_string()),
        Value::Array(elements) => elements.iter().map(value_json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, value)| (key.clone(), value_json(value))).collect())
        }
    }
}

/// Records of a kind in the columns that their table names.
pub fn columns(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> Columns {
    let keys = derived::columns(kind);
    let heads = keys.iter().map(|key| head(kind, key)).collect();
    let rows = records.iter().map(|record| keys.iter().map(|key| cell(record, key, at)).collect()).collect();
    Columns { heads, rows }
}

fn head(kind: Kind, key: &str) -> String {
    match kind.field(key) {
        _ if key == "id" => "ID".to_owned(),
        Some(field) => field.label.to_uppercase(),
        None => {
            let derived = derived::of_kind(kind).iter().find(|it| it.key == key);
            derived.map_or_else(|| key.to_uppercase(), |it| it.label.to_uppercase())
        }
    }
}

fn cell(record: &Record, key: &str, at: &Standpoint<'_>) -> String {
    match (record.id.kind, key) {
        (_, "id") => record.id.to_string(),
        (Kind::Action, "state") => {
            let action = Action(record);
            format!("{} {}", action.sign(at.today), action.state().label())
        }
        (Kind::Action, "due") => match Action(record) {
            action if action.is_open() => action.due_words(at.today),
            action => action.due().map(|it| date::near(it, at.today)).unwrap_or_default(),
        },
        (Kind::Meeting, "state") => Meeting(record).state().label().to_owned(),
        (Kind::Decision, "state") => Decision(record).state(at.snapshot, at.today).label().to_owned(),
        (Kind::Member, "term") => {
            let running = record.rows("term").filter(|it| it.date("until").is_none_or(|it| it >= at.today));
            let roles: Vec<String> = running.map(|it| shown::visible(it.text("role")).into_owned()).collect();
            roles.join(", ")
        }
        (kind, key) if key == kind.title_key() => shown::visible(&marked_title(record)).into_owned(),
        (kind, key) => {
            let derived = derived::of_kind(kind).iter().find(|it| it.key == key).and_then(|it| (it.of)(record, at));
            let value = derived.or_else(|| record.get(key).cloned());
            match (kind.field(key), value) {
                (_, None) => String::new(),
                (Some(field), Some(value)) => shown::show(&field.ty, &value),
                (None, Some(value)) => crate::model::leaf::plain(&value),
            }
        }
    }
}

/// Everything about a record, for reading, with its latest changes.
pub fn in_full(record: &Record, past: &Past, problems: &[Problem], at: &Standpoint<'_>) -> String {
    let mut parts = document::record::in_full(record, at);
    parts.extend(document::record::of_past(&record.id, past, at));
    let mut out = document::record::as_text(&record.id, &parts, at);
    if past.has_more {
        out.push_str(&format!("  `comity history {}` tells all.\n", record.id));
    }
    for problem in problems {
        out.push_str(&format!("\n{}", super::printer::problem_line(problem)));
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}
