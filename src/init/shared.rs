//! The shared copy: where both organisations send their changes, and whence they receive those of the others.

use std::fs;
use std::path::{Path, PathBuf};

use super::{InitError, move_into_place, site};
use crate::store::StoreError;
use crate::store::repo::Repo;

/// Where a shared copy can be made: absent or empty, and apart from the workspace.
///
/// # Errors
/// Says why it cannot be made there.
pub fn shared_site(place: &Path, workspace: &Path) -> Result<PathBuf, InitError> {
    let place = site(place)?;
    match place.starts_with(workspace) || workspace.starts_with(&place) {
        true => Err(InitError::Inside { folder: place, workspace: workspace.to_owned() }),
        false => Ok(place),
    }
}

/// Makes an empty shared copy for a branch, all of it or nothing.
///
/// # Errors
/// Those of [`shared_site`], and when the system refuses.
pub fn create_shared(place: &Path, workspace: &Path, branch: &str) -> Result<PathBuf, InitError> {
    let place = shared_site(place, workspace)?;
    let parent = place.parent().unwrap_or(&place);
    fs::create_dir_all(parent).map_err(StoreError::io("make the folder", parent))?;
    let beside = tempfile::Builder::new()
        .prefix(".comity-")
        .tempdir_in(parent)
        .map_err(StoreError::io("make a folder in", parent))?;
    let here = beside.path().join("shared.git");
    Repo::create_shared(&here, branch)?;
    move_into_place(&here, &place)?;
    Ok(place)
}
