//! Which records have a title that somebody looks for, without reading the files of all others.

use super::Workspace;
use crate::model::{Kind, RecordId};

/// From so many records on that have changed since titles were remembered, they are worth no more than the files.
const MANY: usize = 400;

impl Workspace {
    /// The records of some kinds whose title fits. Titles are those that are remembered: for a hint that is enough, and
    /// no file is looked at. What is not remembered is among them whatever its title; whoever reads it sees.
    pub fn titled(&self, kinds: &[Kind], fits: impl Fn(&str) -> bool) -> Vec<RecordId> {
        let as_read = || kinds.iter().flat_map(|it| self.with_title(*it, &fits)).collect();
        self.titled_as_remembered(kinds, &fits).unwrap_or_else(as_read)
    }

    fn with_title(&self, kind: Kind, fits: &dyn Fn(&str) -> bool) -> impl Iterator<Item = RecordId> {
        self.snapshot.of_kind(kind).filter(|it| fits(it.title())).map(|it| it.id.clone())
    }

    fn titled_as_remembered(&self, kinds: &[Kind], fits: &dyn Fn(&str) -> bool) -> Option<Vec<RecordId>> {
        let cache = self.shelf.cache()?;
        let changed = self.repo.file_differences(Some(cache.newest()?), self.seen.as_deref()).ok()?;
        let changed = changed.iter().filter_map(|it| RecordId::from_path(&it.path));
        let mut ids: Vec<RecordId> = changed.filter(|it| kinds.contains(&it.kind)).collect();
        if ids.len() >= MANY {
            return None;
        }
        for kind in kinds {
            match cache.rows(*kind) {
                Some(rows) => {
                    let rows = rows.iter().filter(|it| cache.title(it).is_none_or(fits));
                    ids.extend(rows.map(|it| it.id.clone()));
                }
                // Nobody has looked for that kind yet.
                None => ids.extend(self.with_title(*kind, fits)),
            }
        }
        ids.sort();
        ids.dedup();
        Some(ids)
    }
}
