//! Whoever brings contact data, a case or a word of the market into a shared record is asked first.

use crate::support::screen::Screen;
use crate::support::shell::Shell;

#[test]
fn an_address_in_a_text_is_refused_where_nobody_can_be_asked_and_yes_saves_it() {
    let shell = Shell::example();
    let words = "action add 'Invite experts' --group AQ --detail 'Ask ada@example.com or +32 2 123 45 67'";
    insta::assert_snapshot!(shell.leaves_alone(words), @r#"
    ! not saved: this wants a second look before others have it (E-CARE)
    ! Caused by: an e-mail address: `ada@example.com` in details of "Invite experts"
    ! Caused by: a phone number: `+32 2 123 45 67` in details of "Invite experts"
    ! Hint: Everybody who has this workspace has it for good, and nothing takes contact data out of its past. Name the person; their addresses stand in their own record. Keep a number where it can be thrown away
    ! Hint: If it is right as it is, --yes saves it
    = 4
    "#);
    insta::assert_snapshot!(shell.leaves_alone(&format!("{words} --dry-run")), @r#"
    ! not saved: this wants a second look before others have it (E-CARE)
    ! Caused by: an e-mail address: `ada@example.com` in details of "Invite experts"
    ! Caused by: a phone number: `+32 2 123 45 67` in details of "Invite experts"
    ! Hint: Everybody who has this workspace has it for good, and nothing takes contact data out of its past. Name the person; their addresses stand in their own record. Keep a number where it can be thrown away
    ! Hint: If it is right as it is, --yes saves it
    = 4
    "#);
    insta::assert_snapshot!(shell.saves(&format!("{words} --yes")), @r"
    Added action AQ-A26-NEW1: Invite experts  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-NEW1 PERSON`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW1 DATE`
    ");
    // It stands there now, and nobody is asked again.
    insta::assert_snapshot!(shell.saves("action edit last --detail 'Ask ada@example.com today'"), @r"
    Changed AQ-A26-NEW1: details changed (Invite experts)  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-NEW1 PERSON`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW1 DATE`
    ");
    // What was answered stands nowhere.
    let messages = shell.git(&["log", "-2", "--format=%B"]);
    assert!(!messages.contains("Override") && !messages.to_lowercase().contains("care"), "{messages}");
    insta::assert_snapshot!(shell.leaves_alone("action note last 'Called 0032 475 12 34 56'"), @r"
    ! not saved: this wants a second look before others have it (E-CARE)
    ! Caused by: a phone number: `0032 475 12 34 56` in progress of AQ-A26-NEW1
    ! Hint: Everybody who has this workspace has it for good, and nothing takes contact data out of its past. Keep a number where it can be thrown away
    ! Hint: If it is right as it is, --yes saves it
    = 4
    ");
}

#[test]
fn undo_and_redo_ask_nothing() {
    let shell = Shell::example();
    shell.saves("action add 'Invite experts' --group AQ --detail 'ada@example.com' --yes");
    insta::assert_snapshot!(shell.saves("undo"), @"Undo: Add action AQ-A26-NEW1: Invite experts");
    insta::assert_snapshot!(shell.saves("redo"), @"Redo: Add action AQ-A26-NEW1: Invite experts");
}

#[test]
fn programs_are_told_each_find_with_its_field() {
    let shell = Shell::example();
    let said = shell.run("item add 'Prices of audits' --group AQ --background 'At ZAA600012345' --json");
    assert_eq!(said.status, 4);
    let error: serde_json::Value = serde_json::from_str(&said.err).expect("json");
    insta::assert_snapshot!(serde_json::to_string_pretty(&error["error"]).expect("text"), @r#"
    {
      "code": "E-CARE",
      "exit": 4,
      "message": "not saved: this wants a second look before others have it",
      "causes": [
        "the code of a site or an audit: `ZAA600012345` in background of \"Prices of audits\"",
        "a word that competition law makes delicate: `Prices` in title of \"Prices of audits\""
      ],
      "hint": "What happened at one site, or to one person, must not go into a shared history that never forgets. Write counts, by country or sector, and keep the case where it belongs · Prices, margins, terms and whom to deal with are not for a group of competitors, and a title is what others read first. See whether it is for this group at all; if so, choose words that show it · If it is right as it is, --yes saves it",
      "fields": [
        {
          "field": "background",
          "value": "ZAA600012345",
          "message": "the code of a site or an audit"
        },
        {
          "field": "title",
          "value": "Prices",
          "message": "a word that competition law makes delicate"
        }
      ]
    }
    "#);
}

#[test]
fn an_import_counts_what_it_finds_and_asks_once() {
    let shell = Shell::example();
    let rows: String = (1..=40).map(|it| format!("Call person {it},p{it}@example.com\n")).collect();
    std::fs::write(shell.beside("log.csv"), format!("title,detail\n{rows}")).expect("written");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ"), @r#"
    ! not saved: this wants a second look before others have it (E-CARE)
    ! Caused by: 40 e-mail addresses: `p1@example.com` in details of "Call person 1", `p2@example.com` in details of "Call person 2", `p3@example.com` in details of "Call person 3", and more
    ! Hint: Everybody who has this workspace has it for good, and nothing takes contact data out of its past. Name the person; their addresses stand in their own record
    ! Hint: If it is right as it is, --yes saves it
    = 4
    "#);
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --group AQ --yes"), @r"
    Import 40 actions from log.csv: 40 added  (undo: comity undo)
    ! 80 warnings about what came in; `comity check` lists them.
    ");
}

#[test]
fn red_is_refused_on_the_command_line_with_its_reason() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("action add 'Invite experts' --group AQ --visibility red"), @r"
    ! `visibility`: `red` is for named people only, and this history is shared (E-RED)
    ! Hint: Keep it out of the workspace, and write only where it is kept
    = 4
    ");
    std::fs::write(shell.beside("log.csv"), "title,visibility\nInvite experts,red\n").expect("written");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --map visibility=visibility"), @r"
    ! nothing imported: 1 row cannot be taken (E-ROW)
    ! Caused by: row 2: visible to: `red` is for named people only, and this history is shared. Say what is meant: --map 'visibility:red=VALUE'. Keep it out of the workspace, and write only where it is kept
    = 4
    ");
}

#[test]
fn the_screen_asks_with_the_safe_button_in_focus_and_goes_back_to_the_form() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("4 n 'Wrote to ada@example.com' Ctrl+S").frame(), @"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ calibration workshop       │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    to do, LATE       │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Rowan         │
    │ [?] AQ 2HVE ╔══════════════════════════════════════════════════════════════════════╗edar         │
    │ [?] DC R9EC ║ A second look before others have it: is this right?                  ║ Nov 2026    │
    │ [ ] AQ D7ZK ║                                                                      ║ late)       │
    │ [ ] CO T6BQ ║ An e-mail address: `ada@example.com` in progress of AQ-A26-9QXT      ║ng noted for │
    │ [~] AQ M4CW ║                                                                      ║ys           │
    │ [ ] CI 6VHS ║ Everybody who has this workspace has it for good, and nothing takes  ║             │
    │             ║ contact data out of its past. Name the person; their addresses stand ║erything     │
    │             ║ in their own record.                                                 ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Save it ]                                  ║             │
    │             ╚══════════════════════════════════════════════════════════════════════╝             │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     y Yes  Esc Back  Tab Next
    ");
    // Enter presses nothing: the safe button is left with Esc, the other one wants its key.
    insta::assert_snapshot!(screen.keys("Enter").frame(), @"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ calibration workshop       │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    to do, LATE       │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Rowan         │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││ Helper   ●SX Cedar         │
    │ [?] DC╔ Progress of Name two report reviewers from each side for the calibration worksh… ╗026    │
    │ [ ] AQ║•Text *         [Wrote to ada@example.com                                       ] ║       │
    │ [ ] CO║                [                                                               ] ║ed for │
    │ [~] AQ║                [                                                               ] ║       │
    │ [ ] CI║                [                                                               ] ║       │
    │       ║                [                                                               ] ║ng     │
    │       ║                  What has been done                                              ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line   1 field changed        ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
     (!) Not saved: you wanted to look at it again                                                Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back  F4 Large  Ctrl+E Own editor      F1 Help
    ");
    screen.keys("Ctrl+S").frame();
    insta::assert_snapshot!(screen.keys("y").message(), @"Saved AQ-A26-9QXT: progress: Wrote to ada@example.com. Ctrl+Z undoes");
}
