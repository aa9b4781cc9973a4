//! Everything about one thing, or one change, to be read from top to bottom, and followed to what it names.

mod laid;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use self::laid::{Laid, Place};
use super::history::{differences, for_the_record};
use crate::document::record::{as_text, in_full, of_past};
use crate::history::{Past, Told};
use crate::model::{Kind, RecordId, date, words};
use crate::store::repo::CommitId;
use crate::tui::desk::Desk;
use crate::tui::event::{Effect, Stretch};
use crate::tui::theme::{MARKER, Role};
use crate::tui::widget::list::Way;
use crate::tui::widget::text::{lines, page_box};

/// The page.
pub struct Reading {
    subject: Subject,
    scroll: usize,
    /// How many lines there were and how many fitted, when it was last drawn.
    extent: (usize, usize),
    /// Its lines, kept as long as neither the records nor the width change.
    told: Laid,
    told_of: Option<(u64, u16)>,
    /// The place at which somebody stands.
    place: Option<usize>,
    past: Past,
    /// What has come in of the latest changes, before it is all there.
    coming: Past,
    /// The newest change of the workspace when the latest changes were asked for.
    asked: Option<Option<CommitId>>,
    /// The newest change of the workspace when what is known of them was true.
    known: Option<CommitId>,
}

/// What is read.
enum Subject {
    Record(RecordId),
    Change(Box<Told>),
}

/// The columns that a page has before anybody knows how many there are.
const USUAL: u16 = 98;

impl Reading {
    pub fn of(id: RecordId) -> Self {
        Self::about(Subject::Record(id))
    }

    pub fn of_change(told: Told) -> Self {
        Self::about(Subject::Change(Box::new(told)))
    }

    fn about(subject: Subject) -> Self {
        Self {
            subject,
            scroll: 0,
            // Keys typed ahead of the first frame scroll too; how far that can be, it says.
            extent: (usize::MAX, 0),
            told: Laid::default(),
            told_of: None,
            place: None,
            past: Past::default(),
            coming: Past::default(),
            asked: None,
            known: None,
        }
    }

    /// Whether it tells a change, not a record.
    pub fn is_of_change(&self) -> bool {
        matches!(self.subject, Subject::Change(_))
    }

    /// The record that is read, or that the change touched first.
    pub fn record(&self) -> Option<RecordId> {
        match &self.subject {
            Subject::Record(id) => Some(id.clone()),
            Subject::Change(told) => told.change.edits.first().map(|it| it.id().clone()),
        }
    }

    /// What the place at which somebody stands leads to.
    pub fn followed(&self) -> Option<&RecordId> {
        self.stands_at()?.leads_to.as_ref()
    }

