//! Somebody leaves altogether: what ends, what goes to somebody else, what is left without anybody.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::seat::{NoSeat, leave_seat, role_label, runs_from};
use super::together;
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::{Action, Meeting, Term, is_to_come, seats};
use crate::model::{Kind, RecordId, Snapshot, names, shown, value};

/// What a person's leaving comes to.
#[derive(Clone, Debug, Default)]
pub struct Leaving {
    pub change: Change,
    /// The terms that end: the group and the role.
    pub ended: Vec<(RecordId, String)>,
    /// The offices that nobody holds for that organisation afterwards: the group, the role, the organisation.
    pub vacant: Vec<(RecordId, String, Option<RecordId>)>,
    /// The open actions, the meetings to preside over or to write down, the agenda items to present, and the measures that
    /// still are theirs.
    pub kept: Vec<RecordId>,
    /// Those that somebody else has now.
    pub handed_over: Vec<RecordId>,
}

/// Somebody leaves altogether: every term ends, and what they had to do goes to somebody else where one is named.
///
/// # Errors
/// When the day is still to come, a term began after it, or the one who takes the actions over has left.
pub fn leave(
    person: &Record,
    day: NaiveDate,
    hand_over_to: Option<&RecordId>,
    at: &Standpoint<'_>,
) -> Result<Leaving, NoSeat> {
    if day > at.today {
        return Err(NoSeat::NotYet { person: person.id.clone(), day });
    }
    if let Some(to) = hand_over_to {
        if *to == person.id {
            return Err(NoSeat::Itself(to.clone()));
        }
        if at.snapshot.get(to).is_some_and(|it| it.text("status") == "left") {
            return Err(NoSeat::Left(to.clone()));
        }
    }
    let mut leaving = Leaving::default();
    let mut changes = Vec::new();
    for member in members_of(&person.id, at) {
        let Ok(group) = RecordId::new(Kind::Group, member.id.group().unwrap_or_default()) else { continue };
        let running: Vec<Term<'_>> =
            member.rows("term").filter(|it| runs_from(it, day)).map(|row| Term { member, row }).collect();
        for term in &running {
            if term.row.date("until") != Some(day) {
                leaving.ended.push((group.clone(), role_label(term.role())));
            }
            let org = term.for_org(at.snapshot);
            if seats::OFFICES.contains(&term.role()) && !is_held_beside(term, &group, day, at) {
                leaving.vacant.push((group.clone(), role_label(term.role()), org));
            }
        }
        if !running.is_empty() {
            changes.push(leave_seat(&person.id, &group, None, day, at)?);
        }
    }
    for (record, key) in duties(&person.id, at) {
        match hand_over_to {
            Some(to) => {
                leaving.handed_over.push(record.id.clone());
                let settings = vec![(key.to_owned(), Some(value::text(to.as_str())))];
                changes.push(super::edit(record, settings, at));
            }
            None => leaving.kept.push(record.id.clone()),
        }
    }
    // Who presides and writes as well is named once.
    leaving.kept.dedup();
    leaving.handed_over.dedup();
    let settings = vec![("status".to_owned(), Some(value::text("left")))];
    changes.push(super::edit(person, settings, at));
    let change = together(changes).meaning("person.leave");
    leaving.change = if change.is_empty() { change } else { change.titled(leaving.words(person, day, hand_over_to)) };
    Ok(leaving)
}

/// What somebody still has to do, each with the field that names them: open actions, meetings and items that are
/// still to come, measures whose readings they gather.
fn duties<'a>(person: &RecordId, at: &Standpoint<'a>) -> Vec<(&'a Record, &'static str)> {
    let of = |kind: Kind, open: fn(&Record) -> bool, keys: &'static [&'static str]| {
        let records = at.snapshot.of_kind(kind).filter(move |it| open(it));
        records.flat_map(move |it| keys.iter().map(move |key| (it, *key)))
    };
    let actions = of(Kind::Action, |it| Action(it).is_open(), &["owner"]);
    let meetings = of(Kind::Meeting, |it| Meeting(it).is_ahead(), &["presiding", "scribe"]);
    let measures = of(Kind::Measure, |_| true, &["owner"]);
    let items = at.snapshot.of_kind(Kind::Item).filter(|it| is_to_come(it, at.snapshot, at.today));
    let items = items.map(|it| (it, "presenter"));
    let all = actions.chain(meetings).chain(items).chain(measures);
    all.filter(|(it, key)| it.word(key) == Some(person.as_str())).collect()
}

/// Whether somebody else holds the same office for the same organisation on the day after.
fn is_held_beside(term: &Term<'_>, group: &RecordId, day: NaiveDate, at: &Standpoint<'_>) -> bool {
    let after = day.succ_opt().unwrap_or(day);
    let others = crate::model::view::officers(at.snapshot, group.as_str(), term.role(), after);
    let org = term.for_org(at.snapshot);
    others.iter().any(|it| it.person() != term.person() && it.for_org(at.snapshot) == org)
}

