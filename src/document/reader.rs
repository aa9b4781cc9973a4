//! For whom a document is made: what they may read of the records, and how things are named to them.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::members::Contacts;
use crate::model::record::Fields;
use crate::model::view::Meeting;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, shown, standpoint};

/// Who reads it, in the words of the Traffic Light Protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    Clear,
    Green,
    Amber,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Clear, Self::Green, Self::Amber];

    pub fn word(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Clear => "everybody",
            Self::Green => "members of the organisations",
            Self::Amber => "the group and both managements",
        }
    }

    /// Who may read a record; `None` where it is for named people only, or a word that nobody knows stands there. Without
    /// a word of its own, what came of an item or a meeting is for those who may read that, and what belongs to a group for
    /// those who may read of it; else names are for everybody, and the rest is for the members of the organisations.
    pub fn of(record: &Record, snapshot: &Snapshot) -> Option<Self> {
        Self::within(record, snapshot, LONGEST_WAY)
    }

    fn within(record: &Record, snapshot: &Snapshot, way: usize) -> Option<Self> {
        if let Some(value) = record.get("visibility") {
            return Self::ALL.into_iter().find(|it| value.as_str() == Some(it.word()));
        }
        let keys: &[&str] = match record.id.kind {
            Kind::Item => &["meeting"],
            Kind::Action => &["item", "raised_at"],
            Kind::Decision => &["item", "meeting"],
            Kind::Note => &["about"],
            _ => &[],
        };
        let usual = match record.id.kind {
            Kind::Group | Kind::Person | Kind::Org | Kind::Member | Kind::Workspace => Self::Clear,
            _ => Self::Green,
        };
        let known = |word: &str| WORK.iter().find_map(|it| snapshot.get(&RecordId::new(*it, word).ok()?));
        let group = || snapshot.get(&RecordId::new(Kind::Group, record.id.group()?).ok()?);
        let from = keys.iter().filter_map(|it| record.word(it)).find_map(known).or_else(group);
        match from.filter(|it| way > 0 && it.id != record.id) {
            Some(from) => Self::within(from, snapshot, way - 1).map(|it| it.max(usual)),
            None => Some(usual),
        }
    }
}

/// The kinds from which something may come.
const WORK: &[Kind] = &[Kind::Item, Kind::Meeting, Kind::Action, Kind::Decision, Kind::Note];

/// A note is about an action, that comes of an item, that is on the agenda of a meeting of a group.
const LONGEST_WAY: usize = 5;

/// Who reads, and among which records.
pub struct Reader<'a> {
    pub at: Standpoint<'a>,
    /// The day of the newest change, by which papers of a meeting judge what has lapsed: the same folder makes the same
    /// ones, whenever that is done.
    pub as_of: NaiveDate,
    pub audience: Audience,
    pub contacts: Contacts,
}

impl<'a> Reader<'a> {
    pub fn snapshot(&self) -> &'a Snapshot {
        self.at.snapshot
    }

    pub fn may_read(&self, record: &Record) -> bool {
        Audience::of(record, self.snapshot()).is_some_and(|it| it <= self.audience)
    }

    /// A record's title, or that it is reserved.
    pub fn title(&self, record: &Record) -> String {
        match self.may_read(record) {
            true => record.title().to_owned(),
            false => format!("({} reserved)", record.id.kind.noun()),
        }
    }

    /// Somebody's name.
    pub fn person(&self, word: &str) -> String {
        self.named(Kind::Person, word)
    }

    /// An organisation's name.
    pub fn org(&self, word: &str) -> String {
        self.named(Kind::Org, word)
    }

    fn named(&self, kind: Kind, word: &str) -> String {
        let record = RecordId::new(kind, word).ok().and_then(|it| self.snapshot().get(&it));
        match record {
            Some(record) if self.may_read(record) => record.title().to_owned(),
            Some(_) => "(name reserved)".to_owned(),
            None => word.to_owned(),
        }
    }

    /// A group as code and name.
    pub fn group(&self, code: &str) -> String {
        match self.record(Kind::Group, code) {
            Some(it) if self.may_read(it) => format!("{} ({code})", it.title()),
            Some(_) | None => code.to_owned(),
        }
    }

    pub fn record(&self, kind: Kind, word: &str) -> Option<&'a Record> {
        self.snapshot().get(&RecordId::new(kind, word).ok()?)
    }

    /// A line that every reader of the workspace shall see.
    pub fn notice(&self) -> Option<&'a str> {
        self.snapshot().get(&RecordId::workspace())?.word("notice")
    }

    /// When a meeting takes place, on the clocks of everybody concerned: its own zone first, then those that differ.
    pub fn when(&self, meeting: &Record) -> String {
        let view = Meeting(meeting);
        let Some(start) = view.start() else { return "no day yet".to_owned() };
        let span = |start: NaiveDateTime| match TimeDelta::try_minutes(view.minutes()).filter(|it| !it.is_zero()) {
            Some(length) => format!("{} to {}", start.format("%H:%M"), (start + length).format("%H:%M")),
            None => start.format("%H:%M").to_string(),
        };
        let own = view.zone().unwrap_or_else(|| standpoint::zone(self.snapshot()));
        let mut words = format!("{}, {} {}", day(start.date()), span(start), own.name());
        let Some(moment) = moment(meeting, own) else { return words };
        let mut told = vec![moment.naive_local()];
        let mut others = Vec::new();
        for zone in view.zones(self.snapshot()) {
            let there = moment.with_timezone(&zone).naive_local();
            if told.contains(&there) {
                continue;
            }
            told.push(there);
            let date = if there.date() == start.date() { String::new() } else { format!("{}, ", day(there.date())) };
            others.push(format!("{date}{} {}", span(there), zone.name()));
        }
        if !others.is_empty() {
            words.push_str(&format!(" ({})", others.join("; ")));
        }
        words
    }
}

/// The moment at which a meeting starts; where a clock change skips its time, as much later as the clocks jump.
pub fn moment(meeting: &Record, zone: Tz) -> Option<chrono::DateTime<Tz>> {
    let start = Meeting(meeting).start()?;
    let later = || zone.from_local_datetime(&(start + TimeDelta::hours(1))).earliest();
    zone.from_local_datetime(&start).earliest().or_else(later)
}

/// A day with its name: `Tue 24 Nov 2026`.
pub fn day(day: NaiveDate) -> String {
    crate::model::date::short(day)
}

/// A day as files have it; nothing where there is none.
pub fn iso(day: Option<NaiveDate>) -> String {
    day.map(|it| it.to_string()).unwrap_or_default()
}

/// What stands under a key, in the words that people read.
pub fn worded(record: &Record, key: &str) -> String {
    let told = record.id.kind.field(key).zip(record.get(key));
    told.map(|(field, value)| shown::show(&field.ty, value)).unwrap_or_default()
}
