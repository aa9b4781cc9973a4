//! Home: next meetings, my actions, what needs attention, the latest changes.

mod boxes;
mod load;
mod notice;
mod rows;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use self::boxes::heights;
use self::load::{BESIDE_BARS, SHARE, TABLE, Weeks, Work};
use self::notice::{About, Notice, notices};
use super::checklist::{Checklist, HEIGHT};
use super::{Addition, Screen, Thing};
use crate::model::record::Fields;
use crate::model::view::{Action, Meeting, sums};
use crate::model::{Kind, Record, RecordId, value};
use crate::tui::app::Page;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::widget::list::{List, Way};

/// The page.
#[derive(Default)]
pub struct Home {
    focus: Place,
    /// Whether the boxes stand in two columns, as they were drawn last; then there are more of them.
    is_wide: bool,
    /// Whether there was room for the weeks, as bars or in numbers.
    shows_weeks: bool,
    meetings: List<RecordId>,
    actions: List<RecordId>,
    attention: List<Notice>,
    groups: List<RecordId>,
    latest: List<usize>,
    work: Work,
    /// Items and minutes of each meeting.
    sums: BTreeMap<String, (usize, i64)>,
    checklist: Checklist,
    version: u64,
}

/// A box in which something can be selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The first steps of a new workspace.
    Steps,
    #[default]
    Meetings,
    Actions,
    Attention,
    Groups,
    Latest,
}

/// With so many lines the first steps are shown whatever is in focus.
const ROOM_FOR_STEPS: u16 = 19;
/// With so many the weeks are shown beside the groups and the latest changes.
const ROOM_FOR_WEEKS: usize = 24;
/// With so many the latest changes stand below the rest, and the weeks are told by bars and in numbers.
const TALL: usize = 40;
/// From so many columns on, the boxes stand in two columns.
const WIDE: u16 = 100;

impl Screen for Home {
    fn context(&self) -> Context {
        Context::Home
    }

    fn look(&mut self, desk: &Desk) {
        if self.version == desk.version {
            return;
        }
        self.version = desk.version;
        self.sums = sums(&desk.snapshot);
        let mut meetings: Vec<&Record> = desk
            .snapshot
            .of_kind(Kind::Meeting)
            .filter(|it| Meeting(it).is_ahead() && Meeting(it).start().is_some_and(|it| it.date() >= desk.today))
            .chain(desk.next_planned())
            .collect();
        meetings.sort_by_key(|it| it.local("start"));
        self.meetings.set(meetings.into_iter().map(|it| it.id.clone()).collect());
        let mine = |it: &&Record| {
            let action = Action(it);
            // What is left alone until a later day comes back on that day.
            desk.me.is_some() && action.owner() == desk.me && action.is_open() && !action.is_snoozed(desk.today)
        };
        let mut actions: Vec<&Record> = desk.snapshot.of_kind(Kind::Action).filter(mine).collect();
        actions.sort_by_key(|it| (it.date("due").is_none(), it.date("due")));
        // What was just ticked stays where it was until one looks again, so that it can be taken up again.
        let kept = self.actions.selected().filter(|it| !actions.iter().any(|action| action.id == **it)).cloned();
        let mut ids: Vec<RecordId> = actions.into_iter().map(|it| it.id.clone()).collect();
        if let Some(kept) = kept.filter(|it| desk.snapshot.get(it).is_some_and(|it| Action(it).owner() == desk.me)) {
            ids.insert(self.actions.place().min(ids.len()), kept);
        }
        self.actions.set(ids);
        self.attention.set(notices(desk));
        self.groups.set(self.work.look(desk));
        self.latest.set((0..desk.latest.len()).collect());
        if self.checklist.look(desk) {
            self.focus = Place::Steps;
        } else if self.focus == Place::Steps && !self.checklist.is_shown() {
            self.focus = Place::Meetings;
        }
    }

    fn selected(&self, desk: &Desk) -> Option<Thing> {
        match self.focus {
            Place::Meetings => self.meetings.selected().cloned().map(Thing::Record),
            Place::Actions => self.actions.selected().cloned().map(Thing::Record),
            Place::Groups => self.groups.selected().cloned().map(Thing::Record),
            Place::Attention => self.attention.selected().map(|it| match &it.about {
                About::Record(id) => Thing::Record(id.clone()),
                About::ByHand(id) => Thing::HandEdit(id.clone()),
                About::Unseen => Thing::Unseen,
                About::Exchange => Thing::Page(Page::Sync),
            }),
            Place::Steps => self.checklist.steps.selected().copied().map(Thing::First),
            Place::Latest => {
                self.latest.selected().and_then(|it| desk.latest.get(*it)).map(|it| Thing::Change(Box::new(it.clone())))
            }
        }
    }

