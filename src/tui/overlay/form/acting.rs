//! The forms of what is done with a meeting, an item or a decision and wants a time, a meeting or words.

use std::sync::Arc;

use toml::Value;

use super::change::fresh;
use super::field::FormField;
use super::{Act, Form, Goal};
use crate::model::act::Refused;
use crate::model::deed::decision::{self, Stance};
use crate::model::deed::{handover, item, meeting};
use crate::model::view::{Meeting, MeetingState};
use crate::model::{Change, Fields, Kind, Record, RecordId, Snapshot, Standpoint, leaf, shown, table, value};
use crate::tui::desk::Desk;
use crate::tui::event::Effect;
use crate::workspace::is_link;

impl Act {
    /// The word on the button.
    pub(super) fn button(&self) -> &'static str {
        match self {
            Self::Postpone => "Postpone",
            Self::Decline => "Decline",
            Self::Approve => "Approve",
            Self::Agree => "Agree",
            Self::Number => "Save",
            Self::Position(Stance::Object, _) => "Object",
            Self::Position(..) => "Endorse",
            Self::Paper => "Add",
            Self::Refer => "Hand over",
            Self::GiveBack => "Return",
        }
    }

    fn title(&self, record: &Record, desk: &Desk) -> String {
        let title = shown::visible(record.title());
        let party = |party: &str| {
            let org = RecordId::new(Kind::Org, party).ok();
            org.map_or_else(|| shown::visible(party).into_owned(), |it| desk.org(&it).0)
        };
        match self {
            Self::Postpone => format!("Postpone · {} {title}", record.id),
            Self::Decline => format!("Decline the proposal? {title}"),
            Self::Approve => format!("Approve the minutes of {}?", record.id),
            Self::Agree => format!("The group agrees · {title}"),
            Self::Number => format!("Formal number · {title}"),
            Self::Position(Stance::Object, org) => format!("Object for {} · {title}", party(org)),
            Self::Position(_, org) => format!("Endorse with a reservation for {} · {title}", party(org)),
            Self::Paper => format!("Add a paper · {title}"),
            Self::Refer => format!("Hand over to another group · {title}"),
            Self::GiveBack => format!("What came of it, for the group it comes from · {title}"),
        }
    }
}

impl Form {
    /// A form for what an act wants.
    pub fn act(act: Act, record: &Arc<Record>, desk: &Desk) -> Self {
        let mut form = Self::new(Goal::Act(act.clone(), record.id.clone()), act.title(record, desk));
        form.base = Some(record.clone());
        let of_kind = |key: &str, value: Option<Value>| {
            let field = record.id.kind.field(key);
            field.map(|it| FormField::new(it, value.as_ref(), &desk.snapshot))
        };
        let of_meeting = |id: Option<RecordId>| id.map(|it| value::text(it.as_str()));
        let field = match &act {
            Act::Postpone => of_kind("start", record.get("start").cloned()),
            Act::Decline => Some(FormField::empty(table::REASON)),
            Act::Approve => of_kind("approved_at", of_meeting(approving(record, desk))),
            Act::Agree => of_kind("meeting", of_meeting(agreeing(record, &desk.snapshot))),
            Act::Number => {
                let next = decision::next_number(record.id.group().unwrap_or_default(), &desk.at());
                Kind::Decision.field("number").map(|it| FormField::line(it, &next))
            }
            Act::Position(..) => Some(FormField::empty(table::WORDS)),
            Act::Paper => Some(FormField::empty(table::PAPER_FILE)),
            Act::Refer => Some(FormField::empty(table::OTHER_GROUP)),
            Act::GiveBack => Some(FormField::empty(table::RESULT)),
        };
        form.fields.extend(field);
        form.fields.extend((act == Act::Paper).then(|| FormField::empty(table::PAPER_TITLE)));
        form.notes.extend(note(&act).map(str::to_owned));
        form.enter();
        if matches!(act, Act::Postpone | Act::Number) {
            form.fields.iter_mut().for_each(FormField::mark_all);
        }
        form
    }

