//! Going about: from page to page, and along what a page lists.

use super::{App, Overlay, Page};
use crate::tui::event::Effect;
use crate::tui::widget::list::List;

impl App {
    pub(super) fn turn_to(&mut self, page: Page) -> Vec<Effect> {
        self.reading.clear();
        let same = self.page == page;
        self.page = page;
        match page {
            Page::Meetings if same => self.agenda = None,
            Page::History if !same => return vec![self.history.ask()],
            Page::Home | Page::Meetings | Page::Actions | Page::History => (),
        }
        Vec::new()
    }

    pub(super) fn go(&mut self, way: Way) {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            let last = help.lines.len().saturating_sub(1);
            help.scroll = match way {
                Way::Up(by) => help.scroll.saturating_sub(by),
                Way::Down(by) => (help.scroll + by).min(last),
                Way::Top => 0,
                Way::Bottom => last,
            };
            return;
        }
        if let Some(reading) = self.reading.last_mut() {
            return match way {
                Way::Up(by) => reading.up(by),
                Way::Down(by) => reading.down(by),
                Way::Top => reading.top(),
                Way::Bottom => reading.bottom(),
            };
        }
        match (self.page, &mut self.agenda) {
            (Page::Home, _) => match way {
                Way::Up(by) => self.home.up(by),
                Way::Down(by) => self.home.down(by),
                Way::Top => self.home.top(),
                Way::Bottom => self.home.bottom(),
            },
            (Page::Meetings, None) => walk(&mut self.meetings.list, way),
            (Page::Meetings, Some(agenda)) => walk(&mut agenda.list, way),
            (Page::Actions, _) => walk(&mut self.actions.list, way),
            (Page::History, _) => walk(&mut self.history.list, way),
        }
    }
}

/// Which way a selection goes.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Up(usize),
    Down(usize),
    Top,
    Bottom,
}

fn walk<T: Clone + PartialEq>(list: &mut List<T>, way: Way) {
    match way {
        Way::Up(by) => list.up(by),
        Way::Down(by) => list.down(by),
        Way::Top => list.top(),
        Way::Bottom => list.bottom(),
    }
}
