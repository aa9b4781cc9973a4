//! Lines of changes: where two of them part, what lies between two commits, where references point.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use git2::{ErrorCode, Oid, Sort};

use super::{CommitId, Repo, Saved};
use crate::store::error::StoreError;
use crate::store::lock::wait;

/// Where references of comity's own are.
const OWN: &str = "refs/comity";

/// A lock on a reference that is older than this was left by a program that is gone: nobody holds one as long.
pub const STALE: Duration = Duration::from_secs(2);

impl Repo {
    /// Where two lines of changes part: the newest commit that is in both.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn parting(&self, one: &str, other: &str) -> Result<Option<CommitId>, StoreError> {
        let failed = || StoreError::git("compare two histories");
        let (one, other) = (Oid::from_str(one).map_err(failed())?, Oid::from_str(other).map_err(failed())?);
        match self.git.merge_base(one, other) {
            Ok(id) => Ok(Some(id.to_string())),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed()(error)),
        }
    }

    /// How many commits one line has that the other has not, and the other way round.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn ahead_behind(&self, one: &str, other: &str) -> Result<(usize, usize), StoreError> {
        let failed = || StoreError::git("compare two histories");
        let (one, other) = (Oid::from_str(one).map_err(failed())?, Oid::from_str(other).map_err(failed())?);
        self.git.graph_ahead_behind(one, other).map_err(failed())
    }

    /// How many commits lead to one, itself included.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn count_to(&self, newest: &str) -> Result<usize, StoreError> {
        let failed = || StoreError::git("count the changes");
        let mut walk = self.git.revwalk().map_err(failed())?;
        walk.push(Oid::from_str(newest).map_err(failed())?).map_err(failed())?;
        Ok(walk.flatten().count())
    }

    /// The first commit of those that lead to one, and how many they are, itself included.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn beginning(&self, newest: &str) -> Result<(CommitId, usize), StoreError> {
        let failed = || StoreError::git("count the changes");
        let mut walk = self.git.revwalk().map_err(failed())?;
        walk.set_sorting(Sort::TOPOLOGICAL).map_err(failed())?;
        walk.push(Oid::from_str(newest).map_err(failed())?).map_err(failed())?;
        let (mut first, mut count) = (newest.to_owned(), 0);
        for id in walk {
            first = id.map_err(failed())?.to_string();
            count += 1;
        }
        Ok((first, count))
    }

    /// The commits that lead from one to another by their first parents, oldest first, and whether there is nothing
    /// else between them: no commit of several parents.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn between(&self, base: &str, newest: &str) -> Result<(Vec<Saved>, bool), StoreError> {
        let mut line = Vec::new();
        let mut straight = true;
        let mut at = newest.to_owned();
        while at != base {
            let saved = self.saved(&at)?;
            straight &= saved.parents.len() < 2;
            let Some(parent) = saved.parents.first().cloned() else {
                straight = false;
                line.push(saved);
                break;
            };
            line.push(saved);
            at = parent;
        }
        line.reverse();
        Ok((line, straight))
    }

    /// Where a reference points.
    pub fn points_to(&self, reference: &str) -> Option<CommitId> {
        self.git.refname_to_id(reference).ok().map(|it| it.to_string())
    }

    /// Sets a reference of our own, whatever it was. One that is there already is not written again.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn point(&self, reference: &str, to: &str, words: &str) -> Result<(), StoreError> {
        let failed = || StoreError::git(format!("set `{reference}`"));
        let to = Oid::from_str(to).map_err(failed())?;
        if self.points_to(reference).is_some_and(|it| it == to.to_string()) {
            return Ok(());
        }
        self.git.reference(reference, to, true, words).map(drop).map_err(failed())
    }

    /// Takes away the locks on references of comity's own, and on one other, that a killed program has left. To be called
    /// under the lock on the exchange: whoever else may hold one lets go of it sooner than it gets old.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn sweep_references(&self, other: &str) -> Result<(), StoreError> {
        let shared = self.git.commondir();
        let mut locks = vec![shared.join(format!("{other}.lock"))];
        find_locks(&shared.join(OWN), &mut locks);
        for lock in locks {
            wait(STALE * 2, Duration::from_millis(50), || {
                let Ok(about) = fs::metadata(&lock) else { return Ok(Some(())) };
                if about.modified().ok().and_then(|it| it.elapsed().ok()).is_some_and(|it| it >= STALE) {
                    fs::remove_file(&lock).map_err(StoreError::io("remove", &lock))?;
                }
                Ok(None)
            })?;
        }
        Ok(())
    }

    /// The references under a folder of them, by name, with what they point to.
    pub fn references(&self, under: &str) -> Vec<(String, CommitId)> {
        let found = self.git.references_glob(&format!("{under}/*"));
        let found = found.into_iter().flatten().flatten();
        found.filter_map(|it| Some((it.name().ok()?.to_owned(), it.target()?.to_string()))).collect()
    }

    /// Takes a reference of our own away.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn unpoint(&self, reference: &str) -> Result<(), StoreError> {
        let failed = || StoreError::git(format!("take away `{reference}`"));
        match self.git.find_reference(reference) {
            Ok(mut it) => it.delete().map_err(failed()),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(()),
            Err(error) => Err(failed()(error)),
        }
    }
}

fn find_locks(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => find_locks(&path, found),
            path if path.extension().is_some_and(|it| it == "lock") => found.push(path),
            _ => (),
        }
    }
}
