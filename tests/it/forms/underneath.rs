//! A form over a record that somebody else changes: nothing of either is lost.

use comity::tui::event::Event;

use super::{ACTION, behind, commit, form};
use crate::support::screen::Screen;

fn saved(screen: &Screen) -> String {
    std::fs::read_to_string(screen.root().join(ACTION)).expect("read")
}

/// A form with another title and day, and with other ones written behind it.
fn contended() -> Screen {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Ctrl+U 'Mine' Tab Tab '24 dec'");
    behind(&mut screen, ACTION, |it| {
        let title = it.lines().find(|it| it.starts_with("title")).expect("title").to_owned();
        it.replace(&title, "title = \"Theirs\"")
            .replace("due = 2026-11-23", "due = 2026-11-30")
            .replace("priority = \"high\"", "priority = \"low\"")
    });
    screen
}

#[test]
fn fields_that_nobody_touched_follow_with_a_mark_and_the_others_say_what_stands_now() {
    let mut screen = contended();
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║•What *         [Mine                                                           ] ║
    ║                  (!) ●SX Birch wrote at 08:45: Theirs                            ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║•Due            [24 dec                                                         ] ║
    ║                  → Thursday 24 December 2026, in 38 days                         ║
    ║                  (!) ●SX Birch wrote at 08:45: Mon 30 Nov 2026                   ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       ( ) high  ( ) normal  (•) low                                     ║
    ║                  (i) ●SX Birch changed this at 08:45                             ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   ↓ calendar   2 fields changed                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
}

#[test]
fn what_both_changed_is_chosen_field_by_field_before_it_is_saved() {
    let mut screen = contended();
    screen.keys("Ctrl+S");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║> What                                                                            ║
    ║    ( ) mine    Mine                                                              ║
    ║    ( ) theirs  Theirs                                                            ║
    ║  Due                                                                             ║
    ║    ( ) mine    Thu 24 Dec 2026                                                   ║
    ║    ( ) theirs  Mon 30 Nov 2026                                                   ║
    ║                                                                                  ║
    ║  m mine · t theirs · w write · Enter saves · Esc back                            ║
    ║ (!) ●SX Birch changed this too at 08:45. Nothing is saved before you choose.     ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   2 to choose                                    ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    // As long as something is open, nothing is saved.
    screen.keys("Enter m Enter");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║  What                                                                            ║
    ║    (•) mine    Mine                                                              ║
    ║    ( ) theirs  Theirs                                                            ║
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
    screen.keys("t Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    let text = saved(&screen);
    assert!(text.contains("title = \"Mine\"") && text.contains("due = 2026-11-30"), "{text}");
    assert!(text.contains("priority = \"low\""), "{text}");
}

#[test]
fn whoever_goes_back_from_the_comparison_has_lost_nothing() {
    let mut screen = contended();
    screen.keys("Ctrl+S m Esc");
    let text = form(&mut screen);
    assert!(text.contains("[Mine") && text.contains("[24 dec"), "{text}");
    screen.keys("Ctrl+S");
    assert!(form(&mut screen).contains("2 to choose"), "{}", form(&mut screen));
    screen.keys("Esc Esc Esc");
    screen.keys("e");
    assert!(form(&mut screen).contains("[Mine"), "{}", form(&mut screen));
}

#[test]
fn w_writes_another_value_and_the_form_stays_open() {
    let mut screen = contended();
    screen.keys("Ctrl+S m w");
    let text = form(&mut screen);
    assert!(text.contains("[24 dec"), "{text}");
    screen.keys("Ctrl+U '1 dec' Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}\n{}", screen.message(), form(&mut screen));
    assert!(saved(&screen).contains("due = 2026-12-01") && saved(&screen).contains("title = \"Mine\""));
}

#[test]
fn both_texts_can_stand_one_after_the_other() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Tab Tab Tab Tab Tab Ctrl+U 'Mine.'");
    behind(&mut screen, ACTION, |it| it.replace("Open are validity periods, and", "Theirs:"));
    insta::assert_snapshot!(form(screen.keys("Ctrl+S b")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║> Details                                                                         ║
    ║    (•) mine    Mine.                                                             ║
    ║    (•) theirs  One definition that both systems can count from. Theirs: audits   ║
    ║                that were announced and did not take place.                       ║
    ║                                                                                  ║
    ║  m mine · t theirs · b both · w write · Enter saves · Esc back                   ║
    ║ (!) ●SX Birch changed this too at 08:45. Nothing is saved before you choose.     ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 field changed                                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    assert!(saved(&screen).contains("Mine.\n\nOne definition"), "{}", saved(&screen));
    // Of a day only one can stand.
    let mut screen = contended();
    screen.keys("Ctrl+S Down b");
    assert!(form(&mut screen).contains("2 to choose"), "{}", form(&mut screen));
}

#[test]
fn what_is_typed_or_pasted_in_the_comparison_is_no_text() {
    let mut screen = contended();
    screen.keys("Ctrl+S");
    let before = form(&mut screen);
    screen.event(Event::Paste("mtb and more".to_owned()));
    screen.keys("x 1 Ctrl+W Backspace F4 F6");
    assert_eq!(form(&mut screen), before);
}

#[test]
fn a_comparison_has_room_on_every_screen() {
    for (width, height) in [(200, 60), (80, 24), (60, 16), (40, 10), (39, 9), (5, 3), (1, 1)] {
        let mut screen = contended();
        screen.resize(width, height);
        let frame = screen.keys("Ctrl+S Down").frame();
        assert!(width < 40 || frame.contains("> Due"), "{frame}");
    }
}

#[test]
fn what_was_changed_back_here_is_what_they_wrote() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Tab Tab '24 dec'");
    behind(&mut screen, ACTION, |it| it.replace("due = 2026-11-23", "due = 2026-11-30"));
    screen.keys("Ctrl+U '2026-11-23' Ctrl+S");
    assert!(saved(&screen).contains("due = 2026-11-30"), "{}", saved(&screen));
}

#[test]
fn what_somebody_saves_at_the_same_moment_is_compared_too() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Tab Tab '24 dec'");
    // The screen has not seen it yet.
    commit(&screen, ACTION, |it| it.replace("due = 2026-11-23", "due = 2026-11-30"));
    screen.keys("Ctrl+S");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║•Due            [24 dec                                                         ] ║
    ║                  → Thursday 24 December 2026, in 38 days                         ║
    ║                  (!) ●SX Birch wrote at 08:45: Mon 30 Nov 2026                   ║
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
    ║ (!) Not saved: somebody else changed the same. Saving once more shows both.      ║
    ║     AQ-A26-7K3F: due is Mon 30 Nov 2026 now, and you wanted Thu 24 Dec 2026      ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   ↓ calendar   1 field changed                 ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
}

