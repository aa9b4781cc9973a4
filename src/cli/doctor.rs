//! `doctor`: whether everything that comity needs is there and well.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::json;

use super::options::Options;
use super::printer::Answer;
use super::session::Session;
use super::whole::{all_problems, strict_argument};
use crate::model::shown;
use crate::report::Report;
use crate::store::StoreError;
use crate::store::program::is_found;
use crate::store::repo::{DRIVER, DRIVER_KEY};
use crate::workspace::{MARK, Workspace};

/// `doctor`: whether everything comity needs is there and well.
pub fn doctor(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let fix = matches.get_flag("fix") && !options.dry_run;
    let mut findings = Findings::default();
    findings.terminal();
    match options.place().and_then(|it| Ok(Workspace::find(&it)?)) {
        Err(report) => findings.problem("workspace", &report.message, "Name it with -C DIR"),
        Ok(root) => match Session::open(&Options { folder: Some(root.clone()), ..options.clone() }) {
            Err(report) => {
                findings.problem("workspace", &report.message, &report.hints.join(" "));
            }
            Ok(session) => findings.workspace(&session, fix),
        },
    }
    let text: String =
        findings.lines.iter().map(|(level, what, words)| format!("{level:8}  {what:12}  {words}\n")).collect();
    let data =
        findings.lines.iter().map(|(level, what, words)| json!({ "level": level, "what": what, "message": words }));
    let strict = matches.get_flag("strict") && findings.lines.iter().any(|it| it.0 == "note");
    let found_errors = strict || findings.lines.iter().any(|it| it.0 == "problem");
    Ok(Answer { kind: "doctor".to_owned(), text, data: data.collect(), found_errors, ..Answer::default() })
}

pub fn doctor_arguments() -> Vec<Arg> {
    let fix = Arg::new("fix").long("fix").action(ArgAction::SetTrue).help("Mend what can be mended without asking");
    strict_argument().into_iter().chain([fix]).collect()
}

const KEEP_OR_NOT: &str = "`git add` keeps it, `git rm` lets it go; then go on as `git status` says";

const OTHER_NAME: &str =
    "Keep one of the two there, the other in a file of another name, take the marks out, then `git add` both";

#[derive(Default)]
struct Findings {
    lines: Vec<(&'static str, &'static str, String)>,
}

impl Findings {
    fn ok(&mut self, what: &'static str, words: impl Into<String>) {
        self.lines.push(("ok", what, words.into()));
    }

    fn note(&mut self, what: &'static str, words: impl Into<String>) {
        self.lines.push(("note", what, words.into()));
    }

    fn problem(&mut self, what: &'static str, words: &str, remedy: &str) {
        self.lines.push(("problem", what, format!("{words}. {remedy}")));
    }

