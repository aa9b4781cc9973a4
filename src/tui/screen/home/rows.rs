//! The boxes of Home, drawn: next meetings, my actions, what needs attention, the latest changes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Home, Place};
use crate::model::contested::marked_title;
use crate::model::view::{Action, Meeting, MeetingState};
use crate::model::{Record, date, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, cell, lines, right, row};

impl Home {
    pub(super) fn draw_meetings(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == Place::Meetings;
        let inner = boxed(frame, area, "Next meetings", "", focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.meetings.place();
        let rows: Vec<Line<'_>> = self
            .meetings
            .visible(inner.height.into())
            .filter_map(|(at, id)| Some((at, desk.shared(id)?)))
            .map(|(at, meeting)| {
                let view = Meeting(meeting);
                let start = view.start();
                let day = start.map(|it| date::near(it.date(), desk.today)).unwrap_or_default();
                let time = start.map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
                let planned = match self.sums.get(meeting.id.as_str()) {
                    _ if view.state() == MeetingState::InSession => "in session".to_owned(),
                    None if !desk.snapshot.exists(&meeting.id) => "by series".to_owned(),
                    None => "no items".to_owned(),
                    Some((_, minutes)) => format!("{minutes}/{} min", view.minutes()),
                };
                let title = width.saturating_sub(8 + 5 + 6 + 10 + 5);
                let cells = vec![
                    cell(day, 8, Role::Plain),
                    cell(time, 5, Role::Plain),
                    cell(meeting.id.group().unwrap_or_default(), 6, Role::Strong),
                    cell(marked_title(meeting), title, Role::Plain),
                    right(planned, 10, Role::Dim).under("Agenda"),
                ];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        let empty = Empty { belongs: empty::MEETINGS, why: "No meeting is planned.".to_owned(), steps: Vec::new() };
        let empty = empty.step(Command::PageMeetings, "shows the meetings, and plans one");
        let rows = if rows.is_empty() { empty.brief(Context::Home, width, desk) } else { rows };
        lines(frame, inner, rows);
    }

    pub(super) fn draw_actions(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == Place::Actions;
        let name = desk.me.as_ref().map(|it| desk.person(it).0).unwrap_or_default();
        let inner = boxed(frame, area, "My actions", &name, focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.actions.place();
        let mut rows: Vec<Line<'_>> = self
            .actions
            .visible(usize::from(inner.height).saturating_sub(1))
            .filter_map(|(at, id)| Some((at, desk.snapshot.get(id)?)))
            .map(|(at, action)| {
                let view = Action(action);
                let role = if view.is_late(desk.today) { Role::Alarm } else { Role::Plain };
                let cells = vec![
                    cell(view.sign(desk.today), 3, role),
                    cell(action.id.brief(), 8, Role::Dim),
                    cell(marked_title(action), width.saturating_sub(3 + 8 + 11 + 4), Role::Plain),
                    right(view.due_words(desk.today), 11, role).under("Due"),
                ];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        if desk.me.is_none() {
            let why = "Your actions stand here once it is known who you are.".to_owned();
            let empty = Empty { belongs: empty::ACTIONS, why, steps: Vec::new() };
            rows = empty.step(Command::Identity, "says who you are").brief(Context::Home, width, desk);
        } else if rows.is_empty() {
            let empty = Empty { belongs: empty::ACTIONS, why: "You owe nothing.".to_owned(), steps: Vec::new() };
            let empty = empty.step(Command::PageActions, "shows those of everybody").step(Command::Add, "adds one");
            rows = empty.brief(Context::Home, width, desk);
        } else {
            let all: Vec<&Record> = self.actions.rows().iter().filter_map(|it| desk.snapshot.get(it)).collect();
            let late = all.iter().filter(|it| Action(it).is_late(desk.today)).count();
            let open = all.iter().filter(|it| Action(it).is_open()).count();
            rows.push(Line::styled(format!(" {open} open · {late} late"), desk.theme.style(Role::Dim)));
        }
        lines(frame, inner, rows);
    }

    pub(super) fn draw_attention(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == Place::Attention;
        let hidden = self.attention.len().saturating_sub(usize::from(area.height.saturating_sub(2)));
        let more = if hidden > 0 { format!("{hidden} more") } else { String::new() };
        let inner = boxed(frame, area, "Needs attention", &more, focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.attention.place();
        let rows: Vec<Line<'_>> = self
            .attention
            .visible(inner.height.into())
            .map(|(at, notice)| {
                let (sign, role) = if notice.urgent { ("(!)", Role::Strong) } else { ("(i)", Role::Plain) };
                let cells = vec![cell(sign, 3, role), cell(&notice.words, width.saturating_sub(5), role)];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        lines(
            frame,
            inner,
            empty::or_words(rows, "Nothing: what is late, missing or to be decided would stand here.", width, desk),
        );
    }

    pub(super) fn draw_latest(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == Place::Latest;
        let inner = boxed(frame, area, "Latest changes", "", focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.latest.place();
        let rows: Vec<Line<'_>> = self
            .latest
            .visible(inner.height.into())
            .filter_map(|(at, entry)| Some((at, desk.latest.get(*entry)?)))
            .map(|(at, entry)| {
                let when = entry.at;
                let when = match when.date_naive() == desk.today {
                    true => when.format("%H:%M").to_string(),
                    false => when.format("%-d %b").to_string(),
                };
                let (who, role) = desk.who(entry);
                let cells = vec![
                    cell(when, 6, Role::Dim),
                    cell(who, 10, role),
                    cell(shown::visible(&desk.sentence(&entry.subject)), width.saturating_sub(6 + 10 + 3), Role::Plain),
                ];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        lines(
            frame,
            inner,
            empty::or_words(rows, "Nothing has happened yet. What anybody changes stands here.", width, desk),
        );
    }
}
