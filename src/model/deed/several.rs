//! The same deed upon several records at once: one change, so that one undo takes all of it back.

use super::{Settings, done, edit, together};
use crate::model::change::Change;
use crate::model::record::Record;
use crate::model::shown;
use crate::model::standpoint::Standpoint;

/// The change that sets these fields of each of several records; one that stands like that already has no part in it.
pub fn edit_several<'a>(
    records: impl IntoIterator<Item = &'a Record>,
    settings: &Settings,
    at: &Standpoint<'_>,
) -> Change {
    let differs = |it: &&Record| settings.iter().any(|(key, value)| it.get(key) != value.as_ref());
    let records: Vec<&Record> = records.into_iter().filter(differs).collect();
    let Some(kind) = records.first().map(|it| it.id.kind) else { return Change::default() };
    let fields: Vec<String> = settings.iter().filter_map(|it| kind.field(&it.0)).map(|it| it.in_words()).collect();
    as_one(records.into_iter().map(|it| edit(it, settings.clone(), at)), &fields.join(", "))
}

/// Several actions are done, today.
pub fn done_several<'a>(actions: impl IntoIterator<Item = &'a Record>, at: &Standpoint<'_>) -> Change {
    as_one(actions.into_iter().map(|it| done(it, None, at)), "done")
}

/// Changes of one record each as one, told by how many they are; a single one tells itself better.
fn as_one(changes: impl Iterator<Item = Change>, what: &str) -> Change {
    let change = together(changes.filter(|it| !it.is_empty()));
    let ids = change.ids();
    let Some(first) = ids.first().filter(|_| ids.len() > 1) else { return change };
    let group = first.group().filter(|group| ids.iter().all(|it| it.group() == Some(group)));
    let place = group.map(|it| format!(" in {it}")).unwrap_or_default();
    let count = shown::count(ids.len(), first.kind.words(), first.kind.plural());
    change.titled(format!("{count}{place}: {what}"))
}
