//! The door to the programs that sign and know signatures: ssh-keygen and gpg, as the user's git is set up with them.
//!
//! What a repository's own settings name as a program is never run; its settings of which key and whether to sign are
//! followed. A signature is asked for quietly first, while locks are held: it takes a moment or fails, and nobody is
//! asked. What a person has to allow waits here, and is signed when no lock is held.

use std::collections::HashMap;
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Why something was not signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    #[error("git is set up to sign, and nothing says with which key")]
    NoKey,
    #[error("git is set up to sign in a way that comity does not know: `{0}`")]
    NoFormat(String),
    #[error("the program `{0}`, which signs, is not there")]
    NoProgram(String),
    /// The key wants a person: a passphrase, a touch, an agent that is not there.
    #[error("your key does not sign without you")]
    Locked(String),
    #[error("it could not be signed")]
    Failed(String),
}

impl SignError {
    /// What the program said of it.
    pub fn said(&self) -> &str {
        match self {
            Self::Locked(said) | Self::Failed(said) => said,
            Self::NoKey | Self::NoFormat(_) | Self::NoProgram(_) => "",
        }
    }
}

/// How commits are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    format: String,
    key: Option<PathBuf>,
    program: Option<String>,
}

/// What waits for a signature that a person has to allow, and what they have allowed.
#[derive(Debug, Default)]
pub struct Unsigned {
    waiting: Mutex<Option<(Signer, Vec<u8>)>>,
    signed: Mutex<HashMap<Vec<u8>, String>>,
}

/// How long a signature may take that nobody is asked for: shorter than others wait for the lock held meanwhile.
const AT_ONCE: Duration = Duration::from_secs(3);

/// How long somebody may take to find their passphrase or to touch their key.
const WITH_A_PERSON: Duration = Duration::from_secs(120);

/// How often a waiting call looks whether the program has ended.
const BEAT: Duration = Duration::from_millis(1);

/// What a signing program says is kept up to here, in bytes.
const MOST: u64 = 64 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nobody,
    TheUser,
}

impl Signer {
    /// How the settings say that commits are signed; nothing where they do not.
    pub fn of(config: &git2::Config) -> Option<Self> {
        if !config.get_bool("commit.gpgsign").unwrap_or(false) {
            return None;
        }
        let format = config.get_string("gpg.format").unwrap_or_else(|_| "openpgp".to_owned());
        // A path may begin with `~/`.
        let key = config.get_path("user.signingkey").ok();
        let programs: &[&str] = match format.as_str() {
            "ssh" => &["gpg.ssh.program"],
            _ => &["gpg.openpgp.program", "gpg.program"],
        };
        Some(Self { format, key, program: programs.iter().find_map(|it| of_user(it)) })
    }

    fn sign(&self, text: &[u8], asking: Asking) -> Result<String, SignError> {
        match self.format.as_str() {
            "ssh" => self.sign_with_ssh(text, asking),
            "openpgp" => self.sign_with_gpg(text, asking),
            other => Err(SignError::NoFormat(other.to_owned())),
        }
    }

    fn sign_with_ssh(&self, text: &[u8], asking: Asking) -> Result<String, SignError> {
        let key = self.key.as_ref().ok_or(SignError::NoKey)?;
        let program = self.program.as_deref().unwrap_or("ssh-keygen");
        let failed = |error: std::io::Error| SignError::Failed(error.to_string());
        let folder = tempfile::tempdir().map_err(failed)?;
        let buffer = folder.path().join("change");
        fs::write(&buffer, text).map_err(failed)?;
        let mut command = Command::new(program);
        command.args(["-Y", "sign", "-n", "git", "-f"]);
        let literal = key.to_str().map(|it| it.strip_prefix("key::").unwrap_or(it)).filter(|it| is_ssh_key(it));
        match literal {
            // A public key itself: the agent has the other half.
            Some(literal) => {
                let public = folder.path().join("key.pub");
                fs::write(&public, format!("{literal}\n")).map_err(failed)?;
                command.arg(public).arg("-U");
            }
            None => drop(command.arg(key)),
        }
        command.arg(&buffer);
        if asking == Asking::Nobody {
            // It would ask the terminal otherwise, whatever its standard input is.
            command.env("SSH_ASKPASS", "false").env("SSH_ASKPASS_REQUIRE", "force");
        }
        run(command, program, b"", asking)?;
        let signature = buffer.with_extension("sig");
        fs::read_to_string(signature).map_err(|error| SignError::Failed(error.to_string()))
    }

