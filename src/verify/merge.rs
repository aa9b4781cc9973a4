//! Merges: where two histories were joined, nothing may come in that neither of them had.

use std::collections::BTreeSet;

use toml::Value;

use super::change::Looked;
use super::finding::Code;
use crate::model::leaf::{Leaves, Whole, leaves};
use crate::model::merge::merge_among;
use crate::model::record::Fields;
use crate::model::{Record, RecordId, Snapshot, shown};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::repo::merge_lines;

/// The field in which values wait that did not get to stand.
const BESIDE: &str = "contested";

impl Looked<'_> {
    /// Whether each field holds what the field merge makes of the two sides; of a field that both sides changed, what
    /// either of them made of it.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn merge(&mut self) -> Result<(), StoreError> {
        let [first, second] = self.saved.parents.as_slice() else {
            self.say(Code::Merge, None, "it joins more than two histories at once");
            return Ok(());
        };
        let base = self.repo.parting(first, second)?;
        let theirs = self.repo.differences(base.as_deref(), Some(second))?;
        let differing = self.repo.differences(Some(first), Some(&self.saved.id))?;
        let mut paths: BTreeSet<&str> = theirs.iter().map(|it| it.path.as_str()).collect();
        paths.extend(differing.iter().map(|it| it.path.as_str()));
        let commits = [base.as_deref(), Some(first.as_str()), Some(second.as_str())];
        let files = commits.map(|it| it.map(|it| self.repo.files_of(Some(it))));
        let now = self.repo.files_of(Some(&self.saved.id));
        let mut strange = Vec::new();
        for path in paths {
            let [base, ours, theirs] = [0, 1, 2].map(|at| files[at].as_ref().and_then(|it| it.name(path)));
            let name = now.name(path);
            // One side alone changed it, and what it made of it stands.
            let picked = if base == theirs { &ours } else { &theirs };
            if (base == ours || base == theirs || ours == theirs) && name == *picked {
                continue;
            }
            let read = |name: &Option<String>| name.as_ref().and_then(|it| self.read_small(it));
            let sides = [read(&base), read(&ours), read(&theirs)];
            let fits = match RecordId::from_path(path) {
                Some(id) => is_joined(&id, &sides, read(&name), self.who.as_ref()),
                None => is_joined_file(path, &sides, read(&name).as_deref(), [&ours, &theirs].contains(&&name)),
            };
            if !fits {
                strange.push(path.to_owned());
            }
        }
        for path in strange {
            let message = format!("{} holds something that neither of the two had", shown::visible(&path));
            self.say(Code::Merge, Some(&path), message);
        }
        Ok(())
    }

    fn read_small(&self, name: &str) -> Option<Vec<u8>> {
        self.repo.size_of(name).filter(|it| *it <= codec::LARGEST)?;
        self.repo.contents(name)
    }
}

/// Whether a record is what the field merge makes of its sides, joined by `who`.
fn is_joined(id: &RecordId, sides: &[Option<Vec<u8>>; 3], now: Option<Vec<u8>>, who: Option<&RecordId>) -> bool {
    let record = |bytes: &Option<Vec<u8>>| codec::decode(id, bytes.as_deref()?).ok().map(|it| it.record);
    let snapshot = |it: &Option<Vec<u8>>| record(it).into_iter().collect::<Snapshot>();
    let [base, ours, theirs] = [0, 1, 2].map(|at| snapshot(&sides[at]));
    let merged = merge_among(std::iter::once(id), &base, &ours, &theirs, merge_lines);
    let (wanted, now) = (merged.snapshot.get(id).cloned(), record(&now));
    let (Some(wanted), Some(now)) = (&wanted, &now) else { return wanted.is_none() && now.is_none() };
    let parts = |it: &Record| leaves(id.kind, &it.fields, &Whole::new());
    let (wanted, now) = (parts(wanted), parts(now));
    let either: Vec<Leaves> = [&ours, &theirs].into_iter().filter_map(|it| it.get(id)).map(parts).collect();
    let whole = merged.clashes.iter().any(|it| it.path.is_none());
    let paths: BTreeSet<_> = wanted.keys().chain(now.keys()).filter(|it| it.first() != BESIDE).collect();
    let fields = paths.into_iter().all(|path| {
        let clashes =
            whole || merged.clashes.iter().any(|it| it.path.as_ref().is_some_and(|it| it == path || it.overlaps(path)));
        let value = now.get(path);
        value == wanted.get(path) || clashes && either.iter().any(|it| it.get(path) == value)
    });
    // What waits on a side goes on waiting, unless the other has settled it; whoever joins may only give up their own.
    let given_up = |it: &Value| it.as_table().is_some_and(|it| who.is_some_and(|who| who.as_str() == it.text("by")));
    let waits = wanted.iter().filter(|it| it.0.first() == BESIDE);
    let kept = waits.into_iter().all(|(path, entry)| now.contains_key(path) || given_up(entry));
    // What did not get to stand is kept beside: what waits is what somebody wrote.
    let waiting =
        now.iter().filter(|it| it.0.first() == BESIDE && !either.iter().any(|side| side.get(it.0) == Some(it.1)));
    let is_ours = |it: (&_, &Value)| {
        let written = it.1.as_table().and_then(|it| it.get("value")).and_then(Value::as_str);
        written.is_none_or(|it| {
            merged.clashes.iter().any(|clash| clash.ours.iter().chain(&clash.theirs).any(|own| own.to_string() == it))
        })
    };
    fields && kept && waiting.into_iter().all(is_ours)
}

/// Whether a file that is no record is one side's, or what joining its lines makes of it; a second file that both gave
/// one name lies beside.
fn is_joined_file(path: &str, sides: &[Option<Vec<u8>>; 3], now: Option<&[u8]>, is_one_sides: bool) -> bool {
    let text = |it: &Option<Vec<u8>>| it.as_deref().and_then(|it| std::str::from_utf8(it).ok()).map(str::to_owned);
    let joined = || merge_lines(&text(&sides[0])?, &text(&sides[1])?, &text(&sides[2])?);
    let beside = sides.iter().all(Option::is_none) && path.contains("/papers/");
    is_one_sides || beside || now.is_some_and(|now| joined().is_some_and(|it| it.as_bytes() == now))
}
