//! The files of papers when a change is taken back: what it had laid down goes with its row, and comes back with it.

use std::collections::BTreeSet;

use super::Workspace;
use super::papers::{is_named, papers_of, sha256};
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Snapshot};
use crate::store::landing::LandingFile;
use crate::store::repo::SavedFiles;

/// A paper's file below the workspace, and what its row says that it contains.
type Laid = (String, Option<String>);

impl Workspace {
    /// The files of papers whose rows go or come back as a change is taken back; `before` is how things were before
    /// that change. A file that another item names stays, and so does one that is not what its row says.
    pub(super) fn papers_taken_back(
        &self,
        ids: &[RecordId],
        (now, after): (&Snapshot, &Snapshot),
        before: &SavedFiles<'_>,
    ) -> Vec<LandingFile> {
        let last = self.repo.last_files();
        let mut files = Vec::new();
        for id in ids.iter().filter(|it| it.kind == Kind::Item) {
            let (had, has) = (laid(now.get(id)), laid(after.get(id)));
            for (path, hash) in had.difference(&has).filter(|it| !is_named(after, &it.0)) {
                let (saved, seen) = (last.contents(path), self.seen(path));
                let is_it = |it: &Vec<u8>| hash.as_ref().is_none_or(|hash| sha256(it) == *hash);
                if saved.as_ref().is_some_and(is_it) && (seen.is_none() || seen == saved) {
                    files.push(LandingFile { path: path.clone(), saved, seen, new: None, write: true });
                }
            }
            for (path, _) in has.difference(&had) {
                let (saved, seen) = (last.contents(path), self.seen(path));
                let was = before.contents(path);
                if saved.is_none() && was.is_some() && (seen.is_none() || seen == was) {
                    files.push(LandingFile { path: path.clone(), saved, seen, new: was, write: true });
                }
            }
        }
        files
    }
}

/// The files that the papers of an item name.
fn laid(item: Option<&Record>) -> BTreeSet<Laid> {
    let Some(item) = item else { return BTreeSet::new() };
    let folder = papers_of(item.id.group().unwrap_or_default());
    let rows = item.rows("paper").filter_map(|it| Some((it.word("path")?, it.word("sha256"))));
    rows.map(|(path, hash)| (format!("{folder}{path}"), hash.map(str::to_owned))).collect()
}
