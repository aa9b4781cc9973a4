//! What comes over from earlier meetings: proposed by rule, ticked, laid onto the agenda.

use super::{after, as_person, lines_with};

/// A meeting that was held, of which one item was put off and two were not reached.
const HELD: &[(&str, &str)] = &[
    ("06:50", "meeting postpone AQ-2026-11-24 --to 2026-11-16T07:10"),
    ("07:00", "meeting issue-agenda AQ-2026-11-24"),
    ("07:10", "meeting start AQ-2026-11-24"),
    ("07:11", "meeting notice AQ-2026-11-24"),
    ("07:11", "meeting attend AQ-2026-11-24 alder maple"),
    ("07:12", "item take C3VN"),
    ("07:30", "item conclude C3VN agreed"),
    ("08:00", "meeting end AQ-2026-11-24"),
    ("08:10", "meeting issue-minutes AQ-2026-11-24"),
];

#[test]
fn what_comes_over_is_offered_where_a_meeting_has_no_business_yet() {
    let mut screen = after("birch", HELD);
    insta::assert_snapshot!(screen.keys("3 / '22 december' Enter Enter").frame(), @"
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
    │     1╔ What comes over to AQ-2026-12-22 ═══════════════════════════════════ 2 of 2 ticked ╗      │
    │      ║▌[x] Counting audits that are led by two auditors     deferred at AQ-2026-11-24     ║      │
    │ In th║ [x] Programme of the calibration workshop            deferred at AQ-2026-11-24     ║      │
    │   · p║                                                                                    ║      │
    │   · p║ Enter lays what is ticked onto the agenda; what is not can still come over later.  ║      │
    │      ╚════════════════════════════════════════════════════════════════════════════════════╝      │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it                     │
    │ (i) 2 things could come over from earlier meetings. o lists them                                 │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Space Tick  Enter Yes  ↑ Up  ↓ Down  Esc Back
    ");
    // The first line loses its tick; the others come over, as one change.
    insta::assert_snapshot!(lines_with(&screen.keys("Space").frame(), &["[x]", "[ ]", "ticked"]), @r"
    1╔ What comes over to AQ-2026-12-22 ═══════════════════════════════════ 1 of 2 ticked ╗
    ║▌[ ] Counting audits that are led by two auditors     deferred at AQ-2026-11-24     ║
    In th║ [x] Programme of the calibration workshop            deferred at AQ-2026-11-24     ║
    · p║ Enter lays what is ticked onto the agenda; what is not can still come over later.  ║
    ");
    insta::assert_snapshot!(screen.keys("Enter").message(), @"Saved AQ-2026-12-22: 1 carried over. Ctrl+Z undoes");
    insta::assert_snapshot!(screen.frame(), @r"
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
    │   7 14:22  20 approval   ◆AM Maple   Programme of the calibrati…││                               │
    │   8 14:42   3 standing               Any other business         ││                               │
    │   9 14:45   2 standing               Next meeting               ││                               │
    │     14:47      47 planned of 90 · 43 min free                   ││                               │
    │                                                                 ││                               │
    │ In the pool                                                     ││                               │
    │   · prop.  15 discussion ◆AM Rowan   Days from the end of an au…││                               │
    │   · prop.  20 discussion ●SX Cedar   Shadow audits: reading the…││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it                     │
    │ (i) 1 thing could come over from earlier meetings. o lists them                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Saved AQ-2026-12-22: 1 carried over. Ctrl+Z undoes                                           Saved
     Shift+↓ Move down  m Move  + +5 min  a Add  e Edit  p Pool  G Start    . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn nothing_ticked_is_fine_and_the_key_offers_it_again() {
    let mut screen = after("birch", HELD);
    screen.keys("3 / '22 december' Enter Enter");
    let offered = screen.frame().matches("[x]").count();
    screen.keys("Esc");
    assert!(!screen.frame().contains("[x]"));
    // It is offered by itself once; then by its key.
    assert!(!screen.keys("Esc Enter").frame().contains("[x]"));
    assert_eq!(screen.keys("o").frame().matches("[x]").count(), offered);
    for _ in 0..offered {
        screen.keys("Space Down");
    }
    insta::assert_snapshot!(screen.keys("Enter").message(), @"Nothing was carried over");
}

#[test]
fn what_is_on_the_agenda_already_is_not_offered() {
    let mut screen = after("birch", HELD);
    screen.keys("3 / '22 december' Enter Enter Enter");
    assert!(!screen.app.can(comity::tui::command::Command::CarryOver), "{}", screen.frame());
    // A member reads the agenda, and lays nothing on it.
    let mut screen = as_person("cedar");
    assert!(!screen.keys("3 / 'CB-' Enter Enter").frame().contains("[x]"));
}
