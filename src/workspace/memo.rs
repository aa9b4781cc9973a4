//! What a clone remembers of itself, beside the history: its last exchange, and how far its owner has looked.

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Workspace;
use crate::store::StoreError;
use crate::store::folder::{jot_own, write_own};
use crate::store::repo::CommitId;

/// What the last exchanges of a clone came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastSync {
    /// When both sides had the same last.
    pub at: Option<DateTime<FixedOffset>>,
    /// The newest change of the others that came in last, and how many came with it.
    pub upto: Option<CommitId>,
    pub received: usize,
}

/// How far the owner of a clone has looked at what the others did, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenUpTo {
    pub commit: CommitId,
    pub at: DateTime<FixedOffset>,
}

/// How somebody looks at the beginning of a workspace: its first steps are shown to them, or they have seen enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beginning {
    Shown,
    Dismissed,
}

/// How a file is written: what is told of an exchange is no loss if the power fails, what was looked at is.
type Write = fn(&Path, &[u8]) -> Result<(), StoreError>;

/// Files in comity's own folder.
const LAST_SYNC: &str = "last-sync.json";
const SEEN: &str = "seen.json";
const BEGINNING: &str = "beginning.json";

impl Workspace {
    /// What the last exchanges came to. What cannot be read is none.
    pub fn last_sync(&self) -> LastSync {
        self.recall(LAST_SYNC).unwrap_or_default()
    }

    /// # Errors
    /// When the system refuses.
    pub fn remember_sync(&self, last: &LastSync) -> Result<(), StoreError> {
        self.remember(LAST_SYNC, last, jot_own)
    }

    /// How far somebody has looked; `None` where nothing has come in yet.
    pub fn seen_up_to(&self) -> Option<SeenUpTo> {
        self.recall(SEEN)
    }

    /// Remembers that everything up to a commit has been looked at.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn mark_seen(&self, seen: &SeenUpTo) -> Result<(), StoreError> {
        self.remember(SEEN, seen, write_own)
    }

    /// Whether the first steps are shown; `None` where they never were.
    pub fn beginning(&self) -> Option<Beginning> {
        self.recall(BEGINNING)
    }

    /// # Errors
    /// When the system refuses.
    pub fn remember_beginning(&self, beginning: Beginning) -> Result<(), StoreError> {
        self.remember(BEGINNING, &beginning, write_own)
    }

    fn recall<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_slice(&fs::read(self.repo.own_folder().join(name)).ok()?).ok()
    }

    fn remember<T: Serialize>(&self, name: &str, what: &T, write: Write) -> Result<(), StoreError> {
        let folder = self.repo.own_folder();
        fs::create_dir_all(&folder).map_err(StoreError::io("make the folder", &folder))?;
        let path = folder.join(name);
        let text = serde_json::to_vec(what).map_err(|it| StoreError::io("write", &path)(it.into()))?;
        write(&path, &text)
    }
}
