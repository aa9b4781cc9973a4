//! How the index of the history lies in its file: which parts it has, and where.

use serde::{Deserialize, Serialize};

use crate::store::repo::Name;

/// The file, in comity's own folder.
pub const FILE: &str = "history.index";

/// What the file begins with. It is told apart by it from one of a form to come.
pub const MARK: &[u8; 16] = b"comity history 2";

pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What a commit says of who made it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Who {
    /// The author's address, in small letters.
    pub email: String,
    pub acting: Option<String>,
    pub on_behalf_of: Option<String>,
}

/// The beginning of a change's id, and zeroes behind one that ends before; of nothing else where there is none.
pub type IdStart = [u8; 8];

/// How a change's id begins.
pub fn id_start(id: &str) -> IdStart {
    std::array::from_fn(|nth| id.as_bytes().get(nth).copied().unwrap_or_default())
}

/// The parts, in the order in which they lie there. Numbers have four bytes, names twenty, times and
/// ids eight; the lowest first.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The name of each commit, the oldest first.
    Names,
    /// The places of the commits in the order of their names.
    ByName,
    Times,
    /// Who made each commit: a place among the people.
    Makers,
    /// How the id of each change begins.
    Ids,
    People,
    /// Where what each commit changed begins among the changes, and one more.
    ChangesFrom,
    /// The paths that each commit changed, by their place among the paths.
    Changes,
    /// The places of the commits of which this does not tell everything.
    Untold,
    /// Where each path begins among the paths, and one more.
    PathsFrom,
    /// All paths, sorted.
    Paths,
    /// Where what touched each path begins among the touches, and one more.
    TouchesFrom,
    /// The places of the commits that touched each path, the oldest first.
    Touches,
    /// What each of them left there; zeroes where it left nothing.
    Contents,
}

impl Part {
    pub const ALL: [Self; 14] = [
        Self::Names,
        Self::ByName,
        Self::Times,
        Self::Makers,
        Self::Ids,
        Self::People,
        Self::ChangesFrom,
        Self::Changes,
        Self::Untold,
        Self::PathsFrom,
        Self::Paths,
        Self::TouchesFrom,
        Self::Touches,
        Self::Contents,
    ];

    /// How many bytes an entry of it has.
    pub fn size(self) -> usize {
        match self {
            Self::Names | Self::Contents => size_of::<Name>(),
            Self::Times => size_of::<i64>(),
            Self::Ids => size_of::<IdStart>(),
            Self::People | Self::Paths => 1,
            Self::ByName
            | Self::Makers
            | Self::ChangesFrom
            | Self::Changes
            | Self::Untold
            | Self::PathsFrom
            | Self::TouchesFrom
            | Self::Touches => size_of::<u32>(),
        }
    }
}

/// What stands before the parts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Contents {
    /// Another version of the program may read commits otherwise.
    pub program: String,
    /// Where the history is cut off.
    pub ground: Name,
    pub commits: u32,
    pub paths: u32,
    /// How many bytes each part has.
    pub lengths: Vec<usize>,
}

impl Contents {
    pub fn length(&self, part: Part) -> Option<usize> {
        self.lengths.get(part as usize).copied()
    }

    /// Where bytes of a part stand; nothing where it does not reach as far.
    pub fn find(&self, part: Part, at: usize, length: usize) -> Option<usize> {
        let before = self.lengths.get(..part as usize)?.iter().try_fold(0usize, |sum, it| sum.checked_add(*it))?;
        let end = at.checked_add(length)?;
        (end <= self.length(part)?).then(|| before.checked_add(at))?
    }
}