    fn sign_with_gpg(&self, text: &[u8], asking: Asking) -> Result<String, SignError> {
        let program = self.program.as_deref().unwrap_or("gpg");
        let mut command = Command::new(program);
        if asking == Asking::Nobody {
            command.args(["--batch", "--no-tty", "--pinentry-mode=error"]);
        } else if let Ok(terminal) = fs::read_link("/proc/self/fd/0")
            && std::env::var_os("GPG_TTY").is_none()
        {
            command.env("GPG_TTY", terminal);
        }
        command.arg("-bsa");
        if let Some(key) = &self.key {
            command.arg("-u").arg(key);
        }
        let signature = run(command, program, text, asking)?;
        match signature.contains("-----BEGIN PGP SIGNATURE-----") {
            true => Ok(signature),
            false => Err(SignError::Failed(String::new())),
        }
    }
}

impl Unsigned {
    /// A commit's text with its signature in it, as far as nobody has to be asked.
    ///
    /// # Errors
    /// [`SignError::Locked`] where somebody has to be; the text then waits here.
    pub fn signed(&self, signer: &Signer, text: &[u8]) -> Result<Vec<u8>, SignError> {
        let known = self.signed.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
        let signature = match known {
            Some(signature) => signature,
            None => signer.sign(text, Asking::Nobody).inspect_err(|error| {
                if matches!(error, SignError::Locked(_)) {
                    let waiting = Some((signer.clone(), text.to_vec()));
                    *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = waiting;
                }
            })?,
        };
        Ok(with_signature(text, &signature))
    }

    /// Signs what waits, and lets the program ask the user in this terminal. To be called while no lock is held.
    ///
    /// # Errors
    /// When it is not signed.
    pub fn ask(&self) -> Result<(), SignError> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((signer, text)) = waiting else { return Ok(()) };
        let signature = signer.sign(&text, Asking::TheUser)?;
        self.signed.lock().unwrap_or_else(PoisonError::into_inner).insert(text, signature);
        Ok(())
    }
}

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
    if let Err(error) = run(import, &program, b"", Asking::Nobody) {
        return if matches!(error, SignError::NoProgram(_)) { Err(error) } else { Ok(false) };
    }
    let mut verify = gpg();
    verify.arg("--verify").arg(&signed).arg("-");
    match run(verify, &program, text, Asking::Nobody) {
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

fn is_ssh_key(text: &str) -> bool {
    ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"].iter().any(|it| text.starts_with(it)) && text.contains(' ')
}

/// A commit's text with a signature among its first lines, where git looks for it.
fn with_signature(text: &[u8], signature: &str) -> Vec<u8> {
    let heads = text.windows(2).position(|it| it == b"\n\n").map_or(text.len(), |it| it + 1);
    let (heads, rest) = text.split_at(heads);
    let signature = signature.trim_end().replace('\n', "\n ");
    [heads, b"gpgsig ", signature.as_bytes(), b"\n", rest].concat()
}

/// Runs it; what it printed.
fn run(mut command: Command, program: &str, input: &[u8], asking: Asking) -> Result<String, SignError> {
    command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped());
    let patience = match asking {
        Asking::Nobody => {
            command.stderr(Stdio::piped());
            AT_ONCE
        }
        // Whoever is asked has to see what for.
        Asking::TheUser => WITH_A_PERSON,
    };
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => SignError::NoProgram(program.to_owned()),
        _ => SignError::Failed(error.to_string()),
    })?;
    let (stdin, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (ended, out, err) = thread::scope(|threads| {
        threads.spawn(move || stdin.map(|mut it| it.write_all(input)));
        let out = threads.spawn(move || out.map(beginning).unwrap_or_default());
        let err = threads.spawn(move || err.map(beginning).unwrap_or_default());
        let ended = wait(&mut child, patience);
        (ended, out.join().unwrap_or_default(), err.join().unwrap_or_default())
    });
    let no = |said: String| match asking {
        Asking::Nobody => SignError::Locked(said),
        Asking::TheUser => SignError::Failed(said),
    };
    match ended {
        Some(true) => Ok(out),
        Some(false) => Err(no(err.trim().to_owned())),
        None => Err(no(format!("no answer within {} s", patience.as_secs()))),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_stands_among_the_first_lines_as_git_writes_it() {
        let text = b"tree 1\nauthor A\ncommitter B\n\nSubject\n\nBody\n";
        let signed = String::from_utf8(with_signature(text, "-----BEGIN\nabc\n-----END\n")).unwrap_or_default();
        assert_eq!(signed, "tree 1\nauthor A\ncommitter B\ngpgsig -----BEGIN\n abc\n -----END\n\nSubject\n\nBody\n");
    }
}
