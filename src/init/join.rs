//! Joining: a folder of one's own, cloned from the shared copy.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use tempfile::TempDir;

use super::{InitError, move_into_place, site};
use crate::model::shown;
use crate::store::StoreError;
use crate::store::lock::Patience;
use crate::store::paths::is_allowed;
use crate::store::remote::{Far, Part, RemoteError, Talk, clone};
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

/// What joining is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Asking,
    Receiving(Far),
    /// So many changes of so many have been looked at.
    Reading(usize, usize),
    Writing,
}

impl Step {
    /// The same in words.
    pub fn words(self) -> String {
        let far = |done, of| format!("{} of {}", shown::number(done), shown::number(of));
        match self {
            Self::Asking => "Asking the shared copy…".to_owned(),
            Self::Receiving(Far { part, done, of }) => match part {
                Part::Readying => format!("The shared copy gets ready: {}", far(done, of)),
                Part::Receiving => format!("Receiving {} pieces", far(done, of)),
                Part::Unpacking => format!("Unpacking {} pieces", far(done, of)),
            },
            Self::Reading(done, of) => format!("Reading what came: {} changes", far(done, of)),
            Self::Writing => "Writing the files…".to_owned(),
        }
    }
}

/// What has come from a shared copy, in a folder beside the one to make. It goes with this, unless it is settled.
pub struct Received {
    // In this order: the folders that were made for it go after what lies in them.
    beside: TempDir,
    made: Made,
    root: PathBuf,
}

/// Clones the shared copy into a folder, once it is known to be a workspace. Its changes are looked at as those that come
/// in later are, and no file is written before.
///
/// # Errors
/// Says what stands in the way.
pub fn join(place: &str, folder: &Path, talk: &Talk<'_>, now: DateTime<FixedOffset>) -> Result<Joined, JoinError> {
    join_telling(place, folder, talk, now, &mut |_| ())
}

/// The same, and tells how far it is.
///
/// # Errors
/// Says what stands in the way.
pub fn join_telling(
    place: &str,
    folder: &Path,
    talk: &Talk<'_>,
    now: DateTime<FixedOffset>,
    tell: &mut dyn FnMut(Step),
) -> Result<Joined, JoinError> {
    receive(place, folder, talk, tell)?.settle(talk, now, tell)
}

/// Receives what the shared copy has, beside the folder to make: all for which somebody may be asked for a password.
///
/// # Errors
/// Says what stands in the way.
pub fn receive(place: &str, folder: &Path, talk: &Talk<'_>, tell: &mut dyn FnMut(Step)) -> Result<Received, JoinError> {
    let root = site(folder)?;
    let parent = root.parent().unwrap_or(&root);
    let made = Made::leading_to(parent)?;
    let beside = tempfile::Builder::new()
        .prefix(".comity-")
        .tempdir_in(parent)
        .map_err(StoreError::io("make a folder in", parent))?;
    let here = beside.path().join("w");
    tell(Step::Asking);
    let place_there = absolute(place);
    let mut tell = |far| tell(Step::Receiving(far));
    clone(&place_there, None, &here, talk, &mut tell)?;
    let repo = Repo::open(&here)?;
    if let (None, Some(branch)) = (repo.newest(), only_branch(&repo)) {
        drop(repo);
        fs::remove_dir_all(&here).map_err(StoreError::io("remove", &here))?;
        clone(&place_there, Some(&branch), &here, talk, &mut tell)?;
    }
    let repo = Repo::open(&here)?;
    if repo.newest().is_none() {
        return Err(JoinError::Empty);
    }
    if repo.last_saved(MARK).is_none() {
        return Err(JoinError::NoWorkspace(shown::place(place)));
    }
    Ok(Received { beside, made, root })
}

impl Received {
    /// Looks at what has come, and puts it into its place with its files.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn settle(
        self,
        talk: &Talk<'_>,
        now: DateTime<FixedOffset>,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Joined, JoinError> {
        let Self { made, beside, root } = self;
        let here = beside.path().join("w");
        let repo = Repo::open(&here)?;
        let newest = repo.newest().ok_or(JoinError::Empty)?;
        let paths = repo.files_at(&newest)?.into_keys();
        if let Some(bad) = paths.into_iter().find(|it| !is_allowed(it)) {
            return Err(StoreError::Path(bad).into());
        }
        if let Some(odd) = repo.first_odd(&newest)? {
            return Err(JoinError::NotPlain(odd));
        }
        let all = Range { from: None, to: newest.clone(), forward: true, beside: None };
        let mut watch = |done, of| {
            tell(Step::Reading(done, of));
            talk.goes_on()
        };
        let findings = match look_at_incoming(&repo, &all, now, &mut watch)? {
            Incoming::Taken(findings) => findings,
            Incoming::Refused(findings) => return Err(JoinError::Untrusted(findings)),
            Incoming::Stopped => return Err(RemoteError::Stopped.into()),
        };
        tell(Step::Writing);
        repo.check_out()?;
        repo.set_driver()?;
        drop(repo);
        // From here on it is joined; until here nobody has seen anything of it.
        if talk.goes_on().is_break() {
            return Err(RemoteError::Stopped.into());
        }
        move_into_place(&here, &root)?;
        drop((beside, made));
        let workspace = Workspace::open(&root, Patience::of_environment())?;
        let head = workspace.repo().head()?;
        if let Some(newest) = head.commit {
            workspace.repo().remember_shared(&head.branch, &newest, "comity: join")?;
        }
        Ok(Joined { root, findings })
    }
}

/// Folders that were made on the way to another. They go again where nothing came into them.
struct Made(Vec<PathBuf>);

impl Made {
    fn leading_to(folder: &Path) -> Result<Self, StoreError> {
        let made = Self(folder.ancestors().take_while(|it| !it.exists()).map(Path::to_owned).collect());
        fs::create_dir_all(folder).map_err(StoreError::io("make the folder", folder))?;
        Ok(made)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // The innermost first. One that is filled stays.
        let _ = self.0.iter().try_for_each(fs::remove_dir);
    }
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
