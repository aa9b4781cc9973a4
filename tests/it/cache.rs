//! The cache of records: with it, without it and with a damaged one the answers are the same.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use comity::init;
use comity::model::{Kind, Snapshot};
use comity::store::cache::Cache;
use comity::tui::event::Event;
use comity::tui::worker::Worker;
use comity::workspace::Workspace;
use proptest::prelude::*;

use crate::support::running::{comity, run};
use crate::support::sandbox::{Sandbox, author, get, nth_action, save, with};

/// So many records are worth remembering.
const MANY: usize = 450;

/// A workspace of many actions, all of which were left alone for a while.
fn large() -> Sandbox {
    let sandbox = Sandbox::empty();
    let parties = ["sedex=Sedex", "amfori=amfori"].map(|it| init::NewParty::parse(it).expect("party"));
    let mut files = init::empty_files("Joint work", &parties, "Europe/Brussels");
    let birch = "name = \"Birch Placeholder\"\norg = \"sedex\"\nemails = [\"birch@example.org\"]\n";
    files.push(("people/birch.toml".to_owned(), birch.into()));
    files.push(("groups/AQ/group.toml".to_owned(), "name = \"Audit quality\"\nstate = \"active\"\n".into()));
    for nth in 0..MANY {
        let text = format!("title = \"Row {nth}\"\nowner = \"birch\"\ndue = 2026-11-28\nstate = \"open\"\n");
        files.push((nth_action(nth).id.path(), text.into()));
    }
    init::create(&sandbox.root(), files, "Begin", &author()).expect("created");
    settle(&sandbox);
    sandbox
}

/// Lets every file look as if nobody had written it for an hour.
fn settle(sandbox: &Sandbox) {
    for path in sandbox.everything().into_keys().filter(|it| it.ends_with(".toml")) {
        age(sandbox, &path, SystemTime::now() - Duration::from_secs(3_600));
    }
}

fn age(sandbox: &Sandbox, path: &str, to: SystemTime) {
    File::options().write(true).open(sandbox.path(path)).expect(path).set_modified(to).expect("set");
}

/// The same with its records remembered.
fn remembered() -> Sandbox {
    let sandbox = large();
    let workspace = sandbox.open();
    assert_eq!(all(&workspace), MANY + 5);
    workspace.remember_records();
    assert!(file(&sandbox).is_file());
    sandbox
}

fn all(workspace: &Workspace) -> usize {
    workspace.snapshot().all().count()
}

fn file(sandbox: &Sandbox) -> PathBuf {
    own_folder(sandbox).join("records.cache")
}

fn own_folder(sandbox: &Sandbox) -> PathBuf {
    sandbox.path(".git/comity")
}

/// What the folder says with nothing remembered.
fn truth(sandbox: &Sandbox) -> Snapshot {
    let twin = sandbox.twin();
    let _ = fs::remove_file(file(&twin));
    let workspace = twin.open();
    assert!(workspace.snapshot().all().count() > 0);
    workspace.snapshot().clone()
}

/// What is shown at once, and what is shown after a look.
fn shown_and_seen(sandbox: &Sandbox) -> (Snapshot, Snapshot) {
    let mut workspace = sandbox.open();
    workspace.show_as_remembered();
    let shown = workspace.snapshot().clone();
    assert!(shown.all().count() > 0);
    workspace.refresh();
    (shown, workspace.snapshot().clone())
}

#[test]
fn what_is_remembered_stands_for_the_folder_until_somebody_looks() {
    let sandbox = remembered();
    let gone = nth_action(7).id;
    fs::remove_file(sandbox.path(&gone.path())).expect("removed");
    let (shown, seen) = shown_and_seen(&sandbox);
    assert!(shown.get(&gone).is_some_and(|it| it.title() == "Row 7"));
    assert_eq!(seen, truth(&sandbox));
    assert!(!seen.exists(&gone));
    assert_eq!(sandbox.open().snapshot(), &seen);
}

/// Something that happens to a workspace, in words and as it is done.
type Happening<'a> = (&'a str, &'a dyn Fn(&Sandbox));

