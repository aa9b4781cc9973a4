//! Actions about which nobody says anything, and those that are left alone until a day.

use crate::support::screen::Screen;
use crate::support::shell::{Shell, copy};

/// The screen over what a shell has made.
fn screen_of(shell: &Shell) -> Screen {
    let folder = tempfile::tempdir().expect("folder");
    copy(&shell.root(), &folder.path().join("w"));
    Screen::of_whom(folder, "Rowan Placeholder", "rowan@example.org")
}

fn mine(screen: &mut Screen) -> String {
    let frame = screen.keys("1").frame();
    frame
        .lines()
        .filter(|it| it.contains(" late") && (it.contains("9QXT") || it.contains(" open · ")))
        .map(|it| format!("{}\n", it.trim()))
        .collect()
}

#[test]
fn a_snoozed_action_leaves_home_until_its_day_and_says_so_where_it_is_told() {
    let shell = Shell::example();
    insta::assert_snapshot!(mine(&mut screen_of(&shell)), @r"
    │ [!] AQ 9QXT  Name two report reviewers …   10 d late││ Work share ●SX ████████████▒▒▒▒▒▒▒▒▒▒ ◆AM │
    │ 2 open · 1 late                                     │└───────────────────────────────────────────┘
    ");
    shell.saves("action snooze 9QXT +2w");
    insta::assert_snapshot!(mine(&mut screen_of(&shell)), @"│ 1 open · 0 late                                     ││ open actions ●SX 5 · ◆AM 4 · others 1     │");
    let detail = screen_of(&shell).keys("4").frame();
    insta::assert_snapshot!(detail.lines().filter(|it| it.contains("alone")).count(), @"1");
    shell.saves("action snooze 9QXT today");
    insta::assert_snapshot!(mine(&mut screen_of(&shell)), @r"
    │ [!] AQ 9QXT  Name two report reviewers …   10 d late││ Work share ●SX ████████████▒▒▒▒▒▒▒▒▒▒ ◆AM │
    │ 2 open · 1 late                                     │└───────────────────────────────────────────┘
    ");
}
