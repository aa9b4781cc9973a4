//! The frame: pages, the page in front, messages, hints, and what lies over it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::app::{App, Overlay, Page, UNDO_HINT};
use super::command::Command;
use super::keymap::{Context, bindings};
use super::overlay::confirm::Confirm;
use super::overlay::help::{HelpLine, HelpView};
use super::theme::Role;
use super::widget::text::{boxed, centred, filled, lines, wrapped};
use crate::model::shown;

/// Smallest screen that is more than a sentence.
const SMALLEST: (u16, u16) = (40, 10);

/// Draws everything.
pub fn draw(app: &mut App, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let words = format!("The screen needs {} by {} at least.", SMALLEST.0, SMALLEST.1);
        let words = wrapped(&words, area.width.into()).into_iter().map(Line::raw).collect();
        return lines(frame, area, words);
    }
    let notice = u16::from(!app.desk.notice().is_empty() && area.height >= 16);
    let rows = [
        Constraint::Length(1),
        Constraint::Length(notice),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ];
    let [bar, banner, body, message, hints] = Layout::vertical(rows).areas(area);
    app.page_rows = usize::from(body.height).saturating_sub(4).max(1);
    draw_bar(app, frame, bar);
    if notice > 0 {
        let words = format!(" {}", shown::cut(app.desk.notice(), usize::from(area.width).saturating_sub(1)));
        lines(frame, banner, vec![Line::styled(words, app.desk.theme.style(Role::Dim))]);
    }
    draw_page(app, frame, body);
    draw_message(app, frame, message);
    draw_hints(app, frame, hints);
    draw_overlay(app, frame, area);
    app.desk.theme.plain(frame.buffer_mut());
}

fn draw_bar(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let theme = app.desk.theme;
    let width = usize::from(area.width);
    let parties: Vec<(String, Role)> = app.desk.parties().collect();
    let parties_width: usize = parties.iter().map(|it| it.0.width() + 3).sum::<usize>();
    let whole: usize = Page::ALL.iter().map(|it| it.title().width() + 5).sum();
    let mut spans = Vec::new();
    let room = width.saturating_sub(whole + parties_width + 3);
    if room >= 4 {
        spans.push(Span::styled(format!(" {} ", shown::cut(app.desk.name(), room.min(24))), theme.style(Role::Strong)));
    }
    if width >= whole {
        for (at, page) in Page::ALL.into_iter().enumerate() {
            let current = page == app.page;
            let words = if current {
                format!("[{} {}]", at + 1, page.title())
            } else {
                format!(" {} {} ", at + 1, page.title())
            };
            spans.push(Span::styled(words, if current { theme.style(Role::Strong) } else { Default::default() }));
        }
    } else {
        let place = Page::ALL.iter().position(|it| *it == app.page).unwrap_or(0) + 1;
        spans.push(Span::styled(
            format!(" < {place} {} >  1-{} pages", app.page.title(), Page::ALL.len()),
            theme.style(Role::Strong),
        ));
    }
    let used: usize = spans.iter().map(Span::width).sum();
    if used + parties_width < width {
        spans.push(Span::raw(" ".repeat(width - used - parties_width + 1)));
        for (at, (tag, role)) in parties.into_iter().enumerate() {
            if at > 0 {
                spans.push(Span::raw(" + "));
            }
            spans.push(Span::styled(tag, theme.style(role)));
        }
    }
    lines(frame, area, vec![Line::from(spans)]);
}

fn draw_page(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let typing = app.filtering;
    if let Some(reading) = app.reading.last_mut() {
        return reading.draw(frame, area, &app.desk);
    }
    let (screen, desk) = app.at_screen();
    screen.draw(frame, area, desk, typing);
}

/// The message at the left, the state of saving at the right.
fn draw_message(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let theme = app.desk.theme;
    let state = states(app, usize::from(area.width) / 2);
    let room = usize::from(area.width).saturating_sub(state.width() + 1);
    let (words, role) = match (app.message.words.as_str(), app.context()) {
        // What a narrow box has cut off stands here in full.
        ("", Context::Home) => (app.home.in_full(&app.desk), Role::Dim),
        ("", Context::People) => (app.people.in_full(room.saturating_sub(1), &app.desk), Role::Dim),
        (words, _) if app.message.warns => (format!("(!) {words}"), Role::Strong),
        (words, _) => (words.to_owned(), Role::Plain),
    };
    let words = format!(" {}", shown::visible(&words));
    let words = match words.strip_suffix(UNDO_HINT) {
        Some(done) => match shown::cut(done, room.saturating_sub(UNDO_HINT.width())) {
            cut if cut.ends_with('…') => format!("{cut}{}", UNDO_HINT.trim_start_matches('.')),
            whole => format!("{whole}{UNDO_HINT}"),
        },
        None => words,
    };
    let words = filled(&words, room, false);
    let spans =
        vec![Span::styled(words, theme.style(role)), Span::raw(" "), Span::styled(state, theme.style(Role::Dim))];
    lines(frame, area, vec![Line::from(spans)]);
}

/// How saving and the exchange stand, as much of it as fits; what matters most comes first.
fn states(app: &App, room: usize) -> String {
    let exchange = &app.desk.exchange;
    let mut states = vec![if app.saving == 0 { "Saved" } else { "Saving…" }.to_owned()];
    states.extend(exchange.states(app.desk.contested.len()));
    if app.saving == 0 && !app.desk.hand_edits.is_empty() {
        states.push(format!("{} edited by hand", app.desk.hand_edits.len()));
    }
    let last = exchange.known.last.filter(|_| exchange.known.place.is_some() && !exchange.is_running());
    states.extend(last.map(|it| format!("last sync {}", app.desk.when(it).trim_start_matches("today "))));
    let mut words = String::new();
    for (at, state) in states.into_iter().enumerate() {
        let more = if at == 0 { state } else { format!(" · {state}") };
        if at > 0 && words.width() + more.width() >= room {
            break;
        }
        words.push_str(&more);
    }
    words + " "
}

