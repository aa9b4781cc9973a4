//! The loop: events in, frames out. It sleeps until something happens.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::app::App;
use super::courier::Courier;
use super::desk::Desk;
use super::draw::draw;
use super::event::{Effect, Event};
use super::exchange::{Begun, Errand};
use super::ground;
use super::keymap;
use super::keys_file;
use super::listen::{Heard, hear_signals, read_input, watch};
use super::surroundings::{Surroundings, folder_for_files, of_environment};
use super::terminal::{self, Screen};
use super::worker::{Request, Worker};
use crate::model::find::find;
use crate::model::{Kind, RecordId, Standpoint};
use crate::report::{Exit, Report};
use crate::settings::Settings;
use crate::store::editor;
use crate::store::filters::own_place;
use crate::store::lock::Patience;
use crate::workspace::Workspace;
use chrono::{DateTime, FixedOffset};

/// What is typed is kept on disk after so long at the latest.
const KEEP: Duration = Duration::from_secs(2);

/// A page that shows clocks is drawn anew after so long.
const SECOND: Duration = Duration::from_secs(1);

/// While a meeting is kept behind another page, it is seen after so long that the machine has not stood still.
const MINUTE: Duration = Duration::from_secs(60);

/// Opens the screen on a workspace, and comes back when somebody leaves it. `acting` is the person who acts, as
/// somebody wrote it; `now` stands for the present moment where it is given; `settings` say how it looks.
///
/// # Errors
/// When there is no terminal, or the workspace cannot be opened.
pub fn run(
    root: &Path,
    acting: Option<&str>,
    now: Option<DateTime<FixedOffset>>,
    settings: &Settings,
) -> Result<(), Report> {
    require_terminal()?;
    let mut workspace = Workspace::open(root, Patience::of_environment())?;
    workspace.show_as_remembered();
    let acting = acting.map(|it| person(&workspace, it)).transpose()?;
    let git_folder = workspace.repo().git_folder().to_owned();
    let mut worker = Worker::new(workspace, acting.clone(), now)?.with_filters(own_place());
    let look = worker.glance();
    let surroundings = Surroundings(&of_environment);
    let mut desk = Desk::new(look.snapshot, look.me, worker.now(), surroundings.theme(settings, surroundings.ground()));
    desk.latest = look.latest;
    desk.exchange.known = look.known;
    desk.is_beginning = look.is_beginning;
    desk.drafts = worker.workspace().drafts();
    desk.filters = worker.filters();
    desk.folder = folder_for_files(root);
    let mut app = App::new(desk);
    app.warn_of_settings(&settings.warnings);
    keymap::put_in_force(keys_file::read(&settings.keys, settings.ctrl_z_suspends()).bindings);

    let (events, incoming) = channel();
    let (requests, asked) = channel();
    let failed = |it: io::Error| {
        Report::new("E-TERMINAL", Exit::Failed, "the terminal refuses the screen").cause(it.to_string())
    };
    let screen = Screen::take().map_err(failed)?;
    if settings.mouse() {
        terminal::listen_to_mouse().map_err(failed)?;
    }
    let answers = events.clone();
    let working = thread::spawn(move || {
        // Whatever ends the worker ends the screen: nothing could be saved any more.
        let last = LastWord(answers.clone());
        let unkept = worker.work(&asked, &answers);
        drop(last);
        unkept
    });
    let heard = Arc::new(Heard::default());
    let (answered, answer) = channel();
    let asks = surroundings.may_be_asked(settings) && ground::ask().is_ok();
    read_input(events.clone(), heard.clone(), asks.then_some(answered));
    if asks && let Ok(ground) = answer.recv_timeout(ground::PATIENCE) {
        app.desk.theme = surroundings.theme(settings, Some(ground));
    }
    drop(answer);
    let courier = Courier {
        root: root.to_owned(),
        acting,
        now,
        events: events.clone(),
        requests: requests.clone(),
        stop: Arc::default(),
        interrupted: Arc::default(),
        running: None,
    };
    let (signals, signalled) = channel();
    hear_signals(events, signals, &courier)?;
    let _watcher = watch(root, &git_folder, requests.clone());
    let clock = || now.unwrap_or_else(|| chrono::Local::now().fixed_offset());
    // A worker that is gone cannot help; then they are gathered when somebody looks for something.
    let _ = requests.send(Request::Do(Effect::Index(app.desk.snapshot.clone(), app.desk.version)));
    let mut house = House { screen, incoming, requests: requests.clone(), heard, courier };
    let ended = house.turn(&mut app, clock);
    let House { screen, mut courier, .. } = house;
    drop(screen);
    courier.end();
    // What is on its way is finished first: a draft to be kept, a change to be saved.
    let _ = requests.send(Request::Do(Effect::Quit));
    let unkept = working.join().map_err(|_| {
        Report::new("E-BUG", Exit::Failed, "comity made a mistake and had to stop; what was saved is safe")
            .hint("Please tell its makers what you did, with the lines above")
    })?;
    if let Some((_, report)) = unkept.first() {
        return Err(unkept.iter().fold(report.clone(), |report, (draft, _)| {
            let words: Vec<String> = draft.fields.iter().map(|(key, text)| format!("{key} = {text}")).collect();
            report.cause(format!("this was typed and is kept nowhere else: {}", words.join("; ")))
        }));
    }
    if let Ok(exit) = signalled.try_recv() {
        return Err(Report::new("E-ENDED", exit, "comity was told to end")
            .hint("What was saved is safe; what was typed is kept as a draft"));
    }
    ended.map_err(failed)
}

