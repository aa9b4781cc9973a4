//! One field of a form: its editor, what was typed, and what that means.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use toml::{Table, Value};

use super::choosing::choose;
use super::compare::Meanwhile;
use super::slot::Slot;
use super::writing;
use crate::model::field::{Choice, Field, Type};
use crate::model::typed::{self, NotAValue};
use crate::model::{Standpoint, shown};

/// One field of a form.
pub struct FormField {
    pub field: &'static Field,
    /// Where it stands in the record.
    pub slot: Slot,
    editor: Editor,
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

enum Editor {
    Typed(Box<TextArea<'static>>),
    Chosen { choices: &'static [Choice], selected: Option<usize> },
}

/// What a key came to in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Taken,
    /// The key is not the field's.
    NotMine,
}

const FLAG: &[Choice] = &[Choice { value: "yes", label: "yes" }, Choice { value: "no", label: "no" }];

impl FormField {
    pub fn new(field: &'static Field, value: Option<&Value>) -> Self {
        Self::with(Slot::alone(field), value)
    }

    /// The field at a place in a record, with what stands there.
    pub fn at(slot: Slot, fields: &Table) -> Self {
        Self::with(slot, slot.value(fields))
    }

    fn with(slot: Slot, value: Option<&Value>) -> Self {
        let field = slot.field;
        let original = value.map(|it| typed::print(field, it)).unwrap_or_default();
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

    /// What it says where nothing is chosen.
    pub fn nothing(&self) -> &'static str {
        if self.optional { "as it is" } else { "nothing" }
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
        let is_other = now.as_ref().map(|it| typed::print(self.field, it)).unwrap_or_default() != self.original;
        self.changed_underneath = is_other;
        self.meanwhile = is_other.then_some(now);
    }

    /// The same where it was changed here before the form was opened, when something else stood there.
    pub fn clash_since(&mut self, before: &str) {
        before.clone_into(&mut self.original);
        self.clash(self.stood.clone());
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
    pub fn follow(&mut self, value: Option<&Value>) {
        self.preset(value);
        self.changed_underneath = true;
    }

    /// Takes a value that follows from what is typed elsewhere in the form.
    pub fn preset(&mut self, value: Option<&Value>) {
        self.original = value.map(|it| typed::print(self.field, it)).unwrap_or_default();
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

    /// Takes what was pasted; in a line, line feeds become spaces.
    pub fn paste(&mut self, text: &str, at: &Standpoint<'_>) {
        if let Editor::Typed(area) = &mut self.editor {
            let text: String = match self.field.is_text() {
                true => text.replace("\r\n", "\n").replace('\r', "\n"),
                false => text.split_whitespace().collect::<Vec<_>>().join(" "),
            };
            area.insert_str(shown::visible_lines(&text));
            self.read(at);
        }
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
        if self.is_changed() {
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
            (Ok(None), _) => None,
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
                let record = typed::reference(kinds, id).and_then(|it| at.snapshot.get(&it))?;
                let title = shown::visible(record.title());
                Some(Ok(if *id == typed { title.into_owned() } else { format!("{id}: {title}") }))
            }
            (Ok(Some(value)), Type::Set(Type::Ref(_))) => {
                let words = shown::show(&self.field.ty, value);
                (words != typed).then_some(Ok(words))
            }
            _ => None,
        }
    }
}

impl Editor {
    fn of(field: &'static Field, text: &str) -> Self {
        let choices = match &field.ty {
            Type::Choice(choices) => Some(*choices),
            Type::Flag => Some(FLAG),
            _ => None,
        };
        match choices.map(|it| (it, it.iter().position(|choice| choice.value == text))) {
            // A word that is none of the choices can only be shown by typing it.
            Some((choices, selected)) if selected.is_some() || text.is_empty() => Self::Chosen { choices, selected },
            _ => {
                let lines: Vec<String> = shown::visible_lines(text).split('\n').map(str::to_owned).collect();
                let mut area = TextArea::new(lines);
                area.set_cursor_line_style(Style::default());
                area.set_max_histories(500);
                if field.is_text() {
                    area.set_wrap_mode(WrapMode::WordOrGlyph);
                }
                area.move_cursor(CursorMove::Bottom);
                area.move_cursor(CursorMove::End);
                Self::Typed(Box::new(area))
            }
        }
    }
}

fn told(_: bool) -> Typed {
    Typed::Taken
}

fn told_move(area: &mut TextArea<'static>, to: CursorMove) -> Typed {
    area.cancel_selection();
    writing::moved(area, to);
    Typed::Taken
}

/// Where an arrow leads out of the field, it is not the field's.
fn told_up_or_down(area: &mut TextArea<'static>, to: CursorMove) -> Typed {
    let was_marked = area.is_selecting();
    if !writing::moved(area, to) {
        return Typed::NotMine;
    }
    if was_marked {
        area.cancel_selection();
    }
    Typed::Taken
}

fn stepped(area: &mut TextArea<'static>, step: impl FnOnce(&mut TextArea<'static>)) -> Typed {
    area.cancel_selection();
    step(area);
    Typed::Taken
}

fn erased(area: &mut TextArea<'static>, erase: impl FnOnce(&mut TextArea<'static>)) -> Typed {
    erase(area);
    Typed::Taken
}
