//! The exchange with the others: begun, told of while it runs, and what came of it.

use ratatui::crossterm::event::KeyEvent;

use super::{App, Message, Overlay, Page};
use crate::model::shown;
use crate::sync::Step;
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::exchange::{Begun, Errand, Exchanged};
use crate::tui::keymap::{self, Context};
use crate::tui::overlay::confirm::Confirm;

/// Whether a key stops the exchange on the page that is about it.
pub(super) fn stops(key: KeyEvent) -> bool {
    keymap::resolve(Context::Sync, key) == Some(Command::StopSync)
}

impl App {
    /// Whether the exchange is stopped here by what leads back elsewhere: on a page where nothing is open or filtered.
    pub fn stops_sync(&self) -> bool {
        self.context().is_browsing() && !self.can(Command::Back) && self.can(Command::StopSync)
    }

    /// Receives and sends; once more where somebody has to be asked for a password, with the screen left for it.
    pub(super) fn exchange(&mut self) -> Vec<Effect> {
        if self.desk.exchange.known.place.is_none() {
            if self.overlay.is_none() {
                self.turn_to(Page::Sync);
            }
            let words = "There is no shared copy yet with which anything could be exchanged".to_owned();
            self.message = Message { words, warns: false };
            return Vec::new();
        }
        if self.desk.exchange.wants_to_ask() {
            return self.exchange_in_front();
        }
        self.begin(Errand { begun: Begun::ByHand, sends_again: false })
    }

    /// The same with the screen left, so that somebody can be asked for a password.
    pub(super) fn exchange_in_front(&mut self) -> Vec<Effect> {
        self.begin(Errand { begun: Begun::InFront, ..self.desk.exchange.errand })
    }

    /// Begins a sync because its time has come, if nothing else is on its way.
    pub(super) fn exchange_by_itself(&mut self) -> Vec<Effect> {
        match self.may_exchange_by_itself() {
            true => self.begin(Errand::default()),
            false => Vec::new(),
        }
    }

    /// Whether a sync may begin by itself: neither another one nor a change is on its way.
    pub fn may_exchange_by_itself(&self) -> bool {
        let exchange = &self.desk.exchange;
        exchange.known.place.is_some() && !exchange.is_running() && self.saving == 0
    }

    pub(super) fn begin(&mut self, errand: Errand) -> Vec<Effect> {
        let exchange = &mut self.desk.exchange;
        exchange.step = Some(Step::Receiving);
        exchange.errand = errand;
        exchange.fresh = 0;
        vec![Effect::Sync(errand)]
    }

    pub(super) fn exchanging(&mut self, step: Step) -> Vec<Effect> {
        if self.desk.exchange.is_running() {
            self.desk.exchange.step = Some(step);
        }
        Vec::new()
    }

    pub(super) fn exchanged(&mut self, exchanged: Exchanged) -> Vec<Effect> {
        let exchange = &mut self.desk.exchange;
        exchange.step = None;
        exchange.known = exchanged.known;
        exchange.fresh = exchanged.result.as_ref().map_or(0, |it| it.received);
        if let Ok(synced) = &exchanged.result {
            // What a sync found that ran by itself may not have been read yet.
            if exchange.errand.begun != Begun::ByItself {
                exchange.findings.clear();
            }
            exchange.findings.extend(synced.findings.iter().cloned());
        }
        exchange.ended = Some(exchanged.result);
        self.desk.version += 1;
        let exchange = &self.desk.exchange;
        // What begins by itself ends without a word; the line of states tells.
        if exchange.errand.begun != Begun::ByItself {
            let (words, warns) = exchange.told();
            self.message = Message { words, warns };
            // Whoever is at something else is not interrupted; the next attempt asks.
            if !exchanged.untrusted.is_empty() && self.overlay.is_none() {
                self.message = Message::default();
                self.ask_trust(exchanged.untrusted);
            }
        }
        Vec::new()
    }

    pub(super) fn ask_send_again(&mut self) {
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: "Send again what the shared copy has lost?".to_owned(),
            lines: vec![
                "What it has lost and you still have is laid on top of what it has now.".to_owned(),
                "If somebody took it out on purpose, it comes back for everybody: ask them first.".to_owned(),
            ],
            yes: "Send again",
            effect: Some(Effect::Sync(Errand { begun: Begun::ByHand, sends_again: true })),
            at_yes: false,
            drawn: false,
        }));
    }

    /// Shows what the others did since somebody looked last; with that it is looked at.
    pub(super) fn open_unseen(&mut self) -> Vec<Effect> {
        let Some(news) = &self.desk.unseen else { return Vec::new() };
        let unseen = news.unseen.clone();
        self.turn_to(Page::History);
        self.history.of_unseen(unseen);
        self.mark_seen()
    }

    /// Counts anew from here what the others do.
    pub(super) fn mark_seen(&mut self) -> Vec<Effect> {
        let Some(news) = self.desk.unseen.take() else { return Vec::new() };
        self.desk.version += 1;
        let count = news.counts.iter().map(|it| it.1).sum();
        let changes = shown::count(count, "change", "changes");
        self.message = Message { words: format!("{changes} of others marked as seen"), warns: false };
        vec![Effect::MarkSeen(news.newest)]
    }
}
