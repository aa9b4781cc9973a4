//! Papers added, links opened, and things handed over to other groups: by keys.

use std::fs;

use comity::model::{Fields, Kind, RecordId};
use comity::tui::event::{Effect, Event};
use comity::tui::screen::reading::Reading;

use crate::support::screen::{Screen, key};
use crate::support::shell::{Shell, copy};

fn item(id: &str) -> RecordId {
    RecordId::new(Kind::Item, id).expect("id")
}

/// The screen at an item that is read, with these files beside the workspace.
fn at_item(id: &str, files: &[(&str, &[u8])]) -> Screen {
    let mut screen = Screen::of_template().sized(80, 24);
    for (name, bytes) in files {
        fs::write(screen.root().parent().expect("folder").join(name), bytes).expect("written");
    }
    screen.app.reading.push(Reading::of(item(id)));
    screen
}

/// The path of a file beside the workspace, as it is typed.
fn beside(screen: &Screen, name: &str) -> String {
    screen.root().parent().expect("folder").join(name).display().to_string()
}

/// The papers of an item, a line each.
fn papers(screen: &Screen, id: &str) -> String {
    let record = screen.app.desk.snapshot.get(&item(id)).expect("item");
    let line = |it: &toml::Table| {
        format!("{} · {}{} · {}\n", it.text("title"), it.text("path"), it.text("url"), it.text("state"))
    };
    record.rows("paper").map(line).collect()
}

/// The notes at the bottom of the form in front.
fn notes(screen: &mut Screen) -> String {
    let frame = screen.frame();
    let lines = frame.lines().filter_map(|it| it.split_once('║')).map(|it| it.1.trim_end_matches(['║', '│', ' ']));
    let lines =
        lines.skip_while(|it| !it.contains("(!)")).take_while(|it| !it.contains("Ctrl+S") && !it.trim().is_empty());
    lines.map(str::trim).collect::<Vec<_>>().join("\n").replace(&beside(screen, ""), "HERE/")
}

