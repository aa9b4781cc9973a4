//! A meeting from its planning to its approved minutes: each act with the day on which it was done.

use chrono::NaiveDateTime;
use toml::{Table, Value};

use super::{Settings, edit, item, written};
use crate::model::act::{Refused, may, refused};
use crate::model::change::Change;
use crate::model::contested::is_contested;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::{Standpoint, org_of};
use crate::model::view::issued::since;
use crate::model::view::quorum::came;
use crate::model::view::{Agenda, Came, Meeting, MeetingState, minutes, planned};
use crate::model::{Kind, RecordId, printed, value};

/// A meeting that a series plans becomes a record, with the standing items of its group on its agenda.
pub fn plan(meeting: &Record, at: &Standpoint<'_>) -> Change {
    let mut change = written(meeting.clone(), at);
    change.edits.extend(item::lay_in(meeting, at).edits);
    let subject = format!("Add meeting {}: {}", meeting.id, meeting.title());
    Change { meaning: in_meeting(meeting), ..change }.meaning("meeting.add").titled(subject)
}

/// Whether a new record is a meeting that is still to be held, whose agenda begins with what stands on each one of its
/// group: a workshop and a written procedure have nothing of that.
pub(super) fn begins_with_standing_items(record: &Record, at: &Standpoint<'_>) -> bool {
    record.id.kind == Kind::Meeting
        && !matches!(record.text("kind"), "workshop" | "written-procedure")
        && record.local("start").is_some_and(|it| it.date() >= at.today)
        && Meeting(record).state() == MeetingState::Planned
}

/// A meeting with some of its fields set. One that the series plans becomes a record by it, with its standing items;
/// it tells from when it was moved.
pub fn touch(meeting: &Record, settings: Settings, at: &Standpoint<'_>) -> Change {
    match at.snapshot.get(&meeting.id) {
        Some(known) => edit(known, settings, at),
        None => {
            let mut after = meeting.clone();
            super::set(&mut after, settings);
            super::consequence::of_editing(meeting, &mut after, at);
            plan(&after, at)
        }
    }
}

/// The fields that say when something was done with a meeting, in the order in which it is done, and the act.
const ACTS_IN_ORDER: &[(&str, &str)] = &[
    ("opened", "meeting.start"),
    ("closed", "meeting.end"),
    ("minutes_issued", "meeting.issue-minutes"),
    ("minutes_approved", "meeting.approve"),
    ("cancelled_on", "meeting.cancel"),
];

/// Whether what was done with a meeting can be written down by hand: one thing after the other, as it is done. What is
/// written down already can be corrected.
///
/// # Errors
/// When something is said to have been done that could not follow.
pub fn in_order(meeting: &Record, settings: &Settings, at: &Standpoint<'_>) -> Result<(), Refused> {
    let mut so_far = meeting.clone();
    for (key, deed) in ACTS_IN_ORDER {
        let Some((_, Some(value))) = settings.iter().find(|it| it.0 == *key) else { continue };
        if !so_far.contains_key(*key) {
            may(deed, &so_far, at)?;
        }
        so_far.fields.insert((*key).to_owned(), value.clone());
    }
    Ok(())
}

/// The agenda goes out: what is printed on it is kept, so that everybody knows later what was sent.
///
/// # Errors
/// When the meeting stands elsewhere, nothing is on the agenda, or nothing has changed since it last went out.
pub fn issue_agenda(meeting: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.issue-agenda";
    may(DEED, meeting, at)?;
    let agenda = Agenda::of(at.snapshot, meeting);
    if agenda.slots.is_empty() {
        return Err(refused(
            DEED,
            meeting,
            "nothing is on it",
            "`comity item add TITLE --meeting ID` puts something on it",
        ));
    }
    if since(meeting, at.snapshot).is_some_and(|it| it.is_known && it.is_empty()) {
        return Err(refused(
            DEED,
            meeting,
            "nothing on it has changed since it last went out",
            "There is nothing to do",
        ));
    }
    let mut row = Table::new();
    row.insert("on".to_owned(), value::date(at.today));
    let revision = Meeting(meeting).revision() + 1;
    row.extend(i64::try_from(revision).ok().map(|it| ("revision".to_owned(), Value::Integer(it))));
    row.extend(at.me.as_ref().map(|it| ("by".to_owned(), value::text(it.as_str()))));
    row.extend(Meeting(meeting).start().map(|it| ("start".to_owned(), value::local(it))));
    let printed = agenda.slots.iter().zip(1..).map(|(slot, number)| printed::line(number, slot.item));
    row.insert("items".to_owned(), value::texts(printed));
    let items = crate::model::shown::count(agenda.slots.len(), "item", "items");
    let subject = format!(
        "{}: agenda issued{}, {items}, {} of {} minutes",
        meeting.id,
        if revision > 1 { format!(" (revision {revision})") } else { String::new() },
        agenda.planned,
        agenda.length
    );
    Ok(told(add_row(meeting, "issue", row, at), meeting, DEED).titled(subject))
}

