//! What the page Groups knows of each row, and how it says it.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::model::deed::role_label;
use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::view::seats::{OFFICES, Seats};
use crate::model::view::{Action, Term, all_terms};
use crate::model::{Kind, Record, RecordId, shown};
use crate::tui::desk::Desk;

/// A row with what the list asks of it, kept until the records change.
pub struct Known {
    /// The words by which it is found, folded.
    pub words: String,
    pub is_closed: bool,
    pub steers: bool,
    /// Of a group, how many people sit there for each party.
    pub seats: Vec<usize>,
    /// Of a group, who holds an office: the role and the name.
    pub officers: Vec<(String, String)>,
    /// Open actions of a group, people of an organisation.
    pub count: usize,
}

/// Takes note of what the list asks of groups, organisations and the workspace, in one look at all records.
pub fn learn(desk: &Desk) -> BTreeMap<RecordId, Known> {
    let snapshot = &desk.snapshot;
    let mut terms: BTreeMap<&str, Vec<Term<'_>>> = BTreeMap::new();
    for term in all_terms(snapshot).into_iter().filter(|it| it.runs_on(desk.today)) {
        terms.entry(term.member.id.group().unwrap_or_default()).or_default().push(term);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for action in snapshot.of_kind(Kind::Action).filter(|it| Action(it).is_open()) {
        *counts.entry(action.id.group().unwrap_or_default()).or_default() += 1;
    }
    for person in snapshot.of_kind(Kind::Person).filter(|it| it.text("status") != "left") {
        *counts.entry(person.text("org")).or_default() += 1;
    }
    let records = [Kind::Group, Kind::Org, Kind::Workspace].into_iter().flat_map(|it| snapshot.of_kind(it));
    let known = |record: &Record| {
        let id = record.id.as_str();
        let seats = Seats::with(snapshot, record, terms.remove(id).unwrap_or_default());
        let is_group = record.id.kind == Kind::Group;
        let officer = |it: &Term<'_>| Some((role_label(it.role()), desk.first_name(&it.person()?)));
        let officers = seats.terms.iter().filter(|it| is_group && OFFICES.contains(&it.role()));
        let known = Known {
            words: folded(&[id, record.title(), record.text("short"), record.text("state")].join(" ")),
            is_closed: is_group && record.text("state") == "closed",
            steers: record.flag("steers"),
            officers: officers.filter_map(officer).collect(),
            seats: seats.taken.iter().map(|it| it.1).collect(),
            count: counts.get(id).copied().unwrap_or(0),
        };
        (record.id.clone(), known)
    };
    records.map(known).collect()
}

/// The name of a group, and its state where that is no everyday one.
pub fn name_and_state(group: &Record, width: usize) -> String {
    let name = shown::visible(group.title());
    match group.text("state") {
        "proposed" | "dormant" => {
            let state = format!(" ({})", state_words(group));
            format!("{}{state}", shown::cut(&name, width.saturating_sub(state.width())))
        }
        _ => name.into_owned(),
    }
}

pub fn state_words(group: &Record) -> String {
    let state = Kind::Group.field("state").zip(group.get("state"));
    state.map(|(field, value)| shown::show(&field.ty, value)).unwrap_or_default()
}

pub fn kind_words(org: &Record) -> String {
    let kind = Kind::Org.field("kind").zip(org.get("kind"));
    kind.map(|(field, value)| shown::show(&field.ty, value)).unwrap_or_default()
}
