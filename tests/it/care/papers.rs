//! Papers: files, links and what is to follow, kept with an agenda item.

use std::fs;
use std::time::Duration;

use comity::model::{Change, Fields, Kind, RecordId};
use comity::workspace::{Outcome, Workspace};

use crate::support::desks::{Desk, Desks, stamp_of};
use crate::support::killing::{Life, end};
use crate::support::running::{comity, run};
use crate::support::sandbox::{Sandbox, patience, record};
use crate::support::shell::Shell;

#[test]
fn a_file_is_laid_among_the_papers_in_the_same_commit_as_its_row() {
    let shell = Shell::example();
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    fs::write(shell.beside("Counting rules (v2).pdf"), &bytes).expect("written");
    insta::assert_snapshot!(shell.saves("item paper add W9KE '../Counting rules (v2).pdf' --title 'Two rules compared'"), @"");
    assert!(shell.files()["groups/AQ/papers/Counting-rules-v2.pdf"] == bytes);
    insta::assert_snapshot!(shell.git(&["show", "--stat", "--format=%s", "HEAD"]), @"");
    insta::assert_snapshot!(shell.run("item paper list W9KE"), @"");
    insta::assert_snapshot!(shell.run("item paper W9KE --json").out.contains("\"sha256\""), @"");
    insta::assert_snapshot!(shell.run("check").out, @"");
    insta::assert_snapshot!(shell.run("verify"), @"");
    // The same file again: as it stands. Another one of the same name: beside it.
    insta::assert_snapshot!(shell.leaves_alone("item paper add W9KE '../Counting rules (v2).pdf' --title 'Two rules compared'"), @"");
    fs::write(shell.beside("Counting rules (v2).pdf"), "other").expect("written");
    insta::assert_snapshot!(shell.saves("item paper add W9KE '../Counting rules (v2).pdf' --title 'Another'"), @"");
    shell.saves("undo");
    insta::assert_snapshot!(shell.run("item paper list W9KE"), @"");
}

#[test]
fn a_paper_that_was_to_follow_comes_and_links_are_kept_as_links() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.saves("item paper add W9KE --title 'First figures' --to-follow"), @"");
    fs::write(shell.beside("figures.csv"), "a,b\n").expect("written");
    insta::assert_snapshot!(shell.saves("item paper add W9KE ../figures.csv --title 'First figures'"), @"");
    insta::assert_snapshot!(shell.saves("item paper add W9KE https://example.org/rules --title 'The rules'"), @"");
    insta::assert_snapshot!(shell.run("item paper W9KE"), @"");
    insta::assert_snapshot!(shell.run("item show W9KE"), @"");
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
    insta::assert_snapshot!(said, @"");
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
    insta::assert_snapshot!(shell.run("check").out, @"");
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
    insta::assert_snapshot!(told, @"");
}
