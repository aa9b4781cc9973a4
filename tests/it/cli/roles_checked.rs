//! What `check` says of things done outside a role; hand edits among them.

use crate::support::shell::Shell;

const ACTION: &str = "groups/AQ/actions/2026/AQ-A26-9QXT.toml";

fn edit_by_git(shell: &Shell, path: &str, from: &str, to: &str, author: &str) {
    let text = shell.read(path);
    assert!(text.contains(from), "{text}");
    shell.write(path, text.replace(from, to));
    let author = format!("--author={author} <{author}@example.org>");
    let words = ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qam", "By hand", &author];
    shell.git(&[&words[..], &["--date=2026-11-13T10:00:00+01:00"]].concat());
}

#[test]
fn hand_edits_are_asked_about_where_they_are_taken_in_and_not_where_they_stand_in_the_way() {
    let shell = Shell::example();
    shell.write(ACTION, shell.read(ACTION).replace("priority = \"normal\"", "priority = \"high\""));
    insta::assert_snapshot!(shell.leaves_alone("take-in --as cedar"), @r#"
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ may set priority of AQ-A26-9QXT: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    "#);
    insta::assert_snapshot!(shell.run("action due 9QXT fri --as cedar --override 'Agreed on the phone'"), @r"
    Changed AQ-A26-9QXT: due 6 Nov -> 20 Nov 2026 (Name two report reviewers from …)  (undo: comity undo)
    ! Edited by hand and saved first: AQ-A26-9QXT: priority normal -> high (Name two report reviewers from e…)
    ");
    assert!(shell.newest().contains("Override: Agreed on the phone"));
    let first = shell.git(&["log", "-1", "--skip=1", "--format=%B"]);
    assert!(first.contains("Op: hand-edit") && !first.contains("Override"), "{first}");
    // Nobody gave a reason for the hand edit.
    insta::assert_snapshot!(shell.run("check"), @r"
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml: change change02 by cedar on 16 Nov 2026 lay outside their role: only a secretary or chair of AQ may set priority of AQ-A26-9QXT (W-OUTSIDE-ROLE). `comity history revert change02` puts it back; a note by birch or oak or alder that names change02 approves it
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 2 warnings
    ");
}

#[test]
fn check_lists_what_was_done_outside_a_role_until_it_is_put_back_or_approved() {
    let shell = Shell::example();
    edit_by_git(&shell, ACTION, "priority = \"normal\"", "priority = \"high\"", "cedar");
    edit_by_git(&shell, "groups/AQ/group.toml", "name = \"", "name = \"Other ", "somebody");
    edit_by_git(&shell, ACTION, "priority = \"high\"", "priority = \"low\"", "oak");
    let name = |nth: usize| shell.git(&["log", "-1", "--format=%H", &format!("--skip={nth}")])[..8].to_owned();
    let (change, other) = (name(2), name(1));
    let said = shell.told(&["check".into()], "").out;
    let nth = |text: String, nth: usize| text.replace(&shell.alike(&name(nth)), &format!("change{nth}"));
    insta::assert_snapshot!(nth(nth(said, 1), 2), @r"
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml: change change2 by cedar on 13 Nov 2026 lay outside their role: only a secretary or chair of AQ may set priority of AQ-A26-9QXT (W-OUTSIDE-ROLE). `comity history revert change2` puts it back; a note by birch or oak or alder that names change2 approves it
    warning: groups/AQ/group.toml: change change1 by somebody on 13 Nov 2026 lay outside their role: only a secretary or chair of AQ may set name of AQ (W-OUTSIDE-ROLE). `comity history revert change1` puts it back; a note by birch or oak or alder that names change1 approves it
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 3 warnings
    ");
    shell.saves(&format!("history revert {other}"));
    shell.saves(&format!("note add 'Fine with us: {change}' --about AQ-A26-9QXT --as rowan"));
    assert!(shell.run("check").out.contains("priority of AQ-A26-9QXT"), "no approval of a member counts");
    shell.saves(&format!("note add 'Fine with us: {change}' --about AQ-A26-9QXT --as oak"));
    let said = shell.run("check").out;
    assert!(!said.contains("OUTSIDE-ROLE"), "{said}");
}

#[test]
fn check_warns_of_a_position_recorded_by_somebody_who_does_not_endorse_for_the_party() {
    let shell = Shell::example();
    let path = "groups/AQ/decisions/2026/AQ-D26-N2YK.toml";
    let text = shell.read(path);
    let by = text.lines().find(|it| it.starts_with("by = ")).expect("position").to_owned();
    shell.write(path, text.replace(&by, "by = \"cedar\""));
    let said = shell.run("check");
    insta::assert_snapshot!(said.out.lines().filter(|it| it.contains("OUTSIDE")).collect::<Vec<_>>().join("\n"), @"warning: groups/AQ/decisions/2026/AQ-D26-N2YK.toml:12:2: the position of sedex was recorded by cedar, who does not endorse for sedex (W-OUTSIDE-ROLE). Let elm record it, or `comity person edit cedar --endorses-for +sedex`");
}
