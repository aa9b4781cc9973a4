//! `member matrix`: people by groups, with the seats of the parties below.

use clap::{Arg, ArgMatches};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::member::{date, found};
use super::printer::Answer;
use super::session::Session;
use crate::model::view::matrix::{Column, Matrix, NOBODY, NOT_AGREED, Row, short_role};
use crate::model::{Kind, RecordId, shown};
use crate::report::Report;

/// The widest column of names, and the narrowest one.
const NAMES: (usize, usize) = (26, 10);

pub fn arguments() -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help).allow_hyphen_values(word == "DATE")
    };
    vec![
        value("on", "DATE", "As it is, was or will be on this day"),
        value("org", "ORG", "Only the people of this organisation"),
    ]
}

/// `member matrix`: who is what in which group.
pub fn matrix(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let org = found(session, matches, "org", Kind::Org)?;
    let day = date(session, matches, "on")?.unwrap_or_else(|| session.at().today);
    let matrix = Matrix::of(session.snapshot(), day, org.as_ref());
    let mut answer = Answer { kind: "member.matrix".to_owned(), data: json(&matrix, day), ..Answer::default() };
    match matrix.groups.is_empty() || matrix.people.is_empty() {
        true => answer.talk.push("There is nobody, or no group yet.".to_owned()),
        false if !session.options.json => answer.text = text(&matrix, columns_of_terminal()),
        false => (),
    }
    Ok(answer)
}

/// How wide the answer may be: as the terminal, else as it comes.
fn columns_of_terminal() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok()).filter(|it| *it > 0);
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stdout());
    said.or_else(|| is_terminal.then(crossterm::terminal::size)?.ok().map(|it| usize::from(it.0)))
}

/// The matrix as a table; what has no room beside it stands below it, as a table of the next groups.
fn text(matrix: &Matrix<'_>, columns: Option<usize>) -> String {
    let names: Vec<String> = matrix.people.iter().map(|it| shown::visible(it.person.title()).into_owned()).collect();
    let labels = matrix.parties.iter().map(|it| format!("{it} seats")).chain([CO_CHAIRS, EXCHANGE].map(str::to_owned));
    let widest = names.iter().map(|it| it.width() + 1).chain(labels.map(|it| it.width())).max().unwrap_or(0);
    let room = columns.map_or(NAMES.0, |it| (it / 3).clamp(NAMES.1, NAMES.0));
    let name_width = widest.min(room);
    let tables: Vec<Vec<String>> = matrix.groups.iter().enumerate().map(|(at, it)| column(matrix, at, it)).collect();
    let sums = [sum("Groups", matrix, |it| it.groups()), sum("Open", matrix, |it| it.open_actions)];
    let width = |it: &Vec<String>| it.iter().map(|it| it.width()).max().unwrap_or(0) + 2;
    let mut out = String::new();
    let mut rest: Vec<&Vec<String>> = tables.iter().chain(&sums).collect();
    while !rest.is_empty() {
        let mut used = name_width;
        let fits = |it: &&&Vec<String>| {
            used += width(it);
            columns.is_none_or(|columns| used <= columns)
        };
        let count = rest.iter().take_while(fits).count().max(1);
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&block(matrix, &names, name_width, &rest[..count]));
        rest.drain(..count);
    }
    let many: Vec<String> = matrix.people.iter().filter(|it| it.is_overburdened()).map(burden).collect();
    if !many.is_empty() {
        out.push_str(&format!("\nIn more than {} groups: {}\n", crate::model::view::seats::MANY, many.join(", ")));
    }
    out
}

const CO_CHAIRS: &str = "Co-chairs from both";
const EXCHANGE: &str = "Exchange";

fn burden(row: &Row<'_>) -> String {
    format!("{} ({})", row.person.id, row.groups())
}

