//! Three-way merge, field by field: of one value, of a record, of all records.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::field::{Field, Merge, Type};
use super::id::RecordId;
use super::kind::Kind;
use super::leaf::{FieldPath, Leaves, Whole, gather, leaves, misshapen};
use super::record::{Fields, Record};
use super::snapshot::Snapshot;
use super::table::CONTESTED_KEY;

/// Merges texts line by line: base, ours, theirs; `None` where both changed the same lines.
pub type LineMerge = fn(&str, &str, &str) -> Option<String>;

/// A value as each side has it; `None` where a side has none.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    pub base: Option<&'a Value>,
    pub ours: Option<&'a Value>,
    pub theirs: Option<&'a Value>,
}

/// Two sides between which a person has to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    pub id: RecordId,
    /// The field; `None` where it is about the record as a whole: one side removed what the other changed, or both
    /// made a record of that id.
    pub path: Option<FieldPath>,
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
    pub stands: Standing,
}

/// Which side stands for the time being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Ours,
    /// Ours took away what they changed, so that it stays.
    Theirs,
}

/// The merged snapshot, ours standing wherever there is a clash, and the clashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    pub snapshot: Snapshot,
    pub clashes: Vec<Clash>,
}

impl Clash {
    /// The field as contested values and messages name it: `record` where it is about the record as a whole.
    pub fn field(&self) -> String {
        self.path.as_ref().map_or_else(|| "record".to_owned(), ToString::to_string)
    }

    pub(super) fn of_field(id: &RecordId, path: &FieldPath, sides: Sides<'_>) -> Self {
        Self {
            id: id.clone(),
            path: Some(path.clone()),
            base: sides.base.cloned(),
            ours: sides.ours.cloned(),
            theirs: sides.theirs.cloned(),
            stands: Standing::Ours,
        }
    }

    pub(super) fn of_record(
        id: &RecordId,
        base: Option<&Record>,
        ours: Option<&Record>,
        theirs: Option<&Record>,
    ) -> Self {
        let table = |it: Option<&Record>| it.map(|it| Value::Table(it.fields.clone()));
        let stands = if ours.is_none() { Standing::Theirs } else { Standing::Ours };
        Self { id: id.clone(), path: None, base: table(base), ours: table(ours), theirs: table(theirs), stands }
    }

    /// An entry of a list that one side took out while the other changed something in it.
    fn of_entry(id: &RecordId, key: &str, entry: &str, dropped_by: Side) -> Self {
        let stands = match dropped_by {
            Side::Ours => Standing::Theirs,
            Side::Theirs => Standing::Ours,
        };
        Self { path: Some(FieldPath::inner(key, entry)), stands, ..Self::gone(id) }
    }

    /// Whether it is about a contested value itself, of which the newest waits already.
    pub fn is_of_contest(&self) -> bool {
        self.path.as_ref().is_some_and(|it| it.first() == CONTESTED_KEY)
    }

    /// Whether it is about something that one side took away as a whole, not about a value.
    pub fn is_whole(&self) -> bool {
        self.path.is_none() || self.base.is_none() && self.ours.is_none() && self.theirs.is_none()
    }

    /// Whether one side let stand what was contested and the other one did not: both have decided then.
    pub fn is_settled_twice(&self) -> bool {
        self.base == self.ours || self.base == self.theirs
    }

    pub(super) fn gone(id: &RecordId) -> Self {
        Self::of_record(id, None, None, None)
    }
}

/// Merges what two sides made of one base.
pub fn merge(base: &Snapshot, ours: &Snapshot, theirs: &Snapshot, lines: LineMerge) -> Merged {
    let ids: BTreeSet<RecordId> =
        [base, ours, theirs].into_iter().flat_map(|it| it.all()).map(|it| it.id.clone()).collect();
    merge_among(ids.iter(), base, ours, theirs, lines)
}

