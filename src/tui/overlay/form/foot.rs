//! The foot of a form: what is to be known, the two buttons, and what Enter does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::field::FormField;
use super::open::deed_of_dropping;
use super::{Form, Goal};
use crate::tui::command::Command;
use crate::tui::drawn::Drawn;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::text::lines;

pub(super) fn draw_foot(
    form: &Form,
    notes: &[String],
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
    drawn: &mut Drawn,
) {
    let sign = if form.warns { "(!)" } else { "(i)" };
    let mut out: Vec<Line<'_>> = notes
        .iter()
        .enumerate()
        .map(|(at, it)| {
            Line::styled(format!(" {} {it}", if at == 0 { sign } else { "   " }), theme.style(Role::Strong))
        })
        .collect();
    out.push(Line::raw(""));
    let (save, back) = match &form.goal {
        // Beside a meeting to be cancelled, "Cancel" could mean either.
        Goal::Drop(id) => (deed_of_dropping(id.kind), "Back"),
        Goal::Act(act, _) => (act.button(), "Leave it"),
        Goal::Override => ("Save", "Leave it"),
        Goal::End { .. } => ("End", "Back"),
        Goal::Leave(_) => ("Leave", "Back"),
        Goal::AsOf => ("Show", "Cancel"),
        Goal::Export | Goal::Document(_) => ("Write", "Cancel"),
        Goal::Decide => ("Choose", "Cancel"),
        Goal::Several(_) => ("Save", "Cancel"),
        Goal::Wait(_) => ("Save", "Leave it"),
        Goal::Add { .. } | Goal::Edit(_) | Goal::One(_) | Goal::Seat { .. } => ("Save", "Cancel"),
        Goal::Progress(_) | Goal::Comment { .. } | Goal::Jot { .. } => ("Save", "Cancel"),
        Goal::Identity | Goal::SharedCopy | Goal::FilterName => ("Save", "Cancel"),
    };
    let back = if form.aid.is_some() { "Back" } else { back };
    let is_written = matches!(form.goal, Goal::Export | Goal::Document(_));
    let save = if form.saving && is_written {
        "[ Writing… ]".to_owned()
    } else if form.saving {
        "[ Saving… ]".to_owned()
    } else {
        format!("[ {save}  Ctrl+S ]")
    };
    let save_role = if form.on_save() { Role::Selected } else { Role::Plain };
    let changed = match form.changed() {
        0 => String::new(),
        1 => "1 field changed".to_owned(),
        n => format!("{n} fields changed"),
    };
    let in_long = form.fields.get(form.focus).is_some_and(FormField::is_long);
    let rule = match (form.is_prompt(), in_long) {
        (true, false) if form.goal == Goal::AsOf => "Enter shows it",
        (true, false) if is_written => "Enter writes it",
        (true, false) if form.goal == Goal::Decide => "Enter chooses it",
        (true, false) => "Enter saves",
        (true, true) => "Enter begins a line",
        (false, _) if matches!(form.goal, Goal::Several(_)) => "Enter: next field",
        (false, _) => "* must be filled",
    };
    let buttons = format!(" {save}  [ {back}  Esc ]   ");
    let room = usize::from(area.width).saturating_sub(buttons.width());
    let rule = if form.enter_is_for_aid() { "" } else { rule };
    let rule = match (form.aid_word(), form.undecided()) {
        (_, 1..) => format!("{} to choose", form.undecided()),
        (None, _) if rule.is_empty() => changed,
        (None, _) => format!("{rule}   {changed}"),
        // Which key opens something is told first of all where there is not room for everything.
        (Some(aid), _) => {
            let all = if form.is_prompt() {
                [format!("{rule} · {aid}   {changed}"), format!("{rule} · {aid}")]
            } else {
                [format!("{rule} · {aid}   {changed}"), format!("{aid}   {changed}")]
            };
            all.into_iter().find(|it| it.trim_end().width() <= room).unwrap_or_else(|| aid.to_owned())
        }
    };
    let back = format!("[ {back}  Esc ]");
    let skip = (out.len() + 1).saturating_sub(area.height.into());
    let line = Rect { y: area.y.saturating_add((out.len() - skip) as u16), height: 1, ..area }.intersection(area);
    drawn.button(line, 1, save.width(), Command::Save);
    drawn.button(line, save.width() + 3, back.width(), Command::Back);
    out.push(Line::from(vec![
        Span::raw(" "),
        Span::styled(save, theme.style(save_role)),
        Span::raw(format!("  {back}   ")),
        Span::styled(rule, theme.style(Role::Dim)),
    ]));
    lines(frame, area, out.into_iter().skip(skip).collect());
}
