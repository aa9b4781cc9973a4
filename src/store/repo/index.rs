//! Git's index: changed in a copy of its own, which then takes its place in one step.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use git2::{ErrorCode, Index, ObjectType, Oid};

use super::Repo;
use super::plain::PlainIndex;
use crate::store::error::{Refusal, StoreError};
use crate::store::folder::is_absent;

/// A copy of git's index under another name.
pub struct IndexBeside {
    index: Staging,
    path: PathBuf,
    own: PathBuf,
}

/// A copy that is written but not durable yet; git2 has seen to its own.
pub struct WrittenIndex(Option<File>);

enum Staging {
    Plain(PlainIndex),
    /// Of a kind that only git2 reads.
    OfGit(Index),
}

impl IndexBeside {
    /// What the index holds for a path: the name of the contents.
    pub fn staged(&self, path: &str) -> Option<String> {
        match &self.index {
            Staging::Plain(index) => index.staged(path),
            Staging::OfGit(index) => index.get_path(Path::new(path), 0).map(|it| it.id.to_string()),
        }
    }

    /// Writes it with these paths as they are in the folder `root`; `None` takes one out. It is to be made durable
    /// before it is put in place.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write(&mut self, root: &Path, names: &[(&str, Option<String>)]) -> Result<WrittenIndex, StoreError> {
        let failed = || StoreError::git("write the index");
        let mut entries = BTreeMap::new();
        for (path, name) in names {
            let entry = match name {
                Some(name) => {
                    let full = root.join(path);
                    let id = Oid::from_str(name).map_err(failed())?;
                    // Git takes a file for unchanged if it looks as the index says: so only if it holds that, too.
                    let about = std::fs::symlink_metadata(&full).ok().filter(|it| {
                        it.is_file() && Oid::hash_file(ObjectType::Blob, &full).is_ok_and(|there| there == id)
                    });
                    Some(index_entry(path, id, about.as_ref()))
                }
                None => None,
            };
            entries.insert(*path, entry);
        }
        match &mut self.index {
            Staging::Plain(index) => {
                let written = File::create_new(&self.path).and_then(|mut it| {
                    it.write_all(&index.with(&entries))?;
                    Ok(it)
                });
                Ok(WrittenIndex(Some(written.map_err(StoreError::io("write", &self.path))?)))
            }
            Staging::OfGit(index) => {
                for (path, entry) in &entries {
                    let done = match entry {
                        Some(entry) => index.add(entry),
                        None => index.remove(Path::new(path), 0),
                    };
                    match done {
                        Err(error) if entry.is_some() || error.code() != ErrorCode::NotFound => {
                            return Err(failed()(error));
                        }
                        _ => (),
                    }
                }
                index.write().map_err(failed())?;
                Ok(WrittenIndex(None))
            }
        }
    }

    /// Puts it in the place of git's own.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn put_in_place(self) -> Result<(), StoreError> {
        std::fs::rename(&self.path, &self.own).map_err(StoreError::io("write", &self.own))
    }
}

impl WrittenIndex {
    /// Makes it durable. Git makes its index anew when it likes; ours takes the place of one that a person may have
    /// prepared, and after a power cut the intent that could repair a torn one may be gone already.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn settle(&self) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), File::sync_all)
    }
}

impl Repo {
    /// Opens a copy of git's index under another name, to be changed there and then put in its place.
    ///
    /// # Errors
    /// When the index is of a kind that cannot be written, or the system refuses.
    pub fn index_beside(&self, beside: &Path) -> Result<IndexBeside, StoreError> {
        let own = self.git.path().join("index");
        let _ = std::fs::remove_file(beside);
        if let Some(plain) = PlainIndex::read(&own) {
            return Ok(IndexBeside { index: Staging::Plain(plain), path: beside.to_owned(), own });
        }
        match std::fs::hard_link(&own, beside).or_else(|_| std::fs::copy(&own, beside).map(drop)) {
            Ok(()) => {
                let mut index = Index::open(beside).map_err(index_refused)?;
                let written = std::fs::metadata(beside).and_then(|it| it.modified());
                doubt_the_young(&mut index, written.map_err(StoreError::io("read", beside))?)?;
                Ok(IndexBeside { index: Staging::OfGit(index), path: beside.to_owned(), own })
            }
            Err(error) if is_absent(&error) => {
                let mut index = Index::open(beside).map_err(index_refused)?;
                if let Some(tree) = self.newest().and_then(|it| self.commit(&it).ok()).and_then(|it| it.tree().ok()) {
                    index.read_tree(&tree).map_err(index_refused)?;
                }
                Ok(IndexBeside { index: Staging::OfGit(index), path: beside.to_owned(), own })
            }
            Err(error) => Err(StoreError::io("copy", &own)(error)),
        }
    }
}

fn index_refused(error: git2::Error) -> StoreError {
    let words = error.message();
    if words.contains("'link'") {
        StoreError::Refused(Refusal::SplitIndex)
    } else if words.contains("'sdir'") {
        StoreError::Refused(Refusal::SparseIndex)
    } else {
        StoreError::git("read the index")(error)
    }
}

/// Makes git look at the contents of those files once more that were not older than the index when it was written.
///
/// Git knows from the index's own age that it cannot trust the age of such a file, as it may have changed within the
/// same tick of the clock; the index that comes in its place is younger and would hide that.
fn doubt_the_young(index: &mut Index, written: SystemTime) -> Result<(), StoreError> {
    let written = written.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let written = (written.as_secs() as i32, written.subsec_nanos());
    let is_young = |it: &git2::IndexEntry| {
        let in_line = it.flags_extended == 0 && it.flags & STAGE == 0;
        in_line && it.mode & 0o170_000 == 0o100_000 && (it.mtime.seconds(), it.mtime.nanoseconds()) >= written
    };
    let young: Vec<git2::IndexEntry> = index.iter().filter(is_young).collect();
    for entry in young {
        index.add(&git2::IndexEntry { file_size: 0, ..entry }).map_err(StoreError::git("write the index"))?;
    }
    Ok(())
}

/// Of the flags of a file in the index: which side of a merge it is.
const STAGE: u16 = 0x3000;

fn index_entry(path: &str, id: Oid, about: Option<&std::fs::Metadata>) -> git2::IndexEntry {
    let zero = git2::IndexTime::new(0, 0);
    let mut entry = git2::IndexEntry {
        ctime: zero,
        mtime: zero,
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    };
    #[cfg(unix)]
    if let Some(about) = about {
        use std::os::unix::fs::MetadataExt;
        // The index keeps the low 32 bits of these.
        entry.ctime = git2::IndexTime::new(about.ctime() as i32, about.ctime_nsec() as u32);
        entry.mtime = git2::IndexTime::new(about.mtime() as i32, about.mtime_nsec() as u32);
        (entry.dev, entry.ino) = (about.dev() as u32, about.ino() as u32);
        (entry.uid, entry.gid, entry.file_size) = (about.uid(), about.gid(), about.size() as u32);
    }
    #[cfg(not(unix))]
    let _ = about;
    entry
}
