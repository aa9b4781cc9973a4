//! The latest changes of one record, looked for stretch by stretch, so that nobody waits for a long history.

use super::index::touching;
use super::{Entry, History};
use crate::model::RecordId;
use crate::store::repo::CommitId;

/// The latest changes of a record, as far as a stretch of the history tells them.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// Whether there may be older ones.
    pub has_more: bool,
    /// Where to look on; `None` where there is enough, or where the record or the history begins.
    pub rest: Option<CommitId>,
    /// Whether it ends where what is known already begins.
    pub meets_known: bool,
}

impl Past {
    /// So many changes of a record are told with it.
    const LATEST: usize = 5;
    /// So many changes of the workspace are looked through at a time.
    const STRETCH: usize = 400;

    /// Lays what was found further back behind what was found first.
    pub fn join(&mut self, older: Self) {
        self.entries.extend(older.entries);
        (self.has_more, self.rest, self.meets_known) = (older.has_more, older.rest, older.meets_known);
        if self.entries.len() > Self::LATEST {
            self.entries.truncate(Self::LATEST);
            (self.has_more, self.rest) = (true, None);
        }
    }
}

impl History {
    /// The changes of a record within a stretch of the history, from a change on; no further than to one whose past is
    /// known. What the index knows is one stretch, however long.
    pub fn past(&self, id: &RecordId, from: Option<CommitId>, known: Option<&CommitId>) -> Past {
        let path = id.path();
        let mut past = Past::default();
        let mut now = from.as_ref().and_then(|it| self.repo.entry_at(it, &path));
        let mut commit = from;
        let index = self.index_to_search();
        for _ in 0..Past::STRETCH {
            if commit.is_some() && commit.as_ref() == known {
                past.meets_known = true;
                return past;
            }
            let named = commit.as_ref().and_then(|it| touching(index?, &path, it, known));
            if let Some((named, meets_known)) = named {
                let mut adds = |it: CommitId| {
                    let now = self.repo.entry_at(&it, &path);
                    self.add(&mut past, &path, it, now.as_ref())
                };
                let ends = named.into_iter().any(|it| adds(it).is_none_or(|it| it.ends));
                past.meets_known = meets_known && !ends;
                return past;
            }
            let Some(before) = commit.and_then(|it| self.add(&mut past, &path, it, now.as_ref())) else { return past };
            if before.ends {
                return past;
            }
            (commit, now) = (before.commit, before.file);
        }
        (past.has_more, past.rest) = (commit.is_some(), commit);
        past
    }

    /// Adds a commit to the changes of a file, if it is one; `now` is what it left there. Nothing where it cannot be
    /// read.
    fn add(&self, past: &mut Past, path: &str, commit: CommitId, now: Option<&String>) -> Option<Before> {
        let saved = self.repo.saved(&commit).ok()?;
        let commit = saved.parents.first().cloned();
        let file = commit.as_ref().and_then(|it| self.repo.entry_at(it, path));
        if file.as_ref() == now {
            return Some(Before { commit, file, ends: false });
        }
        past.entries.push(self.entry(saved));
        let is_enough = past.entries.len() > Past::LATEST;
        if is_enough {
            past.join(Past::default());
        }
        // Without a file before it, here it came to be.
        let ends = is_enough || file.is_none();
        Some(Before { commit, file, ends })
    }

    /// The latest changes of a record, as far as a few stretches of the history tell them.
    pub fn latest_of(&self, id: &RecordId) -> Past {
        let mut past = self.past(id, self.repo.newest(), None);
        for _ in 0..STRETCHES {
            let Some(rest) = past.rest.take() else { break };
            past.join(self.past(id, Some(rest), None));
        }
        past
    }
}

/// What was there before a change.
struct Before {
    commit: Option<CommitId>,
    file: Option<String>,
    /// Whether there is nothing more to look for.
    ends: bool,
}

/// So many more stretches are looked through where somebody waits for the answer.
const STRETCHES: usize = 4;
