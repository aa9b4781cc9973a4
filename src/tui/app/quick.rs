//! Quick filters: those that everybody needs, and those that the user has saved under a name.

use super::{App, Message, Overlay};
use crate::model::view::seats::parties;
use crate::report::Report;
use crate::store::filters::{Filters, Kept};
use crate::tui::event::Effect;
use crate::tui::overlay::form::Form;
use crate::tui::overlay::palette::{Choice, Offer, Palette};

/// The filters that everybody needs: the key, the words, the filter.
const QUICK: &[(&str, &str, &str)] = &[
    ("m", "Mine", "owner:me"),
    ("l", "Late", "overdue"),
    ("t", "This week", "due>=today due<=\"end of week\""),
    ("w", "Waiting", "state:waiting"),
    ("s", "Stale", "stale"),
    ("p", "Put off", "slipped"),
];

/// The keys of the parties, in their order.
const PARTIES: &[&str] = &["a", "b", "c", "d", "e"];

/// The digit of a filter that was kept, where it has one.
fn key_of(kept: &Kept) -> String {
    kept.key.map(|it| it.to_string()).unwrap_or_default()
}

impl App {
    /// Opens the menu of filters.
    pub(super) fn quick_filters(&mut self) {
        let filter = self.typed_filter();
        let offer = |key: &str, words: String, choice: Choice| Offer::new("", words, key.to_owned(), choice);
        let quick = |key: &str, words: &str, filter: &str| {
            offer(key, format!("{words}: {filter}"), Choice::Filter(filter.to_owned()))
        };
        let mut offers: Vec<Offer> = QUICK.iter().map(|it| quick(it.0, it.1, it.2)).collect();
        // The digits are for filters of one's own.
        for (key, org) in PARTIES.iter().zip(parties(&self.desk.snapshot).iter()) {
            offers.push(quick(key, &self.desk.org(org).0, &format!("org:{org}")));
        }
        offers.extend(self.desk.filters.iter().map(|(name, kept)| quick(&key_of(kept), name, &kept.filter)));
        if !filter.is_empty() {
            offers.push(offer("k", format!("Keep this filter under a name: {filter}"), Choice::KeepFilter));
        }
        if !self.desk.filters.is_empty() {
            offers.push(offer("f", "Forget one that was kept".to_owned(), Choice::ForgetWhich));
        }
        self.overlay = Some(Overlay::Palette(Palette::menu("Quick filters", offers)));
    }

    /// Asks which of the filters that were kept is to be forgotten.
    pub(super) fn forget_which(&mut self) {
        let offer = |(name, kept): (&String, &Kept)| {
            Offer::new("", format!("{name}: {}", kept.filter), String::new(), Choice::Forget(name.clone()))
        };
        let offers = self.desk.filters.iter().map(offer).collect();
        self.overlay = Some(Overlay::Palette(Palette::menu("Forget which filter?", offers)));
    }

    /// Asks under which name the filter of the page is to be kept.
    pub(super) fn ask_name(&mut self) {
        self.open_form(Form::filter_name());
    }

    /// Keeps the filter of the page under a name, and under a digit where one was given.
    pub(super) fn keep_filter(&mut self, name: &str, key: Option<u8>) -> Vec<Effect> {
        let kept = Some(Kept { filter: self.typed_filter(), key });
        vec![Effect::KeepFilter { name: name.trim().to_owned(), kept }]
    }

    /// Narrows the page by a filter.
    pub(super) fn use_filter(&mut self, filter: String) {
        if let Some(typed) = self.screen_mut().filter() {
            *typed = filter;
        }
    }

    pub(super) fn filters_are(&mut self, result: Result<Filters, Report>) -> Vec<Effect> {
        match result {
            Ok(filters) => {
                let more = filters.len() >= self.desk.filters.len();
                self.desk.filters = filters;
                let words = if more { "Kept; the menu of quick filters offers it" } else { "Forgotten" };
                self.message = Message { words: words.to_owned(), warns: false };
            }
            Err(report) => self.tell("Not kept", &report),
        }
        Vec::new()
    }

    fn typed_filter(&mut self) -> String {
        self.screen_mut().filter().map(|it| it.trim().to_owned()).unwrap_or_default()
    }
}
