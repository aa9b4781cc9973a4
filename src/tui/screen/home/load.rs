//! Who has how much to do, on Home: the working groups, the share of each party, the open actions of the last weeks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Home, Place};
use crate::model::record::Fields;
use crate::model::view::load::{Load, Week, by_group, by_org, weeks};
use crate::model::view::{Meeting, seats};
use crate::model::{Kind, Record, RecordId, date, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, cell, filled, heads, lines, right, row};

/// So many weeks are looked back at.
const WEEKS: u32 = 8;
/// The lines of the box of weeks that are no bars: its borders, the axis, the numbers, the words below them.
pub const BESIDE_BARS: usize = 5;
/// The lines of the box of weeks in numbers: its borders, the head, a line each.
pub const TABLE: usize = WEEKS as usize + 3;
/// The columns before the bars.
const SCALE: usize = 7;
/// The lines below the groups: an empty one, the bar, the numbers.
pub const SHARE: usize = 3;
/// What fills the bar of each party.
const FILLS: [&str; 3] = ["█", "▒", "░"];

/// How the weeks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weeks {
    Bars,
    Numbers,
    /// As whoever looks at them has chosen.
    OneOfThem,
}

/// What is known of it, until the records change.
#[derive(Default)]
pub struct Work {
    /// A group with its open actions and its next meeting.
    groups: Vec<(RecordId, Load, String)>,
    /// Open actions of each party, in their order, and of all others.
    shares: (Vec<usize>, usize),
    weeks: Vec<Week>,
    /// Whether the numbers are shown instead of the bars.
    pub in_numbers: bool,
}

impl Work {
    /// Looks at the records again; returns the groups in their order, the one that steers first.
    pub fn look(&mut self, desk: &Desk) -> Vec<RecordId> {
        let at = desk.at();
        let loads = by_group(&at);
        let mut groups: Vec<&Record> =
            desk.snapshot.of_kind(Kind::Group).filter(|it| it.text("state") != "closed").collect();
        groups.sort_by_key(|it| !it.flag("steers"));
        let told = |group: &&Record| {
            let next = desk.next_meeting(group.id.as_str()).and_then(|it| Meeting(it).start());
            let next = next.map(|it| match it.date() == at.today {
                true => it.format("today %H:%M").to_string(),
                false => date::near(it.date(), at.today),
            });
            let load = loads.get(group.id.as_str()).copied().unwrap_or_default();
            (group.id.clone(), load, next.unwrap_or_else(|| "no meeting".to_owned()))
        };
        self.groups = groups.iter().map(told).collect();
        self.shares = by_org(&at, &seats::parties(&desk.snapshot));
        self.weeks = weeks(&at, WEEKS);
        self.groups.iter().map(|it| it.0.clone()).collect()
    }

    /// Whether any action was open in these weeks.
    pub fn has_weeks(&self) -> bool {
        self.weeks.iter().any(|it| it.open + it.finished > 0)
    }

    fn most(&self) -> usize {
        self.weeks.iter().map(|it| it.open).max().unwrap_or(0)
    }

    /// The bars of the parties' open actions, and their numbers.
    fn share(&self, width: usize, desk: &Desk) -> Vec<Line<'static>> {
        let (counts, others) = &self.shares;
        let parties: Vec<(String, Role)> = desk.parties().collect();
        let total: usize = counts.iter().sum();
        let names: usize = parties.iter().map(|it| it.0.width() + 1).sum();
        let room = width.saturating_sub(" Work share ".len() + names + 1);
        if parties.len() != counts.len() || parties.len() < 2 || room < 6 {
            return Vec::new();
        }
        let named = |(tag, role): &(String, Role)| Span::styled(tag.clone(), desk.theme.style(*role));
        let mut spans = vec![Span::raw(" Work share "), named(&parties[0]), Span::raw(" ")];
        let (mut sum, mut drawn) = (0, 0);
        for (at, ((_, role), count)) in parties.iter().zip(counts).enumerate() {
            sum += count;
            let end = (sum * room + total / 2).checked_div(total).unwrap_or(0);
            let bar = FILLS.get(at).unwrap_or(&"·").repeat(end.saturating_sub(drawn));
            drawn = end;
            spans.push(Span::styled(bar, desk.theme.style(*role)));
        }
        spans.extend(parties.iter().skip(1).flat_map(|it| [Span::raw(" "), named(it)]));
        let each = parties.iter().zip(counts).map(|((tag, _), count)| format!("{tag} {count}"));
        let others = (*others > 0).then(|| format!("others {others}"));
        let words = format!(" open actions {}", each.chain(others).collect::<Vec<_>>().join(" · "));
        let words = Line::styled(shown::cut(&words, width).into_owned(), desk.theme.style(Role::Dim));
        if desk.theme.reduced {
            return vec![Line::raw(""), words];
        }
        vec![Line::raw(""), Line::from(spans), words]
    }
}

