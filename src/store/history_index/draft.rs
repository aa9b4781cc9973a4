//! An index of the history that is being put together.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::HistoryIndex;
use super::layout::{Contents, FILE, IdStart, MARK, PROGRAM, Part, Who, id_start};
use crate::store::StoreError;
use crate::store::pages::Pages;
use crate::store::repo::Name;

/// A commit with what it changed.
#[derive(Clone, Debug)]
pub struct Row {
    pub commit: Name,
    /// When it was made, in seconds.
    pub at: i64,
    pub who: Who,
    /// The change's id, where it has one.
    pub id: Option<String>,
    /// The files in which it differs from its first parent, with what they are called after it; `None` where they are
    /// gone.
    pub changed: Vec<(String, Option<Name>)>,
    /// Whether that is all that differs.
    pub is_all: bool,
}

/// An index that is being put together, the oldest commit first.
#[derive(Debug, Default)]
pub struct Draft {
    names: Vec<Name>,
    times: Vec<i64>,
    makers: Vec<u32>,
    ids: Vec<IdStart>,
    people: HashMap<Who, u32>,
    changes_from: Vec<u32>,
    /// The paths that the commits changed, and what they left there.
    changes: Vec<(u32, Name)>,
    untold: Vec<u32>,
    paths: HashMap<String, u32>,
}

impl Draft {
    /// What an older index tells of the commits up to a place; nothing where it is damaged.
    pub fn of(index: &HistoryIndex, upto: u32) -> Option<Self> {
        let n_commits = upto.checked_add(1)?;
        let changes_from = index.numbers(Part::ChangesFrom, 0, n_commits)?;
        let n_changes = index.number(Part::ChangesFrom, n_commits)?;
        let contents = index.whole(Part::Contents)?;
        let contents = contents.as_chunks::<20>().0;
        // What touched a path stands in the order of the commits: the next one of it is the next one there.
        let mut next = index.whole_numbers(Part::TouchesFrom)?;
        let mut changes = Vec::new();
        for path in index.numbers(Part::Changes, 0, n_changes)? {
            let touch = next.get_mut(usize::try_from(path).ok()?)?;
            changes.push((path, *contents.get(usize::try_from(*touch).ok()?)?));
            *touch += 1;
        }
        let mut untold = index.whole_numbers(Part::Untold)?;
        untold.retain(|it| *it <= upto);
        let paths = (0..index.contents.paths).map(|it| Some((String::from_utf8(index.path(it)?).ok()?, it)));
        Some(Self {
            names: index.all(Part::Names, 0, n_commits)?.as_chunks().0.to_vec(),
            times: index.times(upto)?,
            makers: index.makers(upto)?,
            ids: index.ids(upto)?,
            people: index.people()?.into_iter().zip(0..).collect(),
            changes_from,
            changes,
            untold,
            paths: paths.collect::<Option<_>>()?,
        })
    }

    /// The next commit.
    pub fn push(&mut self, row: Row) {
        // What is too large to be counted is too large to be written.
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        if !row.is_all {
            self.untold.push(count(self.names.len()));
        }
        self.names.push(row.commit);
        self.times.push(row.at);
        self.ids.push(row.id.as_deref().map(id_start).unwrap_or_default());
        let n_people = count(self.people.len());
        self.makers.push(*self.people.entry(row.who).or_insert(n_people));
        self.changes_from.push(count(self.changes.len()));
        for (path, after) in row.changed {
            let n_paths = count(self.paths.len());
            self.changes.push((*self.paths.entry(path).or_insert(n_paths), after.unwrap_or_default()));
        }
    }

    /// Puts it in the place of the index that lies there. Where another program does so right now, that one's stays.
    ///
    /// # Errors
    /// When the system refuses; the index that was there stays.
    pub fn write(&self, own_folder: &Path, ground: &Name) -> Result<(), StoreError> {
        let failed = |error: io::Error| StoreError::io("write", &own_folder.join(FILE))(error);
        let (contents, body) = self.laid_out(ground).ok_or_else(|| failed(io::ErrorKind::FileTooLarge.into()))?;
        let head = rmp_serde::to_vec(&contents).map_err(|it| failed(io::Error::other(it)))?;
        Pages::write(own_folder, FILE, MARK, &head, &body)
    }

