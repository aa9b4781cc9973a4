//! The text of an item as it is typed at its meeting: what stands, what is typed over it, and what is kept of that.

use std::collections::BTreeMap;

use toml::Value;

use crate::model::{Kind, Record, RecordId};
use crate::tui::desk::Desk;
use crate::tui::overlay::form::field::FormField;
use crate::tui::overlay::form::minutes_key;
use crate::workspace::Draft;

/// The field that it is.
const KEY: &str = "minute";

/// The text of one item.
pub struct Minutes {
    pub item: RecordId,
    pub field: FormField,
    /// What stood there when somebody began to type.
    pub base: String,
}

impl Minutes {
    /// The text of an item, with what was typed and not saved.
    pub fn of(item: &Record, desk: &Desk) -> Option<Self> {
        let mut field = FormField::new(Kind::Item.field(KEY)?, item.get(KEY), &desk.snapshot);
        let mut base = field.kept_original();
        if let Some(draft) = desk.drafts.iter().find(|it| it.key == minutes_key(&item.id)) {
            draft.fields.get(KEY).into_iter().for_each(|it| field.take_kept(it, &desk.at()));
            // Somebody may have written there since.
            draft.before.get(KEY).into_iter().for_each(|it| base.clone_from(it));
        }
        field.leave();
        Some(Self { item: item.id.clone(), field, base })
    }

    /// What stands in an item, as it would be typed.
    pub fn stands(item: &Record, desk: &Desk) -> String {
        let field = Kind::Item.field(KEY).map(|it| FormField::new(it, item.get(KEY), &desk.snapshot));
        field.map(|it| it.kept_original()).unwrap_or_default()
    }

    /// What is typed, as it would be saved.
    pub fn value(&self) -> Option<Value> {
        self.field.value.clone().ok().flatten()
    }

    /// Whether it says something else than what is saved.
    pub fn is_unsaved(&self, desk: &Desk) -> bool {
        let saved = desk.snapshot.get(&self.item).and_then(|it| it.get(KEY));
        self.field.is_changed() && self.value().as_ref() != saved
    }

    /// Whether somebody else wrote there since somebody began to type here.
    pub fn is_written_over(&self, desk: &Desk) -> bool {
        let stands = desk.snapshot.get(&self.item).map(|it| Self::stands(it, desk));
        self.is_unsaved(desk) && stands.is_some_and(|it| it != self.base)
    }

    /// What is typed and not saved, as a draft keeps it.
    pub fn fields(&self, desk: &Desk) -> Option<BTreeMap<String, String>> {
        self.draft(desk).map(|it| it.fields)
    }

    /// What is typed and not saved.
    pub fn draft(&self, desk: &Desk) -> Option<Draft> {
        let one = |text: String| BTreeMap::from([(KEY.to_owned(), text)]);
        self.is_unsaved(desk).then(|| Draft {
            key: minutes_key(&self.item),
            at: desk.now,
            fields: one(self.field.kept()),
            before: one(self.base.clone()),
        })
    }

    /// Whether a draft of such a text has become what is saved.
    pub fn is_saved(draft: &Draft, desk: &Desk) -> bool {
        let item = draft.key.strip_prefix("minute-").and_then(|it| RecordId::new(Kind::Item, it).ok());
        let Some(item) = item.as_ref().and_then(|it| desk.snapshot.get(it)) else { return false };
        let same = |text: &String| text.trim_end() == Self::stands(item, desk).trim_end();
        draft.fields.get(KEY).is_some_and(same)
    }
}
