//! Locks: comity's own, held for one submit, and git's `index.lock`, taken as git takes it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::{Held, StoreError};

/// How long to wait for others before giving up.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub workspace: Duration,
    pub index: Duration,
    pub branch: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { workspace: Duration::from_secs(5), index: Duration::from_secs(10), branch: Duration::from_secs(5) }
    }
}

impl Patience {
    /// As long as usual, or as many seconds as `COMITY_WAIT` says.
    pub fn of_environment() -> Self {
        let said = std::env::var("COMITY_WAIT").ok().and_then(|it| it.parse::<f64>().ok());
        match said.filter(|it| (0.0..3600.0).contains(it)).map(Duration::from_secs_f64) {
            Some(wait) => Self { workspace: wait, index: wait, branch: wait },
            None => Self::default(),
        }
    }
}

/// Comity's lock on a clone. The system lets go of it when the program ends, however it ends.
pub struct WorkspaceLock {
    _file: File,
}

impl WorkspaceLock {
    /// Takes the lock, waiting for whoever has it.
    ///
    /// # Errors
    /// When it is not free in time, or the system refuses.
    pub fn take(own_folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let taken = wait(patience, Duration::from_millis(5), || Self::try_take(own_folder))?;
        taken.ok_or(StoreError::Busy { held: Held::Workspace, waited: patience })
    }

    /// Takes the lock if it is free.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn try_take(own_folder: &Path) -> Result<Option<Self>, StoreError> {
        Ok(try_lock(own_folder, "lock")?.map(|_file| Self { _file }))
    }
}

/// Comity's lock on receiving and sending: one program of a clone at a time talks with the shared copy. Saving goes on
/// meanwhile.
pub struct SyncLock {
    _file: File,
}

impl SyncLock {
    /// Takes the lock, waiting for whoever has it.
    ///
    /// # Errors
    /// When it is not free in time, or the system refuses.
    pub fn take(own_folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let taken = wait(patience, Duration::from_millis(20), || try_lock(own_folder, "sync-lock"))?;
        taken.map(|_file| Self { _file }).ok_or(StoreError::Busy { held: Held::Sync, waited: patience })
    }
}

/// Comity's lock on the cache: one program at a time writes it.
pub struct CacheLock {
    _file: File,
}

impl CacheLock {
    /// Takes the lock if it is free.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn try_take(own_folder: &Path) -> Result<Option<Self>, StoreError> {
        Ok(try_lock(own_folder, "cache-lock")?.map(|_file| Self { _file }))
    }
}

fn try_lock(own_folder: &Path, name: &str) -> Result<Option<File>, StoreError> {
    let path = own_folder.join(name);
    fs::create_dir_all(own_folder).map_err(StoreError::io("make the folder", own_folder))?;
    let file = File::create(&path).map_err(StoreError::io("lock", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &path)(error)),
    }
}

/// Git's lock on the index, taken in one step together with the mark that it is ours.
pub struct IndexLock {
    path: PathBuf,
}

impl IndexLock {
    /// Takes the lock, waiting for other git programs; it is never taken away from one.
    ///
    /// # Errors
    /// When it is not free in time, or the system refuses.
    pub fn take(git_folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let path = git_folder.join("index.lock");
        let mark = git_folder.join(format!("index.comity.mark.{}", std::process::id()));
        let marked = fs::write(&mark, our_mark()).map_err(StoreError::io("write", &mark));
        let taken = marked.and_then(|()| {
            wait(patience, Duration::from_millis(20), || match link(&mark, &path) {
                Ok(()) => Ok(Some(())),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
                Err(error) => Err(StoreError::io("lock", &path)(error)),
            })
        });
        let _ = fs::remove_file(&mark);
        match taken? {
            Some(()) => Ok(Self { path }),
            None => Err(StoreError::Busy { held: Held::Index, waited: patience }),
        }
    }
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        // If it cannot be removed now, the next start finds our mark in it.
        let _ = fs::remove_file(&self.path);
    }
}

/// Tries until something is there or patience ends; `None` then.
///
/// # Errors
/// Those of `attempt`.
pub fn wait<T>(
    patience: Duration,
    pause: Duration,
    mut attempt: impl FnMut() -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    let began = Instant::now();
    loop {
        match attempt()? {
            Some(it) => return Ok(Some(it)),
            None if began.elapsed() >= patience => return Ok(None),
            None => thread::sleep(pause),
        }
    }
}

/// Takes away what a killed comity of this host has left of its index lock. To be called under the workspace lock:
/// nobody else of us can be at work then.
pub fn sweep(git_folder: &Path) {
    let path = git_folder.join("index.lock");
    if fs::read_to_string(&path).is_ok_and(|it| is_our_mark(&it)) {
        let _ = fs::remove_file(&path);
    }
    for entry in fs::read_dir(git_folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with("index.comity.") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Creates the lock with its content in one step, so that a kill never leaves one that bears no mark.
fn link(mark: &Path, lock: &Path) -> io::Result<()> {
    match fs::hard_link(mark, lock) {
        Err(error) if is_unsupported(&error) => move_there(mark, lock),
        other => other,
    }
}

/// The same on a file system without hard links.
fn move_there(mark: &Path, lock: &Path) -> io::Result<()> {
    match rename_anew(mark, lock) {
        Err(error) if is_unsupported(&error) => {
            // Nothing left that does it in one step: the mark follows a moment later, and a kill in between leaves an
            // empty lock. It stays, for it may as well be a living git's; whoever is kept waiting is told of it.
            let mut file = File::create_new(lock)?;
            io::Write::write_all(&mut file, our_mark().as_bytes())
        }
        other => other,
    }
}

/// Moves a file to where there is none.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_anew(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_anew(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether a file system or a system says that it knows no such step; each has a word of its own for that.
fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    matches!(error.kind(), Unsupported | PermissionDenied | InvalidInput)
}

fn our_mark() -> String {
    format!("comity {} {}\n", std::process::id(), host())
}

/// Whether a mark is comity's, made on this host; whoever made it is gone, before or since the last start of the
/// machine, as we hold the workspace lock.
fn is_our_mark(mark: &str) -> bool {
    let words: Vec<&str> = mark.split_whitespace().collect();
    matches!(words.as_slice(), ["comity", .., of] if *of == host())
}

fn host() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    let plain: String = name.chars().filter(|it| !it.is_whitespace()).collect();
    if plain.is_empty() { "-".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_hard_links_the_lock_is_marked_from_its_first_moment_and_never_taken_from_another() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (mark, lock) = (folder.path().join("index.comity.mark.1"), folder.path().join("index.lock"));
        fs::write(&mark, our_mark())?;
        fs::write(&lock, "")?;
        let taken = move_there(&mark, &lock);
        assert_eq!(taken.map_err(|it| it.kind()), Err(io::ErrorKind::AlreadyExists));
        assert_eq!((fs::read_to_string(&mark)?, fs::read_to_string(&lock)?), (our_mark(), String::new()));
        fs::remove_file(&lock)?;
        move_there(&mark, &lock)?;
        assert_eq!(fs::read_to_string(&lock)?, our_mark());
        sweep(folder.path());
        assert!(!lock.exists());
        Ok(())
    }

    #[test]
    fn a_lock_that_is_anothers_is_not_swept() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let lock = folder.path().join("index.lock");
        for theirs in ["", "comity 4711 elsewhere-than-here\n", "DIRC"] {
            fs::write(&lock, theirs)?;
            sweep(folder.path());
            assert!(lock.exists(), "{theirs:?}");
        }
        Ok(())
    }
}
