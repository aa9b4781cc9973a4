//! The forms of the matrix: somebody takes a seat or leaves it, leaves altogether, and the day that is shown.

use chrono::NaiveDate;
use toml::Value;

use super::change::Obstacle;
use super::field::FormField;
use super::{Asked, Form, Goal};
use crate::model::check::check_record;
use crate::model::deed::{self, NoSeat, Seat};
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::table::{AS_OF, FILTER_NAME, HAND_OVER_TO, LAST_DAY, NO_ROLE, SEAT};
use crate::model::view::{Seats, officers, seats};
use crate::model::{Change, Kind, RecordId, Snapshot, Standpoint, leaf, shown, value};
use crate::tui::desk::Desk;

impl Form {
    /// A form for what somebody is in a group from a day on; it begins with what they are there on that day.
    pub fn seat(person: &RecordId, group: &RecordId, now: &str, day: NaiveDate, desk: &Desk) -> Self {
        let member = RecordId::member(group.as_str(), person.as_str()).ok().and_then(|it| desk.snapshot.get(&it));
        let runs = |it: &&toml::Table| {
            let begun = it.date("from").is_none_or(|from| from <= day);
            begun && !it.flag("former") && it.date("until").is_none_or(|until| until >= day)
        };
        let term = member.and_then(|it| it.rows("term").find(runs));
        let goal = Goal::Seat { person: person.clone(), group: group.clone() };
        let mut form = Self::new(goal, now.to_owned());
        form.fields.extend(SEAT.iter().map(|it| {
            let known = match it.key {
                "from" => Some(value::date(day)),
                "role" | "until" | "alternate_for" => term.and_then(|term| term.get(it.key)).cloned(),
                "for_org" => term
                    .and_then(|term| term.get(it.key).cloned())
                    .or_else(|| org_of(&desk.snapshot, person).map(|it| value::text(it.as_str()))),
                _ => None,
            };
            FormField::new(it, known.as_ref(), &desk.snapshot)
        }));
        form
    }

    /// A line that asks for somebody's last day in a group.
    pub fn end_seat(person: &RecordId, group: &RecordId, now: &str, day: NaiveDate, desk: &Desk) -> Self {
        let goal = Goal::End { person: person.clone(), group: group.clone() };
        let mut form = Self::new(goal, format!("End? {now}"));
        form.fields.push(FormField::new(LAST_DAY, Some(&value::date(day)), &desk.snapshot));
        form.enter();
        form.notes.push("What has ended stays in the history of the group.".to_owned());
        form
    }

    /// A form for somebody who leaves altogether.
    pub fn leaving(person: &RecordId, desk: &Desk) -> Self {
        let name = desk.snapshot.get(person).map_or(person.as_str(), |it| it.title());
        let mut form = Self::new(Goal::Leave(person.clone()), format!("{} leaves?", shown::visible(name)));
        form.fields.push(FormField::new(LAST_DAY, Some(&value::date(desk.today)), &desk.snapshot));
        form.fields.push(FormField::empty(HAND_OVER_TO));
        form.enter();
        form.foretell(desk);
        form
    }

    /// A line that asks for the day that is shown.
    pub fn as_of(day: Option<NaiveDate>, desk: &Desk) -> Self {
        let mut form = Self::new(Goal::AsOf, "As of which day?".to_owned());
        form.fields.push(FormField::new(AS_OF, day.map(value::date).as_ref(), &desk.snapshot));
        form.enter();
        form
    }

    /// A line that asks what a filter is to be called.
    pub fn filter_name() -> Self {
        let mut form = Self::new(Goal::FilterName, "Keep this filter under which name?".to_owned());
        form.fields.extend(FILTER_NAME.iter().copied().map(FormField::empty));
        form.enter();
        form
    }

    /// The name and the digit under which a filter is to be kept.
    pub(super) fn named(&self) -> Asked {
        let key = self.fields.get(1).and_then(|it| it.text().parse().ok());
        Asked::Named(self.first().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default(), key)
    }

    /// The change of one of these forms.
    pub(super) fn seat_change(&self, at: &Standpoint<'_>) -> Result<Change, Obstacle> {
        match &self.goal {
            Goal::Seat { person, group } => self.taken(person, group, at),
            Goal::End { person, group } => {
                let day = self.day("last_day").unwrap_or(at.today);
                deed::leave_seat(person, group, None, day, at).map_err(|it| Obstacle::of(&it, person))
            }
            Goal::Leave(person) => self.leave_of(person, at).map(|it| it.change),
            _ => Ok(Change::default()),
        }
    }

