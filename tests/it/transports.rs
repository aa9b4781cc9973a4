//! The ways to a shared copy: a folder, git's daemon, the web, ssh. Desks that race along each end with the same, and what goes wrong is said.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::support::running::{Run, comity};
use crate::support::sandbox::{Sandbox, git};
use crate::support::servers::{Server, free_port};

/// A shared copy with a small workspace in it, and the folder around it.
fn begun() -> (Sandbox, PathBuf) {
    let sandbox = Sandbox::small();
    let made = comity(&sandbox, &["remote", "set", "../shared.git", "--create"]).output().expect("run");
    assert!(made.status.success());
    let around = sandbox.root().parent().expect("folder").to_owned();
    git(&around.join("shared.git")).args(["config", "http.receivepack", "true"]).status().expect("git");
    (sandbox, around)
}

fn run_with(sandbox: &Sandbox, server: &Server, words: &[&str]) -> Run {
    let mut program = comity(sandbox, words);
    if sandbox.root().ends_with(DESKS[1]) {
        program.env("GIT_AUTHOR_NAME", "Rowan Placeholder").env("GIT_AUTHOR_EMAIL", "rowan@example.org");
    }
    let out = program.envs(server.surroundings.iter().cloned()).output().expect("run");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Run { exit: out.status.code(), out: text(out.stdout), err: text(out.stderr) }
}

const DESKS: [&str; 3] = ["one", "two", "three"];

/// Three desks of real processes with ten changes each, so many of them sent at a time: all end with the same, each
/// change once.
fn race(first: &Sandbox, server: &Server, at_a_time: usize) {
    for name in DESKS {
        let joined = run_with(first, server, &["join", &server.address, &format!("../{name}")]);
        assert_eq!(joined.exit, Some(0), "{}", joined.err);
    }
    std::thread::scope(|threads| {
        for name in DESKS {
            let desk = first.beside(name);
            threads.spawn(move || {
                for nth in 0..10 {
                    let title = format!("{nth} of {name}");
                    let words: &[&str] = match nth % 3 {
                        // By two people; at the third desk sits one of them again, who adds.
                        0 if name != DESKS[2] => &["action", "edit", "7K3F", "--title", &title],
                        _ => &["action", "add", &title, "--group", "AQ", "--owner", "rowan", "--due", "2026-12-12"],
                    };
                    let saved = run_with(&desk, server, words);
                    assert_eq!(saved.exit, Some(0), "{}", saved.err);
                    if nth % at_a_time > 0 {
                        continue;
                    }
                    let synced = run_with(&desk, server, &["sync"]);
                    assert!(synced.exit == Some(0) || synced.err.contains("E-SYNC-RACE"), "{}", synced.err);
                }
            });
        }
    });
    let desks: Vec<Sandbox> = DESKS.iter().map(|it| first.beside(it)).collect();
    for desk in desks.iter().chain(&desks) {
        let synced = run_with(desk, server, &["sync"]);
        assert_eq!(synced.exit, Some(0), "{}", synced.err);
    }
    let heads: BTreeSet<String> = desks.iter().map(|it| it.git(&["rev-parse", "HEAD"])).collect();
    assert_eq!(heads.len(), 1);
    assert_eq!(desks[0].commits(), 31);
    for desk in &desks {
        desk.assert_whole("");
    }
    let (sound, words) = desks[0].try_git(&["--git-dir=../shared.git", "fsck", "--full", "--no-dangling"]);
    assert!(sound, "{words}");
}

