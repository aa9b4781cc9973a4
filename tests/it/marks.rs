//! Actions that are marked: seen, counted, changed together as one change, and taken back by one undo.

use comity::model::deed::{done_several, edit_several};
use comity::model::{Change, Kind, Record, RecordId, value, words};
use comity::tui::keymap::Context;
use comity::tui::theme::Theme;

use crate::support::sandbox::git;
use crate::support::screen::Screen;

fn actions(width: u16, height: u16) -> Screen {
    let mut screen = Screen::of_demo().sized(width, height);
    screen.keys("4");
    screen
}

fn commits(screen: &Screen) -> usize {
    let out = git(&screen.root()).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}

/// What an action holds in some fields, by the random part of its id.
fn fields(screen: &Screen, tail: &str, keys: &[&str]) -> String {
    let action = screen.app.desk.snapshot.of_kind(Kind::Action).find(|it| it.id.as_str().ends_with(tail));
    let action = action.expect("there");
    let field = |key: &&str| action.get(*key).map(|it| it.to_string().trim_matches('"').to_owned()).unwrap_or_default();
    keys.iter().map(field).collect::<Vec<_>>().join(" ")
}

/// The words of a change: its first line, and one for each edit.
fn told(change: &Change, screen: &Screen) -> String {
    let before = &screen.app.desk.snapshot;
    let after = change.apply(before).expect("applied");
    format!("{}\n{}", words::subject(change, before, &after), words::lines(change).join("\n"))
}

fn records<'a>(screen: &'a Screen, ids: &[&str]) -> Vec<&'a Record> {
    let id = |it: &&str| RecordId::new(Kind::Action, it).expect("id");
    ids.iter().map(|it| screen.app.desk.snapshot.get(&id(it)).expect("there")).collect()
}

