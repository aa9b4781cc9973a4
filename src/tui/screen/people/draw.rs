//! How the matrix looks: names and heads stay, people and groups scroll, the sums stand below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::grid::Person;
use super::{People, Shown};
use crate::model::shown;
use crate::model::view::matrix::Ended;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, keys_of};
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::{MARKER, Role, Theme};
use crate::tui::widget::text::{filled, lines, page_box, rule, wrapped};

/// The narrowest and the widest column of a group.
const COLUMN: (usize, usize) = (8, 16);

/// The narrowest and the widest column of names.
const NAMES: (usize, usize) = (12, 26);

/// From this width on the heads say what a group is called, not only its code.
const TITLED: usize = 10;

/// The columns at the right: in how many groups somebody sits, and how many open actions they have.
const SUMS: (usize, usize) = (7, 4);

/// In less lines than these people are worth more than the name of their organisation.
const HEADED: usize = 3;

/// How the columns lie.
struct Plan {
    width: usize,
    names: usize,
    column: usize,
    /// The columns of groups that are shown.
    from: usize,
    to: usize,
    /// Whether the sums at the right are shown.
    sums: bool,
    theme: Theme,
}

impl People {
    pub(super) fn draw_matrix(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let inner = page_box(frame, area, "People and groups", &self.about(desk, typing), desk.theme);
        let (width, height) = (usize::from(inner.width), usize::from(inner.height));
        let plan = self.plan(width, desk.theme);
        let [before, each] = [plan.names + 1, plan.column + 1].map(|it| u16::try_from(it).unwrap_or(u16::MAX));
        self.columns = (inner.x.saturating_add(before), each);
        let mut head = self.head(&plan, height >= 16);
        let foot = self.foot(&plan, height);
        if height >= 12 {
            head.push(rule(width.saturating_sub(2), desk.theme));
        }
        let room = height.saturating_sub(head.len() + foot.len());
        let mut out = head;
        out.extend(self.body(&plan, room, desk));
        out.resize(height.saturating_sub(foot.len()), Line::raw(""));
        out.extend(foot);
        lines(frame, inner, out);
    }

    /// What is shown, beside the title: what is left out, how many there are, how to get everything back.
    fn about(&self, desk: &Desk, typing: bool) -> String {
        let mut words = Vec::new();
        if let Some(on) = self.on {
            words.push(format!("as of {}", shown::day(on)));
        }
        if self.ended == Ended::Shown {
            words.push("ended too".to_owned());
        }
        if let Some(org) = &self.org {
            words.push(format!("only {}", desk.org(org).0));
        }
        let (left, all) = (self.list.len(), self.grid.people.len());
        if self.is_filtered_here() || typing {
            let cursor = if typing { "▏" } else { "" };
            if !self.filter.is_empty() || typing {
                let wrong = if !self.narrowed.faults().is_empty() { " (!)" } else { "" };
                words.push(format!("/{}{cursor}{wrong}", shown::visible(&self.filter)));
            }
            words.push(format!("{left} of {all}"));
        } else {
            words.push(shown::count(all, "person", "people"));
            words.push(shown::count(self.grid.groups.len(), "group", "groups"));
        }
        if self.is_filtered_here() || self.on.is_some() {
            words.push("Esc clears".to_owned());
        }
        words.join(" · ")
    }

    fn is_filtered_here(&self) -> bool {
        !self.filter.is_empty() || self.org.is_some()
    }

    /// Lays the columns out, so that the one with the cursor is among those that are shown.
    fn plan(&mut self, width: usize, theme: Theme) -> Plan {
        let count = self.grid.groups.len();
        let labels = self.grid.sums.iter().map(|it| it.0.width());
        let widest = self.grid.widest.max(labels.max().unwrap_or(0)) + 2;
        let names = widest.min((width / 3).clamp(NAMES.0, NAMES.1));
        let sums = width >= 70;
        let beside = if sums { SUMS.0 + SUMS.1 + 2 } else { 0 };
        let room = width.saturating_sub(names + beside + 1);
        // Where the decoration is reduced, each cell says its group.
        let narrowest = if theme.reduced { COLUMN.1 } else { COLUMN.0 };
        let column = (room / count.max(1)).saturating_sub(1).clamp(narrowest, COLUMN.1);
        let fit = (room / (column + 1)).clamp(1, count.max(1));
        self.shown = fit;
        self.first = self.first.min(self.column).max((self.column + 1).saturating_sub(fit));
        self.first = self.first.min(count.saturating_sub(fit));
        Plan { width, names, column, from: self.first, to: (self.first + fit).min(count), sums, theme }
    }

