//! Who asks, when, and among which records: what reading a typed word or wording a value needs to know.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::id::RecordId;
use super::kind::Kind;
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

/// The person whom a record stands for: themselves, or the one into whose record theirs was joined.
pub fn who(snapshot: &Snapshot, person: &RecordId) -> RecordId {
    let mut person = person.clone();
    // Records that name each other, as a file edited by hand may say, lead nowhere.
    for _ in 0..LONGEST_WAY {
        let next = snapshot.get(&person).and_then(|it| RecordId::new(Kind::Person, it.word("same_as")?).ok());
        match next.filter(|it| snapshot.exists(it)) {
            Some(next) => person = next,
            None => break,
        }
    }
    person
}

/// Nobody has more records than that.
const LONGEST_WAY: usize = 8;

/// The people whom an e-mail address belongs to.
pub fn people_with(snapshot: &Snapshot, email: &str) -> impl Iterator<Item = RecordId> + use<> {
    let has = |it: &&super::record::Record| it.words("emails").any(|own| own.eq_ignore_ascii_case(email));
    let people = snapshot.of_kind(Kind::Person).filter(has).map(|it| who(snapshot, &it.id));
    people.collect::<BTreeSet<_>>().into_iter()
}

/// The one person whom an e-mail address belongs to; nobody where it is several people's.
pub fn person_with(snapshot: &Snapshot, email: &str) -> Option<RecordId> {
    let mut people = people_with(snapshot, email);
    people.next().filter(|_| people.next().is_none())
}

/// The organisation that a person works for.
pub fn org_of(snapshot: &Snapshot, person: &RecordId) -> Option<RecordId> {
    let org = snapshot.get(person)?.word("org")?;
    RecordId::new(Kind::Org, org).ok()
}
