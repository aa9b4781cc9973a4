//! How the index of the history is kept: what it lacks is added from the oldest change on, so that it is whole as far as
//! it reaches wherever that is broken off.

use std::time::{Duration, Instant};

use super::History;
use super::index::place;
use crate::store::StoreError;
use crate::store::history_index::{Draft, HistoryIndex, Row, Who};
use crate::store::repo::{CommitId, Folders};
use crate::workspace::Trailers;

/// So many changes are looked at one by one in no time: fewer that are not in the index are not worth writing it anew.
const FEW: usize = 200;

/// So many are added before anybody notices.
const MANY: usize = 2_000;

/// After so many the index is written: more than this is not done twice, whatever happens to the program.
const STAGE: usize = 10_000;

/// What the index gains: the commits that are not in it yet.
#[derive(Debug)]
pub struct Indexing {
    /// Where to look on for them; `None` where the index begins or the history does.
    next: Option<CommitId>,
    /// Those that were found, the newest first, and none that was added.
    line: Vec<CommitId>,
    /// How much of the old index stays: the place of its newest commit that is still in the history.
    upto: Option<u32>,
    /// The index to be, as soon as anything is added.
    draft: Option<Draft>,
    /// How many were added since it was written.
    unwritten: usize,
    folders: Folders,
}

impl History {
    /// Whether the index lacks so much that it is worth its while to write it anew.
    pub fn lacks_much(&self) -> bool {
        let mut indexing = self.indexing();
        self.look(&mut indexing, FEW).is_ok() && indexing.line.len() >= FEW
    }

    /// What the index gains: nothing yet.
    pub fn indexing(&self) -> Indexing {
        Indexing {
            next: self.repo.newest(),
            line: Vec::new(),
            upto: None,
            draft: None,
            unwritten: 0,
            folders: Folders::default(),
        }
    }

    /// Goes on with so many commits, and writes the index now and then; whether it is complete.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged, or the system refuses; nothing is lost then but time.
    pub fn gather(&self, indexing: &mut Indexing, most: usize) -> Result<bool, StoreError> {
        match indexing.next {
            Some(_) => self.look(indexing, most).map(|_| false),
            None => self.take_in(indexing, most),
        }
    }

    /// Looks for so many of the commits that the index lacks; whether those are all.
    fn look(&self, indexing: &mut Indexing, most: usize) -> Result<bool, StoreError> {
        let index = self.index();
        for _ in 0..most {
            let Some(commit) = indexing.next.take() else { break };
            indexing.upto = place(index, &commit);
            if indexing.upto.is_none() {
                indexing.next = self.repo.parent_of(&commit)?;
                indexing.line.push(commit);
            }
        }
        Ok(indexing.next.is_none())
    }

    /// Adds so many of them, the oldest first; whether none is left.
    fn take_in(&self, indexing: &mut Indexing, most: usize) -> Result<bool, StoreError> {
        if indexing.line.is_empty() {
            return Ok(true);
        }
        let draft = match (indexing.draft.take(), indexing.upto) {
            (Some(draft), _) => Some(draft),
            (None, None) => Some(Draft::default()),
            (None, Some(upto)) => self.index().and_then(|it| Draft::of(it, upto)),
        };
        let Some(mut draft) = draft else {
            // The old one turns out to be damaged: the next one is made from the beginning.
            HistoryIndex::discard(&self.repo.own_folder());
            indexing.line.clear();
            return Ok(true);
        };
        for commit in indexing.line.drain(indexing.line.len().saturating_sub(most)..).rev() {
            let step = self.repo.step(&commit, &mut indexing.folders)?;
            let trailers = Trailers::of(&step.message);
            let email = step.author.email.to_lowercase();
            let who = Who { email, acting: trailers.acting, on_behalf_of: trailers.on_behalf_of };
            let (at, changed) = (step.author.at.timestamp(), step.changed);
            let (commit, id, is_all) = (step.commit, trailers.change_id, step.is_all);
            draft.push(Row { commit, at, who, id, changed, is_all });
            indexing.unwritten += 1;
        }
        indexing.draft = Some(draft);
        if indexing.line.is_empty() || indexing.unwritten >= STAGE {
            self.keep_index(indexing)?;
        }
        Ok(indexing.line.is_empty())
    }

    /// Writes what was gathered into the index. Where another program writes it right now, that one's stays.
    ///
    /// # Errors
    /// When the system refuses; nothing is lost then but time.
    pub fn keep_index(&self, indexing: &mut Indexing) -> Result<(), StoreError> {
        match &indexing.draft {
            Some(draft) if indexing.unwritten > 0 => {
                indexing.unwritten = 0;
                draft.write(&self.repo.own_folder(), &self.repo.ground())
            }
            _ => Ok(()),
        }
    }

    /// Reads the index again when somebody asks for it: it may be another one now.
    pub fn read_index_again(&mut self) {
        self.index.take();
    }

    /// Adds what the index lacks, where somebody has looked far back. What is many takes no longer than `at_most`, and
    /// the rest is left to the next time.
    pub fn remember(&self, at_most: Duration) {
        if let Err(error) = self.index_for(at_most) {
            tracing::debug!(%error, "the history is not indexed");
        }
    }

    fn index_for(&self, at_most: Duration) -> Result<(), StoreError> {
        // What was looked through is looked through again in a moment; what nobody has looked at may be long.
        let far = match self.searched.get() {
            Searched::Not => return Ok(()),
            Searched::Near => MANY,
            Searched::Wholly => usize::MAX,
        };
        let began = Instant::now();
        let mut indexing = self.indexing();
        if !self.look(&mut indexing, far)? || indexing.line.len() < FEW {
            return Ok(());
        }
        let mut is_done = self.take_in(&mut indexing, MANY)?;
        while !is_done && began.elapsed() < at_most {
            is_done = self.take_in(&mut indexing, FEW)?;
        }
        self.keep_index(&mut indexing)
    }
}

/// How far back somebody has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Searched {
    /// At the newest changes alone.
    Not,
    Near,
    /// Through all that the index does not tell.
    Wholly,
}
