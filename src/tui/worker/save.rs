//! Saving what the screen asks to be saved, or saying why it was not.

use super::Worker;
use crate::history::{History, TakingBack};
use crate::model::care::{self, Find};
use crate::model::permit::{self, Outside};
use crate::model::{Change, RecordId, Snapshot, Standpoint};
use crate::report::{Exit, Report};
use crate::tui::event::{Careful, Effect, Event, NotYours, Saved};
use crate::workspace::{NewPaper, Outcome, Stamp, Workspace, all_of, without};

impl Worker {
    /// Saves a change, or says what of it lies outside the role of who works here.
    pub(super) fn submit(&mut self, change: Change) -> Vec<Event> {
        let effect = Effect::Submit(change.clone());
        self.submit_with(&change, &[], effect)
    }

    /// The same together with papers that the change names; `effect` is what was asked for.
    pub(super) fn submit_with(&mut self, change: &Change, papers: &[NewPaper], effect: Effect) -> Vec<Event> {
        match self.permitted(change, self.workspace.snapshot()) {
            Ok(stamp) => vec![Event::Saved(Box::new(self.save_with(change, papers, &stamp)))],
            Err(refusal) => self.refused(effect, refusal),
        }
    }

    /// Who saves a change, with the reason where it lies outside their role, and once it has had a second look.
    fn permitted(&self, change: &Change, before: &Snapshot) -> Result<Stamp, Refusal> {
        let stamp = self.stamp().map_err(Refusal::Report)?;
        let at = Standpoint::new(self.workspace.snapshot(), self.me(), self.now());
        let outside = permit::outside(change, before, at.me.as_ref(), at.today);
        let stamp = match (outside.is_empty(), &self.reason) {
            (true, _) => stamp,
            (false, Some(reason)) => Stamp { reason: Some(reason.clone()), ..stamp },
            (false, None) => return Err(Refusal::Outside(outside)),
        };
        let finds = if self.regardless { Vec::new() } else { care::finds(change, before) };
        if finds.is_empty() { Ok(stamp) } else { Err(Refusal::Care(finds)) }
    }

    fn refused(&self, effect: Effect, refusal: Refusal) -> Vec<Event> {
        let snapshot = self.workspace.snapshot().clone();
        vec![match refusal {
            Refusal::Report(report) => Event::Saved(Box::new(Err(report))),
            Refusal::Outside(outside) => Event::Outside(Box::new(NotYours { effect, outside, snapshot })),
            Refusal::Care(finds) => Event::Care(Box::new(Careful { effect, finds, snapshot })),
        }]
    }

    fn save(&mut self, change: &Change, stamp: &Stamp) -> Result<Saved, Report> {
        self.save_with(change, &[], stamp)
    }

    fn save_with(&mut self, change: &Change, papers: &[NewPaper], stamp: &Stamp) -> Result<Saved, Report> {
        let outcome = self.workspace.submit_with(change, papers, stamp)?;
        let mut saved = Saved { snapshot: self.workspace.snapshot().clone(), subject: None, taken_in: None };
        if let Outcome::Saved(it) = outcome {
            self.seen = Some(it.commit.clone());
            saved.subject = Some(it.subject);
            saved.taken_in = it.taken_in;
        }
        Ok(saved)
    }

    pub(super) fn take_back(
        &mut self,
        find: impl FnOnce(&History, &Workspace, &Stamp) -> Result<Option<TakingBack>, Report>,
        nothing: &str,
    ) -> Vec<Event> {
        let taking = self.stamp().and_then(|stamp| find(&self.history, &self.workspace, &stamp));
        let result = match taking {
            Ok(Some(taking)) if !taking.built_upon.is_empty() => return vec![Event::Undecided(Box::new(taking))],
            // What one has done oneself one may take back.
            Ok(Some(taking)) if taking.entry.person.is_some() && taking.entry.person == self.me() => {
                self.stamp().and_then(|stamp| self.save(&taking.change, &stamp))
            }
            Ok(Some(taking)) => return self.submit(taking.change),
            Ok(None) => Err(Report::new("E-NOTHING", Exit::Done, nothing)),
            Err(report) => Err(report),
        };
        vec![Event::Saved(Box::new(result))]
    }

    pub(super) fn take_in(&mut self, ids: Vec<RecordId>) -> Vec<Event> {
        let at = Standpoint::new(self.workspace.snapshot(), None, self.now());
        let edits = self.workspace.hand_edits(&at).unwrap_or_default();
        let change = all_of(edits.iter().filter(|it| ids.contains(&it.id)));
        let before = without(&change, self.workspace.snapshot());
        match self.permitted(&change, &before) {
            Ok(stamp) => vec![Event::Saved(Box::new(self.save_by_hand(&ids, &stamp)))],
            Err(refusal) => self.refused(Effect::TakeIn(ids), refusal),
        }
    }

    fn save_by_hand(&mut self, ids: &[RecordId], stamp: &Stamp) -> Result<Saved, Report> {
        let taken = self.workspace.take_in(ids, stamp)?;
        self.seen = self.workspace.repo().newest();
        Ok(Saved { snapshot: self.workspace.snapshot().clone(), subject: taken.map(|it| it.subject), taken_in: None })
    }
}

/// Why something was not saved.
enum Refusal {
    Outside(Vec<Outside>),
    Care(Vec<Find>),
    Report(Report),
}
