//! Questions before something is done, and what their answer sets off.

use super::answers::undo_key;
use super::{App, Message, Overlay};
use crate::model::{Change, Kind, deed, shown, words};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::overlay::form::SETTLE_FIRST;
use crate::tui::overlay::help::{HelpLine, HelpView};
use crate::tui::screen::live::is_in_session;
use crate::workspace::Reading as HandReading;

impl App {
    pub(super) fn ask_put_back(&mut self) {
        let Some(entry) = self.history.selected_entry().cloned() else { return };
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: format!("Put back \"{}\"?", self.desk.sentence(&entry.subject)),
            lines: vec![
                "Its fields become what they were before it.".to_owned(),
                format!("That is a new change: nothing is removed from the history, and {} takes it back.", undo_key()),
            ],
            yes: "Put back",
            effect: Some(Effect::PutBack(Box::new(entry))),
            at_yes: false,
            drawn: false,
        }));
    }

    pub(super) fn ask_take_in(&mut self) {
        let mut lines = Vec::new();
        let mut ids = Vec::new();
        for edit in &self.desk.hand_edits {
            match &edit.reading {
                HandReading::Change(change) => {
                    lines.extend(words::lines(change));
                    ids.push(edit.id.clone());
                }
                HandReading::SameFields => {
                    lines.push(format!("{}: only remarks or the layout of its file", edit.id));
                    ids.push(edit.id.clone());
                }
                HandReading::Problems(_) => (),
            }
        }
        lines.push(format!("It is saved as a change of its own; {} takes it back.", undo_key()));
        let title = "Save what was edited by hand in the folder?".to_owned();
        let effect = Some(Effect::TakeIn(ids));
        self.overlay =
            Some(Overlay::Confirm(Confirm { title, lines, yes: "Take in", effect, at_yes: false, drawn: false }));
    }

    /// Asks whether a group is to begin its work, and says what it lacks.
    pub(super) fn ask_activate(&mut self) {
        let Some(group) = self.selected_group() else { return };
        let state = shown::visible(group.text("state"));
        let mut lines = vec![format!("{}: {state} so far.", shown::visible(group.title()))];
        let lacks = deed::lacks(group, &self.desk.at());
        // Behind each stands the command that gives it; here forms do.
        let lacks: Vec<&str> = lacks.iter().map(|it| it.split(": `").next().unwrap_or(it)).collect();
        lines.extend((!lacks.is_empty()).then(|| format!("It still lacks {}; that can come later.", lacks.join(", "))));
        lines.push(format!("It is saved as a change of its own; {} takes it back.", undo_key()));
        let (title, yes) = match group.text("state") {
            "closed" => (format!("Open {} again?", group.id), "Open again"),
            "dormant" => (format!("Let {} take up its work again?", group.id), "Activate"),
            _ => (format!("Let {} begin its work?", group.id), "Activate"),
        };
        let change = deed::activate(group, &self.desk.at());
        self.ask(title, lines, yes, change);
    }

    /// Asks whether a group is to be closed; where something in it is open, says what.
    pub(super) fn ask_close(&mut self) {
        let Some(group) = self.selected_group() else { return };
        let id = group.id.clone();
        match deed::close(group, &self.desk.at()) {
            Ok(change) => {
                let lines = vec![
                    format!("{}: no action is open, and nobody sits there.", shown::visible(group.title())),
                    "It stays readable, and its meetings and decisions stand.".to_owned(),
                    format!("It can be opened again, and {} takes this back.", undo_key()),
                ];
                self.ask(format!("Close {id}?"), lines, "Close", change);
            }
            Err(open) => {
                let words = |it: String| HelpLine::Words(it);
                let mut lines = vec![words(format!("{}:", open.words())), HelpLine::Empty];
                lines.extend(open.lines().into_iter().map(words));
                lines.push(HelpLine::Empty);
                lines.push(words(SETTLE_FIRST.to_owned()));
                self.overlay = Some(Overlay::Help(HelpView::notice(format!("{id} cannot be closed"), lines)));
            }
        }
    }

    /// Asks whether the group accepts an action as done: at its meeting, where one is in session.
    pub(super) fn ask_close_action(&mut self) {
        let Some(action) = self.selected_record() else { return };
        let meetings = self.desk.snapshot.in_group(Kind::Meeting, action.id.group().unwrap_or_default());
        let meeting = meetings.into_iter().find(|it| is_in_session(it)).map(|it| it.id.clone());
        let change = deed::close_action(action, meeting.as_ref(), &self.desk.at());
        let lines = vec![
            shown::visible(action.title()).into_owned(),
            match meeting {
                Some(meeting) => format!("The group accepts it as done, at {meeting}."),
                None => "The group accepts it as done.".to_owned(),
            },
            format!("Lists leave it out then. It can be taken up again, and {} takes this back.", undo_key()),
        ];
        self.ask(format!("Close {}?", action.id), lines, "Close", change);
    }

    pub(super) fn ask(&mut self, title: String, lines: Vec<String>, yes: &'static str, change: Change) {
        let effect = Some(Effect::Submit(change));
        self.overlay = Some(Overlay::Confirm(Confirm { title, lines, yes, effect, at_yes: false, drawn: false }));
    }

    /// Asks before what was typed is gone; a form in which nothing was typed just closes.
    pub(super) fn ask_throw_away(&mut self) -> Vec<Effect> {
        let Some(draft) = self.form().and_then(|it| it.draft(&self.desk)) else { return self.throw_away() };
        if let Some(Overlay::Form(form)) = self.overlay.take() {
            let title = "Throw away what was typed?".to_owned();
            let fields = shown::count(draft.fields.len(), "field", "fields");
            let lines = vec![
                format!("{}: {fields} changed, and not saved.", form.title),
                "It cannot be brought back. Esc goes back to the form.".to_owned(),
            ];
            self.aside = Some(form);
            let question = Confirm { title, lines, yes: "Throw away", effect: None, at_yes: false, drawn: false };
            self.overlay = Some(Overlay::Confirm(question));
        }
        Vec::new()
    }

    fn throw_away(&mut self) -> Vec<Effect> {
        self.message = Message { words: "Thrown away".to_owned(), warns: false };
        self.drop_form()
    }

    /// What is said to whoever leaves a question, where something waited for the answer.
    pub(super) fn said_no(&mut self) {
        let Some(Overlay::Confirm(Confirm { effect: Some(effect), .. })) = &self.overlay else { return };
        match effect {
            Effect::Trust(_) => self.distrusted(),
            Effect::InFront(_) => self.not_signed(),
            Effect::Regardless(_) => self.not_saved(),
            _ => (),
        }
    }

    pub(super) fn other_answer(&mut self) {
        if let Some(Overlay::Confirm(confirm)) = &mut self.overlay {
            confirm.at_yes = !confirm.at_yes;
        }
    }

    /// Gives the answer that is selected.
    pub(super) fn answered(&mut self) -> Vec<Effect> {
        let says_yes = matches!(&self.overlay, Some(Overlay::Confirm(it)) if it.at_yes);
        self.give(if says_yes { Command::Confirm } else { Command::Back })
    }

    pub(super) fn confirmed(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Confirm(Confirm { effect: Some(Effect::Sync(errand)), .. })) => self.begin(errand),
            Some(Overlay::Confirm(Confirm { effect: Some(effect @ Effect::Trust(_)), .. })) => vec![effect],
            Some(Overlay::Confirm(Confirm { effect: Some(Effect::Quit), .. })) => self.quit(),
            Some(Overlay::Confirm(Confirm { effect: Some(effect @ Effect::OpenWritten(_)), .. })) => vec![effect],
            Some(Overlay::Confirm(Confirm { effect: Some(effect @ Effect::Write { .. }), .. })) => {
                self.write_over(effect)
            }
            Some(Overlay::Confirm(Confirm {
                effect: Some(effect @ (Effect::InFront(_) | Effect::Regardless(_))),
                ..
            })) => self.save_after_question(effect),
            Some(Overlay::Confirm(Confirm { effect: Some(effect), .. })) => {
                if let Effect::Submit(change) = &effect {
                    self.unmark_done(change);
                    self.await_session(change);
                }
                self.saving += 1;
                vec![effect]
            }
            Some(Overlay::Confirm(_)) => {
                self.overlay = self.aside.take().map(Overlay::Form);
                self.throw_away()
            }
            other => {
                self.overlay = other;
                Vec::new()
            }
        }
    }
}
