//! What has no place in a workspace and was sent by plain git: anybody can take it away for everybody, and nobody else does.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::support::running::path;
use crate::support::sandbox::git;
use crate::support::shell::{NOW, Shell};

const ACTION: &str = "groups/AQ/actions/2026/AQ-A26-D7ZK.toml";

/// A desk with a change that is not sent, another desk, and a clone of plain git beside a shared copy.
struct Odd {
    shell: Shell,
    plain: PathBuf,
}

impl Odd {
    fn begin() -> Self {
        let shell = Shell::example();
        assert_eq!(shell.run("remote set ../shared.git --create").status, 0);
        assert_eq!(shell.run("join ../shared.git ../desk").status, 0);
        assert_eq!(shell.run("action edit D7ZK --detail Mine").status, 0);
        let plain = shell.beside("plain");
        assert!(git(&shell.beside("")).args(["clone", "-q", "shared.git", "plain"]).status().expect("git").success());
        Self { shell, plain }
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let out = git(&self.plain).env("PATH", path()).args(args).output().expect("git");
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    }

    /// Puts something at a path by plain git.
    fn put(&self, mode: &str, path: &str, text: &str) {
        fs::write(self.plain.join("blob"), text).expect("written");
        let blob = self.git(&["hash-object", "-w", "blob"]);
        self.git(&["update-index", "--add", "--cacheinfo", &format!("{mode},{blob},{path}")]);
    }

    fn send(&self) {
        let mut commit = git(&self.plain);
        commit.envs([("GIT_AUTHOR_DATE", NOW), ("GIT_COMMITTER_DATE", NOW)]);
        assert!(commit.args(["commit", "-qm", "Odd"]).status().expect("git").success());
        self.git(&["push", "-q", "origin", "HEAD:main"]);
    }

    /// The paths of the newest commit of the shared copy that are no plain files.
    fn odd(&self) -> Vec<String> {
        let tree = git(&self.shell.beside("shared.git")).args(["ls-tree", "-r", "main"]).output().expect("git").stdout;
        let tree = String::from_utf8_lossy(&tree).into_owned();
        tree.lines().filter(|it| !it.starts_with("100644") || it.contains('\\')).map(str::to_owned).collect()
    }
}