    fn terminal(&mut self) {
        use std::io::IsTerminal;
        match std::io::stdout().is_terminal() {
            true => match crossterm::terminal::size() {
                Ok((width, height)) if width >= 40 && height >= 10 => {
                    self.ok("terminal", format!("{width} columns, {height} lines"))
                }
                Ok((width, height)) => self
                    .note("terminal", format!("{width} columns, {height} lines: the screen wants 40 by 10 at least")),
                Err(error) => self.note("terminal", format!("its size is not known: {error}")),
            },
            // In a script that is as it should be.
            false => self.ok("terminal", "the answer does not go to one; the screen would need it"),
        }
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|it| std::env::var(it).ok().filter(|it| !it.is_empty()));
        match locale {
            Some(locale) if locale.to_lowercase().replace('-', "").contains("utf8") => self.ok("characters", locale),
            Some(locale) => self.note("characters", format!("{locale} is not UTF-8: the screen uses plain signs")),
            None => self.note("characters", "LANG is not set: the screen uses plain signs"),
        }
    }

    fn workspace(&mut self, session: &Session, fix: bool) {
        let workspace = &session.workspace;
        self.ok("workspace", workspace.root().display().to_string());
        match workspace.identity(session.options.now()) {
            Ok(author) => self.ok("identity", format!("{} <{}>", author.name, author.email)),
            Err(error) => {
                let report = Report::from(error);
                self.problem("identity", &report.message, &report.hints.join(" "));
            }
        }
        match session.me() {
            Some(me) => self.ok("person", me.to_string()),
            None => {
                self.note("person", "which person of the workspace you are is not known: `comity config set me PERSON`")
            }
        }
        match workspace.writable() {
            Ok(branch) => self.ok("history", format!("on {}", branch.trim_start_matches("refs/heads/"))),
            Err(error) => {
                let report = Report::from(error);
                self.problem("history", &report.message, &report.hints.join(" "));
            }
        }
        self.plain_git(workspace, fix);
        match workspace.repo().untrusted() {
            Ok(named) if named.is_empty() => (),
            Ok(_) => {
                self.note("trust", "the settings of this folder name programs you have not allowed: see `comity trust`")
            }
            Err(error) => self.problem("trust", &error.to_string(), "See whether git can read the folder's settings"),
        }
        self.leftovers(workspace, fix);
        match workspace.hand_edits(&session.at()) {
            Ok(edits) if edits.is_empty() => self.ok("folder", "everything in it is saved"),
            Ok(edits) => {
                let edits = shown::count(edits.len(), "record was", "records were");
                self.note("folder", format!("{edits} edited by hand: `comity status` shows them"))
            }
            Err(error) => {
                let report = Report::from(error);
                self.problem("folder", &report.message, &report.lines().split_off(1).join(" "));
            }
        }
        let problems = all_problems(session);
        match problems.iter().filter(|it| it.is_error()).count() {
            0 => self.ok("records", "no errors"),
            errors => {
                self.problem("records", &shown::count(errors, "error", "errors"), "`comity check` lists them");
            }
        }
    }

    /// Whether plain git merges records as a sync does, and what it has left to a person.
    fn plain_git(&mut self, workspace: &Workspace, fix: bool) {
        let repo = workspace.repo();
        for stopped in repo.stopped_over() {
            let path = shown::visible(&stopped.path).into_owned();
            let (what, remedy) = match (stopped.base, stopped.ours, stopped.theirs) {
                (_, true, false) => ("their side took it away, ours changed it", KEEP_OR_NOT),
                (_, false, true) => ("our side took it away, theirs changed it", KEEP_OR_NOT),
                (false, true, true) => ("both sides made a record of this name", OTHER_NAME),
                _ => ("both sides changed the same of it", "Take the marks in it out, then `git add` it"),
            };
            self.problem("merge", &format!("`{path}`: {what}"), remedy);
        }
        let driver = repo.setting(DRIVER_KEY).as_deref() == Some(DRIVER);
        let mended = !driver && fix;
        if mended && let Err(error) = repo.set_driver() {
            return self.problem("plain git", &error.to_string(), "See who owns the folder's settings");
        }
        match (driver || mended, repo.is_driven(MARK), is_found("comity")) {
            (true, true, true) if mended => self.ok("plain git", "set up to merge records field by field"),
            (true, true, true) => self.ok("plain git", "merges records field by field"),
            (false, ..) => self.problem(
                "plain git",
                "`git merge` would join records line by line: the setting for it is missing, or not comity's",
                "`comity doctor --fix` sets it",
            ),
            (true, false, _) => self.note(
                "plain git",
                "`git merge` joins records line by line: `.gitattributes` has no line `*.toml text eol=lf merge=comity`",
            ),
            (true, true, false) => self.note(
                "plain git",
                "`git merge` joins records line by line: no folder of the PATH holds the program `comity`",
            ),
        }
    }

    fn leftovers(&mut self, workspace: &Workspace, fix: bool) {
        let left = match fix {
            true => workspace.sweep_leftovers(),
            false => Ok(workspace.leftovers()),
        };
        match left {
            Ok(left) if left.is_empty() => self.ok("leftovers", "none of a program that was stopped"),
            Ok(left) if fix => self.ok("leftovers", format!("took away {}", left.join(", "))),
            Ok(left) => self.problem(
                "leftovers",
                &format!("of a program that was stopped: {}", left.join(", ")),
                "`comity doctor --fix` takes them away",
            ),
            Err(error) => self.problem("leftovers", &StoreError::to_string(&error), "See who owns them"),
        }
    }
}
