//! `member`: who sits where, for whom, since when, until when.

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches};
use serde_json::{Value as Json, json};
use toml::{Table, Value};

use super::list::{filter_argument, filter_of};
use super::printer::{Answer, Columns};
use super::record::{in_full, unreadable};
use super::session::Session;
use super::show;
use crate::model::deed::{Seat, leave_seat, role_label, take_seat};
use crate::model::filter::Filter;
use crate::model::find::folded;
use crate::model::table::AS_OF;
use crate::model::view::seats::ledger;
use crate::model::view::{Term, all_terms, name_of};
use crate::model::{Fields, Kind, Record, RecordId, Snapshot, Standpoint, shown, typed, value};
use crate::report::{Exit, Report};

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn value_of(name: &'static str, word: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(word).help(help).allow_hyphen_values(word == "DATE")
}

fn person_and_group() -> Vec<Arg> {
    vec![
        Arg::new("person").value_name("PERSON").required(true).help("Who"),
        Arg::new("group").value_name("GROUP").required(true).help("In which group"),
    ]
}

fn narrowing() -> Vec<Arg> {
    vec![
        value_of("group", "CODE", "Only of this group"),
        value_of("org", "ORG", "Only for this organisation"),
        value_of("person", "PERSON", "Only of this person"),
    ]
}

pub fn list_arguments() -> Vec<Arg> {
    let mut arguments = vec![value_of("on", "DATE", "As it is, was or will be on this day")];
    arguments.extend(narrowing());
    arguments.push(filter_argument("Only what fits: words, role:co-chair, until<+3m; see `help filter`"));
    arguments.push(flag("ended", "Terms that have ended too"));
    arguments
}

pub fn ledger_arguments() -> Vec<Arg> {
    narrowing()
}

pub fn show_arguments() -> Vec<Arg> {
    person_and_group()
}

pub fn set_arguments() -> Vec<Arg> {
    let mut arguments = person_and_group();
    arguments.extend([
        Arg::new("role").value_name("ROLE").required(true).help("As what: co-chair, secretary, member, observer ..."),
        value_of("from", "DATE", "First day; today, if nothing is said"),
        value_of("until", "DATE", "Last day"),
        value_of("for_org", "ORG", "For which organisation; their own, if nothing is said")
            .long("for-org")
            .visible_alias("for"),
        value_of("alternate_for", "PERSON", "Whose place they take when that person is away").long("alternate-for"),
        value_of("basis", "TEXT", "What the appointment rests on"),
        value_of("in_place_of", "PERSON", "Who hands the role over; that term ends the day before").long("in-place-of"),
        flag("besides", "Keep what else they are in the group"),
    ]);
    arguments
}

pub fn end_arguments() -> Vec<Arg> {
    let mut arguments = person_and_group();
    arguments.push(value_of("role", "ROLE", "Only as this; otherwise as everything they are there"));
    arguments.push(value_of("on", "DATE", "Last day; today, if nothing is said"));
    arguments
}

/// `member list`: a row for each term.
pub fn list(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let wanted = Wanted::of(session, matches)?;
    let (_, filter) = filter_of(matches, |it| ((), Filter::read(it, &[Kind::Member], &session.at())))?;
    let on = date(session, matches, "on")?;
    let day = on.unwrap_or_else(|| session.at().today);
    let ended = matches.get_flag("ended");
    let at = session.at();
    let snapshot = session.snapshot();
    let mut terms = all_terms(snapshot);
    let all = terms.len();
    // A term that is to come is listed with the others unless somebody asks about a day.
    let begun = |it: &Term<'_>| on.is_none() || it.row.date("from").is_none_or(|from| from <= day);
    terms.retain(|it| wanted.takes(it, snapshot) && begun(it) && (ended || !it.ended_before(day)));
    terms.retain(|it| filter.is_empty() || fits(it, &filter, &at));
    let rows = terms.iter().map(|it| row(it, snapshot)).collect();
    let heads = ["PERSON", "GROUP", "ROLE", "FOR", "FROM", "UNTIL"].map(str::to_owned).to_vec();
    let mut answer = Answer {
        kind: "member.list".to_owned(),
        text: if terms.is_empty() { String::new() } else { Columns { heads, rows }.print(&session.options) },
        data: terms.iter().map(|it| term_json(it, snapshot, day)).collect(),
        warnings: session.workspace.file_problems(),
        ..Answer::default()
    };
    if terms.is_empty() {
        answer.talk.push(match all {
            0 => "Nobody sits anywhere yet; `comity member set` says who does.".to_owned(),
            all => format!("None of {} fits.", shown::count(all, "term", "terms")),
        });
    }
    Ok(answer)
}

