//! History: what was done, told from the trees of the commits; and what was done last, taken back.

mod filter;
mod imported;
mod index;
mod indexing;
mod past;
mod roles;
mod unseen;

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::DateTime;
use chrono_tz::Tz;

use crate::model::find::folded;
use crate::model::merge::{Clash, merge_among};
use crate::model::{Change, Edit, Fields, Kind, Record, RecordId, Snapshot, shown, standpoint, words};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::history_index::HistoryIndex;
use crate::store::repo::{CommitId, Repo, Saved, merge_lines};
use crate::workspace::{Stamp, Trailers, Workspace};
use indexing::Searched;

pub use filter::Filter;
pub use index::Stretch;
pub use indexing::Indexing;
pub use past::Past;
pub use unseen::Unseen;

/// One change of the history, as a list shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub saved: Saved,
    /// When, on the clocks of the workspace's zone: both parties read the same day.
    pub at: DateTime<Tz>,
    pub trailers: Trailers,
    /// Who did it: the person named, else the one whose address it bears.
    pub person: Option<RecordId>,
    pub org: Option<RecordId>,
    /// What was done, in one line.
    pub subject: String,
}

impl Entry {
    /// What was done, with a sign before it where it lay outside the role of who did it.
    pub fn marked(&self) -> String {
        format!("{}{}", self.mark(), self.subject)
    }

    /// The sign of what lay outside the role of who did it.
    pub fn mark(&self) -> &'static str {
        if self.trailers.reason.is_some() { "(!) " } else { "" }
    }

    /// The words by which it is found, folded.
    pub fn words(&self) -> String {
        let name = |it: &Option<RecordId>| it.as_ref().map(ToString::to_string).unwrap_or_default();
        folded(&format!("{} {} {} {}", self.subject, name(&self.person), name(&self.org), self.saved.author.name))
    }

    /// What it is called: the beginning of its id, else of its commit.
    pub fn name(&self) -> String {
        let id = self.trailers.change_id.as_deref().unwrap_or(&self.saved.id);
        shown::visible(id).chars().take(8).collect()
    }
}

/// A change of the history with what it did.
#[derive(Clone, Debug)]
pub struct Told {
    pub entry: Entry,
    pub change: Change,
    /// The records that it touched as they were.
    pub before: Snapshot,
    /// The records' titles and fields behind it.
    pub after: Snapshot,
    /// Files that are no records, such as papers.
    pub other_files: Vec<String>,
}

/// A field that somebody has changed since the change that is to be taken back.
#[derive(Clone, Debug)]
pub struct BuiltUpon {
    pub clash: Clash,
    /// Who changed it last, and when; `None` where that is not in the history.
    pub by: Option<Entry>,
}

/// What taking a change back comes to.
#[derive(Clone, Debug)]
pub struct TakingBack {
    pub entry: Entry,
    /// The change that puts back every field that nobody has touched since.
    pub change: Change,
    /// The fields that somebody has touched since.
    pub built_upon: Vec<BuiltUpon>,
}

impl TakingBack {
    /// Whether nothing of the change stands any more: it changed remarks alone, or somebody has put everything back.
    fn is_done(&self) -> bool {
        self.change.is_empty() && self.built_upon.is_empty()
    }
}

/// Reads the history of a workspace. It has a repository handle of its own, so that it can be read beside the work.
pub struct History {
    repo: Repo,
    /// Read when it is asked for.
    index: OnceCell<Option<HistoryIndex>>,
    searched: Cell<Searched>,
    people: Vec<(Vec<String>, RecordId)>,
    /// Whose records were joined into whose.
    joined: BTreeMap<RecordId, RecordId>,
    orgs: BTreeMap<RecordId, RecordId>,
    zone: Tz,
}

