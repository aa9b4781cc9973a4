//! The worker: does what the screen asks for, beside it, and looks at the workspace when something has changed there.

mod filters;
mod index;
mod out;
mod paper;
mod save;

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, Sender};

use chrono::{DateTime, FixedOffset, Local};

use super::event::{Effect, Entries, Event, Locked, Look, Saved, Stretch};
use super::overlay::palette::Index;
use crate::history::{self, Entry, Filter, History};
use crate::model::check::check;
use crate::model::similar::Similar;
use crate::model::{Change, Fields, Kind, Record, RecordId, Standpoint, table, words};
use crate::report::{Exit, Report};
use crate::store::repo::CommitId;
use crate::workspace::{Draft, Stamp, SubmitError, Workspace, one_line};

/// What the worker is asked.
pub enum Request {
    Do(Effect),
    /// The same with the screen left for it; the sender goes when it is done.
    InFront(Box<Effect>, Sender<()>),
    /// Something has changed in the folder or its history.
    Look,
}

/// Does what the screen asks for.
pub struct Worker {
    workspace: Workspace,
    history: History,
    index: index::Index,
    /// The person named on the command line.
    acting: Option<RecordId>,
    /// The moment that stands for the present one.
    now: Option<DateTime<FixedOffset>>,
    /// The newest change that the screen has been told of, or has made.
    seen: Option<CommitId>,
    /// What was typed and could not be kept on disk, with the reason.
    unkept: Vec<(Draft, Report)>,
    /// Why what is done now is done outside one's role, where somebody has said so.
    reason: Option<String>,
    /// Whether somebody has had a second look at what is saved now.
    regardless: bool,
    /// Where the user's saved filters lie.
    filters: Option<PathBuf>,
}

/// How many of the latest changes Home shows.
const LATEST: usize = 30;
/// How many changes from elsewhere are looked through at most.
const MOST_NEWS: usize = 50;

impl Worker {
    /// # Errors
    /// When the history cannot be opened.
    pub fn new(
        workspace: Workspace,
        acting: Option<RecordId>,
        now: Option<DateTime<FixedOffset>>,
    ) -> Result<Self, Report> {
        let history = History::of(&workspace)?;
        let seen = workspace.repo().newest();
        Ok(Self {
            workspace,
            history,
            index: index::Index::Idle,
            acting,
            now,
            seen,
            unkept: Vec::new(),
            reason: None,
            regardless: false,
            filters: None,
        })
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        self.now.unwrap_or_else(|| Local::now().fixed_offset())
    }

    /// The person who works here, where that is known.
    pub fn me(&self) -> Option<RecordId> {
        self.acting.clone().or_else(|| {
            let email = self.workspace.identity(self.now()).map(|it| it.email).unwrap_or_default();
            self.workspace.person_of(&email).ok().flatten()
        })
    }

    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    pub(super) fn workspace_mut(&mut self) -> &mut Workspace {
        &mut self.workspace
    }

    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// Works until nobody asks any more; returns what was typed and could not be kept on disk, with the reasons.
    pub fn work(mut self, requests: &Receiver<Request>, events: &Sender<Event>) -> Vec<(Draft, Report)> {
        // What the screen shows so far is what was remembered.
        if events.send(Event::Looked(Box::new(self.look()))).is_err() {
            return self.unkept;
        }
        self.begin_index();
        while let Some(request) = self.next_request(requests) {
            let mut looks = matches!(request, Request::Look);
            let mut effects = Vec::new();
            effects.extend(effect_of(request));
            // Looking once is enough for everything that has changed so far.
            for request in requests.try_iter() {
                looks |= matches!(request, Request::Look);
                effects.extend(effect_of(request));
            }
            for (effect, _until_done) in effects {
                if matches!(effect, Effect::Quit) {
                    return self.unkept;
                }
                for event in self.perform(effect) {
                    looks |= matches!(event, Event::Saved(_) | Event::Outside(_) | Event::Care(_) | Event::Locked(_));
                    if events.send(event).is_err() {
                        return self.unkept;
                    }
                }
            }
            if looks {
                if events.send(Event::Looked(Box::new(self.look()))).is_err() {
                    return self.unkept;
                }
                self.begin_index();
            }
        }
        self.unkept
    }

    /// Does one thing, and tells what came of it.
    pub fn perform(&mut self, effect: Effect) -> Vec<Event> {
        let again = effect.clone();
        let mut events = self.act(effect);
        for event in &mut events {
            if let Event::Care(careful) = event {
                careful.effect = again.clone();
            }
            if let Event::Saved(result) = event
                && let Err(report) = result.as_ref()
                && report.code == "E-SIGN-LOCKED"
            {
                let snapshot = self.workspace.snapshot().clone();
                let locked = Locked { effect: again.clone(), report: report.clone(), snapshot };
                *event = Event::Locked(Box::new(locked));
            }
        }
        events
    }

