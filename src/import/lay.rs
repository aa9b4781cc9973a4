//! Laying a row onto the records: the action that it adds, or the one that it changes.

use std::collections::BTreeMap;

use chrono::Datelike;
use toml::Table;

use super::row::Row;
use super::{Importing, KeptField, Laid, Plan};
use crate::model::change::Change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::field::Field;
use crate::model::merge::{Sides, meet};
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, leaf, shown, value};
use crate::store::repo::merge_lines;

impl Importing<'_> {
    /// The action that came from the same row before.
    pub(super) fn known(&self, row: &Row) -> Option<&Record> {
        self.snapshot.get(self.by_key.get(&row.key)?)
    }

    /// Adds the action, or changes the one that came from the same row before.
    pub(super) fn lay(&mut self, row: Row) {
        match self.known(&row).cloned() {
            Some(action) if row.stands_in(&action) => self.plan.unchanged.push(action.id),
            Some(action) => self.lay_onto(&action, row),
            None => self.lay_anew(row),
        }
    }

    fn lay_anew(&mut self, row: Row) {
        let Some(id) = self.fresh_id(&row.group, &row.settings) else { return };
        let mut settings = self.with_a_reason(row.settings, &Table::new());
        settings.push(("source".to_owned(), Some(value::text(row.source))));
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        // What was done at a day that the file does not tell was not done today.
        let action = after(&deed::add(id.clone(), settings, &at), Record::empty(id.clone()));
        let action = self.with_progress(without_invented_days(action, self.at), row.progress);
        self.plan.added.push(id.clone());
        self.plan.laid.push(Laid { row: row.number, id: id.clone(), role: "" });
        self.snapshot.put(action);
        self.ids.push(id);
    }

    fn lay_onto(&mut self, before: &Record, row: Row) {
        let wrote = self.wrote.get(&before.id).cloned().unwrap_or_default();
        let (settings, kept) = what_the_file_changed(&wrote, before, row.number, row.settings);
        let settings = self.with_a_reason(settings, before);
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        let action = after(&deed::edit(before, settings, &at), before.clone());
        let imported = |text: &String| wrote.rows("progress").any(|it| it.text("text") == text);
        let mut action = self.with_progress(action, row.progress.into_iter().filter(|it| !imported(it)).collect());
        if action == *before {
            self.plan.unchanged.push(action.id);
        } else {
            // While a field is not settled the row counts as changed, so that the next import tells of it again.
            if kept.is_empty() {
                action.fields.insert("source".to_owned(), value::text(row.source));
            }
            self.plan.changed.push(action.id.clone());
            self.plan.laid.push(Laid { row: row.number, id: action.id.clone(), role: "" });
            self.ids.push(action.id.clone());
            self.snapshot.put(action);
        }
        self.plan.kept.extend(kept);
    }

    fn with_progress(&self, mut action: Record, progress: Vec<String>) -> Record {
        for text in progress {
            if !action.rows("progress").any(|row| row.text("text") == text) {
                let noted = deed::add_entry(&action, "progress", self.note(&action, &text));
                action = after(&noted, action);
            }
        }
        action
    }

    /// An action that comes to be dropped says why, where neither the file nor anybody here does.
    fn with_a_reason(&self, mut settings: Settings, action: &Table) -> Settings {
        let has = |key: &str| settings.iter().any(|it| it.0 == key);
        let dropped = settings.iter().any(|it| it.0 == "state" && it.1 == Some(value::text("cancelled")));
        if dropped && !has("cancel_reason") && !action.contains_key("cancel_reason") {
            let reason = value::text(format!("Dropped already in {}", self.order.file));
            settings.push(("cancel_reason".to_owned(), Some(reason)));
        }
        settings
    }

    pub(super) fn finished(mut self) -> Plan {
        let ids: Vec<RecordId> = self.plan.people.iter().cloned().chain(self.ids).collect();
        let (added, changed) = (self.plan.added.len(), self.plan.changed.len());
        let actions = |count: usize| shown::count(count, "action", "actions");
        let words = match (added, changed) {
            (added, 0) => format!("Import {} from {}", actions(added), self.order.file),
            (0, changed) => format!("Import changes of {} from {}", actions(changed), self.order.file),
            (added, changed) => {
                format!("Import {} and changes of {changed} from {}", actions(added), self.order.file)
            }
        };
        self.plan.change = Change::among(ids.iter(), self.at.snapshot, &self.snapshot).meaning("import").titled(words);
        self.plan
    }

    fn note(&self, action: &Record, text: &str) -> Table {
        // An imported note bears the day on which the action was raised: nothing nearer is known. Noon of today may
        // be still to come.
        let day = action.date("raised_on").unwrap_or(self.at.today);
        let at = day.and_hms_opt(12, 0, 0).map(|it| it.and_utc().fixed_offset());
        let at = at.map_or(self.at.now, |it| it.min(self.at.now));
        let mut entry = Table::new();
        entry.insert("at".to_owned(), value::instant(at));
        entry.extend(action.get("owner").map(|it| ("by".to_owned(), it.clone())));
        entry.insert("text".to_owned(), value::text(text));
        entry
    }

    fn fresh_id(&mut self, group: &str, settings: &Settings) -> Option<RecordId> {
        let raised = settings.iter().find(|it| it.0 == "raised_on").and_then(|it| value::date_of(it.1.as_ref()?));
        let year = raised.unwrap_or(self.at.today).year();
        let count = self
            .counts
            .entry((group.to_owned(), year))
            .or_insert_with(|| self.workspace.count(Kind::Action, group, year));
        *count += 1;
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        (0..64).find_map(|_| {
            let new =
                NewId { group, day: raised, count: *count, random: crate::workspace::random(), ..NewId::default() };
            new_id(Kind::Action, &new, &at).ok().flatten()
        })
    }
}

