//! `contested`: what both sides wrote, told to both, and settled by words.

use std::process::Command;

use crate::support::shell::Shell;

/// Birch in the workspace and Oak in a desk beside it have changed the same fields of one action, and both exchanged.
fn both_changed(mine: &str, theirs: &str) -> Shell {
    let shell = Shell::example();
    let shared = shell.beside("shared.git");
    let made = Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(shared).status();
    assert!(made.expect("git").success());
    let desk =
        ["join ../shared.git ../desk", "-C ../desk config set name Oak", "-C ../desk config set email oak@example.org"];
    for words in ["remote set ../shared.git", "sync"].into_iter().chain(desk) {
        assert_eq!(shell.run(words).status, 0, "{words}");
    }
    let oak = |words: &str| {
        let said = shell.run(&format!("-C ../desk --as oak {words}"));
        assert_eq!(said.status, 0, "{words}: {said}");
    };
    shell.saves(&format!("action edit 7K3F {mine}"));
    oak(&format!("action edit 7K3F {theirs}"));
    shell.run("sync");
    oak("sync");
    shell.run("sync");
    shell
}

fn due() -> Shell {
    both_changed("--due 2026-12-05", "--due 2026-12-12")
}

#[test]
fn what_is_contested_is_narrowed_by_a_filter() {
    let shell = both_changed("--due 2026-12-05 --detail Short.", "--due 2026-12-12 --detail Long.");
    insta::assert_snapshot!(shell.leaves_alone("contested list --filter field:due"), @r"
    ID           FIELD  WHOSE         WRITTEN BY                                    VALUE
    AQ-A26-7K3F  due    mine, stands  ●SX Birch Placeholder, Mon 16 Nov 2026 09:00  Sat 5 Dec 2026
                        theirs        ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00    Sat 12 Dec 2026
    ! `comity contested settle AQ-A26-7K3F --field due=mine|theirs` decides
    ");
    let count = |filter: &str| shell.run(&format!("contested list --filter '{filter}'")).out.lines().count();
    assert_eq!(count("by:oak org:amfori group:AQ id:7k3f"), 5);
    assert_eq!([count("Short"), count("duplicate"), count("-field:due"), count("org:apsca")], [3, 5, 3, 0]);
    insta::assert_snapshot!(shell.leaves_alone("contested list --filter group:TH"), @"! None of 2 contested values fits.");
}

#[test]
fn nothing_is_contested_until_both_wrote_and_then_each_reads_which_value_is_theirs() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("contested"), @"! Nothing is contested.");
    let shell = both_changed("--due 2026-12-05 --detail Short.", "--due 2026-12-12 --detail Long.");
    insta::assert_snapshot!(shell.leaves_alone("contested"), @r"
    ID           FIELD    WHOSE         WRITTEN BY                                    VALUE
    AQ-A26-7K3F  due      mine, stands  ●SX Birch Placeholder, Mon 16 Nov 2026 09:00  Sat 5 Dec 2026
                          theirs        ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00    Sat 12 Dec 2026
    AQ-A26-7K3F  details  mine, stands  ●SX Birch Placeholder, Mon 16 Nov 2026 09:00  Short.
                          theirs        ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00    Long.
    ! `comity contested settle AQ-A26-7K3F --field due=mine|theirs` decides
    ");
    insta::assert_snapshot!(shell.run("-C ../desk --as oak contested"), @r"
    ID           FIELD    WHOSE           WRITTEN BY                                    VALUE
    AQ-A26-7K3F  due      theirs, stands  ●SX Birch Placeholder, Mon 16 Nov 2026 09:00  Sat 5 Dec 2026
                          mine            ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00    Sat 12 Dec 2026
    AQ-A26-7K3F  details  theirs, stands  ●SX Birch Placeholder, Mon 16 Nov 2026 09:00  Short.
                          mine            ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00    Long.
    ! `comity contested settle AQ-A26-7K3F --field due=mine|theirs` decides
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested --group TH"), @"! Nothing is contested in TH.");
    insta::assert_snapshot!(shell.leaves_alone("contested show 7K3F"), @r"
    AQ-A26-7K3F  Draft the joint definition of a duplicate audit

    due
      before
        Mon 23 Nov 2026
      mine, stands      ●SX Birch Placeholder, Mon 16 Nov 2026 09:00
        Sat 5 Dec 2026
      theirs            ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00
        Sat 12 Dec 2026

    details
      before
        One definition that both systems can count from. Open are validity periods, and audits that were announced and did not take place.
      mine, stands      ●SX Birch Placeholder, Mon 16 Nov 2026 09:00
        Short.
      theirs            ◆AM Oak Placeholder, Mon 16 Nov 2026 09:00
        Long.
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested show D7ZK"), @r"
    AQ-A26-D7ZK  Publish the calendar of joint readings
    Nothing of it is contested.
    ");
    assert!(
        shell
            .run("status")
            .out
            .contains("\n2 values that both sides wrote wait to be decided; `comity contested` lists them.\n")
    );
    assert_eq!(shell.json("status")["data"]["contested"], 2);
    insta::assert_snapshot!(serde_json::to_string_pretty(&shell.json("contested list")["data"][0]).expect("json"), @r#"
    {
      "id": "AQ-A26-7K3F",
      "field": "due",
      "label": "due",
      "values": [
        {
          "words": "Sat 5 Dec 2026",
          "stands": true,
          "value": "2026-12-05",
          "by": "birch",
          "org": "sedex",
          "at": "2026-11-16T09:00:00+01:00",
          "whose": "mine"
        },
        {
          "words": "Sat 12 Dec 2026",
          "stands": false,
          "value": "2026-12-12",
          "by": "oak",
          "org": "amfori",
          "at": "2026-11-16T09:00:00+01:00",
          "whose": "theirs"
        }
      ],
      "before": "2026-11-23"
    }
    "#);
    let told = shell.run("action show 7K3F").out;
    insta::assert_snapshot!(told.lines().take(6).collect::<Vec<_>>().join("\n"), @r"
    AQ-A26-7K3F  Draft the joint definition of a duplicate audit
    action

    Both wrote, to be decided
      - due: Sat 5 Dec 2026 stands (●SX Birch Placeholder, Mon 16 Nov 2026 09:00); Sat 12 Dec 2026 (◆AM Oak Placeholder, Mon 16 Nov 2026 09:00); before Mon 23 Nov 2026
      - details: Short. stands (●SX Birch Placeholder, Mon 16 Nov 2026 09:00); Long. (◆AM Oak Placeholder, Mon 16 Nov 2026 09:00); before One definition that both systems can count from. Open are v…
    ");
    let check = shell.run("check").out;
    insta::assert_snapshot!(check.lines().filter(|it| it.contains("contested")).collect::<Vec<_>>().join("\n"), @r#"
    warning: groups/AQ/actions/2026/AQ-A26-7K3F.toml:42:3: details is contested: both sides wrote it (W-CONTESTED). `comity contested settle AQ-A26-7K3F --field "detail=..."` decides
    warning: groups/AQ/actions/2026/AQ-A26-7K3F.toml:42:3: due is contested: both sides wrote it (W-CONTESTED). `comity contested settle AQ-A26-7K3F --field "due=..."` decides
    "#);
}

#[test]
fn several_fields_are_settled_in_one_change_that_can_be_undone() {
    let shell = both_changed("--due 2026-12-05 --detail Short.", "--due 2026-12-12 --detail Long.");
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field due=theirs --field detail=both --dry-run"), @r"
    Would be saved: AQ-A26-7K3F: due, details settled (Draft the joint definition of a dup…)
      AQ-A26-7K3F detail: Short. -> Short. /  / Long.
      AQ-A26-7K3F due: Sat 5 Dec 2026 -> Sat 12 Dec 2026
      AQ-A26-7K3F contested.detail oak: - Long., written by oak
      AQ-A26-7K3F contested.due oak: - Sat 12 Dec 2026, written by oak
      AQ-A26-7K3F moved: - from Mon 23 Nov 2026, to Sat 5 Dec 2026, on Mon 16 Nov 2026, by birch
    ");
    insta::assert_snapshot!(shell.saves("contested settle 7K3F --field due=theirs --field detail=both"), @"Changed AQ-A26-7K3F: due, details settled (Draft the joint definition of a dup…), due Sat 12 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: due, details settled (Draft the joint definition of a dup…)

    AQ-A26-7K3F detail: Short. -> Short. /  / Long.
    AQ-A26-7K3F due: Sat 5 Dec 2026 -> Sat 12 Dec 2026
    AQ-A26-7K3F contested.detail oak: - Long., written by oak
    AQ-A26-7K3F contested.due oak: - Sat 12 Dec 2026, written by oak
    AQ-A26-7K3F moved: - from Mon 23 Nov 2026, to Sat 5 Dec 2026, on Mon 16 Nov 2026, by birch

    Change-Id: change03
    Op: contested.settle
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested"), @"! Nothing is contested.");
    insta::assert_snapshot!(shell.saves("undo"), @"Undo: AQ-A26-7K3F: due, details settled (Draft the joint definition of …");
    assert_eq!(shell.json("contested")["data"].as_array().map(Vec::len), Some(2));
    insta::assert_snapshot!(shell.saves("contested settle 7K3F --field due=by:oak"), @r#"
    Changed AQ-A26-7K3F: due settled, Sat 12 Dec 2026 (Draft the joint definition …)  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-7K3F.toml: details is contested: both sides wrote it (W-CONTESTED). `comity contested settle AQ-A26-7K3F --field "detail=..."` decides
    "#);
    insta::assert_snapshot!(shell.saves("contested settle 7K3F --field details=mine"), @"Changed AQ-A26-7K3F: details settled, Short. (Draft the joint definition of a …)  (undo: comity undo)");
}

#[test]
fn a_value_of_ones_own_is_read_as_its_field_reads_it() {
    let shell = due();
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field due=someday"), @r"
    ! `due`: `someday` is not a date (E-VALUE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field due=both"), @r"
    ! due: only texts, sets and lists can hold both (E-NOT-SETTLED)
    ! Hint: Choose one of them, or write the value that is to stand
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field due=by:maple"), @r"
    ! due: which value `by:maple` means cannot be said (E-AMBIGUOUS)
    ! Hint: Say stands, by:birch, by:oak, or the value itself
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field owner=mine"), @r"
    ! `owner` of AQ-A26-7K3F is not contested (E-NOT-FOUND)
    ! Hint: Contested is due
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field due"), @r"
    ! `--field due` says no choice (E-USAGE)
    ! Hint: Write it like --field due=mine
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("contested settle ZZZZ --field due=mine"), @r"
    ! there is no record `ZZZZ` (E-NOT-FOUND)
    ! Hint: The lists show what there is
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("--as willow contested settle 7K3F --field due=mine"), @r"
    ! due: which value `mine` means cannot be said (E-AMBIGUOUS)
    ! Hint: Say stands, by:birch, by:oak, or the value itself
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("--as rowan contested settle 7K3F --field due=theirs"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set due of AQ-A26-7K3F: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.saves("contested settle 7K3F --field due=+2w"), @"Changed AQ-A26-7K3F: due settled, Mon 30 Nov 2026 (Draft the joint definition …)  (undo: comity undo)");
}

#[test]
fn what_is_raised_waits_for_the_meeting_and_is_raised_once() {
    let shell = due();
    insta::assert_snapshot!(shell.saves("contested settle 7K3F --field due=raise"), @"Added item AQ-I26-NEW1: Settle due of AQ-A26-7K3F  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("contested settle 7K3F --field due=raise"), @"due was raised already: AQ-I26-NEW1 is about it");
    assert_eq!(shell.json("contested")["data"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_the_other_side_built_upon_is_named_and_only_the_rest_is_put_back() {
    let shell = due();
    shell.saves("action edit D7ZK --due 2026-12-20 --priority high");
    shell.run("sync");
    for words in ["sync", "action edit D7ZK --due 2026-12-22", "sync"] {
        assert_eq!(shell.run(&format!("-C ../desk --as oak {words}")).status, 0);
    }
    shell.run("sync");
    insta::assert_snapshot!(shell.leaves_alone("undo"), @r"
    ! not taken back: AQ-A26-D7ZK: due, priority (Publish the calendar of joint readings) (E-BUILT-UPON)
    ! Caused by: due of AQ-A26-D7ZK was changed by oak on Mon 16 Nov 2026, 09:00
    ! Hint: With --untouched, only the fields that nobody has touched since are put back
    = 5
    ");
    insta::assert_snapshot!(shell.saves("undo --untouched"), @r"
    Undo: AQ-A26-D7ZK: due, priority (Publish the calendar of joint reading…
    ! Left as it is: due of AQ-A26-D7ZK was changed by oak on Mon 16 Nov 2026, 09:00
    ");
    insta::assert_snapshot!(shell.saves("redo"), @"Redo: AQ-A26-D7ZK: due, priority (Publish the calendar of joint reading…");
}
