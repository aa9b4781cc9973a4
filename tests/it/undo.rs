//! Undo and redo: what I did last comes back as it was, and what others did since stays.

use comity::history::History;
use comity::model::{Change, Edit, Kind, RecordId};
use comity::workspace::{Outcome, Stamp, Workspace};

use crate::support::running::{Run, run};
use crate::support::sandbox::{ACTION, Sandbox, action, change_to, get, now, nth_action, save, stamp, try_save, with};

/// What the program answers to each of these, one line for an answer; nothing is ever left over.
fn answers(sandbox: &Sandbox, lines: &[&str]) -> String {
    let (mut told, now) = (String::new(), now().to_rfc3339());
    for line in lines {
        let words: Vec<&str> = ["--now", &now].into_iter().chain(line.split(' ')).collect();
        let Run { exit, out, err } = run(sandbox, &words);
        let exit = exit.filter(|it| *it != 0).map(|it| format!(" [{it}]")).unwrap_or_default();
        told.push_str(&format!("{line}{exit}: {out}{err}"));
    }
    sandbox.assert_whole("");
    told
}

/// Takes back the last change in a workspace that is open.
fn undo(workspace: &mut Workspace) -> String {
    let history = History::of(workspace).expect("history");
    let Some(taking) = history.undo(workspace.snapshot(), &stamp()).expect("read") else { return "nothing".to_owned() };
    assert!(taking.built_upon.is_empty(), "{:?}", taking.built_upon);
    match workspace.submit(&taking.change, &stamp()).expect("saved") {
        Outcome::Saved(saved) => saved.subject,
        Outcome::Unchanged => "unchanged".to_owned(),
    }
}

#[test]
fn undo_goes_further_back_redo_comes_back_and_a_new_change_leaves_nothing_to_redo() {
    let sandbox = Sandbox::small();
    let told = answers(
        &sandbox,
        &[
            "undo",
            "redo",
            "action edit 7K3F --priority high",
            "action edit 7K3F --detail more",
            "undo",
            "undo",
            "undo",
            "redo",
            "redo",
            "redo",
            "undo",
            "action edit 7K3F --tags new",
            "redo",
            "undo",
            "undo",
        ],
    );
    insta::assert_snapshot!(told, @r"
    undo: There is nothing of yours to undo.
    redo: There is nothing to redo: nothing was undone, or something else was done since.
    action edit 7K3F --priority high: Changed AQ-A26-7K3F: priority high (Publish joint metrics)  (undo: comity undo)
    action edit 7K3F --detail more: Changed AQ-A26-7K3F: details written (Publish joint metrics)  (undo: comity undo)
    undo: Undo: AQ-A26-7K3F: details written (Publish joint metrics)
    undo: Undo: AQ-A26-7K3F: priority high (Publish joint metrics)
    undo: There is nothing of yours to undo.
    redo: Redo: AQ-A26-7K3F: priority high (Publish joint metrics)
    redo: Redo: AQ-A26-7K3F: details written (Publish joint metrics)
    redo: There is nothing to redo: nothing was undone, or something else was done since.
    undo: Undo: AQ-A26-7K3F: details written (Publish joint metrics)
    action edit 7K3F --tags new: Changed AQ-A26-7K3F: tags +new (Publish joint metrics)  (undo: comity undo)
    redo: There is nothing to redo: nothing was undone, or something else was done since.
    undo: Undo: AQ-A26-7K3F: tags +new (Publish joint metrics)
    undo: Undo: AQ-A26-7K3F: priority high (Publish joint metrics)
    ");
    assert_eq!(sandbox.read(&action().path()), ACTION);
}

#[test]
fn what_somebody_else_did_is_not_mine_to_undo_and_what_they_changed_since_is_asked_about() {
    let sandbox = Sandbox::small();
    let told = answers(
        &sandbox,
        &[
            "--as rowan action edit 7K3F --tags theirs",
            "undo",
            "--as birch action edit 7K3F --priority high --detail mine",
            "--as rowan action edit 7K3F --detail theirs",
            "--as birch undo",
            "--as birch undo --yes",
            "--as rowan undo",
            "--as rowan undo",
        ],
    );
    insta::assert_snapshot!(told, @r"
    --as rowan action edit 7K3F --tags theirs: Changed AQ-A26-7K3F: tags +theirs (Publish joint metrics)  (undo: comity undo)
    undo: There is nothing of yours to undo.
    --as birch action edit 7K3F --priority high --detail mine: Changed AQ-A26-7K3F: details, priority (Publish joint metrics)  (undo: comity undo)
    --as rowan action edit 7K3F --detail theirs: Changed AQ-A26-7K3F: details changed (Publish joint metrics)  (undo: comity undo)
    --as birch undo [5]: not taken back: AQ-A26-7K3F: details, priority (Publish joint metrics) (E-BUILT-UPON)
    Caused by: details of AQ-A26-7K3F was changed by rowan on Mon 16 Nov 2026, 09:00
    Hint: With --untouched, only the fields that nobody has touched since are put back
    --as birch undo --yes: Undo: AQ-A26-7K3F: details, priority (Publish joint metrics)
    Left as it is: details of AQ-A26-7K3F was changed by rowan on Mon 16 Nov 2026, 09:00
    --as rowan undo: Undo: AQ-A26-7K3F: details changed (Publish joint metrics)
    --as rowan undo: Undo: AQ-A26-7K3F: tags +theirs (Publish joint metrics)
    ");
}

#[test]
fn a_removed_record_comes_back_byte_for_byte() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let text = format!("{ACTION}future = {{ of = \"a newer comity\" }} # kept\n\n# The end.\n");
    sandbox.write(&action().path(), &text);
    workspace.take_in(&[], &stamp()).expect("taken in").expect("saved");
    let removal =
        Change { edits: vec![Edit::Remove { record: get(&workspace, &action()).into() }], ..Change::default() };
    workspace.submit(&removal, &stamp()).expect("saved");
    assert_eq!(undo(&mut workspace), "Undo: Remove action AQ-A26-7K3F: Publish joint metrics");
    assert_eq!(sandbox.read(&action().path()), text);
    sandbox.assert_whole("");
}

#[test]
fn a_hand_edit_is_undone_field_by_field_and_remarks_alone_are_passed_over() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    save(&mut workspace, &nth_action(1));
    sandbox.write(&action().path(), ACTION.replace("\"open\"", "\"in-progress\"").replace("firm", "firmer"));
    workspace.take_in(&[], &stamp()).expect("taken in").expect("saved");
    assert_eq!(undo(&mut workspace), "Undo: AQ-A26-7K3F: to do -> in progress (Publish joint metrics)");
    assert_eq!(sandbox.read(&action().path()), ACTION.replace("firm", "firmer"));
    sandbox.write(&action().path(), ACTION);
    workspace.take_in(&[], &stamp()).expect("taken in").expect("saved");
    assert_eq!(undo(&mut workspace), "Undo: Add action AQ-A26-0001: Row 1");
    assert_eq!(sandbox.read(&action().path()), ACTION);
    assert_eq!(undo(&mut workspace), "nothing");
    sandbox.assert_whole("");
}

