//! Calendars: what stands in them, and that it stays the same thing as a meeting moves.

use super::{held, made};
use crate::support::shell::Shell;

/// The lines of one entry, unfolded, without the moment of the newest change.
fn entry(calendar: &str, id: &str) -> String {
    let calendar = calendar.replace("\r\n ", "").replace("\r\n", "\n");
    let calendar = calendar.replace("BEGIN:VALARM", "BEGIN:ALARM");
    let mut entries = calendar.split("BEGIN:V").skip(1);
    let entry = entries.find(|it| it.contains(&format!("UID:{id}@"))).expect(id).to_owned();
    let begun = entry.split_once('@').and_then(|it| it.1.split_once(".comity")).expect("a name").0.to_owned();
    assert!(begun.len() == 12 && begun.chars().all(|it| it.is_ascii_hexdigit()), "{begun}");
    let entry = entry.replace(&begun, "...");
    entry.lines().filter(|it| !it.starts_with("DTSTAMP")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_calendar_holds_the_meetings_and_those_that_the_series_plans() {
    let shell = Shell::example();
    let calendar = made(&shell, "meeting export --ics --group AQ");
    insta::assert_snapshot!(calendar.split("BEGIN:VEVENT").next().expect("head").replace('\r', ""), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//comity//comity//EN
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    ");
    insta::assert_snapshot!(entry(&calendar, "AQ-2026-11-24"), @r"
    EVENT
    UID:AQ-2026-11-24@....comity
    SEQUENCE:1
    DTSTART:20261124T130000Z
    DTEND:20261124T143000Z
    SUMMARY:AQ: Sixth meeting
    STATUS:TENTATIVE
    CATEGORIES:AQ
    LOCATION:remote
    URL:https://meet.example.org/aq
    DESCRIPTION:1. Competition-law reminder (2 min)\n2. Adoption of the agenda (2 min)\n3. Definition of a duplicate audit (25 min)\n4. Counting audits that are led by two auditors (20 min)\n5. Programme of the calibration workshop (20 min)\n6. Open actions (10 min)
    END:VEVENT
    ");
    insta::assert_snapshot!(entry(&calendar, "AQ-2026-12-22"), @r"
    EVENT
    UID:AQ-2026-12-22@....comity
    SEQUENCE:1
    DTSTART:20261222T130000Z
    DTEND:20261222T143000Z
    SUMMARY:AQ: Meeting of 22 December 2026
    STATUS:TENTATIVE
    CATEGORIES:AQ
    END:VEVENT
    ");
    // After the clocks have changed, the meeting is at the same local time.
    assert!(entry(&calendar, "AQ-2027-04-13").contains("DTSTART:20270413T120000Z"));
    assert!(calendar.split("\r\n").all(|it| it.len() <= 75));
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), calendar.matches("END:VEVENT").count());
    assert!(!calendar.contains("UID:DC-") && made(&shell, "meeting export").contains("UID:DC-"));
    assert!(!calendar.contains("VALARM"));
}

#[test]
fn a_meeting_stays_the_same_entry_when_it_is_issued_moved_and_cancelled() {
    let shell = Shell::example();
    let now = || {
        let entry = entry(&made(&shell, "meeting export --group AQ"), "AQ-2026-11-24");
        let keys = ["UID", "SEQUENCE", "DTSTART", "STATUS", "DESCRIPTION:C"];
        entry.lines().filter(|it| keys.iter().any(|key| it.starts_with(key))).collect::<Vec<_>>().join(" ")
    };
    let mut told = vec![now()];
    for words in [
        "meeting issue-agenda AQ-2026-11-24",
        "meeting postpone AQ-2026-11-24 --to \"1 dec 10:00\"",
        "undo",
        "workspace edit --name Otherwise",
        "meeting edit AQ-2026-11-24 --minutes 60",
        "meeting cancel AQ-2026-11-24 --reason \"Nothing, really; to decide\"",
    ] {
        shell.saves(words);
        told.push(now());
    }
    insta::assert_snapshot!(told.join("\n"), @r"
    UID:AQ-2026-11-24@....comity SEQUENCE:1 DTSTART:20261124T130000Z STATUS:TENTATIVE
    UID:AQ-2026-11-24@....comity SEQUENCE:2 DTSTART:20261124T130000Z STATUS:CONFIRMED
    UID:AQ-2026-11-24@....comity SEQUENCE:3 DTSTART:20261201T090000Z STATUS:CONFIRMED
    UID:AQ-2026-11-24@....comity SEQUENCE:4 DTSTART:20261124T130000Z STATUS:CONFIRMED
    UID:AQ-2026-11-24@....comity SEQUENCE:5 DTSTART:20261124T130000Z STATUS:CONFIRMED
    UID:AQ-2026-11-24@....comity SEQUENCE:6 DTSTART:20261124T130000Z STATUS:CONFIRMED
    UID:AQ-2026-11-24@....comity SEQUENCE:7 DTSTART:20261124T130000Z STATUS:CANCELLED DESCRIPTION:Cancelled: Nothing\, really\; to decide
    ");
}

#[test]
fn a_calendar_rings_only_when_it_is_asked_to() {
    let shell = Shell::example();
    let calendar = made(&shell, "meeting export --group AQ --alarms").replace('\r', "");
    let alarm = calendar.split("BEGIN:VALARM").nth(1).and_then(|it| it.split("END:VALARM").next()).expect("alarm");
    insta::assert_snapshot!(alarm.trim(), @r"
    ACTION:DISPLAY
    DESCRIPTION:AQ-2026-11-24: the agenda goes out
    TRIGGER:-P7D
    ");
    assert!(!made(&shell, "action export --group AQ").contains("VALARM"));
    let actions = made(&shell, "action export --group AQ --alarms");
    let rings = |id: &str| entry(&actions, id).contains("ALARM") || actions.contains(&format!("DESCRIPTION:{id}: due"));
    insta::assert_snapshot!(entry(&actions, "AQ-A26-7K3F").split("PRIORITY:1").nth(1).expect("end"), @r"
    BEGIN:ALARM
    ACTION:DISPLAY
    DESCRIPTION:AQ-A26-7K3F: due in 7 days
    TRIGGER;RELATED=END:-P7D
    END:VALARM
    END:VTODO
    ");
    // What is done rings no more.
    assert!(rings("AQ-A26-7K3F") && !rings("AQ-A26-JX6B"));
}

#[test]
fn actions_are_things_to_do_with_their_days_and_the_meeting_they_come_from() {
    let shell = held();
    let actions = made(&shell, "action export --ics --group AQ");
    for id in ["AQ-A26-7K3F", "AQ-A26-JX6B", "AQ-A26-M4CW"] {
        assert!(entry(&actions, id).starts_with("TODO\n"), "{id}");
    }
    insta::assert_snapshot!(entry(&actions, "AQ-A26-7K3F"), @r"
    TODO
    UID:AQ-A26-7K3F@....comity
    SEQUENCE:19
    SUMMARY:AQ: Draft the joint definition of a duplicate audit
    STATUS:IN-PROCESS
    CATEGORIES:AQ
    DESCRIPTION:One definition that both systems can count from. Open are validity periods\, and audits that were announced and did not take place.
    DUE;VALUE=DATE:20261123
    PRIORITY:1
    END:VTODO
    ");
    insta::assert_snapshot!(entry(&actions, "AQ-A26-JX6B"), @r"
    TODO
    UID:AQ-A26-JX6B@....comity
    SEQUENCE:19
    SUMMARY:AQ: Lay the return reasons of both systems side by side
    STATUS:COMPLETED
    CATEGORIES:AQ
    DUE;VALUE=DATE:20261023
    COMPLETED:20261022T120000Z
    PRIORITY:5
    END:VTODO
    ");
    insta::assert_snapshot!(entry(&actions, "AQ-A26-M4CW"), @r"
    TODO
    UID:AQ-A26-M4CW@....comity
    SEQUENCE:19
    SUMMARY:AQ: Say which conduct figures APSCA can give as yearly counts
    STATUS:IN-PROCESS
    CATEGORIES:AQ
    DESCRIPTION:Counts only\, by type of case. No names of auditors or firms.
    DUE;VALUE=DATE:20261215
    PRIORITY:5
    RELATED-TO:AQ-2026-10-27@....comity
    END:VTODO
    END:VCALENDAR
    ");
    let mine = made(&shell, "action export --owner alder");
    assert!(mine.contains("AQ-A26-7K3F") && !mine.contains("AQ-A26-M4CW"), "{mine}");
}

#[test]
fn a_time_that_the_clocks_skip_or_repeat_is_one_moment() {
    let shell = Shell::example();
    shell.saves("meeting postpone AQ-2026-11-24 --to \"2027-03-28 01:30\"");
    let path = "groups/AQ/meetings/2026/AQ-2026-11-24.toml";
    for (local, moment) in [("2027-03-28T02:30", "20270328T013000Z"), ("2026-10-25T02:30", "20261025T003000Z")] {
        let text = shell.git(&["show", &format!("HEAD:{path}")]);
        shell.write(path, text.replacen("start = 2027-03-28T01:30:00", &format!("start = {local}:00"), 1));
        let entry = entry(&made(&shell, "meeting export --group AQ"), "AQ-2026-11-24");
        assert!(entry.contains(&format!("DTSTART:{moment}")), "{local}: {entry}");
    }
}
