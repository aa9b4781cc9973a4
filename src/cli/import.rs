//! `import`: the rows of a file as records.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::json;
use toml::Value;

use super::printer::Answer;
use super::session::{Session, change_json};
use crate::import::{self, KeptField, Order, Plan, RefusedRow};
use crate::model::check::check_records;
use crate::model::find::folded;
use crate::model::{Kind, Record, RecordId, Standpoint, leaf, shown, words};
use crate::report::{Exit, FieldFault, Report};
use crate::workspace::{Outcome, Workspace};

/// Largest file that is imported, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads a file into a plan.
type Planning = fn(&[u8], &Order, &Standpoint<'_>, &Workspace) -> Result<Plan, Report>;

pub fn arguments() -> Vec<Arg> {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    vec![
        Arg::new("file")
            .value_name("FILE.csv")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help("The file; its first row holds the headings"),
        Arg::new("group").long("group").value_name("CODE").help("The group of rows that name none"),
        Arg::new("map")
            .long("map")
            .value_name("COLUMN=FIELD|FIELD:WORD=VALUE")
            .action(ArgAction::Append)
            .help("What a column or a word means; COLUMN=- leaves a column out"),
        flag("create", "Add who is not there yet: people, in lists also organisations and groups"),
        flag("partial", "Take the rows that can be taken, leave the others"),
    ]
}

/// `import actions`: action points from a CSV file.
pub fn import_actions(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    take_in(session, matches, "import.actions", import::actions)
}

/// `import people`: people from a CSV file.
pub fn import_people(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    take_in(session, matches, "import.people", import::people)
}

/// `import members`: who sits in which group, from a CSV file.
pub fn import_members(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    take_in(session, matches, "import.members", import::members)
}

/// `import meetings`: when groups meet, from a CSV file.
pub fn import_meetings(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    take_in(session, matches, "import.meetings", import::meetings)
}

fn take_in(session: &mut Session, matches: &ArgMatches, kind: &str, plan: Planning) -> Result<Answer, Report> {
    let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let bytes = crate::store::folder::read_foreign(&path, LARGEST)?;
    let group = match matches.get_one::<String>("group") {
        Some(word) => Some(session.find(&[Kind::Group], word)?.to_string()),
        None => match session.snapshot().ids(Kind::Group).as_slice() {
            [only] => Some(only.to_string()),
            _ => None,
        },
    };
    let mut order = Order {
        file: shown::visible(&path.file_name().unwrap_or_default().to_string_lossy()).replace(' ', "-"),
        group,
        create: matches.get_flag("create"),
        ..Order::default()
    };
    for map in matches.get_many::<String>("map").into_iter().flatten() {
        let Some((left, right)) = map.rsplit_once('=') else {
            return Err(
                Report::usage(format!("`--map {map}` has no `=`")).hint("Write COLUMN=FIELD or FIELD:WORD=VALUE")
            );
        };
        match left.split_once(':') {
            Some((field, word)) => {
                drop(order.words.insert((field.trim().to_owned(), folded(word.trim())), right.trim().to_owned()))
            }
            None => drop(order.columns.insert(left.trim().to_owned(), right.trim().to_owned())),
        }
    }
    let plan = plan(&bytes, &order, &session.at(), &session.workspace)?;
    if !plan.refused.is_empty() && !matches.get_flag("partial") {
        let report = refused(&plan);
        // People read each reason once; programs get each row.
        let each = |row: &RefusedRow| row_lines(std::slice::from_ref(row));
        return Err(match session.options.json {
            true => Report { causes: plan.refused.iter().flat_map(each).collect(), ..report },
            false => report,
        });
    }
    finish(session, plan, kind)
}

fn finish(session: &mut Session, plan: Plan, kind: &str) -> Result<Answer, Report> {
    let mut answer = Answer { kind: kind.to_owned(), ..Answer::default() };
    let ids = |ids: &[RecordId]| ids.iter().map(|it| json!(it.as_str())).collect::<Vec<_>>();
    answer.data = json!({
        "added": ids(&plan.added),
        "changed": ids(&plan.changed),
        "unchanged": ids(&plan.unchanged),
        "people": ids(&plan.people),
        "refused": plan.refused.iter().map(|it| json!({ "row": it.row, "reason": it.reason, "remedy": it.remedy })).collect::<Vec<_>>(),
    });
    for (key, made) in
        [("orgs", ids(&plan.orgs)), ("groups", plan.groups.iter().map(|it| json!(it.0.as_str())).collect())]
    {
        if !made.is_empty() {
            answer.data[key] = json!(made);
        }
    }
    answer.data["kept"] = plan.kept.iter().map(kept_json).collect();
    let counts = counts(&plan);
    answer.talk.extend(row_lines(&plan.refused));
    answer.talk.extend(plan.kept.iter().map(kept_line));
    if !plan.kept_as_details.is_empty() {
        answer.talk.push(format!(
            "Kept as lines of the details: {}. --map COLUMN=FIELD puts a column elsewhere, --map COLUMN=- leaves it out.",
            plan.kept_as_details.join(", ")
        ));
    }
    if !plan.left_out.is_empty() {
        answer.talk.push(format!("Left out: {}. --map COLUMN=FIELD takes a column in.", plan.left_out.join(", ")));
    }
    if !plan.groups.is_empty() {
        let codes: Vec<String> =
            plan.groups.iter().map(|(id, name)| format!("{id} {}", shown::visible(name))).collect();
        answer.talk.push(format!("Groups added: {}.", codes.join(", ")));
    }
    answer.talk.extend(plan.told.iter().map(|it| shown::visible(it).into_owned()));
    if plan.change.is_empty() {
        answer.text = format!("Nothing to change: {counts}\n");
        return Ok(answer);
    }
    let stamp = session.stamp_for(&plan.change)?;
    if session.options.dry_run {
        let (fitted, subject) = session.workspace.rehearse(&plan.change, &stamp)?;
        let lines: String = words::lines(&fitted).into_iter().map(|it| format!("  {it}\n")).collect();
        answer.text = format!("Would be saved: {subject}\n{lines}{counts}\n");
        answer.data["dry_run"] = json!(true);
        return Ok(answer);
    }
    match session.workspace.submit(&plan.change, &stamp)? {
        Outcome::Unchanged => answer.text = format!("Nothing to change: {counts}\n"),
        Outcome::Saved(saved) => {
            answer.text = format!("{}: {counts}  (undo: comity undo)\n", saved.subject);
            answer.more.insert("change".to_owned(), change_json(&saved));
            let at = session.at();
            // Several rows may be about one record.
            let mut seen = BTreeSet::new();
            let ids = plan.added.iter().chain(&plan.changed).filter(|it| seen.insert(*it));
            let touched: Vec<&Record> = ids.filter_map(|it| at.snapshot.get(it)).collect();
            answer.warnings = check_records(&touched, &at);
            // People read how many there are; programs get each.
            if !session.options.json && answer.warnings.len() > 8 {
                let many = answer.warnings.len();
                answer.warnings.clear();
                answer.talk.push(format!("{many} warnings about what came in; `comity check` lists them."));
            }
        }
    }
    Ok(answer)
}

/// How many came in and how: what there is none of is not told.
fn counts(plan: &Plan) -> String {
    let people = shown::count(plan.people.len(), "person", "people");
    let orgs = shown::count(plan.orgs.len(), "organisation", "organisations");
    let groups = shown::count(plan.groups.len(), "group", "groups");
    let rows = shown::count(plan.refused.len(), "row", "rows");
    let counts = [
        (plan.added.len(), format!("{} added", plan.added.len())),
        (plan.changed.len(), format!("{} changed", plan.changed.len())),
        (plan.unchanged.len(), format!("{} as before", plan.unchanged.len())),
        (plan.people.len(), format!("{people} added")),
        (plan.orgs.len(), format!("{orgs} added")),
        (plan.groups.len(), format!("{groups} added")),
        (plan.refused.len(), format!("{rows} left out")),
    ];
    let told: Vec<String> = counts.into_iter().filter(|it| it.0 > 0).map(|it| it.1).collect();
    if told.is_empty() { "there are no rows".to_owned() } else { told.join(", ") }
}

fn refused(plan: &Plan) -> Report {
    let rows = plan.refused.len();
    let mut report = Report::new(
        "E-ROW",
        Exit::Invalid,
        format!("nothing imported: {} cannot be taken", shown::count(rows, "row", "rows")),
    );
    report.causes = row_lines(&plan.refused);
    report.fields = plan
        .refused
        .iter()
        .map(|it| FieldFault { field: format!("row {}", it.row), value: String::new(), message: it.reason.clone() })
        .collect();
    match plan.added.is_empty() && plan.changed.is_empty() {
        true => report,
        false => report.hint("--partial takes the rows that can be taken"),
    }
}

/// One line for each reason and remedy, with the rows that it is about.
fn row_lines(refused: &[RefusedRow]) -> Vec<String> {
    let mut reasons: Vec<(&RefusedRow, Vec<usize>)> = Vec::new();
    for row in refused {
        match reasons.iter_mut().find(|it| it.0.reason == row.reason && it.0.remedy == row.remedy) {
            Some((_, rows)) => rows.push(row.row),
            None => reasons.push((row, vec![row.row])),
        }
    }
    let line = |(it, rows): (&RefusedRow, Vec<usize>)| {
        let noun = if rows.len() == 1 { "row" } else { "rows" };
        format!("{noun} {}: {}. {}", spans(&rows), shown::visible(&it.reason), shown::visible(&it.remedy))
    };
    reasons.into_iter().map(line).collect()
}

/// Numbers that ascend, in short: `2-5, 7`.
fn spans(numbers: &[usize]) -> String {
    let spans = numbers.chunk_by(|one, next| one + 1 == *next);
    let words = spans.map(|span| match span {
        [first, .., last] => format!("{first}-{last}"),
        span => span.iter().map(usize::to_string).collect(),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn kept_line(kept: &KeptField) -> String {
    let words = |value: &Option<Value>| match value {
        Some(value) => {
            let words = words::field_words(Some(kept.field), value);
            format!("`{}`", shown::cut(&shown::visible(&words.replace('\n', " ")), 60))
        }
        None => "nothing".to_owned(),
    };
    let (here, file) = (words(&kept.here), words(&kept.file));
    let (row, id, field, flag) = (kept.row, &kept.id, kept.field.in_words(), kept.field.flag());
    let noun = id.kind.noun();
    let what = match id.kind {
        Kind::Member => format!("the seat {id} ({field})"),
        _ => format!("{field} of {id}"),
    };
    let remedy = match id.kind {
        Kind::Member => "or change the seat here".to_owned(),
        Kind::Group => "or change the group's series here".to_owned(),
        _ => format!("or take the file's with `comity {noun} edit {id} --{flag} VALUE`"),
    };
    format!(
        "row {row}: {what} has changed here and in the file. It stays {here}; the file says {file}. \
         Write the right one into the file, {remedy}"
    )
}

fn kept_json(kept: &KeptField) -> serde_json::Value {
    let plain = |value: &Option<Value>| value.as_ref().map(leaf::plain);
    json!({
        "row": kept.row,
        "id": kept.id.as_str(),
        "field": kept.field.key,
        "here": plain(&kept.here),
        "file": plain(&kept.file),
    })
}
