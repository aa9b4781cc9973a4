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
    ! AQ-2026-11-24 cannot be ended: it is planned (E-STATE)
    ! Hint: `comity meeting start AQ-2026-11-24` opens it
    = 4
    $ meeting edit AQ-2026-11-24 --minutes-issued today
    ! AQ-2026-11-24 cannot have its minutes issued: it is planned (E-STATE)
    ! Hint: Minutes go out once the meeting is held: `comity meeting end AQ-2026-11-24`
    = 4
    $ meeting edit AQ-2026-11-24 --opened "2026-11-16 07:00" --minutes-approved today
    ! AQ-2026-11-24 cannot have its minutes approved: it is in session (E-STATE)
    ! Hint: Minutes are issued first: `comity meeting issue-minutes AQ-2026-11-24`
    = 4
    $ meeting edit AQ-2026-10-27 --cancelled-on today
    ! AQ-2026-10-27 cannot be cancelled: its minutes are approved (E-STATE)
    ! Hint: Its minutes are approved and stay as they are; what was wrong is said in a note: `comity note add --about AQ-2026-10-27 --kind correction`
    = 4
    $ meeting add "Another one" --group AQ --start "2026-11-16 07:00" --minutes-approved today
    ! AQ-2026-11-16 cannot have its minutes approved: it is planned (E-STATE)
    ! Hint: Minutes are issued first: `comity meeting issue-minutes AQ-2026-11-16`
    = 4
    "#);
    // A meeting that nobody ran on a screen, and one whose end was written down wrongly.
    shell.saves("meeting edit AQ-2026-11-24 --opened \"2026-11-16 07:00\" --closed \"2026-11-16 08:00\"");
    shell.saves("meeting edit AQ-2026-11-24 --closed \"2026-11-16 08:10\"");
}

#[test]
fn a_series_that_meets_more_than_once_a_day_is_none() {
    let shell = Shell::example();
    let said: String = ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=1000000", "FREQ=HOURLY;INTERVAL=24", "monthly"]
        .iter()
        .map(|rule| shell.leaves_alone(&format!("group edit AQ --series-rrule {rule}")).to_string())
        .collect();
    insta::assert_snapshot!(said, @r"
    ! `rrule`: nobody meets more than once a day (E-VALUE)
    ! Hint: Choose FREQ=DAILY, WEEKLY, MONTHLY or YEARLY
    = 4
    ! `rrule`: nobody meets more than once a day (E-VALUE)
    ! Hint: Choose FREQ=DAILY, WEEKLY, MONTHLY or YEARLY
    = 4
    ! `rrule`: nobody meets more than once a day (E-VALUE)
    ! Hint: Choose FREQ=DAILY, WEEKLY, MONTHLY or YEARLY
    = 4
    ! `rrule`: `monthly` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    = 4
    ");
    // One without an end is looked at as far ahead as anybody plans.
    shell.saves("group edit AQ --series-rrule FREQ=DAILY");
    assert!(shell.run("meeting list --group AQ").out.lines().count() < 100);
}

#[test]
fn an_alternate_beside_the_principal_and_a_missing_quorum_are_said() {
    let shell = Shell::example();
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
    insta::assert_snapshot!(said, @r"
    $ meeting attend AQ-2026-11-24 alder
    Changed AQ-2026-11-24: alder present  (undo: comity undo)
    ! No quorum: ●SX 1 of 2, ◆AM 0 of 2. Notes can be taken; what is decided needs every party in writing
    $ meeting attend AQ-2026-11-24 elm --in-place-of alder
    Changed AQ-2026-11-24: elm present  (undo: comity undo)
    ! ●SX Elm Placeholder does not count for the quorum as long as ●SX Alder Placeholder is there
    ! No quorum: ●SX 1 of 2, ◆AM 0 of 2. Notes can be taken; what is decided needs every party in writing
    $ meeting attend AQ-2026-11-24 birch cedar maple oak rowan
    Changed AQ-2026-11-24: 5 people present  (undo: comity undo)
    ! ●SX Elm Placeholder does not count for the quorum as long as ●SX Alder Placeholder is there
    $ meeting attend AQ-2026-11-24 maple oak --presence absent
    Changed AQ-2026-11-24: 2 people absent  (undo: comity undo)
    ! ●SX Elm Placeholder does not count for the quorum as long as ●SX Alder Placeholder is there
    ! No quorum: ◆AM 1 of 2. Notes can be taken; what is decided needs every party in writing
    ");
}
