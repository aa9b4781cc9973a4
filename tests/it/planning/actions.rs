//! Actions by keys: left alone until a day, and accepted as done by the group.

use comity::model::Kind;

use super::{as_person, lines_with, record};

#[test]
fn an_action_that_is_left_alone_is_not_late_until_then() {
    let mut screen = as_person("birch");
    screen.keys("Ctrl+P '9QXT' Enter");
    let mut course = vec![lines_with(&screen.frame(), &["9QXT"])];
    screen.keys("z '+2w' Enter");
    course.push(format!("{}\n{}", screen.message(), lines_with(&screen.frame(), &["9QXT", "left alone"])));
    course.push(lines_with(&screen.keys("1").frame(), &["late"]));
    insta::assert_snapshot!(course.join("--\n"), @r"
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    ▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the
    --
    Saved AQ-A26-9QXT: not before 30 Nov 2026. Ctrl+Z undoes
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    ▌[ ] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan    from 30 Nov││ from each side for the
    [ ] CO T6BQ  Draft the half-year progress… ●SX Birch         11 Dec││ Now      left alone until
    Saved AQ-A26-9QXT: not before 30 Nov 2026. Ctrl+Z undoes                                     Saved
    --
    ║▌Fri 20   10:00 CO     Fourth meeting       72/90 min║│    Name              open late        next
    2 open · 0 late                                     │└───────────────────────────────────────────┘
    (!) AQ, 24 Nov: papers are in: 2 days late          ││    5 │ ███ ███ ███ ███ ███ ███ ███ ███
    (!) CB, 3 d late: List the training dates that are …││      │ ███ ███ ███ ███ ███ ███ ███ ███
    ");
}

#[test]
fn a_done_action_is_closed_for_the_group_after_a_question() {
    let mut screen = as_person("birch");
    screen.keys("Ctrl+P '5RNP' Enter E");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["║"]), @"
    [ ] AQ D7ZK ║ Close AQ-A26-5RNP?                                                   ║6-T5WC
    [ ] CO T6BQ ║                                                                      ║
    [~] AQ M4CW ║ Send APSCA the outline of the calibration workshop                   ║erything
    [ ] CI 6VHS ║ The group accepts it as done.                                        ║
    ║ Lists leave it out then. It can be taken up again, and Ctrl+Z takes  ║
    ║ this back.                                                           ║
    ║                                                                      ║
    ║▌[ Esc  Leave it ]    [ y  Close ]                                    ║
    ");
    screen.keys("y");
    insta::assert_snapshot!(screen.message(), @"Saved AQ-A26-5RNP: done -> closed. Ctrl+Z undoes");
    assert_eq!(record(&screen, Kind::Action, "AQ-A26-5RNP").text("state"), "closed");
}

#[test]
fn closing_and_leaving_alone_are_found_by_their_names() {
    let mut screen = as_person("birch");
    screen.keys("Ctrl+P '5RNP' Enter");
    let mut found = Vec::new();
    screen.keys("Ctrl+P 'close'");
    found.push(format!("close\n{}", lines_with(&screen.frame(), &["║▌"])));
    screen.keys("Esc");
    screen.keys("Ctrl+P '9QXT' Enter");
    for word in ["snooze", "leave alone"] {
        screen.keys(&format!("Ctrl+P '{word}'"));
        found.push(format!("{word}\n{}", lines_with(&screen.frame(), &["║▌"])));
        screen.keys("Esc");
    }
    insta::assert_snapshot!(found.concat(), @r"
    close
    [!] C║▌Do        Close · close the group, or accept a done action for the group (asks)  E ║
    snooze
    [!] C║▌Do        Leave alone · leave the action alone until a day; until then it is no… z ║
    leave alone
    [!] C║▌Do        Leave alone · leave the action alone until a day; until then it is no… z ║
    ");
}
