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
    Changed CO-2027-01-01: 1 carried over  (undo: comity undo)
    $ meeting carry AQ-2026-12-22 --all
    Changed AQ-2026-12-22: 1 carried over  (undo: comity undo)
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
fn an_item_is_added_and_moved_to_a_meeting_that_a_series_plans() {
    let shell = Shell::example();
    shell.saves("item add \"Definition of a duplicate audit\" --meeting AQ-2026-12-22");
    shell.saves("item move C3VN --to AQ-2027-01-19");
    shell.saves("item edit C3VN --meeting AQ-2027-02-16");
    insta::assert_snapshot!(shell.run("meeting list --group AQ").out, @"
    ID             START                  LENGTH  STATE             TITLE
    AQ-2026-10-27  Tue 27 Oct 2026 14:00  1 h 30  minutes approved  Fifth meeting
    AQ-2026-11-24  Tue 24 Nov 2026 14:00  1 h 30  planned           Sixth meeting
    AQ-2026-12-22  Tue 22 Dec 2026 14:00  1 h 30  planned           Meeting of 22 December 2026
    AQ-2027-01-19  Tue 19 Jan 2027 14:00  1 h 30  planned           Meeting of 19 January 2027
    AQ-2027-02-16  Tue 16 Feb 2027 14:00  1 h 30  planned           Meeting of 16 February 2027
    ");
    let items = shell.run("meeting show AQ-2026-12-22").out;
    assert!(items.contains("Definition of a duplicate audit") && items.contains("Welcome"), "{items}");
}

#[test]
fn status_names_the_meeting_that_a_series_plans_next_and_what_was_left_undone() {
    let shell = Shell::example();
    shell.saves("--now 2026-11-24T14:00:00+01:00 meeting start AQ-2026-11-24");
    let at = |day: &str| {
        let told = shell.run(&format!("--now {day}T09:00:00+01:00 status")).out;
        lines_with(&told, &["Next", "session", "opened", "approved"])
    };
    let due = shell.run("--now 2026-12-02T09:00:00+01:00 meeting deadlines").out;
    let due = lines_with(&due, &["session", "opened", "approved"]);
    insta::assert_snapshot!(format!("{}--\n{}--\n{}--\n{due}", at("2026-11-24"), at("2026-12-02"), at("2026-12-30")), @"
    CO-2026-11-20: not opened: hold, postpone or cancel it
    Next: Tue 24 Nov 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wed 25 Nov 10:00  DC-2026-11-25  Fourth meeting
    Next: Mon 30 Nov 13:30  CI-2026-11-30  Fourth meeting
    --
    CO-2026-11-20: not opened: hold, postpone or cancel it
    AQ-2026-11-24: still in session: end it
    DC-2026-11-25: not opened: hold, postpone or cancel it
    CI-2026-11-30: not opened: hold, postpone or cancel it
    Next: Wed 2 Dec 10:30  CB-2026-12-02  Fourth meeting
    Next: Thu 3 Dec 14:00  TH-2026-12-03  Fourth meeting
    Next: Tue 22 Dec 14:00  AQ-2026-12-22  Meeting of 22 December 2026
    --
    CO-2026-11-20: not opened: hold, postpone or cancel it
    AQ-2026-11-24: still in session: end it
    DC-2026-11-25: not opened: hold, postpone or cancel it
    CI-2026-11-30: not opened: hold, postpone or cancel it
    CB-2026-12-02: not opened: hold, postpone or cancel it
    TH-2026-12-03: not opened: hold, postpone or cancel it
    Next: Fri 1 Jan 10:00  CO-2027-01-01  Meeting of 1 January 2027
    Next: Wed 6 Jan 10:00  DC-2027-01-06  Meeting of 6 January 2027
    Next: Mon 11 Jan 13:30  CI-2027-01-11  Meeting of 11 January 2027
    --
    Fri 20 Nov 2026  CO-2026-11-20  not opened: hold, postpone or cancel it  late
    Tue 24 Nov 2026  AQ-2026-11-24  still in session: end it                 late
    Wed 25 Nov 2026  DC-2026-11-25  not opened: hold, postpone or cancel it  late
    Mon 30 Nov 2026  CI-2026-11-30  not opened: hold, postpone or cancel it  late
    ");
}

#[test]
fn a_wrong_end_is_put_right_until_the_minutes_are_approved() {
    let shell = Shell::example();
    for (clock, words) in
        [("14:00", "meeting start AQ-2026-11-24"), ("14:05", "item take C3VN"), ("17:30", "meeting end AQ-2026-11-24")]
    {
        shell.saves(&format!("--now 2026-11-24T{clock}:00+01:00 {words}"));
    }
    let now = |words: &str| format!("--now 2026-11-25T09:00:00+01:00 {words}");
    let said: String = [
        "meeting end AQ-2026-11-24",
        "meeting edit AQ-2026-11-24 --closed 15:20",
        "meeting edit AQ-2026-11-24 --closed 14:01",
        "meeting edit AQ-2026-11-24 --closed 13:00",
        "meeting edit AQ-2026-11-24 --closed \"2026-12-24 15:00\"",
        "meeting edit AQ-2026-11-24 --opened 14:10",
        "meeting edit AQ-2026-11-24 --opened 13:58",
        "meeting edit AQ-2026-10-27 --closed 15:20",
    ]
    .iter()
    .map(|words| format!("$ {words}\n{}", shell.run(&now(words))))
    .collect();
    insta::assert_snapshot!(said, @r#"
    $ meeting end AQ-2026-11-24
    ! AQ-2026-11-24 cannot be ended: it is held (E-STATE)
    ! Hint: It is over; `comity meeting edit AQ-2026-11-24 --closed TIME` corrects when it ended
    = 4
    $ meeting edit AQ-2026-11-24 --closed 15:20
    Changed AQ-2026-11-24: ended at 15:20, not 17:30  (undo: comity undo)
    $ meeting edit AQ-2026-11-24 --closed 14:01
    ! AQ-2026-11-24 cannot be changed: item 3 was begun at 14:05 (E-STATE)
    ! Hint: Name the time as it was
    = 4
    $ meeting edit AQ-2026-11-24 --closed 13:00
    ! AQ-2026-11-24 cannot be changed: it cannot have been opened at 14:00 and have ended at 13:00 (E-STATE)
    ! Hint: Name the time as it was
    = 4
    $ meeting edit AQ-2026-11-24 --closed "2026-12-24 15:00"
    ! AQ-2026-11-24 cannot be changed: 15:00 is still to come (E-STATE)
    ! Hint: Name the time as it was
    = 4
    $ meeting edit AQ-2026-11-24 --opened 14:10
    ! AQ-2026-11-24 cannot be changed: item 3 was begun at 14:05 (E-STATE)
    ! Hint: Name the time as it was
    = 4
    $ meeting edit AQ-2026-11-24 --opened 13:58
    Changed AQ-2026-11-24: opened Tue 24 Nov 2026 14:00 -> Tue 24 Nov 2026 13:58  (undo: comity undo)
    $ meeting edit AQ-2026-10-27 --closed 15:20
    ! AQ-2026-10-27 cannot be changed: its minutes are approved (E-STATE)
    ! Hint: What was approved stays; what was wrong is said in a note: `comity note add --about AQ-2026-10-27 --kind correction`
    = 4
    "#);
    let item = std::fs::read_to_string(shell.root().join("groups/AQ/items/2026/AQ-I26-C3VN.toml")).expect("item");
    insta::assert_snapshot!(lines_with(&item, &["taken", "start", "stop"]), @"
    [[taken]]
    start = 2026-11-24T14:05:00+01:00
    stop = 2026-11-24T15:20:00+01:00
    ");
}

#[test]
fn a_meeting_in_session_does_not_begin_at_another_time_and_a_slip_is_put_right_afterwards() {
    let shell = Shell::example();
    shell.saves("--now 2026-11-24T14:00:00+01:00 meeting start AQ-2026-11-24");
    let words = "--now 2026-11-24T14:10:00+01:00 meeting edit AQ-2026-11-24 --start \"2026-11-25 14:00\"";
    insta::assert_snapshot!(shell.leaves_alone(words), @"
    ! AQ-2026-11-24 cannot be postponed: it is in session (E-STATE)
    ! Hint: `comity meeting add` plans another one
    = 4
    ");
    shell.saves("--now 2026-11-24T15:00:00+01:00 meeting end AQ-2026-11-24");
    shell.saves("--now 2026-11-25T15:00:00+01:00 meeting edit AQ-2026-11-24 --start \"2026-11-24 13:45\"");
    // That is no move.
    assert!(!shell.run("meeting show AQ-2026-11-24").out.contains("Moved"));
}

#[test]
fn nobody_was_there_outside_the_meeting_or_left_before_they_came() {
    let shell = Shell::example();
    shell.saves("--now 2026-11-24T14:00:00+01:00 meeting start AQ-2026-11-24");
    shell.saves("--now 2026-11-24T15:00:00+01:00 meeting end AQ-2026-11-24");
    let said: String = [
        "alder --arrived 14:30 --left 14:20",
        "alder --left 13:50",
        "alder --arrived 16:00",
        "alder --left 15:01",
        "alder --arrived 13:55 --left 15:00",
    ]
    .iter()
    .map(|words| format!("$ {words}\n{}", shell.run(&format!("meeting attend AQ-2026-11-24 {words}"))))
    .collect();
    insta::assert_snapshot!(said, @"
    $ alder --arrived 14:30 --left 14:20
    ! AQ-2026-11-24 cannot have its attendance changed: alder cannot have come at 14:30 and left at 14:20 (E-STATE)
    ! Hint: Name the time as it was; without one they were there all the time
    = 4
    $ alder --left 13:50
    ! AQ-2026-11-24 cannot have its attendance changed: it was opened at 14:00, and alder cannot have left it at 13:50 (E-STATE)
    ! Hint: Name the time as it was; without one they were there all the time
    = 4
    $ alder --arrived 16:00
    ! AQ-2026-11-24 cannot have its attendance changed: it was over at 15:00, and alder cannot have come or gone at 16:00 (E-STATE)
    ! Hint: Name the time as it was; without one they were there all the time
    = 4
    $ alder --left 15:01
    ! AQ-2026-11-24 cannot have its attendance changed: it was over at 15:00, and alder cannot have come or gone at 15:01 (E-STATE)
    ! Hint: Name the time as it was; without one they were there all the time
    = 4
    $ alder --arrived 13:55 --left 15:00
    Changed AQ-2026-11-24: alder left at 15:00  (undo: comity undo)
    ! No quorum: ◆AM 0 of 1. Notes can be taken; what is decided needs every party in writing
    ");
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
