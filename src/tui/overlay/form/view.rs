//! How a form looks: labels at the left, what was understood below the field in focus, what is wrong at the bottom.

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::field::FormField;
use super::foot::draw_foot;
use super::{Aid, Form, Goal, large, writing};
use crate::model::date;
use crate::model::field::Type;
use crate::model::{names, shown, value};
use crate::tui::desk::Desk;
use crate::tui::drawn::{Drawn, Spot};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::text::{boxed, centred, lines, wrapped};

/// Columns of the labels.
const LABEL: u16 = 16;

/// Lines of a long text in focus.
const LONG: u16 = 5;

/// Draws a form over everything else.
pub fn draw(form: &mut Form, frame: &mut Frame<'_>, area: Rect, desk: &Desk, drawn: &mut Drawn) {
    let theme = desk.theme;
    if form.is_large() {
        form.show_cursor(theme.style(Role::Selected));
        return large::draw(form, frame, area, desk);
    }
    let width = area.width.saturating_sub(2).min(84);
    let inner_width = width.saturating_sub(2);
    let compared = match &form.aid {
        Some(Aid::Compare(compare)) => Some(compare.lines(&form.fields, inner_width.into(), desk)),
        _ => None,
    };
    let blocks: Vec<Block> = if compared.is_some() { Vec::new() } else { blocks(form, desk, inner_width) };
    let content: u16 = match &compared {
        Some((compared, _)) => compared.len() as u16,
        None => blocks.iter().map(|it| it.height).sum(),
    };
    // What follows from somebody's leaving has to be seen before it is saved.
    let most = match form.goal {
        Goal::Leave(_) => usize::from(area.height.saturating_sub(content + 5)).max(4),
        _ => 4,
    };
    let note_width = usize::from(inner_width).saturating_sub(6);
    let mut notes: Vec<String> = form.notes.iter().flat_map(|it| wrapped(it, note_width)).collect();
    if notes.len() > most {
        notes.truncate(most - 1);
        notes.push("… and more, for which there is no room here".to_owned());
    }
    let foot = notes.len() as u16 + 2;
    let height = (content + foot + 2).min(area.height.saturating_sub(1)).max(5);
    let area = centred(area, width, height);
    frame.render_widget(Clear, area);
    let from = match &form.goal {
        Goal::Add { group, .. } if !group.is_empty() => group.clone(),
        _ => String::new(),
    };
    let inner = boxed(frame, area, &form.title, &from, true, theme);
    let body = Rect { height: inner.height.saturating_sub(foot), ..inner };
    form.show_cursor(theme.style(Role::Selected));
    match compared {
        Some((compared, marked)) => {
            let over = compared.len().saturating_sub(body.height.into());
            lines(frame, body, compared.into_iter().skip(marked.min(over)).collect());
        }
        None => {
            scroll_to_focus(form, &blocks, body.height.into());
            draw_fields(form, &blocks, frame, body, desk, drawn);
        }
    }
    draw_foot(
        form,
        &notes,
        frame,
        Rect { y: body.bottom(), height: inner.height.saturating_sub(body.height), ..inner },
        theme,
        drawn,
    );
}

/// What one field takes: its height, a heading where a table begins, and the lines below its value.
struct Block {
    /// How many of the last lines below are of what helps with it.
    aid: usize,
    height: u16,
    above: Option<&'static str>,
    value: u16,
    below: Vec<Line<'static>>,
}

fn blocks(form: &mut Form, desk: &Desk, width: u16) -> Vec<Block> {
    let columns = usize::from(width.saturating_sub(LABEL + 4));
    let aid = form.aid_lines(columns, desk);
    let mut blocks: Vec<Block> = form
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let focused = at == form.focus;
            let value = match (field.is_long(), focused) {
                (true, true) => LONG,
                (true, false) => (field.text().lines().count() as u16).clamp(1, 3),
                (false, _) => 1,
            };
            let mut below = below(form, at, focused && !aid.is_empty(), desk, columns);
            below.extend(aid.iter().filter(|_| focused).cloned());
            let table = |at: usize| form.fields.get(at).and_then(|it| it.slot.table).map(|it| it.label);
            let above = table(at).filter(|it| at == 0 || table(at - 1) != Some(*it));
            Block {
                aid: if focused { aid.len() } else { 0 },
                height: u16::from(above.is_some()) + value + below.len() as u16,
                above,
                value,
                below,
            }
        })
        .collect();
    if form.hidden() > 0 {
        blocks.push(Block { aid: 0, height: 1, above: None, value: 1, below: Vec::new() });
    }
    if let Some(words) = form.beyond().or_else(|| form.understood(desk)) {
        let below = wrapped(&words, usize::from(width.saturating_sub(LABEL + 4)));
        let below: Vec<Line<'static>> =
            below.into_iter().map(|it| Line::styled(it, desk.theme.style(Role::Dim))).collect();
        blocks.push(Block { aid: 0, height: below.len() as u16, above: None, value: 0, below });
    }
    blocks
}

