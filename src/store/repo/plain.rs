//! Git's index, of which a few entries are replaced in its bytes and all others stay as they are.
//!
//! A workspace has many files and a change touches few of them; taking every entry apart and putting it together again
//! would cost more than all the rest of a change. What is not of the plain kind is left to git2.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::UNIX_EPOCH;

use git2::{IndexEntry, Oid};
use sha1::{Digest, Sha1};

/// The bytes of an index that has been read, and where its entries stand in them.
pub struct PlainIndex {
    bytes: Vec<u8>,
    entries: Vec<Place>,
    /// Where the extensions begin.
    rest: usize,
    /// When it was written: seconds and nanoseconds.
    written: (u32, u32),
}

/// Where an entry stands, and its path in it.
struct Place {
    whole: Range<usize>,
    path: Range<usize>,
}

const HEADER: usize = 12;
const CHECKSUM: usize = 20;
/// What stands in an entry before its path: times, numbers, the name of the contents, flags.
const FIXED: usize = 62;
const MODIFIED: Range<usize> = 8..16;
const NAME: Range<usize> = 40..60;
const FLAGS: Range<usize> = 60..62;
const EXTENDED: u16 = 0x4000;
const STAGE: u16 = 0x3000;
const LONGEST: u16 = 0x0fff;
/// Deeper folders than this nobody has; a damaged index may say so.
const DEEPEST: usize = 200;

impl PlainIndex {
    /// Reads an index; `None` where there is none, or it is damaged, or of a kind that git2 has to see to.
    pub fn read(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        // The index keeps the low 32 bits of seconds.
        let written = (since.as_secs() as u32, since.subsec_nanos());
        Self::of(fs::read(path).ok()?, written)
    }

    fn of(bytes: Vec<u8>, written: (u32, u32)) -> Option<Self> {
        let end = bytes.len().checked_sub(CHECKSUM)?;
        if bytes.get(..4)? != b"DIRC"
            || !matches!(number(&bytes, 4)?, 2 | 3)
            || Sha1::digest(&bytes[..end])[..] != bytes[end..]
        {
            return None;
        }
        let count = number(&bytes, 8)? as usize;
        let mut entries: Vec<Place> = Vec::with_capacity(count.min(end / FIXED));
        let mut at = HEADER;
        for _ in 0..count {
            let place = place(&bytes[..end], at)?;
            at = place.whole.end;
            entries.push(place);
        }
        let index = Self { bytes, entries, rest: at, written };
        // An extension whose name begins with a small letter changes what the entries mean.
        index.extensions()?.iter().all(|it| it.0[0].is_ascii_uppercase()).then_some(index)
    }

    /// What the index holds for a path: the name of the contents.
    pub fn staged(&self, path: &str) -> Option<String> {
        let at = self.entries.partition_point(|it| &self.bytes[it.path.clone()] < path.as_bytes());
        let place = self.entries.get(at).filter(|it| &self.bytes[it.path.clone()] == path.as_bytes())?;
        let entry = &self.bytes[place.whole.clone()];
        // A file that is being merged has an entry for each side, and is not staged.
        let stage = u16::from_be_bytes([entry[FLAGS.start], entry[FLAGS.start + 1]]) & STAGE;
        if stage == 0 { Oid::from_bytes(&entry[NAME]).ok().map(|it| it.to_string()) } else { None }
    }

    /// The bytes of the index with other entries for these paths; `None` takes one out.
    pub fn with(&self, changes: &BTreeMap<&str, Option<IndexEntry>>) -> Vec<u8> {
        let folders: BTreeSet<&[u8]> = changes.keys().flat_map(|it| folders(it)).collect();
        let mut out = Vec::with_capacity(self.bytes.len() + changes.len() * 2 * FIXED);
        out.extend_from_slice(&self.bytes[..HEADER]);
        let mut count: u32 = 0;
        let mut changes = changes.iter().peekable();
        for place in &self.entries {
            let path = &self.bytes[place.path.clone()];
            while let Some((path, entry)) = changes.next_if(|it| it.0.as_bytes() < path) {
                count += put(&mut out, path, entry.as_ref());
            }
            // What was a file and is a folder now cannot stay; the change itself comes after its old entries.
            if changes.peek().is_some_and(|it| it.0.as_bytes() == path) || folders.contains(path) {
                continue;
            }
            let from = out.len();
            out.extend_from_slice(&self.bytes[place.whole.clone()]);
            self.distrust(&mut out[from..]);
            count += 1;
        }
        for (path, entry) in changes {
            count += put(&mut out, path, entry.as_ref());
        }
        out[8..HEADER].copy_from_slice(&count.to_be_bytes());
        for (name, body) in self.extensions().unwrap_or_default() {
            let body = match name {
                b"TREE" => without(body, &folders),
                b"REUC" => Some(body.to_vec()),
                // The others only save time, and may not fit any more.
                _ => None,
            };
            if let Some(body) = body {
                out.extend_from_slice(name);
                out.extend_from_slice(&(body.len() as u32).to_be_bytes());
                out.extend_from_slice(&body);
            }
        }
        let checksum = Sha1::digest(&out);
        out.extend_from_slice(&checksum);
        out
    }

