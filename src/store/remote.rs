//! The only door to the `git` program: fetching from the shared copy, sending to it, making it, cloning it.
//!
//! `git` and not git2, so that the user's own keys, proxies and credential helpers work as they do everywhere. Settings
//! in the repository itself that would run other programs are switched off on every call.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::error::StoreError;
use super::repo::{CommitId, Repo};
use super::running::{run, run_telling};
use super::said::is_race;
use super::trust::Named;

/// Why the shared copy could not be reached, read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    #[error("the program `git` is not there")]
    NoGit,
    #[error("nothing says where the shared copy is")]
    NoRemote,
    #[error("the shared copy cannot be reached")]
    Unreachable(String),
    #[error("the shared copy did not let you in")]
    NotLetIn(String),
    #[error("there is no shared copy at that place")]
    NothingThere(String),
    #[error("the address is of a kind that comity does not use")]
    Unsupported(String),
    #[error("the shared copy holds something unsound, of which nothing was taken in")]
    Unsound(String),
    #[error("the shared copy has refused what was sent")]
    Refused(String),
    #[error("the shared copy does not answer; waited {} s", .0.as_secs())]
    Silent(Duration),
    #[error("it was stopped")]
    Stopped,
    #[error("the settings of this folder name programs that you have not allowed yet")]
    Untrusted(Vec<Named>),
    #[error("something failed on the way to the shared copy")]
    Failed(String),
    #[error("{0}")]
    Store(String),
}

impl RemoteError {
    /// What the other side, or git, said of it.
    pub fn said(&self) -> &str {
        match self {
            Self::Unreachable(said)
            | Self::NotLetIn(said)
            | Self::NothingThere(said)
            | Self::Unsupported(said)
            | Self::Unsound(said)
            | Self::Refused(said)
            | Self::Failed(said) => said,
            _ => "",
        }
    }
}

impl From<StoreError> for RemoteError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

/// How to talk with the shared copy.
pub struct Talk<'a> {
    /// Whether `git` may ask for a password or a passphrase in this terminal.
    pub asks: bool,
    /// How long the other side may keep silent.
    pub patience: Duration,
    /// Set by whoever wants it to end.
    pub stop: &'a AtomicBool,
}

impl Talk<'_> {
    /// Whether nobody wants it to end.
    pub fn goes_on(&self) -> ControlFlow<()> {
        match self.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

/// How far `git` is with what it receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Far {
    pub part: Part,
    pub done: usize,
    pub of: usize,
}

/// A part of receiving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The other side puts together what it sends.
    Readying,
    Receiving,
    Unpacking,
}

/// What came of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    Done,
    /// Somebody else has sent something meanwhile.
    Overtaken,
}

/// What the shared copy has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// This commit is the newest.
    Newest(CommitId),
    /// Nothing yet.
    Empty,
}

/// Where a fetched commit is put before anybody has looked at it.
const FETCHED: &str = "refs/comity/fetched";

/// Where comity keeps the newest commit that it has seen in the shared copy.
const SHARED: &str = "refs/comity/shared";

/// Settings that keep `git` from running what a repository's own settings name.
const HARDENED: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.sshCommand=",
    "core.gitProxy=",
    "core.askPass=",
    "core.pager=cat",
    "protocol.ext.allow=never",
    "protocol.fd.allow=never",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.writeCommitGraph=false",
    // What is made so that it reaches where it should not is never even taken in.
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    "push.gpgSign=false",
    "push.followTags=false",
];

impl Repo {
    /// The name of the remote that is the shared copy.
    pub fn remote_name(&self) -> String {
        self.setting("comity.remote").unwrap_or_else(|| "origin".to_owned())
    }

    /// Where the shared copy is.
    pub fn remote_place(&self) -> Option<String> {
        self.setting(&format!("remote.{}.url", self.remote_name()))
    }

    /// Where git keeps the newest commit that the shared copy is known to have. `git fetch` by hand moves it.
    pub fn remote_branch(&self, branch: &str) -> String {
        let short = branch.strip_prefix("refs/heads/").unwrap_or(branch);
        format!("refs/remotes/{}/{short}", self.remote_name())
    }

