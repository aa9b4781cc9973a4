//! The formats: read back by others, well-formed, and the same bytes from the same folder.

use super::{held, made};
use crate::support::sandbox::git;
use crate::support::shell::Shell;

const DOCUMENTS: [&str; 6] =
    ["agenda AQ", "minutes AQ-2026-11-24", "actions AQ", "decisions AQ", "members AQ", "deadlines AQ"];

#[test]
fn the_same_folder_gives_the_same_bytes_here_and_in_a_clone() {
    let shell = held();
    let clone = shell.beside("clone");
    let out = git(&shell.root()).args(["clone", "--quiet", "."]).arg(&clone).output().expect("git");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut words: Vec<String> = Vec::new();
    for document in DOCUMENTS {
        words.extend(["md", "html", "csv", "json", "eml"].map(|it| format!("document {document} --format {it}")));
    }
    words.extend(["meeting export --ics", "action export --ics"].map(str::to_owned));
    for words in words {
        let here = made(&shell, &words);
        assert_eq!(here, made(&shell, &words), "{words}");
        let clone = made(&shell, &format!("-C {} {words}", clone.display()));
        assert_eq!(here, clone, "{words}");
    }
    // Neither an agenda nor minutes nor a calendar depends on the day on which it is made.
    for words in ["document agenda AQ-2026-11-24", "document minutes AQ-2026-11-24", "meeting export", "action export"]
    {
        assert_eq!(made(&shell, words), made(&shell, &format!("--now 2027-05-05T05:05:05Z {words}")), "{words}");
    }
}

#[test]
fn a_page_is_well_formed_and_needs_nothing_else() {
    let shell = held();
    for document in DOCUMENTS {
        let page = made(&shell, &format!("document {document} --format html"));
        balanced(&page);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{page}");
        for word in ["<script", "<link", "<img", "src=", "@import", "url("] {
            assert!(!page.contains(word), "{document} says {word}");
        }
        assert!(page.contains("prefers-color-scheme: dark") && page.contains("size: A4"), "{document}");
    }
    let log = made(&shell, "document actions AQ --format html");
    assert!(log.contains("<body class=\"wide\">") && log.contains("<table class=\"wide\">"), "{log}");
    assert!(made(&shell, "document agenda AQ --format html").contains("<body>\n<header>"));
}

/// Every element that is opened is closed, in the right order.
fn balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in page.split('<').skip(1) {
        let tag = piece.split('>').next().expect("tag");
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().expect("name");
        match tag {
            _ if tag.starts_with('!') || tag.ends_with('/') => (),
            _ if tag.starts_with('/') => assert_eq!(open.pop(), Some(name), "{page}"),
            _ => open.push(name),
        }
    }
    assert_eq!(open, [""; 0], "{page}");
}

