//! Days and lengths as people read them.

use chrono::{Datelike, NaiveDate};

/// A day in full: `Friday 20 November 2026`.
pub fn long(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// A day in short: `Fri 20 Nov 2026`.
pub fn short(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// A day as it is said in a list on some other day: `today`, `Fri 20`, `27 Nov`, `5 Jan 2027`.
pub fn near(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..=6 => day.format("%a %-d").to_string(),
        _ if day.year() == today.year() => day.format("%-d %b").to_string(),
        _ => day.format("%-d %b %Y").to_string(),
    }
}

/// How far off a day is: `today`, `in 7 days`, `3 days ago`.
pub fn distance(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// Minutes as a length: `45 min`, `1 h 30`.
pub fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}
