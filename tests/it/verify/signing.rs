//! Signing one's own changes as git is set up, with the real programs, and real git to say that it is so.

use std::path::Path;
use std::process::{Command, Stdio};

use super::of_all;
use crate::support::desks::Desks;
use crate::support::sandbox::{git, record};
use crate::support::shell::Shell;
use crate::support::terminal::{Place, Terminal, said};
use comity::model::{Kind, RecordId};

/// Whether a program is there.
fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok()
}

/// Makes a key with ssh-keygen; nothing where that is missing.
fn ssh_key(at: &Path, passphrase: &str) -> Option<String> {
    if !is_there("ssh-keygen") {
        return None;
    }
    let mut make = Command::new("ssh-keygen");
    make.args(["-q", "-t", "ed25519", "-C", "", "-N", passphrase, "-f"]).arg(at);
    said(&mut make);
    Some(std::fs::read_to_string(at.with_extension("pub")).expect("key").trim().to_owned())
}

/// Lets git sign with a key, and git itself know whose it is.
fn sign_with(root: &Path, key: &Path, public: &str) {
    let allowed = key.with_extension("allowed");
    std::fs::write(&allowed, format!("* {public}\n")).expect("written");
    for (name, value) in [
        ("gpg.format", "ssh".to_owned()),
        ("user.signingkey", key.display().to_string()),
        ("commit.gpgsign", "true".to_owned()),
        ("gpg.ssh.allowedSignersFile", allowed.display().to_string()),
    ] {
        let set = git(root).args(["config", name, &value]).status().expect("git");
        assert!(set.success());
    }
}

/// What git says of the newest commits' signatures, newest first.
fn signatures(root: &Path, count: usize) -> String {
    let out = git(root).args(["log", "--format=%G?", &format!("-{count}")]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).split_whitespace().collect()
}

#[test]
fn what_is_saved_is_signed_in_every_way_of_saving() {
    let shell = Shell::example();
    let key = shell.beside("key");
    let Some(public) = ssh_key(&key, "") else { return };
    let person = shell.read("people/birch.toml");
    shell.write("people/birch.toml", format!("{person}\n[[signing_key]]\nkey = \"{public}\"\n"));
    sign_with(&shell.root(), &key, &public);
    // By hand, one by one, and so many that they go into one pack.
    assert_eq!(shell.run("take-in").status, 0);
    assert_eq!(shell.run("action add \"Read them\" --group AQ --owner birch --due +2w").status, 0);
    let rows: String = (0..60).map(|nth| format!("Task {nth},birch,2026-12-01\n")).collect();
    std::fs::write(shell.beside("list.csv"), format!("Title,Owner,Due\n{rows}")).expect("written");
    assert_eq!(shell.run("import actions ../list.csv --group AQ").status, 0);
    assert_eq!(signatures(&shell.root(), 4), "GGGN");
    assert_eq!(of_all(&shell.root()), [""; 0]);
    assert!(shell.git(&["fsck", "--strict"]).is_empty());
    // Whoever has a key on record is told when they do not sign.
    shell.git(&["config", "commit.gpgsign", "false"]);
    shell.run("action done last");
    insta::assert_snapshot!(of_all(&shell.root()).join("\n").split_once("\": ").map_or("", |it| it.1), @"it is not signed, and birch has signing keys (E-CHANGE-UNSIGNED)");
}

#[test]
fn a_program_that_a_repository_names_does_not_sign() {
    let shell = Shell::example();
    let key = shell.beside("key");
    let Some(public) = ssh_key(&key, "") else { return };
    sign_with(&shell.root(), &key, &public);
    let (payload, ran) = (shell.beside("payload"), shell.beside("ran"));
    std::fs::write(&payload, format!("#!/bin/sh\ntouch {}\n", ran.display())).expect("written");
    said(Command::new("chmod").arg("+x").arg(&payload));
    for name in ["gpg.ssh.program", "gpg.program", "gpg.openpgp.program"] {
        shell.git(&["config", name, &payload.display().to_string()]);
    }
    assert_eq!(shell.run("action add \"Read them\" --group AQ --owner birch --due +2w").status, 0);
    assert!(!ran.exists());
    shell.git(&["config", "--unset", "gpg.ssh.program"]);
    assert_eq!(signatures(&shell.root(), 1), "G");
}

