//! What is typed in a form, as a change to the records.

use chrono::NaiveDate;
use toml::{Table, Value};

use super::{Form, Goal};
use crate::model::act::Refused;
use crate::model::check::check_change;
use crate::model::deed::{self, NewId, Settings, StillOpen, new_id};
use crate::model::field::Field;
use crate::model::view::ActionState;
use crate::model::{Change, Code, Kind, Problem, Record, RecordId, Standpoint, free, leaf, table, value};
use crate::tui::desk::Desk;
use crate::tui::event::Effect;

/// What to do where something in a group that is to be closed is open.
pub const SETTLE_FIRST: &str = "Settle the actions on page Actions, and end the terms on page People; then close it.";

/// Why what is typed makes no change: in words, and the field at which it can be mended.
#[derive(Debug)]
pub(super) struct Obstacle {
    pub field: &'static str,
    pub words: String,
}

impl From<Refused> for Obstacle {
    fn from(refused: Refused) -> Self {
        Self { field: "", words: format!("{refused}.") }
    }
}

impl Form {
    /// What is typed, as a change.
    ///
    /// # Errors
    /// Where a new record's group is not known yet, or a seat cannot be taken or left like that.
    pub(super) fn change(&self, desk: &Desk) -> Result<Change, Obstacle> {
        let at = desk.at();
        self.may_write(desk)?;
        match (&self.goal, &self.base) {
            (Goal::Add { kind, group }, _) => self.addition(*kind, group, &at).ok_or_else(|| Obstacle {
                field: self.code().map_or(table::GROUP_OF_NEW.key, |_| table::CODE_OF_NEW.key),
                words: self.why_none(desk),
            }),
            (Goal::Edit(_), Some(base)) if self.closes(base) => {
                let change = || deed::edit(base, self.settings(), &at);
                let refused = |open: StillOpen<'_>| Obstacle {
                    field: "state",
                    words: format!("{} cannot be closed: {}. {SETTLE_FIRST}", base.id, open.words()),
                };
                deed::close(base, &at).map(|_| change()).map_err(refused)
            }
            (Goal::One(note), Some(base)) if note.kind == Kind::Note => Ok(deed::settle_note(base, self.first(), &at)),
            (Goal::Edit(id), Some(base)) if id.kind == Kind::Meeting => {
                deed::correct::write(base, self.settings(), &at).map_err(Obstacle::from)
            }
            (Goal::Edit(_) | Goal::One(_), Some(base)) => Ok(deed::edit(base, self.settings(), &at)),
            (Goal::Several(ids), _) => Ok(self.change_of_several(ids, &at)),
            (Goal::Progress(_), Some(base)) => Ok(deed::note(base, self.first(), &at)),
            (Goal::Wait(_), Some(base)) => Ok(deed::stand(base, ActionState::Blocked, self.first(), &at)),
            (Goal::Comment { about, field, group }, _) => {
                let id = fresh(Kind::Note, group, "", None, &at);
                let kind = self.fields.iter().find(|it| it.slot.key() == "kind");
                let kind = kind.and_then(|it| it.value.clone().ok().flatten());
                let words = self.first();
                Ok(id.map(|it| deed::comment(it, about, *field, words, kind, &at)).unwrap_or_default())
            }
            (Goal::Jot { .. }, _) => self.jotted(&at),
            (Goal::Drop(id), Some(base)) if id.kind == Kind::Meeting => {
                deed::meeting::cancel(base, self.first(), &at).map_err(Obstacle::from)
            }
            (Goal::Drop(id), Some(base)) if id.kind == Kind::Decision => {
                deed::decision::withdraw(base, self.first(), &at).map_err(Obstacle::from)
            }
            (Goal::Drop(_), Some(base)) => Ok(deed::drop(base, self.first(), &at)),
            (Goal::Act(act, _), Some(base)) => self.acted(act, base, &at).map_err(Obstacle::from),
            (Goal::Seat { .. } | Goal::End { .. } | Goal::Leave(_), _) => self.seat_change(&at),
            (Goal::Identity | Goal::SharedCopy | Goal::AsOf | Goal::Decide | Goal::Export, _)
            | (Goal::Document(_), _)
            | (Goal::Override | Goal::FilterName, _)
            | (_, None) => Ok(Change::default()),
        }
    }

    /// Whether what is typed may be written into each record that it is for.
    fn may_write(&self, desk: &Desk) -> Result<(), Obstacle> {
        let records: Vec<&RecordId> = match &self.goal {
            Goal::Edit(id) => vec![id],
            Goal::Several(ids) => ids.iter().collect(),
            _ => return Ok(()),
        };
        let mut settings = self.settings();
        settings.retain(|it| it.1.is_some() || matches!(self.goal, Goal::Edit(_)));
        let refused = |it: Refused| Obstacle { field: "state", words: format!("{it}. {}", it.remedy) };
        let mut known = records.into_iter().filter_map(|it| desk.snapshot.get(it));
        known.try_for_each(|it| free::may_write(it.id.kind, Some(it), &settings)).map_err(refused)
    }

    /// Whether it would close a group.
    fn closes(&self, base: &Record) -> bool {
        let state = self.fields.iter().find(|it| it.slot.key() == "state" && it.is_changed());
        let closed = state.is_some_and(|it| it.text() == "closed");
        base.id.kind == Kind::Group && closed
    }

    fn addition(&self, kind: Kind, group: &str, at: &Standpoint<'_>) -> Option<Change> {
        let typed = self.fields.iter().find(|it| it.field.key == table::GROUP_OF_NEW.key && !group_field(kind));
        let group = match (typed, self.code()) {
            (Some(field), _) => leaf::plain(field.value.as_ref().ok()?.as_ref()?),
            (None, Some(code)) => code,
            (None, None) => group.to_owned(),
        };
        let mut fields = Table::new();
        for field in self.fields.iter().filter(|it| !is_of_id(it.field)) {
            if let Ok(Some(value)) = &field.value {
                field.slot.put(&mut fields, Some(value.clone()));
            }
        }
        let settings: Settings = fields.into_iter().map(|(key, value)| (key, Some(value))).collect();
        let given = |key: &str| settings.iter().find(|it| it.0 == key).and_then(|it| it.1.as_ref());
        let day = given("start").and_then(value::local_of).map(|it| it.date());
        let title = given(kind.title_key()).map(leaf::plain).unwrap_or_default();
        Some(deed::add(fresh(kind, &group, &title, day, at)?, settings, at))
    }

    /// The code of a new group, as it is typed.
    fn code(&self) -> Option<String> {
        let field = self.fields.iter().find(|it| std::ptr::eq(it.field, table::CODE_OF_NEW))?;
        Some(field.text().trim().to_uppercase())
    }

    /// Why no change could be made of what is typed.
    pub(super) fn why_none(&self, desk: &Desk) -> String {
        match self.code().map(|it| RecordId::new(Kind::Group, &it)) {
            Some(Ok(id)) if desk.snapshot.exists(&id) => {
                format!("There is a group {id} already. Choose other letters.")
            }
            Some(Err(error)) => format!("{error}."),
            Some(Ok(_)) | None => "No group of that name could be found.".to_owned(),
        }
    }

    /// What the first field holds: all that a short form asks.
    pub(super) fn first(&self) -> Option<Value> {
        self.fields.first().and_then(|it| it.value.clone().ok()?)
    }

    /// The fields that were changed, with their values.
    pub(super) fn settings(&self) -> Settings {
        let base = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        let mut settings = Settings::new();
        let mut fields = base;
        for field in self.fields.iter().filter(|it| it.is_changed()) {
            let Ok(value) = field.value.clone() else { continue };
            field.slot.put(&mut fields, value);
            // A table goes back as a whole, with what else stands in it.
            let key = field.slot.table.unwrap_or(field.field).key;
            settings.retain(|it| it.0 != key);
            settings.push((key.to_owned(), fields.get(key).cloned()));
        }
        settings
    }

    pub(super) fn problems(&self, change: &Change, desk: &Desk) -> Vec<Problem> {
        match change.apply(&self.under(desk)) {
            Ok(after) => {
                let before = self.under(desk);
                check_change(change, &Standpoint { snapshot: &before, ..desk.at() }, &after)
            }
            Err(_) => Vec::new(),
        }
    }

    /// A problem and what to do about it; of another record than the form's, with its id.
    pub(super) fn in_words(&self, problem: &Problem) -> String {
        let own = self.base.as_ref().map(|it| &it.id);
        let is_other = |it: &&RecordId| own.map_or(matches!(self.goal, Goal::Several(_)), |own| own != *it);
        let other = problem.id.as_ref().filter(is_other);
        let of = other.map(|it| format!("{it}: ")).unwrap_or_default();
        format!("{of}{}. {}", problem.message, problem.remedy)
    }

    /// The field that a problem is about, where it is on the form.
    pub(super) fn place_of(&self, problem: &Problem) -> Option<usize> {
        let place = |key: &str| self.fields.iter().position(|it| it.slot.key() == key);
        let key = problem.field.as_deref()?;
        // A problem of a membership names the field of a term, or only that its terms do not agree.
        let of_term = || place(if problem.code == Code::CoChairs { "in_place_of" } else { "until" });
        place(key).or_else(|| place(key.rsplit('.').next().unwrap_or(key))).or_else(of_term)
    }

    /// The records as the form takes them to be.
    fn under(&self, desk: &Desk) -> crate::model::Snapshot {
        let mut snapshot = desk.snapshot.clone();
        if let Some(base) = self.base.as_ref().filter(|it| desk.snapshot.exists(&it.id)) {
            snapshot.put(base.clone());
        }
        snapshot
    }

    pub(super) fn identity_effect(&self) -> Effect {
        let text = |key: &str| {
            let field = self.fields.iter().find(|it| it.field.key == key);
            field.and_then(|it| it.value.clone().ok()?).map(|it| leaf::plain(&it)).unwrap_or_default()
        };
        Effect::SetIdentity {
            me: RecordId::new(Kind::Person, &text("me")).ok(),
            name: text("name"),
            email: text("email"),
        }
    }
}

/// An id that nobody has yet.
pub fn fresh(kind: Kind, group: &str, title: &str, day: Option<NaiveDate>, at: &Standpoint<'_>) -> Option<RecordId> {
    let year = chrono::Datelike::year(&day.unwrap_or(at.today));
    let count = match kind.letter() {
        Some(_) => {
            at.snapshot.ids(kind).iter().filter(|it| it.group() == Some(group) && it.year() == Some(year)).count()
        }
        None => 0,
    };
    (0..64).find_map(|_| {
        let new = NewId { group, title, day, count, random: crate::workspace::random() };
        new_id(kind, &new, at).ok().flatten()
    })
}

/// Whether a new record's id holds it, and no field.
fn is_of_id(field: &Field) -> bool {
    [table::GROUP_OF_NEW, table::CODE_OF_NEW].into_iter().any(|it| std::ptr::eq(it, field))
}

/// Whether the kind itself has a field called like the pseudo field.
fn group_field(kind: Kind) -> bool {
    kind.field(table::GROUP_OF_NEW.key).is_some()
}
