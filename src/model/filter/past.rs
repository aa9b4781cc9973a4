//! A filter of the history: whose changes, in which group, between which days, and words.

use chrono::NaiveDate;

use super::read::{Asked, no_such};
use super::words::words;
use super::{Fault, Filter, Order, Term, Test};
use crate::model::date::{self, Towards};
use crate::model::find::folded;
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId};

/// Which part of the history a filter asks for, beside the words in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    pub by: Option<RecordId>,
    pub org: Option<RecordId>,
    pub group: Option<RecordId>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Past {
    /// The words that can stand before a colon.
    pub const NAMES: [&str; 6] = ["by", "org", "group", "since", "until", "day"];

    /// Reads a filter of the history; the words in it and what could not be read come with it.
    pub fn read(text: &str, at: &Standpoint<'_>) -> (Self, Filter) {
        let (mut past, mut filter) = (Self::default(), Filter::default());
        for word in words(text) {
            let Some((name, comparison)) = &word.about else {
                filter.terms.push(Term { negated: word.negated, test: Test::Text(folded(&word.value)) });
                continue;
            };
            let asked = Asked { name, comparison, value: &word.value, at };
            let read = match word.negated {
                true => Err("in the history only text can have a dash before it".to_owned()),
                false => past.take(&asked),
            };
            if let Err(message) = read {
                filter.faults.push(Fault { word: word.typed, message });
            }
        }
        (past, filter)
    }

    fn take(&mut self, asked: &Asked<'_>) -> Result<(), String> {
        match asked.name {
            "by" | "who" | "person" => self.by = Some(one(asked, Kind::Person)?),
            "org" => self.org = Some(one(asked, Kind::Org)?),
            "group" => self.group = Some(one(asked, Kind::Group)?),
            "since" => self.since = Some(day(asked)?),
            "until" => self.until = Some(day(asked)?),
            "day" | "on" => match asked.order() {
                Order::Is => (self.since, self.until) = (Some(day(asked)?), Some(day(asked)?)),
                Order::Before => self.until = day(asked)?.pred_opt(),
                Order::UpTo => self.until = Some(day(asked)?),
                Order::After => self.since = day(asked)?.succ_opt(),
                Order::From => self.since = Some(day(asked)?),
            },
            name => return Err(no_such(name, &Self::NAMES)),
        }
        Ok(())
    }
}

/// The one record that is meant.
fn one(asked: &Asked<'_>, kind: Kind) -> Result<RecordId, String> {
    let found = asked.meant(&[kind], asked.value)?;
    match found.iter().collect::<Vec<_>>().as_slice() {
        [one] => RecordId::new(kind, one).map_err(|it| it.to_string()),
        several => {
            let some: Vec<&str> = several.iter().take(4).map(|it| it.as_str()).collect();
            Err(format!("`{}` could be {}", asked.value, some.join(", ")))
        }
    }
}

fn day(asked: &Asked<'_>) -> Result<NaiveDate, String> {
    let day = date::parse_date(asked.value, asked.at.today, Towards::Past);
    day.ok_or_else(|| asked.wants("a day", "today, yesterday, mon, 20 nov, 2026-11-20"))
}

impl Filter {
    /// Whether a text fits that is no record's; folded.
    pub fn holds_text(&self, text: &str) -> bool {
        let is_in = |it: &Term| match &it.test {
            Test::Text(words) => text.contains(words.as_str()) != it.negated,
            Test::Late | Test::Stale | Test::Slipped | Test::Of(..) => true,
        };
        self.terms.iter().all(is_in)
    }
}
