//! The frame: pages, the page in front, messages, hints, and what lies over it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::app::{App, Overlay, undo_hint};
use super::command::Command;
use super::drawn::{Drawn, out_of_focus, show_focus};
use super::exchange::key_of;
use super::keymap::{Context, bindings, keys_of};
use super::overlay::confirm::Confirm;
use super::pages::draw_bar;
use super::theme::{MARKER, Role};
use super::tour;
use super::widget::text::{boxed, centred, filled, lines, wrapped};
use crate::model::shown;

/// Smallest screen that is more than a sentence.
const SMALLEST: (u16, u16) = (40, 10);

/// How to go about in the example, where that fits beside its notice.
const WAYS: &str = " T tour, q leaves";

/// Draws everything.
pub fn draw(app: &mut App, frame: &mut Frame<'_>) {
    let area = frame.area();
    app.drawn.begin(area);
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
        Constraint::Length(app.tour.map_or(0, |_| tour::HEIGHT.min(area.height / 3))),
        Constraint::Length(1),
        Constraint::Length(1),
    ];
    let [bar, banner, body, tour, message, hints] = Layout::vertical(rows).areas(area);
    app.page_rows = usize::from(body.height).saturating_sub(4).max(1);
    app.drawn.body = body;
    draw_bar(app, frame, bar);
    if notice > 0 {
        let room = usize::from(area.width).saturating_sub(1);
        let notice = app.desk.notice();
        let shows_ways = app.desk.is_example() && notice.width() + WAYS.len() <= room;
        let words = format!(" {}{}", shown::cut(notice, room), if shows_ways { WAYS } else { "" });
        lines(frame, banner, vec![Line::styled(words, app.desk.theme.style(Role::Dim))]);
    }
    draw_page(app, frame, body);
    app.tour.iter().for_each(|it| it.draw(frame, tour, app.desk.theme));
    draw_message(app, frame, message);
    draw_hints(app, frame, hints);
    let button = app.button.and_then(|it| app.drawn.nth(it)).filter(|_| app.context() == Context::Bar);
    if button.is_some() || app.desk.theme.reduced && app.overlay.is_some() {
        out_of_focus(frame.buffer_mut());
    }
    button.into_iter().for_each(|it| frame.buffer_mut().set_style(it.0, app.desk.theme.style(Role::Selected)));
    draw_overlay(app, frame, area);
    whole_characters(frame.buffer_mut());
    app.desk.theme.plain(frame.buffer_mut());
    show_focus(frame, app.desk.theme);
}

/// Takes out characters of two columns of which something lies over the second: a terminal would show them whole.
fn whole_characters(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(width) {
        for at in 1..row.len() {
            // Letters of one byte are the most, and one column wide.
            if row[at].symbol() != " " && row[at - 1].symbol().len() > 1 && row[at - 1].symbol().width() > 1 {
                row[at - 1].set_symbol(" ");
            }
        }
    }
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
    let fault = app.screen().fault().filter(|_| app.reading.is_empty()).map(ToString::to_string);
    // What is wrong with a filter is read to its end; how the exchange stands can wait.
    let state = states(app, if fault.is_some() { 0 } else { usize::from(area.width) / 2 });
    let room = usize::from(area.width).saturating_sub(state.width() + 1);
    let (words, role) = match (app.message.words.as_str(), app.context()) {
        // A filter that is typed further may become one that can be read.
        ("", _) if fault.is_some() => (format!("(!) {}", fault.unwrap_or_default()), Role::Strong),
        // What a narrow box has cut off stands here in full.
        ("", Context::Home) => (app.home.in_full(&app.desk), Role::Dim),
        ("", Context::Actions) => (app.board_words(), Role::Dim),
        ("", Context::People) => (app.people.in_full(room.saturating_sub(1), &app.desk), Role::Dim),
        (words, _) if app.message.warns => (format!("(!) {words}"), Role::Strong),
        (words, _) => (words.to_owned(), Role::Plain),
    };
    let words = format!(" {}", shown::visible(&words));
    let hint = undo_hint();
    let words = match words.strip_suffix(&hint) {
        Some(done) => match shown::cut(done, room.saturating_sub(hint.width())) {
            cut if cut.ends_with('…') => format!("{cut}{}", hint.trim_start_matches('.')),
            whole => format!("{whole}{hint}"),
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
    // On its own page that is one of the keys below.
    let stops = app.stops_sync() && app.context() != Context::Sync;
    states.extend(stops.then(|| format!("{} stops it", key_of(Command::StopSync))));
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
fn draw_hints(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let context = match app.context() {
        // What can be pressed is what holds on the page.
        Context::Bar => app.below(),
        context => context,
    };
    let theme = app.desk.theme;
    let width = usize::from(area.width);
    let always: &[(Command, &str)] = match context {
        Context::Help
        | Context::Notice
        | Context::Palette
        | Context::Menu
        | Context::Confirm
        | Context::Ticks
        | Context::Filtering
        | Context::Moving => &[],
        // In a field letters are typed, and between two values every key counts.
        Context::Form | Context::Deciding | Context::Live | Context::Minuting | Context::Attendance => &[HELP],
        _ if width >= 80 && app.can(Command::Menu) => &[(Command::Menu, "More"), (Command::Find, "Find"), HELP],
        _ if width >= 80 => &[(Command::Find, "Find"), HELP],
        _ if width >= 60 && app.can(Command::Menu) => &[(Command::Menu, "More"), HELP],
        _ => &[HELP],
    };
    let key = |command| Some(theme.key(keys_of(context, command).first()?));
    let always: Vec<(Command, String)> =
        always.iter().filter_map(|it| Some((it.0, format!("{} {}", key(it.0)?, it.1)))).collect();
    let mut on_the_right = always.iter().map(|it| it.1.width() + 2).sum::<usize>().saturating_sub(1);
    let mut told = Vec::new();
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let of_page = || bindings(context).filter(|it| it.context == context).map(|it| (it.command, it.command.label()));
    let next = if context == Context::Agenda { app.next_with_meeting() } else { &[] };
    let hints: Vec<(Command, &str)> = match context == Context::Actions && app.has_marks() {
        true => OF_MARKED.to_vec(),
        false if !next.is_empty() => {
            let (first, rest): (Vec<_>, Vec<_>) = of_page().partition(|it| next.contains(&it.0));
            // What cannot be started any more is not planned any more.
            let is_planned = next.contains(&Command::StartMeeting);
            first.into_iter().chain(rest.into_iter().filter(|it| is_planned || !is_of_planning(it.0))).collect()
        }
        false => of_page().collect(),
    };
    for (command, label) in hints {
        // It holds everywhere; a hint is worth its place on the page that is about it.
        let elsewhere = command == Command::Sync && context != Context::Sync;
        if told.contains(&command) || !app.can(command) || !is_hinted(command) || elsewhere {
            continue;
        }
        told.push(command);
        let Some(key) = key(command) else { continue };
        if used + key.width() + label.width() + 3 + on_the_right > width {
            break;
        }
        app.drawn.button(area, used, key.width() + label.width() + 1, command);
        used += key.width() + label.width() + 3;
        spans.push(Span::styled(key, theme.style(Role::Strong)));
        spans.push(Span::raw(format!(" {label}  ")));
    }
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + on_the_right))));
    for (command, words) in always {
        app.drawn.button(area, width.saturating_sub(on_the_right), words.width(), command);
        on_the_right = on_the_right.saturating_sub(words.width() + 2);
        spans.push(Span::raw(words + "  "));
    }
    lines(frame, area, vec![Line::from(spans)]);
}