#[test]
fn what_changes_while_one_compares_is_shown_and_has_to_be_chosen_again() {
    let mut screen = contended();
    screen.keys("Ctrl+S m t");
    behind(&mut screen, ACTION, |it| it.replace("due = 2026-11-30", "due = 2026-12-07"));
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║  What                                                                            ║
    ║    (•) mine    Mine                                                              ║
    ║    ( ) theirs  Theirs                                                            ║
    ║> Due                                                                             ║
    ║    ( ) mine    Thu 24 Dec 2026                                                   ║
    ║    ( ) theirs  Mon 7 Dec 2026                                                    ║
    ║                                                                                  ║
    ║  m mine · t theirs · w write · Enter saves · Esc back                            ║
    ║ (!) ●SX Birch changed this too at 08:45. Nothing is saved before you choose.     ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 to choose                                    ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("t Enter");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    assert!(saved(&screen).contains("due = 2026-12-07"), "{}", saved(&screen));
}

#[test]
fn a_record_that_is_gone_leaves_the_form_as_it_is() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Ctrl+U 'Mine'");
    std::fs::remove_file(screen.root().join(ACTION)).expect("removed");
    behind(&mut screen, "note.txt", |_| "gone".to_owned());
    screen.keys("Ctrl+S");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║•What *         [Mine                                                           ] ║
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
    ║ (!) Not saved: AQ-A26-7K3F is not there any more. Esc keeps what you typed as a  ║
    ║     draft; page History tells who took it away, and puts it back.                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   1 field changed           ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Esc Esc");
    insta::assert_snapshot!(screen.message(), @"Kept as a draft; the same form offers it again");
}

#[test]
fn what_they_put_back_is_no_question_any_more() {
    let mut screen = contended();
    behind(&mut screen, ACTION, |it| {
        let title = it.lines().find(|it| it.starts_with("title")).expect("title").to_owned();
        it.replace(&title, "title = \"Draft the joint definition of a duplicate audit\"")
            .replace("due = 2026-11-30", "due = 2026-11-23")
    });
    assert!(!form(&mut screen).contains("somebody else wrote"), "{}", form(&mut screen));
    screen.keys("Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
    assert!(saved(&screen).contains("title = \"Mine\"") && saved(&screen).contains("due = 2026-12-24"));
}
