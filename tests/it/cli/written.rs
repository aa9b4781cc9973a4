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
    insta::assert_snapshot!(told, @r"
    ! AQ-2026-11-24: opened cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting start AQ-2026-11-24` opens it
    = 4

    ! AQ-2026-11-24: closed cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting end AQ-2026-11-24` closes it
    = 4

    ! AQ-2026-11-24: reminder read cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting notice AQ-2026-11-24` says that it was read
    = 4

    ! AQ-2026-11-24: minutes issued cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting issue-minutes AQ-2026-11-24` sends them out
    = 4

    ! AQ-2026-11-24: revision of the minutes cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting issue-minutes AQ-2026-11-24` sends them out
    = 4

    ! AQ-2026-11-24: checked by cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting check-minutes AQ-2026-11-24` says who checked them
    = 4

    ! AQ-2026-11-24: hash of what was checked cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting check-minutes AQ-2026-11-24` says who checked them
    = 4

    ! AQ-2026-11-24: issued by cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting issue-minutes AQ-2026-11-24` sends them out
    = 4

    ! AQ-2026-11-24: hash of what was issued cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting issue-minutes AQ-2026-11-24` sends them out
    = 4

    ! AQ-2026-11-24: minutes approved cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting approve AQ-2026-11-24` approves them
    = 4

    ! AQ-2026-11-24: approved at cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting approve AQ-2026-11-24 --at MEETING` approves them there
    = 4

    ! AQ-2026-11-24: hash of the minutes cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting approve AQ-2026-11-24` approves the minutes
    = 4

    ! AQ-2026-11-24: next meeting cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting approve AQ-2026-11-24` approves the minutes
    = 4

    ! AQ-2026-11-24: next meeting at cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting approve AQ-2026-11-24` approves the minutes
    = 4

    ! AQ-2026-11-24: cancelled on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting cancel AQ-2026-11-24` cancels it
    = 4

    ! AQ-2026-11-24: reason cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting cancel AQ-2026-11-24` cancels it
    = 4

    ! AQ-I26-W9KE: order cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity item move AQ-I26-W9KE` puts it elsewhere
    = 4

    ! AQ-I26-W9KE: origin cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity item refer AQ-I26-W9KE` or `comity action refer AQ-I26-W9KE` hands something over
    = 4

    ! AQ-I26-W9KE: why declined cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity item decline AQ-I26-W9KE` or `comity item withdraw AQ-I26-W9KE` says why
    = 4

    ! AQ-I26-W9KE: receiving group cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity item refer AQ-I26-W9KE` hands it over
    = 4

    ! AQ-I26-W9KE: returned cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity item return AQ-I26-W9KE` says what came of it
    = 4

    ! AQ-A26-7K3F: not before cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity action snooze AQ-A26-7K3F DATE` leaves it alone until then
    = 4

    ! AQ-A26-7K3F: done on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity action done AQ-A26-7K3F --on DATE` says when it was done
    = 4

    ! AQ-A26-7K3F: closed on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity action close AQ-A26-7K3F` accepts that it is done
    = 4

    ! AQ-A26-7K3F: closed at cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity action close AQ-A26-7K3F --meeting MEETING` accepts that it is done
    = 4

    ! AQ-A26-7K3F: why dropped cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity action cancel AQ-A26-7K3F` drops it, with a reason
    = 4

    ! AQ-A26-7K3F: receiving group cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity action refer AQ-A26-7K3F` hands it over
    = 4

    ! AQ-A26-7K3F: source cannot be written: comity sets it itself (E-STATE)
    ! Hint: There is nothing to do
    = 4

    ! AQ-D26-N2YK: agreed on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree AQ-D26-N2YK` says that the group agrees
    = 4

    ! AQ-D26-N2YK: parties then cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree AQ-D26-N2YK` keeps the parties of its day
    = 4

    ! AQ-D26-N2YK: rule then cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree AQ-D26-N2YK` keeps the rule of its day
    = 4

    ! AQ-D26-N2YK: hash of the text then cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree AQ-D26-N2YK` keeps the text of its day
    = 4

    ! AQ-D26-N2YK: quorum then cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision agree AQ-D26-N2YK` keeps how it was then
    = 4

    ! AQ-D26-N2YK: number cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision number AQ-D26-N2YK` gives it one
    = 4

    ! AQ-D26-N2YK: withdrawn on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision withdraw AQ-D26-N2YK` withdraws it
    = 4

    ! AQ-D26-N2YK: why withdrawn cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity decision withdraw AQ-D26-N2YK` withdraws it, with a reason
    = 4

    ! oak: same as cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity person join KEEP OTHER` makes one record of two
    = 4
    ");
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
