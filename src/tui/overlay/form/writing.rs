//! Writing by what people take for one letter, in every script: a letter with its marks, an emoji of several parts.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use unicode_segmentation::UnicodeSegmentation;

/// One letter to the left; from the beginning of a line to the end of the one before.
pub(super) fn left(area: &mut TextArea<'_>) {
    let (row, column) = place(area);
    match (column, row) {
        (0, 0) => (),
        (0, row) => go(area, row - 1, area.lines()[row - 1].chars().count()),
        (column, row) => go(area, row, before(&area.lines()[row], column)),
    }
}

/// One letter to the right; from the end of a line to the beginning of the next.
pub(super) fn right(area: &mut TextArea<'_>) {
    let (row, column) = place(area);
    match after(&area.lines()[row], column) {
        Some(after) => go(area, row, after),
        None if row + 1 < area.lines().len() => go(area, row + 1, 0),
        None => (),
    }
}

/// Another way to move, which may not end within a letter; whether it led anywhere.
pub(super) fn moved(area: &mut TextArea<'_>, to: CursorMove) -> bool {
    let start = place(area);
    area.move_cursor(to);
    let (row, column) = place(area);
    let line = &area.lines()[row];
    let edge = edges(line).find(|it| *it >= column).unwrap_or(column);
    if edge != column {
        go(area, row, edge);
    }
    place(area) != start
}

/// Takes away the letter before the cursor, with all its marks, or what is marked.
pub(super) fn erase_left(area: &mut TextArea<'_>) {
    let (row, column) = place(area);
    if area.is_selecting() || column == 0 {
        area.delete_char();
        return;
    }
    let start = before(&area.lines()[row], column);
    go(area, row, start);
    area.delete_str(column - start);
}

/// Takes away the letter at the cursor, with all its marks, or what is marked.
pub(super) fn erase_right(area: &mut TextArea<'_>) {
    let (row, column) = place(area);
    match after(&area.lines()[row], column) {
        Some(after) if !area.is_selecting() => drop(area.delete_str(after - column)),
        _ => drop(area.delete_next_char()),
    }
}

/// Draws a text. The letter at the cursor is drawn whole there too, of however many characters it is made.
pub(in crate::tui) fn draw(area: &TextArea<'_>, frame: &mut Frame<'_>, rect: Rect) {
    frame.render_widget(area, rect);
    draw_without_blanks(area, frame, rect);
    let (row, column) = place(area);
    let line = &area.lines()[row];
    let is_of_several = after(line, column).is_some_and(|it| it > column + 1);
    let ((top, left), seen) = (area.scroll_offset(), area.screen_cursor().row);
    let Some(y) = u16::try_from(seen).ok().and_then(|it| it.checked_sub(top)).filter(|it| *it < rect.height) else {
        return;
    };
    if !is_of_several || area.is_selecting() {
        return;
    }
    // The same line again, letter by letter.
    let from = area.screen_to_data(seen, left.into()).1;
    let next = area.screen_to_data(seen + 1, 0);
    let to = if next.0 == row && next.1 > column { next.1 } else { usize::MAX };
    let rect = Rect { y: rect.y + y, height: 1, ..rect };
    let letters = line.graphemes(true).zip(edges(line)).filter(|it| (from..to).contains(&it.1));
    let style = |at: usize| if at == column { area.cursor_style() } else { Style::default() };
    let spans: Vec<Span<'_>> = letters.map(|(letter, at)| Span::styled(letter, style(at))).collect();
    frame.render_widget(Clear, rect);
    // As a paragraph, which leaves out what has no width of its own and would act on a terminal.
    frame.render_widget(Paragraph::new(Line::from(spans)), rect);
}

/// Draws again what begins with the blank at which its line was broken, without it. Where something is marked, or the
/// cursor stands on that blank, it stays in sight.
fn draw_without_blanks(area: &TextArea<'_>, frame: &mut Frame<'_>, rect: Rect) {
    let (row, column) = place(area);
    let top = usize::from(area.scroll_offset().0);
    if area.is_selecting() || area.wrap_mode() == WrapMode::None {
        return;
    }
    for y in 0..rect.height {
        let seen = top + usize::from(y);
        let (at, from) = {
            let it = area.screen_to_data(seen, 0);
            (it.0, it.1)
        };
        let next = area.screen_to_data(seen + 1, 0);
        let line = area.lines().get(at).map(String::as_str).unwrap_or_default();
        let is_broken = from > 0 && line.chars().nth(from) == Some(' ');
        if !is_broken || (row, column) == (at, from) {
            continue;
        }
        let to = if next.0 == at && next.1 > from { next.1 } else { usize::MAX };
        let letters = line.graphemes(true).zip(edges(line)).filter(|it| (from + 1..to).contains(&it.1));
        let style = |it: usize| if (row, column) == (at, it) { area.cursor_style() } else { Style::default() };
        let mut spans: Vec<Span<'_>> = letters.map(|(letter, it)| Span::styled(letter, style(it))).collect();
        let is_at_end = to == usize::MAX && row == at && column == line.chars().count();
        spans.extend(is_at_end.then(|| Span::styled(" ", area.cursor_style())));
        let rect = Rect { y: rect.y + y, height: 1, ..rect };
        frame.render_widget(Clear, rect);
        frame.render_widget(Paragraph::new(Line::from(spans)), rect);
    }
}

