//! The filters that a user has saved under a name: a file in the user's own folder for settings, a line for each.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::folder::write_own;

/// Saved filters by their names.
pub type Filters = BTreeMap<String, Kept>;

/// A saved filter: what it asks, and the digit that chooses it in the menu, where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Kept {
    pub filter: String,
    pub key: Option<u8>,
}

/// A filter as the file has it: its text alone where it has no key.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    Keyed { filter: String, key: u8 },
}

impl From<Written> for Kept {
    fn from(written: Written) -> Self {
        match written {
            Written::Plain(filter) => Self { filter, key: None },
            // Another number is no key of the menu.
            Written::Keyed { filter, key } => Self { filter, key: Some(key).filter(|it| KEYS.contains(it)) },
        }
    }
}

impl From<Kept> for Written {
    fn from(kept: Kept) -> Self {
        match kept.key {
            None => Self::Plain(kept.filter),
            Some(key) => Self::Keyed { filter: kept.filter, key },
        }
    }
}

/// The digits that can choose a saved filter.
pub const KEYS: std::ops::RangeInclusive<u8> = 1..=9;

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

/// Saves a filter under a name, or forgets it, and gives back all there are then. A key that another one has goes over
/// to it. A file that cannot be read is left as it is.
///
/// # Errors
/// When the file cannot be read or written.
pub fn keep(path: &Path, name: &str, kept: Option<Kept>) -> Result<Filters, StoreError> {
    let mut filters = read(path)?;
    match kept {
        Some(kept) => {
            filters.values_mut().filter(|it| it.key == kept.key).for_each(|it| it.key = None);
            filters.insert(name.to_owned(), kept);
        }
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
