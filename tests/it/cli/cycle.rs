//! A meeting from its agenda to a decision in force, on the command line, as two organisations do it.

use crate::support::shell::{Said, Shell};

/// Runs words at a time of the day of the meeting, each as one change, and tells what was said.
fn on_the_day(shell: &Shell, words: &[(&str, &str)]) -> String {
    let run = |(clock, words): &(&str, &str)| -> String {
        let said: Said = shell.saves(&format!("--now 2026-11-24T{clock}:00+01:00 {words}"));
        format!("$ {words}\n{said}")
    };
    words.iter().map(run).collect()
}

/// What is refused, and leaves everything as it was.
fn refused(shell: &Shell, words: &[(&str, &str)]) -> String {
    let run = |(clock, words): &(&str, &str)| -> String {
        let said = shell.leaves_alone(&format!("--now {clock}:00+01:00 {words}"));
        format!("$ {words}\n{said}")
    };
    words.iter().map(run).collect()
}

#[test]
fn a_meeting_is_opened_held_and_minuted_and_its_decision_comes_into_force() {
    let shell = Shell::example();
    insta::assert_snapshot!(on_the_day(&shell, &[
        ("13:00", "meeting issue-agenda AQ next"),
        ("14:02", "meeting start AQ next"),
        ("14:03", "meeting attend AQ-2026-11-24 alder birch maple oak rowan"),
        ("14:03", "meeting attend AQ-2026-11-24 cedar --presence apologies"),
        ("14:04", "meeting notice AQ-2026-11-24"),
        ("14:05", "item take C3VN"),
        ("14:20", "meeting pause AQ next"),
        ("14:25", "meeting resume AQ next"),
        ("14:30", "item conclude C3VN agreed --minute \"Agreed as proposed.\""),
        ("14:31", "item defer W9KE --to AQ-2026-12-22"),
        ("14:40", "meeting end AQ next"),
        ("16:00", "meeting check-minutes AQ last --as oak"),
        ("16:10", "meeting issue-minutes AQ-2026-11-24"),
        ("16:20", "decision endorse N2YK --as spruce"),
        ("16:30", "decision number N2YK"),
    ]), @r#"
    $ meeting issue-agenda AQ next
    Changed AQ-2026-11-24: agenda issued, 6 items, 79 of 90 minutes  (undo: comity undo)
    ! Not ready: 3 (Definition of a duplicate audit): the paper Definition of a duplicate audit, second draft is to follow
    ! Not ready: it goes out 0 days ahead; 7 are agreed
    $ meeting start AQ next
    Changed AQ-2026-11-24: meeting opened  (undo: comity undo)
    $ meeting attend AQ-2026-11-24 alder birch maple oak rowan
    Changed AQ-2026-11-24: 5 people present  (undo: comity undo)
    $ meeting attend AQ-2026-11-24 cedar --presence apologies
    Changed AQ-2026-11-24: cedar apologies  (undo: comity undo)
    $ meeting notice AQ-2026-11-24
    Changed AQ-2026-11-24: competition-law reminder read  (undo: comity undo)
    $ item take C3VN
    Changed AQ-I26-C3VN: item 3 of AQ-2026-11-24 begun (Definition of a duplicate …)  (undo: comity undo)
    $ meeting pause AQ next
    Changed AQ-2026-11-24: pause  (undo: comity undo)
    $ meeting resume AQ next
    Changed AQ-2026-11-24: goes on  (undo: comity undo)
    $ item conclude C3VN agreed --minute "Agreed as proposed."
    Changed AQ-I26-C3VN: accepted -> concluded, minute, outcome (Definition of a d…)  (undo: comity undo)
    $ item defer W9KE --to AQ-2026-12-22
    Changed AQ-I26-W9KE: deferred to AQ-2026-12-22 (Counting audits that are led b…)  (undo: comity undo)
    $ meeting end AQ next
    Changed AQ-2026-11-24: meeting closed, 2 items dealt with, 3 not reached  (undo: comity undo)
    $ meeting check-minutes AQ last --as oak
    Changed AQ-2026-11-24: minutes checked by oak  (undo: comity undo)
    $ meeting issue-minutes AQ-2026-11-24
    Changed AQ-2026-11-24: draft minutes issued, minutes issued Tue 24 Nov 2026  (undo: comity undo)
    $ decision endorse N2YK --as spruce
    Changed AQ-D26-N2YK: amfori endorsed (One list of reasons for returning a repo…)  (undo: comity undo)
    ! AQ-D26-N2YK is in force; `comity decision number AQ-D26-N2YK` gives it its number
    $ decision number N2YK
    Changed AQ-D26-N2YK: number AQ 2026/02 (One list of reasons for returning a re…)  (undo: comity undo)
    "#);
    insta::assert_snapshot!(shell.alike(&shell.git(&["log", "--reverse", "--format=%an: %s", "-15"])), @r"
    Birch Placeholder: AQ-2026-11-24: agenda issued, 6 items, 79 of 90 minutes
    Birch Placeholder: AQ-2026-11-24: meeting opened
    Birch Placeholder: AQ-2026-11-24: 5 people present
    Birch Placeholder: AQ-2026-11-24: cedar apologies
    Birch Placeholder: AQ-2026-11-24: competition-law reminder read
    Birch Placeholder: AQ-I26-C3VN: item 3 of AQ-2026-11-24 begun (Definition of a duplicate …)
    Birch Placeholder: AQ-2026-11-24: pause
    Birch Placeholder: AQ-2026-11-24: goes on
    Birch Placeholder: AQ-I26-C3VN: accepted -> concluded, minute, outcome (Definition of a d…)
    Birch Placeholder: AQ-I26-W9KE: deferred to AQ-2026-12-22 (Counting audits that are led b…)
    Birch Placeholder: AQ-2026-11-24: meeting closed, 2 items dealt with, 3 not reached
    Birch Placeholder: AQ-2026-11-24: minutes checked by oak
    Birch Placeholder: AQ-2026-11-24: draft minutes issued
    Birch Placeholder: AQ-D26-N2YK: amfori endorsed (One list of reasons for returning a repo…)
    Birch Placeholder: AQ-D26-N2YK: number AQ 2026/02 (One list of reasons for returning a re…)
    ");
    insta::assert_snapshot!(shell.run("--now 2026-12-01T09:00:00+01:00 meeting carry AQ-2026-12-22"), @r"
    What         Why                        Title
    AQ-I26-2FBQ  deferred at AQ-2026-11-24  Programme of the calibration workshop
    ! `comity meeting carry AQ-2026-12-22 --all`, or `--take` with some of them, lays them onto it
    ");
    insta::assert_snapshot!(shell.saves("--now 2026-12-01T09:00:00+01:00 meeting carry AQ-2026-12-22 --take 2FBQ"), @"Changed AQ-2026-12-22: 1 carried over, time 20 min  (undo: comity undo)");
    shell.saves("--now 2026-12-22T14:00:00+01:00 meeting start AQ-2026-12-22");
    insta::assert_snapshot!(shell.saves("--now 2026-12-22T14:10:00+01:00 meeting approve AQ-2026-11-24 --at AQ-2026-12-22 --as maple"), @"Changed AQ-2026-11-24: minutes approved at AQ-2026-12-22, minutes approved Tue 22 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("--now 2026-12-22T14:20:00+01:00 item edit C3VN --minute Otherwise"), @r"
    ! not saved (E-LOCKED)
    ! Caused by: AQ-I26-C3VN: the minutes were approved on 2026-12-22, so its minute stays as it is
    ! Hint: Say what was wrong in a note of kind correction; the next meeting takes it up
    = 4
    ");
}

#[test]
fn acts_out_of_order_are_refused_and_leave_everything_as_it_was() {
    let shell = Shell::example();
    insta::assert_snapshot!(refused(&shell, &[
        ("2026-11-16T09:00", "meeting issue-minutes AQ-2026-11-24"),
        ("2026-11-16T09:00", "meeting approve AQ-2026-11-24"),
        ("2026-11-16T09:00", "meeting end AQ-2026-11-24"),
        ("2026-11-16T09:00", "meeting start AQ-2026-11-24"),
        ("2026-11-16T09:00", "meeting cancel AQ-2026-11-24"),
        ("2026-11-16T09:00", "meeting attend AQ-2026-11-24 rowan --presence asleep"),
        ("2026-11-16T09:00", "meeting show AQ-2026-12-23"),
        ("2026-11-16T09:00", "action close 7K3F"),
        ("2026-11-16T09:00", "decision endorse B8TM --for apsca"),
        ("2026-11-16T09:00", "decision silent N2YK --for amfori"),
        ("2026-11-16T09:00", "decision object N2YK --for amfori --as spruce"),
        ("2026-11-16T09:00", "decision endorse N2YK --for amfori --as elm"),
        ("2026-11-16T09:00", "decision number N2YK"),
        ("2026-11-16T09:00", "item take C3VN"),
        ("2026-11-16T09:00", "item conclude C3VN wonderful"),
        ("2026-11-16T09:00", "item defer C3VN --to AQ-2026-11-24"),
    ]), @r#"
    $ meeting issue-minutes AQ-2026-11-24
    ! AQ-2026-11-24 cannot have its minutes issued: it is planned (E-STATE)
    ! Hint: Minutes go out once the meeting is held: `comity meeting end AQ-2026-11-24`
    = 4
    $ meeting approve AQ-2026-11-24
    ! AQ-2026-11-24 cannot have its minutes approved: it is planned (E-STATE)
    ! Hint: Minutes are issued first: `comity meeting issue-minutes AQ-2026-11-24`
    = 4
    $ meeting end AQ-2026-11-24
    ! AQ-2026-11-24 cannot be ended: it is planned (E-STATE)
    ! Hint: `comity meeting start AQ-2026-11-24` opens it
    = 4
    $ meeting start AQ-2026-11-24
    ! AQ-2026-11-24 cannot be started: it is planned for 24 Nov 2026 (E-STATE)
    ! Hint: If it takes place today: `comity meeting postpone AQ-2026-11-24 --to "today 14:00"`
    = 4
    $ meeting cancel AQ-2026-11-24
    ! `--reason` is missing (E-USAGE)
    ! Hint: What is dropped keeps its reason
    = 2
    $ meeting attend AQ-2026-11-24 rowan --presence asleep
    ! `presence`: `asleep` is none of the choices (E-VALUE)
    ! Hint: Choose present, remote, part, apologies, absent
    = 4
    $ meeting show AQ-2026-12-23
    ! there is no meeting `AQ-2026-12-23` (E-NOT-FOUND)
    ! Hint: Did you mean AQ-2026-10-27 or AQ-2026-11-24 or CB-2026-12-02?
    = 3
    $ action close 7K3F
    ! AQ-A26-7K3F cannot be closed: it is in progress (E-STATE)
    ! Hint: Its owner says first that it is done: `comity action done AQ-A26-7K3F`
    = 4
    $ decision endorse B8TM --for apsca
    ! DC-D26-B8TM cannot be endorsed: apsca is not asked (E-STATE)
    ! Hint: It is for sedex and amfori: `--for ORG`
    = 4
    $ decision silent N2YK --for amfori
    ! AQ-D26-N2YK cannot pass by silence: positions are taken until 11 Dec 2026 (E-STATE)
    ! Hint: Silence is recorded after the last day
    = 4
    $ decision object N2YK --for amfori --as spruce
    ! AQ-D26-N2YK cannot be objected to: the words are missing (E-STATE)
    ! Hint: `--text TEXT` says what it is about
    = 4
    $ decision endorse N2YK --for amfori --as elm
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only somebody who endorses for amfori may set the position of amfori in AQ-D26-N2YK: spruce
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    $ decision number N2YK
    ! AQ-D26-N2YK cannot have a number: it is agreed in the group (E-STATE)
    ! Hint: Only what is in force has one: every party endorses first
    = 4
    $ item take C3VN
    ! AQ-I26-C3VN cannot be taken: AQ-2026-11-24 is not in session (E-STATE)
    ! Hint: `comity meeting start AQ-2026-11-24` opens it
    = 4
    $ item conclude C3VN wonderful
    ! `outcome`: `wonderful` is none of the choices (E-VALUE)
    ! Hint: Choose noted, agreed, approved, referred, carried-over, no-decision, withdrawn, stopped-on-advice
    = 4
    $ item defer C3VN --to AQ-2026-11-24
    ! AQ-I26-C3VN cannot be deferred: AQ-2026-11-24 is the meeting it is on (E-STATE)
    ! Hint: Name a later one
    = 4
    "#);
}

#[test]
fn a_meeting_that_a_series_plans_is_shown_postponed_and_cancelled_like_any_other() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("meeting show AQ-2026-12-22"), @r"
    AQ-2026-12-22  Meeting of 22 December 2026
    meeting

    State           planned
    Start           Tue 22 Dec 2026 14:00
    Time zone       Europe/Brussels
    Length          1 h 30
    Kind            ordinary

    Agenda, 27 of 90 minutes
      No  Start  Min  Purpose   Who  ID                       Title
      1   14:00  3    standing       AQ-2026-12-22-opening    Welcome, apologies and quorum
      2   14:03  2    standing       AQ-2026-12-22-reminder   Competition-law reminder
      3   14:05  2    standing       AQ-2026-12-22-interests  Declarations of interest
      4   14:07  2    approval       AQ-2026-12-22-adoption   Adoption of the agenda
      5   14:09  3    approval       AQ-2026-12-22-minutes    Minutes of the last meeting
      6   14:12  10   standing       AQ-2026-12-22-actions    Open actions
      7   14:22  3    standing       AQ-2026-12-22-aob        Any other business
      8   14:25  2    standing       AQ-2026-12-22-next       Next meeting

    Group           AQ (Audit quality measures)
    ");
    insta::assert_snapshot!(shell.saves("meeting postpone AQ-2026-12-22 --to \"15 dec 10:00\""), @"Changed AQ-2026-12-22: postponed to 15 Dec 2026 10:00  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("meeting cancel AQ-2026-12-15 --reason \"Nothing to decide\""), @"Changed AQ-2026-12-22: cancelled: Nothing to decide, cancelled on Mon 16 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.read("groups/AQ/meetings/2026/AQ-2026-12-22.toml"), @r#"
    title = "Meeting of 15 December 2026"
    start = 2026-12-15T10:00:00
    timezone = "Europe/Brussels"
    minutes = 90
    kind = "ordinary"
    cancelled_on = 2026-11-16
    cancelled_reason = "Nothing to decide"

    [[moved]]
    from = 2026-12-22T14:00:00
    to = 2026-12-15T10:00:00
    on = 2026-11-16
    by = "birch"
    "#);
    insta::assert_snapshot!(shell.saves("meeting edit DC-2027-01-06 --place Brussels"), @"Added meeting DC-2027-01-06: Meeting of 6 January 2027, start Wed 6 Jan 2027 10:00, length 1 h 30  (undo: comity undo)");
}

#[test]
fn deadlines_are_listed_by_day_with_what_is_late() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("meeting deadlines --group AQ"), @r"
    By               Meeting        What
    Sat 14 Nov 2026  AQ-2026-11-24  papers are in       late
    Tue 17 Nov 2026  AQ-2026-11-24  agenda goes out
    Tue 24 Nov 2026  AQ-2026-12-22  call for items
    Tue 8 Dec 2026   AQ-2026-12-22  last day for items
    ");
}

#[test]
fn a_meeting_that_nobody_ran_on_a_screen_is_written_down_afterwards() {
    let shell = Shell::example();
    let later = |words: &str| shell.saves(&format!("--now 2026-11-25T10:00:00+01:00 {words}")).to_string();
    let said: Vec<String> = [
        "meeting start AQ-2026-11-24 --at 14:02",
        "meeting attend AQ-2026-11-24 alder maple --arrived 14:20",
        "item conclude C3VN agreed",
        "meeting end AQ-2026-11-24 --at 15:25",
    ]
    .map(later)
    .into();
    insta::assert_snapshot!(said.concat(), @"
    Changed AQ-2026-11-24: meeting opened  (undo: comity undo)
    Changed AQ-2026-11-24: 2 people came late  (undo: comity undo)
    Changed AQ-I26-C3VN: accepted -> concluded, outcome (Definition of a duplicate…)  (undo: comity undo)
    Changed AQ-2026-11-24: meeting closed, 1 item dealt with, 5 not reached  (undo: comity undo)
    ");
    let times = shell.json("meeting show AQ-2026-11-24")["data"].clone();
    insta::assert_snapshot!(format!("{} {} {}", times["opened"], times["closed"], times["attendance"]), @r#""2026-11-24T14:02:00+01:00" "2026-11-24T15:25:00+01:00" [{"arrived":"2026-11-24T14:20:00+01:00","person":"alder","presence":"present"},{"arrived":"2026-11-24T14:20:00+01:00","person":"maple","presence":"present"}]"#);
    insta::assert_snapshot!(shell.leaves_alone("meeting end AQ-2026-11-24 --at 15:30"), @r"
    ! AQ-2026-11-24 cannot be ended: it is held (E-STATE)
    ! Hint: It is over; `comity meeting edit AQ-2026-11-24 --closed TIME` corrects when it ended
    = 4
    ");
}

#[test]
fn what_changed_since_an_agenda_went_out_is_told_and_it_goes_out_again() {
    let shell = Shell::example();
    shell.saves("meeting issue-agenda AQ next");
    let refused = shell.leaves_alone("meeting issue-agenda AQ next").to_string();
    shell.saves("item edit C3VN --minutes 20 --title \"Definition of a double audit\"");
    shell.saves("item paper add W9KE --title \"Cost of both\" --to-follow");
    shell.saves("meeting postpone AQ-2026-11-24 --to \"25 nov 15:00\"");
    let shown = shell.run("meeting show AQ-2026-11-24").to_string();
    let shown: String = shown
        .split("\n\n")
        .filter(|it| it.starts_with("Changed since") || it.starts_with("Agenda issued"))
        .map(|it| format!("{it}\n"))
        .collect();
    let rehearsed = shell.leaves_alone("meeting issue-agenda AQ-2026-11-24 --dry-run").to_string();
    let again = shell.saves("meeting issue-agenda AQ-2026-11-24").to_string();
    let refused_again = shell.leaves_alone("meeting issue-agenda AQ-2026-11-24").to_string();
    insta::assert_snapshot!([refused, shown, rehearsed, again, refused_again].join("--\n"), @r"
    ! AQ-2026-11-24 cannot have its agenda issued: nothing on it has changed since it last went out (E-STATE)
    ! Hint: There is nothing to do
    = 4
    --
    Agenda issued
      - on Mon 16 Nov 2026, revision 1, by ●SX Birch Placeholder, start Tue 24 Nov 2026 14:00, items 1 AQ-2026-11-24-reminder; 2 AQ-2026-11-24-adoption; 3 AQ-I26-C3VN; 4 AQ-I26-W9KE; 5 AQ-I26-2FBQ; 6 AQ-2026-11-24-actions
    Changed since the agenda was issued
      - another time: 25 Nov 2026 15:00
      - changed: 3 (Definition of a double audit)
      - changed: 4 (Counting audits that are led by two auditors)
    --
    Would be saved: AQ-2026-11-24: agenda issued (revision 2), 6 items, 74 of 90 minutes
      AQ-2026-11-24 issue: + on Mon 16 Nov 2026, revision 2, by birch, start Wed 25 Nov 2026 15:00, items 1 …
    ! Since it last went out, another time: 25 Nov 2026 15:00
    ! Since it last went out, changed: 3 (Definition of a double audit)
    ! Since it last went out, changed: 4 (Counting audits that are led by two auditors)
    ! Not ready: 3 (Definition of a double audit): the paper Definition of a duplicate audit, second draft is to follow
    ! Not ready: 4 (Counting audits that are led by two auditors): the paper Cost of both is to follow
    --
    Changed AQ-2026-11-24: agenda issued (revision 2), 6 items, 74 of 90 minutes  (undo: comity undo)
    ! Since it last went out, another time: 25 Nov 2026 15:00
    ! Since it last went out, changed: 3 (Definition of a double audit)
    ! Since it last went out, changed: 4 (Counting audits that are led by two auditors)
    ! Not ready: 3 (Definition of a double audit): the paper Definition of a duplicate audit, second draft is to follow
    ! Not ready: 4 (Counting audits that are led by two auditors): the paper Cost of both is to follow
    --
    ! AQ-2026-11-24 cannot have its agenda issued: nothing on it has changed since it last went out (E-STATE)
    ! Hint: There is nothing to do
    = 4
    ");
    let file = std::fs::read_to_string(shell.root().join("groups/AQ/meetings/2026/AQ-2026-11-24.toml")).expect("file");
    insta::assert_snapshot!(file.split_once("[[issue]]").expect("row").1, @r#"
    on = 2026-11-16
    revision = 1
    by = "birch"
    start = 2026-11-24T14:00:00
    items = [
        "1 AQ-2026-11-24-reminder e4af8e1d",
        "2 AQ-2026-11-24-adoption 6dace88f",
        "3 AQ-I26-C3VN e6151318",
        "4 AQ-I26-W9KE 4a942e9d",
        "5 AQ-I26-2FBQ 2c4fa7b1",
        "6 AQ-2026-11-24-actions d0bd713e",
    ]

    [[issue]]
    on = 2026-11-16
    revision = 2
    by = "birch"
    start = 2026-11-25T15:00:00
    items = [
        "1 AQ-2026-11-24-reminder e4af8e1d",
        "2 AQ-2026-11-24-adoption 6dace88f",
        "3 AQ-I26-C3VN cf4f2b32",
        "4 AQ-I26-W9KE 44399f35",
        "5 AQ-I26-2FBQ 2c4fa7b1",
        "6 AQ-2026-11-24-actions d0bd713e",
    ]

    [[moved]]
    from = 2026-11-24T14:00:00
    to = 2026-11-25T15:00:00
    on = 2026-11-16
    by = "birch"
    "#);
    assert_eq!(shell.run("check").status, 0);
}

#[test]
fn a_remedy_leads_on_from_where_the_decision_or_the_minutes_stand() {
    let shell = Shell::example();
    let day = "2026-11-16T09:00";
    insta::assert_snapshot!(refused(&shell, &[
        (day, "decision object 5G7R --for sedex --as elm --text No"),
        (day, "decision endorse 5G7R --for sedex --as elm"),
        ("2027-11-16T09:00", "decision endorse N2YK --for amfori --as spruce"),
        (day, "decision endorse N2YK"),
        (day, "meeting approve AQ-2026-10-27"),
        (day, "meeting issue-minutes AQ-2026-10-27"),
    ]), @r"
    $ decision object 5G7R --for sedex --as elm --text No
    ! AQ-D26-5G7R cannot be objected to: it is in force (E-STATE)
    ! Hint: What is in force stands until another takes its place: `comity decision supersede AQ-D26-5G7R`
    = 4
    $ decision endorse 5G7R --for sedex --as elm
    ! AQ-D26-5G7R cannot be endorsed: it is in force (E-STATE)
    ! Hint: What is in force stands until another takes its place: `comity decision supersede AQ-D26-5G7R`
    = 4
    $ decision endorse N2YK --for amfori --as spruce
    ! AQ-D26-N2YK cannot be endorsed: it is lapsed (E-STATE)
    ! Hint: Its last day is over; a later one opens it again: `comity decision edit AQ-D26-N2YK --closes-on DATE`
    = 4
    $ decision endorse N2YK
    ! you endorse for no party (E-USAGE)
    ! Hint: These may say it: for sedex elm, for amfori spruce
    = 2
    $ meeting approve AQ-2026-10-27
    ! AQ-2026-10-27 cannot have its minutes approved: its minutes are approved (E-STATE)
    ! Hint: Its minutes are approved; `comity meeting show AQ-2026-10-27` says when
    = 4
    $ meeting issue-minutes AQ-2026-10-27
    ! AQ-2026-10-27 cannot have its minutes issued: its minutes are approved (E-STATE)
    ! Hint: What was approved stands; a correction is a note: `comity note add --about AQ-2026-10-27 --kind correction`
    = 4
    ");
    shell.saves("decision withdraw N2YK --reason Double");
    insta::assert_snapshot!(refused(&shell, &[
        (day, "decision endorse N2YK --for amfori --as spruce"),
        (day, "decision supersede N2YK"),
        (day, "decision withdraw N2YK"),
        (day, "decision agree N2YK"),
    ]), @r"
    $ decision endorse N2YK --for amfori --as spruce
    ! AQ-D26-N2YK cannot be endorsed: it is withdrawn (E-STATE)
    ! Hint: What was withdrawn stays so; `comity decision add` drafts another one
    = 4
    $ decision supersede N2YK
    ! AQ-D26-N2YK cannot be superseded: it is withdrawn (E-STATE)
    ! Hint: What was withdrawn stays so; `comity decision add` drafts another one
    = 4
    $ decision withdraw N2YK
    ! AQ-D26-N2YK cannot be withdrawn: it is withdrawn (E-STATE)
    ! Hint: It is withdrawn already; `comity decision show AQ-D26-N2YK` says when
    = 4
    $ decision agree N2YK
    ! AQ-D26-N2YK cannot be agreed: it is withdrawn (E-STATE)
    ! Hint: What was withdrawn stays so; `comity decision add` drafts another one
    = 4
    ");
}

#[test]
fn the_history_says_how_the_group_agreed_and_the_status_what_waits() {
    let shell = Shell::example();
    shell.saves("decision add --group AQ --title \"Two lists\" --text \"Two lists are kept.\"");
    insta::assert_snapshot!(shell.alike(&shell.saves("decision agree last").to_string()), @"Changed AQ-D26-NEW2: agreed in writing (Two lists), agreed on Mon 16 Nov 2026, closes on Wed 16 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.alike(&shell.run("status").to_string()), @r"
    Sedex and amfori (BSCI)
    Example. No document of Sedex or amfori; all people and figures are made up.
    You are birch (Birch Placeholder, sedex).
    You have 2 open actions, 0 of them late.
    Next: Fri 20 Nov 10:00  CO-2026-11-20  Fourth meeting
    Next: Tue 24 Nov 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wed 25 Nov 10:00  DC-2026-11-25  Fourth meeting
    Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    Waits for sedex and amfori, 30 days left: Two lists (AQ-D26-NEW2)
    0 errors, 1 warning; `comity check` lists them.
    ");
}

#[test]
fn where_a_party_stands_is_told_as_it_said_it_in_the_order_of_the_parties() {
    let shell = Shell::example();
    let told = ["N2YK", "B8TM"].map(|id| {
        let told = shell.run(&format!("decision show {id}")).to_string();
        let ends = ["endorsed", "reservation", "objected", "anything yet"];
        let lines = told.lines().filter(|line| ends.iter().any(|it| line.ends_with(it)));
        lines.collect::<Vec<_>>().join("\n")
    });
    insta::assert_snapshot!(told.join("\n--\n"), @r"
      - ●SX endorsed with a reservation
      - ◆AM has not said anything yet
    --
      - ●SX has not said anything yet
      - ◆AM objected
    ");
}

#[test]
fn who_came_and_when_who_left_are_told_apart() {
    let shell = Shell::example();
    insta::assert_snapshot!(on_the_day(&shell, &[
        ("14:02", "meeting start AQ-2026-11-24"),
        ("14:10", "meeting attend AQ-2026-11-24 maple --presence remote --arrived 14:05 --left 14:09"),
    ]), @"
    $ meeting start AQ-2026-11-24
    Changed AQ-2026-11-24: meeting opened  (undo: comity undo)
    $ meeting attend AQ-2026-11-24 maple --presence remote --arrived 14:05 --left 14:09
    Changed AQ-2026-11-24: maple left at 14:09  (undo: comity undo)
    ! No quorum: ●SX 0 of 1, ◆AM 0 of 1. Notes can be taken; what is decided needs every party in writing
    ");
    let told = shell.run("--now 2026-11-24T14:11:00+01:00 meeting show AQ-2026-11-24").to_string();
    let lines: Vec<&str> = told.lines().filter(|it| it.contains("14:05") || it.contains("14:09")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    - person ◆AM Maple Placeholder, presence present, remote, arrived Tue 24 Nov 2026 14:05, left Tue 24 Nov 2026 14:09
    Tue 24 Nov 2026, 14:10  ●SX Birch Placeholder  maple left at 14:09
    ");
}

#[test]
fn a_meeting_that_is_added_begins_with_what_stands_on_each_agenda_of_its_group() {
    let shell = Shell::example();
    shell.saves("meeting add 'An extra one' --group AQ --start '1 dec 10:00'");
    insta::assert_snapshot!(shell.run("item list --meeting AQ-2026-12-01").out, @"
    ID                       STATE     MEETING        TIME    PRESENTER  TITLE
    AQ-2026-12-01-opening    accepted  AQ-2026-12-01  3 min              Welcome, apologies and quorum
    AQ-2026-12-01-reminder   accepted  AQ-2026-12-01  2 min              Competition-law reminder
    AQ-2026-12-01-interests  accepted  AQ-2026-12-01  2 min              Declarations of interest
    AQ-2026-12-01-adoption   accepted  AQ-2026-12-01  2 min              Adoption of the agenda
    AQ-2026-12-01-minutes    accepted  AQ-2026-12-01  3 min              Minutes of the last meeting
    AQ-2026-12-01-actions    accepted  AQ-2026-12-01  10 min             Open actions
    AQ-2026-12-01-aob        accepted  AQ-2026-12-01  3 min              Any other business
    AQ-2026-12-01-next       accepted  AQ-2026-12-01  2 min              Next meeting
    ");
    let last = shell.run("meeting show last").out;
    assert!(last.starts_with("AQ-2026-12-01"), "{last}");
    shell.saves("meeting add 'In writing' --group AQ --start '2 dec 10:00' --kind written-procedure");
    shell.saves("meeting add 'A day of work' --group AQ --start '3 dec 10:00' --kind workshop");
    shell.saves("meeting add 'Long ago' --group AQ --start '2026-03-02 10:00'");
    for meeting in ["AQ-2026-12-02", "AQ-2026-12-03", "AQ-2026-03-02"] {
        let items = shell.run(&format!("item list --meeting {meeting}")).out;
        assert!(!items.contains("AQ-"), "{items}");
    }
}
