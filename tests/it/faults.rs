//! Every file operation of a change and of a sync made to fail, one after the other: nothing is lost, doubled or left half done.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::running::{Run, comity, run};
use crate::support::sandbox::{Sandbox, git};

/// What makes operations fail, built for this system; `None` where that cannot be done.
static SHIM: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/fault.c");
    let shim = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fault-{}.so", std::process::id()));
    let mut cc = Command::new("cc");
    let built = cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&shim).arg(source).arg("-ldl").output();
    built.is_ok_and(|it| it.status.success()).then_some(shim)
});

/// How a disk fails.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// From that operation on it is full.
    Full,
    /// That operation alone fails.
    Once,
}

/// Runs the program with its `at`-th operation failing; what it said, how many operations there were, and whether one
/// has failed.
fn run_failing(sandbox: &Sandbox, words: &[&str], at: usize, fault: Fault) -> (Run, usize, bool) {
    let log = sandbox.root().with_extension("faults");
    let mut program = comity(sandbox, words);
    program.env("LD_PRELOAD", SHIM.as_ref().expect("built")).env("FAULT_NAME", "/comity");
    program.env("FAULT_AT", at.to_string()).env("FAULT_LOG", &log);
    match fault {
        Fault::Full => program.env("FAULT_ERROR", "28"),
        Fault::Once => program.env("FAULT_ERROR", "5").env("FAULT_ONCE", "1"),
    };
    let out = program.output().expect("run");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let said = Run { exit: out.status.code(), out: text(out.stdout), err: text(out.stderr) };
    let log = std::fs::read_to_string(&log).expect("told");
    let (count, failed) = log.trim().split_once(' ').expect("two numbers");
    (said, count.parse().expect("count"), failed == "1")
}

