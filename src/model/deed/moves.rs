//! The rows that say how a day was moved, once it is settled which of two days is to stand.

use toml::{Table, Value};

use super::consequence::moved_day;
use crate::model::contested::{Contest, Said, Version};
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::value;

/// Takes out the rows that led to a day that does not stand: it was never moved there, and nobody shall count it so.
/// `began` is what the record was as far as what follows from editing it goes: choosing one of two days moves nothing,
/// and another day is moved from the one that both began from.
pub fn only_what_stands(contest: &Contest, began: &mut Record, after: &mut Record, at: &Standpoint<'_>) {
    let Some(key) = moved_day(after.id.kind).filter(|it| *it == contest.field) else { return };
    let stands = after.get(key).cloned();
    let mut rows = match after.fields.remove("moved") {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    };
    let is_chosen = |it: &&Version| day(it) == stands.as_ref();
    let (chosen, others): (Vec<&Version>, Vec<&Version>) = contest.versions().map(|it| it.1).partition(is_chosen);
    for other in others {
        let way = way_to(other, contest.before.as_ref(), &rows);
        rows.retain(|it| !way.contains(it));
    }
    match chosen.first() {
        Some(chosen) => {
            put(began, key, stands.as_ref());
            // Somebody who settled it otherwise may have taken out the row of what stands now.
            if way_to(chosen, None, &rows).is_empty() {
                rows.extend(row_of(chosen, contest.before.as_ref(), at));
            }
        }
        None => put(began, key, contest.before.as_ref()),
    }
    if !rows.is_empty() {
        after.fields.insert("moved".to_owned(), Value::Array(rows));
    }
}

/// The rows that lead from what both began from to a value, the last one first; none where they do not lead there.
fn way_to(version: &Version, before: Option<&Value>, rows: &[Value]) -> Vec<Value> {
    let mut way: Vec<Value> = Vec::new();
    let mut to = day(version).cloned();
    while way.is_empty() || to.as_ref() != before {
        let leads_there = |it: &&Value| {
            let Some(row) = it.as_table() else { return false };
            let theirs = version.by.as_deref().is_none_or(|by| row.word("by").is_none_or(|it| it == by));
            theirs && row.get("to") == to.as_ref() && !way.contains(it)
        };
        let Some(row) = rows.iter().rev().find(leads_there) else { break };
        to = row.get("from").cloned();
        way.push(row.clone());
    }
    if before.is_some() && to.as_ref() != before { Vec::new() } else { way }
}

/// The row that a value would have left.
fn row_of(version: &Version, before: Option<&Value>, at: &Standpoint<'_>) -> Option<Value> {
    let (from, to) = (before?, day(version));
    let mut row = Table::new();
    row.insert("from".to_owned(), from.clone());
    row.extend(to.map(|it| ("to".to_owned(), it.clone())));
    row.extend(version.at.map(|it| ("on".to_owned(), value::date(it.date_naive()))));
    row.extend(version.person(at).map(|it| ("by".to_owned(), value::text(it.as_str()))));
    (Some(from) != to).then_some(Value::Table(row))
}

fn day(version: &Version) -> Option<&Value> {
    match &version.value {
        Said::Value(value) => Some(value),
        Said::Nothing | Said::Stay | Said::Go | Said::Unreadable(_) => None,
    }
}

fn put(record: &mut Record, key: &str, value: Option<&Value>) {
    match value {
        Some(value) => record.fields.insert(key.to_owned(), value.clone()),
        None => record.fields.remove(key),
    };
}