/// `member ledger`: who sat where, since when, until when, and who came after.
pub fn list_ledger(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let wanted = Wanted::of(session, matches)?;
    let snapshot = session.snapshot();
    let day = session.at().today;
    let mut entries = ledger(snapshot);
    entries.retain(|it| wanted.takes(&it.0, snapshot));
    let heads = ["GROUP", "ROLE", "FOR", "PERSON", "FROM", "UNTIL", "HANDED OVER TO"].map(str::to_owned).to_vec();
    let rows = entries.iter().map(|(term, next)| {
        let [person, group, role, org, from, until] = row(term, snapshot).try_into().unwrap_or_default();
        vec![group, role, org, person, from, until, next.as_ref().map(RecordId::to_string).unwrap_or_default()]
    });
    let json = entries.iter().map(|(term, next)| {
        let mut json = term_json(term, snapshot, day);
        if let Some(next) = next {
            json["handed_over_to"] = json!(next.as_str());
        }
        json
    });
    let mut answer = Answer { kind: "member.ledger".to_owned(), data: json.collect(), ..Answer::default() };
    match entries.is_empty() {
        true => answer.talk.push("Nobody has sat there yet.".to_owned()),
        false => answer.text = Columns { heads, rows: rows.collect() }.print(&session.options),
    }
    Ok(answer)
}

/// `member show`: everything about somebody's terms in a group.
pub fn show(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let (person, group) = who_and_where(session, matches)?;
    let id = RecordId::member(group.as_str(), person.as_str())?;
    if !session.snapshot().exists(&id) {
        let report = Report::new("E-NOT-FOUND", Exit::NotFound, format!("{person} has no seat in {group}"));
        return Err(report.hint(format!("`comity member set {person} {group} ROLE` gives one")));
    }
    let at = session.at();
    let Some(record) = at.snapshot.get(&id) else { return Err(unreadable(session, &id)) };
    in_full(session, record, &at)
}

/// `member set`: somebody takes a seat.
pub fn set(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let (person, group) = who_and_where(session, matches)?;
    let role = role(session, matches)?.unwrap_or_default();
    let alternate_for = found(session, matches, "alternate_for", Kind::Person)?;
    if alternate_for.is_some() && role != "alternate" {
        let report = Report::usage(format!("`--alternate-for` goes with the role alternate, not with {role}"));
        return Err(report.hint(format!("`comity member set {person} {group} alternate --alternate-for ...`")));
    }
    let seat = Seat {
        from: date(session, matches, "from")?.unwrap_or_else(|| session.at().today),
        until: date(session, matches, "until")?,
        for_org: found(session, matches, "for_org", Kind::Org)?,
        alternate_for,
        basis: matches.get_one::<String>("basis").cloned(),
        in_place_of: found(session, matches, "in_place_of", Kind::Person)?,
        besides: matches.get_flag("besides"),
        person,
        group,
        role,
    };
    let id = RecordId::member(seat.group.as_str(), seat.person.as_str())?;
    if session.snapshot().exists(&id) && session.snapshot().get(&id).is_none() {
        return Err(unreadable(session, &id));
    }
    let change = take_seat(&seat, &session.at())?;
    session.write("member.set", &change, &id)
}

/// `member end`: somebody leaves a seat.
pub fn end(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let (person, group) = who_and_where(session, matches)?;
    let role = role(session, matches)?;
    let day = date(session, matches, "on")?.unwrap_or_else(|| session.at().today);
    let id = RecordId::member(group.as_str(), person.as_str())?;
    if session.snapshot().exists(&id) && session.snapshot().get(&id).is_none() {
        return Err(unreadable(session, &id));
    }
    let change = leave_seat(&person, &group, role.as_deref(), day, &session.at())?;
    session.write("member.end", &change, &id)
}

