//! Import: rows of a CSV file as a change. A second run of the same file changes nothing.

mod columns;
mod faults;
mod heads;
mod lay;
mod list;
mod names;
mod people;
mod persons;
mod repeats;
mod roles;
mod row;
mod seats;
mod series;
mod sheet;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::history::History;
use crate::model::change::Change;
use crate::model::field::Field;
use crate::model::{RecordId, Snapshot, Standpoint};
use crate::report::Report;
use crate::workspace::Workspace;

pub use columns::ALIASES;
pub use heads::LIST_ALIASES;
pub use persons::people;
pub use repeats::ZONE_ALIASES;
pub use roles::{FORMER, ROLE_ALIASES};
pub use seats::members;
pub use series::meetings;

use columns::{Target, targets};
use faults::{Barred, without_faults};
use lay::known_sources;
use people::People;
use sheet::Sheet;

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
    /// Whether people, organisations and groups that are not there yet are added.
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
    pub orgs: Vec<RecordId>,
    /// Groups that are added, with their names.
    pub groups: Vec<(RecordId, String)>,
    pub refused: Vec<RefusedRow>,
    /// Fields that people and the file both changed since the last import: they stay as people have them.
    pub kept: Vec<KeptField>,
    /// Columns that are no fields: their cells went into the details.
    pub kept_as_details: Vec<String>,
    /// Columns that are no fields: their cells came in nowhere.
    pub left_out: Vec<String>,
    /// Sentences about what else is to be known.
    pub told: Vec<String>,
    /// What each row comes to, where it adds or changes something.
    pub laid: Vec<Laid>,
}

/// A record that a row adds or changes.
#[derive(Clone, Debug)]
pub struct Laid {
    pub row: usize,
    pub id: RecordId,
    /// The role that the row is about, in a list of members.
    pub role: &'static str,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// As a spreadsheet numbers it: the headings are row 1.
    pub row: usize,
    pub reason: String,
    pub remedy: String,
}

/// A field that stays as people have it, though the file has another value now.
#[derive(Clone, Debug)]
pub struct KeptField {
    pub row: usize,
    pub id: RecordId,
    pub field: &'static Field,
    pub here: Option<Value>,
    pub file: Option<Value>,
}

/// Plans the import of action points.
///
/// # Errors
/// When the file is no CSV that can be read, a map names what is not there, or no column is the title;
/// when an object of the history is missing or damaged.
pub fn actions(bytes: &[u8], order: &Order, at: &Standpoint<'_>, workspace: &Workspace) -> Result<Plan, Report> {
    let sheet = sheet::read(bytes)?;
    without_faults(at, |barred| plan_actions(&sheet, barred, order, at, workspace))
}

fn plan_actions(
    sheet: &Sheet,
    barred: &Barred,
    order: &Order,
    at: &Standpoint<'_>,
    workspace: &Workspace,
) -> Result<Plan, Report> {
    let targets = targets(&sheet.headings, order)?;
    let mut import = Importing {
        order,
        at,
        workspace,
        snapshot: at.snapshot.clone(),
        plan: Plan::default(),
        by_key: known_sources(at.snapshot),
        wrote: BTreeMap::new(),
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
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let too_many = row.cells.get(targets.len()..).is_some_and(|it| it.iter().any(|it| !it.is_empty()));
        let count = row.cells.len();
        let cells = row.cells.iter().cloned().chain(std::iter::repeat_with(String::new));
        let cells: Vec<(&Target, String)> = targets.iter().zip(cells).collect();
        let taken = match (too_many, barred.get(&row.number)) {
            (true, _) => Err(import.overlong(&cells, count, sheet.separator)),
            (false, Some(no)) => Err(import.barred(&cells, no)),
            (false, None) => import.row(row.number, &cells),
        };
        match taken {
            Ok(row) => rows.push(row),
            Err((reason, remedy)) => import.plan.refused.push(RefusedRow { row: row.number, reason, remedy }),
        }
    }
    let known = rows.iter().filter_map(|it| Some((it, import.known(it)?)));
    let changed: BTreeSet<RecordId> =
        known.filter(|(row, action)| !row.stands_in(action)).map(|(_, action)| action.id.clone()).collect();
    if !changed.is_empty() {
        import.wrote = History::of(workspace)?.imported(&changed)?;
    }
    for row in rows {
        import.lay(row);
    }
    Ok(import.finished())
}

struct Importing<'a> {
    order: &'a Order,
    at: &'a Standpoint<'a>,
    workspace: &'a Workspace,
    /// The records with those of the rows so far.
    snapshot: Snapshot,
    plan: Plan,
    by_key: BTreeMap<String, RecordId>,
    /// What imports wrote into the records whose rows have changed.
    wrote: BTreeMap<RecordId, Table>,
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
