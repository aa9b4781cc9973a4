//! The times of a meeting put right by hand: when it was to begin, when it was opened, when it ended.

use chrono::{DateTime, FixedOffset};
use toml::Value;

use super::meeting::{in_order, touch};
use super::presence::moments;
use super::{Settings, written};
use crate::model::act::{Refused, may, refused};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::value;
use crate::model::view::{Agenda, Meeting, MeetingState};

/// A meeting with some of its fields written by hand. Where its end is put right, what ended with it ends with it still.
///
/// # Errors
/// When something is said to have been done that could not follow, the meeting is in session and would begin at
/// another time, or its times contradict each other or what else is written down of it.
pub fn write(meeting: &Record, mut settings: Settings, at: &Standpoint<'_>) -> Result<Change, Refused> {
    in_order(meeting, &settings, at)?;
    let is_set = |key: &str| settings.iter().any(|it| it.0 == key && it.1.as_ref() != meeting.get(key));
    // Its clocks go by its start. Once it is over, a slip in it can be put right as any other.
    if is_set("start") && matches!(Meeting(meeting).state(), MeetingState::InSession | MeetingState::Cancelled) {
        may("meeting.postpone", meeting, at)?;
    }
    let is_corrected = is_set("opened") || is_set("closed");
    if is_corrected && Meeting(meeting).state() == MeetingState::MinutesApproved {
        return Err(refused(DEED, meeting, "its minutes are approved", APPROVED));
    }
    if !is_corrected {
        return Ok(touch(meeting, settings, at));
    }
    for (_, moment) in settings.iter_mut().filter(|it| matches!(it.0.as_str(), "opened" | "closed")) {
        let there = moment.as_ref().and_then(value::instant_of).map(|it| Meeting(meeting).on_clock(it));
        *moment = there.map(value::instant);
    }
    let mut change = touch(meeting, settings, at);
    let unlike = |_| refused(DEED, meeting, "it is another one by now", "Do it again");
    let after = change.apply(at.snapshot).map_err(unlike)?;
    let now = after.get(&meeting.id).cloned().unwrap_or_else(|| meeting.clone());
    let ends = meeting.instant("closed").zip(now.instant("closed")).filter(|(before, now)| before != now);
    if let Some((before, now)) = ends {
        for item in Agenda::of(at.snapshot, meeting).slots.iter().map(|it| it.item) {
            change.edits.extend(ending_with_it(item, "taken", before, now, at).edits);
        }
        let corrected = change.apply(at.snapshot).map_err(unlike)?;
        let with_it = corrected.get(&meeting.id).cloned().unwrap_or_else(|| meeting.clone());
        let paused = ending_with_it(&with_it, "pause", before, now, &Standpoint { snapshot: &corrected, ..at.clone() });
        change.edits.extend(paused.edits);
        let view = Meeting(meeting);
        change = change.titled(format!("{}: ended at {}, not {}", meeting.id, view.clock(now), view.clock(before)));
    }
    let after = change.apply(at.snapshot).map_err(unlike)?;
    can_have_been(&now, &Standpoint { snapshot: &after, ..at.clone() })?;
    Ok(change)
}

const DEED: &str = "meeting.edit";
const APPROVED: &str =
    "What was approved stays; what was wrong is said in a note: `comity note add --about ID --kind correction`";

/// A record of which the spans that stopped at a moment stop at another one.
fn ending_with_it(
    record: &Record,
    key: &str,
    before: DateTime<FixedOffset>,
    now: DateTime<FixedOffset>,
    at: &Standpoint<'_>,
) -> Change {
    let mut after = record.clone();
    if let Some(Value::Array(rows)) = after.fields.get_mut(key) {
        for row in rows.iter_mut().filter_map(Value::as_table_mut) {
            if row.instant("stop") == Some(before) {
                row.insert("stop".to_owned(), value::instant(now));
            }
        }
    }
    written(after, at)
}

/// Whether the times of a meeting agree with each other and with what else is written down of it.
fn can_have_been(meeting: &Record, at: &Standpoint<'_>) -> Result<(), Refused> {
    let (opened, closed) = (meeting.instant("opened"), meeting.instant("closed"));
    let clock = |it| Meeting(meeting).clock_and_place(it, at.snapshot);
    let all = moments(meeting, at);
    let before =
        opened.and_then(|it| all.iter().filter(|that| that.at < it && !that.is_arrival).min_by_key(|it| it.at));
    let behind = closed.and_then(|it| all.iter().filter(|that| that.at > it).max_by_key(|it| it.at));
    let why = if let Some((opened, closed)) = opened.zip(closed).filter(|(opened, closed)| opened > closed) {
        format!("it cannot have been opened at {} and have ended at {}", clock(opened), clock(closed))
    } else if let Some(later) = [opened, closed].into_iter().flatten().find(|it| *it > at.now) {
        format!("{} is still to come", clock(later))
    } else if let Some(moment) = before.or(behind) {
        format!("{} at {}", moment.what, clock(moment.at))
    } else {
        return Ok(());
    };
    Err(refused(DEED, meeting, why, "Name the time as it was"))
}
