//! What belongs to a person: where they sit and sat, what they have to do, where they were, what they said.

use std::cmp::Reverse;

use super::{MANY, Part, Row, open_actions, row_of_term, tag, title};
use crate::model::field::Type;
use crate::model::record::Fields;
use crate::model::view::{Action, Meeting, MeetingState, Term, is_to_come};
use crate::model::{Kind, Record, RecordId, Standpoint, shown};

/// What belongs to a person without standing in their record.
pub(super) fn of_person(person: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    let terms = terms_of(person, at);
    let (ended, running): (Vec<&Term<'_>>, Vec<&Term<'_>>) = terms.iter().partition(|it| it.ended_before(at.today));
    let mut ended = ended;
    ended.sort_by_key(|it| Reverse((it.row.date("until"), it.row.date("from"))));
    let row = |it: &&Term<'_>| row(it, at);
    let mine = at.snapshot.of_kind(Kind::Action);
    let mine = mine.filter(|it| Action(it).owner().as_ref() == Some(&person.id));
    let count = |label: &str, count: usize| format!("{label} ({count})");
    let is_known = !person.text("org").is_empty();
    let org = (!is_known).then(|| Part::value("Organisation", "not known yet".to_owned()).of("org"));
    [
        org,
        Part::first_few(&count("Sits in", running.len()), running.iter().map(row).collect(), usize::MAX),
        Part::first_few(&count("Sat in", ended.len()), ended.iter().map(row).collect(), MANY),
        open_actions(mine, |_| None, at),
        next_items(person, at),
        attendance(person, &terms, at),
        positions(person, at),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn terms_of<'a>(person: &Record, at: &Standpoint<'a>) -> Vec<Term<'a>> {
    let groups = at.snapshot.ids(Kind::Group);
    let members = groups.iter().filter_map(|it| RecordId::member(it.as_str(), person.id.as_str()).ok());
    let members = members.filter_map(|it| at.snapshot.get(&it));
    members.flat_map(|member| member.rows("term").map(move |row| Term { member, row })).collect()
}

fn row(term: &Term<'_>, at: &Standpoint<'_>) -> Row {
    let group = term.group().and_then(|it| at.snapshot.get(&it)).map(title).unwrap_or_default();
    let code = term.member.id.group().unwrap_or_default().to_owned();
    Row::to(std::iter::once(code).chain(row_of_term(term, at)).chain([group]).collect(), term.group())
}

/// What they present or propose at a meeting ahead, by its day, and what of theirs lies in the pool.
fn next_items(person: &Record, at: &Standpoint<'_>) -> Option<Part> {
    let mut rows = Vec::new();
    for item in at.snapshot.of_kind(Kind::Item).filter(|it| is_to_come(it, at.snapshot, at.today)) {
        let is = |key: &str| item.text(key) == person.id.as_str();
        let deed = match (is("presenter"), is("proposed_by")) {
            (true, _) => "presents",
            // A standing item comes by itself, whoever laid it in.
            (false, true) if !item.id.tail().starts_with(|it: char| it.is_ascii_lowercase()) => "proposed",
            (false, _) => continue,
        };
        let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        let start = meeting.as_ref().and_then(|it| Meeting(at.snapshot.get(it)?).start());
        let when = match (start, meeting) {
            (Some(start), _) => start.format("%a %-d %b %Y").to_string(),
            (None, Some(meeting)) => meeting.to_string(),
            (None, None) => "in the pool".to_owned(),
        };
        let words = vec![item.id.group().unwrap_or_default().to_owned(), when, deed.to_owned(), title(item)];
        rows.push(((start.is_none(), start, item.id.clone()), words));
    }
    rows.sort();
    let count = rows.len();
    let rows = rows.into_iter().map(|((.., id), words)| Row::to(words, id)).collect();
    Part::first_few(&format!("On agendas ({count})"), rows, MANY)
}

/// Of the meetings held while they sat in a group, how many they took part in.
fn attendance(person: &Record, terms: &[Term<'_>], at: &Standpoint<'_>) -> Option<Part> {
    let mut rows = Vec::new();
    for terms in terms.chunk_by(|a, b| a.member.id == b.member.id) {
        let group = terms.first().and_then(|it| it.member.id.group()).unwrap_or_default();
        let (mut held, mut present, mut apologies) = (0, 0, 0);
        for meeting in at.snapshot.in_group(Kind::Meeting, group) {
            let was_held = matches!(
                Meeting(meeting).state(),
                MeetingState::Held | MeetingState::MinutesIssued | MeetingState::MinutesApproved
            );
            let sat = |day| terms.iter().any(|it| it.runs_on(day));
            if !was_held || !Meeting(meeting).start().is_some_and(|it| sat(it.date())) {
                continue;
            }
            held += 1;
            match meeting.rows("attendance").find(|it| it.text("person") == person.id.as_str()) {
                Some(row) if matches!(row.text("presence"), "present" | "remote" | "part") => present += 1,
                Some(row) if row.text("presence") == "apologies" => apologies += 1,
                Some(_) | None => (),
            }
        }
        if held > 0 {
            let sent = if apologies > 0 { format!("apologies {apologies}") } else { String::new() };
            let cells = vec![group.to_owned(), format!("present at {present} of {held} held"), sent];
            rows.push(Row::to(cells, RecordId::new(Kind::Group, group).ok()));
        }
    }
    Part::first_few("Attendance", rows, usize::MAX)
}

/// The positions that they recorded for a party, the newest first.
fn positions(person: &Record, at: &Standpoint<'_>) -> Option<Part> {
    let value = Kind::Decision.field("position").and_then(|it| it.ty.inner().iter().find(|it| it.key == "value"));
    let label = |word: &str| match value.map(|it| &it.ty) {
        Some(Type::Choice(choices)) => shown::visible(shown::label(choices, word)).into_owned(),
        _ => shown::visible(word).into_owned(),
    };
    let mut rows = Vec::new();
    for decision in at.snapshot.of_kind(Kind::Decision) {
        let positions = decision.table("position").into_iter().flatten();
        for (party, position) in positions.filter_map(|(party, it)| Some((party, it.as_table()?))) {
            if position.text("by") != person.id.as_str() {
                continue;
            }
            let org = RecordId::new(Kind::Org, party);
            let org = org.map_or_else(|_| shown::visible(party).into_owned(), |it| tag(&it, at));
            let day = position.date("on");
            let when = day.map(shown::day).unwrap_or_default();
            let said = format!("{} for {org}", label(position.text("value")));
            rows.push(((Reverse(day), &decision.id), vec![when, decision.id.to_string(), said, title(decision)]));
        }
    }
    rows.sort();
    let count = rows.len();
    let rows = rows.into_iter().map(|((_, id), words)| Row::to(words, id.clone())).collect();
    Part::first_few(&format!("Positions taken ({count})"), rows, MANY)
}
