//! What others did meanwhile, and what a change may not bring in: joined where it can be, refused whole where it cannot.

use comity::model::{Change, Edit, Kind, Record, RecordId};
use comity::workspace::{Outcome, SubmitError, Workspace};

use crate::support::sandbox::{
    ACTION, Sandbox, action, change_to, get, nth_action, record, refused, save, stamp, try_save, with,
};

/// What somebody is told whose change of the action was made before the other one stood; everything is as it was then.
#[track_caller]
fn clash(first: &str, second: &str) -> String {
    let sandbox = Sandbox::small();
    let (mut one, mut two) = (sandbox.open(), sandbox.open());
    let seen = get(&two, &action());
    save(&mut one, &with(&seen, first));
    unchanged(&sandbox, || try_save(&mut two, &with(&seen, second)))
}

/// What somebody is told whose change is refused, after looking whether every byte is as it was.
#[track_caller]
fn unchanged(sandbox: &Sandbox, submit: impl FnOnce() -> Result<Outcome, SubmitError>) -> String {
    let before = sandbox.everything();
    let told = refused(submit());
    assert_eq!(sandbox.differing(&before), [""; 0]);
    sandbox.assert_whole("");
    told
}

/// The action as two changes made from the same sight of it leave it.
#[track_caller]
fn joined(first: &str, second: &str) -> String {
    let sandbox = Sandbox::small();
    let (mut one, mut two) = (sandbox.open(), sandbox.open());
    let seen = get(&two, &action());
    save(&mut one, &with(&seen, first));
    save(&mut two, &with(&seen, second));
    assert_eq!(sandbox.commits(), 3);
    sandbox.assert_whole("");
    let text = sandbox.read(&action().path());
    let is_new = |it: &&str| !it.is_empty() && !ACTION.lines().any(|old| old == *it);
    text.lines().filter(is_new).map(|it| format!("{it}\n")).collect()
}

fn removal(record: Record) -> Change {
    Change { edits: vec![Edit::Remove { record: record.into() }], ..Change::default() }
}

fn person(id: &str) -> Record {
    record(Kind::Person, id, "name = 'Somebody'\norg = 'sedex'\n")
}

fn all_read(workspace: &Workspace) {
    assert!(workspace.snapshot().all().count() > 3);
}

