//! One field of a form: its editor, what was typed, and what that means.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea};
use toml::{Table, Value};

use super::choosing::choose;
use super::compare::Meanwhile;
use super::editor::{Editor, erased, stepped, told, told_move, told_up_or_down};
use super::slot::Slot;
use super::writing;
use crate::model::field::{Choice, Field, Type};
use crate::model::typed::{self, NotAValue};
use crate::model::{Snapshot, Standpoint, names, shown};

/// One field of a form.
pub struct FormField {
    pub field: &'static Field,
    /// Where it stands in the record.
    pub slot: Slot,
    pub(super) editor: Editor,
    /// What it held when the form was opened, as it would be typed.
    original: String,
    /// The same as a value.
    stood: Option<Value>,
    /// What is typed, as a value.
    pub value: Result<Option<Value>, NotAValue>,
    /// Whether somebody has just come to it, and it holds several: what is typed now is another one.
    adds: bool,
    /// Whether somebody has left it once, so that what is wrong is said.
    pub left: bool,
    /// Whether somebody else has changed the record's field while the form was open.
    pub changed_underneath: bool,
    /// Whether it may stay empty whatever a record needs: then what is there stays.
    optional: bool,
    /// What they changed it to, where it was changed here too and nobody has chosen yet.
    pub meanwhile: Meanwhile,
}

/// What a key came to in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Taken,
    /// The key is not the field's.
    NotMine,
}

/// What is typed where a field of several records is to be emptied.
const NOTHING: &str = "none";

impl FormField {
    /// The field with a value, people in it by the names that these records give them.
    pub fn new(field: &'static Field, value: Option<&Value>, snapshot: &Snapshot) -> Self {
        let text = value.map(|it| names::written(&field.ty, it, snapshot)).unwrap_or_default();
        Self::with(Slot::alone(field), value, text)
    }

    /// The field with nothing in it.
    pub fn empty(field: &'static Field) -> Self {
        Self::with(Slot::alone(field), None, String::new())
    }

    /// The field with a line of text.
    pub fn line(field: &'static Field, text: &str) -> Self {
        Self::with(Slot::alone(field), Some(&Value::String(text.to_owned())), text.to_owned())
    }

    /// The field at a place in a record, with what stands there.
    pub fn at(slot: Slot, fields: &Table, snapshot: &Snapshot) -> Self {
        let text = slot.value(fields).map(|it| names::written(&slot.field.ty, it, snapshot)).unwrap_or_default();
        Self::with(slot, slot.value(fields), text)
    }

    fn with(slot: Slot, value: Option<&Value>, original: String) -> Self {
        let field = slot.field;
        let mut it = Self {
            field,
            slot,
            editor: Editor::of(field, &original),
            original,
            stood: value.cloned(),
            value: Ok(value.cloned()),
            adds: false,
            left: false,
            changed_underneath: false,
            optional: false,
            meanwhile: None,
        };
        if it.is_changed() {
            // What an editor shows escaped is not what was there; only a change of it would be saved.
            it.original = it.text();
        }
        it
    }

    /// Lets it stay empty.
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Whether it can be emptied in several records at once: there, what is left empty stays.
    pub fn can_be_emptied(&self) -> bool {
        self.optional && !self.field.required
    }

    /// Whether it is to be emptied in several records at once.
    pub fn is_emptied(&self) -> bool {
        self.can_be_emptied() && self.text().trim() == NOTHING
    }