/// Says the last word to the screen when it goes.
struct LastWord(Sender<Event>);

impl Drop for LastWord {
    fn drop(&mut self) {
        // Where nobody listens any more the screen is gone already.
        let _ = self.0.send(Event::Ended);
    }
}

fn person(workspace: &Workspace, word: &str) -> Result<RecordId, Report> {
    let at = Standpoint::new(workspace.snapshot(), None, DateTime::default());
    Ok(find(&at, &[Kind::Person], word)?)
}

/// Whether a screen can be opened here.
///
/// # Errors
/// When input or output is no terminal, or one that cannot place its cursor.
pub fn require_terminal() -> Result<(), Report> {
    let message = match (terminal::is_there(), std::env::var("TERM").is_ok_and(|it| it == "dumb")) {
        (true, false) => return Ok(()),
        (false, _) => "the screen needs a terminal, and there is none",
        (true, true) => "the screen needs a terminal that can place its cursor, and this one cannot (TERM is `dumb`)",
    };
    Err(Report::new("E-TERMINAL", Exit::Failed, message)
        .hint("Every command works without one, such as `comity status --plain`; `comity help` lists them"))
}

/// Everything around the screen that an event can concern.
struct House {
    screen: Screen,
    incoming: Receiver<Event>,
    requests: Sender<Request>,
    heard: Arc<Heard>,
    courier: Courier,
}

impl House {
    /// Takes events until somebody leaves: all that have come, then one frame. Where the terminal goes away, what is
    /// typed is kept all the same.
    fn turn(&mut self, app: &mut App, now: impl Fn() -> DateTime<FixedOffset>) -> io::Result<()> {
        let ended = self.take_events(app, &now);
        if ended.is_err() {
            for effect in app.update(Event::Ended, now()) {
                let _ = self.requests.send(Request::Do(effect));
            }
        }
        ended
    }

