//! The table of acts: where a meeting, item, action or decision has to stand for somebody to do something with it.

use super::record::Record;
use super::remedy::remedy;
use super::standpoint::Standpoint;
use super::view::{DecisionState, Meeting, MeetingState};
use super::{derived, shown};

/// One row: an act, and the states that it may follow.
#[derive(Debug)]
pub struct Act {
    /// Noun and verb, as in the meaning of a change: `meeting.start`.
    pub deed: &'static str,
    /// What cannot be done when the state is another one: `started`.
    pub words: &'static str,
    /// The states, as [`derived::state_of`] says them.
    pub from: &'static [&'static str],
    /// What to do instead; `ID` stands for the record.
    pub remedy: &'static str,
}

/// Why somebody cannot do something with a record as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct Refused {
    /// What was to be done, and with what: `AQ-2026-11-24 cannot be started`.
    pub what: String,
    /// Why it cannot be done: `it is held`.
    pub why: String,
    /// What to do instead.
    pub remedy: String,
}

const AHEAD: &[&str] = &["planned", "agenda-issued"];
const OPEN: &[&str] = &["open", "in-progress", "blocked"];
/// The states in which a party may say where it stands.
const ASKED: &[&str] = &["agreed", "blocked"];

/// What is done first with a meeting that is not open yet.
const OPENED_FIRST: &str = "`comity meeting start ID` opens it";

/// What may follow what.
pub const ACTS: &[Act] = &[
    act("meeting.issue-agenda", "have its agenda issued", AHEAD, "What changed since is told in the minutes"),
    act("meeting.carry", "take anything over from earlier meetings", AHEAD, "A later meeting takes it over"),
    act("meeting.postpone", "be postponed", AHEAD, "`comity meeting add` plans another one"),
    act("meeting.cancel", "be cancelled", AHEAD, "What was held stays; its minutes say what happened"),
    act("meeting.start", "be started", AHEAD, "`comity meeting show ID` says where it stands"),
    act(
        "meeting.attend",
        "have its attendance changed",
        &["planned", "agenda-issued", "in-session", "held"],
        "Once the minutes are out, a correction is a note: `comity note add --about ID --kind correction`",
    ),
    act("meeting.pause", "be paused", &["in-session"], OPENED_FIRST),
    act("meeting.resume", "go on", &["in-session"], OPENED_FIRST),
    act("meeting.notice", "have its reminder read", &["in-session", "held"], OPENED_FIRST),
    act("meeting.end", "be ended", &["in-session"], OPENED_FIRST),
    act(
        "meeting.check-minutes",
        "have its minutes checked",
        &["held", "minutes-issued"],
        "Minutes are checked once the meeting is held",
    ),
    act(
        "meeting.issue-minutes",
        "have its minutes issued",
        &["held", "minutes-issued"],
        "Minutes go out once the meeting is held: `comity meeting end ID`",
    ),
    act(
        "meeting.approve",
        "have its minutes approved",
        &["minutes-issued"],
        "Minutes are issued first: `comity meeting issue-minutes ID`",
    ),
    act("item.accept", "be accepted", &["proposed", "declined"], "`comity item show ID` says where it stands"),
    act("item.decline", "be declined", &["proposed"], "`comity item show ID` says where it stands"),
    act("item.withdraw", "be withdrawn", &["proposed", "accepted"], "`comity item show ID` says where it stands"),
    act("item.take", "be taken", &["accepted", "concluded"], "An item is accepted first: `comity item accept ID`"),
    act("item.defer", "be deferred", &["accepted"], "An item is accepted first: `comity item accept ID`"),
    act(
        "item.conclude",
        "be concluded",
        &["accepted", "concluded"],
        "An item is accepted first: `comity item accept ID`",
    ),
    act(
        "item.refer",
        "be handed over",
        &["proposed", "accepted", "concluded"],
        "`comity item show ID` says where it stands",
    ),
    act(
        "item.return",
        "be returned with its result",
        &["concluded", "accepted", "declined"],
        "Say what came of it first",
    ),
    act("item.paper", "take a paper", &["proposed", "accepted"], "Papers are for what is still to be dealt with"),
    act(
        "action.done",
        "be done",
        &["open", "in-progress", "blocked", "done"],
        "`comity action reopen ID` takes it up again",
    ),
    act("action.close", "be closed", &["done"], "Its owner says first that it is done: `comity action done ID`"),
    act(
        "action.cancel",
        "be dropped",
        &["open", "in-progress", "blocked", "cancelled"],
        "`comity action reopen ID` takes it up again",
    ),
    act("action.reopen", "be taken up again", &["done", "closed", "cancelled"], "It is open"),
    act("action.snooze", "be left alone", OPEN, "`comity action reopen ID` takes it up again"),
    act("action.refer", "be handed over", OPEN, "`comity action reopen ID` takes it up again"),
    act("decision.agree", "be agreed", &["draft"], "The group agreed already; `comity decision show ID` says when"),
    act("decision.endorse", "be endorsed", ASKED, "The group agrees first: `comity decision agree ID`"),
    act("decision.reserve", "be endorsed", ASKED, "The group agrees first: `comity decision agree ID`"),
    act("decision.object", "be objected to", ASKED, "The group agrees first: `comity decision agree ID`"),
    act("decision.abstain", "be abstained from", ASKED, "The group agrees first: `comity decision agree ID`"),
    act(
        "decision.silent",
        "pass by silence",
        &["agreed", "lapsed"],
        "The group agrees first: `comity decision agree ID`",
    ),
    act(
        "decision.number",
        "have a number",
        &["in-force", "superseded"],
        "Only what is in force has one: every party endorses first",
    ),
    act(
        "decision.withdraw",
        "be withdrawn",
        &["draft", "agreed", "blocked", "lapsed"],
        "What is in force is superseded: `comity decision supersede ID`",
    ),
    act(
        "decision.supersede",
        "be superseded",
        &["in-force"],
        "Its text can still be changed: `comity decision edit ID`",
    ),
];

