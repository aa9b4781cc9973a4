//! Somebody leaves altogether: what ends, what goes to somebody else, what is left without anybody.

use chrono::NaiveDate;

use super::seat::{NoSeat, leave_seat, role_label, runs_from};
use super::together;
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::{Action, Term, seats};
use crate::model::{Kind, RecordId, shown, value};

/// What a person's leaving comes to.
#[derive(Clone, Debug, Default)]
pub struct Leaving {
    pub change: Change,
    /// The terms that end: the group and the role.
    pub ended: Vec<(RecordId, String)>,
    /// The offices that nobody holds for that organisation afterwards: the group, the role, the organisation.
    pub vacant: Vec<(RecordId, String, Option<RecordId>)>,
    /// The open actions that still are theirs.
    pub kept: Vec<RecordId>,
    /// The open actions that somebody else has now.
    pub handed_over: Vec<RecordId>,
}

/// Somebody leaves altogether: every term ends, and the open actions go to somebody else where one is named.
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
    for group in at.snapshot.ids(Kind::Group) {
        let Ok(id) = RecordId::member(group.as_str(), person.id.as_str()) else { continue };
        let Some(member) = at.snapshot.get(&id) else { continue };
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
    let open = at.snapshot.of_kind(Kind::Action);
    for action in open.filter(|it| Action(it).is_open() && Action(it).owner().as_ref() == Some(&person.id)) {
        match hand_over_to {
            Some(to) => {
                leaving.handed_over.push(action.id.clone());
                let settings = vec![("owner".to_owned(), Some(value::text(to.as_str())))];
                changes.push(super::edit(action, settings, at));
            }
            None => leaving.kept.push(action.id.clone()),
        }
    }
    let settings = vec![("status".to_owned(), Some(value::text("left")))];
    changes.push(super::edit(person, settings, at));
    let change = together(changes).meaning("person.leave");
    leaving.change = if change.is_empty() { change } else { change.titled(leaving.words(person, day, hand_over_to)) };
    Ok(leaving)
}

/// Whether somebody else holds the same office for the same organisation on the day after.
fn is_held_beside(term: &Term<'_>, group: &RecordId, day: NaiveDate, at: &Standpoint<'_>) -> bool {
    let after = day.succ_opt().unwrap_or(day);
    let others = crate::model::view::officers(at.snapshot, group.as_str(), term.role(), after);
    let org = term.for_org(at.snapshot);
    others.iter().any(|it| it.person() != term.person() && it.for_org(at.snapshot) == org)
}

impl Leaving {
    fn words(&self, person: &Record, day: NaiveDate, to: Option<&RecordId>) -> String {
        let mut words = format!("{}: left on {}", person.id, shown::day(day));
        if !self.ended.is_empty() {
            words.push_str(&format!(", {} ended", shown::count(self.ended.len(), "term", "terms")));
        }
        if let (Some(to), false) = (to, self.handed_over.is_empty()) {
            words.push_str(&format!(", {} to {to}", shown::count(self.handed_over.len(), "action", "actions")));
        }
        words
    }
}
