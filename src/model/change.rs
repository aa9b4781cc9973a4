//! A change: what leads from one snapshot to another, as a value.

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::Value;

use super::id::RecordId;
use super::leaf::{FieldPath, Leaves, Whole, entry_words, gather, leaves, leaves_unlike};
use super::merge::{Clash, LineMerge, Sides, meet};
use super::record::Record;
use super::snapshot::Snapshot;

/// One step of a change. Each keeps what was there before, so that it can be checked and taken back.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    Create { record: Arc<Record> },
    Set { id: RecordId, path: FieldPath, before: Option<Value>, after: Option<Value> },
    Remove { record: Arc<Record> },
}

/// What somebody did: a list of edits with one meaning. It becomes one commit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    pub edits: Vec<Edit>,
    pub meaning: Meaning,
}

/// Why the edits of a change belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// What was done, as noun and verb: `action.done`. Empty: an edit of whatever it touches.
    pub deed: String,
    /// The words for it where those read off the edits would not say it well.
    pub subject: Option<String>,
    /// The meeting in which it was done.
    pub meeting: Option<RecordId>,
    /// The organisation in whose name it was done.
    pub on_behalf_of: Option<RecordId>,
    /// The change that it takes back.
    pub reverts: Option<String>,
}

/// An edit that does not fit the snapshot it is applied to.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit(pub Edit);

impl Edit {
    /// The record that it touches.
    pub fn id(&self) -> &RecordId {
        match self {
            Self::Create { record } | Self::Remove { record } => &record.id,
            Self::Set { id, .. } => id,
        }
    }

    fn invert(&self) -> Self {
        match self.clone() {
            Self::Create { record } => Self::Remove { record },
            Self::Remove { record } => Self::Create { record },
            Self::Set { id, path, before, after } => Self::Set { id, path, before: after, after: before },
        }
    }
}

impl Change {
    /// The change that leads from `before` to `after`.
    pub fn between(before: &Snapshot, after: &Snapshot) -> Self {
        let ids: BTreeSet<RecordId> = before.all().chain(after.all()).map(|it| it.id.clone()).collect();
        Self::among(ids.iter(), before, after)
    }

    /// The same, looking at some records only.
    pub fn among<'a>(ids: impl Iterator<Item = &'a RecordId>, before: &Snapshot, after: &Snapshot) -> Self {
        let edits = ids.flat_map(|id| Self::of_record(before.shared(id), after.shared(id))).collect();
        Self { edits, meaning: Meaning::default() }
    }

    /// The edits that lead from one state of a record to another.
    pub fn of_record(before: Option<&Arc<Record>>, after: Option<&Arc<Record>>) -> Vec<Edit> {
        match (before, after) {
            (None, None) => Vec::new(),
            (None, Some(record)) => vec![Edit::Create { record: record.clone() }],
            (Some(record), None) => vec![Edit::Remove { record: record.clone() }],
            (Some(before), Some(after)) if before.fields == after.fields => Vec::new(),
            (Some(before), Some(after)) => {
                let kind = after.id.kind;
                // What is the same on both sides need not be taken apart.
                let mut old = leaves_unlike(kind, &before.fields, &after.fields);
                let mut edits = Vec::new();
                for (path, after_value) in leaves_unlike(kind, &after.fields, &before.fields) {
                    let before_value = old.remove(&path);
                    if before_value.as_ref() != Some(&after_value) {
                        let after_value = Some(after_value);
                        edits.push(Edit::Set { id: after.id.clone(), path, before: before_value, after: after_value });
                    }
                }
                edits.extend(old.into_iter().map(|(path, value)| Edit::Set {
                    id: after.id.clone(),
                    path,
                    before: Some(value),
                    after: None,
                }));
                edits
            }
        }
    }

    /// Says what the change means.
    pub fn meaning(mut self, deed: &str) -> Self {
        self.meaning.deed = deed.to_owned();
        self
    }

    /// Gives it words of its own.
    pub fn titled(mut self, subject: impl Into<String>) -> Self {
        self.meaning.subject = Some(subject.into());
        self
    }

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The records that it touches, each once, sorted.
    pub fn ids(&self) -> BTreeSet<&RecordId> {
        self.edits.iter().map(Edit::id).collect()
    }

    /// The snapshot after this change.
    ///
    /// # Errors
    /// The first edit whose before-value is not what is there.
    pub fn apply(&self, to: &Snapshot) -> Result<Snapshot, Misfit> {
        let mut next = to.clone();
        for edits in self.by_record() {
            match edits {
                [edit @ Edit::Create { record }] => match next.get(&record.id) {
                    None => next.put(record.clone()),
                    Some(_) => return Err(Misfit(edit.clone())),
                },
                [edit @ Edit::Remove { record }] => match next.get(&record.id) == Some(record) {
                    true => next.remove(&record.id),
                    false => return Err(Misfit(edit.clone())),
                },
                edits => {
                    let Some(first) = edits.first() else { continue };
                    let Some(record) = next.get(first.id()) else { return Err(Misfit(first.clone())) };
                    let mut parts = leaves(record.id.kind, &record.fields, &Whole::new());
                    for edit in edits {
                        lay(edit, &mut parts)?;
                    }
                    next.put(Record { id: first.id().clone(), fields: gather(first.id().kind, parts) });
                }
            }
        }
        Ok(next)
    }

    /// The change that takes this one back.
    pub fn invert(&self) -> Self {
        Self { edits: self.edits.iter().rev().map(Edit::invert).collect(), meaning: Meaning::default() }
    }

    /// The same deed upon what is there now: edits that stand already fall away, sets, lists and texts that somebody
    /// else changed meanwhile are joined.
    ///
    /// # Errors
    /// The fields that now hold something else than this change expects and cannot be joined.
    pub fn refit(&self, now: &Snapshot, lines: LineMerge) -> Result<Self, Vec<Clash>> {
        let mut clashes = Vec::new();
        let mut edits = Vec::new();
        for run in self.by_record() {
            match run {
                [Edit::Create { record } | Edit::Remove { record }] => {
                    let [edit] = run else { continue };
                    let (before, after) = match edit {
                        Edit::Create { .. } => (None, Some(&**record)),
                        Edit::Remove { .. } | Edit::Set { .. } => (Some(&**record), None),
                    };
                    match now.get(&record.id) {
                        there if there == before => edits.push(edit.clone()),
                        there if there == after => (),
                        there => clashes.push(Clash::of_record(&record.id, before, there, after)),
                    }
                }
                run => refit_fields(run, now, lines, &mut edits, &mut clashes),
            }
        }
        match clashes.is_empty() {
            true => Ok(Self { edits, meaning: self.meaning.clone() }),
            false => Err(clashes),
        }
    }

    /// The edits of each record, in the order in which they stand.
    pub fn by_record(&self) -> impl Iterator<Item = &[Edit]> {
        self.edits.chunk_by(|a, b| a.id() == b.id() && matches!((a, b), (Edit::Set { .. }, Edit::Set { .. })))
    }
}