fn below(form: &Form, place: usize, helped: bool, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let (field, focused, wrong) = (&form.fields[place], place == form.focus, form.is_wrong(place));
    let mut out = Vec::new();
    let at = desk.at();
    let echo = field.echo(&at);
    match echo {
        // What a month or a list shows, it says itself.
        Some(Ok(_)) if helped && matches!(field.field.ty, Type::Date | Type::LocalTime) => (),
        Some(Ok(words)) if focused || field.is_changed() => out.push((Role::Plain, format!("→ {words}"))),
        // What is not whole yet is not wrong as long as it can be chosen from what fits.
        Some(Err(_)) if helped => (),
        Some(Err(error)) if focused || (field.left && wrong) => {
            out.push((Role::Strong, format!("(!) {}", error.reason)));
            if !error.hint.is_empty() {
                out.push((Role::Dim, format!("    {}", error.hint)));
            }
        }
        None if wrong && field.left => out.push((Role::Strong, "(!) this must be filled".to_owned())),
        Some(Ok(_) | Err(_)) | None => (),
    }
    if let Some(day) = weekend(field) {
        out.push((Role::Plain, format!("(i) that is a {}; it can be saved all the same", day.format("%A"))));
    }
    out.extend(form.similar_lines(place, desk, width).into_iter().map(|it| (Role::Plain, it)));
    match &field.meanwhile {
        Some(now) => {
            let (who, when) = (form.other(), form.then());
            let words = match now {
                Some(now) => {
                    format!("(!) {who} wrote{when}: {}", names::show(&field.field.ty, now, &desk.snapshot))
                }
                None => format!("(!) {who} emptied this{when}"),
            };
            out.push((Role::Strong, shown::cut(&words, width).into_owned()));
        }
        None if field.changed_underneath => {
            out.push((Role::Plain, format!("(i) {} changed this{}", form.other(), form.then())));
        }
        None => (),
    }
    if focused && !helped && out.is_empty() {
        out.push((Role::Dim, field.field.help.to_owned()));
    }
    if focused && !helped && matches!(field.field.ty, Type::Date) && field.text().is_empty() {
        out.push((Role::Dim, format!("such as {}", date::EXAMPLES)));
    }
    out.into_iter()
        .flat_map(|(role, words)| {
            wrapped(&words, width).into_iter().take(2).map(move |it| Line::styled(it, desk.theme.style(role)))
        })
        .collect()
}

/// The day of a deadline or meeting that was typed, where most people do not work on it.
fn weekend(field: &FormField) -> Option<NaiveDate> {
    let value = field.value.as_ref().ok()?.as_ref().filter(|_| field.is_changed())?;
    let day = value::date_of(value).or_else(|| Some(value::local_of(value)?.date()));
    let asks = matches!(field.slot.key().as_str(), "due" | "start");
    day.filter(|it| asks && it.weekday().num_days_from_monday() >= 5)
}

fn scroll_to_focus(form: &mut Form, blocks: &[Block], room: usize) {
    let top: usize = blocks.iter().take(form.focus).map(|it| usize::from(it.height)).sum();
    let bottom = top + blocks.get(form.focus).map_or(0, |it| usize::from(it.height));
    if top < form.scroll {
        form.scroll = top;
    } else if bottom > form.scroll + room {
        form.scroll = bottom.saturating_sub(room);
    }
    let all: usize = blocks.iter().map(|it| usize::from(it.height)).sum();
    form.scroll = form.scroll.min(all.saturating_sub(room));
}

