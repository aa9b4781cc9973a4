//! The real program in a real pseudo-terminal: keys in, the screen out.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use comity::init;
use comity::init::join::join;
use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use rustix::process::{Pid, Signal, kill_process};

use super::sandbox::{author, now};
use super::screen::key;

/// After so long something that was waited for does not come any more.
const PATIENCE: Duration = Duration::from_secs(30);

/// A home of its own with a workspace in it, and the words and settings that the program is started with.
pub struct Place {
    folder: tempfile::TempDir,
    settings: Vec<(String, String)>,
}

impl Place {
    /// The template in the week of [`now`], for `birch`.
    pub fn of_template() -> Self {
        let place = Self::of_nobody();
        let identity = "[user]\nname = Birch Placeholder\nemail = birch@example.org\n";
        std::fs::write(place.folder.path().join(".gitconfig"), identity).expect("settings");
        place
    }

    /// The same where git knows no identity.
    pub fn of_nobody() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let files = init::template_files(now().date_naive());
        init::create(&folder.path().join("w"), files, "Begin", &author()).expect("created");
        // Whatever the system knows is not known here.
        std::fs::write(folder.path().join(".gitconfig"), "[user]\nname = \"\"\nemail = \"\"\n").expect("settings");
        Self { folder, settings: Vec::new() }
    }

    /// A folder in which there is nothing yet, where git knows no identity.
    pub fn of_nothing() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::create_dir(folder.path().join("w")).expect("folder");
        std::fs::write(folder.path().join(".gitconfig"), "[user]\nname = \"\"\nemail = \"\"\n").expect("settings");
        Self { folder, settings: Vec::new() }
    }

    /// A clone of a shared copy, for somebody of that name.
    pub fn joined(shared: &std::path::Path, name: &str) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        join(&shared.display().to_string(), &folder.path().join("w"), &super::desks::talk(), super::sandbox::now())
            .expect("joined");
        let identity = format!("[user]\nname = {name}\nemail = {}@example.org\n", name.to_lowercase());
        std::fs::write(folder.path().join(".gitconfig"), identity).expect("settings");
        Self { folder, settings: Vec::new() }
    }

    /// A shared copy beside the workspace, which has all that this one has.
    pub fn shared(&self) -> std::path::PathBuf {
        let shared = self.folder.path().join("shared.git");
        if !shared.exists() {
            said(self.command("git", &["init", "-q", "--bare", "-b", "main"]).arg(&shared));
            said(&mut self.comity(&["remote", "set", &shared.display().to_string()]));
            said(&mut self.comity(&["sync"]));
        }
        shared
    }

    /// With another setting in the environment.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("w")
    }

    /// Everything that a program sees of its surroundings.
    pub fn environment(&self) -> Vec<(String, String)> {
        let home = self.folder.path().display().to_string();
        let mut all: Vec<(String, String)> = ["PATH", "LLVM_PROFILE_FILE"]
            .into_iter()
            .filter_map(|it| Some((it.to_owned(), std::env::var(it).ok()?)))
            .collect();
        for (name, value) in [
            ("HOME", home.as_str()),
            ("XDG_CONFIG_HOME", &format!("{home}/.config")),
            ("XDG_STATE_HOME", &format!("{home}/.local/state")),
            ("XDG_DATA_HOME", &format!("{home}/.local/share")),
            ("XDG_CACHE_HOME", &format!("{home}/.cache")),
            ("TMPDIR", &home),
            ("GIT_CONFIG_GLOBAL", &format!("{home}/.gitconfig")),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("TZ", "Europe/Brussels"),
        ] {
            all.push((name.to_owned(), value.to_owned()));
        }
        all.extend(self.settings.iter().cloned());
        all
    }

    /// The program on the command line, in the workspace.
    pub fn comity(&self, words: &[&str]) -> Command {
        self.comity_at(&now().to_rfc3339(), words)
    }

    /// The same at another moment.
    pub fn comity_at(&self, now: &str, words: &[&str]) -> Command {
        self.command(env!("CARGO_BIN_EXE_comity"), &[&["--now", now], words].concat())
    }

    /// Real git in the workspace; returns what it prints.
    pub fn git(&self, words: &[&str]) -> String {
        said(&mut self.command("git", words))
    }

    /// `git status`, empty when clean.
    pub fn status(&self) -> String {
        self.git(&["status", "--porcelain"])
    }

    pub fn commits(&self) -> usize {
        self.git(&["rev-list", "--count", "HEAD"]).trim().parse().expect("count")
    }

    /// Opens the screen in a terminal of so many columns and rows.
    pub fn open(&self, columns: u16, rows: u16) -> Terminal {
        Terminal::run(self, env!("CARGO_BIN_EXE_comity"), &["--now", &now().to_rfc3339()], columns, rows)
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.root()).env_clear().envs(self.environment());
        command
    }
}

