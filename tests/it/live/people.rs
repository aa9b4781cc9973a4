//! Who is here: presence, alternates, late and left, and the quorum of each party.

use comity::model::deed;

use super::{elsewhere, frame, lines, on_the_day, opened, set};

#[test]
fn who_is_here_is_written_down_in_a_list_and_saved_as_one_change() {
    let mut screen = opened();
    screen.keys("r a Down Space Space");
    insta::assert_snapshot!(frame(&mut screen), @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ LIVE · CO · Fourth meeting ───────────────────────────────────────────── started 10:02 · running ┐
    │ 3 items stand on the agenda                                                                      │
    │ (!) Competition-law reminder not read yet: read it out, t ticks it                               │
    │ No item is taken yet.                                                                            │
    │ MEETING       0:00 of 1:30:00  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  16 min to spare  │
    │ Clock 10:02   planned end 11:30   expected end 11:14   next: 1 Competition-law reminder (2)      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
    ┌ Minutes ───────────────────────────────────────────────┐┌ Recorded in this item ─────────────────┐
    │ F6 t╔ Who is here ════════════════════════════════════════════════ saved when you leave it ╗     │
    │     ║ ●SX     [x] Alder Placeholder        co-chair                                        ║     │
    │     ║▌●SX     [ ] Birch Placeholder        secretary      apologies                        ║     │
    │     ║ ●SX     [x] Elm Placeholder          member                                          ║     │
    │     ║ ◆AM     [x] Maple Placeholder        co-chair                                        ║     │
    │     ║ ◆AM     [x] Oak Placeholder          secretary                                       ║     │
    │     ║ ◆AM     [x] Spruce Placeholder       member                                          ║     │
    │     ║ Quorum: decisions can be taken · ●SX 2 of 2 · ◆AM 2 of 2                             ║     │
    │     ║                                                                                      ║     │
    │     ╚══════════════════════════════════════════════════════════════════════════════════════╝     │
    │                                                        ││                                        │
    │                                                        ││                                        │
    └────────────────────────────────────────────────────────┘└────────────────────────────────────────┘
    ┌ Present ─────────────────────────────────────────────────────────────────────────────────────────┐
    │ ●SX     [ ] Alder Placeholder  [ ] Birch Placeholder  [ ] Elm Placeholder                        │
    │ ◆AM     [ ] Maple Placeholder  [ ] Oak Placeholder  [ ] Spruce Placeholder                       │
    │ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 0 of 2, needs 1                                │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     Space Here or not  t Came late  l Left  g Guest  Enter Back  ↑ Up  ↓ Down                   ? Help
    ");
    screen.keys("Esc");
    insta::assert_snapshot!(lines(&mut screen, &["[x]", "[ ]", "uorum"]), @"
    │ ●SX     [x] Alder Placeholder  [ ] Birch Placeholder (apologies)  [x] Elm Placeholder            │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder  [x] Spruce Placeholder                       │
    │ Quorum: decisions can be taken · ●SX 2 of 2 · ◆AM 2 of 2                                         │
    ");
    insta::assert_snapshot!(screen.message(), @"Saved CO-2026-11-16: attendance of 6 people. Ctrl+Z undoes");
}

#[test]
fn space_goes_through_the_ways_to_take_part() {
    let mut screen = opened();
    screen.keys("r");
    let mut course = Vec::new();
    for _ in 0..5 {
        screen.keys("Space");
        course.push(lines(&mut screen, &["║▌"]));
    }
    insta::assert_snapshot!(course.join("\n"), @r"
    │     ║▌●SX     [x] Alder Placeholder        co-chair                                        ║     │
    │     ║▌●SX     [x] Alder Placeholder        co-chair       remote                           ║     │
    │     ║▌●SX     [ ] Alder Placeholder        co-chair       apologies                        ║     │
    │     ║▌●SX     [ ] Alder Placeholder        co-chair       absent                           ║     │
    │     ║▌●SX     [x] Alder Placeholder        co-chair                                        ║     │
    ");
}

#[test]
fn who_comes_late_and_who_leaves_counts_from_and_until_then() {
    let mut screen = opened();
    let present = ["uorum", "[x]", "[ ]"];
    screen.keys("r Space Down Space Down Down Space Esc");
    let mut course = vec![lines(&mut screen, &present)];
    screen.until("10:20").keys("r Down Down Down Down t Esc");
    course.push(lines(&mut screen, &present));
    screen.until("11:00").keys("r l Esc");
    course.push(lines(&mut screen, &present));
    screen.until("11:10").keys("r t Esc");
    course.push(lines(&mut screen, &present));
    insta::assert_snapshot!(course.join("\n--\n"), @"
    │ ●SX     [x] Alder Placeholder  [x] Birch Placeholder  [ ] Elm Placeholder                        │
    │ ◆AM     [x] Maple Placeholder  [ ] Oak Placeholder  [ ] Spruce Placeholder                       │
    │ Quorum: decisions can be taken · ●SX 1 of 2 · ◆AM 1 of 2                                         │
    --
    │ ●SX     [x] Alder Placeholder  [x] Birch Placeholder  [ ] Elm Placeholder                        │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder (since 10:20)  [ ] Spruce Placeholder         │
    │ Quorum: decisions can be taken · ●SX 1 of 2 · ◆AM 1 of 2                                         │
    --
    │ ●SX     [ ] Alder Placeholder (left 11:00)  [x] Birch Placeholder  [ ] Elm Placeholder           │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder (since 10:20)  [ ] Spruce Placeholder         │
    │ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 1 of 2                                         │
    --
    │ ●SX     [x] Alder Placeholder (since 11:10)  [x] Birch Placeholder  [ ] Elm Placeholder          │
    │ ◆AM     [x] Maple Placeholder  [x] Oak Placeholder (since 10:20)  [ ] Spruce Placeholder         │
    │ Quorum: decisions can be taken · ●SX 1 of 2 · ◆AM 1 of 2                                         │
    ");
}

#[test]
fn who_has_left_by_mistake_is_back_by_the_key_that_says_who_is_here() {
    let mut screen = opened();
    screen.keys("r a Esc").until("11:00").keys("r l Esc r");
    let mut course = vec![lines(&mut screen, &["║▌"])];
    for _ in 0..3 {
        screen.keys("Space");
        course.push(lines(&mut screen, &["║▌"]));
    }
    screen.keys("Space Space Esc");
    course.push(screen.message());
    screen.keys("r Space l");
    course.push(lines(&mut screen, &["║▌"]));
    screen.keys("Esc");
    course.push(screen.message());
    insta::assert_snapshot!(course.join("\n"), @r"
    │ F6 t║▌●SX     [ ] Alder Placeholder        co-chair       left 11:00                       ║     │
    │ F6 t║▌●SX     [x] Alder Placeholder        co-chair                                        ║     │
    │ F6 t║▌●SX     [x] Alder Placeholder        co-chair       remote                           ║     │
    │ F6 t║▌●SX     [ ] Alder Placeholder        co-chair       apologies                        ║     │
    Saved CO-2026-11-16: ●SX Alder present, has not left. Ctrl+Z undoes
    │ F6 t║▌●SX     [ ] Alder Placeholder        co-chair       remote, left 11:00               ║     │
    Saved CO-2026-11-16: ●SX Alder left at 11:00. Ctrl+Z undoes
    ");
}

#[test]
fn one_who_came_and_one_who_left_are_not_told_as_the_same() {
    let mut screen = opened();
    screen.keys("r Space Down Space Down Space Esc").until("10:30");
    let mut told = Vec::new();
    for keys in ["r l Down Down Down Space Space Esc", "r Down l Down l Esc", "r Down Down Down Down t Down t Esc"] {
        screen.keys(keys);
        told.push(screen.message());
    }
    insta::assert_snapshot!(told.join("\n"), @r"
    Saved CO-2026-11-16: attendance of 2 people. Ctrl+Z undoes
    Saved CO-2026-11-16: 2 people left. Ctrl+Z undoes
    Saved CO-2026-11-16: 2 people came late. Ctrl+Z undoes
    ");
}

#[test]
fn an_alternate_stands_in_for_who_is_away() {
    let mut screen = on_the_day();
    elsewhere(&mut screen, "birch", |at| {
        let id = comity::model::RecordId::member("CO", "elm").expect("id");
        let mut term = toml::Table::new();
        term.insert("role".to_owned(), "alternate".into());
        term.insert("for_org".to_owned(), "sedex".into());
        term.insert("alternate_for".to_owned(), "alder".into());
        deed::edit(at.snapshot.get(&id).expect("member"), set("term", vec![toml::Value::Table(term)]), at)
    });
    screen.keys("G");
    super::yes(&mut screen);
    screen.keys("r Space Space Space Down Space Down Space");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
    │     ║ ●SX     [ ] Alder Placeholder        co-chair       apologies                        ║     │
    │     ║ ●SX     [x] Birch Placeholder        secretary                                       ║     │
    │     ║▌●SX     [x] Elm Placeholder          alternate      for Alder                        ║     │
    │     ║ ◆AM     [ ] Maple Placeholder        co-chair                                        ║     │
    │     ║ ◆AM     [ ] Oak Placeholder          secretary                                       ║     │
    │     ║ ◆AM     [ ] Spruce Placeholder       member                                          ║     │
    │     ║ No quorum: notes only · ●SX 1 of 1 · ◆AM 0 of 2, needs 1                             ║     │
    │     ║                                                                                      ║     │
    ");
    screen.keys("Enter");
    insta::assert_snapshot!(lines(&mut screen, &["uorum"]), @"│ No quorum: notes only · ●SX 1 of 1 · ◆AM 0 of 2, needs 1                                         │");
}

#[test]
fn a_guest_is_written_down_and_counts_for_nobody() {
    let mut screen = opened();
    screen.keys("r g");
    let mut course = vec![lines(&mut screen, &["║"])];
    screen.keys("Down Enter");
    course.push(lines(&mut screen, &["║"]));
    screen.keys("Space Esc");
    course.push(format!("{}\n{}", screen.message(), lines(&mut screen, &["uorum"])));
    insta::assert_snapshot!(course.join("\n--\n"), @"
    │     ║▌●SX     [ ] Alder Placeholder        co-chair                                        ║     │
    │     ║╔ Who else is here? ═════════════════════════════════════════════════════ Esc closes ╗║     │
    │     ║║▌ Cedar Placeholder, ●SX                                                            ║║     │
    │     ║║  Rowan Placeholder, ◆AM                                                            ║║     │
    │     ║║  Willow Placeholder, ▲AP                                                           ║║     │
    │     ║╚════════════════════════════════════════════════════════════════════════════════════╝║     │
    │     ║ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 0 of 2, needs 1                    ║     │
    │     ║                                                                                      ║     │
    --
    │ F6 t║ ●SX     [ ] Alder Placeholder        co-chair                                        ║     │
    │     ║ ●SX     [ ] Birch Placeholder        secretary                                       ║     │
    │     ║ ●SX     [ ] Elm Placeholder          member                                          ║     │
    │     ║ ◆AM     [ ] Maple Placeholder        co-chair                                        ║     │
    │     ║ ◆AM     [ ] Oak Placeholder          secretary                                       ║     │
    │     ║ ◆AM     [ ] Spruce Placeholder       member                                          ║     │
    │     ║▌◆AM     [x] Rowan Placeholder        guest                                           ║     │
    │     ║ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 0 of 2, needs 1                    ║     │
    │     ║                                                                                      ║     │
    --
    Saved CO-2026-11-16: ◆AM Rowan remote. Ctrl+Z undoes
    │ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 0 of 2, needs 1                                │
    ");
}

#[test]
fn leaving_the_list_without_a_change_saves_nothing() {
    let mut screen = opened();
    let before = screen.message();
    screen.keys("r Down Esc");
    assert_ne!(before, screen.message());
    assert_eq!(screen.message(), "");
}