    /// Takes the time from an entry whose file may have changed after the index was written without its time saying so:
    /// beside the new index it would look unchanged. Git then compares the contents.
    fn distrust(&self, entry: &mut [u8]) {
        let (seconds, nanos) = (number(entry, MODIFIED.start), number(entry, MODIFIED.start + 4));
        let (Some(seconds), Some(nanos)) = (seconds, nanos) else { return };
        let exact = if nanos == 0 { (seconds, u32::MAX) } else { (seconds, nanos) };
        if exact >= self.written {
            entry[MODIFIED].fill(0);
        }
    }

    fn extensions(&self) -> Option<Vec<(&[u8; 4], &[u8])>> {
        let end = self.bytes.len() - CHECKSUM;
        let mut found = Vec::new();
        let mut at = self.rest;
        while at < end {
            let name = self.bytes.get(at..at + 4)?.try_into().ok()?;
            let length = number(&self.bytes, at + 4)? as usize;
            let body = self.bytes[..end].get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
            found.push((name, body));
            at += 8 + length;
        }
        Some(found)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The entry that begins at a place.
fn place(bytes: &[u8], at: usize) -> Option<Place> {
    let entry = bytes.get(at..)?;
    let flags = u16::from_be_bytes(entry.get(FLAGS)?.try_into().ok()?);
    let fixed = if flags & EXTENDED == 0 { FIXED } else { FIXED + 2 };
    let length = match flags & LONGEST {
        LONGEST => entry.get(fixed..)?.iter().position(|it| *it == 0)?,
        length => usize::from(length),
    };
    // At least one zero ends the path, and as many as bring the next entry to a multiple of eight.
    let whole = (fixed + length + 8) / 8 * 8;
    entry.get(..whole)?;
    Some(Place { whole: at..at + whole, path: at + fixed..at + fixed + length })
}

/// Writes an entry, if there is one; how many these are.
fn put(out: &mut Vec<u8>, path: &str, entry: Option<&IndexEntry>) -> u32 {
    let Some(entry) = entry else { return 0 };
    let from = out.len();
    let times = [entry.ctime, entry.mtime];
    for time in times {
        out.extend_from_slice(&(time.seconds() as u32).to_be_bytes());
        out.extend_from_slice(&time.nanoseconds().to_be_bytes());
    }
    for number in [entry.dev, entry.ino, entry.mode, entry.uid, entry.gid, entry.file_size] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    out.extend_from_slice(entry.id.as_bytes());
    let length = u16::try_from(path.len()).unwrap_or(LONGEST).min(LONGEST);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(path.as_bytes());
    out.resize(from + (FIXED + path.len() + 8) / 8 * 8, 0);
    1
}

/// The folders that lead to a path; the workspace itself is the empty one.
fn folders(path: &str) -> impl Iterator<Item = &[u8]> {
    let slashes = path.char_indices().filter(|it| it.1 == '/').map(|it| it.0);
    std::iter::once(0).chain(slashes).map(|it| &path.as_bytes()[..it])
}

/// What git remembers of the trees of folders, without these folders; `None` where it cannot be read.
fn without(body: &[u8], stale: &BTreeSet<&[u8]>) -> Option<Vec<u8>> {
    fn folder(body: &mut &[u8], above: &[u8], stale: &BTreeSet<&[u8]>, depth: usize, out: &mut Vec<u8>) -> Option<()> {
        let until = |body: &mut &[u8], end: u8| {
            let (word, rest) = body.split_at_checked(body.iter().position(|it| *it == end)?)?;
            *body = &rest[1..];
            Some(word.to_vec())
        };
        let name = until(body, 0)?;
        let count = until(body, b' ')?;
        let below = until(body, b'\n')?;
        let path = if above.is_empty() { name.clone() } else { [above, b"/", &name].concat() };
        let is_known = !count.starts_with(b"-");
        let tree = if is_known { body.split_off(..CHECKSUM)? } else { &[] };
        let keeps = is_known && !stale.contains(path.as_slice());
        let count = if keeps { count.as_slice() } else { b"-1" };
        out.extend([name.as_slice(), b"\0", count, b" ", &below, b"\n", if keeps { tree } else { &[] }].concat());
        let below: usize = std::str::from_utf8(&below).ok()?.parse().ok()?;
        (0..below).try_for_each(|_| folder(body, &path, stale, depth.checked_sub(1)?, out))
    }
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    folder(&mut rest, b"", stale, DEEPEST, &mut out)?;
    rest.is_empty().then_some(out)
}

#[cfg(test)]
mod tests {
    use git2::{Index, IndexTime, Repository};

    use super::*;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    fn entry(path: &str, word: &[u8]) -> std::result::Result<IndexEntry, git2::Error> {
        Ok(IndexEntry {
            ctime: IndexTime::new(7, 1),
            mtime: IndexTime::new(7, 2),
            dev: 1,
            ino: 2,
            mode: 0o100_644,
            uid: 3,
            gid: 4,
            file_size: word.len() as u32,
            id: Oid::hash_object(git2::ObjectType::Blob, word)?,
            flags: 0,
            flags_extended: 0,
            path: path.as_bytes().to_vec(),
        })
    }

    /// A folder with an index of these paths that remembers its trees.
    fn indexed(paths: &[&str]) -> std::result::Result<(tempfile::TempDir, Repository), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let repo = Repository::init(folder.path())?;
        let mut index = repo.index()?;
        for path in paths {
            repo.blob(path.as_bytes())?;
            index.add(&entry(path, path.as_bytes())?)?;
        }
        index.write_tree()?;
        index.write()?;
        Ok((folder, repo))
    }

    #[test]
    fn entries_are_added_replaced_and_taken_out_as_git2_does_it() -> Result {
        let long = format!("b/{}", "long".repeat(1_100));
        for changes in [
            vec![("a/0", Some("new"))],
            vec![("a/1", Some("other")), ("zz", Some("last")), ("b/3", None)],
            vec![("a/1", None), ("a/2", None)],
            vec![("not-there", None)],
            vec![("Ü/東京", Some("x")), (long.as_str(), Some("y"))],
        ] {
            let (_folder, repo) = indexed(&["a/1", "a/2", "b/3", "b/c/4", "c"])?;
            let path = repo.path().join("index");
            let plain = PlainIndex::read(&path).ok_or("not read")?;
            assert_eq!(plain.staged("a/2"), Some(entry("", b"a/2")?.id.to_string()));
            assert_eq!(plain.staged("a/"), None);
            let mut theirs = repo.index()?;
            let mut ours = BTreeMap::new();
            for (path, word) in &changes {
                let entry =
                    word.map(|it| repo.blob(it.as_bytes()).and_then(|_| entry(path, it.as_bytes()))).transpose()?;
                match &entry {
                    Some(entry) => theirs.add(entry)?,
                    None => drop(theirs.remove(Path::new(path), 0)),
                }
                ours.insert(*path, entry);
            }
            fs::write(&path, plain.with(&ours))?;
            let mut read = Index::open(&path)?;
            let told =
                |index: &Index| index.iter().map(|it| (it.path, it.id, it.file_size, it.ino)).collect::<Vec<_>>();
            assert_eq!(told(&read), told(&theirs), "{changes:?}");
            // What is remembered of trees would show here, if any of it were wrong.
            assert_eq!(read.write_tree_to(&repo)?, theirs.write_tree()?, "{changes:?}");
        }
        Ok(())
    }

    #[test]
    fn what_may_have_changed_unseen_is_compared_again() -> Result {
        let (_folder, repo) = indexed(&["a", "b"])?;
        let bytes = fs::read(repo.path().join("index"))?;
        for (written, seconds) in [((7, 3), 7), ((7, 2), 0), ((6, 9), 0)] {
            let plain = PlainIndex::of(bytes.clone(), written).ok_or("not read")?;
            let path = repo.path().join("beside");
            fs::write(&path, plain.with(&BTreeMap::new()))?;
            let read = Index::open(&path)?;
            assert!(read.iter().all(|it| it.mtime.seconds() == seconds), "{written:?}");
        }
        Ok(())
    }

    #[test]
    fn a_damaged_index_and_one_of_another_kind_are_left_to_git2() -> Result {
        let (_folder, repo) = indexed(&["a/1", "a/2"])?;
        let bytes = fs::read(repo.path().join("index"))?;
        for end in 0..bytes.len() {
            assert!(PlainIndex::of(bytes[..end].to_vec(), (0, 0)).is_none());
        }
        let signed = |mut bytes: Vec<u8>| {
            bytes.truncate(bytes.len() - CHECKSUM);
            let checksum = Sha1::digest(&bytes);
            bytes.extend_from_slice(&checksum);
            bytes
        };
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            assert!(PlainIndex::of(damaged.clone(), (0, 0)).is_none());
            // Signed all the same it is read or not, and written again without a panic.
            if let Some(index) = PlainIndex::of(signed(damaged), (0, 0)) {
                index.with(&BTreeMap::from([("a/3", None)]));
            }
        }
        let mut split = bytes[..bytes.len() - CHECKSUM].to_vec();
        split.extend_from_slice(b"link\0\0\0\0");
        split.extend_from_slice(&[0; CHECKSUM]);
        assert!(PlainIndex::of(signed(split), (0, 0)).is_none());
        Ok(())
    }
}
