//! Deciding on the page Sync between what both sides wrote.

use comity::model::{Change, Kind, RecordId, Snapshot};
use comity::tui::theme::Theme;
use comity::workspace::Workspace;

use super::Two;
use crate::support::desks::stamp_of;
use crate::support::sandbox::{patience, with};
use crate::support::screen::Screen;
use crate::support::shell::copy;

fn action() -> RecordId {
    RecordId::new(Kind::Action, "AQ-A26-7K3F").expect("id")
}

/// Changes fields of the action in the folder under a screen, as somebody who works beside it.
fn edit(screen: &mut Screen, who: &str, lines: &str) {
    let mut workspace = Workspace::open(&screen.root(), patience()).expect("opened");
    let before: Snapshot = workspace.snapshot().clone();
    let mut after = before.clone();
    after.put(with(before.get(&action()).expect("there"), lines));
    workspace.submit(&Change::between(&before, &after), &stamp_of(who)).expect("saved");
    screen.look();
}

/// Two screens after both sides wrote the same fields of one action and exchanged.
fn both_wrote(mine: &str, theirs: &str) -> Two {
    let mut two = Two::new();
    edit(&mut two.one, "birch", mine);
    edit(&mut two.two, "rowan", theirs);
    for screen in [&mut two.one, &mut two.two] {
        screen.keys("F5");
    }
    two.one.keys("F5 7");
    two
}

fn due() -> Two {
    both_wrote("due = 2026-12-05", "due = 2026-12-12")
}

fn two_fields() -> Two {
    both_wrote(
        "due = 2026-12-05\ndetail = \"Waiting for the legal team. Called them today.\"",
        "due = 2026-12-12\ndetail = \"Waiting for the legal team. Second reminder sent on 9 November, and a third one is planned.\"",
    )
}

/// A frame in which the folder of the test, whole or cut, is always called the same.
fn frame(screen: &mut Screen) -> String {
    let alike = |line: &str| match line.split_once("/tmp/") {
        Some((before, rest)) => {
            let end = rest.find(' ').unwrap_or(rest.len());
            let width = "/tmp/".len() + rest[..end].chars().count();
            format!("{before}{:width$}{}", "/srv/shared.git", &rest[end..])
        }
        None => line.to_owned(),
    };
    screen.frame().lines().map(alike).collect::<Vec<_>>().join("\n")
}

/// A frame of that size.
fn sized(screen: &mut Screen, width: u16, height: u16) -> String {
    screen.resize(width, height);
    frame(screen)
}

/// The same folder before somebody else, or another terminal.
fn copied(screen: &Screen, name: &str, email: &str) -> Screen {
    let folder = tempfile::tempdir().expect("folder");
    copy(&screen.root(), &folder.path().join("w"));
    Screen::of_whom(folder, name, email)
}

fn text(screen: &Screen) -> String {
    std::fs::read_to_string(screen.root().join(action().path())).expect("there")
}

