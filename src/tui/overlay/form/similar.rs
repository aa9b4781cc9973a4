//! What is similar to the title of something new, below the title.

use unicode_width::UnicodeWidthStr;

use super::field::FormField;
use super::{Form, Goal};
use crate::model::similar::Title;
use crate::model::{Kind, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};

impl Form {
    /// The items and actions with a title like the one that is typed.
    pub fn similar<'a>(&self, desk: &'a Desk) -> Vec<&'a Title> {
        let is_new = matches!(self.goal, Goal::Add { kind: Kind::Item | Kind::Action, .. });
        let title = self.fields.iter().find(|it| is_new && it.field.key == "title");
        title.map(|it| desk.similar.1.near(&it.text())).unwrap_or_default()
    }

    /// The lines that point them out, below the title as long as one is there.
    pub(super) fn similar_lines(&self, place: usize, desk: &Desk, width: usize) -> Vec<String> {
        let is_title = place == self.focus && self.fields.get(place).is_some_and(|it| it.field.key == "title");
        let found = if is_title { self.similar(desk) } else { Vec::new() };
        let told = |it: &&Title| {
            let (id, state) = (format!("(i) similar: {} ", it.id), format!(", {}", it.state));
            let title = shown::cut(&it.words, width.saturating_sub(id.width() + state.width()));
            format!("{id}{title}{state}")
        };
        let mut lines: Vec<String> = found.iter().map(told).collect();
        if !found.is_empty() {
            lines.push(format!("    {} links it", key_in_words(Context::Form, Command::Link)));
        }
        lines
    }

    /// Links what is being added to something similar, beside what stands in that field already.
    pub fn link(&mut self, key: &str, id: &RecordId, desk: &Desk) {
        if let Some(at) = self.hidden.iter().position(|it| it.key() == key) {
            let slot = self.hidden.remove(at);
            self.fields.push(FormField::at(slot, &toml::Table::new(), &desk.snapshot));
        }
        let Some(field) = self.fields.iter_mut().find(|it| it.slot.key() == key) else { return };
        let typed = field.text();
        let text = match typed.trim() {
            typed if typed.is_empty() || key == "duplicates" => id.to_string(),
            typed => format!("{typed}, {id}"),
        };
        field.rewrite(&text, &desk.at());
        self.notes = vec![format!("{}: {text}", field.field.label)];
        self.warns = false;
    }
}
