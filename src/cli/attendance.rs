//! What there is to know of those who are at a meeting: whether they are enough, and who does not count.

use crate::model::record::{Fields, Record};
use crate::model::view::Meeting;
use crate::model::view::quorum::{Quorum, came, was_quorate};
use crate::model::{Kind, RecordId, Standpoint, names};

/// What to tell whoever has written down who is at a meeting.
pub fn remarks(meeting: &Record, at: &Standpoint<'_>) -> Vec<String> {
    let mut remarks: Vec<String> = beside_their_principals(meeting, at).collect();
    if !meeting.contains_key("opened") {
        return remarks;
    }
    let is_over = !Meeting(meeting).is_ahead();
    let quorum = if is_over { Quorum::of_all(meeting, at.snapshot) } else { Quorum::at(meeting, at.now, at.snapshot) };
    let short = quorum.parties.iter().filter(|it| !it.is_enough());
    let short: Vec<String> = short
        .map(|it| format!("{} {} of {}", names::tag(&it.party, at.snapshot), it.present.len(), it.needed))
        .collect();
    if !short.is_empty() {
        remarks.push(format!(
            "No quorum: {}. Notes can be taken; what is decided needs every party in writing",
            short.join(", ")
        ));
    } else if is_over && !was_quorate(meeting, at.snapshot) {
        remarks.push("Not all the time there was a quorum; what is decided needs every party in writing".to_owned());
    }
    remarks
}

/// Those who stand in for somebody who is there as well.
fn beside_their_principals<'a>(meeting: &'a Record, at: &'a Standpoint<'_>) -> impl Iterator<Item = String> {
    let there = |person: &str| meeting.rows("attendance").any(|it| it.text("person") == person && came(it));
    let name = |person: &str| {
        RecordId::new(Kind::Person, person).map_or_else(|_| person.to_owned(), |it| names::person(&it, at.snapshot))
    };
    meeting.rows("attendance").filter(|it| came(it)).filter_map(move |row| {
        let principal = row.word("in_place_of").filter(|it| there(it))?;
        let alternate = name(row.text("person"));
        Some(format!("{alternate} does not count for the quorum as long as {} is there", name(principal)))
    })
}