    /// Lets fields follow from what is typed in others: who hands a co-chair's seat over, as long as nobody has said who
    /// does, and how the name of a document's file ends.
    pub(super) fn follow_role(&mut self, desk: &Desk) {
        self.follow_format(desk);
        let Goal::Seat { person, group } = &self.goal else { return };
        let org = self.id("for_org", Kind::Org).or_else(|| org_of(&desk.snapshot, person));
        let day = self.day("from").unwrap_or(desk.today);
        let together = desk.snapshot.get(group).is_none_or(seats::chairs_together);
        let of_party = org.as_ref().is_some_and(|it| seats::parties(&desk.snapshot).contains(it));
        let holder = if together && of_party && self.word("role").as_deref() == Some("co-chair") {
            let terms = officers(&desk.snapshot, group.as_str(), "co-chair", day);
            let same = terms.iter().filter(|it| it.for_org(&desk.snapshot) == org);
            same.filter_map(|it| it.person()).find(|it| it != person)
        } else {
            None
        };
        let holder = holder.map(|it| value::text(it.as_str()));
        let field = self.fields.iter_mut().find(|it| it.field.key == "in_place_of");
        if let Some(field) = field.filter(|it| !it.is_changed()) {
            field.preset(holder.as_ref(), &desk.snapshot);
        }
    }

    /// Says at the bottom what would be saved, where everything typed is right, and what is odd about it.
    pub(super) fn foretell(&mut self, desk: &Desk) {
        if matches!(self.goal, Goal::Several(_)) {
            return self.preview(desk);
        }
        let is_of_seats = matches!(self.goal, Goal::Seat { .. } | Goal::End { .. } | Goal::Leave(_));
        if !is_of_seats && !matches!(&self.goal, Goal::Edit(id) if id.kind == Kind::Person) {
            return;
        }
        (self.warns, self.notes) = (false, Vec::new());
        if (0..self.fields.len()).any(|it| self.is_wrong(it)) {
            return;
        }
        let at = desk.at();
        match &self.goal {
            Goal::Leave(person) => {
                if let Ok(leaving) = self.leave_of(person, &at) {
                    self.notes =
                        leaving.sentences(person, self.id("hand_over_to", Kind::Person).as_ref(), &desk.snapshot);
                }
            }
            Goal::Edit(person) => {
                let after = self.change(desk).ok().and_then(|it| it.apply(&desk.snapshot).ok());
                let sides = desk.snapshot.get(person).zip(after.as_ref().and_then(|it| it.get(person)));
                self.notes.extend(sides.and_then(|(before, after)| deed::seats_kept(before, after, &at)));
                self.warns = !self.notes.is_empty();
            }
            _ => {
                if let Ok(change) = self.seat_change(&at) {
                    self.notes = odd(&change, desk);
                    self.notes.extend(self.too_many(&change, desk));
                    self.warns = !self.notes.is_empty();
                    self.notes.extend(change.meaning.subject.map(|it| desk.sentence(&it)));
                }
            }
        }
    }

    /// What is said where a party has more seats in the group than were agreed, and had fewer before.
    fn too_many(&self, change: &Change, desk: &Desk) -> Option<String> {
        let Goal::Seat { group, .. } = &self.goal else { return None };
        let day = self.day("from").unwrap_or(desk.today).max(desk.today);
        let after = change.apply(&desk.snapshot).ok()?;
        let taken = |snapshot: &Snapshot| Some(Seats::of(snapshot, snapshot.get(group)?, day).taken);
        let agreed = Seats::of(&after, after.get(group)?, day).agreed?;
        let before = taken(&desk.snapshot)?;
        let is_more = |now: &RecordId, count: usize| {
            count > agreed && before.iter().any(|(party, before)| party == now && *before < count)
        };
        let (party, count) = taken(&after)?.into_iter().find(|it| is_more(&it.0, it.1))?;
        let name = desk.snapshot.get(&party).map_or(party.as_str(), |it| it.title());
        Some(format!("{} then has {count} of {agreed} seats in {group}.", shown::visible(name)))
    }