/// Runs a program that has to succeed; returns what it prints.
pub fn said(command: &mut Command) -> String {
    let output = command.output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {text}");
    text
}

/// A program in a terminal.
pub struct Terminal {
    parser: vt100::Parser<Frames>,
    /// What the program writes, as it comes; closed when it has ended.
    written: Receiver<Vec<u8>>,
    reader: Option<JoinHandle<()>>,
    /// Whether the terminal is about to go away.
    going: Arc<AtomicBool>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    ended: Receiver<ExitStatus>,
    status: Option<ExitStatus>,
    pid: u32,
    /// The terminal's modes before the program began.
    modes: String,
}

/// Whether the program is in the middle of a frame.
#[derive(Default)]
struct Frames {
    in_frame: bool,
}

impl vt100::Callbacks for Frames {
    fn unhandled_csi(&mut self, _: &mut vt100::Screen, sign: Option<u8>, _: Option<u8>, numbers: &[&[u16]], end: char) {
        if sign == Some(b'?') && numbers.first().and_then(|it| it.first()) == Some(&2026) {
            self.in_frame = end == 'h';
        }
    }
}

impl Terminal {
    /// Runs a program in the place's workspace.
    pub fn run(place: &Place, program: &str, words: &[&str], columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("terminal");
        let modes = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(program);
        command.args(words);
        command.cwd(place.root());
        command.env_clear();
        for (name, value) in place.environment() {
            command.env(name, value);
        }
        let mut child = pair.slave.spawn_command(command).expect("started");
        // Once the program has closed its side too, all that it has written is read.
        drop(pair.slave);
        let pid = child.process_id().expect("process");
        let mut from = pair.master.try_clone_reader().expect("reader");
        let writer = pair.master.take_writer().expect("writer");
        let (write, written) = channel();
        let going = Arc::new(AtomicBool::new(false));
        let goes = going.clone();
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                if write.send(bytes[..count].to_vec()).is_err() || goes.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let (end, ended) = channel();
        thread::spawn(move || end.send(child.wait().expect("waited for")));
        Self {
            parser: vt100::Parser::new_with_callbacks(rows, columns, 0, Frames::default()),
            written,
            reader: Some(reader),
            going,
            master: Some(pair.master),
            writer: Some(writer),
            ended,
            status: None,
            pid,
            modes,
        }
    }

