//! The shelf of a folder: its records, read when somebody asks, kept until their files change.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::SystemTime;

use super::cache::{Cache, Draft};
use super::codec;
use super::error::StoreError;
use super::folder::{Folder, Signature, Ways};
use super::last_saved::LastSaved;
use super::repo::CommitId;
use crate::model::problem::{Code, Problem};
use crate::model::snapshot::Shelf;
use crate::model::{Kind, Record, RecordId};

/// From so many unread records on, two threads read them.
const MANY: usize = 400;

/// To look into the cache takes as long as to read so many files.
const WORTH_THE_CACHE: usize = 200;

/// What the records were when they were read before; looked up when many are wanted.
pub struct Remembered {
    own_folder: PathBuf,
    cache: OnceLock<Option<Cache>>,
    /// Once is enough for a program: what changes while it runs is little.
    is_written: AtomicBool,
}

/// The records of a folder as they lie there. What cannot be read is a listed problem, and stands as it was last saved.
pub struct FolderShelf {
    folder: Folder,
    last_saved: Arc<LastSaved>,
    remembered: Arc<Remembered>,
    /// Where the folder has not been looked at yet, and what is remembered stands for it: what has come, gone or changed
    /// in the history since, and whether it is there now.
    since: Option<BTreeMap<RecordId, bool>>,
    groups: OnceLock<(Vec<String>, Vec<Problem>)>,
    /// How many records were wanted so far.
    wanted: AtomicUsize,
    kinds: [OnceLock<Listed>; Kind::ALL.len()],
}

struct Listed {
    slots: Vec<Arc<Slot>>,
    /// What was wrong with the names.
    problems: Vec<Problem>,
}

/// One file.
struct Slot {
    id: RecordId,
    /// Whether a folder on its way is a link: then it is had from the history alone.
    behind_link: bool,
    read: OnceLock<Read>,
}

/// What came of reading it.
struct Read {
    record: Option<Arc<Record>>,
    signature: Option<Signature>,
    problem: Option<Problem>,
    /// Where it was read from.
    origin: Origin,
}

/// Where a record was read from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// From its file, which had been left alone for a while.
    SettledFile,
    /// From its file, which somebody had just written: it may be written again without looking otherwise.
    FreshFile,
    Cache,
    History,
}

impl FolderShelf {
    pub fn new(folder: Folder, last_saved: Arc<LastSaved>, remembered: Arc<Remembered>) -> Self {
        Self {
            folder,
            last_saved,
            remembered,
            since: None,
            groups: OnceLock::new(),
            wanted: AtomicUsize::new(0),
            kinds: Default::default(),
        }
    }

    /// The shelf as it is remembered, before anybody has looked at the folder, with what has come, gone or changed in
    /// the history `since` then, as it is there now. [`Self::again`] looks.
    pub fn as_remembered(&self, since: BTreeMap<RecordId, bool>) -> Self {
        let next = Self::new(self.folder.clone(), self.last_saved.clone(), self.remembered.clone());
        Self { since: Some(since), ..next }
    }

    /// What is remembered, where anything is.
    pub fn cache(&self) -> Option<&Cache> {
        self.remembered.cache.get_or_init(|| Cache::read(&self.remembered.own_folder)).as_ref()
    }

    /// The shelf as the folder is now: what has not changed is taken over, what has changed is read again when asked
    /// for. Also the ids that came, went or changed.
    pub fn again(&self) -> (Self, Vec<RecordId>) {
        let next = Self::new(self.folder.clone(), self.last_saved.clone(), self.remembered.clone());
        let mut touched = Vec::new();
        for (kind, listed) in Kind::ALL.into_iter().zip(&self.kinds) {
            let Some(listed) = listed.get() else { continue };
            let mut fresh = next.list(kind);
            for slot in &mut fresh.slots {
                let old = listed.slots.binary_search_by(|it| it.id.cmp(&slot.id)).ok().map(|at| &listed.slots[at]);
                let read = old.and_then(|it| it.read.get());
                let same = read
                    .is_some_and(|it| it.signature.is_some() && it.signature == self.folder.signature(&slot.id.path()));
                match (old, same) {
                    (Some(old), true) => *slot = old.clone(),
                    (Some(old), false) if old.read.get().is_none() => (),
                    _ => touched.push(slot.id.clone()),
                }
            }
            let gone = listed.slots.iter().filter(|it| fresh.slots.binary_search_by(|new| new.id.cmp(&it.id)).is_err());
            touched.extend(gone.map(|it| it.id.clone()));
            // The cell is empty: this shelf was made above and nobody else has it.
            let _ = next.kinds[place(kind)].set(fresh);
        }
        (next, touched)
    }

    /// What is wrong with the files of the kinds read so far.
    pub fn problems(&self) -> Vec<Problem> {
        let of_groups = self.groups.get().into_iter().flat_map(|it| it.1.iter().cloned());
        let of_kinds = self.kinds.iter().filter_map(OnceLock::get).flat_map(|listed| {
            let read = listed.slots.iter().filter_map(|it| it.read.get()?.problem.clone());
            listed.problems.iter().cloned().chain(read)
        });
        let mut problems: Vec<Problem> = of_groups.chain(of_kinds).collect();
        problems.sort();
        problems.dedup();
        problems
    }

