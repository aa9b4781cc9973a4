//! Cards and items carried by the mouse; and whatever keys and mouse do, no card is lost and each deed is one change.

use std::collections::BTreeMap;

use comity::model::view::{Action, ActionState};
use comity::model::{Kind, RecordId};
use comity::tui::drawn::Mouse;
use comity::tui::event::Event;
use comity::tui::keymap::Context;
use comity::tui::screen::actions::lane_of;
use proptest::prelude::*;
use ratatui::layout::Position;

use crate::support::sandbox::git;
use crate::support::screen::Screen;
#[cfg(unix)]
use crate::support::terminal::Place;

/// Where some words stand in a frame.
fn place(screen: &mut Screen, words: &str) -> Position {
    let frame = screen.frame();
    let found = frame.lines().enumerate().find_map(|(row, line)| Some((line.find(words)?, row, line)));
    let (at, row, line) = found.unwrap_or_else(|| panic!("no `{words}` in\n{frame}"));
    Position::new(u16::try_from(line[..at].chars().count()).expect("column"), u16::try_from(row).expect("row"))
}

/// Presses the button on some words and moves to a place with it held.
fn carry(screen: &mut Screen, words: &str, to: Position) {
    let from = place(screen, words);
    screen.event(Event::Mouse(Mouse::Click(from)));
    screen.event(Event::Mouse(Mouse::Drag(Position::new(from.x + 1, from.y))));
    screen.event(Event::Mouse(Mouse::Drag(to)));
}

fn drop_at(screen: &mut Screen, at: Position) {
    screen.event(Event::Mouse(Mouse::Drop(at)));
}

/// Carries from some words to others and lets go there.
fn drag(screen: &mut Screen, words: &str, to: &str) {
    let to = place(screen, to);
    carry(screen, words, to);
    drop_at(screen, to);
}

fn commits(screen: &Screen) -> usize {
    let out = git(&screen.root()).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}

fn states(screen: &Screen) -> BTreeMap<RecordId, ActionState> {
    screen.app.desk.snapshot.of_kind(Kind::Action).map(|it| (it.id.clone(), Action(it).state())).collect()
}

fn state(screen: &Screen, tail: &str) -> ActionState {
    *states(screen).iter().find(|it| it.0.as_str().ends_with(tail)).expect("there").1
}

fn items(screen: &Screen) -> Vec<String> {
    let agenda = screen.app.meetings.agenda.as_ref().expect("agenda");
    agenda.list.rows().iter().map(ToString::to_string).collect()
}

fn board(width: u16, height: u16) -> Screen {
    let mut screen = Screen::of_demo().sized(width, height);
    screen.keys("4 v");
    screen
}

