//! Groups on the command line from their proposal to their end, and what the workspace says of itself.

use crate::support::shell::Shell;

#[test]
fn a_group_is_proposed_begins_rests_and_says_what_it_lacks() {
    let shell = Shell::example();
    shell.saves("workspace area LW --title 'Living wages'");
    insta::assert_snapshot!(shell.saves("group propose 'Living wages' --code LW --area LW"), @"Added group LW: Living wages  (undo: comity undo)");
    assert_eq!(shell.json("group show LW")["data"]["state"], "proposed");
    insta::assert_snapshot!(shell.saves("group activate LW"), @r"
    Changed LW: proposed -> active  (undo: comity undo)
    ! LW still lacks a co-chair of sedex: `comity member set PERSON LW co-chair --for sedex`
    ! LW still lacks a co-chair of amfori: `comity member set PERSON LW co-chair --for amfori`
    ! LW still lacks what it is for: `comity group edit LW --mission TEXT`
    ! LW still lacks when it meets: `comity group edit LW --series-rrule RULE --series-start TIME`
    ");
    insta::assert_snapshot!(shell.leaves_alone("group activate LW --quiet"), @"LW stands like that already");
    shell.saves("member set alder LW co-chair");
    shell.saves("member set maple LW co-chair");
    shell.saves("--as alder group edit LW --mission 'One way of counting' --series-rrule FREQ=MONTHLY;BYDAY=2TU --series-start '1 dec 10:00'");
    insta::assert_snapshot!(shell.leaves_alone("group activate LW"), @"LW stands like that already");
    insta::assert_snapshot!(shell.saves("group rest LW"), @"Changed LW: active -> dormant  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    LW: active -> dormant

    LW state: active -> dormant

    Change-Id: change08
    Op: group.rest
    Group: LW
    Record: LW
    On-behalf-of: sedex
    ");
    assert_eq!(shell.run("check").out.matches("groups/LW").count(), 0);
    insta::assert_snapshot!(shell.leaves_alone("group rest XX"), @r"
    ! there is no group `XX` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, LW, TH
    = 3
    ");
}

#[test]
fn what_goes_on_in_a_group_that_was_closed_elsewhere_is_listed_and_stops_nobody() {
    let shell = Shell::example();
    let group = shell.read("groups/DC/group.toml").replace("state = \"active\"", "state = \"closed\"");
    shell.write("groups/DC/group.toml", group);
    insta::assert_snapshot!(shell.leaves_alone("take-in"), @r"
    ! not saved: a file was edited by hand and cannot be taken in (E-CLOSED)
    ! Caused by: DC-A26-R9EC: it is open, and its group DC is closed
    ! Caused by: DC/alder: alder is co-chair of a group that is closed
    ! Caused by: DC/birch: birch is secretary of a group that is closed
    ! Caused by: DC/cedar: cedar is member of a group that is closed
    ! Caused by: DC/maple: maple is co-chair of a group that is closed
    ! Caused by: DC/oak: oak is secretary of a group that is closed
    ! Caused by: DC/rowan: rowan is member of a group that is closed
    ! Hint: Settle what is open, or open the group again: `comity group activate DC`
    ! Hint: End the term, or open the group again: `comity group activate DC`
    ! Hint: Mend the file, or put it back with `git restore FILE`; nothing has changed
    = 4
    ");
    shell.git(&["commit", "--all", "--quiet", "--message", "Close a group"]);
    let said = shell.run("check");
    assert_eq!(said.status, 10);
    let closed: Vec<&str> = said.out.lines().filter(|it| it.contains("E-CLOSED")).collect();
    insta::assert_snapshot!(closed.join("\n"), @r"
    error: groups/DC/actions/2026/DC-A26-R9EC.toml:4:1: it is open, and its group DC is closed (E-CLOSED). Settle what is open, or open the group again: `comity group activate DC`
    error: groups/DC/members/alder.toml:2:3: alder is co-chair of a group that is closed (E-CLOSED). End the term, or open the group again: `comity group activate DC`
    error: groups/DC/members/birch.toml:2:3: birch is secretary of a group that is closed (E-CLOSED). End the term, or open the group again: `comity group activate DC`
    error: groups/DC/members/cedar.toml:2:3: cedar is member of a group that is closed (E-CLOSED). End the term, or open the group again: `comity group activate DC`
    error: groups/DC/members/maple.toml:2:3: maple is co-chair of a group that is closed (E-CLOSED). End the term, or open the group again: `comity group activate DC`
    error: groups/DC/members/oak.toml:2:3: oak is secretary of a group that is closed (E-CLOSED). End the term, or open the group again: `comity group activate DC`
    error: groups/DC/members/rowan.toml:2:3: rowan is member of a group that is closed (E-CLOSED). End the term, or open the group again: `comity group activate DC`
    ");
    // Settling it one by one goes.
    shell.saves("member end rowan DC");
    shell.saves("action edit DC-A26-R9EC --priority high");
}

#[test]
fn the_workspace_is_shown_and_changed_like_any_other_record() {
    let shell = Shell::example();
    let alone = shell.run("workspace");
    assert_eq!(alone.out, shell.run("workspace show").out);
    insta::assert_snapshot!(alone, @r"
    workspace  Sedex and amfori (BSCI)
    workspace

    Parties         ●SX Sedex, ◆AM amfori
    Time zone       Europe/Brussels
    Signed on       Thu 26 May 2016
    Memorandum      Memorandum of understanding between Sedex and BSCI, then run by the Foreign Trade Association (FTA), today amfori: reducing duplication of effort, driving scale and setting the grounds for an active collaboration
    Notice          Example. No document of Sedex or amfori; all people and figures are made up.
    Due soon        7 days
    Stale           21 days

    Lead days
      - call: 28
      - items: 14
      - papers: 10
      - agenda: 7
      - minutes: 7
      - comments: 10

    Areas
      - AQ, Audit quality measures: Develop and implement shared audit quality measures together with APSCA
      - CB, Shared capacity building: Open the BSCI capacity building activities to Sedex members
      - CI, Continuous improvement of labour relations: Find one common approach to a process of continuous workplace improvement
      - CO, Working-group collaboration: Have management team members of each organisation take a role in the other's working groups, and steer the other five groups
      - DC, Data collaboration: Work on the results of both systems, so that members can monitor, manage and forecast social and environmental issues
      - TH, Trafficking in human beings: Align global brands and retailers on one approach to tackling trafficking in human beings

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    // The version of the folder's format is for programs.
    assert_eq!(shell.json("workspace")["data"]["format"], 1);
    insta::assert_snapshot!(shell.saves("workspace edit --lead-agenda 10"), @"Changed workspace: lead days agenda 7 -> 10  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("workspace edit --lead-agenda 9 --lead-minutes none --stale-days 30"), @"Changed workspace: lead days, stale  (undo: comity undo)");
    insta::assert_snapshot!(shell.json("workspace")["data"]["lead_days"], @r#"{"agenda":9,"call":28,"comments":10,"items":14,"papers":10}"#);
    insta::assert_snapshot!(shell.saves("workspace edit --parties +apsca,-amfori"), @r"
    Changed workspace: parties +apsca -amfori  (undo: comity undo)
    ! note: workspace.toml: amfori is no party, and leads AQ, CB, CI and 2 more (W-PARTIES). `comity workspace edit --parties +amfori`, or give it to a party
    ");
    insta::assert_snapshot!(shell.json("workspace")["data"]["parties"], @r#"["sedex","apsca"]"#);
    shell.saves("undo");
    let cases = [
        "workspace edit",
        "workspace edit --lead-agenda=-3",
        "workspace edit --lead-agenda soon",
        "workspace edit --stale-days 5000",
        "workspace edit --parties nobody",
        "workspace edit --parties +rowan",
        "workspace edit --timezone Brussels",
        "workspace edit --parties none",
        "workspace area ZZ --remove",
        "workspace area ZZ",
        "workspace area AQ --remove",
        "workspace area AQ --title 'Audit quality measures'",
    ];
    let told: String = cases.iter().map(|it| format!("> {it}\n{}\n", shell.leaves_alone(it))).collect();
    insta::assert_snapshot!(told, @r"
    > workspace edit
    ! nothing to change was named (E-USAGE)
    ! Hint: Name a field, such as `comity workspace edit --name ...`; --help lists them
    = 2

    > workspace edit --lead-agenda=-3
    ! not saved (E-TYPE)
    ! Caused by: workspace: lead days agenda is -3, which is no number of days
    ! Hint: Write 0 to 366
    = 4

    > workspace edit --lead-agenda soon
    ! `agenda`: `soon` is not a whole number (E-VALUE)
    ! Hint: Write it like 12
    = 4

    > workspace edit --stale-days 5000
    ! not saved (E-TYPE)
    ! Caused by: workspace: stale days is 5000, which is no number of days
    ! Hint: Write 0 to 366
    = 4

    > workspace edit --parties nobody
    ! there is no organisation `nobody` (E-NOT-FOUND)
    ! Hint: There is amfori, apsca, sedex
    = 3

    > workspace edit --parties +rowan
    ! there is no organisation `rowan` (E-NOT-FOUND)
    ! Hint: There is amfori, apsca, sedex
    = 3

    > workspace edit --timezone Brussels
    ! `timezone`: `Brussels` is not a time zone such as Europe/Brussels (E-VALUE)
    ! Hint: Did you mean Europe/Brussels?
    = 4

    > workspace edit --parties none
    ! not saved (E-REQUIRED)
    ! Caused by: workspace: parties is missing
    ! Hint: `comity workspace edit --parties ...`
    = 4

    > workspace area ZZ --remove
    ! there is no area `ZZ` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3

    > workspace area ZZ
    ! an area needs --title (E-USAGE)
    ! Hint: What the area is called, in a few words
    = 2

    > workspace area AQ --remove
    ! not saved (E-REFERENCE)
    ! Caused by: AQ: the memorandum has no area `AQ`
    ! Hint: Correct the code, or `comity workspace area AQ --title ...`
    = 4

    > workspace area AQ --title 'Audit quality measures'
    workspace stands like that already
    ");
}

#[test]
fn a_workspace_with_one_party_is_told_so() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("workspace edit --parties sedex"), @r"
    Changed workspace: parties -amfori  (undo: comity undo)
    ! note: workspace.toml: a memorandum binds two organisations or more, and this workspace has 1 party (W-PARTIES). `comity org add NAME --short XY --kind party`, then `comity workspace edit --parties +ORG`
    ! note: workspace.toml: amfori is no party, and leads AQ, CB, CI and 2 more (W-PARTIES). `comity workspace edit --parties +amfori`, or give it to a party
    ");
}

#[test]
fn an_area_is_written_down_changed_and_taken_out() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("workspace area lr --title 'Living wages'"), @"Changed workspace: area LR added  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("workspace area LR --aim 'One way of counting'"), @"Changed workspace: area LR changed  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("workspace area LR --remove"), @"Changed workspace: area LR taken out  (undo: comity undo)");
    insta::assert_snapshot!(shell.run("history show last"), @r"
    workspace: area LR taken out
    Mon 16 Nov 2026 09:00, birch

    workspace  Sedex and amfori (BSCI)
      Area · Aim
        - One way of counting
      Area · Code
        - LR
      Area · Title
        - Living wages

    For the record
      change  change04
      commit  commit04
    ");
}

#[test]
fn an_organisation_is_told_when_its_marks_do_not_tell_it_from_the_others() {
    let shell = Shell::example();
    let cases = [
        "org edit apsca --sign ▲▲",
        "org edit apsca --sign 会",
        "org edit apsca --colour mauve",
        "org edit apsca --sign ▲ --short AP",
    ];
    let told: String = cases.iter().map(|it| format!("> {it}\n{}\n", shell.leaves_alone(it))).collect();
    insta::assert_snapshot!(told, @r"
    > org edit apsca --sign ▲▲
    ! not saved (E-TYPE)
    ! Caused by: apsca: sign is `▲▲`, which is not one character of one column
    ! Hint: `comity org edit apsca --sign ▲`
    = 4

    > org edit apsca --sign 会
    ! not saved (E-TYPE)
    ! Caused by: apsca: sign is `会`, which is not one character of one column
    ! Hint: `comity org edit apsca --sign ▲`
    = 4

    > org edit apsca --colour mauve
    ! `colour`: `mauve` is none of the choices (E-VALUE)
    ! Hint: Choose black, red, green, yellow, blue, magenta, cyan, grey, dark-grey, light-red, light-green, light-yellow, light-blue, light-magenta, light-cyan, white
    = 4

    > org edit apsca --sign ▲ --short AP
    apsca stands like that already
    ");
    insta::assert_snapshot!(shell.saves("org edit apsca --sign ●"), @r"
    Changed apsca: sign ▲ -> ●  (undo: comity undo)
    ! note: orgs/apsca.toml: its sign `●` is that of sedex too (W-MARK). `comity org edit apsca --sign ...`
    ");
    insta::assert_snapshot!(shell.saves("org edit apsca --sign ■ --short sx"), @r"
    Changed apsca: short name, sign  (undo: comity undo)
    ! note: orgs/apsca.toml: its short name `sx` is that of sedex too (W-MARK). `comity org edit apsca --short ...`
    ");
    insta::assert_snapshot!(shell.saves("org edit apsca --short A --colour 'light blue'"), @r"
    Changed apsca: colour, short name  (undo: comity undo)
    ! note: orgs/apsca.toml: its short name `A` has not two to four letters (W-MARK). `comity org edit apsca --short XY`
    ");
}
