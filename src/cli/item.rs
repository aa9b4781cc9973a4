//! The verbs of agenda items beyond the common ones.

use clap::{Arg, ArgAction, ArgGroup, ArgMatches};

use super::printer::Answer;
use super::session::Session;
use crate::model::Kind;
use crate::model::deed::{Destination, move_item};
use crate::report::Report;

pub fn move_arguments() -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help).group(WHERE)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).group(WHERE)
    };
    vec![
        super::record::id_argument(Kind::Item),
        value("before", "ID", "Before this item"),
        value("after", "ID", "After this item"),
        flag("first", "To the top of its agenda"),
        flag("last", "To the end of its agenda"),
        value("to", "MEETING", "To the end of another meeting's agenda"),
        flag("pool", "Off the agenda, into the pool"),
    ]
}

const WHERE: &str = "where";

/// One destination, no more and no less.
pub fn move_groups() -> Vec<ArgGroup> {
    vec![ArgGroup::new(WHERE).required(true).multiple(false)]
}

/// `item move`: another place on its agenda, another meeting, or the pool.
pub fn move_to(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let id = session.find(&[Kind::Item], &text("id").unwrap_or_default())?;
    let to = if let Some(other) = text("before") {
        Destination::Before(session.find(&[Kind::Item], &other)?)
    } else if let Some(other) = text("after") {
        Destination::After(session.find(&[Kind::Item], &other)?)
    } else if let Some(meeting) = text("to") {
        Destination::Meeting(session.find(&[Kind::Meeting], &meeting)?)
    } else if matches.get_flag("pool") {
        Destination::Pool
    } else if matches.get_flag("first") {
        Destination::First
    } else {
        Destination::Last
    };
    let change = move_item(session.snapshot(), &id, &to)?;
    session.write("item.move", &change, &id)
}
