//! The report on what has no place in a shared history, and was about to go into it.

use super::{Exit, FieldFault, Report};
use crate::model::care::{self, Find};

impl Report {
    /// The report on a change that brings in what wants a second look, and that nobody had.
    pub fn of_care(finds: &[Find]) -> Self {
        let mut report =
            Self::new("E-CARE", Exit::Invalid, "not saved: this wants a second look before others have it");
        report.causes = care::told(finds);
        report.fields = finds
            .iter()
            .map(|it| FieldFault { field: it.key.clone(), value: it.found.clone(), message: it.row.one.to_owned() })
            .collect();
        let report = care::advice(finds).into_iter().fold(report, Self::hint);
        report.hint("If it is right as it is, --yes saves it")
    }
}