#[test]
fn a_paper_is_added_by_its_path_or_its_address_and_taken_back_with_its_file() {
    let mut screen = at_item("AQ-I26-W9KE", &[("Counting rules (v2).pdf", b"rules")]);
    insta::assert_snapshot!(screen.keys("f").frame(), @"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-I26-W9KE · agenda item ──────────────────────────────────── Esc goes back ┐
    │ Counting audits that are led by two auditors                                 │
    │                                                                              │
    │ Purpose         for discussion                                               │
    │ State           accepted                                                     │
    │╔ Add a paper · Counting audits that are led by two auditors ════════════════╗│
    │║ File or link   [                                                         ] ║│
    │║                  Such as ~/Documents/rules.pdf or                          ║│
    │║                  https://example.org/rules; nothing: it is to follow       ║│
    │║ Title          [                                                         ] ║│
    │║ (i) A file is copied among the group's papers, for everybody who has the   ║│
    │║     workspace.                                                             ║│
    │║                                                                            ║│
    │║ [ Add  Ctrl+S ]  [ Leave it  Esc ]   Enter saves                           ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │ Background                                                                   │
    │   One system counts such an audit in full, the other not at all.             │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys(&format!("'{}' Enter", beside(&screen, "Counting rules (v2).pdf")));
    insta::assert_snapshot!(screen.message(), @"Saved AQ-I26-W9KE: paper added. Ctrl+Z undoes");
    insta::assert_snapshot!(papers(&screen, "AQ-I26-W9KE"), @"Counting rules (v2) · Counting-rules-v2.pdf · ready");
    let file = screen.root().join("groups/AQ/papers/Counting-rules-v2.pdf");
    assert_eq!(fs::read(&file).expect("laid"), b"rules");
    screen.keys("f 'https://example.org/rules' Tab 'The rules of others' Enter");
    screen.keys("f Tab 'Second draft' Enter");
    insta::assert_snapshot!(papers(&screen, "AQ-I26-W9KE"), @r"
    Counting rules (v2) · Counting-rules-v2.pdf · ready
    Second draft ·  · to-follow
    The rules of others · https://example.org/rules · ready
    ");
    screen.keys("u u u");
    insta::assert_snapshot!(papers(&screen, "AQ-I26-W9KE"), @"");
    assert!(!file.exists());
    screen.keys("U U U");
    assert_eq!(fs::read(&file).expect("back"), b"rules");
    assert_eq!(papers(&screen, "AQ-I26-W9KE").lines().count(), 3);
}

#[test]
fn what_is_no_paper_is_refused_in_the_form_with_the_reason() {
    let large = vec![b'x'; (20 << 20) + 1];
    let mut screen = at_item("AQ-I26-W9KE", &[("empty.pdf", b""), ("run.sh", b"#!/bin/sh"), ("large.pdf", &large)]);
    let here = |screen: &Screen, name: &str| beside(screen, name);
    let words: Vec<String> =
        ["empty.pdf", "run.sh", "large.pdf", "none.pdf", "w"].iter().map(|it| here(&screen, it)).collect();
    let mut told = String::new();
    for word in words.iter().map(String::as_str).chain([
        "javascript:alert(1)",
        "javascript://x",
        "file:///etc/passwd",
        "https://a b",
    ]) {
        screen.keys(&format!("f '{word}' Tab 'Rules' Enter"));
        told.push_str(&format!(
            "{}\n  {}\n",
            word.replace(&here(&screen, ""), "HERE/"),
            notes(&mut screen).replace('\n', "\n  ")
        ));
        screen.keys("Esc Esc");
        screen.app.reading.truncate(1);
        if screen.app.reading.is_empty() {
            screen.app.reading.push(Reading::of(item("AQ-I26-W9KE")));
        }
    }
    screen.keys("f Enter");
    told.push_str(&format!("nothing\n  {}\n", notes(&mut screen)));
    insta::assert_snapshot!(told, @r"
    HERE/empty.pdf
      (!) `HERE/empty.pdf` is not taken in: there is nothing in it
      (E-PAPER)
      Hint: See whether it was written to its end
    HERE/run.sh
      (!) `HERE/run.sh` is not taken in: it could run as a program
      (E-PAPER)
      Hint: A paper is read: a PDF, a text, a table
    HERE/large.pdf
      (!) `HERE/large.pdf` is not taken in: it has 21 MB, and a paper
      has at most 20 (E-PAPER)
      Hint: Everybody who has the workspace keeps it for good: put it
      elsewhere, and add the link
    HERE/none.pdf
      (!) cannot read `HERE/none.pdf` (E-IO)
      Caused by: No such file or directory (os error 2)
      Hint: See whether the name is right
    HERE/w
      (!) `HERE/w` is not taken in: it is a folder (E-PAPER)
      Hint: Name a file
    javascript:alert(1)
      (!) cannot read `javascript:alert(1)` (E-IO)
      Caused by: No such file or directory (os error 2)
      Hint: See whether the name is right
    javascript://x
      (!) `url`: `javascript://x` is not a web address (E-VALUE)
      Hint: Write it like https://example.org/page
    file:///etc/passwd
      (!) `url`: `file:///etc/passwd` is not a web address (E-VALUE)
      Hint: Write it like https://example.org/page
    https://a b
      (!) `url`: `https://a b` is not a web address (E-VALUE)
      Hint: Write it like https://example.org/page
    nothing
      (!) Say what it is called.
    ");
    assert_eq!(papers(&screen, "AQ-I26-W9KE"), "");
    assert!(!screen.root().join("groups/AQ/papers").exists());
}

#[test]
fn a_paper_with_delicate_words_wants_a_second_look_and_one_outside_ones_role_a_reason() {
    let mut screen = at_item("AQ-I26-W9KE", &[("rules.pdf", b"rules")]);
    screen.keys(&format!("f '{}' Tab 'Prices paid' Enter", beside(&screen, "rules.pdf"))).frame();
    assert!(screen.frame().contains("Prices"), "{}", screen.frame());
    screen.keys("y");
    insta::assert_snapshot!(papers(&screen, "AQ-I26-W9KE"), @"Prices paid · rules.pdf · ready");
    assert!(screen.root().join("groups/AQ/papers/rules.pdf").exists());
}

#[test]
fn a_paper_that_is_a_link_opens_in_the_browser_and_nothing_but_a_web_page_does() {
    let shell = Shell::example();
    shell.saves("item paper add W9KE https://example.org/rules --title 'The rules of others'");
    let folder = tempfile::tempdir().expect("folder");
    copy(&shell.root(), &folder.path().join("w"));
    let mut screen = Screen::over(folder);
    screen.app.reading.push(Reading::of(item("AQ-I26-W9KE")));
    screen.frame();
    for _ in 0..40 {
        if screen.app.reading.last().and_then(Reading::field) == Some("paper") {
            break;
        }
        screen.keys("Tab");
    }
    let asked = screen.ask(Event::Key(key("Enter")));
    assert!(matches!(&asked[..], [Effect::OpenLink(link)] if link == "https://example.org/rules"), "{asked:?}");
    for link in ["javascript:alert(1)", "file:///etc/passwd", "https://a\u{1b}b", "-x", "http://a b", "HTTPS", ""] {
        screen.perform(vec![Effect::OpenLink(link.to_owned())]);
        let frame = screen.frame();
        assert!(frame.contains("Not opened") && frame.contains("no address"), "{link}: {frame}");
        screen.keys("Esc");
    }
}

#[test]
fn an_item_is_handed_over_and_comes_back_with_its_result_by_keys() {
    let mut screen = at_item("AQ-I26-W9KE", &[]);
    insta::assert_snapshot!(screen.keys("F 'DC'").frame(), @"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ AQ-I26-W9KE · agenda item ──────────────────────────────────── Esc goes back ┐
    │ Counting audits that are led by two auditors                                 │
    │                                                                              │
    │ Purpose         for discussion                                               │
    │ State           accepted                                                     │
    │ Meeting         AQ-2026-11-24 (Sixth meeting)                                │
    │╔ Hand over to another group · Counting audits that are led by two auditors ═╗│
    │║•Group *        [DC                                                       ] ║│
    │║                  → Data collaboration                                      ║│
    │║ (i) It lies in the other group's pool then, and says here what becomes of  ║│
    │║     it.                                                                    ║│
    │║                                                                            ║│
    │║ [ Hand over  Ctrl+S ]  [ Leave it  Esc ]   Enter saves · ↓ list            ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │   APSCA.                                                                     │
    │                                                                              │
    │ Background                                                                   │
    │   One system counts such an audit in full, the other not at all.             │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("Enter");
    insta::assert_snapshot!(screen.message(), @"Saved AQ-I26-W9KE: handed over to DC. Ctrl+Z undoes");
    let referred = |screen: &Screen| {
        let items = screen.app.desk.snapshot.of_kind(Kind::Item);
        items.filter(|it| it.text("referred_from") == "AQ-I26-W9KE").map(|it| it.id.clone()).next()
    };
    let there = referred(&screen).expect("a proposal");
    assert_eq!(there.group(), Some("DC"));
    // What was handed over once is not again.
    assert!(screen.ask(Event::Key(key("F"))).is_empty() && screen.app.overlay.is_none());
    let shell_words = format!("item accept {there}");
    let words: Vec<&str> = shell_words.split(' ').chain(["--override", "for the test"]).collect();
    let out = crate::support::running::comity_in(&screen.root(), &words).output().expect("run");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    screen.look();
    screen.app.reading.push(Reading::of(there.clone()));
    screen.keys("B 'Both count one audit.' Ctrl+S");
    screen.frame();
    screen.keys("'I do it for DC' Enter");
    let frame = screen.frame();
    let record = screen.app.desk.snapshot.get(&there).expect("there");
    assert_eq!(record.text("returned"), "Both count one audit.", "{frame}");
}
