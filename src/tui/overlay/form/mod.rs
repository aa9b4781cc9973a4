//! The one form: made from a kind's field table, for a new record, a record that is there, or a single question.

mod change;
pub mod field;
mod goal;
mod open;
mod seat;
mod several;
pub mod slot;
pub mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;

pub use self::change::SETTLE_FIRST;
use self::field::{FormField, Typed};
pub use self::goal::{Asked, Goal};
use self::slot::Slot;
use crate::model::{Record, leaf};
use crate::report::Report;
use crate::tui::desk::Desk;
use crate::tui::event::Effect;
use crate::workspace::Draft;

/// A form.
pub struct Form {
    pub goal: Goal,
    pub title: String,
    pub fields: Vec<FormField>,
    /// The field in focus; behind the last one, the button that saves.
    pub focus: usize,
    /// The first line of the fields that is shown.
    pub scroll: usize,
    /// How many fields wait under "More fields"; they are at the end.
    hidden: Vec<Slot>,
    /// The record as it was when the form was opened, or when its last clash was told.
    base: Option<Arc<Record>>,
    pub saving: bool,
    /// What is wrong across fields, and what an attempt to save was answered with.
    pub notes: Vec<String>,
    /// Whether these tell of something wrong.
    pub warns: bool,
    /// Whether Esc was pressed once on changed fields.
    pub asked: bool,
}

impl Form {
    fn new(goal: Goal, title: String) -> Self {
        Self {
            goal,
            title,
            fields: Vec::new(),
            focus: 0,
            scroll: 0,
            hidden: Vec::new(),
            base: None,
            saving: false,
            notes: Vec::new(),
            warns: false,
            asked: false,
        }
    }

    /// How many fields wait under "More fields".
    pub fn hidden(&self) -> usize {
        self.hidden.len()
    }

    /// What waits under "More fields": `More fields (13), with rules and series`.
    pub fn more_words(&self) -> String {
        let mut tables: Vec<String> = self.hidden.iter().filter_map(|it| it.table).map(|it| it.in_words()).collect();
        tables.dedup();
        let with = if tables.is_empty() { String::new() } else { format!(", with {}", tables.join(" and ")) };
        format!("More fields ({}){with}", self.hidden.len())
    }

    /// Whether it asks for one thing, so that Enter saves.
    pub fn is_prompt(&self) -> bool {
        let long = matches!(self.goal, Goal::Add { .. } | Goal::Edit(_) | Goal::Seat { .. } | Goal::Leave(_));
        !long && !self.is_of_several() && self.goal != Goal::Identity
    }

    /// How many fields were changed.
    pub fn changed(&self) -> usize {
        self.fields.iter().filter(|it| it.is_changed()).count()
    }

    /// The places that focus can stand at: fields, perhaps "More fields", the button that saves.
    fn stops(&self) -> usize {
        self.fields.len() + usize::from(!self.hidden.is_empty()) + usize::from(!self.is_prompt())
    }

    /// Whether focus stands on "More fields".
    pub fn on_more(&self) -> bool {
        !self.hidden.is_empty() && self.focus == self.fields.len()
    }

    /// Whether focus stands on the button that saves.
    pub fn on_save(&self) -> bool {
        !self.is_prompt() && self.focus + 1 == self.stops()
    }

    /// Shows the cursor in the field that is in focus, and in no other.
    pub fn show_cursor(&mut self, cursor: Style) {
        for (at, field) in self.fields.iter_mut().enumerate() {
            field.focus(at == self.focus, cursor);
        }
    }

    /// Takes a key that no command of forms has taken.
    pub fn key(&mut self, key: KeyEvent, desk: &Desk) -> Asked {
        self.asked = false;
        if let Some(field) = self.fields.get_mut(self.focus) {
            let leaves = match key.code {
                KeyCode::Up => field.at_edge(true),
                KeyCode::Down => field.at_edge(false),
                _ => false,
            };
            if !leaves && field.key(key, &desk.at()) == Typed::Taken {
                self.follow_role(desk);
                self.foretell(desk);
                return Asked::Nothing;
            }
        }
        match key.code {
            KeyCode::Up => self.previous(desk),
            KeyCode::Down => self.next(desk),
            KeyCode::Enter if self.on_save() || self.is_prompt() => return self.save(desk),
            KeyCode::Enter | KeyCode::Char(' ') if self.on_more() => self.show_more(),
            KeyCode::Enter => self.next(desk),
            _ => (),
        }
        Asked::Nothing
    }

