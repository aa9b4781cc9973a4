//! The form about several marked actions: a field can be emptied, and what is typed is kept.

use comity::model::Kind;

use super::form;
use crate::support::screen::Screen;

/// The form about the two first actions.
fn of_two() -> Screen {
    let mut screen = Screen::of_demo();
    screen.keys("4 * Down * e");
    screen
}

#[test]
fn a_field_of_several_is_emptied_on_request_and_that_is_said_before_it_is_saved() {
    let mut screen = of_two();
    screen.keys("Tab Ctrl+U");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Change 2 actions ════════════════════════════════════════════════════════════════╗
    ║ Who            [                                                               ] ║
    ║•Due            [none                                                           ] ║
    ║                  → it is emptied                                                 ║
    ║ State          ( ) to do  ( ) in progress  ( ) waiting                           ║
    ║ Priority       ( ) high  ( ) normal  ( ) low                                     ║
    ║ Raised at      [                                                               ] ║
    ║ (i) 2 actions, 1 field; emptied: Due                                             ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   ↓ calendar   1 field changed                 ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Ctrl+U");
    assert!(!form(&mut screen).contains("emptied: "), "{}", form(&mut screen));
    let undated = |it: &Screen| it.app.desk.snapshot.of_kind(Kind::Action).filter(|it| it.get("due").is_none()).count();
    let before = undated(&screen);
    screen.keys("Ctrl+U Ctrl+S");
    assert!(screen.message().starts_with("Saved 2 actions"), "{}", screen.message());
    assert_eq!(undated(&screen), before + 2);
    screen.keys("u");
    assert_eq!(undated(&screen), before);
}

#[test]
fn what_is_typed_about_several_is_kept_and_the_same_marks_offer_it_again() {
    let mut screen = of_two();
    screen.keys("Tab '24 dec' Esc Esc");
    insta::assert_snapshot!(screen.message(), @"Kept as a draft; the same form offers it again");
    screen.restart();
    screen.keys("4 * Down * e");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Change 2 actions ════════════════════════════════════════════════════════════════╗
    ║ Who            [                                                               ] ║
    ║                  The one who answers for it                                      ║
    ║•Due            [Thu 24 Dec 2026                                                ] ║
    ║                  → Thursday 24 December 2026, in 38 days                         ║
    ║ State          ( ) to do  ( ) in progress  ( ) waiting                           ║
    ║ Priority       ( ) high  ( ) normal  ( ) low                                     ║
    ║ Raised at      [                                                               ] ║
    ║ (i) 2 actions, 1 field                                                           ║
    ║     Your draft of Mon 16 Nov, 09:00 is back: go on with it. F6 compares it with  ║
    ║     what stands, Ctrl+D throws it away.                                          ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter: next field · ↓ list   1 field changed ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Esc Esc Esc Esc Down * e");
    assert!(!form(&mut screen).contains("24 Dec"), "other records: {}", form(&mut screen));
}
