//! `document`: agendas, minutes and lists as files for people who have no terminal.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::printer::{self, Answer};
use super::session::Session;
use super::verbs::Verb;
use crate::document::agenda::agenda;
use crate::document::logs;
use crate::document::make::{self, addresses, group_of, lies_in, saved_at, version, with_planned};
use crate::document::members::Contacts;
use crate::document::minutes::minutes;
use crate::document::paper::Paper;
use crate::document::reader::{Audience, Reader};
use crate::document::sheet::{For, csv, json as as_json};
use crate::document::{html::html, markdown::markdown};
use crate::model::view::Agenda;
use crate::model::view::deadlines::{deadlines, of_meeting};
use crate::model::{Kind, Record, Snapshot, Standpoint, shown};
use crate::report::{Exit, Report};

/// The verbs of documents.
pub const VERBS: &[Verb] = &[
    Verb::inside("agenda", "Make the annotated agenda of a meeting", of_meeting_arguments, make_agenda).example(&[
        "document agenda \"AQ next\" --format html --out ../agenda.html",
        "document agenda AQ-2026-11-24 --for amber",
    ]),
    Verb::inside("minutes", "Make the minutes of a meeting, or a skeleton of them", of_meeting_arguments, make_minutes)
        .example(&["document minutes \"AQ last\" --format eml --out ../minutes.eml", "document minutes AQ-2026-05-12"]),
    Verb::inside("actions", "Make the action log of a group, or of all", of_group_arguments, make_actions)
        .example(&["document actions AQ --format csv --excel --out ../actions.csv", "document actions"]),
    Verb::inside("decisions", "Make the register of decisions", of_group_arguments, make_decisions)
        .example(&["document decisions AQ", "document decisions --format json"]),
    Verb::inside("members", "Make the list of who sits where", of_group_arguments, make_members)
        .example(&["document members AQ", "document members --contacts --format csv --out ../members.csv"]),
    Verb::inside("deadlines", "Make the list of what is due around meetings", of_group_arguments, make_deadlines)
        .example(&["document deadlines AQ", "document deadlines AQ-2026-11-24 --format html --out ../due.html"]),
];

const FORMATS: [&str; 5] = ["md", "html", "csv", "json", "eml"];

fn of_meeting_arguments() -> Vec<Arg> {
    let about = Arg::new("about").value_name("ID|GROUP").required(true).num_args(1..);
    let help = "Which meeting: its id, \"AQ next\", \"AQ last\"; of a group alone, its next or last one";
    std::iter::once(about.help(help)).chain(common()).collect()
}

fn of_group_arguments() -> Vec<Arg> {
    let about = Arg::new("about").value_name("GROUP|ID").num_args(1..);
    std::iter::once(about.help("Of which group, or of which meeting's; of all, if nothing is said"))
        .chain(common())
        .collect()
}

fn common() -> Vec<Arg> {
    vec![
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(FORMATS)
            .default_value("md")
            .help("Markdown, a page to print, a table for spreadsheets, data for programs, or a draft of a letter"),
        audience_argument(),
        Arg::new("contacts").long("contacts").action(ArgAction::SetTrue).help("With the addresses of people"),
        Arg::new("excel").long("excel").action(ArgAction::SetTrue).help("With the mark by which Excel knows UTF-8"),
        out_argument(),
    ]
}

/// For whom a document is made.
pub(super) fn audience_argument() -> Arg {
    Arg::new("for")
        .long("for")
        .value_name("AUDIENCE")
        .value_parser(Audience::ALL.map(Audience::word))
        .default_value("green")
        .help("Who may read it: everybody (clear), members of the organisations (green), or the group and both managements (amber)")
}

/// Where a document goes.
pub(super) fn out_argument() -> Arg {
    Arg::new("out").long("out").value_name("FILE").value_parser(value_parser!(PathBuf)).help("Write it into this file")
}

/// `document agenda`
pub fn make_agenda(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let meeting = meeting(session, matches, "next")?;
    let snapshot = with_planned(&meeting, &session.at());
    let reader = reader(session, &snapshot, matches);
    is_for(&meeting, &reader)?;
    let paper = agenda(&meeting, &reader);
    let to = addresses(group_of(&meeting).as_ref(), &reader);
    let mut answer = finish(session, matches, "document.agenda", paper, &to)?;
    // Whoever sends it out is told of papers that its readers will not find as it names them.
    let slots = Agenda::of(&snapshot, &meeting).slots;
    for it in session.workspace.paper_problems() {
        let item = it.id.filter(|it| slots.iter().any(|slot| slot.item.id == *it));
        answer.talk.extend(item.map(|id| format!("{id}: {}. {}", it.message, it.remedy)));
    }
    Ok(answer)
}

/// `document minutes`
pub fn make_minutes(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let meeting = meeting(session, matches, "last")?;
    let snapshot = with_planned(&meeting, &session.at());
    let reader = reader(session, &snapshot, matches);
    is_for(&meeting, &reader)?;
    let paper = minutes(&meeting, &reader);
    let to = addresses(group_of(&meeting).as_ref(), &reader);
    finish(session, matches, "document.minutes", paper, &to)
}

/// `document actions`
pub fn make_actions(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    of_groups(session, matches, "document.actions", logs::actions)
}

/// `document decisions`
pub fn make_decisions(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    of_groups(session, matches, "document.decisions", logs::decisions)
}

/// `document members`
pub fn make_members(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    of_groups(session, matches, "document.members", logs::members)
}

