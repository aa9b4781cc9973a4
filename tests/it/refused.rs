//! Repositories that comity does not write to: refused with the reason and the way out, nothing changed, read where it can be.

use std::path::Path;

use crate::support::running::run;
use crate::support::sandbox::{Sandbox, action};

/// How real git brings a workspace into a state; the workspace that is then worked in.
type State = (&'static str, fn(Sandbox) -> Sandbox);

/// Has `git` run that stops in the middle over two sides of a note.
fn stopped(sandbox: Sandbox, git: &[&str]) -> Sandbox {
    for (branch, text) in [("side", "theirs\n"), ("main", "ours\n")] {
        if branch == "side" {
            sandbox.git(&["switch", "-q", "-c", "side"]);
        } else {
            sandbox.git(&["switch", "-q", "main"]);
        }
        sandbox.write("note.txt", text);
        sandbox.git(&["add", "note.txt"]);
        sandbox.git(&["commit", "-qm", branch]);
    }
    let (ok, words) = sandbox.try_git(git);
    assert!(!ok, "{words}");
    sandbox
}

/// Has git run in the workspace, whole lines of words.
fn after(sandbox: Sandbox, lines: &[&str]) -> Sandbox {
    for line in lines {
        sandbox.git(&line.split(' ').collect::<Vec<_>>());
    }
    sandbox
}

/// The same files under a repository made with these options.
fn made_with(sandbox: Sandbox, option: &str) -> Sandbox {
    std::fs::remove_dir_all(sandbox.path(".git")).expect("removed");
    after(sandbox, &[&format!("init -q -b main {option}"), "add -A", "commit -qm Begin"])
}

const STATES: &[State] = &[
    ("a merge under way", |it| stopped(it, &["merge", "side"])),
    ("a rebase under way", |it| stopped(it, &["rebase", "side"])),
    ("a cherry-pick under way", |it| stopped(it, &["cherry-pick", "side"])),
    ("a revert under way", |it| stopped(it, &["revert", "--no-edit", "side"])),
    ("patches under way", |it| {
        let it = stopped(it, &["merge", "side"]);
        let it = after(it, &["merge --abort", "format-patch -q -1 side -o ../patches"]);
        let (ok, _) = it.try_git(&["am", "../patches/0001-side.patch"]);
        assert!(!ok);
        it
    }),
    ("a bisect under way", |it| after(it, &["bisect start"])),
    ("not on a branch", |it| after(it, &["checkout -q --detach"])),
    ("a branch outside of the branches", |it| after(it, &["symbolic-ref HEAD refs/other/main"])),
    ("a split index", |it| after(it, &["update-index --split-index"])),
    ("a sparse folder", |it| after(it, &["sparse-checkout set --cone groups people"])),
    ("a sparse index", |it| after(it, &["sparse-checkout set --cone --sparse-index groups people"])),
    ("a sparse index in a folder with every record", |it| {
        it.write("attic/old.txt", "old\n");
        let sparse = "sparse-checkout set --cone --sparse-index groups people orgs";
        after(it, &["add attic", "commit -qm Attic", sparse, "config --worktree core.sparseCheckout false"])
    }),
    ("a partial clone", |it| {
        it.git(&["config", "uploadpack.allowFilter", "true"]);
        it.clone_with(&["-q", "--filter=blob:none"])
    }),
    ("no folder", |it| after(it, &["config core.bare true"])),
    ("branches as a reftable", |it| made_with(it, "--ref-format=reftable")),
    ("names by SHA-256", |it| made_with(it, "--object-format=sha256")),
    ("no history", |it| {
        std::fs::remove_dir_all(it.path(".git")).expect("removed");
        it
    }),
    ("inside another repository", |it| {
        std::fs::remove_dir_all(it.path(".git")).expect("removed");
        let (ok, words) = it.try_git(&["init", "-q", ".."]);
        assert!(ok, "{words}");
        it
    }),
    ("a lock on the index", |it| {
        it.write(".git/index.lock", "");
        it
    }),
    ("a lock on the branch", |it| {
        it.write(".git/refs/heads/main.lock", "");
        it
    }),
];

/// What a run said, with nothing in it of this machine.
fn plain(sandbox: &Sandbox, text: &str) -> String {
    let root = sandbox.root();
    let above = root.parent().and_then(Path::to_str).expect("path");
    text.replace(above, "/home/birch")
}

/// What somebody is told who adds an action, after looking whether every byte is as it was; and whether they can read.
fn told(name: &str, sandbox: &Sandbox) -> String {
    let read = run(sandbox, &["action", "list"]);
    let before = sandbox.everything();
    let mut add = crate::support::running::comity(
        sandbox,
        &["action", "add", "Another", "--group", "AQ", "--owner", "rowan", "--due", "2026-12-12"],
    );
    let out = add.env("COMITY_WAIT", "0.05").output().expect("run");
    assert_eq!(String::from_utf8_lossy(&out.stdout), "", "{name}");
    assert_eq!(sandbox.differing(&before), [""; 0], "{name}");
    let reads = match read.exit {
        Some(0) if read.out.contains("Publish joint metrics") => "can be read".to_owned(),
        exit => format!("cannot be read ({})", exit.expect("exit")),
    };
    let err = plain(sandbox, &String::from_utf8_lossy(&out.stderr));
    format!("{name}: {}; {reads}\n{err}\n", out.status.code().expect("exit"))
}

#[test]
fn a_repository_that_comity_does_not_write_to_is_refused_with_the_way_out_and_left_alone() {
    let all: String = STATES.iter().map(|(name, state)| told(name, &state(Sandbox::small()))).collect();
    insta::assert_snapshot!(all, @r"
    a merge under way: 1; can be read
    another git program has stopped in the middle of a merge (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile

    a rebase under way: 1; can be read
    another git program has stopped in the middle of a rebase (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile

    a cherry-pick under way: 1; can be read
    another git program has stopped in the middle of a cherry-pick (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile

    a revert under way: 1; can be read
    another git program has stopped in the middle of a revert (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile

    patches under way: 1; can be read
    another git program has stopped in the middle of applying a patch (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile

    a bisect under way: 1; can be read
    another git program has stopped in the middle of a bisect (E-UNFINISHED)
    Hint: Finish or abort it there (`git status` says how); nothing is lost meanwhile

    not on a branch: 1; can be read
    the folder is not on a branch, so a change would be lost (E-DETACHED)
    Hint: Run `git switch main`, or the name of your branch

    a branch outside of the branches: 1; can be read
    the folder is not on a branch, so a change would be lost (E-DETACHED)
    Hint: Run `git switch main`, or the name of your branch

    a split index: 1; can be read
    this repository has a split index, which comity cannot write (E-SPLIT-INDEX)
    Hint: Run `git update-index --no-split-index`

    a sparse folder: 1; can be read
    only a part of this folder is checked out (E-SPARSE)
    Hint: Run `git sparse-checkout disable`

    a sparse index: 1; can be read
    only a part of this folder is checked out (E-SPARSE)
    Hint: Run `git sparse-checkout disable`

    a sparse index in a folder with every record: 1; can be read
    this repository has a sparse index, which comity cannot write (E-SPARSE)
    Hint: Run `git sparse-checkout disable`

    a partial clone: 1; can be read
    this is a partial clone, in which old contents are missing (E-PARTIAL)
    Hint: Clone it anew without `--filter`

    no folder: 1; cannot be read (1)
    this is a bare repository, which has no folder to work in (E-BARE)
    Hint: Clone it, and work in the clone

    branches as a reftable: 1; cannot be read (1)
    this repository keeps its branches as a reftable, which comity cannot read yet (E-REFTABLE)
    Hint: Run `git refs migrate --ref-format=files`

    names by SHA-256: 1; cannot be read (1)
    this repository uses SHA-256, which comity cannot read yet (E-SHA256)
    Hint: Make the workspace anew with `comity init`, which uses SHA-1

    no history: 8; cannot be read (8)
    `/home/birch/w` has records but no git history (E-NO-HISTORY)
    Hint: Run `git -C /home/birch/w init`, then `git -C /home/birch/w add -A` and `git -C /home/birch/w commit -m Begin`

    inside another repository: 1; cannot be read (1)
    the workspace `/home/birch/w` lies inside another repository, `/home/birch` (E-NOT-ON-TOP)
    Hint: Give the workspace a folder and a history of its own

    a lock on the index: 7; can be read
    the folder's git index is in use by another program; waited 0 s (E-BUSY)
    Hint: Finish or close the other git program (an open `git commit -a` editor is one); its lock is never taken away from it

    a lock on the branch: 7; can be read
    the folder's git branch is in use by another program; waited 0 s (E-BUSY)
    Hint: Finish or close the other git program (an open `git commit -a` editor is one); its lock is never taken away from it
    ");
}

#[test]
fn a_folder_that_another_user_owns_is_refused() {
    let sandbox = Sandbox::small();
    let everything = [sandbox.root(), sandbox.path(".git")];
    if everything.iter().any(|it| std::os::unix::fs::chown(it, Some(4711), None).is_err()) {
        println!("passed over: whoever runs this may not give a folder away");
        return;
    }
    insta::assert_snapshot!(told("another user's", &sandbox), @r"
    another user's: 1; cannot be read (1)
    `/home/birch/w` belongs to another user (E-OWNER)
    Hint: If you trust it, run `git config --global --add safe.directory /home/birch/w`
    ");
}

#[test]
fn once_the_state_is_left_the_change_is_saved() {
    let sandbox = stopped(Sandbox::small(), &["merge", "side"]);
    let edit = ["action", "edit", "7K3F", "--priority", "high"];
    assert_eq!(run(&sandbox, &edit).exit, Some(1));
    sandbox.git(&["merge", "--abort"]);
    assert_eq!(run(&sandbox, &edit).exit, Some(0));
    assert!(sandbox.read(&action().path()).contains("priority = \"high\""));
    sandbox.assert_whole("");
}

#[test]
fn a_repository_within_the_folder_is_nobodys_business() {
    let sandbox = Sandbox::small();
    let other = Sandbox::small();
    let origin = format!("file://{}", other.root().display());
    sandbox.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &origin, "papers"]);
    let status = sandbox.status();
    let edited = run(&sandbox, &["action", "edit", "7K3F", "--priority", "high"]);
    assert_eq!((edited.exit, edited.err.as_str()), (Some(0), ""));
    sandbox.assert_whole(&status);
    // Neither is one that git does not know of.
    let inner = sandbox.beside("w/groups/AQ/papers");
    std::fs::create_dir_all(inner.root()).expect("made");
    inner.git(&["init", "-q"]);
    let edited = run(&sandbox, &["action", "edit", "7K3F", "--priority", "low"]);
    assert_eq!((edited.exit, edited.err.as_str()), (Some(0), ""));
    assert_eq!(sandbox.commits(), 3);
}
