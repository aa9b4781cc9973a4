//! The template: an example workspace at a fixed day, moved by whole weeks to the day on which it is used.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use include_dir::{Dir, DirEntry, include_dir};
use toml::{Table, Value};

use super::story::Deed;
use super::{NewFile, acts};
use crate::model::act::Refused;
use crate::model::field::{Field, Type};
use crate::model::printed::Printed;
use crate::model::record::Fields;
use crate::model::standpoint::zone;
use crate::model::view::minutes;
use crate::model::{Kind, Record, RecordId, Snapshot, leaf, typed, value};
use crate::store::codec;

/// The Monday that is "today" in the template.
pub const TEMPLATE_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 1).expect("the first of June is a day");

static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/workspace-template");

/// The meeting of the template of which the agenda is issued. In the example it is held today.
const READY: &str = "CO-2026-06-05";

/// The files of the template, as if it had been written in the week of `today`; without the records of its last acts.
pub fn files(today: NaiveDate) -> Vec<NewFile> {
    let mut moved = Moved::by(|snapshot| Shift::to(today, snapshot));
    moved.records.retain(|it| !acts::is_of_them(&it.0.id));
    moved.files()
}

/// The same with a meeting today that can be opened, and with the records of the last acts as they were before, and the
/// acts.
///
/// # Errors
/// When the rules do not allow an act.
pub fn files_with_meeting(today: NaiveDate) -> Result<(Vec<NewFile>, Vec<Deed>), Refused> {
    let moved = Moved::by(|snapshot| Shift::holding(today, snapshot));
    let before: Snapshot = moved.records.iter().map(|it| it.2.clone()).collect();
    let named = |it: &RecordId| moved.shift.names.get(it).unwrap_or(it).clone();
    let deeds = acts::play(before, |it| moved.shift.hour(it), named)?;
    Ok((moved.files(), deeds))
}

/// The template, moved.
struct Moved {
    shift: Shift,
    /// Each record as it is written in the template, with its text, and as it is after the move.
    records: Vec<(Record, Vec<u8>, Record)>,
    others: Vec<NewFile>,
}

impl Moved {
    fn by(shift: impl Fn(&Snapshot) -> Shift) -> Self {
        let mut plain = Vec::new();
        collect(&TEMPLATE, &mut plain);
        let (records, others): (Vec<NewFile>, Vec<NewFile>) =
            plain.into_iter().partition(|it| RecordId::from_path(&it.0).is_some());
        let records: BTreeMap<RecordId, (Record, Vec<u8>)> = records
            .into_iter()
            .filter_map(|(path, bytes)| {
                let id = RecordId::from_path(&path)?;
                let record = codec::decode(&id, &bytes).ok()?.record;
                Some((id, (record, bytes)))
            })
            .collect();
        let shift = shift(&records.values().map(|it| it.0.clone()).collect());
        let moved = |(record, bytes): (Record, Vec<u8>)| {
            let after = shift.record(&record);
            (record, bytes, after)
        };
        let mut records: Vec<(Record, Vec<u8>, Record)> = records.into_values().map(moved).collect();
        let snapshot: Snapshot = records.iter().map(|it| it.2.clone()).collect();
        records.iter_mut().for_each(|it| approve(&mut it.2, &snapshot));
        Self { shift, records, others }
    }

    fn files(&self) -> Vec<NewFile> {
        let written = self.records.iter().filter_map(|(record, bytes, after)| {
            // Its remarks come along.
            let same_name = Record { id: record.id.clone(), fields: after.fields.clone() };
            let text = codec::rewrite(bytes, record, &same_name).ok()?;
            Some((after.id.path(), text.into_bytes()))
        });
        written.chain(self.others.iter().cloned()).collect()
    }
}

/// A meeting whose minutes are approved, with what they said: ids and days are others each time.
fn approve(meeting: &mut Record, snapshot: &Snapshot) {
    if meeting.id.kind == Kind::Meeting && meeting.contains_key("minutes_approved") {
        let kept = minutes::kept_at_approval(meeting, snapshot);
        meeting.fields.extend(kept.into_iter().filter_map(|(key, value)| Some((key, value?))));
        meeting.fields = leaf::canonical(Kind::Meeting, std::mem::take(&mut meeting.fields));
    }
}

