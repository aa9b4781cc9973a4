//! People: who sits in which group as what, and whether both sides are there as agreed.

mod draw;
mod grid;
mod ledger;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use self::grid::Grid;
use self::ledger::LedgerView;
use super::{Addition, Screen, Thing};
use crate::model::deed::role_label;
use crate::model::filter::{Fault, Filter};
use crate::model::record::Fields;
use crate::model::view::Term;
use crate::model::view::matrix::Ended;
use crate::model::{Kind, RecordId, shown, value};
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::widget::list::{List, Way};

/// The page: the matrix with the cursor in one of its cells, or the ledger in front of it.
#[derive(Default)]
pub struct People {
    /// The people whom the filter leaves, in the order of the matrix.
    pub list: List<RecordId>,
    pub filter: String,
    /// The filter, read.
    narrowed: Filter,
    /// The day that is shown; today, where none was chosen.
    pub on: Option<NaiveDate>,
    /// The organisation whose people are shown alone.
    org: Option<RecordId>,
    ended: Ended,
    column: usize,
    /// The first column that is shown.
    first: usize,
    /// How many columns were shown, when it was last drawn.
    shown: usize,
    /// From which column of the screen on the groups stand, and how many each takes.
    columns: (u16, u16),
    /// The first line that is shown.
    top: usize,
    grid: Grid,
    /// What stands in a line each: the place of an organisation, or of a person with the place in the list.
    lines: Vec<Shown>,
    ledger: Option<LedgerView>,
    known: Option<Known>,
    /// What was shown before of the same records, so that looking to and fro costs nothing.
    before: Vec<(Known, Grid)>,
    filtered: Option<(String, Option<RecordId>)>,
}

/// Of what a matrix was made: the state of the records, the day, and whether with what has ended.
type Known = (u64, NaiveDate, Ended);

/// More matrices than these are not kept.
const KEPT: usize = 4;

/// A line of the matrix.
#[derive(Clone, Copy, Debug)]
enum Shown {
    Org(usize),
    /// A person: the place in the matrix, and in the list.
    Person(usize, usize),
}

impl Screen for People {
    fn context(&self) -> Context {
        if self.ledger.is_some() { Context::Ledger } else { Context::People }
    }

    fn look(&mut self, desk: &Desk) {
        if let Some(ledger) = &mut self.ledger {
            ledger.look(desk);
        }
        let known = (desk.version, self.day(desk), self.ended);
        let is_new = self.known != Some(known);
        if is_new {
            self.turn(known, desk);
            self.column = self.column.min(self.grid.groups.len().saturating_sub(1));
        }
        let filtered = (self.filter.clone(), self.org.clone());
        if is_new || self.filtered.as_ref() != Some(&filtered) {
            self.filtered = Some(filtered);
            self.narrowed = Filter::read(&self.filter, &[Kind::Person], &desk.at());
            self.lay(desk);
        }
    }

    fn selected(&self, _: &Desk) -> Option<Thing> {
        match &self.ledger {
            Some(ledger) => ledger.selected().map(Thing::Record),
            None => self.list.selected().cloned().map(Thing::Record),
        }
    }

    fn select(&mut self, id: &RecordId) {
        match id.person() {
            Some(person) => {
                self.list.select(&person);
                let group = self.grid.groups.iter().position(|it| id.group() == Some(it.id.as_str()));
                self.column = group.unwrap_or(self.column);
            }
            None => drop(self.list.select(id)),
        }
    }

    fn go(&mut self, way: Way) {
        match &mut self.ledger {
            Some(ledger) => ledger.go(way),
            None => self.list.go(way),
        }
    }

    fn back(&mut self) -> bool {
        if self.ledger.take().is_some() {
            return true;
        }
        !self.is_filtered() && self.on.take().is_some()
    }

    fn can_go_back(&self) -> bool {
        self.ledger.is_some() || self.on.is_some()
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }

    fn has_filter(&self) -> bool {
        self.ledger.is_none()
    }

    fn fault(&self) -> Option<&Fault> {
        self.narrowed.faults().first()
    }

    fn is_filtered(&self) -> bool {
        self.ledger.is_none() && (!self.filter.is_empty() || self.org.is_some())
    }

