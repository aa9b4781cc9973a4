//! Drafts: what was typed and not saved is offered again, can be compared, and thrown away.

use super::{ACTION, behind, commit, form};
use crate::support::screen::Screen;

/// A draft of two fields, left behind.
fn with_draft() -> Screen {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Ctrl+U 'Define duplicates' Tab Tab '24 dec' Esc Esc Esc");
    screen
}

#[test]
fn a_draft_is_offered_again_to_go_on_with_to_compare_or_to_throw_away() {
    let mut screen = with_draft();
    screen.restart();
    insta::assert_snapshot!(screen.message(), @"Your draft of AQ-A26-7K3F is kept in its form (Mon 16 Nov, 09:00)");
    screen.keys("4 / '7K3F' Enter e");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║•What *         [Define duplicates                                              ] ║
    ║                  What is to be done, in one sentence                             ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║•Due            [Thu 24 Dec 2026                                                ] ║
    ║                  → Thursday 24 December 2026, in 38 days                         ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║ (i) Your draft of Mon 16 Nov, 09:00 is back: go on with it. F6 compares it with  ║
    ║     what stands, Ctrl+D throws it away.                                          ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   2 fields changed          ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    insta::assert_snapshot!(form(screen.keys("F6")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║> What                                                                            ║
    ║    (•) typed   Define duplicates                                                 ║
    ║    ( ) stands  Draft the joint definition of a duplicate audit                   ║
    ║  Due                                                                             ║
    ║    (•) typed   Thu 24 Dec 2026                                                   ║
    ║    ( ) stands  Mon 23 Nov 2026                                                   ║
    ║                                                                                  ║
    ║  m typed · t stands · w write · Enter goes on · Esc back                         ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   2 fields changed                               ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Down t");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║  What                                                                            ║
    ║    (•) typed   Define duplicates                                                 ║
    ║    ( ) stands  Draft the joint definition of a duplicate audit                   ║
    ║> Due                                                                             ║
    ║    ( ) typed   Thu 24 Dec 2026                                                   ║
    ║    (•) stands  Mon 23 Nov 2026                                                   ║
    ║                                                                                  ║
    ║  m typed · t stands · w write · Enter goes on · Esc back                         ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   2 fields changed                               ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Enter");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║•What *         [Define duplicates                                              ] ║
    ║                  What is to be done, in one sentence                             ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   1 field changed           ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    // What was saved is no draft any more.
    screen.keys("e");
    assert!(!form(&mut screen).contains("Your draft"), "{}", form(&mut screen));
}

#[test]
fn whoever_leaves_the_comparison_has_the_form_as_it_was() {
    let mut screen = with_draft();
    screen.keys("4 / '7K3F' Enter e");
    let before = form(&mut screen);
    screen.keys("F6 t Esc");
    let fields = |text: &str| text.lines().take(12).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(fields(&form(&mut screen)), fields(&before));
}

#[test]
fn a_draft_over_which_somebody_else_has_written_is_compared_before_it_is_saved() {
    let mut screen = with_draft();
    behind(&mut screen, ACTION, |it| it.replace("due = 2026-11-23", "due = 2026-11-30"));
    screen.keys("4 / '7K3F' Enter e");
    assert!(form(&mut screen).contains("wrote at 08:45: Mon 30 Nov 2026"), "{}", form(&mut screen));
    screen.keys("Ctrl+S");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║> Due                                                                             ║
    ║    ( ) mine    Thu 24 Dec 2026                                                   ║
    ║    ( ) theirs  Mon 30 Nov 2026                                                   ║
    ║                                                                                  ║
    ║  m mine · t theirs · w write · Enter saves · Esc back                            ║
    ║ (!) ●SX Birch changed this too at 08:45. Nothing is saved before you choose.     ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 to choose                                    ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("m Enter");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    let text = std::fs::read_to_string(screen.root().join(ACTION)).expect("read");
    assert!(text.contains("due = 2026-12-24") && text.contains("Define duplicates"), "{text}");
}

#[test]
fn who_goes_on_with_such_a_draft_later_is_asked_all_the_same() {
    let mut screen = with_draft();
    behind(&mut screen, ACTION, |it| it.replace("due = 2026-11-23", "due = 2026-11-30"));
    screen.keys("4 / '7K3F' Enter e End ', soon' Esc Esc");
    screen.restart();
    screen.keys("4 / '7K3F' Enter e");
    let frame = form(&mut screen);
    assert!(frame.contains("Define duplicates, soon") && frame.contains("wrote at 08:45: Mon 30 Nov 2026"), "{frame}");
    screen.keys("Ctrl+S");
    assert!(form(&mut screen).contains("( ) theirs  Mon 30 Nov 2026"), "{}", form(&mut screen));
    screen.keys("t Enter");
    let text = std::fs::read_to_string(screen.root().join(ACTION)).expect("read");
    assert!(text.contains("due = 2026-11-30") && text.contains("Define duplicates, soon"), "{text}");
}

#[test]
fn a_draft_of_an_older_version_is_offered_too() {
    let mut screen = Screen::of_template();
    let folder = screen.root().join(".git/comity/drafts");
    std::fs::create_dir_all(&folder).expect("folder");
    let old = r#"{"key":"action-AQ-A26-7K3F","at":"2026-11-16T08:00:00+01:00","fields":{"title":"From before"}}"#;
    std::fs::write(folder.join("action-AQ-A26-7K3F.json"), old).expect("written");
    screen.restart();
    screen.keys("4 / '7K3F' Enter e");
    assert!(form(&mut screen).contains("[From before"), "{}", form(&mut screen));
}

#[test]
fn a_draft_of_a_record_that_others_have_changed_elsewhere_is_saved_without_a_question() {
    let mut screen = with_draft();
    commit(&screen, ACTION, |it| it.replace("priority = \"high\"", "priority = \"low\""));
    screen.look();
    screen.keys("4 / '7K3F' Enter e Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    let text = std::fs::read_to_string(screen.root().join(ACTION)).expect("read");
    assert!(text.contains("due = 2026-12-24") && text.contains("priority = \"low\""), "{text}");
}
