//! Paths with which whoever sends could reach into git's own folder: they come in on no way, whatever a clone is set to.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use comity::store::folder::{Durably, Folder, Ways};
use comity::store::paths::is_allowed;

use crate::support::sandbox::git;
use crate::support::shell::Shell;

/// A desk, and the shared copy beside it.
fn begun() -> Shell {
    let shell = Shell::example();
    assert_eq!(shell.run("remote set ../shared.git --create").status, 0);
    shell
}

/// Plain git in the shared copy, fed with bytes.
#[track_caller]
fn shared(shell: &Shell, args: &[&str], bytes: &[u8]) -> String {
    let mut command = git(&shell.beside("shared.git"));
    let person = ["-c", "user.name=Rowan Placeholder", "-c", "user.email=rowan@example.org"];
    command.args(person).args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("git");
    child.stdin.take().expect("stdin").write_all(bytes).expect("fed");
    let out = child.wait_with_output().expect("git");
    assert!(out.status.success(), "{args:?}");
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

/// Puts a file at any path into the shared copy, as a program could that does not ask git whether it may.
fn plant(shell: &Shell, path: &str) {
    let head = shared(shell, &["rev-parse", "main"], b"");
    let raw = |entries: &[(&str, &str, &str)], rest: &[u8]| {
        let mut tree = Vec::new();
        for (mode, name, id) in entries {
            tree.extend(format!("{mode} {name}\0").bytes());
            tree.extend((0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).expect("hex")));
        }
        tree.extend(rest);
        shared(shell, &["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], &tree)
    };
    let blob = shared(shell, &["hash-object", "-w", "--stdin"], b"../zz\n");
    let mut steps: Vec<&str> = path.split('/').collect();
    let top = steps.remove(0);
    let inner = steps.iter().rev().fold(("100644", blob), |(mode, id), name| ("40000", raw(&[(mode, name, &id)], b"")));
    let rest = git(&shell.beside("shared.git")).args(["cat-file", "tree", "main^{tree}"]).output().expect("git").stdout;
    let tree = raw(&[(inner.0, top, &inner.1)], &rest);
    let commit = shared(shell, &["commit-tree", &tree, "-p", &head, "-m", "Notes"], b"");
    shared(shell, &["update-ref", "refs/heads/main", &commit], b"");
}

/// Every file and folder under a folder.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut left) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = left.pop() {
        for path in fs::read_dir(next).expect("folder").flatten().map(|it| it.path()) {
            found.push(path.clone());
            if path.is_dir() && !path.is_symlink() {
                left.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_path_is_allowed_only_where_no_system_sees_gits_folder_or_a_way_out_in_it() {
    for good in [
        "people/birch.toml",
        "README.md",
        ".gitattributes",
        ".github/x",
        "a.git",
        "a..b",
        "gift~1",
        "papers/Übersicht 3.pdf",
    ] {
        assert!(is_allowed(good), "{good}");
    }
    for bad in [
        "",
        "/etc/passwd",
        "a//b",
        "a/",
        ".",
        "a/./b",
        "..",
        "a/../../b",
        ".git",
        ".git/config",
        "a/.git/hooks/x",
        ".GIT/config",
        ".Git",
        "git~1/config",
        "GIT~2",
        ".git./config",
        ".git /config",
        ".git . .",
        ".git:x",
        ".git::$INDEX_ALLOCATION/config",
        ".g\u{200c}it/config",
        "\u{feff}.git",
        ".gi\u{202e}t",
        "a\\b",
        "..\\b",
        "a\nb",
        "a\u{1b}[31mb",
        "a\0b",
        "a\u{7f}",
    ] {
        assert!(!is_allowed(bad), "{bad:?}");
    }
}

#[test]
fn a_file_for_gits_own_folder_is_not_even_fetched() {
    let shell = begun();
    plant(&shell, ".git/commondir");
    let before = (shell.git(&["rev-parse", "HEAD"]), shell.files());
    let said = shell.run("sync");
    let line = |it: &str| match it.split_once("object ") {
        Some((start, rest)) => format!("{start}object NAME{}", &rest[40..]),
        None => it.to_owned(),
    };
    insta::assert_snapshot!(format!("{said}").lines().map(line).collect::<Vec<_>>().join("\n"), @r"
    ! Nothing was exchanged: the shared copy holds something unsound, of which nothing was taken in (E-SYNC-UNSOUND)
    ! Hint: Ask whoever keeps the shared copy to take out what is named here; until then nothing is received
    ! For the record:
    !   error: object NAME: hasDotgit: contains '.git'
    = 6
    ");
    assert!((shell.git(&["rev-parse", "HEAD"]), shell.files()) == before);
    assert!(!shell.root().join(".git/commondir").exists());
    let said = shell.run("join ../shared.git ../desk");
    insta::assert_snapshot!(format!("{said}").lines().map(line).collect::<Vec<_>>().join("\n"), @r"
    ! Nothing was joined: the shared copy holds something unsound, of which nothing was taken in (E-SYNC-UNSOUND)
    ! Hint: Ask whoever keeps the shared copy to take out what is named here; until then nothing is received
    ! For the record:
    !   error: object NAME: hasDotgit: contains '.git'
    = 6
    ");
    assert!(!shell.beside("desk").exists());
}

#[test]
fn nor_is_it_written_where_plain_git_has_fetched_it_and_the_clone_is_set_to_ask_nothing() {
    for path in
        [".git/commondir", "papers/GIT~1/config", "papers/.g\u{200c}it/config", "..\\out.txt", "a\u{1b}[31mred.txt"]
    {
        let shell = begun();
        plant(&shell, path);
        shell.git(&["fetch", "-q", "origin"]);
        assert_eq!(shell.run("config set verify off").status, 0);
        let before = (shell.git(&["rev-parse", "HEAD"]), shell.files());
        let said = shell.run("sync");
        assert!(said.status == 4 && said.err.contains("(E-PATH)"), "{path:?}: {said}");
        assert!(!said.err.contains('\u{1b}'), "{said:?}");
        assert!((shell.git(&["rev-parse", "HEAD"]), shell.files()) == before);
        assert!(!shell.root().join(".git/commondir").exists());
        if path == ".git/commondir" {
            insta::assert_snapshot!(said, @r"
            ! nothing may be written to `.git/commondir`, which could reach into git's own folder or out of the workspace (E-PATH)
            ! Hint: Ask whoever sent it to take it away; until then nothing is received
            ! Hint: Or `comity sync --leave-out`: all else comes in, and what has no place is taken away for everybody, in your name
            = 4
            ");
        }
    }
}

#[test]
fn whoever_joins_writes_to_no_such_path_and_has_nothing_left_behind() {
    for path in [".git/hooks/post-checkout", "../out.txt", "papers/GIT~1/config", "..\\out.txt", "people/.git./config"]
    {
        let shell = begun();
        plant(&shell, path);
        let before = everything(&shell.beside(""));
        let said = shell.run("join ../shared.git ../desk");
        assert!(said.status != 0 && (said.err.contains("E-PATH") || said.err.contains("E-SYNC-UNSOUND")), "{said}");
        assert_eq!(everything(&shell.beside("")), before, "{path:?}");
    }
}

#[test]
fn nothing_that_a_shared_copy_says_of_its_files_has_a_program_run_when_it_is_joined() {
    let shell = begun();
    let (mark, plain) = (shell.beside("ran"), shell.beside("plain"));
    let mut clone = git(&shell.beside(""));
    assert!(clone.args(["clone", "-q", "shared.git", "plain"]).status().expect("git").success());
    fs::write(plain.join(".gitattributes"), "* filter=mine text eol=crlf ident\n").expect("written");
    for args in [&["commit", "-qm", "Attributes", ".gitattributes"][..], &["push", "-q"]] {
        assert!(git(&plain).args(args).status().expect("git").success());
    }
    let settings = format!("[filter \"mine\"]\n\tsmudge = touch {0}; cat\n\tclean = cat\n", mark.display());
    fs::write(shell.beside(".gitconfig"), settings).expect("settings");
    let mut join = shell.command(&["join", "../shared.git", "../desk"].map(Into::into));
    let said = shell.said(join.env("GIT_CONFIG_GLOBAL", shell.beside(".gitconfig")).output().expect("run"));
    assert_eq!(said.status, 0, "{said}");
    assert!(!mark.exists());
    let blob = git(&shell.beside("desk")).args(["cat-file", "-p", "HEAD:workspace.toml"]).output().expect("git").stdout;
    assert_eq!(fs::read(shell.beside("desk/workspace.toml")).expect("there"), blob);
}

#[test]
fn the_folder_itself_writes_to_no_such_path() {
    let place = tempfile::tempdir().expect("folder");
    fs::create_dir(place.path().join(".git")).expect("made");
    fs::write(place.path().join(".git/config"), "[core]\n").expect("written");
    let folder = Folder::new(place.path());
    for path in [".git/config", ".git/commondir", "../out"] {
        assert!(folder.write(path, b"x", Durably::Each, &mut Ways::default()).is_err());
        assert!(folder.remove(path, Durably::Each, &mut Ways::default()).is_ok());
    }
    assert_eq!(fs::read_to_string(place.path().join(".git/config")).expect("there"), "[core]\n");
    assert_eq!(fs::read_dir(place.path().join(".git")).expect("there").count(), 1);
}
