//! Reading and taking back: history, undo, redo.

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches};
use serde_json::{Value as Json, json};

use super::list::{filter_argument, filter_of};
use super::printer::Answer;
use super::session::{Session, change_json};
use crate::history::{BuiltUpon, Entry, Filter, History, TakingBack, Told};
use crate::model::date::{self, Towards};
use crate::model::filter::Past;
use crate::model::view::name_of;
use crate::model::{Kind, RecordId, shown, words};
use crate::report::{Exit, Report};
use crate::workspace::{Outcome, SeenUpTo};

/// More changes than this are not listed unless `--all` asks for them.
const PAGE: usize = 200;

pub fn list_arguments() -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help)
    };
    vec![
        Arg::new("id").value_name("ID").help("Only what touched this record"),
        value("since", "DATE", "From this day on").allow_hyphen_values(true),
        value("until", "DATE", "Up to this day").allow_hyphen_values(true),
        value("by", "PERSON", "Only by this person"),
        value("org", "ORG", "Only by people of this organisation"),
        value("group", "CODE", "Only in this group"),
        filter_argument("Only what fits: words, by:me, day<2026-10-01; see `help filter`"),
        Arg::new("unseen")
            .long("unseen")
            .action(ArgAction::SetTrue)
            .help("Only what the other organisations did since somebody looked last in this clone"),
        Arg::new("mark-seen")
            .long("mark-seen")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["id", "since", "until", "by", "org", "group", "filter"])
            .help("The same, and from now on it counts as looked at"),
        Arg::new("all").long("all").action(ArgAction::SetTrue).help("All of it, not only the newest 200"),
    ]
}

/// What taking something back asks where somebody has built on it.
pub fn untouched_argument() -> Vec<Arg> {
    let untouched = Arg::new("untouched").long("untouched").action(ArgAction::SetTrue);
    vec![untouched.help("Where somebody has built on it: put back only the fields that nobody has touched since")]
}

pub fn revert_arguments() -> Vec<Arg> {
    change_arguments().into_iter().chain(untouched_argument()).collect()
}

pub fn change_arguments() -> Vec<Arg> {
    vec![
        Arg::new("change")
            .value_name("CHANGE")
            .required(true)
            .help("A change's id or the beginning of it, a commit, or `last`"),
    ]
}

/// `history`: what was done, newest first.
pub fn list(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let history = session.history()?;
    let (past, words) = filter_of(matches, |it| Past::read(it, &session.at()))?;
    let flags = filter(session, &history, matches)?;
    named_once(&flags, &past)?;
    let mut filter = flags.and(&past);
    let marks = matches.get_flag("mark-seen");
    let newest = session.workspace.repo().newest();
    if marks || matches.get_flag("unseen") {
        filter.unseen = history.unseen(&session.workspace, &session.at()).map(Box::new);
        if filter.unseen.is_none() {
            let mut answer = Answer { kind: "history.list".to_owned(), data: json!([]), ..Answer::default() };
            answer.talk.push("Nothing has come in from others yet.".to_owned());
            return Ok(answer);
        }
    }
    let limit = if matches.get_flag("all") { usize::MAX } else { PAGE };
    let fits = |it: &Entry| words.is_empty() || words.holds_text(&it.words());
    let mut entries: Vec<Entry> = history.entries(&filter).filter(fits).take(limit.saturating_add(1)).collect();
    let more = entries.len() > limit;
    entries.truncate(limit);
    let mut text = String::new();
    let mut day = None;
    for entry in &entries {
        let at = entry.at;
        if day != Some(at.date_naive()) {
            day = Some(at.date_naive());
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", date::short(at.date_naive())));
        }
        text.push_str(&format!(
            "  {}  {:12}  {:10}  {}\n",
            at.format("%H:%M"),
            who(entry),
            entry.name(),
            entry.marked()
        ));
    }
    let mut answer = Answer {
        kind: "history.list".to_owned(),
        text,
        data: entries.iter().map(entry_json).collect(),
        paged: true,
        ..Answer::default()
    };
    if entries.iter().any(|it| it.trailers.reason.is_some()) {
        answer.talk.push("(!) outside the role of who did it; `comity history show CHANGE` tells why.".to_owned());
    }
    if entries.is_empty() {
        let nothing = if filter.unseen.is_some() { "Nothing is new." } else { "No change fits." };
        answer.talk.push(nothing.to_owned());
    }
    if let (true, false, Some(commit)) = (marks, session.options.dry_run, newest) {
        session.workspace.mark_seen(&SeenUpTo { commit, at: session.at().now })?;
    }
    if more {
        answer.talk.push(format!("The newest {PAGE} changes; --all shows the rest."));
    }
    Ok(answer)
}

