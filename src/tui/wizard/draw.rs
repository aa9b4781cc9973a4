//! The frame of the welcome.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::sheet::{Answer, Entry};
use super::{CHOICES, Step, Wizard};
use crate::model::shown;
use crate::tui::drawn::show_focus;
use crate::tui::theme::{MARKER, Role, Theme};
use crate::tui::widget::text::{boxed, centred, filled, lines, page_box, wrapped};

/// Smallest screen that is more than a sentence.
const SMALLEST: (u16, u16) = (40, 10);

const LABEL: usize = 20;

/// The column in which answers stand.
const VALUE: u16 = LABEL as u16 + 5;

/// What a line of the first page is, where the screen is low: the highest goes first.
const CHOICE: u8 = 0;
const KEPT: u8 = 1;
const BLANK: u8 = 2;
const GAP: u8 = 3;

/// Draws everything.
pub fn draw(wizard: &mut Wizard, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let words = format!("The screen needs {} by {} at least.", SMALLEST.0, SMALLEST.1);
        return lines(frame, area, wrapped(&words, area.width.into()).into_iter().map(Line::raw).collect());
    }
    let rows = [Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1), Constraint::Length(1)];
    let [bar, body, message, hints] = Layout::vertical(rows).areas(area);
    let theme = wizard.theme;
    lines(frame, bar, vec![Line::styled(" comity  first start", theme.style(Role::Strong))]);
    match wizard.step {
        Step::First => draw_first(wizard, frame, body),
        _ => draw_step(wizard, frame, body),
    }
    draw_message(wizard, frame, message);
    draw_hints(wizard, frame, hints);
    if wizard.helps {
        draw_help(frame, area, theme);
    }
    theme.plain(frame.buffer_mut());
    show_focus(frame, theme);
}

fn draw_first(wizard: &Wizard, frame: &mut Frame<'_>, area: Rect) {
    let theme = wizard.theme;
    let inner = page_box(frame, area, "Welcome", "", theme);
    let width = usize::from(inner.width);
    let strong = theme.style(Role::Strong);
    let dim = theme.style(Role::Dim);
    let mut out: Vec<(Line<'static>, u8)> = vec![
        (Line::raw(""), BLANK),
        (Line::styled("   Joint working groups, kept in one shared folder.", strong), KEPT),
        (Line::raw(""), BLANK),
        (Line::raw("   What would you like to do?"), KEPT),
        (Line::raw(""), BLANK),
    ];
    let beside = width >= 76;
    for (at, (title, words)) in CHOICES.iter().enumerate() {
        let chosen = at == wizard.choice;
        let mark = if chosen { MARKER } else { " " };
        let head = format!("{} {}  {}", mark, at + 1, filled(title, 24, false));
        let words: Vec<&str> = words.iter().copied().filter(|it| !it.is_empty()).collect();
        let style = if chosen { theme.style(Role::Selected) } else { Default::default() };
        let first = if beside { words.first().copied().unwrap_or_default() } else { "" };
        let spans = vec![Span::raw("   "), Span::styled(head, style), Span::raw("  "), Span::raw(first.to_owned())];
        out.push((Line::from(spans), CHOICE));
        if beside {
            let rest = words.iter().skip(1).map(|it| (Line::raw(format!("{}{it}", " ".repeat(34))), KEPT));
            out.extend(rest);
        }
        out.push((Line::raw(""), GAP));
    }
    let rule = "─".repeat(width.saturating_sub(8));
    out.push((Line::styled(format!("   {rule}"), dim), BLANK));
    for line in wrapped(told_of(wizard.choice), width.saturating_sub(6)) {
        out.push((Line::raw(format!("   {line}")), KEPT));
    }
    out.push((Line::raw(""), BLANK));
    out.push((Line::raw("   Everything you do is saved as a small step and can be undone."), KEPT));
    out.push((Line::raw(""), BLANK));
    let eyes = match width >= 76 {
        true => "   Hard to read?   c more contrast · s plain signs · r for screen readers",
        false => "   c contrast · s plain signs · r screen readers",
    };
    out.push((Line::raw(eyes), KEPT));
    let room = usize::from(inner.height);
    // Blank lines go first, those between the choices before all.
    while let (true, Some(most)) = (out.len() > room, out.iter().map(|it| it.1).max().filter(|it| *it > KEPT)) {
        let Some(at) = out.iter().rposition(|it| it.1 == most) else { break };
        out.remove(at);
    }
    // The choices stay in sight at any rate.
    let choices = out.iter().rposition(|it| it.1 == CHOICE).unwrap_or_default() + 1;
    let above = choices.saturating_sub(room);
    lines(frame, inner, out.into_iter().skip(above).map(|it| it.0).collect());
}