/// Lets every operation fail in turn, two at a time, until one run has gone through without a failure: every other one
/// in each of the two ways, or all in both where `COMITY_FAULTS` says `all`.
fn each_operation(what: &str, attempt: impl Fn(usize, Fault) -> bool + Sync) {
    if !cfg!(target_os = "linux") || SHIM.is_none() {
        println!("passed over: there is no C compiler `cc` here, or no LD_PRELOAD");
        return;
    }
    let all = std::env::var_os("COMITY_FAULTS").is_some_and(|it| it == "all");
    let (next, end) = (AtomicUsize::new(1), AtomicUsize::new(usize::MAX));
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= end.load(Ordering::Relaxed) {
                        return;
                    }
                    let both = [Fault::Full, Fault::Once];
                    let ways = if all { &both[..] } else { &both[at % 2..=at % 2] };
                    let reached = ways.iter().filter(|it| attempt(at, **it)).count() > 0;
                    if !reached {
                        end.fetch_min(at, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let count = end.into_inner() - 1;
    println!("{what}: {count} operations");
    assert!((20..2_000).contains(&count), "{what}: {count} operations");
}

/// A copy of everything around a workspace.
fn copy(sandbox: &Sandbox) -> Sandbox {
    let copy = Sandbox::empty();
    let (from, to) = (sandbox.root(), copy.root());
    let above = |it: &Path| it.parent().expect("above").to_owned();
    let copied = Command::new("cp").arg("-a").arg(above(&from).join(".")).arg(above(&to)).status().expect("cp");
    assert!(copied.success());
    copy
}

/// The next start has put everything in order.
#[track_caller]
fn assert_sound(sandbox: &Sandbox, when: &str) {
    let check = run(sandbox, &["check"]);
    assert_eq!((check.exit, check.err.as_str()), (Some(0), ""), "{when}: {}", check.out);
    // What could not be taken away stands in nobody's way, and goes with the next change or sync.
    let harmless = |it: &String| it.contains("index.comity.mark") || it.starts_with(".git/refs/");
    let left: Vec<String> = sandbox.leftovers().into_iter().filter(|it| !harmless(it)).collect();
    assert_eq!(left, [""; 0], "{when}");
    assert_eq!(sandbox.status(), "", "{when}");
}

/// Nothing is left of what went wrong once the next change is saved.
#[track_caller]
fn assert_whole(sandbox: &Sandbox, when: &str) {
    if !sandbox.leftovers().is_empty() {
        assert_eq!(run(sandbox, &["action", "edit", "7K3F", "--detail", "Later"]).exit, Some(0), "{when}");
    }
    sandbox.assert_whole("");
}

#[test]
fn a_change_whose_file_operations_fail_one_by_one_is_saved_once_or_not_at_all() {
    let before = Sandbox::small();
    assert_eq!(run(&before, &["status"]).exit, Some(0));
    let words = ["action", "edit", "7K3F", "--detail", "As said", "--json"];
    let attempt = |at: usize, fault: Fault| {
        let sandbox = copy(&before);
        let (said, _, failed) = run_failing(&sandbox, &words, at, fault);
        let when = format!("{fault:?} {at}: {:?} {}{}", said.exit, said.out, said.err);
        assert!(said.exit.is_some(), "{when}");
        assert!(said.exit == Some(0) || said.err.contains("\"code\""), "{when}");
        assert_sound(&sandbox, &when);
        let saved = sandbox.commits() - 1;
        assert!(saved == 1 || saved == 0 && said.exit != Some(0), "{when}");
        let again = run(&sandbox, &words);
        assert_eq!((again.exit, again.err.as_str()), (Some(0), ""), "{when}");
        assert_eq!(sandbox.commits(), 2, "{when}");
        let text = sandbox.read("groups/AQ/actions/2026/AQ-A26-7K3F.toml");
        let kept = ["# Agreed by both.", "Publish joint metrics", "# firm", "detail = \"As said\""];
        assert!(kept.iter().all(|it| text.matches(it).count() == 1), "{when}: {text}");
        assert_whole(&sandbox, &when);
        failed
    };
    each_operation("a change", attempt);
}

/// A desk with a change that is not sent, and a shared copy with two of somebody else's, one of the same field.
fn apart() -> Sandbox {
    let desk = Sandbox::small();
    let done = |sandbox: &Sandbox, words: &[&str]| {
        let said = run(sandbox, words);
        assert_eq!(said.exit, Some(0), "{words:?}: {}", said.err);
    };
    done(&desk, &["remote", "set", "../shared.git", "--create"]);
    desk.git(&["config", "remote.origin.url", "../shared.git"]);
    done(&desk, &["join", "../shared.git", "../other"]);
    let other = desk.beside("other");
    done(&other, &["action", "edit", "7K3F", "--title", "Theirs"]);
    done(&other, &["action", "add", "Another", "--group", "AQ", "--owner", "rowan", "--due", "2026-12-12"]);
    done(&other, &["sync"]);
    std::fs::remove_dir_all(other.root()).expect("removed");
    done(&desk, &["action", "edit", "7K3F", "--title", "Mine", "--priority", "high"]);
    desk
}

#[test]
fn a_sync_whose_file_operations_fail_one_by_one_loses_and_doubles_nothing() {
    let before = apart();
    let mine = before.change_ids()[0].clone();
    let attempt = |at: usize, fault: Fault| {
        let sandbox = copy(&before);
        let (said, _, failed) = run_failing(&sandbox, &["sync", "--json"], at, fault);
        let when = format!("{fault:?} {at}: {:?} {}{}", said.exit, said.out, said.err);
        assert!(said.exit == Some(0) || said.err.contains("\"code\""), "{when}");
        let shared = |args: &[&str]| {
            let out = git(&sandbox.root()).arg("--git-dir=../shared.git").args(args).output().expect("git");
            String::from_utf8_lossy(&out.stdout).trim().to_owned()
        };
        assert_sound(&sandbox, &when);
        let sent = shared(&["log", "--format=%B", "main"]).contains(&mine);
        assert!(sent || said.exit != Some(0), "{when}");
        assert!(sandbox.change_ids().contains(&mine), "{when}");
        let again = run(&sandbox, &["sync"]);
        assert_eq!((again.exit, again.err.contains("E-")), (Some(0), false), "{when}: {}", again.err);
        assert_eq!(shared(&["rev-parse", "main"]), sandbox.git(&["rev-parse", "HEAD"]).trim(), "{when}");
        assert_eq!(sandbox.commits(), 4, "{when}");
        let text = sandbox.read("groups/AQ/actions/2026/AQ-A26-7K3F.toml");
        let kept = ["title = \"Theirs\"", "Mine", "priority = \"high\"", "field = \"title\""];
        assert!(kept.iter().all(|it| text.matches(it).count() == 1), "{when}: {text}");
        assert_whole(&sandbox, &when);
        failed
    };
    each_operation("a sync", attempt);
}
