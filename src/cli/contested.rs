//! Contested values: which there are, and which of them is to stand.

use clap::{Arg, ArgAction, ArgMatches};
use serde_json::{Value as Json, json};
use toml::Value;

use super::list::{filter_argument, filter_of};
use super::printer::{Answer, Columns};
use super::record::{id_word, unreadable};
use super::session::Session;
use super::show::value_json;
use crate::document::contested::{Side, found_by, sides, written};
use crate::model::contested::{Contest, Said, Which, contests, is_contested};
use crate::model::deed::{self, Choice};
use crate::model::filter::Waiting;
use crate::model::{Kind, Record, RecordId, Standpoint, shown};
use crate::report::{Exit, Report};

pub fn list_arguments() -> Vec<Arg> {
    let filter = filter_argument("Only what fits: words, field:due, by:rowan; see `help filter`");
    vec![Arg::new("group").long("group").value_name("CODE").help("Only of this group"), filter]
}

pub fn show_arguments() -> Vec<Arg> {
    vec![id_argument()]
}

pub fn settle_arguments() -> Vec<Arg> {
    vec![
        id_argument(),
        Arg::new("field")
            .long("field")
            .value_name("FIELD=CHOICE")
            .action(ArgAction::Append)
            .required(true)
            .allow_hyphen_values(true)
            .help(
                "mine, theirs, both, stands, by:PERSON, raise, or the value that is to stand; several settle several",
            ),
    ]
}

fn id_argument() -> Arg {
    Arg::new("id").value_name("ID").required(true).help("Which record: its id, or the beginning or random part of it")
}

/// `contested list`: what waits to be settled.
pub fn list(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let group = matches.get_one::<String>("group").cloned();
    let group = group.map(|it| session.find(&[Kind::Group], &it)).transpose()?;
    let at = session.at();
    let belongs =
        |it: &&Record| group.as_ref().is_none_or(|group| it.id == *group || it.id.group() == Some(group.as_str()));
    let (waiting, words) = filter_of(matches, |it| Waiting::read(it, &at))?;
    let fits = |it: &Contest| waiting.holds(it, &at) && words.holds_text(&found_by(it, &at));
    let records = at.snapshot.all().filter(|it| is_contested(it)).filter(belongs);
    let there: Vec<Contest> = records.flat_map(contests).collect();
    let all: Vec<&Contest> = there.iter().filter(|it| fits(it)).collect();
    let mut rows = Vec::new();
    for contest in all.iter().copied() {
        for (nth, side) in sides(contest, &at).iter().enumerate() {
            let first = |it: String| if nth == 0 { it } else { String::new() };
            rows.push(vec![
                first(contest.id.to_string()),
                first(contest.label()),
                mark(side),
                written(side, &at),
                shown::cut(&side.words.replace('\n', " / "), 60).into_owned(),
            ]);
        }
    }
    let heads = ["ID", "FIELD", "WHOSE", "WRITTEN BY", "VALUE"].map(str::to_owned).to_vec();
    let text = if rows.is_empty() { String::new() } else { Columns { heads, rows }.print(&session.options) };
    let data = all.iter().copied().map(|it| contest_json(it, &at)).collect();
    let mut answer = Answer { kind: "contested.list".to_owned(), text, data, ..Answer::default() };
    answer.talk.push(match all.as_slice() {
        [] if !there.is_empty() => {
            format!("None of {} fits.", shown::count(there.len(), "contested value", "contested values"))
        }
        [] => format!("Nothing is contested{}.", group.map(|it| format!(" in {it}")).unwrap_or_default()),
        [first, ..] => {
            format!("`comity contested settle {} --field {}=mine|theirs` decides", first.id, quoted(first))
        }
    });
    Ok(answer)
}

