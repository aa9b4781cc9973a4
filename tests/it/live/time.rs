//! Time: overtime and what is proposed then, pauses, a machine that stood still, and frames only as long as clocks run.

use comity::model::{Fields, Kind};
use comity::tui::event::Event;
use comity::tui::keymap::Context;

use super::{CLOCKS, MEETING, at_the_first_item, lines, opened, record, yes};

#[test]
fn where_it_will_be_over_later_than_planned_the_ways_out_are_named() {
    let mut screen = at_the_first_item();
    screen.keys("F6").until("11:02");
    let mut course = vec![lines(&mut screen, CLOCKS)];
    screen.keys("Esc D");
    course.push(lines(&mut screen, &["║"]));
    yes(&mut screen);
    course.push(lines(&mut screen, CLOCKS));
    insta::assert_snapshot!(course.join("\n--\n"), @"
    │ Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak │
    │ (!) 2 min over: F9 extend; Esc, then - shorten, D defer or k park item 3                         │
    │ THIS ITEM  1:00:00 of 40:00    ███████████████████████████████████████████████  +20:00 over      │
    │ MEETING    1:00:00 of 1:30:00  ███████████████████████████████░░░░░░░░░░░░░░░░  2 min over       │
    │ Clock 11:02   planned end 11:30   expected end 11:32   next: 3 Roles in the other's working grou…│
    --
    │             ║ Put this item off to CO-2026-12-28?                                  ║ecision      │
    │             ║                                                                      ║             │
    │             ║ Item 3, CO-I26-M9TA: Roles in the other's working groups, second     ║             │
    │             ║ half-year                                                            ║             │
    │             ║ It stands on the agenda of CO-2026-12-28 then; here the minutes say  ║             │
    │             ║ that it was deferred.                                                ║             │
    │             ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Defer ]                                    ║             │
    --
    │ Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak │
    │ THIS ITEM  1:00:00 of 40:00    ███████████████████████████████████████████████  +20:00 over      │
    │ MEETING    1:00:00 of 1:30:00  ███████████████████████████████░░░░░░░░░░░░░░░░  28 min to spare  │
    │ Clock 11:02   planned end 11:30   expected end 11:02   nothing comes after it                    │
    ");
}

#[test]
fn what_gives_way_where_time_is_short_is_named_wherever_it_is_not_the_item_in_front() {
    let mut screen = at_the_first_item();
    screen.keys("F6").until("11:10").keys("Esc .");
    let mut course = vec![lines(&mut screen, &["╔", "Defer", "Pool"])];
    screen.keys("Esc k");
    course.push(lines(&mut screen, &["║"]));
    yes(&mut screen);
    course.push(screen.message());
    insta::assert_snapshot!(course.join("\n--\n"), @"
    ┌ Minut╔ Where the five groups stand ═══════════════════════════════════════════ Esc closes ╗──────┐
    │      ║  Pool: Item 3, CO-I26-M9TA: Roles in the other's working groups, second half-ye… k ║      │
    │      ║  Defer: Item 3, CO-I26-M9TA: Roles in the other's working groups, second half-y… D ║      │
    --
    │             ║ Put this item into the pool?                                         ║ecision      │
    │             ║                                                                      ║             │
    │             ║ Item 3, CO-I26-M9TA: Roles in the other's working groups, second     ║             │
    │             ║ half-year                                                            ║             │
    │             ║ It leaves this agenda and waits until somebody takes it onto another ║             │
    │             ║ one.                                                                 ║             │
    │             ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Park ]                                     ║             │
    --
    Saved CO-I26-M9TA: into the pool. Ctrl+Z undoes
    ");
}

