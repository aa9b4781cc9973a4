//! Other programs, run to their end with none of the user's settings.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

/// What something comes to, or why it could not be done.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Git in a folder, with none of the user's settings.
pub fn git(folder: &Path, words: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).args(words);
    without_settings(&mut git);
    git
}

/// Keeps the user's own settings of git away from a program.
pub fn without_settings(program: &mut Command) {
    program.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"] {
        program.env_remove(name);
    }
}

/// Runs a program to its end; what it prints goes nowhere.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn done(mut program: Command) -> Outcome<()> {
    let ended = program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if ended.success() { Ok(()) } else { Err(format!("{program:?}: {ended}").into()) }
}
