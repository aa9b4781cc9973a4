//! The verbs of papers: the files and links that go with an agenda item.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::Value as Json;
use toml::{Table, Value};

use super::printer::{Answer, Columns};
use super::record::{existing, id_argument};
use super::session::Session;
use super::show::value_json;
use crate::model::deed::item::{add_paper, is_program, paper_name};
use crate::model::record::Fields;
use crate::model::{Kind, shown, value};
use crate::report::{Exit, Report};
use crate::store::folder::read_foreign;
use crate::workspace::{LARGEST_PAPER, NewPaper};

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
            let (name, bytes) = read(Path::new(&file))?;
            let paper = session.workspace.new_paper(&group, &name, bytes);
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

fn is_link(word: &str) -> bool {
    word.contains("://")
}

/// What a file is called where nobody gives it a title.
fn called(file: &str) -> Option<String> {
    let stem = Path::new(file).file_stem()?.to_string_lossy().replace('_', " ");
    (!stem.trim().is_empty()).then(|| stem.trim().to_owned())
}

/// A file as a paper: the name that it gets, and its bytes.
fn read(file: &Path) -> Result<(String, Vec<u8>), Report> {
    let told = shown::visible(&file.to_string_lossy()).into_owned();
    let refused = |why: String| Report::new("E-PAPER", Exit::Invalid, format!("`{told}` is not taken in: {why}"));
    if file.is_dir() {
        return Err(refused("it is a folder".to_owned()).hint("Name a file"));
    }
    let name = PathBuf::from(file).file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    if is_program(&name) {
        return Err(refused("it could run as a program".to_owned()).hint("A paper is read: a PDF, a text, a table"));
    }
    let size = file.metadata().map(|it| it.len()).unwrap_or_default();
    if size > LARGEST_PAPER {
        let (is, most) = (size.div_ceil(1 << 20), LARGEST_PAPER >> 20);
        return Err(refused(format!("it has {is} MB, and a paper has at most {most}"))
            .hint("Everybody who has the workspace keeps it for good: put it elsewhere, and add the link"));
    }
    Ok((paper_name(&name), read_foreign(file, LARGEST_PAPER)?))
}
