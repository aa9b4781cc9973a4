//! The verbs by which something goes to another group, and comes back from it.

use clap::{Arg, ArgMatches};

use super::printer::Answer;
use super::record::{existing, fresh_id, id_argument, unreadable};
use super::session::Session;
use crate::model::Kind;
use crate::model::deed::{Settings, handover};
use crate::report::Report;

pub fn refer_arguments(kind: Kind) -> Vec<Arg> {
    let group = Arg::new("group").value_name("GROUP").required(true);
    vec![id_argument(kind), group.help("The group that is to take it up")]
}

pub fn return_arguments() -> Vec<Arg> {
    let text = Arg::new("text").long("text").value_name("TEXT");
    vec![id_argument(Kind::Item), text.help("What came of it; `-` reads standard input")]
}

/// `item refer`, `action refer`: it goes to another group.
pub fn refer(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let word = matches.get_one::<String>("group").cloned().unwrap_or_default();
    let group = session.find(&[Kind::Group], &word)?;
    let record = existing(session, kind, matches)?;
    let to = session.snapshot().get(&group).cloned().ok_or_else(|| unreadable(session, &group))?;
    let id = fresh_id(session, Kind::Item, group.as_str(), &Settings::new())?;
    let change = handover::refer(&record, &to, id.clone(), &session.at())?;
    let mut answer = session.write(&format!("{}.refer", kind.noun()), &change, &record.id)?;
    if session.snapshot().exists(&id) {
        answer.talk.push(format!("It lies in the pool of {group} as {id}, for {group} to accept or decline"));
    }
    Ok(answer)
}

/// `item return`: what came of it goes back to the group that handed it over.
pub fn give_back(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, kind, matches)?;
    let words = match matches.get_one::<String>("text").cloned() {
        Some(text) => session.value_of(kind, "returned", &text)?,
        None => None,
    };
    let change = handover::give_back(&item, words, &session.at())?;
    session.write("item.return", &change, &item.id)
}
