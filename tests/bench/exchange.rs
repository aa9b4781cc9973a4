//! Several desks around one shared copy: how long an exchange takes, beside what plain git takes for the same.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::Local;
use comity::model::merge::merge;
use comity::model::{Change, Kind, Record, RecordId, Snapshot};
use comity::store::lock::Patience;
use comity::store::repo::{Author, merge_lines};
use comity::sync::replay::replay;
use comity::workspace::{Stamp, Workspace};

use crate::Outcome;
use crate::measure::{Times, in_turn, timed};
use crate::peers::{done, git, without_settings};
use crate::processes::Site;
use crate::table::{Aim, Peer, Table};
use crate::world;

/// So many actions there are before, so many changes each side makes of its own.
const ACTIONS: usize = 2_000;
pub const CHANGES: usize = 500;

/// So many desks save and exchange at the same time, and so many changes each of them makes.
const DESKS: usize = 5;

/// Two desks that both worked, what an exchange of nothing takes, one merge, and many desks at once.
pub fn measure(table: &mut Table, parent: &Path, runs: usize, changes_of_many: usize) -> Outcome<()> {
    let place = tempfile::tempdir_in(parent)?;
    let git_peer = |name| Peer { name, is_there: true };
    let shared = place.path().join("shared.git");
    let [ours, theirs] = two_desks(place.path(), &shared)?;

    let times = in_turn(runs, || nothing_to_do(&theirs), Some(|| timed(|| done(git(&theirs, &["fetch", "--quiet"])))))?;
    table.add("sync with nothing to exchange, actions", ACTIONS, &times, git_peer("`git fetch`"), Aim::Ratio(1.5));

    let mut nth = 0;
    let mut fresh = |name: &str| -> Outcome<PathBuf> {
        nth += 1;
        let to = place.path().join(format!("{name}{nth}"));
        fs::create_dir(&to)?;
        for part in ["desk", "shared.git"] {
            let from = if part == "desk" { &ours } else { &shared };
            done(copying(from, &to.join(part)))?;
        }
        let desk = to.join("desk");
        done(git(&desk, &["remote", "set-url", "origin", &to.join("shared.git").to_string_lossy()]))?;
        Ok(desk)
    };
    let rounds = runs.min(7);
    let mut times = (Times::default(), Times::default());
    for _ in 0..rounds {
        let desk = fresh("ours")?;
        times.0.add(timed(|| done(comity(&desk, &["sync"])))?);
        let desk = fresh("git")?;
        times.1.add(timed(|| {
            done(git(&desk, &["fetch", "--quiet"]))?;
            done(git(&desk, &["rebase", "--quiet", "origin/main"]))?;
            done(git(&desk, &["push", "--quiet", "origin", "HEAD:main"]))
        })?);
    }
    let peer = git_peer("`git fetch`, `rebase`, `push`");
    table.add("sync 500 changes of each side, changes", CHANGES, &times, peer, Aim::Ratio(1.0));
    let mut times = (Times::default(), Times::default());
    let mut replays = Times::default();
    for _ in 0..rounds {
        let (whole, replay) = replayed(&fresh("ours")?, "birch@example.org")?;
        times.0.add(whole);
        replays.add(replay);
        let desk = fresh("git")?;
        done(git(&desk, &["fetch", "--quiet"]))?;
        times.1.add(timed(|| done(git(&desk, &["rebase", "--quiet", "origin/main"])))?);
    }
    let peer = git_peer("`git rebase`");
    table.add("lay 500 changes onto 500 others, changes", CHANGES, &times, peer, Aim::Ratio(1.0));
    table.alone("of that, the replay, durable: without folder and branch", CHANGES, &replays, Aim::Millis(1_000.0));

    table.alone("merge of one record, both sides changed", 1, &merges(runs)?, Aim::Millis(0.1));
    many_desks(table, parent, changes_of_many)
}

