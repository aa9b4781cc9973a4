//! What to do instead of an act that cannot follow where a record stands, where that depends on how it stands.

const POSITIONS: &[&str] =
    &["decision.endorse", "decision.reserve", "decision.object", "decision.abstain", "decision.silent"];

const TAKE_ITS_PLACE: &str = "What is in force stands until another takes its place: `comity decision supersede ID`";
const WITHDRAWN: &str = "What was withdrawn stays so; `comity decision add` drafts another one";
const SUPERSEDED: &str = "`comity decision show ID` says what took its place";
const APPROVED: &str =
    "What was approved stands; a correction is a note: `comity note add --about ID --kind correction`";

/// The acts, the states in which they are refused, and what to do instead; `ID` stands for the record.
const REMEDIES: &[(&[&str], &[&str], &str)] = &[
    (POSITIONS, &["in-force"], TAKE_ITS_PLACE),
    (
        &["decision.endorse", "decision.reserve", "decision.object", "decision.abstain"],
        &["lapsed"],
        "Its last day is over; a later one opens it again: `comity decision edit ID --closes-on DATE`",
    ),
    (&["decision.agree", "decision.supersede"], &["withdrawn"], WITHDRAWN),
    (POSITIONS, &["withdrawn"], WITHDRAWN),
    (POSITIONS, &["superseded"], SUPERSEDED),
    (&["decision.supersede", "decision.withdraw"], &["superseded"], SUPERSEDED),
    (&["decision.withdraw"], &["withdrawn"], "It is withdrawn already; `comity decision show ID` says when"),
    (&["decision.supersede"], &["lapsed"], "It can be drafted anew: `comity decision add`"),
    (&["meeting.approve"], &["minutes-approved"], "Its minutes are approved; `comity meeting show ID` says when"),
    (&["meeting.issue-minutes", "meeting.check-minutes"], &["minutes-approved"], APPROVED),
];

/// What to do instead of an act where the record stands so; nothing where the act has one remedy for all.
pub fn remedy(deed: &str, state: &str) -> Option<&'static str> {
    let row = REMEDIES.iter().find(|(deeds, states, _)| deeds.contains(&deed) && states.contains(&state));
    row.map(|it| it.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::act::ACTS;

    #[test]
    fn a_remedy_is_for_an_act_that_is_refused_in_that_state() {
        for (deeds, states, _) in REMEDIES {
            for deed in *deeds {
                let act = ACTS.iter().find(|it| it.deed == *deed).expect("an act of the table");
                let may_all = states.iter().all(|it| act.from.contains(it));
                assert!(!may_all, "{deed} may follow {states:?}");
            }
        }
    }

    #[test]
    fn nobody_is_sent_to_agree_on_what_is_agreed() {
        for deed in POSITIONS {
            for state in ["in-force", "withdrawn", "superseded"] {
                assert!(remedy(deed, state).is_some_and(|it| !it.contains("agree ID")), "{deed} {state}");
            }
        }
    }
}
