//! Carrying a change over: what one commit did is laid onto another commit's files, field by field.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Value;

use super::writers::Writers;
use crate::model::contested::{Written, contest};
use crate::model::merge::{Clash, merge_among};
use crate::model::{Change, Kind, Record, RecordId, Snapshot, rename};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::repo::{Repo, Saved, SavedFiles, TreeDifference, merge_lines};
use crate::workspace::random;

/// What is called otherwise on top of the others' changes than it was here.
#[derive(Debug, Default)]
pub struct NewNames {
    /// Records whose id somebody else has given to another one meanwhile.
    pub ids: BTreeMap<RecordId, RecordId>,
    /// Files, such as papers, whose path somebody else has given to another one.
    pub files: BTreeMap<String, String>,
}

impl NewNames {
    fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.files.is_empty()
    }
}

/// What a commit comes to on top of another one.
#[derive(Debug, Default)]
pub struct Carried {
    /// The files that become other ones, as they are to be; `None` takes one away.
    pub files: Vec<(String, Option<Vec<u8>>)>,
    /// Where both wrote something else; what was there already stands, the other value is kept beside it.
    pub clashes: Vec<Clash>,
    /// Files that cannot be joined: where theirs stands, and where mine is kept.
    pub beside: Vec<(String, String)>,
}

impl Carried {
    /// What is done on top of `tip`, where that is not what the commit did by itself, and the records that it touches
    /// before and after.
    pub fn told(&self, repo: &Repo, tip: &str) -> (Change, Snapshot, Snapshot) {
        let there = repo.files_of(Some(tip));
        let (mut before, mut after) = (Snapshot::default(), Snapshot::default());
        let ids: Vec<RecordId> = self.files.iter().filter_map(|it| RecordId::from_path(&it.0)).collect();
        for (path, contents) in &self.files {
            let Some(id) = RecordId::from_path(path) else { continue };
            for (snapshot, bytes) in [(&mut before, there.contents(path)), (&mut after, contents.clone())] {
                if let Some(read) = bytes.and_then(|it| codec::decode(&id, &it).ok()) {
                    snapshot.put(read.record);
                }
            }
        }
        (Change::among(ids.iter(), &before, &after), before, after)
    }
}

/// A record's file on its way: as it was before the commit, as it is in the tip, as the commit has it.
pub(super) struct Meeting {
    pub id: RecordId,
    pub base: Side,
    pub tip: Side,
    pub mine: Side,
}

/// The list in which records name their papers.
const PAPERS: &str = "paper";

/// A file's bytes, and the record in them; neither where there is none.
#[derive(Clone, Default)]
pub(super) struct Side {
    pub bytes: Option<Vec<u8>>,
    pub record: Option<Arc<Record>>,
}

/// Lays what `commit` did since `base` onto `tip`. Values that do not get to stand are kept as those of `mine`;
/// `writers` knows who wrote what stands.
///
/// # Errors
/// When an object is missing or damaged.
pub fn carry(
    repo: &Repo,
    commit: &Saved,
    base: Option<&str>,
    tip: &str,
    names: &mut NewNames,
    mine: &Written,
    writers: &Writers<'_>,
) -> Result<Carried, StoreError> {
    let differences = repo.differences(base, Some(&commit.id))?;
    let there = repo.files_of(Some(tip));
    find_new_ids(repo, &differences, &there, commit, &mut names.ids);
    let mut carried = Carried::default();
    let mut meetings = Vec::new();
    // Files first: records speak of them.
    let (records, files): (Vec<_>, Vec<_>) =
        differences.into_iter().partition(|it| RecordId::from_path(&it.path).is_some());
    for difference in files.into_iter().chain(records) {
        let id = RecordId::from_path(&difference.path);
        // A record or paper of another name elsewhere: whatever speaks of it has to be read.
        let moves = id.is_some() && !names.is_empty();
        let path = names.files.get(&difference.path).cloned().unwrap_or_else(|| difference.path.clone());
        let difference = TreeDifference { path, ..difference };
        let at_tip = there.name(&difference.path);
        if !moves && at_tip == difference.before {
            carried.files.push((difference.path, difference.after.and_then(|it| repo.contents(&it))));
            continue;
        }
        if !moves && at_tip == difference.after {
            continue;
        }
        match id.and_then(|id| meeting(repo, id, &difference, &there, names)) {
            Some(meeting) => meetings.push(meeting),
            None => {
                let beside = carry_file(repo, &difference, at_tip.as_deref(), &mine.change, &mut carried);
                names.files.extend(beside.map(|it| (difference.path, it)));
            }
        }
    }
    settle(meetings, mine, &mut |it| writers.of(it), &mut carried);
    carried.files.retain(|(path, contents)| there.contents(path) != *contents);
    Ok(carried)
}

