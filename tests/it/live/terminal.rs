//! A meeting in the real program in a real terminal: begun, an item taken and written about, ended.

use crate::support::terminal::{Place, Terminal};

#[test]
fn a_meeting_is_started_taken_through_an_item_and_ended() {
    let place = Place::of_template();
    let words = ["--now", "2026-11-20T10:02:00+01:00"];
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &words, 100, 30);
    terminal.until_words("Next meetings").keys("Enter").until_words("In the pool").keys("G").until_words("Start CO");
    terminal.keys("y").until_words("LIVE").keys("F6").until_words("THIS ITEM").keys("'Read out.'");
    terminal
        .until_words("Read out.")
        .keys("F6")
        .until_words("Item 2 of")
        .keys("Esc")
        .until_words("writes here")
        .keys("E")
        .until_words("End CO");
    terminal.keys("y").until_words("meeting closed").until_gone("LIVE");
    assert!(terminal.keys("q").ended().success());
    // The opening, two items, a text, the end.
    assert_eq!(place.commits(), 6);
    assert_eq!(place.status(), "");
}
