//! The index of the history, put to use: which commits may fit a filter, and what one of them did.

use std::vec::IntoIter;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::indexing::Searched;
use super::{Entry, Filter, History};
use crate::store::StoreError;
use crate::store::history_index::{HistoryIndex, Who, id_start};
use crate::store::repo::{CommitId, Name, Saved, TreeDifference, name_bytes, name_text};

/// So many changes are looked at one by one at a time where nobody is to wait for long.
const STRETCH: usize = 500;

/// The changes that fit a filter, the newest first.
pub(super) struct Sought<'a> {
    history: &'a History,
    filter: &'a Filter,
    index: Option<&'a HistoryIndex>,
    way: Way,
    /// How many more are looked at one by one.
    left: usize,
}

/// The newest changes that fit a filter, as far as a stretch of the history tells them.
#[derive(Debug)]
pub struct Stretch {
    pub entries: Vec<Entry>,
    /// Whether there are more.
    pub more: bool,
    /// Where to look on; `None` where there is enough, or where the history begins.
    pub rest: Option<CommitId>,
}

/// How the next one is looked for.
enum Way {
    /// Along the first parents, from a commit on: as far as the index does not reach.
    Line(Option<CommitId>),
    /// Among those that the index names. They are looked at all the same: it can save time, and nothing else.
    Named(IntoIter<Name>),
}

impl Iterator for Sought<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let saved = self.saved()?;
            if self.filter.is_reached(&saved) {
                return None;
            }
            if self.history.touches(&saved, self.filter) {
                // Its subject may be told from the trees, which takes longest.
                let entry = self.history.wordless(saved);
                if self.filter.holds(&entry) {
                    return Some(self.history.worded(entry));
                }
            }
        }
    }
}

impl Sought<'_> {
    /// The next commit that may fit.
    fn saved(&mut self) -> Option<Saved> {
        if let Way::Line(Some(commit)) = &self.way
            && let Some(place) = place(self.index, commit)
        {
            match self.index.and_then(|it| self.history.named(it, place, self.filter)) {
                Some(named) => {
                    self.history.note(Searched::Wholly);
                    self.way = Way::Named(named.into_iter());
                }
                None => self.index = None,
            }
        }
        match &mut self.way {
            Way::Line(next) => {
                self.left = self.left.checked_sub(1)?;
                let saved = self.history.repo.saved(&next.take()?).ok()?;
                *next = saved.parents.first().cloned();
                if next.is_none() && self.filter.asks_for_few() {
                    self.history.note(Searched::Wholly);
                }
                Some(saved)
            }
            Way::Named(names) => self.history.repo.saved(&name_text(&names.next()?)).ok(),
        }
    }
}

impl History {
    /// The changes that fit a filter from a commit on, by the index as far as that reaches.
    pub(super) fn sought<'a>(&'a self, from: Option<CommitId>, filter: &'a Filter) -> Sought<'a> {
        // Where everything is asked for there is nothing to be saved.
        let index = if filter.asks_for_few() { self.index_to_search() } else { None };
        Sought { history: self, filter, index, way: Way::Line(from), left: usize::MAX }
    }

    /// So many changes that fit a filter, from a commit on or from the newest, found within a stretch of the history.
    pub fn stretch(&self, from: Option<CommitId>, filter: &Filter, count: usize) -> Stretch {
        let mut sought = self.sought(from.or_else(|| self.repo.newest()), filter);
        sought.left = STRETCH.saturating_add(count);
        let mut entries: Vec<Entry> = sought.by_ref().take(count.saturating_add(1)).collect();
        let more = entries.len() > count;
        entries.truncate(count);
        let rest = match sought.way {
            Way::Line(next) if !more && sought.left == 0 => next,
            Way::Line(_) | Way::Named(_) => None,
        };
        Stretch { entries, more, rest }
    }

    /// The day of a commit, on the clocks of the workspace's zone; nothing where it cannot be read.
    pub fn day_of(&self, commit: &str) -> Option<NaiveDate> {
        Some(self.repo.saved(commit).ok()?.author.at.with_timezone(&self.zone).date_naive())
    }

    /// The index, where there is one to be trusted.
    pub(super) fn index(&self) -> Option<&HistoryIndex> {
        let index = self.index.get_or_init(|| HistoryIndex::read(&self.repo.own_folder(), &self.repo.ground()));
        index.as_ref().filter(|it| !it.is_damaged() && *it.ground() == self.repo.ground())
    }