    /// Past the end of a box, into the next one.
    fn go(&mut self, way: Way) {
        let (place, len) = self.place();
        match way {
            Way::Down(1) if place + 1 >= len && !self.is_at_last_box() => {
                self.next_box();
                self.go_in_box(Way::Top);
            }
            Way::Up(1) if place == 0 && Some(&self.focus) != self.places().first() => {
                self.previous_box();
                self.go_in_box(Way::Bottom);
            }
            _ => self.go_in_box(way),
        }
    }

    /// Here it is mostly an action that one adds, and one's own.
    fn addition(&self, desk: &Desk) -> Option<Addition> {
        let me = desk.me.as_ref().map(|it| value::text(it.as_str()));
        Some(Addition { kind: Kind::Action, group: String::new(), known: vec![("owner".to_owned(), me)] })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, _typing: bool) {
        self.is_wide = area.width >= WIDE;
        if self.focus == Place::Groups && !self.is_wide {
            self.focus = Place::Latest;
        }
        let steps = match self.checklist.is_shown() {
            true if area.height >= ROOM_FOR_STEPS => HEIGHT,
            // Too little for all: it is there while one is in it.
            true if self.focus == Place::Steps => HEIGHT.min(area.height),
            _ => 0,
        };
        let [top, area] = Layout::vertical([Constraint::Length(steps), Constraint::Fill(1)]).areas(area);
        if steps > 0 {
            self.checklist.draw(frame, top, self.focus == Place::Steps, desk);
        }
        match self.is_wide {
            true => self.draw_wide(frame, area, desk),
            false => self.draw_narrow(frame, area, desk),
        }
    }
}

impl Home {
    /// The selected row in full, for where the box has no room for it.
    pub fn in_full(&self, desk: &Desk) -> String {
        match self.focus {
            Place::Attention => self.attention.selected().map(|it| it.words.clone()).unwrap_or_default(),
            Place::Steps => String::new(),
            Place::Latest => self
                .latest
                .selected()
                .and_then(|it| desk.latest.get(*it))
                .map(|it| desk.sentence(&it.subject))
                .unwrap_or_default(),
            Place::Meetings | Place::Actions | Place::Groups => {
                let id = match self.focus {
                    Place::Meetings => self.meetings.selected(),
                    Place::Groups => self.groups.selected(),
                    _ => self.actions.selected(),
                };
                let record = id.and_then(|it| desk.shared(it));
                record.map(|it| format!("{}  {}", it.id, it.title())).unwrap_or_default()
            }
        }
    }

    /// The box in focus.
    pub fn focus(&self) -> Place {
        self.focus
    }

    /// Goes to a box, where it is shown.
    pub fn go_to_box(&mut self, place: Place) {
        if self.places().contains(&place) {
            self.focus = place;
        }
    }

    pub fn next_box(&mut self) {
        self.focus = self.beside(1);
    }

    pub fn previous_box(&mut self) {
        self.focus = self.beside(self.places().len() - 1);
    }

    pub fn is_at_last_box(&self) -> bool {
        self.places().last() == Some(&self.focus)
    }

    /// Whether one is among the first steps.
    pub fn on_first_steps(&self) -> bool {
        self.focus == Place::Steps
    }

    /// Whether the weeks are drawn, as bars or in numbers.
    pub fn has_weeks(&self) -> bool {
        self.is_wide && self.shows_weeks
    }

    /// Shows the weeks in numbers, or as bars again.
    pub fn show_numbers(&mut self) {
        self.work.in_numbers = !self.work.in_numbers;
    }

    /// The boxes that are shown, in the order in which one goes through them.
    fn places(&self) -> Vec<Place> {
        let steps = self.checklist.is_shown().then_some(Place::Steps);
        let groups = self.is_wide.then_some(Place::Groups);
        let always = [Place::Meetings, Place::Actions, Place::Attention];
        steps.into_iter().chain(always).chain(groups).chain([Place::Latest]).collect()
    }

    /// The box so many on, from the last to the first.
    fn beside(&self, by: usize) -> Place {
        let places = self.places();
        let at = places.iter().position(|it| *it == self.focus).unwrap_or(0);
        places[(at + by) % places.len()]
    }