/// `document deadlines`
pub fn make_deadlines(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let of_one = match about(matches) {
        Some(word) if session.find(&[Kind::Group], &word).is_err() => Some(session.meeting(&word)?),
        _ => None,
    };
    of_groups(session, matches, "document.deadlines", |groups, reader| {
        let mut found = Vec::new();
        match &of_one {
            Some(meeting) => of_meeting(meeting, &reader.at, &mut found),
            None => found = deadlines(&reader.at),
        }
        found.retain(|it| groups.is_none_or(|group| it.meeting.group() == Some(group.as_str())));
        found.sort_by_key(|it| (it.on, it.meeting.clone(), it.what));
        logs::deadlines(&found, groups, reader)
    })
}

fn of_groups(
    session: &mut Session,
    matches: &ArgMatches,
    kind: &str,
    make: impl FnOnce(logs::Groups<'_>, &Reader<'_>) -> Paper,
) -> Result<Answer, Report> {
    let group = match about(matches) {
        None => None,
        Some(word) => match session.find(&[Kind::Group], &word) {
            Ok(group) => Some(group),
            Err(report) => Some(session.meeting(&word).ok().as_ref().and_then(group_of).ok_or(report)?),
        },
    };
    let snapshot = session.snapshot().clone();
    let reader = reader(session, &snapshot, matches);
    if let Some(record) = group.as_ref().and_then(|it| snapshot.get(it)) {
        is_for(record, &reader)?;
    }
    let paper = make(group.as_ref(), &reader);
    let to = addresses(group.as_ref(), &reader);
    finish(session, matches, kind, paper, &to)
}

/// What a document is about, as it was typed: `AQ`, `AQ next`, an id.
fn about(matches: &ArgMatches) -> Option<String> {
    let words: Vec<&str> = matches.get_many::<String>("about")?.map(String::as_str).collect();
    Some(words.join(" "))
}

/// The meeting that is meant; of a group alone, its next or its last one.
fn meeting(session: &mut Session, matches: &ArgMatches, which: &str) -> Result<Record, Report> {
    let word = about(matches).unwrap_or_default();
    match session.find(&[Kind::Group], &word) {
        Ok(group) => session.meeting(&format!("{group} {which}")),
        Err(_) => session.meeting(&word),
    }
}

/// Who reads what is made, as the flags say.
pub(super) fn reader<'a>(session: &Session, snapshot: &'a Snapshot, matches: &ArgMatches) -> Reader<'a> {
    let word = matches.get_one::<String>("for").map(String::as_str);
    let audience = Audience::ALL.into_iter().find(|it| Some(it.word()) == word).unwrap_or(Audience::Green);
    let with = matches.try_get_one::<bool>("contacts").ok().flatten().copied().unwrap_or(false);
    let at = session.at();
    Reader {
        as_of: make::day_of(saved_at(&session.workspace), &at),
        at: Standpoint { snapshot, me: at.me, last: at.last, now: at.now, today: at.today },
        audience,
        contacts: if with { Contacts::With } else { Contacts::Without },
    }
}

/// Whether whoever is to read a document may read of its subject at all; if not, how they may.
fn is_for(record: &Record, reader: &Reader<'_>) -> Result<(), Report> {
    make::is_for(record, reader).map_err(|it| {
        let (report, id) = (Report::usage(it.words()), &it.id);
        match it.level {
            Some(level) => report.hint(format!(
                "`--for {}` makes it for them; `comity {} edit {id} --visibility {}` lets the others read it",
                level.word(),
                id.kind.noun(),
                it.audience.word()
            )),
            None => report.hint("Keep it out of the workspace"),
        }
    })
}

/// Writes a document down in the format that was asked for, and puts it where it is to go.
fn finish(
    session: &Session,
    matches: &ArgMatches,
    kind: &str,
    mut paper: Paper,
    to: &[(String, String)],
) -> Result<Answer, Report> {
    paper.fact("Version", version(&session.workspace, &session.at()));
    let whose = if matches.get_flag("excel") { For::Excel } else { For::Anything };
    let mut answer = Answer { kind: kind.to_owned(), data: as_json(&paper).into(), ..Answer::default() };
    answer.text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("html") => html(&paper),
        Some("csv") => csv(&paper.sheet, whose).map_err(|it| {
            Report::new("E-IO", Exit::Failed, "cannot write the document as CSV").cause(it.to_string())
        })?,
        Some("json") => printer::as_json(&answer, session.head().as_deref()),
        Some("eml") => make::letter(&paper, to, saved_at(&session.workspace)),
        _ => markdown(&paper),
    };
    put(session, matches, answer)
}

/// Leaves an answer to be printed, or writes it into the file that was named; never into the workspace.
pub(super) fn put(session: &Session, matches: &ArgMatches, mut answer: Answer) -> Result<Answer, Report> {
    let Some(path) = matches.get_one::<PathBuf>("out") else { return Ok(answer) };
    let place = shown::visible(&path.display().to_string()).into_owned();
    lies_outside(path, session)?;
    let text = std::mem::take(&mut answer.text);
    if session.options.dry_run {
        answer.text = format!("Would be written into {place}\n");
        return Ok(answer);
    }
    crate::store::folder::write_foreign(path, text.as_bytes())
        .map_err(|it| Report::new("E-IO", Exit::Failed, format!("cannot write `{place}`")).cause(it.to_string()))?;
    answer.text = format!("Wrote {place}\n");
    Ok(answer)
}

/// Refuses a file that would lie in the workspace.
pub(super) fn lies_outside(path: &Path, session: &Session) -> Result<(), Report> {
    if !lies_in(path, session.workspace.root()) {
        return Ok(());
    }
    let place = shown::visible(&path.display().to_string()).into_owned();
    let message = format!("`{place}` lies in the workspace, where nothing is kept that is made from the records");
    Err(Report::usage(message).hint("Name a file in another folder"))
}
