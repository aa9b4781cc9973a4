//! What is laid behind an agenda and minutes: open actions by organisation, decisions that wait for a party, papers.

use super::paper::{Section, Table};
use super::reader::{Reader, day, worded};
use crate::model::record::Fields;
use crate::model::view::{Action, Agenda, Decision, DecisionState, Position, seats};
use crate::model::{Kind, Record};

/// The group's actions that somebody still has to do, one section for each organisation, the parties first.
pub fn open_actions(group: &str, reader: &Reader<'_>) -> Vec<Section> {
    let mut open: Vec<&Record> =
        reader.snapshot().in_group(Kind::Action, group).filter(|it| Action(it).is_open()).collect();
    open.sort_by_key(|it| (Action(it).due().is_none(), Action(it).due(), it.id.clone()));
    let org = |it: &Record| Action(it).org(&reader.at).map(|it| it.to_string()).unwrap_or_default();
    let mut orgs: Vec<String> = seats::parties(reader.snapshot()).iter().map(ToString::to_string).collect();
    let mut others: Vec<String> = open.iter().map(|it| org(it)).filter(|it| !orgs.contains(it)).collect();
    others.sort();
    others.dedup();
    orgs.extend(others);
    let mut sections = vec![Section::new("Annex: open actions")];
    for own in orgs {
        let rows: Vec<Vec<String>> = open
            .iter()
            .filter(|it| org(it) == own)
            .map(|it| match reader.may_read(it) {
                true => vec![it.id.to_string(), it.title().to_owned(), owner(it, reader), due(it), worded(it, "state")],
                false => vec![it.id.to_string(), reader.title(it), String::new(), String::new(), String::new()],
            })
            .collect();
        if !rows.is_empty() {
            let name = if own.is_empty() { "No organisation".to_owned() } else { reader.org(&own) };
            let table = Table::of(&["ID", "Action", "Owner", "Due", "State"], rows);
            sections.push(Section::below(name).table(table, ""));
        }
    }
    if sections.len() == 1 {
        sections = vec![Section::new("Annex: open actions").text("Nothing is open.")];
    }
    sections
}

/// The decisions that the group has agreed and that are not in force yet.
pub fn waiting(group: &str, reader: &Reader<'_>) -> Section {
    let decisions = reader.snapshot().in_group(Kind::Decision, group);
    let mut waiting: Vec<&Record> = decisions.filter(|it| is_waiting(it, reader)).collect();
    waiting.sort_by_key(|it| (it.date("agreed_on"), it.id.clone()));
    let rows = waiting.into_iter().map(|it| {
        let view = Decision(it);
        let waits = view.waits_for(reader.snapshot());
        let mut waits: Vec<String> = waits.into_iter().map(|it| waits_for(it, view, reader)).collect();
        waits.sort();
        let objected = view.parties(reader.snapshot()).into_iter().filter(|it| view.position(it) == Position::Objected);
        let objected: Vec<String> = objected.map(|it| format!("{} objected", reader.org(it))).collect();
        let why = if objected.is_empty() { waits.join(", ") } else { objected.join(", ") };
        let is_lapsed = view.state(reader.snapshot(), reader.as_of) == DecisionState::Lapsed;
        let closes = it.date("closes_on").map(day).unwrap_or_default();
        let closes = if is_lapsed { format!("{closes}, lapsed") } else { closes };
        match reader.may_read(it) {
            true => vec![it.id.to_string(), it.title().to_owned(), why, closes],
            false => vec![it.id.to_string(), reader.title(it), String::new(), String::new()],
        }
    });
    let table = Table::of(&["ID", "Decision", "Waits for", "Positions until"], rows.collect());
    Section::new("Annex: decisions waiting for a party").table(table, "No decision waits for a party.")
}

/// A party that a decision waits for, and what has become of it so far: `amfori (abstained)`.
fn waits_for(party: &str, decision: Decision<'_>, reader: &Reader<'_>) -> String {
    let name = reader.org(party);
    match decision.position(party) {
        Position::Abstained => format!("{name} (abstained)"),
        _ if decision.needs_writing(reader.snapshot()) => format!("{name} (in writing)"),
        _ => name,
    }
}

/// Whether a decision waits, or waited until its last day.
fn is_waiting(decision: &Record, reader: &Reader<'_>) -> bool {
    matches!(
        Decision(decision).state(reader.snapshot(), reader.as_of),
        DecisionState::Agreed | DecisionState::Blocked | DecisionState::Lapsed
    )
}

/// The papers of an agenda, each with the beginning of its SHA-256, so that everybody can see that they read the same.
pub fn papers(agenda: &Agenda<'_>, reader: &Reader<'_>) -> Section {
    let mut rows = Vec::new();
    for slot in &agenda.slots {
        if !reader.may_read(slot.item) {
            let is_any = slot.item.rows("paper").next().is_some();
            let reserved = || [slot.number.as_str(), "(papers reserved)", "", "", ""].map(str::to_owned).to_vec();
            rows.extend(is_any.then(reserved));
            continue;
        }
        for paper in slot.item.rows("paper") {
            let place = paper.word("path").or(paper.word("url")).unwrap_or_default();
            let hash: String = paper.text("sha256").chars().take(SHORT).collect();
            rows.push(vec![
                slot.number.clone(),
                paper.text("title").to_owned(),
                place.to_owned(),
                paper_state(paper),
                hash,
            ]);
        }
    }
    let table = Table::of(&["Item", "Paper", "File or link", "State", "SHA-256"], rows);
    Section::new("Annex: papers").table(table, "There are no papers.")
}

/// So much of a hash tells two papers apart.
const SHORT: usize = 12;

/// A paper's state in words: `to follow`.
pub fn paper_state(paper: &toml::Table) -> String {
    paper.text("state").replace('-', " ")
}

/// The owner's name.
pub fn owner(action: &Record, reader: &Reader<'_>) -> String {
    action.word("owner").map_or_else(|| "nobody".to_owned(), |it| reader.person(it))
}

/// The day by which an action is due, in words.
pub fn due(action: &Record) -> String {
    Action(action).due().map_or_else(|| "no date".to_owned(), day)
}

/// The competition notice, in words of its own.
pub fn notice() -> Section {
    Section::new("Annex: competition notice").text(COMPETITION)
}

const COMPETITION: &str = "This meeting follows a written agenda. We do not discuss prices, costs, margins, sourcing \
    volumes, terms, or whether to deal with any particular company, and we share no commercial data that is not public. \
    Anyone who is uneasy says so; the chair then stops the item, and the minutes say that it was stopped.";