    /// What it says where nothing is chosen.
    pub fn nothing(&self) -> &'static str {
        if self.optional { "as it is" } else { "not chosen" }
    }

    /// Whether nothing can be saved while it is empty.
    pub fn must_be_filled(&self) -> bool {
        self.field.required && !self.optional
    }

    /// What is typed.
    pub fn text(&self) -> String {
        match &self.editor {
            Editor::Typed(area) => area.lines().join("\n"),
            Editor::Chosen { choices, selected } => selected.map(|it| choices[it].value.to_owned()).unwrap_or_default(),
        }
    }

    /// What it held before anything was typed.
    pub fn stood(&self) -> Option<&Value> {
        self.stood.as_ref()
    }

    /// Takes note that somebody else has changed it too, and to what; or that they have put it back.
    pub fn clash(&mut self, now: Option<Value>) {
        let is_other = now != self.stood;
        self.changed_underneath = is_other;
        self.meanwhile = is_other.then_some(now);
    }

    /// The same where it was changed here before the form was opened, when something else stood there.
    pub fn clash_since(&mut self, before: &str, at: &Standpoint<'_>) {
        let now = self.stood.take();
        self.stood = typed::parse(self.field, before, None, at).ok().flatten();
        self.original = match &self.stood {
            Some(value) => names::written(&self.field.ty, value, at.snapshot),
            None => before.to_owned(),
        };
        self.clash(now);
    }

    /// What is typed as it is kept in a draft: the same whoever reads it and whenever.
    pub fn kept(&self) -> String {
        match &self.value {
            Ok(Some(value)) if self.is_changed() && !matches!(self.field.ty, Type::Line | Type::Text) => {
                typed::print(&self.field.ty, value)
            }
            _ => self.text(),
        }
    }

    /// Types what was kept in a draft, as it is written here.
    pub fn take_kept(&mut self, text: &str, at: &Standpoint<'_>) {
        self.set_text(text, at);
        if let (Ok(Some(value)), false) = (&self.value, matches!(self.field.ty, Type::Line | Type::Text)) {
            let text = names::written(&self.field.ty, value, at.snapshot);
            self.set_text(&text, at);
        }
    }

    /// What it held before anything was typed, in the same way.
    pub fn kept_original(&self) -> String {
        self.stood.as_ref().map(|it| typed::print(&self.field.ty, it)).unwrap_or_default()
    }

    /// What it held before anything was typed, as it would be typed.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Types a whole text in the place of what is there.
    pub fn set_text(&mut self, text: &str, at: &Standpoint<'_>) {
        self.editor = Editor::of(self.field, text);
        self.read(at);
    }

    /// Takes a value that has changed underneath while nobody has touched the field.
    pub fn follow(&mut self, value: Option<&Value>, snapshot: &Snapshot) {
        self.preset(value, snapshot);
        self.changed_underneath = true;
    }

    /// Takes a value that follows from what is typed elsewhere in the form.
    pub fn preset(&mut self, value: Option<&Value>, snapshot: &Snapshot) {
        self.original = value.map(|it| names::written(&self.field.ty, it, snapshot)).unwrap_or_default();
        self.editor = Editor::of(self.field, &self.original);
        self.original = self.text();
        self.stood = value.cloned();
        self.value = Ok(value.cloned());
    }

    pub fn is_changed(&self) -> bool {
        self.text() != self.original
    }

    /// Whether it is edited in several lines.
    pub fn is_long(&self) -> bool {
        self.field.is_text()
    }

    /// The choices with what is selected, where it is one.
    pub fn choices(&self) -> Option<(&'static [Choice], Option<usize>)> {
        match &self.editor {
            Editor::Chosen { choices, selected } => Some((choices, *selected)),
            Editor::Typed(_) => None,
        }
    }

    /// The editor, where it is one that is typed into.
    pub fn area(&self) -> Option<&TextArea<'static>> {
        match &self.editor {
            Editor::Typed(area) => Some(area),
            Editor::Chosen { .. } => None,
        }
    }

    /// Shows the cursor in it, or no longer.
    pub fn focus(&mut self, focused: bool, cursor: Style) {
        let is_long = self.is_long();
        if let Editor::Typed(area) = &mut self.editor {
            area.set_cursor_style(if focused { cursor } else { Style::default() });
            area.set_selection_style(cursor);
            // A line that has become short enough is seen from its beginning again.
            let at = area.cursor();
            if let (true, false, Ok(column)) = (focused, is_long, u16::try_from(at.1)) {
                area.scroll((0, -i16::MAX));
                area.move_cursor(CursorMove::Jump(at.0 as u16, column));
            }
        }
    }

    /// Marks what is there when one comes to the field, so that typing takes its place: a day or a name is rarely
    /// continued, a sentence is.
    pub fn enter(&mut self) {
        let holds_several = matches!(self.field.ty, Type::Set(_) | Type::List(_));
        self.adds = holds_several && !self.text().trim().is_empty();
        if !holds_several && !matches!(self.field.ty, Type::Line | Type::Text) {
            self.mark_all();
        }
    }

    /// Marks what is there, so that typing takes its place.
    pub fn mark_all(&mut self) {
        if let Editor::Typed(area) = &mut self.editor {
            area.select_all();
        }
    }

    /// Whoever types on behind several means another one.
    fn begin_another(&mut self, key: KeyEvent) {
        let adds = std::mem::take(&mut self.adds);
        if let (Editor::Typed(area), KeyCode::Char(it), true) = (&mut self.editor, key.code, adds)
            && it.is_alphanumeric()
            && !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
        {
            area.move_cursor(CursorMove::End);
            area.insert_str(if matches!(self.field.ty, Type::List(_)) { "; " } else { ", " });
        }
    }

    /// Marks nothing any more.
    pub fn leave(&mut self) {
        if let Editor::Typed(area) = &mut self.editor {
            area.cancel_selection();
            area.move_cursor(CursorMove::Bottom);
            area.move_cursor(CursorMove::End);
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, at: &Standpoint<'_>) -> Typed {
        self.begin_another(key);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let clears = control && key.code == KeyCode::Char('u');
        if clears && self.can_be_emptied() && (self.text().is_empty() || self.is_emptied()) {
            self.set_text(if self.is_emptied() { "" } else { NOTHING }, at);
            return Typed::Taken;
        }
        let must_be_filled = self.must_be_filled();
        let taken = match &mut self.editor {
            Editor::Chosen { choices, selected } => choose(choices, selected, key, must_be_filled),
            Editor::Typed(area) => match (key.code, control) {
                (KeyCode::Char('w'), true) | (KeyCode::Backspace, true) => told(area.delete_word()),
                (KeyCode::Char('u'), true) => told(area.delete_line_by_head()),
                (KeyCode::Char('k'), true) => told(area.delete_line_by_end()),
                (KeyCode::Char('z'), true) => told(area.undo()),
                (KeyCode::Char('y'), true) => told(area.redo()),
                (KeyCode::Left, true) => told_move(area, CursorMove::WordBack),
                (KeyCode::Right, true) => told_move(area, CursorMove::WordForward),
                (KeyCode::Home, false) => told_move(area, CursorMove::Head),
                (KeyCode::End, false) => told_move(area, CursorMove::End),
                (KeyCode::Up, false) => told_up_or_down(area, CursorMove::Up),
                (KeyCode::Down, false) => told_up_or_down(area, CursorMove::Down),
                (KeyCode::Enter, false) if self.field.is_text() => {
                    area.insert_newline();
                    Typed::Taken
                }
                (KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab | KeyCode::Esc, _) => Typed::NotMine,
                (KeyCode::Char(it), false) if !key.modifiers.contains(KeyModifiers::ALT) => {
                    area.insert_char(it);
                    Typed::Taken
                }
                (KeyCode::Left, false) => stepped(area, writing::left),
                (KeyCode::Right, false) => stepped(area, writing::right),
                (KeyCode::Backspace, false) => erased(area, writing::erase_left),
                (KeyCode::Delete, false) => erased(area, writing::erase_right),
                _ => Typed::NotMine,
            },
        };
        if taken == Typed::Taken {
            self.read(at);
        }
        taken
    }

    /// Takes what was pasted; in a line, line feeds become spaces. What nobody could read of it is left out: whether
    /// there was such a thing.
    pub fn paste(&mut self, text: &str, at: &Standpoint<'_>) -> bool {
        let Editor::Typed(area) = &mut self.editor else { return false };
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let is_read = |it: &char| !shown::is_unsafe(*it) || matches!(it, '\n' | '\t');
        let read: String = text.chars().filter(is_read).collect();
        area.insert_str(match self.field.is_text() {
            true => read.clone(),
            false => read.split_whitespace().collect::<Vec<_>>().join(" "),
        });
        self.read(at);
        read.len() < text.len()
    }

    /// Takes another text in the place of all that is there; where it is typed, as one step that can be taken back.
    pub fn rewrite(&mut self, text: &str, at: &Standpoint<'_>) {
        let Editor::Typed(area) = &mut self.editor else { return self.set_text(text, at) };
        area.select_all();
        match text.is_empty() {
            true => area.delete_char(),
            false => area.insert_str(shown::visible_lines(text)),
        };
        self.read(at);
    }

    /// Reads again what is typed, as of another moment or other records.
    pub fn read(&mut self, at: &Standpoint<'_>) {
        if self.is_emptied() {
            self.value = Ok(None);
        } else if self.is_changed() {
            self.value = typed::parse(self.field, &self.text(), None, at);
        } else {
            // Back at what was there: that is kept as it is, readable or not.
            self.value = Ok(self.stood.clone());
        }
    }

    /// What was understood, or what is wrong; `None` where there is nothing to say.
    pub fn echo(&self, at: &Standpoint<'_>) -> Option<Result<String, &NotAValue>> {
        let typed = self.text();
        match (&self.value, &self.field.ty) {
            (Err(error), _) => Some(Err(error)),
            (Ok(None), _) => self.is_emptied().then(|| Ok("it is emptied".to_owned())),
            (Ok(Some(value)), Type::Date) => {
                let day = crate::model::value::date_of(value)?;
                let words = crate::model::date::long(day);
                Some(Ok(format!("{words}, {}", crate::model::date::distance(day, at.today))))
            }
            (Ok(Some(value)), Type::LocalTime | Type::Instant | Type::Minutes) => {
                Some(Ok(shown::show(&self.field.ty, value)))
            }
            (Ok(Some(Value::String(rule))), Type::Rule) => {
                let words = crate::model::view::series::repeats(rule, None);
                (words != typed).then_some(Ok(words))
            }
            (Ok(Some(Value::String(id))), Type::Ref(kinds)) => {
                if let Some(name) = names::called(kinds, id, at.snapshot) {
                    return Some(Ok(name));
                }
                let record = typed::reference(kinds, id).and_then(|it| at.snapshot.get(&it))?;
                let title = shown::visible(record.title());
                Some(Ok(if *id == typed { title.into_owned() } else { format!("{id}: {title}") }))
            }
            (Ok(Some(value)), Type::Set(Type::Ref(_))) => {
                let words = names::show(&self.field.ty, value, at.snapshot);
                (words != typed).then_some(Ok(words))
            }
            _ => None,
        }
    }
}
