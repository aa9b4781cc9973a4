//! What the screen listens to: the terminal, the system's signals, the folder.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher};
use ratatui::crossterm::event::{self, Event as Input, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::courier::Courier;
use super::drawn::Mouse;
use super::event::Event;
use super::ground::Answers;
use super::terminal;
use super::theme::Ground;
use crate::report::{Exit, Report};
use crate::tui::worker::Request;

/// A burst of changes in the folder is over after so long without another,
const QUIET: Duration = Duration::from_millis(60);
/// and one that does not end is looked at after so long.
const LONG: Duration = Duration::from_secs(1);
/// How often a folder is looked through whose system does not tell of changes.
const LOOK_THROUGH: Duration = Duration::from_secs(5);
/// Files of the history, besides where its lines end, whose change is worth a look.
const NOTEWORTHY: &[&str] = &["HEAD", "index", "comity/last-sync.json", "comity/seen.json"];
/// How many of the keys that were read are done with. Whoever reads them waits for that before reading on: what is typed
/// while something else asks in the terminal is not ours.
#[derive(Default)]
pub(super) struct Heard {
    done: Mutex<usize>,
    changed: Condvar,
}

impl Heard {
    pub(super) fn one_more(&self) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    fn wait_for(&self, count: usize) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        while *done < count {
            done = self.changed.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Two clicks at one place within so long are a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// The last click, and whether the mouse has moved since with the button held.
#[derive(Default)]
struct Clicks {
    last: Option<(Position, Instant)>,
    drags: bool,
}

impl Clicks {
    /// What a movement of the mouse means; most mean nothing.
    fn told(&mut self, mouse: MouseEvent) -> Option<Mouse> {
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::ScrollUp => Some(Mouse::WheelUp),
            MouseEventKind::ScrollDown => Some(Mouse::WheelDown),
            MouseEventKind::Down(MouseButton::Left) => {
                let again = self.last.take().is_some_and(|it| it.0 == at && it.1.elapsed() < DOUBLE);
                self.last = (!again).then(|| (at, Instant::now()));
                self.drags = false;
                Some(if again { Mouse::DoubleClick(at) } else { Mouse::Click(at) })
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                self.drags = true;
                Some(Mouse::Drag(at))
            }
            // Where a click ends means nothing.
            MouseEventKind::Up(MouseButton::Left) => std::mem::take(&mut self.drags).then_some(Mouse::Drop(at)),
            _ => None,
        }
    }
}

/// Reads keys, pastes and new sizes; what the terminal answers about its ground goes where that is waited for.
pub(super) fn read_input(events: Sender<Event>, heard: Arc<Heard>, asked: Option<Sender<Ground>>) {
    thread::spawn(move || {
        let mut count = 0;
        let mut clicks = Clicks::default();
        let mut answers = asked.map(Answers::new);
        while let Ok(input) = event::read() {
            if let (Some(answers), Input::Key(key)) = (&mut answers, &input)
                && answers.take(*key)
            {
                continue;
            }
            let event = match input {
                Input::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
                Input::Paste(text) => Some(Event::Paste(text)),
                Input::Mouse(mouse) => clicks.told(mouse).map(Event::Mouse),
                Input::Resize(..) => Some(Event::Resized),
                _ => None,
            };
            if let Some(event) = event {
                count += 1;
                if events.send(event).is_err() {
                    return;
                }
            }
            // Without any time at all nobody looks whether there is more.
            if !event::poll(Duration::from_millis(1)).unwrap_or_default() {
                heard.wait_for(count);
            }
        }
        // The terminal is gone.
        let _ = events.send(Event::Ended);
    });
}

/// Ends as asked when the system says so, and tells with which status.
#[cfg(unix)]
pub(super) fn hear_signals(events: Sender<Event>, heard: Sender<Exit>, courier: &Courier) -> Result<(), Report> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let refused = |it: io::Error| Report::new("E-IO", Exit::Failed, "cannot listen for signals").cause(it.to_string());
    signal_hook::flag::register(SIGINT, courier.interrupted.clone()).map_err(refused)?;
    let stop = courier.stop.clone();
    let signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT]);
    let mut signals = signals.map_err(refused)?;
    thread::spawn(move || {
        for signal in signals.forever() {
            // It is meant for whatever asks in the terminal just now.
            if signal == SIGINT && terminal::is_lent() {
                stop.store(true, Ordering::SeqCst);
                continue;
            }
            let exit = match signal {
                SIGTERM => Exit::Terminated,
                SIGHUP => Exit::HungUp,
                _ => Exit::Interrupted,
            };
            if heard.send(exit).is_err() || events.send(Event::Ended).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn hear_signals(_: Sender<Event>, _: Sender<Exit>, _: &Courier) -> Result<(), Report> {
    Ok(())
}

/// Watches the folder and its branches; a burst of changes asks for one look.
pub(super) fn watch(root: &Path, git_folder: &Path, requests: Sender<Request>) -> Option<Box<dyn Watcher>> {
    let (seen, changes) = channel();
    let git: PathBuf = git_folder.to_owned();
    let matters = move |path: &Path| match path.strip_prefix(&git) {
        Ok(inner) => {
            let inner = inner.to_string_lossy();
            !inner.ends_with(".lock") && (NOTEWORTHY.contains(&&*inner) || inner.starts_with("refs"))
        }
        Err(_) => path.extension().is_some_and(|it| it == "toml") || path.extension().is_none(),
    };
    let tell = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|it| !it.kind.is_access() && it.paths.iter().any(|it| matters(it))) {
            // Where nobody listens any more the screen is about to go.
            let _ = seen.send(());
        }
    };
    let told = notify::recommended_watcher(tell.clone()).and_then(|mut watcher| {
        watcher.watch(root, RecursiveMode::Recursive)?;
        Ok(Box::new(watcher) as Box<dyn Watcher>)
    });
    let looked_through = || {
        let every = notify::Config::default().with_poll_interval(LOOK_THROUGH);
        let mut watcher = notify::PollWatcher::new(tell, every)?;
        watcher.watch(root, RecursiveMode::Recursive)?;
        Ok(Box::new(watcher) as Box<dyn Watcher>)
    };
    let watcher = told.or_else(|_: notify::Error| looked_through()).map_err(|it: notify::Error| {
        tracing::warn!("changes that others make are not seen: {it}");
    });
    thread::spawn(move || {
        while changes.recv().is_ok() {
            let since = Instant::now();
            while changes.recv_timeout(QUIET).is_ok() && since.elapsed() < LONG {}
            if requests.send(Request::Look).is_err() {
                return;
            }
        }
    });
    watcher.ok()
}
