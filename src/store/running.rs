//! Running the `git` program: what it prints, how long it may keep silent, and how it is ended.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::remote::{Far, RemoteError, Talk};
use super::said::{far, reason};

/// Most of what `git` prints that is kept, in bytes.
const MOST: usize = 64 * 1024;

/// How often a waiting call looks whether it is to end.
const BEAT: Duration = Duration::from_millis(10);

/// Runs it; what it printed on stderr where it fails.
pub(super) fn run(command: Command, talk: &Talk<'_>) -> Result<String, RemoteError> {
    run_telling(command, talk, &mut |_| ())
}

/// The same, and tells how far it is.
pub(super) fn run_telling(
    mut command: Command,
    talk: &Talk<'_>,
    tell: &mut dyn FnMut(Far),
) -> Result<String, RemoteError> {
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => RemoteError::NoGit,
        _ => RemoteError::Failed(error.to_string()),
    })?;
    let (says, heard) = channel();
    let err_says = says.clone();
    let out = child.stdout.take().map(|it| thread::spawn(move || beginning(it, &says)));
    let err = child.stderr.take().map(|it| thread::spawn(move || beginning(it, &err_says)));
    let ended = wait(&mut child, &heard, talk, tell);
    let text = |it: Option<thread::JoinHandle<String>>| it.and_then(|it| it.join().ok()).unwrap_or_default();
    let status = ended?;
    if !status.success() && (talk.stop.load(Ordering::Relaxed) || is_interrupted(status)) {
        return Err(RemoteError::Stopped);
    }
    let (out, err) = (text(out), text(err));
    if status.success() { Ok(out) } else { Err(reason(&out, &err)) }
}

/// Waits until it has ended. A large exchange over a slow line may take hours, as long as something goes on: only
/// silence ends it.
fn wait(
    child: &mut Child,
    heard: &Receiver<Option<Far>>,
    talk: &Talk<'_>,
    tell: &mut dyn FnMut(Far),
) -> Result<ExitStatus, RemoteError> {
    let mut last = Instant::now();
    let mut closed = false;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => (),
            Err(error) => return Err(RemoteError::Failed(error.to_string())),
        }
        let stopped = talk.stop.load(Ordering::Relaxed);
        // Whoever types a passphrase takes the time they need.
        let silent = !talk.asks && last.elapsed() > talk.patience;
        if stopped || silent {
            end(child);
            return Err(if stopped { RemoteError::Stopped } else { RemoteError::Silent(talk.patience) });
        }
        if closed {
            // It has closed what it prints to, and is gone in a moment.
            thread::sleep(BEAT / 20);
            continue;
        }
        match heard.recv_timeout(BEAT) {
            Ok(far) => {
                last = Instant::now();
                far.into_iter().for_each(&mut *tell);
            }
            Err(RecvTimeoutError::Timeout) => (),
            Err(RecvTimeoutError::Disconnected) => closed = true,
        }
    }
}

/// Whether somebody has pressed Ctrl+C while it asked in the terminal.
#[cfg(unix)]
fn is_interrupted(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::INT.as_raw())
}

#[cfg(not(unix))]
fn is_interrupted(_: ExitStatus) -> bool {
    false
}

/// Ends it with everything that it has begun.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::TERM);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// What a program prints, as far as it is kept; the rest is read and let go, so that it never waits for us. A line that
/// is written over by the next one, as programs do that tell how far they are, is not kept. Tells of each time that
/// something comes, and how far it is where that is said.
fn beginning(mut from: impl Read, says: &Sender<Option<Far>>) -> String {
    let (mut kept, mut line, mut piece) = (Vec::new(), Vec::new(), [0; 8 * 1024]);
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        let mut newest = None;
        for byte in &piece[..read] {
            // Whether a line is written over shows in what follows.
            if line.last() == Some(&b'\r') && *byte != b'\n' {
                line.clear();
            }
            if kept.len() + line.len() < MOST {
                line.push(*byte);
            }
            if matches!(byte, b'\r' | b'\n') {
                newest = far(&String::from_utf8_lossy(&line)).or(newest);
            }
            if *byte == b'\n' {
                kept.append(&mut line);
            }
        }
        // Nobody listens any more once the program has ended.
        let _ = says.send(newest);
    }
    if line.last() != Some(&b'\r') {
        kept.append(&mut line);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Stdio;
    use std::sync::atomic::AtomicBool;

    use super::*;

    static NEVER: AtomicBool = AtomicBool::new(false);

    fn run_shell(script: &str, patience: Duration) -> Result<String, RemoteError> {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        run(command, &Talk { asks: false, patience, stop: &NEVER })
    }

    #[test]
    fn whatever_takes_longer_than_the_patience_goes_on_as_long_as_it_says_something() {
        let script = "for i in 1 2 3 4 5 6; do printf 'Receiving objects: %s%%\\r' $i >&2; sleep 0.5; done; echo whole";
        assert_eq!(run_shell(script, Duration::from_secs(2)), Ok("whole\n".to_owned()));
    }

    #[test]
    fn silence_ends_it() {
        let patience = Duration::from_millis(50);
        assert_eq!(run_shell("exec sleep 60", patience), Err(RemoteError::Silent(patience)));
    }

    #[test]
    fn how_far_it_is_is_not_told_where_it_fails_and_the_failure_is_however_much_came_before() {
        let script = "i=0; while [ $i -lt 3000 ]; do printf 'remote: Counting objects: %s (of many)\\r' $i; i=$((i+1)); done >&2
            printf 'remote: Counting objects: 100%% (9/9), done.\\nTotal 9 (delta 0), reused 0\\nfatal: the disk is full\\n' >&2; exit 1";
        assert_eq!(
            run_shell(script, Duration::from_secs(60)),
            Err(RemoteError::Failed("fatal: the disk is full".to_owned()))
        );
    }
}
