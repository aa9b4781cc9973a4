//! Too much of everything: text and room, and too little of it.

use comity::tui::event::Event;

use crate::support::screen::Screen;
use crate::support::terminal::{Place, said};

#[test]
fn a_huge_paste_is_refused_with_a_sentence_and_nothing_else_happens() {
    let mut screen = Screen::of_template();
    screen.keys("4 e");
    let before = screen.frame();
    screen.event(Event::Paste("q y\n".repeat(5_000_000 / 4)));
    insta::assert_snapshot!(screen.message(), @"Nothing was pasted: that is 5000 kB, and a field takes 100 kB at once");
    let after = screen.frame();
    let form = |frame: &str| frame.lines().take(27).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(form(&after), form(&before));
    screen.keys("Esc /");
    screen.event(Event::Paste("q".repeat(5_000_000)));
    assert!(screen.message().starts_with("Nothing was pasted"), "{}", screen.message());
    assert!(screen.frame().contains("D7ZK"));
    // On a page nothing is pasted anyway.
    screen.keys("Esc");
    screen.event(Event::Paste("q".repeat(5_000_000)));
    assert!(!screen.left);
}

#[test]
fn every_page_can_be_drawn_in_no_room_and_in_too_much() {
    let mut screen = Screen::of_template();
    for way in ["1", "2", "3", "3 Down Enter", "4", "4 e", "4 Enter", "5", "5 t", "6", "7", "?"] {
        for (width, height) in [(1, 1), (39, 9), (1, 200), (500, 1), (40, 10), (500, 200)] {
            screen.restart();
            screen.resize(width, height);
            screen.keys(way);
            let frame = screen.frame();
            assert!(frame.contains("Help") || width < 40 || height < 10, "{way}\n{frame}");
        }
    }
}

#[test]
fn ten_thousand_keys_in_a_burst_are_all_taken_in_their_order() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("D7ZK").keys("e").until_words("Ctrl+S");
    // More than a terminal holds at once, and more than one reads at once: where each letter stands tells its turn.
    let letters: Vec<char> = (0..400).map(|it| char::from(b'a' + (it * 7 + it / 26) as u8 % 26)).collect();
    let typed: String = letters.iter().collect();
    let rounds = format!("Ctrl+U '{typed}' ").repeat(25);
    terminal.keys(&format!("{rounds} Ctrl+S")).until_words("Ctrl+Z undoes");
    let told = said(&mut place.comity(&["action", "show", "AQ-A26-9QXT", "--json"]));
    assert!(told.contains(&format!("\"{typed}\"")), "{told}");
    assert!(terminal.keys("q").ended().success());
}
