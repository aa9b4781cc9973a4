//! The first days: the steps of a new workspace on Home, what stands where nothing is yet, and the example.

use comity::init::Asking;
use comity::init::fresh::{FirstGroup, Fresh};
use comity::init::{self, NewParty};
use comity::model::{Kind, RecordId};

use crate::support::sandbox::{author, now};
use crate::support::screen::Screen;
#[cfg(unix)]
use crate::support::terminal::{Place, Terminal};

fn parties() -> Vec<NewParty> {
    ["harbour=Harbour", "mill=Mill"].map(|it| NewParty::parse(it).expect("party")).to_vec()
}

/// A workspace with nothing in it but its two organisations.
fn new_one() -> Screen {
    let folder = tempfile::tempdir().expect("folder");
    let files = init::empty_files("Harbour and Mill", &parties(), "Europe/Brussels");
    init::create(&folder.path().join("w"), files, "Begin", &author()).expect("created");
    Screen::of_whom(folder, "Ada Ash", "ada@example.org").sized(80, 24)
}

#[test]
fn the_first_steps_of_a_new_workspace_tick_themselves_and_can_be_done_from_home() {
    let mut screen = new_one();
    insta::assert_snapshot!(screen.frame(), @r"
     Harbour… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●HA + ◆MI
    ╔ First steps ════════════════════════════════════════════════════ 1 of 6 done ╗
    ║ [x] The two organisations  with their names and signs                        ║
    ║▌[ ] The people             somebody of each organisation                     ║
    ║ [ ] The first group        who works on what                                 ║
    ║ [ ] Its co-chairs          one of each organisation                          ║
    ║ [ ] The first meeting      its day, and then its agenda                      ║
    ║ [ ] The shared copy        through which the organisations exchange          ║
    ╚══════════════════════════════════════════════════════════════════════════════╝
    ┌ Next meetings ───────────────────────────────────────────────────────────────┐
    │ No meeting is planned.                                                       │
    │ 3 shows the meetings, and plans one                                          │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ My actions ──────────────────────────────────────────────────────────────────┐
    │ Your actions stand here once it is known who you are.                        │
    │ i says who you are                                                           │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Needs attention ─────────────────────────────────────────────────────────────┐
    │ Nothing: what is late, missing or to be decided would stand here.            │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Open  a Add  i Who you are  d Dismiss        . More  Ctrl+P Find  ? Help
    ");
    screen.keys("Enter 'Ada Ash' Enter 'harbour' Tab Tab 'ada@example.org' Ctrl+S");
    assert!(screen.frame().contains("1 of 6 done"), "{}", screen.frame());
    screen.keys("Down Enter 'TD' Enter 'Tides' Ctrl+S");
    assert!(screen.frame().contains("2 of 6 done"), "{}", screen.frame());
    assert!(screen.frame().contains("[x] The first group"), "{}", screen.frame());
    screen.keys("Up Up Enter");
    assert!(screen.frame().contains("[2 Groups]"));
}

#[test]
fn the_first_steps_go_away_for_good_when_somebody_has_seen_enough() {
    let mut screen = new_one();
    assert!(screen.frame().contains("First steps"));
    screen.keys("d");
    assert!(!screen.frame().contains("First steps"));
    screen.restart();
    assert!(!screen.frame().contains("First steps"));
    let mut template = Screen::of_template();
    assert!(!template.frame().contains("First steps"), "it is not new");
}

#[test]
fn the_first_steps_have_room_on_every_screen() {
    let mut screen = new_one();
    for (width, height) in [(100, 30), (80, 24), (60, 16), (40, 10), (39, 9), (1, 1)] {
        screen.resize(width, height);
        screen.keys("Tab Tab BackTab BackTab").frame();
        if width >= 40 {
            assert!(screen.frame().contains("First steps"), "{}", screen.frame());
        }
    }
}

#[test]
fn every_page_says_what_belongs_there_why_it_is_empty_and_what_to_do() {
    let mut screen = new_one();
    screen.keys("d");
    let mut told = String::new();
    for page in ["1", "2", "3", "4", "5", "6 / 'zzz' Enter", "7"] {
        screen.keys(page);
        let frame = screen.frame();
        let body: Vec<&str> =
            frame.lines().skip(1).take(21).filter(|it| !it.trim_matches(['│', ' ']).is_empty()).collect();
        told.push_str(&format!("{}\n\n", body.join("\n")));
    }
    insta::assert_snapshot!(told, @r"
    ╔ Next meetings ═══════════════════════════════════════════════════════════════╗
    ║ No meeting is planned.                                                       ║
    ║ 3 shows the meetings, and plans one                                          ║
    ╚══════════════════════════════════════════════════════════════════════════════╝
    ┌ My actions ──────────────────────────────────────────────────────────────────┐
    │ Your actions stand here once it is known who you are.                        │
    │ i says who you are                                                           │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Needs attention ─────────────────────────────────────────────────────────────┐
    │ Nothing: what is late, missing or to be decided would stand here.            │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Latest changes ──────────────────────────────────────────────────────────────┐
    │ 09:00  Birch Pla… Begin                                                      │
    └──────────────────────────────────────────────────────────────────────────────┘

    ┌ Working groups ──────────────────────────────────────────────────────────────┐
    │    Name                                                          ●HA ◆MI open│
    │  The working groups, with their rules,                                       │
    │  members and meetings.                                                       │
    │  There are no groups yet.                                                    │
    │  a      proposes a group                                                     │
    │ Organisations                                                          people│
    │▌●HA     Harbour                                 party to the memorandum     0│
    │ ◆MI     Mill                                    party to the memorandum     0│
    │ Workspace                                                                    │
    │ Harbour and Mill                                                             │
    │ harbour · party to the memorandum                                            │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘

    ┌ Meetings ──────────────────────────────────────────────────────────── 0 of 0 ┐
    │  Meetings of all groups, with their agendas.                                 │
    │  There are no meetings yet.                                                  │
    │  a      plans a meeting                                                      │
    └──────────────────────────────────────────────────────────────────────────────┘

    ┌ Actions ────────────────────────────────── not closed · 0 of 0 · by due date ┐
    │  Action points: what somebody has to do, by when.                            │
    │  There are no actions yet.                                                   │
    │  a      adds an action                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘

    ┌ People and groups ────────────────────────────────────── 0 people · 0 groups ┐
    │                        Groups Open                                           │
    │ ──────────────────────────────────────────────────────────────────────────── │
    │  Everybody who works in the groups, by organisation.                         │
    │  There are no people yet.                                                    │
    │  a      adds somebody                                                        │
    └──────────────────────────────────────────────────────────────────────────────┘

    ┌ What happened ─────────────────────────────────── /zzz · 0 of 1 · Esc clears ┐
    │  Everything that anybody has changed, the newest first.                      │
    │  No change matches the filter.                                               │
    │  Esc    clears the filter                                                    │
    │  /      filters by words                                                     │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌──────────────────────────────────────────────────────────────────────────────┐
    └──────────────────────────────────────────────────────────────────────────────┘

    ┌ Sync with the shared copy ───────────────────────────────────────────────────┐
    │ Shared copy    none yet                                                      │
    │ Last sync      not yet                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ What to do next ─────────────────────────────────────────────────────────────┐
    │ There is no shared copy yet.                                                 │
    │ A shared copy is a place that all organisations can reach, and through which │
    │ they exchange what they do. Until there is one, everything is saved in this  │
    │ folder alone.                                                                │
    │ c says where it is. Whoever keeps it knows its address.                      │
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
}

#[test]
fn a_filter_that_nothing_matches_says_how_to_clear_it() {
    let mut screen = Screen::of_template().sized(80, 24);
    let mut told = String::new();
    for page in ["2", "3", "4", "5"] {
        screen.keys(&format!("{page} / 'zzz' Enter"));
        let frame = screen.frame();
        told.push_str(&format!("{}\n\n", frame.lines().skip(2).take(10).collect::<Vec<_>>().join("\n")));
    }
    insta::assert_snapshot!(told, @r"
    ┌ Working groups ───────────────────────────────── /zzz · 0 of 10 · Esc clears ┐
    │    Name                                                          ●SX ◆AM open│
    │                                                                              │
    │  The working groups, with their rules,                                       │
    │  members and meetings.                                                       │
    │  None of the 6 matches the filter.                                           │
    │                                                                              │
    │  Esc    clears the filter                                                    │
    │  /      changes the filter                                                   │
    │  a      proposes a group                                                     │

    ┌ Meetings ─────────────────────────────────────── /zzz · 0 of 13 · Esc clears ┐
    │                                                                              │
    │  Meetings of all groups, with their agendas.                                 │
    │  None of the 13 matches the filter.                                          │
    │                                                                              │
    │  Esc    clears the filter                                                    │
    │  /      changes the filter                                                   │
    │  a      plans a meeting                                                      │
    │                                                                              │
    │                                                                              │

    ┌ Actions ────────────────────────── /zzz · 0 of 14 · Esc clears · by due date ┐
    │                                                                              │
    │  Action points: what somebody has to do, by when.                            │
    │  None of the 14 matches the filter.                                          │
    │                                                                              │
    │  Esc    clears the filter                                                    │
    │  /      changes the filter                                                   │
    │  a      adds an action                                                       │
    │                                                                              │
    │                                                                              │

    ┌ People and groups ─────────────────────────────── /zzz · 0 of 9 · Esc clears ┐
    │   1-4 of 6 →          AQ       CB       CI       CO        Groups Open       │
    │ ──────────────────────────────────────────────────────────────────────────── │
    │                                                                              │
    │  Everybody who works in the groups, by organisation.                         │
    │  None of the 9 matches the filter.                                           │
    │                                                                              │
    │  Esc    clears the filter                                                    │
    │  /      changes the filter                                                   │
    │  a      adds somebody                                                        │
    ");
}

#[test]
fn a_new_workspace_holds_what_somebody_described() {
    let folder = tempfile::tempdir().expect("folder");
    let fresh = Fresh {
        title: "Harbour and Mill".to_owned(),
        parties: parties(),
        zone: "Europe/Brussels".to_owned(),
        name: "Ada Ash".to_owned(),
        email: "ada@example.org".to_owned(),
        org: 1,
        group: Some(FirstGroup {
            id: RecordId::new(Kind::Group, "TD").expect("id"),
            name: "Tides".to_owned(),
            role: Some("co-chair".to_owned()),
        }),
        folder: folder.path().join("w"),
        shared: None,
    };
    let root = fresh.begin(now(), Asking::Nobody).expect("begun");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    insta::assert_snapshot!(read("groups/TD/members/ada-ash.toml"), @r#"
    [[term]]
    role = "co-chair"
    for_org = "mill"
    from = 2026-11-16
    "#);
    insta::assert_snapshot!(read("people/ada-ash.toml"), @r#"
    name = "Ada Ash"
    org = "mill"
    emails = ["ada@example.org"]
    status = "active"
    "#);
    // All of it or nothing.
    assert!(fresh.begin(now(), Asking::Nobody).is_err());
}

#[cfg(unix)]
#[test]
fn in_the_example_a_value_waits_to_be_decided_and_something_comes_in() {
    let place = Place::of_nobody();
    let words = ["--now", &now().to_rfc3339(), "demo"];
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &words, 100, 30);
    terminal.until_words("Next meetings").keys("7").until_words("Needs a decision: 1").keys("F5");
    terminal.until_words("Received 1 change").keys("q");
    assert!(terminal.ended().success());
}

#[cfg(unix)]
#[test]
fn the_tour_waits_for_the_real_keys_and_says_what_they_did() {
    let place = Place::of_nobody();
    let words = ["--now", &now().to_rfc3339(), "demo"];
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &words, 80, 24);
    terminal.until_words("T tour").keys("T").until_words("Tour: step 1 of 8");
    // Another key does what it does, and the step waits on.
    terminal.keys("3").until_words("[3 Meet]").until_words("Tour: step 1 of 8");
    let steps = [("4", 2), ("Down", 3), ("Space", 4), ("u", 5), ("Enter", 6), ("Left", 7), ("7", 8)];
    for (key, next) in steps {
        terminal.keys(key).until_words(&format!("Tour: step {next} of 8"));
        if next == 4 {
            insta::assert_snapshot!(terminal.text().lines().skip(17).take(5).map(str::trim_end).collect::<Vec<_>>().join("\n"), @r"
            ║ It is done, and saved already: there is no saving to think of. The line      ║
            ║ below says what was saved.                                                   ║
            ║ Ctrl+Z takes that back, for everybody slips once. (It is in the menu under . ║
            ║ as well.)                                                                    ║
            ╚══════════════════════════════════════════════════════════════════════════════╝
            ");
        }
    }
    terminal.keys("F5").until_words("Tour: the end").until_words("Received 1 change");
    terminal.keys("Esc").until_gone("Tour:").keys("T").until_words("Tour: step 1 of 8").keys("Esc").until_gone("Tour:");
    terminal.keys("q");
    assert!(terminal.ended().success());
}