#[test]
fn a_table_is_read_back_as_it_was_and_no_cell_is_a_formula() {
    let shell = Shell::example();
    for (at, title) in ["=1+1", "+49 30", "-5", "@SUM(A1)", "Plain, with \"marks\""].iter().enumerate() {
        let title = title.replace('"', "\\\"");
        let path = format!("groups/AQ/actions/2026/AQ-A26-000{at}.toml");
        shell.write(&path, format!("title = \"{title}\"\nstate = \"open\"\ndetail = \"x\"\n"));
    }
    let path = "groups/AQ/items/2026/AQ-I26-C3VN.toml";
    let path = shell.files().into_keys().find(|it| it == path).expect("item");
    shell.write(&path, shell.read(&path).replacen("ask = \"", "ask = \"\\t=2+2\\n", 1));
    let text = made(&shell, "document actions AQ --format csv");
    assert!(text.contains("\r\n") && !text.replace("\r\n", "").contains('\r'));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().expect("heads").iter().map(str::to_owned).collect();
    insta::assert_snapshot!(heads.join(" | "), @"ID | Action | Owner | Org | Raised | First due | Due | Priority | State | Late | Last progress | Closed");
    let rows: Vec<csv::StringRecord> = reader.records().map(|it| it.expect("row")).collect();
    assert_eq!(rows.len(), 12);
    let titles: Vec<&str> = rows.iter().map(|it| &it[1]).filter(|it| it.len() < 22).collect();
    insta::assert_snapshot!(titles.join("\n"), @r#"
    '=1+1
    '+49 30
    '-5
    '@SUM(A1)
    Plain, with "marks"
    "#);
    let due = rows.iter().find(|it| &it[0] == "AQ-A26-7K3F").expect("row");
    assert_eq!((&due[5], &due[6], &due[9]), ("2026-10-15", "2026-11-23", "due soon"));
    for document in DOCUMENTS {
        let text = made(&shell, &format!("document {document} --format csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for cell in reader.records().flat_map(|it| it.expect("row").iter().map(str::to_owned).collect::<Vec<_>>()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{document}: {cell:?}");
        }
    }
    let excel = made(&shell, "document actions AQ --format csv --excel");
    assert_eq!(excel, format!("\u{feff}{text}"));
}

#[test]
fn data_for_programs_are_what_the_document_says() {
    let shell = Shell::example();
    let data = shell.json("document actions AQ");
    assert_eq!(data["schema"], "comity.v1");
    assert_eq!(data["kind"], "document.actions");
    let text = made(&shell, "document actions AQ --format json");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("json"), data);
    let row = data["data"]["rows"].as_array().expect("rows").iter().find(|it| it["id"] == "AQ-A26-7K3F");
    insta::assert_snapshot!(serde_json::to_string_pretty(row.expect("row")).expect("json"), @r#"
    {
      "id": "AQ-A26-7K3F",
      "action": "Draft the joint definition of a duplicate audit",
      "owner": "Alder Placeholder",
      "org": "Sedex",
      "raised": "2026-08-04",
      "first_due": "2026-10-15",
      "due": "2026-11-23",
      "priority": "high",
      "state": "in progress",
      "late": "due soon",
      "last_progress": "2026-11-04: Validity periods are settled with our monitoring team. The second draft can go to the next meeting."
    }
    "#);
    let agenda = shell.json("document agenda AQ");
    assert_eq!(agenda["data"]["status"], "DRAFT");
    assert_eq!(agenda["data"]["facts"]["meeting"], "AQ-2026-11-24");
    assert_eq!(agenda["data"]["rows"][2]["id"], "AQ-I26-C3VN");
}

#[test]
fn a_draft_of_a_letter_is_ready_to_be_looked_over() {
    let shell = Shell::example();
    let letter = made(&shell, "document agenda AQ --format eml");
    assert!(letter.lines().all(|it| it.len() <= 76) && letter.is_ascii(), "{letter}");
    assert!(!letter.replace("\r\n", "").contains(['\r', '\n']));
    let date = |it: &str| if it.starts_with("Date: ") { "Date: ...".to_owned() } else { it.to_owned() };
    let lines: Vec<String> = letter.lines().map(date).filter(|it| !it.contains("Version: ")).collect();
    let parts: Vec<&[String]> = lines.split(|it| it.starts_with("--=_part")).collect();
    insta::assert_snapshot!(parts[0].join("\n"), @r#"
    X-Unsent: 1
    Subject: Agenda: Sixth meeting (DRAFT)
    Date: ...
    Content-Type: multipart/alternative; boundary="=_part"
    "#);
    insta::assert_snapshot!(parts[1].join("\n"), @r"
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Dear colleagues,

    Here is a draft of the agenda of our next meeting in Audit quality measures
    (AQ). We meet on Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels, remote.
    The link: https://meet.example.org/aq

    Please send items for it until Tue 10 Nov 2026. Papers are wanted until Sat
    14 Nov 2026.

    Agenda: Sixth meeting
    DRAFT

    Group:         Audit quality measures (AQ)
    Meeting:       AQ-2026-11-24
    When:          Tue 24 Nov 2026, 14:00 to 15:30 Europe/Brussels
    Place:         remote
    Link:          https://meet.example.org/aq
    Presiding:     Maple Placeholder
    Scribe:        Birch Placeholder
    Time planned:  1 h 19 of 1 h 30


    NOTE
    Example. No document of Sedex or amfori; all people and figures are made up=
    .


    ITEMS
    - 1; Start: 14:00; Min: 2; Item: Competition-law reminder; Purpose: standin=
    g
      item; Presenter: Maple Placeholder
    - 2; Start: 14:02; Min: 2; Item: Adoption of the agenda; Purpose: for
      approval; Presenter: Maple Placeholder
    - 3; Start: 14:04; Min: 25; Item: Definition of a duplicate audit; Purpose:
      for decision; Presenter: Alder Placeholder; Papers: Definition of a
      duplicate audit, second draft (to follow)
    - 4; Start: 14:29; Min: 20; Item: Counting audits that are led by two
      auditors; Purpose: for discussion; Presenter: Willow Placeholder
    - 5; Start: 14:49; Min: 20; Item: Programme of the calibration workshop;
      Purpose: for approval; Presenter: Maple Placeholder
    - 6; Start: 15:09; Min: 10; Item: Open actions; Purpose: standing item;
      Presenter: Birch Placeholder

    3. Definition of a duplicate audit
    Asked: Agree one definition that both systems can count from.
    Background: The second draft counts an audit as a duplicate only if the sit=
    e
    held a valid audit in the other system on that day, and if the audit took
    place.
    On behalf of: Sedex

    4. Counting audits that are led by two auditors
    Asked: Say how an audit counts if only one of two lead auditors is enrolled
    with APSCA.
    Background: One system counts such an audit in full, the other not at all.
    On behalf of: amfori

    5. Programme of the calibration workshop
    Asked: Approve the programme and the list of who is invited.
    Background: Builds on the outline that went to APSCA after the last meeting=
    .
    On behalf of: amfori
    - Continues AQ-I26-T5WC (Calibration workshop with APSCA) at AQ-2026-10-27:
      noted


    ANNEX: OPEN ACTIONS

    Sedex
    - AQ-A26-7K3F; Action: Draft the joint definition of a duplicate audit;
      Owner: Alder Placeholder; Due: Mon 23 Nov 2026; State: in progress
    - AQ-A26-2HVE; Action: Count the returned reports of both systems by reason=
    ;
      Owner: Cedar Placeholder; Due: Fri 4 Dec 2026; State: waiting
    - AQ-A26-D7ZK; Action: Publish the calendar of joint readings; Owner: Birch
      Placeholder; Due: Fri 11 Dec 2026; State: to do

    amfori
    - AQ-A26-9QXT; Action: Name two report reviewers from each side for the
      calibration workshop; Owner: Rowan Placeholder; Due: Fri 6 Nov 2026;
      State: to do

    Association of Professional Social Compliance Auditors (APSCA)
    - AQ-A26-M4CW; Action: Say which conduct figures APSCA can give as yearly
      counts; Owner: Willow Placeholder; Due: Tue 15 Dec 2026; State: in
      progress


    ANNEX: DECISIONS WAITING FOR A PARTY
    - AQ-D26-N2YK; Decision: One list of reasons for returning a report; Waits
      for: amfori; Positions until: Fri 11 Dec 2026


    ANNEX: PAPERS
    - 3; Paper: Definition of a duplicate audit, second draft; State: to follow


    ANNEX: COMPETITION NOTICE
    This meeting follows a written agenda. We do not discuss prices, costs,
    margins, sourcing volumes, terms, or whether to deal with any particular
    company, and we share no commercial data that is not public. Anyone who is
    uneasy says so; the chair then stops the item, and the minutes say that it
    was stopped.
    ");
    assert!(parts[2].join("\n").contains("text/html") && parts.len() == 4 && parts[3].is_empty());
    // The list that is widest: what no line holds is a list.
    let log = made(&shell, "document actions AQ --format eml");
    let log: Vec<&str> = log
        .split("--=_part")
        .nth(1)
        .expect("text")
        .lines()
        .skip(4)
        .take(24)
        .filter(|it| !it.contains("Version: "))
        .collect();
    insta::assert_snapshot!(log.join("\n"), @r"
    Dear colleagues,

    Here is this list: Action log: Audit quality measures (AQ). As of Monday 16
    November 2026.

    Action log: Audit quality measures (AQ)
    As of Monday 16 November 2026

    Open:     5, 1 of them late


    NOTE
    Example. No document of Sedex or amfori; all people and figures are made up=
    .


    ACTIONS
    - AQ-A26-9QXT; Action: Name two report reviewers from each side for the
      calibration workshop; Owner: Rowan Placeholder; Org: amfori; Raised: 29
      Sep 2026; First due: 6 Nov 2026; Due: 6 Nov 2026; Priority: normal; State=
    :
      to do; Late: 10 d late
    - AQ-A26-5RNP; Action: Send APSCA the outline of the calibration workshop;
    ");
    shell.saves("person edit alder --name \"Ålder Ærø, A\"");
    let to = made(&shell, "document agenda AQ --format eml --contacts");
    insta::assert_snapshot!(to.split("Subject:").next().expect("head").replace('\r', ""), @r"
    X-Unsent: 1
    To: =?utf-8?Q?=C3=85lder_=C3=86r=C3=B8=2C_A?= <alder@example.org>,
     Maple Placeholder <maple@example.org>,
     Birch Placeholder <birch@example.org>,
     Oak Placeholder <oak@example.org>,
     Cedar Placeholder <cedar@example.org>,
     Rowan Placeholder <rowan@example.org>,
     Willow Placeholder <willow@example.org>
    ");
}
