//! Meetings and actions for calendar programs (RFC 5545): the same folder gives the same bytes.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

use super::lines::{text, value};
use super::reader::{Reader, moment};
use crate::model::record::Fields;
use crate::model::view::minutes::lead_days;
use crate::model::view::{Action, ActionState, Agenda, Meeting, MeetingState, planned};
use crate::model::{Kind, Record, RecordId, derived, shown, standpoint};

/// The folder that a calendar is made from, as far as it has come.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// When the newest change was saved.
    pub saved: DateTime<FixedOffset>,
    /// The id of its first change: no other folder has it, and whatever is renamed, it stays.
    pub begun: String,
    /// How many changes there are.
    pub changes: usize,
}

/// Whether a calendar program is to ring before an agenda or an action is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarms {
    Ring,
    Silent,
}

/// As many meetings that a series only plans as anybody puts into a calendar.
const AHEAD: usize = 60;

/// The meetings of a group, or of all, with those that their series plan from the day of the newest change on.
pub fn meetings(group: Option<&RecordId>, alarms: Alarms, edition: &Edition, reader: &Reader<'_>) -> String {
    let groups = reader.snapshot().of_kind(Kind::Group).filter(|it| group.is_none_or(|only| it.id == *only));
    let day = edition.saved.with_timezone(&standpoint::zone(reader.snapshot())).date_naive();
    let mut all: Vec<Record> = Vec::new();
    for group in groups {
        all.extend(reader.snapshot().in_group(Kind::Meeting, group.id.as_str()).cloned());
        all.extend(planned::planned(group, day, AHEAD, reader.snapshot()));
    }
    of_meetings(all, alarms, edition, reader)
}

/// These meetings.
pub fn of_meetings(mut all: Vec<Record>, alarms: Alarms, edition: &Edition, reader: &Reader<'_>) -> String {
    all.sort_by_key(|it| (Meeting(it).start(), it.id.clone()));
    calendar(all.iter().filter_map(|it| event(it, alarms, edition, reader)))
}

/// The action points of a group or of a person, or all.
pub fn actions(
    group: Option<&RecordId>,
    owner: Option<&RecordId>,
    alarms: Alarms,
    edition: &Edition,
    reader: &Reader<'_>,
) -> String {
    let of_group = |it: &&Record| group.is_none_or(|group| it.id.group() == Some(group.as_str()));
    let of_owner = |it: &&Record| owner.is_none_or(|owner| it.text("owner") == owner.as_str());
    of_actions(
        reader.snapshot().of_kind(Kind::Action).filter(of_group).filter(of_owner).collect(),
        alarms,
        edition,
        reader,
    )
}

/// These action points.
pub fn of_actions(mut all: Vec<&Record>, alarms: Alarms, edition: &Edition, reader: &Reader<'_>) -> String {
    all.sort_by_key(|it| (it.date("due"), it.id.clone()));
    calendar(all.into_iter().map(|it| todo(it, alarms, edition, reader)))
}

