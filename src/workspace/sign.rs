//! Signing: what is saved is signed at once where nobody has to be asked; else somebody is asked while no lock is held.

use super::message::change_id;
use super::{SubmitError, Workspace};
use crate::store::StoreError;
use crate::store::signer::SignError;

/// How often somebody is asked before it is given up: each of them may have been overtaken by somebody else's change.
const ROUNDS: usize = 20;

/// Whether the user can be asked, and the ids of what is being saved: the text that was signed has to stand for the
/// next attempt, its change id too.
#[derive(Debug, Default)]
pub(super) struct Signing {
    asks: bool,
    ids: Vec<String>,
    used: usize,
}

impl Signing {
    /// A new change's id; in another attempt the same ones in the same order.
    pub fn change_id(&mut self) -> String {
        if self.used == self.ids.len() {
            self.ids.push(change_id());
        }
        self.used += 1;
        self.ids[self.used - 1].clone()
    }
}

impl Workspace {
    /// Lets programs that sign ask the user in this terminal: for a passphrase, or to touch a key. Until then a key that
    /// needs somebody is a failure.
    pub fn let_ask(&mut self, asks: bool) {
        self.signing.asks = asks;
    }

    /// Makes an attempt that takes and releases its locks; where a key needs somebody, they are asked with no lock held,
    /// and the attempt is made again.
    pub(super) fn asking<T>(
        &mut self,
        mut attempt: impl FnMut(&mut Self) -> Result<T, SubmitError>,
    ) -> Result<T, SubmitError> {
        self.signing.ids.clear();
        for _ in 0..ROUNDS {
            self.signing.used = 0;
            match attempt(self) {
                Err(SubmitError::Store(StoreError::Unsigned(SignError::Locked(_)))) if self.signing.asks => {
                    self.repo.ask_for_signature().map_err(StoreError::from)?;
                }
                other => return other,
            }
        }
        self.signing.used = 0;
        attempt(self)
    }
}
