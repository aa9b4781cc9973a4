//! The verbs of meetings beyond the common ones: from the issued agenda to the approved minutes.

use chrono::{DateTime, FixedOffset};
use clap::{Arg, ArgMatches};
use serde_json::json;

use super::attendance;
use super::calendar;
use super::nouns::{ADD, EDIT, LIST, SHOW, id_alone};
use super::printer::{Answer, Columns};
use super::record::{id_argument, id_word};
use super::session::Session;
use super::verbs::{Arguments, Verb};
use crate::model::act::Refused;
use crate::model::deed::{self, meeting, sitting};
use crate::model::record::Fields;
use crate::model::view::carry::{Carried, carried};
use crate::model::view::deadlines::{Deadline, deadlines};
use crate::model::view::issued::since;
use crate::model::view::ready::{Fault, faults};
use crate::model::{Change, Kind, Record, Standpoint, date, shown, value};
use crate::report::{Exit, Report};

/// The verbs of meetings.
pub const VERBS: &[Verb] = &[
    LIST,
    SHOW,
    ADD,
    EDIT,
    Verb::of_kind(
        "deadlines",
        "List what is due by when around each meeting",
        Arguments::Own(deadlines_arguments),
        list_deadlines,
    )
    .example(&["meeting deadlines", "meeting deadlines --group AQ --json"]),
    Verb::of_kind(
        "carry",
        "Lay onto its agenda what comes over from earlier ones; alone, list what could",
        Arguments::Own(carry_arguments),
        carry,
    )
    .example(&["meeting carry \"AQ next\"", "meeting carry AQ-2026-12-22 --all"]),
    Verb::of_kind(
        "issue-agenda",
        "Send its agenda out; what is printed on it is kept",
        Arguments::OfKind(id_alone),
        issue_agenda,
    )
    .example(&["meeting issue-agenda \"AQ next\"", "meeting issue-agenda AQ-2026-11-24 --dry-run"]),
    Verb::of_kind("postpone", "Let it take place at another time", Arguments::Own(postpone_arguments), postpone)
        .example(&[
            "meeting postpone AQ-2026-11-24 --to \"1 dec 14:00\"",
            "meeting postpone \"AQ next\" --to \"tomorrow 10:00\"",
        ]),
    Verb::of_kind("cancel", "Let it not take place, with a reason", Arguments::Own(cancel_arguments), cancel).example(
        &["meeting cancel \"AQ next\" --reason \"Nothing to decide\"", "meeting cancel AQ-2026-11-24 --reason Illness"],
    ),
    Verb::of_kind("start", "Open it", Arguments::Own(moment_arguments), start)
        .example(&["meeting start \"AQ next\"", "meeting start AQ-2026-11-24 --at 14:02"]),
    Verb::of_kind(
        "attend",
        "Write down who is there, who came late, who left",
        Arguments::Own(attend_arguments),
        attend,
    )
    .example(&[
        "meeting attend AQ-2026-11-24 rowan maple",
        "meeting attend AQ-2026-11-24 elm --in-place-of alder --arrived 14:20",
    ]),
    Verb::of_kind(
        "notice",
        "Write down that the competition-law reminder was read",
        Arguments::OfKind(id_alone),
        notice,
    )
    .example(&["meeting notice \"AQ next\"", "meeting notice AQ-2026-11-24"]),
    Verb::of_kind("pause", "Begin a pause", Arguments::OfKind(id_alone), pause)
        .example(&["meeting pause AQ-2026-11-24", "meeting pause \"AQ next\""]),
    Verb::of_kind("resume", "Go on after a pause", Arguments::OfKind(id_alone), resume)
        .example(&["meeting resume AQ-2026-11-24", "meeting resume \"AQ next\""]),
    Verb::of_kind("end", "Close it; what was not reached is deferred", Arguments::Own(moment_arguments), end)
        .example(&["meeting end AQ-2026-11-24", "meeting end \"AQ last\" --at 15:30"]),
    Verb::of_kind(
        "check-minutes",
        "Say, as the other side's secretary, that the draft minutes are right",
        Arguments::OfKind(id_alone),
        check_minutes,
    )
    .example(&["meeting check-minutes \"AQ last\"", "meeting check-minutes AQ-2026-11-24 --as oak"]),
    Verb::of_kind(
        "issue-minutes",
        "Send the draft minutes out, open for comments",
        Arguments::OfKind(id_alone),
        issue_minutes,
    )
    .example(&["meeting issue-minutes \"AQ last\"", "meeting issue-minutes AQ-2026-11-24"]),
    Verb::of_kind(
        "approve",
        "Say that the minutes are approved; they are locked then",
        Arguments::Own(approve_arguments),
        approve,
    )
    .example(&["meeting approve \"AQ last\" --at \"AQ next\"", "meeting approve AQ-2026-11-24"]),
    Verb::of_kind(
        "export",
        "Print meetings for calendar programs",
        Arguments::Own(calendar::meeting_arguments),
        calendar::export_meetings,
    )
    .example(&["meeting export --ics --group AQ --out ../aq.ics", "meeting export --ics --alarms"]),
];

