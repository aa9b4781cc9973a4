//! The state rules of meetings, items, actions and decisions: which act may follow which state, as tables.

use comity::model::act::{ACTS, may};
use comity::model::derived::state_of;
use comity::model::{Kind, Record, RecordId, Snapshot};

use crate::support::joint::{acting, joint, on_the_day};
use crate::support::sandbox::record;

/// The decision that another one has taken the place of.
fn old() -> RecordId {
    RecordId::new(Kind::Decision, "AQ-D26-CCCC").expect("id")
}

/// The joint group with what has taken the place of the old decision.
fn world() -> Snapshot {
    let mut world = joint();
    let in_force = in_each_state("decision").into_iter().find(|it| it.0 == "in-force").expect("state").1;
    let mut new = Record { id: RecordId::new(Kind::Decision, "AQ-D26-DDDD").expect("id"), ..in_force };
    new.fields.insert("supersedes".to_owned(), toml::Value::Array(vec![old().as_str().into()]));
    world.put(new);
    world
}

/// Records of a kind in each state that one can have.
fn in_each_state(noun: &str) -> Vec<(&'static str, Record)> {
    let held = "opened = 2026-11-24T14:00:00+01:00\nclosed = 2026-11-24T15:00:00+01:00\n";
    let meeting = |fields: &str| record(Kind::Meeting, "AQ-2026-11-24", fields);
    let stated = |kind, id: &str, state: &str| record(kind, id, &format!("title = \"T\"\nstate = \"{state}\""));
    let decision =
        |fields: &str| record(Kind::Decision, "AQ-D26-AAAA", &format!("title = \"T\"\ntext = \"W\"\n{fields}"));
    let agreed = "agreed_on = 2026-11-02\nagreed_parties = [\"sedex\", \"amfori\"]\nagreed_rule = \"each-party\"\n";
    let position = |value: &str| {
        format!(
            "{agreed}[position.sedex]\nvalue = \"{value}\"\nby = \"elm\"\non = 2026-11-03\n[position.amfori]\nvalue = \"endorsed\"\nby = \"spruce\"\non = 2026-11-03"
        )
    };
    match noun {
        "meeting" => vec![
            ("planned", meeting("title = \"T\"")),
            ("agenda-issued", meeting("[[issue]]\non = 2026-11-17\nitems = [\"1 AQ-I26-AAAA\"]")),
            ("in-session", meeting("opened = 2026-11-24T14:00:00+01:00")),
            ("held", meeting(held)),
            ("minutes-issued", meeting(&format!("{held}minutes_issued = 2026-11-30"))),
            ("minutes-approved", meeting(&format!("{held}minutes_issued = 2026-11-30\nminutes_approved = 2026-12-22"))),
            ("cancelled", meeting("cancelled_on = 2026-11-20\ncancelled_reason = \"Illness\"")),
        ],
        "item" => ["proposed", "accepted", "concluded", "deferred", "declined", "withdrawn"]
            .map(|it| (it, stated(Kind::Item, "AQ-I26-AAAA", it)))
            .into(),
        "action" => ["open", "in-progress", "blocked", "done", "closed", "cancelled"]
            .map(|it| (it, stated(Kind::Action, "AQ-A26-AAAA", it)))
            .into(),
        _ => vec![
            ("draft", decision("")),
            ("agreed", decision(agreed)),
            ("in-force", decision(&position("endorsed"))),
            ("blocked", decision(&position("objected"))),
            ("lapsed", decision(&format!("{agreed}closes_on = 2026-11-20"))),
            ("withdrawn", decision(&format!("{agreed}withdrawn_on = 2026-11-20"))),
            ("superseded", Record { id: old(), ..decision(&position("endorsed")) }),
        ],
    }
}

