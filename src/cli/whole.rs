//! The verbs of the workspace as a whole: status, check, doctor, hand edits, settings.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::json;

use super::options::Options;
use super::printer::{Answer, problem_json, problem_line};
use super::session::{Session, change_json};
use crate::model::record::Fields;
use crate::model::view::{Action, Meeting};
use crate::model::{Kind, Problem, RecordId, check, shown, words};
use crate::report::{Exit, Report};
use crate::store::StoreError;
use crate::workspace::{HandEdit, Reading, Workspace};

/// `status`: where the workspace stands, for the person who asks.
pub fn status(session: &mut Session, _: &ArgMatches) -> Result<Answer, Report> {
    let at = session.at();
    let edits = session.workspace.hand_edits(&at)?;
    let problems = all_problems(session);
    let errors = problems.iter().filter(|it| it.is_error()).count();
    let workspace = at.snapshot.get(&RecordId::workspace());
    let mut text = format!("{}\n", workspace.map(|it| shown::visible(it.title()).into_owned()).unwrap_or_default());
    if let Some(notice) = workspace.and_then(|it| it.word("notice")) {
        text.push_str(&format!("{}\n", shown::visible(notice)));
    }
    match session.me() {
        Some(me) => {
            let name = at.snapshot.get(me).map(|it| shown::visible(it.title()).into_owned()).unwrap_or_default();
            let org = at.my_org().map(|it| format!(", {it}")).unwrap_or_default();
            text.push_str(&format!("You are {me} ({name}{org}).\n"));
        }
        None => text.push_str("Who you are is not known; `comity config set me PERSON` says it.\n"),
    }
    let mine: Vec<_> = at
        .snapshot
        .of_kind(Kind::Action)
        .filter(|it| session.me().is_some() && Action(it).owner().as_ref() == session.me() && Action(it).is_open())
        .collect();
    let late = mine.iter().filter(|it| Action(it).is_late(at.today)).count();
    if session.me().is_some() {
        let open = shown::count(mine.len(), "open action", "open actions");
        text.push_str(&format!("You have {open}, {late} of them late.\n"));
    }
    let mut meetings: Vec<_> = at
        .snapshot
        .of_kind(Kind::Meeting)
        .filter(|it| Meeting(it).is_ahead() && Meeting(it).start().is_some_and(|it| it.date() >= at.today))
        .collect();
    meetings.sort_by_key(|it| it.local("start"));
    for meeting in meetings.iter().take(3) {
        let start = Meeting(meeting).start().map(|it| it.format("%a %-d %b %H:%M").to_string()).unwrap_or_default();
        text.push_str(&format!("Next: {start}  {}  {}\n", meeting.id, shown::visible(meeting.title())));
    }
    for edit in &edits {
        text.push_str(&hand_edit_text(edit));
    }
    if !edits.is_empty() {
        text.push_str("`comity take-in` saves what was edited by hand.\n");
    }
    text.push_str(&match (errors, problems.len() - errors) {
        (0, 0) => "Nothing is wrong.\n".to_owned(),
        (errors, warnings) => format!("{}; `comity check` lists them.\n", weighed(errors, warnings)),
    });
    let mut data = json!({
        "open_actions": mine.len(),
        "late_actions": late,
        "next_meetings": meetings.iter().take(3).map(|it| it.id.as_str()).collect::<Vec<_>>(),
        "hand_edits": edits.iter().map(hand_edit_json).collect::<Vec<_>>(),
        "errors": errors,
        "warnings": problems.len() - errors,
    });
    if let Some(me) = session.me() {
        data["me"] = json!(me.as_str());
    }
    Ok(Answer { kind: "status".to_owned(), text, data, ..Answer::default() })
}

pub fn strict_argument() -> Vec<Arg> {
    vec![Arg::new("strict").long("strict").action(ArgAction::SetTrue).help("Let warnings count as errors")]
}

/// `check`: everything that is wrong in the records and their files.
pub fn check(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let problems = all_problems(session);
    let errors = problems.iter().filter(|it| it.is_error()).count();
    let warnings = problems.len() - errors;
    let mut text: String = problems
        .iter()
        .map(|it| format!("{}: {}\n", if it.is_error() { "error" } else { "warning" }, problem_line(it)))
        .collect();
    let records: usize = Kind::ALL.into_iter().map(|it| session.snapshot().ids(it).len()).sum();
    let records = shown::count(records, "record", "records");
    text.push_str(&format!("{records}: {}\n", weighed(errors, warnings)));
    Ok(Answer {
        kind: "check".to_owned(),
        text,
        data: problems.iter().map(problem_json).collect(),
        found_errors: errors > 0 || (matches.get_flag("strict") && warnings > 0),
        ..Answer::default()
    })
}

fn weighed(errors: usize, warnings: usize) -> String {
    let (errors, warnings) = (shown::count(errors, "error", "errors"), shown::count(warnings, "warning", "warnings"));
    format!("{errors}, {warnings}")
}

