//! The real program in a terminal: how long it takes until something useful stands there, and what it holds then.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::Outcome;
use crate::memory;

/// After so long something that was waited for does not come any more.
const PATIENCE: Duration = Duration::from_secs(60);

/// The screen on a workspace.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    /// It goes away with the terminal.
    _master: Box<dyn MasterPty + Send>,
    written: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// From the start of the program to the frame that was waited for.
    pub took: Duration,
}

impl Terminal {
    /// Starts the program and waits until some words stand on its screen.
    ///
    /// # Errors
    /// When it cannot be started, or they never stand there.
    pub fn open(root: &Path, home: &Path, words: &str) -> Outcome<Self> {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| error.to_string();
        let pair = native_pty_system().openpty(size).map_err(|it| failed(it.into()))?;
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_comity"));
        command.cwd(root);
        for (name, value) in [
            ("HOME", home.as_os_str()),
            ("GIT_CONFIG_GLOBAL", "/dev/null".as_ref()),
            ("GIT_CONFIG_NOSYSTEM", "1".as_ref()),
            ("TERM", "xterm-256color".as_ref()),
            // A real terminal answers at once what its ground is; this one has nobody who would.
            ("COLORFGBG", "15;0".as_ref()),
        ] {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().map_err(|it| failed(it.into()))?;
        let writer = pair.master.take_writer().map_err(|it| failed(it.into()))?;
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).map_err(|it| failed(it.into()))?;
        drop(pair.slave);
        let (write, written) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if write.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(40, 120, 0);
        let mut terminal = Self { child, writer, _master: pair.master, written, screen, took: Duration::ZERO };
        terminal.until(words)?;
        terminal.took = began.elapsed();
        Ok(terminal)
    }

    /// Waits until some words stand on the screen.
    ///
    /// # Errors
    /// When they never do.
    pub fn until(&mut self, words: &str) -> Outcome<()> {
        let deadline = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(words) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.written.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(_) => return Err(format!("`{words}` never came:\n{}", self.screen.screen().contents()).into()),
            }
        }
        Ok(())
    }

    /// Types, and waits until some words stand there.
    ///
    /// # Errors
    /// Those of [`Terminal::until`].
    pub fn types(&mut self, keys: &str, words: &str) -> Outcome<()> {
        self.writer.write_all(keys.as_bytes())?;
        self.until(words)
    }

    /// The most memory that it has held so far, in megabytes; nothing where the system does not say.
    pub fn most_held(&self) -> Option<f64> {
        memory::most_of(self.child.process_id()?)
    }

    /// Leaves the screen.
    ///
    /// # Errors
    /// When the program does not end.
    pub fn leave(mut self) -> Outcome<()> {
        self.writer.write_all(b"q")?;
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait()?.is_none() {
            // What it still writes is taken, or it would wait for that.
            let _ = self.written.recv_timeout(Duration::from_millis(5));
            if Instant::now() > deadline {
                self.child.kill()?;
                return Err("the screen does not end".into());
            }
        }
        Ok(())
    }
}
