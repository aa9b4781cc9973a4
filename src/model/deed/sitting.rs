//! What happens while a meeting is in session: it opens, people come and go, items are taken in turn, it pauses and ends.

use chrono::{DateTime, FixedOffset};
use toml::{Table, Value};

use super::meeting::{add_row, told};
use super::notice::is_reminder;
pub use super::notice::notice;
use super::presence::{last_moment, may_stand_in, within};
use super::{Settings, item, plan, together, written};
use crate::model::act::{Refused, may, refused};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::clock::{is_running, is_still_to_come};
use crate::model::view::{Agenda, Meeting, minutes};
use crate::model::{Kind, shown, value};

/// How somebody takes part, as far as it is to be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// `present`, `remote`, `part`, `apologies` or `absent`.
    pub presence: Option<String>,
    /// Whose place an alternate takes.
    pub in_place_of: Option<String>,
    /// When they came, if late.
    pub arrived: Option<DateTime<FixedOffset>>,
    /// When they went, if early.
    pub left: Option<DateTime<FixedOffset>>,
    /// Whether they have not gone, whatever was written down.
    pub stays: bool,
}

impl Presence {
    /// What is said of several people of whom this is true.
    fn in_words(&self) -> &str {
        match (self.left, self.arrived, self.presence.as_deref()) {
            (Some(_), _, _) => "left",
            (None, Some(_), _) => "came late",
            (None, None, Some(presence)) => presence,
            (None, None, None) if self.stays => "back",
            (None, None, None) => "changed",
        }
    }
}

/// The meeting is opened: now, or at the moment at which it was.
///
/// # Errors
/// When it stands elsewhere, its day is another one, or another meeting of the group is in session.
pub fn start(meeting: &Record, when: DateTime<FixedOffset>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.start";
    may(DEED, meeting, at)?;
    let day_there = |it: DateTime<FixedOffset>| {
        Meeting(meeting).zone().map_or(it.date_naive(), |zone| it.with_timezone(&zone).date_naive())
    };
    if let Some(day) = meeting.local("start").map(|it| it.date()).filter(|it| *it != day_there(when)) {
        let why = format!("it is planned for {}", shown::day(day));
        return Err(refused(
            DEED,
            meeting,
            why,
            "If it takes place today: `comity meeting postpone ID --to \"today 14:00\"`",
        ));
    }
    let others = at.snapshot.in_group(Kind::Meeting, meeting.id.group().unwrap_or_default());
    let mut others = others.filter(|it| crate::model::derived::state_of(it, at) == "in-session");
    if let Some(other) = others.next() {
        let why = format!("{} is in session", other.id);
        return Err(refused(DEED, meeting, why, &format!("End it first: `comity meeting end {}`", other.id)));
    }
    let mut after = meeting.clone();
    after.fields.insert("opened".to_owned(), value::instant(Meeting(meeting).on_clock(when)));
    if let Some(me) = &at.me
        && after.word("scribe").is_none()
    {
        after.fields.insert("scribe".to_owned(), value::text(me.as_str()));
    }
    let change = match at.snapshot.exists(&meeting.id) {
        true => written(after, at),
        false => plan(&after, at),
    };
    Ok(told(change, meeting, DEED).titled(format!("{}: meeting opened", meeting.id)))
}

/// How several people take part, as one change.
///
/// # Errors
/// Those of [`attend`].
pub fn attend_all(
    meeting: &Record,
    people: &[crate::model::RecordId],
    how: &Presence,
    at: &Standpoint<'_>,
) -> Result<Change, Refused> {
    let rows: Vec<_> = people.iter().map(|it| (it.clone(), how.clone())).collect();
    attendance(meeting, &rows, at)
}

