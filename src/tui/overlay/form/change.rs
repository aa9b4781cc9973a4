//! What is typed in a form, as a change to the records.

use toml::Value;

use super::{Form, Goal};
use crate::model::check::check_change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::{Change, Kind, Problem, RecordId, Standpoint, leaf, table, value};
use crate::tui::desk::Desk;
use crate::tui::event::Effect;

impl Form {
    /// What is typed, as a change; `None` where a new record's group is not known yet.
    pub(super) fn change(&self, desk: &Desk) -> Option<Change> {
        let at = desk.at();
        match (&self.goal, &self.base) {
            (Goal::Add { kind, group }, _) => self.addition(*kind, group, &at),
            (Goal::Edit(_) | Goal::One(_), Some(base)) => Some(deed::edit(base, self.settings(), &at)),
            (Goal::Progress(_), Some(base)) => Some(deed::note(base, self.first(), &at)),
            (Goal::Drop(_), Some(base)) => Some(deed::drop(base, self.first(), &at)),
            (Goal::Identity | Goal::Override, _) | (_, None) => None,
        }
    }

    fn addition(&self, kind: Kind, group: &str, at: &Standpoint<'_>) -> Option<Change> {
        let typed = self.fields.iter().find(|it| it.field.key == table::GROUP_OF_NEW.key && !group_field(kind));
        let group = match typed {
            Some(field) => leaf::plain(field.value.as_ref().ok()?.as_ref()?),
            None => group.to_owned(),
        };
        let settings: Settings = self
            .fields
            .iter()
            .filter(|it| !std::ptr::eq(it.field, table::GROUP_OF_NEW))
            .filter_map(|it| Some((it.field.key.to_owned(), Some(it.value.clone().ok()??))))
            .collect();
        let given = |key: &str| settings.iter().find(|it| it.0 == key).and_then(|it| it.1.as_ref());
        let day = given("start").and_then(value::local_of).map(|it| it.date());
        let title = given(kind.title_key()).map(leaf::plain).unwrap_or_default();
        let year = chrono::Datelike::year(&day.unwrap_or(at.today));
        let count = match kind.letter() {
            Some(_) => {
                at.snapshot.ids(kind).iter().filter(|it| it.group() == Some(&group) && it.year() == Some(year)).count()
            }
            None => 0,
        };
        let id = (0..64).find_map(|_| {
            let new = NewId { group: &group, title: &title, day, count, random: crate::workspace::random() };
            new_id(kind, &new, at).ok().flatten()
        })?;
        Some(deed::add(id, settings, at))
    }

    /// What the first field holds: all that a short form asks.
    pub(super) fn first(&self) -> Option<Value> {
        self.fields.first().and_then(|it| it.value.clone().ok()?)
    }

    /// The fields that were changed, with their values.
    fn settings(&self) -> Settings {
        let changed = self.fields.iter().filter(|it| it.is_changed());
        changed.filter_map(|it| Some((it.field.key.to_owned(), it.value.clone().ok()?))).collect()
    }

    pub(super) fn problems(&self, change: &Change, desk: &Desk) -> Vec<Problem> {
        match change.apply(&self.under(desk)) {
            Ok(after) => {
                let before = self.under(desk);
                check_change(change, &Standpoint { snapshot: &before, ..desk.at() }, &after)
            }
            Err(_) => Vec::new(),
        }
    }

    /// The records as the form takes them to be.
    fn under(&self, desk: &Desk) -> crate::model::Snapshot {
        let mut snapshot = desk.snapshot.clone();
        if let Some(base) = &self.base {
            snapshot.put(base.clone());
        }
        snapshot
    }

    pub(super) fn identity_effect(&self) -> Effect {
        let text = |key: &str| {
            let field = self.fields.iter().find(|it| it.field.key == key);
            field.and_then(|it| it.value.clone().ok()?).map(|it| leaf::plain(&it)).unwrap_or_default()
        };
        Effect::SetIdentity {
            me: RecordId::new(Kind::Person, &text("me")).ok(),
            name: text("name"),
            email: text("email"),
        }
    }
}

/// Whether the kind itself has a field called like the pseudo field.
fn group_field(kind: Kind) -> bool {
    kind.field(table::GROUP_OF_NEW.key).is_some()
}
