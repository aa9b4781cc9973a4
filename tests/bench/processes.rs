//! Whole runs of the program in a workspace of its own, and of git in another of the same kind.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::Local;
use comity::init::{self, NewFile};
use comity::model::Kind;
use comity::store::lock::Patience;
use comity::store::repo::Author;
use comity::workspace::Workspace;

use crate::Outcome;
use crate::measure::{Times, in_turn, timed};
use crate::peers::{Tasks, done, git, without_settings};
use crate::world::{self, Action};

/// A workspace with its history, in a folder of its own.
pub struct Site {
    root: PathBuf,
    added: Cell<usize>,
}

impl Site {
    pub fn make(parent: &Path, name: &str, actions: &[Action]) -> Outcome<Self> {
        Self::of(parent, name, world::files(actions))
    }

    /// One with these files in it.
    pub fn of(parent: &Path, name: &str, files: Vec<NewFile>) -> Outcome<Self> {
        let root = parent.join(name);
        let at = Local::now().fixed_offset();
        let author = Author { name: "Birch Placeholder".to_owned(), email: "birch@example.org".to_owned(), at };
        init::create(&root, files, "Begin the joint workspace", &author)?;
        let site = Self { root, added: Cell::new(0) };
        let workspace = site.open()?;
        workspace.repo().set("user.name", Some(&author.name))?;
        workspace.repo().set("user.email", Some(&author.email))?;
        Ok(site)
    }

    /// A workspace that is there already.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), added: Cell::new(0) }
    }

    pub fn open(&self) -> Outcome<Workspace> {
        Ok(Workspace::open(&self.root, Patience::default())?)
    }

    /// Opens the workspace and reads every record.
    pub fn load(&self) -> Outcome<Duration> {
        timed(|| {
            let workspace = self.open()?;
            let records: usize = Kind::ALL.into_iter().map(|it| workspace.snapshot().of_kind(it).count()).sum();
            Ok(std::hint::black_box(records))
        })
    }

    pub fn list(&self, filter: &[&str]) -> Outcome<Duration> {
        let words: Vec<&str> = ["action", "list"].iter().chain(filter).copied().collect();
        timed(|| done(self.comity(&words)))
    }

    pub fn add(&self) -> Outcome<Duration> {
        let words = ["action", "add", "Invite the experts", "--group", "AQ", "--owner", "rowan", "--due", "+2w"];
        timed(|| done(self.comity(&words)))
    }

    pub fn import(&self, table: &Path) -> Outcome<Duration> {
        timed(|| done(self.comity(&["import", "actions", &table.to_string_lossy()])))
    }

    pub fn import_seats(&self, parent: &Path, count: usize) -> Outcome<Duration> {
        let list = parent.join("members.csv");
        fs::write(&list, world::seats(count))?;
        timed(|| done(self.comity(&["import", "members", &list.to_string_lossy(), "--create"])))
    }

    /// Looks for everything that is wrong; that something is found is no failure.
    pub fn check(&self) -> Outcome<Duration> {
        timed(|| {
            let mut check = self.comity(&["check", "--quiet"]);
            check.stdout(Stdio::null()).stderr(Stdio::null());
            Ok(check.status()?)
        })
    }

    pub fn status(&self) -> Outcome<Duration> {
        timed(|| done(git(&self.root, &["status", "--porcelain"])))
    }

    /// What a person without comity does for one new action whose file is written already.
    pub fn add_and_commit(&self) -> Outcome<Duration> {
        let (path, text) = world::extra(self.added.replace(self.added.get() + 1)).file();
        fs::write(self.root.join(&path), text)?;
        timed(|| {
            done(git(&self.root, &["add", &path]))?;
            done(git(&self.root, &["commit", "--quiet", "--message", "Add an action"]))
        })
    }

    /// One run of the program, with whatever it says.
    pub fn run(&self, words: &[&str]) -> Outcome<()> {
        done(self.comity(words))
    }

    /// The program in the workspace.
    pub fn comity(&self, words: &[&str]) -> Command {
        let mut comity = Command::new(env!("CARGO_BIN_EXE_comity"));
        comity.current_dir(&self.root).args(words).args(["--no-input"]);
        without_settings(&mut comity);
        comity
    }
}

/// Takes a list of so many seats, with the people, groups and organisations that it names, into a workspace with none.
pub fn import_seats(parent: &Path, runs: usize, count: usize) -> Outcome<Times> {
    let ours = || Site::make(&tempfile::tempdir_in(parent)?.keep(), "w", &[])?.import_seats(parent, count);
    Ok(in_turn(runs, ours, None::<fn() -> Outcome<Duration>>)?.0)
}

/// Takes a table of actions into a workspace that has none, and the same into an empty Taskwarrior.
pub fn import(parent: &Path, runs: usize, actions: &[Action]) -> Outcome<(Times, Times)> {
    let table = parent.join("actions.csv");
    let rows = actions.iter().map(Action::row).collect::<String>();
    fs::write(&table, format!("{}{rows}", world::HEADINGS))?;
    let is_there = Tasks::make(tempfile::tempdir_in(parent)?.path(), &[])?.is_some();
    // All of them stay until the end: a file system that has just taken many files away is slow to make new ones.
    let ours = || Site::make(&tempfile::tempdir_in(parent)?.keep(), "w", &[])?.import(&table);
    let theirs = || {
        let folder = tempfile::tempdir_in(parent)?.keep();
        match Tasks::make(&folder, &[])? {
            Some(tasks) => tasks.import(actions),
            None => Err("Taskwarrior is gone".into()),
        }
    };
    in_turn(runs, ours, is_there.then_some(theirs))
}