    fn act(&mut self, effect: Effect) -> Vec<Event> {
        let saved = |result: Result<Saved, Report>| vec![Event::Saved(Box::new(result))];
        match effect {
            Effect::Submit(change) => self.submit(change),
            Effect::Override(effect, reason) => {
                self.reason = one_line(&reason);
                let events = self.act(*effect);
                self.reason = None;
                events
            }
            Effect::Regardless(effect) => {
                self.regardless = true;
                let events = self.act(*effect);
                self.regardless = false;
                events
            }
            Effect::InFront(effect) => {
                self.workspace.let_ask(true);
                let events = self.act(*effect);
                self.workspace.let_ask(false);
                events
            }
            Effect::Undo => self.take_back(
                |history, workspace, stamp| Ok(history.undo(workspace.snapshot(), stamp)?),
                "There is nothing of yours to undo",
            ),
            Effect::Redo => self.take_back(
                |history, workspace, stamp| Ok(history.redo(workspace.snapshot(), stamp)?),
                "There is nothing to redo",
            ),
            Effect::PutBack(entry) => self.take_back(
                |history, workspace, _| Ok(Some(history.take_back(*entry, workspace.snapshot(), "revert")?)),
                "There is nothing to put back",
            ),
            Effect::TakeIn(ids) => self.take_in(ids),
            Effect::Entries { filter, count, from } => {
                vec![Event::Entries(Box::new(self.entries(filter, count, from)))]
            }
            Effect::Past { id, newest, from, known } => {
                let past = self.history.past(&id, from, known.as_ref());
                vec![Event::Past(Box::new(Stretch { id, newest, past }))]
            }
            Effect::Write { path, contents, over } => self.write_out(path, contents, over),
            Effect::AddPaper { item, what, title } => self.add_paper(item, what, title),
            Effect::OpenPaper(item, name) => vec![Event::Opened(Box::new(self.open_paper(&item, name)))],
            Effect::OpenLink(link) => vec![Event::Opened(Box::new(self.open_link(&link)))],
            Effect::OpenWritten(file) => vec![Event::Opened(Box::new(self.open_written(&file)))],
            Effect::Tell(entry) => match self.history.tell(*entry) {
                Ok(told) => vec![Event::Told(Box::new(told))],
                Err(error) => saved(Err(error.into())),
            },
            Effect::Index(snapshot, version) => vec![Event::Indexed(Box::new(Index::of(&snapshot, version)))],
            Effect::Similar(snapshot) => vec![Event::Similar(Box::new(Similar::of(&snapshot)))],
            Effect::SetIdentity { me, name, email } => saved(self.set_identity(me.as_ref(), &name, &email)),
            Effect::KeepFilter { name, kept } => vec![Event::Filters(Box::new(self.keep_filter(&name, kept)))],
            Effect::KeepDraft(draft) => {
                self.unkept.retain(|it| it.0.key != draft.key);
                match self.workspace.keep_draft(&draft) {
                    Ok(()) => Vec::new(),
                    Err(error) => {
                        let report = Report::from(error);
                        self.unkept.push((draft, report.clone()));
                        vec![Event::NotKept(Box::new(report))]
                    }
                }
            }
            Effect::DropDraft(key) => {
                self.unkept.retain(|it| it.0.key != key);
                self.workspace.drop_draft(&key);
                Vec::new()
            }
            // Beside the screen it is the courier who does this.
            Effect::Sync(errand) => {
                let exchanged = self.exchange(errand, &AtomicBool::new(false), &mut |_| ());
                vec![Event::Exchanged(Box::new(exchanged)), Event::Looked(Box::new(self.look()))]
            }
            Effect::Trust(named) => {
                let result = self.workspace.repo().trust(&named).map_err(Report::from);
                vec![Event::Trusted(Box::new(result))]
            }
            Effect::SetPlace(place) => saved(self.set_place(&place)),
            Effect::MarkSeen(commit) => {
                self.mark_seen(commit);
                Vec::new()
            }
            Effect::DismissFirstSteps => {
                self.dismiss_first_steps();
                Vec::new()
            }
            // What concerns the terminal, that does.
            Effect::Copy(_) | Effect::Editor(_) | Effect::StopSync | Effect::Suspend | Effect::Quit => Vec::new(),
        }
    }

