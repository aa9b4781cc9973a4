//! The minutes of an item as they are typed: saved when one leaves them, kept meanwhile, never written over.

use comity::model::{Kind, RecordId, deed};
use comity::tui::event::Event;
use comity::tui::keymap::Context;

use super::{MEETING, at_the_first_item, elsewhere, frame, lines, record, set};
use crate::support::sandbox::git;

const FIRST: &str = "CO-2026-11-16-reminder";

#[test]
fn the_text_is_saved_as_one_change_by_whichever_way_one_leaves_it() {
    for (keys, context) in [
        ("Esc", Context::Live),
        ("Tab", Context::Live),
        ("F6", Context::Minuting),
        ("Ctrl+P 'page actions'", Context::Palette),
    ] {
        let mut screen = at_the_first_item();
        screen.keys("'Read out.'").keys(keys);
        assert_eq!(screen.app.context(), context, "{keys}");
        if context == Context::Palette {
            screen.keys("Esc Esc");
        }
        assert_eq!(record(&screen.app, Kind::Item, FIRST).text("minute"), "Read out.", "{keys}");
        assert!(screen.app.desk.drafts.is_empty(), "{keys}");
    }
}

#[test]
fn letters_are_text_while_one_types_and_keys_afterwards() {
    let mut screen = at_the_first_item();
    screen.keys("'q p k n E'");
    assert_eq!(screen.app.context(), Context::Minuting);
    assert!(!screen.left);
    screen.keys("Esc p");
    assert!(lines(&mut screen, &["Pause since"]).contains("10:02"), "{}", screen.frame());
    assert_eq!(record(&screen.app, Kind::Item, FIRST).text("minute"), "q p k n E");
}

#[test]
fn what_is_pasted_is_text_and_never_keys() {
    let mut screen = at_the_first_item();
    screen.event(Event::Paste("q\nE y\u{1b}[31m".to_owned()));
    screen.keys("Esc");
    assert_eq!(record(&screen.app, Kind::Item, FIRST).text("minute"), "q\nE y[31m");
}

