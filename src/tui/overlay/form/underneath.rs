//! A form over a record that somebody else changes meanwhile.

use std::sync::Arc;

use super::Form;
use crate::report::Report;
use crate::tui::desk::Desk;

impl Form {
    /// Tells what a refusal says, and takes the record as it is now for the next attempt.
    pub fn refused(&mut self, report: &Report, desk: &Desk) {
        self.saving = false;
        self.warns = true;
        self.notes = report.lines();
        if report.code == "E-CLASH" {
            self.follow(desk);
            let gone = self.base.as_ref().map(|it| &it.id).filter(|it| !desk.snapshot.exists(it));
            if let Some(id) = gone {
                self.notes = vec![format!(
                    "Not saved: {id} is not there any more. Esc keeps what you typed as a draft; page History tells who \
                     took it away, and puts it back."
                )];
            } else if !self.compare_clashes(desk) {
                // Here that is the way out; it comes first, for a small screen cuts off what comes last.
                self.notes = vec!["Not saved: somebody else changed the same. Saving once more shows both.".to_owned()];
                self.notes.extend(report.causes.clone());
            }
        }
    }

    /// Follows the record where nobody has touched the form's fields; marks where somebody has.
    pub fn follow(&mut self, desk: &Desk) {
        let Some(record) = self.base.as_ref().and_then(|it| desk.snapshot.shared(&it.id)) else { return };
        let before = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        if before != record.fields {
            self.tell_who(desk);
        }
        for field in &mut self.fields {
            let now = field.slot.value(&record.fields);
            match (now == field.slot.value(&before), field.is_changed()) {
                (true, true) if field.meanwhile.is_some() => field.clash(now.cloned()),
                (true, _) => (),
                (false, false) => field.follow(now, &desk.snapshot),
                (false, true) => field.clash(now.cloned()),
            }
        }
        // What somebody else has changed and nobody here has touched is no part of this form's change.
        let mut base = (**record).clone();
        for field in self.fields.iter().filter(|it| it.is_changed()) {
            field.slot.put(&mut base.fields, field.slot.value(&before).cloned());
        }
        self.base = Some(Arc::new(base));
        self.compare_again(desk);
    }

    /// Finds out who changed the record last, and when.
    pub(super) fn tell_who(&mut self, desk: &Desk) {
        let Some(id) = self.base.as_ref().map(|it| &it.id) else { return };
        let about = |subject: &str| subject.split([' ', ':', ',']).any(|it| it == id.as_str());
        let entry = desk.latest.iter().find(|it| about(&it.subject));
        let when = |day| if day == desk.today { "at %H:%M" } else { "on %-d %b %Y at %H:%M" };
        self.changed_by = entry.map(|it| (desk.who(it).0, it.at.format(when(it.at.date_naive())).to_string()));
    }

    /// Who changed the record underneath: `◆BI Cedar`, or nobody by name.
    pub(super) fn other(&self) -> &str {
        self.changed_by.as_ref().map_or("somebody else", |it| &it.0)
    }

    /// When that was, with a blank before it; nothing where nobody knows.
    pub(super) fn then(&self) -> String {
        self.changed_by.as_ref().map(|it| format!(" {}", it.1)).unwrap_or_default()
    }
}