/// How several people take part, each in their own way, as one change.
///
/// # Errors
/// Those of [`attend`].
pub fn attendance(
    meeting: &Record,
    rows: &[(crate::model::RecordId, Presence)],
    at: &Standpoint<'_>,
) -> Result<Change, Refused> {
    let mut now = at.snapshot.clone();
    let mut changes = Vec::new();
    let mut words = std::collections::BTreeSet::new();
    for (person, how) in rows {
        let beside = Standpoint { snapshot: &now, ..at.clone() };
        let record = now.get(&meeting.id).unwrap_or(meeting);
        let change = attend(record, person.as_str(), how, &beside)?;
        if let Some(after) = change.apply(&now).ok().filter(|_| !change.is_empty()) {
            changes.push(change);
            words.insert(how.in_words());
            now = after;
        }
    }
    match <[Change; 1]>::try_from(changes) {
        Ok([one]) => Ok(one),
        Err(changes) => {
            let ids: std::collections::BTreeSet<_> = changes.iter().flat_map(Change::ids).cloned().collect();
            let count = changes.len();
            let change = Change::among(ids.iter(), at.snapshot, &now);
            let words: Vec<&str> = words.into_iter().collect();
            let words = match *words {
                [one] => format!("{count} people {one}"),
                _ => format!("attendance of {count} people"),
            };
            let subject = format!("{}: {words}", meeting.id);
            Ok(told(change, meeting, "meeting.attend").titled(subject))
        }
    }
}

/// How somebody takes part; `None` for a field leaves it as it is, and no presence takes the row away.
///
/// # Errors
/// When the minutes are out, the person is nobody here, or cannot take the place of whom they are to stand in for.
pub fn attend(meeting: &Record, person: &str, how: &Presence, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.attend";
    may(DEED, meeting, at)?;
    let there = |it: Option<DateTime<FixedOffset>>| it.map(|it| Meeting(meeting).on_clock(it));
    let how = &Presence { arrived: there(how.arrived), left: there(how.left), ..how.clone() };
    if how.in_place_of.as_deref() == Some(person) {
        return Err(refused(DEED, meeting, format!("{person} cannot stand in for themselves"), "Name somebody else"));
    }
    if let Some(principal) = &how.in_place_of {
        may_stand_in(meeting, person, principal, at)?;
    }
    let mut after = meeting.clone();
    let mut rows: Vec<Value> = after.get("attendance").and_then(Value::as_array).cloned().unwrap_or_default();
    let place = rows.iter().position(|it| it.as_table().is_some_and(|it| it.text("person") == person));
    let mut row = place.and_then(|it| rows.get(it)).and_then(Value::as_table).cloned().unwrap_or_default();
    row.insert("person".to_owned(), value::text(person));
    if let Some(presence) = &how.presence {
        row.insert("presence".to_owned(), value::text(presence));
        // Who is away neither came late nor left early.
        if matches!(presence.as_str(), "apologies" | "absent") {
            row.remove("arrived");
            row.remove("left");
        }
    }
    row.extend(how.in_place_of.as_ref().map(|it| ("in_place_of".to_owned(), value::text(it))));
    if how.stays {
        row.remove("left");
    }
    // Who comes again has not gone.
    if how.arrived.is_some_and(|it| row.instant("left").is_some_and(|left| left <= it)) {
        row.remove("left");
    }
    row.extend(how.arrived.map(|it| ("arrived".to_owned(), value::instant(it))));
    row.extend(how.left.map(|it| ("left".to_owned(), value::instant(it))));
    row.entry("presence".to_owned()).or_insert_with(|| value::text("present"));
    if how.arrived.is_some() || how.left.is_some() {
        within(meeting, &row, at)?;
    }
    let words = row.text("presence").to_owned();
    match place.and_then(|it| rows.get_mut(it)) {
        Some(there) => *there = Value::Table(row),
        None => rows.push(Value::Table(row)),
    }
    after.fields.insert("attendance".to_owned(), Value::Array(rows));
    let change = match at.snapshot.exists(&meeting.id) {
        true => written(after, at),
        false => plan(&after, at),
    };
    let words = match (how.left, how.arrived) {
        (Some(left), _) => format!("left at {}", left.format("%H:%M")),
        (None, None) if how.stays => format!("{words}, has not left"),
        (None, Some(arrived)) => format!("{words}, came at {}", arrived.format("%H:%M")),
        (None, None) => words,
    };
    Ok(told(change, meeting, DEED).titled(format!("{}: {person} {words}", meeting.id)))
}

