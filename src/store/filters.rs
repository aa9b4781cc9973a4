//! The filters that a user has saved under a name: a file in the user's own folder for settings, a line for each.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

use super::error::StoreError;
use super::folder::write_own;

/// Saved filters by their names.
pub type Filters = BTreeMap<String, String>;

/// Where the user's saved filters lie, where the user has a folder for such things.
pub fn own_place() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join("comity").join("filters.toml"))
}

/// Reads saved filters; a file that is not there holds none.
///
/// # Errors
/// When the file cannot be read, or is no list of names and filters.
pub fn read(path: &Path) -> Result<Filters, StoreError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Filters::new()),
        Err(error) => return Err(StoreError::io("read your saved filters in", path)(error)),
    };
    let bad = |it: toml::de::Error| io::Error::new(io::ErrorKind::InvalidData, it.message().to_owned());
    toml::from_str(&text).map_err(bad).map_err(StoreError::io("read your saved filters in", path))
}

/// Saves a filter under a name, or forgets it, and gives back all there are then. A file that cannot be read is left
/// as it is.
///
/// # Errors
/// When the file cannot be read or written.
pub fn keep(path: &Path, name: &str, filter: Option<&str>) -> Result<Filters, StoreError> {
    let mut filters = read(path)?;
    match filter {
        Some(filter) => drop(filters.insert(name.to_owned(), filter.to_owned())),
        None => drop(filters.remove(name)),
    }
    let failed = StoreError::io("write your saved filters to", path);
    let text = match toml::to_string(&filters) {
        Ok(text) => text,
        Err(error) => return Err(failed(io::Error::new(io::ErrorKind::InvalidData, error))),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(StoreError::io("make the folder", folder))?;
    }
    write_own(path, text.as_bytes())?;
    Ok(filters)
}
