//! Text in cells: cut to a width, filled up to it, made safe for a terminal.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};
use unicode_width::UnicodeWidthStr;

use crate::model::shown;
use crate::tui::theme::{MARKER, Role, Theme};

/// With fewer columns than these, a list leaves out what is said elsewhere, for the sake of the titles.
pub const NARROW: usize = 60;

/// A cell of a row: its text, its width in columns, its look.
pub struct Cell {
    text: String,
    width: usize,
    role: Role,
    right: bool,
    head: String,
}

impl Cell {
    /// The same under a head, which is said with it where the decoration is reduced.
    pub fn under(self, head: impl Into<String>) -> Self {
        Self { head: head.into(), ..self }
    }

    /// What is said of it where the decoration is reduced: `Due: 11 Dec`.
    fn said(&self) -> String {
        match (self.text.trim(), self.head.as_str()) {
            ("", _) => String::new(),
            (text, "") => text.to_owned(),
            (text, head) => format!("{head}: {text}"),
        }
    }
}

/// A cell with its text at the left.
pub fn cell(text: impl AsRef<str>, width: usize, role: Role) -> Cell {
    Cell { text: shown::visible(text.as_ref()).into_owned(), width, role, right: false, head: String::new() }
}

/// A cell with its text at the right, for numbers and dates.
pub fn right(text: impl AsRef<str>, width: usize, role: Role) -> Cell {
    Cell { right: true, ..cell(text, width, role) }
}

/// A row of cells with one column between them; a selected one in reverse, with the marker before it.
pub fn row(cells: Vec<Cell>, selected: bool, theme: Theme) -> Line<'static> {
    let mut spans = vec![Span::raw(if selected { MARKER } else { " " })];
    let cells = if theme.reduced { said(cells) } else { cells };
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            spans.push(Span::raw(" "));
        }
        let style = theme.style(cell.role);
        // In reverse, every colour of the text would be a block of its own.
        let style = if selected { Style { fg: None, ..style }.remove_modifier(Modifier::DIM) } else { style };
        spans.push(Span::styled(filled(&cell.text, cell.width, cell.right), style));
    }
    let line = Line::from(spans);
    if selected { line.patch_style(theme.style(Role::Selected)) } else { line }
}

/// Cells as they are read aloud, each with its head and none with gaps; the longest gives way to the others.
fn said(cells: Vec<Cell>) -> Vec<Cell> {
    let room = cells.iter().map(|it| it.width + 1).sum::<usize>().saturating_sub(1);
    // What has no room in the list has none here.
    let cells = cells.into_iter().filter(|it| it.width > 0);
    let mut cells: Vec<Cell> = cells
        .map(|it| Cell { text: it.said(), right: false, head: String::new(), ..it })
        .filter(|it| !it.text.is_empty())
        .map(|it| Cell { width: it.text.width(), ..it })
        .collect();
    let used = cells.iter().map(|it| it.width + 1).sum::<usize>().saturating_sub(1);
    if let Some(longest) = cells.iter_mut().max_by_key(|it| it.width) {
        longest.width = longest.width.saturating_sub(used.saturating_sub(room));
    }
    cells
}

/// The line of heads above a list; where the decoration is reduced, each row says them itself.
pub fn heads(line: Line<'static>, theme: Theme) -> Line<'static> {
    if theme.reduced { Line::raw("") } else { line }
}

/// A line across, which is an empty one where the decoration is reduced.
pub fn rule(width: usize, theme: Theme) -> Line<'static> {
    let line = if theme.reduced { String::new() } else { format!(" {}", "─".repeat(width)) };
    Line::styled(line, theme.style(Role::Dim))
}

/// A heading within a box.
pub fn heading(words: &str, theme: Theme) -> String {
    if theme.reduced { words.to_owned() } else { format!("── {words} ──") }
}

/// Text cut or filled to exactly so many columns.
pub fn filled(text: &str, width: usize, right: bool) -> String {
    let cut = shown::cut(text, width);
    let gap = " ".repeat(width.saturating_sub(cut.width()));
    if right { gap + &cut } else { cut.into_owned() + &gap }
}

/// Text broken at spaces into lines of at most so many columns, each as far in as the first; line feeds break too.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n').map(shown::visible) {
        let words = paragraph.trim_start_matches(' ');
        let indent = &paragraph[..paragraph.len() - words.len()];
        // A character of two columns has to go somewhere.
        let options = textwrap::Options::new(width.max(2)).initial_indent(indent).subsequent_indent(indent);
        lines.extend(textwrap::wrap(words, options).into_iter().map(Cow::into_owned));
    }
    lines
}

/// A box with a title; double lines where it is in focus. Returns what is left inside.
pub fn boxed(frame: &mut Frame<'_>, area: Rect, title: &str, right_title: &str, focused: bool, theme: Theme) -> Rect {
    let width = usize::from(area.width.saturating_sub(4));
    let style = if focused { theme.style(Role::Strong) } else { Style::default() };
    let mut block = Block::new().borders(Borders::ALL).border_set(theme.border(focused));
    if !title.is_empty() {
        block = block.title(Span::styled(format!(" {} ", shown::cut(&shown::visible(title), width)), style));
    }
    let left = title.width() + 3;
    if !right_title.is_empty() && right_title.width() + left < width {
        block = block.title(Line::from(format!(" {right_title} ")).right_aligned());
    }
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// The box of a page that has only this one: its title in bold, single lines.
pub fn page_box(frame: &mut Frame<'_>, area: Rect, title: &str, right_title: &str, theme: Theme) -> Rect {
    let title = shown::visible(title);
    // Where both do not fit, the title is what one looks for; a few letters of the other say nothing.
    let room = usize::from(area.width).saturating_sub(title.width() + 8);
    let few = room < 12.min(right_title.width());
    let beside = if few { "".into() } else { shown::cut(right_title, room) };
    let inner = boxed(frame, area, "", &beside, false, theme);
    let title = format!(" {} ", shown::cut(&title, usize::from(area.width.saturating_sub(6))));
    let area = Rect {
        x: area.x + 1,
        height: 1.min(area.height),
        width: area.width.saturating_sub(2).min(title.width() as u16),
        ..area
    };
    lines(frame, area, vec![Line::styled(title, theme.style(Role::Strong))]);
    inner
}

/// Draws lines from the top of an area on; what does not fit is left out.
pub fn lines(frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'_>>) {
    frame.render_widget(Paragraph::new(lines), area);
}

/// A place in the middle.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_and_filled_by_columns_not_by_characters() {
        assert_eq!(filled("abc", 5, false), "abc  ");
        assert_eq!(filled("abc", 5, true), "  abc");
        assert_eq!(filled("abcdef", 4, false), "abc…");
        assert_eq!(filled("東京都", 4, false), "東… ");
        assert_eq!(filled("x", 0, false), "");
    }

    #[test]
    fn text_breaks_at_spaces_and_where_it_must() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("  one two", 6), ["  one", "  two"]);
        assert_eq!(wrapped("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrapped("東京都", 1), ["東", "京", "都"]);
        assert_eq!(wrapped("esc\u{1b}[31m", 40), ["esc\\u{1b}[31m"]);
    }
}
