//! Everything about one record, for people and for programs.

use crate::support::shell::Shell;

#[test]
fn an_action_is_shown_with_its_dates_its_notes_and_those_about_it() {
    insta::assert_snapshot!(Shell::example().run("action show 7K3F"), @r"
    AQ-A26-7K3F  Draft the joint definition of a duplicate audit
    action

    Now             due soon, its day was moved once
    Who             ●SX Alder Placeholder
    Due             Mon 23 Nov 2026
    State           in progress
    Priority        high

    Details
      One definition that both systems can count from. Open are validity periods, and audits that were announced and did not take place.

    Helpers         ◆AM Rowan Placeholder
    Organisation    ●SX Sedex
    Raised on       Tue 4 Aug 2026

    Due date moved
      - from Thu 15 Oct 2026, to Mon 23 Nov 2026, on Mon 12 Oct 2026, by ●SX Birch Placeholder

    Progress
      - Wed 16 Sep 2026 09:40, by ●SX Alder Placeholder: First draft sent to both sides. Two points are open: validity periods, and audits that did not take place.
      - Wed 4 Nov 2026 16:05, by ◆AM Rowan Placeholder: Validity periods are settled with our monitoring team. The second draft can go to the next meeting.

    Milestone       definitions
    Contributes to  AQ/duplicate-audits-avoided (Duplicate audits avoided)
    Tags            definitions
    Group           AQ (Audit quality measures)

    question by ◆AM Rowan Placeholder, Tue 15 Sep 2026, AQ-N26-K4DS, answered
      Does an audit that was announced and then called off count as a duplicate?

    comment by ●SX Alder Placeholder, Thu 17 Sep 2026, AQ-N26-V6RM, accepted
      No: only an audit that took place. The draft says so in its first line.

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn a_meeting_is_shown_with_its_agenda() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("meeting show 'AQ next'"), @r"
    AQ-2026-11-24  Sixth meeting
    meeting

    State           planned
    Start           Tue 24 Nov 2026 14:00
    Time zone       Europe/Brussels
    Length          1 h 30
    Kind            ordinary
    Mode            remote
    Link            https://meet.example.org/aq
    Presiding       ◆AM Maple Placeholder
    Scribe          ●SX Birch Placeholder

    Agenda, 79 of 90 minutes
      No  Start  Min  Purpose     Who                     ID                      Title
      1   14:00  2    standing    ◆AM Maple Placeholder   AQ-2026-11-24-reminder  Competition-law reminder
      2   14:02  2    approval    ◆AM Maple Placeholder   AQ-2026-11-24-adoption  Adoption of the agenda
      3   14:04  25   decision    ●SX Alder Placeholder   AQ-I26-C3VN             Definition of a duplicate audit
      4   14:29  20   discussion  ▲AP Willow Placeholder  AQ-I26-W9KE             Counting audits that are led by two auditors
      5   14:49  20   approval    ◆AM Maple Placeholder   AQ-I26-2FBQ             Programme of the calibration workshop
      6   15:09  10   standing    ●SX Birch Placeholder   AQ-2026-11-24-actions   Open actions

    Group           AQ (Audit quality measures)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("meeting show 'TH next'"), @r"
    TH-2026-12-03  Fourth meeting
    meeting

    State           planned
    Start           Thu 3 Dec 2026 14:00
    Time zone       Europe/Brussels
    Length          1 h 30
    Kind            ordinary
    Mode            in person
    Place           London
    Presiding       ●SX Alder Placeholder
    Scribe          ◆AM Oak Placeholder

    Agenda, 0 of 90 minutes
      - nothing yet

    Group           TH (Trafficking in human beings)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn a_group_is_shown_with_its_members_and_its_next_meeting() {
    insta::assert_snapshot!(Shell::example().run("group show TH"), @"
    TH  Trafficking in human beings
    group

    State           active
    Area            TH, Trafficking in human beings
    Led by          Sedex, amfori

    Mission
      Align global brands and retailers on one approach to tackling trafficking in human beings.

    Co-chairs       ●SX Alder Placeholder, ◆AM Maple Placeholder
    Secretaries     ●SX Birch Placeholder, ◆AM Oak Placeholder
    Meets           every 6 weeks on Thu, 14:00, 1 h 30, Europe/Brussels
    Seats           ●SX 3 of 3, ◆AM 3 of 3

    Members (6)
      ●SX Sedex
        co-chair   Alder Placeholder  since 29 Jun 2026
        secretary  Birch Placeholder  since 29 Jun 2026
        member     Cedar Placeholder  since 29 Jun 2026
      ◆AM amfori
        co-chair   Maple Placeholder  since 29 Jun 2026
        secretary  Oak Placeholder    since 29 Jun 2026
        member     Rowan Placeholder  since 29 Jun 2026

    Rules
      - A co-chair of each party chairs it
      - Quorum: 1 of each party
      - Seats: 3 for each party
      - The parties have equal seats
      - A decision is in force once every party has endorsed it
      - Silence of 30 days may be recorded as consent

    Meetings (1)
      Thu 3 Dec 2026  14:00  planned  no items  Fourth meeting

    In the pool     1 item waits for a meeting

    Open actions (1)
      [~]  TH-A26-Q3FY  1 Dec  Cedar Placeholder  Map the questions of both audit formats to the eleven indicators

    Milestones (3)
      25 Dec 2026  in 39 days   Both approaches compared along the eleven indicators
      16 Apr 2027  in 151 days  Guidance note ready for members
      1 Jun 2027   in 197 days  Referral path agreed

    Deliverables
      - Comparison of both approaches along the eleven indicators of forced labour
      - Guidance note for members of both organisations
      - Referral path for audits that meet an indicator

    In scope
      - Comparison of how both systems look for signs of trafficking and forced labour
      - One guidance note for members of both organisations
      - What an auditor does when an indicator is met

    Out of scope
      - Public statements about countries or sectors
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

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn people_organisations_items_measures_and_notes_are_shown() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("person show birch"), @r"
    birch  Birch Placeholder
    person

    Organisation    ●SX Sedex
    Function        Secretary of joint working groups
    E-mail          birch@example.org
    Status          active
    Placeholder     yes

    Sits in (6)
      AQ  secretary  for ●SX  since 29 Jun 2026  Audit quality measures
      CB  secretary  for ●SX  since 29 Jun 2026  Shared capacity building
      CI  secretary  for ●SX  since 29 Jun 2026  Continuous improvement of labour relations
      CO  secretary  for ●SX  since 29 Jun 2026  Working-group collaboration
      DC  secretary  for ●SX  since 29 Jun 2026  Data collaboration
      TH  secretary  for ●SX  since 29 Jun 2026  Trafficking in human beings

    Open actions (2)
      [ ]  AQ-A26-D7ZK  11 Dec  Publish the calendar of joint readings
      [ ]  CO-A26-T6BQ  11 Dec  Draft the half-year progress report

    On agendas (2)
      CO  Fri 20 Nov 2026  presents  Roles in the other's working groups, second half-year
      AQ  Tue 24 Nov 2026  presents  Open actions

    Attendance
      AQ  present at 1 of 1 held

    Referred to by (10)
      AQ-2026-10-27           checked by   Fifth meeting
      AQ-2026-11-24           scribe       Sixth meeting
      CB-2026-12-02           scribe       Fourth meeting
      DC-2026-11-25           scribe       Fourth meeting
      AQ-2026-11-24-adoption  proposed by  Adoption of the agenda
      AQ-2026-11-24-reminder  proposed by  Competition-law reminder
      AQ-I26-4M2H             presenter    Joint reading of the measures each quarter
      CB-A26-8WTG             helpers      List the training dates that are open to members of both organisations
      CB-A26-K2MD             owner        Translate the webinar slides into two more languages
      CO/positions-in-time    owner        Positions taken within thirty days

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("org show APSCA"), @r"
    apsca  Association of Professional Social Compliance Auditors (APSCA)
    organisation

    Short name      AP
    Kind            professional body
    Web page        https://www.theapsca.org
    Sign            ▲

    People (1)
      Willow Placeholder  Liaison to audit programmes

    Seats
      AQ  Willow Placeholder (liaison)

    Referred to by (1)
      AQ-A26-M4CW  organisation  Say which conduct figures APSCA can give as yearly counts

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("item show W9KE"), @r"
    AQ-I26-W9KE  Counting audits that are led by two auditors
    agenda item

    Purpose         for discussion
    State           accepted
    Meeting         AQ-2026-11-24 (Sixth meeting)
    Time            20 min
    Presenter       ▲AP Willow Placeholder
    Proposed by     ◆AM Rowan Placeholder
    Proposed on     Wed 4 Nov 2026
    On behalf of    ◆AM amfori

    Ask
      Say how an audit counts if only one of two lead auditors is enrolled with APSCA.

    Background
      One system counts such an audit in full, the other not at all.

    Group           AQ (Audit quality measures)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("measure show AQ/reports-returned"), @r"
    AQ/reports-returned  Reports returned for correction
    measure

    Definition
      Audit reports that were returned to the auditor at least once before they were accepted, as a share of all reports of the period. Illustrative figures.

    Unit            %
    Direction       less is better
    Frequency       every quarter
    Owner           ◆AM Rowan Placeholder
    Baseline        20
    Target          10

    Reading
      - period 2026-Q2, party ◆AM amfori, value 19, note Illustrative figure.
      - period 2026-Q2, party ●SX Sedex, value 18, note Illustrative figure.
      - period 2026-Q3, party ◆AM amfori, value 16, note Illustrative figure.
      - period 2026-Q3, party ●SX Sedex, value 17, note Illustrative figure.

    Group           AQ (Audit quality measures)

    Referred to by (1)
      AQ-A26-2HVE  contributes to  Count the returned reports of both systems by reason

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("note show 3JWX"), @r#"
    AQ-N26-3JWX  The list has seven reasons, not six: "signature missing" was added during the discussion.
    note

    About           AQ-I26-8XRD (Reasons for returning a report)

    Text
      The list has seven reasons, not six: "signature missing" was added during the discussion.

    Kind            correction
    Field           minute
    State           accepted
    By              ●SX Cedar Placeholder
    When            Wed 4 Nov 2026 09:25
    Group           AQ (Audit quality measures)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    "#);
}

#[test]
fn a_decision_is_shown_with_what_each_party_says() {
    insta::assert_snapshot!(Shell::example().run("decision show N2YK"), @r#"
    AQ-D26-N2YK  One list of reasons for returning a report
    decision

    State           agreed in the group

    Text
      Both organisations use one list of seven reasons when they return an audit report: missing evidence, wrong code, finding not supported, site details incomplete, signature missing, late upload, other. Each report is counted once, under its first reason.

    Rationale
      Shares of returned reports can be compared only if both count the same reasons.

    Item            AQ-I26-8XRD (Reasons for returning a report)
    Meeting         AQ-2026-10-27 (Fifth meeting)
    Agreed on       Tue 27 Oct 2026
    Parties then    ◆AM amfori, ●SX Sedex
    Rule then       every party endorses
    Method          by consensus
    Closes on       Fri 11 Dec 2026

    Position
      - ●SX: position endorsed with a reservation, by ●SX Elm Placeholder, on Tue 10 Nov 2026, channel in writing: The reason "other" is kept for the first year only, and then looked at again.

    Parties
      - ●SX endorsed with a reservation
      - ◆AM has not said anything yet

    Group           AQ (Audit quality measures)

    comment by ◆AM Oak Placeholder, Wed 11 Nov 2026, AQ-N26-Z7EH
      The management team of amfori looks at this text at its next sitting.

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    "#);
}

#[test]
fn programs_get_a_record_as_its_fields_under_their_names_and_what_is_derived() {
    let shell = Shell::example();
    let json = shell.json("action show 7K3F");
    insta::assert_snapshot!(shell.alike(&serde_json::to_string_pretty(&json).expect("json")), @r#"
    {
      "schema": "comity.v1",
      "kind": "action.show",
      "workspace": {
        "head": "commit01"
      },
      "data": {
        "id": "AQ-A26-7K3F",
        "kind": "action",
        "group": "AQ",
        "title": "Draft the joint definition of a duplicate audit",
        "owner": "alder",
        "due": "2026-11-23",
        "state": "in-progress",
        "priority": "high",
        "detail": "One definition that both systems can count from. Open are validity periods, and audits that were announced and did not take place.",
        "helpers": [
          "rowan"
        ],
        "org": "sedex",
        "raised_on": "2026-08-04",
        "moved": [
          {
            "by": "birch",
            "from": "2026-10-15",
            "on": "2026-10-12",
            "to": "2026-11-23"
          }
        ],
        "progress": [
          {
            "at": "2026-09-16T09:40:00+02:00",
            "by": "alder",
            "text": "First draft sent to both sides. Two points are open: validity periods, and audits that did not take place."
          },
          {
            "at": "2026-11-04T16:05:00+01:00",
            "by": "rowan",
            "text": "Validity periods are settled with our monitoring team. The second draft can go to the next meeting."
          }
        ],
        "milestone": "definitions",
        "contributes_to": [
          "AQ/duplicate-audits-avoided"
        ],
        "tags": [
          "definitions"
        ],
        "late": false,
        "due_soon": true,
        "stale": false,
        "slipped": 1
      }
    }
    "#);
    let json = shell.json("meeting show CO-2026-11-20");
    insta::assert_snapshot!(shell.alike(&serde_json::to_string_pretty(&json).expect("json")), @r#"
    {
      "schema": "comity.v1",
      "kind": "meeting.show",
      "workspace": {
        "head": "commit01"
      },
      "data": {
        "id": "CO-2026-11-20",
        "kind": "meeting",
        "group": "CO",
        "title": "Fourth meeting",
        "start": "2026-11-20T10:00:00",
        "timezone": "Europe/Brussels",
        "minutes": 90,
        "meeting_kind": "ordinary",
        "mode": "hybrid",
        "place": "Brussels",
        "url": "https://meet.example.org/co",
        "presiding": "alder",
        "scribe": "oak",
        "issue": [
          {
            "by": "birch",
            "items": [
              "1 CO-2026-11-20-reminder 86b8c000",
              "2 CO-I26-G6PV 4df561d8",
              "3 CO-I26-M9TA 1b0e8b49"
            ],
            "on": "2026-11-13"
          }
        ],
        "state": "agenda-issued",
        "revision": 1,
        "starts_at": "2026-11-20T10:00:00+01:00"
      }
    }
    "#);
}

#[test]
fn a_field_called_like_the_envelope_gives_way() {
    let shell = Shell::example();
    assert_eq!(shell.json("note show 3JWX")["data"]["kind"], "note");
    assert_eq!(shell.json("note show 3JWX")["data"]["note_kind"], "correction");
    assert_eq!(shell.json("meeting show 'AQ next'")["data"]["meeting_kind"], "ordinary");
    assert_eq!(shell.json("org show apsca")["data"]["org_kind"], "professional-body");
}

#[test]
fn decisions_tell_their_derived_state() {
    let shell = Shell::example();
    let json = shell.json("decision list");
    let rows = json["data"].as_array().expect("rows").iter();
    let states: Vec<String> = rows.map(|it| format!("{} {}", it["id"], it["state"])).collect();
    insta::assert_debug_snapshot!(states, @r#"
    [
        "\"AQ-D26-5G7R\" \"in-force\"",
        "\"AQ-D26-N2YK\" \"agreed\"",
        "\"DC-D26-B8TM\" \"blocked\"",
    ]
    "#);
}

#[test]
fn the_next_meeting_of_a_group_is_two_words_with_quotation_marks_and_without() {
    let shell = Shell::example();
    assert_eq!(shell.run("meeting show AQ next"), shell.run("meeting show 'AQ next'"));
    assert_eq!(shell.run("meeting show AQ next").status, 0);
}

#[test]
fn what_comity_keeps_for_itself_is_not_told() {
    let shell = Shell::example();
    let all = ["AQ-I26-C3VN", "AQ-2026-10-27", "AQ-D26-5G7R"].map(|it| {
        let noun = if it.contains("-I26-") {
            "item"
        } else if it.contains("-D26-") {
            "decision"
        } else {
            "meeting"
        };
        shell.run(&format!("{noun} show {it}")).to_string()
    });
    let all = all.concat();
    let told: Vec<&str> =
        all.lines().filter(|it| it.starts_with("Order") || it.to_lowercase().contains("hash")).collect();
    assert!(told.is_empty(), "{told:?}");
}