/// Ids that chance has given twice: the record that nobody else knows yet gets another one.
fn find_new_ids(
    repo: &Repo,
    differences: &[TreeDifference],
    there: &SavedFiles<'_>,
    commit: &Saved,
    new_ids: &mut BTreeMap<RecordId, RecordId>,
) {
    for difference in differences.iter().filter(|it| it.before.is_none()) {
        let Some(id) = RecordId::from_path(&difference.path).filter(|it| it.is_random() && !new_ids.contains_key(it))
        else {
            continue;
        };
        let taken = there.name(&difference.path);
        if taken.is_none() || taken == difference.after {
            continue;
        }
        // Chance gives an id twice, but not to things of one title: that is one thing, made at both desks.
        let title = |name: Option<&String>| {
            let record = codec::decode(&id, &repo.contents(name?)?).ok()?.record;
            Some(record.title().to_owned()).filter(|it| !it.is_empty())
        };
        if id.kind == Kind::Item && title(taken.as_ref()).is_some_and(|it| Some(it) == title(difference.after.as_ref()))
        {
            continue;
        }
        let (Some(group), Some(year)) = (id.group(), id.year()) else { continue };
        let free = |it: &RecordId| {
            let path = it.path();
            there.name(&path).is_none() && repo.entry_at(&commit.id, &path).is_none()
        };
        let length = id.tail().len();
        let mut candidates =
            std::iter::repeat_with(|| RecordId::random(id.kind, group, year, random(), length)).take(100).flatten();
        if let Some(other) = candidates.find(free) {
            new_ids.insert(id, other);
        }
    }
}

/// The three sides of a record; nothing where one of them cannot be read as one.
fn meeting(
    repo: &Repo,
    id: RecordId,
    difference: &TreeDifference,
    there: &SavedFiles<'_>,
    names: &NewNames,
) -> Option<Meeting> {
    let new_ids = &names.ids;
    let named = new_ids.get(&id).cloned().unwrap_or_else(|| id.clone());
    let side = |bytes: Option<Vec<u8>>, mine: bool| -> Option<Side> {
        let Some(bytes) = bytes else { return Some(Side::default()) };
        let mut record = codec::decode(&id, &bytes).ok()?.record;
        if mine && !new_ids.is_empty() {
            let instead = |kinds: &[Kind], word: &str| {
                let known = |kind: &Kind| new_ids.get(&RecordId::new(*kind, word).ok()?);
                let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
                kinds.iter().find_map(known).map(ToString::to_string)
            };
            rename::rename(&mut record, &instead);
        }
        record.id = named.clone();
        Some(Side { bytes: Some(bytes), record: Some(Arc::new(record)) })
    };
    let contents = |name: &Option<String>| name.as_deref().and_then(|it| repo.contents(it));
    let base = side(contents(&difference.before), true)?;
    let mut mine = side(contents(&difference.after), true)?;
    if let (false, Some(record)) = (names.files.is_empty(), &mut mine.record) {
        let papers = |it: &Side| it.record.as_ref().and_then(|it| it.get(PAPERS).cloned());
        let (before, mut after) = (papers(&base), (**record).clone());
        rename_papers(&mut after, before.as_ref(), &names.files);
        *record = Arc::new(after);
    }
    let tip = side(there.contents(&named.path()), false)?;
    Some(Meeting { id: named, base, tip, mine })
}

/// Lets papers that this change laid down bear the paths at which they lie now. One that it only speaks of stays.
fn rename_papers(record: &mut Record, before: Option<&Value>, files: &BTreeMap<String, String>) {
    let folder = format!("groups/{}/papers/", record.id.group().unwrap_or_default());
    let known = |it: &Value| before.and_then(Value::as_array).is_some_and(|before| before.contains(it));
    let papers = record.fields.get_mut(PAPERS).and_then(Value::as_array_mut);
    for paper in papers.into_iter().flatten().filter(|it| !known(it)) {
        let Some(Value::String(path)) = paper.get_mut("path") else { continue };
        let new = files.get(&format!("{folder}{path}")).and_then(|it| it.strip_prefix(&folder));
        *path = new.map_or_else(|| path.clone(), str::to_owned);
    }
}

