//! Moving agenda items in all ways, with room between them and without.

use crate::support::shell::Shell;

/// The items of the next meeting of AQ in their order, with their numbers.
fn agenda(shell: &Shell) -> String {
    let json = shell.json("item list --meeting AQ-2026-11-24");
    let rows = json["data"].as_array().expect("rows").iter();
    let lines: Vec<String> =
        rows.map(|it| format!("{} {}", it["order"], it["title"].as_str().expect("title"))).collect();
    lines.join("\n")
}

#[test]
fn an_item_moves_before_and_after_others_to_either_end_and_into_the_pool() {
    let shell = Shell::example();
    insta::assert_snapshot!(agenda(&shell), @r"
    1000 Competition-law reminder
    2000 Adoption of the agenda
    3000 Definition of a duplicate audit
    4000 Counting audits that are led by two auditors
    5000 Programme of the calibration workshop
    6000 Open actions
    ");
    insta::assert_snapshot!(shell.saves("item move W9KE --before C3VN"), @"Changed AQ-I26-W9KE: place 3 on AQ-2026-11-24 (Counting audits that are led by…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-I26-W9KE: place 3 on AQ-2026-11-24 (Counting audits that are led by…)

    AQ-I26-W9KE order: 4000 -> 2500

    Change-Id: change02
    Op: item.move
    Group: AQ
    Record: AQ-I26-W9KE
    Meeting: AQ-2026-11-24
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.saves("item move W9KE --after 2FBQ"), @"Changed AQ-I26-W9KE: place 5 on AQ-2026-11-24 (Counting audits that are led by…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("item move W9KE --first"), @"Changed AQ-I26-W9KE: place 1 on AQ-2026-11-24 (Counting audits that are led by…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("item move W9KE --last"), @"Changed AQ-I26-W9KE: place 6 on AQ-2026-11-24 (Counting audits that are led by…)  (undo: comity undo)");
    insta::assert_snapshot!(agenda(&shell), @r"
    1000 Competition-law reminder
    2000 Adoption of the agenda
    3000 Definition of a duplicate audit
    5000 Programme of the calibration workshop
    6000 Open actions
    7000 Counting audits that are led by two auditors
    ");
    insta::assert_snapshot!(shell.saves("item move W9KE --pool"), @"Changed AQ-I26-W9KE: into the pool (Counting audits that are led by two audito…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-I26-W9KE: into the pool (Counting audits that are led by two audito…)

    AQ-I26-W9KE meeting: - AQ-2026-11-24
    AQ-I26-W9KE order: - 7000

    Change-Id: change06
    Op: item.move
    Group: AQ
    Record: AQ-I26-W9KE
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.saves("item move W9KE --to 'AQ next'"), @"Changed AQ-I26-W9KE: taken up, place 6 on AQ-2026-11-24 (Counting audits that …)  (undo: comity undo)");
}

#[test]
fn an_item_that_is_proposed_is_accepted_when_it_comes_onto_an_agenda() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("item move H8JS --before C3VN"), @"Changed AQ-I26-H8JS: taken up, place 3 on AQ-2026-11-24 (Days from the end of …)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-I26-H8JS: taken up, place 3 on AQ-2026-11-24 (Days from the end of …)

    AQ-I26-H8JS meeting: + AQ-2026-11-24
    AQ-I26-H8JS order: + 2500
    AQ-I26-H8JS state: proposed -> accepted

    Change-Id: change02
    Op: item.move
    Group: AQ
    Record: AQ-I26-H8JS
    Meeting: AQ-2026-11-24
    On-behalf-of: sedex
    ");
    assert_eq!(shell.json("item show H8JS")["data"]["state"], "accepted");
}

#[test]
fn an_item_moves_in_one_file_alone_as_long_as_there_is_room() {
    let shell = Shell::example();
    for nth in 1..=9 {
        let item = if nth % 2 == 0 { "W9KE" } else { "2FBQ" };
        shell.saves(&format!("item move {item} --after AQ-2026-11-24-reminder"));
        let touched = shell.git(&["show", "--format=", "--name-only", "HEAD"]);
        assert_eq!(touched.lines().count(), 1, "{nth}: {touched}");
    }
    insta::assert_snapshot!(agenda(&shell), @r"
    1000 Competition-law reminder
    1001 Programme of the calibration workshop
    1003 Counting audits that are led by two auditors
    2000 Adoption of the agenda
    3000 Definition of a duplicate audit
    6000 Open actions
    ");
    insta::assert_snapshot!(shell.saves("item move W9KE --after AQ-2026-11-24-reminder"), @"Changed AQ-I26-W9KE: place 2 on AQ-2026-11-24 (Counting audits that are led by…)  (undo: comity undo)");
    insta::assert_snapshot!(agenda(&shell), @r"
    1000 Competition-law reminder
    2000 Counting audits that are led by two auditors
    3000 Programme of the calibration workshop
    4000 Adoption of the agenda
    5000 Definition of a duplicate audit
    6000 Open actions
    ");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-I26-W9KE: place 2 on AQ-2026-11-24 (Counting audits that are led by…)

    AQ-2026-11-24-adoption order: 2000 -> 4000
    AQ-I26-2FBQ order: 1001 -> 3000
    AQ-I26-C3VN order: 3000 -> 5000
    AQ-I26-W9KE order: 1003 -> 2000

    Change-Id: change11
    Op: item.move
    Group: AQ
    Record: AQ-2026-11-24-adoption
    Record: AQ-I26-2FBQ
    Record: AQ-I26-C3VN
    Record: AQ-I26-W9KE
    Meeting: AQ-2026-11-24
    On-behalf-of: sedex
    ");
    assert_eq!(shell.run("check").status, 0);
}

#[test]
fn a_move_to_where_an_item_stands_already_changes_nothing() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --before W9KE"), @"AQ-I26-W9KE stands like that already");
    shell.saves("item move W9KE --last");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --last"), @"AQ-I26-W9KE stands like that already");
    shell.saves("item move W9KE --pool");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --pool"), @"AQ-I26-W9KE stands like that already");
}

#[test]
fn a_move_that_cannot_be_says_why() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("item move H8JS --first"), @r"
    ! AQ-I26-H8JS lies in the pool, where items have no order; move it to a meeting first (E-NO-PLACE)
    ! Hint: `comity item list` shows what stands where
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --before H8JS"), @r"
    ! AQ-I26-H8JS lies in the pool, where items have no order; move it to a meeting first (E-NO-PLACE)
    ! Hint: `comity item list` shows what stands where
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --to 'CO next'"), @r"
    ! AQ-I26-W9KE belongs to another group than CO-2026-11-20 (E-NO-PLACE)
    ! Hint: `comity item list` shows what stands where
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --after M9TA"), @r"
    ! AQ-I26-W9KE belongs to another group than CO-2026-11-20 (E-NO-PLACE)
    ! Hint: `comity item list` shows what stands where
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE"), @r"
    ! error: the following required arguments were not provided:
    !   <--before <ID>|--after <ID>|--first|--last|--to <MEETING>|--pool>
    ! 
    ! Usage: comity item move <--before <ID>|--after <ID>|--first|--last|--to <MEETING>|--pool> <ID>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --pool --first"), @r"
    ! error: the argument '--pool' cannot be used with '--first'
    ! 
    ! Usage: comity item move <--before <ID>|--after <ID>|--first|--last|--to <MEETING>|--pool> <ID>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
    shell.saves("item withdraw 2FBQ --reason 'Not needed'");
    insta::assert_snapshot!(shell.leaves_alone("item move W9KE --before 2FBQ"), @r"
    ! AQ-I26-2FBQ is not on that agenda (E-NO-PLACE)
    ! Hint: `comity item list` shows what stands where
    = 4
    ");
}
