//! The courier: receives and sends on a thread of its own, so that whoever types or saves never waits for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};

use super::event::Event;
use super::exchange::{Begun, Errand, Exchanged, Known};
use super::worker::{Request, Worker};
use crate::model::RecordId;
use crate::report::Report;
use crate::store::lock::Patience;
use crate::store::remote::{RemoteError, Talk};
use crate::sync::{Decided, Step, SyncError, nameless, sync};
use crate::workspace::Workspace;

/// How long a shared copy may keep silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long it takes at most until a signal has been heard.
const LATE: Duration = Duration::from_secs(2);

/// Receives and sends for a screen.
pub struct Courier {
    pub root: PathBuf,
    /// The person named on the command line.
    pub acting: Option<RecordId>,
    /// The moment that stands for the present one.
    pub now: Option<DateTime<FixedOffset>>,
    pub events: Sender<Event>,
    pub requests: Sender<Request>,
    pub stop: Arc<AtomicBool>,
    /// Set in the very moment in which somebody presses Ctrl+C outside of the screen.
    pub interrupted: Arc<AtomicBool>,
    pub running: Option<JoinHandle<()>>,
}

impl Courier {
    /// Sets out on a thread of its own; tells by events how it goes.
    pub fn set_out(&mut self, errand: Errand) {
        let run = self.run(errand);
        self.running = Some(thread::spawn(run));
    }

    /// Does the errand here and now, for whoever can be asked in this terminal meanwhile.
    pub fn in_front(&self, errand: Errand) {
        self.undisturbed(self.run(errand));
    }

    /// Does something here and now while the terminal is lent: Ctrl+C is not meant for the screen then.
    pub fn undisturbed(&self, act: impl FnOnce()) {
        self.interrupted.store(false, Ordering::SeqCst);
        act();
        // Signals are heard on a thread of its own, which may be late: it has to find out that this one was not for it.
        let ended = Instant::now();
        while self.interrupted.load(Ordering::SeqCst) && !self.stop.load(Ordering::SeqCst) && ended.elapsed() < LATE {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Ends what runs; it tells when it has ended.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Ends what runs, and waits until it has ended.
    pub fn end(&mut self) {
        self.stop();
        // A thread that made a mistake has told of it already.
        let _ = self.running.take().map(JoinHandle::join);
    }

    fn run(&self, errand: Errand) -> impl FnOnce() + Send + use<> {
        let (root, acting, now) = (self.root.clone(), self.acting.clone(), self.now);
        let (events, requests, stop) = (self.events.clone(), self.requests.clone(), self.stop.clone());
        move || {
            // Where nobody listens any more the screen is about to go.
            let mut tell = |step| drop(events.send(Event::Exchanging(step)));
            // A handle on the folder of its own: the screen's goes on saving.
            let worker = Workspace::open(&root, Patience::of_environment())
                .map_err(Report::from)
                .and_then(|it| Worker::new(it, acting, now));
            let exchanged = match worker {
                Ok(mut worker) => worker.exchange(errand, &stop, &mut tell),
                Err(report) => Exchanged { result: Err(report), known: Known::default(), untrusted: Vec::new() },
            };
            let _ = events.send(Event::Exchanged(Box::new(exchanged)));
            let _ = requests.send(Request::Look);
        }
    }
}

impl Worker {
    /// Receives and sends, and tells what came of it.
    pub fn exchange(&mut self, errand: Errand, stop: &AtomicBool, tell: &mut dyn FnMut(Step)) -> Exchanged {
        let mut untrusted = Vec::new();
        // Whoever only receives need not be known.
        let stamp = self.stamp().or_else(|unknown| match nameless(self.workspace(), self.now())? {
            Some(stamp) if !errand.sends_again => Ok(stamp),
            _ => Err(unknown),
        });
        let result = stamp.and_then(|stamp| {
            let talk = Talk { asks: errand.begun == Begun::InFront, patience: PATIENCE, stop };
            self.workspace_mut().let_ask(talk.asks);
            let decided = Decided { send_again: errand.sends_again, ..Decided::default() };
            let synced = sync(self.workspace_mut(), &stamp, &talk, decided, tell);
            self.workspace_mut().let_ask(false);
            if let Err(SyncError::Remote(RemoteError::Untrusted(named))) = &synced {
                untrusted.clone_from(named);
            }
            Ok(synced?)
        });
        if result.is_ok() {
            // In the background: nobody waits for it.
            self.workspace().repo().maintain();
        }
        Exchanged { result, known: self.known(), untrusted }
    }
}
