//! Sync: the shared copy, what waits to be sent, what came in, and what needs a decision.

mod beside;
pub mod inbox;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use self::inbox::Inbox;
use super::narrowed::about_filter;
use super::{Screen, Thing};
use crate::document::contested::found_by;
use crate::history::Entry;
use crate::model::contested::{contests, is_contested};
use crate::model::filter::{Fault, Filter, Waiting};
use crate::model::{RecordId, shown};
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{cell, filled, lines, page_box, row};

/// The page.
#[derive(Default)]
pub struct SyncPage {
    rows: List<Row>,
    pub inbox: Inbox,
    /// What is typed to narrow it.
    pub words: String,
    /// The same, read: what is asked of contested values, and the words in it.
    waiting: Waiting,
    narrowed: Filter,
    /// How many rows there would be without it.
    all: usize,
}

/// A row that can be selected.
#[derive(Clone, Debug, PartialEq)]
enum Row {
    /// A change that waits to be sent, by its place among them.
    Unsent(usize),
    /// A change that came in.
    Received(usize),
    /// A record with values of which both sides wrote another.
    Contested(RecordId),
}

impl Screen for SyncPage {
    fn context(&self) -> Context {
        if self.inbox.focused { Context::Deciding } else { Context::Sync }
    }

    fn look(&mut self, desk: &Desk) {
        let known = &desk.exchange.known;
        // What was just decided is settled before the records are looked at anew.
        let waits = |it: &&RecordId| desk.snapshot.get(it).is_some_and(is_contested);
        let contested = desk.contested.iter().filter(waits).cloned().map(Row::Contested);
        let exchanged = known.place.is_some();
        let unsent = (0..known.unsent.len()).map(Row::Unsent).filter(|_| exchanged);
        let received = (0..known.received.len()).map(Row::Received).filter(|_| exchanged);
        let all: Vec<Row> = contested.chain(unsent).chain(received).collect();
        (self.waiting, self.narrowed) = Waiting::read(&self.words, &desk.at());
        self.all = all.len();
        let rows: Vec<Row> = all.into_iter().filter(|it| self.fits(it, desk)).collect();
        // What has just come in and waits for somebody is what they go on with; whoever is deciding stays where they are.
        let fresh = rows.iter().find(|it| it.part() == Part::Contested && !self.rows.rows().contains(it)).cloned();
        self.rows.set(rows);
        if let Some(fresh) = fresh.filter(|_| self.contested().is_none()) {
            self.rows.select(&fresh);
        }
        self.inbox.focused &= self.contested().is_some();
    }

    fn selected(&self, desk: &Desk) -> Option<Thing> {
        match self.rows.selected()? {
            Row::Contested(id) => Some(Thing::Record(id.clone())),
            row => self.entry(row, desk).map(|it| Thing::Change(Box::new(it.clone()))),
        }
    }

    fn select(&mut self, id: &RecordId) {
        self.rows.select(&Row::Contested(id.clone()));
    }

    fn go(&mut self, way: Way) {
        self.rows.go(way);
    }

    /// From the values back to the list; what was chosen is kept.
    fn back(&mut self) -> bool {
        std::mem::take(&mut self.inbox.focused)
    }

    fn can_go_back(&self) -> bool {
        self.inbox.focused
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.words)
    }

    fn has_filter(&self) -> bool {
        true
    }

    fn fault(&self) -> Option<&Fault> {
        self.narrowed.faults().first()
    }

    fn is_filtered(&self) -> bool {
        !self.words.is_empty()
    }

    fn clear_filter(&mut self) {
        self.words.clear();
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let [list, beside] = match (area.width >= 100, area.height >= 14) {
            // Whoever decides needs more room for the values.
            (true, _) if self.inbox.focused => {
                Layout::horizontal([Constraint::Ratio(2, 5), Constraint::Fill(1)]).areas(area)
            }
            (true, _) => Layout::horizontal([Constraint::Ratio(1, 2), Constraint::Fill(1)]).areas(area),
            (false, true) => {
                // What is not right wants more words.
                let fifths = if desk.exchange.has_wrong() { 3 } else { 2 };
                Layout::vertical([Constraint::Fill(1), Constraint::Length(area.height * fifths / 5)]).areas(area)
            }
            // Where nothing is listed, what to do next is worth more than an empty list.
            (false, false) if self.rows.is_empty() => {
                Layout::vertical([Constraint::Length(4), Constraint::Fill(1)]).areas(area)
            }
            (false, false) => [area, Rect::default()],
        };
        // Where both have no room, whoever decides sees the values.
        if let (true, Some(id)) = (self.inbox.focused && area.width < 100, self.contested()) {
            return self.inbox.draw(frame, area, id, desk);
        }
        self.draw_list(frame, list, desk, typing);
        if beside.width > 0 {
            self.draw_beside(frame, beside, desk);
        }
    }
}

impl SyncPage {
    /// The record with contested values that is selected, where one is.
    pub fn contested(&self) -> Option<&RecordId> {
        match self.rows.selected()? {
            Row::Contested(id) => Some(id),
            Row::Unsent(_) | Row::Received(_) => None,
        }
    }

