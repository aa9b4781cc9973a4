//! An action point: what it is by its own act, and what follows from its dates.

use chrono::{Days, NaiveDate};

use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::{Kind, RecordId, date};

/// An action point, read.
#[derive(Clone, Copy)]
pub struct Action<'a>(pub &'a Record);

/// Where an action stands. This is the act itself, and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    Open,
    InProgress,
    Blocked,
    Done,
    Closed,
    Cancelled,
}

impl ActionState {
    pub const ALL: [Self; 6] = [Self::Open, Self::InProgress, Self::Blocked, Self::Done, Self::Closed, Self::Cancelled];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in-progress",
            Self::Blocked => "blocked",
            Self::Done => "done",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The sign in lists, three columns wide.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Open => "[ ]",
            Self::InProgress => "[~]",
            Self::Blocked => "[?]",
            Self::Done => "[x]",
            Self::Closed => "[=]",
            Self::Cancelled => "[-]",
        }
    }

    /// The word that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "to do",
            Self::InProgress => "in progress",
            Self::Blocked => "waiting",
            Self::Done => "done",
            Self::Closed => "closed",
            Self::Cancelled => "dropped",
        }
    }
}

impl<'a> Action<'a> {
    /// Its state; what the table does not know counts as open, so that nobody loses sight of it.
    pub fn state(self) -> ActionState {
        let word = self.0.text("state");
        ActionState::ALL.into_iter().find(|it| it.word() == word).unwrap_or(ActionState::Open)
    }

    /// Whether somebody still has to do it.
    pub fn is_open(self) -> bool {
        matches!(self.state(), ActionState::Open | ActionState::InProgress | ActionState::Blocked)
    }

    /// Whether the group still has it on its list: everything not closed or dropped.
    pub fn is_listed(self) -> bool {
        !matches!(self.state(), ActionState::Closed | ActionState::Cancelled)
    }

    pub fn owner(self) -> Option<RecordId> {
        RecordId::new(Kind::Person, self.0.word("owner")?).ok()
    }

    /// Whose action it is: the organisation written down, else the owner's.
    pub fn org(self, at: &Standpoint<'_>) -> Option<RecordId> {
        match self.0.word("org") {
            Some(org) => RecordId::new(Kind::Org, org).ok(),
            None => crate::model::standpoint::org_of(at.snapshot, &self.owner()?),
        }
    }

    pub fn due(self) -> Option<NaiveDate> {
        self.0.date("due")
    }

    /// Whether it is still to be done and its day has passed. What is left alone until a later day is not late.
    pub fn is_late(self, today: NaiveDate) -> bool {
        self.is_open() && !self.is_snoozed(today) && self.due().is_some_and(|it| it < today)
    }

    /// Whether it is still to be done within so many days.
    pub fn is_due_soon(self, today: NaiveDate, days: u64) -> bool {
        self.is_open() && self.due().is_some_and(|it| it >= today && it <= today + Days::new(days))
    }

    /// Whether it is still to be done and nobody has said anything about it for so many days.
    pub fn is_stale(self, today: NaiveDate, days: u64) -> bool {
        let noted = self.0.rows("progress").filter_map(|it| it.instant("at")).map(|it| it.date_naive()).max();
        let last = noted.or(self.0.date("raised_on"));
        self.is_open() && !self.is_snoozed(today) && last.is_some_and(|it| it + Days::new(days) < today)
    }

    /// Whether it is left alone until a later day.
    pub fn is_snoozed(self, today: NaiveDate) -> bool {
        self.0.date("snooze_until").is_some_and(|it| it > today)
    }

    /// How often its due date was moved.
    pub fn slipped(self) -> usize {
        self.0.rows("moved").count()
    }

    /// Its due date as lists show it: `3 d late`, `today`, `Fri 20`, `no date`.
    pub fn due_words(self, today: NaiveDate) -> String {
        match self.due() {
            Some(due) if due < today && self.is_open() && self.is_snoozed(today) => {
                let until = self.0.date("snooze_until").map(|it| date::near(it, today)).unwrap_or_default();
                format!("from {until}")
            }
            None => "no date".to_owned(),
            Some(due) if self.is_late(today) => format!("{} d late", (today - due).num_days()),
            Some(due) => date::near(due, today),
        }
    }

    /// The sign in lists: `[!]` when it is late.
    pub fn sign(self, today: NaiveDate) -> &'static str {
        match self.is_late(today) {
            true => "[!]",
            false => self.state().sign(),
        }
    }
}