    /// What the act comes to with what is typed.
    ///
    /// # Errors
    /// When the record stands elsewhere, or what is typed is not enough.
    pub(super) fn acted(&self, act: &Act, record: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
        let meeting = || RecordId::new(Kind::Meeting, &leaf::plain(&self.first()?)).ok();
        match act {
            Act::Postpone => match self.first().as_ref().and_then(value::local_of) {
                Some(to) => meeting::postpone(record, to, at),
                None => Ok(Change::default()),
            },
            Act::Decline => item::decline(record, self.first(), at),
            Act::Approve => meeting::approve(record, meeting().as_ref(), at),
            Act::Agree => decision::agree(record, meeting().as_ref(), at),
            Act::Number => decision::number(record, self.first().as_ref().map(leaf::plain).as_deref(), at),
            Act::Position(stance, party) => {
                let channel = channel(record, at.snapshot);
                decision::take_position(record, party, *stance, self.first(), channel, at)
            }
            // The file is read by whoever saves it.
            Act::Paper => Ok(Change::default()),
            Act::Refer => {
                let group = self.first().and_then(|it| RecordId::new(Kind::Group, &leaf::plain(&it)).ok());
                let Some(to) = group.and_then(|it| at.snapshot.get(&it)) else { return Ok(Change::default()) };
                let id = fresh(Kind::Item, to.id.as_str(), "", None, at);
                id.map_or_else(|| Ok(Change::default()), |id| handover::refer(record, to, id, at))
            }
            Act::GiveBack => handover::give_back(record, self.first(), at),
        }
    }
}

impl Form {
    /// What is asked for where a paper is to be added; words, where something is missing.
    pub(super) fn paper_asked(&self) -> Option<Result<Effect, &'static str>> {
        let Goal::Act(Act::Paper, item) = &self.goal else { return None };
        let text = |at: usize| self.fields.get(at).map(|it| it.text().trim().to_owned()).filter(|it| !it.is_empty());
        let (what, title) = (text(0), text(1));
        if title.is_none() && what.as_deref().is_none_or(is_link) {
            return Some(Err("Say what it is called."));
        }
        Some(Ok(Effect::AddPaper { item: item.clone(), what, title }))
    }
}

/// A position is in writing, unless the meeting that agreed is still in session.
pub fn channel(decision: &Record, snapshot: &Snapshot) -> &'static str {
    let meeting = decision.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
    let is_in_session = |it: &Record| Meeting(it).state() == MeetingState::InSession;
    match meeting.and_then(|it| snapshot.get(&it)).is_some_and(is_in_session) {
        true => "meeting",
        false => "written",
    }
}

/// The meeting at which minutes are usually approved: the latest one after it that has begun or takes place today.
fn approving(meeting: &Record, desk: &Desk) -> Option<RecordId> {
    let start = Meeting(meeting).start();
    let later = desk.snapshot.in_group(Kind::Meeting, meeting.id.group()?).filter(|it| {
        let begins = Meeting(it).start();
        let is_past = begins.is_some_and(|it| it.date() <= desk.today);
        begins > start && is_past && Meeting(it).state() != MeetingState::Cancelled
    });
    later.max_by_key(|it| Meeting(it).start()).map(|it| it.id.clone())
}

/// The meeting that agreed a decision: the one it names, else that of its item; none that is still ahead.
fn agreeing(decision: &Record, snapshot: &Snapshot) -> Option<RecordId> {
    let named = |record: &Record| RecordId::new(Kind::Meeting, record.word("meeting")?).ok();
    let item = || snapshot.get(&RecordId::new(Kind::Item, decision.word("item")?).ok()?);
    let is_over = |it: &RecordId| snapshot.get(it).is_some_and(|it| it.contains_key("opened"));
    named(decision).or_else(|| named(item()?)).filter(is_over)
}

/// What is good to know before.
fn note(act: &Act) -> Option<&'static str> {
    match act {
        Act::Postpone => Some("Its id stays; the old time stands beside the new one."),
        Act::Decline => Some("It stays with the reason, and can still be accepted later."),
        Act::Approve => Some("Empty means in writing. From then on the minutes are locked: what they say stands."),
        Act::Agree => Some("Empty means in writing. The parties are asked from then on."),
        Act::Number => Some("A number is given once."),
        Act::Position(..) => Some("It is about the text as it stands; whoever edits the text afterwards voids it."),
        Act::Paper => Some("A file is copied among the group's papers, for everybody who has the workspace."),
        Act::Refer => Some("It lies in the other group's pool then, and says here what becomes of it."),
        Act::GiveBack => Some("They see it where they handed it over."),
    }
}
