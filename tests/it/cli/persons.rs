//! People on the command line: names corrected, records joined, what somebody leaves behind, and names of every kind.

use std::ffi::OsString;

use unicode_width::UnicodeWidthStr;

use crate::support::shell::{Shell, split};

#[test]
fn a_corrected_name_keeps_its_id_and_the_history_tells_it_in_one_sentence() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("person edit alder --name 'Ada Alder-Byron'"), @"Changed alder: name Alder Placeholder -> Ada Alder-Byron  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest().lines().nth(1).expect("subject"), @"alder: name Alder Placeholder -> Ada Alder-Byron");
    assert_eq!(shell.json("person show 'Ada Alder-Byron'")["data"]["id"], "alder");
}

#[test]
fn names_that_differ_only_by_accents_capitals_or_the_form_of_unicode_are_told_as_alike() {
    let shell = Shell::example();
    shell.saves("person add 'Zoë Müller' --org sedex");
    // The same letters, composed otherwise.
    insta::assert_snapshot!(shell.saves("person add 'Zoe\u{308} Mu\u{308}ller' --org sedex"), @r"
    Added person zoe-muller-2: Zoë Müller  (undo: comity undo)
    ! note: people/zoe-muller-2.toml: zoe-muller-2 is called like zoe-muller: `Zoë Müller` (W-SAME-NAME). `comity person join zoe-muller zoe-muller-2`, or tell them apart by their names
    ");
    // Of another organisation, it is somebody else; of none, it may be either.
    insta::assert_snapshot!(shell.saves("person add 'Zoe Muller' --org apsca"), @"Added person zoe-muller-3: Zoe Muller  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("person add 'ZOE MULLER'"), @r"
    Added person zoe-muller-4: ZOE MULLER  (undo: comity undo)
    ! note: people/zoe-muller-4.toml: zoe-muller-4 is called like zoe-muller: `Zoë Müller` (W-SAME-NAME). `comity person join zoe-muller zoe-muller-4`, or tell them apart by their names
    ");
    let said = shell.run("check");
    let alike: Vec<&str> = said.out.lines().filter(|it| it.contains("W-SAME-NAME")).collect();
    insta::assert_snapshot!(alike.join("\n"), @r"
    warning: people/zoe-muller-2.toml:1:1: zoe-muller-2 is called like zoe-muller: `Zoë Müller` (W-SAME-NAME). `comity person join zoe-muller zoe-muller-2`, or tell them apart by their names
    warning: people/zoe-muller-3.toml:1:1: zoe-muller-3 is called like zoe-muller-4: `ZOE MULLER` (W-SAME-NAME). `comity person join zoe-muller-3 zoe-muller-4`, or tell them apart by their names
    warning: people/zoe-muller-4.toml:1:1: zoe-muller-4 is called like zoe-muller: `Zoë Müller` (W-SAME-NAME). `comity person join zoe-muller zoe-muller-4`, or tell them apart by their names
    warning: people/zoe-muller.toml:1:1: zoe-muller is called like zoe-muller-2: `Zoë Müller` (W-SAME-NAME). `comity person join zoe-muller zoe-muller-2`, or tell them apart by their names
    ");
    insta::assert_snapshot!(shell.leaves_alone("action add X --group AQ --owner 'zoe muller'"), @r"
    ! `zoe muller` could mean several records (E-AMBIGUOUS)
    ! Hint: Write more of it: zoe-muller, zoe-muller-2, zoe-muller-3, zoe-muller-4
    = 3
    ");
}

#[test]
fn two_records_of_one_person_are_joined_in_one_change() {
    let shell = Shell::example();
    shell.saves(
        "person add 'Cedar Placeholder' --org sedex --emails c.cedar@example.org --endorses-for sedex --function Chair",
    );
    for words in [
        "member set cedar-placeholder AQ member --from 2026-01-12 --until 2026-08-31",
        "member set cedar-placeholder CO observer --from 2026-09-01",
        "member set cedar-placeholder TH rapporteur --from 2026-02-01 --besides",
        "member set elm TH alternate --alternate-for cedar-placeholder",
        "action assign AQ-A26-7K3F cedar-placeholder",
        "action edit AQ-A26-9QXT --helpers cedar,cedar-placeholder,oak",
        "note add 'Which one?' --about AQ/cedar-placeholder",
        "meeting add Extra --group AQ --start '1 dec 10:00' --presiding cedar-placeholder",
    ] {
        shell.saves(words);
    }
    let meeting = "groups/AQ/meetings/2026/AQ-2026-12-01.toml";
    let there = "\n[[attendance]]\nperson = \"cedar\"\npresence = \"present\"\n\n[[attendance]]\nperson = \"cedar-placeholder\"\npresence = \"apologies\"\nin_place_of = \"elm\"\n";
    shell.write(meeting, shell.read(meeting) + there);
    shell.saves("take-in");
    let before = shell.files();
    insta::assert_snapshot!(shell.saves("person join cedar cedar-placeholder"), @r"
    Saved: Join cedar-placeholder into cedar  (undo: comity undo)
    ! 5 records name cedar instead of cedar-placeholder: TH/elm, AQ-2026-12-01, AQ-A26-7K3F, AQ-A26-9QXT, AQ-N26-NEW1
    ! The terms of cedar-placeholder are those of cedar now: AQ, CO, TH
    ");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Join cedar-placeholder into cedar

    TH/elm term.alternate 2026-11-16.alternate_for: cedar-placeholder -> cedar
    AQ-2026-12-01 attendance.cedar.in_place_of: + elm
    AQ-2026-12-01 presiding: cedar-placeholder -> cedar
    AQ-2026-12-01 attendance.cedar-placeholder.in_place_of: - elm
    AQ-2026-12-01 attendance.cedar-placeholder.person: - cedar-placeholder
    AQ-2026-12-01 attendance.cedar-placeholder.presence: - apologies
    AQ-A26-7K3F owner: cedar-placeholder -> cedar
    AQ-A26-9QXT helpers: cedar, cedar-placeholder, oak -> cedar, oak
    AQ-N26-NEW1 about: AQ/cedar-placeholder -> AQ/cedar
    AQ/cedar term.member 2026-01-12.basis: + Nominated by the management team of Sedex
    AQ/cedar term.member 2026-01-12.for_org: + sedex
    AQ/cedar term.member 2026-01-12.from: + Mon 12 Jan 2026
    AQ/cedar term.member 2026-01-12.role: + member
    AQ/cedar term.member 2026-06-29.basis: - Nominated by the management team of Sedex
    AQ/cedar term.member 2026-06-29.for_org: - sedex
    AQ/cedar term.member 2026-06-29.from: - Mon 29 Jun 2026
    AQ/cedar term.member 2026-06-29.role: - member
    - AQ/cedar-placeholder: member
    + CO/cedar: observer
    - CO/cedar-placeholder: observer
    TH/cedar term.rapporteur 2026-02-01.for_org: + sedex
    TH/cedar term.rapporteur 2026-02-01.from: + Sun 1 Feb 2026
    TH/cedar term.rapporteur 2026-02-01.role: + rapporteur
    - TH/cedar-placeholder: rapporteur
    cedar emails: cedar@example.org -> c.cedar@example.org, cedar@example.org
    cedar endorses_for: + sedex
    cedar-placeholder same_as: + cedar
    cedar-placeholder status: active -> left

    Change-Id: change12
    Op: person.join
    Group: AQ
    Group: CO
    Group: TH
    Record: cedar
    Record: cedar-placeholder
    Record: AQ/cedar
    Record: AQ/cedar-placeholder
    Record: CO/cedar
    Record: CO/cedar-placeholder
    Record: TH/cedar
    Record: TH/cedar-placeholder
    Record: TH/elm
    Record: AQ-2026-12-01
    Record: AQ-A26-7K3F
    Record: AQ-A26-9QXT
    Record: AQ-N26-NEW1
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.read("people/cedar.toml"), @r#"
    name = "Cedar Placeholder"
    org = "sedex"
    function = "Adviser on labour standards"
    emails = ["c.cedar@example.org", "cedar@example.org"]
    endorses_for = ["sedex"]
    status = "active"
    placeholder = true
    "#);
    insta::assert_snapshot!(shell.read("people/cedar-placeholder.toml"), @r#"
    name = "Cedar Placeholder"
    org = "sedex"
    function = "Chair"
    emails = ["c.cedar@example.org"]
    endorses_for = ["sedex"]
    status = "left"
    same_as = "cedar"
    "#);
    insta::assert_snapshot!(shell.run("member list --person cedar --ended"), @r"
    PERSON  GROUP  ROLE            FOR    FROM        UNTIL
    cedar   AQ     member          sedex  2026-01-12
    cedar   CB     member          sedex  2026-06-29
    cedar   CI     member          sedex  2026-06-29
    cedar   CO     observer        sedex  2026-09-01
    cedar   DC     member          sedex  2026-09-07
    cedar   DC     invited expert  sedex  2026-06-29  2026-09-04
    cedar   TH     rapporteur      sedex  2026-02-01
    cedar   TH     member          sedex  2026-06-29
    ");
    insta::assert_snapshot!(shell.read(meeting), @r#"
    title = "Extra"
    start = 2026-12-01T10:00:00
    timezone = "Europe/Brussels"
    minutes = 90
    kind = "ordinary"
    presiding = "cedar"

    [[attendance]]
    person = "cedar"
    presence = "present"
    in_place_of = "elm"
    "#);
    // Only what a record says of itself and what was said before still has the old name.
    let files = shell.files();
    let named = |it: &&String| String::from_utf8_lossy(&files[*it]).contains("cedar-placeholder");
    assert_eq!(files.keys().filter(named).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(!shell.run("person list").out.contains("cedar-placeholder"));
    assert!(!shell.run("check").out.contains("cedar-placeholder"));
    // The old name leads to the new one, by its id, by the address, and in the history.
    assert_eq!(shell.json("person show cedar-placeholder")["data"]["id"], "cedar");
    shell.run("config set email c.cedar@example.org");
    insta::assert_snapshot!(shell.run("status").out.lines().nth(2).expect("a line"), @"You are cedar (Cedar Placeholder, sedex).");
    insta::assert_snapshot!(shell.run("history --by cedar-placeholder"), @"! No change fits.");
    shell.run("config set email birch@example.org");
    shell.saves("undo");
    // A list of tables may come back with another empty line.
    let words = |it: &std::collections::BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<String>)> {
        let lines = |it: &[u8]| String::from_utf8_lossy(it).split_whitespace().map(str::to_owned).collect();
        it.iter().map(|(path, text)| (path.clone(), lines(text))).collect()
    };
    assert!(words(&shell.files()) == words(&before), "undo puts every file back");
}

#[test]
fn whoever_still_names_a_joined_record_is_told_so_and_joining_again_settles_it() {
    let shell = Shell::example();
    shell.saves("person add 'Cedar P' --org sedex");
    shell.saves("person join cedar cedar-p");
    insta::assert_snapshot!(shell.leaves_alone("person join cedar cedar-p"), @"cedar stands like that already");
    // What another clone that knew nothing of it may have written.
    shell.write("groups/AQ/members/cedar-p.toml", "[[term]]\nrole = \"observer\"\nfrom = 2026-11-01\n");
    let action = "groups/AQ/actions/2026/AQ-A26-9QXT.toml";
    shell.write(action, shell.read(action).replace("owner = \"rowan\"", "owner = \"cedar-p\""));
    shell.saves("take-in");
    let said = shell.run("check");
    let told: Vec<&str> = said.out.lines().filter(|it| it.contains("cedar-p")).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    warning: groups/AQ/actions/2026/AQ-A26-9QXT.toml:2:1: owner names cedar-p, whose record was joined into that of cedar (W-JOINED). `comity person join cedar cedar-p` joins them again
    warning: groups/AQ/members/cedar-p.toml: the membership names cedar-p, whose record was joined into that of cedar (W-JOINED). `comity person join cedar cedar-p` joins them again
    ");
    insta::assert_snapshot!(shell.saves("person join cedar cedar-p"), @r"
    Saved: Join cedar-p into cedar  (undo: comity undo)
    ! 1 record names cedar instead of cedar-p: AQ-A26-9QXT
    ! The terms of cedar-p are those of cedar now: AQ
    ");
    assert!(!shell.run("check").out.contains("cedar-p"));
}

#[test]
fn records_that_cannot_be_joined_say_why() {
    let shell = Shell::example();
    shell.saves("person add 'Cedar P' --org amfori");
    shell.saves("member set cedar-p AQ member --from 2026-06-29");
    shell.saves("person add 'Elm E' --org sedex");
    shell.saves("person join elm elm-e");
    let cases = [
        "person join cedar",
        "person join cedar nobody",
        "person join cedar cedar",
        "person join elm-e elm",
        "person join cedar elm-e",
        "person join cedar cedar-p",
    ];
    let told: String = cases.iter().map(|it| format!("> {it}\n{}\n", shell.leaves_alone(it))).collect();
    insta::assert_snapshot!(told, @r"
    > person join cedar
    ! error: the following required arguments were not provided:
    !   <OTHER>
    ! 
    ! Usage: comity person join <KEEP> <OTHER>
    ! 
    ! For more information, try '--help'.
    = 2

    > person join cedar nobody
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3

    > person join cedar cedar
    ! cedar cannot be joined into itself (E-STATE)
    ! Hint: Name two people whose records are one person's
    = 4

    > person join elm-e elm
    ! elm cannot be joined into itself (E-STATE)
    ! Hint: Name two people whose records are one person's
    = 4

    > person join cedar elm-e
    ! elm-e was joined into elm already (E-STATE)
    ! Hint: `comity person join KEEP elm` joins that one
    = 4

    > person join cedar cedar-p
    ! both are member in AQ from 29 Jun 2026 on, for different organisations or people (E-STATE)
    ! Hint: Correct the first day of one of the two terms in its file, then join them
    = 4
    ");
}

#[test]
fn an_alternate_of_oneself_comes_to_nothing_when_both_are_joined() {
    let shell = Shell::example();
    shell.saves("person add 'Cedar P' --org sedex");
    shell.saves("member set cedar-p AQ alternate --alternate-for cedar");
    insta::assert_snapshot!(shell.saves("person join cedar cedar-p"), @r"
    Saved: Join cedar-p into cedar  (undo: comity undo)
    ! The terms of cedar-p are those of cedar now: AQ
    ! One was the alternate of the other, which comes to nothing: AQ
    ");
    insta::assert_snapshot!(shell.run("member list --person cedar --group AQ"), @r"
    PERSON  GROUP  ROLE    FOR    FROM        UNTIL
    cedar   AQ     member  sedex  2026-06-29
    ");
}

#[test]
fn whoever_leaves_hands_over_meetings_and_measures_too() {
    let shell = Shell::example();
    shell.saves("meeting add Extra --group AQ --start '1 dec 10:00' --presiding rowan --scribe rowan");
    shell.saves("measure edit AQ/duplicate-audits-avoided --owner rowan");
    insta::assert_snapshot!(shell.leaves_alone("person leave rowan --dry-run"), @r"
    Would be saved: rowan: left on 16 Nov 2026, 5 terms ended
      AQ/rowan term.member 2026-06-29.until: + Mon 16 Nov 2026
      CB/rowan term.member 2026-06-29.until: + Mon 16 Nov 2026
      CI/rowan term.member 2026-06-29.until: + Mon 16 Nov 2026
      DC/rowan term.member 2026-06-29.until: + Mon 16 Nov 2026
      TH/rowan term.member 2026-06-29.until: + Mon 16 Nov 2026
      rowan status: active -> left
    ! Ends: AQ (member), CB (member), CI (member), DC (member), TH (member)
    ! Open actions that stay with ◆AM Rowan Placeholder: AQ-A26-9QXT, DC-A26-R9EC
    ! Meetings that ◆AM Rowan Placeholder is still to preside over or write down: AQ-2026-12-01
    ! Items that ◆AM Rowan Placeholder is still to present: AQ-I26-H8JS, CI-I26-P5DK, DC-I26-E2QJ
    ! Measures that stay with ◆AM Rowan Placeholder: AQ/duplicate-audits-avoided, AQ/reports-returned
    ! --hand-over-to gives them to somebody else.
    ");
    insta::assert_snapshot!(shell.saves("person leave rowan --hand-over-to spruce --yes"), @r"
    Changed rowan: left on 16 Nov 2026, 5 terms ended, 8 duties to spruce  (undo: comity undo)
    ! Ends: AQ (member), CB (member), CI (member), DC (member), TH (member)
    ! Handed over to ◆AM Spruce Placeholder: AQ-A26-9QXT, DC-A26-R9EC, AQ-2026-12-01, AQ-I26-H8JS, CI-I26-P5DK, DC-I26-E2QJ, AQ/duplicate-audits-avoided, AQ/reports-returned
    ");
    let meeting = &shell.json("meeting show AQ-2026-12-01")["data"];
    assert_eq!((&meeting["presiding"], &meeting["scribe"]), (&"spruce".into(), &"spruce".into()));
}

#[test]
fn an_edit_after_which_seats_go_on_says_so_and_what_to_do() {
    let shell = Shell::example();
    let told = |words: &str| {
        let said = shell.run(&format!("person edit {words} --dry-run")).to_string();
        said.lines().filter(|it| it.starts_with('!')).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(told("cedar --status left"), @"! cedar keeps 5 seats for sedex. `comity person leave cedar` ends them");
    insta::assert_snapshot!(told("cedar --org amfori"), @"! cedar keeps 5 seats for sedex. `comity member set cedar GROUP ROLE --for amfori` takes one along, `comity member end cedar GROUP` ends one");
    insta::assert_snapshot!(told("cedar --org amfori --status left"), @"! cedar keeps 5 seats for sedex. `comity person leave cedar` ends them");
    insta::assert_snapshot!(told("willow --status left"), @"! willow keeps 1 seat for apsca. `comity person leave willow` ends it");
    for unremarkable in ["cedar --function Auditor", "cedar --org sedex", "cedar --status active"] {
        assert_eq!(told(unremarkable), "", "{unremarkable}");
    }
    shell.saves("member set cedar CO observer --for amfori");
    insta::assert_snapshot!(told("cedar --org amfori"), @"! cedar keeps 1 seat for amfori and 5 for sedex. `comity member set cedar GROUP ROLE --for amfori` takes one along, `comity member end cedar GROUP` ends one");
    insta::assert_snapshot!(shell.run("person edit cedar --status left"), @r"
    Changed cedar: status active -> left  (undo: comity undo)
    ! cedar keeps 1 seat for amfori and 5 for sedex. `comity person leave cedar` ends them
    ");
    insta::assert_snapshot!(shell.saves("person leave cedar --yes"), @r"
    Changed cedar: left on 16 Nov 2026, 6 terms ended  (undo: comity undo)
    ! Ends: AQ (member), CB (member), CI (member), CO (observer), DC (member), TH (member)
    ! Open actions that stay with ●SX Cedar Placeholder: AQ-A26-2HVE, TH-A26-Q3FY
    ! Items that ●SX Cedar Placeholder is still to present: AQ-I26-6ZPA, DC-I26-9NHF, TH-I26-Y4RC
    ! Measures that stay with ●SX Cedar Placeholder: AQ/audits-by-enrolled, DC/fields-mapped, TH/questions-mapped
    ! --hand-over-to gives them to somebody else.
    ");
    assert_eq!(told("cedar --org amfori"), "");
    // A seat for nobody in particular is for whom the person works.
    let path = shell.root().join("groups/AQ/members/willow.toml");
    let text = std::fs::read_to_string(&path).expect("membership");
    std::fs::write(&path, text.replace("for_org = \"apsca\"\n", "")).expect("written");
    insta::assert_snapshot!(told("willow --org sedex"), @"! willow has 1 seat for sedex now");
}

#[test]
fn an_item_of_a_meeting_that_is_over_is_neither_on_an_agenda_nor_handed_over() {
    let shell = Shell::example();
    let presents = |item: &str| {
        let page = shell.run("person show rowan").out;
        // Behind its agendas a page also tells whatever names somebody.
        let agendas = page.split("Referred to by").next().unwrap_or_default();
        let page = agendas.contains("Pilot of the joint view: who takes part");
        let leaving = shell.run("person leave rowan --dry-run").to_string().contains(item);
        (page, leaving)
    };
    assert_eq!(presents("DC-I26-E2QJ"), (true, true));
    let path = shell.root().join("groups/DC/meetings/2026/DC-2026-11-25.toml");
    let text = std::fs::read_to_string(&path).expect("meeting");
    for over in [format!("{text}cancelled_on = 2026-11-16\n"), text.replace("start = 2026-11-25", "start = 2026-11-11")]
    {
        std::fs::write(&path, over).expect("written");
        assert_eq!(presents("DC-I26-E2QJ"), (false, false));
    }
}

#[test]
fn bad_input_about_seats_and_names_is_told_with_what_to_do() {
    let shell = Shell::example();
    shell.saves("person leave elm --yes");
    let cases = [
        "member set rowan AQ membre",
        "member set rowan AQ secretery",
        "member set rowan AQ member --from 2026-12-01 --until 2026-11-30",
        "member set elm AQ member",
        "member set rowan AQ alternate --alternate-for nobody",
        "person add ''",
        "person add '   '",
        "person edit rowan --emails 'not an address'",
        "person edit rowan --org nobody",
        "person leave elm --yes",
    ];
    let told: String = cases.iter().map(|it| format!("> {it}\n{}\n", shell.leaves_alone(it))).collect();
    insta::assert_snapshot!(told, @r"
    > member set rowan AQ membre
    ! `role`: `membre` is none of the choices (E-VALUE)
    ! Hint: Did you mean member? Choose co-chair, chair, vice-chair, secretary, rapporteur, member, alternate, liaison, observer, invited-expert
    = 4

    > member set rowan AQ secretery
    ! `role`: `secretery` is none of the choices (E-VALUE)
    ! Hint: Did you mean secretary? Choose co-chair, chair, vice-chair, secretary, rapporteur, member, alternate, liaison, observer, invited-expert
    = 4

    > member set rowan AQ member --from 2026-12-01 --until 2026-11-30
    ! a term from 1 Dec 2026 until 30 Nov 2026 ends before it begins (E-NO-SEAT)
    ! Hint: Name a last day that is not before the first one; `comity member end PERSON GROUP` ends a term
    = 4

    > member set elm AQ member
    ! elm has left (E-NO-SEAT)
    ! Hint: If they are back, `comity person edit elm --status active`
    = 4

    > member set rowan AQ alternate --alternate-for nobody
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3

    > person add ''
    ! a person needs --name (E-USAGE)
    = 2

    > person add '   '
    ! a person needs --name (E-USAGE)
    = 2

    > person edit rowan --emails 'not an address'
    ! `emails`: `not an address` is not an e-mail address (E-VALUE)
    ! Hint: Write it like you@example.org
    = 4

    > person edit rowan --org nobody
    ! there is no organisation `nobody` (E-NOT-FOUND)
    ! Hint: There is amfori, apsca, sedex
    = 3

    > person leave elm --yes
    elm stands like that already
    ");
    let said = shell.leaves_alone("person add Bell\u{7}Ringer");
    assert!(said.status == 4 && said.err.contains("a control character (U+0007)"), "{said}");
    shell.saves("person edit elm --status active");
    shell.saves("member set elm AQ member");
    insta::assert_snapshot!(shell.saves("member set spruce DC member --for sedex"), @r"
    Saved: DC: spruce is member for sedex from 16 Nov 2026  (undo: comity undo)
    ! note: groups/DC/members/spruce.toml: spruce belongs to amfori and is member for sedex (W-FOR-ORG). `comity member set spruce DC member --for amfori`, if that is a slip
    ");
}

#[test]
fn names_of_200_characters_and_from_right_to_left_break_no_column() {
    let shell = Shell::example();
    let long = "Wolfeschlegelsteinhausen ".repeat(8);
    assert_eq!(long.trim().chars().count(), 199);
    shell.saves(&format!("person add '{}' --org sedex --function '{}'", long.trim(), long.trim()));
    shell.saves("person add 'محمد بن عبد الله' --org amfori --function 'مدير التدقيق'");
    shell.saves("person add '山田太郎' --org amfori");
    for (name, group) in [("wolfeschlegelsteinhausen", "AQ"), ("محمد", "CB"), ("山田太郎", "DC")] {
        shell.saves(&format!("member set {name} {group} observer"));
    }
    let wide = |words: &str| {
        let words: Vec<OsString> = split(words).into_iter().map(OsString::from).collect();
        let mut command = shell.command(&words);
        command.env("COLUMNS", "80");
        shell.said(command.output().expect("started"))
    };
    let matrix = wide("member matrix");
    assert_eq!(matrix.status, 0, "{matrix}");
    for line in matrix.out.lines().take_while(|it| !it.starts_with("In more")) {
        assert!(line.width() <= 80, "{line}");
    }
    insta::assert_snapshot!(matrix.out.lines().take(16).collect::<Vec<_>>().join("\n"), @r"
                                AQ       CB      CI      CO      DC      TH
    sedex
     Alder Placeholder          CHAIR    CHAIR   CHAIR   CHAIR   CHAIR   CHAIR
     Birch Placeholder          secr.    secr.   secr.   secr.   secr.   secr.
     Cedar Placeholder          member   member  member  ·       member  member
     Elm Placeholder            ·        ·       ·       member  ·       ·
     Wolfeschlegelsteinhausen…  obs.     ·       ·       ·       ·       ·
    amfori
     Maple Placeholder          CHAIR    CHAIR   CHAIR   CHAIR   CHAIR   CHAIR
     محمد بن عبد الله           ·        obs.    ·       ·       ·       ·
     Oak Placeholder            secr.    secr.   secr.   secr.   secr.   secr.
     Rowan Placeholder          member   member  member  ·       member  member
     山田太郎                   ·        ·       ·       ·       obs.    ·
     Spruce Placeholder         ·        ·       ·       member  ·       ·
    apsca
     Willow Placeholder         liaison  ·       ·       ·       ·       ·
    ");
    insta::assert_snapshot!(shell.run("person list"), @r"
    ID                        ORGANISATION  FUNCTION                                          NAME
    alder                     sedex         Head of audit programmes                          Alder Placeholder
    birch                     sedex         Secretary of joint working groups                 Birch Placeholder
    cedar                     sedex         Adviser on labour standards                       Cedar Placeholder
    elm                       sedex         Member of the management team                     Elm Placeholder
    maple                     amfori        Head of monitoring                                Maple Placeholder
    mhmd-bn-bd-llh            amfori        مدير التدقيق                                      محمد بن عبد الله
    oak                       amfori        Coordinator of working groups                     Oak Placeholder
    rowan                     amfori        Adviser on social performance                     Rowan Placeholder
    shan-tian-tai-lang        amfori                                                          山田太郎
    spruce                    amfori        Member of the management team                     Spruce Placeholder
    willow                    apsca         Liaison to audit programmes                       Willow Placeholder
    wolfeschlegelsteinhausen  sedex         Wolfeschlegelsteinhausen Wolfeschlegelsteinhaus…  Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen
    ");
    insta::assert_snapshot!(shell.run("member list --group CB"), @r"
    PERSON          GROUP  ROLE       FOR     FROM        UNTIL
    alder           CB     co-chair   sedex   2026-06-29
    maple           CB     co-chair   amfori  2026-06-29
    birch           CB     secretary  sedex   2026-06-29
    oak             CB     secretary  amfori  2026-06-29
    cedar           CB     member     sedex   2026-06-29
    rowan           CB     member     amfori  2026-06-29
    mhmd-bn-bd-llh  CB     observer   amfori  2026-11-16
    ");
    insta::assert_snapshot!(wide("person show wolfeschlegelsteinhausen"), @r"
    wolfeschlegelsteinhausen  Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen
    person

    Organisation    ●SX Sedex
    Function        Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen Wolfeschlegelsteinhausen
    Status          active

    Sits in (1)
      AQ  observer  for ●SX  since 16 Nov 2026  Audit quality measures

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  added
    ");
    for words in ["member list", "member ledger", "history --by birch", "check"] {
        assert!([0, 10].contains(&wide(words).status), "{words}");
    }
}
