//! The minutes of a meeting as far as rules go: what came of each item, what they say as a hash, how long comments are open.

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::agenda::Agenda;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, leaf};

/// Whether nobody has said yet what came of an item that is on an agenda.
pub fn is_unsettled(item: &Record) -> bool {
    match item.text("state") {
        "concluded" => item.word("outcome").is_none(),
        "deferred" | "declined" | "withdrawn" => false,
        _ => true,
    }
}

/// What usually comes of an item, by its purpose and by what was decided in it.
pub fn usual_outcome(item: &Record, snapshot: &Snapshot) -> &'static str {
    let group = item.id.group().unwrap_or_default();
    let is_of = |it: &Record| it.text("item") == item.id.as_str();
    let decided = snapshot.in_group(Kind::Decision, group).any(|it| is_of(it) && it.contains_key("agreed_on"));
    match item.text("purpose") {
        _ if decided => "agreed",
        "decision" | "approval" => "no-decision",
        _ => "noted",
    }
}

/// The last day for comments on the draft minutes of a meeting, where the workspace says how many days there are.
pub fn comments_until(meeting: &Record, at: &Standpoint<'_>) -> Option<NaiveDate> {
    let days = lead_days(at.snapshot, "comments")?;
    meeting.date("minutes_issued")?.checked_add_days(Days::new(days))
}

/// A number of lead days that the workspace sets: `call`, `items`, `papers`, `agenda`, `minutes`, `comments`.
pub fn lead_days(snapshot: &Snapshot, key: &str) -> Option<u64> {
    let workspace = snapshot.get(&RecordId::workspace())?;
    u64::try_from(workspace.table("lead_days")?.whole(key)?).ok()
}

/// The corrections of a meeting's minutes that nobody has answered: notes about the meeting or an item of it.
pub fn open_corrections<'a>(meeting: &Record, snapshot: &'a Snapshot) -> Vec<&'a Record> {
    let group = meeting.id.group().unwrap_or_default();
    let is_about = |it: &Record| {
        let about = it.text("about");
        let item = || RecordId::new(Kind::Item, about).ok().and_then(|it| snapshot.get(&it));
        about == meeting.id.as_str() || item().is_some_and(|it| it.text("meeting") == meeting.id.as_str())
    };
    let open = |it: &&Record| it.text("kind") == "correction" && matches!(it.text("state"), "" | "open");
    snapshot.in_group(Kind::Note, group).filter(open).filter(|it| is_about(it)).collect()
}

/// The fields of a meeting and of its items that make the text of its minutes.
pub const SAID_OF_MEETING: &[&str] = &[
    "title",
    "start",
    "timezone",
    "mode",
    "place",
    "url",
    "opened",
    "closed",
    "presiding",
    "scribe",
    "attendance",
    "notice_read",
    "summary",
];
pub const SAID_OF_ITEM: &[&str] = &["title", "purpose", "state", "minute", "outcome", "meeting", "order"];

/// The SHA-256 of what the minutes of a meeting say (NFC, LF): the meeting's own fields, then those of each item in the
/// order of the agenda.
pub fn hash(meeting: &Record, snapshot: &Snapshot) -> String {
    let mut said = String::new();
    let mut say = |record: &Record, keys: &[&str]| {
        for key in keys {
            if let Some(value) = record.get(*key) {
                said.push_str(&format!("{} {key} {}\n", record.id, leaf::plain(value)));
            }
        }
    };
    say(meeting, SAID_OF_MEETING);
    say(meeting, &["came"]);
    for slot in Agenda::of(snapshot, meeting).slots {
        say(slot.item, SAID_OF_ITEM);
    }
    let said: String = said.replace("\r\n", "\n").nfc().collect();
    Sha256::digest(said.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}

/// Whether the draft minutes have changed since they were issued; unknown counts as no.
pub fn changed_since_issue(meeting: &Record, snapshot: &Snapshot) -> bool {
    meeting.word("issued_hash").is_some_and(|it| it != hash(meeting, snapshot))
}

/// Whether the minutes have changed since the other side checked them; unknown counts as no.
pub fn changed_since_check(meeting: &Record, snapshot: &Snapshot) -> bool {
    meeting.word("checked_hash").is_some_and(|it| it != hash(meeting, snapshot))
}

/// Whether the meeting did not come to an item: it was put off without having been begun.
pub fn is_not_reached(item: &Record) -> bool {
    let untouched = item.rows("taken").next().is_none() && item.word("minute").is_none();
    untouched && item.text("state") != "concluded"
}

/// Whether the minutes still say what was approved; `None` where none were approved, or by hand without a hash.
pub fn are_as_approved(meeting: &Record, snapshot: &Snapshot) -> Option<bool> {
    meeting.date("minutes_approved")?;
    Some(meeting.word("minutes_hash")? == hash(meeting, snapshot))
}