    fn clear_filter(&mut self) {
        (self.filter, self.org) = (String::new(), None);
    }

    fn next_group(&mut self, desk: &Desk) {
        if let Some(ledger) = &mut self.ledger {
            ledger.next_group(desk);
        }
    }

    fn addition(&self, desk: &Desk) -> Option<Addition> {
        let org = self.list.selected().and_then(|it| crate::model::standpoint::org_of(&desk.snapshot, it));
        let org = self.org.clone().or(org);
        let known = org.map(|it| ("org".to_owned(), Some(value::text(it.as_str())))).into_iter().collect();
        self.ledger.is_none().then(|| Addition { kind: Kind::Person, group: String::new(), known })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        match &mut self.ledger {
            Some(ledger) => ledger.draw(frame, area, desk),
            None => self.draw_matrix(frame, area, desk, typing),
        }
    }
}

impl People {
    /// The day that is shown.
    pub fn day(&self, desk: &Desk) -> NaiveDate {
        self.on.unwrap_or(desk.today)
    }

    /// The person and the group of the cell in which the cursor stands.
    pub fn cell(&self) -> Option<(RecordId, RecordId)> {
        let group = self.grid.groups.get(self.column).filter(|_| self.ledger.is_none())?;
        Some((self.list.selected()?.clone(), group.id.clone()))
    }

    /// The membership of that cell, where there is one.
    pub fn membership(&self, desk: &Desk) -> Option<RecordId> {
        let (person, group) = self.cell()?;
        RecordId::member(group.as_str(), person.as_str()).ok().filter(|it| desk.snapshot.exists(it))
    }

    /// Whether somebody sits there on the day that is shown, or will.
    pub fn can_end(&self, desk: &Desk) -> bool {
        let day = self.day(desk);
        let member = self.membership(desk).and_then(|it| desk.snapshot.get(&it));
        member.is_some_and(|member| member.rows("term").any(|row| !Term { member, row }.ended_before(day)))
    }

    /// Whether the cursor can go so many columns to the right; to the left, where that is less than nothing.
    pub fn can_go_aside(&self, by: isize) -> bool {
        self.ledger.is_none() && self.aside(by) != self.column
    }

    /// Goes so many columns to the right.
    /// Goes to the group that stands in a column of the screen; whether there is one.
    pub fn point_at(&mut self, x: u16) -> bool {
        let (from, width) = self.columns;
        let nth = x.checked_sub(from).map(|it| usize::from(it / width.max(1))).filter(|it| *it < self.shown);
        let column = nth.map(|it| self.first + it).filter(|it| *it < self.grid.groups.len());
        self.column = column.unwrap_or(self.column);
        column.is_some()
    }

    pub fn go_aside(&mut self, by: isize) {
        self.column = self.aside(by);
    }

    /// Goes on by as many columns as are shown, and lets the groups behind these be seen; back, where that is less than
    /// nothing. The cursor keeps its place among them.
    pub fn turn_aside(&mut self, pages: isize) {
        let by = pages.saturating_mul(self.width());
        self.go_aside(by);
        self.first = self.first.saturating_add_signed(by).min(self.grid.groups.len().saturating_sub(self.shown));
    }

    /// As many columns as are shown.
    pub fn width(&self) -> isize {
        isize::try_from(self.shown.max(1)).unwrap_or(1)
    }

    /// Shows the people of one organisation after the other, then of all.
    pub fn next_org(&mut self) {
        let orgs: Vec<&RecordId> = self.grid.orgs.iter().filter_map(|it| it.id.as_ref()).collect();
        let next = match &self.org {
            None => 0,
            Some(org) => orgs.iter().position(|it| *it == org).map_or(orgs.len(), |it| it + 1),
        };
        self.org = orgs.get(next).map(|it| (*it).clone());
    }

    /// Shows what has ended too, or no longer.
    pub fn toggle_ended(&mut self) {
        self.ended = if self.ended == Ended::Shown { Ended::LeftOut } else { Ended::Shown };
    }

    /// Shows who sat where and who came after: in the group of the cell, where there is one.
    pub fn open_ledger(&mut self, desk: &Desk) {
        let group = self.grid.groups.get(self.column).map(|it| it.id.to_string());
        self.ledger = Some(LedgerView::of(group, desk));
    }

