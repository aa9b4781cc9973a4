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
    let input = "1\n99\n4\nxyz\n2\nnext fri\n13\n11\n7K3F\nIs it far?\n4\n7K3F\nsome day\n\n8\n1\naction shwo 7K3F\n\n";
    insta::assert_snapshot!(shell.run_with("--plain", input), @"
    Sedex and amfori (BSCI)
    Example. Nothing here is real, no document of Sedex or amfori.
    You are birch (Birch Placeholder, sedex).
    You have 2 open actions, 0 of them late.
    Next: Monday 16 November 10:00  CO-2026-11-16  Fourth meeting
    Next: Tuesday 24 November 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wednesday 25 November 10:00  DC-2026-11-25  Fourth meeting
    Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    Waits for sedex, 19 days left, again: the text changed: Places in joint webinars (CB-D26-W4TN)
    Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    0 errors, 2 warnings; `comity check` lists them.

    Your open actions:
     1  AQ-A26-D7ZK  Publish the calendar of joint readings: 11 December
     2  CO-A26-T6BQ  Draft the half-year progress report: 11 December

    Your open actions:
     1  AQ-A26-D7ZK  Publish the calendar of joint readings: 11 December
     2  CO-A26-T6BQ  Draft the half-year progress report: 11 December
    Changed CB-A26-8WTG: due 13 November -> 27 November 2026 (List the training dates that a~)  (undo: comity undo)
    Undo: CB-A26-8WTG: due 13 November -> 27 November 2026 (List the training dates t~
    Added AQ-N26-NEW1: note on AQ-A26-7K3F: Is it far?  (undo: comity undo)
    CO-2026-11-16  Fourth meeting
    meeting

    State           agenda issued
    Revision        1
    Start           Monday 16 November 2026 10:00
    Time zone       Europe/Brussels
    Length          1 h 30
    Kind            ordinary
    Mode            both
    Place           Brussels
    Link            https://meet.example.org/co
    Presiding       *SX Alder Placeholder
    Scribe          #AM Oak Placeholder

    Agenda issued
      - on Friday 13 November 2026, by *SX Birch Placeholder, items 1 CO-2026-11-16-reminder; 2 CO-I26-G6PV; 3 CO-I26-M9TA

    Agenda, 72 of 90 minutes
      No  Start  Min  Purpose      Who                    ID                      Title
      1   10:00  2    standing     *SX Alder Placeholder  CO-2026-11-16-reminder  Competition-law reminder
      2   10:02  40   information  #AM Oak Placeholder    CO-I26-G6PV             Where the five groups stand
      3   10:42  30   decision     *SX Birch Placeholder  CO-I26-M9TA             Roles in the other's working groups, second half-year

    Group           CO (Working-group collaboration)

    Changes
      Friday 13 November 2026, 11:30  *SX Birch Placeholder  agenda issued
      Monday 19 October 2026, 08:45  *SX Birch Placeholder  added
    ! 
    ! Needs attention:
    ! (!) Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    ! (!) AQ, 24 November: papers are in: 2 days late (AQ-2026-11-24)
    ! (!) AQ, 10 days late: Name two report reviewers from each side for the calibration workshop (AQ-A26-9QXT)
    ! (!) CB, 3 days late: List the training dates that are open to members of both organisations (CB-A26-8WTG)
    ! (i) Waits for sedex, 19 days left, again: the text changed: Places in joint webinars (CB-D26-W4TN)
    ! (i) Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    ! (i) CI, 30 November: last day for items today (CI-2026-11-30)
    ! (i) AQ, 24 November: agenda goes out tomorrow (AQ-2026-11-24)
    ! (i) CB, 2 December: last day for items Wednesday 18 (CB-2026-12-02)
    ! (i) DC, 25 November: agenda goes out Wednesday 18 (DC-2026-11-25)
    ! (i) TH, 3 December: last day for items Thursday 19 (TH-2026-12-03)
    ! (i) CB, 5 November: last day for comments Sunday 22 (CB-2026-11-05)
    ! (i) CI, 30 November: agenda goes out 23 November (CI-2026-11-30)
    ! (i) AQ, 22 December: call for items 24 November (AQ-2026-12-22)
    ! (i) CB, 2 December: agenda goes out 25 November (CB-2026-12-02)
    ! (i) TH, 3 December: agenda goes out 26 November (TH-2026-12-03)
    ! (i) CO, 28 December: call for items 30 November (CO-2026-12-28)
    ! (i) CI, 30 November: the agenda is empty (CI-2026-11-30)
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
    ! A number, another command, 0 for the list, or Enter to leave: 
    ! Open actions:
    !  1  AQ-A26-9QXT  Name two report reviewers from eac...: rowan, 6 November, late
    !  2  CB-A26-8WTG  List the training dates that are op...: oak, 13 November, late
    !  3  AQ-A26-7K3F  Draft the joint definition of a duplica...: alder, 23 November
    !  4  TH-A26-Q3FY  Map the questions of both audit formats ...: cedar, 1 December
    !  5  AQ-A26-2HVE  Count the returned reports of both syste...: cedar, 4 December
    !  6  DC-A26-R9EC  Write the consent text for the pilot: rowan, 9 December
    !  7  AQ-A26-D7ZK  Publish the calendar of joint readings: birch, 11 December
    !  8  CO-A26-T6BQ  Draft the half-year progress report: birch, 11 December
    !  9  AQ-A26-M4CW  Say which conduct figures APSCA can gi...: willow, 15 December
    ! 10  CI-A26-6VHS  Draft a note on the part of worker repre...: maple, 15 January
    ! Which one (its number here, or its id): there is no action `xyz` (E-NOT-FOUND)
    ! Hint: `comity action list` shows what there is
    ! Which one (its number here, or its id): That is: CB-A26-8WTG List the training dates that are open to members of both organisations
    ! Which day, such as next fri: That is: Friday 27 November 2026
    ! 
    ! A number, another command, 0 for the list, or Enter to leave: 
    ! A number, another command, 0 for the list, or Enter to leave: On which one (its id, or the last part of it): That is: AQ-A26-7K3F Draft the joint definition of a duplicate audit
    ! What is to be said: That is: Is it far?
    ! 
    ! A number, another command, 0 for the list, or Enter to leave: 
    ! Open actions:
    !  1  AQ-A26-9QXT  Name two report reviewers from eac...: rowan, 6 November, late
    !  2  CB-A26-8WTG  List the training dates that are op...: oak, 13 November, late
    !  3  AQ-A26-7K3F  Draft the joint definition of a duplica...: alder, 23 November
    !  4  TH-A26-Q3FY  Map the questions of both audit formats ...: cedar, 1 December
    !  5  AQ-A26-2HVE  Count the returned reports of both syste...: cedar, 4 December
    !  6  DC-A26-R9EC  Write the consent text for the pilot: rowan, 9 December
    !  7  AQ-A26-D7ZK  Publish the calendar of joint readings: birch, 11 December
    !  8  CO-A26-T6BQ  Draft the half-year progress report: birch, 11 December
    !  9  AQ-A26-M4CW  Say which conduct figures APSCA can gi...: willow, 15 December
    ! 10  CI-A26-6VHS  Draft a note on the part of worker repre...: maple, 15 January
    ! Which one (its number here, or its id): That is: AQ-A26-7K3F Draft the joint definition of a duplicate audit
    ! Which day, such as next fri: `due`: `some day` is not a date (E-VALUE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! Which day, such as next fri: Nothing was done.
    ! 
    ! A number, another command, 0 for the list, or Enter to leave: 
    ! Meetings to come:
    !  1  CO-2026-11-16  Fourth meeting: 16 November 10:00
    !  2  AQ-2026-11-24  Sixth meeting: 24 November 14:00
    !  3  DC-2026-11-25  Fourth meeting: 25 November 10:00
    !  4  CI-2026-11-30  Fourth meeting: 30 November 13:30
    !  5  CB-2026-12-02  Fourth meeting: 2 December 10:30
    !  6  TH-2026-12-03  Fourth meeting: 3 December 14:00
    ! Which one (its number here, or its id): That is: CO-2026-11-16 Fourth meeting
    ! 
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