/// `contested show`: what is contested in a record, in full.
pub fn show(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = record(session, matches)?;
    let at = session.at();
    let mut text = format!("{}  {}\n", record.id, shown::visible(record.title()));
    let all = contests(&record);
    for contest in &all {
        text.push_str(&format!("\n{}\n", contest.label()));
        if let Some(before) = &contest.before {
            text.push_str(&block("before", "", &contest.words(&Said::Value(before.clone()))));
        }
        for side in sides(contest, &at) {
            text.push_str(&block(&mark(&side), &written(&side, &at), &side.words));
        }
    }
    if all.is_empty() {
        text.push_str("Nothing of it is contested.\n");
    }
    let data = json!({
        "id": record.id.as_str(),
        "title": record.title(),
        "contested": all.iter().map(|it| contest_json(it, &at)).collect::<Vec<_>>(),
    });
    Ok(Answer { kind: "contested.show".to_owned(), text, data, paged: true, ..Answer::default() })
}

/// `contested settle`: one change that settles these fields; what is raised waits for the meeting.
pub fn settle(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = record(session, matches)?;
    let all = contests(&record);
    let mut choices: Vec<(Contest, Choice)> = Vec::new();
    let mut raises: Vec<Contest> = Vec::new();
    for word in matches.get_many::<String>("field").into_iter().flatten() {
        let Some((field, said)) = word.split_once('=') else {
            return Err(Report::usage(format!("`--field {}` says no choice", shown::visible(word)))
                .hint("Write it like --field due=mine"));
        };
        let contest = named(&all, field, &record)?;
        if choices.iter().any(|it| it.0.field == contest.field) || raises.contains(contest) {
            return Err(Report::usage(format!("{} was named twice", contest.label())));
        }
        match said {
            "raise" => raises.push(contest.clone()),
            said => choices.push((contest.clone(), choice(session, &record, contest, said)?)),
        }
    }
    let mut changes = Vec::new();
    if !choices.is_empty() {
        changes.push(deed::settle(&record, &choices, &session.at())?);
    }
    let mut already = Vec::new();
    for contest in &raises {
        if let Some(item) = deed::raised(contest, &session.at()) {
            already.push(format!("{} was raised already: {} is about it", contest.label(), item.id));
            continue;
        }
        let Some(change) = deed::raise(&record, contest, &session.at()) else {
            return Err(Report::new("E-VALUE", Exit::Invalid, format!("{} belongs to no group", record.id))
                .hint("Settle it, or add an item to the group that is to talk about it"));
        };
        changes.push(change);
    }
    if changes.is_empty() {
        let text = already.iter().map(|it| format!("{it}\n")).collect();
        return Ok(Answer { kind: "contested.settle".to_owned(), text, data: json!({}), ..Answer::default() });
    }
    let subject = changes.first().and_then(|it| it.meaning.subject.clone());
    let mut change = deed::together(changes).meaning("contested.settle");
    change.meaning.subject = subject;
    let about = match (choices.as_slice(), change.edits.first()) {
        ([], Some(edit)) => edit.id().clone(),
        _ => record.id.clone(),
    };
    let mut answer = session.write("contested.settle", &change, &about)?;
    answer.talk.extend(already);
    Ok(answer)
}

fn record(session: &mut Session, matches: &ArgMatches) -> Result<Record, Report> {
    let id = session.find(&Kind::ALL, &id_word(matches))?;
    session.snapshot().get(&id).cloned().ok_or_else(|| unreadable(session, &id))
}

/// The contested field that a word names: as its entries do, or by its flag.
fn named<'a>(all: &'a [Contest], word: &str, record: &Record) -> Result<&'a Contest, Report> {
    let found = all.iter().find(|it| it.field == word || it.field.replace('_', "-") == word || it.label() == word);
    found.ok_or_else(|| {
        let fields: Vec<String> = all.iter().map(quoted).collect();
        let report = Report::new(
            "E-NOT-FOUND",
            Exit::NotFound,
            format!("`{}` of {} is not contested", shown::visible(word), record.id),
        );
        match fields.is_empty() {
            true => report.hint("`comity contested` lists what is"),
            false => report.hint(format!("Contested is {}", fields.join(", "))),
        }
    })
}

