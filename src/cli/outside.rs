//! Before a change is saved: whether it is for this person to make, and if not, why they make it all the same.

use super::printer::talk;
use super::session::{Session, ask_line};
use crate::model::permit::{self, Outside};
use crate::model::{Change, Snapshot};
use crate::report::Report;
use crate::workspace::{Stamp, one_line};

impl Session {
    /// Who saves this change, with their reason where it lies outside their role.
    ///
    /// # Errors
    /// Those of [`Session::stamp`] and [`Session::look_twice`], and when it lies outside and nobody says why.
    pub fn stamp_for(&self, change: &Change) -> Result<Stamp, Report> {
        self.stamp_upon(change, self.snapshot())
    }

    /// The same for a change that stands in the folder already, upon the records as they were without it.
    ///
    /// # Errors
    /// Those of [`Session::stamp_for`].
    pub fn stamp_upon(&self, change: &Change, before: &Snapshot) -> Result<Stamp, Report> {
        let stamp = self.stamp()?;
        let outside = permit::outside(change, before, self.me(), self.at().today);
        if outside.is_empty() {
            return self.look_twice(change, before).map(|()| stamp);
        }
        let said = match &self.options.reason {
            Some(reason) => Some(reason.clone()),
            None if self.options.may_ask() && !self.options.dry_run => ask_why(&outside)?,
            None => None,
        };
        match said.as_deref().and_then(one_line) {
            Some(reason) => self.look_twice(change, before).map(|()| Stamp { reason: Some(reason), ..stamp }),
            None => Err(Report::of_outside(&outside)),
        }
    }
}

/// Asks on the terminal why somebody acts outside their role; nothing where they leave it.
fn ask_why(outside: &[Outside]) -> Result<Option<String>, Report> {
    let mut lines = Report::of_outside(outside).causes.into_iter();
    let only = lines.next().unwrap_or_default();
    talk(&format!("{}{}.", only[..1].to_uppercase(), &only[1..]));
    lines.for_each(|it| talk(&format!("  {it}")));
    ask_line("Why do you do it all the same? (empty: leave it) ")
}