#[test]
fn an_import_of_many_is_undone_and_redone_as_one() {
    let sandbox = Sandbox::small();
    let rows = (0..60).map(|row| format!("Row {row},rowan,2026-12-12\n")).collect::<String>();
    std::fs::write(sandbox.beside("rows.csv").root(), format!("title,owner,due\n{rows}")).expect("written");
    let import = run(&sandbox, &["import", "actions", "../rows.csv", "--group", "AQ"]);
    assert_eq!((import.exit, import.err.as_str()), (Some(0), ""), "{}", import.out);
    let tree = |commit: &str| sandbox.git(&["rev-parse", &format!("{commit}^{{tree}}")]);
    insta::assert_snapshot!(answers(&sandbox, &["undo", "redo"]), @r"
    undo: Undo: Import 60 actions from rows.csv
    redo: Redo: Import 60 actions from rows.csv
    ");
    assert_eq!(sandbox.commits(), 4);
    assert_eq!((tree("HEAD"), tree("HEAD~")), (tree("HEAD~2"), tree("HEAD~3")));
}

#[test]
fn an_undo_beside_a_change_of_another_person_of_the_same_address_takes_back_only_mine() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    save(&mut workspace, &nth_action(1));
    let rowan = Stamp { acting: RecordId::new(Kind::Person, "rowan").ok(), ..stamp() };
    let change = change_to(workspace.snapshot(), &[nth_action(2)]);
    workspace.submit(&change, &rowan).expect("saved");
    assert_eq!(undo(&mut workspace), "Undo: Add action AQ-A26-0001: Row 1");
    assert!(workspace.snapshot().exists(&nth_action(2).id));
    let record = get(&workspace, &action());
    assert!(matches!(try_save(&mut workspace, &with(&record, "priority = 'high'")), Ok(Outcome::Saved(_))));
}
