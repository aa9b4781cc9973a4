//! The one form: made from a kind's field table, for a new record, a record that is there, or a single question.

mod acting;
mod aid;
mod change;
mod choosing;
mod compare;
mod document;
mod draft;
mod editor;
pub mod field;
mod foot;
mod goal;
mod jot;
mod large;
mod month;
mod open;
mod picker;
mod seat;
mod several;
mod similar;
pub mod slot;
mod underneath;
pub mod view;
mod writing;

use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;

pub use self::acting::channel;
pub use self::aid::Aid;
pub use self::change::{SETTLE_FIRST, fresh};
use self::field::FormField;
pub use self::goal::{Act, Asked, Goal, minutes_key};
use self::slot::Slot;
pub(in crate::tui) use self::writing::draw as draw_text;
use crate::model::{Record, leaf};
use crate::tui::desk::Desk;
use crate::tui::event::Effect;

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
    /// What helps with the field in focus.
    pub aid: Option<Aid>,
    /// Whether it began with a draft, which can be compared with what stands.
    resumed: bool,
    /// Who changed the record underneath, and when: `◆BI Cedar, 14:05`.
    changed_by: Option<(String, String)>,
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
            aid: None,
            resumed: false,
            changed_by: None,
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
        if let Some(asked) = self.key_in_aid(key, desk) {
            return asked;
        }
        if self.key_in_field(key, desk) {
            return Asked::Nothing;
        }
        match key.code {
            KeyCode::Down if self.open_aid(desk) => (),
            KeyCode::Up => self.previous(desk),
            KeyCode::Down => self.next(desk),
            KeyCode::Enter if self.on_save() || self.is_prompt() => return self.save(desk),
            KeyCode::Enter | KeyCode::Char(' ') if self.on_more() => self.show_more(desk),
            KeyCode::Enter => self.next(desk),
            _ => (),
        }
        Asked::Nothing
    }

    /// Takes what was pasted; whether something of it was left out.
    pub fn paste(&mut self, text: &str, desk: &Desk) -> bool {
        self.asked = false;
        match &self.aid {
            // There is no field in front.
            Some(Aid::Compare(_)) => return false,
            Some(Aid::Month(_)) => self.aid = None,
            Some(Aid::List(_) | Aid::Large) | None => (),
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let is_less = field.paste(text, &desk.at());
        self.follow_role(desk);
        self.foretell(desk);
        self.offer(desk);
        is_less
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

    /// To a field that somebody points at; where the other fields are named, these are shown.
    pub fn point_at(&mut self, place: usize, desk: &Desk) {
        self.leave(desk);
        self.focus = place.min(self.stops().saturating_sub(1));
        if self.on_more() {
            self.show_more(desk);
        }
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
        self.aid = None;
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.enter();
        }
    }

    /// One step back: closes what nobody has changed; else asks once, then keeps a draft.
    pub fn back(&mut self) -> Asked {
        if self.aid.take().is_some() {
            return Asked::Nothing;
        }
        match (self.changed(), self.asked) {
            // A question of one line is asked again in a moment; a form or a note took longer.
            _ if self.draft_key().is_none() => Asked::Close,
            (0, _) => Asked::Close,
            (_, true) => Asked::Keep,
            (changed, false) => {
                self.asked = true;
                let fields = if changed == 1 { "1 field" } else { "fields" };
                let count = if changed == 1 { String::new() } else { format!("{changed} ") };
                self.warns = false;
                let words = "Ctrl+S saves, Esc again keeps a draft, Ctrl+D throws it away";
                self.notes = vec![format!("{count}{fields} changed. {words}.")];
                Asked::Nothing
            }
        }
    }

    /// Asks for what is typed to be saved; where something is not right, goes there and says so.
    pub fn save(&mut self, desk: &Desk) -> Asked {
        if self.saving {
            return Asked::Nothing;
        }
        if let Some(Aid::Compare(_)) = &self.aid {
            return self.key_in_comparison(KeyEvent::from(KeyCode::Enter), desk);
        }
        self.aid = None;
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
        if self.compare_clashes(desk) {
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
            return self.named();
        }
        match self.paper_asked() {
            Some(Ok(effect)) => {
                self.saving = true;
                return Asked::Do(effect);
            }
            Some(Err(words)) => {
                self.warns = true;
                self.notes.push(words.to_owned());
                self.go_to(Some(1));
                return Asked::Nothing;
            }
            None => (),
        }
        if let Some(effect) = self.ordered() {
            self.saving = true;
            return Asked::Write(effect);
        }
        if self.goal == Goal::Export {
            self.saving = true;
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

    fn asks_anew(&self) -> bool {
        matches!(self.goal, Goal::Progress(_) | Goal::Drop(_) | Goal::Act(..))
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

    /// Shows the fields that wait under "More fields".
    pub fn show_more(&mut self, desk: &Desk) {
        let fields = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        let hidden = std::mem::take(&mut self.hidden);
        self.fields.extend(hidden.into_iter().map(|it| FormField::at(it, &fields, &desk.snapshot)));
    }
}