impl History {
    /// # Errors
    /// When the repository cannot be opened.
    pub fn of(workspace: &Workspace) -> Result<Self, StoreError> {
        let repo = Repo::open(workspace.root())?;
        let mut history = Self {
            repo,
            index: OnceCell::new(),
            searched: Cell::new(Searched::Not),
            people: Vec::new(),
            joined: BTreeMap::new(),
            orgs: BTreeMap::new(),
            zone: Tz::UTC,
        };
        history.know(workspace.snapshot());
        Ok(history)
    }

    /// Learns from a snapshot who is who, and in which zone days begin.
    pub fn know(&mut self, snapshot: &Snapshot) {
        self.zone = standpoint::zone(snapshot);
        let people = || snapshot.of_kind(Kind::Person);
        let emails = |it: &Record| it.words("emails").map(str::to_lowercase).collect();
        self.people = people().filter(|it| !it.contains_key("same_as")).map(|it| (emails(it), it.id.clone())).collect();
        let joined = people().filter(|it| it.contains_key("same_as"));
        self.joined = joined.map(|it| (it.id.clone(), standpoint::who(snapshot, &it.id))).collect();
        self.orgs =
            people().filter_map(|it| Some((it.id.clone(), RecordId::new(Kind::Org, it.word("org")?).ok()?))).collect();
    }

