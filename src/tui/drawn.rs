//! What was drawn where, so that a click means what stands under it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::command::Command;
use super::theme::{MARKER, Theme};

/// What was drawn where, kept from the last frame.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    pub area: Rect,
    /// Where the page is.
    pub body: Rect,
    /// What gives a command when it is clicked.
    buttons: Vec<(Rect, Command)>,
    /// The fields of the form in front, by their places in it.
    fields: Vec<(Rect, usize)>,
    /// What can be taken with a click within the field in focus, or beside it.
    spots: Vec<(Rect, Spot)>,
}

/// What of a form can be taken with a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// One of the choices of a field, by their places.
    Choice(usize, usize),
    /// A line of what helps with the field in focus.
    Aid(usize),
}

/// A turn of the wheel, a click, or a movement with the button held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    WheelUp,
    WheelDown,
    Click(Position),
    /// The second of two at the same place.
    DoubleClick(Position),
    /// The button is held, and the mouse has come here.
    Drag(Position),
    /// The button is let go after that.
    Drop(Position),
}

impl Drawn {
    /// Begins a frame.
    pub fn begin(&mut self, area: Rect) {
        *self = Self { area, ..Self::default() };
    }

    /// Lets so many columns of a line from a place on give a command.
    pub fn button(&mut self, line: Rect, from: usize, columns: usize, command: Command) {
        let [from, columns] = [from, columns].map(|it| u16::try_from(it).unwrap_or(u16::MAX));
        let place = Rect { x: line.x.saturating_add(from), width: columns, ..line };
        self.buttons.push((place.intersection(line), command));
    }

    /// How many there are that give a command, and
    pub fn count(&self) -> usize {
        self.buttons.len()
    }

    /// the one at that place, from the top left on.
    pub fn nth(&self, at: usize) -> Option<(Rect, Command)> {
        self.buttons.get(at).copied()
    }

    /// Lets a field of a form be pointed at.
    pub fn field(&mut self, place: Rect, at: usize) {
        self.fields.push((place, at));
    }

    /// The field under a place.
    pub fn field_at(&self, at: Position) -> Option<usize> {
        self.fields.iter().find(|it| it.0.contains(at)).map(|it| it.1)
    }

    /// Lets something of a form be taken.
    pub fn spot(&mut self, place: Rect, spot: Spot) {
        self.spots.push((place, spot));
    }

    /// What of a form can be taken at a place, and so many columns from where it begins.
    pub fn spot_at(&self, at: Position) -> Option<(Spot, usize)> {
        let (place, spot) = self.spots.iter().find(|it| it.0.contains(at))?;
        Some((*spot, usize::from(at.x - place.x)))
    }

    /// The command under a place.
    pub fn command(&self, at: Position) -> Option<Command> {
        self.buttons.iter().find(|it| it.0.contains(at)).map(|it| it.1)
    }
}

/// The box of a frame in which a place lies: what is within the next lines on all sides.
pub fn box_around(buffer: &Buffer, body: Rect, at: Position) -> Option<Rect> {
    let is = |x: u16, y: u16, lines: &[&str]| lines.contains(&buffer[(x, y)].symbol());
    let upright = |x: &u16| is(*x, at.y, &["│", "║", "|"]);
    let level = |y: &u16| is(at.x, *y, &["─", "═", "┌", "╔"]);
    let left = (body.left()..=at.x).rev().find(upright).map_or(body.left(), |it| it + 1);
    let right = (at.x..body.right()).find(upright).unwrap_or(body.right());
    let top = (body.top()..=at.y).rev().find(level).map_or(body.top(), |it| it + 1);
    let bottom = (at.y..body.bottom()).find(level).unwrap_or(body.bottom());
    let place = Rect { x: left, y: top, width: right.saturating_sub(left), height: bottom.saturating_sub(top) };
    // Nothing stands on a line of a box.
    place.contains(at).then_some(place)
}

/// Where the marker of the selected row stands.
pub fn marker(buffer: &Buffer, body: Rect) -> Option<Position> {
    let is_marker = |it: &Position| {
        let cell = &buffer[*it];
        // Where it is plain, other things may look like it.
        let is_reversed = cell.modifier.contains(Modifier::REVERSED);
        cell.symbol() == MARKER || cell.symbol() == ">" && (is_reversed || it.x == body.left() + 1)
    };
    body.positions().find(is_marker)
}

/// Where the decoration is reduced, puts the cursor where one is: on what is drawn in reverse. Where it is not, the
/// cursor stays hidden.
pub fn show_focus(frame: &mut Frame<'_>, theme: Theme) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    let is_reversed = |it: &Position| buffer[*it].modifier.contains(Modifier::REVERSED);
    let focus = area.positions().find(is_reversed).filter(|_| theme.reduced);
    focus.into_iter().for_each(|it| frame.set_cursor_position(it));
}

/// Draws nothing in reverse any more: what lies below something else is not where one is.
pub fn out_of_focus(buffer: &mut Buffer) {
    buffer.content.iter_mut().for_each(|it| it.modifier.remove(Modifier::REVERSED));
}
