//! Beside a list, the selected thing in short: a group with its people, meetings, actions and decisions; a change with
//! what it left alone.

use crate::support::screen::Screen;

#[test]
fn a_group_is_told_in_short_and_all_of_it_by_a_key() {
    let mut screen = Screen::of_demo().sized(120, 34);
    insta::assert_snapshot!(screen.keys("2 Down").frame(), @r"
     Sedex and amfori (BSCI)  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync                ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Working groups ──────────────────── 6 active ┐┌ AQ ───────────────────────────────────────────────────── → all of it ┐
    │    Name                          ●SX ◆AM open││ Audit quality measures                                               │
    │ CO Working-group collaboration     3   3    1││                                                                      │
    │▌AQ Audit quality measures          3   3    5││ Purpose     Develop and implement shared audit quality measures      │
    │ CB Shared capacity building        3   3    1││             together with APSCA, so that both systems judge the      │
    │ CI Continuous improvement of la…   3   3    1││             quality of an audit alike.                               │
    │ DC Data collaboration              3   3    1││                                                                      │
    │ TH Trafficking in human beings     3   3    1││ Co-chairs   ●SX Alder Placeholder  ◆AM Maple Placeholder             │
    │                                              ││ Secretaries ●SX Birch Placeholder  ◆AM Oak Placeholder               │
    │ Organisations                          people││ Meets       every 4 weeks on Tue, 14:00                              │
    │ ●SX     Sedex                               4││ Members     ●SX 3 people  ◆AM 3 people  1 other                      │
    │ ◆AM     amfori                              4││ Voting      every party endorses                                     │
    │ ▲AP     Association of Professional Soc…    1││                                                                      │
    │                                              ││ ── Next meetings ──                                                  │
    │ Workspace                                    ││ 24 Nov   14:00 Sixth meeting                planned        79/90 min │
    │ Sedex and amfori (BSCI)                      ││                                                                      │
    │                                              ││ ── Open actions (5) ──                                               │
    │                                              ││ [!] AQ 9QXT  Name two report reviewers from… ◆AM Rowan     10 d late │
    │                                              ││ [~] AQ 7K3F  Draft the joint definition of … ●SX Alder        23 Nov │
    │                                              ││ [?] AQ 2HVE  Count the returned reports of … ●SX Cedar         4 Dec │
    │                                              ││ 2 more …                                                             │
    │                                              ││                                                                      │
    │                                              ││ ── Decisions (2) ──                                                  │
    │                                              ││ Joint reading of the audit quality …      27 Oct in force            │
    │                                              ││ One list of reasons for returning a…      27 Oct agreed in the group │
    │                                              ││                                                                      │
    │                                              ││                                                                      │
    │                                              ││                                                                      │
    │                                              ││                                                                      │
    └──────────────────────────────────────────────┘└──────────────────────────────────────────────────────────────────────┘
                                                                                                                      Saved
     → Details  Enter Open  a Add  e Edit  M Plan meeting  / Filter  E Close  h History         . More  Ctrl+P Find  ? Help
    ");
    let whole = screen.keys("Right").frame();
    assert!(whole.contains("Mission") && !whole.contains("more …"), "{whole}");
    assert_eq!(screen.keys("Esc").frame().matches("more …").count(), 1);
}

#[test]
fn a_change_says_what_it_left_alone_and_how_it_is_put_back() {
    let mut screen = Screen::of_demo().sized(100, 30);
    insta::assert_snapshot!(screen.keys("6 Down Down Down").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People [6 History] 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ What happened ────────────────────────── 89 changes ┐┌ Thu 12 Nov 2026 15:40 · ●SX Birch ────────┐
    │ Fri 13 Nov 2026                                     ││ AQ-2026-10-27: minutes approved 12 Nov    │
    │  11:30 ●SX Birch   CO-2026-11-16: agenda issued (Fo…││ 2026 (Fifth meeting)                      │
    │  11:10 ◆AM Spruce  CB-D26-W4TN: ◆AM endorsed (Place…││                                           │
    │  09:50 ●SX Cedar   Add note on CB-I26-RD8K: Please …││ AQ-2026-10-27 Fifth meeting               │
    │ Thu 12 Nov 2026                                     ││ What came of it · Due                     │
    │▌ 15:40 ●SX Birch   AQ-2026-10-27: minutes approved …││   + Fri 13 Nov 2026                       │
    │  15:05 ●SX Birch   CB-2026-11-05: draft minutes iss…││ What came of it · Item                    │
    │  11:30 ◆AM Oak     CB-2026-11-05: minutes checked b…││   + AQ-I26-T5WC                           │
    │  10:17 ◆AM Oak     CB-N26-H2VC: open -> accepted (O…││ What came of it · Who                     │
    │  10:15 ◆AM Oak     CB-D26-W4TN: text changed (Place…││   + ◆AM Oak Placeholder                   │
    │ Wed 11 Nov 2026                                     ││ What came of it · Record                  │
    │  15:50 ◆AM Oak     Add note on AQ-D26-N2YK: The man…││   + AQ-A26-5RNP                           │
    │  14:20 ◆AM Spruce  Add note on CB-D26-W4TN: One hal…││ What came of it · Text                    │
    │  11:15 ▲AP Willow  AQ-A26-M4CW: to do -> in progres…││   + Send APSCA the outline of the         │
    │  09:25 ●SX Birch   DC-I26-E2QJ: proposed -> accepte…││   + calibration workshop                  │
    │ Tue 10 Nov 2026                                     ││ What came of it · Due                     │
    │  16:20 ●SX Elm     CB-D26-W4TN: ●SX endorsed (Place…││   + Tue 15 Dec 2026                       │
    │  11:29 ●SX Elm     AQ-D26-N2YK: ●SX endorsed with a…││ What came of it · Item                    │
    │  10:16 ◆AM Rowan   Add item DC-I26-E2QJ: Pilot of t…││   + AQ-I26-T5WC                           │
    │ Mon 9 Nov 2026                                      ││ What came of it · Who                     │
    │  09:25 ●SX Birch   AQ-I26-2FBQ: proposed -> accepte…││ … → shows all of it                       │
    │ Fri 6 Nov 2026                                      ││ ── For the record ──                      │
    │  16:20 ◆AM Oak     AQ-A26-5RNP: to do -> done (Send…││ Change change1234567890  commit abcdef0123│
    │  13:43 ◆AM Oak     Add action AQ-A26-D7ZK: Publish …││ File   groups/AQ/meetings/2026/AQ-2026-10-│
    └─────────────────────────────────────────────────────┘└───────────────────────────────────────────┘
                                                                                                  Saved
     Enter Open  → Details  R Put back  / Filter  g Group  p Person         . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn a_narrow_history_has_the_words_of_git_only_under_their_heading() {
    let frame = Screen::of_demo().sized(80, 24).keys("6").frame();
    let line = frame.lines().find(|it| it.contains("commit")).unwrap_or_default();
    assert!(line.contains("For the record: Change "), "{frame}");
}

#[test]
fn a_small_page_sync_says_what_to_do_next() {
    let frame = Screen::of_demo().sized(46, 16).keys("7").frame();
    assert!(frame.contains("What to do next") && frame.contains("There is no shared copy yet."), "{frame}");
}

#[test]
fn what_an_item_is_for_is_told_whole_where_there_is_room() {
    let frame = Screen::of_demo().sized(160, 50).keys("3 Enter").frame();
    assert!(frame.contains(" information ") && !frame.contains("informati…"), "{frame}");
}
