//! A file taken in as a paper: what is refused, what it is called, what it contains.

use std::path::Path;

use super::{LARGEST_PAPER, NewPaper, Workspace};
use crate::model::deed::item::{is_program, paper_name};
use crate::model::shown;
use crate::store::StoreError;
use crate::store::folder::read_foreign;

/// Why a file is not taken in as a paper.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    #[error("`{0}` is not taken in: it is a folder")]
    Folder(String),
    #[error("`{0}` is not taken in: it could run as a program")]
    Program(String),
    #[error("`{0}` is not taken in: there is nothing in it")]
    Empty(String),
    #[error("`{0}` is not taken in: it has {1} MB, and a paper has at most {most}", most = LARGEST_PAPER >> 20)]
    Large(String, u64),
    #[error(transparent)]
    Unread(#[from] StoreError),
}

impl NotTaken {
    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Folder(_) => Some("Name a file"),
            Self::Program(_) => Some("A paper is read: a PDF, a text, a table"),
            Self::Empty(_) => Some("See whether it was written to its end"),
            Self::Large(..) => {
                Some("Everybody who has the workspace keeps it for good: put it elsewhere, and add the link")
            }
            Self::Unread(_) => None,
        }
    }
}

impl Workspace {
    /// A file from anywhere as a paper of a group.
    ///
    /// # Errors
    /// When it is no file, could run as a program, is empty or too large, or cannot be read.
    pub fn take_paper(&self, group: &str, file: &Path) -> Result<NewPaper, NotTaken> {
        let told = || shown::visible(&file.to_string_lossy()).into_owned();
        if file.is_dir() {
            return Err(NotTaken::Folder(told()));
        }
        let name = file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        if is_program(&name) {
            return Err(NotTaken::Program(told()));
        }
        let size = file.metadata().map(|it| it.len()).unwrap_or_default();
        if size > LARGEST_PAPER {
            return Err(NotTaken::Large(told(), size.div_ceil(1 << 20)));
        }
        let bytes = read_foreign(file, LARGEST_PAPER)?;
        if bytes.is_empty() {
            return Err(NotTaken::Empty(told()));
        }
        Ok(self.new_paper(group, &paper_name(&name), bytes))
    }
}

/// Whether what somebody named as a paper is a link.
pub fn is_link(word: &str) -> bool {
    word.contains("://")
}

/// What a paper is called where nobody gives it a title: as its file, without the ending.
pub fn called(file: &str) -> Option<String> {
    let stem = Path::new(file).file_stem()?.to_string_lossy().replace('_', " ");
    (!stem.trim().is_empty()).then(|| stem.trim().to_owned())
}
