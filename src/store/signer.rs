//! The door to gpg, which knows OpenPGP signatures.

use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Why a signature could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    #[error("the program `{0}` is not there")]
    NoProgram(String),
    #[error("it has failed: {0}")]
    Failed(String),
}

/// How long the program may take.
const AT_ONCE: Duration = Duration::from_secs(3);

/// How often a waiting call looks whether the program has ended.
const BEAT: Duration = Duration::from_millis(1);

/// What the program says is kept up to here, in bytes.
const MOST: u64 = 64 * 1024;

/// Whether a text is signed by an OpenPGP key, of which `key` is the public part in binary. No other key counts: the
/// ring in which it is looked up holds this one alone, and is gone afterwards.
///
/// # Errors
/// When gpg is missing or does not answer.
pub fn is_signed_by_openpgp(key: &[u8], signature: &str, text: &[u8]) -> Result<bool, SignError> {
    let program = of_user("gpg.openpgp.program").or_else(|| of_user("gpg.program")).unwrap_or_else(|| "gpg".to_owned());
    let failed = |error: std::io::Error| SignError::Failed(error.to_string());
    let home = tempfile::tempdir().map_err(failed)?;
    let gpg = || {
        let mut command = Command::new(&program);
        command.arg("--homedir").arg(home.path()).args(["--batch", "--no-tty", "--no-options", "--no-autostart"]);
        command.args(["--no-auto-key-retrieve", "--trust-model", "always", "--status-fd", "1"]);
        command
    };
    let (ring, signed) = (home.path().join("key"), home.path().join("signature"));
    fs::write(&ring, key).map_err(failed)?;
    fs::write(&signed, signature).map_err(failed)?;
    let mut import = gpg();
    import.arg("--import").arg(&ring);
    if let Err(error) = run(import, &program, b"") {
        return if matches!(error, SignError::NoProgram(_)) { Err(error) } else { Ok(false) };
    }
    let mut verify = gpg();
    verify.arg("--verify").arg(&signed).arg("-");
    match run(verify, &program, text) {
        Ok(status) => {
            let says = |word: &str| status.lines().any(|it| it.starts_with(&format!("[GNUPG:] {word} ")));
            Ok(says("GOODSIG") && says("VALIDSIG"))
        }
        Err(SignError::NoProgram(program)) => Err(SignError::NoProgram(program)),
        Err(_) => Ok(false),
    }
}

/// A setting of the user's or the system's, whatever the repository says.
fn of_user(key: &str) -> Option<String> {
    git2::Config::open_default().ok()?.snapshot().ok()?.get_string(key).ok()
}

/// Runs it; what it printed.
fn run(mut command: Command, program: &str, input: &[u8]) -> Result<String, SignError> {
    command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => SignError::NoProgram(program.to_owned()),
        _ => SignError::Failed(error.to_string()),
    })?;
    let (stdin, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (ended, out, err) = thread::scope(|threads| {
        threads.spawn(move || stdin.map(|mut it| it.write_all(input)));
        let out = threads.spawn(move || out.map(beginning).unwrap_or_default());
        let err = threads.spawn(move || err.map(beginning).unwrap_or_default());
        let ended = wait(&mut child, AT_ONCE);
        (ended, out.join().unwrap_or_default(), err.join().unwrap_or_default())
    });
    match ended {
        Some(true) => Ok(out),
        Some(false) => Err(SignError::Failed(err.trim().to_owned())),
        None => Err(SignError::Failed(format!("no answer within {} s", AT_ONCE.as_secs()))),
    }
}

/// Whether it ended well; nothing where it did not end in time and was ended.
fn wait(child: &mut Child, patience: Duration) -> Option<bool> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if begun.elapsed() < patience => thread::sleep(BEAT),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

fn beginning(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.by_ref().take(MOST).read_to_end(&mut bytes);
    let _ = std::io::copy(&mut from, &mut std::io::sink());
    String::from_utf8_lossy(&bytes).into_owned()
}
