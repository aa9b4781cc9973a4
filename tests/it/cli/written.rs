//! What an act sets, and nobody writes as they like: each flag of it refused, with the act that does it.

use comity::model::Kind;
use comity::model::field::Field;
use comity::model::free::is_free;

use crate::support::shell::Shell;

/// A record of the demo of each kind that has acts, and how its fields are written.
const RECORDS: &[(Kind, &str)] = &[
    (Kind::Meeting, "AQ-2026-11-24"),
    (Kind::Item, "W9KE"),
    (Kind::Action, "7K3F"),
    (Kind::Decision, "N2YK"),
    (Kind::Person, "oak"),
];

#[test]
fn what_an_act_sets_is_not_written_by_hand_and_the_act_is_named() {
    let shell = Shell::example();
    let mut told = String::new();
    for (kind, id) in RECORDS {
        let of_act = |it: &&Field| !is_free(it) && it.is_settable();
        for field in kind.fields().filter(of_act) {
            let said = shell.leaves_alone(&format!("{} edit {id} --{} x", kind.noun(), field.flag()));
            assert_eq!(said.status, 4, "{said}");
            told.push_str(&format!("{said}\n"));
        }
    }
    insta::assert_snapshot!(told, @"");
}

#[test]
fn a_state_that_comes_of_an_act_is_not_written_by_hand() {
    let shell = Shell::example();
    let mut told = String::new();
    for words in [
        "action edit 7K3F --state done",
        "action edit 7K3F --state closed",
        "action edit 7K3F --state cancelled",
        "action add X --group AQ --state closed",
        "item edit W9KE --state concluded",
        "item edit W9KE --state withdrawn",
        "item add X --group AQ --state concluded",
        "decision edit N2YK --meeting 'AQ next'",
        "decision add X --group CO --text X --agreed-on today --agreed-rule group",
        "decision edit N2YK --agreed-parties sedex",
    ] {
        told.push_str(&format!("{words}\n{}\n", shell.leaves_alone(words)));
    }
    insta::assert_snapshot!(told, @r"
    action edit 7K3F --state done
    ! AQ-A26-7K3F: state cannot be written: that it is done comes of an act (E-STATE)
    ! Hint: `comity action done AQ-A26-7K3F`
    = 4

    action edit 7K3F --state closed
    ! AQ-A26-7K3F: state cannot be written: that it is closed comes of an act (E-STATE)
    ! Hint: `comity action close AQ-A26-7K3F`, once its owner has said that it is done
    = 4

    action edit 7K3F --state cancelled
    ! AQ-A26-7K3F: state cannot be written: that it is dropped comes of an act (E-STATE)
    ! Hint: `comity action cancel AQ-A26-7K3F`, with a reason
    = 4

    action add X --group AQ --state closed
    ! an action: state cannot be written: that it is closed comes of an act (E-STATE)
    ! Hint: `comity action close ID`, once its owner has said that it is done
    = 4

    item edit W9KE --state concluded
    ! AQ-I26-W9KE: state cannot be written: that it is concluded comes of an act (E-STATE)
    ! Hint: `comity item conclude AQ-I26-W9KE OUTCOME`
    = 4

    item edit W9KE --state withdrawn
    ! AQ-I26-W9KE: state cannot be written: that it is withdrawn comes of an act (E-STATE)
    ! Hint: `comity item withdraw AQ-I26-W9KE`
    = 4

    item add X --group AQ --state concluded
    ! an agenda item: state cannot be written: that it is concluded comes of an act (E-STATE)
    ! Hint: `comity item conclude ID OUTCOME`
    = 4

    decision edit N2YK --meeting 'AQ next'
    ! AQ-D26-N2YK: meeting cannot be written: the group agreed on it, and where it did so stays (E-STATE)
    ! Hint: If it was a slip, `comity undo` takes it back
    = 4

    decision add X --group CO --text X --agreed-on today --agreed-rule group
    ! a decision: agreed on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree ID` says that the group agrees
    = 4

    decision edit N2YK --agreed-parties sedex
    ! AQ-D26-N2YK: parties then cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree AQ-D26-N2YK` keeps the parties of its day
    = 4
    ");
    shell.saves("action edit 7K3F --state blocked --blocked-by 'the draft'");
    shell.saves("action done 7K3F");
    insta::assert_snapshot!(shell.leaves_alone("action edit 7K3F --state open"), @r"
    ! AQ-A26-7K3F: state cannot be written: that it is to do comes of an act (E-STATE)
    ! Hint: `comity action reopen AQ-A26-7K3F` takes it up again
    = 4
    ");
    let help = shell.run("decision edit --help").out;
    assert!(!help.contains("--agreed-on") && !help.contains("--number") && help.contains("--closes-on"), "{help}");
}
