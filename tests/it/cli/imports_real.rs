//! Import: the lists that a real community keeps, whole and as people wrote them.

use std::path::{Path, PathBuf};

use crate::support::shell::Shell;

/// A file of real lists: in the folder that the environment names, else in the shared one beside the checkout.
fn real(name: &str) -> Option<Vec<u8>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("COMITY_DATA").map_or(beside, PathBuf::from);
    let found = std::fs::read(folder.join(name)).ok();
    if found.is_none() {
        eprintln!("{name} is not in {}: nothing was tried. COMITY_DATA names another folder.", folder.display());
    }
    found
}

/// A workspace as `init` makes it, and one without anything in it.
fn fresh(name: &str, list: &[u8]) -> [Shell; 2] {
    let empty = Shell::empty();
    empty.run("init w --empty --party sedex=Sedex --party amfori=amfori --name 'Ada Ash' --email ada@example.org");
    let shells = [Shell::example(), empty];
    for shell in &shells {
        std::fs::write(shell.beside(name), list).expect("written");
    }
    shells
}

#[test]
fn a_real_list_of_members_comes_in_whole() {
    let Some(list) = real("kubernetes-members.csv") else { return };
    for shell in fresh("list.csv", &list) {
        let count = |of: &str| shell.files().keys().filter(|it| it.starts_with(of)).count();
        let groups = || shell.files().keys().filter(|it| it.ends_with("/group.toml")).count();
        let before = (count("people/"), groups(), count("orgs/"));
        shell.saves("import members ../list.csv --create");
        assert_eq!((count("people/"), groups(), count("orgs/")), (before.0 + 224, before.1 + 35, before.2 + 42));
        let terms = shell.json("member list --ended");
        let seats = terms["data"].as_array().expect("rows").iter().filter(|it| it["from"].is_null()).count();
        assert_eq!(seats, 286);
        assert_eq!(shell.run("check").status, 0);
        shell.leaves_alone("import members ../list.csv --create");
        shell.leaves_alone("import members ../list.csv");
    }
}

#[test]
fn of_real_meetings_what_is_certain_comes_in_and_each_other_row_is_named() {
    let (Some(members), Some(list)) = (real("kubernetes-members.csv"), real("kubernetes-meetings.csv")) else { return };
    let [shell, _] = fresh("members.csv", &members);
    std::fs::write(shell.beside("list.csv"), list).expect("written");
    shell.saves("import members ../members.csv --create");
    shell.leaves_alone("import meetings ../list.csv");
    let answer = shell.json("import meetings ../list.csv --partial");
    assert_eq!(answer["data"]["added"].to_string(), r#"["AUTO","BATCH","NL"]"#);
    let refused = answer["data"]["refused"].as_array().expect("rows").len();
    assert_eq!(refused, 69);
    let told = |group: &str| {
        let text = shell.read(&format!("groups/{group}/group.toml"));
        let lines: Vec<&str> = text.lines().skip_while(|it| *it != "[series]").skip(1).collect();
        lines.join("; ")
    };
    insta::assert_snapshot!(told("AUTO"), @r#"rrule = "FREQ=WEEKLY;BYDAY=TH"; start = 2026-11-19T17:00:00; timezone = "Europe/Warsaw""#);
    insta::assert_snapshot!(told("BATCH"), @r#"rrule = "FREQ=WEEKLY;BYDAY=TH"; start = 2024-02-15T16:00:00; timezone = "Europe/Brussels""#);
    insta::assert_snapshot!(told("NL"), @r#"rrule = "FREQ=WEEKLY;BYDAY=MO"; start = 2026-11-23T08:00:00; timezone = "America/Los_Angeles""#);
    assert_eq!(shell.run("check").status, 0);
    shell.leaves_alone("import meetings ../list.csv --partial");
}
