//! The workspace in full: who works together, since when and on what, and by when things are to be ready.

use toml::Value;

use super::{Part, Piece, Shape, name_of, of_field, tag};
use crate::model::record::Fields;
use crate::model::view::seats::parties;
use crate::model::{Kind, Record, RecordId, Standpoint, shown};

/// The fields of a workspace in the order in which they are read, each with what belongs behind it.
pub(super) fn told(workspace: &Record, at: &Standpoint<'_>) -> Vec<(&'static str, Vec<Part>)> {
    let field = |key: &'static str| {
        let field = Kind::Workspace.field(key).zip(workspace.get(key));
        (key, field.map(|(field, value)| of_field(field, value, at)).into_iter().collect())
    };
    let days = |key: &'static str| match (Kind::Workspace.field(key), workspace.whole(key)) {
        (Some(field), Some(days)) => {
            let count = usize::try_from(days).unwrap_or(0);
            (key, vec![Part::value(field.label, shown::count(count, "day", "days")).of(key)])
        }
        _ => field(key),
    };
    // The version of the folder's format is for programs.
    let mut told = vec![("format", Vec::new()), party_names(at).unwrap_or_else(|| field("parties"))];
    told.extend(["timezone", "signed_on", "memorandum", "notice"].map(field));
    told.extend(["due_soon_days", "stale_days"].map(days));
    told.push(field("lead_days"));
    told.push(areas(workspace).unwrap_or_else(|| field("area")));
    told
}

fn party_names(at: &Standpoint<'_>) -> Option<(&'static str, Vec<Part>)> {
    let name = |it: &RecordId| Piece::to(format!("{} {}", tag(it, at), name_of(it, at)), it.clone());
    let names: Vec<Piece> = parties(at.snapshot).iter().map(name).collect();
    (!names.is_empty()).then(|| ("parties", vec![Part::new("Parties", names, Shape::Value).of("parties")]))
}

/// The areas of the memorandum: `AQ, Audit quality measures: Develop and implement ...`
fn areas(workspace: &Record) -> Option<(&'static str, Vec<Part>)> {
    let area = |it: &toml::Table| {
        let words = [it.text("code"), it.text("title")].into_iter().filter(|it| !it.is_empty());
        let named = words.collect::<Vec<_>>().join(", ");
        let aim = it.get("aim").and_then(Value::as_str).map(|it| format!(": {it}")).unwrap_or_default();
        shown::visible(&format!("{named}{aim}")).into_owned()
    };
    let areas: Vec<String> = workspace.rows("area").map(area).collect();
    (!areas.is_empty()).then(|| ("area", vec![Part::list("Areas", areas).of("area")]))
}
