//! What is typed into a field: a text, or one of a few choices.

use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::field::{FormField, Typed};
use super::writing;
use crate::model::field::{Choice, Field, Type};
use crate::model::shown;

/// What a field is edited with.
pub(super) enum Editor {
    Typed(Box<TextArea<'static>>),
    Chosen { choices: &'static [Choice], selected: Option<usize> },
}

const FLAG: &[Choice] = &[Choice { value: "yes", label: "yes" }, Choice { value: "no", label: "no" }];

impl Editor {
    /// An editor with that text in it.
    pub fn of(field: &'static Field, text: &str) -> Self {
        let choices = match &field.ty {
            Type::Choice(choices) => Some(*choices),
            Type::Flag => Some(FLAG),
            _ => None,
        };
        match choices.map(|it| (it, it.iter().position(|choice| choice.value == text))) {
            // A word that is none of the choices can only be shown by typing it.
            Some((choices, selected)) if selected.is_some() || text.is_empty() => Self::Chosen { choices, selected },
            _ => {
                let lines: Vec<String> = shown::visible_lines(text).split('\n').map(str::to_owned).collect();
                let mut area = TextArea::new(lines);
                area.set_cursor_line_style(Style::default());
                area.set_max_histories(500);
                if field.is_text() {
                    area.set_wrap_mode(WrapMode::WordOrGlyph);
                }
                area.move_cursor(CursorMove::Bottom);
                area.move_cursor(CursorMove::End);
                Self::Typed(Box::new(area))
            }
        }
    }
}

impl FormField {
    /// Offers only these of its choices, where what is chosen is among them.
    pub fn among(mut self, of: &'static [Choice]) -> Self {
        if let Editor::Chosen { choices, selected } = &mut self.editor {
            let chosen = selected.and_then(|it| choices.get(it));
            let place = chosen.and_then(|it| of.iter().position(|choice| choice == it));
            if place.is_some() == chosen.is_some() {
                (*choices, *selected) = (of, place);
            }
        }
        self
    }
}

pub(super) fn told(_: bool) -> Typed {
    Typed::Taken
}

pub(super) fn told_move(area: &mut TextArea<'static>, to: CursorMove) -> Typed {
    area.cancel_selection();
    writing::moved(area, to);
    Typed::Taken
}

/// Where an arrow leads out of the field, it is not the field's.
pub(super) fn told_up_or_down(area: &mut TextArea<'static>, to: CursorMove) -> Typed {
    let was_marked = area.is_selecting();
    if !writing::moved(area, to) {
        return Typed::NotMine;
    }
    if was_marked {
        area.cancel_selection();
    }
    Typed::Taken
}

pub(super) fn stepped(area: &mut TextArea<'static>, step: impl FnOnce(&mut TextArea<'static>)) -> Typed {
    area.cancel_selection();
    step(area);
    Typed::Taken
}

pub(super) fn erased(area: &mut TextArea<'static>, erase: impl FnOnce(&mut TextArea<'static>)) -> Typed {
    erase(area);
    Typed::Taken
}
