//! The order of the actions, and how much each of them matters: menus of a key each, one change each.

use crate::support::sandbox::git;
use crate::support::screen::Screen;

fn commits(screen: &Screen) -> usize {
    let out = git(&screen.root()).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}

/// The numbers of the actions in the order in which the list shows them, each with its priority.
fn order(screen: &mut Screen) -> String {
    let snapshot = screen.app.desk.snapshot.clone();
    let rows = screen.app.actions.list.rows().iter();
    rows.map(|it| format!("{} {}", it.tail(), snapshot.get(it).expect("there").text("priority")))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn actions_are_sorted_by_priority_and_by_title() {
    let mut screen = Screen::of_demo().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 s").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ ╔ Sort ════════════════════════════════════════════════════════ Esc closes ╗v│
    │ ║▌ [x] by due date                                                       d ║c│
    │ ║  [ ] by person                                                         w ║c│
    │ ║  [ ] by group                                                          g ║c│
    │ ║  [ ] by state                                                          s ║c│
    │ ║  [ ] newest first                                                      n ║c│
    │ ║  [ ] by priority                                                       p ║c│
    │ ║  [ ] by title                                                          t ║7│
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("p");
    insta::assert_snapshot!(order(&mut screen), @"7K3F high, Q3FY high, 9QXT normal, 5RNP normal, 8WTG normal, 2HVE normal, R9EC normal, D7ZK normal, T6BQ normal, M4CW normal, 6VHS normal");
    screen.keys("s t");
    assert!(screen.frame().contains("by title"));
    insta::assert_snapshot!(order(&mut screen), @"2HVE normal, 6VHS normal, T6BQ normal, 7K3F high, 8WTG normal, Q3FY high, 9QXT normal, D7ZK normal, M4CW normal, 5RNP normal, R9EC normal");
}

#[test]
fn the_priority_is_set_from_a_menu_in_the_list_and_on_the_board() {
    let mut screen = Screen::of_demo().sized(80, 24);
    let before = commits(&screen);
    insta::assert_snapshot!(screen.keys("4 P").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~] AQ 7K3F  Draft the joint definition of a duplic… ●SX Alder         23 Nov│
    │ [~] TH Q3FY  Map the questions of both audit format… ●SX Cedar          1 Dec│
    │ ╔ Priority ════════════════════════════════════════════════════ Esc closes ╗c│
    │ ║  [ ] high                                                              h ║c│
    │ ║▌ [x] normal                                                            n ║c│
    │ ║  [ ] low                                                               l ║c│
    │ ╚══════════════════════════════════════════════════════════════════════════╝c│
    │ [ ] CI 6VHS  Draft a note on the part of worker rep… ◆AM Maple    15 Jan 2027│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    insta::assert_snapshot!(screen.keys("h").message(), @"Saved AQ-A26-9QXT: priority normal -> high. Ctrl+Z undoes");
    screen.keys("v P l");
    assert_eq!(commits(&screen), before + 2);
    insta::assert_snapshot!(screen.keys("P").frame().lines().filter(|it| it.contains("[x] ")).collect::<String>().trim(), @"║ ║▌ [x] low                                                               l ║ │");
    screen.keys("Esc u u");
    assert_eq!(order(&mut screen).split(',').next(), Some("9QXT normal"));
}

#[test]
fn the_priority_of_what_is_marked_is_one_change() {
    let mut screen = Screen::of_demo().sized(80, 24);
    let before = commits(&screen);
    screen.keys("4 * Down * Down P l");
    assert_eq!(commits(&screen), before + 1);
    insta::assert_snapshot!(screen.message(), @"Saved 2 actions in AQ: priority. Ctrl+Z undoes");
    assert!(screen.app.actions.marks().is_empty());
    screen.keys("u");
    assert!(!order(&mut screen).contains("low"));
}