#[test]
fn a_card_is_carried_to_another_lane_and_stands_there_from_then_on() {
    let mut screen = board(80, 24);
    let before = commits(&screen);
    let to = place(&mut screen, "Waiting (");
    carry(&mut screen, "D7ZK", Position::new(25, 15));
    insta::assert_snapshot!(screen.frame(), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     Board                                     not closed · 11 of 14 · by due date
    ┌ To do (4) ───────┐╔ In progress (4) ═╗┌ Waiting (2) ─────┐┌ Done, 14 d (1) ──┐
    │ AQ 9QXT Name two │║ CB 8WTG List the ║│ AQ 2HVE Count    ││ AQ 5RNP Send     │
    │ report reviewer… │║ training dates … ║│ the returned …   ││ APSCA the …      │
    │ ◆AM R… 10 d late │║ ◆AM Oak 3 d late ║│ ●SX Cedar  4 Dec ││ ◆AM Oak    6 Nov │
    │                  │║                  ║│ on: The list of… ││                  │
    │▌AQ D7ZK Publish  │║ AQ 7K3F Draft    ║│                  ││                  │
    │▌the calendar of… │║ the joint …      ║│ DC R9EC Write    ││                  │
    │▌●SX Birch 11 Dec │║ ●SX Alder 23 Nov ║│ the consent tex… ││                  │
    │                  │║                  ║│ ◆AM Rowan  9 Dec ││                  │
    │ CO T6BQ Draft    │║ TH Q3FY Map the  ║│ on: The smalles… ││                  │
    │ the half-year …  │║ questions of …   ║│                  ││                  │
    │ ●SX Birch 11 Dec │║ ●SX Cedar  1 Dec ║│                  ││                  │
    │                  │║                  ║│                  ││                  │
    │ CI 6VHS Draft a  │║ AQ M4CW Say      ║│                  ││                  │
    │ note on the par… │║ which conduct …  ║│                  ││                  │
    │ ◆AM… 15 Jan 2027 │║ ▲AP Will… 15 Dec ║│                  ││                  │
    │                  │║                  ║│                  ││                  │
    │                  │║                  ║│                  ││                  │
    └──────────────────┘╚══════════════════╝└──────────────────┘└──────────────────┘
     AQ D7ZK goes to "In progress"; Esc leaves it where it was                Saved
     → Lane  Shift+→ Move on  Space Done  a Add         . More  Ctrl+P Find  ? Help
    "#);
    assert_eq!((state(&screen, "D7ZK"), commits(&screen)), (ActionState::Open, before));
    drop_at(&mut screen, Position::new(25, 15));
    assert_eq!((state(&screen, "D7ZK"), commits(&screen)), (ActionState::InProgress, before + 1));
    // What is to wait is asked for what, however it comes there.
    carry(&mut screen, "D7ZK", to);
    drop_at(&mut screen, to);
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("'the dates' Enter");
    assert_eq!((state(&screen, "D7ZK"), commits(&screen)), (ActionState::Blocked, before + 2));
    screen.keys("u u");
    assert_eq!(state(&screen, "D7ZK"), ActionState::Open);
}

#[test]
fn a_card_let_go_outside_or_in_its_own_lane_or_after_escape_stays_where_it_was() {
    let mut screen = board(80, 24);
    let before = commits(&screen);
    for outside in [(0, 0), (10, 22), (10, 23), (10, 2), (500, 500), (5, 15)] {
        let outside = Position::new(outside.0, outside.1);
        carry(&mut screen, "D7ZK", outside);
        let frame = screen.frame();
        assert!(frame.contains("AQ D7ZK stays where it is, if it is let go here"), "{frame}");
        drop_at(&mut screen, outside);
        assert_eq!((state(&screen, "D7ZK"), commits(&screen)), (ActionState::Open, before), "{outside:?}");
    }
    let lane = place(&mut screen, "In progress (");
    carry(&mut screen, "D7ZK", lane);
    screen.keys("Esc");
    assert!(screen.frame().contains("AQ D7ZK is in \"To do\"."), "{}", screen.frame());
    screen.event(Event::Mouse(Mouse::Drag(lane)));
    drop_at(&mut screen, lane);
    assert_eq!((state(&screen, "D7ZK"), commits(&screen)), (ActionState::Open, before));
    // Nor does it go along to another page, or under a question.
    carry(&mut screen, "D7ZK", lane);
    screen.keys("3 3");
    drop_at(&mut screen, lane);
    screen.keys("4");
    carry(&mut screen, "D7ZK", lane);
    screen.keys("e e");
    drop_at(&mut screen, lane);
    screen.keys("Esc");
    assert_eq!((state(&screen, "D7ZK"), commits(&screen)), (ActionState::Open, before));
}

#[test]
fn where_one_lane_is_shown_a_card_goes_to_the_name_of_another_and_a_name_is_clicked() {
    let mut screen = board(46, 16);
    drag(&mut screen, "D7ZK", "Done 1");
    assert_eq!(state(&screen, "D7ZK"), ActionState::Done);
    let name = place(&mut screen, "Waiting 2");
    screen.event(Event::Mouse(Mouse::Click(name)));
    assert!(screen.frame().contains("[Waiting 2]"), "{}", screen.frame());
}

#[test]
fn a_card_is_selected_by_a_click_and_opened_by_two() {
    let mut screen = board(100, 30);
    let card = place(&mut screen, "R9EC");
    screen.event(Event::Mouse(Mouse::Click(card)));
    assert!(screen.frame().contains("▌DC R9EC"), "{}", screen.frame());
    assert_eq!(screen.app.context(), Context::Actions);
    screen.event(Event::Mouse(Mouse::DoubleClick(card)));
    assert_eq!(screen.app.context(), Context::Reading);
}

#[test]
fn an_item_is_carried_to_another_place_on_its_agenda() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter");
    let (before, all) = (items(&screen), commits(&screen));
    let third = place(&mut screen, "Definition of a");
    carry(&mut screen, "Maple   Programme", third);
    insta::assert_snapshot!(screen.frame(), @r#"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Agenda · AQ · Sixth meeting · Tue 24 Nov 14:00–15:30 ── planned ┐┌ AQ-I26-2FBQ ──────────────────┐
    │   # Start Min For        Who         Title                      ││ Programme of the calibration  │
    │   1 14:00   2 standing   ◆AM Maple   Competition-law reminder   ││ workshop                      │
    │   2 14:02   2 approval   ◆AM Maple   Adoption of the agenda     ││                               │
    │▌  ↕ 14:04  20 approval   ◆AM Maple   Programme of the calibrati…││ For      for approval         │
    │   3 14:24  25 decision   ●SX Alder   Definition of a duplicate …││ State    accepted             │
    │   4 14:49  20 discussion ▲AP Willow  Counting audits that are l…││ Minutes  20 min               │
    │   6 15:09  10 standing   ●SX Birch   Open actions               ││ Lead     ◆AM Maple            │
    │     15:19      79 planned of 90 · 11 min free                   ││                               │
    │                                                                 ││ Question                      │
    │ In the pool                                                     ││ Approve the programme and the │
    │   · prop.  15 discussion ◆AM Rowan   Days from the end of an au…││ list of who is invited.       │
    │   · prop.  20 discussion ●SX Cedar   Shadow audits: reading the…││                               │
    │ Moving "Programme of the calibration workshop"                  ││ Background                    │
    │ Let go of it where it is to stand; Esc puts it back             ││ Builds on the outline that    │
    │                                                                 ││ went to APSCA after the last  │
    │                                                                 ││ meeting.                      │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (!) 3: the paper Definition of a duplicate audit, second draft is to follow                      │
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it                     │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     ↑ Move up  ↓ Move down  Enter Drop here  Esc Back
    "#);
    assert_eq!(commits(&screen), all);
    drop_at(&mut screen, third);
    let after = items(&screen);
    assert_eq!([&after[2], &after[3], &after[4]], [&before[4], &before[2], &before[3]]);
    assert_eq!(commits(&screen), all + 1);
    // Outside, in the pool, and after Esc it stays; so does what lies in the pool.
    let pool = place(&mut screen, "In the pool");
    for outside in [pool, Position::new(pool.x, pool.y + 1), Position::new(0, 0), Position::new(90, 10)] {
        carry(&mut screen, "Maple   Programme", third);
        drop_at(&mut screen, outside);
        assert_eq!((items(&screen), commits(&screen), screen.app.context()), (after.clone(), all + 1, Context::Agenda));
    }
    let first = place(&mut screen, "Maple   Competition");
    carry(&mut screen, "Maple   Programme", first);
    assert_eq!(screen.app.context(), Context::Moving);
    screen.keys("Esc");
    drop_at(&mut screen, first);
    assert_eq!((items(&screen), commits(&screen), screen.app.context()), (after.clone(), all + 1, Context::Agenda));
    drag(&mut screen, "Cedar   Shadow", "Maple   Competition");
    assert_eq!((items(&screen), commits(&screen)), (after, all + 1));
    screen.keys("u");
    assert_eq!(items(&screen), before);
}

#[test]
fn what_is_picked_up_by_keys_is_not_let_go_by_a_click() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter m Down");
    let carried = items(&screen);
    let elsewhere = place(&mut screen, "Shadow audits");
    screen.event(Event::Mouse(Mouse::Click(elsewhere)));
    screen.event(Event::Mouse(Mouse::Drag(Position::new(elsewhere.x, elsewhere.y + 1))));
    drop_at(&mut screen, elsewhere);
    assert_eq!((items(&screen), screen.app.context()), (carried, Context::Moving));
}

