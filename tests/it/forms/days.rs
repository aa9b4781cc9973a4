//! Days: typed, and taken from a month.

use super::form;
use crate::support::screen::Screen;

#[test]
fn a_month_opens_below_a_day_and_enter_takes_the_day_at_the_marker() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(form(screen.keys("4 / '7K3F' Enter d Down")), @r"
    ╔ Due · AQ 7K3F Draft the joint definition of a duplicate audit ═════════════╗
    ║ Due            [Mon 23 Nov 2026                                          ] ║
    ║                  November 2026                                             ║
    ║                   Mo  Tu  We  Th  Fr  Sa  Su                               ║
    ║                                            1                               ║
    ║                    2   3   4   5   6   7   8                               ║
    ║                    9  10  11  12  13  14  15                               ║
    ║                   16* 17  18  19  20  21  22                               ║
    ║                  [23] 24  25  26  27  28  29                               ║
    ║                   30                                                       ║
    ║                  → Monday 23 November 2026, in 7 days                      ║
    ║                  * today · ↑↓←→ · PgUp PgDn month · Enter takes it         ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]                                            ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    insta::assert_snapshot!(form(screen.keys("Down Right")), @r"
    ╔ Due · AQ 7K3F Draft the joint definition of a duplicate audit ═════════════╗
    ║ Due            [Mon 23 Nov 2026                                          ] ║
    ║                  December 2026                                             ║
    ║                   Mo  Tu  We  Th  Fr  Sa  Su                               ║
    ║                      [ 1]  2   3   4   5   6                               ║
    ║                    7   8   9  10  11  12  13                               ║
    ║                   14  15  16  17  18  19  20                               ║
    ║                   21  22  23  24  25  26  27                               ║
    ║                   28  29  30  31                                           ║
    ║                  → Tuesday 1 December 2026, in 15 days                     ║
    ║                  * today · ↑↓←→ · PgUp PgDn month · Enter takes it         ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]                                            ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("PgDn");
    assert!(form(&mut screen).contains("Friday 1 January 2027"), "{}", form(&mut screen));
    screen.keys("Esc");
    assert!(form(&mut screen).contains("[Mon 23 Nov 2026"), "{}", form(&mut screen));
    screen.keys("Down PgDn Home Enter");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Due · AQ 7K3F Draft the joint definition of a duplicate audit ═════════════╗
    ║•Due            [Tue 1 Dec 2026                                           ] ║
    ║                  → Tuesday 1 December 2026, in 15 days                     ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar               ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Enter");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
}

#[test]
fn keys_of_a_month_go_by_days_weeks_and_months_and_end_where_the_month_ends() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter d");
    for (keys, day) in [
        ("Right", "Tuesday 24 November 2026"),
        ("Left", "Sunday 22 November 2026"),
        ("Up", "Monday 16 November 2026"),
        ("Down", "Monday 30 November 2026"),
        ("Down Down", "Monday 7 December 2026"),
        ("PgDn PgDn PgDn", "Tuesday 23 February 2027"),
        ("PgUp", "Friday 23 October 2026"),
        ("Home", "Sunday 1 November 2026"),
        ("End", "Monday 30 November 2026"),
        // From the last day of a long month into a short one.
        ("PgDn End PgDn PgDn", "Sunday 28 February 2027"),
    ] {
        screen.keys("Down").keys(keys);
        assert!(form(&mut screen).contains(day), "{keys}: {}", form(&mut screen));
        screen.keys("Esc");
    }
}

#[test]
fn a_day_at_a_weekend_is_said_and_can_be_saved() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(form(screen.keys("4 / '7K3F' Enter d '22 nov'")), @r"
    ╔ Due · AQ 7K3F Draft the joint definition of a duplicate audit ═════════════╗
    ║•Due            [22 nov                                                   ] ║
    ║                  → Sunday 22 November 2026, in 6 days                      ║
    ║                  (i) that is a Sunday; it can be saved all the same        ║
    ║                                                                            ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar               ║
    ╚════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Enter");
    assert!(screen.message().starts_with("Saved"), "{}", screen.message());
}

#[test]
fn the_time_beside_a_day_stays() {
    let mut screen = Screen::of_template();
    screen.keys("3 e");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ CO-2026-11-20 Fourth meeting ════════════════════════════════════════════════════╗
    ║ Title *        [Fourth meeting                                                 ] ║
    ║                  What the meeting is called                                      ║
    ║ Start *        [Fri 20 Nov 2026 10:00                                          ] ║
    ║ Time zone *    [Europe/Brussels                                                ] ║
    ║ Length *       [90                                                             ] ║
    ║ Kind           < ordinary >  1 of 4                                              ║
    ║ Mode           ( ) remote  ( ) in person  (•) both                               ║
    ║ Place          [Brussels                                                       ] ║
    ║ Link           [https://meet.example.org/co                                    ] ║
    ║ Presiding      [Alder Placeholder                                              ] ║
    ║ Scribe         [Oak Placeholder                                                ] ║
    ║ ▸ More fields (2)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled                             ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Tab Down Right Enter");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ CO-2026-11-20 Fourth meeting ════════════════════════════════════════════════════╗
    ║ Title *        [Fourth meeting                                                 ] ║
    ║•Start *        [Sat 21 Nov 2026 10:00                                          ] ║
    ║                  → Sat 21 Nov 2026 10:00                                         ║
    ║                  (i) that is a Saturday; it can be saved all the same            ║
    ║ Time zone *    [Europe/Brussels                                                ] ║
    ║ Length *       [90                                                             ] ║
    ║ Kind           < ordinary >  1 of 4                                              ║
    ║ Mode           ( ) remote  ( ) in person  (•) both                               ║
    ║ Place          [Brussels                                                       ] ║
    ║ Link           [https://meet.example.org/co                                    ] ║
    ║ Presiding      [Alder Placeholder                                              ] ║
    ║ Scribe         [Oak Placeholder                                                ] ║
    ║ ▸ More fields (2)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   ↓ calendar   1 field changed                 ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
}
