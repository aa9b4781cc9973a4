//! Groups, people and organisations told in full: what is vacant, to come, over; what was said and what waits.

use crate::support::shell::Shell;

fn with_changes_of_seats() -> Shell {
    let shell = Shell::example();
    for words in [
        "member end cedar AQ --on yesterday",
        "member set elm AQ alternate --alternate-for alder",
        "member set spruce AQ observer --from '1 dec' --until '31 dec 2027'",
        "group edit AQ --steers yes",
    ] {
        shell.saves(words);
    }
    shell
}

#[test]
fn a_group_tells_vacant_seats_those_to_come_and_how_many_are_over() {
    insta::assert_snapshot!(with_changes_of_seats().run("group show AQ"), @"
    AQ  Audit quality measures
    group

    State           active
    Area            AQ, Audit quality measures
    Led by          Sedex, amfori

    Mission
      Develop and implement shared audit quality measures together with APSCA, so that both systems judge the quality of an audit alike.

    Co-chairs       ●SX Alder Placeholder, ◆AM Maple Placeholder
    Secretaries     ●SX Birch Placeholder, ◆AM Oak Placeholder
    Meets           every 4 weeks on Tue, 14:00, 1 h 30, Europe/Brussels
    Seats           ●SX 2 of 3 (1 vacant), ◆AM 3 of 3

    Members (8)
      ●SX Sedex
        co-chair                        Alder Placeholder   since 29 Jun 2026
        secretary                       Birch Placeholder   since 29 Jun 2026
        alternate of Alder Placeholder  Elm Placeholder     since 16 Nov 2026
      ◆AM amfori
        co-chair                        Maple Placeholder   since 29 Jun 2026
        secretary                       Oak Placeholder     since 29 Jun 2026
        member                          Rowan Placeholder   since 29 Jun 2026
        observer                        Spruce Placeholder  from 1 Dec 2026 until 31 Dec 2027
      ▲AP Association of Professional Social Compliance Auditors (APSCA)
        liaison                         Willow Placeholder  since 6 Jul 2026
      1 ended term: `comity member ledger --group AQ`

    Rules
      - A co-chair of each party chairs it
      - Quorum: 1 of each party
      - Seats: 3 for each party
      - The parties have equal seats
      - A decision is in force once every party has endorsed it
      - Silence of 30 days may be recorded as consent

    Meetings (2)
      Tue 24 Nov 2026  14:00  planned           79 of 90 min  Sixth meeting
      Tue 27 Oct 2026  14:00  minutes approved                Fifth meeting

    In the pool     2 items wait for a meeting

    Open actions (5)
      [!]  AQ-A26-9QXT  10 d late  Rowan Placeholder   Name two report reviewers from each side for the calibration workshop
      [~]  AQ-A26-7K3F  23 Nov     Alder Placeholder   Draft the joint definition of a duplicate audit
      [?]  AQ-A26-2HVE  4 Dec      Cedar Placeholder   Count the returned reports of both systems by reason
      [ ]  AQ-A26-D7ZK  11 Dec     Birch Placeholder   Publish the calendar of joint readings
      [~]  AQ-A26-M4CW  15 Dec     Willow Placeholder  Say which conduct figures APSCA can give as yearly counts

    Decisions (2)
      AQ-D26-5G7R  27 Oct 2026  in force       Joint reading of the audit quality measures each quarter
      AQ-D26-N2YK  27 Oct 2026  waits for ◆AM  One list of reasons for returning a report

    Milestones (4)
      14 Aug 2026  reached on 4 Aug 2026  Terms of reference agreed
      30 Dec 2026  in 44 days             Definitions, first version
      1 Apr 2027   in 136 days            First joint reading
      14 May 2027  in 179 days            Calibration workshop held

    Deliverables
      - Definitions of the shared measures, first version
      - First joint reading
      - Calibration workshop together with APSCA

    In scope
      - Definitions and counting rules of shared measures
      - Joint readings of aggregated figures
      - Calibration of auditors and of the people who review reports
      - Exchange with APSCA on the competence and conduct of auditors

    Out of scope
      - Ranking of audit firms
      - Prices, costs, margins and sourcing decisions
      - Individual suppliers, sites and cases

    Standing items
      - Welcome, apologies and quorum, 3 min
      - Competition-law reminder, 2 min
      - Declarations of interest, 2 min
      - Adoption of the agenda, 2 min
      - Minutes of the last meeting, 3 min
      - Open actions, 10 min
      - Any other business, 3 min
      - Next meeting, 2 min

    Steers          yes

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  steers yes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori

    groups/AQ/group.toml: 1 seat of sedex is vacant since 16 Nov 2026 (W-VACANT). `comity member set PERSON AQ member --for sedex`
    ");
}

#[test]
fn a_person_tells_what_they_are_were_said_and_present() {
    let shell = with_changes_of_seats();
    insta::assert_snapshot!(shell.run("person show spruce"), @r"
    spruce  Spruce Placeholder
    person

    Organisation    ◆AM amfori
    Function        Member of the management team
    E-mail          spruce@example.org
    Management      yes
    Endorses for    ◆AM amfori
    Status          active
    Placeholder     yes

    Sits in (2)
      AQ  observer  for ◆AM  from 1 Dec 2026 until 31 Dec 2027  Audit quality measures
      CO  member    for ◆AM  since 29 Jun 2026                  Working-group collaboration

    Positions taken (2)
      5 Nov 2026  AQ-D26-5G7R  endorsed for ◆AM  Joint reading of the audit quality measures each quarter
      7 Oct 2026  DC-D26-B8TM  objected for ◆AM  Smallest group that is shown in joint figures

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("person show cedar"), @r"
    cedar  Cedar Placeholder
    person

    Organisation    ●SX Sedex
    Function        Adviser on labour standards
    E-mail          cedar@example.org
    Status          active
    Placeholder     yes

    Sits in (4)
      CB  member  for ●SX  since 29 Jun 2026  Shared capacity building
      CI  member  for ●SX  since 29 Jun 2026  Continuous improvement of labour relations
      DC  member  for ●SX  since 7 Sep 2026   Data collaboration
      TH  member  for ●SX  since 29 Jun 2026  Trafficking in human beings

    Sat in (2)
      AQ  member          for ●SX  from 29 Jun 2026 until 15 Nov 2026  Audit quality measures
      DC  invited expert  for ●SX  from 29 Jun 2026 until 4 Sep 2026   Data collaboration

    Open actions (2)
      [~]  TH-A26-Q3FY  1 Dec  Map the questions of both audit formats to the eleven indicators
      [?]  AQ-A26-2HVE  4 Dec  Count the returned reports of both systems by reason

    On agendas (3)
      DC  Wed 25 Nov 2026  presents  Mapping of the environmental fields
      AQ  in the pool      presents  Shadow audits: reading the differences together
      TH  in the pool      presents  Recruitment fees in both audit formats

    Attendance
      AQ  present at 1 of 1 held

    Referred to by (7)
      AQ-A26-9QXT            helpers  Name two report reviewers from each side for the calibration workshop
      CI-A26-6VHS            helpers  Draft a note on the part of worker representatives in the cycle
      DC-A26-3PJN            owner    List the severity words of both systems
      DC-A26-R9EC            helpers  Write the consent text for the pilot
      AQ/audits-by-enrolled  owner    Audits led by an auditor enrolled with APSCA
      DC/fields-mapped       owner    Fields with a counterpart in the other system
      TH/questions-mapped    owner    Audit questions mapped to the eleven indicators

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    assert!(shell.run("person show alder").out.contains("co-chair"));
}

#[test]
fn an_organisation_tells_its_people_its_seats_and_what_waits_for_its_word() {
    insta::assert_snapshot!(Shell::example().run("org show amfori"), @r"
    amfori  amfori
    organisation

    Short name      AM
    Kind            party to the memorandum
    Former names    Foreign Trade Association (FTA)
    Web page        https://www.amfori.org
    Sign            ◆

    People (4)
      Maple Placeholder   Head of monitoring
      Oak Placeholder     Coordinator of working groups
      Rowan Placeholder   Adviser on social performance
      Spruce Placeholder  Member of the management team

    Seats
      AQ  Maple Placeholder (co-chair), Oak Placeholder (secretary), Rowan Placeholder (member)
      CB  Maple Placeholder (co-chair), Oak Placeholder (secretary), Rowan Placeholder (member)
      CI  Maple Placeholder (co-chair), Oak Placeholder (secretary), Rowan Placeholder (member)
      CO  Maple Placeholder (co-chair), Oak Placeholder (secretary), Spruce Placeholder (member)
      DC  Maple Placeholder (co-chair), Oak Placeholder (secretary), Rowan Placeholder (member)
      TH  Maple Placeholder (co-chair), Oak Placeholder (secretary), Rowan Placeholder (member)

    Leads (5)
      AQ  Audit quality measures
      CB  Shared capacity building
      CI  Continuous improvement of labour relations
      CO  Working-group collaboration
      TH  Trafficking in human beings

    Waits for its word (1)
      AQ-D26-N2YK  until 11 Dec 2026  One list of reasons for returning a report

    Referred to by (17)
      workspace    parties       Sedex and amfori (BSCI)
      AQ-I26-2FBQ  on behalf of  Programme of the calibration workshop
      AQ-I26-8XRD  on behalf of  Reasons for returning a report
      AQ-I26-H8JS  on behalf of  Days from the end of an audit to the report
      AQ-I26-T5WC  on behalf of  Calibration workshop with APSCA
      AQ-I26-W9KE  on behalf of  Counting audits that are led by two auditors
      CI-I26-P5DK  on behalf of  How workers are heard while corrective actions run
      DC-I26-3KXW  on behalf of  Smallest group that is shown in joint figures: revised text
      DC-I26-E2QJ  on behalf of  Pilot of the joint view: who takes part
      AQ-A26-5RNP  organisation  Send APSCA the outline of the calibration workshop
      AQ-A26-9QXT  organisation  Name two report reviewers from each side for the calibration workshop
      AQ-A26-JX6B  organisation  Lay the return reasons of both systems side by side
      CB-A26-8WTG  organisation  List the training dates that are open to members of both organisations
      CI-A26-6VHS  organisation  Draft a note on the part of worker representatives in the cycle
      DC-A26-R9EC  organisation  Write the consent text for the pilot
      AQ-D26-5G7R  parties then  Joint reading of the audit quality measures each quarter
      DC-D26-B8TM  parties then  Smallest group that is shown in joint figures

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn nothing_that_a_file_holds_acts_on_the_terminal() {
    let shell = Shell::example();
    let bad = "\"bad\\u001b[31m\\u202eword\"";
    shell.write(
        "groups/TH/group.toml",
        format!(
            "name = {bad}\nstate = {bad}\narea = {bad}\nmission = {bad}\nled_by = [{bad}]\nin_scope = [{bad}]\n\
             [rules]\nchairing = {bad}\n{bad} = {bad}\n[series]\nrrule = {bad}\ntimezone = {bad}\n\
             [[milestone]]\nkey = {bad}\ntitle = {bad}\n[[standing]]\nkey = {bad}\ntitle = {bad}\n"
        ),
    );
    shell.write(
        "groups/TH/members/alder.toml",
        format!("[[term]]\nrole = {bad}\nfor_org = {bad}\nalternate_for = {bad}\n"),
    );
    shell.write("orgs/amfori.toml", format!("name = {bad}\nshort = {bad}\nkind = {bad}\nsign = {bad}\n"));
    shell.write("people/alder.toml", format!("name = {bad}\norg = {bad}\nfunction = {bad}\n"));
    for words in ["group show TH", "person show alder", "org show amfori"] {
        let said = shell.run(words);
        assert!(said.out.contains("bad") && !said.out.contains(['\u{1b}', '\u{202e}']), "{words}\n{}", said.out);
    }
}