    /// Whether the filter leaves a row: a record where it leaves one of its values, a change where its words are in it.
    fn fits(&self, row: &Row, desk: &Desk) -> bool {
        let at = desk.at();
        match row {
            _ if self.words.is_empty() => true,
            Row::Contested(id) => desk
                .snapshot
                .get(id)
                .into_iter()
                .flat_map(contests)
                .any(|it| self.waiting.holds(&it, &at) && self.narrowed.holds_text(&found_by(&it, &at))),
            Row::Unsent(_) | Row::Received(_) => {
                let words = self.entry(row, desk).map(Entry::words).unwrap_or_default();
                self.waiting.is_empty() && self.narrowed.holds_text(&words)
            }
        }
    }

    fn entry<'a>(&self, row: &Row, desk: &'a Desk) -> Option<&'a Entry> {
        match row {
            Row::Unsent(at) => desk.exchange.known.unsent.get(*at),
            Row::Received(at) => desk.exchange.known.received.get(*at),
            Row::Contested(_) => None,
        }
    }

    /// What is to be decided first, then what waits, then what came: under a heading each.
    fn draw_list(&self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let (shown, is_wrong) = (self.rows.rows().len(), self.fault().is_some());
        let about = match self.is_filtered() || typing {
            true => about_filter(&self.words, is_wrong, None, typing, shown, self.all),
            false => String::new(),
        };
        let title = if about.is_empty() { "Sync with the shared copy" } else { "Sync" };
        let inner = page_box(frame, area, title, &about, desk.theme);
        let width = usize::from(inner.width);
        let known = &desk.exchange.known;
        let place = known.place.as_deref().map_or_else(|| "none yet".to_owned(), shown::place);
        let fact = |name: &str, words: &str| {
            Line::raw(format!(" {}{}", filled(name, 15, false), shown::cut(words, width.saturating_sub(17))))
        };
        let last = known.last.map_or_else(|| "not yet".to_owned(), |it| desk.when(it));
        let top = vec![fact("Shared copy", &place), fact("Last sync", &last)];
        let room = usize::from(inner.height).saturating_sub(top.len());
        let (body, chosen) = self.body(desk, width);
        // The selected row, and what it stands under, stays in sight.
        let from = (chosen + 1).saturating_sub(room.saturating_sub(1));
        lines(frame, inner, top.into_iter().chain(body.into_iter().skip(from)).collect());
    }

    /// The lines below the facts, and which of them is the selected one.
    fn body(&self, desk: &Desk, width: usize) -> (Vec<Line<'static>>, usize) {
        let (mut out, mut chosen) = (Vec::new(), 0);
        let mut rows = self.rows.rows().iter().enumerate().peekable();
        for (part, heading) in self.headings(desk) {
            out.push(Line::raw(""));
            out.push(Line::styled(format!(" {heading}"), desk.theme.style(Role::Strong)));
            while let Some((at, it)) = rows.next_if(|it| it.1.part() == part) {
                let selected = at == self.rows.place();
                if selected {
                    chosen = out.len();
                }
                match it {
                    Row::Contested(id) => out.extend(contested_lines(id, desk, width, selected)),
                    _ => out.extend(self.entry(it, desk).map(|entry| entry_line(entry, desk, width, selected))),
                }
            }
        }
        (out, chosen)
    }

    /// What stands over each part that is shown.
    fn headings(&self, desk: &Desk) -> Vec<(Part, String)> {
        let known = &desk.exchange.known;
        let mut headings = Vec::new();
        if !desk.contested.is_empty() {
            headings.push((Part::Contested, format!("Needs a decision: {}", desk.contested.len())));
        }
        if known.place.is_some() {
            let count = |count: usize| match count {
                0 => "nothing".to_owned(),
                count => shown::count(count, "change", "changes"),
            };
            headings.push((Part::Unsent, format!("To send: {}", count(known.n_unsent))));
            let mut orgs: Vec<String> = known.received.iter().flat_map(|it| &it.org).map(|it| desk.org(it).0).collect();
            orgs.sort();
            orgs.dedup();
            let from = if orgs.is_empty() { String::new() } else { format!(" from {}", orgs.join(" and ")) };
            headings.push((Part::Received, format!("Received last: {}{from}", count(known.received.len()))));
        }
        headings
    }
}

/// A part of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Contested,
    Unsent,
    Received,
}

impl Row {
    fn part(&self) -> Part {
        match self {
            Self::Contested(_) => Part::Contested,
            Self::Unsent(_) => Part::Unsent,
            Self::Received(_) => Part::Received,
        }
    }
}

fn entry_line(entry: &Entry, desk: &Desk, width: usize, selected: bool) -> Line<'static> {
    let when = match entry.at.date_naive() == desk.today {
        true => entry.at.format("%H:%M").to_string(),
        false => entry.at.format("%-d %b").to_string(),
    };
    let (who, role) = desk.who(entry);
    let subject = width.saturating_sub(6 + 11 + 3);
    let cells =
        vec![cell(when, 6, Role::Dim), cell(who, 11, role), cell(desk.sentence(&entry.subject), subject, Role::Plain)];
    row(cells, selected, desk.theme)
}

fn contested_lines(id: &RecordId, desk: &Desk, width: usize, selected: bool) -> Vec<Line<'static>> {
    let Some(record) = desk.snapshot.get(id) else { return Vec::new() };
    let title = format!("{} {}", id, record.title());
    let mut out = vec![row(vec![cell(title, width.saturating_sub(1), Role::Plain)], selected, desk.theme)];
    out.extend(contests(record).iter().map(|it| {
        let line = format!("   {}  changed by both", shown::cut(&it.label(), width.saturating_sub(22)));
        Line::styled(line, desk.theme.style(Role::Dim))
    }));
    out
}
