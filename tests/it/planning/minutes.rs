//! After the meeting: its minutes are checked by the other side, go out, are commented on and approved.

use comity::tui::command::Command;

use super::{after, lines_with};

/// A meeting that was held; what came of one item nobody has said.
const HELD: &[(&str, &str)] = &[
    ("06:50", "meeting postpone AQ-2026-11-24 --to 2026-11-16T07:10"),
    ("07:00", "meeting issue-agenda AQ-2026-11-24"),
    ("07:10", "meeting start AQ-2026-11-24"),
    ("07:11", "meeting attend AQ-2026-11-24 alder birch maple oak"),
    ("07:12", "item take C3VN"),
    ("08:00", "meeting end AQ-2026-11-24"),
];

const READ: (&str, &str) = ("08:05", "meeting notice AQ-2026-11-24");
const ISSUED: (&str, &str) = ("08:10", "meeting issue-minutes AQ-2026-11-24");

/// The next meeting of the group, opened on the same day.
const NEXT: &[(&str, &str)] = &[
    ("08:30", "meeting postpone AQ-2026-12-22 --to 2026-11-16T08:40"),
    ("08:40", "meeting start AQ-2026-12-22"),
    ("08:50", "meeting end AQ-2026-12-22"),
];

fn said(words: &[&[(&'static str, &'static str)]]) -> Vec<(&'static str, &'static str)> {
    words.concat()
}

#[test]
fn minutes_go_out_once_the_reminder_was_read_and_the_other_side_has_checked_them() {
    let mut screen = after("birch", HELD);
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "(i)"]), @r"
    (!) The competition-law reminder was not read
    (i) Nobody of the other side has checked the minutes. K says so
    ");
    insta::assert_snapshot!(lines_with(&screen.keys("S").frame(), &["not ready", "reminder", "lead there"]), @"
    ┌ Agenda · AQ · Sixth meeting · Mon 16 Nov 07:10–08:40 ───── held ┐┌ AQ-2026-11-24-reminder ───────┐
    # Start Min For        Who         Title                      ││ Competition-law reminder
    · p╔ The minutes of AQ-2026-11-24 are not ready ════════════════════════════ Esc closes ╗
    · p║ They cannot go out: the competition-law reminder was not read.                     ║
    ║ The checks below the agenda lead there.                                            ║
    (!) The competition-law reminder was not read
    ");
    let mut screen = after("oak", &said(&[HELD, &[READ]]));
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter");
    insta::assert_snapshot!(lines_with(&screen.keys("K").frame(), &["right", "read them"]), @"
    In the pool ║ Are the draft minutes of AQ-2026-11-24 right?                        ║
    · prop.  2║ ◆AM Oak has read them for the other side, and found them right.      ║
    ║▌[ Esc  Leave it ]    [ y  They are right ]                           ║
    ");
    let checked = screen.keys("y").message();
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "(i)"]), @"(i) The minutes were checked by ◆AM Oak");
    insta::assert_snapshot!(lines_with(&screen.keys("S").frame(), &["Send out", "Comments"]), @"
    In the pool ║ Send out the draft minutes of AQ-2026-11-24?                         ║
    · prop.  2║ Comments are open for 10 days.                                       ║
    ║▌[ Esc  Leave it ]    [ y  Send out ]                                 ║
    ");
    let sent = screen.keys("y").message();
    insta::assert_snapshot!(format!("{checked}\n{sent}"), @r"
    Saved AQ-2026-11-24: minutes checked by ◆AM Oak. Ctrl+Z undoes
    Saved AQ-2026-11-24: draft minutes issued. Ctrl+Z undoes
    ");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "(i)"]), @r"
    (i) Comments open until 26 Nov, no correction open
    (i) The minutes were checked by ◆AM Oak
    ");
}

#[test]
fn a_correction_is_said_leads_there_and_holds_up_the_approval() {
    let words = said(&[
        HELD,
        &[READ, ISSUED, ("08:20", "note add --about AQ-2026-11-24 --kind correction --text Wrong --as rowan")],
    ]);
    let mut screen = after("birch", &words);
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "(i)"]), @r"
    (!) Correction: Wrong
    (i) Comments open until 26 Nov, 1 correction open
    (i) Nobody of the other side has checked the minutes. K says so
    ");
    screen.keys("A");
    insta::assert_snapshot!(lines_with(&screen.keys("Enter").frame(), &["Approve", "correction", "Empty"]), @r"
    ╔ Approve the minutes of AQ-2026-11-24? ═══════════════════════════════════════════╗
    In the║ Approved at    [                                                               ] ║
    · pr║ (!) AQ-2026-11-24 cannot have its minutes approved: a correction waits for an    ║
    ║ [ Approve  Ctrl+S ]  [ Leave it  Esc ]   Enter saves · ↓ list                    ║
    (i) Comments open until 26 Nov, 1 correction open
    ");
    screen.keys("Esc r Enter");
    let frame = screen.frame();
    assert!(frame.contains("· note") && frame.contains("Text            Wrong"), "{frame}");
}

