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
    let (head, body) = letter.split_once("\r\n\r\n").expect("head");
    let date = |it: &str| if it.starts_with("Date: ") { "Date: ...".to_owned() } else { it.to_owned() };
    insta::assert_snapshot!(head.lines().map(date).collect::<Vec<_>>().join("\n"), @r"
    X-Unsent: 1
    To: 
    Subject: Agenda: Sixth meeting (DRAFT)
    Date: ...
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable
    ");
    insta::assert_snapshot!(body.lines().skip(3).take(20).filter(|it| !it.contains("Version")).collect::<Vec<_>>().join("\n"), @r"
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
    No  Start  Min  Item                                          Purpose      =
       Presenter           Papers
    1   14:00  2    Competition-law reminder                      standing item=
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
