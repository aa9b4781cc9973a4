//! Import: people and members from the lists that organisations keep, and next month's list again.

use crate::support::shell::Shell;

/// A list as an organisation keeps it: a group that is there, one that is not, a former chair, nobody's organisation.
const LIST: &str = "\
group,group_name,role,name,organisation
AQ,,member,Ines Ôrtega,Sedex
wg-traceability,Traceability of goods,chairs,Ines Ortega,Sedex
wg-traceability,Traceability of goods,chairs,Jo Quist,Cotton Board
wg-traceability,Traceability of goods,tech_leads,Jo Quist,Cotton Board
wg-traceability,Traceability of goods,emeritus_leads,Ana Roe,
";

fn with(name: &str, contents: impl AsRef<[u8]>) -> Shell {
    let shell = Shell::example();
    write(&shell, name, contents);
    shell
}

fn write(shell: &Shell, name: &str, contents: impl AsRef<[u8]>) {
    std::fs::write(shell.beside(name), contents).expect("written");
}

/// The terms of somebody in a group, without their quotation marks.
fn terms(shell: &Shell, group: &str, person: &str) -> String {
    let text = shell.read(&format!("groups/{group}/members/{person}.toml"));
    text.replace("[[term]]\n", "- ").replace('"', "").trim().replace('\n', "; ").replace("; ; ", "\n").replace("- ", "")
}

