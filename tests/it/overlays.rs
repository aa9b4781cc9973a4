//! What lies over a page: forms, questions, help.

use comity::tui::keymap::Context;

use crate::support::screen::Screen;

#[test]
fn a_form_for_a_record_that_is_there() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("4 e Tab Tab").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ calibration workshop       │
    │ [!] CB╔ AQ-A26-9QXT Name two report reviewers from each side for the calibration worksh… ╗       │
    │ [~] AQ║ What *         [Name two report reviewers from each side for the calibration w…] ║       │
    │ [~] TH║ Who            [Rowan Placeholder                                              ] ║       │
    │ [?] AQ║ Due            [Fri 6 Nov 2026                                                 ] ║       │
    │ [?] DC║                  → Friday 6 November 2026, 10 days ago                           ║026    │
    │ [ ] AQ║ State *        (•) to do  ( ) in progress  ( ) waiting                           ║       │
    │ [ ] CO║ Priority       ( ) high  (•) normal  ( ) low                                     ║ed for │
    │ [~] AQ║ Details        [                                                               ] ║       │
    │ [ ] CI║ Helpers        [Cedar Placeholder                                              ] ║       │
    │       ║ Raised at      [                                                               ] ║ng     │
    │       ║ Waits for      [                                                               ] ║       │
    │       ║ Tags           [workshop                                                       ] ║       │
    │       ║ Organisation   [amfori                                                         ] ║       │
    │       ║ Raised on      [Tue 29 Sep 2026                                                ] ║       │
    │       ║ ▸ More fields (6)                                                                ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ calendar                ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
}

#[test]
fn a_form_for_a_new_item_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("3 Enter a 'Counting rules' Tab Right").frame(), @r"
     Sedex a… 1 Home 2 Groups [3 Meet] 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Agenda · CO · Fourth meeting · Fri 20 Nov 10:00–11:30 ──────── agenda issued ┐
    │   # Start Min For         Who         Title                                  │
    │▌  1 10:00   2 standing    ●SX Alder   Competition-law reminder               │
    │╔ New agenda item ═══════════════════════════════════════════════════════ CO ╗│
    │║•Title *        [Counting rules                                           ] ║│
    │║•Purpose *      < for information >  3 of 5                                 ║│
    │║                  What the group is to do with it                           ║│
    │║ Meeting        [CO-2026-11-20                                            ] ║│
    │║ Time           [                                                         ] ║│
    │║ Presenter      [                                                         ] ║│
    │║ Ask            [                                                         ] ║│
    │║ Background     [                                                         ] ║│
    │║ ▸ More fields (7)                                                          ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   2 fields changed    ║│
    └╚════════════════════════════════════════════════════════════════════════════╝┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────┐
    │ (i) The agenda went out on 13 Nov, as it stands                              │
    │ (i) 1 thing could come over from earlier meetings. o lists them              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
}

#[test]
fn a_due_date_is_repeated_as_it_was_understood_and_saved_by_enter() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 d 'next fri'").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~] AQ 7K3F  Draft the joint definition of a duplic… ●SX Alder         23 Nov│
    │ [~] TH Q3FY  Map the questions of both audit format… ●SX Cedar          1 Dec│
    │╔ Due · AQ 9QXT Name two report reviewers from each side for the calibratio… ╗│
    │║•Due            [next fri                                                 ] ║│
    │║                  → Friday 27 November 2026, in 11 days                     ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar               ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("Enter");
    assert_eq!(screen.message(), "Saved AQ-A26-9QXT: due 6 Nov -> 27 Nov 2026. Ctrl+Z undoes");
}

#[test]
fn how_to_take_it_back_stays_in_sight_where_what_was_done_is_cut() {
    let mut screen = Screen::of_template().sized(60, 20);
    screen.keys("4 d '27 nov' Enter");
    let frame = screen.frame();
    insta::assert_snapshot!(frame.lines().rev().nth(1).unwrap_or_default(), @" Saved AQ-A26-9QXT: due 6 Nov -> 27 N… Ctrl+Z undoes  Saved");
}

#[test]
fn what_is_no_date_is_said_while_it_is_typed_and_keeps_the_form_open() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 d 'soon' Enter").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │╔ Due · AQ 9QXT Name two report reviewers from each side for the calibratio… ╗│
    │║•Due            [soon                                                     ] ║│
    │║                  (!) `soon` is not a date                                  ║│
    │║                      Write it like today, fri, next fri, +2w, 20 nov,      ║│
    │║                      1.6.2026, end of month, 2026-11-20                    ║│
    │║ (!) 1 thing needs attention: Due                                           ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar               ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
}