fn lay(edit: &Edit, parts: &mut Leaves) -> Result<(), Misfit> {
    let Edit::Set { path, before, after, .. } = edit else { return Err(Misfit(edit.clone())) };
    if parts.get(path) != before.as_ref() {
        return Err(Misfit(edit.clone()));
    }
    match after {
        Some(value) => drop(parts.insert(path.clone(), value.clone())),
        None => drop(parts.remove(path)),
    }
    Ok(())
}

fn refit_fields(run: &[Edit], now: &Snapshot, lines: LineMerge, edits: &mut Vec<Edit>, clashes: &mut Vec<Clash>) {
    let Some(record) = run.first().map(Edit::id).and_then(|id| now.get(id)) else {
        clashes.extend(run.first().map(|it| Clash::gone(it.id())));
        return;
    };
    let kind = record.id.kind;
    let there = leaves(kind, &record.fields, &Whole::new());
    let touched = |path: &FieldPath| run.iter().any(|it| matches!(it, Edit::Set { path: own, .. } if own == path));
    let untouched: Vec<&FieldPath> = there.keys().filter(|it| !touched(it)).collect();
    for edit in run {
        let Edit::Set { id, path, before, after } = edit else { continue };
        let sides = Sides { base: before.as_ref(), ours: there.get(path), theirs: after.as_ref() };
        // Whoever takes an entry away has not seen what somebody else has written into it meanwhile.
        let entry_goes = after.is_none() && path.is_key_of_entry(kind);
        let in_entry = |it: &&FieldPath| it.first() == path.first() && it.entry(kind) == path.entry(kind);
        // What is written into an entry that somebody else has taken away would stand there without its key.
        let is_key = |it: &FieldPath| it.is_key_of_entry(kind) && in_entry(&it);
        let brings_key = |it: &Edit| matches!(it, Edit::Set { path, after: Some(_), .. } if is_key(path));
        let entry_is_gone = after.is_some()
            && path.below().len() > 1
            && path.entry(kind).is_some_and(|it| !entry_words(it).is_empty())
            && !there.keys().any(|it| in_entry(&it))
            && !run.iter().any(brings_key);
        if entry_is_gone || untouched.iter().any(|it| it.overlaps(path) || entry_goes && in_entry(it)) {
            clashes.push(Clash::of_field(id, path, sides));
            continue;
        }
        match meet(path.field(kind), sides, lines) {
            Some(joined) if joined.as_ref() == sides.ours => (),
            Some(joined) => {
                edits.push(Edit::Set { id: id.clone(), path: path.clone(), before: sides.ours.cloned(), after: joined })
            }
            None => clashes.push(Clash::of_field(id, path, sides)),
        }
    }
}
