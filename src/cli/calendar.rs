//! `meeting export` and `action export`: meetings and actions for calendar programs.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::json;

use super::document::{audience_argument, out_argument, put, reader};
use super::printer::Answer;
use super::session::Session;
use crate::document::calendar::{Alarms, actions, meetings};
use crate::document::make::edition;
use crate::model::Kind;
use crate::report::Report;

/// What `meeting export` takes.
pub fn meeting_arguments() -> Vec<Arg> {
    let mut arguments = common();
    arguments.push(alarms("Let the calendar ring when an agenda has to go out"));
    arguments
}

/// What `action export` takes.
pub fn action_arguments() -> Vec<Arg> {
    let mut arguments = common();
    arguments.push(alarms("Let the calendar ring when an action is due soon"));
    arguments.push(Arg::new("owner").long("owner").value_name("PERSON").help("Only what this person has to do"));
    arguments
}

fn alarms(help: &'static str) -> Arg {
    Arg::new("alarms").long("alarms").action(ArgAction::SetTrue).help(help)
}

fn common() -> Vec<Arg> {
    let ics = Arg::new("ics").long("ics").action(ArgAction::SetTrue);
    vec![
        ics.help("As a calendar that calendar programs read, which is also what comes if nothing is said"),
        Arg::new("group").long("group").value_name("CODE").help("Only of this group"),
        audience_argument(),
        out_argument(),
    ]
}

/// `meeting export`
pub fn export_meetings(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let group = matches.get_one::<String>("group").map(|it| session.find(&[Kind::Group], it)).transpose()?;
    let reader = reader(session, session.snapshot(), matches);
    let text = meetings(group.as_ref(), rings(matches), &edition(&session.workspace), &reader);
    export(session, matches, "meeting.export", text)
}

/// `action export`
pub fn export_actions(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let group = matches.get_one::<String>("group").map(|it| session.find(&[Kind::Group], it)).transpose()?;
    let owner = matches.get_one::<String>("owner").map(|it| session.find(&[Kind::Person], it)).transpose()?;
    let reader = reader(session, session.snapshot(), matches);
    let text = actions(group.as_ref(), owner.as_ref(), rings(matches), &edition(&session.workspace), &reader);
    export(session, matches, "action.export", text)
}

fn rings(matches: &ArgMatches) -> Alarms {
    if matches.get_flag("alarms") { Alarms::Ring } else { Alarms::Silent }
}

fn export(session: &Session, matches: &ArgMatches, kind: &str, text: String) -> Result<Answer, Report> {
    let data = json!({ "text": text });
    put(session, matches, Answer { kind: kind.to_owned(), data, text, ..Answer::default() })
}