#[test]
fn what_is_laid_onto_the_others_changes_is_signed_anew() {
    let mut desks = Desks::new(2);
    let root = desks.desks[0].workspace.root().to_owned();
    let key = root.join(".git/key");
    let Some(public) = ssh_key(&key, "") else { return };
    sign_with(&root, &key, &public);
    let id = RecordId::new(Kind::Action, "AQ-A26-7K3F").expect("id");
    desks.desks[1].edit(&id, "tags = [\"theirs\"]");
    desks.desks[1].sync().expect("synced");
    for nth in 0..3 {
        let text = format!("title = \"New {nth}\"\nstate = \"open\"\n");
        desks.desks[0].save(|it| it.put(record(Kind::Action, &format!("AQ-A26-800{nth}"), &text)));
    }
    desks.desks[0].sync().expect("synced");
    assert_eq!(signatures(&root, 4), "GGGN");
    // Without the key they stay as they were signed, side by side with what the others did.
    desks.desks[1].sync().expect("synced");
    desks.desks[0].edit(&id, "title = \"Signed\"");
    desks.desks[1].edit(&id, "priority = \"low\"");
    desks.desks[1].sync().expect("synced");
    desks.desks[0].git(&["config", "commit.gpgsign", "false"]);
    desks.desks[0].sync().expect("synced");
    assert_eq!(desks.desks[0].git(&["log", "--merges", "--format=%s"]), "Join changes made side by side");
    assert_eq!(desks.desks[0].git(&["log", "-1", "--format=%G?", "HEAD^2"]), "G");
    assert_eq!(of_all(&root), [""; 0]);
}

#[test]
fn a_key_that_needs_its_owner_holds_nobody_up_and_asks_in_a_terminal() {
    let place = Place::of_template();
    let key = place.root().join(".git/key");
    let Some(public) = ssh_key(&key, "open sesame") else { return };
    sign_with(&place.root(), &key, &public);
    let words = ["action", "due", "9QXT", "fri"];
    let refused = place.comity(&words).output().expect("runs");
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8_lossy(&refused.stderr).replace(&place.root().display().to_string(), "ROOT");
    insta::assert_snapshot!(told, @r#"
    not saved: your key does not sign without you (E-SIGN-LOCKED)
    Hint: Do it in a terminal, where the key can ask you
    Hint: An agent keeps a key open for the day: `ssh-add`, or gpg's own
    For the record:
      Load key "ROOT/.git/key": incorrect passphrase supplied to decrypt private key
    "#);
    assert_eq!((place.commits(), place.status()), (1, String::new()));
    let words = [&["--now", "2026-11-16T09:00:00+01:00"], words.as_slice()].concat();
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &words, 100, 30);
    terminal.until_words("Enter passphrase");
    // Nobody else waits meanwhile.
    place.git(&["config", "commit.gpgsign", "false"]);
    assert!(place.comity(&["action", "due", "7K3F", "fri"]).output().expect("runs").status.success());
    place.git(&["config", "commit.gpgsign", "true"]);
    terminal.keys("'open sesame' Enter");
    // Somebody was faster: what was signed stands on something else now, and is asked for again.
    terminal.until("a second question", |it| it.contents().matches("Enter passphrase").count() == 2);
    terminal.keys("'open sesame' Enter");
    terminal.until_words("Changed AQ-A26-9QXT");
    assert!(terminal.ended().success());
    assert_eq!((place.commits(), place.status()), (3, String::new()));
    assert_eq!(signatures(&place.root(), 2), "GN");
}

#[test]
fn a_workspace_is_begun_with_a_key_that_needs_its_owner_who_is_asked_in_a_terminal() {
    let place = Place::of_template();
    let key = place.root().join(".git/key");
    let Some(public) = ssh_key(&key, "open sesame") else { return };
    sign_with(&place.root(), &key, &public);
    for setting in ["gpg.format ssh", "commit.gpgsign true", &format!("user.signingkey {}", key.display())] {
        let (name, value) = setting.split_once(' ').expect("two words");
        place.git(&["config", "--global", name, value]);
    }
    let words = ["init", "../new", "--empty", "--party", "a=Ash", "--party", "b=Beech"];
    let refused = place.comity(&words).output().expect("runs");
    assert_eq!(refused.status.code(), Some(1));
    let words = [&["--now", "2026-11-16T09:00:00+01:00"], words.as_slice()].concat();
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &words, 100, 30);
    terminal.until_words("Enter passphrase").keys("'open sesame' Enter").until_words("Made a workspace");
    assert!(terminal.ended().success());
    let allowed = key.with_extension("allowed").display().to_string();
    place.git(&["config", "--global", "gpg.ssh.allowedSignersFile", &allowed]);
    assert_eq!(place.git(&["-C", "../new", "log", "--format=%G?"]).trim(), "G");
}

