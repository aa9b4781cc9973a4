//! An agenda: items in order with start times and their sum against the slot, the pool below them.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::meetings::headline;
use crate::model::attention::attention;
use crate::model::contested::marked_title;
use crate::model::deed::{self, Destination, NoPlace, move_item};
use crate::model::field::Type;
use crate::model::record::Fields;
use crate::model::view::{Agenda, Meeting, pool};
use crate::model::{Change, Kind, Record, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::List;
use crate::tui::widget::text::{NARROW, boxed, cell, heads, lines, page_box, right, row, wrapped};

/// The page.
pub struct AgendaPage {
    pub meeting: RecordId,
    pub list: List<RecordId>,
    /// How many of the list stand on the agenda; the rest lies in the pool.
    on_agenda: usize,
    /// The item that is picked up.
    carried: Option<Carried>,
    /// Where each row of the list was drawn.
    drawn: Vec<(Rect, usize)>,
    version: u64,
}

/// An item that is picked up: which, from where, and whether by the mouse.
struct Carried {
    item: RecordId,
    was: usize,
    by_mouse: bool,
}

/// No agenda has more items; of a large pool the first say how wide a column is.
const MANY: usize = 100;

/// How many minutes `+` and `-` are.
const STEP: i64 = 5;

impl AgendaPage {
    pub fn of(meeting: RecordId) -> Self {
        Self { meeting, list: List::default(), on_agenda: 0, carried: None, drawn: Vec::new(), version: 0 }
    }

    /// Looks at the records again, if they have changed. What is picked up stays in the hand.
    pub fn look(&mut self, desk: &Desk) {
        if self.version == desk.version || self.carried.is_some() {
            return;
        }
        self.version = desk.version;
        let Some(meeting) = desk.snapshot.get(&self.meeting) else { return };
        let group = self.meeting.group().unwrap_or_default();
        let mut ids: Vec<RecordId> =
            Agenda::of(&desk.snapshot, meeting).slots.iter().map(|it| it.item.id.clone()).collect();
        self.on_agenda = ids.len();
        ids.extend(pool(&desk.snapshot, group).into_iter().map(|it| it.id.clone()));
        self.list.set(ids);
    }

    pub fn selected<'a>(&self, desk: &'a Desk) -> Option<&'a Record> {
        self.list.selected().and_then(|it| desk.snapshot.get(it))
    }

    pub fn is_carrying(&self) -> bool {
        self.carried.is_some()
    }

    /// Whether the selected item stands on the agenda, and not in the pool.
    pub fn on_agenda(&self) -> bool {
        self.list.place() < self.on_agenda && !self.list.is_empty()
    }

    pub fn can_move(&self, up: bool) -> bool {
        let place = self.list.place();
        self.on_agenda() && if up { place > 0 } else { place + 1 < self.on_agenda }
    }

    /// Picks the selected item up, to be carried by keys.
    pub fn pick_up(&mut self) {
        let was = self.list.place();
        let item = self.list.selected().filter(|_| self.on_agenda()).cloned();
        self.carried = item.map(|item| Carried { item, was, by_mouse: false });
    }

    /// Carries what is picked up one place on.
    pub fn carry(&mut self, up: bool) {
        if self.carried.is_none() || !self.can_move(up) {
            return;
        }
        let from = self.list.place();
        let to = if up { from - 1 } else { from + 1 };
        let mut rows = self.list.rows().to_vec();
        rows.swap(from, to);
        let item = rows[to].clone();
        self.list.set(rows);
        self.list.select(&item);
    }

    /// Carries the selected item to the place that was drawn here; where the agenda has none, to where it was.
    pub fn carry_to(&mut self, at: Position) {
        if self.carried.is_none() {
            self.pick_up();
        }
        let Some(Carried { was, by_mouse, .. }) = &mut self.carried else { return };
        let was = *was;
        *by_mouse = true;
        let row = self.drawn.iter().find(|it| it.0.contains(at)).map(|it| it.1);
        let to = row.filter(|it| *it < self.on_agenda).unwrap_or(was);
        let from = self.list.place();
        for _ in 0..from.abs_diff(to) {
            self.carry(to < from);
        }
    }

    /// Lets go of what is picked up where it is now; the change that this is.
    pub fn drop_here(&mut self, desk: &Desk) -> Option<Result<Change, NoPlace>> {
        let Carried { item, was, .. } = self.carried.take()?;
        self.version = 0;
        let place = self.list.place();
        if place == was {
            return None;
        }
        let rows = self.list.rows();
        let to = match (place.checked_sub(1).and_then(|it| rows.get(it)), rows.get(place + 1)) {
            (Some(before), _) => Destination::After(before.clone()),
            (None, Some(after)) => Destination::Before(after.clone()),
            (None, None) => return None,
        };
        Some(move_item(&desk.snapshot, &item, &to))
    }

    /// Puts what is picked up back where it was.
    pub fn put_back(&mut self) {
        if let Some(Carried { item, .. }) = self.carried.take() {
            self.version = 0;
            self.list.select(&item);
        }
    }

    /// The change that moves the selected item one place on.
    pub fn moved(&self, up: bool, desk: &Desk) -> Option<Result<Change, NoPlace>> {
        let item = self.list.selected()?;
        let place = self.list.place();
        let to = match up {
            true => Destination::Before(self.list.rows().get(place.checked_sub(1)?)?.clone()),
            false => Destination::After(self.list.rows().get(place + 1)?.clone()),
        };
        self.can_move(up).then(|| move_item(&desk.snapshot, item, &to))
    }

    /// The change that gives the selected item more or less time.
    pub fn timed(&self, longer: bool, desk: &Desk) -> Option<Change> {
        let item = self.selected(desk)?;
        let minutes = item.whole("minutes").unwrap_or(0);
        let minutes = if longer { minutes + STEP } else { Some(minutes - STEP).filter(|it| *it >= STEP)? };
        let settings = vec![("minutes".to_owned(), Some(minutes.into()))];
        Some(deed::edit(item, settings, &desk.at()).meaning("item.edit"))
    }

    /// The change that moves the selected item into the pool, or from there onto this agenda.
    pub fn pooled(&self, desk: &Desk) -> Option<Result<Change, NoPlace>> {
        let item = self.list.selected()?;
        let to = if self.on_agenda() { Destination::Pool } else { Destination::Meeting(self.meeting.clone()) };
        Some(move_item(&desk.snapshot, item, &to))
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let Some(meeting) = desk.snapshot.get(&self.meeting) else {
            let inner = page_box(frame, area, "Agenda", "", desk.theme);
            return lines(frame, inner, vec![Line::raw("  This meeting is not there any more. Esc goes back.")]);
        };
        let [list, detail] = match area.width >= 100 {
            true => Layout::horizontal([Constraint::Ratio(2, 3), Constraint::Fill(1)]).areas(area),
            false => [area, Rect::default()],
        };
        let state = Meeting(meeting).state().label();
        let inner = page_box(frame, list, &format!("Agenda · {}", headline(meeting)), state, desk.theme);
        let agenda = Agenda::of(&desk.snapshot, meeting);
        let below = if detail.width == 0 && inner.height > 12 { 3 } else { 0 };
        let of_rows = Rect { height: inner.height.saturating_sub(below), ..inner };
        let rows = self.rows(&agenda, desk, of_rows);
        lines(frame, inner, rows);
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
        let rest = height.saturating_sub(6);
        let visible: Vec<(usize, RecordId)> = self.list.visible(rest).map(|(at, id)| (at, id.clone())).collect();
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
            rows.push(Line::styled(" In the pool", dim));
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
            let mut cells = vec![right(number, 3, role), cell(start, 5, role), right(minutes, 3, role).under("Min")];
            cells.extend((!is_narrow).then(|| cell(purpose(item), longest, role).under("For")));
            let who = if is_narrow { who.split(' ').next().unwrap_or_default() } else { &*who };
            cells.extend([cell(who, whose, party).under("Who"), cell(marked_title(item), title, role).under("Title")]);
            let y = area.y.saturating_add(u16::try_from(rows.len()).unwrap_or(u16::MAX));
            drawn.push((Rect { y, height: 1, ..area }.intersection(area), *at));
            rows.push(row(cells, *at == chosen, theme));
        }
        self.drawn = drawn;
        if on_agenda == 0 {
            let empty = Empty { belongs: empty::AGENDA, why: "None stands on it yet.".to_owned(), steps: Vec::new() };
            let empty = empty.step(Command::Add, "adds an item");
            let has_pool = !self.list.is_empty();
            let empty = empty.step_if(has_pool, Command::Pool, "brings the selected one from the pool");
            let words = empty.lines(Context::Agenda, width, desk);
            rows.splice(1..1, words.into_iter().skip(1));
        }
        if !summed {
            sum(&mut rows);
            if self.list.len() == on_agenda {
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
        let notices: Vec<String> =
            attention(&desk.at()).into_iter().filter(|it| it.id == self.meeting).map(|it| it.words).collect();
        let height = if notices.is_empty() { 0 } else { notices.len() as u16 * 2 + 2 };
        let [detail, checks] = Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(area);
        let inner = boxed(frame, detail, &title, "", false, desk.theme);
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
        if height > 0 {
            let inner = boxed(frame, checks, "Checks", "", false, desk.theme);
            let width = usize::from(inner.width).saturating_sub(6);
            let words = notices.iter().flat_map(|it| {
                wrapped(it, width)
                    .into_iter()
                    .enumerate()
                    .map(|(at, it)| Line::raw(format!(" {} {it}", if at == 0 { "(i)" } else { "   " })))
            });
            lines(frame, inner, words.collect());
        }
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
