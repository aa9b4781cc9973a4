//! Folders of this computer as somebody types them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::MARK;

/// A folder that begins as somebody has typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As it would be typed on.
    pub typed: String,
    /// Whether a workspace lies in it.
    pub is_workspace: bool,
}

/// So many are shown at most.
const MOST: usize = 200;

/// A path as a shell would read it: `~` is the home folder, and what is relative begins at `base`.
pub fn typed_path(word: &str, base: &Path) -> PathBuf {
    let home = etcetera::home_dir();
    match (word.strip_prefix('~').filter(|it| it.is_empty() || it.starts_with('/')), home) {
        (Some(rest), Ok(home)) => home.join(rest.trim_start_matches('/')),
        _ => base.join(word),
    }
}

/// The folders whose names begin as somebody has typed, workspaces first. Hidden ones only where a full stop is typed.
pub fn folders_like(typed: &str, base: &Path) -> Vec<Place> {
    let (above, begun) = typed.rsplit_once('/').map_or(("", typed), |(above, begun)| (&typed[..=above.len()], begun));
    let folder = typed_path(above, base);
    let begun = begun.to_lowercase();
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut found: Vec<Place> = entries
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
        .filter(|(name, _)| {
            name.to_lowercase().starts_with(&begun) && (begun.starts_with('.') || !name.starts_with('.'))
        })
        .filter(|(_, path)| path.is_dir())
        .map(|(name, path)| Place { typed: format!("{above}{name}/"), is_workspace: path.join(MARK).is_file() })
        .collect();
    found.sort_by(|a, b| (!a.is_workspace, &a.typed).cmp(&(!b.is_workspace, &b.typed)));
    found.truncate(MOST);
    found
}
