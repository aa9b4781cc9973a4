//! Long texts: wrapped, moved through by letters of every script, taken back, and written in the whole screen.

use comity::tui::app::Overlay;
use comity::tui::event::Event;
use ratatui::style::Modifier;

use super::form;
use crate::support::screen::Screen;

/// The note of progress on an action, which is one long text.
fn note() -> Screen {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 / '7K3F' Enter n");
    screen
}

fn text(screen: &Screen) -> String {
    match &screen.app.overlay {
        Some(Overlay::Form(form)) => form.text(),
        _ => String::new(),
    }
}

#[test]
fn a_long_line_is_wrapped_between_words_and_stays_one_line() {
    let mut screen = note();
    let words = "Validity periods are settled with our monitoring team and the second draft can go to the lawyers.";
    screen.event(Event::Paste(words.to_owned()));
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Progress of Draft the joint definition of a duplicate audit ═══════════════╗
    ║•Text *         [Validity periods are settled with our monitoring team and] ║
    ║                [the second draft can go to the lawyers.                  ] ║
    ║                [the second draft can go to the lawyers.                  ] ║
    ║                [the second draft can go to the lawyers.                  ] ║
    ║                [the second draft can go to the lawyers.                  ] ║
    ║                  What has been done                                        ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line   1 field changed  ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    assert_eq!(text(&screen), words);
}

#[test]
fn keys_of_a_text_take_away_a_word_the_beginning_the_end_and_bring_them_back() {
    let mut screen = note();
    for (keys, is) in [
        ("'one two three'", "one two three"),
        ("Ctrl+W", "one two "),
        ("Ctrl+Z", "one two three"),
        ("Ctrl+Left Ctrl+K", "one two "),
        ("Ctrl+Left Ctrl+U", "two "),
        ("Ctrl+Z Ctrl+Z", "one two three"),
        ("Ctrl+Y", "one two "),
        ("Home Enter", "\none two "),
        ("Backspace", "one two "),
        ("Del", "ne two "),
    ] {
        screen.keys(keys);
        assert_eq!(text(&screen), is, "{keys}");
    }
}

#[test]
fn letters_of_every_script_are_one_letter() {
    for letter in ["e\u{301}", "👩‍👩‍👧", "🇨🇭", "ب\u{64e}", "नि", "漢", "\u{1112}\u{1161}\u{11ab}"]
    {
        let mut screen = note();
        screen.event(Event::Paste(format!("a{letter}{letter}b")));
        screen.keys("Left Left 'x'");
        assert_eq!(text(&screen), format!("a{letter}x{letter}b"));
        screen.keys("Backspace Backspace Del");
        assert_eq!(text(&screen), "ab");
        screen.keys("Ctrl+Z");
        assert_eq!(text(&screen), format!("a{letter}b"));
        screen.frame();
    }
}