/// The meeting takes place at another time.
///
/// # Errors
/// When it stands elsewhere, or the time is the one it has, or is over.
pub fn postpone(meeting: &Record, to: NaiveDateTime, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.postpone";
    may(DEED, meeting, at)?;
    if meeting.local("start") == Some(to) {
        return Err(refused(DEED, meeting, "it takes place at that time already", "Name another time"));
    }
    if to < Meeting(meeting).on_clock(at.now).naive_local() {
        return Err(refused(DEED, meeting, "that time is over", "Name a time that is still to come"));
    }
    let mut settings: Settings = vec![("start".to_owned(), Some(value::local(to)))];
    // A series calls a meeting by its day.
    let named = |start: NaiveDateTime| planned::title_of(start);
    if meeting.local("start").is_some_and(|it| named(it) == meeting.text("title")) {
        settings.push(("title".to_owned(), Some(value::text(named(to)))));
    }
    let change = touch(meeting, settings, at);
    let subject = format!("{}: postponed to {}", meeting.id, to.format("%-d %b %Y %H:%M"));
    Ok(told(change, meeting, DEED).titled(subject))
}

/// The meeting does not take place; the reason is text.
///
/// # Errors
/// When it stands elsewhere, or no reason is given.
pub fn cancel(meeting: &Record, reason: Option<Value>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.cancel";
    may(DEED, meeting, at)?;
    if reason.is_none() {
        return Err(refused(DEED, meeting, "nobody said why", "Give a reason; those who were to come will ask"));
    }
    let why = reason.as_ref().map(crate::model::leaf::plain).unwrap_or_default();
    let settings =
        vec![("cancelled_on".to_owned(), Some(value::date(at.today))), ("cancelled_reason".to_owned(), reason)];
    let mut after = meeting.clone();
    super::set(&mut after, settings);
    // A meeting that does not take place needs no agenda.
    Ok(told(written(after, at), meeting, DEED).titled(format!("{}: cancelled: {why}", meeting.id)))
}

/// Who checks minutes, and what to do where the record names another scribe than the one who wrote them.
const OTHER_SIDE: &str = "The secretary of the other side checks them: `--as PERSON`; if somebody else wrote them: `comity meeting edit ID --scribe PERSON`";

/// A secretary has read the draft minutes of the other side, and found them right.
///
/// # Errors
/// When the meeting is not held, nobody knows who checks, or it is the side that wrote them.
pub fn check_minutes(meeting: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.check-minutes";
    may(DEED, meeting, at)?;
    let Some(me) = &at.me else {
        return Err(refused(DEED, meeting, "nobody knows who you are", "`comity config set me PERSON` says it"));
    };
    let wrote = if meeting.contains_key("issued_by") { meeting.word("issued_by") } else { meeting.word("scribe") };
    if wrote == Some(me.as_str()) {
        let why = "who wrote them does not check them";
        return Err(refused(DEED, meeting, why, OTHER_SIDE));
    }
    let wrote = wrote.and_then(|it| RecordId::new(Kind::Person, it).ok());
    let side = wrote.as_ref().and_then(|it| org_of(at.snapshot, it));
    let own = org_of(at.snapshot, me);
    if let (Some(wrote), true) = (&wrote, own.is_none() || own == side) {
        let why = format!("{me} is of the side of {wrote}, who wrote them");
        return Err(refused(DEED, meeting, why, OTHER_SIDE));
    }
    let settings = vec![
        ("checked_by".to_owned(), Some(value::text(me.as_str()))),
        ("checked_hash".to_owned(), Some(value::text(minutes::hash(meeting, at.snapshot)))),
    ];
    Ok(told(edit(meeting, settings, at), meeting, DEED).titled(format!("{}: minutes checked by {me}", meeting.id)))
}

