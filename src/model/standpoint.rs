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
        // On the workspace's clocks, so that a moment written into a record reads alike for both parties.
        let now = now.with_timezone(&zone(snapshot)).fixed_offset();
        Self { snapshot, me, last: None, now, today: now.date_naive() }
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

/// The people whom an e-mail address belongs to.
pub fn people_with<'a>(snapshot: &'a Snapshot, email: &'a str) -> impl Iterator<Item = RecordId> + 'a {
    let has = move |it: &&super::record::Record| it.words("emails").any(|own| own.eq_ignore_ascii_case(email));
    snapshot.of_kind(super::kind::Kind::Person).filter(has).map(|it| it.id.clone())
}

/// The one person whom an e-mail address belongs to; nobody where it is several people's.
pub fn person_with(snapshot: &Snapshot, email: &str) -> Option<RecordId> {
    let mut people = people_with(snapshot, email);
    people.next().filter(|_| people.next().is_none())
}

/// The organisation that a person works for.
pub fn org_of(snapshot: &Snapshot, person: &RecordId) -> Option<RecordId> {
    let org = snapshot.get(person)?.word("org")?;
    RecordId::new(super::kind::Kind::Org, org).ok()
}