/// Which terms a list is to have.
struct Wanted {
    group: Option<RecordId>,
    org: Option<RecordId>,
    person: Option<RecordId>,
}

impl Wanted {
    fn of(session: &mut Session, matches: &ArgMatches) -> Result<Self, Report> {
        let group = found(session, matches, "group", Kind::Group)?;
        let org = found(session, matches, "org", Kind::Org)?;
        Ok(Self { group, org, person: found(session, matches, "person", Kind::Person)? })
    }

    fn takes(&self, term: &Term<'_>, snapshot: &Snapshot) -> bool {
        self.group.as_ref().is_none_or(|it| term.member.id.group() == Some(it.as_str()))
            && self.person.as_ref().is_none_or(|it| term.member.id.tail() == it.as_str())
            && self.org.as_ref().is_none_or(|it| term.for_org(snapshot).as_ref() == Some(it))
    }
}

/// Whether a filter holds of one term, and not only of something else that the person is or was in the group.
fn fits(term: &Term<'_>, filter: &Filter, at: &Standpoint<'_>) -> bool {
    let rows = Value::Array(vec![Value::Table(term.row.clone())]);
    let alone = Record { id: term.member.id.clone(), fields: Table::from_iter([("term".to_owned(), rows)]) };
    let texts = term.row.iter().filter_map(|it| it.1.as_str()).collect::<Vec<_>>().join(" ");
    let who = name_of(&alone.id, at.snapshot);
    filter.holds(&alone, &folded(&format!("{} {who} {} {texts}", alone.id, role_label(term.role()))), at)
}

fn row(term: &Term<'_>, snapshot: &Snapshot) -> Vec<String> {
    let day = |key: &str| term.row.date(key).map(|it| it.to_string()).unwrap_or_default();
    let role = match term.row.word("alternate_for") {
        Some(principal) => format!("{} of {}", role_label(term.role()), shown::visible(principal)),
        None => role_label(term.role()),
    };
    let org = term.for_org(snapshot).map(|it| it.to_string()).unwrap_or_default();
    let until = if term.row.flag("former") && term.row.date("until").is_none() { "ended" } else { "" };
    vec![
        term.member.id.tail().to_owned(),
        term.member.id.group().unwrap_or_default().to_owned(),
        role,
        org,
        day("from"),
        day("until") + until,
    ]
}

fn term_json(term: &Term<'_>, snapshot: &Snapshot, day: NaiveDate) -> Json {
    let mut json = json!({
        "id": term.member.id.as_str(),
        "kind": "member",
        "group": term.member.id.group(),
        "person": term.member.id.tail(),
    });
    for (key, value) in term.row {
        json[key] = show::value_json(value);
    }
    if let Some(org) = term.for_org(snapshot) {
        json["for_org"] = json!(org.as_str());
    }
    json["running"] = json!(term.runs_on(day));
    json
}

fn who_and_where(session: &mut Session, matches: &ArgMatches) -> Result<(RecordId, RecordId), Report> {
    let word = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    Ok((session.find(&[Kind::Person], &word("person"))?, session.find(&[Kind::Group], &word("group"))?))
}

/// The record that a flag names.
pub fn found(session: &mut Session, matches: &ArgMatches, name: &str, kind: Kind) -> Result<Option<RecordId>, Report> {
    matches.get_one::<String>(name).map(|it| session.find(&[kind], it)).transpose()
}

/// The day that a flag names.
pub fn date(session: &mut Session, matches: &ArgMatches, name: &str) -> Result<Option<NaiveDate>, Report> {
    let Some(word) = matches.get_one::<String>(name) else { return Ok(None) };
    let text = if word == "none" { "" } else { word.as_str() };
    let value = typed::parse(AS_OF, text, None, &session.at()).map_err(|it| Report::of_value(name, text, it))?;
    Ok(value.as_ref().and_then(value::date_of))
}

fn role(session: &mut Session, matches: &ArgMatches) -> Result<Option<String>, Report> {
    let Some(word) = matches.get_one::<String>("role") else { return Ok(None) };
    let role = session.value_of(Kind::Member, "term.role", word)?;
    Ok(role.as_ref().and_then(|it| it.as_str()).map(str::to_owned))
}
