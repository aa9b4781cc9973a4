//! The verbs of action points beyond the common ones.

use clap::{Arg, ArgMatches};

use super::calendar;
use super::handover;
use super::nouns::{ADD, EDIT, LIST, SHOW};
use super::printer::Answer;
use super::record::unreadable;
use super::session::Session;
use super::verbs::{Arguments, Verb};
use crate::model::act::may;
use crate::model::{Change, Kind, Record, RecordId, Standpoint, deed, value};
use crate::report::Report;

/// The verbs of action points.
pub const VERBS: &[Verb] = &[
    LIST,
    SHOW,
    ADD,
    EDIT,
    Verb::of_kind("done", "Say that they are done", Arguments::Own(done_arguments), done)
        .example(&["action done 7K3F", "action done 7K3F 9QXT --on yesterday"]),
    Verb::of_kind("reopen", "Take them up again", Arguments::Own(reopen_arguments), reopen)
        .example(&["action reopen 7K3F", "action reopen last"]),
    Verb::of_kind("cancel", "Drop them, with a reason", Arguments::Own(cancel_arguments), cancel)
        .example(&["action cancel 7K3F --reason \"Covered elsewhere\"", "action cancel last --reason Double"]),
    Verb::of_kind("assign", "Give it to somebody", Arguments::Own(assign_arguments), assign)
        .example(&["action assign 7K3F rowan", "action assign 7K3F me"]),
    Verb::of_kind("due", "Give it another day", Arguments::Own(due_arguments), due)
        .example(&["action due 7K3F \"next fri\"", "action due 7K3F none"]),
    Verb::of_kind("note", "Write down what has been done", Arguments::Own(note_arguments), note)
        .example(&["action note 7K3F \"First draft sent\"", "action note 7K3F - < notes.txt"]),
    Verb::of_kind("close", "Accept them as done, for the group", Arguments::Own(close_arguments), close)
        .example(&["action close 7K3F --at \"AQ last\"", "action close 7K3F 9QXT"]),
    Verb::of_kind("snooze", "Leave it alone until a day", Arguments::Own(snooze_arguments), snooze)
        .example(&["action snooze 7K3F +2w", "action snooze 7K3F none"]),
    Verb::of_kind(
        "refer",
        "Hand it over to another group, which says what becomes of it",
        Arguments::OfKind(handover::refer_arguments),
        handover::refer,
    )
    .example(&["action refer 7K3F DC", "action refer last CO"]),
    Verb::of_kind(
        "export",
        "Print action points for calendar programs",
        Arguments::Own(calendar::action_arguments),
        calendar::export_actions,
    )
    .example(&["action export --ics --group AQ --out ../actions.ics", "action export --ics --owner me"]),
];

/// Which actions a verb is about; several are one change.
pub fn ids_argument() -> Arg {
    Arg::new("ids")
        .value_name("ID")
        .required(true)
        .num_args(1..)
        .help("Which ones: ids, beginnings or random parts of ids, or `last`")
}

fn reopen_arguments() -> Vec<Arg> {
    vec![ids_argument()]
}

pub fn close_arguments() -> Vec<Arg> {
    let at = Arg::new("at").long("at").value_name("MEETING");
    vec![ids_argument(), at.help("Meeting that accepted them")]
}

pub fn snooze_arguments() -> Vec<Arg> {
    // Several words are one date; a flag behind them is a flag.
    let date = Arg::new("date").value_name("DATE").required(true).num_args(1..);
    vec![
        super::record::id_argument(Kind::Action),
        date.help("First day on which it is looked at again; `none` takes it away"),
    ]
}

pub fn done_arguments() -> Vec<Arg> {
    vec![
        ids_argument(),
        Arg::new("on")
            .long("on")
            .value_name("DATE")
            .help("Day on which it was done; today, if nothing is said")
            .allow_hyphen_values(true),
    ]
}

pub fn cancel_arguments() -> Vec<Arg> {
    vec![ids_argument(), Arg::new("reason").long("reason").value_name("TEXT").help("Why; it stays with the action")]
}

