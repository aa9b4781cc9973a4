//! A sheet of the welcome: what is asked at one step, and what was answered.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};

use crate::model::shown;
use crate::tui::widget::list::{List, Way};

/// What is asked at one step. It stays as it was when somebody goes back.
pub struct Sheet {
    pub title: String,
    /// What it is about.
    pub words: Vec<String>,
    pub entries: Vec<Entry>,
    pub focus: usize,
}

/// One question, and its answer.
pub struct Entry {
    pub label: &'static str,
    pub help: String,
    pub required: bool,
    pub answer: Answer,
    /// What was written here because it follows from another answer.
    pub followed: String,
}

/// An answer: typed, chosen among a few, or picked from a list.
pub enum Answer {
    Typed(Box<TextArea<'static>>),
    Chosen { choices: Vec<String>, at: usize },
    Picked(List<String>),
}

impl Entry {
    pub fn typed(label: &'static str, text: &str, help: &str) -> Self {
        Self {
            label,
            help: help.to_owned(),
            required: false,
            followed: String::new(),
            answer: Answer::Typed(Box::new(line(text))),
        }
    }

    pub fn chosen(label: &'static str, choices: &[&str], at: usize, help: &str) -> Self {
        let choices = choices.iter().map(|it| (*it).to_owned()).collect();
        Self {
            label,
            help: help.to_owned(),
            required: false,
            followed: String::new(),
            answer: Answer::Chosen { choices, at },
        }
    }

    pub fn picked(label: &'static str, rows: Vec<String>, help: &str) -> Self {
        let mut list = List::default();
        list.set(rows);
        Self { label, help: help.to_owned(), required: false, followed: String::new(), answer: Answer::Picked(list) }
    }

    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// What was typed or chosen, without the blanks around it.
    pub fn text(&self) -> String {
        match &self.answer {
            Answer::Typed(area) => area.lines().join(" ").trim().to_owned(),
            Answer::Chosen { choices, at } => choices.get(*at).cloned().unwrap_or_default(),
            Answer::Picked(list) => list.selected().cloned().unwrap_or_default(),
        }
    }

    pub fn place(&self) -> usize {
        match &self.answer {
            Answer::Typed(_) => 0,
            Answer::Chosen { at, .. } => *at,
            Answer::Picked(list) => list.place(),
        }
    }

    pub fn set(&mut self, text: &str) {
        if let Answer::Typed(area) = &mut self.answer {
            **area = line(text);
        }
    }

    /// Takes a key that is the answer's own; says whether it was.
    fn key(&mut self, key: KeyEvent) -> bool {
        match &mut self.answer {
            Answer::Typed(area) => match key.code {
                KeyCode::Up | KeyCode::Down | KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab | KeyCode::Esc => false,
                _ => {
                    // What only follows from another answer gives way to what is typed.
                    if letter(key).is_some() && !self.followed.is_empty() && area.lines().join(" ") == self.followed {
                        **area = line("");
                    }
                    edit(area, key);
                    true
                }
            },
            Answer::Chosen { choices, at } => {
                let step = match key.code {
                    KeyCode::Left => choices.len().saturating_sub(1),
                    KeyCode::Right | KeyCode::Char(' ') => 1,
                    _ => return false,
                };
                *at = (*at + step) % choices.len().max(1);
                true
            }
            Answer::Picked(list) => {
                let way = match key.code {
                    KeyCode::Up if list.place() > 0 => Way::Up(1),
                    KeyCode::Down if list.place() + 1 < list.len() => Way::Down(1),
                    KeyCode::PageUp => Way::Up(10),
                    KeyCode::PageDown => Way::Down(10),
                    KeyCode::Home => Way::Top,
                    KeyCode::End => Way::Bottom,
                    _ => return false,
                };
                list.go(way);
                true
            }
        }
    }
}

impl Sheet {
    pub fn new(title: &str, words: &[&str], entries: Vec<Entry>) -> Self {
        let words = words.iter().map(|it| (*it).to_owned()).collect();
        Self { title: title.to_owned(), words, entries, focus: 0 }
    }

    /// The answer to a question; empty where it is not asked.
    pub fn text(&self, label: &str) -> String {
        self.entries.iter().find(|it| it.label == label).map(Entry::text).unwrap_or_default()
    }

    /// The same, where something was answered.
    pub fn given(&self, label: &str) -> Option<String> {
        Some(self.text(label)).filter(|it| !it.is_empty())
    }

    pub fn place(&self, label: &str) -> usize {
        self.entries.iter().find(|it| it.label == label).map_or(0, Entry::place)
    }

    pub fn entry(&mut self, label: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|it| it.label == label)
    }

    pub fn focus_on(&mut self, label: &str) {
        self.focus = self.entries.iter().position(|it| it.label == label).unwrap_or(self.focus);
    }

    /// Whether text is typed where the focus stands.
    pub fn is_typing(&self) -> bool {
        self.entries.get(self.focus).is_some_and(|it| matches!(it.answer, Answer::Typed(_)))
    }

    pub fn is_last(&self) -> bool {
        self.focus + 1 >= self.entries.len()
    }

    /// Whether focus stands on the button that goes on, behind the last question.
    pub fn on_button(&self) -> bool {
        self.focus >= self.entries.len()
    }

    /// The first question that needs an answer and has none.
    pub fn missing(&self) -> Option<&'static str> {
        self.entries.iter().find(|it| it.required && it.text().is_empty()).map(|it| it.label)
    }

    /// Takes a key: the answer's own, or one that goes on to the next or back to the one before.
    pub fn key(&mut self, key: KeyEvent) {
        if self.entries.get_mut(self.focus).is_some_and(|it| it.key(key)) {
            return;
        }
        let last = self.entries.len();
        match key.code {
            KeyCode::Down | KeyCode::Tab => self.focus = if self.focus >= last { 0 } else { self.focus + 1 },
            KeyCode::Up | KeyCode::BackTab => self.focus = if self.focus == 0 { last } else { self.focus - 1 },
            _ => (),
        }
    }

    pub fn paste(&mut self, text: &str) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(Entry { answer: Answer::Typed(area), .. }) = self.entries.get_mut(self.focus) {
            area.insert_str(shown::visible(&line));
        }
    }
}

/// The keys of fields, as in forms.
fn edit(area: &mut TextArea<'static>, key: KeyEvent) {
    match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
        (KeyCode::Char('w'), true) => drop(area.delete_word()),
        (KeyCode::Char('u'), true) => drop(area.delete_line_by_head()),
        (KeyCode::Char('k'), true) => drop(area.delete_line_by_end()),
        (KeyCode::Char('z'), true) => drop(area.undo()),
        (KeyCode::Char('y'), true) => drop(area.redo()),
        (KeyCode::Left, true) => area.move_cursor(CursorMove::WordBack),
        (KeyCode::Right, true) => area.move_cursor(CursorMove::WordForward),
        (KeyCode::Char(_), true) => (),
        _ => drop(area.input(key)),
    }
}

fn line(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![shown::visible(text).into_owned()]);
    area.set_cursor_line_style(Default::default());
    area.move_cursor(CursorMove::End);
    area
}

/// Whether a key is a letter that is pressed by itself.
pub fn letter(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(letter) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(letter),
        _ => None,
    }
}
