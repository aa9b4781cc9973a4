//! Drafts: what somebody has typed and not saved, kept beside the history until it is saved or thrown away.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::Workspace;
use crate::store::StoreError;
use crate::store::folder::write_own;

/// What somebody has typed into a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which form it was: the noun, and the record's id or `new`.
    pub key: String,
    pub at: DateTime<FixedOffset>,
    /// The fields that were touched, as they were typed.
    pub fields: BTreeMap<String, String>,
    /// What stood in them before: somebody else may change it before the draft is taken up again.
    #[serde(default)]
    pub before: BTreeMap<String, String>,
}

impl Workspace {
    /// The drafts of this clone, oldest first. What cannot be read is none.
    pub fn drafts(&self) -> Vec<Draft> {
        let entries = fs::read_dir(self.draft_folder()).into_iter().flatten().flatten();
        let mut drafts: Vec<Draft> =
            entries.filter_map(|it| serde_json::from_slice(&fs::read(it.path()).ok()?).ok()).collect();
        drafts.sort_by_key(|it| it.at);
        drafts
    }

    /// Keeps a draft durably, in the place of an older one of the same form.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn keep_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let folder = self.draft_folder();
        fs::create_dir_all(&folder).map_err(StoreError::io("make the folder", &folder))?;
        let path = self.draft_path(&draft.key);
        let text = serde_json::to_vec(draft).map_err(|it| StoreError::io("write", &path)(it.into()))?;
        write_own(&path, &text)
    }

    /// Throws a draft away.
    pub fn drop_draft(&self, key: &str) {
        // Should it stay, it is offered once more.
        let _ = fs::remove_file(self.draft_path(key));
    }

    fn draft_folder(&self) -> PathBuf {
        self.repo.own_folder().join("drafts")
    }

    fn draft_path(&self, key: &str) -> PathBuf {
        let name: String =
            key.chars().map(|it| if it.is_ascii_alphanumeric() || it == '-' { it } else { '_' }).collect();
        self.draft_folder().join(format!("{name}.json"))
    }
}
