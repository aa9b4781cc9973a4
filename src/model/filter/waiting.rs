//! A filter of what waits to be decided: of which group, field and record, who wrote a value, for whom, and words.

use std::collections::BTreeSet;

use super::read::{Asked, no_such};
use super::words::words;
use super::{Fault, Filter, Term, Test};
use crate::model::contested::Contest;
use crate::model::find::folded;
use crate::model::standpoint::{Standpoint, org_of};
use crate::model::{Kind, RecordId};

/// What a filter asks of contested values, beside the words in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting(Vec<(bool, What)>);

#[derive(Clone, Debug, PartialEq)]
enum What {
    Group(BTreeSet<String>),
    /// One of the values was written by one of these.
    By(BTreeSet<String>),
    /// One of the values was written for one of these.
    Org(BTreeSet<String>),
    Field(String),
    Id(String),
}

impl Waiting {
    /// The words that can stand before a colon.
    pub const NAMES: [&str; 5] = ["group", "org", "by", "field", "id"];

    /// Reads a filter of contested values; the words in it and what could not be read come with it.
    pub fn read(text: &str, at: &Standpoint<'_>) -> (Self, Filter) {
        let (mut waiting, mut filter) = (Self::default(), Filter::default());
        for word in words(text) {
            let Some((name, comparison)) = &word.about else {
                filter.terms.push(Term { negated: word.negated, test: Test::Text(folded(&word.value)) });
                continue;
            };
            match what(&Asked { name, comparison, value: &word.value, at }) {
                Ok(what) => waiting.0.push((word.negated, what)),
                Err(message) => filter.faults.push(Fault { word: word.typed, message }),
            }
        }
        (waiting, filter)
    }

    /// Whether it asks nothing beside words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is so of a contested value.
    pub fn holds(&self, contest: &Contest, at: &Standpoint<'_>) -> bool {
        self.0.iter().all(|(negated, what)| what.holds(contest, at) != *negated)
    }
}

impl What {
    fn holds(&self, contest: &Contest, at: &Standpoint<'_>) -> bool {
        let mut people = contest.versions().filter_map(|it| it.1.person(at));
        match self {
            Self::Group(groups) => group_of(&contest.id).is_some_and(|it| groups.contains(it)),
            Self::By(asked) => people.any(|it| asked.contains(it.as_str())),
            Self::Org(orgs) => people.any(|it| org_of(at.snapshot, &it).is_some_and(|it| orgs.contains(it.as_str()))),
            Self::Field(text) => {
                [contest.field.as_str(), &contest.label()].into_iter().any(|it| folded(it).contains(text.as_str()))
            }
            Self::Id(text) => folded(contest.id.as_str()).contains(text.as_str()),
        }
    }
}

fn what(asked: &Asked<'_>) -> Result<What, String> {
    let letters = || match asked.value {
        "" => Err(asked.wants("a text", "some letters of it")),
        text => Ok(folded(text)),
    };
    match asked.name {
        name if Waiting::NAMES.contains(&name) => asked.no_order()?,
        name => return Err(no_such(name, &Waiting::NAMES)),
    }
    match asked.name {
        "group" => Ok(What::Group(asked.meant(&[Kind::Group], asked.value)?)),
        "by" => Ok(What::By(asked.meant(&[Kind::Person], asked.value)?)),
        "org" => Ok(What::Org(asked.meant(&[Kind::Org], asked.value)?)),
        "field" => Ok(What::Field(letters()?)),
        _ => Ok(What::Id(letters()?)),
    }
}

fn group_of(id: &RecordId) -> Option<&str> {
    if id.kind == Kind::Group { Some(id.as_str()) } else { id.group() }
}
