//! Beginnings: a workspace from the template, an empty one, the example with its history.

use std::collections::BTreeSet;

use comity::model::{Kind, RecordId};
use comity::store::codec;

use crate::support::shell::Shell;

#[test]
fn init_makes_a_workspace_from_the_template_with_one_commit() {
    let mut shell = Shell::empty();
    insta::assert_snapshot!(shell.run("init w --name 'Birch Placeholder' --email birch@example.org"), @r"
    Made a workspace with 6 groups in TMP/w

    What comes next
      [x] the workspace and its parties
      [x] say who you are: comity config set me PERSON
      [x] the first group: comity group add NAME --code AQ
      [ ] open it: comity -C TMP/w
    ");
    shell.know();
    assert_eq!(shell.git(&["status", "--porcelain"]), "");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Begin with the example of Sedex and amfori

    Change-Id: change01
    Op: init
    ");
    insta::assert_snapshot!(shell.run("status"), @r"
    Sedex and amfori (BSCI)
    Example. No document of Sedex or amfori; all people and figures are made up.
    You are birch (Birch Placeholder, sedex).
    You have 2 open actions, 0 of them late.
    Next: Fri 20 Nov 10:00  CO-2026-11-20  Fourth meeting
    Next: Tue 24 Nov 14:00  AQ-2026-11-24  Sixth meeting
    Next: Wed 25 Nov 10:00  DC-2026-11-25  Fourth meeting
    Blocked by an objection: Smallest group that is shown in joint figures (DC-D26-B8TM)
    Waits for amfori, 25 days left: One list of reasons for returning a report (AQ-D26-N2YK)
    0 errors, 1 warning; `comity check` lists them.
    ");
    insta::assert_snapshot!(shell.run("check --strict"), @r"
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 1 warning
    = 10
    ");
    insta::assert_snapshot!(shell.run("config list"), @r"
    me        (not set)                 The person of the workspace who works in this clone
    name      Birch Placeholder         The name that changes from this clone bear
    email     birch@example.org         The address that changes from this clone bear
    verify    (not set)                 What becomes of changes of others that are not right: off, warn or refuse
    autosync  (not set)                 Every so many minutes the screen sends and receives by itself

    Yours, in TMP/config/comity/settings.toml
    theme     auto                      The colours of the screen; `auto` goes by the terminal
    ascii     auto                      Whether signs and lines are drawn in ASCII alone; `auto` goes by the terminal
    decoration  full                      `reduced` draws no lines, and has the cursor where one is, for those who have the screen read aloud
    mouse     true                      Whether the screen takes the mouse
    ctrl_z    undo                      What Ctrl+Z does on the screen
    ");
}

#[test]
fn init_moves_the_template_to_the_week_of_the_day_by_whole_weeks() {
    let shell = Shell::empty();
    let words = "--now 2028-03-02T09:00:00Z init w --name B --email birch@example.org";
    assert_eq!(shell.run(words).status, 0);
    let starts: Vec<String> = shell.json("meeting list")["data"]
        .as_array()
        .expect("meetings")
        .iter()
        .map(|it| it["start"].as_str().expect("start").to_owned())
        .collect();
    insta::assert_debug_snapshot!(starts, @r#"
    [
        "2028-02-08T14:00:00",
        "2028-03-03T10:00:00",
        "2028-03-07T14:00:00",
        "2028-03-08T10:00:00",
        "2028-03-13T13:30:00",
        "2028-03-15T10:30:00",
        "2028-03-16T14:00:00",
    ]
    "#);
    assert_eq!(shell.run("--now 2028-03-02T09:00:00Z check").out.lines().count(), 2, "its placeholders, and the sum");
}

#[test]
fn init_makes_an_empty_workspace_for_the_parties_that_are_named() {
    let mut shell = Shell::empty();
    let words = "init w --empty --party sedex=Sedex --party amfori='amfori (BSCI)' --title 'Joint work' \
                 --zone Europe/London --name Birch --email birch@example.org";
    insta::assert_snapshot!(shell.run(words), @r"
    Made a workspace with 0 groups in TMP/w

    What comes next
      [x] the workspace and its parties
      [ ] yourself: comity person add NAME --org ORG --emails ADDRESS
      [ ] the first group: comity group add NAME --code AQ
      [ ] open it: comity -C TMP/w
    ");
    shell.know();
    insta::assert_snapshot!(shell.newest(), @r"
    Birch <birch@example.org> 2026-11-16T09:00:00+01:00
    Begin the joint workspace of Sedex and amfori (BSCI)

    Change-Id: change01
    Op: init
    ");
    let files: Vec<String> = shell.files().into_keys().collect();
    insta::assert_debug_snapshot!(files, @r#"
    [
        ".gitattributes",
        ".gitignore",
        "README.md",
        "orgs/amfori.toml",
        "orgs/sedex.toml",
        "workspace.toml",
    ]
    "#);
    insta::assert_snapshot!(shell.read("workspace.toml"), @r#"
    format = 1
    name = "Joint work"
    parties = ["sedex", "amfori"]
    timezone = "Europe/London"
    "#);
    insta::assert_snapshot!(shell.read("orgs/amfori.toml"), @r#"
    name = "amfori (BSCI)"
    short = "AM"
    kind = "party"
    sign = "◆"
    "#);
    insta::assert_snapshot!(shell.run("person list"), @"! There are no people yet; `comity person add` makes one.");
    insta::assert_snapshot!(shell.run("action list"), @"! There are no actions yet; `comity action add` makes one.");
    insta::assert_snapshot!(shell.run("action add x"), @r"
    ! there is no group yet (E-NOT-FOUND)
    = 3
    ");
    insta::assert_snapshot!(shell.run("check"), @"3 records: 0 errors, 0 warnings");
}

#[test]
fn init_says_what_about_the_parties_is_not_right() {
    let shell = Shell::empty();
    insta::assert_snapshot!(shell.run("init w --empty"), @r"
    ! error: the following required arguments were not provided:
    !   --party <ID=NAME>
    ! 
    ! Usage: comity init --empty --party <ID=NAME> <DIR>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
    insta::assert_snapshot!(shell.run("init w --party a=b"), @r"
    ! error: the following required arguments were not provided:
    !   --empty
    ! 
    ! Usage: comity init --party <ID=NAME> --empty <DIR>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
    let who = "--name B --email b@example.org";
    insta::assert_snapshot!(shell.run(&format!("init w --empty --party sedex=Sedex {who}")), @r"
    ! a memorandum has two parties at least (E-USAGE)
    ! Hint: Name each: --party sedex=Sedex --party amfori=amfori
    = 2
    ");
    insta::assert_snapshot!(shell.run(&format!("init w --empty --party a=b --party a=c {who}")), @r"
    ! two parties have the same id (E-USAGE)
    ! Hint: Each party has an id of its own
    = 2
    ");
    insta::assert_snapshot!(shell.run(&format!("init w --empty --party '../a=b' --party a=c {who}")), @r"
    ! `../a=b` is no name for a party's id (E-VALUE)
    ! Hint: Write it like `--party sedex=Sedex`: small letters, digits and hyphens before the sign
    = 4
    ");
    insta::assert_snapshot!(shell.run(&format!("init w --empty --party a=b --party c=d --zone Brussels {who}")), @r"
    ! `zone`: `Brussels` is not a time zone such as Europe/Brussels (E-VALUE)
    ! Hint: Did you mean Europe/Brussels?
    = 4
    ");
    assert!(!shell.root().exists());
}

#[test]
fn init_wants_a_folder_of_its_own() {
    let shell = Shell::example();
    let who = "--name B --email b@example.org";
    insta::assert_snapshot!(shell.leaves_alone(&format!("init {who}")), @r"
    ! `TMP/w` already lies in the workspace `TMP/w` (E-INSIDE)
    ! Hint: Choose a folder outside of it
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone(&format!("init groups/new {who}")), @r"
    ! `TMP/w/groups/new` already lies in the workspace `TMP/w` (E-INSIDE)
    ! Hint: Choose a folder outside of it
    = 4
    ");
    std::fs::create_dir(shell.beside("full")).expect("folder");
    std::fs::write(shell.beside("full/letter.txt"), "x").expect("file");
    insta::assert_snapshot!(shell.run(&format!("init ../full {who}")), @r"
    ! the folder `TMP/full` is not empty (E-NOT-EMPTY)
    ! Hint: Choose a new or an empty folder
    = 4
    ");
    insta::assert_snapshot!(shell.run("demo --keep ../full"), @r"
    ! the folder `TMP/full` is not empty (E-NOT-EMPTY)
    ! Hint: Choose a new or an empty folder
    = 4
    ");
    assert_eq!(std::fs::read_dir(shell.beside("full")).expect("folder").count(), 1);
}

#[test]
fn init_beside_a_workspace_is_not_in_it() {
    let shell = Shell::example();
    let said = shell.run("init ../other --name B --email b@example.org");
    insta::assert_snapshot!(said, @r"
    Made a workspace with 6 groups in TMP/other

    What comes next
      [x] the workspace and its parties
      [ ] say who you are: comity config set me PERSON
      [x] the first group: comity group add NAME --code AQ
      [ ] open it: comity -C TMP/other
    ");
    assert!(shell.beside("other/workspace.toml").is_file());
}

#[test]
fn init_takes_an_empty_folder_that_is_there_and_the_current_one() {
    let shell = Shell::empty();
    std::fs::create_dir(shell.root()).expect("folder");
    let said = shell.run("init --name B --email b@example.org");
    assert_eq!(said.status, 0, "{said}");
    assert_eq!(shell.git(&["status", "--porcelain"]), "");
    let left = std::fs::read_dir(shell.beside(".")).expect("folder").flatten().map(|it| it.file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["w"], "nothing is left beside it");
}

#[test]
fn init_asks_for_a_name_and_an_address_where_git_knows_none_and_takes_none_that_are_not() {
    let shell = Shell::empty();
    insta::assert_snapshot!(shell.run("init w"), @r#"
    ! git does not know who you are (E-IDENTITY)
    ! Hint: Say it here: --name "Your Name" --email you@example.org
    = 4
    "#);
    insta::assert_snapshot!(shell.run("init w --name B"), @r#"
    ! git does not know who you are (E-IDENTITY)
    ! Hint: Say it here: --name "Your Name" --email you@example.org
    = 4
    "#);
    insta::assert_snapshot!(shell.run("init w --name B --email nobody"), @r"
    ! `nobody` is no address (E-VALUE)
    ! Hint: Write it like you@example.org
    = 4
    ");
    insta::assert_snapshot!(shell.run("init w --name '<>' --email b@example.org"), @r"
    ! `<>` is no name (E-VALUE)
    ! Hint: It needs a letter at least
    = 4
    ");
    insta::assert_snapshot!(shell.run("init w --name 'B\u{1b}[31m' --email b@example.org"), @r"
    ! the name holds control characters (E-VALUE)
    = 4
    ");
    assert!(!shell.root().exists());
    let mut init = shell.command(&["init".into(), "w".into()]);
    init.env("GIT_AUTHOR_NAME", "Oak").env("GIT_AUTHOR_EMAIL", "oak@example.org");
    assert_eq!(shell.said(init.output().expect("ended")).status, 0);
    assert_eq!(shell.git(&["log", "--format=%an <%ae>"]), "Oak <oak@example.org>\n");
}

#[test]
fn a_rehearsal_of_a_beginning_makes_nothing() {
    let shell = Shell::empty();
    let words = "init w --empty --party sedex=Sedex --party amfori=amfori --name B --email b@example.org --dry-run";
    insta::assert_snapshot!(shell.run(words), @r"
    Would be made in TMP/w:
      workspace.toml
      orgs/sedex.toml
      orgs/amfori.toml
      .gitattributes
      .gitignore
      README.md
    ");
    insta::assert_snapshot!(shell.run("demo --keep w --dry-run"), @"Would be made in TMP/w: the example with its history");
    assert!(!shell.root().exists());
}

#[test]
fn the_example_has_about_eighty_commits_of_ten_weeks_by_several_authors_and_nothing_wrong() {
    let mut shell = Shell::empty();
    insta::assert_snapshot!(shell.run("demo --keep w"), @r"
    Made the example in TMP/w
    Open it: comity -C TMP/w
    ");
    shell.know();
    assert_eq!(shell.git(&["status", "--porcelain"]), "");
    assert!((70..=90).contains(&shell.commits()), "{}", shell.commits());
    let lines = shell.git(&["log", "--reverse", "--format=%an|%as|%at"]);
    let authors: BTreeSet<&str> = lines.lines().filter_map(|it| it.split('|').next()).collect();
    assert!(authors.len() >= 8, "{authors:?}");
    let days: Vec<&str> = lines.lines().filter_map(|it| it.split('|').nth(1)).collect();
    assert_eq!((days.first(), days.last()), (Some(&"2026-09-07"), Some(&"2026-11-13")));
    let times: Vec<i64> = lines.lines().filter_map(|it| it.rsplit('|').next()?.parse().ok()).collect();
    assert!(times.is_sorted(), "history goes forward");
    insta::assert_snapshot!(shell.run("check --strict"), @r"
    warning: groups/CB/decisions/2026/CB-D26-W4TN.toml:13:2: the position of sedex is about an older text (W-VOID). Ask the party to look at the text again
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    123 records: 0 errors, 2 warnings
    = 10
    ");
    insta::assert_snapshot!(shell.run("config list"), @r"
    me        birch                     The person of the workspace who works in this clone
    name      Birch Placeholder         The name that changes from this clone bear
    email     birch@example.org         The address that changes from this clone bear
    verify    (not set)                 What becomes of changes of others that are not right: off, warn or refuse
    autosync  (not set)                 Every so many minutes the screen sends and receives by itself

    Yours, in TMP/config/comity/settings.toml
    theme     auto                      The colours of the screen; `auto` goes by the terminal
    ascii     auto                      Whether signs and lines are drawn in ASCII alone; `auto` goes by the terminal
    decoration  full                      `reduced` draws no lines, and has the cursor where one is, for those who have the screen read aloud
    mouse     true                      Whether the screen takes the mouse
    ctrl_z    undo                      What Ctrl+Z does on the screen
    ");
    insta::assert_snapshot!(shell.run("undo"), @"Undo: CO-2026-11-16: agenda issued (Fourth meeting)");
}

#[test]
fn every_commit_of_the_example_tells_what_it_did_in_trailers_that_git_reads() {
    let shell = Shell::demo();
    let trailers = shell.git(&["log", "--format=%(trailers:only,separator=%x7C)"]);
    for line in trailers.lines() {
        assert!(line.starts_with("Change-Id: ") && line.contains("|Op: "), "{line}");
    }
    let ops: BTreeSet<&str> =
        trailers.lines().flat_map(|it| it.split('|')).filter_map(|it| it.strip_prefix("Op: ")).collect();
    insta::assert_debug_snapshot!(ops, @r#"
    {
        "action.add",
        "action.close",
        "action.done",
        "action.due",
        "action.note",
        "decision.add",
        "decision.edit",
        "decision.endorse",
        "decision.number",
        "decision.object",
        "init",
        "item.accept",
        "item.add",
        "item.conclude",
        "meeting.add",
        "meeting.approve",
        "meeting.check-minutes",
        "meeting.end",
        "meeting.issue-agenda",
        "meeting.issue-minutes",
        "meeting.start",
        "note.add",
        "note.settle",
    }
    "#);
    let longest = shell.git(&["log", "--format=%s"]).lines().map(|it| it.chars().count()).max();
    assert!(longest <= Some(72), "{longest:?}");
}

#[test]
fn the_example_ends_with_the_records_of_the_template_of_that_day() {
    let (example, demo) = (Shell::example(), Shell::demo());
    // In the demo one meeting is today.
    let moved = |id: &RecordId| id.group() == Some("CO") && matches!(id.kind, Kind::Group | Kind::Meeting | Kind::Item);
    let records = |shell: &Shell| -> Vec<(RecordId, toml::Table)> {
        let read = |(path, bytes): (&String, &Vec<u8>)| {
            // That of the workspace says in the example how to go about in it.
            let id = RecordId::from_path(path).filter(|it| it.kind != Kind::Workspace && !moved(it))?;
            Some((id.clone(), codec::decode(&id, bytes).expect("toml").record.fields))
        };
        shell.files().iter().filter_map(read).collect()
    };
    let mut all = records(&demo);
    // What waits there for comments and for a party is of the demo alone.
    let of_acts = |id: &RecordId| {
        id.as_str().starts_with("CB-2026-11-05")
            || ["CB-I26-5XJQ", "CB-I26-RD8K", "CB-D26-W4TN", "CB-N26-H2VC", "CB-N26-9GTM"].contains(&id.as_str())
    };
    all.retain(|it| !of_acts(&it.0));
    assert_eq!((records(&example), records(&demo).len() - all.len()), (all, 7));
    assert!(records(&demo).iter().any(|it| it.0.kind == Kind::Decision));
}

#[test]
fn the_example_can_be_made_on_any_day() {
    for day in ["2026-01-01T00:30:00+01:00", "2031-12-31T23:59:00+01:00"] {
        let shell = Shell::empty();
        let said = shell.run(&format!("demo --keep w --now {day}"));
        assert_eq!(said.status, 0, "{day}: {said}");
        let said = shell.run(&format!("--now {day} check"));
        assert!(said.out.ends_with(": 0 errors, 2 warnings\n"), "{day}: {said}");
        assert!(said.out.contains("W-VOID") && said.out.contains("W-PLACEHOLDER"), "{day}: {said}");
    }
}

#[test]
fn the_example_without_a_folder_needs_a_terminal_and_says_how_to_do_without() {
    insta::assert_snapshot!(Shell::empty().run("demo"), @r"
    ! the screen needs a terminal, and there is none (E-TERMINAL)
    ! Hint: Every command works without one, such as `comity status --plain`; `comity help` lists them
    ! Hint: `comity demo --keep DIR` makes the example without opening it
    = 1
    ");
}
