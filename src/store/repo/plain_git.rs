//! Plain git in a clone: the line by which it merges records, and where it has stopped over two sides.

use std::path::Path;

use git2::{AttrCheckFlags, MergeFileInput, MergeFileOptions};

use super::Repo;
use crate::store::error::StoreError;

/// The line by which git has comity merge a record. The program is named as it is called, not by where it lies, so that
/// the line is the same in every clone and holds when the program moves; where it is not found, git merges by lines, as
/// it does without this setting.
pub const DRIVER: &str = "if command -v comity >/dev/null 2>&1; then comity merge-driver %O %A %B %P %Y; \
     else git merge-file -L ours -L base -L theirs %A %O %B; fi";

/// Where that line stands among git's settings.
pub const DRIVER_KEY: &str = "merge.comity.driver";

/// Files that two sides have left to a person: which of three sides there are of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    pub path: String,
    pub base: bool,
    pub ours: bool,
    pub theirs: bool,
}

impl Repo {
    /// Lets plain git merge records as a sync does. A record never changes its path, so that what git would take for one
    /// that was moved is another one that reads alike.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn set_driver(&self) -> Result<(), StoreError> {
        self.set("merge.comity.name", Some("Field by field, by comity"))?;
        self.set("merge.renames", Some("false"))?;
        self.set(DRIVER_KEY, Some(DRIVER))
    }

    /// Whether the folder's `.gitattributes` say that records are merged by that line.
    pub fn is_driven(&self, path: &str) -> bool {
        let attribute = self.git.get_attr(Path::new(path), "merge", AttrCheckFlags::default());
        attribute.is_ok_and(|it| it == Some("comity"))
    }

    /// The files over which another git program has stopped.
    pub fn stopped_over(&self) -> Vec<Stopped> {
        let index = self.git.index();
        let conflicts = index.as_ref().ok().and_then(|it| it.conflicts().ok());
        let mut stopped = Vec::new();
        for conflict in conflicts.into_iter().flatten().flatten() {
            let entry = conflict.our.as_ref().or(conflict.their.as_ref()).or(conflict.ancestor.as_ref());
            let path = entry.map(|it| String::from_utf8_lossy(&it.path).into_owned()).unwrap_or_default();
            let (base, ours) = (conflict.ancestor.is_some(), conflict.our.is_some());
            stopped.push(Stopped { path, base, ours, theirs: conflict.their.is_some() });
        }
        stopped
    }
}

/// Merges line by line as git does, with marks around what a person has to choose between; whether there are any.
pub fn merge_with_marks(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<(Vec<u8>, bool)> {
    super::start();
    fn input(bytes: &[u8]) -> MergeFileInput<'_> {
        let mut input = MergeFileInput::new();
        input.content(bytes);
        input
    }
    let mut options = MergeFileOptions::new();
    options.ancestor_label("base").our_label("ours").their_label("theirs");
    let merged = git2::merge_file(&input(base), &input(ours), &input(theirs), Some(&mut options)).ok()?;
    Some((merged.content().to_vec(), !merged.is_automergeable()))
}
