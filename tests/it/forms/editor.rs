//! A long text in the user's own editor, in a real terminal; and what survives when the program is killed.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::process::Signal;

use crate::support::running::until;
use crate::support::terminal::{Place, Terminal, said};

/// A place where `VISUAL` is a script of these lines; `$1` is the file that it is to edit.
fn with_editor(lines: &str) -> Place {
    let place = Place::of_template();
    let script = place.root().with_file_name("my editor");
    fs::write(&script, format!("#!/bin/sh\n{lines}\n")).expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("set");
    place.set("VISUAL", &format!("'{}' --wait", script.display()))
}

/// Opens the note of progress of the first action, and begins it.
fn note(terminal: &mut Terminal) {
    terminal.until_words("Next meetings").keys("4").until_words("9QXT").keys("n").until_words("Progress of");
    terminal.keys("'Begun here'").until_words("Begun here");
}

/// Leaves the form with what is typed kept, and then the program.
fn leave(terminal: &mut Terminal) {
    terminal.keys("Esc").until_words("Esc again").keys("Esc").until_words("Kept as a draft").keys("q");
}

/// The files that are left in the place's own folder for such.
fn left(place: &Place) -> Vec<String> {
    let folder = place.root().with_file_name("");
    let names = fs::read_dir(folder).expect("folder").flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    names.filter(|it| it.starts_with("comity-")).collect()
}

#[test]
fn a_text_goes_through_the_users_own_editor_and_comes_back() {
    let place = with_editor(
        r#"stat -c %a "$2" "$(dirname "$2")" > ../modes; cp "$2" ../seen
printf 'In the editor now: '; read -r typed; printf 'Second line: %s\n' "$typed" >> "$2""#,
    );
    let mut terminal = place.open(100, 30);
    note(&mut terminal);
    terminal.keys("F4").until_words("your own editor").keys("F4").until_words("In the editor now:");
    assert!(!terminal.screen().alternate_screen(), "the screen is left");
    terminal.keys("'über q' Enter").until_words("Second line: über q");
    assert!(terminal.screen().alternate_screen());
    let beside = |name: &str| fs::read_to_string(place.root().with_file_name(name)).expect("read");
    assert_eq!((beside("modes").as_str(), beside("seen").as_str()), ("600\n700\n", "Begun here\n"));
    assert_eq!(left(&place), [""; 0]);
    // What the editor brought is one step that can be taken back.
    terminal.keys("Ctrl+Z").until_gone("Second line").keys("Ctrl+Y").until_words("Second line");
    terminal.keys("Ctrl+S").until_words("Ctrl+Z undoes");
    let told = said(&mut place.comity(&["action", "show", "AQ-A26-9QXT"]));
    assert!(told.contains("Begun here") && told.contains("Second line: über q"), "{told}");
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn an_editor_that_fails_or_leaves_no_text_keeps_what_was_there() {
    for (lines, told) in [
        ("echo gone > \"$2\"; exit 3", "not found or ended with an error"),
        ("printf '\\377\\376' > \"$2\"", "no text that can be read"),
        ("rm \"$2\"", "no text that can be read"),
        ("head -c 200000 /dev/zero | tr '\\0' x > \"$2\"", "that is 200 kB"),
        ("kill -9 $$", "not found or ended with an error"),
    ] {
        let place = with_editor(lines);
        let mut terminal = place.open(100, 30);
        note(&mut terminal);
        terminal.keys("Ctrl+E").until_words("Your text stays as it was").until_words(told).until_words("Begun here");
        assert_eq!(left(&place), [""; 0], "{lines}");
        terminal.keys("Ctrl+S").until_words("Ctrl+Z undoes").keys("q");
        assert!(terminal.ended().success());
        assert!(said(&mut place.comity(&["action", "show", "AQ-A26-9QXT"])).contains("Begun here"));
    }
}

#[test]
fn an_editor_that_changes_nothing_changes_nothing() {
    let place = with_editor("true");
    let mut terminal = place.open(100, 30);
    note(&mut terminal);
    terminal.keys("Ctrl+E").keys("'!'").until_words("Begun here!");
    assert!(!terminal.text().contains("stays as it was"));
    leave(&mut terminal);
    assert!(terminal.ended().success());
}

#[test]
fn where_no_editor_is_named_that_is_said() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    note(&mut terminal);
    terminal.keys("Ctrl+E").until_words("no editor is named; set VISUAL or EDITOR");
    leave(&mut terminal);
    assert!(terminal.ended().success());
}

#[test]
fn what_was_typed_before_the_program_was_killed_is_offered_again() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    note(&mut terminal);
    let draft = place.root().join(".git/comity/drafts/progress-AQ-A26-9QXT.json");
    let holds = |path: &Path| fs::read_to_string(path).is_ok_and(|it| it.contains("Begun here"));
    until("the draft", || holds(&draft));
    terminal.signal(Signal::KILL).ended();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Your draft of AQ-A26-9QXT is kept in its form");
    terminal.keys("4").until_words("9QXT").keys("n").until_words("Ctrl+D throws it away").until_words("Begun here");
    terminal.keys("F6").until_words("( ) stands").keys("Esc").until_gone("( ) stands");
    terminal.keys("Ctrl+D").until_words("Throw away what was typed?").keys("y").until_gone("Begun here");
    assert!(terminal.keys("q").ended().success());
    assert!(!draft.exists());
}
