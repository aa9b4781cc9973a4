//! Two at work in one clone: every change that was acknowledged stands once, and every other one was told why.

use std::collections::BTreeSet;

use comity::model::Kind;
use comity::workspace::Outcome;

use crate::support::running::{Run, acknowledged, run};
use crate::support::sandbox::{Sandbox, action, get, git, now, nth_action, save, try_save, with};
use crate::support::shell::Shell;

/// How many changes each of them makes.
const CHANGES: usize = 15;

/// Runs the program for two people at once; their answers, in the order of their changes.
fn at_once(sandbox: &Sandbox, words: impl Fn(&str, usize) -> Vec<String> + Sync) -> [Vec<Run>; 2] {
    std::thread::scope(|threads| {
        let work = |who: &'static str| {
            let words = &words;
            threads.spawn(move || {
                let run_one = |nth| {
                    let words = words(who, nth);
                    let mut all = vec!["--json", "--as", who];
                    all.extend(words.iter().map(String::as_str));
                    run(sandbox, &all)
                };
                (0..CHANGES).map(run_one).collect()
            })
        };
        [work("birch"), work("rowan")].map(|it| it.join().expect("no panic"))
    })
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|it| (*it).to_owned()).collect()
}

/// Every acknowledged change is in the history once; the rest of it is the beginning.
#[track_caller]
fn assert_all_kept(sandbox: &Sandbox, runs: &[Vec<Run>; 2]) {
    let acknowledged: Vec<String> = runs.iter().flatten().filter_map(|it| acknowledged(&it.out)).collect();
    let ids = sandbox.change_ids();
    let told: BTreeSet<&String> = acknowledged.iter().collect();
    let kept: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(told.len(), acknowledged.len());
    let unasked: Vec<_> = kept.difference(&told).collect();
    assert!(told.is_subset(&kept) && unasked.len() == 1, "{unasked:?}");
    sandbox.assert_whole("");
}

#[test]
fn two_programs_that_write_different_records_at_once_are_both_heard() {
    let sandbox = Sandbox::small();
    let runs = at_once(&sandbox, |who, nth| {
        words(&["action", "add", &format!("{who} {nth}"), "--group", "AQ", "--owner", who, "--due", "2026-12-12"])
    });
    for run in runs.iter().flatten() {
        assert_eq!((run.exit, run.err.as_str()), (Some(0), ""), "{}", run.out);
    }
    assert_all_kept(&sandbox, &runs);
    assert_eq!(sandbox.commits(), 1 + 2 * CHANGES);
    assert_eq!(sandbox.git(&["ls-files", "groups/AQ/actions"]).lines().count(), 1 + 2 * CHANGES);
}

#[test]
fn two_programs_that_write_the_same_record_at_once_are_both_heard_or_told_why_not() {
    let sandbox = Sandbox::small();
    let runs = at_once(&sandbox, |who, nth| match who {
        "birch" => words(&["action", "edit", "7K3F", "--detail", &format!("{who} {nth}")]),
        // Another field at times, and at times the same.
        _ if nth % 2 == 0 => words(&["action", "due", "7K3F", &format!("2026-12-{:02}", nth + 1)]),
        _ => words(&["action", "edit", "7K3F", "--detail", &format!("{who} {nth}")]),
    });
    for run in runs.iter().flatten() {
        let said: serde_json::Value = serde_json::from_str(&format!("{}{}", run.out, run.err)).expect("one answer");
        match run.exit {
            Some(0) => assert!(acknowledged(&run.out).is_some() && run.err.is_empty(), "{said}"),
            // Somebody else was faster at this very field, and it says so.
            Some(5) => assert!(said["error"]["code"] == "E-CLASH" && run.out.is_empty(), "{said}"),
            _ => panic!("{:?} {said}", run.exit),
        }
    }
    assert!(runs.iter().all(|it| it.iter().any(|it| it.exit == Some(0))));
    assert_all_kept(&sandbox, &runs);
}

