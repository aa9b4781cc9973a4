//! Actions: the action points of all groups, filtered and sorted, as a list or as a board.

mod board;
mod detail;
mod list;
mod sort;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub use board::{Board, LANES, lane_name, lane_of};
pub use sort::{Sort, priorities, priority_of};

use super::narrowed::about_filter;
use super::{Addition, Screen, Thing};
use crate::model::filter::{Fault, Filter};
use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::view::{Action, ActionState};
use crate::model::{Kind, Record, RecordId};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::widget::list::{List, Way};

/// The page.
#[derive(Default)]
pub struct Actions {
    pub list: List<RecordId>,
    pub filter: String,
    /// The filter, read.
    narrowed: Filter,
    pub group: Option<String>,
    pub sort: Sort,
    /// Whether they are shown as a board.
    pub is_board: bool,
    pub board: Board,
    /// What is marked, to be changed in one go.
    marks: BTreeSet<RecordId>,
    /// How many of these the filter hides.
    marks_hidden: usize,
    /// Closed and dropped ones too.
    pub all: bool,
    /// Whether what was done long ago is shown too, because somebody asked for all or for a state.
    all_done: bool,
    seen: Option<Seen>,
    /// All actions, by id.
    known: Vec<Known>,
}

/// What the list was made of: the state of the records, the filter, the group, the order, whether all and as a board.
type Seen = (u64, String, Option<String>, Sort, [bool; 2]);

/// An action with what the list asks of it, kept until it changes: filter and sort must keep up with typing.
struct Known {
    record: Arc<Record>,
    /// The words by which it is found, folded.
    words: String,
    state: ActionState,
    is_listed: bool,
    owner: Option<String>,
    due: Option<NaiveDate>,
    raised_on: Option<NaiveDate>,
    /// When it was done, where it is.
    done_on: Option<NaiveDate>,
    /// The place of its priority, the highest first.
    priority: usize,
}

impl Screen for Actions {
    fn context(&self) -> Context {
        Context::Actions
    }

    fn look(&mut self, desk: &Desk) {
        let seen = Some((desk.version, self.filter.clone(), self.group.clone(), self.sort, [self.all, self.is_board]));
        if self.seen == seen {
            return;
        }
        if self.seen.as_ref().is_none_or(|it| it.0 != desk.version) {
            self.learn(desk);
            self.marks.retain(|it| desk.snapshot.exists(it));
        }
        // What was just ticked or dropped stays in the list as long as it is selected.
        let kept = self.list.selected().cloned();
        self.seen = seen;
        let at = desk.at();
        self.narrowed = Filter::read(&self.filter, &[Kind::Action], &at);
        // Whoever asks for a state means those too that lists leave out.
        let all = self.all || self.narrowed.asks_for_state();
        self.all_done = all;
        let since = desk.today - Days::new(board::DONE_DAYS);
        // On the board nobody looks for what was done long ago.
        let is_old = |it: &Known| self.is_board && it.done_on.is_some_and(|it| it < since);
        let mut actions: Vec<&Known> = self
            .known
            .iter()
            .filter(|it| {
                let id = &it.record.id;
                let listed = all || it.is_listed && !is_old(it) || Some(id) == kept.as_ref();
                let in_group = self.group.as_deref().is_none_or(|it| id.group() == Some(it));
                listed && in_group && self.narrowed.holds(&it.record, &it.words, &at)
            })
            .collect();
        match self.sort {
            Sort::Due => actions.sort_by_key(|it| (it.due.is_none(), it.due)),
            Sort::Owner => actions.sort_by_key(|it| (it.owner.is_none(), &it.owner, it.due)),
            // The group stands in the record, far from its neighbours: it is fetched once.
            Sort::Group => actions.sort_by_cached_key(|it| (group_of(it), it.due)),
            Sort::State => actions.sort_by_key(|it| (it.state, it.due)),
            Sort::Newest => actions.sort_by_key(|it| std::cmp::Reverse(it.raised_on)),
            Sort::Priority => actions.sort_by_key(|it| (it.priority, it.due.is_none(), it.due)),
            Sort::Title => actions.sort_by_cached_key(|it| folded(it.record.title())),
        }
        self.board.set(actions.iter().map(|it| it.state));
        self.list.set(actions.into_iter().map(|it| it.record.id.clone()).collect());
        self.marks_hidden = match self.marks.len() {
            0 => 0,
            marks => marks - self.list.rows().iter().filter(|it| self.marks.contains(*it)).count(),
        };
    }

    fn selected(&self, _: &Desk) -> Option<Thing> {
        self.list.selected().cloned().map(Thing::Record)
    }

    fn select(&mut self, id: &RecordId) {
        self.list.select(id);
    }

    fn go(&mut self, way: Way) {
        match self.board.along(self.list.place(), way).filter(|_| self.is_board) {
            Some(place) => self.list.go_to(place),
            None => self.list.go(way),
        }
    }

    /// What is carried goes back to its lane; else what is marked is so no longer.
    fn back(&mut self) -> bool {
        let is_carrying = self.board.carried.take().is_some();
        if !is_carrying && self.marks.is_empty() {
            return false;
        }
        if !is_carrying {
            self.unmark();
        }
        true
    }

