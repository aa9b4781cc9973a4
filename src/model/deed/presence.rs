//! What has to be true of those who are there: who may take whose place, and what was written down last.

use chrono::{DateTime, FixedOffset};
use toml::Table;

use crate::model::act::{Refused, refused};
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::quorum::came;
use crate::model::view::seats::SEATED;
use crate::model::view::{Agenda, Meeting, terms_of_group};

/// Whether somebody can take the place of a principal: an alternate of the same party, for somebody who has a seat, is
/// away, and has nobody else in their place.
pub(super) fn may_stand_in(
    meeting: &Record,
    person: &str,
    principal: &str,
    at: &Standpoint<'_>,
) -> Result<(), Refused> {
    const DEED: &str = "meeting.attend";
    let day = Meeting(meeting).start().map(|it| it.date()).unwrap_or(at.today);
    let terms = terms_of_group(at.snapshot, meeting.id.group().unwrap_or_default(), day);
    let sits = |who: &str, as_what: &dyn Fn(&str) -> bool| {
        terms.iter().find(|it| it.member.id.tail() == who && as_what(it.role())).map(|it| it.for_org(at.snapshot))
    };
    let alternate = sits(person, &|it| it == "alternate");
    let seat = sits(principal, &|it| SEATED.contains(&it));
    let row = |is: &dyn Fn(&Table) -> bool| meeting.rows("attendance").find(|it| is(it));
    let other = row(&|it| came(it) && it.text("person") != person && it.text("in_place_of") == principal);
    let why = match (alternate, seat) {
        (None, _) => format!("{person} is no alternate in this group"),
        (_, None) => format!("{principal} has no seat in this group"),
        (Some(own), Some(theirs)) if own != theirs => format!("{person} and {principal} are of different parties"),
        _ => match other {
            Some(other) => format!("{} is there in place of {principal} already", other.text("person")),
            None => return Ok(()),
        },
    };
    Err(refused(DEED, meeting, why, "Without `--in-place-of` they are written down as they are"))
}

/// Whether somebody can have been there from when to when: nobody goes before they came, or comes and goes outside the
/// meeting. Who is early has come in time.
pub(super) fn within(meeting: &Record, row: &Table, at: &Standpoint<'_>) -> Result<(), Refused> {
    const DEED: &str = "meeting.attend";
    let (arrived, left) = (row.instant("arrived"), row.instant("left"));
    let (opened, closed) = (meeting.instant("opened"), meeting.instant("closed"));
    let after = |a: Option<DateTime<FixedOffset>>, b| a.zip(b).filter(|(a, b)| a > b);
    let clock = |it| Meeting(meeting).clock_and_place(it, at.snapshot);
    let person = row.text("person");
    let why = if let Some((arrived, left)) = after(arrived, left) {
        format!("{person} cannot have come at {} and left at {}", clock(arrived), clock(left))
    } else if let Some((opened, left)) = after(opened, left) {
        format!("it was opened at {}, and {person} cannot have left it at {}", clock(opened), clock(left))
    } else if let Some((moment, closed)) = after(left.max(arrived), closed) {
        format!("it was over at {}, and {person} cannot have come or gone at {}", clock(closed), clock(moment))
    } else {
        return Ok(());
    };
    Err(refused(DEED, meeting, why, "Name the time as it was; without one they were there all the time"))
}

/// A moment that is written down of a meeting.
pub(super) struct Moment {
    pub at: DateTime<FixedOffset>,
    /// What happened then: `oak left`.
    pub what: String,
    /// Whether somebody came: who is there early has come in time.
    pub is_arrival: bool,
}

/// The last moment that is written down of a meeting.
pub(super) fn last_moment(meeting: &Record, at: &Standpoint<'_>) -> Option<Moment> {
    moments(meeting, at).into_iter().max_by_key(|it| it.at)
}

/// The moments that are written down of a meeting.
pub(super) fn moments(meeting: &Record, at: &Standpoint<'_>) -> Vec<Moment> {
    let slots = Agenda::of(at.snapshot, meeting).slots;
    let moment = |at, what| Moment { at, what, is_arrival: false };
    let of_items = slots.iter().flat_map(|slot| {
        let said = |key: &'static str, words: &'static str| {
            let rows = slot.item.rows("taken").filter_map(move |it| it.instant(key));
            rows.map(move |it| moment(it, format!("item {} {words}", slot.number)))
        };
        said("start", "was begun").chain(said("stop", "ended"))
    });
    let of_people = meeting.rows("attendance").flat_map(|row| {
        let said = |key: &str, words: &str| Some(moment(row.instant(key)?, format!("{} {words}", row.text("person"))));
        let came = said("arrived", "came").map(|it| Moment { is_arrival: true, ..it });
        [came, said("left", "left")].into_iter().flatten()
    });
    let of_pauses =
        meeting.rows("pause").filter_map(|it| Some(moment(it.instant("start")?, "a pause began".to_owned())));
    of_items.chain(of_people).chain(of_pauses).collect()
}
