//! A sync killed again and again beside changes: both desks come to hold the same, and whatever was acknowledged, once.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::killing::{Chance, Life, end, wanted};
use crate::support::running::{acknowledged, comity, run};
use crate::support::sandbox::Sandbox;

/// Two desks over one shared copy, and how long a sync takes here.
fn desks() -> (Sandbox, Sandbox, Duration) {
    let one = Sandbox::small();
    let done = |desk: &Sandbox, words: &[&str]| {
        let said = run(desk, words);
        assert_eq!(said.exit, Some(0), "{words:?}: {}", said.err);
    };
    done(&one, &["remote", "set", "../shared.git", "--create"]);
    done(&one, &["join", "../shared.git", "../other"]);
    let other = one.beside("other");
    done(&other, &["action", "add", "First", "--group", "AQ", "--owner", "rowan", "--due", "2026-12-12"]);
    let began = Instant::now();
    done(&other, &["sync"]);
    (one, other, began.elapsed())
}

fn life(taken: Duration, chance: &mut Chance) -> Life {
    let watched = [
        ".git/comity/intents",
        ".git/index.lock",
        ".git/refs/heads/main",
        ".git/refs/comity/fetched",
        ".git/refs/remotes/origin/main",
        "../shared.git/refs/heads/main",
    ];
    match chance.below(2) {
        0 => Life::For(taken * chance.below(1_500) as u32 / 1_000),
        _ => Life::Until(watched[chance.below(6) as usize], taken * chance.below(100) as u32 / 1_000),
    }
}

/// Saves something at a desk, which must not be kept from it by what was killed.
fn change(desk: &Sandbox, round: u64, chance: &mut Chance) -> Option<String> {
    // Never the same at both desks: of two that write the same, one change is enough.
    let word = format!("Round {round} at {}", desk.root().display());
    let said = match chance.below(3) {
        0 => run(desk, &["--json", "action", "add", &word, "--group", "AQ", "--owner", "rowan", "--due", "2026-12-12"]),
        1 => run(desk, &["--json", "action", "edit", "7K3F", "--detail", &word]),
        _ => run(desk, &["--json", "action", "edit", "7K3F", "--title", &word]),
    };
    assert_eq!((said.exit, said.err.as_str()), (Some(0), ""), "{}", said.out);
    acknowledged(&said.out)
}

#[test]
fn a_sync_killed_at_any_moment_loses_and_doubles_nothing_at_either_desk() {
    let (wanted, mut chance) = wanted(24);
    let (one, other, taken) = desks();
    let mut known = BTreeSet::new();
    let (mut kills, mut round) = (0, 0);
    while kills < wanted {
        round += 1;
        let (desk, across) = if chance.below(2) == 0 { (&one, &other) } else { (&other, &one) };
        known.extend(change(desk, round, &mut chance));
        known.extend(change(across, round, &mut chance));
        if chance.below(2) == 0 {
            let said = run(across, &["sync"]);
            assert_eq!(said.exit, Some(0), "round {round}: {}", said.err);
        }
        let life = life(taken, &mut chance);
        let mut program = comity(desk, &["sync"]);
        let mut program = program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("run");
        std::thread::scope(|threads| {
            let beside = (chance.below(2) == 0).then(|| {
                let mut own = Chance::of(chance.below(1_000_000) + 1);
                threads.spawn(move || change(desk, round + 1_000, &mut own))
            });
            kills += u64::from(end(desk, &mut program, &life));
            known.extend(beside.and_then(|it| it.join().expect("saved")));
        });
        assert_sound(desk, &format!("round {round}"));
    }
    for desk in [&one, &other, &one, &other] {
        let said = run(desk, &["sync"]);
        assert_eq!(said.exit, Some(0), "{}", said.err);
    }
    let tree = |desk: &Sandbox| desk.git(&["rev-parse", "HEAD", "origin/main"]);
    assert_eq!(tree(&one), tree(&other));
    for desk in [&one, &other] {
        desk.assert_whole("");
        let ids: Vec<String> = desk.change_ids();
        let there: BTreeSet<&String> = ids.iter().collect();
        let missing: Vec<&String> = known.iter().filter(|it| !there.contains(it)).collect();
        assert!(missing.is_empty(), "acknowledged, and not in the history: {missing:?}");
    }
    let (sound, words) = one.try_git(&["--git-dir=../shared.git", "fsck", "--full", "--no-dangling"]);
    assert!(sound, "{words}");
    println!("{kills} kills, {} changes acknowledged in {round} rounds", known.len());
}

/// Whoever looks next finds everything in order.
#[track_caller]
fn assert_sound(desk: &Sandbox, when: &str) {
    let check = run(desk, &["check"]);
    assert_eq!((check.exit, check.err.as_str()), (Some(0), ""), "{when}: {}", check.out);
    assert_eq!(desk.status(), "", "{when}");
}
