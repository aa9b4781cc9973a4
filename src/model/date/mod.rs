//! Dates and times as people type them. The whole input is understood, or it is an error; nothing is guessed.

mod time;
mod told;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

pub use time::{parse_minutes, parse_time};
pub use told::{distance, length, long, near, short};

/// Which way a date without a year points: a due date ahead, the beginning of a period in history back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    Future,
    Past,
}

/// What dates can be typed, for hints and help.
pub const EXAMPLES: &str = "today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20";

/// What times can be typed.
pub const TIME_EXAMPLES: &str = "24 nov 14:30, tomorrow 2pm, 2026-11-24 14:30";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const NTH: [&str; 4] = ["first", "second", "third", "fourth"];

/// Longest way ahead or back in `+n`, in days: what is further off is a slip of the finger.
const FARTHEST: u64 = 366 * 100;

/// Reads a date; `None` if any part of the input is not understood.
pub fn parse_date(input: &str, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    let input = input.trim().to_lowercase();
    let words: Vec<&str> = input.split_whitespace().collect();
    let day = match words.as_slice() {
        ["today"] => Some(today),
        ["tomorrow"] => today.succ_opt(),
        ["yesterday"] => today.pred_opt(),
        ["next", day] => next_week(weekday(day)?, today),
        ["in", count, unit] => shift(today, count.parse().ok()?, unit, Towards::Future),
        [count, unit, "ago"] => shift(today, count.parse().ok()?, unit, Towards::Past),
        ["end", "of", span] => end_of(span, today),
        [nth, day, "of", rest @ ..] => nth_weekday(nth, weekday(day)?, month_of(rest, today, towards)?),
        [day, name] if month(name).is_some() => without_year(day.parse().ok()?, month(name)?, today, towards),
        // A weekday before a day has to be that day's.
        [name, rest @ ..] if rest.len() > 1 && weekday(name).is_some() => {
            parse_date(&rest.join(" "), today, towards).filter(|it| Some(it.weekday()) == weekday(name))
        }
        [day, name, year] => NaiveDate::from_ymd_opt(four_digits(year)?, month(name)?, day.parse().ok()?),
        [word] => one_word(word, today, towards),
        _ => None,
    };
    day.filter(|it| (1..=9999).contains(&it.year()))
}

/// Reads a date and a time, the time last: `24 nov 14:30`, `tomorrow 2pm`, `2026-11-24T14:30`.
pub fn parse_local(input: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    let input = input.trim().to_lowercase();
    let (day, time) = match input.split_once('t').filter(|(day, _)| iso(day).is_some()) {
        Some(split) => split,
        None => input.rsplit_once(char::is_whitespace)?,
    };
    Some(parse_date(day, today, Towards::Future)?.and_time(parse_time(time)?))
}

fn one_word(word: &str, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    if let Some(day) = weekday(word) {
        return match towards {
            Towards::Future => (1..=7).map(|n| today + Days::new(n)).find(|it| it.weekday() == day),
            Towards::Past => (1..=7).map(|n| today - Days::new(n)).find(|it| it.weekday() == day),
        };
    }
    if let Some((sign, rest)) =
        word.strip_prefix('+').map(|it| ('+', it)).or(word.strip_prefix('-').map(|it| ('-', it)))
    {
        let at = rest.find(|it: char| !it.is_ascii_digit())?;
        let towards = if sign == '+' { Towards::Future } else { Towards::Past };
        return shift(today, rest[..at].parse().ok()?, &rest[at..], towards);
    }
    if let Some((year, week)) = word.split_once("-w") {
        return NaiveDate::from_isoywd_opt(four_digits(year)?, number(week, 2)?, Weekday::Mon);
    }
    iso(word).or_else(|| dotted(word, today, towards))
}

fn iso(word: &str) -> Option<NaiveDate> {
    let mut pieces = word.split('-');
    let day =
        NaiveDate::from_ymd_opt(four_digits(pieces.next()?)?, two_digits(pieces.next()?)?, two_digits(pieces.next()?)?);
    pieces.next().is_none().then_some(day)?
}

fn dotted(word: &str, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    let mut pieces = word.split('.');
    let (day, month) = (number(pieces.next()?, 2)?, number(pieces.next()?, 2)?);
    match (pieces.next(), pieces.next()) {
        (None | Some(""), None) => without_year(day, month, today, towards),
        (Some(year), None) => NaiveDate::from_ymd_opt(four_digits(year)?, month, day),
        _ => None,
    }
}

