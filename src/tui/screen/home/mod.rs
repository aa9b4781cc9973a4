//! Home: next meetings, my actions, what needs attention, the latest changes.

mod boxes;
mod notice;
mod rows;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use self::boxes::{BOXES, folded, shares};
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
    focus: usize,
    meetings: List<RecordId>,
    actions: List<RecordId>,
    attention: List<Notice>,
    latest: List<usize>,
    /// Items and minutes of each meeting.
    sums: BTreeMap<String, (usize, i64)>,
    checklist: Checklist,
    version: u64,
}

/// The place in focus that is the first steps, where they are shown.
const STEPS: usize = BOXES;

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
            .collect();
        meetings.sort_by_key(|it| it.local("start"));
        self.meetings.set(meetings.into_iter().map(|it| it.id.clone()).collect());
        let mine = |it: &&Record| desk.me.is_some() && Action(it).owner() == desk.me && Action(it).is_open();
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
        self.latest.set((0..desk.latest.len()).collect());
        if self.checklist.look(desk) {
            self.focus = STEPS;
        } else if self.focus == STEPS && !self.checklist.is_shown() {
            self.focus = 0;
        }
    }

    fn selected(&self, desk: &Desk) -> Option<Thing> {
        match self.focus {
            0 => self.meetings.selected().cloned().map(Thing::Record),
            1 => self.actions.selected().cloned().map(Thing::Record),
            2 => self.attention.selected().map(|it| match &it.about {
                About::Record(id) => Thing::Record(id.clone()),
                About::ByHand(id) => Thing::HandEdit(id.clone()),
                About::Unseen => Thing::Unseen,
                About::Exchange => Thing::Page(Page::Sync),
            }),
            STEPS => self.checklist.steps.selected().copied().map(Thing::First),
            _ => {
                self.latest.selected().and_then(|it| desk.latest.get(*it)).map(|it| Thing::Change(Box::new(it.clone())))
            }
        }
    }

    /// Past the end of a box, into the next one.
    fn go(&mut self, way: Way) {
        let (place, len) = self.place();
        match way {
            Way::Down(1) if place + 1 >= len && self.focus + 1 != BOXES => {
                self.next_box();
                self.go_in_box(Way::Top);
            }
            Way::Up(1) if place == 0 && self.focus != self.first_box() => {
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
        let half = |it: usize| Constraint::Ratio(it as u32, 10);
        let steps = match self.checklist.is_shown() {
            true if usize::from(area.height) >= BOXES * 4 + usize::from(HEIGHT) - 4 => HEIGHT,
            // Too little for all: it is there while one is in it.
            true if self.focus == STEPS => HEIGHT.min(area.height),
            _ => 0,
        };
        let [top, area] = Layout::vertical([Constraint::Length(steps), Constraint::Fill(1)]).areas(area);
        if steps > 0 {
            self.checklist.draw(frame, top, self.focus == STEPS, desk);
        }
        if area.width >= 100 {
            let [left, right] = Layout::horizontal([Constraint::Ratio(1, 2), Constraint::Fill(1)]).areas(area);
            let [meetings, actions] = Layout::vertical([half(4), Constraint::Fill(1)]).areas(left);
            let [attention, latest] = Layout::vertical([half(5), Constraint::Fill(1)]).areas(right);
            self.draw_boxes(frame, [meetings, actions, attention, latest], desk);
        } else {
            // Where nothing is, it is said why, and what can be done.
            let or_words = |rows: usize| if rows == 0 { 2 } else { rows };
            let actions = or_words(self.actions.len()).max(self.actions.len() + 1);
            let wanted = [or_words(self.meetings.len()), actions, self.attention.len(), self.latest.len()];
            let height = usize::from(area.height);
            let rows = match height < BOXES * 4 {
                true => folded(self.focus % BOXES, height),
                false => shares(wanted, height),
            };
            let rows = rows.map(|it| Constraint::Length(it as u16));
            let [meetings, actions, attention, latest] = Layout::vertical(rows).areas(area);
            self.draw_boxes(frame, [meetings, actions, attention, latest], desk);
        }
    }
}

impl Home {
    /// The selected row in full, for where the box has no room for it.
    pub fn in_full(&self, desk: &Desk) -> String {
        match self.focus {
            2 => self.attention.selected().map(|it| it.words.clone()).unwrap_or_default(),
            STEPS => String::new(),
            3 => self
                .latest
                .selected()
                .and_then(|it| desk.latest.get(*it))
                .map(|it| it.subject.clone())
                .unwrap_or_default(),
            _ => {
                let id = if self.focus == 0 { self.meetings.selected() } else { self.actions.selected() };
                let record = id.and_then(|it| desk.snapshot.get(it));
                record.map(|it| format!("{}  {}", it.id, it.title())).unwrap_or_default()
            }
        }
    }

    pub fn next_box(&mut self) {
        self.focus = match self.focus {
            STEPS => 0,
            focus if focus + 1 == BOXES => self.first_box(),
            focus => focus + 1,
        };
    }

    pub fn previous_box(&mut self) {
        self.focus = match self.focus {
            focus if focus == self.first_box() => BOXES - 1,
            STEPS => BOXES - 1,
            0 => STEPS,
            focus => focus - 1,
        };
    }

    pub fn is_at_last_box(&self) -> bool {
        self.focus + 1 == BOXES
    }

    fn first_box(&self) -> usize {
        if self.checklist.is_shown() { STEPS } else { 0 }
    }

    /// Whether one is among the first steps.
    pub fn on_first_steps(&self) -> bool {
        self.focus == STEPS
    }

    fn draw_boxes(&mut self, frame: &mut Frame<'_>, [meetings, actions, attention, latest]: [Rect; 4], desk: &Desk) {
        self.draw_meetings(frame, meetings, desk);
        self.draw_actions(frame, actions, desk);
        self.draw_attention(frame, attention, desk);
        self.draw_latest(frame, latest, desk);
    }

    fn place(&self) -> (usize, usize) {
        match self.focus {
            0 => (self.meetings.place(), self.meetings.len()),
            1 => (self.actions.place(), self.actions.len()),
            2 => (self.attention.place(), self.attention.len()),
            STEPS => (self.checklist.steps.place(), self.checklist.steps.len()),
            _ => (self.latest.place(), self.latest.len()),
        }
    }

    fn go_in_box(&mut self, way: Way) {
        match self.focus {
            0 => self.meetings.go(way),
            1 => self.actions.go(way),
            2 => self.attention.go(way),
            STEPS => self.checklist.steps.go(way),
            _ => self.latest.go(way),
        }
    }
}
