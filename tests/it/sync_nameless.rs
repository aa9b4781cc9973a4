//! Receiving takes no name; only changes of one's own do.

use crate::support::sandbox::git;
use crate::support::shell::Shell;

/// A desk of somebody whom the workspace does not know, with `lines` in its own git settings, and something to receive.
fn stranger(settings: &[(&str, &str)]) -> Shell {
    let shell = Shell::example();
    assert_eq!(shell.run("remote set ../shared.git --create").status, 0);
    assert_eq!(shell.run("join ../shared.git ../desk").status, 0);
    for (key, value) in settings {
        assert!(git(&shell.beside("desk")).args(["config", key, value]).status().expect("git").success());
    }
    assert_eq!(shell.run("action edit D7ZK --detail Theirs").status, 0);
    assert_eq!(shell.run("sync").status, 0);
    shell
}

const YEW: &[(&str, &str)] = &[("user.name", "Yew"), ("user.email", "yew@example.org")];

#[test]
fn whoever_is_not_in_the_list_of_people_receives() {
    for settings in [YEW, &[]] {
        let shell = stranger(settings);
        insta::allow_duplicates! {
            insta::assert_snapshot!(shell.run("-C ../desk sync"), @r"
            Received 1 change
            ! You receive without a name; `comity config set me PERSON` says who you are
            ");
        }
        let head = git(&shell.beside("desk")).args(["rev-parse", "HEAD"]).output().expect("git").stdout;
        assert_eq!(String::from_utf8_lossy(&head), shell.git(&["rev-parse", "HEAD"]));
        let status = git(&shell.beside("desk")).args(["status", "--porcelain"]).output().expect("git").stdout;
        assert!(status.is_empty());
    }
}

#[test]
fn what_somebody_did_themselves_has_to_bear_a_name() {
    let shell = stranger(YEW);
    let path = shell.beside("desk/people/birch.toml");
    let text = std::fs::read_to_string(&path).expect("text");
    std::fs::write(&path, format!("{text}\n# By hand\n")).expect("written");
    let refused = shell.run("-C ../desk sync");
    insta::assert_snapshot!(refused, @r"
    ! nobody in this workspace has the address yew@example.org (E-NOBODY)
    ! Caused by: what you have saved or edited here has to bear a name; without it you would receive all the same
    ! Hint: Say who you are once with `comity config set me PERSON`, or each time with --as PERSON
    = 4
    ");
    assert!(git(&shell.beside("desk")).args(["commit", "-qam", "By hand"]).status().expect("git").success());
    assert_eq!(shell.run("-C ../desk sync"), refused);
    assert_eq!(shell.run("-C ../desk sync --leave-out").status, 4);
    insta::assert_snapshot!(shell.run("-C ../desk sync --as cedar").out, @"Received 1 change, sent 1 change");
}