/// The same, looking at some records only; all others are taken from `ours`.
pub fn merge_among<'a>(
    ids: impl Iterator<Item = &'a RecordId>,
    base: &Snapshot,
    ours: &Snapshot,
    theirs: &Snapshot,
    lines: LineMerge,
) -> Merged {
    let mut merged = Merged { snapshot: ours.clone(), clashes: Vec::new() };
    for id in ids {
        match merge_record(id, base.get(id), ours.get(id), theirs.get(id), lines, &mut merged.clashes) {
            Some(record) => merged.snapshot.put(record),
            None => merged.snapshot.remove(id),
        }
    }
    merged
}

fn merge_record(
    id: &RecordId,
    base: Option<&Record>,
    ours: Option<&Record>,
    theirs: Option<&Record>,
    lines: LineMerge,
    clashes: &mut Vec<Clash>,
) -> Option<Record> {
    if let Some(whole) = pick(base, ours, theirs) {
        return whole.cloned();
    }
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        // One side removed what the other changed: what was changed stays, so that no value is lost.
        clashes.push(Clash::of_record(id, base, ours, theirs));
        return ours.or(theirs).cloned();
    };
    let empty = Table::new();
    let base = base.map_or(&empty, |it| &it.fields);
    let fields = merge_fields(id, base, &ours.fields, &theirs.fields, lines, clashes);
    Some(Record { id: id.clone(), fields })
}

fn merge_fields(
    id: &RecordId,
    base: &Table,
    ours: &Table,
    theirs: &Table,
    lines: LineMerge,
    clashes: &mut Vec<Clash>,
) -> Table {
    let kind = id.kind;
    // What one side cannot take apart, no side takes apart: leaves of different depth would not meet.
    let whole: Whole = [base, ours, theirs].into_iter().flat_map(|it| misshapen(kind, it)).cloned().collect();
    let [base, ours, theirs] = [base, ours, theirs].map(|it| leaves(kind, it, &whole));
    let settled = settled_by_both(&base, &ours, &theirs);
    let dropped = dropped_entries(kind, [&base, &ours, &theirs], &settled);
    let paths: BTreeSet<&FieldPath> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let mut merged = Leaves::new();
    let mut followers = Vec::new();
    for path in paths {
        let sides = Sides { base: base.get(path), ours: ours.get(path), theirs: theirs.get(path) };
        let field = path.field(kind);
        if let Some(Field { merge: Merge::With(leader), .. }) = field {
            followers.push((path.clone(), leader));
            continue;
        }
        let kept = || match dropped.get(&(path.first(), path.entry(kind)?))? {
            Side::Ours => Some(sides.theirs),
            Side::Theirs => Some(sides.ours),
        };
        let decided_twice = sides.ours != sides.theirs && settled.contains(&path.to_string());
        let value = match kept() {
            Some(kept) => kept.cloned(),
            None => match meet(field, sides, lines).filter(|_| !decided_twice) {
                Some(value) => value,
                None => {
                    clashes.push(Clash::of_field(id, path, sides));
                    if path.first() == CONTESTED_KEY { newer(sides) } else { sides.ours.cloned() }
                }
            },
        };
        merged.extend(value.map(|it| (path.clone(), it)));
    }
    // A contested value that came anew while somebody settled the older one says itself that there is something to do.
    for ((key, entry), side) in dropped.into_iter().filter(|it| it.0.0 != CONTESTED_KEY) {
        clashes.push(Clash::of_entry(id, key, entry, side));
    }
    for (path, leader) in followers {
        let value = follow(&path, leader, [&base, &ours, &theirs], &merged);
        merged.extend(value.map(|it| (path, it)));
    }
    gather(kind, merged)
}

/// Merges one value; `None` where a person has to choose.
pub fn meet(field: Option<&Field>, sides: Sides<'_>, lines: LineMerge) -> Option<Option<Value>> {
    let Sides { base, ours, theirs } = sides;
    if let Some(value) = pick(base, ours, theirs) {
        return Some(value.cloned());
    }
    let field = field?;
    if let Merge::With(_) = field.merge {
        return Some(ours.cloned());
    }
    match (&field.ty, ours, theirs) {
        (Type::Set(_) | Type::List(_), ours, theirs) => {
            let elements = |side: Option<&Value>| match side {
                None => Some(Vec::new()),
                Some(value) => value.as_array().cloned(),
            };
            let mut joined = join(&elements(base)?, &elements(ours)?, &elements(theirs)?);
            if matches!(field.ty, Type::Set(_)) {
                joined.sort_by_cached_key(super::leaf::plain);
            }
            Some((!joined.is_empty()).then_some(Value::Array(joined)))
        }
        (Type::Text, Some(Value::String(ours)), Some(Value::String(theirs))) => {
            let base = base.and_then(Value::as_str).unwrap_or_default();
            lines(base, ours, theirs).map(|it| Some(Value::String(it)))
        }
        _ => None,
    }
}

