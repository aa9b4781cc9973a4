//! All records at one moment.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::id::RecordId;
use super::kind::Kind;
use super::record::Record;

/// All records at one moment. A value: a change makes a new one, and a copy costs next to nothing.
///
/// Most of it lies on a shelf that reads a record when somebody asks for it; what has been changed since lies above.
#[derive(Clone)]
pub struct Snapshot {
    shelf: Arc<dyn Shelf>,
    above: BTreeMap<RecordId, Option<Arc<Record>>>,
}

/// Where a snapshot finds the records that nobody has changed in it.
///
/// An id is listed as soon as there is a file for it; a record that cannot be read is listed and not found.
pub trait Shelf: Send + Sync {
    /// The ids of a kind, sorted.
    fn ids(&self, kind: Kind) -> Vec<RecordId>;
    /// The ids of a kind that belong to a group, sorted.
    fn in_group(&self, kind: Kind, group: &str) -> Vec<RecordId> {
        let mut ids = self.ids(kind);
        ids.retain(|it| it.group() == Some(group));
        ids
    }
    /// Whether there is a record, without looking through all others.
    fn exists(&self, id: &RecordId) -> bool;
    /// One record.
    fn get(&self, id: &RecordId) -> Option<&Arc<Record>>;
    /// All records of a kind that can be read, by id.
    fn all(&self, kind: Kind) -> Vec<&Arc<Record>>;
}

/// A shelf with nothing on it.
struct Bare;

impl Shelf for Bare {
    fn ids(&self, _: Kind) -> Vec<RecordId> {
        Vec::new()
    }
    fn exists(&self, _: &RecordId) -> bool {
        false
    }
    fn get(&self, _: &RecordId) -> Option<&Arc<Record>> {
        None
    }
    fn all(&self, _: Kind) -> Vec<&Arc<Record>> {
        Vec::new()
    }
}

impl Snapshot {
    /// What lies on a shelf.
    pub fn of(shelf: Arc<dyn Shelf>) -> Self {
        Self { shelf, above: BTreeMap::new() }
    }

    pub fn get(&self, id: &RecordId) -> Option<&Record> {
        self.shared(id).map(|it| &**it)
    }

    /// The same, to be kept beside the snapshot.
    pub fn shared(&self, id: &RecordId) -> Option<&Arc<Record>> {
        match self.above.get(id) {
            Some(changed) => changed.as_ref(),
            None => self.shelf.get(id),
        }
    }

    /// Whether there is a record of that id, readable or not.
    pub fn exists(&self, id: &RecordId) -> bool {
        match self.above.get(id) {
            Some(changed) => changed.is_some(),
            None => self.shelf.exists(id),
        }
    }

    /// The ids of a kind, sorted, those that cannot be read included.
    pub fn ids(&self, kind: Kind) -> Vec<RecordId> {
        let changed = self.changed(kind).map(|(id, record)| (id, record.map(|_| id.clone())));
        overlaid(self.shelf.ids(kind), changed, |it| it)
    }

    /// The records of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.shared_of_kind(kind).map(|it| &**it)
    }

    /// The same, to be kept beside the snapshot.
    pub fn shared_of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Record>> {
        overlaid(self.shelf.all(kind), self.changed(kind), |it| &it.id).into_iter()
    }

    /// What of a kind lies above the shelf, by id.
    fn changed(&self, kind: Kind) -> impl Iterator<Item = (&RecordId, Option<&Arc<Record>>)> {
        self.above.iter().filter(move |it| it.0.kind == kind).map(|(id, record)| (id, record.as_ref()))
    }

    /// The records of a kind that belong to a group, by id.
    pub fn in_group(&self, kind: Kind, group: &str) -> impl Iterator<Item = &Record> {
        let changed = self.changed(kind).filter(|it| it.0.group() == Some(group));
        let changed = changed.map(|(id, record)| (id, record.map(|_| id.clone())));
        let ids = overlaid(self.shelf.in_group(kind, group), changed, |it| it);
        ids.into_iter().filter_map(|id| self.get(&id))
    }

    /// Every record, by kind and id.
    pub fn all(&self) -> impl Iterator<Item = &Record> {
        Kind::ALL.into_iter().flat_map(|kind| self.of_kind(kind))
    }

    pub fn put(&mut self, record: impl Into<Arc<Record>>) {
        let record = record.into();
        self.above.insert(record.id.clone(), Some(record));
    }

    pub fn remove(&mut self, id: &RecordId) {
        self.above.insert(id.clone(), None);
    }

    /// What has been changed in it since it came from its shelf; `None` where a record was taken away.
    pub fn into_changed(self) -> impl Iterator<Item = (RecordId, Option<Arc<Record>>)> {
        self.above.into_iter()
    }
}

/// A sorted list with others, sorted as well, in the places of those of the same id; `None` takes one out. One pass, for
/// both may be long.
fn overlaid<'a, T>(
    below: Vec<T>,
    above: impl Iterator<Item = (&'a RecordId, Option<T>)>,
    id: impl Fn(&T) -> &RecordId,
) -> Vec<T> {
    let mut above = above.peekable();
    if above.peek().is_none() {
        return below;
    }
    let mut all = Vec::with_capacity(below.len());
    let mut below = below.into_iter().peekable();
    for (changed, it) in above {
        while let Some(earlier) = below.next_if(|it| id(it) < changed) {
            all.push(earlier);
        }
        drop(below.next_if(|it| id(it) == changed));
        all.extend(it);
    }
    all.extend(below);
    all
}

impl Default for Snapshot {
    fn default() -> Self {
        Self::of(Arc::new(Bare))
    }
}

impl FromIterator<Record> for Snapshot {
    fn from_iter<T: IntoIterator<Item = Record>>(records: T) -> Self {
        let mut snapshot = Self::default();
        for record in records {
            snapshot.put(record);
        }
        snapshot
    }
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.all().eq(other.all())
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.all().map(|it| (&it.id, &it.fields))).finish()
    }
}
