//! A decision on its way into force: agreed in the group, a position for each party, a number, superseded or withdrawn.

use chrono::{Datelike, Days};
use toml::{Table, Value};

use super::{Settings, add, edit};
use crate::model::act::{Refused, may, refused};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::{Decision, Meeting, MeetingState, Quorum, quorum, text_hash};
use crate::model::{Kind, RecordId, shown, value};

/// Where a party stands, as somebody records it for the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    Endorse,
    /// Endorsed, with a reservation in words.
    Reserve,
    /// An objection, in words.
    Object,
    Abstain,
    /// Nobody said anything by the last day.
    Silent,
}

impl Stance {
    pub const ALL: [Self; 5] = [Self::Endorse, Self::Reserve, Self::Object, Self::Abstain, Self::Silent];

    /// The verb: `endorse`.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Endorse => "endorse",
            Self::Reserve => "reserve",
            Self::Object => "object",
            Self::Abstain => "abstain",
            Self::Silent => "silent",
        }
    }

    /// What is done, as a change means it: `decision.endorse`.
    pub fn deed(self) -> &'static str {
        match self {
            Self::Endorse => "decision.endorse",
            Self::Reserve => "decision.reserve",
            Self::Object => "decision.object",
            Self::Abstain => "decision.abstain",
            Self::Silent => "decision.silent",
        }
    }

    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Endorse => "endorsed",
            Self::Reserve => "endorsed-with-reservation",
            Self::Object => "objected",
            Self::Abstain => "abstained",
            Self::Silent => "silent",
        }
    }

    /// As the history tells it, behind the party's name.
    fn words(self) -> &'static str {
        match self {
            Self::Endorse => "endorsed",
            Self::Reserve => "endorsed with a reservation",
            Self::Object => "objected",
            Self::Abstain => "abstained",
            Self::Silent => "said nothing by the last day",
        }
    }

    /// Whether it means nothing without words.
    pub fn needs_words(self) -> bool {
        matches!(self, Self::Reserve | Self::Object)
    }
}

/// The group agrees, at a meeting or in writing; the parties are asked from now on.
///
/// # Errors
/// When it is agreed already, says nothing, or the meeting has not been opened or does not take place.
pub fn agree(decision: &Record, meeting: Option<&RecordId>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = AGREE;
    may(DEED, decision, at)?;
    if decision.text("text").trim().is_empty() {
        return Err(refused(DEED, decision, "it has no text yet", "`comity decision edit ID --text TEXT` writes it"));
    }
    let held = meeting.map(|it| opened_meeting(it, decision, at)).transpose()?;
    // What a meeting agreed, it agreed on its day, whenever that is written down.
    let opened = held.and_then(|it| it.instant("opened"));
    let day = opened.map_or(at.today, |it| it.date_naive().min(at.today));
    let mut settings: Settings = vec![("agreed_on".to_owned(), Some(value::date(day)))];
    // What is agreed in writing is agreed at no meeting, wherever it was drafted.
    settings.push(("meeting".to_owned(), meeting.map(|it| value::text(it.as_str()))));
    settings.extend(held.map(|it| ("quorate".to_owned(), Some(Value::Boolean(was_quorate_then(it, decision, at))))));
    if !decision.contains_key("method") {
        let method = if meeting.is_some() { "consensus" } else { "written" };
        settings.push(("method".to_owned(), Some(value::text(method))));
    }
    if let Some(days) = Decision(decision).silence_days(at.snapshot).filter(|_| !decision.contains_key("closes_on"))
        && let Some(last) = at.today.checked_add_days(Days::new(days))
    {
        settings.push(("closes_on".to_owned(), Some(value::date(last))));
    }
    let mut change = edit(decision, settings, at).meaning(DEED);
    change.meaning.meeting = meeting.cloned();
    let how = meeting.map_or_else(|| "agreed in writing".to_owned(), |it| format!("agreed at {it}"));
    Ok(change.titled(super::agenda::with_title_of(&decision.id, &how, decision.title())))
}

const AGREE: &str = "decision.agree";

