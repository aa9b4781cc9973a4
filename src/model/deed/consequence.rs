//! What follows from setting a field: the acts that are stored with it.

use toml::{Table, Value};

use crate::model::find::folded;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::{Standpoint, org_of};
use crate::model::view::{Agenda, text_hash};
use crate::model::{Kind, RecordId, value};

/// What follows from a record's first fields.
pub fn of_adding(record: &mut Record, at: &Standpoint<'_>) {
    match record.id.kind {
        Kind::Item => {
            take_a_place(record, at);
            accept(record);
        }
        Kind::Action => finished_action(record, at),
        Kind::Decision => agreed_decision(None, record, at),
        Kind::Workspace
        | Kind::Org
        | Kind::Person
        | Kind::Group
        | Kind::Member
        | Kind::Meeting
        | Kind::Measure
        | Kind::Note => (),
    }
}

/// What follows from a change of fields.
pub fn of_editing(before: &Record, after: &mut Record, at: &Standpoint<'_>) {
    // A meeting that was held did not move any more; a slip is put right.
    if let Some(key) = moved_day(after.id.kind).filter(|_| !before.contains_key("closed")) {
        moved(before, after, key, at);
    }
    match after.id.kind {
        Kind::Action => {
            of_another_owner(before, after, at);
            if before.text("state") != after.text("state") {
                reopened_action(before, after);
                finished_action(after, at);
            }
        }
        Kind::Item => {
            let elsewhere = before.get("meeting") != after.get("meeting");
            if elsewhere && before.get("order") == after.get("order") {
                after.fields.remove("order");
                take_a_place(after, at);
            }
            if elsewhere {
                accept(after);
            }
            if before.get("outcome") != after.get("outcome") && after.text("state") == "accepted" {
                after.fields.insert("state".to_owned(), value::text("concluded"));
            }
        }
        Kind::Decision => agreed_decision(Some(before), after, at),
        Kind::Org => renamed(before, after, "former_names"),
        Kind::Person | Kind::Group => renamed(before, after, "also_called"),
        Kind::Workspace | Kind::Member | Kind::Meeting | Kind::Measure | Kind::Note => (),
    }
}

/// Who gets another name is still known by the old one: the lists of others change later, or never.
fn renamed(before: &Record, after: &mut Record, key: &str) {
    let (old, new) = (before.text("name").to_owned(), after.text("name").to_owned());
    let is_somebody = !old.is_empty() && !before.flag("placeholder");
    if !is_somebody || before.get(key) != after.get(key) || folded(&old) == folded(&new) {
        return;
    }
    let others = after.words(key).filter(|it| *it != new && *it != old);
    let names = value::texts([old.as_str()].into_iter().chain(others));
    after.fields.insert(key.to_owned(), names);
}

/// The day whose moves a record of a kind keeps.
pub fn moved_day(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Action => Some("due"),
        Kind::Meeting => Some("start"),
        _ => None,
    }
}

/// Moving a date leaves a row that says so: from, to, on, by.
fn moved(before: &Record, after: &mut Record, key: &str, at: &Standpoint<'_>) {
    let (Some(from), to) = (before.get(key), after.get(key)) else { return };
    if Some(from) == to {
        return;
    }
    let mut row = Table::new();
    row.insert("from".to_owned(), from.clone());
    row.extend(to.map(|it| ("to".to_owned(), it.clone())));
    row.insert("on".to_owned(), value::date(at.today));
    row.extend(at.me.as_ref().map(|it| ("by".to_owned(), value::text(it.as_str()))));
    let rows = after.fields.entry("moved").or_insert_with(|| Value::Array(Vec::new()));
    let row = Value::Table(row);
    // To and fro on one day is the same row again.
    if let Value::Array(rows) = rows
        && !rows.contains(&row)
    {
        rows.push(row);
    }
}

/// An action goes with its owner: it belongs to the new one's organisation where it belonged to the old one's.
fn of_another_owner(before: &Record, after: &mut Record, at: &Standpoint<'_>) {
    if before.get("owner") == after.get("owner") || before.get("org") != after.get("org") {
        return;
    }
    let org = |record: &Record| org_of(at.snapshot, &RecordId::new(Kind::Person, record.word("owner")?).ok()?);
    let followed = before.word("org").is_none_or(|it| org(before).is_none_or(|own| own.as_str() == it));
    if let (true, Some(org)) = (followed, org(after)) {
        after.fields.insert("org".to_owned(), value::text(org.as_str()));
    }
}

/// The day on which an action was done or closed: today, unless somebody says another.
fn finished_action(action: &mut Record, at: &Standpoint<'_>) {
    let today = || value::date(at.today);
    let days: &[&str] = match action.text("state") {
        "done" => &["done_on"],
        "closed" => &["done_on", "closed_on"],
        _ => &[],
    };
    for day in days {
        action.fields.entry(*day).or_insert_with(today);
    }
}

/// What an action no longer is, it was not; what somebody says in the same breath stands.
fn reopened_action(before: &Record, after: &mut Record) {
    let gone: &[&str] = match after.text("state") {
        "done" => &["closed_on", "closed_at", "cancel_reason"],
        "closed" => &["cancel_reason"],
        "cancelled" => &["done_on", "closed_on", "closed_at"],
        _ => &["done_on", "closed_on", "closed_at", "cancel_reason"],
    };
    for key in gone {
        if before.get(*key) == after.get(*key) {
            after.fields.remove(*key);
        }
    }
}

/// An item that comes to a meeting goes behind the others.
pub(super) fn take_a_place(item: &mut Record, at: &Standpoint<'_>) {
    let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
    let Some(meeting) = meeting.and_then(|it| at.snapshot.get(&it)) else { return };
    let agenda = Agenda::of(at.snapshot, meeting);
    let last = agenda.slots.iter().filter(|it| it.item.id != item.id).filter_map(|it| it.item.whole("order")).max();
    if let Some(order) = crate::model::view::between(last, None) {
        item.fields.entry("order").or_insert(Value::Integer(order));
    }
}

/// Who puts an item on an agenda accepts it.
fn accept(item: &mut Record) {
    if item.contains_key("meeting") && item.text("state") == "proposed" {
        item.fields.insert("state".to_owned(), value::text("accepted"));
    }
}

/// The agreement copies the parties and the rule of its day, so that later settings never undo it.
fn agreed_decision(before: Option<&Record>, after: &mut Record, at: &Standpoint<'_>) {
    let first_time = after.contains_key("agreed_on") && !before.is_some_and(|it| it.contains_key("agreed_on"));
    if !first_time {
        return;
    }
    let workspace = at.snapshot.get(&RecordId::workspace());
    let parties: Vec<&str> = workspace.into_iter().flat_map(|it| it.words("parties")).collect();
    if !parties.is_empty() {
        after.fields.entry("agreed_parties").or_insert_with(|| value::texts(parties));
    }
    let group = after.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
    let rules = group.and_then(|it| at.snapshot.get(&it)).and_then(|it| it.table("rules"));
    let rule = rules.and_then(|it| it.word("endorsement")).unwrap_or("each-party");
    after.fields.entry("agreed_rule").or_insert_with(|| value::text(rule));
    // Where the group's word is enough, no position says of which words it was.
    if after.text("agreed_rule") == "group" {
        let hash = text_hash(after);
        after.fields.entry("agreed_hash").or_insert_with(|| value::text(hash));
    }
}
