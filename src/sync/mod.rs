//! Sync: what the others sent comes in, what was done here goes out, and no value that anybody wrote is lost.

pub mod carry;
pub mod driver;
mod leave;
pub mod replay;
mod writers;

use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use leave::leave_out;
use replay::replay;

use crate::model::RecordId;
use crate::store::StoreError;
use crate::store::lock::SyncLock;
use crate::store::remote::{Fetched, RemoteError, Sent, Talk};
use crate::store::repo::{Author, CommitId, Repo};
use crate::verify::{Finding, Incoming, Range, look_at_incoming};
use crate::workspace::{LastSync, MARK, SeenUpTo, Stamp, SubmitError, Workspace, random};

/// How often sending begins anew because somebody else was faster.
const TRIES: usize = 20;

/// The longest wait after being overtaken for the first time, in milliseconds.
const LONGEST_WAIT: u64 = 200;

/// How often one that waits for its turn looks whether it is to end.
const BEAT: Duration = Duration::from_millis(50);

/// What one sync did.
#[derive(Clone, Debug, Default)]
pub struct Synced {
    /// How many changes of others came in.
    pub received: usize,
    /// The newest of them.
    pub upto: Option<CommitId>,
    /// How many changes of ours went out.
    pub sent: usize,
    /// The records and fields of which both wrote something else; the other value is kept beside what stands.
    pub contested: Vec<(RecordId, String)>,
    /// Records of ours that had to get another id, because somebody else had given theirs the same one.
    pub renamed: Vec<(RecordId, RecordId)>,
    /// Files that could not be joined: where theirs stands, and where ours is kept.
    pub beside: Vec<(String, String)>,
    /// The subjects of changes whose words were changed here after they had been sent: those that were sent stand.
    pub reworded: Vec<String>,
    /// What has no place in a workspace and was taken away, because somebody has said so: its path, and what became of
    /// it in words.
    pub left_out: Vec<(String, String)>,
    /// The subject of what was saved first because it had been edited by hand.
    pub taken_in: Option<String>,
    /// What is not right about the changes that came in.
    pub findings: Vec<Finding>,
}

/// What a sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Another program of this clone is at it already.
    Waiting,
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
    Rewound { had: CommitId, has: Option<CommitId> },
    #[error("the shared copy is of another beginning than this folder")]
    Unrelated,
    #[error("what lies at that place is no workspace")]
    NoWorkspace,
    #[error("what the others sent is not right")]
    Untrusted(Vec<Finding>),
    #[error("somebody else was faster {0} times in a row")]
    Outrun(usize),
}

/// What somebody has decided about a shared copy with which something is amiss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// What it once had and has lost is laid on top of what it has now.
    pub send_again: bool,
    /// What has no place in a workspace is taken away, for everybody.
    pub leave_out: bool,
}

/// Receives and sends until both sides have the same, or something stands in the way.
///
/// # Errors
/// Says what stands in the way.
pub fn sync(
    workspace: &mut Workspace,
    stamp: &Stamp,
    talk: &Talk<'_>,
    decided: Decided,
    progress: &mut dyn FnMut(Step),
) -> Result<Synced, SyncError> {
    let mut synced = Synced::default();
    begin_to_watch(workspace, stamp);
    let ended = exchange(workspace, &Terms { stamp, talk, decided }, progress, &mut synced);
    remember(workspace, stamp, &synced, ended.is_ok());
    ended.map(|()| synced)
}

/// In whose name it is exchanged, and how.
struct Terms<'a> {
    stamp: &'a Stamp,
    talk: &'a Talk<'a>,
    decided: Decided,
}

