//! Verifying: whether changes are what they say, made by whom they say, and theirs to make.
//!
//! Each change is judged by the records before it: who was who, with which keys, in which role. Nothing that a change
//! brings with it can vouch for the change itself.

mod accept;
mod ahead;
mod change;
mod finding;
mod incoming;
mod key;
mod merge;
mod message;
mod people;
mod signature;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::model::{Kind, Snapshot, standpoint};
use crate::store::StoreError;
use crate::store::repo::{CommitId, Repo, Saved, Seal};
use crate::store::saved_shelf::SavedShelf;
use crate::workspace::Trailers;

use accept::Acceptance;
use ahead::{Come, parents_at};
use change::Looked;
use people::People;
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

/// The kinds of records that tell who may accept a change.
const WHO: &[Kind] = &[Kind::Workspace, Kind::Org, Kind::Person, Kind::Group, Kind::Member];

/// More findings about one change are counted, not told.
const TOLD: usize = 20;

/// Hears how many changes of how many have been looked at, and says whether that is to go on.
pub type Watch<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + 'a;

/// Looks at each change of a range.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub fn verify(repo: &Repo, range: &Range, terms: &Terms) -> Result<Verdict, StoreError> {
    verify_watched(repo, range, terms, &mut |_, _| ControlFlow::Continue(())).map(Option::unwrap_or_default)
}

/// The same while somebody watches; nothing where they stopped it.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub fn verify_watched(
    repo: &Repo,
    range: &Range,
    terms: &Terms,
    watch: &mut Watch<'_>,
) -> Result<Option<Verdict>, StoreError> {
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
    let judged = ahead::each(repo, &commits, |nth, come| {
        if watch(nth, commits.len()).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        verifying.look(come).map(ControlFlow::Continue)
    });
    if judged?.is_break() {
        return Ok(None);
    }
    let mut findings = std::mem::take(&mut verifying.findings);
    if findings.iter().any(Finding::is_error) {
        if let Some(beside) = &range.beside {
            let own = repo.leading_to(beside, &[&range.to])?;
            let _ = ahead::each(repo, &own, |_, come| verifying.look(come).map(ControlFlow::Continue))?;
            // Those are ours, and not what was asked about.
            verifying.findings.clear();
        }
        verifying.accept(&mut findings);
    }
    Ok(Some(Verdict { changes: commits.len(), findings }))
}

/// The records behind a commit; none before the first.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub fn snapshot_at(repo: &Repo, commit: Option<&str>) -> Result<Snapshot, StoreError> {
    Ok(Snapshot::of(shelf_at(repo, commit)?))
}

fn shelf_at(repo: &Repo, commit: Option<&str>) -> Result<Arc<SavedShelf>, StoreError> {
    Ok(Arc::new(SavedShelf::of(repo.another()?, commit)?))
}

