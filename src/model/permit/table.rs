//! The table of roles: who may add which records, and set which of their fields to what.

use crate::model::Kind;

/// One row: who may set some fields of some kinds of record.
#[derive(Debug)]
pub struct Row {
    pub who: Who,
    pub kinds: &'static [Kind],
    pub when: When,
    pub keys: Keys,
    /// The states that they may lead from and to; none named: any.
    pub from: &'static [&'static str],
    pub to: &'static [&'static str],
}

/// In what capacity somebody touches a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A secretary, chair, co-chair or vice-chair of the record's group. A group that has none is looked after by
    /// those who steer.
    Officer,
    /// An officer of a group that steers.
    Steering,
    /// Somebody who endorses for the party whose position it is.
    Endorser,
    /// Who says the note.
    Author,
    /// Who answers for what the note is about: its owner or a helper, its proposer or presenter, the person themselves.
    Answerable,
    /// Who proposes the item, and takes part in the group; of an item that is there, until it is accepted.
    Proposer,
    /// A secretary or chair of the group that hands something over by the item; of an item that is there, until it is
    /// accepted.
    Sender,
    /// Who proposed or presents the item, and takes part in the group; until it is issued or settled.
    Bearer,
    /// Who owns the action or helps with it, or owns the measure, and takes part in the group.
    Owner,
    /// The person whose record it is.
    Oneself,
}

/// Whether a record is added or there already. What may be added may be taken away again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Adding,
    There,
    Both,
}

/// Some of the fields of a kind; those that the table of fields does not know are among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    All,
    AllBut(&'static [&'static str]),
    Only(&'static [&'static str]),
}

/// The roles that make an officer.
pub const OFFICERS: &[&str] = &["secretary", "chair", "co-chair", "vice-chair"];

/// The roles that take part: all but an observer's.
pub const TAKING_PART: &[&str] =
    &["secretary", "chair", "co-chair", "vice-chair", "rapporteur", "member", "alternate", "liaison", "invited-expert"];

const AT_WORK: &[&str] = &["", "open", "in-progress", "blocked", "done"];

/// Who may do what. What no row allows somebody is outside their role.
pub const TABLE: &[Row] = &[
    row(Who::Author, &[Kind::Note], When::Adding, Keys::All).states(&[], &["open"]),
    row(Who::Author, &[Kind::Note], When::There, Keys::AllBut(&["by", "at"])).states(&[], &["open", "answered"]),
    row(Who::Answerable, &[Kind::Note], When::There, Keys::Only(&["state"])),
    row(Who::Oneself, &[Kind::Person], When::There, Keys::AllBut(&["org", "endorses_for", "management", "same_as"])),
    row(
        Who::Proposer,
        &[Kind::Item],
        When::Adding,
        Keys::AllBut(&[
            "meeting",
            "order",
            "taken",
            "minute",
            "outcome",
            "decline_reason",
            "referred_from",
            "referred_to",
            "returned",
        ]),
    )
    .states(&[], &["proposed"]),
    row(Who::Proposer, &[Kind::Item], When::There, Keys::Only(&["state", "decline_reason"]))
        .states(&["proposed"], &["withdrawn"]),
    row(
        Who::Sender,
        &[Kind::Item],
        When::Adding,
        Keys::AllBut(&["meeting", "order", "taken", "minute", "outcome", "decline_reason", "referred_to", "returned"]),
    )
    .states(&[], &["proposed"]),
    row(Who::Sender, &[Kind::Item], When::There, Keys::Only(&["state", "decline_reason"]))
        .states(&["proposed"], &["withdrawn"]),
    row(Who::Bearer, &[Kind::Item], When::There, Keys::Only(&["title", "ask", "background", "paper"])),
    row(
        Who::Owner,
        &[Kind::Action],
        When::There,
        Keys::Only(&["state", "done_on", "progress", "blocked_by", "snooze_until"]),
    )
    .states(AT_WORK, &["open", "in-progress", "blocked", "done"]),
    row(Who::Owner, &[Kind::Measure], When::There, Keys::Only(&["reading"])),
    row(
        Who::Officer,
        &[Kind::Member, Kind::Meeting, Kind::Item, Kind::Action, Kind::Measure, Kind::Note],
        When::Both,
        Keys::All,
    ),
    row(Who::Officer, &[Kind::Group], When::There, Keys::AllBut(&["steers"])),
    row(Who::Officer, &[Kind::Decision], When::Both, Keys::AllBut(&["position"])),
    // Whoever was silent records nothing; that they were is seen by anybody, once the last day is over.
    row(Who::Officer, &[Kind::Decision], When::There, Keys::Only(&["position"]))
        .states(&["", "endorsed", "endorsed-with-reservation", "silent"], &["silent"]),
    row(Who::Endorser, &[Kind::Decision], When::Both, Keys::Only(&["position"])),
    // Who sits where, and whether a group works at all, is agreed between the organisations, not within one group.
    row(Who::Steering, &[Kind::Workspace, Kind::Org, Kind::Person, Kind::Member], When::Both, Keys::All),
    row(Who::Steering, &[Kind::Group], When::Adding, Keys::All),
    row(Who::Steering, &[Kind::Group], When::There, Keys::Only(&["state", "steers", "also_called"])),
];

const fn row(who: Who, kinds: &'static [Kind], when: When, keys: Keys) -> Row {
    Row { who, kinds, when, keys, from: &[], to: &[] }
}

impl Row {
    const fn states(mut self, from: &'static [&'static str], to: &'static [&'static str]) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    /// Whether it is about a field of a kind.
    pub fn is_about(&self, kind: Kind, when: When, key: &str) -> bool {
        let keys = match self.keys {
            Keys::All => true,
            Keys::AllBut(keys) => !keys.contains(&key),
            Keys::Only(keys) => keys.contains(&key),
        };
        keys && self.kinds.contains(&kind) && (self.when == When::Both || self.when == when)
    }

    /// Whether it allows a state to follow another; an empty word where there is none.
    pub fn allows(&self, from: &str, to: &str) -> bool {
        (self.from.is_empty() || self.from.contains(&from)) && (self.to.is_empty() || self.to.contains(&to))
    }
}

impl Who {
    /// Whether it is an office, which somebody holds or nobody, and no relation to the record itself.
    pub fn is_office(self) -> bool {
        match self {
            Self::Officer | Self::Steering | Self::Endorser => true,
            Self::Author
            | Self::Answerable
            | Self::Proposer
            | Self::Sender
            | Self::Bearer
            | Self::Owner
            | Self::Oneself => false,
        }
    }

    /// As a sentence about one record calls them.
    pub fn of_record(self, kind: Kind) -> &'static str {
        match self {
            Self::Officer => "a secretary or chair of its group",
            Self::Steering => "a secretary or chair of a group that steers",
            Self::Endorser => "somebody who endorses for that party",
            Self::Author => "its author",
            Self::Answerable => "whoever answers for what it is about",
            Self::Proposer => "its proposer",
            Self::Sender => "a secretary or chair of the group that hands it over",
            Self::Bearer => "its proposer or presenter",
            Self::Owner if kind == Kind::Action => "its owner or a helper",
            Self::Owner => "its owner",
            Self::Oneself => "the person themselves",
        }
    }
}