fn exchange(
    workspace: &mut Workspace,
    terms: &Terms<'_>,
    progress: &mut dyn FnMut(Step),
    synced: &mut Synced,
) -> Result<(), SyncError> {
    let Terms { talk, decided, .. } = *terms;
    let branch = workspace.repo().writable()?.branch;
    let _lock = take_turn(workspace, talk, progress)?;
    workspace.repo().sweep_references(&workspace.repo().remote_branch(&branch))?;
    for nth in 1..=TRIES {
        progress(if nth == 1 { Step::Receiving } else { Step::Again(nth) });
        let upstream = match workspace.repo().fetch(&branch, talk)? {
            Fetched::Newest(upstream) => {
                ask_whether_ours(workspace, &upstream)?;
                if !decided.send_again {
                    ask_whether_forward(workspace, &branch, Some(&upstream))?;
                }
                receive(workspace, &branch, &upstream, terms, progress, synced)?;
                Some(upstream)
            }
            Fetched::Empty => {
                if !decided.send_again {
                    ask_whether_forward(workspace, &branch, None)?;
                }
                None
            }
        };
        let Some(newest) = workspace.repo().newest().filter(|it| Some(it) != upstream.as_ref()) else {
            return Ok(());
        };
        let new = match &upstream {
            Some(upstream) => workspace.repo().ahead_behind(&newest, upstream)?.0,
            None => workspace.repo().count_to(&newest)?,
        };
        if new == 0 {
            return Ok(());
        }
        progress(Step::Sending);
        match workspace.repo().send(&newest, &branch, talk)? {
            Sent::Done => {
                synced.sent += new;
                // What was saved here meanwhile goes out with the next sync; it is counted as waiting.
                return Ok(());
            }
            // A short wait that shrinks: whoever waited longer each time would never get their turn.
            Sent::Overtaken => thread::sleep(Duration::from_millis(random() % (LONGEST_WAIT / nth as u64 + 1))),
        }
    }
    Err(SyncError::Outrun(TRIES))
}

/// Waits until no other program of this clone receives or sends.
fn take_turn(workspace: &Workspace, talk: &Talk<'_>, progress: &mut dyn FnMut(Step)) -> Result<SyncLock, SyncError> {
    let own_folder = workspace.repo().own_folder();
    let begun = Instant::now();
    let mut pause = Duration::ZERO;
    loop {
        match SyncLock::take(&own_folder, pause) {
            Err(StoreError::Busy { held, .. }) if begun.elapsed() >= talk.patience => {
                return Err(StoreError::Busy { held, waited: talk.patience }.into());
            }
            Err(StoreError::Busy { .. }) if talk.stop.load(Ordering::Relaxed) => {
                return Err(RemoteError::Stopped.into());
            }
            Err(StoreError::Busy { .. }) => {
                if pause.is_zero() {
                    progress(Step::Waiting);
                }
                pause = BEAT;
            }
            other => return Ok(other?),
        }
    }
}

/// From the first exchange on, what the others do counts as new until somebody has looked at it.
fn begin_to_watch(workspace: &Workspace, stamp: &Stamp) {
    if let (None, Some(commit)) = (workspace.seen_up_to(), workspace.repo().newest()) {
        // Should it fail, the next exchange begins; nothing but a count hangs on it.
        let _ = workspace.mark_seen(&SeenUpTo { commit, at: stamp.author.at });
    }
}

/// Remembers when both sides had the same, and what came in last.
fn remember(workspace: &Workspace, stamp: &Stamp, synced: &Synced, is_whole: bool) {
    let mut last = workspace.last_sync();
    if is_whole {
        last.at = Some(stamp.author.at);
    }
    if synced.upto.is_some() {
        last = LastSync { at: last.at, upto: synced.upto.clone(), received: synced.received };
    }
    // What cannot be remembered is not told later; the exchange itself stands.
    let _ = workspace.remember_sync(&last);
}

