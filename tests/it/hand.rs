//! Hand edits: seen as what they are, taken in as changes of their own, never overwritten, never saved unasked.

use comity::model::{Kind, RecordId, words};
use comity::workspace::{HandEdit, Outcome, Reading, SubmitError, Workspace};

use crate::support::running::run;
use crate::support::sandbox::{
    ACTION, Sandbox, action, at, change_to, get, nth_action, refused, save, stamp, try_save, with,
};

/// The hand edits of a workspace, one line each.
fn edits(workspace: &Workspace) -> String {
    let edits = workspace.hand_edits(&at(workspace)).expect("read");
    edits.iter().map(told).collect()
}

fn told(edit: &HandEdit) -> String {
    let reading = match &edit.reading {
        Reading::Change(change) => words::lines(change).join("; "),
        Reading::SameFields => "the same fields".to_owned(),
        Reading::Problems(problems) => {
            let words = |it: &comity::model::Problem| format!("{} {}", it.code.word(), it.message);
            problems.iter().map(words).collect::<Vec<_>>().join("; ")
        }
    };
    format!("{}: {reading}\n", edit.id)
}

/// A workspace in which two actions are saved, one of them edited by hand like this.
fn edited(text: &str) -> Sandbox {
    let sandbox = Sandbox::small();
    save(&mut sandbox.open(), &nth_action(1));
    sandbox.write(&action().path(), text);
    sandbox
}

fn refused_take_in(result: Result<Option<comity::workspace::SavedChange>, SubmitError>) -> String {
    refused(result.map(|_| Outcome::Unchanged))
}

#[test]
fn what_was_edited_by_hand_is_seen_as_what_it_is() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    (1..8).for_each(|it| drop(save(&mut workspace, &nth_action(it))));
    assert_eq!(edits(&workspace), "");
    let path = |nth| nth_action(nth).id.path();
    let text = |nth| sandbox.read(&path(nth));
    sandbox.write(&path(1), text(1).replace("Row 1", "Line 1"));
    sandbox.write(&path(2), format!("# A remark.\n{}", text(2)));
    sandbox.write(&path(3), text(3).replace("\"Row 3\"", "Row 3"));
    sandbox.write(&path(4), text(4).replace("rowan", "nobody"));
    std::fs::remove_file(sandbox.path(&path(5))).expect("removed");
    std::fs::rename(sandbox.path(&path(6)), sandbox.path(&path(9))).expect("renamed");
    sandbox.write(&path(7), text(7).replace("open", "in-progress"));
    sandbox.git(&["add", &path(7)]);
    sandbox.write(&action().path(), ACTION.replace('\n', "\r\n"));
    sandbox.write("groups/AQ/notes/2026/readme.txt", "no record");
    insta::assert_snapshot!(edits(&workspace), @r"
    AQ-A26-0001: AQ-A26-0001 title: Row 1 -> Line 1
    AQ-A26-0002: the same fields
    AQ-A26-0003: E-TOML the file cannot be read: string values must be quoted, expected literal string
    AQ-A26-0004: E-REFERENCE owner names the person `nobody`, which is not there
    AQ-A26-0005: - action AQ-A26-0005: Row 5
    AQ-A26-0006: - action AQ-A26-0006: Row 6
    AQ-A26-0007: AQ-A26-0007 state: to do -> in progress
    AQ-A26-0009: + action AQ-A26-0009: Row 6
    ");
    // A reader of the folder gets the same picture.
    assert_eq!(edits(&sandbox.open()), edits(&workspace));
}

