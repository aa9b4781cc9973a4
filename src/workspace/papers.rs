//! Papers: files of any kind that go with agenda items, laid into the folder and saved together with what names them.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::{SubmitError, Workspace};
use crate::model::record::Fields;
use crate::model::{Code, Kind, Problem, RecordId, Snapshot, shown};
use crate::store::folder::{Durably, Ways};
use crate::store::landing::LandingFile;

/// A paper has at most so many bytes.
pub const LARGEST_PAPER: u64 = 20 << 20;

/// A paper that is to be saved together with the change that names it.
#[derive(Clone, Debug)]
pub struct NewPaper {
    /// Its path below the group's papers folder.
    pub name: String,
    /// The same below the workspace.
    path: String,
    bytes: Vec<u8>,
}

/// Why a paper is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    #[error("there is no file `{0}`")]
    Missing(String),
    #[error("`{0}` is not opened: it could run as a program")]
    Program(String),
    #[error("`{0}` is not opened: it leads out of the group's papers")]
    Outside(String),
}

impl NewPaper {
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// What it contains, as its row keeps it.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// Names that differ in this many numbers are taken; nobody has more.
const MOST_ALIKE: usize = 1000;

impl Workspace {
    /// A paper of a group, under a name that no other contents have yet.
    pub fn new_paper(&self, group: &str, name: &str, bytes: Vec<u8>) -> NewPaper {
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) => (stem, format!(".{ending}")),
            None => (name, String::new()),
        };
        let last = self.repo.last_files();
        let at = |name: String| (papers_of(group) + &name, name);
        let names = (1..MOST_ALIKE).map(|nth| match nth {
            1 => at(name.to_owned()),
            nth => at(format!("{stem}-{nth}{ending}")),
        });
        let is_free = |path: &str| {
            let there = [self.seen(path), last.contents(path)];
            !self.folder.full(path).is_symlink() && there.iter().flatten().all(|it| *it == bytes)
        };
        let free = names.into_iter().find(|it| is_free(&it.0));
        let (path, name) = free.unwrap_or_else(|| at(format!("{}-{name}", sha256(&bytes))));
        NewPaper { name, path, bytes }
    }

    /// Lays papers into the folder, where they wait to be saved; the paths of those that were not there.
    pub(super) fn lay(&self, papers: &[NewPaper]) -> Result<Vec<String>, SubmitError> {
        let mut laid = Vec::new();
        let mut ways = Ways::default();
        for paper in papers {
            match self.seen(&paper.path) {
                Some(there) if there == paper.bytes => continue,
                Some(_) => return Err(SubmitError::Restless(paper.path.clone())),
                None => (),
            }
            match self.folder.write(&paper.path, &paper.bytes, Durably::Each, &mut ways) {
                Ok(()) => laid.push(paper.path.clone()),
                Err(error) => {
                    self.take_up(&laid);
                    return Err(error.into());
                }
            }
        }
        Ok(laid)
    }

    /// Takes away what was laid for a change that was not saved.
    pub(super) fn take_up(&self, laid: &[String]) {
        for path in laid {
            // What stays is a file that nothing names, and no harm.
            let _ = self.folder.remove(path, Durably::Each, &mut Ways::default());
        }
    }

    /// The files of papers that lie in the folder, as a commit takes them from there.
    pub(super) fn landing_of<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Vec<LandingFile> {
        let last = self.repo.last_files();
        let file = |path: &str| {
            let (seen, saved) = (self.seen(path)?, last.contents(path));
            let new = Some(seen.clone());
            let is_new = saved.as_ref() != Some(&seen);
            is_new.then(|| LandingFile { path: path.to_owned(), saved, seen: Some(seen), new, write: false })
        };
        paths.filter_map(file).collect()
    }

    /// The papers that are missing, or no longer what they were when they were added.
    pub fn paper_problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        for item in self.snapshot.of_kind(Kind::Item) {
            for row in item.rows("paper").filter(|it| it.text("state") != "withdrawn") {
                let Some(name) = row.word("path") else { continue };
                let path = papers_of(item.id.group().unwrap_or_default()) + name;
                let title = shown::visible(row.text("title"));
                let (message, remedy) = match (self.seen(&path), row.word("sha256")) {
                    (None, _) => (format!("the paper \"{title}\" is missing"), format!("Put `{path}` back")),
                    (Some(bytes), Some(hash)) if sha256(&bytes) != hash => (
                        format!("the paper \"{title}\" is no longer what was added"),
                        format!("Put `{path}` back as it was"),
                    ),
                    (Some(_), _) => continue,
                };
                let remedy = format!("{remedy}, or `comity item paper add {} FILE --title \"{title}\"`", item.id);
                found.push(Problem::of(Code::Paper, &item.id, Some("paper"), message, remedy));
            }
        }
        found
    }

    /// The file of a paper, to be opened by another program.
    ///
    /// # Errors
    /// When it is not there, could run as a program, or does not lie among the group's papers.
    pub fn paper_file(&self, item: &RecordId, name: &str) -> Result<PathBuf, NotOpened> {
        let told = || shown::visible(name).into_owned();
        let path = papers_of(item.group().unwrap_or_default()) + name;
        let way_out = name.split(['/', '\\']).any(|it| matches!(it, "" | "." | ".."));
        let full = self.folder.full(&path);
        if way_out || full.is_symlink() || self.folder.is_behind_link(&path, &mut Ways::default()) {
            return Err(NotOpened::Outside(told()));
        }
        let about = fs::symlink_metadata(&full).map_err(|_| NotOpened::Missing(told()))?;
        match about.is_file() {
            false => Err(NotOpened::Missing(told())),
            true if may_run(name, &about) => Err(NotOpened::Program(told())),
            true => Ok(full),
        }
    }
}

/// Whether an item names a file, by its path below the workspace, as one of its papers.
pub fn is_named(snapshot: &Snapshot, path: &str) -> bool {
    let parts = path.strip_prefix("groups/").and_then(|it| it.split_once("/papers/"));
    let Some((group, name)) = parts else { return false };
    let mut rows = snapshot.in_group(Kind::Item, group).flat_map(|it| it.rows("paper"));
    rows.any(|it| it.text("path") == name)
}

/// The folder of a group's papers, with the slash behind it.
pub(super) fn papers_of(group: &str) -> String {
    format!("groups/{group}/papers/")
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect()
}

/// Whether a file could run as a program somewhere.
fn may_run(name: &str, about: &fs::Metadata) -> bool {
    #[cfg(unix)]
    let has_bit = std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let has_bit = !about.is_file();
    has_bit || crate::model::deed::item::is_program(name)
}
