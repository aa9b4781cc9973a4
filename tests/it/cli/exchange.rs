//! `sync`, `remote`, `join`: words in, words out.

use std::process::Command;

use crate::support::shell::Shell;

fn shared(shell: &Shell) {
    let made =
        Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(shell.beside("shared.git")).status();
    assert!(made.expect("git").success());
}

#[test]
fn a_shared_copy_is_named_filled_and_joined() {
    let shell = Shell::example();
    shared(&shell);
    insta::assert_snapshot!(shell.leaves_alone("remote"), @"There is no shared copy yet; `comity remote set URL` says where it is");
    insta::assert_snapshot!(shell.leaves_alone("sync"), @r"
    ! Nothing was exchanged: nothing says where the shared copy is (E-SYNC-NOWHERE)
    ! Hint: `comity remote set URL` says where it is
    = 6
    ");
    shell.run("remote set ../shared.git");
    assert!(shell.run("remote show").out.ends_with("1 change waits to be sent\n"));
    assert!(shell.run("status").out.contains("\n1 change waits to be sent; `comity sync` exchanges them.\n"));
    assert_eq!(shell.json("status")["data"]["unsent"], 1);
    insta::assert_snapshot!(shell.run("sync"), @"Sent 1 change");
    insta::assert_snapshot!(shell.run("sync"), @"Both sides have the same");
    insta::assert_snapshot!(shell.json("remote show")["data"]["unsent"], @"0");
    insta::assert_snapshot!(shell.run("join ../shared.git ../desk").out.replace(&shell.beside("").display().to_string(), "BESIDE/"), @r"
    Joined Sedex and amfori (BSCI) in TMP/desk
    Who you are is still open; `comity config set me PERSON` says it.
    Open it: comity -C TMP/desk
    ");
    insta::assert_snapshot!(shell.run("-C ../desk member list --group AQ --json").status, @"0");
    insta::assert_snapshot!(shell.run("join ../shared.git ../desk").err.replace(&shell.beside("").display().to_string(), "BESIDE/"), @r"
    `TMP/desk` already lies in the workspace `TMP/desk` (E-INSIDE)
    Hint: Choose a folder outside of it
    ");
}

#[test]
fn what_is_no_workspace_is_not_joined_and_leaves_nothing_behind() {
    let shell = Shell::example();
    shared(&shell);
    insta::assert_snapshot!(shell.run("join ../shared.git ../desk"), @r"
    ! the shared copy is still empty (E-SYNC-NOTHING)
    ! Hint: Begin with `comity init DIR`, then `comity remote set URL` and `comity sync` there
    = 6
    ");
    let other = shell.beside("other");
    let git =
        |args: &[&str]| assert!(Command::new("git").arg("-C").arg(&other).args(args).status().expect("git").success());
    std::fs::create_dir(&other).expect("made");
    git(&["init", "-q", "-b", "main"]);
    std::fs::write(other.join("notes.txt"), "Nothing of ours").expect("written");
    git(&["add", "."]);
    git(&["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "Notes"]);
    insta::assert_snapshot!(shell.run("join ../other ../desk"), @r"
    ! what lies at `../other` is no workspace (E-SYNC-NOTHING)
    ! Hint: See whether the address is the right one; nothing was left behind
    = 6
    ");
    insta::assert_snapshot!(shell.run("join ../nowhere ../desk").err.replace(&shell.beside("").display().to_string(), "BESIDE/"), @r"
    Nothing was joined: there is no shared copy at that place (E-SYNC-NOTHING)
    Caused by: fatal: repository '../nowhere' does not exist
    Hint: See whether the address is the right one
    ");
    assert!(!shell.beside("desk").exists());
    let left: Vec<String> = std::fs::read_dir(shell.beside(""))
        .expect("read")
        .flatten()
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .filter(|it| it.starts_with(".comity"))
        .collect();
    assert_eq!(left, [""; 0]);
}
