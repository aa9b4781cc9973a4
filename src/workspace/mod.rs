//! The workspace: one folder with its history, and the one funnel through which it changes.

mod draft;
mod hand;
mod memo;
mod message;
mod papers;
mod put_back;
mod recover;
mod sign;
mod submit;
mod switch;
mod taking;
mod titles;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::model::merge::Clash;
use crate::model::{Change, Kind, Problem, RecordId, Snapshot, standpoint};
use crate::store::cache::Cache;
use crate::store::folder::{Durably, Folder, Ways};
use crate::store::last_saved::LastSaved;
use crate::store::lock::{Patience, WorkspaceLock};
use crate::store::repo::{Author, CommitId, Repo};
use crate::store::shelf::{FolderShelf, Remembered};
use crate::store::{Refusal, StoreError};

pub use draft::Draft;
pub use hand::{HandEdit, Reading, all_of, without};
pub use memo::{Beginning, LastSync, SeenUpTo};
pub use message::{Trailers, change_id, change_id_of, compose, one_line, random, retold};
pub use papers::{LARGEST_PAPER, NewPaper, NotOpened, is_named};
pub use switch::{LEFT_BEHIND, Switched};
pub use taking::{NotTaken, called, is_link};

/// One folder with its history.
pub struct Workspace {
    root: PathBuf,
    repo: Repo,
    folder: Folder,
    shelf: Arc<FolderShelf>,
    snapshot: Snapshot,
    /// The newest commit when the folder was last looked at.
    seen: Option<CommitId>,
    patience: Patience,
    signing: sign::Signing,
}

/// Who does something, when, and in whose name.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub author: Author,
    /// The person, where it is not the one to whom the author's address belongs.
    pub acting: Option<RecordId>,
    /// Why they do it although it lies outside their role; none where it does not.
    pub reason: Option<String>,
}

/// What a change came to.
#[derive(Clone, Debug)]
pub enum Outcome {
    Saved(Box<SavedChange>),
    /// Everything stands as the change wanted it.
    Unchanged,
}

/// A change that stands in the history.
#[derive(Clone, Debug)]
pub struct SavedChange {
    pub commit: CommitId,
    pub change_id: String,
    pub subject: String,
    /// What was changed in the end, upon what was there.
    pub change: Change,
    /// The subject of what was taken in first because somebody had edited the same files by hand.
    pub taken_in: Option<String>,
}

/// Why a change was not saved. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("somebody else has changed the same meanwhile")]
    Clash(Vec<Clash>),
    #[error("the change would bring in what is not right")]
    Invalid(Vec<Problem>),
    #[error("a file of it cannot be read")]
    Broken(Vec<Problem>),
    #[error(
        "`{0}` is in line for a commit of another git program, with contents that are neither saved nor in the folder"
    )]
    Staged(String),
    #[error("`{0}` was edited again and again while this was being saved")]
    Restless(String),
    #[error("`{0}` cannot be rewritten so that it says what it should")]
    NotRewritten(String),
    #[error("`{0}` was edited in the folder, and is no record that comity could save")]
    Unsaved(String),
    #[error("`{0}` is a link or a program, which has no place in a workspace")]
    NotPlain(String),
}

/// Why a folder could not be opened as a workspace.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("no workspace in `{}`, nor in the folders above it", .0.display())]
    NoWorkspace(PathBuf),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The file that makes a folder a workspace.
pub const MARK: &str = "workspace.toml";

impl Workspace {
    /// Finds the workspace that a folder lies in.
    ///
    /// # Errors
    /// When neither it nor any folder above it is one.
    pub fn find(from: &Path) -> Result<PathBuf, OpenError> {
        let absolute = std::path::absolute(from).unwrap_or_else(|_| from.to_owned());
        let found = absolute.ancestors().find(|it| it.join(MARK).is_file());
        found.map(Path::to_owned).ok_or(OpenError::NoWorkspace(absolute))
    }

