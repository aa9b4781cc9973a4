//! Hand-over: what becomes of something that one group gave to another, read off the item that the other one has.

use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, shown};

/// Something that was handed over, as whoever gave it away sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The group that has it now.
    pub group: RecordId,
    /// Its item, where it can be found.
    pub item: Option<RecordId>,
    pub stands: Stands,
}

/// How far the other group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nobody there has said anything.
    Waits,
    /// It lies in their pool.
    Accepted,
    Scheduled(RecordId),
    /// What came of it, and what their minutes say.
    Decided {
        outcome: String,
        minute: String,
    },
    Declined(String),
    /// It was taken back before they accepted it.
    Withdrawn,
    Returned(String),
    /// Their item is not there any more.
    Lost,
}

/// An item that was put off so often has another way to end.
const LONGEST_WAY: usize = 50;

/// What became of a record that was handed over; none of one that was not.
pub fn of(record: &Record, at: &Standpoint<'_>) -> Option<Handover> {
    let group = RecordId::new(Kind::Group, record.word("referred_to")?).ok()?;
    let is_it = |it: &&Record| it.text("referred_from") == record.id.as_str() && it.id.group() == Some(group.as_str());
    let item = at.snapshot.of_kind(Kind::Item).filter(is_it).last().map(|it| last_of(it, at));
    let stands = item.map_or(Stands::Lost, |it| stands(it, at));
    Some(Handover { group, item: item.map(|it| it.id.clone()), stands })
}

/// The record of another group from which an item was handed over.
pub fn origin<'a>(item: &Record, at: &Standpoint<'a>) -> Option<&'a Record> {
    let from = item.word("referred_from")?;
    let ids = [Kind::Item, Kind::Action].into_iter().filter_map(|kind| RecordId::new(kind, from).ok());
    ids.into_iter().find_map(|it| at.snapshot.get(&it))
}

/// The item with which one that was put off goes on.
fn last_of<'a>(item: &'a Record, at: &Standpoint<'a>) -> &'a Record {
    let mut item = item;
    for _ in 0..LONGEST_WAY {
        let next = at.snapshot.of_kind(Kind::Item).find(|it| it.text("continues") == item.id.as_str());
        match next.filter(|_| item.text("state") == "deferred" && item.word("returned").is_none()) {
            Some(next) => item = next,
            None => break,
        }
    }
    item
}

fn stands(item: &Record, at: &Standpoint<'_>) -> Stands {
    if let Some(text) = item.word("returned") {
        return Stands::Returned(text.to_owned());
    }
    match item.text("state") {
        "proposed" => Stands::Waits,
        "declined" => Stands::Declined(item.text("decline_reason").to_owned()),
        "withdrawn" => Stands::Withdrawn,
        "concluded" => {
            Stands::Decided { outcome: outcome(item.text("outcome")), minute: item.text("minute").to_owned() }
        }
        _ => {
            let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
            meeting.filter(|it| at.snapshot.exists(it)).map_or(Stands::Accepted, Stands::Scheduled)
        }
    }
}

fn outcome(word: &str) -> String {
    let field = Kind::Item.field("outcome");
    let words = field.map(|it| shown::show(&it.ty, &crate::model::value::text(word)));
    words.unwrap_or_else(|| shown::visible(word).into_owned())
}

impl Stands {
    /// As programs read it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Waits => "waiting",
            Self::Accepted => "accepted",
            Self::Scheduled(_) => "scheduled",
            Self::Decided { .. } => "decided",
            Self::Declined(_) => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Returned(_) => "returned",
            Self::Lost => "lost",
        }
    }

    /// Whether the other group has answered for good.
    pub fn is_answered(&self) -> bool {
        matches!(self, Self::Decided { .. } | Self::Declined(_) | Self::Returned(_))
    }

    /// What the other group has to say of it, where it says more than that.
    pub fn more(&self) -> Option<&str> {
        let text = match self {
            Self::Decided { minute, .. } => minute,
            Self::Declined(text) | Self::Returned(text) => text,
            Self::Waits | Self::Accepted | Self::Scheduled(_) | Self::Withdrawn | Self::Lost => return None,
        };
        Some(text.as_str()).filter(|it| !it.is_empty())
    }

    /// `scheduled for DC-2026-12-01`, safe for a terminal.
    pub fn in_words(&self) -> String {
        match self {
            Self::Waits => "waits for an answer".to_owned(),
            Self::Accepted => "accepted, not yet on an agenda".to_owned(),
            Self::Scheduled(meeting) => format!("on the agenda of {meeting}"),
            Self::Decided { outcome, .. } if outcome.is_empty() => "dealt with".to_owned(),
            Self::Decided { outcome, .. } => format!("dealt with ({outcome})"),
            Self::Declined(_) => "declined".to_owned(),
            Self::Withdrawn => "taken back".to_owned(),
            Self::Returned(_) => "returned with its result".to_owned(),
            Self::Lost => "its item there cannot be found".to_owned(),
        }
    }
}