#[test]
fn both_values_are_chosen_between_field_by_field_and_saved_as_one_change() {
    let mut two = two_fields();
    let one = &mut two.one;
    insta::assert_snapshot!(frame(one), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ─────────────────────┐┌ AQ-A26-7K3F · both changed the same ───────────┐
    │ Shared copy    /srv/shared.git                 ││ Draft the joint definition of a duplicate      │
    │ Last sync      today 09:00                     ││ audit                                          │
    │                                                ││                                                │
    │ Needs a decision: 1                            ││ Field 1 of 2: due                              │
    │▌AQ-A26-7K3F Draft the joint definition of a du…││   before         Mon 23 Nov 2026               │
    │   due  changed by both                         ││ m  mine   ●SX    Sat 5 Dec 2026                │
    │   details  changed by both                     ││                  stands, Birch Placeholder,    │
    │                                                ││                  today 09:00                   │
    │ To send: nothing                               ││ t  theirs ◆AM    Sat 12 Dec 2026               │
    │                                                ││                  Rowan Placeholder, today      │
    │ Received last: 1 change from ◆AM               ││                  09:00                         │
    │ 09:00  ◆AM Rowan   AQ-A26-7K3F: details, due c…││                                                │
    │                                                ││ Field 2 of 2: details                          │
    │                                                ││   before         One definition that both      │
    │                                                ││                  systems can count from. Open  │
    │                                                ││                  are validity periods, and     │
    │                                                ││                  audits that were announced    │
    │                                                ││ m  mine   ●SX    Waiting for the legal         │
    │                                                ││                  team. Called them             │
    │                                                ││ … more below                                   │
    │                                                ││ Result will be                                 │
    │                                                ││   due            not decided yet               │
    │                                                ││   details        not decided yet               │
    │                                                ││                                                │
    └────────────────────────────────────────────────┘└────────────────────────────────────────────────┘
                                                                      Saved · 1 to decide · 1 not right
     F5 Send and receive  Enter Open  c Shared copy  s Seen  / Filter       . More  Ctrl+P Find  ? Help
    ");
    one.keys("Enter");
    insta::assert_snapshot!(frame(one), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ───────────┐┌ AQ-A26-7K3F · both changed the same ── Esc decides later ┐
    │ Shared copy    /srv/shared.git       ││ Draft the joint definition of a duplicate audit          │
    │ Last sync      today 09:00           ││                                                          │
    │                                      ││ Field 1 of 2: due                                        │
    │ Needs a decision: 1                  ││   before         Mon 23 Nov 2026                         │
    │▌AQ-A26-7K3F Draft the joint definiti…││▌m  mine   ●SX    Sat 5 Dec 2026                          │
    │   due  changed by both               ││                  stands, Birch Placeholder, today 09:00  │
    │   details  changed by both           ││ t  theirs ◆AM    Sat 12 Dec 2026                         │
    │                                      ││                  Rowan Placeholder, today 09:00          │
    │ To send: nothing                     ││                                                          │
    │                                      ││ Field 2 of 2: details                                    │
    │ Received last: 1 change from ◆AM     ││   before         One definition that both systems can    │
    │ 09:00  ◆AM Rowan   AQ-A26-7K3F: deta…││                  count from. Open are validity periods,  │
    │                                      ││                  and audits that were announced and did  │
    │                                      ││                  not take place.                         │
    │                                      ││ m  mine   ●SX    Waiting for the legal team.             │
    │                                      ││                  Called them today.                      │
    │                                      ││                  stands, Birch Placeholder, today 09:00  │
    │                                      ││ t  theirs ◆AM    Waiting for the legal team.             │
    │                                      ││                  Second reminder sent on 9               │
    │                                      ││ … more below                                             │
    │                                      ││ Result will be                                           │
    │                                      ││   due            not decided yet                         │
    │                                      ││   details        not decided yet                         │
    │                                      ││                                                          │
    └──────────────────────────────────────┘└──────────────────────────────────────────────────────────┘
                                                                      Saved · 1 to decide · 1 not right
     m Mine  t Theirs  w Write new  r Raise  Space Choose  Esc Back                              ? Help
    ");
    one.keys("t b");
    insta::assert_snapshot!(frame(one), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ───────────┐┌ AQ-A26-7K3F · both changed the same ── Esc decides later ┐
    │ Shared copy    /srv/shared.git       ││ Draft the joint definition of a duplicate audit          │
    │ Last sync      today 09:00           ││                                                          │
    │                                      ││ Field 1 of 2: due                                        │
    │ Needs a decision: 1                  ││   before         Mon 23 Nov 2026                         │
    │▌AQ-A26-7K3F Draft the joint definiti…││ m  mine   ●SX    Sat 5 Dec 2026                          │
    │   due  changed by both               ││                  stands, Birch Placeholder, today 09:00  │
    │   details  changed by both           ││ t  theirs ◆AM    Sat 12 Dec 2026                   CHOSEN│
    │                                      ││                  Rowan Placeholder, today 09:00          │
    │ To send: nothing                     ││                                                          │
    │                                      ││ Field 2 of 2: details                                    │
    │ Received last: 1 change from ◆AM     ││   before         One definition that both systems can    │
    │ 09:00  ◆AM Rowan   AQ-A26-7K3F: deta…││                  count from. Open are validity periods,  │
    │                                      ││                  and audits that were announced and did  │
    │                                      ││                  not take place.                         │
    │                                      ││▌m  mine   ●SX    Waiting for the legal team.             │
    │                                      ││                  Called them today.                      │
    │                                      ││                  stands, Birch Placeholder, today 09:00  │
    │                                      ││ t  theirs ◆AM    Waiting for the legal team.             │
    │                                      ││                  Second reminder sent on 9               │
    │                                      ││ … more below                                             │
    │                                      ││ Result will be                                           │
    │                                      ││   due            Sat 12 Dec 2026                         │
    │                                      ││   details        Waiting for the legal team. Called the… │
    │                                      ││                                                          │
    └──────────────────────────────────────┘└──────────────────────────────────────────────────────────┘
                                                                      Saved · 1 to decide · 1 not right
     m Mine  t Theirs  b Both  w Write new  Enter Save  r Raise  Space Choose  u Undo choice     ? Help
    ");
    one.keys("Ctrl+S");
    insta::assert_snapshot!(one.message(), @"Saved AQ-A26-7K3F: due, details settled. Ctrl+Z undoes");
    let saved = text(one);
    assert!(saved.contains("due = 2026-12-12\n") && saved.contains("Called them today.\n\nWaiting"), "{saved}");
    assert!(!saved.contains("contested"));
    assert!(!one.frame().contains("to decide"));
    one.keys("Ctrl+Z");
    insta::assert_snapshot!(one.message(), @"Undone: AQ-A26-7K3F: due, details settled (Draft the joint definition of …");
    assert!(one.frame().contains("1 to decide"));
    assert!(text(one).contains("due = 2026-12-05\n"));
}

#[test]
fn what_came_in_and_waits_is_what_one_goes_on_with() {
    let mut two = Two::new();
    edit(&mut two.one, "birch", "due = 2026-12-05");
    edit(&mut two.two, "rowan", "due = 2026-12-12");
    two.one.keys("F5 a Esc 7 End");
    two.two.keys("7 End F5 Enter");
    let frame = frame(&mut two.two);
    insta::assert_snapshot!(frame.lines().find(|it| it.contains("both changed")).unwrap_or_default(), @"┌ Sync with the shared copy ───────────┐┌ AQ-A26-7K3F · both changed the same ── Esc decides later ┐");
}

#[test]
fn whoever_decides_later_loses_nothing() {
    let mut two = two_fields();
    let one = &mut two.one;
    one.keys("Enter t");
    assert!(one.frame().contains("CHOSEN"));
    one.keys("Esc 1 4 7");
    assert!(one.frame().contains("CHOSEN"));
    assert!(text(one).contains("due = 2026-12-05\n"));
    one.keys("Enter u");
    assert!(!one.frame().contains("CHOSEN"));
    one.keys("t Enter");
    assert!(text(one).contains("due = 2026-12-12\n"));
    // The other field waits.
    assert!(one.frame().contains("Field 1 of 1: details"));
}

#[test]
fn another_value_is_written_as_its_field_reads_it() {
    let mut two = due();
    let one = &mut two.one;
    one.keys("Enter w");
    insta::assert_snapshot!(sized(one, 80, 24), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-A26-7K3F · both changed the same ────────────────────── Esc decides later ┐
    │ Draft the joint definition of a duplicate audit                              │
    │                                                                              │
    │ Field 1 of 1: due                                                            │
    │   before         Mon 23 Nov 2026                                             │
    │▌m  mine   ●SX    Sat 5 Dec 2026                                              │
    │╔ Due · AQ-A26-7K3F ═════════════════════════════════════════════════════════╗│
    │║ Due            [Sat 5 Dec 2026                                           ] ║│
    │║                  → Saturday 5 December 2026, in 19 days                    ║│
    │║ (i) Both values stay in the history, whatever you write.                   ║│
    │║                                                                            ║│
    │║ [ Choose  Ctrl+S ]  [ Cancel  Esc ]   Enter chooses it · ↓ calendar        ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ Result will be                                                               │
    │   due            not decided yet                                             │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                  Saved · 1 to decide · 1 not right
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    one.keys("Ctrl+U 'someday' Enter");
    assert!(one.frame().contains("`someday` is not a date"), "{}", one.frame());
    one.keys("Ctrl+U '2027-01-08' Enter");
    insta::assert_snapshot!(sized(one, 80, 24), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-A26-7K3F · both changed the same ────────────────────── Esc decides later ┐
    │ Draft the joint definition of a duplicate audit                              │
    │                                                                              │
    │ Field 1 of 1: due                                                            │
    │   before         Mon 23 Nov 2026                                             │
    │▌m  mine   ●SX    Sat 5 Dec 2026                                              │
    │                  stands, Birch Placeholder, today 09:00                      │
    │ t  theirs ◆AM    Sat 12 Dec 2026                                             │
    │                  Rowan Placeholder, today 09:00                              │
    │  w  written new: Fri 8 Jan 2027                                      CHOSEN  │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ Result will be                                                               │
    │   due            Fri 8 Jan 2027                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                  Saved · 1 to decide · 1 not right
     m Mine  t Theirs  w Write new  Enter Save  r Raise  Space Choose        ? Help
    ");
    one.keys("Enter");
    assert!(text(one).contains("due = 2027-01-08\n"));
}

#[test]
fn what_is_raised_stands_on_the_next_agenda_and_waits() {
    let mut two = due();
    let one = &mut two.one;
    one.keys("Enter r");
    insta::assert_snapshot!(sized(one, 80, 24), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-A26-7K3F · both changed the same ────────────────────── Esc decides later ┐
    │ Draft the joint definition of a duplicate audit                              │
    │                                                                              │
    │ Field 1 of 1: due                                                            │
    │   before         Mon 23 Nov 2026                                             │
    │▌m  mine   ●SX    Sat 5 Dec 2026                                              │
    │                  stands, Birch Placeholder, today 09:00                      │
    │ t  theirs ◆AM    Sat 12 Dec 2026                                             │
    │                  Rowan Placeholder, today 09:00                              │
    │  r  raised at the next meeting                                       CHOSEN  │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ Result will be                                                               │
    │   due            as it stands, until the group has talked about it           │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                  Saved · 1 to decide · 1 not right
     m Mine  t Theirs  w Write new  Enter Save  r Raise  Space Choose        ? Help
    ");
    one.keys("Enter");
    assert!(one.message().contains("Settle due of AQ-A26-7K3F"), "{}", one.message());
    assert!(text(one).contains("[[contested]]"));
    one.keys("Enter");
    assert!(one.message().starts_with("due was raised already: AQ-I26-"), "{}", one.message());
}

#[test]
fn values_that_changed_underneath_are_asked_about_anew() {
    let mut two = due();
    two.one.keys("Enter t");
    assert!(two.one.frame().contains("CHOSEN"));
    edit(&mut two.one, "birch", "due = 2026-12-06");
    assert!(!two.one.frame().contains("CHOSEN"), "{}", two.one.frame());
    insta::assert_snapshot!(sized(&mut two.one, 80, 24), @r"
     Sedex a… 1 Home 2 Groups 3 Meet 4 Actions 5 People 6 Hist [7 Sync]   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-A26-7K3F · both changed the same ────────────────────── Esc decides later ┐
    │ Draft the joint definition of a duplicate audit                              │
    │                                                                              │
    │ Field 1 of 1: due                                                            │
    │   before         Mon 23 Nov 2026                                             │
    │▌                 Sun 6 Dec 2026                                              │
    │                  stands, changed since then                                  │
    │           ◆AM    Sat 12 Dec 2026                                             │
    │                  Rowan Placeholder, today 09:00                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ Result will be                                                               │
    │   due            not decided yet                                             │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
     birch: AQ-A26-7K3F: due 5 Dec -> 6 Dec 2026 (… Saved · 1 to send · 1 to decide
     w Write new  r Raise  Space Choose  Esc Back                            ? Help
    ");
}

#[test]
fn whoever_wrote_neither_chooses_by_the_marker() {
    let two = due();
    let mut willow = copied(&two.one, "Willow Placeholder", "willow@example.org");
    willow.keys("7 Enter m t");
    assert!(!willow.frame().contains("CHOSEN"));
    willow.keys("Down Space");
    willow.resize(100, 24);
    insta::assert_snapshot!(frame(&mut willow), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People  6 History [7 Sync]  ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Sync with the shared copy ───────────┐┌ AQ-A26-7K3F · both changed the same ── Esc decides later ┐
    │ Shared copy    /srv/shared.git       ││ Draft the joint definition of a duplicate audit          │
    │ Last sync      today 09:00           ││                                                          │
    │                                      ││ Field 1 of 1: due                                        │
    │ Needs a decision: 1                  ││   before         Mon 23 Nov 2026                         │
    │▌AQ-A26-7K3F Draft the joint definiti…││           ●SX    Sat 5 Dec 2026                          │
    │   due  changed by both               ││                  stands, Birch Placeholder, today 09:00  │
    │                                      ││▌          ◆AM    Sat 12 Dec 2026                   CHOSEN│
    │ To send: nothing                     ││                  Rowan Placeholder, today 09:00          │
    │                                      ││                                                          │
    │ Received last: 1 change from ◆AM     ││                                                          │
    │ 09:00  ◆AM Rowan   AQ-A26-7K3F: due …││                                                          │
    │                                      ││                                                          │
    │                                      ││                                                          │
    │                                      ││                                                          │
    │                                      ││                                                          │
    │                                      ││ Result will be                                           │
    │                                      ││   due            Sat 12 Dec 2026                         │
    │                                      ││                                                          │
    └──────────────────────────────────────┘└──────────────────────────────────────────────────────────┘
                                                                  Saved · 1 to decide · last sync 09:00
     w Write new  Enter Save  r Raise  Space Choose  u Undo choice  Esc Back                     ? Help
    ");
}

#[test]
fn it_can_be_read_at_every_size_and_without_any_sign_but_ascii() {
    let mut two = two_fields();
    two.one.keys("Enter t");
    for (width, height) in [(1, 1), (20, 5), (40, 10), (46, 16), (60, 20), (80, 24), (130, 40)] {
        sized(&mut two.one, width, height);
    }
    insta::assert_snapshot!(sized(&mut two.one, 46, 16), @r"
     Sedex and…  < 7 Sync >  1-7 pages  ●SX + ◆AM
     Example. No document of Sedex or amfori; all…
    ┌ AQ-A26-7K3F · both changed the same ───────┐
    │                  Open are validity         │
    │                  periods, and audits that  │
    │▌m  mine   ●SX    Waiting for the           │
    │                  legal team. Called        │
    │                  them today.               │
    │ … more below                               │
    │ Result will be                             │
    │   due            Sat 12 Dec 2026           │
    │   details        not decided yet           │
    │                                            │
    └────────────────────────────────────────────┘
                              Saved · 1 to decide
     m Mine  t Theirs  b Both              ? Help
    ");
    let plain = copied(&two.one, "Birch Placeholder", "birch@example.org");
    let mut plain = plain.themed(Theme { ascii: true, ..Theme::MONO });
    plain.keys("7 Enter t");
    let frame = plain.frame();
    assert!(frame.is_ascii(), "{frame}");
    plain.keys("Esc 4");
    let frame = plain.frame();
    insta::assert_snapshot!(frame.lines().filter(|it| it.contains("<>")).collect::<Vec<_>>().join("\n"), @"| [~] AQ 7K3F  <> Draft the joint definitio~ *SX Alder          5 Dec|| Helper   *SX Cedar         |");
    plain.keys("1");
    let frame = plain.frame();
    insta::assert_snapshot!(frame.lines().filter(|it| it.contains("to be decided")).collect::<Vec<_>>().join("\n"), @"| (i) 2 values that both wrote: to be decided         ||      | ### ### ### ### ### ### ### ###    |");
}

#[test]
fn the_page_sync_is_narrowed_by_words_and_by_what_is_contested() {
    let mut two = due();
    let mut heading = |way: &str| {
        let frame = two.one.keys(way).frame();
        let row = frame.lines().filter(|it| it.contains("AQ-A26-7K3F Draft")).count();
        format!("{row} {}\n", frame.lines().find(|it| it.contains('┌')).unwrap_or_default())
    };
    let told = ["/ 'field:due'", "Esc / 'field:title'", "Esc / 'duplicate' Enter", "Esc / 'owner:me' Enter", "Esc"];
    insta::assert_snapshot!(told.map(&mut heading).concat(), @r"
    1 ┌ Sync ─────── /field:due▏ · 1 of 2 · Esc clears ┐┌ AQ-A26-7K3F · both changed the same ───────────┐
    0 ┌ Sync ───── /field:title▏ · 0 of 2 · Esc clears ┐┌ What to do next ───────────────────────────────┐
    1 ┌ Sync ──────── /duplicate · 1 of 2 · Esc clears ┐┌ AQ-A26-7K3F · both changed the same ───────────┐
    1 ┌ Sync ───── /owner:me (!) · 2 of 2 · Esc clears ┐┌ AQ-A26-7K3F · both changed the same ───────────┐
    1 ┌ Sync with the shared copy ─────────────────────┐┌ AQ-A26-7K3F · both changed the same ───────────┐
    ");
    two.one.keys("1 /");
    assert!(two.one.frame().contains("Find or do anything"));
}
