//! Plain git beside a sync: with comity as its merge driver it gives the same values, without it it merges lines.

use std::process::Command;

use comity::model::{Fields, Kind, RecordId};

use crate::support::desks::{Desk, Desks};
use crate::support::running::path;
use crate::support::sandbox::{git, record};

fn action(tail: &str) -> RecordId {
    RecordId::new(Kind::Action, &format!("AQ-A26-{tail}")).expect("id")
}

fn add(desk: &mut Desk, tail: &str, lines: &str) {
    desk.save(|it| it.put(record(Kind::Action, action(tail).as_str(), lines)));
}

/// Plain git at a desk, which finds comity on its way.
fn plain(desk: &Desk, args: &[&str]) -> (bool, String) {
    let mut command: Command = git(desk.workspace.root());
    let out = command.env("PATH", path()).env("GIT_EDITOR", "true").args(args).output().expect("git");
    (out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr))
}

#[track_caller]
fn done(desk: &Desk, args: &[&str]) -> String {
    let (ok, words) = plain(desk, args);
    assert!(ok, "{args:?}: {words}");
    words
}

const BEGIN: &str = "# As agreed.\ntitle = \"Send the minutes\"\nowner = \"rowan\"\nstate = \"open\"\ndue = 2026-11-28\n\
     tags = [\"audit\", \"open\"]\ndetail = \"\"\"\nOne.\nTwo.\nThree.\nFour.\n\"\"\"\n";

/// Two desks that have edited the same records: neighbouring fields, sets, lines of a text, and one field to two values.
fn apart() -> Desks {
    let mut desks = Desks::new(2);
    for tail in ["7001", "7002", "7003"] {
        add(&mut desks.desks[0], tail, BEGIN);
    }
    desks.settle();
    let [one, other] = &mut desks.desks[..] else { unreachable!() };
    one.edit(&action("7001"), "due = 2026-12-05\ntags = [\"audit\", \"metrics\", \"open\"]");
    other.edit(&action("7001"), "owner = \"birch\"\ntags = [\"open\"]\npriority = \"high\"");
    one.edit(&action("7002"), "title = \"Send the agenda\"");
    other.edit(&action("7002"), "title = \"Send the papers\"");
    one.edit(&action("7003"), "detail = \"One.\\nTwo and a half.\\nThree.\\nFour.\\n\"");
    other.edit(&action("7003"), "detail = \"One.\\nTwo.\\nThree.\\nFour and more.\\n\"");
    one.sync().expect("sent");
    desks
}

/// The files of the records at a desk.
fn files(desk: &Desk) -> String {
    desk.git(&["grep", "-h", "", "HEAD", "--", "groups"])
}

#[test]
fn git_rebase_gives_the_very_files_that_a_sync_gives() {
    let mut desks = apart();
    let other = &desks.desks[1];
    let copy = other.workspace.root().with_extension("plain");
    assert!(Command::new("cp").arg("-a").arg(other.workspace.root()).arg(&copy).status().expect("cp").success());
    let words = desks.desks[1].sync().expect("synced");
    assert_eq!(words.contested.len(), 1);
    let synced = files(&desks.desks[1]);
    let plain_desk = Desk {
        workspace: comity::workspace::Workspace::open(&copy, crate::support::sandbox::patience()).expect("opened"),
        who: "rowan",
    };
    done(&plain_desk, &["fetch", "-q"]);
    let told = done(&plain_desk, &["rebase", "origin/main"]);
    assert!(
        told.contains(
            "Both changed title of groups/AQ/actions/2026/AQ-A26-7002.toml: ours stands, theirs is kept beside it"
        ),
        "{told}"
    );
    assert_eq!(files(&plain_desk), synced);
    assert_eq!(plain_desk.git(&["status", "--porcelain"]), "");
}