    /// The field at which somebody stands.
    pub fn field(&self) -> Option<&'static str> {
        self.stands_at()?.field
    }

    fn stands_at(&self) -> Option<&Place> {
        self.told.places.get(self.place?)
    }

    pub fn go(&mut self, way: Way) {
        self.scroll = way.from(self.scroll, self.extent.0.saturating_sub(self.extent.1));
    }

    /// To the next place, or the one before; from where nobody sees the old one, to the first that is seen. Whether there
    /// was one.
    pub fn go_to_next(&mut self, forward: bool, desk: &Desk) -> bool {
        self.tell(desk, self.told_of.map_or(USUAL, |it| it.1));
        let places = &self.told.places;
        let (top, rows) = (self.scroll, self.extent.1);
        let is_seen = |it: &Place| rows == 0 || (top..top + rows).contains(&it.line());
        let old = self.place.filter(|it| places.get(*it).is_some_and(&is_seen));
        let next = match (old, forward) {
            (Some(old), true) => Some(old + 1).filter(|it| *it < places.len()),
            (Some(old), false) => old.checked_sub(1),
            (None, true) => places.iter().position(|it| it.line() >= top),
            (None, false) if rows == 0 => places.len().checked_sub(1),
            (None, false) => places.iter().rposition(|it| it.line() < top + rows),
        };
        self.place = next.or(old).or(self.place);
        self.show_place();
        next.is_some()
    }

    /// From the first line on, at no place.
    pub fn from_top(&mut self) {
        (self.place, self.scroll) = (None, 0);
    }

    /// Scrolls to where the place at which somebody stands is seen.
    fn show_place(&mut self) {
        let Some((from, last)) = self.stands_at().map(|it| (it.from, it.last())) else { return };
        let rows = self.extent.1;
        if rows > 0 && last >= self.scroll + rows {
            self.scroll = last + 1 - rows;
        }
        self.scroll = self.scroll.min(from);
    }

    /// What has to be asked for: the latest changes, where something has changed.
    pub fn wants(&mut self, desk: &Desk) -> Option<Effect> {
        let Subject::Record(id) = &self.subject else { return None };
        let newest = desk.latest.first().map(|it| it.saved.id.clone());
        if self.asked.as_ref() == Some(&newest) {
            return None;
        }
        self.asked = Some(newest.clone());
        self.coming = Past::default();
        Some(Effect::Past { id: id.clone(), newest: newest.clone(), from: newest, known: self.known.clone() })
    }

    /// Takes a stretch of the latest changes; says where to look on.
    pub fn take(&mut self, stretch: Stretch) -> Option<Effect> {
        let is_mine = matches!(&self.subject, Subject::Record(id) if *id == stretch.id);
        if !is_mine || self.asked.as_ref() != Some(&stretch.newest) {
            return None;
        }
        self.coming.join(stretch.past);
        if let Some(from) = self.coming.rest.clone() {
            let known = self.known.clone();
            return Some(Effect::Past { id: stretch.id, newest: stretch.newest, from: Some(from), known });
        }
        if self.coming.meets_known {
            self.coming.join(std::mem::take(&mut self.past));
        }
        self.known = stretch.newest;
        self.past = std::mem::take(&mut self.coming);
        self.told_of = None;
        None
    }

    /// All of it as text.
    pub fn text(&self, desk: &Desk) -> String {
        match &self.subject {
            Subject::Record(id) => record_text(id, &self.past, desk),
            Subject::Change(told) => {
                let lines = words::lines(&told.change).into_iter().map(|it| format!("\n  {it}"));
                format!("{} {}{}\n", self.title(desk), desk.sentence(&told.entry.subject), lines.collect::<String>())
            }
        }
    }

    fn title(&self, desk: &Desk) -> String {
        match &self.subject {
            // Nobody knows a membership by its id.
            Subject::Record(id) if id.kind == Kind::Member => {
                format!("{} · {}", id.group().unwrap_or_default(), id.kind.words())
            }
            Subject::Record(id) => format!("{id} · {}", id.kind.words()),
            Subject::Change(told) => {
                let at = told.entry.at;
                format!("{} {} · {}", date::short(at.date_naive()), at.format("%H:%M"), desk.who(&told.entry).0)
            }
        }
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let inner = page_box(frame, area, &self.title(desk), "Esc goes back", desk.theme);
        self.lay_out(desk, inner.width, inner.height);
        self.draw_within(frame, inner, desk);
    }

    /// Lays its lines out for a place of that size; says how many of them lie below what is seen.
    pub fn lay_out(&mut self, desk: &Desk, columns: u16, rows: u16) -> usize {
        self.tell(desk, columns);
        let is_other_size = self.extent.1 != usize::from(rows);
        self.extent = (self.told.lines.len(), rows.into());
        if is_other_size {
            self.show_place();
        }
        self.scroll = self.scroll.min(self.extent.0.saturating_sub(self.extent.1));
        self.extent.0.saturating_sub(self.scroll + self.extent.1)
    }

    /// Makes its lines, where the records or the width have changed; whoever stands somewhere stays there.
    fn tell(&mut self, desk: &Desk, columns: u16) {
        if self.told_of == Some((desk.version, columns)) {
            return;
        }
        self.told_of = Some((desk.version, columns));
        let old = self.stands_at().cloned();
        let width = usize::from(columns).saturating_sub(2);
        self.told = match &self.subject {
            Subject::Record(id) => laid::record(id, &self.past, desk, width),
            Subject::Change(told) => Laid { lines: change_lines(told, desk, width), places: Vec::new() },
        };
        let is_old = |it: &Place| old.as_ref().is_some_and(|old| it.leads_to == old.leads_to && it.field == old.field);
        let same = self.place.filter(|it| self.told.places.get(*it).is_some_and(is_old));
        self.place = same.or_else(|| self.told.places.iter().position(is_old));
    }

    /// Draws what was laid out.
    pub fn draw_within(&self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let mut seen: Vec<Line<'static>> =
            self.told.lines.iter().skip(self.scroll).take(area.height.into()).cloned().collect();
        let selected = desk.theme.style(Role::Selected);
        for (nth, (line, piece)) in self.stands_at().into_iter().flat_map(|it| &it.words).enumerate() {
            let Some(line) = line.checked_sub(self.scroll).and_then(|it| seen.get_mut(it)) else { continue };
            if let Some(words) = line.spans.get_mut(*piece) {
                words.style = words.style.patch(selected);
            }
            if let Some(first) = line.spans.first().filter(|it| nth == 0 && it.content.starts_with(' ')) {
                let rest = Span::styled(first.content[1..].to_owned(), first.style);
                line.spans.splice(0..1, [Span::raw(MARKER), rest]);
            }
        }
        lines(frame, area, seen);
    }
}

impl Place {
    /// The line in which it begins.
    fn line(&self) -> usize {
        self.words.first().map_or(self.from, |it| it.0)
    }

    fn last(&self) -> usize {
        self.words.last().map_or(self.from, |it| it.0)
    }
}

/// Everything about a record as text.
pub fn record_text(id: &RecordId, past: &Past, desk: &Desk) -> String {
    let at = desk.at();
    let Some(record) = desk.snapshot.get(id) else { return format!("{id}\n") };
    let mut parts = in_full(record, &at);
    parts.extend(of_past(id, past, &at));
    as_text(id, &parts, &at)
}

fn change_lines(told: &Told, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let mut out = laid::titled(&desk.sentence(&told.entry.subject), desk, width);
    out.extend(differences(told, width, desk));
    out.push(Line::raw(""));
    out.extend(for_the_record(&told.entry, Some(told), false, desk.theme));
    out
}
