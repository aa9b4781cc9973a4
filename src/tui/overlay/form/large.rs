//! One long text in the whole screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::{Form, writing};
use crate::model::shown;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, lines};

/// More columns than these nobody reads well.
const WIDEST: u16 = 100;

/// Draws the text in focus over everything.
pub(super) fn draw(form: &Form, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
    // What is said and which keys there are stay in sight below.
    let area = Rect { height: area.height.saturating_sub(2), ..area };
    let Some(field) = form.fields.get(form.focus) else { return };
    let Some(editor) = field.area() else { return };
    frame.render_widget(Clear, area);
    let count = shown::count(editor.lines().len(), "line", "lines");
    let title = format!("{} · {}", field.field.label, form.title);
    let inner = boxed(frame, area, &title, &count, true, desk.theme);
    let key = |command| key_in_words(Context::Form, command);
    let keys = format!(
        " {} saves · {} back to the form · {} your own editor",
        key(Command::Save),
        key(Command::Back),
        key(Command::Editor)
    );
    let room = inner.height.saturating_sub(2);
    let text = Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2).min(WIDEST),
        height: room,
        ..inner
    };
    if text.width > 0 {
        writing::draw(editor, frame, text);
    }
    let foot = Rect { y: inner.y + room, height: inner.height - room, ..inner };
    lines(frame, foot, vec![Line::raw(""), Line::styled(keys, desk.theme.style(Role::Dim))]);
}