/// The meeting at which the group agrees: one that was opened, for nobody knows who will come to one that is still ahead.
fn opened_meeting<'a>(id: &RecordId, decision: &Record, at: &Standpoint<'a>) -> Result<&'a Record, Refused> {
    let meeting = at.snapshot.get(id);
    let why = match meeting.map(|it| (it, Meeting(it).state())) {
        Some((_, MeetingState::Cancelled)) => "was cancelled",
        None | Some((_, MeetingState::Planned | MeetingState::AgendaIssued)) => "has not been opened",
        Some((meeting, _)) => return Ok(meeting),
    };
    let remedy = "The group agrees at a meeting that was opened; without `--meeting` it agrees in writing";
    Err(refused(AGREE, decision, format!("{id} {why}"), remedy))
}

/// Whether each party had its quorum when a meeting agreed: now, while it is in session; of one that is over, when the
/// item was taken, or all the time.
fn was_quorate_then(meeting: &Record, decision: &Record, at: &Standpoint<'_>) -> bool {
    let Some(closed) = meeting.instant("closed").filter(|it| *it <= at.now) else {
        return Quorum::at(meeting, at.now, at.snapshot).is_quorate();
    };
    let item = decision.word("item").and_then(|it| RecordId::new(Kind::Item, it).ok());
    let taken = item.and_then(|it| at.snapshot.get(&it)).into_iter().flat_map(|it| it.rows("taken"));
    let spans = taken.filter_map(|it| Some((it.instant("start")?, it.instant("stop").unwrap_or(closed))));
    match spans.max() {
        Some((start, stop)) => quorum::was_quorate_between(meeting, start, stop, at.snapshot),
        None => quorum::was_quorate(meeting, at.snapshot),
    }
}

/// A party says where it stands, on this very text. The words are text.
///
/// # Errors
/// When nobody asked, the party is none of those asked, words are missing, nobody knows who speaks, or silence is not
/// consent in this group or its last day is not over.
pub fn take_position(
    decision: &Record,
    party: &str,
    stance: Stance,
    words: Option<Value>,
    channel: &str,
    at: &Standpoint<'_>,
) -> Result<Change, Refused> {
    let deed = stance.deed();
    may(deed, decision, at)?;
    let view = Decision(decision);
    let parties = view.parties(at.snapshot);
    if !parties.contains(&party) {
        let why = format!("{} is not asked", shown::visible(party));
        return Err(refused(deed, decision, why, &format!("It is for {}: `--for ORG`", parties.join(" and "))));
    }
    let Some(me) = &at.me else {
        return Err(refused(deed, decision, "nobody knows who you are", "`comity config set me PERSON` says it"));
    };
    if stance.needs_words() && words.is_none() {
        return Err(refused(deed, decision, "the words are missing", "`--text TEXT` says what it is about"));
    }
    if stance == Stance::Silent {
        may_be_silent(decision, party, at)?;
    }
    let mut position = Table::new();
    position.insert("value".to_owned(), value::text(stance.word()));
    position.insert("by".to_owned(), value::text(me.as_str()));
    position.insert("on".to_owned(), value::date(at.today));
    position.insert("text_hash".to_owned(), value::text(text_hash(decision)));
    position.insert("channel".to_owned(), value::text(channel));
    position.extend(words.map(|it| ("text".to_owned(), it)));
    let mut positions = decision.table("position").cloned().unwrap_or_default();
    positions.insert(party.to_owned(), Value::Table(position));
    let settings = vec![("position".to_owned(), Some(Value::Table(positions)))];
    let mut change = edit(decision, settings, at).meaning(deed);
    // Whoever records that a party was silent does not act for it.
    if stance != Stance::Silent {
        change.meaning.on_behalf_of = RecordId::new(Kind::Org, party).ok();
    }
    let words = format!("{} {}", shown::visible(party), stance.words());
    Ok(change.titled(super::agenda::with_title_of(&decision.id, &words, decision.title())))
}

