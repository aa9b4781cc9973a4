//! Lists: their columns, their order, and how they are narrowed.

use crate::support::shell::Shell;

#[test]
fn every_noun_lists_its_records_in_the_columns_of_its_table() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("group list"), @r"
    ID  STATE   AREA  NAME
    AQ  active  AQ    Audit quality measures
    CB  active  CB    Shared capacity building
    CI  active  CI    Continuous improvement of labour relations
    CO  active  CO    Working-group collaboration
    DC  active  DC    Data collaboration
    TH  active  TH    Trafficking in human beings
    ");
    insta::assert_snapshot!(shell.run("person list"), @r"
    ID      ORGANISATION  FUNCTION                           NAME
    alder   sedex         Head of audit programmes           Alder Placeholder
    birch   sedex         Secretary of joint working groups  Birch Placeholder
    cedar   sedex         Adviser on labour standards        Cedar Placeholder
    elm     sedex         Member of the management team      Elm Placeholder
    maple   amfori        Head of monitoring                 Maple Placeholder
    oak     amfori        Coordinator of working groups      Oak Placeholder
    rowan   amfori        Adviser on social performance      Rowan Placeholder
    spruce  amfori        Member of the management team      Spruce Placeholder
    willow  apsca         Liaison to audit programmes        Willow Placeholder
    ");
    insta::assert_snapshot!(shell.run("org list"), @r"
    ID      SHORT NAME  KIND                     NAME
    amfori  AM          party to the memorandum  amfori
    apsca   AP          professional body        Association of Professional Social Compliance Auditors (APSCA)
    sedex   SX          party to the memorandum  Sedex
    ");
    insta::assert_snapshot!(shell.run("meeting list"), @r"
    ID             START                  LENGTH  STATE                  TITLE
    AQ-2026-10-27  Tue 27 Oct 2026 14:00  1 h 30  minutes approved       Fifth meeting
    CO-2026-11-20  Fri 20 Nov 2026 10:00  1 h 30  agenda issued          Fourth meeting
    AQ-2026-11-24  Tue 24 Nov 2026 14:00  1 h 30  planned                Sixth meeting
    DC-2026-11-25  Wed 25 Nov 2026 10:00  1 h 30  planned                Fourth meeting
    CI-2026-11-30  Mon 30 Nov 2026 13:30  1 h 30  planned                Fourth meeting
    CB-2026-12-02  Wed 2 Dec 2026 10:30   1 h 30  planned                Fourth meeting
    TH-2026-12-03  Thu 3 Dec 2026 14:00   1 h 30  planned                Fourth meeting
    AQ-2026-12-22  Tue 22 Dec 2026 14:00  1 h 30  planned by the series  Meeting of 22 December 2026
    CO-2027-01-01  Fri 1 Jan 2027 10:00   1 h 30  planned by the series  Meeting of 1 January 2027
    DC-2027-01-06  Wed 6 Jan 2027 10:00   1 h 30  planned by the series  Meeting of 6 January 2027
    CI-2027-01-11  Mon 11 Jan 2027 13:30  1 h 30  planned by the series  Meeting of 11 January 2027
    CB-2027-01-13  Wed 13 Jan 2027 10:30  1 h 30  planned by the series  Meeting of 13 January 2027
    TH-2027-01-14  Thu 14 Jan 2027 14:00  1 h 30  planned by the series  Meeting of 14 January 2027
    ");
    insta::assert_snapshot!(shell.run("item list --meeting 'AQ next'"), @r"
    ID                      STATE     MEETING        TIME    PRESENTER  TITLE
    AQ-2026-11-24-reminder  accepted  AQ-2026-11-24  2 min   maple      Competition-law reminder
    AQ-2026-11-24-adoption  accepted  AQ-2026-11-24  2 min   maple      Adoption of the agenda
    AQ-I26-C3VN             accepted  AQ-2026-11-24  25 min  alder      Definition of a duplicate audit
    AQ-I26-W9KE             accepted  AQ-2026-11-24  20 min  willow     Counting audits that are led by two auditors
    AQ-I26-2FBQ             accepted  AQ-2026-11-24  20 min  maple      Programme of the calibration workshop
    AQ-2026-11-24-actions   accepted  AQ-2026-11-24  10 min  birch      Open actions
    ");
    insta::assert_snapshot!(shell.run("action list"), @r"
    ID           STATE            DUE          WHO     ORGANISATION  WHAT
    AQ-A26-9QXT  [!] to do        10 d late    rowan   amfori        Name two report reviewers from each side for the calibration workshop
    AQ-A26-5RNP  [x] done         13 Nov       oak     amfori        Send APSCA the outline of the calibration workshop
    CB-A26-8WTG  [!] in progress  3 d late     oak     amfori        List the training dates that are open to members of both organisations
    AQ-A26-7K3F  [~] in progress  23 Nov       alder   sedex         Draft the joint definition of a duplicate audit
    TH-A26-Q3FY  [~] in progress  1 Dec        cedar   sedex         Map the questions of both audit formats to the eleven indicators
    AQ-A26-2HVE  [?] waiting      4 Dec        cedar   sedex         Count the returned reports of both systems by reason
    DC-A26-R9EC  [?] waiting      9 Dec        rowan   amfori        Write the consent text for the pilot
    AQ-A26-D7ZK  [ ] to do        11 Dec       birch   sedex         Publish the calendar of joint readings
    CO-A26-T6BQ  [ ] to do        11 Dec       birch   sedex         Draft the half-year progress report
    AQ-A26-M4CW  [~] in progress  15 Dec       willow  apsca         Say which conduct figures APSCA can give as yearly counts
    CI-A26-6VHS  [ ] to do        15 Jan 2027  maple   amfori        Draft a note on the part of worker representatives in the cycle
    ");
    insta::assert_snapshot!(shell.run("decision list"), @r"
    ID           STATE                    NUMBER      AGREED ON        TITLE
    AQ-D26-5G7R  in force                 AQ 2026/01  Tue 27 Oct 2026  Joint reading of the audit quality measures each quarter
    AQ-D26-N2YK  agreed in the group                  Tue 27 Oct 2026  One list of reasons for returning a report
    DC-D26-B8TM  blocked by an objection              Thu 24 Sep 2026  Smallest group that is shown in joint figures
    ");
    insta::assert_snapshot!(shell.run("measure list --group AQ"), @r"
    ID                           UNIT    BASELINE  TARGET  TITLE
    AQ/audits-by-enrolled        %       50        80      Audits led by an auditor enrolled with APSCA
    AQ/duplicate-audits-avoided  audits  0         100     Duplicate audits avoided
    AQ/reports-returned          %       20        10      Reports returned for correction
    ");
    insta::assert_snapshot!(shell.run("note list"), @r#"
    ID           ABOUT        BY     KIND        STATE     TEXT
    AQ-N26-3JWX  AQ-I26-8XRD  cedar  correction  accepted  The list has seven reasons, not six: "signature missing" was added during the discussion.
    AQ-N26-K4DS  AQ-A26-7K3F  rowan  question    answered  Does an audit that was announced and then called off count as a duplicate?
    AQ-N26-V6RM  AQ-A26-7K3F  alder  comment     accepted  No: only an audit that took place. The draft says so in its first line.
    AQ-N26-Z7EH  AQ-D26-N2YK  oak    comment     open      The management team of amfori looks at this text at its next sitting.
    "#);
}

#[test]
fn a_noun_alone_lists_and_so_does_its_plural() {
    let shell = Shell::example();
    for noun in ["group", "person", "org", "meeting", "item", "action", "decision", "measure", "note", "config"] {
        assert_eq!(shell.run(noun), shell.run(&format!("{noun} list")), "{noun}");
    }
    for (plural, noun) in [("actions", "action"), ("people", "person"), ("notes", "note"), ("groups", "group")] {
        assert_eq!(shell.run(&format!("{plural} list")), shell.run(noun), "{plural}");
    }
    assert_eq!(shell.run("actions --group DC"), shell.run("action list --group DC"));
    insta::assert_snapshot!(shell.run("import"), @r"
    ! `import` needs a verb (E-USAGE)
    ! Hint: `comity import --help` lists them
    = 2
    ");
}

#[test]
fn actions_that_are_closed_or_dropped_are_listed_when_somebody_asks() {
    let shell = Shell::example();
    let count = |words: &str| shell.run(words).out.lines().count();
    assert_eq!((count("action list"), count("action list --all")), (12, 15));
    insta::assert_snapshot!(shell.run("action list --state closed"), @r"
    ID           STATE       DUE     WHO    ORGANISATION  WHAT
    DC-A26-3PJN  [=] closed  28 Aug  cedar  sedex         List the severity words of both systems
    AQ-A26-JX6B  [=] closed  23 Oct  maple  amfori        Lay the return reasons of both systems side by side
    ");
    insta::assert_snapshot!(shell.run("action list --state waiting"), @r"
    ID           STATE        DUE    WHO    ORGANISATION  WHAT
    AQ-A26-2HVE  [?] waiting  4 Dec  cedar  sedex         Count the returned reports of both systems by reason
    DC-A26-R9EC  [?] waiting  9 Dec  rowan  amfori        Write the consent text for the pilot
    ");
    assert_eq!(shell.run("action list --state blocked"), shell.run("action list --state waiting"));
    insta::assert_snapshot!(shell.run("action list --state frozen"), @r"
    ! `frozen` is no state of an action (E-VALUE)
    ! Hint: Choose open, in-progress, blocked, done, closed, cancelled
    = 4
    ");
}

#[test]
fn lists_are_narrowed_by_several_flags_together() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("action list --owner me"), @r"
    ID           STATE      DUE     WHO    ORGANISATION  WHAT
    AQ-A26-D7ZK  [ ] to do  11 Dec  birch  sedex         Publish the calendar of joint readings
    CO-A26-T6BQ  [ ] to do  11 Dec  birch  sedex         Draft the half-year progress report
    ");
    insta::assert_snapshot!(shell.run("action list --owner rowan --group DC"), @r"
    ID           STATE        DUE    WHO    ORGANISATION  WHAT
    DC-A26-R9EC  [?] waiting  9 Dec  rowan  amfori        Write the consent text for the pilot
    ");
    insta::assert_snapshot!(shell.run("action list --filter 'WORKSHOP apsca'"), @r"
    ID           STATE     DUE     WHO  ORGANISATION  WHAT
    AQ-A26-5RNP  [x] done  13 Nov  oak  amfori        Send APSCA the outline of the calibration workshop
    ");
    insta::assert_snapshot!(shell.run("item list --pool"), @r"
    ID           STATE     MEETING  TIME    PRESENTER  TITLE
    AQ-I26-6ZPA  proposed           20 min  cedar      Shadow audits: reading the differences together
    AQ-I26-H8JS  proposed           15 min  rowan      Days from the end of an audit to the report
    CI-I26-P5DK  proposed           20 min  rowan      How workers are heard while corrective actions run
    TH-I26-Y4RC  proposed           25 min  cedar      Recruitment fees in both audit formats
    ");
    insta::assert_snapshot!(shell.run("meeting list --state 'agenda issued'"), @r"
    ID             START                  LENGTH  STATE          TITLE
    CO-2026-11-20  Fri 20 Nov 2026 10:00  1 h 30  agenda issued  Fourth meeting
    ");
    insta::assert_snapshot!(shell.run("decision list --state blocked --group dc"), @r"
    ID           STATE                    NUMBER  AGREED ON        TITLE
    DC-D26-B8TM  blocked by an objection          Thu 24 Sep 2026  Smallest group that is shown in joint figures
    ");
    insta::assert_snapshot!(shell.run("note list --about 7K3F"), @r"
    ID           ABOUT        BY     KIND      STATE     TEXT
    AQ-N26-K4DS  AQ-A26-7K3F  rowan  question  answered  Does an audit that was announced and then called off count as a duplicate?
    AQ-N26-V6RM  AQ-A26-7K3F  alder  comment   accepted  No: only an audit that took place. The draft says so in its first line.
    ");
    insta::assert_snapshot!(shell.run("person list --filter amfori"), @r"
    ID      ORGANISATION  FUNCTION                       NAME
    maple   amfori        Head of monitoring             Maple Placeholder
    oak     amfori        Coordinator of working groups  Oak Placeholder
    rowan   amfori        Adviser on social performance  Rowan Placeholder
    spruce  amfori        Member of the management team  Spruce Placeholder
    ");
}

#[test]
fn a_list_finds_words_with_and_without_their_accents() {
    let shell = Shell::example();
    shell.saves("action add 'Zürich étape' --group AQ --owner oak --due 2026-12-01");
    for word in ["zurich", "ZÜRICH", "étape etape"] {
        assert_eq!(shell.run(&format!("action list --filter '{word}'")).out.lines().count(), 2, "{word}");
    }
}

#[test]
fn a_list_of_nothing_says_so_beside_the_answer() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("action list --filter nowhere"), @"! None of 14 actions fits.");
    insta::assert_snapshot!(shell.run("--quiet action list --filter nowhere"), @"");
    assert_eq!(shell.json("action list --filter nowhere")["data"], serde_json::json!([]));
    insta::assert_snapshot!(shell.run("action list --group XX"), @r"
    ! there is no group `XX` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3
    ");
    insta::assert_snapshot!(shell.run("action list --owner nobody"), @r"
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3
    ");
}

#[test]
fn lists_are_stable_actions_by_due_date_meetings_by_start_items_by_place() {
    let shell = Shell::example();
    let column = |words: &str, key: &str| -> Vec<String> {
        let json = shell.json(words);
        let rows = json["data"].as_array().expect("rows").iter();
        rows.map(|it| it[key].as_str().unwrap_or("~").to_owned()).collect()
    };
    assert!(column("action list --all", "due").is_sorted());
    assert!(column("meeting list", "start").is_sorted());
    assert!(column("person list", "id").is_sorted());
    insta::assert_debug_snapshot!(column("item list --meeting AQ-2026-11-24", "id"), @r#"
    [
        "AQ-2026-11-24-reminder",
        "AQ-2026-11-24-adoption",
        "AQ-I26-C3VN",
        "AQ-I26-W9KE",
        "AQ-I26-2FBQ",
        "AQ-2026-11-24-actions",
    ]
    "#);
    assert_eq!(shell.json("action list"), shell.json("action list"));
}