    /// Takes what was pasted.
    pub fn paste(&mut self, text: &str, desk: &Desk) {
        self.asked = false;
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.paste(text, &desk.at());
            self.follow_role(desk);
            self.foretell(desk);
        }
    }

    /// To the next field.
    pub fn next(&mut self, desk: &Desk) {
        self.leave(desk);
        self.focus = if self.focus + 1 >= self.stops() { 0 } else { self.focus + 1 };
        self.enter();
    }

    /// To the field before.
    pub fn previous(&mut self, desk: &Desk) {
        self.leave(desk);
        self.focus = if self.focus == 0 { self.stops().saturating_sub(1) } else { self.focus - 1 };
        self.enter();
    }

    /// To the field where something can be mended, if it is another one.
    fn go_to(&mut self, place: Option<usize>) {
        if let Some(place) = place.filter(|it| *it != self.focus) {
            self.fields.get_mut(self.focus).into_iter().for_each(FormField::leave);
            self.focus = place;
            self.enter();
        }
    }

    fn enter(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.enter();
        }
    }

    /// One step back: closes what nobody has changed; else asks once, then keeps a draft.
    pub fn back(&mut self) -> Asked {
        match (self.changed(), self.asked) {
            // A question of one line is asked again in a moment; a form or a note took longer.
            _ if self.draft_key().is_none() && !self.is_of_several() => Asked::Close,
            (0, _) => Asked::Close,
            (_, true) if self.is_of_several() => Asked::Close,
            (_, true) => Asked::Keep,
            (changed, false) => {
                self.asked = true;
                let fields = if changed == 1 { "1 field" } else { "fields" };
                let count = if changed == 1 { String::new() } else { format!("{changed} ") };
                self.warns = false;
                let again = match self.is_of_several() {
                    true => "Esc again leaves all as it was",
                    false => "Esc again keeps a draft, Ctrl+D throws it away",
                };
                self.notes = vec![format!("{count}{fields} changed. Ctrl+S saves, {again}.")];
                Asked::Nothing
            }
        }
    }

    /// Asks for what is typed to be saved; where something is not right, goes there and says so.
    pub fn save(&mut self, desk: &Desk) -> Asked {
        if self.saving {
            return Asked::Nothing;
        }
        (self.warns, self.notes) = (false, Vec::new());
        for field in &mut self.fields {
            field.left = true;
            field.read(&desk.at());
        }
        let wrong: Vec<usize> = (0..self.fields.len()).filter(|it| self.is_wrong(*it)).collect();
        if let Some(first) = wrong.first() {
            self.focus = *first;
            let names: Vec<&str> = wrong.iter().map(|it| self.fields[*it].field.label).collect();
            let things = if wrong.len() == 1 { "thing needs" } else { "things need" };
            self.warns = true;
            self.notes.push(format!("{} {things} attention: {}", wrong.len(), names.join(", ")));
            return Asked::Nothing;
        }
        if self.goal == Goal::Identity {
            self.saving = true;
            return Asked::Do(self.identity_effect());
        }
        if self.goal == Goal::SharedCopy {
            self.saving = true;
            return Asked::Do(Effect::SetPlace(self.first().map(|it| leaf::plain(&it)).unwrap_or_default()));
        }
        if self.goal == Goal::Override {
            self.saving = true;
            return Asked::Override(self.first().map(|it| leaf::plain(&it)).unwrap_or_default());
        }
        if self.goal == Goal::Decide {
            return Asked::Decided(self.first());
        }
        if self.goal == Goal::FilterName {
            return Asked::Named(self.first().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default());
        }
        if self.goal == Goal::Export {
            return Asked::Export(self.first().map(|it| leaf::plain(&it)).unwrap_or_default());
        }
        if self.goal == Goal::AsOf {
            return Asked::AsOf(self.day("as_of"));
        }
        let change = match self.change(desk) {
            Ok(change) => change,
            Err(obstacle) => {
                self.warns = true;
                self.notes.push(obstacle.words);
                let place = self.fields.iter().position(|it| it.field.key == obstacle.field);
                self.go_to(place);
                return Asked::Nothing;
            }
        };
        if change.is_empty() {
            return Asked::Close;
        }
        let problems = self.problems(&change, desk);
        if !problems.is_empty() {
            self.warns = true;
            self.notes = problems.iter().map(|it| self.in_words(it)).collect();
            self.go_to(problems.iter().find_map(|it| self.place_of(it)));
            return Asked::Nothing;
        }
        self.saving = true;
        Asked::Do(Effect::Submit(change))
    }

    /// Whether a field keeps the form from being saved.
    pub fn is_wrong(&self, at: usize) -> bool {
        let field = &self.fields[at];
        match &field.value {
            Err(_) => field.is_changed(),
            Ok(None) => field.must_be_filled() && (field.is_changed() || self.base.is_none() || self.asks_anew()),
            Ok(Some(_)) => false,
        }
    }

    /// Tells what a refusal says, and takes the record as it is now for the next attempt.
    pub fn refused(&mut self, report: &Report, desk: &Desk) {
        self.saving = false;
        self.warns = true;
        self.notes = report.lines();
        if report.code == "E-CLASH" {
            self.base = self.base.as_ref().and_then(|it| desk.snapshot.shared(&it.id).cloned()).or(self.base.take());
            // Here that is the way out; it comes first, for a small screen cuts off what comes last.
            self.notes =
                vec!["Not saved: somebody else changed the same. Saving once more lets yours stand.".to_owned()];
            self.notes.extend(report.causes.clone());
        }
    }

    /// Follows the record where nobody has touched the form's fields; marks where somebody has.
    pub fn follow(&mut self, desk: &Desk) {
        let Some(record) = self.base.as_ref().and_then(|it| desk.snapshot.shared(&it.id)) else { return };
        let before = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        for field in &mut self.fields {
            let now = field.slot.value(&record.fields);
            match (now == field.slot.value(&before), field.is_changed()) {
                (true, _) => (),
                (false, false) => field.follow(now),
                (false, true) => field.changed_underneath = true,
            }
        }
        // What somebody else has changed and nobody here has touched is no part of this form's change.
        let mut base = (**record).clone();
        for field in self.fields.iter().filter(|it| it.is_changed()) {
            field.slot.put(&mut base.fields, field.slot.value(&before).cloned());
        }
        self.base = Some(Arc::new(base));
    }

    /// Under which what is typed is kept.
    pub fn draft_key(&self) -> Option<String> {
        match &self.goal {
            Goal::Add { kind, group } => Some(format!("{}-new-{group}", kind.noun())),
            Goal::Edit(id) => Some(format!("{}-{id}", id.kind.noun())),
            Goal::Progress(id) => Some(format!("progress-{id}")),
            Goal::Comment { about, field, .. } => {
                Some(format!("comment-{about}{}", field.map(|it| format!(".{it}")).unwrap_or_default()))
            }
            Goal::Drop(id) => Some(format!("drop-{id}")),
            Goal::Seat { person, group } => Some(format!("seat-{group}/{person}")),
            Goal::One(_)
            | Goal::Several(_)
            | Goal::End { .. }
            | Goal::Leave(_)
            | Goal::AsOf
            | Goal::Decide
            | Goal::Export
            | Goal::Wait(_) => None,
            Goal::Identity | Goal::SharedCopy | Goal::Override | Goal::FilterName => None,
        }
    }

    /// What is typed, to be kept; `None` where nothing was changed.
    pub fn draft(&self, desk: &Desk) -> Option<Draft> {
        let changed = self.fields.iter().filter(|it| it.is_changed());
        let fields: BTreeMap<String, String> = changed.map(|it| (it.slot.key(), it.text())).collect();
        let key = self.draft_key()?;
        (!fields.is_empty()).then_some(Draft { key, at: desk.now, fields })
    }

    /// Types what was kept.
    pub fn resume(&mut self, draft: &Draft, desk: &Desk) {
        if self.hidden.iter().any(|it| draft.fields.contains_key(&it.key())) {
            self.show_more();
        }
        for field in &mut self.fields {
            if let Some(text) = draft.fields.get(&field.slot.key()) {
                field.set_text(text, &desk.at());
            }
        }
        self.follow_role(desk);
        let when = desk.on_clock(draft.at).format("%a %-d %b, %H:%M");
        self.notes.push(format!("Your draft of {when} is back. Ctrl+D throws it away."));
    }

    fn asks_anew(&self) -> bool {
        matches!(self.goal, Goal::Progress(_) | Goal::Drop(_))
    }

    fn leave(&mut self, desk: &Desk) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.left |= field.is_changed();
            field.leave();
        }
        self.follow_role(desk);
        (self.warns, self.notes) = (false, Vec::new());
        if (0..self.fields.len()).any(|it| self.is_wrong(it)) {
            return;
        }
        self.notes = match self.change(desk) {
            Ok(change) => self.problems(&change, desk).iter().map(|it| self.in_words(it)).collect(),
            Err(obstacle) => vec![obstacle.words],
        };
        self.warns = !self.notes.is_empty();
        if !self.warns {
            self.foretell(desk);
        }
    }

    fn show_more(&mut self) {
        let fields = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        let hidden = std::mem::take(&mut self.hidden);
        self.fields.extend(hidden.into_iter().map(|it| FormField::at(it, &fields)));
    }
}