pub fn assign_arguments() -> Vec<Arg> {
    vec![
        super::record::id_argument(Kind::Action),
        Arg::new("person").value_name("PERSON").required(true).help("Who is to do it; `none` for nobody yet"),
    ]
}

pub fn due_arguments() -> Vec<Arg> {
    vec![
        super::record::id_argument(Kind::Action),
        Arg::new("date")
            .value_name("DATE")
            .required(true)
            .num_args(1..)
            .help("Day by which it is to be done; `none` takes it away"),
    ]
}

pub fn note_arguments() -> Vec<Arg> {
    vec![
        super::record::id_argument(Kind::Action),
        Arg::new("text").value_name("TEXT").required(true).help("What has been done; `-` reads it from standard input"),
    ]
}

/// `action done`: the owner says that it is done.
pub fn done(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let on = matches.get_one::<String>("on").map(|it| session.value_of(Kind::Action, "done_on", it)).transpose()?;
    let on = on.flatten().as_ref().and_then(value::date_of);
    each(session, matches, "action.done", |action, at| deed::done(action, on, at))
}

/// `action reopen`: it is to be done after all.
pub fn reopen(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    each(session, matches, "action.reopen", deed::reopen)
}

/// `action cancel`: it is dropped, with a reason.
pub fn cancel(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let reason = session.reason(matches)?;
    each(session, matches, "action.cancel", |action, at| deed::drop(action, reason.clone(), at))
}

/// `action close`: the group accepts that they are done.
pub fn close(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let meeting = matches.get_one::<String>("at").map(|it| session.find(&[Kind::Meeting], it)).transpose()?;
    each(session, matches, "action.close", |action, at| deed::close_action(action, meeting.as_ref(), at))
}

/// `action snooze`: it is left alone until a day.
pub fn snooze(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Action], &word(matches, "id"))?;
    may("action.snooze", &readable(session, &id)?, &session.at())?;
    one(session, matches, "action.snooze", "snooze_until", "date")
}

/// `action assign`: somebody else answers for it.
pub fn assign(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    one(session, matches, "action.assign", "owner", "person")
}

/// `action due`: another day.
pub fn due(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    one(session, matches, "action.due", "due", "date")
}

/// `action note`: what has been done, as a line of its progress.
pub fn note(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Action], &word(matches, "id"))?;
    let record = readable(session, &id)?;
    let words = session.value_of(Kind::Action, "progress.text", &word(matches, "text"))?;
    if words.is_none() {
        return Err(Report::usage("the note is empty"));
    }
    let change = deed::note(&record, words, &session.at());
    session.write("action.note", &change, &id)
}

fn one(
    session: &mut Session,
    matches: &ArgMatches,
    verb: &str,
    key: &'static str,
    argument: &str,
) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Action], &word(matches, "id"))?;
    let record = readable(session, &id)?;
    let words: Vec<&String> = matches.get_many(argument).into_iter().flatten().collect();
    let words = words.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let value = session.value_of(Kind::Action, key, &words)?;
    let change = deed::edit(&record, vec![(key.to_owned(), value)], &session.at()).meaning(verb);
    session.write(verb, &change, &id)
}

fn each(
    session: &mut Session,
    matches: &ArgMatches,
    verb: &str,
    deed: impl Fn(&Record, &Standpoint<'_>) -> Change,
) -> Result<Answer, Report> {
    let words: Vec<String> = matches.get_many::<String>("ids").into_iter().flatten().cloned().collect();
    let mut ids = Vec::new();
    for word in words {
        let id = session.find(&[Kind::Action], &word)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut changes = Vec::new();
    for id in &ids {
        let action = readable(session, id)?;
        let change = deed(&action, &session.at());
        if !change.is_empty() {
            may(verb, &action, &session.at())?;
        }
        changes.push(change);
    }
    let Some(first) = ids.first() else { return Err(Report::usage("no action was named")) };
    session.write(verb, &deed::together(changes).meaning(verb), first)
}

fn readable(session: &Session, id: &RecordId) -> Result<Record, Report> {
    session.snapshot().get(id).cloned().ok_or_else(|| unreadable(session, id))
}

fn word(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().unwrap_or_default()
}
