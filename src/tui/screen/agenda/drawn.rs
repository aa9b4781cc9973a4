//! How an agenda looks: its items with start times, the selected one in full, and below both what is not ready.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::meetings::headline;
use super::{AgendaPage, Focus, PROPOSED};
use crate::model::contested::marked_title;
use crate::model::field::Type;
use crate::model::record::Fields;
use crate::model::view::{Agenda, Meeting};
use crate::model::{Kind, Record, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::text::{NARROW, boxed, cell, heads, lines, page_box, right, row, wrapped};

/// No agenda has more items; of a large pool the first say how wide a column is.
const MANY: usize = 100;

/// The checks are shown below the agenda from so many lines on.
const ROOM_FOR_CHECKS: u16 = 17;

/// With fewer lines the pool below an empty agenda leaves little room for words.
const ROOM_FOR_WORDS: usize = 16;

/// So many of them are seen at once.
const FEW_CHECKS: u16 = 3;

impl AgendaPage {
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let Some(meeting) = desk.snapshot.get(&self.meeting) else {
            let inner = page_box(frame, area, "Agenda", "", desk.theme);
            return lines(frame, inner, vec![Line::raw("  This meeting is not there any more. Esc goes back.")]);
        };
        let checks = self.checks.len().min(FEW_CHECKS.into()) as u16;
        let is_shown = checks > 0 && (area.height >= ROOM_FOR_CHECKS || self.focus == Focus::Checks);
        let below = if is_shown { checks + 2 } else { 0 };
        let [area, checks] = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(area);
        let [list, detail] = match area.width >= 100 {
            true => Layout::horizontal([Constraint::Ratio(2, 3), Constraint::Fill(1)]).areas(area),
            false => [area, Rect::default()],
        };
        let state = Meeting(meeting).state().label();
        // How it stands is said whole; of the title so much as there is room for.
        let room = usize::from(list.width).saturating_sub(state.width() + 8);
        let whole = format!("Agenda · {}", headline(meeting, usize::MAX));
        let short = headline(meeting, room);
        let title = if whole.width() <= room || short.width() > room { whole } else { short };
        let inner = page_box(frame, list, &title, state, desk.theme);
        let agenda = Agenda::of(&desk.snapshot, meeting);
        let below = if detail.width == 0 && inner.height > 12 { 3 } else { 0 };
        let of_rows = Rect { height: inner.height.saturating_sub(below), ..inner };
        let rows = self.rows(&agenda, desk, of_rows);
        lines(frame, of_rows, rows);
        let selected = self.selected(desk);
        if below > 0 {
            let strip = Rect { y: inner.bottom().saturating_sub(2), height: 2, ..inner };
            let width = usize::from(inner.width).saturating_sub(1);
            let words = selected.map(|it| {
                let ask = it.word("ask").or(it.word("background")).unwrap_or_default();
                vec![format!("{} · {}", it.id, purpose(it)), shown::visible(ask).into_owned()]
            });
            let words = words.unwrap_or_default().into_iter();
            let words =
                words.map(|it| Line::styled(format!(" {}", shown::cut(&it, width)), desk.theme.style(Role::Dim)));
            lines(frame, strip, words.collect());
        }
        if detail.width > 0 {
            self.draw_detail(frame, detail, selected, desk);
        }
        if is_shown {
            self.draw_checks(frame, checks, desk);
        }
    }

    fn draw_checks(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == Focus::Checks;
        let all = self.checks.len();
        let beside = match focused {
            true => "Enter goes there".to_owned(),
            false if all > usize::from(FEW_CHECKS) => format!("{all} in all"),
            false => String::new(),
        };
        let inner = boxed(frame, area, "Checks", &beside, focused, desk.theme);
        let width = usize::from(inner.width).saturating_sub(5);
        let chosen = self.checks.place();
        let rows = self.checks.visible(inner.height.into()).map(|(at, check)| {
            let (sign, role) = if check.urgent { ("(!)", Role::Strong) } else { ("(i)", Role::Plain) };
            let cells = vec![cell(sign, 3, role), cell(&check.words, width, role)];
            row(cells, focused && at == chosen, desk.theme)
        });
        let rows = rows.collect();
        lines(frame, inner, rows);
    }

    fn rows(&mut self, agenda: &Agenda<'_>, desk: &Desk, area: Rect) -> Vec<Line<'static>> {
        let theme = desk.theme;
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        // Where it is narrow, what an item is for is told below, and whose side presents it says enough.
        let is_narrow = width < NARROW;
        let whose = if is_narrow { 3 } else { 11 };
        let ids = self.list.rows().iter().take(MANY).filter_map(|it| desk.snapshot.get(it));
        let longest = ids.map(|it| purpose(it).width()).max().unwrap_or(0).clamp(8, 14);
        let title = width.saturating_sub(3 + 5 + 3 + whose + 5 + if is_narrow { 0 } else { longest + 1 });
        let dim = theme.style(Role::Dim);
        let purposes = if is_narrow { String::new() } else { format!("{:longest$} ", "For") };
        let head = format!(" {:>3} {:5} {:>3} {purposes}{:whose$} Title", "#", "Start", "Min", "Who");
        let mut rows = vec![heads(Line::styled(head, dim), theme)];
        let chosen = self.list.place();
        let on_agenda = self.on_agenda;
        let carried = self.carried.as_ref().map(|it| it.item.clone());
        // Start times as they would be with the item where it is carried to.
        let mut starts = agenda.slots.first().and_then(|it| it.starts);
        let mut times = Vec::new();
        for id in self.list.rows().iter().take(on_agenda) {
            let minutes = desk.snapshot.get(id).and_then(|it| it.whole("minutes")).unwrap_or(0).max(0);
            times.push(starts);
            starts = starts.and_then(|it| it.checked_add_signed(chrono::TimeDelta::try_minutes(minutes)?));
        }
        if on_agenda == 0 {
            let empty = Empty { belongs: empty::AGENDA, why: "None stands on it yet.".to_owned(), steps: Vec::new() };
            let empty = empty.step(Command::Add, "adds an item");
            let has_pool = !self.list.is_empty();
            let empty = empty.step_if(has_pool, Command::Pool, "brings the selected one from the pool");
            match height < ROOM_FOR_WORDS && has_pool {
                true => rows.extend(empty.brief(Context::Agenda, width, desk)),
                false => rows.extend(empty.lines(Context::Agenda, width, desk).into_iter().skip(1)),
            }
        }
        // The heads, the sum with the line below it, and the head of the pool; a line more says that it is empty, and two
        // more what is carried.
        let has_pool = self.list.len() > on_agenda;
        let below = 3 + usize::from(!has_pool) + if self.carried.is_some() { 2 } else { 0 };
        let rest = height.saturating_sub(rows.len() + below);
        let visible: Vec<(usize, RecordId)> = self.list.visible(rest).map(|(at, id)| (at, id.clone())).collect();
        let seen = visible.last().map_or(0, |it| it.0 + 1).max(on_agenda);
        let pool_below = self.list.len().saturating_sub(seen);
        let mut summed = false;
        let mut drawn = Vec::new();
        let sum = |rows: &mut Vec<Line<'static>>| {
            let free = agenda.length - agenda.planned;
            let words = match free {
                free if free >= 0 => format!("{} planned of {} · {free} min free", agenda.planned, agenda.length),
                over => format!("{} planned of {} · {} min too many (!)", agenda.planned, agenda.length, -over),
            };
            let ends = agenda.ends().map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
            rows.push(Line::styled(
                shown::cut(&format!("     {ends:5}      {words}"), width).into_owned(),
                theme.style(if free < 0 { Role::Alarm } else { Role::Strong }),
            ));
            rows.push(Line::raw(""));
            let pool = match pool_below {
                0 => " In the pool".to_owned(),
                below => format!(" In the pool · {below} more below"),
            };
            rows.push(Line::styled(pool, dim));
        };
        for (at, id) in &visible {
            if *at >= on_agenda && !summed {
                summed = true;
                sum(&mut rows);
            }
            let Some(item) = desk.snapshot.get(id) else { continue };
            let slot = agenda.slots.iter().find(|it| it.item.id == *id);
            let number = slot.map_or_else(|| "·".to_owned(), |it| it.number.clone());
            let number = if carried.as_ref() == Some(id) { "↕".to_owned() } else { number };
            let start = times.get(*at).copied().flatten().map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
            let minutes = item.whole("minutes").map(|it| it.to_string()).unwrap_or_default();
            let (who, party) = item
                .word("presenter")
                .and_then(|it| RecordId::new(Kind::Person, it).ok())
                .map_or_else(|| (String::new(), Role::Plain), |it| desk.person(&it));
            let role = if *at < on_agenda { Role::Plain } else { Role::Dim };
            let mark = self.marks.get(id).copied();
            let start = if mark == Some(PROPOSED) { "prop.".to_owned() } else { start };
            let title_words = match mark.filter(|it| *it != PROPOSED) {
                Some(mark) => format!("[{mark}] {}", marked_title(item)),
                None => marked_title(item).into_owned(),
            };
            let mut cells = vec![right(number, 3, role), cell(start, 5, role), right(minutes, 3, role).under("Min")];
            cells.extend((!is_narrow).then(|| cell(purpose(item), longest, role).under("For")));
            let who = if is_narrow { who.split(' ').next().unwrap_or_default() } else { &*who };
            cells.extend([cell(who, whose, party).under("Who"), cell(title_words, title, role).under("Title")]);
            let y = area.y.saturating_add(u16::try_from(rows.len()).unwrap_or(u16::MAX));
            drawn.push((Rect { y, height: 1, ..area }.intersection(area), *at));
            rows.push(row(cells, *at == chosen && self.focus == Focus::Items, theme));
        }
        self.drawn = drawn;
        if !summed {
            sum(&mut rows);
            if !has_pool {
                rows.push(Line::styled("   Items that wait for a meeting stand here. None does.", dim));
            }
        }
        if let Some(item) = carried.and_then(|it| desk.snapshot.get(&it)) {
            let by_mouse = self.carried.as_ref().is_some_and(|it| it.by_mouse);
            let how = match by_mouse {
                true => " Let go of it where it is to stand; Esc puts it back",
                false => " The arrows place it, Enter drops it, Esc puts it back",
            };
            let title = shown::visible(item.title());
            let title = shown::cut(&title, width.saturating_sub(11));
            rows.extend(
                [format!(" Moving \"{title}\""), how.to_owned()].map(|it| Line::styled(it, theme.style(Role::Strong))),
            );
        }
        rows
    }

    fn draw_detail(&self, frame: &mut Frame<'_>, area: Rect, item: Option<&Record>, desk: &Desk) {
        let title = item.map(|it| it.id.to_string()).unwrap_or_else(|| "Item".to_owned());
        let inner = boxed(frame, area, &title, "", false, desk.theme);
        let width = usize::from(inner.width).saturating_sub(2);
        let mut out: Vec<Line<'static>> = Vec::new();
        if let Some(item) = item {
            out.extend(
                wrapped(item.title(), width)
                    .into_iter()
                    .map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Strong))),
            );
            out.push(Line::raw(""));
            for (label, key) in [
                ("For", "purpose"),
                ("State", "state"),
                ("Minutes", "minutes"),
                ("Lead", "presenter"),
                ("Outcome", "outcome"),
            ] {
                let words = match (key, item.get(key), item.id.kind.field(key)) {
                    ("presenter", Some(_), _) => {
                        RecordId::new(Kind::Person, item.text(key)).map(|it| desk.person(&it).0).unwrap_or_default()
                    }
                    (_, Some(value), Some(field)) => shown::show(&field.ty, value),
                    _ => continue,
                };
                out.push(Line::from(vec![
                    Span::styled(format!(" {label:9}"), desk.theme.style(Role::Dim)),
                    Span::raw(shown::cut(&words, width.saturating_sub(9)).into_owned()),
                ]));
            }
            for paper in item.rows("paper") {
                out.push(Line::raw(format!(
                    " Paper    {}",
                    shown::cut(&shown::visible(paper.text("title")), width.saturating_sub(9))
                )));
            }
            for (heading, key) in [("Question", "ask"), ("Background", "background"), ("Minutes", "minute")] {
                if let Some(text) = item.word(key) {
                    out.push(Line::raw(""));
                    out.push(Line::styled(format!(" {heading}"), desk.theme.style(Role::Dim)));
                    out.extend(wrapped(text, width).into_iter().map(|it| Line::raw(format!(" {it}"))));
                }
            }
        }
        lines(frame, inner, out);
    }
}

/// What the group does with an item, in one word.
pub fn purpose(item: &Record) -> String {
    let label = match item.id.kind.field("purpose").map(|it| &it.ty) {
        Some(Type::Choice(choices)) => shown::label(choices, item.text("purpose")).to_owned(),
        _ => item.text("purpose").to_owned(),
    };
    shown::visible(label.trim_start_matches("for ").trim_end_matches(" item")).into_owned()
}
