//! Who is here: the people of a group by party, what is said of each, and the list in which that is written down.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use toml::Table;

use crate::model::act::Refused;
use crate::model::deed;
use crate::model::deed::sitting::{self, Presence};
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::view::quorum::{came, is_there};
use crate::model::view::{Meeting, Quorum, seats, terms_of_group};
use crate::model::{Change, Kind, Record, RecordId, Snapshot, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::list::List;
use crate::tui::widget::text::{boxed, cell, lines, row};

/// Somebody who may be at a meeting.
#[derive(Clone, Debug)]
pub struct Attendee {
    pub person: RecordId,
    pub party: Option<RecordId>,
    /// The role by the table of roles; none for a guest.
    pub role: String,
    /// Whose alternate they are.
    pub principal: Option<String>,
}

/// The people of a meeting's group on its day, by party and role, and the guests who are written down.
pub fn attendees(meeting: &Record, snapshot: &Snapshot) -> Vec<Attendee> {
    let group = meeting.id.group().unwrap_or_default();
    let day = Meeting(meeting).start().map(|it| it.date()).unwrap_or_default();
    let mut all: Vec<Attendee> = Vec::new();
    for term in terms_of_group(snapshot, group, day) {
        let Some(person) = term.person().filter(|it| !all.iter().any(|other| other.person == *it)) else { continue };
        let principal = term.row.word("alternate_for").map(str::to_owned).filter(|_| term.role() == "alternate");
        all.push(Attendee { person, party: term.for_org(snapshot), role: term.role().to_owned(), principal });
    }
    for row in meeting.rows("attendance") {
        let person = RecordId::new(Kind::Person, row.text("person")).ok();
        let Some(person) = person.filter(|it| !all.iter().any(|other| other.person == *it)) else { continue };
        all.push(Attendee { party: org_of(snapshot, &person), person, role: String::new(), principal: None });
    }
    let parties = seats::parties(snapshot);
    let place = |it: &Attendee| parties.iter().position(|party| it.party.as_ref() == Some(party));
    all.sort_by_key(|it| place(it).unwrap_or(usize::MAX));
    all
}

/// The row of the attendance about somebody.
pub fn row_of<'a>(meeting: &'a Record, person: &RecordId) -> Option<&'a Table> {
    meeting.rows("attendance").find(|it| it.text("person") == person.as_str())
}

/// How somebody is told of at a moment: whether they are there, and what more there is to say.
pub fn told(row: Option<&Table>, now: DateTime<FixedOffset>) -> (&'static str, String) {
    let Some(row) = row else { return ("[ ]", String::new()) };
    let clock = |key: &str| row.instant(key).map(|it| it.with_timezone(now.offset()).format("%H:%M").to_string());
    let sign = if is_there(row, now) { "[x]" } else { "[ ]" };
    let words = match (row.text("presence"), clock("left"), clock("arrived")) {
        ("remote", Some(left), _) => format!("remote, left {left}"),
        (_, Some(left), _) => format!("left {left}"),
        ("remote", None, Some(arrived)) => format!("remote, since {arrived}"),
        ("present" | "part", None, Some(arrived)) => format!("since {arrived}"),
        ("present", None, None) => String::new(),
        (word, None, _) => word.to_owned(),
    };
    (sign, words)
}

/// The list in which is written down who is here; it is saved when one leaves it.
pub struct Attendance {
    pub list: List<RecordId>,
    changes: BTreeMap<RecordId, Presence>,
}

impl Attendance {
    pub fn of(meeting: &RecordId, desk: &Desk) -> Self {
        let mut it = Self { list: List::default(), changes: BTreeMap::new() };
        it.look(meeting, desk);
        it
    }

    pub fn look(&mut self, meeting: &RecordId, desk: &Desk) {
        if let Some(meeting) = desk.snapshot.get(meeting) {
            // Guests who are written down and not saved yet are among them.
            let meeting = &self.foreseen(meeting, desk);
            self.list.set(attendees(meeting, &desk.snapshot).into_iter().map(|it| it.person).collect());
        }
    }

