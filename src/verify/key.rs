//! Public keys that people sign with, read from what somebody has typed or from a file.

use ssh_key::{HashAlg, PublicKey};

use super::signature::{OPENPGP, of_base64};
use crate::model::record::Fields;
use crate::model::{Kind, RecordId, Snapshot};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// As it stands in a person's record.
    pub words: String,
    /// A short name by which people compare it.
    pub fingerprint: String,
}

/// Why a text is no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    #[error("that is a private key: it must never leave its owner's machine, and nothing of it was stored")]
    Private,
    #[error("that is no public key")]
    Unreadable,
}

impl SigningKey {
    /// Reads an SSH key as its `.pub` file has it, or an OpenPGP key as `openpgp` and its public part in base 64.
    ///
    /// # Errors
    /// Says whether it is a private key, or none at all.
    pub fn read(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        if text.contains("PRIVATE KEY") {
            return Err(NotAKey::Private);
        }
        if let Some(rest) = text.strip_prefix(OPENPGP) {
            let is_one = of_base64(rest).is_some_and(|it| it.len() > 32) && !rest.trim().contains(char::is_whitespace);
            let end: String = rest.trim().chars().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect();
            let key = Self { words: text.to_owned(), fingerprint: format!("openpgp …{end}") };
            return if is_one { Ok(key) } else { Err(NotAKey::Unreadable) };
        }
        let mut key = PublicKey::from_openssh(text).map_err(|_| NotAKey::Unreadable)?;
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        // What its owner calls their machine is nobody else's concern.
        key.set_comment("");
        let words = key.to_openssh().map_err(|_| NotAKey::Unreadable)?;
        Ok(Self { words: words.trim().to_owned(), fingerprint })
    }

    /// The person in whose record it stands.
    pub fn owner(&self, snapshot: &Snapshot) -> Option<RecordId> {
        let is_it = |text: &str| Self::read(text).is_ok_and(|it| it.fingerprint == self.fingerprint);
        let has = |it: &&crate::model::Record| it.rows("signing_key").any(|row| is_it(row.text("key")));
        snapshot.of_kind(Kind::Person).find(has).map(|it| it.id.clone())
    }
}
