//! Import: action points from CSV files of every shape, and each row that cannot be taken by its number.

use crate::support::shell::Shell;

/// A list as a secretary keeps it: people who are not there yet, a column that is no field, quotation marks.
const LOG: &str = "\
owner,title,topic,status_note
Ines,Ask the auditors about their calendars,Calibration,\"done, see the thread \"\"January report\"\"\"
Ines,Write to the trainers,,
Rowan Placeholder,Book a room,Spring workshop,
,Nobody has taken this yet,,
";

fn with(name: &str, contents: impl AsRef<[u8]>) -> Shell {
    let shell = Shell::example();
    std::fs::write(shell.beside(name), contents).expect("written");
    shell
}

#[test]
fn a_file_comes_in_whole_in_one_commit_and_a_second_run_changes_nothing() {
    let shell = with("log.csv", LOG);
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --group AQ --create"), @r"
    Import 4 actions from log.csv: 4 added, 1 person added  (undo: comity undo)
    ! Kept as lines of the details: topic, status_note. --map COLUMN=FIELD puts a column elsewhere, --map COLUMN=- leaves it out.
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW1 DATE`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW2.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW2 DATE`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW3.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW3 DATE`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW4.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-NEW4 PERSON`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW4.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW4 DATE`
    ");
    // The ids at the end stand in their own order, which is another one each time.
    let message = shell.newest().lines().filter(|it| !it.starts_with("Record: AQ")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(message, @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Import 4 actions from log.csv

    + person ines: Ines
    + action AQ-A26-NEW1: Ask the auditors about their calendars
    + action AQ-A26-NEW2: Write to the trainers
    + action AQ-A26-NEW3: Book a room
    + action AQ-A26-NEW4: Nobody has taken this yet

    Change-Id: change02
    Op: import
    Group: AQ
    Record: ines
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.run("action list --filter 'calendars calibration january'"), @r"
    ID           STATE      DUE      WHO   ORGANISATION  WHAT
    AQ-A26-NEW1  [ ] to do  no date  ines                Ask the auditors about their calendars
    ");
    assert_eq!(
        shell.json("action list --filter calendars")["data"][0]["detail"],
        "topic: Calibration\nstatus_note: done, see the thread \"January report\""
    );
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --create"), @r"
    Nothing to change: 4 as before
    ! Kept as lines of the details: topic, status_note. --map COLUMN=FIELD puts a column elsewhere, --map COLUMN=- leaves it out.
    ");
    assert_eq!(shell.run("check").status, 0);
    insta::assert_snapshot!(shell.saves("undo"), @"Undo: Import 4 actions from log.csv");
    insta::assert_snapshot!(shell.run("action list --filter calendars"), @"! None of 14 actions fits.");
}

#[test]
fn a_row_that_changed_changes_its_action() {
    let shell = with("log.csv", LOG);
    shell.saves("import actions ../log.csv --group AQ --create");
    std::fs::write(shell.beside("log.csv"), LOG.replace("Spring", "Autumn")).expect("written");
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --group AQ --create"), @r"
    Import changes of 1 action from log.csv: 1 changed, 3 as before  (undo: comity undo)
    ! Kept as lines of the details: topic, status_note. --map COLUMN=FIELD puts a column elsewhere, --map COLUMN=- leaves it out.
    ! note: groups/AQ/actions/2026/AQ-A26-NEW3.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW3 DATE`
    ");
}