#[test]
fn what_has_no_place_is_taken_away_by_somebodys_own_change_and_from_then_on_everybody_receives() {
    let odd = Odd::begin();
    let outside = odd.shell.beside("outside.txt");
    fs::write(&outside, "Untouched").expect("written");
    let text = fs::read_to_string(odd.plain.join(ACTION)).expect("text");
    odd.put("120000", "groups/AQ/link.toml", &outside.display().to_string());
    odd.put("120000", "people/oak.toml", &outside.display().to_string());
    odd.put("100755", "groups/AQ/papers/run.sh", "#!/bin/sh\ntouch never\n");
    odd.put("100755", ACTION, &text.replace("title = \"", "title = \"Ours: "));
    odd.put("100644", "papers\\x.txt", "x");
    odd.send();
    // Somebody who knows nothing of it sends more, by plain git.
    odd.put("100644", "groups/AQ/papers/figures.csv", "a;b\n");
    odd.send();
    let refused = odd.shell.leaves_records_alone("sync");
    insta::assert_snapshot!(refused, @r"
    ! nothing may be written to `papers\x.txt`, which could reach into git's own folder or out of the workspace (E-PATH)
    ! Hint: Ask whoever sent it to take it away; until then nothing is received
    ! Hint: Or `comity sync --leave-out`: all else comes in, and what has no place is taken away for everybody, in your name
    = 4
    ");
    assert_eq!(odd.shell.leaves_records_alone("sync --leave-out --dry-run").status, 0);
    let said = odd.shell.run("sync --leave-out");
    let told: Vec<&str> = said.err.lines().filter(|it| !it.starts_with("Taken in")).collect();
    insta::assert_snapshot!(format!("{}{}", said.out, told.join("\n")), @r"
    Received 2 changes, sent 2 changes
    For everybody: groups/AQ/actions/2026/AQ-A26-D7ZK.toml stays, as a plain file: it was a program
    For everybody: groups/AQ/link.toml is taken away: it was a link
    For everybody: groups/AQ/papers/run.sh is taken away: it was a program
    For everybody: papers\x.txt is taken away: it was at a path at which no file may lie
    For everybody: people/oak.toml is what it was before: it was a link
    ");
    assert_eq!(odd.odd(), [""; 0]);
    let message = odd.shell.git(&["log", "-1", "--format=%an%n%B", "HEAD~1"]);
    let (message, _) = message.split_once("Change-Id: ").expect("id");
    insta::assert_snapshot!(message, @r"
    Birch Placeholder
    Leave out 5 files that have no place in a workspace

    groups/AQ/actions/2026/AQ-A26-D7ZK.toml stays, as a plain file: it was a program
    groups/AQ/link.toml is taken away: it was a link
    groups/AQ/papers/run.sh is taken away: it was a program
    papers\x.txt is taken away: it was at a path at which no file may lie
    people/oak.toml is what it was before: it was a link
    ");
    // Nothing of it came into the folder, and what is nobody's fault did.
    for path in ["groups/AQ/link.toml", "groups/AQ/papers/run.sh", "papers\\x.txt"] {
        assert!(!odd.shell.root().join(path).exists(), "{path}");
    }
    let action = odd.shell.read(ACTION);
    assert!(action.contains("title = \"Ours: ") && action.contains("detail = \"Mine\""), "{action}");
    assert_eq!(fs::metadata(odd.shell.root().join(ACTION)).expect("there").permissions().mode() & 0o111, 0);
    assert!(odd.shell.read("people/oak.toml").contains("name = \"Oak"));
    assert_eq!(odd.shell.read("groups/AQ/papers/figures.csv"), "a;b\n");
    assert_eq!(odd.shell.git(&["status", "--porcelain"]), "");
    // The others do not notice any of it.
    for (key, value) in [("user.name", "Oak"), ("user.email", "oak@example.org")] {
        assert!(git(&odd.shell.beside("desk")).args(["config", key, value]).status().expect("git").success());
    }
    for words in ["-C ../desk sync", "join ../shared.git ../third"] {
        let said = odd.shell.run(words);
        assert_eq!(said.status, 0, "{said}");
    }
    let tree = |folder: &str| git(&odd.shell.beside(folder)).args(["rev-parse", "HEAD^{tree}"]).output().expect("git");
    assert_eq!(tree("desk").stdout, tree("w").stdout);
    assert_eq!(tree("third").stdout, tree("w").stdout);
    assert_eq!(fs::read_to_string(&outside).expect("there"), "Untouched");
    // Nor does whoever takes back their last change bring it back, and the change itself was right.
    insta::assert_snapshot!(odd.shell.run("verify HEAD~2.."), @"2 changes: nothing was found");
    insta::assert_snapshot!(odd.shell.run("undo").out, @"Undo: AQ-A26-D7ZK: details written (Publish the calendar of joint readi…");
    insta::assert_snapshot!(odd.shell.run("undo").out, @"There is nothing of yours to undo.");
    insta::assert_snapshot!(odd.shell.run("sync --leave-out"), @r"
    Sent 1 change
    ! There was nothing to leave out
    ");
}

#[test]
fn whoever_has_taken_it_in_themselves_can_take_it_away_as_well_and_a_strict_shared_copy_lets_them() {
    let odd = Odd::begin();
    odd.put("100755", "groups/AQ/papers/run.sh", "#!/bin/sh\n");
    odd.send();
    odd.shell.git(&["pull", "-q", "--rebase", "origin", "main"]);
    assert_eq!(odd.shell.run("verify --install-hook ../shared.git").status, 0);
    let said = odd.shell.run("sync --leave-out");
    insta::assert_snapshot!(said, @r"
    Sent 2 changes
    ! For everybody: groups/AQ/papers/run.sh is taken away: it was a program
    ");
    assert_eq!(odd.odd(), [""; 0]);
    assert!(!odd.shell.root().join("groups/AQ/papers/run.sh").exists());
    assert_eq!(odd.shell.git(&["status", "--porcelain"]), "");
}

#[test]
fn whoever_joins_is_told_who_can_help() {
    let odd = Odd::begin();
    odd.put("120000", "people/link.toml", "oak.toml");
    odd.send();
    insta::assert_snapshot!(odd.shell.run("join ../shared.git ../third"), @r"
    ! `people/link.toml` in the shared copy is a link or a program, which has no place in a workspace (E-LINK)
    ! Hint: Ask somebody who works there to take it away, by `comity sync --leave-out`; nothing was left behind here
    = 6
    ");
    odd.git(&["rm", "-q", "--cached", "people/link.toml"]);
    odd.put("100644", "papers\\x.txt", "x");
    odd.send();
    insta::assert_snapshot!(odd.shell.run("join ../shared.git ../third"), @r"
    ! nothing may be written to `papers\x.txt`, which could reach into git's own folder or out of the workspace (E-PATH)
    ! Hint: Ask somebody who works there to take it away, by `comity sync --leave-out`; nothing was left behind here
    = 6
    ");
}
