//! Recovery: what a killed program has left is finished by the same field merge as any meeting of two changes.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::hand::put;
use super::message::Trailers;
use super::submit::{Letter, Saving};
use super::{Stamp, SubmitError, Workspace};
use crate::model::contested::{Written, contest};
use crate::model::merge::merge_among;
use crate::model::{Change, RecordId, Snapshot, standpoint, value};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::intent::{Intent, Pending, any_pending, pending};
use crate::store::landing::put_back;
use crate::store::lock::{IndexLock, WorkspaceLock, sweep, wait};
use crate::store::repo::{CommitId, Repo, STALE, Saved, merge_lines};

/// How far back to look for a change that may have been saved before its program was killed.
const FAR: usize = 10_000;

/// A file as it was before a change and as it was to be.
type FileSides = (String, Option<Vec<u8>>, Option<Vec<u8>>);

impl Workspace {
    /// Recovers if there is anything to recover and nobody is at work; a reader does not wait.
    pub(super) fn recover_if_needed(&mut self) {
        let own = self.repo.own_folder();
        if !any_pending(&own) && !self.repo.git_folder().join("index.lock").exists() {
            return;
        }
        let Ok(Some(lock)) = WorkspaceLock::try_take(&own) else { return };
        sweep(self.repo.git_folder());
        let others_at_work = self.repo.git_folder().join("index.lock").exists();
        if !others_at_work && let Err(error) = self.recover(&lock) {
            // Reading goes on; whoever writes next meets the same obstacle and is told.
            tracing::warn!("recovery waits: {error}");
        }
    }

    /// Finishes what is left, oldest first. What cannot be finished now stays for later.
    ///
    /// # Errors
    /// When the folder may not be written, or a lock is not free in time.
    pub(super) fn recover(&mut self, lock: &WorkspaceLock) -> Result<(), SubmitError> {
        sweep(self.repo.git_folder());
        let left = pending(&self.repo.own_folder());
        if left.is_empty() {
            return Ok(());
        }
        self.repo.writable()?;
        for pending in left {
            tracing::info!("finishing change {}", pending.intent.change_id);
            match self.finish(lock, pending) {
                Err(SubmitError::Store(error)) => return Err(error.into()),
                Err(error) => tracing::warn!("a change waits for its files to be mended: {error}"),
                Ok(()) => (),
            }
        }
        Ok(())
    }

    fn finish(&mut self, lock: &WorkspaceLock, pending: Pending) -> Result<(), SubmitError> {
        for file in &pending.intent.files {
            self.folder.sweep(&file.path);
        }
        self.free_branch(&pending.intent)?;
        match &pending.intent.target {
            Some(target) => self.finish_switch(&pending.intent, target)?,
            None if self.is_saved(&pending.intent) => self.tidy(&pending.intent)?,
            None => self.save_again(lock, &pending.intent)?,
        }
        pending.forget()?;
        self.refresh();
        Ok(())
    }

    /// Takes away the branch's lock that our killed program has left: an intent is pending, nobody else of us is at
    /// work, it holds nothing or our commit, and it is older than any living git would keep it.
    fn free_branch(&self, intent: &Intent) -> Result<(), SubmitError> {
        let lock = self.repo.branch_lock(&intent.branch);
        wait(STALE * 2, Duration::from_millis(50), || {
            let Ok(about) = fs::metadata(&lock) else { return Ok(Some(())) };
            if !self.is_ours(&lock, intent) {
                return Ok(Some(()));
            }
            if about.modified().ok().and_then(|it| it.elapsed().ok()).is_some_and(|it| it >= STALE) {
                fs::remove_file(&lock).map_err(|source| StoreError::Io {
                    doing: "remove",
                    path: lock.clone(),
                    source,
                })?;
            }
            Ok(None)
        })?;
        Ok(())
    }

    fn is_ours(&self, lock: &Path, intent: &Intent) -> bool {
        let text = fs::read_to_string(lock).unwrap_or_default();
        match text.trim() {
            "" => true,
            commit if intent.target.as_deref() == Some(commit) => true,
            commit => match self.repo.saved(commit) {
                Ok(saved) => Trailers::of(&saved.message).change_id.as_deref() == Some(&intent.change_id),
                Err(_) => commit.len() < 40,
            },
        }
    }

    /// Whether the change stands in the history since its base, on its own branch or on the one checked out since.
    fn is_saved(&self, intent: &Intent) -> bool {
        let own = self.repo.resolve(&intent.branch);
        let mut newest = [self.repo.newest(), own].into_iter().flatten();
        newest.any(|it| self.commit_of(&intent.change_id, it, intent.base.as_ref()).is_some())
    }

    /// The commit that holds a change, looked for from the newest one down to where it cannot be.
    pub(super) fn commit_of(&self, change_id: &str, newest: CommitId, end: Option<&CommitId>) -> Option<Saved> {
        let mut at = Some(newest);
        for _ in 0..FAR {
            let saved = self.repo.saved(&at.filter(|it| Some(it) != end)?).ok()?;
            if Trailers::of(&saved.message).change_id.as_deref() == Some(change_id) {
                return Some(saved);
            }
            at = saved.parents.first().cloned();
        }
        None
    }

    /// The branch has moved; the files and the index follow.
    fn tidy(&mut self, intent: &Intent) -> Result<(), SubmitError> {
        let bytes = |it: &'_ Option<String>| it.as_ref().map(|it| it.clone().into_bytes());
        let files = intent.files.iter().map(|it| (it.path.clone(), bytes(&it.base), bytes(&it.new))).collect();
        self.follow(intent.base.as_deref(), files)
    }