#[test]
fn rows_that_cannot_be_taken_are_named_with_number_reason_and_remedy() {
    let rows = "title,owner,due,status,group\n\
                Fine,rowan,2026-12-01,open,AQ\n\
                ,rowan,2026-12-01,open,AQ\n\
                Late,rowan,some day,open,AQ\n\
                \n\
                Odd,rowan,2026-12-01,frozen,AQ\n\
                Far,rowan,2026-12-01,open,XX\n\
                Who,Nobody Known,2026-12-01,open,AQ\n\
                Long,rowan,2026-12-01,open,AQ,one too many\n\
                Nowhere,rowan,2026-12-01,open,\n\
                \"bell\u{7}\",rowan,,open,AQ\n";
    let shell = with("log.csv", rows);
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv"), @r"
    ! nothing imported: 8 rows cannot be taken (E-ROW)
    ! Caused by: row 3: the title is empty. Write what is to be done into that column
    ! Caused by: row 4: due: `some day` is not a date. Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! Caused by: row 6: state: `frozen` is none of the choices. Say what is meant: --map 'state:frozen=VALUE'. Choose open, in-progress, blocked, done, closed, cancelled
    ! Caused by: row 7: there is no group `XX`. Say which one is meant: --map 'group:XX=CODE'
    ! Caused by: row 8: owner: there is no person `Nobody Known`. Add people with --create, or say who is meant: --map 'owner:Nobody Known=PERSON'
    ! Caused by: row 9: it has 6 cells, the headings are 5. Put text with a `,` in it between quotation marks
    ! Caused by: row 10: no group is named. Name one with --group CODE
    ! Caused by: row 11: title: the text contains a control character (U+0007). Take it out; it may have come in with a paste
    ! Hint: --partial takes the rows that can be taken
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --partial"), @r"
    Import 1 action from log.csv: 1 added, 8 rows left out  (undo: comity undo)
    ! row 3: the title is empty. Write what is to be done into that column
    ! row 4: due: `some day` is not a date. Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! row 6: state: `frozen` is none of the choices. Say what is meant: --map 'state:frozen=VALUE'. Choose open, in-progress, blocked, done, closed, cancelled
    ! row 7: there is no group `XX`. Say which one is meant: --map 'group:XX=CODE'
    ! row 8: owner: there is no person `Nobody Known`. Add people with --create, or say who is meant: --map 'owner:Nobody Known=PERSON'
    ! row 9: it has 6 cells, the headings are 5. Put text with a `,` in it between quotation marks
    ! row 10: no group is named. Name one with --group CODE
    ! row 11: title: the text contains a control character (U+0007). Take it out; it may have come in with a paste
    ");
    let json = shell.json("import actions ../log.csv --partial --dry-run");
    assert_eq!(json["data"]["refused"].as_array().map(Vec::len), Some(8));
    assert_eq!(json["data"]["refused"][0]["row"], 3);
}

#[test]
fn columns_and_words_are_mapped() {
    let rows = "what,who,when,how far\nSend it,R. Moon,2026-12-01,nearly\n";
    let shell = with("log.csv", rows);
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ"), @r"
    ! nothing imported: 1 row cannot be taken (E-ROW)
    ! Caused by: row 2: owner: there is no person `R. Moon`. Add people with --create, or say who is meant: --map 'owner:R. Moon=PERSON'
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --map when=due --map 'how far=state' --map 'owner:r. moon=rowan'"), @r"
    ! nothing imported: 1 row cannot be taken (E-ROW)
    ! Caused by: row 2: state: `nearly` is none of the choices. Say what is meant: --map 'state:nearly=VALUE'. Choose open, in-progress, blocked, done, closed, cancelled
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --group AQ --map When=due --map 'how far=state' --map 'owner:r. moon=rowan' --map state:nearly=in-progress"), @"Import 1 action from log.csv: 1 added  (undo: comity undo)");
    let action = &shell.json("action list --filter 'send it'")["data"][0];
    let values = ["title", "owner", "org", "due", "state"].map(|key| action[key].as_str().expect(key));
    assert_eq!(values, ["Send it", "rowan", "amfori", "2026-12-01", "in-progress"]);
}

