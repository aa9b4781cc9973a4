//! Groups: the working groups, the organisations, the workspace; and everything about the one that is selected.

mod known;
mod summary;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use self::known::{Known, kind_words, learn, name_and_state};
use self::summary::in_two_lines;
use super::reading::Reading;
use super::{Addition, Screen, Thing};
use crate::model::contested::marked_title;
use crate::model::filter::{Fault, Filter};
use crate::model::view::seats::parties;
use crate::model::{Kind, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, cell, heads, lines, page_box, right, row};

/// From so many columns on, what is selected is told beside the list.
const WIDE: u16 = 100;

/// What the list is called.
const TITLE: &str = "Working groups";

/// Columns of a number.
const NUMBER: usize = 4;
/// So many columns the list has at least, on most screens.
const NARROW: usize = 46;

/// The page.
#[derive(Default)]
pub struct Groups {
    pub list: List<RecordId>,
    pub filter: String,
    /// The filter, read.
    narrowed: Filter,
    /// Closed groups too.
    pub all: bool,
    seen: Option<(u64, String, bool)>,
    known: BTreeMap<RecordId, Known>,
    /// How many groups that fit the filter are closed.
    closed: usize,
    /// What is told of the selected one beside the list.
    detail: Option<Reading>,
    /// The selected group in short, as it was told in so many columns when the records were so old.
    summary: Option<((RecordId, u64, u16), Vec<Line<'static>>)>,
    /// Whether keys scroll what is told, and not the list.
    is_reading: bool,
    /// The first line of the list that is shown.
    offset: usize,
}

/// Something that may become a row, with what is known of it.
type Row<'a> = (&'a RecordId, &'a Known);

/// A line of the list.
enum Shown {
    Heading(String, &'static str),
    Row(usize),
    Words(String),
}

impl Screen for Groups {
    fn context(&self) -> Context {
        Context::Groups
    }

    fn look(&mut self, desk: &Desk) {
        let seen = Some((desk.version, self.filter.clone(), self.all));
        if self.seen == seen {
            return;
        }
        if self.seen.as_ref().is_none_or(|it| it.0 != desk.version) {
            self.known = learn(desk);
        }
        self.seen = seen;
        let at = desk.at();
        self.narrowed = Filter::read(&self.filter, &[Kind::Group, Kind::Org, Kind::Workspace], &at);
        let fits =
            |it: &Row<'_>| desk.snapshot.get(it.0).is_some_and(|record| self.narrowed.holds(record, &it.1.words, &at));
        let found: Vec<Row<'_>> = self.known.iter().filter(fits).collect();
        let of_kind = |kind: Kind| found.iter().copied().filter(move |it| it.0.kind == kind);
        let (closed, mut groups): (Vec<Row<'_>>, Vec<Row<'_>>) = of_kind(Kind::Group).partition(|it| it.1.is_closed);
        groups.sort_by_key(|it| !it.1.steers);
        self.closed = closed.len();
        let closed = closed.into_iter().filter(|_| self.all);
        let mut orgs: Vec<Row<'_>> = of_kind(Kind::Org).collect();
        let parties = parties(&desk.snapshot);
        orgs.sort_by_key(|it| parties.iter().position(|party| party == it.0).unwrap_or(usize::MAX));
        let rows = groups.into_iter().chain(closed).chain(orgs).chain(of_kind(Kind::Workspace));
        self.list.set(rows.map(|it| it.0.clone()).collect());
    }

    fn selected(&self, _: &Desk) -> Option<Thing> {
        self.list.selected().cloned().map(Thing::Record)
    }

    fn select(&mut self, id: &RecordId) {
        self.list.select(id);
    }

    fn go(&mut self, way: Way) {
        match &mut self.detail {
            Some(detail) if self.is_reading => detail.go(way),
            Some(_) | None => self.list.go(way),
        }
    }

    fn back(&mut self) -> bool {
        std::mem::take(&mut self.is_reading)
    }

    fn can_go_back(&self) -> bool {
        self.is_reading
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }

    fn has_filter(&self) -> bool {
        true
    }

    fn fault(&self) -> Option<&Fault> {
        self.narrowed.faults().first()
    }

    fn is_filtered(&self) -> bool {
        !self.filter.is_empty()
    }

    fn clear_filter(&mut self) {
        self.filter.clear();
    }

    fn show_all(&mut self) {
        self.all = !self.all;
    }

    fn can_show_all(&self) -> bool {
        self.closed > 0
    }

