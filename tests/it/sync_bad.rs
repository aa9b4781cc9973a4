//! A shared copy in which something is amiss: nothing is lost or half taken in, and it is said what to do.

use std::fs::{self, File};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::support::running::path;
use crate::support::sandbox::git;
use crate::support::shell::Shell;

/// A desk with one change that is not sent, beside a shared copy that anybody may write to with plain git.
struct Bad {
    shell: Shell,
    plain: std::path::PathBuf,
}

const ACTION: &str = "groups/AQ/actions/2026/AQ-A26-D7ZK.toml";

impl Bad {
    fn begin() -> Self {
        let shell = Shell::example();
        assert_eq!(shell.run("remote set ../shared.git --create").status, 0);
        assert_eq!(shell.run("action edit D7ZK --detail Mine").status, 0);
        let plain = shell.beside("plain");
        let cloned = git(&shell.beside("")).args(["clone", "-q", "shared.git", "plain"]).status().expect("git");
        assert!(cloned.success());
        Self { shell, plain }
    }

    /// Plain git in the other clone.
    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let out = git(&self.plain).env("PATH", path()).args(args).output().expect("git");
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.plain.join(path);
        fs::create_dir_all(path.parent().expect("folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// Saves everything in the other clone with plain git and sends it.
    fn send(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "By hand"]);
        self.git(&["push", "-q", "origin", "HEAD:main"]);
    }

    /// A sync that is refused: what is said, after looking whether the folder and its history are as they were.
    fn refused(&self) -> String {
        let before = (self.shell.git(&["rev-parse", "HEAD", "main"]), self.shell.files());
        let said = self.shell.run("sync");
        assert!(said.status != 0, "{said}");
        assert!((self.shell.git(&["rev-parse", "HEAD", "main"]), self.shell.files()) == before, "{said}");
        self.whole();
        // Which change it had is another one each time.
        let had = |line: &str| match line.split_once("it had ") {
            Some((before, after)) => format!("{before}it had CHANGE,{}", after.split_once(',').map_or("", |it| it.1)),
            None => line.to_owned(),
        };
        format!("{said}").lines().map(had).collect::<Vec<_>>().join("\n")
    }

    /// A sync that takes everything in and sends ours.
    #[track_caller]
    fn synced(&self) {
        let said = self.shell.run("sync");
        assert_eq!(said.status, 0, "{said}");
        self.whole();
        let shared = git(&self.shell.beside("shared.git")).args(["rev-parse", "main"]).output().expect("git");
        assert_eq!(String::from_utf8_lossy(&shared.stdout), self.shell.git(&["rev-parse", "HEAD"]));
        assert!(self.shell.read(ACTION).contains("detail = \"Mine\""));
    }

    #[track_caller]
    fn whole(&self) {
        assert_eq!(self.shell.git(&["status", "--porcelain"]), "");
        self.shell.git(&["fsck", "--no-dangling"]);
    }
}

/// A workspace that has nothing to do with the example.
fn another() -> Shell {
    let shell = Shell::empty();
    let made = shell.run("init w --empty --party oak=Oak --party elm=Elm --name Oak --email oak@example.org");
    assert_eq!(made.status, 0, "{made}");
    shell
}

