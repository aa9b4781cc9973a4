//! A file of comity's own that is read page by page, each checked when somebody asks for it: so that a small answer from
//! a large file costs little, and what is damaged is found before it is believed.

use std::cell::{Cell, OnceCell};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use sha1::{Digest, Sha1};

use super::error::StoreError;
use super::folder::{is_ours, jot_own};
use super::lock::CacheLock;

/// A file that lies in comity's own folder, opened. It stays what it was when it is replaced meanwhile.
#[derive(Debug)]
pub struct Pages {
    file: File,
    /// Where the first page begins.
    from: u64,
    /// How many bytes all pages have.
    length: usize,
    checksums: Vec<u8>,
    /// Those that were read; nothing in place of one that is damaged.
    read: Vec<OnceCell<Option<Box<[u8]>>>>,
    is_damaged: Cell<bool>,
}

/// Bytes of a page. The last one may have fewer.
const PAGE: usize = 4096;

/// What a file begins with: its mark, the checksum of what follows up to the first page, and how long the head and all
/// pages are.
const MARK: usize = 16;
const CHECKSUM: usize = 20;
const LENGTHS: usize = 16;

/// A head larger than this is none of ours.
const LARGEST_HEAD: u64 = 1024 * 1024;
/// Nor are pages of more bytes than this.
const LARGEST: u64 = 512 * 1024 * 1024;

impl Pages {
    /// Opens a file, and reads its head; nothing where there is none, where it is not whole or begins with another mark,
    /// or is another person's.
    pub fn open(path: &Path, mark: &[u8; MARK]) -> Option<(Vec<u8>, Self)> {
        if !is_ours(path) {
            return None;
        }
        let mut file = File::open(path).ok()?;
        let mut first = [0; MARK + CHECKSUM + LENGTHS];
        file.read_exact(&mut first).ok()?;
        let (checksum, lengths) = first.strip_prefix(mark)?.split_at_checked(CHECKSUM)?;
        let (head, length) = lengths.split_first_chunk::<8>()?;
        let (head, length) = (u64::from_le_bytes(*head), u64::from_le_bytes(*length.first_chunk::<8>()?));
        if head > LARGEST_HEAD || length > LARGEST {
            return None;
        }
        let n_pages = usize::try_from(length).ok()?.div_ceil(PAGE);
        let rest = usize::try_from(head).ok()? + n_pages * CHECKSUM;
        let from = first.len() as u64 + rest as u64;
        if file.metadata().ok()?.len() != from + length {
            return None;
        }
        let mut head_and_sums = vec![0; rest];
        file.read_exact(&mut head_and_sums).ok()?;
        if checksum != of(&[lengths, &head_and_sums]) {
            return None;
        }
        let checksums = head_and_sums.split_off(usize::try_from(head).ok()?);
        let read = (0..n_pages).map(|_| OnceCell::new()).collect();
        Some((
            head_and_sums,
            Self { file, from, length: usize::try_from(length).ok()?, checksums, read, is_damaged: Cell::new(false) },
        ))
    }

    /// Puts a file in the place of what lies there. Where another program does so right now, that one's stays.
    ///
    /// # Errors
    /// When the system refuses; what was there stays.
    pub fn write(own_folder: &Path, name: &str, mark: &[u8; MARK], head: &[u8], body: &[u8]) -> Result<(), StoreError> {
        let Some(_lock) = CacheLock::try_take(own_folder)? else { return Ok(()) };
        let lengths = [head.len() as u64, body.len() as u64].map(u64::to_le_bytes).concat();
        let checksums: Vec<u8> = body.chunks(PAGE).flat_map(|it| of(&[it])).collect();
        let checksum = of(&[&lengths, head, &checksums]);
        jot_own(&own_folder.join(name), &[mark, &checksum[..], &lengths, head, &checksums, body].concat())
    }

    /// Whether a page that was asked for is damaged.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.get()
    }

    /// Fills `out` with the bytes that stand at a place; nothing where they are damaged, or not there.
    pub fn copy(&self, mut at: usize, mut out: &mut [u8]) -> Option<()> {
        while !out.is_empty() {
            let bytes = self.page(at / PAGE)?.get(at % PAGE..)?;
            let length = bytes.len().min(out.len());
            let (here, further) = out.split_at_mut(length);
            here.copy_from_slice(bytes.get(..length).filter(|it| !it.is_empty())?);
            (at, out) = (at + length, further);
        }
        Some(())
    }

    fn page(&self, nth: usize) -> Option<&[u8]> {
        let read = || {
            let begin = nth * PAGE;
            let mut bytes = vec![0; PAGE.min(self.length.checked_sub(begin)?)];
            let mut file = &self.file;
            file.seek(SeekFrom::Start(self.from + begin as u64)).ok()?;
            file.read_exact(&mut bytes).ok()?;
            let checksum = self.checksums.get(nth * CHECKSUM..(nth + 1) * CHECKSUM)?;
            (of(&[&bytes]) == checksum).then(|| bytes.into_boxed_slice())
        };
        let page = self.read.get(nth)?.get_or_init(read).as_deref();
        self.is_damaged.set(self.is_damaged.get() || page.is_none());
        page
    }
}

fn of(parts: &[&[u8]]) -> [u8; CHECKSUM] {
    parts.iter().fold(Sha1::new(), |sum, it| sum.chain_update(it)).finalize().into()
}