fn draw_fields(form: &Form, blocks: &[Block], frame: &mut Frame<'_>, area: Rect, desk: &Desk, drawn: &mut Drawn) {
    let theme = desk.theme;
    let mut y = -(i64::try_from(form.scroll).unwrap_or(0));
    for (at, block) in blocks.iter().enumerate() {
        // What is not wholly above or below the visible part is drawn as far as it fits.
        let line = |offset: i64, height: u16| -> Option<Rect> {
            let first = y + offset;
            let height = height.min(u16::try_from(i64::from(area.height) - first).unwrap_or(0));
            let visible = first >= 0 && first < i64::from(area.height) && height > 0;
            visible.then(|| Rect { y: area.y + first as u16, height, ..area })
        };
        let above = i64::from(block.above.is_some());
        if let (Some(words), Some(rect)) = (block.above, line(0, 1)) {
            lines(frame, rect, vec![Line::styled(format!(" {words}"), theme.style(Role::Dim))]);
        }
        if let Some(rect) = line(above, block.value) {
            drawn.field(rect, at);
            match form.fields.get(at) {
                Some(field) => draw_field(field, at, at == form.focus, frame, rect, (theme, &mut *drawn)),
                None => {
                    let words = format!(" ▸ {}", form.more_words());
                    let role = if form.on_more() { Role::Selected } else { Role::Plain };
                    lines(frame, rect, vec![Line::styled(words, theme.style(role))]);
                }
            }
        }
        for (nth, words) in block.below.iter().enumerate() {
            if let Some(rect) = line(above + i64::from(block.value) + nth as i64, 1) {
                let indent = (LABEL + 2).min(rect.width);
                let rect = Rect { x: rect.x + indent, width: rect.width - indent, ..rect };
                let of_aid = (nth + block.aid).checked_sub(block.below.len());
                of_aid.into_iter().for_each(|it| drawn.spot(rect, Spot::Aid(it)));
                lines(frame, rect, vec![words.clone()]);
            }
        }
        y += i64::from(block.height);
    }
}

fn draw_field(
    field: &FormField,
    place: usize,
    focused: bool,
    frame: &mut Frame<'_>,
    area: Rect,
    (theme, drawn): (Theme, &mut Drawn),
) {
    let mark = if field.is_changed() { "•" } else { " " };
    let must = if field.must_be_filled() { " *" } else { "" };
    let label = format!("{mark}{}{must}", field.field.label);
    let label_role = if focused { Role::Strong } else { Role::Plain };
    let label_area = Rect { width: LABEL.min(area.width), height: 1, ..area };
    lines(
        frame,
        label_area,
        vec![Line::styled(shown::cut(&label, usize::from(LABEL) - 1).into_owned(), theme.style(label_role))],
    );
    let value = Rect { x: area.x + LABEL.min(area.width), width: area.width.saturating_sub(LABEL + 1), ..area };
    if let Some((choices, selected)) = field.choices() {
        let radio: Vec<String> = choices
            .iter()
            .enumerate()
            .map(|(at, it)| format!("({}) {}", if selected == Some(at) { "•" } else { " " }, it.label))
            .collect();
        let whole: usize = radio.iter().map(|it| it.width() + 2).sum();
        let mut x = value.x;
        let are_beside = whole <= usize::from(value.width);
        for (nth, it) in radio.iter().enumerate().filter(|_| are_beside) {
            let width = it.width() as u16;
            drawn.spot(Rect { x, width, height: 1, ..value }, Spot::Choice(place, nth));
            x += width + 2;
        }
        let line = match are_beside {
            true => Line::from(
                radio
                    .into_iter()
                    .enumerate()
                    .flat_map(|(at, it)| {
                        let role = if focused && selected == Some(at) { Role::Selected } else { Role::Plain };
                        [Span::styled(it, theme.style(role)), Span::raw("  ")]
                    })
                    .collect::<Vec<_>>(),
            ),
            false => {
                let word = selected.map_or(field.nothing(), |it| choices[it].label);
                let place = match selected {
                    Some(at) => format!("{} of {}", at + 1, choices.len()),
                    None => format!("{} to choose from", choices.len()),
                };
                let role = if focused { Role::Selected } else { Role::Plain };
                Line::from(vec![
                    Span::styled(format!("< {word} >"), theme.style(role)),
                    Span::raw(format!("  {place}")),
                ])
            }
        };
        return lines(frame, value, vec![line]);
    }
    let Some(editor) = field.area() else { return };
    for (x, bracket) in [(value.x, "["), (value.right().saturating_sub(1), "]")] {
        for y in value.top()..value.bottom() {
            lines(frame, Rect { x, y, width: 1.min(value.width), height: 1 }, vec![Line::raw(bracket)]);
        }
    }
    let text = Rect { x: value.x + 1, width: value.width.saturating_sub(2), ..value };
    if text.width == 0 {
        return;
    }
    match focused {
        true => writing::draw(editor, frame, text),
        false => {
            let shown_lines = editor.lines().iter().take(text.height.into());
            let cut = shown_lines.map(|it| Line::raw(shown::cut(&shown::visible(it), text.width.into()).into_owned()));
            lines(frame, text, cut.collect());
        }
    }
}