/// Merges the records and writes what comes of it.
pub(super) fn settle(
    meetings: Vec<Meeting>,
    writer: &Written,
    kept_by: &mut dyn FnMut(&Clash) -> Option<Written>,
    carried: &mut Carried,
) {
    let [mut base, mut tip, mut mine] = [(); 3].map(|()| Snapshot::default());
    for it in &meetings {
        for (snapshot, side) in [(&mut base, &it.base), (&mut tip, &it.tip), (&mut mine, &it.mine)] {
            if let Some(record) = &side.record {
                snapshot.put(record.clone());
            }
        }
    }
    let mut merged = merge_among(meetings.iter().map(|it| &it.id), &base, &tip, &mine, merge_lines);
    contest(&mut merged.snapshot, &merged.clashes, writer, kept_by);
    for it in meetings {
        let contents = merged.snapshot.get(&it.id).map(|record| written(&it, record));
        carried.files.push((it.id.path(), contents));
    }
    carried.clashes.extend(merged.clashes);
}

/// The file of a merged record: it keeps the remarks and the layout of the side that changed them.
fn written(meeting: &Meeting, merged: &Record) -> Vec<u8> {
    let Meeting { base, tip, mine, .. } = meeting;
    let text = |side: &Side| side.bytes.as_deref().and_then(|it| std::str::from_utf8(it).ok().map(str::to_owned));
    // Where the lines can be joined and say the right thing, the remarks of both are in them.
    if let (Some(base), Some(tip), Some(mine)) = (text(base), text(tip), text(mine))
        && let Some(joined) = merge_lines(&base, &tip, &mine)
        && codec::decode(&merged.id, joined.as_bytes()).is_ok_and(|it| it.record == *merged)
    {
        return joined.into_bytes();
    }
    let rewritten = |side: &Side| {
        let (bytes, record) = (side.bytes.as_deref()?, side.record.as_deref()?);
        codec::rewrite(bytes, record, merged).ok().map(String::into_bytes)
    };
    // The tip's own remarks are those of the base if its fields alone make its file from the base's.
    let as_in_base = match (&base.bytes, &base.record, &tip.record) {
        (Some(bytes), Some(before), Some(after)) => {
            codec::rewrite(bytes, before, after).ok().map(String::into_bytes) == tip.bytes
        }
        _ => false,
    };
    let carriers = if as_in_base { [mine, tip] } else { [tip, mine] };
    carriers.into_iter().find_map(rewritten).unwrap_or_else(|| codec::fresh(merged).into_bytes())
}

/// A file that is no record, such as a paper: joined by lines where that goes, else both are kept.
/// Says under which name, where that is another one.
fn carry_file(
    repo: &Repo,
    difference: &TreeDifference,
    at_tip: Option<&str>,
    change: &str,
    carried: &mut Carried,
) -> Option<String> {
    let contents = |name: Option<&str>| name.and_then(|it| repo.contents(it));
    let (base, tip) = (contents(difference.before.as_deref()), contents(at_tip));
    // What I took away and somebody else changed stays.
    let mine = contents(difference.after.as_deref())?;
    let Some(tip) = tip else {
        carried.files.push((difference.path.clone(), Some(mine)));
        return None;
    };
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().filter(|it| !it.contains('\0')).map(str::to_owned);
    let joined = match (base.as_deref().and_then(text), text(&tip), text(&mine)) {
        (Some(base), Some(tip), Some(mine)) => merge_lines(&base, &tip, &mine),
        _ => None,
    };
    match joined {
        Some(joined) => {
            carried.files.push((difference.path.clone(), Some(joined.into_bytes())));
            None
        }
        None => {
            let beside = beside(&difference.path, change);
            carried.beside.push((difference.path.clone(), beside.clone()));
            carried.files.push((beside.clone(), Some(mine)));
            Some(beside)
        }
    }
}

/// A name beside another one, for a second file that was given the same: `minutes.pdf`, `minutes-k7m3q9.pdf`.
fn beside(path: &str, change: &str) -> String {
    let mark: String = change.chars().take(6).collect();
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let name = match name.rsplit_once('.').filter(|it| !it.0.is_empty()) {
        Some((stem, ending)) => format!("{stem}-{mark}.{ending}"),
        None => format!("{name}-{mark}"),
    };
    if folder.is_empty() { name } else { format!("{folder}/{name}") }
}
