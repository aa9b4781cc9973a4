//! An agenda: items in order with start times and their sum against the slot, the pool below them.

mod checks;
mod drawn;

pub use self::drawn::purpose;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use self::checks::{Check, checks};
use crate::model::deed::{self, Destination, NoPlace, move_item};
use crate::model::record::Fields;
use crate::model::view::issued::{is_late, last_day_for_items, since};
use crate::model::view::minutes::is_not_reached;
use crate::model::view::{Agenda, Meeting, MeetingState, pool};
use crate::model::{Change, Record, RecordId};
use crate::tui::desk::Desk;
use crate::tui::widget::list::{List, Way};

/// The page.
pub struct AgendaPage {
    pub meeting: RecordId,
    pub list: List<RecordId>,
    /// What there is to know before it goes out.
    checks: List<Check>,
    focus: Focus,
    /// What is said of an item in one word: that it is late, was moved, is only proposed.
    marks: BTreeMap<RecordId, &'static str>,
    /// How many of the list stand on the agenda; the rest lies in the pool.
    on_agenda: usize,
    /// The item that is picked up.
    carried: Option<Carried>,
    /// Whether it is one's own to prepare.
    runs: bool,
    /// Where each row of the list was drawn.
    drawn: Vec<(Rect, usize)>,
    version: u64,
}

/// Where one is on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    Items,
    Checks,
}

/// An item that is picked up: which, from where, and whether by the mouse.
struct Carried {
    item: RecordId,
    was: usize,
    by_mouse: bool,
}

/// How many minutes `+` and `-` are.
const STEP: i64 = 5;

impl AgendaPage {
    pub fn of(meeting: RecordId) -> Self {
        let (checks, marks, focus) = (List::default(), BTreeMap::new(), Focus::Items);
        Self {
            meeting,
            list: List::default(),
            checks,
            focus,
            marks,
            on_agenda: 0,
            carried: None,
            runs: false,
            drawn: Vec::new(),
            version: 0,
        }
    }

    /// Looks at the records again, if they have changed. What is picked up stays in the hand.
    pub fn look(&mut self, desk: &Desk) {
        if self.version == desk.version || self.carried.is_some() {
            return;
        }
        self.version = desk.version;
        let Some(meeting) = desk.snapshot.get(&self.meeting) else { return };
        self.runs = desk.runs(meeting);
        let group = self.meeting.group().unwrap_or_default();
        let mut ids: Vec<RecordId> =
            Agenda::of(&desk.snapshot, meeting).slots.iter().map(|it| it.item.id.clone()).collect();
        self.on_agenda = ids.len();
        let pool = pool(&desk.snapshot, group);
        ids.extend(pool.iter().map(|it| it.id.clone()));
        self.marks = marks(meeting, &pool, desk);
        self.list.set(ids);
        self.checks.set(checks(meeting, desk));
        if self.checks.is_empty() {
            self.focus = Focus::Items;
        }
    }

    /// The thing at which one is: an item, or what a check is about.
    pub fn selected_id(&self) -> Option<&RecordId> {
        let check = self.checks.selected().filter(|_| self.focus == Focus::Checks);
        check.and_then(|it| it.leads_to.as_ref()).or_else(|| self.list.selected())
    }

    pub fn go(&mut self, way: Way) {
        match self.focus {
            Focus::Items => self.list.go(way),
            Focus::Checks => {
                self.checks.go(way);
                self.follow_check();
            }
        }
    }

    /// The item that the check is about is the selected one.
    fn follow_check(&mut self) {
        if let Some(item) = self.checks.selected().and_then(|it| it.leads_to.clone()) {
            self.list.select(&item);
        }
    }

    pub fn has_checks(&self) -> bool {
        !self.checks.is_empty()
    }

    /// Among the checks, where Enter goes to what one is about.
    pub fn is_in_checks(&self) -> bool {
        self.focus == Focus::Checks
    }

    /// From the items to the checks, and back.
    pub fn to_checks(&mut self) {
        self.focus = if self.is_in_checks() || self.checks.is_empty() { Focus::Items } else { Focus::Checks };
        if self.is_in_checks() {
            self.follow_check();
        }
    }

    /// To the item that the check is about; where it is about something else, to that.
    pub fn leave_checks(&mut self) -> Option<RecordId> {
        self.focus = Focus::Items;
        let about = self.checks.selected()?.leads_to.clone()?;
        (self.list.selected() != Some(&about)).then_some(about)
    }

    /// The selected item.
    pub fn selected<'a>(&self, desk: &'a Desk) -> Option<&'a Record> {
        self.list.selected().and_then(|it| desk.snapshot.get(it))
    }

    pub fn is_carrying(&self) -> bool {
        self.carried.is_some()
    }

    /// Whether its minutes are approved, so that everything on it stays as it is.
    pub fn is_locked(&self, desk: &Desk) -> bool {
        desk.snapshot.get(&self.meeting).is_some_and(|it| Meeting(it).state() == MeetingState::MinutesApproved)
    }

    /// Whether it is one's own to prepare, as it was looked at last.
    pub fn is_own(&self) -> bool {
        self.runs
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
}

/// What is said of an item that nobody has taken up yet.
const PROPOSED: &str = "proposed";

/// What is said of an item of a meeting that is over, where nothing came of it there.
fn without_outcome(item: &Record) -> Option<&'static str> {
    match item.text("state") {
        _ if is_not_reached(item) => Some("not reached"),
        "deferred" => Some("deferred"),
        _ => None,
    }
}

/// What is said of items in one word.
fn marks(meeting: &Record, pool: &[&Record], desk: &Desk) -> BTreeMap<RecordId, &'static str> {
    let at = desk.at();
    let proposed = pool.iter().filter(|it| it.text("state") == "proposed").map(|it| (it.id.clone(), PROPOSED));
    let mut marks: BTreeMap<RecordId, &'static str> = proposed.collect();
    let state = Meeting(meeting).state();
    let agenda = Agenda::of(&desk.snapshot, meeting);
    if matches!(state, MeetingState::Held | MeetingState::MinutesIssued | MeetingState::MinutesApproved) {
        let items = agenda.slots.iter().map(|it| it.item);
        marks.extend(items.filter_map(|it| Some((it.id.clone(), without_outcome(it)?))));
    }
    if !Meeting(meeting).is_ahead() {
        return marks;
    }
    let last_day = last_day_for_items(meeting, &at);
    let late = agenda.slots.iter().map(|it| it.item).filter(|it| is_late(it, last_day));
    marks.extend(late.map(|it| (it.id.clone(), "late")));
    // What an item says matters more to who got the agenda than where it stands.
    let since = since(meeting, &desk.snapshot).unwrap_or_default();
    marks.extend(since.moved.into_iter().map(|it| (it, "moved")));
    marks.extend(since.changed.into_iter().map(|it| (it, "changed")));
    marks
}
