//! Words: whether the lines by which programs read a change tell what was done.

use std::collections::BTreeSet;

use toml::Value;

use super::change::Looked;
use crate::model::contested::WHOLE;
use crate::model::leaf::{FieldPath, Whole, leaves};
use crate::model::merge::merge_among;
use crate::model::record::Fields;
use crate::model::table::CONTESTED_KEY;
use crate::model::{Change, Edit, Kind, Record, RecordId, Snapshot, shown, standpoint};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::repo::{FileDifference, Repo, Saved, merge_lines};
use crate::workspace::Trailers;

/// So far back it is looked for the change that another one takes back.
const FAR: usize = 10_000;

/// In what the words of a change and the change differ; nothing where they do not. A change that was laid onto others
/// may have lost parts that somebody else did as well: then less may have been done than its words tell, never more.
pub(super) fn untrue(
    trailers: &Trailers,
    change: &Change,
    (before, after): (&Snapshot, &Snapshot),
    who: Option<&RecordId>,
    replayed: bool,
) -> Option<String> {
    // Plain git tells nothing that could be untrue.
    trailers.change_id.as_ref()?;
    let touched = change.ids();
    let more: Option<usize> =
        trailers.records.iter().find_map(|it| it.strip_prefix("and ")?.strip_suffix(" more")?.parse().ok());
    let named: BTreeSet<&str> = trailers.records.iter().map(String::as_str).collect();
    match more {
        None => {
            if let Some(silent) = touched.iter().find(|it| !named.contains(it.as_str())) {
                return Some(format!("it does not say that it changes {silent}"));
            }
            let touches = |word: &str| touched.iter().any(|it| it.as_str() == word);
            if let Some(idle) = named.iter().find(|it| !replayed && !touches(it)) {
                return Some(format!("it says that it changes {}, and does not", shown::visible(idle)));
            }
        }
        Some(more) => {
            let told = more.saturating_add(named.len() - 1);
            if touched.len() > told || touched.len() < told && !replayed {
                return Some(format!("it says that it changes {told} records, and changes {}", touched.len()));
            }
        }
    }
    if let Some(silent) =
        touched.iter().filter_map(|it| it.group()).find(|it| !trailers.groups.iter().any(|own| own == it))
    {
        return Some(format!("it does not say that it changes something of {silent}"));
    }
    if let Some((noun, _)) = trailers.op.as_deref().and_then(|it| it.split_once('.'))
        && let Some(kind) = Kind::ALL.into_iter().find(|it| it.noun() == noun)
        && !replayed
        && !touched.is_empty()
        && !touched.iter().any(|it| it.kind == kind)
    {
        return Some(format!("it says that something was done to {}, and touches none", kind.a()));
    }
    let org = trailers.on_behalf_of.as_deref()?;
    let person = who?;
    let of_person =
        [before, after].into_iter().filter_map(|it| standpoint::org_of(it, person)).any(|it| it.as_str() == org);
    (!of_person && !sits_for(before, person, org) && !sits_for(after, person, org))
        .then(|| format!("it says that {person} acted for {}, and {person} does not", shown::visible(org)))
}

/// Whether somebody sits anywhere for an organisation.
fn sits_for(snapshot: &Snapshot, person: &RecordId, org: &str) -> bool {
    let own = snapshot.of_kind(Kind::Member).filter(|it| it.id.person().as_ref() == Some(person));
    own.flat_map(|it| it.rows("term")).any(|it| it.text("for_org") == org)
}

