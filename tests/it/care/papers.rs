//! Papers: files, links and what is to follow, kept with an agenda item.

use std::fs;
use std::time::Duration;

use comity::model::{Change, Fields, Kind, RecordId};
use comity::tui::event::{Effect, Event};
use comity::tui::screen::reading::Reading;
use comity::workspace::{Outcome, Workspace};

use crate::support::desks::{Desk, Desks, stamp_of};
use crate::support::killing::{Life, end};
use crate::support::running::{comity, run};
use crate::support::sandbox::{Sandbox, patience, record};
use crate::support::screen::{Screen, key};
use crate::support::shell::{Shell, copy};

#[test]
fn a_file_is_laid_among_the_papers_in_the_same_commit_as_its_row() {
    let shell = Shell::example();
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    fs::write(shell.beside("Counting rules (v2).pdf"), &bytes).expect("written");
    insta::assert_snapshot!(shell.saves("item paper add W9KE '../Counting rules (v2).pdf' --title 'Two rules compared'"), @r"
    Changed AQ-I26-W9KE: paper added (Counting audits that are led by two auditors)  (undo: comity undo)
    ! It lies in groups/AQ/papers/Counting-rules-v2.pdf
    ");
    assert!(shell.files()["groups/AQ/papers/Counting-rules-v2.pdf"] == bytes);
    insta::assert_snapshot!(shell.git(&["show", "--stat", "--format=%s", "HEAD"]), @r"
    AQ-I26-W9KE: paper added (Counting audits that are led by two auditors)

     groups/AQ/items/2026/AQ-I26-W9KE.toml  |   6 ++++++
     groups/AQ/papers/Counting-rules-v2.pdf | Bin 0 -> 300000 bytes
     2 files changed, 6 insertions(+)
    ");
    insta::assert_snapshot!(shell.run("item paper list W9KE"), @r"
    State  Title               Where
    ready  Two rules compared  Counting-rules-v2.pdf
    ");
    insta::assert_snapshot!(shell.run("item paper W9KE --json").out.contains("\"sha256\""), @"true");
    insta::assert_snapshot!(shell.run("check").out, @r"
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 1 warning
    ");
    insta::assert_snapshot!(shell.run("verify"), @"2 changes: nothing was found");
    // The same file again: as it stands. Another one of the same name: beside it.
    insta::assert_snapshot!(shell.leaves_alone("item paper add W9KE '../Counting rules (v2).pdf' --title 'Two rules compared'"), @r"
    AQ-I26-W9KE stands like that already
    ! It lies in groups/AQ/papers/Counting-rules-v2.pdf
    ");
    fs::write(shell.beside("Counting rules (v2).pdf"), "other").expect("written");
    insta::assert_snapshot!(shell.saves("item paper add W9KE '../Counting rules (v2).pdf' --title 'Another'"), @r"
    Changed AQ-I26-W9KE: paper added (Counting audits that are led by two auditors)  (undo: comity undo)
    ! It lies in groups/AQ/papers/Counting-rules-v2-2.pdf
    ");
    shell.saves("undo");
    insta::assert_snapshot!(shell.run("item paper list W9KE"), @r"
    State  Title               Where
    ready  Two rules compared  Counting-rules-v2.pdf
    ");
}

#[test]
fn a_paper_that_was_to_follow_comes_and_links_are_kept_as_links() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("item paper add W9KE --title 'First figures' --to-follow"), @"Changed AQ-I26-W9KE: paper added (Counting audits that are led by two auditors)  (undo: comity undo)");
    fs::write(shell.beside("figures.csv"), "a,b\n").expect("written");
    insta::assert_snapshot!(shell.saves("item paper add W9KE ../figures.csv --title 'First figures'"), @r"
    Changed AQ-I26-W9KE: paper changed (Counting audits that are led by two audito…)  (undo: comity undo)
    ! It lies in groups/AQ/papers/figures.csv
    ");
    insta::assert_snapshot!(shell.saves("item paper add W9KE https://example.org/rules --title 'The rules'"), @"Changed AQ-I26-W9KE: paper added (Counting audits that are led by two auditors)  (undo: comity undo)");
    insta::assert_snapshot!(shell.run("item paper W9KE"), @r"
    State  Title          Where
    ready  First figures  figures.csv
    ready  The rules      https://example.org/rules
    ");
    insta::assert_snapshot!(shell.run("item show W9KE"), @"
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

    Paper
      - title First figures, file figures.csv, state ready, sha-256 5be08c9684…
      - title The rules, link https://example.org/rules, state ready

    Group           AQ (Audit quality measures)

    Changes
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  paper added
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  paper changed
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  paper added
      Mon 16 Nov 2026, 09:00  ●SX Birch Placeholder  Begin with the example of Sedex and amfori
    ");
}

#[test]
fn what_is_no_paper_is_refused_and_leaves_nothing_behind() {
    let shell = Shell::example();
    fs::write(shell.beside("run.sh"), "#!/bin/sh\n").expect("written");
    fs::write(shell.beside("large.pdf"), vec![0; (20 << 20) + 1]).expect("written");
    fs::write(shell.beside("rules.pdf"), "rules").expect("written");
    fs::create_dir(shell.beside("folder")).expect("made");
    let mut said = String::new();
    for words in [
        "item paper add W9KE ../run.sh",
        "item paper add W9KE ../large.pdf",
        "item paper add W9KE ../folder",
        "item paper add W9KE ../missing.pdf",
        "item paper add W9KE",
        "item paper add W9KE --title Later",
        "item paper add W9KE https://example.org/rules",
        "item paper add W9KE ../rules.pdf --to-follow",
        "item paper add W9KE ../rules.pdf --title 'Prices paid'",
        "item paper add W9KE ../rules.pdf --as cedar",
        "item paper add 8XRD ../rules.pdf",
        "item paper add W9KE ../rules.pdf --dry-run",
    ] {
        said.push_str(&format!("{words}\n{}\n", shell.leaves_alone(words)));
    }
    insta::assert_snapshot!(said, @r#"
    item paper add W9KE ../run.sh
    ! `../run.sh` is not taken in: it could run as a program (E-PAPER)
    ! Hint: A paper is read: a PDF, a text, a table
    = 4

    item paper add W9KE ../large.pdf
    ! `../large.pdf` is not taken in: it has 21 MB, and a paper has at most 20 (E-PAPER)
    ! Hint: Everybody who has the workspace keeps it for good: put it elsewhere, and add the link
    = 4

    item paper add W9KE ../folder
    ! `../folder` is not taken in: it is a folder (E-PAPER)
    ! Hint: Name a file
    = 4

    item paper add W9KE ../missing.pdf
    ! cannot read `../missing.pdf` (E-IO)
    ! Caused by: No such file or directory (os error 2)
    ! Hint: See whether the name is right
    = 1

    item paper add W9KE
    ! a file or link is missing (E-USAGE)
    ! Hint: --to-follow says that it comes later
    = 2

    item paper add W9KE --title Later
    ! a file or link is missing (E-USAGE)
    ! Hint: --to-follow says that it comes later
    = 2

    item paper add W9KE https://example.org/rules
    ! `--title` is missing (E-USAGE)
    ! Hint: Say what the paper is called
    = 2

    item paper add W9KE ../rules.pdf --to-follow
    ! the paper is there, and cannot be to follow (E-USAGE)
    ! Hint: Leave out --to-follow
    = 2

    item paper add W9KE ../rules.pdf --title 'Prices paid'
    ! not saved: this wants a second look before others have it (E-CARE)
    ! Caused by: a word that competition law makes delicate: `Prices` in title of AQ-I26-W9KE
    ! Hint: Prices, margins, terms and whom to deal with are not for a group of competitors, and a title is what others read first. See whether it is for this group at all; if so, choose words that show it
    ! Hint: If it is right as it is, --yes saves it
    = 4

    item paper add W9KE ../rules.pdf --as cedar
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only its proposer or presenter, or a secretary or chair of AQ may let AQ-I26-W9KE take a paper: rowan, willow, birch
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4

    item paper add 8XRD ../rules.pdf
    ! AQ-I26-8XRD cannot take a paper: it is concluded (E-STATE)
    ! Hint: Papers are for what is still to be dealt with
    = 4

    item paper add W9KE ../rules.pdf --dry-run
    Would be saved: AQ-I26-W9KE: paper added (Counting audits that are led by two auditors)
      AQ-I26-W9KE paper.rules.path: + rules.pdf
      AQ-I26-W9KE paper.rules.sha256: + 6c621d1a05…
      AQ-I26-W9KE paper.rules.state: + ready
      AQ-I26-W9KE paper.rules.title: + rules
    "#);
}

#[test]
fn a_paper_that_is_gone_or_changed_since_is_a_problem() {
    let shell = Shell::example();
    for name in ["one.pdf", "two.pdf"] {
        fs::write(shell.beside(name), name).expect("written");
        shell.saves(&format!("item paper add W9KE ../{name}"));
    }
    fs::remove_file(shell.root().join("groups/AQ/papers/one.pdf")).expect("removed");
    shell.write("groups/AQ/papers/two.pdf", "changed");
    insta::assert_snapshot!(shell.run("document agenda AQ-2026-11-24").err, @r#"
    AQ-I26-W9KE: the paper "one" is missing. Put `groups/AQ/papers/one.pdf` back, or `comity item paper add AQ-I26-W9KE FILE --title "one"`
    AQ-I26-W9KE: the paper "two" is no longer what was added. Put `groups/AQ/papers/two.pdf` back as it was, or `comity item paper add AQ-I26-W9KE FILE --title "two"`
    "#);
    insta::assert_snapshot!(shell.run("check").out, @r#"
    warning: groups/AQ/items/2026/AQ-I26-W9KE.toml:14:3: the paper "one" is missing (W-PAPER). Put `groups/AQ/papers/one.pdf` back, or `comity item paper add AQ-I26-W9KE FILE --title "one"`
    warning: groups/AQ/items/2026/AQ-I26-W9KE.toml:14:3: the paper "two" is no longer what was added (W-PAPER). Put `groups/AQ/papers/two.pdf` back as it was, or `comity item paper add AQ-I26-W9KE FILE --title "two"`
    warning: workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more (W-PLACEHOLDER). `comity person edit alder --name NAME --emails ADDRESS --placeholder no`
    116 records: 0 errors, 3 warnings
    "#);
}

/// An item with one paper of these contents, saved at a desk.
fn with_paper(desk: &mut Desk, id: &str, bytes: &[u8]) {
    let paper = desk.workspace.new_paper("AQ", "rules.pdf", bytes.to_vec());
    let row = format!("[[paper]]\ntitle = \"Rules\"\npath = \"{}\"\nsha256 = \"{}\"", paper.name, paper.sha256());
    let fields = format!("title = \"T\"\npurpose = \"discussion\"\nstate = \"proposed\"\n{row}");
    let before = desk.workspace.snapshot().clone();
    let mut after = before.clone();
    after.put(record(Kind::Item, id, &fields));
    let change = Change::between(&before, &after);
    let outcome = desk.workspace.submit_with(&change, &[paper], &stamp_of(desk.who)).expect("saved");
    assert!(matches!(outcome, Outcome::Saved(_)));
}

#[test]
fn two_clones_that_add_papers_of_one_name_keep_both() {
    let mut desks = Desks::new(2);
    with_paper(&mut desks.desks[0], "AQ-I26-AAAA", b"ours");
    with_paper(&mut desks.desks[1], "AQ-I26-BBBB", b"theirs");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        desk.workspace.refresh();
        assert_eq!(desk.workspace.paper_problems(), []);
        assert_eq!(desk.git(&["ls-files", "groups/AQ/papers"]).lines().count(), 2);
        assert_eq!(desk.git(&["status", "--porcelain"]), "");
    }
}

/// What is left of one that was killed: nothing, or all of it.
#[test]
fn a_paper_whose_program_was_killed_is_there_with_its_row_or_not_named_at_all() {
    let sandbox = Sandbox::small();
    let words = ["item", "add", "Rules", "--group", "AQ"];
    assert_eq!(run(&sandbox, &words).exit, Some(0));
    let rules: Vec<u8> = (0..=255).cycle().take(2_000_000).collect();
    for round in 0..8u64 {
        let name = format!("rules{round}.pdf");
        let mut bytes = rules.clone();
        bytes.extend(name.bytes());
        sandbox.write(&format!("../{name}"), &bytes);
        let file = sandbox.path(&format!("../{name}")).display().to_string();
        let mut program = comity(&sandbox, &["item", "paper", "add", "last", &file]).spawn().expect("started");
        let life = Life::Until(".git/comity/intents", Duration::from_millis(round * 4));
        end(&sandbox, &mut program, &life);
        let mut workspace = sandbox.open();
        workspace.refresh();
        assert_eq!(workspace.paper_problems(), [], "round {round}");
        let is_named =
            workspace.snapshot().of_kind(Kind::Item).any(|it| it.rows("paper").any(|it| it.text("path") == name));
        let is_saved = !sandbox.git(&["ls-tree", "HEAD", &format!("groups/AQ/papers/{name}")]).is_empty();
        assert_eq!(is_named, is_saved, "round {round}");
    }
}

#[test]
fn a_paper_is_opened_only_where_it_lies_and_never_as_a_program() {
    let shell = Shell::example();
    shell.write("groups/AQ/papers/rules.pdf", "rules");
    shell.write("groups/AQ/papers/run.sh", "#!/bin/sh");
    shell.write("groups/AQ/papers/tool", "#!/bin/sh");
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let tool = shell.root().join("groups/AQ/papers/tool");
        fs::set_permissions(tool, fs::Permissions::from_mode(0o755)).expect("set");
        symlink("/etc/hostname", shell.root().join("groups/AQ/papers/link.pdf")).expect("linked");
        symlink("/etc", shell.root().join("groups/AQ/papers/etc")).expect("linked");
    }
    let workspace = Workspace::open(&shell.root(), patience()).expect("opened");
    let item = RecordId::new(Kind::Item, "AQ-I26-W9KE").expect("id");
    let mut told = String::new();
    for name in
        ["rules.pdf", "none.pdf", "run.sh", "tool", "link.pdf", "etc/hostname", "../group.toml", "/etc/passwd", ""]
    {
        let opened = workspace.paper_file(&item, name);
        let words = opened.map_or_else(|it| it.to_string(), |it| format!("opens {}", it.ends_with(name)));
        told.push_str(&format!("{name}: {words}\n"));
    }
    insta::assert_snapshot!(told, @r"
    rules.pdf: opens true
    none.pdf: there is no file `none.pdf`
    run.sh: `run.sh` is not opened: it could run as a program
    tool: `tool` is not opened: it could run as a program
    link.pdf: `link.pdf` is not opened: it leads out of the group's papers
    etc/hostname: `etc/hostname` is not opened: it leads out of the group's papers
    ../group.toml: `../group.toml` is not opened: it leads out of the group's papers
    /etc/passwd: `/etc/passwd` is not opened: it leads out of the group's papers
    : `` is not opened: it leads out of the group's papers
    ");
}

/// The screen at the papers of an item that is read, which has so many.
fn at_papers(papers: usize) -> Screen {
    let shell = Shell::example();
    for nth in 1..=papers {
        fs::write(shell.beside(&format!("p{nth}.pdf")), "paper").expect("written");
        shell.saves(&format!("item paper add W9KE ../p{nth}.pdf --title 'Paper {nth}'"));
    }
    let folder = tempfile::tempdir().expect("folder");
    copy(&shell.root(), &folder.path().join("w"));
    let mut screen = Screen::over(folder);
    screen.app.reading.push(Reading::of(RecordId::new(Kind::Item, "AQ-I26-W9KE").expect("id")));
    screen.frame();
    let mut fields = Vec::new();
    for _ in 0..40 {
        let field = screen.app.reading.last().and_then(Reading::field);
        if field == Some("paper") {
            return screen;
        }
        fields.push(field);
        screen.keys("Tab");
    }
    panic!("no papers among {fields:?}");
}

#[test]
fn enter_at_the_papers_opens_one_and_of_several_asks_which() {
    let mut screen = at_papers(1);
    assert!(matches!(&screen.ask(Event::Key(key("Enter")))[..], [Effect::OpenPaper(_, name)] if name == "p1.pdf"));
    let mut screen = at_papers(2);
    assert!(screen.ask(Event::Key(key("Enter"))).is_empty());
    let frame = screen.frame();
    let menu: Vec<&str> = frame.lines().filter(|it| it.contains("Paper 1") || it.contains("Paper 2")).collect();
    assert!(menu.len() >= 2 && frame.contains("Open a paper"), "{frame}");
    screen.ask(Event::Key(key("Down")));
    assert!(matches!(&screen.ask(Event::Key(key("Enter")))[..], [Effect::OpenPaper(_, name)] if name == "p2.pdf"));
}

#[test]
fn taking_back_a_paper_leaves_what_others_name_or_have_changed() {
    let shell = Shell::example();
    fs::write(shell.beside("rules.pdf"), "rules").expect("written");
    let path = "groups/AQ/papers/rules.pdf";
    let there = || shell.root().join(path).exists();
    // Two items name one file.
    shell.saves("item paper add W9KE ../rules.pdf");
    shell.saves("item paper add C3VN ../rules.pdf");
    shell.saves("undo");
    assert!(there());
    shell.saves("undo");
    assert!(!there());
    assert_eq!(shell.git(&["ls-files", "groups/AQ/papers"]).to_string(), "");
    assert_eq!(shell.git(&["status", "--porcelain"]).to_string(), "");
    shell.saves("redo");
    assert!(there());
    assert_eq!(fs::read_to_string(shell.root().join(path)).expect("back"), "rules");
    // What somebody has changed since stays.
    shell.write(path, "changed");
    let undone = shell.run("undo");
    assert_eq!(undone.status, 0, "{undone}");
    assert_eq!(fs::read_to_string(shell.root().join(path)).expect("kept"), "changed");
    let verified = shell.run("verify");
    assert_eq!(verified.status, 0, "{verified}");
}