    /// The same for whoever would look far back without it.
    pub(super) fn index_to_search(&self) -> Option<&HistoryIndex> {
        self.note(Searched::Near);
        self.index()
    }

    fn note(&self, searched: Searched) {
        self.searched.set(self.searched.get().max(searched));
    }

    /// The commits up to a place that may fit a filter, the newest first; nothing where the index is damaged.
    fn named(&self, index: &HistoryIndex, upto: u32, filter: &Filter) -> Option<Vec<Name>> {
        let mut places: Vec<u32> = (0..=upto).collect();
        for path in filter.paths() {
            let touching = index.touching(&path)?;
            places.retain(|it| touching.binary_search(it).is_ok());
        }
        let reached = filter.reached().and_then(|it| place(Some(index), it));
        places.retain(|it| reached.is_none_or(|reached| *it > reached));
        if filter.since.is_some() || filter.until.is_some() {
            // Wherever days begin, and whatever clocks do there, it is within two days of here.
            let margin = TimeDelta::days(2).num_seconds();
            let midnight = |it: NaiveDate| it.and_time(NaiveTime::MIN).and_utc().timestamp();
            let since = filter.since.map_or(i64::MIN, |it| midnight(it).saturating_sub(margin));
            let until = filter.until.map_or(i64::MAX, |it| midnight(it).saturating_add(margin + margin));
            retain(&mut places, &index.times(upto)?, |it| (since..=until).contains(it));
        }
        if let Some(id) = &filter.id {
            let length = id.len().min(id_start(id).len());
            retain(&mut places, &index.ids(upto)?, |it| it[..length] == id_start(id)[..length]);
        }
        if filter.by.is_some() || filter.org.is_some() {
            let fits = |it: &Who| {
                let (person, org) = self.doer(&it.email, it.acting.as_deref(), it.on_behalf_of.as_deref());
                filter.is_by(person.as_ref(), org.as_ref())
            };
            let fitting: Vec<bool> = index.people()?.iter().map(fits).collect();
            let is_fitting = |it: &u32| usize::try_from(*it).is_ok_and(|it| fitting.get(it) == Some(&true));
            retain(&mut places, &index.makers(upto)?, is_fitting);
        }
        places.into_iter().rev().map(|it| index.commit(it)).collect()
    }

    /// The files that a commit changed.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub(super) fn differences(&self, saved: &Saved) -> Result<Vec<TreeDifference>, StoreError> {
        let index = self.index();
        let Some(changed) = place(index, &saved.id).and_then(|it| index?.changed(it)) else {
            return self.repo.differences(saved.parents.first().map(String::as_str), Some(&saved.id));
        };
        let text = |it: Option<Name>| it.as_ref().map(name_text);
        let told = |it: crate::store::history_index::Touched| TreeDifference {
            path: it.path,
            before: text(it.before),
            after: text(it.after),
        };
        Ok(changed.into_iter().map(told).collect())
    }
}

/// The commits that may have changed a file, from one that the index knows on, the newest first; no further than to
/// another, and whether that is reached. Nothing where the index does not know it.
pub(super) fn touching(
    index: &HistoryIndex,
    path: &str,
    from: &str,
    to: Option<&CommitId>,
) -> Option<(Vec<CommitId>, bool)> {
    let upto = place(Some(index), from)?;
    let to = to.and_then(|it| place(Some(index), it)).filter(|it| *it <= upto);
    let mut places = index.touching(path)?;
    places.retain(|it| *it <= upto && to.is_none_or(|to| *it > to));
    let names = places.into_iter().rev().map(|it| index.commit(it).as_ref().map(name_text));
    Some((names.collect::<Option<_>>()?, to.is_some()))
}

/// The place of a commit in the index, where it has one.
pub(super) fn place(index: Option<&HistoryIndex>, commit: &str) -> Option<u32> {
    index?.place(&name_bytes(commit)?)
}

/// Leaves the places at which this stands.
fn retain<T>(places: &mut Vec<u32>, all: &[T], fits: impl Fn(&T) -> bool) {
    places.retain(|it| usize::try_from(*it).ok().and_then(|it| all.get(it)).is_some_and(&fits));
}
