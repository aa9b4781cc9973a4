//! Joining: a folder of one's own, cloned from the shared copy.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::{InitError, move_into_place, site};
use crate::model::shown;
use crate::store::StoreError;
use crate::store::lock::Patience;
use crate::store::paths::is_allowed;
use crate::store::remote::{RemoteError, Talk, clone};
use crate::store::repo::Repo;
use crate::verify::{Finding, Incoming, Range, look_at_incoming};
use crate::workspace::{MARK, OpenError, Workspace};

/// Why a workspace was not joined. Nothing is left behind then.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    #[error(transparent)]
    Remote(#[from] RemoteError),
    #[error("what lies at `{0}` is no workspace")]
    NoWorkspace(String),
    #[error("the shared copy is still empty")]
    Empty,
    #[error("`{0}` in the shared copy is a link or a program, which has no place in a workspace")]
    NotPlain(String),
    #[error("what the others sent is not right")]
    Untrusted(Vec<Finding>),
    #[error(transparent)]
    Init(#[from] InitError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A workspace that was joined.
#[derive(Debug)]
pub struct Joined {
    pub root: PathBuf,
    /// What is not right about the changes that came with it.
    pub findings: Vec<Finding>,
}

/// Clones the shared copy into a folder: beside it at first, and into its place once it is known to be a workspace. Its
/// changes are looked at as those that come in later are, and no file is written before.
///
/// # Errors
/// Says what stands in the way.
pub fn join(place: &str, folder: &Path, talk: &Talk<'_>, now: DateTime<FixedOffset>) -> Result<Joined, JoinError> {
    let root = site(folder)?;
    let parent = root.parent().unwrap_or(&root);
    fs::create_dir_all(parent).map_err(StoreError::io("make the folder", parent))?;
    let beside = tempfile::Builder::new()
        .prefix(".comity-")
        .tempdir_in(parent)
        .map_err(StoreError::io("make a folder in", parent))?;
    let here = beside.path().join("w");
    let place_there = absolute(place);
    clone(&place_there, None, &here, talk)?;
    let mut repo = Repo::open(&here)?;
    if let (None, Some(branch)) = (repo.newest(), only_branch(&repo)) {
        drop(repo);
        fs::remove_dir_all(&here).map_err(StoreError::io("remove", &here))?;
        clone(&place_there, Some(&branch), &here, talk)?;
        repo = Repo::open(&here)?;
    }
    let Some(newest) = repo.newest() else { return Err(JoinError::Empty) };
    if repo.last_saved(MARK).is_none() {
        return Err(JoinError::NoWorkspace(shown::place(place)));
    }
    let paths = repo.files_at(&newest)?.into_keys();
    if let Some(bad) = paths.into_iter().find(|it| !is_allowed(it)) {
        return Err(StoreError::Path(bad).into());
    }
    if let Some(odd) = repo.first_odd(&newest)? {
        return Err(JoinError::NotPlain(odd));
    }
    let all = Range { from: None, to: newest.clone(), forward: true, beside: None };
    let findings = match look_at_incoming(&repo, &all, now)? {
        Incoming::Taken(findings) => findings,
        Incoming::Refused(findings) => return Err(JoinError::Untrusted(findings)),
    };
    repo.check_out()?;
    repo.set_driver()?;
    drop(repo);
    move_into_place(&here, &root)?;
    let workspace = Workspace::open(&root, Patience::of_environment())?;
    let head = workspace.repo().head()?;
    if let Some(newest) = head.commit {
        workspace.repo().remember_shared(&head.branch, &newest, "comity: join")?;
    }
    Ok(Joined { root, findings })
}

/// The branch to take where the shared copy names one of its own that it has not, as a server does that was set up with
/// another name in mind: `main`, or the only one there is.
fn only_branch(repo: &Repo) -> Option<String> {
    let under = format!("refs/remotes/{}", repo.remote_name());
    let names = repo.references(&under).into_iter();
    let names: Vec<String> = names.filter_map(|(it, _)| Some(it.strip_prefix(&under)?[1..].to_owned())).collect();
    match names.as_slice() {
        [only] => Some(only.clone()),
        names => names.iter().find(|it| *it == "main").cloned(),
    }
}

/// A path on this machine without what depends on the folder one stands in; an address stays as it is.
pub fn absolute(place: &str) -> String {
    let path = Path::new(place);
    match path.exists() {
        true => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string(),
        false => place.to_owned(),
    }
}

/// A folder's name for a shared copy: the last part of its address, as git makes it.
pub fn folder_of(place: &str) -> String {
    let name = place.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or_default();
    let name = name.strip_suffix(".git").unwrap_or(name);
    if name.is_empty() { "workspace".to_owned() } else { name.to_owned() }
}
