//! A field with a few values to choose among: what a key makes of the choice.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::field::Typed;
use crate::model::field::Choice;

pub(super) fn choose(choices: &[Choice], selected: &mut Option<usize>, key: KeyEvent, required: bool) -> Typed {
    let last = choices.len().saturating_sub(1);
    *selected = match (key.code, *selected) {
        (KeyCode::Right | KeyCode::Char(' '), None) => Some(0),
        (KeyCode::Right, Some(at)) => Some((at + 1).min(last)),
        (KeyCode::Char(' '), Some(at)) => Some(if at == last { 0 } else { at + 1 }),
        (KeyCode::Left, None) => Some(last),
        (KeyCode::Left, Some(at)) => Some(at.saturating_sub(1)),
        (KeyCode::Home, _) => Some(0),
        (KeyCode::End, _) => Some(last),
        (KeyCode::Backspace | KeyCode::Delete, _) if !required => None,
        (KeyCode::Char(it), at) if key.modifiers.is_empty() => {
            let begins = |choice: &Choice| choice.label.starts_with(it) || choice.value.starts_with(it);
            let from = at.map_or(0, |it| it + 1);
            let order = (from..choices.len()).chain(0..from.min(choices.len()));
            match order.into_iter().find(|at| begins(&choices[*at])) {
                Some(found) => Some(found),
                None => return Typed::NotMine,
            }
        }
        _ => return Typed::NotMine,
    };
    Typed::Taken
}