/// `history show`: one change, field by field.
pub fn show(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let history = session.history()?;
    let told = history.tell(change(&history, matches)?)?;
    let entry = &told.entry;
    let at = entry.at;
    let mut text =
        format!("{}\n{} {}, {}\n", entry.subject, date::short(at.date_naive()), at.format("%H:%M"), who(entry));
    if let Some(reason) = &entry.trailers.reason {
        text.push_str(&format!("Override: {}\n", shown::visible(reason)));
    }
    let mut about = None;
    // The edits of a change come record by record.
    for difference in words::differences(&told.change) {
        if about.as_ref() != Some(&difference.id) {
            let title = || told.after.get(&difference.id).map(|it| shown::visible(it.title()).into_owned());
            let words = match difference.id.kind {
                Kind::Member => name_of(&difference.id, session.snapshot()),
                _ => title().unwrap_or_default(),
            };
            text.push_str(&format!("\n{}  {words}\n", difference.id));
            about = Some(difference.id.clone());
        }
        text.push_str(&format!("  {}\n", difference.label));
        text.push_str(&sided("-", difference.before.as_deref()));
        text.push_str(&sided("+", difference.after.as_deref()));
    }
    for path in &told.other_files {
        text.push_str(&format!("\n{}\n", shown::visible(path)));
    }
    text.push_str(&format!("\nFor the record\n  change  {}\n  commit  {}\n", entry.name(), entry.saved.id));
    Ok(Answer { kind: "history.show".to_owned(), text, data: told_json(&told), paged: true, ..Answer::default() })
}

/// `history revert`: the fields of a change as they were before it.
pub fn revert(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let history = session.history()?;
    let entry = change(&history, matches)?;
    if entry.saved.parents.is_empty() {
        return Err(Report::new("E-VALUE", Exit::Invalid, "the first change of a workspace cannot be put back"));
    }
    let taking = history.take_back(entry, session.snapshot(), "revert")?;
    take_back(session, taking, "history.revert", matches)
}

/// `undo`: takes back my last change.
pub fn undo(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let history = session.history()?;
    match history.undo(session.snapshot(), &session.stamp()?)? {
        Some(taking) => take_back(session, taking, "undo", matches),
        None => Ok(nothing("undo", "There is nothing of yours to undo.")),
    }
}

/// `redo`: takes back my last undo.
pub fn redo(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let history = session.history()?;
    match history.redo(session.snapshot(), &session.stamp()?)? {
        Some(taking) => take_back(session, taking, "redo", matches),
        None => Ok(nothing("redo", "There is nothing to redo: nothing was undone, or something else was done since.")),
    }
}

fn nothing(kind: &str, words: &str) -> Answer {
    Answer { kind: kind.to_owned(), text: format!("{words}\n"), data: json!({}), ..Answer::default() }
}

fn take_back(session: &mut Session, taking: TakingBack, kind: &str, matches: &ArgMatches) -> Result<Answer, Report> {
    let left: Vec<String> = taking.built_upon.iter().map(built_upon).collect();
    if !left.is_empty() {
        let mut report =
            Report::new("E-BUILT-UPON", Exit::Undecided, format!("not taken back: {}", taking.entry.subject));
        report.causes.extend(left.clone());
        if taking.change.is_empty() {
            return Err(report.hint("Nothing of it is left to put back; write the value that is to stand"));
        }
        let others =
            report.clone().hint("With --untouched, only the fields that nobody has touched since are put back");
        if !matches.get_flag("untouched") && !session.options.yes {
            if !session.options.may_ask() {
                return Err(others);
            }
            report.lines().iter().for_each(|it| super::printer::talk(it));
            if !session.confirm("Put back only what nobody has touched since?")? {
                return Err(others);
            }
        }
    }
    let mine = taking.entry.person.is_some() && taking.entry.person.as_ref() == session.me();
    let stamp = if mine { session.stamp()? } else { session.stamp_for(&taking.change)? };
    if session.options.dry_run {
        let (_, subject) = session.workspace.rehearse(&taking.change, &stamp)?;
        let answer = nothing(kind, &format!("Would be saved: {subject}"));
        return Ok(Answer { data: json!({ "dry_run": true, "message": subject }), ..answer });
    }
    let outcome = session.workspace.submit(&taking.change, &stamp)?;
    Ok(match outcome {
        Outcome::Unchanged => nothing(kind, "Everything stands as it was before that already."),
        Outcome::Saved(saved) => {
            let mut answer = nothing(kind, &saved.subject);
            answer.talk.extend(left.into_iter().map(|it| format!("Left as it is: {it}")));
            answer.data = json!({ "reverts": taking.change.meaning.reverts });
            answer.more.insert("change".to_owned(), change_json(&saved));
            answer
        }
    })
}

/// Who has changed a field since, and when.
pub fn built_upon(it: &BuiltUpon) -> String {
    let field = match &it.clash.path {
        Some(path) => {
            let label = path.field(it.clash.id.kind).map_or_else(|| path.to_string(), |it| it.in_words());
            format!("{label} of {}", it.clash.id)
        }
        None => it.clash.id.to_string(),
    };
    match &it.by {
        Some(entry) => {
            let at = entry.at;
            format!("{field} was changed by {} on {}, {}", who(entry), date::short(at.date_naive()), at.format("%H:%M"))
        }
        None => format!("{field} was changed since"),
    }
}