/// Fields that go with the state.
const OF_THE_STATE: &[&str] = &["done_on", "closed_on", "closed_at", "cancel_reason"];

/// What is to be set where only the file changed since the last import, and what both changed: that stays.
pub fn what_the_file_changed(
    wrote: &Table,
    record: &Record,
    row: usize,
    settings: Settings,
) -> (Settings, Vec<KeptField>) {
    let kind = record.id.kind;
    let file: Table = settings.into_iter().filter_map(|it| Some((it.0, it.1?))).collect();
    let file = leaf::canonical(kind, file);
    let met = |field: &'static Field| {
        let sides = Sides { base: wrote.get(field.key), ours: record.get(field.key), theirs: file.get(field.key) };
        meet(Some(field), sides, merge_lines)
    };
    let state_stays =
        kind.field("state").is_some_and(|it| file.contains_key("state") && met(it) != Some(file.get("state").cloned()));
    let (mut changed, mut kept) = (Settings::new(), Vec::new());
    for field in file.keys().filter_map(|it| kind.field(it)) {
        let here = record.get(field.key);
        // The day of being done belongs to no action that stays open.
        let met = met(field).filter(|it| it.as_ref() == here || !(state_stays && OF_THE_STATE.contains(&field.key)));
        match met {
            Some(value) if value.as_ref() == here => (),
            Some(value) => changed.push((field.key.to_owned(), value)),
            None => kept.push(KeptField {
                row,
                id: record.id.clone(),
                field,
                here: here.cloned(),
                file: file.get(field.key).cloned(),
            }),
        }
    }
    (changed, kept)
}

/// The actions that came from rows, by what their row is known by.
pub fn known_sources(snapshot: &Snapshot) -> BTreeMap<String, RecordId> {
    let actions = snapshot.of_kind(Kind::Action);
    actions
        .filter_map(|it| Some((it.text("source").strip_prefix("csv:")?.split('-').next()?, it.id.clone())))
        .map(|(key, id)| (format!("csv:{key}"), id))
        .collect()
}

/// A record as a change of it alone leaves it.
pub fn after(change: &Change, record: Record) -> Record {
    let id = record.id.clone();
    let alone: Snapshot = if record.is_empty() { Snapshot::default() } else { [record.clone()].into_iter().collect() };
    // The change was made from this very record, so that it fits.
    change.apply(&alone).ok().and_then(|it| it.get(&id).cloned()).unwrap_or(record)
}

/// An action that the file calls done without a day has none, instead of today.
fn without_invented_days(mut action: Record, at: &Standpoint<'_>) -> Record {
    let raised = action.date("raised_on").is_some_and(|it| it != at.today);
    for day in ["done_on", "closed_on"] {
        if action.date(day) == Some(at.today) && (raised || action.text("state") != "open") {
            action.fields.remove(day);
        }
    }
    action
}