/// How long it takes to lay our changes onto those that were fetched, folder and branch included; and the replay alone.
pub fn replayed(desk: &Path, who: &str) -> Outcome<(Duration, Duration)> {
    done(git(desk, &["fetch", "--quiet"]))?;
    let mut workspace = open_as(desk, who)?;
    let theirs = workspace.repo().points_to("refs/remotes/origin/main").ok_or("nothing was fetched")?;
    let stamp = stamp(who);
    let mut alone = Duration::ZERO;
    let whole = timed(|| {
        let switched = workspace.switch(&stamp, |workspace, ours| {
            let repo = workspace.repo();
            let base = repo.parting(ours, &theirs)?.unwrap_or_default();
            let began = Instant::now();
            let replayed = replay(repo, &base, ours, &theirs, &stamp.author, workspace.snapshot())?;
            alone = began.elapsed();
            Ok((replayed.tip, replayed.carried))
        })?;
        match switched.map(|it| it.told) {
            Some(CHANGES) => Ok(()),
            other => Err(format!("{other:?} changes were laid onto the others").into()),
        }
    })?;
    Ok((whole, alone))
}

/// A shared copy and two clones of it: both made their changes, the second has sent its own.
fn two_desks(place: &Path, shared: &Path) -> Outcome<[PathBuf; 2]> {
    let first = Site::make(place, "desk", &world::actions(ACTIONS))?;
    drop(first);
    let ours = place.join("desk");
    done(git(place, &["init", "--quiet", "--bare", "-b", "main", "shared.git"]))?;
    done(git(&ours, &["remote", "add", "origin", &shared.to_string_lossy()]))?;
    done(comity(&ours, &["sync"]))?;
    let theirs = place.join("theirs");
    done(git(place, &["clone", "--quiet", "shared.git", "theirs"]))?;
    work(&theirs, 0, CHANGES, "rowan@example.org")?;
    done(comity(&theirs, &["sync"]))?;
    work(&ours, 1, CHANGES, "birch@example.org")?;
    Ok([ours, theirs])
}

/// So many changes of one side: the titles of every other action, where there are few of them more than once.
pub fn work(root: &Path, side: usize, count: usize, who: &str) -> Outcome<()> {
    let mut workspace = open_as(root, who)?;
    let ids: Vec<RecordId> = workspace.snapshot().ids(Kind::Action);
    for (nth, id) in ids.iter().skip(side).step_by(2).cycle().take(count).enumerate() {
        let before = workspace.snapshot().clone();
        let mut after = before.clone();
        let mut record = before.get(id).ok_or("gone")?.clone();
        record.fields.insert("title".to_owned(), format!("Sent round again, {nth} of {who}").into());
        after.put(record);
        workspace.submit(&Change::among([id].into_iter(), &before, &after), &stamp(who))?;
    }
    Ok(())
}

/// Opens a clone in which somebody works, by their address.
pub fn open_as(root: &Path, who: &str) -> Outcome<Workspace> {
    let workspace = Workspace::open(root, Patience::default())?;
    let author = stamp(who).author;
    workspace.repo().set("user.name", Some(&author.name))?;
    workspace.repo().set("user.email", Some(&author.email))?;
    Ok(workspace)
}

/// Whose change it is, and when: now.
pub fn stamp(who: &str) -> Stamp {
    let name = who.split('@').next().unwrap_or(who).to_owned();
    let author = Author { name, email: who.to_owned(), at: Local::now().fixed_offset() };
    Stamp { author, acting: None, reason: None }
}

fn nothing_to_do(desk: &Path) -> Outcome<Duration> {
    timed(|| done(comity(desk, &["sync"])))
}

