//! The pages.

pub mod actions;
pub mod agenda;
pub mod history;
pub mod home;
pub mod meetings;
pub mod reading;

use crate::history::Entry;
use crate::model::RecordId;

/// What is selected on a page.
#[derive(Clone, Debug)]
pub enum Thing {
    Record(RecordId),
    Change(Box<Entry>),
    /// A record that was edited by hand.
    HandEdit(RecordId),
}
