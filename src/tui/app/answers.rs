//! What the screen makes of the answers it gets: saved, refused, changed elsewhere.

use super::{App, Message, Overlay};
use crate::history::{BuiltUpon, TakingBack};
use crate::model::{Edit, Kind, RecordId};
use crate::report::Report;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::event::{Effect, Look, NotYours, Saved};
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::overlay::confirm::Confirm;
use crate::tui::overlay::form::{Form, Goal};
use crate::tui::overlay::help::HelpView;

impl App {
    pub(super) fn saved(&mut self, result: Result<Saved, Report>) -> Vec<Effect> {
        self.saving = self.saving.saturating_sub(1);
        self.leave_reason();
        match result {
            Ok(saved) => {
                self.reason = None;
                // Other changes that are on their way are shown already; theirs will be the newest records.
                if self.saving == 0 {
                    self.desk.take_saved(saved.snapshot);
                }
                let of_clone = |it: &Goal| matches!(it, Goal::Identity | Goal::SharedCopy);
                let is_setting = self.form().is_some_and(|it| it.saving && of_clone(&it.goal));
                if is_setting {
                    // What hindered the exchange before need not hinder it any more.
                    self.desk.exchange.ended = None;
                }
                self.message = match (saved.subject, saved.taken_in) {
                    // Who works here, and with which shared copy, is a setting; undo is for changes.
                    (Some(subject), _) if is_setting => Message { words: format!("Saved {subject}"), warns: false },
                    (Some(subject), None) => Message { words: done_words(&self.desk.sentence(&subject)), warns: false },
                    (Some(subject), Some(by_hand)) => Message {
                        words: format!(
                            "Saved first what was edited by hand ({}), then {}",
                            self.desk.sentence(&by_hand),
                            self.desk.sentence(&subject)
                        ),
                        warns: false,
                    },
                    (None, _) => Message { words: "Everything stands like that already".to_owned(), warns: false },
                };
                self.form_is_saved()
            }
            Err(report) => {
                let mut effects = Vec::new();
                match (&mut self.overlay, report.code) {
                    (Some(Overlay::Form(form)), "E-IDENTITY" | "E-NOBODY") if form.goal != Goal::Identity => {
                        form.saving = false;
                        if let Some(Overlay::Form(form)) = self.overlay.take() {
                            self.aside = Some(form);
                        }
                        self.overlay = Some(Overlay::Form(Box::new(Form::identity())));
                    }
                    (Some(Overlay::Form(form)), _) if form.saving => {
                        form.refused(&report, &self.desk);
                        // Kept at once: who cannot save now may have to leave.
                        effects.extend(self.keep_typed());
                    }
                    (_, "E-IDENTITY" | "E-NOBODY") => {
                        self.overlay = Some(Overlay::Form(Box::new(Form::identity())));
                    }
                    // Nothing was asked for that could have failed.
                    (_, "E-NOTHING") => self.message = Message { words: report.message, warns: false },
                    _ => self.tell("Not saved", &report),
                }
                effects
            }
        }
    }

    /// From the question for a reason to the form that waited behind it, which what came of it concerns.
    pub(super) fn leave_reason(&mut self) {
        if self.form().is_some_and(|it| it.saving && it.goal == Goal::Override) {
            self.overlay = self.aside.take().map(Overlay::Form);
            if let Some(Overlay::Form(form)) = &mut self.overlay {
                form.saving = true;
            }
        }
    }

    /// Asks why somebody does what lies outside their role; the form that it comes from waits behind the question.
    pub(super) fn outside(&mut self, refused: NotYours) -> Vec<Effect> {
        self.saving = self.saving.saturating_sub(1);
        if self.saving == 0 {
            self.desk.take_saved(refused.snapshot);
        }
        if !self.set_aside() {
            let first = refused.outside.first().map(|it| it.sentence()).unwrap_or_default();
            self.warn(format!("Not saved: {first}"));
            return Vec::new();
        }
        // Whoever typed ahead has not read the question.
        self.held.clear();
        // Who gave a reason that came to nothing, as where a key stayed locked, need not find their words again.
        let records: Vec<RecordId> = refused.outside.iter().map(|it| it.id.clone()).collect();
        let given = self.reason.take().filter(|it| it.0 == records).map(|it| it.1).unwrap_or_default();
        self.overlay = Some(Overlay::Form(Box::new(Form::outside_role(&refused.outside, &given, &self.desk))));
        self.reason = Some((records, given));
        self.waiting = Some(refused.effect);
        Vec::new()
    }

    /// Lays the form whose saving was stopped behind a question. Whoever is at something else already is not interrupted.
    pub(super) fn set_aside(&mut self) -> bool {
        match self.overlay.take() {
            None => true,
            Some(Overlay::Form(mut form)) if form.saving && self.aside.is_none() => {
                form.saving = false;
                self.aside = Some(form);
                true
            }
            other => {
                self.overlay = other;
                false
            }
        }
    }

    /// Closes the form whose change has been saved; one that was put aside comes back.
    fn form_is_saved(&mut self) -> Vec<Effect> {
        if !self.form().is_some_and(|it| it.saving) {
            return Vec::new();
        }
        if self.form().is_some_and(|it| matches!(it.goal, Goal::Several(_))) {
            self.actions.unmark();
        }
        self.drop_form()
    }

