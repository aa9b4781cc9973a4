//! The programs beside which comity is measured, and the machine on which it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Outcome;
pub use crate::decade::program::{done, git, without_settings};
use crate::measure::timed;
use crate::world::Action;

/// A Taskwarrior with a folder and settings of its own.
pub struct Tasks {
    folder: PathBuf,
}

impl Tasks {
    /// `None` where Taskwarrior is not installed.
    pub fn make(parent: &Path, actions: &[Action]) -> Outcome<Option<Self>> {
        let folder = parent.join(format!("task-{}", actions.len()));
        fs::create_dir(&folder)?;
        fs::write(folder.join("rc"), "confirmation=no\nnews.version=2.6.0\n")?;
        let tasks = Self { folder };
        if done(tasks.command(&["--version"])).is_err() {
            return Ok(None);
        }
        if !actions.is_empty() {
            tasks.import(actions)?;
        }
        Ok(Some(tasks))
    }

    pub fn list(&self, filter: &[&str]) -> Outcome<Duration> {
        let words: Vec<&str> = filter.iter().chain(&["list"]).copied().collect();
        timed(|| done(self.command(&words)))
    }

    pub fn add(&self) -> Outcome<Duration> {
        timed(|| done(self.command(&["add", "Invite the experts", "project:AQ", "due:2w", "+workshop"])))
    }

    pub fn import(&self, actions: &[Action]) -> Outcome<Duration> {
        let file = self.folder.join("actions.json");
        let tasks: Vec<_> = actions.iter().map(Action::task).collect();
        fs::write(&file, serde_json::to_vec(&tasks)?)?;
        timed(|| done(self.command(&["import", &file.to_string_lossy()])))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut task = Command::new("task");
        task.args(words).env("TASKDATA", self.folder.join("data")).env("TASKRC", self.folder.join("rc"));
        task.env("HOME", &self.folder);
        task
    }
}

/// A Backlog.md with a folder of its own: one Markdown file for each task.
pub struct Backlog {
    folder: PathBuf,
}

impl Backlog {
    /// `None` where Backlog.md is not installed.
    pub fn make(parent: &Path, actions: &[Action]) -> Outcome<Option<Self>> {
        let folder = parent.join(format!("backlog-{}", actions.len()));
        fs::create_dir(&folder)?;
        let backlog = Self { folder };
        if done(backlog.command(&["--version"])).is_err() {
            return Ok(None);
        }
        done(git(&backlog.folder, &["init", "--quiet", "-b", "main"]))?;
        done(backlog.command(&["init", "bench", "--defaults"]))?;
        // Nobody waits for a network here.
        done(backlog.command(&["config", "set", "remoteOperations", "false"]))?;
        let tasks = backlog.folder.join("backlog/tasks");
        fs::create_dir_all(&tasks)?;
        for (nth, action) in actions.iter().enumerate() {
            fs::write(tasks.join(format!("task-{0} - Action-{0}.md", nth + 1)), action.backlog(nth + 1))?;
        }
        Ok(Some(backlog))
    }

    /// The tasks of a group that are to be done.
    pub fn list(&self, group: &str) -> Outcome<Duration> {
        timed(|| done(self.command(&["task", "list", "--plain", "--status", "To Do", "--labels", group])))
    }

    pub fn add(&self) -> Outcome<Duration> {
        timed(|| done(self.command(&["task", "create", "Invite the experts", "--labels", "workshop"])))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut backlog = Command::new("backlog");
        backlog.args(words).current_dir(&self.folder).env("HOME", &self.folder);
        without_settings(&mut backlog);
        backlog
    }
}

/// What everything was measured on.
pub fn print_machine(folder: &Path) {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|it| it.starts_with(key));
        line.and_then(|it| it.split([':', '=']).nth(1)).map_or("?".to_owned(), |it| it.trim().replace('"', ""))
    };
    let says = |program: &str, words: &[&str]| {
        let out = Command::new(program).args(words).output().ok().filter(|it| it.status.success());
        let text = out.map(|it| String::from_utf8_lossy(&it.stdout).into_owned());
        text.and_then(|it| it.lines().last().map(|it| it.trim().to_owned()))
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let processor = value(&read("/proc/cpuinfo"), "model name");
    let system = value(&read("/etc/os-release"), "PRETTY_NAME");
    let kernel = says("uname", &["-sr"]).unwrap_or_else(|| std::env::consts::OS.to_owned());
    let files = says("df", &["--output=fstype", &folder.to_string_lossy()]).unwrap_or_else(|| "?".to_owned());
    let git = says("git", &["--version"]).unwrap_or_else(|| "git is not installed".to_owned());
    let task = says("task", &["--version"])
        .map_or("Taskwarrior is not installed".to_owned(), |it| format!("Taskwarrior {it}"));
    let backlog = says("backlog", &["--version"])
        .map_or("Backlog.md is not installed".to_owned(), |it| format!("Backlog.md {it}"));
    println!("\n{processor}, {cores} cores; {system}, {kernel}, files on {files}; {git}, {task}, {backlog}.");
}