#[test]
fn a_form_in_which_something_is_missing_goes_there_and_says_so() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 a 'AQ' Tab Tab 'rowan' Ctrl+S").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌╔ New action ════════════════════════════════════════════════════════════════╗┐
    │║•Group *        [AQ                                                       ] ║│
    │║                  → Audit quality measures                                  ║│
    │║ What *         [                                                         ] ║│
    │║                  (!) this must be filled                                   ║│
    │║•Who            [rowan                                                    ] ║│
    │║                  → ◆AM Rowan Placeholder                                   ║│
    │║ Due            [                                                         ] ║│
    │║ Priority       ( ) high  (•) normal  ( ) low                               ║│
    │║ Details        [                                                         ] ║│
    │║ Helpers        [                                                         ] ║│
    │║ Raised at      [                                                         ] ║│
    │║ Waits for      [                                                         ] ║│
    │║ Tags           [                                                         ] ║│
    │║ ▸ More fields (7)                                                          ║│
    │║ (!) 1 thing needs attention: What                                          ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   2 fields changed    ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
}

#[test]
fn dropping_asks_why() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 Del 'Covered elsewhere'").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~] AQ 7K3F  Draft the joint definition of a duplic… ●SX Alder         23 Nov│
    │╔ Drop action? Name two report reviewers from each side for the calibration… ╗│
    │║•Why *          [Covered elsewhere                                        ] ║│
    │║                  It stays with it, so that a reader in a year understands  ║│
    │║ (i) It stays in the history and can be put back at any time.               ║│
    │║                                                                            ║│
    │║ [ Drop  Ctrl+S ]  [ Back  Esc ]   Enter saves   1 field changed            ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("Enter");
    assert_eq!(screen.message(), "Saved AQ-A26-9QXT: to do -> dropped. Ctrl+Z undoes");
}

#[test]
fn a_note_says_how_it_is_saved_and_a_cancelled_meeting_which_key_cancels_what() {
    let foot = |screen: &mut Screen| screen.frame().lines().find(|it| it.contains("Ctrl+S ]")).map(str::to_owned);
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(foot(screen.keys("4 n")).unwrap_or_default().trim(), @"│║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line                    ║│");
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(foot(screen.keys("3 Down Del")).unwrap_or_default().trim(), @"│║ [ Cancel  Ctrl+S ]  [ Back  Esc ]   Enter saves                            ║│");
}

#[test]
fn what_is_typed_in_the_place_of_a_long_line_is_seen_from_its_beginning() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 e").frame();
    let frame = screen.keys("Ctrl+U 'Short'").frame();
    assert!(frame.contains("[Short "), "{frame}");
}

