//! Beside the list of the page Sync: what to do next, and about what is selected.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::SyncPage;
use crate::tui::desk::Desk;
use crate::tui::widget::text::{boxed, lines, wrapped};

impl SyncPage {
    pub(super) fn draw_beside(&self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let inner = boxed(frame, area, "What to do next", "", false, desk.theme);
        let width = usize::from(inner.width).saturating_sub(2);
        let words = match (self.contested(), &desk.exchange.known.place) {
            (Some(_), _) => {
                "Both sides wrote here. What was published first stands; the other value is kept beside it, and nothing is lost."
            }
            (None, None) => "There is no shared copy yet. `comity remote set URL` says where it is.",
            (None, Some(_)) => "F5 sends and receives.",
        };
        lines(frame, inner, wrapped(words, width).into_iter().map(|it| Line::raw(format!(" {it}"))).collect());
    }
}
