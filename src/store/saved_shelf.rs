//! The shelf of a commit: its records, read from the history when somebody asks, as if the folder had never been.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::codec;
use super::error::StoreError;
use super::repo::Repo;
use crate::model::snapshot::Shelf;
use crate::model::{Kind, Record, RecordId};

/// The records of one commit. What cannot be read there is listed and not found.
///
/// A copy shares each kind with the one it was made of until one of the two changes it.
#[derive(Clone)]
pub struct SavedShelf {
    /// Git2's handles are for one thread at a time.
    repo: Arc<Mutex<Repo>>,
    kinds: BTreeMap<Kind, Arc<BTreeMap<RecordId, Slot>>>,
}

#[derive(Clone)]
struct Slot {
    /// What the file's contents are called.
    name: String,
    read: OnceLock<Option<Arc<Record>>>,
}

impl SavedShelf {
    /// The records of a commit; none before the first. `repo` is a handle of its own.
    ///
    /// # Errors
    /// When an object is missing or damaged.
    pub fn of(repo: Repo, commit: Option<&str>) -> Result<Self, StoreError> {
        let files = match commit {
            Some(commit) => repo.file_differences(None, Some(commit))?,
            None => Vec::new(),
        };
        let mut kinds: BTreeMap<Kind, BTreeMap<RecordId, Slot>> = BTreeMap::new();
        for file in files {
            let Some(id) = RecordId::from_path(&file.path) else { continue };
            // A record that was sent as if it were a program is judged by what it says.
            let Some(there) = file.after.filter(|it| it.is_plain() || it.is_program()) else { continue };
            kinds.entry(id.kind).or_default().insert(id, Slot { name: there.name, read: OnceLock::new() });
        }
        let kinds = kinds.into_iter().map(|(kind, slots)| (kind, Arc::new(slots))).collect();
        Ok(Self { repo: Arc::new(Mutex::new(repo)), kinds })
    }

    /// Goes on to a commit in which a record differs; `None` where it has it no more.
    pub fn lay(&mut self, id: RecordId, record: Option<Arc<Record>>) {
        let slots = Arc::make_mut(self.kinds.entry(id.kind).or_default());
        match record {
            Some(record) => slots.insert(id, Slot { name: String::new(), read: OnceLock::from(Some(record)) }),
            None => slots.remove(&id),
        };
    }

    /// The same with these kinds alone.
    pub fn of_kinds(&self, kinds: &[Kind]) -> Self {
        let kinds = kinds.iter().filter_map(|kind| Some((*kind, self.kinds.get(kind)?.clone())));
        Self { repo: self.repo.clone(), kinds: kinds.collect() }
    }

    /// Whether it has the very same records of a kind as another one, because neither has changed them since one was
    /// made of the other.
    pub fn shares(&self, other: &Self, kind: Kind) -> bool {
        match (self.kinds.get(&kind), other.kinds.get(&kind)) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }

    fn read<'a>(&self, id: &RecordId, slot: &'a Slot) -> Option<&'a Arc<Record>> {
        let read = slot.read.get_or_init(|| {
            let repo = self.repo.lock().unwrap_or_else(PoisonError::into_inner);
            repo.size_of(&slot.name).filter(|it| *it <= codec::LARGEST)?;
            let bytes = repo.contents(&slot.name)?;
            codec::decode(id, &bytes).ok().map(|it| Arc::new(it.record))
        });
        read.as_ref()
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&RecordId, &Slot)> {
        self.kinds.get(&kind).into_iter().flat_map(|it| it.iter())
    }

    fn slot(&self, id: &RecordId) -> Option<&Slot> {
        self.kinds.get(&id.kind)?.get(id)
    }
}

impl Shelf for SavedShelf {
    fn ids(&self, kind: Kind) -> Vec<RecordId> {
        self.of_kind(kind).map(|it| it.0.clone()).collect()
    }

    fn in_group(&self, kind: Kind, group: &str) -> Vec<RecordId> {
        self.of_kind(kind).map(|it| it.0).filter(|it| it.group() == Some(group)).cloned().collect()
    }

    fn exists(&self, id: &RecordId) -> bool {
        self.slot(id).is_some()
    }

    fn get(&self, id: &RecordId) -> Option<&Arc<Record>> {
        self.read(id, self.slot(id)?)
    }

    fn all(&self, kind: Kind) -> Vec<&Arc<Record>> {
        self.of_kind(kind).filter_map(|(id, slot)| self.read(id, slot)).collect()
    }
}