#[test]
fn the_screen_is_left_for_a_key_that_needs_its_owner_and_what_was_typed_stays() {
    let place = Place::of_template();
    let key = place.root().join(".git/key");
    let Some(public) = ssh_key(&key, "open sesame") else { return };
    let other = Place::joined(&place.shared(), "Oak");
    sign_with(&place.root(), &key, &public);
    let asked = |count: usize| move |it: &vt100::Screen| it.contents().matches("Enter passphrase").count() == count;
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("9QXT").keys("d").until_words("Enter saves");
    terminal.keys("Ctrl+U '2026-12-24' Enter").until_words("Save in the terminal").keys("Esc");
    terminal.until_words("2026-12-24").until_words("your key does not sign without you");
    assert_eq!(place.commits(), 1);
    terminal.keys("Enter").until_words("Save in the terminal").keys("y").until("the question", asked(1));
    assert!(!terminal.screen().alternate_screen());
    terminal.keys("'open sesame' Enter").until_words("Saved AQ-A26-9QXT").until_gone("2026-12-24");
    assert!(terminal.screen().alternate_screen());
    assert_eq!((place.commits(), signatures(&place.root(), 1)), (2, "G".to_owned()));
    // Whoever cannot unlock it there has saved nothing, and is told.
    terminal.keys("Space").until_words("Save in the terminal").keys("y").until("the question", asked(2));
    terminal.keys("'wrong' Enter").until_words("could not be signed").keys("Esc").until_gone("could not be signed");
    assert_eq!((place.commits(), place.status()), (2, String::new()));
    // What was signed and is laid onto something else is signed anew.
    said(&mut other.comity(&["action", "due", "7K3F", "fri"]));
    said(&mut other.comity(&["sync"]));
    terminal.keys("7 F5").until_words("Needs your key").until_words("p leaves the screen and lets it ask");
    terminal.keys("p").until("the question", asked(3)).keys("'open sesame' Enter");
    terminal.until_words("Received 1 change, sent 1");
    assert!(terminal.keys("q").ended().success());
    assert_eq!(signatures(&place.root(), 2), "GN");
    assert_eq!(terminal.left_behind(), Vec::<&str>::new());
}

#[test]
fn an_openpgp_key_signs_and_is_known_by_what_stands_in_the_record() {
    if !is_there("gpg") {
        return;
    }
    let shell = Shell::example();
    let home = tempfile::tempdir().expect("home");
    let gpg = |args: &[&str]| {
        let mut gpg = Command::new("gpg");
        gpg.env("GNUPGHOME", home.path()).args(["--batch", "--no-tty", "--quiet"]).args(args);
        gpg.output().expect("gpg")
    };
    for name in ["birch", "other"] {
        let address = format!("{name}@example.org");
        gpg(&["--passphrase", "", "--quick-gen-key", &address, "ed25519", "sign", "never"]);
    }
    let key = gpg(&["--export-options", "export-minimal", "--export", "birch@example.org"]).stdout;
    assert!(!key.is_empty());
    let person = shell.read("people/birch.toml");
    let row = format!("\n[[signing_key]]\nkey = \"openpgp {}\"\n", base64(&key));
    shell.write("people/birch.toml", format!("{person}{row}"));
    let comity = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(Into::into).collect();
        let out = shell.command(&words).env("GNUPGHOME", home.path()).output().expect("runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    };
    shell.git(&["config", "commit.gpgsign", "true"]);
    shell.git(&["config", "user.signingkey", "birch@example.org"]);
    comity(&["take-in"]);
    comity(&["action", "add", "Read them", "--group", "AQ", "--owner", "birch"]);
    assert!(shell.git(&["cat-file", "-p", "HEAD"]).contains("gpgsig -----BEGIN PGP SIGNATURE-----"));
    assert_eq!(of_all(&shell.root()), [""; 0]);
    shell.git(&["config", "user.signingkey", "other@example.org"]);
    comity(&["action", "done", "last"]);
    insta::assert_snapshot!(of_all(&shell.root()).join("\n").split_once("\": ").map_or("", |it| it.1), @"it is signed by a key of nobody here, not of birch (E-CHANGE-KEY)");
    let _ = Command::new("gpgconf").arg("--homedir").arg(home.path()).args(["--kill", "all"]).status();
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |it: u32| char::from(LETTERS[it as usize & 63]);
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, it| bits << 8 | u32::from(*it)) << (8 * (3 - chunk.len()));
        let letters: String = (0..4).rev().map(|at| letter(bits >> (6 * at))).collect();
        text.push_str(&letters[..=chunk.len()]);
    }
    text
}