/// A column of cells: the head, one for each person, one for each line below.
fn column(matrix: &Matrix<'_>, at: usize, group: &Column<'_>) -> Vec<String> {
    let mut cells = vec![group.seats.group.id.to_string()];
    cells.extend(matrix.people.iter().map(|it| match it.roles[at].as_slice() {
        [] => NOBODY.to_owned(),
        roles => roles.iter().map(|it| short_role(it)).collect::<Vec<_>>().join("+"),
    }));
    cells.extend(matrix.parties.iter().map(|party| {
        let taken = group.seats.taken.iter().find(|it| it.0 == *party).map_or(0, |it| it.1);
        match group.seats.agreed {
            Some(agreed) if taken < agreed => format!("{taken}/{agreed} (!)"),
            Some(agreed) => format!("{taken}/{agreed}"),
            None => taken.to_string(),
        }
    }));
    cells.extend([group.co_chairs, group.exchange].map(|it| match it {
        Some(true) => "yes".to_owned(),
        Some(false) => "NO (!)".to_owned(),
        None => NOT_AGREED.to_owned(),
    }));
    cells
}

fn sum(head: &str, matrix: &Matrix<'_>, of: impl Fn(&Row<'_>) -> usize) -> Vec<String> {
    std::iter::once(head.to_owned()).chain(matrix.people.iter().map(|it| of(it).to_string())).collect()
}

/// Some of the columns beside the names, by organisation.
fn block(matrix: &Matrix<'_>, names: &[String], name_width: usize, columns: &[&Vec<String>]) -> String {
    let widths: Vec<usize> = columns.iter().map(|it| it.iter().map(|it| it.width()).max().unwrap_or(0)).collect();
    let line = |label: &str, at: usize| {
        let label = shown::cut(label, name_width);
        let mut line = format!("{label}{}", " ".repeat(name_width.saturating_sub(label.width())));
        for (column, width) in columns.iter().zip(&widths) {
            let cell = column.get(at).map_or("", String::as_str);
            line.push_str(&format!("  {cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
        }
        line.truncate(line.trim_end().len());
        line + "\n"
    };
    let mut out = line("", 0);
    let mut last: Option<&Option<RecordId>> = None;
    for (at, (row, name)) in matrix.people.iter().zip(names).enumerate() {
        if last != Some(&row.org) {
            let org = row.org.as_ref().map_or("no organisation", RecordId::as_str);
            out.push_str(&format!("{}\n", shown::cut(org, name_width)));
            last = Some(&row.org);
        }
        out.push_str(&line(&format!(" {name}"), at + 1));
    }
    let first = matrix.people.len() + 1;
    let parties = matrix.parties.iter().map(|it| format!("{it} seats"));
    let labels = parties.chain([CO_CHAIRS, EXCHANGE].map(str::to_owned));
    // The sums have nothing below.
    if columns.iter().any(|it| it.len() > first) {
        out.push('\n');
        out.extend(labels.enumerate().map(|(at, label)| line(&label, first + at)));
    }
    out
}

fn json(matrix: &Matrix<'_>, day: chrono::NaiveDate) -> serde_json::Value {
    let ids: Vec<&str> = matrix.groups.iter().map(|it| it.seats.group.id.as_str()).collect();
    let groups = matrix.groups.iter().map(|it| {
        let seats = it.seats.taken.iter().map(|(party, taken)| {
            let mut seats = json!({ "party": party.as_str(), "taken": taken });
            if let Some(agreed) = it.seats.agreed {
                seats["agreed"] = json!(agreed);
                seats["vacant"] = json!(it.seats.vacant(party));
            }
            seats
        });
        let mut group = json!({ "id": it.seats.group.id.as_str(), "seats": seats.collect::<Vec<_>>() });
        for (key, value) in [("co_chairs", it.co_chairs), ("exchange", it.exchange)] {
            if let Some(value) = value {
                group[key] = json!(value);
            }
        }
        group
    });
    let people = matrix.people.iter().map(|it| {
        let seats = it.roles.iter().zip(&ids).filter(|it| !it.0.is_empty());
        let roles: serde_json::Map<String, serde_json::Value> =
            seats.map(|(roles, group)| ((*group).to_owned(), json!(roles))).collect();
        let mut person = json!({
            "id": it.person.id.as_str(),
            "name": it.person.title(),
            "roles": roles,
            "groups": it.groups(),
            "too_many": it.is_overburdened(),
            "open_actions": it.open_actions,
        });
        if let Some(org) = &it.org {
            person["org"] = json!(org.as_str());
        }
        person
    });
    json!({
        "on": day.to_string(),
        "groups": groups.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
    })
}
