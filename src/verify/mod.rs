//! Verifying: whether changes are what they say, made by whom they say, and theirs to make.
//!
//! Each change is judged by the records before it: who was who, with which keys, in which role. Nothing that a change
//! brings with it can vouch for the change itself.

mod accept;
mod change;
mod finding;
mod incoming;
mod key;
mod merge;
mod message;
mod signature;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::model::{Snapshot, standpoint};
use crate::store::StoreError;
use crate::store::repo::{CommitId, Repo, Saved, Seal};
use crate::store::saved_shelf::SavedShelf;
use crate::workspace::Trailers;

use accept::Acceptance;
use change::Looked;
use signature::{Question, Signatures};

pub use accept::{acceptance, may_accept, place};
pub use finding::{Code, Finding};
pub use incoming::{Incoming, SETTING, look_at_incoming};
pub use key::{NotAKey, SigningKey};

/// Which changes are looked at.
#[derive(Clone, Debug, Default)]
pub struct Range {
    /// Those up to this one are known already; nothing where none is.
    pub from: Option<CommitId>,
    pub to: CommitId,
    /// Whether `to` has to build upon `from`.
    pub forward: bool,
    /// Changes of our own, in which somebody may have accepted one of those.
    pub beside: Option<CommitId>,
}

/// By what terms they are judged.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub now: DateTime<FixedOffset>,
    /// Whether everybody has to sign, keys on record or not.
    pub everybody_signs: bool,
}

impl Terms {
    /// Those that a clone or a shared copy is set to.
    pub fn of(repo: &Repo, now: DateTime<FixedOffset>) -> Self {
        let everybody_signs =
            repo.setting("comity.signed").is_some_and(|it| matches!(it.as_str(), "true" | "yes" | "1"));
        Self { now, everybody_signs }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// How many changes were looked at.
    pub changes: usize,
    /// What was found, in the order of the changes.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// The findings that stand in the way.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|it| it.is_error())
    }
}

/// A clock may be this far ahead.
const AHEAD: TimeDelta = TimeDelta::minutes(10);

/// And this far behind that of the change before.
const BEHIND: TimeDelta = TimeDelta::days(1);

/// After so many records that differ from those that a snapshot began with, it begins anew.
const MANY: usize = 500;

/// More findings about one change are counted, not told.
const TOLD: usize = 20;

/// Looks at each change of a range.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub fn verify(repo: &Repo, range: &Range, terms: &Terms) -> Result<Verdict, StoreError> {
    let mut verifying = Verifying::new(repo, terms);
    verifying.begun = range.from.is_some();
    if let Some(from) = range.from.as_deref().filter(|_| range.forward)
        && repo.parting(from, &range.to)?.as_deref() != Some(from)
    {
        let message = "changes that were there are missing: the history was rewritten, or gone back in";
        verifying.findings.push(Finding::of_history(Code::Rewound, message));
    }
    let known: Vec<&str> = range.from.as_deref().into_iter().collect();
    let commits = repo.leading_to(&range.to, &known)?;
    for commit in &commits {
        verifying.look(commit)?;
    }
    let mut findings = std::mem::take(&mut verifying.findings);
    if findings.iter().any(Finding::is_error) {
        if let Some(beside) = &range.beside {
            for commit in repo.leading_to(beside, &[&range.to])? {
                verifying.look(&commit)?;
            }
            // Those are ours, and not what was asked about.
            verifying.findings.clear();
        }
        verifying.accept(&mut findings);
    }
    Ok(Verdict { changes: commits.len(), findings })
}

/// The records behind a commit; none before the first.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub fn snapshot_at(repo: &Repo, commit: Option<&str>) -> Result<Snapshot, StoreError> {
    Ok(Snapshot::of(Arc::new(SavedShelf::of(repo.another()?, commit)?)))
}

/// Looking at one change after the other.
struct Verifying<'a> {
    repo: &'a Repo,
    terms: &'a Terms,
    findings: Vec<Finding>,
    /// Whether there is a beginning already; a history has one.
    begun: bool,
    signatures: Signatures,
    /// The records behind the change that was looked at last, and how many of them lie above its shelf.
    at: Option<(CommitId, Snapshot, usize)>,
    /// The ids of changes, and which commit bears each.
    ids: BTreeMap<String, CommitId>,
    /// Of changes that are not right: the records before them.
    before: BTreeMap<CommitId, Snapshot>,
    acceptances: Vec<Acceptance>,
}

impl<'a> Verifying<'a> {
    fn new(repo: &'a Repo, terms: &'a Terms) -> Self {
        Self {
            repo,
            terms,
            findings: Vec::new(),
            begun: false,
            signatures: Signatures::default(),
            at: None,
            ids: BTreeMap::new(),
            before: BTreeMap::new(),
            acceptances: Vec::new(),
        }
    }