#[test]
fn the_same_is_set_in_several_records_by_one_change_with_all_that_follows_from_it() {
    let screen = Screen::of_demo();
    let at = screen.app.desk.at();
    let due = vec![("due".to_owned(), Some(value::date("2026-12-11".parse().expect("day"))))];
    let both = records(&screen, &["AQ-A26-9QXT", "AQ-A26-D7ZK"]);
    // One of them is due on that day already.
    insta::assert_snapshot!(told(&edit_several(both, &due, &at), &screen), @r"
    AQ-A26-9QXT: due 6 Nov -> 11 Dec 2026 (Name two report reviewers from …)
    AQ-A26-9QXT due: Fri 6 Nov 2026 -> Fri 11 Dec 2026
    AQ-A26-9QXT moved: + from Fri 6 Nov 2026, to Fri 11 Dec 2026, on Mon 16 Nov 2026, by birch
    ");
    let owner = vec![("owner".to_owned(), Some(value::text("cedar")))];
    let both = records(&screen, &["AQ-A26-9QXT", "CO-A26-T6BQ"]);
    insta::assert_snapshot!(told(&edit_several(both, &owner, &at), &screen), @r"
    2 actions: owner
    AQ-A26-9QXT org: amfori -> sedex
    AQ-A26-9QXT owner: rowan -> cedar
    CO-A26-T6BQ owner: birch -> cedar
    ");
    let both = records(&screen, &["AQ-A26-9QXT", "AQ-A26-D7ZK"]);
    insta::assert_snapshot!(told(&done_several(both, &at), &screen), @r"
    2 actions in AQ: done
    AQ-A26-9QXT done_on: + Mon 16 Nov 2026
    AQ-A26-9QXT state: to do -> done
    AQ-A26-D7ZK done_on: + Mon 16 Nov 2026
    AQ-A26-D7ZK state: to do -> done
    ");
    assert!(edit_several(records(&screen, &["AQ-A26-D7ZK"]), &due, &at).is_empty());
    assert!(edit_several([], &due, &at).is_empty() && done_several([], &at).is_empty());
}

#[test]
fn marks_are_seen_and_counted_in_the_list() {
    insta::assert_snapshot!(actions(100, 30).keys("* Down Down * Down").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────── 2 marked · not closed · 11 of 14 · by due date ┐┌ AQ-A26-7K3F ───────────────┐
    │     No       Title                         Who                  Due││ Draft the joint definition │
    │ [!] AQ 9QXT  * Name two report reviewers … ◆AM Rowan      10 d late││ of a duplicate audit       │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││                            │
    │ [!] CB 8WTG  * List the training dates th… ◆AM Oak         3 d late││ State    in progress       │
    │▌[~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ Owner    ●SX Alder         │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Helper   ◆AM Rowan         │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││ Due      Mon 23 Nov 2026   │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││          (in 7 days, moved │
    │ [ ] AQ D7ZK  Publish the calendar of join… ●SX Birch         11 Dec││          once)             │
    │ [ ] CO T6BQ  Draft the half-year progress… ●SX Birch         11 Dec││ Priority high              │
    │ [~] AQ M4CW  Say which conduct figures AP… ▲AP Willow        15 Dec││                            │
    │ [ ] CI 6VHS  Draft a note on the part of … ◆AM Maple    15 Jan 2027││ Details                    │
    │                                                                    ││ One definition that both   │
    │                                                                    ││ systems can count from.    │
    │                                                                    ││ Open are validity periods, │
    │                                                                    ││ and audits that were       │
    │                                                                    ││ announced and did not take │
    │                                                                    ││ place.                     │
    │                                                                    ││                            │
    │                                                                    ││ 4 Nov, ◆AM Rowan           │
    │                                                                    ││ Validity periods are       │
    │                                                                    ││ settled with our           │
    │                                                                    ││ monitoring team. The       │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││ second draft can go to the │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
     2 marked                                                                                     Saved
     e Edit all  Space Done  Esc Unmark  d Due date  w Who  P Priority      . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn marks_are_seen_and_counted_on_the_board() {
    insta::assert_snapshot!(actions(80, 24).keys("* v Right *").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     Board                          2 marked · not closed · 11 of 14 · by due date
    ┌ To do (4) ───────┐╔ In progress (4) ═╗┌ Waiting (2) ─────┐┌ Done, 14 d (1) ──┐
    │ * AQ 9QXT Name   │║▌* CB 8WTG List   ║│ AQ 2HVE Count    ││ AQ 5RNP Send     │
    │ two report …     │║▌the training …   ║│ the returned …   ││ APSCA the …      │
    │ ◆AM R… 10 d late │║▌◆AM Oak 3 d late ║│ ●SX Cedar  4 Dec ││ ◆AM Oak    6 Nov │
    │                  │║                  ║│ on: The list of… ││                  │
    │ AQ D7ZK Publish  │║ AQ 7K3F Draft    ║│                  ││                  │
    │ the calendar of… │║ the joint …      ║│ DC R9EC Write    ││                  │
    │ ●SX Birch 11 Dec │║ ●SX Alder 23 Nov ║│ the consent tex… ││                  │
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
     2 marked                                                                 Saved
     e Edit all  Space Done  Esc Unmark  d Due date     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn marks_are_seen_where_it_is_narrow() {
    insta::assert_snapshot!(actions(46, 16).keys("* v Right *").frame(), @r"
     Sedex …  < 4 Actions >  1-7 pages  ●SX + ◆AM
     Example. Nothing here is real, no document o…
     Board  2 marked · not closed · 11 of 14 · …
     To do 4 [In progress 4] Waiting 2  Done 1
    ╔ In progress (4) ═══════════════════════════╗
    ║▌* CB 8WTG List the training dates that are ║
    ║▌open to members of both organisations      ║
    ║▌◆AM Oak                           3 d late ║
    ║                                            ║
    ║ AQ 7K3F Draft the joint definition of a    ║
    ║ duplicate audit                            ║
    ║ ●SX Alder                           23 Nov ║
    ║                                            ║
    ╚════════════════════════════════════════════╝
     2 marked                               Saved
     e Edit all  Space Done  Esc Unmark    ? Help
    ");
}

#[test]
fn marks_are_seen_without_colour() {
    let mut screen = actions(60, 14).themed(Theme::MONO);
    insta::assert_snapshot!(screen.keys("* Down * Down").frame(), @r#"
     Sedex and amfori (BS…  < 4 Actions >  1-7 pages  ●SX + ◆AM
    ┌ Actions ── 2 marked · not closed · 11 of 14 · by due da… ┐
    │     No       Title                        Who         Due│
    │ [!] AQ 9QXT  * Name two report reviewers… ◆AM   10 d late│
    │ [x] AQ 5RNP  * Send APSCA the outline of… ◆AM        done│
    │▌[!] CB 8WTG  List the training dates tha… ◆AM    3 d late│
    │ [~] AQ 7K3F  Draft the joint definition … ●SX      23 Nov│
    │ [~] TH Q3FY  Map the questions of both a… ●SX       1 Dec│
    │                                                          │
    │ CB-A26-8WTG · in progress, LATE · helped by ●SX Birch · …│
    │ "Dates for two regions are in. The others follow when th…│
    └──────────────────────────────────────────────────────────┘
     2 marked                                             Saved
     e Edit all  Space Done  Esc Unmark          . More  ? Help
    "#);
    assert_eq!(screen.buffer().content.iter().filter(|it| it.fg != ratatui::style::Color::Reset).count(), 0);
}

#[test]
fn escape_takes_the_marks_off_before_the_filter_and_a_mark_outlives_a_filter() {
    let mut screen = actions(100, 30);
    screen.keys("* / 'owner:me' Enter *");
    let frame = screen.frame();
    assert!(frame.contains("2 marked, 1 of them not shown · /owner:me"), "{frame}");
    let frame = screen.keys("Esc").frame();
    assert!(frame.contains("/owner:me") && !frame.contains("marked"), "{frame}");
    assert!(!screen.keys("Esc").frame().contains("/owner:me"));
    // The second press takes a mark off.
    assert!(!screen.keys("* *").frame().contains("marked"));
}

#[test]
fn a_form_about_what_is_marked_has_only_what_can_be_common_and_says_how_much_it_would_save() {
    let mut screen = actions(100, 30);
    insta::assert_snapshot!(screen.keys("* Down * Down * e").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────── 3 marked · not closed · 11 of 14 · by due date ┐┌ CB-A26-8WTG ───────────────┐
    │     No       Title                         Who                  Due││ List the training dates    │
    │ [!] AQ 9QXT  * Name two report reviewers … ◆AM Rowan      10 d late││ that are open to members   │
    │ [x] AQ 5RNP  * Send APSCA the outline of … ◆AM Oak             done││ of both organisations      │
    │▌[!] CB 8WTG  * List the training dates th… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    in progress, LATE │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Oak           │
    │ [?] AQ╔ Change 3 actions ════════════════════════════════════════════════════════════════╗       │
    │ [?] DC║ Who            [                                                               ] ║2026   │
    │ [ ] AQ║                  The one who answers for it                                      ║moved  │
    │ [ ] CO║ Due            [                                                               ] ║       │
    │ [~] AQ║ State          ( ) to do  ( ) in progress  ( ) waiting                           ║ed for │
    │ [ ] CI║ Priority       ( ) high  ( ) normal  ( ) low                                     ║       │
    │       ║ Raised at      [                                                               ] ║       │
    │       ║ (i) What is left empty stays as it is; Ctrl+U empties it.                        ║       │
    │       ║                                                                                  ║s are  │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter: next field · ↓ list                   ║w when │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││ confirmed.                 │
    │                                                                    ││                            │
    │                                                                    ││ Enter opens everything     │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    insta::assert_snapshot!(screen.keys("Tab 'next fri' Tab Tab 'h'").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────── 3 marked · not closed · 11 of 14 · by due date ┐┌ CB-A26-8WTG ───────────────┐
    │     No       Title                         Who                  Due││ List the training dates    │
    │ [!] AQ 9QXT  * Name two report reviewers … ◆AM Rowan      10 d late││ that are open to members   │
    │ [x] AQ 5RNP  * Send APSCA the outline of … ◆AM Oak             done││ of both organisations      │
    │▌[!] CB 8WTG  * List the training dates th… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    in progress, LATE │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Oak           │
    │ [?] AQ╔ Change 3 actions ════════════════════════════════════════════════════════════════╗       │
    │ [?] DC║ Who            [                                                               ] ║2026   │
    │ [ ] AQ║•Due            [next fri                                                       ] ║moved  │
    │ [ ] CO║                  → Friday 27 November 2026, in 11 days                           ║       │
    │ [~] AQ║ State          ( ) to do  ( ) in progress  ( ) waiting                           ║ed for │
    │ [ ] CI║•Priority       (•) high  ( ) normal  ( ) low                                     ║       │
    │       ║                  How much it matters                                             ║       │
    │       ║ Raised at      [                                                               ] ║       │
    │       ║ (i) 3 actions, 2 fields                                                          ║s are  │
    │       ║                                                                                  ║w when │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter: next field   2 fields changed         ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││ Enter opens everything     │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    let before = commits(&screen);
    screen.keys("Ctrl+S");
    assert_eq!(commits(&screen), before + 1);
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ CB-A26-8WTG ───────────────┐
    │     No       Title                         Who                  Due││ List the training dates    │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ that are open to members   │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ of both organisations      │
    │ [ ] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan         27 Nov││                            │
    │▌[~] CB 8WTG  List the training dates that… ◆AM Oak           27 Nov││ State    in progress       │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Oak           │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││ Helper   ●SX Birch         │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ Due      Fri 27 Nov 2026   │
    │ [ ] AQ D7ZK  Publish the calendar of join… ●SX Birch         11 Dec││          (in 11 days,      │
    │ [ ] CO T6BQ  Draft the half-year progress… ●SX Birch         11 Dec││          moved 2 times)    │
    │ [~] AQ M4CW  Say which conduct figures AP… ▲AP Willow        15 Dec││ Now      nothing noted for │
    │ [ ] CI 6VHS  Draft a note on the part of … ◆AM Maple    15 Jan 2027││          21 days           │
    │                                                                    ││ Priority high              │
    │                                                                    ││                            │
    │                                                                    ││ 13 Oct, ◆AM Oak            │
    │                                                                    ││ Dates for two regions are  │
    │                                                                    ││ in. The others follow when │
    │                                                                    ││ the trainers have          │
    │                                                                    ││ confirmed.                 │
    │                                                                    ││                            │
    │                                                                    ││ Enter opens everything     │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
     Saved 3 actions: due, priority. Ctrl+Z undoes                                                Saved
     Space Done  a Add  e Edit  d Due date  w Who  n Note  * Mark           . More  Ctrl+P Find  ? Help
    ");
    screen.keys("u");
    insta::assert_snapshot!(fields(&screen, "9QXT", &["due", "priority"]), @"2026-11-06 normal");
    assert!(!screen.frame().contains("1 marked"), "{}", screen.frame());
}

#[test]
fn who_leaves_a_form_about_what_is_marked_is_asked_once_and_nothing_is_saved() {
    let mut screen = actions(100, 30);
    let before = commits(&screen);
    screen.keys("* Down * e Esc");
    assert_eq!(screen.app.context(), Context::Actions);
    screen.keys("e Tab 'next fri' Esc");
    let frame = screen.frame();
    assert!(frame.contains("Esc again keeps a draft, Ctrl+D throws it"), "{frame}");
    screen.keys("Ctrl+D").frame();
    screen.keys("y");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Actions, before));
    assert!(screen.frame().contains("2 marked"), "{}", screen.frame());
    // Nothing that is typed, nothing that is saved.
    screen.keys("e Ctrl+S");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Actions, before));
}

#[test]
fn a_day_and_a_person_are_given_to_all_that_is_marked() {
    let mut screen = actions(100, 30);
    let before = commits(&screen);
    insta::assert_snapshot!(screen.keys("* Down * d 'next fri'").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────── 2 marked · not closed · 11 of 14 · by due date ┐┌ AQ-A26-5RNP ───────────────┐
    │     No       Title                         Who                  Due││ Send APSCA the outline of  │
    │ [!] AQ 9QXT  * Name two report reviewers … ◆AM Rowan      10 d late││ the calibration workshop   │
    │▌[x] AQ 5RNP  * Send APSCA the outline of … ◆AM Oak             done││                            │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││ State    done              │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ Owner    ◆AM Oak           │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Due      Fri 13 Nov 2026   │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││          (3 days ago)      │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ From     AQ-2026-10-27     │
    │ [ ] AQ╔ Due · 2 actions ═════════════════════════════════════════════════════════════════╗       │
    │ [ ] CO║•Due            [next fri                                                       ] ║       │
    │ [~] AQ║                  → Friday 27 November 2026, in 11 days                           ║ng     │
    │ [ ] CI║ (i) 2 actions, 1 field                                                           ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar   1 field changed   ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    screen.keys("Enter");
    assert_eq!(commits(&screen), before + 1);
    insta::assert_snapshot!(screen.message(), @"Saved 2 actions in AQ: due. Ctrl+Z undoes");
    screen.keys("Home * Down * w 'cedar' Enter");
    assert_eq!(commits(&screen), before + 2);
    insta::assert_snapshot!(screen.message(), @"Saved 2 actions: owner. Ctrl+Z undoes");
    insta::assert_snapshot!(fields(&screen, "9QXT", &["owner", "org", "due"]), @"rowan amfori 2026-11-27");
}

#[test]
fn what_is_wrong_with_one_of_several_keeps_the_form_open_and_is_said_of_it() {
    let mut screen = actions(100, 30);
    let before = commits(&screen);
    screen.keys("* Down * d 'never' Enter");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Form, before));
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────── 2 marked · not closed · 11 of 14 · by due date ┐┌ AQ-A26-5RNP ───────────────┐
    │     No       Title                         Who                  Due││ Send APSCA the outline of  │
    │ [!] AQ 9QXT  * Name two report reviewers … ◆AM Rowan      10 d late││ the calibration workshop   │
    │▌[x] AQ 5RNP  * Send APSCA the outline of … ◆AM Oak             done││                            │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││ State    done              │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ Owner    ◆AM Oak           │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Due      Fri 13 Nov 2026   │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││          (3 days ago)      │
    │ [?] DC╔ Due · 2 actions ═════════════════════════════════════════════════════════════════╗27     │
    │ [ ] AQ║•Due            [never                                                          ] ║       │
    │ [ ] CO║                  (!) `never` is not a date                                       ║       │
    │ [~] AQ║                      Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026,  ║ng     │
    │ [ ] CI║                      end of month, 2026-11-20                                    ║       │
    │       ║ (!) 1 thing needs attention: Due                                                 ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar   1 field changed   ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
}

#[test]
fn all_that_is_marked_is_ticked_after_a_question_as_one_change() {
    let mut screen = actions(100, 30);
    let before = commits(&screen);
    insta::assert_snapshot!(screen.keys("* Down * End * Space").frame(), @"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Actions ─────────── 3 marked · not closed · 11 of 14 · by due date ┐┌ CI-A26-6VHS ───────────────┐
    │     No       Title                         Who                  Due││ Draft a note on the part   │
    │ [!] AQ 9QXT  * Name two report reviewers … ◆AM Rowan      10 d late││ of worker representatives  │
    │ [x] AQ 5RNP  * Send APSCA the outline of … ◆AM Oak             done││ in the cycle               │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    to do             │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Maple         │
    │ [?] AQ 2HVE ╔══════════════════════════════════════════════════════════════════════╗edar         │
    │ [?] DC R9EC ║ Tick 2 actions as done?                                              ║5 Jan 2027   │
    │ [ ] AQ D7ZK ║                                                                      ║0 days)      │
    │ [ ] CO T6BQ ║ AQ 9QXT Name two report reviewers from each side for the calibration ║alone until  │
    │ [~] AQ M4CW ║ workshop                                                             ║4 Dec 2026   │
    │▌[ ] CI 6VHS ║ CI 6VHS Draft a note on the part of worker representatives in the    ║             │
    │             ║ cycle                                                                ║             │
    │             ║ One more that is marked is settled already.                          ║e shared     │
    │             ║ It is saved as one change; Ctrl+Z takes it back.                     ║ the cycle   │
    │             ║                                                                      ║draft.       │
    │             ║▌[ Esc  Leave it ]    [ y  Done ]                                     ║             │
    │             ╚══════════════════════════════════════════════════════════════════════╝erything     │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     y Yes  Esc Back  Tab Next
    ");
    screen.keys("Esc");
    assert_eq!(commits(&screen), before);
    screen.keys("Space").frame();
    screen.keys("y");
    assert_eq!(commits(&screen), before + 1);
    insta::assert_snapshot!(screen.message(), @"Saved 2 actions: done. Ctrl+Z undoes");
    insta::assert_snapshot!(fields(&screen, "9QXT", &["state", "done_on"]), @"done 2026-11-16");
    assert!(!screen.frame().contains("marked"), "{}", screen.frame());
    screen.keys("u");
    insta::assert_snapshot!(fields(&screen, "9QXT", &["state", "done_on"]), @"open");
}
