//! Who sits where on the command line: terms set, ended, handed over, listed as of any day.

use crate::support::shell::Shell;

#[test]
fn a_row_for_each_term_as_of_any_day_with_those_that_ended_on_request() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("member list --group DC"), @r"
    PERSON  GROUP  ROLE       FOR     FROM        UNTIL
    alder   DC     co-chair   sedex   2026-06-29
    maple   DC     co-chair   amfori  2026-06-29
    birch   DC     secretary  sedex   2026-06-29
    oak     DC     secretary  amfori  2026-06-29
    rowan   DC     member     amfori  2026-06-29
    cedar   DC     member     sedex   2026-09-07
    ");
    insta::assert_snapshot!(shell.run("members --person cedar --group DC --ended"), @r"
    PERSON  GROUP  ROLE            FOR    FROM        UNTIL
    cedar   DC     member          sedex  2026-09-07
    cedar   DC     invited expert  sedex  2026-06-29  2026-09-04
    ");
    insta::assert_snapshot!(shell.run("member list --person cedar --group DC --on 2026-09-01"), @r"
    PERSON  GROUP  ROLE            FOR    FROM        UNTIL
    cedar   DC     invited expert  sedex  2026-06-29  2026-09-04
    ");
    insta::assert_snapshot!(shell.run("member list --org apsca"), @r"
    PERSON  GROUP  ROLE     FOR    FROM        UNTIL
    willow  AQ     liaison  apsca  2026-07-06
    ");
    insta::assert_snapshot!(shell.run("member list --on 2020-01-01"), @"! None of 38 terms fits.");
    let json = shell.json("member list --person willow");
    insta::assert_snapshot!(json["data"][0], @r#"{"id":"AQ/willow","kind":"member","group":"AQ","person":"willow","basis":"Named by APSCA at the invitation of both parties","for_org":"apsca","from":"2026-07-06","role":"liaison","running":true}"#);
}

#[test]
fn a_day_that_is_none_is_told_under_the_name_of_its_flag() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("member matrix --on 31.2.2026"), @r"
    ! `on`: `31.2.2026` is not a date (E-VALUE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("member end cedar AQ --on soonish"), @r"
    ! `on`: `soonish` is not a date (E-VALUE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("member set elm AQ member --until 31.2.2026"), @r"
    ! `until`: `31.2.2026` is not a date (E-VALUE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    = 4
    ");
}

#[test]
fn a_role_goes_from_one_to_another_in_one_sentence_and_yesterday_still_shows_the_old_one() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("member set rowan AQ co-chair --from '1 dec' --in-place-of maple --basis 'Letter of 12 November'"), @"Saved: AQ: rowan is co-chair for amfori from 1 Dec 2026, in place of maple  (undo: comity undo)");
    insta::assert_snapshot!(shell.newest(), @r"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ: rowan is co-chair for amfori from 1 Dec 2026, in place of maple

    AQ/rowan term.co-chair 2026-12-01.basis: + Letter of 12 November
    AQ/rowan term.co-chair 2026-12-01.for_org: + amfori
    AQ/rowan term.co-chair 2026-12-01.from: + Tue 1 Dec 2026
    AQ/rowan term.co-chair 2026-12-01.role: + co-chair
    AQ/rowan term.member 2026-06-29.until: + Mon 30 Nov 2026
    AQ/maple term.co-chair 2026-06-29.until: + Mon 30 Nov 2026

    Change-Id: change02
    Op: member.set
    Group: AQ
    Record: AQ/maple
    Record: AQ/rowan
    On-behalf-of: sedex
    ");
    insta::assert_snapshot!(shell.run("member list --group AQ --org amfori --on 2026-11-30"), @r"
    PERSON  GROUP  ROLE       FOR     FROM        UNTIL
    maple   AQ     co-chair   amfori  2026-06-29  2026-11-30
    oak     AQ     secretary  amfori  2026-06-29
    rowan   AQ     member     amfori  2026-06-29  2026-11-30
    ");
    insta::assert_snapshot!(shell.run("member list --group AQ --org amfori --on 2026-12-01"), @r"
    PERSON  GROUP  ROLE       FOR     FROM        UNTIL
    rowan   AQ     co-chair   amfori  2026-12-01
    oak     AQ     secretary  amfori  2026-06-29
    ");
    insta::assert_snapshot!(shell.run("member ledger --group AQ --org amfori"), @r"
    GROUP  ROLE       FOR     PERSON  FROM        UNTIL       HANDED OVER TO
    AQ     co-chair   amfori  maple   2026-06-29  2026-11-30  rowan
    AQ     co-chair   amfori  rowan   2026-12-01
    AQ     secretary  amfori  oak     2026-06-29
    AQ     member     amfori  rowan   2026-06-29  2026-11-30
    ");
    insta::assert_snapshot!(shell.leaves_alone("member set rowan AQ co-chair --from '1 dec' --in-place-of maple"), @"AQ/rowan stands like that already");
    shell.saves("undo");
    insta::assert_snapshot!(shell.run("member list --group AQ --org amfori --ended"), @r"
    PERSON  GROUP  ROLE       FOR     FROM        UNTIL
    maple   AQ     co-chair   amfori  2026-06-29
    oak     AQ     secretary  amfori  2026-06-29
    rowan   AQ     member     amfori  2026-06-29
    ");
}

#[test]
fn a_change_of_role_is_an_end_and_a_beginning_unless_both_go_on() {
    let shell = Shell::example();
    shell.saves("member set cedar AQ rapporteur");
    insta::assert_snapshot!(shell.run("member list --person cedar --group AQ --ended"), @r"
    PERSON  GROUP  ROLE        FOR    FROM        UNTIL
    cedar   AQ     rapporteur  sedex  2026-11-16
    cedar   AQ     member      sedex  2026-06-29  2026-11-15
    ");
    // On its first day a term gives way to another.
    shell.saves("member set cedar AQ secretary --besides");
    shell.saves("member set cedar AQ member");
    insta::assert_snapshot!(shell.run("member list --person cedar --group AQ --ended"), @r"
    PERSON  GROUP  ROLE    FOR    FROM        UNTIL
    cedar   AQ     member  sedex  2026-06-29  2026-11-15
    cedar   AQ     member  sedex  2026-11-16
    ");
    insta::assert_snapshot!(shell.saves("member set cedar AQ member --until 2026-12-31"), @"Saved: AQ: cedar is member for sedex until 31 Dec 2026  (undo: comity undo)");
    // A first day before the one that was known is told, as it is changed.
    insta::assert_snapshot!(shell.saves("member set cedar TH member --from 2026-06-01 --until 2026-12-31"), @"Saved: TH: cedar is member for sedex from 1 Jun 2026 until 31 Dec 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.saves("member set cedar AQ observer --from 2025-01-01 --until 2025-06-30"), @"Saved: AQ: cedar is observer for sedex from 1 Jan 2025 until 30 Jun 2025  (undo: comity undo)");
    insta::assert_snapshot!(shell.run("member list --person cedar --group AQ --ended"), @r"
    PERSON  GROUP  ROLE      FOR    FROM        UNTIL
    cedar   AQ     member    sedex  2026-06-29  2026-11-15
    cedar   AQ     member    sedex  2026-11-16  2026-12-31
    cedar   AQ     observer  sedex  2025-01-01  2025-06-30
    ");
}

#[test]
fn a_term_ends_on_a_day_and_one_that_has_not_begun_never_was() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("member end birch TH --on +3d"), @"Saved: TH: birch leaves as secretary on 19 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("member end birch TH --on +3d"), @"TH/birch stands like that already");
    shell.saves("member set elm TH observer --from '1 dec'");
    insta::assert_snapshot!(shell.saves("member end elm TH"), @"Saved: TH: elm leaves as observer on 16 Nov 2026  (undo: comity undo)");
    insta::assert_snapshot!(shell.run("member list --person elm --group TH --ended"), @"! None of 38 terms fits.");
    insta::assert_snapshot!(shell.run("member show birch TH"), @r"
    TH/birch  Birch Placeholder in Trafficking in human beings
    membership

    Person          ●SX Birch Placeholder

    Terms
      - secretary for ●SX since 29 Jun 2026 until 19 Nov 2026 (Nominated by the management team of Sedex)

    Group           TH (Trafficking in human beings)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  TH: birch leaves as secretary on 19 Nov 2026
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn a_seat_for_another_organisation_is_taken_and_remarked_upon() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("member set spruce AQ observer --for sedex"), @r"
    Saved: AQ: spruce is observer for sedex from 16 Nov 2026  (undo: comity undo)
    ! note: groups/AQ/members/spruce.toml: spruce belongs to amfori and is observer for sedex (W-FOR-ORG). `comity member set spruce AQ observer --for amfori`, if that is a slip
    ");
    insta::assert_snapshot!(shell.saves("person edit oak --placeholder no"), @"Changed oak: placeholder yes -> no  (undo: comity undo)");
}

#[test]
fn a_seat_that_cannot_be_taken_says_why() {
    let shell = Shell::example();
    let cases = [
        "member set rowan AQ cochair",
        "member set nobody AQ member",
        "member set rowan XX member",
        "member set rowan AQ member --until 2026-01-01",
        "member set rowan AQ alternate --alternate-for rowan",
        "member set spruce CB alternate --alternate-for elm",
        "member set rowan AQ member --alternate-for maple",
        "member set rowan AQ co-chair",
        "member set rowan AQ co-chair --in-place-of rowan",
        "member set rowan AQ co-chair --in-place-of oak",
        "member set rowan AQ secretary --from 2026-01-01",
        "member end elm AQ",
        "member end rowan AQ --role secretary",
        "member end rowan AQ --on 2026-01-01",
        "member show elm AQ",
    ];
    shell.saves("member set elm CB alternate --alternate-for spruce");
    let told: String = cases.iter().map(|it| format!("> {it}\n{}\n", shell.leaves_alone(it))).collect();
    insta::assert_snapshot!(told, @r"
    > member set rowan AQ cochair
    ! `role`: `cochair` is none of the choices (E-VALUE)
    ! Hint: Did you mean co-chair? Choose co-chair, chair, vice-chair, secretary, rapporteur, member, alternate, liaison, observer, invited-expert
    = 4

    > member set nobody AQ member
    ! there is no person `nobody` (E-NOT-FOUND)
    ! Hint: `comity person list` shows what there is
    = 3

    > member set rowan XX member
    ! there is no group `XX` (E-NOT-FOUND)
    ! Hint: There is AQ, CB, CI, CO, DC, TH
    = 3

    > member set rowan AQ member --until 2026-01-01
    ! a term from 16 Nov 2026 until 1 Jan 2026 ends before it begins (E-NO-SEAT)
    ! Hint: Name a last day that is not before the first one; `comity member end PERSON GROUP` ends a term
    = 4

    > member set rowan AQ alternate --alternate-for rowan
    ! not saved (E-ITSELF)
    ! Caused by: AQ/rowan: somebody is their own alternate
    ! Hint: Name the person they stand in for
    = 4

    > member set spruce CB alternate --alternate-for elm
    ! not saved (E-ITSELF)
    ! Caused by: CB/spruce: spruce and elm are alternates in a circle
    ! Hint: Name somebody who has a seat
    = 4

    > member set rowan AQ member --alternate-for maple
    ! `--alternate-for` goes with the role alternate, not with member (E-USAGE)
    ! Hint: `comity member set rowan AQ alternate --alternate-for ...`
    = 2

    > member set rowan AQ co-chair
    ! not saved (E-CO-CHAIRS)
    ! Caused by: AQ/rowan: rowan and maple are both co-chair for amfori
    ! Hint: End one of the two terms; `comity member set rowan AQ co-chair --in-place-of maple` hands it over
    = 4

    > member set rowan AQ co-chair --in-place-of rowan
    ! rowan cannot come in their own place (E-NO-SEAT)
    ! Hint: Name the one whose place they take
    = 4

    > member set rowan AQ co-chair --in-place-of oak
    ! oak has never been co-chair in AQ (E-NO-SEAT)
    ! Hint: `comity member list --group AQ --ended` lists who was what
    = 4

    > member set rowan AQ secretary --from 2026-01-01
    ! rowan is member in AQ from 29 Jun 2026 on (E-NO-SEAT)
    ! Hint: Name another day, or end that term first; `member set` with --besides keeps both
    = 4

    > member end elm AQ
    ! elm has never been a member in AQ (E-NO-SEAT)
    ! Hint: `comity member list --group AQ --ended` lists who was what
    = 4

    > member end rowan AQ --role secretary
    ! rowan has never been secretary in AQ (E-NO-SEAT)
    ! Hint: `comity member list --group AQ --ended` lists who was what
    = 4

    > member end rowan AQ --on 2026-01-01
    ! rowan is member in AQ only from 29 Jun 2026 on (E-NO-SEAT)
    ! Hint: Name a day from 29 Jun 2026 on
    = 4

    > member show elm AQ
    ! elm has no seat in AQ (E-NOT-FOUND)
    ! Hint: `comity member set elm AQ ROLE` gives one
    = 3
    ");
}

#[test]
fn somebody_leaves_in_one_change_that_hands_over_what_is_open_and_names_what_is_vacant() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("person leave oak"), @r"
    ! oak would leave on 16 Nov 2026, and nobody can be asked (E-USAGE)
    ! Hint: Look with --dry-run, then say it with --yes
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("person leave oak --dry-run"), @r"
    Would be saved: oak: left on 16 Nov 2026, 6 terms ended
      AQ/oak term.secretary 2026-06-29.until: + Mon 16 Nov 2026
      CB/oak term.secretary 2026-06-29.until: + Mon 16 Nov 2026
      CI/oak term.secretary 2026-06-29.until: + Mon 16 Nov 2026
      CO/oak term.secretary 2026-06-29.until: + Mon 16 Nov 2026
      DC/oak term.secretary 2026-06-29.until: + Mon 16 Nov 2026
      TH/oak term.secretary 2026-06-29.until: + Mon 16 Nov 2026
      oak status: active -> left
    ! Ends: AQ (secretary), CB (secretary), CI (secretary), CO (secretary), DC (secretary), TH (secretary)
    ! Left vacant: AQ (secretary for ◆AM), CB (secretary for ◆AM), CI (secretary for ◆AM), CO (secretary for ◆AM), DC (secretary for ◆AM), TH (secretary for ◆AM)
    ! Open actions that stay with ◆AM Oak Placeholder: CB-A26-8WTG
    ! Meetings that ◆AM Oak Placeholder is still to preside over or write down: CI-2026-11-30, CO-2026-11-20, TH-2026-12-03
    ! Items that ◆AM Oak Placeholder is still to present: CO-I26-G6PV
    ! Measures that stay with ◆AM Oak Placeholder: CB/seats-taken
    ! --hand-over-to gives them to somebody else.
    ");
    insta::assert_snapshot!(shell.leaves_alone("person leave oak --yes --on tomorrow"), @r"
    ! oak cannot leave on 17 Nov 2026, which is still to come (E-NO-SEAT)
    ! Hint: `comity member end` takes days to come; say on the day itself that they have left
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("person leave oak --yes --hand-over-to oak"), @r"
    ! oak cannot come in their own place (E-NO-SEAT)
    ! Hint: Name the one whose place they take
    = 4
    ");
    insta::assert_snapshot!(shell.saves("person leave oak --yes --hand-over-to rowan"), @r"
    Changed oak: left on 16 Nov 2026, 6 terms ended, 6 duties to rowan  (undo: comity undo)
    ! Ends: AQ (secretary), CB (secretary), CI (secretary), CO (secretary), DC (secretary), TH (secretary)
    ! Left vacant: AQ (secretary for ◆AM), CB (secretary for ◆AM), CI (secretary for ◆AM), CO (secretary for ◆AM), DC (secretary for ◆AM), TH (secretary for ◆AM)
    ! Handed over to ◆AM Rowan Placeholder: CB-A26-8WTG, CI-2026-11-30, CO-2026-11-20, TH-2026-12-03, CO-I26-G6PV, CB/seats-taken
    ");
    insta::assert_snapshot!(shell.newest().lines().nth(1).expect("subject"), @"oak: left on 16 Nov 2026, 6 terms ended, 6 duties to rowan");
    insta::assert_snapshot!(shell.run("member list --person oak"), @r"
    PERSON  GROUP  ROLE       FOR     FROM        UNTIL
    oak     AQ     secretary  amfori  2026-06-29  2026-11-16
    oak     CB     secretary  amfori  2026-06-29  2026-11-16
    oak     CI     secretary  amfori  2026-06-29  2026-11-16
    oak     CO     secretary  amfori  2026-06-29  2026-11-16
    oak     DC     secretary  amfori  2026-06-29  2026-11-16
    oak     TH     secretary  amfori  2026-06-29  2026-11-16
    ");
    insta::assert_snapshot!(shell.leaves_alone("person leave oak --yes"), @r"
    oak stands like that already
    ! Left vacant: AQ (secretary for ◆AM), CB (secretary for ◆AM), CI (secretary for ◆AM), CO (secretary for ◆AM), DC (secretary for ◆AM), TH (secretary for ◆AM)
    ");
    insta::assert_snapshot!(shell.leaves_alone("member set oak AQ member"), @r"
    ! oak has left (E-NO-SEAT)
    ! Hint: If they are back, `comity person edit oak --status active`
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("person leave rowan --yes --hand-over-to oak"), @r"
    ! oak has left (E-NO-SEAT)
    ! Hint: If they are back, `comity person edit oak --status active`
    = 4
    ");
    shell.saves("undo");
    assert_eq!(shell.run("member list --person oak").out.lines().count(), 7);
    let json = shell.json("person leave oak --yes");
    insta::assert_snapshot!(format!("{}\n{}\n{}", json["vacant"][0], json["kept"], json["handed_over"]), @r#"
    {"group":"AQ","role":"secretary","org":"amfori"}
    ["CB-A26-8WTG","CI-2026-11-30","CO-2026-11-20","TH-2026-12-03","CO-I26-G6PV","CB/seats-taken"]
    []
    "#);
}

#[test]
fn a_group_is_closed_once_nothing_in_it_is_open_and_nobody_sits_there() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.leaves_alone("group close TH"), @r"
    ! TH cannot be closed: 1 action is open, 6 terms run (E-STATE)
    ! Caused by: open: TH-A26-Q3FY Map the questions of both audit formats to the eleven indicators
    ! Caused by: seated: alder, co-chair
    ! Caused by: seated: maple, co-chair
    ! Caused by: seated: birch, secretary
    ! Caused by: seated: oak, secretary
    ! Caused by: seated: cedar, member
    ! Caused by: seated: rowan, member
    ! Hint: `comity action done`, `cancel` or `assign` settles actions; `comity member end PERSON GROUP` ends terms
    = 4
    ");
    // No other door leads round it.
    insta::assert_snapshot!(shell.leaves_alone("group edit TH --state closed"), @r"
    ! not saved (E-CLOSED)
    ! Caused by: TH-A26-Q3FY: it is open, and its group TH is closed
    ! Caused by: TH/alder: alder is co-chair of a group that is closed
    ! Caused by: TH/birch: birch is secretary of a group that is closed
    ! Caused by: TH/cedar: cedar is member of a group that is closed
    ! Caused by: TH/maple: maple is co-chair of a group that is closed
    ! Caused by: TH/oak: oak is secretary of a group that is closed
    ! Caused by: TH/rowan: rowan is member of a group that is closed
    ! Hint: Settle what is open, or open the group again: `comity group activate TH`
    ! Hint: End the term, or open the group again: `comity group activate TH`
    = 4
    ");
    let open: Vec<String> = shell.json("action list --group TH")["data"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|it| it["id"].as_str().expect("id").to_owned())
        .collect();
    shell.saves(&format!("action done {}", open.join(" ")));
    for row in shell.json("member list --group TH")["data"].as_array().expect("rows") {
        shell.saves(&format!("member end {} TH", row["person"].as_str().expect("person")));
    }
    insta::assert_snapshot!(shell.saves("group close TH"), @"Changed TH: active -> closed  (undo: comity undo)");
    insta::assert_snapshot!(shell.leaves_alone("group close TH"), @"TH stands like that already");
    insta::assert_snapshot!(shell.leaves_alone("member set birch TH member"), @r"
    ! TH is closed (E-NO-SEAT)
    ! Hint: `comity group activate TH` opens it again
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone("action add Late --group TH"), @r"
    ! not saved (E-CLOSED)
    ! Caused by: TH-A26-NEW1: it is open, and its group TH is closed
    ! Hint: Settle what is open, or open the group again: `comity group activate TH`
    = 4
    ");
    insta::assert_snapshot!(shell.leaves_alone(&format!("action reopen {}", open[0])), @r"
    ! not saved (E-CLOSED)
    ! Caused by: TH-A26-Q3FY: it is open, and its group TH is closed
    ! Hint: Settle what is open, or open the group again: `comity group activate TH`
    = 4
    ");
    insta::assert_snapshot!(shell.saves("group activate TH"), @"Changed TH: opened again (closed -> active)  (undo: comity undo)");
    shell.saves(&format!("action reopen {}", open[0]));
}

#[test]
fn the_matrix_shows_who_is_what_where_and_what_is_not_as_agreed() {
    let shell = Shell::example();
    shell.saves("member set elm AQ alternate --alternate-for alder");
    shell.saves("member end maple CB --on yesterday");
    insta::assert_snapshot!(shell.run("member matrix"), @r"
                         AQ       CB       CI      CO      DC      TH      Groups  Open
    sedex
     Alder Placeholder   CHAIR    CHAIR    CHAIR   CHAIR   CHAIR   CHAIR   6       1
     Birch Placeholder   secr.    secr.    secr.   secr.   secr.   secr.   6       2
     Cedar Placeholder   member   member   member  ·       member  member  5       2
     Elm Placeholder     alt.     ·        ·       member  ·       ·       2       0
    amfori
     Maple Placeholder   CHAIR    ·        CHAIR   CHAIR   CHAIR   CHAIR   5       1
     Oak Placeholder     secr.    secr.    secr.   secr.   secr.   secr.   6       1
     Rowan Placeholder   member   member   member  ·       member  member  5       2
     Spruce Placeholder  ·        ·        ·       member  ·       ·       1       0
    apsca
     Willow Placeholder  liaison  ·        ·       ·       ·       ·       1       1

    sedex seats          3/3      3/3      3/3     3/3     3/3     3/3
    amfori seats         3/3      2/3 (!)  3/3     3/3     3/3     3/3
    Co-chairs from both  yes      NO (!)   yes     yes     yes     yes
    Exchange             n/a      yes      n/a     n/a     yes     n/a

    In more than 4 groups: alder (6), birch (6), cedar (5), maple (5), oak (6), rowan (5)
    ");
    let yesterday = shell.run("member matrix --on yesterday --org amfori");
    insta::assert_snapshot!(yesterday, @r"
                         AQ      CB      CI      CO      DC      TH      Groups  Open
    amfori
     Maple Placeholder   CHAIR   CHAIR   CHAIR   CHAIR   CHAIR   CHAIR   6       1
     Oak Placeholder     secr.   secr.   secr.   secr.   secr.   secr.   6       1
     Rowan Placeholder   member  member  member  ·       member  member  5       2
     Spruce Placeholder  ·       ·       ·       member  ·       ·       1       0

    sedex seats          3/3     3/3     3/3     3/3     3/3     3/3
    amfori seats         3/3     3/3     3/3     3/3     3/3     3/3
    Co-chairs from both  yes     yes     yes     yes     yes     yes
    Exchange             n/a     yes     n/a     n/a     yes     n/a

    In more than 4 groups: maple (6), oak (6), rowan (5)
    ");
    let json = shell.json("member matrix");
    insta::assert_snapshot!(format!("{}\n{}", json["data"]["groups"][1], json["data"]["people"][0]), @r#"
    {"id":"CB","seats":[{"party":"sedex","taken":3,"agreed":3,"vacant":0},{"party":"amfori","taken":2,"agreed":3,"vacant":1}],"co_chairs":false,"exchange":true}
    {"id":"alder","name":"Alder Placeholder","roles":{"AQ":["co-chair"],"CB":["co-chair"],"CI":["co-chair"],"CO":["co-chair"],"DC":["co-chair"],"TH":["co-chair"]},"groups":6,"too_many":true,"open_actions":1,"org":"sedex"}
    "#);
}

#[test]
fn a_narrow_terminal_has_the_groups_one_table_below_the_other() {
    let shell = Shell::example();
    for columns in [1, 20, 45, 80] {
        let words = ["member", "matrix", "--org", "sedex"].map(std::ffi::OsString::from);
        let mut command = shell.command(&words);
        command.env("COLUMNS", columns.to_string());
        let said = shell.said(command.output().expect("started"));
        let tables = said.out.lines().filter(|it| it.starts_with(' ') && it.contains("CHAIR"));
        assert!(tables.clone().count() > 0, "{said}");
        let widest = said.out.lines().take_while(|it| !it.starts_with("In more")).map(|it| it.chars().count()).max();
        assert!(columns < 20 || widest.expect("lines") <= columns, "{columns}: {said}");
        if columns == 45 {
            insta::assert_snapshot!(said, @r"
                             AQ      CB      CI
            sedex
             Alder Placeho…  CHAIR   CHAIR   CHAIR
             Birch Placeho…  secr.   secr.   secr.
             Cedar Placeho…  member  member  member
             Elm Placehold…  ·       ·       ·

            sedex seats      3/3     3/3     3/3
            amfori seats     3/3     3/3     3/3
            Co-chairs from…  yes     yes     yes
            Exchange         n/a     yes     n/a

                             CO      DC      TH
            sedex
             Alder Placeho…  CHAIR   CHAIR   CHAIR
             Birch Placeho…  secr.   secr.   secr.
             Cedar Placeho…  ·       member  member
             Elm Placehold…  member  ·       ·

            sedex seats      3/3     3/3     3/3
            amfori seats     3/3     3/3     3/3
            Co-chairs from…  yes     yes     yes
            Exchange         n/a     yes     n/a

                             Groups  Open
            sedex
             Alder Placeho…  6       1
             Birch Placeho…  6       2
             Cedar Placeho…  5       2
             Elm Placehold…  1       0

            In more than 4 groups: alder (6), birch (6), cedar (5)
            ");
        }
    }
}
