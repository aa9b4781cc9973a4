//! Going by Tab alone: to the pages above and the keys below, one after the other, and back to the page.

use ratatui::crossterm::event::KeyEvent;

use super::{App, Message, Page};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::keymap::Context;

impl App {
    /// To the first of what can be pressed, or the last.
    pub(super) fn enter_bar(&mut self, forward: bool) {
        let last = self.drawn.count().checked_sub(1);
        self.go_to_button(if forward { last.map(|_| 0) } else { last });
    }

    /// One on, or back; behind the last one the page begins anew, before the first one it is as it was.
    pub(super) fn along_bar(&mut self, forward: bool) {
        let next = match forward {
            true => self.button.map(|it| it + 1).filter(|it| *it < self.drawn.count()),
            false => self.button.and_then(|it| it.checked_sub(1)),
        };
        self.go_to_button(next);
        if next.is_some() || !forward {
            return;
        }
        match self.reading.last_mut() {
            Some(reading) => reading.from_top(),
            None if self.page == Page::Home => self.home.next_box(),
            None => (),
        }
    }

    fn go_to_button(&mut self, button: Option<usize>) {
        self.button = button;
        let told = button.and_then(|it| self.drawn.nth(it)).map(|it| format!("Enter: {}", it.1.help()));
        self.message = Message { words: told.unwrap_or_default(), warns: false };
    }

    /// Presses what is selected there.
    pub(super) fn press(&mut self) -> Vec<Effect> {
        let command = self.button.take().and_then(|it| self.drawn.nth(it)).map(|it| it.1);
        command.map_or_else(Vec::new, |it| self.give(it))
    }

    /// Takes a key that means nothing there: one is on the page again, and it means what it means there.
    pub(super) fn leave_bar(&mut self, key: KeyEvent, command: Option<Command>) -> Option<Vec<Effect>> {
        let stays = matches!(command, Some(Command::NextButton | Command::PreviousButton | Command::Press));
        if self.context() != Context::Bar || stays {
            return None;
        }
        self.go_to_button(None);
        Some(if command == Some(Command::Back) { Vec::new() } else { self.key(key) })
    }
}