#[test]
fn killed_in_the_middle_the_text_is_there_and_the_clocks_are_right() {
    let mut screen = at_the_first_item();
    screen.keys("'Half a senten'");
    screen.event(Event::Paused);
    screen.clock("10:17:40");
    screen.restart();
    insta::assert_snapshot!(screen.message(), @"Your draft of the minutes of CO-2026-11-16-reminder is kept in its form (Mon 16 Nov, 10:02)");
    screen.keys("1 Enter");
    assert_eq!(screen.app.context(), Context::Minuting);
    insta::assert_snapshot!(frame(&mut screen), @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ LIVE · CO · Fourth meeting ───────────────────────────────────────────── started 10:02 · running ┐
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │                                                                                                  │
    │ THIS ITEM    15:40 of 2:00     ███████████████████████████████████████████████  +13:40 over      │
    │ MEETING      15:40 of 1:30:00  ████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  3 min to spare   │
    │ Clock 10:17   planned end 11:30   expected end 11:27   next: 2 Where the five groups stand (40)  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
    ╔ Minutes · item 1 ══════════════════════════ draft kept ╗┌ Recorded in this item ─────────────────┐
    ║ Half a senten                                          ║│ Nothing yet. F7 writes a decision      │
    ║                                                        ║│ down, F8 an action.                    │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║ Enter new line · Esc leaves the text and saves it      ║│                                        │
    ╚════════════════════════════════════════════════════════╝└────────────────────────────────────────┘
    ┌ Present ─────────────────────────────────────────────────────────────────────────────────────────┐
    │ ●SX     [x] Alder Placeholder  [x] Birch Placeholder  [x] Elm Placeholder                        │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder  [x] Spruce Placeholder                       │
    │ Quorum: decisions can be taken · ●SX 2 of 2 · ◆AM 2 of 2                                         │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     F6 Next item  F7 Decision  F8 Action  F9 +5 min  Esc Back  Ctrl+P Find                     F1 Help
    ");
    screen.keys("'ce.' Esc");
    assert_eq!(record(&screen.app, Kind::Item, FIRST).text("minute"), "Half a sentence.");
    assert!(screen.app.desk.drafts.is_empty());
}

#[test]
fn what_was_typed_at_a_meeting_that_somebody_has_ended_meanwhile_waits_in_the_item() {
    let mut screen = at_the_first_item();
    screen.keys("'Half'");
    screen.event(Event::Paused);
    elsewhere(&mut screen, "oak", |at| {
        let meeting = at.snapshot.get(&RecordId::new(Kind::Meeting, MEETING).expect("id")).expect("meeting");
        comity::model::deed::sitting::end(meeting, at.now, at).expect("end")
    });
    // What is typed stays in front until it is saved.
    assert_eq!(screen.app.context(), Context::Minuting);
    screen.restart();
    screen.keys("3 Up Enter e");
    insta::assert_snapshot!(lines(&mut screen, &["Minute ", "(i)"]), @r"
    │       ║•Minute         [Half                                                           ] ║       │
    │       ║ (i) Your draft of Mon 16 Nov, 10:02 is back: go on with it. F6 compares it with  ║       │
    │ (i) Nobody of the other side has checked the minutes. K says so                                  │
    ");
}

#[test]
fn two_secretaries_see_what_the_other_one_does() {
    let mut screen = at_the_first_item();
    elsewhere(&mut screen, "oak", |at| {
        let meeting = at.snapshot.get(&RecordId::new(Kind::Meeting, MEETING).expect("id")).expect("meeting");
        comity::model::deed::sitting::pause(meeting, at).expect("pause")
    });
    insta::assert_snapshot!(lines(&mut screen, super::CLOCKS), @r"
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │ (!) Pause since 10:02: Esc and p goes on                                                         │
    │ THIS ITEM     0:00 of 2:00     ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  2:00 left        │
    │ MEETING       0:00 of 1:30:00  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  16 min to spare  │
    │ Clock 10:02   planned end 11:30   expected end 11:14   next: 2 Where the five groups stand (40)  │
    ");
}

#[test]
fn a_text_that_both_wrote_is_shown_to_who_comes_second() {
    let mut screen = at_the_first_item();
    screen.keys("'Mine.'");
    elsewhere(&mut screen, "oak", |at| {
        let item = at.snapshot.get(&RecordId::new(Kind::Item, FIRST).expect("id")).expect("item");
        deed::edit(item, set("minute", "Theirs."), at)
    });
    insta::assert_snapshot!(lines(&mut screen, &["(!)", "Mine"]), @r"
    │ (!) Somebody else wrote in this text; leaving it shows both                                      │
    ║ Mine.                                                  ║│ Nothing yet. F7 writes a decision      │
    ");
    screen.keys("Esc");
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("Ctrl+S");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @r"
    │       ║> Minute                                                                          ║       │
    │       ║    ( ) mine    Mine.                                                             ║       │
    │       ║    ( ) theirs  Theirs.                                                           ║       │
    │       ║                                                                                  ║       │
    │       ║  m mine · t theirs · b both · w write · Enter saves · Esc back                   ║       │
    │       ║ (!) ●SX Birch changed this too at 09:00. Nothing is saved before you choose.     ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 to choose                                    ║       │
    ");
    assert_eq!(record(&screen.app, Kind::Item, FIRST).text("minute"), "Theirs.");
}

#[test]
fn outside_ones_role_a_reason_is_asked_for_and_the_text_is_not_lost() {
    let mut screen = at_the_first_item();
    let before = commits(&screen.root());
    elsewhere(&mut screen, "oak", |at| {
        let id = RecordId::member("CO", "birch").expect("id");
        let mut term = toml::Table::new();
        term.insert("role".to_owned(), "observer".into());
        term.insert("for_org".to_owned(), "sedex".into());
        deed::edit(at.snapshot.get(&id).expect("member"), set("term", vec![toml::Value::Table(term)]), at)
    });
    screen.keys("'Mine.' Esc");
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("Esc");
    assert_eq!(commits(&screen.root()), before + 1);
    assert!(lines(&mut screen, &["Mine."]).contains("Mine."), "{}", screen.frame());
}

fn commits(root: &std::path::Path) -> usize {
    let out = git(root).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}
