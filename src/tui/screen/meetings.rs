//! Meetings: what is ahead, then what is over; Enter opens an agenda.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::agenda::AgendaPage;
use super::live::{LivePage, is_in_session};
use super::{Addition, Screen, Thing};
use crate::model::contested::marked_title;
use crate::model::filter::{Fault, Filter};
use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::view::{Meeting, MeetingState, sums};
use crate::model::{Kind, Record, RecordId, shown, value};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{cell, heads, lines, page_box, right, row};

/// Of the title of a meeting at least so much is told.
const SHORTEST_TITLE: usize = 8;

/// The page.
#[derive(Default)]
pub struct Meetings {
    pub list: List<RecordId>,
    pub filter: String,
    /// The filter, read.
    narrowed: Filter,
    pub group: Option<String>,
    /// The agenda that is open.
    pub agenda: Option<AgendaPage>,
    /// The page of the same meeting while it is in session, over its agenda.
    pub live: Option<LivePage>,
    /// A meeting that somebody is about to open.
    pub awaited: Option<RecordId>,
    /// The meeting whose page was open last.
    pub kept: Option<RecordId>,
    /// The meetings for which what comes over was offered already.
    pub offered: BTreeSet<RecordId>,
    seen: Option<(u64, String, Option<String>)>,
    /// Items and minutes of each meeting.
    sums: BTreeMap<String, (usize, i64)>,
}

impl Screen for Meetings {
    fn context(&self) -> Context {
        if let Some(live) = &self.live {
            return live.context();
        }
        match &self.agenda {
            None => Context::Meetings,
            Some(agenda) if agenda.is_carrying() => Context::Moving,
            Some(_) => Context::Agenda,
        }
    }

    fn look(&mut self, desk: &Desk) {
        self.look_at_list(desk);
        if let Some(agenda) = &mut self.agenda {
            agenda.look(desk);
        }
        if self.awaited.as_ref().and_then(|it| desk.snapshot.get(it)).is_some_and(is_in_session) {
            self.awaited = None;
            self.sit(desk);
        }
        if let Some(live) = &mut self.live {
            live.look(desk);
        }
        // What is typed into a meeting that somebody has ended is not taken away.
        if self.live.as_ref().is_some_and(|it| !it.is_in_session(&desk.snapshot) && !it.is_unsaved(desk)) {
            self.live = None;
        }
    }

    fn selected(&self, _: &Desk) -> Option<Thing> {
        if let Some(live) = &self.live {
            return Some(Thing::Record(live.item().unwrap_or(&live.meeting).clone()));
        }
        let selected = self.agenda.as_ref().map_or(self.list.selected(), |it| it.selected_id());
        selected.cloned().map(Thing::Record)
    }

    fn select(&mut self, id: &RecordId) {
        self.agenda.as_mut().map_or(&mut self.list, |it| &mut it.list).select(id);
    }

    fn go(&mut self, way: Way) {
        match &mut self.agenda {
            Some(agenda) => agenda.go(way),
            None => self.list.go(way),
        }
    }

    fn back(&mut self) -> bool {
        if let Some(live) = &mut self.live {
            if !live.back() {
                self.live = None;
            }
            return true;
        }
        match &mut self.agenda {
            Some(agenda) if agenda.is_carrying() => agenda.put_back(),
            Some(agenda) if agenda.is_in_checks() => agenda.to_checks(),
            Some(_) => self.agenda = None,
            None => return false,
        }
        true
    }

    fn can_go_back(&self) -> bool {
        self.agenda.is_some()
    }

    fn filter(&mut self) -> Option<&mut String> {
        self.agenda.is_none().then_some(&mut self.filter)
    }

    fn has_filter(&self) -> bool {
        self.agenda.is_none()
    }

    fn fault(&self) -> Option<&Fault> {
        self.narrowed.faults().first()
    }

    fn is_filtered(&self) -> bool {
        self.agenda.is_none() && (!self.filter.is_empty() || self.group.is_some())
    }

    fn clear_filter(&mut self) {
        (self.filter, self.group) = (String::new(), None);
    }

    fn next_group(&mut self, desk: &Desk) {
        self.group = desk.next_group(self.group.as_deref());
    }

