//! What independent programs read in what is made: Python's csv, e-mail and iCalendar modules, where they are there.

use std::process::Command;

use super::{held, made};

/// Runs a script on a file; nothing where Python or a module of it is not there, which is said.
fn python(modules: &str, script: &str, contents: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("made");
    std::fs::write(&path, contents).expect("written");
    let has = |words: &str| {
        let out = Command::new("python3").args(["-c", words]).arg(&path).output().ok()?;
        out.status.success().then_some(out).map(|it| String::from_utf8(it.stdout).expect("text"))
    };
    if has(&format!("import {modules}")).is_none() {
        eprintln!("python3 with {modules} is not there: nothing was read back");
        return None;
    }
    Some(has(&format!("import sys, {modules}\npath = sys.argv[1]\n{script}")).expect(script))
}

#[test]
fn python_reads_the_table_as_it_was_written() {
    let shell = held();
    let text = made(&shell, "document minutes AQ --format csv --excel");
    let script = "rows = list(csv.DictReader(open(path, encoding='utf-8-sig', newline='')))\n\
        print([(it['No'], it['Kind'], it['Outcome']) for it in rows])";
    if let Some(told) = python("csv", script, &text) {
        insta::assert_snapshot!(told.trim(), @"[('1', 'item', 'noted'), ('2', 'item', 'not reached'), ('3', 'item', 'agreed'), ('3', 'decision', ''), ('3', 'action', ''), ('4', 'item', 'not reached'), ('5', 'item', 'not reached'), ('6', 'item', 'not reached'), ('', 'action', '')]");
    }
}

#[test]
fn python_reads_the_letter_as_it_was_written() {
    let shell = held();
    let text = made(&shell, "document minutes AQ --format eml --contacts");
    let script = "from email import policy\n\
        it = email.message_from_binary_file(open(path, 'rb'), policy=policy.default)\n\
        print(it['X-Unsent'], it['Subject'])\nprint(it['To'].addresses[0].addr_spec, len(it['To'].addresses))\n\
        print([line for line in it.get_body(('plain',)).get_content().splitlines() if 'Quorum' in line or ' to 15:30' in line or 'QUORUM' in line])\n\
        print([part.get_content_type() for part in it.iter_parts()], '<h2 dir=\"auto\">Quorum</h2>' in it.get_body(('html',)).get_content())";
    if let Some(told) = python("email, email.policy", script, &text) {
        insta::assert_snapshot!(told.trim(), @r"
        1 Minutes: Sixth meeting (ISSUED revision 1 on Tue 24 Nov 2026, open for comments until Fri 4 Dec 2026)
        alder@example.org 7
        ['When:                      Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels', 'QUORUM', 'AQ-2026-12-22, Tue 22 Dec 2026, 14:00 to 15:30 Europe/Brussels']
        ['text/plain', 'text/html'] True
        ");
    }
}

#[test]
fn a_parser_of_calendars_reads_what_was_written() {
    let shell = held();
    let script = "from icalendar import Calendar\n\
        it = Calendar.from_ical(open(path, 'rb').read())\n\
        print(it['METHOD'], it.errors)\n\
        for part in it.subcomponents:\n    \
            print(part.name, part['UID'], part['STATUS'], part['SEQUENCE'], (part.get('DTSTART') or part.get('DUE') or part['UID']) and \
        (part.decoded('DTSTART') if 'DTSTART' in part else part.decoded('DUE', '')), part.errors)";
    let meetings = made(&shell, "meeting export --group CO --alarms");
    if let Some(told) = python("icalendar", script, &meetings) {
        assert!(told.starts_with("PUBLISH []\n") && told.lines().skip(1).all(|it| it.ends_with("[]")), "{told}");
        assert!(told.contains("VEVENT CO-2026-11-20@"), "{told}");
    }
    let actions = made(&shell, "action export --alarms");
    if let Some(told) = python("icalendar", script, &actions) {
        let action = told.lines().find(|it| it.starts_with("VTODO AQ-A26-7K3F@")).unwrap_or_default();
        assert!(action.contains(".comity IN-PROCESS ") && action.ends_with(" 2026-11-23 []"), "{told}");
    }
}
