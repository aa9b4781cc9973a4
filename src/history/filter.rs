//! Which part of the history is asked for.

use chrono::NaiveDate;

use super::{Entry, Unseen};
use crate::model::RecordId;
use crate::model::filter::Past;
use crate::store::repo::{CommitId, Saved};

/// Which part of the history is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub record: Option<RecordId>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub by: Option<RecordId>,
    pub org: Option<RecordId>,
    pub group: Option<String>,
    /// Only the changes whose id begins like this.
    pub id: Option<String>,
    /// Only what the others did since somebody looked last.
    pub unseen: Option<Box<Unseen>>,
}

impl Filter {
    /// What this asks, and what was typed; where both name somebody, that is what was typed.
    pub fn and(self, past: &Past) -> Self {
        Self {
            by: past.by.clone().or(self.by),
            org: past.org.clone().or(self.org),
            group: past.group.as_ref().map(ToString::to_string).or(self.group),
            since: self.since.max(past.since),
            until: past.until.into_iter().chain(self.until).min(),
            ..self
        }
    }

    /// Whether nothing that is asked for lies further back than here.
    pub(super) fn is_reached(&self, saved: &Saved) -> bool {
        self.unseen.as_ref().is_some_and(|it| it.is_reached(saved))
    }

    /// Whether a change is asked for, by who made it and by its id.
    pub(super) fn holds(&self, entry: &Entry) -> bool {
        let unseen = self.unseen.as_ref().is_none_or(|it| it.holds(entry));
        let id =
            self.id.as_ref().is_none_or(|it| entry.trailers.change_id.as_ref().is_some_and(|id| id.starts_with(it)));
        unseen && id && self.is_by(entry.person.as_ref(), entry.org.as_ref())
    }

    /// Whether changes of this person for this organisation are asked for.
    pub(super) fn is_by(&self, person: Option<&RecordId>, org: Option<&RecordId>) -> bool {
        let is = |wanted: Option<&RecordId>, it: Option<&RecordId>| wanted.is_none() || wanted == it;
        is(self.by.as_ref(), person) && is(self.org.as_ref(), org)
    }

    /// Whether more than the newest changes are asked for, and less than all of them.
    pub(super) fn asks_for_few(&self) -> bool {
        let days = self.since.is_some() || self.until.is_some();
        days || self.id.is_some() || self.by.is_some() || self.org.is_some() || self.paths().next().is_some()
    }

    /// The files and folders of which each has to be changed.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        let group = self.group.as_ref().map(|it| format!("groups/{it}"));
        self.record.as_ref().map(RecordId::path).into_iter().chain(group)
    }

    /// The commit behind which nothing is asked for.
    pub(super) fn reached(&self) -> Option<&CommitId> {
        self.unseen.as_ref()?.reached()
    }
}