#[test]
fn words_of_every_script_are_drawn_as_they_are() {
    let mut screen = note();
    screen.event(Event::Paste("cafe\u{301} 👩‍👩‍👧 🇨🇭 مرحبا नमस्ते 漢字".to_owned()));
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Progress of Draft the joint definition of a duplicate audit ═══════════════╗
    ║•Text *         [café 👩‍👩‍👧 🇨🇭 مرحبا नमस्ते 漢字                               ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                  What has been done                                        ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line   1 field changed  ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    let long = "漢字".repeat(60);
    screen.keys("Ctrl+U");
    screen.event(Event::Paste(long.clone()));
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Progress of Draft the joint definition of a duplicate audit ═══════════════╗
    ║•Text *         [漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 ] ║
    ║                [漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 ] ║
    ║                [漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 ] ║
    ║                [漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 ] ║
    ║                [漢字漢字漢字漢字                                         ] ║
    ║                  What has been done                                        ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line   1 field changed  ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    assert_eq!(text(&screen), long);
}

#[test]
fn what_is_pasted_keeps_its_lines_in_a_long_text_and_is_one_line_in_a_short_one() {
    let pasted = "one\r\ntwo\rthree\n\nfour\tfive";
    let mut screen = note();
    screen.event(Event::Paste(pasted.to_owned()));
    assert_eq!(text(&screen), "one\ntwo\nthree\n\nfour\tfive");
    let mut screen = Screen::of_template();
    screen.keys("4 e Ctrl+U");
    screen.event(Event::Paste(pasted.to_owned()));
    assert_eq!(text(&screen), "one two three four five");
}

#[test]
fn f4_gives_a_long_text_the_whole_screen() {
    let mut screen = note();
    screen.keys("'First line' Enter 'second line'");
    insta::assert_snapshot!(screen.keys("F4 Up End ','").frame(), @r"
    ╔ Text · Progress of Draft the joint definition of a duplicate audit ══════════╗
    ║ First line,                                                                  ║
    ║ second line                                                                  ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║ Ctrl+S saves · Esc back to the form · Ctrl+E your own editor                 ║
    ╚══════════════════════════════════════════════════════════════════════════════╝
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back  F4 Large     F1 Help
    ");
    // Up and down end at the ends of the text.
    screen.keys("Up Up Down Down Down Down ' and more' Esc");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Progress of Draft the joint definition of a duplicate audit ═══════════════╗
    ║•Text *         [First line,                                              ] ║
    ║                [second line and more                                     ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                  What has been done                                        ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line   1 field changed  ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("F4 Ctrl+S");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
}

#[test]
fn a_short_field_has_no_large_editor() {
    let mut screen = Screen::of_template();
    screen.keys("4 e");
    let before = screen.frame();
    assert_eq!(screen.keys("F4 Ctrl+E").frame(), before);
}

#[test]
fn the_large_editor_has_room_on_every_screen() {
    for (width, height) in [(200, 60), (100, 30), (60, 16), (40, 10), (39, 9), (5, 3), (1, 1)] {
        let mut screen = note().sized(width, height);
        screen.event(Event::Paste("漢字 and so on\n".repeat(40)));
        let frame = screen.keys("F4").frame();
        assert!(width < 100 || frame.contains("41 lines"), "{frame}");
        assert!(width < 40 || frame.contains("so on"), "{frame}");
    }
}

#[test]
fn up_and_down_go_by_the_lines_one_sees() {
    let mut screen = note();
    let words = "Validity periods are settled with our monitoring team and the second draft can go to the lawyers.";
    screen.event(Event::Paste(words.to_owned()));
    // What one sees is known once it is drawn.
    screen.frame();
    screen.keys("Home Down 'X'");
    assert_eq!(text(&screen), words.replace("and the second", "andX the second"));
    screen.keys("End Up 'Y'");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Progress of Draft the joint definition of a duplicate audit ═══════════════╗
    ║•Text *         [Validity periods are settled with our monitoYring team   ] ║
    ║                [andX the second draft can go to the lawyers.             ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                [                                                         ] ║
    ║                  What has been done                                        ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line   1 field changed  ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
}

#[test]
fn a_letter_under_the_cursor_is_drawn_whole() {
    let mut screen = note();
    screen.event(Event::Paste("cafe\u{301} नि 👩‍👩‍👧 x".to_owned()));
    let under_cursor = (0..7).map(|_| {
        let buffer = screen.keys("Left").buffer();
        let cursor = |it: &&ratatui::buffer::Cell| it.modifier.contains(Modifier::REVERSED);
        // The line in which the text begins, within the brackets.
        let row = (0..buffer.area.height).find(|y| buffer[(19, *y)].symbol() == "c").expect("row");
        let cells = (19..70).map(|x| &buffer[(x, row)]).filter(cursor);
        cells.map(|it| it.symbol().to_owned()).collect::<String>()
    });
    assert_eq!(under_cursor.collect::<Vec<_>>(), ["x", " ", "👩‍👩‍👧", " ", "नि", " ", "e\u{301}"]);
}

#[test]
fn what_would_turn_the_text_round_is_not_drawn_at_the_cursor_either() {
    let mut screen = note();
    screen.keys("'a\u{202e}\u{7}b'");
    screen.event(Event::Paste("e\u{301}".to_owned()));
    screen.keys("Left");
    let buffer = screen.buffer();
    let acts = |it: &ratatui::buffer::Cell| it.symbol().contains(['\u{202e}', '\u{7}']);
    assert!(!buffer.content.iter().any(acts));
    assert!(buffer.content.iter().any(|it| it.symbol() == "e\u{301}"));
}
