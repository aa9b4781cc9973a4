//! What is pasted into a form: what can be read of it, and nothing else.

use comity::tui::event::Event;

use super::form;
use crate::support::screen::Screen;

#[test]
fn what_nobody_can_read_of_a_paste_is_left_out_of_a_line_and_that_is_said() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Ctrl+U");
    screen.event(Event::Paste("One\u{1b}[0m\nof\ttwo\u{202e}".to_owned()));
    assert!(form(&mut screen).contains("[One[0m of two "), "{}", form(&mut screen));
    insta::assert_snapshot!(screen.message(), @"What was pasted had characters in it that nobody can read; they were left out");
}

#[test]
fn a_long_text_keeps_its_lines_and_tabs() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Tab Tab Tab Tab Tab Ctrl+U");
    screen.event(Event::Paste("one\ttwo\r\n\u{7}three\n".to_owned()));
    screen.keys("Ctrl+S");
    let text = std::fs::read_to_string(screen.root().join(super::ACTION)).expect("read");
    assert!(text.contains("one\ttwo\nthree") || text.contains("one\\ttwo"), "{text}");
}
