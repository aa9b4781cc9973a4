//! A long text in the whole screen, and in the user's own editor.

use super::paste::LARGEST_PASTE;
use super::{App, Overlay};
use crate::store::editor::Unwritten;
use crate::tui::event::Effect;

impl App {
    /// Gives a long text the whole screen; where it has that already, the user's own editor.
    pub(super) fn enlarge(&mut self) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Form(form)) if !form.is_large() => {
                form.enlarge();
                Vec::new()
            }
            _ => self.write_elsewhere(),
        }
    }

    /// Asks for the text in focus to be opened in the user's own editor. It is on disk before that.
    pub(super) fn write_elsewhere(&mut self) -> Vec<Effect> {
        let Some(text) = self.form().map(|it| it.text()) else { return Vec::new() };
        let mut effects = self.keep_typed();
        effects.push(Effect::Editor(text));
        effects
    }

    /// Takes what came back from the editor.
    pub(super) fn rewritten(&mut self, result: Result<Option<String>, Unwritten>) -> Vec<Effect> {
        match result {
            Ok(Some(text)) if text.len() > LARGEST_PASTE => {
                let (is, most) = (text.len().div_ceil(1000), LARGEST_PASTE / 1000);
                self.warn(format!("Your text stays as it was: that is {is} kB, and a field takes {most} kB"));
            }
            Ok(Some(text)) => {
                if let Some(Overlay::Form(form)) = &mut self.overlay {
                    form.rewrite(&text, &self.desk);
                }
            }
            Ok(None) => (),
            Err(error) => self.warn(format!("Your text stays as it was: {error}")),
        }
        self.keep_typed()
    }
}