/// The minutes go out as a draft, open for comments.
///
/// # Errors
/// When the meeting is not held, the reminder was not read, an item has no outcome, nobody was there, or something is
/// contested.
pub fn issue_minutes(meeting: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.issue-minutes";
    may(DEED, meeting, at)?;
    if !meeting.flag("notice_read") {
        let why = "the competition-law reminder was not read";
        return Err(refused(DEED, meeting, why, "If it was: `comity meeting notice ID`"));
    }
    let agenda = Agenda::of(at.snapshot, meeting);
    let open: Vec<&str> =
        agenda.slots.iter().map(|it| it.item).filter(|it| minutes::is_unsettled(it)).map(|it| it.id.as_str()).collect();
    if !open.is_empty() {
        let why = format!("nobody said what came of {}", open.join(", "));
        return Err(refused(DEED, meeting, why, "`comity item conclude ITEM OUTCOME`, or `comity item defer ITEM`"));
    }
    if !meeting.rows("attendance").any(came) {
        let why = "nobody is written down as present";
        return Err(refused(DEED, meeting, why, "`comity meeting attend ID PERSON` says who was there"));
    }
    uncontested(DEED, meeting, at)?;
    let again = Meeting(meeting).state() == MeetingState::MinutesIssued;
    let revision = if again { Meeting(meeting).minutes_revision() + 1 } else { 1 };
    let settings = vec![
        ("minutes_issued".to_owned(), Some(value::date(at.today))),
        ("minutes_revision".to_owned(), Some(Value::Integer(revision))),
        ("issued_by".to_owned(), at.me.as_ref().map(|it| value::text(it.as_str()))),
        ("issued_hash".to_owned(), Some(value::text(minutes::hash(meeting, at.snapshot)))),
    ];
    let subject = format!(
        "{}: draft minutes issued{}{}",
        meeting.id,
        if again { format!(" (revision {revision})") } else { String::new() },
        if minutes::changed_since_check(meeting, at.snapshot) { ", not as checked" } else { "" }
    );
    Ok(told(edit(meeting, settings, at), meeting, DEED).titled(subject))
}

/// The minutes are approved, at a meeting or in writing; from now on what they say stands.
///
/// # Errors
/// When they are not issued, a correction waits for an answer, something is contested, or the meeting that is to have
/// approved them cannot have done so; in writing, also when the time for comments is not over, or the other side has not
/// checked what they say.
pub fn approve(meeting: &Record, at_meeting: Option<&RecordId>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.approve";
    may(DEED, meeting, at)?;
    let open = minutes::open_corrections(meeting, at.snapshot);
    if !open.is_empty() {
        let ids: Vec<&str> = open.iter().map(|it| it.id.as_str()).collect();
        let why = format!("a correction waits for an answer: {}", ids.join(", "));
        return Err(refused(DEED, meeting, why, "`comity note settle NOTE accepted` or `rejected`"));
    }
    uncontested(DEED, meeting, at)?;
    if let Some(other) = at_meeting {
        may_approve(other, meeting, at)?;
    }
    let until = minutes::comments_until(meeting, at);
    if at_meeting.is_none()
        && let Some(until) = until.filter(|it| *it >= at.today)
    {
        let why = format!("comments are open until {}", crate::model::shown::day(until));
        return Err(refused(DEED, meeting, why, "At a meeting they can be approved at once: `--at MEETING`"));
    }
    if at_meeting.is_none() {
        read_by_the_others(meeting, at)?;
    }
    let mut settings = vec![
        ("minutes_approved".to_owned(), Some(value::date(at.today))),
        ("approved_at".to_owned(), at_meeting.map(|it| value::text(it.as_str()))),
    ];
    settings.extend(minutes::kept_at_approval(meeting, at.snapshot));
    let place = at_meeting.map_or("in writing".to_owned(), |it| format!("at {it}"));
    let subject = format!("{}: minutes approved {place}", meeting.id);
    Ok(told(edit(meeting, settings, at), meeting, DEED).titled(subject))
}

