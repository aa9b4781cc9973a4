//! The minutes of a meeting as far as rules go: what came of each item, what they say as a hash, how long comments are open.

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};
use toml::Value;
use unicode_normalization::UnicodeNormalization;

use super::agenda::Agenda;
use super::came::Came;
use super::meeting::{Meeting, MeetingState};
use super::planned;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, leaf, standpoint, value};

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

/// The corrections of a meeting's minutes that nobody has answered.
pub fn open_corrections<'a>(meeting: &Record, snapshot: &'a Snapshot) -> Vec<&'a Record> {
    let mut notes = notes(meeting, snapshot);
    notes.retain(|it| it.text("kind") == "correction" && matches!(it.text("state"), "" | "open"));
    notes
}

/// The notes about what a meeting's minutes say: about the meeting, an item of it, or what came of it; oldest first.
pub fn notes<'a>(meeting: &Record, snapshot: &'a Snapshot) -> Vec<&'a Record> {
    let group = meeting.id.group().unwrap_or_default();
    let mut notes: Vec<&Record> = snapshot.in_group(Kind::Note, group).collect();
    if notes.is_empty() {
        return notes;
    }
    let came = Came::of(meeting, snapshot);
    notes.retain(|it| {
        let about = it.text("about");
        let item = || RecordId::new(Kind::Item, about).ok().and_then(|it| snapshot.get(&it));
        about == meeting.id.as_str()
            || item().is_some_and(|it| it.text("meeting") == meeting.id.as_str())
            || came.iter().any(|it| it.id.as_str() == about)
    });
    notes.sort_by_key(|it| (it.instant("at"), it.id.clone()));
    notes
}

/// Whether the draft minutes of a meeting that say something of a record are out for comments: then most of what is said
/// about it corrects them.
pub fn are_out_about(record: &Record, snapshot: &Snapshot) -> bool {
    let key = match record.id.kind {
        Kind::Meeting => return Meeting(record).state() == MeetingState::MinutesIssued,
        Kind::Item | Kind::Decision => "meeting",
        Kind::Action => "raised_at",
        _ => return false,
    };
    let meeting =
        record.word(key).and_then(|it| RecordId::new(Kind::Meeting, it).ok()).and_then(|it| snapshot.get(&it));
    meeting.is_some_and(|it| Meeting(it).state() == MeetingState::MinutesIssued)
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

/// The fields in which approved minutes keep the next meeting as it was known then.
const NEXT: &[&str] = &["next_meeting", "next_start"];

/// The SHA-256 of what the minutes of a meeting say (NFC, LF): the meeting's own fields, what came of it, then the fields
/// of each item in the order of the agenda.
pub fn hash(meeting: &Record, snapshot: &Snapshot) -> String {
    hash_with(meeting, snapshot, NEXT)
}

fn hash_with(meeting: &Record, snapshot: &Snapshot, kept: &[&str]) -> String {
    let mut said = String::new();
    let mut say = |record: &Record, keys: &[&str]| {
        for key in keys {
            if let Some(value) = record.get(*key) {
                said.push_str(&format!("{} {key} {}\n", record.id, leaf::plain(value)));
            }
        }
    };
    say(meeting, SAID_OF_MEETING);
    say(meeting, kept);
    for slot in Agenda::of(snapshot, meeting).slots {
        say(slot.item, SAID_OF_ITEM);
    }
    said.extend(Came::rows(meeting, snapshot).map(|it| format!("{} came {}\n", meeting.id, leaf::plain(&it))));
    let said: String = said.replace("\r\n", "\n").nfc().collect();
    Sha256::digest(said.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}

/// Whether the minutes have changed since they were last issued; unknown counts as no.
pub fn changed_since_issue(meeting: &Record, snapshot: &Snapshot) -> bool {
    meeting.word("issued_hash").is_some_and(|it| it != hash_with(meeting, snapshot, &[]))
}

/// Whether the minutes have changed since the other side checked them; unknown counts as no.
pub fn changed_since_check(meeting: &Record, snapshot: &Snapshot) -> bool {
    meeting.word("checked_hash").is_some_and(|it| it != hash_with(meeting, snapshot, &[]))
}

/// The fields that approval sets.
pub const AT_APPROVAL: &[&str] =
    &["minutes_approved", "approved_at", "minutes_hash", "came", "next_meeting", "next_start"];

/// What is kept with a meeting whose minutes are approved, so that they go on saying what they say: what came of it, the
/// next meeting as it is known, and the hash of all they say.
pub fn kept_at_approval(meeting: &Record, snapshot: &Snapshot) -> Vec<(String, Option<Value>)> {
    let next = next_meeting(meeting, snapshot);
    let start = next.as_ref().and_then(|it| Meeting(it).start_moment()).map(|it| value::instant(it.fixed_offset()));
    let mut kept = vec![
        ("came".to_owned(), Came::rows(meeting, snapshot)),
        ("next_meeting".to_owned(), next.map(|it| value::text(it.id.as_str()))),
        ("next_start".to_owned(), start),
    ];
    let mut with_it = meeting.clone();
    for (key, value) in &kept {
        with_it.fields.remove(key);
        with_it.fields.extend(value.as_ref().map(|it| (key.clone(), it.clone())));
    }
    kept.push(("minutes_hash".to_owned(), Some(value::text(hash(&with_it, snapshot)))));
    kept
}

/// The next meeting of the group: until the minutes are approved the one that is known now; from then on the one that was
/// known then, at the time that it had.
pub fn next_meeting(meeting: &Record, snapshot: &Snapshot) -> Option<Record> {
    if let Some(id) = meeting.word("next_meeting") {
        let id = RecordId::new(Kind::Meeting, id).ok()?;
        let known = snapshot.get(&id).cloned().or_else(|| planned::planned_as(&id, snapshot));
        let mut next = known.unwrap_or_else(|| Record::empty(id));
        for key in ["minutes", "cancelled_on", "cancelled_reason"] {
            next.fields.remove(key);
        }
        let zone = Meeting(&next).zone().or(Meeting(meeting).zone()).unwrap_or_else(|| standpoint::zone(snapshot));
        let start = meeting.instant("next_start").map(|it| it.with_timezone(&zone).naive_local());
        next.fields.extend(start.map(|it| ("start".to_owned(), value::local(it))));
        return Some(next);
    }
    let group = RecordId::new(Kind::Group, meeting.id.group()?).ok()?;
    planned::next_in(snapshot.get(&group)?, Meeting(meeting).start()?.date(), snapshot)
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
