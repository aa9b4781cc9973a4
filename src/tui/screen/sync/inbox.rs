//! Beside the list of the page Sync, where a contested record is selected: both values of each field, what was chosen,
//! and what comes of it.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::document::contested::{Side, sides};
use crate::model::contested::{Contest, Said, Which, contests};
use crate::model::deed::{self, Choice};
use crate::model::{Change, Kind, RecordId, names, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::list::Way;
use crate::tui::widget::text::{cell, filled, lines, page_box, row, wrapped};

/// What is decided, and where the cursor stands.
#[derive(Default)]
pub struct Inbox {
    /// What was chosen for a field, with the values between which it was chosen: others ask anew. It is kept when one
    /// turns to something else.
    decisions: BTreeMap<(RecordId, String), (Contest, Decision)>,
    /// The value at which the cursor stands, counted over all fields of the record.
    cursor: usize,
    /// Whether keys choose, instead of going about in the list.
    pub focused: bool,
}

/// What somebody chose for a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    Settle(Choice),
    /// It is raised at the next meeting.
    Raise,
}

/// Longer values are cut after so many lines.
const LONGEST: usize = 4;

/// The width of what stands before a value.
const BEFORE: usize = 18;

impl Inbox {
    /// Begins to decide about a record.
    pub fn begin(&mut self) {
        self.focused = true;
        self.cursor = 0;
    }

    pub fn go(&mut self, way: Way, id: &RecordId, desk: &Desk) {
        let count = stops(&of(id, desk)).len();
        self.cursor = way.from(self.cursor, count.saturating_sub(1));
    }

    /// The field at which the cursor stands, and which of its values.
    pub fn at_cursor(&self, id: &RecordId, desk: &Desk) -> Option<(Contest, Which)> {
        let all = of(id, desk);
        let (nth, which) = stops(&all).get(self.cursor).copied()?;
        all.get(nth).cloned().map(|it| (it, which))
    }

    /// Chooses for the field at the cursor, and goes on to the next one that is open.
    pub fn decide(&mut self, id: &RecordId, decision: Decision, desk: &Desk) {
        let Some((contest, _)) = self.at_cursor(id, desk) else { return };
        let key = (id.clone(), contest.field.clone());
        self.decisions.insert(key, (contest, decision));
        let all = of(id, desk);
        let stops = stops(&all);
        let here = stops.get(self.cursor).map_or(0, |it| it.0);
        let open = |nth: usize| all.get(nth).is_some_and(|it| self.decided(it).is_none());
        let after = stops.iter().position(|(nth, _)| *nth > here && open(*nth));
        if let Some(next) = after {
            self.cursor = next;
        }
    }

    /// Takes back what was chosen for the field at the cursor.
    pub fn leave_open(&mut self, id: &RecordId, desk: &Desk) {
        if let Some((contest, _)) = self.at_cursor(id, desk) {
            self.decisions.remove(&(contest.id, contest.field));
        }
    }

    /// What was chosen for a field, as long as the values are those between which it was chosen.
    pub fn decided(&self, contest: &Contest) -> Option<&Decision> {
        let known = self.decisions.get(&(contest.id.clone(), contest.field.clone()));
        known.filter(|it| it.0 == *contest).map(|it| &it.1)
    }

    /// Whether something is chosen that could be saved.
    pub fn has_decided(&self, id: &RecordId, desk: &Desk) -> bool {
        of(id, desk).iter().any(|it| self.decided(it).is_some())
    }

