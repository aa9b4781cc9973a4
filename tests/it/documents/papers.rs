//! What each document says.

use super::{held, read, section};
use crate::support::shell::Shell;

#[test]
fn an_agenda_says_what_is_on_it_what_is_asked_and_what_is_open() {
    let shell = Shell::example();
    insta::assert_snapshot!(read(&shell, "document agenda AQ"), @r"
    # Agenda: Sixth meeting

    **DRAFT**

    - Group: Audit quality measures (AQ)
    - Meeting: AQ-2026-11-24
    - When: Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels
    - Place: remote
    - Link: https://meet.example.org/aq
    - Presiding: Maple Placeholder
    - Scribe: Birch Placeholder
    - Time planned: 1 h 19 of 1 h 30
    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Items

    | No | Start | Min | Item | Purpose | Presenter | Papers |
    | --- | --- | --- | --- | --- | --- | --- |
    | 1 | 14:00 | 2 | Competition-law reminder | standing item | Maple Placeholder |  |
    | 2 | 14:02 | 2 | Adoption of the agenda | for approval | Maple Placeholder |  |
    | 3 | 14:04 | 25 | Definition of a duplicate audit | for decision | Alder Placeholder | Definition of a duplicate audit, second draft (to follow) |
    | 4 | 14:29 | 20 | Counting audits that are led by two auditors | for discussion | Willow Placeholder |  |
    | 5 | 14:49 | 20 | Programme of the calibration workshop | for approval | Maple Placeholder |  |
    | 6 | 15:09 | 10 | Open actions | standing item | Birch Placeholder |  |

    ### 3. Definition of a duplicate audit

    **Asked:** Agree one definition that both systems can count from.

    **Background:** The second draft counts an audit as a duplicate only if the site held a valid audit in the other system on that day, and if the audit took place.

    **On behalf of:** Sedex

    ### 4. Counting audits that are led by two auditors

    **Asked:** Say how an audit counts if only one of two lead auditors is enrolled with APSCA.

    **Background:** One system counts such an audit in full, the other not at all.

    **On behalf of:** amfori

    ### 5. Programme of the calibration workshop

    **Asked:** Approve the programme and the list of who is invited.

    **Background:** Builds on the outline that went to APSCA after the last meeting.

    **On behalf of:** amfori

    - Continues AQ-I26-T5WC (Calibration workshop with APSCA) at AQ-2026-10-27: noted

    ## Annex: open actions

    ### Sedex

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | AQ-A26-7K3F | Draft the joint definition of a duplicate audit | Alder Placeholder | Mon 23 Nov 2026 | in progress |
    | AQ-A26-2HVE | Count the returned reports of both systems by reason | Cedar Placeholder | Fri 4 Dec 2026 | waiting |
    | AQ-A26-D7ZK | Publish the calendar of joint readings | Birch Placeholder | Fri 11 Dec 2026 | to do |

    ### amfori

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | AQ-A26-9QXT | Name two report reviewers from each side for the calibration workshop | Rowan Placeholder | Fri 6 Nov 2026 | to do |

    ### Association of Professional Social Compliance Auditors (APSCA)

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | AQ-A26-M4CW | Say which conduct figures APSCA can give as yearly counts | Willow Placeholder | Tue 15 Dec 2026 | in progress |

    ## Annex: decisions waiting for a party

    | ID | Decision | Waits for | Positions until |
    | --- | --- | --- | --- |
    | AQ-D26-N2YK | One list of reasons for returning a report | amfori | Fri 11 Dec 2026 |

    ## Annex: papers

    | Item | Paper | File or link | State | SHA-256 |
    | --- | --- | --- | --- | --- |
    | 3 | Definition of a duplicate audit, second draft |  | to follow |  |

    ## Annex: competition notice

    This meeting follows a written agenda. We do not discuss prices, costs, margins, sourcing volumes, terms, or whether to deal with any particular company, and we share no commercial data that is not public. Anyone who is uneasy says so; the chair then stops the item, and the minutes say that it was stopped.
    ");
    assert_eq!(read(&shell, "document agenda AQ"), read(&shell, "document agenda AQ next"));
}

#[test]
fn an_agenda_that_was_issued_says_so_and_what_has_changed_since() {
    let shell = Shell::example();
    let status = || read(&shell, "document agenda AQ").lines().nth(2).expect("status").to_owned();
    shell.saves("meeting issue-agenda AQ next");
    assert_eq!(status(), "**ISSUED revision 1 on Mon 16 Nov 2026**");
    // What nobody prints changes nothing.
    shell.saves("item edit C3VN --proposed-by rowan");
    assert_eq!(status(), "**ISSUED revision 1 on Mon 16 Nov 2026**");
    shell.saves("item edit C3VN --ask \"Agree one definition.\"");
    shell.saves("item add \"Cost of re-audits\" --meeting \"AQ next\" --minutes 5");
    shell.saves("item edit W9KE --meeting none");
    let agenda = read(&shell, "document agenda AQ");
    insta::assert_snapshot!(agenda.lines().nth(2).expect("status"), @"**ISSUED revision 1 on Mon 16 Nov 2026, changed since**");
    insta::assert_snapshot!(section(&agenda, "Items").split("\n### ").next().expect("items"), @r"
    ## Items

    | No | Start | Min | Item | Purpose | Presenter | Papers |
    | --- | --- | --- | --- | --- | --- | --- |
    | 1 | 14:00 | 2 | Competition-law reminder | standing item | Maple Placeholder |  |
    | 2 | 14:02 | 2 | Adoption of the agenda | for approval | Maple Placeholder |  |
    | 3 | 14:04 | 25 | Definition of a duplicate audit (changed since issue) | for decision | Alder Placeholder | Definition of a duplicate audit, second draft (to follow) |
    | 5 | 14:29 | 20 | Programme of the calibration workshop | for approval | Maple Placeholder |  |
    | 6 | 14:49 | 10 | Open actions | standing item | Birch Placeholder |  |
    | + | 14:59 | 5 | Cost of re-audits (added since issue) | for discussion |  |  |

    Taken off since the agenda was issued:

    - Item 4: Counting audits that are led by two auditors
    ");
    shell.saves("meeting issue-agenda AQ next");
    assert_eq!(status(), "**ISSUED revision 2 on Mon 16 Nov 2026**");
}

#[test]
fn an_agenda_of_a_meeting_that_a_series_only_plans_or_that_was_cancelled_says_so() {
    let shell = Shell::example();
    let planned = read(&shell, "document agenda AQ-2026-12-22");
    assert!(planned.starts_with("# Agenda: Meeting of 22 December 2026\n\n**DRAFT**\n"), "{planned}");
    assert!(planned.contains("| 1 | 14:00 | 3 | Welcome, apologies and quorum | standing item |  |  |"), "{planned}");
    shell.saves("meeting cancel AQ-2026-12-22 --reason \"Nothing to decide\"");
    let cancelled = read(&shell, "document agenda AQ-2026-12-22");
    assert!(cancelled.contains("**CANCELLED on Mon 16 Nov 2026: Nothing to decide**"), "{cancelled}");
}

#[test]
fn the_minutes_of_a_meeting_say_who_was_there_what_was_agreed_and_what_was_not_reached() {
    let shell = held();
    insta::assert_snapshot!(read(&shell, "--now 2026-11-25T09:00:00+01:00 document minutes AQ"), @"
    # Minutes: Sixth meeting

    **ISSUED revision 1 on Tue 24 Nov 2026, open for comments until Fri 4 Dec 2026**

    - Group: Audit quality measures (AQ)
    - Meeting: AQ-2026-11-24
    - When: Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels
    - Place: remote
    - Link: https://meet.example.org/aq
    - Presiding: Maple Placeholder
    - Scribe: Birch Placeholder
    - Opened: 14:02
    - Closed: 14:40
    - Competition-law reminder: read
    - Checked by: Oak Placeholder
    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Present

    ### Sedex

    - Alder Placeholder, co-chair
    - Birch Placeholder, secretary

    ### amfori

    - Maple Placeholder, co-chair
    - Oak Placeholder, secretary (until 14:25)

    ## In attendance

    - Willow Placeholder, liaison for Association of Professional Social Compliance Auditors (APSCA) (from 14:10)

    ## Apologies

    - Cedar Placeholder

    ## Not written down

    - Rowan Placeholder

    ## Quorum

    The quorum is 1 person of each party. When the meeting was opened, Sedex had 1 of 2 seats, amfori had 1 of 2 seats: it was quorate. It stayed so until the end.

    ## Items

    ### 1. Competition-law reminder

    **Outcome:** noted

    ### 3. Definition of a duplicate audit

    Agreed as proposed.

    **Outcome:** agreed

    **Decision AQ-D26-NEW3 (agreed in the group):** A duplicate counts only if the audit took place.

    - Sedex: no position yet
    - amfori: no position yet

    **Action AQ-A26-NEW1 (Alder Placeholder, Sat 5 Dec 2026):** Send the second draft

    ## Other decisions and actions

    **Action AQ-A26-NEW2 (Rowan Placeholder, no date):** Tell the members

    ## Not reached or put off

    - Item 2: Adoption of the agenda
    - Item 4: Counting audits that are led by two auditors, goes on at AQ-2026-12-22
    - Item 5: Programme of the calibration workshop
    - Item 6: Open actions

    ## Next meeting

    AQ-2026-12-22, Tue 22 Dec 2026, 14:00 to 15:30 Europe/Brussels

    ## Comments

    | About | By | On | Kind | Comment | State |
    | --- | --- | --- | --- | --- | --- |
    | AQ-2026-11-24 | Willow Placeholder | Tue 24 Nov 2026 | correction | Say who was there. | open |

    ## Annex: open actions

    ### Sedex

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | AQ-A26-7K3F | Draft the joint definition of a duplicate audit | Alder Placeholder | Mon 23 Nov 2026 | in progress |
    | AQ-A26-2HVE | Count the returned reports of both systems by reason | Cedar Placeholder | Fri 4 Dec 2026 | waiting |
    | AQ-A26-NEW1 | Send the second draft | Alder Placeholder | Sat 5 Dec 2026 | to do |
    | AQ-A26-D7ZK | Publish the calendar of joint readings | Birch Placeholder | Fri 11 Dec 2026 | to do |

    ### amfori

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | AQ-A26-9QXT | Name two report reviewers from each side for the calibration workshop | Rowan Placeholder | Fri 6 Nov 2026 | to do |
    | AQ-A26-NEW2 | Tell the members | Rowan Placeholder | no date | to do |

    ### Association of Professional Social Compliance Auditors (APSCA)

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | AQ-A26-M4CW | Say which conduct figures APSCA can give as yearly counts | Willow Placeholder | Tue 15 Dec 2026 | in progress |

    ## Annex: decisions waiting for a party

    | ID | Decision | Waits for | Positions until |
    | --- | --- | --- | --- |
    | AQ-D26-N2YK | One list of reasons for returning a report | amfori | Fri 11 Dec 2026 |
    | AQ-D26-NEW3 | Duplicate audit | Sedex, amfori | Thu 24 Dec 2026 |

    ## Signatures

    | Co-chair | For | Signature | Date |
    | --- | --- | --- | --- |
    | Alder Placeholder | Sedex |  |  |
    | Maple Placeholder | amfori |  |  |
    ");
}

#[test]
fn minutes_that_were_approved_say_when_and_ask_for_no_more_comments() {
    let shell = held();
    let note = shell.last_id();
    shell.saves(&format!("--now 2026-12-22T14:00:00+01:00 note settle {note} accepted"));
    shell.saves("--now 2026-12-22T14:00:00+01:00 meeting start AQ-2026-12-22");
    shell.saves("--now 2026-12-22T14:10:00+01:00 meeting approve AQ-2026-11-24 --at AQ-2026-12-22 --as maple");
    let minutes = read(&shell, "document minutes AQ-2026-11-24");
    assert!(minutes.contains("**APPROVED revision 1 on Tue 22 Dec 2026 at AQ-2026-12-22**"), "{minutes}");
    assert!(!minutes.contains("Comments"), "{minutes}");
    // Those of the meeting before were approved in writing.
    let before = read(&shell, "document minutes AQ-2026-10-27");
    insta::assert_snapshot!(before.split("## Annex").next().expect("minutes"), @r#"
    # Minutes: Fifth meeting

    **APPROVED revision 1 on Thu 12 Nov 2026 in writing**

    - Group: Audit quality measures (AQ)
    - Meeting: AQ-2026-10-27
    - When: Tue 27 Oct 2026, 14:00 to 15:30 Europe/Brussels
    - Place: remote
    - Link: https://meet.example.org/aq
    - Presiding: Alder Placeholder
    - Scribe: Oak Placeholder
    - Opened: 14:02
    - Closed: 15:24
    - Competition-law reminder: read
    - Checked by: Birch Placeholder
    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Summary

    The group agreed on one joint reading of the measures each quarter.\
    It agreed on one list of reasons for returning a report; both decisions go to the parties.\
    The outline of the calibration workshop was discussed with the liaison of APSCA.\
    The definition of a duplicate audit comes back at the next meeting.

    ## Present

    ### Sedex

    - Alder Placeholder, co-chair (remote)
    - Birch Placeholder, secretary (remote)
    - Cedar Placeholder, member (remote)

    ### amfori

    - Maple Placeholder, co-chair (remote)
    - Oak Placeholder, secretary (remote)
    - Rowan Placeholder, member (remote)

    ## In attendance

    - Willow Placeholder, liaison for Association of Professional Social Compliance Auditors (APSCA) (in part, from 14:50)

    ## Quorum

    The quorum is 1 person of each party. When the meeting was opened, Sedex had 2 of 2 seats, amfori had 2 of 2 seats: it was quorate. It stayed so until the end.

    ## Items

    ### 1. Competition-law reminder

    The competition-law reminder was read. Nobody had a concern about the agenda.

    **Outcome:** noted

    ### 2. Adoption of the agenda

    Both parties were quorate. The agenda was adopted as issued.

    **Outcome:** approved

    ### 3. Minutes of the last meeting

    The minutes of the last meeting were approved without changes.

    **Outcome:** approved

    ### 4. Joint reading of the measures each quarter

    It was noted that both systems can give their figures within six weeks of the end of a quarter. The group agreed on one joint reading each quarter. Figures for small groups are left out.

    **Outcome:** agreed

    **Decision AQ-D26-5G7R (AQ 2026/01, in force):** Both organisations read the shared audit quality measures together once each quarter. Each gives its figures within six weeks of the end of the quarter, by country and in total. Countries with fewer than ten audits are shown in the total only.

    - Sedex: endorsed on Tue 3 Nov 2026 in writing
    - amfori: endorsed on Thu 5 Nov 2026 in writing

    ### 5. Reasons for returning a report

    It was noted that both systems return reports for much the same reasons under different names. The group agreed on one list of seven reasons. It was noted that the reason "other" has to be watched.

    **Outcome:** agreed

    **Decision AQ-D26-N2YK (lapsed):** Both organisations use one list of seven reasons when they return an audit report: missing evidence, wrong code, finding not supported, site details incomplete, signature missing, late upload, other. Each report is counted once, under its first reason.

    - Sedex: endorsed with a reservation on Tue 10 Nov 2026 in writing: The reason "other" is kept for the first year only, and then looked at again.
    - amfori: no position yet

    ### 6. Calibration workshop with APSCA

    The outline of the workshop was discussed with the liaison of APSCA. It was noted that reviewers from both sides should read the same made-up report beforehand. The outline is sent to APSCA in writing.

    **Outcome:** noted

    **Action AQ-A26-5RNP (Oak Placeholder, Fri 13 Nov 2026):** Send APSCA the outline of the calibration workshop

    **Action AQ-A26-M4CW (Willow Placeholder, Tue 15 Dec 2026):** Say which conduct figures APSCA can give as yearly counts

    ### 7. Open actions

    The list of open actions was gone through. The comparison of return reasons was accepted as closed. The other actions go on.

    **Outcome:** noted

    ### 8. Next meeting

    The next meeting is in four weeks. It was asked that papers reach the secretaries ten days before.

    **Outcome:** noted

    ## Next meeting

    AQ-2026-11-24, Tue 24 Nov 2026, 14:00 Europe/Brussels

    ## Signatures

    | Co-chair | For | Signature | Date |
    | --- | --- | --- | --- |
    | Alder Placeholder | Sedex |  |  |
    | Maple Placeholder | amfori |  |  |
    "#);
}

#[test]
fn minutes_of_a_meeting_that_was_not_held_are_a_skeleton() {
    let shell = Shell::example();
    let skeleton = read(&shell, "document minutes AQ-2026-11-24");
    insta::assert_snapshot!(skeleton.split("## Next").next().expect("minutes"), @r"
    # Minutes: Sixth meeting

    **DRAFT: a skeleton, the meeting has not been held**

    - Group: Audit quality measures (AQ)
    - Meeting: AQ-2026-11-24
    - When: Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels
    - Place: remote
    - Link: https://meet.example.org/aq
    - Presiding: Maple Placeholder
    - Scribe: Birch Placeholder
    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Present

    | Name | For | Role | Present |
    | --- | --- | --- | --- |
    | Alder Placeholder | Sedex | co-chair |  |
    | Maple Placeholder | amfori | co-chair |  |
    | Birch Placeholder | Sedex | secretary |  |
    | Oak Placeholder | amfori | secretary |  |
    | Cedar Placeholder | Sedex | member |  |
    | Rowan Placeholder | amfori | member |  |
    | Willow Placeholder | Association of Professional Social Compliance Auditors (APSCA) | liaison |  |

    ## Items

    ### 1. Competition-law reminder

    Minute:

    ### 2. Adoption of the agenda

    Minute:

    ### 3. Definition of a duplicate audit

    Minute:

    ### 4. Counting audits that are led by two auditors

    Minute:

    ### 5. Programme of the calibration workshop

    Minute:

    ### 6. Open actions

    Minute:
    ");
}

#[test]
fn the_action_log_begins_with_what_is_late() {
    insta::assert_snapshot!(read(&Shell::example(), "document actions AQ"), @r"
    # Action log: Audit quality measures (AQ)

    **As of Monday 16 November 2026**

    - Open: 5, 1 of them late
    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Actions

    | ID | Action | Owner | Org | Raised | First due | Due | Priority | State | Late | Last progress | Closed |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | AQ-A26-9QXT | Name two report reviewers from each side for the calibration workshop | Rowan Placeholder | amfori | 29 Sep 2026 | 6 Nov 2026 | 6 Nov 2026 | normal | to do | 10 d late |  |  |
    | AQ-A26-5RNP | Send APSCA the outline of the calibration workshop | Oak Placeholder | amfori | 27 Oct 2026, AQ-2026-10-27 | 13 Nov 2026 | 13 Nov 2026 | normal | done |  |  |  |
    | AQ-A26-7K3F | Draft the joint definition of a duplicate audit | Alder Placeholder | Sedex | 4 Aug 2026 | 15 Oct 2026 | 23 Nov 2026 | high | in progress | due soon | 4 Nov 2026: Validity periods are settled with our monitoring team. The second draft can go to the next meeting. |  |
    | AQ-A26-2HVE | Count the returned reports of both systems by reason | Cedar Placeholder | Sedex | 1 Sep 2026 | 4 Dec 2026 | 4 Dec 2026 | normal | waiting |  | 24 Sep 2026: Counted a sample by hand. Without one list of reasons the two counts cannot be laid side by side. |  |
    | AQ-A26-D7ZK | Publish the calendar of joint readings | Birch Placeholder | Sedex | 6 Nov 2026 | 11 Dec 2026 | 11 Dec 2026 | normal | to do |  |  |  |
    | AQ-A26-M4CW | Say which conduct figures APSCA can give as yearly counts | Willow Placeholder | Association of Professional Social Compliance Auditors (APSCA) | 27 Oct 2026, AQ-2026-10-27 | 15 Dec 2026 | 15 Dec 2026 | normal | in progress |  | 11 Nov 2026: Asked inside APSCA which counts may be shared. An answer is expected before the next meeting. |  |
    | AQ-A26-JX6B | Lay the return reasons of both systems side by side | Maple Placeholder | amfori | 1 Sep 2026 | 23 Oct 2026 | 23 Oct 2026 | normal | closed |  |  | 27 Oct 2026 |
    ");
}

#[test]
fn the_register_tells_each_decision_with_where_the_parties_stand() {
    let shell = Shell::example();
    insta::assert_snapshot!(read(&shell, "document decisions AQ"), @r#"
    # Register of decisions: Audit quality measures (AQ)

    **As of Monday 16 November 2026**

    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Decisions

    ### AQ 2026/01: Joint reading of the audit quality measures each quarter

    **AQ-D26-5G7R:** Both organisations read the shared audit quality measures together once each quarter. Each gives its figures within six weeks of the end of the quarter, by country and in total. Countries with fewer than ten audits are shown in the total only.

    **State:** in force

    **Agreed:** Tue 27 Oct 2026, by consensus

    **Looked at again on:** Tue 26 Oct 2027

    - Sedex: endorsed on Tue 3 Nov 2026 in writing
    - amfori: endorsed on Thu 5 Nov 2026 in writing

    ### no number yet: One list of reasons for returning a report

    **AQ-D26-N2YK:** Both organisations use one list of seven reasons when they return an audit report: missing evidence, wrong code, finding not supported, site details incomplete, signature missing, late upload, other. Each report is counted once, under its first reason.

    **State:** agreed in the group

    **Agreed:** Tue 27 Oct 2026, by consensus

    **Positions until:** Fri 11 Dec 2026

    - Sedex: endorsed with a reservation on Tue 10 Nov 2026 in writing: The reason "other" is kept for the first year only, and then looked at again.
    - amfori: no position yet
    "#);
    shell.saves("decision edit N2YK --text \"Seven reasons.\"");
    insta::assert_snapshot!(section(&read(&shell, "document decisions AQ"), "no number yet: One list of reasons for returning a report"), @r#"
    ### no number yet: One list of reasons for returning a report

    **AQ-D26-N2YK:** Seven reasons.

    **State:** agreed in the group

    **Agreed:** Tue 27 Oct 2026, by consensus

    **Positions until:** Fri 11 Dec 2026

    - Sedex: took a position on Tue 10 Nov 2026 on an older text, which does not count any more: The reason "other" is kept for the first year only, and then looked at again.
    - amfori: no position yet
    "#);
}

#[test]
fn the_list_of_members_has_addresses_only_when_they_are_asked_for() {
    let shell = Shell::example();
    let members = read(&shell, "document members AQ");
    insta::assert_snapshot!(members, @"
    # Members: Audit quality measures (AQ)

    **As of Monday 16 November 2026**

    - Version: ...

    ## Note

    Example. No document of Sedex or amfori; all people and figures are made up.

    ## Audit quality measures (AQ)

    | Role | Name | Function | Organisation | From | Until | Alternate for |
    | --- | --- | --- | --- | --- | --- | --- |
    | co-chair | Alder Placeholder | Head of audit programmes | Sedex | 29 Jun 2026 |  |  |
    | co-chair | Maple Placeholder | Head of monitoring | amfori | 29 Jun 2026 |  |  |
    | secretary | Birch Placeholder | Secretary of joint working groups | Sedex | 29 Jun 2026 |  |  |
    | secretary | Oak Placeholder | Coordinator of working groups | amfori | 29 Jun 2026 |  |  |
    | member | Cedar Placeholder | Adviser on labour standards | Sedex | 29 Jun 2026 |  |  |
    | member | Rowan Placeholder | Adviser on social performance | amfori | 29 Jun 2026 |  |  |
    | liaison | Willow Placeholder | Liaison to audit programmes | Association of Professional Social Compliance Auditors (APSCA) | 6 Jul 2026 |  |  |

    ### Seats of the parties

    | Party | Seats taken | Seats agreed | Quorum |
    | --- | --- | --- | --- |
    | Sedex | 3 | 3 | 1 |
    | amfori | 3 | 3 | 1 |
    ");
    assert!(!members.contains('@'));
    assert!(read(&shell, "document members AQ --contacts").contains("alder@example.org"));
    assert!(read(&shell, "document members").contains("## Data collaboration (DC)"));
}

#[test]
fn the_deadlines_are_listed_by_day() {
    let shell = Shell::example();
    insta::assert_snapshot!(section(&read(&shell, "document deadlines AQ"), "By day"), @r"
    ## By day

    | By | Meeting | What | State |
    | --- | --- | --- | --- |
    | Sat 14 Nov 2026 | AQ-2026-11-24 | papers are in | late |
    | Tue 17 Nov 2026 | AQ-2026-11-24 | agenda goes out |  |
    | Tue 24 Nov 2026 | AQ-2026-12-22 | call for items |  |
    | Tue 8 Dec 2026 | AQ-2026-12-22 | last day for items |  |
    ");
    insta::assert_snapshot!(section(&read(&shell, "document deadlines AQ-2026-11-24"), "By day"), @r"
    ## By day

    | By | Meeting | What | State |
    | --- | --- | --- | --- |
    | Tue 27 Oct 2026 | AQ-2026-11-24 | call for items | done |
    | Tue 10 Nov 2026 | AQ-2026-11-24 | last day for items | done |
    | Sat 14 Nov 2026 | AQ-2026-11-24 | papers are in | late |
    | Tue 17 Nov 2026 | AQ-2026-11-24 | agenda goes out |  |
    ");
}

#[test]
fn times_are_told_on_the_clocks_of_both_parties_where_they_differ() {
    let shell = Shell::example();
    shell.saves("workspace edit --timezone Europe/London");
    let agenda = read(&shell, "document agenda AQ");
    assert!(agenda.contains("14:00 to 15:30 Europe/Brussels (13:00 to 14:30 Europe/London)"), "{agenda}");
    shell.saves("meeting postpone AQ-2026-11-24 --to \"2026-11-25 00:30\"");
    let agenda = read(&shell, "document agenda AQ");
    assert!(agenda.contains("(Tue 24 Nov 2026, 23:30 to 01:00 Europe/London)"), "{agenda}");
    assert!(agenda.contains("- Moved from: Tue 24 Nov 2026 14:00"), "{agenda}");
}