    /// Waits until a whole frame is so.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if !self.parser.callbacks().in_frame && is_so(self.parser.screen()) {
                return self;
            }
            match self.written.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("{what} never came:\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) => panic!("ended before {what}:\n{}", self.text()),
            }
        }
    }

    /// Waits until some words stand on the screen.
    pub fn until_words(&mut self, words: &str) -> &mut Self {
        self.until(&format!("`{words}`"), |screen| screen.contents().contains(words))
    }

    /// Waits until some words stand no longer on the screen.
    pub fn until_gone(&mut self, words: &str) -> &mut Self {
        self.until(&format!("the end of `{words}`"), |screen| !screen.contents().contains(words))
    }

    /// Presses keys, by the names that [`key`] knows; what stands in quotes is typed.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim();
        while !rest.is_empty() {
            if let Some((text, after)) = rest.strip_prefix('\'').and_then(|it| it.split_once('\'')) {
                self.send(text.as_bytes());
                rest = after.trim_start();
                continue;
            }
            let (name, after) = rest.split_once(' ').unwrap_or((rest, ""));
            self.send(&bytes_of(name));
            rest = after.trim_start();
        }
        self
    }

    /// Pastes a text, as a terminal does whose bracketed paste is on.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        assert!(self.parser.screen().bracketed_paste(), "pasted text would be taken for keys");
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("terminal").resize(size).expect("resized");
        self
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(Pid::from_raw(self.pid.cast_signed()).expect("pid"), signal).expect("signalled");
        self
    }

    /// What stands on the screen.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Presses keys after which the program draws, and goes away in the middle of that.
    pub fn vanish(&mut self, keys: &str) -> &mut Self {
        self.going.store(true, Ordering::SeqCst);
        self.keys(keys);
        self.reader.take().expect("reader").join().expect("read");
        // The writer's last deed is to press Enter and Ctrl+D, which nobody shall hear: what has not been read when the
        // terminal goes is lost, and its going wakes the program.
        self.signal(Signal::STOP);
        while !self.is_stopped() {
            thread::yield_now();
        }
        drop((self.writer.take(), self.master.take()));
        self
    }

    /// Waits until the program has ended and all that it wrote is on the screen; returns how it ended.
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.written.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            self.parser.process(&bytes);
        }
        let status = self.ended.recv_timeout(deadline.saturating_duration_since(Instant::now()));
        let status = status.unwrap_or_else(|_| panic!("does not end:\n{}", self.text()));
        self.status = Some(status.clone());
        status
    }

    /// What of the terminal is not as it was before the program began.
    pub fn left_behind(&self) -> Vec<&'static str> {
        let screen = self.parser.screen();
        let modes = self.master.as_ref().map(|it| format!("{:?}", it.get_termios()));
        [
            (screen.alternate_screen(), "the other screen"),
            (screen.hide_cursor(), "a hidden cursor"),
            (screen.bracketed_paste(), "bracketed paste"),
            (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "the mouse"),
            (screen.application_cursor() || screen.application_keypad(), "keys"),
            (self.parser.callbacks().in_frame, "a frame"),
            (modes.is_some_and(|it| it != self.modes), "raw mode"),
        ]
        .into_iter()
        .filter_map(|(left, what)| left.then_some(what))
        .collect()
    }

    /// Waits until nothing has been written for so long, and then sees whether anything is for as long again; returns
    /// the bytes and the ticks of the processor that this cost.
    pub fn idle(&mut self, quiet: Duration) -> (usize, u64) {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.written.recv_timeout(quiet) {
            assert!(Instant::now() < deadline, "never quiet:\n{}", self.text());
            self.parser.process(&bytes);
        }
        let before = self.ticks();
        let mut written = 0;
        for _ in 0..3 {
            written += self.written.recv_timeout(quiet).map_or(0, |it| it.len());
        }
        (written, self.ticks() - before)
    }

    /// The processor's time that the program has taken, in ticks; nothing where the system does not tell.
    fn ticks(&self) -> u64 {
        // User and system time are the 14th and 15th of all fields.
        self.told().split_whitespace().skip(11).take(2).filter_map(|it| it.parse::<u64>().ok()).sum()
    }

    fn is_stopped(&self) -> bool {
        let told = self.told();
        told.is_empty() || told.trim_start().starts_with('T')
    }

    /// What the system tells of the program, from the third field on; nothing where it does not tell.
    fn told(&self) -> String {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", self.pid)).unwrap_or_default();
        // The name before them stands in brackets and may hold spaces.
        told.rsplit_once(')').map_or_else(String::new, |it| it.1.to_owned())
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("terminal");
        writer.write_all(bytes).and_then(|()| writer.flush()).expect("typed");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.status.is_none()
            && self.ended.try_recv().is_err()
            && let Some(pid) = Pid::from_raw(self.pid.cast_signed())
        {
            let _ = kill_process(pid, Signal::KILL);
        }
    }
}

/// What a terminal sends for a key.
fn bytes_of(name: &str) -> Vec<u8> {
    let event = key(name);
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let text = match event.code {
        KeyCode::Char(letter) if control => return vec![letter as u8 & 0x1f],
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Enter => "\r".to_owned(),
        KeyCode::Esc => "\x1b".to_owned(),
        KeyCode::Tab => "\t".to_owned(),
        KeyCode::BackTab => "\x1b[Z".to_owned(),
        KeyCode::Backspace => "\x7f".to_owned(),
        KeyCode::Up if event.modifiers.contains(KeyModifiers::SHIFT) => "\x1b[1;2A".to_owned(),
        KeyCode::Down if event.modifiers.contains(KeyModifiers::SHIFT) => "\x1b[1;2B".to_owned(),
        KeyCode::Up => "\x1b[A".to_owned(),
        KeyCode::Down => "\x1b[B".to_owned(),
        KeyCode::Right => "\x1b[C".to_owned(),
        KeyCode::Left => "\x1b[D".to_owned(),
        KeyCode::Home => "\x1b[H".to_owned(),
        KeyCode::End => "\x1b[F".to_owned(),
        KeyCode::PageUp => "\x1b[5~".to_owned(),
        KeyCode::PageDown => "\x1b[6~".to_owned(),
        KeyCode::Insert => "\x1b[2~".to_owned(),
        KeyCode::Delete => "\x1b[3~".to_owned(),
        KeyCode::F(1) => "\x1bOP".to_owned(),
        KeyCode::F(2) => "\x1bOQ".to_owned(),
        KeyCode::F(3) => "\x1bOR".to_owned(),
        KeyCode::F(4) => "\x1bOS".to_owned(),
        KeyCode::F(5) => "\x1b[15~".to_owned(),
        KeyCode::F(6) => "\x1b[17~".to_owned(),
        KeyCode::F(7) => "\x1b[18~".to_owned(),
        KeyCode::F(8) => "\x1b[19~".to_owned(),
        KeyCode::F(9) => "\x1b[20~".to_owned(),
        other => panic!("nothing is sent for {other:?}"),
    };
    text.into_bytes()
}