    fn addition(&self, desk: &Desk) -> Option<Addition> {
        let group = |id: Option<&RecordId>| id.and_then(|it| it.group().map(str::to_owned)).unwrap_or_default();
        Some(match &self.agenda {
            Some(agenda) if agenda.is_locked(desk) => return None,
            Some(agenda) => {
                let known = vec![("meeting".to_owned(), Some(value::text(agenda.meeting.as_str())))];
                Addition { kind: Kind::Item, group: group(Some(&agenda.meeting)), known }
            }
            None => {
                let group = self.group.clone().unwrap_or_else(|| group(self.list.selected()));
                Addition { kind: Kind::Meeting, group, known: Vec::new() }
            }
        })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        if let Some(live) = &mut self.live {
            return live.draw(frame, area, desk);
        }
        match &mut self.agenda {
            Some(agenda) => agenda.draw(frame, area, desk),
            None => self.draw_list(frame, area, desk, typing),
        }
    }
}

impl Meetings {
    /// Opens the agenda of a meeting.
    pub fn open(&mut self, meeting: RecordId, desk: &Desk) {
        self.look_at_list(desk);
        self.list.select(&meeting);
        self.agenda = Some(AgendaPage::of(meeting));
        (self.live, self.awaited) = (None, None);
    }

    /// Goes to the page of the meeting whose agenda is open, where it is in session.
    pub fn sit(&mut self, desk: &Desk) {
        let Some(id) = self.agenda.as_ref().map(|it| it.meeting.clone()) else { return };
        if desk.snapshot.get(&id).is_some_and(is_in_session) {
            self.kept = Some(id.clone());
            self.live = Some(LivePage::of(id, desk));
        }
    }

    fn look_at_list(&mut self, desk: &Desk) {
        let seen = Some((desk.version, self.filter.clone(), self.group.clone()));
        if self.seen == seen {
            return;
        }
        let first_look = self.seen.is_none();
        self.seen = seen;
        self.sums = sums(&desk.snapshot);
        let at = desk.at();
        self.narrowed = Filter::read(&self.filter, &[Kind::Meeting], &at);
        let fits = |it: &&Record| {
            let in_group = self.group.as_deref().is_none_or(|group| it.id.group() == Some(group));
            let words = || folded(&format!("{} {} {}", it.id, it.title(), it.text("place")));
            in_group && (self.narrowed.is_empty() || self.narrowed.holds(it, &words(), &at))
        };
        let planned = desk.planned.values().map(|it| &**it);
        let mut meetings: Vec<&Record> = desk.snapshot.of_kind(Kind::Meeting).chain(planned).filter(fits).collect();
        // What is over lies above, the newest nearest; the first one ahead is selected at first.
        meetings.sort_by_key(|it| it.local("start"));
        let is_next = |it: &&Record| is_ahead(it, desk) && desk.snapshot.exists(&it.id);
        let next = meetings.iter().find(|it| is_next(it)).map(|it| it.id.clone());
        self.list.set(meetings.into_iter().map(|it| it.id.clone()).collect());
        if let (true, Some(next)) = (first_look, next) {
            self.list.select(&next);
        }
    }

