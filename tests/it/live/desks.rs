//! Two secretaries, each at a desk of their own, minute one meeting and exchange what they wrote.

use comity::model::contested::contests;
use comity::model::{Fields, Kind};
use comity::tui::keymap::Context;

use super::{CLOCKS, MEETING, items, lines, masked, record, yes};
use crate::exchange::Two;
use crate::support::sandbox::git;
use crate::support::screen::Screen;

const SECOND: &str = "CO-I26-G6PV";
const THIRD: &str = "CO-I26-M9TA";

/// The meeting opened by birch with everybody there, and known to oak; both look at it.
fn at_the_meeting() -> Two {
    let mut two = Two::with(Screen::of_demo());
    two.one.clock("10:02").keys("1 Enter G");
    yes(&mut two.one);
    two.one.keys("t r a Esc F5");
    two.two.clock("10:03").keys("F5 1 Enter");
    assert_eq!([two.one.app.context(), two.two.app.context()], [Context::Live; 2]);
    two
}

/// Both send and receive in turn until both have everything.
fn exchange(two: &mut Two) {
    for screen in [&mut two.one, &mut two.two] {
        screen.keys("F5");
    }
    two.one.keys("F5");
}

fn told(screen: &Screen, words: &[&str]) -> String {
    let out = git(&screen.root()).args(words).output().expect("git");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// Both hold the same, with nothing left over.
fn assert_same(two: &Two) {
    let all = |words: &[&str]| [told(&two.one, words), told(&two.two, words)];
    let [one, other] = all(&["rev-parse", "HEAD"]);
    assert_eq!(one, other);
    assert_eq!(all(&["status", "--porcelain"]), ["", ""]);
}

#[test]
fn one_takes_the_items_and_the_other_writes_ahead_and_nothing_is_lost() {
    let mut two = at_the_meeting();
    two.one.clock("10:05").keys("F6 'Read out.'").until("10:10").keys("F6 'Four groups are on time.' Esc");
    // Oak has heard of neither: the last item is looked at, written about and given time; a decision is made in it.
    two.two.clock("10:12").keys("Down Down Down Enter 'Two seats are free.' Esc F9 F7");
    two.two.keys("'Seats: Each organisation takes one seat.' Enter");
    exchange(&mut two);
    assert_same(&two);
    let mut course = Vec::new();
    for screen in [&mut two.one, &mut two.two] {
        screen.until("10:20");
        course.push(lines(screen, CLOCKS));
    }
    assert_eq!(course[0], course[1]);
    insta::assert_snapshot!(course[0], @r"
    │ Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak │
    │ THIS ITEM    10:00 of 40:00    ███████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  30:00 left       │
    │ MEETING      18:00 of 1:30:00  █████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  5 min to spare   │
    │ Clock 10:20   planned end 11:30   expected end 11:25   next: 3 Roles in the other's working grou…│
    ");
    for screen in [&two.one, &two.two] {
        let minutes = |id: &str| record(&screen.app, Kind::Item, id).text("minute").to_owned();
        assert_eq!(minutes("CO-2026-11-16-reminder"), "Read out.");
        assert_eq!([minutes(SECOND), minutes(THIRD)], ["Four groups are on time.", "Two seats are free."]);
        assert_eq!(record(&screen.app, Kind::Meeting, MEETING).rows("attendance").count(), 6);
        let snapshot = &screen.app.desk.snapshot;
        let decision = snapshot.of_kind(Kind::Decision).find(|it| it.title() == "Seats").expect("the decision");
        assert_eq!((decision.text("item"), decision.contains_key("agreed_on")), (THIRD, true));
        assert!(screen.app.desk.contested.is_empty());
    }
    insta::assert_snapshot!(items(&two.two.app), @r"
    accepted  2 Competition-law reminder
    accepted  40 Where the five groups stand
    accepted  35 Roles in the other's working groups, second half-year
    ");
    insta::assert_snapshot!(masked(&told(&two.two, &["log", "--reverse", "--format=%an: %s", "-10"])), @r"
    Birch Placeholder: CO-2026-11-16: meeting opened
    Birch Placeholder: CO-2026-11-16: competition-law reminder read
    Birch Placeholder: CO-2026-11-16: 6 people present
    Birch Placeholder: CO-2026-11-16-reminder: item 1 of CO-2026-11-16 begun (Competition-law…)
    Birch Placeholder: CO-2026-11-16-reminder: minute written (Competition-law reminder)
    Birch Placeholder: CO-I26-G6PV: item 2 of CO-2026-11-16 begun (Where the five groups stand)
    Birch Placeholder: CO-I26-G6PV: minute written (Where the five groups stand)
    Oak Placeholder: CO-I26-M9TA: minute written (Roles in the other's working groups, seco…)
    Oak Placeholder: CO-I26-M9TA: time 30 min -> 35 min (Roles in the other's working group…)
    Oak Placeholder: CO-D26-####: agreed at CO-2026-11-16 (Seats)
    ");
}

#[test]
fn both_take_the_next_item_and_note_the_same_pause_and_the_clocks_count_once() {
    let mut two = at_the_meeting();
    two.one.clock("10:05").keys("F6 Esc");
    two.two.clock("10:06").keys("F6 Esc");
    exchange(&mut two);
    assert_same(&two);
    let mut course = Vec::new();
    for screen in [&mut two.one, &mut two.two] {
        screen.until("10:10");
        course.push(lines(screen, CLOCKS));
    }
    assert_eq!(course[0], course[1]);
    insta::assert_snapshot!(course[0], @r"
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │ THIS ITEM     5:00 of 2:00     ███████████████████████████████████████████████  +3:00 over       │
    │ MEETING       8:00 of 1:30:00  ████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  10 min to spare  │
    │ Clock 10:10   planned end 11:30   expected end 11:20   next: 2 Where the five groups stand (40)  │
    ");
    // Both note the same pause; whoever goes on ends it, and the item, for both.
    two.one.keys("p");
    two.two.clock("10:11").keys("p");
    exchange(&mut two);
    two.two.clock("10:13").keys("p F6 Esc");
    exchange(&mut two);
    assert_same(&two);
    for screen in [&mut two.one, &mut two.two] {
        screen.until("10:15");
    }
    assert_eq!(lines(&mut two.one, CLOCKS), lines(&mut two.two, CLOCKS));
    insta::assert_snapshot!(lines(&mut two.one, CLOCKS), @r"
    │ Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak │
    │ THIS ITEM     2:00 of 40:00    ██░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  38:00 left       │
    │ MEETING      13:00 of 1:30:00  ██████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  7 min to spare   │
    │ Clock 10:15   planned end 11:30   expected end 11:23   next: 3 Roles in the other's working grou…│
    ");
}

#[test]
fn both_write_the_minute_of_one_item_and_both_texts_are_there_as_contested() {
    let mut two = at_the_meeting();
    two.one.clock("10:05").keys("F6 F6 Esc F5");
    two.two.clock("10:06").keys("F5 Enter 'All six groups report.' Esc");
    two.one.keys("Enter 'Five groups report.' Esc");
    exchange(&mut two);
    assert_same(&two);
    for screen in [&mut two.one, &mut two.two] {
        screen.until("10:08");
        let item = record(&screen.app, Kind::Item, SECOND);
        assert_eq!(item.text("minute"), "Five groups report.");
        let contests = contests(&item);
        let said: Vec<String> = contests[0].versions().map(|(_, it)| contests[0].words(&it.value)).collect();
        assert_eq!(said, ["Five groups report.", "All six groups report."]);
    }
    insta::assert_snapshot!(super::frame(&mut two.one), @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ LIVE · CO · Fourth meeting ───────────────────────────────────────────── started 10:02 · running ┐
    │ Item 2 of 3   <> Where the five groups stand                                information  ◆AM Oak │
    │ (!) Both sides wrote the minute of this item: 7 leads to where that is decided                   │
    │ THIS ITEM     3:00 of 40:00    ███░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  37:00 left       │
    │ MEETING       6:00 of 1:30:00  ███░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  15 min to spare  │
    │ Clock 10:08   planned end 11:30   expected end 11:15   next: 3 Roles in the other's working grou…│
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
    ┌ Minutes · item 2 ──────────────────────────────────────┐┌ Recorded in this item ─────────────────┐
    │ Five groups report.                                    ││ Nothing yet. F7 writes a decision      │
    │                                                        ││ down, F8 an action.                    │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │ Enter writes here                                      ││                                        │
    └────────────────────────────────────────────────────────┘└────────────────────────────────────────┘
    ┌ Present ─────────────────────────────────────────────────────────────────────────────────────────┐
    │ ●SX     [x] Alder Placeholder  [x] Birch Placeholder  [x] Elm Placeholder                        │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder  [x] Spruce Placeholder                       │
    │ Quorum: decisions can be taken · ●SX 2 of 2 · ◆AM 2 of 2                                         │
    │ Done: 1 Competition-law reminder 0:00 (-2:00)                                                    │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Received 1 change                                                 Saved · 1 to decide · 1 received
     F6 Next item  F7 Decision  F8 Action  F9 +5 min  Enter Write  r Who is here  p Pause        ? Help
    ");
    two.two.keys("7");
    insta::assert_snapshot!(lines(&mut two.two, &["report"]), @r"
    │ Needs a decision: 1                            ││ t  theirs ●SX    Five groups report.           │
    │                                                ││ m  mine   ◆AM    All six groups report.        │
    ");
}
