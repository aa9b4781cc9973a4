//! The one line in which an action or a decision of a meeting in session is jotted down, and what was understood of it.

use super::change::{Obstacle, fresh};
use super::field::FormField;
use super::{Form, Goal};
use crate::model::deed::{jot_action, jot_decision};
use crate::model::jotted::{self, Unclear};
use crate::model::view::Quorum;
use crate::model::{Change, Kind, RecordId, Standpoint, date, names, shown, table};
use crate::tui::desk::Desk;

impl Form {
    /// A form of one line for an action or a decision under the item that is dealt with.
    pub fn jot(kind: Kind, meeting: RecordId, item: Option<RecordId>) -> Self {
        let (field, title) = match kind {
            Kind::Decision => (table::DECISION_LINE, "Decision"),
            _ => (table::ACTION_LINE, "Action"),
        };
        let under = item.as_ref().map(|it| format!(" · {it}")).unwrap_or_default();
        let mut form = Self::new(Goal::Jot { kind, meeting, item }, format!("{title}{under}"));
        form.fields.push(FormField::empty(field));
        form
    }

    /// The change that the line makes.
    pub(super) fn jotted(&self, at: &Standpoint<'_>) -> Result<Change, Obstacle> {
        let Goal::Jot { kind, meeting, item } = &self.goal else { return Ok(Change::default()) };
        let key = self.fields.first().map_or("", |it| it.field.key);
        let obstacle = |words: String| Obstacle { field: key, words };
        let Some(meeting) = at.snapshot.get(meeting) else {
            return Err(obstacle("The meeting is not there any more.".to_owned()));
        };
        let group = meeting.id.group().unwrap_or_default();
        let none = || obstacle("No number could be found for it. Try again.".to_owned());
        let id = fresh(*kind, group, "", None, at).ok_or_else(none)?;
        let line = self.line();
        match kind {
            Kind::Decision => {
                let said = jotted::decision(&line).ok_or_else(|| obstacle("It says nothing yet.".to_owned()))?;
                let refused = |it: crate::model::act::Refused| obstacle(format!("{it}."));
                jot_decision(id, said, (meeting, item.as_ref()), at).map_err(refused)
            }
            _ => {
                let jotted = jotted::read(&line, at).map_err(|it| obstacle(unclear(&it)))?;
                Ok(jot_action(id, &jotted, (meeting, item.as_ref()), at))
            }
        }
    }

    /// What is understood of the line as it stands.
    pub(super) fn understood(&self, desk: &Desk) -> Option<String> {
        let Goal::Jot { kind, meeting, .. } = &self.goal else { return None };
        let (line, at) = (self.line(), desk.at());
        if line.trim().is_empty() {
            return None;
        }
        if *kind == Kind::Decision {
            let (title, text) = jotted::decision(&line)?;
            let quorum = at.snapshot.get(meeting).map(|it| Quorum::at(it, at.now, at.snapshot));
            let so = match quorum.is_some_and(|it| it.is_quorate()) {
                true => "agreed now, then endorsed by each party",
                false => "only a draft: a party has no quorum",
            };
            return Some(format!("→ {}: {} ({so})", shown::visible(title), shown::visible(text)));
        }
        Some(match jotted::read(&line, &at) {
            Ok(it) => {
                let who = it.owner.as_ref().map_or("nobody yet".to_owned(), |it| names::person(it, at.snapshot));
                let due = it.due.map_or("no date yet".to_owned(), |it| {
                    format!("{}, {}", date::long(it), date::distance(it, at.today))
                });
                format!("→ {} · {who} · {due}", shown::visible(&it.title))
            }
            Err(unclear_line) => format!("(!) {}", unclear(&unclear_line)),
        })
    }

    fn line(&self) -> String {
        self.fields.first().map(FormField::text).unwrap_or_default()
    }
}

/// Why a line cannot be read, as a sentence.
fn unclear(unclear: &Unclear) -> String {
    match unclear {
        Unclear::NoTitle => "It does not say yet what is to be done.".to_owned(),
        Unclear::Owner(error) => format!("{}.", shown::capital(&shown::not_found(error))),
        Unclear::Due(words) => format!("\"{}\" is no day; such as {}.", shown::visible(words), date::EXAMPLES),
    }
}