    fn draw_list(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let all = desk.snapshot.ids(Kind::Meeting).len() + desk.planned.len();
        let about = super::narrowed::about_filter(
            &self.filter,
            self.fault().is_some(),
            self.group.as_deref(),
            typing,
            self.list.len(),
            all,
        );
        let inner = page_box(frame, area, "Meetings", &about, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.list.place();
        let wide = width >= 90;
        let height = usize::from(inner.height).saturating_sub(1);
        let visible: Vec<(usize, RecordId)> = self.list.visible(height).map(|(at, id)| (at, id.clone())).collect();
        // On the clocks of each party, where they differ and there is room for it.
        let clocks = |it: &Record| Meeting(it).local_times(&desk.snapshot).filter(|_| width >= ROOM_FOR_CLOCKS);
        let times = visible.iter().filter_map(|(_, it)| clocks(desk.shared(it)?));
        let time = times.map(|it| it.width()).max().unwrap_or(5);
        let title = width.saturating_sub(11 + time + 6 + 16 + 10 + if wide { 12 } else { 0 } + 6);
        let head = format!(
            " {:11} {:time$} {:6} {:title$} {:16} {:>10}{}",
            "Day",
            "Time",
            "Group",
            "Meeting",
            "State",
            "Agenda",
            if wide { "  Presiding" } else { "" }
        );
        let mut rows = vec![heads(Line::styled(head, desk.theme.style(Role::Dim)), desk.theme)];
        let mut past = true;
        for (at, meeting) in visible.iter().filter_map(|(at, id)| Some((*at, desk.shared(id)?))) {
            let is_planned = desk.planned.contains_key(&meeting.id);
            let view = Meeting(meeting);
            let ahead = is_ahead(meeting, desk);
            let mark = if past && ahead { Role::Strong } else { Role::Plain };
            past &= !ahead;
            let planned = match self.sums.get(meeting.id.as_str()) {
                None => "no items".to_owned(),
                Some((_, minutes)) => format!("{minutes}/{} min", view.minutes()),
            };
            let role = match view.state() {
                MeetingState::Cancelled => Role::Dim,
                _ if is_planned => Role::Dim,
                _ if ahead => mark,
                _ => Role::Dim,
            };
            let mut cells = vec![
                cell(day(view.start(), desk), 11, role),
                cell(
                    clocks(meeting).or_else(|| Some(view.start()?.format("%H:%M").to_string())).unwrap_or_default(),
                    time,
                    role,
                )
                .under("Time"),
                cell(meeting.id.group().unwrap_or_default(), 6, Role::Strong),
                cell(marked_title(meeting), title, role).under("Meeting"),
            ];
            // There is nothing on its agenda yet that could be summed up.
            match is_planned {
                true => cells.push(cell(BY_SERIES, 16 + 1 + 10, role).under("State")),
                false => {
                    cells.extend([cell(view.state().label(), 16, role).under("State"), right(planned, 10, Role::Dim)])
                }
            }
            if wide {
                let (who, role) = meeting
                    .word("presiding")
                    .and_then(|it| RecordId::new(Kind::Person, it).ok())
                    .map(|it| desk.person(&it))
                    .unwrap_or((String::new(), Role::Plain));
                cells.push(cell(format!(" {who}"), 11, role).under("Presiding"));
            }
            rows.push(row(cells, at == chosen, desk.theme));
        }
        if self.list.is_empty() {
            let filtered = self.is_filtered();
            let empty = Empty::of(empty::MEETINGS, "meetings", all, filtered, "hidden");
            let empty = empty.step(Command::Add, "plans a meeting");
            rows = empty.lines(Context::Meetings, width, desk);
        }
        lines(frame, inner, rows);
    }
}

/// A narrower page tells one clock: the agenda of a meeting tells the others.
const ROOM_FOR_CLOCKS: usize = 120;

/// What the state of a meeting says that only the series of its group plans.
const BY_SERIES: &str = "planned by the series";

/// Whether a meeting is still to come, or under way.
fn is_ahead(meeting: &Record, desk: &Desk) -> bool {
    Meeting(meeting).is_ahead() && Meeting(meeting).start().is_some_and(|it| it.date() >= desk.today)
}

fn day(start: Option<NaiveDateTime>, desk: &Desk) -> String {
    let this_year = |it: &NaiveDateTime| it.year() == desk.today.year();
    let words = start.map(|it| it.format(if this_year(&it) { "%a %-d %b" } else { "%-d %b %Y" }).to_string());
    words.unwrap_or_default()
}

/// A meeting in the words of a title: group, title, day and hours.
pub fn headline(meeting: &Record, width: usize) -> String {
    let view = Meeting(meeting);
    let when = view.start().map(|start| {
        let end = start.checked_add_signed(chrono::TimeDelta::try_minutes(view.minutes()).unwrap_or_default());
        let end = end.map(|it| it.format("–%H:%M").to_string()).unwrap_or_default();
        format!(" · {}{end}", start.format("%a %-d %b %H:%M"))
    });
    let (group, when) = (meeting.id.group().unwrap_or_default(), when.unwrap_or_default());
    let room = width.saturating_sub(group.width() + 3 + when.width()).max(SHORTEST_TITLE);
    format!("{group} · {}{when}", shown::cut(&shown::visible(meeting.title()), room))
}