    fn addition(&self, _: &Desk) -> Option<Addition> {
        let kind = if self.list.selected().is_some_and(|it| it.kind == Kind::Org) { Kind::Org } else { Kind::Group };
        Some(Addition { kind, group: String::new(), known: Vec::new() })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let is_wide = area.width >= WIDE;
        if self.is_reading && !is_wide && !typing {
            return self.draw_detail(frame, area, desk);
        }
        let [list, detail] = match is_wide {
            true => {
                Layout::horizontal([Constraint::Length((area.width * 2 / 5).min(50)), Constraint::Fill(1)]).areas(area)
            }
            false => [area, Rect::default()],
        };
        let mut inner = match self.filter.is_empty() && !typing {
            true => page_box(frame, list, TITLE, &self.of_each_state(desk), desk.theme),
            false => {
                let about = |filter: &str| {
                    super::narrowed::about_filter(
                        filter,
                        self.fault().is_some(),
                        None,
                        typing,
                        self.list.len(),
                        self.known.len(),
                    )
                };
                // Of the title, the filter and the key that clears it, the last matters most where there is little room.
                let whole = about(&self.filter);
                let width = usize::from(list.width);
                let title = if whole.width() + TITLE.width() + 8 > width { "" } else { TITLE };
                let over = (whole.width() + title.width() + 8).saturating_sub(width);
                let filter = shown::cut(&self.filter, self.filter.width().saturating_sub(over));
                match title.is_empty() {
                    true => boxed(frame, list, "", &about(&filter), false, desk.theme),
                    false => page_box(frame, list, title, &about(&filter), desk.theme),
                }
            }
        };
        // Where there is no room beside the list, two lines below it say more about the selected one.
        if !is_wide && inner.height > 8 {
            let strip = Rect { y: inner.bottom().saturating_sub(2), height: 2, ..inner };
            inner.height -= 3;
            let record = self.list.selected().and_then(|it| desk.snapshot.get(it));
            let words = record.map(|it| in_two_lines(it, self.known.get(&it.id), desk)).unwrap_or_default();
            let cut = |it: &String| shown::cut(it, usize::from(strip.width).saturating_sub(1)).into_owned();
            let styled = words.iter().zip([Role::Plain, Role::Dim]);
            let styled = styled.map(|(it, role)| Line::styled(format!(" {}", cut(it)), desk.theme.style(role)));
            lines(frame, strip, styled.collect());
        }
        self.draw_list(frame, inner, desk);
        if is_wide {
            self.draw_detail(frame, detail, desk);
        }
    }
}

impl Groups {
    /// Whether keys scroll what is told of the selected one.
    pub fn is_reading(&self) -> bool {
        self.is_reading
    }

    /// Goes from the list to what is told of the selected one; without room beside the list, in its place.
    pub fn read_details(&mut self) {
        self.look_closer();
        self.is_reading = self.detail.is_some();
    }

    /// Takes up the selected one to be told.
    fn look_closer(&mut self) {
        let selected = self.list.selected();
        if self.detail.as_ref().and_then(Reading::record).as_ref() != selected {
            self.detail = selected.cloned().map(Reading::of);
        }
        self.is_reading &= self.detail.is_some();
    }

    /// `6 active, 1 proposed`
    fn of_each_state(&self, desk: &Desk) -> String {
        let mut counts: Vec<(&str, usize)> = ["active", "proposed", "dormant"].map(|it| (it, 0)).to_vec();
        for group in desk.snapshot.of_kind(Kind::Group) {
            if let Some(count) = counts.iter_mut().find(|it| it.0 == group.text("state")) {
                count.1 += 1;
            }
        }
        let words: Vec<String> = counts.iter().filter(|it| it.1 > 0).map(|it| format!("{} {}", it.1, it.0)).collect();
        words.join(", ")
    }

    fn draw_list(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let width = usize::from(area.width);
        let parties: Vec<(String, Role)> =
            desk.parties().take(4).map(|(tag, role)| (shown::cut(&tag, NUMBER + 1).into_owned(), role)).collect();
        let party_width = parties.iter().map(|it| it.0.width()).max().unwrap_or(0).max(NUMBER - 1);
        let code = self.list.rows().iter().filter(|it| it.kind == Kind::Group).map(|it| it.as_str().len());
        let code = code.max().unwrap_or(0).max(2);
        let name = width.saturating_sub(1 + code + 1 + parties.len() * (party_width + 1) + NUMBER + 1);
        let mut head = vec![cell("", code, Role::Dim), cell("Name", name, Role::Dim)];
        head.extend(parties.iter().map(|(tag, role)| right(tag, party_width, *role)));
        head.push(right("open", NUMBER, Role::Dim));
        let mut out = vec![heads(row(head, false, desk.theme), desk.theme)];
        let shown = self.lines();
        let place = shown.iter().position(|it| matches!(it, Shown::Row(at) if *at == self.list.place())).unwrap_or(0);
        let height = usize::from(area.height).saturating_sub(1);
        // The heading above the first row comes into sight with it.
        let from = if self.list.place() == 0 { 0 } else { place };
        self.offset = self.offset.min(from).max((place + 1).saturating_sub(height));
        self.offset = self.offset.min(shown.len().saturating_sub(height));
        for line in shown.iter().skip(self.offset).take(height) {
            out.push(match line {
                Shown::Words(words) => Line::raw(shown::cut(words, width).into_owned()),
                Shown::Heading(words, of) => {
                    let room = width.saturating_sub(of.width() + 2);
                    let cells = vec![cell(words, room, Role::Dim), right(*of, of.width(), Role::Dim)];
                    row(cells, false, desk.theme)
                }
                Shown::Row(at) => {
                    let Some((id, known)) = self.list.rows().get(*at).and_then(|id| Some((id, self.known.get(id)?)))
                    else {
                        continue;
                    };
                    let Some(record) = desk.snapshot.get(id) else { continue };
                    let cells = match id.kind {
                        Kind::Group => {
                            let dim = if known.is_closed { Role::Dim } else { Role::Plain };
                            let mut cells = vec![
                                cell(id.as_str(), code, if known.is_closed { Role::Dim } else { Role::Strong }),
                                cell(name_and_state(record, name), name, dim),
                            ];
                            let seats = known.seats.iter().zip(&parties);
                            cells.extend(seats.map(|(it, party)| number(*it, party_width).under(party.0.as_str())));
                            cells.push(number(known.count, NUMBER).under("open actions"));
                            cells
                        }
                        Kind::Org => {
                            let (tag, role) = desk.org(id);
                            let kind = if width >= 70 { 24 } else { 0 };
                            let name = width.saturating_sub(1 + 7 + 1 + kind + 1 + NUMBER + usize::from(kind > 0));
                            let mut cells = vec![cell(tag, 7, role), cell(marked_title(record), name, Role::Plain)];
                            cells.extend((kind > 0).then(|| cell(kind_words(record), kind, Role::Dim)));
                            cells.push(number(known.count, NUMBER).under("people"));
                            cells
                        }
                        _ => vec![cell(marked_title(record), width.saturating_sub(1), Role::Plain)],
                    };
                    row(cells, *at == self.list.place(), desk.theme)
                }
            });
        }
        lines(frame, area, out);
    }

