//! The real program, killed again and again while it saves: what it acknowledged is there once, what it did not is whole or absent.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::{Child, Stdio};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use comity::model::{Kind, RecordId};

use crate::support::killing::{Chance, Life, end, wanted};
use crate::support::running::{Run, acknowledged, comity, run};
use crate::support::sandbox::Sandbox;

/// Rows of a file that is taken in: enough for a change to go into the history as one pack.
const ROWS: usize = 55;

/// A small workspace with a meeting and two items on its agenda, and a note of somebody's own; and how long the program
/// takes for a change to it here.
fn workspace() -> (Sandbox, Duration) {
    let sandbox = Sandbox::small();
    let mut taken = Duration::ZERO;
    for words in [
        &["meeting", "add", "Ordinary meeting", "--group", "AQ", "--start", "2026-12-15 14:00"][..],
        &["item", "add", "First item", "--meeting", "AQ-2026-12-15"],
        &["item", "add", "Second item", "--meeting", "AQ-2026-12-15"],
    ] {
        let began = Instant::now();
        done(&run(&sandbox, words));
        taken = began.elapsed();
    }
    sandbox.write("note.txt", "0\n");
    sandbox.git(&["add", "note.txt"]);
    sandbox.write("mine.txt", "untracked\n");
    (sandbox, taken)
}

/// What the program is to do in one round.
fn deed(sandbox: &Sandbox, round: usize, chance: &mut Chance) -> Vec<String> {
    let mut some = |kind: Kind| {
        let folder = RecordId::new(kind, &format!("AQ-{}26-0000", kind.letter().expect("letter"))).expect("id").path();
        let folder = sandbox.path(folder.rsplit_once('/').expect("folder").0);
        // Two undos in the first rounds take the folder away with all that was in it.
        let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let names = names.filter_map(|it| it.file_name().to_str()?.strip_suffix(".toml").map(str::to_owned));
        // What is half written is not chosen.
        let mut ids: Vec<String> = names.filter(|it| !it.starts_with('.')).collect();
        ids.sort();
        let nth = chance.below(ids.len().max(1) as u64) as usize;
        ids.into_iter().nth(nth)
    };
    let (Some(action), Some(item)) = (some(Kind::Action), some(Kind::Item)) else {
        let words = ["--json", "redo"];
        return words.map(str::to_owned).to_vec();
    };
    let words: &[&str] = match chance.below(10) {
        0..3 => &["action", "add", &format!("Row {round}"), "--group", "AQ", "--owner", "rowan", "--due", "2026-12-12"],
        3..6 => &["action", "edit", &action, "--detail", &format!("As said in round {round}")],
        6 => &["item", "move", &item, "--first"],
        7 => &["item", "move", &item, "--last"],
        8 => &["undo"],
        _ => {
            let rows = (0..ROWS).map(|row| format!("Row {round}.{row},rowan,2026-12-12\n")).collect::<String>();
            std::fs::write(sandbox.beside("rows.csv").root(), format!("title,owner,due\n{rows}")).expect("written");
            &["import", "actions", "../rows.csv", "--group", "AQ"]
        }
    };
    ["--json"].iter().chain(words).map(|it| (*it).to_owned()).collect()
}

fn life(taken: Duration, chance: &mut Chance) -> Life {
    let watched = [".git/comity/intents", ".git/index.lock", ".git/refs/heads/main.lock", ".git/refs/heads/main"];
    match chance.below(2) {
        0 => Life::For(taken * chance.below(2_000) as u32 / 1_000),
        _ => Life::Until(watched[chance.below(4) as usize], taken * chance.below(100) as u32 / 1_000),
    }
}

/// The change that was acknowledged, if one was: its answer is there to the last byte.
fn answer(program: &mut Child, killed: bool) -> Option<String> {
    let (mut out, mut err) = (String::new(), String::new());
    program.stdout.take().expect("stdout").read_to_string(&mut out).expect("read");
    program.stderr.take().expect("stderr").read_to_string(&mut err).expect("read");
    if !killed {
        // Not found: the start has finished an undo that took away what was chosen to be changed.
        let exit = program.wait().expect("waited").code();
        assert!(exit == Some(0) && err.is_empty() || exit == Some(3), "{exit:?} {out} {err}");
    }
    out.ends_with('\n').then(|| acknowledged(&out)).flatten()
}

#[track_caller]
fn done(run: &Run) {
    assert_eq!((run.exit, run.err.as_str()), (Some(0), ""), "{}", run.out);
}

/// Runs git again and again beside the work, until it is over. It may find the index locked, and nothing worse.
fn git_beside(
    sandbox: &Sandbox,
    gate: &RwLock<()>,
    over: &AtomicBool,
    mut once: impl FnMut(&Sandbox) -> (bool, String),
) {
    let over = Over(over);
    while !over.0.load(Ordering::Relaxed) {
        let Ok(_open) = gate.read() else { return };
        let (ok, words) = once(sandbox);
        assert!(ok || words.contains("index.lock"), "{words}");
    }
}