#[test]
fn every_act_follows_the_states_that_it_may_follow_and_no_other() {
    let world = world();
    let at = acting(&world, "birch", on_the_day("16:00"));
    let mut table = String::new();
    let mut noun = "";
    for act in ACTS {
        let (kind, _) = act.deed.split_once('.').expect("noun and verb");
        if kind != noun {
            table.push('\n');
            noun = kind;
        }
        for (state, record) in in_each_state(kind) {
            assert_eq!(state_of(&record, &at), state, "{}", record.id);
        }
        let allowed = in_each_state(kind).into_iter().filter(|it| may(act.deed, &it.1, &at).is_ok());
        let allowed: Vec<&str> = allowed.map(|it| it.0).collect();
        table.push_str(&format!("{:<24}{}\n", act.deed, allowed.join(", ")));
    }
    insta::assert_snapshot!(table, @r"
    meeting.issue-agenda    planned, agenda-issued
    meeting.carry           planned, agenda-issued
    meeting.postpone        planned, agenda-issued
    meeting.cancel          planned, agenda-issued
    meeting.start           planned, agenda-issued
    meeting.attend          planned, agenda-issued, in-session, held
    meeting.pause           in-session
    meeting.resume          in-session
    meeting.notice          in-session, held
    meeting.end             in-session
    meeting.check-minutes   held, minutes-issued
    meeting.issue-minutes   held, minutes-issued
    meeting.approve         minutes-issued

    item.accept             proposed, declined
    item.decline            proposed
    item.withdraw           proposed, accepted
    item.take               accepted, concluded
    item.defer              accepted
    item.conclude           accepted, concluded
    item.refer              proposed, accepted, concluded
    item.return             accepted, concluded, declined
    item.paper              proposed, accepted

    action.done             open, in-progress, blocked, done
    action.close            done
    action.cancel           open, in-progress, blocked, cancelled
    action.reopen           done, closed, cancelled
    action.snooze           open, in-progress, blocked
    action.refer            open, in-progress, blocked

    decision.agree          draft
    decision.endorse        agreed, blocked
    decision.reserve        agreed, blocked
    decision.object         agreed, blocked
    decision.abstain        agreed, blocked
    decision.silent         agreed, lapsed
    decision.number         in-force, superseded
    decision.withdraw       draft, agreed, blocked, lapsed
    decision.supersede      in-force
    ");
}

#[test]
fn an_act_out_of_order_says_why_and_what_to_do_instead() {
    let world = joint();
    let at = acting(&world, "birch", on_the_day("16:00"));
    let mut said = String::new();
    for (deed, state) in [
        ("meeting.issue-minutes", "planned"),
        ("meeting.approve", "held"),
        ("meeting.start", "cancelled"),
        ("meeting.end", "planned"),
        ("meeting.end", "held"),
        ("meeting.pause", "minutes-issued"),
        ("meeting.resume", "minutes-approved"),
        ("meeting.notice", "cancelled"),
        ("item.conclude", "proposed"),
        ("action.close", "open"),
        ("decision.endorse", "draft"),
        ("decision.number", "agreed"),
        ("decision.supersede", "agreed"),
    ] {
        let (noun, _) = deed.split_once('.').expect("noun and verb");
        let record = in_each_state(noun).into_iter().find(|it| it.0 == state).expect("state").1;
        let refused = may(deed, &record, &at).expect_err(deed);
        said.push_str(&format!("{refused}\n  {}\n", refused.remedy));
    }
    insta::assert_snapshot!(said, @r"
    AQ-2026-11-24 cannot have its minutes issued: it is planned
      Minutes go out once the meeting is held: `comity meeting end AQ-2026-11-24`
    AQ-2026-11-24 cannot have its minutes approved: it is held
      Minutes are issued first: `comity meeting issue-minutes AQ-2026-11-24`
    AQ-2026-11-24 cannot be started: it is cancelled
      It does not take place; `comity meeting add` plans another one
    AQ-2026-11-24 cannot be ended: it is planned
      `comity meeting start AQ-2026-11-24` opens it
    AQ-2026-11-24 cannot be ended: it is held
      It is over; `comity meeting edit AQ-2026-11-24 --closed TIME` corrects when it ended
    AQ-2026-11-24 cannot be paused: its minutes are issued
      It is over; `comity meeting edit AQ-2026-11-24 --closed TIME` corrects when it ended
    AQ-2026-11-24 cannot go on: its minutes are approved
      Its minutes are approved and stay as they are; what was wrong is said in a note: `comity note add --about AQ-2026-11-24 --kind correction`
    AQ-2026-11-24 cannot have its reminder read: it is cancelled
      It does not take place; `comity meeting add` plans another one
    AQ-I26-AAAA cannot be concluded: it is proposed
      An item is accepted first: `comity item accept AQ-I26-AAAA`
    AQ-A26-AAAA cannot be closed: it is to do
      Its owner says first that it is done: `comity action done AQ-A26-AAAA`
    AQ-D26-AAAA cannot be endorsed: it is a draft
      The group agrees first: `comity decision agree AQ-D26-AAAA`
    AQ-D26-AAAA cannot have a number: it is agreed in the group
      Only what is in force has one: every party endorses first
    AQ-D26-AAAA cannot be superseded: it is agreed in the group
      Its text can still be changed: `comity decision edit AQ-D26-AAAA`
    ");
}
