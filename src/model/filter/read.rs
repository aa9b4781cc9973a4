//! Reading a filter: which field a word is about, and what has to be so of it.

use std::collections::BTreeSet;

use super::org::meaning;
use super::words::{Word, words};
use super::{Fault, Filter, Is, Order, Part, Term, Test};
use crate::model::date::{self, Towards};
use crate::model::field::{Choice, Field, Type};
use crate::model::find::folded;
use crate::model::record::Record;
use crate::model::standpoint::Standpoint;
use crate::model::table::ROLE;
use crate::model::view::{DecisionState, MeetingState, Term as Seat, all_terms};
use crate::model::{Kind, RecordId, shown};

/// Other names of fields.
const ALIASES: &[(&str, &str)] = &[
    ("who", "owner"),
    ("what", "title"),
    ("helper", "helpers"),
    ("tag", "tags"),
    ("prio", "priority"),
    ("waits", "blocked_by"),
    ("raised", "raised_on"),
    ("done", "done_on"),
    ("chair", "presiding"),
    ("day", "start"),
    ("date", "start"),
    ("organisation", "org"),
    ("organization", "org"),
    ("wg", "group"),
];

pub(super) fn read(text: &str, kinds: &[Kind], at: &Standpoint<'_>) -> Filter {
    let mut filter = Filter::default();
    for word in words(text) {
        match test(&word, kinds, at) {
            Ok(test) => filter.terms.push(Term { negated: word.negated, test }),
            Err(message) => filter.faults.push(Fault { word: word.typed, message }),
        }
    }
    filter
}

/// What has to be so for a word; an error says what can stand there.
fn test(word: &Word, kinds: &[Kind], at: &Standpoint<'_>) -> Result<Test, String> {
    let Some((name, comparison)) = &word.about else {
        let of_actions = !word.quoted && kinds.contains(&Kind::Action);
        return Ok(match word.value.to_lowercase().as_str() {
            "late" | "overdue" if of_actions => Test::Late,
            "stale" if of_actions => Test::Stale,
            "slipped" if of_actions => Test::Slipped,
            "mine" if of_actions && at.me.is_some() => {
                Test::Of(Part::Field("owner"), Is::OneOf(at.me.iter().map(ToString::to_string).collect()))
            }
            _ => Test::Text(folded(&word.value)),
        });
    };
    let value = word.value.as_str();
    let asked = Asked { name, comparison, value, at };
    let is_own = kinds.iter().any(|it| it.field(name).is_some());
    let name = ALIASES.iter().find(|it| it.0 == name && !is_own).map_or(asked.name, |it| it.1);
    let own = |kind: Kind| kinds.contains(&kind);
    match name {
        "id" => asked.compared(Part::Id, |it| Ok(Is::Like(folded(it)))),
        "group" if own(Kind::Person) => asked.compared(Part::Id, |it| {
            let groups = asked.meant(&[Kind::Group], it)?;
            Ok(Is::OneOf(seated(at, |seat| groups.contains(seat.member.id.group().unwrap_or_default()))))
        }),
        "role" if own(Kind::Person) => asked.compared(Part::Id, |it| {
            let roles = asked.chosen(ROLE.iter().map(|it| (it.value, it.label)), it)?;
            Ok(Is::OneOf(seated(at, |seat| roles.contains(seat.role()))))
        }),
        "role" if own(Kind::Member) => asked.compared(Part::Term("role"), |it| {
            Ok(Is::OneOf(asked.chosen(ROLE.iter().map(|it| (it.value, it.label)), it)?))
        }),
        "from" if own(Kind::Member) => asked.of_day(Part::Term("from")),
        "until" if own(Kind::Member) => asked.of_day(Part::Term("until")),
        "person" if own(Kind::Member) => {
            asked.compared(Part::Person, |it| Ok(Is::OneOf(asked.meant(&[Kind::Person], it)?)))
        }
        "group" if kinds.iter().any(|it| in_group(*it)) => {
            asked.compared(Part::Group, |it| Ok(Is::OneOf(asked.meant(&[Kind::Group], it)?)))
        }
        "org" if kinds.iter().any(|it| meaning(*it).is_some()) => {
            asked.compared(Part::Org, |it| Ok(Is::OneOf(asked.meant(&[Kind::Org], it)?)))
        }
        "slipped" if own(Kind::Action) => asked.of_number(Part::Slipped),
        "state" if kinds.iter().any(|it| has_state(*it)) => {
            asked.compared(Part::State, |it| Ok(Is::OneOf(asked.chosen(states(kinds), it)?)))
        }
        name => match kinds.iter().find_map(|it| it.field(name)).filter(|it| it.is_settable()) {
            Some(field) => asked.of_field(field),
            None => Err(no_such(name, &names(kinds))),
        },
    }
}

