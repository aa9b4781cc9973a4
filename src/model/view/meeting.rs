//! A meeting: its state follows from the acts that are recorded in it.

use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use toml::Table;

use crate::model::printed::Printed;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::zone;
use crate::model::{Kind, RecordId};

/// A meeting, read.
#[derive(Clone, Copy)]
pub struct Meeting<'a>(pub &'a Record);

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingState {
    Planned,
    AgendaIssued,
    InSession,
    Held,
    MinutesIssued,
    MinutesApproved,
    Cancelled,
}

impl MeetingState {
    pub const ALL: [Self; 7] = [
        Self::Planned,
        Self::AgendaIssued,
        Self::InSession,
        Self::Held,
        Self::MinutesIssued,
        Self::MinutesApproved,
        Self::Cancelled,
    ];

    /// The word in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::AgendaIssued => "agenda-issued",
            Self::InSession => "in-session",
            Self::Held => "held",
            Self::MinutesIssued => "minutes-issued",
            Self::MinutesApproved => "minutes-approved",
            Self::Cancelled => "cancelled",
        }
    }

    /// The words that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::AgendaIssued => "agenda issued",
            Self::InSession => "in session",
            Self::Held => "held",
            Self::MinutesIssued => "minutes issued",
            Self::MinutesApproved => "minutes approved",
            Self::Cancelled => "cancelled",
        }
    }
}

impl<'a> Meeting<'a> {
    /// Its agenda as it went out last. Rows have no order of their own, and it may go out twice on one day.
    pub fn last_issue(self) -> Option<&'a Table> {
        self.0.rows("issue").max_by_key(|it| (it.date("on"), it.whole("revision")))
    }

    /// The items on its agenda as they were printed last.
    pub fn printed(self) -> impl Iterator<Item = Printed<'a>> {
        self.last_issue().into_iter().flat_map(|it| it.words("items")).filter_map(Printed::read)
    }

    pub fn state(self) -> MeetingState {
        let it = self.0;
        if it.date("cancelled_on").is_some() {
            MeetingState::Cancelled
        } else if it.date("minutes_approved").is_some() {
            MeetingState::MinutesApproved
        } else if it.date("minutes_issued").is_some() {
            MeetingState::MinutesIssued
        } else if it.instant("closed").is_some() {
            MeetingState::Held
        } else if it.instant("opened").is_some() {
            MeetingState::InSession
        } else if it.rows("issue").next().is_some() {
            MeetingState::AgendaIssued
        } else {
            MeetingState::Planned
        }
    }

    /// Whether it is still to be held, or being held.
    pub fn is_ahead(self) -> bool {
        self.state() <= MeetingState::InSession
    }

    /// Whether it is still to be held on a day: many a meeting was held and nobody has written that down.
    pub fn is_to_come(self, today: NaiveDate) -> bool {
        self.is_ahead() && self.start().is_some_and(|it| it.date() >= today)
    }

    /// How often its agenda was issued.
    pub fn revision(self) -> usize {
        self.0.rows("issue").count()
    }

    /// How often its draft minutes were issued, at least once.
    pub fn minutes_revision(self) -> i64 {
        self.0.whole("minutes_revision").unwrap_or(1)
    }

    pub fn start(self) -> Option<NaiveDateTime> {
        self.0.local("start")
    }

    pub fn zone(self) -> Option<Tz> {
        self.0.word("timezone")?.parse().ok()
    }

    /// Its start as a moment; `None` where the local time does not exist in its zone.
    pub fn start_moment(self) -> Option<DateTime<Tz>> {
        self.zone()?.from_local_datetime(&self.start()?).earliest()
    }

    /// Whether a clock change skips its start.
    pub fn starts_in_a_gap(self) -> bool {
        match (self.zone(), self.start()) {
            (Some(zone), Some(start)) => matches!(zone.from_local_datetime(&start), MappedLocalTime::None),
            _ => false,
        }
    }

    /// Whether a clock change repeats its start.
    pub fn starts_twice(self) -> bool {
        match (self.zone(), self.start()) {
            (Some(zone), Some(start)) => matches!(zone.from_local_datetime(&start), MappedLocalTime::Ambiguous(..)),
            _ => false,
        }
    }

    /// The zones in which people look at their clocks: its own, of the parties, of its group's series, of the workspace.
    pub fn zones(self, snapshot: &Snapshot) -> Vec<Tz> {
        let parties = super::seats::parties(snapshot);
        let of_parties = parties.iter().filter_map(|it| snapshot.get(it)?.word("timezone"));
        let group = self.0.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        let series = group.and_then(|it| snapshot.get(&it)).and_then(|it| it.table("series"));
        let of_series = series.and_then(|it| it.word("timezone"));
        let others = of_parties.chain(of_series).filter_map(|it| it.parse().ok());
        self.zone().into_iter().chain(others).chain([zone(snapshot)]).collect()
    }

    /// Its start on the clocks of all these, where they differ: `14:00 Brussels = 13:00 London`.
    pub fn local_times(self, snapshot: &Snapshot) -> Option<String> {
        self.clocks(self.start_moment()?.fixed_offset(), snapshot)
    }

    /// A moment on the clocks of all these, where they differ.
    pub fn clocks(self, moment: DateTime<FixedOffset>, snapshot: &Snapshot) -> Option<String> {
        let mut clocks: Vec<(NaiveDateTime, String)> = Vec::new();
        for zone in self.zones(snapshot) {
            let there = moment.with_timezone(&zone).naive_local();
            if clocks.iter().all(|it| it.0 != there) {
                clocks.push((there, city(zone)));
            }
        }
        let day = clocks.first().map(|it| it.0.date());
        let told = |(there, city): &(NaiveDateTime, String)| match Some(there.date()) == day {
            true => format!("{} {city}", there.format("%H:%M")),
            false => format!("{} {city}", there.format("%a %H:%M")),
        };
        (clocks.len() > 1).then(|| clocks.iter().map(told).collect::<Vec<_>>().join(" = "))
    }

    /// A moment on the clocks of its own zone: `14:05`.
    pub fn clock(self, moment: DateTime<FixedOffset>) -> String {
        self.on_clock(moment).format("%H:%M").to_string()
    }

    /// The same; where the workspace's clocks show another time, with the place: `13:05 London`.
    pub fn clock_and_place(self, moment: DateTime<FixedOffset>, snapshot: &Snapshot) -> String {
        let there = self.on_clock(moment);
        match self.zone().filter(|_| moment.with_timezone(&zone(snapshot)).naive_local() != there.naive_local()) {
            Some(zone) => format!("{} {}", there.format("%H:%M"), city(zone)),
            None => there.format("%H:%M").to_string(),
        }
    }

    /// A moment as its own zone counts it.
    pub fn on_clock(self, moment: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        self.zone().map_or(moment, |zone| moment.with_timezone(&zone).fixed_offset())
    }

    /// Its planned length in minutes.
    pub fn minutes(self) -> i64 {
        self.0.whole("minutes").unwrap_or(0)
    }

    pub fn place(self) -> &'static str {
        match self.0.text("mode") {
            "in-person" => "in person",
            "hybrid" => "in person and remote",
            "remote" => "remote",
            _ => "",
        }
    }
}

/// The place by which people know a zone: `London`.
fn city(zone: Tz) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}
