//! A whole meeting by keys, from its opening to its end.

use comity::model::{Fields, Kind};
use comity::tui::keymap::Context;

use super::{CLOCKS, MEETING, at_the_first_item, frame, items, lines, masked, on_the_day, opened, record, yes};
use crate::support::sandbox::git;
use crate::support::screen::Screen;

#[test]
fn g_asks_before_it_opens_the_meeting() {
    let mut screen = on_the_day();
    assert_eq!(screen.app.context(), Context::Agenda);
    screen.keys("G");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
    │             ║ Start CO-2026-11-16?                                                 ║             │
    │             ║                                                                      ║             │
    │             ║ Fourth meeting: 3 items, 72 of 90 min.                               ║             │
    │             ║ It is planned for 10:00; now it is 10:02. Its clock runs from now    ║             │
    │             ║ on.                                                                  ║             │
    │             ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Start ]                                    ║             │
    ");
    screen.frame();
    screen.keys("n");
    assert_eq!(screen.app.context(), Context::Agenda);
    assert!(record(&screen.app, Kind::Meeting, MEETING).instant("opened").is_none());
}

#[test]
fn a_meeting_of_another_day_is_not_opened_and_why_is_said() {
    let mut screen = on_the_day();
    screen.keys("Esc Down G");
    insta::assert_snapshot!(screen.message(), @"AQ-2026-11-24 cannot be started: it is planned for 24 Nov 2026");
}

