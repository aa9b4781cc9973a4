//! Derived values: what a record is by the rules, beside what stands in its file. JSON and lists read them here.

use toml::Value;

use super::record::{Fields, Record};
use super::standpoint::Standpoint;
use super::view::handover::{self, Stands};
use super::view::{Action, Decision, Meeting};
use super::{Kind, RecordId, value};

/// A value that follows from a record and the others.
pub struct Derived {
    /// Its key in JSON, and its column.
    pub key: &'static str,
    /// How people call it; empty where only programs need it.
    pub label: &'static str,
    /// `None` where it does not apply.
    pub of: fn(&Record, &Standpoint<'_>) -> Option<Value>,
}

const fn derived(key: &'static str, label: &'static str, of: fn(&Record, &Standpoint<'_>) -> Option<Value>) -> Derived {
    Derived { key, label, of }
}

/// The derived values of a kind. One with the key of a field takes its place where it says more.
pub fn of_kind(kind: Kind) -> &'static [Derived] {
    match kind {
        Kind::Meeting => MEETING,
        Kind::Action => ACTION,
        Kind::Decision => DECISION,
        Kind::Item => ITEM,
        Kind::Workspace | Kind::Org | Kind::Person | Kind::Group | Kind::Member | Kind::Measure | Kind::Note => &[],
    }
}

/// The columns of a list of a kind: keys of fields, of derived values, or `id`.
pub fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Workspace => &["id", "name"],
        Kind::Org => &["id", "short", "kind", "name"],
        Kind::Person => &["id", "org", "function", "name"],
        Kind::Group => &["id", "state", "area", "name"],
        Kind::Member => &["id", "term"],
        Kind::Meeting => &["id", "start", "minutes", "state", "title"],
        Kind::Item => &["id", "state", "meeting", "minutes", "presenter", "title"],
        Kind::Action => &["id", "state", "due", "owner", "org", "title"],
        Kind::Decision => &["id", "state", "number", "agreed_on", "title"],
        Kind::Measure => &["id", "unit", "baseline", "target", "title"],
        Kind::Note => &["id", "about", "by", "kind", "state", "text"],
    }
}

const MEETING: &[Derived] = &[
    derived("state", "State", |it, _| Some(value::text(Meeting(it).state().word()))),
    derived("revision", "Revision", |it, _| whole(Meeting(it).revision())),
    derived("local_times", "Local times", |it, at| Some(value::text(Meeting(it).local_times(at.snapshot)?))),
    derived("planned", "", |it, at| (!at.snapshot.exists(&it.id)).then_some(Value::Boolean(true))),
    derived("starts_at", "", |it, _| Some(value::instant(Meeting(it).start_moment()?.fixed_offset()))),
];

const ITEM: &[Derived] = &[derived("handover", "", handed_over)];

const ACTION: &[Derived] = &[
    derived("late", "Late", |it, at| Some(Value::Boolean(Action(it).is_late(at.today)))),
    derived("due_soon", "Due soon", |it, at| {
        Some(Value::Boolean(Action(it).is_due_soon(at.today, days(at, "due_soon_days", 7))))
    }),
    derived("stale", "Stale", |it, at| Some(Value::Boolean(Action(it).is_stale(at.today, stale_days(at))))),
    derived("slipped", "Slipped", |it, _| whole(Action(it).slipped())),
    derived("org", "Organisation", |it, at| Some(value::text(Action(it).org(at)?.as_str()))),
    derived("handover", "", handed_over),
];

const DECISION: &[Derived] =
    &[derived("state", "State", |it, at| Some(value::text(Decision(it).state(at.snapshot, at.today).word())))];

/// Where a record stands: as it is stored, or as it follows from what was done.
pub fn state_of(record: &Record, at: &Standpoint<'_>) -> String {
    match record.id.kind {
        Kind::Meeting => Meeting(record).state().word().to_owned(),
        Kind::Decision => Decision(record).state(at.snapshot, at.today).word().to_owned(),
        Kind::Workspace
        | Kind::Org
        | Kind::Person
        | Kind::Group
        | Kind::Member
        | Kind::Item
        | Kind::Action
        | Kind::Measure
        | Kind::Note => record.text("state").to_owned(),
    }
}

/// A number of days that the workspace sets, else the usual one.
pub fn days(at: &Standpoint<'_>, key: &str, usual: u64) -> u64 {
    let workspace = at.snapshot.get(&RecordId::workspace());
    workspace.and_then(|it| u64::try_from(it.whole(key)?).ok()).unwrap_or(usual)
}

/// After how many days without a word an action is stale.
pub fn stale_days(at: &Standpoint<'_>) -> u64 {
    days(at, "stale_days", 21)
}

/// What became of something that was handed over: which group has it, its item there, and how far that is.
fn handed_over(record: &Record, at: &Standpoint<'_>) -> Option<Value> {
    let handover = handover::of(record, at)?;
    let mut table = toml::Table::new();
    let mut put = |key: &str, words: &str| drop(table.insert(key.to_owned(), value::text(words)));
    put("group", handover.group.as_str());
    put("stands", handover.stands.word());
    if let Some(item) = &handover.item {
        put("item", item.as_str());
    }
    if let Some(text) = handover.stands.more() {
        put("text", text);
    }
    match &handover.stands {
        Stands::Scheduled(meeting) => put("meeting", meeting.as_str()),
        Stands::Decided { outcome, .. } => put("outcome", outcome),
        _ => (),
    }
    Some(Value::Table(table))
}

fn whole(count: usize) -> Option<Value> {
    i64::try_from(count).ok().filter(|it| *it > 0).map(Value::Integer)
}
