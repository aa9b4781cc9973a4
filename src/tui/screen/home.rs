//! Home: next meetings, my actions, what needs attention, the latest changes.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::boxes::{BOXES, folded, shares};
use super::checklist::{Checklist, HEIGHT};
use super::{Addition, Screen, Thing};
use crate::model::attention::attention;
use crate::model::contested::marked_title;
use crate::model::record::Fields;
use crate::model::view::{Action, Meeting, sums};
use crate::model::{Kind, Record, RecordId, date, shown, value};
use crate::tui::app::Page;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::exchange::{contested_words, unseen_words, unsent_words};
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, cell, lines, right, row};
use crate::workspace::Reading;

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

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq)]
struct Notice {
    urgent: bool,
    words: String,
    about: About,
}

/// What a notice is about, and so where it leads.
#[derive(Clone, Debug, PartialEq)]
enum About {
    Record(RecordId),
    ByHand(RecordId),
    Unseen,
    Exchange,
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
        let at = desk.at();
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
        let by_hand = desk.hand_edits.iter().map(|edit| {
            let broken = matches!(edit.reading, Reading::Problems(_));
            let words = match broken {
                true => format!("{} was edited by hand and is not right", edit.id),
                false => format!("{} was edited by hand", edit.id),
            };
            Notice { urgent: broken, words, about: About::ByHand(edit.id.clone()) }
        });
        let by_hand_already = |id: &RecordId| desk.hand_edits.iter().any(|it| it.id == *id);
        let files = desk.problems.iter().filter(|it| it.is_error()).filter_map(|it| {
            let about = it.id.clone().filter(|it| !by_hand_already(it))?;
            let line = it.at.map(|it| format!(", line {}", it.0)).unwrap_or_default();
            let words = format!("{}{line}: {}", it.path, it.message);
            Some(Notice { urgent: true, words, about: About::Record(about) })
        });
        let rest = attention(&at).into_iter().map(|it| Notice {
            urgent: it.urgent,
            words: it.words,
            about: About::Record(it.id),
        });
        let notice = |words: String, about| Notice { urgent: false, words, about };
        let unseen = unseen_words(desk).into_iter().map(|it| notice(it, About::Unseen));
        let contested = contested_words(desk).into_iter().map(|it| notice(it, About::Exchange));
        let unsent = unsent_words(desk).into_iter().map(|it| notice(it, About::Exchange));
        self.attention.set(by_hand.chain(files).chain(contested).chain(unseen).chain(unsent).chain(rest).collect());
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
                .map(|it| desk.sentence(&it.subject))
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

    fn draw_meetings(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == 0;
        let inner = boxed(frame, area, "Next meetings", "", focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.meetings.place();
        let rows: Vec<Line<'_>> = self
            .meetings
            .visible(inner.height.into())
            .filter_map(|(at, id)| Some((at, desk.snapshot.get(id)?)))
            .map(|(at, meeting)| {
                let view = Meeting(meeting);
                let start = view.start();
                let day = start.map(|it| date::near(it.date(), desk.today)).unwrap_or_default();
                let time = start.map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
                let planned = match self.sums.get(meeting.id.as_str()) {
                    None => "no items".to_owned(),
                    Some((_, minutes)) => format!("{minutes}/{} min", view.minutes()),
                };
                let title = width.saturating_sub(8 + 5 + 6 + 10 + 5);
                let cells = vec![
                    cell(day, 8, Role::Plain),
                    cell(time, 5, Role::Plain),
                    cell(meeting.id.group().unwrap_or_default(), 6, Role::Strong),
                    cell(marked_title(meeting), title, Role::Plain),
                    right(planned, 10, Role::Dim),
                ];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        let empty = Empty { belongs: empty::MEETINGS, why: "No meeting is planned.".to_owned(), steps: Vec::new() };
        let empty = empty.step(Command::PageMeetings, "shows the meetings, and plans one");
        let rows = if rows.is_empty() { empty.brief(Context::Home, width, desk) } else { rows };
        lines(frame, inner, rows);
    }

    fn draw_actions(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == 1;
        let name = desk.me.as_ref().map(|it| desk.person(it).0).unwrap_or_default();
        let inner = boxed(frame, area, "My actions", &name, focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.actions.place();
        let mut rows: Vec<Line<'_>> = self
            .actions
            .visible(usize::from(inner.height).saturating_sub(1))
            .filter_map(|(at, id)| Some((at, desk.snapshot.get(id)?)))
            .map(|(at, action)| {
                let view = Action(action);
                let role = if view.is_late(desk.today) { Role::Alarm } else { Role::Plain };
                let cells = vec![
                    cell(view.sign(desk.today), 3, role),
                    cell(action.id.brief(), 8, Role::Dim),
                    cell(marked_title(action), width.saturating_sub(3 + 8 + 11 + 4), Role::Plain),
                    right(view.due_words(desk.today), 11, role),
                ];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        if desk.me.is_none() {
            let why = "Your actions stand here once it is known who you are.".to_owned();
            let empty = Empty { belongs: empty::ACTIONS, why, steps: Vec::new() };
            rows = empty.step(Command::Identity, "says who you are").brief(Context::Home, width, desk);
        } else if rows.is_empty() {
            let empty = Empty { belongs: empty::ACTIONS, why: "You owe nothing.".to_owned(), steps: Vec::new() };
            let empty = empty.step(Command::PageActions, "shows those of everybody").step(Command::Add, "adds one");
            rows = empty.brief(Context::Home, width, desk);
        } else {
            let all: Vec<&Record> = self.actions.rows().iter().filter_map(|it| desk.snapshot.get(it)).collect();
            let late = all.iter().filter(|it| Action(it).is_late(desk.today)).count();
            let open = all.iter().filter(|it| Action(it).is_open()).count();
            rows.push(Line::styled(format!(" {open} open · {late} late"), desk.theme.style(Role::Dim)));
        }
        lines(frame, inner, rows);
    }

    fn draw_attention(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == 2;
        let inner = boxed(frame, area, "Needs attention", "", focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.attention.place();
        let rows: Vec<Line<'_>> = self
            .attention
            .visible(inner.height.into())
            .map(|(at, notice)| {
                let (sign, role) = if notice.urgent { ("(!)", Role::Strong) } else { ("(i)", Role::Plain) };
                let cells = vec![cell(sign, 3, role), cell(&notice.words, width.saturating_sub(5), role)];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        lines(
            frame,
            inner,
            empty::or_words(rows, "Nothing: what is late, missing or to be decided would stand here.", width, desk),
        );
    }

    fn draw_latest(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == 3;
        let inner = boxed(frame, area, "Latest changes", "", focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.latest.place();
        let rows: Vec<Line<'_>> = self
            .latest
            .visible(inner.height.into())
            .filter_map(|(at, entry)| Some((at, desk.latest.get(*entry)?)))
            .map(|(at, entry)| {
                let when = entry.at;
                let when = match when.date_naive() == desk.today {
                    true => when.format("%H:%M").to_string(),
                    false => when.format("%-d %b").to_string(),
                };
                let (who, role) = desk.who(entry);
                let cells = vec![
                    cell(when, 6, Role::Dim),
                    cell(who, 10, role),
                    cell(shown::visible(&desk.sentence(&entry.subject)), width.saturating_sub(6 + 10 + 3), Role::Plain),
                ];
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        lines(
            frame,
            inner,
            empty::or_words(rows, "Nothing has happened yet. What anybody changes stands here.", width, desk),
        );
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
