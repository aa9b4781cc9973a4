//! Look-up: which record a typed word means. Never a guess: what is not unique is answered with the candidates.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::id::{RecordId, forgiving};
use super::kind::Kind;
use super::record::{Fields, Record};
use super::standpoint::{Standpoint, who};
use super::view::planned::{planned, planned_as};

/// A word that names no record, or more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing is called like that; what comes nearest, and all there are, where these are few.
    Unknown { word: String, kinds: Vec<Kind>, near: Vec<RecordId>, all: Vec<RecordId> },
    /// Several records could be meant.
    Ambiguous { word: String, candidates: Vec<RecordId> },
    /// `me` was said, and who that is nobody knows.
    Nobody,
}

/// How many candidates or near names are worth telling.
const FEW: usize = 8;

/// How alike two names must be to be offered for each other.
const NEAR: f64 = 0.8;

/// Finds the record of one of these kinds (none given: of any) that a word means.
///
/// Taken in this order: `me`, `last`; the exact id in any case; the exact random part or slug; the exact name; the
/// beginning of an id, of its random part or of a name. A meeting also by `AQ next`, `AQ last` and its actual date.
///
/// # Errors
/// When the first of these ways that finds anything finds more than one, or none finds anything.
pub fn find(at: &Standpoint<'_>, kinds: &[Kind], word: &str) -> Result<RecordId, NotFound> {
    let word = word.trim();
    let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
    match word {
        "me" if kinds.contains(&Kind::Person) => return at.me.clone().ok_or(NotFound::Nobody),
        "last" if at.last.as_ref().is_some_and(|it| kinds.contains(&it.kind)) => {
            return at.last.clone().ok_or(NotFound::Nobody);
        }
        _ => (),
    }
    if let Some(id) = RecordId::from_path(word).filter(|it| kinds.contains(&it.kind) && at.snapshot.exists(it)) {
        return Ok(id);
    }
    let unknown = |near, all| NotFound::Unknown { word: word.to_owned(), kinds: kinds.to_vec(), near, all };
    if word.is_empty() {
        return Err(unknown(Vec::new(), Vec::new()));
    }
    let exact = exactly(at, kinds, word);
    if !exact.is_empty() {
        return only(at, word, exact);
    }
    if kinds.contains(&Kind::Meeting)
        && let Some(meeting) = meeting(at, word)
    {
        return Ok(meeting);
    }
    let ids: Vec<RecordId> = kinds.iter().flat_map(|it| at.snapshot.ids(*it)).collect();
    let typed = forgiving(word);
    let named: Vec<(&RecordId, String)> = ids
        .iter()
        .filter(|it| it.letter_less())
        .filter_map(|id| Some((id, folded(at.snapshot.get(id)?.title()))))
        .collect();
    let name = folded(word);
    let random = |id: &RecordId| id.kind.letter().is_some();
    let by_tail = ids.iter().filter(|id| id.tail() == word || random(id) && id.tail() == typed);
    let by_name = named.iter().filter(|(_, it)| *it == name).map(|(id, _)| *id);
    let tail_starts = |id: &RecordId| starts(id.tail(), word) || random(id) && starts(id.tail(), &typed);
    let by_start = ids.iter().filter(|id| starts(id.as_str(), word) || word.len() > 1 && tail_starts(id));
    let by_word = named.iter().filter(|(_, it)| it.split(' ').any(|part| part.starts_with(&name))).map(|(id, _)| *id);
    let ways: [Vec<&RecordId>; 3] = [by_tail.collect(), by_name.collect(), by_start.chain(by_word).collect()];
    for found in ways {
        if !found.is_empty() {
            return only(at, word, found.into_iter().cloned().collect());
        }
    }
    let alike = |text: &str| strsim::jaro_winkler(&folded(text), &name);
    let mut near: Vec<(f64, &RecordId)> = ids
        .iter()
        .map(|id| {
            let by_name = named.iter().find(|(it, _)| *it == id).map_or(0.0, |(_, it)| alike(it));
            (alike(id.as_str()).max(alike(id.tail())).max(by_name), id)
        })
        .filter(|(alike, _)| *alike >= NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let near = near.into_iter().take(3).map(|it| it.1.clone()).collect();
    Err(unknown(near, if ids.len() <= FEW { ids } else { Vec::new() }))
}

/// The meeting that a word means, one that the series of its group only plans included: `AQ next` is whichever of both
/// comes first.
///
/// # Errors
/// Those of [`find`].
pub fn find_meeting(at: &Standpoint<'_>, word: &str) -> Result<Record, NotFound> {
    let planned = planned_meeting(at, word);
    let known = find(at, &[Kind::Meeting], word);
    let record = known.as_ref().ok().and_then(|it| at.snapshot.get(it));
    match (record, planned) {
        (Some(known), Some(planned)) if planned.local("start") < known.local("start") => Ok(planned),
        (Some(known), _) => Ok(known.clone()),
        (None, Some(planned)) => Ok(planned),
        // What is listed and cannot be read is told by whoever asks for its fields.
        (None, None) => known.map(Record::empty),
    }
}

fn planned_meeting(at: &Standpoint<'_>, word: &str) -> Option<Record> {
    let (code, which) = word.trim().split_once([' ', '-'])?;
    let group = RecordId::new(Kind::Group, &code.to_ascii_uppercase()).ok()?;
    let group = at.snapshot.get(&group)?;
    match which.trim() {
        which if which.eq_ignore_ascii_case("next") => planned(group, at.today, 1, at.snapshot).into_iter().next(),
        day => planned_as(&RecordId::meeting(group.id.as_str(), day.parse().ok()?, 1).ok()?, at.snapshot),
    }
}

/// A name without accents and capitals, so that `zurich` finds `Zürich`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|it| !is_combining_mark(*it)).flat_map(char::to_lowercase).collect()
}

