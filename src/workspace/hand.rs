//! Hand edits: records that somebody changed, made, renamed or removed in the folder without comity.

use std::sync::Arc;

use super::submit::Saving;
use super::{SavedChange, Stamp, SubmitError, Workspace};
use crate::model::check::check_change;
use crate::model::{Change, Problem, Record, RecordId, Snapshot, Standpoint};
use crate::store::codec;
use crate::store::folder::Ways;
use crate::store::landing::LandingFile;
use crate::store::lock::WorkspaceLock;
use crate::store::repo::SavedFiles;

/// A record whose file in the folder is not what was last saved.
#[derive(Clone, Debug)]
pub struct HandEdit {
    pub id: RecordId,
    pub reading: Reading,
}

/// What a hand edit says.
#[derive(Clone, Debug)]
pub enum Reading {
    /// It can be taken in.
    Change(Change),
    /// It says the same; only remarks, order or spelling of the file differ.
    SameFields,
    /// It cannot be taken in as it is.
    Problems(Vec<Problem>),
}

/// A record's file as it was last saved and as it lies in the folder, with what each says.
pub(super) struct Sides {
    pub saved: Option<Vec<u8>>,
    pub seen: Option<Vec<u8>>,
    pub saved_record: Option<Arc<Record>>,
    pub seen_record: Option<Arc<Record>>,
}

impl Sides {
    /// Whether somebody has edited the file.
    pub fn differ(&self) -> bool {
        match (&self.saved, &self.seen) {
            (Some(saved), Some(seen)) => saved != seen && *saved != as_saved(seen),
            (None, None) => false,
            _ => true,
        }
    }
}

impl Workspace {
    /// The records that were edited by hand, by id.
    ///
    /// # Errors
    /// When git cannot compare the folder with its history.
    pub fn hand_edits(&self, at: &Standpoint<'_>) -> Result<Vec<HandEdit>, SubmitError> {
        let mut ways = Ways::default();
        let mut paths = self.repo.touched_paths()?;
        // Nobody has edited what only seems to be gone because its folder is a link; that is the folder's problem.
        paths.retain(|it| !self.folder.is_behind_link(it, &mut ways));
        let mut ids: Vec<RecordId> = paths.iter().filter_map(|it| RecordId::from_path(it)).collect();
        ids.sort();
        let mut edits = Vec::new();
        let read = self.all_sides(&ids);
        for (id, sides) in ids.into_iter().zip(read) {
            let reading = match sides {
                Err(problem) => Reading::Problems(vec![problem]),
                Ok(sides) if !sides.differ() => continue,
                Ok(sides) => self.read_hand_edit(&id, &sides, at),
            };
            edits.push(HandEdit { id, reading });
        }
        Ok(edits)
    }

    /// Saves hand edits as a change of their own: of these records, or of all where none is named.
    ///
    /// # Errors
    /// When one of them cannot be read or would bring in an error; nothing is saved then.
    pub fn take_in(&mut self, ids: &[RecordId], stamp: &Stamp) -> Result<Option<SavedChange>, SubmitError> {
        self.asking(|it| it.take_in_at_once(ids, stamp))
    }

    fn take_in_at_once(&mut self, ids: &[RecordId], stamp: &Stamp) -> Result<Option<SavedChange>, SubmitError> {
        let lock = WorkspaceLock::take(&self.repo.own_folder(), self.patience.workspace)?;
        self.recover(&lock)?;
        self.catch_up()?;
        let snapshot = self.snapshot.clone();
        let edited = self.hand_edits(&Standpoint::new(&snapshot, None, stamp.author.at))?.into_iter().map(|it| it.id);
        let wanted: Vec<RecordId> = edited.filter(|it| ids.is_empty() || ids.contains(it)).collect();
        match self.take_in_under(&lock, &wanted, stamp)? {
            None => Ok(None),
            Some(Saving::Done(saved)) => Ok(Some(*saved)),
            Some(Saving::Again(path)) => Err(SubmitError::Restless(path)),
        }
    }

    /// The same for records that are about to be changed, under the lock.
    pub(super) fn take_in_under(
        &mut self,
        lock: &WorkspaceLock,
        ids: &[RecordId],
        stamp: &Stamp,
    ) -> Result<Option<Saving>, SubmitError> {
        let read = self.all_sides(ids);
        let unreadable: Vec<Problem> = read.iter().filter_map(|it| it.as_ref().err().cloned()).collect();
        match unreadable.is_empty() {
            true => self.take_in_read(lock, ids, &read.into_iter().flatten().collect::<Vec<_>>(), stamp),
            false => Err(SubmitError::Broken(unreadable)),
        }
    }