#[test]
fn what_changes_behind_its_back_is_seen() {
    let path = nth_action(3).id.path();
    let same_length = |sandbox: &Sandbox| sandbox.read(&path).replace("Row 3", "Raw 3");
    let long_ago = || SystemTime::now() - Duration::from_secs(3_600);
    let changes: [Happening<'_>; 7] = [
        ("edited", &|it| it.write(&path, it.read(&path).replace("Row", "Another row"))),
        ("edited to the same length", &|it| it.write(&path, same_length(it))),
        ("edited to the same length and time", &|it| {
            let time = fs::metadata(it.path(&path)).and_then(|it| it.modified()).expect("time");
            it.write(&path, same_length(it));
            age(it, &path, time);
        }),
        ("replaced by another file of the same length", &|it| {
            it.write("other", same_length(it));
            age(it, "other", long_ago());
            fs::rename(it.path("other"), it.path(&path)).expect("renamed");
        }),
        ("broken", &|it| it.write(&path, "title = ")),
        ("added", &|it| it.write(&nth_action(MANY).id.path(), "title = \"One more\"\nstate = \"open\"\n")),
        ("taken back by git", &|it| {
            it.write(&path, same_length(it));
            it.git(&["commit", "-qam", "By hand"]);
            it.git(&["reset", "-q", "--hard", "HEAD~1"]);
        }),
    ];
    for (how, change) in changes {
        let sandbox = remembered();
        change(&sandbox);
        let truth = truth(&sandbox);
        assert_eq!(sandbox.open().snapshot(), &truth, "{how}");
        assert_eq!(shown_and_seen(&sandbox).1, truth, "{how}");
    }
}

#[test]
fn what_the_history_says_is_shown_at_once() {
    let sandbox = remembered();
    let (changed, gone) = (nth_action(1), nth_action(2).id);
    let new = with(&nth_action(MANY), "owner = 'birch'");
    let mut workspace = sandbox.open();
    let record = get(&workspace, &changed.id);
    save(&mut workspace, &with(&record, "title = 'Changed since'"));
    save(&mut workspace, &new);
    sandbox.git(&["rm", "-q", &gone.path()]);
    sandbox.git(&["commit", "-qm", "By hand"]);
    let (shown, seen) = shown_and_seen(&sandbox);
    assert_eq!(shown, seen);
    assert_eq!(shown, truth(&sandbox));
    assert_eq!(shown.get(&changed.id).map(|it| it.title()), Some("Changed since"));
    assert!(shown.get(&gone).is_none() && shown.get(&new.id).is_some());
}

#[test]
fn a_file_that_was_just_written_is_read_again() {
    let sandbox = large();
    let (fresh, future) = (nth_action(1).id, nth_action(2).id);
    age(&sandbox, &fresh.path(), SystemTime::now());
    age(&sandbox, &future.path(), SystemTime::now() + Duration::from_secs(3_600));
    let workspace = sandbox.open();
    assert_eq!(all(&workspace), MANY + 5);
    workspace.remember_records();
    let cache = Cache::read(&own_folder(&sandbox)).expect("there");
    let vouched = |id| cache.row(id).expect("named").signature().is_some();
    assert!(!vouched(&fresh) && !vouched(&future) && vouched(&nth_action(3).id));
}

#[test]
fn few_records_are_not_worth_remembering() {
    let sandbox = Sandbox::small();
    settle(&sandbox);
    let workspace = sandbox.open();
    assert!(all(&workspace) > 0);
    workspace.remember_records();
    assert!(!file(&sandbox).exists());
}

#[test]
fn what_was_remembered_is_taken_over_when_more_is() {
    let sandbox = remembered();
    for nth in 0..MANY {
        let path = nth_action(nth).id.path();
        sandbox.write(&path, sandbox.read(&path).replace("open", "done"));
    }
    settle(&sandbox);
    let workspace = sandbox.open();
    assert_eq!(workspace.snapshot().of_kind(Kind::Action).count(), MANY);
    workspace.remember_records();
    let cache = Cache::read(&own_folder(&sandbox)).expect("there");
    assert_eq!(cache.rows(Kind::Person).map(<[_]>::len), Some(1));
    assert_eq!(shown_and_seen(&sandbox), (truth(&sandbox), truth(&sandbox)));
}

