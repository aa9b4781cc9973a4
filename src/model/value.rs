//! TOML values as the trade needs them: dates, times and moments in and out.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use toml::Value;
use toml::value::{Date, Datetime, Time};

/// The date that a value is, if it is one and nothing more.
pub fn date_of(value: &Value) -> Option<NaiveDate> {
    match value.as_datetime()? {
        Datetime { date: Some(date), time: None, offset: None } => date_from(date),
        _ => None,
    }
}

/// The local date and time that a value is.
pub fn local_of(value: &Value) -> Option<NaiveDateTime> {
    match value.as_datetime()? {
        Datetime { date: Some(date), time: Some(time), offset: None } => {
            Some(date_from(date)?.and_time(time_from(time)?))
        }
        _ => None,
    }
}

/// The moment that a value is.
pub fn instant_of(value: &Value) -> Option<DateTime<FixedOffset>> {
    let Datetime { date: Some(date), time: Some(time), offset: Some(offset) } = value.as_datetime()? else {
        return None;
    };
    let minutes = match offset {
        toml::value::Offset::Z => 0,
        toml::value::Offset::Custom { minutes } => *minutes,
    };
    let offset = FixedOffset::east_opt(i32::from(minutes) * 60)?;
    offset.from_local_datetime(&date_from(date)?.and_time(time_from(time)?)).single()
}

/// The value of a date.
pub fn date(day: NaiveDate) -> Value {
    Value::Datetime(Datetime { date: Some(date_to(day)), time: None, offset: None })
}

/// The value of a local date and time, to the second.
pub fn local(at: NaiveDateTime) -> Value {
    Value::Datetime(Datetime { date: Some(date_to(at.date())), time: Some(time_to(at.time())), offset: None })
}

/// The value of a moment, to the second, with its offset.
pub fn instant(at: DateTime<FixedOffset>) -> Value {
    let minutes = (at.offset().fix().local_minus_utc() / 60) as i16;
    let offset = match minutes {
        0 => toml::value::Offset::Z,
        minutes => toml::value::Offset::Custom { minutes },
    };
    let local = at.naive_local();
    Value::Datetime(Datetime {
        date: Some(date_to(local.date())),
        time: Some(time_to(local.time())),
        offset: Some(offset),
    })
}

/// The value of a text.
pub fn text(text: impl Into<String>) -> Value {
    Value::String(text.into())
}

/// The value of a list of texts.
pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Value {
    Value::Array(texts.into_iter().map(text).collect())
}

fn date_from(date: &Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

fn time_from(time: &Time) -> Option<NaiveTime> {
    // TOML allows a leap second; it is read as the second before, which every clock knows.
    let second = u32::from(time.second.unwrap_or(0)).min(59);
    NaiveTime::from_hms_nano_opt(u32::from(time.hour), u32::from(time.minute), second, time.nanosecond.unwrap_or(0))
}

fn date_to(day: NaiveDate) -> Date {
    // The file's years have four digits; `date` is only called with days that were parsed or made from such.
    Date { year: day.year().clamp(0, 9999) as u16, month: day.month() as u8, day: day.day() as u8 }
}

fn time_to(time: NaiveTime) -> Time {
    Time { hour: time.hour() as u8, minute: time.minute() as u8, second: Some(time.second() as u8), nanosecond: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_times_and_moments_come_back_as_they_went_in() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("day");
        let at = day.and_hms_opt(14, 30, 0).expect("time");
        let moment = FixedOffset::east_opt(3600).expect("offset").from_local_datetime(&at).single().expect("moment");
        assert_eq!(date_of(&date(day)), Some(day));
        assert_eq!(local_of(&local(at)), Some(at));
        assert_eq!(instant_of(&instant(moment)), Some(moment));
        assert_eq!(instant(moment).to_string(), "2026-11-24T14:30:00+01:00");
        assert_eq!(date_of(&local(at)), None);
        assert_eq!(local_of(&instant(moment)), None);
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_date() {
        let table: toml::Table = "a = 2026-02-28\nb = 2024-02-29".parse().expect("toml");
        assert!(date_of(&table["a"]).is_some() && date_of(&table["b"]).is_some());
        assert!("a = 2026-02-30".parse::<toml::Table>().is_err());
    }
}
