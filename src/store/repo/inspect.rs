//! Looking into commits that nobody has vouched for: kinds of files, sizes, signatures, who committed and when.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};
use git2::{ObjectType, Odb, Oid, Sort};

use super::tree::{Folders, There, differing, is_folder};
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

/// Compares one commit after the other; quickly where each is compared with the one before it.
pub struct Comparing<'a> {
    repo: &'a Repo,
    odb: Odb<'a>,
    folders: Folders,
}

impl Comparing<'_> {
    /// The files that differ between two commits, as [`Repo::file_differences`] tells them.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn files(&mut self, before: Option<&str>, after: Option<&str>) -> Result<Vec<FileDifference>, StoreError> {
        let tree = |commit: &str| self.repo.commit(commit).map(|it| it.tree_id());
        let (before, after) = (before.map(tree).transpose()?, after.map(tree).transpose()?);
        let mut differences = Vec::new();
        compare(&self.odb, "", [before, after], &mut self.folders, &mut differences)
            .map_err(StoreError::git("read the history"))?;
        let file = |it: There| FileThere { name: it.0.to_string(), mode: it.1 };
        let told =
            |(path, [before, after]): Both| FileDifference { path, before: before.map(file), after: after.map(file) };
        Ok(differences.into_iter().map(told).collect())
    }
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
        self.comparing()?.files(before, after)
    }

    /// For comparing one commit after the other.
    ///
    /// # Errors
    /// When git2 cannot begin.
    pub fn comparing(&self) -> Result<Comparing<'_>, StoreError> {
        let odb = self.git.odb().map_err(StoreError::git("read the history"))?;
        Ok(Comparing { repo: self, odb, folders: Folders::default() })
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
        // Asked of the commit at hand first: to take a signature out of it, git2 reads it once more.
        let is_signed = commit.header_field_bytes("gpgsig").is_ok();
        let signed = is_signed.then(|| self.git.extract_signature(&commit.id(), None).ok()).flatten();
        let signature = signed.map(|(signature, text)| Signed {
            signature: String::from_utf8_lossy(&signature).into_owned(),
            text: text.to_vec(),
        });
        Ok(Seal { committer: author_of(&commit.committer()), signature })
    }

    /// When a commit was put where it stands.
    ///
    /// # Errors
    /// When the commit is missing or damaged.
    pub fn committed_at(&self, commit: &str) -> Result<DateTime<FixedOffset>, StoreError> {
        Ok(author_of(&self.commit(commit)?.committer()).at)
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
}

/// What lies at a path in two trees.
pub(super) type Both = (String, [Option<There>; 2]);

/// The files that differ between two trees, each folder before a file of its name; whether that is all that differs, and
/// every name is text. A folder with nothing in it is none that a file tells of.
///
/// # Errors
/// When an object is missing or damaged.
pub(super) fn compare(
    odb: &Odb<'_>,
    folder: &str,
    trees: [Option<Oid>; 2],
    folders: &mut Folders,
    out: &mut Vec<Both>,
) -> Result<bool, git2::Error> {
    let too_deep = folder.matches('/').count() >= DEEPEST;
    let differing = differing(odb, folder, trees, folders)?;
    let mut is_all = !differing.is_empty();
    for (name, both) in differing {
        let text = String::from_utf8_lossy(&name);
        is_all &= matches!(text, Cow::Borrowed(_));
        let path = format!("{folder}{text}");
        let is_tree = |it: &There| is_folder(it.1) && !too_deep;
        let trees = both.map(|it| it.filter(is_tree).map(|it| it.0));
        if trees != [None, None] {
            is_all &= compare(odb, &format!("{path}/"), trees, folders, out)?;
        }
        let files = both.map(|it| it.filter(|it| !is_tree(it)));
        if files != [None, None] {
            out.push((path, files));
        }
    }
    Ok(is_all)
}