/// Whether a change that says so takes back what its author did, and only that.
///
/// # Errors
/// When an object of the history is missing or damaged.
pub(super) fn is_true_undo(looked: &Looked<'_>) -> Result<bool, StoreError> {
    let Some(saved) = taken_back(looked)? else { return Ok(false) };
    let mut was = [Snapshot::default(), Snapshot::default()];
    let mut ids = BTreeSet::new();
    let mut files = Vec::new();
    for difference in looked.repo.differences(saved.parents.first().map(String::as_str), Some(&saved.id))? {
        let Some(id) = RecordId::from_path(&difference.path) else {
            files.push(difference);
            continue;
        };
        for (snapshot, name) in was.iter_mut().zip([&difference.before, &difference.after]) {
            if let Some(record) = name.as_ref().and_then(|it| record(looked.repo, &id, it)) {
                snapshot.put(record);
            }
        }
        ids.insert(id);
    }
    let [earlier, later] = was;
    let back = merge_among(ids.iter(), &later, looked.before, &earlier, merge_lines).snapshot;
    let undone = Change::among(ids.iter(), &earlier, &later);
    // Of a record that the undone change did not touch nothing is known here: that it is not there means nothing.
    let is_true =
        |it: &Edit| ids.contains(it.id()) && (puts_back(it, &earlier, &back) || is_beside(it, &undone, looked));
    // A paper goes with the row that named it, and comes back with it.
    let is_put_back = |it: &FileDifference| {
        let now = [&it.before, &it.after].map(|it| it.as_ref().map(|it| it.name.as_str()));
        files.iter().any(|was| was.path == it.path && [was.after.as_deref(), was.before.as_deref()] == now)
    };
    Ok(looked.others.iter().all(is_put_back) && looked.change.edits.iter().all(is_true))
}

/// Whether an edit is about a value that waits because the change met those of others: of a field that the change
/// wrote, and where one is taken away, its author's own.
fn is_beside(edit: &Edit, undone: &Change, looked: &Looked<'_>) -> bool {
    let Edit::Set { id, path, before, after } = edit else { return false };
    let Some(entry) = before.as_ref().or(after.as_ref()).and_then(Value::as_table) else { return false };
    if path.first() != CONTESTED_KEY {
        return false;
    }
    let field = entry.text("field");
    let is_part =
        |whole: &str, part: &str| part.strip_prefix(whole).is_some_and(|it| it.is_empty() || it.starts_with('.'));
    let wrote = undone.edits.iter().filter(|it| it.id() == id).any(|it| match it {
        Edit::Create { .. } | Edit::Remove { .. } => true,
        Edit::Set { path, .. } => {
            let path = path.to_string();
            field == WHOLE || is_part(field, &path) || is_part(&path, field)
        }
    });
    let own = looked.who.as_ref().is_some_and(|it| it.as_str() == entry.text("by"))
        || looked.trailers.reverts.as_deref() == entry.word("change");
    wrote && (before.is_none() || own)
}

/// Whether an edit leads to what was there before, or to what joining that with later changes comes to.
fn puts_back(edit: &Edit, earlier: &Snapshot, back: &Snapshot) -> bool {
    let leaf = |snapshot: &Snapshot, id: &RecordId, path: &FieldPath| {
        snapshot.get(id).and_then(|it| leaves(id.kind, &it.fields, &Whole::new()).remove(path))
    };
    match edit {
        Edit::Create { record } => [earlier, back].into_iter().any(|it| it.get(&record.id) == Some(record)),
        Edit::Remove { record } => !earlier.exists(&record.id),
        Edit::Set { id, path, after, .. } => [earlier, back].into_iter().any(|it| leaf(it, id, path) == *after),
    }
}

/// The change that this one says it takes back, if it is its author's.
fn taken_back(looked: &Looked<'_>) -> Result<Option<Saved>, StoreError> {
    let Some(wanted) = &looked.trailers.reverts else { return Ok(None) };
    let mut at = looked.saved.parents.first().cloned();
    for _ in 0..FAR {
        let Some(commit) = at else { return Ok(None) };
        let saved = looked.repo.saved(&commit)?;
        let trailers = Trailers::of(&saved.message);
        if trailers.change_id.as_ref() == Some(wanted) || saved.id == *wanted {
            let same = saved.author.email.eq_ignore_ascii_case(&looked.saved.author.email)
                && trailers.acting == looked.trailers.acting;
            return Ok(same.then_some(saved));
        }
        at = saved.parents.first().cloned();
    }
    Ok(None)
}

fn record(repo: &Repo, id: &RecordId, name: &str) -> Option<Record> {
    repo.size_of(name).filter(|it| *it <= codec::LARGEST)?;
    codec::decode(id, &repo.contents(name)?).ok().map(|it| it.record)
}
