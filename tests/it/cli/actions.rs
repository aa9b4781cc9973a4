//! What is done with action points: done, reopened, dropped, given to somebody, given another day, noted.

use crate::support::shell::Shell;

#[test]
fn several_actions_are_done_in_one_commit() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action done 7K3F 9QXT --on yesterday"), @"Saved: Change 2 actions in AQ, done on Sun 15 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Change 2 actions in AQ

    AQ-A26-7K3F done_on: + Sun 15 Nov 2026
    AQ-A26-7K3F state: in progress -> done
    AQ-A26-9QXT done_on: + Sun 15 Nov 2026
    AQ-A26-9QXT state: to do -> done

    Change-Id: change02
    Op: action.done
    Group: AQ
    Record: AQ-A26-7K3F
    Record: AQ-A26-9QXT
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.leaves_alone("action done 7k3f"), @"AQ-A26-7K3F stands like that already");
    assert_eq!(shell.json("action show 9QXT")["data"]["done_on"], "2026-11-15");
}

#[test]
fn a_reopened_action_forgets_that_it_was_done() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action reopen 5RNP"), @"Changed AQ-A26-5RNP: done -> to do (Send APSCA the outline of the calibration …)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-5RNP: done -> to do (Send APSCA the outline of the calibration …)

    AQ-A26-5RNP state: done -> to do
    AQ-A26-5RNP done_on: - Fri 6 Nov 2026

    Change-Id: change02
    Op: action.reopen
    Group: AQ
    Record: AQ-A26-5RNP
    On-behalf-of: sedex
    ");
    assert_eq!(shell.json("action show 5RNP")["data"].get("done_on"), None);
}

