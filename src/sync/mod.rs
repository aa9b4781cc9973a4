//! Sync: what the others sent comes in, what was done here goes out, and no value that anybody wrote is lost.

pub mod carry;
pub mod replay;
mod writers;

use std::thread;
use std::time::Duration;

use replay::replay;

use crate::model::RecordId;
use crate::store::StoreError;
use crate::store::lock::SyncLock;
use crate::store::remote::{Fetched, RemoteError, Sent, Talk};
use crate::store::repo::CommitId;
use crate::workspace::{MARK, Stamp, SubmitError, Workspace, random};

/// How often sending begins anew because somebody else was faster.
const TRIES: usize = 20;

/// What one sync did.
#[derive(Clone, Debug, Default)]
pub struct Synced {
    /// How many changes of others came in.
    pub received: usize,
    /// How many changes of ours went out.
    pub sent: usize,
    /// The records and fields of which both wrote something else; the other value is kept beside what stands.
    pub contested: Vec<(RecordId, String)>,
    /// Records of ours that had to get another id, because somebody else had given theirs the same one.
    pub renamed: Vec<(RecordId, RecordId)>,
    /// The subject of what was saved first because it had been edited by hand.
    pub taken_in: Option<String>,
}

/// What a sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Receiving,
    /// Ours are laid onto theirs.
    Joining,
    Sending,
    /// Somebody else was faster; this is the how manieth try.
    Again(usize),
}

/// Why a sync did not come to its end. What had been received by then stays; nothing of ours is lost.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    #[error(transparent)]
    Remote(#[from] RemoteError),
    #[error(transparent)]
    Submit(#[from] SubmitError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the shared copy has gone back behind what it had, or was replaced by another one")]
    Rewound { had: CommitId, has: CommitId },
    #[error("the shared copy is of another beginning than this folder")]
    Unrelated,
    #[error("what lies at that place is no workspace")]
    NoWorkspace,
    #[error("somebody else was faster {0} times in a row")]
    Outrun(usize),
}

/// Receives and sends until both sides have the same, or something stands in the way. With `send_again`, what the
/// shared copy once had and has lost is laid on top of what it has now.
///
/// # Errors
/// Says what stands in the way.
pub fn sync(
    workspace: &mut Workspace,
    stamp: &Stamp,
    talk: &Talk<'_>,
    send_again: bool,
    progress: &mut dyn FnMut(Step),
) -> Result<Synced, SyncError> {
    let branch = workspace.repo().writable()?.branch;
    let _lock = SyncLock::take(&workspace.repo().own_folder(), talk.patience)?;
    let mut synced = Synced::default();
    for nth in 1..=TRIES {
        progress(if nth == 1 { Step::Receiving } else { Step::Again(nth) });
        let upstream = match workspace.repo().fetch(&branch, talk)? {
            Fetched::Newest(upstream) => {
                if !send_again {
                    ask_whether_forward(workspace, &branch, &upstream)?;
                }
                receive(workspace, &branch, &upstream, stamp, progress, &mut synced)?;
                Some(upstream)
            }
            Fetched::Empty => None,
        };
        let Some(newest) = workspace.repo().newest().filter(|it| Some(it) != upstream.as_ref()) else {
            return Ok(synced);
        };
        let new = match &upstream {
            Some(upstream) => workspace.repo().ahead_behind(&newest, upstream)?.0,
            None => workspace.repo().count_to(&newest)?,
        };
        if new == 0 {
            return Ok(synced);
        }
        progress(Step::Sending);
        match workspace.repo().send(&newest, &branch, talk)? {
            Sent::Done => {
                synced.sent += new;
                // What was saved here meanwhile goes out with the next sync; it is counted as waiting.
                return Ok(synced);
            }
            // A short wait that does not grow: whoever waits longer each time never gets their turn.
            Sent::Overtaken => thread::sleep(Duration::from_millis(20 + random() % 230)),
        }
    }
    Err(SyncError::Outrun(TRIES))
}

/// Takes in what the shared copy has.
fn receive(
    workspace: &mut Workspace,
    branch: &str,
    upstream: &str,
    stamp: &Stamp,
    progress: &mut dyn FnMut(Step),
    synced: &mut Synced,
) -> Result<(), SyncError> {
    let repo = workspace.repo();
    if repo.files_of(Some(upstream)).name(MARK).is_none() {
        return Err(SyncError::NoWorkspace);
    }
    let Some(head) = repo.newest() else { return Err(SyncError::Unrelated) };
    if repo.parting(&head, upstream)?.is_none() {
        return Err(SyncError::Unrelated);
    }
    let new = repo.ahead_behind(upstream, &head)?.0;
    if new > 0 {
        progress(Step::Joining);
        let switched = workspace.switch(stamp, |workspace, head| {
            let repo = workspace.repo();
            let base = repo.parting(head, upstream)?.unwrap_or_else(|| head.to_owned());
            if base == upstream {
                return Ok((head.to_owned(), None));
            }
            if base == head {
                return Ok((upstream.to_owned(), None));
            }
            let replayed = replay(repo, &base, head, upstream, &stamp.author, workspace.snapshot())?;
            Ok((replayed.tip.clone(), Some(replayed)))
        })?;
        synced.received += new;
        if let Some(switched) = switched {
            synced.taken_in = switched.taken_in.or(synced.taken_in.take());
            if let Some(replayed) = switched.told {
                synced.contested.extend(replayed.contested);
                synced.renamed.extend(replayed.renamed);
            }
        }
    }
    let repo = workspace.repo();
    repo.point(&repo.remote_branch(branch), upstream, "comity: receive")?;
    Ok(())
}

/// Whether the shared copy has all that it had: what somebody has taken out of it is nobody's to forget in silence.
fn ask_whether_forward(workspace: &Workspace, branch: &str, upstream: &str) -> Result<(), SyncError> {
    let repo = workspace.repo();
    match repo.points_to(&repo.remote_branch(branch)) {
        Some(had) if repo.parting(&had, upstream)?.as_ref() != Some(&had) => {
            Err(SyncError::Rewound { had, has: upstream.to_owned() })
        }
        _ => Ok(()),
    }
}

/// How many changes of ours the shared copy has not; nothing where there is no shared copy.
pub fn unsent(workspace: &Workspace) -> Option<usize> {
    let repo = workspace.repo();
    repo.remote_place()?;
    let head = repo.head().ok()?;
    let newest = head.commit?;
    match repo.points_to(&repo.remote_branch(&head.branch)) {
        Some(known) => repo.ahead_behind(&newest, &known).ok().map(|it| it.0),
        None => repo.count_to(&newest).ok(),
    }
}