#[test]
fn keys_that_would_be_letters_are_told_with_the_way_out_of_the_text() {
    let mut screen = super::opened();
    screen.keys("F6 F6").until("11:10");
    let mut course = Vec::new();
    for (width, height) in [(100, 30), (80, 24)] {
        screen.resize(width, height);
        course.push(lines(&mut screen, &["(!)"]));
    }
    screen.resize(100, 30);
    screen.keys("Esc p");
    course.push(lines(&mut screen, &["(!)"]));
    screen.keys("Enter");
    course.push(lines(&mut screen, &["(!)"]));
    insta::assert_snapshot!(course.join("\n--\n"), @r"
    │ (!) 10 min over: F9 extend; Esc, then - shorten, D defer or k park item 3                        │
    │ (!) Competition-law reminder not read yet: read it out, Esc and t ticks it                       │
    --
    │ (!) 10 min over: F9 extend; Esc, then - shorten, D defer or k park item 3    │
    --
    │ (!) Pause since 11:10: p goes on                                                                 │
    │ (!) 10 min over: F9 extend, - shorten, D defer or k park item 3                                  │
    --
    │ (!) Pause since 11:10: Esc and p goes on                                                         │
    │ (!) 10 min over: F9 extend; Esc, then - shorten, D defer or k park item 3                        │
    ");
}

#[test]
fn after_the_last_item_the_end_is_named_and_no_first_one() {
    let mut screen = at_the_first_item();
    let told = ["item", "Every", "takes", "ends the"];
    screen.keys("F6 F6 Esc D");
    yes(&mut screen);
    insta::assert_snapshot!(lines(&mut screen, &told), @"
    │ 3 items stand on the agenda                                                                      │
    │ No item is left.                                                                                 │
    ┌ Minutes ───────────────────────────────────────────────┐┌ Recorded in this item ─────────────────┐
    │ E ends the meeting.                                    ││ Nothing yet. F7 writes a decision      │
    F6 Next item  F7 Decision  F8 Action  r Who is here  p Pause  E End  b Item before          ? Help
    ");
}

#[test]
fn a_pause_stands_still_for_the_item_and_not_for_the_meeting() {
    let mut screen = at_the_first_item();
    screen.until("10:03").keys("Esc p").until("10:13");
    let mut course = vec![lines(&mut screen, CLOCKS)];
    screen.keys("p").until("10:13:30");
    course.push(lines(&mut screen, CLOCKS));
    insta::assert_snapshot!(course.join("\n--\n"), @r"
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │ (!) Pause since 10:03: p goes on                                                                 │
    │ THIS ITEM     1:00 of 2:00     ███████████████████████░░░░░░░░░░░░░░░░░░░░░░░░  1:00 left        │
    │ MEETING      11:00 of 1:30:00  █████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  6 min to spare   │
    │ Clock 10:13   planned end 11:30   expected end 11:24   next: 2 Where the five groups stand (40)  │
    --
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │ THIS ITEM     1:30 of 2:00     ███████████████████████████████████░░░░░░░░░░░░  0:30 left        │
    │ MEETING      11:30 of 1:30:00  ██████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  6 min to spare   │
    │ Clock 10:13   planned end 11:30   expected end 11:24   next: 2 Where the five groups stand (40)  │
    ");
}

#[test]
fn after_half_an_hour_of_silence_it_asks_whether_that_was_a_pause() {
    for (answer, item) in [("y", "1:00 of 2:00"), ("n", "33:00 of 2:00")] {
        let mut screen = at_the_first_item();
        screen.until("10:03");
        screen.clock("10:35");
        screen.event(Event::Second);
        assert_eq!(screen.app.context(), Context::Confirm);
        if answer == "y" {
            insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
            ║             ╔══════════════════════════════════════════════════════════════════════╗ecision      │
            ║             ║ Nothing was heard for 32 minutes. Was that a pause?                  ║             │
            ║             ║                                                                      ║             │
            ║             ║ From 10:03 to 10:35 this machine stood still.                        ║             │
            ║             ║ A pause takes nothing from the time of the item. Left as it is, the  ║             │
            ║             ║ item's clock ran on.                                                 ║             │
            ║             ║                                                                      ║             │
            ║             ║▌[ Esc  Leave it ]    [ y  A pause ]                                  ║             │
            ║             ╚══════════════════════════════════════════════════════════════════════╝             │
            ║                                                        ║│                                        │
            ║                                                        ║│                                        │
            ║ Enter new line · Esc leaves the text and saves it      ║│                                        │
            ");
        }
        screen.frame();
        screen.keys(answer);
        let clocks = lines(&mut screen, &["THIS ITEM"]);
        assert!(clocks.contains(item), "{clocks}");
        assert_eq!(record(&screen.app, Kind::Meeting, MEETING).rows("pause").count(), usize::from(answer == "y"));
    }
}

#[test]
fn a_short_silence_and_a_pause_are_no_silence() {
    let mut screen = at_the_first_item();
    screen.until("10:03").clock("10:07");
    screen.event(Event::Second);
    assert_eq!(screen.app.context(), Context::Minuting);
    screen.keys("Esc p");
    screen.clock("10:40");
    screen.event(Event::Second);
    assert_eq!(screen.app.context(), Context::Live);
}

#[test]
fn who_types_in_a_form_is_asked_when_it_is_closed() {
    let mut screen = at_the_first_item();
    screen.until("10:03").keys("F8 'call'").clock("10:40");
    screen.event(Event::Second);
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("Esc").until("10:41");
    assert_eq!(screen.app.context(), Context::Confirm);
}

#[test]
fn seconds_are_counted_only_while_clocks_are_shown() {
    let mut screen = opened();
    assert!(screen.app.ticks());
    for (keys, ticks) in [("1", false), ("3 Enter", true), ("?", true), ("Esc", true), ("Esc", false), ("G", true)] {
        screen.keys(keys);
        assert_eq!(screen.app.ticks(), ticks, "{keys}");
    }
}
