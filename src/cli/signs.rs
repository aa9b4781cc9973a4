//! Plain words: the program's own signs as ASCII, days and months written out, for whoever has the screen read aloud.

use crate::model::shown::PLAIN_SIGNS;

const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Text in plain words.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        out.push_str(&in_ascii(&written_out(line)));
    }
    out
}

fn in_ascii(line: &str) -> String {
    if line.is_ascii() {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    for it in line.chars() {
        match PLAIN_SIGNS.iter().find(|sign| sign.0.starts_with(it)) {
            Some((_, plain)) => out.push_str(plain),
            None => out.push(it),
        }
    }
    out
}

/// A line in which `Mon 23 Nov` is `Monday 23 November`; what that takes more of a column is taken from the blanks
/// behind it.
fn written_out(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut grown = 0;
    for (at, word) in words.iter().enumerate() {
        if word.is_empty() {
            // Two blanks tell columns apart.
            let is_spare = grown > 0 && words.get(at + 1).is_some_and(|it| it.is_empty());
            match is_spare {
                true => grown -= 1,
                false => out.push(String::new()),
            }
            continue;
        }
        let core = word.trim_matches(|it: char| it.is_ascii_punctuation());
        let whole = match core.len() {
            3 if words.get(at + 1).is_some_and(|it| is_day(it)) => whole(DAYS, core),
            3 if at > 0 && is_day(words[at - 1]) => whole(MONTHS, core),
            1 if core == "d" && words.get(at + 1).is_some_and(|it| it.starts_with("late")) => {
                Some(if at > 0 && words[at - 1] == "1" { "day" } else { "days" })
            }
            _ => None,
        };
        match whole {
            Some(whole) => {
                grown += whole.len() - core.len();
                out.push(word.replacen(core, whole, 1));
            }
            None => out.push((*word).to_owned()),
        }
    }
    out.join(" ")
}

/// The word of which these are the first letters.
fn whole(words: &[&'static str], letters: &str) -> Option<&'static str> {
    words.iter().find(|it| it.starts_with(letters)).copied()
}

/// Whether a word is the number of a day.
fn is_day(word: &str) -> bool {
    let word = word.trim_matches(|it: char| it.is_ascii_punctuation());
    (1..=2).contains(&word.len()) && word.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_written_out_and_columns_hold_where_there_is_room() {
        for (text, expected) in [
            ("Mon 23 Nov 2026", "Monday 23 November 2026"),
            ("was due on (Fri 1 May)", "was due on (Friday 1 May)"),
            ("AQ  12 Dec       Send", "AQ  12 December  Send"),
            ("AQ  12 Dec  Send", "AQ  12 December  Send"),
            ("10 d late, 1 d late: plan d", "10 days late, 1 day late: plan d"),
            ("Jan Novak and Mona", "Jan Novak and Mona"),
            ("3 of 3, 7 Sepia", "3 of 3, 7 Sepia"),
            ("●SX → ◆AM · cut…\n● Zürich", "*SX > #AM - cut~\n* Zürich"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
