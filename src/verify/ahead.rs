//! Reading ahead: commits with what they changed are read on a thread of their own while those before them are judged.

use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::{DateTime, FixedOffset};

use crate::model::RecordId;
use crate::store::StoreError;
use crate::store::codec::{self, Broken, Decoded};
use crate::store::repo::{CommitId, Comparing, FileDifference, Repo, Saved, Seal};

/// A commit that has been read.
pub(super) struct Come {
    pub saved: Saved,
    pub seal: Seal,
    /// When what it builds upon was put where it stands.
    pub parents_at: Vec<DateTime<FixedOffset>>,
    pub files: Vec<ComeFile>,
}

/// A file in which a commit differs from the one before it.
pub(super) struct ComeFile {
    pub difference: FileDifference,
    /// The record that it is, by its path.
    pub id: Option<RecordId>,
    /// How many bytes it has now.
    pub size: Option<usize>,
    /// What it says now, where it is a record that is not too large.
    pub record: Option<Result<Decoded, Broken>>,
}

/// So many commits are read at most before they are judged.
const AHEAD: usize = 64;

/// Fewer commits than this are read here and now: a thread and another handle would cost more than they save.
const FEW: usize = 32;

/// Reads commits and has each judged in its order, until one says that it is enough.
///
/// # Errors
/// When an object is missing or damaged, and those of who judges.
pub(super) fn each(
    repo: &Repo,
    commits: &[CommitId],
    mut judge: impl FnMut(usize, Come) -> Result<ControlFlow<()>, StoreError>,
) -> Result<ControlFlow<()>, StoreError> {
    if commits.len() < FEW {
        let mut reading = Reading::new(repo)?;
        for (nth, commit) in commits.iter().enumerate() {
            if judge(nth, reading.read(commit)?)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        return Ok(ControlFlow::Continue(()));
    }
    let own = repo.another()?;
    thread::scope(|threads| {
        let (send, come) = sync_channel(AHEAD);
        threads.spawn(move || {
            let mut reading = Reading::new(&own);
            for commit in commits {
                let read = match &mut reading {
                    Ok(reading) => reading.read(commit),
                    Err(_) => return drop(reading.map_err(|it| send.send(Err(it)))),
                };
                // Who judges has seen enough.
                if send.send(read).is_err() {
                    return;
                }
            }
        });
        for (nth, read) in come.into_iter().enumerate() {
            if judge(nth, read?)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// When the parents of a commit were put where they stand.
pub(super) fn parents_at(repo: &Repo, saved: &Saved) -> Vec<DateTime<FixedOffset>> {
    saved.parents.iter().filter_map(|it| repo.committed_at(it).ok()).collect()
}

struct Reading<'a> {
    repo: &'a Repo,
    comparing: Comparing<'a>,
}

impl<'a> Reading<'a> {
    fn new(repo: &'a Repo) -> Result<Self, StoreError> {
        Ok(Self { repo, comparing: repo.comparing()? })
    }

    fn read(&mut self, commit: &str) -> Result<Come, StoreError> {
        let saved = self.repo.saved(commit)?;
        let seal = self.repo.seal_of(commit)?;
        let differences = self.comparing.files(saved.parents.first().map(String::as_str), Some(commit))?;
        let files = differences.into_iter().map(|it| self.file(it)).collect();
        Ok(Come { parents_at: parents_at(self.repo, &saved), saved, seal, files })
    }

    fn file(&self, difference: FileDifference) -> ComeFile {
        let id = RecordId::from_path(&difference.path);
        let size = difference.after.as_ref().and_then(|it| self.repo.size_of(&it.name));
        let is_small = size.is_some_and(|it| it <= codec::LARGEST);
        let record = match (&id, &difference.after) {
            // Nothing of a link is read.
            (Some(id), Some(there)) if is_small && (there.is_plain() || there.is_program()) => {
                Some(codec::decode(id, &self.repo.contents(&there.name).unwrap_or_default()))
            }
            _ => None,
        };
        ComeFile { difference, id, size, record }
    }
}
