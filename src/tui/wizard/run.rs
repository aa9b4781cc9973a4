//! The welcome at work: keys in, frames out, and what is wished done on the spot.

use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use ratatui::crossterm::event::{self, Event as Input, KeyEventKind};

use super::draw::draw;
use super::{JoinWish, Joined, Member, Wish, Wizard};
use crate::init::fresh::Fresh;
use crate::init::join::{self, Step, receive};
use crate::init::places::folders_like;
use crate::init::shared::create_shared;
use crate::init::welcomed::{Looks, Welcomed};
use crate::init::{Asking, InitError};
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::{Kind, RecordId, Snapshot, shown};
use crate::report::{Exit, Report};
use crate::settings::Settings;
use crate::store::StoreError;
use crate::store::lock::Patience;
use crate::store::remote::Talk;
use crate::store::repo::Repo;
use crate::store::signer::SignError;
use crate::sync::{Decided, sync};
use crate::tui::desk::Desk;
use crate::tui::surroundings::{Surroundings, of_environment};
use crate::tui::terminal::{self, Screen};
use crate::tui::theme::Theme;
use crate::workspace::{Stamp, Workspace};

/// How long a shared copy may keep silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often the page is drawn anew while something takes long; a key is heard at once.
const BEAT: Duration = Duration::from_millis(100);

/// How long whoever has sent a signal waits at most until what is at work has ended.
const LATE: Duration = Duration::from_secs(2);

/// More findings of a history that is joined are counted, not told.
const FEW: usize = 3;

/// What stands in the terminal while the screen is left for a shared copy.
const ASKING: &str = "Asking the shared copy. You may be asked for a password or passphrase now; Ctrl+C stops.";

/// What is said while the example is made.
const MAKING: &str = "Making the example…";

/// What stands there while it is left for a key.
const SIGNING: &str = "Your key signs the new workspace. You may be asked for its passphrase now; Ctrl+C stops.";

/// Asks on the screen what somebody would like to do, and does it, up to a workspace that can be opened.
///
/// # Errors
/// When there is no terminal any more.
pub fn welcome(here: &Path, now: Option<DateTime<FixedOffset>>, settings: &Settings) -> Result<Welcomed, Report> {
    crate::tui::require_terminal()?;
    let now = now.unwrap_or_else(|| chrono::Local::now().fixed_offset());
    let surroundings = Surroundings(&of_environment);
    let known = Repo::author_for(here, now).map(|it| (it.name, it.email));
    let mut wizard = Wizard::new(here.to_owned(), known, surroundings.theme(settings, surroundings.ground()));
    let stop = Arc::new(AtomicBool::new(false));
    let at_work = Arc::new(AtomicBool::new(false));
    let signals = Signals::hear(stop.clone(), at_work.clone())?;
    let failed = |it: io::Error| {
        Report::new("E-TERMINAL", Exit::Failed, "the terminal refuses the screen").cause(it.to_string())
    };
    let screen = Screen::take().map_err(failed)?;
    let mut house = House { screen, now, stop, at_work };
    let ended = house.turn(&mut wizard);
    drop(house);
    drop(signals);
    ended.map_err(failed)
}

struct House {
    screen: Screen,
    now: DateTime<FixedOffset>,
    stop: Arc<AtomicBool>,
    /// Whether something is being made that is taken away again when it is stopped.
    at_work: Arc<AtomicBool>,
}

impl House {
    fn turn(&mut self, wizard: &mut Wizard) -> io::Result<Welcomed> {
        loop {
            self.screen.draw(|frame| draw(wizard, frame))?;
            let mut wish = match event::read()? {
                Input::Key(key) if key.kind != KeyEventKind::Release => wizard.key(key),
                Input::Paste(text) => wizard.paste(&text),
                _ => None,
            };
            while let Some(wished) = wish {
                match self.perform(wizard, wished)? {
                    Done::With(welcomed) => return Ok(welcomed),
                    Done::So(next) => wish = next,
                }
            }
        }
    }

