//! `person join`: two records of one person become one.

use clap::{Arg, ArgMatches};
use serde_json::json;

use super::printer::Answer;
use super::record::unreadable;
use super::session::Session;
use crate::model::deed::{self, NotJoined};
use crate::model::{Kind, RecordId, shown};
use crate::report::{Exit, Report};

pub fn join_arguments() -> Vec<Arg> {
    vec![
        Arg::new("keep").value_name("KEEP").required(true).help("Whose record stays"),
        Arg::new("other").value_name("OTHER").required(true).help("Whose record is joined into it"),
    ]
}

/// `person join`: whatever named the other names the one that is kept.
pub fn join(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let word = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let keep = session.find(&[Kind::Person], &word("keep"))?;
    // A record that was given up leads to the one that was kept; joined again, it is meant itself.
    let exact = RecordId::new(Kind::Person, &word("other").to_lowercase()).ok();
    let other = match exact.filter(|it| session.snapshot().exists(it)) {
        Some(other) => other,
        None => session.find(&[Kind::Person], &word("other"))?,
    };
    let snapshot = session.snapshot();
    let read = |id: &RecordId| snapshot.get(id).ok_or_else(|| unreadable(session, id));
    let joining = deed::join(read(&keep)?, read(&other)?, &session.at()).map_err(not_joined)?;
    let mut answer = session.write("person.join", &joining.change, &keep)?;
    let list = |ids: &[RecordId]| ids.iter().map(RecordId::to_string).collect::<Vec<_>>().join(", ");
    if !joining.named.is_empty() {
        let count = shown::count(joining.named.len(), "record names", "records name");
        answer.talk.push(format!("{count} {keep} instead of {other}: {}", list(&joining.named)));
    }
    if !joining.groups.is_empty() {
        answer.talk.push(format!("The terms of {other} are those of {keep} now: {}", list(&joining.groups)));
    }
    if !joining.alternates.is_empty() {
        let groups = list(&joining.alternates);
        answer.talk.push(format!("One was the alternate of the other, which comes to nothing: {groups}"));
    }
    let ids = |ids: &[RecordId]| json!(ids.iter().map(RecordId::as_str).collect::<Vec<_>>());
    answer.more.insert("joined".to_owned(), json!(other.as_str()));
    answer.more.insert("named".to_owned(), ids(&joining.named));
    answer.more.insert("groups".to_owned(), ids(&joining.groups));
    Ok(answer)
}

fn not_joined(error: NotJoined) -> Report {
    let report = Report::new("E-STATE", Exit::Invalid, error.to_string());
    match error {
        NotJoined::Itself(_) => report.hint("Name two people whose records are one person's"),
        NotJoined::Twice { .. } => {
            report.hint("Correct the first day of one of the two terms in its file, then join them")
        }
        NotJoined::Elsewhere { same, .. } => report.hint(format!("`comity person join KEEP {same}` joins that one")),
    }
}
