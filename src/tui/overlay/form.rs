//! The one form: made from a kind's field table, for a new record, a record that is there, or a single question.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use toml::{Table, Value};

use super::field::{FormField, Typed};
use crate::model::check::check_change;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::field::{Field, Place};
use crate::model::{Change, Kind, Problem, Record, RecordId, Standpoint, leaf, shown, table, value};
use crate::report::Report;
use crate::tui::desk::Desk;
use crate::tui::event::Effect;
use crate::workspace::Draft;

/// A form.
pub struct Form {
    pub goal: Goal,
    pub title: String,
    pub fields: Vec<FormField>,
    /// The field in focus; behind the last one, the button that saves.
    pub focus: usize,
    /// The first line of the fields that is shown.
    pub scroll: usize,
    /// How many fields wait under "More fields"; they are at the end.
    hidden: Vec<&'static Field>,
    /// The record as it was when the form was opened, or when its last clash was told.
    base: Option<Arc<Record>>,
    pub saving: bool,
    /// What is wrong across fields, and what an attempt to save was answered with.
    pub notes: Vec<String>,
    /// Whether Esc was pressed once on changed fields.
    pub asked: bool,
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A new record; where it belongs is known where a group or meeting is.
    Add {
        kind: Kind,
        group: String,
    },
    Edit(RecordId),
    /// One field of a record: Enter saves.
    One(RecordId),
    /// A note of progress on an action.
    Progress(RecordId),
    /// To drop, withdraw or cancel, with a reason.
    Drop(RecordId),
    /// Who works here.
    Identity,
}

/// What a form asks for after a key.
#[derive(Debug)]
pub enum Asked {
    Nothing,
    Do(Effect),
    /// It is done with; nothing is to be kept.
    Close,
    /// It is left, and what was typed is to be kept.
    Keep,
}

impl Form {
    /// A form for a new record with fields that are known already.
    pub fn add(kind: Kind, group: &str, known: Settings, desk: &Desk) -> Self {
        let at = desk.at();
        let id = placeholder(kind, group);
        let mut starts = id.as_ref().map(|it| deed::starts(it, &known, &at)).unwrap_or_default();
        starts.extend(known.into_iter().filter_map(|(key, value)| Some((key, value?))));
        let title = format!("New {}", kind.words());
        let mut form = Self::new(Goal::Add { kind, group: group.to_owned() }, title);
        if group.is_empty() && (kind.by_year() || kind == Kind::Measure) {
            form.fields.push(FormField::new(table::GROUP_OF_NEW, None));
        }
        form.lay(kind, &starts);
        // What a new record starts with counts as typed, so that it is saved.
        form
    }

    /// A form for a record that is there.
    pub fn edit(record: &Arc<Record>) -> Self {
        let title = format!("{} {}", record.id, shown::visible(record.title()));
        let mut form = Self::new(Goal::Edit(record.id.clone()), title);
        form.base = Some(record.clone());
        form.lay(record.id.kind, &record.fields);
        form
    }

    /// A form of one field: Enter saves it.
    pub fn one(record: &Arc<Record>, key: &'static str) -> Self {
        let title = format!("{} {}", record.id, shown::visible(record.title()));
        let mut form = Self::new(Goal::One(record.id.clone()), title);
        form.base = Some(record.clone());
        form.fields.extend(record.id.kind.field(key).map(|it| FormField::new(it, record.get(key))));
        form.enter();
        form
    }

    /// A form for a note of progress on an action.
    pub fn progress(record: &Arc<Record>) -> Self {
        let title = format!("Progress of {}", shown::visible(record.title()));
        let mut form = Self::new(Goal::Progress(record.id.clone()), title);
        form.base = Some(record.clone());
        let text = Kind::Action.field("progress").and_then(|it| it.ty.inner().iter().find(|it| it.key == "text"));
        form.fields.extend(text.map(|it| FormField::new(it, None)));
        form
    }

