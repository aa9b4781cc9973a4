//! What the mouse carries: a card to another lane, an item to another place on its agenda.

use ratatui::layout::Position;

use super::{App, Page};
use crate::model::Kind;
use crate::tui::event::Effect;
use crate::tui::screen::agenda::AgendaPage;

impl App {
    /// The mouse has come here with its button held: what it was pressed on comes with it.
    pub(super) fn drag(&mut self, at: Position) {
        let Some(pressed) = self.pressed.clone().filter(|_| self.overlay.is_none() && self.reading.is_empty()) else {
            return;
        };
        if self.is_board() && self.actions.list.select(&pressed) && self.selected_card().is_some() {
            let over = self.actions.board.lane_at(at);
            self.actions.board.carried = Some((pressed, over));
        } else if let (Page::Meetings, Kind::Item, Some(agenda)) = (self.page, pressed.kind, &mut self.meetings.agenda)
            && agenda.list.select(&pressed)
        {
            agenda.carry_to(at);
        }
    }

    /// The button is let go: what was carried stays here, or where it was if there is no place for it.
    pub(super) fn drop_at(&mut self, at: Position) -> Vec<Effect> {
        self.drag(at);
        if self.overlay.is_some() || self.pressed.take().is_none() {
            self.let_go();
            return Vec::new();
        }
        if let Some((_, over)) = self.actions.board.carried.take() {
            return over.map(|it| self.card_to(it)).unwrap_or_default();
        }
        let moved = self.meetings.agenda.as_mut().and_then(|it| it.drop_here(&self.desk));
        self.submit_or_tell(moved)
    }

    /// Puts what the mouse carries back where it was; whether it carried anything.
    pub(super) fn let_go(&mut self) -> bool {
        let was_pressed = self.pressed.take().is_some();
        let is_card = self.actions.board.carried.take().is_some();
        let agenda = self.meetings.agenda.as_mut().filter(|it| was_pressed && it.is_carrying());
        let is_item = agenda.map(AgendaPage::put_back).is_some();
        is_card || is_item
    }

    /// Selects the card that was drawn at a place, or the first of the lane whose name was; whether it is a card.
    pub(super) fn select_card_at(&mut self, at: Position) -> bool {
        let board = &self.actions.board;
        let card = board.card_at(at).cloned();
        let named = board.lane_at(at).filter(|_| card.is_none()).and_then(|it| board.first_of(it));
        named.into_iter().for_each(|it| self.actions.list.go_to(it));
        card.is_some_and(|it| self.actions.list.select(&it))
    }
}
