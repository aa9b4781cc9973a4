//! The only door to git2: the repository of a workspace, its branch, its objects.

mod bulk;
mod check_out;
mod index;
mod inspect;
mod line;
mod plain;
mod plain_git;
mod read;
mod settings;
mod step;
mod tree;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use git2::{Commit, ErrorCode, MergeFileInput, ObjectType, Oid, Repository, RepositoryState, Signature};

use super::error::{Refusal, StoreError};
use super::folder::write_own;
use super::signer::{SignError, Signer, Unsigned};

pub use index::IndexBeside;
pub use inspect::{Comparing, FileDifference, FileThere, Seal, Signed};
pub use line::STALE;
pub use plain_git::{DRIVER, DRIVER_KEY, Stopped, merge_with_marks};
pub use read::{Saved, SavedFiles, TreeDifference};
pub use step::{Name, Step, name_bytes, name_text};
pub use tree::Folders;

/// The repository of a workspace.
pub struct Repo {
    git: Repository,
    /// Signs what is committed; nothing where the user has not asked for it, and while nothing is written.
    signer: Option<Signer>,
    /// What waits for a signature that a person has to allow.
    unsigned: Arc<Unsigned>,
}

/// More objects than this do not lie by themselves for long: about 170 changes.
const MANY_LOOSE: usize = 1_000;

/// A commit's name, as 40 hexadecimal digits.
pub type CommitId = String;

/// The branch that is checked out, and its newest commit; `None` before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub branch: String,
    pub commit: Option<CommitId>,
}

/// Who saves, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    pub name: String,
    pub email: String,
    pub at: DateTime<FixedOffset>,
}

/// A file's contents on their way into a commit; `None` takes it out.
pub type Contents<'a> = (&'a str, Option<&'a [u8]>);