#[test]
fn maps_that_name_what_is_not_there_are_refused() {
    let shell = with("log.csv", LOG);
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --map nothing=due"), @r"
    ! the file has no column `nothing` (E-USAGE)
    ! Hint: Its columns are owner, title, topic, status_note
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --map topic=nothing"), @r"
    ! actions have no field `nothing` (E-USAGE)
    ! Hint: `comity action add --help` lists the fields
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --map topic"), @r"
    ! `--map topic` has no `=` (E-USAGE)
    ! Hint: Write COLUMN=FIELD or FIELD:WORD=VALUE
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --map title=-"), @r"
    ! no column is the title (E-USAGE)
    ! Hint: Name it: --map COLUMN=title. The columns are owner, title, topic, status_note
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group ../x"), @r"
    ! there is no group `../x` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../none.csv --group AQ"), @r"
    ! cannot read `../none.csv` (E-IO)
    ! Caused by: No such file or directory (os error 2)
    ! Hint: See whether the name is right
    = 1
    ");
    insta::assert_snapshot!(shell.leaves_alone("import actions .. --group AQ"), @r"
    ! cannot read `..` (E-IO)
    ! Caused by: Is a directory (os error 21)
    = 1
    ");
}

#[test]
fn a_dry_run_shows_what_would_come_in() {
    let shell = with("log.csv", LOG);
    insta::assert_snapshot!(shell.leaves_alone("import actions ../log.csv --group AQ --create --map topic=- --dry-run"), @r"
    Would be saved: Import 4 actions from log.csv
      + person ines: Ines
      + action AQ-A26-NEW1: Ask the auditors about their calendars
      + action AQ-A26-NEW2: Write to the trainers
      + action AQ-A26-NEW3: Book a room
      + action AQ-A26-NEW4: Nobody has taken this yet
    4 added, 1 person added
    ! Kept as lines of the details: status_note. --map COLUMN=FIELD puts a column elsewhere, --map COLUMN=- leaves it out.
    ");
}

#[test]
fn a_column_of_its_own_names_each_rows_group() {
    let shell = with("log.csv", "title,group,status\nOne,AQ,done\nTwo,Data collaboration,closed\nThree,th,dropped\n");
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --map group:th=TH"), @r"
    Import 3 actions from log.csv: 3 added  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: it is done, and the day is not known (W-DONE-ON). Write the day, if somebody knows it
    ! note: groups/DC/actions/2026/DC-A26-NEW2.toml: it is done, and the day is not known (W-DONE-ON). Write the day, if somebody knows it
    ");
    insta::assert_snapshot!(shell.run("check"), @r"
    warning: groups/AQ/actions/2026/AQ-A26-NEW1.toml: it is done, and the day is not known (W-DONE-ON). Write the day, if somebody knows it
    warning: groups/DC/actions/2026/DC-A26-NEW2.toml: it is done, and the day is not known (W-DONE-ON). Write the day, if somebody knows it
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    119 records: 0 errors, 3 warnings
    ");
}

#[test]
fn files_of_every_make_are_read() {
    for (name, contents) in [
        ("windows.csv", "title,owner\r\nFirst,rowan\r\nSecond,oak\r\n"),
        ("old-mac.csv", "title,owner\rFirst,rowan\rSecond,oak\r"),
        ("mark.csv", "\u{feff}title,owner\nFirst,rowan\nSecond,oak\n"),
        ("semicolons.csv", "title;owner\nFirst;rowan\nSecond;oak\n"),
        ("tabs.csv", "title\towner\nFirst\trowan\nSecond\toak\n"),
        ("quoted.csv", "\"title\",\"owner\"\n\"First\",\"rowan\"\n\"Second\",\"oak\""),
        ("gaps.csv", "\ntitle,owner\n\nFirst,rowan\n,\nSecond,oak\n\n"),
        ("spaced.csv", " Title , Owner \n First , rowan \nSecond,oak,\n"),
    ] {
        let shell = with(name, contents);
        shell.saves(&format!("import actions ../{name} --group AQ"));
        let list = shell.json("action list --filter csv");
        let rows = list["data"].as_array().expect("rows").iter();
        let mut rows: Vec<String> = rows.map(|it| format!("{} {}", it["title"], it["owner"])).collect();
        rows.sort();
        assert_eq!(rows, ["\"First\" \"rowan\"", "\"Second\" \"oak\""], "{name}");
    }
}

#[test]
fn what_is_no_csv_is_refused_with_a_sentence() {
    let shell = with("log.csv", "");
    let refused = |contents: &[u8]| {
        std::fs::write(shell.beside("log.csv"), contents).expect("written");
        shell.leaves_alone("import actions ../log.csv --group AQ").to_string()
    };
    insta::assert_snapshot!(refused(b""), @r"
    ! the file is empty (E-CSV)
    ! Hint: Its first row holds the headings
    = 4
    ");
    insta::assert_snapshot!(refused(b"\n\n"), @r"
    ! the file is empty (E-CSV)
    ! Hint: Its first row holds the headings
    = 4
    ");
    insta::assert_snapshot!(refused(b"title,owner\n"), @"Nothing to change: there are no rows");
    insta::assert_snapshot!(refused(b"owner,due\nrowan,2026-12-01\n"), @r"
    ! no column is the title (E-USAGE)
    ! Hint: Name it: --map COLUMN=title. The columns are owner, due
    = 2
    ");
    insta::assert_snapshot!(refused(b"title\nZ\xfcrich\n"), @r"
    ! the file is not UTF-8 (line 2) (E-UTF8)
    ! Hint: Save it as CSV UTF-8, as spreadsheet programs call it
    = 4
    ");
    insta::assert_snapshot!(refused(b"title\nno\0\n"), @r"
    ! the file holds a NUL (E-NUL)
    ! Hint: It seems to be no CSV file
    = 4
    ");
    insta::assert_snapshot!(refused(b"title,owner\n\"never closed,rowan\nnext,oak\n"), @r"
    ! the file cannot be read as CSV: the quotation mark in line 2 is never closed (E-CSV)
    ! Hint: Save it again as CSV from a spreadsheet program
    = 4
    ");
    insta::assert_snapshot!(refused(b"title,owner\n\"closed\" too early,rowan\n"), @r"
    ! the file cannot be read as CSV: there is text behind a closing quotation mark in line 2 (E-CSV)
    ! Hint: Save it again as CSV from a spreadsheet program
    = 4
    ");
}

#[test]
fn a_heading_that_comes_twice_goes_into_the_details() {
    let shell = with("log.csv", "title,title,due,colour\nOne,Another,2026-12-01,red\n");
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --group AQ"), @r"
    Import 1 action from log.csv: 1 added  (undo: comity undo)
    ! Kept as lines of the details: title, colour. --map COLUMN=FIELD puts a column elsewhere, --map COLUMN=- leaves it out.
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no owner yet (W-NO-OWNER). `comity action assign AQ-A26-NEW1 PERSON`
    ");
    let list = shell.json("action list --filter csv");
    assert_eq!(list["data"][0]["title"], "One");
    assert_eq!(list["data"][0]["detail"], "title: Another\ncolour: red");
}

#[test]
fn a_cell_is_text_and_nothing_else() {
    let shell = with("log.csv", "title,owner,notes\n'=SUM(1),rowan,\"two\nlines\"\n../../etc,oak,\u{202e}turned\n");
    insta::assert_snapshot!(shell.saves("import actions ../log.csv --group AQ"), @r"
    Import 2 actions from log.csv: 2 added  (undo: comity undo)
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW1 DATE`
    ! note: groups/AQ/actions/2026/AQ-A26-NEW2.toml: progress.text turns the reading direction around (W-DIRECTION). Take out the characters that are shown escaped
    ! note: groups/AQ/actions/2026/AQ-A26-NEW2.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW2 DATE`
    ");
    insta::assert_snapshot!(shell.run("action list --filter =sum"), @r"
    ID           STATE      DUE      WHO    ORGANISATION  WHAT
    AQ-A26-NEW1  [ ] to do  no date  rowan  amfori        =SUM(1)
    ");
    let turned = shell.json("action list --filter ../../etc")["data"][0]["id"].as_str().expect("id").to_owned();
    let shown = shell.run(&format!("action show {turned}")).to_string();
    assert!(shown.contains(r"\u{202e}turned") && !shown.contains('\u{202e}'), "{shown}");
}

const PLAN: &str = "title,owner,due,status,notes\nSend the minutes,rowan,2026-12-01,open,first\n";

#[test]
fn what_people_did_since_the_last_import_stands() {
    let shell = with("plan.csv", PLAN);
    let import = "import actions ../plan.csv --group AQ";
    shell.saves(import);
    let id = shell.last_id();
    shell.saves(&format!("action done {id}"));
    shell.saves(&format!("action due {id} 2027-01-01"));
    for note in ["second", "third"] {
        std::fs::write(shell.beside("plan.csv"), PLAN.replace("first", note)).expect("written");
        let before = &shell.json(&format!("action show {id}"))["data"];
        insta::allow_duplicates! {
            insta::assert_snapshot!(shell.saves(import), @"Import changes of 1 action from plan.csv: 1 changed  (undo: comity undo)");
        }
        let after = &shell.json(&format!("action show {id}"))["data"];
        for key in ["state", "done_on", "due", "moved"] {
            assert_eq!(after[key], before[key], "{key} after {note}");
        }
        assert_eq!(after["state"], "done");
        assert_eq!(after["due"], "2027-01-01");
    }
    std::fs::write(shell.beside("plan.csv"), PLAN.replace("rowan", "oak")).expect("written");
    shell.saves(import);
    let after = &shell.json(&format!("action show {id}"))["data"];
    assert_eq!([&after["owner"], &after["state"]], ["oak", "done"]);
}

#[test]
fn a_field_that_people_and_the_file_changed_stays_and_is_named_until_they_agree() {
    let shell = with("plan.csv", PLAN);
    let import = "import actions ../plan.csv --group AQ";
    shell.saves(import);
    let id = shell.last_id();
    shell.saves(&format!("action due {id} 2027-01-01"));
    let other = PLAN.replace("2026-12-01", "2027-02-01").replace("rowan", "oak");
    std::fs::write(shell.beside("plan.csv"), other).expect("written");
    insta::assert_snapshot!(shell.saves(import), @r"
    Import changes of 1 action from plan.csv: 1 changed  (undo: comity undo)
    ! row 2: due of AQ-A26-NEW1 has changed here and in the file. It stays `Fri 1 Jan 2027`; the file says `Mon 1 Feb 2027`. Write the right one into the file, or take the file's with `comity action edit AQ-A26-NEW1 --due VALUE`
    ");
    insta::assert_snapshot!(shell.leaves_alone(import), @r"
    Nothing to change: 1 as before
    ! row 2: due of AQ-A26-NEW1 has changed here and in the file. It stays `Fri 1 Jan 2027`; the file says `Mon 1 Feb 2027`. Write the right one into the file, or take the file's with `comity action edit AQ-A26-NEW1 --due VALUE`
    ");
    let kept = &shell.json(import)["data"]["kept"][0];
    assert_eq!(kept["row"], 2);
    assert_eq!([&kept["field"], &kept["here"], &kept["file"]], ["due", "2027-01-01", "2027-02-01"]);
    shell.saves(&format!("action edit {id} --due 2027-02-01"));
    insta::assert_snapshot!(shell.leaves_alone(import), @"Nothing to change: 1 as before");
}

#[test]
fn an_import_that_was_taken_back_can_be_made_again() {
    let shell = with("plan.csv", PLAN);
    let import = "import actions ../plan.csv --group AQ";
    shell.saves(import);
    let id = shell.last_id();
    std::fs::write(shell.beside("plan.csv"), PLAN.replace("rowan", "oak")).expect("written");
    shell.saves(import);
    shell.saves("undo");
    assert_eq!(shell.json(&format!("action show {id}"))["data"]["owner"], "rowan");
    shell.saves(import);
    assert_eq!(shell.json(&format!("action show {id}"))["data"]["owner"], "oak");
}

#[test]
fn mending_a_row_that_was_left_out_leaves_the_others_what_they_are() {
    for (broken, whole) in [("Same,31 feb,birch", "Same,2026-11-30,birch"), ("Same,,rowan,x", "Same,,rowan")] {
        let rows = |first: &str| format!("title,due,owner\n{first}\nSame,2026-12-01,oak\n");
        let shell = with("plan.csv", rows(broken));
        shell.saves("import actions ../plan.csv --group AQ --partial");
        let id = shell.last_id();
        let before = shell.json(&format!("action show {id}"));
        std::fs::write(shell.beside("plan.csv"), rows(whole)).expect("written");
        let import = shell.json("import actions ../plan.csv --group AQ");
        assert_eq!(import["data"]["unchanged"], serde_json::json!([id]), "{whole}");
        assert_eq!(import["data"]["added"].as_array().map(Vec::len), Some(1), "{whole}");
        assert_eq!(shell.json(&format!("action show {id}"))["data"], before["data"], "{whole}");
    }
}

#[test]
fn an_imported_note_is_never_of_a_moment_to_come() {
    let shell = with("plan.csv", "title,raised on,notes\nOld,2026-11-13,first\nNew,,second\nLater,2026-11-30,third\n");
    shell.saves("import actions ../plan.csv --group AQ");
    let list = shell.json("action list --filter csv");
    let rows = list["data"].as_array().expect("rows").iter();
    let mut notes: Vec<String> =
        rows.map(|it| format!("{} {}", it["title"], it["progress"][0]["at"])).map(|it| it.replace('"', "")).collect();
    notes.sort();
    insta::assert_snapshot!(notes.join("\n"), @r"
    Later 2026-11-16T09:00:00+01:00
    New 2026-11-16T09:00:00+01:00
    Old 2026-11-13T12:00:00Z
    ");
}

#[test]
fn what_hinders_many_rows_is_said_once() {
    let rows: String = (1..=20).map(|nth| format!("Task {nth},2026-12-01\n")).collect();
    let shell = with("plan.csv", format!("title,due\n{rows}"));
    insta::assert_snapshot!(shell.leaves_alone("import actions ../plan.csv"), @r"
    ! nothing imported: 20 rows cannot be taken (E-ROW)
    ! Caused by: rows 2-21: no group is named. Name one with --group CODE
    = 4
    ");
    let words: Vec<_> = ["--json", "import", "actions", "../plan.csv"].map(Into::into).into();
    let answer: serde_json::Value = serde_json::from_str(&shell.told(&words, "").err).expect("JSON");
    assert_eq!(answer["error"]["fields"].as_array().map(Vec::len), Some(20), "{answer}");
    assert_eq!(answer["error"]["causes"].as_array().map(Vec::len), Some(20), "{answer}");
    let rows = "title,owner,due\nOne,,soon\nTwo,Ines,\nThree,Ines,\nFour,rowan,\nFive,Ines,\n";
    std::fs::write(shell.beside("plan.csv"), rows).expect("written");
    insta::assert_snapshot!(shell.leaves_alone("import actions ../plan.csv --group AQ"), @r"
    ! nothing imported: 4 rows cannot be taken (E-ROW)
    ! Caused by: row 2: due: `soon` is not a date. Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! Caused by: rows 3-4, 6: owner: there is no person `Ines`. Add people with --create, or say who is meant: --map 'owner:Ines=PERSON'
    ! Hint: --partial takes the rows that can be taken
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import actions ../plan.csv --group AQ --partial"), @r"
    Import 1 action from plan.csv: 1 added, 4 rows left out  (undo: comity undo)
    ! row 2: due: `soon` is not a date. Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! rows 3-4, 6: owner: there is no person `Ines`. Add people with --create, or say who is meant: --map 'owner:Ines=PERSON'
    ! note: groups/AQ/actions/2026/AQ-A26-NEW1.toml: no due date yet (W-NO-DUE). `comity action due AQ-A26-NEW1 DATE`
    ");
}