/// An item is taken now; the one before it ends with that, and so does a pause.
///
/// # Errors
/// When the meeting is not in session, or the item is not on its agenda.
pub fn take(meeting: &Record, item: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.take";
    may(DEED, item, at)?;
    in_session(DEED, meeting, item, at)?;
    if is_running(item) && !is_paused(meeting) {
        return Ok(Change::default());
    }
    let at = &on_its_clock(meeting, at);
    let mut changes = stopped(meeting, Some(item), at);
    changes.extend(resumed(meeting, at));
    if !is_running(item) {
        let mut row = Table::new();
        row.insert("start".to_owned(), value::instant(at.now));
        changes.push(super::add_entry(item, "taken", row));
    }
    let number = number_of(meeting, item, at);
    let subject =
        super::agenda::with_title_of(&item.id, &format!("item {number} of {} begun", meeting.id), item.title());
    Ok(told(together(changes), meeting, DEED).titled(subject))
}

/// The meeting pauses: its item's clock stands still.
///
/// # Errors
/// When it is not in session, or pauses already.
pub fn pause(meeting: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.pause";
    may(DEED, meeting, at)?;
    if is_paused(meeting) {
        return Err(refused(DEED, meeting, "it pauses already", "`comity meeting resume ID` goes on"));
    }
    let mut row = Table::new();
    row.insert("start".to_owned(), value::instant(Meeting(meeting).on_clock(at.now)));
    Ok(told(add_row(meeting, "pause", row, at), meeting, DEED).titled(format!("{}: pause", meeting.id)))
}

/// The meeting goes on after a pause.
///
/// # Errors
/// When it does not pause.
pub fn resume(meeting: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.resume";
    may(DEED, meeting, at)?;
    match resumed(meeting, &on_its_clock(meeting, at)) {
        Some(change) => Ok(told(change, meeting, DEED).titled(format!("{}: goes on", meeting.id))),
        None => Err(refused(DEED, meeting, "it does not pause", "`comity meeting pause ID` begins a pause")),
    }
}

/// A stretch in which nobody was there, as when a laptop stood closed: it is written down as a pause.
///
/// # Errors
/// When the meeting is not in session.
pub fn was_away(
    meeting: &Record,
    from: DateTime<FixedOffset>,
    to: DateTime<FixedOffset>,
    at: &Standpoint<'_>,
) -> Result<Change, Refused> {
    const DEED: &str = "meeting.pause";
    may(DEED, meeting, at)?;
    let [from, to] = [from, to].map(|it| Meeting(meeting).on_clock(it));
    let mut row = Table::new();
    row.insert("start".to_owned(), value::instant(from));
    row.insert("stop".to_owned(), value::instant(to));
    let subject = format!("{}: pause from {} to {}", meeting.id, from.format("%H:%M"), to.format("%H:%M"));
    Ok(told(add_row(meeting, "pause", row, at), meeting, DEED).titled(subject))
}

/// The meeting ends: now, or at the moment at which it did. What was dealt with and has no outcome gets the usual one;
/// what was not reached is deferred.
///
/// # Errors
/// When it is not in session, or would end before it was opened or before the last thing that is written down of it.
pub fn end(meeting: &Record, when: DateTime<FixedOffset>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "meeting.end";
    may(DEED, meeting, at)?;
    if meeting.instant("opened").is_some_and(|it| it > when) {
        return Err(refused(DEED, meeting, "it was opened later than that", "Name a later moment"));
    }
    if let Some(last) = last_moment(meeting, at).filter(|it| it.at > when) {
        let why = format!("{} at {}", last.what, Meeting(meeting).clock(last.at));
        return Err(refused(DEED, meeting, why, "Name a later moment"));
    }
    // Clocks stop at the end, whenever that is written down.
    let when = Meeting(meeting).on_clock(when);
    let at = &Standpoint { now: when, ..at.clone() };
    let mut after = meeting.clone();
    after.fields.insert("closed".to_owned(), value::instant(when));
    if let Some(Value::Array(rows)) = after.fields.get_mut("pause") {
        stop(rows, at);
    }
    let mut changes = vec![written(after, at)];
    let (mut dealt_with, mut not_reached) = (0, 0);
    let reminded = meeting.flag("notice_read");
    for item in Agenda::of(at.snapshot, meeting).slots.iter().map(|it| it.item) {
        let settings = match item.text("state") {
            "" | "proposed" | "accepted" if is_still_to_come(item) && !(reminded && is_reminder(item, meeting)) => {
                not_reached += 1;
                item::deferral()
            }
            "" | "proposed" | "accepted" => {
                dealt_with += 1;
                let outcome = item.word("outcome").unwrap_or_else(|| minutes::usual_outcome(item, at.snapshot));
                vec![
                    ("state".to_owned(), Some(value::text("concluded"))),
                    ("outcome".to_owned(), Some(value::text(outcome))),
                ]
            }
            "concluded" => {
                dealt_with += 1;
                Settings::new()
            }
            _ => Settings::new(),
        };
        changes.push(settled(item, settings, at));
    }
    let dealt_with = shown::count(dealt_with, "item", "items");
    let subject = format!("{}: meeting closed, {dealt_with} dealt with, {not_reached} not reached", meeting.id);
    Ok(told(together(changes.into_iter().filter(|it| !it.is_empty())), meeting, DEED).titled(subject))
}