    /// Reads everything, so that every problem is known.
    pub fn read_all(&self) {
        for kind in Kind::ALL {
            self.prepare(kind);
        }
    }

    fn listed(&self, kind: Kind) -> &Listed {
        self.kinds[place(kind)].get_or_init(|| self.list(kind))
    }

    fn list(&self, kind: Kind) -> Listed {
        let (groups, of_groups) = self.groups.get_or_init(|| {
            let mut problems = Vec::new();
            (self.folder.groups(&mut problems), problems)
        });
        let slot = |id, behind_link| Arc::new(Slot { id, behind_link, read: OnceLock::new() });
        if let Some(ids) = self.ids_remembered(kind) {
            return Listed { slots: ids.into_iter().map(|it| slot(it, false)).collect(), problems: Vec::new() };
        }
        let mut problems = Vec::new();
        let ids = self.folder.ids(kind, groups, &mut problems);
        let mut slots: Vec<Arc<Slot>> = ids.into_iter().map(|id| slot(id, false)).collect();
        let links = of_groups.iter().chain(&problems).filter(|it| it.code == Code::Link);
        let behind: Vec<RecordId> = links.flat_map(|it| self.last_saved.ids(kind, &it.path)).collect();
        if !behind.is_empty() {
            slots.extend(behind.into_iter().map(|id| slot(id, true)));
            slots.sort_by(|one, other| one.id.cmp(&other.id));
            slots.dedup_by(|one, other| one.id == other.id);
        }
        Listed { slots, problems }
    }

    /// The ids of a kind where the folder has not been looked at yet.
    fn ids_remembered(&self, kind: Kind) -> Option<Vec<RecordId>> {
        let since = self.since.as_ref()?;
        let mut ids: Vec<RecordId> = self.cache()?.rows(kind)?.iter().map(|it| it.id.clone()).collect();
        ids.retain(|it| !since.contains_key(it));
        ids.extend(since.iter().filter(|it| it.0.kind == kind && *it.1).map(|it| it.0.clone()));
        ids.sort();
        Some(ids)
    }

    /// A record as it is remembered, where its file looks as it did then.
    fn read_remembered(&self, id: &RecordId, path: &str) -> Option<Read> {
        let cache = self.remembered.cache.get()?.as_ref()?;
        let row = cache.row(id)?;
        let signature = row.signature()?;
        let stands = match &self.since {
            Some(since) => !since.contains_key(id),
            None => self.folder.signature(path) == Some(signature),
        };
        let record = stands.then(|| cache.record(row)).flatten()?;
        Some(Read { record: Some(Arc::new(record)), signature: Some(signature), problem: None, origin: Origin::Cache })
    }

    fn read<'a>(&self, slot: &'a Slot) -> &'a Read {
        slot.read.get_or_init(|| {
            let path = slot.id.path();
            if let Some(read) = self.read_remembered(&slot.id, &path).filter(|_| !slot.behind_link) {
                return read;
            }
            if slot.behind_link {
                // The one problem is the folder's, and told already.
                let record = self.last_saved.record(&slot.id);
                return Read { record, signature: None, problem: None, origin: Origin::History };
            }
            match self.folder.read(&path) {
                Err(problem) => self.as_last_saved(&slot.id, None, problem),
                Ok(None) => Read { record: None, signature: None, problem: None, origin: Origin::History },
                Ok(Some((bytes, signature))) => match codec::decode(&slot.id, &bytes) {
                    Ok(decoded) => Read {
                        record: Some(Arc::new(decoded.record)),
                        signature: Some(signature),
                        problem: decoded.foreign_line_ends.then(|| foreign_line_ends(&path)),
                        origin: match signature.is_settled(SystemTime::now()) {
                            true => Origin::SettledFile,
                            false => Origin::FreshFile,
                        },
                    },
                    Err(broken) => self.as_last_saved(&slot.id, Some(signature), broken.problem(&path)),
                },
            }
        })
    }

    fn was_behind_link(&self, id: &RecordId) -> bool {
        self.folder.is_behind_link(&id.path(), &mut Ways::default()) && self.last_saved.record(id).is_some()
    }

    fn as_last_saved(&self, id: &RecordId, signature: Option<Signature>, problem: Problem) -> Read {
        Read { record: self.last_saved.record(id), signature, problem: Some(problem), origin: Origin::History }
    }

    fn slot(&self, id: &RecordId) -> Option<&Arc<Slot>> {
        let slots = &self.listed(id.kind).slots;
        slots.binary_search_by(|it| it.id.cmp(id)).ok().map(|at| &slots[at])
    }
}

impl Shelf for FolderShelf {
    fn ids(&self, kind: Kind) -> Vec<RecordId> {
        self.listed(kind).slots.iter().map(|it| it.id.clone()).collect()
    }

