//! Showing records: as a row of a list, in full.

use super::printer::Columns;
use crate::document;
pub use crate::document::json::{record_json, value_json};
use crate::history::Past;
use crate::model::problem::Problem;
use crate::model::{Kind, Record, Standpoint};

/// Records of a kind in the columns that their table names.
pub fn columns(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> Columns {
    let (heads, rows) = document::list::columns(kind, records, at);
    Columns { heads, rows }
}

/// Everything about a record, for reading, with its latest changes.
pub fn in_full(record: &Record, past: &Past, problems: &[Problem], at: &Standpoint<'_>) -> String {
    let mut parts = document::record::in_full(record, at);
    parts.extend(document::record::of_past(&record.id, past, at));
    let mut out = document::record::as_text(&record.id, &parts, at);
    if past.has_more {
        out.push_str(&format!("  `comity history {}` tells all.\n", record.id));
    }
    for problem in problems {
        out.push_str(&format!("\n{}", super::printer::problem_line(problem)));
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}