    /// Opens the workspace at this very folder, and finishes what a killed program has left unfinished.
    ///
    /// # Errors
    /// When it is none, or its history cannot be used.
    pub fn open(root: &Path, patience: Patience) -> Result<Self, OpenError> {
        let bare = !root.join(MARK).is_file();
        let repo = match Repo::open(root) {
            Err(StoreError::Refused(Refusal::NoHistory(_))) if bare => {
                return Err(OpenError::NoWorkspace(root.to_owned()));
            }
            other => other?,
        };
        if bare && repo.last_saved(MARK).is_none() {
            return Err(OpenError::NoWorkspace(root.to_owned()));
        }
        let folder = Folder::new(root);
        let shelf = Arc::new(shelf(root, &folder, repo.own_folder()));
        let snapshot = Snapshot::of(shelf.clone());
        let seen = repo.newest();
        let mut workspace = Self {
            root: root.to_owned(),
            repo,
            folder,
            shelf,
            snapshot,
            seen,
            patience,
            signing: sign::Signing::default(),
        };
        workspace.recover_if_needed();
        Ok(workspace)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All records as they lie in the folder; those whose file cannot be read as they were last saved.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    pub fn repo(&self) -> &Repo {
        &self.repo
    }

    /// What is wrong with the files read so far.
    pub fn file_problems(&self) -> Vec<Problem> {
        self.shelf.problems()
    }

    /// The same, after reading every file.
    pub fn all_file_problems(&self) -> Vec<Problem> {
        self.shelf.read_all();
        self.shelf.problems()
    }

    /// How many records a group has of a kind in a year, for ids that grow longer with it.
    pub fn count(&self, kind: Kind, group: &str, year: i32) -> usize {
        self.folder.count(kind, group, year)
    }

    /// The line and column at which a field stands in a record's file.
    pub fn locate(&self, problem: &Problem) -> Option<(usize, usize)> {
        let (bytes, _) = self.folder.read(&problem.path).ok()??;
        crate::store::codec::locate(&bytes, problem.field.as_deref()?)
    }

    /// Looks at the folder again; the ids that came, went or changed since the last look.
    pub fn refresh(&mut self) -> Vec<RecordId> {
        self.seen = self.repo.newest();
        let (shelf, touched) = self.shelf.again();
        self.shelf = Arc::new(shelf);
        self.snapshot = Snapshot::of(self.shelf.clone());
        touched
    }

    /// Takes the records as they were when somebody looked last, with what the history says has changed since, so that
    /// they can be shown before the folder is looked at; [`Self::refresh`] looks. Where nothing is remembered, nothing
    /// changes.
    pub fn show_as_remembered(&mut self) {
        let Some(newest) = self.shelf.cache().and_then(Cache::newest) else { return };
        let Ok(files) = self.repo.file_differences(Some(newest), self.seen.as_deref()) else { return };
        let since = files.into_iter().filter_map(|it| Some((RecordId::from_path(&it.path)?, it.after.is_some())));
        self.shelf = Arc::new(self.shelf.as_remembered(since.collect()));
        self.snapshot = Snapshot::of(self.shelf.clone());
    }

    /// Remembers the records that were read, for [`Self::show_as_remembered`] and so that their files need not be read
    /// again. What cannot be remembered is read anew the next time.
    pub fn remember_records(&self) {
        if let Err(error) = self.shelf.remember(self.seen.clone()) {
            tracing::debug!(%error, "the records are not remembered");
        }
    }

    /// The person whose clone this is, as set here, else as the address says.
    ///
    /// # Errors
    /// When the address belongs to several people.
    pub fn person_of(&self, email: &str) -> Result<Option<RecordId>, Vec<RecordId>> {
        if let Some(person) = self.repo.setting("comity.person").and_then(|it| RecordId::new(Kind::Person, &it).ok())
            && self.snapshot.exists(&person)
        {
            return Ok(Some(standpoint::who(&self.snapshot, &person)));
        }
        match self.people_with(email).as_slice() {
            [] => Ok(None),
            [person] => Ok(Some(person.clone())),
            people => Err(people.to_vec()),
        }
    }

    /// The people whose addresses hold this one.
    pub fn people_with(&self, email: &str) -> Vec<RecordId> {
        standpoint::people_with(&self.snapshot, email).collect()
    }

    /// Whether a change could be saved now; the branch it would go to.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn writable(&self) -> Result<String, StoreError> {
        self.repo.writable().map(|it| it.branch)
    }

    /// What a stopped program has left half written in the folder.
    pub fn leftovers(&self) -> Vec<String> {
        self.folder.unfinished()
    }

    /// Takes it away; nobody of us is writing while this holds the lock.
    ///
    /// # Errors
    /// When the lock is not free in time, or the system refuses.
    pub fn sweep_leftovers(&self) -> Result<Vec<String>, StoreError> {
        let _lock = WorkspaceLock::take(&self.repo.own_folder(), self.patience.workspace)?;
        let left = self.folder.unfinished();
        for path in &left {
            self.folder.remove(path, Durably::Each, &mut Ways::default())?;
        }
        Ok(left)
    }

    /// Who saves from this clone.
    ///
    /// # Errors
    /// When git knows no name or address.
    pub fn identity(&self, at: DateTime<FixedOffset>) -> Result<Author, StoreError> {
        self.repo.identity(at)
    }
}

fn shelf(root: &Path, folder: &Folder, own_folder: PathBuf) -> FolderShelf {
    let root = root.to_owned();
    let last_saved = LastSaved::new(move || Repo::open(&root).ok());
    FolderShelf::new(folder.clone(), Arc::new(last_saved), Arc::new(Remembered::of(own_folder)))
}
