//! The cache: what the files of records said when they were read, so that not each has to be read and parsed every
//! time. It is no part of the workspace: whoever deletes it loses nothing, and where it cannot be vouched for it is left
//! aside and written anew.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use toml::Table;

use super::error::StoreError;
use super::folder::{Signature, is_ours, jot_own, read_foreign};
use super::lock::CacheLock;
use super::repo::CommitId;
use crate::model::{Kind, Record, RecordId};

/// What a folder's records were when they were read.
#[derive(Debug)]
pub struct Cache {
    newest: Option<CommitId>,
    kinds: BTreeMap<Kind, Vec<Row>>,
    /// The whole file, of which the fields of a record are decoded when somebody asks.
    bytes: Vec<u8>,
    texts_from: usize,
}

/// A record in the cache.
#[derive(Debug)]
pub struct Row {
    pub id: RecordId,
    kept: Option<Kept>,
}

/// How its file looked, and where its fields stand.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Kept {
    signature: Signature,
    at: u32,
    length: u32,
}

/// A cache that is being put together.
#[derive(Debug, Default)]
pub struct Draft {
    kinds: BTreeMap<&'static str, Vec<(String, Option<Kept>)>>,
    texts: Vec<u8>,
}

/// What is read of a record whose title alone is asked for.
#[derive(Deserialize)]
struct Titled<'a> {
    #[serde(borrow, default)]
    title: &'a str,
}

/// What stands before the fields of the records.
#[derive(Serialize, Deserialize)]
struct Contents<'a> {
    /// Another version of the program may read records otherwise.
    program: &'a str,
    newest: Option<CommitId>,
    #[serde(borrow)]
    kinds: BTreeMap<&'a str, Vec<(String, Option<Kept>)>>,
}

/// The file, in comity's own folder.
const FILE: &str = "records.cache";

/// What the file begins with. It is told apart by it from one of a form to come.
const MARK: &[u8; 16] = b"comity records 1";

/// Between the mark and the contents: their checksum, and how long what stands before the fields is.
const CHECKSUM: usize = 20;
const LENGTH: usize = 4;

/// A cache larger than this is none of ours.
const LARGEST: u64 = 512 * 1024 * 1024;

const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Cache {
    /// The cache that lies in comity's own folder of a clone; nothing where there is none, where it is not whole, comes
    /// from another version or another person.
    pub fn read(own_folder: &Path) -> Option<Self> {
        let path = own_folder.join(FILE);
        if !is_ours(&path) {
            return None;
        }
        let bytes = read_foreign(&path, LARGEST).ok()?;
        let rest = bytes.strip_prefix(MARK)?;
        let (checksum, rest) = rest.split_at_checked(CHECKSUM)?;
        if Sha1::digest(rest)[..] != *checksum {
            return None;
        }
        let (length, rest) = rest.split_first_chunk::<LENGTH>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let contents: Contents<'_> = rmp_serde::from_slice(rest.get(..length)?).ok()?;
        if contents.program != PROGRAM {
            return None;
        }
        let texts_from = bytes.len() - rest.len() + length;
        let mut kinds = BTreeMap::new();
        for (noun, rows) in contents.kinds {
            let kind = Kind::from_noun(noun)?;
            let row = |(id, kept): (String, _)| Some(Row { id: RecordId::new(kind, &id).ok()?, kept });
            let rows: Vec<Row> = rows.into_iter().map(row).collect::<Option<_>>()?;
            if !rows.is_sorted_by(|one, next| one.id < next.id) {
                return None;
            }
            kinds.insert(kind, rows);
        }
        Some(Self { newest: contents.newest, kinds, texts_from, bytes })
    }

    /// The newest change when the folder was looked at.
    pub fn newest(&self) -> Option<&CommitId> {
        self.newest.as_ref()
    }

    /// The records of a kind that there were, by id; nothing where nobody had looked for them.
    pub fn rows(&self, kind: Kind) -> Option<&[Row]> {
        self.kinds.get(&kind).map(Vec::as_slice)
    }

    pub fn row(&self, id: &RecordId) -> Option<&Row> {
        let rows = self.rows(id.kind)?;
        rows.binary_search_by(|it| it.id.cmp(id)).ok().map(|at| &rows[at])
    }

    /// A record as it was read.
    pub fn record(&self, row: &Row) -> Option<Record> {
        let fields: Table = rmp_serde::from_slice(self.text(row)?).ok()?;
        Some(Record { id: row.id.clone(), fields })
    }

    /// The title of a record as it was read, without the rest of it.
    pub fn title(&self, row: &Row) -> Option<&str> {
        let titled: Titled<'_> = rmp_serde::from_slice(self.text(row)?).ok()?;
        Some(titled.title)
    }

    fn text(&self, row: &Row) -> Option<&[u8]> {
        let kept = row.kept?;
        let at = self.texts_from.checked_add(usize::try_from(kept.at).ok()?)?;
        self.bytes.get(at..at.checked_add(usize::try_from(kept.length).ok()?)?)
    }
}

