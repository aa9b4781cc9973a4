//! Acting outside one's role on the command line: asked for a reason, kept, told.

use crate::support::sandbox::git;
use crate::support::shell::Shell;

#[test]
fn what_lies_outside_a_role_is_not_saved_without_a_reason() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action due 9QXT fri --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("action due 9QXT fri --as cedar --dry-run"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("action due 9QXT fri --as cedar --override ' '"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("action add 'Invite experts' --group AQ --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may add an action to AQ: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("item add 'Counting rules' --meeting 'AQ next' --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may put a new item on the agenda of AQ-2026-11-24: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set state of a new agenda item to accepted: birch, oak, alder
    ! Hint: Without `--meeting` you propose it, and the group's secretaries put it on an agenda
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("person edit cedar --org amfori --management yes --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of CO may set management of cedar: birch, oak, alder
    ! Caused by: only a secretary or chair of CO may set organisation of cedar: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("group edit AQ --name A --area CB --mission B --state closed --led-by sedex --also-called C --steers yes --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set area of AQ: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set led by of AQ: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set mission of AQ: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set name of AQ: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ, or a secretary or chair of CO may set state of AQ to closed: birch, oak, alder
    ! Caused by: and 1 more
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone("action due 9QXT fri --as cedar --json"), @r#"
    ! {"schema":"comity.v1","kind":"error","error":{"code":"E-ROLE","exit":4,"message":"not saved: this lies outside your role","causes":["only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder"],"hint":"Ask one of them, or do it all the same and say why: --override \"why\"","fields":[{"field":"due","value":"","message":"only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder"}]}}
    = 4
    "#);
}

#[test]
fn what_is_somebodys_own_is_saved_without_a_word() {
    let shell = Shell::example();
    for words in [
        "action done 2HVE --as cedar",
        "action note 2HVE 'Counted' --as cedar",
        "item add 'Counting rules' --group AQ --as cedar",
        "item edit last --ask 'Agree on one rule' --as cedar",
        "note add 'Which list?' --about AQ-D26-N2YK --as willow",
        "person edit cedar --function Adviser --as cedar",
        "person add 'New Person' --org sedex --as oak",
    ] {
        let message = shell.saves(words);
        assert!(!shell.newest().contains("Override"), "{words}: {message}");
    }
}

#[test]
fn a_reason_stands_in_the_history_where_git_and_people_read_it() {
    let shell = Shell::example();
    shell.saves("action due 9QXT fri --as cedar --override 'Agreed: on the phone\n\nwith \u{1b}[31mbirch\u{202e}'");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-9QXT: due 6 Nov -> 20 Nov 2026 (Name two report reviewers from …)

    AQ-A26-9QXT due: Fri 6 Nov 2026 -> Fri 20 Nov 2026
    AQ-A26-9QXT moved: + from Fri 6 Nov 2026, to Fri 20 Nov 2026, on Mon 16 Nov 2026, by cedar

    Change-Id: change02
    Op: action.due
    Group: AQ
    Record: AQ-A26-9QXT
    On-behalf-of: sedex
    Acting: cedar
    Override: Agreed: on the phone with [31mbirch
    ");
    let message = shell.git(&["log", "-1", "--format=%B"]);
    let parsed = git(&shell.root()).args(["log", "-1", "--format=%(trailers:key=Override,valueonly)"]).output();
    let parsed = String::from_utf8(parsed.expect("git").stdout).expect("text");
    assert_eq!(parsed.trim(), "Agreed: on the phone with [31mbirch", "{message}");
    insta::assert_snapshot!(shell.run("history show last"), @r"
    AQ-A26-9QXT: due 6 Nov -> 20 Nov 2026 (Name two report reviewers from …)
    Mon 16 Nov 2026 09:00, cedar
    Override: Agreed: on the phone with [31mbirch

    AQ-A26-9QXT  Name two report reviewers from each side for the calibration workshop
      Due
        - Fri 6 Nov 2026
        + Fri 20 Nov 2026
      Due date moved
        + from Fri 6 Nov 2026, to Fri 20 Nov 2026, on Mon 16 Nov 2026, by cedar

    For the record
      change  change02
      commit  commit02
    ");
    assert_eq!(shell.json("history show last")["data"]["override"], "Agreed: on the phone with [31mbirch");
    insta::assert_snapshot!(shell.run("history --since today"), @r"
    Mon 16 Nov 2026
      09:00  cedar         change02    (!) AQ-A26-9QXT: due 6 Nov -> 20 Nov 2026 (Name two report reviewers from …)
      09:00  birch         change01    Begin with the example of Sedex and amfori
    ! (!) outside the role of who did it; `comity history show CHANGE` tells why.
    ");
    // A reason where none is needed is no reason.
    shell.saves("action due 9QXT mon --override 'Just because'");
    assert!(!shell.newest().contains("Override"));
}

#[test]
fn undoing_ones_own_change_needs_no_reason_and_putting_back_somebody_elses_does() {
    let shell = Shell::example();
    shell.saves("action due 9QXT fri --as cedar --override 'Agreed on the phone'");
    shell.saves("undo --as cedar");
    shell.saves("redo --as cedar");
    shell.saves("history revert last --as cedar");
    shell.saves("action due 9QXT mon");
    insta::assert_snapshot!(shell.leaves_alone("history revert last --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    shell.saves("history revert last --as cedar --override 'It was a slip'");
}

#[test]
fn a_new_workspace_locks_nobody_out_and_has_nothing_to_check() {
    let shell = Shell::empty();
    shell.run("init w --empty --party sedex=Sedex --party amfori=amfori --name Ada --email ada@example.org");
    for words in [
        "person add 'Ada Byron' --org sedex --emails ada@example.org",
        "person add 'Noor Said' --org amfori",
        "group add 'Audit quality' --code AQ",
        "member set noor-said AQ member",
        "action add 'Begin' --group AQ --owner noor-said --due +1w",
        "member set noor-said AQ secretary",
    ] {
        shell.saves(words);
    }
    assert!(!shell.run("check --strict").out.contains("OUTSIDE-ROLE"));
    let id = shell.json("action list")["data"][0]["id"].as_str().expect("id").to_owned();
    insta::assert_snapshot!(shell.leaves_alone(&format!("action done {id}")), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only its owner or a helper, or a secretary or chair of AQ may set state of AQ-A26-NEW1 to done: noor-said
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    shell.saves(&format!("action done {id} --as noor-said"));
}

#[test]
fn help_tells_who_may_do_what() {
    insta::assert_snapshot!(Shell::empty().run("help roles"), @r"
    Who may do what follows from who sits where, today. comity asks before somebody acts
    outside their role; with --override REASON they do it all the same, and the reason
    stands in the history.

    The author of a note, anywhere
      add notes; state open
      all fields of notes but by, when; state open or answered

    Whoever answers for what a note is about
      state of notes

    A person, in their own record
      all fields of people but organisation, endorses for, management, same as

    The proposer of an item, taking part in its group, until it is accepted
      add agenda items, without meeting, order, time taken, minute, outcome, why
        declined, origin, receiving group, returned; state proposed
      state, why declined of agenda items; state from proposed to withdrawn

    A secretary or chair of a group that hands something over to another, until it is accepted
      add agenda items, without meeting, order, time taken, minute, outcome, why
        declined, receiving group, returned; state proposed
      state, why declined of agenda items; state from proposed to withdrawn

    The proposer or presenter of an item, taking part in its group, until it is issued
      title, ask, background, paper of agenda items

    The owner or a helper of an action, taking part in its group
      state, done on, progress, waits for, not before of actions; state among open,
        in-progress, blocked, done

    The owner of a measure, taking part in its group
      reading of measures

    A secretary or chair, in their group
      everything about memberships, meetings, agenda items, actions, measures, notes
      all fields of groups but steers
      everything about decisions but position
      position of decisions: that a party was silent, once its last day is over,
        where the group takes that for consent

    Who endorses for a party
      position of decisions

    A secretary or chair of a group that steers
      everything about the workspace, organisations, people, memberships
      add groups
      state, steers, also called of groups

    Secretaries and chairs: secretary, chair, co-chair, vice-chair.
    Taking part in a group: these and rapporteur, member, alternate, liaison, invited-expert; not observers.
    A group without secretary or chair, or that is still proposed, is looked after by those of one that steers.
    Where nobody holds an office, nobody is outside it. Who has left has no role.
    ");
}