#[cfg(unix)]
#[test]
fn the_terminal_tells_of_a_card_that_is_carried() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    terminal.keys("4 v");
    terminal.until_words("To do (");
    // Pressed in the first lane, moved into the second, and let go there.
    terminal.send(b"\x1b[<0;5;5M\x1b[<32;20;6M\x1b[<32;40;8M");
    terminal.until_words("goes to \"In progress\"");
    terminal.send(b"\x1b[<0;40;8m");
    terminal.until_words("in progress");
    terminal.until_words("Saved");
    assert!(terminal.keys("q").ended().success());
}

/// One thing that somebody does on the board.
#[derive(Clone, Debug)]
enum Deed {
    Keys(&'static str),
    Click(u16, u16),
    Carry([(u16, u16); 2]),
    Size(u16, u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    let keys = [
        "Right",
        "Left",
        "Down",
        "Up",
        "End",
        "PgUp",
        "Shift+Right",
        "Shift+Right",
        "Shift+Left",
        "Space",
        "*",
        "Esc",
        "v",
        "s",
        "d",
        "Enter",
        "y",
        "u",
        "U",
        "o",
        "g",
        "e",
        "/ a",
        "'figures' Enter",
        "* Space",
        "Ctrl+S",
    ];
    let at = || (0u16..100, 0u16..30);
    prop_oneof![
        8 => proptest::sample::select(keys.to_vec()).prop_map(Deed::Keys),
        1 => at().prop_map(|it| Deed::Click(it.0, it.1)),
        3 => (at(), at()).prop_map(|(from, to)| Deed::Carry([from, to])),
        1 => (30u16..130, 8u16..40).prop_map(|(width, height)| Deed::Size(width, height)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_and_no_mouse_lose_a_card_and_each_change_of_states_is_one_change(
        deeds in proptest::collection::vec(deed(), 40),
    ) {
        let mut screen = board(100, 30);
        for deed in deeds {
            let (states_before, commits_before) = (states(&screen), commits(&screen));
            match &deed {
                Deed::Keys(keys) => drop(screen.keys(keys).frame()),
                Deed::Click(x, y) => screen.event(Event::Mouse(Mouse::Click(Position::new(*x, *y)))),
                Deed::Carry([from, to]) => {
                    screen.event(Event::Mouse(Mouse::Click(Position::new(from.0, from.1))));
                    screen.event(Event::Mouse(Mouse::Drag(Position::new(to.0, to.1))));
                    screen.frame();
                    screen.event(Event::Mouse(Mouse::Drop(Position::new(to.0, to.1))));
                }
                Deed::Size(width, height) => screen.resize(*width, *height),
            }
            screen.frame();
            let states = states(&screen);
            prop_assert!(states.keys().eq(states_before.keys()), "{:?} lost one", deed);
            let new = commits(&screen) - commits_before;
            prop_assert!(new <= 1, "{:?} made {} changes", deed, new);
            prop_assert!(new == 1 || states == states_before, "{:?} changed a state without a change", deed);
            // What the heads of the lanes count is what there is.
            let frame = screen.frame();
            let is_seen = screen.app.context() == Context::Actions && screen.app.actions.is_board;
            for (lane, name) in ["To do", "In progress", "Waiting", "Done"].iter().enumerate().filter(|_| is_seen) {
                let counted = frame.split_once(&format!("{name} (")).and_then(|it| it.1.split_once(')')?.0.parse().ok());
                let there = screen.app.actions.list.rows().iter().filter(|it| lane_of(states[*it]) == lane).count();
                prop_assert!(counted.is_none_or(|it: usize| it == there), "{:?}: {}\n{}", deed, there, frame);
            }
        }
    }
}
