//! The ledger: who sat where, since when, until when, and to whom they handed over.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::model::deed::role_label;
use crate::model::record::Fields;
use crate::model::view::all_terms;
use crate::model::view::seats::ledger_of;
use crate::model::{Kind, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{cell, heads, lines, page_box, right, row};

/// The longest word for a role, that of an invited expert.
const ROLE: usize = 14;

/// The ledger of a group, or of all.
pub struct LedgerView {
    group: Option<String>,
    list: List<Entry>,
    known: Option<(u64, Option<String>)>,
}

/// A line of it, ready to be drawn.
#[derive(Clone, PartialEq)]
struct Entry {
    person: Option<RecordId>,
    name: String,
    group: String,
    role: String,
    org: (String, Role),
    from: String,
    until: String,
    next: String,
}

impl LedgerView {
    pub fn of(group: Option<String>, desk: &Desk) -> Self {
        let mut view = Self { group, list: List::default(), known: None };
        view.look(desk);
        view
    }

    pub fn look(&mut self, desk: &Desk) {
        let known = Some((desk.version, self.group.clone()));
        if self.known == known {
            return;
        }
        self.known = known;
        let name = |id: &RecordId| {
            let name = desk.snapshot.get(id).map_or(id.as_str(), |it| it.title());
            shown::visible(name).into_owned()
        };
        let day = |it: Option<chrono::NaiveDate>| it.map(shown::day).unwrap_or_default();
        let mut terms = all_terms(&desk.snapshot);
        terms.retain(|it| self.group.is_none() || it.member.id.group() == self.group.as_deref());
        let entries = ledger_of(terms, &desk.snapshot).into_iter().map(|(term, next)| {
            let until = match term.row.date("until") {
                None if term.row.flag("former") => "ended".to_owned(),
                until => day(until),
            };
            let role = match term.row.word("alternate_for") {
                Some(principal) => format!("{} of {}", role_label(term.role()), shown::visible(principal)),
                None => role_label(term.role()),
            };
            Entry {
                person: term.person(),
                name: term.person().as_ref().map(name).unwrap_or_default(),
                group: term.member.id.group().unwrap_or_default().to_owned(),
                role,
                org: term.for_org(&desk.snapshot).map_or((String::new(), Role::Plain), |it| desk.org(&it)),
                from: day(term.row.date("from")),
                until,
                next: next.as_ref().map(name).unwrap_or_default(),
            }
        });
        self.list.set(entries.collect());
    }

    pub fn selected(&self) -> Option<RecordId> {
        self.list.selected()?.person.clone()
    }

    pub fn go(&mut self, way: Way) {
        self.list.go(way);
    }

    /// The ledger of one group after the other, then of all.
    pub fn next_group(&mut self, desk: &Desk) {
        let groups = desk.snapshot.ids(Kind::Group);
        let next = match &self.group {
            None => 0,
            Some(group) => groups.iter().position(|it| it.as_str() == group).map_or(groups.len(), |it| it + 1),
        };
        self.group = groups.get(next).map(ToString::to_string);
        self.list = List::default();
        self.look(desk);
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let count = shown::count(self.list.len(), "term", "terms");
        let of = self.group.as_ref().map_or_else(|| "all groups".to_owned(), Clone::clone);
        let title = format!("Who sat where · {of}");
        let inner = page_box(frame, area, &title, &format!("{count} · Esc goes back"), desk.theme);
        let width = usize::from(inner.width);
        // What is known anyway goes first where there is little room.
        let group = if self.group.is_none() && width >= 60 { 8 } else { 0 };
        let org = if width >= 70 { 7 } else { 0 };
        let days = 11;
        let gaps = 1 + [group, org].iter().filter(|it| **it > 0).count() + 4;
        let rest = width.saturating_sub(group + org + 2 * days + gaps);
        // What is left is for the two names.
        let role = if width >= 72 { ROLE.min(rest / 3) } else { rest / 2 };
        let next = if width >= 72 { rest.saturating_sub(role) / 2 } else { 0 };
        let name = rest.saturating_sub(role + next);
        let columns = |entry: [&str; 7], org_role: Role, look: Role| {
            let [who, in_group, as_what, of, from, until, after] = entry;
            let mut cells = Vec::new();
            if group > 0 {
                cells.push(cell(in_group, group, look).under("Group"));
            }
            cells.extend([cell(who, name, look).under("Person"), cell(as_what, role, look).under("Role")]);
            if org > 0 {
                cells.push(cell(of, org, org_role).under("For"));
            }
            cells.extend([right(from, days, look).under("From"), right(until, days, look).under("Until")]);
            if next > 0 {
                cells.push(cell(after, next, look).under("Handed over to"));
            }
            cells
        };
        let named = ["Person", "Group", "Role", "For", "From", "Until", "Handed over to"];
        let named = row(columns(named, Role::Dim, Role::Dim), false, desk.theme);
        let mut out = vec![heads(named, desk.theme)];
        if self.list.is_empty() {
            let empty =
                Empty { belongs: empty::LEDGER, why: "Nobody has sat there yet.".to_owned(), steps: Vec::new() };
            let empty =
                empty.step(Command::Back, "goes back, to give somebody a role").step(Command::ByGroup, "another group");
            out.extend(empty.lines(Context::Ledger, inner.width.into(), desk));
        }
        let chosen = self.list.place();
        let rows = self.list.visible(usize::from(inner.height).saturating_sub(1));
        out.extend(rows.map(|(at, it)| {
            let entry = [&it.name, &it.group, &it.role, &it.org.0, &it.from, &it.until, &it.next].map(String::as_str);
            row(columns(entry, it.org.1, Role::Plain), at == chosen, desk.theme)
        }));
        lines(frame, inner, out);
    }
}