fn collect(folder: &Dir<'_>, files: &mut Vec<NewFile>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.push((path, file.contents().to_vec()));
            }
        }
    }
}

/// How far the template moves, and what its records are called then.
struct Shift {
    weeks: i64,
    zone: Tz,
    names: BTreeMap<RecordId, RecordId>,
    /// The day of [`READY`], where it moves to another one than the rest.
    ready: Option<NaiveDate>,
}

impl Shift {
    fn to(today: NaiveDate, snapshot: &Snapshot) -> Self {
        Self::with(today, None, snapshot)
    }

    fn holding(today: NaiveDate, snapshot: &Snapshot) -> Self {
        Self::with(today, Some(today), snapshot)
    }

    fn with(today: NaiveDate, ready: Option<NaiveDate>, snapshot: &Snapshot) -> Self {
        let weeks = (today - TEMPLATE_DAY).num_days().div_euclid(7);
        let mut shift = Self { weeks, zone: zone(snapshot), names: BTreeMap::new(), ready };
        shift.names = snapshot.all().filter_map(|it| Some((it.id.clone(), shift.name(it)?))).collect();
        shift
    }

    fn record(&self, record: &Record) -> Record {
        let id = self.names.get(&record.id).unwrap_or(&record.id).clone();
        let fields = record.iter().map(|(key, value)| {
            let stays = record.id.kind == Kind::Workspace && key == "signed_on";
            let field = record.id.kind.field(key).filter(|_| !stays);
            (key.clone(), field.map_or_else(|| value.clone(), |field| self.value(field, value)))
        });
        let mut fields = leaf::canonical(id.kind, fields.collect());
        let start = record.local("start").filter(|_| record.id.as_str() == READY);
        if let Some((day, start)) = self.ready.zip(start) {
            fields.insert("start".to_owned(), value::local(day.and_time(start.time())));
        }
        // The series goes on from that day, or the meeting would be planned once more on its old one.
        let is_its_group = id.kind == Kind::Group && READY.split('-').next() == Some(id.as_str());
        if let Some((day, Value::Table(series))) = self.ready.zip(fields.get_mut("series")).filter(|_| is_its_group)
            && let Some(start) = series.local("start")
        {
            series.insert("start".to_owned(), value::local(day.and_time(start.time())));
        }
        Record { fields, id }
    }

    fn value(&self, field: &Field, value: &Value) -> Value {
        match (&field.ty, field.key, value) {
            (Type::Line, "period", Value::String(period)) => value::text(self.period(period)),
            (Type::Line, "number", Value::String(number)) => value::text(self.number(number)),
            (ty, _, value) => self.typed(ty, value),
        }
    }