#[test]
fn the_same_field_changed_to_something_else_is_a_clash_and_nothing_changes() {
    insta::assert_snapshot!(clash("due = 2026-12-12", "due = 2026-12-19\npriority = 'high'"), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-7K3F: due is Sat 12 Dec 2026 now, and you wanted Sat 19 Dec 2026
    Hint: `comity history AQ-A26-7K3F` tells who; do it again if yours is to stand
    ");
    insta::assert_snapshot!(clash("-due", "due = 2026-12-19"), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-7K3F: due is nothing now, and you wanted Sat 19 Dec 2026
    Hint: `comity history AQ-A26-7K3F` tells who; do it again if yours is to stand
    ");
    insta::assert_snapshot!(clash("detail = 'one'", "detail = 'two'"), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-7K3F: details is one now, and you wanted two
    Hint: `comity history AQ-A26-7K3F` tells who; do it again if yours is to stand
    ");
}

#[test]
fn different_fields_stand_side_by_side() {
    insta::assert_snapshot!(joined("due = 2026-12-12", "priority = 'high'\n-raised_on"), @r#"
    due = 2026-12-12 # firm
    priority = "high"
    "#);
}

#[test]
fn sets_rows_and_texts_from_two_sides_are_joined() {
    insta::assert_snapshot!(joined("tags = ['b', 'a']", "tags = ['c', 'a']\nhelpers = ['birch']"), @r#"
    helpers = ["birch"]
    tags = ["a", "b", "c"]
    "#);
    let row =
        |by: &str, text: &str| format!("progress = [{{ at = 2026-11-16T09:00:00Z, by = '{by}', text = '{text}' }}]");
    insta::assert_snapshot!(joined(&row("birch", "One"), &row("rowan", "Two")), @r#"
    [[progress]]
    at = 2026-11-16T09:00:00Z
    by = "birch"
    text = "One"
    [[progress]]
    at = 2026-11-16T09:00:00Z
    by = "rowan"
    text = "Two"
    "#);
    let sandbox = Sandbox::small();
    let text = |first: &str, last: &str| format!("detail = \"{first}\\n\\ntwo\\n\\n{last}\"");
    let mut one = sandbox.open();
    let seen = with(&get(&one, &action()), &text("one", "three"));
    save(&mut one, &seen);
    let mut two = sandbox.open();
    assert_eq!(get(&two, &action()), seen);
    save(&mut one, &with(&seen, &text("first", "three")));
    save(&mut two, &with(&seen, &text("one", "third")));
    let detail = get(&sandbox.open(), &action()).text("detail").to_owned();
    assert_eq!(detail, "first\n\ntwo\n\nthird");
}

#[test]
fn the_same_record_made_twice_is_one_if_it_says_the_same_and_a_clash_if_not() {
    let sandbox = Sandbox::small();
    let (mut one, mut two) = (sandbox.open(), sandbox.open());
    save(&mut one, &nth_action(1));
    let again = two.submit(&change_to(two.snapshot(), &[nth_action(1)]), &stamp());
    assert!(matches!(again, Ok(Outcome::Unchanged)), "{again:?}");
    let mut three = sandbox.open();
    save(&mut one, &nth_action(2));
    let other = with(&nth_action(2), "title = 'Another'");
    let change = change_to(&comity::model::Snapshot::default(), &[other]);
    insta::assert_snapshot!(unchanged(&sandbox, || three.submit(&change, &stamp())), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-0002 is there already, and differs
    Hint: `comity history AQ-A26-0002` tells who; do it again if yours is to stand
    ");
}

#[test]
fn what_somebody_removed_cannot_be_changed_and_what_somebody_changed_cannot_be_removed() {
    let sandbox = Sandbox::small();
    let (mut one, mut two) = (sandbox.open(), sandbox.open());
    let seen = get(&two, &action());
    save(&mut one, &with(&seen, "priority = 'high'"));
    insta::assert_snapshot!(unchanged(&sandbox, || two.submit(&removal(seen.clone()), &stamp())), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-7K3F is not as it was, and you wanted to remove it
    Hint: `comity history AQ-A26-7K3F` tells who; do it again if yours is to stand
    ");
    let later = change_to(two.snapshot(), &[with(&seen, "due = 2026-12-12")]);
    one.submit(&removal(get(&one, &action())), &stamp()).expect("saved");
    insta::assert_snapshot!(unchanged(&sandbox, || two.submit(&later, &stamp())), @r"
    not saved: somebody else has changed the same meanwhile (E-CLASH)
    Caused by: AQ-A26-7K3F is not there any more
    Hint: `comity history AQ-A26-7K3F` tells who; do it again if yours is to stand
    ");
}

#[test]
fn a_change_that_would_bring_in_an_error_is_refused_whole() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let seen = get(&workspace, &action());
    let bad = [nth_action(1), with(&seen, "owner = 'nobody'\ndue = 'soon'"), nth_action(2)];
    let change = change_to(workspace.snapshot(), &bad);
    insta::assert_snapshot!(unchanged(&sandbox, || workspace.submit(&change, &stamp())), @r#"
    not saved (E-TYPE)
    Caused by: AQ-A26-7K3F: due is "soon", which is not a date
    Caused by: AQ-A26-7K3F: owner names the person `nobody`, which is not there
    Hint: Write it as it should be
    Hint: Correct the id, or add what it names
    "#);
}

#[test]
fn errors_that_were_there_before_stand_in_nobodys_way() {
    let sandbox = Sandbox::small();
    sandbox.write(&action().path(), format!("{ACTION}priority = 'urgent'\nitem = 'AQ-I26-0000'\n"));
    sandbox.write(&nth_action(1).id.path(), "state = 7\n");
    sandbox.git(&["add", "-A"]);
    sandbox.git(&["commit", "-qm", "By hand"]);
    let mut workspace = sandbox.open();
    let seen = get(&workspace, &action());
    save(&mut workspace, &with(&seen, "due = 2026-12-12"));
    save(&mut workspace, &with(&get(&sandbox.open(), &nth_action(1).id), "title = 'Row'"));
    sandbox.assert_whole("");
}

#[test]
fn what_others_name_cannot_be_removed_even_if_they_name_it_only_since_a_moment_ago() {
    let sandbox = Sandbox::small();
    let mut one = sandbox.open();
    save(&mut one, &person("elm"));
    let mut two = sandbox.open();
    all_read(&two);
    let rowan = get(&two, &RecordId::new(Kind::Person, "rowan").expect("id"));
    insta::assert_snapshot!(unchanged(&sandbox, || two.submit(&removal(rowan), &stamp())), @r"
    not saved (E-REFERENCE)
    Caused by: AQ-A26-7K3F: owner names the person `rowan`, which is not there
    Hint: Correct the id, or add what it names
    ");
    save(&mut one, &with(&nth_action(1), "owner = 'elm'"));
    insta::assert_snapshot!(unchanged(&sandbox, || two.submit(&removal(person("elm")), &stamp())), @r"
    not saved (E-REFERENCE)
    Caused by: AQ-A26-0001: owner names the person `elm`, which is not there
    Hint: Correct the id, or add what it names
    ");
}

#[test]
fn a_folder_of_a_newer_comity_is_read_and_not_written() {
    let sandbox = Sandbox::small();
    let newer = sandbox.read("workspace.toml").replace("format = 1", "format = 2");
    sandbox.write("workspace.toml", newer);
    sandbox.git(&["commit", "-qam", "By a newer comity"]);
    let mut workspace = sandbox.open();
    let seen = get(&workspace, &action());
    insta::assert_snapshot!(unchanged(&sandbox, || try_save(&mut workspace, &with(&seen, "due = 2026-12-12"))), @r"
    not saved (E-FORMAT)
    Caused by: workspace: the folder has format 2, this version knows 1
    Hint: Take a newer version of comity
    ");
    sandbox.write(&action().path(), format!("{ACTION}priority = 'high'\n"));
    assert!(workspace.take_in(&[], &stamp()).is_err());
    assert_eq!(sandbox.commits(), 2);
}

#[test]
fn a_commit_that_plain_git_made_meanwhile_is_built_upon() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let seen = get(&workspace, &action());
    let by_hand = ACTION.replace("state = \"open\"", "state = \"in-progress\"");
    sandbox.write(&action().path(), by_hand);
    sandbox.write("note.txt", "x\n");
    sandbox.git(&["add", "-A"]);
    sandbox.git(&["commit", "-qm", "By hand"]);
    save(&mut workspace, &with(&seen, "due = 2026-12-12"));
    assert_eq!(sandbox.commits(), 3);
    sandbox.assert_whole("");
    let shown = sandbox.git(&["show", "--format=", "--unified=0", "HEAD"]);
    assert_eq!(shown.lines().filter(|it| it.starts_with(['+', '-'])).count(), 4, "{shown}");
}
