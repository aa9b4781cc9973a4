//! Where two organisations look at different clocks, a meeting is told on both.

use crate::support::shell::Shell;

#[test]
fn a_meeting_is_told_on_the_clocks_of_both_organisations() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("org edit sedex --timezone London"), @r"
    ! `timezone`: `London` is not a time zone such as Europe/Brussels (E-VALUE)
    ! Hint: Did you mean Europe/London?
    = 4
    ");
    shell.saves("org edit sedex --timezone Europe/London");
    let line = |words: &str, has: &str| -> String {
        let said = shell.run(words);
        said.out.lines().filter(|it| it.contains(has)).map(|it| format!("{}\n", it.trim())).collect()
    };
    let told = [
        line("meeting show AQ next", "Local times"),
        line("document agenda AQ", "When:"),
        line("document minutes AQ-2026-10-27", "When:"),
        line("org show sedex", "Time zone"),
    ];
    insta::assert_snapshot!(told.concat(), @r"
    Local times     14:00 Brussels = 13:00 London
    - When: Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels (13:00 to 14:30 Europe/London)
    - When: Tue 27 Oct 2026, 14:00 to 15:30 Europe/Brussels (13:00 to 14:30 Europe/London)
    Time zone       Europe/London
    ");
    // Where both look at the same clock, one is enough.
    shell.saves("org edit sedex --timezone Europe/Amsterdam");
    assert_eq!(line("meeting show AQ next", "Local times"), "");
}

#[test]
fn a_zone_that_nobody_knows_is_a_problem_of_its_organisation() {
    let shell = Shell::example();
    let file = shell.root().join("orgs/sedex.toml");
    let text = std::fs::read_to_string(&file).expect("file");
    std::fs::write(&file, format!("{text}timezone = \"Europe/Londinium\"\n")).expect("written");
    let said = shell.run("check").to_string();
    let lines: Vec<&str> = said.lines().filter(|it| it.contains("zone") || it.contains("orgs/sedex")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"error: orgs/sedex.toml:6:1: time zone is "Europe/Londinium", which is not a time zone such as Europe/Brussels (E-TYPE). Write it as it should be"#);
}
