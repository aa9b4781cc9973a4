//! Leaving: step by step to the agenda while the meeting goes on, and out of the program, which asks.

use comity::tui::keymap::Context;

use super::{at_the_first_item, lines, opened, yes};

#[test]
fn esc_leads_from_the_text_to_the_keys_to_the_agenda_and_the_meeting_goes_on() {
    let mut screen = at_the_first_item();
    for context in [Context::Minuting, Context::Live, Context::Agenda, Context::Meetings] {
        assert_eq!(screen.app.context(), context);
        screen.keys("Esc");
    }
    screen.keys("1");
    insta::assert_snapshot!(lines(&mut screen, &["in session"]), @"║▌today    10:00 CO     Fourth meeting      in session║│    Name              open late        next│");
    screen.keys("Enter");
    assert_eq!(screen.app.context(), Context::Minuting);
}

#[test]
fn g_on_the_agenda_and_the_palette_anywhere_go_back_to_the_meeting() {
    let mut screen = at_the_first_item();
    screen.keys("Esc Esc G");
    assert_eq!(screen.app.context(), Context::Minuting);
    screen.keys("Esc 4 Ctrl+P 'start'");
    insta::assert_snapshot!(lines(&mut screen, &["Start"]), @r"
    │ [!] C║▌Do        Start · start the meeting (asks), or go to it while it is in session     ║      │
    │ [~] A║ Do        Start your own · how to begin a workspace of your own, or to join one    ║      │
    ");
    screen.keys("Enter");
    assert_eq!(screen.app.context(), Context::Minuting);
}

#[test]
fn q_asks_while_a_meeting_is_in_session() {
    for way in ["", "Esc", "1", "4"] {
        let mut screen = opened();
        screen.keys(way).keys("q");
        assert!(!screen.left, "{way}");
        assert_eq!(screen.app.context(), Context::Confirm, "{way}");
        if way.is_empty() {
            insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
            │             ║ Leave while CO-2026-11-16 is in session?                             ║             │
            │             ║                                                                      ║             │
            │             ║ The meeting goes on: its clocks are moments that are saved. Open it  ║             │
            │             ║ again to go on with its minutes.                                     ║             │
            │             ║ What is typed is kept as a draft.                                    ║             │
            │             ║                                                                      ║             │
            │             ║▌[ Esc  Leave it ]    [ y  Quit ]                                     ║             │
            ");
        }
        screen.keys("n q");
        yes(&mut screen);
        assert!(screen.left, "{way}");
    }
}

#[test]
fn whoever_presses_ctrl_c_twice_means_it_and_what_is_typed_is_kept() {
    let mut screen = at_the_first_item();
    screen.keys("'Half' Ctrl+C");
    assert!(!screen.left);
    screen.keys("Ctrl+C");
    assert!(screen.left);
    assert_eq!(screen.app.desk.drafts.len(), 1);
}

#[test]
fn after_its_end_nobody_is_asked() {
    let mut screen = opened();
    screen.keys("E");
    yes(&mut screen);
    screen.keys("q");
    assert!(screen.left);
}
