//! While the title of something new is typed, what says much the same is pointed out, and can be linked.

use comity::model::Kind;

use super::{as_person, lines_with};
use crate::support::shell::Shell;

#[test]
fn what_says_much_the_same_is_pointed_out_and_linked() {
    let mut screen = as_person("birch");
    screen.keys("4 a 'AQ' Tab 'List of return reasons for reports'");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ╔ New action ══════════════════════════════════════════════════════════════════════╗       │
    │ [!] CB║•Group *        [AQ                                                             ] ║       │
    │ [~] AQ║                  → Audit quality measures                                        ║       │
    │ [~] TH║•What *         [List of return reasons for reports                             ] ║       │
    │ [?] AQ║                  (i) similar: AQ-I26-8XRD Reasons for returning a r…, concluded  ║       │
    │ [?] DC║                  (i) similar: AQ-A26-2HVE Count the returned reports …, waiting  ║026    │
    │ [ ] AQ║                      F7 links it                                                 ║       │
    │ [ ] CO║ Who            [                                                               ] ║ed for │
    │ [~] AQ║ Due            [                                                               ] ║       │
    │ [ ] CI║ Priority       ( ) high  (•) normal  ( ) low                                     ║       │
    │       ║ Details        [                                                               ] ║ng     │
    │       ║ Helpers        [                                                               ] ║       │
    │       ║ Raised at      [                                                               ] ║       │
    │       ║ Waits for      [                                                               ] ║       │
    │       ║ Tags           [                                                               ] ║       │
    │       ║ ▸ More fields (7)                                                                ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   2 fields changed          ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back  F7 Link                          F1 Help
    ");
    insta::assert_snapshot!(screen.keys("F7").frame(), @r"
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
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ Due      Fri 6 Nov 2026    │
    │ [ ] AQ D7ZK  Publish the calendar of join… ●SX Birch         11 Dec││          (10 d late)       │
    │ [ ] C╔ Link it ═══════════════════════════════════════════════════════════════ Esc closes ╗d for │
    │ [~] A║▌ Contributes to AQ-I26-8XRD  Reasons for returning a report, concluded           1 ║      │
    │ [ ] C║  Same as AQ-A26-2HVE  Count the returned reports of both systems by reason, wai… 2 ║      │
    │      ║  Contributes to AQ-A26-2HVE  Count the returned reports of both systems by reas… 3 ║g     │
    │      ╚════════════════════════════════════════════════════════════════════════════════════╝      │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("Enter");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ╔ New action ══════════════════════════════════════════════════════════════════════╗he     │
    │ [x] AQ║•Group *        [AQ                                                             ] ║       │
    │ [!] CB║                  → Audit quality measures                                        ║       │
    │ [~] AQ║•What *         [List of return reasons for reports                             ] ║       │
    │ [~] TH║                  (i) similar: AQ-I26-8XRD Reasons for returning a r…, concluded  ║       │
    │ [?] AQ║                  (i) similar: AQ-A26-2HVE Count the returned reports …, waiting  ║       │
    │ [?] DC║                      F7 links it                                                 ║026    │
    │ [ ] AQ║ Who            [                                                               ] ║       │
    │ [ ] CO║ Due            [                                                               ] ║ed for │
    │ [~] AQ║ Priority       ( ) high  (•) normal  ( ) low                                     ║       │
    │ [ ] CI║ Details        [                                                               ] ║       │
    │       ║ Helpers        [                                                               ] ║ng     │
    │       ║ Raised at      [                                                               ] ║       │
    │       ║ Waits for      [                                                               ] ║       │
    │       ║ Tags           [                                                               ] ║       │
    │       ║•Contributes to [AQ-I26-8XRD                                                    ] ║       │
    │       ║ ▸ More fields (6)                                                                ║       │
    │       ║ (i) Contributes to: AQ-I26-8XRD                                                  ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   3 fields changed          ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back  F7 Link                          F1 Help
    ");
    screen.keys("Ctrl+S");
    let new = screen.app.selected_record().cloned().expect("the new one");
    assert_eq!((new.id.kind, new.text("title")), (Kind::Action, "List of return reasons for reports"));
    insta::assert_snapshot!(format!("{:?} {:?}", new.get("duplicates"), new.get("contributes_to")), @r#"None Some(Array([String("AQ-I26-8XRD")]))"#);
}

#[test]
fn an_item_contributes_to_what_is_much_the_same_elsewhere() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter a 'List of return reasons for reports'");
    let pointed_out = lines_with(&screen.frame(), &["similar", "links it"]);
    let menu = lines_with(&screen.keys("F7").frame(), &["Same as", "Contributes"]);
    screen.keys("3 F7 2 Ctrl+S");
    let new = screen.app.selected_record().cloned().expect("the new one");
    let links = format!("{:?} {:?}", new.get("duplicates"), new.get("contributes_to"));
    insta::assert_snapshot!([pointed_out, menu, links].join("\n"), @r#"
    6 15║                  (i) similar: AQ-I26-8XRD Reasons for returning a r…, concluded  ║
    15║                  (i) similar: AQ-A26-2HVE Count the returned reports …, waiting  ║
    ║                      F7 links it                                                 ║

    · p║▌ Same as AQ-I26-8XRD  Reasons for returning a report, concluded                  1 ║
    · p║  Contributes to AQ-I26-8XRD  Reasons for returning a report, concluded           2 ║
    ║  Contributes to AQ-A26-2HVE  Count the returned reports of both systems by reas… 3 ║

    None Some(Array([String("AQ-A26-2HVE"), String("AQ-I26-8XRD")]))
    "#);
}

#[test]
fn the_command_line_says_it_too() {
    let shell = Shell::example();
    let said = shell.run("action add \"List of return reasons for reports\" --group AQ").to_string();
    let similar: Vec<&str> = said.lines().filter(|it| it.contains("imilar")).collect();
    insta::assert_snapshot!(similar.join("\n"), @r"
    ! Similar: AQ-I26-8XRD Reasons for returning a report, concluded
    ! Similar: AQ-A26-2HVE Count the returned reports of both systems by reason, waiting
    ");
}
