//! What is typed is kept on disk until it is saved or thrown away.

use super::App;
use crate::tui::event::Effect;
use crate::workspace::Draft;

impl App {
    /// Whether something is typed that is not kept on disk as it stands.
    pub fn is_unkept(&self) -> bool {
        self.typed().any(|it| !self.is_kept(&it))
    }

    /// What is typed anywhere, as drafts.
    fn typed(&self) -> impl Iterator<Item = Draft> {
        let forms = self.form().into_iter().chain(self.aside.as_deref());
        let minutes = self.meetings.live.as_ref().and_then(|it| it.draft(&self.desk));
        forms.filter_map(|it| it.draft(&self.desk)).chain(minutes)
    }

    fn is_kept(&self, draft: &Draft) -> bool {
        self.desk.drafts.iter().any(|it| it.key == draft.key && it.fields == draft.fields)
    }

    /// Keeps what is typed on disk, as far as it is not there yet.
    pub(super) fn keep_typed(&mut self) -> Vec<Effect> {
        let unkept: Vec<Draft> = self.typed().filter(|it| !self.is_kept(it)).collect();
        for draft in &unkept {
            self.desk.drafts.retain(|it| it.key != draft.key);
            self.desk.drafts.push(draft.clone());
        }
        unkept.into_iter().map(Effect::KeepDraft).collect()
    }
}
