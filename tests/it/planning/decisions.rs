//! Decisions where one reads them: each act is offered exactly where it may follow, to whom it belongs.

use comity::model::Kind;
use comity::tui::command::Command;
use comity::tui::keymap::{Context, bindings};

use super::{after, as_person, lines_with, record, rewrite};
use crate::support::screen::Screen;

/// A decision, opened by its number in the list of everything.
fn reading(screen: &mut Screen, id: &str) {
    screen.keys(&format!("Ctrl+P '{id}' Enter"));
}

/// What of a decision is offered.
fn offered(screen: &Screen) -> String {
    let of_decisions = [
        Command::Agree,
        Command::Endorse,
        Command::Reserve,
        Command::Object,
        Command::Abstain,
        Command::Silent,
        Command::Number,
        Command::Withdraw,
        Command::Supersede,
    ];
    let holds = |it: &Command| bindings(Context::Reading).any(|at| at.command == *it) && screen.app.can(*it);
    let labels: Vec<&str> = of_decisions.iter().filter(|it| holds(it)).map(|it| it.label()).collect();
    labels.join(", ")
}

#[test]
fn each_act_is_offered_where_it_may_follow_to_whom_it_belongs() {
    let mut told = String::new();
    for person in ["birch", "elm", "spruce", "cedar"] {
        let mut screen = as_person(person);
        for id in ["AQ-D26-N2YK", "AQ-D26-5G7R", "DC-D26-B8TM"] {
            reading(&mut screen, id);
            told += &format!("{person:7} {id} {}\n", offered(&screen));
        }
    }
    insta::assert_snapshot!(told, @r"
    birch   AQ-D26-N2YK Withdraw
    birch   AQ-D26-5G7R Supersede
    birch   DC-D26-B8TM Withdraw
    elm     AQ-D26-N2YK With reservation, Object, Abstain
    elm     AQ-D26-5G7R 
    elm     DC-D26-B8TM Endorse, With reservation, Object, Abstain
    spruce  AQ-D26-N2YK Endorse, With reservation, Object, Abstain
    spruce  AQ-D26-5G7R 
    spruce  DC-D26-B8TM Endorse, With reservation, Object, Abstain
    cedar   AQ-D26-N2YK 
    cedar   AQ-D26-5G7R 
    cedar   DC-D26-B8TM
    ");
}

#[test]
fn the_second_party_endorses_and_the_decision_gets_its_number() {
    let mut screen = as_person("spruce");
    reading(&mut screen, "AQ-D26-N2YK");
    let frame = screen.keys("+").frame();
    insta::assert_snapshot!(frame, @r#"
     Sedex and amfor… [1 Home] 2 Groups  3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ-D26-N2YK · decision ─────────────────────────────────────────────────────────── Esc goes back ┐
    │ One list of reasons for returning a report                                                       │
    │                                                                                                  │
    │ State           agreed in the group                                                              │
    │                                                                                                  │
    │ Text        ╔══════════════════════════════════════════════════════════════════════╗             │
    │   Both organ║ Endorse for ◆AM?                                                     ║ missing     │
    │   evidence, ║                                                                      ║ssing, late  │
    │   upload, ot║ One list of reasons for returning a report                           ║             │
    │             ║                                                                      ║             │
    │ Rationale   ║ Both organisations use one list of seven reasons when they return an ║             │
    │   Shares of ║ audit report: missing evidence, wrong code, finding not supported,   ║             │
    │             ║ site details incomplete, signature missing, late upload, other. Each ║             │
    │ Item        ║ report is counted once, under its first reason.                      ║             │
    │ Meeting     ║                                                                      ║             │
    │ Agreed on   ║ It is about this very text: whoever edits the text afterwards voids  ║             │
    │ Parties then║ it.                                                                  ║             │
    │ Rule then   ║ Ctrl+Z takes it back.                                                ║             │
    │ Method      ║                                                                      ║             │
    │ Closes on   ║▌[ Esc  Leave it ]    [ y  Endorse ]                                  ║             │
    │             ╚══════════════════════════════════════════════════════════════════════╝             │
    │ Position                                                                                         │
    │   · ●SX: position endorsed with a reservation, by ●SX Elm Placeholder, on Tue 10 Nov 2026,       │
    │     channel in writing: The reason "other" is kept for the first year only, and then looked at   │
    │     again.                                                                                       │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     y Yes  Esc Back  Tab Next
    "#);
    insta::assert_snapshot!(screen.keys("y").message(), @"Saved AQ-D26-N2YK: ◆AM endorsed. Ctrl+Z undoes");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["State", "endorsed"]), @r"
    State           in force
    · ◆AM: position endorsed, by ◆AM Spruce Placeholder, on Mon 16 Nov 2026, channel in writing
    · ●SX: position endorsed with a reservation, by ●SX Elm Placeholder, on Tue 10 Nov 2026,
    Saved AQ-D26-N2YK: ◆AM endorsed. Ctrl+Z undoes                                               Saved
    ");
    // Whoever endorses gives no numbers; a secretary does.
    assert_eq!(offered(&screen), "");
    let mut screen = after("birch", &[("07:00", "decision endorse N2YK --as spruce")]);
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["number"]), @"(i) In force, without a number yet: One list of rea…││ open     7   8   9   8  10  10  10  10");
    reading(&mut screen, "AQ-D26-N2YK");
    insta::assert_snapshot!(lines_with(&screen.keys("n").frame(), &["Formal", "Number", "once"]), @r"
    upload, other. Each report is counted once, under its first reason.
    ╔ Formal number · One list of reasons for returning a report ══════════════════════╗
    Ration║ Number         [AQ 2026/02                                                     ] ║
    Shar║                  Formal number in the register                                   ║
    ║ (i) A number is given once.                                                      ║
    ");
    insta::assert_snapshot!(screen.keys("Enter").message(), @"Saved AQ-D26-N2YK: number AQ 2026/02. Ctrl+Z undoes");
    assert_eq!(offered(&screen), "Supersede");
}

