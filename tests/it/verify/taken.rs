//! What others send is looked at before it is taken in: said, refused, or accepted by somebody who may.

use super::forge::bare;
use crate::support::sandbox::git;
use crate::support::shell::{NOW, Said, Shell};

/// A workspace whose shared copy holds a change that was not its author's to make.
fn wronged() -> Shell {
    let shell = Shell::example();
    bare(&shell.beside("shared.git"));
    shell.run("remote set ../shared.git");
    assert_eq!(shell.run("sync").status, 0);
    assert_eq!(shell.run("join ../shared.git ../other").status, 0);
    let other = shell.beside("other");
    let path = std::fs::read_dir(other.join("groups/AQ/actions/2026")).expect("actions").flatten().map(|it| it.path());
    let path = path.min().expect("one");
    let text = std::fs::read_to_string(&path).expect("text");
    std::fs::write(
        &path,
        text.replacen("priority = \"high\"", "priority = \"low\"", 1).replacen("title = \"", "title = \"Do not ", 1),
    )
    .expect("written");
    let by_hand = |args: &[&str]| {
        let mut out = git(&other);
        let out = out.args(args).env("GIT_AUTHOR_EMAIL", "cedar@example.org");
        let out = out.envs([("GIT_AUTHOR_DATE", NOW), ("GIT_COMMITTER_DATE", NOW)]).output().expect("git");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    };
    by_hand(&["commit", "-qam", "Tidy up"]);
    by_hand(&["push", "-q"]);
    shell
}

/// A shell whose own git settings hold these lines.
fn set(shell: &Shell, lines: &str) {
    std::fs::write(shell.beside(".gitconfig"), lines).expect("settings");
}

/// What was said, without the names of commits.
fn plain(said: &Said) -> String {
    let hex = |word: &str| word.len() >= 8 && word.bytes().all(|it| it.is_ascii_hexdigit());
    let hex = |word: &str| hex(word) || word.trim_end_matches(':').len() == 9 && word.starts_with("commit");
    said.to_string().split(' ').map(|it| if hex(it) { "COMMIT" } else { it }).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_not_right_is_said_and_taken_in_unless_it_is_to_be_refused() {
    let shell = wronged();
    insta::assert_snapshot!(plain(&shell.run("sync")), @r#"
    Received 1 change
    ! Taken in, and not right: COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)
    "#);
    let shell = wronged();
    shell.run("config set verify off");
    insta::assert_snapshot!(plain(&shell.run("sync")), @"Received 1 change");
    insta::assert_snapshot!(shell.run("config set verify perhaps"), @r"
    ! `perhaps` is none of off, warn and refuse (E-VALUE)
    = 4
    ");
}

#[test]
fn what_is_refused_is_accepted_once_by_somebody_who_may_and_everybody_sees_it() {
    let shell = wronged();
    shell.run("config set verify refuse");
    let refused = shell.leaves_records_alone("sync");
    insta::assert_snapshot!(plain(&refused), @r#"
    ! Nothing was exchanged: what the others sent is not right (E-SYNC-UNTRUSTED)
    ! Caused by: COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)
    ! Hint: Ask whoever made the change. What was done here is saved and waits
    ! Hint: Whoever keeps the workspace may accept it: `comity verify --accept COMMIT --reason WHY`
    = 6
    "#);
    let commit = shell.git(&["rev-parse", "refs/comity/fetched"]).trim().to_owned();
    insta::assert_snapshot!(shell.run(&format!("verify --accept {commit}")).status, @"2");
    insta::assert_snapshot!(plain(&shell.run(&format!("verify --accept {commit} --reason \"Agreed\" --as cedar"))), @r"
    ! it is not yours to accept (E-ROLE)
    ! Hint: A secretary or chair of a group that steers may, by what was so before that change
    = 4
    ");
    insta::assert_snapshot!(plain(&shell.saves(&format!("verify --accept {commit} --reason \"Agreed on the phone\""))), @"Saved: Accept change COMMIT Agreed on the phone  (undo: comity undo)");
    insta::assert_snapshot!(plain(&shell.run("sync")), @"Received 1 change, sent 1 change");
    insta::assert_snapshot!(plain(&shell.run("verify ..HEAD")), @r#"
    warning: COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE); accepted by birch, 16 Nov 2026: Agreed on the phone
    3 changes: 0 errors, 1 warning
    "#);
    // Everybody who gets both gets the word with them.
    assert_eq!(shell.run("join ../shared.git ../third").status, 0);
    insta::assert_snapshot!(plain(&shell.run("-C ../third verify ..HEAD")), @r#"
    warning: COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE); accepted by birch, 16 Nov 2026: Agreed on the phone
    3 changes: 0 errors, 1 warning
    "#);
}

#[test]
fn a_history_that_is_joined_is_looked_at_as_well() {
    let shell = wronged();
    insta::assert_snapshot!(plain(&shell.run("join ../shared.git ../third")), @r#"
    Joined Sedex and amfori (BSCI) in TMP/third
    Who you are is still open; `comity config set me PERSON` says it.
    Open it: comity -C TMP/third
    ! Taken in, though 1 thing about its history is not right:
    !   COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)
    ! `comity explain CODE` tells more about each; ask whoever invited you.
    "#);
    let json = shell.json("join ../shared.git ../fourth");
    insta::assert_snapshot!(json["data"]["findings"][0]["code"], @r#""E-CHANGE-ROLE""#);
    // Many things are counted.
    let other = shell.beside("other");
    for name in ["one", "two", "three"] {
        std::fs::write(other.join(format!("{name}.txt")), "x").expect("written");
        for args in [&["add", "."][..], &["commit", "-qm", name], &["push", "-q"]] {
            assert!(git(&other).args(args).status().expect("git").success());
        }
    }
    insta::assert_snapshot!(plain(&shell.run("join ../shared.git ../fifth")), @r#"
    Joined Sedex and amfori (BSCI) in TMP/fifth
    Who you are is still open; `comity config set me PERSON` says it.
    Open it: comity -C TMP/fifth
    ! Taken in, though 7 things about its history are not right:
    !   COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)
    !   COMMIT "one": nothing of that name belongs in a workspace: one.txt (E-CHANGE-PATH)
    !   COMMIT "one": nobody of this workspace has the address hand@example.org (E-CHANGE-AUTHOR)
    ! `comity verify ..HEAD` lists all of them, `comity explain CODE` tells more about each.
    "#);
    // A history in which everything is right says nothing of it.
    let fine = Shell::example();
    assert_eq!(fine.run("remote set ../shared.git --create").status, 0);
    insta::assert_snapshot!(fine.run("join ../shared.git ../third").err, @"");
}

#[test]
fn whoever_refuses_what_is_not_right_everywhere_does_not_join_it_either() {
    let shell = wronged();
    set(&shell, "[comity]\nverify = refuse\n");
    insta::assert_snapshot!(plain(&shell.run("join ../shared.git ../third")), @r#"
    ! Nothing was joined: what the others sent is not right (E-SYNC-UNTRUSTED)
    ! Caused by: COMMIT "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)
    ! Hint: Ask whoever keeps the shared copy; your own git settings refuse such changes
    ! Hint: `git config --global comity.verify warn` takes them in, and says of each what is not right
    = 6
    "#);
    assert!(!shell.beside("third").exists());
    set(&shell, "[comity]\nverify = off\n");
    insta::assert_snapshot!(shell.run("join ../shared.git ../third").err, @"");
}
