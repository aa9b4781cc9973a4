//! Beginnings: init and demo.

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::json;

use super::options::Options;
use super::printer::{Answer, talk};
use super::session::Session;
use super::settings::fit_for_git;
use super::sync::begin_shared;
use super::welcome::started;
use crate::init::shared::shared_site;
use crate::init::{self, NewParty};
use crate::model::Kind;
use crate::report::Report;
use crate::store::StoreError;
use crate::store::lock::Patience;
use crate::store::repo::{Author, Repo};
use crate::workspace::Workspace;

pub fn init_arguments() -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help)
    };
    vec![
        Arg::new("dir").value_name("DIR").value_parser(value_parser!(PathBuf)).help(
            "The folder to make; where no flag is given either, comity asks on a terminal, and else takes this one",
        ),
        Arg::new("empty")
            .long("empty")
            .action(ArgAction::SetTrue)
            .requires("party")
            .help("Without the example's contents"),
        value("party", "ID=NAME", "A party of an empty workspace; twice at least")
            .action(ArgAction::Append)
            .requires("empty"),
        value("title", "TEXT", "What an empty workspace is called").requires("empty"),
        value("zone", "ZONE", "Time zone of an empty workspace").requires("empty"),
        value("shared", "DIR", "Make the shared copy there as well, and send everything to it")
            .value_parser(value_parser!(PathBuf)),
        value("name", "NAME", "Your name, where git does not know it"),
        value("email", "ADDRESS", "Your address, where git does not know it"),
    ]
}

/// `init`: a new workspace.
pub fn init(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let is_said = |it: &Arg| matches.value_source(it.get_id().as_str()) == Some(ValueSource::CommandLine);
    let says_nothing = !init_arguments().iter().any(is_said) && options.folder.is_none() && !options.dry_run;
    if says_nothing && options.may_ask() {
        if started(options)?.is_none() {
            talk("Nothing was made.");
        }
        return Ok(Answer::default());
    }
    let folder = matches
        .get_one::<PathBuf>("dir")
        .cloned()
        .or_else(|| options.folder.clone())
        .unwrap_or_else(|| PathBuf::from("."));
    let root = init::site(&folder)?;
    let shared = matches.get_one::<PathBuf>("shared").map(|it| shared_site(it, &root)).transpose()?;
    let author = author(&root, text("name"), text("email"), options)?;
    let (files, subject) = match matches.get_flag("empty") {
        false => {
            (init::template_files(options.now().date_naive()), "Begin with the example of Sedex and amfori".to_owned())
        }
        true => {
            let parties = parties(matches)?;
            let zone = zone(text("zone"))?;
            let names: Vec<&str> = parties.iter().map(|it| it.name.as_str()).collect();
            let title = text("title").unwrap_or_else(|| names.join(" and "));
            (
                init::empty_files(&title, &parties, &zone),
                format!("Begin the joint workspace of {}", names.join(" and ")),
            )
        }
    };
    if options.dry_run {
        let also = shared.map(|it| format!("and the shared copy in {}\n", it.display())).unwrap_or_default();
        let paths: String = files.iter().map(|it| format!("  {}\n", it.0)).collect();
        return Ok(Answer {
            kind: "init".to_owned(),
            text: format!("Would be made in {}:\n{paths}{also}", root.display()),
            data: json!({ "dry_run": true }),
            ..Answer::default()
        });
    }
    match options.may_ask() {
        true => init::create_asking(&folder, files, &subject, &author)?,
        false => init::create(&folder, files, &subject, &author)?,
    }
    let workspace = Workspace::open(&root, Patience::of_environment())?;
    for (flag, key, value) in [("name", "user.name", &author.name), ("email", "user.email", &author.email)] {
        if matches.contains_id(flag) {
            workspace.repo().set(key, Some(value))?;
        }
    }
    if let Some(shared) = &shared {
        let mut session = Session::open(&Options { folder: Some(root.clone()), ..options.clone() })?;
        begin_shared(&mut session, shared)?;
    }
    let groups = workspace.snapshot().ids(Kind::Group).len();
    let known = workspace.person_of(&author.email).ok().flatten().is_some();
    let mut text = format!(
        "Made a workspace with {} in {}\n\nWhat comes next\n",
        crate::model::shown::count(groups, "group", "groups"),
        root.display()
    );
    let mut step = |done: bool, words: &str| text.push_str(&format!("  [{}] {words}\n", if done { 'x' } else { ' ' }));
    step(true, "the workspace and its parties");
    match workspace.snapshot().ids(Kind::Person).is_empty() {
        true => step(false, "yourself: comity person add NAME --org ORG --emails ADDRESS"),
        false => step(known, "say who you are: comity config set me PERSON"),
    }
    step(groups > 0, "the first group: comity group add NAME --code AQ");
    if let Some(shared) = &shared {
        step(true, &format!("the shared copy; the others join it: comity join {}", shared.display()));
    }
    step(false, &format!("open it: comity -C {}", root.display()));
    let mut data = json!({ "folder": root, "groups": groups });
    if let Some(shared) = shared {
        data["shared"] = json!(shared);
    }
    Ok(Answer { kind: "init".to_owned(), text, data, ..Answer::default() })
}

