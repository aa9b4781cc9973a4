//! `merge-driver`: what git runs to merge a record, as set up by `init`, `join` and `doctor --fix`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};
use serde_json::json;

use super::options::Options;
use super::printer::Answer;
use crate::model::shown;
use crate::report::{Exit, Report};
use crate::store::folder::{read_foreign, write_foreign};
use crate::store::repo::{Author, Repo};
use crate::sync::driver::{Driven, Sides, drive};
use crate::workspace::Workspace;

/// Larger files are no text that anybody could merge.
const LARGEST: u64 = 64 * 1024 * 1024;

pub fn merge_driver_arguments() -> Vec<Arg> {
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name).value_name(name).required(true).value_parser(value_parser!(PathBuf)).help(help)
    };
    vec![
        file("BASE", "The file as both sides had it (%O)"),
        file("OURS", "As our side has it; the result is written there (%A)"),
        file("THEIRS", "As their side has it (%B)"),
        Arg::new("PATH").required(true).help("Its path in the folder (%P)"),
        Arg::new("LABEL").help("What git calls their side (%Y)"),
    ]
}

/// `merge-driver`: merges the three sides of a file, field by field.
pub fn merge_driver(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let file = |name: &str| matches.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let read = |name: &str| read_foreign(&file(name), LARGEST);
    let (base, ours, theirs) = (read("BASE")?, read("OURS")?, read("THEIRS")?);
    let path = matches.get_one::<String>("PATH").cloned().unwrap_or_default();
    let label = matches.get_one::<String>("LABEL").map(String::as_str);
    let root = options.place().ok().and_then(|it| Workspace::find(&it).ok());
    let repo = root.and_then(|it| Repo::open(&it).ok());
    let known = repo.as_ref().and_then(|it| it.identity(options.now()).ok());
    let nobody = || Author { name: "somebody".to_owned(), email: String::new(), at: options.now() };
    let sides = Sides { path: &path, base: &base, ours: &ours, theirs: &theirs };
    let driven = drive(repo.as_ref(), sides, label, &known.unwrap_or_else(nobody));
    let (Driven::Merged(contents, _) | Driven::Left(contents, _)) = &driven;
    if !options.dry_run {
        let failed = |it: std::io::Error| {
            Report::new("E-IO", Exit::Failed, format!("cannot write `{}`", file("OURS").display()))
                .cause(it.to_string())
        };
        write_foreign(&file("OURS"), contents).map_err(failed)?;
    }
    let shown_path = shown::visible(&path);
    match driven {
        Driven::Merged(_, clashes) => {
            let contested: Vec<String> = clashes.iter().map(|it| shown::visible(&it.field()).into_owned()).collect();
            let talk = contested
                .iter()
                .map(|it| format!("Both changed {it} of {shown_path}: ours stands, theirs is kept beside it"));
            let talk = talk.collect();
            let data = json!({ "path": path, "contested": contested });
            Ok(Answer { kind: "merge-driver".to_owned(), talk, data, ..Answer::default() })
        }
        Driven::Left(_, why) => {
            Err(Report::new("E-MERGE", Exit::Failed, format!("`{shown_path}` is left to you: {why}"))
                .hint("Mend the file, then go on as `git status` says; `comity doctor` explains more"))
        }
    }
}
