//! Going about: from page to page, and along what a page lists.

use super::{App, Overlay, Page};
use crate::tui::widget::list::Way;

impl App {
    /// Turns to a page; to the same one again, back to its beginning.
    pub(super) fn turn_to(&mut self, page: Page) {
        self.reading.clear();
        if self.page == page {
            while self.screen_mut().back() {}
        }
        self.page = page;
        if page == Page::Sync {
            self.desk.exchange.fresh = 0;
        }
        if page == Page::History {
            self.history.refresh();
        }
    }

    pub(super) fn go(&mut self, way: Way) {
        match &mut self.overlay {
            Some(Overlay::Help(help)) => return help.go(way),
            Some(Overlay::Palette(palette)) => return palette.go(way),
            Some(Overlay::Ticks(ticks)) => return ticks.go(way),
            Some(Overlay::Form(_) | Overlay::Confirm(_)) | None => (),
        }
        if let Some(reading) = self.reading.last_mut() {
            return reading.go(way);
        }
        if let (Page::Meetings, Some(live)) = (self.page, &mut self.meetings.live) {
            return live.go(way, &self.desk);
        }
        if let (Page::Sync, true, Some(id)) = (self.page, self.sync.inbox.focused, self.sync.contested().cloned()) {
            return self.sync.inbox.go(way, &id, &self.desk);
        }
        self.screen_mut().go(way);
    }
}
