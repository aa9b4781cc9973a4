//! Home: how things stand beside what is to be done, and boxes that are there only with room for a row.

use chrono::NaiveDate;
use comity::model::view::load::{Week, by_org, weeks};
use comity::model::{Kind, RecordId, Snapshot, Standpoint};
use comity::tui::theme::Theme;

use crate::support::sandbox::{now, record};
use crate::support::screen::Screen;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// A snapshot of these actions, each with the lines of its file.
fn actions(files: &[(&str, &str)]) -> Snapshot {
    let file = |(id, lines): &(&str, &str)| record(Kind::Action, id, &format!("title = \"Do\"\n{lines}"));
    files.iter().map(file).collect()
}

#[test]
fn an_action_is_open_from_the_day_it_was_given_out_until_it_was_done() {
    let snapshot = actions(&[
        ("AQ-A26-0001", "state = \"open\"\nraised_on = 2026-11-03\n"),
        ("AQ-A26-0002", "state = \"closed\"\nraised_on = 2026-11-01\ndone_on = 2026-11-05\nclosed_on = 2026-11-12\n"),
        // Nobody knows since when, and until when.
        ("AQ-A26-0003", "state = \"blocked\"\n"),
        ("AQ-A26-0004", "state = \"cancelled\"\nraised_on = 2026-11-04\n"),
    ]);
    let week = |monday, open, added, finished| Week { monday: day(monday), open, added, finished };
    assert_eq!(
        weeks(&Standpoint::new(&snapshot, None, now()), 4),
        [
            week("2026-10-26", 2, 1, 0),
            week("2026-11-02", 2, 2, 1),
            week("2026-11-09", 2, 0, 0),
            week("2026-11-16", 2, 0, 0)
        ]
    );
}

#[test]
fn what_belongs_to_no_party_is_counted_apart() {
    let snapshot = actions(&[
        ("AQ-A26-0001", "state = \"open\"\norg = \"sedex\"\n"),
        ("AQ-A26-0002", "state = \"open\"\norg = \"apsca\"\n"),
        ("AQ-A26-0003", "state = \"done\"\norg = \"sedex\"\n"),
        ("AQ-A26-0004", "state = \"open\"\n"),
    ]);
    let parties = ["sedex", "amfori"].map(|it| RecordId::new(Kind::Org, it).expect(it));
    assert_eq!(by_org(&Standpoint::new(&snapshot, None, now()), &parties), (vec![1, 0], 2));
}

#[test]
fn v_shows_the_weeks_in_numbers_and_as_bars_again() {
    let mut screen = Screen::of_demo().sized(100, 30);
    let bars = screen.frame();
    assert!(bars.contains('█') && bars.contains("v table"), "{bars}");
    let numbers = screen.keys("v").frame();
    assert!(numbers.contains("Finished") && numbers.contains("v bars"), "{numbers}");
    assert_eq!(screen.keys("v").frame(), bars);
    // Where there is no room for them, the key has nothing to show.
    screen.resize(80, 24);
    let narrow = screen.frame();
    assert_eq!(screen.keys("v").frame(), narrow);
}

#[test]
fn in_ascii_bars_are_drawn_of_what_every_terminal_has() {
    let mut screen = Screen::of_demo().sized(100, 30);
    screen.app.desk.theme = Theme { ascii: true, ..Theme::MONO };
    let frame = screen.frame();
    assert!(frame.contains(" ### ### "), "{frame}");
    assert!(frame.lines().any(|it| it.contains("Work share") && it.contains("#.")), "{frame}");
    assert!(!frame.contains(['█', '▒', '▄', '│']), "{frame}");
}

#[test]
fn tab_goes_to_the_groups_where_they_are_shown_and_enter_opens_one() {
    let mut screen = Screen::of_demo().sized(100, 30);
    screen.frame();
    let frame = screen.keys("Tab Tab Tab Down Enter").frame();
    assert!(frame.contains("AQ · group"), "{frame}");
    let mut narrow = Screen::of_demo().sized(80, 24);
    narrow.frame();
    let frame = narrow.keys("Tab Tab Tab Enter").frame();
    assert!(!frame.contains("· group"), "{frame}");
}

#[test]
fn enter_on_what_needs_attention_goes_there() {
    let mut screen = Screen::of_demo().sized(100, 30);
    screen.frame();
    screen.keys("Tab Tab");
    // What is due around the meetings comes before it.
    for _ in 0..20 {
        if screen.frame().contains("▌(!) AQ, 10 d late") {
            break;
        }
        screen.keys("Down");
    }
    let frame = screen.keys("Enter").frame();
    assert!(frame.contains("AQ-A26-9QXT · action"), "{frame}");
}

#[test]
fn a_box_without_room_for_a_row_is_left_out() {
    for (width, height) in [(46, 16), (80, 14), (80, 18), (40, 10), (100, 16)] {
        let mut screen = Screen::of_demo().sized(width, height);
        for _ in 0..5 {
            let frame = screen.frame();
            let tops = frame.lines().filter(|it| it.starts_with(['┌', '╔'])).count();
            let bottoms = frame.lines().filter(|it| it.starts_with(['└', '╚'])).count();
            assert_eq!(tops, bottoms, "{frame}");
            screen.keys("Tab");
        }
    }
}
