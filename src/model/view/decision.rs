//! A decision: whether it is in force follows from its text, the group's agreement and the parties' positions.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::quorum::was_quorate;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::{Kind, RecordId};

/// A decision, read.
#[derive(Clone, Copy)]
pub struct Decision<'a>(pub &'a Record);

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionState {
    Draft,
    Agreed,
    InForce,
    Blocked,
    Lapsed,
    Withdrawn,
    Superseded,
}

/// Where a party stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// It has said nothing yet.
    Pending,
    /// It endorsed, perhaps with a reservation, or its silence was recorded as consent.
    Endorsed,
    Objected,
    Abstained,
    /// What it said was about another text.
    Void,
}

impl DecisionState {
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Agreed, Self::InForce, Self::Blocked, Self::Lapsed, Self::Withdrawn, Self::Superseded];

    /// The word in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::InForce => "in-force",
            Self::Blocked => "blocked",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
        }
    }

    /// The words that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed in the group",
            Self::InForce => "in force",
            Self::Blocked => "blocked by an objection",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
        }
    }
}

impl<'a> Decision<'a> {
    pub fn state(self, snapshot: &Snapshot, today: NaiveDate) -> DecisionState {
        let own = self.own_state(snapshot, today);
        let superseded = own == DecisionState::InForce
            && snapshot.of_kind(Kind::Decision).any(|it| {
                it.words("supersedes").any(|id| id == self.0.id.as_str())
                    && it.id != self.0.id
                    && Decision(it).own_state(snapshot, today) == DecisionState::InForce
            });
        if superseded { DecisionState::Superseded } else { own }
    }

