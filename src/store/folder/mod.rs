//! The folder: which record files lie in it, their bytes in and out. No link in it is followed.

mod listing;
mod own;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use own::{is_ours, jot_own, read_foreign, write_foreign, write_own};

use serde::{Deserialize, Serialize};

use super::codec::LARGEST;
use super::error::StoreError;
use super::paths::is_allowed;
use crate::model::problem::{Code, Problem};
use crate::model::{Kind, RecordId};

/// The folder of a workspace.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// What tells whether a file may have changed since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    size: u64,
    modified: Option<SystemTime>,
    inode: u64,
    changed: i128,
}

/// Two writings within this time may leave a file that looks the same by its times, on file systems with coarse clocks.
const SETTLED: Duration = Duration::from_secs(2);

/// The folders that were seen to be no links, nor to lie behind one. Whoever reads or writes many files in one go looks
/// at each folder once.
#[derive(Debug, Default)]
pub struct Ways(BTreeSet<String>);

/// The ending of files that are being written.
const UNFINISHED: &str = ".comity~";

impl Folder {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The full path of a path of the workspace.
    pub fn full(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Whether there is a file for a record, or something that stands in its place.
    pub fn exists(&self, id: &RecordId) -> bool {
        fs::symlink_metadata(self.full(&id.path())).is_ok()
    }

    /// How many records a group has of a kind in a year.
    pub fn count(&self, kind: Kind, group: &str, year: i32) -> usize {
        let folder = self.full(&format!("groups/{group}/{}/{year}", kind.plural()));
        fs::read_dir(folder).map_or(0, |it| it.filter(Result::is_ok).count())
    }

    /// The bytes of a file, of a record one more than it may have at most; `None` where there is none.
    ///
    /// # Errors
    /// When it is a link, no plain file, or the system refuses.
    pub fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Signature)>, Problem> {
        let full = self.full(path);
        let unreadable = |error: io::Error| {
            let message = format!("the file cannot be opened: {error}");
            Problem::of_file(Code::Unreadable, path, message, "See who owns it and what its permissions are")
        };
        if cfg!(not(unix)) && full.is_symlink() {
            return Err(link(path));
        }
        // Opened at once: a look at it before would double what reading ten thousand files costs.
        let file = match open_plainly(&full) {
            Ok(file) => file,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => {
                return Err(match fs::symlink_metadata(&full) {
                    Ok(about) if about.is_symlink() => link(path),
                    Ok(about) if !about.is_file() => special(path),
                    _ => unreadable(error),
                });
            }
        };
        let about = file.metadata().map_err(unreadable)?;
        if !about.is_file() {
            return Err(special(path));
        }
        // Papers may be of any size.
        let most = if RecordId::from_path(path).is_some() { LARGEST as u64 + 1 } else { u64::MAX };
        let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(most)).unwrap_or_default());
        file.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(Some((bytes, Signature::of(&about))))
    }

    /// What tells whether a file has changed; `None` where there is none.
    pub fn signature(&self, path: &str) -> Option<Signature> {
        fs::symlink_metadata(self.full(path)).ok().filter(fs::Metadata::is_file).map(|it| Signature::of(&it))
    }

    /// Replaces or makes a file in one step, so that no reader ever sees half of it.
    ///
    /// # Errors
    /// When nothing may lie there, a folder on its way is a link, or the system refuses; what was there then stays.
    pub fn write(&self, path: &str, bytes: &[u8], durably: Durably, ways: &mut Ways) -> Result<(), StoreError> {
        if !is_allowed(path) {
            return Err(StoreError::Path(path.to_owned()));
        }
        let full = self.full(path);
        let folder = full.parent().unwrap_or(&self.root);
        self.make_folder(path, durably, ways)?;
        let unfinished = folder.join(format!("{}{UNFINISHED}", file_name(path)));
        let written = (|| {
            let mut file = create_anew(&unfinished).map_err(StoreError::io("write", &unfinished))?;
            file.write_all(bytes).map_err(StoreError::io("write", &full))?;
            if durably == Durably::Each {
                file.sync_all().map_err(StoreError::io("write", &full))?;
            }
            drop(file);
            fs::rename(&unfinished, &full).map_err(StoreError::io("write", &full))
        })();
        if let Err(error) = written {
            // What is left of the attempt is no use to anybody; the first error is the one to tell.
            let _ = fs::remove_file(&unfinished);
            return Err(error);
        }
        if durably == Durably::Each { sync_folder(folder) } else { Ok(()) }
    }

    /// Removes a file, and the folders that are empty then. What lies where nothing may be written is left alone.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove(&self, path: &str, durably: Durably, ways: &mut Ways) -> Result<(), StoreError> {
        if !is_allowed(path) {
            return Ok(());
        }
        if let Some(link) = self.link_before(path, ways) {
            return Err(StoreError::Link(link));
        }
        let full = self.full(path);
        match fs::remove_file(&full) {
            Err(error) if !is_absent(&error) => return Err(StoreError::io("remove", &full)(error)),
            Err(_) => (),
            Ok(()) => ways.add(path),
        }
        let mut folder = full.parent();
        while let Some(empty) = folder.filter(|it| *it != self.root && fs::remove_dir(it).is_ok()) {
            ways.0.clear();
            folder = empty.parent();
        }
        match (durably, folder) {
            (Durably::Each, Some(folder)) => sync_folder(folder),
            _ => Ok(()),
        }
    }

    /// Takes away what a killed program left half written beside a file.
    pub fn sweep(&self, path: &str) {
        let full = self.full(path);
        if let Some(folder) = full.parent() {
            let _ = fs::remove_file(folder.join(format!("{}{UNFINISHED}", file_name(path))));
        }
    }

    /// The files that were being written when a program was stopped.
    pub fn unfinished(&self) -> Vec<String> {
        fn visit(folder: &Path, root: &Path, found: &mut Vec<String>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
                if is_folder && entry.file_name() != ".git" {
                    visit(&path, root, found);
                } else if !is_folder && path.to_string_lossy().ends_with(UNFINISHED) {
                    let path = path.strip_prefix(root).unwrap_or(&path);
                    found.push(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        let mut found = Vec::new();
        visit(&self.root, &self.root, &mut found);
        found.sort();
        found
    }

    /// Makes what was written durable at once, where many files were written without.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn sync_all(&self) -> Result<(), StoreError> {
        #[cfg(target_os = "linux")]
        {
            let folder = File::open(&self.root).map_err(StoreError::io("write", &self.root))?;
            rustix::fs::syncfs(&folder).map_err(|it| StoreError::io("write", &self.root)(it.into()))
        }
        #[cfg(not(target_os = "linux"))]
        {
            sync_folder(&self.root)
        }
    }

    /// The same as [`Folder::read`], after looking whether a link stands on the way to it. Who lists the folders first
    /// has seen that.
    ///
    /// # Errors
    /// Those of [`Folder::read`], and the link.
    pub fn read_carefully(&self, path: &str, ways: &mut Ways) -> Result<Option<Vec<u8>>, Problem> {
        match self.is_behind_link(path, ways) {
            true => Err(link(path)),
            false => Ok(self.read(path)?.map(|it| it.0)),
        }
    }

    /// Whether a folder on the way to a path is a link.
    pub fn is_behind_link(&self, path: &str, ways: &mut Ways) -> bool {
        let is_behind = self.link_before(path, ways).is_some();
        if !is_behind {
            ways.add(path);
        }
        is_behind
    }

    /// The folder on the way to a path that is a link, which could lead out of the workspace.
    fn link_before(&self, path: &str, ways: &Ways) -> Option<PathBuf> {
        let (way, _) = path.rsplit_once('/')?;
        if ways.0.contains(way) {
            return None;
        }
        path.match_indices('/').map(|(end, _)| self.full(&path[..end])).find(|it| it.is_symlink())
    }

    /// Makes the folders that lead to a path, none of them through a link.
    fn make_folder(&self, path: &str, durably: Durably, ways: &mut Ways) -> Result<(), StoreError> {
        let Some((way, _)) = path.rsplit_once('/').filter(|it| !ways.0.contains(it.0)) else { return Ok(()) };
        let mut folder = self.root.clone();
        for step in way.split('/') {
            folder.push(step);
            match fs::symlink_metadata(&folder) {
                Ok(about) if about.is_dir() => (),
                Ok(_) => return Err(StoreError::Link(folder)),
                Err(error) if is_absent(&error) => {
                    fs::create_dir(&folder).or_else(|error| match error.kind() {
                        io::ErrorKind::AlreadyExists => Ok(()),
                        _ => Err(StoreError::io("make the folder", &folder)(error)),
                    })?;
                    if durably == Durably::Each {
                        sync_folder(folder.parent().unwrap_or(&self.root))?;
                    }
                }
                Err(error) => return Err(StoreError::io("open", &folder)(error)),
            }
        }
        ways.add(path);
        Ok(())
    }
}

/// Whether each file is made durable as it is written, or all of them afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durably {
    Each,
    Later,
}

