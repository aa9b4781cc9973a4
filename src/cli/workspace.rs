//! `workspace area`: the priority areas of the memorandum.

use std::cmp::Ordering;

use clap::{Arg, ArgAction, ArgMatches};
use toml::{Table, Value};

use super::printer::Answer;
use super::record::unreadable;
use super::session::Session;
use crate::model::{Fields, Kind, RecordId, deed, shown, value};
use crate::report::{Exit, Report};

pub fn area_arguments() -> Vec<Arg> {
    let text = |name: &'static str, help: &'static str| Arg::new(name).long(name).value_name("TEXT").help(help);
    vec![
        Arg::new("code").value_name("CODE").required(true).help("Short code of the area"),
        text("title", "What the area is called"),
        text("aim", "What the memorandum wants in it"),
        Arg::new("remove")
            .long("remove")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["title", "aim"])
            .help("Take it out; no group may work on it any more"),
    ]
}

/// `workspace area`: an area is written down, changed or taken out.
pub fn area(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = RecordId::workspace();
    let word = matches.get_one::<String>("code").cloned().unwrap_or_default();
    let code = session.value_of(Kind::Workspace, "area.code", &word.to_uppercase())?;
    let Some(code) = code.as_ref().and_then(Value::as_str) else { return Err(Report::usage("an area needs a code")) };
    let Some(workspace) = session.snapshot().get(&id).cloned() else { return Err(unreadable(session, &id)) };
    let mut areas: Vec<Table> = workspace.rows("area").cloned().collect();
    let was_there = areas.len();
    let place = areas.iter().position(|it| it.text("code").eq_ignore_ascii_case(code));
    if matches.get_flag("remove") {
        let Some(place) = place else {
            let known: Vec<&str> = areas.iter().map(|it| it.text("code")).collect();
            let report =
                Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no area `{}`", shown::visible(code)));
            return Err(report.hint(format!("There is {}", shown::visible(&known.join(", ")))));
        };
        areas.remove(place);
    } else {
        let place = place.unwrap_or_else(|| {
            areas.push(Table::from_iter([("code".to_owned(), value::text(code))]));
            areas.len() - 1
        });
        for key in ["title", "aim"] {
            let Some(word) = matches.get_one::<String>(key) else { continue };
            match session.value_of(Kind::Workspace, &format!("area.{key}"), word)? {
                Some(value) => areas[place].insert(key.to_owned(), value),
                None => areas[place].remove(key),
            };
        }
        if areas[place].text("title").is_empty() {
            return Err(Report::usage("an area needs --title").hint("What the area is called, in a few words"));
        }
    }
    let done = match areas.len().cmp(&was_there) {
        Ordering::Less => "taken out",
        Ordering::Equal => "changed",
        Ordering::Greater => "added",
    };
    let areas = areas.into_iter().map(Value::Table).collect();
    let change = deed::edit(&workspace, vec![("area".to_owned(), Some(Value::Array(areas)))], &session.at());
    let change = match change.is_empty() {
        true => change,
        false => change.meaning("workspace.area").titled(format!("workspace: area {code} {done}")),
    };
    session.write("workspace.area", &change, &id)
}
