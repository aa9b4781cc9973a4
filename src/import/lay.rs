//! Laying a row onto the records: the action that it adds, or the one that it changes.

use std::collections::BTreeMap;

use chrono::Datelike;
use toml::Table;

use super::{Importing, Plan};
use crate::model::change::Change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, shown, value};

impl Importing<'_> {
    /// Adds the action, or changes the one that came from the same row before.
    pub(super) fn lay(
        &mut self,
        group: &str,
        key: &str,
        source: String,
        mut settings: Settings,
        progress: Vec<String>,
    ) {
        let known = self.by_key.get(key).and_then(|it| self.snapshot.get(it)).cloned();
        if let Some(record) = &known
            && record.text("source").split(' ').next() == source.split(' ').next()
        {
            self.plan.unchanged.push(record.id.clone());
            return;
        }
        settings.push(("source".to_owned(), Some(value::text(source))));
        let Some(id) = known.as_ref().map(|it| it.id.clone()).or_else(|| self.fresh_id(group, &settings)) else {
            return;
        };
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        let before = known.clone();
        let mut record = match known {
            Some(record) => after(&deed::edit(&record, settings, &at), record),
            // What was done at a day that the file does not tell was not done today.
            None => {
                let record = after(&deed::add(id.clone(), settings, &at), Record::empty(id.clone()));
                without_invented_days(record, self.at)
            }
        };
        for text in progress {
            if !record.rows("progress").any(|row| row.text("text") == text) {
                let noted = deed::add_entry(&record, "progress", self.note(&record, &text));
                record = after(&noted, record);
            }
        }
        match &before {
            Some(before) if *before == record => return self.plan.unchanged.push(id),
            Some(_) => self.plan.changed.push(id.clone()),
            None => self.plan.added.push(id.clone()),
        }
        self.snapshot.put(record);
        self.ids.push(id);
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
        // An imported note bears the day on which the action was raised: nothing nearer is known.
        let day = action.date("raised_on").unwrap_or(self.at.today);
        let at = day.and_hms_opt(12, 0, 0).map(|it| it.and_utc().fixed_offset()).unwrap_or(self.at.now);
        let mut entry = Table::new();
        entry.insert("at".to_owned(), value::instant(at));
        entry.extend(action.get("owner").map(|it| ("by".to_owned(), it.clone())));
        entry.insert("text".to_owned(), value::text(text));
        entry
    }

    fn fresh_id(&mut self, group: &str, settings: &Settings) -> Option<RecordId> {
        let raised = settings.iter().find(|it| it.0 == "raised_on").and_then(|it| value::date_of(it.1.as_ref()?));
        let year = raised.unwrap_or(self.at.today).year();
        let count = self.counts.entry((group.to_owned(), year)).or_insert_with(|| (self.count)(group, year));
        *count += 1;
        let at = Standpoint { snapshot: &self.snapshot, ..self.at.clone() };
        (0..64).find_map(|_| {
            let new =
                NewId { group, day: raised, count: *count, random: crate::workspace::random(), ..NewId::default() };
            new_id(Kind::Action, &new, &at).ok().flatten()
        })
    }
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
