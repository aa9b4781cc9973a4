//! Notes on the command line: added to a thing or one of its fields, told beside it, settled.

use crate::support::shell::Shell;

#[test]
fn a_note_on_a_field_is_told_beside_the_field_and_can_be_settled() {
    let shell = Shell::example();
    let added = shell.run("note add 'Is that day certain?' --about 7K3F --field due --kind question").to_string();
    assert!(added.starts_with("Added AQ-N26-"), "{added}");
    let told = shell.run("action show 7K3F").to_string();
    let lines: Vec<&str> = told.lines().skip_while(|it| !it.starts_with("Due ")).skip(1).take(4).collect();
    insta::assert_snapshot!(lines.iter().map(|it| masked(it)).collect::<Vec<_>>().join("\n"), @r"
    question on due by ●SX Birch Placeholder, Mon 16 Nov 2026, AQ-N26-????
      Is that day certain?
    ");
    insta::assert_snapshot!(masked(&shell.run("note settle last answered").to_string()), @"Changed AQ-N26-????: open -> answered (Is that day certain?)  (undo: comity undo)");
    assert!(shell.run("action show 7K3F").to_string().contains(", answered\n  Is that day certain?"));
    assert!(masked(&shell.run("note settle last answered").to_string()).contains("stands like that already"));
    insta::assert_snapshot!(shell.run("note settle last maybe"), @r"
    ! `state`: `maybe` is none of the choices (E-VALUE)
    ! Hint: Choose open, accepted, rejected, answered
    = 4
    ");
}

#[test]
fn a_note_about_somebody_is_kept_by_the_group_that_steers() {
    let shell = Shell::example();
    let added = shell.run("note add 'Back in January' --about alder").to_string();
    assert!(added.starts_with("Added CO-N26-"), "{added}");
    assert!(shell.run("person show alder").to_string().contains("Back in January"));
}

/// Without the letters of an id that chance has made.
fn masked(line: &str) -> String {
    match line.find("AQ-N26-") {
        Some(at) => format!("{}AQ-N26-????{}", &line[..at], &line[at + 11..]),
        None => line.to_owned(),
    }
}
