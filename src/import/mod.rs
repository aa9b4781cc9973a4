//! Import: rows of a CSV file as a change. A second run of the same file changes nothing.

mod columns;
mod lay;
mod people;
mod row;
mod sheet;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::model::change::Change;
use crate::model::{RecordId, Snapshot, Standpoint};
use crate::report::Report;

pub use columns::ALIASES;
use columns::{Target, targets};
use lay::known_sources;
use people::People;

/// What is asked of an import.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// What the file is called, for the records' `source`.
    pub file: String,
    /// The group of rows that name none.
    pub group: Option<String>,
    /// Column to field; `-` leaves a column out.
    pub columns: BTreeMap<String, String>,
    /// Field and word to the value that is meant.
    pub words: BTreeMap<(String, String), String>,
    /// Whether people who are not there yet are added.
    pub create: bool,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub change: Change,
    pub added: Vec<RecordId>,
    pub changed: Vec<RecordId>,
    pub unchanged: Vec<RecordId>,
    pub people: Vec<RecordId>,
    pub refused: Vec<RefusedRow>,
    /// Columns that are no fields: their cells went into the details.
    pub kept_as_details: Vec<String>,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// As a spreadsheet numbers it: the headings are row 1.
    pub row: usize,
    pub reason: String,
    pub remedy: String,
}

/// Plans the import of action points.
///
/// # Errors
/// When the file is no CSV that can be read, a map names what is not there, or no column is the title.
pub fn actions(
    bytes: &[u8],
    order: &Order,
    at: &Standpoint<'_>,
    count: &dyn Fn(&str, i32) -> usize,
) -> Result<Plan, Report> {
    let sheet = sheet::read(bytes)?;
    let targets = targets(&sheet.headings, order)?;
    let mut import = Importing {
        order,
        at,
        count,
        snapshot: at.snapshot.clone(),
        plan: Plan::default(),
        by_key: known_sources(at.snapshot),
        seen: BTreeMap::new(),
        ids: Vec::new(),
        counts: BTreeMap::new(),
        people: People::of(at.snapshot),
    };
    import.plan.kept_as_details = targets
        .iter()
        .filter_map(|it| match it {
            Target::Detail(heading) => Some(heading.clone()),
            _ => None,
        })
        .collect();
    for row in sheet.rows {
        let taken = match row.cells.get(targets.len()..).is_some_and(|it| it.iter().any(|it| !it.is_empty())) {
            true => Err((
                format!("it has {} cells, the headings are {}", row.cells.len(), targets.len()),
                format!("Put text with a `{}` in it between quotation marks", sheet.separator),
            )),
            false => {
                let cells = row.cells.into_iter().chain(std::iter::repeat_with(String::new));
                import.row(&targets.iter().zip(cells).collect::<Vec<_>>())
            }
        };
        if let Err((reason, remedy)) = taken {
            import.plan.refused.push(RefusedRow { row: row.number, reason, remedy });
        }
    }
    Ok(import.finished())
}

struct Importing<'a> {
    order: &'a Order,
    at: &'a Standpoint<'a>,
    count: &'a dyn Fn(&str, i32) -> usize,
    /// The records with those of the rows so far.
    snapshot: Snapshot,
    plan: Plan,
    by_key: BTreeMap<String, RecordId>,
    /// How often a row was there already: the same title twice is two actions.
    seen: BTreeMap<String, usize>,
    /// The actions of the rows that are added or changed, in the order of the rows.
    ids: Vec<RecordId>,
    counts: BTreeMap<(String, i32), usize>,
    people: People,
}

fn short_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|it| format!("{it:02x}")).collect()
}
