//! Headings of lists of people, members and meetings: which field each column is.

use std::collections::BTreeMap;

use super::Order;
use crate::model::find::folded;
use crate::model::typed;
use crate::report::Report;

/// What columns are also called: folded, with the field that they are.
pub const LIST_ALIASES: &[(&str, &str)] = &[
    ("person", "name"),
    ("full name", "name"),
    ("organisation", "org"),
    ("organization", "org"),
    ("company", "org"),
    ("employer", "org"),
    ("affiliation", "org"),
    ("for", "org"),
    ("for org", "org"),
    ("working group", "group"),
    ("committee", "group"),
    ("code", "group"),
    ("group title", "group_name"),
    ("email", "emails"),
    ("e mail", "emails"),
    ("mail", "emails"),
    ("job title", "function"),
    ("since", "from"),
    ("start date", "from"),
    ("end date", "until"),
    ("to", "until"),
    ("alternate of", "alternate_for"),
    ("deputy for", "alternate_for"),
    ("weekday", "day"),
    ("zone", "timezone"),
    ("time zone", "timezone"),
    ("repeats", "frequency"),
    ("length", "minutes"),
    ("duration", "minutes"),
    ("first", "starts"),
    ("first on", "starts"),
];

/// What each column of a file is.
pub struct Heads {
    fields: Vec<Option<&'static str>>,
    /// The headings of those that are no field.
    pub left_out: Vec<String>,
}

/// The cells of a row by their fields, empty ones left out.
pub type Cells = BTreeMap<&'static str, String>;

impl Heads {
    /// Reads the headings of a list that has these fields and needs some of them.
    ///
    /// # Errors
    /// When a map names what is not there, or a field that is needed has no column.
    pub fn of(headings: &[String], order: &Order, known: &[&'static str], needed: &[&str]) -> Result<Self, Report> {
        let columns = format!("The columns are {}", headings.join(", "));
        let mapped: BTreeMap<String, &String> = order.columns.iter().map(|it| (plain(it.0), it.1)).collect();
        if let Some(column) = mapped.keys().find(|column| !headings.iter().any(|it| plain(it) == **column)) {
            return Err(Report::usage(format!("the file has no column `{column}`")).hint(columns));
        }
        let mut heads = Self { fields: Vec::new(), left_out: Vec::new() };
        for heading in headings {
            let field = match mapped.get(&plain(heading)) {
                Some(field) if *field == "-" => {
                    heads.fields.push(None);
                    continue;
                }
                Some(field) => Some(field_of(field, known).ok_or_else(|| {
                    Report::usage(format!("such a list has no field `{field}`"))
                        .hint(format!("It has {}", known.join(", ")))
                })?),
                None => field_of(heading, known),
            };
            let field = field.filter(|it| !heads.fields.contains(&Some(it)));
            if field.is_none() {
                heads.left_out.push(typed::tidy_line(heading));
            }
            heads.fields.push(field);
        }
        let missing: Vec<&str> =
            needed.iter().copied().filter(|it| !heads.fields.iter().flatten().any(|own| own == it)).collect();
        match missing.first() {
            None => Ok(heads),
            Some(first) => Err(Report::usage(format!("no column is the {}", missing.join(", none the ")))
                .hint(format!("Name it: --map COLUMN={first}. {columns}"))),
        }
    }

    /// A row's cells.
    pub fn cells(&self, cells: &[String]) -> Cells {
        let named = self.fields.iter().zip(cells).filter_map(|(field, cell)| Some(((*field)?, cell)));
        named.filter(|it| !it.1.is_empty()).map(|it| (it.0, it.1.clone())).collect()
    }

    /// How many columns there are.
    pub fn count(&self) -> usize {
        self.fields.len()
    }

    /// Whether a field has a column.
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().flatten().any(|it| *it == field)
    }
}

/// The field that a word means, by its name or by what it is also called.
pub fn field_of(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let word = plain(word);
    let own = known.iter().find(|it| plain(it) == word);
    let alias = || LIST_ALIASES.iter().find(|it| it.0 == word).and_then(|it| known.iter().find(|own| **own == it.1));
    own.or_else(alias).copied()
}

fn plain(word: &str) -> String {
    folded(word).trim().replace(['_', '-'], " ")
}
