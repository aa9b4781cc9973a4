//! Opening a paper with the program that the desktop has for it.

use super::Worker;
use crate::model::RecordId;
use crate::report::{Exit, Report};
use crate::store::program;

impl Worker {
    /// Opens a paper of an item; its name.
    pub(super) fn open_paper(&self, item: &RecordId, name: String) -> Result<String, Report> {
        let not_opened = |words: String| Report::new("E-PAPER", Exit::Invalid, words);
        let file = self
            .workspace
            .paper_file(item, &name)
            .map_err(|it| not_opened(it.to_string()).hint("`comity check` says which papers are missing"))?;
        program::open(&file).map_err(|it| {
            not_opened(format!("nothing here opens `{name}`"))
                .cause(it.to_string())
                .hint(format!("It lies in {}", file.display()))
        })?;
        Ok(name)
    }
}
