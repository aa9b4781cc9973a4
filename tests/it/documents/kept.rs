//! Minutes keep their word: what is changed behind them shows, or changes nothing in them.

use super::{held, made, read, section};
use crate::support::shell::Shell;

/// The decision of the meeting that was held.
fn decision(shell: &Shell) -> String {
    let text = made(shell, "document minutes AQ-2026-11-24");
    let at = text.find("Decision AQ-D26-").expect("a decision") + "Decision ".len();
    text[at..].chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '-').collect()
}

/// What somebody does one after the other, each on a day of its own.
fn does(shell: &Shell, words: &[(&str, &str)]) {
    for (day, words) in words {
        shell.saves(&format!("--now {day}T14:00:00+01:00 {words}"));
    }
}

fn status(shell: &Shell) -> String {
    read(shell, "document minutes AQ-2026-11-24").lines().nth(2).expect("status").to_owned()
}

/// The minutes, approved at the next meeting.
fn approved() -> Shell {
    let shell = held();
    let note = shell.last_id();
    does(
        &shell,
        &[
            ("2026-12-22", &format!("note settle {note} accepted")),
            ("2026-12-22", "meeting start AQ-2026-12-22"),
            ("2026-12-22", "meeting approve AQ-2026-11-24 --at AQ-2026-12-22 --as maple"),
        ],
    );
    shell
}

