//! Other programs: the pager, and whether one is to be found.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Shows a text in the user's pager; without one, on stdout.
///
/// # Errors
/// When neither takes it.
pub fn page(text: &str) -> io::Result<()> {
    let pager = std::env::var("PAGER").ok().filter(|it| !it.trim().is_empty()).unwrap_or_else(|| "less".to_owned());
    let mut words = pager.split_whitespace();
    let program = words.next().unwrap_or("less");
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Quit if it fits, keep colours, leave the text on the screen.
        command.env("LESS", "FRX");
    }
    match command.spawn() {
        Ok(mut child) => {
            if let Some(mut input) = child.stdin.take() {
                // Whoever leaves the pager early has seen enough.
                let _ = input.write_all(text.as_bytes());
            }
            child.wait().map(drop)
        }
        Err(_) => match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        },
    }
}

/// Opens a file with the program that the desktop has for it, and does not wait for that.
///
/// # Errors
/// When there is no desktop that opens files.
pub fn open(file: &Path) -> io::Result<()> {
    hand_over(file.as_os_str())
}

/// The address of a web page, and of nothing else: what opens one must not run anything.
pub struct WebAddress(String);

impl WebAddress {
    /// The address, where it is one.
    pub fn of(link: &str) -> Option<Self> {
        let head = link.get(..8)?.to_ascii_lowercase();
        let is_page = head.starts_with("http://") || head == "https://";
        let is_plain = !link.chars().any(|it| it.is_whitespace() || it.is_control() || "\"'`<>\\^{}|".contains(it));
        (is_page && is_plain).then(|| Self(link.to_owned()))
    }
}

/// Opens a web page in the user's browser, and does not wait for that.
///
/// # Errors
/// When there is no desktop that opens pages.
pub fn open_page(address: &WebAddress) -> io::Result<()> {
    hand_over(address.0.as_ref())
}

/// Hands a file or an address over to the desktop.
fn hand_over(what: &OsStr) -> io::Result<()> {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    command.arg(what).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Somebody has to take note of its end, else it stays among the processes as long as this one.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// Whether a shell would find a program of this name.
pub fn is_found(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let ending = std::env::consts::EXE_SUFFIX;
    std::env::split_paths(&path).any(|it| it.join(format!("{name}{ending}")).is_file())
}
