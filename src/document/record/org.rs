//! What belongs to an organisation: its people, the groups in which it sits or that it leads, what waits for its word.

use std::collections::BTreeMap;

use super::{MANY, Part, Row, role_words, title};
use crate::model::record::Fields;
use crate::model::view::{Decision, DecisionState, Position, all_terms};
use crate::model::{Kind, Record, RecordId, Standpoint, shown};

/// What belongs to an organisation without standing in its record.
pub(super) fn of_org(org: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    let leads = at.snapshot.of_kind(Kind::Group).filter(|it| it.words("led_by").any(|it| it == org.id.as_str()));
    let leads = leads.filter(|it| it.text("state") != "closed");
    let leads: Vec<Row> = leads.map(|it| Row::to(vec![it.id.to_string(), title(it)], it.id.clone())).collect();
    let people = at.snapshot.of_kind(Kind::Person).filter(|it| it.text("org") == org.id.as_str());
    let people = people.filter(|it| it.text("status") != "left");
    let person =
        |it: &Record| Row::to(vec![title(it), shown::visible(it.text("function")).into_owned()], it.id.clone());
    let people: Vec<Row> = people.map(person).collect();
    let waiting = waiting(org, at);
    let label = |words: &str, rows: &[Row]| format!("{words} ({})", rows.len());
    [
        Part::first_few(&label("People", &people), people, 2 * MANY),
        Part::first_few("Seats", seats(org, at), usize::MAX),
        Part::first_few(&label("Leads", &leads), leads, usize::MAX),
        Part::first_few(&label("Waits for its word", &waiting), waiting, MANY),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// In each group the people who sit there for it, with their roles.
fn seats(org: &Record, at: &Standpoint<'_>) -> Vec<Row> {
    let mut groups: BTreeMap<RecordId, Vec<String>> = BTreeMap::new();
    for term in all_terms(at.snapshot).iter().filter(|it| it.runs_on(at.today)) {
        let Some(group) = term.group().filter(|_| term.for_org(at.snapshot).as_ref() == Some(&org.id)) else {
            continue;
        };
        let name = term.person().map(|it| super::name_of(&it, at)).unwrap_or_default();
        groups.entry(group).or_default().push(format!("{name} ({})", role_words(term, at)));
    }
    let row = |(group, names): (RecordId, Vec<String>)| Row::to(vec![group.to_string(), names.join(", ")], group);
    groups.into_iter().map(row).collect()
}

/// The decisions on which it has not taken a position yet, those that close first at the top.
fn waiting(org: &Record, at: &Standpoint<'_>) -> Vec<Row> {
    let waits = |it: &&Record| {
        let view = Decision(it);
        let said_nothing = matches!(view.position(org.id.as_str()), Position::Pending | Position::Void);
        said_nothing
            && view.parties(at.snapshot).contains(&org.id.as_str())
            && matches!(view.state(at.snapshot, at.today), DecisionState::Agreed | DecisionState::Blocked)
    };
    let mut decisions: Vec<&Record> = at.snapshot.of_kind(Kind::Decision).filter(waits).collect();
    decisions.sort_by_key(|it| (it.date("closes_on").is_none(), it.date("closes_on"), &it.id));
    let until = |it: &Record| it.date("closes_on").map(|it| format!("until {}", shown::day(it))).unwrap_or_default();
    let row = |it: &&Record| Row::to(vec![it.id.to_string(), until(it), title(it)], it.id.clone());
    decisions.iter().map(row).collect()
}
