//! What a clone knows of the exchange with the others, for the screen: what waits, what came in, what is new.

use std::time::Duration;

use super::event::Saved;
use super::exchange::{Known, News};
use super::screen::checklist::is_new;
use super::worker::Worker;
use crate::history::Filter;
use crate::init::join::absolute;
use crate::model::Standpoint;
use crate::report::Report;
use crate::store::repo::CommitId;
use crate::sync::unsent;
use crate::workspace::{Beginning, SeenUpTo};

/// How many of the changes that wait, or came in, the page Sync lists.
const SHOWN: usize = 200;

impl Worker {
    /// What the clone knows of the exchange with the others.
    pub fn known(&self) -> Known {
        let (repo, all) = (self.workspace().repo(), Filter::default());
        let n_unsent = unsent(self.workspace()).unwrap_or_default();
        let last = self.workspace().last_sync();
        let received = last.upto.map(|it| self.history().entries_from(Some(it), &all).take(last.received.min(SHOWN)));
        Known {
            place: repo.remote_place(),
            unsent: self.history().entries(&all).take(n_unsent.min(SHOWN)).collect(),
            n_unsent,
            last: last.at,
            received: received.into_iter().flatten().collect(),
            every: repo.setting("comity.autosync").and_then(|it| every(&it)),
        }
    }

    /// What the others did since somebody looked last; nothing where they did nothing.
    pub(super) fn news(&self, at: &Standpoint<'_>) -> Option<News> {
        let unseen = self.history().unseen(self.workspace(), at)?;
        let counts = self.history().count_unseen(&unseen);
        let newest = self.workspace().repo().newest()?;
        (!counts.is_empty()).then_some(News { unseen, counts, newest })
    }

    pub(super) fn mark_seen(&self, commit: CommitId) {
        if let Err(error) = self.workspace().mark_seen(&SeenUpTo { commit, at: self.now() }) {
            // They are told of once more; nothing else hangs on it.
            tracing::warn!("what was looked at could not be kept: {error}");
        }
    }

    /// Whether the first steps are shown: from when a workspace lacks one of them, until somebody has seen enough.
    pub(super) fn is_beginning(&self) -> bool {
        match self.workspace().beginning() {
            Some(beginning) => beginning == Beginning::Shown,
            None if is_new(self.workspace().snapshot()) => {
                self.keep_beginning(Beginning::Shown);
                true
            }
            None => false,
        }
    }

    pub(super) fn dismiss_first_steps(&self) {
        self.keep_beginning(Beginning::Dismissed);
    }

    fn keep_beginning(&self, beginning: Beginning) {
        if let Err(error) = self.workspace().remember_beginning(beginning) {
            // They are shown once more; nothing else hangs on it.
            tracing::warn!("whether the first steps are shown could not be kept: {error}");
        }
    }

    pub(super) fn set_place(&mut self, place: &str) -> Result<Saved, Report> {
        self.workspace().repo().set_remote(&absolute(place.trim()))?;
        let subject = Some("where the shared copy is, in this clone".to_owned());
        Ok(Saved { snapshot: self.workspace().snapshot().clone(), subject, taken_in: None })
    }
}

/// After how long a sync begins by itself, as the setting says it in minutes.
fn every(minutes: &str) -> Option<Duration> {
    let minutes = minutes.trim().parse::<f64>().ok().filter(|it| *it > 0.0)?;
    Duration::try_from_secs_f64(minutes * 60.0).ok()
}
