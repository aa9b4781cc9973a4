//! `sync`, `remote`, `join`: words in, words out.

use std::process::{Command, Stdio};

use crate::support::running::until;
use crate::support::sandbox::git;
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
    Hint: See whether the address is the right one
    For the record:
      fatal: repository '../nowhere' does not exist
    ");
    for address in ["ext::sh", "fd::7", "gopher://example.org/shared.git"] {
        let said = shell.run(&format!("join {address} ../desk"));
        insta::allow_duplicates! {
            insta::assert_snapshot!(said.err.split_once("For the record:").expect("told").0, @r"
            Nothing was joined: the address is of a kind that comity does not use (E-SYNC-ADDRESS)
            Hint: Use one like https://example.org/shared.git, ssh://user@example.org/shared.git, user@example.org:shared.git, or a folder such as /srv/shared.git
            ");
        }
    }
    assert!(!shell.beside("desk").exists());
    let left: Vec<String> = std::fs::read_dir(shell.beside(""))
        .expect("read")
        .flatten()
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .filter(|it| it.starts_with(".comity"))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn init_makes_the_shared_copy_as_well_and_sends_everything_to_it() {
    let shell = Shell::empty();
    let said = shell.run("init w --name Birch --email birch@example.org --shared srv/joint.git");
    insta::assert_snapshot!(said, @r"
    Made a workspace with 6 groups in TMP/w

    What comes next
      [x] the workspace and its parties
      [x] say who you are: comity config set me PERSON
      [x] the first group: comity group add NAME --code AQ
      [x] the shared copy; the others join it: comity join TMP/srv/joint.git
      [ ] open it: comity -C TMP/w
    ");
    insta::assert_snapshot!(shell.run("remote show"), @r"
    TMP/srv/joint.git
    Nothing waits to be sent
    ");
    let bare = |args: &[&str]| {
        let mut git = Command::new("git");
        let out = git.arg("--git-dir").arg(shell.beside("srv/joint.git")).args(args).output().expect("git");
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    };
    assert_eq!(bare(&["rev-parse", "HEAD"]), shell.git(&["rev-parse", "HEAD"]).trim());
    assert_eq!(bare(&["symbolic-ref", "HEAD"]), "refs/heads/main");
    for key in ["receive.denyNonFastForwards", "receive.denyDeletes", "core.bare"] {
        assert_eq!(bare(&["config", key]), "true", "{key}");
    }
    assert_eq!(bare(&["rev-parse", "--show-object-format"]), "sha1");
    assert_eq!(shell.run("join ../srv/joint.git ../desk").status, 0);
    assert_eq!(shell.run("-C ../desk status").status, 0);
}

#[test]
fn a_shared_copy_is_made_only_where_nothing_lies() {
    let shell = Shell::example();
    std::fs::create_dir_all(shell.beside("full")).expect("made");
    std::fs::write(shell.beside("full/letter.txt"), "Dear all").expect("written");
    insta::assert_snapshot!(shell.leaves_alone("remote set ../full --create"), @r"
    ! the folder `TMP/full` is not empty (E-NOT-EMPTY)
    ! Hint: Choose a new or an empty folder
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("remote set inside.git --create"), @r"
    ! `TMP/w/inside.git` already lies in the workspace `TMP/w` (E-INSIDE)
    ! Hint: Choose a folder outside of it
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("init ../other --empty --party a=A --party b=B --shared ../other/x.git --name A --email a@example.org"), @r"
    ! `TMP/other/x.git` already lies in the workspace `TMP/other` (E-INSIDE)
    ! Hint: Choose a folder outside of it
    = 4
    ");
    assert!(!shell.beside("other").exists());
    insta::assert_snapshot!(shell.run("remote set ../joint.git --create"), @"Made the shared copy TMP/joint.git and sent everything");
    insta::assert_snapshot!(shell.run("sync"), @"Both sides have the same");
    assert_eq!(shell.run("join ../joint.git ../desk").status, 0);
}

#[test]
fn a_shared_copy_that_names_a_branch_it_has_not_is_joined_by_the_one_it_has() {
    let shell = Shell::example();
    assert_eq!(shell.run("remote set ../shared.git --create").status, 0);
    let shared = |args: &[&str]| assert!(git(&shell.beside("shared.git")).args(args).status().expect("git").success());
    shared(&["symbolic-ref", "HEAD", "refs/heads/master"]);
    let said = shell.run("join ../shared.git ../desk");
    assert_eq!(said.status, 0, "{said}");
    assert!(shell.run("-C ../desk remote show").out.ends_with("Nothing waits to be sent\n"));
    shared(&["branch", "drafts", "main"]);
    let said = shell.run("join ../shared.git ../another");
    assert_eq!(said.status, 0, "{said}");
    let at = |name: &str| git(&shell.beside(name)).args(["rev-parse", "--abbrev-ref", "HEAD"]).output().expect("git");
    assert_eq!(String::from_utf8_lossy(&at("another").stdout).trim(), "main");
}

#[test]
fn what_lets_somebody_in_is_shown_nowhere() {
    let shell = Shell::example();
    for secret in ["rowan:SECRET", "SECRET", "rowan:SEC@SECRET"] {
        let said = shell.run(&format!("remote set https://{secret}@example.org/jwg.git"));
        let shown = shell.run("remote show");
        let json = shell.json("remote show").to_string();
        for text in [said.to_string(), shown.to_string(), json] {
            assert!(text.contains("https://…@example.org/jwg.git") && !text.contains("SEC"), "{text}");
        }
    }
    assert!(shell.git(&["config", "remote.origin.url"]).contains("rowan:SEC@SECRET"));
    for plain in ["ssh://git@example.org/jwg.git", "git@example.org:jwg.git", "/srv/jwg.git", "https://example.org/a@b"]
    {
        shell.run(&format!("remote set {plain}"));
        assert!(shell.run("remote show").out.starts_with(&format!("{plain}\n")));
    }
}

#[cfg(unix)]
#[test]
fn the_way_to_ssh_that_somebody_has_set_for_git_is_taken() {
    use std::os::unix::fs::PermissionsExt;
    let shell = Shell::example();
    let (program, mark) = (shell.beside("my ssh"), shell.beside("went"));
    let script = format!("#!/bin/sh\necho \"$@\" > '{}'\nexit 1\n", mark.display());
    std::fs::write(&program, script).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
    shell.run("remote set ssh://git@example.org/jwg.git");
    let mut sync = shell.command(&["sync".into()]);
    sync.env_remove("GIT_SSH_COMMAND").env("GIT_SSH", &program).env("GIT_SSH_VARIANT", "ssh");
    assert_eq!(sync.output().expect("run").status.code(), Some(6));
    assert!(std::fs::read_to_string(mark).expect("went that way").contains("git@example.org"));
}

#[cfg(unix)]
#[test]
fn a_sync_that_is_ended_leaves_nothing_running_behind() {
    use std::os::unix::fs::PermissionsExt;
    let shell = Shell::example();
    let (program, mark) = (shell.beside("ssh.sh"), shell.beside("went"));
    let script = format!("#!/bin/sh\necho $$ > '{0}.new'\nmv '{0}.new' '{0}'\nexec sleep 300\n", mark.display());
    std::fs::write(&program, script).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
    shell.run("remote set ssh://git@example.org/jwg.git");
    for signal in ["INT", "TERM"] {
        let mut sync = shell.command(&["sync".into(), "--no-input".into()]);
        sync.env("GIT_SSH_COMMAND", &program).env("GIT_SSH_VARIANT", "ssh");
        let mut child = sync.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("run");
        until("ssh runs", || mark.exists());
        let behind = std::fs::read_to_string(&mark).expect("number");
        let kill = |how: &str, number: &str| Command::new("kill").args([how, number]).output().expect("kill").status;
        assert!(kill(&format!("-{signal}"), &child.id().to_string()).success());
        assert_eq!(child.wait().expect("ended").code(), Some(6));
        until("ssh has ended", || !kill("-0", behind.trim()).success());
        std::fs::remove_file(&mark).expect("removed");
    }
}
