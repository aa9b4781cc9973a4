//! The index of the history: which commits of its line touch which path, when and by whom, so that nobody has to look at
//! all of them. It is no part of the workspace: whoever deletes it loses nothing, and where it cannot be vouched for it
//! is left aside and written anew.
//!
//! A commit is what its name says, and so is all that lies behind it. What stands here about a commit that is in the
//! history is therefore true whatever happened to the history since: it is rewritten, cut back, repacked. What is not in
//! the index is newer than it, and looked at one by one.

mod draft;
mod layout;

use std::fs;
use std::path::Path;

use super::pages::Pages;
use super::repo::Name;
use layout::{Contents, FILE, IdStart, MARK, PROGRAM, Part};

pub use draft::{Draft, Row};
pub use layout::{Who, id_start};

/// The index of a clone's history. A commit's *place* is how many lie before it.
#[derive(Debug)]
pub struct HistoryIndex {
    contents: Contents,
    pages: Pages,
}

/// A file that a commit changed: what it is called before and after it; `None` where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    pub path: String,
    pub before: Option<Name>,
    pub after: Option<Name>,
}

/// Its answers are `None` where a part of it is damaged.
impl HistoryIndex {
    /// The index that lies in comity's own folder of a clone, if it is about a history that is cut off where this one is.
    pub fn read(own_folder: &Path, ground: &Name) -> Option<Self> {
        let (head, pages) = Pages::open(&own_folder.join(FILE), MARK)?;
        let contents: Contents = rmp_serde::from_slice(&head).ok()?;
        let is_ours = contents.program == PROGRAM && contents.ground == *ground;
        is_ours.then_some(Self { contents, pages })
    }

    /// Takes the index away that lies there.
    pub fn discard(own_folder: &Path) {
        // Where it cannot be taken away it is found to be damaged again, and costs time.
        let _ = fs::remove_file(own_folder.join(FILE));
    }

    /// Where a history has to be cut off for this to be about it.
    pub fn ground(&self) -> &Name {
        &self.contents.ground
    }

    /// Whether something that was asked for is damaged.
    pub fn is_damaged(&self) -> bool {
        self.pages.is_damaged()
    }