#[test]
fn minutes_are_approved_at_a_meeting_at_once_and_in_writing_after_the_time_for_comments() {
    let mut screen = after("birch", &said(&[HELD, &[READ, ISSUED], NEXT]));
    // The meeting that was held since is offered; without one they are approved in writing.
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter A Ctrl+U");
    let in_writing = screen.keys("Enter").frame();
    insta::assert_snapshot!(lines_with(&in_writing, &["Approve", "comments are open"]), @r"
    ╔ Approve the minutes of AQ-2026-11-24? ═══════════════════════════════════════════╗
    In the║•Approved at    [                                                               ] ║
    · pr║ (!) AQ-2026-11-24 cannot have its minutes approved: comments are open until 26   ║
    ║ [ Approve  Ctrl+S ]  [ Leave it  Esc ]   Enter saves · ↓ list   1 field changed  ║
    ");
    let approved = screen.keys("'AQ-2026-12-22' Enter").message();
    insta::assert_snapshot!(approved, @"Saved AQ-2026-11-24: minutes approved at AQ-2026-12-22. Ctrl+Z undoes");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "(i)"]), @"(i) The minutes were approved on 16 Nov 2026, at AQ-2026-12-22");
}

#[test]
fn on_the_page_of_approved_minutes_nothing_is_added_moved_or_given_time() {
    let mut screen = after("birch", &[]);
    screen.keys("3 o / 'AQ-2026-10-27' Enter Enter");
    for command in [
        Command::Add,
        Command::MoveUp,
        Command::MoveDown,
        Command::MoveMode,
        Command::Longer,
        Command::Shorter,
        Command::Pool,
        Command::Issue,
    ] {
        screen.keys("Home Down");
        assert!(!screen.app.can(command), "{command:?}");
    }
    let frame = screen.keys("a").frame();
    insta::assert_snapshot!(lines_with(&frame, &["approved", "(!)", "Add"]), @r"
    ┌ AQ · Fifth meeting · Tue 27 Oct 14:00–15:30 ── minutes approved ┐┌ AQ-2026-10-27-adoption ───────┐
    6 14:47  20 discussion ▲AP Willow  Calibration workshop with …││ Outcome  approved
    (i) The minutes were approved on 12 Nov 2026, in writing
    ");
    // A proposal that is taken up there waits in the pool.
    screen.keys("End t");
    insta::assert_snapshot!(screen.message(), @"Saved AQ-I26-6ZPA: proposed -> accepted. Ctrl+Z undoes");
}

#[test]
fn what_is_said_while_minutes_are_out_is_a_correction_of_them_unless_somebody_says_otherwise() {
    let mut screen = after("birch", &said(&[HELD, &[READ, ISSUED]]));
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter c");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["Comment", "Text", "Kind", "Enter"]), @r"
    6 08╔ Comment on AQ reminder Competition-law reminder ═════════════════════════════════╗
    08║ Text *         [                                                               ] ║
    ║ Kind           ( ) comment  ( ) question  (•) correction                         ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter begins a line                          ║
    (i) Comments open until 26 Nov, no correction open
    ");
    screen.keys("'Wrong' Ctrl+S");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "correction"]), @r"
    (!) Correction: Wrong
    (i) Comments open until 26 Nov, 1 correction open
    ");
}

#[test]
fn what_is_said_of_something_else_is_a_comment() {
    let mut screen = after("birch", &[]);
    screen.keys("2 c");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["Comment on", "Kind"]), @r"
    TH Tra╔ Comment on CO Working-group collaboration ═══════════════════════════════════════╗
    Worksp║ Kind           (•) comment  ( ) question  ( ) correction                         ║
    ");
}

#[test]
fn minutes_that_have_changed_since_the_other_side_checked_them_say_so() {
    let checked = ("08:06", "meeting check-minutes AQ-2026-11-24 --as oak");
    let edited = ("08:20", "item conclude C3VN agreed --minute Otherwise");
    let mut screen = after("birch", &said(&[HELD, &[READ, checked, ISSUED, edited]]));
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["check"]), @"(i) The minutes have changed since ◆AM Oak checked them. K says they are right");
}