/// Sets a flag when it goes, so that nobody waits for a test that has failed.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing_it_acknowledged_and_leaves_nothing_half_done() {
    let (wanted, mut chance) = wanted(50);
    let (sandbox, taken) = workspace();
    let gate = RwLock::new(());
    let over = AtomicBool::new(false);
    let staged = std::sync::Mutex::new("0\n".to_owned());
    let mut acknowledged = BTreeSet::new();
    let mut kills = 0;
    std::thread::scope(|threads| {
        let _over = Over(&over);
        threads.spawn(|| {
            git_beside(&sandbox, &gate, &over, |it| {
                let Ok(mut staged) = staged.lock() else { return (true, String::new()) };
                let next = format!("{}\n", staged.trim().parse::<u64>().expect("number") + 1);
                // In one step: what git looks at is never cut short under its eyes.
                std::fs::write(it.beside("note").root(), &next).expect("written");
                std::fs::rename(it.beside("note").root(), it.path("note.txt")).expect("renamed");
                let (ok, words) = it.try_git(&["add", "note.txt"]);
                if ok {
                    *staged = next;
                }
                (ok, words)
            });
        });
        threads.spawn(|| {
            git_beside(&sandbox, &gate, &over, |it| {
                let (status, diff) = (it.try_git(&["status", "--porcelain"]), it.try_git(&["diff"]));
                (status.0 && diff.0, status.1 + &diff.1)
            });
        });
        let mut round = 0;
        while kills < wanted && !over.load(Ordering::Relaxed) {
            round += 1;
            let (words, life) = (deed(&sandbox, round, &mut chance), life(taken, &mut chance));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut program = comity(&sandbox, &words);
            let mut program = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("run");
            let killed = end(&sandbox, &mut program, &life);
            kills += u64::from(killed);
            acknowledged.extend(answer(&mut program, killed));
            // At times the next start, which finishes what is left, is killed as well.
            if chance.below(3) > 0 {
                let _closed = gate.write().expect("gate");
                let note = staged.lock().expect("staged");
                assert_sound(&sandbox, &note, &format!("round {round}, {words:?}"));
            }
        }
    });
    let note = staged.into_inner().expect("staged");
    assert_sound(&sandbox, &note, "at the end");
    let (sound, words) = sandbox.try_git(&["fsck", "--full", "--strict", "--no-dangling"]);
    assert!(sound && words.is_empty(), "{words}");
    let ids = sandbox.change_ids();
    let known: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(known.len(), ids.len(), "a change is there twice");
    let missing: Vec<&String> = acknowledged.iter().filter(|it| !known.contains(it)).collect();
    assert!(missing.is_empty(), "acknowledged, and not in the history: {missing:?}");
    assert_each_commit_is_whole(&sandbox);
    println!("{kills} kills, {} changes acknowledged, {} in the history", acknowledged.len(), ids.len());
}

/// The next start has put everything in order, and nobody's own files have been touched.
#[track_caller]
fn assert_sound(sandbox: &Sandbox, note: &str, when: &str) {
    let check = run(sandbox, &["check"]);
    assert_eq!((check.exit, check.err.as_str()), (Some(0), ""), "{when}: {}", check.out);
    assert_eq!(sandbox.leftovers(), [""; 0], "{when}");
    let status = sandbox.status();
    // What git was about to stage when its lock was taken stands in the folder alone.
    let note_as_it_may_be = ["A  note.txt\n?? mine.txt\n", "AM note.txt\n?? mine.txt\n"];
    assert!(note_as_it_may_be.contains(&status.as_str()), "{when}: {status}");
    assert_eq!(sandbox.git(&["show", ":note.txt"]), note, "{when}");
    assert_eq!(sandbox.read("mine.txt"), "untracked\n");
}

/// Each commit touches all the files it names and no other.
#[track_caller]
fn assert_each_commit_is_whole(sandbox: &Sandbox) {
    assert_eq!(sandbox.git(&["rev-list", "--merges", "HEAD"]), "");
    let format = "--format=%x00%s%x01%(trailers:key=Record,valueonly,separator=%x2C)%x01";
    let log = sandbox.git(&["log", format, "--name-only", "--no-renames"]);
    let mut rows = Vec::new();
    for commit in log.split('\0').filter(|it| !it.is_empty()) {
        let parts: Vec<&str> = commit.split('\x01').collect();
        let [subject, records, paths] = parts.as_slice() else { panic!("{commit}") };
        let ids: BTreeSet<&str> = records.split(',').filter(|it| !it.starts_with("and ")).collect();
        let paths: BTreeSet<&str> = paths.split_whitespace().collect();
        let touched: BTreeSet<String> =
            paths.iter().filter_map(|it| RecordId::from_path(it)).map(|it| it.as_str().to_owned()).collect();
        if subject.contains("Import") {
            assert_eq!(touched.len(), ROWS, "{subject}");
        } else if *subject != "Begin" {
            assert_eq!(touched.iter().map(String::as_str).collect::<BTreeSet<_>>(), ids, "{subject}");
            assert_eq!(touched.len(), paths.len(), "{subject}");
        }
        rows.extend(subject.strip_prefix("Add action ").and_then(|it| it.split_once(": ")).map(|it| it.1.to_owned()));
    }
    rows.sort();
    assert!(rows.windows(2).all(|it| it[0] != it[1]), "an action was added twice: {rows:?}");
}
