//! Others at work: their locks are waited for and never taken away, and what they do meanwhile is never lost.

use std::fs::{self, File};
use std::time::Duration;

use comity::store::lock::Patience;
use comity::workspace::{Outcome, SubmitError, Workspace};

use crate::support::running::{is_filled, until};
use crate::support::sandbox::{ACTION, Sandbox, action, get, nth_action, patience, refused, save, try_save, with};

const INDEX: &str = ".git/index.lock";
const BRANCH: &str = ".git/refs/heads/main.lock";

/// Submits a change while another program holds a lock; `meanwhile` is done once that change waits for it.
fn submit_behind(sandbox: &Sandbox, lock: &str, meanwhile: impl FnOnce()) -> Result<Outcome, SubmitError> {
    sandbox.write(lock, "somebody's");
    let waits = || match lock {
        INDEX => is_filled(&sandbox.path(".git/comity/intents")),
        _ => sandbox.read(&action().path()).contains("priority"),
    };
    let branch = Duration::from_millis(700);
    let patience = Patience { branch, ..patience() };
    std::thread::scope(|threads| {
        let submitting = threads.spawn(|| {
            let mut workspace = Workspace::open(&sandbox.root(), patience).expect("opened");
            let record = get(&workspace, &action());
            try_save(&mut workspace, &with(&record, "priority = 'high'"))
        });
        until("the change waits for the lock", waits);
        meanwhile();
        submitting.join().expect("no panic")
    })
}

#[test]
fn a_lock_of_another_program_is_waited_for_and_left_alone() {
    let theirs = format!("comity 1 {} another-host\n", "0".repeat(36));
    for (lock, contents) in [(INDEX, ""), (INDEX, "somebody's"), (INDEX, &theirs), (BRANCH, ""), (BRANCH, "somebody's")]
    {
        let sandbox = Sandbox::small();
        save(&mut sandbox.open(), &nth_action(1));
        sandbox.write(lock, contents);
        let before = sandbox.everything();
        let mut workspace = sandbox.open_in_haste();
        let record = get(&workspace, &action());
        let told = refused(try_save(&mut workspace, &with(&record, "priority = 'high'")));
        let what = if lock == INDEX { "the folder's git index" } else { "the folder's git branch" };
        assert!(told.starts_with(&format!("{what} is in use by another program; waited 0 s (E-BUSY)")), "{told}");
        assert_eq!(sandbox.differing(&before), [""; 0], "{lock} {contents}");
    }
}

#[test]
fn another_comity_that_saves_is_waited_for() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open_in_haste();
    let record = get(&workspace, &action());
    save(&mut workspace, &nth_action(1));
    let before = sandbox.everything();
    let lock = File::open(sandbox.path(".git/comity/lock")).expect("opened");
    lock.lock().expect("locked");
    insta::assert_snapshot!(refused(try_save(&mut workspace, &with(&record, "priority = 'high'"))), @r"
    the workspace is in use by another program; waited 0 s (E-BUSY)
    Hint: Try again in a moment; another comity is saving
    ");
    assert_eq!(sandbox.differing(&before), [""; 0]);
    // Readers need no lock.
    assert_eq!(get(&sandbox.open(), &action()), record);
    drop(lock);
    save(&mut workspace, &with(&record, "priority = 'high'"));
}

#[test]
fn a_lock_that_is_let_go_is_taken() {
    let sandbox = Sandbox::small();
    let result = submit_behind(&sandbox, INDEX, || fs::remove_file(sandbox.path(INDEX)).expect("removed"));
    assert!(matches!(result, Ok(Outcome::Saved(_))), "{result:?}");
    sandbox.assert_whole("");
}

#[test]
fn a_commit_that_comes_in_between_is_built_upon() {
    let sandbox = Sandbox::small();
    let result = submit_behind(&sandbox, INDEX, || {
        let tree = sandbox.git(&["rev-parse", "HEAD^{tree}"]);
        let commit = sandbox.git(&["commit-tree", "-p", "HEAD", "-m", "In between", tree.trim()]);
        sandbox.git(&["update-ref", "refs/heads/main", commit.trim()]);
        fs::remove_file(sandbox.path(INDEX)).expect("removed");
    });
    assert!(matches!(result, Ok(Outcome::Saved(_))), "{result:?}");
    let log = sandbox.git(&["log", "--format=%s"]);
    insta::assert_snapshot!(log, @r"
    AQ-A26-7K3F: priority high (Publish joint metrics)
    In between
    Begin
    ");
    sandbox.assert_whole("");
}

#[test]
fn a_hand_edit_that_comes_in_between_is_taken_in_first() {
    let sandbox = Sandbox::small();
    let result = submit_behind(&sandbox, INDEX, || {
        sandbox.write(&action().path(), ACTION.replace("firm", "not so firm").replace("\"open\"", "\"in-progress\""));
        fs::remove_file(sandbox.path(INDEX)).expect("removed");
    });
    let Ok(Outcome::Saved(saved)) = result else { panic!("{result:?}") };
    assert_eq!(saved.taken_in.as_deref(), Some("AQ-A26-7K3F: to do -> in progress (Publish joint metrics)"));
    insta::assert_snapshot!(sandbox.read(&action().path()), @r#"
    # Agreed by both.
    title = "Publish joint metrics"
    owner = "rowan"
    due = 2026-11-28 # not so firm
    state = "in-progress"
    priority = "high"
    raised_on = 2026-10-01
    "#);
    sandbox.assert_whole("");
}

#[test]
fn a_merge_that_begins_in_between_is_not_saved_into() {
    let sandbox = Sandbox::small();
    let result = submit_behind(&sandbox, INDEX, || {
        sandbox.write(".git/MERGE_HEAD", sandbox.git(&["rev-parse", "HEAD"]));
        fs::remove_file(sandbox.path(INDEX)).expect("removed");
    });
    insta::assert_snapshot!(refused(result), @r"
    another git program has stopped in the middle of a merge (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile
    ");
    assert_eq!((sandbox.commits(), sandbox.read(&action().path())), (1, ACTION.to_owned()));
    assert_eq!(sandbox.leftovers(), [""; 0]);
}

#[test]
fn what_somebody_writes_while_the_branch_is_locked_is_not_put_back() {
    let sandbox = Sandbox::small();
    let by_hand = ACTION.replace("\"open\"", "\"in-progress\"");
    let result = submit_behind(&sandbox, BRANCH, || sandbox.write(&action().path(), &by_hand));
    insta::assert_snapshot!(refused(result), @r"
    the folder's git branch is in use by another program; waited 0 s (E-BUSY)
    Hint: Finish or close the other git program (an open `git commit -a` editor is one); its lock is never taken away from it
    ");
    assert_eq!(sandbox.read(&action().path()), by_hand);
    fs::remove_file(sandbox.path(BRANCH)).expect("removed");
    sandbox.assert_whole(" M groups/AQ/actions/2026/AQ-A26-7K3F.toml\n");
    assert_eq!(sandbox.commits(), 1);
}
