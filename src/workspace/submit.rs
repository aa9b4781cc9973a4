//! The funnel: apply, check, write, commit, memory. Nothing else in the crate changes a workspace.

use std::panic::resume_unwind;
use std::thread;

use super::hand::{Sides, put};
use super::message::compose;
use super::{NewPaper, Outcome, SavedChange, Stamp, SubmitError, Workspace};
use crate::model::check::{check_change, newer_format};
use crate::model::{Change, Record, RecordId, Snapshot, Standpoint, words};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::intent::{Intent, IntentFile, Pending};
use crate::store::landing::{Landed, Landing, LandingFile, land};
use crate::store::lock::WorkspaceLock;
use crate::store::repo::{Author, CommitId, Head, SavedFiles, merge_lines};

/// How often a submit begins anew because somebody else was faster.
const TRIES: usize = 5;

/// What came of one attempt to save.
pub(super) enum Saving {
    Done(Box<SavedChange>),
    /// Somebody else was faster, at this file or at the branch; nothing has changed.
    Again(String),
}

/// Everything about a commit but its parent.
pub(super) struct Letter {
    pub change_id: String,
    pub message: String,
    pub author: Author,
}

impl Workspace {
    /// Saves a change: one commit that touches exactly its records, or nothing at all.
    ///
    /// What others changed meanwhile is kept; what was edited by hand in the same files is saved first, as a change of
    /// its own. When this returns a saved change, it is durable.
    ///
    /// # Errors
    /// Says what stands in the way; then nothing has changed.
    pub fn submit(&mut self, change: &Change, stamp: &Stamp) -> Result<Outcome, SubmitError> {
        self.submit_with(change, &[], stamp)
    }

    /// The same together with papers that the change names.
    ///
    /// # Errors
    /// Those of [`Workspace::submit`].
    pub fn submit_with(&mut self, change: &Change, papers: &[NewPaper], stamp: &Stamp) -> Result<Outcome, SubmitError> {
        if change.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        self.asking(|it| it.submit_at_once(change, papers, stamp))
    }

    fn submit_at_once(&mut self, change: &Change, papers: &[NewPaper], stamp: &Stamp) -> Result<Outcome, SubmitError> {
        let lock = WorkspaceLock::take(&self.repo.own_folder(), self.patience.workspace)?;
        // First of all: what is missing in a folder of which a part is left out is no fault of the change.
        self.repo.writable()?;
        self.recover(&lock)?;
        self.catch_up()?;
        // On the disk before the intent is: whoever finishes the change after a crash finds them there.
        let laid = self.lay(papers)?;
        let outcome = self.submit_under(&lock, change, papers, stamp);
        if !matches!(outcome, Ok(Outcome::Saved(_))) {
            self.take_up(&laid);
        }
        outcome
    }

    fn submit_under(
        &mut self,
        lock: &WorkspaceLock,
        change: &Change,
        papers: &[NewPaper],
        stamp: &Stamp,
    ) -> Result<Outcome, SubmitError> {
        let ids: Vec<RecordId> = change.ids().into_iter().cloned().collect();
        // What somebody else wrote by hand was not done for the reason of this change.
        let by_hand = Stamp { reason: None, ..stamp.clone() };
        let mut taken_in = None;
        let mut restless = String::new();
        for _ in 0..TRIES {
            let (now, sides) = self.now(&ids)?;
            let (fitted, after) = fit(change, &now, stamp)?;
            if fitted.is_empty() {
                return Ok(Outcome::Unchanged);
            }
            match self.take_in_read(lock, &ids, &sides, &by_hand)? {
                Some(Saving::Done(saved)) => {
                    taken_in = Some(saved.subject);
                    continue;
                }
                Some(Saving::Again(path)) => {
                    restless = path;
                    continue;
                }
                None => (),
            }
            let mut files = self.files(&ids, sides, &now, &after, fitted.meaning.reverts.as_deref())?;
            files.extend(self.landing_of(papers.iter().map(NewPaper::path)));
            match self.save(lock, fitted, &now, after, files, stamp)? {
                Saving::Done(saved) => return Ok(Outcome::Saved(Box::new(SavedChange { taken_in, ..*saved }))),
                Saving::Again(path) => restless = path,
            }
        }
        Err(SubmitError::Restless(restless))
    }