#[test]
fn a_dropped_action_keeps_the_reason() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action cancel 7K3F"), @r"
    ! `--reason` is missing (E-USAGE)
    ! Hint: What is dropped keeps its reason
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("action cancel 7K3F --reason none"), @r"
    ! not saved (E-REASON)
    ! Caused by: AQ-A26-7K3F: it was dropped, and nobody knows why
    ! Hint: Write the reason
    = 4
    ");
    insta::assert_snapshot!(shell.saves("action cancel 7K3F --reason 'Covered elsewhere'"), @"Changed AQ-A26-7K3F: in progress -> dropped (Draft the joint definition of a d…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: in progress -> dropped (Draft the joint definition of a d…)

    AQ-A26-7K3F cancel_reason: + Covered elsewhere
    AQ-A26-7K3F state: in progress -> dropped

    Change-Id: change02
    Op: action.cancel
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.leaves_alone("action done 7K3F"), @r"
    ! AQ-A26-7K3F cannot be done: it is dropped (E-STATE)
    ! Hint: `comity action reopen AQ-A26-7K3F` takes it up again
    = 4
    ");
    shell.saves("action reopen 7K3F");
    assert_eq!(shell.json("action show 7K3F")["data"].get("cancel_reason"), None);
    shell.saves("action done 7K3F");
    insta::assert_snapshot!(shell.leaves_alone("action cancel 7K3F --reason Late"), @r"
    ! AQ-A26-7K3F cannot be dropped: it is done (E-STATE)
    ! Hint: `comity action reopen AQ-A26-7K3F` takes it up again
    = 4
    ");
}

#[test]
fn an_action_goes_to_somebody_else_with_the_organisation() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action assign 7K3F rowan"), @"Changed AQ-A26-7K3F: owner alder -> rowan (Draft the joint definition of a dup…)  (undo: comity undo)");
    assert_eq!(shell.json("action show 7K3F")["data"]["org"], "amfori");
    insta::assert_snapshot!(shell.saves("action assign last me"), @"Changed AQ-A26-7K3F: owner rowan -> birch (Draft the joint definition of a dup…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("action assign last none"), @r"
    Changed AQ-A26-7K3F: owner birch -> none (Draft the joint definition of a dupl…)  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-7K3F.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-7K3F PERSON`
    ");
    insta::assert_snapshot!(shell.leaves_alone("action assign last nobody"), @r"
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3
    ");
}

#[test]
fn another_due_date_leaves_a_row_that_says_so() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action due 9QXT 'next fri'"), @"Changed AQ-A26-9QXT: due 6 Nov -> 27 Nov 2026 (Name two report reviewers from …)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("action due 9QXT 20 dec"), @"Changed AQ-A26-9QXT: due 27 Nov -> 20 Dec 2026 (Name two report reviewers from…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("action due 9QXT none"), @r"
    Changed AQ-A26-9QXT: due 20 Dec 2026 -> none (Name two report reviewers from e…)  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-9QXT.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-9QXT DATE`
    ");
    insta::assert_snapshot!(shell.saves("action due 9QXT 3 days ago"), @"Changed AQ-A26-9QXT: due 13 Nov 2026 (Name two report reviewers from each side…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("action due 9QXT 2026-11-13"), @"AQ-A26-9QXT stands like that already");
    insta::assert_snapshot!(shell.read("groups/AQ/actions/2026/AQ-A26-9QXT.toml"), @r#"
    title = "Name two report reviewers from each side for the calibration workshop"
    owner = "rowan"
    due = 2026-11-13
    state = "open"
    priority = "normal"
    helpers = ["cedar"]
    org = "amfori"
    raised_on = 2026-09-29
    milestone = "calibration"
    tags = ["workshop"]

    [[moved]]
    from = 2026-11-06
    to = 2026-11-27
    on = 2026-11-16
    by = "birch"

    [[moved]]
    from = 2026-11-27
    to = 2026-12-20
    on = 2026-11-16
    by = "birch"

    [[moved]]
    from = 2026-12-20
    on = 2026-11-16
    by = "birch"
    "#);
    assert_eq!(shell.json("action show 9QXT")["data"]["slipped"], 3);
}

#[test]
fn flags_behind_a_due_date_are_flags() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action due 7K3F tomorrow --dry-run"), @r"
    Would be saved: AQ-A26-7K3F: due 23 Nov -> 17 Nov 2026 (Draft the joint definition of …)
      AQ-A26-7K3F due: Mon 23 Nov 2026 -> Tue 17 Nov 2026
      AQ-A26-7K3F moved: + from Mon 23 Nov 2026, to Tue 17 Nov 2026, on Mon 16 Nov 2026, by birch
    ");
    let said = shell.run("action due 7K3F next fri --as oak --json");
    assert!(said.out.starts_with(r#"{"schema":"comity.v1","kind":"action.due""#), "{said}");
    assert!(shell.newest().contains("Acting: oak"));
}

#[test]
fn a_note_of_what_was_done_is_a_row_of_the_progress() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action note 2HVE 'First draft sent'"), @"Changed AQ-A26-2HVE: progress: First draft sent (Count the returned reports of…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-2HVE: progress: First draft sent (Count the returned reports of…)

    AQ-A26-2HVE progress: + Mon 16 Nov 2026 09:00, by birch: First draft sent

    Change-Id: change02
    Op: action.note
    Group: AQ
    Record: AQ-A26-2HVE
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.leaves_alone("action note 2HVE 'First draft sent'"), @"AQ-A26-2HVE stands like that already");
    insta::assert_snapshot!(shell.run_with("--now 2026-11-16T09:05:00+01:00 action note 2HVE -", "Two lines\nof it\n"), @"Changed AQ-A26-2HVE: progress: Two lines (Count the returned reports of both s…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("action note 2HVE ' '"), @r"
    ! the note is empty (E-USAGE)
    = 2
    ");
    let progress = &shell.json("action show 2HVE")["data"]["progress"];
    assert_eq!(progress.as_array().map(Vec::len), Some(3), "{progress}");
    assert_eq!(progress[2]["text"], "Two lines\nof it");
}

#[test]
fn a_verb_about_several_actions_does_nothing_where_one_of_them_is_not_there() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action done 7K3F ZZZZ"), @r"
    ! there is no action `ZZZZ` (E-NOT-FOUND)
    ! Hint: `comity action list` shows what there is
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("action done"), @r"
    ! error: the following required arguments were not provided:
    !   <ID>...
    ! 
    ! Usage: comity action done <ID>...
    ! 
    ! For more information, try '--help'.
    = 2
    ");
}

#[test]
fn a_flag_behind_the_day_until_which_an_action_is_left_alone_is_a_flag() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action snooze 7K3F +2w --dry-run"), @r"
    Would be saved: AQ-A26-7K3F: not before 30 Nov 2026 (Draft the joint definition of a d…)
      AQ-A26-7K3F snooze_until: + Mon 30 Nov 2026
    ");
    insta::assert_snapshot!(shell.saves("action snooze 7K3F next fri -q"), @"Changed AQ-A26-7K3F: not before 27 Nov 2026 (Draft the joint definition of a d…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("action list --filter overdue"), @r"
    ID           STATE            DUE        WHO    ORGANISATION  WHAT
    AQ-A26-9QXT  [!] to do        10 d late  rowan  amfori        Name two report reviewers from each side for the calibration workshop
    CB-A26-8WTG  [!] in progress  3 d late   oak    amfori        List the training dates that are open to members of both organisations
    ");
}