    /// The same for records that have just been read.
    pub(super) fn take_in_read(
        &mut self,
        lock: &WorkspaceLock,
        ids: &[RecordId],
        read: &[Sides],
        stamp: &Stamp,
    ) -> Result<Option<Saving>, SubmitError> {
        let (mut before, mut after) = (self.snapshot.clone(), self.snapshot.clone());
        let mut files = Vec::new();
        let mut broken = Vec::new();
        let at = Standpoint::new(&self.snapshot, None, stamp.author.at);
        for (id, sides) in ids.iter().zip(read).filter(|it| it.1.differ()) {
            if let Reading::Problems(problems) = self.read_hand_edit(id, sides, &at) {
                broken.extend(problems);
            }
            put(&mut before, id, sides.saved_record.as_ref());
            put(&mut after, id, sides.seen_record.as_ref());
            files.push(LandingFile {
                path: id.path(),
                saved: sides.saved.clone(),
                seen: sides.seen.clone(),
                new: sides.seen.as_deref().map(as_saved),
                write: false,
            });
        }
        if !broken.is_empty() {
            return Err(SubmitError::Broken(broken));
        }
        if files.is_empty() {
            return Ok(None);
        }
        let mut change = Change::among(ids.iter(), &before, &after).meaning("hand-edit");
        if change.is_empty() {
            let words: Vec<&str> = ids.iter().map(RecordId::as_str).collect();
            change = change.titled(format!("Edit remarks in {}", words.join(", ")));
        }
        self.save(lock, change, &before, after, files, stamp).map(Some)
    }

    /// Records' files as they were last saved and as they lie in the folder.
    pub(super) fn all_sides(&self, ids: &[RecordId]) -> Vec<Result<Sides, Problem>> {
        let last = self.repo.last_files();
        let mut ways = Ways::default();
        ids.iter().map(|id| self.sides(id, &last, &mut ways)).collect()
    }

    /// A record's file as it was last saved and as it lies in the folder.
    ///
    /// # Errors
    /// When the folder's file cannot be read as a record.
    fn sides(&self, id: &RecordId, last: &SavedFiles<'_>, ways: &mut Ways) -> Result<Sides, Problem> {
        let path = id.path();
        let saved = last.contents(&path);
        let seen = self.folder.read_carefully(&path, ways)?;
        let read =
            |bytes: &[u8]| codec::decode(id, bytes).map(|it| Arc::new(it.record)).map_err(|it| it.problem(&path));
        let seen_record = seen.as_deref().map(read).transpose()?;
        // What was saved may be unreadable as well, by another program's commit; then the folder's state is all there is.
        let saved_record =
            if seen == saved { seen_record.clone() } else { saved.as_deref().and_then(|it| read(it).ok()) };
        Ok(Sides { saved, seen, saved_record, seen_record })
    }

    fn read_hand_edit(&self, id: &RecordId, sides: &Sides, at: &Standpoint<'_>) -> Reading {
        let (mut before, mut after) = (self.snapshot.clone(), self.snapshot.clone());
        put(&mut before, id, sides.saved_record.as_ref());
        put(&mut after, id, sides.seen_record.as_ref());
        let change = Change::among(std::iter::once(id), &before, &after);
        if change.is_empty() {
            return Reading::SameFields;
        }
        let beside = Standpoint { snapshot: &before, ..at.clone() };
        match check_change(&change, &beside, &after) {
            problems if problems.is_empty() => Reading::Change(change),
            problems => Reading::Problems(problems),
        }
    }
}

/// The hand edits that can be taken in, as one change.
pub fn all_of<'a>(edits: impl IntoIterator<Item = &'a HandEdit>) -> Change {
    let change = |it: &HandEdit| match &it.reading {
        Reading::Change(change) => change.edits.clone(),
        Reading::SameFields | Reading::Problems(_) => Vec::new(),
    };
    Change { edits: edits.into_iter().flat_map(change).collect(), ..Change::default() }
}

/// The records as they were before a change that stands in the folder already.
pub fn without(change: &Change, now: &Snapshot) -> Snapshot {
    change.invert().apply(now).unwrap_or_else(|_| now.clone())
}

/// The bytes as the history keeps them: `.gitattributes` says that records have plain line feeds.
pub(super) fn as_saved(seen: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(seen) {
        Ok(text) if text.contains("\r\n") => text.replace("\r\n", "\n").into_bytes(),
        _ => seen.to_vec(),
    }
}

pub(super) fn put(snapshot: &mut Snapshot, id: &RecordId, record: Option<&Arc<Record>>) {
    match record {
        Some(record) => snapshot.put(record.clone()),
        None => snapshot.remove(id),
    }
}
