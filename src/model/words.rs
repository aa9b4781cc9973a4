//! The words of a change: one line that says what was done, one line for each edit, and its fields side by side.

use chrono::Datelike;
use toml::Value;

use super::change::{Change, Edit};
use super::field::{Field, Type};
use super::id::RecordId;
use super::kind::Kind;
use super::leaf::FieldPath;
use super::record::{Fields, Record};
use super::shown::Called;
use super::snapshot::Snapshot;
use super::table::CONTESTED_KEY;
use super::{contested, shown, value};

/// Longest first line of a commit message, in columns.
pub const LONGEST_SUBJECT: usize = 72;

/// Less of a title than this tells nobody anything.
const SHORTEST_TITLE: usize = 12;

/// Longest line about a record that comes or goes.
const LONGEST_LINE: usize = 120;

/// Longest value in a line about one edit.
const LONGEST_VALUE: usize = 80;

/// One field before and after, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub id: RecordId,
    pub label: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What a change did, in one line of at most [`LONGEST_SUBJECT`] columns.
pub fn subject(change: &Change, before: &Snapshot, after: &Snapshot) -> String {
    if let Some(subject) = &change.meaning.subject {
        return shown::cut(&shown::visible(subject), LONGEST_SUBJECT).into_owned();
    }
    let ids = change.ids();
    let line = match ids.iter().collect::<Vec<_>>().as_slice() {
        [] => "Nothing changed".to_owned(),
        [id] => of_one(id, &change.edits, title_of(id, before, after)),
        [first, ..] => {
            let kind = first.kind;
            let same_kind = ids.iter().all(|it| it.kind == kind);
            let group = first.group().filter(|group| ids.iter().all(|it| it.group() == Some(group)));
            let what = if same_kind { kind.plural() } else { "records" };
            let deed = match &change.edits {
                edits if edits.iter().all(|it| matches!(it, Edit::Create { .. })) => "Add",
                edits if edits.iter().all(|it| matches!(it, Edit::Remove { .. })) => "Remove",
                _ => "Change",
            };
            let place = group.map(|it| format!(" in {it}")).unwrap_or_default();
            format!("{deed} {} {what}{place}", ids.len())
        }
    };
    shown::cut(&line, LONGEST_SUBJECT).into_owned()
}

/// One line for each edit, in the order of the change.
pub fn lines(change: &Change) -> Vec<String> {
    change.edits.iter().map(line).collect()
}

/// The fields that a change touches, side by side; of a record made or removed, all its fields.
pub fn differences(change: &Change) -> Vec<Difference> {
    differences_with(change, &|_, _| None)
}

/// The same, with records as they are called.
pub fn differences_with(change: &Change, called: Called<'_>) -> Vec<Difference> {
    change.edits.iter().flat_map(|it| of_edit(it, called)).collect()
}

/// What a field holds, as the words of a difference say it: several lines stay several lines.
pub fn field_words(field: Option<&Field>, value: &Value) -> String {
    field_words_with(field, value, &|_, _| None)
}

/// The same, with records as they are called.
pub fn field_words_with(field: Option<&Field>, value: &Value, called: Called<'_>) -> String {
    match (field, value) {
        (Some(field), Value::String(text)) if field.is_text() => shown::visible_lines(text),
        (Some(field), value) => match (&field.ty, value) {
            (Type::Rows(_), Value::Table(entry)) if field.key == CONTESTED_KEY => {
                contested::entry_in_words(entry, called)
            }
            (Type::Rows(rows), Value::Table(entry)) => {
                shown::show_with(&Type::Table(rows.fields), &Value::Table(entry.clone()), called)
            }
            (ty, value) => shown::show_with(ty, value, called),
        },
        (None, value) => shown::visible(&super::leaf::plain(value)).into_owned(),
    }
}

fn title_of(id: &RecordId, before: &Snapshot, after: &Snapshot) -> String {
    let record = after.get(id).or_else(|| before.get(id));
    record.map(|it| shown::visible(it.title()).into_owned()).unwrap_or_default()
}

