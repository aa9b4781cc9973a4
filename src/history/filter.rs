//! Which part of the history is asked for.

use chrono::NaiveDate;

use super::{Entry, Unseen};
use crate::model::RecordId;
use crate::model::filter::Past;
use crate::store::repo::Saved;

/// Which part of the history is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub record: Option<RecordId>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub by: Option<RecordId>,
    pub org: Option<RecordId>,
    pub group: Option<String>,
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

    /// Whether who made a change is asked for.
    pub(super) fn holds(&self, entry: &Entry) -> bool {
        let unseen = self.unseen.as_ref().is_none_or(|it| it.holds(entry));
        let by = self.by.is_none() || entry.person == self.by;
        unseen && by && (self.org.is_none() || entry.org == self.org)
    }
}
