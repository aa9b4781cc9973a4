//! Adding and editing records of every kind: one commit each, nothing where nothing changes, a sentence where it cannot be.

use crate::support::shell::Shell;

#[test]
fn an_action_is_added_with_what_was_understood_of_its_dates() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action add 'Invite experts' --group AQ --owner rowan --due +2w"), @"Added action AQ-A26-NEW1: Invite experts, due Mon 30 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Add action AQ-A26-NEW1: Invite experts

    + action AQ-A26-NEW1: Invite experts

    Change-Id: change02
    Op: action.add
    Group: AQ
    Record: AQ-A26-NEW1
    On-behalf-of: sedex
    ");
    let id = shell.last_id();
    insta::assert_snapshot!(shell.read(&format!("groups/AQ/actions/2026/{id}.toml")), @r#"
    title = "Invite experts"
    owner = "rowan"
    due = 2026-11-30
    state = "open"
    priority = "normal"
    org = "amfori"
    raised_on = 2026-11-16
    "#);
}

#[test]
fn a_meeting_is_added_under_the_day_first_planned_and_keeps_its_name_when_it_moves() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("meeting add 'Seventh meeting' --group AQ --start '22 dec 14:00'"), @"Added meeting AQ-2026-12-22: Seventh meeting, start Tue 22 Dec 2026 14:00, length 1 h 30  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("meeting add 'On the same day' --group AQ --start '22 dec 16:00' --minutes 1h"), @"Added meeting AQ-2026-12-22-2: On the same day, start Tue 22 Dec 2026 16:00, length 1 h  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("meeting edit last --start '2026-12-23 10:00'"), @"Changed AQ-2026-12-22-2: start Tue 22 Dec 2026 16:00 -> Wed 23 Dec 2026 10:00  (undo: comity undo)");
    insta::assert_snapshot!(shell.read("groups/AQ/meetings/2026/AQ-2026-12-22-2.toml"), @r#"
    title = "On the same day"
    start = 2026-12-23T10:00:00
    timezone = "Europe/Brussels"
    minutes = 60
    kind = "ordinary"

    [[moved]]
    from = 2026-12-22T16:00:00
    to = 2026-12-23T10:00:00
    on = 2026-11-16
    by = "birch"
    "#);
    insta::assert_snapshot!(shell.leaves_alone("meeting edit AQ-2026-12-22-2 --start '23 dec 10am'"), @"AQ-2026-12-22-2 stands like that already");
}

#[test]
fn an_item_is_added_behind_the_others_of_its_meeting_or_into_the_pool() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("item add 'Counting rules' --meeting 'AQ next' --minutes 20"), @"Added item AQ-I26-NEW1: Counting rules, time 20 min  (undo: comity undo)");
    let id = shell.last_id();
    insta::assert_snapshot!(shell.read(&format!("groups/AQ/items/2026/{id}.toml")), @r#"
    title = "Counting rules"
    purpose = "discussion"
    state = "accepted"
    meeting = "AQ-2026-11-24"
    order = 7000
    minutes = 20
    proposed_by = "birch"
    proposed_on = 2026-11-16
    "#);
    insta::assert_snapshot!(shell.saves("item add 'For later' --group AQ"), @"Added item AQ-I26-NEW2: For later  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("item edit last --meeting 'AQ next'"), @"Changed AQ-I26-NEW2: proposed -> accepted, meeting (For later)  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-I26-NEW2: proposed -> accepted, meeting (For later)

    AQ-I26-NEW2 meeting: + AQ-2026-11-24
    AQ-I26-NEW2 order: + 8000
    AQ-I26-NEW2 state: proposed -> accepted

    Change-Id: change04
    Op: item.edit
    Group: AQ
    Record: AQ-I26-NEW2
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.saves("item edit last --meeting none"), @"Changed AQ-I26-NEW2: meeting AQ-2026-11-24 -> none (For later)  (undo: comity undo)");
    let id = shell.alike(&shell.read(&format!(
        "groups/AQ/items/2026/{}.toml",
        shell.json("item show last")["data"]["id"].as_str().expect("id")
    )));
    insta::assert_snapshot!(id, @r#"
    title = "For later"
    purpose = "discussion"
    state = "accepted"
    proposed_by = "birch"
    proposed_on = 2026-11-16
    "#);
}

#[test]
fn a_decision_copies_the_parties_and_the_rule_of_the_day_of_its_agreement() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("decision add 'Joint reading' --group AQ --text 'The group reads once a quarter.'"), @"Added decision AQ-D26-NEW1: Joint reading  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("decision agree last"), @"Changed AQ-D26-NEW1: agreed in writing (Joint reading), agreed on Mon 16 Nov 2026, closes on Wed 16 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-D26-NEW1: agreed in writing (Joint reading)

    AQ-D26-NEW1 agreed_on: + Mon 16 Nov 2026
    AQ-D26-NEW1 agreed_parties: + amfori, sedex
    AQ-D26-NEW1 agreed_rule: + every party endorses
    AQ-D26-NEW1 closes_on: + Wed 16 Dec 2026
    AQ-D26-NEW1 method: + in writing

    Change-Id: change03
    Op: decision.agree
    Group: AQ
    Record: AQ-D26-NEW1
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.saves("decision edit last --text 'The group reads twice a year.'"), @"Changed AQ-D26-NEW1: text changed (Joint reading)  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("decision edit 5G7R --text 'Other words'"), @r"
    ! not saved (E-IN-FORCE)
    ! Caused by: AQ-D26-5G7R: it is in force, so its text stays as it was endorsed
    ! Hint: Add a new decision that supersedes it
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("decision edit last --supersedes +last"), @r"
    ! not saved (E-ITSELF)
    ! Caused by: AQ-D26-NEW1: `supersedes` names the record itself
    ! Hint: Name another record, or nothing
    = 4
    ");
}