const fn act(deed: &'static str, words: &'static str, from: &'static [&'static str], remedy: &'static str) -> Act {
    Act { deed, words, from, remedy }
}

/// Whether an act may follow where the record stands. What the table does not name may always be done.
///
/// # Errors
/// Why not, and what to do instead.
pub fn may(deed: &str, record: &Record, at: &Standpoint<'_>) -> Result<(), Refused> {
    let Some(act) = ACTS.iter().find(|it| it.deed == deed) else { return Ok(()) };
    let state = derived::state_of(record, at);
    match act.from.contains(&state.as_str()) {
        true => Ok(()),
        false => {
            let remedy = remedy(deed, &state).unwrap_or_else(|| where_it_stands(act, record));
            Err(refused(deed, record, stands_in_words(record, &state), remedy))
        }
    }
}

/// What to do instead, where the table has nothing for the state. What is over is not begun again.
fn where_it_stands(act: &Act, record: &Record) -> &'static str {
    let state = (record.id.kind == super::Kind::Meeting).then(|| Meeting(record).state());
    match state {
        None => act.remedy,
        Some(MeetingState::Cancelled) => "It does not take place; `comity meeting add` plans another one",
        Some(MeetingState::MinutesApproved) => {
            "Its minutes are approved and stay as they are; what was wrong is said in a note: `comity note add --about ID --kind correction`"
        }
        Some(MeetingState::Held | MeetingState::MinutesIssued) if act.remedy == OPENED_FIRST => {
            "It is over; `comity meeting edit ID --closed TIME` corrects when it ended"
        }
        Some(_) => act.remedy,
    }
}

/// The refusal of an act for another reason than where the record stands; `ID` in the remedy stands for the record.
pub fn refused(deed: &str, record: &Record, why: impl Into<String>, remedy: &str) -> Refused {
    let words = ACTS.iter().find(|it| it.deed == deed).map_or("be changed", |it| it.words);
    Refused {
        what: format!("{} cannot {words}", record.id),
        why: why.into(),
        remedy: with_id(remedy, record.id.as_str()),
    }
}

/// A remedy with the record in the places of `ID`. The id of another record in it stays, whatever its letters are.
pub(super) fn with_id(remedy: &str, id: &str) -> String {
    let mut out = String::new();
    let mut rest = remedy;
    while let Some((before, behind)) = rest.split_once("ID") {
        let is_part = |it: char| it.is_alphanumeric() || it == '-';
        let alone = !before.ends_with(is_part) && !behind.starts_with(is_part);
        out.push_str(before);
        out.push_str(if alone { id } else { "ID" });
        rest = behind;
    }
    out + rest
}

/// Where a record stands, as people say it: `it is held`, `its minutes are approved`.
fn stands_in_words(record: &Record, state: &str) -> String {
    let label = match record.id.kind {
        super::Kind::Meeting => match Meeting(record).state() {
            MeetingState::AgendaIssued => return "its agenda is issued".to_owned(),
            MeetingState::MinutesIssued => return "its minutes are issued".to_owned(),
            MeetingState::MinutesApproved => return "its minutes are approved".to_owned(),
            it => it.label().to_owned(),
        },
        super::Kind::Decision => match DecisionState::ALL.iter().find(|it| it.word() == state) {
            Some(DecisionState::Draft) => "a draft".to_owned(),
            known => known.map_or(state, |it| it.label()).to_owned(),
        },
        kind => match (kind.field("state"), record.get("state")) {
            (Some(field), Some(value)) => shown::show(&field.ty, value),
            _ => shown::visible(state).into_owned(),
        },
    };
    format!("it is {label}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::model::field::Type;

    fn words_of(kind: Kind) -> Vec<&'static str> {
        match kind.field("state").map(|it| &it.ty) {
            Some(Type::Choice(choices)) => choices.iter().map(|it| it.value).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn only_a_placeholder_by_itself_gives_way_to_the_record() {
        let remedy = "`comity item move ID --to ID-2026-11-24`, or `comity meeting end AID-2026-11-24`";
        assert_eq!(
            with_id(remedy, "ID-I26-7K3F"),
            "`comity item move ID-I26-7K3F --to ID-2026-11-24`, or `comity meeting end AID-2026-11-24`"
        );
    }

    #[test]
    fn every_state_of_the_table_is_one_that_records_have() {
        for act in ACTS {
            let (noun, _) = act.deed.split_once('.').unwrap_or_default();
            let known: Vec<&str> = match noun {
                "meeting" => MeetingState::ALL.iter().map(|it| it.word()).collect(),
                "decision" => DecisionState::ALL.iter().map(|it| it.word()).collect(),
                "item" => words_of(Kind::Item),
                _ => words_of(Kind::Action),
            };
            for state in act.from {
                assert!(known.contains(state), "{}: {state}", act.deed);
            }
        }
    }
}
