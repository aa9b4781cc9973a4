//! The page Groups, everything about a group and a person, and what is done to groups, organisations and the workspace.

use comity::model::record::Fields;
use comity::model::{Kind, RecordId};
use comity::tui::keymap::Context;
use comity::tui::theme::Theme;

use crate::support::sandbox::git;
use crate::support::screen::Screen;
use crate::support::shell::Shell;

/// The last commit's first line, and how many there are.
fn last(screen: &Screen) -> (String, usize) {
    let run = |args: &[&str]| {
        let out = git(&screen.root()).args(args).output().expect("git").stdout;
        String::from_utf8_lossy(&out).trim().to_owned()
    };
    assert_eq!(run(&["status", "--porcelain"]), "");
    (run(&["log", "-1", "--format=%s"]), run(&["rev-list", "--count", "HEAD"]).parse().expect("count"))
}

fn group<'a>(screen: &'a Screen, code: &str) -> &'a comity::model::Record {
    let id = RecordId::new(Kind::Group, code).expect(code);
    screen.app.desk.snapshot.get(&id).expect("group")
}

/// A file of the workspace edited and saved by hand, as another program would.
fn edited(screen: &mut Screen, path: &str, edit: impl Fn(String) -> String) {
    let file = screen.root().join(path);
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    std::fs::create_dir_all(file.parent().expect("folder")).expect("folder");
    std::fs::write(&file, edit(text)).expect("written");
    for args in [["add", "-A"].as_slice(), &["commit", "-q", "-m", "By hand"]] {
        assert!(git(&screen.root()).args(args).status().expect("git").success());
    }
    screen.look();
}

/// A group in which nothing goes on yet.
fn with_a_proposed_group(screen: &mut Screen) {
    edited(screen, "groups/LW/group.toml", |_| "name = \"Living wages\"\nstate = \"proposed\"\n".to_owned());
}

