//! Meetings ahead and behind: what a series plans is found by every command, what leaves an agenda is gone from it, and
//! what was written down wrong is put right.

use crate::support::shell::Shell;

/// What several lines of words answer, each on a clock of its own.
fn course(shell: &Shell, lines: &[&str]) -> String {
    lines.iter().map(|words| format!("$ {words}\n{}", shell.run(words))).collect()
}

/// The lines of an answer that have one of these words in them.
fn lines_with(said: &str, words: &[&str]) -> String {
    let has = |it: &&str| words.iter().any(|word| it.contains(word));
    said.lines().filter(has).map(|it| format!("{}\n", it.trim_end())).collect()
}

#[test]
fn what_comes_over_to_a_planned_meeting_makes_it_a_record_and_its_standing_items_stand_there_once() {
    let shell = Shell::example();
    insta::assert_snapshot!(course(&shell, &["meeting carry CO-2027-01-01 --take actions", "meeting carry AQ-2026-12-22 --all"]), @"
    $ meeting carry CO-2027-01-01 --take actions
    Changed CO-2027-01-01: 1 carried over, start Fri 1 Jan 2027 10:00, length 1 h 30  (undo: comity undo)
    $ meeting carry AQ-2026-12-22 --all
    Changed AQ-2026-12-22: 1 carried over, start Tue 22 Dec 2026 14:00, length 1 h 30  (undo: comity undo)
    ");
    let items = shell.run("item list --filter meeting:AQ-2026-12-22").out;
    assert_eq!(items.matches("Open actions").count(), 1, "{items}");
}

#[test]
fn what_is_put_off_or_handed_over_before_a_meeting_leaves_its_agenda() {
    let shell = Shell::example();
    shell.saves("meeting issue-agenda AQ-2026-11-24");
    let before = shell.run("document agenda AQ-2026-11-24").out;
    shell.saves("item defer C3VN");
    shell.saves("item refer W9KE DC");
    let after = shell.run("document agenda AQ-2026-11-24").out;
    let told = |it: &str| lines_with(it, &["Time planned"]);
    insta::assert_snapshot!(format!("{}--\n{}", told(&before), told(&after)), @"
    - Time planned: 1 h 19 of 1 h 30
    --
    - Time planned: 34 min of 1 h 30
    ");
    let again = shell.saves("meeting issue-agenda AQ-2026-11-24").to_string();
    insta::assert_snapshot!(lines_with(&again, &["Since", "issued"]), @"
    Changed AQ-2026-11-24: agenda issued (revision 2), 4 items, 34 of 90 minutes  (undo: comity undo)
    ! Since it last went out, taken off: 3 (Definition of a duplicate audit)
    ! Since it last went out, taken off: 4 (Counting audits that are led by two auditors)
    ");
    // What is put off at the meeting stays in its minutes.
    shell.saves("--now 2026-11-24T14:00:00+01:00 meeting start AQ-2026-11-24");
    let minutes = shell.run("document minutes AQ-2026-11-24").out;
    assert!(minutes.contains("Definition of a duplicate audit"), "{minutes}");
}

#[test]
fn nothing_has_come_of_an_item_before_its_meeting_is_opened() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("item conclude C3VN agreed"), @"
    ! AQ-I26-C3VN cannot be concluded: AQ-2026-11-24 has not been opened (E-STATE)
    ! Hint: `comity meeting start AQ-2026-11-24` opens it, with `--at TIME` afterwards too
    = 4
    ");
    shell.saves("--now 2026-11-24T17:00:00+01:00 meeting start AQ-2026-11-24 --at 14:00");
    shell.saves("--now 2026-11-24T17:00:00+01:00 item conclude C3VN agreed");
}

#[test]
fn a_series_meets_once_a_day_and_at_all() {
    let shell = Shell::example();
    let said: String =
        ["FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYWEEKNO=3"]
            .iter()
            .map(|rule| format!("$ {rule}\n{}", shell.leaves_alone(&format!("group edit AQ --series-rrule {rule}"))))
            .collect();
    insta::assert_snapshot!(said, @"
    $ FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4
    ! `rrule`: `FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Nobody meets more than once a day
    = 4
    $ FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
    ! `rrule`: `FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: No day is like that
    = 4
    $ FREQ=MONTHLY;BYWEEKNO=3
    ! `rrule`: `FREQ=MONTHLY;BYWEEKNO=3` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Its parts do not go together
    = 4
    ");
    shell.saves("group edit AQ --series-rrule FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215");
    let planned = shell.run("meeting list --group AQ").out;
    assert!(planned.contains("AQ-2026-12-08") && !planned.contains("AQ-2026-12-22"), "{planned}");
}
