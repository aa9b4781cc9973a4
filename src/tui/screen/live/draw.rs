//! The page of a meeting in session, laid out: where it is small, boxes give way to the minutes.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::boxes::{done_line, draw_minutes, draw_recorded, people_lines, quorum_line, recorded_words};
use super::{LivePage, clocks};
use crate::model::record::Fields;
use crate::model::view::{Agenda, Clock, Meeting};
use crate::model::{Record, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, centred, lines, page_box};

/// The lines of the head with its borders.
const HEAD: u16 = 7;
/// With so many lines a second thing to be noticed is told.
const TALL: u16 = 24;
/// The fewest lines that the minutes keep, with their borders.
const MINUTES: u16 = 6;
/// From so many columns on, what was recorded stands beside the minutes.
const WIDE: u16 = 100;

impl LivePage {
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let Some(meeting) = desk.snapshot.get(&self.meeting).cloned() else {
            let inner = page_box(frame, area, "Meeting", "", desk.theme);
            return lines(frame, inner, vec![Line::raw("  This meeting is not there any more. Esc goes back.")]);
        };
        let agenda = Agenda::of(&desk.snapshot, &meeting);
        let width = usize::from(area.width.saturating_sub(2));
        let people = people_lines(&meeting, width, desk);
        let now = desk.at().now;
        let done = done_line(&meeting, &agenda, now, width);
        let clock = Clock::at(&meeting, &agenda, now);
        let notices = clock.map_or(0, |it| clocks::notices(self, &meeting, &agenda, &it, desk).len());
        let tall = if area.height >= TALL { notices.clamp(1, 2) - 1 } else { 0 };
        let head = (HEAD + tall as u16).min(area.height.saturating_sub(MINUTES)).max(2);
        let rest = area.height.saturating_sub(head);
        // The line of what is done goes first, then what was recorded, then the people but for their quorum.
        let whole = u16::try_from(people.len()).unwrap_or(u16::MAX).saturating_add(3);
        let has_people = area.width >= 60 && rest >= whole.saturating_add(MINUTES);
        let has_done = has_people && done.is_some() && area.width >= WIDE && rest > whole.saturating_add(MINUTES);
        let below = match (has_people, has_done) {
            (true, true) => whole.saturating_add(1),
            (true, false) => whole,
            _ => u16::from(rest > 3),
        };
        let [head, middle, below] =
            Layout::vertical([Constraint::Length(head), Constraint::Fill(1), Constraint::Length(below)]).areas(area);
        self.draw_head(frame, head, &meeting, &agenda, desk);
        let beside = area.width >= WIDE;
        let [minutes, recorded] = match beside {
            true => Layout::horizontal([Constraint::Ratio(58, 100), Constraint::Fill(1)]).areas(middle),
            false => [middle, Rect::default()],
        };
        let words = if beside { String::new() } else { recorded_words(self, desk) };
        draw_minutes(self, frame, minutes, &words, desk);
        if beside {
            draw_recorded(self, frame, recorded, desk);
        }
        let quorum = quorum_line(&meeting, usize::from(below.width.saturating_sub(2)), desk);
        if has_people {
            let inner = boxed(frame, below, "Present", "", false, desk.theme);
            let done = done.filter(|_| has_done).map(|it| {
                Line::styled(shown::cut(&it, usize::from(inner.width)).into_owned(), desk.theme.style(Role::Dim))
            });
            lines(frame, inner, people.into_iter().chain([quorum]).chain(done).collect());
        } else {
            lines(frame, below, vec![quorum]);
        }
        if let Some(attendance) = &mut self.attendance {
            let rows = u16::try_from(attendance.list.len()).unwrap_or(u16::MAX).saturating_add(4);
            let over = centred(area, area.width.saturating_sub(4).min(88), rows);
            frame.render_widget(Clear, over);
            attendance.draw(frame, over, &meeting, desk);
        }
    }

    fn draw_head(&self, frame: &mut Frame<'_>, area: Rect, meeting: &Record, agenda: &Agenda<'_>, desk: &Desk) {
        let clock = Clock::at(meeting, agenda, desk.at().now);
        let view = Meeting(meeting);
        let opened = meeting.instant("opened").map(|it| view.clock(it));
        let so = match (clock.and_then(|it| it.paused), meeting.instant("closed")) {
            (_, Some(closed)) => format!("ended {}", view.clock(closed)),
            (Some(_), None) => "pause".to_owned(),
            (None, None) => format!("started {} · running", opened.unwrap_or_default()),
        };
        let group = meeting.id.group().unwrap_or_default();
        let title = format!("LIVE · {group} · {}", shown::visible(meeting.title()));
        // Each party looks at its own clock, where there is room for both.
        let clocks = view.clocks(desk.at().now, &desk.snapshot).map(|it| format!("{it} · {so}"));
        let has_room = |it: &String| title.width() + it.width() + 8 <= usize::from(area.width);
        let so = clocks.filter(has_room).unwrap_or(so);
        let inner = page_box(frame, area, &title, &so, desk.theme);
        lines(frame, inner, clocks::head(self, meeting, agenda, (inner.width.into(), inner.height.into()), desk));
    }
}