    /// The selected cell in a sentence; with the codes alone where the whole is longer than so many columns.
    pub fn in_full(&self, room: usize, desk: &Desk) -> String {
        let Some((id, group)) = self.cell() else { return String::new() };
        let member = self.membership(desk).and_then(|it| desk.snapshot.get(&it));
        let day = self.day(desk);
        let mut terms: Vec<Term<'_>> =
            member.into_iter().flat_map(|member| member.rows("term").map(move |row| Term { member, row })).collect();
        if self.ended == Ended::LeftOut {
            terms.retain(|it| !it.ended_before(day));
        }
        let words: Vec<String> = terms.iter().map(|it| in_words(it, day, desk)).collect();
        let words = if words.is_empty() { "not in the group".to_owned() } else { words.join("; ") };
        let name =
            |id: &RecordId| shown::visible(desk.snapshot.get(id).map_or(id.as_str(), |it| it.title())).into_owned();
        let whole = format!("{} · {}: {words}", name(&id), name(&group));
        if whole.width() <= room { whole } else { format!("{} · {group}: {words}", desk.first_name(&id)) }
    }

    /// Turns to the matrix of another day or of other records.
    fn turn(&mut self, known: Known, desk: &Desk) {
        let last = self.known.replace(known).zip(Some(std::mem::take(&mut self.grid)));
        self.before.extend(last);
        self.before.retain(|it| it.0.0 == known.0);
        self.grid = match self.before.iter().position(|it| it.0 == known) {
            Some(place) => self.before.remove(place).1,
            None => Grid::of(desk, known.1, known.2),
        };
        let many = self.before.len().saturating_sub(KEPT);
        self.before.drain(..many);
    }

    /// Lays the people whom the filter leaves into lines, under their organisations.
    fn lay(&mut self, desk: &Desk) {
        let at = desk.at();
        let fits = |it: &grid::Person| {
            let org = self.org.is_none() || self.grid.orgs[it.org].id == self.org;
            let fits = |record| self.narrowed.holds(record, &it.found_by, &at);
            org && (self.narrowed.is_empty() || desk.snapshot.get(&it.id).is_some_and(fits))
        };
        let left = self.grid.people.iter().enumerate().filter(|it| fits(it.1));
        let (mut lines, mut ids, mut last) = (Vec::new(), Vec::new(), None);
        for (place, person) in left {
            if last != Some(person.org) {
                lines.push(Shown::Org(person.org));
                last = Some(person.org);
            }
            lines.push(Shown::Person(place, ids.len()));
            ids.push(person.id.clone());
        }
        self.list.set(ids);
        self.lines = lines;
    }

    fn aside(&self, by: isize) -> usize {
        self.column.saturating_add_signed(by).min(self.grid.groups.len().saturating_sub(1))
    }
}

/// A term in words, as of a day: `co-chair since 2 Feb 2026 for Alder`.
fn in_words(term: &Term<'_>, day: NaiveDate, desk: &Desk) -> String {
    let mut words = role_label(term.role());
    if let Some(principal) = term.row.word("alternate_for") {
        words.push_str(&format!(" of {}", shown::visible(principal)));
    }
    let over = term.ended_before(day);
    let days = match (term.row.date("from"), term.row.date("until")) {
        (Some(from), Some(until)) if over => format!(" from {} to {}", shown::day(from), shown::day(until)),
        (_, Some(until)) if over => format!(" until {}", shown::day(until)),
        (Some(from), None) if over => format!(" from {} to a day that nobody knows", shown::day(from)),
        (None, None) if over => " until a day that nobody knows".to_owned(),
        (Some(from), until) => {
            let since = if from > day { "from" } else { "since" };
            let until = until.map(|it| format!(" until {}", shown::day(it))).unwrap_or_default();
            format!(" {since} {}{until}", shown::day(from))
        }
        (None, Some(until)) => format!(" until {}", shown::day(until)),
        (None, None) => String::new(),
    };
    let org = term.for_org(&desk.snapshot).map(|it| format!(" for {}", desk.org(&it).0)).unwrap_or_default();
    format!("{words}{days}{org}")
}
