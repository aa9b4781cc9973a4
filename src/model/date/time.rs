//! Times of day and lengths as people type them.

use chrono::NaiveTime;

use super::number;

/// Reads a time of day: `14:30`, `2pm`, `2:30pm`, `noon`.
pub fn parse_time(input: &str) -> Option<NaiveTime> {
    let input = input.trim().to_lowercase();
    if input == "noon" {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let (clock, half) = match (input.strip_suffix("am"), input.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        (None, None) => (input.as_str(), None),
    };
    let mut pieces = clock.split(':');
    let (hour, minute, second) = (pieces.next()?, pieces.next(), pieces.next());
    if pieces.next().is_some() || (minute.is_none() && half.is_none()) {
        return None;
    }
    let hour = number(hour, 2)?;
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    let two = |it: Option<&str>| it.map_or(Some(0), |it| if it.len() == 2 { number(it, 2) } else { None });
    NaiveTime::from_hms_opt(hour, two(minute)?, two(second)?)
}

/// Reads a length in minutes: `90`, `1h30`, `1h`, `45m`, `45 min`, `1:30`.
pub fn parse_minutes(input: &str) -> Option<i64> {
    let input: String = input.trim().to_lowercase().split_whitespace().collect();
    let input = input.strip_suffix("min").or(input.strip_suffix('m')).unwrap_or(&input);
    let whole = |it: &str| number(it, 4).map(i64::from);
    let minutes = if let Some((hours, minutes)) = input.split_once('h') {
        whole(hours)? * 60 + if minutes.is_empty() { 0 } else { below_sixty(minutes)? }
    } else if let Some((hours, minutes)) = input.split_once(':') {
        (minutes.len() == 2).then_some(())?;
        whole(hours)? * 60 + below_sixty(minutes)?
    } else {
        whole(input)?
    };
    (1..=7 * 24 * 60).contains(&minutes).then_some(minutes)
}

fn below_sixty(text: &str) -> Option<i64> {
    number(text, 2).map(i64::from).filter(|it| *it < 60)
}
