//! What cannot have been is refused, and what does not count is said.

use crate::support::shell::Shell;

#[test]
fn what_was_done_with_a_meeting_is_written_down_in_the_order_in_which_it_is_done() {
    let shell = Shell::example();
    let said: String = [
        "meeting edit AQ-2026-11-24 --closed \"2026-11-16 08:00\"",
        "meeting edit AQ-2026-11-24 --minutes-issued today",
        "meeting edit AQ-2026-11-24 --opened \"2026-11-16 07:00\" --minutes-approved today",
        "meeting edit AQ-2026-10-27 --cancelled-on today",
        "meeting add \"Another one\" --group AQ --start \"2026-11-16 07:00\" --minutes-approved today",
    ]
    .iter()
    .map(|words| format!("$ {words}\n{}", shell.leaves_alone(words)))
    .collect();
    insta::assert_snapshot!(said, @r#"
    $ meeting edit AQ-2026-11-24 --closed "2026-11-16 08:00"
    ! AQ-2026-11-24: closed cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting end AQ-2026-11-24` closes it
    = 4
    $ meeting edit AQ-2026-11-24 --minutes-issued today
    ! AQ-2026-11-24: minutes issued cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting issue-minutes AQ-2026-11-24` sends them out
    = 4
    $ meeting edit AQ-2026-11-24 --opened "2026-11-16 07:00" --minutes-approved today
    ! AQ-2026-11-24: opened cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting start AQ-2026-11-24` opens it
    = 4
    $ meeting edit AQ-2026-10-27 --cancelled-on today
    ! AQ-2026-10-27: cancelled on cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting cancel AQ-2026-10-27` cancels it
    = 4
    $ meeting add "Another one" --group AQ --start "2026-11-16 07:00" --minutes-approved today
    ! a meeting: minutes approved cannot be written: an act of its own sets it (E-STATE)
    ! Hint: `comity meeting approve ID` approves them
    = 4
    "#);
}

#[test]
fn a_series_that_meets_more_than_once_a_day_is_none() {
    let shell = Shell::example();
    let said: String = ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=1000000", "FREQ=HOURLY;INTERVAL=24", "monthly"]
        .iter()
        .map(|rule| shell.leaves_alone(&format!("group edit AQ --series-rrule {rule}")).to_string())
        .collect();
    insta::assert_snapshot!(said, @"
    ! `rrule`: `FREQ=SECONDLY` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Meetings repeat by days, weeks, months or years
    = 4
    ! `rrule`: `FREQ=MINUTELY;COUNT=1000000` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Meetings repeat by days, weeks, months or years
    = 4
    ! `rrule`: `FREQ=HOURLY;INTERVAL=24` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Meetings repeat by days, weeks, months or years
    = 4
    ! `rrule`: `monthly` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: It is no list of parts such as FREQ=MONTHLY and BYDAY=2TU with ; between them
    = 4
    ");
    // One without an end is looked at as far ahead as anybody plans.
    shell.saves("group edit AQ --series-rrule FREQ=DAILY");
    assert!(shell.run("meeting list --group AQ").out.lines().count() < 100);
}

#[test]
fn an_alternate_beside_the_principal_and_a_missing_quorum_are_said() {
    let shell = Shell::example();
    shell.saves("member set elm AQ alternate --alternate-for alder");
    shell.saves("--now 2026-11-24T14:00:00+01:00 meeting start AQ-2026-11-24");
    let said: String = [
        "meeting attend AQ-2026-11-24 alder",
        "meeting attend AQ-2026-11-24 elm --in-place-of alder",
        "meeting attend AQ-2026-11-24 birch cedar maple oak rowan",
        "meeting attend AQ-2026-11-24 maple oak --presence absent",
    ]
    .iter()
    .map(|words| format!("$ {words}\n{}", shell.saves(&format!("--now 2026-11-24T14:05:00+01:00 {words}"))))
    .collect();
    insta::assert_snapshot!(said, @"
    $ meeting attend AQ-2026-11-24 alder
    Changed AQ-2026-11-24: alder present  (undo: comity undo)
    ! No quorum: ◆AM 0 of 1. Notes can be taken; what is decided needs every party in writing
    $ meeting attend AQ-2026-11-24 elm --in-place-of alder
    Changed AQ-2026-11-24: elm present  (undo: comity undo)
    ! ●SX Elm Placeholder does not count for the quorum as long as ●SX Alder Placeholder is there
    ! No quorum: ◆AM 0 of 1. Notes can be taken; what is decided needs every party in writing
    $ meeting attend AQ-2026-11-24 birch cedar maple oak rowan
    Changed AQ-2026-11-24: 5 people present  (undo: comity undo)
    ! ●SX Elm Placeholder does not count for the quorum as long as ●SX Alder Placeholder is there
    $ meeting attend AQ-2026-11-24 maple oak --presence absent
    Changed AQ-2026-11-24: 2 people absent  (undo: comity undo)
    ! ●SX Elm Placeholder does not count for the quorum as long as ●SX Alder Placeholder is there
    ");
}
