//! What a decision waits for, has lapsed or is to be looked at again; and what cannot have been.

use crate::support::shell::Shell;

/// What each line of words said.
fn said(shell: &Shell, words: &[&str]) -> String {
    words.iter().map(|it| format!("$ {it}\n{}", shell.alike(&shell.run(it).to_string()))).collect()
}

/// The lines in which one of these words stands.
fn lines_with(text: &str, words: &[&str]) -> String {
    let lines = text.lines().filter(|line| words.iter().any(|it| line.contains(it)));
    lines.map(|it| it.trim_end().to_owned() + "\n").collect()
}

const LIST: &[&str] = &["One list of reasons"];

#[test]
fn a_decision_that_has_lapsed_asks_for_what_can_be_done_now() {
    let shell = Shell::example();
    let on = |day: &str, words: &str| shell.run(&format!("--now {day}T09:00:00+01:00 {words}")).out;
    let status = on("2026-12-18", "status");
    insta::assert_snapshot!(lines_with(&status, LIST), @"Lapsed on 11 Dec 2026; record the silence of amfori, or withdraw it: One list of reasons for returning a report (AQ-D26-N2YK)");
    shell.saves("group edit AQ --rules-silence-days none");
    let status = on("2026-12-18", "status");
    insta::assert_snapshot!(lines_with(&status, LIST), @"Lapsed on 11 Dec 2026; give it a later last day, or withdraw it: One list of reasons for returning a report (AQ-D26-N2YK)");
}