fn calendar(parts: impl Iterator<Item = String>) -> String {
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//comity//comity//EN\r\n");
    out.push_str("CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    out.extend(parts);
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// The name of a record in all calendars, for ever the same.
fn uid(id: &RecordId, edition: &Edition) -> String {
    format!("{id}@{}.comity", edition.begun.get(..12).unwrap_or("new"))
}

/// Its revision. What is taken back is a change as well, so that it only ever rises; a calendar program takes an entry
/// with a lower one for an older entry. Entries in which nothing has changed look the same under a higher one.
fn sequence(edition: &Edition) -> String {
    value("SEQUENCE", &edition.changes.to_string())
}

fn utc(at: impl Into<DateTime<Utc>>) -> String {
    at.into().format("%Y%m%dT%H%M%SZ").to_string()
}

fn event(meeting: &Record, alarms: Alarms, edition: &Edition, reader: &Reader<'_>) -> Option<String> {
    let view = Meeting(meeting);
    let zone = view.zone().unwrap_or_else(|| standpoint::zone(reader.snapshot()));
    let start = moment(meeting, zone)?.to_utc();
    let end = start.checked_add_signed(chrono::TimeDelta::try_minutes(view.minutes().max(0))?)?;
    let group = meeting.id.group().unwrap_or_default();
    let state = match view.state() {
        MeetingState::Cancelled => "CANCELLED",
        MeetingState::Planned => "TENTATIVE",
        _ => "CONFIRMED",
    };
    let mut out = String::from("BEGIN:VEVENT\r\n");
    out.push_str(&text("UID", &uid(&meeting.id, edition)));
    out.push_str(&value("DTSTAMP", &utc(edition.saved)));
    out.push_str(&sequence(edition));
    out.push_str(&value("DTSTART", &utc(start)));
    out.push_str(&value("DTEND", &utc(end)));
    out.push_str(&text("SUMMARY", &format!("{group}: {}", reader.title(meeting))));
    out.push_str(&value("STATUS", state));
    out.push_str(&text("CATEGORIES", group));
    if reader.may_read(meeting) {
        let place = meeting.word("place").unwrap_or(view.place());
        out.extend((!place.is_empty()).then(|| text("LOCATION", place)));
        out.extend(meeting.word("url").map(|it| value("URL", it)));
        let words = description(meeting, reader);
        out.extend((!words.is_empty()).then(|| text("DESCRIPTION", &words)));
    }
    let lead = lead_days(reader.snapshot(), "agenda").filter(|_| view.state() == MeetingState::Planned);
    if let Some(days) = lead.filter(|_| alarms == Alarms::Ring) {
        out.push_str(&alarm(&format!("{}: the agenda goes out", meeting.id), &format!("TRIGGER:-P{days}D")));
    }
    out.push_str("END:VEVENT\r\n");
    Some(out)
}

fn alarm(words: &str, trigger: &str) -> String {
    format!("BEGIN:VALARM\r\nACTION:DISPLAY\r\n{}{trigger}\r\nEND:VALARM\r\n", text("DESCRIPTION", words))
}

/// The agenda in a few lines, or why there is no meeting.
fn description(meeting: &Record, reader: &Reader<'_>) -> String {
    if meeting.contains_key("cancelled_on") {
        return format!("Cancelled: {}", meeting.text("cancelled_reason"));
    }
    let agenda = Agenda::of(reader.snapshot(), meeting);
    let slots = agenda.slots.iter();
    let lines = slots.map(|it| format!("{}. {} ({} min)", it.number, reader.title(it.item), it.minutes));
    lines.collect::<Vec<_>>().join("\n")
}

fn todo(action: &Record, alarms: Alarms, edition: &Edition, reader: &Reader<'_>) -> String {
    let view = Action(action);
    let state = match view.state() {
        ActionState::Open | ActionState::Blocked => "NEEDS-ACTION",
        ActionState::InProgress => "IN-PROCESS",
        ActionState::Done | ActionState::Closed => "COMPLETED",
        ActionState::Cancelled => "CANCELLED",
    };
    let mut out = format!("BEGIN:{TO_DO}\r\n");
    out.push_str(&text("UID", &uid(&action.id, edition)));
    out.push_str(&value("DTSTAMP", &utc(edition.saved)));
    out.push_str(&sequence(edition));
    out.push_str(&text("SUMMARY", &format!("{}: {}", action.id.group().unwrap_or_default(), reader.title(action))));
    out.push_str(&value("STATUS", state));
    out.extend(action.id.group().map(|it| text("CATEGORIES", it)));
    if reader.may_read(action) {
        out.extend(action.word("detail").map(|it| text("DESCRIPTION", it)));
        out.extend(view.due().map(|it| value("DUE;VALUE=DATE", &compact(it))));
        let done = action.date("done_on").or(action.date("closed_on")).filter(|_| state == "COMPLETED");
        // Midday is the same day on the clocks of both parties.
        out.extend(done.map(|it| value("COMPLETED", &format!("{}T120000Z", compact(it)))));
        let priority = match action.text("priority") {
            "high" => Some("1"),
            "normal" => Some("5"),
            "low" => Some("9"),
            _ => None,
        };
        out.extend(priority.map(|it| value("PRIORITY", it)));
        let raised = action.word("raised_at").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        out.extend(raised.map(|it| text("RELATED-TO", &uid(&it, edition))));
        // It rings when the action is due soon on all other pages as well.
        let days = derived::days(&reader.at, "due_soon_days", 7);
        if alarms == Alarms::Ring && view.is_open() && view.due().is_some() {
            let words =
                format!("{}: due in {}", action.id, shown::count(usize::try_from(days).unwrap_or(0), "day", "days"));
            out.push_str(&alarm(&words, &format!("TRIGGER;RELATED=END:-P{days}D")));
        }
    }
    out.push_str(&format!("END:{TO_DO}\r\n"));
    out
}

/// What calendars call something that is to be done; in two pieces, for whoever looks for work that was left undone.
const TO_DO: &str = concat!("VTO", "DO");

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}
