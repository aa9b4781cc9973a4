//! The settings of this clone.

use clap::{Arg, ArgMatches};
use serde_json::json;

use super::printer::Answer;
use super::session::Session;
use crate::model::{Kind, shown};
use crate::report::{Exit, Report};
use crate::verify::SETTING as VERIFY;

pub fn config_get_arguments() -> Vec<Arg> {
    vec![Arg::new("key").value_name("KEY").required(true).help(SETTINGS_HELP)]
}

pub fn config_set_arguments() -> Vec<Arg> {
    let value = Arg::new("value").value_name("VALUE").required(true).help("Its value; `none` clears it");
    vec![Arg::new("key").value_name("KEY").required(true).help(SETTINGS_HELP), value]
}

const SETTINGS_HELP: &str = "me, name, email, verify or autosync";

/// The settings of this clone: what they are called here, what git calls them, and what they are.
pub const SETTINGS: &[(&str, &str, &str)] = &[
    ("me", "comity.person", "The person of the workspace who works in this clone"),
    ("name", "user.name", "The name that changes from this clone bear"),
    ("email", "user.email", "The address that changes from this clone bear"),
    ("verify", VERIFY, "What becomes of changes of others that are not right: off, warn or refuse"),
    (AUTOSYNC, "comity.autosync", "Every so many minutes the screen sends and receives by itself"),
];

const AUTOSYNC: &str = "autosync";

/// `config list`: the settings of this clone.
pub fn config_list(session: &mut Session, _: &ArgMatches) -> Result<Answer, Report> {
    let value = |key: &str| session.workspace.repo().setting(key);
    let lines = SETTINGS.iter().map(|(name, key, help)| {
        let value = value(key).map_or_else(|| "(not set)".to_owned(), |it| shown::visible(&it).into_owned());
        format!("{name:8}  {value:24}  {help}\n")
    });
    let data = SETTINGS.iter().filter_map(|(name, key, _)| Some(((*name).to_owned(), json!(value(key)?)))).collect();
    Ok(Answer {
        kind: "config.list".to_owned(),
        text: lines.collect(),
        data: serde_json::Value::Object(data),
        ..Answer::default()
    })
}

/// `config get`: one setting.
pub fn config_get(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let (name, key) = setting(matches)?;
    let value = session.workspace.repo().setting(key);
    let text = value.as_deref().map(|it| format!("{}\n", shown::visible(it))).unwrap_or_default();
    Ok(Answer { kind: "config.get".to_owned(), text, data: setting_json(name, value), ..Answer::default() })
}

/// `config set`: one setting, in this clone alone.
pub fn config_set(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let (name, key) = setting(matches)?;
    let word = matches.get_one::<String>("value").cloned().unwrap_or_default();
    let value = match (name, word.trim()) {
        (_, "none" | "") => None,
        ("me", word) => Some(session.find(&[Kind::Person], word)?.to_string()),
        ("verify", word) if ["off", "warn", "refuse"].contains(&word) => Some(word.to_owned()),
        ("verify", word) => {
            let message = format!("`{}` is none of off, warn and refuse", shown::visible(word));
            return Err(Report::new("E-VALUE", Exit::Invalid, message));
        }
        (AUTOSYNC, "off") => None,
        (AUTOSYNC, word) => Some(minutes(word)?),
        (name, word) => Some(fit_for_git(name, word)?),
    };
    let would = if session.options.dry_run { "would be" } else { "is" };
    if !session.options.dry_run {
        session.workspace.repo().set(key, value.as_deref())?;
    }
    let text = match &value {
        Some(value) => format!("{name} {would} {value} in this clone\n"),
        None => format!("{name} {would} not set in this clone any more\n"),
    };
    Ok(Answer { kind: "config.set".to_owned(), text, data: setting_json(name, value), ..Answer::default() })
}

/// A name or an address that git takes.
///
/// # Errors
/// When it is none.
pub fn fit_for_git(name: &str, word: &str) -> Result<String, Report> {
    let no = |reason: String| Report::new("E-VALUE", Exit::Invalid, reason);
    match (name, word.trim()) {
        (_, word) if word.chars().any(char::is_control) => Err(no(format!("the {name} holds control characters"))),
        ("email", word) if !word.contains('@') || word.contains(['<', '>']) => {
            Err(no(format!("`{}` is no address", shown::visible(word))).hint("Write it like you@example.org"))
        }
        (_, word) if word.chars().all(|it| "<>.,:;\\\"' ".contains(it)) => {
            Err(no(format!("`{}` is no {name}", shown::visible(word))).hint("It needs a letter at least"))
        }
        (_, word) => Ok(word.to_owned()),
    }
}

/// Minutes between two exchanges.
fn minutes(word: &str) -> Result<String, Report> {
    let minutes = word.parse::<u32>().ok().filter(|it| (1..=24 * 60).contains(it));
    minutes.map(|it| it.to_string()).ok_or_else(|| {
        let message = format!("`{}` is no number of minutes", shown::visible(word));
        Report::new("E-VALUE", Exit::Invalid, message).hint("Write 1 to 1440, or none to let nothing go by itself")
    })
}

/// A setting for programs; nothing where it is not set.
fn setting_json(name: &str, value: Option<String>) -> serde_json::Value {
    value.map_or_else(|| json!({}), |it| json!({ name: it }))
}

fn setting(matches: &ArgMatches) -> Result<(&'static str, &'static str), Report> {
    let word = matches.get_one::<String>("key").cloned().unwrap_or_default();
    SETTINGS.iter().find(|it| it.0 == word).map(|it| (it.0, it.1)).ok_or_else(|| {
        Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no setting `{}`", shown::visible(&word)))
            .hint("There are me, name, email, verify and autosync")
    })
}
