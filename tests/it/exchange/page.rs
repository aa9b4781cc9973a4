//! The page Sync, and the states that the line below every page tells.

use comity::tui::event::{Effect, Event};

use super::{Two, frame, set_remote};
use crate::support::screen::{Screen, key};

/// The states in the line below the page.
fn states(screen: &mut Screen) -> String {
    let frame = screen.frame();
    let line = frame.lines().rev().nth(1).unwrap_or_default();
    line.rsplit("  ").next().unwrap_or_default().trim().to_owned()
}

#[test]
fn without_a_shared_copy_the_page_says_what_one_is_and_takes_its_address() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("7");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    none yet                                                      │
    │ Last sync      not yet                                                       │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ What to do next ─────────────────────────────────────────────────────────────┐
    │ There is no shared copy yet.                                                 │
    │ A shared copy is a place that all organisations can reach, and through which │
    │ they exchange what they do. Until there is one, everything is saved in this  │
    │ folder alone.                                                                │
    │ c says where it is. Whoever keeps it knows its address.                      │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     F5 Send and receive  c Shared copy  / Filter               Ctrl+P Find  ? Help
    ");
    screen.keys("c '/nowhere/at/all' Enter");
    insta::assert_snapshot!(screen.message(), @"Saved where the shared copy is, in this clone");
    assert!(screen.frame().contains("/nowhere/at/all"));
    screen.keys("F5");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    /nowhere/at/all                                               │
    │ Last sync      not yet                                                       │
    │                                                                              │
    │ To send: 1 change                                                            │
    │▌09:00  ●SX Birch   Begin with the example of Sedex and amfori                │
    │                                                                              │
    │ Received last: nothing                                                       │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ What to do next ─────────────────────────────────────────────────────────────┐
    │ There is no shared copy of this workspace at that place.                     │
    │ See whether the address is the right one.                                    │
    │ c changes the address.                                                       │
    │ ── For the record ──                                                         │
    │   fatal: '/nowhere/at/all' does not appear to be a git repository            │
    │ …                                                                            │
    └──────────────────────────────────────────────────────────────────────────────┘
     (!) There is no shared copy of this workspa… Saved · Nothing there · 1 to send
     F5 Send and receive  Enter Open  c Shared copy     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn what_waits_what_came_and_what_needs_a_decision_at_100_by_30() {
    let mut two = Two::new();
    two.one.keys("4 Space");
    two.two.keys("4 Down Space F5");
    insta::assert_snapshot!(states(&mut two.one), @"Saved · 1 to send · last sync 09:00");
    two.one.keys("7");
    let shared = two.shared();
    insta::assert_snapshot!(frame(&mut two.one, &shared), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ Last time: sent 1 change.                      │
    │ Last sync      today 09:00                     ││                                                │
    │                                                ││ 1 change waits to be sent. F5 sends it, and    │
    │ To send: 1 change                              ││ receives what is new.                          │
    │▌09:00  ●SX Birch   AQ-A26-9QXT: to do -> done …││                                                │
    │                                                ││ It goes when you say so; `comity config set    │
    │ Received last: nothing                         ││ autosync 5` lets it go by itself every 5       │
    │                                                ││ minutes.                                       │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
                                                                    Saved · 1 to send · last sync 09:00
     F5 Send and receive  Enter Open  c Shared copy  / Filter               . More  Ctrl+P Find  ? Help
    ");
    two.one.keys("F5");
    insta::assert_snapshot!(frame(&mut two.one, &shared), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ Last time: received 1 change, sent 1.          │
    │ Last sync      today 09:00                     ││                                                │
    │                                                ││ Nothing waits to be sent. F5 looks for what is │
    │ To send: nothing                               ││ new.                                           │
    │                                                ││                                                │
    │ Received last: 1 change from ◆AM               ││ It goes when you say so; `comity config set    │
    │▌09:00  ◆AM Oak     AQ-A26-5RNP: done -> to do …││ autosync 5` lets it go by itself every 5       │
    │                                                ││ minutes.                                       │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
     Received 1 change, sent 1                                     Saved · 1 received · last sync 09:00
     F5 Send and receive  Enter Open  c Shared copy  s Seen  / Filter       . More  Ctrl+P Find  ? Help
    ");
    insta::assert_snapshot!(states(&mut two.one), @"Saved · 1 received · last sync 09:00");
}

#[test]
fn every_time_on_the_screen_is_the_workspaces_wherever_the_machine_stands() {
    let mut two = Two::new();
    two.two.keys("4 d Ctrl+U '2026-12-01' Enter F5");
    two.one.keys("4 d Ctrl+U '2026-12-08' Enter F5");
    two.one.resize(80, 24);
    for page in ["7", "1", "6"] {
        two.one.machine_in_zone(1);
        let here = two.one.keys(page).frame();
        // There it is the day after already.
        two.one.machine_in_zone(17);
        assert_eq!(two.one.frame(), here);
        assert!(here.contains("09:00"), "{here}");
    }
    two.one.keys("7 Enter");
    assert!(two.one.frame().contains("Birch Placeholder, today 09:00"), "{}", two.one.frame());
}

#[test]
fn both_sides_wrote_the_same_field_at_80_by_24() {
    let mut two = Two::new();
    two.two.keys("4 d Ctrl+U '2026-12-01' Enter F5");
    two.one.keys("4 d Ctrl+U '2026-12-08' Enter");
    assert!(states(&mut two.one).contains("1 to send"));
    two.one.keys("F5");
    insta::assert_snapshot!(two.one.message(), @"Received 1 change, sent 1; 1 to decide");
    insta::assert_snapshot!(states(&mut two.one), @"Saved · 1 to decide · 1 received");
    two.one.resize(80, 24);
    two.one.keys("7");
    let shared = two.shared();
    insta::assert_snapshot!(frame(&mut two.one, &shared), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    /srv/shared.git                                               │
    │ Last sync      today 09:00                                                   │
    │                                                                              │
    │ Needs a decision: 1                                                          │
    │▌AQ-A26-9QXT Name two report reviewers from each side for the calibration wor…│
    │   due  changed by both                                                       │
    │                                                                              │
    │ To send: nothing                                                             │
    │                                                                              │
    │ Received last: 1 change from ◆AM                                             │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ AQ-A26-9QXT · both changed the same ────────────────────────── Enter decides ┐
    │ Name two report reviewers from each side for the calibration workshop        │
    │                                                                              │
    │ Field 1 of 1: due                                                            │
    │   before         Fri 6 Nov 2026                                              │
    │ t  theirs ◆AM    Tue 1 Dec 2026                                              │
    │ … more below                                                                 │
    └──────────────────────────────────────────────────────────────────────────────┘
                                              Saved · 1 to decide · last sync 09:00
     F5 Send and receive  Enter Open  c Shared copy     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn offline_is_told_and_nothing_is_lost() {
    let mut two = Two::new();
    set_remote(&two.one, "git://127.0.0.1:1/shared.git");
    two.one.look();
    two.one.keys("4 Space F5");
    insta::assert_snapshot!(two.one.message(), @"The shared copy cannot be reached.");
    insta::assert_snapshot!(states(&mut two.one), @"Saved · Offline · 2 to send · last sync 09:00");
    two.one.keys("7");
    insta::assert_snapshot!(two.one.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    git://127.0.0.1:1/shared.git    ││ The shared copy cannot be reached.             │
    │ Last sync      today 09:00                     ││                                                │
    │                                                ││ Go on working: everything is saved here, and   │
    │ To send: 2 changes                             ││ goes out with the next exchange. See whether   │
    │▌09:00  ●SX Birch   AQ-A26-9QXT: to do -> done …││ you are online.                                │
    │ 09:00  ●SX Birch   Begin with the example of S…││                                                │
    │                                                ││ F5 tries again.                                │
    │ Received last: nothing                         ││                                                │
    │                                                ││ ── For the record ──                           │
    │                                                ││   fatal: unable to connect to 127.0.0.1:       │
    │                                                ││   127.0.0.1[0: 127.0.0.1]: errno=Connection    │
    │                                                ││   refused                                      │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
                                                          Saved · Offline · 2 to send · last sync 09:00
     F5 Send and receive  Enter Open  c Shared copy  / Filter               . More  Ctrl+P Find  ? Help
    ");
    let shared = two.shared().display().to_string();
    set_remote(&two.one, &shared);
    two.one.keys("F5");
    insta::assert_snapshot!(two.one.message(), @"Sent 1 change");
}

#[cfg(unix)]
#[test]
fn a_refusal_is_told_in_the_words_of_the_shared_copy() {
    use std::os::unix::fs::PermissionsExt;
    let mut two = Two::new();
    let hook = two.shared().join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().expect("folder")).expect("made");
    std::fs::write(&hook, "#!/bin/sh\necho 'Closed until Monday: the minutes are being approved.' >&2\nexit 1\n")
        .expect("hook");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("set");
    two.one.keys("4 Space F5");
    insta::assert_snapshot!(states(&mut two.one), @"Saved · Blocked · 1 to send · last sync 09:00");
    two.one.keys("7");
    let shared = two.shared();
    insta::assert_snapshot!(frame(&mut two.one, &shared), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ The shared copy has refused what was sent.     │
    │ Last sync      today 09:00                     ││                                                │
    │                                                ││ Your changes are saved here, and go out once   │
    │ To send: 1 change                              ││ they are allowed. Show whoever keeps the       │
    │▌09:00  ●SX Birch   AQ-A26-9QXT: to do -> done …││ shared copy what it says.                      │
    │                                                ││                                                │
    │ Received last: nothing                         ││ F5 tries again.                                │
    │                                                ││                                                │
    │                                                ││ The shared copy says:                          │
    │                                                ││   Closed until Monday: the minutes are being   │
    │                                                ││   approved.                                    │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
                                                          Saved · Blocked · 1 to send · last sync 09:00
     F5 Send and receive  Enter Open  c Shared copy  / Filter               . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn a_shared_copy_that_has_lost_something_is_told_of_and_gets_it_back_when_somebody_says_so() {
    let mut two = Two::new();
    two.two.keys("4 Space F5");
    two.one.keys("F5");
    let shared = two.shared();
    let git = |words: &[&str]| {
        let done = std::process::Command::new("git").arg("-C").arg(&shared).args(words).status();
        assert!(done.expect("git").success());
    };
    git(&["update-ref", "refs/heads/main", "main~1"]);
    two.one.keys("F5 7");
    insta::assert_snapshot!(frame(&mut two.one, &shared), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ The shared copy has lost changes that it had:  │
    │ Last sync      today 09:00                     ││ it was put back to an earlier state, or        │
    │                                                ││ replaced by another one.                       │
    │ To send: nothing                               ││                                                │
    │                                                ││ Nothing here is lost, and nothing was          │
    │ Received last: 1 change from ◆AM               ││ exchanged. Ask the other side what happened.   │
    │▌09:00  ◆AM Oak     AQ-A26-9QXT: to do -> done …││ If it was a mistake, what was lost can be sent │
    │                                                ││ again.                                         │
    │                                                ││                                                │
    │                                                ││ S sends again what was lost.                   │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
                                                                    Saved · Needs you · last sync 09:00
     F5 Send and receive  Enter Open  S Send again  c Shared copy  s Seen   . More  Ctrl+P Find  ? Help
    ");
    two.one.keys("S");
    insta::assert_snapshot!(frame(&mut two.one, &shared), @"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ What to do next ───────────────────────────────┐
    │ Shared copy    /srv/shared.git                 ││ The shared copy has lost changes that it had:  │
    │ Last sync      today 09:00                     ││ it was put back to an earlier state, or        │
    │                                                ││ replaced by another one.                       │
    │ To send: nothing                               ││                                                │
    │                                                ││ Nothing here is lost, and nothing was          │
    │ Received last: 1 change from ◆AM               ││ exchanged. Ask the other side what happened.   │
    │▌09:00  ◆AM Oak     AQ-A26-9QXT: to do -> done …││ If it was a mistake, what was lost can be sent │
    │             ╔══════════════════════════════════════════════════════════════════════╗             │
    │             ║ Send again what the shared copy has lost?                            ║             │
    │             ║                                                                      ║             │
    │             ║ What it has lost and you still have is laid on top of what it has    ║             │
    │             ║ now.                                                                 ║             │
    │             ║ If somebody took it out on purpose, it comes back for everybody: ask ║             │
    │             ║ them first.                                                          ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Send again ]                               ║             │
    │             ╚══════════════════════════════════════════════════════════════════════╝             │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
                                                                    Saved · Needs you · last sync 09:00
     y Yes  Esc Back  Tab Next
    ");
    two.one.keys("y");
    insta::assert_snapshot!(two.one.message(), @"Sent 1 change");
    insta::assert_snapshot!(states(&mut two.one), @"Saved · last sync 09:00");
}

#[test]
fn it_begins_by_itself_only_where_there_is_a_shared_copy_and_nothing_else_is_on_its_way() {
    let syncs = |effects: &[Effect]| effects.iter().filter(|it| matches!(it, Effect::Sync(_))).count();
    let mut alone = Screen::of_template();
    assert_eq!(syncs(&alone.ask(Event::Due)), 0);
    let mut two = Two::new();
    two.one.keys("4");
    let saving = two.one.ask(Event::Key(crate::support::screen::key("Space")));
    assert_eq!(syncs(&two.one.ask(Event::Due)), 0);
    two.one.perform(saving);
    two.one.look();
    let begun = two.one.ask(Event::Due);
    assert_eq!((syncs(&begun), syncs(&two.one.ask(Event::Due))), (1, 0));
    assert_eq!(states(&mut two.one), "Saved · Receiving… · 1 to send · Esc stops it");
    two.one.perform(begun);
    // It ends without a word of its own.
    assert_eq!(states(&mut two.one), "Saved · last sync 09:00");
    assert!(two.one.message().starts_with("Saved AQ-A26-9QXT"));
}

#[test]
fn esc_stops_the_exchange_on_every_page_where_it_has_nothing_else_to_do() {
    let mut two = Two::new();
    let begun = two.one.ask(Event::Key(key("F5")));
    two.one.keys("4 / 'report' Enter");
    let stops = |screen: &mut Screen| {
        let asked = screen.ask(Event::Key(key("Esc")));
        asked.iter().any(|it| matches!(it, Effect::StopSync))
    };
    assert_eq!(states(&mut two.one), "Saved · Receiving…");
    assert!(!stops(&mut two.one), "the filter goes first");
    assert_eq!(states(&mut two.one), "Saved · Receiving… · Esc stops it");
    two.one.keys("e");
    assert_eq!(states(&mut two.one), "Saved · Receiving…");
    assert!(!stops(&mut two.one), "the form goes first");
    for page in ["1", "2", "3", "4", "5", "6", "7"] {
        two.one.keys(page);
        assert!(stops(&mut two.one), "{page}");
    }
    two.one.perform(begun);
    two.one.keys("4");
    assert!(!stops(&mut two.one));
}

/// The frame without the lines that tell of messages and states.
fn page_of(screen: &mut Screen) -> String {
    let frame = screen.frame();
    let count = frame.lines().count();
    frame.lines().take(count - 2).collect::<Vec<_>>().join("\n")
}

#[test]
fn filters_selections_and_what_is_read_stay_when_something_comes_in() {
    for way in [
        "4 / 'aq' Enter Down Down",
        "4 s g Down",
        "4 Down Enter Down Down Down",
        "2 Down Right",
        "3 Down Enter Down",
        "5 Right Down",
    ] {
        let mut two = Two::new();
        two.two.keys("4 n 'Asked again' Ctrl+S");
        assert!(two.two.message().starts_with("Saved"), "{}", two.two.message());
        two.two.keys("F5");
        two.one.keys(way);
        let before = page_of(&mut two.one);
        two.one.keys("F5");
        assert!(two.one.message().starts_with("Received 1 change"), "{way}: {}", two.one.message());
        assert_eq!(page_of(&mut two.one), before, "{way}");
    }
}
