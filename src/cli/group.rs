//! The verbs of groups beyond the common ones: activate, rest, close.

use clap::ArgMatches;
use serde_json::json;

use super::printer::Answer;
use super::record::{id_word, unreadable};
use super::session::Session;
use crate::model::{Kind, deed};
use crate::report::{Exit, Report};

/// `group activate`: it begins its work, takes it up again, or is opened again; says what it lacks.
pub fn activate(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Group], &id_word(matches))?;
    let at = session.at();
    let Some(group) = at.snapshot.get(&id) else { return Err(unreadable(session, &id)) };
    let lacks = deed::lacks(group, &at);
    let change = deed::activate(group, &at);
    let mut answer = session.write("group.activate", &change, &id)?;
    answer.talk.extend(lacks.iter().map(|it| format!("{id} still lacks {it}")));
    answer.more.insert("lacks".to_owned(), json!(lacks));
    Ok(answer)
}

/// `group rest`: its work rests until somebody activates it again.
pub fn rest(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Group], &id_word(matches))?;
    let at = session.at();
    let Some(group) = at.snapshot.get(&id) else { return Err(unreadable(session, &id)) };
    let change = deed::rest(group, &at);
    session.write("group.rest", &change, &id)
}

/// `group close`: refused while something in it is still open.
pub fn close(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Group], &id_word(matches))?;
    let at = session.at();
    let Some(group) = at.snapshot.get(&id) else { return Err(unreadable(session, &id)) };
    let change = deed::close(group, &at).map_err(|open| {
        let report = Report::new("E-STATE", Exit::Invalid, format!("{id} cannot be closed: {}", open.words()));
        open.lines().into_iter().fold(report, |report, it| report.cause(it)).hint(
            "`comity action done`, `cancel` or `assign` settles actions; `comity member end PERSON GROUP` ends terms",
        )
    })?;
    session.write("group.close", &change, &id)
}