impl Ways {
    fn add(&mut self, path: &str) {
        if let Some((way, _)) = path.rsplit_once('/').filter(|it| !self.0.contains(it.0)) {
            self.0.insert(way.to_owned());
        }
    }
}

impl Signature {
    fn of(about: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let (inode, changed) = {
            use std::os::unix::fs::MetadataExt;
            (about.ino(), i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let (inode, changed) = (0, 0);
        Self { size: about.len(), modified: about.modified().ok(), inode, changed }
    }

    /// Whether the file had been left alone for a while at that moment, so that any later writing will show. A file
    /// from the future never is: somebody has put the clock back.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        self.modified.is_some_and(|it| now.duration_since(it).is_ok_and(|it| it >= SETTLED))
    }
}

/// A path from the root of the file system on, without `..`, whether it exists or not.
///
/// # Errors
/// When there is no current folder to begin at.
pub fn straight(path: &Path) -> io::Result<PathBuf> {
    let mut straight = PathBuf::new();
    for step in std::path::absolute(path)?.components() {
        match step {
            // What is above a link is above the folder that it leads to.
            Component::ParentDir => {
                straight = fs::canonicalize(&straight).unwrap_or(straight);
                straight.pop();
            }
            step => straight.push(step),
        }
    }
    Ok(straight)
}

/// Whether an error only says that there is no such file.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Makes what a folder lists durable, or what a file holds.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    // Windows has no such thing; there, a rename is durable with its file.
    match cfg!(unix) {
        true => File::open(folder).and_then(|it| it.sync_all()).map_err(StoreError::io("write", folder)),
        false => Ok(()),
    }
}

/// Makes a file for writing, never through a link. What a stopped program has left under that name goes.
fn create_anew(path: &Path) -> io::Result<File> {
    match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            File::create_new(path)
        }
        other => other,
    }
}

/// Opens a file for reading, unless a link or a pipe has taken its place since it was looked at.
fn open_plainly(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits() as i32);
    }
    options.open(path)
}

fn file_name(path: &str) -> String {
    format!(".{}", path.rsplit('/').next().unwrap_or(path))
}

fn link(path: &str) -> Problem {
    Problem::of_file(
        Code::Link,
        path,
        "a link stands there, which is not followed",
        "Put the file or folder itself there",
    )
}

fn special(path: &str) -> Problem {
    Problem::of_file(Code::Special, path, "this is no plain file", "Take it away, or put the record's file there")
}