/// What the choice will ask.
fn told_of(choice: usize) -> &'static str {
    match choice {
        0 => "The example has people, meetings and actions in it, and a tour that shows the keys.",
        1 => "You are asked for: the address and the folder to make · who you are · your name and e-mail.",
        2 => {
            "You are asked for: names and signs of the two organisations · your name and e-mail · the first working group · the folder, and the shared copy now or later. You can change all of it later."
        }
        _ => "You are asked for the folder; what you type is completed.",
    }
}

fn draw_step(wizard: &mut Wizard, frame: &mut Frame<'_>, area: Rect) {
    let theme = wizard.theme;
    let progress = wizard.progress().map(|(at, of)| if of > 1 { format!("step {at} of {of}") } else { String::new() });
    let title = wizard.sheet().map_or("Before it opens", |it| it.title.as_str()).to_owned();
    let inner = page_box(frame, area, &title, &progress.unwrap_or_default(), theme);
    let width = usize::from(inner.width).saturating_sub(6);
    let told = match &wizard.doing {
        Some(doing) => wrapped(doing, width),
        None => wizard.told_in(width),
    };
    let foot = (told.len() as u16).min(inner.height / 2);
    let [head, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(inner);
    let shown = told.iter().enumerate().map(|(at, it)| match at {
        0 if wizard.doing.is_some() => Line::styled(format!("   {it}"), theme.style(Role::Strong)),
        0 => Line::styled(format!(" (!) {it}"), theme.style(Role::Strong)),
        _ => Line::raw(format!("     {it}")),
    });
    lines(frame, foot, shown.collect());
    if wizard.step == Step::Read {
        let mut out = vec![Line::raw("")];
        let words = wizard.to_read().iter().flat_map(|it| wrapped(it, width));
        out.extend(words.map(|it| Line::raw(format!("   {it}"))));
        return lines(frame, head, out);
    }
    let places: Vec<(String, bool)> = wizard.places.iter().map(|it| (it.typed.clone(), it.is_workspace)).collect();
    let (place, step) = (wizard.place, wizard.step);
    let Some(sheet) = wizard.sheet_mut() else { return };
    let mut out = Vec::new();
    if usize::from(head.height) >= sheet.entries.len() + sheet.words.len() + 6 {
        out.push(Line::raw(""));
    }
    let words = sheet.words.iter().flat_map(|it| wrapped(it, width));
    out.extend(words.map(|it| Line::styled(format!("   {it}"), theme.style(Role::Dim))));
    out.push(Line::raw(""));
    let mut editors = Vec::new();
    let focus = sheet.focus;
    for (at, entry) in sheet.entries.iter().enumerate().filter(|it| !matches!(it.1.answer, Answer::Picked(_))) {
        editors.push((at, out.len() as u16));
        out.push(label_line(entry, at == focus, theme));
    }
    let is_list = sheet.entries.iter().any(|it| matches!(it.answer, Answer::Picked(_)));
    // Where Tab completes what is typed, Enter goes on, and a list has the rest of the page.
    let has_button = step != Step::Open && !is_list;
    let help = sheet.entries.get(focus).map(|it| it.help.clone()).unwrap_or_default();
    if !help.is_empty() {
        out.push(Line::raw(""));
        let indent = " ".repeat(VALUE.into());
        let words = wrapped(&help, usize::from(head.width.saturating_sub(VALUE + 2)));
        out.extend(words.into_iter().map(|it| Line::styled(format!("{indent}{it}"), theme.style(Role::Dim))));
    }
    if has_button {
        // The button stays in sight.
        out.truncate(usize::from(head.height).saturating_sub(1));
        out.extend((out.len() + 1 < usize::from(head.height)).then(|| Line::raw("")));
        out.push(button(step, sheet.on_button(), theme));
    }
    let used = (out.len() as u16).min(head.height);
    lines(frame, head, out);
    for (at, row) in editors.into_iter().filter(|it| it.1 < head.height) {
        if let Answer::Typed(area) = &mut sheet.entries[at].answer {
            area.set_cursor_style(if at == focus { theme.style(Role::Selected) } else { Default::default() });
            let room = Rect {
                x: head.x + VALUE.min(head.width),
                y: head.y + row,
                width: head.width.saturating_sub(VALUE + 2),
                height: 1,
            };
            frame.render_widget(&**area, room);
        }
    }
    let rest = Rect { y: head.y + used, height: head.height - used, ..head };
    if step == Step::Open {
        draw_places(&places, place, frame, rest, theme);
    }
    let button = button(step, sheet.on_button(), theme);
    let list = sheet.entries.iter_mut().find_map(|it| match &mut it.answer {
        Answer::Picked(list) => Some(list),
        Answer::Typed(_) | Answer::Chosen { .. } => None,
    });
    if let Some(list) = list {
        let [rest, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(rest);
        let chosen = list.place();
        let count = usize::from(rest.height);
        let rows = list.visible(count).map(|(at, it)| marked(it, at == chosen, theme)).collect();
        lines(frame, rest, rows);
        lines(frame, foot, vec![button]);
    }
}

/// What goes on from a step, behind its last question.
fn button(step: Step, focused: bool, theme: Theme) -> Line<'static> {
    let words = if step == Step::Folder { "[ Make it ]" } else { "[ Go on ]" };
    let role = if focused { Role::Selected } else { Role::Plain };
    Line::from(vec![Span::raw("   "), Span::styled(words, theme.style(role))])
}

fn label_line(entry: &Entry, focused: bool, theme: Theme) -> Line<'static> {
    let star = if entry.required { " *" } else { "" };
    let label = filled(&format!("{}{star}", entry.label), LABEL, false);
    let mark = if focused { MARKER } else { " " };
    let style = if focused { theme.style(Role::Strong) } else { Default::default() };
    let mut spans = vec![Span::styled(format!(" {mark} {label}"), style), Span::raw("  ")];
    if let Answer::Chosen { choices, at } = &entry.answer {
        for (place, choice) in choices.iter().enumerate() {
            let choice = shown::visible(choice);
            match place == *at {
                true if focused => spans.push(Span::styled(format!("[{choice}]"), theme.style(Role::Selected))),
                true => spans.push(Span::raw(format!("[{choice}]"))),
                false => spans.push(Span::raw(format!(" {choice} "))),
            }
            spans.push(Span::raw(" "));
        }
    }
    Line::from(spans)
}

