//! What is typed beside what stands now, field by field, before either is taken.

use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::{Line, Span};
use toml::Value;

use super::field::FormField;
use super::{Aid, Asked, Form};
use crate::model::field::Type;
use crate::model::{names, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::text::wrapped;

/// So many lines of a long text are compared at once.
const LINES: usize = 4;

/// What is typed beside what stands now.
pub struct Compare {
    rows: Vec<Row>,
    at: usize,
    /// Whether the form is saved once everything is chosen.
    saves: bool,
}

/// A field of which two texts are there.
struct Row {
    /// Its place on the form.
    field: usize,
    mine: String,
    theirs: String,
    /// The same as they are read.
    mine_shown: String,
    theirs_shown: String,
    side: Option<Side>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
    Both,
}

impl Form {
    /// Opens the comparison of the fields that were changed here and by somebody else meanwhile; whether there is any.
    pub(super) fn compare_clashes(&mut self, desk: &Desk) -> bool {
        for field in self.fields.iter_mut().filter(|it| !it.is_changed()) {
            // Here it was changed back: then what the other one wrote stands.
            if let (Some(now), Some(base)) = (field.meanwhile.take(), &mut self.base) {
                field.slot.put(&mut Arc::make_mut(base).fields, now.clone());
                field.follow(now.as_ref(), &desk.snapshot);
            }
        }
        self.open_comparison(true, desk)
    }

    /// Opens the comparison of everything typed with what stands.
    pub fn compare(&mut self, desk: &Desk) {
        self.open_comparison(false, desk);
    }

    /// Shows in an open comparison what stands by now; what was chosen stays where nothing else stands.
    pub(super) fn compare_again(&mut self, desk: &Desk) {
        let Some(Aid::Compare(before)) = self.aid.take_if(|it| matches!(it, Aid::Compare(_))) else { return };
        self.open_comparison(before.saves, desk);
        if let Some(Aid::Compare(now)) = &mut self.aid {
            for row in &mut now.rows {
                let same = before.rows.iter().find(|it| it.field == row.field && it.theirs == row.theirs);
                row.side = same.and_then(|it| it.side);
            }
            now.at = before.at.min(now.rows.len().saturating_sub(1));
        }
    }

    fn open_comparison(&mut self, saves: bool, desk: &Desk) -> bool {
        let is_compared = |it: &FormField| it.is_changed() && (!saves || it.meanwhile.is_some());
        let fields = self.fields.iter().enumerate().filter(|it| is_compared(it.1));
        let rows: Vec<Row> = fields
            .map(|(at, field)| Row {
                field: at,
                mine: field.text(),
                theirs: match &field.meanwhile {
                    Some(value) => {
                        value.as_ref().map(|it| names::written(&field.field.ty, it, &desk.snapshot)).unwrap_or_default()
                    }
                    None => field.original().to_owned(),
                },
                mine_shown: match &field.value {
                    Ok(value) => in_words(field, value.as_ref(), desk),
                    Err(_) => field.text(),
                },
                theirs_shown: in_words(field, field.meanwhile.as_ref().map_or(field.stood(), Option::as_ref), desk),
                side: (!saves).then_some(Side::Mine),
            })
            .collect();
        if rows.is_empty() {
            return false;
        }
        (self.warns, self.notes) = (saves, Vec::new());
        if saves {
            let (who, when) = (shown::capital(self.other()), self.then());
            self.notes.push(format!("{who} changed this too{when}. Nothing is saved before you choose."));
        }
        self.aid = Some(Aid::Compare(Compare { rows, at: 0, saves }));
        true
    }

    /// Takes a key in the comparison.
    pub(super) fn key_in_comparison(&mut self, key: KeyEvent, desk: &Desk) -> Asked {
        let Some(Aid::Compare(compare)) = &mut self.aid else { return Asked::Nothing };
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Asked::Nothing;
        }
        let last = compare.rows.len().saturating_sub(1);
        match key.code {
            KeyCode::Up => compare.at = compare.at.saturating_sub(1),
            KeyCode::Down => compare.at = (compare.at + 1).min(last),
            KeyCode::Char('m') => compare.choose(Side::Mine),
            KeyCode::Char('t') => compare.choose(Side::Theirs),
            KeyCode::Char('b') if compare.rows.get(compare.at).is_some_and(|it| joins(&self.fields[it.field])) => {
                compare.choose(Side::Both);
            }
            KeyCode::Char(' ') => compare.next_side(),
            KeyCode::Char('w') => {
                let place = compare.rows[compare.at].field;
                compare.rows[compare.at].side = Some(Side::Mine);
                self.take_chosen(desk);
                self.focus = place;
            }
            KeyCode::Enter => match compare.rows.iter().position(|it| it.side.is_none()) {
                Some(open) => compare.at = open,
                None => {
                    let saves = compare.saves;
                    self.take_chosen(desk);
                    if saves {
                        return self.save(desk);
                    }
                }
            },
            _ => (),
        }
        Asked::Nothing
    }

    /// Lets what was chosen stand in the form, and closes the comparison.
    fn take_chosen(&mut self, desk: &Desk) {
        let Some(Aid::Compare(compare)) = self.aid.take() else { return };
        for row in compare.rows {
            let Some(side) = row.side else { continue };
            let field = &mut self.fields[row.field];
            let stands = field.meanwhile.take();
            let both = match field.field.ty {
                Type::Set(_) => format!("{}, {}", row.mine, row.theirs),
                Type::List(_) => format!("{}; {}", row.mine, row.theirs),
                _ => format!("{}\n\n{}", row.mine, row.theirs),
            };
            if let (Some(value), Some(base)) = (stands, &mut self.base) {
                // What is saved is a change of what stands now.
                field.slot.put(&mut Arc::make_mut(base).fields, value.clone());
                field.preset(value.as_ref(), &desk.snapshot);
                field.changed_underneath = false;
            }
            match side {
                Side::Mine => field.set_text(&row.mine, &desk.at()),
                Side::Theirs => field.set_text(&row.theirs, &desk.at()),
                Side::Both => field.set_text(&both, &desk.at()),
            }
        }
        self.notes.clear();
        self.warns = false;
        self.follow_role(desk);
    }

    /// The fields of the comparison that wait for somebody to choose.
    pub(super) fn undecided(&self) -> usize {
        match &self.aid {
            Some(Aid::Compare(compare)) => compare.rows.iter().filter(|it| it.side.is_none()).count(),
            _ => 0,
        }
    }
}

