//! What is not right about the changes that come in, as the page Sync tells it.

use comity::tui::event::Event;

use super::{Two, frame};
use crate::support::sandbox::git;
use crate::support::shell::NOW;

/// Two desks; from the second one somebody has sent, by plain git, a change that was not theirs to make and a file that
/// belongs nowhere. The name of that change comes with it.
fn wronged() -> (Two, String) {
    let two = Two::new();
    let root = two.two.root();
    let folder = std::fs::read_dir(root.join("groups/AQ/actions/2026")).expect("actions");
    let action = folder.flatten().map(|it| it.path()).min().expect("one");
    let text = std::fs::read_to_string(&action).expect("text");
    std::fs::write(&action, text.replacen("title = \"", "title = \"Do not ", 1)).expect("written");
    std::fs::write(root.join("groups/tool.sh"), "#!/bin/sh\n").expect("written");
    let by_hand = |args: &[&str]| {
        let mut git = git(&root);
        git.args(args).env("GIT_AUTHOR_EMAIL", "cedar@example.org");
        let out = git.envs([("GIT_AUTHOR_DATE", NOW), ("GIT_COMMITTER_DATE", NOW)]).output().expect("git");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    };
    by_hand(&["add", "-A"]);
    by_hand(&["commit", "-qm", "Tidy up"]);
    by_hand(&["push", "-q"]);
    let commit = by_hand(&["rev-parse", "HEAD"]);
    (two, commit)
}

/// The frame of the first desk, in which the change is always called the same.
fn told(two: &mut Two, commit: &str) -> String {
    let shared = two.shared();
    frame(&mut two.one, &shared).replace(&commit[..8], "abcdef01")
}

