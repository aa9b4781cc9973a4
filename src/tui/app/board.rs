//! The actions as list or board: which of the two, in which order, and cards that go from lane to lane.

use std::sync::Arc;

use super::{App, Overlay, Page};
use crate::model::field::Choice;
use crate::model::view::{Action, ActionState};
use crate::model::{Record, deed, value};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::overlay::form::Form;
use crate::tui::overlay::palette::{Choice as Chosen, Offer, Palette};
use crate::tui::screen::actions::{LANES, Sort, lane_name, lane_of, priorities, priority_of};
use crate::tui::widget::list::Way;

impl App {
    /// Opens the menu of orders, the one that holds ticked.
    pub(super) fn sort_menu(&mut self) {
        let current = self.actions.sort;
        let offers = Sort::ALL.into_iter().map(|it| {
            let tick = if it == current { "[x]" } else { "[ ]" };
            Offer::new("", format!("{tick} {}", it.label()), it.key().to_owned(), Chosen::Sort(it))
        });
        let mut menu = Palette::menu("Sort", offers.collect());
        menu.go(Way::Down(Sort::ALL.iter().position(|it| *it == current).unwrap_or(0)));
        self.overlay = Some(Overlay::Palette(menu));
    }

    /// Opens the menu of priorities, that of the selected action ticked; of what is marked, none.
    pub(super) fn priority_menu(&mut self) {
        let current = self.selected_record().filter(|_| !self.has_marks()).map(priority_of);
        let offer = |it: &'static Choice| {
            let tick = if current == Some(it.value) { "[x]" } else { "[ ]" };
            let key = it.label.chars().take(1).collect();
            Offer::new("", format!("{tick} {}", it.label), key, Chosen::Priority(it.value))
        };
        let mut menu = Palette::menu("Priority", priorities().iter().map(offer).collect());
        menu.go(Way::Down(priorities().iter().position(|it| Some(it.value) == current).unwrap_or(0)));
        self.overlay = Some(Overlay::Palette(menu));
    }

    /// Sets the priority of the selected action, or of all that are marked, as one change.
    pub(super) fn set_priority(&mut self, priority: &'static str) -> Vec<Effect> {
        let settings = vec![("priority".to_owned(), Some(value::text(priority)))];
        let one: Vec<&Record> = self.selected_record().into_iter().collect();
        let all: Vec<&Record> = if self.has_marks() { self.marked().map(Arc::as_ref).collect() } else { one };
        let change = deed::edit_several(all, &settings, &self.desk.at());
        self.unmark_done(&change);
        self.submit(Some(change))
    }

    pub(super) fn is_board(&self) -> bool {
        self.page == Page::Actions && self.reading.is_empty() && self.actions.is_board
    }

    /// The lane to which the selected card would go.
    pub(super) fn next_lane(&self, to_left: bool) -> Option<usize> {
        let card = self.selected_card()?;
        let lane = lane_of(Action(card).state());
        let next = if to_left { lane.checked_sub(1)? } else { lane + 1 };
        (next < LANES.len()).then_some(next)
    }

    /// The selected card, where it can go to another lane.
    pub(super) fn selected_card(&self) -> Option<&Record> {
        let is_settled = |it: &&Record| matches!(Action(it).state(), ActionState::Closed | ActionState::Cancelled);
        self.selected_record().filter(|it| self.is_board() && !is_settled(it))
    }

    pub(super) fn move_card(&mut self, to_left: bool) -> Vec<Effect> {
        self.next_lane(to_left).map(|it| self.card_to(it)).unwrap_or_default()
    }

    /// Moves the selected card to a lane: its action stands there from now on. What is to wait is asked for what.
    pub(super) fn card_to(&mut self, lane: usize) -> Vec<Effect> {
        let Some(card) = self.selected_card() else { return Vec::new() };
        let state = LANES[lane];
        if state == Action(card).state() {
            return Vec::new();
        }
        if state == ActionState::Blocked {
            let form = self.desk.snapshot.shared(&card.id).map(|it| Form::waiting(it, &self.desk));
            form.into_iter().for_each(|it| self.open_form(it));
            return Vec::new();
        }
        let change = deed::stand(card, state, None, &self.desk.at());
        self.submit(Some(change))
    }

    /// What the board says where there is nothing else to say: where the selected card stands, and where it can go.
    pub fn board_words(&self) -> String {
        if let Some((id, over)) = self.actions.board.carried.as_ref().filter(|_| self.is_board()) {
            let own = self.selected_card().map(|it| lane_of(Action(it).state()));
            return match over.filter(|it| Some(*it) != own) {
                Some(lane) => format!("{} goes to \"{}\"; Esc leaves it where it was", id.brief(), lane_name(lane)),
                None => format!("{} stays where it is, if it is let go here", id.brief()),
            };
        }
        if let Some(marked) = self.actions.marks_in_words().filter(|_| self.has_marks()) {
            return marked;
        }
        let Some(card) = self.selected_card() else { return String::new() };
        let stands = format!("{} is in \"{}\".", card.id.brief(), lane_name(lane_of(Action(card).state())));
        let goes = |to_left: bool, command: Command| {
            let lane = self.next_lane(to_left)?;
            Some(format!("{} moves it to \"{}\".", key_in_words(Context::Actions, command), lane_name(lane)))
        };
        let goes = goes(false, Command::LaneOn).or_else(|| goes(true, Command::LaneBack));
        format!("{stands}  {}", goes.unwrap_or_default()).trim_end().to_owned()
    }
}