#[test]
fn a_list_of_members_comes_in_whole_and_a_second_run_changes_nothing() {
    let shell = with("list.csv", LIST);
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create"), @r"
    Import 5 seats from list.csv: 5 added, 3 people added, 1 organisation added, 1 group added  (undo: comity undo)
    ! Groups added: TOG Traceability of goods.
    ! 1 person has no organisation yet: `comity person edit PERSON --org ORG`.
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    Import 5 seats from list.csv

    + org cotton-board: Cotton Board
    + person ines-ortega: Ines Ôrtega
    + person jo-quist: Jo Quist
    + person ana-roe: Ana Roe
    + group TOG: Traceability of goods
    + AQ/ines-ortega: member
    + TOG/ines-ortega: chair
    + TOG/jo-quist: chair, rapporteur
    + TOG/ana-roe: chair

    Change-Id: change02
    Op: import
    Group: AQ
    Group: TOG
    Record: cotton-board
    Record: ana-roe
    Record: ines-ortega
    Record: jo-quist
    Record: TOG
    Record: AQ/ines-ortega
    Record: TOG/ana-roe
    Record: TOG/ines-ortega
    Record: TOG/jo-quist
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.read("groups/TOG/group.toml"), @r#"
    name = "Traceability of goods"
    also_called = ["wg-traceability"]
    state = "proposed"
    "#);
    insta::assert_snapshot!(terms(&shell, "TOG", "jo-quist"), @r"
    role = chair; for_org = cotton-board
    role = rapporteur; for_org = cotton-board
    ");
    insta::assert_snapshot!(terms(&shell, "TOG", "ana-roe"), @"role = chair; former = true");
    insta::assert_snapshot!(shell.read("people/jo-quist.toml"), @r#"
    name = "Jo Quist"
    org = "cotton-board"
    status = "active"
    "#);
    insta::assert_snapshot!(shell.read("orgs/cotton-board.toml"), @r#"
    name = "Cotton Board"
    short = "CB"
    kind = "other"
    "#);
    insta::assert_snapshot!(shell.run("check"), @r"
    warning: workspace.toml: 1 person has no organisation yet: ana-roe (W-NO-ORG). `comity person edit ana-roe --org ORG`
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    125 records: 0 errors, 2 warnings
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    Nothing to change: 5 as before
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
}

#[test]
fn without_create_each_row_that_names_somebody_new_is_named() {
    let shell = with("list.csv", LIST);
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv"), @r"
    ! nothing imported: 5 rows cannot be taken (E-ROW)
    ! Caused by: row 2: there is no person `Ines Ôrtega`. Add what is missing with --create, or say who is meant: --map 'name:Ines Ôrtega=PERSON'
    ! Caused by: rows 3-6: there is no group `wg-traceability`. Add what is missing with --create, or say who is meant: --map 'group:wg-traceability=CODE'
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create --dry-run"), @r"
    Would be saved: Import 5 seats from list.csv
      + org cotton-board: Cotton Board
      + person ines-ortega: Ines Ôrtega
      + person jo-quist: Jo Quist
      + person ana-roe: Ana Roe
      + group TOG: Traceability of goods
      + AQ/ines-ortega: member
      + TOG/ines-ortega: chair
      + TOG/jo-quist: chair, rapporteur
      + TOG/ana-roe: chair
    5 added, 3 people added, 1 organisation added, 1 group added
    ! Groups added: TOG Traceability of goods.
    ! 1 person has no organisation yet: `comity person edit PERSON --org ORG`.
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
}

#[test]
fn next_months_list_changes_only_what_changed() {
    let shell = with("list.csv", LIST);
    shell.saves("import members ../list.csv --create");
    // Jo hands the chair over and stays on as a lead of old; somebody new comes; Ines sits for somebody else now.
    let next = LIST
        .replace("chairs,Jo Quist", "emeritus_leads,Jo Quist")
        .replace("member,Ines Ôrtega,Sedex", "member,Ines Ôrtega,Cotton Board")
        + "wg-traceability,Traceability of goods,chairs,Noor Said,Cotton Board\n";
    write(&shell, "list.csv", &next);
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create"), @r"
    Import 1 seat and changes of 2 from list.csv: 1 added, 2 changed, 3 as before, 1 person added  (undo: comity undo)
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ! note: groups/AQ/members/ines-ortega.toml: ines-ortega belongs to sedex and is member for cotton-board (W-FOR-ORG). `comity member set ines-ortega AQ member --for sedex`, if that is a slip
    ");
    insta::assert_snapshot!(terms(&shell, "TOG", "jo-quist"), @r"
    role = chair; for_org = cotton-board; former = true
    role = rapporteur; for_org = cotton-board
    ");
    insta::assert_snapshot!(terms(&shell, "AQ", "ines-ortega"), @"role = member; for_org = cotton-board");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    Nothing to change: 6 as before
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
}

#[test]
fn what_people_did_since_the_last_list_stands() {
    let shell = with("list.csv", LIST);
    shell.saves("import members ../list.csv --create");
    let path = "groups/TOG/members/jo-quist.toml";
    shell.write(path, shell.read(path).replace("role = \"chair\"\n", "role = \"chair\"\nuntil = 2026-11-01\n"));
    let path = "groups/AQ/members/ines-ortega.toml";
    shell.write(path, shell.read(path).replace("sedex", "amfori"));
    shell.saves("take-in --override 'Corrected by the group'");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    Nothing to change: 5 as before
    ! row 4: the seat of jo-quist as chair of TOG has ended here; the file still names it. A day in a column `from` begins another one.
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
    write(&shell, "list.csv", LIST.replace("Ines Ôrtega,Sedex", "Ines Ôrtega,Cotton Board"));
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    Nothing to change: 5 as before
    ! row 2: the seat AQ/ines-ortega (for) has changed here and in the file. It stays `amfori`; the file says `cotton-board`. Write the right one into the file, or change the seat here
    ! row 4: the seat of jo-quist as chair of TOG has ended here; the file still names it. A day in a column `from` begins another one.
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
}

#[test]
fn columns_have_other_names_and_words_other_meanings() {
    let list = "Who;Company;What;Since;Until;Alternate of\nAda Ash;Sedex;boss;2026-01-01;;\nLi Oak;amfori;Alternates;2026-02-01;2026-12-31;Ada Ash\n";
    let shell = with("list.csv", list);
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --group AQ --create"), @r"
    ! no column is the name, none the role (E-USAGE)
    ! Hint: Name it: --map COLUMN=name. The columns are Who, Company, What, Since, Until, Alternate of
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --group AQ --create --map Who=name --map What=role"), @r"
    ! nothing imported: 1 row cannot be taken (E-ROW)
    ! Caused by: row 2: `boss` is no role. Say what is meant: --map 'role:boss=ROLE', one of co-chair, chair, vice-chair, secretary, rapporteur, member, alternate, liaison, observer, invited-expert
    ! Hint: --partial takes the rows that can be taken
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import members ../list.csv --group AQ --create --map Who=name --map What=role --map role:boss=chair"), @"Import 2 seats from list.csv: 2 added, 2 people added  (undo: comity undo)");
    insta::assert_snapshot!(terms(&shell, "AQ", "li-oak"), @"role = alternate; for_org = amfori; from = 2026-02-01; until = 2026-12-31; alternate_for = ada-ash");
}

#[test]
fn a_code_can_be_said_beforehand() {
    let shell = with("list.csv", LIST);
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create --map group:wg-traceability=TRACE"), @r"
    Import 5 seats from list.csv: 5 added, 3 people added, 1 organisation added, 1 group added  (undo: comity undo)
    ! Groups added: TRACE Traceability of goods.
    ! 1 person has no organisation yet: `comity person edit PERSON --org ORG`.
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv"), @r"
    Nothing to change: 5 as before
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
}

#[test]
fn several_chairs_are_no_error_and_where_parties_have_co_chairs_they_are_that() {
    let shell = with(
        "list.csv",
        "group,role,name,org\nAQ,chairs,Ada Ash,sedex\nNew one,chairs,Ada Ash,sedex\nNew one,chairs,Li Oak,sedex\n",
    );
    shell.saves("member end alder AQ --on yesterday");
    shell.saves("import members ../list.csv --create");
    assert_eq!(shell.run("check").status, 0);
    insta::assert_snapshot!(terms(&shell, "AQ", "ada-ash"), @"role = co-chair; for_org = sedex");
    insta::assert_snapshot!(terms(&shell, "NO", "ada-ash"), @"role = chair; for_org = sedex");
}

#[test]
fn a_row_that_would_bring_in_an_error_beside_the_others_is_named() {
    let list = "group,role,name,org,until,alternate_for\n\
        AQ,chairs,Ada Ash,sedex,,\n\
        AQ,member,Ada Ash,sedex,,\n\
        TH,member,Li Oak,sedex,,\n\
        AQ,co-chair,alder,sedex,2026-01-01,\n\
        CB,alternate,Li Oak,sedex,,Mo Fir\n\
        CB,alternate,Mo Fir,sedex,,Li Oak\n";
    let shell = with("list.csv", list);
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    ! nothing imported: 4 rows cannot be taken (E-ROW)
    ! Caused by: row 2: AQ/ada-ash: ada-ash and alder are both co-chair for sedex. If the other term is over, `comity member end PERSON AQ --role co-chair --on yesterday`; else write another role into the row
    ! Caused by: row 5: AQ/alder: a term ends before it begins: 2026-06-29 is after 2026-01-01. Correct one of the two dates
    ! Caused by: row 6: CB/li-oak: li-oak and mo-fir are alternates in a circle. Name somebody who has a seat
    ! Caused by: row 7: CB/mo-fir: mo-fir and li-oak are alternates in a circle. Name somebody who has a seat
    ! Hint: --partial takes the rows that can be taken
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create --partial"), @r"
    Import 2 seats from list.csv: 2 added, 2 people added, 4 rows left out  (undo: comity undo)
    ! row 2: AQ/ada-ash: ada-ash and alder are both co-chair for sedex. If the other term is over, `comity member end PERSON AQ --role co-chair --on yesterday`; else write another role into the row
    ! row 5: AQ/alder: a term ends before it begins: 2026-06-29 is after 2026-01-01. Correct one of the two dates
    ! row 6: CB/li-oak: li-oak and mo-fir are alternates in a circle. Name somebody who has a seat
    ! row 7: CB/mo-fir: mo-fir and li-oak are alternates in a circle. Name somebody who has a seat
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create --partial -q"), @"Nothing to change: 2 as before, 4 rows left out");
    // Her term begins as that of the one who had the chair is over.
    shell.saves("member end alder AQ --role co-chair --on yesterday");
    write(&shell, "list.csv", "group,role,name,org\nAQ,chairs,Ada Ash,sedex\n");
    shell.saves("import members ../list.csv");
    insta::assert_snapshot!(terms(&shell, "AQ", "ada-ash"), @r"
    role = member; for_org = sedex
    role = co-chair; for_org = sedex
    ");
}

#[test]
fn rows_that_cannot_be_taken_are_named_with_reason_and_remedy() {
    let list = "group,role,name,org,from,until,alternate_for\n\
        AQ,member,,sedex,,,\n\
        AQ,,Ada,sedex,,,\n\
        AQ,king,Ada,sedex,,,\n\
        AQ,member,Ada,sedex,2026-02-01,2026-01-01,\n\
        AQ,member,Ada,sedex,soon,,\n\
        AQ,alternate,Ada,sedex,,,Ada\n\
        ,member,Ada,sedex,,,\n\
        AQ,member,Ada,sedex,,,,more,\n\
        AQ,member,Ada\u{7},sedex,,,\n\
        AQ,member,Ada,sedex,2026-01-01,,\n";
    let shell = with("list.csv", list);
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    ! nothing imported: 9 rows cannot be taken (E-ROW)
    ! Caused by: row 2: the name is empty. Write who it is into that column
    ! Caused by: row 3: the role is empty. Write what they are in the group into that column
    ! Caused by: row 4: `king` is no role. Say what is meant: --map 'role:king=ROLE', one of co-chair, chair, vice-chair, secretary, rapporteur, member, alternate, liaison, observer, invited-expert
    ! Caused by: row 5: it ends on 2026-01-01, before it begins on 2026-02-01. Correct one of the two days
    ! Caused by: row 6: from: `soon` is not a date. Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! Caused by: row 7: somebody is their own alternate. Name the person they stand in for
    ! Caused by: row 8: no group is named. Name one with --group CODE
    ! Caused by: row 9: it has 9 cells, the headings are 7. Put text with a `,` in it between quotation marks
    ! Caused by: row 10: a name contains a control character (U+0007). Take it out; it may have come in with a paste
    ! Hint: --partial takes the rows that can be taken
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create --partial"), @r"
    Import 1 seat from list.csv: 1 added, 1 person added, 9 rows left out  (undo: comity undo)
    ! row 2: the name is empty. Write who it is into that column
    ! row 3: the role is empty. Write what they are in the group into that column
    ! row 4: `king` is no role. Say what is meant: --map 'role:king=ROLE', one of co-chair, chair, vice-chair, secretary, rapporteur, member, alternate, liaison, observer, invited-expert
    ! row 5: it ends on 2026-01-01, before it begins on 2026-02-01. Correct one of the two days
    ! row 6: from: `soon` is not a date. Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    ! row 7: somebody is their own alternate. Name the person they stand in for
    ! row 8: no group is named. Name one with --group CODE
    ! row 9: it has 9 cells, the headings are 7. Put text with a `,` in it between quotation marks
    ! row 10: a name contains a control character (U+0007). Take it out; it may have come in with a paste
    ");
}

#[test]
fn names_that_differ_by_accents_capitals_or_the_form_of_unicode_are_one_person() {
    let list = "group,role,name\nAQ,member,José Núñez\nTH,member,JOSE NUNEZ\nCB,member,Jose\u{301} Nu\u{301}n\u{303}ez\nCI,member,  José   Núñez \n";
    let shell = with("list.csv", list);
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create"), @r"
    Import 4 seats from list.csv: 4 added, 1 person added  (undo: comity undo)
    ! 1 person has no organisation yet: `comity person edit PERSON --org ORG`.
    ! row 3: `JOSE NUNEZ` is taken for José Núñez (jose-nunez).
    ! row 4: `José Núñez`, composed in another way, is taken for José Núñez (jose-nunez).
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    Nothing to change: 4 as before
    ! row 3: `JOSE NUNEZ` is taken for José Núñez (jose-nunez).
    ! row 4: `José Núñez`, composed in another way, is taken for José Núñez (jose-nunez).
    ");
}

#[test]
fn two_people_of_one_name_are_asked_about() {
    let shell = with("list.csv", "group,role,name\nAQ,member,Sam Elm\n");
    shell.saves("person add 'Sam Elm' --org sedex");
    shell.saves("person add 'Sam Elm' --org amfori");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    ! nothing imported: 1 row cannot be taken (E-ROW)
    ! Caused by: row 2: `Sam Elm` could be sam-elm or sam-elm-2. Say who is meant: --map 'name:Sam Elm=PERSON'
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import members ../list.csv --map 'name:Sam Elm=sam-elm-2'"), @"Import 1 seat from list.csv: 1 added  (undo: comity undo)");
}

#[test]
fn people_come_in_and_change_with_the_list() {
    let list = "Full name,Employer,Function,E-mail,Shoe size\nAda Ash,sedex,Buyer,ada@example.org,38\nLi Oak,Third House,,,44\n";
    let shell = with("list.csv", list);
    insta::assert_snapshot!(shell.leaves_alone("import people ../list.csv"), @r"
    ! nothing imported: 1 row cannot be taken (E-ROW)
    ! Caused by: row 3: there is no organisation `Third House`. Add what is missing with --create, or say who is meant: --map 'org:Third House=ORG'
    ! Hint: --partial takes the rows that can be taken
    = 4
    ");
    insta::assert_snapshot!(shell.saves("import people ../list.csv --create"), @r"
    Import 2 people from list.csv: 2 added, 1 organisation added  (undo: comity undo)
    ! Left out: Shoe size. --map COLUMN=FIELD takes a column in.
    ");
    insta::assert_snapshot!(shell.read("people/ada-ash.toml"), @r#"
    name = "Ada Ash"
    org = "sedex"
    function = "Buyer"
    emails = ["ada@example.org"]
    status = "active"
    "#);
    insta::assert_snapshot!(shell.leaves_alone("import people ../list.csv"), @r"
    Nothing to change: 2 as before
    ! Left out: Shoe size. --map COLUMN=FIELD takes a column in.
    ");
    shell.saves("person edit ada-ash --org amfori");
    write(&shell, "list.csv", list.replace("Buyer", "Head of buying").replace("Ada Ash", "Ada Ash-Elm"));
    insta::assert_snapshot!(shell.saves("import people ../list.csv"), @r"
    Import changes of 1 person from list.csv: 1 changed, 1 as before  (undo: comity undo)
    ! Left out: Shoe size. --map COLUMN=FIELD takes a column in.
    ");
    insta::assert_snapshot!(shell.read("people/ada-ash.toml"), @r#"
    name = "Ada Ash-Elm"
    also_called = ["Ada Ash"]
    org = "amfori"
    function = "Head of buying"
    emails = ["ada@example.org"]
    status = "active"
    "#);
    write(&shell, "list.csv", list.replace("Ada Ash,sedex", "Ada Ash,Third House"));
    insta::assert_snapshot!(shell.run("import people ../list.csv"), @r"
    Import changes of 1 person from list.csv: 1 changed, 1 as before  (undo: comity undo)
    ! row 2: organisation of ada-ash has changed here and in the file. It stays `amfori`; the file says `third-house`. Write the right one into the file, or take the file's with `comity person edit ada-ash --org VALUE`
    ! Left out: Shoe size. --map COLUMN=FIELD takes a column in.
    ");
}

#[test]
fn what_columns_and_roles_can_be_called_is_told() {
    insta::assert_snapshot!(Shell::empty().run("help lists"), @r"
    Lists from spreadsheets come in with `import people|members|meetings FILE.csv`. The first row holds the headings;
    commas, semicolons or tabs stand between the cells, in UTF-8 or in UTF-16 with its mark. `--dry-run` shows what would be
    saved. A second run changes nothing, next month's list only what changed. What people changed here since the last list
    stays.

    Columns of people:   name org function emails management endorses_for status
    Columns of members:  name org group group_name role from until former alternate_for basis emails function
    Columns of meetings: group group_name title day time timezone frequency starts minutes
    Others are left out, unless --map COLUMN=FIELD says what they are. Columns are also called:
      alternate_for        alternate of, deputy for
      day                  weekday
      emails               email, e mail, mail
      frequency            repeats
      from                 since, start date
      function             job title
      group                working group, committee, code
      group_name           group title
      minutes              length, duration
      name                 person, full name
      org                  organisation, organization, company, employer, affiliation, for, for org
      starts               first, first on
      timezone             zone, time zone
      until                end date, to

    People are known by an address or by their whole name, organisations and groups by any of their names; accents,
    capitals and the form of Unicode make no difference. --create adds who is not there yet. A new group gets a code made of
    its name, or yours: --map 'group:WORD=CODE'; the list's own word for it stays as `also_called`. So does the old name of
    whoever gets another one here: a list that still has it makes nobody new.

    A seat is known by the person, the group and the role. Roles are also called:
      alternate            alternates
      chair                chairs, chairperson, lead, leads
      co-chair             co chairs, cochair, cochairs
      invited-expert       expert, experts, invited experts
      liaison              liaisons
      member               members
      observer             observers
      rapporteur           rapporteurs, tech lead, tech leads, technical lead, technical leads
      secretary            secretaries
      vice-chair           vice chairs

    `former`, `emeritus`, `past`, `ex` before a role says that it is over. Where a group's rules say co-chairs, `chairs` and
    `leads` are co-chairs; elsewhere each is a chair, and there may be several. Another meaning: --map 'role:WORD=ROLE'.

    A row of meetings becomes the series of its group where it says for certain when that meets: weekly, every 2 weeks with
    the date of one meeting (`biweekly`, `bi-weekly` and `fortnightly` are that), first Tuesday of the month. A weekly or
    monthly one without a date begins on the next such day. A group has one series: --map 'title:WORD=-' leaves rows out.
    Time zones are written like Europe/Brussels, or:
      America/Los_Angeles  pt, pacific time, pt (pacific time), pacific time (pt)
      America/New_York     et, eastern time, et (eastern time), eastern time (et)
      Europe/Brussels      cet, central european time, cet (central european time)
      Europe/Warsaw        poland
      UTC                  utc, gmt
    ");
}

#[test]
fn rows_that_contradict_each_other_are_not_taken_in_turn() {
    let shell = with("list.csv", "group,role,name,org\nAQ,member,Ada,sedex\nAQ,member,Ada,amfori\nAQ,member,Ada,\n");
    insta::assert_snapshot!(shell.saves("import members ../list.csv --create --partial"), @r"
    Import 1 seat from list.csv: 1 added, 1 as before, 1 person added, 1 row left out  (undo: comity undo)
    ! row 3: it says otherwise than row 2 about the same seat. Take out the one that is not right
    ");
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create --partial"), @r"
    Nothing to change: 2 as before, 1 row left out
    ! row 3: it says otherwise than row 2 about the same seat. Take out the one that is not right
    ");
    write(&shell, "list.csv", "name,function\nLi,Buyer\nLi,Auditor\nLi,Buyer\n");
    insta::assert_snapshot!(shell.saves("import people ../list.csv --partial"), @r"
    Import 1 person from list.csv: 1 added, 1 as before, 1 row left out  (undo: comity undo)
    ! row 3: it says otherwise than row 2 about the same person. Take out the one that is not right
    ");
}

#[test]
fn a_name_that_was_corrected_here_is_still_known_as_lists_have_it() {
    let shell = with("list.csv", LIST);
    shell.saves("import members ../list.csv --create");
    insta::assert_snapshot!(shell.saves("person edit jo-quist --name 'Joanna Quist-Ford'"), @"Changed jo-quist: name Jo Quist -> Joanna Quist-Ford  (undo: comity undo)");
    shell.saves("group edit TOG --name 'Tracing goods'");
    shell.saves("org edit cotton-board --name 'Cotton Council'");
    insta::assert_snapshot!(shell.read("people/jo-quist.toml"), @r#"
    name = "Joanna Quist-Ford"
    also_called = ["Jo Quist"]
    org = "cotton-board"
    status = "active"
    "#);
    insta::assert_snapshot!(shell.read("orgs/cotton-board.toml"), @r#"
    name = "Cotton Council"
    short = "CB"
    kind = "other"
    former_names = ["Cotton Board"]
    "#);
    write(&shell, "list.csv", LIST.replace("wg-traceability,", ","));
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv --create"), @r"
    Nothing to change: 5 as before
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ! rows 4, 5: `Jo Quist` is taken for Joanna Quist-Ford (jo-quist).
    ");
    // Of two records that were joined, both names mean the one that stays.
    shell.saves("person add 'Jo Q' --org cotton-board");
    shell.saves("person join jo-quist jo-q");
    write(&shell, "list.csv", LIST.replace("Jo Quist", "Jo Q"));
    insta::assert_snapshot!(shell.leaves_alone("import members ../list.csv"), @r"
    Nothing to change: 5 as before
    ! row 3: `Ines Ortega` is taken for Ines Ôrtega (ines-ortega).
    ");
    // The list of people leaves the name as it is here, and takes in what else is new.
    write(&shell, "list.csv", "name,function\nJo Quist,Weaver\n");
    shell.saves("import people ../list.csv");
    assert!(shell.read("people/jo-quist.toml").contains("Joanna Quist-Ford"));
    // Somebody else who is called like that now is meant before her.
    shell.saves("person add 'Jo Quist' --org sedex");
    write(&shell, "list.csv", "group,role,name\nAQ,member,Jo Quist\n");
    shell.saves("import members ../list.csv");
    assert!(shell.files().contains_key("groups/AQ/members/jo-quist-2.toml"));
}

#[test]
fn whoever_stands_for_nobody_yet_leaves_no_name_behind() {
    let shell = Shell::example();
    shell.saves("person edit alder --name 'Ada Ash' --placeholder no");
    assert!(!shell.read("people/alder.toml").contains("also_called"));
    shell.saves("person edit alder --name 'ADA ÁSH'");
    assert!(!shell.read("people/alder.toml").contains("also_called"));
    shell.saves("person edit alder --name 'Ada Elm'");
    shell.saves("person edit alder --name 'ADA ÁSH'");
    insta::assert_snapshot!(shell.read("people/alder.toml").lines().filter(|it| it.contains("called")).collect::<String>(), @r#"also_called = ["Ada Elm"]"#);
    shell.saves("person edit alder --also-called ''");
}
