//! What is typed into a form and not saved: kept as a draft, and back again.

use std::collections::BTreeMap;

use super::several::several_key;
use super::{Act, Form, Goal};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::workspace::Draft;

impl Form {
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
            Goal::Act(Act::Decline, id) => Some(format!("decline-{id}")),
            Goal::Act(Act::Position(..), id) => Some(format!("position-{id}")),
            Goal::Act(Act::GiveBack, id) => Some(format!("return-{id}")),
            Goal::Act(Act::Postpone | Act::Approve | Act::Agree | Act::Number | Act::Paper | Act::Refer, _) => None,
            Goal::Seat { person, group } => Some(format!("seat-{group}/{person}")),
            Goal::One(_) | Goal::End { .. } | Goal::Leave(_) | Goal::AsOf | Goal::Decide | Goal::Export => None,
            Goal::Document(_) | Goal::Identity | Goal::SharedCopy | Goal::Override | Goal::FilterName => None,
            Goal::Several(ids) if self.is_of_several() => several_key(ids),
            Goal::Several(_) | Goal::Wait(_) | Goal::Jot { .. } => None,
        }
    }

    /// What is typed, to be kept; `None` where nothing was changed.
    pub fn draft(&self, desk: &Desk) -> Option<Draft> {
        let changed = || self.fields.iter().filter(|it| it.is_changed());
        let fields: BTreeMap<String, String> = changed().map(|it| (it.slot.key(), it.kept())).collect();
        let before = changed().map(|it| (it.slot.key(), it.kept_original())).collect();
        let key = self.draft_key()?;
        (!fields.is_empty()).then_some(Draft { key, at: desk.now, fields, before })
    }

    /// Types what was kept.
    pub fn resume(&mut self, draft: &Draft, desk: &Desk) {
        if self.hidden.iter().any(|it| draft.fields.contains_key(&it.key())) {
            self.show_more(desk);
        }
        for field in &mut self.fields {
            let key = field.slot.key();
            let Some(text) = draft.fields.get(&key) else { continue };
            field.take_kept(text, &desk.at());
            let before = draft.before.get(&key).filter(|it| **it != field.kept_original());
            if let (true, true, Some(before)) = (self.base.is_some(), field.is_changed(), before) {
                field.clash_since(before, &desk.at());
            }
        }
        self.tell_who(desk);
        self.follow_role(desk);
        let when = desk.on_clock(draft.at).format("%a %-d %b, %H:%M");
        self.resumed = true;
        self.foretell(desk);
        let [compare, away] = [Command::Compare, Command::ThrowAway].map(|it| key_in_words(Context::Form, it));
        self.notes.push(format!(
            "Your draft of {when} is back: go on with it. {compare} compares it with what stands, {away} throws it away."
        ));
    }

    /// Whether what is typed can be compared with what stands.
    pub fn can_compare(&self) -> bool {
        self.aid.is_none() && self.resumed && self.changed() > 0
    }
}