#[test]
fn what_is_remembered_already_is_not_written_again() {
    let sandbox = remembered();
    let before = fs::metadata(file(&sandbox)).expect("there").ino();
    let workspace = sandbox.open();
    // One by one they are read from their files.
    assert!((0..MANY).all(|nth| workspace.snapshot().get(&nth_action(nth).id).is_some()));
    workspace.remember_records();
    assert_eq!(fs::metadata(file(&sandbox)).expect("there").ino(), before);
}

#[test]
fn a_cache_of_another_workspace_or_version_or_kind_is_left_aside() {
    let (sandbox, other) = (remembered(), remembered());
    let path = nth_action(3).id.path();
    other.write(&path, other.read(&path).replace("Row", "Other"));
    settle(&other);
    other.git(&["commit", "-qam", "By hand"]);
    fs::remove_file(file(&other)).expect("removed");
    let workspace = other.open();
    assert_eq!(all(&workspace), MANY + 5);
    workspace.remember_records();
    let truth = truth(&sandbox);
    let whole = fs::read(file(&sandbox)).expect("read");
    let foreign = fs::read(file(&other)).expect("read");
    let mut newer = whole.clone();
    newer[15] = b'2';
    for (what, bytes) in [("another workspace's", foreign), ("a newer one", newer), ("nothing", Vec::new())] {
        fs::write(file(&sandbox), bytes).expect("written");
        assert_eq!(sandbox.open().snapshot(), &truth, "{what}");
        assert_eq!(shown_and_seen(&sandbox), (truth.clone(), truth.clone()), "{what}");
    }
    fs::remove_file(file(&sandbox)).expect("removed");
    fs::create_dir(file(&sandbox)).expect("made");
    assert_eq!(shown_and_seen(&sandbox), (truth.clone(), truth.clone()), "a folder");
    let said = run(&sandbox, &["action", "list"]);
    assert_eq!(said.exit, Some(0), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn a_cache_of_another_user_and_a_link_are_left_aside() {
    let sandbox = remembered();
    let elsewhere = sandbox.path("elsewhere");
    fs::rename(file(&sandbox), &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, file(&sandbox)).expect("linked");
    assert!(Cache::read(&own_folder(&sandbox)).is_none());
    fs::remove_file(file(&sandbox)).expect("removed");
    fs::rename(&elsewhere, file(&sandbox)).expect("moved back");
    assert!(Cache::read(&own_folder(&sandbox)).is_some());
    match std::os::unix::fs::chown(file(&sandbox), Some(12_345), None) {
        Ok(()) => assert!(Cache::read(&own_folder(&sandbox)).is_none()),
        Err(_) => println!("passed over: only root can give a file away"),
    }
}

#[test]
fn two_programs_that_remember_at_once_leave_one_whole_cache() {
    let sandbox = large();
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                let workspace = sandbox.open();
                assert_eq!(all(&workspace), MANY + 5);
                workspace.remember_records();
            });
        }
    });
    assert!(Cache::read(&own_folder(&sandbox)).is_some());
    assert_eq!(sandbox.leftovers(), [""; 0]);
}

#[test]
fn whoever_is_killed_while_remembering_leaves_a_whole_cache_or_none() {
    let sandbox = large();
    for millis in (0..60).step_by(5) {
        let _ = fs::remove_file(file(&sandbox));
        let mut running =
            comity(&sandbox, &["action", "list"]).stdout(std::process::Stdio::null()).spawn().expect("run");
        std::thread::scope(|threads| {
            threads.spawn(|| {
                let began = std::time::Instant::now();
                while began.elapsed() < Duration::from_millis(millis) && !file(&sandbox).exists() {
                    std::thread::yield_now();
                }
                let _ = running.kill();
                let _ = running.wait();
            });
        });
        assert!(!file(&sandbox).exists() || Cache::read(&own_folder(&sandbox)).is_some(), "{millis}");
        assert_eq!(run(&sandbox, &["action", "list", "--json"]).out.matches("\"id\"").count(), MANY, "{millis}");
    }
}