    /// The changes, newest first, along the first parents.
    pub fn entries<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = Entry> + 'a {
        self.entries_from(self.repo.newest(), filter)
    }

    /// The same, from a commit on.
    pub fn entries_from<'a>(&'a self, from: Option<CommitId>, filter: &'a Filter) -> impl Iterator<Item = Entry> + 'a {
        self.sought(from, filter)
    }

    /// The commits from one on, newest first, along the first parents.
    fn line(&self, from: Option<CommitId>) -> impl Iterator<Item = Saved> + '_ {
        let first = from.and_then(|it| self.repo.saved(&it).ok());
        std::iter::successors(first, |saved| self.repo.saved(saved.parents.first()?).ok())
    }

    /// The change that a change id, a commit or the beginning of one means.
    pub fn find(&self, word: &str) -> Option<Entry> {
        let word = word.trim().to_lowercase();
        if word == "last" {
            return self.entries(&Filter::default()).next();
        }
        let plain = word.len() >= 4 && word.bytes().all(|it| it.is_ascii_alphanumeric());
        let by_id = || self.entries(&Filter { id: Some(word.clone()), ..Filter::default() }).next();
        plain.then(by_id)?.or_else(|| Some(self.entry(self.repo.saved(&self.repo.resolve(&word)?).ok()?)))
    }

    /// What a change did.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn tell(&self, entry: Entry) -> Result<Told, StoreError> {
        self.tell_before(entry, None)
    }

    /// The same, where the records as they were after it may be known: then those are not read again.
    fn tell_before(&self, entry: Entry, known: Option<&Snapshot>) -> Result<Told, StoreError> {
        let mut before = Snapshot::default();
        let mut after = Snapshot::default();
        let mut ids = BTreeSet::new();
        let mut other_files = Vec::new();
        for difference in self.differences(&entry.saved)? {
            let Some(id) = RecordId::from_path(&difference.path) else {
                other_files.push(difference.path);
                continue;
            };
            let read = |name: Option<&String>| self.record(&id, name?);
            lay(&mut before, read(difference.before.as_ref()));
            let now = match known {
                Some(known) => known.shared(&id).cloned(),
                None => read(difference.after.as_ref()),
            };
            lay(&mut after, now);
            ids.insert(id);
        }
        let change = Change::among(ids.iter(), &before, &after);
        Ok(Told { entry, change, before, after, other_files })
    }

    /// The record that somebody changed last: what `last` means on the command line. Of several, the last one; but what
    /// comes along with a record, such as the standing items of a meeting, is not what was meant.
    pub fn last_record(&self, email: &str, acting: Option<&RecordId>) -> Option<RecordId> {
        let all = Filter::default();
        let mine = self.entries(&all).find(|it| is_by(it, email, acting))?;
        let told = self.tell(mine).ok()?;
        let noun = told.entry.trailers.op.as_deref().and_then(|it| it.split_once('.')).map_or("", |it| it.0);
        let ids = || told.change.edits.iter().map(Edit::id);
        let meant = ids().rfind(|it| it.kind.noun() == noun).or_else(|| ids().next_back());
        meant.cloned()
    }

    /// What taking back my last change comes to, of those that still stand; `None` where there is nothing to take back.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn undo(&self, now: &Snapshot, stamp: &Stamp) -> Result<Option<TakingBack>, StoreError> {
        let mut skip = BTreeSet::new();
        let all = Filter::default();
        for entry in self.entries(&all).filter(|it| is_by(it, &stamp.author.email, stamp.acting.as_ref())) {
            let (Some(id), op) = (entry.trailers.change_id.clone(), entry.trailers.op.as_deref()) else { continue };
            match op {
                // What has no place does not come back.
                Some("leave-out") => (),
                _ if skip.contains(&id) => (),
                Some("undo" | "redo") => skip.extend(entry.trailers.reverts.clone()),
                _ if entry.saved.parents.is_empty() => return Ok(None),
                _ => match self.take_back(entry, now, "undo")? {
                    done if done.is_done() => (),
                    taking => return Ok(Some(taking)),
                },
            }
        }
        Ok(None)
    }

    /// What taking back my last undo comes to; `None` where something else was done since.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn redo(&self, now: &Snapshot, stamp: &Stamp) -> Result<Option<TakingBack>, StoreError> {
        let mut skip = BTreeSet::new();
        let all = Filter::default();
        for entry in self.entries(&all).filter(|it| is_by(it, &stamp.author.email, stamp.acting.as_ref())) {
            let Some(id) = entry.trailers.change_id.clone() else { continue };
            match entry.trailers.op.as_deref() {
                Some("redo") => skip.extend(entry.trailers.reverts.clone()),
                Some("undo") if skip.contains(&id) => (),
                Some("undo") => match self.take_back(entry, now, "redo")? {
                    done if done.is_done() => (),
                    taking => return Ok(Some(taking)),
                },
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// What taking back any change comes to: the field merge of what it led to, what is there now, and what was there
    /// before.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn take_back(&self, entry: Entry, now: &Snapshot, deed: &str) -> Result<TakingBack, StoreError> {
        let told = self.tell(entry)?;
        let ids: BTreeSet<RecordId> = told.change.ids().into_iter().cloned().collect();
        let base = told.after;
        // The change itself says how to come back from what it led to.
        let theirs = told.change.invert().apply(&base).unwrap_or_else(|_| base.clone());
        let merged = merge_among(ids.iter(), &base, now, &theirs, merge_lines);
        let subject = &told.entry.subject;
        let words = match deed {
            "undo" => format!("Undo: {}", plain_subject(subject)),
            "redo" => format!("Redo: {}", plain_subject(subject)),
            // What is put back may be an undo itself: then that is said.
            _ => format!("Put back: {subject}"),
        };
        let mut change = Change::among(ids.iter(), now, &merged.snapshot).meaning(deed).titled(words);
        let id = told.entry.trailers.change_id.clone();
        change.meaning.reverts = Some(id.unwrap_or_else(|| told.entry.saved.id.clone()));
        let built_upon = merged
            .clashes
            .into_iter()
            .map(|clash| BuiltUpon { by: self.last_to_touch(&clash, &told.entry), clash })
            .collect();
        Ok(TakingBack { entry: told.entry, change, built_upon })
    }

    fn entry(&self, saved: Saved) -> Entry {
        self.worded(self.wordless(saved))
    }

    fn worded(&self, entry: Entry) -> Entry {
        Entry { subject: self.subject(&entry), ..entry }
    }

    /// What is known of a commit without looking into its trees, and without its subject.
    fn wordless(&self, saved: Saved) -> Entry {
        let trailers = Trailers::of(&saved.message);
        let email = saved.author.email.to_lowercase();
        let (person, org) = self.doer(&email, trailers.acting.as_deref(), trailers.on_behalf_of.as_deref());
        let at = saved.author.at.with_timezone(&self.zone);
        Entry { subject: String::new(), at, saved, trailers, person, org }
    }

    /// Who did what bears this address, in small letters, and names these: a person and their organisation.
    fn doer(
        &self,
        email: &str,
        acting: Option<&str>,
        on_behalf_of: Option<&str>,
    ) -> (Option<RecordId>, Option<RecordId>) {
        let by_address = || {
            let mut people = self.people.iter().filter(|(emails, _)| emails.iter().any(|it| it == email));
            let first = people.next()?;
            people.next().is_none().then(|| first.1.clone())
        };
        let named = acting.and_then(|it| RecordId::new(Kind::Person, it).ok());
        let person = named.or_else(by_address);
        let person = person.map(|it| self.joined.get(&it).cloned().unwrap_or(it));
        let stated = on_behalf_of.and_then(|it| RecordId::new(Kind::Org, it).ok());
        let org = stated.or_else(|| self.orgs.get(person.as_ref()?).cloned());
        (person, org)
    }

    /// Comity's own words where it made the commit; else what the trees say, for somebody who does not read git.
    fn subject(&self, entry: &Entry) -> String {
        let own = entry.saved.message.lines().next().unwrap_or_default();
        if entry.trailers.change_id.is_some() {
            return shown::visible(own).into_owned();
        }
        match self.tell(entry.clone()) {
            Ok(told) if !told.change.is_empty() => words::subject(&told.change, &Snapshot::default(), &told.after),
            _ => shown::visible(own).into_owned(),
        }
    }

    fn touches(&self, saved: &Saved, filter: &Filter) -> bool {
        let day = saved.author.at.with_timezone(&self.zone).date_naive();
        if filter.since.is_some_and(|it| day < it) || filter.until.is_some_and(|it| day > it) {
            return false;
        }
        let parent = saved.parents.first();
        filter.paths().all(|path| {
            let before = parent.and_then(|it| self.repo.entry_at(it, &path));
            before != self.repo.entry_at(&saved.id, &path)
        })
    }

    /// The newest change of a field since another change.
    fn last_to_touch(&self, clash: &Clash, since: &Entry) -> Option<Entry> {
        let filter = Filter { record: Some(clash.id.clone()), ..Filter::default() };
        self.entries(&filter).take_while(|it| it.saved.id != since.saved.id).find(|entry| {
            let Ok(told) = self.tell(entry.clone()) else { return false };
            told.change.edits.iter().any(|edit| match (edit, &clash.path) {
                (Edit::Set { path, .. }, Some(wanted)) => path == wanted || path.overlaps(wanted),
                _ => true,
            })
        })
    }

    fn record(&self, id: &RecordId, name: &str) -> Option<Arc<Record>> {
        let bytes = self.repo.contents(name)?;
        codec::decode(id, &bytes).ok().map(|it| Arc::new(it.record))
    }
}

/// Whether a change is somebody's: the same address and the same person named, or none named.
fn is_by(entry: &Entry, email: &str, acting: Option<&RecordId>) -> bool {
    entry.saved.author.email.eq_ignore_ascii_case(email)
        && entry.trailers.acting.as_deref() == acting.map(RecordId::as_str)
}

/// A subject without the words of earlier undoing.
fn plain_subject(subject: &str) -> &str {
    let mut subject = subject;
    while let Some(rest) = ["Undo: ", "Redo: "].iter().find_map(|it| subject.strip_prefix(it)) {
        subject = rest;
    }
    subject
}

fn lay(snapshot: &mut Snapshot, record: Option<Arc<Record>>) {
    if let Some(record) = record {
        snapshot.put(record);
    }
}
