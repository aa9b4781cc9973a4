//! What a form is for, and what it asks for after a key.

use chrono::NaiveDate;
use toml::Value;

use crate::document::order::Document;
use crate::model::deed::decision::Stance;
use crate::model::{Kind, RecordId};
use crate::tui::event::Effect;

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A new record; where it belongs is known where a group or meeting is.
    Add {
        kind: Kind,
        group: String,
    },
    Edit(RecordId),
    /// One field of a record: Enter saves.
    One(RecordId),
    /// The same fields of several records; what is left empty stays as it is.
    Several(Vec<RecordId>),
    /// A note of progress on an action.
    Progress(RecordId),
    /// What an action waits for, that is to wait from now on.
    Wait(RecordId),
    /// What somebody says of a thing, or of one field of it; kept among the notes of a group.
    Comment {
        about: RecordId,
        field: Option<&'static str>,
        group: String,
    },
    /// To drop, withdraw or cancel, with a reason.
    Drop(RecordId),
    /// Something done with a meeting, an item or a decision that wants a time, a meeting or words.
    Act(Act, RecordId),
    /// What somebody is in a group from a day on.
    Seat {
        person: RecordId,
        group: RecordId,
    },
    /// The end of what somebody is in a group.
    End {
        person: RecordId,
        group: RecordId,
    },
    /// A person leaves altogether.
    Leave(RecordId),
    /// An action or a decision in one line, under an item of a meeting in session.
    Jot {
        kind: Kind,
        meeting: RecordId,
        item: Option<RecordId>,
    },
    /// The day that a page shows.
    AsOf,
    /// Another value for what both sides wrote.
    Decide,
    /// What a filter is to be called.
    FilterName,
    /// The file into which a page is written.
    Export,
    /// How a document is made.
    Document(Document),
    /// Who works here.
    Identity,
    /// Where the shared copy is.
    SharedCopy,
    /// Why somebody acts outside their role.
    Override,
}

impl Goal {
    /// Under which what is typed for an item at its meeting is kept.
    pub fn minutes_key(&self) -> Option<String> {
        match self {
            Self::Edit(id) if id.kind == Kind::Item => Some(minutes_key(id)),
            _ => None,
        }
    }
}

/// Under which what is typed for an item at its meeting is kept.
pub fn minutes_key(item: &RecordId) -> String {
    format!("minute-{item}")
}

/// Something that is done with a meeting, an item or a decision, and what it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The other time of a meeting.
    Postpone,
    /// Why a proposal is not taken.
    Decline,
    /// The meeting that approves the minutes of another one; in writing, where none is named.
    Approve,
    /// The meeting that agreed a decision; in writing, where none is named.
    Agree,
    /// The formal number of a decision.
    Number,
    /// Where a party stands, in words.
    Position(Stance, String),
    /// A file or a link that goes with an item.
    Paper,
    /// The group to which an item or an action is handed over.
    Refer,
    /// What came of an item, for the group that handed it over.
    GiveBack,
}

/// What a form asks for after a key.
#[derive(Debug)]
pub enum Asked {
    Nothing,
    Do(Effect),
    /// Do what waits, for this reason.
    Override(String),
    /// The page is to show another day; today, where none is named.
    AsOf(Option<NaiveDate>),
    /// The filter of the page is to be kept under this name, and chosen by this digit.
    Named(String, Option<u8>),
    /// This is to stand, of what both sides wrote.
    Decided(Option<Value>),
    /// The page is to be written into this file.
    Export(String),
    /// A file is to be written; the form waits for what comes of it.
    Write(Effect),
    /// It is done with; nothing is to be kept.
    Close,
    /// It is left, and what was typed is to be kept.
    Keep,
}
