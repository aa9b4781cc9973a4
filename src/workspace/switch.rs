//! Switching: the folder goes over to a commit that others and we have made, all of it or nothing.

use chrono::TimeDelta;

use super::message::change_id;
use super::submit::Saving;
use super::{Stamp, SubmitError, Workspace};
use crate::model::RecordId;
use crate::model::check::newer_format;
use crate::store::codec;
use crate::store::intent::Intent;
use crate::store::landing::{Landed, Landing, LandingFile, land};
use crate::store::lock::WorkspaceLock;
use crate::store::paths::is_allowed;
use crate::store::repo::CommitId;
use crate::store::{Refusal, StoreError};

/// How often a switch begins anew because somebody saved meanwhile.
const TRIES: usize = 10;

/// Where the commits are kept that a switch has left behind.
pub const LEFT_BEHIND: &str = "refs/comity/left-behind";

/// As many of them are kept, and each for as many days.
const KEPT: (usize, i64) = (50, 30);

/// What a switch came to.
#[derive(Clone, Debug)]
pub struct Switched<T> {
    /// The newest commit before and after.
    pub from: CommitId,
    pub to: CommitId,
    /// What whoever made the commit has to tell of it.
    pub told: T,
    /// The subject of what was taken in first because somebody had edited the same files by hand.
    pub taken_in: Option<String>,
}

impl Workspace {
    /// Switches to the commit that `make` makes of the newest one, under the lock. What was edited by hand in the files
    /// that become others is saved first, as a change of its own. When this returns, the branch, the folder and the
    /// index agree, durably. Nothing where the commit is the newest one already.
    ///
    /// # Errors
    /// Says what stands in the way; then nothing has changed.
    pub fn switch<T>(
        &mut self,
        stamp: &Stamp,
        mut make: impl FnMut(&Self, &str) -> Result<(CommitId, T), StoreError>,
    ) -> Result<Option<Switched<T>>, SubmitError> {
        self.asking(|it| it.switch_at_once(stamp, &mut make))
    }

    fn switch_at_once<T>(
        &mut self,
        stamp: &Stamp,
        make: &mut impl FnMut(&Self, &str) -> Result<(CommitId, T), StoreError>,
    ) -> Result<Option<Switched<T>>, SubmitError> {
        let lock = WorkspaceLock::take(&self.repo.own_folder(), self.patience.workspace)?;
        self.repo.writable()?;
        self.recover(&lock)?;
        self.catch_up()?;
        let mut taken_in = None;
        let mut restless = String::new();
        for _ in 0..TRIES {
            let head = self.repo.writable()?;
            let Some(from) = head.commit.clone() else {
                return Err(StoreError::Refused(Refusal::NoHistory(self.root.clone())).into());
            };
            let (to, told) = make(self, &from)?;
            if to == from {
                return Ok(None);
            }
            let paths = self.changed_paths(&from, &to)?;
            self.ask_format(&to, &paths)?;
            let ids: Vec<RecordId> = paths.iter().filter_map(|it| RecordId::from_path(it)).collect();
            if let Some(saved) = self.take_in_under(&lock, &ids, stamp)? {
                match saved {
                    Saving::Done(saved) => taken_in = Some(saved.subject),
                    Saving::Again(path) => restless = path,
                }
                continue;
            }
            let files = self.switch_files(&from, &to, &paths)?;
            let change = change_id();
            let intent = Intent {
                change_id: change.clone(),
                branch: head.branch.clone(),
                base: Some(from.clone()),
                message: String::new(),
                name: stamp.author.name.clone(),
                email: stamp.author.email.clone(),
                at: stamp.author.at,
                files: Vec::new(),
                target: Some(to.clone()),
            };
            let pending = intent.keep(&self.repo.own_folder())?;
            if let Err(error) = self.leave_behind(&from, &to, &change, stamp) {
                self.taken_back(pending, &files)?;
                return Err(error.into());
            }
            let landing = Landing { head: &head, commit: &to, files: &files, words: "comity: receive" };
            match land(&self.repo, &self.folder, &landing, self.patience) {
                Ok(Landed::Done { tidy }) => {
                    if tidy {
                        let _ = pending.forget();
                    }
                    self.refresh();
                    return Ok(Some(Switched { from, to, told, taken_in }));
                }
                Ok(Landed::Overtaken) => {
                    self.taken_back(pending, &files)?;
                    restless = head.branch;
                }
                Ok(Landed::Edited(path)) => {
                    self.taken_back(pending, &files)?;
                    restless = path;
                }
                Ok(Landed::Staged(path)) => {
                    self.taken_back(pending, &files)?;
                    return Err(SubmitError::Staged(path));
                }
                Err(error) => {
                    self.taken_back(pending, &files)?;
                    return Err(error.into());
                }
            }
        }
        Err(SubmitError::Restless(restless))
    }

