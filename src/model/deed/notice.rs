//! The competition-law reminder: that it was read, and the standing item at which that is done.

use toml::Value;

use super::meeting::told;
use super::{edit, together};
use crate::model::act::{Refused, may};
use crate::model::change::Change;
use crate::model::record::Record;
use crate::model::standpoint::Standpoint;
use crate::model::value;
use crate::model::view::Agenda;

/// The competition-law reminder was read.
///
/// # Errors
/// When the meeting is not open yet.
pub fn notice(meeting: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.notice";
    may(DEED, meeting, at)?;
    let settings = vec![("notice_read".to_owned(), Some(Value::Boolean(true)))];
    let subject = format!("{}: competition-law reminder read", meeting.id);
    let changes = std::iter::once(edit(meeting, settings, at)).chain(reminder(meeting, at)).filter(|it| !it.is_empty());
    Ok(told(together(changes), meeting, DEED).titled(subject))
}

/// Of a meeting that is over, the item of the reminder as one that was dealt with after all.
fn reminder(meeting: &Record, at: &Standpoint<'_>) -> Option<Change> {
    let agenda = Agenda::of(at.snapshot, meeting);
    let item = agenda.slots.into_iter().map(|it| it.item).find(|it| is_reminder(it, meeting))?;
    let settings =
        vec![("state".to_owned(), Some(value::text("concluded"))), ("outcome".to_owned(), Some(value::text("noted")))];
    (meeting.contains_key("closed") && item.text("state") == "deferred").then(|| edit(item, settings, at))
}

/// Whether it is the standing item of a meeting at which the competition-law reminder is read out.
pub(super) fn is_reminder(item: &Record, meeting: &Record) -> bool {
    item.id.as_str().strip_prefix(meeting.id.as_str()).is_some_and(|it| it.strip_prefix('-') == Some(REMINDER))
}

/// The key of that standing item.
const REMINDER: &str = "reminder";
