//! The forms there are: for a new record, a record that is there, one field, a note, a reason, a name.

use std::sync::Arc;

use toml::Table;

use super::field::FormField;
use super::slot::Slot;
use super::{Form, Goal};
use crate::model::contested::{Contest, Said};
use crate::model::deed::{self, Settings};
use crate::model::field::{Field, Place, Type};
use crate::model::permit::Outside;
use crate::model::view::minutes::are_out_about;
use crate::model::{Kind, Record, RecordId, free, shown, table, value};
use crate::tui::desk::Desk;

/// More fields than these are too many for a form to begin with.
const MOST: usize = 12;

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
            form.fields.push(FormField::empty(table::GROUP_OF_NEW));
        }
        if kind == Kind::Group {
            form.fields.push(FormField::empty(table::CODE_OF_NEW));
        }
        form.lay(kind, &starts, desk);
        // What a new record starts with counts as typed, so that it is saved.
        form
    }

    /// A form for a record that is there.
    pub fn edit(record: &Arc<Record>, desk: &Desk) -> Self {
        let title = format!("{} {}", record.id, shown::visible(record.title()));
        let mut form = Self::new(Goal::Edit(record.id.clone()), title);
        form.base = Some(record.clone());
        form.lay(record.id.kind, &record.fields, desk);
        form
    }

    /// A form of one field: Enter saves it.
    pub fn one(record: &Arc<Record>, key: &'static str, desk: &Desk) -> Self {
        let field = record.id.kind.field(key);
        let what = field.map(|it| it.label).unwrap_or_default();
        let title = format!("{what} · {} {}", record.id.brief(), shown::visible(record.title()));
        let mut form = Self::new(Goal::One(record.id.clone()), title);
        form.base = Some(record.clone());
        form.fields.extend(field.map(|it| FormField::new(it, record.get(key), &desk.snapshot)));
        form.enter();
        form
    }

    /// A form for a note of progress on an action.
    pub fn progress(record: &Arc<Record>) -> Self {
        let title = format!("Progress of {}", shown::visible(record.title()));
        let mut form = Self::new(Goal::Progress(record.id.clone()), title);
        form.base = Some(record.clone());
        let text = Kind::Action.field("progress").and_then(|it| it.ty.inner().iter().find(|it| it.key == "text"));
        form.fields.extend(text.map(FormField::empty));
        form
    }

    /// A form that asks what an action is to wait for.
    pub fn waiting(record: &Arc<Record>, desk: &Desk) -> Self {
        let title = format!("Waiting · {} {}", record.id.brief(), shown::visible(record.title()));
        let mut form = Self::new(Goal::Wait(record.id.clone()), title);
        form.base = Some(record.clone());
        let waits_for = Kind::Action.field("blocked_by");
        form.fields.extend(waits_for.map(|it| FormField::new(it, record.get("blocked_by"), &desk.snapshot)));
        form.enter();
        form
    }

    /// A form for what somebody says of a thing, or of one field of it.
    /// While draft minutes are out that say something of the thing, it begins as a correction of them.
    pub fn comment(about: &Record, field: Option<&'static str>, group: String, desk: &Desk) -> Self {
        let named = format!("{} {}", about.id.brief(), shown::visible(about.title()));
        let on = field.and_then(|it| about.id.kind.field(it)).map(|it| format!("{} of ", it.in_words()));
        let title = match about.id.kind {
            Kind::Note => format!("Answer to {}", shown::visible(about.title())),
            _ => format!("Comment on {}{named}", on.unwrap_or_default()),
        };
        let mut form = Self::new(Goal::Comment { about: about.id.clone(), field, group }, title);
        form.fields.extend(Kind::Note.field("text").map(FormField::empty));
        if about.id.kind != Kind::Note {
            let usual = if are_out_about(about, &desk.snapshot) { "correction" } else { "comment" };
            let kind = Kind::Note.field("kind");
            form.fields.extend(kind.map(|it| FormField::new(it, Some(&value::text(usual)), &desk.snapshot)));
        }
        form
    }

    /// A form that asks why something is to be dropped.
    pub fn drop(record: &Arc<Record>) -> Self {
        let deed = deed_of_dropping(record.id.kind);
        let title = format!("{deed} {}? {}", record.id.kind.words(), shown::visible(record.title()));
        let mut form = Self::new(Goal::Drop(record.id.clone()), title);
        form.base = Some(record.clone());
        form.fields.push(FormField::empty(table::REASON));
        form.notes.push(match record.id.kind {
            Kind::Decision => "It stays readable, as withdrawn; undo takes it back.".to_owned(),
            _ => "It stays in the history and can be put back at any time.".to_owned(),
        });
        form
    }

    /// A form for another value of what both sides wrote; it begins with what stands.
    pub fn contested(contest: &Contest, desk: &Desk) -> Option<Self> {
        let field = contest.declared().filter(|it| it.is_settable())?;
        let mut form = Self::new(Goal::Decide, format!("{} · {}", field.label, contest.id));
        let stands = match &contest.stands.value {
            Said::Value(value) => Some(value),
            Said::Nothing | Said::Stay | Said::Go | Said::Unreadable(_) => None,
        };
        form.fields.push(FormField::new(field, stands, &desk.snapshot));
        form.notes.push("Both values stay in the history, whatever you write.".to_owned());
        form.enter();
        Some(form)
    }

    /// A form that asks into which file a page is to be written.
    pub fn export(title: &str, proposal: &str) -> Self {
        let mut form = Self::new(Goal::Export, title.to_owned());
        form.fields.push(FormField::line(table::FILE, proposal));
        form.notes.push("Without a folder before it, it comes to lie where comity was started.".to_owned());
        form.enter();
        form.fields.iter_mut().for_each(FormField::mark_all);
        form
    }

    /// A form that asks who works here.
    pub fn identity() -> Self {
        let mut form = Self::new(Goal::Identity, "Who are you?".to_owned());
        form.fields.extend(table::IDENTITY.iter().map(|it| FormField::empty(it)));
        form.notes.push("Each change bears a name and an address. They are kept in this clone alone.".to_owned());
        form
    }

    /// A form that asks where the shared copy is.
    pub fn shared_copy(place: Option<&str>) -> Self {
        let mut form = Self::new(Goal::SharedCopy, "Where is the shared copy?".to_owned());
        // An address with a password in it is not shown; whoever changes it writes it anew.
        let place = place.filter(|it| shown::place(it) == **it);
        form.fields.push(place.map_or_else(|| FormField::empty(table::PLACE), |it| FormField::line(table::PLACE, it)));
        form.notes.push("It is kept in this clone alone; whoever keeps the shared copy can tell you.".to_owned());
        form.enter();
        form
    }

    /// A form that asks why somebody acts outside their role.
    pub fn outside_role(outside: &[Outside], given: &str, desk: &Desk) -> Self {
        let mut form = Self::new(Goal::Override, "Why do you do it all the same?".to_owned());
        let mut why = FormField::empty(table::OVERRIDE);
        if !given.is_empty() {
            why.set_text(given, &desk.at());
        }
        form.fields.push(why);
        form.notes = told(outside);
        form.warns = true;
        form
    }

    fn lay(&mut self, kind: Kind, fields: &Table, desk: &Desk) {
        let is_new = self.base.is_none();
        let states = free::states(kind, self.base.as_deref());
        let of = |place: Place| {
            kind.fields().filter(|it| is_on_forms(it)).filter(move |it| match it.place {
                Place::Later => place == if is_new { Place::More } else { Place::Form },
                own => own == place,
            })
        };
        let mut shown: Vec<Slot> = of(Place::Form).flat_map(Slot::of).collect();
        let more = of(Place::More).flat_map(Slot::of);
        // What is filled already is shown at once; a table, with all that is in it, waits until somebody asks for it.
        let (filled, waiting): (Vec<Slot>, Vec<Slot>) =
            more.partition(|it| !is_new && it.table.is_none() && it.value(fields).is_some());
        shown.extend(filled);
        let room = MOST.saturating_sub(self.fields.len()).min(shown.len());
        self.hidden = shown.split_off(room);
        self.fields.extend(shown.into_iter().map(|it| {
            let field = FormField::at(it, fields, &desk.snapshot);
            match states.filter(|_| field.slot.key() == "state") {
                Some(states) => field.among(states),
                None => field,
            }
        }));
        // The rest that a new record starts with is laid in when it is saved.
        self.hidden.extend(waiting.into_iter().filter(|it| !is_new || it.value(fields).is_none()));
    }

    /// What of a record no form holds, and where it stands; said once all fields are shown.
    pub(super) fn beyond(&self) -> Option<String> {
        let Goal::Edit(id) = &self.goal else { return None };
        let is_list = |it: &&Field| matches!(it.ty, Type::Rows(_)) && it.key != table::CONTESTED_KEY;
        let lists = |kind: Kind| kind.fields().filter(is_list).map(|it| format!("{}s", it.in_words()));
        let lists: Vec<String> = match id.kind {
            kind @ (Kind::Group | Kind::Workspace) if self.hidden.is_empty() => lists(kind).collect(),
            _ => return None,
        };
        let lists = lists.join(" and ");
        Some(format!(
            "Not on this form: {lists}. They stand in {}; `comity take-in` saves what is edited there.",
            id.path()
        ))
    }
}