    /// What can be shown at once, before the folder is looked at: the records as they are remembered, and the latest
    /// changes.
    pub fn glance(&mut self) -> Look {
        self.history.know(self.workspace.snapshot());
        Look {
            snapshot: self.workspace.snapshot().clone(),
            latest: self.history.entries(&Filter::default()).take(LATEST).collect(),
            known: self.known(),
            me: self.me(),
            is_beginning: self.is_beginning(),
            problems: Vec::new(),
            hand_edits: Vec::new(),
            contested: Vec::new(),
            unseen: None,
            news: Vec::new(),
        }
    }

    /// How the workspace is now, with what others have changed since the last look.
    pub fn look(&mut self) -> Look {
        let before = self.workspace.snapshot().clone();
        let touched = self.workspace.refresh();
        let change = Change::among(touched.iter(), &before, self.workspace.snapshot());
        let seen = self.glance();
        let at = Standpoint::new(&seen.snapshot, seen.me.clone(), self.now());
        let mut problems = self.workspace.all_file_problems();
        problems.extend(check(&at).into_iter().filter(crate::model::Problem::is_error));
        problems.sort();
        let hand_edits = self.workspace.hand_edits(&at).unwrap_or_default();
        let newest = self.workspace.repo().newest();
        let mut news: Vec<String> = Vec::new();
        if newest != self.seen {
            news.extend(self.since_seen().into_iter().map(|it| format!("{}: {}", who(&it), it.subject)));
            self.seen = newest;
        } else if !change.is_empty() && !hand_edits.is_empty() {
            let subject = words::subject(&change, &before, &seen.snapshot);
            news.push(format!("Edited by hand: {subject}"));
        }
        let is_contested = |it: &&Record| it.rows(table::CONTESTED_KEY).next().is_some();
        let contested = seen.snapshot.all().filter(is_contested).map(|it| it.id.clone()).collect();
        let unseen = self.news(&at);
        self.workspace.remember_records();
        Look { problems, hand_edits, contested, unseen, news, ..seen }
    }

    /// The changes that the screen has not been told of and has not made.
    fn since_seen(&self) -> Vec<Entry> {
        let (all, newest) = (Filter::default(), self.workspace.repo().newest());
        let parting = |seen: &CommitId| self.workspace.repo().parting(seen, newest.as_ref()?).ok()?;
        let parting = self.seen.as_ref().and_then(parting);
        let until = |it: &Entry| Some(&it.saved.id) != parting.as_ref();
        // What had been told of and was laid onto the others' changes since is no news.
        let told = self.history.entries_from(self.seen.clone(), &all).take_while(until).take(MOST_NEWS);
        let told: Vec<Option<String>> = told.map(|it| it.trailers.change_id).collect();
        let since = self.history.entries(&all).take_while(until).take(MOST_NEWS);
        since.filter(|it| it.trailers.change_id.is_none() || !told.contains(&it.trailers.change_id)).collect()
    }

    fn entries(&self, filter: Filter, count: usize, from: Option<CommitId>) -> Entries {
        let history::Stretch { entries, more, rest } = self.history.stretch(from.clone(), &filter, count);
        let back_to = rest.as_deref().and_then(|it| self.history.day_of(it));
        Entries { filter, entries, more, from, rest, back_to }
    }

    fn set_identity(&mut self, me: Option<&RecordId>, name: &str, email: &str) -> Result<Saved, Report> {
        let repo = self.workspace.repo();
        repo.set("user.name", Some(name))?;
        repo.set("user.email", Some(email))?;
        if let Some(me) = me {
            repo.set("comity.person", Some(me.as_str()))?;
        }
        let subject = Some("who you are, in this clone".to_owned());
        Ok(Saved { snapshot: self.workspace.snapshot().clone(), subject, taken_in: None })
    }

    pub(super) fn stamp(&self) -> Result<Stamp, Report> {
        let author = self.workspace.identity(self.now()).map_err(SubmitError::from)?;
        let by_address = self.workspace.people_with(&author.email);
        match self.me() {
            Some(me) => Ok(Stamp { acting: (by_address != [me.clone()]).then_some(me), author, reason: None }),
            None if self.workspace.snapshot().ids(Kind::Person).is_empty() => {
                Ok(Stamp { author, acting: None, reason: None })
            }
            None => Err(Report::new(
                "E-NOBODY",
                Exit::Invalid,
                format!("nobody in this workspace has the address {}", author.email),
            )),
        }
    }
}

fn effect_of(request: Request) -> Option<(Effect, Option<Sender<()>>)> {
    match request {
        Request::Do(effect) => Some((effect, None)),
        Request::InFront(effect, done) => Some((Effect::InFront(effect), Some(done))),
        Request::Look => None,
    }
}

fn who(entry: &Entry) -> String {
    entry.person.as_ref().map_or_else(|| entry.saved.author.name.clone(), ToString::to_string)
}
