//! Which records have a title that somebody looks for, without reading the files of all others.

use super::Workspace;
use crate::model::{Kind, RecordId};

/// From so many records on that have changed since titles were remembered, they are worth no more than the files.
const MANY: usize = 400;

impl Workspace {
    /// The records of some kinds whose title fits. Titles are those that are remembered: for a hint that is enough, and
    /// no file is looked at. What is not remembered is among them whatever its title; whoever reads it sees.
    pub fn titled(&self, kinds: &[Kind], fits: impl Fn(&str) -> bool) -> Vec<RecordId> {
        self.titled_as_remembered(kinds, &fits).unwrap_or_else(|| {
            let records = kinds.iter().flat_map(|it| self.snapshot.of_kind(*it));
            records.filter(|it| fits(it.title())).map(|it| it.id.clone()).collect()
        })
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
            let rows = cache.rows(*kind)?.iter();
            ids.extend(rows.filter(|it| cache.title(it).is_none_or(fits)).map(|it| it.id.clone()));
        }
        ids.sort();
        ids.dedup();
        Some(ids)
    }
}
