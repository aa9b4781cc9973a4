//! `trust`: the programs that a folder's own git settings name, and whether they may be run.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::json;

use super::printer::{self, Answer};
use super::session::Session;
use crate::model::shown;
use crate::report::Report;
use crate::store::remote::RemoteError;
use crate::store::trust::Named;

const QUESTION: &str = "Allow them?";

pub fn trust_arguments() -> Vec<Arg> {
    vec![Arg::new("forget").long("forget").action(ArgAction::SetTrue).help("Do not allow them any more")]
}

/// `trust`: lists the programs, and allows them if somebody says so.
pub fn trust(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let repo = session.workspace.repo();
    let named = repo.named_programs()?;
    let mut allowed = repo.untrusted()?.is_empty();
    if named.is_empty() {
        let text = "The settings of this folder name no programs: there is nothing to allow\n".to_owned();
        let data = json!({ "programs": [], "allowed": true });
        return Ok(Answer { kind: "trust".to_owned(), text, data, ..Answer::default() });
    }
    if matches.get_flag("forget") && !session.options.dry_run {
        repo.distrust(&named)?;
        allowed = false;
    } else if !allowed && !session.options.dry_run {
        if session.options.may_ask() {
            printer::talk(&list(&named));
        }
        if session.confirm(QUESTION)? {
            repo.trust(&named)?;
            allowed = true;
        }
    }
    let end = match allowed {
        true => "You have allowed them; comity asks again when they change",
        false => "They are not run, and nothing is exchanged; `comity trust --yes` allows them",
    };
    let text = format!("{}\n{end}\n", list(&named));
    let programs: Vec<_> = named.iter().map(|it| json!({ "key": it.key, "value": it.value })).collect();
    let data = json!({ "programs": programs, "allowed": allowed });
    Ok(Answer { kind: "trust".to_owned(), text, data, ..Answer::default() })
}

/// Asks about programs that nobody has allowed yet, before anything is exchanged.
///
/// # Errors
/// When they are not allowed.
pub(super) fn ask_first(session: &Session) -> Result<(), Report> {
    let repo = session.workspace.repo();
    let named = repo.untrusted()?;
    if named.is_empty() {
        return Ok(());
    }
    if session.options.may_ask() {
        printer::talk(&list(&named));
    }
    match session.confirm(QUESTION)? {
        true => Ok(repo.trust(&named)?),
        false => Err(RemoteError::Untrusted(named).into()),
    }
}

fn list(named: &[Named]) -> String {
    let lines = named.iter().map(|it| format!("\n  {} = {}", shown::visible(&it.key), shown::visible(&it.value)));
    format!("The settings of this folder name programs, which would be run in your name:{}", lines.collect::<String>())
}