    /// A form that asks why something is to be dropped.
    pub fn drop(record: &Arc<Record>) -> Self {
        let deed = match record.id.kind {
            Kind::Meeting => "Cancel",
            Kind::Item => "Withdraw",
            _ => "Drop",
        };
        let title = format!("{deed} {}? {}", record.id.kind.words(), shown::visible(record.title()));
        let mut form = Self::new(Goal::Drop(record.id.clone()), title);
        form.base = Some(record.clone());
        form.fields.push(FormField::new(table::REASON, None));
        form.notes.push("It stays in the history and can be put back at any time.".to_owned());
        form
    }

    /// A form that asks who works here.
    pub fn identity() -> Self {
        let mut form = Self::new(Goal::Identity, "Who are you?".to_owned());
        form.fields.extend(table::IDENTITY.iter().map(|it| FormField::new(it, None)));
        form.notes.push("Each change bears a name and an address. They are kept in this clone alone.".to_owned());
        form
    }

    fn new(goal: Goal, title: String) -> Self {
        Self {
            goal,
            title,
            fields: Vec::new(),
            focus: 0,
            scroll: 0,
            hidden: Vec::new(),
            base: None,
            saving: false,
            notes: Vec::new(),
            asked: false,
        }
    }

    fn lay(&mut self, kind: Kind, fields: &Table) {
        let of = |place: Place| kind.fields().filter(move |it| it.is_settable() && it.place == place);
        self.fields.extend(of(Place::Form).map(|it| FormField::new(it, fields.get(it.key))));
        self.hidden = of(Place::More).collect();
        // What is filled already is shown at once.
        let (filled, empty) = self.hidden.iter().partition(|it| fields.contains_key(it.key) && self.base.is_some());
        self.hidden = empty;
        let filled: Vec<&'static Field> = filled;
        self.fields.extend(filled.into_iter().map(|it| FormField::new(it, fields.get(it.key))));
        if self.base.is_none() {
            // The rest that a new record starts with is laid in when it is saved.
            self.hidden.retain(|it| !fields.contains_key(it.key));
        }
    }

    /// How many fields wait under "More fields".
    pub fn hidden(&self) -> usize {
        self.hidden.len()
    }

    /// Whether it asks for one thing, so that Enter saves.
    pub fn is_prompt(&self) -> bool {
        !matches!(self.goal, Goal::Add { .. } | Goal::Edit(_) | Goal::Identity)
    }

    /// How many fields were changed.
    pub fn changed(&self) -> usize {
        self.fields.iter().filter(|it| it.is_changed()).count()
    }

    /// The places that focus can stand at: fields, perhaps "More fields", the button that saves.
    fn stops(&self) -> usize {
        self.fields.len() + usize::from(!self.hidden.is_empty()) + usize::from(!self.is_prompt())
    }

    /// Whether focus stands on "More fields".
    pub fn on_more(&self) -> bool {
        !self.hidden.is_empty() && self.focus == self.fields.len()
    }

    /// Whether focus stands on the button that saves.
    pub fn on_save(&self) -> bool {
        !self.is_prompt() && self.focus + 1 == self.stops()
    }

    /// Shows the cursor in the field that is in focus, and in no other.
    pub fn show_cursor(&mut self, cursor: Style) {
        for (at, field) in self.fields.iter_mut().enumerate() {
            field.focus(at == self.focus, cursor);
        }
    }

    /// Takes a key that no command of forms has taken.
    pub fn key(&mut self, key: KeyEvent, desk: &Desk) -> Asked {
        self.asked = false;
        if let Some(field) = self.fields.get_mut(self.focus) {
            let leaves = match key.code {
                KeyCode::Up => field.at_edge(true),
                KeyCode::Down => field.at_edge(false),
                _ => false,
            };
            if !leaves && field.key(key, &desk.at()) == Typed::Taken {
                return Asked::Nothing;
            }
        }
        match key.code {
            KeyCode::Up => self.previous(desk),
            KeyCode::Down => self.next(desk),
            KeyCode::Enter if self.on_save() || self.is_prompt() => return self.save(desk),
            KeyCode::Enter | KeyCode::Char(' ') if self.on_more() => self.show_more(),
            KeyCode::Enter => self.next(desk),
            _ => (),
        }
        Asked::Nothing
    }

