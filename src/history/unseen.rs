//! What the others did since the owner of a clone looked last.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::{Entry, Filter, History};
use crate::model::{RecordId, Standpoint};
use crate::store::repo::{CommitId, Saved};
use crate::workspace::Workspace;

/// Which changes count as not yet seen: those of other organisations since somebody looked last.
#[derive(Clone, Debug, PartialEq)]
pub struct Unseen {
    /// When somebody looked last.
    pub since: DateTime<FixedOffset>,
    /// The newest change that both the history of then and that of now hold; where there is none left, time decides.
    after: Option<CommitId>,
    /// Whose changes do not count.
    me: Option<RecordId>,
    my_org: Option<RecordId>,
    my_email: String,
}

impl Unseen {
    /// Whether the history back to here has been looked at.
    pub(super) fn is_reached(&self, saved: &Saved) -> bool {
        self.after.as_ref() == Some(&saved.id)
    }

    /// The commit back to which it has been.
    pub(super) fn reached(&self) -> Option<&CommitId> {
        self.after.as_ref()
    }

    pub(super) fn holds(&self, entry: &Entry) -> bool {
        let since = self.after.is_some() || entry.saved.author.at > self.since;
        let by_me = match (&entry.person, &self.me) {
            (Some(person), Some(me)) => person == me,
            (None, _) | (_, None) => entry.saved.author.email.eq_ignore_ascii_case(&self.my_email),
        };
        let by_mine = entry.org.is_some() && entry.org == self.my_org;
        since && !by_me && !by_mine
    }
}

/// How many changes of each organisation are counted at most.
const MOST: usize = 500;

impl History {
    /// What counts as not yet seen for whoever looks; `None` where nothing has come in from others yet.
    pub fn unseen(&self, workspace: &Workspace, at: &Standpoint<'_>) -> Option<Unseen> {
        let seen = workspace.seen_up_to()?;
        let newest = self.repo.newest()?;
        let my_email = workspace.identity(at.now).map(|it| it.email).unwrap_or_default();
        // What I had done when I looked may have been laid onto the others' changes since.
        let after = self.repo.parting(&seen.commit, &newest).ok().flatten();
        Some(Unseen { since: seen.at, after, me: at.me.clone(), my_org: at.my_org(), my_email })
    }

    /// How many such changes there are, by the organisations of those who made them; nobody's last.
    pub fn count_unseen(&self, unseen: &Unseen) -> Vec<(Option<RecordId>, usize)> {
        let filter = Filter { unseen: Some(Box::new(unseen.clone())), ..Filter::default() };
        let mut counts: BTreeMap<Option<RecordId>, usize> = BTreeMap::new();
        for entry in self.entries(&filter).take(MOST) {
            *counts.entry(entry.org).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|it| it.0.is_none());
        counts
    }
}
