//! The form that asks how a document is to be made: in which format, for whom, into which file.

use std::path::PathBuf;

use super::field::FormField;
use super::{Form, Goal};
use crate::document::order::{Document, Format, Order};
use crate::document::reader::Audience;
use crate::model::field::Field;
use crate::model::{leaf, table};
use crate::tui::desk::Desk;
use crate::tui::event::Effect;
use crate::tui::written::{Contents, Over};

impl Form {
    /// A form for a document, with the file that is proposed for it.
    pub fn document(document: Document, desk: &Desk) -> Self {
        let mut form = Self::new(Goal::Document(document.clone()), format!("Make {}", document.words()));
        let first = document.formats().first().copied().unwrap_or(Format::Text);
        if document.formats().len() > 1 {
            form.fields.push(FormField::line(table::FORMAT, first.ending()));
        }
        form.fields.push(FormField::line(table::AUDIENCE, Audience::Green.word()));
        let proposal = format!("{}{}.{}", desk.folder, document.name(), first.ending());
        form.fields.push(FormField::line(table::DOCUMENT_FILE, &proposal));
        form.enter();
        form
    }

    /// What is asked for by it.
    pub(super) fn ordered(&self) -> Option<Effect> {
        let Goal::Document(document) = &self.goal else { return None };
        let format = self.typed_in(table::FORMAT).and_then(|it| Format::of_ending(&it)).unwrap_or(Format::Calendar);
        let audience = self.typed_in(table::AUDIENCE);
        let audience = Audience::ALL.into_iter().find(|it| Some(it.word()) == audience.as_deref())?;
        let order = Order { document: document.clone(), format, audience };
        let path = PathBuf::from(self.typed_in(table::DOCUMENT_FILE)?);
        Some(Effect::Write { path, contents: Contents::Document(order), over: Over::Nothing })
    }

    fn typed_in(&self, field: &'static Field) -> Option<String> {
        let field = self.fields.iter().find(|it| it.field.key == field.key)?;
        field.value.as_ref().ok()?.as_ref().map(leaf::plain)
    }

    /// Lets the file's name end as those of the chosen format do; an ending of one's own stays.
    pub(super) fn follow_format(&mut self, desk: &Desk) {
        if !matches!(self.goal, Goal::Document(_)) {
            return;
        }
        let Some(format) = self.typed_in(table::FORMAT).and_then(|it| Format::of_ending(&it)) else { return };
        let Some(file) = self.fields.iter_mut().find(|it| it.field.key == table::DOCUMENT_FILE.key) else { return };
        let typed = file.text();
        let Some((stem, ending)) = typed.rsplit_once('.') else { return };
        if ending != format.ending() && Format::of_ending(ending).is_some() {
            file.set_text(&format!("{stem}.{}", format.ending()), &desk.at());
        }
    }
}
