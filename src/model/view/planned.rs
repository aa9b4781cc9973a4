//! The meetings that a group's series plans: days that follow from its rule, and become records once somebody touches one.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use rrule::{Frequency, RRule, RRuleSet, Tz, Unvalidated};
use toml::Table;

use super::meeting::Meeting;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::{Standpoint, zone};
use crate::model::{Kind, RecordId, value};

/// As many meetings as anybody looks ahead; a rule may go on for ever.
const MOST: u16 = 60;

/// How far ahead a series is looked at.
const AHEAD: u64 = 400;

/// The local times at which a series meets, from a day on, at most `most` of them and one a day (RFC 5545, 3.3.10 and
/// 3.8.5.3). None where it has no rule, no start, or a rule that repeats more often than daily.
pub fn occurrences(series: &Table, from: NaiveDate, most: usize) -> Vec<NaiveDateTime> {
    let (Some(rule), Some(start)) = (series.word("rrule"), series.local("start")) else { return Vec::new() };
    let Ok(rule) = rule.parse::<RRule<Unvalidated>>() else { return Vec::new() };
    if matches!(rule.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
        return Vec::new();
    }
    // The rule runs on the clock on the wall: a meeting at 14:00 is at 14:00 in summer and in winter.
    let wall = |it: NaiveDateTime| Tz::UTC.from_utc_datetime(&it);
    let zone: Option<chrono_tz::Tz> = series.word("timezone").and_then(|it| it.parse().ok());
    let Ok(rule) = until_on_the_wall(rule, zone).validate(wall(start)) else { return Vec::new() };
    let first = from.and_time(chrono::NaiveTime::MIN);
    let last = first + TimeDelta::days(i64::try_from(AHEAD).unwrap_or(i64::MAX));
    let set = RRuleSet::new(wall(start)).rrule(rule).after(wall(first)).before(wall(last)).limit();
    let found = set.all(MOST).dates;
    let mut found: Vec<NaiveDateTime> = found.into_iter().map(|it| it.naive_utc()).filter(|it| *it >= first).collect();
    // A meeting is called by its day.
    found.dedup_by_key(|it| it.date());
    found.truncate(most);
    found
}

/// A rule whose end is counted on the clock on the wall.
fn until_on_the_wall(rule: RRule<Unvalidated>, zone: Option<chrono_tz::Tz>) -> RRule<Unvalidated> {
    let Some(until) = rule.get_until().copied() else { return rule };
    let there = match zone.filter(|_| !until.timezone().is_local()) {
        Some(zone) => until.with_timezone(&zone).naive_local(),
        None => until.naive_local(),
    };
    rule.until(Tz::UTC.from_utc_datetime(&there))
}

/// Rules are looked at so many years ahead for a first meeting: one may wait for a leap day.
const YEARS: i32 = 9;

/// Why a text is no rule by which meetings repeat, in words that follow `because`.
pub fn fault_of_rule(text: &str) -> Option<&'static str> {
    let Ok(rule) = text.parse::<RRule<Unvalidated>>() else {
        return Some("it is no list of parts such as FREQ=MONTHLY and BYDAY=2TU with ; between them");
    };
    if matches!(rule.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
        return Some("meetings repeat by days, weeks, months or years");
    }
    if [rule.get_by_hour().len(), rule.get_by_minute().len(), rule.get_by_second().len()].iter().any(|it| *it > 1) {
        return Some("nobody meets more than once a day");
    }
    let first = NaiveDate::from_ymd_opt(2026, 1, 1)?.and_time(chrono::NaiveTime::MIN);
    let last = NaiveDate::from_ymd_opt(2026 + YEARS, 1, 1)?.and_time(chrono::NaiveTime::MIN);
    let wall = |it: NaiveDateTime| Tz::UTC.from_utc_datetime(&it);
    let rule = until_on_the_wall(rule, None);
    if rule.get_until().is_some_and(|it| *it < wall(first)) {
        return Some("its last day is over");
    }
    let Ok(rule) = rule.validate(wall(first)) else { return Some("its parts do not go together") };
    let set = RRuleSet::new(wall(first)).rrule(rule).before(wall(last)).limit();
    set.all(1).dates.is_empty().then_some("no day is like that")
}