/// Silence is consent only where the group's rules say so, and once its last day is over.
fn may_be_silent(decision: &Record, party: &str, at: &Standpoint<'_>) -> Result<(), Refused> {
    let deed = Stance::Silent.deed();
    if Decision(decision).silence_days(at.snapshot).is_none() {
        let why = "in this group silence is no consent";
        return Err(refused(deed, decision, why, "The party says where it stands: `comity decision endorse ID`"));
    }
    match decision.date("closes_on") {
        Some(last) if last < at.today => (),
        Some(last) => {
            let why = format!("positions are taken until {}", shown::day(last));
            return Err(refused(deed, decision, why, "Silence is recorded after the last day"));
        }
        None => {
            return Err(refused(deed, decision, "it names no last day", "`comity decision edit ID --closes-on DATE`"));
        }
    }
    use crate::model::view::Position::{Pending, Void};
    match Decision(decision).position(party) {
        Pending | Void => Ok(()),
        _ => Err(refused(deed, decision, format!("{} was not silent", shown::visible(party)), "Its position stands")),
    }
}

/// The formal number of a decision in force: `AQ 2026/04`, the next of the group's year, unless another is given.
///
/// # Errors
/// When it is not in force, has a number, or the number belongs to another one.
pub fn number(decision: &Record, word: Option<&str>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "decision.number";
    may(DEED, decision, at)?;
    if let Some(number) = decision.word("number") {
        let why = format!("it has the number {}", shown::visible(number));
        return Err(refused(DEED, decision, why, "A number is given once"));
    }
    let group = decision.id.group().unwrap_or_default();
    let number = word.map_or_else(|| next_number(group, at), |it| it.trim().to_owned());
    let others = at.snapshot.in_group(Kind::Decision, group);
    if let Some(other) = others.filter(|it| it.id != decision.id).find(|it| it.text("number") == number) {
        return Err(refused(DEED, decision, format!("{} has the number {number}", other.id), "Take the next one"));
    }
    Ok(edit(decision, vec![("number".to_owned(), Some(value::text(number)))], at).meaning(DEED))
}

/// The next number of a group's year.
pub fn next_number(group: &str, at: &Standpoint<'_>) -> String {
    let begin = format!("{group} {}/", at.today.year());
    let taken = at
        .snapshot
        .in_group(Kind::Decision, group)
        .filter_map(|it| it.word("number")?.strip_prefix(&begin)?.parse().ok());
    let last: u32 = taken.max().unwrap_or(0);
    format!("{begin}{:02}", last + 1)
}

/// A decision does not come about. The reason is text.
///
/// # Errors
/// When it is in force or gone already, or nobody says why.
pub fn withdraw(decision: &Record, reason: Option<Value>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "decision.withdraw";
    may(DEED, decision, at)?;
    if reason.is_none() {
        return Err(refused(DEED, decision, "nobody said why", "Give a reason; whoever was asked will want to know"));
    }
    let why = reason.as_ref().map(crate::model::leaf::plain).unwrap_or_default();
    let settings =
        vec![("withdrawn_on".to_owned(), Some(value::date(at.today))), ("withdrawn_reason".to_owned(), reason)];
    let change = edit(decision, settings, at).meaning(DEED);
    Ok(change.titled(super::agenda::with_title_of(&decision.id, &format!("withdrawn: {why}"), decision.title())))
}

/// A new decision that is to take the place of one in force, with the same words to begin with.
///
/// # Errors
/// When the old one is not in force.
pub fn supersede(old: &Record, id: RecordId, settings: Settings, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "decision.supersede";
    may(DEED, old, at)?;
    let given = |key: &str| settings.iter().any(|it| it.0 == key);
    let mut all: Settings = ["title", "text", "rationale"]
        .into_iter()
        .filter(|it| !given(it))
        .filter_map(|it| Some((it.to_owned(), Some(old.get(it)?.clone()))))
        .collect();
    all.push(("supersedes".to_owned(), Some(value::texts([old.id.as_str()]))));
    all.extend(settings);
    Ok(add(id, all, at).meaning(DEED))
}