/// The shared copy refuses; its words are told, and everything stays saved.
fn refused(first: &Sandbox, around: &Path, server: &Server) {
    let desk = first.beside(DESKS[0]);
    let hook = around.join("shared.git/hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().expect("folder")).expect("made");
    std::fs::write(&hook, "#!/bin/sh\necho 'Closed until Monday' >&2\nexit 1\n").expect("written");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("allowed");
    let saved = run_with(&desk, server, &["action", "edit", "7K3F", "--detail", "Later"]);
    assert_eq!(saved.exit, Some(0));
    let said = run_with(&desk, server, &["sync"]);
    let told = said.err.contains("E-SYNC-REFUSED") && said.err.contains("The other side said: Closed until Monday\n");
    assert!(said.exit == Some(6) && told, "{}", said.err);
    std::fs::remove_file(&hook).expect("removed");
    let said = run_with(&desk, server, &["sync"]);
    assert_eq!((said.exit, said.out.as_str()), (Some(0), "Sent 1 change\n"), "{}", said.err);
}

fn along(way: &str, at_a_time: usize, open: fn(&Path) -> Result<Server, String>) {
    let (first, around) = begun();
    match open(&around) {
        Ok(server) => {
            race(&first, &server, at_a_time);
            refused(&first, &around, &server);
        }
        Err(why) => println!("passed over, {way}: {why}"),
    }
}

#[test]
fn desks_that_race_over_a_folder_end_with_the_same() {
    along("a folder", 1, |it| Ok(Server::path(it)));
}

#[test]
fn desks_that_race_over_git_daemon_end_with_the_same() {
    along("git daemon", 2, Server::daemon);
}

#[test]
fn desks_that_race_over_the_web_end_with_the_same() {
    along("the web", 3, |it| Server::http(it, false));
}

#[test]
fn desks_that_race_over_ssh_end_with_the_same() {
    along("ssh", 5, Server::ssh);
}

#[test]
fn whoever_has_the_wrong_key_or_no_password_is_told_that_they_are_not_let_in() {
    let (first, around) = begun();
    match Server::ssh(&around) {
        Ok(mut server) => {
            server.use_key(&around, "other");
            first.git(&["config", "remote.origin.url", &server.address]);
            let said = run_with(&first, &server, &["sync"]);
            assert!(said.exit == Some(6) && said.err.contains("E-SYNC-AUTH"), "{}", said.err);
            // A server that is another one than it was.
            server.use_key(&around, "key");
            std::fs::write(around.join("known"), "").expect("written");
            let said = run_with(&first, &server, &["sync"]);
            assert!(said.exit == Some(6) && said.err.contains("E-SYNC-AUTH"), "{}", said.err);
        }
        Err(why) => println!("passed over, ssh: {why}"),
    }
    match Server::http(&around, true) {
        Ok(server) => {
            first.git(&["config", "remote.origin.url", &server.address]);
            let said = run_with(&first, &server, &["sync"]);
            assert!(said.exit == Some(6) && said.err.contains("E-SYNC-AUTH"), "{}", said.err);
        }
        Err(why) => println!("passed over, the web: {why}"),
    }
}

#[test]
fn a_host_that_cannot_be_reached_is_told_as_being_offline() {
    let (first, around) = begun();
    let port = free_port();
    let server = Server::path(&around);
    for address in [
        format!("git://127.0.0.1:{port}/shared.git"),
        format!("http://127.0.0.1:{port}/shared.git"),
        format!("ssh://somebody@127.0.0.1:{port}/shared.git"),
        "ssh://nowhere.invalid/shared.git".to_owned(),
        "https://nowhere.invalid/shared.git".to_owned(),
    ] {
        first.git(&["config", "remote.origin.url", &address]);
        let said = run_with(&first, &server, &["sync"]);
        let ssh_is_missing = said.err.contains("cannot run ssh") || said.err.contains("ssh: not found");
        if ssh_is_missing {
            println!("passed over, {address}: there is no ssh here");
            continue;
        }
        assert!(said.exit == Some(6) && said.err.contains("E-SYNC-OFFLINE"), "{address}: {}", said.err);
    }
    let said = run_with(&first, &server, &["join", "ssh://nowhere.invalid/shared.git", "../desk"]);
    assert!(said.exit == Some(6) && said.err.contains("E-SYNC-OFFLINE"), "{}", said.err);
    assert!(!around.join("desk").exists());
}
