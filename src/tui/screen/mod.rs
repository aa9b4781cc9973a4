//! The pages, and what a page is.

pub mod actions;
pub mod agenda;
pub mod checklist;
pub mod empty;
pub mod groups;
pub mod history;
pub mod home;
pub mod live;
pub mod meetings;
pub mod narrowed;
pub mod people;
pub mod reading;
pub mod sync;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::app::Page;
use super::desk::Desk;
use super::event::Effect;
use super::keymap::Context;
use super::widget::list::Way;
use crate::history::Entry;
use crate::model::deed::Settings;
use crate::model::filter::Fault;
use crate::model::{Kind, RecordId};
use checklist::FirstStep;

/// What is selected on a page.
#[derive(Clone, Debug)]
pub enum Thing {
    Record(RecordId),
    Change(Box<Entry>),
    /// A record that was edited by hand.
    HandEdit(RecordId),
    /// Another page, on which there is something to be done.
    Page(Page),
    /// What the others did since somebody looked last.
    Unseen,
    /// A first step of a new workspace.
    First(FirstStep),
}

/// What is added to a page: a record of a kind, in a group where one is chosen, with fields that are known already.
pub struct Addition {
    pub kind: Kind,
    pub group: String,
    pub known: Settings,
}

/// A page. It looks at the desk, shows what it found, and is gone about in; it changes no record.
pub trait Screen {
    /// What keys mean on it.
    fn context(&self) -> Context;

    /// Looks at the records again, if they or the filter have changed.
    fn look(&mut self, desk: &Desk);

    fn selected(&self, desk: &Desk) -> Option<Thing>;

    /// Selects a record, if it is on the page.
    fn select(&mut self, _id: &RecordId) {}

    fn go(&mut self, way: Way);

    /// One step back within the page; says whether there was one.
    fn back(&mut self) -> bool {
        false
    }

    /// Whether [`Screen::back`] has a step to go.
    fn can_go_back(&self) -> bool {
        false
    }

    /// The words that narrow it, where words can.
    fn filter(&mut self) -> Option<&mut String> {
        None
    }

    /// Whether [`Screen::filter`] has words to narrow it by.
    fn has_filter(&self) -> bool {
        false
    }

    /// The first word of [`Screen::filter`] that cannot be read.
    fn fault(&self) -> Option<&Fault> {
        None
    }

    fn is_filtered(&self) -> bool {
        false
    }

    /// Shows everything again.
    fn clear_filter(&mut self) {}

    /// Shows what is closed too, or no longer.
    fn show_all(&mut self) {}

    /// Whether [`Screen::show_all`] shows something else.
    fn can_show_all(&self) -> bool {
        false
    }

    /// Shows one group after the other, then all.
    fn next_group(&mut self, _desk: &Desk) {}

    /// What is added to it.
    fn addition(&self, _desk: &Desk) -> Option<Addition> {
        None
    }

    /// What has to be asked for, so that it can show what it should.
    fn wants(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// Draws it; `typing` says whether somebody types words that narrow it.
    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool);
}