    fn typed(&self, ty: &Type, value: &Value) -> Value {
        let table = |fields: &'static [Field], table: &Table| -> Value {
            let field = |key: &str| fields.iter().find(|it| it.key == key);
            let shifted = |(key, value): (&String, &Value)| {
                (key.clone(), field(key).map_or_else(|| value.clone(), |it| self.value(it, value)))
            };
            Value::Table(table.iter().map(shifted).collect())
        };
        match (ty, value) {
            (Type::Date, value) => value::date_of(value).map_or_else(|| value.clone(), |it| value::date(self.day(it))),
            (Type::LocalTime, value) => value::local_of(value)
                .map_or_else(|| value.clone(), |it| value::local(self.day(it.date()).and_time(it.time()))),
            (Type::Instant, value) => {
                value::instant_of(value).map_or_else(|| value.clone(), |it| value::instant(self.moment(it)))
            }
            (Type::Ref(kinds), Value::String(word)) => {
                let named = typed::reference(kinds, word).and_then(|it| self.names.get(&it));
                named.map_or_else(|| value.clone(), |it| value::text(it.as_str()))
            }
            (Type::Numbered, Value::String(word)) => {
                let renamed = Printed::read(word).and_then(|it| {
                    let named = self.names.get(&RecordId::new(Kind::Item, it.item).ok()?)?;
                    Some(value::text(it.called(named.as_str())))
                });
                renamed.unwrap_or_else(|| value.clone())
            }
            (Type::Set(element) | Type::List(element), Value::Array(elements)) => {
                Value::Array(elements.iter().map(|it| self.typed(element, it)).collect())
            }
            (Type::Table(fields), Value::Table(inner)) => table(fields, inner),
            (Type::Parties(fields), Value::Table(parties)) => Value::Table(
                parties
                    .iter()
                    .map(|(party, value)| {
                        (party.clone(), value.as_table().map_or_else(|| value.clone(), |it| table(fields, it)))
                    })
                    .collect(),
            ),
            (Type::Rows(rows), Value::Array(entries)) => Value::Array(
                entries
                    .iter()
                    .map(|it| it.as_table().map_or_else(|| it.clone(), |it| table(rows.fields, it)))
                    .collect(),
            ),
            (_, value) => value.clone(),
        }
    }

    fn day(&self, day: NaiveDate) -> NaiveDate {
        day.checked_add_signed(TimeDelta::weeks(self.weeks)).unwrap_or(day)
    }

    /// The same time of the day in the workspace's zone, whether clocks have changed in between or not.
    fn moment(&self, at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        self.hour(at.with_timezone(&self.zone).naive_local()).unwrap_or(at)
    }

    /// The moment after the move of an hour on the workspace's clocks.
    fn hour(&self, at: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let moved = self.day(at.date()).and_time(at.time());
        self.zone.from_local_datetime(&moved).earliest().map(|it| it.fixed_offset())
    }

    /// What a record is called after the move; `None` where its name has no date in it.
    fn name(&self, record: &Record) -> Option<RecordId> {
        let id = &record.id;
        let text = id.as_str();
        match id.kind {
            Kind::Meeting => self.dated(id.kind, text),
            Kind::Item
                if id.year().is_some()
                    && text.as_bytes().get(id.group()?.len() + 1).is_some_and(u8::is_ascii_digit) =>
            {
                self.dated(id.kind, text)
            }
            Kind::Item | Kind::Action | Kind::Decision | Kind::Note => {
                let born = ["raised_on", "proposed_on", "agreed_on"].iter().find_map(|it| record.date(it));
                let born = born.or_else(|| record.instant("at").map(|it| it.date_naive()));
                let born = born.or_else(|| NaiveDate::from_ymd_opt(id.year()?, 6, 1))?;
                let year = self.day(born).year().rem_euclid(100);
                let (group, letter) = (id.group()?, id.kind.letter()?);
                RecordId::new(id.kind, &format!("{group}-{letter}{year:02}-{}", id.tail())).ok()
            }
            Kind::Workspace | Kind::Org | Kind::Person | Kind::Group | Kind::Member | Kind::Measure => None,
        }
    }

    fn dated(&self, kind: Kind, text: &str) -> Option<RecordId> {
        let (group, rest) = text.split_once('-')?;
        let day: NaiveDate = rest.get(..10)?.parse().ok()?;
        let moved = self.ready.filter(|_| text.starts_with(READY)).unwrap_or_else(|| self.day(day));
        RecordId::new(kind, &format!("{group}-{moved}{}", &rest[10..])).ok()
    }

    /// `2026-Q1`, as many quarters on as the weeks make.
    fn period(&self, period: &str) -> String {
        let middle = period.split_once("-Q").and_then(|(year, quarter)| {
            let quarter: u32 = quarter.parse().ok().filter(|it| (1..=4).contains(it))?;
            NaiveDate::from_ymd_opt(year.parse().ok()?, quarter * 3 - 1, 15)
        });
        match middle.map(|it| self.day(it)) {
            Some(day) => format!("{}-Q{}", day.year(), day.month().div_ceil(3)),
            None => period.to_owned(),
        }
    }

    /// `AQ 2026/01` in the year in which it would have been given.
    fn number(&self, number: &str) -> String {
        let parts = number.split_once(' ').and_then(|(group, rest)| Some((group, rest.split_once('/')?)));
        match parts.and_then(|(group, (year, nth))| Some((group, year.parse::<i32>().ok()?, nth))) {
            Some((group, year, nth)) => {
                let spring = NaiveDate::from_ymd_opt(year, 4, 30).map(|it| self.day(it).year()).unwrap_or(year);
                format!("{group} {spring}/{nth}")
            }
            None => number.to_owned(),
        }
    }
}

/// The Monday of the week that a day lies in.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}