fn moment_arguments() -> Vec<Arg> {
    let at = Arg::new("at").long("at").value_name("TIME");
    vec![
        id_argument(Kind::Meeting),
        at.help("When it was; now, if nothing is said. An hour is one of the meeting's day"),
    ]
}

fn deadlines_arguments() -> Vec<Arg> {
    vec![Arg::new("group").long("group").value_name("CODE").help("Only of this group")]
}

fn carry_arguments() -> Vec<Arg> {
    let what = Arg::new("what").long("take").value_name("NAMES").value_delimiter(',');
    let all = Arg::new("all").long("all").action(clap::ArgAction::SetTrue);
    vec![
        id_argument(Kind::Meeting),
        what.help("Which of them: their ids, or `actions`, with commas between them"),
        all.help("All of them").conflicts_with("what"),
    ]
}

fn postpone_arguments() -> Vec<Arg> {
    let to = Arg::new("to").long("to").value_name("TIME").required(true).allow_hyphen_values(true);
    vec![id_argument(Kind::Meeting), to.help("The new local date and time")]
}

fn cancel_arguments() -> Vec<Arg> {
    let reason = Arg::new("reason").long("reason").value_name("TEXT");
    vec![id_argument(Kind::Meeting), reason.help("Why; it stays with the meeting")]
}

fn attend_arguments() -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help)
    };
    let id = Arg::new("id").value_name("ID").required(true).help("Which one: its id, or \"AQ next\"");
    let people = Arg::new("people").value_name("PERSON").required(true).num_args(1..);
    vec![
        id,
        people.help("Who"),
        value("presence", "WORD", "present, remote, part, apologies or absent; present, if nothing is said"),
        value("in-place-of", "PERSON", "Whose place an alternate takes"),
        value("arrived", "TIME", "When they came, if late"),
        value("left", "TIME", "When they went, if early"),
    ]
}

fn approve_arguments() -> Vec<Arg> {
    let at = Arg::new("at").long("at").value_name("MEETING");
    vec![id_argument(Kind::Meeting), at.help("Meeting that approved them; in writing, if nothing is said")]
}

