//! What helps with the field in focus: a list, a month, the whole screen to write in, a comparison.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::Line;

use super::compare::Compare;
use super::field::{FormField, Typed};
use super::month::Month;
use super::picker::{Picker, has_list};
use super::{Asked, Form};
use crate::model::field::Type;
use crate::tui::desk::Desk;
use crate::tui::drawn::Spot;
use crate::tui::widget::list::Way;

/// What helps with the field in focus, until something is taken from it.
pub enum Aid {
    List(Box<Picker>),
    Month(Month),
    /// The whole screen for one text.
    Large,
    Compare(Compare),
}

/// How many rows a page of a list is.
const PAGE: usize = 6;

impl Form {
    /// Takes a key where something helps with the field; `None` where the key is the field's all the same.
    pub(super) fn key_in_aid(&mut self, key: KeyEvent, desk: &Desk) -> Option<Asked> {
        let field = self.fields.get_mut(self.focus);
        match (&mut self.aid, field) {
            (Some(Aid::Compare(_)), _) => return Some(self.key_in_comparison(key, desk)),
            (Some(Aid::Large), Some(field)) => {
                // Here the arrows lead nowhere else.
                field.key(key, &desk.at());
                return Some(Asked::Nothing);
            }
            (Some(Aid::Month(month)), Some(field)) => {
                if month.go(key.code) {
                    return Some(Asked::Nothing);
                }
                let words = month.words();
                self.aid = None;
                if key.code != KeyCode::Enter {
                    return None;
                }
                field.rewrite(&words, &desk.at());
            }
            (Some(Aid::List(picker)), Some(field)) => match key.code {
                KeyCode::Up if !picker.inside => {
                    self.aid = None;
                    return None;
                }
                KeyCode::Up => picker.go(Way::Up(1)),
                KeyCode::Down => picker.go(Way::Down(1)),
                KeyCode::Home if picker.inside => picker.go(Way::Top),
                KeyCode::End if picker.inside => picker.go(Way::Bottom),
                KeyCode::PageUp => picker.go(Way::Up(PAGE)),
                KeyCode::PageDown => picker.go(Way::Down(PAGE)),
                KeyCode::Char(' ') if picker.inside && picker.many => {
                    let text = picker.ticked();
                    text.into_iter().for_each(|it| field.rewrite(&it, &desk.at()));
                    picker.tick(field);
                }
                KeyCode::Enter | KeyCode::Char(' ') if picker.takes(key.code, field) => {
                    let text = picker.chosen();
                    text.into_iter().for_each(|it| field.rewrite(&it, &desk.at()));
                    self.aid = None;
                }
                KeyCode::Enter => {
                    self.aid = None;
                    return None;
                }
                KeyCode::Char(it) if key.modifiers == KeyModifiers::NONE && field.choices().is_some() => {
                    picker.jump(it);
                }
                _ => return None,
            },
            (None, _) | (Some(_), None) => return None,
        }
        self.follow_role(desk);
        self.foretell(desk);
        Some(Asked::Nothing)
    }

    /// Takes what somebody clicks at: a choice, a line of a list, a day.
    pub fn take_spot(&mut self, spot: Spot, column: usize, desk: &Desk) {
        self.asked = false;
        let line = match spot {
            Spot::Choice(place, choice) => {
                self.point_at(place, desk);
                let field = self.fields.get_mut(place);
                let choice = field.as_ref().and_then(|it| it.choices()?.0.get(choice)).map(|it| it.value);
                field.zip(choice).into_iter().for_each(|(field, it)| field.set_text(it, &desk.at()));
                self.follow_role(desk);
                return self.foretell(desk);
            }
            Spot::Aid(line) => line,
        };
        let (there, key) = match &mut self.aid {
            Some(Aid::Month(month)) => (month.point_at(line, column), KeyCode::Enter),
            Some(Aid::List(picker)) => {
                let key = if picker.many { KeyCode::Char(' ') } else { KeyCode::Enter };
                (picker.point_at(line), key)
            }
            Some(Aid::Large | Aid::Compare(_)) | None => return,
        };
        if there {
            self.key_in_aid(KeyEvent::from(key), desk);
        }
    }