#[test]
fn the_meeting_is_opened_and_nothing_is_taken_yet() {
    let mut screen = opened();
    assert_eq!(screen.app.context(), Context::Live);
    insta::assert_snapshot!(frame(&mut screen), @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ LIVE · CO · Fourth meeting ───────────────────────────────────────────── started 10:02 · running ┐
    │ 3 items stand on the agenda                                                                      │
    │ (!) Competition-law reminder not read yet: read it out, t ticks it                               │
    │ No item is taken yet.                                                                            │
    │ MEETING       0:00 of 1:30:00  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  16 min to spare  │
    │ Clock 10:02   planned end 11:30   expected end 11:14   next: 1 Competition-law reminder (2)      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
    ┌ Minutes ───────────────────────────────────────────────┐┌ Recorded in this item ─────────────────┐
    │ F6 takes the first item; its minutes are written here. ││ Nothing yet. F7 writes a decision      │
    │                                                        ││ down, F8 an action.                    │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    │                                                        ││                                        │
    └────────────────────────────────────────────────────────┘└────────────────────────────────────────┘
    ┌ Present ─────────────────────────────────────────────────────────────────────────────────────────┐
    │ ●SX     [ ] Alder Placeholder  [ ] Birch Placeholder  [ ] Elm Placeholder                        │
    │ ◆AM     [ ] Maple Placeholder  [ ] Oak Placeholder  [ ] Spruce Placeholder                       │
    │ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 0 of 2, needs 1                                │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Saved CO-2026-11-16: meeting opened. Ctrl+Z undoes                                           Saved
     F6 Next item  F7 Decision  F8 Action  r Who is here  t Reminder read  p Pause  E End        ? Help
    ");
}

#[test]
fn an_item_with_its_text_a_decision_and_two_actions() {
    let mut screen = at_the_first_item();
    screen.keys("'The minutes were read.' Enter 'Nobody had a remark.'");
    screen.keys("F7 'One list: Both keep one list of readings.'");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @r"
    ║ The minutes were read.                                 ║│ Nothing yet. F7 writes a decision      │
    ║ Nobody╔ Decision · CO-2026-11-16-reminder ═══════════════════════════════════════════════╗       │
    ║       ║•Decision *     [One list: Both keep one list of readings.                      ] ║       │
    ║       ║                  A title, a colon and the words: One list: Both keep one list    ║       │
    ║       ║                  → One list: Both keep one list of readings. (agreed now, then   ║       │
    ║       ║                  endorsed by each party)                                         ║       │
    ║       ║                                                                                  ║       │
    ║       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves   1 field changed                ║       │
    ║       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║ Enter new line · Esc leaves the text and saves it      ║│                                        │
    ");
    screen.keys("Enter F8 '@alder send the draft due:next fri'");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @r"
    ║ The minutes were read.                                 ║│ Decisions                              │
    ║ Nobody╔ Action · CO-2026-11-16-reminder ═════════════════════════════════════════════════╗       │
    ║       ║•Action *       [@alder send the draft due:next fri                             ] ║       │
    ║       ║                  Such as: @alder send the draft due:next fri                     ║       │
    ║       ║                  → send the draft · ●SX Alder Placeholder · Friday 27 November   ║       │
    ║       ║                  2026, in 11 days                                                ║       │
    ║       ║                                                                                  ║       │
    ║       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves   1 field changed                ║       │
    ║       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║ Enter new line · Esc leaves the text and saves it      ║│                                        │
    ");
    screen.keys("Enter F8 'call the venue' Enter");
    screen.until("10:12:30");
    insta::assert_snapshot!(frame(&mut screen), @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ LIVE · CO · Fourth meeting ───────────────────────────────────────────── started 10:02 · running ┐
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │                                                                                                  │
    │ THIS ITEM    10:30 of 2:00     ███████████████████████████████████████████████  +8:30 over       │
    │ MEETING      10:30 of 1:30:00  █████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  8 min to spare   │
    │ Clock 10:12   planned end 11:30   expected end 11:22   next: 2 Where the five groups stand (40)  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
    ╔ Minutes · item 1 ══════════════════════════════ typing ╗┌ Recorded in this item ─────────────────┐
    ║ The minutes were read.                                 ║│ Decisions                              │
    ║ Nobody had a remark.                                   ║│   CO #### One list                     │
    ║                                                        ║│    agreed in the group                 │
    ║                                                        ║│                                        │
    ║                                                        ║│ Actions                                │
    ║                                                        ║│   [ ] CO #### call the venue           │
    ║                                                        ║│      no owner yet (!)                  │
    ║                                                        ║│   [ ] CO #### send the draft           │
    ║                                                        ║│      ●SX Alder   due 27 Nov            │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║ Enter new line · Esc leaves the text and saves it      ║│                                        │
    ╚════════════════════════════════════════════════════════╝└────────────────────────────────────────┘
    ┌ Present ─────────────────────────────────────────────────────────────────────────────────────────┐
    │ ●SX     [x] Alder Placeholder  [x] Birch Placeholder  [x] Elm Placeholder                        │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder  [x] Spruce Placeholder                       │
    │ Quorum: decisions can be taken · ●SX 2 of 2 · ◆AM 2 of 2                                         │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Saved Add action CO-A26-####: call the venue. Ctrl+Z undoes                                  Saved
     F6 Next item  F7 Decision  F8 Action  F9 +5 min  Esc Back  Ctrl+P Find                     F1 Help
    ");
    screen.keys("Esc");
    insta::assert_snapshot!(screen.message(), @"Saved CO-2026-11-16-reminder: minute written. Ctrl+Z undoes");
    let decision = screen.app.desk.snapshot.of_kind(Kind::Decision).find(|it| it.title() == "One list").cloned();
    insta::assert_snapshot!(masked(&decision.expect("decision").fields.to_string()), @r#"
    agreed_on = 2026-11-16
    agreed_parties = ["amfori", "sedex"]
    agreed_rule = "each-party"
    closes_on = 2026-12-16
    item = "CO-2026-11-16-reminder"
    meeting = "CO-2026-11-16"
    method = "consensus"
    quorate = true
    text = "Both keep one list of readings."
    title = "One list"
    "#);
    let action = screen.app.desk.snapshot.of_kind(Kind::Action).find(|it| it.title() == "send the draft").cloned();
    insta::assert_snapshot!(masked(&action.expect("action").fields.to_string()), @r#"
    due = 2026-11-27
    item = "CO-2026-11-16-reminder"
    org = "sedex"
    owner = "alder"
    priority = "normal"
    raised_at = "CO-2026-11-16"
    raised_on = 2026-11-16
    state = "open"
    title = "send the draft"
    "#);
}

#[test]
fn a_line_that_cannot_be_read_is_told_while_it_is_typed_and_not_saved() {
    let mut screen = at_the_first_item();
    let mut told = Vec::new();
    for line in ["@nobody send it", "send it due:soonish", "@alder"] {
        screen.keys(&format!("F8 '{line}'"));
        told.push(lines(&mut screen, &["(!)"]));
        screen.keys("Enter");
        assert_eq!(screen.app.context(), Context::Form, "{line}");
        screen.keys("Esc");
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    ║       ║                  (!) There is no person `nobody`.                                ║       │
    ║       ║                  (!) "soonish" is no day; such as today, fri, next fri, +2w, 20  ║       │
    ║       ║                  (!) It does not say yet what is to be done.                     ║       │
    "#);
}

#[test]
fn without_a_quorum_what_is_decided_is_only_a_draft() {
    let mut screen = opened();
    screen.keys("F6 F7 'One list'");
    insta::assert_snapshot!(lines(&mut screen, &["║ ║", "→", "║   "]), @r"
    ║                                                        ║│ Nothing yet. F7 writes a decision      │
    ║       ╔ Decision · CO-2026-11-16-reminder ═══════════════════════════════════════════════╗       │
    ║       ║•Decision *     [One list                                                       ] ║       │
    ║       ║                  A title, a colon and the words: One list: Both keep one list    ║       │
    ║       ║                  → One list: One list (only a draft: a party has no quorum)      ║       │
    ║       ║                                                                                  ║       │
    ║       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves   1 field changed                ║       │
    ║       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ║                                                        ║│                                        │
    ");
    screen.keys("Enter");
    let decision = screen.app.desk.snapshot.of_kind(Kind::Decision).find(|it| it.title() == "One list").cloned();
    assert!(decision.expect("decision").date("agreed_on").is_none());
}

#[test]
fn from_item_to_item_and_back_the_clocks_go_on() {
    let mut screen = at_the_first_item();
    let mut course = Vec::new();
    for (keys, until) in [("", "10:05"), ("F6", "10:20"), ("Esc b", "10:21"), ("F6 F6", "10:40"), ("F6", "10:41")] {
        screen.keys(keys).until(until);
        course.push(format!("-- {keys} {until}\n{}", lines(&mut screen, CLOCKS)));
    }
    insta::assert_snapshot!(course.join("\n"), @"
    --  10:05
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │ THIS ITEM     3:00 of 2:00     ███████████████████████████████████████████████  +1:00 over       │
    │ MEETING       3:00 of 1:30:00  █░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  15 min to spare  │
    │ Clock 10:05   planned end 11:30   expected end 11:15   next: 2 Where the five groups stand (40)  │
    -- F6 10:20
    │ Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak │
    │ THIS ITEM    15:00 of 40:00    █████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25:00 left       │
    │ MEETING      18:00 of 1:30:00  █████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  15 min to spare  │
    │ Clock 10:20   planned end 11:30   expected end 11:15   next: 3 Roles in the other's working grou…│
    -- Esc b 10:21
    │ Item 1 of 3   Competition-law reminder                                       standing  ●SX Alder │
    │ THIS ITEM     4:00 of 2:00     ███████████████████████████████████████████████  +2:00 over       │
    │ MEETING      19:00 of 1:30:00  █████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  39 min to spare  │
    │ Clock 10:21   planned end 11:30   expected end 10:51   next: 3 Roles in the other's working grou…│
    -- F6 F6 10:40
    │ Item 3 of 3   Roles in the other's working groups, second half-year          decision  ●SX Birch │
    │ THIS ITEM    19:00 of 30:00    █████████████████████████████░░░░░░░░░░░░░░░░░░  11:00 left       │
    │ MEETING      38:00 of 1:30:00  ███████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░  39 min to spare  │
    │ Clock 10:40   planned end 11:30   expected end 10:51   nothing comes after it                    │
    (!) No item is left; E ends the meeting                                                      Saved
    -- F6 10:41
    │ Item 3 of 3   Roles in the other's working groups, second half-year          decision  ●SX Birch │
    │ THIS ITEM    20:00 of 30:00    ███████████████████████████████░░░░░░░░░░░░░░░░  10:00 left       │
    │ MEETING      39:00 of 1:30:00  ████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░  39 min to spare  │
    │ Clock 10:41   planned end 11:30   expected end 10:51   nothing comes after it                    │
    (!) No item is left; E ends the meeting                                                      Saved
    ");
    insta::assert_snapshot!(screen.message(), @"No item is left; E ends the meeting");
}

#[test]
fn an_item_is_extended_shortened_deferred_and_another_parked() {
    let mut screen = at_the_first_item();
    screen.keys("F6 F9 F9 Esc -");
    let mut course = vec![format!("{}\n{}", lines(&mut screen, CLOCKS), screen.message())];
    // The last item, looked at.
    screen.keys("Down D");
    course.push(lines(&mut screen, &["║"]));
    yes(&mut screen);
    course.push(screen.message());
    screen.keys("Ctrl+Z Down k");
    course.push(lines(&mut screen, &["║"]));
    yes(&mut screen);
    course.push(screen.message());
    course.push(items(&screen.app));
    insta::assert_snapshot!(course.join("\n"), @"
    │ Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak │
    │ THIS ITEM     0:00 of 45:00    ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  45:00 left       │
    │ MEETING       0:00 of 1:30:00  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  13 min to spare  │
    │ Clock 10:02   planned end 11:30   expected end 11:17   next: 3 Roles in the other's working grou…│
    Saved CO-I26-G6PV: time 50 min -> 45 min. Ctrl+Z undoes
    │             ║ Put this item off to CO-2026-12-28?                                  ║ecision      │
    │             ║                                                                      ║             │
    │             ║ Item 3, CO-I26-M9TA: Roles in the other's working groups, second     ║             │
    │             ║ half-year                                                            ║             │
    │             ║ It stands on the agenda of CO-2026-12-28 then; here the minutes say  ║             │
    │             ║ that it was deferred.                                                ║             │
    │             ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Defer ]                                    ║             │
    Saved CO-I26-M9TA: deferred to CO-2026-12-28. Ctrl+Z undoes
    │             ║ Put this item into the pool?                                         ║ecision      │
    │             ║                                                                      ║             │
    │             ║ Item 3, CO-I26-M9TA: Roles in the other's working groups, second     ║             │
    │             ║ half-year                                                            ║             │
    │             ║ It leaves this agenda and waits until somebody takes it onto another ║             │
    │             ║ one.                                                                 ║             │
    │             ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Park ]                                     ║             │
    Saved CO-I26-M9TA: into the pool. Ctrl+Z undoes
    accepted  2 Competition-law reminder
    accepted  45 Where the five groups stand
    ");
}

#[test]
fn at_the_end_it_is_said_what_was_not_reached() {
    let mut screen = at_the_first_item();
    screen.keys("'Read.'").until("10:04").keys("F6 'They stand well.'").until("10:45").keys("Esc o");
    insta::assert_snapshot!(lines(&mut screen, &["║", "╔"]), @r"
    │ They ╔ What came of it ═══════════════════════════════════════════════════════ Esc closes ╗      │
    │      ║▌ [ ] noted                                                                         ║      │
    │      ║  [ ] agreed                                                                        ║      │
    │      ║  [ ] approved                                                                      ║      │
    │      ║  [ ] referred                                                                      ║      │
    │      ║  [ ] carried over                                                                  ║      │
    │      ║  [ ] no decision                                                                   ║      │
    │      ║  [ ] withdrawn                                                                     ║      │
    │      ║  [ ] stopped on advice                                                             ║      │
    ");
    screen.keys("Down Enter");
    insta::assert_snapshot!(lines(&mut screen, &["Minutes"]), @"┌ Minutes · item 2 · agreed ─────────────────────────────┐┌ Recorded in this item ─────────────────┐");
    screen.keys("E");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
    │ They stand w║ End CO-2026-11-16 now, at 10:45?                                     ║ecision      │
    │             ║                                                                      ║             │
    │             ║ One item was not reached and is deferred: Roles in the other's       ║             │
    │             ║ working groups, second half-year                                     ║             │
    │             ║ Everything that was written stays, and can be changed until the      ║             │
    │             ║ minutes are approved.                                                ║             │
    │             ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  End ]                                      ║             │
    ");
    yes(&mut screen);
    assert_eq!(screen.app.context(), Context::Agenda);
    insta::assert_snapshot!(format!("{}\n{}", screen.message(), items(&screen.app)), @r"
    Saved CO-2026-11-16: meeting closed, 2 items dealt with, 1 not reached. Ctrl+Z undoes
    concluded noted 2 Competition-law reminder
    concluded agreed 40 Where the five groups stand
    deferred carried-over 30 Roles in the other's working groups, second half-year
    ");
    assert!(!screen.app.ticks());
    insta::assert_snapshot!(lines(&mut screen, &["10:0", "10:4"]), @"
    ┌ Agenda · CO · Fourth meeting · Mon 16 Nov 10:00–11:30 ──── held ┐┌ CO-2026-11-16-reminder ───────┐
    │▌  1 10:00   2 standing    ●SX Alder   Competition-law reminder  ││                               │
    │   2 10:02  40 information ◆AM Oak     Where the five groups sta…││ For      standing item        │
    │   3 10:42  30 decision    ●SX Birch   [not reached] Roles in th…││ State    concluded            │
    ");
    screen.keys("x");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
    │      ║▌ The minutes of CO-2026-11-16                                                    m ║      │
    │      ║  The agenda of CO-2026-11-16                                                     a ║      │
    │      ║  A calendar entry of CO-2026-11-16                                               c ║      │
    ");
}

#[test]
fn after_the_meeting_the_hints_begin_with_its_minutes() {
    let mut screen = at_the_first_item();
    screen.keys("Esc E");
    yes(&mut screen);
    let mut told = Vec::new();
    for (width, height) in [(80, 24), (100, 30)] {
        screen.resize(width, height);
        told.push(lines(&mut screen, &["Fourth meeting ·", "? Help"]));
    }
    insta::assert_snapshot!(told.join("\n"), @r"
    ┌ Agenda · CO · Fourth meeting · Mon 16 Nov 10:00–11:30 ───────────────── held ┐
    e Edit  S Send out  Enter Open  K Minutes checked  . More  Ctrl+P Find  ? Help
    ┌ Agenda · CO · Fourth meeting · Mon 16 Nov 10:00–11:30 ──── held ┐┌ CO-2026-11-16-reminder ───────┐
    e Edit  S Send out  Enter Open  K Minutes checked  a Add  r Checks     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn the_history_tells_the_story_in_its_order_and_nothing_is_left_over() {
    let mut screen = at_the_first_item();
    screen.keys("'Read.' F6 F7 'One list: Both keep one list.' Enter F8 '@alder send it' Enter Esc p");
    screen.until("10:20").keys("p n Esc E");
    yes(&mut screen);
    let out = git(&screen.root()).args(["log", "--reverse", "--format=%s", "-n12"]).output().expect("git");
    insta::assert_snapshot!(masked(&String::from_utf8_lossy(&out.stdout)), @r"
    CO-2026-11-16: meeting opened
    CO-2026-11-16: competition-law reminder read
    CO-2026-11-16: 6 people present
    CO-2026-11-16-reminder: item 1 of CO-2026-11-16 begun (Competition-law…)
    CO-2026-11-16-reminder: minute written (Competition-law reminder)
    CO-I26-G6PV: item 2 of CO-2026-11-16 begun (Where the five groups stand)
    CO-D26-####: agreed at CO-2026-11-16 (One list)
    Add action CO-A26-####: send it
    CO-2026-11-16: pause
    CO-2026-11-16: goes on
    CO-I26-M9TA: item 3 of CO-2026-11-16 begun (Roles in the other's worki…)
    CO-2026-11-16: meeting closed, 3 items dealt with, 0 not reached
    ");
    let status = git(&screen.root()).args(["status", "--porcelain"]).output().expect("git");
    assert_eq!(String::from_utf8_lossy(&status.stdout), "");
    assert!(drafts(&screen).is_empty());
}

fn drafts(screen: &Screen) -> Vec<String> {
    screen.app.desk.drafts.iter().map(|it| it.key.clone()).collect()
}
