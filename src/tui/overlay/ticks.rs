//! Lines to be ticked, of which those that are ticked are done together: what comes over to a meeting.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::model::RecordId;
use crate::model::view::carry::{Carried, Carry};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, cell, centred, lines, row, wrapped};

/// The list of what could come over to a meeting.
pub struct Ticks {
    pub meeting: RecordId,
    list: List<Carried>,
    /// Whether each of the lines is ticked.
    ticked: Vec<bool>,
}

/// What stands below the list.
const FOOT: &str = "Enter lays what is ticked onto the agenda; what is not can still come over later.";

impl Ticks {
    /// All of it ticked: by rule it comes over.
    pub fn of(meeting: RecordId, carried: Vec<Carried>) -> Self {
        let ticked = vec![true; carried.len()];
        let mut list = List::default();
        list.set(carried);
        Self { meeting, list, ticked }
    }

    pub fn go(&mut self, way: Way) {
        self.list.go(way);
    }

    /// Ticks the line at the marker, or takes its tick away.
    pub fn tick(&mut self) {
        if let Some(ticked) = self.ticked.get_mut(self.list.place()) {
            *ticked = !*ticked;
        }
    }

    /// What is ticked, in its order.
    pub fn chosen(&self) -> Vec<Carry> {
        let ticked = self.list.rows().iter().zip(&self.ticked).filter(|it| *it.1);
        ticked.map(|it| it.0.what.clone()).collect()
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let width = area.width.saturating_sub(4).min(86);
        let columns = usize::from(width).saturating_sub(2);
        let foot = wrapped(FOOT, columns.saturating_sub(2));
        let wanted = self.list.len() + foot.len() + 3;
        let height = u16::try_from(wanted).unwrap_or(u16::MAX).min(area.height.saturating_sub(2));
        let area = centred(area, width, height);
        frame.render_widget(Clear, area);
        let title = format!("What comes over to {}", self.meeting);
        let beside = format!("{} of {} ticked", self.chosen().len(), self.list.len());
        let inner = boxed(frame, area, &title, &beside, true, desk.theme);
        let chosen = self.list.place();
        let why = (columns * 2 / 5).saturating_sub(4);
        let room = usize::from(inner.height).saturating_sub(foot.len() + 1);
        let ticked = &self.ticked;
        let rows = self.list.visible(room).map(|(at, it)| {
            let mark = if ticked.get(at) == Some(&true) { "[x]" } else { "[ ]" };
            let title = cell(&it.title, columns.saturating_sub(why + 7), Role::Plain);
            row(vec![cell(mark, 3, Role::Plain), title, cell(&it.why, why, Role::Dim)], at == chosen, desk.theme)
        });
        let mut out: Vec<Line<'static>> = rows.collect();
        out.push(Line::raw(""));
        out.extend(foot.into_iter().map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Dim))));
        lines(frame, inner, out);
    }
}
