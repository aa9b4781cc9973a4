//! The verbs of papers: the files and links that go with an agenda item.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::Value as Json;
use toml::{Table, Value};

use super::printer::{Answer, Columns};
use super::record::{existing, id_argument};
use super::session::Session;
use super::show::value_json;
use crate::model::deed::item::add_paper;
use crate::model::record::Fields;
use crate::model::{Kind, shown, value};
use crate::report::Report;
use crate::workspace::{NewPaper, called, is_link};

pub fn add_arguments() -> Vec<Arg> {
    vec![
        id_argument(Kind::Item),
        Arg::new("file").value_name("FILE|URL").help("The file, which is laid among the group's papers, or a link"),
        Arg::new("title")
            .long("title")
            .value_name("TEXT")
            .help("What it is called; the file's name, if nothing is said"),
        Arg::new("to-follow").long("to-follow").action(ArgAction::SetTrue).help("It is not there yet"),
    ]
}

pub fn list_arguments() -> Vec<Arg> {
    vec![id_argument(Kind::Item)]
}

/// `item paper list`: the papers of an item.
pub fn list(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, kind, matches)?;
    let heads = ["State", "Title", "Where"].map(str::to_owned).into();
    let visible = |row: &Table, key: &str| shown::visible(row.text(key)).into_owned();
    let row = |row: &Table| {
        let place = ["path", "url"].into_iter().find(|it| row.word(it).is_some()).unwrap_or("path");
        vec![visible(row, "state"), visible(row, "title"), visible(row, place)]
    };
    let rows: Vec<Vec<String>> = item.rows("paper").map(row).collect();
    let none = rows.is_empty();
    let columns = Columns { heads, rows };
    let data: Json = item.rows("paper").map(|it| value_json(&Value::Table(it.clone()))).collect();
    let text = if none { String::new() } else { columns.print(&session.options) };
    let talk = if none { vec![format!("{} has no papers", item.id)] } else { Vec::new() };
    Ok(Answer { kind: "item.paper.list".to_owned(), text, data, talk, ..Answer::default() })
}

/// `item paper add`: a file, a link, or a paper that is to follow.
pub fn add(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, kind, matches)?;
    let group = item.id.group().unwrap_or_default().to_owned();
    let what = matches.get_one::<String>("file").cloned();
    if what.is_none() && !matches.get_flag("to-follow") {
        return Err(Report::usage("a file or link is missing").hint("--to-follow says that it comes later"));
    }
    let title = match matches.get_one::<String>("title") {
        Some(title) => session.value_of(kind, "paper.title", title)?,
        None => what.as_deref().filter(|it| !is_link(it)).and_then(called).map(value::text),
    };
    let Some(title) = title else {
        return Err(Report::usage("`--title` is missing").hint("Say what the paper is called"));
    };
    let mut row = Table::new();
    row.insert("title".to_owned(), title);
    let mut papers: Vec<NewPaper> = Vec::new();
    let state = match what {
        None => "to-follow",
        Some(link) if is_link(&link) => {
            row.extend(session.value_of(kind, "paper.url", &link)?.map(|it| ("url".to_owned(), it)));
            if matches.get_flag("to-follow") { "to-follow" } else { "ready" }
        }
        Some(_) if matches.get_flag("to-follow") => {
            return Err(Report::usage("the paper is there, and cannot be to follow").hint("Leave out --to-follow"));
        }
        Some(file) => {
            let paper = session.workspace.take_paper(&group, Path::new(&file))?;
            row.insert("path".to_owned(), value::text(&paper.name));
            row.insert("sha256".to_owned(), value::text(paper.sha256()));
            papers.push(paper);
            "ready"
        }
    };
    row.insert("state".to_owned(), value::text(state));
    let change = add_paper(&item, row, &session.at())?;
    let mut answer = session.write_with("item.paper.add", &change, &papers, &item.id)?;
    if !session.options.dry_run {
        answer.talk.extend(papers.iter().map(|it| format!("It lies in groups/{group}/papers/{}", it.name)));
    }
    Ok(answer)
}