#[test]
fn a_workspace_that_stays_open_and_a_program_beside_it_write_at_once() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let runs = std::thread::scope(|threads| {
        let beside = threads.spawn(|| {
            let add = |nth| {
                let title = format!("beside {nth}");
                let run = run(&sandbox, &["--json", "action", "add", &title, "--group", "AQ", "--owner", "rowan"]);
                assert_eq!((run.exit, run.err.as_str()), (Some(0), ""), "{}", run.out);
                acknowledged(&run.out).expect("acknowledged")
            };
            (0..CHANGES).map(add).collect::<Vec<_>>()
        });
        let mut mine: Vec<String> = (0..CHANGES).map(|nth| save(&mut workspace, &nth_action(nth)).change_id).collect();
        mine.extend(beside.join().expect("no panic"));
        mine
    });
    let ids = sandbox.change_ids();
    assert!(runs.iter().all(|it| ids.contains(it)));
    assert_eq!(ids.len(), 1 + 2 * CHANGES);
    workspace.refresh();
    let actions = workspace.snapshot().of_kind(Kind::Action).count();
    assert_eq!(actions, 1 + 2 * CHANGES);
    sandbox.assert_whole("");
}

#[test]
fn a_workspace_that_stays_open_writes_upon_what_a_program_has_written_since() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let seen = get(&workspace, &action());
    let now = now().to_rfc3339();
    let edited = run(&sandbox, &["--now", &now, "action", "edit", "7K3F", "--due", "2026-12-12", "--owner", "birch"]);
    assert_eq!((edited.exit, edited.err.as_str()), (Some(0), ""));
    assert!(matches!(try_save(&mut workspace, &with(&seen, "priority = 'high'")), Ok(Outcome::Saved(_))));
    insta::assert_snapshot!(sandbox.read(&action().path()), @r#"
    # Agreed by both.
    title = "Publish joint metrics"
    owner = "birch"
    due = 2026-12-12 # firm
    state = "open"
    priority = "high"
    org = "sedex"
    raised_on = 2026-10-01

    [[moved]]
    from = 2026-11-28
    to = 2026-12-12
    on = 2026-11-16
    by = "birch"
    "#);
    sandbox.assert_whole("");
}

#[test]
fn plain_git_merges_and_rebases_what_two_clones_changed() {
    let shell = Shell::example();
    let clone = shell.beside("clone");
    let (own, other) = (shell.root().display().to_string(), clone.display().to_string());
    shell.git(&["clone", "-q", &own, &other]);
    let at_clone = |args: &[&str]| {
        let out = git(&clone).args(args).output().expect("git");
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    };
    for (key, value) in [("user.name", "Oak Placeholder"), ("user.email", "oak@example.org")] {
        at_clone(&["config", key, value]);
    }
    for (ours, theirs, how) in [("7K3F", "D7ZK", "merge"), ("9QXT", "T6BQ", "rebase")] {
        shell.saves(&format!("action edit {ours} --priority low"));
        assert_eq!(shell.run(&format!("-C {other} action edit {theirs} --priority low")).status, 0);
        shell.git(&["fetch", "-q", &other, "main"]);
        shell.git(&["-c", "user.name=B", "-c", "user.email=birch@example.org", how, "FETCH_HEAD"]);
        at_clone(&["pull", "-q", "--ff-only", &own, "main"]);
        // The template's people are still to be named; nothing else is to be said.
        let problems = shell.json("check")["data"].as_array().expect("problems").clone();
        assert!(matches!(problems.as_slice(), [one] if one["code"] == "W-PLACEHOLDER"), "{problems:?}");
    }
    for id in ["7K3F", "D7ZK", "9QXT", "T6BQ"] {
        assert_eq!(shell.json(&format!("action show {id}"))["data"]["priority"], "low");
    }
}