#[test]
fn what_is_not_right_is_taken_in_and_told_with_what_can_be_done() {
    let (mut two, commit) = wronged();
    two.one.keys("7 F5");
    insta::assert_snapshot!(told(&mut two, &commit), @r#"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ Last time: received 1 change; 1 not right.     │
    │ Last sync      today 09:00                     ││ Taken in, though 1 change is not right:        │
    │                                                ││   (!) abcdef01 "Tidy up": nothing of that name │
    │ To send: nothing                               ││   belongs in a workspace: groups/tool.sh (E-   │
    │                                                ││   CHANGE-PATH)                                 │
    │ Received last: 1 change from ●SX               ││   (!) abcdef01 "Tidy up":                      │
    │▌09:00  ●SX Cedar   AQ-A26-2HVE: title Count th…││   groups/AQ/actions/2026/AQ-A26-2HVE.toml:     │
    │                                                ││   only a secretary or chair of AQ may set      │
    │                                                ││   title of AQ-A26-2HVE (E-CHANGE-ROLE)         │
    │                                                ││ Ask whoever made it; the page History can put  │
    │                                                ││ back what it did to records. Whoever looks     │
    │                                                ││ after the workspace may accept it: `comity     │
    │                                                ││ verify --accept abcdef01 --reason WHY`.        │
    │                                                ││ `comity verify ..HEAD` looks at everything     │
    │                                                ││ once more.                                     │
    │                                                ││ Nothing waits to be sent. F5 looks for what is │
    │                                                ││ new.                                           │
    │                                                ││ It goes when you say so; `comity config set    │
    │                                                ││ autosync 5` lets it go by itself every 5       │
    │                                                ││ minutes.                                       │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
     (!) Received 1 change; 1 not right                                Saved · 1 not right · 1 received
     F5 Send and receive  Enter Open  c Shared copy  / Filter               . More  Ctrl+P Find  ? Help
    "#);
    two.one.resize(80, 24);
    insta::assert_snapshot!(told(&mut two, &commit), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    /srv/shared.git                                               │
    │ Last sync      today 09:00                                                   │
    │                                                                              │
    │ Received last: 1 change from ●SX                                             │
    │▌09:00  ●SX Cedar   AQ-A26-2HVE: title Count the returned reports of both sys…│
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ What to do next ─────────────────────────────────────────────────────────────┐
    │ Last time: received 1 change; 1 not right.                                   │
    │ Taken in, though 1 change is not right:                                      │
    │   (!) abcdef01 "Tidy up": nothing of that name belongs in a workspace:       │
    │   groups/tool.sh (E-CHANGE-PATH)                                             │
    │   (!) abcdef01 "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a    │
    │   secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)      │
    │ Ask whoever made it; the page History can put back what it did to records.   │
    │ Whoever looks after the workspace may accept it: `comity verify --accept     │
    │ abcdef01 --reason WHY`. `comity verify ..HEAD` looks at everything once      │
    │ …                                                                            │
    └──────────────────────────────────────────────────────────────────────────────┘
     (!) Received 1 change; 1 not right            Saved · 1 not right · 1 received
     F5 Send and receive  Enter Open  c Shared copy     . More  Ctrl+P Find  ? Help
    "#);
    // A sync that goes by itself does not take it from the page; one that somebody begins does.
    two.one.event(Event::Due);
    assert!(two.one.frame().contains("1 not right"));
    two.one.keys("F5");
    assert!(!two.one.frame().contains("not right"));
}

#[test]
fn what_is_to_be_refused_is_not_taken_in_and_what_is_done_here_waits() {
    let (mut two, commit) = wronged();
    let repo = comity::store::repo::Repo::open(&two.one.root()).expect("opened");
    repo.set("comity.verify", Some("refuse")).expect("set");
    let before = repo.newest();
    two.one.keys("7 F5");
    assert_eq!(repo.newest(), before);
    insta::assert_snapshot!(told(&mut two, &commit), @r#"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ What the others sent is not right, and this    │
    │ Last sync      today 09:00                     ││ folder is set to refuse it.                    │
    │                                                ││   abcdef01 "Tidy up": nothing of that name     │
    │ To send: nothing                               ││   belongs in a workspace: groups/tool.sh (E-   │
    │                                                ││   CHANGE-PATH)                                 │
    │ Received last: nothing                         ││   abcdef01 "Tidy up":                          │
    │                                                ││   groups/AQ/actions/2026/AQ-A26-2HVE.toml:     │
    │                                                ││   only a secretary or chair of AQ may set      │
    │                                                ││   title of AQ-A26-2HVE (E-CHANGE-ROLE)         │
    │                                                ││                                                │
    │                                                ││ Nothing was taken in, and nothing sent. What   │
    │                                                ││ you do is saved here and waits. Ask whoever    │
    │                                                ││ made the change.                               │
    │                                                ││                                                │
    │                                                ││ Whoever keeps the workspace may accept it:     │
    │                                                ││ `comity verify --accept abcdef01 --reason      │
    │                                                ││ WHY`.                                          │
    │                                                ││                                                │
    │                                                ││ F5 tries again.                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
     (!) What the others sent is not right, and this folder is set t… Saved · Blocked · last sync 09:00
     F5 Send and receive  c Shared copy  / Filter                                   Ctrl+P Find  ? Help
    "#);
    two.one.resize(80, 24);
    insta::assert_snapshot!(told(&mut two, &commit), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    /srv/shared.git                                               │
    │ Last sync      today 09:00                                                   │
    │                                                                              │
    │ To send: nothing                                                             │
    │                                                                              │
    │ Received last: nothing                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ What to do next ─────────────────────────────────────────────────────────────┐
    │ What the others sent is not right, and this folder is set to refuse it.      │
    │   abcdef01 "Tidy up": nothing of that name belongs in a workspace:           │
    │   groups/tool.sh (E-CHANGE-PATH)                                             │
    │   abcdef01 "Tidy up": groups/AQ/actions/2026/AQ-A26-2HVE.toml: only a        │
    │   secretary or chair of AQ may set title of AQ-A26-2HVE (E-CHANGE-ROLE)      │
    │ Nothing was taken in, and nothing sent. What you do is saved here and waits. │
    │ Ask whoever made the change.                                                 │
    │ Whoever keeps the workspace may accept it: `comity verify --accept abcdef01  │
    │ --reason WHY`.                                                               │
    │ F5 tries again.                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
     (!) What the others sent is not right, and … Saved · Blocked · last sync 09:00
     F5 Send and receive  c Shared copy  / Filter               Ctrl+P Find  ? Help
    "#);
    two.one.keys("4 Space");
    insta::assert_snapshot!(two.one.frame().lines().rev().nth(1).unwrap_or_default(), @" Saved AQ-A26-9QXT: to do -> done. Ctrl+Z undoes    Saved · Blocked · 1 to send");
}