#[test]
fn a_reservation_and_an_objection_want_words() {
    let mut screen = as_person("spruce");
    reading(&mut screen, "AQ-D26-N2YK");
    let form = screen.keys("-").frame();
    insta::assert_snapshot!(lines_with(&form, &["Object", "Words", "voids"]), @r"
    evid╔ Object for ◆AM · One list of reasons for returning a report ═════════════════════╗ late
    uplo║ Words *        [                                                               ] ║
    Meetin║ (i) It is about the text as it stands; whoever edits the text afterwards voids   ║
    Rule t║ [ Object  Ctrl+S ]  [ Leave it  Esc ]   Enter begins a line                      ║
    ");
    let refused = screen.keys("Ctrl+S").frame();
    insta::assert_snapshot!(lines_with(&refused, &["attention"]), @"Meetin║ (!) 1 thing needs attention: Words                                               ║");
    insta::assert_snapshot!(screen.keys("'The list is too long' Ctrl+S").message(), @"Saved AQ-D26-N2YK: ◆AM objected. Ctrl+Z undoes");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["State", "objected", "too long"]), @r"
    State           blocked by an objection
    · ◆AM: position objected, by ◆AM Spruce Placeholder, on Mon 16 Nov 2026, channel in writing:
    The list is too long
    Saved AQ-D26-N2YK: ◆AM objected. Ctrl+Z undoes                                               Saved
    ");
}

#[test]
fn a_position_that_an_edit_has_voided_is_told_and_asked_for_again() {
    let mut screen = as_person("elm").sized(100, 50);
    let path = "groups/AQ/decisions/2026/AQ-D26-N2YK.toml";
    rewrite(&mut screen, path, "one list of seven reasons", "one list of eight reasons");
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["my org"]), @"(!) Waiting for my organisation: One list of reason…");
    reading(&mut screen, "AQ-D26-N2YK");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["void"]), @"· ●SX: void; it took a position on 10 Nov 2026, and the text was changed after that");
    assert!(screen.app.can(Command::Endorse));
}

