//! Who may read what: what is above an audience is reserved, and its number is kept.

use super::{held, made, read, section};
use crate::support::shell::Shell;

fn agenda_of(audience: &str, item: &str) -> String {
    let shell = Shell::example();
    shell.saves("meeting edit AQ-2026-11-24 --visibility clear");
    shell.saves(&format!("item edit C3VN --visibility {item}"));
    let agenda = read(&shell, &format!("document agenda AQ --for {audience}"));
    let row = agenda.lines().find(|it| it.starts_with("| 3 ")).expect("row").to_owned();
    let told = agenda.contains("Agree one definition") || agenda.contains("second draft (to follow)");
    format!("{row} {}", if told { "told" } else { "kept back" })
}

#[test]
fn an_item_is_told_to_those_who_may_read_it_and_reserved_to_the_others() {
    for (audience, item, told) in [
        ("clear", "clear", true),
        ("clear", "green", false),
        ("clear", "amber", false),
        ("green", "clear", true),
        ("green", "green", true),
        ("green", "amber", false),
        ("amber", "clear", true),
        ("amber", "green", true),
        ("amber", "amber", true),
    ] {
        let words = agenda_of(audience, item);
        match told {
            true => assert!(words.contains("Definition of a duplicate audit") && words.ends_with("told"), "{words}"),
            false => assert_eq!(words, "| 3 | 14:04 | 25 | (item reserved) |  |  |  | kept back", "{audience} {item}"),
        }
    }
}

#[test]
fn what_came_of_a_reserved_item_is_reserved_with_it() {
    let shell = held();
    shell.saves("item edit C3VN --visibility amber");
    let minutes = read(&shell, "document minutes AQ");
    insta::assert_snapshot!(section(&minutes, "Items"), @r"
    ## Items

    ### 1. Competition-law reminder

    **Outcome:** noted

    ### 3. (item reserved)
    ");
    for words in ["agenda AQ-2026-11-24", "minutes AQ", "actions AQ", "decisions AQ"] {
        for format in ["md", "html", "csv", "json", "eml"] {
            let text = made(&shell, &format!("document {words} --format {format}"));
            for secret in ["second draft", "took place", "Agreed as proposed"] {
                // The action about the definition is another one.
                let text = text.replace("The second draft can go", "");
                assert!(!text.contains(secret), "{words} {format} tells {secret}: {text}");
            }
        }
    }
    assert!(read(&shell, "document minutes AQ --for amber").contains("Agreed as proposed."));
}

#[test]
fn a_document_about_what_its_readers_may_not_know_is_not_made() {
    let shell = Shell::example();
    shell.saves("meeting edit AQ-2026-11-24 --visibility amber");
    insta::assert_snapshot!(shell.leaves_alone("document agenda AQ"), @r"
    ! AQ-2026-11-24 is for the group and both managements, and this document is for members of the organisations (E-USAGE)
    ! Hint: `--for amber` makes it for them; `comity meeting edit AQ-2026-11-24 --visibility green` lets the others read it
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("document minutes AQ-2026-10-27 --for clear"), @r"
    ! AQ-2026-10-27 is for members of the organisations, and this document is for everybody (E-USAGE)
    ! Hint: `--for green` makes it for them; `comity meeting edit AQ-2026-10-27 --visibility clear` lets the others read it
    = 2
    ");
    assert_eq!(shell.run("document agenda AQ --for amber").status, 0);
    shell.saves("group edit AQ --visibility amber");
    assert_eq!(shell.run("document actions AQ").status, 2);
}

#[test]
fn what_is_for_named_people_only_goes_into_no_document() {
    let shell = Shell::example();
    let path = shell.files().into_keys().find(|it| it.ends_with("AQ-I26-C3VN.toml")).expect("item");
    shell.write(&path, format!("visibility = \"red\"\n{}", shell.read(&path)));
    for audience in ["clear", "green", "amber"] {
        let text = shell.run(&format!("document agenda AQ --for {audience}")).to_string();
        assert!(!text.contains("Definition of a duplicate audit |"), "{text}");
    }
}

#[test]
fn a_calendar_keeps_to_the_same() {
    let shell = Shell::example();
    shell.saves("item edit C3VN --visibility amber");
    shell.saves("meeting edit DC-2026-11-25 --visibility amber --place \"Room 5\"");
    let calendar = made(&shell, "meeting export").replace("\r\n ", "");
    assert!(calendar.contains("3. (item reserved) (25 min)"), "{calendar}");
    assert!(calendar.contains("SUMMARY:DC: (meeting reserved)") && !calendar.contains("Room 5"), "{calendar}");
    shell.saves("action edit 7K3F --visibility amber");
    let actions = made(&shell, "action export --group AQ").replace("\r\n ", "");
    assert!(actions.contains("SUMMARY:AQ: (action reserved)") && !actions.contains("joint definition"), "{actions}");
}

#[test]
fn what_belongs_to_a_group_is_for_those_who_may_read_of_it() {
    let shell = Shell::example();
    shell.saves("group edit AQ --visibility amber");
    for document in ["actions", "decisions", "members"] {
        let text = read(&shell, &format!("document {document}"));
        for secret in ["Audit quality measures", "duplicate audit", "list of reasons", "Willow"] {
            assert!(!text.contains(secret), "{document} tells {secret}: {text}");
        }
    }
    assert!(read(&shell, "document members --for amber").contains("Willow"));
    let deadlines = read(&shell, "document deadlines");
    assert!(deadlines.contains("(meeting reserved)") && !deadlines.contains("AQ-2026"), "{deadlines}");
    assert!(!made(&shell, "meeting export").contains("Sixth meeting"));
    // What is said of a record itself comes before what is said of its group.
    shell.saves("action edit 7K3F --visibility clear");
    assert!(read(&shell, "document actions --for clear").contains("Draft the joint definition"));
}

#[test]
fn a_note_is_for_those_who_may_read_what_it_is_about() {
    let shell = held();
    shell.saves("item edit C3VN --visibility amber");
    shell.saves("note add \"Whisper it.\" --about AQ-I26-C3VN --kind comment");
    shell.saves("action add \"Whisper as well\" --group AQ --item AQ-I26-C3VN");
    let minutes = read(&shell, "document minutes AQ-2026-11-24");
    assert!(minutes.contains("(note reserved)") && !minutes.contains("Whisper"), "{minutes}");
    assert!(read(&shell, "document minutes AQ-2026-11-24 --for amber").contains("Whisper it."));
}

#[test]
fn papers_of_a_reserved_item_are_said_to_be_reserved_and_not_to_be_missing() {
    let shell = Shell::example();
    shell.saves("item edit C3VN --visibility amber");
    let papers =
        |audience: &str| section(&read(&shell, &format!("document agenda AQ --for {audience}")), "Annex: papers");
    insta::assert_snapshot!(papers("green"), @r"
    ## Annex: papers

    | Item | Paper | File or link | State | SHA-256 |
    | --- | --- | --- | --- | --- |
    | 3 | (papers reserved) |  |  |  |
    ");
    assert!(papers("amber").contains("second draft"));
}
