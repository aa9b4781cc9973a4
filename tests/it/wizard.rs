//! The welcome on the screen: the real program in a folder where there is no workspace, each way through.

use std::fs;
use std::path::PathBuf;

use crate::support::sandbox::{git, now};
use crate::support::terminal::{Place, Terminal, said};

/// An empty folder, with a shared copy of the template beside it.
fn beside_shared(place: &Place) -> PathBuf {
    let shared = place.root().with_file_name("shared.git");
    said(std::process::Command::new("git").args(["clone", "-q", "--bare"]).arg(place.root()).arg(&shared));
    fs::remove_dir_all(place.root()).expect("removed");
    fs::create_dir(place.root()).expect("made");
    shared
}

fn open(place: &Place, columns: u16, rows: u16) -> Terminal {
    Terminal::run(place, env!("CARGO_BIN_EXE_comity"), &["--now", &now().to_rfc3339()], columns, rows)
}

fn setting(folder: &std::path::Path, key: &str) -> String {
    let set = git(folder).args(["config", "--local", key]).output().expect("git");
    String::from_utf8_lossy(&set.stdout).trim().to_owned()
}

/// The screen with the folder of the test always called the same.
fn frame(terminal: &Terminal, place: &Place) -> String {
    let home = place.root().parent().expect("home").display().to_string();
    let text = terminal.text().replace(&home, "/home/ada");
    let lines = text.lines().map(|it| match it.starts_with(" No shared folder found in …") {
        // How much of the folder of the test fits differs from run to run.
        true => " No shared folder found in …",
        false => it.trim_end(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn where_there_is_no_workspace_four_ways_are_offered_and_whoever_changes_their_mind_leaves() {
    let place = Place::of_nobody();
    beside_shared(&place);
    for (columns, rows) in [(100, 30), (80, 24), (40, 10)] {
        let mut terminal = open(&place, columns, rows);
        terminal.until_words("What would you like to do?");
        if columns == 80 {
            insta::assert_snapshot!(frame(&terminal, &place), @r"
             comity  first start
            ┌ Welcome ─────────────────────────────────────────────────────────────────────┐
            │                                                                              │
            │   Joint working groups, kept in one shared folder.                           │
            │                                                                              │
            │   What would you like to do?                                                 │
            │                                                                              │
            │   ▌ 1  Look around first         opens an example. Nothing to set up,        │
            │                                  nothing can break. Leaves no trace.         │
            │                                                                              │
            │     2  Join a shared folder      somebody gave you an address, or a folder   │
            │     3  Start a new one           you set up the two organisations and        │
            │                                  the first group                             │
            │     4  Open a folder             that is on this computer already            │
            │   ──────────────────────────────────────────────────────────────────────     │
            │   The example has people, meetings and actions in it, and a tour that        │
            │   shows the keys.                                                            │
            │                                                                              │
            │   Everything you do is saved as a small step and can be undone.              │
            │                                                                              │
            │   Hard to read?   c more contrast · s plain signs · r for screen readers     │
            └──────────────────────────────────────────────────────────────────────────────┘
             No shared folder found in …
             ↑↓ Choose   Enter Go on   Esc Quit                                      ? Help
            ");
        }
        if columns == 40 {
            insta::assert_snapshot!(frame(&terminal, &place), @r"
             comity  first start
            ┌ Welcome ─────────────────────────────┐
            │   What would you like to do?         │
            │   ▌ 1  Look around first             │
            │     2  Join a shared folder          │
            │     3  Start a new one               │
            │     4  Open a folder                 │
            └──────────────────────────────────────┘
             No shared folder found in …
             ↑↓ Choose   Enter Go on   Esc Quit   ?
            ");
        }
        if columns == 100 {
            terminal.keys("Down Down").until_words("You are asked for: names and signs");
            insta::assert_snapshot!(frame(&terminal, &place), @r"
             comity  first start
            ┌ Welcome ─────────────────────────────────────────────────────────────────────────────────────────┐
            │                                                                                                  │
            │   Joint working groups, kept in one shared folder.                                               │
            │                                                                                                  │
            │   What would you like to do?                                                                     │
            │                                                                                                  │
            │     1  Look around first         opens an example. Nothing to set up,                            │
            │                                  nothing can break. Leaves no trace.                             │
            │                                                                                                  │
            │     2  Join a shared folder      somebody gave you an address, or a folder                       │
            │                                                                                                  │
            │   ▌ 3  Start a new one           you set up the two organisations and                            │
            │                                  the first group                                                 │
            │                                                                                                  │
            │     4  Open a folder             that is on this computer already                                │
            │                                                                                                  │
            │   ──────────────────────────────────────────────────────────────────────────────────────────     │
            │   You are asked for: names and signs of the two organisations · your name and e-mail · the       │
            │   first working group · the folder, and the shared copy now or later. You can change all of it   │
            │   later.                                                                                         │
            │                                                                                                  │
            │   Everything you do is saved as a small step and can be undone.                                  │
            │                                                                                                  │
            │   Hard to read?   c more contrast · s plain signs · r for screen readers                         │
            │                                                                                                  │
            │                                                                                                  │
            └──────────────────────────────────────────────────────────────────────────────────────────────────┘
             No shared folder found in /home/ada/w (looked here and in parent folders).
             ↑↓ Choose   Enter Go on   Esc Quit                                                          ? Help
            ");
        }
        terminal.keys("?").until_words("Help: Welcome").keys("Esc").until_gone("Help: Welcome").keys("Esc");
        assert!(terminal.ended().success());
        assert_eq!(terminal.left_behind(), [""; 0]);
    }
}

#[test]
fn whoever_was_given_an_address_joins_picks_themselves_and_is_on_the_screen() {
    let place = Place::of_nobody();
    let shared = beside_shared(&place);
    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").keys("Down Enter").until_words("Address *");
    // A slip is said in place, and nothing of what was typed is lost.
    terminal.keys("'../nowhere' Enter Enter").until_words("(!)").until_words("nowhere");
    insta::assert_snapshot!(frame(&terminal, &place), @r"
     comity  first start
    ┌ Join a shared folder ─────────────────────────────────────────── step 1 of 3 ┐
    │                                                                              │
    │   Whoever invited you can tell you where the shared copy is.                 │
    │                                                                              │
    │   Address *             ../nowhere                                           │
    │ ▌ Folder to make *      nowhere                                              │
    │                                                                              │
    │                         On this computer; it must not be there yet, or be    │
    │                         empty                                                │
    │                                                                              │
    │   [ Go on ]                                                                  │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ (!) Nothing was joined: there is no shared copy at that place.               │
    │     See whether the address is the right one.                                │
    │     ── For the record ──                                                     │
    │     fatal: repository '../nowhere' does not exist                            │
    └──────────────────────────────────────────────────────────────────────────────┘
     Esc goes back a step; what you typed stays.
     Enter Go on   ↑↓ Other fields   Esc Back                               F1 Help
    ");
    terminal.keys(&format!("Up Ctrl+U '{}' Enter", shared.display())).until_gone("(!)");
    terminal.keys("Ctrl+U 'ours' Enter").until_words("Who are you?").until_words("Rowan Placeholder");
    insta::assert_snapshot!(frame(&terminal, &place), @r"
     comity  first start
    ┌ Who are you? ─────────────────────────────────────────────────── step 2 of 3 ┐
    │                                                                              │
    │   Your changes stand under the name that you pick.                           │
    │   Not in the list? You can read everything meanwhile, until somebody adds    │
    │   you.                                                                       │
    │                                                                              │
    │   ▌ ●SX Alder Placeholder                                                    │
    │     ●SX Birch Placeholder                                                    │
    │     ●SX Cedar Placeholder                                                    │
    │     ●SX Elm Placeholder                                                      │
    │     ◆AM Maple Placeholder                                                    │
    │     ◆AM Oak Placeholder                                                      │
    │     ◆AM Rowan Placeholder                                                    │
    │     ◆AM Spruce Placeholder                                                   │
    │     ▲AP Willow Placeholder                                                   │
    │     I am new: I am not in this list                                          │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │   [ Go on ]                                                                  │
    └──────────────────────────────────────────────────────────────────────────────┘
     Esc goes back a step; what you typed stays.
     ↑↓ Choose   Enter Go on   Esc Back                                      ? Help
    ");
    terminal.keys("Esc").until_words("Address *").until_words("ours").keys("Enter").until_words("Who are you?");
    let rowan = terminal.text().lines().position(|it| it.contains("Rowan")).expect("listed");
    let first = terminal.text().lines().position(|it| it.contains("▌") && it.contains("Placeholder")).expect("marked");
    terminal.keys(&"Down ".repeat(rowan - first)).keys("Enter");
    terminal
        .until_words("How your changes are signed")
        .until_words("Rowan Placeholder")
        .until_words("rowan@example.org");
    terminal.keys("Enter Enter").until_words("Next meetings").until_words("◆AM Rowan").keys("q");
    assert!(terminal.ended().success());
    let ours = place.root().join("ours");
    assert_eq!(setting(&ours, "comity.person"), "rowan");
    assert_eq!(setting(&ours, "user.email"), "rowan@example.org");
}

#[test]
fn whoever_is_new_joins_without_being_anybody_yet() {
    let place = Place::of_nobody();
    let shared = beside_shared(&place);
    let mut terminal = open(&place, 100, 30);
    terminal.until_words("What would you like to do?").keys("2").until_words("Address *");
    terminal.keys(&format!("'{}' Enter Ctrl+U 'ours' Enter", shared.display())).until_words("Who are you?");
    terminal.keys("End").until("the last one marked", |it| it.contents().contains("▌ I am new"));
    terminal.keys("Enter").until_words("How your changes are signed").keys("'Ada Ash' Enter 'ada' Enter");
    terminal.until_words("(!)").keys("'@example.org' Enter").until_words("Next meetings").keys("q");
    assert!(terminal.ended().success());
    let ours = place.root().join("ours");
    assert_eq!(setting(&ours, "comity.person"), "");
    assert_eq!(setting(&ours, "user.name"), "Ada Ash");
}

#[test]
fn what_is_not_right_about_a_history_is_read_before_the_screen_opens() {
    let place = Place::of_nobody();
    let shared = beside_shared(&place);
    let plain = place.root().with_file_name("plain");
    said(git(&place.root()).args(["clone", "-q"]).arg(&shared).arg(&plain));
    fs::write(plain.join("notes.txt"), "x").expect("written");
    for args in [&["add", "."][..], &["commit", "-qm", "Notes"], &["push", "-q"]] {
        assert!(git(&plain).args(args).status().expect("git").success());
    }
    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").keys("2").until_words("Address *");
    terminal.keys(&format!("'{}' Enter Ctrl+U 'ours' Enter", shared.display())).until_words("Who are you?");
    terminal.keys("Enter").until_words("How your changes are signed").keys("Enter Enter");
    terminal.until_words("Before it opens").until_words("not right:").until_words("notes.txt").keys("Enter");
    terminal.until_words("Next meetings").keys("q");
    assert!(terminal.ended().success());
}

#[test]
fn a_new_workspace_begins_with_two_organisations_somebody_a_group_and_a_shared_copy() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").keys("3").until_words("One organisation *");
    terminal.keys("'Harbour' Enter").until_words("HA").keys("Enter Space Enter");
    terminal.keys("'Mühle' Enter").until_words("MÜ").until_words("Mühle").keys("Enter Enter");
    terminal.until_words("▌ Called");
    insta::assert_snapshot!(frame(&terminal, &place), @r"
     comity  first start
    ┌ The two organisations ────────────────────────────────────────── step 1 of 4 ┐
    │                                                                              │
    │   Both are equal; the order is that of the lists.                            │
    │                                                                              │
    │   One organisation *    Harbour                                              │
    │   Its letters *         HA                                                   │
    │   Its sign               ●  [◆]  ▲   ■                                       │
    │   The other one *       Mühle                                                │
    │   Letters of it *       MÜ                                                   │
    │   Sign of it             ●  [◆]  ▲   ■                                       │
    │ ▌ Called                                                                     │
    │   Time zone *           Europe/Brussels                                      │
    │                                                                              │
    │                         What the joint work is called; if empty, after the   │
    │                         two                                                  │
    │                                                                              │
    │   [ Go on ]                                                                  │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
     Esc goes back a step; what you typed stays.
     Enter Next field   ↑↓ Other fields   Esc Back                          F1 Help
    ");
    // Both have the sign of the other now.
    terminal.keys("Enter Enter").until_words("Both have the same sign").keys("Right").until_words("[▲]");
    terminal
        .keys("Tab Tab")
        .until_words("▌ Time zone")
        .keys("Enter")
        .until_words("step 2 of 4")
        .keys("'Ada Ash' Enter 'ada@example.org' Enter Space");
    terminal.until_words("[▲MÜ Mühle]").keys("Enter").until_words("step 3 of 4");
    terminal.keys("'Tides' Enter 'tides and' Enter Enter").until_words("two to six").keys("Ctrl+U 'TD' Enter Enter");
    terminal.until_words("step 4 of 4").until_words("harbour-and-muhle");
    // Back and on again: nothing is lost.
    for step in ["step 3 of 4", "step 2 of 4", "step 1 of 4"] {
        terminal.keys("Esc").until_words(step);
    }
    terminal.until_words("Mühle");
    terminal.keys("Enter").until_words("step 2 of 4").until_words("Ada Ash").keys("Enter").until_words("step 3 of 4");
    terminal.keys("Enter").until_words("step 4 of 4").keys("Enter Space Enter").until_words("[now, in a folder]");
    let copy = place.root().with_file_name("copy.git");
    terminal.keys(&format!("'{}' Enter", copy.display())).until_words("The shared copy is made in");
    terminal.keys("Enter").until_words("First steps").until_words("3 of 6 done").keys("q");
    assert!(terminal.ended().success());
    let root = place.root().join("harbour-and-muhle");
    let read = |path: &str| fs::read_to_string(root.join(path)).expect(path);
    assert!(read("workspace.toml").contains("parties = [\"harbour\", \"muhle\"]"));
    insta::assert_snapshot!(read("people/ada-ash.toml"), @r#"
    name = "Ada Ash"
    org = "muhle"
    emails = ["ada@example.org"]
    status = "active"
    "#);
    insta::assert_snapshot!(read("groups/TD/group.toml"), @r#"
    name = "Tides"
    state = "proposed"
    "#);
    assert_eq!(setting(&root, "comity.person"), "ada-ash");
    assert!(copy.join("HEAD").exists());
}

#[test]
fn a_folder_of_this_computer_is_found_by_typing_and_opens() {
    let place = Place::of_template();
    let there = place.root().with_file_name("there");
    fs::rename(place.root(), &there).expect("moved");
    fs::create_dir(place.root()).expect("made");
    fs::create_dir(place.root().with_file_name("thermos")).expect("made");
    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").keys("4").until_words("Tab completes");
    terminal
        .keys("'~/nothing' Enter")
        .until_words("(!)")
        .keys("Ctrl+U '~/th'")
        .until_words("*              ~/th")
        .until_words("~/thermos/");
    insta::assert_snapshot!(frame(&terminal, &place), @r"
     comity  first start
    ┌ Open a folder on this computer ──────────────────────────────────────────────┐
    │                                                                              │
    │   Tab completes what you type, ↓ goes to the list.                           │
    │                                                                              │
    │ ▌ Folder *              ~/th                                                 │
    │     ~/there/   a shared folder                                               │
    │     ~/thermos/                                                               │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
     Esc goes back a step; what you typed stays.
     Tab Complete   ↑↓ Choose   Enter Open   Esc Back                       F1 Help
    ");
    terminal.keys("Tab").until_words("~/ther").keys("Down Tab").until_gone("thermos").keys("Enter");
    terminal.until_words("Next meetings").keys("q");
    assert!(terminal.ended().success());
}

#[test]
fn the_example_opens_and_leaves_nothing_and_plain_lines_are_one_key_away() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").keys("c s").until_gone("▌").keys("Enter");
    terminal.until_words("Next meetings").keys("q");
    assert!(terminal.ended().success());
    assert_eq!(fs::read_dir(place.root()).expect("read").count(), 0, "the example has left something");

    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").keys("r");
    terminal.until_words("1 to 4, or Enter to leave:").keys("Enter");
    assert!(terminal.ended().success());
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let place = Place::of_nobody();
    beside_shared(&place);
    let mut terminal = open(&place, 80, 24);
    terminal.until_words("What would you like to do?").signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.ended().exit_code(), 143);
    assert_eq!(terminal.left_behind(), [""; 0]);
}
