//! The settings of this clone, and the user's own beside them.

use clap::{Arg, ArgMatches};
use serde_json::json;

use super::printer::Answer;
use super::session::Session;
use crate::model::{Kind, shown};
use crate::report::{Exit, Report};
use crate::settings::{self, KEYS_FILE, SETTINGS_FILE, Setting, path_of};
use crate::verify::SETTING as VERIFY;

pub fn config_get_arguments() -> Vec<Arg> {
    vec![Arg::new("key").value_name("KEY").required(true).help(SETTINGS_HELP)]
}

pub fn config_set_arguments() -> Vec<Arg> {
    let value = Arg::new("value").value_name("VALUE").required(true).help("Its value; `none` clears it");
    vec![Arg::new("key").value_name("KEY").required(true).help(SETTINGS_HELP), value]
}

const SETTINGS_HELP: &str = "me, name, email, verify or autosync; also theme, ascii, mouse or ctrl_z";

/// The settings of this clone: what they are called here, what git calls them, and what they are.
pub const SETTINGS: &[(&str, &str, &str)] = &[
    ("me", "comity.person", "The person of the workspace who works in this clone"),
    ("name", "user.name", "The name that changes from this clone bear"),
    ("email", "user.email", "The address that changes from this clone bear"),
    ("verify", VERIFY, "What becomes of changes of others that are not right: off, warn or refuse"),
    (AUTOSYNC, "comity.autosync", "Every so many minutes the screen sends and receives by itself"),
];

const AUTOSYNC: &str = "autosync";

/// `config list`: the settings of this clone, and those of the user.
pub fn config_list(session: &mut Session, _: &ArgMatches) -> Result<Answer, Report> {
    let value = |key: &str| session.workspace.repo().setting(key);
    let line = |name: &str, value: &str, help: &str| format!("{name:8}  {value:24}  {help}\n");
    let clone = SETTINGS.iter().map(|(name, key, help)| {
        let value = value(key).map_or_else(|| "(not set)".to_owned(), |it| shown::visible(&it).into_owned());
        line(name, &value, help)
    });
    let own = session.options.settings();
    let path = path_of(SETTINGS_FILE);
    let text = clone.chain([format!("\nYours, in {}\n", shown::visible(&path.display().to_string()))]);
    let text = text.chain(settings::SETTINGS.iter().map(|it| line(it.name, own.word(it.name), it.help))).collect();
    let data = SETTINGS.iter().filter_map(|(name, key, _)| Some(((*name).to_owned(), json!(value(key)?))));
    let data = data.chain(settings::SETTINGS.iter().map(|it| (it.name.to_owned(), json!(own.word(it.name))))).collect();
    Ok(Answer {
        kind: "config.list".to_owned(),
        text,
        data: serde_json::Value::Object(data),
        talk: own.warnings.iter().map(|it| format!("note: {it}")).collect(),
        ..Answer::default()
    })
}

/// `config get`: one setting.
pub fn config_get(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let kind = "config.get".to_owned();
    if let Some(own) = own_setting(matches) {
        let settings = session.options.settings();
        let word = settings.word(own.name);
        let talk = settings.warnings.iter().map(|it| format!("note: {it}")).collect();
        return Ok(Answer {
            kind,
            text: format!("{word}\n"),
            data: json!({ own.name: word }),
            talk,
            ..Answer::default()
        });
    }
    let (name, key) = setting(matches)?;
    let value = session.workspace.repo().setting(key);
    let text = value.as_deref().map(|it| format!("{}\n", shown::visible(it))).unwrap_or_default();
    Ok(Answer { kind, text, data: setting_json(name, value), ..Answer::default() })
}

/// `config set`: one setting, in this clone alone.
pub fn config_set(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    if let Some(own) = own_setting(matches) {
        let message = format!("`{}` is a setting of yours, and not of this clone; comity never writes those", own.name);
        return Err(Report::new("E-VALUE", Exit::Invalid, message).hint(format!(
            "Write such a line into {}: {} = {}",
            path_of(SETTINGS_FILE).display(),
            own.name,
            own.values.iter().map(|it| in_toml(it)).collect::<Vec<_>>().join(" or ")
        )));
    }
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

/// `help settings`: the user's own settings.
pub fn own_settings() -> String {
    let mut text = format!(
        "How the screen looks and what it listens to is set in a file of your own, for every\n\
         workspace: `comity/{SETTINGS_FILE}` in your folder of settings (`comity config list` says\n\
         where that is). A line sets one thing: `theme = \"light\"`. Flags go before it.\n\n"
    );
    for it in settings::SETTINGS {
        let values: Vec<String> = it.values.iter().map(|it| in_toml(it)).collect();
        text.push_str(&format!(
            "  {:8}  {}\n            {}; {} by default\n",
            it.name,
            it.help,
            values.join(", "),
            values[0]
        ));
    }
    text + &format!("\nKeys are set in `{KEYS_FILE}` beside it: `comity help keys`.\n")
}

/// A word as it stands in a file of settings.
fn in_toml(word: &str) -> String {
    if ["true", "false"].contains(&word) { word.to_owned() } else { format!("\"{word}\"") }
}

/// The user's own setting that is meant, where one is.
fn own_setting(matches: &ArgMatches) -> Option<&'static Setting> {
    let word = matches.get_one::<String>("key")?;
    settings::SETTINGS.iter().find(|it| it.name == word)
}

fn setting(matches: &ArgMatches) -> Result<(&'static str, &'static str), Report> {
    let word = matches.get_one::<String>("key").cloned().unwrap_or_default();
    SETTINGS.iter().find(|it| it.0 == word).map(|it| (it.0, it.1)).ok_or_else(|| {
        Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no setting `{}`", shown::visible(&word)))
            .hint("There are me, name, email, verify and autosync, and yours: theme, ascii, mouse and ctrl_z")
    })
}