    /// The file; nothing where there is too much for one.
    fn laid_out(&self, ground: &Name) -> Option<(Contents, Vec<u8>)> {
        let (n_commits, n_changes) = (u32::try_from(self.names.len()).ok()?, u32::try_from(self.changes.len()).ok()?);
        let mut paths: Vec<(&str, u32)> = self.paths.iter().map(|it| (it.0.as_str(), *it.1)).collect();
        paths.sort_unstable();
        let n_paths = u32::try_from(paths.len()).ok()?;
        let mut ranks = vec![0; paths.len()];
        for (rank, (_, path)) in (0..).zip(&paths) {
            *ranks.get_mut(usize::try_from(*path).ok()?)? = rank;
        }
        let changes = self.changes.iter().map(|it| Some((*ranks.get(usize::try_from(it.0).ok()?)?, it.1)));
        let changes: Vec<(u32, Name)> = changes.collect::<Option<_>>()?;
        // The commits in the order of the paths that they touched; those of one path stay in theirs.
        let mut changes_from = self.changes_from.clone();
        changes_from.push(n_changes);
        let mut touches: Vec<(u32, u32, Name)> = Vec::with_capacity(changes.len());
        for (place, span) in (0..).zip(changes_from.windows(2)) {
            let span = usize::try_from(*span.first()?).ok()?..usize::try_from(*span.last()?).ok()?;
            touches.extend(changes.get(span)?.iter().map(|(path, after)| (*path, place, *after)));
        }
        touches.sort_by_key(|it| it.0);
        let mut by_name: Vec<u32> = (0..n_commits).collect();
        by_name.sort_unstable_by_key(|it| usize::try_from(*it).ok().and_then(|it| self.names.get(it)));
        let mut people: Vec<(&Who, &u32)> = self.people.iter().collect();
        people.sort_by_key(|it| it.1);
        let people: Vec<&Who> = people.into_iter().map(|it| it.0).collect();

        let mut body = Vec::new();
        let mut lengths = Vec::new();
        for part in Part::ALL {
            let before = body.len();
            match part {
                Part::Names => body.extend(self.names.as_flattened()),
                Part::ByName => lay(&mut body, by_name.iter().copied()),
                Part::Times => body.extend(self.times.iter().flat_map(|it| it.to_le_bytes())),
                Part::Makers => lay(&mut body, self.makers.iter().copied()),
                Part::Ids => body.extend(self.ids.as_flattened()),
                Part::People => body.extend(rmp_serde::to_vec(&people).ok()?),
                Part::ChangesFrom => lay(&mut body, changes_from.iter().copied()),
                Part::Changes => lay(&mut body, changes.iter().map(|it| it.0)),
                Part::Untold => lay(&mut body, self.untold.iter().copied()),
                Part::PathsFrom => lay(&mut body, begins(paths.iter().map(|it| it.0.len()))?.into_iter()),
                Part::Paths => paths.iter().for_each(|it| body.extend(it.0.as_bytes())),
                Part::TouchesFrom => {
                    let mut counts = vec![0; paths.len()];
                    for touch in &touches {
                        *counts.get_mut(usize::try_from(touch.0).ok()?)? += 1;
                    }
                    lay(&mut body, begins(counts.into_iter())?.into_iter());
                }
                Part::Touches => lay(&mut body, touches.iter().map(|it| it.1)),
                Part::Contents => touches.iter().for_each(|it| body.extend(it.2)),
            }
            lengths.push(body.len() - before);
        }
        let (program, ground) = (PROGRAM.to_owned(), *ground);
        Some((Contents { program, ground, commits: n_commits, paths: n_paths, lengths }, body))
    }
}

fn lay(body: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    body.extend(numbers.flat_map(u32::to_le_bytes));
}

/// Where each of these begins that lie one behind the other, and where the last one ends.
fn begins(lengths: impl Iterator<Item = usize>) -> Option<Vec<u32>> {
    let mut at = 0u32;
    let mut begins = vec![at];
    for length in lengths {
        at = at.checked_add(u32::try_from(length).ok()?)?;
        begins.push(at);
    }
    Some(begins)
}