fn of_one(id: &RecordId, edits: &[Edit], title: String) -> String {
    match edits {
        [Edit::Create { record }] => made("Add", record),
        [Edit::Remove { record }] => made("Remove", record),
        edits => {
            let told = told_keys(edits);
            let words = match told.as_slice() {
                [key] => one_field(id.kind, key, edits),
                // A new state says more than the word "state".
                keys => keys
                    .iter()
                    // So does what is contested.
                    .map(|key| {
                        if matches!(*key, "state" | CONTESTED_KEY) {
                            one_field(id.kind, key, edits)
                        } else {
                            label(id.kind, key)
                        }
                    })
                    .collect::<Vec<_>>()
                    .join(", "),
            };
            // A group, person or organisation is known by its id; elsewhere the title helps the reader.
            match id.kind {
                Kind::Group | Kind::Person | Kind::Org | Kind::Member | Kind::Workspace => format!("{id}: {words}"),
                _ => match LONGEST_SUBJECT.saturating_sub(id.as_str().len() + words.chars().count() + 5) {
                    room @ SHORTEST_TITLE.. => format!("{id}: {words} ({})", shown::cut(&title, room)),
                    _ => format!("{id}: {words}"),
                },
            }
        }
    }
}

fn made(deed: &str, record: &Record) -> String {
    let id = &record.id;
    let title = shown::visible(record.title()).into_owned();
    match id.kind {
        Kind::Note => format!("{deed} note on {}: {title}", shown::visible(record.text("about"))),
        Kind::Member => {
            let roles: Vec<String> =
                record.rows("term").map(|it| shown::visible(it.text("role")).into_owned()).collect();
            format!("{deed} {id}: {}", roles.join(", "))
        }
        kind => format!("{deed} {} {id}: {title}", kind.noun()),
    }
}

/// The keys worth telling: what only follows from another field is left out where that one is told.
fn told_keys(edits: &[Edit]) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    for edit in edits {
        if let Edit::Set { path, .. } = edit
            && !keys.contains(&path.first())
        {
            keys.push(path.first());
        }
    }
    for (leader, follower) in FOLLOWS {
        if keys.contains(leader) {
            keys.retain(|it| it != follower);
        }
    }
    // What happened comes first: the new state, then the rest in the order of the table.
    keys.sort_by_key(|it| *it != "state");
    keys
}

/// Fields that are told, and what only follows from them.
pub(super) const FOLLOWS: &[(&str, &str)] = &[
    ("due", "moved"),
    ("start", "moved"),
    ("contested", "moved"),
    ("name", "also_called"),
    ("name", "former_names"),
    ("meeting", "order"),
    ("state", "done_on"),
    ("state", "closed_on"),
    ("state", "closed_at"),
    ("state", "cancel_reason"),
    ("owner", "org"),
    ("opened", "attendance"),
    ("opened", "notice_read"),
    ("minutes_issued", "summary"),
    ("minutes_issued", "minutes_revision"),
    ("minutes_issued", "checked_by"),
    ("minutes_issued", "issued_by"),
    ("minutes_issued", "issued_hash"),
    ("checked_by", "checked_hash"),
    ("minutes_approved", "approved_at"),
    ("minutes_approved", "minutes_hash"),
    ("minutes_approved", "came"),
    ("minutes_approved", "next_meeting"),
    ("minutes_approved", "next_start"),
    ("withdrawn_on", "withdrawn_reason"),
    ("agreed_on", "agreed_parties"),
    ("agreed_on", "agreed_rule"),
    ("agreed_on", "agreed_hash"),
    ("agreed_on", "quorate"),
];

pub(super) fn label(kind: Kind, key: &str) -> String {
    kind.field(key).map_or_else(|| shown::visible(key).into_owned(), |it| it.in_words())
}