    /// The paths that differ between two commits, none of them a link or a program, nor where nothing may be written.
    /// No setting changes that, nor does it help that somebody has accepted a change.
    fn changed_paths(&self, from: &str, to: &str) -> Result<Vec<String>, SubmitError> {
        let differences = self.repo.differences(Some(from), Some(to))?;
        if let Some(bad) = differences.iter().find(|it| it.after.is_some() && !is_allowed(&it.path)) {
            return Err(StoreError::Path(bad.path.clone()).into());
        }
        let odd = differences.iter().find(|it| it.after.is_some() && !self.repo.is_plain_file(to, &it.path));
        match odd {
            Some(odd) => Err(SubmitError::NotPlain(odd.path.clone())),
            None => Ok(differences.into_iter().map(|it| it.path).collect()),
        }
    }

    /// Whether this version can read what it would switch to.
    fn ask_format(&self, to: &str, paths: &[String]) -> Result<(), SubmitError> {
        let workspace = RecordId::workspace();
        if !paths.contains(&workspace.path()) {
            return Ok(());
        }
        let bytes = self.repo.files_of(Some(to)).contents(&workspace.path()).unwrap_or_default();
        let Ok(decoded) = codec::decode(&workspace, &bytes) else { return Ok(()) };
        match newer_format(&decoded.record) {
            None => Ok(()),
            Some(problem) => Err(SubmitError::Invalid(vec![problem])),
        }
    }

    fn switch_files(&self, from: &str, to: &str, paths: &[String]) -> Result<Vec<LandingFile>, SubmitError> {
        let (before, after) = (self.repo.files_of(Some(from)), self.repo.files_of(Some(to)));
        let mut files = Vec::new();
        for path in paths {
            let (saved, new) = (before.contents(path), after.contents(path));
            let seen = self.seen(path);
            // A file that is no record is nobody's to merge: whoever edits it saves it with other means.
            if seen != saved && seen != new && RecordId::from_path(path).is_none() {
                return Err(SubmitError::Unsaved(path.clone()));
            }
            files.push(LandingFile { path: path.clone(), saved, seen, new, write: true });
        }
        Ok(files)
    }

    /// Keeps the way back to a commit to which the new one does not lead; the oldest such go.
    fn leave_behind(&self, from: &str, to: &str, change: &str, stamp: &Stamp) -> Result<(), StoreError> {
        if self.repo.parting(from, to)?.as_deref() == Some(from) {
            return Ok(());
        }
        let name = |at: i64, change: &str| format!("{LEFT_BEHIND}/{at:012}-{change}");
        self.repo.point(&name(stamp.author.at.timestamp(), change), from, "comity: left behind")?;
        let mut kept = self.repo.references(LEFT_BEHIND);
        kept.sort();
        let old = name((stamp.author.at - TimeDelta::days(KEPT.1)).timestamp(), "");
        let many = kept.len().saturating_sub(KEPT.0);
        for (at, (reference, _)) in kept.iter().enumerate() {
            if at < many || *reference < old {
                self.repo.unpoint(reference)?;
            }
        }
        Ok(())
    }
}
