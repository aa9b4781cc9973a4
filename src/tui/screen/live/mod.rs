//! A meeting in session: the item that is dealt with, its clock, its minutes, what was recorded in it, who is here.

mod boxes;
mod clocks;
mod draw;
mod minutes;
pub mod people;

use chrono::{DateTime, FixedOffset};

pub use self::minutes::Minutes;
pub use self::people::Attendance;
use crate::model::view::clock::{is_running, is_still_to_come};
use crate::model::view::{Agenda, Clock, Meeting, MeetingState};
use crate::model::{Record, RecordId, Snapshot};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::widget::list::Way;
use crate::workspace::Draft;

/// The page.
pub struct LivePage {
    pub meeting: RecordId,
    /// The item that is dealt with.
    current: Option<RecordId>,
    /// The item in front, where it is another one.
    other: Option<RecordId>,
    /// The text of the item in front.
    pub minutes: Option<Minutes>,
    /// Whether it is typed in.
    pub typing: bool,
    /// Who is here, while somebody writes that down.
    pub attendance: Option<Attendance>,
    /// When a second was last heard to pass.
    pub heard: Option<DateTime<FixedOffset>>,
    /// A stretch in which none was heard, until somebody says what it was.
    pub gap: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    version: Option<u64>,
}

impl LivePage {
    /// The page of a meeting; where an item is dealt with, its text is typed in at once.
    pub fn of(meeting: RecordId, desk: &Desk) -> Self {
        let mut page = Self {
            meeting,
            current: None,
            other: None,
            minutes: None,
            typing: false,
            attendance: None,
            heard: None,
            gap: None,
            version: None,
        };
        page.look(desk);
        page.typing = page.minutes.is_some();
        page
    }

    pub fn context(&self) -> Context {
        match (&self.attendance, &self.minutes) {
            (Some(_), _) => Context::Attendance,
            (None, Some(_)) if self.typing => Context::Minuting,
            (None, _) => Context::Live,
        }
    }

    /// Looks at the records again, if they have changed. What is typed and not saved stays in front.
    pub fn look(&mut self, desk: &Desk) {
        if self.version.replace(desk.version) == Some(desk.version) {
            return;
        }
        let Some(meeting) = desk.snapshot.get(&self.meeting) else { return };
        let agenda = Agenda::of(&desk.snapshot, meeting);
        let current = agenda.slots.iter().find(|it| is_running(it.item)).map(|it| it.item.id.clone());
        let typed = self.minutes.as_ref().filter(|it| it.is_unsaved(desk)).map(|it| it.item.clone());
        let is_there = |it: &RecordId| agenda.slots.iter().any(|slot| slot.item.id == *it);
        if current != self.current {
            self.other = None;
        }
        self.other = match typed {
            Some(typed) => Some(typed),
            None => self.other.take().filter(is_there),
        };
        self.current = current;
        self.lay(desk);
        if let Some(attendance) = &mut self.attendance {
            attendance.look(&self.meeting, desk);
        }
    }

    /// Lays out the text of the item in front.
    fn lay(&mut self, desk: &Desk) {
        let wanted = self.item().and_then(|it| desk.snapshot.get(it));
        let stays = |it: &Minutes, item: &Record| {
            it.item == item.id && (it.is_unsaved(desk) || it.base == Minutes::stands(item, desk))
        };
        let Some(item) = wanted else {
            (self.minutes, self.typing) = (None, false);
            return;
        };
        if !self.minutes.as_ref().is_some_and(|it| stays(it, item)) {
            self.minutes = Minutes::of(item, desk);
        }
    }

    /// The text is no longer the page's concern: it waits elsewhere.
    pub fn forget_text(&mut self, desk: &Desk) {
        self.minutes = None;
        self.lay(desk);
    }

    /// The item in front: the one that is dealt with, or the one that somebody looks at.
    pub fn item(&self) -> Option<&RecordId> {
        self.other.as_ref().or(self.current.as_ref())
    }

    /// Shows the item that is dealt with again.
    pub fn follow(&mut self) {
        self.other = None;
        self.version = None;
    }