    /// What the boxes for meetings, my actions and what needs attention want. Where nothing is, it is said why, and what
    /// can be done.
    fn wanted(&self) -> [usize; 3] {
        let or_words = |rows: usize| if rows == 0 { 2 } else { rows };
        let actions = or_words(self.actions.len()).max(self.actions.len() + 1);
        [or_words(self.meetings.len()), actions, self.attention.len()]
    }

    /// All boxes one above the other.
    fn draw_narrow(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let [meetings, actions, attention] = self.wanted();
        let focus = match self.focus {
            Place::Steps | Place::Meetings => 0,
            Place::Actions => 1,
            Place::Attention => 2,
            Place::Groups | Place::Latest => 3,
        };
        let wanted = [meetings, actions, attention, self.latest.len()];
        let heights = heights(wanted, [1, 2, 0, 3], focus, area.height.into());
        let [meetings, actions, attention, latest] = stacked(area, heights);
        self.draw_meetings(frame, meetings, desk);
        self.draw_actions(frame, actions, desk);
        self.draw_attention(frame, attention, desk);
        self.draw_latest(frame, latest, desk);
    }

    /// In two columns: what is to be done at the left, how things stand at the right.
    fn draw_wide(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let [left, right] = Layout::horizontal([Constraint::Ratio(11, 20), Constraint::Fill(1)]).areas(area);
        let focus = match self.focus {
            Place::Actions => 1,
            Place::Attention => 2,
            Place::Steps | Place::Meetings | Place::Groups | Place::Latest => 0,
        };
        let height = usize::from(right.height);
        let [meetings, actions, attention] = self.wanted();
        let groups = self.groups.len().max(1) + 1 + SHARE;
        // The weeks are there where the others keep what they need.
        self.shows_weeks = self.work.has_weeks() && height >= ROOM_FOR_WEEKS;
        let bars = if self.shows_weeks { (height / 6).clamp(4, 10) + BESIDE_BARS } else { 0 };
        if height >= TALL {
            let wanted = [meetings, actions, attention, self.latest.len()];
            let [meetings, actions, attention, latest] = stacked(left, heights(wanted, [1, 2, 0, 3], focus, height));
            self.draw_meetings(frame, meetings, desk);
            self.draw_actions(frame, actions, desk);
            self.draw_attention(frame, attention, desk);
            self.draw_latest(frame, latest, desk);
            let table = if self.shows_weeks { TABLE } else { 0 };
            let [groups, bars, table] = stacked(right, [height - bars - table, bars, table]);
            self.draw_groups(frame, groups, desk);
            self.draw_weeks(frame, bars, Weeks::Bars, desk);
            return self.draw_weeks(frame, table, Weeks::Numbers, desk);
        }
        let [meetings, actions, attention] =
            stacked(left, heights([meetings, actions, attention], [1, 2, 0], focus, height));
        self.draw_meetings(frame, meetings, desk);
        self.draw_actions(frame, actions, desk);
        self.draw_attention(frame, attention, desk);
        let weeks = if self.shows_weeks && self.work.in_numbers { bars.max(TABLE) } else { bars };
        let focus = usize::from(self.focus == Place::Latest);
        let wanted = [groups, self.latest.len().min(3)];
        let [groups, latest] = heights(wanted, [0, 1], focus, height - weeks);
        let [groups, weeks, latest] = stacked(right, [groups, weeks, latest]);
        self.draw_groups(frame, groups, desk);
        self.draw_weeks(frame, weeks, Weeks::OneOfThem, desk);
        self.draw_latest(frame, latest, desk);
    }

    fn place(&self) -> (usize, usize) {
        match self.focus {
            Place::Meetings => (self.meetings.place(), self.meetings.len()),
            Place::Actions => (self.actions.place(), self.actions.len()),
            Place::Attention => (self.attention.place(), self.attention.len()),
            Place::Groups => (self.groups.place(), self.groups.len()),
            Place::Steps => (self.checklist.steps.place(), self.checklist.steps.len()),
            Place::Latest => (self.latest.place(), self.latest.len()),
        }
    }

    fn go_in_box(&mut self, way: Way) {
        match self.focus {
            Place::Meetings => self.meetings.go(way),
            Place::Actions => self.actions.go(way),
            Place::Attention => self.attention.go(way),
            Place::Groups => self.groups.go(way),
            Place::Steps => self.checklist.steps.go(way),
            Place::Latest => self.latest.go(way),
        }
    }
}

/// Areas of these heights, one below the other; nothing is drawn where there is no room.
fn stacked<const N: usize>(area: Rect, heights: [usize; N]) -> [Rect; N] {
    Layout::vertical(heights.map(|it| Constraint::Length(u16::try_from(it).unwrap_or(u16::MAX)))).areas(area)
}
