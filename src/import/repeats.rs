//! How often and when a list says that a group meets: understood whole, or not at all.

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::model::date::{self, Towards};
use crate::model::find::folded;

/// What time zones are also called: folded, with the zone that this is for certain. `CET` is Brussels in the tables of
/// time zones themselves; `EST` is Panama there and New York in letters, and stays open.
pub const ZONE_ALIASES: &[(&str, &str)] = &[
    ("utc", "UTC"),
    ("gmt", "UTC"),
    ("pt", "America/Los_Angeles"),
    ("pacific time", "America/Los_Angeles"),
    ("pt (pacific time)", "America/Los_Angeles"),
    ("pacific time (pt)", "America/Los_Angeles"),
    ("et", "America/New_York"),
    ("eastern time", "America/New_York"),
    ("et (eastern time)", "America/New_York"),
    ("eastern time (et)", "America/New_York"),
    ("cet", "Europe/Brussels"),
    ("central european time", "Europe/Brussels"),
    ("cet (central european time)", "Europe/Brussels"),
    ("poland", "Europe/Warsaw"),
];

const DAYS: &[(&str, &str, Weekday)] = &[
    ("monday", "MO", Weekday::Mon),
    ("tuesday", "TU", Weekday::Tue),
    ("wednesday", "WE", Weekday::Wed),
    ("thursday", "TH", Weekday::Thu),
    ("friday", "FR", Weekday::Fri),
    ("saturday", "SA", Weekday::Sat),
    ("sunday", "SU", Weekday::Sun),
];

const NTHS: &[(&str, i8)] = &[
    ("first", 1),
    ("1st", 1),
    ("second", 2),
    ("2nd", 2),
    ("third", 3),
    ("3rd", 3),
    ("fourth", 4),
    ("4th", 4),
    ("last", -1),
];

const COUNTS: &[(&str, u32)] =
    &[("two", 2), ("three", 3), ("four", 4), ("2", 2), ("3", 3), ("4", 4), ("6", 6), ("8", 8)];

/// A day of the week, which one of the month, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySaid {
    pub day: Weekday,
    pub nth: Option<i8>,
    pub starts: Option<NaiveDate>,
}

/// How often something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// As RFC 5545 has it.
    pub rule: String,
    /// Every how many weeks; each month counts as once.
    pub every: u32,
    pub starts: Option<NaiveDate>,
    day: Weekday,
    nth: Option<i8>,
}

impl Repeats {
    /// Whether a day is one of those on which it may be.
    pub fn falls_on(&self, day: NaiveDate) -> bool {
        let week = (day.day0() / 7 + 1) as i8;
        let is_last = || day.checked_add_days(chrono::Days::new(7)).is_some_and(|it| it.month() != day.month());
        day.weekday() == self.day && self.nth.is_none_or(|it| it == week || it == -1 && is_last())
    }
}

/// The zone that a list names.
pub fn zone_said(word: &str) -> Option<&'static str> {
    let plain = folded(word.trim());
    let alias = ZONE_ALIASES.iter().find(|it| it.0 == plain).map(|it| it.1);
    // Short names of zones are meant in more than one way; those with a city are not.
    alias.or_else(|| word.trim().parse::<Tz>().ok().map(Tz::name).filter(|it| it.contains('/')))
}

/// `Tuesday`, `Thursdays (starting February 15th 2024)`, `first Wednesday`.
pub fn day_said(word: &str, today: NaiveDate) -> Option<DaySaid> {
    let plain = folded(word.trim());
    let (head, starts) = match plain.split_once('(') {
        Some((head, rest)) => (head.trim(), Some(starting(rest.strip_suffix(')')?, today)?)),
        None => (plain.as_str(), None),
    };
    let (nth, day) = match head.split_once(' ') {
        Some((nth, day)) => (Some(NTHS.iter().find(|it| it.0 == nth)?.1), day),
        None => (None, head),
    };
    Some(DaySaid { day: weekday(day)?, nth, starts })
}

