//! Columns: which field of an action each column of a file is.

use std::collections::BTreeMap;

use super::Order;
use crate::model::field::Field;
use crate::model::find::folded;
use crate::model::{Kind, typed};
use crate::report::Report;

/// What columns are also called: folded, with the field that they are.
pub const ALIASES: &[(&str, &str)] = &[
    ("action", "title"),
    ("task", "title"),
    ("what", "title"),
    ("item", "title"),
    ("who", "owner"),
    ("lead", "owner"),
    ("responsible", "owner"),
    ("assignee", "owner"),
    ("assigned to", "owner"),
    ("target date", "due"),
    ("due date", "due"),
    ("deadline", "due"),
    ("by when", "due"),
    ("status", "state"),
    ("raised", "raised_on"),
    ("date", "raised_on"),
    ("opened", "raised_on"),
    ("completed", "done_on"),
    ("done", "done_on"),
    ("details", "detail"),
    ("description", "detail"),
    ("comment", "progress"),
    ("comments", "progress"),
    ("note", "progress"),
    ("notes", "progress"),
    ("update", "progress"),
    ("organisation", "org"),
    ("organization", "org"),
    ("prio", "priority"),
    ("helper", "helpers"),
    ("tag", "tags"),
    ("working group", "group"),
];

/// Where the cells of a column go.
#[derive(Clone)]
pub enum Target {
    Field(&'static Field),
    Progress,
    Group,
    /// Named by its heading, into the details.
    Detail(String),
    Nowhere,
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field(one), Self::Field(other)) => one.key == other.key,
            (Self::Detail(one), Self::Detail(other)) => one == other,
            (Self::Progress, Self::Progress) | (Self::Group, Self::Group) | (Self::Nowhere, Self::Nowhere) => true,
            _ => false,
        }
    }
}

/// Where the cells of each column go.
///
/// # Errors
/// When a map names what is not there, or no column is the title.
pub fn targets(headings: &[String], order: &Order) -> Result<Vec<Target>, Report> {
    let plain = |it: &str| folded(it).trim().replace(['_', '-'], " ");
    let mapped: BTreeMap<String, &String> =
        order.columns.iter().map(|(column, field)| (plain(column), field)).collect();
    if let Some(column) = mapped.keys().find(|column| !headings.iter().any(|it| plain(it) == **column)) {
        return Err(Report::usage(format!("the file has no column `{column}`"))
            .hint(format!("Its columns are {}", headings.join(", "))));
    }
    let mut targets = Vec::new();
    for heading in headings {
        let name = plain(heading);
        let word = match mapped.get(&name) {
            Some(field) if *field == "-" => {
                targets.push(Target::Nowhere);
                continue;
            }
            Some(field) => Some(target(field).ok_or_else(|| {
                Report::usage(format!("actions have no field `{field}`"))
                    .hint("`comity action add --help` lists the fields")
            })?),
            None => {
                let alias = ALIASES.iter().find(|it| it.0 == name).map(|it| it.1);
                alias.and_then(target).or_else(|| target(&name.replace(' ', "_")))
            }
        };
        let twice = word.as_ref().is_some_and(|it| {
            targets.contains(it) && *it != Target::Progress && !matches!(it, Target::Field(f) if f.key == "detail")
        });
        targets.push(match word {
            Some(target) if !twice => target,
            _ => Target::Detail(typed::tidy_line(heading)),
        });
    }
    let has_title = targets.iter().any(|it| matches!(it, Target::Field(field) if field.key == "title"));
    match has_title {
        true => Ok(targets),
        false => Err(Report::usage("no column is the title")
            .hint(format!("Name it: --map COLUMN=title. The columns are {}", headings.join(", ")))),
    }
}

fn target(name: &str) -> Option<Target> {
    match name {
        "group" => Some(Target::Group),
        "progress" => Some(Target::Progress),
        "source" => None,
        name => Kind::Action.field(name).filter(|it| it.is_settable()).map(Target::Field),
    }
}