impl Home {
    pub(super) fn draw_groups(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let focused = self.focus == Place::Groups;
        let inner = boxed(frame, area, "Working groups", "", focused, desk.theme);
        let (width, height) = (usize::from(inner.width), usize::from(inner.height));
        let share = self.work.share(width, desk);
        let share = if height > share.len() + 3 { share } else { Vec::new() };
        let code = self.groups.rows().iter().map(|it| it.as_str().len()).max().unwrap_or(2);
        let name = width.saturating_sub(1 + code + 1 + 5 + 5 + 12);
        let cells = |code_cell, name_cell, open, late, next| vec![code_cell, name_cell, open, late, next];
        let head = |it| right(it, 4, Role::Dim);
        let head = cells(
            cell("", code, Role::Dim),
            cell("Name", name, Role::Dim),
            head("open"),
            head("late"),
            right("next", 11, Role::Dim),
        );
        let chosen = self.groups.place();
        let groups = &self.work.groups;
        let rows = self.groups.visible(height.saturating_sub(1 + share.len()));
        let rows = rows.filter_map(|(at, id)| Some((at, groups.get(at)?, desk.snapshot.get(id)?)));
        let rows: Vec<Line<'_>> = rows
            .map(|(at, (id, load, next), group)| {
                let late = if load.late > 0 { Role::Alarm } else { Role::Plain };
                let next_role = if next == "no meeting" { Role::Dim } else { Role::Plain };
                let cells = cells(
                    cell(id.as_str(), code, Role::Strong),
                    cell(shown::visible(group.title()), name, Role::Plain),
                    right(load.open.to_string(), 4, Role::Plain).under("open"),
                    right(load.late.to_string(), 4, late).under("late"),
                    right(next, 11, next_role).under("next"),
                );
                row(cells, focused && at == chosen, desk.theme)
            })
            .collect();
        if rows.is_empty() {
            let empty = Empty { belongs: empty::GROUPS, why: "There is no group yet.".to_owned(), steps: Vec::new() };
            let empty = empty.step(Command::PageGroups, "shows the groups, and proposes one");
            return lines(frame, inner, empty.brief(Context::Home, width, desk));
        }
        let head = heads(row(head, false, desk.theme), desk.theme);
        lines(frame, inner, [head].into_iter().chain(rows).chain(share).collect());
    }

    /// The open actions week by week.
    pub(super) fn draw_weeks(&self, frame: &mut Frame<'_>, area: Rect, how: Weeks, desk: &Desk) {
        if area.height < 3 {
            return;
        }
        // Bars are of no use to whoever has the screen read aloud.
        let in_numbers = desk.theme.reduced
            || match how {
                Weeks::Bars => false,
                Weeks::Numbers => true,
                Weeks::OneOfThem => self.work.in_numbers,
            };
        let other = if in_numbers { "bars" } else { "table" };
        let key = format!("{} {other}", key_in_words(Context::Home, Command::Numbers));
        let key = if how == Weeks::OneOfThem && !desk.theme.reduced { &key } else { "" };
        let title = match how {
            Weeks::Numbers => "Week by week".to_owned(),
            Weeks::Bars | Weeks::OneOfThem => format!("Open actions, last {WEEKS} weeks"),
        };
        let inner = boxed(frame, area, &title, key, false, desk.theme);
        let (width, height) = (usize::from(inner.width), usize::from(inner.height));
        let told = if in_numbers { self.numbers(height, desk) } else { self.bars(width, height, desk) };
        lines(frame, inner, told);
    }

    fn bars(&self, width: usize, height: usize, desk: &Desk) -> Vec<Line<'static>> {
        let weeks = &self.work.weeks;
        let most = self.work.most().max(1);
        let rows = (height + 2).saturating_sub(BESIDE_BARS).max(1);
        let column = (width.saturating_sub(SCALE) / weeks.len().max(1)).clamp(4, 8);
        let bars = (0..rows).rev().map(|at| {
            // Of the numbers beside the bars those at the top and in the middle.
            let says = at + 1 == rows || at + 1 == rows / 2 && rows > 2;
            let number = if says { (most * (at + 1) / rows).to_string() } else { String::new() };
            let bar = |week: &Week| {
                // In half lines; what is there is never nothing.
                let halves = ((week.open * rows * 2 + most / 2) / most).max(usize::from(week.open > 0));
                let fill = match halves.saturating_sub(at * 2) {
                    0 => " ",
                    1 => "▄",
                    _ => "█",
                };
                format!(" {}", fill.repeat(column - 1))
            };
            let bars: String = weeks.iter().map(bar).collect();
            Line::raw(format!("{} │{bars}", filled(&number, SCALE - 2, true)))
        });
        let told = |name: &str, of: &dyn Fn(&Week) -> String| {
            let numbers: String = weeks.iter().map(|it| filled(&of(it), column, true)).collect();
            filled(name, SCALE, false) + &numbers
        };
        let dim = desk.theme.style(Role::Dim);
        let below = [
            Line::styled(told(" week", &|it| it.monday.format("%-V").to_string()), dim),
            Line::raw(told(" open", &|it| it.open.to_string())),
            self.in_words(desk),
        ];
        bars.chain(below).collect()
    }

    fn numbers(&self, height: usize, desk: &Desk) -> Vec<Line<'static>> {
        let head = ["Week from", "Open", "Added", "Finished"];
        let head = head.map(|it| right(it, if it == "Week from" { 9 } else { 8 }, Role::Dim));
        let weeks = &self.work.weeks;
        // In little room the newest.
        let shown = height.saturating_sub(1).min(weeks.len());
        let told = weeks.iter().skip(weeks.len() - shown).map(|it| {
            let monday = right(it.monday.format("%-d %b").to_string(), 9, Role::Plain);
            let numbers = [("Open", it.open), ("Added", it.added), ("Finished", it.finished)];
            let numbers = numbers.map(|(head, it)| right(it.to_string(), 8, Role::Plain).under(head));
            row([monday].into_iter().chain(numbers).collect(), false, desk.theme)
        });
        let head = heads(row(head.into_iter().collect(), false, desk.theme), desk.theme);
        [head].into_iter().chain(told).collect()
    }

    /// `now 11 · was 9 four weeks ago`
    fn in_words(&self, desk: &Desk) -> Line<'static> {
        let weeks = &self.work.weeks;
        let now = weeks.last().map_or(0, |it| it.open);
        let before = weeks.iter().rev().nth(4).map_or(0, |it| it.open);
        Line::styled(format!(" now {now} · was {before} four weeks ago"), desk.theme.style(Role::Dim))
    }
}
