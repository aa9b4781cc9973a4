//! What the worker does with the filters that the user saves under a name.

use std::path::PathBuf;

use super::Worker;
use crate::report::{Exit, Report};
use crate::store::filters::{self, Filters, Kept};

impl Worker {
    /// Lets it keep filters in a file of the user's.
    pub fn with_filters(mut self, place: Option<PathBuf>) -> Self {
        self.filters = place;
        self
    }

    /// The filters that the user has saved. What cannot be read is none, and stays as it is.
    pub fn filters(&self) -> Filters {
        self.filters.as_ref().and_then(|it| filters::read(it).ok()).unwrap_or_default()
    }

    pub(super) fn keep_filter(&self, name: &str, kept: Option<Kept>) -> Result<Filters, Report> {
        match &self.filters {
            Some(place) => Ok(filters::keep(place, name, kept)?),
            None => Err(Report::new("E-IO", Exit::Failed, "cannot keep the filter: you have no home folder")),
        }
    }
}
