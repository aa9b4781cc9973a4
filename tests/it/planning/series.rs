//! The meetings that a group's series plans stand among the others, and become records once somebody touches one.

use comity::model::{Fields, Kind};

use super::{as_person, lines_with, of_person, record};
use crate::support::shell::{Shell, copy};

#[test]
fn what_a_series_plans_stands_among_the_meetings() {
    let mut screen = as_person("birch");
    insta::assert_snapshot!(screen.keys("3").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Meetings ────────────────────────────────────────────────────────────────────────────── 13 of 13 ┐
    │ Day         Time  Group  Meeting                          State                Agenda  Presiding │
    │ Tue 27 Oct  14:00 AQ     Fifth meeting                    minutes approved  79/90 min  ●SX Alder │
    │▌Fri 20 Nov  10:00 CO     Fourth meeting                   agenda issued     72/90 min  ●SX Alder │
    │ Tue 24 Nov  14:00 AQ     Sixth meeting                    planned           79/90 min  ◆AM Maple │
    │ Wed 25 Nov  10:00 DC     Fourth meeting                   planned           75/90 min  ◆AM Maple │
    │ Mon 30 Nov  13:30 CI     Fourth meeting                   planned            no items  ●SX Alder │
    │ Wed 2 Dec   10:30 CB     Fourth meeting                   planned            no items  ◆AM Maple │
    │ Thu 3 Dec   14:00 TH     Fourth meeting                   planned            no items  ●SX Alder │
    │ Tue 22 Dec  14:00 AQ     Meeting of 22 December 2026      planned by the series                  │
    │ 1 Jan 2027  10:00 CO     Meeting of 1 January 2027        planned by the series                  │
    │ 6 Jan 2027  10:00 DC     Meeting of 6 January 2027        planned by the series                  │
    │ 11 Jan 2027 13:30 CI     Meeting of 11 January 2027       planned by the series                  │
    │ 13 Jan 2027 10:30 CB     Meeting of 13 January 2027       planned by the series                  │
    │ 14 Jan 2027 14:00 TH     Meeting of 14 January 2027       planned by the series                  │
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
     Enter Open  a Add  e Edit  g Group  / Filter  P Postpone  Del Drop     . More  Ctrl+P Find  ? Help
    ");
    insta::assert_snapshot!(lines_with(&screen.keys("/ 'state:planned december' Enter").frame(), &["Meeting", "of 14", "of 13"]), @r"
    Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
    ┌ Meetings ──────────────────────────────────────── /state:planned december · 1 of 13 · Esc clears ┐
    Day         Time  Group  Meeting                          State                Agenda  Presiding
    ▌Tue 22 Dec  14:00 AQ     Meeting of 22 December 2026      planned by the series
    ");
}

#[test]
fn whoever_opens_one_sees_it_with_its_standing_items_as_it_would_be() {
    let mut screen = as_person("birch");
    let frame = screen.keys("3 / '22 december' Enter Enter").frame();
    insta::assert_snapshot!(frame, @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ · Meeting of 22 Decembe… · Tue 22 Dec 14:00–15:30 ── planned ┐┌ AQ-2026-12-22-opening ────────┐
    │   # Start Min For        Who         Title                      ││ Welcome, apologies and quorum │
    │▌  1 14:00   3 standing               Welcome, apologies and quo…││                               │
    │   2 14:03   2 standing               Competition-law reminder   ││ For      standing item        │
    │   3 14:05   2 standing               Declarations of interest   ││ State    accepted             │
    │   4 14:07   2 approval               Adoption of the agenda     ││ Minutes  3 min                │
    │   5 14:09   3 approval               Minutes of the last meeting││                               │
    │   6 14:12  10 standing               Open actions               ││                               │
    │   7 14:22   3 standing               Any other business         ││                               │
    │   8 14:25   2 standing               Next meeting               ││                               │
    │     14:27      27 planned of 90 · 63 min free                   ││                               │
    │                                                                 ││                               │
    │ In the pool                                                     ││                               │
    │   · prop.  15 discussion ◆AM Rowan   Days from the end of an au…││                               │
    │   · prop.  20 discussion ●SX Cedar   Shadow audits: reading the…││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it                     │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Shift+↓ Move down  m Move  + +5 min  a Add  e Edit  p Pool  G Start    . More  Ctrl+P Find  ? Help
    ");
    assert_eq!(record(&screen, Kind::Meeting, "AQ-2026-12-22").text("title"), "Meeting of 22 December 2026");
    // It stands there once.
    assert!(!screen.app.desk.planned.keys().any(|it| it.as_str() == "AQ-2026-12-22"));
    // Nothing of it is saved, and it is only planned again once nobody looks at it.
    assert_eq!(screen.keys("Esc Esc u").message(), "There is nothing of yours to undo");
    assert!(screen.app.desk.planned.keys().any(|it| it.as_str() == "AQ-2026-12-22"));
}

#[test]
fn whose_it_is_not_to_plan_reads_that_it_is_planned() {
    let mut screen = as_person("cedar");
    let before = screen.keys("3 / '22 december' Enter").frame();
    insta::assert_snapshot!(screen.keys("Enter").message(), @"It is planned by the series of AQ, and nothing is on it yet");
    assert_eq!(screen.keys("Up").frame().lines().count(), before.lines().count());
    assert!(screen.app.desk.planned.keys().any(|it| it.as_str() == "AQ-2026-12-22"));
}

#[test]
fn an_edit_a_move_and_a_cancelling_make_it_a_record_too() {
    let mut screen = as_person("birch");
    screen.keys("3 / '22 december' Enter e");
    let edited = screen.keys("Ctrl+U 'Last one of the year' Ctrl+S").message();
    screen.keys("Esc / '6 january' Enter P");
    let form = screen.frame();
    let moved = screen.keys("Ctrl+U '2027-01-07 10:00' Enter").message();
    screen.keys("Esc / '14 january' Enter Del");
    let cancelled = screen.keys("'Nobody can come' Enter").message();
    insta::assert_snapshot!(format!("{edited}\n{moved}\n{cancelled}"), @r"
    Saved Add meeting AQ-2026-12-22: Last one of the year. Ctrl+Z undoes
    Saved DC-2027-01-06: postponed to 7 Jan 2027 10:00. Ctrl+Z undoes
    Saved TH-2027-01-14: cancelled: Nobody can come. Ctrl+Z undoes
    ");
    insta::assert_snapshot!(lines_with(&form, &["Postpone", "Start", "stays"]), @r"
    ╔ Postpone · DC-2027-01-06 Meeting of 6 January 2027 ══════════════════════════════╗
    ║ Start *        [Wed 6 Jan 2027 10:00                                           ] ║
    ║ (i) Its id stays; the old time stands beside the new one.                        ║
    ║ [ Postpone  Ctrl+S ]  [ Leave it  Esc ]   Enter saves · ↓ calendar               ║
    ");
    let moved = record(&screen, Kind::Meeting, "DC-2027-01-06");
    let row = moved.rows("moved").next().cloned().expect("a row");
    insta::assert_snapshot!(row.to_string(), @r#"
    by = "birch"
    from = 2027-01-06T10:00:00
    on = 2026-11-16
    to = 2027-01-07T10:00:00
    "#);
    assert_eq!(record(&screen, Kind::Meeting, "TH-2027-01-14").text("cancelled_reason"), "Nobody can come");
}

#[test]
fn a_day_to_which_another_meeting_was_moved_is_taken() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter P Ctrl+U '2026-12-22 10:00' Enter Esc");
    assert!(!screen.app.desk.planned.keys().any(|it| it.as_str() == "AQ-2026-12-22"));
}

#[test]
fn lists_on_the_command_line_tell_them_too() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("meeting list --group AQ"), @r"
    ID             START                  LENGTH  STATE                  TITLE
    AQ-2026-10-27  Tue 27 Oct 2026 14:00  1 h 30  minutes approved       Fifth meeting
    AQ-2026-11-24  Tue 24 Nov 2026 14:00  1 h 30  planned                Sixth meeting
    AQ-2026-12-22  Tue 22 Dec 2026 14:00  1 h 30  planned by the series  Meeting of 22 December 2026
    ");
    let told = shell.json("meeting list --group AQ");
    let planned: Vec<String> = told["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| format!("{} {} {}", it["id"], it["state"], it["planned"]))
        .collect();
    insta::assert_snapshot!(planned.join("\n"), @r#"
    "AQ-2026-10-27" "minutes-approved" null
    "AQ-2026-11-24" "planned" null
    "AQ-2026-12-22" "planned" true
    "#);
    insta::assert_snapshot!(shell.run("meeting list --filter 'group:AQ start>=2026-12-01'"), @r"
    ID             START                  LENGTH  STATE                  TITLE
    AQ-2026-12-22  Tue 22 Dec 2026 14:00  1 h 30  planned by the series  Meeting of 22 December 2026
    ");
}

#[test]
fn where_the_clocks_of_the_parties_differ_lists_tell_them_all() {
    let shell = Shell::example();
    shell.saves("org edit sedex --timezone Europe/London");
    let told = shell.run("meeting list --group AQ --filter 'start>=2026-11-01 start<2027-01-01'").to_string();
    insta::assert_snapshot!(told, @r"
    ID             START                                          LENGTH  STATE                  TITLE
    AQ-2026-11-24  Tue 24 Nov 2026 14:00 Brussels = 13:00 London  1 h 30  planned                Sixth meeting
    AQ-2026-12-22  Tue 22 Dec 2026 14:00 Brussels = 13:00 London  1 h 30  planned by the series  Meeting of 22 December 2026
    ");
    let folder = tempfile::tempdir().expect("folder");
    copy(&shell.root(), &folder.path().join("w"));
    let mut screen = of_person(folder, "birch").sized(140, 30);
    insta::assert_snapshot!(lines_with(&screen.keys("3").frame(), &["Meeting  ", "24 Nov"]), @r"
    Day         Time                          Group  Meeting                                          State                Agenda  Presiding
    Tue 24 Nov  14:00 Brussels = 13:00 London AQ     Sixth meeting                                    planned           79/90 min  ◆AM Maple
    ");
    let mut screen = screen.sized(100, 30);
    insta::assert_snapshot!(lines_with(&screen.frame(), &["Meeting  ", "24 Nov"]), @r"
    Day         Time  Group  Meeting                          State                Agenda  Presiding
    Tue 24 Nov  14:00 AQ     Sixth meeting                    planned           79/90 min  ◆AM Maple
    ");
}
