//! The index of the history, put to use: which commits may fit a filter, what one of them did; and how it is kept.

use std::vec::IntoIter;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Entry, Filter, History};
use crate::store::StoreError;
use crate::store::history_index::{Draft, HistoryIndex, Row, Who};
use crate::store::repo::{CommitId, Name, Saved, TreeDifference, name_bytes, name_text};
use crate::workspace::Trailers;

/// So many changes are looked at one by one in no time: fewer that are not in the index are not worth writing it anew.
const FEW: usize = 200;

/// For more than this that are not in the index nobody waits at a command; the screen adds them in its free time.
const MANY: usize = 2_000;

/// So many changes are looked at one by one at a time where nobody is to wait for long.
const STRETCH: usize = 500;

/// What the index gains: the commits that are not in it yet, the newest first.
#[derive(Debug)]
pub struct Indexing {
    next: Option<CommitId>,
    rows: Vec<Row>,
    /// How much of the old index stays: the place of its newest commit that is still in the history.
    upto: Option<u32>,
}

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
                let entry = self.history.entry(saved);
                if self.filter.holds(&entry) {
                    return Some(entry);
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
                Some(named) => self.way = Way::Named(named.into_iter()),
                None => self.index = None,
            }
        }
        match &mut self.way {
            Way::Line(next) => {
                self.left = self.left.checked_sub(1)?;
                let saved = self.history.repo.saved(&next.take()?).ok()?;
                *next = saved.parents.first().cloned();
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
        self.is_searched.set(true);
        self.index()
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

    /// Whether the index lacks so much that it is worth its while to write it anew.
    pub fn lacks_much(&self) -> bool {
        self.missing(FEW) == FEW
    }

    /// What the index gains: nothing yet.
    pub fn indexing(&self) -> Indexing {
        Indexing { next: self.repo.newest(), rows: Vec::new(), upto: None }
    }

    /// Gathers so many more commits for the index; whether that is all.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn gather(&self, indexing: &mut Indexing, most: usize) -> Result<bool, StoreError> {
        let index = self.index();
        for _ in 0..most {
            let Some(commit) = &indexing.next else { break };
            indexing.upto = place(index, commit);
            if indexing.upto.is_some() {
                indexing.next = None;
                break;
            }
            let step = self.repo.step(commit)?;
            let trailers = Trailers::of(&step.message);
            let email = step.author.email.to_lowercase();
            let who = Who { email, acting: trailers.acting, on_behalf_of: trailers.on_behalf_of };
            indexing.next = step.parent;
            let (at, changed) = (step.author.at.timestamp(), step.changed);
            indexing.rows.push(Row { commit: step.commit, at, who, changed, is_all: step.is_all });
        }
        Ok(indexing.next.is_none())
    }

    /// Writes what was gathered into the index. Where another program writes it right now, that one's stays.
    ///
    /// # Errors
    /// When the system refuses; nothing is lost then but time.
    pub fn keep_index(&self, indexing: Indexing) -> Result<(), StoreError> {
        let draft = match indexing.upto {
            None => Some(Draft::default()),
            Some(upto) => self.index().and_then(|it| Draft::of(it, upto)),
        };
        let Some(mut draft) = draft else {
            // The old one turns out to be damaged: the next one is made from the beginning.
            HistoryIndex::discard(&self.repo.own_folder());
            return Ok(());
        };
        indexing.rows.into_iter().rev().for_each(|it| draft.push(it));
        draft.write(&self.repo.own_folder(), &self.repo.ground())
    }

    /// Reads the index again when somebody asks for it: it may be another one now.
    pub fn read_index_again(&mut self) {
        self.index.take();
    }

    /// Adds what the index lacks, where somebody has looked far back and needs not wait for long. What cannot be added is
    /// looked at one by one the next time.
    pub fn remember(&self) {
        if !self.is_searched.get() || !(FEW..=MANY).contains(&self.missing(MANY + 1)) {
            return;
        }
        let mut indexing = self.indexing();
        let kept = self.gather(&mut indexing, usize::MAX).and_then(|_| self.keep_index(indexing));
        if let Err(error) = kept {
            tracing::debug!(%error, "the history is not indexed");
        }
    }

    /// How many of the newest commits are not in the index; no more than `most` are counted.
    fn missing(&self, most: usize) -> usize {
        let index = self.index();
        let line = std::iter::successors(self.repo.newest(), |it| self.repo.parent_of(it));
        line.take_while(|it| place(index, it).is_none()).take(most).count()
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
fn place(index: Option<&HistoryIndex>, commit: &str) -> Option<u32> {
    index?.place(&name_bytes(commit)?)
}

/// Leaves the places at which this stands.
fn retain<T>(places: &mut Vec<u32>, all: &[T], fits: impl Fn(&T) -> bool) {
    places.retain(|it| usize::try_from(*it).ok().and_then(|it| all.get(it)).is_some_and(&fits));
}