impl Repo {
    /// Opens the repository whose top is the workspace.
    ///
    /// # Errors
    /// When there is none, it is of a kind that cannot be read, or belongs to somebody else.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let git = Repository::open(root).map_err(|error| unopened(root, error))?;
        if git.is_bare() {
            return Err(StoreError::Refused(Refusal::Bare));
        }
        let repo = Self::of(git);
        repo.make_durable();
        Ok(repo)
    }

    /// Opens a repository to look into its history: with a folder or without, or the one that git is just serving.
    ///
    /// # Errors
    /// When there is none that can be read.
    pub fn open_history(place: Option<&Path>) -> Result<Self, StoreError> {
        let root = place.unwrap_or(Path::new("."));
        let git = match place {
            Some(place) => Repository::open(place),
            // What is being sent lies in a place of its own until it is taken; only the environment says where.
            None => Repository::open_from_env(),
        };
        git.map(Self::of).map_err(|error| unopened(root, error))
    }

    /// Another handle on the same history, for another thread; it sees what is just being sent, where this one does.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn another(&self) -> Result<Self, StoreError> {
        let again = match std::env::var_os("GIT_QUARANTINE_PATH") {
            Some(_) => Repository::open_from_env(),
            None => Repository::open(self.git.path()),
        };
        again.map(Self::of).map_err(|error| unopened(self.git.path(), error))
    }

    /// Lets the user allow, in this terminal, what could not be signed without them. No lock may be held meanwhile.
    ///
    /// # Errors
    /// When it is not signed.
    pub fn ask_for_signature(&self) -> Result<(), SignError> {
        self.unsigned.ask()
    }

    /// Whether what is committed here is signed.
    pub fn signs(&self) -> bool {
        self.git.config().is_ok_and(|it| Signer::of(&it).is_some())
    }

    fn of(git: Repository) -> Self {
        // Reading an object does not work out its name again: neither does git, and the check sum with
        // which each one is packed finds damage. A sync spent a third of its time on it.
        git2::opts::strict_hash_verification(false);
        Self { git, signer: None, unsigned: Arc::default() }
    }

    /// Another handle that writes commits, which signs as the user's git is set up.
    fn writing(&self, git: Repository) -> Result<Self, StoreError> {
        let config = self.git.config().map_err(StoreError::git("read the settings"))?;
        Ok(Self { git, signer: Signer::of(&config), unsigned: self.unsigned.clone() })
    }

    /// Makes a repository for a new workspace: SHA-1, refs as files, branch `main`.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn create(root: &Path) -> Result<Self, StoreError> {
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        Repository::init_opts(root, &options)
            .map_err(StoreError::git(format!("make a history in `{}`", root.display())))?;
        Self::open(root)
    }

    /// Makes a shared copy, in which nothing can be taken back: a repository without a folder to work in.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn create_shared(place: &Path, branch: &str) -> Result<(), StoreError> {
        let failed = || StoreError::git(format!("make the shared copy `{}`", place.display()));
        let mut options = git2::RepositoryInitOptions::new();
        options.bare(true).initial_head(branch).external_template(false);
        let shared = Repository::init_opts(place, &options).map_err(failed())?;
        let mut config = shared.config().map_err(failed())?;
        for key in ["receive.denyNonFastForwards", "receive.denyDeletes"] {
            config.set_bool(key, true).map_err(failed())?;
        }
        Ok(())
    }

    /// Whether a folder lies in a repository, and which one.
    pub fn around(folder: &Path) -> Option<PathBuf> {
        Repository::discover(folder).ok()?.workdir().map(|it| it.components().collect())
    }

    /// Whether it has no folder to work in.
    pub fn is_bare(&self) -> bool {
        self.git.is_bare()
    }

    /// Comity's own folder in the repository.
    pub fn own_folder(&self) -> PathBuf {
        self.git.path().join("comity")
    }

    /// The repository's own folder.
    pub fn git_folder(&self) -> &Path {
        self.git.path()
    }

    /// The folder of the repository that all its worktrees share.
    pub fn shared_folder(&self) -> &Path {
        self.git.commondir()
    }

    /// All settings, each with where it comes from.
    pub(super) fn config(&self) -> Result<git2::Config, StoreError> {
        self.git.config().map_err(StoreError::git("read the settings"))
    }

    /// Whether so many objects lie by themselves that they had better be put together: as git does it, one folder of
    /// the 256 is counted for all.
    pub fn is_crowded(&self) -> bool {
        let one = self.shared_folder().join("objects").join("17");
        std::fs::read_dir(one).is_ok_and(|it| it.flatten().count() * 256 > MANY_LOOSE)
    }

    /// The file by which a program locks a branch; worktrees of one repository share it.
    pub fn branch_lock(&self, branch: &str) -> PathBuf {
        self.git.commondir().join(format!("{branch}.lock"))
    }

    /// Whether comity may write here now.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn writable(&self) -> Result<Head, StoreError> {
        let refused = |refusal| Err(StoreError::Refused(refusal));
        let config = self.git.config().map_err(StoreError::git("read the settings"))?;
        let is = |key: &str| config.get_bool(key).unwrap_or(false);
        if config.get_string("extensions.partialclone").is_ok() || has_promisor(&config) {
            return refused(Refusal::PartialClone);
        }
        if is("core.sparseCheckout") {
            return refused(Refusal::SparseFolder);
        }
        match self.git.state() {
            RepositoryState::Clean => (),
            RepositoryState::Merge => return refused(Refusal::Unfinished("a merge")),
            RepositoryState::Revert | RepositoryState::RevertSequence => {
                return refused(Refusal::Unfinished("a revert"));
            }
            RepositoryState::CherryPick | RepositoryState::CherryPickSequence => {
                return refused(Refusal::Unfinished("a cherry-pick"));
            }
            RepositoryState::Bisect => return refused(Refusal::Unfinished("a bisect")),
            RepositoryState::Rebase | RepositoryState::RebaseInteractive | RepositoryState::RebaseMerge => {
                return refused(Refusal::Unfinished("a rebase"));
            }
            RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => {
                return refused(Refusal::Unfinished("applying a patch"));
            }
        }
        self.head()
    }

    /// The branch that is checked out.
    ///
    /// # Errors
    /// When there is none.
    pub fn head(&self) -> Result<Head, StoreError> {
        let head = self.git.find_reference("HEAD").map_err(StoreError::git("read the branch"))?;
        let branch = match head.symbolic_target() {
            Ok(Some(branch)) if branch.starts_with("refs/heads/") => branch.to_owned(),
            _ => return Err(StoreError::Refused(Refusal::Detached)),
        };
        let commit = match self.git.refname_to_id(&branch) {
            Ok(id) => Some(id.to_string()),
            Err(error) if error.code() == ErrorCode::NotFound => None,
            Err(error) => return Err(StoreError::git("read the branch")(error)),
        };
        Ok(Head { branch, commit })
    }

    /// The newest commit, on a branch or not.
    pub fn newest(&self) -> Option<CommitId> {
        self.git.refname_to_id("HEAD").ok().map(|it| it.to_string())
    }

    /// The name that contents would have.
    ///
    /// # Errors
    /// Never, in practice; git2 may fail to start.
    pub fn name_of(contents: &[u8]) -> Result<String, StoreError> {
        Oid::hash_object(ObjectType::Blob, contents).map(|it| it.to_string()).map_err(StoreError::git("name contents"))
    }

    /// Moves the branch from what it was to a new commit, if nobody else has moved it.
    ///
    /// # Errors
    /// [`Moved::Elsewhere`] and [`Moved::Locked`] tell what the caller can wait for or begin anew with.
    pub fn move_branch(&self, head: &Head, to: &str, words: &str) -> Result<Moved, StoreError> {
        let failed = || StoreError::git("save the change");
        let to = Oid::from_str(to).map_err(failed())?;
        let moved = match &head.commit {
            Some(old) => {
                let old = Oid::from_str(old).map_err(failed())?;
                self.git.reference_matching(&head.branch, to, true, old, words)
            }
            None => self.git.reference(&head.branch, to, false, words),
        };
        match moved {
            Ok(_) => Ok(Moved::Done),
            Err(error) => match error.code() {
                ErrorCode::Locked => Ok(Moved::Locked),
                ErrorCode::Modified | ErrorCode::Exists | ErrorCode::NotFound => Ok(Moved::Elsewhere),
                // The last step failed, after the one that moved it.
                _ if self.git.refname_to_id(&head.branch).is_ok_and(|it| it == to) => Ok(Moved::Done),
                _ => Err(failed()(error)),
            },
        }
    }

    fn commit(&self, id: &str) -> Result<Commit<'_>, StoreError> {
        let failed = || StoreError::git(format!("read the change {id}"));
        self.git.find_commit(Oid::from_str(id).map_err(failed())?).map_err(failed())
    }

    /// Makes git2 write objects and refs durably, by a setting in memory that no file of the user's gets to see.
    fn make_durable(&self) {
        let settings = self.own_folder().join("settings");
        let wanted: &[u8] = b"[core]\n\tfsyncObjectFiles = true\n";
        if std::fs::read(&settings).ok().as_deref() != Some(wanted) {
            let made = std::fs::create_dir_all(self.own_folder()).is_ok() && write_own(&settings, wanted).is_ok();
            if !made {
                // A folder that cannot be written is read without it; a change would fail at its first step.
                return;
            }
        }
        if let Ok(mut config) = self.git.config() {
            let _ = config.add_file(&settings, git2::ConfigLevel::App, false);
        }
    }
}