#[test]
fn a_shared_copy_that_is_no_workspace_or_of_another_beginning_is_not_taken_in() {
    let bad = Bad::begin();
    let set = |place: &str| assert_eq!(bad.shell.run(&format!("remote set {place}")).status, 0);
    let made = |args: &[&str]| assert!(git(&bad.shell.beside("")).args(args).status().expect("git").success());
    made(&["init", "-q", "--bare", "-b", "main", "notes.git"]);
    made(&["init", "-q", "-b", "main", "notes"]);
    fs::write(bad.shell.beside("notes/todo.txt"), "Milk").expect("written");
    for args in [&["add", "."][..], &["commit", "-qm", "Notes"], &["push", "-q", "../notes.git", "main"]] {
        assert!(git(&bad.shell.beside("notes")).args(args).status().expect("git").success());
    }
    set("../notes.git");
    insta::assert_snapshot!(bad.refused(), @r"
    ! Nothing was exchanged: what lies at that place is no workspace (E-SYNC-NOTHING)
    ! Hint: `comity remote set URL` says where the shared copy is
    = 6
    ");
    let other = another();
    assert_eq!(other.run("remote set ../shared.git --create").status, 0);
    set(&other.beside("shared.git").display().to_string());
    insta::assert_snapshot!(bad.refused(), @r"
    ! Nothing was exchanged: the shared copy is of another beginning than this folder (E-SYNC-UNRELATED)
    ! Hint: If it is the wrong one: `comity remote set URL` names the right one, `comity remote show` says which it is now
    ! Hint: If the others work there now: `comity join URL DIR` gets it into a folder of its own. Nothing here is lost
    = 6
    ");
    set("../shared.git");
    assert_eq!(bad.shell.run("sync").status, 0);
}

#[test]
fn a_shared_copy_that_was_replaced_by_another_one_stops_the_exchange() {
    let bad = Bad::begin();
    let shared = bad.shell.beside("shared.git");
    fs::remove_dir_all(&shared).expect("removed");
    let other = another();
    assert_eq!(other.run(&format!("remote set {} --create", shared.display())).status, 0);
    insta::assert_snapshot!(bad.refused(), @r"
    ! Nothing was exchanged: the shared copy is of another beginning than this folder (E-SYNC-UNRELATED)
    ! Hint: If it is the wrong one: `comity remote set URL` names the right one, `comity remote show` says which it is now
    ! Hint: If the others work there now: `comity join URL DIR` gets it into a folder of its own. Nothing here is lost
    = 6
    ");
    // Nor is anything sent over it by saying so: it is another workspace.
    let said = bad.shell.run("sync --send-again");
    assert!(said.status == 6 && said.err.contains("E-SYNC-UNRELATED"), "{said}");
    fs::remove_dir_all(&shared).expect("removed");
    // An empty one in its place is filled with everything once somebody says so.
    assert!(
        git(&bad.shell.beside(""))
            .args(["init", "-q", "--bare", "-b", "main", "shared.git"])
            .status()
            .expect("git")
            .success()
    );
    insta::assert_snapshot!(bad.refused(), @r"
    ! Nothing was exchanged: the shared copy has gone back behind what it had, or was replaced by another one (E-SYNC-REWOUND)
    ! Caused by: it had CHANGE, and is empty now
    ! Hint: Ask the other side what happened. Nothing here is lost
    ! Hint: `comity sync --send-again` lays what it has lost on top of what it has now
    = 6
    ");
    assert_eq!(bad.shell.run("sync --send-again").status, 0);
    bad.synced();
}

#[test]
fn what_the_shared_copy_has_lost_is_missed_though_plain_git_has_fetched_since() {
    let bad = Bad::begin();
    bad.synced();
    let mine = bad.shell.git(&["rev-parse", "HEAD"]);
    let shared =
        |args: &[&str]| assert!(git(&bad.shell.beside("shared.git")).args(args).status().expect("git").success());
    shared(&["update-ref", "refs/heads/main", "main~1"]);
    // Now git knows nothing any more of what was there.
    bad.shell.git(&["fetch", "-q", "origin"]);
    assert_ne!(bad.shell.git(&["rev-parse", "refs/remotes/origin/main"]), mine);
    let said = bad.refused();
    let (before, has) = said.split_once("it has ").expect("told");
    let rest = has.split_once('\n').expect("hints").1;
    insta::assert_snapshot!(format!("{before}it has CHANGE\n{rest}"), @r"
    ! Nothing was exchanged: the shared copy has gone back behind what it had, or was replaced by another one (E-SYNC-REWOUND)
    ! Caused by: it had CHANGE, it has CHANGE
    ! Hint: Ask the other side what happened. Nothing here is lost
    ! Hint: `comity sync --send-again` lays what it has lost on top of what it has now
    = 6
    ");
    bad.shell.git(&["fetch", "-q", "origin"]);
    insta::assert_snapshot!(bad.shell.run("sync --send-again"), @"Sent 1 change");
    bad.synced();
    assert_eq!(bad.shell.git(&["rev-parse", "HEAD"]), mine);
    // The same for whoever has joined, and receives the loss by plain git before anything else.
    assert_eq!(bad.shell.run("join ../shared.git ../desk").status, 0);
    shared(&["update-ref", "refs/heads/main", "main~1"]);
    assert!(git(&bad.shell.beside("desk")).args(["fetch", "-q"]).status().expect("git").success());
    for (key, value) in [("user.name", "Oak"), ("user.email", "oak@example.org")] {
        assert!(git(&bad.shell.beside("desk")).args(["config", key, value]).status().expect("git").success());
    }
    let said = bad.shell.run("-C ../desk sync --as oak");
    assert!(said.status == 6 && said.err.contains("E-SYNC-REWOUND"), "{said}");
}

#[test]
fn merges_and_commits_made_by_hand_are_taken_in_as_they_are() {
    let bad = Bad::begin();
    bad.git(&["switch", "-q", "-c", "side"]);
    bad.write("groups/AQ/papers/figures.csv", "a;b\n");
    bad.git(&["add", "-A"]);
    bad.git(&["commit", "-qm", "Figures"]);
    bad.git(&["switch", "-q", "main"]);
    let text = fs::read_to_string(bad.plain.join(ACTION)).expect("text");
    bad.write(ACTION, text.replace("title = \"", "title = \"By hand: "));
    bad.git(&["commit", "-qam", "Retitle by hand"]);
    bad.git(&["merge", "-q", "--no-ff", "-m", "Join", "side"]);
    bad.git(&["push", "-q", "origin", "main"]);
    bad.synced();
    assert!(bad.shell.read(ACTION).contains("title = \"By hand: "));
    assert_eq!(bad.shell.read("groups/AQ/papers/figures.csv"), "a;b\n");
    let history = bad.shell.run("history").out;
    assert!(history.contains("Retitle by hand") || history.contains("By hand: "), "{history}");
}

#[test]
fn a_broken_record_is_taken_in_as_it_is_and_listed_and_nothing_else_waits_for_it() {
    let bad = Bad::begin();
    bad.write("groups/AQ/actions/2026/AQ-A26-B2CD.toml", "title = \"Not closed\n");
    bad.write("people/birch.toml", "<<<<<<< ours\nname = \"B\"\n=======\nname = \"C\"\n>>>>>>> theirs\n");
    bad.send();
    bad.synced();
    let said = bad.shell.run("check");
    let told: Vec<&str> = said.out.lines().filter(|it| it.starts_with("error")).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    error: groups/AQ/actions/2026/AQ-A26-NEW1.toml:1:20: the file cannot be read: invalid basic string, expected `"` (E-TOML). Mend that line, or put back what was saved last
    error: people/birch.toml:1:1: the file holds conflict markers (E-MARKERS). Choose one side of each such place, then finish the merge in the program that began it
    "#);
}

#[test]
fn what_others_call_their_changes_does_not_act_on_the_terminal() {
    let bad = Bad::begin();
    bad.write("people/birch.toml", "<<<<<<< ours\n");
    bad.git(&["add", "-A"]);
    bad.git(&["commit", "-qm", "Red \u{1b}[31m\u{1b}]0;title\u{7} and \u{202e}turned around"]);
    bad.git(&["push", "-q", "origin", "HEAD:main"]);
    let said = bad.shell.run("sync");
    assert!(said.status == 0 && said.err.contains("\"Red \\u{1b}[31m"), "{said}");
    assert!(!said.err.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said}");
}

#[test]
fn both_sides_of_a_record_that_one_of_them_broke_are_kept() {
    let bad = Bad::begin();
    bad.write(ACTION, "title = \"Not closed\n");
    bad.send();
    let said = bad.shell.run("sync");
    assert_eq!(said.status, 0, "{said}");
    bad.whole();
    let everything = bad.shell.git(&["grep", "-h", "", "HEAD", "--", "groups/AQ/actions"]);
    assert!(everything.contains("Not closed") && everything.contains("detail = \"Mine\""));
    let change = bad.shell.git(&["log", "-1", "--format=%(trailers:key=Change-Id,valueonly,separator=)"]);
    let said = format!("{said}").replace(&change[..6], "CHANGE");
    // Which number the commit sent by hand gets is chance: it bears the same time as the one beside it.
    let (before, after) = said.split_once("commit0").expect("named");
    let number = format!("commit0{}", &after[..2]);
    assert!(before.ends_with("right: "));
    insta::assert_snapshot!(said.replace(&number, "COMMIT"), @r#"
    Received 1 change, sent 1 change
    ! Both changed `groups/AQ/actions/2026/AQ-A26-D7ZK.toml`, which cannot be joined: theirs stands, yours is kept as `groups/AQ/actions/2026/AQ-A26-D7ZK-CHANGE.toml`
    ! Taken in, and not right: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-D7ZK.toml: the file cannot be read: invalid basic string, expected `"`; see E-TOML (E-CHANGE-RECORD)
    ! Taken in, and not right: COMMIT "By hand": nobody of this workspace has the address hand@example.org (E-CHANGE-AUTHOR)
    "#);
}

#[test]
fn files_outside_of_the_layout_come_in_and_stand_in_nobodys_way() {
    let bad = Bad::begin();
    for path in ["notes.txt", "groups/aq/group.toml", "groups/AQ/actions/2026/nonsense.toml", "con.toml"] {
        bad.write(path, "title = \"x\"\n");
    }
    bad.send();
    bad.synced();
    let said = bad.shell.run("check");
    assert!(said.out.contains("nonsense.toml"), "{said}");
}

#[test]
fn links_and_programs_are_never_written_and_it_is_said_who_can_help() {
    let bad = Bad::begin();
    let outside = bad.shell.beside("outside.txt");
    fs::write(&outside, "Untouched").expect("written");
    let push_tree = |mode: &str, path: &str, text: &str| {
        bad.git(&["fetch", "-q"]);
        bad.git(&["reset", "-q", "--hard", "origin/main"]);
        bad.write("blob", text);
        let blob = bad.git(&["hash-object", "-w", "blob"]);
        bad.git(&["update-index", "--add", "--cacheinfo", &format!("{mode},{blob},{path}")]);
        bad.git(&["commit", "-qm", "Odd"]);
        bad.git(&["push", "-q", "origin", "HEAD:main"]);
    };
    let take_out = |path: &str| {
        bad.git(&["rm", "-q", "--cached", path]);
        bad.git(&["commit", "-qm", "Without"]);
        bad.git(&["push", "-q", "origin", "HEAD:main"]);
    };
    push_tree("120000", "groups/AQ/link.toml", &outside.display().to_string());
    insta::assert_snapshot!(bad.refused(), @r"
    ! `groups/AQ/link.toml` is a link or a program, which has no place in a workspace (E-LINK)
    ! Hint: Ask whoever sent it to take it away; until then nothing is received
    ! Hint: Or `comity sync --leave-out`: all else comes in, and what has no place is taken away for everybody, in your name
    = 4
    ");
    take_out("groups/AQ/link.toml");
    push_tree("100755", "groups/AQ/papers/run.sh", "#!/bin/sh\ntouch /tmp/never\n");
    insta::assert_snapshot!(bad.refused(), @r"
    ! `groups/AQ/papers/run.sh` is a link or a program, which has no place in a workspace (E-LINK)
    ! Hint: Ask whoever sent it to take it away; until then nothing is received
    ! Hint: Or `comity sync --leave-out`: all else comes in, and what has no place is taken away for everybody, in your name
    = 4
    ");
    take_out("groups/AQ/papers/run.sh");
    bad.synced();
    assert_eq!(fs::read_to_string(&outside).expect("there"), "Untouched");
    // Nor does anybody join while it is there.
    push_tree("120000", "people/oak.toml", &outside.display().to_string());
    insta::assert_snapshot!(bad.shell.run("join ../shared.git ../desk"), @r"
    ! `people/oak.toml` in the shared copy is a link or a program, which has no place in a workspace (E-LINK)
    ! Hint: Ask somebody who works there to take it away, by `comity sync --leave-out`; nothing was left behind here
    = 6
    ");
    assert!(!bad.shell.beside("desk").exists());
    assert_eq!(fs::read_to_string(&outside).expect("there"), "Untouched");
}

#[test]
fn a_folder_that_is_a_link_to_elsewhere_in_their_tree_is_not_followed() {
    let bad = Bad::begin();
    let outside = bad.shell.beside("elsewhere");
    fs::create_dir(&outside).expect("made");
    // Here somebody has put a link where a folder of theirs comes in.
    std::os::unix::fs::symlink(&outside, bad.shell.root().join("papers")).expect("linked");
    bad.write("papers/minutes.txt", "Dear all\n");
    bad.send();
    let said = bad.shell.run("sync");
    assert!(said.status != 0 && said.err.contains("E-LINK"), "{said}");
    assert_eq!(fs::read_dir(&outside).expect("there").count(), 0);
    fs::remove_file(bad.shell.root().join("papers")).expect("removed");
    bad.synced();
}

#[test]
fn a_paper_of_a_hundred_megabytes_comes_in_whole() {
    let bad = Bad::begin();
    bad.write("groups/AQ/papers/scan.bin", vec![0; 100 * 1024 * 1024]);
    bad.write("groups/AQ/actions/2026/AQ-A26-B2CD.toml", vec![b'#'; 1024 * 1024]);
    bad.send();
    bad.synced();
    assert_eq!(
        fs::metadata(bad.shell.root().join("groups/AQ/papers/scan.bin")).expect("there").len(),
        100 * 1024 * 1024
    );
    assert!(bad.shell.run("check").out.contains("has more than 256 kB"));
    assert_eq!(bad.shell.run("action edit D7ZK --priority high").status, 0);
}

#[test]
fn clocks_two_years_off_neither_reorder_nor_lose_anything() {
    let bad = Bad::begin();
    let text = fs::read_to_string(bad.plain.join(ACTION)).expect("text");
    for (year, title) in [("2028", "Ahead"), ("2024", "Behind")] {
        bad.write(ACTION, text.replacen("title = \"", &format!("title = \"{title} "), 1));
        let at = format!("{year}-11-16T09:00:00+01:00");
        let mut commit = git(&bad.plain);
        commit.env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at);
        assert!(commit.args(["commit", "-qam", title]).status().expect("git").success());
    }
    bad.git(&["push", "-q", "origin", "HEAD:main"]);
    bad.synced();
    assert!(bad.shell.read(ACTION).contains("title = \"Behind "));
    let subjects = bad.shell.git(&["log", "--format=%s", "-3"]);
    assert!(subjects.lines().nth(1) == Some("Behind") && subjects.lines().nth(2) == Some("Ahead"), "{subjects}");
    assert_eq!(bad.shell.run("--now 2024-11-16T09:00:00+01:00 action edit D7ZK --priority high").status, 0);
    bad.synced();
}

#[test]
fn branches_that_are_not_ours_stay_where_they_are() {
    let bad = Bad::begin();
    bad.git(&["switch", "-q", "-c", "drafts"]);
    bad.write("draft.txt", "Not for everybody yet\n");
    bad.git(&["add", "-A"]);
    bad.git(&["commit", "-qm", "Draft"]);
    bad.git(&["push", "-q", "origin", "drafts"]);
    let drafts = bad.git(&["rev-parse", "drafts"]);
    bad.synced();
    assert!(!bad.shell.root().join("draft.txt").exists());
    let shared = git(&bad.shell.beside("shared.git")).args(["rev-parse", "drafts"]).output().expect("git");
    assert_eq!(String::from_utf8_lossy(&shared.stdout).trim(), drafts);
    // Here on a branch of another name: that one is exchanged, and `main` is left alone.
    let main = bad.shell.git(&["rev-parse", "main"]);
    bad.shell.git(&["switch", "-q", "-c", "our-side"]);
    assert_eq!(bad.shell.run("action edit D7ZK --priority high").status, 0);
    let said = bad.shell.run("sync");
    assert_eq!(said.status, 0, "{said}");
    let shared = git(&bad.shell.beside("shared.git")).args(["rev-parse", "main"]).output().expect("git");
    assert_eq!(String::from_utf8_lossy(&shared.stdout), main);
}

#[test]
fn a_shallow_clone_works_and_a_folder_without_files_is_refused_with_the_way_out() {
    let bad = Bad::begin();
    bad.synced();
    let shallow = bad.shell.beside("shallow");
    let url = format!("file://{}", bad.shell.beside("shared.git").display());
    let cloned = git(&bad.shell.beside("")).args(["clone", "-q", "--depth=1", &url, "shallow"]).status().expect("git");
    assert!(cloned.success());
    for (key, value) in [("user.name", "Birch"), ("user.email", "birch@example.org")] {
        assert!(git(&shallow).args(["config", key, value]).status().expect("git").success());
    }
    let said = bad.shell.run("-C ../shallow action edit D7ZK --priority high --as birch");
    assert_eq!(said.status, 0, "{said}");
    let said = bad.shell.run("-C ../shallow sync --as birch");
    assert_eq!(said.status, 0, "{said}");
    let mut status = Command::new("git");
    let out = status.arg("-C").arg(&shallow).args(["status", "--porcelain"]).output().expect("git");
    assert!(out.stdout.is_empty());
    bad.synced();
    insta::assert_snapshot!(bad.shell.run("-C ../shared.git sync"), @r"
    ! no workspace in `TMP/shared.git`, nor in the folders above it (E-NO-WORKSPACE)
    ! Hint: Go to the folder or name it with `-C DIR`
    ! Hint: `comity demo` shows an example, `comity init DIR` begins a new one
    = 8
    ");
}

#[test]
fn locks_that_a_killed_sync_has_left_do_not_stop_the_next_one() {
    let bad = Bad::begin();
    let locks = ["refs/remotes/origin/main.lock", "refs/comity/fetched.lock", "refs/comity/left-behind/1.lock"];
    for lock in locks {
        let path = format!(".git/{lock}");
        bad.shell.write(&path, "");
        let file = File::options().write(true).open(bad.shell.root().join(&path)).expect("opened");
        file.set_modified(SystemTime::now() - Duration::from_secs(3)).expect("set");
    }
    bad.synced();
    assert!(locks.iter().all(|it| !bad.shell.root().join(".git").join(it).exists()));
}

#[test]
fn two_programs_that_exchange_in_one_clone_take_turns() {
    let bad = Bad::begin();
    bad.write("notes.txt", "Theirs\n");
    bad.send();
    let words: Vec<std::ffi::OsString> = ["sync".into()].into();
    let children: Vec<_> = (0..4).map(|_| bad.shell.command(&words).spawn().expect("run")).collect();
    for mut child in children {
        assert!(child.wait().expect("ended").success());
    }
    bad.synced();
    assert_eq!(bad.shell.git(&["rev-list", "--count", "HEAD"]).trim(), "3");
}
