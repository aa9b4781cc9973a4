//! Plain git merging: one file of which git hands over three sides is merged as a sync would do it.

use std::sync::Arc;

use super::carry::{Carried, Meeting, Side, settle};
use super::writers::{Writers, written};
use crate::model::contested::Written;
use crate::model::merge::Clash;
use crate::model::{Kind, RecordId, Snapshot, standpoint, value};
use crate::store::codec;
use crate::store::repo::{Author, Repo, Saved, merge_with_marks};
use crate::workspace::change_id;

/// A file's three sides as git hands them over.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    pub path: &'a str,
    pub base: &'a [u8],
    pub ours: &'a [u8],
    pub theirs: &'a [u8],
}

/// What came of merging a file.
#[derive(Debug)]
pub enum Driven {
    /// It is merged; where both wrote something else ours stands, and theirs is kept beside it.
    Merged(Vec<u8>, Vec<Clash>),
    /// A person has to choose; what git shows between its marks, and why.
    Left(Vec<u8>, String),
}

/// Merges a file. `theirs` is what git calls the other side, by which the commit is found that wrote it; `user` is who
/// gets named where it is not.
pub fn drive(repo: Option<&Repo>, sides: Sides<'_>, theirs: Option<&str>, user: &Author) -> Driven {
    let (lines, marked) =
        merge_with_marks(sides.base, sides.ours, sides.theirs).unwrap_or_else(|| (sides.ours.to_vec(), true));
    let Some(id) = RecordId::from_path(sides.path) else {
        return match marked {
            true => Driven::Left(lines, "both sides changed the same lines of it".to_owned()),
            false => Driven::Merged(lines, Vec::new()),
        };
    };
    if sides.base.is_empty() {
        return Driven::Left(lines, "both sides made a record of this name".to_owned());
    }
    let meeting = match meeting(&id, sides) {
        Ok(meeting) => meeting,
        Err(why) => return Driven::Left(lines, why),
    };
    let saved = repo.zip(theirs).and_then(|(repo, name)| who_wrote(repo, sides.path, name));
    let people = people(repo);
    let nobody = || Written {
        by: standpoint::person_with(&people, &user.email).map_or_else(|| user.name.clone(), |it| it.to_string()),
        at: value::instant(user.at),
        change: change_id(),
    };
    let writer = saved.as_ref().map_or_else(nobody, |it| written(it, &people));
    let ours = repo.zip(saved.as_ref()).map(|(repo, it)| line(repo, &it.id)).unwrap_or_default();
    let writers = repo.map(|it| Writers::new(it, &ours, &people));
    let mut kept_by = |clash: &Clash| writers.as_ref().and_then(|it| it.of(clash));
    let mut carried = Carried::default();
    settle(vec![meeting], &writer, &mut kept_by, &mut carried);
    match carried.files.pop() {
        Some((_, Some(merged))) => Driven::Merged(merged, carried.clashes),
        _ => Driven::Left(lines, "its two sides cannot be joined".to_owned()),
    }
}

/// The three sides, read; or which of them is no record, and why.
fn meeting(id: &RecordId, sides: Sides<'_>) -> Result<Meeting, String> {
    let read = |whose: &str, bytes: &[u8]| match codec::decode(id, bytes) {
        Ok(decoded) => Ok(Side { bytes: Some(bytes.to_vec()), record: Some(Arc::new(decoded.record)) }),
        Err(broken) => {
            let at = broken.at.map(|(line, column)| format!(", line {line}, column {column}")).unwrap_or_default();
            Err(format!("{whose}{at}: {}", broken.reason))
        }
    };
    Ok(Meeting {
        id: id.clone(),
        tip: read("our side", sides.ours)?,
        mine: read("their side", sides.theirs)?,
        base: read("what both began with", sides.base)?,
    })
}

/// The newest commit of the other side that wrote a file: of a branch, or the one that is being carried over, which git
/// calls by its short name and subject.
fn who_wrote(repo: &Repo, path: &str, theirs: &str) -> Option<Saved> {
    let named = |it: &str| repo.resolve(it);
    let newest = named(theirs).or_else(|| named(theirs.split(' ').next()?))?;
    let base = repo.parting(&repo.newest()?, &newest).ok().flatten();
    let (line, _) = repo.between(base.as_deref().unwrap_or_default(), &newest).ok()?;
    line.into_iter().rev().find(|it| {
        let before = it.parents.first().and_then(|parent| repo.entry_at(parent, path));
        repo.entry_at(&it.id, path) != before
    })
}

/// What our side has that the other one has not, oldest first.
fn line(repo: &Repo, other: &str) -> Vec<Saved> {
    let Some(head) = repo.newest() else { return Vec::new() };
    let base = repo.parting(&head, other).ok().flatten().unwrap_or_default();
    repo.between(&base, &head).map(|it| it.0).unwrap_or_default()
}

/// The people as they were last saved: while git merges, the folder is neither here nor there.
fn people(repo: Option<&Repo>) -> Snapshot {
    let mut people = Snapshot::default();
    let Some(repo) = repo else { return people };
    let saved = repo.last_files();
    for path in saved.paths("people") {
        let id = RecordId::from_path(&path).filter(|it| it.kind == Kind::Person);
        let record = id.and_then(|id| codec::decode(&id, &saved.contents(&path)?).ok());
        if let Some(decoded) = record {
            people.put(decoded.record);
        }
    }
    people
}