#[test]
fn git_merge_and_git_cherry_pick_give_the_same_values_and_lose_none() {
    for way in [&["merge", "-q", "origin/main"][..], &["cherry-pick", "HEAD..origin/main"]] {
        let mut desks = apart();
        let other = &mut desks.desks[1];
        done(other, &["fetch", "-q"]);
        done(other, way);
        other.workspace.refresh();
        let get = |tail: &str| other.workspace.snapshot().get(&action(tail)).expect("there").clone();
        let first = get("7001");
        assert_eq!((first.text("owner"), first.text("priority")), ("birch", "high"), "{way:?}");
        assert_eq!(first.date("due").map(|it| it.to_string()).as_deref(), Some("2026-12-05"));
        assert_eq!(first.words("tags").collect::<Vec<_>>(), ["metrics", "open"]);
        let second = get("7002");
        // Ours is the side into which git merges; the other value is kept with whoever wrote it.
        assert_eq!(second.title(), "Send the papers");
        let kept: Vec<(&str, &str, &str)> =
            second.rows("contested").map(|it| (it.text("field"), it.text("value"), it.text("by"))).collect();
        assert_eq!(kept, [("title", "\"Send the agenda\"", "birch")], "{way:?}");
        assert_eq!(get("7003").text("detail"), "One.\nTwo and a half.\nThree.\nFour and more.\n");
        assert_eq!(other.git(&["status", "--porcelain"]), "");
    }
}

