//! The hook of a shared copy: real pushes to a real bare repository, and what whoever pushes is told.

use std::path::PathBuf;

use super::forge::{ACTION, Forged, World, action, bare};
use crate::support::shell::Shell;

/// A world whose history is in a shared copy that asks comity.
struct Site {
    world: World,
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { world: World::new(), folder: tempfile::tempdir().expect("folder") };
        bare(&site.shared());
        let shell = Shell::empty();
        let said = shell.run(&format!("verify --install-hook {}", site.shared().display()));
        assert_eq!(said.status, 0, "{said}");
        let (taken, words) = site.push(&site.world.base, "main");
        assert!(taken, "{words}");
        site
    }

    fn shared(&self) -> PathBuf {
        self.folder.path().join("shared.git")
    }

    /// Sends a commit; whether it was taken, and what was said.
    fn push(&self, commit: &str, branch: &str) -> (bool, String) {
        self.git(&["push", "--force", &self.shared().display().to_string(), &format!("{commit}:refs/heads/{branch}")])
    }

    fn git(&self, args: &[&str]) -> (bool, String) {
        let (taken, said) = self.world.sandbox.try_git(args);
        let theirs = said.lines().filter_map(|it| it.strip_prefix("remote: ")).map(str::trim_end);
        let theirs: Vec<&str> = theirs.filter(|it| !it.is_empty()).collect();
        (taken, theirs.join("\n"))
    }

    fn newest(&self) -> String {
        let shared = format!("--git-dir={}", self.shared().display());
        self.world.sandbox.git(&[&shared, "rev-parse", "main"]).trim().to_owned()
    }
}

#[test]
fn what_is_right_is_taken_and_what_is_not_is_refused_with_words() {
    let site = Site::new();
    let good = site.world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-12")));
    assert!(site.push(&good, "main").0);
    assert_eq!(site.newest(), good);
    let bad = Forged::by("hazel")
        .file(ACTION, action("open", "2026-12-19"))
        .says("aaaabbbb", "Op: action.edit\nGroup: AQ\nRecord: AQ-A26-7K3F\n");
    let bad = site.world.forge(&bad.onto(&[&good]));
    let (taken, words) = site.push(&bad, "main");
    assert!(!taken);
    insta::assert_snapshot!(words, @r#"
    error: aaaabbbb "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of AQ may set due of AQ-A26-7K3F (E-CHANGE-ROLE)
    1 change: 1 error, 0 warnings
    `comity explain CODE` tells more about each.
    "#);
    assert_eq!(site.newest(), good);
    // Nothing of it stays behind.
    let shared = format!("--git-dir={}", site.shared().display());
    assert!(!site.world.sandbox.try_git(&[&shared, "cat-file", "-e", &bad]).0);
}

#[test]
fn nobody_takes_the_history_back_away_or_beside() {
    let site = Site::new();
    let good = site.world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-12")));
    assert!(site.push(&good, "main").0);
    let (taken, words) = site.push(&site.world.base, "main");
    assert!(!taken);
    insta::assert_snapshot!(words, @r"
    error: changes that were there are missing: the history was rewritten, or gone back in (E-CHANGE-REWOUND)
    0 changes: 1 error, 0 warnings
    `comity explain CODE` tells more about each.
    ");
    let (taken, words) = site.git(&["push", &site.shared().display().to_string(), ":refs/heads/main"]);
    assert!(!taken);
    insta::assert_snapshot!(words, @r"
    error: `main` cannot be taken away (E-CHANGE-BRANCH)
    0 changes: 1 error, 0 warnings
    `comity explain CODE` tells more about each.
    ");
    let (taken, words) = site.push(&good, "other");
    assert!(!taken);
    insta::assert_snapshot!(words, @r"
    error: `other` is not the branch of this workspace, which is `main` (E-CHANGE-BRANCH)
    0 changes: 1 error, 0 warnings
    `comity explain CODE` tells more about each.
    ");
    assert_eq!(site.newest(), good);
}

#[test]
fn the_hook_is_laid_once_and_never_over_another_one() {
    let shell = Shell::example();
    let shared = shell.beside("shared.git");
    bare(&shared);
    insta::assert_snapshot!(shell.leaves_alone("verify --install-hook ../shared.git --dry-run"), @"TMP/shared.git/hooks/pre-receive would look at everything that is sent");
    assert!(!shared.join("hooks/pre-receive").exists());
    insta::assert_snapshot!(shell.leaves_alone("verify --install-hook ../shared.git"), @"TMP/shared.git/hooks/pre-receive looks at everything that is sent from now on");
    insta::assert_snapshot!(shell.leaves_alone("verify --install-hook ../shared.git"), @"TMP/shared.git/hooks/pre-receive looks at everything that is sent already");
    std::fs::write(shared.join("hooks/pre-receive"), "#!/bin/sh\nexit 0\n").expect("written");
    insta::assert_snapshot!(shell.leaves_alone("verify --install-hook ../shared.git"), @r"
    ! another hook lies at `TMP/shared.git/hooks/pre-receive` (E-HOOK)
    ! Hint: Let it run `comity verify --hook`, with what it reads itself, and end as that ends
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("verify --install-hook ."), @r"
    ! `.` is no shared copy: somebody works in it (E-HOOK)
    ! Hint: A shared copy is a bare repository; only there is somebody asked before anything is taken
    = 4
    ");
}

#[test]
fn a_shared_copy_without_a_folder_is_looked_at_too() {
    let shell = Shell::demo();
    let shared = shell.beside("shared.git");
    bare(&shared);
    shell.git(&["push", "-q", &shared.display().to_string(), "HEAD:refs/heads/main"]);
    insta::assert_snapshot!(shell.run("-C ../shared.git verify"), @"89 changes: nothing was found");
    insta::assert_snapshot!(shell.run("-C ../shared.git verify HEAD~2.."), @"2 changes: nothing was found");
    insta::assert_snapshot!(shell.run("-C ../shared.git verify HEAD"), @r"
    ! `HEAD` is no range of changes (E-VALUE)
    ! Hint: Write it like OLD..NEW; OLD.. goes to the newest, ..NEW begins with the first
    = 4
    ");
    insta::assert_snapshot!(shell.run("-C ../shared.git verify nowhere..HEAD"), @r"
    ! there is no change `nowhere` (E-NOT-FOUND)
    ! Hint: `git log` names them
    = 3
    ");
}
