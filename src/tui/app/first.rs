//! What the first steps of a new workspace lead to.

use super::{App, Message, Page};
use crate::model::{Kind, RecordId};
use crate::tui::event::Effect;
use crate::tui::overlay::form::Form;
use crate::tui::screen::checklist::{FirstStep, parties, without_co_chairs};

impl App {
    /// Does a first step, or goes to where it was done.
    pub(super) fn begin_step(&mut self, step: FirstStep) {
        match step {
            FirstStep::Orgs => {
                let first = parties(&self.desk.snapshot).into_iter().next();
                self.turn_to(Page::Groups);
                first.iter().for_each(|it| self.screen_mut().select(it));
            }
            FirstStep::People => self.add_new(Kind::Person, ""),
            FirstStep::Group => self.add_new(Kind::Group, ""),
            FirstStep::CoChairs => match without_co_chairs(&self.desk.snapshot, self.desk.today) {
                Some(group) => {
                    self.turn_to(Page::People);
                    let person = self.desk.snapshot.ids(Kind::Person).into_iter().next();
                    let cell = person.and_then(|it| RecordId::member(group.as_str(), it.as_str()).ok());
                    cell.iter().for_each(|it| self.screen_mut().select(it));
                    let words = format!("{group} has no co-chair of each side: Enter on a cell gives somebody a role");
                    self.message = Message { words, warns: false };
                }
                None => self.warn("Co-chairs lead a group: add the first group first".to_owned()),
            },
            FirstStep::Meeting => {
                let group = self.desk.snapshot.ids(Kind::Group).first().map(ToString::to_string);
                match group {
                    Some(group) => self.add_new(Kind::Meeting, &group),
                    None => self.warn("A meeting is one of a group: add the first group first".to_owned()),
                }
            }
            FirstStep::Shared => self.open_form(Form::shared_copy(self.desk.exchange.known.place.as_deref())),
        }
    }

    fn add_new(&mut self, kind: Kind, group: &str) {
        let form = Form::add(kind, group, Vec::new(), &self.desk);
        self.open_form(form);
    }

    /// Shows the first steps no more in this folder.
    pub(super) fn dismiss_first_steps(&mut self) -> Vec<Effect> {
        self.desk.is_beginning = false;
        self.desk.version += 1;
        self.message = Message { words: "The first steps are not shown any more".to_owned(), warns: false };
        vec![Effect::DismissFirstSteps]
    }
}
