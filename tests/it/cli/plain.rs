//! The plain twin: every verb in ASCII, and the front door in numbered lines.

use std::ffi::OsString;

use super::tables::verbs;
use crate::support::shell::{Shell, split};

/// What a command says on both ways out, without anything made alike.
fn plain(shell: &Shell, words: &str, input: &str) -> String {
    let words: Vec<OsString> = split(words).into_iter().map(OsString::from).collect();
    let out = shell.outcome(shell.command(&words), input);
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

#[test]
fn no_verb_says_anything_beyond_ascii_in_plain_words() {
    let shell = Shell::demo();
    for verb in verbs() {
        let words = verb.join(" ");
        let help = plain(&shell, &format!("--plain {words} --help"), "");
        assert!(help.is_ascii(), "{words}: {help}");
        // These talk with other places, or are files for another program.
        if ["join", "sync", "demo", "man"].contains(&words.as_str()) {
            continue;
        }
        let examples = help.lines().filter_map(|it| it.strip_prefix("  comity "));
        // What programs read is JSON, whatever people like better.
        let examples = examples.filter(|it| !it.contains("--json"));
        for example in examples.map(|it| it.split(" < ").next().unwrap_or(it)).chain([words.as_str()]) {
            let said = plain(&shell, &format!("--plain --no-input {example}"), "");
            assert!(said.is_ascii(), "{example}: {said}");
        }
    }
    // What people wrote themselves stays as it is.
    let shell = Shell::example();
    shell.run("action edit 7K3F --title 'Zürich fährt'");
    let said = plain(&shell, "--plain action show 7K3F", "");
    assert!(said.contains("Zürich fährt"), "{said}");
}

#[test]
fn the_plain_front_door_tells_where_one_stands_and_runs_what_is_chosen() {
    let shell = Shell::demo();
    let input = "1\n99\n4\n7K3F\nnext fri\n13\n11\nIs it far?\n7K3F\naction shwo 7K3F\n\n";
    insta::assert_snapshot!(shell.run_with("--plain", input), @r"
    Sedex and amfori (BSCI)
    Example. Nothing here is real, no document of Sedex or amfori.
    You are birch (Birch Placeholder, sedex).
    You have 2 open actions, 0 of them late.
    Next: Friday 20 November 10:00  CO-2026-11-20  Fourth meeting
    Next: Tuesday 24 November 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wednesday 25 November 10:00  DC-2026-11-25  Fourth meeting
    0 errors, 1 warning; `comity check` lists them.
    ID           STATE      DUE          WHO    ORGANISATION  WHAT
    AQ-A26-D7ZK  [ ] to do  11 December  birch  sedex         Publish the calendar of joint readings
    CO-A26-T6BQ  [ ] to do  11 December  birch  sedex         Draft the half-year progress report
    ID           STATE      DUE          WHO    ORGANISATION  WHAT
    AQ-A26-D7ZK  [ ] to do  11 December  birch  sedex         Publish the calendar of joint readings
    CO-A26-T6BQ  [ ] to do  11 December  birch  sedex         Draft the half-year progress report
    Changed AQ-A26-7K3F: due 23 November -> 27 November 2026 (Draft the joint definition of ~)  (undo: comity undo)
    Undo: AQ-A26-7K3F: due 23 November -> 27 November 2026 (Draft the joint definitio~
    Added AQ-N26-NEW1: note on AQ-A26-7K3F: Is it far?  (undo: comity undo)
    ! 
    ! Needs attention:
    ! (!) AQ, 10 days late: Name two report reviewers from each side for the calibration workshop (AQ-A26-9QXT)
    ! (!) CB, 3 days late: List the training dates that are open to members of both organisations (CB-A26-8WTG)
    ! (!) Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    ! (i) CI, 30 November: the agenda is empty (CI-2026-11-30)
    ! (i) Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    ! 
    ! Your open actions:
    ! 
    ! What would you like to do?
    !  1  Your open actions
    !  2  All open actions
    !  3  Say that an action is done
    !  4  Give an action another day
    !  5  Write down what has been done
    !  6  Add an action
    !  7  Meetings
    !  8  A meeting with its agenda
    !  9  Groups
    ! 10  People
    ! 11  Comment on something
    ! 12  What happened
    ! 13  Take back your last change
    ! 14  Send and receive
    ! 
    ! A number, another command, 0 for the list, or Enter to leave: 
    ! A number, another command, 0 for the list, or Enter to leave: There is no 99; 0 lists what there is.
    ! 
    ! A number, another command, 0 for the list, or Enter to leave: Which one (its id, or the last part of it): Which day, such as next fri: 
    ! A number, another command, 0 for the list, or Enter to leave: 
    ! A number, another command, 0 for the list, or Enter to leave: What is to be said: On which one (its id): 
    ! A number, another command, 0 for the list, or Enter to leave: unrecognized subcommand 'shwo' (E-USAGE)
    ! Hint: a similar subcommand exists: 'show'
    ! Hint: --help shows what can be said
    ! 
    ! A number, another command, 0 for the list, or Enter to leave:
    ");
}

#[test]
fn accessible_is_the_same_and_without_input_it_tells_and_leaves() {
    let shell = Shell::demo();
    let mut command = shell.command(&[]);
    command.env("ACCESSIBLE", "1");
    let said = shell.said(shell.outcome(command, ""));
    assert!(said.status == 0 && said.out.starts_with("Sedex and amfori"), "{said}");
    assert!(said.err.contains("What would you like to do?"), "{said}");
    let said = shell.run("--plain --no-input");
    assert!(said.status == 0 && !said.err.contains("What would you like to do?"), "{said}");
}