    /// Remembers the newest commit that the shared copy has: where git does, and in a place of our own, which nobody
    /// else moves, so that what the shared copy loses is missed.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remember_shared(&self, branch: &str, newest: &str, words: &str) -> Result<(), StoreError> {
        self.point(&self.own_mark(branch), newest, words)?;
        self.point(&self.remote_branch(branch), newest, words)
    }

    /// The newest commit that comity itself has seen in the shared copy.
    pub fn last_shared(&self, branch: &str) -> Option<CommitId> {
        self.points_to(&self.own_mark(branch)).or_else(|| self.points_to(&self.remote_branch(branch)))
    }

    fn own_mark(&self, branch: &str) -> String {
        let short = branch.strip_prefix("refs/heads/").unwrap_or(branch);
        format!("{SHARED}/{}/{short}", self.remote_name())
    }

    /// Fetches the newest commit of a branch. The branch of ours that remembers it stays where it is.
    ///
    /// # Errors
    /// Says why the shared copy could not be read.
    pub fn fetch(&self, branch: &str, talk: &Talk<'_>) -> Result<Fetched, RemoteError> {
        self.remote_place().ok_or(RemoteError::NoRemote)?;
        let refspec = format!("+{branch}:{FETCHED}");
        let mut command = self.git(talk)?;
        command.args([
            "fetch",
            "--progress",
            "--no-write-fetch-head",
            "--no-tags",
            "--no-auto-maintenance",
            "--refmap=",
        ]);
        command.args(["--upload-pack=git-upload-pack", &self.remote_name(), &refspec]);
        match run(command, talk) {
            Ok(_) => {
                let newest = self.points_to(FETCHED).ok_or_else(|| RemoteError::Failed("nothing came".to_owned()))?;
                Ok(Fetched::Newest(newest))
            }
            Err(RemoteError::Failed(said)) if said.contains("couldn't find remote ref") => Ok(Fetched::Empty),
            Err(error) => Err(error),
        }
    }

    /// Sends a commit to be the newest of a branch; only forward, never over what others have sent.
    ///
    /// # Errors
    /// Says why the shared copy could not be written.
    pub fn send(&self, commit: &str, branch: &str, talk: &Talk<'_>) -> Result<Sent, RemoteError> {
        let mut command = self.git(talk)?;
        command.args(["push", "--progress", "--porcelain", "--no-verify", "--receive-pack=git-receive-pack"]);
        command.args([&self.remote_name(), &format!("{commit}:{branch}")]);
        match run(command, talk) {
            Ok(_) => {
                self.remember_shared(branch, commit, "comity: send")?;
                Ok(Sent::Done)
            }
            Err(RemoteError::Failed(said) | RemoteError::Refused(said)) if is_race(&said) => Ok(Sent::Overtaken),
            Err(error) => Err(error),
        }
    }

    /// `git` in this repository; not before the user has allowed what its settings name. A way to ssh that was allowed
    /// counts then; hooks, watchers and the like are never run.
    fn git(&self, talk: &Talk<'_>) -> Result<Command, RemoteError> {
        let named = self.untrusted()?;
        if !named.is_empty() {
            return Err(RemoteError::Untrusted(named));
        }
        let mut command = hardened(talk, self.setting("core.sshCommand"));
        command.arg("--git-dir").arg(self.git_folder());
        Ok(command)
    }

    /// Has `git` put many small objects together, in the background, where there are many: nobody waits for it, and
    /// nothing is taken away. Whether it was begun.
    pub fn maintain(&self) -> bool {
        let talk = Talk { asks: false, patience: Duration::ZERO, stop: &AtomicBool::new(false) };
        if !self.is_crowded() {
            return false;
        }
        let Ok(mut command) = self.git(&talk) else { return false };
        command.args(["maintenance", "run", "--quiet"]);
        command.args(["--task=loose-objects", "--task=incremental-repack", "--task=commit-graph"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(mut child) = command.spawn() else { return false };
        // Where this program lives on, it hears of the end.
        thread::spawn(move || child.wait());
        true
    }

    /// Says where the shared copy is.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn set_remote(&self, place: &str) -> Result<(), StoreError> {
        let name = self.remote_name();
        if self.remote_place().is_some_and(|it| it != place) {
            // What another copy had says nothing of this one.
            for place in ["refs/remotes", SHARED] {
                for (reference, _) in self.references(&format!("{place}/{name}")) {
                    self.unpoint(&reference)?;
                }
            }
        }
        self.set(&format!("remote.{name}.url"), Some(place))?;
        self.set(&format!("remote.{name}.fetch"), Some(&format!("+refs/heads/*:refs/remotes/{name}/*")))
    }
}

