//! Choosing people, records and values from a list below the field.

use comity::tui::app::Overlay;

use super::{behind, form};
use crate::support::screen::Screen;

/// A form of the first action, with two people whose names have accents.
fn of_action() -> Screen {
    let mut screen = Screen::of_template();
    let zoe = "name = \"Zoë Ångström\"\norg = \"amfori\"\nemail = \"zoe@example.org\"\n";
    behind(&mut screen, "people/zoe.toml", |_| zoe.to_owned());
    behind(&mut screen, "people/asa.toml", |_| zoe.replace("zoe", "asa").replace("Zoë", "Åsa"));
    screen.keys("4 / '7K3F' Enter e");
    screen
}

/// What the field in focus holds.
fn text(screen: &Screen) -> String {
    match &screen.app.overlay {
        Some(Overlay::Form(form)) => form.text(),
        _ => String::new(),
    }
}

#[test]
fn typing_offers_the_people_that_fit_with_their_organisation() {
    let mut screen = of_action();
    insta::assert_snapshot!(form(screen.keys("Tab 'a'")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║•Who            [a                                                              ] ║
    ║                  ▌Alder Placeholder                                        ●SX   ║
    ║                   Åsa Ångström                                             ◆AM   ║
    ║                   Maple Placeholder                                        ◆AM   ║
    ║                   Oak Placeholder                                          ◆AM   ║
    ║                   Rowan Placeholder                                        ◆AM   ║
    ║                   Spruce Placeholder                                       ◆AM   ║
    ║                  8 of 11 · Enter chooses · ↓ the next                            ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 field changed                                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Backspace 'lder'");
    assert_eq!(text(&screen), "lder");
    screen.keys("Enter");
    assert_eq!(text(&screen), "Alder Placeholder");
}

#[test]
fn a_name_is_found_without_its_accents_and_in_any_case() {
    let mut screen = of_action();
    insta::assert_snapshot!(form(screen.keys("Tab 'ANGSTR'")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║•Who            [ANGSTR                                                         ] ║
    ║                  ▌Åsa Ångström                                             ◆AM   ║
    ║                   Zoë Ångström                                             ◆AM   ║
    ║                  2 of 11 · Enter chooses · ↓ the next                            ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 field changed                                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Down Down Enter");
    assert_eq!(text(&screen), "Zoë Ångström");
    let mut screen = of_action();
    screen.keys("Tab 'åsa å' Enter");
    assert_eq!(text(&screen), "Åsa Ångström");
}

#[test]
fn arrows_lead_into_the_list_and_out_of_it_again() {
    let mut screen = of_action();
    insta::assert_snapshot!(form(screen.keys("Tab Down Down")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║                  → ●SX Alder Placeholder                                         ║
    ║                   Alder Placeholder                                        ●SX   ║
    ║                  ▌Åsa Ångström                                             ◆AM   ║
    ║                   Birch Placeholder                                        ●SX   ║
    ║                   Cedar Placeholder                                        ●SX   ║
    ║                   Elm Placeholder                                          ●SX   ║
    ║                   Maple Placeholder                                        ◆AM   ║
    ║                  11 · ↑↓ · Enter chooses · Esc back                              ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]                                                  ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Enter");
    assert_eq!(text(&screen), "Åsa Ångström");
    screen.keys("Down Esc");
    assert_eq!(text(&screen), "Åsa Ångström");
    assert!(form(&mut screen).contains("•Who"));
    // Upwards over the first line one is in the text again, and once more at the field before.
    screen.keys("Ctrl+Z Down Home Up Up Up");
    assert_ne!(text(&screen), "Åsa Ångström");
}

#[test]
fn several_are_ticked_with_space() {
    let mut screen = of_action();
    screen.keys("Tab Tab Tab Tab Tab Tab");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║                  → ◆AM Rowan Placeholder                                         ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ list                    ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Down Home Space Down Down Space");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║•Helpers        [Rowan Placeholder, Alder Placeholder, Birch Placeholder        ] ║
    ║                  → ●SX Alder Placeholder, ●SX Birch Placeholder, ◆AM Rowan       ║
    ║                  Placeholder                                                     ║
    ║                   [x] Alder Placeholder                                    ●SX   ║
    ║                   [ ] Åsa Ångström                                         ◆AM   ║
    ║                  ▌[x] Birch Placeholder                                    ●SX   ║
    ║                   [ ] Cedar Placeholder                                    ●SX   ║
    ║                   [ ] Elm Placeholder                                      ●SX   ║
    ║                   [ ] Maple Placeholder                                    ◆AM   ║
    ║                  11 · ↑↓ · Space ticks · Enter takes what is ticked              ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 field changed                                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Space Enter");
    insta::assert_snapshot!(text(&screen), @"Rowan Placeholder, Alder Placeholder");
    screen.keys("', '");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║•Helpers        [Rowan Placeholder, Alder Placeholder,                          ] ║
    ║                  → ●SX Alder Placeholder, ◆AM Rowan Placeholder                  ║
    ║                   [x] Alder Placeholder                                    ●SX   ║
    ║                   [ ] Åsa Ångström                                         ◆AM   ║
    ║                   [ ] Birch Placeholder                                    ●SX   ║
    ║                   [ ] Cedar Placeholder                                    ●SX   ║
    ║                   [ ] Elm Placeholder                                      ●SX   ║
    ║                   [ ] Maple Placeholder                                    ◆AM   ║
    ║                  11 · ↓ into the list                                            ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   * must be filled   1 field changed             ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("'zo' Enter");
    insta::assert_snapshot!(text(&screen), @"");
}

#[test]
fn whoever_types_on_is_not_held_up() {
    let mut screen = of_action();
    // The identifier stands there whole: nothing is offered, and Enter goes on to the next field.
    screen.keys("Tab 'birch'");
    assert!(!form(&mut screen).contains("into the list"));
    screen.keys("Enter");
    assert!(form(&mut screen).contains("•Who            [birch"), "{}", form(&mut screen));
    screen.keys("Ctrl+S");
    assert!(screen.message().contains("Saved"), "{}", screen.message());
}

#[test]
fn the_question_of_one_line_offers_them_too() {
    let mut screen = of_action();
    screen.keys("Esc w 'wan'");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Who · AQ 7K3F Draft the joint definition of a duplicate audit ═══════════════════╗
    ║•Who            [wan                                                            ] ║
    ║                  ▌Rowan Placeholder                                        ◆AM   ║
    ║                  1 of 11 · Enter chooses · ↓ the next                            ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 field changed                                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Enter Enter");
    insta::assert_snapshot!(screen.message(), @"Saved AQ-A26-7K3F: owner ●SX Alder -> ◆AM Rowan. Ctrl+Z undoes");
}

#[test]
fn who_has_left_is_not_offered_and_can_be_typed() {
    let mut screen = of_action();
    behind(&mut screen, "people/zoe.toml", |it| it + "status = \"left\"\n");
    screen.keys("Tab 'angs'");
    let frame = form(&mut screen);
    assert!(frame.contains("Åsa Ångström") && !frame.contains("Zoë Ångström"), "{frame}");
    screen.keys("Ctrl+U 'zoe'");
    assert!(form(&mut screen).contains("→ ◆AM Zoë Ångström"), "{}", form(&mut screen));
}

#[test]
fn meetings_are_found_by_their_titles_with_group_and_day() {
    let mut screen = of_action();
    insta::assert_snapshot!(form(screen.keys("Tab Tab Tab Tab Tab Tab Tab 'meeting'")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║•Raised at      [meeting                                                        ] ║
    ║                  ▌Fifth meeting                                      AQ 27 Oct   ║
    ║                   Sixth meeting                                      AQ 24 Nov   ║
    ║                   Fourth meeting                                      CB 2 Dec   ║
    ║                   Fourth meeting                                     CI 30 Nov   ║
    ║                   Fourth meeting                                     CO Fri 20   ║
    ║                   Fourth meeting                                     DC 25 Nov   ║
    ║                  7 · Enter chooses · ↓ the next                                  ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ ▸ More fields (6)                                                                ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]   1 field changed                                ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("Down Down Enter");
    insta::assert_snapshot!(text(&screen), @"AQ-2026-11-24");
}

#[test]
fn what_is_ticked_stays_ticked_and_what_is_not_is_not_chosen_by_the_way() {
    let mut screen = of_action();
    screen.keys("Tab Tab Tab Tab Tab Tab Down Space Enter");
    assert_eq!(text(&screen), "");
    // Without a tick Enter adds the one at the marker, and one that is there already stays once.
    screen.keys("Down Home Enter Down Down Enter");
    insta::assert_snapshot!(text(&screen), @"Alder Placeholder, Åsa Ångström");
    screen.keys("Down Home Enter");
    insta::assert_snapshot!(text(&screen), @"Alder Placeholder, Åsa Ångström");
}

#[test]
fn a_list_has_room_on_every_screen() {
    for (width, height) in [(200, 60), (80, 24), (60, 16), (40, 10), (39, 9), (5, 3), (1, 1)] {
        let mut screen = of_action();
        screen.resize(width, height);
        let frame = screen.keys("Tab Down Down Down").frame();
        assert!(width < 40 || frame.contains("▌Birch"), "{frame}");
        let frame = screen.keys("Esc Tab Down PgDn").frame();
        assert!(width < 60 || frame.contains("[23]"), "{frame}");
    }
}

#[test]
fn more_choices_than_five_are_a_list() {
    let mut screen = Screen::of_template();
    screen.keys("2 e");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ CO Working-group collaboration ══════════════════════════════════════════════════╗
    ║ Name *         [Working-group collaboration                                    ] ║
    ║                  What the group is called                                        ║
    ║ Area           [CO                                                             ] ║
    ║ State          ( ) proposed  (•) active  ( ) dormant  ( ) closed                 ║
    ║ Mission        [Have management team members of each organisation take a role …] ║
    ║ In scope       [Who takes which role in which group; Progress of the six areas…] ║
    ║ Out of scope   [The content of the other five groups' work; Prices, costs, mar…] ║
    ║ Deliverables   [Register of roles; Progress report each half-year; Review of t…] ║
    ║ Led by         [amfori, sedex                                                  ] ║
    ║ Steers         (•) yes  ( ) no                                                   ║
    ║ ▸ More fields (12), with rules and series                                        ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled                             ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    let mut screen = Screen::of_template();
    screen.keys("5 Enter Down");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Alder Placeholder · Audit quality measures: co-chair since 29 Jun 2026 for ●SX ══╗
    ║ Role *         < co-chair >  1 of 11                                             ║
    ║                  ▌co-chair                                                       ║
    ║                   chair                                                          ║
    ║                   vice-chair                                                     ║
    ║                   secretary                                                      ║
    ║                   rapporteur                                                     ║
    ║                   member                                                         ║
    ║                  11 · ↑↓ · Enter chooses · Esc back                              ║
    ║ For            [sedex                                                          ] ║
    ║ From *         [Mon 16 Nov 2026                                                ] ║
    ║ Until          [                                                               ] ║
    ║ In place of    [                                                               ] ║
    ║ Alternate for  [                                                               ] ║
    ║ Basis          [                                                               ] ║
    ║ Keeps others   ( ) yes  ( ) no                                                   ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Back  Esc ]                                                  ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
    screen.keys("'v' Enter");
    insta::assert_snapshot!(form(&mut screen), @r"
    ╔ Alder Placeholder · Audit quality measures: co-chair since 29 Jun 2026 for ●SX ══╗
    ║•Role *         < vice-chair >  3 of 11                                           ║
    ║                  What they are in the group from now on                          ║
    ║ For            [sedex                                                          ] ║
    ║ From *         [Mon 16 Nov 2026                                                ] ║
    ║ Until          [                                                               ] ║
    ║ In place of    [                                                               ] ║
    ║ Alternate for  [                                                               ] ║
    ║ Basis          [                                                               ] ║
    ║ Keeps others   ( ) yes  ( ) no                                                   ║
    ║ (i) AQ: ●SX Alder is vice-chair for ●SX from 16 Nov 2026                         ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ list   1 field changed  ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
}

#[test]
fn what_is_typed_where_several_stand_is_another_one() {
    let mut screen = of_action();
    screen.keys("Tab Tab");
    for _ in 0..20 {
        if text(&screen) != "Rowan Placeholder" {
            screen.keys("Tab");
        }
    }
    assert_eq!(text(screen.keys("'ma'")), "Rowan Placeholder, ma");
    // Who erases means what stands there.
    screen.keys("Ctrl+U 'rowan' BackTab Tab Backspace");
    assert_eq!(text(&screen), "rowa");
}

#[test]
fn a_name_for_a_file_gives_way_to_what_is_typed() {
    let mut screen = Screen::of_template();
    assert_eq!(text(screen.keys("4 x t '/there/list.csv'")), "/there/list.csv");
}