#[test]
fn a_measure_is_named_by_its_title() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("measure add 'Enrolled auditors' --group AQ --unit % --definition 'Share of audits.'"), @"Added measure AQ/enrolled-auditors: Enrolled auditors  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("measure edit AQ/enrolled-auditors --target -3.5 --direction down"), @"Changed AQ/enrolled-auditors: direction, target (Enrolled auditors)  (undo: comity undo)");
    insta::assert_snapshot!(shell.read("groups/AQ/measures/enrolled-auditors.toml"), @r#"
    title = "Enrolled auditors"
    definition = "Share of audits."
    unit = "%"
    direction = "down"
    target = -3.5
    "#);
    insta::assert_snapshot!(shell.leaves_alone("measure edit enrolled --target many"), @r"
    ! `target`: `many` is not a number (E-VALUE)
    ! Hint: Write it like 12 or 12.5
    = 4
    ");
}

#[test]
fn a_note_on_any_record_bears_its_own_id_in_the_answer() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("note add 'Agreed on our side' --about 7K3F"), @"Added AQ-N26-NEW1: note on AQ-A26-7K3F: Agreed on our side  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("note add 'Who pays?' --about 'AQ next' --kind question"), @"Added AQ-N26-NEW2: note on AQ-2026-11-24: Who pays?  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("note edit last --state answered"), @"Changed AQ-N26-NEW2: open -> answered (Who pays?)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("note add 'A good year' --about sedex --group CO"), @"Added CO-N26-NEW3: note on sedex: A good year  (undo: comity undo)");
    // What belongs to no group is spoken of in the one that steers.
    insta::assert_snapshot!(shell.saves("note add 'Another one' --about sedex"), @"Added CO-N26-NEW4: note on sedex: Another one  (undo: comity undo)");
}

#[test]
fn what_is_missing_is_named_all_at_once() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action add"), @r"
    ! an action needs --group and --title (E-USAGE)
    ! Hint: The groups are AQ, CB, CI, CO, DC, TH
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("decision add --group AQ"), @r"
    ! a decision needs --title and --text (E-USAGE)
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("meeting add 'No day' --group AQ"), @r"
    ! a meeting needs --start (E-USAGE)
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("measure add x"), @r"
    ! a measure needs --group, --definition and --unit (E-USAGE)
    ! Hint: The groups are AQ, CB, CI, CO, DC, TH
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("note add"), @r"
    ! a note needs --group, --about and --text (E-USAGE)
    ! Hint: The groups are AQ, CB, CI, CO, DC, TH
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("action edit 7K3F"), @r"
    ! nothing to change was named (E-USAGE)
    ! Hint: Name a field, such as `comity action edit AQ-A26-7K3F --title ...`; --help lists them
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("action edit --due fri"), @r"
    ! error: the following required arguments were not provided:
    !   <ID>
    ! 
    ! Usage: comity action edit --due <DATE> <ID>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
}

#[test]
fn a_value_that_is_not_understood_is_refused_with_the_way_to_write_it() {
    let shell = Shell::example();
    for (words, told) in [
        ("action edit 7K3F --due 'some day'", "`some day` is not a date"),
        ("action edit 7K3F --state frozen", "Choose open, in-progress, blocked, done, closed, cancelled"),
        ("meeting edit 'AQ next' --minutes '90 mins'", "Write it like 90, 1h30 or 1:30"),
        ("meeting edit 'AQ next' --start 2026-11-24", "Write it like 24 nov 14:30"),
        ("meeting edit 'AQ next' --timezone Brussel", "Did you mean Europe/Brussels?"),
        ("meeting edit 'AQ next' --url example.org", "Write it like https://example.org/page"),
        ("meeting start 'AQ next' --at sometime", "Write it like now, today 14:30 or 2026-11-24T14:30:00+01:00"),
        ("person edit oak --management perhaps", "Write yes or no"),
        ("action edit 7K3F --title 'bell\u{7}'", "a control character (U+0007)"),
        ("action edit 7K3F --milestone none --decision 9999", "there is no decision `9999`"),
    ] {
        let said = shell.leaves_alone(words);
        assert!(said.err.contains(told), "{words}: {said}");
        assert!(said.out.is_empty() && matches!(said.status, 3 | 4), "{words}: {said}");
    }
}

