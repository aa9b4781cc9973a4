//! Titles that say much the same: items and actions of any group that a new one could repeat.

use std::collections::{BTreeSet, HashMap};

use super::find::folded;
use super::record::Record;
use super::snapshot::Snapshot;
use super::view::Action;
use super::{Kind, RecordId, shown};

/// The titles of all items and actions, by the words in them; made once, so that a keystroke waits for nothing.
#[derive(Debug, Default)]
pub struct Similar {
    titles: Vec<Title>,
    /// Which titles have a word.
    by_word: HashMap<String, Vec<u32>>,
}

/// A title that may be similar to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub id: RecordId,
    /// Safe for a terminal.
    pub words: String,
    /// Where it stands: `to do`, `accepted`.
    pub state: String,
    /// How many words in it count.
    count: usize,
}

/// No more are pointed out.
const MOST: usize = 3;

/// Fewer words in common say nothing.
const SHARED: usize = 2;

/// Words are compared by so many of their letters: what follows is mostly their ending.
const STEM: usize = 6;

/// Words that say nothing of what something is about.
const STOP: &[&str] = &[
    "about", "after", "all", "and", "any", "are", "before", "but", "can", "for", "from", "has", "have", "how", "into",
    "its", "new", "not", "of", "off", "on", "one", "other", "our", "out", "over", "per", "shall", "should", "that",
    "the", "their", "then", "this", "two", "under", "was", "what", "when", "which", "who", "will", "with", "within",
];

impl Similar {
    /// The titles of what is there and did not come to nothing.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut all = Self::default();
        for record in candidates(snapshot) {
            let stems = stems(record.title());
            let place = u32::try_from(all.titles.len()).unwrap_or(u32::MAX);
            all.titles.push(titled(record, stems.len()));
            for stem in stems {
                all.by_word.entry(stem).or_default().push(place);
            }
        }
        all
    }

    /// The titles most similar to one, the nearest first.
    pub fn near(&self, title: &str) -> Vec<&Title> {
        let stems = stems(title);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for places in stems.iter().filter_map(|it| self.by_word.get(it)) {
            for place in places {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let titles = shared.into_iter().filter_map(|(place, shared)| {
            let title = self.titles.get(place as usize)?;
            Some((alike(shared, stems.len(), title.count)?, title))
        });
        nearest(titles.collect())
    }
}

/// The same of some records without an index, for one look at the titles.
pub fn near<'a>(title: &str, records: impl Iterator<Item = &'a Record>) -> Vec<Title> {
    let wanted = stems(title);
    let titles = records.filter(|it| is_candidate(it)).filter_map(|record| {
        let stems = stems(record.title());
        let shared = stems.intersection(&wanted).count();
        Some((alike(shared, wanted.len(), stems.len())?, titled(record, stems.len())))
    });
    nearest(titles.collect())
}

/// Which titles can be similar to one: what is asked of the others is not worth reading them.
pub fn may_be_near(title: &str) -> impl Fn(&str) -> bool {
    let wanted = stems(title);
    move |other| {
        let other = folded(other);
        wanted.iter().filter(|it| other.contains(it.as_str())).nth(SHARED - 1).is_some()
    }
}

/// How alike two titles are that share so many of their words; `None` where that is too little to speak of.
fn alike(shared: usize, one: usize, other: usize) -> Option<u32> {
    let (of_both, of_shorter) = (one + other - shared, one.min(other));
    if shared < SHARED || of_both == 0 {
        return None;
    }
    let percent = |whole: usize| u32::try_from(shared * 100 / whole.max(1)).unwrap_or(100);
    let (overlap, contained) = (percent(of_both), percent(of_shorter));
    (overlap >= 40 || contained >= 75 && overlap >= 25).then_some(overlap + contained)
}

fn nearest<T: std::borrow::Borrow<Title>>(mut found: Vec<(u32, T)>) -> Vec<T> {
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.borrow().id.cmp(&b.1.borrow().id)));
    found.truncate(MOST);
    found.into_iter().map(|it| it.1).collect()
}

/// The kinds of what a new item or action could repeat.
pub const REPEATED: [Kind; 2] = [Kind::Item, Kind::Action];

/// What a new item or action could repeat.
fn candidates(snapshot: &Snapshot) -> impl Iterator<Item = &Record> {
    REPEATED.into_iter().flat_map(|it| snapshot.of_kind(it)).filter(|it| is_candidate(it))
}

/// No standing items, nothing that was dropped, of a chain of items the last one.
fn is_candidate(record: &Record) -> bool {
    match record.id.kind {
        Kind::Item => {
            !matches!(record.text("purpose"), "standing" | "approval")
                && !matches!(record.text("state"), "declined" | "withdrawn" | "deferred")
        }
        _ => record.text("state") != "cancelled",
    }
}

fn titled(record: &Record, count: usize) -> Title {
    let state = match (record.id.kind, record.id.kind.field("state"), record.get("state")) {
        (Kind::Action, ..) => Action(record).state().label().to_owned(),
        (_, Some(field), Some(state)) => shown::show(&field.ty, state),
        _ => String::new(),
    };
    Title { id: record.id.clone(), words: shown::visible(record.title()).into_owned(), state, count }
}

/// The words of a title that say what it is about, as far as they are compared.
fn stems(title: &str) -> BTreeSet<String> {
    let title = folded(title);
    let words = title.split(|it: char| !it.is_alphanumeric());
    let words = words.filter(|it| it.chars().nth(2).is_some() && !STOP.contains(it));
    words.map(|it| singular(it).chars().take(STEM).collect()).collect()
}

fn singular(word: &str) -> &str {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if is_plural { &word[..word.len() - 1] } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(titles: &[(&str, &str, &str)]) -> Snapshot {
        let record = |(id, title, state): &(&str, &str, &str)| {
            let kind = if id.contains("-I") { Kind::Item } else { Kind::Action };
            let mut record = Record::empty(RecordId::new(kind, id).expect("id"));
            record.fields.insert("title".to_owned(), (*title).into());
            record.fields.insert("state".to_owned(), (*state).into());
            record
        };
        titles.iter().map(record).collect()
    }

    #[test]
    fn titles_that_say_much_the_same_are_found_in_every_group_and_nothing_else() {
        let all = records(&[
            ("AQ-A26-0001", "Compare the audit reports of both systems", "open"),
            ("DC-A26-0002", "Comparing audit reports", "done"),
            ("DC-I26-0003", "Comparison of audit report formats", "accepted"),
            ("CB-A26-0004", "Send the training calendar", "open"),
            ("CB-A26-0005", "Compare audit reports", "cancelled"),
        ]);
        let index = Similar::of(&all);
        for title in
            ["Compare audit reports", "compare the AUDIT reports of the two", "Audit", "", "Calendar of trainings"]
        {
            let found = near(title, all.all());
            assert_eq!(index.near(title), found.iter().collect::<Vec<_>>(), "{title}");
            let may_be = may_be_near(title);
            assert!(found.iter().all(|it| may_be(&it.words)), "{title}");
        }
        let ids = |title: &str| near(title, all.all()).iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids("Compare audit reports"), ["DC-A26-0002", "DC-I26-0003", "AQ-A26-0001"]);
        assert_eq!(ids("Training calendars"), ["CB-A26-0004"]);
        assert!(ids("Audit").is_empty() && ids("The of and").is_empty());
    }
}