    /// What was written down, as a change, and why some of it cannot be saved: what is said of the others stands.
    pub fn change(&self, meeting: &Record, desk: &Desk) -> (Change, Vec<Refused>) {
        let mut rows: Vec<(RecordId, Presence)> = Vec::new();
        let mut refused = Vec::new();
        let all = self.changes.iter().map(|(person, how)| (person.clone(), how.clone()));
        if let Ok(change) = sitting::attendance(meeting, &all.clone().collect::<Vec<_>>(), &desk.at()) {
            return (if self.is_unsaved() { change } else { Change::default() }, refused);
        }
        let mut change = Change::default();
        for (person, how) in all {
            // Who cannot take a place that somebody else has by now is there all the same.
            let of_own = Presence { in_place_of: None, ..how.clone() };
            let mut try_with = |how: Presence| {
                rows.push((person.clone(), how));
                let tried = sitting::attendance(meeting, &rows, &desk.at());
                if tried.is_err() {
                    rows.pop();
                }
                tried
            };
            match try_with(how).or_else(|_| try_with(of_own)) {
                Ok(with_it) => change = with_it,
                Err(it) => refused.push(it),
            }
        }
        (change, refused)
    }

    /// Whether something is written down that is not saved.
    pub fn is_unsaved(&self) -> bool {
        !self.changes.is_empty()
    }

    /// The meeting as it will be once that is saved.
    fn foreseen(&self, meeting: &Record, desk: &Desk) -> Record {
        let after = self.change(meeting, desk).0.apply(&desk.snapshot).ok();
        after.and_then(|it| it.get(&meeting.id).cloned()).unwrap_or_else(|| meeting.clone())
    }

    /// The next way in which somebody takes part: present, remote, apologies, absent. Who has left is back first: what
    /// the row does not show does not change.
    pub fn turn(&mut self, meeting: &Record, desk: &Desk) {
        let now = self.foreseen(meeting, desk);
        let Some(person) = self.list.selected().cloned() else { return };
        if row_of(&now, &person).is_some_and(|it| it.instant("left").is_some()) {
            return self.set(&person, Presence { stays: true, ..Presence::default() }, &now, desk);
        }
        let next = match row_of(&now, &person).map(|it| it.text("presence")) {
            Some("present" | "part") => "remote",
            Some("remote") => "apologies",
            Some("apologies") => "absent",
            Some(_) | None => "present",
        };
        self.set(&person, Presence { presence: Some(next.to_owned()), ..Presence::default() }, &now, desk);
    }

    /// Those of whom nothing is said yet. Whether an alternate comes, nobody takes for granted.
    fn unsaid(&self, meeting: &Record, desk: &Desk) -> Vec<RecordId> {
        let now = self.foreseen(meeting, desk);
        let all = attendees(meeting, &desk.snapshot).into_iter();
        all.filter(|it| it.principal.is_none() && row_of(&now, &it.person).is_none()).map(|it| it.person).collect()
    }

    /// Whether nothing is said of somebody yet.
    pub fn lacks_some(&self, meeting: &Record, desk: &Desk) -> bool {
        !self.unsaid(meeting, desk).is_empty()
    }

    /// Everybody of whom nothing is said is present.
    pub fn all_present(&mut self, meeting: &Record, desk: &Desk) {
        for person in self.unsaid(meeting, desk) {
            let how = Presence { presence: Some("present".to_owned()), ..Presence::default() };
            self.set(&person, how, meeting, desk);
        }
    }

