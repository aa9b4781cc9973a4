//! The clocks of a meeting: how long an item and the meeting have taken, and when it will be over. All of it is computed
//! from the moments in the records, so that it survives a crash and is the same on every desk.

use chrono::{DateTime, FixedOffset, TimeDelta};
use toml::Table;

use super::agenda::{Agenda, Slot};
use super::meeting::Meeting;
use crate::model::record::{Fields, Record};

/// The clocks of a meeting that has been opened, at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The place on the agenda of the item that is being dealt with, from 0.
    pub current: Option<usize>,
    /// How long that item has taken so far, pauses left out.
    pub item: TimeDelta,
    /// How long the meeting has been open, pauses included: they take from its slot as well.
    pub meeting: TimeDelta,
    /// Since when it pauses.
    pub paused: Option<DateTime<FixedOffset>>,
    /// When it was to be over: its start and its length; of one that begins later than that, its opening and its length.
    pub planned_end: DateTime<FixedOffset>,
    /// When it will be over, if each item that is still to come takes its time.
    pub expected_end: DateTime<FixedOffset>,
}

impl Clock {
    /// The clocks at a moment; `None` for a meeting that nobody has opened.
    pub fn at(meeting: &Record, agenda: &Agenda<'_>, now: DateTime<FixedOffset>) -> Option<Self> {
        let opened = meeting.instant("opened")?;
        let now = meeting.instant("closed").unwrap_or(now);
        let current = agenda.slots.iter().position(|it| is_running(it.item));
        let item =
            current.and_then(|it| agenda.slots.get(it)).map_or(TimeDelta::zero(), |it| taken(it.item, meeting, now));
        let left = |slot: &Slot<'_>| minutes(slot.minutes);
        let rest_of_item = current
            .and_then(|it| agenda.slots.get(it))
            .map_or(TimeDelta::zero(), |it| (left(it) - item).max(TimeDelta::zero()));
        let ahead: TimeDelta = agenda.slots.iter().filter(|it| is_still_to_come(it.item)).map(left).sum();
        // A meeting that begins when it should be over has its time from then on.
        let start = Meeting(meeting).start_moment().map_or(opened, |it| it.fixed_offset());
        let start = if opened < start + minutes(agenda.length) { start } else { opened };
        let offset = *now.offset();
        Some(Self {
            current,
            item,
            meeting: (now - opened).max(TimeDelta::zero()),
            paused: meeting.rows("pause").find(|it| it.instant("stop").is_none()).and_then(|it| it.instant("start")),
            planned_end: (start + minutes(agenda.length)).with_timezone(&offset),
            expected_end: now + rest_of_item + ahead,
        })
    }

    /// How much later than planned it will be over; less than nothing if earlier.
    pub fn behind(&self) -> TimeDelta {
        self.expected_end - self.planned_end
    }
}

/// How long an item has taken until a moment: the sum of its times, pauses of the meeting left out.
pub fn taken(item: &Record, meeting: &Record, now: DateTime<FixedOffset>) -> TimeDelta {
    let pauses = stretches(meeting.rows("pause"), now);
    let mut sum = TimeDelta::zero();
    for (start, stop) in stretches(item.rows("taken"), now) {
        let paused = pauses.iter().map(|(from, to)| (*to.min(&stop) - *from.max(&start)).max(TimeDelta::zero()));
        sum += (stop - start - paused.sum::<TimeDelta>()).max(TimeDelta::zero());
    }
    sum
}

/// From when to when it was so until a moment. Where two desks wrote the same down without knowing of each other, that
/// time is there once.
fn stretches<'a>(rows: impl Iterator<Item = &'a Table>, now: DateTime<FixedOffset>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> =
        rows.filter_map(|it| Some((it.instant("start")?, it.instant("stop").unwrap_or(now)))).collect();
    all.sort_unstable();
    let mut apart: Vec<Stretch> = Vec::new();
    for (start, stop) in all {
        match apart.last_mut().filter(|it| start <= it.1) {
            Some(last) => last.1 = last.1.max(stop),
            None => apart.push((start, stop)),
        }
    }
    apart
}

type Stretch = (DateTime<FixedOffset>, DateTime<FixedOffset>);

/// Whether an item is being dealt with.
pub fn is_running(item: &Record) -> bool {
    item.rows("taken").any(|it| it.instant("stop").is_none())
}

/// Whether the meeting has not come to an item yet.
pub fn is_still_to_come(item: &Record) -> bool {
    item.rows("taken").next().is_none() && matches!(item.text("state"), "" | "proposed" | "accepted")
}

/// `18:24`, `1:02:10`; `+1:05` and `-0:30` with a sign.
pub fn told(span: TimeDelta, signed: bool) -> String {
    let seconds = span.num_seconds();
    let sign = match (signed, seconds) {
        (_, ..0) => "-",
        (true, _) => "+",
        (false, _) => "",
    };
    let seconds = seconds.abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{sign}{minutes}:{seconds:02}"),
        _ => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
    }
}

fn minutes(minutes: i64) -> TimeDelta {
    // No meeting of that length can be meant.
    TimeDelta::try_minutes(minutes).unwrap_or(TimeDelta::zero())
}
