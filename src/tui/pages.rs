//! The line of the pages: the workspace, its pages, and the parties with their signs.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::app::{App, Page};
use super::theme::Role;
use super::widget::text::lines;
use crate::model::shown;

/// Fewer columns do not tell one workspace from another.
const LEAST_NAME: usize = 4;
const MOST_NAME: usize = 24;

/// Between the pages and the parties stays some room.
const GAP: usize = 2;

/// From so many columns on all pages are named.
const WHOLE: usize = 80;

/// Draws it: with whole names where there is room, else with short ones, else with the page in front alone.
pub fn draw_bar(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let theme = app.desk.theme;
    let width = usize::from(area.width);
    let parties: Vec<(String, Role)> = app.desk.parties().collect();
    let n_between = parties.len().saturating_sub(1);
    let parties_width = parties.iter().map(|it| it.0.width()).sum::<usize>() + 3 * n_between + 1;
    let whole = labels(app.page, [" ", " "], Page::title);
    let short = labels(app.page, ["", " "], Page::short_title);
    let labels = match () {
        () if columns(&whole) + parties_width + LEAST_NAME + 2 + GAP <= width => Some(whole),
        () if width >= WHOLE => Some(short),
        () => None,
    };
    let mut spans = Vec::new();
    let name = |used: usize| {
        let room = width.saturating_sub(used + parties_width + 2 + GAP);
        let name = shown::cut(app.desk.name(), room.min(MOST_NAME)).into_owned();
        (room >= LEAST_NAME).then(|| Span::styled(format!(" {name} "), theme.style(Role::Strong)))
    };
    match labels {
        Some(labels) => {
            spans.push(name(columns(&labels)).unwrap_or_else(|| Span::raw(" ")));
            for (page, label) in Page::ALL.into_iter().zip(labels) {
                let before = spans.iter().map(Span::width).sum();
                if app.overlay.is_none() {
                    app.drawn.button(area, before, label.width(), page.command());
                }
                let is_current = page == app.page;
                spans
                    .push(Span::styled(label, if is_current { theme.style(Role::Strong) } else { Default::default() }));
            }
        }
        None => {
            let place = Page::ALL.iter().position(|it| *it == app.page).unwrap_or(0) + 1;
            let words = format!(" < {place} {} >  1-{} pages", app.page.title(), Page::ALL.len());
            spans.extend(name(words.width()));
            spans.push(Span::styled(words, theme.style(Role::Strong)));
        }
    }
    let used: usize = spans.iter().map(Span::width).sum();
    if used + parties_width <= width {
        spans.push(Span::raw(" ".repeat(width - used - parties_width)));
        for (at, (tag, role)) in parties.into_iter().enumerate() {
            if at > 0 {
                spans.push(Span::raw(" + "));
            }
            spans.push(Span::styled(tag, theme.style(role)));
        }
    }
    lines(frame, area, vec![Line::from(spans)]);
}

/// The pages as they stand in the line, the one in front in brackets; the others between these.
fn labels(current: Page, around: [&str; 2], title: fn(Page) -> &'static str) -> Vec<String> {
    let [before, after] = around;
    let label = |(at, page): (usize, Page)| match page == current {
        // Where brackets stand in the place of blanks, nothing moves from page to page.
        true if before == after => format!("[{} {}]", at + 1, title(page)),
        true => format!("[{} {}]{after}", at + 1, title(page)),
        false => format!("{before}{} {}{after}", at + 1, title(page)),
    };
    Page::ALL.into_iter().enumerate().map(label).collect()
}

fn columns(labels: &[String]) -> usize {
    labels.iter().map(|it| it.width()).sum()
}
