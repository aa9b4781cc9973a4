//! The page People: the matrix as frames, and what keys do to who sits where.

use comity::model::record::Fields;
use comity::model::{Kind, RecordId};
use comity::tui::keymap::Context;
use comity::tui::theme::Theme;

use crate::support::sandbox::git;
use crate::support::screen::Screen;
use crate::support::shell::{Shell, copy};

fn subject(screen: &Screen) -> String {
    let out = git(&screen.root()).args(["log", "-1", "--format=%s"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

fn commits(screen: &Screen) -> usize {
    let out = git(&screen.root()).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}

/// The terms of a membership, one a line: role, first day, last day.
fn terms(screen: &Screen, member: &str) -> String {
    let id = RecordId::new(Kind::Member, member).expect(member);
    let Some(record) = screen.app.desk.snapshot.get(&id) else { return String::new() };
    let day = |row: &toml::Table, key: &str| row.date(key).map(|it| it.to_string()).unwrap_or_default();
    let rows = record.rows("term").map(|it| format!("{} {} {}", it.text("role"), day(it, "from"), day(it, "until")));
    rows.map(|it| it.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_matrix_at_120_by_40() {
    let mut screen = Screen::of_template().sized(120, 40);
    insta::assert_snapshot!(screen.keys("5 Right").frame(), @r"
     Sedex and amfori (BSCI)  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync                ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ           CB           CI           CO           DC           TH            Groups Open     │
    │                       Audit quali… Shared capa… Continuous … Working-gro… Data collab… Trafficking…                  │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                                            │
    │▌ Alder Placeholder    CHAIR       ▌CHAIR        CHAIR        CHAIR        CHAIR        CHAIR          6 (!)    1     │
    │  Birch Placeholder    secr.        secr.        secr.        secr.        secr.        secr.          6 (!)    2     │
    │  Cedar Placeholder    member       member       member       ·            member       member         5 (!)    2     │
    │  Elm Placeholder      ·            ·            ·            member       ·            ·                  1    0     │
    │ ◆AM amfori                                                                                                           │
    │  Maple Placeholder    CHAIR        CHAIR        CHAIR        CHAIR        CHAIR        CHAIR          6 (!)    1     │
    │  Oak Placeholder      secr.        secr.        secr.        secr.        secr.        secr.          6 (!)    1     │
    │  Rowan Placeholder    member       member       member       ·            member       member         5 (!)    2     │
    │  Spruce Placeholder   ·            ·            ·            member       ·            ·                  1    0     │
    │ ▲AP Association of Professional Social Compliance Auditors (APSCA)                                                   │
    │  Willow Placeholder   liaison      ·            ·            ·            ·            ·                  1    1     │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX seats             3/3          3/3          3/3          3/3          3/3          3/3                           │
    │ ◆AM seats             3/3          3/3          3/3          3/3          3/3          3/3                           │
    │ Not filled            ·            ·            ·            ·            ·            ·                             │
    │ Co-chairs from both   yes          yes          yes          yes          yes          yes                           │
    │ Exchange              n/a          yes          n/a          n/a          yes          n/a                           │
    │                                                                                                                      │
    │                                                                                                                      │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on                                │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
     Alder Placeholder · Shared capacity building: co-chair since 29 Jun 2026 for ●SX                                 Saved
     Enter Set role  Space Open  a Add  e Edit  o Only one side  / Filter  d As of  p Ended     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn the_matrix_at_100_by_30() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("5 Down Down Right Right Right").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │  Alder Placeholder    CHAIR     CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Birch Placeholder    secr.     secr.     secr.     secr.     secr.     secr.       6 (!)    2   │
    │▌ Cedar Placeholder    member    member    member   ▌·         member    member      5 (!)    2   │
    │  Elm Placeholder      ·         ·         ·         member    ·         ·               1    0   │
    │ ◆AM amfori                                                                                       │
    │  Maple Placeholder    CHAIR     CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Oak Placeholder      secr.     secr.     secr.     secr.     secr.     secr.       6 (!)    1   │
    │  Rowan Placeholder    member    member    member    ·         member    member      5 (!)    2   │
    │  Spruce Placeholder   ·         ·         ·         member    ·         ·               1    0   │
    │ ▲AP Association of Professional Social Compliance Auditors (APSCA)                               │
    │  Willow Placeholder   liaison   ·         ·         ·         ·         ·               1    1   │
    │                                                                                                  │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX seats             3/3       3/3       3/3       3/3       3/3       3/3                      │
    │ ◆AM seats             3/3       3/3       3/3       3/3       3/3       3/3                      │
    │ Not filled            ·         ·         ·         ·         ·         ·                        │
    │ Co-chairs from both   yes       yes       yes       yes       yes       yes                      │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Cedar Placeholder · Working-group collaboration: not in the group                            Saved
     Enter Set role  Space Open  a Add  e Edit  o Only one side  / Filter   . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn the_matrix_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("5 Down Down Right Right Right Right Right").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions [5 People] 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ People and groups ────────────────────────────────────── 9 people · 6 groups ┐
    │ ← 3-6 of 6            CI       CO       DC       TH        Groups Open       │
    │ ──────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                    │
    │  Alder Placeholder    CHAIR    CHAIR    CHAIR    CHAIR      6 (!)    1       │
    │  Birch Placeholder    secr.    secr.    secr.    secr.      6 (!)    2       │
    │▌ Cedar Placeholder    member   ·        member  ▌member     5 (!)    2       │
    │  Elm Placeholder      ·        member   ·        ·              1    0       │
    │ ◆AM amfori                                                                   │
    │  Maple Placeholder    CHAIR    CHAIR    CHAIR    CHAIR      6 (!)    1       │
    │  Oak Placeholder      secr.    secr.    secr.    secr.      6 (!)    1       │
    │ ──────────────────────────────────────────────────────────────────────────── │
    │ ●SX seats             3/3      3/3      3/3      3/3                         │
    │ ◆AM seats             3/3      3/3      3/3      3/3                         │
    │ Not filled            ·        ·        ·        ·                           │
    │ Co-chairs from both   yes      yes      yes      yes                         │
    │ Exchange              n/a      n/a      yes      n/a                         │
    │                                                                              │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  H more   │
    └──────────────────────────────────────────────────────────────────────────────┘
     Cedar · TH: member since 29 Jun 2026 for ●SX                             Saved
     Enter Set role  Space Open  a Add  e Edit          . More  Ctrl+P Find  ? Help
    ");
}

/// A template in which somebody has every role there is, and many people sit for one side.
fn crowded() -> Screen {
    let mut screen = Screen::of_template();
    let roles = ["chair", "vice-chair", "rapporteur", "alternate", "liaison", "observer", "invited-expert", "member"];
    for (at, role) in roles.into_iter().cycle().take(40).enumerate() {
        let name = format!("person-{at:02}");
        let person = format!("name = \"Person {at:02}\"\norg = \"sedex\"\nstatus = \"active\"\n");
        std::fs::write(screen.root().join(format!("people/{name}.toml")), person).expect("written");
        let term = format!("[[term]]\nrole = \"{role}\"\nfor_org = \"sedex\"\nfrom = 2026-01-12\n");
        std::fs::write(screen.root().join(format!("groups/CB/members/{name}.toml")), term).expect("written");
    }
    screen.look();
    screen
}

#[test]
fn the_legend_explains_each_sign_once_and_is_never_cut() {
    for ascii in [false, true] {
        for (width, height) in [(80, 24), (100, 30), (120, 40)] {
            let mut screen =
                crowded().sized(width, height).themed(Theme { ascii, ..if ascii { Theme::MONO } else { Theme::DARK } });
            let frame = screen.keys("5 p").frame();
            let side = if ascii { '|' } else { '│' };
            let inner = frame.lines().map(|it| it.trim_matches(side).trim());
            let legend: Vec<&str> = inner.skip_while(|it| !it.starts_with("CHAIR co-chair")).take(2).collect();
            let legend = legend.join("  ");
            let all: Vec<&str> = legend.split("  ").map(str::trim).filter(|it| !it.is_empty()).collect();
            assert_eq!(all.iter().filter(|it| it.starts_with("CHAIR")).count(), 1, "{frame}");
            assert!(all.contains(&"CHAIR co-chair or chair") && !legend.contains(['…', '~']), "{frame}");
            // Either all of it is there, or the key that tells the rest.
            assert!(all.contains(&"H more") || all.contains(&"n/a not agreed on"), "{frame}");
        }
    }
}

#[test]
fn the_signs_of_the_matrix_are_told_first_where_one_asks_for_them() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("5 H").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions [5 People] 6 Hist 7 Sync   ●SX + ◆AM
     E╔ What the signs mean ═════════════════════════════════════════ Esc closes ╗
    ┌ ║ People and groups                                                        ║ ┐
    │ ║  CHAIR     co-chair or chair                                             ║ │
    │ ║  vice      vice-chair                                                    ║ │
    │ ║  secr.     secretary                                                     ║ │
    │▌║  rapp.     rapporteur                                                    ║ │
    │ ║  alt.      alternate                                                     ║ │
    │ ║  obs.      observer                                                      ║ │
    │ ║  expert    invited expert                                                ║ │
    │ ║  ·         not in the group                                              ║ │
    │ ║  (member)  a role that has ended                                         ║ │
    │ ║  5 (!)     sits in more groups than one person can do well               ║ │
    │ ║  2/3       seats that a party holds, of those agreed                     ║ │
    │ ║  1 (open)  seats agreed on that nobody holds                             ║ │
    │ ║  Exchange  does each party's management sit in what the others lead?     ║ │
    │ ║  NO (!)    not as the parties agreed                                     ║ │
    │ ║  n/a       nothing is agreed on that for this group                      ║ │
    │ ║                                                                          ║ │
    │ ║ Elsewhere                                                                ║ │
    │ ║  <>        both sides wrote something else in it; somebody has to        ║ │
    └─║ … ↓ shows more                                                           ║─┘
      ╚══════════════════════════════════════════════════════════════════════════╝d
     ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn above_whom_one_sees_stands_their_organisation_however_far_down() {
    let mut screen = crowded();
    for (width, height) in [(120, 40), (100, 30), (80, 24), (46, 16)] {
        screen.resize(width, height);
        for key in ["5 Home", "Down", "PgDn", "PgDn", "Up", "Up", "PgUp", "End", "Up", "Up", "Up", "PgUp"] {
            let frame = screen.keys(key).frame();
            let mut rows = frame.lines().skip_while(|it| !it.contains("AQ")).skip(1);
            let first = rows.find(|it| !it.contains("──") && !it.contains("Shared")).unwrap_or_default();
            assert!(first.contains("●SX Sedex") || first.contains("◆AM amfori"), "{key}\n{frame}");
            assert!(frame.lines().any(|it| it.starts_with("│▌")), "{key}\n{frame}");
        }
    }
    screen.resize(80, 24);
    insta::assert_snapshot!(screen.keys("Home PgDn PgDn").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions [5 People] 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ People and groups ───────────────────────────────────── 49 people · 6 groups ┐
    │   1-4 of 6 →          AQ       CB       CI       CO        Groups Open       │
    │ ──────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                    │
    │▌ Person 12           ▌·        liaison  ·        ·              1    0       │
    │  Person 13            ·        obs.     ·        ·              1    0       │
    │  Person 14            ·        expert   ·        ·              1    0       │
    │  Person 15            ·        member   ·        ·              1    0       │
    │  Person 16            ·        CHAIR    ·        ·              1    0       │
    │  Person 17            ·        vice     ·        ·              1    0       │
    │  Person 18            ·        rapp.    ·        ·              1    0       │
    │ ──────────────────────────────────────────────────────────────────────────── │
    │ ●SX seats             3/3      23/3     3/3      3/3                         │
    │ ◆AM seats             3/3      3/3      3/3      3/3                         │
    │ Not filled            ·        ·        ·        ·                           │
    │ Co-chairs from both   yes      yes      yes      yes                         │
    │ Exchange              n/a      yes      n/a      n/a                         │
    │                                                                              │
    │ CHAIR co-chair or chair  vice vice-chair  secr. secretary  H more            │
    └──────────────────────────────────────────────────────────────────────────────┘
     Person 12 · Audit quality measures: not in the group Saved · 80 edited by hand
     Enter Set role  Space Open  a Add  e Edit          . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn a_page_of_groups_further_shows_the_groups_behind_these_and_the_cursor_keeps_its_place() {
    let mut screen = Screen::of_template().sized(80, 24);
    let mut heads = |keys: &str| {
        let frame = screen.keys(keys).frame();
        let line = |part: &str| frame.lines().find(|it| it.contains(part)).unwrap_or_default().to_owned();
        format!("{}\n{}", line("Groups Open"), line(" ●SX  ").trim_end())
    };
    insta::assert_snapshot!(heads("5 Right"), @r"
    │   1-4 of 6 →          AQ       CB       CI       CO        Groups Open       │
     Alder · CB: co-chair since 29 Jun 2026 for ●SX                           Saved
    ");
    insta::assert_snapshot!(heads("Ctrl+Right"), @r"
    │ ← 3-6 of 6            CI       CO       DC       TH        Groups Open       │
     Alder · TH: co-chair since 29 Jun 2026 for ●SX                           Saved
    ");
    insta::assert_snapshot!(heads("Ctrl+Right"), @r"
    │ ← 3-6 of 6            CI       CO       DC       TH        Groups Open       │
     Alder · TH: co-chair since 29 Jun 2026 for ●SX                           Saved
    ");
    insta::assert_snapshot!(heads("Ctrl+Left"), @r"
    │   1-4 of 6 →          AQ       CB       CI       CO        Groups Open       │
     Alder · CB: co-chair since 29 Jun 2026 for ●SX                           Saved
    ");
    insta::assert_snapshot!(heads("Ctrl+Left"), @r"
    │   1-4 of 6 →          AQ       CB       CI       CO        Groups Open       │
     Alder · AQ: co-chair since 29 Jun 2026 for ●SX                           Saved
    ");
}

#[test]
fn the_matrix_at_46_by_16_and_without_colour_and_signs() {
    let theme = Theme { ascii: true, ..Theme::MONO };
    let mut screen = Screen::of_template().sized(46, 16).themed(theme);
    insta::assert_snapshot!(screen.keys("5 Down Down Down Down").frame(), @r"
     Sedex a~  < 5 People >  1-7 pages  *SX + #AM
     Example. No document of Sedex or amfori; all~
    + People and groups ---- 9 people - 6 groups +
    |   1-3 of 6 >   AQ       CB       CI        |
    | *SX Sedex                                  |
    |  Birch Placeh~ secr.    secr.    secr.     |
    |  Cedar Placeh~ member   member   member    |
    |  Elm Placehol~ -        -        -         |
    | #AM amfori                                 |
    |> Maple Placeh~>CHAIR    CHAIR    CHAIR     |
    | *SX seats      3/3      3/3      3/3       |
    | #AM seats      3/3      3/3      3/3       |
    |                                            |
    +--------------------------------------------+
     Maple - AQ: co-chair since 29 Jun 202~ Saved
     Enter Set role  Space Open  a Add     ? Help
    ");
    assert!(screen.frame().is_ascii());
}

#[test]
fn a_co_chair_is_replaced_by_keys_alone() {
    let mut screen = Screen::of_template();
    screen.keys("5 / 'rowan' Enter Enter");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ───────────────────────────────────────────────── /rowan · 1 of 9 · Esc clears ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ◆AM amfori                                                                                       │
    │▌ Rowan Placeholder   ▌member    member    member    ·         member    member      5 (!)    2   │
    │                                                                                                  │
    │       ╔ Rowan Placeholder · Audit quality measures: member since 29 Jun 2026 for ◆AM ════╗       │
    │       ║ Role *         < member >  6 of 11                                               ║       │
    │       ║                  What they are in the group from now on                          ║       │
    │       ║ For            [amfori                                                         ] ║       │
    │       ║ From *         [Mon 16 Nov 2026                                                ] ║       │
    │       ║ Until          [                                                               ] ║       │
    │       ║ In place of    [                                                               ] ║       │
    │       ║ Alternate for  [                                                               ] ║       │
    │       ║ Basis          [                                                               ] ║       │
    │       ║ Keeps others   ( ) yes  ( ) no                                                   ║       │
    │ ──────║                                                                                  ║────── │
    │ ●SX se║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ list                    ║       │
    │ ◆AM se╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Not filled            ·         ·         ·         ·         ·         ·                        │
    │ Co-chairs from both   yes       yes       yes       yes       yes       yes                      │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    insta::assert_snapshot!(screen.keys("c Tab").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ───────────────────────────────────────────────── /rowan · 1 of 9 · Esc clears ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ◆AM amfori                                                                                       │
    │▌ Rowan Placeholder   ▌member    member    member    ·         member    member      5 (!)    2   │
    │                                                                                                  │
    │       ╔ Rowan Placeholder · Audit quality measures: member since 29 Jun 2026 for ◆AM ════╗       │
    │       ║•Role *         < co-chair >  1 of 11                                             ║       │
    │       ║ For            [amfori                                                         ] ║       │
    │       ║                  → ◆AM amfori                                                    ║       │
    │       ║ From *         [Mon 16 Nov 2026                                                ] ║       │
    │       ║ Until          [                                                               ] ║       │
    │       ║ In place of    [Maple Placeholder                                              ] ║       │
    │       ║ Alternate for  [                                                               ] ║       │
    │       ║ Basis          [                                                               ] ║       │
    │       ║ Keeps others   ( ) yes  ( ) no                                                   ║       │
    │ ──────║ (i) AQ: ◆AM Rowan is co-chair for ◆AM from 16 Nov 2026, in place of ◆AM Maple    ║────── │
    │ ●SX se║                                                                                  ║       │
    │ ◆AM se║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ list   1 field changed  ║       │
    │ Not fi╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Co-chairs from both   yes       yes       yes       yes       yes       yes                      │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    screen.keys("Ctrl+S");
    assert_eq!(commits(&screen), 2);
    insta::assert_snapshot!(subject(&screen), @"AQ: rowan is co-chair for amfori from 16 Nov 2026, in place of maple");
    insta::assert_snapshot!(terms(&screen, "AQ/rowan"), @r"
    co-chair 2026-11-16
    member 2026-06-29 2026-11-15
    ");
    insta::assert_snapshot!(terms(&screen, "AQ/maple"), @"co-chair 2026-06-29 2026-11-15");
    // The same folder, asked by the program as of the day before and of that day.
    let mut shell = Shell::empty();
    copy(&screen.root(), &shell.root());
    shell.know();
    let line = |on: &str| {
        let text = shell.run(&format!("member matrix --on {on}")).out;
        let lines = text.lines().filter(|it| it.contains("Maple") || it.contains("Rowan"));
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(line("yesterday"), @r"
    Maple Placeholder   CHAIR    CHAIR   CHAIR   CHAIR   CHAIR   CHAIR   6       1
    Rowan Placeholder   member   member  member  ·       member  member  5       2
    ");
    insta::assert_snapshot!(line("today"), @r"
    Maple Placeholder   ·        CHAIR   CHAIR   CHAIR   CHAIR   CHAIR   5       1
    Rowan Placeholder   CHAIR    member  member  ·       member  member  5       2
    ");
    screen.keys("Esc t");
    let told = screen.frame();
    insta::assert_snapshot!(told.lines().filter(|it| it.contains("co-chair")).collect::<Vec<_>>().join("\n"), @r"
    │▌Alder Placeholder         co-chair       ●SX     29 Jun 2026                                     │
    │ Maple Placeholder         co-chair       ◆AM     29 Jun 2026 15 Nov 2026 Rowan Placeholder       │
    │ Rowan Placeholder         co-chair       ◆AM     16 Nov 2026                                     │
    ");
    // One change, one undo.
    screen.keys("Esc u");
    assert_eq!(terms(&screen, "AQ/maple"), "co-chair 2026-06-29");
    assert_eq!(terms(&screen, "AQ/rowan"), "member 2026-06-29");
}

#[test]
fn days_that_cannot_be_are_refused_in_the_form_which_stays() {
    let mut screen = Screen::of_template();
    screen.keys("5 Down Down Down Enter o Tab Tab '1 dec' Tab '1 nov 2026' Ctrl+S");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Form, 1));
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │  Alder╔ Elm Placeholder · Audit quality measures: not in the group ══════════════════════╗   1   │
    │  Birch║•Role *         < observer >  9 of 11                                             ║   2   │
    │  Cedar║ For            [sedex                                                          ] ║   2   │
    │▌ Elm P║•From *         [1 dec                                                          ] ║   0   │
    │ ◆AM am║                  → Tuesday 1 December 2026, in 15 days                           ║       │
    │  Maple║•Until          [1 nov 2026                                                     ] ║   1   │
    │  Oak P║                  → Sunday 1 November 2026, 15 days ago                           ║   1   │
    │  Rowan║ In place of    [                                                               ] ║   2   │
    │  Spruc║ Alternate for  [                                                               ] ║   0   │
    │ ▲AP As║ Basis          [                                                               ] ║       │
    │  Willo║ Keeps others   ( ) yes  ( ) no                                                   ║   1   │
    │       ║ (!) a term from 1 Dec 2026 until 1 Nov 2026 ends before it begins. Name a last   ║       │
    │ ──────║     day that is not before the first one; `comity member end PERSON GROUP` ends  ║────── │
    │ ●SX se║     a term                                                                       ║       │
    │ ◆AM se║                                                                                  ║       │
    │ Not fi║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   ↓ calendar   3 fields changed                ║       │
    │ Co-cha╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    screen.keys("Ctrl+U '1 mar 2027' Ctrl+S");
    assert_eq!(commits(&screen), 2);
    insta::assert_snapshot!(subject(&screen), @"AQ: elm is observer for sedex from 1 Dec 2026 until 1 Mar 2027");
    insta::assert_snapshot!(screen.frame().lines().rev().nth(1).expect("message"), @" Saved AQ: ●SX Elm is observer for ●SX from 1 Dec 2026 until 1 Mar 2027. Ctrl+Z undoes        Saved");
}

#[test]
fn a_second_co_chair_of_a_party_is_refused_where_nobody_hands_over() {
    let mut screen = Screen::of_template();
    screen.keys("5 / 'rowan' Enter Enter c Tab Tab Tab Tab Del Ctrl+S");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Form, 1));
    let frame = screen.frame();
    assert!(frame.contains("are both co-chair for amfori"), "{frame}");
    // The field that says who hands over is in focus.
    screen.keys("'maple' Ctrl+S");
    assert_eq!(commits(&screen), 2);
}

#[test]
fn who_has_left_or_takes_nobodys_place_gets_no_seat() {
    let mut screen = Screen::of_template();
    screen.keys("5 Down Down Down L 'yesterday' Ctrl+S");
    insta::assert_snapshot!(subject(&screen), @"elm: left on 15 Nov 2026, 1 term ended");
    // Elm is gone from the matrix, and back in it among those who left.
    let frame = screen.frame();
    assert!(!frame.lines().take(26).any(|it| it.contains("Elm")), "{frame}");
    screen.keys("p Down Down Down");
    let elm = screen.frame();
    let elm = elm.lines().find(|it| it.contains("Elm")).expect("elm").to_owned();
    assert!(elm.contains("(member)"), "{elm}");
    screen.keys("/ 'elm' Enter Enter m Ctrl+S");
    assert!(screen.frame().contains("(!) elm has left"), "{}", screen.frame());
    screen.keys("Esc Esc Esc u");
    assert!(screen.message().starts_with("Undone"), "{}", screen.message());
    screen.keys("/ 'cedar' Enter Enter m Tab Tab Tab Tab Tab 'birch' Ctrl+S");
    assert!(screen.frame().contains("Only an alternate takes somebody's place"), "{}", screen.frame());
}

#[test]
fn a_seat_is_ended_by_one_line_and_the_matrix_says_what_is_missing() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("5 Right Del").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │▌ Alder Placeholder    CHAIR    ▌CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Birch Placeholder    secr.     secr.     secr.     secr.     secr.     secr.       6 (!)    2   │
    │  Cedar Placeholder    member    member    member    ·         member    member      5 (!)    2   │
    │  Elm Placeholder      ·         ·         ·         member    ·         ·               1    0   │
    │ ◆AM amfori                                                                                       │
    │  Maple╔ End? Alder · CB: co-chair since 29 Jun 2026 for ●SX ═════════════════════════════╗   1   │
    │  Oak P║ Last day *     [Mon 16 Nov 2026                                                ] ║   1   │
    │  Rowan║                  → Monday 16 November 2026, today                                ║   2   │
    │  Spruc║ (i) What has ended stays in the history of the group.                            ║   0   │
    │ ▲AP As║                                                                                  ║       │
    │  Willo║ [ End  Ctrl+S ]  [ Back  Esc ]   Enter saves · ↓ calendar                        ║   1   │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX seats             3/3       3/3       3/3       3/3       3/3       3/3                      │
    │ ◆AM seats             3/3       3/3       3/3       3/3       3/3       3/3                      │
    │ Not filled            ·         ·         ·         ·         ·         ·                        │
    │ Co-chairs from both   yes       yes       yes       yes       yes       yes                      │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    screen.keys("'yesterday' Enter");
    assert_eq!(commits(&screen), 2);
    insta::assert_snapshot!(subject(&screen), @"CB: alder leaves as co-chair on 15 Nov 2026");
    screen.keys("Right Left");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │▌ Alder Placeholder    CHAIR    ▌·         CHAIR     CHAIR     CHAIR     CHAIR       5 (!)    1   │
    │  Birch Placeholder    secr.     secr.     secr.     secr.     secr.     secr.       6 (!)    2   │
    │  Cedar Placeholder    member    member    member    ·         member    member      5 (!)    2   │
    │  Elm Placeholder      ·         ·         ·         member    ·         ·               1    0   │
    │ ◆AM amfori                                                                                       │
    │  Maple Placeholder    CHAIR     CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Oak Placeholder      secr.     secr.     secr.     secr.     secr.     secr.       6 (!)    1   │
    │  Rowan Placeholder    member    member    member    ·         member    member      5 (!)    2   │
    │  Spruce Placeholder   ·         ·         ·         member    ·         ·               1    0   │
    │ ▲AP Association of Professional Social Compliance Auditors (APSCA)                               │
    │  Willow Placeholder   liaison   ·         ·         ·         ·         ·               1    1   │
    │                                                                                                  │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX seats             3/3       2/3       3/3       3/3       3/3       3/3                      │
    │ ◆AM seats             3/3       3/3       3/3       3/3       3/3       3/3                      │
    │ Not filled            ·         1 (open)  ·         ·         ·         ·                        │
    │ Co-chairs from both   yes       NO (!)    yes       yes       yes       yes                      │
    │ Exchange              n/a       NO (!)    n/a       n/a       yes       n/a                      │
    │ (!) Shared capacity building has no co-chair from ●SX. Enter on a cell sets a role.              │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Alder Placeholder · Shared capacity building: not in the group                               Saved
     Enter Set role  Space Open  a Add  e Edit  o Only one side  / Filter   . More  Ctrl+P Find  ? Help
    ");
    // Yesterday it was otherwise.
    screen.keys("d 'yesterday' Enter");
    let frame = screen.frame();
    assert!(frame.contains("as of 15 Nov 2026 · 9 people · 6 groups · Esc clears"), "{frame}");
    assert!(frame.contains("co-chair since 29 Jun 2026 until 15 Nov 2026"), "{frame}");
    screen.keys("Esc");
    assert!(!screen.frame().contains("as of"));
    screen.keys("Enter");
    assert!(screen.frame().contains("not in the group"), "{}", screen.frame());
}

#[test]
fn a_role_of_none_ends_what_somebody_is() {
    let mut screen = Screen::of_template();
    screen.keys("5 Down Down Enter n Ctrl+S");
    insta::assert_snapshot!(subject(&screen), @"AQ: cedar leaves as member on 16 Nov 2026");
    insta::assert_snapshot!(terms(&screen, "AQ/cedar"), @"member 2026-06-29 2026-11-16");
}

#[test]
fn one_side_after_the_other_is_shown_and_somebody_new_belongs_to_it() {
    let mut screen = Screen::of_template();
    screen.keys("5 o o");
    let frame = screen.frame();
    assert!(frame.contains("only ◆AM · 4 of 9 · Esc clears") && !frame.contains("Alder"), "{frame}");
    screen.keys("a 'Hazel' Ctrl+S");
    assert_eq!(subject(&screen), "Add person hazel: Hazel");
    let hazel = screen.app.desk.snapshot.get(&RecordId::new(Kind::Person, "hazel").expect("id")).expect("hazel");
    assert_eq!(hazel.text("org"), "amfori");
    let frame = screen.frame();
    assert!(frame.lines().any(|it| it.contains("│▌ Hazel")), "{frame}");
    screen.keys("Esc");
    assert!(screen.frame().contains("10 people · 6 groups"));
}

#[test]
fn what_is_typed_about_a_seat_is_kept_as_a_draft() {
    let mut screen = Screen::of_template();
    screen.keys("5 Down Down Enter s Esc Esc Enter");
    let frame = screen.frame();
    assert!(frame.contains("Your draft of") && frame.contains("< secretary >"), "{frame}");
}

#[test]
fn who_leaves_is_shown_with_what_follows_before_it_is_saved() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("5 L").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │▌ Alder╔ Alder Placeholder leaves? ═══════════════════════════════════════════════════════╗   1   │
    │  Birch║ Last day *     [Mon 16 Nov 2026                                                ] ║   2   │
    │  Cedar║                  → Monday 16 November 2026, today                                ║   2   │
    │  Elm P║ Hand over to   [                                                               ] ║   0   │
    │ ◆AM am║ (i) Ends: AQ (co-chair), CB (co-chair), CI (co-chair), CO (co-chair), DC (co-    ║       │
    │  Maple║     chair), TH (co-chair)                                                        ║   1   │
    │  Oak P║     Left vacant: AQ (co-chair for ●SX), CB (co-chair for ●SX), CI (co-chair for  ║   1   │
    │  Rowan║     ●SX), CO (co-chair for ●SX), DC (co-chair for ●SX), TH (co-chair for ●SX)    ║   2   │
    │  Spruc║     Open actions that stay with ●SX Alder Placeholder: AQ-A26-7K3F               ║   0   │
    │ ▲AP As║     Meetings that ●SX Alder Placeholder is still to preside over or write down:  ║       │
    │  Willo║     CI-2026-11-30, CO-2026-11-20, TH-2026-12-03                                  ║   1   │
    │       ║     Items that ●SX Alder Placeholder is still to present: AQ-I26-C3VN, CO-2026-  ║       │
    │ ──────║     11-20-reminder                                                               ║────── │
    │ ●SX se║     Measures that stay with ●SX Alder Placeholder: AQ/duplicate-audits-avoided   ║       │
    │ ◆AM se║                                                                                  ║       │
    │ Not fi║ [ Leave  Ctrl+S ]  [ Back  Esc ]   * must be filled · ↓ calendar                 ║       │
    │ Co-cha╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    insta::assert_snapshot!(screen.keys("Tab 'birch'").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │▌ Alder Placeholder   ▌CHAIR     CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Birch Placeholder    secr.     secr.     secr.     secr.     secr.     secr.       6 (!)    2   │
    │  Cedar╔ Alder Placeholder leaves? ═══════════════════════════════════════════════════════╗   2   │
    │  Elm P║ Last day *     [Mon 16 Nov 2026                                                ] ║   0   │
    │ ◆AM am║•Hand over to   [birch                                                          ] ║       │
    │  Maple║                  → ●SX Birch Placeholder                                         ║   1   │
    │  Oak P║ (i) Ends: AQ (co-chair), CB (co-chair), CI (co-chair), CO (co-chair), DC (co-    ║   1   │
    │  Rowan║     chair), TH (co-chair)                                                        ║   2   │
    │  Spruc║     Left vacant: AQ (co-chair for ●SX), CB (co-chair for ●SX), CI (co-chair for  ║   0   │
    │ ▲AP As║     ●SX), CO (co-chair for ●SX), DC (co-chair for ●SX), TH (co-chair for ●SX)    ║       │
    │  Willo║     Handed over to ●SX Birch Placeholder: AQ-A26-7K3F, CI-2026-11-30, CO-2026-   ║   1   │
    │       ║     11-20, TH-2026-12-03, AQ-I26-C3VN, CO-2026-11-20-reminder, AQ/duplicate-     ║       │
    │ ──────║     audits-avoided                                                               ║────── │
    │ ●SX se║                                                                                  ║       │
    │ ◆AM se║ [ Leave  Ctrl+S ]  [ Back  Esc ]   * must be filled · ↓ list   1 field changed   ║       │
    │ Not fi╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Co-chairs from both   yes       yes       yes       yes       yes       yes                      │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
}

#[test]
fn what_follows_from_leaving_is_seen_whole_or_it_is_said_that_there_is_more() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("5 L");
    assert!(screen.frame().contains("Measures that stay with ●SX Alder"), "{}", screen.frame());
    screen.resize(80, 16);
    assert!(screen.frame().contains("… and more, for which there is no room here"), "{}", screen.frame());
}

#[test]
fn a_form_that_lets_somebody_go_or_work_elsewhere_says_which_seats_go_on() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("5 Down Down e Tab 'amfori'").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │  Alder Placeholder    CHAIR     CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Birch╔ cedar Cedar Placeholder ═════════════════════════════════════════════════════════╗   2   │
    │▌ Cedar║ Name *         [Cedar Placeholder                                              ] ║   2   │
    │  Elm P║•Organisation   [amfori                                                         ] ║   0   │
    │ ◆AM am║                  → ◆AM amfori                                                    ║       │
    │  Maple║ Function       [Adviser on labour standards                                    ] ║   1   │
    │  Oak P║ E-mail         [cedar@example.org                                              ] ║   1   │
    │  Rowan║ Management     ( ) yes  ( ) no                                                   ║   2   │
    │  Spruc║ Endorses for   [                                                               ] ║   0   │
    │ ▲AP As║ Status         (•) active  ( ) left                                              ║       │
    │  Willo║ Placeholder    (•) yes  ( ) no                                                   ║   1   │
    │       ║ ▸ More fields (2)                                                                ║       │
    │ ──────║ (!) cedar keeps 5 seats for sedex. `comity member set cedar GROUP ROLE --for     ║────── │
    │ ●SX se║     amfori` takes one along, `comity member end cedar GROUP` ends one            ║       │
    │ ◆AM se║                                                                                  ║       │
    │ Not fi║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ list   1 field changed  ║       │
    │ Co-cha╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    let said = |screen: &mut Screen| screen.frame().lines().any(|it| it.contains("cedar keeps 5 seats"));
    screen.keys("Ctrl+U 'sedex'");
    assert!(!said(&mut screen));
    screen.keys("Tab Tab Tab Tab Tab Right");
    assert!(said(&mut screen));
    // It does not stand in the way, and whoever sits there still can leave by the key.
    screen.keys("Ctrl+S");
    assert_eq!(commits(&screen), 2);
    screen.keys("L");
    assert!(screen.frame().contains("Ends: AQ (member)"), "{}", screen.frame());
}

#[test]
fn an_alternate_of_nobody_is_named_in_the_form_and_may_be_saved() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("5 Down Down Enter a").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ People and groups ────────────────────────────────────────────────────────── 9 people · 6 groups ┐
    │                       AQ        CB        CI        CO        DC        TH         Groups Open   │
    │ ──────────────────────────────────────────────────────────────────────────────────────────────── │
    │ ●SX Sedex                                                                                        │
    │  Alder Placeholder    CHAIR     CHAIR     CHAIR     CHAIR     CHAIR     CHAIR       6 (!)    1   │
    │  Birch╔ Cedar Placeholder · Audit quality measures: member since 29 Jun 2026 for ●SX ════╗   2   │
    │▌ Cedar║•Role *         < alternate >  7 of 11                                            ║   2   │
    │  Elm P║                  What they are in the group from now on                          ║   0   │
    │ ◆AM am║ For            [sedex                                                          ] ║       │
    │  Maple║ From *         [Mon 16 Nov 2026                                                ] ║   1   │
    │  Oak P║ Until          [                                                               ] ║   1   │
    │  Rowan║ In place of    [                                                               ] ║   2   │
    │  Spruc║ Alternate for  [                                                               ] ║   0   │
    │ ▲AP As║ Basis          [                                                               ] ║       │
    │  Willo║ Keeps others   ( ) yes  ( ) no                                                   ║   1   │
    │       ║ (!) ●SX Cedar is alternate of nobody.                                            ║       │
    │ ──────║     AQ: ●SX Cedar is alternate for ●SX from 16 Nov 2026                          ║────── │
    │ ●SX se║                                                                                  ║       │
    │ ◆AM se║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled · ↓ list   1 field changed  ║       │
    │ Not fi╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │ Co-chairs from both   yes       yes       yes       yes       yes       yes                      │
    │ Exchange              n/a       yes       n/a       n/a       yes       n/a                      │
    │                                                                                                  │
    │                                                                                                  │
    │ CHAIR co-chair  secr. secretary  · not in group  (!) over 4 groups  n/a not agreed on            │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    screen.keys("Tab Tab Tab Tab Tab 'birch'");
    assert!(!screen.frame().contains("of nobody"), "{}", screen.frame());
    screen.keys("Ctrl+U Ctrl+S");
    assert_eq!(commits(&screen), 2);
}

#[test]
fn a_membership_that_one_comes_to_by_its_history_is_edited_as_a_seat() {
    let mut screen = Screen::of_template();
    screen.keys("5 Down Down Enter o Ctrl+S 6");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People [6 History] 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ What happened ─────────────────────────── 2 changes ┐┌ Mon 16 Nov 2026 09:00 · ●SX Birch ────────┐
    │ Today                                               ││ AQ: ●SX Cedar is observer for ●SX from 16 │
    │▌ 09:00 ●SX Birch   AQ: ●SX Cedar is observer for ●S…││ Nov 2026                                  │
    │  09:00 ●SX Birch   Begin with the example of Sedex …││                                           │
    │                                                     ││ Cedar Placeholder in Audit quality measu… │
    │                                                     ││ Term · Until                              │
    │                                                     ││   + Sun 15 Nov 2026                       │
    │                                                     ││ Term · For                                │
    │                                                     ││   + ●SX Sedex                             │
    │                                                     ││ Term · From                               │
    │                                                     ││   + Mon 16 Nov 2026                       │
    │                                                     ││ Term · Role                               │
    │                                                     ││   + observer                              │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││ ── For the record ──                      │
    │                                                     ││ Change change1234567890  commit abcdef0123│
    │                                                     ││ File   groups/AQ/members/cedar.toml       │
    │                                                     ││                                           │
    │                                                     ││ R puts these 4 fields back as before.     │
    │                                                     ││ That is a new change; nothing is deleted. │
    └─────────────────────────────────────────────────────┘└───────────────────────────────────────────┘
                                                                                                  Saved
     Enter Open  → Details  R Put back  / Filter  g Group  p Person         . More  Ctrl+P Find  ? Help
    ");
    insta::assert_snapshot!(screen.keys("Enter").frame().lines().skip(2).take(12).collect::<Vec<_>>().join("\n"), @r"
    ┌ AQ · membership ────────────────────────────────────────────────────────────────── Esc goes back ┐
    │ Cedar Placeholder in Audit quality measures                                                      │
    │                                                                                                  │
    │ Person          ●SX Cedar Placeholder                                                            │
    │                                                                                                  │
    │ Terms                                                                                            │
    │   · member for ●SX from 29 Jun 2026 until 15 Nov 2026 (Nominated by the management team of       │
    │     Sedex)                                                                                       │
    │   · observer for ●SX since 16 Nov 2026                                                           │
    │                                                                                                  │
    │ Group           AQ (Audit quality measures)                                                      │
    │                                                                                                  │
    ");
    screen.keys("e");
    assert!(screen.frame().contains("Cedar Placeholder in Audit quality measures ═"), "{}", screen.frame());
}

#[test]
fn what_is_wrong_with_a_group_is_a_whole_sentence_in_one_line_too() {
    let mut screen = Screen::of_template().sized(80, 24);
    let told = screen.keys("5 Home Del Enter d 'tomorrow' Enter").frame();
    insta::assert_snapshot!(told.lines().filter(|it| it.contains("(!) Audit")).collect::<String>(), @"│ (!) Audit quality measures has no co-chair from ●SX.                         │");
}

#[test]
fn the_ledger_at_100_by_30() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("5 t").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions [5 People] 6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Who sat where · AQ ───────────────────────────────────────────────────── 7 terms · Esc goes back ┐
    │ Person                    Role           For            From       Until Handed over to          │
    │▌Alder Placeholder         co-chair       ●SX     29 Jun 2026                                     │
    │ Maple Placeholder         co-chair       ◆AM     29 Jun 2026                                     │
    │ Birch Placeholder         secretary      ●SX     29 Jun 2026                                     │
    │ Oak Placeholder           secretary      ◆AM     29 Jun 2026                                     │
    │ Cedar Placeholder         member         ●SX     29 Jun 2026                                     │
    │ Rowan Placeholder         member         ◆AM     29 Jun 2026                                     │
    │ Willow Placeholder        liaison        ▲AP      6 Jul 2026                                     │
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
     Enter Open  g Group  h History  t Back                                 . More  Ctrl+P Find  ? Help
    ");
    assert_eq!(screen.app.context(), Context::Ledger);
}

#[test]
fn whoever_gives_a_party_more_seats_than_agreed_is_told_before_it_is_saved() {
    let mut screen = Screen::of_demo();
    // Elm, in the first group.
    screen.keys("5 Down Down Down Enter 'm'");
    let frame = screen.frame();
    assert!(frame.contains("Sedex then has 4 of 3 seats in AQ."), "{frame}");
}
