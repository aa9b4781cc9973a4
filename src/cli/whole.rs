//! The verbs of the workspace as a whole: status, check, hand edits.

use std::panic::resume_unwind;
use std::thread;

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::json;

use super::printer::{Answer, problem_json, problem_line};
use super::session::{Session, change_json};
use crate::history::History;
use crate::model::attention::attention;
use crate::model::record::Fields;
use crate::model::view::deadlines::{Deadline, deadlines};
use crate::model::view::planned::next_meetings;
use crate::model::view::{Action, Meeting};
use crate::model::{Kind, Problem, RecordId, check, contested, shown, words};
use crate::report::Report;
use crate::sync::unsent;
use crate::workspace::{HandEdit, Reading, all_of, without};

/// `status`: where the workspace stands, for the person who asks.
pub fn status(session: &mut Session, _: &ArgMatches) -> Result<Answer, Report> {
    let unseen = unseen(session)?;
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
    let left: Vec<Deadline> = deadlines(&at).into_iter().filter(|it| it.what.is_left()).collect();
    for it in &left {
        text.push_str(&format!("{}: {}\n", it.meeting, it.what.words()));
    }
    let meetings = next_meetings(&at);
    for meeting in meetings.iter().take(3) {
        let start = Meeting(meeting).start().map(|it| it.format("%a %-d %b %H:%M").to_string()).unwrap_or_default();
        text.push_str(&format!("Next: {start}  {}  {}\n", meeting.id, shown::visible(meeting.title())));
    }
    let waiting_decisions: Vec<_> = attention(&at).into_iter().filter(|it| it.id.kind == Kind::Decision).collect();
    for it in &waiting_decisions {
        text.push_str(&format!("{} ({})\n", it.words, it.id));
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
    let contested = contested::count(at.snapshot);
    if contested > 0 {
        let count = shown::count(contested, "value that both sides wrote waits", "values that both sides wrote wait");
        text.push_str(&format!("{count} to be decided; `comity contested` lists them.\n"));
    }
    let waiting = unsent(&session.workspace);
    if let Some(waiting) = waiting.filter(|it| *it > 0) {
        let count = shown::count(waiting, "change waits", "changes wait");
        text.push_str(&format!("{count} to be sent; `comity sync` exchanges them.\n"));
    }
    if let Some(unseen) = unseen.filter(|it| *it > 0) {
        let count = shown::count(unseen, "change of others is", "changes of others are");
        text.push_str(&format!("{count} new; `comity history --unseen` lists what it is.\n"));
    }
    let mut data = json!({
        "open_actions": mine.len(),
        "late_actions": late,
        "left_undone": left.iter().map(|it| json!({ "meeting": it.meeting.as_str(), "what": it.what.word() })).collect::<Vec<_>>(),
        "next_meetings": meetings.iter().take(3).map(|it| it.id.as_str()).collect::<Vec<_>>(),
        "decisions": waiting_decisions.iter().map(|it| json!({ "id": it.id.as_str(), "words": it.words })).collect::<Vec<_>>(),
        "contested": contested,
        "hand_edits": edits.iter().map(hand_edit_json).collect::<Vec<_>>(),
        "errors": errors,
        "warnings": problems.len() - errors,
    });
    if let Some(waiting) = waiting {
        data["unsent"] = json!(waiting);
    }
    if let Some(unseen) = unseen {
        data["unseen"] = json!(unseen);
    }
    if let Some(me) = session.me() {
        data["me"] = json!(me.as_str());
    }
    Ok(Answer { kind: "status".to_owned(), text, data, ..Answer::default() })
}

/// How many changes of others nobody has looked at here; nothing where none have come in yet.
fn unseen(session: &mut Session) -> Result<Option<usize>, Report> {
    if session.workspace.seen_up_to().is_none() {
        return Ok(None);
    }
    let history = session.history()?;
    let unseen = history.unseen(&session.workspace, &session.at());
    Ok(unseen.map(|it| history.count_unseen(&it).iter().map(|it| it.1).sum()))
}

pub fn strict_argument() -> Vec<Arg> {
    vec![Arg::new("strict").long("strict").action(ArgAction::SetTrue).help("Let warnings count as errors")]
}

/// `check`: everything that is wrong in the records and their files.
pub fn check(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    // While git compares the folder with its history, the records are read already.
    let records = session.snapshot().clone();
    let edits = thread::scope(|threads| {
        threads.spawn(move || records.all().count());
        session.workspace.hand_edits(&session.at()).unwrap_or_default()
    });
    let saved = without(&all_of(&edits), session.snapshot());
    let history = History::of(&session.workspace)?;
    // What was done is looked at beside what is there.
    let mut problems = thread::scope(|threads| {
        let outside = threads.spawn(move || history.outside_roles(&saved));
        let mut problems = all_problems(session);
        problems.extend(outside.join().unwrap_or_else(|it| resume_unwind(it)));
        problems
    });
    problems.sort();
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
pub fn all_problems(session: &Session) -> Vec<Problem> {
    let mut problems = session.workspace.all_file_problems();
    problems.extend(check::check(&session.at()));
    problems.extend(session.workspace.paper_problems());
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
    let change = all_of(edits.iter().copied());
    let stamp = session.stamp_upon(&change, &without(&change, session.snapshot()))?;
    if session.options.dry_run {
        answer.data["dry_run"] = json!(true);
        return Ok(answer);
    }
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
