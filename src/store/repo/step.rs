//! The history step by step along the first parents, for its index: names as the twenty bytes that they are.

use std::fs;

use git2::Oid;
use sha1::{Digest, Sha1};

use super::inspect::compare;
use super::tree::Folders;
use super::{Author, CommitId, Repo, author_of};
use crate::store::error::StoreError;

/// The name of a commit, of contents or of a folder.
pub type Name = [u8; 20];

/// One commit of the history, with what it changed.
#[derive(Clone, Debug)]
pub struct Step {
    pub commit: Name,
    pub author: Author,
    pub message: String,
    /// The files in which it differs from its first parent, with what they are called after it; `None` where they are
    /// gone.
    pub changed: Vec<(String, Option<Name>)>,
    /// Whether that is all that differs: there may be folders with nothing in them, and names that are no text.
    pub is_all: bool,
}

impl Repo {
    /// A commit, and what it changed; the folders are those of the commit before it, where that was looked at last.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn step(&self, commit: &str, folders: &mut Folders) -> Result<Step, StoreError> {
        let failed = || StoreError::git("read the history");
        let commit = self.commit(commit)?;
        let parent = match commit.parent_count() {
            0 => None,
            _ => Some(commit.parent(0).map_err(failed())?),
        };
        let odb = self.git.odb().map_err(failed())?;
        let trees = [parent.as_ref().map(git2::Commit::tree_id), Some(commit.tree_id())];
        let mut differences = Vec::new();
        let is_same = trees[0] == trees[1];
        let is_all = is_same || compare(&odb, "", trees, folders, &mut differences).map_err(failed())?;
        let changed = differences.into_iter().map(|(path, [_, after])| (path, after.map(|it| bytes_of(it.0))));
        Ok(Step {
            commit: bytes_of(commit.id()),
            author: author_of(&commit.author()),
            message: String::from_utf8_lossy(commit.message_bytes()).into_owned(),
            changed: changed.collect(),
            is_all,
        })
    }

    /// The first parent of a commit, without what either of them says.
    ///
    /// # Errors
    /// When the commit is missing or damaged.
    pub fn parent_of(&self, commit: &str) -> Result<Option<CommitId>, StoreError> {
        Ok(self.commit(commit)?.parent_ids().next().map(|it| it.to_string()))
    }

    /// Stands for where this clone's history is cut off: what is known of a history that ends elsewhere is of no use.
    pub fn ground(&self) -> Name {
        let shared = self.shared_folder();
        let mut ground = Sha1::new();
        for file in [shared.join("shallow"), shared.join("info").join("grafts")] {
            let cut = fs::read(file).unwrap_or_default();
            ground.update(cut.len().to_le_bytes());
            ground.update(&cut);
        }
        ground.finalize().into()
    }
}

/// A name as people write it, as bytes; nothing where it is none.
pub fn name_bytes(name: &str) -> Option<Name> {
    (name.len() == 40).then(|| Oid::from_str(name).ok().map(bytes_of))?
}

/// The same the other way round.
pub fn name_text(name: &Name) -> CommitId {
    name.iter().fold(String::with_capacity(40), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
        text
    })
}

fn bytes_of(name: Oid) -> Name {
    let mut bytes = Name::default();
    bytes.copy_from_slice(name.as_bytes());
    bytes
}