    /// The lines of the list: its rows, with headings between them.
    fn lines(&self) -> Vec<Shown> {
        let rows = self.list.rows();
        let mut shown = Vec::new();
        let is_closed = |id: &RecordId| self.known.get(id).is_some_and(|it| it.is_closed);
        let places = |kind: Kind, closed: bool| {
            let fits = move |it: &(usize, &RecordId)| it.1.kind == kind && is_closed(it.1) == closed;
            rows.iter().enumerate().filter(fits).map(|it| Shown::Row(it.0))
        };
        shown.extend(places(Kind::Group, false));
        if shown.is_empty() {
            shown.extend(self.why_no_group().words(Context::Groups, NARROW).into_iter().map(|it| Shown::Words(it.0)));
        }
        if self.closed > 0 {
            let words = if self.all { "" } else { ", o shows them" };
            shown.push(Shown::Heading(format!("Closed ({}){words}", self.closed), ""));
            shown.extend(places(Kind::Group, true));
        }
        for (kind, words, of) in [(Kind::Org, "Organisations", "people"), (Kind::Workspace, "Workspace", "")] {
            let rows: Vec<Shown> = places(kind, false).collect();
            if !rows.is_empty() {
                shown.push(Shown::Words(String::new()));
                shown.push(Shown::Heading(words.to_owned(), of));
                shown.extend(rows);
            }
        }
        shown
    }

    fn why_no_group(&self) -> Empty {
        let groups = self.known.keys().filter(|it| it.kind == Kind::Group).count();
        let filtered = !self.filter.is_empty();
        let empty = Empty::of(empty::GROUPS, "groups", groups, filtered, "closed");
        let empty = empty.step_if(groups > 0 && !filtered, Command::All, "shows them too");
        empty.step(Command::Add, "proposes a group")
    }

    fn draw_detail(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        self.look_closer();
        let title = self.list.selected().map(ToString::to_string).unwrap_or_default();
        let Some(detail) = &mut self.detail else {
            boxed(frame, area, &title, "", false, desk.theme);
            return;
        };
        if let (false, Some(group)) = (self.is_reading, detail.record().filter(|it| it.kind == Kind::Group)) {
            return self.draw_summary(frame, area, &group, desk);
        }
        let below = detail.lay_out(desk, area.width.saturating_sub(2), area.height.saturating_sub(2));
        let more = if below > 0 { format!("{} below", shown::count(below, "line", "lines")) } else { String::new() };
        let inner = boxed(frame, area, &title, &more, self.is_reading, desk.theme);
        detail.draw_within(frame, inner, desk);
    }
}

impl Groups {
    fn draw_summary(&mut self, frame: &mut Frame<'_>, area: Rect, group: &RecordId, desk: &Desk) {
        let key = format!("{} all of it", key_in_words(Context::Groups, Command::Details));
        let inner = boxed(frame, area, group.as_str(), &key, false, desk.theme);
        let told_of = (group.clone(), desk.version, inner.width);
        if self.summary.as_ref().is_none_or(|it| it.0 != told_of) {
            let record = desk.snapshot.get(group);
            let told = record.map(|it| summary::lines(it, inner.width.into(), desk)).unwrap_or_default();
            self.summary = Some((told_of, told));
        }
        lines(frame, inner, self.summary.iter().flat_map(|it| it.1.iter().cloned()).collect());
    }
}

fn number(count: usize, width: usize) -> crate::tui::widget::text::Cell {
    right(count.to_string(), width, if count == 0 { Role::Dim } else { Role::Plain })
}