    /// What a submit would come to, without saving anything: the change upon what is there now.
    ///
    /// # Errors
    /// Those of [`Workspace::submit`] that show before anything is written.
    pub fn rehearse(&self, change: &Change, stamp: &Stamp) -> Result<(Change, String), SubmitError> {
        let ids: Vec<RecordId> = change.ids().into_iter().cloned().collect();
        let (now, _) = self.now(&ids)?;
        let (fitted, after) = fit(change, &now, stamp)?;
        let subject = words::subject(&fitted, &now, &after);
        Ok((fitted, subject))
    }

    /// Looks at the folder again if somebody else has saved since, so that a change is checked beside what is there now.
    ///
    /// # Errors
    /// When the folder is of a newer format, which this version cannot write without damage.
    pub(super) fn catch_up(&mut self) -> Result<(), SubmitError> {
        if self.repo.newest() != self.seen {
            self.refresh();
        }
        let workspace = self.snapshot.get(&RecordId::workspace());
        match workspace.and_then(newer_format) {
            None => Ok(()),
            Some(problem) => Err(SubmitError::Invalid(vec![problem])),
        }
    }

    /// The snapshot with these records as they lie in the folder at this moment, and what was read of each.
    pub(super) fn now(&self, ids: &[RecordId]) -> Result<(Snapshot, Vec<Sides>), SubmitError> {
        let mut now = self.snapshot.clone();
        let mut read = Vec::new();
        for (id, sides) in ids.iter().zip(self.all_sides(ids)) {
            let sides = sides.map_err(|it| SubmitError::Broken(vec![it]))?;
            put(&mut now, id, sides.seen_record.as_ref());
            read.push(sides);
        }
        Ok((now, read))
    }

    /// Saves files as a change with a new id.
    pub(super) fn save(
        &mut self,
        lock: &WorkspaceLock,
        change: Change,
        before: &Snapshot,
        after: Snapshot,
        files: Vec<LandingFile>,
        stamp: &Stamp,
    ) -> Result<Saving, SubmitError> {
        let change_id = self.signing.change_id();
        let message = compose(&change, before, &after, stamp, &change_id, &[]);
        let letter = Letter { change_id, message, author: stamp.author.clone() };
        self.save_letter(lock, letter, change, after, files)
    }

    /// Saves files under a message that stands already.
    pub(super) fn save_letter(
        &mut self,
        _lock: &WorkspaceLock,
        letter: Letter,
        change: Change,
        after: Snapshot,
        files: Vec<LandingFile>,
    ) -> Result<Saving, SubmitError> {
        let head = self.repo.writable()?;
        let subject = letter.message.lines().next().unwrap_or_default().to_owned();
        let (intent, own_folder) = (intent(&letter, &head, &files), self.repo.own_folder());
        // Nobody sees either before the change lands: so the disk is waited for once.
        let (kept, made) = thread::scope(|threads| {
            let keeping = threads.spawn(|| intent.keep(&own_folder));
            let made = self.make(&head, &letter, &files);
            (keeping.join().unwrap_or_else(|it| resume_unwind(it)), made)
        });
        let pending = kept?;
        let landed = made.and_then(|commit| self.land(&head, commit, &subject, &files));
        match landed {
            Ok((commit, Landed::Done { tidy })) => {
                if tidy {
                    // It is saved; should the intent stay, the next start finds the change done and forgets it.
                    let _ = pending.forget();
                }
                self.snapshot = after;
                self.seen = Some(commit.clone());
                let change_id = letter.change_id;
                Ok(Saving::Done(Box::new(SavedChange { commit, change_id, subject, change, taken_in: None })))
            }
            Ok((_, Landed::Overtaken)) => self.taken_back(pending, &files).map(|()| Saving::Again(head.branch)),
            Ok((_, Landed::Edited(path))) => self.taken_back(pending, &files).map(|()| Saving::Again(path)),
            Ok((_, Landed::Staged(path))) => {
                self.taken_back(pending, &files)?;
                Err(SubmitError::Staged(path))
            }
            Err(error) => {
                self.taken_back(pending, &files)?;
                Err(error.into())
            }
        }
    }

    fn make(&self, head: &Head, letter: &Letter, files: &[LandingFile]) -> Result<CommitId, StoreError> {
        let contents: Vec<(&str, Option<&[u8]>)> =
            files.iter().map(|it| (it.path.as_str(), it.new.as_deref())).collect();
        let author = &letter.author;
        self.repo.make_commit(head.commit.as_deref(), &contents, author, author, &letter.message)
    }

