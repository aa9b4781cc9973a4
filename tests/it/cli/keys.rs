//! `person key`: keys are added, listed and ended, and private ones are never stored.

use crate::support::shell::Shell;

const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ";
const OTHER: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

fn run(shell: &Shell, words: &[&str]) -> String {
    let words: Vec<std::ffi::OsString> = words.iter().map(Into::into).collect();
    shell.told(&words, "").to_string()
}

#[test]
fn keys_are_added_listed_ended_and_taken_back() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("person key cedar"), @"! cedar signs with no key that is known here.");
    insta::assert_snapshot!(run(&shell, &["person", "key", "cedar", "--add", &format!("{KEY} cedar@home")]), @"Changed cedar: signing key added  (undo: comity undo)");
    std::fs::write(shell.beside("other.pub"), format!("{OTHER}\n")).expect("written");
    insta::assert_snapshot!(run(&shell, &["person", "key", "cedar", "--add", "../other.pub", "--from", "2026-12-01"]), @"Changed cedar: signing key added  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("person key cedar"), @r"
    FINGERPRINT                                         FROM         UNTIL
    SHA256:T7SvZ2cslqpPj6nKzitCBHHlpVF3r3MvLwmFL0fk0IE  16 Nov 2026
    SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ  1 Dec 2026
    ");
    insta::assert_snapshot!(shell.leaves_alone("person key cedar --end today"), @r"
    ! cedar has several keys, and which one ends is not said (E-KEY)
    ! Hint: `comity person key cedar` lists them; --key FINGERPRINT says which
    = 4
    ");
    insta::assert_snapshot!(shell.saves("person key cedar --end 2026-12-31 --key UCUi"), @"Changed cedar: signing key 31 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("person key cedar"), @r"
    FINGERPRINT                                         FROM         UNTIL
    SHA256:T7SvZ2cslqpPj6nKzitCBHHlpVF3r3MvLwmFL0fk0IE  16 Nov 2026
    SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ  1 Dec 2026   31 Dec 2026
    ");
    insta::assert_snapshot!(shell.saves("undo"), @"Undo: cedar: signing key 31 Dec 2026");
    let again = ["cedar", "oak"].map(|person| run(&shell, &["person", "key", person, "--add", OTHER]));
    insta::assert_snapshot!(again.join(""), @r"
    ! this key is cedar's already: SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ (E-KEY)
    ! Hint: `comity person key cedar` lists the keys of cedar
    = 4
    ! this key is cedar's already: SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ (E-KEY)
    ! Hint: A key has one owner: let each of them make one of their own
    = 4
    ");
}

#[test]
fn what_is_no_public_key_is_not_stored() {
    let shell = Shell::example();
    shell.write("id", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
    insta::assert_snapshot!(run(&shell, &["person", "key", "cedar", "--add", "id"]), @r"
    ! that is a private key: it must never leave its owner's machine, and nothing of it was stored (E-KEY-PRIVATE)
    ! Hint: Name the public one, whose file ends in .pub. If the private one was shown to anybody, make a new key
    = 4
    ");
    insta::assert_snapshot!(run(&shell, &["person", "key", "cedar", "--add", "ssh-ed25519 AAAA"]), @r"
    ! that is no public key (E-KEY)
    ! Hint: Name the .pub file of an SSH key, or write `openpgp` and the public part in base 64: `comity explain E-CHANGE-SIGNATURE`
    = 4
    ");
    assert!(!shell.read("people/cedar.toml").contains("signing_key"));
}