#[test]
fn what_git_asks_no_driver_about_stays_with_git_and_doctor_explains_it() {
    let mut desks = Desks::new(2);
    add(&mut desks.desks[0], "7001", BEGIN);
    add(&mut desks.desks[0], "7002", BEGIN);
    desks.settle();
    let [one, other] = &mut desks.desks[..] else { unreachable!() };
    one.save(|it| it.remove(&action("7001")));
    one.edit(&action("7002"), "title = \"Theirs\"");
    // Unlike those taken away, so that no version of git takes one of them for another that was moved.
    add(one, "8001", "title = \"Book a room\"\nowner = \"birch\"\nstate = \"open\"\n");
    other.edit(&action("7001"), "title = \"Still needed\"");
    other.save(|it| it.remove(&action("7002")));
    add(other, "8001", "title = \"Ask for figures\"\nowner = \"birch\"\nstate = \"open\"\n");
    one.sync().expect("sent");
    done(other, &["fetch", "-q"]);
    let (ok, words) = plain(other, &["merge", "origin/main"]);
    assert!(!ok && words.contains("(modify/delete)") && words.contains("(add/add)"), "{words}");
    let doctor = doctor(other, &[]);
    insta::assert_snapshot!(doctor, @r"
    ok        terminal      the answer does not go to one; the screen would need it
    ok        characters    C.UTF-8
    ok        workspace     DESK
    ok        identity      Rowan <rowan@example.org>
    ok        person        rowan
    problem   history       another git program has stopped in the middle of a merge. Finish or abort it there (`git status` says how); nothing is lost meanwhile
    problem   merge         `groups/AQ/actions/2026/AQ-A26-7001.toml`: their side took it away, ours changed it. `git add` keeps it, `git rm` lets it go; then go on as `git status` says
    problem   merge         `groups/AQ/actions/2026/AQ-A26-7002.toml`: our side took it away, theirs changed it. `git add` keeps it, `git rm` lets it go; then go on as `git status` says
    problem   merge         `groups/AQ/actions/2026/AQ-A26-8001.toml`: both sides made a record of this name. Keep one of the two there, the other in a file of another name, take the marks out, then `git add` both
    ok        plain git     merges records field by field
    ok        leftovers     none of a program that was stopped
    note      folder        2 records were edited by hand: `comity status` shows them
    problem   records       1 error. `comity check` lists them
    ");
}

#[test]
fn without_the_setting_or_without_comity_plain_git_merges_lines_as_ever() {
    for missing in ["setting", "program"] {
        let mut desks = Desks::new(2);
        add(&mut desks.desks[0], "7003", BEGIN);
        desks.settle();
        let [one, other] = &mut desks.desks[..] else { unreachable!() };
        one.edit(&action("7003"), "title = \"Send them all\"");
        other.edit(&action("7003"), "detail = \"One.\\nTwo.\\nThree.\\nFour and more.\\n\"");
        one.sync().expect("sent");
        if missing == "setting" {
            other.git(&["config", "--remove-section", "merge.comity"]);
        }
        other.git(&["fetch", "-q"]);
        // No comity on its way here.
        let mut command = git(other.workspace.root());
        let bin = other.workspace.root().with_extension("bin");
        std::fs::create_dir(&bin).expect("made");
        for program in ["git", "sh"] {
            let here = std::env::var_os("PATH").expect("path");
            let found = std::env::split_paths(&here).map(|it| it.join(program)).find(|it| it.is_file()).expect("there");
            std::os::unix::fs::symlink(found, bin.join(program)).expect("linked");
        }
        let out = command.env("PATH", &bin).args(["merge", "-q", "origin/main"]).output().expect("git");
        assert!(out.status.success(), "{missing}: {}", String::from_utf8_lossy(&out.stdout));
        other.workspace.refresh();
        let merged = other.workspace.snapshot().get(&action("7003")).expect("there").clone();
        assert_eq!((merged.title(), merged.text("detail")), ("Send them all", "One.\nTwo.\nThree.\nFour and more.\n"));
    }
}

#[test]
fn a_side_that_is_no_record_is_left_with_marks_and_said() {
    let mut desks = Desks::new(2);
    add(&mut desks.desks[0], "7001", BEGIN);
    desks.settle();
    let [one, other] = &mut desks.desks[..] else { unreachable!() };
    let path = action("7001").path();
    one.edit(&action("7001"), "title = \"Theirs\"");
    one.sync().expect("sent");
    std::fs::write(other.workspace.root().join(&path), "title = \"Not closed\nstate = \"open\"\n").expect("written");
    done(other, &["commit", "-qam", "By hand"]);
    done(other, &["fetch", "-q"]);
    let (ok, words) = plain(other, &["merge", "origin/main"]);
    assert!(!ok, "{words}");
    let said: Vec<&str> = words.lines().filter(|it| it.contains("E-MERGE") || it.contains("Hint")).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    `groups/AQ/actions/2026/AQ-A26-7001.toml` is left to you: our side, line 1, column 20: the file cannot be read: invalid basic string, expected `"` (E-MERGE)
    Hint: Mend the file, then go on as `git status` says; `comity doctor` explains more
    "#);
    let text = std::fs::read_to_string(other.workspace.root().join(&path)).expect("text");
    assert!(text.contains("<<<<<<< ours\n") && text.contains("title = \"Theirs\""), "{text}");
}

#[test]
fn doctor_tells_when_plain_git_would_merge_lines_and_sets_it_right() {
    let desks = Desks::new(1);
    let desk = &desks.desks[0];
    let line = |args: &[&str]| doctor(desk, args).lines().filter(|it| it.contains("plain git")).collect::<String>();
    insta::assert_snapshot!(line(&[]), @"ok        plain git     merges records field by field");
    desk.git(&["config", "merge.comity.driver", "/gone/comity merge-driver %O %A %B"]);
    insta::assert_snapshot!(line(&[]), @"problem   plain git     `git merge` would join records line by line: the setting for it is missing, or not comity's. `comity doctor --fix` sets it");
    insta::assert_snapshot!(line(&["--fix"]), @"ok        plain git     set up to merge records field by field");
    insta::assert_snapshot!(line(&[]), @"ok        plain git     merges records field by field");
}

fn doctor(desk: &Desk, args: &[&str]) -> String {
    let home = desk.workspace.root().with_extension("home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.env_clear().env("HOME", &home).env("PATH", path()).env("LANG", "C.UTF-8");
    command.env("GIT_AUTHOR_NAME", "Rowan").env("GIT_AUTHOR_EMAIL", "rowan@example.org");
    let out = command.current_dir(desk.workspace.root()).arg("doctor").args(args).output().expect("run");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    text.replace(&desk.workspace.root().display().to_string(), "DESK")
}
