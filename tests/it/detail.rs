//! Everything about one thing on the screen: read, followed to what it names and back, commented on, taken along.

use comity::tui::event::{Effect, Event};

use crate::support::screen::{Screen, key};

#[test]
fn a_thing_is_read_with_all_that_belongs_to_it_down_to_its_changes() {
    let mut screen = Screen::of_template().sized(100, 60);
    insta::assert_snapshot!(screen.keys("4 / '7K3F' Enter Enter").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ-A26-7K3F · action ───────────────────────────────────────────────────────────── Esc goes back ┐
    │ Draft the joint definition of a duplicate audit                                                  │
    │                                                                                                  │
    │ Now             due soon, its day was moved once                                                 │
    │ Who             ●SX Alder Placeholder                                                            │
    │ Due             Mon 23 Nov 2026                                                                  │
    │ State           in progress                                                                      │
    │ Priority        high                                                                             │
    │                                                                                                  │
    │ Details                                                                                          │
    │   One definition that both systems can count from. Open are validity periods, and audits that    │
    │   were announced and did not take place.                                                         │
    │                                                                                                  │
    │ Helpers         ◆AM Rowan Placeholder                                                            │
    │ Organisation    ●SX Sedex                                                                        │
    │ Raised on       Tue 4 Aug 2026                                                                   │
    │                                                                                                  │
    │ Due date moved                                                                                   │
    │   · from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX Birch Placeholder       │
    │                                                                                                  │
    │ Progress                                                                                         │
    │   · Wed 16 Sep 2026 09:40, by ●SX Alder Placeholder: First draft sent to both sides. Two points  │
    │     are open: validity periods, and audits that did not take place.                              │
    │   · Wed 4 Nov 2026 16:05, by ◆AM Rowan Placeholder: Validity periods are settled with our        │
    │     monitoring team. The second draft can go to the next meeting.                                │
    │                                                                                                  │
    │ Milestone       definitions                                                                      │
    │ Contributes to  AQ/duplicate-audits-avoided (Duplicate audits avoided)                           │
    │ Tags            definitions                                                                      │
    │ Group           AQ (Audit quality measures)                                                      │
    │                                                                                                  │
    │ question by ◆AM Rowan Placeholder, Tue 15 Sep 2026, AQ-N26-K4DS, answered                        │
    │   Does an audit that was announced and then called off count as a duplicate?                     │
    │                                                                                                  │
    │ comment by ●SX Alder Placeholder, Thu 17 Sep 2026, AQ-N26-V6RM, accepted                         │
    │   No: only an audit that took place. The draft says so in its first line.                        │
    │                                                                                                  │
    │ Changes                                                                                          │
    │   Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori      │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Tab Next  c Comment  e Edit  h History  ← Back  F Hand over            . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn tab_goes_from_place_to_place_and_the_selected_one_is_seen() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 / '7K3F' Enter Enter Tab").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-A26-7K3F · action ───────────────────────────────────────── Esc goes back ┐
    │ Draft the joint definition of a duplicate audit                              │
    │                                                                              │
    │ Now             due soon, its day was moved once                             │
    │▌Who             ●SX Alder Placeholder                                        │
    │ Due             Mon 23 Nov 2026                                              │
    │ State           in progress                                                  │
    │ Priority        high                                                         │
    │                                                                              │
    │ Details                                                                      │
    │   One definition that both systems can count from. Open are validity         │
    │   periods, and audits that were announced and did not take place.            │
    │                                                                              │
    │ Helpers         ◆AM Rowan Placeholder                                        │
    │ Organisation    ●SX Sedex                                                    │
    │ Raised on       Tue 4 Aug 2026                                               │
    │                                                                              │
    │ Due date moved                                                               │
    │   · from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX     │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Open  Tab Next  c Comment  e Edit            . More  Ctrl+P Find  ? Help
    ");
    insta::assert_snapshot!(screen.keys("BackTab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-A26-7K3F · action ───────────────────────────────────────── Esc goes back ┐
    │   One definition that both systems can count from. Open are validity         │
    │   periods, and audits that were announced and did not take place.            │
    │                                                                              │
    │ Helpers         ◆AM Rowan Placeholder                                        │
    │ Organisation    ●SX Sedex                                                    │
    │ Raised on       Tue 4 Aug 2026                                               │
    │                                                                              │
    │ Due date moved                                                               │
    │   · from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX     │
    │     Birch Placeholder                                                        │
    │                                                                              │
    │ Progress                                                                     │
    │   · Wed 16 Sep 2026 09:40, by ●SX Alder Placeholder: First draft sent to     │
    │     both sides. Two points are open: validity periods, and audits that did   │
    │     not take place.                                                          │
    │▌  · Wed 4 Nov 2026 16:05, by ◆AM Rowan Placeholder: Validity periods are     │
    │     settled with our monitoring team. The second draft can go to the next    │
    │     meeting.                                                                 │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Open  Tab Next  c Comment  e Edit            . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn enter_follows_and_esc_comes_back_to_the_very_place() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 / '7K3F' Enter Enter");
    screen.keys("Tab");
    let before = screen.frame();
    insta::assert_snapshot!(screen.keys("Enter").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ alder · person ─────────────────────────────────────────────── Esc goes back ┐
    │ Alder Placeholder                                                            │
    │                                                                              │
    │ Organisation    ●SX Sedex                                                    │
    │ Function        Head of audit programmes                                     │
    │ E-mail          alder@example.org                                            │
    │ Management      yes                                                          │
    │ Status          active                                                       │
    │ Placeholder     yes                                                          │
    │                                                                              │
    │ Sits in (6)                                                                  │
    │   AQ  co-chair  for ●SX  since 29 Jun 2026  Audit quality measures           │
    │   CB  co-chair  for ●SX  since 29 Jun 2026  Shared capacity building         │
    │   CI  co-chair  for ●SX  since 29 Jun 2026  Continuous improvement of labour │
    │                                             relations                        │
    │   CO  co-chair  for ●SX  since 29 Jun 2026  Working-group collaboration      │
    │   DC  co-chair  for ●SX  since 29 Jun 2026  Data collaboration               │
    │   TH  co-chair  for ●SX  since 29 Jun 2026  Trafficking in human beings      │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Tab Next  c Comment  e Edit  h History  ← Back     . More  Ctrl+P Find  ? Help
    ");
    screen.keys("Tab Enter Down Tab Down Esc");
    assert_ne!(screen.frame(), before);
    assert_eq!(screen.keys("Esc").frame(), before);
    screen.keys("Esc");
    assert!(screen.frame().contains("[4 Actions]") && !screen.frame().contains("Esc goes back"));
}

#[test]
fn keys_typed_ahead_of_the_first_frame_go_to_the_same_place() {
    let mut ahead = Screen::of_template().sized(80, 24);
    ahead.keys("4 / '7K3F' Enter Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
    let mut drawn = Screen::of_template().sized(80, 24);
    for key in "4 / '7K3F' Enter Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab".split(' ') {
        drawn.keys(key).frame();
    }
    let marked = |it: &mut Screen| it.frame().lines().find(|it| it.contains('▌')).map(str::to_owned);
    assert!(marked(&mut ahead).is_some());
    assert_eq!(marked(&mut ahead), marked(&mut drawn));
}

#[test]
fn a_comment_on_a_field_stands_beside_that_field_and_can_be_answered_settled_and_undone() {
    let mut screen = Screen::of_template().sized(100, 60);
    screen.keys("4 / '7K3F' Enter Enter Tab Tab c");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ-A26-7K3F · action ───────────────────────────────────────────────────────────── Esc goes back ┐
    │ Draft the joint definition of a duplicate audit                                                  │
    │                                                                                                  │
    │ Now             due soon, its day was moved once                                                 │
    │ Who             ●SX Alder Placeholder                                                            │
    │▌Due             Mon 23 Nov 2026                                                                  │
    │ State           in progress                                                                      │
    │ Priority        high                                                                             │
    │                                                                                                  │
    │ Details                                                                                          │
    │   One definition that both systems can count from. Open are validity periods, and audits that    │
    │   were announced and did not take place.                                                         │
    │                                                                                                  │
    │ Helpers         ◆AM Rowan Placeholder                                                            │
    │ Organisation    ●SX Sedex                                                                        │
    │ Raised on       Tue 4 Aug 2026                                                                   │
    │                                                                                                  │
    │ Due date moved                                                                                   │
    │   · from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX Birch Placeholder       │
    │                                                                                                  │
    │ Progress                                                                                         │
    │   · Wed 16 Sep 2026 09:40, by ●SX Alder Placeholder: First draft sent to both sides. Two points  │
    │     ar╔ Comment on due of AQ 7K3F Draft the joint definition of a duplicate audit ═══════╗       │
    │   · We║ Text *         [                                                               ] ║       │
    │     mo║                [                                                               ] ║       │
    │       ║                [                                                               ] ║       │
    │ Milest║                [                                                               ] ║       │
    │ Contri║                [                                                               ] ║       │
    │ Tags  ║                  What is to be said                                              ║       │
    │ Group ║ Kind           (•) comment  ( ) question  ( ) correction                         ║       │
    │       ║                                                                                  ║       │
    │ questi║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line                          ║       │
    │   Does╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                                                  │
    │ comment by ●SX Alder Placeholder, Thu 17 Sep 2026, AQ-N26-V6RM, accepted                         │
    │   No: only an audit that took place. The draft says so in its first line.                        │
    │                                                                                                  │
    │ Changes                                                                                          │
    │   Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori      │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back  F4 Large  Ctrl+E Own editor      F1 Help
    ");
    screen.keys("'Is the 23rd still possible?' Ctrl+S");
    let frame = screen.frame();
    let lines: Vec<&str> = frame.lines().map(|it| it.trim_matches(['│', ' '])).collect();
    let due = lines.iter().position(|it| it.contains("Due    ")).expect("the field");
    assert!(lines[due + 2].starts_with("comment on due by ●SX Birch Placeholder"), "{frame}");
    assert_eq!(lines[due + 3], "Is the 23rd still possible?");
    insta::assert_snapshot!(screen.message(), @"Saved Add note on AQ-A26-7K3F: Is the 23rd still possible. Ctrl+Z undoes");

    screen.keys("Tab c");
    assert!(screen.frame().contains("Answer to Is the 23rd still possible?"), "{}", screen.frame());
    screen.keys("'Yes, with a week of grace.' Ctrl+S s Right Right Right Enter");
    insta::assert_snapshot!(screen.frame().lines().skip(8).take(10).map(masked).collect::<Vec<_>>().join("\n"), @r"
    │                                                                                                  │
    │▌comment on due by ●SX Birch Placeholder, Mon 16 Nov 2026, AQ-N26-????, answered                  │
    │   Is the 23rd still possible?                                                                    │
    │                                                                                                  │
    │ > comment by ●SX Birch Placeholder, Mon 16 Nov 2026, AQ-N26-????                                 │
    │   Yes, with a week of grace.                                                                     │
    │                                                                                                  │
    │ State           in progress                                                                      │
    │ Priority        high                                                                             │
    │                                                                                                  │
    ");
    screen.keys("u u u Down");
    assert!(!screen.frame().contains("23rd"), "{}", screen.frame());
}

#[test]
fn what_is_selected_is_copied_as_text_and_shown() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 / '7K3F' Enter");
    let effects = screen.ask(Event::Key(key("y")));
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    insta::assert_snapshot!(text.lines().take(6).collect::<Vec<_>>().join("\n"), @r"
    AQ-A26-7K3F  Draft the joint definition of a duplicate audit
    action

    Now             due soon, its day was moved once
    Who             ●SX Alder Placeholder
    Due             Mon 23 Nov 2026
    ");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     E╔ Copied as text ══════════════════════════════════════════════ Esc closes ╗
    ┌ ║ AQ-A26-7K3F  Draft the joint definition of a duplicate audit             ║ ┐
    │ ║ action                                                                   ║e│
    │▌║                                                                          ║v│
    │ ║ Now             due soon, its day was moved once                         ║ │
    │ ║ Who             ●SX Alder Placeholder                                    ║ │
    │ ║ Due             Mon 23 Nov 2026                                          ║ │
    │ ║ State           in progress                                              ║ │
    │ ║ Priority        high                                                     ║ │
    │ ║                                                                          ║ │
    │ ║ Details                                                                  ║ │
    │ ║   One definition that both systems can count from. Open are validity     ║ │
    │ ║   periods, and audits that were announced and did not take place.        ║ │
    │ ║                                                                          ║ │
    │ ║ Helpers         ◆AM Rowan Placeholder                                    ║ │
    │ ║ Organisation    ●SX Sedex                                                ║ │
    │ ║ Raised on       Tue 4 Aug 2026                                           ║ │
    │ ║                                                                          ║ │
    │ ║ Due date moved                                                           ║ │
    │ ║   - from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX ║…│
    └─║ … ↓ shows more                                                           ║─┘
      ╚══════════════════════════════════════════════════════════════════════════╝d
     ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("Esc");
    assert!(!screen.frame().contains("Copied"));
}

#[test]
fn what_names_a_thing_is_told_with_it_and_leads_there() {
    let mut screen = Screen::of_template().sized(100, 60);
    screen.keys("4 / '2HVE' Enter Enter");
    screen.keys(&"Tab ".repeat(12));
    insta::assert_snapshot!(screen.keys("Enter").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ/reports-returned · measure ──────────────────────────────────────────────────── Esc goes back ┐
    │ Reports returned for correction                                                                  │
    │                                                                                                  │
    │ Definition                                                                                       │
    │   Audit reports that were returned to the auditor at least once before they were accepted, as a  │
    │   share of all reports of the period. Illustrative figures.                                      │
    │                                                                                                  │
    │ Unit            %                                                                                │
    │ Direction       less is better                                                                   │
    │ Frequency       every quarter                                                                    │
    │ Owner           ◆AM Rowan Placeholder                                                            │
    │ Baseline        20                                                                               │
    │ Target          10                                                                               │
    │                                                                                                  │
    │ Reading                                                                                          │
    │   · period 2026-Q2, party ◆AM amfori, value 19, note Illustrative figure.                        │
    │   · period 2026-Q2, party ●SX Sedex, value 18, note Illustrative figure.                         │
    │   · period 2026-Q3, party ◆AM amfori, value 16, note Illustrative figure.                        │
    │   · period 2026-Q3, party ●SX Sedex, value 17, note Illustrative figure.                         │
    │                                                                                                  │
    │ Group           AQ (Audit quality measures)                                                      │
    │                                                                                                  │
    │ Referred to by (1)                                                                               │
    │   AQ-A26-2HVE  contributes to  Count the returned reports of both systems by reason              │
    │                                                                                                  │
    │ Changes                                                                                          │
    │   Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori      │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    │                                                                                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Tab Next  c Comment  e Edit  h History  ← Back                         . More  Ctrl+P Find  ? Help
    ");
    // On a small screen what is named lies further down, and comes into sight.
    screen.resize(60, 16);
    screen.keys(&"Tab ".repeat(40));
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfori (BS…  < 4 Actions >  1-7 pages  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and fi…
    ┌ AQ/reports-returned · measure ──────────── Esc goes back ┐
    │ Frequency       every quarter                            │
    │ Owner           ◆AM Rowan Placeholder                    │
    │ Baseline        20                                       │
    │ Target          10                                       │
    │                                                          │
    │ Reading                                                  │
    │   · period 2026-Q2, party ◆AM amfori, value 19, note     │
    │     Illustrative figure.                                 │
    │▌  · period 2026-Q2, party ●SX Sedex, value 18, note      │
    │     Illustrative figure.                                 │
    └──────────────────────────────────────────────────────────┘
                                                          Saved
     Enter Open  Tab Next  c Comment  e Edit     . More  ? Help
    ");
}

#[test]
fn the_latest_changes_come_in_by_themselves_once_something_is_saved() {
    let mut screen = Screen::of_template().sized(100, 60);
    screen.keys("4 / '7K3F' Enter d Ctrl+U '1 dec' Enter Enter");
    let changes = |it: &mut Screen| {
        let frame = it.frame();
        let from = frame.lines().position(|it| it.contains("Changes")).expect("changes");
        frame.lines().skip(from).take(4).map(|it| it.trim_matches(['│', ' '])).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(changes(&mut screen), @r"
    Changes
    Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  due 23 Nov -> 1 Dec 2026
    Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    screen.keys("u");
    insta::assert_snapshot!(changes(&mut screen), @r"
    Changes
    Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Undo: due 23 Nov -> 1 Dec 2026
    Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  due 23 Nov -> 1 Dec 2026
    Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn a_list_is_written_into_a_file_as_a_table_and_a_thing_as_text() {
    let mut screen = Screen::of_template().sized(80, 24);
    let folder = tempfile::tempdir().expect("folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    screen.keys("4 / 'owner:birch' Ctrl+U 'calibration' Enter");
    insta::assert_snapshot!(screen.keys("x t").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ────────────────── /calibration · 2 of 14 · Esc clears · by due date ┐
    │     No       Title                                   Who                  Due│
    │ [!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │▌[x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │                                                                              │
    │                                                                              │
    │╔ Write the list into a file ════════════════════════════════════════════════╗│
    │║ File *         [actions.csv                                              ] ║│
    │║                  A table where its name ends in .csv, for programs in      ║│
    │║                  .json, else plain text                                    ║│
    │║ (i) Without a folder before it, it comes to lie where comity was started.  ║│
    │║                                                                            ║│
    │║ [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it                       ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-5RNP · done · from AQ-2026-10-27                                      │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys(&format!("Ctrl+U '{}' Enter", path("open/actions.csv")));
    assert_eq!(screen.message(), format!("Written into {}", path("open/actions.csv")));
    insta::assert_snapshot!(std::fs::read_to_string(path("open/actions.csv")).expect("written"), @r"
    ID,STATE,DUE,WHO,ORGANISATION,WHAT
    AQ-A26-9QXT,[!] to do,10 d late,rowan,amfori,Name two report reviewers from each side for the calibration workshop
    AQ-A26-5RNP,[x] done,13 Nov,oak,amfori,Send APSCA the outline of the calibration workshop
    ");
    screen.keys(&format!("Esc x t Ctrl+U '{}' Enter", path("actions.txt")));
    insta::assert_snapshot!(std::fs::read_to_string(path("actions.txt")).expect("written"), @r"
    ID           STATE      DUE        WHO    ORGANISATION  WHAT
    AQ-A26-9QXT  [!] to do  10 d late  rowan  amfori        Name two report reviewers from each side for the calibration workshop
    AQ-A26-5RNP  [x] done   13 Nov     oak    amfori        Send APSCA the outline of the calibration workshop
    ");
    screen.keys(&format!("Esc x t Ctrl+U '{}' Enter", path("actions.JSON")));
    let text = std::fs::read_to_string(path("actions.JSON")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!([&json["schema"], &json["kind"], &json["data"][1]["id"]], ["comity.v1", "action.list", "AQ-A26-5RNP"]);
    screen.keys(&format!("Esc Enter x t Ctrl+U '{}' Enter", path("thing.json")));
    let text = std::fs::read_to_string(path("thing.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!([&json["kind"], &json["data"]["owner"]], ["action.show", "oak"]);
    screen.keys("Esc Esc");
    screen.keys(&format!("Enter x t Ctrl+U '{}' Enter", path("thing.txt")));
    assert!(std::fs::read_to_string(path("thing.txt")).expect("written").starts_with("AQ-A26-"));
    // What is there already stays, until somebody says otherwise.
    screen.keys(&format!("Esc x t Ctrl+U '{}' Enter", path("thing.txt")));
    assert!(screen.frame().contains("There is such a file already"), "{}", screen.frame());
    screen.keys(&format!("Esc Esc Esc 5 x t Ctrl+U '{}' Enter", path("people.csv")));
    let people = std::fs::read_to_string(path("people.csv")).expect("written");
    assert!(people.starts_with("ID,") && people.lines().count() == 10, "{people}");
}

/// Without the letters of an id that chance has made.
fn masked(line: &str) -> String {
    match line.find("AQ-N26-") {
        Some(at) => format!("{}AQ-N26-????{}", &line[..at], &line[at + 11..]),
        None => line.to_owned(),
    }
}