/// The next or last time that day and month come round; the 29th of February only within eight years.
fn without_year(day: u32, month: u32, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    let years = 0..=8;
    let of = |year| NaiveDate::from_ymd_opt(year, month, day);
    match towards {
        Towards::Future => years.filter_map(|n| of(today.year() + n)).find(|it| *it >= today),
        Towards::Past => years.filter_map(|n| of(today.year() - n)).find(|it| *it <= today),
    }
}

fn next_week(day: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    Some(monday + Days::new(7 + u64::from(day.num_days_from_monday())))
}

fn shift(today: NaiveDate, count: u64, unit: &str, towards: Towards) -> Option<NaiveDate> {
    let days = |each: u64| count.checked_mul(each).filter(|it| *it <= FARTHEST).map(Days::new);
    let months = |each: u32| u32::try_from(count).ok()?.checked_mul(each).filter(|it| *it <= 1200).map(Months::new);
    match (unit, towards) {
        ("d" | "day" | "days", Towards::Future) => today.checked_add_days(days(1)?),
        ("d" | "day" | "days", Towards::Past) => today.checked_sub_days(days(1)?),
        ("w" | "week" | "weeks", Towards::Future) => today.checked_add_days(days(7)?),
        ("w" | "week" | "weeks", Towards::Past) => today.checked_sub_days(days(7)?),
        ("m" | "month" | "months", Towards::Future) => today.checked_add_months(months(1)?),
        ("m" | "month" | "months", Towards::Past) => today.checked_sub_months(months(1)?),
        ("y" | "year" | "years", Towards::Future) => today.checked_add_months(months(12)?),
        ("y" | "year" | "years", Towards::Past) => today.checked_sub_months(months(12)?),
        _ => None,
    }
}

/// The last day of the week (Sunday, as ISO 8601 counts), month, quarter or year that today lies in.
fn end_of(span: &str, today: NaiveDate) -> Option<NaiveDate> {
    let last_of =
        |month: u32| NaiveDate::from_ymd_opt(today.year(), month, 1)?.checked_add_months(Months::new(1))?.pred_opt();
    match span {
        "week" => Some(today + Days::new(6 - u64::from(today.weekday().num_days_from_monday()))),
        "month" => last_of(today.month()),
        "quarter" => last_of(today.month().div_ceil(3) * 3),
        "year" => last_of(12),
        _ => None,
    }
}

/// The first day of a month named with or without a year, or of `month`, `next month`.
fn month_of(words: &[&str], today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    let this = today.with_day(1)?;
    match words {
        ["month"] | ["this", "month"] => Some(this),
        ["next", "month"] => this.checked_add_months(Months::new(1)),
        [name] => {
            let of = |year| NaiveDate::from_ymd_opt(year, month(name)?, 1);
            match towards {
                Towards::Future => of(today.year()).filter(|it| *it >= this).or_else(|| of(today.year() + 1)),
                Towards::Past => of(today.year()).filter(|it| *it <= this).or_else(|| of(today.year() - 1)),
            }
        }
        [name, year] => NaiveDate::from_ymd_opt(four_digits(year)?, month(name)?, 1),
        _ => None,
    }
}

fn nth_weekday(nth: &str, day: Weekday, month: NaiveDate) -> Option<NaiveDate> {
    if nth == "last" {
        let end = month.checked_add_months(Months::new(1))?;
        return (1..=7).map(|n| end - Days::new(n)).find(|it| it.weekday() == day);
    }
    let nth = NTH.iter().position(|it| *it == nth)? as u8 + 1;
    NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), day, nth)
}

fn weekday(word: &str) -> Option<Weekday> {
    let at = named(&DAYS, word)?;
    Weekday::try_from(at as u8).ok()
}

fn month(word: &str) -> Option<u32> {
    named(&MONTHS, word).map(|it| it as u32 + 1)
}

/// The name that a word is, in full or its first three letters.
fn named(names: &[&str], word: &str) -> Option<usize> {
    names.iter().position(|it| *it == word || (word.len() == 3 && it.starts_with(word)))
}

fn number(text: &str, longest: usize) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= longest && text.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2).then(|| number(text, 2))?
}

