//! Planning on the screen: what a series plans, an agenda on its way, minutes, decisions, what is due, what is similar.

mod actions;
mod agenda;
mod carry;
mod decisions;
mod home;
mod minutes;
mod own;
mod series;
mod similar;

use comity::model::{Kind, Record, RecordId};

use crate::support::sandbox::git;
use crate::support::screen::Screen;
use crate::support::shell::{EXAMPLE, Shell, copy};

/// The example as somebody sees it.
fn as_person(person: &str) -> Screen {
    let folder = tempfile::tempdir().expect("folder");
    copy(&EXAMPLE, &folder.path().join("w"));
    of_person(folder, person)
}

/// The example after somebody has worked in it on the command line, a line of words at an hour of this very day.
fn after(person: &str, words: &[(&str, &str)]) -> Screen {
    let shell = Shell::example();
    for (clock, words) in words {
        shell.saves(&format!("--now 2026-11-16T{clock}:00+01:00 {words}"));
    }
    let folder = tempfile::tempdir().expect("folder");
    copy(&shell.root(), &folder.path().join("w"));
    of_person(folder, person)
}

fn of_person(folder: tempfile::TempDir, person: &str) -> Screen {
    Screen::of_whom(folder, person, &format!("{person}@example.org")).sized(100, 30)
}

/// Another text in a file of the folder, saved as plain git does it.
fn rewrite(screen: &mut Screen, path: &str, from: &str, to: &str) {
    let file = screen.root().join(path);
    let text = std::fs::read_to_string(&file).expect(path);
    assert!(text.contains(from), "{text}");
    std::fs::write(&file, text.replace(from, to)).expect(path);
    assert!(git(&screen.root()).args(["commit", "-qam", "By hand"]).status().expect("git").success());
    screen.look();
}

fn record(screen: &Screen, kind: Kind, id: &str) -> Record {
    let id = RecordId::new(kind, id).expect("id");
    screen.app.desk.snapshot.get(&id).cloned().expect("record")
}

/// The lines of a frame in which one of these words stands.
fn lines_with(frame: &str, words: &[&str]) -> String {
    let lines = frame.lines().filter(|line| words.iter().any(|it| line.contains(it)));
    lines.map(|it| it.trim_matches(['│', ' ']).trim_end().to_owned() + "\n").collect()
}