/// What is done with an agenda before its meeting.
fn is_of_planning(command: Command) -> bool {
    matches!(
        command,
        Command::MoveUp | Command::MoveDown | Command::MoveMode | Command::Longer | Command::Shorter | Command::Pool
    )
}

/// What can be done with all that are marked, as hints say it.
const OF_MARKED: &[(Command, &str)] = &[
    (Command::Edit, "Edit all"),
    (Command::Done, "Done"),
    (Command::Back, "Unmark"),
    (Command::Due, "Due date"),
    (Command::Who, "Who"),
    (Command::Priority, "Priority"),
    (Command::Mark, "Mark"),
];

/// Help is named on every page.
const HELP: (Command, &str) = (Command::Help, "Help");

/// What is worth a place in the line of hints; help names everything.
fn is_hinted(command: Command) -> bool {
    !matches!(
        command,
        Command::Help
            | Command::PreviousBox
            | Command::PreviousButton
            | Command::Press
            | Command::ToBar
            | Command::ToBarBack
            | Command::PreviousPlace
            | Command::PreviousField
            | Command::IntoList
            | Command::CellLeft
            | Command::CellRight
            | Command::LaneLeft
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
        Some(Overlay::Form(form)) => super::overlay::form::view::draw(form, frame, area, &app.desk, &mut app.drawn),
        Some(Overlay::Confirm(confirm)) => {
            confirm.drawn = true;
            draw_confirm(confirm, frame, area, app.desk.theme, &mut app.drawn);
        }
        Some(Overlay::Help(help)) => help.draw(frame, area, app.desk.theme),
        Some(Overlay::Palette(palette)) => palette.draw(&app.index, frame, area, &app.desk),
        Some(Overlay::Ticks(ticks)) => ticks.draw(frame, area, &app.desk),
    }
}

fn draw_confirm(confirm: &Confirm, frame: &mut Frame<'_>, area: Rect, theme: super::theme::Theme, drawn: &mut Drawn) {
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
    let (no, yes) = ("[ Esc  Leave it ]".to_owned(), format!("[ y  {} ]", confirm.yes));
    let line = Rect { y: inner.y.saturating_add(out.len() as u16), height: 1, ..inner }.intersection(inner);
    drawn.button(line, 1, no.width(), Command::Back);
    drawn.button(line, no.width() + 5, yes.width(), Command::Confirm);
    let answer = |words: String, is_selected: bool| match is_selected {
        true => Span::styled(format!("{MARKER}{words}"), theme.style(Role::Selected)),
        false => Span::raw(format!(" {words}")),
    };
    out.push(Line::from(vec![answer(no, !confirm.at_yes), Span::raw("   "), answer(yes, confirm.at_yes)]));
    lines(frame, inner, out);
}
