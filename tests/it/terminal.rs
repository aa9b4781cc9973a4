//! The real program in a real terminal: begun, left, torn away, and never alone in its folder.

use std::process::Stdio;
use std::time::Duration;

use comity::tui::terminal::Screen;
use rustix::process::Signal;

use crate::support::terminal::{Place, Terminal, said};

const ACTION: &str = "AQ-A26-D7ZK";

#[test]
fn q_leaves_and_the_terminal_is_as_it_was() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    assert!(terminal.left_behind().contains(&"raw mode"), "the test would see nothing");
    let status = terminal.keys("q").ended();
    assert!(status.success(), "{status:?}");
    assert_eq!(terminal.left_behind(), Vec::<&str>::new());
    assert_eq!(terminal.text(), "");
}

#[test]
fn a_terminal_of_any_size_and_back_again() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    let before = terminal.text();
    terminal.resize(20, 5).until_words("The screen needs").until_gone("meetings");
    terminal.resize(1, 1).until("one letter", |screen| screen.contents().trim() == "T");
    terminal.resize(40, 10).until_words("Fri 20");
    terminal.resize(100, 30).until("the same again", |screen| screen.contents() == before);
    assert!(terminal.keys("q").ended().success());
}

/// What would do harm if it were taken for keys.
const PASTED: &str = "quite\tq\r\n\x1b[31mred\x1b[0m 3 e\n\n y";

#[test]
fn what_is_pasted_on_a_page_does_nothing() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    let before = terminal.text();
    terminal.paste(PASTED);
    // The next key is taken after what was pasted.
    terminal.keys("?").until_words("Help").keys("?").until("the same again", |screen| screen.contents() == before);
    assert!(terminal.keys("q").ended().success());
    assert_eq!(place.commits(), 1);
}

#[test]
fn what_is_pasted_in_a_field_stands_there_as_one_line() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("D7ZK").keys("e").until_words("Ctrl+S");
    terminal.keys("Ctrl+U").paste(PASTED);
    terminal.until_words("quite q [31mred[0m 3 e y");
    terminal.keys("Ctrl+S").until_words("Ctrl+Z undoes");
    assert!(terminal.keys("q").ended().success());
    assert_eq!(place.commits(), 2);
}

