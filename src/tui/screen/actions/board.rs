//! Actions as a board: a lane for each state, and a card in it for each action.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Actions;
use crate::model::contested::marked_title;
use crate::model::record::Fields;
use crate::model::view::{Action, ActionState};
use crate::model::{Record, RecordId, date, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::list::Way;
use crate::tui::widget::text::{boxed, cell, filled, lines, right, row, wrapped};

/// The state of the cards in each lane. What is closed or dropped stands with what is done, where it is shown at all.
pub const LANES: [ActionState; 4] =
    [ActionState::Open, ActionState::InProgress, ActionState::Blocked, ActionState::Done];

/// So many days what was done stays on the board.
pub(super) const DONE_DAYS: u64 = 14;

/// With less room a lane takes the whole width, and a strip above it names the others.
const NARROWEST: u16 = 18;

/// Which cards lie in which lane, and what of them was drawn where.
#[derive(Default)]
pub struct Board {
    /// The places in the list of the cards of each lane, in its order.
    lanes: [Vec<usize>; LANES.len()],
    /// The card from which on each lane is shown.
    offsets: [usize; LANES.len()],
    /// Where each lane was drawn.
    areas: Vec<(Rect, usize)>,
    /// Where each card was drawn.
    cards: Vec<(Rect, RecordId)>,
    /// The card that the mouse carries, and the lane that it is over.
    pub carried: Option<(RecordId, Option<usize>)>,
}

/// The lane of a state.
pub fn lane_of(state: ActionState) -> usize {
    match state {
        ActionState::Open => 0,
        ActionState::InProgress => 1,
        ActionState::Blocked => 2,
        ActionState::Done | ActionState::Closed | ActionState::Cancelled => 3,
    }
}

impl Board {
    /// Takes the states of the actions in the list, in its order.
    pub fn set(&mut self, states: impl Iterator<Item = ActionState>) {
        self.lanes.iter_mut().for_each(Vec::clear);
        for (place, state) in states.enumerate() {
            self.lanes[lane_of(state)].push(place);
        }
    }

    /// The lane in which a place of the list stands, and where in it.
    fn find(&self, place: usize) -> Option<(usize, usize)> {
        let lanes = self.lanes.iter().enumerate();
        lanes.into_iter().find_map(|(lane, places)| Some((lane, places.binary_search(&place).ok()?)))
    }

    /// Where one comes in the lane of a place.
    pub fn along(&self, place: usize, way: Way) -> Option<usize> {
        let (lane, nth) = self.find(place)?;
        let places = &self.lanes[lane];
        places.get(way.from(nth, places.len().saturating_sub(1))).copied()
    }

    /// Where one comes in the next lane to a side in which there are cards: at the same height, as far as it goes.
    pub fn aside(&self, place: usize, to_left: bool) -> Option<usize> {
        let (lane, nth) = self.find(place)?;
        let filled = |it: &usize| !self.lanes[*it].is_empty();
        let next = match to_left {
            true => (0..lane).rev().find(filled)?,
            false => (lane + 1..LANES.len()).find(filled)?,
        };
        let height = nth.saturating_sub(self.offsets[lane]);
        let places = &self.lanes[next];
        places.get((self.offsets[next] + height).min(places.len() - 1)).copied()
    }

    /// The card that was drawn at a position.
    pub fn card_at(&self, at: Position) -> Option<&RecordId> {
        self.cards.iter().find(|it| it.0.contains(at)).map(|it| &it.1)
    }

    /// The lane that was drawn at a position.
    pub fn lane_at(&self, at: Position) -> Option<usize> {
        self.areas.iter().find(|it| it.0.contains(at)).map(|it| it.1)
    }

    /// The first card that is seen of a lane.
    pub fn first_of(&self, lane: usize) -> Option<usize> {
        self.lanes[lane].get(self.offsets[lane]).or(self.lanes[lane].first()).copied()
    }

    /// The name of a lane as its head shows it, with how many cards it has; of what is done, since when.
    fn head(&self, lane: usize, all_done: bool, room: usize) -> String {
        let (name, count) = (lane_name(lane), self.lanes[lane].len());
        let days = |word: &str| format!("{name}, {DONE_DAYS} {word} ({count})");
        let recent = (LANES[lane] == ActionState::Done && !all_done).then(|| [days("days"), days("d")]);
        let heads = recent.into_iter().flatten().chain([format!("{name} ({count})")]);
        heads.into_iter().find(|it| it.width() <= room).unwrap_or_else(|| format!("{name} {count}"))
    }
}

/// The name of a lane: `To do`.
pub fn lane_name(lane: usize) -> String {
    let label = LANES[lane].label();
    label[..1].to_uppercase() + &label[1..]
}

/// Draws it.
pub(super) fn draw(page: &mut Actions, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
    (page.board.areas, page.board.cards) = (Vec::new(), Vec::new());
    let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let about = shown::cut(&page.about(typing), usize::from(head.width).saturating_sub(10)).into_owned();
    let room = usize::from(head.width).saturating_sub(1 + 7 + 1);
    let title = Span::styled(" Board ", desk.theme.style(Role::Strong));
    lines(frame, head, vec![Line::from(vec![title, Span::raw(filled(&about, room, true))])]);
    if page.list.is_empty() {
        let words = page.empty(body.width, desk);
        return lines(frame, body, words);
    }
    let chosen = page.board.find(page.list.place());
    let lane = chosen.map_or(0, |it| it.0);
    if body.width / (LANES.len() as u16) < NARROWEST {
        let [strip, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
        draw_strip(page, lane, frame, strip, desk);
        return draw_lane(page, lane, chosen, frame, body, desk);
    }
    let areas: [Rect; LANES.len()] = Layout::horizontal([Constraint::Fill(1); LANES.len()]).areas(body);
    for (lane, area) in areas.into_iter().enumerate() {
        draw_lane(page, lane, chosen, frame, area, desk);
    }
}

/// All lanes in one line, the one that is shown in brackets.
fn draw_strip(page: &mut Actions, shown: usize, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
    let mut spans = Vec::new();
    let mut x = area.x;
    for lane in 0..LANES.len() {
        let words = format!("{} {}", lane_name(lane), page.board.lanes[lane].len());
        let over = page.board.carried.as_ref().is_some_and(|it| it.1 == Some(lane));
        let (words, role) = match (lane == shown, over) {
            (true, _) => (format!("[{words}]"), Role::Strong),
            (false, true) => (format!(" {words} "), Role::Selected),
            (false, false) => (format!(" {words} "), Role::Plain),
        };
        let width = u16::try_from(words.width()).unwrap_or(u16::MAX);
        page.board.areas.push((Rect { x, width, ..area }.intersection(area), lane));
        x = x.saturating_add(width);
        spans.push(Span::styled(words, desk.theme.style(role)));
    }
    lines(frame, area, vec![Line::from(spans)]);
}

fn draw_lane(
    page: &mut Actions,
    lane: usize,
    chosen: Option<(usize, usize)>,
    frame: &mut Frame<'_>,
    area: Rect,
    desk: &Desk,
) {
    let over = page.board.carried.as_ref().map(|it| it.1);
    let focused = match over {
        Some(over) => over == Some(lane),
        None => chosen.is_some_and(|it| it.0 == lane),
    };
    page.board.areas.push((area, lane));
    let title = page.board.head(lane, page.all_done, usize::from(area.width).saturating_sub(4));
    let inner = boxed(frame, area, &title, "", focused, desk.theme);
    let (width, height) = (usize::from(inner.width), usize::from(inner.height));
    let nth = chosen.filter(|it| it.0 == lane).map(|it| it.1);
    let card = |place: usize, selected: bool| {
        let action = page.list.rows().get(place).and_then(|it| desk.snapshot.get(it));
        action.map(|it| card(it, page.marks.contains(&it.id), selected, width, desk)).unwrap_or_default()
    };
    let places = &page.board.lanes[lane];
    let mut offset = page.board.offsets[lane].min(places.len().saturating_sub(1));
    if let Some(nth) = nth {
        offset = offset.min(nth);
        // The lowest card from which on the selected one is seen whole; a line lies between two.
        let mut lowest = nth;
        let mut used = card(places[nth], true).len();
        while lowest > offset {
            used += card(places[lowest - 1], false).len() + 1;
            if used > height {
                break;
            }
            lowest -= 1;
        }
        offset = lowest;
    }
    let mut out: Vec<Line<'static>> = Vec::new();
    let mut cards = Vec::new();
    for (at, place) in places.iter().enumerate().skip(offset) {
        if out.len() >= height {
            break;
        }
        let card = card(*place, nth == Some(at));
        let top = inner.y.saturating_add(u16::try_from(out.len()).unwrap_or(u16::MAX));
        let tall = u16::try_from(card.len()).unwrap_or(u16::MAX);
        let area = Rect { y: top, height: tall, ..inner }.intersection(inner);
        cards.extend(page.list.rows().get(*place).map(|it| (area, it.clone())));
        out.extend(card);
        out.push(Line::raw(""));
    }
    page.board.offsets[lane] = offset;
    page.board.cards.extend(cards);
    lines(frame, inner, out);
}

/// A card: number and title, who and when, and what it waits for.
fn card(action: &Record, marked: bool, selected: bool, width: usize, desk: &Desk) -> Vec<Line<'static>> {
    let view = Action(action);
    let room = width.saturating_sub(2);
    let mark = if marked { "* " } else { "" };
    let title = shown::visible(&format!("{mark}{} {}", action.id.brief(), marked_title(action))).into_owned();
    // Two lines tell which it is; of a long title, no more has to be broken than they hold.
    let mut title = wrapped(&shown::cut(&title, room * 3), room);
    if let [_, second, _, ..] = title.as_mut_slice() {
        second.push_str(" …");
        *second =
            if second.width() > room { shown::cut(&format!("{second}…"), room).into_owned() } else { second.clone() };
    }
    title.truncate(2);
    let (who, party) = view.owner().map_or_else(|| ("no owner".to_owned(), Role::Dim), |it| desk.person(&it));
    let due = match view.state() {
        ActionState::Open | ActionState::InProgress | ActionState::Blocked => view.due_words(desk.today),
        ActionState::Done => action.date("done_on").map_or_else(String::new, |it| date::near(it, desk.today)),
        ActionState::Closed | ActionState::Cancelled => view.state().label().to_owned(),
    };
    let of_title = if view.is_open() { Role::Plain } else { Role::Dim };
    let of_due = match (view.is_late(desk.today), view.is_open()) {
        (true, _) => Role::Alarm,
        (false, true) => Role::Plain,
        (false, false) => Role::Dim,
    };
    let mut out: Vec<Line<'static>> =
        title.into_iter().map(|it| row(vec![cell(it, room, of_title)], selected, desk.theme)).collect();
    let columns = due.width();
    let cells = vec![cell(who, room.saturating_sub(columns + 1), party), right(due, columns, of_due)];
    out.push(row(cells, selected, desk.theme));
    if let Some(what) = action.word("blocked_by").filter(|_| view.state() == ActionState::Blocked) {
        out.push(row(vec![cell(format!("on: {what}"), room, Role::Plain)], selected, desk.theme));
    }
    out
}
