//! Records for programs: as JSON.

use serde_json::{Map, Value as Json, json};
use toml::Value;

use crate::model::{Kind, Record, Standpoint, derived};

/// The name of the shape in which everything is told to programs.
pub const SCHEMA: &str = "comity.v1";

/// A list of records of a kind as the command line prints it, without what belongs to the moment.
pub fn list(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> String {
    let data: Json = records.iter().map(|it| record_json(it, at)).collect();
    printed(&format!("{}.list", kind.noun()), data)
}

/// One record as the command line prints it.
pub fn one(record: &Record, at: &Standpoint<'_>) -> String {
    printed(&format!("{}.show", record.id.kind.noun()), record_json(record, at))
}

fn printed(kind: &str, data: Json) -> String {
    format!("{:#}\n", json!({ "schema": SCHEMA, "kind": kind, "data": data }))
}

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
