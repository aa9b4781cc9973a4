//! The house as its first page draws it: arrows never run up, one door to git and to the disk, files one can read at a sitting.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the ground up. A module knows those below its own, and itself.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["store"],
    &["workspace"],
    &["verify"],
    &["history", "init", "sync"],
    &["report"],
    &["import", "document", "settings"],
    &["cli", "tui"],
    &["main", "lib"],
];

/// Words that stand for something outside, and the places that may say them.
const DOORS: &[(&str, &[&str])] = &[
    ("git2::", &["store/"]),
    ("std::process::Command", &["store/editor", "store/program", "store/remote", "store/running", "store/signer"]),
    ("std::fs", &["store/", "workspace/", "init/"]),
    ("ratatui", &["tui/"]),
    ("crossterm", &["tui/", "cli/"]),
    ("clap", &["cli/"]),
    ("std::env", &["store/", "cli/", "tui/surroundings", "tui/run", "main"]),
];

/// What code of the model does not do: it asks nobody outside for anything.
const NOT_IN_THE_MODEL: &[&str] =
    &["std::fs", "std::env", "std::time", "::now()", "std::io", "std::process", "println!"];

/// A file of the source: its path below `src` without the ending, and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    below(&root, &mut files);
    assert!(files.len() > 50);
    let name = |path: &Path| path.strip_prefix(&root).expect("below").with_extension("").to_string_lossy().into_owned();
    files.into_iter().map(|it| (name(&it), fs::read_to_string(&it).expect("text"))).collect()
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("folder").flatten() {
        match entry.path() {
            path if path.is_dir() => below(&path, files),
            path if path.extension().is_some_and(|it| it == "rs") => files.push(path),
            _ => (),
        }
    }
}

/// The lines that are code, without remarks and without the tests below them.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|it| *it != "#[cfg(test)]").filter(|it| !it.trim_start().starts_with("//"))
}

fn layer(module: &str) -> usize {
    LAYERS.iter().position(|it| it.contains(&module)).unwrap_or_else(|| panic!("{module} has no layer"))
}

#[test]
fn a_module_knows_only_those_below_it() {
    for (name, text) in sources() {
        let own = name.split('/').next().expect("module");
        for line in code(&text) {
            for at in line.split("crate::").skip(1) {
                let other = at.split(|it: char| !it.is_ascii_lowercase()).next().expect("word");
                let known = LAYERS.iter().flat_map(|it| it.iter()).any(|it| *it == other);
                assert!(!known || other == own || layer(other) < layer(own), "{name} looks up: {line}");
            }
        }
    }
}

#[test]
fn there_is_one_door_to_git_to_the_disk_and_to_the_terminal() {
    for (name, text) in sources() {
        for (word, places) in DOORS {
            let uses = code(&text).find(|it| it.contains(word));
            let may = places.iter().any(|it| format!("{name}/").starts_with(it) || name.starts_with(it));
            assert!(may || uses.is_none(), "{name} says `{word}`: {}", uses.unwrap_or_default().trim());
        }
    }
}

#[test]
fn the_model_asks_nobody_outside() {
    for (name, text) in sources().into_iter().filter(|it| it.0.starts_with("model")) {
        for word in NOT_IN_THE_MODEL {
            let uses = code(&text).find(|it| it.contains(word));
            assert!(uses.is_none(), "{name} says `{word}`: {}", uses.unwrap_or_default());
        }
    }
}

#[test]
fn every_file_opens_with_its_subject_and_can_be_read_at_a_sitting() {
    for (name, text) in sources() {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 12, "{name} opens with {first:?}");
        let lines = text.lines().take_while(|it| *it != "#[cfg(test)]").count();
        assert!(lines <= 400, "{name} has {lines} lines");
    }
}

#[test]
fn nothing_is_left_open_and_nothing_falls_over() {
    for (name, text) in sources() {
        for word in ["todo!", "unimplemented!", ".unwrap()", ".expect(", "unsafe ", "panic!", "dbg!"] {
            // What a constant expects, the compiler has seen.
            let uses = code(&text).find(|it| it.contains(word) && !it.starts_with("pub const"));
            assert!(uses.is_none(), "{name} says {word}: {}", uses.unwrap_or_default().trim());
        }
        assert!(!text.contains("TODO") && !text.contains("FIXME"), "{name}");
    }
}

#[test]
fn every_code_that_is_said_is_explained_and_only_those() {
    let is_code = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '-';
    let codes_of = |text: &str| -> Vec<String> {
        let begun = code(text).collect::<Vec<_>>().join("\n");
        let words = begun.split("\"E-").skip(1).filter_map(|it| it.split_once('"').map(|it| it.0.to_owned()));
        words.filter(|it| it.chars().all(is_code)).map(|it| format!("E-{it}")).collect()
    };
    let told = |name: &str| name == "report/failures";
    let said: BTreeSet<String> = sources().iter().filter(|it| !told(&it.0)).flat_map(|it| codes_of(&it.1)).collect();
    assert!(said.len() > 50);
    let silent: Vec<&String> = said.iter().filter(|it| comity::report::explain(it).is_none()).collect();
    assert_eq!(silent, [""; 0], "without an explanation");
    let idle: Vec<&str> = comity::report::FAILURES.iter().map(|it| it.0).filter(|it| !said.contains(*it)).collect();
    assert_eq!(idle, [""; 0], "nobody says them");
}
