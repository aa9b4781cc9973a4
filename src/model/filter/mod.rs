//! A filter: words and conditions by which a list is narrowed, as people type them.

mod org;
mod past;
mod read;
mod told;
mod waiting;
mod words;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::Table;

pub use past::Past;
pub use told::{EXAMPLE, in_words};
pub use waiting::Waiting;

use super::derived::{stale_days, state_of};
use super::kind::Kind;
use super::record::{Fields, Record};
use super::standpoint::Standpoint;
use super::value;
use super::view::Action;

/// A filter, read once and then asked about many records: all its terms must hold.
///
/// `owner:me state:open due<+2w overdue "two words" -word`; see [`in_words`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    terms: Vec<Term>,
    /// What could not be read. It narrows nothing, so that a term may be half typed.
    faults: Vec<Fault>,
}

/// A word of a filter that cannot be read: the word, and what can stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub word: String,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// Its words hold this text, folded.
    Text(String),
    /// It is still to be done and its day has passed.
    Late,
    /// It is still to be done, and nobody has said anything about it for long.
    Stale,
    /// Its due date was moved.
    Slipped,
    /// This of it is so.
    Of(Part, Is),
}

/// What of a record is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Field(&'static str),
    Id,
    Group,
    /// The organisations that it belongs to.
    Org,
    /// Where it stands, derived where it is not stored.
    State,
    /// The person of a membership.
    Person,
    /// How often the due date of an action was moved.
    Slipped,
    /// Something of a term of a membership.
    Term(&'static str),
}

#[derive(Clone, Debug, PartialEq)]
enum Is {
    Missing,
    There,
    /// One of these words; of a set, any of it.
    OneOf(BTreeSet<String>),
    /// Holds this text, folded.
    Like(String),
    Day(Order, NaiveDate),
    Number(Order, f64),
    Flag(bool),
}

/// How a day or a number compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Is,
    Before,
    UpTo,
    After,
    From,
}

impl Filter {
    /// Reads a filter of records of some kinds. What cannot be read is listed, and the rest narrows.
    pub fn read(text: &str, kinds: &[Kind], at: &Standpoint<'_>) -> Self {
        read::read(text, kinds, at)
    }

    /// What could not be read.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Whether nothing is narrowed by it.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks where things stand, so that lists must not leave out what is over.
    pub fn asks_for_state(&self) -> bool {
        self.terms.iter().any(|it| !it.negated && matches!(it.test, Test::Of(Part::State, _)))
    }

    /// The one group in which all that fits lies, where it asks for one.
    pub fn group(&self) -> Option<&str> {
        self.terms.iter().filter(|it| !it.negated).find_map(|it| match &it.test {
            Test::Of(Part::Group, Is::OneOf(codes)) if codes.len() == 1 => codes.first().map(String::as_str),
            _ => None,
        })
    }

    /// Whether a record fits; `words` are those by which it is found, folded.
    pub fn holds(&self, record: &Record, words: &str, at: &Standpoint<'_>) -> bool {
        self.terms.iter().all(|it| it.holds(record, words, at) != it.negated)
    }
}

impl Term {
    fn holds(&self, record: &Record, words: &str, at: &Standpoint<'_>) -> bool {
        match &self.test {
            Test::Text(text) => words.contains(text.as_str()),
            Test::Late => record.id.kind == Kind::Action && Action(record).is_late(at.today),
            Test::Stale => record.id.kind == Kind::Action && Action(record).is_stale(at.today, stale_days(at)),
            Test::Slipped => record.id.kind == Kind::Action && Action(record).slipped() > 0,
            Test::Of(Part::Slipped, is) => is.holds_count(Action(record).slipped()),
            Test::Of(Part::Field(key), is) => is.holds(record, key),
            Test::Of(Part::Id, is) => is.holds_word(record.id.as_str()),
            Test::Of(Part::Group, is) => match record.id.kind {
                Kind::Group => is.holds_word(record.id.as_str()),
                _ => is.holds_word(record.id.group().unwrap_or_default()),
            },
            Test::Of(Part::Org, is) => is.holds_words(&org::orgs_of(record, at)),
            Test::Of(Part::State, is) => is.holds_word(&state_of(record, at)),
            Test::Of(Part::Person, is) => {
                is.holds_word(record.id.person().as_ref().map(|it| it.as_str()).unwrap_or_default())
            }
            Test::Of(Part::Term(key), is) => record.rows("term").any(|it| is.holds(it, key)),
        }
    }
}

impl Is {
    /// Whether it is so of the value under a key.
    fn holds(&self, record: &Table, key: &str) -> bool {
        let day = || value::date_of(record.get(key)?);
        let moment = || record.local(key).map(|it| it.date());
        let instant = || record.instant(key).map(|it| it.date_naive());
        match self {
            Self::Missing => !record.contains_key(key),
            Self::There => record.contains_key(key),
            Self::OneOf(words) => {
                record.word(key).is_some_and(|it| words.contains(it)) || record.words(key).any(|it| words.contains(it))
            }
            Self::Like(text) => {
                let has = |it: &str| super::find::folded(it).contains(text.as_str());
                record.word(key).is_some_and(has) || record.words(key).any(has)
            }
            Self::Day(order, day_asked) => {
                day().or_else(moment).or_else(instant).is_some_and(|it| order.holds(&it, day_asked))
            }
            Self::Number(order, number) => record.number(key).is_some_and(|it| order.holds(&it, number)),
            Self::Flag(flag) => record.flag(key) == *flag,
        }
    }

    /// Whether it is so of how often something happened.
    fn holds_count(&self, count: usize) -> bool {
        match self {
            Self::Missing => count == 0,
            Self::There => count > 0,
            Self::Number(order, number) => order.holds(&(count as f64), number),
            Self::OneOf(_) | Self::Like(_) | Self::Day(..) | Self::Flag(_) => false,
        }
    }

    /// Whether it is so of one of some words.
    fn holds_words(&self, words: &[String]) -> bool {
        match self {
            Self::Missing => words.is_empty(),
            _ => words.iter().any(|it| self.holds_word(it)),
        }
    }

    /// Whether it is so of a word; none is the empty one.
    fn holds_word(&self, word: &str) -> bool {
        match self {
            Self::Missing => word.is_empty(),
            Self::There => !word.is_empty(),
            Self::OneOf(words) => words.contains(word),
            Self::Like(text) => super::find::folded(word).contains(text.as_str()),
            Self::Day(..) | Self::Number(..) | Self::Flag(_) => false,
        }
    }
}

impl Order {
    fn holds<T: PartialOrd>(self, value: &T, asked: &T) -> bool {
        match self {
            Self::Is => value == asked,
            Self::Before => value < asked,
            Self::UpTo => value <= asked,
            Self::After => value > asked,
            Self::From => value >= asked,
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message)
    }
}
