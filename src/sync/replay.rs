//! Replaying: changes that nobody else has seen yet, laid one after the other onto what the others have sent.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::{Carried, NewNames, carry};
use super::writers::{Writers, written};
use crate::model::contested::Written;
use crate::model::{Change, RecordId, Snapshot};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::repo::{Author, CommitId, Repo, Saved, TreeDifference, merge_lines};
use crate::workspace::{Trailers, change_id_of, one_line, retold};

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
    /// The subjects of changes that had been sent already and bear other words here: those that were sent stand.
    pub reworded: Vec<String>,
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
    let known: BTreeMap<String, &Saved> =
        theirs.iter().filter_map(|it| Some((Trailers::of(&it.message).change_id?, it))).collect();
    // A signature holds for the commit as it is: what I cannot sign anew stays as it was signed.
    let signs = repo.signs();
    let is_mine = |it: &Saved| it.author.email.eq_ignore_ascii_case(&committer.email);
    let moves = straight && mine.len() <= MANY && mine.iter().all(|it| signs && is_mine(it) || !repo.is_signed(&it.id));
    repo.in_bulk(|repo| {
        let writers = Writers::new(repo, &theirs, people);
        match moves {
            true => one_by_one(repo, &mine, &known, upstream, committer, people, &writers),
            false => in_one(repo, base, local, upstream, committer, people, &writers),
        }
    })
}