#[test]
fn whoever_tells_it_to_end_gets_the_terminal_back_and_the_draft_is_kept() {
    for (signal, status, word) in
        [(Signal::TERM, 143, "SIGTERM"), (Signal::HUP, 129, "SIGHUP"), (Signal::INT, 130, "SIGINT")]
    {
        let place = Place::of_template();
        let mut terminal = place.open(100, 30);
        half_type(&mut terminal);
        assert_eq!(terminal.signal(signal).ended().exit_code(), status, "{word}");
        assert_eq!(terminal.left_behind(), Vec::<&str>::new(), "{word}");
        assert!(terminal.text().starts_with("comity was told to end (E-ENDED)\nHint: "), "{}", terminal.text());
        offers_the_draft(&place, "half typed");
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it_and_the_draft_is_kept() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    half_type(&mut terminal);
    let status = terminal.vanish("'!'").ended();
    // Whichever is noticed first: that the terminal is gone, or that the system says so.
    assert!([1, 129].contains(&status.exit_code()), "{status:?}");
    // Whether the last key was heard before the terminal went is the terminal's business.
    offers_the_draft(&place, "half typed");
}

/// Opens the first action and begins another title.
fn half_type(terminal: &mut Terminal) {
    terminal.until_words("Next meetings").keys("4").until_words("D7ZK").keys("e").until_words("Ctrl+S");
    terminal.keys("Ctrl+U 'half typed'").until_words("half typed");
}

fn offers_the_draft(place: &Place, words: &str) {
    let mut terminal = place.open(100, 30);
    terminal.until_words("Your draft of AQ-A26-9QXT is kept in its form (Mon 16 Nov, 09:00)");
    terminal.keys("4").until_words("D7ZK").keys("e").until_words("Ctrl+D throws it away");
    terminal.until_words(words);
    assert_eq!(place.commits(), 1);
}

/// Told to the test binary itself when it shall panic in a terminal.
const PANICS: &str = "COMITY_TEST_PANICS";

#[test]
fn a_panic_gives_the_terminal_back_and_its_report_can_be_read() {
    for place_of_panic in ["here", "beside"] {
        let place = Place::of_template().set(PANICS, place_of_panic);
        let program = std::env::current_exe().expect("program").display().to_string();
        let words = ["--exact", "terminal::panics_in_a_terminal_if_told_to", "--nocapture", "--test-threads=1"];
        let mut terminal = Terminal::run(&place, &program, &words, 100, 30);
        let status = terminal.ended();
        assert_eq!(terminal.left_behind(), Vec::<&str>::new());
        let text = terminal.text();
        assert!(text.contains("a fault made for a test"), "{text}");
        assert!(!text.contains("drawn"), "{text}");
        // Every line of the report begins at the left.
        assert!(text.lines().any(|it| it.starts_with("a fault made for a test")), "{text}");
        assert_eq!(status.success(), place_of_panic == "beside");
    }
}

/// No test of its own: what the one above runs in a terminal.
#[test]
fn panics_in_a_terminal_if_told_to() {
    let Ok(place) = std::env::var(PANICS) else { return };
    let mut screen = Screen::take().expect("taken");
    screen.draw(|frame| frame.render_widget("drawn", frame.area())).expect("drawn");
    match place.as_str() {
        "here" => panic!("a fault made for a test"),
        _ => assert!(std::thread::spawn(|| panic!("a fault made for a test")).join().is_err()),
    }
    // Not on the other screen any more, and so not at all.
    screen.draw(|frame| frame.render_widget("drawn twice", frame.area())).expect("drawn");
}

#[test]
fn what_others_do_in_the_folder_appears_by_itself() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("D7ZK");
    said(&mut place.comity(&["action", "add", "--group", "AQ", "--title", "Book the hall", "--due", "2026-11-17"]));
    terminal.until_words("Book the hall");

    let path = place.root().join(format!("groups/AQ/actions/2026/{ACTION}.toml"));
    let text = std::fs::read_to_string(&path).expect("read");
    let line = text.lines().find(|it| it.starts_with("title")).expect("title");
    std::fs::write(&path, text.replace(line, "title = \"Written by hand\"")).expect("written");
    terminal.until_words("Written by hand").until_words("1 edited by hand");

    place.git(&["commit", "--all", "--quiet", "--message", "Say it otherwise"]);
    terminal.until_gone("1 edited by hand").keys("1").until_words(&format!("{ACTION}: title"));
    assert!(terminal.keys("q").ended().success());
    assert_eq!(place.status(), "");
}

#[test]
fn two_screens_on_one_folder_see_what_the_other_does() {
    let place = Place::of_template();
    let (mut one, mut other) = (place.open(100, 30), place.open(80, 24));
    for terminal in [&mut one, &mut other] {
        terminal.until_words("Next meetings").keys("4").until_words("D7ZK");
    }
    one.keys("e").until_words("Ctrl+S").keys("Ctrl+U 'First words' Ctrl+S").until_words("Ctrl+Z undoes");
    other.until_words("First words");
    other.keys("e").until_words("Ctrl+S").keys("Ctrl+U 'Second words' Ctrl+S").until_words("Ctrl+Z undoes");
    one.until_words("Second words");
    assert_eq!(place.commits(), 3);
    assert_eq!(place.status(), "");
}

#[test]
fn nothing_is_done_while_nothing_happens() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    let (written, ticks) = terminal.idle(Duration::from_millis(400));
    assert_eq!(written, 0);
    assert!(ticks <= 3, "{ticks} ticks for nothing");
}

#[test]
fn whoever_is_unknown_is_asked_and_then_finds_the_form_as_it_was() {
    let place = Place::of_nobody();
    let mut terminal = place.open(100, 30);
    terminal
        .until_words("i says who you are")
        .keys("i")
        .until_words("Who are you?")
        .keys("Esc")
        .until_gone("Who are you?");
    half_type(&mut terminal);
    terminal.keys("Ctrl+S").until_words("Who are you?").until_words("Each change bears a name and an address");
    terminal.keys("'birch' Tab 'Birch Placeholder' Tab 'birch@example.org' Ctrl+S");
    terminal.until_gone("Who are you?").until_words("half typed");
    terminal.keys("Ctrl+S").until_words("Ctrl+Z undoes");
    assert_eq!(place.git(&["log", "-1", "--format=%an <%ae>"]).trim(), "Birch Placeholder <birch@example.org>");
    assert_eq!(place.commits(), 2);
}

