//! Files outside of the workspace: those of comity's own folder, and those that somebody named.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::sync_folder;
use crate::store::error::StoreError;

/// Writes a file of comity's own folder durably and in one step.
///
/// # Errors
/// When the system refuses.
pub fn write_own(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace(path, bytes, File::sync_all)?;
    sync_folder(path.parent().unwrap_or(path))
}

/// The same for what is no loss if the power fails: in one step, but not at once on the disk.
///
/// # Errors
/// When the system refuses.
pub fn jot_own(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace(path, bytes, |_| Ok(()))
}

fn replace(path: &Path, bytes: &[u8], settle: fn(&File) -> io::Result<()>) -> Result<(), StoreError> {
    let unfinished = path.with_extension("new");
    let mut file = File::create(&unfinished).map_err(StoreError::io("write", path))?;
    let written = file.write_all(bytes).and_then(|()| settle(&file)).and_then(|()| fs::rename(&unfinished, path));
    if let Err(error) = written {
        let _ = fs::remove_file(&unfinished);
        return Err(StoreError::io("write", path)(error));
    }
    Ok(())
}

/// Whether a plain file lies there that belongs to whoever runs this.
pub fn is_ours(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_file() && belongs_to_us(&it))
}

#[cfg(unix)]
fn belongs_to_us(about: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(about) == rustix::process::geteuid().as_raw()
}

/// Other systems have no plain answer; what lies in one's own folder is taken to be one's own.
#[cfg(not(unix))]
fn belongs_to_us(_: &fs::Metadata) -> bool {
    true
}

/// Reads a file from anywhere, as somebody named it.
///
/// # Errors
/// When it is larger than `largest` bytes, or the system refuses.
pub fn read_foreign(path: &Path, largest: u64) -> Result<Vec<u8>, StoreError> {
    let file = File::open(path).map_err(StoreError::io("read", path))?;
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    match bytes.len() as u64 > largest {
        true => Err(StoreError::io("read", path)(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large"))),
        false => Ok(bytes),
    }
}

/// Writes a file anywhere, as somebody named it, with the folders that lead to it.
///
/// # Errors
/// When the system refuses.
pub fn write_foreign(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