fn one_by_one(
    repo: &Repo,
    mine: &[Saved],
    known: &BTreeMap<String, &Saved>,
    upstream: &str,
    committer: &Author,
    people: &Snapshot,
    writers: &Writers<'_>,
) -> Result<Replayed, StoreError> {
    let mut replayed = Replayed { tip: upstream.to_owned(), ..Replayed::default() };
    let mut names = NewNames::default();
    // Changes that came to nothing, for the others had done the same.
    let mut idle: BTreeSet<String> = BTreeSet::new();
    for saved in mine {
        let trailers = Trailers::of(&saved.message);
        let sent = trailers.change_id.as_ref().and_then(|it| known.get(it).copied());
        if let Some(sent) = sent
            && did(repo, sent)? == did(repo, saved)?
        {
            if !told_alike(sent, saved) {
                replayed.reworded.push(saved.message.lines().next().unwrap_or_default().to_owned());
            }
            if remarked_alike(repo, sent, saved)? {
                continue;
            }
        }
        // What was sent and then made otherwise is a change of its own: of what was sent, where it began from the same.
        let anew = sent.map(|_| change_id_of(&saved.id));
        // What I took back was mine alone: where the others did the same, that is theirs and stands.
        if matches!(trailers.op.as_deref(), Some("undo" | "redo"))
            && trailers.reverts.as_ref().is_some_and(|it| idle.contains(it))
        {
            idle.extend(trailers.change_id);
            continue;
        }
        let before: BTreeSet<RecordId> = names.ids.keys().cloned().collect();
        let began = sent.filter(|it| it.parents == saved.parents).map(|it| it.id.as_str());
        let parent = began.or(saved.parents.first().map(String::as_str));
        let mut mine = written(saved, people);
        mine.change = anew.clone().unwrap_or(mine.change);
        let carried = carry(repo, saved, parent, &replayed.tip, &mut names, &mine, writers)?;
        if carried.files.is_empty() {
            idle.extend(trailers.change_id);
            continue;
        }
        let contested = contested(&carried);
        let renamed = names.ids.iter().filter(|it| !before.contains(it.0));
        let renamed: Vec<(RecordId, RecordId)> = renamed.map(|(old, new)| (old.clone(), new.clone())).collect();
        let message = match (&trailers.change_id, &anew) {
            (Some(old), Some(new)) => saved.message.replace(&format!("Change-Id: {old}"), &format!("Change-Id: {new}")),
            _ => saved.message.clone(),
        };
        let message = true_words(repo, &message, anew.is_some(), &carried, &replayed.tip, &names);
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

/// Whether two commits of one change bear the same words, but for those about what did not get to stand.
fn told_alike(one: &Saved, other: &Saved) -> bool {
    let words = |it: &Saved| -> Vec<String> {
        it.message.trim_end().lines().filter(|it| !it.starts_with("Contested: ")).map(str::to_owned).collect()
    };
    let is_retold = |it: &Saved| it.message.contains("\nContested: ");
    is_retold(one) || is_retold(other) || words(one) == words(other)
}

/// Whether two commits that did the same to their records did so to the remarks in the files as well. They may have
/// begun from different files, into which others wrote in between.
fn remarked_alike(repo: &Repo, sent: &Saved, saved: &Saved) -> Result<bool, StoreError> {
    let all = |it: &Saved| repo.differences(it.parents.first().map(String::as_str), Some(&it.id));
    let (theirs, mine) = (all(sent)?, all(saved)?);
    let text = |name: &Option<String>| {
        let bytes = name.as_deref().and_then(|it| repo.contents(it)).unwrap_or_default();
        String::from_utf8(bytes).ok()
    };
    Ok(mine.iter().all(|it| {
        let Some(other) = theirs.iter().find(|other| other.path == it.path) else { return false };
        if it == other {
            return true;
        }
        let (Some(base), Some(mine), Some(before), Some(after)) =
            (text(&it.before), text(&it.after), text(&other.before), text(&other.after))
        else {
            return true;
        };
        // What mine comes to upon theirs is what was sent, if nothing but the place differs.
        merge_lines(&base, &mine, &before).is_some_and(|it| it == after)
    }))
}

/// What a change did: to its records, and to files that are none.
fn did(repo: &Repo, saved: &Saved) -> Result<(Change, Vec<TreeDifference>), StoreError> {
    let (mut before, mut after) = (Snapshot::default(), Snapshot::default());
    let (mut ids, mut files) = (Vec::new(), Vec::new());
    for it in repo.differences(saved.parents.first().map(String::as_str), Some(&saved.id))? {
        let read = |name: &Option<String>| match (RecordId::from_path(&it.path), name) {
            (Some(id), Some(name)) => Some(codec::decode(&id, &repo.contents(name)?).ok()?.record),
            _ => None,
        };
        let (old, new) = (read(&it.before), read(&it.after));
        match RecordId::from_path(&it.path) {
            Some(id) if old.is_some() == it.before.is_some() && new.is_some() == it.after.is_some() => {
                old.into_iter().for_each(|it| before.put(it));
                new.into_iter().for_each(|it| after.put(it));
                ids.push(id);
            }
            _ => files.push(it),
        }
    }
    Ok((Change::among(ids.iter(), &before, &after), files))
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
    writers: &Writers<'_>,
) -> Result<Replayed, StoreError> {
    let newest = repo.saved(local)?;
    // The same for whoever has to begin anew, as when the key that signs it asks for its owner first.
    let change = change_id_of(&format!("{upstream} {local}"));
    let as_mine = Saved { author: committer.clone(), message: String::new(), ..newest };
    let mine = Written { change: change.clone(), ..written(&as_mine, people) };
    let mut names = NewNames::default();
    let carried = carry(repo, &as_mine, Some(base), upstream, &mut names, &mine, writers)?;
    let contested = contested(&carried);
    let message = format!("Join changes made side by side\n\nChange-Id: {change}\nOp: join\n");
    let files: Vec<(&str, Option<&[u8]>)> =
        carried.files.iter().map(|(path, contents)| (path.as_str(), contents.as_deref())).collect();
    let message = with_contested(message.trim_end().to_owned(), &contested);
    let tip = repo.write_commit(&[upstream, local], &files, committer, committer, &message)?;
    let renamed = names.ids.into_iter().collect();
    Ok(Replayed { tip, carried: 1, contested, renamed, beside: carried.beside, reworded: Vec::new() })
}

/// The records and fields of which both wrote something else.
fn contested(carried: &Carried) -> Vec<(RecordId, String)> {
    let waits = carried.clashes.iter().filter(|it| !it.is_of_contest());
    waits.map(|it| (it.id.clone(), it.field())).collect()
}

/// The message with the ids that its records have now. Where a value did not get to stand, or only a part of the change
/// is `anew`, it says what was done all the same, so that nobody reads of a value that is not there.
fn true_words(repo: &Repo, message: &str, anew: bool, carried: &Carried, tip: &str, names: &NewNames) -> String {
    let message =
        names.ids.iter().fold(message.trim_end().to_owned(), |it, (old, new)| it.replace(old.as_str(), new.as_str()));
    if carried.clashes.is_empty() && !anew {
        return message + "\n";
    }
    let message = match Trailers::of(&message).change_id {
        Some(_) => {
            let (change, before, after) = carried.told(repo, tip);
            let is_record = |it: &(String, Option<Vec<u8>>)| RecordId::from_path(&it.0).is_some();
            if change.is_empty() && carried.clashes.is_empty() && carried.files.iter().any(is_record) {
                return of_remarks(&message, carried);
            }
            let first = message.lines().next().unwrap_or_default();
            // Of many records it says how many, and of an import or a move where to: that is as true as before.
            let names_one = anew || carried.clashes.iter().any(|it| first.contains(it.id.as_str()));
            retold(&message, names_one, &change, &before, &after)
        }
        None => message + "\n",
    };
    with_contested(message, &contested(carried))
}

/// The message of a change of which the remarks in its files alone are left.
fn of_remarks(message: &str, carried: &Carried) -> String {
    let trailers = message.rsplit_once("\n\n").map_or(message, |it| it.1);
    let trailers: Vec<&str> = trailers.lines().filter(|it| !it.starts_with("Record: ")).collect();
    let name = |path: &str| RecordId::from_path(path).map_or_else(|| path.to_owned(), |it| it.to_string());
    let names: Vec<String> = carried.files.iter().take(3).map(|it| name(&it.0)).collect();
    let more = if carried.files.len() > 3 { " and more" } else { "" };
    format!("Edit remarks in {}{more}\n\n{}\n", names.join(", "), trailers.join("\n"))
}

/// A message with a line for each value that did not get to stand.
fn with_contested(mut message: String, contested: &[(RecordId, String)]) -> String {
    for (id, field) in contested {
        message.push_str(&format!("\nContested: {id} {}", one_line(field).unwrap_or_default()));
    }
    message.push('\n');
    message
}
