//! Who wrote what the others have sent: found only when a value of it meets another one.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use toml::Value;

use crate::model::contested::Written;
use crate::model::leaf::{FieldPath, Leaves, Whole, leaves};
use crate::model::merge::Clash;
use crate::model::table::CONTESTED_KEY;
use crate::model::{Record, RecordId, Snapshot, standpoint, value};
use crate::store::codec;
use crate::store::repo::{Repo, Saved};
use crate::workspace::Trailers;

/// The changes that the others have sent, and who made them.
pub struct Writers<'a> {
    repo: &'a Repo,
    /// Oldest first.
    theirs: &'a [Saved],
    people: &'a Snapshot,
    /// What each of them did to each file: its place among them, the file before and after.
    touched: OnceCell<BTreeMap<String, Vec<Touch>>>,
}

struct Touch {
    nth: usize,
    before: Option<String>,
    after: Option<String>,
}

impl<'a> Writers<'a> {
    pub fn new(repo: &'a Repo, theirs: &'a [Saved], people: &'a Snapshot) -> Self {
        Self { repo, theirs, people, touched: OnceCell::new() }
    }

    /// Who wrote what the others have where two sides clash.
    pub fn of(&self, clash: &Clash) -> Option<Written> {
        let touches = self.touched.get_or_init(|| self.touches()).get(&clash.id.path())?;
        let touch = touches.iter().rev().find(|it| self.wrote(it, clash))?;
        self.theirs.get(touch.nth).map(|it| written(it, self.people))
    }

    fn touches(&self) -> BTreeMap<String, Vec<Touch>> {
        let mut touched: BTreeMap<String, Vec<Touch>> = BTreeMap::new();
        for (nth, saved) in self.theirs.iter().enumerate() {
            // What cannot be read any more was written by nobody whom one could name.
            let parent = saved.parents.first().map(String::as_str);
            for it in self.repo.differences(parent, Some(&saved.id)).unwrap_or_default() {
                touched.entry(it.path).or_default().push(Touch { nth, before: it.before, after: it.after });
            }
        }
        touched
    }

    fn wrote(&self, touch: &Touch, clash: &Clash) -> bool {
        let Some(path) = &clash.path else { return true };
        let field = clash.field();
        let record = |name: &Option<String>| record(self.repo, &clash.id, name.as_deref()?);
        let (before, after) = (record(&touch.before), record(&touch.after));
        let all = |it: &Option<Record>| {
            it.as_ref().map(|it| leaves(clash.id.kind, &it.fields, &Whole::new())).unwrap_or_default()
        };
        let (before, after) = (all(&before), all(&after));
        let part = |all: &Leaves| -> Leaves {
            let own = all.iter().filter(|it| it.0 == path || it.0.overlaps(path));
            own.map(|(path, value)| (path.clone(), value.clone())).collect()
        };
        // Whoever settles a field decides about it, though the value may stay as it is.
        let waits = |it: &(&FieldPath, &Value)| {
            it.0.first() == CONTESTED_KEY && it.1.get("field").and_then(Value::as_str) == Some(field.as_str())
        };
        let settles = before.iter().filter(waits).any(|it| !after.contains_key(it.0));
        settles || part(&before) != part(&after)
    }
}

/// Who made a change, as contested values name them.
pub fn written(saved: &Saved, people: &Snapshot) -> Written {
    let trailers = Trailers::of(&saved.message);
    let person = trailers.person().or_else(|| standpoint::person_with(people, &saved.author.email));
    let by = person.map_or_else(|| saved.author.name.clone(), |it| it.to_string());
    let change = trailers.change_id.unwrap_or_else(|| saved.id.clone());
    Written { by, at: value::instant(saved.author.at), change }
}

fn record(repo: &Repo, id: &RecordId, name: &str) -> Option<Record> {
    codec::decode(id, &repo.contents(name)?).ok().map(|it| it.record)
}
