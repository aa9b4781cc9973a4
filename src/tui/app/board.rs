//! The actions as list or board: which of the two, in which order, and cards that go from lane to lane.

use super::{App, Overlay, Page};
use crate::model::Record;
use crate::model::deed;
use crate::model::view::{Action, ActionState};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::overlay::form::Form;
use crate::tui::overlay::palette::{Choice, Offer, Palette};
use crate::tui::screen::actions::{LANES, Sort, lane_name, lane_of};
use crate::tui::widget::list::Way;

impl App {
    /// Opens the menu of orders, the one that holds ticked.
    pub(super) fn sort_menu(&mut self) {
        let current = self.actions.sort;
        let offers = Sort::ALL.into_iter().map(|it| {
            let tick = if it == current { "[x]" } else { "[ ]" };
            Offer::new("", format!("{tick} {}", it.label()), it.key().to_owned(), Choice::Sort(it))
        });
        let mut menu = Palette::menu("Sort", offers.collect());
        menu.go(Way::Down(Sort::ALL.iter().position(|it| *it == current).unwrap_or(0)));
        self.overlay = Some(Overlay::Palette(menu));
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
            let key = |command: Command| key_in_words(Context::Actions, command);
            let (edit, back) = (key(Command::Edit), key(Command::Back));
            return format!("{marked}: {edit} changes them, {back} unmarks them");
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
