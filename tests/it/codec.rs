//! The codec: files to records and back, keeping every byte that need not change.

use comity::model::{Code, Kind, Record, RecordId};
use comity::store::codec::{decode, fresh, rewrite};
use proptest::prelude::*;

use crate::support::worlds;

fn action() -> RecordId {
    RecordId::new(Kind::Action, "AQ-A26-7K3F").expect("id")
}

fn read(text: &str) -> Record {
    decode(&action(), text.as_bytes()).expect("toml").record
}

/// Sets fields of a file by TOML lines (`-key` takes one out) and returns the file.
fn change(text: &str, lines: &str) -> String {
    let before = read(text);
    let mut after = before.clone();
    for line in lines.lines() {
        match line.strip_prefix('-') {
            Some(key) => drop(after.fields.remove(key)),
            None => after.fields.extend(line.parse::<toml::Table>().expect("toml")),
        }
    }
    after.fields = comity::model::leaf::canonical(Kind::Action, after.fields);
    rewrite(text.as_bytes(), &before, &after).expect("rewritten")
}

const FILE: &str = r#"# Agreed with both secretaries.
title = "Publish joint metrics"   # short title
owner = 'rowan'
state = "open"

# Ask before moving this.
due = 2026-11-28
helpers = [
    "alder", # for the numbers
    "oak",
]
future = { of = "a newer comity" }

[[progress]]
at = 2026-11-01T09:00:00+01:00
by = "rowan"
text = "Begun"
"#;

