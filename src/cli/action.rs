//! The verbs of action points beyond the common ones.

use clap::{Arg, ArgMatches};

use super::printer::Answer;
use super::record::unreadable;
use super::session::Session;
use crate::model::view::{Action, ActionState};
use crate::model::{Change, Kind, Record, RecordId, Standpoint, deed, table, value};
use crate::report::{Exit, Report};

/// Which actions a verb is about; several are one change.
pub fn ids_argument() -> Arg {
    Arg::new("ids")
        .value_name("ID")
        .required(true)
        .num_args(1..)
        .help("Which ones: ids, beginnings or random parts of ids, or `last`")
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
    each(session, matches, "action.done", |it| it != ActionState::Cancelled, |action, at| deed::done(action, on, at))
}

/// `action reopen`: it is to be done after all.
pub fn reopen(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    each(session, matches, "action.reopen", |_| true, deed::reopen)
}

/// `action cancel`: it is dropped, with a reason.
pub fn cancel(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let reason = match matches.get_one::<String>("reason") {
        Some(reason) => session.value(table::REASON, reason, None)?,
        None if session.options.may_ask() => session.ask(table::REASON)?,
        None => return Err(Report::usage("`--reason` is missing").hint("What is dropped keeps its reason")),
    };
    let may = |it: ActionState| it == ActionState::Cancelled || it < ActionState::Done;
    each(session, matches, "action.cancel", may, |action, at| deed::drop(action, reason.clone(), at))
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
    may: impl Fn(ActionState) -> bool,
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
        let state = Action(&action).state();
        if !may(state) {
            let message = format!("{id} is {}; that stands until it is taken up again", state.label());
            return Err(Report::new("E-STATE", Exit::Invalid, message).hint(format!("`comity action reopen {id}`")));
        }
        changes.push(deed(&action, &session.at()));
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
