//! What cannot be made, and words that would be something else in a document.

use super::{made, read};
use crate::support::shell::Shell;

#[test]
fn what_is_not_there_is_said() {
    let shell = Shell::example();
    let words = [
        "document agenda AQ-2026-11-23",
        "document minutes XX",
        "document actions XX",
        "document agenda",
        "document agenda AQ --format pdf",
        "document agenda AQ --for red",
        "meeting export --group XX",
        "action export --owner nobody",
    ];
    let told: String = words.iter().map(|it| format!("$ {it}\n{}", shell.leaves_alone(it))).collect();
    insta::assert_snapshot!(told, @r"
    $ document agenda AQ-2026-11-23
    ! there is no meeting `AQ-2026-11-23` (E-NOT-FOUND)
    ! Hint: Did you mean AQ-2026-11-24 or AQ-2026-10-27 or CI-2026-11-30?
    = 3
    $ document minutes XX
    ! there is no meeting `XX` (E-NOT-FOUND)
    ! Hint: There is AQ-2026-10-27, AQ-2026-11-24, CB-2026-12-02, CI-2026-11-30, CO-2026-11-20, DC-2026-11-25, TH-2026-12-03
    = 3
    $ document actions XX
    ! there is no group `XX` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3
    $ document agenda
    ! error: the following required arguments were not provided:
    !   <ID|GROUP>...
    ! 
    ! Usage: comity document agenda <ID|GROUP>...
    ! 
    ! For more information, try '--help'.
    = 2
    $ document agenda AQ --format pdf
    ! error: invalid value 'pdf' for '--format <FORMAT>'
    !   [possible values: md, html, csv, json, eml]
    ! 
    ! For more information, try '--help'.
    = 2
    $ document agenda AQ --for red
    ! error: invalid value 'red' for '--for <AUDIENCE>'
    !   [possible values: clear, green, amber]
    ! 
    ! For more information, try '--help'.
    = 2
    $ meeting export --group XX
    ! there is no group `XX` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3
    $ action export --owner nobody
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3
    ");
}

#[test]
fn nothing_made_is_left_in_the_workspace() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("document agenda AQ --out agenda.md"), @r"
    ! `agenda.md` lies in the workspace, where nothing is kept that is made from the records (E-USAGE)
    ! Hint: Name a file in another folder
    = 2
    ");
    #[cfg(unix)]
    std::os::unix::fs::symlink(shell.root().join("groups"), shell.beside("door")).expect("link");
    for out in ["groups/AQ/papers/new/a.md", "./x.md", "../w/x.md", "../door/a.md", ".git/x"] {
        let said = shell.leaves_alone(&format!("document agenda AQ --out {out}"));
        assert_eq!(said.status, 2, "{out}: {said}");
        let said = shell.leaves_alone(&format!("meeting export --ics --out {out}"));
        assert_eq!(said.status, 2, "{out}: {said}");
    }
    insta::assert_snapshot!(shell.leaves_alone("document agenda AQ --out ../made/agenda.html --format html"), @"Wrote ../made/agenda.html");
    let page = std::fs::read_to_string(shell.beside("made/agenda.html")).expect("written");
    assert_eq!(page, made(&shell, "document agenda AQ --format html"));
    insta::assert_snapshot!(shell.leaves_alone("document agenda AQ --out ../made --dry-run"), @"Would be written into ../made");
    insta::assert_snapshot!(shell.leaves_alone("document agenda AQ --out ../made"), @r"
    ! cannot write `../made` (E-IO)
    ! Caused by: Is a directory (os error 21)
    = 1
    ");
}

/// Text that would be something else in each of the formats.
const WILD: &str = "<script>alert(1)</script> # *x* | [a](b) `c` =1+1 \\ & &lt; \"q\" 'a'; DTEND:1";

#[test]
fn what_a_record_says_stays_text_in_every_format() {
    let shell = Shell::example();
    let wild = WILD.replace('\\', "\\\\").replace('"', "\\\"");
    let path = shell.files().into_keys().find(|it| it.ends_with("AQ-I26-C3VN.toml")).expect("item");
    let text = shell.read(&path).replace("title = \"Definition of a duplicate audit\"", &format!("title = \"{wild}\""));
    shell
        .write(&path, text.replacen("ask = \"", "ask = \"\\n\\n# A heading\\n1. a list\\n\\u001b[31mred\\u202e\\n", 1));
    let agenda = read(&shell, "document agenda AQ");
    insta::assert_snapshot!(agenda.lines().filter(|it| it.contains("script") || it.contains("heading") || it.contains("red")).collect::<Vec<_>>().join("\n"), @r#"
    | 3 | 14:04 | 25 | \<script>alert(1)\</script> # \*x\* \| \[a\](b) \`c\` =1+1 \\ & \&lt; "q" 'a'; DTEND:1 | for decision | Alder Placeholder | Definition of a duplicate audit, second draft (to follow) |
    ### 3. \<script>alert(1)\</script> # \*x\* \| \[a\](b) \`c\` =1+1 \\ & \&lt; "q" 'a'; DTEND:1
    **Asked:** \# A heading\
    \\u{1b}\[31mred\\u{202e}\
    "#);
    for format in ["md", "html", "csv", "json", "eml"] {
        let text = made(&shell, &format!("document agenda AQ --format {format}"));
        assert!(!text.chars().any(|it| it == '\u{1b}' || it == '\u{202e}'), "{format}: {text:?}");
    }
    let page = made(&shell, "document agenda AQ --format html");
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
}

#[test]
fn right_to_left_and_combining_text_and_a_minute_of_200_lines_come_through() {
    let shell = Shell::example();
    let long: Vec<String> = (1..=200).map(|it| format!("Line {it} of the minute. e\u{301}")).collect();
    let path = shell.files().into_keys().find(|it| it.ends_with("AQ-I26-4M2H.toml")).expect("item");
    let text = shell.read(&path);
    let begin = text.find("minute = \"").expect("minute");
    let end = begin + text[begin..].find('\n').expect("line");
    let minute = format!("minute = \"\"\"\n\u{5e9}\u{5dc}\u{5d5}\u{5dd}\n{}\"\"\"", long.join("\n"));
    shell.write(&path, format!("{}{minute}{}", &text[..begin], &text[end..]));
    let minutes = read(&shell, "document minutes AQ last");
    assert!(minutes.contains("\u{5e9}\u{5dc}\u{5d5}\u{5dd}\\\nLine 1 of the minute. e\u{301}\\\n"), "{minutes}");
    assert!(minutes.contains("Line 200 of the minute. e\u{301}\n"), "{minutes}");
    let page = made(&shell, "document minutes AQ last --format html");
    assert_eq!(page.matches(" of the minute. e\u{301}").count(), 200);
    assert!(page.contains("<p dir=\"auto\">\u{5e9}"), "{page}");
}

#[test]
fn a_document_of_a_folder_with_edits_that_are_not_saved_says_so() {
    let shell = Shell::example();
    assert!(!made(&shell, "document agenda AQ").contains("not saved"));
    let path = shell.files().into_keys().find(|it| it.ends_with("AQ-I26-C3VN.toml")).expect("item");
    shell.write(&path, shell.read(&path).replace("minutes = 25", "minutes = 20"));
    assert!(made(&shell, "document agenda AQ").contains(", with edits that are not saved yet"));
}
