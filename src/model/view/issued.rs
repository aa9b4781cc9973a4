//! An agenda that has gone out beside the one that stands now: what is new, moved, changed, taken off, and what came in late.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::agenda::Agenda;
use super::meeting::Meeting;
use super::minutes::lead_days;
use crate::model::printed::Printed;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, shown};

/// What has changed on an agenda since it last went out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The day on which it went out.
    pub on: Option<NaiveDate>,
    pub new: Vec<RecordId>,
    pub moved: Vec<RecordId>,
    /// They no longer say what was printed of them.
    pub changed: Vec<RecordId>,
    pub taken_off: Vec<RecordId>,
    /// Whether the meeting begins at another time.
    pub another_time: bool,
    /// Whether it was kept what was printed of the items: of what was not, nobody knows that it has not changed.
    pub is_known: bool,
}

impl Since {
    pub fn is_empty(&self) -> bool {
        self.counts().iter().all(|it| it.0 == 0) && !self.another_time
    }

    fn counts(&self) -> [(usize, &'static str); 4] {
        let sizes = [self.new.len(), self.moved.len(), self.changed.len(), self.taken_off.len()];
        let [new, moved, changed, taken_off] = sizes;
        [(new, "new"), (moved, "moved"), (changed, "changed"), (taken_off, "taken off")]
    }

    /// In words: `2 new, 1 moved, another time`.
    pub fn words(&self) -> String {
        let counts = self.counts().into_iter().filter(|it| it.0 > 0).map(|(count, what)| format!("{count} {what}"));
        counts.chain(self.another_time.then(|| "another time".to_owned())).collect::<Vec<_>>().join(", ")
    }

    /// Each change on a line: `changed: 4 (Counting audits)`.
    pub fn lines(&self, meeting: &Record, at: &Standpoint<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        if self.another_time {
            let start = Meeting(meeting).start().map(|it| format!("{} {}", shown::day(it.date()), it.format("%H:%M")));
            lines.push(format!("another time: {}", start.unwrap_or_default()));
        }
        let numbers: BTreeMap<&str, &str> = Meeting(meeting).printed().map(|it| (it.item, it.number)).collect();
        let kinds =
            [("new", &self.new), ("moved", &self.moved), ("changed", &self.changed), ("taken off", &self.taken_off)];
        for (what, ids) in kinds {
            lines.extend(ids.iter().map(|id| {
                let title =
                    at.snapshot.get(id).map_or_else(|| id.to_string(), |it| shown::visible(it.title()).into_owned());
                match numbers.get(id.as_str()) {
                    Some(number) => format!("{what}: {} ({title})", shown::visible(number)),
                    None => format!("{what}: {title}"),
                }
            }));
        }
        lines
    }
}

/// What has changed on the agenda of a meeting since it last went out; `None` where it never did.
pub fn since(meeting: &Record, snapshot: &Snapshot) -> Option<Since> {
    let issue = Meeting(meeting).last_issue()?;
    let printed: Vec<(RecordId, Printed<'_>)> =
        Meeting(meeting).printed().filter_map(|it| Some((RecordId::new(Kind::Item, it.item).ok()?, it))).collect();
    let agenda = Agenda::of(snapshot, meeting);
    let now: Vec<&RecordId> = agenda.slots.iter().map(|it| &it.item.id).collect();
    let then: BTreeMap<&RecordId, usize> = printed.iter().map(|it| &it.0).zip(0..).collect();
    let places: Vec<usize> = now.iter().filter_map(|it| then.get(it).copied()).collect();
    let stay: BTreeSet<usize> = longest_rise(&places).into_iter().collect();
    let of_place = |it: &usize| printed.get(*it).map(|it| it.0.clone());
    let differs =
        |item: &Record| then.get(&item.id).and_then(|it| printed.get(*it)).is_some_and(|it| it.1.differs_from(item));
    let start = issue.local("start");
    Some(Since {
        on: issue.date("on"),
        new: now.iter().filter(|it| !then.contains_key(**it)).map(|it| (*it).clone()).collect(),
        moved: places.iter().filter(|it| !stay.contains(it)).filter_map(of_place).collect(),
        changed: agenda.slots.iter().map(|it| it.item).filter(|it| differs(it)).map(|it| it.id.clone()).collect(),
        taken_off: printed.iter().map(|it| &it.0).filter(|it| !now.contains(it)).cloned().collect(),
        another_time: start.is_some() && start != Meeting(meeting).start(),
        is_known: printed.iter().all(|it| it.1.digest.is_some()),
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