#[test]
fn throwing_away_what_was_typed_asks_first() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 e 'XYZ' Ctrl+D");
    insta::assert_snapshot!(screen.frame(), @"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~╔══════════════════════════════════════════════════════════════════════╗Nov│
    │ [~║ Throw away what was typed?                                           ║Dec│
    │ [?║                                                                      ║Dec│
    │ [?║ AQ-A26-9QXT Name two report reviewers from each side for the         ║Dec│
    │ [ ║ calibration workshop: 1 field changed, and not saved.                ║Dec│
    │ [ ║ It cannot be brought back. Esc goes back to the form.                ║Dec│
    │ [~║                                                                      ║Dec│
    │ [ ║▌[ Esc  Leave it ]    [ y  Throw away ]                               ║027│
    │   ╚══════════════════════════════════════════════════════════════════════╝   │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     y Yes  Esc Back  Tab Next
    ");
    screen.keys("y e");
    assert!(!screen.frame().contains("XYZ"));
    // Where nothing was typed, there is nothing to ask.
    screen.keys("Ctrl+D");
    assert_eq!(screen.app.context(), Context::Actions);
}

#[test]
fn putting_back_asks_first_and_says_what_follows() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 Space 6 R").frame(), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People [6 Hist] 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ What happened ──────────────────────────────────────────────────── 2 changes ┐
    │ Today                                                                        │
    │▌ 09:00 ●SX Birch   AQ-A26-9QXT: to do -> done (Name two report reviewers fro…│
    │  09:00 ●SX Birch   Begin with the example of Sedex and amfori                │
    │                                                                              │
    │   ╔══════════════════════════════════════════════════════════════════════╗   │
    │   ║ Put back "AQ-A26-9QXT: to do -> done (Name two report reviewers from ║   │
    │   ║ each side f…)"?                                                      ║   │
    │   ║                                                                      ║   │
    │   ║ Its fields become what they were before it.                          ║   │
    │   ║ That is a new change: nothing is removed from the history, and       ║   │
    └───║ Ctrl+Z takes it back.                                                ║───┘
    ┌ Mo║                                                                      ║───┐
    │ AQ║▌[ Esc  Leave it ]    [ y  Put back ]                                 ║   │
    │   ╚══════════════════════════════════════════════════════════════════════╝   │
    │ AQ-A26-9QXT Name two report reviewers from each side for the calibration wo… │
    │ Done on                                                                      │
    │ … → shows all of it                                                          │
    │ For the record: Change change1234567890  commit abcdef0123                   │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     y Yes  Esc Back  Tab Next
    "#);
    screen.keys("y");
    assert_eq!(screen.message(), "Saved Put back: AQ-A26-9QXT: to do -> done. Ctrl+Z undoes");
}

#[test]
fn help_names_the_keys_of_the_page_and_of_everywhere() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("4 ?").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Exampl╔ Help: Actions ═════════════════════════════════════════════════════════ Esc closes ╗s
    ┌ Actio║ Type to search this help ▏  ↑↓ and Enter run a line                                ║──────┐
    │     N║                                                                                    ║wers  │
    │▌[!] A║ Actions                                                                            ║e     │
    │ [x] A║  →                to the next lane                                                 ║      │
    │ [!] C║  ←                to the lane before                                               ║      │
    │ [~] A║  Shift+→          move the card to the next lane; one that is to wait is asked for ║      │
    │ [~] T║                   what                                                             ║      │
    │ [?] A║  Shift+←          move the card to the lane before: that is where the action       ║      │
    │ [?] D║                   stands then                                                      ║26    │
    │ [ ] A║▌ Space            tick the action as done, or take it up again                     ║      │
    │ [ ] C║  a Ins            add one here                                                     ║d for │
    │ [~] A║  e F2             change the fields of the selected thing                          ║      │
    │ [ ] C║  d                give the action another day                                      ║      │
    │      ║  w                give the action to somebody else                                 ║g     │
    │      ║  n                write down what has been done                                    ║      │
    │      ║  *                mark it or unmark it; what is marked is changed together         ║      │
    │      ║  P                say how much the action matters: high, normal or low             ║      │
    │      ║  / F3             filter the list while you type                                   ║      │
    │      ║  f                filters that are ready: mine, late, this week, waiting, an       ║      │
    │      ║                   organisation, your own                                           ║      │
    │      ║  s                a menu of the orders                                             ║      │
    │      ║  v                show a board of lanes, or the list again                         ║      │
    │      ║  o                show what is closed or dropped too, or no longer                 ║      │
    │      ║  g                show one group after the other, then all                         ║      │
    │ [ ] t║  Enter            open everything about the selected thing                         ║      │
    └──────║ … ↓ shows more                                                                     ║──────┘
           ╚════════════════════════════════════════════════════════════════════════════════════╝ Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn the_signs_are_explained() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("H").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     E╔ What the signs mean ═════════════════════════════════════════ Esc closes ╗
    ╔ ║ Actions                                                                  ║═╗
    ║▌║  [ ]       to do                                                         ║n║
    ║ ║  [~]       in progress                                                   ║n║
    ║ ║  [?]       waiting                                                       ║n║
    ║ ║  [x]       done                                                          ║s║
    ╚═║  [=]       closed                                                        ║═╝
    ┌ ║  [-]       dropped                                                       ║ ┐
    │ ║  [!]       late: its day has passed, and it is still to be done          ║c│
    │ ║                                                                          ║c│
    │ ║ Organisations                                                            ║ │
    └─║  ◆AM       amfori                                                        ║─┘
    ┌ ║  ▲AP       Association of Professional Social Compliance Auditors        ║ ┐
    │ ║            (APSCA)                                                       ║ │
    │ ║  ●SX       Sedex                                                         ║ │
    │ ║                                                                          ║…│
    │ ║ People and groups                                                        ║…│
    └─║  CHAIR     co-chair or chair                                             ║─┘
    ┌ ║  vice      vice-chair                                                    ║─┐
    │ ║  secr.     secretary                                                     ║ │
    └─║ … ↓ shows more                                                           ║─┘
      ╚══════════════════════════════════════════════════════════════════════════╝d
     ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn a_filter_that_nothing_fits_says_so_and_how_to_get_back() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 / 'zebra' Enter").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────── /zebra · 0 of 14 · Esc clears · by due date ┐
    │                                                                              │
    │  Action points: what somebody has to do, by when.                            │
    │  None of the 14 matches the filter.                                          │
    │                                                                              │
    │  Esc    clears the filter                                                    │
    │  /      changes the filter                                                   │
    │  a      adds an action                                                       │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     a Add  / Filter  f Quick filters  s Sort  v Board / list   Ctrl+P Find  ? Help
    ");
}

#[test]
fn a_change_that_is_read_whole_can_be_put_back_from_there() {
    let mut screen = Screen::of_template();
    screen.keys("4 Space 6 Right R");
    assert!(screen.frame().contains("Put back"), "{}", screen.frame());
    screen.keys("y");
    assert!(screen.frame().contains("Put back: "), "{}", screen.frame());
}