/// Merges of one record of which both sides changed something else, in this process.
fn merges(runs: usize) -> Outcome<Times> {
    const EACH: u32 = 1_000;
    let [base, ours, theirs] = [0, 1, 2].map(|side| -> Outcome<Snapshot> {
        let (path, text) = world::extra(1).file();
        let id = RecordId::from_path(&path).ok_or("no id")?;
        let mut fields: toml::Table = toml::from_str(std::str::from_utf8(&text)?)?;
        match side {
            1 => drop(fields.insert("title".to_owned(), "By one side".into())),
            2 => drop(fields.insert("tags".to_owned(), vec!["by", "the", "other"].into())),
            _ => (),
        }
        Ok([Record { id, fields }].into_iter().collect())
    });
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let mut times = Times::default();
    for _ in 0..runs {
        let began = Instant::now();
        for _ in 0..EACH {
            black_box(merge(black_box(&base), &ours, &theirs, merge_lines));
        }
        times.add(began.elapsed() / EACH);
    }
    Ok(times)
}

/// Five desks that add an action and exchange it, again and again, all at once: how long each of them waits.
fn many_desks(table: &mut Table, parent: &Path, changes: usize) -> Outcome<()> {
    let place = tempfile::tempdir_in(parent)?;
    let first = Site::make(place.path(), "first", &world::actions(100))?;
    drop(first);
    done(git(place.path(), &["init", "--quiet", "--bare", "-b", "main", "shared.git"]))?;
    let root = place.path().join("first");
    let shared = place.path().join("shared.git");
    done(git(&root, &["remote", "add", "origin", &shared.to_string_lossy()]))?;
    done(comity(&root, &["sync"]))?;
    let desks: Vec<PathBuf> = (0..DESKS).map(|it| place.path().join(format!("desk{it}"))).collect();
    for desk in &desks {
        done(git(place.path(), &["clone", "--quiet", "shared.git", &desk.to_string_lossy()]))?;
        open_as(desk, "birch@example.org")?;
    }
    let each = changes / DESKS;
    let waits: Vec<Times> = std::thread::scope(|threads| {
        let working: Vec<_> = desks.iter().map(|desk| threads.spawn(move || waits_of(desk, each))).collect();
        working.into_iter().map(|it| it.join().map_err(|_| "a desk fell over")?).collect::<Result<_, String>>()
    })?;
    // What was overtaken too often waits for the next exchange.
    for desk in &desks {
        done(comity(desk, &["sync"]))?;
    }
    let listed = git(&shared, &["rev-list", "--count", "main"]).output()?;
    let there: usize = String::from_utf8(listed.stdout)?.trim().parse()?;
    let lost = (changes / DESKS * DESKS + 1).saturating_sub(there);
    let mut means: Vec<f64> = waits.iter().map(Times::mean).collect();
    means.sort_by(f64::total_cmp);
    let mut all = Times::default();
    waits.into_iter().for_each(|it| all.join(it));
    table.starved(&format!("{DESKS} desks at once, {changes} changes, {lost} lost: wait for a sync"), &all, &means);
    Ok(())
}

/// How long each of so many exchanges took, each after a change of one's own.
fn waits_of(desk: &Path, changes: usize) -> Result<Times, String> {
    let mut waits = Times::default();
    for nth in 0..changes {
        let title = format!("Action {nth}");
        done(comity(desk, &["action", "add", &title, "--group", "AQ"])).map_err(|it| it.to_string())?;
        let began = Instant::now();
        // An exchange that was overtaken too often says so, and the change waits for the next one.
        let _ = done(comity(desk, &["sync"]));
        waits.add(began.elapsed());
    }
    Ok(waits)
}

/// The program in a clone.
pub fn comity(root: &Path, words: &[&str]) -> Command {
    let mut comity = Command::new(env!("CARGO_BIN_EXE_comity"));
    comity.current_dir(root).args(words).arg("--no-input");
    without_settings(&mut comity);
    comity
}

fn copying(from: &Path, to: &Path) -> Command {
    let mut copy = Command::new("cp");
    copy.arg("-a").arg(from).arg(to);
    copy
}