/// Whether forms show a field: what holds one value or a set of them, and tables part by part.
fn is_on_forms(field: &Field) -> bool {
    field.is_settable() || matches!(field.ty, Type::Table(_))
}

/// What lies outside a role, in a few sentences.
fn told(outside: &[Outside]) -> Vec<String> {
    let mut told: Vec<String> = outside.iter().take(2).map(|it| sentence(&it.with_people())).collect();
    if outside.len() > 2 {
        told.push(format!("And {} more.", outside.len() - 2));
    }
    told
}

/// Words as a sentence of their own.
fn sentence(words: &str) -> String {
    format!("{}.", shown::capital(words))
}

/// What it is called to drop one of a kind.
pub(super) fn deed_of_dropping(kind: Kind) -> &'static str {
    match kind {
        Kind::Meeting => "Cancel",
        Kind::Item | Kind::Decision => "Withdraw",
        _ => "Drop",
    }
}

/// An id of the kind, to ask what its records start with.
fn placeholder(kind: Kind, group: &str) -> Option<RecordId> {
    let group = if group.is_empty() { "XX" } else { group };
    match kind {
        Kind::Meeting => RecordId::meeting(group, chrono::NaiveDate::default(), 1).ok(),
        Kind::Measure => RecordId::new(kind, &format!("{group}/x")).ok(),
        kind if kind.letter().is_some() => RecordId::random(kind, group, 2000, 0, 4).ok(),
        Kind::Org | Kind::Person => RecordId::new(kind, "x").ok(),
        Kind::Group => RecordId::new(kind, "XX").ok(),
        _ => None,
    }
}
