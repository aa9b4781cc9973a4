//! The short ways to settle something: done, open again, dropped, another line of progress.

use chrono::NaiveDate;
use toml::{Table, Value};

use super::{Settings, add_entry, edit};
use crate::model::change::Change;
use crate::model::record::Record;
use crate::model::standpoint::Standpoint;
use crate::model::view::{Action, ActionState};
use crate::model::{Kind, RecordId, value};

/// An action is done: today, or on the day that somebody names.
pub fn done(action: &Record, on: Option<NaiveDate>, at: &Standpoint<'_>) -> Change {
    let mut settings = vec![state("done")];
    settings.extend(on.map(|day| ("done_on".to_owned(), Some(value::date(day)))));
    edit(action, settings, at).meaning("action.done")
}

/// An action is to be done after all.
pub fn reopen(action: &Record, at: &Standpoint<'_>) -> Change {
    edit(action, vec![state("open")], at).meaning("action.reopen")
}

/// The group accepts that an action is done, at a meeting where one is named.
pub fn close_action(action: &Record, meeting: Option<&RecordId>, at: &Standpoint<'_>) -> Change {
    let mut settings = vec![state("closed")];
    settings.extend(meeting.map(|it| ("closed_at".to_owned(), Some(value::text(it.as_str())))));
    edit(action, settings, at).meaning("action.close")
}

/// An action stands elsewhere from now on; of one that is to wait, for what. What it waited for goes with the waiting.
pub fn stand(action: &Record, stands: ActionState, waits_for: Option<Value>, at: &Standpoint<'_>) -> Change {
    match stands {
        ActionState::Done => return done(action, None, at),
        ActionState::Open if !Action(action).is_open() => return reopen(action, at),
        _ => (),
    }
    let waits_for = waits_for.filter(|_| stands == ActionState::Blocked);
    edit(action, vec![state(stands.word()), ("blocked_by".to_owned(), waits_for)], at)
}

/// Something will not come about: an action is dropped, a meeting cancelled, an item withdrawn. The reason is text.
pub fn drop(record: &Record, reason: Option<Value>, at: &Standpoint<'_>) -> Change {
    let (first, why, deed) = match record.id.kind {
        Kind::Meeting => {
            (("cancelled_on".to_owned(), Some(value::date(at.today))), "cancelled_reason", "meeting.cancel")
        }
        Kind::Item => (state("withdrawn"), "decline_reason", "item.withdraw"),
        _ => (state("cancelled"), "cancel_reason", "action.cancel"),
    };
    let settings: Settings = vec![first, (why.to_owned(), reason)];
    edit(record, settings, at).meaning(deed)
}

/// Another line of an action's progress, with who says it and when. The words are text.
pub fn note(action: &Record, words: Option<Value>, at: &Standpoint<'_>) -> Change {
    let mut line = Table::new();
    line.insert("at".to_owned(), value::instant(at.now));
    line.extend(at.me.as_ref().map(|it| ("by".to_owned(), value::text(it.as_str()))));
    line.extend(words.map(|it| ("text".to_owned(), it)));
    add_entry(action, "progress", line).meaning("action.note")
}

fn state(word: &str) -> (String, Option<Value>) {
    ("state".to_owned(), Some(value::text(word)))
}