    fn taken(&self, person: &RecordId, group: &RecordId, at: &Standpoint<'_>) -> Result<Change, Obstacle> {
        if self.changed() == 0 {
            return Ok(Change::default());
        }
        let role = self.word("role").unwrap_or_default();
        let typed = |key: &str| self.fields.iter().any(|it| it.field.key == key && it.is_changed());
        if role == NO_ROLE {
            // A last day that was known before is what this corrects.
            let day = self.day("until").filter(|_| typed("until"));
            let day = day.or_else(|| self.day("from")).unwrap_or(at.today);
            return deed::leave_seat(person, group, None, day, at).map_err(|it| Obstacle::of(&it, person));
        }
        let principal = self.id("alternate_for", Kind::Person);
        if role != "alternate" && principal.is_some() && typed("alternate_for") {
            let words = "Only an alternate takes somebody's place. Choose that role, or leave this empty";
            return Err(Obstacle { field: "alternate_for", words: words.to_owned() });
        }
        let seat = Seat {
            person: person.clone(),
            group: group.clone(),
            for_org: self.id("for_org", Kind::Org),
            from: self.day("from").unwrap_or(at.today),
            until: self.day("until"),
            alternate_for: principal.filter(|_| role == "alternate"),
            basis: self.word("basis"),
            in_place_of: self.id("in_place_of", Kind::Person),
            besides: self.value("besides").and_then(Value::as_bool).unwrap_or(false),
            role,
        };
        let change = deed::take_seat(&seat, at).map_err(|it| Obstacle::of(&it, person))?;
        match change.is_empty() {
            true => {
                let words = "It stands like that already: a term that has begun keeps its first day, and a last day can \
                             only be named or moved";
                Err(Obstacle { field: "from", words: words.to_owned() })
            }
            false => Ok(change),
        }
    }

    fn leave_of(&self, person: &RecordId, at: &Standpoint<'_>) -> Result<deed::Leaving, Obstacle> {
        let Some(record) = at.snapshot.get(person) else { return Ok(deed::Leaving::default()) };
        let day = self.day("last_day").unwrap_or(at.today);
        let to = self.id("hand_over_to", Kind::Person);
        deed::leave(record, day, to.as_ref(), at).map_err(|it| match it {
            NoSeat::Left(_) | NoSeat::Itself(_) => Obstacle { field: "hand_over_to", ..Obstacle::of(&it, person) },
            other => Obstacle::of(&other, person),
        })
    }

    fn value(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|it| it.field.key == key)?.value.as_ref().ok()?.as_ref()
    }

    fn word(&self, key: &str) -> Option<String> {
        self.value(key).map(leaf::plain)
    }

    pub(super) fn day(&self, key: &str) -> Option<NaiveDate> {
        self.value(key).and_then(value::date_of)
    }

    fn id(&self, key: &str, kind: Kind) -> Option<RecordId> {
        RecordId::new(kind, &self.word(key)?).ok()
    }
}

/// What would be odd about the memberships that a change touches, and was not before; nothing of it stands in the way.
fn odd(change: &Change, desk: &Desk) -> Vec<String> {
    let Ok(after) = change.apply(&desk.snapshot) else { return Vec::new() };
    let mut told = Vec::new();
    for id in change.ids() {
        let of = |at: &Standpoint<'_>| at.snapshot.get(id).map(|it| check_record(it, at)).unwrap_or_default();
        let known = of(&desk.at());
        let found = of(&Standpoint { snapshot: &after, ..desk.at() });
        let new = found.into_iter().filter(|it| !it.is_error() && !known.iter().any(|old| old.same_as(it)));
        told.extend(new.map(|it| format!("{}.", desk.named(&it.message))));
    }
    told
}

impl Obstacle {
    /// The field at which somebody can do something about it.
    fn of(error: &NoSeat, person: &RecordId) -> Self {
        let field = match error {
            NoSeat::Left(_) | NoSeat::Closed(_) => "role",
            NoSeat::Itself(_) => "in_place_of",
            NoSeat::NotHeld { person: other, .. } | NoSeat::Later { person: other, .. } if other != person => {
                "in_place_of"
            }
            NoSeat::NotHeld { .. } => "role",
            NoSeat::Later { .. } => "from",
            NoSeat::Backwards { .. } => "until",
            NoSeat::TooEarly { .. } | NoSeat::NotYet { .. } => "last_day",
        };
        Self { field, words: format!("{error}. {}", error.hint()) }
    }
}