    /// A switch that was cut off: wherever the branch stands now, the files that differ between its two ends follow.
    fn finish_switch(&mut self, intent: &Intent, target: &str) -> Result<(), SubmitError> {
        let Ok(differences) = self.repo.differences(intent.base.as_deref(), Some(target)) else {
            // The commit was never made whole; so no file was touched.
            return Ok(());
        };
        let contents = |name: &Option<String>| name.as_deref().and_then(|it| self.repo.contents(it));
        let files = differences.iter().map(|it| (it.path.clone(), contents(&it.before), contents(&it.after))).collect();
        self.follow(intent.base.as_deref(), files)
    }

    /// Files of which each may be as it was before or as it was to be become what the newest commit has, and so does
    /// the index. What somebody has edited since is left alone.
    fn follow(&mut self, base: Option<&str>, files: Vec<FileSides>) -> Result<(), SubmitError> {
        let _index_lock = IndexLock::take(self.repo.git_folder(), self.patience.index)?;
        let last = self.repo.last_files();
        let mut back = Vec::new();
        let base = self.repo.files_of(base);
        let mut names = Vec::new();
        let beside = self.repo.git_folder().join(format!("index.comity.{}", std::process::id()));
        let mut index = self.repo.index_beside(&beside)?;
        for (path, before, after) in &files {
            let saved = last.contents(path);
            let seen = self.seen(path);
            let untouched = seen == *before || seen == *after;
            if untouched && seen != saved {
                back.push((path.as_str(), saved));
            }
            let name = |it: &Option<Vec<u8>>| it.as_ref().and_then(|it| Repo::name_of(it).ok());
            // What was edited by hand stands in the index as it was saved before that.
            if [base.name(path), name(before), name(after)].contains(&index.staged(path)) {
                names.push((path.as_str(), last.name(path)));
            }
        }
        put_back(&self.folder, &back)?;
        let written = index.write(self.folder.root(), &names)?;
        written.settle().map_err(|source| StoreError::Io { doing: "write", path: beside, source })?;
        index.put_in_place()?;
        Ok(())
    }

    /// The change is not saved: what was half written is taken back, and it is saved upon what is there now.
    fn save_again(&mut self, lock: &WorkspaceLock, intent: &Intent) -> Result<(), SubmitError> {
        let last = self.repo.last_files();
        let mut back = Vec::new();
        for file in &intent.files {
            let saved = last.contents(&file.path);
            let seen = self.seen(&file.path);
            if seen == bytes(&file.new) && seen != bytes(&file.base) && seen != saved {
                back.push((file.path.as_str(), bytes(&file.base)));
            }
        }
        put_back(&self.folder, &back)?;
        drop(last);
        self.refresh();
        let ids: Vec<RecordId> = intent.files.iter().filter_map(|it| RecordId::from_path(&it.path)).collect();
        let trailers = Trailers::of(&intent.message);
        let stamp = Stamp { author: intent.author(), acting: trailers.person(), reason: None };
        self.take_in_under(lock, &ids, &stamp)?;
        let (mut base, mut mine) = (self.snapshot.clone(), self.snapshot.clone());
        for (file, id) in intent.files.iter().filter_map(|it| Some((it, RecordId::from_path(&it.path)?))) {
            lay(&mut base, &id, file.base.as_deref());
            lay(&mut mine, &id, file.new.as_deref());
        }
        let (now, sides) = self.now(&ids)?;
        let mut merged = merge_among(ids.iter(), &base, &now, &mine, merge_lines);
        let at = value::instant(intent.at);
        let person = standpoint::person_with(&now, &intent.email);
        let by = person.map_or_else(|| intent.name.clone(), |it| it.to_string());
        let theirs = Written { by, at, change: intent.change_id.clone() };
        contest(&mut merged.snapshot, &merged.clashes, &theirs, &mut |_| None);
        let change = Change::among(ids.iter(), &now, &merged.snapshot);
        if change.is_empty() {
            return Ok(());
        }
        let mut message = intent.message.clone();
        for clash in &merged.clashes {
            message.push_str(&format!("Contested: {} {}\n", clash.id, clash.field()));
        }
        let letter = Letter { change_id: intent.change_id.clone(), message, author: intent.author() };
        let mut files = self.files(&ids, sides, &now, &merged.snapshot, trailers.reverts.as_deref())?;
        let papers = intent.files.iter().map(|it| it.path.as_str()).filter(|it| RecordId::from_path(it).is_none());
        files.extend(self.landing_of(papers));
        match self.save_letter(lock, letter, change, merged.snapshot, files)? {
            Saving::Done(_) => Ok(()),
            Saving::Again(path) => Err(SubmitError::Restless(path)),
        }
    }

    pub(super) fn seen(&self, path: &str) -> Option<Vec<u8>> {
        self.folder.read(path).ok().flatten().map(|it| it.0)
    }
}

fn bytes(text: &Option<String>) -> Option<Vec<u8>> {
    text.as_ref().map(|it| it.clone().into_bytes())
}

fn lay(snapshot: &mut Snapshot, id: &RecordId, text: Option<&str>) {
    let record = text.and_then(|it| codec::decode(id, it.as_bytes()).ok()).map(|it| std::sync::Arc::new(it.record));
    put(snapshot, id, record.as_ref());
}