    fn take_events(&mut self, app: &mut App, now: impl Fn() -> DateTime<FixedOffset>) -> io::Result<()> {
        self.screen.draw(|frame| draw(app, frame))?;
        let mut typed_since = None;
        let mut exchanged = Instant::now();
        loop {
            typed_since = app.is_unkept().then(|| typed_since.unwrap_or_else(Instant::now));
            let keep = typed_since.map(|it| KEEP.saturating_sub(it.elapsed()));
            let every = app.desk.exchange.known.every.filter(|_| app.may_exchange_by_itself());
            let due = every.map(|it| it.saturating_sub(exchanged.elapsed()));
            // At the turn of the second, so that no second is left out.
            let tick = app.ticks().then(|| {
                let millis = u64::from(now().timestamp_subsec_millis().min(999));
                SECOND.saturating_sub(Duration::from_millis(millis))
            });
            let tick = tick.or(app.keeps_meeting().then_some(MINUTE));
            let first = match keep.into_iter().chain(due).chain(tick).min() {
                // With nothing to keep and nothing to exchange, nothing wakes it but what happens.
                None => self.incoming.recv().ok(),
                Some(wait) => match self.incoming.recv_timeout(wait) {
                    Ok(event) => Some(event),
                    Err(RecvTimeoutError::Timeout) if keep == Some(wait) => Some(Event::Paused),
                    Err(RecvTimeoutError::Timeout) if tick == Some(wait) => Some(Event::Second),
                    Err(RecvTimeoutError::Timeout) => Some(Event::Due),
                    Err(RecvTimeoutError::Disconnected) => None,
                },
            };
            let Some(first) = first else { return Ok(()) };
            let waiting: Vec<Event> = std::iter::once(first).chain(self.incoming.try_iter()).collect();
            for event in waiting {
                let was_read = matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::Resized);
                for effect in app.update(event, now()) {
                    match effect {
                        Effect::Quit => return Ok(()),
                        Effect::Sync(errand) => {
                            exchanged = Instant::now();
                            self.exchange(errand)?;
                        }
                        Effect::Suspend => self.screen.suspend()?,
                        Effect::StopSync => self.courier.stop(),
                        Effect::Editor(text) => self.write_elsewhere(&text)?,
                        Effect::Copy(text) => self.screen.copy(&text)?,
                        Effect::InFront(effect) => self.save_in_front(effect)?,
                        // A worker that is gone can do nothing more; the screen stays to be left.
                        other => drop(self.requests.send(Request::Do(other))),
                    }
                }
                if was_read {
                    self.heard.one_more();
                }
            }
            self.screen.draw(|frame| draw(app, frame))?;
        }
    }

    fn exchange(&mut self, errand: Errand) -> io::Result<()> {
        self.courier.stop.store(false, Ordering::Relaxed);
        match errand.begun {
            Begun::ByItself | Begun::ByHand => {
                self.courier.set_out(errand);
                Ok(())
            }
            Begun::InFront => self.screen.lend(ASKING, || self.courier.in_front(errand)),
        }
    }
}

impl House {
    /// Lets the worker save while the terminal is lent to the key.
    fn save_in_front(&mut self, effect: Box<Effect>) -> io::Result<()> {
        let (done, until_done) = channel();
        let (requests, courier) = (&self.requests, &self.courier);
        courier.stop.store(false, Ordering::Relaxed);
        self.screen.lend(ASKING_KEY, || {
            courier.undisturbed(|| {
                // A worker that is gone can do nothing more; then nothing is waited for either.
                let _ = requests.send(Request::InFront(effect, done));
                let _ = until_done.recv();
            });
        })
    }
}

impl House {
    /// Lends the terminal to the user's own editor, and tells what it left.
    fn write_elsewhere(&mut self, text: &str) -> io::Result<()> {
        let courier = &self.courier;
        let mut written = Ok(None);
        self.screen.lend(WRITING, || courier.undisturbed(|| written = editor::edit(text)))?;
        // Where nobody listens any more the screen is about to go, and the text is kept as it was.
        let _ = courier.events.send(Event::Rewritten(Box::new(written)));
        Ok(())
    }
}

/// What stands in the terminal while the screen is left for an editor,
const WRITING: &str = "Your text is in your own editor; save it there and leave it to come back.";

/// for the key that signs,
const ASKING_KEY: &str = "Saving. Your key may ask for its passphrase or a touch now; Ctrl+C stops.";

/// and for a sync.
const ASKING: &str = "Receiving and sending. You may be asked for a password or passphrase now; Ctrl+C stops.";