impl Row {
    /// How the file looked when it was read.
    pub fn signature(&self) -> Option<Signature> {
        self.kept.map(|it| it.signature)
    }
}

impl Draft {
    /// Somebody has looked for records of a kind, even if there are none.
    pub fn begin(&mut self, kind: Kind) {
        self.kinds.entry(kind.noun()).or_default();
    }

    /// A record as it was just read; its file has looked so for a while. The ids of a kind come sorted.
    pub fn add(&mut self, record: &Record, signature: Signature) {
        match rmp_serde::to_vec_named(&record.fields) {
            Ok(text) => self.push(&record.id, signature, &text),
            Err(_) => self.name(&record.id),
        }
    }

    /// A record that is known by its name alone.
    pub fn name(&mut self, id: &RecordId) {
        self.kinds.entry(id.kind.noun()).or_default().push((id.as_str().to_owned(), None));
    }

    /// A record as an older cache has it.
    pub fn take_over(&mut self, cache: &Cache, row: &Row) {
        match (row.signature(), cache.text(row)) {
            (Some(signature), Some(text)) => self.push(&row.id, signature, text),
            _ => self.name(&row.id),
        }
    }

    fn push(&mut self, id: &RecordId, signature: Signature, text: &[u8]) {
        let places = (u32::try_from(self.texts.len()), u32::try_from(text.len()));
        let kept = match places {
            (Ok(at), Ok(length)) => Some(Kept { signature, at, length }),
            _ => None,
        };
        self.texts.extend_from_slice(text);
        self.kinds.entry(id.kind.noun()).or_default().push((id.as_str().to_owned(), kept));
    }

    /// Puts it in the place of the cache that lies there. Where another program does so right now, that one's stays.
    ///
    /// # Errors
    /// When the system refuses; the cache that was there stays.
    pub fn write(self, own_folder: &Path, newest: Option<CommitId>) -> Result<(), StoreError> {
        let Some(_lock) = CacheLock::try_take(own_folder)? else { return Ok(()) };
        let path = own_folder.join(FILE);
        let failed = |error| StoreError::io("write", &path)(std::io::Error::other(error));
        let contents = Contents { program: PROGRAM, newest, kinds: self.kinds };
        let contents = rmp_serde::to_vec(&contents).map_err(|it| failed(it.to_string()))?;
        let length = u32::try_from(contents.len()).map_err(|it| failed(it.to_string()))?;
        let mut rest = length.to_le_bytes().to_vec();
        rest.extend(contents);
        rest.extend(self.texts);
        let mut bytes = MARK.to_vec();
        bytes.extend_from_slice(&Sha1::digest(&rest));
        bytes.extend(rest);
        jot_own(&path, &bytes)
    }
}
