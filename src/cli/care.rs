//! Before a change is saved: whether something in it wants a second look, because a shared history never forgets.

use super::printer::talk;
use super::session::Session;
use crate::model::care::{advice, finds, told};
use crate::model::{Change, Snapshot};
use crate::report::Report;

impl Session {
    /// Asks about what a change brings in and may have no place here.
    ///
    /// # Errors
    /// When nobody says that it is right, or nobody can be asked.
    pub fn look_twice(&self, change: &Change, before: &Snapshot) -> Result<(), Report> {
        let finds = finds(change, before);
        if finds.is_empty() || self.options.yes {
            return Ok(());
        }
        if self.options.may_ask() && !self.options.dry_run {
            talk("This wants a second look before others have it:");
            told(&finds).iter().for_each(|it| talk(&format!("  {it}")));
            advice(&finds).iter().for_each(|it| talk(&format!("{it}.")));
        }
        match !self.options.dry_run && self.confirm("Save it all the same?")? {
            true => Ok(()),
            false => Err(Report::of_care(&finds)),
        }
    }
}
