//! Something goes to another group; whoever gave it away sees how far it is, and gets it back with its result.

use crate::support::shell::Shell;

/// How far the other group is, as programs are told it.
fn handover(shell: &Shell, noun: &str, id: &str) -> String {
    shell.alike(&shell.json(&format!("{noun} show {id}"))["data"]["handover"].to_string())
}

/// The item that a group has of something that was handed over to it.
fn there(shell: &Shell, group: &str, from: &str) -> String {
    let items = shell.json(&format!("item list --group {group} --state proposed"))["data"].clone();
    let item = items.as_array().and_then(|it| it.iter().find(|it| it["referred_from"] == from));
    item.and_then(|it| it["id"].as_str()).expect("proposed there").to_owned()
}

#[test]
fn an_item_goes_to_another_group_and_its_sender_sees_every_step() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("item refer W9KE DC"), @r"
    Changed AQ-I26-W9KE: handed over to DC (Counting audits that are led by two au…)  (undo: comity undo)
    ! It lies in the pool of DC as DC-I26-NEW1, for DC to accept or decline
    ");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-I26-W9KE: handed over to DC (Counting audits that are led by two au…)

    AQ-I26-W9KE outcome: + referred
    AQ-I26-W9KE referred_to: + DC
    AQ-I26-W9KE state: accepted -> concluded
    + item DC-I26-NEW1: Counting audits that are led by two auditors

    Change-Id: change02
    Op: item.refer
    Group: AQ
    Group: DC
    Record: AQ-I26-W9KE
    Record: DC-I26-NEW1
    On-behalf-of: sedex
    ");
    let id = there(&shell, "DC", "AQ-I26-W9KE");
    insta::assert_snapshot!(shell.run(&format!("item show {id}")), @r"
    DC-I26-NEW1  Counting audits that are led by two auditors
    agenda item

    Purpose         for discussion
    State           proposed
    Proposed by     ●SX Birch Placeholder
    Proposed on     Mon 16 Nov 2026
    On behalf of    ●SX Sedex

    Ask
      Say how an audit counts if only one of two lead auditors is enrolled with APSCA.

    Background
      Handed over by AQ (AQ-I26-W9KE).

      One system counts such an audit in full, the other not at all.

    Comes from      AQ-I26-W9KE (Counting audits that are led by two auditors)
    Group           DC (Data collaboration)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  AQ-I26-W9KE: handed over to DC (Counting audits that are led by two au…)
    ");
    insta::assert_snapshot!(handover(&shell, "item", "W9KE"), @r#"{"group":"DC","item":"DC-I26-NEW1","stands":"waiting"}"#);
    shell.saves(&format!("item accept {id}"));
    insta::assert_snapshot!(handover(&shell, "item", "W9KE"), @r#"{"group":"DC","item":"DC-I26-NEW1","stands":"accepted"}"#);
    shell.saves(&format!("item move {id} --to 'DC next'"));
    insta::assert_snapshot!(handover(&shell, "item", "W9KE"), @r#"{"group":"DC","item":"DC-I26-NEW1","meeting":"DC-2026-11-25","stands":"scheduled"}"#);
    shell.saves("--now 2026-11-25T10:00:00+01:00 meeting start DC-2026-11-25");
    shell.saves(&format!("item conclude {id} agreed --minute 'Counted in full.'"));
    insta::assert_snapshot!(handover(&shell, "item", "W9KE"), @r#"{"group":"DC","item":"DC-I26-NEW1","outcome":"agreed","stands":"decided","text":"Counted in full."}"#);
    insta::assert_snapshot!(shell.saves(&format!("item return {id} --text 'Counted in full from July on.'")), @"Changed DC-I26-NEW1: returned to AQ (Counting audits that are led by two audit…)  (undo: comity undo)");
    insta::assert_snapshot!(handover(&shell, "item", "W9KE"), @r#"{"group":"DC","item":"DC-I26-NEW1","stands":"returned","text":"Counted in full from July on."}"#);
    insta::assert_snapshot!(shell.run("item show W9KE"), @"
    AQ-I26-W9KE  Counting audits that are led by two auditors
    agenda item

    Purpose         for discussion
    State           concluded
    Meeting         AQ-2026-11-24 (Sixth meeting)
    Time            20 min
    Presenter       ▲AP Willow Placeholder
    Proposed by     ◆AM Rowan Placeholder
    Proposed on     Wed 4 Nov 2026
    On behalf of    ◆AM amfori

    Ask
      Say how an audit counts if only one of two lead auditors is enrolled with APSCA.

    Background
      One system counts such an audit in full, the other not at all.

    Outcome         referred
    Handed over to  DC (Data collaboration)
    With            DC: returned with its result

    DC says
      Counted in full from July on.

    Group           AQ (Audit quality measures)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  handed over to DC
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("check").out, @r"
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    117 records: 0 errors, 1 warning
    ");
}

#[test]
fn an_action_stays_with_its_group_until_the_other_one_has_answered() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("action refer 7K3F TH"), @r"
    Changed AQ-A26-7K3F: handed over to TH (Draft the joint definition of a duplic…)  (undo: comity undo)
    ! It lies in the pool of TH as TH-I26-NEW1, for TH to accept or decline
    ");
    let id = there(&shell, "TH", "AQ-A26-7K3F");
    insta::assert_snapshot!(handover(&shell, "action", "7K3F"), @r#"{"group":"TH","item":"TH-I26-NEW1","stands":"waiting"}"#);
    shell.saves(&format!("item decline {id} --reason 'AQ defines its own words'"));
    insta::assert_snapshot!(handover(&shell, "action", "7K3F"), @r#"{"group":"TH","item":"TH-I26-NEW1","stands":"declined","text":"AQ defines its own words"}"#);
    insta::assert_snapshot!(shell.run("action show 7K3F"), @r"
    AQ-A26-7K3F  Draft the joint definition of a duplicate audit
    action

    Now             due soon, its day was moved once
    Who             ●SX Alder Placeholder
    Due             Mon 23 Nov 2026
    State           in progress
    Priority        high

    Details
      One definition that both systems can count from. Open are validity periods, and audits that were announced and did not take place.

    Helpers         ◆AM Rowan Placeholder
    Organisation    ●SX Sedex
    Raised on       Tue 4 Aug 2026

    Due date moved
      - from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX Birch Placeholder

    Progress
      - Wed 16 Sep 2026 09:40, by ●SX Alder Placeholder: First draft sent to both sides. Two points are open: validity periods, and audits that did not take place.
      - Wed 4 Nov 2026 16:05, by ◆AM Rowan Placeholder: Validity periods are settled with our monitoring team. The second draft can go to the next meeting.

    Milestone       definitions
    Contributes to  AQ/duplicate-audits-avoided (Duplicate audits avoided)
    Handed over to  TH (Trafficking in human beings)
    Tags            definitions
    With            TH: declined

    TH says
      AQ defines its own words

    Group           AQ (Audit quality measures)

    question by ◆AM Rowan Placeholder, Tue 15 Sep 2026, AQ-N26-K4DS, answered
      Does an audit that was announced and then called off count as a duplicate?

    comment by ●SX Alder Placeholder, Thu 17 Sep 2026, AQ-N26-V6RM, accepted
      No: only an audit that took place. The draft says so in its first line.

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  handed over to TH
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn an_item_that_was_put_off_is_followed_to_the_meeting_on_which_it_stands_now() {
    let shell = Shell::example();
    shell.saves("item refer W9KE DC");
    let id = there(&shell, "DC", "AQ-I26-W9KE");
    shell.saves(&format!("item accept {id} --meeting 'DC next'"));
    shell.saves("meeting add 'Later' --group DC --start '2027-01-13 10:00'");
    shell.saves(&format!("item defer {id} --to DC-2027-01-13"));
    let handover = shell.json("item show W9KE")["data"]["handover"].clone();
    assert_eq!((handover["stands"].as_str(), handover["meeting"].as_str()), (Some("scheduled"), Some("DC-2027-01-13")));
}

#[test]
fn what_cannot_be_handed_over_or_returned_says_why() {
    let shell = Shell::example();
    let mut said = String::new();
    for words in [
        "item refer W9KE AQ",
        "item refer W9KE XX",
        "item refer 8XRD DC",
        "item return W9KE --text Done",
        "action refer 5RNP DC",
    ] {
        said.push_str(&format!("{words}\n{}\n", shell.leaves_alone(words)));
    }
    shell.saves("item refer W9KE DC");
    said.push_str(&shell.leaves_alone("item refer W9KE TH").to_string());
    insta::assert_snapshot!(said, @r"
    item refer W9KE AQ
    ! AQ-I26-W9KE cannot be handed over: it is AQ's already (E-STATE)
    ! Hint: Name another group
    = 4

    item refer W9KE XX
    ! there is no group `XX` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3

    item refer 8XRD DC
    ! not saved (E-LOCKED)
    ! Caused by: AQ-I26-8XRD: the minutes were approved on 2026-11-12, so its outcome stays as it is
    ! Hint: Say what was wrong in a note of kind correction; the next meeting takes it up
    = 4

    item return W9KE --text Done
    ! AQ-I26-W9KE cannot be returned with its result: no other group handed it over (E-STATE)
    ! Hint: Only what another group handed over goes back to it
    = 4

    action refer 5RNP DC
    ! AQ-A26-5RNP cannot be handed over: it is done (E-STATE)
    ! Hint: `comity action reopen AQ-A26-5RNP` takes it up again
    = 4

    ! AQ-I26-W9KE cannot be handed over: it was handed over to DC already (E-STATE)
    ! Hint: `comity item show AQ-I26-W9KE` says what became of it
    = 4
    ");
}

#[test]
fn only_an_officer_of_the_group_that_gives_it_away_hands_it_over() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("item refer W9KE DC --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set outcome of AQ-I26-W9KE: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set receiving group of AQ-I26-W9KE: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set state of AQ-I26-W9KE to concluded: birch, oak, alder
    ! Caused by: only a secretary or chair of the group that hands it over, or a secretary or chair of DC may set origin of a new agenda item: alder, maple, birch
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    shell.saves("member set rowan AQ vice-chair");
    insta::assert_snapshot!(shell.saves("item refer W9KE DC --as rowan"), @r"
    Changed AQ-I26-W9KE: handed over to DC (Counting audits that are led by two au…)  (undo: comity undo)
    ! It lies in the pool of DC as DC-I26-NEW1, for DC to accept or decline
    ");
    // Rowan is but a member there.
    let id = there(&shell, "DC", "AQ-I26-W9KE");
    insta::assert_snapshot!(shell.leaves_alone(&format!("item accept {id} --as rowan")), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of DC may set state of DC-I26-NEW1 to accepted: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.saves(&format!("item withdraw {id} --reason 'Settled' --as rowan")), @"Changed DC-I26-NEW1: proposed -> withdrawn, why declined (Counting audits that…)  (undo: comity undo)");
    insta::assert_snapshot!(handover(&shell, "item", "W9KE"), @r#"{"group":"DC","item":"DC-I26-NEW1","stands":"withdrawn"}"#);
}

#[test]
fn a_hand_over_is_one_change_that_undo_takes_back_whole() {
    let shell = Shell::example();
    let before = shell.files();
    shell.saves("item refer W9KE DC");
    shell.saves("undo");
    assert!(shell.files() == before);
}

#[test]
fn home_tells_the_receivers_what_comes_and_the_senders_what_was_answered() {
    let shell = Shell::example();
    shell.saves("item refer W9KE DC");
    let attention = |shell: &Shell| {
        let said = shell.run_with("--plain", "q\n").err;
        said.lines().filter(|it| it.contains("hand")).map(|it| format!("{}\n", it.trim())).collect::<String>()
    };
    insta::assert_snapshot!(attention(&shell), @r#"(i) DC: AQ hands over "Counting audits that are led by two auditors"; accept or decline it (DC-I26-NEW1)"#);
    let id = there(&shell, "DC", "AQ-I26-W9KE");
    shell.saves(&format!("item accept {id} --meeting 'DC next'"));
    shell.saves("--now 2026-11-25T10:00:00+01:00 meeting start DC-2026-11-25");
    shell.saves(&format!("item conclude {id} agreed --minute 'Counted in full.'"));
    insta::assert_snapshot!(attention(&shell), @"(i) DC dealt with what you handed over: Counting audits that are led by two auditors (AQ-I26-W9KE)");
}