/// The line and, in characters, the column of the cursor.
fn place(area: &TextArea<'_>) -> (usize, usize) {
    let at = area.cursor();
    (at.0, at.1)
}

fn go(area: &mut TextArea<'_>, row: usize, column: usize) {
    if let (Ok(row), Ok(column)) = (u16::try_from(row), u16::try_from(column)) {
        return area.move_cursor(CursorMove::Jump(row, column));
    }
    // No jump leads so far; what is wanted is near.
    let from = area.cursor().1;
    let step = || if column < from { CursorMove::Back } else { CursorMove::Forward };
    (0..from.abs_diff(column)).for_each(|_| area.move_cursor(step()));
}

/// Where letters begin and end, in characters.
fn edges(line: &str) -> impl Iterator<Item = usize> {
    let ends = line.graphemes(true).scan(0, |at, it| {
        *at += it.chars().count();
        Some(*at)
    });
    std::iter::once(0).chain(ends)
}

fn before(line: &str, column: usize) -> usize {
    edges(line).take_while(|it| *it < column).last().unwrap_or(0)
}

fn after(line: &str, column: usize) -> Option<usize> {
    edges(line).find(|it| *it > column)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter, its name, and how many characters it is made of.
    const LETTERS: [(&str, &str); 7] = [
        ("an accent on its own", "e\u{301}"),
        ("a family of emoji", "👩‍👩‍👧"),
        ("a flag", "🇨🇭"),
        ("Arabic with a vowel sign", "ب\u{64e}"),
        ("Devanagari", "नि"),
        ("Chinese", "漢"),
        ("Korean of parts", "\u{1112}\u{1161}\u{11ab}"),
    ];

    fn written(text: &str) -> TextArea<'static> {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        area
    }

    #[test]
    fn the_cursor_goes_over_a_letter_of_any_script_in_one_step() {
        for (name, letter) in LETTERS {
            let mut area = written(&format!("a{letter}b"));
            left(&mut area);
            left(&mut area);
            assert_eq!(area.cursor().1, 1, "{name}");
            right(&mut area);
            assert_eq!(area.cursor().1, 1 + letter.chars().count(), "{name}");
        }
    }

    #[test]
    fn a_letter_goes_with_all_its_marks_and_comes_back_at_once() {
        for (name, letter) in LETTERS {
            let text = format!("a{letter}{letter}");
            let mut area = written(&text);
            erase_left(&mut area);
            assert_eq!(area.lines().join("\n"), format!("a{letter}"), "{name}");
            area.undo();
            assert_eq!(area.lines().join("\n"), text, "{name}");
            area.move_cursor(CursorMove::Head);
            right(&mut area);
            erase_right(&mut area);
            assert_eq!(area.lines().join("\n"), format!("a{letter}"), "{name}");
        }
    }

    #[test]
    fn a_line_of_marked_letters_ends_where_it_ends() {
        let mut area = written("e\u{301}\nx");
        left(&mut area);
        left(&mut area);
        assert_eq!((area.cursor().0, area.cursor().1), (0, 2));
        left(&mut area);
        assert_eq!((area.cursor().0, area.cursor().1), (0, 0));
        right(&mut area);
        right(&mut area);
        assert_eq!((area.cursor().0, area.cursor().1), (1, 0));
        erase_left(&mut area);
        assert_eq!(area.lines(), ["e\u{301}x"]);
    }

    #[test]
    fn up_and_down_never_end_within_a_letter() {
        let mut area = written("e\u{301}e\u{301}e\u{301}\nab");
        assert!(moved(&mut area, CursorMove::Up));
        assert_eq!(area.cursor().1 % 2, 0);
        assert!(!moved(&mut area, CursorMove::Up));
    }
}
