//! Who is in the room, and whether each party has enough people there to decide.

use chrono::{DateTime, FixedOffset};
use toml::Table;

use super::group::{Term, terms_of_group};
use super::meeting::Meeting;
use super::seats::{COUNTED, parties};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::{Kind, RecordId};

/// The quorum of a meeting at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// The parties, in the order of the workspace.
    pub parties: Vec<Side>,
}

/// One party in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub party: RecordId,
    /// The people who count for it: its seats that do, and alternates whose principal is not there.
    pub present: Vec<RecordId>,
    /// How many of its seats count.
    pub seats: usize,
    /// How many have to be there.
    pub needed: usize,
}

impl Side {
    pub fn is_enough(&self) -> bool {
        self.present.len() >= self.needed
    }
}

impl Quorum {
    /// Who counts at a moment.
    pub fn at(meeting: &Record, moment: DateTime<FixedOffset>, snapshot: &Snapshot) -> Self {
        Self::among(meeting, snapshot, |row| is_there(row, moment))
    }

    /// Who counts if everybody who came at all is taken together.
    pub fn of_all(meeting: &Record, snapshot: &Snapshot) -> Self {
        Self::among(meeting, snapshot, came)
    }

    fn among(meeting: &Record, snapshot: &Snapshot, there: impl Fn(&Table) -> bool) -> Self {
        let group = meeting.id.group().unwrap_or_default();
        let day = Meeting(meeting).start().map(|it| it.date()).unwrap_or_default();
        let terms = terms_of_group(snapshot, group, day);
        let needed = needed(snapshot, group);
        let present: Vec<&Table> = meeting.rows("attendance").filter(|it| there(it)).collect();
        let is_present = |person: &str| present.iter().any(|it| it.text("person") == person);
        let sides = parties(snapshot).into_iter().map(|party| {
            let of_party = |it: &&Term<'_>| it.for_org(snapshot).as_ref() == Some(&party);
            let mut seats: Vec<RecordId> = terms
                .iter()
                .filter(|it| COUNTED.contains(&it.role()))
                .filter(of_party)
                .filter_map(Term::person)
                .collect();
            seats.sort();
            seats.dedup();
            let mut counted: Vec<RecordId> = seats.iter().filter(|it| is_present(it.as_str())).cloned().collect();
            // An alternate counts for a seat that is empty, and nobody counts for two.
            let mut filled: Vec<&str> = Vec::new();
            for term in terms.iter().filter(|it| it.role() == "alternate").filter(of_party) {
                let Some(row) = present.iter().find(|it| it.text("person") == term.member.id.tail()) else { continue };
                let principal = row.word("in_place_of").or(term.row.word("alternate_for")).unwrap_or_default();
                let seat = seats.iter().any(|it| it.as_str() == principal);
                if seat && !is_present(principal) && !filled.contains(&principal) {
                    filled.push(principal);
                    counted.extend(term.person().filter(|it| !counted.contains(it)));
                }
            }
            Side { seats: seats.len(), present: counted, needed, party }
        });
        Self { parties: sides.collect() }
    }

    /// Whether decisions can be taken.
    pub fn is_quorate(&self) -> bool {
        self.parties.iter().all(Side::is_enough)
    }
}

/// The quorum from the opening on: at each moment at which somebody came or went, and how it was from then on.
pub fn course(meeting: &Record, snapshot: &Snapshot) -> Vec<(DateTime<FixedOffset>, Quorum)> {
    let Some(opened) = meeting.instant("opened") else { return Vec::new() };
    let closed = meeting.instant("closed");
    let steps = meeting.rows("attendance").flat_map(|it| [it.instant("arrived"), it.instant("left")]).flatten();
    let mut moments: Vec<DateTime<FixedOffset>> =
        steps.filter(|it| *it > opened && closed.is_none_or(|closed| *it < closed)).collect();
    moments.push(opened);
    moments.sort();
    moments.dedup();
    let mut course: Vec<(DateTime<FixedOffset>, Quorum)> = Vec::new();
    for moment in moments {
        let quorum = Quorum::at(meeting, moment, snapshot);
        if course.last().is_none_or(|it| it.1 != quorum) {
            course.push((moment, quorum));
        }
    }
    course
}

/// Whether each party had its quorum at every moment of a meeting.
pub fn was_quorate(meeting: &Record, snapshot: &Snapshot) -> bool {
    let course = course(meeting, snapshot);
    !course.is_empty() && course.iter().all(|it| it.1.is_quorate())
}

/// Whether each party had its quorum from one moment of a meeting to another.
pub fn was_quorate_between(
    meeting: &Record,
    from: DateTime<FixedOffset>,
    to: DateTime<FixedOffset>,
    snapshot: &Snapshot,
) -> bool {
    let later = course(meeting, snapshot).into_iter().filter(|it| it.0 > from && it.0 < to);
    Quorum::at(meeting, from, snapshot).is_quorate() && later.into_iter().all(|it| it.1.is_quorate())
}

/// Whether somebody takes part at all, by the word in their row.
pub fn came(row: &Table) -> bool {
    matches!(row.text("presence"), "present" | "remote" | "part")
}

/// Whether somebody is there at a moment: they came, are not still to come, and have not gone.
pub fn is_there(row: &Table, moment: DateTime<FixedOffset>) -> bool {
    came(row)
        && row.instant("arrived").is_none_or(|it| it <= moment)
        && row.instant("left").is_none_or(|it| it > moment)
}

fn needed(snapshot: &Snapshot, group: &str) -> usize {
    let group = RecordId::new(Kind::Group, group).ok().and_then(|it| snapshot.get(&it));
    let rules = group.and_then(|it| it.table("rules"));
    rules.and_then(|it| usize::try_from(it.whole("quorum_per_party")?).ok()).unwrap_or(0)
}