/// Whether the other side has found right what the minutes say now: in writing nobody else looks at them before they
/// stand.
fn read_by_the_others(meeting: &Record, at: &Standpoint<'_>) -> Result<(), Refused> {
    let why = match meeting.word("checked_by") {
        None => "nobody of the other side has checked them".to_owned(),
        Some(by) if minutes::changed_since_check(meeting, at.snapshot) => {
            format!("they changed since {by} checked them")
        }
        Some(_) => return Ok(()),
    };
    let remedy = "The secretary of the other side says that they are right: `comity meeting check-minutes ID`; a meeting can approve them as they are: `--at MEETING`";
    Err(refused("meeting.approve", meeting, why, remedy))
}

/// Whether a meeting can have approved the minutes of another one: a later one of the same group, which was opened.
fn may_approve(other: &RecordId, meeting: &Record, at: &Standpoint<'_>) -> Result<(), Refused> {
    const DEED: &str = "meeting.approve";
    let record = meeting_of(other, at);
    let start = |it: &Record| it.local("start");
    let why = if *other == meeting.id {
        "a meeting does not approve its own minutes".to_owned()
    } else if other.group() != meeting.id.group() {
        format!("{other} is a meeting of another group")
    } else if record.as_ref().is_none_or(|it| start(it) <= start(meeting)) {
        format!("{other} was before it")
    } else if !record.is_some_and(|it| it.contains_key("opened") && !it.contains_key("cancelled_on")) {
        format!("{other} has not been held")
    } else {
        return Ok(());
    };
    let remedy =
        "A later meeting of the group approves them, once it is opened; without `--at` they are approved in writing";
    Err(refused(DEED, meeting, why, remedy))
}

/// Whether nothing that the minutes say is contested: the document shows one value, and the other would be lost.
fn uncontested(deed: &str, meeting: &Record, at: &Standpoint<'_>) -> Result<(), Refused> {
    let items = Agenda::of(at.snapshot, meeting).slots.into_iter().map(|it| it.item);
    let came = Came::now(meeting, at.snapshot);
    let came = came.iter().filter_map(|it| at.snapshot.get(&it.id));
    let contested: Vec<&str> =
        [meeting].into_iter().chain(items).chain(came).filter(|it| is_contested(it)).map(|it| it.id.as_str()).collect();
    if contested.is_empty() {
        return Ok(());
    }
    let why = format!("both sides wrote something else in {}", contested.join(", "));
    Err(refused(deed, meeting, why, "`comity contested` lists it, and `comity contested settle` decides"))
}

/// What was done with a meeting, and in which one.
pub(super) fn told(change: Change, meeting: &Record, deed: &str) -> Change {
    Change { meaning: in_meeting(meeting), ..change }.meaning(deed)
}

/// The change that adds a row to a list of a meeting that may only be planned yet.
pub(super) fn add_row(meeting: &Record, key: &str, row: Table, at: &Standpoint<'_>) -> Change {
    let mut after = meeting.clone();
    let rows = after.fields.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(rows) = rows {
        rows.push(Value::Table(row));
    }
    match at.snapshot.exists(&meeting.id) {
        true => written(after, at),
        false => plan(&after, at),
    }
}

fn in_meeting(meeting: &Record) -> crate::model::Meaning {
    crate::model::Meaning { meeting: Some(meeting.id.clone()), ..crate::model::Meaning::default() }
}

/// The record of a meeting: the one there is, else the one that its group's series plans.
pub fn meeting_of(id: &RecordId, at: &Standpoint<'_>) -> Option<Record> {
    debug_assert!(id.kind == Kind::Meeting);
    at.snapshot.get(id).cloned().or_else(|| crate::model::view::planned::planned_as(id, at.snapshot))
}
