//! A screen over a real workspace without a terminal: keys in, frames out.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use comity::tui::app::App;
use comity::tui::desk::Desk;
use comity::tui::draw::draw;
use comity::tui::event::{Effect, Event};
use comity::tui::theme::Theme;
use comity::tui::worker::Worker;
use comity::workspace::Workspace;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::sandbox::{now, patience};
use super::shell::{DEMO, EXAMPLE, copy};

/// A screen over a workspace in a folder of its own.
pub struct Screen {
    folder: tempfile::TempDir,
    pub app: App,
    worker: Worker,
    size: (u16, u16),
    now: DateTime<FixedOffset>,
    pub left: bool,
}

impl Screen {
    /// The template in the week of [`now`], as `birch`; made once and copied for each screen.
    pub fn of_template() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        copy(&EXAMPLE, &folder.path().join("w"));
        Self::over(folder)
    }

    /// The example with its history of ten weeks, as `birch`.
    pub fn of_demo() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        copy(&DEMO, &folder.path().join("w"));
        Self::over(folder)
    }

    /// A workspace that has been made already, in the folder `w`.
    pub fn over(folder: tempfile::TempDir) -> Self {
        Self::of_whom(folder, "Birch Placeholder", "birch@example.org")
    }

    /// The same for somebody else.
    pub fn of_whom(folder: tempfile::TempDir, name: &str, email: &str) -> Self {
        let workspace = Workspace::open(&folder.path().join("w"), patience()).expect("opened");
        for (key, value) in [("user.name", name), ("user.email", email)] {
            workspace.repo().set(key, Some(value)).expect("set");
        }
        let filters = folder.path().join("config/filters.toml");
        let mut worker = Worker::new(workspace, None, Some(now())).expect("worker").with_filters(Some(filters));
        let app = begun(&mut worker, now());
        Self { folder, app, worker, size: (100, 30), now: now(), left: false }
    }

    /// Leaves the screen and opens it again over the same folder.
    pub fn restart(&mut self) {
        self.app = begun(&mut self.worker, self.now);
        self.left = false;
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("w")
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.event(Event::Resized);
    }

    /// The same moment on a machine whose clock goes by another zone, so many hours ahead.
    pub fn machine_in_zone(&mut self, hours: i32) {
        self.now = self.now.with_timezone(&FixedOffset::east_opt(hours * 3600).expect("zone"));
        self.event(Event::Resized);
    }

    /// Sets the clock to another hour of the same day, without anything being heard of it: `10:02`, `10:02:30`.
    pub fn clock(&mut self, hour: &str) -> &mut Self {
        let time = hour.parse().or_else(|_| format!("{hour}:00").parse()).expect("an hour");
        self.now = self.now.with_time(time).single().expect("a moment");
        self
    }

    /// Lets the time pass until an hour of the same day; a page with clocks hears it, minute by minute.
    pub fn until(&mut self, hour: &str) -> &mut Self {
        let before = self.now;
        self.clock(hour);
        let end = self.now;
        self.now = before;
        while self.now < end {
            self.now = end.min(self.now + chrono::TimeDelta::minutes(1));
            if self.app.ticks() || self.app.keeps_meeting() {
                self.event(Event::Second);
            }
        }
        self.event(Event::Resized);
        self
    }

    pub fn themed(mut self, theme: Theme) -> Self {
        self.app.desk.theme = theme;
        self
    }

    /// Presses keys: names such as `Enter`, `Ctrl+S`, `Shift+Down`, single characters, or a word in quotes to be typed.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim();
        while !rest.is_empty() {
            let (word, after) = match rest.strip_prefix('\'') {
                Some(quoted) => {
                    let (text, after) = quoted.split_once('\'').expect("closing quote");
                    text.chars().for_each(|it| self.press(KeyEvent::new(KeyCode::Char(it), KeyModifiers::NONE)));
                    rest = after.trim_start();
                    continue;
                }
                None => rest.split_once(' ').unwrap_or((rest, "")),
            };
            self.press(key(word));
            rest = after.trim_start();
        }
        self
    }

    pub fn press(&mut self, key: KeyEvent) {
        self.event(Event::Key(key));
    }

    /// Takes an event, and everything that follows from it.
    pub fn event(&mut self, event: Event) {
        self.events(vec![event]);
    }

    /// Takes an event and does nothing of what the screen asks for then.
    pub fn ask(&mut self, event: Event) -> Vec<Effect> {
        self.app.update(event, self.now)
    }

    /// Does what the screen has asked for, and takes what comes of it.
    pub fn perform(&mut self, effects: Vec<Effect>) {
        let events = effects.into_iter().flat_map(|it| self.done(it)).collect();
        self.events(events);
    }

    /// Does one thing; what is written into a file comes to lie beside the workspace, or below the temporary folder.
    fn done(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Write { path, contents, over } => {
                let path = self.folder.path().join(path);
                let is_ours = path.starts_with(std::env::temp_dir());
                if is_ours { self.worker.perform(Effect::Write { path, contents, over }) } else { Vec::new() }
            }
            other => self.worker.perform(other),
        }
    }

    fn events(&mut self, mut waiting: Vec<Event>) {
        while let Some(event) = waiting.pop() {
            let saved = matches!(event, Event::Saved(_));
            for effect in self.app.update(event, self.now) {
                self.left |= matches!(effect, Effect::Quit);
                waiting.splice(0..0, self.done(effect));
            }
            if saved {
                waiting.insert(0, Event::Looked(Box::new(self.worker.look())));
            }
        }
    }

    /// Lets the screen see what has changed in the folder.
    pub fn look(&mut self) {
        let look = self.worker.look();
        self.event(Event::Looked(Box::new(look)));
    }

    /// The frame as text, without what differs from run to run: ids that chance has made, commits.
    pub fn frame(&mut self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width).max(1);
        let lines = buffer.content.chunks(width).map(|row| {
            let mut line = String::new();
            let mut skip = 0;
            for cell in row {
                if skip == 0 {
                    line.push_str(cell.symbol());
                    skip = unicode_width(cell.symbol());
                }
                skip = skip.saturating_sub(1);
            }
            line.trim_end().to_owned()
        });
        lines.map(|it| masked(&it)).collect::<Vec<_>>().join("\n")
    }

    pub fn buffer(&mut self) -> Buffer {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("terminal");
        terminal.draw(|frame| draw(&mut self.app, frame)).expect("drawn");
        terminal.backend().buffer().clone()
    }

    /// The line of the frame in which the cursor stands, from there on.
    pub fn at_cursor(&mut self) -> String {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("terminal");
        terminal.draw(|frame| draw(&mut self.app, frame)).expect("drawn");
        let at = terminal.get_cursor_position().expect("a cursor");
        let buffer = terminal.backend().buffer();
        let cells = (at.x..width).map(|x| buffer[(x, at.y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    }

    /// The line of messages.
    pub fn message(&mut self) -> String {
        self.app.message.words.clone()
    }
}

/// A key by its name.
pub fn key(name: &str) -> KeyEvent {
    let (modifiers, rest) = match name.split_once('+').filter(|it| !it.0.is_empty() && !it.1.is_empty()) {
        Some(("Ctrl", rest)) => (KeyModifiers::CONTROL, rest),
        Some(("Shift", rest)) => (KeyModifiers::SHIFT, rest),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match rest {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Del" => KeyCode::Delete,
        "Ins" => KeyCode::Insert,
        "Backspace" => KeyCode::Backspace,
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        "F3" => KeyCode::F(3),
        "F4" => KeyCode::F(4),
        "F5" => KeyCode::F(5),
        "F6" => KeyCode::F(6),
        "F7" => KeyCode::F(7),
        "F8" => KeyCode::F(8),
        "F9" => KeyCode::F(9),
        letter if letter.chars().count() == 1 => {
            let letter = letter.chars().next().expect("letter");
            KeyCode::Char(if modifiers == KeyModifiers::CONTROL { letter.to_ascii_lowercase() } else { letter })
        }
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, modifiers)
}

/// A line in which the ids of changes and commits, and the random part of a new record, are always the same.
fn masked(line: &str) -> String {
    match line.find("Change ").zip(line.find("  commit ")) {
        Some((change, commit)) if commit == change + 23 => {
            let (id, hash) = ("change1234567890", "abcdef0123");
            let end =
                line[commit + 9..].find(|it: char| !it.is_ascii_hexdigit()).map_or(line.len(), |it| commit + 9 + it);
            format!("{}Change {id}  commit {hash}{}", &line[..change], &line[end..])
        }
        _ => line.to_owned(),
    }
}

fn unicode_width(symbol: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(symbol).max(1)
}

/// The screen as it begins over a worker's folder.
fn begun(worker: &mut Worker, now: DateTime<FixedOffset>) -> App {
    let look = worker.look();
    let theme = Theme::DARK;
    let mut desk = Desk::new(look.snapshot, look.me, now, theme);
    desk.problems = look.problems;
    desk.hand_edits = look.hand_edits;
    desk.latest = look.latest;
    desk.contested = look.contested;
    desk.exchange.known = look.known;
    desk.unseen = look.unseen;
    desk.is_beginning = look.is_beginning;
    desk.drafts = worker.workspace().drafts();
    desk.filters = worker.filters();
    App::new(desk)
}
