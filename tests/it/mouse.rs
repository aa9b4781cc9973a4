//! The mouse: what is clicked is what is meant, on every page, and nothing else.

use comity::tui::drawn::Mouse;
use comity::tui::event::Event;
use comity::tui::keymap::Context;
use ratatui::layout::Position;

use crate::support::screen::Screen;
#[cfg(unix)]
use crate::support::terminal::Place;

/// Where some words stand in a frame.
fn place(screen: &mut Screen, words: &str) -> Position {
    let frame = screen.frame();
    let found = frame.lines().enumerate().find_map(|(row, line)| Some((line.find(words)?, row, line)));
    let (at, row, line) = found.unwrap_or_else(|| panic!("no `{words}` in\n{frame}"));
    Position::new(u16::try_from(line[..at].chars().count()).expect("column"), u16::try_from(row).expect("row"))
}

fn click(screen: &mut Screen, words: &str) {
    let at = place(screen, words);
    screen.event(Event::Mouse(Mouse::Click(at)));
}

fn double(screen: &mut Screen, words: &str) {
    let at = place(screen, words);
    screen.event(Event::Mouse(Mouse::Click(at)));
    screen.event(Event::Mouse(Mouse::DoubleClick(at)));
}

/// The line of the frame in which the marker stands.
fn marked(screen: &mut Screen) -> String {
    let frame = screen.frame();
    frame.lines().find(|it| it.contains('▌')).unwrap_or_default().to_owned()
}

#[test]
fn a_click_selects_the_row_under_it_on_every_page() {
    let mut screen = Screen::of_demo();
    for (way, words) in [
        ("1", "30 Nov"),
        ("1", "T6BQ"),
        ("2", "CO "),
        ("3", "Wed 25 Nov"),
        ("3", "Tue 27 Oct"),
        ("4", "T6BQ"),
        ("3 Down Enter", "Definition of a duplicate"),
        ("3 Down Enter", "Shadow audits"),
        ("5", "Cedar"),
    ] {
        screen.restart();
        screen.keys(way);
        click(&mut screen, words);
        assert!(marked(&mut screen).contains(words), "{way}: {words}\n{}", screen.frame());
    }
}

#[test]
fn a_double_click_opens_and_a_click_beside_everything_changes_nothing() {
    let mut screen = Screen::of_template();
    screen.keys("4");
    double(&mut screen, "T6BQ");
    assert_eq!(screen.app.context(), Context::Reading);
    screen.keys("Esc");
    let before = screen.frame();
    for at in [(0, 2), (99, 27), (40, 25), (0, 0), (500, 500)] {
        screen.event(Event::Mouse(Mouse::Click(Position::new(at.0, at.1))));
        assert_eq!(screen.frame(), before, "{at:?}");
    }
}

#[test]
fn pages_hints_and_the_answers_of_a_question_are_clicked() {
    let mut screen = Screen::of_template();
    click(&mut screen, "4 Actions");
    assert_eq!(screen.app.context(), Context::Actions);
    click(&mut screen, "e Edit");
    assert_eq!(screen.app.context(), Context::Form);
    // What lies behind a form is not clicked through it.
    click(&mut screen, "3 Meetings");
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("Esc");
    click(&mut screen, "? Help");
    assert_eq!(screen.app.context(), Context::Help);
    screen.keys("Esc Space 6 R");
    assert_eq!(screen.app.context(), Context::Confirm);
    click(&mut screen, "Leave it");
    assert_eq!(screen.app.context(), Context::History);
    screen.keys("R");
    click(&mut screen, "[ y ");
    assert_eq!(screen.app.context(), Context::History);
    assert!(screen.message().starts_with("Saved "), "{}", screen.message());
}

#[test]
fn the_wheel_goes_through_a_list_and_nothing_is_typed_by_it() {
    let mut screen = Screen::of_demo();
    screen.keys("4");
    let before = marked(&mut screen);
    screen.event(Event::Mouse(Mouse::WheelDown));
    assert_ne!(marked(&mut screen), before);
    screen.event(Event::Mouse(Mouse::WheelUp));
    assert_eq!(marked(&mut screen), before);
    screen.keys("e");
    let form = screen.frame();
    screen.event(Event::Mouse(Mouse::WheelDown));
    assert_eq!(screen.frame(), form);
}

#[cfg(unix)]
#[test]
fn the_terminal_keeps_its_mouse_where_somebody_says_so() {
    use vt100::{MouseProtocolEncoding, MouseProtocolMode};
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    assert_eq!(terminal.screen().mouse_protocol_mode(), MouseProtocolMode::ButtonMotion);
    assert_eq!(terminal.screen().mouse_protocol_encoding(), MouseProtocolEncoding::Sgr);
    // A click on the fourth page, a drag, and the button let go.
    terminal.send(b"\x1b[<0;54;1M\x1b[<32;55;2M\x1b[<0;55;2m");
    terminal.until_words("[4 Actions]");
    assert!(terminal.keys("q").ended().success());
    assert_eq!(terminal.left_behind(), Vec::<&str>::new());

    let folder = place.root().join("../.config/comity");
    std::fs::create_dir_all(&folder).expect("folder");
    std::fs::write(folder.join("settings.toml"), "mouse = false\n").expect("written");
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    assert_eq!(terminal.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn a_form_is_filled_saved_and_left_with_the_mouse() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 e");
    click(&mut screen, " Due ");
    screen.keys("'next fri'");
    click(&mut screen, "[ Save");
    assert_eq!(screen.message(), "Saved AQ-A26-9QXT: due 6 Nov -> 27 Nov 2026. Ctrl+Z undoes");
    screen.keys("e");
    click(&mut screen, "More fields");
    assert!(!screen.frame().contains("More fields"), "{}", screen.frame());
    click(&mut screen, "[ Cancel");
    assert_eq!(screen.app.context(), Context::Actions);
}

#[test]
fn choices_lines_of_a_list_and_days_are_taken_with_a_click() {
    let mut screen = Screen::of_demo();
    screen.keys("4 e");
    click(&mut screen, "( ) low");
    assert!(screen.frame().contains("(•) low"), "{}", screen.frame());
    screen.keys("Up Up Up Down");
    click(&mut screen, " Birch Placeholder   ");
    assert!(screen.frame().contains("[Birch Placeholder"), "{}", screen.frame());
    screen.keys("Tab Down");
    click(&mut screen, " 20 ");
    assert!(screen.frame().contains("[Fri 20 Nov 2026"), "{}", screen.frame());
}

#[test]
fn a_cell_of_the_matrix_is_pointed_at_and_opened_by_two_clicks() {
    let mut screen = Screen::of_demo();
    screen.keys("5");
    click(&mut screen, "liaison");
    assert!(screen.frame().contains("Willow"), "{}", screen.frame());
    assert!(!screen.frame().contains("Role *"));
    double(&mut screen, "liaison");
    assert!(screen.frame().contains("Role *"), "{}", screen.frame());
}
