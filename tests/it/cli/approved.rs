//! A meeting whose minutes are approved: nothing comes onto its agenda any more, and what is on it stays as it was.

use crate::support::shell::Shell;

#[test]
fn nothing_comes_onto_an_agenda_whose_minutes_are_approved() {
    let shell = Shell::example();
    let said: String = [
        "item add \"One more thing\" --meeting AQ-2026-10-27",
        "item add \"One more thing\" --group AQ --meeting AQ-2026-10-27 --state withdrawn",
        "item move C3VN --to AQ-2026-10-27",
        "item edit C3VN --meeting AQ-2026-10-27",
        "item accept 6ZPA --meeting AQ-2026-10-27",
        "item move AQ-2026-10-27-next --pool",
        "item move AQ-2026-10-27-next --first",
        "item edit AQ-2026-10-27-next --title Otherwise",
        "item paper add AQ-2026-10-27-next --title Late --to-follow",
        "meeting issue-agenda AQ-2026-10-27",
        "meeting end AQ-2026-10-27",
        "meeting carry AQ-2026-10-27 --all",
    ]
    .iter()
    .map(|words| format!("$ {words}\n{}", shell.leaves_alone(words)))
    .collect();
    insta::assert_snapshot!(said, @r#"
    $ item add "One more thing" --meeting AQ-2026-10-27
    ! not saved (E-LOCKED)
    ! Caused by: AQ-I26-NEW1: the minutes of AQ-2026-10-27 were approved on 2026-11-12, so nothing comes onto its agenda any more
    ! Hint: Put it onto a later meeting, such as "AQ next"; what is missing in the minutes is said in a note of kind correction
    = 4
    $ item add "One more thing" --group AQ --meeting AQ-2026-10-27 --state withdrawn
    ! an agenda item: state cannot be written: that it is withdrawn comes of an act (E-STATE)
    ! Hint: `comity item withdraw ID`
    = 4
    $ item move C3VN --to AQ-2026-10-27
    ! not saved (E-LOCKED)
    ! Caused by: AQ-I26-C3VN: the minutes of AQ-2026-10-27 were approved on 2026-11-12, so nothing comes onto its agenda any more
    ! Hint: Put it onto a later meeting, such as "AQ next"; what is missing in the minutes is said in a note of kind correction
    = 4
    $ item edit C3VN --meeting AQ-2026-10-27
    ! not saved (E-LOCKED)
    ! Caused by: AQ-I26-C3VN: the minutes of AQ-2026-10-27 were approved on 2026-11-12, so nothing comes onto its agenda any more
    ! Hint: Put it onto a later meeting, such as "AQ next"; what is missing in the minutes is said in a note of kind correction
    = 4
    $ item accept 6ZPA --meeting AQ-2026-10-27
    ! not saved (E-LOCKED)
    ! Caused by: AQ-I26-6ZPA: the minutes of AQ-2026-10-27 were approved on 2026-11-12, so nothing comes onto its agenda any more
    ! Hint: Put it onto a later meeting, such as "AQ next"; what is missing in the minutes is said in a note of kind correction
    = 4
    $ item move AQ-2026-10-27-next --pool
    ! not saved (E-LOCKED)
    ! Caused by: AQ-2026-10-27-next: the minutes were approved on 2026-11-12, so its meeting stays as it is
    ! Hint: Say what was wrong in a note of kind correction; the next meeting takes it up
    = 4
    $ item move AQ-2026-10-27-next --first
    ! not saved (E-LOCKED)
    ! Caused by: AQ-2026-10-27-next: the minutes were approved on 2026-11-12, so its order stays as it is
    ! Hint: Say what was wrong in a note of kind correction; the next meeting takes it up
    = 4
    $ item edit AQ-2026-10-27-next --title Otherwise
    ! not saved (E-LOCKED)
    ! Caused by: AQ-2026-10-27-next: the minutes were approved on 2026-11-12, so its title stays as it is
    ! Hint: Say what was wrong in a note of kind correction; the next meeting takes it up
    = 4
    $ item paper add AQ-2026-10-27-next --title Late --to-follow
    ! AQ-2026-10-27-next cannot take a paper: it is concluded (E-STATE)
    ! Hint: Papers are for what is still to be dealt with
    = 4
    $ meeting issue-agenda AQ-2026-10-27
    ! AQ-2026-10-27 cannot have its agenda issued: its minutes are approved (E-STATE)
    ! Hint: Its minutes are approved and stay as they are; what was wrong is said in a note: `comity note add --about AQ-2026-10-27 --kind correction`
    = 4
    $ meeting end AQ-2026-10-27
    ! AQ-2026-10-27 cannot be ended: its minutes are approved (E-STATE)
    ! Hint: Its minutes are approved and stay as they are; what was wrong is said in a note: `comity note add --about AQ-2026-10-27 --kind correction`
    = 4
    $ meeting carry AQ-2026-10-27 --all
    ! AQ-2026-10-27 cannot take anything over from earlier meetings: its minutes are approved (E-STATE)
    ! Hint: Its minutes are approved and stay as they are; what was wrong is said in a note: `comity note add --about AQ-2026-10-27 --kind correction`
    = 4
    "#);
    assert_eq!(shell.run("check").status, 0);
}
