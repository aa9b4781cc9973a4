//! `member export`: who sits where, as a table or as contact cards for others.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::json;

use super::printer::Answer;
use super::session::Session;
use crate::document::members::{Contacts, csv, seats, vcards};
use crate::model::date::{Towards, parse_date};
use crate::model::{Kind, date, shown};
use crate::report::{Exit, Report};

pub fn arguments() -> Vec<Arg> {
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    vec![
        value("group", "CODE", "Of this group alone"),
        value("on", "DATE", "As they sat on that day; today, where none is said"),
        value("format", "FORMAT", "csv, which can be imported again, or vcf, contact cards")
            .value_parser(["csv", "vcf"])
            .default_value("csv"),
        Arg::new("contacts").long("contacts").action(ArgAction::SetTrue).help("With their addresses"),
        value("out", "FILE", "Write it into this file").value_parser(value_parser!(PathBuf)),
    ]
}

/// `member export`: the seats that are held on a day.
pub fn export(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let group = matches.get_one::<String>("group").map(|it| session.find(&[Kind::Group], it)).transpose()?;
    let today = session.at().today;
    let day = match matches.get_one::<String>("on") {
        None => today,
        Some(word) => parse_date(word, today, Towards::Past).ok_or_else(|| {
            Report::usage(format!("`--on {word}` is not a date")).hint(format!("Write it like {}", date::EXAMPLES))
        })?,
    };
    let contacts = if matches.get_flag("contacts") { Contacts::With } else { Contacts::Without };
    let snapshot = session.snapshot();
    let seats = seats(snapshot, group.as_ref(), day);
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("vcf") => vcards(&seats, contacts),
        _ => csv(snapshot, &seats, contacts)
            .map_err(|it| Report::new("E-IO", Exit::Failed, "cannot write the list as CSV").cause(it.to_string()))?,
    };
    let mut answer = Answer { kind: "member.export".to_owned(), ..Answer::default() };
    answer.data = json!({ "on": day.to_string(), "seats": seats.len(), "text": text });
    let Some(path) = matches.get_one::<PathBuf>("out") else {
        answer.text = text;
        return Ok(answer);
    };
    let count = shown::count(seats.len(), "seat", "seats");
    super::document::lies_outside(path, session)?;
    let place = path.display().to_string();
    let place = shown::visible(&place);
    if session.options.dry_run {
        answer.text = format!("Would be written into {place}: {count}\n");
        return Ok(answer);
    }
    crate::store::folder::write_foreign(path, text.as_bytes())
        .map_err(|it| Report::new("E-IO", Exit::Failed, format!("cannot write `{place}`")).cause(it.to_string()))?;
    answer.text = format!("Wrote {count} into {place}\n");
    Ok(answer)
}