/// What somebody chose for a field.
fn choice(session: &mut Session, record: &Record, contest: &Contest, said: &str) -> Result<Choice, Report> {
    let at = session.at();
    let which = |it: Option<Which>| {
        it.map(Choice::Version).ok_or_else(|| {
            let people: Vec<String> = contest.versions().filter_map(|it| it.1.by.clone()).collect();
            let people: Vec<String> = people.iter().map(|it| format!("by:{}", shown::visible(it))).collect();
            let message = format!("{}: which value `{}` means cannot be said", contest.label(), shown::visible(said));
            Report::new("E-AMBIGUOUS", Exit::NotFound, message)
                .hint(format!("Say stands, {}, or the value itself", people.join(", ")))
        })
    };
    match said {
        "mine" => which(contest.mine(&at)),
        "theirs" => which(contest.theirs(&at)),
        "stands" => Ok(Choice::Version(Which::Stands)),
        "both" => Ok(Choice::Both),
        "stay" if contest.is_whole() => Ok(Choice::Version(Which::Stands)),
        "go" if contest.is_whole() => Ok(Choice::Version(Which::Other(0))),
        said => match said.strip_prefix("by:") {
            Some(person) => which(contest.by(person)),
            None => written_anew(session, record, contest, said).map(Choice::New),
        },
    }
}

/// A value typed for a contested field, read as the field reads it.
fn written_anew(
    session: &mut Session,
    record: &Record,
    contest: &Contest,
    said: &str,
) -> Result<Option<Value>, Report> {
    let Some(field) = contest.declared().filter(|it| it.is_settable()) else {
        return Err(Report::new("E-VALUE", Exit::Invalid, format!("{} cannot be typed as one value", contest.label()))
            .hint("Choose mine, theirs, stands or by:PERSON"));
    };
    let now = record.get(field.key).filter(|_| contest.field == field.key);
    session.value(field, said, now)
}

/// Whose value it is, and whether it stands.
fn mark(side: &Side) -> String {
    let stands = if side.which == Which::Stands { "stands" } else { "" };
    [side.whose, stands].iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(", ")
}

fn block(mark: &str, written: &str, words: &str) -> String {
    let head = format!("  {mark:16}  {written}");
    let lines = words.lines().map(|it| format!("    {it}\n")).collect::<String>();
    format!("{}\n{lines}", head.trim_end())
}

/// The field as a shell takes it.
fn quoted(contest: &Contest) -> String {
    let field = shown::visible(&contest.field).into_owned();
    if field.contains([' ', '"', '\'']) { format!("\"{field}\"") } else { field }
}

fn contest_json(contest: &Contest, at: &Standpoint<'_>) -> Json {
    let value = |said: &Said| match said {
        Said::Value(value) => Some(value_json(value)),
        Said::Unreadable(text) => Some(json!(text)),
        Said::Nothing | Said::Stay | Said::Go => None,
    };
    let side = |(side, version): (Side, &crate::model::contested::Version)| {
        let mut object = json!({ "words": side.words, "stands": side.which == Which::Stands });
        let said = |key: &str, it: Option<Json>, object: &mut Json| {
            if let (Some(it), Some(map)) = (it, object.as_object_mut()) {
                map.insert(key.to_owned(), it);
            }
        };
        said("value", value(&version.value), &mut object);
        said("by", version.by.as_ref().map(|it| json!(it)), &mut object);
        said("org", side.org.as_ref().map(|it: &RecordId| json!(it.as_str())), &mut object);
        said("at", version.at.map(|it| json!(it.to_rfc3339())), &mut object);
        said("whose", Some(side.whose).filter(|it| !it.is_empty()).map(|it| json!(it)), &mut object);
        object
    };
    let values: Vec<Json> = sides(contest, at).into_iter().zip(contest.versions().map(|it| it.1)).map(side).collect();
    let mut object =
        json!({ "id": contest.id.as_str(), "field": contest.field, "label": contest.label(), "values": values });
    if let (Some(before), Some(map)) = (&contest.before, object.as_object_mut()) {
        map.insert("before".to_owned(), value_json(before));
    }
    object
}
