//! Who asks, when, and among which records: what reading a typed word or wording a value needs to know.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::id::RecordId;
use super::record::Fields;
use super::snapshot::Snapshot;

/// Who asks, when, and among which records.
#[derive(Clone, Debug)]
pub struct Standpoint<'a> {
    pub snapshot: &'a Snapshot,
    /// The person who acts, where that is known.
    pub me: Option<RecordId>,
    /// The record that this person changed last.
    pub last: Option<RecordId>,
    pub now: DateTime<FixedOffset>,
    /// The day it is in the workspace's zone, so that both parties call the same things late.
    pub today: NaiveDate,
}

impl<'a> Standpoint<'a> {
    pub fn new(snapshot: &'a Snapshot, me: Option<RecordId>, now: DateTime<FixedOffset>) -> Self {
        let today = now.with_timezone(&zone(snapshot)).date_naive();
        Self { snapshot, me, last: None, now, today }
    }

    /// The organisation of the person who acts.
    pub fn my_org(&self) -> Option<RecordId> {
        org_of(self.snapshot, self.me.as_ref()?)
    }
}

/// The workspace's time zone; UTC where it names none that is known.
pub fn zone(snapshot: &Snapshot) -> Tz {
    snapshot.get(&RecordId::workspace()).and_then(|it| it.word("timezone")?.parse().ok()).unwrap_or(Tz::UTC)
}

/// The organisation that a person works for.
pub fn org_of(snapshot: &Snapshot, person: &RecordId) -> Option<RecordId> {
    let org = snapshot.get(person)?.word("org")?;
    RecordId::new(super::kind::Kind::Org, org).ok()
}
