//! What was done of late outside somebody's role, without a word why.

use std::collections::BTreeSet;

use super::{Entry, History};
use crate::model::permit::{Outside, outside};
use crate::model::{Change, Code, Fields, Kind, Problem, RecordId, Snapshot, shown};

/// So many of the latest changes are looked at.
const LATEST: usize = 200;

impl History {
    /// A warning for each of the latest changes that lay outside the role of the person who made it, gives no reason,
    /// still stands and was not approved; judged by the records before it, as of its day. `now` is what was saved last.
    ///
    /// Beginnings are nobody's change, and a merge only brings together what others did. What lies behind a change that
    /// cannot be read, as in a clone of the newest changes alone, is left unjudged.
    pub fn outside_roles(&self, now: &Snapshot) -> Vec<Problem> {
        let mut snapshot = now.clone();
        let mut taken_back: BTreeSet<String> = BTreeSet::new();
        let mut problems = Vec::new();
        for saved in self.line(self.repo.newest()).take(LATEST) {
            if saved.parents.is_empty() {
                break;
            }
            let Ok(told) = self.tell_before(self.wordless(saved), Some(&snapshot)) else { break };
            for id in told.change.ids() {
                match told.before.shared(id) {
                    Some(record) => snapshot.put(record.clone()),
                    None => snapshot.remove(id),
                }
            }
            let entry = told.entry;
            let trailers = &entry.trailers;
            let own = trailers.change_id.clone().unwrap_or_else(|| entry.saved.id.clone());
            if taken_back.contains(&own) {
                continue;
            }
            taken_back.extend(trailers.reverts.clone());
            if trailers.reason.is_some() || entry.saved.parents.len() > 1 {
                continue;
            }
            let change = told.change.meaning(trailers.op.as_deref().unwrap_or_default());
            let outside = outside(&change, &snapshot, entry.person.as_ref(), entry.at.date_naive());
            if !outside.is_empty() && !is_approved(&entry.name(), &change, now) {
                problems.push(warning(&entry, &outside));
            }
        }
        problems
    }
}

/// Whether somebody whose role it is has said so: a note of theirs names the change.
fn is_approved(name: &str, change: &Change, now: &Snapshot) -> bool {
    now.of_kind(Kind::Note).filter(|it| it.text("text").contains(name)).any(|note| {
        let by = note.word("by").and_then(|it| RecordId::new(Kind::Person, it).ok());
        let on = note.instant("at").map(|it| it.date_naive());
        on.is_some_and(|on| outside(change, now, by.as_ref(), on).is_empty())
    })
}

fn warning(entry: &Entry, outside: &[Outside]) -> Problem {
    let first = &outside[0];
    let who = match &entry.person {
        Some(person) => person.to_string(),
        None => shown::visible(&entry.saved.author.name).into_owned(),
    };
    let more = match outside.len() {
        1 => String::new(),
        many => format!(", and {} more", many - 1),
    };
    let (name, day) = (entry.name(), shown::day(entry.at.date_naive()));
    let message = format!("change {name} by {who} on {day} lay outside their role: {}{more}", first.sentence());
    let people: Vec<&str> = first.people.iter().map(RecordId::as_str).collect();
    let remedy = format!(
        "`comity history revert {name}` puts it back; a note by {} that names {name} approves it",
        people.join(" or ")
    );
    Problem::of(Code::OutsideRole, &first.id, None, message, remedy)
}
