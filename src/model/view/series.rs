//! A series of meetings in words: `2nd Tue of the month, 14:00`.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use toml::Table;

use crate::model::date;
use crate::model::record::Fields;

/// When a group meets, in words: how often, at what time, for how long.
pub fn meets(series: &Table) -> String {
    let start = series.local("start");
    let mut words: Vec<String> = series.word("rrule").map(|it| repeats(it, start)).into_iter().collect();
    words.extend(start.map(|it| it.format("%H:%M").to_string()));
    words.extend(series.whole("minutes").map(date::length));
    words.extend(series.word("timezone").map(str::to_owned));
    words.join(", ")
}

/// A recurrence rule in words; the rule itself where it says more than words say plainly.
pub fn repeats(rule: &str, start: Option<NaiveDateTime>) -> String {
    plainly(rule, start).unwrap_or_else(|| rule.to_owned())
}

fn plainly(rule: &str, start: Option<NaiveDateTime>) -> Option<String> {
    let (mut often, mut every, mut days, mut of_month, mut nth, mut end) = ("", 1, Vec::new(), None, None, None);
    for part in rule.split(';') {
        let (key, value) = part.split_once('=')?;
        match key {
            "FREQ" => often = value,
            "INTERVAL" => every = value.parse::<u32>().ok().filter(|it| *it > 0)?,
            "BYDAY" => days = value.split(',').map(day).collect::<Option<Vec<_>>>()?,
            "BYMONTHDAY" => of_month = Some(value.parse::<i32>().ok()?),
            "BYSETPOS" => nth = Some(value.parse::<i32>().ok()?),
            "COUNT" => end = Some(format!("{} times", value.parse::<u32>().ok()?)),
            "UNTIL" => end = Some(format!("until {}", super::super::shown::day(until(value)?))),
            "WKST" => (),
            _ => return None,
        }
    }
    if let (Some(nth), [(None, weekday)]) = (nth.take_if(|_| days.len() == 1), days.as_slice()) {
        days = vec![(Some(nth), *weekday)];
    }
    let plain = nth.is_none() && (of_month.is_none() || days.is_empty());
    let words = match (often, days.as_slice()) {
        _ if !plain => return None,
        ("DAILY", []) if of_month.is_none() => times(every, "day"),
        ("WEEKLY", days) if of_month.is_none() && days.iter().all(|it| it.0.is_none()) => {
            let days: Vec<String> = match days {
                [] => start.map(|it| it.weekday().to_string()).into_iter().collect(),
                days => days.iter().map(|it| it.1.to_string()).collect(),
            };
            let on = days.join(" and ");
            match every {
                1 if !on.is_empty() => format!("every {on}"),
                _ if on.is_empty() => times(every, "week"),
                _ => format!("{} on {on}", times(every, "week")),
            }
        }
        ("MONTHLY", days) if days.iter().all(|it| it.0.is_some()) => {
            let on = match (days, of_month) {
                ([], Some(-1)) => "last day".to_owned(),
                ([], day) => {
                    let day = day.or_else(|| i32::try_from(start?.day()).ok()).filter(|it| (1..=31).contains(it))?;
                    ordinal(day)
                }
                (days, _) => {
                    let words: Vec<String> = days
                        .iter()
                        .map(|(nth, day)| Some(format!("{} {day}", place((*nth)?)?)))
                        .collect::<Option<_>>()?;
                    words.join(" and ")
                }
            };
            match every {
                1 => format!("{on} of the month"),
                _ => format!("{on}, {}", times(every, "month")),
            }
        }
        ("YEARLY", []) if of_month.is_none() => match start {
            Some(start) => format!("{} on {}", times(every, "year"), start.format("%-d %b")),
            None => times(every, "year"),
        },
        _ => return None,
    };
    Some(end.map_or_else(|| words.clone(), |end| format!("{words}, {end}")))
}

/// `TU`, `2TU`, `-1FR`
fn day(word: &str) -> Option<(Option<i32>, Weekday)> {
    let at = word.len().checked_sub(2).filter(|it| word.is_char_boundary(*it))?;
    let (nth, name) = word.split_at(at);
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let day = Weekday::try_from(u8::try_from(days.iter().position(|it| *it == name)?).ok()?).ok()?;
    let nth = if nth.is_empty() { None } else { Some(nth.parse().ok()?) };
    Some((nth, day))
}

fn until(word: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(word.get(..8)?, "%Y%m%d").ok()
}

fn times(every: u32, span: &str) -> String {
    if every == 1 { format!("every {span}") } else { format!("every {every} {span}s") }
}

/// `2nd`, `last`; a place that nobody says in words is none.
fn place(nth: i32) -> Option<String> {
    match nth {
        -1 => Some("last".to_owned()),
        1..=5 => Some(ordinal(nth)),
        _ => None,
    }
}

fn ordinal(number: i32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_told_as_people_say_it_or_as_it_stands() {
        // A Tuesday.
        let start = "2026-01-20T14:00:00".parse().ok();
        for (rule, words) in [
            ("FREQ=WEEKLY;INTERVAL=4", "every 4 weeks on Tue"),
            ("FREQ=WEEKLY", "every Tue"),
            ("FREQ=WEEKLY;BYDAY=MO,TH", "every Mon and Thu"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "every 2 weeks on Wed"),
            ("FREQ=MONTHLY;BYDAY=2TU", "2nd Tue of the month"),
            ("FREQ=MONTHLY;BYDAY=1TU,3TU", "1st Tue and 3rd Tue of the month"),
            ("FREQ=MONTHLY;BYDAY=-1FR", "last Fri of the month"),
            ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "2nd Tue of the month"),
            ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "1st Mon, every 3 months"),
            ("FREQ=MONTHLY", "20th of the month"),
            ("FREQ=MONTHLY;BYMONTHDAY=11", "11th of the month"),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "last day of the month"),
            ("FREQ=DAILY;COUNT=3", "every day, 3 times"),
            ("FREQ=WEEKLY;UNTIL=20261231T000000Z", "every Tue, until 31 Dec 2026"),
            ("FREQ=YEARLY", "every year on 20 Jan"),
            ("FREQ=MONTHLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=TU"),
            ("FREQ=MONTHLY;BYDAY=2TU;BYMONTH=3", "FREQ=MONTHLY;BYDAY=2TU;BYMONTH=3"),
            ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"),
            ("FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=MONTHLY;BYMONTHDAY=99"),
            ("whenever", "whenever"),
            ("BYDAY=é", "BYDAY=é"),
        ] {
            assert_eq!(repeats(rule, start), words, "{rule}");
        }
    }
}
