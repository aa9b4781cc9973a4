//! `person leave`: what ends, what somebody else takes over, and what is left without anybody.

use clap::{Arg, ArgMatches};
use serde_json::json;

use super::member::{date, found};
use super::printer::Answer;
use super::record::{id_argument, id_word, unreadable};
use super::session::Session;
use crate::model::deed::{self, Leaving};
use crate::model::{Kind, RecordId, Snapshot, shown};
use crate::report::Report;

pub fn leave_arguments() -> Vec<Arg> {
    vec![
        id_argument(Kind::Person),
        Arg::new("on")
            .long("on")
            .value_name("DATE")
            .allow_hyphen_values(true)
            .help("Last day; today, if nothing is said"),
        Arg::new("hand_over_to")
            .long("hand-over-to")
            .value_name("PERSON")
            .help("Who takes over open actions, meetings to come and measures"),
    ]
}

/// `person leave`: every term ends, the open actions go to somebody else or are listed.
pub fn leave(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Person], &id_word(matches))?;
    let to = found(session, matches, "hand_over_to", Kind::Person)?;
    let day = date(session, matches, "on")?.unwrap_or_else(|| session.at().today);
    let Some(person) = session.snapshot().get(&id).cloned() else { return Err(unreadable(session, &id)) };
    let leaving = deed::leave(&person, day, to.as_ref(), &session.at())?;
    let told = told(&leaving, &id, to.as_ref(), session.snapshot());
    if !leaving.change.is_empty() && !session.options.dry_run && !session.options.yes {
        if !session.options.may_ask() {
            let report = Report::usage(format!("{id} would leave on {}, and nobody can be asked", shown::day(day)));
            return Err(report.hint("Look with --dry-run, then say it with --yes"));
        }
        told.iter().for_each(|it| super::printer::talk(it));
        if !session.confirm(&format!("{id} leaves on {}?", shown::day(day)))? {
            let kind = "person.leave".to_owned();
            return Ok(Answer { kind, text: "Nothing was changed.\n".to_owned(), ..Answer::default() });
        }
    }
    let asked = session.options.may_ask() && !session.options.yes;
    let mut answer = session.write("person.leave", &leaving.change, &id)?;
    if !asked || session.options.dry_run {
        answer.talk.extend(told);
    }
    let role = |group: &RecordId, role: &str| json!({ "group": group.as_str(), "role": role });
    let vacant = leaving.vacant.iter().map(|(group, word, org)| {
        let mut json = role(group, word);
        json["org"] = json!(org.as_ref().map(RecordId::as_str));
        json
    });
    let ids = |ids: &[RecordId]| json!(ids.iter().map(RecordId::as_str).collect::<Vec<_>>());
    answer.more.insert("ended".to_owned(), leaving.ended.iter().map(|it| role(&it.0, &it.1)).collect());
    answer.more.insert("vacant".to_owned(), vacant.collect());
    answer.more.insert("handed_over".to_owned(), ids(&leaving.handed_over));
    answer.more.insert("kept".to_owned(), ids(&leaving.kept));
    Ok(answer)
}

/// What a person's leaving comes to, in sentences, and what else can be said.
fn told(leaving: &Leaving, id: &RecordId, to: Option<&RecordId>, snapshot: &Snapshot) -> Vec<String> {
    let mut told = leaving.sentences(id, to, snapshot);
    if !leaving.kept.is_empty() {
        told.push("--hand-over-to gives them to somebody else.".to_owned());
    }
    told
}
