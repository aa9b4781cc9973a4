//! Typing the minutes of an item: keys and pastes go into its text, which is saved as one change when one leaves it.

use ratatui::crossterm::event::KeyEvent;

use super::{App, Overlay};
use crate::model::deed;
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::keymap::Context;
use crate::tui::overlay::form::Form;
use crate::tui::screen::live::Minutes;

impl App {
    /// Whether the text of an item is in front.
    pub(super) fn is_minuting(&self) -> bool {
        self.context() == Context::Minuting
    }

    pub(super) fn type_minutes(&mut self, key: KeyEvent) -> Vec<Effect> {
        if let Some(minutes) = self.meetings.live.as_mut().and_then(|it| it.minutes.as_mut()) {
            minutes.field.key(key, &self.desk.at());
        }
        Vec::new()
    }

    pub(super) fn paste_minutes(&mut self, text: &str) {
        let minutes = self.meetings.live.as_mut().and_then(|it| it.minutes.as_mut());
        if minutes.is_some_and(|it| it.field.paste(text, &self.desk.at())) {
            self.warn("What was pasted had characters in it that nobody can read; they were left out".to_owned());
        }
    }

    /// Leaves the text, or the list of who is here, where a command leads away from it; what was typed is saved.
    pub(super) fn leave_minutes_for(&mut self, command: Command) -> Vec<Effect> {
        let leads_away = matches!(
            command,
            Command::NextItem
                | Command::ItemBefore
                | Command::EndMeeting
                | Command::Attendance
                | Command::Outcome
                | Command::Defer
                | Command::Pool
                | Command::Open
                | Command::HistoryOf
                | Command::Undo
                | Command::Redo
                | Command::PageHome
                | Command::PageGroups
                | Command::PageMeetings
                | Command::PageActions
                | Command::PagePeople
                | Command::PageHistory
                | Command::PageSync
        );
        let types = self.meetings.live.as_ref().is_some_and(|it| it.typing);
        // What is taken back is what was done before the list was opened; it stays open over that.
        let closes_list = self.is_attending() && !matches!(command, Command::Undo | Command::Redo);
        match leads_away {
            true if closes_list => self.leave_attendance(),
            true if types => self.leave_minutes(),
            _ => Vec::new(),
        }
    }

    /// Saves what is typed as one change and leaves the text. Where somebody else wrote there meanwhile, both texts are
    /// shown, and nothing is lost.
    pub(super) fn leave_minutes(&mut self) -> Vec<Effect> {
        // On disk before anything else: what is not saved comes back.
        let mut effects = self.keep_typed();
        let Some(live) = &mut self.meetings.live else { return effects };
        live.typing = false;
        let Some((minutes, draft)) = live.minutes.as_ref().zip(live.draft(&self.desk)) else { return effects };
        let Some(item) = self.desk.snapshot.shared(&minutes.item).cloned() else { return effects };
        if minutes.is_written_over(&self.desk) {
            let mut form = Form::edit(&item, &self.desk);
            form.resume(&draft, &self.desk);
            let place = form.fields.iter().position(|it| draft.fields.contains_key(&it.slot.key()));
            form.point_at(place.unwrap_or(0), &self.desk);
            self.overlay = Some(Overlay::Form(Box::new(form)));
            self.desk.drafts.retain(|it| it.key != draft.key);
            self.meetings.live.iter_mut().for_each(|it| it.forget_text(&self.desk));
            effects.extend(self.keep_typed());
            effects.push(Effect::DropDraft(draft.key));
            return effects;
        }
        let settings = vec![("minute".to_owned(), minutes.value())];
        let change = deed::edit(&item, settings, &self.desk.at()).meaning("item.edit");
        effects.extend(self.submit(Some(change)));
        effects
    }

    /// Throws away what was kept of texts that are saved by now.
    pub(super) fn drop_saved_minutes(&mut self) -> Vec<Effect> {
        let saved = self.desk.drafts.iter().filter(|it| self.saving == 0 && Minutes::is_saved(it, &self.desk));
        let keys: Vec<String> = saved.map(|it| it.key.clone()).collect();
        self.desk.drafts.retain(|it| !keys.contains(&it.key));
        keys.into_iter().map(Effect::DropDraft).collect()
    }
}
