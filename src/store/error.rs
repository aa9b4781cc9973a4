//! What can go wrong between comity and its folder.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::signer::SignError;
use crate::model::shown::visible;

/// A step that failed: what was being done, to what, and why.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("cannot {doing} `{}`", path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },
    #[error("cannot {doing}")]
    Git { doing: String, source: git2::Error },
    #[error("{}", .0.message())]
    Refused(Refusal),
    #[error("{} is in use by another program; waited {} s", held.words(), waited.as_secs())]
    Busy { held: Held, waited: Duration },
    #[error("git does not know who you are")]
    NoIdentity,
    #[error(transparent)]
    Unsigned(#[from] SignError),
    #[error("`{}` leads out of the workspace through a link", .0.display())]
    Link(PathBuf),
    #[error("nothing may be written to `{}`, which could reach into git's own folder or out of the workspace", visible(.0))]
    Path(String),
}

/// A lock that somebody else holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Another comity is saving.
    Workspace,
    /// Another comity is receiving or sending.
    Sync,
    /// Another git program is working on the index.
    Index,
    /// Another git program is moving the branch.
    Branch,
}

/// A repository that comity does not write to, or cannot use at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NoHistory(PathBuf),
    NotOnTop {
        workspace: PathBuf,
        top: PathBuf,
    },
    Bare,
    Reftable,
    Sha256,
    SplitIndex,
    SparseIndex,
    SparseFolder,
    PartialClone,
    /// Another git program stopped in the middle; what it was doing.
    Unfinished(&'static str),
    Detached,
    ForeignOwner(PathBuf),
}

impl Held {
    /// What is held, for a sentence.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Workspace => "the workspace",
            Self::Sync => "the way to the shared copy",
            Self::Index => "the folder's git index",
            Self::Branch => "the folder's git branch",
        }
    }
}

impl Refusal {
    /// The code under which `explain` tells more.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoHistory(_) => "E-NO-HISTORY",
            Self::NotOnTop { .. } => "E-NOT-ON-TOP",
            Self::Bare => "E-BARE",
            Self::Reftable => "E-REFTABLE",
            Self::Sha256 => "E-SHA256",
            Self::SplitIndex => "E-SPLIT-INDEX",
            Self::SparseIndex | Self::SparseFolder => "E-SPARSE",
            Self::PartialClone => "E-PARTIAL",
            Self::Unfinished(_) => "E-UNFINISHED",
            Self::Detached => "E-DETACHED",
            Self::ForeignOwner(_) => "E-OWNER",
        }
    }

    /// What is the matter.
    pub fn message(&self) -> String {
        match self {
            Self::NoHistory(path) => format!("`{}` has records but no git history", path.display()),
            Self::NotOnTop { workspace, top } => {
                format!("the workspace `{}` lies inside another repository, `{}`", workspace.display(), top.display())
            }
            Self::Bare => "this is a bare repository, which has no folder to work in".to_owned(),
            Self::Reftable => {
                "this repository keeps its branches as a reftable, which comity cannot read yet".to_owned()
            }
            Self::Sha256 => "this repository uses SHA-256, which comity cannot read yet".to_owned(),
            Self::SplitIndex => "this repository has a split index, which comity cannot write".to_owned(),
            Self::SparseIndex => "this repository has a sparse index, which comity cannot write".to_owned(),
            Self::SparseFolder => "only a part of this folder is checked out".to_owned(),
            Self::PartialClone => "this is a partial clone, in which old contents are missing".to_owned(),
            Self::Unfinished(what) => format!("another git program has stopped in the middle of {what}"),
            Self::Detached => "the folder is not on a branch, so a change would be lost".to_owned(),
            Self::ForeignOwner(path) => format!("`{}` belongs to another user", path.display()),
        }
    }

    /// The way out.
    pub fn hint(&self) -> String {
        match self {
            Self::NoHistory(path) => {
                let path = path.display();
                format!("Run `git -C {path} init`, then `git -C {path} add -A` and `git -C {path} commit -m Begin`")
            }
            Self::NotOnTop { .. } => "Give the workspace a folder and a history of its own".to_owned(),
            Self::Bare => "Clone it, and work in the clone".to_owned(),
            Self::Reftable => "Run `git refs migrate --ref-format=files`".to_owned(),
            Self::Sha256 => "Make the workspace anew with `comity init`, which uses SHA-1".to_owned(),
            Self::SplitIndex => "Run `git update-index --no-split-index`".to_owned(),
            Self::SparseIndex | Self::SparseFolder => "Run `git sparse-checkout disable`".to_owned(),
            Self::PartialClone => "Clone it anew without `--filter`".to_owned(),
            Self::Unfinished(_) => {
                "Finish or abort it there (`git status` says how); nothing is lost meanwhile".to_owned()
            }
            Self::Detached => "Run `git switch main`, or the name of your branch".to_owned(),
            Self::ForeignOwner(path) => {
                format!("If you trust it, run `git config --global --add safe.directory {}`", path.display())
            }
        }
    }
}

impl StoreError {
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }

    pub(crate) fn git(doing: impl Into<String>) -> impl FnOnce(git2::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Git { doing, source }
    }
}