#[test]
fn approved_minutes_say_nothing_of_today_about_words_that_were_changed_since() {
    let shell = approved();
    let id = decision(&shell);
    let words = || section(&read(&shell, "document minutes AQ-2026-11-24"), "3. Definition of a duplicate audit");
    does(&shell, &[("2026-12-22", &format!("decision endorse {id} --as elm"))]);
    insta::assert_snapshot!(words(), @"
    ### 3. Definition of a duplicate audit

    Agreed as proposed.

    **Outcome:** agreed

    **Decision AQ-D26-NEW3 (agreed in the group):** A duplicate counts only if the audit took place.

    - Sedex: endorsed on Tue 22 Dec 2026 in writing
    - amfori: no position yet

    **Action AQ-A26-NEW1 (Alder Placeholder, Sat 5 Dec 2026):** Send the second draft
    ");
    does(
        &shell,
        &[
            ("2026-12-22", &format!("decision edit {id} --text \"A duplicate never counts.\"")),
            ("2026-12-22", &format!("decision endorse {id} --as elm")),
            ("2026-12-22", &format!("decision endorse {id} --as spruce")),
        ],
    );
    insta::assert_snapshot!(words(), @r"
    ### 3. Definition of a duplicate audit

    Agreed as proposed.

    **Outcome:** agreed

    **Decision AQ-D26-NEW3 (its text was changed since):** A duplicate counts only if the audit took place.

    **Action AQ-A26-NEW1 (Alder Placeholder, Sat 5 Dec 2026):** Send the second draft
    ");
}

#[test]
fn approved_minutes_name_the_next_meeting_as_it_was_known_then() {
    let shell = approved();
    let next = || section(&read(&shell, "document minutes AQ-2026-11-24"), "Next meeting");
    let before = next();
    insta::assert_snapshot!(before, @r"
    ## Next meeting

    AQ-2026-12-22, Tue 22 Dec 2026, 14:00 Europe/Brussels
    ");
    does(
        &shell,
        &[
            ("2026-12-22", "meeting end AQ-2026-12-22"),
            ("2026-12-23", "meeting add \"One more\" --group AQ --start \"2026-12-28 10:00\""),
        ],
    );
    assert_eq!(next(), before);
    assert_eq!(shell.run("check").status, 0);
}

#[test]
fn what_is_changed_behind_minutes_that_are_out_shows_and_daily_work_does_not() {
    let shell = held();
    let action = made(&shell, "document minutes AQ-2026-11-24");
    let action = &action[action.find("Action AQ-A26-").expect("an action") + "Action ".len()..][.."AQ-A26-XXXX".len()];
    let checked = || {
        let text = read(&shell, "document minutes AQ-2026-11-24");
        text.lines().find(|it| it.starts_with("- Checked by")).map(str::to_owned)
    };
    let mut said = vec![status(&shell)];
    // Its owner gets on with it, and needs more time.
    does(
        &shell,
        &[
            ("2026-11-26", &format!("action edit {action} --state in-progress")),
            ("2026-11-26", &format!("action edit {action} --due 2026-12-19")),
        ],
    );
    let text = read(&shell, "document minutes AQ-2026-11-24");
    said.push(status(&shell));
    said.extend(text.lines().filter(|it| it.starts_with("**Action AQ-A26-NEW1")).map(str::to_owned));
    does(&shell, &[("2026-11-26", &format!("action edit {action} --title \"Send the third draft\""))]);
    said.push(status(&shell));
    said.extend(checked());
    let again = shell.saves("--now 2026-11-27T09:00:00+01:00 meeting issue-minutes AQ-2026-11-24");
    said.push(again.to_string());
    said.push(status(&shell));
    does(&shell, &[("2026-11-27", &format!("decision edit {} --text \"It never counts.\"", decision(&shell)))]);
    said.push(status(&shell));
    insta::assert_snapshot!(said.join("\n"), @r"
    **ISSUED revision 1 on Tue 24 Nov 2026, open for comments until Fri 4 Dec 2026**
    **ISSUED revision 1 on Tue 24 Nov 2026, open for comments until Fri 4 Dec 2026**
    **Action AQ-A26-NEW1 (Alder Placeholder, Sat 5 Dec 2026):** Send the second draft
    **ISSUED revision 1 on Tue 24 Nov 2026, open for comments until Fri 4 Dec 2026, changed since**
    - Checked by: Oak Placeholder, changed since
    Changed AQ-2026-11-24: draft minutes issued (revision 2), not as checked, minutes issued Fri 27 Nov 2026  (undo: comity undo)

    **ISSUED revision 2 on Fri 27 Nov 2026, open for comments until Mon 7 Dec 2026**
    **ISSUED revision 2 on Fri 27 Nov 2026, open for comments until Mon 7 Dec 2026, changed since**
    ");
}

#[test]
fn a_correction_of_a_decision_of_the_meeting_stands_among_the_comments_and_holds_up_the_approval() {
    let shell = held();
    let note = shell.last_id();
    does(
        &shell,
        &[
            ("2026-11-25", &format!("note settle {note} accepted")),
            (
                "2026-11-25",
                &format!("note add \"It said twice.\" --about {} --kind correction --as rowan", decision(&shell)),
            ),
        ],
    );
    insta::assert_snapshot!(section(&read(&shell, "document minutes AQ-2026-11-24"), "Comments"), @r"
    ## Comments

    | About | By | On | Kind | Comment | State |
    | --- | --- | --- | --- | --- | --- |
    | AQ-2026-11-24 | Willow Placeholder | Tue 24 Nov 2026 | correction | Say who was there. | accepted |
    | AQ-D26-NEW3 | Rowan Placeholder | Wed 25 Nov 2026 | correction | It said twice. | open |
    ");
    insta::assert_snapshot!(shell.leaves_alone("--now 2026-12-10T09:00:00+01:00 meeting approve AQ-2026-11-24"), @r"
    ! AQ-2026-11-24 cannot have its minutes approved: a correction waits for an answer: AQ-N26-NEW5 (E-STATE)
    ! Hint: `comity note settle NOTE accepted` or `rejected`
    = 4
    ");
}

#[test]
fn in_writing_minutes_are_approved_as_the_other_side_has_checked_them() {
    let shell = held();
    let note = shell.last_id();
    does(
        &shell,
        &[
            ("2026-11-25", &format!("note settle {note} accepted")),
            ("2026-11-25", "item conclude C3VN agreed --minute \"Agreed.\""),
        ],
    );
    let approve = "--now 2026-12-10T09:00:00+01:00 meeting approve AQ-2026-11-24";
    insta::assert_snapshot!(shell.leaves_alone(approve), @r"
    ! AQ-2026-11-24 cannot have its minutes approved: they changed since oak checked them (E-STATE)
    ! Hint: The secretary of the other side says that they are right: `comity meeting check-minutes AQ-2026-11-24`; a meeting can approve them as they are: `--at MEETING`
    = 4
    ");
    does(&shell, &[("2026-12-09", "meeting check-minutes AQ-2026-11-24 --as oak")]);
    shell.saves(approve);
    insta::assert_snapshot!(status(&shell), @"**APPROVED revision 1 as corrected, on Thu 10 Dec 2026 in writing**");
}

#[test]
fn minutes_tell_an_item_that_came_late_or_was_taken_off_by_what_became_of_it() {
    let shell = Shell::example();
    for (clock, words) in [
        ("13:00", "meeting issue-agenda AQ next"),
        ("13:10", "item withdraw 2FBQ --reason \"Not ready\""),
        ("14:00", "meeting start AQ next"),
        ("14:01", "meeting attend AQ-2026-11-24 alder birch maple oak"),
        ("14:02", "item add \"Late one\" --meeting AQ-2026-11-24"),
        ("14:03", "item take last"),
        ("14:03", "item add \"Late two\" --meeting AQ-2026-11-24"),
        ("14:04", "meeting notice AQ-2026-11-24"),
        ("14:30", "meeting end AQ-2026-11-24"),
    ] {
        shell.saves(&format!("--now 2026-11-24T{clock}:00+01:00 {words}"));
    }
    let minutes = read(&shell, "document minutes AQ-2026-11-24");
    let from = minutes.find("## Items").expect("items");
    let to = minutes.find("## Next meeting").expect("next");
    insta::assert_snapshot!(minutes[from..to].trim_end(), @r"
    ## Items

    ### 1. Competition-law reminder

    **Outcome:** noted

    ### Late one (added after the agenda went out)

    **Outcome:** noted

    ## Not reached or put off

    - Item 2: Adoption of the agenda
    - Item 3: Definition of a duplicate audit
    - Item 4: Counting audits that are led by two auditors
    - Item 6: Open actions
    - Late two (added after the agenda went out)

    ## Taken off after the agenda went out

    - Item 5: Programme of the calibration workshop
    ");
}

#[test]
fn a_reminder_that_is_written_down_after_the_meeting_was_read_at_it() {
    let shell = Shell::example();
    for (clock, words) in [
        ("14:00", "meeting start AQ next"),
        ("14:30", "meeting end AQ-2026-11-24"),
        ("14:40", "meeting notice AQ-2026-11-24"),
    ] {
        shell.saves(&format!("--now 2026-11-24T{clock}:00+01:00 {words}"));
    }
    let minutes = read(&shell, "document minutes AQ-2026-11-24");
    assert!(minutes.contains("- Competition-law reminder: read"), "{minutes}");
    insta::assert_snapshot!(section(&minutes, "1. Competition-law reminder"), @r"
    ### 1. Competition-law reminder

    **Outcome:** noted
    ");
}