/// `weekly`, `bi-weekly starting Tuesday August 13, 2019`, `monthly`, `First Wednesday of the month`.
pub fn repeats(word: &str, on: &DaySaid, today: NaiveDate) -> Option<Repeats> {
    let plain = folded(word.trim());
    let (often, starts) = match plain.find("starting ") {
        Some(at) => (plain[..at].trim(), Some(starting(&plain[at..], today)?)),
        None => (plain.as_str(), None),
    };
    let code = DAYS.iter().find(|it| it.2 == on.day)?.1;
    let weeks = match often {
        "weekly" | "every week" => Some(1),
        // Of its two meanings the one that lists of meetings have: twice a week would need two days.
        "biweekly" | "bi-weekly" | "fortnightly" | "every other week" => Some(2),
        other => {
            let count = other.strip_prefix("every ").and_then(|it| it.strip_suffix(" weeks"));
            count.and_then(|count| COUNTS.iter().find(|it| it.0 == count)).map(|it| it.1)
        }
    };
    if let Some(every) = weeks {
        let rule = match every {
            1 => format!("FREQ=WEEKLY;BYDAY={code}"),
            every => format!("FREQ=WEEKLY;INTERVAL={every};BYDAY={code}"),
        };
        return on.nth.is_none().then_some(Repeats { rule, every, starts, day: on.day, nth: None });
    }
    let nth = match often {
        "monthly" | "every month" => on.nth?,
        other => {
            let other = other.strip_suffix(" of the month").or_else(|| other.strip_suffix(" of each month"))?;
            let said = day_said(other, today)?;
            // The two columns must tell the same.
            (said.day == on.day && on.nth.is_none_or(|it| Some(it) == said.nth)).then_some(said.nth?)?
        }
    };
    let rule = format!("FREQ=MONTHLY;BYDAY={nth}{code}");
    Some(Repeats { rule, every: 1, starts, day: on.day, nth: Some(nth) })
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.strip_suffix('s').unwrap_or(word);
    DAYS.iter().find(|it| it.0 == word || it.0[..3] == *word).map(|it| it.2)
}

/// `starting Tuesday Feb 11, 2025`, with or without the day of the week, which must be right.
fn starting(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.strip_prefix("starting ")?.replace(',', " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let (said, words) = match words.split_first() {
        Some((first, rest)) if weekday(first).is_some() => (weekday(first), rest),
        _ => (None, words.as_slice()),
    };
    let day = match words {
        [month, day, year] => {
            let day = day.trim_end_matches(|it: char| it.is_ascii_alphabetic());
            date::parse_date(&format!("{day} {month} {year}"), today, Towards::Past)
        }
        [iso] => iso.parse().ok(),
        _ => None,
    }?;
    said.is_none_or(|it| it == day.weekday()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 16).expect("day");

    #[test]
    fn what_is_said_for_certain_is_a_rule_and_nothing_else_is() {
        for (day, frequency, expected) in [
            ("Tuesday", "weekly", "FREQ=WEEKLY;BYDAY=TU"),
            ("Thursdays (starting February 15th 2024)", "weekly", "FREQ=WEEKLY;BYDAY=TH 2024-02-15"),
            ("Tuesday", "Biweekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("Tuesday", "bi-weekly starting Tuesday August 13, 2019", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2019-08-13"),
            ("Tuesday", "bi-weekly starting Monday August 13, 2019", "-"),
            ("Wednesday", "every four weeks", "FREQ=WEEKLY;INTERVAL=4;BYDAY=WE"),
            ("Wednesday", "First Wednesday of the month", "FREQ=MONTHLY;BYDAY=1WE"),
            ("Tuesday", "First Wednesday of the month", "-"),
            ("third Wednesday", "monthly", "FREQ=MONTHLY;BYDAY=3WE"),
            ("Thursday", "monthly", "-"),
            ("Monday", "weekly, you must be signed in", "-"),
            ("Wednesday", "monthly - Wednesday, after the fourth Tuesday", "-"),
            ("whenever", "weekly", "-"),
            ("Friday", "biweekly - alternating with regular meeting", "-"),
        ] {
            let found = day_said(day, TODAY).and_then(|on| Some((repeats(frequency, &on, TODAY)?, on)));
            let found = found.map(|(it, on)| {
                let starts = it.starts.or(on.starts).map(|it| format!(" {it}")).unwrap_or_default();
                format!("{}{starts}", it.rule)
            });
            assert_eq!(found.as_deref().unwrap_or("-"), expected, "{day} {frequency}");
        }
    }

    #[test]
    fn a_zone_is_known_by_its_city_or_by_the_table() {
        for (word, expected) in [
            ("PT (Pacific Time)", Some("America/Los_Angeles")),
            ("Europe/Rome", Some("Europe/Rome")),
            ("Poland", Some("Europe/Warsaw")),
            ("CET (Central European Time)", Some("Europe/Brussels")),
            ("EST (Eastern Time)", None),
            ("EST", None),
            ("here", None),
        ] {
            assert_eq!(zone_said(word), expected, "{word}");
        }
        assert!(ZONE_ALIASES.iter().all(|it| it.1.parse::<Tz>().is_ok()));
    }
}