    fn perform(&mut self, wizard: &mut Wizard, wish: Wish) -> io::Result<Done> {
        let looks = Looks { contrast: wizard.has_contrast(), plain: wizard.theme.ascii };
        Ok(Done::So(match wish {
            Wish::Leave => return Ok(Done::With(Welcomed::Left)),
            Wish::Example => {
                wizard.answer = Some(MAKING);
                self.screen.draw(|frame| draw(wizard, frame))?;
                return Ok(Done::With(Welcomed::Example(looks)));
            }
            Wish::Lines => return Ok(Done::With(Welcomed::Lines)),
            Wish::LookUp(typed) => {
                wizard.places = folders_like(&typed, &wizard.here);
                None
            }
            Wish::Open(folder) => match Workspace::find(&folder) {
                Ok(root) => return Ok(Done::With(Welcomed::Open(root, looks))),
                Err(error) => {
                    wizard.failed(&error.into());
                    // What was typed may have led into a folder by the list.
                    Some(Wish::LookUp(wizard.open_text()))
                }
            },
            Wish::Join(wish) => {
                match self.join(wizard, &wish)? {
                    Ok(joined) => wizard.joined(wish, joined),
                    Err(report) => wizard.failed(&report),
                }
                None
            }
            Wish::Be { root, me, name, email } => match set_identity(&root, me.as_ref(), &name, &email) {
                Ok(()) => wizard.is_somebody(root),
                Err(report) => {
                    wizard.failed(&report);
                    None
                }
            },
            Wish::Begin(fresh) => match self.begin(&fresh)? {
                Ok(root) => {
                    let words = self.share(&fresh, &root)?;
                    wizard.read_first(words, root)
                }
                Err(report) => {
                    wizard.failed(&report);
                    None
                }
            },
        }))
    }

    /// Joins a shared folder. The page tells how far that is, and the terminal is lent only where the shared copy asks
    /// for something.
    fn join(&mut self, wizard: &mut Wizard, wish: &JoinWish) -> io::Result<Result<Joined, Report>> {
        let now = self.now;
        let received = self.meanwhile(wizard, |talk, tell| Ok(receive(&wish.place, &wish.folder, talk, tell)?))?;
        let received = match received {
            Err(report) if report.code == "E-SYNC-AUTH" => {
                self.lend(ASKING, |talk, _| Ok(receive(&wish.place, &wish.folder, talk, &mut |_| ())?))?
            }
            received => received,
        };
        match received {
            Ok(received) => self.meanwhile(wizard, |talk, tell| joined(received.settle(talk, now, tell)?, now)),
            Err(report) => Ok(Err(report)),
        }
    }

