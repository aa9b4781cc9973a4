//! Landing: a commit that is made becomes the newest of the branch, together with its files and the index.

use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use super::error::StoreError;
use super::folder::{Durably, Folder, Ways};
use super::lock::{IndexLock, Patience, wait};
use super::repo::{CommitId, Head, Moved, Repo};
use crate::store::error::Held;

/// A commit that is to become the newest of the branch.
pub struct Landing<'a> {
    pub head: &'a Head,
    pub commit: &'a CommitId,
    pub files: &'a [LandingFile],
    /// What the branch's log says of it.
    pub words: &'a str,
}

/// A file of that commit.
#[derive(Clone, Debug)]
pub struct LandingFile {
    pub path: String,
    /// As the newest commit has it.
    pub saved: Option<Vec<u8>>,
    /// As it was seen in the folder when the change was made.
    pub seen: Option<Vec<u8>>,
    /// As the commit has it.
    pub new: Option<Vec<u8>>,
    /// Whether the folder's file is to become the commit's; not so where it was taken from the folder.
    pub write: bool,
}

/// What came of it. But for `Done`, everything is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landed {
    /// The branch has moved. The flag says whether the index could be put in place as well; else the next start does it.
    Done { tidy: bool },
    /// Somebody else has moved the branch meanwhile.
    Overtaken,
    /// Somebody has edited this file meanwhile.
    Edited(String),
    /// Somebody has put this file in line for a commit of their own, with other contents than anybody can see.
    Staged(String),
}

/// More files than this are made durable together.
const MANY: usize = 50;

/// Lands a commit: index lock, files, branch, index, in this order.
///
/// The index lock is taken before the first file is touched, so that a refusal leaves nothing to take back, and held
/// until the index agrees with the branch, so that no other git program ever sees the one without the other.
///
/// # Errors
/// When a lock is not free in time or the system refuses; what was written is taken back then.
pub fn land(repo: &Repo, folder: &Folder, landing: &Landing<'_>, patience: Patience) -> Result<Landed, StoreError> {
    let _lock = IndexLock::take(repo.git_folder(), patience.index)?;
    // Once more, now that no other git program can begin anything.
    if repo.writable()? != *landing.head {
        return Ok(Landed::Overtaken);
    }
    let beside = repo.git_folder().join(format!("index.comity.{}", std::process::id()));
    let swept = Swept(&beside);
    let mut index = repo.index_beside(&beside)?;
    let mut names = Vec::new();
    let mut ways = Ways::default();
    for file in landing.files {
        let name = |it: &Option<Vec<u8>>| it.as_ref().map(|it| Repo::name_of(it)).transpose();
        let (saved, seen, new) = (name(&file.saved)?, name(&file.seen)?, name(&file.new)?);
        let staged = index.staged(&file.path);
        if ![&saved, &seen, &new].contains(&&staged) {
            return Ok(Landed::Staged(file.path.clone()));
        }
        if there(folder, file, &mut ways)? != file.seen {
            return Ok(Landed::Edited(file.path.clone()));
        }
        names.push((file.path.as_str(), new));
    }
    let mut written = Vec::new();
    let result = (|| {
        write_files(folder, landing.files, &mut written)?;
        let index = index.write(folder.root(), &names)?;
        // The branch need not wait for the index, which could be made anew from it.
        thread::scope(|threads| {
            let settling = threads.spawn(|| index.settle().is_ok());
            let moved = move_branch(repo, landing, patience.branch)?;
            Ok((moved, settling.join().unwrap_or_else(|it| resume_unwind(it))))
        })
    })();
    match result {
        Ok((Moved::Done, settled)) => {
            let tidy = settled && index.put_in_place().is_ok();
            std::mem::forget(swept);
            Ok(Landed::Done { tidy })
        }
        Ok((Moved::Elsewhere | Moved::Locked, _)) => {
            drop(swept);
            take_back(folder, &written)?;
            Ok(Landed::Overtaken)
        }
        Err(error) => {
            // The copy of the index first: on a full disk, what is to be put back needs its room. What cannot be put
            // back all the same, the next start puts back; the first error is the one to tell.
            drop(swept);
            let _ = take_back(folder, &written);
            Err(error)
        }
    }
}

/// A file that goes when this does.
struct Swept<'a>(&'a std::path::Path);

impl Drop for Swept<'_> {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(self.0);
    }
}

fn there(folder: &Folder, file: &LandingFile, ways: &mut Ways) -> Result<Option<Vec<u8>>, StoreError> {
    folder.read_carefully(&file.path, ways).map_err(|_| StoreError::Link(folder.full(&file.path)))
}

fn write_files<'a>(
    folder: &Folder,
    files: &'a [LandingFile],
    written: &mut Vec<&'a LandingFile>,
) -> Result<(), StoreError> {
    let durably = durability(files.len());
    let mut ways = Ways::default();
    for file in files.iter().filter(|it| it.write && it.seen != it.new) {
        written.push(file);
        put(folder, &file.path, file.new.as_deref(), durably, &mut ways)?;
    }
    if durably == Durably::Later { folder.sync_all() } else { Ok(()) }
}

/// More files than a few are made durable together.
fn durability(count: usize) -> Durably {
    if count > MANY { Durably::Later } else { Durably::Each }
}

fn move_branch(repo: &Repo, landing: &Landing<'_>, patience: Duration) -> Result<Moved, StoreError> {
    let moved = wait(patience, Duration::from_millis(10), || {
        match repo.move_branch(landing.head, landing.commit, landing.words)? {
            Moved::Locked => Ok(None),
            other => Ok(Some(other)),
        }
    })?;
    moved.ok_or(StoreError::Busy { held: Held::Branch, waited: patience })
}

/// Puts back every file as it was seen, but for those that somebody has edited since they were written.
fn take_back(folder: &Folder, written: &[&LandingFile]) -> Result<(), StoreError> {
    let mut ways = Ways::default();
    let ours = written.iter().filter(|file| there(folder, file, &mut ways).is_ok_and(|it| it == file.new));
    let ours: Vec<_> = ours.map(|it| (it.path.as_str(), it.seen.clone())).collect();
    put_back(folder, &ours)
}

/// Puts back files, durably; those that can be, if one cannot.
///
/// # Errors
/// When the system refuses one.
pub fn put_back(folder: &Folder, files: &[(&str, Option<Vec<u8>>)]) -> Result<(), StoreError> {
    let durably = durability(files.len());
    let mut ways = Ways::default();
    let put = files.iter().map(|(path, contents)| put(folder, path, contents.as_deref(), durably, &mut ways));
    let done = put.fold(Ok(()), Result::and);
    if durably == Durably::Later { done.and(folder.sync_all()) } else { done }
}

fn put(
    folder: &Folder,
    path: &str,
    contents: Option<&[u8]>,
    durably: Durably,
    ways: &mut Ways,
) -> Result<(), StoreError> {
    match contents {
        Some(contents) => folder.write(path, contents, durably, ways),
        None => folder.remove(path, durably, ways),
    }
}