/// A condition as it was typed.
pub(super) struct Asked<'a> {
    pub name: &'a str,
    pub comparison: &'static str,
    pub value: &'a str,
    pub at: &'a Standpoint<'a>,
}

impl Asked<'_> {
    /// A condition on something that is one of some words.
    fn compared(&self, part: Part, is: impl FnOnce(&str) -> Result<Is, String>) -> Result<Test, String> {
        let is = match self.value.to_lowercase().as_str() {
            "none" => Is::Missing,
            "any" => Is::There,
            _ => {
                self.no_order()?;
                is(self.value)?
            }
        };
        Ok(Test::Of(part, is))
    }

    /// Refuses `<` and its like before something that is one of some words.
    pub(super) fn no_order(&self) -> Result<(), String> {
        let Self { name, comparison, .. } = self;
        match *comparison {
            ":" | "=" => Ok(()),
            _ => Err(format!("`{name}` has no order: write `{name}:`, not `{name}{comparison}`")),
        }
    }

    /// A condition on a day.
    fn of_day(&self, part: Part) -> Result<Test, String> {
        self.number(part, |it| {
            let day = date::parse_date(it, self.at.today, Towards::Future);
            day.map(|day| Is::Day(self.order(), day)).ok_or_else(|| self.wants("a day", DAYS))
        })
    }

    fn of_number(&self, part: Part) -> Result<Test, String> {
        self.number(part, |it| {
            let number = it.parse().ok().filter(|it: &f64| it.is_finite());
            number.map(|it| Is::Number(self.order(), it)).ok_or_else(|| self.wants("a number", "3, 12.5"))
        })
    }

    fn of_field(&self, field: &'static Field) -> Result<Test, String> {
        let part = Part::Field(field.key);
        match element(&field.ty) {
            Type::Date | Type::LocalTime | Type::Instant => self.of_day(part),
            Type::Minutes => self.number(part, |it| {
                let minutes = date::parse_minutes(it).map(|it| Is::Number(self.order(), it as f64));
                minutes.ok_or_else(|| self.wants("a length", "90, 1h30, 45m"))
            }),
            Type::Whole | Type::Number => self.of_number(part),
            Type::Flag => self.compared(part, |it| match it.to_lowercase().as_str() {
                "yes" | "true" => Ok(Is::Flag(true)),
                "no" | "false" => Ok(Is::Flag(false)),
                _ => Err(self.wants("one of these", "yes, no")),
            }),
            Type::Choice(choices) => self.compared(part, |it| Ok(Is::OneOf(self.chosen(pairs(choices), it)?))),
            Type::Ref(kinds) => self.compared(part, |it| Ok(Is::OneOf(self.meant(kinds, it)?))),
            _ => self.compared(part, |it| match it {
                "" => Err(self.wants("a text", "any, none or some letters of it")),
                it => Ok(Is::Like(folded(it))),
            }),
        }
    }

    /// A condition on something that can be compared.
    fn number(&self, part: Part, is: impl FnOnce(&str) -> Result<Is, String>) -> Result<Test, String> {
        match self.value.to_lowercase().as_str() {
            "none" => Ok(Test::Of(part, Is::Missing)),
            "any" => Ok(Test::Of(part, Is::There)),
            _ => Ok(Test::Of(part, is(self.value)?)),
        }
    }

    pub(super) fn order(&self) -> Order {
        match self.comparison {
            "<" => Order::Before,
            "<=" => Order::UpTo,
            ">" => Order::After,
            ">=" => Order::From,
            _ => Order::Is,
        }
    }

    /// What is missing, or is not what stands there; short, for it is told while somebody types.
    pub(super) fn wants(&self, what: &str, examples: &str) -> String {
        let Self { name, comparison, value, .. } = self;
        match value.is_empty() {
            true => format!("`{name}{comparison}` wants {what}: {examples}"),
            false => format!("`{}` is not {what}: {examples}", shown::visible(value)),
        }
    }

    /// The words of a choice that begin like one of those typed; one that is it exactly stands alone.
    fn chosen(
        &self,
        choices: impl IntoIterator<Item = (&'static str, &'static str)>,
        typed: &str,
    ) -> Result<BTreeSet<String>, String> {
        let choices: Vec<(&str, &str)> = choices.into_iter().collect();
        let mut found = BTreeSet::new();
        for typed in typed.split(',') {
            let typed = folded(typed.trim()).replace('-', " ");
            let fits = |it: &&(&str, &str), by: fn(&str, &str) -> bool| {
                [it.0, it.1].into_iter().any(|it| by(&folded(it).replace('-', " "), &typed))
            };
            let mut those: Vec<_> = choices.iter().filter(|it| fits(it, |a, b| a == b)).collect();
            if those.is_empty() && !typed.is_empty() {
                those = choices.iter().filter(|it| fits(it, |a, b| a.starts_with(b))).collect();
            }
            if those.is_empty() {
                let mut words: Vec<&str> = choices.iter().map(|it| it.1).collect();
                words.dedup();
                let words = words.join(", ");
                return Err(match self.value.is_empty() {
                    true => format!("`{}:` is {words}", self.name),
                    false => format!("not `{}` but {words}", shown::visible(self.value)),
                });
            }
            found.extend(those.into_iter().map(|it| it.0.to_owned()));
        }
        Ok(found)
    }

    /// The records that are called like what was typed: by the id, or by the beginning of it or of a word of the name.
    pub(super) fn meant(&self, kinds: &[Kind], typed: &str) -> Result<BTreeSet<String>, String> {
        let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
        let noun = || kinds.first().filter(|_| kinds.len() == 1).map_or("record", |it| it.words());
        let mut found = BTreeSet::new();
        for typed in typed.split(',').map(str::trim) {
            if typed.is_empty() {
                let me = if kinds.contains(&Kind::Person) { "me, " } else { "" };
                return Err(self.wants(&article(noun()), &format!("{me}any, none or how the name begins")));
            }
            if typed == "me" && kinds.contains(&Kind::Person) {
                let me = self.at.me.as_ref().ok_or("nobody knows yet who you are: `me` is nobody")?;
                found.insert(me.to_string());
                continue;
            }
            let before = found.len();
            let exact = kinds.iter().filter_map(|it| RecordId::new(*it, typed).ok());
            match exact.into_iter().find(|it| self.at.snapshot.exists(it)) {
                Some(id) => drop(found.insert(id.to_string())),
                None => {
                    let word = folded(typed);
                    let records = kinds.iter().flat_map(|it| self.at.snapshot.of_kind(*it));
                    found.extend(records.filter(|it| is_called(it, &word)).map(|it| it.id.to_string()));
                    if found.len() == before {
                        return Err(format!("no {} is called `{}`", noun(), shown::visible(typed)));
                    }
                }
            }
        }
        Ok(found)
    }
}