#[test]
fn it_is_taken_in_as_a_change_of_its_own_before_the_next_change_to_that_record() {
    let sandbox = edited(&ACTION.replace("\"open\"", "\"in-progress\""));
    let mut workspace = sandbox.open();
    save(&mut workspace, &with(&nth_action(1), "priority = 'high'"));
    assert_eq!(sandbox.status(), " M groups/AQ/actions/2026/AQ-A26-7K3F.toml\n");
    let record = get(&workspace, &action());
    let saved = save(&mut workspace, &with(&record, "priority = 'high'"));
    assert_eq!(saved.taken_in.as_deref(), Some("AQ-A26-7K3F: to do -> in progress (Publish joint metrics)"));
    let log = sandbox.git(&["log", "-3", "--format=%s|%(trailers:key=Op,valueonly,separator=)", "--name-only"]);
    insta::assert_snapshot!(log, @r"
    AQ-A26-7K3F: priority high (Publish joint metrics)|action.edit

    groups/AQ/actions/2026/AQ-A26-7K3F.toml
    AQ-A26-7K3F: to do -> in progress (Publish joint metrics)|hand-edit

    groups/AQ/actions/2026/AQ-A26-7K3F.toml
    AQ-A26-0001: priority high (Row 1)|action.edit

    groups/AQ/actions/2026/AQ-A26-0001.toml
    ");
    sandbox.assert_whole("");
}

#[test]
fn it_is_not_taken_in_by_a_change_that_is_refused_or_changes_nothing() {
    let sandbox = edited(&ACTION.replace("\"open\"", "\"in-progress\""));
    let mut workspace = sandbox.open();
    let record = get(&workspace, &action());
    let status = sandbox.status();
    insta::assert_snapshot!(refused(try_save(&mut workspace, &with(&record, "owner = 'nobody'"))), @r"
    not saved (E-REFERENCE)
    Caused by: AQ-A26-7K3F: owner names the person `nobody`, which is not there
    Hint: Correct the id, or add what it names
    ");
    // What the change wants is what was edited by hand.
    let same =
        change_to(&[with(&record, "state = 'open'")].into_iter().collect(), &[with(&record, "state = 'in-progress'")]);
    assert!(matches!(workspace.submit(&same, &stamp()), Ok(Outcome::Unchanged)));
    assert_eq!((sandbox.commits(), sandbox.status()), (2, status));
}

#[test]
fn everything_edited_by_hand_can_be_taken_in_at_once_or_some_of_it() {
    let sandbox = edited(&format!("# A remark.\n{ACTION}"));
    let path = |nth| nth_action(nth).id.path();
    std::fs::rename(sandbox.path(&path(1)), sandbox.path(&path(2))).expect("renamed");
    sandbox.write("people/elm.toml", "name = \"Elm\"\norg = \"sedex\"\n");
    sandbox.git(&["add", "people/elm.toml"]);
    sandbox.write("note.txt", "mine\n");
    let mut workspace = sandbox.open();
    let elm = RecordId::new(Kind::Person, "elm").expect("id");
    let some = workspace.take_in(&[elm], &stamp()).expect("taken in").expect("saved");
    assert_eq!(some.subject, "Add person elm: Elm");
    let rest = workspace.take_in(&[], &stamp()).expect("taken in").expect("saved");
    assert_eq!(rest.subject, "Change 2 actions in AQ");
    let names = sandbox.git(&["show", "--format=", "--name-status", "--no-renames", "HEAD"]);
    insta::assert_snapshot!(names, @r"
    D	groups/AQ/actions/2026/AQ-A26-0001.toml
    A	groups/AQ/actions/2026/AQ-A26-0002.toml
    M	groups/AQ/actions/2026/AQ-A26-7K3F.toml
    ");
    assert!(workspace.take_in(&[], &stamp()).expect("nothing").is_none());
    sandbox.assert_whole("?? note.txt\n");
}

#[test]
fn remarks_alone_are_taken_in_as_well() {
    let sandbox = edited(&format!("# A remark.\n{ACTION}"));
    let mut workspace = sandbox.open();
    let saved = workspace.take_in(&[], &stamp()).expect("taken in").expect("saved");
    assert_eq!(saved.subject, "Edit remarks in AQ-A26-7K3F");
    sandbox.assert_whole("");
}

#[test]
fn windows_line_ends_are_saved_as_plain_ones() {
    let sandbox = edited(&ACTION.replace("\"open\"", "\"in-progress\"").replace('\n', "\r\n"));
    let mut workspace = sandbox.open();
    workspace.take_in(&[], &stamp()).expect("taken in").expect("saved");
    assert!(!sandbox.git(&["show", &format!("HEAD:{}", action().path())]).contains('\r'));
    // The file itself is left as its editor wrote it.
    assert!(sandbox.read(&action().path()).contains("\r\n"));
    sandbox.assert_whole("");
    assert_eq!(edits(&workspace), "");
}

#[test]
fn a_broken_file_blocks_changes_to_its_record_alone_and_is_never_overwritten() {
    for broken in
        [&b"title = \"T\"\nstate = open\n"[..], b"title = \"\xff\"\n", b"<<<<<<< HEAD\n", b"title = \"T\0\"\n"]
    {
        let sandbox = edited("");
        sandbox.write(&action().path(), broken);
        let mut workspace = sandbox.open();
        let record = get(&workspace, &action());
        assert_eq!(record.title(), "Publish joint metrics", "as it was saved last");
        assert_eq!(workspace.file_problems().len(), 1);
        let before = sandbox.everything();
        let told = refused(try_save(&mut workspace, &with(&record, "priority = 'high'")));
        assert!(told.starts_with("not saved: a file was edited by hand and cannot be taken in"), "{told}");
        refused_take_in(workspace.take_in(&[], &stamp()));
        assert_eq!(sandbox.differing(&before), [""; 0]);
        save(&mut workspace, &with(&nth_action(1), "priority = 'high'"));
        assert_eq!(std::fs::read(sandbox.path(&action().path())).expect("read"), broken);
        sandbox.assert_whole(" M groups/AQ/actions/2026/AQ-A26-7K3F.toml\n");
    }
}

#[test]
fn a_link_where_a_file_is_written_first_is_not_followed() {
    let outside = tempfile::NamedTempFile::new().expect("file");
    std::fs::write(outside.path(), "theirs").expect("written");
    let sandbox = Sandbox::small();
    let unfinished = sandbox.path("groups/AQ/actions/2026/.AQ-A26-7K3F.toml.comity~");
    std::os::unix::fs::symlink(outside.path(), &unfinished).expect("linked");
    let mut workspace = sandbox.open();
    let record = with(&get(&workspace, &action()), "priority = 'high'");
    try_save(&mut workspace, &record).expect("saved");
    assert_eq!(std::fs::read_to_string(outside.path()).expect("read"), "theirs");
    assert!(std::fs::symlink_metadata(sandbox.path(&action().path())).expect("there").is_file());
    assert_eq!(sandbox.leftovers(), [""; 0]);
}

#[test]
fn a_link_or_a_folder_in_a_records_place_is_never_written_through() {
    let outside = tempfile::NamedTempFile::new().expect("file");
    std::fs::write(outside.path(), ACTION).expect("written");
    let sandbox = edited("");
    sandbox.write(&action().path(), ACTION);
    let path = sandbox.path(&action().path());
    let record = get(&sandbox.open(), &action());
    let change = change_to(&[record.clone()].into_iter().collect(), &[with(&record, "priority = 'high'")]);
    std::fs::remove_file(&path).expect("removed");
    std::os::unix::fs::symlink(outside.path(), &path).expect("linked");
    let mut workspace = sandbox.open();
    insta::assert_snapshot!(refused(workspace.submit(&change, &stamp())), @r"
    not saved: a file was edited by hand and cannot be taken in (E-LINK)
    Caused by: AQ-A26-7K3F: a link stands there, which is not followed
    Hint: Put the file or folder itself there
    Hint: Mend the file, or put it back with `git restore FILE`; nothing has changed
    ");
    std::fs::remove_file(&path).expect("removed");
    std::fs::create_dir(&path).expect("made");
    std::fs::write(path.join("kept.txt"), "x").expect("written");
    let mut workspace = sandbox.open();
    insta::assert_snapshot!(refused(workspace.submit(&change, &stamp())), @r"
    not saved: a file was edited by hand and cannot be taken in (E-SPECIAL)
    Caused by: AQ-A26-7K3F: this is no plain file
    Hint: Take it away, or put the record's file there
    Hint: Mend the file, or put it back with `git restore FILE`; nothing has changed
    ");
    assert_eq!(std::fs::read_to_string(outside.path()).expect("read"), ACTION);
    assert!(path.join("kept.txt").is_file());
    // The folder that leads to a new record is a link that leads outside.
    let elsewhere = tempfile::tempdir().expect("folder");
    std::os::unix::fs::symlink(elsewhere.path(), sandbox.path("groups/AQ/notes")).expect("linked");
    let note = "about = 'AQ-A26-0001'\nby = 'birch'\nat = 2026-11-16T09:00:00Z\ntext = 'Good'\n";
    let note = crate::support::sandbox::record(Kind::Note, "AQ-N26-7K3F", note);
    insta::assert_snapshot!(refused(try_save(&mut workspace, &note)).replace(sandbox.root().to_str().expect("path"), "W"), @r"
    not saved: a file was edited by hand and cannot be taken in (E-LINK)
    Caused by: AQ-N26-7K3F: a link stands there, which is not followed
    Hint: Put the file or folder itself there
    Hint: Mend the file, or put it back with `git restore FILE`; nothing has changed
    ");
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("read").count(), 0);
    assert_eq!(sandbox.leftovers(), [""; 0]);
}

#[test]
fn a_linked_folder_is_one_problem_and_its_records_stand_as_they_were_saved_last() {
    let listed = |sandbox: &Sandbox| {
        ["action", "person", "org", "group"].map(|it| run(sandbox, &[it, "list", "--all"]).out).concat()
    };
    for folder in ["groups/AQ", "groups/AQ/actions", "groups/AQ/actions/2026", "groups", "people", "orgs"] {
        let sandbox = edited(ACTION);
        let (elsewhere, before) = (tempfile::tempdir().expect("folder"), listed(&sandbox));
        assert!(before.contains("AQ-A26-7K3F") && before.contains("rowan"), "{before}");
        let moved = elsewhere.path().join("moved");
        std::fs::rename(sandbox.path(folder), &moved).expect("moved");
        std::os::unix::fs::symlink(&moved, sandbox.path(folder)).expect("linked");
        assert_eq!(listed(&sandbox), before, "{folder}");
        let told = run(&sandbox, &["check"]).out;
        let link = format!("error: {folder}: a link stands there, which is not followed");
        assert_eq!(told.matches("a link stands there").count(), 1, "{told}");
        assert!(told.starts_with(&link), "{told}");
        assert!(told.ends_with(": 1 error, 0 warnings\n"), "{told}");
        assert_eq!(edits(&sandbox.open()), "", "{folder}");
        // What is behind it is nobody's to write; what is beside it can be saved.
        let mut workspace = sandbox.open();
        let id = if folder == "people" || folder == "orgs" { None } else { Some(action()) };
        match id.map(|it| get(&workspace, &it)) {
            Some(record) => {
                let refused = refused(try_save(&mut workspace, &with(&record, "priority = 'high'")));
                assert!(refused.contains("(E-LINK)"), "{refused}");
                assert_eq!(sandbox.commits(), 2);
            }
            None => drop(save(&mut workspace, &with(&nth_action(1), "priority = 'high'"))),
        }
        assert!(workspace.take_in(&[], &stamp()).expect("nothing").is_none(), "{folder}");
        // Another that looks again sees no news in it.
        assert_eq!(edits(&workspace), "");
        std::fs::remove_file(sandbox.path(folder)).expect("removed");
        std::fs::rename(&moved, sandbox.path(folder)).expect("moved back");
        sandbox.assert_whole("");
    }
}

#[test]
fn what_stands_in_line_for_a_commit_and_nowhere_else_is_not_lost() {
    let staged = ACTION.replace("\"open\"", "\"in-progress\"");
    type Deed = fn(&Sandbox);
    let deeds: [(&str, Deed); 3] = [
        ("then edited again", |it| it.write(&action().path(), ACTION.replace("\"open\"", "\"done\""))),
        ("then put back", |it| it.write(&action().path(), ACTION)),
        ("then taken out of the index", |it| drop(it.git(&["rm", "-q", "--cached", "-f", &action().path()]))),
    ];
    for (name, deed) in deeds {
        let sandbox = edited(&staged);
        sandbox.git(&["add", &action().path()]);
        deed(&sandbox);
        let mut workspace = sandbox.open();
        let record = get(&workspace, &action());
        let before = sandbox.everything();
        let told = refused(try_save(&mut workspace, &with(&record, "priority = 'high'")));
        assert!(told.contains("(E-STAGED)") && told.contains(&action().path()), "{name}: {told}");
        assert_eq!(sandbox.differing(&before), [""; 0], "{name}");
        save(&mut workspace, &with(&nth_action(1), "priority = 'high'"));
    }
}

#[test]
fn what_was_removed_by_hand_cannot_be_changed_and_is_gone_once_it_is_taken_in() {
    let sandbox = edited(ACTION);
    let mut workspace = sandbox.open();
    let record = get(&workspace, &action());
    std::fs::remove_file(sandbox.path(&action().path())).expect("removed");
    insta::assert_snapshot!(refused(try_save(&mut workspace, &with(&record, "priority = 'high'"))), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-7K3F is not there any more
    Hint: `comity history AQ-A26-7K3F` tells who; do it again if yours is to stand
    ");
    assert_eq!(sandbox.commits(), 2);
    let rowan = RecordId::new(Kind::Person, "rowan").expect("id");
    std::fs::remove_file(sandbox.path(&rowan.path())).expect("removed");
    let mut workspace = sandbox.open();
    insta::assert_snapshot!(refused_take_in(workspace.take_in(&[], &stamp())), @r"
    not saved: a file was edited by hand and cannot be taken in (E-REFERENCE)
    Caused by: AQ-A26-0001: owner names the person `rowan`, which is not there
    Hint: Correct the id, or add what it names
    Hint: Mend the file, or put it back with `git restore FILE`; nothing has changed
    ");
    workspace.take_in(&[action()], &stamp()).expect("taken in").expect("saved");
    sandbox.assert_whole(" D people/rowan.toml\n");
}
