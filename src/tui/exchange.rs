//! How the exchange with the others stands, and the words for it: for the line of states, the page Sync and Home.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::history::Entry;
use crate::report::Report;
use crate::sync::{Step, Synced};

/// How the exchange with the others stands.
#[derive(Default)]
pub struct Exchange {
    pub known: Known,
    /// What a sync is doing, while one runs.
    pub step: Option<Step>,
    /// How the last sync of this screen ended.
    pub ended: Option<Result<Synced, Report>>,
}

/// What the clone itself knows of the exchange.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Where the shared copy is.
    pub place: Option<String>,
    /// The changes that it has not got yet, newest first, and how many they are.
    pub unsent: Vec<Entry>,
    pub n_unsent: usize,
    /// When both sides had the same last.
    pub last: Option<DateTime<FixedOffset>>,
    /// What came in last, newest first.
    pub received: Vec<Entry>,
    /// After how long a sync begins by itself.
    pub every: Option<Duration>,
}

impl Exchange {
    /// Whether a sync runs.
    pub fn is_running(&self) -> bool {
        self.step.is_some()
    }
}

/// The address of a shared copy as it may be shown: without the password that may stand in it.
pub fn shown_place(place: &str) -> String {
    match place.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?.1))) {
        Some((scheme, rest)) => format!("{scheme}://{rest}"),
        None => place.to_owned(),
    }
}