/// Takes in what the shared copy has.
fn receive(
    workspace: &mut Workspace,
    branch: &str,
    upstream: &str,
    terms: &Terms<'_>,
    progress: &mut dyn FnMut(Step),
    synced: &mut Synced,
) -> Result<(), SyncError> {
    let Terms { stamp, decided, .. } = *terms;
    let repo = workspace.repo();
    let Some(head) = repo.newest() else { return Err(SyncError::Unrelated) };
    let new = repo.ahead_behind(upstream, &head)?.0;
    if new > 0 {
        synced.findings.extend(look(repo, &head, upstream, terms)?);
        progress(Step::Joining);
    }
    if new > 0 || decided.leave_out {
        let switched = workspace.switch(stamp, |workspace, head| {
            let repo = workspace.repo();
            let base = repo.parting(head, upstream)?.unwrap_or_else(|| head.to_owned());
            let newest = if base == upstream { head } else { upstream };
            let without = if decided.leave_out { leave_out(repo, newest, stamp)? } else { None };
            let (newest, left_out) = match without {
                Some(without) => (without.commit, without.told),
                None => (newest.to_owned(), Vec::new()),
            };
            if base == upstream || base == head {
                return Ok((newest, (left_out, None)));
            }
            let replayed = replay(repo, &base, head, &newest, &stamp.author, workspace.snapshot())?;
            Ok((replayed.tip.clone(), (left_out, Some(replayed))))
        })?;
        if new > 0 {
            synced.received += new;
            synced.upto = Some(upstream.to_owned());
        }
        if let Some(switched) = switched {
            synced.taken_in = switched.taken_in.or(synced.taken_in.take());
            let (left_out, replayed) = switched.told;
            synced.left_out.extend(left_out);
            if let Some(replayed) = replayed {
                synced.contested.extend(replayed.contested);
                synced.renamed.extend(replayed.renamed);
                synced.beside.extend(replayed.beside);
                synced.reworded.extend(replayed.reworded);
            }
        }
    }
    let repo = workspace.repo();
    repo.remember_shared(branch, upstream, "comity: receive")?;
    Ok(())
}

/// Looks at what comes in before any of it does, as this clone is set to: it says what it finds, or refuses it.
fn look(repo: &Repo, head: &str, upstream: &str, terms: &Terms<'_>) -> Result<Vec<Finding>, SyncError> {
    let own = Some(head.to_owned());
    let range = Range { from: own.clone(), to: upstream.to_owned(), forward: false, beside: own };
    match look_at_incoming(repo, &range, terms.stamp.author.at, &mut |_, _| terms.talk.goes_on())? {
        Incoming::Taken(findings) => Ok(findings),
        Incoming::Refused(findings) => Err(SyncError::Untrusted(findings)),
        Incoming::Stopped => Err(RemoteError::Stopped.into()),
    }
}

/// Whether what the shared copy has is this workspace at all.
fn ask_whether_ours(workspace: &Workspace, upstream: &str) -> Result<(), SyncError> {
    let repo = workspace.repo();
    if repo.files_of(Some(upstream)).name(MARK).is_none() {
        return Err(SyncError::NoWorkspace);
    }
    match repo.newest() {
        Some(head) if repo.parting(&head, upstream)?.is_some() => Ok(()),
        _ => Err(SyncError::Unrelated),
    }
}

/// Whether the shared copy has all that it had: what somebody has taken out of it is nobody's to forget in silence.
fn ask_whether_forward(workspace: &Workspace, branch: &str, upstream: Option<&str>) -> Result<(), SyncError> {
    let repo = workspace.repo();
    let Some(had) = repo.last_shared(branch) else { return Ok(()) };
    match upstream {
        Some(upstream) if repo.parting(&had, upstream)?.as_ref() == Some(&had) => Ok(()),
        upstream => Err(SyncError::Rewound { had, has: upstream.map(str::to_owned) }),
    }
}

/// Who receives where it is not known which person of the workspace they are. That takes no name as long as nothing of
/// theirs waits, neither saved nor edited by hand; nothing where something does.
///
/// # Errors
/// When git cannot tell.
pub fn nameless(workspace: &Workspace, at: DateTime<FixedOffset>) -> Result<Option<Stamp>, StoreError> {
    let edited = workspace.repo().touched_paths()?.iter().any(|it| RecordId::from_path(it).is_some());
    if edited || unsent(workspace).is_some_and(|it| it > 0) {
        return Ok(None);
    }
    let author = match workspace.identity(at) {
        // No change is made that would bear it.
        Err(StoreError::NoIdentity) => Author { name: "Nobody".to_owned(), email: String::new(), at },
        known => known?,
    };
    Ok(Some(Stamp { author, acting: None, reason: None }))
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
