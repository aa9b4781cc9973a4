//! The report on a value that was typed and is not understood.

use super::{Exit, FieldFault, Report};
use crate::model::table::RED_WHY;
use crate::model::typed::NotAValue;

impl Report {
    /// The report on a value that a flag, named without its hyphens, does not take.
    pub fn of_value(field: &str, value: &str, error: NotAValue) -> Self {
        let key = field.replace('-', "_");
        let fault = FieldFault { field: key, value: value.to_owned(), message: error.reason.clone() };
        let report = match error.not_found {
            Some(not_found) => Self::from(not_found),
            None => {
                let code = if error.reason == RED_WHY { "E-RED" } else { "E-VALUE" };
                Self::new(code, Exit::Invalid, format!("`{field}`: {}", error.reason)).hint(error.hint)
            }
        };
        Self { fields: vec![fault], ..report }
    }
}
