//! Whose a meeting is to prepare: what is not one's own is not offered.

use comity::model::{Fields, Kind, RecordId};

use super::{as_person, lines_with, record};
use crate::support::sandbox::git;
use crate::support::screen::Screen;

fn commits(screen: &Screen) -> String {
    let out = git(&screen.root()).args(["log", "--format=%s"]).output().expect("git");
    String::from_utf8(out.stdout).expect("text")
}

#[test]
fn an_agenda_offers_only_what_is_ones_own_to_do() {
    let mut told = Vec::new();
    for person in ["rowan", "birch"] {
        let mut screen = as_person(person);
        screen.keys("3 / 'AQ-2026-11-24' Enter Enter");
        let frame = screen.frame();
        let hints = frame.lines().last().unwrap_or_default().trim().to_owned();
        told.push(format!("{person}: {hints}\n{}", lines_with(&frame, &["(i)", "(!)"])));
        screen.keys(".");
        told.push(lines_with(
            &screen.frame(),
            &["Send out", "Start", "Postpone", "Move", "Pool", "Take", "Comment", "History"],
        ));
    }
    insta::assert_snapshot!(told.join("--\n"), @"
    rowan: a Add  e Edit  Enter Open  r Checks  Del Drop  h History  ← Back       . More  Ctrl+P Find  ? Help
    (!) 3: the paper Definition of a duplicate audit, second draft is to follow
    (i) 2 proposals wait in the pool
    --
    Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
    # Start Min For        Who         Title                      ││ Competition-law reminder
    ║  History: show what happened to the selected thing                               h ║
    ║  Comment: say something about the selected thing, or about the field at the mar… c ║
    --
    birch: Shift+↓ Move down  m Move  + +5 min  a Add  e Edit  p Pool  G Start    . More  Ctrl+P Find  ? Help
    (!) 3: the paper Definition of a duplicate audit, second draft is to follow
    (i) 2 proposals wait in the pool. t takes the selected one up, D declines it
    --
    Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
    # Start Min For        Who         Title                      ││ Competition-law reminder
    6 1║  Move down: move the item down on the agenda                               Shift+↓ ║
    1║  Move: pick the item up; the arrows carry it, Enter drops it                     m ║
    In th║  Pool: move the item into the pool, or from there onto the agenda                p ║
    · p║  Start: start the meeting (asks), or go to it while it is in session             G ║
    · p║  Send out: send the agenda out, and after the meeting its draft minutes (asks)   S ║
    ║  Postpone: let the meeting take place at another time                            P ║
    ║  History: show what happened to the selected thing                               h ║
    ║  Comment: say something about the selected thing, or about the field at the mar… c ║
    ");
}

#[test]
fn a_planned_meeting_is_looked_at_without_a_change_and_saved_with_the_first_one_upon_it() {
    let mut screen = as_person("birch");
    let before = commits(&screen);
    screen.keys("3 / '22 december' Enter Enter");
    assert!(screen.frame().contains("Welcome, apologies"), "{}", screen.frame());
    screen.keys("Esc 1 3 Enter");
    assert_eq!(commits(&screen), before);
    let mut course = vec![screen.keys("Down +").message()];
    course.push(screen.keys("+").message());
    let item = RecordId::new(Kind::Item, "AQ-2026-12-22-reminder").expect("id");
    assert_eq!(record(&screen, Kind::Item, item.as_str()).whole("minutes"), Some(12));
    course.push(screen.keys("u").message());
    course.push(screen.keys("u").message());
    // Taken back, it is only planned again, and can be touched again.
    assert!(screen.frame().contains("Welcome, apologies"), "{}", screen.frame());
    course.push(screen.keys("p").message());
    course.push(screen.keys("G").frame().lines().filter(|it| it.contains("cannot")).collect());
    let added = commits(&screen).lines().count() - before.lines().count();
    insta::assert_snapshot!(format!("{added}\n{}", course.join("\n")), @"
    5
    Saved Add meeting AQ-2026-12-22: Meeting of 22 December 2026. Ctrl+Z undoes
    Saved AQ-2026-12-22-reminder: time 7 min -> 12 min. Ctrl+Z undoes
    Undone: AQ-2026-12-22-reminder: time 7 min -> 12 min (Competition-law rem…
    Undone: Add meeting AQ-2026-12-22: Meeting of 22 December 2026
    Saved AQ-2026-12-22-reminder: into the pool. Ctrl+Z undoes
     (!) AQ-2026-12-22 cannot be started: it is planned for 22 Dec 2026                           Saved
    ");
}
