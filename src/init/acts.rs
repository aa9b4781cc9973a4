//! The last acts of the example, done as people do them: so that minutes wait for comments, a decision for one party, and
//! an endorsement is void because the words were edited after it.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use super::story::Deed;
use crate::model::act::Refused;
use crate::model::deed::decision::{Stance, take_position};
use crate::model::deed::{edit, meeting, settle_note};
use crate::model::{Change, Kind, Record, RecordId, Snapshot, Standpoint, value};

/// What somebody does with a record of the template, at an hour on the workspace's clocks there.
struct Act {
    hour: &'static str,
    by: &'static str,
    kind: Kind,
    id: &'static str,
    deed: fn(&Record, &Standpoint<'_>) -> Result<Change, Refused>,
}

const DECISION: &str = "CB-D26-W4TN";
const CORRECTION: &str = "CB-N26-H2VC";
const HELD: &str = "CB-2026-05-21";

/// In their order.
///
/// The minutes go out on the Thursday before, so that ten days of comments are not over on any day of this week.
const ACTS: [Act; 6] = [
    act("2026-05-26T16:20:00", "elm", Kind::Decision, DECISION, |it, at| endorse(it, "sedex", at)),
    act("2026-05-28T10:15:00", "oak", Kind::Decision, DECISION, correct_text),
    act("2026-05-28T10:17:00", "oak", Kind::Note, CORRECTION, |it, at| {
        Ok(settle_note(it, Some(value::text("accepted")), at))
    }),
    act("2026-05-28T11:30:00", "oak", Kind::Meeting, HELD, meeting::check_minutes),
    act("2026-05-28T15:05:00", "birch", Kind::Meeting, HELD, meeting::issue_minutes),
    act("2026-05-29T11:10:00", "spruce", Kind::Decision, DECISION, |it, at| endorse(it, "amfori", at)),
];

const fn act(
    hour: &'static str,
    by: &'static str,
    kind: Kind,
    id: &'static str,
    deed: fn(&Record, &Standpoint<'_>) -> Result<Change, Refused>,
) -> Act {
    Act { hour, by, kind, id, deed }
}

fn endorse(decision: &Record, party: &str, at: &Standpoint<'_>) -> Result<Change, Refused> {
    take_position(decision, party, Stance::Endorse, None, "written", at)
}

/// The decision gets the words that the correction of its text proposes.
fn correct_text(decision: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    let corrects = |it: &&Record| it.text("about") == decision.id.as_str() && it.text("kind") == "correction";
    let correction = at.snapshot.of_kind(Kind::Note).find(corrects);
    let words = correction.and_then(|it| it.get("text").cloned());
    Ok(edit(decision, vec![("text".to_owned(), words)], at))
}

/// The records that are there for the sake of these acts. Whoever begins a workspace of their own has no use for them.
const RECORDS: [(Kind, &str); 7] = [
    (Kind::Meeting, HELD),
    (Kind::Item, "CB-2026-05-21-reminder"),
    (Kind::Item, "CB-I26-5XJQ"),
    (Kind::Item, "CB-I26-RD8K"),
    (Kind::Decision, DECISION),
    (Kind::Note, CORRECTION),
    (Kind::Note, "CB-N26-9GTM"),
];

/// Whether a record of the template is one of those.
pub fn is_of_them(id: &RecordId) -> bool {
    RECORDS.iter().any(|it| it.0 == id.kind && it.1 == id.as_str())
}

/// Does the acts one after the other, from the records as they were before; returns what each did.
///
/// `moment` and `named` say when an hour of the template is, and what a record of it is called.
///
/// # Errors
/// When the rules do not allow an act.
pub fn play(
    before: Snapshot,
    moment: impl Fn(NaiveDateTime) -> Option<DateTime<FixedOffset>>,
    named: impl Fn(&RecordId) -> RecordId,
) -> Result<Vec<Deed>, Refused> {
    let mut now = before;
    let mut deeds = Vec::new();
    for act in &ACTS {
        let ids = [(Kind::Person, act.by), (act.kind, act.id)].map(|it| RecordId::new(it.0, it.1));
        let ([Ok(by), Ok(id)], Some(hour)) = (ids, act.hour.parse().ok().and_then(&moment)) else { continue };
        let Some(record) = now.get(&named(&id)).cloned() else { continue };
        let change = (act.deed)(&record, &Standpoint::new(&now, Some(by.clone()), hour))?;
        if let Ok(next) = change.apply(&now) {
            now = next;
            deeds.push(Deed { at: hour, by, change });
        }
    }
    Ok(deeds)
}
