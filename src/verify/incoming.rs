//! What others have sent, looked at before it comes in: as a clone is set to, it is let be, told or refused.

use chrono::{DateTime, FixedOffset};

use super::{Finding, Range, Terms, Watch, verify_watched};
use crate::store::StoreError;
use crate::store::repo::Repo;

/// The setting of a clone that says what becomes of changes that are not right: off, warn or refuse.
pub const SETTING: &str = "comity.verify";

/// What becomes of changes that come in.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// They are taken in; what is not right about them is told.
    Taken(Vec<Finding>),
    Refused(Vec<Finding>),
    /// Whoever watched has stopped it, and nothing is known of them.
    Stopped,
}

/// Looks at changes that come in, as this clone is set to.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub fn look_at_incoming(
    repo: &Repo,
    range: &Range,
    now: DateTime<FixedOffset>,
    watch: &mut Watch<'_>,
) -> Result<Incoming, StoreError> {
    let set = repo.setting(SETTING);
    if set.as_deref() == Some("off") {
        return Ok(Incoming::Taken(Vec::new()));
    }
    let Some(verdict) = verify_watched(repo, range, &Terms::of(repo, now), watch)? else {
        return Ok(Incoming::Stopped);
    };
    let wrong = verdict.errors().next().is_some();
    Ok(match set.as_deref() {
        Some("refuse") if wrong => Incoming::Refused(verdict.findings),
        _ => Incoming::Taken(verdict.findings),
    })
}
