//! Every page as a frame.

use comity::tui::theme::Theme;

use crate::support::screen::Screen;

#[test]
fn home_at_100_by_30() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor… [1 Home] 2 Groups  3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ╔ Next meetings ══════════════════════════════════════╗┌ Working groups ───────────────────────────┐
    ║▌Fri 20   10:00 CO     Fourth meeting       72/90 min║│    Name              open late        next│
    ║ 24 Nov   14:00 AQ     Sixth meeting        79/90 min║│ CO Working-group co…    1    0      Fri 20│
    ║ 25 Nov   10:00 DC     Fourth meeting       75/90 min║│ AQ Audit quality me…    5    1      24 Nov│
    ║ 30 Nov   13:30 CI     Fourth meeting        no items║│ CB Shared capacity …    1    1       2 Dec│
    ║ 2 Dec    10:30 CB     Fourth meeting        no items║│ CI Continuous impro…    1    0      30 Nov│
    ║ 3 Dec    14:00 TH     Fourth meeting        no items║│ DC Data collaborati…    1    0      25 Nov│
    ╚═════════════════════════════════════════════════════╝│ TH Trafficking in h…    1    0       3 Dec│
    ┌ My actions ────────────────────────────── ●SX Birch ┐│                                           │
    │ [ ] AQ D7ZK  Publish the calendar of jo…      11 Dec││ Work share ●SX ████████████▒▒▒▒▒▒▒▒▒▒ ◆AM │
    │ [ ] CO T6BQ  Draft the half-year progre…      11 Dec││ open actions ●SX 5 · ◆AM 4 · others 1     │
    │ 2 open · 0 late                                     │└───────────────────────────────────────────┘
    └─────────────────────────────────────────────────────┘┌ Open actions, last 8 weeks ────── v table ┐
    ┌ Needs attention ──────────────────────────── 4 more ┐│   10 │         ▄▄▄     ███ ███ ███ ███    │
    │ (!) Blocked by an objection: Smallest group that is…││      │ ███ ███ ███ ███ ███ ███ ███ ███    │
    │ (!) AQ, 24 Nov: papers are in: 2 days late          ││    5 │ ███ ███ ███ ███ ███ ███ ███ ███    │
    │ (!) AQ, 10 d late: Name two report reviewers from e…││      │ ███ ███ ███ ███ ███ ███ ███ ███    │
    │ (!) CB, 3 d late: List the training dates that are …││ week    40  41  42  43  44  45  46  47    │
    │ (i) Waits for amfori, 25 days left: One list of rea…││ open     7   8   9   8  10  10  10  10    │
    │ (i) CI, 30 Nov: last day for items today            ││ now 10 · was 8 four weeks ago             │
    │ (i) AQ, 24 Nov: agenda goes out tomorrow            │└───────────────────────────────────────────┘
    │ (i) CB, 2 Dec: last day for items Wed 18            │┌ Latest changes ───────────────────────────┐
    │ (i) DC, 25 Nov: agenda goes out Wed 18              ││ 09:00  ●SX Birch  Begin with the example …│
    │ (i) TH, 3 Dec: last day for items Thu 19            ││                                           │
    │ (i) CI, 30 Nov: agenda goes out 23 Nov              ││                                           │
    └─────────────────────────────────────────────────────┘└───────────────────────────────────────────┘
     CO-2026-11-20  Fourth meeting                                                                Saved
     Enter Open  a Add  e Edit  Tab Next box  h History  v Numbers          . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn home_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ Next meetings ═══════════════════════════════════════════════════════════════╗
    ║▌Fri 20   10:00 CO     Fourth meeting                                72/90 min║
    ║ 24 Nov   14:00 AQ     Sixth meeting                                 79/90 min║
    ║ 25 Nov   10:00 DC     Fourth meeting                                75/90 min║
    ║ 30 Nov   13:30 CI     Fourth meeting                                 no items║
    ╚══════════════════════════════════════════════════════════════════════════════╝
    ┌ My actions ─────────────────────────────────────────────────────── ●SX Birch ┐
    │ [ ] AQ D7ZK  Publish the calendar of joint readings                    11 Dec│
    │ [ ] CO T6BQ  Draft the half-year progress report                       11 Dec│
    │ 2 open · 0 late                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Needs attention ──────────────────────────────────────────────────── 11 more ┐
    │ (!) Blocked by an objection: Smallest group that is shown in joint figures   │
    │ (!) AQ, 24 Nov: papers are in: 2 days late                                   │
    │ (!) AQ, 10 d late: Name two report reviewers from each side for the calibrat…│
    │ (!) CB, 3 d late: List the training dates that are open to members of both o…│
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Latest changes ──────────────────────────────────────────────────────────────┐
    │ 09:00  ●SX Birch  Begin with the example of Sedex and amfori                 │
    └──────────────────────────────────────────────────────────────────────────────┘
     CO-2026-11-20  Fourth meeting                                            Saved
     Enter Open  a Add  e Edit  Tab Next box            . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn meetings_at_100_by_30() {
    let mut screen = Screen::of_template();
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
}