    /// Does something that takes long beside the screen, which tells how far it is and can stop it.
    fn meanwhile<T: Send>(
        &mut self,
        wizard: &mut Wizard,
        act: impl FnOnce(&Talk<'_>, &mut dyn FnMut(Step)) -> Result<T, Report> + Send,
    ) -> io::Result<Result<T, Report>> {
        self.stop.store(false, Ordering::SeqCst);
        self.at_work.store(true, Ordering::SeqCst);
        let stop = self.stop.clone();
        let (says, told) = channel();
        let ended = thread::scope(|threads| {
            let acting = threads.spawn(|| {
                // Where nobody listens any more the screen is about to go.
                let mut tell = |step: Step| says.send(step).unwrap_or_default();
                act(&Talk { asks: false, patience: PATIENCE, stop: &stop }, &mut tell)
            });
            while !acting.is_finished() {
                wizard.doing = told.try_iter().last().map(Step::words).or(wizard.doing.take());
                if let Err(error) = self.look_up_from(wizard) {
                    self.stop.store(true, Ordering::SeqCst);
                    return Err(error);
                }
            }
            Ok(acting.join().unwrap_or_else(|it| resume_unwind(it)))
        });
        self.at_work.store(false, Ordering::SeqCst);
        wizard.doing = None;
        ended
    }

    /// Draws how far something is, and looks for a moment whether somebody stops it.
    fn look_up_from(&mut self, wizard: &mut Wizard) -> io::Result<()> {
        self.screen.draw(|frame| draw(wizard, frame))?;
        if event::poll(BEAT)?
            && let Input::Key(key) = event::read()?
            && wizard.stops(key)
        {
            self.stop.store(true, Ordering::SeqCst);
        }
        Ok(())
    }

    /// Makes a new workspace; where the key that signs asks for its owner, the terminal is lent to it.
    fn begin(&mut self, fresh: &Fresh) -> io::Result<Result<PathBuf, Report>> {
        let begun = match fresh.begin(self.now, Asking::Nobody) {
            Err(InitError::Store(StoreError::Unsigned(SignError::Locked(_)))) => {
                self.lend(SIGNING, |_, now| fresh.begin(now, Asking::TheUser))?
            }
            begun => begun,
        };
        Ok(begun.map_err(Report::from))
    }

    /// Does something with the shared copy while the terminal is lent to it.
    fn lend<T>(&mut self, words: &str, act: impl FnOnce(&Talk<'_>, DateTime<FixedOffset>) -> T) -> io::Result<T> {
        self.stop.store(false, Ordering::SeqCst);
        let (stop, now) = (self.stop.clone(), self.now);
        self.screen.lend(words, || act(&Talk { asks: true, patience: PATIENCE, stop: &stop }, now))
    }

    /// Makes the shared copy of a new workspace, where that is wished; what is to be read about it.
    fn share(&mut self, fresh: &Fresh, root: &Path) -> io::Result<Vec<String>> {
        let Some(place) = &fresh.shared else { return Ok(Vec::new()) };
        let shared = self.lend(ASKING, |talk, now| shared(root, place, talk, now))?;
        Ok(match shared {
            Ok(place) => vec![
                format!("The shared copy is made in {}", shown::visible(&place)),
                "Give this address to the others: with \"Join a shared folder\" they are in.".to_owned(),
            ],
            Err(report) => vec![
                format!("The workspace is made in {}", shown::visible(&root.display().to_string())),
                format!("Its shared copy is not: {}.", report.message),
                "The page Sync says what to do.".to_owned(),
            ],
        })
    }
}

/// What came of a wish.
enum Done {
    With(Welcomed),
    /// The welcome goes on, with another wish where one follows.
    So(Option<Wish>),
}

fn joined(joined: join::Joined, now: DateTime<FixedOffset>) -> Result<Joined, Report> {
    let workspace = Workspace::open(&joined.root, Patience::of_environment())?;
    let email = workspace.identity(now).map(|it| it.email).unwrap_or_default();
    let wrong: Vec<String> = joined.findings.iter().filter(|it| it.is_error()).map(|it| it.words()).collect();
    let mut findings = Vec::new();
    if !wrong.is_empty() {
        let count = shown::count(wrong.len(), "thing about its history is", "things about its history are");
        findings.push(format!("Taken in, though {count} not right:"));
        findings.extend(wrong.iter().take(FEW).map(|it| format!("(!) {it}")));
        findings.push("Ask whoever invited you; the page Sync tells more.".to_owned());
    }
    Ok(Joined {
        people: people(workspace.snapshot(), now),
        me: workspace.person_of(&email).ok().flatten(),
        root: joined.root,
        findings,
    })
}

/// Those who could be meant, by organisation and name.
fn people(snapshot: &Snapshot, now: DateTime<FixedOffset>) -> Vec<Member> {
    let desk = Desk::new(snapshot.clone(), None, now, Theme::MONO);
    let there = snapshot.of_kind(Kind::Person).filter(|it| !it.contains_key("same_as") && it.text("status") != "left");
    let mut people: Vec<Member> = there
        .map(|it| Member {
            id: it.id.clone(),
            name: shown::visible(it.title()).into_owned(),
            email: it.words("emails").next().map(|it| shown::visible(it).into_owned()).unwrap_or_default(),
            org: org_of(snapshot, &it.id).map(|it| desk.org(&it).0).unwrap_or_default(),
        })
        .collect();
    people.sort_by_cached_key(|it| it.name.to_lowercase());
    people
}

fn set_identity(root: &Path, me: Option<&RecordId>, name: &str, email: &str) -> Result<(), Report> {
    let repo = Repo::open(root)?;
    repo.set("user.name", Some(name))?;
    repo.set("user.email", Some(email))?;
    repo.set("comity.person", me.map(RecordId::as_str))?;
    Ok(())
}

fn shared(root: &Path, place: &Path, talk: &Talk<'_>, now: DateTime<FixedOffset>) -> Result<String, Report> {
    let mut workspace = Workspace::open(root, Patience::of_environment())?;
    let stamp = Stamp { author: workspace.identity(now)?, acting: None, reason: None };
    let branch = workspace.writable()?;
    let place = create_shared(place, root, branch.strip_prefix("refs/heads/").unwrap_or(&branch))?;
    let place = place.display().to_string();
    workspace.repo().set_remote(&place)?;
    sync(&mut workspace, &stamp, talk, Decided::default(), &mut |_| ())?;
    Ok(place)
}

/// What listens for signals while the welcome is open. Nothing is half done here that would have to be kept: what is at
/// work takes away what it has made, the terminal is given back, and the program ends as it was told.
#[cfg(unix)]
struct Signals(signal_hook::iterator::Handle);

#[cfg(unix)]
impl Signals {
    fn hear(stop: Arc<AtomicBool>, at_work: Arc<AtomicBool>) -> Result<Self, Report> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let refused =
            |it: io::Error| Report::new("E-IO", Exit::Failed, "cannot listen for signals").cause(it.to_string());
        let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT]).map_err(refused)?;
        let handle = signals.handle();
        std::thread::spawn(move || {
            for signal in signals.forever() {
                // What is asked in the terminal just now is stopped first.
                if signal == SIGINT && terminal::is_lent() {
                    stop.store(true, Ordering::SeqCst);
                    continue;
                }
                stop.store(true, Ordering::SeqCst);
                let told = Instant::now();
                while at_work.load(Ordering::SeqCst) && told.elapsed() < LATE {
                    thread::sleep(Duration::from_millis(1));
                }
                terminal::give_back();
                std::process::exit(128 + signal);
            }
        });
        Ok(Self(handle))
    }
}

#[cfg(unix)]
impl Drop for Signals {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn hear(_: Arc<AtomicBool>, _: Arc<AtomicBool>) -> Result<Self, Report> {
        Ok(Self)
    }
}
