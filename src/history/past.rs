//! The latest changes of one record, looked for stretch by stretch, so that nobody waits for a long history.

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
    /// known.
    pub fn past(&self, id: &RecordId, from: Option<CommitId>, known: Option<&CommitId>) -> Past {
        let path = id.path();
        let mut past = Past::default();
        let mut now = from.as_ref().and_then(|it| self.repo.entry_at(it, &path));
        let mut commit = from;
        for _ in 0..Past::STRETCH {
            if commit.is_some() && commit.as_ref() == known {
                past.meets_known = true;
                return past;
            }
            let Some(saved) = commit.and_then(|it| self.repo.saved(&it).ok()) else { return past };
            commit = saved.parents.first().cloned();
            let before = commit.as_ref().and_then(|it| self.repo.entry_at(it, &path));
            if before != now {
                past.entries.push(self.entry(saved));
                if past.entries.len() > Past::LATEST {
                    past.join(Past::default());
                    return past;
                }
                // Here it came to be.
                if before.is_none() {
                    return past;
                }
            }
            now = before;
        }
        (past.has_more, past.rest) = (commit.is_some(), commit);
        past
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

/// So many more stretches are looked through where somebody waits for the answer.
const STRETCHES: usize = 4;