/// Looking at one change after the other.
struct Verifying<'a> {
    repo: &'a Repo,
    terms: &'a Terms,
    findings: Vec<Finding>,
    /// Whether there is a beginning already; a history has one.
    begun: bool,
    signatures: Signatures,
    /// The records behind the change that was looked at last.
    at: Option<(CommitId, Arc<SavedShelf>)>,
    /// The people behind it, and the shelf of them alone by which it shows whether they are still the same.
    people: Option<(SavedShelf, Rc<People>)>,
    /// The ids of changes, and which commit bears each.
    ids: BTreeMap<String, CommitId>,
    /// Of changes that are not right: the records before them that tell who may accept them. All others would be too
    /// many, where a long history is not right.
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
            people: None,
            ids: BTreeMap::new(),
            before: BTreeMap::new(),
            acceptances: Vec::new(),
        }
    }

    fn look(&mut self, come: Come) -> Result<(), StoreError> {
        let Come { saved, seal, parents_at, files } = come;
        let trailers = Trailers::of(&saved.message);
        let parent = saved.parents.first().map(String::as_str);
        let mut shelf = self.shelf(parent)?;
        let before = Snapshot::of(shelf.clone());
        let people = self.people(&shelf);
        let at = self.no_earlier(saved.author.at, &parents_at);
        let mut looked =
            Looked::new(self.repo, &saved, &seal, &trailers, &before, people.with(&saved.author.email), at);
        looked.read(files)?;
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
        let Looked { who, by_address, after, mut findings, change, .. } = looked;
        if parent.is_some() {
            let on = self.day(&parents_at, &seal, &before);
            let (who, by_address) = (who.as_ref(), by_address.as_ref());
            let everybody = self.terms.everybody_signs;
            let signed = seal.signature.as_ref();
            let question = Question { saved: &saved, signed, people: &people, who, by_address, on, everybody };
            findings.extend(self.signatures.look(&question));
        }
        findings.extend(self.clock(&saved, &parents_at, &seal));
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
            self.before.insert(saved.id.clone(), Snapshot::of(Arc::new(shelf.of_kinds(WHO))));
        }
        self.findings.extend(findings);
        // Nobody looks at what was before any more: what has changed is laid onto the shelf itself, so that going on
        // costs as much as the change, however many records there are.
        drop(before);
        let changed: Vec<_> = after.into_changed().collect();
        let behind = Arc::make_mut(&mut shelf);
        changed.into_iter().for_each(|(id, record)| behind.lay(id, record));
        self.at = Some((saved.id, shelf));
        Ok(())
    }

    /// The records behind a commit.
    fn shelf(&mut self, commit: Option<&str>) -> Result<Arc<SavedShelf>, StoreError> {
        match self.at.take() {
            Some((at, shelf)) if Some(at.as_str()) == commit => Ok(shelf),
            _ => shelf_at(self.repo, commit),
        }
    }

    /// The people on a shelf.
    fn people(&mut self, shelf: &SavedShelf) -> Rc<People> {
        if let Some((known, people)) = &self.people
            && known.shares(shelf, Kind::Person)
        {
            return people.clone();
        }
        let own = shelf.of_kinds(&[Kind::Person]);
        let people = Rc::new(People::new(Snapshot::of(Arc::new(own.clone()))));
        self.people = Some((own, people.clone()));
        people
    }

    /// A time, moved to that of what a change builds upon where it lies before it, and to now where it is to come.
    fn no_earlier(&self, at: DateTime<FixedOffset>, parents_at: &[DateTime<FixedOffset>]) -> DateTime<FixedOffset> {
        parents_at.iter().fold(at, |latest, it| latest.max(*it)).min(self.terms.now)
    }

    /// The day on which a change was put where it stands: no day before that of what it builds upon, and none to come.
    fn day(&self, parents_at: &[DateTime<FixedOffset>], seal: &Seal, before: &Snapshot) -> chrono::NaiveDate {
        self.no_earlier(seal.committer.at, parents_at).with_timezone(&standpoint::zone(before)).date_naive()
    }

    /// A clock that is wrong.
    fn clock(&self, saved: &Saved, parents_at: &[DateTime<FixedOffset>], seal: &Seal) -> Option<Finding> {
        let at = seal.committer.at;
        if at > self.terms.now + AHEAD {
            let message = format!("it bears a time that is still to come: {}", at.format("%-d %b %Y %H:%M"));
            return Some(Finding::of(Code::Clock, saved, None, message));
        }
        let parent = parents_at.first()?;
        (*parent - at > BEHIND).then(|| {
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
        let people = People::new(before.clone());
        let by_address = people.with(&acceptance.saved.author.email);
        let question = Question {
            saved: &acceptance.saved,
            signed: seal.signature.as_ref(),
            people: &people,
            who: Some(&acceptance.by),
            by_address: by_address.as_ref(),
            on: self.day(&parents_at(self.repo, &acceptance.saved), &seal, before),
            everybody: self.terms.everybody_signs,
        };
        Signatures::default().look(&question).is_none()
    }
}
