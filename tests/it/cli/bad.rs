//! Bad input of every kind: a clear sentence, the right status, nothing changed, and the other records still there.

use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;

use crate::support::shell::Shell;

const FILE: &str = "groups/AQ/actions/2026/AQ-A26-9QXT.toml";

/// What `check` says of the file of an action that holds these bytes; nothing changes, all actions stay listed, the
/// broken one as it was last saved, and none can be written into it.
fn broken(contents: impl AsRef<[u8]>) -> String {
    let shell = Shell::example();
    shell.write(FILE, contents);
    told(&shell)
}

fn told(shell: &Shell) -> String {
    let list = shell.leaves_alone("action list --all");
    assert_eq!((list.status, list.out.lines().count()), (0, 15), "{list}");
    let refused = shell.leaves_alone("action note 9QXT 'More of it'");
    assert_eq!((refused.status, refused.out.as_str()), (4, ""), "{refused}");
    let other = shell.run("action note 7K3F 'The others can be changed'");
    assert_eq!(other.status, 0, "{other}");
    let check = shell.leaves_alone("check");
    assert_eq!(check.status, 10, "{check}");
    assert!(!check.out.chars().any(|it| it.is_control() && it != '\n'), "{check:?}");
    check.to_string()
}

/// The same of a file that can be read and is not right: it is listed, and the other fields can be changed.
fn wrong(line: &str) -> String {
    let shell = Shell::example();
    shell.write(FILE, format!("{}{line}\n", shell.read(FILE).replace("state = \"open\"\n", "")));
    let check = shell.leaves_alone("check");
    assert_eq!(shell.run("action list --all").out.lines().count(), 15, "{check}");
    check.out.lines().filter(|it| !it.contains("state is missing")).collect::<Vec<_>>().join("\n")
}

