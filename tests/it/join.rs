//! Joining a long history: how far it is is told, and whoever stops it finds everything as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use comity::init::join::{Step, join_telling};
use comity::store::remote::{Part, Talk};
use rustix::process::{Pid, Signal, kill_process};

use crate::decade_written::{Decade, Size};
use crate::support::desks::talk;
use crate::support::running::{comity_in, until};
use crate::support::sandbox::now;
use crate::support::terminal::{Place, Terminal};

/// So long that it takes a while to read, and no longer.
const LONG: Size = Size { records: 400, commits: 2_600 };

/// A folder to stand in, and beside it a long history.
fn beside_a_decade() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let (here, shared) = (folder.path().join("here"), folder.path().join("decade"));
    fs::create_dir(&here).expect("made");
    Decade::write(&shared, LONG).expect("written");
    (folder, here, shared)
}

/// All that lies in a folder, folders in it included.
fn everything(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("read").flatten() {
        all.push(entry.path().display().to_string());
        if entry.path().is_dir() {
            all.extend(everything(&entry.path()));
        }
    }
    all.sort();
    all
}

/// What joining has made beside its folder until now, below the folder in which it makes it.
fn made_beside(parent: &Path, path: &str) -> bool {
    let Ok(entries) = fs::read_dir(parent) else { return false };
    let mut own = entries.flatten().filter(|it| it.file_name().to_string_lossy().starts_with(".comity-"));
    own.any(|it| it.path().join(path).exists())
}

#[test]
fn whoever_stops_it_at_any_stage_finds_the_folder_as_it_was() {
    let (_folder, here, shared) = beside_a_decade();
    fs::create_dir(here.join("empty")).expect("made");
    let before = everything(&here);
    for (into, stage) in [
        // As soon as anything is there; once the history has come and is being read; while the files are written.
        ("desk", ""),
        ("desk", "w/.git/refs/heads/main"),
        ("empty", "w/.git/refs/heads/main"),
        ("some/where/desk", "w/.git/refs/heads/main"),
        ("desk", "w/README.md"),
    ] {
        for signal in [Signal::INT, Signal::TERM] {
            let mut command = comity_in(&here, &["join", &shared.display().to_string(), into]);
            let mut joining = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("run");
            let target = here.join(into);
            let parent = target.parent().expect("parent");
            until(stage, || made_beside(parent, stage) || joining.try_wait().expect("waited").is_some());
            let pid = Pid::from_raw(joining.id().cast_signed()).expect("pid");
            kill_process(pid, signal).expect("signalled");
            let said = joining.wait_with_output().expect("ended");
            if said.status.success() {
                // Too late to stop: then it is joined, and whole.
                assert_eq!(stage, "w/README.md");
                assert!(target.join("workspace.toml").exists() && target.join(".git/refs/comity").exists());
                fs::remove_dir_all(&target).expect("removed");
                continue;
            }
            assert_eq!(said.status.code(), Some(6), "{into} {stage}");
            assert_eq!(
                String::from_utf8_lossy(&said.stderr),
                "Nothing was joined: it was stopped (E-SYNC-STOPPED)\nHint: Nothing was left behind; joining again begins anew\n"
            );
            assert_eq!(everything(&here), before, "{into} {stage}");
        }
    }
}

#[test]
fn on_a_terminal_one_line_tells_how_far_it_is_and_ctrl_c_stops_it() {
    let place = Place::of_nothing();
    let shared = place.root().with_file_name("decade");
    Decade::write(&shared, LONG).expect("written");
    let shared = shared.display().to_string();
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &["join", &shared, "ours"], 100, 10);
    terminal.until_words("of 2,600 changes").keys("Ctrl+C");
    assert_eq!(terminal.ended().exit_code(), 6);
    insta::assert_snapshot!(terminal.text().trim_end(), @r"
    Nothing was joined: it was stopped (E-SYNC-STOPPED)
    Hint: Nothing was left behind; joining again begins anew
    ");
    assert_eq!(everything(&place.root()), [""; 0]);
}

#[test]
fn on_the_first_page_of_all_it_is_told_on_the_page_and_esc_stops_it() {
    let place = Place::of_nothing();
    let shared = place.root().with_file_name("decade");
    Decade::write(&shared, LONG).expect("written");
    let mut terminal = Terminal::run(&place, env!("CARGO_BIN_EXE_comity"), &[], 80, 24);
    terminal.until_words("What would you like to do?").keys("2").until_words("Address *");
    terminal.keys(&format!("'{}' Enter Ctrl+U 'ours' Enter", shared.display()));
    terminal.until_words("Reading what came: ").until_words("Esc Stop").keys("Esc").until_words("it was stopped");
    assert!(terminal.text().contains("Nothing was left behind"), "{}", terminal.text());
    assert_eq!(everything(&place.root()), [""; 0]);
    // It begins anew, and a signal leaves nothing behind either.
    terminal.keys("Enter").until_words("Reading what came: ").signal(Signal::TERM);
    assert_eq!(terminal.ended().exit_code(), 143);
    assert_eq!(everything(&place.root()), [""; 0]);
}

#[test]
fn each_step_is_told_in_its_order_and_in_words() {
    let (_folder, here, shared) = beside_a_decade();
    let mut told = Vec::new();
    let place = shared.display().to_string();
    join_telling(&place, &here.join("desk"), &talk(), now(), &mut |it| told.push(it)).expect("joined");
    let stage = |it: &Step| match it {
        Step::Asking => 0,
        Step::Receiving(far) => match far.part {
            Part::Readying => 1,
            Part::Receiving => 2,
            Part::Unpacking => 3,
        },
        Step::Reading(..) => 4,
        Step::Writing => 5,
    };
    assert!(told.is_sorted_by_key(stage), "{told:?}");
    let read: Vec<&Step> = told.iter().filter(|it| stage(it) == 4).collect();
    assert_eq!(read.len(), LONG.commits);
    assert_eq!(read[1_234].words(), "Reading what came: 1,234 of 2,600 changes");
    let received = told.iter().rfind(|it| stage(it) == 2).expect("told").words();
    assert!(received.starts_with("Receiving ") && received.ends_with(" pieces"), "{received}");
    assert_eq!(told.last(), Some(&Step::Writing));
}

#[test]
fn what_is_to_stop_before_it_has_begun_asks_nobody() {
    let (_folder, here, shared) = beside_a_decade();
    let stop = AtomicBool::new(true);
    let talk = Talk { asks: false, patience: Duration::from_secs(60), stop: &stop };
    let place = shared.display().to_string();
    let stopped = join_telling(&place, &here.join("desk"), &talk, now(), &mut |_| ()).expect_err("stopped");
    assert_eq!(stopped.to_string(), "it was stopped");
    assert_eq!(everything(&here), [""; 0]);
}
