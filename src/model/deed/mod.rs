//! Deeds: what somebody means to do, as a change. Both front doors make their changes here.

mod agenda;
mod consequence;
mod contested;
pub mod correct;
pub mod decision;
mod group;
pub mod handover;
pub mod item;
mod join;
mod jot;
mod leave;
pub mod meeting;
mod moves;
mod new;
mod note;
mod notice;
mod presence;
mod seat;
mod settle;
mod several;
pub mod sitting;

use std::collections::BTreeSet;

use toml::Value;

use super::change::Change;
use super::record::Record;
use super::standpoint::Standpoint;

pub use agenda::{Destination, NoPlace, move_item};
pub use contested::{Choice, NotSettled, raise, raised, result, settle};
pub use group::{StillOpen, activate, close, lacks, rest};
pub use join::{Joining, NotJoined, join};
pub use jot::{jot_action, jot_decision, park};
pub use leave::{Leaving, is_seated, leave, seats_kept};
pub use meeting::plan;
pub use new::{NewId, new_id, slug, starts};
pub use note::{comment, group_of_note, settle_note};
pub use seat::{NoSeat, Seat, leave_seat, role_label, take_seat};
pub use settle::{close_action, done, drop, note, reopen, stand};
pub use several::{done_several, edit_several};

/// Fields to be set: each key with its new value, `None` to clear it.
pub type Settings = Vec<(String, Option<Value>)>;

/// The change that adds a record with these fields, those that it starts with, and what follows from them.
pub fn add(id: super::RecordId, settings: Settings, at: &Standpoint<'_>) -> Change {
    if let Some((plan, now)) = planned_for(id.kind, &settings, at) {
        return upon(plan, add(id, settings, &Standpoint { snapshot: &now, ..at.clone() }));
    }
    let mut record = Record::empty(id);
    record.fields = starts(&record.id, &settings, at);
    set(&mut record, settings);
    consequence::of_adding(&mut record, at);
    if meeting::begins_with_standing_items(&record, at) {
        return plan(&record, at);
    }
    finished(None, record).meaning_of("add")
}

/// The change that sets these fields of a record, and what follows from that.
pub fn edit(before: &Record, settings: Settings, at: &Standpoint<'_>) -> Change {
    if let Some((plan, now)) = planned_for(before.id.kind, &settings, at) {
        return upon(plan, edit(before, settings, &Standpoint { snapshot: &now, ..at.clone() }));
    }
    let mut after = before.clone();
    set(&mut after, settings);
    consequence::of_editing(before, &mut after, at);
    finished(Some(before), after).meaning_of("edit")
}

/// The meeting that a series only plans and onto whose agenda these fields put an item, as the change that makes it a
/// record; with the records as they are then.
fn planned_for(kind: super::Kind, settings: &Settings, at: &Standpoint<'_>) -> Option<(Change, super::Snapshot)> {
    let (_, meeting) = settings.iter().find(|it| kind == super::Kind::Item && it.0 == "meeting")?;
    let id = super::RecordId::new(super::Kind::Meeting, meeting.as_ref()?.as_str()?).ok()?;
    if at.snapshot.exists(&id) {
        return None;
    }
    let plan = plan(&meeting::meeting_of(&id, at)?, at);
    let now = plan.apply(at.snapshot).ok()?;
    Some((plan, now))
}

/// A change upon records that another one makes, together with that one: they are made as the change leaves them.
pub fn upon(made: Change, change: Change) -> Change {
    let ids: BTreeSet<super::RecordId> = made.ids().into_iter().cloned().collect();
    let (own, others): (Vec<_>, Vec<_>) = change.edits.into_iter().partition(|it| ids.contains(it.id()));
    let none = super::Snapshot::default();
    let before = made.apply(&none).unwrap_or_default();
    let after = Change { edits: own, ..Change::default() }.apply(&before).unwrap_or(before);
    let mut edits = Change::among(ids.iter(), &none, &after).edits;
    edits.extend(others);
    Change { edits, meaning: change.meaning }
}

/// The change that adds an entry to a list of tables; nothing where the very same stands there already.
pub fn add_entry(before: &Record, key: &str, entry: toml::Table) -> Change {
    let mut after = before.clone();
    let entries = after.fields.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    let entry = Value::Table(entry);
    if let Value::Array(entries) = entries
        && !entries.contains(&entry)
    {
        entries.push(entry);
    }
    finished(Some(before), after).meaning_of("edit")
}

/// Several changes as one; it means what the last of them means.
pub fn together(changes: impl IntoIterator<Item = Change>) -> Change {
    let mut all = Change::default();
    for change in changes {
        all.meaning.deed = change.meaning.deed;
        all.edits.extend(change.edits);
    }
    all
}

/// The change that makes a record what it is here, whether it is there already or not.
fn written(after: Record, at: &Standpoint<'_>) -> Change {
    let before = at.snapshot.get(&after.id).cloned();
    finished(before.as_ref(), after)
}

fn set(record: &mut Record, settings: Settings) {
    for (key, value) in settings {
        match value {
            Some(value) => record.fields.insert(key, value),
            None => record.fields.remove(&key),
        };
    }
}

fn finished(before: Option<&Record>, mut after: Record) -> Change {
    after.fields = super::leaf::canonical(after.id.kind, after.fields);
    let before = before.map(|it| std::sync::Arc::new(it.clone()));
    let edits = Change::of_record(before.as_ref(), Some(&std::sync::Arc::new(after)));
    Change { edits, ..Change::default() }
}

impl Change {
    /// Names the deed by the kind of its record: `action.edit`.
    fn meaning_of(self, verb: &str) -> Self {
        let noun = self.edits.first().map(|it| it.id().kind.noun());
        match noun {
            Some(noun) => self.meaning(&format!("{noun}.{verb}")),
            None => self,
        }
    }
}