    /// The parties whose endorsement it needs: those of the day of the agreement.
    pub fn parties(self, snapshot: &'a Snapshot) -> Vec<&'a str> {
        let then: Vec<&str> = self.0.words("agreed_parties").collect();
        let workspace = snapshot.get(&RecordId::workspace());
        let now: Vec<&str> = workspace.into_iter().flat_map(|it| it.words("parties")).collect();
        if then.is_empty() {
            return now;
        }
        let mut then = then;
        // In the order in which the workspace names them; whoever is a party no more comes last.
        then.sort_by_key(|it| now.iter().position(|party| party == it).unwrap_or(usize::MAX));
        then
    }

    pub fn position(self, party: &str) -> Position {
        let Some(position) = self.0.table("position").and_then(|it| it.table(party)) else { return Position::Pending };
        if position.word("text_hash").is_some_and(|it| it != text_hash(self.0)) {
            return Position::Void;
        }
        match position.text("value") {
            it if ENDORSED.contains(&it) => Position::Endorsed,
            "objected" => Position::Objected,
            "abstained" => Position::Abstained,
            _ => Position::Pending,
        }
    }

    /// The parties that have not said yes to this text yet, in the way that counts.
    pub fn waits_for(self, snapshot: &'a Snapshot) -> Vec<&'a str> {
        let mut parties = self.parties(snapshot);
        let in_writing = self.needs_writing(snapshot);
        parties.retain(|it| !self.is_endorsed(it, in_writing));
        parties
    }

    /// What it still waits for, in words, with parties as `name` calls them: `waits for amfori`, `waits for Sedex in
    /// writing`, `amfori abstained; it comes into force only once it endorses`. Empty where that is nothing.
    pub fn waits_in_words(self, snapshot: &'a Snapshot, name: impl Fn(&str) -> String) -> String {
        let waits = self.waits_for(snapshot);
        let (abstained, asked): (Vec<&str>, Vec<&str>) =
            waits.into_iter().partition(|it| self.position(it) == Position::Abstained);
        let names = |parties: Vec<&str>| parties.into_iter().map(&name).collect::<Vec<_>>().join(" and ");
        let in_writing = if self.needs_writing(snapshot) { " in writing" } else { "" };
        let asked = (!asked.is_empty()).then(|| format!("waits for {}{in_writing}", names(asked)));
        let abstained = (!abstained.is_empty()).then(|| {
            let they = if abstained.len() == 1 { "it endorses" } else { "they endorse" };
            format!("{} abstained; it comes into force only once {they}{in_writing}", names(abstained))
        });
        asked.into_iter().chain(abstained).collect::<Vec<_>>().join("; ")
    }

    /// Whether a party endorsed at the meeting only, where it is needed in writing.
    pub fn is_needed_in_writing(self, party: &str, snapshot: &Snapshot) -> bool {
        self.position(party) == Position::Endorsed && self.needs_writing(snapshot) && !self.is_endorsed(party, true)
    }

    /// Whether only positions in writing count: the meeting had no quorum when the group agreed. What was kept then
    /// stands, whoever came or went later; where nothing was, the whole meeting has to have had one. A meeting that was
    /// opened only after the agreement has no say in it.
    pub fn needs_writing(self, snapshot: &Snapshot) -> bool {
        if let Some(quorate) = self.0.get("quorate").and_then(toml::Value::as_bool) {
            return !quorate;
        }
        let meeting = self.0.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        let meeting = meeting.and_then(|it| snapshot.get(&it));
        let agreed = self.0.date("agreed_on");
        let was_open = |it: &Record| it.instant("opened").is_some_and(|it| Some(it.date_naive()) <= agreed);
        meeting.is_some_and(|it| was_open(it) && !was_quorate(it, snapshot))
    }

    fn is_endorsed(self, party: &str, in_writing: bool) -> bool {
        let written = || {
            let position = self.0.table("position").and_then(|it| it.table(party));
            position.is_some_and(|it| it.text("channel") != "meeting")
        };
        self.position(party) == Position::Endorsed && (!in_writing || written())
    }

    /// Whether silence is consent by now: the group's rules say so, and the last day for positions is over.
    pub fn silence_counts(self, snapshot: &Snapshot, today: NaiveDate) -> bool {
        self.silence_days(snapshot).is_some() && self.0.date("closes_on").is_some_and(|it| it < today)
    }

    /// After how many days silence is consent in its group; `None` where it never is.
    pub fn silence_days(self, snapshot: &Snapshot) -> Option<u64> {
        let group = self.0.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok())?;
        u64::try_from(snapshot.get(&group)?.table("rules")?.whole("silence_days")?).ok()
    }

    /// Whether it came into force with other words than it has: all that it needed was said of one and the same other
    /// text, or it has its number. No edit that is allowed leads there.
    pub fn has_another_text(self, snapshot: &Snapshot) -> bool {
        let now = text_hash(self.0);
        let in_writing = self.needs_writing(snapshot);
        if self.0.word("agreed_hash").is_some_and(|it| it != now) && !in_writing {
            return true;
        }
        let parties = self.parties(snapshot);
        let table = |party: &str| self.0.table("position").and_then(|it| it.table(party));
        let of_another = |party: &&str| table(party)?.word("text_hash").filter(|it| *it != now);
        if self.0.word("number").is_some() && parties.iter().any(|it| of_another(it).is_some()) {
            return true;
        }
        let endorsed = |party: &&str| {
            let position = table(party).filter(|it| !in_writing || it.text("channel") != "meeting")?;
            ENDORSED.contains(&position.text("value")).then(|| of_another(party)).flatten()
        };
        let said: Vec<Option<&str>> = parties.iter().map(endorsed).collect();
        said.first().is_some_and(|first| first.is_some() && said.iter().all(|it| it == first))
    }

    /// Its state as if no other decision were there.
    fn own_state(self, snapshot: &Snapshot, today: NaiveDate) -> DecisionState {
        if self.0.date("withdrawn_on").is_some() {
            return DecisionState::Withdrawn;
        }
        if self.0.date("agreed_on").is_none() {
            return DecisionState::Draft;
        }
        let parties = self.parties(snapshot);
        if parties.iter().any(|it| self.position(it) == Position::Objected) {
            return DecisionState::Blocked;
        }
        let in_writing = self.needs_writing(snapshot);
        let all = !parties.is_empty() && parties.iter().all(|it| self.is_endorsed(it, in_writing));
        if all || (self.rule(snapshot) == "group" && !in_writing) {
            return DecisionState::InForce;
        }
        match self.0.date("closes_on") {
            Some(last_day) if last_day < today => DecisionState::Lapsed,
            _ => DecisionState::Agreed,
        }
    }

    fn rule(self, snapshot: &'a Snapshot) -> &'a str {
        self.0.word("agreed_rule").unwrap_or_else(|| {
            let group = self.0.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
            let rules = group.and_then(|it| snapshot.get(&it)).and_then(|it| it.table("rules"));
            rules.and_then(|it| it.word("endorsement")).unwrap_or("each-party")
        })
    }
}

/// The words of positions that count as consent.
const ENDORSED: &[&str] = &["endorsed", "endorsed-with-reservation", "silent"];

/// The SHA-256 of what a position is about: title, text and what it supersedes, composed, trimmed, one a line.
pub fn text_hash(decision: &Record) -> String {
    let mut supersedes: Vec<&str> = decision.words("supersedes").collect();
    supersedes.sort_unstable();
    let said = [decision.text("title"), decision.text("text"), &supersedes.join(" ")].map(str::trim).join("\n");
    hash(&said)
}

fn hash(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    Sha256::digest(text.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}
