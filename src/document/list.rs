//! A list of records in the columns that their table names: as text in columns, as a table for spreadsheets.

use super::members::guarded;
use super::record::aligned;
use crate::model::contested::marked_title;
use crate::model::field::Type;
use crate::model::record::Fields;
use crate::model::view::{Action, Decision, Meeting};
use crate::model::{Kind, Record, Standpoint, date, derived, leaf, shown};

/// The heads of the columns of a kind, and a row of cells for each record.
pub fn columns(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let keys = derived::columns(kind);
    let heads = keys.iter().map(|key| head(kind, key)).collect();
    let rows = records.iter().map(|record| keys.iter().map(|key| cell(record, key, at)).collect()).collect();
    (heads, rows)
}

/// The same as text, the columns below each other.
pub fn as_text(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> String {
    let (heads, rows) = columns(kind, records, at);
    aligned(std::iter::once(heads).chain(rows).collect()).into_iter().map(|it| it + "\n").collect()
}

/// The same as CSV.
///
/// # Errors
/// When memory runs out.
pub fn as_csv(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> Result<String, csv::Error> {
    let (heads, rows) = columns(kind, records, at);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(heads).chain(rows) {
        writer.write_record(row.iter().map(|it| guarded(it)))?;
    }
    let bytes = writer.into_inner().map_err(|it| it.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
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
        (Kind::Meeting, "start") => {
            let start = record.get(key).map(|it| shown::show(&Type::LocalTime, it)).unwrap_or_default();
            match (Meeting(record).local_times(at.snapshot), start.rsplit_once(' ')) {
                (Some(clocks), Some((day, _))) => format!("{day} {clocks}"),
                _ => start,
            }
        }
        (Kind::Meeting, "state") if !at.snapshot.exists(&record.id) => "planned by the series".to_owned(),
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
                (None, Some(value)) => leaf::plain(&value),
            }
        }
    }
}