    /// The codes of the groups, and where there is room their names.
    fn head(&self, plan: &Plan, is_high: bool) -> Vec<Line<'static>> {
        let heads = |of: &dyn Fn(usize) -> String, sums: [&str; 2], before: &str, role: Role| {
            let mut spans = vec![Span::raw(filled(before, plan.names + 1, false))];
            for at in plan.from..plan.to {
                let look = if at == self.column { Role::Strong } else { role };
                spans.push(Span::raw(" "));
                spans.push(Span::styled(filled(&of(at), plan.column, false), plan.theme.style(look)));
            }
            if plan.sums {
                spans.push(Span::raw(format!(" {} ", filled(sums[0], SUMS.0, true))));
                spans.push(Span::raw(filled(sums[1], SUMS.1, true)));
            }
            Line::from(spans)
        };
        // Arrows say that there are more groups than these.
        let less = if plan.from > 0 { "←" } else { " " };
        let more = if plan.to < self.grid.groups.len() { "→" } else { " " };
        let aside = match (plan.from, plan.to) {
            (0, to) if to == self.grid.groups.len() => String::new(),
            (from, to) => format!(" {less} {}-{to} of {} {more}", from + 1, self.grid.groups.len()),
        };
        let code = |at: usize| self.grid.groups[at].id.to_string();
        let mut out = vec![heads(&code, ["Groups", "Open"], &aside, Role::Strong)];
        if is_high && plan.column >= TITLED {
            let name = |at: usize| self.grid.groups[at].name.clone();
            out.push(heads(&name, ["", ""], "", Role::Dim));
        }
        out
    }

    /// The people who fit, so that the selected one is among them.
    fn body(&mut self, plan: &Plan, room: usize, desk: &Desk) -> Vec<Line<'static>> {
        if self.lines.is_empty() {
            let all = self.grid.people.len();
            let empty = Empty::of(empty::PEOPLE, "people", all, self.is_filtered_here(), "no longer here");
            let empty = empty.step_if(all > 0 && !self.is_filtered_here(), Command::Ended, "shows them too");
            let empty = empty.step(Command::Add, "adds somebody");
            return empty.lines(Context::People, plan.width, desk).into_iter().take(room).collect();
        }
        let chosen = self.list.place();
        let is_chosen = |it: &Shown| matches!(it, Shown::Person(_, at) if *at == chosen);
        let place = self.lines.iter().position(is_chosen).unwrap_or(0);
        // Above the first person that is seen stands the organisation, wherever its people begin.
        let has_heading = room >= HEADED;
        let first = if has_heading { place.saturating_sub(1) } else { place };
        self.top = self.top.min(first);
        if place >= self.top + room {
            self.top = (place + 1).saturating_sub(room);
        }
        self.top = self.top.min(self.lines.len().saturating_sub(room));
        let visible = self.lines.iter().skip(self.top).take(room);
        let line = |it: &Shown| match *it {
            Shown::Org(org) => {
                let org = &self.grid.orgs[org];
                let title = shown::cut(&org.title, plan.width.saturating_sub(2));
                Line::styled(format!(" {title}"), desk.theme.style(org.role))
            }
            Shown::Person(person, at) => self.person(person, &self.grid.people[person], at == chosen, plan),
        };
        let mut out: Vec<Line<'static>> = visible.map(line).collect();
        if let (true, Some(Shown::Person(person, _)), Some(top)) =
            (has_heading, self.lines.get(self.top), out.first_mut())
        {
            *top = line(&Shown::Org(self.grid.people[*person].org));
        }
        out
    }

    fn person(&self, place: usize, person: &Person, chosen: bool, plan: &Plan) -> Line<'static> {
        let selected = plan.theme.style(Role::Selected);
        let mark = if chosen { MARKER } else { " " };
        let mut spans = vec![Span::raw(mark), Span::raw(filled(&format!(" {}", person.name), plan.names, false))];
        for at in plan.from..plan.to {
            let here = chosen && at == self.column;
            let cell = self.grid.cell(place, at);
            let words = match plan.theme.reduced {
                true => filled(&format!("{}: {cell}", self.grid.groups[at].id), plan.column, false),
                false => filled(cell, plan.column, false),
            };
            spans.push(Span::raw(if here { MARKER } else { " " }));
            spans.push(Span::styled(words, if here { selected } else { Style::default() }));
        }
        if plan.sums {
            let mark = if person.has_too_many { " (!)" } else { "" };
            let groups = filled(&format!("{}{mark}", person.groups), SUMS.0, true);
            let look = if person.has_too_many { Role::Alarm } else { Role::Plain };
            spans.push(Span::styled(format!(" {groups} "), plan.theme.style(look)));
            spans.push(Span::raw(filled(&person.open_actions.to_string(), SUMS.1, true)));
        }
        Line::from(spans)
    }

    /// What stands below the people: as much of it as leaves room for them.
    fn foot(&self, plan: &Plan, height: usize) -> Vec<Line<'static>> {
        let theme = plan.theme;
        let mut out = Vec::new();
        let Some(group) = self.grid.groups.get(self.column) else { return out };
        if height >= 12 {
            out.push(rule(plan.width.saturating_sub(2), plan.theme));
        }
        // Where there is little room the seats are left, and the sentence that says what is wrong.
        let sums = if height >= 12 { self.grid.sums.len() } else { self.grid.parties };
        for (nth, (label, role)) in self.grid.sums.iter().enumerate().take(sums) {
            let mut spans = vec![Span::raw(" "), Span::styled(filled(label, plan.names, false), theme.style(*role))];
            for at in plan.from..plan.to {
                let words = self.grid.groups[at].sums.get(nth).map_or("", String::as_str);
                let wrong = words.contains("(!)") || words.contains("(open)");
                let look = if wrong { Role::Alarm } else { Role::Plain };
                spans.push(Span::raw(" "));
                spans.push(Span::styled(filled(words, plan.column, false), theme.style(look)));
            }
            out.push(Line::from(spans));
        }
        let (rows, room) = (if height >= 20 { 2 } else { 1 }, plan.width.saturating_sub(6));
        let mut fault: Vec<String> = wrapped(&group.fault, room);
        if fault.len() > rows {
            // What is wrong matters more than the key that mends it, which stands in the hints too.
            fault = wrapped(group.fault.split_inclusive(". ").next().unwrap_or_default().trim_end(), room);
        }
        // The lines below stay where they are while one goes from group to group.
        for at in 0..rows {
            let words = fault.get(at).filter(|it| !it.is_empty());
            let sign = if at == 0 { "(!)" } else { "   " };
            let words = words.map(|it| format!(" {sign} {it}")).unwrap_or_default();
            out.push(Line::styled(words, theme.style(Role::Strong)));
        }
        if height >= 16 {
            let legend = legend(&self.grid.legend, plan.width.saturating_sub(2), if height >= 20 { 2 } else { 1 });
            out.extend(legend.into_iter().map(|it| Line::styled(format!(" {it}"), theme.style(Role::Dim))));
        }
        out
    }
}

/// As many explanations as find room in so many lines, none of them cut; where that is not all, the key that tells the
/// others.
fn legend(words: &[String], room: usize, most: usize) -> Vec<String> {
    let more = format!("{} more", keys_of(Context::Everywhere, Command::Signs).join(" "));
    let mut lines = vec![String::new()];
    for (at, word) in words.iter().enumerate() {
        let line = lines.last().map_or(0, |it| it.width());
        let gap = if line > 0 { 2 } else { 0 };
        let is_last = at + 1 == words.len();
        // On the last line there must be room for the way to the rest.
        let kept = if lines.len() == most && !is_last { more.width() + 2 } else { 0 };
        if line + gap + word.width() + kept > room && lines.len() < most {
            lines.push(word.clone());
        } else if let Some(line) = lines.last_mut() {
            let fits = line.width() + gap + word.width() + kept <= room;
            line.push_str(&" ".repeat(gap));
            line.push_str(if fits { word } else { &more });
            if !fits {
                break;
            }
        }
    }
    lines
}