/// What came of moving a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    Done,
    /// It is not where it was: somebody else has moved it.
    Elsewhere,
    /// Another program holds it.
    Locked,
}

/// Merges texts line by line; `None` where both sides changed the same lines.
pub fn merge_lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    // git2 merges whole lines; a last line without its end would clash with the same line that has one.
    let lines = |text: &str| format!("{text}\n");
    let (base, ours, theirs) = (lines(base), lines(ours), lines(theirs));
    fn input(text: &str) -> MergeFileInput<'_> {
        let mut input = MergeFileInput::new();
        input.content(text.as_bytes());
        input
    }
    start();
    let merged = git2::merge_file(&input(&base), &input(&ours), &input(&theirs), None).ok()?;
    let text = merged.is_automergeable().then(|| String::from_utf8(merged.content().to_vec()).ok())??;
    Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// Starts git2's library, which its free functions do not do; making a name does.
fn start() {
    let _ = Oid::hash_object(ObjectType::Blob, b"");
}

fn unopened(root: &Path, error: git2::Error) -> StoreError {
    let words = error.message();
    let refusal = match error.code() {
        ErrorCode::Owner => Refusal::ForeignOwner(root.to_owned()),
        ErrorCode::NotFound => match Repo::around(root).filter(|it| it != root) {
            Some(top) => Refusal::NotOnTop { workspace: root.to_owned(), top },
            None => Refusal::NoHistory(root.to_owned()),
        },
        _ if words.contains("refstorage") => Refusal::Reftable,
        _ if words.contains("object format") || words.contains("objectformat") => Refusal::Sha256,
        _ if words.contains("partialclone") => Refusal::PartialClone,
        _ => return StoreError::git(format!("open `{}`", root.display()))(error),
    };
    StoreError::Refused(refusal)
}

fn has_promisor(config: &git2::Config) -> bool {
    config.entries(Some("remote\\..*\\.promisor")).is_ok_and(|mut it| it.next().is_some())
}

fn author_of(signature: &Signature<'_>) -> Author {
    let text = |it: Result<&str, git2::Error>| it.unwrap_or("?").to_owned();
    let offset = FixedOffset::east_opt(signature.when().offset_minutes() * 60);
    let at = offset.and_then(|it| Some(DateTime::from_timestamp(signature.when().seconds(), 0)?.with_timezone(&it)));
    Author { name: text(signature.name()), email: text(signature.email()), at: at.unwrap_or_default() }
}

fn signature(author: &Author) -> Result<Signature<'static>, StoreError> {
    let time = git2::Time::new(author.at.timestamp(), author.at.offset().local_minus_utc() / 60);
    Signature::new(&author.name, &author.email, &time).map_err(|_| StoreError::NoIdentity)
}