fn draw_places(places: &[(String, bool)], at: Option<usize>, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let room = usize::from(area.height);
    let skip = at.map_or(0, |it| (it + 1).saturating_sub(room));
    let rows = places.iter().enumerate().skip(skip).take(room).map(|(nth, (typed, is_workspace))| {
        let words = if *is_workspace { format!("{typed}   a shared folder") } else { typed.clone() };
        marked(&shown::visible(&words), at == Some(nth), theme)
    });
    lines(frame, area, rows.collect());
}

fn marked(words: &str, chosen: bool, theme: Theme) -> Line<'static> {
    match chosen {
        true => Line::styled(format!("   {MARKER} {words} "), theme.style(Role::Selected)),
        false => Line::raw(format!("     {words}")),
    }
}

fn draw_message(wizard: &Wizard, frame: &mut Frame<'_>, area: Rect) {
    let here = shown::visible(&wizard.here.display().to_string()).into_owned();
    let words = match wizard.step {
        Step::First => {
            let (before, after) = ("No shared folder found in ", " (looked here and in parent folders).");
            let room = usize::from(area.width).saturating_sub(before.width() + after.width() + 2);
            match wizard.answer {
                Some(answer) => answer.to_owned(),
                None => format!("{before}{}{after}", end_of(&here, room)),
            }
        }
        _ if wizard.doing.is_some() => "Esc stops it, and nothing is left behind.".to_owned(),
        _ => "Esc goes back a step; what you typed stays.".to_owned(),
    };
    lines(frame, area, vec![Line::styled(format!(" {words}"), wizard.theme.style(Role::Dim))]);
}

