//! The actions as a board: lanes, cards that move, one lane where it is narrow, the menu of orders.

use comity::model::view::{Action, ActionState};
use comity::model::{Fields, Kind, RecordId};
use comity::tui::theme::Theme;

use crate::support::sandbox::git;
use crate::support::screen::Screen;
use crate::support::shell::{Shell, copy};

fn board(width: u16, height: u16) -> Screen {
    let mut screen = Screen::of_demo().sized(width, height);
    screen.keys("4 v");
    screen
}

/// The state of an action, by the random part of its id, and what it waits for.
fn stands(screen: &Screen, tail: &str) -> (ActionState, String) {
    let action = screen.app.desk.snapshot.of_kind(Kind::Action).find(|it| it.id.as_str().ends_with(tail));
    let action = action.expect("there");
    (Action(action).state(), action.text("blocked_by").to_owned())
}

fn selected(screen: &Screen) -> RecordId {
    screen.app.actions.list.selected().expect("selected").clone()
}

fn commits(screen: &Screen) -> usize {
    let out = git(&screen.root()).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}

#[test]
fn the_board_has_a_lane_for_each_state_and_a_card_for_each_action() {
    insta::assert_snapshot!(board(100, 30).frame(), @r#"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     Board                                                         not closed · 11 of 14 · by due date
    ╔ To do (4) ════════════╗┌ In progress (4) ──────┐┌ Waiting (2) ──────────┐┌ Done, 14 days (1) ────┐
    ║▌AQ 9QXT Name two      ║│ CB 8WTG List the      ││ AQ 2HVE Count the     ││ AQ 5RNP Send APSCA    │
    ║▌report reviewers fro… ║│ training dates that … ││ returned reports of … ││ the outline of the …  │
    ║▌◆AM Rowan   10 d late ║│ ◆AM Oak      3 d late ││ ●SX Cedar       4 Dec ││ ◆AM Oak         6 Nov │
    ║                       ║│                       ││ on: The list of reas… ││                       │
    ║ AQ D7ZK Publish the   ║│ AQ 7K3F Draft the     ││                       ││                       │
    ║ calendar of joint …   ║│ joint definition of … ││ DC R9EC Write the     ││                       │
    ║ ●SX Birch      11 Dec ║│ ●SX Alder      23 Nov ││ consent text for the… ││                       │
    ║                       ║│                       ││ ◆AM Rowan       9 Dec ││                       │
    ║ CO T6BQ Draft the     ║│ TH Q3FY Map the       ││ on: The smallest gro… ││                       │
    ║ half-year progress …  ║│ questions of both …   ││                       ││                       │
    ║ ●SX Birch      11 Dec ║│ ●SX Cedar       1 Dec ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║ CI 6VHS Draft a note  ║│ AQ M4CW Say which     ││                       ││                       │
    ║ on the part of worke… ║│ conduct figures APSC… ││                       ││                       │
    ║ ◆AM Maple 15 Jan 2027 ║│ ▲AP Willow     15 Dec ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ║                       ║│                       ││                       ││                       │
    ╚═══════════════════════╝└───────────────────────┘└───────────────────────┘└───────────────────────┘
     AQ 9QXT is in "To do".  Shift+→ moves it to "In progress".                                   Saved
     → Lane  Shift+→ Move on  Space Done  a Add  e Edit  d Due date  w Who  . More  Ctrl+P Find  ? Help
    "#);
}

#[test]
fn at_eighty_columns_four_lanes_still_stand_side_by_side() {
    insta::assert_snapshot!(board(80, 24).frame(), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     Board                                     not closed · 11 of 14 · by due date
    ╔ To do (4) ═══════╗┌ In progress (4) ─┐┌ Waiting (2) ─────┐┌ Done, 14 d (1) ──┐
    ║▌AQ 9QXT Name two ║│ CB 8WTG List the ││ AQ 2HVE Count    ││ AQ 5RNP Send     │
    ║▌report reviewer… ║│ training dates … ││ the returned …   ││ APSCA the …      │
    ║▌◆AM R… 10 d late ║│ ◆AM Oak 3 d late ││ ●SX Cedar  4 Dec ││ ◆AM Oak    6 Nov │
    ║                  ║│                  ││ on: The list of… ││                  │
    ║ AQ D7ZK Publish  ║│ AQ 7K3F Draft    ││                  ││                  │
    ║ the calendar of… ║│ the joint …      ││ DC R9EC Write    ││                  │
    ║ ●SX Birch 11 Dec ║│ ●SX Alder 23 Nov ││ the consent tex… ││                  │
    ║                  ║│                  ││ ◆AM Rowan  9 Dec ││                  │
    ║ CO T6BQ Draft    ║│ TH Q3FY Map the  ││ on: The smalles… ││                  │
    ║ the half-year …  ║│ questions of …   ││                  ││                  │
    ║ ●SX Birch 11 Dec ║│ ●SX Cedar  1 Dec ││                  ││                  │
    ║                  ║│                  ││                  ││                  │
    ║ CI 6VHS Draft a  ║│ AQ M4CW Say      ││                  ││                  │
    ║ note on the par… ║│ which conduct …  ││                  ││                  │
    ║ ◆AM… 15 Jan 2027 ║│ ▲AP Will… 15 Dec ││                  ││                  │
    ║                  ║│                  ││                  ││                  │
    ║                  ║│                  ││                  ││                  │
    ╚══════════════════╝└──────────────────┘└──────────────────┘└──────────────────┘
     AQ 9QXT is in "To do".  Shift+→ moves it to "In progress".               Saved
     → Lane  Shift+→ Move on  Space Done  a Add         . More  Ctrl+P Find  ? Help
    "#);
}

#[test]
fn with_much_room_the_cards_are_wide_and_the_lanes_long() {
    insta::assert_snapshot!(board(160, 50).frame(), @r#"
     Sedex and amfori (BSCI)  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync                                                        ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     Board                                                                                                                     not closed · 11 of 14 · by due date
    ╔ To do (4) ═══════════════════════════╗┌ In progress (4) ─────────────────────┐┌ Waiting (2) ─────────────────────────┐┌ Done, 14 days (1) ───────────────────┐
    ║▌AQ 9QXT Name two report reviewers    ║│ CB 8WTG List the training dates that ││ AQ 2HVE Count the returned reports   ││ AQ 5RNP Send APSCA the outline of    │
    ║▌from each side for the calibration … ║│ are open to members of both …        ││ of both systems by reason            ││ the calibration workshop             │
    ║▌◆AM Rowan                  10 d late ║│ ◆AM Oak                     3 d late ││ ●SX Cedar                      4 Dec ││ ◆AM Oak                        6 Nov │
    ║                                      ║│                                      ││ on: The list of reasons is not in f… ││                                      │
    ║ AQ D7ZK Publish the calendar of      ║│ AQ 7K3F Draft the joint definition   ││                                      ││                                      │
    ║ joint readings                       ║│ of a duplicate audit                 ││ DC R9EC Write the consent text for   ││                                      │
    ║ ●SX Birch                     11 Dec ║│ ●SX Alder                     23 Nov ││ the pilot                            ││                                      │
    ║                                      ║│                                      ││ ◆AM Rowan                      9 Dec ││                                      │
    ║ CO T6BQ Draft the half-year progress ║│ TH Q3FY Map the questions of both    ││ on: The smallest group that is show… ││                                      │
    ║ report                               ║│ audit formats to the eleven …        ││                                      ││                                      │
    ║ ●SX Birch                     11 Dec ║│ ●SX Cedar                      1 Dec ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║ CI 6VHS Draft a note on the part of  ║│ AQ M4CW Say which conduct figures    ││                                      ││                                      │
    ║ worker representatives in the cycle  ║│ APSCA can give as yearly counts      ││                                      ││                                      │
    ║ ◆AM Maple                15 Jan 2027 ║│ ▲AP Willow                    15 Dec ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ║                                      ║│                                      ││                                      ││                                      │
    ╚══════════════════════════════════════╝└──────────────────────────────────────┘└──────────────────────────────────────┘└──────────────────────────────────────┘
     AQ 9QXT is in "To do".  Shift+→ moves it to "In progress".                                                                                               Saved
     → Lane  Shift+→ Move on  Space Done  a Add  e Edit  d Due date  w Who  n Note  * Mark  P Priority  / Filter  f Quick filters       . More  Ctrl+P Find  ? Help
    "#);
}

#[test]
fn where_it_is_narrow_one_lane_is_shown_and_a_strip_names_the_others() {
    insta::assert_snapshot!(board(46, 16).frame(), @r#"
     Sedex …  < 4 Actions >  1-7 pages  ●SX + ◆AM
     Example. Nothing here is real, no document o…
     Board   not closed · 11 of 14 · by due date
    [To do 4] In progress 4  Waiting 2  Done 1
    ╔ To do (4) ═════════════════════════════════╗
    ║▌AQ 9QXT Name two report reviewers from     ║
    ║▌each side for the calibration workshop     ║
    ║▌◆AM Rowan                        10 d late ║
    ║                                            ║
    ║ AQ D7ZK Publish the calendar of joint      ║
    ║ readings                                   ║
    ║ ●SX Birch                           11 Dec ║
    ║                                            ║
    ╚════════════════════════════════════════════╝
     AQ 9QXT is in "To do".  Shift+→ moves… Saved
     → Lane  Shift+→ Move on  Space Done   ? Help
    "#);
}

#[test]
fn without_colour_the_selected_card_the_lane_and_what_is_late_are_told_by_signs_and_words() {
    let mut screen = board(100, 30);
    let in_colour = screen.frame();
    let mut screen = screen.themed(Theme::MONO);
    assert_eq!(screen.buffer().content.iter().filter(|it| it.fg != ratatui::style::Color::Reset).count(), 0);
    let frame = screen.frame();
    assert_eq!(frame, in_colour);
    assert!(frame.contains('▌') && frame.contains('╔') && frame.contains(" d late"), "{frame}");
}

#[test]
fn a_card_moves_to_the_next_lane_and_that_is_one_change_that_can_be_taken_back() {
    let mut screen = board(100, 30);
    let (id, before) = (selected(&screen), commits(&screen));
    let tail = id.as_str()[id.as_str().len() - 4..].to_owned();
    assert_eq!(stands(&screen, &tail).0, ActionState::Open);
    screen.keys("Shift+Right");
    assert_eq!(stands(&screen, &tail).0, ActionState::InProgress);
    assert_eq!((selected(&screen), commits(&screen)), (id.clone(), before + 1));
    screen.keys("Shift+Left");
    assert_eq!(stands(&screen, &tail).0, ActionState::Open);
    screen.keys("u u");
    assert_eq!(stands(&screen, &tail).0, ActionState::Open);
    assert_eq!(selected(&screen), id);
}

#[test]
fn what_is_to_wait_is_asked_for_what_and_what_it_waited_for_goes_with_the_waiting() {
    let mut screen = board(100, 30);
    let id = selected(&screen);
    let tail = id.as_str()[id.as_str().len() - 4..].to_owned();
    screen.keys("Shift+Right Shift+Right");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     Board                                                         not closed · 11 of 14 · by due date
    ┌ To do (3) ────────────┐╔ In progress (5) ══════╗┌ Waiting (2) ──────────┐┌ Done, 14 days (1) ────┐
    │ AQ D7ZK Publish the   │║▌AQ 9QXT Name two      ║│ AQ 2HVE Count the     ││ AQ 5RNP Send APSCA    │
    │ calendar of joint …   │║▌report reviewers fro… ║│ returned reports of … ││ the outline of the …  │
    │ ●SX Birch      11 Dec │║▌◆AM Rowan   10 d late ║│ ●SX Cedar       4 Dec ││ ◆AM Oak         6 Nov │
    │                       │║                       ║│ on: The list of reas… ││                       │
    │ CO T6BQ Draft the     │║ CB 8WTG List the      ║│                       ││                       │
    │ half-year progress …  │║ training dates that … ║│ DC R9EC Write the     ││                       │
    │ ●SX Birch      11 Dec │║ ◆AM Oak      3 d late ║│ consent text for the… ││                       │
    │                       │║                       ║│ ◆AM Rowan       9 Dec ││                       │
    │ CI 6VH╔ Waiting · AQ 9QXT Name two report reviewers from each side for the calibration … ╗       │
    │ on the║ Waits for      [                                                               ] ║       │
    │ ◆AM Ma║                  What it waits for                                               ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Leave it  Esc ]   Enter saves                                ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                       │║ ●SX Cedar       1 Dec ║│                       ││                       │
    │                       │║                       ║│                       ││                       │
    │                       │║ AQ M4CW Say which     ║│                       ││                       │
    │                       │║ conduct figures APSC… ║│                       ││                       │
    │                       │║ ▲AP Willow     15 Dec ║│                       ││                       │
    │                       │║                       ║│                       ││                       │
    │                       │║                       ║│                       ││                       │
    │                       │║                       ║│                       ││                       │
    │                       │║                       ║│                       ││                       │
    └───────────────────────┘╚═══════════════════════╝└───────────────────────┘└───────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    // Whoever does not say for what leaves it where it was.
    screen.keys("Esc");
    assert_eq!(stands(&screen, &tail).0, ActionState::InProgress);
    screen.keys("Shift+Right 'the legal team' Enter");
    assert_eq!(stands(&screen, &tail), (ActionState::Blocked, "the legal team".to_owned()));
    assert!(screen.frame().contains("on: the legal team"), "{}", screen.frame());
    screen.keys("Shift+Left");
    assert_eq!(stands(&screen, &tail), (ActionState::InProgress, String::new()));
    screen.keys("Shift+Right 'figures' Enter Shift+Right");
    assert_eq!(stands(&screen, &tail).0, ActionState::Done);
    let action = screen.app.desk.snapshot.get(&id).expect("there");
    assert_eq!(action.date("done_on"), Some(screen.app.desk.today));
    // Behind the last lane there is nothing.
    let before = commits(&screen);
    screen.keys("Shift+Right");
    assert_eq!(commits(&screen), before);
}

#[test]
fn filter_group_and_order_hold_for_list_and_board_and_the_page_remembers_which_it_was() {
    let mut screen = board(100, 30);
    screen.keys("/ 'owner:me' Enter");
    let frame = screen.frame();
    assert!(frame.contains("/owner:me · ") && frame.contains("Esc clears"), "{frame}");
    let id = selected(&screen);
    screen.keys("v");
    assert!(screen.frame().contains("/owner:me · "));
    assert_eq!(selected(&screen), id);
    screen.keys("v 3 4");
    assert!(screen.frame().contains("To do ("), "{}", screen.frame());
    screen.keys("Esc");
    assert!(!screen.frame().contains("/owner:me"));
}

#[test]
fn the_arrows_go_along_a_lane_and_over_empty_ones() {
    let mut screen = board(100, 30);
    let state = |screen: &Screen| {
        let id = selected(screen);
        Action(screen.app.desk.snapshot.get(&id).expect("there")).state()
    };
    screen.keys("Down Down");
    assert_eq!(state(&screen), ActionState::Open);
    screen.keys("End Right");
    assert_ne!(state(&screen), ActionState::Open);
    screen.keys("Left");
    assert_eq!(state(&screen), ActionState::Open);
    screen.keys("Right Right Right Right");
    assert_eq!(state(&screen), ActionState::Done);
}

#[test]
fn the_menu_of_orders_ticks_the_one_that_holds() {
    let mut screen = board(80, 24);
    screen.keys("v s n s");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────────────────────────── not closed · 11 of 14 · newest first ┐
    │     No       Title                                   Who                  Due│
    │ [ ] AQ D7ZK  Publish the calendar of joint readings  ●SX Birch         11 Dec│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [~] AQ M4CW  Say which conduct figures APSCA can gi… ▲AP Willow        15 Dec│
    │ ╔ Sort ════════════════════════════════════════════════════════ Esc closes ╗c│
    │ ║  [ ] by due date                                                       d ║c│
    │▌║  [ ] by person                                                         w ║e│
    │ ║  [ ] by group                                                          g ║c│
    │ ║  [ ] by state                                                          s ║e│
    │ ║▌ [x] newest first                                                      n ║7│
    │ ║  [ ] by priority                                                       p ║c│
    │ ║  [ ] by title                                                          t ║v│
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("Up Enter");
    assert!(screen.frame().contains("by state"), "{}", screen.frame());
}

#[test]
fn the_lane_of_what_is_done_holds_the_last_two_weeks_unless_somebody_asks_for_all() {
    let mut screen = Screen::of_demo().sized(100, 30);
    screen.keys("4");
    let head = |screen: &mut Screen| {
        let frame = screen.frame();
        frame.lines().find(|it| it.contains("To do (")).unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(head(screen.keys("v")), @"╔ To do (4) ════════════╗┌ In progress (4) ──────┐┌ Waiting (2) ──────────┐┌ Done, 14 days (1) ────┐");
    insta::assert_snapshot!(head(screen.keys("o")), @"╔ To do (4) ════════════╗┌ In progress (4) ──────┐┌ Waiting (2) ──────────┐┌ Done (4) ─────────────┐");
    screen.keys("o / 'state:done' Enter");
    let frame = screen.frame();
    assert!(frame.contains("Done (1)"), "{frame}");
}

#[test]
fn what_was_done_more_than_two_weeks_ago_is_in_the_list_and_not_on_the_board() {
    let shell = Shell::example();
    shell.saves("action done D7ZK --on 2026-11-01");
    shell.saves("action done T6BQ --on 2026-11-02");
    let folder = tempfile::tempdir().expect("folder");
    copy(&shell.root(), &folder.path().join("w"));
    let mut screen = Screen::over(folder).sized(80, 24);
    screen.keys("4");
    assert!(screen.frame().contains("AQ D7ZK") && screen.frame().contains("CO T6BQ"));
    screen.keys("v");
    assert!(!screen.frame().contains("AQ D7ZK") && screen.frame().contains("CO T6BQ"), "{}", screen.frame());
}
