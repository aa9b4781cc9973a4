//! The form about several records at once: the fields that can be the same for all, each left as it is where it is empty.

use std::sync::Arc;

use toml::Value;

use super::field::FormField;
use super::{Form, Goal};
use crate::model::deed::{self, Settings};
use crate::model::field::{Field, Place, Type};
use crate::model::{Change, Record, RecordId, Standpoint, free, shown};
use crate::tui::desk::Desk;

impl Form {
    /// A form about several records of one kind; about one field of theirs, where it is named: then Enter saves.
    pub fn several(records: &[&Arc<Record>], key: Option<&str>, desk: &Desk) -> Option<Self> {
        let kind = records.first()?.id.kind;
        let count = shown::count(records.len(), kind.words(), kind.plural());
        let ids = records.iter().map(|it| it.id.clone()).collect();
        let mut form = Self::new(Goal::Several(ids), format!("Change {count}"));
        let fields = kind.fields().filter(|it| key.map_or_else(|| can_be_common(it), |key| it.key == key));
        form.fields.extend(fields.map(|it| {
            let field = FormField::empty(it).optional();
            match free::states(kind, None).filter(|_| it.key == "state") {
                Some(states) => field.among(states),
                None => field,
            }
        }));
        if let (Some(_), [field]) = (key, form.fields.as_slice()) {
            form.title = format!("{} · {count}", field.field.label);
        }
        form.preview(desk);
        Some(form)
    }

    /// Whether it asks for several fields of several records: too much to be lost by one key.
    pub(super) fn is_of_several(&self) -> bool {
        matches!(self.goal, Goal::Several(_)) && self.fields.len() > 1
    }

    /// What is typed, as one change of all of them.
    pub(super) fn change_of_several(&self, ids: &[RecordId], at: &Standpoint<'_>) -> Change {
        let is_emptied = |key: &str| self.fields.iter().any(|it| it.field.key == key && it.is_emptied());
        let is_set = |it: &(String, Option<Value>)| it.1.is_some() || is_emptied(&it.0);
        let settings: Settings = self.settings().into_iter().filter(is_set).collect();
        deed::edit_several(ids.iter().filter_map(|it| at.snapshot.get(it)), &settings, at)
    }

    /// Says at the bottom how much would be saved.
    pub(super) fn preview(&mut self, desk: &Desk) {
        let Goal::Several(ids) = &self.goal else { return };
        self.warns = false;
        let Some(kind) = ids.first().map(|it| it.kind).filter(|_| self.changed() > 0) else {
            self.notes = vec!["What is left empty stays as it is; Ctrl+U empties it.".to_owned()];
            return;
        };
        if (0..self.fields.len()).any(|it| self.is_wrong(it)) {
            self.notes = Vec::new();
            return;
        }
        let changed = self.change_of_several(ids, &desk.at()).ids().len();
        let count = shown::count(changed, kind.words(), kind.plural());
        let mut words = format!("{count}, {}", shown::count(self.changed(), "field", "fields"));
        if changed < ids.len() {
            words.push_str(&format!("; {} like that already", ids.len() - changed));
        }
        let emptied: Vec<&str> = self.fields.iter().filter(|it| it.is_emptied()).map(|it| it.field.label).collect();
        if !emptied.is_empty() {
            words.push_str(&format!("; emptied: {}", emptied.join(", ")));
        }
        self.notes = vec![words];
    }
}

/// Under which a draft about these records is kept: the same for the same ones.
pub(super) fn several_key(ids: &[RecordId]) -> Option<String> {
    let noun = ids.first()?.kind.noun();
    // FNV-1a: the ids of hundreds of records are too long for the name of a file.
    let letters = ids.iter().flat_map(|it| it.as_str().bytes().chain([b'\n']));
    let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, it| (hash ^ u64::from(it)).wrapping_mul(0x100_0000_01b3));
    Some(format!("several-{noun}-{hash:016x}"))
}

/// Whether several records may hold the same in a field: a title or a text is each one's own, and a set would be lost.
fn can_be_common(field: &Field) -> bool {
    matches!(field.place, Place::Form | Place::Later) && matches!(field.ty, Type::Date | Type::Choice(_) | Type::Ref(_))
}
