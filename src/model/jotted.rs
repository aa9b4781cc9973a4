//! An action jotted down in one line: `@alder send the draft due:next fri`.

use chrono::NaiveDate;

use super::date::{self, Towards};
use super::find::{NotFound, find};
use super::standpoint::Standpoint;
use super::{Kind, RecordId};

/// What such a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jotted {
    pub title: String,
    pub owner: Option<RecordId>,
    pub due: Option<NaiveDate>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// Nothing is left to be done.
    NoTitle,
    /// Behind the `@` stands nobody, or several could be meant.
    Owner(NotFound),
    /// Behind `due:` stands no day.
    Due(String),
}

/// A day takes at most so many words: `end of next month`.
const LONGEST_DAY: usize = 4;

/// Reads such a line: one word that begins with `@` is the owner, `due:` and what follows it as far as it is a day is the
/// day, everything else is what is to be done.
///
/// # Errors
/// What in it is not clear.
pub fn read(line: &str, at: &Standpoint<'_>) -> Result<Jotted, Unclear> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (mut title, mut owner, mut due) = (Vec::new(), None, None);
    let mut next = 0;
    while let Some(word) = words.get(next) {
        next += 1;
        if let Some(name) = word.strip_prefix('@').filter(|it| !it.is_empty() && owner.is_none()) {
            owner = Some(find(at, &[Kind::Person], name).map_err(Unclear::Owner)?);
        } else if let Some(first) = word.strip_prefix("due:").filter(|_| due.is_none()) {
            let rest = &words[next..words.len().min(next + LONGEST_DAY)];
            // `due: next fri` is meant like `due:next fri`; the longest that is a day counts.
            let phrase = |count: usize| {
                let words = std::iter::once(first).chain(rest[..count].iter().copied());
                words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
            };
            let found = (0..=rest.len())
                .rev()
                .find_map(|it| Some((it, date::parse_date(&phrase(it), at.today, Towards::Future)?)));
            let Some((taken, day)) = found else { return Err(Unclear::Due(phrase(rest.len().min(1)))) };
            due = Some(day);
            next += taken;
        } else {
            title.push(*word);
        }
    }
    match title.is_empty() {
        true => Err(Unclear::NoTitle),
        false => Ok(Jotted { title: title.join(" "), owner, due }),
    }
}

/// Reads a decision jotted down in one line, `title: text`; where there is no colon, the line is both. None where the
/// line says nothing.
pub fn decision(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    match line.split_once(": ").map(|it| (it.0.trim(), it.1.trim())) {
        Some((title, text)) if !title.is_empty() && !text.is_empty() => Some((title, text)),
        _ if line.is_empty() => None,
        _ => Some((line, line)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Record, Snapshot};

    #[test]
    fn a_decision_has_a_title_before_the_colon_and_its_words_behind() {
        for (line, told) in [
            ("Merging rule: Two audits are one", Some(("Merging rule", "Two audits are one"))),
            (" Adopt the list ", Some(("Adopt the list", "Adopt the list"))),
            ("At 14:30 we meet", Some(("At 14:30 we meet", "At 14:30 we meet"))),
            ("Half: ", Some(("Half:", "Half:"))),
            ("  ", None),
        ] {
            assert_eq!(decision(line), told, "{line}");
        }
    }

    #[test]
    fn a_line_says_who_does_what_by_when_in_any_order() {
        let person = |id: &str| Record::empty(RecordId::new(Kind::Person, id).expect("id"));
        let snapshot: Snapshot = [person("alder"), person("aspen"), person("birch")].into_iter().collect();
        let now = chrono::DateTime::parse_from_rfc3339("2026-11-24T14:00:00+01:00").expect("moment");
        let at = Standpoint::new(&snapshot, RecordId::new(Kind::Person, "birch").ok(), now);
        for (line, told) in [
            ("@alder send the draft due:next fri", "send the draft | alder | 2026-12-04"),
            ("send the draft", "send the draft | - | -"),
            ("due:2026-12-01 call the venue @me", "call the venue | birch | 2026-12-01"),
            ("call the venue due: +2w", "call the venue | - | 2026-12-08"),
            ("due:end of month pay @birch", "pay | birch | 2026-11-30"),
            ("mail x@example.org about it", "mail x@example.org about it | - | -"),
            ("@a send it", "Owner"),
            ("@nobody send it", "Owner"),
            ("send it due:soonish please", "Due soonish please"),
            ("@alder", "NoTitle"),
            ("", "NoTitle"),
        ] {
            let dash = || "-".to_owned();
            let said = match read(line, &at) {
                Ok(it) => {
                    let owner = it.owner.map_or_else(dash, |it| it.to_string());
                    format!("{} | {owner} | {}", it.title, it.due.map_or_else(dash, |it| it.to_string()))
                }
                Err(Unclear::NoTitle) => "NoTitle".to_owned(),
                Err(Unclear::Owner(_)) => "Owner".to_owned(),
                Err(Unclear::Due(word)) => format!("Due {word}"),
            };
            assert_eq!(said, told, "{line}");
        }
    }
}