/// An item with these settings, its clock stopped.
pub(super) fn settled(item: &Record, settings: Settings, at: &Standpoint<'_>) -> Change {
    let mut after = item.clone();
    super::set(&mut after, settings);
    if let Some(Value::Array(rows)) = after.fields.get_mut("taken") {
        stop(rows, at);
    }
    written(after, at)
}

/// The changes that stop the clock of whatever runs, but one.
fn stopped(meeting: &Record, but: Option<&Record>, at: &Standpoint<'_>) -> Vec<Change> {
    let agenda = Agenda::of(at.snapshot, meeting);
    let others = agenda.slots.iter().map(|it| it.item).filter(|it| but.is_none_or(|but| but.id != it.id));
    others.filter(|it| is_running(it)).map(|it| settled(it, Settings::new(), at)).collect()
}

fn resumed(meeting: &Record, at: &Standpoint<'_>) -> Option<Change> {
    let mut after = meeting.clone();
    let Some(Value::Array(rows)) = after.fields.get_mut("pause").filter(|_| is_paused(meeting)) else { return None };
    stop(rows, at);
    Some(written(after, at))
}

/// Ends the spans that are open.
fn stop(rows: &mut [Value], at: &Standpoint<'_>) {
    for row in rows.iter_mut().filter_map(Value::as_table_mut) {
        row.entry("stop").or_insert_with(|| value::instant(at.now));
    }
}

/// The same standpoint, its moment as the meeting's own zone counts it: what is written down of it goes by one clock,
/// wherever it is written.
fn on_its_clock<'a>(meeting: &Record, at: &Standpoint<'a>) -> Standpoint<'a> {
    Standpoint { now: Meeting(meeting).on_clock(at.now), ..at.clone() }
}

fn is_paused(meeting: &Record) -> bool {
    meeting.rows("pause").any(|it| it.instant("stop").is_none())
}

fn number_of(meeting: &Record, item: &Record, at: &Standpoint<'_>) -> String {
    let agenda = Agenda::of(at.snapshot, meeting);
    let slot = agenda.slots.into_iter().find(|it| it.item.id == item.id);
    slot.map_or_else(String::new, |it| it.number)
}

fn in_session(deed: &str, meeting: &Record, item: &Record, at: &Standpoint<'_>) -> Result<(), Refused> {
    if crate::model::derived::state_of(meeting, at) != "in-session" {
        let why = format!("{} is not in session", meeting.id);
        let remedy = match Meeting(meeting).is_ahead() {
            true => format!("`comity meeting start {}` opens it", meeting.id),
            false => "What came of it is still said by `comity item conclude ID OUTCOME`".to_owned(),
        };
        return Err(refused(deed, item, why, &remedy));
    }
    match item.text("meeting") == meeting.id.as_str() {
        true => Ok(()),
        false => {
            let why = format!("it is not on the agenda of {}", meeting.id);
            Err(refused(deed, item, why, &format!("`comity item move ID --to {}` puts it there", meeting.id)))
        }
    }
}