fn one_field(kind: Kind, key: &str, edits: &[Edit]) -> String {
    let own: Vec<&Edit> =
        edits.iter().filter(|it| matches!(it, Edit::Set { path, .. } if path.first() == key)).collect();
    // Of what a table holds, a reader wants to know which part.
    let part = |path: &FieldPath| match kind.field(key).map(|it| &it.ty) {
        Some(Type::Table(_)) => path.field(kind).map(|it| format!(" {}", it.in_words())),
        _ => None,
    };
    let part = match own.as_slice() {
        [Edit::Set { path, .. }] => part(path).unwrap_or_default(),
        _ => String::new(),
    };
    let name = format!("{}{part}", label(kind, key));
    match own.as_slice() {
        edits if key == CONTESTED_KEY && edits.len() > 1 => contested::several_in_words(kind, edits),
        [Edit::Set { path, before, after, .. }] => set(kind, path, &name, before.as_ref(), after.as_ref()),
        edits => {
            let added = edits.iter().all(|it| matches!(it, Edit::Set { before: None, .. }));
            let removed = edits.iter().all(|it| matches!(it, Edit::Set { after: None, .. }));
            match (added, removed) {
                (true, _) => format!("{name} added"),
                (_, true) => format!("{name} removed"),
                _ => format!("{name} changed"),
            }
        }
    }
}

fn set(kind: Kind, path: &FieldPath, name: &str, before: Option<&Value>, after: Option<&Value>) -> String {
    let field = path.field(kind);
    let ty = field.map(|it| &it.ty);
    match (ty, before, after) {
        (_, _, Some(Value::Table(entry))) if path.first() == CONTESTED_KEY => contested::in_words(kind, entry),
        (_, Some(Value::Table(entry)), None) if path.first() == CONTESTED_KEY => {
            format!("{} settled", contested::label(kind, entry))
        }
        (Some(Type::Rows(_) | Type::Parties(_)), None, Some(_)) => match path.first() {
            "progress" => format!("progress: {}", shown::cut(&entry_text(after), 40)),
            "position" => format!("{} {}", path.below().join(" "), position_words(after)),
            "issue" => "agenda issued".to_owned(),
            _ => format!("{name} added"),
        },
        (Some(Type::Rows(_) | Type::Parties(_)), _, None) => format!("{name} removed"),
        (Some(Type::Text), None, _) => format!("{name} written"),
        (Some(Type::Text), _, None) => format!("{name} removed"),
        (Some(Type::Text), ..) => format!("{name} changed"),
        (Some(Type::Set(_) | Type::List(_)), before, after) => format!("{name} {}", set_words(before, after)),
        (Some(Type::Choice(_)), ..) if path.first() == "state" => arrow(field, before, after),
        _ => format!("{name} {}", arrow(field, before, after)),
    }
}

fn entry_text(entry: Option<&Value>) -> String {
    let text = entry.and_then(Value::as_table).map(|it| it.text("text")).unwrap_or_default();
    shown::visible(text.lines().next().unwrap_or_default()).into_owned()
}

fn position_words(position: Option<&Value>) -> String {
    let stance = Kind::Decision.field("position").and_then(|it| it.ty.inner().iter().find(|it| it.key == "value"));
    let word = position.and_then(Value::as_table).and_then(|it| it.get("value"));
    match (stance, word) {
        (Some(field), Some(word)) => shown::show(&field.ty, word),
        _ => "position".to_owned(),
    }
}

fn set_words(before: Option<&Value>, after: Option<&Value>) -> String {
    let elements = |side: Option<&Value>| -> Vec<String> {
        let elements = side.and_then(Value::as_array).into_iter().flatten();
        elements.map(|it| shown::visible(&super::leaf::plain(it)).into_owned()).collect()
    };
    let (before, after) = (elements(before), elements(after));
    let added = after.iter().filter(|it| !before.contains(it)).map(|it| format!("+{it}"));
    let removed = before.iter().filter(|it| !after.contains(it)).map(|it| format!("-{it}"));
    let words: Vec<String> = added.chain(removed).collect();
    if words.is_empty() { "in another order".to_owned() } else { words.join(" ") }
}

/// `28 Nov -> 12 Dec 2026`; `12 Dec 2026` where there was nothing.
pub(super) fn arrow(field: Option<&Field>, before: Option<&Value>, after: Option<&Value>) -> String {
    let word = |it: &Value| match value::date_of(it) {
        Some(day) => day.format("%-d %b %Y").to_string(),
        None => shown::cut(field_words(field, it).lines().next().unwrap_or_default(), LONGEST_VALUE).into_owned(),
    };
    match (before, after) {
        (None, None) => String::new(),
        (None, Some(after)) => word(after),
        (Some(before), None) => format!("{} -> none", word(before)),
        (Some(before), Some(after)) => match (value::date_of(before), value::date_of(after)) {
            (Some(from), Some(to)) if from.year() == to.year() => {
                format!("{} -> {}", from.format("%-d %b"), word(after))
            }
            _ => format!("{} -> {}", word(before), word(after)),
        },
    }
}