#[test]
fn the_screen_shows_what_is_remembered_and_puts_it_right() {
    let sandbox = remembered();
    let path = nth_action(3).id.path();
    sandbox.write(&path, sandbox.read(&path).replace("Row 3", "Edited by hand"));
    let mut workspace = sandbox.open();
    workspace.show_as_remembered();
    let mut worker = Worker::new(workspace, None, None).expect("worker");
    let title = |snapshot: &Snapshot| snapshot.get(&nth_action(3).id).map(|it| it.title().to_owned());
    assert_eq!(title(&worker.glance().snapshot).as_deref(), Some("Row 3"));
    let ((_requests, asked), (events, incoming)) = (std::sync::mpsc::channel(), std::sync::mpsc::channel());
    drop(_requests);
    worker.work(&asked, &events);
    let Ok(Event::Looked(look)) = incoming.recv() else { panic!("no look") };
    assert_eq!(title(&look.snapshot).as_deref(), Some("Edited by hand"));
    assert_eq!(look.hand_edits.len(), 1);
}

/// What is done to a cache.
#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index),
    Flip(prop::sample::Index, u8),
    Swap(prop::sample::Index, prop::sample::Index),
    More(Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<prop::sample::Index>().prop_map(Damage::Cut),
        (any::<prop::sample::Index>(), 0u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
        proptest::collection::vec(any::<u8>(), 1..40).prop_map(Damage::More),
    ]
}

fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    let len = bytes.len();
    match damage {
        Damage::Cut(at) => bytes.truncate(at.index(len)),
        Damage::Flip(at, bit) => bytes[at.index(len)] ^= 1 << bit,
        Damage::Swap(one, other) => bytes.swap(one.index(len), other.index(len)),
        Damage::More(more) => bytes.extend(more),
    }
    bytes
}

#[test]
fn a_damaged_cache_is_the_same_as_none() {
    let sandbox = remembered();
    let (truth, whole) = (truth(&sandbox), fs::read(file(&sandbox)).expect("read"));
    proptest!(ProptestConfig::with_cases(48), |(damage in damage())| {
        fs::write(file(&sandbox), damaged(whole.clone(), &damage)).expect("written");
        let (shown, seen) = shown_and_seen(&sandbox);
        prop_assert_eq!(&shown, &truth);
        prop_assert_eq!(&seen, &truth);
    });
}

#[test]
fn a_full_disk_costs_time_and_nothing_else() {
    let sandbox = Sandbox::empty();
    fs::create_dir(sandbox.root()).expect("made");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "none"]).arg(sandbox.root()).output();
    if !mounted.is_ok_and(|it| it.status.success()) {
        println!("passed over: this system does not let us mount a small disk");
        return;
    }
    let inner = sandbox.beside("w/in");
    let made = Command::new("cp").arg("-a").arg(large().root()).arg(inner.root()).status().expect("cp");
    assert!(made.success());
    settle(&inner);
    let mut filler = File::create(sandbox.path("filler")).expect("made");
    while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
    let said = run(&inner, &["action", "list", "--json"]);
    let there = file(&inner).exists();
    drop(filler);
    let _ = Command::new("umount").arg("-l").arg(sandbox.root()).status();
    assert_eq!(said.exit, Some(0), "{}", said.err);
    assert_eq!(said.out.matches("\"id\"").count(), MANY);
    assert!(!there);
}

#[test]
fn titles_are_found_as_they_are_remembered_and_what_has_changed_since_is_among_them() {
    let sandbox = large();
    // Nobody has looked for items by that.
    run(&sandbox, &["action", "list"]);
    assert!(file(&sandbox).is_file());
    let mut workspace = sandbox.open();
    let record = get(&workspace, &nth_action(7).id);
    save(&mut workspace, &with(&record, "title = 'Another name'"));
    let found = sandbox.open().titled(&[Kind::Item, Kind::Action], |it| it.ends_with("44"));
    let mut expected = [7, 44, 144, 244, 344, 444].map(|it| nth_action(it).id).to_vec();
    expected.sort();
    assert_eq!(found, expected);
}
