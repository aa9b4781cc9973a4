//! Looking into commits that nobody has vouched for: kinds of files, sizes, signatures, who committed and when.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use git2::{ObjectType, Oid, Sort, Tree, TreeEntry};

use super::{Author, CommitId, Repo, author_of};
use crate::store::error::StoreError;

/// A file as a tree has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileThere {
    /// What its contents are called.
    pub name: String,
    pub mode: i32,
}

impl FileThere {
    /// Whether it is a plain file: no link, no program, no other repository.
    pub fn is_plain(&self) -> bool {
        self.mode == i32::from(git2::FileMode::Blob)
    }

    pub fn is_program(&self) -> bool {
        self.mode == i32::from(git2::FileMode::BlobExecutable)
    }

    pub fn is_link(&self) -> bool {
        self.mode == i32::from(git2::FileMode::Link)
    }
}

/// A file before and after; `None` where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDifference {
    pub path: String,
    pub before: Option<FileThere>,
    pub after: Option<FileThere>,
}

/// Who put a commit where it stands, and what it is signed with.
#[derive(Clone, Debug)]
pub struct Seal {
    pub committer: Author,
    pub signature: Option<Signed>,
}

/// A signature, and the text that it is about.
#[derive(Clone, Debug)]
pub struct Signed {
    pub signature: String,
    pub text: Vec<u8>,
}

/// Folders deeper than this are not looked into; a workspace has four levels, and papers a few more.
const DEEPEST: usize = 24;

impl Repo {
    /// The files that differ between two commits, by contents or by kind; `None` stands for the empty tree. A folder
    /// that lies too deep is named as if it were a file.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn file_differences(
        &self,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<Vec<FileDifference>, StoreError> {
        let tree = |commit: &str| self.commit(commit)?.tree().map_err(StoreError::git("read the history"));
        let (before, after) = (before.map(tree).transpose()?, after.map(tree).transpose()?);
        let mut differences = Vec::new();
        self.compare_files("", before.as_ref(), after.as_ref(), &mut differences)?;
        Ok(differences)
    }

    /// The plain file that lay at a path before something else came to lie there, along the first parents; nothing where
    /// the path was free.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn plain_before(&self, commit: &str, path: &str) -> Result<Option<String>, StoreError> {
        let mut at = Some(commit.to_owned());
        while let Some(commit) = at {
            let Some(name) = self.entry_at(&commit, path) else { return Ok(None) };
            if self.is_plain_file(&commit, path) {
                return Ok(Some(name));
            }
            at = self.saved(&commit)?.parents.into_iter().next();
        }
        Ok(None)
    }

    /// How many bytes contents have, without reading them.
    pub fn size_of(&self, name: &str) -> Option<usize> {
        let id = Oid::from_str(name).ok()?;
        let (size, kind) = self.git.odb().ok()?.read_header(id).ok()?;
        (kind == ObjectType::Blob).then_some(size)
    }

    /// Who put a commit where it stands, and its signature.
    ///
    /// # Errors
    /// When the commit is missing or damaged.
    pub fn seal_of(&self, commit: &str) -> Result<Seal, StoreError> {
        let commit = self.commit(commit)?;
        let id = commit.id();
        let signed = self.git.extract_signature(&id, None).ok();
        let signature = signed.map(|(signature, text)| Signed {
            signature: String::from_utf8_lossy(&signature).into_owned(),
            text: text.to_vec(),
        });
        Ok(Seal { committer: author_of(&commit.committer()), signature })
    }

    /// Whether a commit is signed.
    pub fn is_signed(&self, commit: &str) -> bool {
        Oid::from_str(commit).is_ok_and(|it| self.git.extract_signature(&it, None).is_ok())
    }

    /// The commits that lead to one and not to any of the others, each behind its parents.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn leading_to(&self, to: &str, not_to: &[&str]) -> Result<Vec<CommitId>, StoreError> {
        let failed = || StoreError::git("read the history");
        let mut walk = self.git.revwalk().map_err(failed())?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE).map_err(failed())?;
        walk.push(Oid::from_str(to).map_err(failed())?).map_err(failed())?;
        for other in not_to {
            walk.hide(Oid::from_str(other).map_err(failed())?).map_err(failed())?;
        }
        walk.map(|it| it.map(|it| it.to_string()).map_err(failed())).collect()
    }

    fn compare_files(
        &self,
        folder: &str,
        before: Option<&Tree<'_>>,
        after: Option<&Tree<'_>>,
        out: &mut Vec<FileDifference>,
    ) -> Result<(), StoreError> {
        let too_deep = folder.matches('/').count() >= DEEPEST;
        for (name, [was, is]) in &differing(before, after) {
            let (was, is) = (was.as_ref(), is.as_ref());
            let path = format!("{folder}{}", String::from_utf8_lossy(name));
            let is_folder = |it: &Entry| it.2 && !too_deep;
            let tree = |side: Option<&Entry>| match side {
                Some(it) if is_folder(it) => {
                    self.git.find_tree(it.0).map(Some).map_err(StoreError::git("read the history"))
                }
                _ => Ok(None),
            };
            let (old_tree, new_tree) = (tree(was)?, tree(is)?);
            if old_tree.is_some() || new_tree.is_some() {
                self.compare_files(&format!("{path}/"), old_tree.as_ref(), new_tree.as_ref(), out)?;
            }
            let file = |side: Option<&Entry>| {
                side.filter(|it| !is_folder(it)).map(|it| FileThere { name: it.0.to_string(), mode: it.1 })
            };
            let (before, after) = (file(was), file(is));
            if before.is_some() || after.is_some() {
                out.push(FileDifference { path, before, after });
            }
        }
        Ok(())
    }
}

/// What a tree has under a name: its id, its mode, whether it is a folder.
type Entry = (Oid, i32, bool);

/// What two trees have under the names under which they differ. Both are in git's order, so that one pass finds it: a
/// folder of thousands differs in one of them most of the time.
fn differing(before: Option<&Tree<'_>>, after: Option<&Tree<'_>>) -> BTreeMap<Vec<u8>, [Option<Entry>; 2]> {
    let mut found: BTreeMap<Vec<u8>, [Option<Entry>; 2]> = BTreeMap::new();
    let (mut old, mut new) = (0, 0);
    loop {
        let (was, is) = (before.and_then(|it| it.get(old)), after.and_then(|it| it.get(new)));
        let order = match (&was, &is) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => in_order(was).cmp(in_order(is)),
        };
        let entry = |it: &TreeEntry<'_>| (it.id(), it.filemode_raw(), it.kind() == Some(ObjectType::Tree));
        let was = was.filter(|_| order.is_le());
        let is = is.filter(|_| order.is_ge());
        (old, new) = (old + usize::from(was.is_some()), new + usize::from(is.is_some()));
        if was.as_ref().map(entry) == is.as_ref().map(entry) {
            continue;
        }
        for (side, it) in [was, is].iter().enumerate() {
            if let Some(it) = it {
                found.entry(it.name_bytes().to_vec()).or_default()[side] = Some(entry(it));
            }
        }
    }
    // A tree that is not in that order has come from no git.
    found.retain(|_, [was, is]| was != is);
    found
}

/// What git sorts an entry by: its name, a folder's with a slash behind it.
fn in_order<'a>(entry: &'a TreeEntry<'_>) -> impl Iterator<Item = &'a u8> {
    let slash: &[u8] = if entry.kind() == Some(ObjectType::Tree) { b"/" } else { b"" };
    entry.name_bytes().iter().chain(slash)
}