/// The problems of files and records, with their places in the files.
fn all_problems(session: &Session) -> Vec<Problem> {
    let mut problems = session.workspace.all_file_problems();
    problems.extend(check::check(&session.at()));
    for problem in &mut problems {
        if problem.at.is_none() {
            problem.at = session.workspace.locate(problem);
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

pub fn take_in_arguments() -> Vec<Arg> {
    vec![Arg::new("ids").value_name("ID").num_args(0..).help("Which records; all of them, if none is named")]
}

/// `take-in`: saves what was edited by hand, as a change of its own.
pub fn take_in(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let words: Vec<String> = matches.get_many::<String>("ids").into_iter().flatten().cloned().collect();
    let mut ids = Vec::new();
    for word in words {
        // What was removed by hand is found by its path alone.
        let id = RecordId::from_path(&word).map_or_else(|| session.find(&[], &word), Ok)?;
        ids.push(id);
    }
    let edits = session.workspace.hand_edits(&session.at())?;
    let edits: Vec<&HandEdit> = edits.iter().filter(|it| ids.is_empty() || ids.contains(&it.id)).collect();
    let mut answer = Answer { kind: "take-in".to_owned(), ..Answer::default() };
    answer.text = edits.iter().map(|it| hand_edit_text(it)).collect();
    answer.data = json!({ "hand_edits": edits.iter().map(|it| hand_edit_json(it)).collect::<Vec<_>>() });
    if edits.is_empty() {
        answer.text = "Nothing was edited by hand.\n".to_owned();
        return Ok(answer);
    }
    if session.options.dry_run {
        answer.data["dry_run"] = json!(true);
        return Ok(answer);
    }
    let stamp = session.stamp()?;
    if let Some(saved) = session.workspace.take_in(&ids, &stamp)? {
        answer.text.push_str(&format!("Saved: {}  (undo: comity undo)\n", saved.subject));
        answer.more.insert("change".to_owned(), change_json(&saved));
    }
    Ok(answer)
}

fn hand_edit_text(edit: &HandEdit) -> String {
    let lines = |lines: Vec<String>| lines.into_iter().map(|it| format!("  {it}\n")).collect::<String>();
    match &edit.reading {
        Reading::Change(change) => format!("Edited by hand: {}\n{}", edit.id, lines(words::lines(change))),
        Reading::SameFields => format!("Edited by hand: {}\n  only remarks or the layout of its file\n", edit.id),
        Reading::Problems(problems) => {
            format!(
                "Edited by hand, and not right: {}\n{}",
                edit.id,
                lines(problems.iter().map(problem_line).collect())
            )
        }
    }
}

fn hand_edit_json(edit: &HandEdit) -> serde_json::Value {
    match &edit.reading {
        Reading::Change(change) => json!({ "id": edit.id.as_str(), "edits": words::lines(change) }),
        Reading::SameFields => json!({ "id": edit.id.as_str(), "edits": [] }),
        Reading::Problems(problems) => {
            json!({ "id": edit.id.as_str(), "problems": problems.iter().map(problem_json).collect::<Vec<_>>() })
        }
    }
}

pub fn config_get_arguments() -> Vec<Arg> {
    vec![Arg::new("key").value_name("KEY").required(true).help(SETTINGS_HELP)]
}

pub fn config_set_arguments() -> Vec<Arg> {
    let value = Arg::new("value").value_name("VALUE").required(true).help("Its value; `none` clears it");
    vec![Arg::new("key").value_name("KEY").required(true).help(SETTINGS_HELP), value]
}

const SETTINGS_HELP: &str = "me, name or email";

/// The settings of this clone: what they are called here, what git calls them, and what they are.
pub const SETTINGS: &[(&str, &str, &str)] = &[
    ("me", "comity.person", "The person of the workspace who works in this clone"),
    ("name", "user.name", "The name that changes from this clone bear"),
    ("email", "user.email", "The address that changes from this clone bear"),
];

/// `config list`: the settings of this clone.
pub fn config_list(session: &mut Session, _: &ArgMatches) -> Result<Answer, Report> {
    let value = |key: &str| session.workspace.repo().setting(key);
    let lines = SETTINGS.iter().map(|(name, key, help)| {
        let value = value(key).map_or_else(|| "(not set)".to_owned(), |it| shown::visible(&it).into_owned());
        format!("{name:6}  {value:24}  {help}\n")
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

/// A setting for programs; nothing where it is not set.
fn setting_json(name: &str, value: Option<String>) -> serde_json::Value {
    value.map_or_else(|| json!({}), |it| json!({ name: it }))
}

fn setting(matches: &ArgMatches) -> Result<(&'static str, &'static str), Report> {
    let word = matches.get_one::<String>("key").cloned().unwrap_or_default();
    SETTINGS.iter().find(|it| it.0 == word).map(|it| (it.0, it.1)).ok_or_else(|| {
        Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no setting `{}`", shown::visible(&word)))
            .hint("There are me, name and email")
    })
}

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
            false => self.note("terminal", "the answer does not go to a terminal; the screen needs one"),
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
        self.leftovers(workspace, fix);
        match workspace.hand_edits(&session.at()) {
            Ok(edits) if edits.is_empty() => self.ok("folder", "everything in it is saved"),
            Ok(edits) => {
                let edits = shown::count(edits.len(), "record was", "records were");
                self.note("folder", format!("{edits} edited by hand: `comity status` shows them"))
            }
            Err(error) => {
                let report = Report::from(error);
                self.problem("folder", &report.message, &report.causes.join(" "));
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