/// What becomes of somebody's seats where their own record alone says now that they have left, or that they work
/// elsewhere: they go on, and nothing else says so.
pub fn seats_kept(before: &Record, after: &Record, at: &Standpoint<'_>) -> Option<String> {
    let left = after.text("status") == "left" && before.text("status") != "left";
    let org = after.word("org").filter(|it| before.word("org").is_some_and(|old| old != *it));
    if !left && org.is_none() {
        return None;
    }
    let mut seats: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members_of(&after.id, at) {
        let running = member.rows("term").map(|row| Term { member, row }).filter(|it| it.goes_on_after(at.today));
        for term in running {
            *seats.entry(term.row.word("for_org").or(after.word("org")).unwrap_or_default()).or_default() += 1;
        }
    }
    let first = seats.values().next().copied()?;
    let each = seats.iter().enumerate().map(|(place, (org, count))| {
        let seats = if place == 0 { shown::count(*count, "seat", "seats") } else { count.to_string() };
        if org.is_empty() { seats } else { format!("{seats} for {}", shown::visible(org)) }
    });
    let (id, seats_in_words) = (&after.id, each.collect::<Vec<_>>().join(" and "));
    let all = if seats.len() == 1 && first == 1 { "it" } else { "them" };
    Some(match org {
        _ if left => format!("{id} keeps {seats_in_words}. `comity person leave {id}` ends {all}"),
        Some(org) if seats.keys().any(|it| *it != org) => format!(
            "{id} keeps {seats_in_words}. `comity member set {id} GROUP ROLE --for {}` takes one along, \
             `comity member end {id} GROUP` ends one",
            shown::visible(org)
        ),
        _ => format!("{id} has {seats_in_words} now"),
    })
}

/// Whether somebody sits anywhere after today.
pub fn is_seated(person: &RecordId, at: &Standpoint<'_>) -> bool {
    members_of(person, at).any(|member| member.rows("term").any(|row| Term { member, row }.goes_on_after(at.today)))
}

/// The memberships of somebody, group by group.
fn members_of<'a>(person: &RecordId, at: &Standpoint<'a>) -> impl Iterator<Item = &'a Record> {
    let ids = at.snapshot.ids(Kind::Group).into_iter();
    let ids = ids.filter_map(|it| RecordId::member(it.as_str(), person.as_str()).ok());
    ids.filter_map(|it| at.snapshot.get(&it))
}

impl Leaving {
    /// What it comes to, in sentences.
    pub fn sentences(&self, person: &RecordId, to: Option<&RecordId>, snapshot: &Snapshot) -> Vec<String> {
        let person = names::person(person, snapshot);
        let ids = |ids: &[RecordId]| ids.iter().map(RecordId::to_string).collect::<Vec<_>>().join(", ");
        let mut told = Vec::new();
        if !self.ended.is_empty() {
            let ended: Vec<String> = self.ended.iter().map(|it| format!("{} ({})", it.0, it.1)).collect();
            told.push(format!("Ends: {}", ended.join(", ")));
        }
        let vacant = self.vacant.iter().map(|(group, role, org)| match org {
            Some(org) => format!("{group} ({role} for {})", names::tag(org, snapshot)),
            None => format!("{group} ({role})"),
        });
        let vacant: Vec<String> = vacant.collect();
        if !vacant.is_empty() {
            told.push(format!("Left vacant: {}", vacant.join(", ")));
        }
        if let (Some(to), false) = (to, self.handed_over.is_empty()) {
            told.push(format!("Handed over to {}: {}", names::person(to, snapshot), ids(&self.handed_over)));
        }
        for run in self.kept.chunk_by(|a, b| a.kind == b.kind) {
            let what = match run[0].kind {
                Kind::Meeting => format!("Meetings that {person} is still to preside over or write down"),
                Kind::Item => format!("Items that {person} is still to present"),
                Kind::Measure => format!("Measures that stay with {person}"),
                _ => format!("Open actions that stay with {person}"),
            };
            told.push(format!("{what}: {}", ids(run)));
        }
        told
    }

    fn words(&self, person: &Record, day: NaiveDate, to: Option<&RecordId>) -> String {
        let mut words = format!("{}: left on {}", person.id, shown::day(day));
        if !self.ended.is_empty() {
            words.push_str(&format!(", {} ended", shown::count(self.ended.len(), "term", "terms")));
        }
        if let (Some(to), false) = (to, self.handed_over.is_empty()) {
            words.push_str(&format!(", {} to {to}", counts(&self.handed_over)));
        }
        words
    }
}

/// `2 actions`; of several kinds, `5 duties`.
fn counts(ids: &[RecordId]) -> String {
    match ids {
        [first, rest @ ..] if rest.iter().all(|it| it.kind == first.kind) => {
            shown::count(ids.len(), first.kind.noun(), first.kind.plural())
        }
        ids => shown::count(ids.len(), "duty", "duties"),
    }
}
