//! Many small objects are put together in the background: nobody waits for it, and nothing is lost.

use comity::workspace::LEFT_BEHIND;

use crate::support::running::{run, until};
use crate::support::sandbox::{Sandbox, action, get, save, with};

/// A workspace with more than a thousand objects that lie by themselves.
fn crowded() -> Sandbox {
    let sandbox = Sandbox::small();
    let repo = git2::Repository::open(sandbox.root()).expect("opened");
    for nth in 0..1_500 {
        repo.blob(format!("note {nth}").as_bytes()).expect("written");
    }
    sandbox
}

fn packs(sandbox: &Sandbox) -> usize {
    std::fs::read_dir(sandbox.path(".git/objects/pack"))
        .map_or(0, |it| it.flatten().filter(|it| it.path().extension().is_some_and(|it| it == "pack")).count())
}

#[test]
fn a_crowded_folder_is_tidied_behind_a_change_and_nothing_is_lost() {
    let sandbox = crowded();
    // What nothing but its name leads to: a change on its way, and what a sync has left behind.
    let tree = sandbox.git(&["rev-parse", "HEAD^{tree}"]);
    let lone = sandbox.git(&["commit-tree", tree.trim(), "-m", "On its way"]);
    let left = sandbox.git(&["commit-tree", tree.trim(), "-m", "Left behind"]);
    sandbox.git(&["update-ref", &format!("{LEFT_BEHIND}/1"), left.trim()]);
    let mut open_meanwhile = sandbox.open();
    let before = sandbox.loose();
    for round in 0..4 {
        let detail = format!("Round {round}");
        let said = run(&sandbox, &["action", "edit", "7K3F", "--detail", &detail]);
        assert_eq!((said.exit, said.err.as_str()), (Some(0), ""));
        let lock = sandbox.path(".git/objects/maintenance.lock");
        until("objects are put together", || packs(&sandbox) > 0 && !lock.exists());
    }
    until("fewer objects lie by themselves", || sandbox.loose() < before / 2);
    let record = get(&open_meanwhile, &action());
    save(&mut open_meanwhile, &with(&record, "priority = 'high'"));
    for commit in [&lone, &left] {
        sandbox.git(&["cat-file", "-e", &format!("{}^{{tree}}", commit.trim())]);
    }
    until("it has ended", || !sandbox.path(".git/objects/maintenance.lock").exists());
    sandbox.assert_whole("");
    assert_eq!(sandbox.commits(), 6);
}

#[test]
fn a_folder_that_is_not_crowded_or_not_trusted_is_left_alone() {
    let sandbox = Sandbox::small();
    assert!(!sandbox.open().repo().maintain());
    let sandbox = crowded();
    sandbox.git(&["config", "gc.recentObjectsHook", "sh"]);
    assert!(!sandbox.open().repo().maintain());
    sandbox.git(&["config", "--unset", "gc.recentObjectsHook"]);
    assert!(sandbox.open().repo().maintain());
    until("objects are put together", || packs(&sandbox) > 0);
    until("it has ended", || !sandbox.path(".git/objects/maintenance.lock").exists());
}