    fn can_go_back(&self) -> bool {
        self.board.carried.is_some() || !self.marks.is_empty()
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
        !self.filter.is_empty() || self.group.is_some()
    }

    fn clear_filter(&mut self) {
        (self.filter, self.group) = (String::new(), None);
    }

    fn show_all(&mut self) {
        self.all = !self.all;
    }

    fn can_show_all(&self) -> bool {
        true
    }

    fn next_group(&mut self, desk: &Desk) {
        self.group = desk.next_group(self.group.as_deref());
    }

    fn addition(&self, _: &Desk) -> Option<Addition> {
        let group = self.group.clone().unwrap_or_default();
        Some(Addition { kind: Kind::Action, group, known: Vec::new() })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        match self.is_board {
            true => board::draw(self, frame, area, desk, typing),
            false => list::draw(self, frame, area, desk, typing),
        }
    }
}

impl Actions {
    /// Goes to the next lane to a side in which there are cards.
    pub fn go_aside(&mut self, to_left: bool) {
        let place = self.board.aside(self.list.place(), to_left);
        place.into_iter().for_each(|it| self.list.go_to(it));
    }

    /// Whether [`Actions::go_aside`] leads anywhere.
    pub fn can_go_aside(&self, to_left: bool) -> bool {
        self.is_board && self.board.aside(self.list.place(), to_left).is_some()
    }

    /// What is marked, to be changed in one go.
    pub fn marks(&self) -> &BTreeSet<RecordId> {
        &self.marks
    }

    /// Marks the selected one, or no longer.
    pub fn mark(&mut self) {
        let Some(id) = self.list.selected() else { return };
        if !self.marks.remove(id) {
            self.marks.insert(id.clone());
        }
    }

    /// Marks nothing any more.
    pub fn unmark(&mut self) {
        (self.marks, self.marks_hidden) = (BTreeSet::new(), 0);
    }

    /// How many are marked, where any is: `3 marked, 1 of them not shown`.
    pub fn marks_in_words(&self) -> Option<String> {
        match (self.marks.len(), self.marks_hidden) {
            (0, _) => None,
            (marks, 0) => Some(format!("{marks} marked")),
            (marks, hidden) => Some(format!("{marks} marked, {hidden} of them not shown")),
        }
    }

    /// What stands in the page where it shows no action.
    fn empty(&self, width: u16, desk: &Desk) -> Vec<Line<'static>> {
        let all = self.known.len();
        let empty = Empty::of(empty::ACTIONS, "actions", all, self.is_filtered(), "done, closed or dropped");
        let empty = empty.step_if(all > 0 && !self.is_filtered(), Command::All, "shows them too");
        empty.step(Command::Add, "adds an action").lines(Context::Actions, width.into(), desk)
    }

    /// What is shown of how much, in which order.
    fn about(&self, typing: bool) -> String {
        let (all, is_wrong) = (self.known.len(), self.fault().is_some());
        let about = about_filter(&self.filter, is_wrong, self.group.as_deref(), typing, self.list.len(), all);
        let marked = self.marks_in_words().map(|it| format!("{it} · ")).unwrap_or_default();
        match (self.all, self.filter.is_empty() && self.group.is_none()) {
            (true, _) => format!("{marked}all · {about} · {}", self.sort.label()),
            (false, true) => format!("{marked}not closed · {about} · {}", self.sort.label()),
            (false, false) => format!("{marked}{about} · {}", self.sort.label()),
        }
    }

    /// Takes note of the actions that came, went or changed; both the old and the new ones come by id.
    fn learn(&mut self, desk: &Desk) {
        let mut old = std::mem::take(&mut self.known).into_iter().peekable();
        for record in desk.snapshot.shared_of_kind(Kind::Action) {
            while old.next_if(|it| it.record.id < record.id).is_some() {}
            let same = old.next_if(|it| Arc::ptr_eq(&it.record, record));
            self.known.push(same.unwrap_or_else(|| Known::of(record, desk)));
        }
    }
}

impl Known {
    fn of(record: &Arc<Record>, desk: &Desk) -> Self {
        let view = Action(record);
        Self {
            record: record.clone(),
            words: words_of(record, desk),
            state: view.state(),
            is_listed: view.is_listed(),
            owner: record.word("owner").map(str::to_owned),
            due: record.date("due"),
            raised_on: record.date("raised_on"),
            done_on: record.date("done_on").filter(|_| view.state() == ActionState::Done),
            priority: sort::rank_of(record),
        }
    }
}

fn group_of<'a>(known: &&'a Known) -> Option<&'a str> {
    known.record.id.group()
}

/// The words by which an action is found.
fn words_of(record: &Record, desk: &Desk) -> String {
    let owner = Action(record).owner();
    let owner = owner.and_then(|it| desk.snapshot.get(&it)).map(Record::title).unwrap_or_default();
    let tags: Vec<&str> = record.words("tags").collect();
    let texts = [
        record.id.as_str(),
        record.title(),
        owner,
        record.text("owner"),
        record.text("org"),
        record.text("blocked_by"),
        Action(record).state().label(),
    ];
    folded(&format!("{} {}", texts.join(" "), tags.join(" ")))
}