    fn look(&mut self, commit: &str) -> Result<(), StoreError> {
        let saved = self.repo.saved(commit)?;
        let seal = self.repo.seal_of(commit)?;
        let trailers = Trailers::of(&saved.message);
        let parent = saved.parents.first().map(String::as_str);
        let before = self.snapshot(parent)?;
        let at = self.no_earlier(saved.author.at, &saved);
        let mut looked = Looked::new(self.repo, &saved, &seal, &trailers, &before, at);
        looked.read(parent)?;
        looked.message();
        match saved.parents.len() {
            // What comes from elsewhere was judged by nobody.
            0 if self.begun => looked.say(Code::Rewound, None, "it begins a history of its own"),
            // Whoever begins a workspace is nobody in it yet.
            0 => looked.records(),
            1 => {
                looked.author();
                looked.records();
                looked.roles()?;
            }
            _ => {
                looked.author();
                looked.merge()?;
            }
        }
        self.begun = true;
        let Looked { who, by_address, after, touched, mut findings, change, .. } = looked;
        if parent.is_some() {
            let on = self.day(&saved, &seal, &before);
            let (who, by_address) = (who.as_ref(), by_address.as_ref());
            let everybody = self.terms.everybody_signs;
            let signed = seal.signature.as_ref();
            let question = Question { saved: &saved, signed, before: &before, who, by_address, on, everybody };
            findings.extend(self.signatures.look(&question));
        }
        findings.extend(self.clock(&saved, &seal));
        findings.extend(self.id_is_new(&saved, &trailers));
        if findings.len() > TOLD {
            let more = findings.len() - TOLD;
            findings.truncate(TOLD);
            let code = findings[0].code;
            findings.push(Finding::of(code, &saved, None, format!("and {more} findings more")));
        }
        let fine = trailers.reason.is_none() && !findings.iter().any(Finding::is_error);
        self.acceptances.extend(accept::in_change(&change, &saved, at, who.as_ref(), fine));
        if findings.iter().any(Finding::is_error) {
            self.before.insert(saved.id.clone(), before);
        }
        self.findings.extend(findings);
        let above = self.at.take().map_or(0, |it| it.2) + touched;
        self.at = Some((saved.id, after, above));
        Ok(())
    }

    /// The records behind a commit.
    fn snapshot(&mut self, commit: Option<&str>) -> Result<Snapshot, StoreError> {
        if let (Some((at, snapshot, above)), Some(commit)) = (&self.at, commit)
            && at == commit
            && *above < MANY
        {
            return Ok(snapshot.clone());
        }
        self.at = None;
        snapshot_at(self.repo, commit)
    }

    /// A time, moved to that of what a change builds upon where it lies before it, and to now where it is to come.
    fn no_earlier(&self, at: DateTime<FixedOffset>, saved: &Saved) -> DateTime<FixedOffset> {
        let parents = saved.parents.iter().filter_map(|it| self.repo.seal_of(it).ok()).map(|it| it.committer.at);
        parents.fold(at, |latest, it| latest.max(it)).min(self.terms.now)
    }

    /// The day on which a change was put where it stands: no day before that of what it builds upon, and none to come.
    fn day(&self, saved: &Saved, seal: &Seal, before: &Snapshot) -> chrono::NaiveDate {
        self.no_earlier(seal.committer.at, saved).with_timezone(&standpoint::zone(before)).date_naive()
    }

    /// A clock that is wrong.
    fn clock(&self, saved: &Saved, seal: &Seal) -> Option<Finding> {
        let at = seal.committer.at;
        if at > self.terms.now + AHEAD {
            let message = format!("it bears a time that is still to come: {}", at.format("%-d %b %Y %H:%M"));
            return Some(Finding::of(Code::Clock, saved, None, message));
        }
        let parent = self.repo.seal_of(saved.parents.first()?).ok()?.committer.at;
        (parent - at > BEHIND).then(|| {
            let message =
                format!("it bears a time before that of the change on which it builds: {}", at.format("%-d %b %Y"));
            Finding::of(Code::Clock, saved, None, message)
        })
    }

    fn id_is_new(&mut self, saved: &Saved, trailers: &Trailers) -> Option<Finding> {
        let id = trailers.change_id.clone()?;
        let other = self.ids.insert(id.clone(), saved.id.clone())?;
        let message = format!("its id {id} is that of another change, {}", other.get(..8).unwrap_or(&other));
        Some(Finding::of(Code::Twice, saved, None, message))
    }

    /// Says of each change that was accepted by whom and why.
    fn accept(&self, findings: &mut [Finding]) {
        for finding in findings.iter_mut().filter(|it| it.is_error()) {
            let Some((commit, before)) = finding.commit.as_ref().and_then(|it| self.before.get_key_value(it)) else {
                continue;
            };
            finding.accepted = self.acceptances.iter().find_map(|it| {
                let accepted =
                    it.is_of(commit) && accept::may_accept(before, &it.by, it.on) && self.vouches(it, before);
                accepted.then(|| format!("{}, {}: {}", it.by, crate::model::shown::day(it.on), it.reason))
            });
        }
    }

    /// Whether whoever accepts a change is who they say, by the keys that stood before that change.
    fn vouches(&self, acceptance: &Acceptance, before: &Snapshot) -> bool {
        let Ok(seal) = self.repo.seal_of(&acceptance.saved.id) else { return false };
        let by_address = standpoint::person_with(before, &acceptance.saved.author.email);
        let question = Question {
            saved: &acceptance.saved,
            signed: seal.signature.as_ref(),
            before,
            who: Some(&acceptance.by),
            by_address: by_address.as_ref(),
            on: self.day(&acceptance.saved, &seal, before),
            everybody: self.terms.everybody_signs,
        };
        Signatures::default().look(&question).is_none()
    }
}
