//! What is similar to the title that is being typed, and the links to it.

use super::{App, Overlay};
use crate::model::{Kind, RecordId};
use crate::tui::event::Effect;
use crate::tui::overlay::form::Goal;
use crate::tui::overlay::palette::{Choice, Offer, Palette};

impl App {
    /// Asks for the titles to be gathered, where somebody begins to type a new one and they have changed.
    pub(super) fn similar_wants(&mut self) -> Option<Effect> {
        let kind = self.form().and_then(|it| match it.goal {
            Goal::Add { kind: kind @ (Kind::Item | Kind::Action), .. } => Some(kind),
            _ => None,
        });
        let is_known = self.desk.similar.0 == Some(self.desk.version);
        if kind.is_none() || is_known {
            return None;
        }
        self.desk.similar.0 = Some(self.desk.version);
        Some(Effect::Similar(self.desk.snapshot.clone()))
    }

    /// The links that can be made: the field, its words, and what it leads to.
    fn links(&self) -> Vec<(&'static str, String, RecordId)> {
        let Some(form) = self.form() else { return Vec::new() };
        let Goal::Add { kind, .. } = form.goal else { return Vec::new() };
        let mut links = Vec::new();
        for title in form.similar(&self.desk) {
            let words = |what: &str| format!("{what} {}  {}, {}", title.id, title.words, title.state);
            if title.id.kind == kind {
                links.push(("duplicates", words("Same as"), title.id.clone()));
            }
            links.push(("contributes_to", words("Contributes to"), title.id.clone()));
        }
        links
    }

    pub(super) fn can_link(&self) -> bool {
        !self.links().is_empty()
    }

    /// Opens the menu of the links.
    pub(super) fn link_menu(&mut self) {
        let links = self.links().into_iter().zip(1..);
        let offers = links.map(|((key, words, id), nth)| Offer::new("", words, nth.to_string(), Choice::Link(key, id)));
        let menu = Palette::menu("Link it", offers.collect());
        if let Some(Overlay::Form(form)) = self.overlay.take() {
            self.aside = Some(form);
        }
        self.overlay = Some(Overlay::Palette(menu));
    }
}
