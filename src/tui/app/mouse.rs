//! What the mouse does: it gives the commands that stand on the screen, and selects what it points at.

use std::cmp::Ordering;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{App, Overlay};
use crate::tui::command::Command;
use crate::tui::draw::draw;
use crate::tui::drawn::{Mouse, box_around, marker};
use crate::tui::event::Effect;
use crate::tui::keymap::{Context, keys_of};
use crate::tui::widget::list::Way;

/// How many rows the wheel turns.
const WHEEL: usize = 3;

/// More boxes than any page has.
const BOXES: usize = 6;

/// A row that is headed or of several lines is found in so many steps.
const STEPS: usize = 12;

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.button = None;
        match mouse {
            Mouse::WheelUp => self.wheel(Command::Up),
            Mouse::WheelDown => self.wheel(Command::Down),
            Mouse::Drag(at) => {
                self.drag(at);
                Vec::new()
            }
            Mouse::Drop(at) => self.drop_at(at),
            Mouse::Click(at) | Mouse::DoubleClick(at) => match self.drawn.command(at) {
                Some(command) => {
                    self.let_go();
                    self.give(command)
                }
                None if self.form().is_some() => {
                    let spot = self.drawn.spot_at(at);
                    match (&mut self.overlay, spot, self.drawn.field_at(at)) {
                        (Some(Overlay::Form(form)), Some((spot, column)), _) => {
                            form.take_spot(spot, column, &self.desk)
                        }
                        (Some(Overlay::Form(form)), None, Some(field)) => form.point_at(field, &self.desk),
                        _ => (),
                    }
                    Vec::new()
                }
                None if self.is_for_page(at) => {
                    self.let_go();
                    let there = match self.is_board() {
                        true => self.select_card_at(at),
                        false => self.select_at(at),
                    };
                    self.pressed = self.selected_record().map(|it| it.id.clone()).filter(|_| there);
                    let in_cell = there && self.context() == Context::People && self.people.point_at(at.x);
                    match there && matches!(mouse, Mouse::DoubleClick(_)) {
                        true if in_cell => self.give(Command::Role),
                        true => self.give(Command::Open),
                        false => Vec::new(),
                    }
                }
                None => Vec::new(),
            },
        }
    }

    /// Whether a click here is one on the page; what is picked up by keys is placed by keys.
    fn is_for_page(&self, at: Position) -> bool {
        let is_carrying = self.context() == Context::Moving && self.pressed.is_none();
        self.overlay.is_none() && !self.filtering && !is_carrying && self.drawn.body.contains(at)
    }

    fn wheel(&mut self, command: Command) -> Vec<Effect> {
        if keys_of(self.context(), command).is_empty() {
            return Vec::new();
        }
        (0..WHEEL).flat_map(|_| self.give(command)).collect()
    }

    /// Gives a command as its key would.
    pub(super) fn give(&mut self, command: Command) -> Vec<Effect> {
        let is_early = command == Command::Confirm && !self.was_asked();
        if is_early || !self.can(command) {
            return Vec::new();
        }
        self.message = super::Message::default();
        self.perform(command)
    }

    /// Selects the row at a place; whether there is one. Pages say themselves where their rows stand: by drawing them.
    fn select_at(&mut self, at: Position) -> bool {
        let Some(mut buffer) = self.as_drawn() else { return false };
        let Some(place) = box_around(&buffer, self.drawn.body, at) else { return false };
        let is_there = |it: &Position| place.contains(*it);
        let focus = self.home.focus();
        for _ in 0..BOXES {
            if marker(&buffer, self.drawn.body).is_some_and(|it| is_there(&it)) || !self.has_boxes() {
                break;
            }
            self.home.next_box();
            let Some(next) = self.as_drawn() else { return false };
            buffer = next;
        }
        let Some(before) = marker(&buffer, self.drawn.body).filter(is_there) else {
            // Nothing can be selected there.
            self.home.go_to_box(focus);
            return false;
        };
        let found = self.go_to_line(at.y);
        if !found {
            // A heading, or an empty line: nothing is selected by that.
            self.go_to_line(before.y);
        }
        found
    }

    /// Goes to the row that stands in a line: all the way at first, then one by one, behind headings that were not
    /// reckoned with.
    fn go_to_line(&mut self, line: u16) -> bool {
        for step in 0..STEPS {
            let Some(now) = self.as_drawn().and_then(|it| marker(&it, self.drawn.body)) else { return false };
            let all = usize::from(now.y.abs_diff(line));
            let rows = if step == 0 { all } else { all.min(1) };
            match now.y.cmp(&line) {
                Ordering::Equal => return true,
                Ordering::Less => self.go(Way::Down(rows)),
                Ordering::Greater => self.go(Way::Up(rows)),
            }
        }
        false
    }

    fn has_boxes(&self) -> bool {
        self.context() == Context::Home
    }

    /// The frame as it would be drawn now.
    fn as_drawn(&mut self) -> Option<Buffer> {
        let area = self.drawn.area;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(area.width, area.height));
        let Ok(frame) = terminal.draw(|frame| draw(self, frame));
        Some(frame.buffer.clone())
    }
}