#[test]
fn papers_of_a_meeting_judge_by_the_day_of_the_newest_change() {
    let shell = Shell::example();
    let annex = |shell: &Shell| {
        let agenda = shell.run("--now 2026-12-18T09:00:00+01:00 document agenda AQ-2026-12-22").out;
        lines_with(&agenda, &["AQ-D26-N2YK"])
    };
    insta::assert_snapshot!(annex(&shell), @"| AQ-D26-N2YK | One list of reasons for returning a report | amfori | Fri 11 Dec 2026 |");
    shell.saves("--now 2026-12-17T09:00:00+01:00 action note 2HVE \"Nearly there\"");
    insta::assert_snapshot!(annex(&shell), @"| AQ-D26-N2YK | One list of reasons for returning a report | amfori | Fri 11 Dec 2026, lapsed |");
    let minutes = shell.run("--now 2026-12-18T09:00:00+01:00 document minutes AQ-2026-10-27").out;
    insta::assert_snapshot!(lines_with(&minutes, &["AQ-D26-N2YK", "amfori: ", "Sedex: "]), @r#"
    - Sedex: endorsed on Tue 3 Nov 2026 in writing
    - amfori: endorsed on Thu 5 Nov 2026 in writing
    **Decision AQ-D26-N2YK (lapsed):** Both organisations use one list of seven reasons when they return an audit report: missing evidence, wrong code, finding not supported, site details incomplete, signature missing, late upload, other. Each report is counted once, under its first reason.
    - Sedex: endorsed with a reservation on Tue 10 Nov 2026 in writing: The reason "other" is kept for the first year only, and then looked at again.
    - amfori: no position yet
    "#);
}

#[test]
fn a_review_is_due_to_the_officers_of_the_group_from_two_weeks_ahead() {
    let shell = Shell::example();
    let mut told = String::new();
    for (day, who) in
        [("2027-10-11", "birch"), ("2027-10-12", "birch"), ("2027-10-12", "spruce"), ("2027-10-27", "birch")]
    {
        let status = shell.run(&format!("--now {day}T09:00:00+02:00 status --as {who}")).out;
        let line = lines_with(&status, &["looked at"]);
        told += &format!("{day} {who}:{}\n", if line.is_empty() { " nothing" } else { "" });
        told += &line;
    }
    insta::assert_snapshot!(told, @r"
    2027-10-11 birch: nothing
    2027-10-12 birch:
    To be looked at again on 26 Oct 2027: Joint reading of the audit quality measures each quarter (AQ-D26-5G7R)
    2027-10-12 spruce: nothing
    2027-10-27 birch:
    Was to be looked at again on 26 Oct 2027: Joint reading of the audit quality measures each quarter (AQ-D26-5G7R)
    ");
}

#[test]
fn what_was_agreed_without_a_quorum_says_that_it_is_needed_in_writing() {
    let shell = Shell::example();
    let on = |clock: &str, words: &str| shell.saves(&format!("--now 2026-11-24T{clock}:00+01:00 {words}"));
    on("14:00", "meeting start AQ-2026-11-24");
    on("14:01", "meeting attend AQ-2026-11-24 birch");
    on("14:02", "decision add \"Two lists\" --group AQ --text \"Two lists are kept.\" --item C3VN");
    let id = shell.last_id();
    on("14:03", &format!("decision agree {id} --meeting AQ-2026-11-24"));
    let first = on("14:04", &format!("decision endorse {id} --for sedex --as elm --at-meeting"));
    on("14:05", &format!("decision endorse {id} --for amfori --as spruce"));
    let id = id.as_str();
    let show = |words: &str| shell.run(&format!("--now 2026-11-24T14:06:00+01:00 {words}")).out.replace(id, "DECISION");
    insta::assert_snapshot!(first.to_string().replace(id, "DECISION"), @r"
    Changed AQ-D26-NEW1: sedex endorsed (Two lists)  (undo: comity undo)
    ! AQ-D26-NEW1: waits for sedex and amfori in writing
    ");
    insta::assert_snapshot!(lines_with(&show(&format!("decision show {id}")), &["State", "endorsed at", "SX endorsed", "AM endorsed"]), @r"
    State           agreed in the group
      - ●SX endorsed at the meeting; it is needed in writing, as there was no quorum
      - ◆AM endorsed
    ");
    insta::assert_snapshot!(lines_with(&show("status"), &["Two lists"]), @"Waits for sedex in writing, 30 days left: Two lists (AQ-D26-NEW1)");
    let minutes = show("document minutes AQ-2026-11-24");
    insta::assert_snapshot!(lines_with(&minutes, &["DECISION", "endorsed on Tue 24"]), @r"
    - Sedex: endorsed on Tue 24 Nov 2026 at the meeting; it is needed in writing, as there was no quorum
    - amfori: endorsed on Tue 24 Nov 2026 in writing
    ");
}

#[test]
fn a_party_that_abstained_is_not_waited_for_as_if_it_had_said_nothing() {
    let shell = Shell::example();
    let abstained = shell.saves("decision abstain N2YK --for amfori --as spruce");
    insta::assert_snapshot!(abstained, @r"
    Changed AQ-D26-N2YK: amfori abstained (One list of reasons for returning a rep…)  (undo: comity undo)
    ! AQ-D26-N2YK: amfori abstained; it comes into force only once it endorses
    ");
    let told: String = ["status --as spruce", "status", "group show AQ", "document agenda AQ-2026-11-24"]
        .iter()
        .map(|words| format!("$ {words}\n{}", lines_with(&shell.run(words).out, LIST)))
        .collect();
    insta::assert_snapshot!(told, @r"
    $ status --as spruce
    amfori abstained; it comes into force only once it endorses, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    $ status
    amfori abstained; it comes into force only once it endorses, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    $ group show AQ
      AQ-D26-N2YK  27 Oct 2026  ◆AM abstained; it comes into force only once it endorses  One list of reasons for returning a report
    $ document agenda AQ-2026-11-24
    | AQ-D26-N2YK | One list of reasons for returning a report | amfori (abstained) | Fri 11 Dec 2026 |
    ");
}

#[test]
fn a_decision_is_withdrawn_with_a_reason_that_stays_with_it() {
    let shell = Shell::example();
    insta::assert_snapshot!(said(&shell, &[
        "decision withdraw N2YK",
        "decision withdraw N2YK --reason \"Settled by mail\"",
    ]), @r#"
    $ decision withdraw N2YK
    ! `--reason` is missing (E-USAGE)
    ! Hint: What is dropped keeps its reason
    = 2
    $ decision withdraw N2YK --reason "Settled by mail"
    Changed AQ-D26-N2YK: withdrawn: Settled by mail (One list of reasons for retur…), withdrawn on Mon 16 Nov 2026  (undo: comity undo)
    "#);
    let shown = lines_with(&shell.run("decision show N2YK").out, &["ithdrawn"]);
    let register = lines_with(&shell.run("document decisions AQ").out, &["ithdrawn"]);
    insta::assert_snapshot!(shown + "--\n" + &register, @r"
    State           withdrawn
    Withdrawn on    Mon 16 Nov 2026
    Why withdrawn   Settled by mail
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  withdrawn: Settled by mail
    --
    **State:** withdrawn
    **Why withdrawn:** Settled by mail
    ");
    let path = "groups/AQ/decisions/2026/AQ-D26-N2YK.toml";
    shell.write(path, shell.read(path).replace("withdrawn_reason", "# reason"));
    insta::assert_snapshot!(lines_with(&shell.run("check").out, &["withdrawn"]), @"error: groups/AQ/decisions/2026/AQ-D26-N2YK.toml: it was withdrawn, and nobody knows why (E-REASON). Write the reason");
}

#[test]
fn nothing_was_done_on_a_day_or_at_a_meeting_that_is_still_to_come() {
    let shell = Shell::example();
    shell.saves("action done 9QXT --on yesterday");
    insta::assert_snapshot!(said(&shell, &[
        "action done 7K3F --on 2027-05-05",
        "action close 9QXT --at AQ-2026-11-24",
        "action add \"Count again\" --group AQ --owner alder --raised-at AQ-2026-11-24",
        "decision edit N2YK --closes-on 2026-01-01",
        "decision edit N2YK --closes-on yesterday",
    ]), @r#"
    $ action done 7K3F --on 2027-05-05
    ! not saved (E-ORDER)
    ! Caused by: AQ-A26-7K3F: done on: 5 May 2027 is still to come
    ! Hint: Name a day up to today
    = 4
    $ action close 9QXT --at AQ-2026-11-24
    ! not saved (E-ORDER)
    ! Caused by: AQ-A26-9QXT: closed at: AQ-2026-11-24 has not been held
    ! Hint: Name a meeting that was held, or none
    = 4
    $ action add "Count again" --group AQ --owner alder --raised-at AQ-2026-11-24
    ! not saved (E-ORDER)
    ! Caused by: AQ-A26-NEW2: raised at: AQ-2026-11-24 has not been held
    ! Hint: Name a meeting that was held, or none
    = 4
    $ decision edit N2YK --closes-on 2026-01-01
    ! not saved (E-ORDER)
    ! Caused by: AQ-D26-N2YK: positions close before it was agreed: 2026-10-27 is after 2026-01-01
    ! Hint: Correct one of the two dates
    = 4
    $ decision edit N2YK --closes-on yesterday
    ! not saved (E-ORDER)
    ! Caused by: AQ-D26-N2YK: closes on: 15 Nov 2026 is over, and nobody could say anything any more
    ! Hint: Name a day from today on
    = 4
    "#);
    shell.saves("action close 9QXT --at AQ-2026-10-27");
    shell.saves("action add \"Count again\" --group AQ --owner alder --raised-at AQ-2026-10-27");
    shell.saves("decision edit N2YK --closes-on today");
}

#[test]
fn stale_and_slipped_actions_can_be_asked_for() {
    let shell = Shell::example();
    shell.saves("action due 2HVE 2026-12-01");
    shell.saves("action due 2HVE 2026-12-02");
    shell.saves("action due 7K3F 2026-12-01");
    let told: String = ["slipped", "slipped>1", "slipped:none owner:me", "stale owner:me", "slipped>x"]
        .iter()
        .map(|it| {
            format!("$ {it}\n{}", shell.run(&format!("--now 2026-12-20T09:00:00+01:00 action list --filter '{it}'")))
        })
        .collect();
    insta::assert_snapshot!(told, @r"
    $ slipped
    ID           STATE            DUE        WHO    ORGANISATION  WHAT
    CB-A26-8WTG  [!] in progress  37 d late  oak    amfori        List the training dates that are open to members of both organisations
    AQ-A26-7K3F  [!] in progress  19 d late  alder  sedex         Draft the joint definition of a duplicate audit
    AQ-A26-2HVE  [!] waiting      18 d late  cedar  sedex         Count the returned reports of both systems by reason
    $ slipped>1
    ID           STATE            DUE        WHO    ORGANISATION  WHAT
    AQ-A26-7K3F  [!] in progress  19 d late  alder  sedex         Draft the joint definition of a duplicate audit
    AQ-A26-2HVE  [!] waiting      18 d late  cedar  sedex         Count the returned reports of both systems by reason
    $ slipped:none owner:me
    ID           STATE      DUE       WHO    ORGANISATION  WHAT
    AQ-A26-D7ZK  [!] to do  9 d late  birch  sedex         Publish the calendar of joint readings
    CO-A26-T6BQ  [!] to do  9 d late  birch  sedex         Draft the half-year progress report
    $ stale owner:me
    ID           STATE      DUE       WHO    ORGANISATION  WHAT
    AQ-A26-D7ZK  [!] to do  9 d late  birch  sedex         Publish the calendar of joint readings
    CO-A26-T6BQ  [!] to do  9 d late  birch  sedex         Draft the half-year progress report
    $ slipped>x
    ! cannot read `slipped>x` in the filter: `x` is not a number: 3, 12.5 (E-FILTER)
    ! Hint: `comity help filter` tells what can stand there; text with a colon stands in quotes
    = 2
    ");
}

#[test]
fn what_lies_outside_a_role_is_told_in_the_words_of_the_act() {
    let shell = Shell::example();
    insta::assert_snapshot!(said(&shell, &[
        "--now 2026-11-20T10:00:00+01:00 meeting start CO-2026-11-20 --as cedar",
        "decision withdraw N2YK --reason Double --as cedar",
        "item add \"Sampling\" --group AQ --purpose discussion --meeting AQ-2026-11-24 --as cedar",
        "action edit 7K3F --priority low --as cedar",
    ]), @r#"
    $ --now 2026-11-20T10:00:00+01:00 meeting start CO-2026-11-20 --as cedar
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of CO may let CO-2026-11-20 be started: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    $ decision withdraw N2YK --reason Double --as cedar
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may let AQ-D26-N2YK be withdrawn: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    $ item add "Sampling" --group AQ --purpose discussion --meeting AQ-2026-11-24 --as cedar
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may put a new item on the agenda of AQ-2026-11-24: birch, oak, alder
    ! Caused by: only a secretary or chair of AQ may set state of a new agenda item to accepted: birch, oak, alder
    ! Hint: Without `--meeting` you propose it, and the group's secretaries put it on an agenda
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    $ action edit 7K3F --priority low --as cedar
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set priority of AQ-A26-7K3F: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    shell.saves("item add \"Sampling\" --group AQ --purpose discussion --as cedar");
}