#[test]
fn a_changed_field_changes_its_line_and_no_other() {
    insta::assert_snapshot!(diff(FILE, &change(FILE, "due = 2026-12-12")), @"
    -due = 2026-11-28
    +due = 2026-12-12
    ");
    insta::assert_snapshot!(diff(FILE, &change(FILE, "title = \"Publish\"")), @r#"
    -title = "Publish joint metrics"   # short title
    +title = "Publish"   # short title
    "#);
}

#[test]
fn a_new_field_stands_where_the_table_has_it() {
    insta::assert_snapshot!(diff(FILE, &change(FILE, "priority = \"high\"\norg = \"amfori\"\ntags = [\"b\", \"a\"]")), @r#"
    +priority = "high"
    +org = "amfori"
    +tags = ["a", "b"]
    "#);
}

#[test]
fn an_element_comes_into_a_set_and_the_remarks_in_it_stay() {
    insta::assert_snapshot!(diff(FILE, &change(FILE, "helpers = [\"alder\", \"birch\", \"oak\"]")), @r#"
    +    "birch",
    "#);
    insta::assert_snapshot!(diff(FILE, &change(FILE, "helpers = [\"alder\"]")), @r#"
    -    "oak",
    "#);
}

#[test]
fn a_note_is_added_behind_the_others_and_the_rest_stays() {
    let two = "progress = [{ at = 2026-11-01T09:00:00+01:00, by = \"rowan\", text = \"Begun\" }, { at = 2026-11-02T09:00:00+01:00, by = \"oak\", text = \"More\\nlines\" }]";
    insta::assert_snapshot!(diff(FILE, &change(FILE, two)), @r#"
    +
    +[[progress]]
    +at = 2026-11-02T09:00:00+01:00
    +by = "oak"
    +text = """
    +More
    +lines"""
    "#);
    let gone = change(FILE, "-progress");
    insta::assert_snapshot!(diff(FILE, &gone), @r#"
    -
    -[[progress]]
    -at = 2026-11-01T09:00:00+01:00
    -by = "rowan"
    -text = "Begun"
    "#);
}

#[test]
fn a_position_gets_a_table_of_its_own() {
    let id = RecordId::new(Kind::Decision, "AQ-D26-7K3F").expect("id");
    let text = "title = \"T\"\ntext = \"Words\"\n\n[position.sedex]\nvalue = \"endorsed\" # at last\nby = \"elm\"\non = 2026-11-01\n";
    let before = decode(&id, text.as_bytes()).expect("toml").record;
    let mut after = before.clone();
    let amfori: toml::Table = "value = 'objected'\nby = 'spruce'\non = 2026-11-02".parse().expect("toml");
    let positions = after.fields["position"].as_table_mut().expect("table");
    positions.insert("amfori".to_owned(), amfori.into());
    positions["sedex"]["on"] = toml::Value::Datetime("2026-11-03".parse().expect("date"));
    let written = rewrite(text.as_bytes(), &before, &after).expect("rewritten");
    insta::assert_snapshot!(diff(text, &written), @r#"
    -on = 2026-11-01
    +on = 2026-11-03
    +
    +[position.amfori]
    +value = "objected"
    +by = "spruce"
    +on = 2026-11-02
    "#);
}

#[test]
fn a_new_file_has_its_fields_in_the_order_of_the_table() {
    let record = read(
        "title = 'T'\nstate = 'open'\ndue = 2026-11-28\nowner = 'rowan'\ntags = ['b', 'a', 'b']\nzeta = 1\nprogress = [{ text = 'x', at = 2026-11-01T09:00:00Z }]\ndetail = \"\"\"one\ntwo \"\"\"",
    );
    insta::assert_snapshot!(fresh(&record), @r#"
    title = "T"
    owner = "rowan"
    due = 2026-11-28
    state = "open"
    detail = """
    one
    two """
    tags = ["a", "b"]
    zeta = 1

    [[progress]]
    at = 2026-11-01T09:00:00Z
    text = "x"
    "#);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read_and_mended_by_the_next_change() {
    let text = "\u{feff}title = \"T\"\r\nstate = \"open\" # x\r\n";
    let read = decode(&action(), text.as_bytes()).expect("toml");
    assert!(read.foreign_line_ends);
    let mut after = read.record.clone();
    after.fields.insert("state".to_owned(), "done".into());
    let written = rewrite(text.as_bytes(), &read.record, &after).expect("rewritten");
    assert_eq!(written, "title = \"T\"\nstate = \"done\" # x\n");
}

#[test]
fn what_is_no_record_is_said_with_its_place_and_never_panics() {
    let deep = |open: &str, close: &str| format!("x = {}1{}", open.repeat(20_000), close.repeat(20_000));
    type Case = (Vec<u8>, Code, Option<(usize, usize)>);
    let cases: Vec<Case> = vec![
        (b"title = \"T\"\nstate = open\n".to_vec(), Code::Toml, Some((2, 9))),
        (b"title = \"T\"\ntitle = \"U\"\n".to_vec(), Code::Toml, Some((2, 1))),
        (b"title = \"T\"\n<<<<<<< HEAD\n".to_vec(), Code::Markers, Some((2, 1))),
        (b"title = \"T\"\nx = \"\xff\"\n".to_vec(), Code::Utf8, Some((2, 6))),
        (b"title = \"T\0\"\n".to_vec(), Code::Nul, Some((1, 11))),
        (b"x = nan".to_vec(), Code::Toml, Some((1, 5))),
        (b"x = 99999999999999999999".to_vec(), Code::Toml, Some((1, 5))),
        (b"x = 2026-02-30".to_vec(), Code::Toml, Some((1, 5))),
        (vec![b'a'; 10 << 20], Code::Size, None),
        (format!("x = \"{}\"", "a".repeat(1 << 20)).into_bytes(), Code::Size, None),
        (deep("[", "]").into_bytes(), Code::Toml, Some((1, 85))),
        (deep("{a=", "}").into_bytes(), Code::Toml, None),
        (format!("{} = 1", vec!["a"; 20_000].join(".")).into_bytes(), Code::Toml, None),
        (format!("[{}]", vec!["a"; 20_000].join(".")).into_bytes(), Code::Toml, None),
    ];
    for (bytes, code, at) in cases {
        let shown: String = String::from_utf8_lossy(&bytes).chars().take(30).collect();
        let broken = decode(&action(), &bytes).expect_err(&shown);
        assert_eq!(broken.code, code, "{shown}: {broken:?}");
        if at.is_some() {
            assert_eq!(broken.at, at, "{shown}: {broken:?}");
        }
        assert!(!broken.reason.contains('\n') && !broken.remedy.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_new_file_reads_as_what_was_written(record in worlds::record()) {
        let text = fresh(&record);
        let read = decode(&record.id, text.as_bytes());
        prop_assert!(read.is_ok(), "{text}\n{read:?}");
        prop_assert_eq!(&read.expect("read").record, &record, "{}", text);
        prop_assert!(!text.chars().any(|it| comity::model::shown::is_unsafe(it) && it != '\n'), "{}", text);
        prop_assert!(text.is_empty() || text.ends_with('\n') && !text.starts_with('\n'));
    }

    #[test]
    fn a_rewrite_says_what_it_should_and_keeps_every_remark(
        (before, after, _) in worlds::record_and_two_sides(),
        dice in proptest::collection::vec(0u8..6, 200),
    ) {
        let text = with_remarks(&fresh(&before), &dice);
        let written = rewrite(text.as_bytes(), &before, &after);
        prop_assert!(written.is_ok(), "{}\nto\n{}", text, fresh(&after));
        let written = written.expect("rewritten");
        for line in text.lines().filter(|it| it.starts_with("# remark")) {
            prop_assert!(written.lines().any(|it| it == line), "{line} of\n{text}\nis gone from\n{written}");
        }
        if before == after {
            prop_assert_eq!(&written, &text);
        }
    }

    #[test]
    fn a_rewrite_of_one_field_leaves_the_lines_of_all_others((before, after, _) in worlds::record_and_two_sides()) {
        let Some(key) = after.fields.keys().chain(before.fields.keys()).find(|it| before.get(*it) != after.get(*it)) else {
            return Ok(());
        };
        let text = fresh(&before);
        let mut one = before.clone();
        match after.get(key) {
            Some(value) => drop(one.fields.insert(key.clone(), value.clone())),
            None => drop(one.fields.remove(key)),
        }
        let written = rewrite(text.as_bytes(), &before, &one);
        prop_assert!(written.is_ok(), "{key} of\n{text}\nto\n{}", fresh(&one));
        let written = written.expect("rewritten");
        let mut rest = before.clone();
        rest.fields.remove(key);
        // Every line of the file without that field still stands, in the same row.
        let mut lines = written.lines();
        for line in fresh(&rest).lines().filter(|it| !it.is_empty()) {
            prop_assert!(lines.any(|it| it == line), "{line} of\n{text}\nis gone or moved in\n{written}");
        }
    }
}

/// Lays remarks between the lines of a file, and behind some of them.
fn with_remarks(text: &str, dice: &[u8]) -> String {
    let mut out = String::new();
    let mut within = false;
    for (n, line) in text.lines().enumerate() {
        let die = dice[n % dice.len()];
        let opens = line.ends_with("\"\"\"") && line.matches("\"\"\"").count() == 1 && line.contains(" = \"\"\"")
            || line.ends_with(" = [");
        let starts = !within && (line.starts_with('[') || line.contains(" = "));
        if starts && die == 0 {
            out.push_str(&format!("# remark {n}\n"));
        }
        if starts && die == 1 && !opens && !line.starts_with('[') {
            out.push_str(&format!("{line} # beside {n}\n"));
        } else {
            out.push_str(&format!("{line}\n"));
        }
        within = opens || within && !(line.ends_with("\"\"\"") || line == "]");
    }
    out
}

/// The lines that differ, in the order of the new file.
fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut table = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i][j] = if old[i] == new[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || table[i + 1][j] >= table[i][j + 1]) {
            out.push_str(&format!("-{}\n", old[i]));
            i += 1;
        } else {
            out.push_str(&format!("+{}\n", new[j]));
            j += 1;
        }
    }
    out
}