/// A value as it is read, with its lines where it has any.
fn in_words(field: &FormField, value: Option<&Value>, desk: &Desk) -> String {
    match (&field.field.ty, value) {
        (_, None) => String::new(),
        (Type::Text | Type::Line, Some(Value::String(text))) => shown::visible_lines(text),
        (ty, Some(value)) => names::show(ty, value, &desk.snapshot),
    }
}

/// Whether both texts can stand, one after the other.
fn joins(field: &FormField) -> bool {
    matches!(field.field.ty, Type::Text | Type::Set(_) | Type::List(_))
}

impl Compare {
    fn choose(&mut self, side: Side) {
        if let Some(row) = self.rows.get_mut(self.at) {
            row.side = Some(side);
        }
        // To what is still open, where something is.
        let open = |it: &usize| self.rows[*it].side.is_none();
        self.at = (self.at..self.rows.len()).find(open).unwrap_or(self.at);
    }

    fn next_side(&mut self) {
        if let Some(row) = self.rows.get_mut(self.at) {
            row.side = Some(if row.side == Some(Side::Mine) { Side::Theirs } else { Side::Mine });
        }
    }

    /// How it looks: for each field both texts, and below what keys do. The marker's lines are the second.
    pub fn lines(&self, fields: &[FormField], columns: usize, desk: &Desk) -> (Vec<Line<'static>>, usize) {
        let theme = desk.theme;
        let (mine, theirs) = if self.saves { ("mine", "theirs") } else { ("typed", "stands") };
        let mut out = Vec::new();
        let mut marked = 0;
        for (at, row) in self.rows.iter().enumerate() {
            let field = &fields[row.field];
            let here = at == self.at;
            if here {
                marked = out.len();
            }
            let role = if here { Role::Selected } else { Role::Strong };
            let marker = if here { "> " } else { "  " };
            out.push(Line::styled(format!("{marker}{}", field.field.label), theme.style(role)));
            for (side, word, text) in [(Side::Mine, mine, &row.mine_shown), (Side::Theirs, theirs, &row.theirs_shown)] {
                let sign = if row.side == Some(side) || row.side == Some(Side::Both) { "(•)" } else { "( )" };
                let text = if text.is_empty() { "nothing" } else { text.as_str() };
                let parts = wrapped(text, columns.saturating_sub(16).max(1));
                let more = parts.len() > LINES;
                for (nth, part) in parts.into_iter().take(LINES).enumerate() {
                    let head = if nth == 0 { format!("    {sign} {word:<7} ") } else { " ".repeat(16) };
                    let end = if more && nth + 1 == LINES { " …" } else { "" };
                    out.push(Line::from(vec![Span::raw(head), Span::raw(part + end)]));
                }
            }
        }
        let both = self.rows.get(self.at).is_some_and(|it| joins(&fields[it.field]));
        let both = if both { " · b both" } else { "" };
        let then = if self.saves { "saves" } else { "goes on" };
        out.push(Line::raw(""));
        let keys = format!("  m {mine} · t {theirs}{both} · w write · Enter {then} · Esc back");
        let keys = wrapped(&keys, columns.saturating_sub(1)).into_iter();
        out.extend(keys.map(|it| Line::styled(it, theme.style(Role::Dim))));
        (out, marked)
    }
}

/// What stands in a field now that somebody else has changed it; nothing is a value too.
pub type Meanwhile = Option<Option<Value>>;