    /// The place of a commit; nothing where it is not among these.
    pub fn place(&self, commit: &Name) -> Option<u32> {
        let (mut low, mut high) = (0, self.contents.commits);
        while low < high {
            let middle = low + (high - low) / 2;
            let place = self.number(Part::ByName, middle)?;
            match self.commit(place)?.cmp(commit) {
                std::cmp::Ordering::Equal => return Some(place),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The commit at a place.
    pub fn commit(&self, place: u32) -> Option<Name> {
        self.bytes(Part::Names, place)
    }

    /// When each commit up to a place was made, in seconds, the oldest first.
    pub fn times(&self, upto: u32) -> Option<Vec<i64>> {
        let bytes = self.all(Part::Times, 0, upto.checked_add(1)?)?;
        Some(bytes.as_chunks().0.iter().map(|it| i64::from_le_bytes(*it)).collect())
    }

    /// How the id of each change up to a place begins, the oldest first.
    pub fn ids(&self, upto: u32) -> Option<Vec<IdStart>> {
        Some(self.all(Part::Ids, 0, upto.checked_add(1)?)?.as_chunks().0.to_vec())
    }

    /// Who made each commit up to a place, as a place among [`Self::people`], the oldest first.
    pub fn makers(&self, upto: u32) -> Option<Vec<u32>> {
        self.numbers(Part::Makers, 0, upto.checked_add(1)?)
    }

    /// Everybody who made a commit, as it says so.
    pub fn people(&self) -> Option<Vec<Who>> {
        rmp_serde::from_slice(&self.whole(Part::People)?).ok()
    }

    /// The places of the commits that may have changed what lies at a path, a file or a folder, the oldest first. Each
    /// that did is among them.
    pub fn touching(&self, path: &str) -> Option<Vec<u32>> {
        let folder = format!("{path}/");
        // Zero follows upon the slash.
        let (first, end) = (self.first_from(folder.as_bytes())?, self.first_from(format!("{path}0").as_bytes())?);
        let file = self.first_from(path.as_bytes())?;
        let there = file < self.contents.paths && self.path(file)? == path.as_bytes();
        let mut places = self.whole_numbers(Part::Untold)?;
        for (from, to) in [(first, end), (file, file + u32::from(there))] {
            let (begin, end) = (self.number(Part::TouchesFrom, from)?, self.number(Part::TouchesFrom, to)?);
            places.extend(self.numbers(Part::Touches, begin, end)?);
        }
        places.sort_unstable();
        places.dedup();
        Some(places)
    }

    /// What the commit at a place changed; nothing where the index cannot tell all of it.
    pub fn changed(&self, place: u32) -> Option<Vec<Touched>> {
        if self.whole_numbers(Part::Untold)?.binary_search(&place).is_ok() {
            return None;
        }
        let (begin, end) = (self.number(Part::ChangesFrom, place)?, self.number(Part::ChangesFrom, place + 1)?);
        let touched = |path: u32| {
            let (first, end) = (self.number(Part::TouchesFrom, path)?, self.number(Part::TouchesFrom, path + 1)?);
            let nth = self.numbers(Part::Touches, first, end)?.binary_search(&place).ok()?;
            let this = first + u32::try_from(nth).ok()?;
            // The line has no forks: before this change it was what the last one made of it.
            let before = if nth == 0 { None } else { self.contents_at(this - 1)? };
            Some(Touched { path: String::from_utf8(self.path(path)?).ok()?, before, after: self.contents_at(this)? })
        };
        self.numbers(Part::Changes, begin, end)?.into_iter().map(touched).collect()
    }

    /// What a file was called after a change of it; nothing within where that took it away.
    fn contents_at(&self, touch: u32) -> Option<Option<Name>> {
        self.bytes(Part::Contents, touch).map(|it| (it != Name::default()).then_some(it))
    }

    /// The first path that is this or comes behind it.
    fn first_from(&self, wanted: &[u8]) -> Option<u32> {
        let (mut low, mut high) = (0, self.contents.paths);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.path(middle)?.as_slice() < wanted {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        Some(low)
    }

    fn path(&self, nth: u32) -> Option<Vec<u8>> {
        self.all(Part::Paths, self.number(Part::PathsFrom, nth)?, self.number(Part::PathsFrom, nth + 1)?)
    }

    fn number(&self, part: Part, nth: u32) -> Option<u32> {
        self.bytes(part, nth).map(u32::from_le_bytes)
    }

    fn numbers(&self, part: Part, from: u32, to: u32) -> Option<Vec<u32>> {
        Some(self.all(part, from, to)?.as_chunks().0.iter().map(|it| u32::from_le_bytes(*it)).collect())
    }

    fn whole_numbers(&self, part: Part) -> Option<Vec<u32>> {
        Some(self.whole(part)?.as_chunks().0.iter().map(|it| u32::from_le_bytes(*it)).collect())
    }

    /// One entry of a part.
    fn bytes<const SIZE: usize>(&self, part: Part, nth: u32) -> Option<[u8; SIZE]> {
        let mut bytes = [0; SIZE];
        let at = usize::try_from(nth).ok()?.checked_mul(SIZE)?;
        self.pages.copy(self.contents.find(part, at, SIZE)?, &mut bytes)?;
        Some(bytes)
    }

    /// Several entries of a part.
    fn all(&self, part: Part, from: u32, to: u32) -> Option<Vec<u8>> {
        let at = usize::try_from(from).ok()?.checked_mul(part.size())?;
        let length = usize::try_from(to.checked_sub(from)?).ok()?.checked_mul(part.size())?;
        self.read_part(part, at, length)
    }

    fn whole(&self, part: Part) -> Option<Vec<u8>> {
        self.read_part(part, 0, self.contents.length(part)?)
    }

    fn read_part(&self, part: Part, at: usize, length: usize) -> Option<Vec<u8>> {
        let at = self.contents.find(part, at, length)?;
        let mut bytes = vec![0; length];
        self.pages.copy(at, &mut bytes)?;
        Some(bytes)
    }
}