/// The meetings that a group's series plans from a day on and that are no record yet, as the records they would be.
/// Two clones make the very same ones. A day on which the group meets already, under this id or moved to it, is taken.
pub fn planned(group: &Record, from: NaiveDate, most: usize, snapshot: &Snapshot) -> Vec<Record> {
    if group.text("state") != "active" {
        return Vec::new();
    }
    let Some(series) = group.table("series") else { return Vec::new() };
    let code = group.id.as_str();
    let days = occurrences(series, from, most.saturating_add(usize::from(MOST)));
    let known = snapshot.in_group(Kind::Meeting, code).filter(|it| !it.contains_key("cancelled_on"));
    let taken: Vec<NaiveDate> = known.filter_map(|it| Some(it.local("start")?.date())).collect();
    let meetings = days.into_iter().filter(|it| !taken.contains(&it.date())).filter_map(|start| {
        let id = RecordId::meeting(code, start.date(), 1).ok()?;
        (!snapshot.exists(&id)).then(|| of_series(id, series, start, snapshot))
    });
    meetings.take(most).collect()
}

/// Lists show what is planned so many days ahead.
const AHEAD_SHOWN: u64 = 60;

/// The meetings that lists show as planned: those of all series within that time.
pub fn planned_soon(at: &Standpoint<'_>) -> Vec<Record> {
    let until = at.today + Days::new(AHEAD_SHOWN);
    let groups = at.snapshot.of_kind(Kind::Group);
    let planned = groups.flat_map(|it| planned(it, at.today, MOST.into(), at.snapshot));
    planned.filter(|it| it.local("start").is_some_and(|it| it.date() <= until)).collect()
}

/// The planned meeting of this id, where a group's series plans one on its day.
pub fn planned_as(id: &RecordId, snapshot: &Snapshot) -> Option<Record> {
    let group = RecordId::new(Kind::Group, id.group()?).ok()?;
    let day = id.tail().get(..10)?.parse().ok()?;
    planned(snapshot.get(&group)?, day, 1, snapshot).into_iter().find(|it| it.id == *id)
}

/// The next meeting of a group after a day: the record there is, or the planned one.
pub fn next_after(group: &Record, day: NaiveDate, at: &Standpoint<'_>) -> Option<Record> {
    next_in(group, day, at.snapshot)
}

/// The same among these records.
pub fn next_in(group: &Record, day: NaiveDate, snapshot: &Snapshot) -> Option<Record> {
    let from = day + Days::new(1);
    let code = group.id.as_str();
    let begins = |it: &Record| Meeting(it).start();
    let ahead = snapshot.in_group(Kind::Meeting, code).filter(|it| Meeting(it).is_ahead());
    let known = ahead.filter(|it| begins(it).is_some_and(|it| it.date() >= from)).min_by_key(|it| begins(it)).cloned();
    let planned = planned(group, from, 1, snapshot).into_iter().next();
    [known, planned].into_iter().flatten().min_by_key(|it| begins(it))
}

/// The meetings ahead, in their order: those that are records, and of each group the one that its series plans before
/// all of them.
pub fn next_meetings(at: &Standpoint<'_>) -> Vec<Record> {
    let known = at.snapshot.of_kind(Kind::Meeting).filter(|it| Meeting(it).is_to_come(at.today));
    let mut all: Vec<Record> = known.cloned().collect();
    all.extend(next_planned(planned_soon(at).iter(), at).into_iter().cloned());
    all.sort_by_key(|it| it.local("start"));
    all
}

/// Of these planned meetings, the first of each group that has no other meeting before it.
pub fn next_planned<'a>(planned: impl Iterator<Item = &'a Record>, at: &Standpoint<'_>) -> Vec<&'a Record> {
    let mut first: BTreeMap<&str, &Record> = BTreeMap::new();
    for meeting in planned {
        let Some(group) = meeting.id.group() else { continue };
        let other = first.entry(group).or_insert(meeting);
        if meeting.local("start") < other.local("start") {
            *other = meeting;
        }
    }
    let is_next = |it: &&Record| {
        let known = at.snapshot.in_group(Kind::Meeting, it.id.group().unwrap_or_default());
        !known.filter(|it| Meeting(it).is_to_come(at.today)).any(|known| known.local("start") <= it.local("start"))
    };
    first.into_values().filter(is_next).collect()
}

/// What a series calls a meeting.
pub fn title_of(start: NaiveDateTime) -> String {
    format!("Meeting of {}", start.format("%-d %B %Y"))
}

fn of_series(id: RecordId, series: &Table, start: NaiveDateTime, snapshot: &Snapshot) -> Record {
    let mut record = Record::empty(id);
    let zone = series.word("timezone").map_or_else(|| zone(snapshot).name().to_owned(), str::to_owned);
    let minutes = series.whole("minutes").unwrap_or(90);
    let title = title_of(start);
    for (key, it) in [
        ("title", value::text(title)),
        ("start", value::local(start)),
        ("timezone", value::text(zone)),
        ("minutes", toml::Value::Integer(minutes)),
        ("kind", value::text("ordinary")),
    ] {
        record.fields.insert(key.to_owned(), it);
    }
    record
}