pub fn demo_arguments() -> Vec<Arg> {
    vec![
        Arg::new("keep")
            .long("keep")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help("Make the example in this folder and leave it there"),
    ]
}

/// `demo`: the example with its history, on the screen; gone afterwards unless `--keep` says where it shall stay.
pub fn demo(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    match matches.get_one::<PathBuf>("keep") {
        Some(folder) => {
            let root = init::site(folder)?;
            if options.dry_run {
                let text = format!("Would be made in {}: the example with its history\n", root.display());
                return Ok(Answer {
                    kind: "demo".to_owned(),
                    text,
                    data: json!({ "dry_run": true }),
                    ..Answer::default()
                });
            }
            init::create_demo(&root, options.now())?;
            let text = format!("Made the example in {}\nOpen it: comity -C {}\n", root.display(), root.display());
            if options.require_screen().is_ok() && !options.json && !options.no_input {
                options.open_screen(&root)?;
            }
            Ok(Answer { kind: "demo".to_owned(), text, data: json!({ "folder": root }), ..Answer::default() })
        }
        None => super::example::open_example(options).map(|()| Answer::default()),
    }
}

/// Who makes the first change: as the flags say, else as git is set up for that folder.
fn author(root: &Path, name: Option<String>, email: Option<String>, options: &Options) -> Result<Author, Report> {
    let at = options.now();
    let name = name.map(|it| fit_for_git("name", &it)).transpose()?;
    let email = email.map(|it| fit_for_git("email", &it)).transpose()?;
    let known = Repo::author_for(root, at);
    match (name, email, known) {
        (Some(name), Some(email), _) => Ok(Author { name, email, at }),
        (name, email, Some(known)) => {
            Ok(Author { name: name.unwrap_or(known.name), email: email.unwrap_or(known.email), at })
        }
        _ => {
            let report: Report = StoreError::NoIdentity.into();
            Err(Report { hints: Vec::new(), ..report }
                .hint("Say it here: --name \"Your Name\" --email you@example.org"))
        }
    }
}

fn parties(matches: &ArgMatches) -> Result<Vec<NewParty>, Report> {
    let words: Vec<&String> = matches.get_many("party").into_iter().flatten().collect();
    let parties = words.iter().map(|it| NewParty::parse(it)).collect::<Result<Vec<_>, _>>()?;
    let twice = (1..parties.len()).any(|at| parties[..at].iter().any(|it| it.id == parties[at].id));
    match parties.len() {
        0 | 1 => Err(Report::usage("a memorandum has two parties at least")
            .hint("Name each: --party sedex=Sedex --party amfori=amfori")),
        _ if twice => Err(Report::usage("two parties have the same id").hint("Each party has an id of its own")),
        _ => Ok(parties),
    }
}

fn zone(word: Option<String>) -> Result<String, Report> {
    let field = Kind::Workspace.field("timezone");
    let snapshot = crate::model::Snapshot::default();
    let at = crate::model::Standpoint::new(&snapshot, None, chrono::DateTime::default());
    match (word, field) {
        (Some(word), Some(field)) => {
            let value = crate::model::typed::parse(field, &word, None, &at)
                .map_err(|it| Report::of_value("zone", &word, it))?;
            Ok(value.map(|it| crate::model::leaf::plain(&it)).unwrap_or_default())
        }
        _ => Ok("Europe/Brussels".to_owned()),
    }
}
