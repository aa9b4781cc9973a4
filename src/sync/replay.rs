//! Replaying: changes that nobody else has seen yet, laid one after the other onto what the others have sent.

use std::collections::BTreeSet;

use super::carry::{NewIds, carry};
use crate::model::{RecordId, Snapshot, standpoint};
use crate::store::StoreError;
use crate::store::repo::{Author, CommitId, Repo, Saved};
use crate::workspace::{Trailers, change_id_of};

/// More changes than this are joined in one go instead of one by one.
const MANY: usize = 500;

/// What came of a replay.
#[derive(Debug, Default)]
pub struct Replayed {
    /// The newest commit: all that the others have, and mine on top.
    pub tip: CommitId,
    /// How many of my changes stand on top of theirs.
    pub carried: usize,
    /// The records and fields of which both wrote something else.
    pub contested: Vec<(RecordId, String)>,
    /// Records that had to get another id.
    pub renamed: Vec<(RecordId, RecordId)>,
    /// Files that could not be joined: where theirs stands, and where mine is kept.
    pub beside: Vec<(String, String)>,
}

/// Puts the changes that lead from `base` to `local` onto `upstream`. Who wrote a change, when, and its words stay;
/// `committer` is who replays them now. `people` tells which person an address belongs to.
///
/// # Errors
/// When an object is missing or damaged, or the system refuses; nothing has been written then.
pub fn replay(
    repo: &Repo,
    base: &str,
    local: &str,
    upstream: &str,
    committer: &Author,
    people: &Snapshot,
) -> Result<Replayed, StoreError> {
    let (mine, straight) = repo.between(base, local)?;
    let (theirs, _) = repo.between(base, upstream)?;
    let known: BTreeSet<String> = theirs.iter().filter_map(|it| Trailers::of(&it.message).change_id).collect();
    // A signature holds for the commit as it is: what I cannot sign anew stays as it was signed.
    let signs = repo.signs();
    let is_mine = |it: &Saved| it.author.email.eq_ignore_ascii_case(&committer.email);
    let moves = straight && mine.len() <= MANY && mine.iter().all(|it| signs && is_mine(it) || !repo.is_signed(&it.id));
    repo.in_bulk(|repo| match moves {
        true => one_by_one(repo, &mine, &known, upstream, committer, people),
        false => in_one(repo, base, local, upstream, committer, people),
    })
}

fn one_by_one(
    repo: &Repo,
    mine: &[Saved],
    known: &BTreeSet<String>,
    upstream: &str,
    committer: &Author,
    people: &Snapshot,
) -> Result<Replayed, StoreError> {
    let mut replayed = Replayed { tip: upstream.to_owned(), ..Replayed::default() };
    let mut new_ids = NewIds::new();
    for saved in mine {
        let trailers = Trailers::of(&saved.message);
        if trailers.change_id.as_ref().is_some_and(|it| known.contains(it)) {
            continue;
        }
        let by = who(saved, &trailers, people);
        let change = trailers.change_id.clone().unwrap_or_else(|| saved.id.clone());
        let before: BTreeSet<RecordId> = new_ids.keys().cloned().collect();
        let parent = saved.parents.first().map(String::as_str);
        let carried = carry(repo, saved, parent, &replayed.tip, &mut new_ids, &by, &change)?;
        if carried.files.is_empty() {
            continue;
        }
        let contested: Vec<(RecordId, String)> = carried.clashes.iter().map(|it| (it.id.clone(), it.field())).collect();
        let renamed = new_ids.iter().filter(|it| !before.contains(it.0));
        let renamed: Vec<(RecordId, RecordId)> = renamed.map(|(old, new)| (old.clone(), new.clone())).collect();
        let message = reworded(&saved.message, &contested, &new_ids);
        let files: Vec<(&str, Option<&[u8]>)> =
            carried.files.iter().map(|(path, contents)| (path.as_str(), contents.as_deref())).collect();
        replayed.tip = repo.write_commit(&[&replayed.tip], &files, &saved.author, committer, &message)?;
        replayed.carried += 1;
        replayed.contested.extend(contested);
        replayed.renamed.extend(renamed);
        replayed.beside.extend(carried.beside.iter().cloned());
    }
    Ok(replayed)
}

/// One commit of two parents, where the changes cannot stand one by one: plain git has joined lines among them, or
/// there are too many.
fn in_one(
    repo: &Repo,
    base: &str,
    local: &str,
    upstream: &str,
    committer: &Author,
    people: &Snapshot,
) -> Result<Replayed, StoreError> {
    let newest = repo.saved(local)?;
    // The same for whoever has to begin anew, as when the key that signs it asks for its owner first.
    let change = change_id_of(&format!("{upstream} {local}"));
    let as_mine = Saved { author: committer.clone(), ..newest };
    let by = who(&as_mine, &Trailers::default(), people);
    let mut new_ids = NewIds::new();
    let carried = carry(repo, &as_mine, Some(base), upstream, &mut new_ids, &by, &change)?;
    let contested: Vec<(RecordId, String)> = carried.clashes.iter().map(|it| (it.id.clone(), it.field())).collect();
    let message = format!("Join changes made side by side\n\nChange-Id: {change}\nOp: join\n");
    let files: Vec<(&str, Option<&[u8]>)> =
        carried.files.iter().map(|(path, contents)| (path.as_str(), contents.as_deref())).collect();
    let message = reworded(&message, &contested, &new_ids);
    let tip = repo.write_commit(&[upstream, local], &files, committer, committer, &message)?;
    let renamed = new_ids.into_iter().collect();
    Ok(Replayed { tip, carried: 1, contested, renamed, beside: carried.beside.clone() })
}

/// Who wrote a change, as contested values name them.
fn who(saved: &Saved, trailers: &Trailers, people: &Snapshot) -> String {
    let person = trailers.person().or_else(|| standpoint::person_with(people, &saved.author.email));
    person.map_or_else(|| saved.author.name.clone(), |it| it.to_string())
}

/// The message with the ids that its records have now, and a line for each value that did not get to stand.
fn reworded(message: &str, contested: &[(RecordId, String)], new_ids: &NewIds) -> String {
    let mut message =
        new_ids.iter().fold(message.trim_end().to_owned(), |it, (old, new)| it.replace(old.as_str(), new.as_str()));
    if Trailers::of(&message).change_id.is_none() && !contested.is_empty() {
        message.push('\n');
    }
    for (id, field) in contested {
        message.push_str(&format!("\nContested: {id} {field}"));
    }
    message.push('\n');
    message
}
