//! Actions as a list, with what is selected beside it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::Actions;
use super::detail::{draw_detail, in_two_lines};
use crate::model::RecordId;
use crate::model::contested::marked_title;
use crate::model::view::Action;
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::text::{NARROW, cell, heads, lines, page_box, right, row};

/// What the signs mean.
const LEGEND: &str = " [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped";

/// With so many lines there is room for it.
const LEGENDED: u16 = 20;

/// Draws it.
pub(super) fn draw(page: &mut Actions, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
    let [list, detail] = match area.width >= 100 {
        true => Layout::horizontal([Constraint::Ratio(7, 10), Constraint::Fill(1)]).areas(area),
        false => [area, Rect::default()],
    };
    let inner = page_box(frame, list, "Actions", &page.about(typing), desk.theme);
    // Where there is no room beside the list, two lines below it say more about the selected one.
    let below = if detail.width == 0 && inner.height > 8 { 3 } else { 0 };
    let width = usize::from(inner.width);
    let chosen = page.list.place();
    // Where it is narrow, whose side it is says enough.
    let by_name = width >= NARROW;
    let whose = if by_name { 12 } else { 3 };
    // What the signs mean stands below, where there are lines to spare.
    let legend = if inner.height >= LEGENDED && width >= LEGEND.width() { 2 } else { 0 };
    let title = width.saturating_sub(3 + 8 + whose + 11 + 5);
    let head = format!(" {:3} {:8} {:title$} {:whose$} {:>11}", "", "No", "Title", "Who", "Due");
    let mut rows = vec![heads(Line::styled(head, desk.theme.style(Role::Dim)), desk.theme)];
    let height = usize::from(inner.height).saturating_sub(1 + below + legend);
    let visible: Vec<(usize, RecordId)> = page.list.visible(height).map(|(at, id)| (at, id.clone())).collect();
    for (at, action) in visible.iter().filter_map(|(at, id)| Some((*at, desk.snapshot.get(id)?))) {
        let view = Action(action);
        let late = view.is_late(desk.today);
        let (who, party) = view.owner().map_or_else(|| ("no owner".to_owned(), Role::Dim), |it| desk.person(&it));
        let role = match (late, view.is_open()) {
            (true, _) => Role::Alarm,
            (false, true) => Role::Plain,
            (false, false) => Role::Dim,
        };
        let due = if view.is_open() { view.due_words(desk.today) } else { view.state().label().to_owned() };
        let mark = if page.marks.contains(&action.id) { "* " } else { "" };
        let cells = vec![
            cell(view.sign(desk.today), 3, role),
            cell(action.id.brief(), 8, Role::Dim),
            cell(
                format!("{mark}{}", marked_title(action)),
                title,
                if view.is_open() { Role::Plain } else { Role::Dim },
            )
            .under("Title"),
            cell(if by_name { &*who } else { who.split(' ').next().unwrap_or_default() }, whose, party).under("Who"),
            right(due, 11, role).under("Due"),
        ];
        rows.push(row(cells, at == chosen, desk.theme));
    }
    if page.list.is_empty() {
        rows = page.empty(inner.width, desk);
    }
    lines(frame, inner, rows);
    if legend > 0 {
        let line = Rect { y: inner.bottom().saturating_sub(1 + below as u16), height: 1, ..inner };
        lines(frame, line, vec![Line::styled(LEGEND, desk.theme.style(Role::Dim))]);
    }
    let selected = page.list.selected().and_then(|it| desk.snapshot.get(it));
    if below > 0 {
        let strip = Rect { y: inner.bottom().saturating_sub(2), height: 2, ..inner };
        lines(frame, strip, selected.map(|it| in_two_lines(it, desk, width)).unwrap_or_default());
    }
    if detail.width > 0 {
        draw_detail(frame, detail, selected, desk);
    }
}