    /// Another item, or another row of those who are here.
    pub fn go(&mut self, way: Way, desk: &Desk) {
        if let Some(attendance) = &mut self.attendance {
            return attendance.list.go(way);
        }
        let Some(meeting) = desk.snapshot.get(&self.meeting) else { return };
        let agenda = Agenda::of(&desk.snapshot, meeting);
        let ids: Vec<&RecordId> = agenda.slots.iter().map(|it| &it.item.id).collect();
        if ids.is_empty() || self.minutes.as_ref().is_some_and(|it| it.is_unsaved(desk)) {
            return;
        }
        let to = match self.item().and_then(|item| ids.iter().position(|it| *it == item)) {
            Some(place) => way.from(place, ids.len() - 1),
            None => 0,
        };
        self.other = ids.get(to).map(|it| (*it).clone()).filter(|it| Some(it) != self.current.as_ref());
        self.lay(desk);
    }

    /// One step back; whether there was one within the page.
    pub fn back(&mut self) -> bool {
        if self.attendance.take().is_some() || std::mem::take(&mut self.typing) {
            return true;
        }
        let looked = self.other.take().is_some();
        self.version = None;
        looked
    }

    /// Whether the meeting is still in session.
    pub fn is_in_session(&self, snapshot: &Snapshot) -> bool {
        snapshot.get(&self.meeting).is_some_and(is_in_session)
    }

    /// Whether something is typed that is not saved.
    pub fn is_unsaved(&self, desk: &Desk) -> bool {
        self.minutes.as_ref().is_some_and(|it| it.is_unsaved(desk))
            || self.attendance.as_ref().is_some_and(Attendance::is_unsaved)
    }

    /// What is typed and not saved.
    pub fn draft(&self, desk: &Desk) -> Option<Draft> {
        self.minutes.as_ref()?.draft(desk)
    }

    /// The item that is taken next: the first behind the current one that is still to come, else the first of all.
    pub fn next<'a>(&self, agenda: &Agenda<'a>) -> Option<&'a Record> {
        let at = self.current.as_ref().and_then(|id| agenda.slots.iter().position(|it| it.item.id == *id));
        let behind = at.map_or(0, |it| it + 1);
        let (before, after) = agenda.slots.split_at(behind.min(agenda.slots.len()));
        after.iter().chain(before).map(|it| it.item).find(|it| is_still_to_come(it))
    }

    /// What is said where no item is dealt with: how it stands, and what comes next.
    pub fn between(&self, agenda: &Agenda<'_>) -> (&'static str, String) {
        let key = |it: Command| key_in_words(Context::Live, it);
        let takes =
            |which: &str| format!("{} takes the {which} item; its minutes are written here.", key(Command::NextItem));
        let has_begun = agenda.slots.iter().any(|it| !is_still_to_come(it.item));
        match (has_begun, self.next(agenda)) {
            (false, _) => ("No item is taken yet.", takes("first")),
            (true, Some(_)) => ("No item is dealt with just now.", takes("next")),
            (true, None) => {
                let put_off = agenda.slots.iter().any(|it| it.item.text("state") == "deferred");
                let so = if put_off { "No item is left." } else { "Every item was dealt with." };
                (so, format!("{} ends the meeting.", key(Command::EndMeeting)))
            }
        }
    }

    /// The item before the current one that can be taken again; without a current one, the last that was dealt with.
    pub fn before<'a>(&self, agenda: &Agenda<'a>) -> Option<&'a Record> {
        let at = self.current.as_ref().and_then(|id| agenda.slots.iter().position(|it| it.item.id == *id));
        let before = agenda.slots.iter().take(at.unwrap_or(agenda.slots.len())).rev().map(|it| it.item);
        before.into_iter().find(|it| matches!(it.text("state"), "accepted" | "concluded") && !is_still_to_come(it))
    }

    /// The item that gives way: the one in front where somebody looks at it; where time is short, the last that is still
    /// to come; else the current one.
    pub fn spare<'a>(&self, agenda: &Agenda<'a>, clock: Option<&Clock>) -> Option<&'a Record> {
        let find = |id: &RecordId| agenda.slots.iter().map(|it| it.item).find(|it| it.id == *id);
        if let Some(other) = &self.other {
            return find(other);
        }
        let is_late = clock.is_some_and(|it| clocks::minutes_over(it) > 0);
        let last = || agenda.slots.iter().rev().map(|it| it.item).find(|it| is_still_to_come(it));
        let current = self.current.as_ref().and_then(find);
        if is_late || current.is_none() { last().or(current) } else { current }
    }
}

/// Whether a meeting is in session.
pub fn is_in_session(meeting: &Record) -> bool {
    Meeting(meeting).state() == MeetingState::InSession
}
