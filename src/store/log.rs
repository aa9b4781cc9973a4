//! The log of a program that has no lines to log to, because it draws the whole screen.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// Begins the log anew, in the user's own folder for such things; where it is, and the file.
///
/// # Errors
/// When the user has no folder of their own, or the system refuses.
pub fn begin() -> io::Result<(PathBuf, File)> {
    let base = choose_base_strategy().map_err(|it| io::Error::new(io::ErrorKind::NotFound, it))?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir()).join("comity");
    fs::create_dir_all(&folder)?;
    let path = folder.join("log");
    let file = File::create(&path)?;
    Ok((path, file))
}