    fn land(
        &self,
        head: &Head,
        commit: CommitId,
        subject: &str,
        files: &[LandingFile],
    ) -> Result<(CommitId, Landed), StoreError> {
        let words = format!("comity: {subject}");
        let landing = Landing { head, commit: &commit, files, words: &words };
        let landed = land(&self.repo, &self.folder, &landing, self.patience)?;
        Ok((commit, landed))
    }

    /// The files of the records that differ between two snapshots, as they were read and as they are to be. A record
    /// that comes back, as the change that took it away is taken back itself, comes back with the remarks of its file.
    pub(super) fn files(
        &self,
        ids: &[RecordId],
        read: Vec<Sides>,
        now: &Snapshot,
        after: &Snapshot,
        reverts: Option<&str>,
    ) -> Result<Vec<LandingFile>, SubmitError> {
        let before = reverts.and_then(|it| self.before(it)).map(|it| self.repo.files_of(Some(&it)));
        let mut files = Vec::new();
        for (id, Sides { saved, seen, .. }) in ids.iter().zip(read) {
            let path = id.path();
            let new = match (now.get(id), after.get(id)) {
                (None, None) => continue,
                (Some(now), Some(after)) if now == after => continue,
                (_, None) => None,
                (None, Some(after)) => {
                    let as_it_was = before.as_ref().and_then(|it| as_it_was(after, it));
                    Some(as_it_was.unwrap_or_else(|| codec::fresh(after).into_bytes()))
                }
                (Some(now), Some(after)) => {
                    let rewritten = codec::rewrite(seen.as_deref().unwrap_or_default(), now, after);
                    Some(rewritten.map_err(|_| SubmitError::NotRewritten(path.clone()))?.into_bytes())
                }
            };
            files.push(LandingFile { path, saved, seen, new, write: true });
        }
        let papers = before.as_ref().map(|it| self.papers_taken_back(ids, (now, after), it));
        files.extend(papers.unwrap_or_default());
        Ok(files)
    }

    /// The commit before a change.
    fn before(&self, change: &str) -> Option<CommitId> {
        let by_id = self.commit_of(change, self.repo.newest()?, None);
        let saved = by_id.or_else(|| self.repo.saved(&self.repo.resolve(change)?).ok())?;
        saved.parents.into_iter().next()
    }

    /// Forgets an intent whose files are as they were. If one could not be put back, the next start does it.
    pub(super) fn taken_back(&self, pending: Pending, files: &[LandingFile]) -> Result<(), SubmitError> {
        let there = |path: &str| self.folder.read(path).ok().flatten().map(|it| it.0);
        let as_it_was = files.iter().all(|it| !it.write || there(&it.path) != it.new || it.new == it.seen);
        if as_it_was {
            pending.forget()?;
        }
        Ok(())
    }
}

/// The change upon what is there now, and what then is there.
fn fit(change: &Change, now: &Snapshot, stamp: &Stamp) -> Result<(Change, Snapshot), SubmitError> {
    let fitted = change.refit(now, merge_lines).map_err(SubmitError::Clash)?;
    let after = fitted.apply(now).map_err(|_| SubmitError::Clash(Vec::new()))?;
    let at = Standpoint::new(now, stamp.acting.clone(), stamp.author.at);
    match check_change(&fitted, &at, &after) {
        problems if problems.is_empty() => Ok((fitted, after)),
        problems => Err(SubmitError::Invalid(problems)),
    }
}

/// The file of a record as a commit has it, if it says the same.
fn as_it_was(record: &Record, saved: &SavedFiles<'_>) -> Option<Vec<u8>> {
    let bytes = saved.contents(&record.id.path())?;
    let was = codec::decode(&record.id, &bytes).ok()?;
    (was.record == *record && !was.foreign_line_ends).then_some(bytes)
}

fn intent(letter: &Letter, head: &Head, files: &[LandingFile]) -> Intent {
    let text = |it: &Option<Vec<u8>>| it.as_ref().map(|it| String::from_utf8_lossy(it).into_owned());
    Intent {
        change_id: letter.change_id.clone(),
        branch: head.branch.clone(),
        base: head.commit.clone(),
        message: letter.message.clone(),
        name: letter.author.name.clone(),
        email: letter.author.email.clone(),
        at: letter.author.at,
        target: None,
        files: files
            .iter()
            .map(|it| match RecordId::from_path(&it.path) {
                Some(_) => IntentFile { path: it.path.clone(), base: text(&it.seen), new: text(&it.new) },
                // A paper lies in the folder already, and need be no text.
                None => IntentFile { path: it.path.clone(), base: None, new: None },
            })
            .collect(),
    }
}
