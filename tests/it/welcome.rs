//! The welcome line by line: the real program in a folder where there is no workspace.

use std::fs;

use crate::support::sandbox::{git, now};
use crate::support::terminal::{Place, Terminal, said};

/// An empty folder with a shared copy of the template beside it.
fn beside_shared(place: &Place) {
    said(std::process::Command::new("git").args(["clone", "-q", "--bare"]).arg(place.root()).arg(shared(place)));
    fs::remove_dir_all(place.root()).expect("removed");
    fs::create_dir(place.root()).expect("made");
}

fn shared(place: &Place) -> std::path::PathBuf {
    place.root().with_file_name("shared.git")
}

fn open(place: &Place) -> Terminal {
    Terminal::run(place, env!("CARGO_BIN_EXE_comity"), &["--plain", "--now", &now().to_rfc3339()], 100, 30)
}

#[test]
fn whoever_was_given_an_address_joins_says_who_they_are_and_is_in_it() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let mut terminal = open(&place);
    terminal.until_words("1 to 4, or Enter to leave:").keys("'2' Enter");
    terminal.until_words("Its address, or the folder it is in:").keys("'../nowhere' Enter");
    terminal.until_words("The folder to make on this computer (Enter: nowhere):").keys("Enter");
    // A slip in the address is no reason to begin anew.
    terminal.until_words("E-SYNC-NOTHING").keys("'2' Enter");
    let address = format!("'{}' Enter", shared(&place).display());
    terminal.until_words("folder it is in: ").keys(&address);
    terminal.until_words("(Enter: shared):").keys("'ours' Enter");
    terminal.until_words("rowan  Rowan Placeholder").until_words("You are").keys("'rowan' Enter");
    terminal.until_words("You are rowan (Rowan Placeholder, amfori).").until_words("or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());
    let set = std::process::Command::new("git")
        .arg("-C")
        .arg(place.root().join("ours"))
        .args(["config", "comity.person"])
        .output();
    assert_eq!(String::from_utf8_lossy(&set.expect("git").stdout), "rowan\n");
}

#[test]
fn what_is_not_right_about_a_history_can_be_read_before_it_opens() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let plain = place.root().with_file_name("plain");
    said(git(&place.root()).args(["clone", "-q"]).arg(shared(&place)).arg(&plain));
    fs::write(plain.join("notes.txt"), "x").expect("written");
    for args in [&["add", "."][..], &["commit", "-qm", "Notes"], &["push", "-q"]] {
        assert!(git(&plain).args(args).status().expect("git").success());
    }
    let mut terminal = open(&place);
    terminal.until_words("1 to 4, or Enter to leave:").keys("'2' Enter");
    terminal.until_words("folder it is in: ").keys(&format!("'{}' Enter", shared(&place).display()));
    terminal.until_words("(Enter: shared):").keys("'ours' Enter");
    terminal.until_words("You are").keys("'rowan' Enter");
    terminal.until_words("not right:").until_words("notes.txt").until_words("Enter goes on:").keys("Enter");
    terminal.until_words("0 for the list, or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());
}

#[test]
fn a_new_workspace_begins_with_the_two_organisations() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let mut terminal = open(&place);
    terminal.until_words("1 to 4, or Enter to leave:").keys("'3' Enter");
    terminal.until_words("What it is called").keys("'Harbour and Mill' Enter");
    terminal.until_words("The one organisation").keys("'Harbour' Enter");
    terminal.until_words("The other one").keys("'Mühle' Enter");
    terminal.until_words("A third one").keys("Enter");
    terminal.until_words("(Enter: harbour-and-mill):").keys("Enter");
    terminal.until_words("Your name:").keys("'Ada Ash' Enter");
    terminal.until_words("Your address").keys("'ada@example.org' Enter");
    terminal.until_words("Harbour and Mill").until_words("0 for the list, or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());
    let written = fs::read_to_string(place.root().join("harbour-and-mill/workspace.toml")).expect("read");
    assert!(written.contains("parties = [\"harbour\", \"muhle\"]"), "{written}");
}

#[test]
fn the_example_and_a_folder_of_this_computer_open_and_whoever_changes_their_mind_leaves() {
    let place = Place::of_template();
    let there = place.root().with_file_name("there");
    fs::rename(place.root(), &there).expect("moved");
    fs::create_dir(place.root()).expect("made");
    let mut terminal = open(&place);
    terminal.until_words("1 to 4, or Enter to leave:").keys("'1' Enter");
    terminal.until_words("0 for the list, or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());
    assert_eq!(fs::read_dir(place.root()).expect("read").count(), 0, "the example has left something");

    let mut terminal = open(&place);
    terminal.until_words("1 to 4, or Enter to leave:").keys("'4' Enter");
    terminal.until_words("Which folder:").keys("'~/nothing' Enter");
    terminal.until_words("E-NO-WORKSPACE").keys("'4' Enter '~/there' Enter");
    terminal.until_words("0 for the list, or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());

    let mut terminal = open(&place);
    terminal.until_words("1 to 4, or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());
}

#[test]
fn init_and_join_ask_for_what_was_not_said_and_whoever_names_a_folder_is_not_asked() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let exe = env!("CARGO_BIN_EXE_comity");
    let mut terminal = Terminal::run(&place, exe, &["--plain", "join"], 100, 30);
    terminal.until_words("folder it is in: ").keys(&format!("'{}' Enter", shared(&place).display()));
    terminal.until_words("(Enter: shared):").keys("'ours' Enter");
    terminal.until_words("You are").keys("'rowan' Enter");
    assert!(terminal.ended().success());
    assert!(place.root().join("ours/workspace.toml").exists());

    let mut terminal = Terminal::run(&place, exe, &["--plain", "init"], 100, 30);
    terminal.until_words("What it is called").keys("'Harbour and Mill' Enter");
    terminal.until_words("The one organisation").keys("'Harbour' Enter");
    terminal.until_words("The other one").keys("'Mill' Enter");
    terminal.until_words("A third one").keys("Enter");
    terminal.until_words("(Enter: harbour-and-mill):").keys("Enter");
    terminal.until_words("Your name:").keys("'Ada Ash' Enter");
    terminal.until_words("Your address").keys("'ada@example.org' Enter");
    terminal.until_words("What comes next");
    assert!(terminal.ended().success());

    let args = ["init", "named", "--name", "Ada", "--email", "ada@example.org"];
    let mut terminal = Terminal::run(&place, exe, &args, 100, 30);
    terminal.until_words("What comes next");
    assert!(terminal.ended().success());
    let mut terminal = Terminal::run(&place, exe, &["join", "--no-input"], 100, 30);
    terminal.until_words("needs to know where the shared copy is");
    assert!(!terminal.ended().success());
}
