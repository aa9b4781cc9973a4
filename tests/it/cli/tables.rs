//! The table of commands against what the program does: every verb is there, helps, and shows examples that it takes.

use comity::cli::{command, command_table, man_pages};

use crate::support::shell::{Shell, split};

/// Every verb with its nouns, as the command line knows it.
pub(super) fn verbs() -> Vec<Vec<String>> {
    let mut verbs = Vec::new();
    for (line, _) in command_table() {
        let (name, below) = line.split_once(' ').unwrap_or((&line, ""));
        let below = below.trim_matches(['[', ']']);
        if below.is_empty() || line.contains('[') {
            verbs.push(vec![name.to_owned()]);
        }
        verbs.extend(below.split('|').filter(|it| !it.is_empty()).map(|it| vec![name.to_owned(), it.to_owned()]));
    }
    verbs
}

#[test]
fn the_table_lists_every_command_and_no_other() {
    let mut known: Vec<Vec<String>> = Vec::new();
    for noun in command().get_subcommands().filter(|it| !it.is_hide_set()) {
        let below: Vec<&str> = noun.get_subcommands().map(clap::Command::get_name).collect();
        let alone = below.is_empty() || noun.get_before_help().is_some();
        known.extend(alone.then(|| vec![noun.get_name().to_owned()]));
        known.extend(below.iter().map(|it| vec![noun.get_name().to_owned(), (*it).to_owned()]));
    }
    let mut listed = verbs();
    listed.sort();
    known.sort();
    assert_eq!(listed, known);
}

#[test]
fn every_verb_helps_with_two_examples_that_the_command_line_takes() {
    let shell = Shell::empty();
    for verb in verbs() {
        let words = verb.join(" ");
        let help = shell.run(&format!("{words} --help"));
        assert!(help.status == 0 && help.err.is_empty(), "{words}: {help}");
        let examples: Vec<&str> = help.out.lines().filter_map(|it| it.strip_prefix("  comity ")).collect();
        assert_eq!(examples.len(), 2, "{words}: {help}");
        assert!(help.out.starts_with("Examples:\n"), "{words}: {help}");
        for example in examples {
            assert!(example.starts_with(&words), "{words}: {example}");
            let typed = example.split(" < ").next().unwrap_or_default();
            let parsed = command().try_get_matches_from([vec!["comity".to_owned()], split(typed)].concat());
            assert!(parsed.is_ok(), "{example}: {parsed:?}");
        }
        assert_eq!(shell.run(&format!("help {words}")).out, help.out, "{words}");
    }
}

#[test]
fn every_verb_that_needs_a_workspace_says_so_where_there_is_none() {
    let shell = Shell::empty();
    for verb in
        ["status", "undo", "redo", "history", "take-in", "check", "action list", "config list", "import actions x"]
    {
        assert_eq!(shell.run(verb).status, 8, "{verb}");
    }
}

#[test]
fn there_is_a_manual_page_for_every_verb() {
    let pages: Vec<String> = man_pages("").expect("pages").into_iter().map(|it| it.0).collect();
    for verb in verbs() {
        assert!(pages.contains(&format!("comity-{}.1", verb.join("-"))), "{verb:?}");
    }
}