#[test]
fn a_change_that_would_bring_in_an_error_is_refused() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("meeting edit 'AQ next' --title none"), @r"
    ! not saved (E-REQUIRED)
    ! Caused by: AQ-2026-11-24: title is missing
    ! Hint: `comity meeting edit AQ-2026-11-24 --title ...`
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("action add x --group AQ --raised-at 'CO next'"), @r"
    ! not saved (E-ELSEWHERE)
    ! Caused by: AQ-A26-NEW1: `raised_at` names CO-2026-11-20 of group CO
    ! Hint: Name one of group AQ
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("action edit 7K3F --milestone moon"), @r"
    ! not saved (E-REFERENCE)
    ! Caused by: AQ-A26-7K3F: the group has no milestone `moon`
    ! Hint: Correct the key, or add the milestone to the group
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("meeting add Night --group AQ --start '2027-03-28 02:30'"), @r"
    ! not saved (E-GAP)
    ! Caused by: AQ-2027-03-28: 28 March 2027 02:30 does not exist in Europe/Brussels: clocks go forward over it
    ! Hint: Choose a time an hour earlier or later
    = 4
    ");
    insta::assert_snapshot!(shell.saves("meeting add Night --group AQ --start '2027-10-31 02:30'"), @r"
    Added meeting AQ-2027-10-31: Night, start Sun 31 Oct 2027 02:30, length 1 h 30  (undo: comity undo)
    ! note: groups/AQ/meetings/2027/AQ-2027-10-31.toml: 31 October 2027 02:30 comes twice in Europe/Brussels, as clocks go back; the first is taken (W-REPEATED). Choose a time an hour earlier or later
    ");
}

#[test]
fn sets_are_replaced_or_changed_and_a_field_is_cleared_with_none() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action edit 7K3F --helpers +oak,-rowan"), @"Changed AQ-A26-7K3F: helpers +oak -rowan (Draft the joint definition of a dupl…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("action edit 7K3F --helpers 'rowan, cedar'"), @"Changed AQ-A26-7K3F: helpers +cedar +rowan -oak (Draft the joint definition of…)  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("action edit 7K3F --helpers cedar,rowan"), @"AQ-A26-7K3F stands like that already");
    insta::assert_snapshot!(shell.saves("action edit 7K3F --helpers none --tags 'figures'"), @"Changed AQ-A26-7K3F: tags, helpers (Draft the joint definition of a duplicate …)  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("action edit 7K3F --tags +definitions --due -3d"), @"Changed AQ-A26-7K3F: due, tags (Draft the joint definition of a duplicate audit), due Fri 13 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: due, tags (Draft the joint definition of a duplicate audit)

    AQ-A26-7K3F due: Mon 23 Nov 2026 -> Fri 13 Nov 2026
    AQ-A26-7K3F moved: + from Mon 23 Nov 2026, to Fri 13 Nov 2026, on Mon 16 Nov 2026, by birch
    AQ-A26-7K3F tags: figures -> definitions, figures

    Change-Id: change05
    Op: action.edit
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    ");
}

#[test]
fn a_text_comes_from_standard_input_with_a_hyphen() {
    let shell = Shell::example();
    let said = shell.run_with("meeting edit 'AQ next' --summary -", "First line  \r\nsecond line\n\n");
    insta::assert_snapshot!(said, @"Changed AQ-2026-11-24: summary written (Sixth meeting)  (undo: comity undo)");
    assert_eq!(shell.json("meeting show 'AQ next'")["data"]["summary"], "First line  \nsecond line");
    let said = shell.run_with("meeting edit 'AQ next' --summary -", "");
    insta::assert_snapshot!(said, @"Changed AQ-2026-11-24: summary removed (Sixth meeting)  (undo: comity undo)");
}

#[test]
fn a_subject_without_room_for_a_title_has_none() {
    let shell = Shell::example();
    shell.saves("meeting edit 'AQ next' --start '25 nov 14:00' --timezone Europe/London");
    shell.saves("meeting edit AQ-2026-11-24 --start '2027-01-26 15:30'");
    let subjects = shell.git(&["log", "-2", "--format=%s"]);
    insta::assert_snapshot!(subjects, @r"
    AQ-2026-11-24: start Wed 25 Nov 2026 14:00 -> Tue 26 Jan 2027 15:30
    AQ-2026-11-24: start, time zone (Sixth meeting)
    ");
}

#[test]
fn whatever_script_a_title_is_in_it_is_kept_and_listed() {
    let shell = Shell::example();
    for title in ["Zürich – Ärger", "東京で会う", "Встреча", "اجتماع", "לפגוש", "दिल्ली", "🙂 family 👨‍👩‍👧", "ﬁne Ⅷ"]
    {
        let said = shell.run(&format!("action add '{title}' --group AQ --owner oak --due fri"));
        assert_eq!(said.status, 0, "{said}");
        assert_eq!(shell.json("action show last")["data"]["title"], title);
        assert!(shell.run("action list").out.contains(title), "{title}");
    }
    let said = shell.saves("measure add '東京' --group AQ --unit % --definition x");
    insta::assert_snapshot!(said, @"Added measure AQ/dong-jing: 東京  (undo: comity undo)");
    assert_eq!(shell.run("check").status, 0);
}
