//! The load: the open actions by group, by party, and as they were week by week.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::Action;
use crate::model::record::Fields;
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, Record, RecordId};

/// The open actions of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub open: usize,
    /// So many of them are late.
    pub late: usize,
}

/// A week, and what became of actions in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    pub monday: NaiveDate,
    /// Open on its last day, or today.
    pub open: usize,
    /// Given out in it.
    pub added: usize,
    /// Done or closed in it.
    pub finished: usize,
}

/// The open actions of each group that has any.
pub fn by_group(at: &Standpoint<'_>) -> BTreeMap<String, Load> {
    let mut loads: BTreeMap<String, Load> = BTreeMap::new();
    for action in at.snapshot.of_kind(Kind::Action).filter(|it| Action(it).is_open()) {
        let load = loads.entry(action.id.group().unwrap_or_default().to_owned()).or_default();
        load.open += 1;
        load.late += usize::from(Action(action).is_late(at.today));
    }
    loads
}

/// How many open actions each of these organisations has, and how many all others have together.
pub fn by_org(at: &Standpoint<'_>, orgs: &[RecordId]) -> (Vec<usize>, usize) {
    let mut counts = vec![0; orgs.len()];
    let mut others = 0;
    for action in at.snapshot.of_kind(Kind::Action).filter(|it| Action(it).is_open()) {
        let org = Action(action).org(at);
        match orgs.iter().position(|it| Some(it) == org.as_ref()) {
            Some(place) => counts[place] += 1,
            None => others += 1,
        }
    }
    (counts, others)
}

/// The last so many weeks, the one of today at the end.
pub fn weeks(at: &Standpoint<'_>, count: u32) -> Vec<Week> {
    let this_monday = at.today - Days::new(at.today.weekday().num_days_from_monday().into());
    let mondays = (0..u64::from(count)).rev().map(|it| this_monday - Days::new(7 * it));
    let mut weeks: Vec<Week> = mondays.map(|monday| Week { monday, open: 0, added: 0, finished: 0 }).collect();
    for action in at.snapshot.of_kind(Kind::Action) {
        let (raised, ended) = (action.date("raised_on"), ended_on(action));
        for week in &mut weeks {
            let last_day = week.monday + Days::new(6);
            let is_in = |day: Option<NaiveDate>| day.is_some_and(|it| it >= week.monday && it <= last_day);
            let is_there = raised.is_none_or(|it| it <= last_day);
            week.added += usize::from(is_in(raised));
            week.finished += usize::from(is_in(ended));
            week.open += usize::from(is_there && ended.is_none_or(|it| it > last_day));
        }
    }
    weeks
}

/// The day on which nothing was left to be done; none while it is open. Where nobody knows the day, as with dropped ones,
/// it counts as long ago.
fn ended_on(action: &Record) -> Option<NaiveDate> {
    let days = || action.date("done_on").into_iter().chain(action.date("closed_on"));
    match Action(action).is_open() {
        true => None,
        false => Some(days().min().unwrap_or(NaiveDate::MIN)),
    }
}