fn four_digits(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| number(text, 4))?.map(|it| it as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    // 13 November 2026 is a Friday.
    const TODAY: &str = "2026-11-13";

    #[test]
    fn dates_are_read_as_they_are_meant() {
        for (input, expected) in [
            ("2026-11-20", "2026-11-20"),
            ("today", "2026-11-13"),
            (" Tomorrow ", "2026-11-14"),
            ("yesterday", "2026-11-12"),
            ("fri", "2026-11-20"),
            ("sat", "2026-11-14"),
            ("thursday", "2026-11-19"),
            ("next fri", "2026-11-20"),
            ("next mon", "2026-11-16"),
            ("next sunday", "2026-11-22"),
            ("in 3 days", "2026-11-16"),
            ("in 1 week", "2026-11-20"),
            ("+3d", "2026-11-16"),
            ("+2w", "2026-11-27"),
            ("+1m", "2026-12-13"),
            ("-2w", "2026-10-30"),
            ("3 days ago", "2026-11-10"),
            ("20 nov", "2026-11-20"),
            ("13 nov", "2026-11-13"),
            ("12 november", "2027-11-12"),
            ("20 nov 2027", "2027-11-20"),
            ("1.6.2026", "2026-06-01"),
            ("01.06.", "2027-06-01"),
            ("29 feb", "2028-02-29"),
            ("end of week", "2026-11-15"),
            ("end of month", "2026-11-30"),
            ("end of quarter", "2026-12-31"),
            ("end of year", "2026-12-31"),
            ("first tue of june", "2027-06-01"),
            ("third fri of november", "2026-11-20"),
            ("last fri of november", "2026-11-27"),
            ("last mon of next month", "2026-12-28"),
            ("2026-W23", "2026-06-01"),
            ("2026-w53", "2026-12-28"),
        ] {
            assert_eq!(parse_date(input, day(TODAY), Towards::Future), Some(day(expected)), "{input}");
        }
        for (input, expected) in
            [("fri", "2026-11-06"), ("20 nov", "2025-11-20"), ("13 nov", "2026-11-13"), ("3.10.", "2026-10-03")]
        {
            assert_eq!(parse_date(input, day(TODAY), Towards::Past), Some(day(expected)), "{input}");
        }
    }

    #[test]
    fn what_is_not_understood_whole_is_no_date() {
        for input in [
            "",
            "x",
            "fri fri",
            "30 feb",
            "31.11.2026",
            "2026-02-30",
            "2026-2-3",
            "26-11-20",
            "next",
            "next week",
            "in days",
            "in -3 days",
            "+3",
            "+d",
            "+99999999999999999999d",
            "+40000d",
            "20 nov tomorrow",
            "20 novem",
            "fifth mon of june",
            "2026-W54",
            "1/6/2026",
            "6.2026",
            "٣ nov",
            "end of time",
            "today!",
            "0 nov",
        ] {
            assert_eq!(parse_date(input, day(TODAY), Towards::Future), None, "{input}");
        }
    }

    #[test]
    fn a_month_added_to_its_last_day_stays_within_the_month() {
        assert_eq!(parse_date("+1m", day("2026-01-31"), Towards::Future), Some(day("2026-02-28")));
        assert_eq!(parse_date("end of month", day("2028-02-10"), Towards::Future), Some(day("2028-02-29")));
    }

    #[test]
    fn times_are_read_as_they_are_meant() {
        for (input, expected) in [
            ("24 nov 14:30", "2026-11-24T14:30:00"),
            ("tomorrow 2pm", "2026-11-14T14:00:00"),
            ("fri noon", "2026-11-20T12:00:00"),
            ("2026-11-24T09:05", "2026-11-24T09:05:00"),
            ("2026-11-24 9:05:30", "2026-11-24T09:05:30"),
            ("today 12am", "2026-11-13T00:00:00"),
            ("today 12:15pm", "2026-11-13T12:15:00"),
        ] {
            assert_eq!(parse_local(input, day(TODAY)), Some(expected.parse().expect(expected)), "{input}");
        }
        for input in
            ["24 nov", "24 nov 25:00", "24 nov 14", "14:30", "today 13pm", "today 0am", "today 9:5", "today 1:2:3:4"]
        {
            assert_eq!(parse_local(input, day(TODAY)), None, "{input}");
        }
    }

    #[test]
    fn lengths_are_read_as_they_are_meant() {
        for (input, expected) in [
            ("90", 90),
            ("1h30", 90),
            ("1h", 60),
            ("1:30", 90),
            ("45m", 45),
            ("45 min", 45),
            ("1 h 5", 65),
            ("2h 05m", 125),
        ] {
            assert_eq!(parse_minutes(input), Some(expected), "{input}");
        }
        for input in ["", "0", "-5", "90 mins", "1h60", "1:5", "h", "1.5h", "99999"] {
            assert_eq!(parse_minutes(input), None, "{input}");
        }
    }

    #[test]
    fn a_day_is_said_as_people_say_it() {
        let today = day(TODAY);
        let said: Vec<String> =
            ["2026-11-13", "2026-11-14", "2026-11-12", "2026-11-19", "2026-11-27", "2027-01-05", "2026-11-01"]
                .map(|it| near(day(it), today))
                .to_vec();
        assert_eq!(said, ["today", "tomorrow", "yesterday", "Thu 19", "27 Nov", "5 Jan 2027", "1 Nov"]);
    }
}