    /// Takes what was pasted.
    pub fn paste(&mut self, text: &str, desk: &Desk) {
        self.asked = false;
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.paste(text, &desk.at());
        }
    }

    /// To the next field.
    pub fn next(&mut self, desk: &Desk) {
        self.leave(desk);
        self.focus = if self.focus + 1 >= self.stops() { 0 } else { self.focus + 1 };
        self.enter();
    }

    /// To the field before.
    pub fn previous(&mut self, desk: &Desk) {
        self.leave(desk);
        self.focus = if self.focus == 0 { self.stops().saturating_sub(1) } else { self.focus - 1 };
        self.enter();
    }

    fn enter(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.enter();
        }
    }

    /// One step back: closes what nobody has changed; else asks once, then keeps a draft.
    pub fn back(&mut self) -> Asked {
        match (self.changed(), self.asked) {
            // A question of one line is asked again in a moment; a form or a note took longer.
            _ if self.draft_key().is_none() => Asked::Close,
            (0, _) => Asked::Close,
            (_, true) => Asked::Keep,
            (changed, false) => {
                self.asked = true;
                let fields = if changed == 1 { "1 field" } else { "fields" };
                let count = if changed == 1 { String::new() } else { format!("{changed} ") };
                self.notes = vec![format!(
                    "{count}{fields} changed. Ctrl+S saves, Esc again keeps a draft, Ctrl+D throws it away."
                )];
                Asked::Nothing
            }
        }
    }

    /// Asks for what is typed to be saved; where something is not right, goes there and says so.
    pub fn save(&mut self, desk: &Desk) -> Asked {
        if self.saving {
            return Asked::Nothing;
        }
        self.notes.clear();
        for field in &mut self.fields {
            field.left = true;
            field.read(&desk.at());
        }
        let wrong: Vec<usize> = (0..self.fields.len()).filter(|it| self.is_wrong(*it)).collect();
        if let Some(first) = wrong.first() {
            self.focus = *first;
            let names: Vec<&str> = wrong.iter().map(|it| self.fields[*it].field.label).collect();
            let things = if wrong.len() == 1 { "thing needs" } else { "things need" };
            self.notes.push(format!("{} {things} attention: {}", wrong.len(), names.join(", ")));
            return Asked::Nothing;
        }
        if self.goal == Goal::Identity {
            self.saving = true;
            return Asked::Do(self.identity_effect());
        }
        let Some(change) = self.change(desk) else {
            self.notes.push("No group of that name could be found.".to_owned());
            return Asked::Nothing;
        };
        if change.is_empty() {
            return Asked::Close;
        }
        let problems = self.problems(&change, desk);
        if !problems.is_empty() {
            self.notes = problems.iter().map(|it| format!("{}. {}", it.message, it.remedy)).collect();
            let field = problems.iter().find_map(|it| it.field.clone());
            self.focus = self.fields.iter().position(|it| Some(it.field.key) == field.as_deref()).unwrap_or(self.focus);
            return Asked::Nothing;
        }
        self.saving = true;
        Asked::Do(Effect::Submit(change))
    }

    /// Whether a field keeps the form from being saved.
    pub fn is_wrong(&self, at: usize) -> bool {
        let field = &self.fields[at];
        match &field.value {
            Err(_) => field.is_changed(),
            Ok(None) => field.field.required && (field.is_changed() || self.base.is_none() || self.asks_anew()),
            Ok(Some(_)) => false,
        }
    }

    /// Tells what a refusal says, and takes the record as it is now for the next attempt.
    pub fn refused(&mut self, report: &Report, desk: &Desk) {
        self.saving = false;
        self.notes = report.lines();
        if report.code == "E-CLASH" {
            self.base = self.base.as_ref().and_then(|it| desk.snapshot.shared(&it.id).cloned()).or(self.base.take());
            self.notes.push("Saving once more lets yours stand.".to_owned());
        }
    }

    /// Follows the record where nobody has touched the form's fields; marks where somebody has.
    pub fn follow(&mut self, desk: &Desk) {
        let Some(record) = self.base.as_ref().and_then(|it| desk.snapshot.shared(&it.id)) else { return };
        let before = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        for field in &mut self.fields {
            let now = record.get(field.field.key);
            match (now == before.get(field.field.key), field.is_changed()) {
                (true, _) => (),
                (false, false) => field.follow(now),
                (false, true) => field.changed_underneath = true,
            }
        }
        // What somebody else has changed and nobody here has touched is no part of this form's change.
        let touched: Vec<&str> = self.fields.iter().filter(|it| it.is_changed()).map(|it| it.field.key).collect();
        let mut base = (**record).clone();
        for key in touched {
            match before.get(key) {
                Some(value) => drop(base.fields.insert(key.to_owned(), value.clone())),
                None => drop(base.fields.remove(key)),
            }
        }
        self.base = Some(Arc::new(base));
    }

    /// Under which what is typed is kept.
    pub fn draft_key(&self) -> Option<String> {
        match &self.goal {
            Goal::Add { kind, group } => Some(format!("{}-new-{group}", kind.noun())),
            Goal::Edit(id) => Some(format!("{}-{id}", id.kind.noun())),
            Goal::Progress(id) => Some(format!("progress-{id}")),
            Goal::One(_) | Goal::Drop(_) | Goal::Identity => None,
        }
    }

    /// What is typed, to be kept; `None` where nothing was changed.
    pub fn draft(&self, desk: &Desk) -> Option<Draft> {
        let changed = self.fields.iter().filter(|it| it.is_changed());
        let fields: BTreeMap<String, String> = changed.map(|it| (it.field.key.to_owned(), it.text())).collect();
        let key = self.draft_key()?;
        (!fields.is_empty()).then_some(Draft { key, at: desk.now, fields })
    }

    /// Types what was kept.
    pub fn resume(&mut self, draft: &Draft, desk: &Desk) {
        let hidden: Vec<&'static Field> =
            self.hidden.iter().copied().filter(|it| draft.fields.contains_key(it.key)).collect();
        self.hidden.retain(|it| !draft.fields.contains_key(it.key));
        self.fields.extend(hidden.into_iter().map(|it| FormField::new(it, None)));
        for field in &mut self.fields {
            if let Some(text) = draft.fields.get(field.field.key) {
                field.set_text(text, &desk.at());
            }
        }
        self.notes
            .push(format!("Your draft of {} is back. Ctrl+D throws it away.", draft.at.format("%a %-d %b, %H:%M")));
    }

    fn asks_anew(&self) -> bool {
        matches!(self.goal, Goal::Progress(_) | Goal::Drop(_))
    }

    fn leave(&mut self, desk: &Desk) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.left |= field.is_changed();
            field.leave();
        }
        self.notes.clear();
        if let Some(change) = self.change(desk).filter(|_| !(0..self.fields.len()).any(|it| self.is_wrong(it))) {
            let problems = self.problems(&change, desk);
            self.notes = problems.iter().map(|it| format!("{}. {}", it.message, it.remedy)).collect();
        }
    }

    fn show_more(&mut self) {
        let fields = self.base.as_ref().map(|it| it.fields.clone()).unwrap_or_default();
        let hidden = std::mem::take(&mut self.hidden);
        self.fields.extend(hidden.into_iter().map(|it| FormField::new(it, fields.get(it.key))));
    }

    /// What is typed, as a change; `None` where a new record's group is not known yet.
    fn change(&self, desk: &Desk) -> Option<Change> {
        let at = desk.at();
        match (&self.goal, &self.base) {
            (Goal::Add { kind, group }, _) => self.addition(*kind, group, &at),
            (Goal::Edit(_) | Goal::One(_), Some(base)) => Some(deed::edit(base, self.settings(), &at)),
            (Goal::Progress(_), Some(base)) => {
                let mut entry = Table::new();
                entry.insert("at".to_owned(), value::instant(desk.now));
                entry.extend(desk.me.as_ref().map(|it| ("by".to_owned(), value::text(it.as_str()))));
                entry.extend(self.fields.first().and_then(|it| Some(("text".to_owned(), it.value.clone().ok()??))));
                Some(deed::add_entry(base, "progress", entry).meaning("action.note"))
            }
            (Goal::Drop(_), Some(base)) => {
                let reason = self.fields.first().and_then(|it| it.value.clone().ok()?);
                Some(dropped(base, reason, &at))
            }
            (Goal::Identity, _) | (_, None) => None,
        }
    }

    fn addition(&self, kind: Kind, group: &str, at: &Standpoint<'_>) -> Option<Change> {
        let typed = self.fields.iter().find(|it| it.field.key == table::GROUP_OF_NEW.key && !group_field(kind));
        let group = match typed {
            Some(field) => leaf::plain(field.value.as_ref().ok()?.as_ref()?),
            None => group.to_owned(),
        };
        let settings: Settings = self
            .fields
            .iter()
            .filter(|it| !std::ptr::eq(it.field, table::GROUP_OF_NEW))
            .filter_map(|it| Some((it.field.key.to_owned(), Some(it.value.clone().ok()??))))
            .collect();
        let given = |key: &str| settings.iter().find(|it| it.0 == key).and_then(|it| it.1.as_ref());
        let day = given("start").and_then(value::local_of).map(|it| it.date());
        let title = given(kind.title_key()).map(leaf::plain).unwrap_or_default();
        let year = chrono::Datelike::year(&day.unwrap_or(at.today));
        let count = match kind.letter() {
            Some(_) => {
                at.snapshot.ids(kind).iter().filter(|it| it.group() == Some(&group) && it.year() == Some(year)).count()
            }
            None => 0,
        };
        let id = (0..64).find_map(|_| {
            let new = NewId { group: &group, title: &title, day, count, random: crate::workspace::random() };
            new_id(kind, &new, at).ok().flatten()
        })?;
        Some(deed::add(id, settings, at))
    }

    /// The fields that were changed, with their values.
    fn settings(&self) -> Settings {
        let changed = self.fields.iter().filter(|it| it.is_changed());
        changed.filter_map(|it| Some((it.field.key.to_owned(), it.value.clone().ok()?))).collect()
    }

    fn problems(&self, change: &Change, desk: &Desk) -> Vec<Problem> {
        match change.apply(&self.under(desk)) {
            Ok(after) => {
                let before = self.under(desk);
                check_change(change, &Standpoint { snapshot: &before, ..desk.at() }, &after)
            }
            Err(_) => Vec::new(),
        }
    }

    /// The records as the form takes them to be.
    fn under(&self, desk: &Desk) -> crate::model::Snapshot {
        let mut snapshot = desk.snapshot.clone();
        if let Some(base) = &self.base {
            snapshot.put(base.clone());
        }
        snapshot
    }

    fn identity_effect(&self) -> Effect {
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

/// What dropping something comes to: an action is dropped, a meeting cancelled, an item withdrawn.
fn dropped(record: &Record, reason: Option<Value>, at: &Standpoint<'_>) -> Change {
    let set = |key: &str, value: Value| (key.to_owned(), Some(value));
    let (settings, deed): (Settings, &str) = match record.id.kind {
        Kind::Meeting => (
            vec![set("cancelled_on", value::date(at.today)), ("cancelled_reason".to_owned(), reason)],
            "meeting.cancel",
        ),
        Kind::Item => {
            (vec![set("state", value::text("withdrawn")), ("decline_reason".to_owned(), reason)], "item.withdraw")
        }
        _ => (vec![set("state", value::text("cancelled")), ("cancel_reason".to_owned(), reason)], "action.cancel"),
    };
    deed::edit(record, settings, at).meaning(deed)
}

/// An id of the kind, to ask what its records start with.
fn placeholder(kind: Kind, group: &str) -> Option<RecordId> {
    let group = if group.is_empty() { "XX" } else { group };
    match kind {
        Kind::Meeting => RecordId::meeting(group, chrono::NaiveDate::default(), 1).ok(),
        Kind::Measure => RecordId::new(kind, &format!("{group}/x")).ok(),
        kind if kind.letter().is_some() => RecordId::random(kind, group, 2000, 0, 4).ok(),
        Kind::Org | Kind::Person => RecordId::new(kind, "x").ok(),
        _ => None,
    }
}

/// Whether the kind itself has a field called like the pseudo field.
fn group_field(kind: Kind) -> bool {
    kind.field(table::GROUP_OF_NEW.key).is_some()
}