#[test]
fn twenty_edits_in_the_screen_are_twenty_commits_that_git_can_read() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("D7ZK");
    for edit in 0..20 {
        terminal.keys("e").until_words("Ctrl+S").keys("Ctrl+U").keys(&format!("'Edit {edit}.' Ctrl+S"));
        terminal.until_gone("Ctrl+S").until_words(&format!("Edit {edit}.")).until_words("Saved ");
    }
    assert!(terminal.keys("q").ended().success());
    assert_eq!((place.commits(), place.status().as_str()), (21, ""));
    let hashes = place.git(&["rev-list", "--max-count=20", "HEAD"]);
    for hash in hashes.lines() {
        let message = place.root().join(".git/message");
        std::fs::write(&message, place.git(&["log", "-1", "--format=%B", hash])).expect("written");
        let trailers = place.git(&["interpret-trailers", "--parse", ".git/message"]);
        assert!(trailers.lines().all(|it| it.contains(": ")) && trailers.contains("Change-Id"), "{trailers}");
    }
}

#[test]
fn a_small_plain_terminal_without_colours_shows_ascii() {
    let place = Place::of_template().set("NO_COLOR", "1").set("LANG", "C");
    let mut terminal = place.open(40, 10);
    terminal.until_words("Next meetings");
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    let colours = (0..10).flat_map(|row| (0..40).map(move |column| (row, column)));
    let coloured = colours.filter_map(|(row, column)| terminal.screen().cell(row, column));
    assert!(
        coloured.into_iter().all(|it| it.fgcolor() == vt100::Color::Default && it.bgcolor() == vt100::Color::Default)
    );
    insta::assert_snapshot!(terminal.text(), @r"
     Sed~  < 1 Home >  1-7 pages  *SX + #AM
    + Next meetings =======================+
    |>Fri 20   10:00 CO     Fou~  72/90 min|
    | 24 Nov   14:00 AQ     Six~  79/90 min|
    | 25 Nov   10:00 DC     Fou~  75/90 min|
    | 30 Nov   13:30 CI     Fou~   no items|
    | 2 Dec    10:30 CB     Fou~   no items|
    +======================================+
     CO-2026-11-20  Fourth meeting    Saved 
     Enter Open  a Add  e Edit       ? Help
    ");
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn where_no_screen_can_be_shown_that_is_said() {
    let place = Place::of_template();
    let output = place.comity(&[]).stdin(Stdio::null()).output().expect("runs");
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r"
    the screen needs a terminal, and there is none (E-TERMINAL)
    Hint: Every command works without one, such as `comity status --plain`; `comity help` lists them
    ");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));

    let place = place.set("TERM", "dumb");
    let mut terminal = place.open(100, 30);
    assert_eq!(terminal.ended().exit_code(), 1);
    insta::assert_snapshot!(terminal.text(), @r"
    the screen needs a terminal that can place its cursor, and this one cannot (TERM is `dumb`) (E-TERMINAL)
    Hint: Every command works without one, such as `comity status --plain`; `comity help` lists them
    ");
}

#[test]
fn the_command_line_asks_for_a_reason_on_a_terminal_and_leaves_it_without_one() {
    for (answer, saved) in [("Agreed on the phone", true), ("", false)] {
        let place = Place::of_template();
        let program = env!("CARGO_BIN_EXE_comity");
        let words = ["--now", "2026-11-16T09:00:00+01:00", "action", "due", "9QXT", "fri", "--as", "cedar"];
        let mut terminal = Terminal::run(&place, program, &words, 100, 30);
        terminal.until_words("Only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak, alder.");
        terminal.until_words("Why do you do it all the same? (empty: leave it)").keys(&format!("'{answer}' Enter"));
        let status = terminal.ended();
        assert_eq!((status.success(), place.commits()), (saved, if saved { 2 } else { 1 }), "{}", terminal.text());
        let said = if saved { "Changed AQ-A26-9QXT" } else { "this lies outside your role (E-ROLE)" };
        assert!(terminal.text().contains(said), "{}", terminal.text());
    }
}