    /// Those who are not on the list: people of other groups, who may be guests.
    pub fn others<'a>(&self, desk: &'a Desk) -> Vec<&'a Record> {
        let people = desk.snapshot.of_kind(Kind::Person);
        people.filter(|it| it.text("status") != "left" && !self.list.rows().contains(&it.id)).collect()
    }

    /// Somebody who is not of the group is here.
    pub fn add_guest(&mut self, person: &RecordId, meeting: &Record, desk: &Desk) {
        let how = Presence { presence: Some("present".to_owned()), ..Presence::default() };
        self.set(person, how, meeting, desk);
        self.look(&meeting.id, desk);
        self.list.select(person);
    }

    /// Somebody has just come, or just gone.
    pub fn stamp(&mut self, came_now: bool, meeting: &Record, desk: &Desk) {
        let now = self.foreseen(meeting, desk);
        let Some(person) = self.list.selected().cloned() else { return };
        let at = Some(desk.at().now);
        let is_known = row_of(&now, &person).is_some_and(came);
        let presence = (!is_known).then(|| "present".to_owned());
        let how = match came_now {
            true => Presence { presence, arrived: at, ..Presence::default() },
            false => Presence { presence, left: at, ..Presence::default() },
        };
        self.set(&person, how, &now, desk);
    }

    fn set(&mut self, person: &RecordId, how: Presence, meeting: &Record, desk: &Desk) {
        let known = attendees(meeting, &desk.snapshot).into_iter().find(|it| it.person == *person);
        // Who stands in takes the place of whoever is not there, unless somebody else has it.
        let others = || meeting.rows("attendance").filter(|it| it.text("person") != person.as_str() && came(it));
        let is_free = |it: &String| !others().any(|row| row.text("person") == it || row.text("in_place_of") == it);
        let comes = how.presence.as_deref().is_some_and(|it| matches!(it, "present" | "remote"));
        let principal = known.and_then(|it| it.principal).filter(|it| comes && is_free(it));
        let entry = self.changes.entry(person.clone()).or_default();
        if how.presence.as_deref().is_some_and(|it| matches!(it, "apologies" | "absent")) {
            (entry.arrived, entry.left) = (None, None);
        }
        entry.presence = how.presence.or(entry.presence.take());
        entry.arrived = how.arrived.or(entry.arrived);
        entry.left = how.left.or(entry.left);
        if how.arrived.is_some() || how.stays {
            entry.left = None;
        }
        entry.stays = (how.stays || entry.stays) && entry.left.is_none();
        entry.in_place_of = if comes { principal } else { entry.in_place_of.take() };
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, meeting: &Record, desk: &Desk) {
        let now = self.foreseen(meeting, desk);
        let moment = Meeting(&now).on_clock(desk.at().now);
        let beside = if self.is_unsaved() { "saved when you leave it" } else { "" };
        let inner = boxed(frame, area, "Who is here", beside, true, desk.theme);
        let width = usize::from(inner.width);
        let all = attendees(&now, &desk.snapshot);
        let [named, role, how] = if width < 60 { [18, 0, 18] } else { [24, 14, 24] };
        let name = width.saturating_sub(role + how + 16).clamp(8, named.max(8));
        let chosen = self.list.place();
        let room = usize::from(inner.height).saturating_sub(2);
        let visible: Vec<(usize, RecordId)> = self.list.visible(room).map(|(at, it)| (at, it.clone())).collect();
        let mut out = Vec::new();
        for (at, person) in visible {
            let Some(it) = all.iter().find(|it| it.person == person) else { continue };
            let row_now = row_of(&now, &person);
            let (sign, mut words) = told(row_now, moment);
            if let Some(principal) = row_now.and_then(|it| it.word("in_place_of")) {
                let principal = RecordId::new(Kind::Person, principal).map(|it| desk.first_name(&it));
                let for_whom = format!("for {}", principal.unwrap_or_default());
                words = if words.is_empty() { for_whom } else { format!("{words}, {for_whom}") };
            }
            let (tag, party) = it.party.as_ref().map_or((String::new(), Role::Plain), |it| desk.org(it));
            let title = desk.snapshot.get(&person).map(|it| shown::visible(it.title()).into_owned());
            let mut cells = vec![
                cell(tag, 7, party),
                cell(sign, 3, Role::Plain),
                cell(title.unwrap_or_else(|| person.to_string()), name, Role::Plain),
            ];
            cells.extend((role > 0).then(|| cell(role_label(&it.role), role, Role::Dim)));
            cells.push(cell(words, how, Role::Plain));
            out.push(row(cells, at == chosen, desk.theme));
        }
        if out.is_empty() {
            out.push(Line::raw("  Nobody sits in this group; the page People seats them."));
        }
        out.resize(room.max(out.len()).min(usize::from(inner.height)), Line::raw(""));
        let (words, is_quorate) = quorum_words(&now, desk);
        let role = if is_quorate { Role::Plain } else { Role::Strong };
        out.push(Line::styled(format!(" {}", shown::cut(&words, width.saturating_sub(1))), desk.theme.style(role)));
        lines(frame, inner, out);
    }
}

/// The quorum at this moment, and whether decisions can be taken.
pub fn quorum_words(meeting: &Record, desk: &Desk) -> (String, bool) {
    let quorum = Quorum::at(meeting, desk.at().now, &desk.snapshot);
    let side = |it: &crate::model::view::quorum::Side| {
        let tag = desk.org(&it.party).0;
        match it.is_enough() {
            true => format!("{tag} {} of {}", it.present.len(), it.seats),
            false => format!("{tag} {} of {}, needs {}", it.present.len(), it.seats, it.needed),
        }
    };
    let sides: Vec<String> = quorum.parties.iter().map(side).collect();
    let so = if quorum.is_quorate() { "Quorum: decisions can be taken" } else { "No quorum: notes only" };
    (format!("{so} · {}", sides.join(" · ")), quorum.is_quorate())
}

fn role_label(role: &str) -> String {
    if role.is_empty() { "guest".to_owned() } else { deed::role_label(role) }
}