    /// Opens what helps with the field in focus, where something does.
    pub(super) fn open_aid(&mut self, desk: &Desk) -> bool {
        let Some(field) = self.fields.get(self.focus) else { return false };
        self.aid = match &field.field.ty {
            Type::Date | Type::LocalTime => {
                Some(Aid::Month(Month::of(field.value.as_ref().ok().and_then(|it| it.as_ref()), desk.today)))
            }
            _ => Picker::of(field, desk).filter(|it| !it.is_empty()).map(|mut it| {
                it.inside = true;
                Aid::List(Box::new(it))
            }),
        };
        self.aid.is_some()
    }

    /// Offers what fits to what has just been typed.
    pub(super) fn offer(&mut self, desk: &Desk) {
        let Some(field) = self.fields.get(self.focus) else { return };
        if field.area().is_none() || !has_list(field) || field.is_emptied() {
            self.aid = None;
            return;
        }
        let mut picker = match self.aid.take() {
            Some(Aid::List(picker)) => picker,
            _ => match Picker::of(field, desk) {
                Some(picker) => Box::new(picker),
                None => return,
            },
        };
        picker.typed(field);
        self.aid = (!picker.is_empty() && !picker.says_nothing_new(field)).then_some(Aid::List(picker));
    }

    /// The lines of what helps, below the field in focus.
    pub(super) fn aid_lines(&mut self, columns: usize, desk: &Desk) -> Vec<Line<'static>> {
        match (&mut self.aid, self.fields.get(self.focus)) {
            (Some(Aid::Month(month)), _) => month.lines(desk),
            (Some(Aid::List(picker)), Some(field)) => picker.lines(field, columns, desk),
            _ => Vec::new(),
        }
    }

    /// Whether the text in focus can be written in the whole screen.
    pub fn is_at_long_text(&self) -> bool {
        let is_compared = matches!(self.aid, Some(Aid::Compare(_)));
        !is_compared && !self.saving && self.fields.get(self.focus).is_some_and(FormField::is_long)
    }

    /// Whether the whole screen is there for one text.
    pub fn is_large(&self) -> bool {
        matches!(self.aid, Some(Aid::Large))
    }

    /// Gives the text in focus the whole screen.
    pub fn enlarge(&mut self) {
        self.aid = Some(Aid::Large);
    }

    /// The text in focus.
    pub fn text(&self) -> String {
        self.fields.get(self.focus).map(FormField::text).unwrap_or_default()
    }

    /// Takes another text for the field in focus, as one step that can be taken back.
    pub fn rewrite(&mut self, text: &str, desk: &Desk) {
        self.asked = false;
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.rewrite(text, &desk.at());
        }
    }

    /// Whether Enter is for what helps with the field, which says so itself.
    pub(super) fn enter_is_for_aid(&self) -> bool {
        match (&self.aid, self.fields.get(self.focus)) {
            (Some(Aid::List(picker)), Some(field)) => picker.takes(KeyCode::Enter, field),
            (aid, _) => matches!(aid, Some(Aid::Month(_) | Aid::Compare(_))),
        }
    }

    /// What the down arrow opens at the field in focus, for the line of rules.
    pub fn aid_word(&self) -> Option<&'static str> {
        let field = self.fields.get(self.focus)?;
        match &field.field.ty {
            _ if self.aid.is_some() => None,
            Type::Date | Type::LocalTime => Some("↓ calendar"),
            _ => has_list(field).then_some("↓ list"),
        }
    }

    /// Whether a key was for the field, where one is in focus.
    pub(super) fn key_in_field(&mut self, key: KeyEvent, desk: &Desk) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let taken = field.key(key, &desk.at()) == Typed::Taken;
        if taken {
            self.follow_role(desk);
            self.foretell(desk);
            if matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace | KeyCode::Delete) {
                self.offer(desk);
            }
        }
        taken
    }
}