/// The side that changed, where only one did or both did the same.
fn pick<T: PartialEq>(base: Option<T>, ours: Option<T>, theirs: Option<T>) -> Option<Option<T>> {
    if ours == theirs || theirs == base {
        Some(ours)
    } else if ours == base {
        Some(theirs)
    } else {
        None
    }
}

/// What neither side dropped, in our order, then what they added.
fn join(base: &[Value], ours: &[Value], theirs: &[Value]) -> Vec<Value> {
    let kept = ours.iter().filter(|it| theirs.contains(it) || !base.contains(it));
    let added = theirs.iter().filter(|it| !ours.contains(it) && !base.contains(it));
    kept.chain(added).cloned().collect()
}

#[derive(Clone, Copy)]
enum Side {
    Ours,
    Theirs,
}

/// The entries that one side removed while the other changed something in them, or decided that they stay; with the
/// side that removed them.
fn dropped_entries<'a>(
    kind: Kind,
    [base, ours, theirs]: [&'a Leaves; 3],
    settled: &BTreeSet<String>,
) -> BTreeMap<(&'a str, &'a str), Side> {
    let entry = |path: &'a FieldPath| path.entry(kind).map(|entry| (path.first(), entry));
    let of = |side: &'a Leaves| -> BTreeMap<(&'a str, &'a str), Vec<(&'a FieldPath, &'a Value)>> {
        let mut entries = BTreeMap::new();
        for (path, value) in side {
            if let Some(entry) = entry(path) {
                entries.entry(entry).or_insert_with(Vec::new).push((path, value));
            }
        }
        entries
    };
    let (base, ours, theirs) = (of(base), of(ours), of(theirs));
    let is_settled = |(key, entry): &(&str, &str)| settled.contains(&FieldPath::inner(key, entry).to_string());
    base.iter()
        .filter_map(|(entry, before)| match (ours.get(entry), theirs.get(entry)) {
            (None, Some(after)) if after != before || is_settled(entry) => Some((*entry, Side::Ours)),
            (Some(after), None) if after != before || is_settled(entry) => Some((*entry, Side::Theirs)),
            _ => None,
        })
        .collect()
}

/// The fields whose contested values both sides have settled.
fn settled_by_both(base: &Leaves, ours: &Leaves, theirs: &Leaves) -> BTreeSet<String> {
    let gone = |path: &FieldPath| !ours.contains_key(path) && !theirs.contains_key(path);
    let entries = base.iter().filter(|it| it.0.first() == CONTESTED_KEY && gone(it.0));
    entries.filter_map(|it| Some(it.1.as_table()?.word("field")?.to_owned())).collect()
}

/// A contested value that both sides know differently: of one author the newest waits.
fn newer(sides: Sides<'_>) -> Option<Value> {
    let age = |it: &Value| (it.as_table().and_then(|it| it.instant("at")), it.to_string());
    [sides.ours, sides.theirs].into_iter().flatten().max_by_key(|it| age(it)).cloned()
}

/// The value of a field that never clashes: of the side that moved what it follows, else of the side that changed it.
fn follow(path: &FieldPath, leader: &str, [base, ours, theirs]: [&Leaves; 3], merged: &Leaves) -> Option<Value> {
    let leader = FieldPath::key(leader);
    let moved_by_them = merged.get(&leader) == theirs.get(&leader) && merged.get(&leader) != ours.get(&leader);
    let value = match moved_by_them {
        true => theirs.get(path),
        false if ours.get(&leader) != theirs.get(&leader) => ours.get(path),
        false => pick(base.get(path), ours.get(path), theirs.get(path)).unwrap_or(ours.get(path)),
    };
    value.cloned()
}