/// Whether a word, folded, begins an id, its last part, or a word of the name.
fn is_called(record: &Record, word: &str) -> bool {
    let begins = |it: &str| folded(it).starts_with(word);
    begins(record.id.as_str())
        || begins(record.id.tail())
        || begins(record.title())
        || record.text("short").eq_ignore_ascii_case(word)
        || record.title().split_whitespace().any(begins)
}

/// The people who sit somewhere today in a way that is asked for.
fn seated(at: &Standpoint<'_>, is_asked: impl Fn(&Seat<'_>) -> bool) -> BTreeSet<String> {
    let seats = all_terms(at.snapshot).into_iter().filter(|it| it.runs_on(at.today) && is_asked(it));
    seats.filter_map(|it| Some(it.person()?.to_string())).collect()
}

fn element(ty: &'static Type) -> &'static Type {
    match ty {
        Type::Set(element) | Type::List(element) => element,
        ty => ty,
    }
}

fn pairs(choices: &'static [Choice]) -> impl Iterator<Item = (&'static str, &'static str)> {
    choices.iter().map(|it| (it.value, it.label))
}

/// The states of some kinds, as they are stored or derived.
fn states(kinds: &[Kind]) -> Vec<(&'static str, &'static str)> {
    let of_kind = |kind: &Kind| -> Vec<(&'static str, &'static str)> {
        match (kind, kind.field("state").map(|it| &it.ty)) {
            (Kind::Meeting, _) => MeetingState::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            (Kind::Decision, _) => DecisionState::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            (_, Some(Type::Choice(choices))) => pairs(choices).collect(),
            _ => Vec::new(),
        }
    };
    kinds.iter().flat_map(of_kind).collect()
}

fn has_state(kind: Kind) -> bool {
    kind.field("state").is_some() || matches!(kind, Kind::Meeting | Kind::Decision)
}

fn in_group(kind: Kind) -> bool {
    kind.by_year() || matches!(kind, Kind::Group | Kind::Member | Kind::Measure)
}

fn article(words: &str) -> String {
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// What is said of a name that means nothing here: the nearest one, else those that people ask for most.
pub(super) fn no_such(name: &str, names: &[&str]) -> String {
    let near = names.iter().map(|it| (strsim::jaro_winkler(it, name), it)).max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = match near.filter(|it| it.0 > 0.8) {
        Some((_, near)) => format!("did you mean `{near}:`?"),
        None => {
            let mut told = String::new();
            for name in names {
                let gap = if told.is_empty() { "" } else { ", " };
                if told.len() + gap.len() + name.len() > ROOM {
                    told.push_str(" ...");
                    break;
                }
                told = told + gap + name;
            }
            format!("there are {told}")
        }
    };
    format!("no word `{}:`; {hint}", shown::visible(name))
}

/// Days as they can be written, in a line that is read while one types.
const DAYS: &str = "today, fri, +2w, 20 nov, 2026-11-20";

/// So many columns of names are told where none is near; more would be cut off on a narrow screen.
const ROOM: usize = 33;

/// The names that can stand before a comparison for some kinds, those that forms show first.
pub(super) fn names(kinds: &[Kind]) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    names.extend(kinds.iter().any(|it| has_state(*it)).then_some("state"));
    names.extend(kinds.iter().any(|it| in_group(*it) || *it == Kind::Person).then_some("group"));
    names.extend(kinds.iter().any(|it| meaning(*it).is_some()).then_some("org"));
    names.extend(kinds.iter().any(|it| matches!(it, Kind::Person | Kind::Member)).then_some("role"));
    names.extend(kinds.contains(&Kind::Member).then_some(["person", "from", "until"]).into_iter().flatten());
    let fields = kinds.iter().flat_map(|it| it.fields()).filter(|it| it.is_settable());
    let (mut first, later): (Vec<_>, Vec<_>) = fields.partition(|it| it.place == crate::model::field::Place::Form);
    first.extend(later);
    names.extend(first.into_iter().map(|it| it.key));
    names.push("id");
    let mut told = BTreeSet::new();
    names.retain(|it| told.insert(*it));
    names
}