    fn in_group(&self, kind: Kind, group: &str) -> Vec<RecordId> {
        // Ids begin with the code of their group, and what follows it sorts before all that a longer code could have.
        let slots = &self.listed(kind).slots;
        let first = slots.partition_point(|it| it.id.group().unwrap_or_default() < group);
        let slots: Vec<&Arc<Slot>> = slots[first..].iter().take_while(|it| it.id.group() == Some(group)).collect();
        // Whoever asks for them reads them.
        self.read_all_of(&slots);
        slots.into_iter().map(|it| it.id.clone()).collect()
    }

    fn exists(&self, id: &RecordId) -> bool {
        match self.kinds[place(id.kind)].get() {
            Some(listed) => listed.slots.binary_search_by(|it| it.id.cmp(id)).is_ok(),
            None => self.folder.exists(id) || self.was_behind_link(id),
        }
    }

    fn get(&self, id: &RecordId) -> Option<&Arc<Record>> {
        self.read(self.slot(id)?).record.as_ref()
    }

    fn all(&self, kind: Kind) -> Vec<&Arc<Record>> {
        self.prepare(kind);
        self.listed(kind).slots.iter().filter_map(|it| self.read(it).record.as_ref()).collect()
    }
}

impl FolderShelf {
    /// Reads all records of a kind that nobody has asked for yet.
    fn prepare(&self, kind: Kind) {
        self.read_all_of(&self.listed(kind).slots.iter().collect::<Vec<_>>());
    }

    /// Reads those of some records that nobody has asked for yet.
    fn read_all_of(&self, slots: &[&Arc<Slot>]) {
        let unread: Vec<&Arc<Slot>> = slots.iter().copied().filter(|it| it.read.get().is_none()).collect();
        let read = |slots: &[&Arc<Slot>]| {
            for slot in slots {
                self.read(slot);
            }
        };
        if self.wanted.fetch_add(unread.len(), Ordering::Relaxed) + unread.len() >= WORTH_THE_CACHE {
            self.cache();
        }
        match unread.len() {
            few if few < MANY => read(&unread),
            many => thread::scope(|threads| {
                let (first, second) = unread.split_at(many / 2);
                threads.spawn(|| read(second));
                read(first);
            }),
        }
    }
}

impl FolderShelf {
    /// Remembers what was read, where that is worth its while: where many files had to be read that were not remembered.
    /// `newest` is the newest change when the folder was looked at.
    ///
    /// # Errors
    /// When the system refuses; nothing is lost then but time.
    pub fn remember(&self, newest: Option<CommitId>) -> Result<(), StoreError> {
        let listed = || self.kinds.iter().filter_map(OnceLock::get).flat_map(|it| &it.slots);
        let was_read = |it: &&Arc<Slot>| it.read.get().is_some_and(|it| it.origin == Origin::SettledFile);
        if self.since.is_some() || listed().filter(was_read).count() < MANY {
            return Ok(());
        }
        // One by one, they may have been read although they are remembered.
        let is_new = |it: &&Arc<Slot>| {
            let known = self.cache().and_then(|cache| cache.row(&it.id)?.signature());
            was_read(it) && it.read.get().is_some_and(|it| it.signature != known)
        };
        if listed().filter(is_new).count() < MANY || self.remembered.is_written.swap(true, Ordering::Relaxed) {
            return Ok(());
        }
        let mut draft = Draft::default();
        for (kind, listed) in Kind::ALL.into_iter().zip(&self.kinds) {
            match (listed.get(), self.cache()) {
                (Some(listed), cache) => {
                    draft.begin(kind);
                    // What lies behind a link is had from the history, and not remembered.
                    listed.slots.iter().filter(|it| !it.behind_link).for_each(|it| it.add_to(&mut draft, cache));
                }
                (None, Some(cache)) => cache.rows(kind).into_iter().flatten().for_each(|it| draft.take_over(cache, it)),
                (None, None) => (),
            }
        }
        draft.write(&self.remembered.own_folder, newest)
    }
}

impl Slot {
    /// Adds it to what is remembered, as far as that can be vouched for.
    fn add_to(&self, draft: &mut Draft, cache: Option<&Cache>) {
        let row = || cache.and_then(|it| Some((it, it.row(&self.id)?)));
        match self.read.get() {
            Some(Read {
                record: Some(record),
                signature: Some(signature),
                problem: None,
                origin: Origin::SettledFile,
            }) => {
                draft.add(record, *signature);
            }
            None | Some(Read { origin: Origin::Cache, .. }) => match row() {
                Some((cache, row)) => draft.take_over(cache, row),
                None => draft.name(&self.id),
            },
            Some(_) => draft.name(&self.id),
        }
    }
}

impl Remembered {
    /// What lies in comity's own folder of a clone.
    pub fn of(own_folder: PathBuf) -> Self {
        Self { own_folder, cache: OnceLock::new(), is_written: AtomicBool::new(false) }
    }
}

fn foreign_line_ends(path: &str) -> Problem {
    Problem::of_file(
        Code::LineEnds,
        path,
        "the file has Windows line ends or a byte order mark",
        "Nothing: the next change to it writes it as the others are written",
    )
}

fn place(kind: Kind) -> usize {
    kind as usize
}