#[test]
fn what_is_in_force_is_superseded_by_a_draft_that_begins_with_its_words() {
    let mut screen = as_person("birch");
    reading(&mut screen, "AQ-D26-5G7R");
    let message = screen.keys("S").message();
    assert!(message.starts_with("Saved Add decision AQ-D26-"), "{message}");
    assert_eq!(offered(&screen), "Agree, Withdraw");
    insta::assert_snapshot!(lines_with(&screen.keys("a").frame(), &["agrees", "Meeting", "Empty"]), @r"
    Sedex and amfor… [1 Home] 2 Groups  3 Meetings  4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
    ╔ The group agrees · Joint reading of the audit quality measures each quarter ═════╗
    Ration║ Meeting        [                                                               ] ║
    One ║                  Meeting that agreed it                                          ║rate
    repo║ (i) Empty means in writing. The parties are asked from then on.                  ║
    ");
    screen.keys("Enter");
    assert_eq!(offered(&screen), "Withdraw");
    insta::assert_snapshot!(lines_with(&screen.keys("W").frame(), &["Withdraw", "Why", "undo"]), @r"
    ╔ Withdraw decision? Joint reading of the audit quality measures each quarter ═════╗
    Ration║ Why *          [                                                               ] ║
    repo║ (i) It stays readable, as withdrawn; undo takes it back.                         ║
    Agreed║ [ Withdraw  Ctrl+S ]  [ Back  Esc ]   Enter saves                                ║
    ");
    screen.keys("'Settled by mail' Enter");
    assert_eq!(offered(&screen), "");
    assert_eq!(
        record(&screen, Kind::Decision, "AQ-D26-5G7R").title(),
        "Joint reading of the audit quality measures each quarter"
    );
}

#[test]
fn a_secretary_records_silence_once_the_last_day_is_over() {
    let mut screen = as_person("birch");
    rewrite(
        &mut screen,
        "groups/AQ/decisions/2026/AQ-D26-N2YK.toml",
        "closes_on = 2026-12-11",
        "closes_on = 2026-11-13",
    );
    reading(&mut screen, "AQ-D26-N2YK");
    insta::assert_snapshot!(offered(&screen), @"Silence, Withdraw");
    let asked = screen.keys("l").frame();
    insta::assert_snapshot!(lines_with(&asked, &["nothing by the last day"]), @"Both organ║ Did ◆AM say nothing by the last day?                                 ║ missing");
    insta::assert_snapshot!(screen.keys("y").message(), @"Saved AQ-D26-N2YK: ◆AM said nothing by the last day. Ctrl+Z undoes");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["State", "silent"]), @"
    State           in force
    · ◆AM: position silent, by ●SX Birch Placeholder, on Mon 16 Nov 2026, channel in writing
    ");
}

#[test]
fn the_meeting_that_is_still_ahead_is_not_proposed_as_the_one_that_agreed() {
    let add = "decision add \"Two lists\" --group AQ --text \"Two lists are kept.\" --meeting AQ-2026-11-24";
    let mut screen = after("birch", &[("07:00", add)]);
    screen.keys("Ctrl+P 'Two lists' Enter");
    assert_eq!(offered(&screen), "Agree, Withdraw");
    insta::assert_snapshot!(lines_with(&screen.keys("a").frame(), &["agrees ·", "Meeting        ["]), @r"
    · ◆A╔ The group agrees · Two lists ════════════════════════════════════════════════════╗
    ║ Meeting        [                                                               ] ║
    ");
    let refused = screen.keys("'AQ-2026-11-24' Enter Enter").frame();
    assert!(refused.contains("cannot be agreed: AQ-2026-11-24 has not been opened"), "{refused}");
}
