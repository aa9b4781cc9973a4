//! The verbs of the whole workspace, help, and what holds for every command: flags, JSON, statuses, pipes.

use std::ffi::OsString;
use std::io::Read;
use std::process::Stdio;

use crate::support::shell::{NOW, Shell};

fn words(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

#[test]
fn the_history_is_told_by_day_and_narrowed_by_person_organisation_group_record_and_day() {
    let shell = Shell::demo();
    let count = |words: &str| shell.run(words).out.lines().filter(|it| it.starts_with("  ")).count();
    let all = count("history");
    assert!(all > 50 && count("history --all") == all);
    insta::assert_snapshot!(shell.run("history --since '6 nov' --until '8 nov'"), @r"
    Fri 6 Nov 2026
      16:20  oak           change73    AQ-A26-5RNP: to do -> done (Send APSCA the outline of the calibration …)
      13:43  oak           change72    Add action AQ-A26-D7ZK: Publish the calendar of joint readings
      10:14  maple         change71    Add item AQ-I26-2FBQ: Programme of the calibration workshop
      09:25  oak           change70    DC-I26-9NHF: proposed -> accepted, meeting (Mapping of the environment…)
    ");
    insta::assert_snapshot!(shell.run("history 7K3F"), @r"
    Wed 4 Nov 2026
      16:05  rowan         change59    AQ-A26-7K3F: progress: Validity periods are settled with our m…

    Mon 12 Oct 2026
      14:29  birch         change24    AQ-A26-7K3F: due 15 Oct -> 23 Nov 2026 (Draft the joint definition of …)

    Wed 16 Sep 2026
      09:40  alder         change07    AQ-A26-7K3F: to do -> in progress, progress (Draft the joint definitio…)

    Mon 7 Sep 2026
      08:00  birch         change01    Begin the joint workspace
    ");
    insta::assert_snapshot!(shell.run("history --group DC --org amfori"), @r"
    Tue 10 Nov 2026
      10:16  rowan         change75    Add item DC-I26-E2QJ: Pilot of the joint view: who takes part

    Fri 6 Nov 2026
      09:25  oak           change70    DC-I26-9NHF: proposed -> accepted, meeting (Mapping of the environment…)

    Mon 2 Nov 2026
      09:25  oak           change52    Accept 2 agenda items

    Fri 30 Oct 2026
      10:14  maple         change49    Add item DC-I26-3KXW: Smallest group that is shown in joint figures: re…

    Wed 28 Oct 2026
      08:45  oak           change46    Add meeting DC-2026-11-25: Fourth meeting

    Wed 14 Oct 2026
      12:03  oak           change27    Add action DC-A26-R9EC: Write the consent text for the pilot

    Wed 7 Oct 2026
      11:50  spruce        change19    DC-D26-B8TM: amfori objected (Smallest group that is shown in joint fi…)
    ");
    insta::assert_snapshot!(shell.run("history --by cedar --since 2026-10-01"), @r#"
    Fri 13 Nov 2026
      09:50  cedar         change87    Add note on CB-I26-RD8K: Please add that the trainers' own places are c…

    Thu 5 Nov 2026
      14:20  cedar         change68    Add item DC-I26-9NHF: Mapping of the environmental fields

    Wed 4 Nov 2026
      09:25  cedar         change57    Add note on AQ-I26-8XRD: The list has seven reasons, not six: "signatur…
    "#);
    insta::assert_snapshot!(shell.run("history --since tomorrow"), @"! No change fits.");
    insta::assert_snapshot!(shell.run("history --since 'some day'"), @r"
    ! `--since`: `some day` is not a date (E-VALUE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20, or 3 days ago
    = 4
    ");
    insta::assert_snapshot!(shell.run("history --by nobody"), @r"
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3
    ");
    insta::assert_snapshot!(shell.run("history ../x"), @r"
    ! there is no record `../x` (E-NOT-FOUND)
    ! Hint: The lists show what there is
    = 3
    ");
    assert!(count("history --by birch") + count("history --org amfori") <= all);
}

#[test]
fn a_change_is_shown_field_by_field_and_put_back() {
    let shell = Shell::example();
    shell.saves("action edit 7K3F --due 2026-12-01 --priority low");
    insta::assert_snapshot!(shell.run("history show last"), @r"
    AQ-A26-7K3F: due, priority (Draft the joint definition of a duplicate …)
    Mon 16 Nov 2026 09:00, birch

    AQ-A26-7K3F  Draft the joint definition of a duplicate audit
      Due
        - Mon 23 Nov 2026
        + Tue 1 Dec 2026
      Due date moved
        + from Mon 23 Nov 2026, to Tue 1 Dec 2026, on Mon 16 Nov 2026, by birch
      Priority
        - high
        + low

    For the record
      change  change02
      commit  commit02
    ");
    let change = shell.json("history")["data"][0]["id"].as_str().expect("change")[..8].to_owned();
    assert_eq!(shell.run(&format!("history show {change}")), shell.run("history show last"));
    insta::assert_snapshot!(shell.saves(&format!("history revert {change}")), @"Put back: AQ-A26-7K3F: due, priority (Draft the joint definition of a d…");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Put back: AQ-A26-7K3F: due, priority (Draft the joint definition of a d…

    AQ-A26-7K3F due: Tue 1 Dec 2026 -> Mon 23 Nov 2026
    AQ-A26-7K3F priority: low -> high
    AQ-A26-7K3F moved: - from Mon 23 Nov 2026, to Tue 1 Dec 2026, on Mon 16 Nov 2026, by birch

    Change-Id: change03
    Op: revert
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    Reverts-Change: change02
    ");
    insta::assert_snapshot!(shell.leaves_alone("history show zzzzzzzz"), @r"
    ! there is no change `zzzzzzzz` (E-NOT-FOUND)
    ! Hint: `comity history` lists them, with the beginning of each one's id
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("history revert ../x"), @r"
    ! there is no change `../x` (E-NOT-FOUND)
    ! Hint: `comity history` lists them, with the beginning of each one's id
    = 3
    ");
}

#[test]
fn undo_and_redo_take_back_ones_own_last_change() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("undo"), @"There is nothing of yours to undo.");
    shell.saves("action done 7K3F");
    insta::assert_snapshot!(shell.leaves_alone("undo --dry-run"), @"Would be saved: Undo: AQ-A26-7K3F: in progress -> done (Draft the joint definition of a…");
    insta::assert_snapshot!(shell.saves("undo"), @"Undo: AQ-A26-7K3F: in progress -> done (Draft the joint definition of a…");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Undo: AQ-A26-7K3F: in progress -> done (Draft the joint definition of a…

    AQ-A26-7K3F state: done -> in progress
    AQ-A26-7K3F done_on: - Mon 16 Nov 2026

    Change-Id: change03
    Op: undo
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    Reverts-Change: change02
    ");
    insta::assert_snapshot!(shell.leaves_alone("undo"), @"There is nothing of yours to undo.");
    insta::assert_snapshot!(shell.saves("redo"), @"Redo: AQ-A26-7K3F: in progress -> done (Draft the joint definition of a…");
    insta::assert_snapshot!(shell.leaves_alone("redo"), @"There is nothing to redo: nothing was undone, or something else was done since.");
}

#[test]
fn what_somebody_else_has_built_upon_is_not_taken_back_without_asking() {
    let shell = Shell::example();
    shell.saves("action edit 7K3F --due 2026-12-01 --priority low");
    shell.saves("--as oak action due 7K3F 2026-12-15");
    insta::assert_snapshot!(shell.leaves_alone("undo"), @r"
    ! not taken back: AQ-A26-7K3F: due, priority (Draft the joint definition of a duplicate …) (E-BUILT-UPON)
    ! Caused by: due of AQ-A26-7K3F was changed by oak on Mon 16 Nov 2026, 09:00
    ! Hint: With --untouched, only the fields that nobody has touched since are put back
    = 5
    ");
    insta::assert_snapshot!(shell.saves("undo --yes"), @r"
    Undo: AQ-A26-7K3F: due, priority (Draft the joint definition of a dupli…
    ! Left as it is: due of AQ-A26-7K3F was changed by oak on Mon 16 Nov 2026, 09:00
    ");
    assert_eq!(shell.json("action show 7K3F")["data"]["due"], "2026-12-15");
}

#[test]
fn status_and_take_in_tell_what_was_edited_by_hand() {
    let shell = Shell::example();
    let path = "groups/AQ/actions/2026/AQ-A26-9QXT.toml";
    shell.write(path, shell.read(path).replace("priority = \"normal\"", "priority = \"high\" # it is"));
    insta::assert_snapshot!(shell.leaves_alone("status"), @r"
    Sedex and amfori (BSCI)
    Example. No document of Sedex or amfori; all people and figures are made up.
    You are birch (Birch Placeholder, sedex).
    You have 2 open actions, 0 of them late.
    Next: Fri 20 Nov 10:00  CO-2026-11-20  Fourth meeting
    Next: Tue 24 Nov 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wed 25 Nov 10:00  DC-2026-11-25  Fourth meeting
    Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    Edited by hand: AQ-A26-9QXT
      AQ-A26-9QXT priority: normal -> high
    `comity take-in` saves what was edited by hand.
    0 errors, 1 warning; `comity check` lists them.
    ");
    insta::assert_snapshot!(shell.leaves_alone("take-in --dry-run"), @r"
    Edited by hand: AQ-A26-9QXT
      AQ-A26-9QXT priority: normal -> high
    ");
    insta::assert_snapshot!(shell.saves("take-in 9QXT"), @r"
    Edited by hand: AQ-A26-9QXT
      AQ-A26-9QXT priority: normal -> high
    Saved: AQ-A26-9QXT: priority normal -> high (Name two report reviewers from e…)  (undo: comity undo)
    ");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-9QXT: priority normal -> high (Name two report reviewers from e…)

    AQ-A26-9QXT priority: normal -> high

    Change-Id: change02
    Op: hand-edit
    Group: AQ
    Record: AQ-A26-9QXT
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.leaves_alone("take-in"), @"Nothing was edited by hand.");
    assert!(shell.read(path).contains("# it is"));
}

#[test]
fn check_lists_errors_before_warnings_and_its_status_says_so() {
    let shell = Shell::example();
    shell.saves("action assign 9QXT none");
    insta::assert_snapshot!(shell.run("check"), @r"
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-9QXT PERSON`
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 2 warnings
    ");
    assert_eq!(shell.run("check --strict").status, 10);
    let path = "groups/AQ/actions/2026/AQ-A26-9QXT.toml";
    shell.write(path, shell.read(path).replace("state = \"open\"", "state = \"frozen\""));
    insta::assert_snapshot!(shell.run("check"), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:3:1: state is "frozen", which is not one of open, in-progress, blocked, done, closed, cancelled (E-CHOICE). Choose one of them
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-9QXT PERSON`
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 2 warnings
    = 10
    "#);
    assert_eq!(shell.json("check")["data"][0]["line"], 3);
}

#[test]
fn doctor_says_what_is_well_and_what_is_not() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("doctor"), @r"
    ok        terminal      the answer does not go to one; the screen would need it
    ok        characters    C.UTF-8
    ok        workspace     TMP/w
    ok        identity      Birch Placeholder <birch@example.org>
    ok        person        birch
    ok        history       on main
    ok        plain git     merges records field by field
    ok        leftovers     none of a program that was stopped
    ok        folder        everything in it is saved
    ok        records       no errors
    ");
    insta::assert_snapshot!(Shell::empty().run("doctor"), @r"
    ok        terminal      the answer does not go to one; the screen would need it
    ok        characters    C.UTF-8
    problem   workspace     no workspace in `TMP`, nor in the folders above it. Name it with -C DIR
    = 10
    ");
    shell.write("people/.birch.toml.comity~", "half");
    insta::assert_snapshot!(shell.run("doctor -q"), @r"
    ok        terminal      the answer does not go to one; the screen would need it
    ok        characters    C.UTF-8
    ok        workspace     TMP/w
    ok        identity      Birch Placeholder <birch@example.org>
    ok        person        birch
    ok        history       on main
    ok        plain git     merges records field by field
    problem   leftovers     of a program that was stopped: people/.birch.toml.comity~. `comity doctor --fix` takes them away
    ok        folder        everything in it is saved
    ok        records       no errors
    = 10
    ");
    insta::assert_snapshot!(shell.run("doctor --fix"), @r"
    ok        terminal      the answer does not go to one; the screen would need it
    ok        characters    C.UTF-8
    ok        workspace     TMP/w
    ok        identity      Birch Placeholder <birch@example.org>
    ok        person        birch
    ok        history       on main
    ok        plain git     merges records field by field
    ok        leftovers     took away people/.birch.toml.comity~
    ok        folder        everything in it is saved
    ok        records       no errors
    ");
    assert_eq!(shell.git(&["status", "--porcelain"]), "");
}

#[test]
fn the_settings_of_a_clone_are_read_and_set() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("config set me MAPLE"), @"me is maple in this clone");
    insta::assert_snapshot!(shell.run("config get me"), @"maple");
    insta::assert_snapshot!(shell.run("status"), @r"
    Sedex and amfori (BSCI)
    Example. No document of Sedex or amfori; all people and figures are made up.
    You are maple (Maple Placeholder, amfori).
    You have 1 open action, 0 of them late.
    Next: Fri 20 Nov 10:00  CO-2026-11-20  Fourth meeting
    Next: Tue 24 Nov 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wed 25 Nov 10:00  DC-2026-11-25  Fourth meeting
    Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    0 errors, 1 warning; `comity check` lists them.
    ");
    insta::assert_snapshot!(shell.saves("action done 7K3F"), @"Changed AQ-A26-7K3F: in progress -> done (Draft the joint definition of a dupl…), done on Mon 16 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: in progress -> done (Draft the joint definition of a dupl…)

    AQ-A26-7K3F done_on: + Mon 16 Nov 2026
    AQ-A26-7K3F state: in progress -> done

    Change-Id: change02
    Op: action.done
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: amfori
    Acting: maple
    ");
    insta::assert_snapshot!(shell.run("config set me none"), @"me is not set in this clone any more");
    insta::assert_snapshot!(shell.run("config set email nowhere"), @r"
    ! `nowhere` is no address (E-VALUE)
    ! Hint: Write it like you@example.org
    = 4
    ");
    insta::assert_snapshot!(shell.run("config set name 'esc\u{1b}[31m'"), @r"
    ! the name holds control characters (E-VALUE)
    = 4
    ");
    insta::assert_snapshot!(shell.run("config get colour"), @r"
    ! there is no setting `colour` (E-NOT-FOUND)
    ! Hint: There are me, name, email, verify and autosync, and yours: theme, ascii, mouse and ctrl_z
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("config set email x@example.org --dry-run"), @"email would be x@example.org in this clone");
    assert_eq!(
        shell.json("config list")["data"],
        serde_json::json!({
            "name": "Birch Placeholder",
            "email": "birch@example.org",
            "theme": "auto",
            "ascii": "auto",
            "decoration": "full",
            "mouse": "true",
            "ctrl_z": "undo",
        })
    );
}

#[test]
fn who_acts_for_somebody_else_leaves_a_line_in_the_history() {
    let shell = Shell::example();
    shell.saves("action done 7K3F --as alder");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: in progress -> done (Draft the joint definition of a dupl…)

    AQ-A26-7K3F done_on: + Mon 16 Nov 2026
    AQ-A26-7K3F state: in progress -> done

    Change-Id: change02
    Op: action.done
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    Acting: alder
    ");
    insta::assert_snapshot!(shell.leaves_alone("action reopen 7K3F --as nobody"), @r"
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("action reopen 7K3F --as placeholder"), @r"
    ! `placeholder` could mean several records (E-AMBIGUOUS)
    ! Hint: Write more of it: alder, birch, cedar, elm, maple, oak, rowan, spruce
    = 3
    ");
}

#[test]
fn somebody_whom_the_workspace_does_not_know_reads_and_does_not_write() {
    let shell = Shell::example();
    shell.git(&["config", "user.email", "stranger@example.org"]);
    assert_eq!(shell.run("action list").status, 0);
    insta::assert_snapshot!(shell.leaves_alone("action done 7K3F"), @r"
    ! nobody in this workspace has the address stranger@example.org (E-NOBODY)
    ! Hint: Say who you are once with `comity config set me PERSON`, or each time with --as PERSON
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("action list --owner me"), @r"
    ! who you are is not known here (E-NOBODY)
    ! Hint: Say it once with `comity config set me PERSON`, or with --as PERSON
    = 4
    ");
    insta::assert_snapshot!(shell.saves("action done 7K3F --as alder"), @"Changed AQ-A26-7K3F: in progress -> done (Draft the joint definition of a dupl…), done on Mon 16 Nov 2026  (undo: comity undo)");
}

#[test]
fn help_knows_every_command_and_topic_and_the_nearest_of_a_wrong_word() {
    let shell = Shell::empty();
    insta::assert_snapshot!(shell.run("help"), @r"
    comity keeps the joint working groups of two organisations in one shared folder.
    Without a command, the screen opens.

      init                                          Make a new workspace
      demo                                          Open an example with a history of ten weeks
      join                                          Join a workspace that others have begun
      sync                                          Exchange changes with the others
      trust                                         Allow the programs that the settings of this folder name
      status                                        Say where the workspace stands
      undo                                          Take back your last change
      redo                                          Take back your last undo
      history [show|revert]                         Tell what was done, newest first
      take-in                                       Save what was edited by hand in the folder
      check                                         List everything that is wrong in the folder
      verify                                        See whether changes were made by whom they say, and were theirs to make
      doctor                                        See whether everything comity needs is there
      explain                                       Explain a code such as E-CLASH
      completions                                   Print completions for a shell
      man                                           Print or write the manual pages
      help                                          Show help on a command or a topic
      workspace show|edit|area                      The workspace itself: name, parties, lead days, areas
      group list|show|add|edit|activate|rest|close  Joint working groups
      person list|show|add|edit|leave|key|join      People
      org list|show|add|edit                        Organisations
      member list|show|set|end|matrix|ledger|export
                                                    Who sits where
      meeting list|show|add|edit|deadlines|carry|issue-agenda|postpone|cancel|start|attend|notice|pause|resume|end|check-minutes|issue-minutes|approve|export
                                                    Meetings and their agendas
      item list|show|add|edit|move|accept|decline|withdraw|defer|take|conclude|paper|refer|return
                                                    Agenda items
      action list|show|add|edit|done|reopen|cancel|assign|due|note|close|snooze|refer|export
                                                    Action points
      decision list|show|add|edit|agree|endorse|reserve|object|abstain|silent|number|withdraw|supersede
                                                    Decisions
      measure list|show|add|edit                    Measures
      note list|show|add|edit|settle                Notes on any record
      contested list|show|settle                    Values that both sides wrote, to be decided
      import people|members|meetings|actions        Take in what others keep in files
      document agenda|minutes|actions|decisions|members|deadlines
                                                    Agendas, minutes and lists for people who have no terminal
      remote show|set                               The shared copy
      config list|get|set                           Settings of this clone

    Topics
      help dates                                    How dates, times and lengths can be written
      help filter                                   How lists are narrowed
      help lists                                    How lists of people, members and meetings come in
      help roles                                    Who may do what
      help settings                                 How the screen is set to look
      help json                                     What --json prints
      help exit-status                              What the program's end says
      help keys                                     The keys of the screen, and how to set your own

    Every command takes --json, --plain, -C DIR, --as PERSON, --dry-run and more: see comity --help.
    ");
    insta::assert_snapshot!(shell.run("help action due"), @r#"
    Examples:
      comity action due 7K3F "next fri"
      comity action due 7K3F none

    Give it another day

    Usage: comity action due [OPTIONS] <ID> <DATE>...

    Arguments:
      <ID>       Which one: its id, the beginning or the random part of it, or `last`
      <DATE>...  Day by which it is to be done; `none` takes it away

    Options:
      -h, --help  Print help

    Everywhere:
      -C, --workspace <DIR>    Work in this folder
          --json               Answer in JSON
          --plain              Answer without colours and signs
          --color <WHEN>       Colour the answer: auto, always, never
      -q, --quiet              Say nothing but the answer
      -v, --verbose            Tell what is being done
          --no-input           Ask nothing
      -y, --yes                Answer every question with yes
          --dry-run            Show what would be done, and do nothing
          --as <PERSON>        Act as this person
          --override <REASON>  Do what lies outside your role, and say why
          --now <TIME>         Take this for the present moment (RFC 3339)
          --theme <THEME>      The colours of the screen: auto, dark, light, contrast, mono
          --no-mouse           Leave the mouse to the terminal
    "#);
    insta::assert_snapshot!(shell.run("help filter"), @r#"
    Lists are narrowed by flags; several narrow together.

      --filter FILTER  what fits a filter, written as below
      --group CODE     of a group
      --state WORD     in a state, as the file or the screen calls it: blocked, waiting
      --owner PERSON   actions of somebody; `me` is you
      --all            closed and dropped actions too
      --meeting ID     items of a meeting, such as `AQ next`; --pool those of none

    A filter is words with spaces between them; all of them must hold.

      wool                 has these letters in its name, its texts or its id, in any case,
                           with its accents or without
      "two words"          has them one after the other
      -word                does not have it; `-owner:me`, `-overdue` likewise
      owner:me             the field is that; of a name the beginning is enough
      state:waiting,done   one of these, as the file or the screen calls them
      due<+2w              before that day; also <= > >= and : for the day itself
      due:none due:any     nothing stands there, something does
      overdue, late        actions whose day has passed; `mine` is `owner:me`
      stale                actions of which nobody has said anything for long
      slipped, slipped>1   actions whose day was moved; more than once
      group:AQ             of the group; people: who sits there today
      org:sedex            of the organisation, which means

      action    whose action it is
      meeting   of who presides, or writes the minutes
      item      on whose behalf it is; else of who presents or proposed it
      decision  a party that agreed it, or took a position
      group     who leads it, or has a seat in it today
      person    whom they work for
      member    whom they sit there for
      measure   of the owner, or of a reading
      note      of who wrote it
      org       itself
      history   for whom somebody did it

    Days: today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20;
    those with spaces stand in quotes:
      due<="end of week"

    Fields
      action    state group org title owner due priority detail helpers raised_at
                blocked_by tags raised_on item
      meeting   state group org title start timezone minutes kind mode place url
                presiding scribe opened
      item      state group org title purpose meeting minutes presenter ask
                background order proposed_by proposed_on on_behalf_of
      decision  state group org title text rationale item meeting method closes_on
                supersedes review_on agreed_on agreed_parties
      group     state group org name area mission in_scope out_of_scope
                deliverables led_by also_called steers visibility id
      person    group org role name function emails management endorses_for status
                also_called same_as placeholder visibility id
      member    group org role person from until visibility id
      measure   group org title definition unit direction frequency owner baseline
                target visibility id
      note      state group org about text kind field by at visibility id
      org       org name short kind former_names url timezone sign colour
                visibility id
      history   by org group since until day
      contested group org by field id
    "#);
    insta::assert_snapshot!(shell.run("help json"), @r#"
    --json prints one object on stdout, or one on stderr where something failed:

      { "schema": "comity.v1", "kind": "action.list", "workspace": {"head": "8f3c2ab"},
        "data": [ ... ], "warnings": [ ... ] }
      { "schema": "comity.v1", "kind": "error", "error": {"code": "E-VALUE", "exit": 4,
        "message": "...", "hint": "...", "fields": [ ... ]} }

    data is a list for lists and an object for one thing; a change has `change` beside it, with
    its id, commit and message. A record is its id, kind and group, its fields under their names,
    and what is derived from them (state, late, slipped). A field called `kind` is `meeting_kind`,
    `note_kind`, `org_kind` there. What is not set is not there. Within v1, keys are only added.
    "#);
    insta::assert_snapshot!(shell.run("help exit-status"), @r"
      0  done
      1  failed for another reason
      2  wrong usage
      3  not found, or ambiguous
      4  not valid, or not yours to do
      5  needs a decision: somebody else has changed the same
      6  receiving or sending failed
      7  busy: another program holds a lock; nothing was done
      8  no workspace here
     10  check, doctor or verify found errors
    129  the terminal went away
    130  interrupted
    143  told to end
    ");
    insta::assert_snapshot!(shell.run("help dates"), @r"
    Dates are understood whole or not at all; the answer repeats what was understood.

      2026-11-20                 that day
      today, tomorrow, yesterday
      fri, friday                the next Friday after today
      next fri                   the Friday of next week
      in 3 days, +3d, +2w, +1m   from today on; -3d and 3 days ago back
      20 nov, 20 nov 2027        the next one, or that one
      1.6.2026, 1.6.             day, month, year
      end of week                also month, quarter, year; a week ends on Sunday
      first tue of june          second, third, fourth, last; also of next month
      2026-W23                   the Monday of that week

    Times stand behind a date: 24 nov 14:30, tomorrow 2pm, 2026-11-24 14:30, noon.
    Lengths: 90, 1h30, 1:30, 45m.
    In filters of history, a date without a year is the last one, elsewhere the next.
    `none` takes a date away.
    ");
    insta::assert_snapshot!(shell.run("help acton"), @r"
    ! there is no command or topic `acton` (E-NOT-FOUND)
    ! Hint: Did you mean `action`?
    = 3
    ");
    insta::assert_snapshot!(shell.run("acton list"), @r"
    ! error: unrecognized subcommand 'acton'
    ! 
    !   tip: some similar subcommands exist: 'config', 'actions', 'action'
    ! 
    ! Usage: comity [OPTIONS] [COMMAND]
    ! 
    ! For more information, try '--help'.
    = 2
    ");
    insta::assert_snapshot!(shell.run("action lsit"), @r"
    ! error: unrecognized subcommand 'lsit'
    ! 
    !   tip: a similar subcommand exists: 'list'
    ! 
    ! Usage: comity action [OPTIONS]
    !        comity action <COMMAND>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
    insta::assert_snapshot!(shell.run("action list --onwer me"), @r"
    ! error: unexpected argument '--onwer' found
    ! 
    !   tip: a similar argument exists: '--owner'
    ! 
    ! Usage: comity action list --owner <PERSON>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
}

#[test]
fn explain_tells_the_long_text_behind_a_code() {
    let shell = Shell::empty();
    insta::assert_snapshot!(shell.run("explain w-no-due"), @r"
    W-NO-DUE: An action has no due date

    Without a day it is easily forgotten: `comity action due ID DATE`.
    ");
    insta::assert_snapshot!(shell.run("explain E-CLASH"), @r"
    E-CLASH: Somebody else changed the same

    Between the moment you looked and the moment you saved, another person or
    program changed the same field to something else. Nothing is saved, so that
    nothing is overwritten. Look at the value that stands and decide.
    ");
    insta::assert_snapshot!(shell.run("explain E-NONE"), @r"
    ! there is no code `E-NONE` (E-NOT-FOUND)
    ! Hint: `comity explain` lists them
    = 3
    ");
    let all = shell.run("explain").out;
    for line in all.lines() {
        let code = line.split_whitespace().next().expect("code");
        assert_eq!(shell.run(&format!("explain {code}")).status, 0, "{code}");
    }
}

#[test]
fn completions_are_made_for_every_shell() {
    let shell = Shell::empty();
    for name in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = shell.run(&format!("completions {name}"));
        assert!(said.status == 0 && said.out.contains("take-in") && said.err.is_empty(), "{name}");
    }
    assert_eq!(shell.run("completions tcsh").status, 2);
}

#[test]
fn manual_pages_are_printed_and_written() {
    let shell = Shell::empty();
    assert!(shell.run("man").out.contains(".SH HOW DATES"));
    insta::assert_snapshot!(shell.run("man --out pages --dry-run"), @"Would be written into pages: 151 pages");
    insta::assert_snapshot!(shell.run("man --out pages"), @"Wrote 151 pages into pages");
    let page = std::fs::read_to_string(shell.beside("pages/comity-action-due.1")).expect("page");
    assert!(page.contains(".SH EXAMPLES\n.nf") && page.contains("comity action due 7K3F"), "{page}");
}

#[test]
fn json_is_one_object_of_the_same_form_for_every_verb() {
    let shell = Shell::example();
    for (words, kind) in [
        ("status", "status"),
        ("check", "check"),
        ("doctor", "doctor"),
        ("history", "history.list"),
        ("history show last", "history.show"),
        ("config list", "config.list"),
        ("config get name", "config.get"),
        ("config set me birch", "config.set"),
        ("explain E-CLASH", "explain"),
        ("help dates", "help"),
        ("completions bash", "completions"),
        ("man", "man"),
        ("take-in", "take-in"),
        ("action list", "action.list"),
        ("action done 7K3F", "action.done"),
        ("undo", "undo"),
        ("redo", "redo"),
        ("group show AQ", "group.show"),
    ] {
        let json = shell.json(words);
        assert_eq!((&json["schema"], &json["kind"]), (&"comity.v1".into(), &kind.into()), "{words}");
        assert!(!json["data"].is_null(), "{words}: {json}");
    }
    let said = shell.run("action show none --json");
    assert!(said.out.is_empty() && said.status == 3, "{said}");
    let error: serde_json::Value = serde_json::from_str(&said.err).expect("one object");
    insta::assert_snapshot!(error, @r#"{"schema":"comity.v1","kind":"error","error":{"code":"E-NOT-FOUND","exit":3,"message":"there is no action `none`","hint":"`comity action list` shows what there is"}}"#);
    insta::assert_snapshot!(shell.run("action edit 7K3F --due 'some day' --json"), @r#"
    ! {"schema":"comity.v1","kind":"error","error":{"code":"E-VALUE","exit":4,"message":"`due`: `some day` is not a date","hint":"Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20","fields":[{"field":"due","value":"some day","message":"`some day` is not a date"}]}}
    = 4
    "#);
    insta::assert_snapshot!(shell.run("action list --json --onwer x"), @r#"
    ! {"schema":"comity.v1","kind":"error","error":{"code":"E-USAGE","exit":2,"message":"unexpected argument '--onwer' found","hint":"a similar argument exists: '--owner' · --help shows what can be said"}}
    = 2
    "#);
}

#[test]
fn the_workspace_is_found_from_below_and_by_name() {
    let shell = Shell::example();
    let list = shell.run("action list");
    let run = |at: &str, more: &[&str]| {
        let mut command = shell.command(&words(&[more, &["action", "list"]].concat()));
        command.current_dir(shell.beside(at));
        shell.said(command.output().expect("ran"))
    };
    assert_eq!(run("w/groups/AQ", &[]), list);
    assert_eq!(run("", &["-C", "w"]), list);
    assert_eq!(run("", &["--workspace", "w/people/.."]), list);
    assert_eq!(shell.run("action list -C ."), list);
    insta::assert_snapshot!(run("", &[]), @r"
    ! no workspace in `TMP`, nor in the folders above it (E-NO-WORKSPACE)
    ! Hint: Go to the folder or name it with `-C DIR`
    ! Hint: `comity demo` shows an example, `comity init DIR` begins a new one
    = 8
    ");
    insta::assert_snapshot!(run("", &["-C", "nowhere"]), @r"
    ! there is no folder `TMP/nowhere` (E-NO-WORKSPACE)
    ! Hint: See whether the name is right
    = 8
    ");
}

#[test]
fn a_closed_pipe_is_success() {
    let shell = Shell::demo();
    for told in [
        &["history"][..],
        &["action", "list", "--all"],
        &["completions", "bash"],
        &["help", "--json"],
        &["-v", "check"],
    ] {
        let mut command = shell.command(&words(told));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("stderr").read_to_string(&mut err).expect("read");
        assert!(child.wait().expect("ended").success(), "{told:?}: {err}");
        assert!(!err.contains("panic") && !err.contains("cannot print"), "{told:?}: {err}");
    }
}

#[test]
fn nothing_is_needed_from_outside() {
    let shell = Shell::example();
    let mut command = shell.command(&words(&["action", "done", "7K3F"]));
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("GIT_CONFIG_NOSYSTEM", "1").stdin(Stdio::null());
    let said = shell.said(command.output().expect("ran"));
    assert_eq!(said.status, 0, "{said}");
    assert_eq!(shell.run("--now yesterday action list").status, 2);
    insta::assert_snapshot!(shell.run(&format!("--now {NOW} --color sometimes action list")), @r"
    ! error: invalid value 'sometimes' for '--color <WHEN>'
    !   [possible values: auto, always, never]
    ! 
    ! For more information, try '--help'.
    = 2
    ");
}

#[test]
fn the_history_counts_days_on_the_clocks_of_the_workspace() {
    let shell = Shell::example();
    // Half past eleven in New York is the next morning in Brussels.
    shell.saves("--now 2026-11-17T23:30:00-05:00 action done D7ZK");
    let said = shell.run("--now 2026-11-18T09:00:00+01:00 history --since 2026-11-18");
    assert!(said.out.contains("Wed 18 Nov 2026") && said.out.contains("  05:30  "), "{said}");
}

#[test]
fn what_is_put_back_is_named_whole_even_if_it_was_an_undo() {
    let shell = Shell::example();
    shell.saves("action done D7ZK");
    shell.saves("undo");
    insta::assert_snapshot!(shell.saves("history revert last"), @"Put back: Undo: AQ-A26-D7ZK: to do -> done (Publish the calendar of joi…");
}

#[test]
fn an_empty_workspace_gets_its_people_and_groups_by_commands() {
    let shell = Shell::empty();
    let begun = shell
        .run("init w --empty --party sedex=Sedex --party amfori=amfori --name 'Ada Byron' --email ada@example.org");
    insta::assert_snapshot!(begun, @r"
    Made a workspace with 0 groups in TMP/w

    What comes next
      [x] the workspace and its parties
      [ ] yourself: comity person add NAME --org ORG --emails ADDRESS
      [ ] the first group: comity group add NAME --code AQ
      [ ] open it: comity -C TMP/w
    ");
    insta::assert_snapshot!(shell.saves("person add 'Ada Byron' --org sedex --emails ada@example.org"), @"Added person ada-byron: Ada Byron  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("group add 'Audit quality' --code AQ"), @"Added group AQ: Audit quality  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("org add 'Third body' --short TB --kind professional-body"), @"Added org third-body: Third body  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("action add 'Write the charter' --group AQ --owner me --due 2026-12-01"), @"Added action AQ-A26-NEW1: Write the charter, due Tue 1 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("group edit AQ --mission 'Judge alike'"), @"Changed AQ: mission written  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("group add Again --code aq"), @r"
    ! there is a group AQ already (E-USAGE)
    ! Hint: Choose other letters
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("group add Out --code ../x"), @r"
    ! `../X` is no id of a group: a group's code has two to six capitals or digits and starts with a capital (E-VALUE)
    = 4
    ");
    insta::assert_snapshot!(shell.run("check"), @"7 records: 0 errors, 0 warnings");
}