    /// What was chosen, as one change.
    ///
    /// # Errors
    /// Says what cannot be settled like that.
    pub fn change(&self, id: &RecordId, desk: &Desk) -> Result<Change, String> {
        let Some(record) = desk.snapshot.get(id) else { return Ok(Change::default()) };
        let at = desk.at();
        let (mut choices, mut changes) = (Vec::new(), Vec::new());
        let mut raises = Vec::new();
        for contest in contests(record) {
            match self.decided(&contest).cloned() {
                Some(Decision::Settle(choice)) => choices.push((contest, choice)),
                Some(Decision::Raise) => raises.push(contest),
                None => (),
            }
        }
        if !choices.is_empty() {
            let change = deed::settle(record, &choices, &at);
            changes.push(change.map_err(|it| format!("{it}. {}", it.hint()))?);
        }
        for contest in raises {
            match deed::raised(&contest, &at) {
                Some(item) => return Err(format!("{} was raised already: {}", contest.label(), item.id)),
                None => match deed::raise(record, &contest, &at) {
                    Some(change) => changes.push(change),
                    None => return Err(format!("{} belongs to no group that could talk about it", record.id)),
                },
            }
        }
        let subject = changes.first().and_then(|it| it.meaning.subject.clone());
        let mut change = deed::together(changes).meaning("contested.settle");
        change.meaning.subject = subject;
        Ok(change)
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, id: &RecordId, desk: &Desk) {
        let title = format!("{id} · both changed the same");
        let help = if self.focused { "Esc decides later" } else { "Enter decides" };
        let inner = page_box(frame, area, &title, help, desk.theme);
        let result = self.result(id, desk, usize::from(inner.width));
        // What comes of it stays in sight as well, where there is room for both.
        let wanted = result.len() as u16 + 1;
        let [above, below] = match wanted * 5 <= inner.height * 2 {
            true => Layout::vertical([Constraint::Fill(1), Constraint::Length(wanted)]).areas(inner),
            false => [inner, Rect::default()],
        };
        let (out, chosen) = self.told(id, desk, usize::from(inner.width));
        let room = usize::from(above.height);
        // What the cursor stands at stays in sight, with a few lines below it.
        let from = (chosen + 4).saturating_sub(room).min(out.len().saturating_sub(room));
        let last = out.len().saturating_sub(from) > room;
        let mut out: Vec<Line<'_>> = out.into_iter().skip(from).take(room).collect();
        if let (true, Some(line)) = (last, out.last_mut()) {
            *line = Line::styled(" … more below", desk.theme.style(Role::Dim));
        }
        lines(frame, above, out);
        lines(frame, below, result);
    }

    /// Its lines, and at which of them the cursor stands.
    fn told(&self, id: &RecordId, desk: &Desk, width: usize) -> (Vec<Line<'static>>, usize) {
        let all = of(id, desk);
        let theme = desk.theme;
        let (mut out, mut chosen, mut stop) = (Vec::new(), 0, 0);
        let title = desk.snapshot.get(id).map(|it| it.title().to_owned()).unwrap_or_default();
        out.extend(wrapped(&title, width.saturating_sub(2)).into_iter().take(2).map(|it| Line::raw(format!(" {it}"))));
        for (nth, contest) in all.iter().enumerate() {
            out.push(Line::raw(""));
            let heading = format!(" Field {} of {}: {}", nth + 1, all.len(), contest.label());
            out.push(Line::styled(heading, theme.style(Role::Strong)));
            if let Some(before) = &contest.before {
                let words = contest.words_with(&Said::Value(before.clone()), &called(desk));
                out.extend(value_lines("   before", &words, width, theme));
            }
            for side in sides(contest, &desk.at()) {
                let selected = self.focused && stop == self.cursor;
                if selected {
                    chosen = out.len();
                }
                stop += 1;
                let is_chosen = self.decided(contest) == Some(&Decision::Settle(Choice::Version(side.which)));
                let at = contest.version(side.which).and_then(|it| it.at);
                let when = at.map(|it| format!(", {}", desk.when(it))).unwrap_or_default();
                let stands = if side.which == Which::Stands { "stands, " } else { "" };
                out.extend(side_lines(&side, selected, is_chosen, desk, width));
                out.extend(value_lines("", &format!("{stands}{}{when}", side.who), width, theme));
            }
            let other = match self.decided(contest) {
                Some(Decision::Raise) => Some("r  raised at the next meeting".to_owned()),
                Some(Decision::Settle(Choice::Both)) => {
                    Some("b  both, in the order in which they were written".to_owned())
                }
                Some(Decision::Settle(Choice::New(value))) => {
                    let said = value.clone().map_or(Said::Nothing, Said::Value);
                    Some(format!("w  written new: {}", contest.words_with(&said, &called(desk)).replace('\n', " / ")))
                }
                Some(Decision::Settle(Choice::Version(_))) | None => None,
            };
            out.extend(other.map(|it| {
                let words = filled(&format!("  {it}"), width.saturating_sub(9), false);
                Line::from(vec![Span::raw(words), Span::styled(" CHOSEN", theme.style(Role::Strong))])
            }));
        }
        (out, chosen)
    }

