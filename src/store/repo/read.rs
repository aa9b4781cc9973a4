//! Reading the history: commits, their trees and contents, and where two of them differ.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use git2::{FileMode, ObjectType, Oid, Tree, TreeWalkMode, TreeWalkResult};

use super::inspect::FileThere;
use super::{Author, CommitId, Repo, author_of};
use crate::store::error::StoreError;

/// A commit, read.
#[derive(Clone, Debug)]
pub struct Saved {
    pub id: CommitId,
    pub parents: Vec<CommitId>,
    pub author: Author,
    pub message: String,
}

/// A file of a tree before and after: what its contents are called, `None` where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeDifference {
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The files of one commit. Each folder is unpacked once, however many of its files are asked for.
pub struct SavedFiles<'a> {
    repo: &'a Repo,
    /// By path; `None` where the commit has no such folder.
    folders: RefCell<HashMap<String, Option<Tree<'a>>>>,
}

impl<'a> SavedFiles<'a> {
    /// What a path is called: contents or a folder; `None` where it is not there.
    pub fn name(&self, path: &str) -> Option<String> {
        self.id(path).map(|it| it.to_string())
    }

    /// A file.
    pub fn contents(&self, path: &str) -> Option<Vec<u8>> {
        self.repo.git.find_blob(self.id(path)?).ok().map(|it| it.content().to_vec())
    }

    /// The paths of all files below a folder.
    pub fn paths(&self, folder: &str) -> Vec<String> {
        let mut paths = Vec::new();
        let tree = self.id(folder).and_then(|it| self.repo.git.find_tree(it).ok());
        if let Some(tree) = tree {
            // A part that is damaged ends the walk; what was found until then is better than nothing.
            let _ = tree.walk(TreeWalkMode::PreOrder, |way, entry| {
                if entry.kind() == Some(ObjectType::Blob) {
                    paths.push(format!("{folder}/{way}{}", String::from_utf8_lossy(entry.name_bytes())));
                }
                TreeWalkResult::Ok
            });
        }
        paths
    }

    pub(super) fn id(&self, path: &str) -> Option<Oid> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let known = self.folders.borrow().contains_key(folder);
        if !known {
            let tree = self.id(folder).and_then(|it| self.repo.git.find_tree(it).ok());
            self.folders.borrow_mut().insert(folder.to_owned(), tree);
        }
        self.folders.borrow().get(folder)?.as_ref()?.get_name(name).map(|it| it.id())
    }
}

impl Repo {
    /// The files as a commit has them; none before the first.
    pub fn files_of(&self, commit: Option<&str>) -> SavedFiles<'_> {
        let tree = commit.and_then(|it| self.commit(it).ok()).and_then(|it| it.tree().ok());
        SavedFiles { repo: self, folders: RefCell::new(HashMap::from([(String::new(), tree)])) }
    }

    /// The files as the newest commit has them.
    pub fn last_files(&self) -> SavedFiles<'_> {
        self.files_of(self.newest().as_deref())
    }

    /// A file as the newest commit has it.
    pub fn last_saved(&self, path: &str) -> Option<Vec<u8>> {
        self.last_files().contents(path)
    }

    /// Contents by their name.
    pub fn contents(&self, blob: &str) -> Option<Vec<u8>> {
        self.git.find_blob(Oid::from_str(blob).ok()?).ok().map(|it| it.content().to_vec())
    }

    /// A commit.
    ///
    /// # Errors
    /// When it is missing or damaged.
    pub fn saved(&self, commit: &str) -> Result<Saved, StoreError> {
        let commit = self.commit(commit)?;
        Ok(Saved {
            id: commit.id().to_string(),
            parents: commit.parent_ids().map(|it| it.to_string()).collect(),
            author: author_of(&commit.author()),
            message: String::from_utf8_lossy(commit.message_bytes()).into_owned(),
        })
    }

    /// The commit that a name or its beginning means.
    pub fn resolve(&self, name: &str) -> Option<CommitId> {
        let object = self.git.revparse_single(name).ok()?;
        object.peel_to_commit().ok().map(|it| it.id().to_string())
    }

    /// The files that differ between two commits; `None` stands for the empty tree.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn differences(&self, before: Option<&str>, after: Option<&str>) -> Result<Vec<TreeDifference>, StoreError> {
        let differences = self.file_differences(before, after)?.into_iter();
        let name = |it: Option<FileThere>| it.map(|it| it.name);
        Ok(differences
            .map(|it| TreeDifference { path: it.path, before: name(it.before), after: name(it.after) })
            .collect())
    }

    /// What a path is called in a commit's tree: contents or a folder; `None` where it is not there.
    pub fn entry_at(&self, commit: &str, path: &str) -> Option<String> {
        let tree = self.commit(commit).ok()?.tree().ok()?;
        tree.get_path(Path::new(path)).ok().map(|it| it.id().to_string())
    }

    /// The paths at which the folder or the index differs from the newest commit.
    ///
    /// # Errors
    /// When git cannot tell.
    pub fn touched_paths(&self) -> Result<Vec<String>, StoreError> {
        let mut options = git2::StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).exclude_submodules(true).update_index(false);
        let statuses =
            self.git.statuses(Some(&mut options)).map_err(StoreError::git("compare the folder with its history"))?;
        Ok(statuses.iter().filter_map(|it| it.path().ok().map(str::to_owned)).collect())
    }

    /// Whether a commit has a plain file at a path, neither a link nor a program.
    pub fn is_plain_file(&self, commit: &str, path: &str) -> bool {
        let tree = self.commit(commit).ok().and_then(|it| it.tree().ok());
        let mode = tree.and_then(|it| it.get_path(Path::new(path)).ok()).map(|it| it.filemode());
        mode == Some(i32::from(git2::FileMode::Blob))
    }

    /// The first path at which a commit has something else than a folder or a plain file: a link, a program, another
    /// repository.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn first_odd(&self, commit: &str) -> Result<Option<String>, StoreError> {
        let failed = || StoreError::git("read the history");
        let (plain, folder) = (i32::from(FileMode::Blob), i32::from(FileMode::Tree));
        let mut odd = None;
        let walked = self.commit(commit)?.tree().map_err(failed())?.walk(TreeWalkMode::PreOrder, |way, entry| {
            if [plain, folder].contains(&entry.filemode()) {
                return TreeWalkResult::Ok;
            }
            odd = Some(format!("{way}{}", String::from_utf8_lossy(entry.name_bytes())));
            TreeWalkResult::Abort
        });
        match (odd, walked) {
            (None, Err(error)) => Err(failed()(error)),
            (odd, _) => Ok(odd),
        }
    }

    /// The files of a commit's tree, by path.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn files_at(&self, commit: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let differences = self.differences(None, Some(commit))?;
        Ok(differences.into_iter().filter_map(|it| Some((it.path, it.after?))).collect())
    }
}
