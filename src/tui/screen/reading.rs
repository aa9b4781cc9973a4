//! Everything about one thing, or one change, to be read from top to bottom.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::history::{differences, for_the_record};
use crate::document::record::{Shape, in_full};
use crate::history::Told;
use crate::model::check::check_record;
use crate::model::{RecordId, date, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::list::Way;
use crate::tui::widget::text::{lines, page_box, wrapped};

/// The page.
pub struct Reading {
    subject: Subject,
    scroll: usize,
    /// How many lines there were and how many fitted, when it was last drawn.
    extent: (usize, usize),
    /// Its lines, kept as long as neither the records nor the width change.
    told: Vec<Line<'static>>,
    told_of: Option<(u64, u16)>,
}

/// What is read.
enum Subject {
    Record(RecordId),
    Change(Box<Told>),
}

impl Reading {
    pub fn of(id: RecordId) -> Self {
        Self::about(Subject::Record(id))
    }

    pub fn of_change(told: Told) -> Self {
        Self::about(Subject::Change(Box::new(told)))
    }

    fn about(subject: Subject) -> Self {
        // Keys typed ahead of the first frame scroll too; how far that can be, it says.
        Self { subject, scroll: 0, extent: (usize::MAX, 0), told: Vec::new(), told_of: None }
    }

    /// Whether it tells a change, not a record.
    pub fn is_of_change(&self) -> bool {
        matches!(self.subject, Subject::Change(_))
    }

    /// The record that is read, or that the change touched first.
    pub fn record(&self) -> Option<RecordId> {
        match &self.subject {
            Subject::Record(id) => Some(id.clone()),
            Subject::Change(told) => told.change.edits.first().map(|it| it.id().clone()),
        }
    }

    pub fn go(&mut self, way: Way) {
        self.scroll = way.from(self.scroll, self.extent.0.saturating_sub(self.extent.1));
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let title = match &self.subject {
            Subject::Record(id) => format!("{id} · {}", id.kind.words()),
            Subject::Change(told) => {
                let at = told.entry.at;
                format!("{} {} · {}", date::short(at.date_naive()), at.format("%H:%M"), desk.who(&told.entry).0)
            }
        };
        let inner = page_box(frame, area, &title, "Esc goes back", desk.theme);
        self.tell(desk, inner.width, inner.height);
        self.draw_within(frame, inner);
    }

    /// Lays its lines out for a place of that size; says how many of them lie below what is seen.
    pub fn tell(&mut self, desk: &Desk, columns: u16, rows: u16) -> usize {
        if self.told_of != Some((desk.version, columns)) {
            self.told_of = Some((desk.version, columns));
            let width = usize::from(columns).saturating_sub(2);
            self.told = match &self.subject {
                Subject::Record(id) => record_lines(id, desk, width),
                Subject::Change(told) => change_lines(told, desk, width),
            };
        }
        self.extent = (self.told.len(), rows.into());
        self.scroll = self.scroll.min(self.extent.0.saturating_sub(self.extent.1));
        self.extent.0.saturating_sub(self.scroll + self.extent.1)
    }

    /// Draws what was laid out.
    pub fn draw_within(&self, frame: &mut Frame<'_>, area: Rect) {
        lines(frame, area, self.told.iter().skip(self.scroll).take(area.height.into()).cloned().collect());
    }
}

fn change_lines(told: &Told, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let mut out = titled(&told.entry.subject, desk, width);
    out.extend(differences(told, width, desk.theme));
    out.push(Line::raw(""));
    out.extend(for_the_record(&told.entry, Some(told), false, desk.theme));
    out
}

fn record_lines(id: &RecordId, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let at = desk.at();
    let Some(record) = desk.snapshot.get(id) else {
        let about = desk.problems.iter().find(|it| it.id.as_ref() == Some(id));
        let words =
            about.map_or_else(|| "It is not there any more.".to_owned(), |it| format!("{}. {}", it.message, it.remedy));
        return wrapped(&words, width).into_iter().map(|it| Line::raw(format!(" {it}"))).collect();
    };
    let mut out = titled(record.title(), desk, width);
    out.push(Line::raw(""));
    let dim = desk.theme.style(Role::Dim);
    let mut last = Shape::Value;
    for (nth, part) in in_full(record, &at).into_iter().enumerate() {
        if nth > 0 && (part.shape != Shape::Value || last != Shape::Value) {
            out.push(Line::raw(""));
        }
        last = part.shape;
        match part.shape {
            Shape::Value => {
                let words = part.lines.join(" ");
                for (at, line) in wrapped(&words, width.saturating_sub(17)).into_iter().enumerate() {
                    let label = if at == 0 { part.label.as_str() } else { "" };
                    out.push(Line::from(vec![Span::styled(format!(" {label:16}"), dim), Span::raw(line)]));
                }
            }
            Shape::Text => {
                out.push(Line::styled(format!(" {}", part.label), dim));
                let text = part.lines.iter().flat_map(|it| wrapped(it, width.saturating_sub(2)));
                out.extend(text.map(|it| Line::raw(format!("   {it}"))));
            }
            Shape::List => {
                out.push(Line::styled(format!(" {}", part.label), dim));
                out.extend(part.lines.iter().flat_map(|it| marked(it, "·", width.saturating_sub(2))));
            }
            Shape::Table => {
                out.push(Line::styled(format!(" {}", part.label), dim));
                let rows = part.lines.iter().map(|it| shown::cut(it, width.saturating_sub(2)).into_owned());
                out.extend(rows.map(|it| Line::raw(format!("   {it}"))));
            }
        }
    }
    let of_file = desk.problems.iter().filter(|it| it.id.as_ref() == Some(id) && it.is_error()).cloned();
    let own = check_record(record, &at);
    let mut told: Vec<String> = of_file.chain(own).map(|it| format!("{}. {}", it.message, it.remedy)).collect();
    told.dedup();
    for words in told {
        out.push(Line::raw(""));
        out.extend(marked(&words, "(!)", width));
    }
    out
}

fn titled(title: &str, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let strong = desk.theme.style(Role::Strong);
    wrapped(title, width).into_iter().map(|it| Line::styled(format!(" {it}"), strong)).collect()
}

/// Words broken into lines, a mark before the first one.
fn marked(words: &str, mark: &'static str, width: usize) -> Vec<Line<'static>> {
    let indent = mark.chars().count();
    let line = |at: usize, words: String| {
        let mark = if at == 0 { mark } else { "" };
        Line::raw(format!("   {mark:indent$} {words}"))
    };
    let lines = wrapped(words, width.saturating_sub(indent + 2)).into_iter().enumerate();
    lines.map(|(at, words)| line(at, words)).collect()
}