#[test]
fn groups_at_100_by_30() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("2 Down").frame(), @r"
     Sedex and amfor…  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Working groups ──────────── 6 active ┐┌ AQ ───────────────────────────────────────── → all of it ┐
    │    Name                  ●SX ◆AM open││ Audit quality measures                                   │
    │ CO Working-group collab…   3   3    1││                                                          │
    │▌AQ Audit quality measur…   3   3    5││ Purpose     Develop and implement shared audit quality   │
    │ CB Shared capacity buil…   3   3    1││             measures together with APSCA, so that both   │
    │ CI Continuous improveme…   3   3    1││             systems judge the quality of an audit alike. │
    │ DC Data collaboration      3   3    1││                                                          │
    │ TH Trafficking in human…   3   3    1││ Co-chairs   ●SX Alder Placeholder  ◆AM Maple Placeholder │
    │                                      ││ Secretaries ●SX Birch Placeholder  ◆AM Oak Placeholder   │
    │ Organisations                  people││ Meets       every 4 weeks on Tue, 14:00                  │
    │ ●SX     Sedex                       4││ Members     ●SX 3 people  ◆AM 3 people  1 other          │
    │ ◆AM     amfori                      4││ Voting      every party endorses                         │
    │ ▲AP     Association of Professi…    1││                                                          │
    │                                      ││ ── Next meetings ──                                      │
    │ Workspace                            ││ 24 Nov   14:00 Sixth meeting    planned        79/90 min │
    │ Sedex and amfori (BSCI)              ││                                                          │
    │                                      ││ ── Open actions (5) ──                                   │
    │                                      ││ [!] AQ 9QXT  Name two report re… ◆AM Rowan     10 d late │
    │                                      ││ [~] AQ 7K3F  Draft the joint de… ●SX Alder        23 Nov │
    │                                      ││ [?] AQ 2HVE  Count the returned… ●SX Cedar         4 Dec │
    │                                      ││ 2 more …                                                 │
    │                                      ││                                                          │
    │                                      ││ ── Decisions (2) ──                                      │
    │                                      ││ Joint reading of the au…      27 Oct in force            │
    │                                      ││ One list of reasons for…      27 Oct agreed in the group │
    └──────────────────────────────────────┘└──────────────────────────────────────────────────────────┘
                                                                                                  Saved
     → Details  Enter Open  a Add  e Edit  M Plan meeting  / Filter         . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn groups_at_120_by_40() {
    let mut screen = Screen::of_template().sized(120, 40);
    insta::assert_snapshot!(screen.keys("2 Right PgDn").frame(), @"
     Sedex and amfori (BSCI)  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync                ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Working groups ──────────────────── 6 active ┐╔ CO ══════════════════════════════════════════════════ 28 lines below ╗
    │    Name                          ●SX ◆AM open│║ Co-chairs       ●SX Alder Placeholder, ◆AM Maple Placeholder         ║
    │▌CO Working-group collaboration     3   3    1│║ Secretaries     ●SX Birch Placeholder, ◆AM Oak Placeholder           ║
    │ AQ Audit quality measures          3   3    5│║ Meets           every 6 weeks on Fri, 10:00, 1 h 30,                 ║
    │ CB Shared capacity building        3   3    1│║                 Europe/Brussels                                      ║
    │ CI Continuous improvement of la…   3   3    1│║ Seats           ●SX 3 of 3, ◆AM 3 of 3                               ║
    │ DC Data collaboration              3   3    1│║                                                                      ║
    │ TH Trafficking in human beings     3   3    1│║ Members (6)                                                          ║
    │                                              │║   ●SX Sedex                                                          ║
    │ Organisations                          people│║     co-chair   Alder Placeholder   since 29 Jun 2026                 ║
    │ ●SX     Sedex                               4│║     secretary  Birch Placeholder   since 29 Jun 2026                 ║
    │ ◆AM     amfori                              4│║     member     Elm Placeholder     since 29 Jun 2026                 ║
    │ ▲AP     Association of Professional Soc…    1│║   ◆AM amfori                                                         ║
    │                                              │║     co-chair   Maple Placeholder   since 29 Jun 2026                 ║
    │ Workspace                                    │║     secretary  Oak Placeholder     since 29 Jun 2026                 ║
    │ Sedex and amfori (BSCI)                      │║     member     Spruce Placeholder  since 29 Jun 2026                 ║
    │                                              │║                                                                      ║
    │                                              │║ Rules                                                                ║
    │                                              │║   · A co-chair of each party chairs it                               ║
    │                                              │║   · Quorum: 1 of each party                                          ║
    │                                              │║   · Seats: 3 for each party                                          ║
    │                                              │║   · The parties have equal seats                                     ║
    │                                              │║   · A decision is in force once every party has endorsed it          ║
    │                                              │║   · Silence of 30 days may be recorded as consent                    ║
    │                                              │║                                                                      ║
    │                                              │║ Meetings (1)                                                         ║
    │                                              │║   Fri 20 Nov 2026  10:00  agenda issued  72 of 90 min  Fourth meeti… ║
    │                                              │║                                                                      ║
    │                                              │║ Open actions (1)                                                     ║
    │                                              │║   [ ]  CO-A26-T6BQ  11 Dec  Birch Placeholder  Draft the half-year   ║
    │                                              │║                                                progress report       ║
    │                                              │║                                                                      ║
    │                                              │║ Milestones (3)                                                       ║
    │                                              │║   31 Jul 2026  reached on 17 Jul 2026  Register of roles filled      ║
    │                                              │║   18 Dec 2026  in 32 days              Half-year progress report     ║
    └──────────────────────────────────────────────┘╚══════════════════════════════════════════════════════════════════════╝
                                                                                                                      Saved
     ← Back  Enter Open  a Add  e Edit  M Plan meeting  / Filter  E Close  h History            . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn groups_at_80_by_24() {
    let mut screen = Screen::of_template().sized(80, 24);
    with_a_proposed_group(&mut screen);
    insta::assert_snapshot!(screen.keys("2 Down").frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ──────────────────────────────────────── 6 active, 1 proposed ┐
    │    Name                                                          ●SX ◆AM open│
    │ CO Working-group collaboration                                     3   3    1│
    │▌AQ Audit quality measures                                          3   3    5│
    │ CB Shared capacity building                                        3   3    1│
    │ CI Continuous improvement of labour relations                      3   3    1│
    │ DC Data collaboration                                              3   3    1│
    │ LW Living wages (proposed)                                         0   0    0│
    │ TH Trafficking in human beings                                     3   3    1│
    │                                                                              │
    │ Organisations                                                          people│
    │ ●SX     Sedex                                   party to the memorandum     4│
    │ ◆AM     amfori                                  party to the memorandum     4│
    │ ▲AP     Association of Professional Social Com… professional body           1│
    │                                                                              │
    │ Workspace                                                                    │
    │                                                                              │
    │ AQ · active · co-chair Alder, Maple · secretary Birch, Oak                   │
    │ next meeting 24 Nov · every 4 weeks on Tue · Enter opens everything          │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     → Details  Enter Open  a Add  e Edit               . More  Ctrl+P Find  ? Help
    ");
    insta::assert_snapshot!(screen.keys("G").frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ──────────────────────────────────────── 6 active, 1 proposed ┐
    │    Name                                                          ●SX ◆AM open│
    │ AQ Audit quality measures                                          3   3    5│
    │ CB Shared capacity building                                        3   3    1│
    │ CI Continuous improvement of labour relations                      3   3    1│
    │ DC Data collaboration                                              3   3    1│
    │ LW Living wages (proposed)                                         0   0    0│
    │ TH Trafficking in human beings                                     3   3    1│
    │                                                                              │
    │ Organisations                                                          people│
    │ ●SX     Sedex                                   party to the memorandum     4│
    │ ◆AM     amfori                                  party to the memorandum     4│
    │ ▲AP     Association of Professional Social Com… professional body           1│
    │                                                                              │
    │ Workspace                                                                    │
    │▌Sedex and amfori (BSCI)                                                      │
    │                                                                              │
    │ Memorandum of understanding between Sedex and BSCI, then run by the Foreign …│
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     → Details  Enter Open  a Add  e Edit  / Filter     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn groups_at_46_by_16_and_without_colour_and_signs() {
    let mut screen = Screen::of_template().sized(46, 16).themed(Theme { ascii: true, ..Theme::MONO });
    with_a_proposed_group(&mut screen);
    insta::assert_snapshot!(screen.keys("2 Down Down").frame(), @r"
     Sedex a~  < 2 Groups >  1-7 pages  *SX + #AM
     Example. No document of Sedex or amfori; all~
    + Working groups ------ 6 active, 1 proposed +
    |    Name                        *SX #AM open|
    | CO Working-group collaboration   3   3    1|
    | AQ Audit quality measures        3   3    5|
    |>CB Shared capacity building      3   3    1|
    | CI Continuous improvement of ~   3   3    1|
    | DC Data collaboration            3   3    1|
    | LW Living wages (proposed)       0   0    0|
    |                                            |
    | CB - active - co-chair Alder, Maple - secr~|
    | next meeting 2 Dec - every 6 weeks on Wed ~|
    +--------------------------------------------+
                                            Saved
     Right Details  Enter Open  a Add      ? Help
    ");
    assert!(screen.frame().is_ascii());
}

#[test]
fn everything_about_a_group() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("2 / 'TH' Enter Enter").frame(), @r"
     Sedex and amfor…  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ TH · group ─────────────────────────────────────────────────────────────────────── Esc goes back ┐
    │ Trafficking in human beings                                                                      │
    │                                                                                                  │
    │ State           active                                                                           │
    │ Area            TH, Trafficking in human beings                                                  │
    │ Led by          Sedex, amfori                                                                    │
    │                                                                                                  │
    │ Mission                                                                                          │
    │   Align global brands and retailers on one approach to tackling trafficking in human beings.     │
    │                                                                                                  │
    │ Co-chairs       ●SX Alder Placeholder, ◆AM Maple Placeholder                                     │
    │ Secretaries     ●SX Birch Placeholder, ◆AM Oak Placeholder                                       │
    │ Meets           every 6 weeks on Thu, 14:00, 1 h 30, Europe/Brussels                             │
    │ Seats           ●SX 3 of 3, ◆AM 3 of 3                                                           │
    │                                                                                                  │
    │ Members (6)                                                                                      │
    │   ●SX Sedex                                                                                      │
    │     co-chair   Alder Placeholder  since 29 Jun 2026                                              │
    │     secretary  Birch Placeholder  since 29 Jun 2026                                              │
    │     member     Cedar Placeholder  since 29 Jun 2026                                              │
    │   ◆AM amfori                                                                                     │
    │     co-chair   Maple Placeholder  since 29 Jun 2026                                              │
    │     secretary  Oak Placeholder    since 29 Jun 2026                                              │
    │     member     Rowan Placeholder  since 29 Jun 2026                                              │
    │                                                                                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Tab Next  c Comment  e Edit  M Plan meeting  E Close  h History        . More  Ctrl+P Find  ? Help
    ");
    screen.resize(80, 24);
    insta::assert_snapshot!(screen.keys("PgDn").frame(), @"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ TH · group ─────────────────────────────────────────────────── Esc goes back ┐
    │     secretary  Oak Placeholder    since 29 Jun 2026                          │
    │     member     Rowan Placeholder  since 29 Jun 2026                          │
    │                                                                              │
    │ Rules                                                                        │
    │   · A co-chair of each party chairs it                                       │
    │   · Quorum: 1 of each party                                                  │
    │   · Seats: 3 for each party                                                  │
    │   · The parties have equal seats                                             │
    │   · A decision is in force once every party has endorsed it                  │
    │   · Silence of 30 days may be recorded as consent                            │
    │                                                                              │
    │ Meetings (1)                                                                 │
    │   Thu 3 Dec 2026  14:00  planned  no items  Fourth meeting                   │
    │                                                                              │
    │ In the pool     1 item waits for a meeting                                   │
    │                                                                              │
    │ Open actions (1)                                                             │
    │   [~]  TH-A26-Q3FY  1 Dec  Cedar Placeholder  Map the questions of both      │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Tab Next  c Comment  e Edit  M Plan meeting        . More  Ctrl+P Find  ? Help
    ");
    screen.keys("Esc");
    assert_eq!(screen.app.context(), Context::Groups);
}

#[test]
fn everything_about_a_person() {
    let mut screen = Screen::of_template();
    screen.keys("5 / 'alder' Enter");
    let person = RecordId::new(Kind::Person, "alder").expect("id");
    screen.app.page = comity::tui::app::Page::Groups;
    screen.app.reading.push(comity::tui::screen::reading::Reading::of(person));
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ alder · person ─────────────────────────────────────────────────────────────────── Esc goes back ┐
    │ Alder Placeholder                                                                                │
    │                                                                                                  │
    │ Organisation    ●SX Sedex                                                                        │
    │ Function        Head of audit programmes                                                         │
    │ E-mail          alder@example.org                                                                │
    │ Management      yes                                                                              │
    │ Status          active                                                                           │
    │ Placeholder     yes                                                                              │
    │                                                                                                  │
    │ Sits in (6)                                                                                      │
    │   AQ  co-chair  for ●SX  since 29 Jun 2026  Audit quality measures                               │
    │   CB  co-chair  for ●SX  since 29 Jun 2026  Shared capacity building                             │
    │   CI  co-chair  for ●SX  since 29 Jun 2026  Continuous improvement of labour relations           │
    │   CO  co-chair  for ●SX  since 29 Jun 2026  Working-group collaboration                          │
    │   DC  co-chair  for ●SX  since 29 Jun 2026  Data collaboration                                   │
    │   TH  co-chair  for ●SX  since 29 Jun 2026  Trafficking in human beings                          │
    │                                                                                                  │
    │ Open actions (1)                                                                                 │
    │   [~]  AQ-A26-7K3F  23 Nov  Draft the joint definition of a duplicate audit                      │
    │                                                                                                  │
    │ On agendas (2)                                                                                   │
    │   CO  Fri 20 Nov 2026  presents  Competition-law reminder                                        │
    │   AQ  Tue 24 Nov 2026  presents  Definition of a duplicate audit                                 │
    │                                                                                                  │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Tab Next  c Comment  e Edit  h History  ← Back                         . More  Ctrl+P Find  ? Help
    ");
    screen.resize(80, 24);
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
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
}

#[test]
fn closed_groups_are_counted_and_shown_when_asked_for() {
    let mut screen = Screen::of_template().sized(80, 24);
    with_a_proposed_group(&mut screen);
    edited(&mut screen, "groups/LW/group.toml", |it| it.replace("proposed", "closed"));
    screen.keys("2");
    assert!(screen.frame().contains("Closed (1), o shows them") && !screen.frame().contains("Living wages"));
    screen.keys("o");
    assert!(screen.frame().contains("LW Living wages"), "{}", screen.frame());
    screen.keys("/ 'nowhere'");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ──────────────────────────── /nowhere▏ · 0 of 11 · Esc clears ┐
    │    Name                                                          ●SX ◆AM open│
    │                                                                              │
    │  The working groups, with their rules,                                       │
    │  members and meetings.                                                       │
    │  None of the 7 matches the filter.                                           │
    │                                                                              │
    │  Esc    clears the filter                                                    │
    │  /      changes the filter                                                   │
    │  a      proposes a group                                                     │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter To the list  Esc Clear filter  Ctrl+P Find
    ");
}

#[test]
fn a_workspace_without_groups_says_what_belongs_here() {
    let folder = tempfile::tempdir().expect("folder");
    let shell = Shell::empty();
    shell.run("init w --empty --party sedex=Sedex --party amfori=amfori --name Birch --email birch@example.org");
    crate::support::shell::copy(&shell.root(), &folder.path().join("w"));
    let mut screen = Screen::over(folder).sized(80, 24);
    insta::assert_snapshot!(screen.keys("2").frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SE + ◆AM
    ┌ Working groups ──────────────────────────────────────────────────────────────┐
    │    Name                                                          ●SE ◆AM open│
    │                                                                              │
    │  The working groups, with their rules,                                       │
    │  members and meetings.                                                       │
    │  There are no groups yet.                                                    │
    │                                                                              │
    │  a      proposes a group                                                     │
    │                                                                              │
    │ Organisations                                                          people│
    │▌●SE     Sedex                                   party to the memorandum     0│
    │ ◆AM     amfori                                  party to the memorandum     0│
    │                                                                              │
    │ Workspace                                                                    │
    │ Sedex and amfori                                                             │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ sedex · party to the memorandum                                              │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     → Details  Enter Open  a Add  e Edit  / Filter     . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn a_group_is_proposed_by_its_code_and_selected() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("2 a 'AQ' Tab 'Living wages' Ctrl+S").frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ──────────────────────────────────────────────────── 6 active ┐
    │    Name                                                          ●SX ◆AM open│
    │╔ New group ═════════════════════════════════════════════════════════════════╗│
    │║•Code *         [AQ                                                       ] ║│
    │║                  Two to six capitals that stand in every id, such as AQ;   ║│
    │║                  they never change                                         ║│
    │║•Name *         [Living wages                                             ] ║│
    │║ Area           [                                                         ] ║│
    │║ Mission        [                                                         ] ║│
    │║ In scope       [                                                         ] ║│
    │║ Out of scope   [                                                         ] ║│
    │║ Deliverables   [                                                         ] ║│
    │║ Led by         [                                                         ] ║│
    │║ ▸ More fields (13), with rules and series                                  ║│
    │║ (!) There is a group AQ already. Choose other letters.                     ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   2 fields changed    ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │ next meeting Fri 20 · every 6 weeks on Fri · Enter opens everything          │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("Backspace Backspace 'lw' Ctrl+S");
    assert_eq!(last(&screen), ("Add group LW: Living wages".to_owned(), 2));
    assert_eq!(group(&screen, "LW").text("state"), "proposed");
    assert_eq!(screen.app.selected_record().expect("selected").id.as_str(), "LW");
    assert!(screen.frame().contains("Living wages (proposed)"), "{}", screen.frame());
}

#[test]
fn a_code_that_is_none_is_said_to_be_none() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("2 a 'living wages' Tab 'Living wages' Ctrl+S");
    let frame = screen.frame();
    assert!(frame.contains("`LIVING WAGES` is no id of a group"), "{frame}");
    assert_eq!(last(&screen).1, 1);
}

#[test]
fn activating_asks_and_says_what_is_still_lacking() {
    let mut screen = Screen::of_template().sized(80, 24);
    with_a_proposed_group(&mut screen);
    insta::assert_snapshot!(screen.keys("2 / 'living' Enter A").frame(), @"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ────────────────────────────── /living · 1 of 11 · Esc clears ┐
    │    Name                                                          ●SX ◆AM open│
    │▌LW Living wages (proposed)                                         0   0    0│
    │                                                                              │
    │                                                                              │
    │   ╔══════════════════════════════════════════════════════════════════════╗   │
    │   ║ Let LW begin its work?                                               ║   │
    │   ║                                                                      ║   │
    │   ║ Living wages: proposed so far.                                       ║   │
    │   ║ It still lacks a co-chair of sedex, a co-chair of amfori, what it is ║   │
    │   ║ for, when it meets; that can come later.                             ║   │
    │   ║ It is saved as a change of its own; Ctrl+Z takes it back.            ║   │
    │   ║                                                                      ║   │
    │   ║▌[ Esc  Leave it ]    [ y  Activate ]                                 ║   │
    │   ╚══════════════════════════════════════════════════════════════════════╝   │
    │                                                                              │
    │                                                                              │
    │ LW · proposed                                                                │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     y Yes  Esc Back  Tab Next
    ");
    screen.keys("y");
    assert_eq!(last(&screen), ("LW: proposed -> active".to_owned(), 3));
    assert!(!screen.app.can(comity::tui::command::Command::Activate));
}

#[test]
fn how_a_filter_is_cleared_is_said_beside_a_narrow_list_too() {
    let mut screen = Screen::of_template().sized(100, 30);
    let top = |frame: String| frame.lines().nth(2).expect("line").chars().take(40).collect::<String>();
    insta::assert_snapshot!(top(screen.keys("2 / 'au'").frame()), @"┌───────── /au▏ · 2 of 10 · Esc clears ┐");
    insta::assert_snapshot!(top(screen.keys("'dit quality measures'").frame()), @"┌──── /audit …▏ · 1 of 10 · Esc clears ┐");
    insta::assert_snapshot!(top(screen.keys("Esc Esc").frame()), @"┌ Working groups ──────────── 6 active ┐");
}

#[test]
fn a_form_names_the_other_records_that_stand_in_the_way() {
    let mut screen = Screen::of_template().sized(100, 30);
    insta::assert_snapshot!(screen.keys("2 e Tab Tab Right Right Ctrl+S").frame(), @r"
     Sedex and amfor…  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Working groups ──────────── 6 active ┐┌ CO ───────────────────────────────────────── → all of it ┐
    │    Name                  ●SX ◆AM open││ Working-group collaboration                              │
    │▌CO Working-group collab…   3   3    1││                                                          │
    │ AQ Audit quality measur…   3   3    5││ Purpose     Have management team members of each         │
    │ CB Sha╔ CO Working-group collaboration ══════════════════════════════════════════════════╗s      │
    │ CI Con║ Name *         [Working-group collaboration                                    ] ║ve     │
    │ DC Dat║ Area           [CO                                                             ] ║       │
    │ TH Tra║•State          ( ) proposed  ( ) active  ( ) dormant  (•) closed                 ║       │
    │       ║                  Where the group stands                                          ║holder │
    │ Organi║ Mission        [Have management team members of each organisation take a role …] ║lder   │
    │ ●SX   ║ In scope       [Who takes which role in which group; Progress of the six areas…] ║       │
    │ ◆AM   ║ Out of scope   [The content of the other five groups' work; Prices, costs, mar…] ║       │
    │ ▲AP   ║ Deliverables   [Register of roles; Progress report each half-year; Review of t…] ║       │
    │       ║ Led by         [amfori, sedex                                                  ] ║       │
    │ Worksp║ Steers         (•) yes  ( ) no                                                   ║       │
    │ Sedex ║ ▸ More fields (12), with rules and series                                        ║90 min │
    │       ║ (!) CO cannot be closed: 1 action is open, 6 terms run. Settle the actions on    ║       │
    │       ║     page Actions, and end the terms on page People; then close it.               ║       │
    │       ║                                                                                  ║11 Dec │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   1 field changed           ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                      ││ none                                                     │
    │                                      ││                                                          │
    │                                      ││                                                          │
    │                                      ││                                                          │
    └──────────────────────────────────────┘└──────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
}

#[test]
fn a_group_in_which_something_is_open_is_not_closed_and_says_what_it_is() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("2 / 'trafficking' Enter Del").frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ───────────────────────── /trafficking · 1 of 10 · Esc clears ┐
    │    Name                                                          ●SX ◆AM open│
    │▌╔ TH cannot be closed ═════════════════════════════════════════ Esc closes ╗1│
    │ ║ 1 action is open, 6 terms run:                                           ║ │
    │ ║                                                                          ║ │
    │ ║ open: TH-A26-Q3FY Map the questions of both audit formats to the eleven  ║ │
    │ ║ indicators                                                               ║ │
    │ ║ seated: alder, co-chair                                                  ║ │
    │ ║ seated: maple, co-chair                                                  ║ │
    │ ║ seated: birch, secretary                                                 ║ │
    │ ║ seated: oak, secretary                                                   ║ │
    │ ║ seated: cedar, member                                                    ║ │
    │ ║ seated: rowan, member                                                    ║ │
    │ ║                                                                          ║ │
    │ ║ Settle the actions on page Actions, and end the terms on page People;    ║ │
    │ ║ then close it.                                                           ║ │
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │ TH · active · co-chair Alder, Maple · secretary Birch, Oak                   │
    │ next meeting 3 Dec · every 6 weeks on Thu · Enter opens everything           │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("y Esc");
    assert_eq!(last(&screen).1, 1);
}

#[test]
fn a_group_in_which_nothing_is_open_is_closed_after_a_question_and_can_be_opened_again() {
    let mut screen = Screen::of_template().sized(80, 24);
    with_a_proposed_group(&mut screen);
    screen.keys("2 / 'living' Enter Enter E");
    insta::assert_snapshot!(screen.frame(), @"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ LW · group ─────────────────────────────────────────────────── Esc goes back ┐
    │ Living wages                                                                 │
    │                                                                              │
    │ State           proposed                                                     │
    │ Co-chairs       ●SX nobody (!), ◆AM nobody (!)                               │
    │ Se╔══════════════════════════════════════════════════════════════════════╗   │
    │   ║ Close LW?                                                            ║   │
    │ Me║                                                                      ║   │
    │   ║ Living wages: no action is open, and nobody sits there.              ║   │
    │   ║ It stays readable, and its meetings and decisions stand.             ║   │
    │ Ch║ It can be opened again, and Ctrl+Z takes this back.                  ║   │
    │   ║                                                                      ║   │
    │   ║▌[ Esc  Leave it ]    [ y  Close ]                                    ║   │
    │   ╚══════════════════════════════════════════════════════════════════════╝   │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     y Yes  Esc Back  Tab Next
    ");
    screen.keys("y");
    assert_eq!(last(&screen), ("LW: proposed -> closed".to_owned(), 3));
    screen.keys("A").frame();
    screen.keys("y");
    assert_eq!(last(&screen), ("LW: opened again (closed -> active)".to_owned(), 4));
}

#[test]
fn the_rules_of_a_group_are_fields_of_its_form() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("2 / 'trafficking' Enter e");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home [2 Groups] 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Working groups ───────────────────────── /trafficking · 1 of 10 · Esc clears ┐
    │    Name                                                          ●SX ◆AM open│
    │▌TH Trafficking in human beings                                     3   3    1│
    │╔ TH Trafficking in human beings ════════════════════════════════════════════╗│
    │║ Name *         [Trafficking in human beings                              ] ║│
    │║                  What the group is called                                  ║│
    │║ Area           [TH                                                       ] ║│
    │║ State          ( ) proposed  (•) active  ( ) dormant  ( ) closed           ║│
    │║ Mission        [Align global brands and retailers on one approach to tac…] ║│
    │║ In scope       [Comparison of how both systems look for signs of traffic…] ║│
    │║ Out of scope   [Public statements about countries or sectors; Prices, co…] ║│
    │║ Deliverables   [Comparison of both approaches along the eleven indicator…] ║│
    │║ Led by         [amfori, sedex                                            ] ║│
    │║ ▸ More fields (13), with rules and series                                  ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled                       ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │ TH · active · co-chair Alder, Maple · secretary Birch, Oak                   │
    │ next meeting 3 Dec · every 6 weeks on Thu · Enter opens everything           │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("BackTab BackTab Enter Tab Tab Tab");
    insta::assert_snapshot!(screen.keys("'3'").frame(), @r"
     ╔ TH Trafficking in human beings ════════════════════════════════════════════╗
     ║ Name *         [Trafficking in human beings                              ] ║
    ┌║ Area           [TH                                                       ] ║┐
    │║ State          ( ) proposed  (•) active  ( ) dormant  ( ) closed           ║│
    │║ Mission        [Align global brands and retailers on one approach to tac…] ║│
    │║ In scope       [Comparison of how both systems look for signs of traffic…] ║│
    │║ Out of scope   [Public statements about countries or sectors; Prices, co…] ║│
    │║ Deliverables   [Comparison of both approaches along the eleven indicator…] ║│
    │║ Led by         [amfori, sedex                                            ] ║│
    │║ Also called    [                                                         ] ║│
    │║ Steers         ( ) yes  ( ) no                                             ║│
    │║ Rules                                                                      ║│
    │║ Chairing       (•) a co-chair of each party  ( ) in turn  ( ) one chair    ║│
    │║•Quorum         [3                                                        ] ║│
    │║                  How many of each party must be present                    ║│
    │║ Seats          [3                                                        ] ║│
    │║ Parity         (•) equal seats  ( ) seats as they come                     ║│
    │║ Endorsement    < every party endorses >  1 of 2                            ║│
    │║ Silence        [30                                                       ] ║│
    │║ Series                                                                     ║│
    │║                                                                            ║│
    └║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   1 field changed     ║┘
     ╚════════════════════════════════════════════════════════════════════════════╝
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("Ctrl+S");
    assert_eq!(last(&screen), ("TH: rules quorum 1 -> 3".to_owned(), 2));
    let rules = group(&screen, "TH").table("rules").expect("rules");
    assert_eq!((rules.whole("quorum_per_party"), rules.whole("seats_per_party")), (Some(3), Some(3)));
}

#[test]
fn when_a_group_meets_is_said_back_in_words_while_it_is_typed() {
    let mut screen = Screen::of_template();
    screen.keys("2 / 'trafficking' Enter e BackTab BackTab Enter");
    let below = |screen: &mut Screen| {
        let frame = screen.frame();
        frame.lines().find(|it| it.contains("→ 2nd Tue of the month")).map(str::to_owned)
    };
    for _ in 0..40 {
        screen.keys("Tab");
        if screen.frame().contains("When it repeats") || screen.frame().contains("→ every 6 weeks") {
            break;
        }
    }
    screen.keys("Ctrl+U 'FREQ=MONTHLY;BYDAY=2TU'");
    assert!(below(&mut screen).is_some(), "{}", screen.frame());
    screen.keys("Ctrl+S");
    let (subject, commits) = last(&screen);
    assert_eq!((subject.starts_with("TH: series repeats"), commits), (true, 2), "{subject}");
}

#[test]
fn what_is_typed_into_a_table_comes_back_from_its_draft() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("2 / 'trafficking' Enter e BackTab BackTab Enter Tab Tab Tab '3' Esc Esc e");
    assert!(screen.frame().contains("Your draft of"), "{}", screen.frame());
    screen.keys("Ctrl+S");
    assert_eq!(last(&screen), ("TH: rules quorum 1 -> 3".to_owned(), 2));
}

#[test]
fn lead_days_of_the_workspace_are_fields_of_its_form() {
    let mut screen = Screen::of_template();
    screen.keys("2 G");
    assert_eq!(screen.app.selected_record().expect("selected").id, RecordId::workspace());
    insta::assert_snapshot!(screen.keys("e BackTab BackTab Enter").frame(), @r"
     Sedex and amfor…  1 Home [2 Groups] 3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Working groups ──────────── 6 active ┐┌ workspace ─────────────────────────────── 19 lines below ┐
    │    Nam╔ workspace Sedex and amfori (BSCI) ═══════════════════════════════════════════════╗       │
    │ CO Wor║ Name *         [Sedex and amfori (BSCI)                                        ] ║       │
    │ AQ Aud║ Parties *      [sedex; amfori                                                  ] ║       │
    │ CB Sha║ Time zone *    [Europe/Brussels                                                ] ║       │
    │ CI Con║ Signed on      [Thu 26 May 2016                                                ] ║       │
    │ DC Dat║ Memorandum     [Memorandum of understanding between Sedex and BSCI, then run b…] ║n      │
    │ TH Tra║ Due soon       [7                                                              ] ║reign  │
    │       ║ Stale          [21                                                             ] ║ori:   │
    │ Organi║ Notice         [Example. No document of Sedex or amfori; all people and figure…] ║iving  │
    │ ●SX   ║ Lead days                                                                        ║an     │
    │ ◆AM   ║ Call           [28                                                             ] ║       │
    │ ▲AP   ║                  Days before the meeting on which it is called                   ║       │
    │       ║ Items          [14                                                             ] ║ made  │
    │ Worksp║ Papers         [10                                                             ] ║       │
    │▌Sedex ║ Agenda         [7                                                              ] ║       │
    │       ║ Minutes        [7                                                              ] ║       │
    │       ║ Comments       [10                                                             ] ║       │
    │       ║ Visible to     < not chosen >  3 to choose from                                  ║       │
    │       ║                  Not on this form: areas. They stand in workspace.toml; `comity  ║       │
    │       ║                  take-in` saves what is edited there.                            ║       │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled                             ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                      ││   · comments: 10                                         │
    └──────────────────────────────────────┘└──────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    for _ in 0..40 {
        if screen.frame().contains("until which items are taken") {
            break;
        }
        screen.keys("Tab");
    }
    screen.keys("'21' Ctrl+S");
    assert_eq!(last(&screen), ("workspace: lead days items 14 -> 21".to_owned(), 2));
}

#[test]
fn an_organisation_gets_another_sign() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("2 / 'apsca' Enter e");
    for _ in 0..40 {
        if screen.frame().contains("One character that stands before") {
            break;
        }
        screen.keys("Tab");
    }
    screen.keys("Ctrl+U '■' Ctrl+S");
    assert_eq!(last(&screen), ("apsca: sign ▲ -> ■".to_owned(), 2));
    assert!(screen.frame().contains("■AP"), "{}", screen.frame());
}

#[test]
fn a_beside_an_organisation_adds_one() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("2 / 'apsca' Enter a 'Ethical Trading Initiative' Tab 'ET' Ctrl+S");
    assert_eq!(last(&screen), ("Add org ethical-trading-initiative: Ethical Trading Initiative".to_owned(), 2));
}

#[test]
fn a_meeting_is_planned_from_its_group() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("2 / 'trafficking' Enter M");
    let frame = screen.frame();
    assert!(frame.contains("New meeting") && frame.contains(" TH ╗"), "{frame}");
    screen.keys("'Extra meeting' Tab '10 dec 14:00' Ctrl+S");
    assert_eq!(last(&screen), ("Add meeting TH-2026-12-10: Extra meeting".to_owned(), 2));
}

#[test]
fn the_arrow_goes_to_what_is_told_and_escape_one_step_back() {
    let mut screen = Screen::of_template();
    screen.keys("2 / 'a' Enter Right");
    // Keys that are typed ahead of the frame are meant for what is told, too.
    let selected = |screen: &Screen| screen.app.selected_record().map(|it| it.id.clone());
    let before = selected(&screen);
    screen.keys("Down Up");
    assert_eq!(selected(&screen), before);
    let top = screen.frame();
    screen.keys("Down Down");
    assert_ne!(screen.frame(), top);
    screen.keys("Esc");
    assert!(screen.frame().contains("/a · "), "{}", screen.frame());
    screen.keys("Esc Esc Esc");
    assert!(!screen.left && screen.app.context() == Context::Groups);
    screen.resize(80, 24);
    screen.keys("Right");
    assert!(screen.frame().contains("lines below ╗"), "{}", screen.frame());
    screen.keys("Left");
    assert!(screen.frame().contains("Working groups"), "{}", screen.frame());
}