/// The person, or the name that git has.
pub fn who(entry: &Entry) -> String {
    match &entry.person {
        Some(person) => person.to_string(),
        None => shown::visible(&entry.saved.author.name).into_owned(),
    }
}

fn change(history: &History, matches: &ArgMatches) -> Result<Entry, Report> {
    let word = matches.get_one::<String>("change").cloned().unwrap_or_default();
    history.find(&word).ok_or_else(|| {
        Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no change `{}`", shown::visible(&word)))
            .hint("`comity history` lists them, with the beginning of each one's id")
    })
}

fn filter(session: &mut Session, history: &History, matches: &ArgMatches) -> Result<Filter, Report> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let today = session.at().today;
    let day = |name: &str| -> Result<Option<NaiveDate>, Report> {
        let Some(word) = text(name) else { return Ok(None) };
        let day = date::parse_date(&word, today, Towards::Past);
        day.map(Some).ok_or_else(|| {
            Report::new("E-VALUE", Exit::Invalid, format!("`--{name}`: `{}` is not a date", shown::visible(&word)))
                .hint(format!("Write it like {}, or 3 days ago", date::EXAMPLES))
        })
    };
    let (since, until) = (day("since")?, day("until")?);
    let mut find = |name: &str, kinds: &[Kind]| text(name).map(|it| session.find(kinds, &it)).transpose();
    let record = match (text("id"), find("id", &[])) {
        // What is gone from the folder still has its history, under its whole id.
        (Some(word), Err(report)) => Some(gone(history, &word).ok_or(report)?),
        (_, found) => found?,
    };
    Ok(Filter {
        record,
        since,
        until,
        by: find("by", &[Kind::Person])?,
        org: find("org", &[Kind::Org])?,
        group: find("group", &[Kind::Group])?.map(|it| it.to_string()),
        id: None,
        unseen: None,
    })
}

/// Refuses what a flag says otherwise than the filter: a change has one author and lies in one group.
fn named_once(flags: &Filter, past: &Past) -> Result<(), Report> {
    let group = past.group.as_ref().map(ToString::to_string);
    let twice = [
        ("by", past.by.is_some() && flags.by.is_some() && past.by != flags.by),
        ("org", past.org.is_some() && flags.org.is_some() && past.org != flags.org),
        ("group", group.is_some() && flags.group.is_some() && group != flags.group),
    ];
    match twice.into_iter().find(|it| it.1) {
        None => Ok(()),
        Some((name, _)) => {
            Err(Report::usage(format!("`--{name}` and `{name}:` in the filter say different things"))
                .hint("Say it once"))
        }
    }
}

/// The record of exactly that id which the history knows.
fn gone(history: &History, word: &str) -> Option<RecordId> {
    let touched = |id: &RecordId| {
        let filter = Filter { record: Some(id.clone()), ..Filter::default() };
        history.entries(&filter).next().is_some()
    };
    Kind::ALL.into_iter().filter_map(|kind| RecordId::new(kind, word.trim()).ok()).find(touched)
}

fn entry_json(entry: &Entry) -> Json {
    let mut object = json!({
        "commit": entry.saved.id,
        "at": entry.saved.author.at.to_rfc3339(),
        "name": entry.saved.author.name,
        "subject": entry.subject,
    });
    if let Some(map) = object.as_object_mut() {
        let mut add = |key: &str, value: Option<String>| map.extend(value.map(|it| (key.to_owned(), json!(it))));
        add("id", entry.trailers.change_id.clone());
        add("op", entry.trailers.op.clone());
        add("person", entry.person.as_ref().map(ToString::to_string));
        add("org", entry.org.as_ref().map(ToString::to_string));
        add("override", entry.trailers.reason.clone());
        add("reverts", entry.trailers.reverts.clone());
    }
    object
}

fn told_json(told: &Told) -> Json {
    let mut object = entry_json(&told.entry);
    let edits: Vec<Json> = words::differences(&told.change)
        .into_iter()
        .map(|it| {
            let mut edit = json!({ "id": it.id.as_str(), "field": it.label });
            if let Some(map) = edit.as_object_mut() {
                map.extend(it.before.map(|it| ("before".to_owned(), json!(it))));
                map.extend(it.after.map(|it| ("after".to_owned(), json!(it))));
            }
            edit
        })
        .collect();
    if let Some(map) = object.as_object_mut() {
        map.insert("edits".to_owned(), json!(edits));
        map.insert("records".to_owned(), told.change.ids().iter().map(|it| json!(it.as_str())).collect());
    }
    object
}

fn sided(sign: &str, words: Option<&str>) -> String {
    words.into_iter().flat_map(str::lines).map(|it| format!("    {sign} {it}\n")).collect()
}