    pub(super) fn undecided(&mut self, taking: TakingBack) -> Vec<Effect> {
        self.saving = self.saving.saturating_sub(1);
        let mut lines: Vec<String> = taking.built_upon.iter().map(|it| self.built_upon(it)).collect();
        if taking.change.is_empty() {
            lines.push("Nothing of it is left to put back. Write the value that is to stand.".to_owned());
            self.overlay = Some(Overlay::Help(HelpView::words("Somebody has built on it", lines)));
            return Vec::new();
        }
        lines.push("The fields that nobody has touched since can be put back; these stay.".to_owned());
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: format!("Take back the rest of \"{}\"?", self.desk.sentence(&taking.entry.subject)),
            lines,
            yes: "Put back the rest",
            effect: Some(Effect::Submit(taking.change)),
            at_yes: false,
            drawn: false,
        }));
        Vec::new()
    }

    fn built_upon(&self, it: &BuiltUpon) -> String {
        let label = it.clash.path.as_ref().and_then(|path| path.field(it.clash.id.kind)).map(|it| it.in_words());
        let field = label.map_or_else(|| it.clash.id.to_string(), |label| format!("{label} of {}", it.clash.id));
        match &it.by {
            Some(entry) => {
                let when = entry.at.format("%a %-d %b, %H:%M");
                format!("{field} was changed by {} on {when}", self.desk.who(entry).0)
            }
            None => format!("{field} was changed since"),
        }
    }

    pub(super) fn looked(&mut self, look: Look) -> Vec<Effect> {
        let Look { snapshot, problems, hand_edits, latest, contested, known, unseen, me, is_beginning, news } = look;
        self.desk.is_beginning = is_beginning;
        self.desk.problems = problems;
        self.desk.hand_edits = hand_edits;
        self.desk.latest = latest;
        self.desk.contested = contested;
        self.desk.exchange.known = known;
        self.desk.unseen = unseen;
        self.desk.me = me;
        self.desk.version += 1;
        if self.saving == 0 {
            self.desk.take_saved(snapshot);
        }
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.follow(&self.desk);
        }
        let told = self.desk.exchange.told().0;
        match news.as_slice() {
            // What came in by a sync, that has told.
            _ if !told.is_empty() && self.message.words == told => (),
            [] => (),
            [one] => self.message = Message { words: one.clone(), warns: false },
            many => {
                self.message =
                    Message { words: format!("{} changes from elsewhere; Home shows them", many.len()), warns: false }
            }
        }
        self.history.refresh();
        self.drop_saved_minutes()
    }

    pub(super) fn tell(&mut self, title: &str, report: &Report) {
        self.keep_said(Message { words: format!("{title}: {}", report.message), warns: true });
        self.overlay = Some(Overlay::Help(HelpView::words(title, report.lines())));
    }
}

/// How to take back what was done; where the line is short, it stays and the rest is cut.
pub fn undo_hint() -> String {
    format!(". {} undoes", undo_key())
}

/// The key that takes back what was done.
pub(super) fn undo_key() -> String {
    key_in_words(Context::Everywhere, Command::Undo)
}

/// What was done, short enough for the hint how to take it back to stay in sight.
fn done_words(subject: &str) -> String {
    if let Some(undone) = subject.strip_prefix("Undo: ") {
        return format!("Undone: {undone}");
    }
    // The title in brackets is what one has before one's eyes anyway; a long one has lost its closing bracket.
    let titled = subject.ends_with(')') || subject.ends_with('…');
    let plain = subject.rsplit_once(" (").filter(|_| titled).map_or(subject, |it| it.0);
    // One stop is enough.
    format!("Saved {}{}", plain.trim_end_matches(['.', '?', '!']), undo_hint())
}

/// What is said of drafts when the screen opens; the newest is last.
pub(super) fn draft_words(desk: &Desk) -> String {
    match desk.drafts.as_slice() {
        [] => String::new(),
        [one] => {
            let when = desk.on_clock(one.at).format("%a %-d %b, %H:%M");
            format!("Your draft of {} is kept in its form ({when})", draft_subject(&one.key))
        }
        many => {
            let subjects: Vec<String> = many.iter().rev().map(|it| draft_subject(&it.key)).collect();
            format!("{} drafts are kept in their forms: {}", many.len(), subjects.join(", "))
        }
    }
}

/// What a draft is of: a new action in AQ, or the id of what is there already.
fn draft_subject(key: &str) -> String {
    match key.split_once('-') {
        Some(("several", rest)) => {
            let noun = rest.split('-').next().unwrap_or_default();
            let kind = Kind::ALL.into_iter().find(|it| it.noun() == noun);
            format!("several {}", kind.map_or("records", Kind::plural))
        }
        Some(("minute", item)) => format!("the minutes of {item}"),
        Some((noun, rest)) => match rest.strip_prefix("new-") {
            Some("") => format!("a new {noun}"),
            Some(group) => format!("a new {noun} in {group}"),
            None => rest.to_owned(),
        },
        None => key.to_owned(),
    }
}

/// The record that a change makes, where it makes one.
pub(super) fn created(effect: &Effect) -> Option<RecordId> {
    match effect {
        Effect::Submit(change) => change.edits.iter().find_map(|it| match it {
            Edit::Create { record } => Some(record.id.clone()),
            Edit::Set { .. } | Edit::Remove { .. } => None,
        }),
        _ => None,
    }
}