#[test]
fn meetings_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("3").frame(), @r"
     Sedex a… 1 Home 2 Groups [3 Meet] 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Meetings ────────────────────────────────────────────────────────── 13 of 13 ┐
    │ Day         Time  Group  Meeting                  State                Agenda│
    │ Tue 27 Oct  14:00 AQ     Fifth meeting            minutes approved  79/90 min│
    │▌Fri 20 Nov  10:00 CO     Fourth meeting           agenda issued     72/90 min│
    │ Tue 24 Nov  14:00 AQ     Sixth meeting            planned           79/90 min│
    │ Wed 25 Nov  10:00 DC     Fourth meeting           planned           75/90 min│
    │ Mon 30 Nov  13:30 CI     Fourth meeting           planned            no items│
    │ Wed 2 Dec   10:30 CB     Fourth meeting           planned            no items│
    │ Thu 3 Dec   14:00 TH     Fourth meeting           planned            no items│
    │ Tue 22 Dec  14:00 AQ     Meeting of 22 December … planned by the series      │
    │ 1 Jan 2027  10:00 CO     Meeting of 1 January 20… planned by the series      │
    │ 6 Jan 2027  10:00 DC     Meeting of 6 January 20… planned by the series      │
    │ 11 Jan 2027 13:30 CI     Meeting of 11 January 2… planned by the series      │
    │ 13 Jan 2027 10:30 CB     Meeting of 13 January 2… planned by the series      │
    │ 14 Jan 2027 14:00 TH     Meeting of 14 January 2… planned by the series      │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Open  a Add  e Edit  g Group  / Filter       . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn an_agenda_at_100_by_30() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("3 Enter Down Down").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ CO · Fourth meeting · Fri 20 Nov 10:00–11:30 ──── agenda issued ┐┌ CO-I26-M9TA ──────────────────┐
    │   # Start Min For         Who         Title                     ││ Roles in the other's working  │
    │   1 10:00   2 standing    ●SX Alder   Competition-law reminder  ││ groups, second half-year      │
    │   2 10:02  40 information ◆AM Oak     Where the five groups sta…││                               │
    │▌  3 10:42  30 decision    ●SX Birch   Roles in the other's work…││ For      for decision         │
    │     11:12      72 planned of 90 · 18 min free                   ││ State    accepted             │
    │                                                                 ││ Minutes  30 min               │
    │ In the pool                                                     ││ Lead     ●SX Birch            │
    │   Items that wait for a meeting stand here. None does.          ││                               │
    │                                                                 ││ Question                      │
    │                                                                 ││ Agree which management team   │
    │                                                                 ││ members take a role in which  │
    │                                                                 ││ group.                        │
    │                                                                 ││                               │
    │                                                                 ││ Background                    │
    │                                                                 ││ Four of the six groups are    │
    │                                                                 ││ led by both organisations. In │
    │                                                                 ││ the other two the party that  │
    │                                                                 ││ does not lead needs a         │
    │                                                                 ││ management team member at the │
    │                                                                 ││ table.                        │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (i) The agenda went out on 13 Nov, as it stands                                                  │
    │ (i) 1 thing could come over from earlier meetings. o lists them                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Shift+↑ Move up  m Move  + +5 min  - -5 min  a Add  e Edit  p Pool     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn an_agenda_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("3 Enter Down Down").frame(), @r"
     Sedex a… 1 Home 2 Groups [3 Meet] 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Agenda · CO · Fourth meeting · Fri 20 Nov 10:00–11:30 ──────── agenda issued ┐
    │   # Start Min For         Who         Title                                  │
    │   1 10:00   2 standing    ●SX Alder   Competition-law reminder               │
    │   2 10:02  40 information ◆AM Oak     Where the five groups stand            │
    │▌  3 10:42  30 decision    ●SX Birch   Roles in the other's working groups, s…│
    │     11:12      72 planned of 90 · 18 min free                                │
    │                                                                              │
    │ In the pool                                                                  │
    │   Items that wait for a meeting stand here. None does.                       │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ CO-I26-M9TA · decision                                                       │
    │ Agree which management team members take a role in which group.              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────┐
    │ (i) The agenda went out on 13 Nov, as it stands                              │
    │ (i) 1 thing could come over from earlier meetings. o lists them              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Shift+↑ Move up  m Move  + +5 min  - -5 min        . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn actions_at_100_by_30() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("4 Down").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-5RNP ───────────────┐
    │     No       Title                         Who                  Due││ Send APSCA the outline of  │
    │ [!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ the calibration workshop   │
    │▌[x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││                            │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││ State    done              │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ Owner    ◆AM Oak           │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Due      Fri 13 Nov 2026   │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││          (3 days ago)      │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ From     AQ-2026-10-27     │
    │ [ ] AQ D7ZK  Publish the calendar of join… ●SX Birch         11 Dec││ Item     AQ-I26-T5WC       │
    │ [ ] CO T6BQ  Draft the half-year progress… ●SX Birch         11 Dec││                            │
    │ [~] AQ M4CW  Say which conduct figures AP… ▲AP Willow        15 Dec││ Enter opens everything     │
    │ [ ] CI 6VHS  Draft a note on the part of … ◆AM Maple    15 Jan 2027││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
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
     Space Done  a Add  e Edit  d Due date  w Who  n Note  * Mark           . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn actions_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 Down").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │ [!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │▌[x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~] AQ 7K3F  Draft the joint definition of a duplic… ●SX Alder         23 Nov│
    │ [~] TH Q3FY  Map the questions of both audit format… ●SX Cedar          1 Dec│
    │ [?] AQ 2HVE  Count the returned reports of both sys… ●SX Cedar          4 Dec│
    │ [?] DC R9EC  Write the consent text for the pilot    ◆AM Rowan          9 Dec│
    │ [ ] AQ D7ZK  Publish the calendar of joint readings  ●SX Birch         11 Dec│
    │ [ ] CO T6BQ  Draft the half-year progress report     ●SX Birch         11 Dec│
    │ [~] AQ M4CW  Say which conduct figures APSCA can gi… ▲AP Willow        15 Dec│
    │ [ ] CI 6VHS  Draft a note on the part of worker rep… ◆AM Maple    15 Jan 2027│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-5RNP · done · from AQ-2026-10-27                                      │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Space Done  a Add  e Edit  d Due date  w Who       . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn actions_at_46_by_16_and_without_colour_and_signs() {
    let theme = Theme { ascii: true, ..Theme::MONO };
    let mut screen = Screen::of_template().sized(46, 16).themed(theme);
    insta::assert_snapshot!(screen.keys("4").frame(), @r"
     Sedex ~  < 4 Actions >  1-7 pages  *SX + #AM
     Example. No document of Sedex or amfori; all~
    + Actions -- not closed - 11 of 14 - by due~ +
    |     No       Title          Who         Due|
    |>[!] AQ 9QXT  Name two repo~ #AM   10 d late|
    | [x] AQ 5RNP  Send APSCA th~ #AM        done|
    | [!] CB 8WTG  List the trai~ #AM    3 d late|
    | [~] AQ 7K3F  Draft the joi~ *SX      23 Nov|
    | [~] TH Q3FY  Map the quest~ *SX       1 Dec|
    | [?] AQ 2HVE  Count the ret~ *SX       4 Dec|
    |                                            |
    | AQ-A26-9QXT - to do, LATE - helped by *SX ~|
    | Enter opens everything                     |
    +--------------------------------------------+
                                            Saved
     Space Done  a Add  e Edit             ? Help
    ");
    assert!(screen.frame().is_ascii());
}

#[test]
fn everything_about_a_decision() {
    let mut screen = Screen::of_template();
    screen.keys("Tab Tab Down Down");
    insta::assert_snapshot!(screen.keys("Enter").frame(), @r"
     Sedex and amfor… [1 Home] 2 Groups  3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ-A26-9QXT · action ───────────────────────────────────────────────────────────── Esc goes back ┐
    │ Name two report reviewers from each side for the calibration workshop                            │
    │                                                                                                  │
    │ Now             late, nothing noted for 21 days                                                  │
    │ Who             ◆AM Rowan Placeholder                                                            │
    │ Due             Fri 6 Nov 2026                                                                   │
    │ State           to do                                                                            │
    │ Priority        normal                                                                           │
    │ Helpers         ●SX Cedar Placeholder                                                            │
    │ Organisation    ◆AM amfori                                                                       │
    │ Raised on       Tue 29 Sep 2026                                                                  │
    │ Milestone       calibration                                                                      │
    │ Tags            workshop                                                                         │
    │ Group           AQ (Audit quality measures)                                                      │
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
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Tab Next  c Comment  e Edit  h History  ← Back  F Hand over            . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn colour_says_nothing_that_words_and_signs_do_not_say() {
    for keys in ["1", "2", "3", "3 Enter", "4", "4 e", "5", "6", "6 R"] {
        let mut coloured = Screen::of_template();
        let mut plain = Screen::of_template().themed(Theme::MONO);
        assert_eq!(coloured.keys(keys).frame(), plain.keys(keys).frame());
        let colours = plain
            .buffer()
            .content
            .iter()
            .any(|it| it.fg != ratatui::style::Color::Reset || it.bg != ratatui::style::Color::Reset);
        assert!(!colours, "{keys}");
    }
}
