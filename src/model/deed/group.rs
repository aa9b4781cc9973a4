//! A group's way: proposed, active, at rest, closed.

use super::{edit, role_label};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::seats::{Seats, chairs_together, parties};
use crate::model::view::{Action, Term};
use crate::model::{Kind, RecordId, shown, value};

/// What in a group is not settled yet, so that it cannot be closed.
pub struct StillOpen<'a> {
    pub actions: Vec<&'a Record>,
    pub terms: Vec<Term<'a>>,
}

impl<'a> StillOpen<'a> {
    pub fn of(group: &RecordId, at: &Standpoint<'a>) -> Self {
        let actions = at.snapshot.in_group(Kind::Action, group.as_str()).filter(|it| Action(it).is_open());
        let members = at.snapshot.in_group(Kind::Member, group.as_str());
        let terms = members.flat_map(|member| member.rows("term").map(move |row| Term { member, row }));
        let terms = terms.filter(|it| it.goes_on_after(at.today));
        Self { actions: actions.collect(), terms: crate::model::view::seats::by_rank(terms.collect()) }
    }

    pub fn is_empty(&self) -> bool {
        self.actions.is_empty() && self.terms.is_empty()
    }

    /// `1 action is open, 6 terms run`
    pub fn words(&self) -> String {
        let open = shown::count(self.actions.len(), "action is open", "actions are open");
        let seated = shown::count(self.terms.len(), "term runs", "terms run");
        match (self.actions.is_empty(), self.terms.is_empty()) {
            (false, true) => open,
            (true, false) => seated,
            _ => format!("{open}, {seated}"),
        }
    }

    /// Each of them on a line.
    pub fn lines(&self) -> Vec<String> {
        let actions = self.actions.iter().map(|it| format!("open: {} {}", it.id, shown::visible(it.title())));
        let terms = self.terms.iter();
        let terms = terms.map(|it| format!("seated: {}, {}", it.member.id.tail(), role_label(it.role())));
        actions.chain(terms).collect()
    }
}

/// A group begins its work, takes it up again, or is opened again after it was closed.
pub fn activate(group: &Record, at: &Standpoint<'_>) -> Change {
    let change = to_state(group, "active", at).meaning("group.activate");
    match group.text("state") {
        "closed" if !change.is_empty() => change.titled(format!("{}: opened again (closed -> active)", group.id)),
        _ => change,
    }
}

/// A group's work rests: it stays as it is, and nobody asks why seats are vacant.
pub fn rest(group: &Record, at: &Standpoint<'_>) -> Change {
    to_state(group, "dormant", at).meaning("group.rest")
}

/// A group is closed for good.
///
/// # Errors
/// What in it is still open.
pub fn close<'a>(group: &Record, at: &Standpoint<'a>) -> Result<Change, StillOpen<'a>> {
    let open = StillOpen::of(&group.id, at);
    match open.is_empty() || group.text("state") == "closed" {
        true => Ok(to_state(group, "closed", at).meaning("group.close")),
        false => Err(open),
    }
}

/// What a group lacks for its work, each in words with what gives it.
pub fn lacks(group: &Record, at: &Standpoint<'_>) -> Vec<String> {
    let id = &group.id;
    let mut lacks = Vec::new();
    if chairs_together(group) {
        let seats = Seats::of(at.snapshot, group, at.today);
        for party in parties(at.snapshot).iter().filter(|it| !seats.has_co_chair(it, at.snapshot)) {
            lacks.push(format!("a co-chair of {party}: `comity member set PERSON {id} co-chair --for {party}`"));
        }
    }
    if group.text("mission").is_empty() {
        lacks.push(format!("what it is for: `comity group edit {id} --mission TEXT`"));
    }
    if !group.table("series").is_some_and(|it| it.contains_key("rrule")) {
        lacks.push(format!("when it meets: `comity group edit {id} --series-rrule RULE --series-start TIME`"));
    }
    lacks
}

fn to_state(group: &Record, state: &str, at: &Standpoint<'_>) -> Change {
    edit(group, vec![("state".to_owned(), Some(value::text(state)))], at)
}
