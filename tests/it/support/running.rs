//! The real program, run on a sandbox with nothing from the user's own settings; and waiting without sleeping.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::sandbox::Sandbox;

/// What a run of the program came to.
pub struct Run {
    /// `None` where it was killed.
    pub exit: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The program, about to run on a workspace.
pub fn comity(sandbox: &Sandbox, args: &[&str]) -> Command {
    comity_in(&sandbox.root(), args)
}

/// The same in any folder.
pub fn comity_in(root: &Path, args: &[&str]) -> Command {
    let home = root.join("..").join("home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.env_clear().env("PATH", path());
    for (key, path) in [("HOME", ""), ("XDG_CONFIG_HOME", ".config"), ("XDG_STATE_HOME", ".state")] {
        command.env(key, home.join(path));
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("LANG", "C.UTF-8");
    command.env("GIT_AUTHOR_NAME", "Birch Placeholder").env("GIT_AUTHOR_EMAIL", "birch@example.org");
    command.current_dir(root).args(args).stdin(Stdio::null());
    command
}

/// Where programs are looked for: this one first, whatever else is installed here.
pub fn path() -> std::ffi::OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_comity")).parent().expect("folder").to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&others))).expect("paths")
}

/// Runs the program to its end.
pub fn run(sandbox: &Sandbox, args: &[&str]) -> Run {
    let out = comity(sandbox, args).output().expect("run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { exit: out.status.code(), out: text(out.stdout), err: text(out.stderr) }
}

/// The id of the change that an answer in JSON acknowledges.
pub fn acknowledged(line: &str) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_str(line).ok()?;
    answer["change"]["id"].as_str().map(str::to_owned)
}

/// Turns round until something is so, without sleeping.
#[track_caller]
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(30), "waited in vain: {what}");
        std::thread::yield_now();
    }
}

/// Whether a folder has anything in it.
pub fn is_filled(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut it| it.next().is_some())
}