/// The next meeting of a group that is still to come, or under way on that day.
pub fn next_meeting<'a>(at: &Standpoint<'a>, group: &str) -> Option<&'a Record> {
    in_order(at, group).find(|it| !is_over(it, at))
}

/// The last meeting of a group that is over.
pub fn last_meeting<'a>(at: &Standpoint<'a>, group: &str) -> Option<&'a Record> {
    in_order(at, group).rfind(|it| is_over(it, at))
}

/// Whether a meeting was closed, or its day has passed.
fn is_over(meeting: &Record, at: &Standpoint<'_>) -> bool {
    meeting.contains_key("closed") || meeting.local("start").is_none_or(|it| it.date() < at.today)
}

/// The meetings of a group that are still to come, in their order.
pub fn in_order_ahead<'a>(at: &Standpoint<'a>, group: &str) -> impl Iterator<Item = &'a Record> {
    in_order(at, group).filter(|it| it.local("start").is_some_and(|start| start.date() >= at.today))
}

fn in_order<'a>(at: &Standpoint<'a>, group: &str) -> impl DoubleEndedIterator<Item = &'a Record> {
    let mut meetings: Vec<&Record> =
        at.snapshot.in_group(Kind::Meeting, group).filter(|it| it.date("cancelled_on").is_none()).collect();
    meetings.sort_by_key(|it| it.local("start"));
    meetings.into_iter()
}

fn exactly(at: &Standpoint<'_>, kinds: &[Kind], word: &str) -> Vec<RecordId> {
    let mut found = Vec::new();
    for kind in kinds {
        let spelt = match kind {
            Kind::Workspace | Kind::Org | Kind::Person => word.to_ascii_lowercase(),
            Kind::Group | Kind::Meeting | Kind::Action | Kind::Decision | Kind::Note => word.to_ascii_uppercase(),
            Kind::Member | Kind::Measure => match word.split_once('/') {
                Some((group, slug)) => format!("{}/{}", group.to_ascii_uppercase(), slug.to_ascii_lowercase()),
                None => continue,
            },
            // The key of a standing item is written small, the rest of its id in capitals.
            Kind::Item => {
                let ids = at.snapshot.ids(Kind::Item);
                found.extend(ids.into_iter().filter(|it| it.as_str().eq_ignore_ascii_case(word)));
                continue;
            }
        };
        found.extend(RecordId::new(*kind, &spelt).ok().filter(|it| at.snapshot.exists(it)));
    }
    found
}

/// A meeting by `AQ next`, `AQ last`, `AQ 2026-11-24` or `AQ-2026-11-24`, the day being the one on which it is now.
fn meeting(at: &Standpoint<'_>, word: &str) -> Option<RecordId> {
    let (group, which) = word.split_once([' ', '-'])?;
    let group = group.to_ascii_uppercase();
    let meeting = match which.trim().to_ascii_lowercase().as_str() {
        "next" => next_meeting(at, &group)?,
        "last" => last_meeting(at, &group)?,
        day => {
            let day: NaiveDate = day.parse().ok()?;
            let mut on_that_day =
                in_order(at, &group).filter(|it| it.local("start").is_some_and(|it| it.date() == day));
            let meeting = on_that_day.next()?;
            if on_that_day.next().is_some() {
                return None;
            }
            meeting
        }
    };
    Some(meeting.id.clone())
}

fn only(at: &Standpoint<'_>, word: &str, mut found: Vec<RecordId>) -> Result<RecordId, NotFound> {
    // Whose record was joined into another one's is found there.
    for id in found.iter_mut().filter(|it| it.kind == Kind::Person) {
        *id = who(at.snapshot, id);
    }
    found.sort();
    found.dedup();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => {
            found.truncate(FEW);
            Err(NotFound::Ambiguous { word: word.to_owned(), candidates: found })
        }
    }
}

fn starts(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
}

impl RecordId {
    /// Whether people call such records by a name rather than by an id.
    fn letter_less(&self) -> bool {
        matches!(self.kind, Kind::Org | Kind::Person | Kind::Group)
    }
}
