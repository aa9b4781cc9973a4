//! An agenda that has gone out beside the one that stands now: what is new, taken off, moved, and what came in late.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::agenda::Agenda;
use super::meeting::Meeting;
use super::minutes::lead_days;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, shown};

/// What has changed on an agenda since it last went out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The day on which it went out.
    pub on: Option<NaiveDate>,
    pub new: Vec<RecordId>,
    pub moved: Vec<RecordId>,
    pub taken_off: Vec<RecordId>,
}

impl Since {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.moved.is_empty() && self.taken_off.is_empty()
    }

    /// In words: `2 changes since then: 1 new, 1 moved`.
    pub fn words(&self) -> String {
        let counts = [(self.new.len(), "new"), (self.moved.len(), "moved"), (self.taken_off.len(), "taken off")];
        let all: usize = counts.iter().map(|it| it.0).sum();
        let parts: Vec<String> =
            counts.iter().filter(|it| it.0 > 0).map(|(count, what)| format!("{count} {what}")).collect();
        format!("{} since then: {}", shown::count(all, "change", "changes"), parts.join(", "))
    }
}

/// What has changed on the agenda of a meeting since it last went out; `None` where it never did. What changed within an
/// item, its history tells.
pub fn since(meeting: &Record, at: &Standpoint<'_>) -> Option<Since> {
    let issue = Meeting(meeting).last_issue()?;
    let printed = issue.words("items").filter_map(|it| RecordId::new(Kind::Item, it.split_once(' ')?.1).ok());
    let printed: Vec<RecordId> = printed.collect();
    let agenda = Agenda::of(at.snapshot, meeting);
    let now: Vec<&RecordId> = agenda.slots.iter().map(|it| &it.item.id).collect();
    let then: BTreeMap<&RecordId, usize> = printed.iter().zip(0..).collect();
    let places: Vec<usize> = now.iter().filter_map(|it| then.get(it).copied()).collect();
    let stay = longest_rise(&places);
    let moved = places.iter().filter(|it| !stay.contains(it)).filter_map(|it| printed.get(*it).cloned()).collect();
    Some(Since {
        on: issue.date("on"),
        new: now.iter().filter(|it| !then.contains_key(**it)).map(|it| (*it).clone()).collect(),
        moved,
        taken_off: printed.iter().filter(|it| !now.contains(it)).cloned().collect(),
    })
}

/// The longest run of numbers that only rise, whatever stands between them: those that nobody has moved.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = best[..at].iter().filter(|it| it.last().is_some_and(|last| last < number));
        let mut run = before.max_by_key(|it| it.len()).cloned().unwrap_or_default();
        run.push(*number);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

/// The last day on which items for a meeting are taken, where the workspace names one.
pub fn last_day_for_items(meeting: &Record, at: &Standpoint<'_>) -> Option<NaiveDate> {
    let days = lead_days(at.snapshot, "items")?;
    Meeting(meeting).start()?.date().checked_sub_days(Days::new(days))
}

/// Whether an item came in after that day. What comes over by rule, or stands on every agenda, is never late.
pub fn is_late(item: &Record, last_day: Option<NaiveDate>) -> bool {
    let by_rule = item.contains_key("continues") || matches!(item.text("purpose"), "standing" | "approval");
    let after = |last: NaiveDate| item.date("proposed_on").is_some_and(|it| it > last);
    !by_rule && last_day.is_some_and(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_carried_past_others_has_moved() {
        assert_eq!(longest_rise(&[0, 1, 2]), [0, 1, 2]);
        // The last one went to the top.
        assert_eq!(longest_rise(&[3, 0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_rise(&[]), [0_usize; 0]);
    }
}
