//! The verb of notes alone: what became of one.

use clap::{Arg, ArgMatches};

use super::printer::Answer;
use super::record::{id_argument, id_word, unreadable};
use super::session::Session;
use crate::model::{Kind, deed};
use crate::report::Report;

pub fn settle_arguments() -> Vec<Arg> {
    let state = Arg::new("state").value_name("STATE").required(true);
    vec![id_argument(Kind::Note), state.help("What became of it: answered, accepted, rejected, or open again")]
}

/// `note settle`: what became of a note.
pub fn settle(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[kind], &id_word(matches))?;
    let Some(note) = session.snapshot().get(&id).cloned() else { return Err(unreadable(session, &id)) };
    let word = matches.get_one::<String>("state").map(String::as_str).unwrap_or_default();
    let state = session.value_of(kind, "state", word)?;
    let change = deed::settle_note(&note, state, &session.at());
    session.write("note.settle", &change, &id)
}