    /// What comes of it, field by field.
    fn result(&self, id: &RecordId, desk: &Desk, width: usize) -> Vec<Line<'static>> {
        let mut out = vec![Line::styled(" Result will be", desk.theme.style(Role::Strong))];
        for contest in of(id, desk) {
            let words = self.result_words(&contest, desk).replace('\n', " / ");
            let label = filled(&contest.label(), BEFORE - 4, false);
            let words = shown::cut(&words, width.saturating_sub(BEFORE + 1)).into_owned();
            out.push(Line::raw(format!("   {label} {words}")));
        }
        out
    }

    fn result_words(&self, contest: &Contest, desk: &Desk) -> String {
        match self.decided(contest) {
            None => "not decided yet".to_owned(),
            Some(Decision::Raise) => "as it stands, until the group has talked about it".to_owned(),
            Some(Decision::Settle(choice)) => match deed::result(contest, choice) {
                Ok(said) => contest.words_with(&said, &called(desk)),
                Err(error) => format!("(!) {error}"),
            },
        }
    }
}

/// What people and organisations are called.
fn called(desk: &Desk) -> impl Fn(&[Kind], &str) -> Option<String> + '_ {
    |kinds, id| names::called(kinds, id, &desk.snapshot)
}

/// What is contested in a record.
fn of(id: &RecordId, desk: &Desk) -> Vec<Contest> {
    desk.snapshot.get(id).map(contests).unwrap_or_default()
}

/// The values at which the cursor can stand: which field's, and which of them.
fn stops(all: &[Contest]) -> Vec<(usize, Which)> {
    let of_one = |(nth, contest): (usize, &Contest)| contest.versions().map(|it| (nth, it.0)).collect::<Vec<_>>();
    all.iter().enumerate().flat_map(of_one).collect()
}

fn side_lines(side: &Side, selected: bool, is_chosen: bool, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let (tag, role) = side.org.as_ref().map_or_else(|| (String::new(), Role::Plain), |it| desk.org(it));
    let key = match side.whose {
        "mine" => "m  mine",
        "theirs" => "t  theirs",
        _ => "   ",
    };
    let mark = if is_chosen { "CHOSEN" } else { "" };
    let room = width.saturating_sub(BEFORE + 7);
    let mut words = wrapped(&side.words, room);
    if words.len() > LONGEST {
        words.truncate(LONGEST);
        words.push("…".to_owned());
    }
    let mut out = Vec::new();
    for (at, line) in words.into_iter().enumerate() {
        let cells = match at {
            0 => vec![
                cell(key, 9, Role::Plain),
                cell(&tag, 6, role),
                cell(line, room, Role::Plain),
                cell(mark, 6, Role::Strong),
            ],
            _ => vec![cell("", 9, Role::Plain), cell("", 6, Role::Plain), cell(line, room, Role::Plain)],
        };
        out.push(row(cells, selected && at == 0, desk.theme));
    }
    out
}

/// A value behind what it is, as many lines as anybody reads.
fn value_lines(before: &str, words: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let wide = width.saturating_sub(BEFORE + 1);
    let lines = wrapped(words, wide).into_iter().take(LONGEST).enumerate();
    let line = |(at, words): (usize, String)| {
        let before = filled(if at == 0 { before } else { "" }, BEFORE, false);
        Line::styled(format!("{before}{words}"), theme.style(Role::Dim))
    };
    lines.map(line).collect()
}