/// The end of a path, which tells more than its beginning.
fn end_of(path: &str, columns: usize) -> String {
    if path.width() <= columns {
        return path.to_owned();
    }
    let mut letters: Vec<char> = path.chars().collect();
    while !letters.is_empty() && letters.iter().collect::<String>().width() + 1 > columns {
        letters.remove(0);
    }
    format!("…{}", letters.iter().collect::<String>())
}

fn draw_hints(wizard: &Wizard, frame: &mut Frame<'_>, area: Rect) {
    let on_last = wizard.sheet().is_some_and(|it| it.is_last());
    let is_typing = wizard.sheet().is_some_and(|it| it.is_typing());
    let hints: &[(&str, &str)] = match wizard.step {
        _ if wizard.doing.is_some() => &[("Esc", "Stop")],
        Step::First => &[("↑↓", "Choose"), ("Enter", "Go on"), ("Esc", "Quit")],
        Step::Read => &[("Enter", "Open it")],
        Step::Open => &[("Tab", "Complete"), ("↑↓", "Choose"), ("Enter", "Open"), ("Esc", "Back")],
        Step::Who => &[("↑↓", "Choose"), ("Enter", "Go on"), ("Esc", "Back")],
        Step::Folder if on_last => &[("Enter", "Make it"), ("↑↓", "Other fields"), ("Esc", "Back")],
        _ if on_last => &[("Enter", "Go on"), ("↑↓", "Other fields"), ("Esc", "Back")],
        _ => &[("Enter", "Next field"), ("↑↓", "Other fields"), ("Esc", "Back")],
    };
    let strong = wizard.theme.style(Role::Strong);
    let mut spans = vec![Span::raw(" ")];
    for (key, label) in hints {
        spans.push(Span::styled((*key).to_owned(), strong));
        spans.push(Span::raw(format!(" {label}   ")));
    }
    let help = if is_typing { "F1 Help " } else { "? Help " };
    let used: usize = spans.iter().map(Span::width).sum::<usize>() + help.width();
    spans.push(Span::raw(" ".repeat(usize::from(area.width).saturating_sub(used))));
    spans.push(Span::raw(help));
    lines(frame, area, vec![Line::from(spans)]);
}

const HELP: &[&str] = &[
    "↑ ↓ Tab  to the next field or choice",
    "Enter    the next field; on the last one, the next step",
    "← → Space  another choice",
    "Esc      one step back; what you typed stays",
    "Ctrl+C   leave",
    "",
    "Nothing is made before the last step. A workspace is a folder of small text files with its history; a shared copy is a place through which both organisations exchange what they do.",
    "",
    "c, s and r on the first page make it easier to read; with r everything is asked line by line.",
];

fn draw_help(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let width = area.width.saturating_sub(4).min(72);
    let words: Vec<String> = HELP
        .iter()
        .flat_map(|it| if it.is_empty() { vec![String::new()] } else { wrapped(it, usize::from(width) - 4) })
        .collect();
    let area = centred(area, width, words.len() as u16 + 2);
    frame.render_widget(Clear, area);
    let inner = boxed(frame, area, "Help: Welcome", "Esc closes", true, theme);
    lines(frame, inner, words.into_iter().map(|it| Line::raw(format!(" {it}"))).collect());
}