#[test]
fn files_that_are_no_toml_are_listed_with_line_and_remedy() {
    insta::assert_snapshot!(broken("title = \"x\"\nowner = rowan\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:2:9: the file cannot be read: string values must be quoted, expected literal string (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken("title = \"never closed\n"), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:22: the file cannot be read: invalid basic string, expected `"` (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    "#);
    insta::assert_snapshot!(broken("title = \"x\"\ntitle = \"y\"\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:2:1: the file cannot be read: duplicate key (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken("<<<<<<< HEAD\ntitle = \"x\"\n=======\ntitle = \"y\"\n>>>>>>> theirs\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:1: the file holds conflict markers (E-MARKERS). Choose one side of each such place, then finish the merge in the program that began it
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken(b"title = \"x\0y\"\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:11: the file holds a NUL (E-NUL). Put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken(b"title = \"Z\xfcrich\"\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:11: the file is not UTF-8 (E-UTF8). Save it as UTF-8
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken("title = \"esc \u{1b}[31m\"\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:14: the file cannot be read: invalid basic string, expected non-double-quote visible characters, `\` (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken("due = 2026-02-30\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:7: the file cannot be read: invalid date, expected day between 01 and 28 (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken("priority = 99999999999999999999\n"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:12: the file cannot be read: a number is too large (E-TOML). Mend that line
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
}

#[test]
fn files_that_are_too_large_or_too_deep_are_listed_and_nothing_falls_over() {
    insta::assert_snapshot!(broken(format!("detail = '''\n{}'''\n", "a line of it\n".repeat(10 << 20 >> 3))), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml: the file has more than 256 kB, which is the most for a record (E-SIZE). Put long documents into the group's papers folder
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken(format!("detail = \"{}\"\n", "x".repeat(1 << 20))), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml: the file has more than 256 kB, which is the most for a record (E-SIZE). Put long documents into the group's papers folder
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken(format!("x = {}{}\n", "[".repeat(20_000), "]".repeat(20_000))), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:85: the file cannot be read: its values are nested too deeply (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken(format!("x = {}1{}\n", "{a=".repeat(20_000), "}".repeat(20_000))), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:245: the file cannot be read: its values are nested too deeply (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    insta::assert_snapshot!(broken(format!("{} = 1\n", ["a"; 20_000].join("."))), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml: the file cannot be read: its values are nested too deeply (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
}

#[test]
fn wrong_types_states_and_references_are_listed_with_line_and_remedy() {
    insta::assert_snapshot!(wrong("state = \"frozen\""), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:10:1: state is "frozen", which is not one of open, in-progress, blocked, done, closed, cancelled (E-CHOICE). Choose one of them
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    "#);
    insta::assert_snapshot!(wrong("state = 3"), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:10:1: state is 3, which is not one of open, in-progress, blocked, done, closed, cancelled (E-CHOICE). Choose one of them
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    ");
    insta::assert_snapshot!(wrong("state = \"open\"\nraised_at = \"AQ-2020-01-01\""), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: raised at names the meeting `AQ-2020-01-01`, which is not there (E-REFERENCE). Correct the id, or add what it names
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    ");
    insta::assert_snapshot!(wrong("state = \"open\"\ndecision = \"../../etc/passwd\""), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: decision is "../../etc/passwd", which is not the id of a decision (E-TYPE). Write it as it should be
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    "#);
    insta::assert_snapshot!(wrong("state = \"open\"\nid = \"AQ-A26-AAAA\""), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: the file says id = "AQ-A26-NEW1", its name says AQ-A26-9QXT (E-ID). Take out the line `id`, or give the file its right name
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    "#);
    insta::assert_snapshot!(wrong("state = \"open\"\nclosed_on = \"soon\""), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: closed on is "soon", which is not a date (E-TYPE). Write it as it should be
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    "#);
    insta::assert_snapshot!(wrong("state = \"open\"\nduplicates = \"AQ-A26-9QXT\""), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: `duplicates` names the record itself (E-ITSELF). Name another record, or nothing
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    ");
    insta::assert_snapshot!(wrong("state = \"open\"\nstaet = \"x\"\nvisibility = \"red\""), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:12:1: `red` is for named people only, and this history is shared (E-RED). Keep it out of the workspace, and write only where it is kept
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: field `staet` is not known (W-KEY). Did you mean `state`?
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 2 warnings
    ");
    insta::assert_snapshot!(wrong("state = \"open\"\nmoved = \"yes\""), @r#"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml:11:1: due date moved is "yes", which is not a list of tables (E-TYPE). Write it as it should be
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    "#);
}

#[test]
fn two_files_of_one_id_and_files_in_wrong_places_are_listed() {
    let shell = Shell::example();
    shell.write("groups/AQ/actions/2025/AQ-A26-9QXT.toml", shell.read(FILE));
    shell.write("groups/AQ/actions/2026/aq-a26-9qxt.toml", shell.read(FILE));
    shell.write("groups/AQ/actions/2026/notes.toml", "title = \"x\"\n");
    shell.write("groups/lower/group.toml", "name = \"x\"\n");
    shell.write("people/Ünïcode.toml", "name = \"x\"\n");
    insta::assert_snapshot!(shell.leaves_alone("check"), @r"
    error: groups/AQ/actions/2025/AQ-A26-9QXT.toml: the id AQ-A26-9QXT is used by groups/AQ/actions/2026/AQ-A26-9QXT.toml as well (E-TWICE). Remove one of the two files, or give one an id of its own
    error: groups/AQ/actions/2026/aq-a26-9qxt.toml: the id AQ-A26-9QXT is used by groups/AQ/actions/2026/AQ-A26-9QXT.toml as well (E-TWICE). Remove one of the two files, or give one an id of its own
    error: groups/AQ/actions/2026/notes.toml: `notes.toml` is no name of a record (E-PLACE). Rename it as the records beside it are named, or move it to the papers
    error: groups/lower: the folder `lower` is no group's (E-PLACE). A group's folder is named by its code: two to six capitals or digits, a capital first
    error: people/Ünïcode.toml: `Ünïcode.toml` is no name of a record (E-PLACE). Rename it as the records beside it are named, or move it to the papers
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 5 errors, 1 warning
    = 10
    ");
    assert_eq!(shell.run("action list --all").out.lines().count(), 15);
}

#[test]
fn links_are_never_followed() {
    let shell = Shell::example();
    let outside = shell.beside("outside.toml");
    fs::write(&outside, shell.read(FILE)).expect("written");
    fs::remove_file(shell.root().join(FILE)).expect("removed");
    symlink(&outside, shell.root().join(FILE)).expect("link");
    insta::assert_snapshot!(told(&shell), @r"
    error: groups/AQ/actions/2026/AQ-A26-9QXT.toml: a link stands there, which is not followed (E-LINK). Put the file or folder itself there
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
    let shell = Shell::example();
    fs::rename(shell.root().join("groups/AQ/actions"), shell.beside("actions")).expect("moved");
    symlink(shell.beside("actions"), shell.root().join("groups/AQ/actions")).expect("link");
    insta::assert_snapshot!(shell.leaves_alone("check").to_string().lines().filter(|it| it.contains("link")).collect::<String>(), @"error: groups/AQ/actions: a link stands there, which is not followed (E-LINK). Put the file or folder itself there");
    insta::assert_snapshot!(shell.leaves_alone("action add x --group AQ"), @r"
    ! not saved: a file was edited by hand and cannot be taken in (E-LINK)
    ! Caused by: AQ-A26-NEW1: a link stands there, which is not followed
    ! Hint: Put the file or folder itself there
    ! Hint: Mend the file, or put it back with `git restore FILE`; nothing has changed
    = 4
    ");
    assert_eq!(fs::read_dir(shell.beside("actions/2026")).expect("read").count(), 7);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read() {
    let shell = Shell::example();
    shell.git(&["config", "core.autocrlf", "false"]);
    shell.write(FILE, format!("\u{feff}{}", shell.read(FILE).replace('\n', "\r\n")));
    insta::assert_snapshot!(shell.leaves_alone("check"), @r"
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml: the file has Windows line ends or a byte order mark (W-LINE-ENDS). Nothing: the next change to it writes it as the others are written
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 2 warnings
    ");
    assert_eq!(shell.run("action due 9QXT 2026-12-01").status, 0);
    assert_eq!(shell.json("action show 9QXT")["data"]["due"], "2026-12-01");
}

#[test]
fn what_acts_on_a_terminal_is_shown_escaped_everywhere() {
    let shell = Shell::example();
    shell.write(FILE, shell.read(FILE).replace("Name two", "\\u001b]0;x\\u0007 \\u202eName two"));
    let safe = |words: &str| {
        let said = shell.run(words);
        let bad = |it: char| (it.is_control() && it != '\n') || ('\u{202a}'..='\u{202e}').contains(&it);
        assert!(!said.out.chars().chain(said.err.chars()).any(bad), "{words}: {said:?}");
        said
    };
    insta::assert_snapshot!(safe("action list --filter 9QXT"), @r"
    ID           STATE      DUE        WHO    ORGANISATION  WHAT
    AQ-A26-9QXT  [!] to do  10 d late  rowan  amfori        \u{1b}]0;x\u{7} \u{202e}Name two report reviewers from each side for the calibration workshop
    ");
    insta::assert_snapshot!(safe("check"), @r"
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:1: title turns the reading direction around (W-DIRECTION). Take out the characters that are shown escaped
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml:1:1: title holds control characters (W-CONTROL). Take out the characters that are shown escaped
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 3 warnings
    ");
    for words in [
        "status",
        "action show 9QXT",
        "action list --json",
        "take-in",
        "history",
        "history show last",
        "undo --dry-run",
        "action done 9QXT",
    ] {
        safe(words);
    }
    for words in [
        "action show '\u{1b}[31m'",
        "action list --owner '\u{202e}x'",
        "explain '\u{1b}x'",
        "history show '\u{1b}x'",
        "help '\u{1b}x'",
        "--now '\u{1b}x' status",
        "import actions '\u{1b}x'",
        "-C '\u{1b}x' status",
        "'\u{1b}x'",
        "action edit 7K3F --due '\u{1b}x'",
        "init '\u{1b}x' --json",
    ] {
        let said = safe(words);
        assert!(said.status != 0 && said.out.is_empty(), "{words}: {said}");
    }
}

#[test]
fn names_in_every_script_are_kept_and_found() {
    let shell = Shell::example();
    for (title, found) in [
        ("Zürich", "zurich"),
        ("東京の会議", "東京"),
        ("Ελλάδα", "ελλαδα"),
        ("Добро пожаловать", "ДОБРО"),
        ("مرحبا", "مرحبا"),
        ("नमस्ते", "नमस्ते"),
        ("🙂 e\u{301}", "🙂"),
    ] {
        shell.saves(&format!("action add '{title}' --group AQ --owner oak --due 2026-12-01"));
        assert_eq!(shell.run(&format!("action list --filter '{found}'")).out.lines().count(), 2, "{title}");
    }
    insta::assert_snapshot!(shell.run("check"), @r"
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    123 records: 0 errors, 1 warning
    ");
}

#[test]
fn ids_and_paths_that_lead_elsewhere_name_nothing() {
    let shell = Shell::example();
    for words in [
        "action show ../../x",
        "action add x --group ../x",
        "action add x --group ..",
        "group show ../AQ",
        "person show ../people/birch",
        "note add x --about ../../workspace",
        "measure show AQ/../x",
        "item move W9KE --to ../x",
        "item edit W9KE --meeting ../x",
    ] {
        let said = shell.leaves_alone(words);
        assert!(said.status == 3 && said.err.contains("there is no"), "{words}: {said}");
    }
    insta::assert_snapshot!(shell.leaves_alone("measure add '../../x' --group AQ --unit % --definition x --dry-run"), @r"
    Would be saved: Add measure AQ/x: ../../x
      + measure AQ/x: ../../x
    ");
    let no_text = vec!["action".into(), "show".into(), std::ffi::OsString::from_vec(vec![0xff, b'x'])];
    insta::assert_snapshot!(shell.told(&no_text, ""), @r"
    ! error: invalid UTF-8 was detected in one or more arguments
    ! 
    ! Usage: comity action show [OPTIONS] <ID>
    ! 
    ! For more information, try '--help'.
    = 2
    ");
}

#[test]
fn a_folder_of_a_newer_format_is_read_and_not_written() {
    let shell = Shell::example();
    shell.write("workspace.toml", shell.read("workspace.toml").replace("format = 1", "format = 2"));
    assert_eq!(shell.run("action list --all").out.lines().count(), 15);
    insta::assert_snapshot!(shell.leaves_alone("action done 7K3F"), @r"
    ! not saved (E-FORMAT)
    ! Caused by: workspace: the folder has format 2, this version knows 1
    ! Hint: Take a newer version of comity
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("take-in"), @r"
    ! not saved (E-FORMAT)
    ! Caused by: workspace: the folder has format 2, this version knows 1
    ! Hint: Take a newer version of comity
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("check"), @r"
    error: workspace.toml:3:1: the folder has format 2, this version knows 1 (E-FORMAT). Take a newer version of comity
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
}

#[test]
fn without_a_name_that_git_knows_nothing_is_saved() {
    let shell = Shell::example();
    shell.git(&["config", "--unset", "user.name"]);
    shell.git(&["config", "--unset", "user.email"]);
    assert_eq!(shell.run("action list").status, 0);
    insta::assert_snapshot!(shell.leaves_alone("action done 7K3F"), @r#"
    ! git does not know who you are (E-IDENTITY)
    ! Hint: Say it once: `comity config set name "Your Name"` and `comity config set email you@example.org`
    = 4
    "#);
    assert_eq!(shell.run("config set name Birch").status + shell.run("config set email birch@example.org").status, 0);
    shell.saves("action done 7K3F");
}

#[test]
fn folders_that_are_no_workspace_are_named() {
    let shell = Shell::empty();
    insta::assert_snapshot!(shell.run("action list"), @r"
    ! no workspace in `TMP`, nor in the folders above it (E-NO-WORKSPACE)
    ! Hint: Go to the folder or name it with `-C DIR`
    ! Hint: `comity demo` shows an example, `comity init DIR` begins a new one
    = 8
    ");
    fs::create_dir_all(shell.root()).expect("folder");
    shell.write("workspace.toml", "format = 1\nname = \"x\"\nparties = []\ntimezone = \"Europe/Brussels\"\n");
    insta::assert_snapshot!(shell.run("action list"), @r"
    ! `TMP/w` has records but no git history (E-NO-HISTORY)
    ! Hint: Run `git -C TMP/w init`, then `git -C TMP/w add -A` and `git -C TMP/w commit -m Begin`
    = 8
    ");
    fs::remove_file(shell.root().join("workspace.toml")).expect("removed");
    shell.git(&["init", "-q"]);
    insta::assert_snapshot!(shell.run("action list"), @r"
    ! no workspace in `TMP/w`, nor in the folders above it (E-NO-WORKSPACE)
    ! Hint: Go to the folder or name it with `-C DIR`
    ! Hint: `comity demo` shows an example, `comity init DIR` begins a new one
    = 8
    ");
    let shell = Shell::example();
    shell.write("workspace.toml", "format = [\n");
    assert_eq!(shell.run("action list --all").out.lines().count(), 15);
    insta::assert_snapshot!(shell.leaves_alone("check"), @r"
    error: workspace.toml:1:11: the file cannot be read: unclosed array, expected `]` (E-TOML). Mend that line, or put back what was saved last
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 1 error, 1 warning
    = 10
    ");
}