/// The keys that hold here, as many as fit; help is always the last.
fn draw_hints(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let context = app.context();
    let theme = app.desk.theme;
    let width = usize::from(area.width);
    let help = match context {
        Context::Form => "F1 Help ",
        Context::Help | Context::Confirm | Context::Filtering | Context::Moving => "",
        _ => "? Help ",
    };
    let mut told = Vec::new();
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1 + help.width();
    for binding in bindings(context).filter(|it| it.context == context) {
        let command = binding.command;
        // It holds everywhere; a hint is worth its place on the page that is about it.
        let elsewhere = command == Command::Sync && context != Context::Sync;
        if told.contains(&command) || !app.can(command) || !is_hinted(command) || elsewhere {
            continue;
        }
        told.push(command);
        let (key, label) = (binding.key.to_string(), command.label());
        if used + key.width() + label.width() + 3 > width {
            break;
        }
        used += key.width() + label.width() + 3;
        spans.push(Span::styled(key, theme.style(Role::Strong)));
        spans.push(Span::raw(format!(" {label}  ")));
    }
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
    spans.push(Span::raw(help));
    lines(frame, area, vec![Line::from(spans)]);
}

/// What is worth a place in the line of hints; help names everything.
fn is_hinted(command: Command) -> bool {
    !matches!(
        command,
        Command::Help
            | Command::PreviousBox
            | Command::PreviousPlace
            | Command::PreviousField
            | Command::CellLeft
            | Command::CellRight
            | Command::CellsLeft
            | Command::CellsRight
            | Command::PageUp
            | Command::PageDown
            | Command::Top
            | Command::Bottom
    )
}

fn draw_overlay(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    match &mut app.overlay {
        None => (),
        Some(Overlay::Form(form)) => super::overlay::form::view::draw(form, frame, area, &app.desk),
        Some(Overlay::Confirm(confirm)) => {
            confirm.drawn = true;
            draw_confirm(confirm, frame, area, app.desk.theme);
        }
        Some(Overlay::Help(help)) => draw_help(help, frame, area, app.desk.theme),
    }
}

fn draw_confirm(confirm: &Confirm, frame: &mut Frame<'_>, area: Rect, theme: super::theme::Theme) {
    let width = area.width.saturating_sub(4).min(72);
    let inner_width = usize::from(width).saturating_sub(4);
    let title = wrapped(&confirm.title, inner_width);
    let words: Vec<String> = confirm.lines.iter().flat_map(|it| wrapped(it, inner_width)).collect();
    let most = usize::from(area.height).saturating_sub(title.len() + 6);
    let height = (title.len() + words.len().min(most) + 5) as u16;
    let area = centred(area, width, height);
    frame.render_widget(Clear, area);
    let inner = boxed(frame, area, "", "", true, theme);
    let mut out: Vec<Line<'_>> =
        title.into_iter().map(|it| Line::styled(format!(" {it}"), theme.style(Role::Strong))).collect();
    out.push(Line::raw(""));
    let more = words.len() > most;
    out.extend(words.into_iter().take(most).map(|it| Line::raw(format!(" {it}"))));
    if let (true, Some(last)) = (more, out.last_mut()) {
        *last = Line::raw(" …");
    }
    out.push(Line::raw(""));
    out.push(Line::from(vec![
        Span::styled(" [ Esc  Leave it ]", theme.style(Role::Selected)),
        Span::raw(format!("    [ y  {} ]", confirm.yes)),
    ]));
    lines(frame, inner, out);
}

fn draw_help(help: &mut HelpView, frame: &mut Frame<'_>, area: Rect, theme: super::theme::Theme) {
    let width = area.width.saturating_sub(4).min(86);
    let inner_width = usize::from(width).saturating_sub(4);
    let keys = help
        .lines
        .iter()
        .map(|it| if let HelpLine::Key { keys, .. } = it { keys.width() } else { 0 })
        .max()
        .unwrap_or(0)
        .min(22);
    let mut out = Vec::new();
    for line in &help.lines {
        match line {
            HelpLine::Heading(words) => out.push(Line::styled(format!(" {words}"), theme.style(Role::Strong))),
            HelpLine::Key { keys: key, words } => {
                for (at, words) in wrapped(words, inner_width.saturating_sub(keys + 3)).into_iter().enumerate() {
                    let key = if at == 0 { key.as_str() } else { "" };
                    out.push(Line::from(vec![
                        Span::styled(format!("  {}", filled(key, keys, false)), theme.style(Role::Strong)),
                        Span::raw(format!("  {words}")),
                    ]));
                }
            }
            HelpLine::Words(words) => {
                out.extend(wrapped(words, inner_width).into_iter().map(|it| Line::raw(format!(" {it}"))))
            }
            HelpLine::Empty => out.push(Line::raw("")),
        }
    }
    let height = (out.len() as u16).saturating_add(2).min(area.height.saturating_sub(2));
    let area = centred(area, width, height);
    frame.render_widget(Clear, area);
    let inner = boxed(frame, area, &help.title, "Esc closes", true, theme);
    let room = usize::from(inner.height);
    help.scroll = help.scroll.min(out.len().saturating_sub(room));
    let more = out.len() > help.scroll + room;
    let mut shown: Vec<Line<'_>> = out.into_iter().skip(help.scroll).take(room).collect();
    if let (true, Some(last)) = (more, shown.last_mut()) {
        *last = Line::styled(" … ↓ shows more", theme.style(Role::Dim));
    }
    lines(frame, inner, shown);
}