fn line(edit: &Edit) -> String {
    let short = |field: Option<&Field>, value: &Value| {
        let words = field_words(field, value).replace('\n', " / ");
        shown::cut(&words, LONGEST_VALUE).into_owned()
    };
    match edit {
        Edit::Create { record } => {
            shown::cut(&format!("+ {}", made("Add", record).trim_start_matches("Add ")), LONGEST_LINE).into_owned()
        }
        Edit::Remove { record } => {
            shown::cut(&format!("- {}", made("Remove", record).trim_start_matches("Remove ")), LONGEST_LINE)
                .into_owned()
        }
        Edit::Set { id, path, before, after } => {
            let field = path.field(id.kind);
            let name = path_words(id.kind, path);
            match (before, after) {
                (None, Some(after)) => format!("{id} {name}: + {}", short(field, after)),
                (Some(before), None) => format!("{id} {name}: - {}", short(field, before)),
                (Some(before), Some(after)) => {
                    format!("{id} {name}: {} -> {}", short(field, before), short(field, after))
                }
                (None, None) => format!("{id} {name}"),
            }
        }
    }
}

/// The key of a leaf for a reader: the entry of a list of tables by what tells it apart where that is short.
fn path_words(kind: Kind, path: &FieldPath) -> String {
    let steps: Vec<String> = std::iter::once(path.first().to_owned())
        .chain(path.below().iter().map(|it| super::leaf::entry_words(it)).filter(|it| it.chars().count() <= 40))
        .collect();
    match path.entry(kind) {
        Some(entry) if entry.chars().count() > 40 => path.first().to_owned(),
        _ => shown::visible(&steps.join(".")).into_owned(),
    }
}

fn of_edit(edit: &Edit, called: Called<'_>) -> Vec<Difference> {
    let all = |record: &Record| -> Vec<(String, String)> {
        let known = record.id.kind.fields().filter_map(|field| Some((Some(field), field.key, record.get(field.key)?)));
        let unknown = record
            .iter()
            .filter(|(key, _)| record.id.kind.field(key).is_none())
            .map(|(key, value)| (None, key.as_str(), value));
        known
            .chain(unknown)
            .map(|(field, key, value)| {
                (
                    field.map_or_else(|| shown::visible(key).into_owned(), |it| it.label.to_owned()),
                    field_words_with(field, value, called),
                )
            })
            .collect()
    };
    match edit {
        Edit::Create { record } => all(record)
            .into_iter()
            .map(|(label, words)| Difference { id: record.id.clone(), label, before: None, after: Some(words) })
            .collect(),
        Edit::Remove { record } => all(record)
            .into_iter()
            .map(|(label, words)| Difference { id: record.id.clone(), label, before: Some(words), after: None })
            .collect(),
        Edit::Set { id, path, before, after } => {
            let field = path.field(id.kind);
            let outer = id.kind.field(path.first());
            let label = match (outer, field) {
                (Some(outer), Some(field)) if !std::ptr::eq(outer, field) => {
                    format!("{} · {}", outer.label, field.label)
                }
                (Some(outer), _) => match (&outer.ty, path.below()) {
                    (_, [entry]) if outer.key == CONTESTED_KEY => {
                        let entry = shown::visible(&super::leaf::entry_words(entry)).into_owned();
                        let (field, _) = entry.split_once([' ', '.']).unwrap_or((&entry, ""));
                        format!("{} · {}", outer.label, label(id.kind, field))
                    }
                    (Type::Parties(_), [party]) => format!("{} · {}", outer.label, shown::visible(party)),
                    _ => outer.label.to_owned(),
                },
                (None, _) => shown::visible(path.first()).into_owned(),
            };
            let words = |it: &Value| field_words_with(field, it, called);
            vec![Difference {
                id: id.clone(),
                label,
                before: before.as_ref().map(words),
                after: after.as_ref().map(words),
            }]
        }
    }
}