/// Clones the shared copy into a folder that is not there yet, or empty: the branch that is named, else the one that the
/// shared copy says is its own. The history alone; [`Repo::check_out`] writes the files.
///
/// # Errors
/// Says why the shared copy could not be read.
pub fn clone(
    place: &str,
    branch: Option<&str>,
    folder: &Path,
    talk: &Talk<'_>,
    tell: &mut dyn FnMut(Far),
) -> Result<(), RemoteError> {
    let mut command = hardened(talk, None);
    // Whatever the user has set: a clone that comity can read, and whose shared copy it finds.
    command.env("GIT_DEFAULT_REF_FORMAT", "files");
    command.args([
        "clone",
        "--progress",
        "--origin=origin",
        "--no-tags",
        "--template=",
        // A folder is asked as a server is: what is taken over as it lies there, nobody has looked at.
        "--no-local",
        // Nothing of it is written into the folder before somebody has looked whether it may be there.
        "--no-checkout",
        "--upload-pack=git-upload-pack",
    ]);
    command.args(branch.map(|it| format!("--branch={it}")));
    command.args(["--no-recurse-submodules", "--", place]).arg(folder);
    run_telling(command, talk, tell).map(drop)
}

/// Whether the program `git` is there.
pub fn has_git() -> bool {
    let asked = Command::new("git").arg("--version").stdin(Stdio::null()).output();
    asked.is_ok_and(|it| it.status.success())
}

/// `git` with nothing of a repository's settings: `ssh` is the way to ssh that somebody has allowed in one.
fn hardened(talk: &Talk<'_>, ssh: Option<String>) -> Command {
    let mut command = Command::new("git");
    let ssh = std::env::var("GIT_SSH_COMMAND").ok().or(ssh).or_else(|| user_setting("core.sshCommand"));
    // What names a program alone is no line for a shell.
    let ssh = ssh.or_else(|| std::env::var("GIT_SSH").ok().map(|it| format!("'{}'", it.replace('\'', "'\\''"))));
    let ssh = ssh.unwrap_or_else(|| "ssh".to_owned());
    command.env("GIT_SSH_COMMAND", if talk.asks { ssh } else { that_asks_nothing(ssh) });
    for setting in HARDENED {
        command.args(["-c", setting]);
    }
    command.env("LC_MESSAGES", "C").env_remove("LC_ALL").env_remove("LANGUAGE").env("GIT_OPTIONAL_LOCKS", "0");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"] {
        command.env_remove(variable);
    }
    if talk.asks {
        command.stdin(Stdio::inherit());
    } else {
        command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_ASKPASS", "true").env("SSH_ASKPASS_REQUIRE", "never");
        command.stdin(Stdio::null());
        own_group(&mut command);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A way to ssh that asks nothing in the terminal, where it is ssh itself and not a program that goes another way.
fn that_asks_nothing(ssh: String) -> String {
    let program = ssh.split_whitespace().next().unwrap_or_default().to_owned();
    match program.trim_matches(['\'', '"']).rsplit(['/', '\\']).next() {
        Some("ssh" | "ssh.exe") => ssh.replacen(&program, &format!("{program} -oBatchMode=yes"), 1),
        _ => ssh,
    }
}

/// A group of its own, so that it can be ended with all that it has begun and cannot ask in this terminal.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// A setting of the user's or the system's, whatever the repository says.
fn user_setting(key: &str) -> Option<String> {
    git2::Config::open_default().ok()?.snapshot().ok()?.get_string(key).ok()
}

#[cfg(test)]
mod tests {
    use super::that_asks_nothing;

    #[test]
    fn ssh_is_told_to_ask_nothing_and_other_programs_are_left_as_they_are() {
        for (set, run) in [
            ("ssh", "ssh -oBatchMode=yes"),
            ("ssh -i key", "ssh -oBatchMode=yes -i key"),
            ("/usr/bin/ssh -v", "/usr/bin/ssh -oBatchMode=yes -v"),
            ("'/usr/bin/ssh'", "'/usr/bin/ssh' -oBatchMode=yes"),
            ("sshpass -e ssh", "sshpass -e ssh"),
            ("plink -P 22", "plink -P 22"),
            ("", ""),
        ] {
            assert_eq!(that_asks_nothing(set.to_owned()), run);
        }
    }
}