/// `meeting carry`: what comes over from earlier meetings, listed or laid onto the agenda.
pub fn carry(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    crate::model::act::may("meeting.carry", &record, &session.at())?;
    let found = carried(&record, &session.at());
    let names: Vec<String> = matches.get_many::<String>("what").into_iter().flatten().cloned().collect();
    if !matches.get_flag("all") && names.is_empty() {
        let heads = ["What", "Why", "Title"].map(str::to_owned).into();
        let rows = found.iter().map(|it| vec![it.what.name().to_owned(), it.why.clone(), it.title.clone()]).collect();
        let columns = Columns { heads, rows };
        let id = &record.id;
        let say = match found.is_empty() {
            true => format!("Nothing comes over to {id}"),
            false => format!("`comity meeting carry {id} --all`, or `--take` with some of them, lays them onto it"),
        };
        return Ok(Answer {
            kind: "meeting.carry".to_owned(),
            text: if found.is_empty() { String::new() } else { columns.print(&session.options) },
            data: found.iter().map(|it| json!({ "what": it.what.name(), "why": it.why, "title": it.title })).collect(),
            talk: vec![say],
            ..Answer::default()
        });
    }
    let mut chosen = Vec::new();
    for name in &names {
        let fits = |it: &&Carried| {
            let own = it.what.name();
            own.eq_ignore_ascii_case(name) || own.rsplit('-').next().is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        let Some(one) = found.iter().find(fits) else {
            let all: Vec<&str> = found.iter().map(|it| it.what.name()).collect();
            let message = format!("`{}` does not come over to {}", shown::visible(name), record.id);
            return Err(
                Report::new("E-NOT-FOUND", Exit::NotFound, message).hint(format!("There are {}", all.join(", ")))
            );
        };
        chosen.push(one.what.clone());
    }
    if names.is_empty() {
        chosen.extend(found.iter().map(|it| it.what.clone()));
    }
    act(session, &record, "meeting.carry", |it, at| Ok(deed::item::carry_over(it, &chosen, at)))
}

/// `meeting issue-agenda`: it goes out; what is not ready is said.
pub fn issue_agenda(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let found: Vec<String> = faults(&record, &session.at()).iter().map(Fault::sentence).collect();
    let since = since(&record, session.snapshot()).filter(|it| !it.is_empty());
    let changes = since.map(|it| it.lines(&record, &session.at())).unwrap_or_default();
    let mut answer = act(session, &record, "meeting.issue-agenda", meeting::issue_agenda)?;
    answer.talk.extend(changes.iter().map(|it| format!("Since it last went out, {it}")));
    answer.more.insert("changed_since".to_owned(), json!(changes));
    answer.talk.extend(found.iter().map(|it| format!("Not ready: {it}")));
    answer.more.insert("not_ready".to_owned(), json!(found));
    Ok(answer)
}

/// `meeting postpone`
pub fn postpone(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let word = matches.get_one::<String>("to").cloned().unwrap_or_default();
    let to = session.value_of(kind, "start", &word)?.as_ref().and_then(value::local_of);
    let Some(to) = to else { return Err(Report::usage("`--to` names no time")) };
    act(session, &record, "meeting.postpone", |it, at| meeting::postpone(it, to, at))
}

/// `meeting cancel`
pub fn cancel(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    crate::model::act::may("meeting.cancel", &record, &session.at())?;
    let reason = session.reason(matches)?;
    act(session, &record, "meeting.cancel", |it, at| meeting::cancel(it, reason.clone(), at))
}

/// `meeting start`
pub fn start(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let when = moment(session, &record, matches, "at")?;
    act(session, &record, "meeting.start", |it, at| sitting::start(it, when.unwrap_or(at.now), at))
}

/// A moment that was typed; an hour alone is one of the meeting's own day.
fn moment(
    session: &mut Session,
    meeting: &Record,
    matches: &ArgMatches,
    name: &str,
) -> Result<Option<DateTime<FixedOffset>>, Report> {
    match matches.get_one::<String>(name) {
        Some(word) => moment_of(session, meeting, word),
        None => Ok(None),
    }
}

/// The moment that a word means, on the clocks of a meeting.
///
/// # Errors
/// When it is not understood.
pub fn moment_of(session: &mut Session, meeting: &Record, word: &str) -> Result<Option<DateTime<FixedOffset>>, Report> {
    let day = meeting.local("start").map(|it| it.date());
    let word = match day.filter(|_| !word.contains([' ', 'T']) && word != "now") {
        Some(day) => format!("{day} {word}"),
        None => word.to_owned(),
    };
    // A time without an offset is one of the meeting's own clocks.
    if let Some(zone) = crate::model::view::Meeting(meeting).zone()
        && let Ok(Some(local)) = session.value_of(Kind::Meeting, "start", &word)
        && let Some(local) = value::local_of(&local)
        && let Some(moment) = local.and_local_timezone(zone).earliest()
    {
        return Ok(Some(moment.fixed_offset()));
    }
    Ok(session.value_of(Kind::Meeting, "opened", &word)?.as_ref().and_then(value::instant_of))
}

/// `meeting attend`: several people are one change.
pub fn attend(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let typed = |name: &str| matches.get_one::<String>(name).cloned();
    let in_place_of = typed("in-place-of").map(|it| session.find(&[Kind::Person], &it)).transpose()?;
    let arrived = moment(session, &record, matches, "arrived")?;
    let left = moment(session, &record, matches, "left")?;
    let presence = match typed("presence") {
        Some(word) => {
            session.value_of(kind, "attendance.presence", &word)?.as_ref().and_then(|it| it.as_str().map(str::to_owned))
        }
        None if left.is_some() => None,
        None => Some("present".to_owned()),
    };
    let how =
        sitting::Presence { presence, in_place_of: in_place_of.map(|it| it.to_string()), arrived, left, stays: false };
    let words: Vec<String> = matches.get_many::<String>("people").into_iter().flatten().cloned().collect();
    let people = words.iter().map(|it| session.find(&[Kind::Person], it)).collect::<Result<Vec<_>, _>>()?;
    let mut answer = act(session, &record, "meeting.attend", |it, at| sitting::attend_all(it, &people, &how, at))?;
    let now = session.snapshot().get(&record.id);
    answer.talk.extend(now.map(|it| attendance::remarks(it, &session.at())).unwrap_or_default());
    Ok(answer)
}

/// `meeting notice`
pub fn notice(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    act(session, &record, "meeting.notice", sitting::notice)
}

/// `meeting pause`
pub fn pause(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    act(session, &record, "meeting.pause", sitting::pause)
}

/// `meeting resume`
pub fn resume(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    act(session, &record, "meeting.resume", sitting::resume)
}

/// `meeting end`
pub fn end(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let when = moment(session, &record, matches, "at")?;
    act(session, &record, "meeting.end", |it, at| sitting::end(it, when.unwrap_or(at.now), at))
}

/// `meeting check-minutes`
pub fn check_minutes(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    act(session, &record, "meeting.check-minutes", meeting::check_minutes)
}

/// `meeting issue-minutes`
pub fn issue_minutes(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let mut answer = act(session, &record, "meeting.issue-minutes", meeting::issue_minutes)?;
    if record.word("checked_by").is_none() {
        let id = &record.id;
        answer.talk.push(format!(
            "Nobody of the other side has checked them: `comity meeting check-minutes {id} --as PERSON`"
        ));
    }
    Ok(answer)
}

/// `meeting approve`
pub fn approve(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = session.meeting(&id_word(matches))?;
    let at_meeting = matches.get_one::<String>("at").map(|it| session.find(&[Kind::Meeting], it)).transpose()?;
    act(session, &record, "meeting.approve", |it, at| meeting::approve(it, at_meeting.as_ref(), at))
}

/// `meeting deadlines`: a secretary's list of what is due by when.
pub fn list_deadlines(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let group = matches.get_one::<String>("group").map(|it| session.find(&[Kind::Group], it)).transpose()?;
    let at = session.at();
    let mut found = deadlines(&at);
    found.retain(|it| group.as_ref().is_none_or(|group| it.meeting.group() == Some(group.as_str())));
    let heads = ["By", "Meeting", "What", ""].map(str::to_owned).into();
    let is_late = |it: &Deadline| it.is_late(at.today);
    let state = |it: &Deadline| {
        if it.done {
            "done"
        } else if is_late(it) {
            "late"
        } else {
            ""
        }
    };
    let row = |it: &Deadline| {
        vec![date::short(it.on), it.meeting.to_string(), it.what.words().to_owned(), state(it).to_owned()]
    };
    let columns = Columns { heads, rows: found.iter().map(row).collect() };
    Ok(Answer {
        kind: "meeting.deadlines".to_owned(),
        text: if found.is_empty() { String::new() } else { columns.print(&session.options) },
        data: found
            .iter()
            .map(|it| json!({ "meeting": it.meeting.as_str(), "what": it.what.word(), "on": it.on.to_string(), "done": it.done, "late": is_late(it) }))
            .collect(),
        talk: if found.is_empty() { vec!["Nothing is due around any meeting.".to_owned()] } else { Vec::new() },
        ..Answer::default()
    })
}

fn act(
    session: &mut Session,
    record: &Record,
    verb: &str,
    deed: impl FnOnce(&Record, &Standpoint<'_>) -> Result<Change, Refused>,
) -> Result<Answer, Report> {
    let change = deed(record, &session.at())?;
    session.write(verb, &change, &record.id)
}
