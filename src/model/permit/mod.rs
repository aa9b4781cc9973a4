//! Who may do what: which edits of a change lie outside the role of the person who makes it, and who may make them.
//!
//! A shared folder cannot forbid. So nothing here stops anybody: whoever acts outside their role is asked for a reason,
//! and the reason stands in the history.
//!
//! Roles are those of the records before the change, on its day: terms that run, the parties that somebody endorses for,
//! and what a record itself says of its owner, author or proposer. Whoever has left has no role.
//!
//! **At a beginning** nobody may be locked out: where an office is held by nobody (a group without officers in a
//! workspace that nobody steers, a party that nobody endorses for), nobody is outside it, known or not.

mod table;
mod told;
mod touched;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::act::{ACTS, Act};
use super::change::{Change, Edit};
use super::leaf::{FieldPath, Whole, leaves};
use super::printed::Printed;
use super::record::{Fields, Record};
use super::snapshot::Snapshot;
use super::view::{Decision, Term, terms_of_group};
use super::{Kind, RecordId, shown, value, words};
pub use table::{Keys, OFFICERS, Row, TABLE, TAKING_PART, When, Who};
pub use told::in_words;
use touched::{Touched, deed_of_seat};

/// Something that a change does outside the role of the person who makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    pub id: RecordId,
    /// The key of the field; none where the record comes or goes as a whole.
    pub key: Option<String>,
    /// What is done: `set due of AQ-A26-7K3F`.
    pub deed: String,
    /// Who may do it: `a secretary or chair of AQ`.
    pub who: String,
    /// A few of them.
    pub people: Vec<RecordId>,
    /// What one may do oneself instead, where there is something.
    pub instead: Option<&'static str>,
}

/// So many of the people who may do something are named.
const NAMED: usize = 3;

impl Outside {
    /// `only a secretary or chair of AQ may set due of AQ-A26-7K3F`.
    pub fn sentence(&self) -> String {
        format!("only {} may {}", self.who, self.deed)
    }

    /// The same with some of the people who could.
    pub fn with_people(&self) -> String {
        let people: Vec<&str> = self.people.iter().map(RecordId::as_str).collect();
        format!("{}: {}", self.sentence(), people.join(", "))
    }
}

/// What of a change lies outside the role of a person on a day: each field once, in the order of the change. Taking
/// back what one has done oneself is never outside.
pub fn outside(change: &Change, before: &Snapshot, who: Option<&RecordId>, on: NaiveDate) -> Vec<Outside> {
    if matches!(change.meaning.deed.as_str(), "undo" | "redo") {
        return Vec::new();
    }
    let act = act_of(change);
    let mut roles = Roles { before, on, act, officers: BTreeMap::new(), steering: None };
    let who = who.filter(|it| roles.is_here(it));
    let mut found: Vec<Outside> = Vec::new();
    for edits in change.by_record() {
        let mut own: Vec<Outside> = Vec::new();
        for edit in edits {
            let outside = match edit {
                Edit::Create { record } => roles.of_whole(&proposed(record, who), "add", who),
                Edit::Remove { record } => roles.of_whole(record, "remove", who),
                Edit::Set { id, path, before: old, after } => match before.get(id) {
                    None => Vec::new(),
                    Some(record) => {
                        let sides = (old.as_ref(), after.as_ref());
                        roles.of_field(&Touched::of(record, When::There, path, sides), who).into_iter().collect()
                    }
                },
            };
            for it in outside {
                if !own.iter().any(|other| other.deed == it.deed) {
                    own.push(it);
                }
            }
        }
        let keys: Vec<String> = own.iter().filter_map(|it| it.key.clone()).collect();
        let led = |it: &Outside| {
            let key = it.key.as_deref().unwrap_or_default();
            words::FOLLOWS.iter().any(|(leader, follower)| *follower == key && keys.iter().any(|it| it == leader))
        };
        own.retain(|it| !led(it));
        found.extend(own);
    }
    found
}

/// The act that a change is, where it changes one record.
fn act_of(change: &Change) -> Option<&'static Act> {
    let is_of_one = change.ids().len() == 1;
    ACTS.iter().find(|it| is_of_one && it.deed == change.meaning.deed)
}

/// A new record; an item that names nobody who proposed it is proposed by whoever adds it.
fn proposed<'a>(record: &'a Record, who: Option<&RecordId>) -> Cow<'a, Record> {
    let (Kind::Item, Some(who), false) = (record.id.kind, who, record.contains_key("proposed_by")) else {
        return Cow::Borrowed(record);
    };
    let mut record = record.clone();
    record.fields.insert("proposed_by".to_owned(), value::text(who.as_str()));
    Cow::Owned(record)
}

/// Who has which role, looked up when it is asked for.
struct Roles<'a> {
    before: &'a Snapshot,
    on: NaiveDate,
    /// The act that the change is, where it is one and about one record.
    act: Option<&'static Act>,
    officers: BTreeMap<String, Vec<RecordId>>,
    /// The groups that steer, with their officers.
    steering: Option<Vec<(String, Vec<RecordId>)>>,
}

impl Roles<'_> {
    /// What lies outside a person's role where a record comes or goes: all of it, or some of its fields.
    fn of_whole(&mut self, record: &Record, verb: &str, who: Option<&RecordId>) -> Vec<Outside> {
        let parts = leaves(record.id.kind, &record.fields, &Whole::new());
        // Whoever may not give a record its first field may not add it.
        let first = record.id.kind.fields().next().map(|it| FieldPath::key(it.key));
        let whole = first.as_ref().map(|it| Touched::of(record, When::Adding, it, (None, None)));
        if let Some(outside) = whole.and_then(|it| self.of_field(&it, who)) {
            let id = &record.id;
            let deed = match (verb, id.group().filter(|_| id.kind != Kind::Group)) {
                ("add", _) if id.kind == Kind::Member => deed_of_seat("give a seat to", id, self.before),
                ("remove", _) if id.kind == Kind::Member => deed_of_seat("take away the seat of", id, self.before),
                ("add", Some(group)) => format!("add {} to {group}", id.kind.a()),
                ("add", None) => format!("add {}", id.kind.a()),
                _ => format!("remove {id}"),
            };
            return vec![Outside { key: None, deed, ..outside }];
        }
        let touched = parts.iter().map(|(path, value)| Touched::of(record, When::Adding, path, (None, Some(value))));
        let mut found = Vec::new();
        for touched in touched {
            found.extend(self.of_field(&touched, who));
        }
        if verb == "remove" {
            found.truncate(1);
            found.iter_mut().for_each(|it| (it.key, it.deed) = (None, format!("remove {}", record.id)));
        }
        found
    }

    fn of_field(&mut self, touched: &Touched<'_>, who: Option<&RecordId>) -> Option<Outside> {
        let rows: Vec<&Row> = TABLE.iter().filter(|it| touched.falls_under(it) && self.is_time(it, touched)).collect();
        if let Some(who) = who
            && rows.iter().any(|it| self.holds(it.who, who, touched))
        {
            return None;
        }
        let offices: Vec<(String, Vec<RecordId>)> =
            rows.iter().filter(|it| it.who.is_office()).map(|it| self.office(it.who, touched)).collect();
        if offices.iter().all(|it| it.1.is_empty()) {
            return None;
        }
        let kind = touched.record.id.kind;
        let near = rows.iter().filter(|it| !it.who.is_office());
        let near = near.map(|it| (it.who.of_record(kind).to_owned(), self.near(it.who, touched)));
        let mut may: Vec<(String, Vec<RecordId>)> = near.chain(offices).filter(|it| !it.1.is_empty()).collect();
        // In a group that steers two rows name the same office.
        may.dedup();
        let mut people: Vec<RecordId> = Vec::new();
        for person in may.iter().flat_map(|it| &it.1) {
            if !people.contains(person) && people.len() < NAMED {
                people.push(person.clone());
            }
        }
        let who: Vec<&str> = may.iter().map(|it| it.0.as_str()).collect();
        let key = Some(touched.key.clone());
        Some(Outside {
            id: touched.record.id.clone(),
            key,
            deed: touched.deed(self.act, self.before),
            who: who.join(", or "),
            people,
            instead: touched.instead(),
        })
    }

    /// Whether a party's silence counts by now, where a row is about that: for an officer to record.
    fn is_time(&self, row: &Row, touched: &Touched<'_>) -> bool {
        let is_silence = row.who == Who::Officer && touched.key == "position";
        !is_silence || Decision(touched.record).silence_counts(self.before, self.on)
    }

    /// Whether a person acts in that capacity.
    fn holds(&mut self, who: Who, person: &RecordId, touched: &Touched<'_>) -> bool {
        match who {
            Who::Officer => {
                let group = touched.record.id.group().unwrap_or_default();
                self.has_role(group, person, OFFICERS) || (self.is_looked_after(group) && self.steers(person))
            }
            Who::Steering => self.steers(person),
            Who::Endorser => self.endorses(person, touched.party.unwrap_or_default()),
            Who::Author | Who::Answerable | Who::Proposer | Who::Sender | Who::Bearer | Who::Owner | Who::Oneself => {
                self.near(who, touched).contains(person) && !touched.is_of_another(person)
            }
        }
    }

    /// The people who hold an office, and what it is called.
    fn office(&mut self, who: Who, touched: &Touched<'_>) -> (String, Vec<RecordId>) {
        let of = |groups: &str| format!("a secretary or chair of {groups}");
        match who {
            Who::Endorser => {
                let party = touched.party.unwrap_or_default();
                let people = self.before.of_kind(Kind::Person).map(|it| it.id.clone());
                let people = people.filter(|it| self.is_here(it) && self.endorses(it, party)).collect();
                (format!("somebody who endorses for {}", shown::visible(party)), people)
            }
            Who::Officer => {
                let group = touched.record.id.group().unwrap_or_default();
                match self.officers(group) {
                    people if people.is_empty() => self.office(Who::Steering, touched),
                    people => (of(group), people),
                }
            }
            _ => {
                let groups: Vec<&(String, Vec<RecordId>)> =
                    self.steering().iter().filter(|it| !it.1.is_empty()).collect();
                let codes: Vec<&str> = groups.iter().map(|it| it.0.as_str()).collect();
                (of(&codes.join(" or ")), groups.into_iter().flat_map(|it| it.1.clone()).collect())
            }
        }
    }

    /// The people whom a record itself names in that capacity.
    fn near(&self, who: Who, touched: &Touched<'_>) -> Vec<RecordId> {
        let record = touched.record;
        let people = match who {
            Who::Author => named(record, &["by"]),
            Who::Answerable => self.answerable(record.text("about")),
            Who::Oneself => vec![record.id.clone()],
            Who::Proposer => match touched.when {
                When::There if record.text("state") != "proposed" => Vec::new(),
                _ => self.taking_part(record, named(record, &["proposed_by"])),
            },
            Who::Sender => match touched.when {
                When::There if record.text("state") != "proposed" => Vec::new(),
                _ => self.senders(record),
            },
            Who::Bearer => match self.is_settled(record) {
                true => Vec::new(),
                false => self.taking_part(record, named(record, &["proposed_by", "presenter"])),
            },
            Who::Owner => self.taking_part(record, named(record, &["owner", "helpers"])),
            Who::Officer | Who::Steering | Who::Endorser => Vec::new(),
        };
        people.into_iter().filter(|it| self.is_here(it)).collect()
    }

    /// The officers of the group from which an item was handed over.
    fn senders(&self, item: &Record) -> Vec<RecordId> {
        let from = item.text("referred_from");
        let origin = [Kind::Item, Kind::Action].into_iter().filter_map(|kind| RecordId::new(kind, from).ok());
        let origin = origin.into_iter().find(|it| self.before.exists(it));
        let group = origin.as_ref().and_then(RecordId::group).filter(|it| Some(*it) != item.id.group());
        let terms = group.map(|it| terms_of_group(self.before, it, self.on)).unwrap_or_default();
        terms.iter().filter(|it| OFFICERS.contains(&it.role())).filter_map(Term::person).collect()
    }

    fn answerable(&self, about: &str) -> Vec<RecordId> {
        let ids = Kind::ALL.into_iter().filter_map(|kind| RecordId::new(kind, about).ok());
        let Some(record) = ids.into_iter().find_map(|it| self.before.get(&it)) else { return Vec::new() };
        match record.id.kind {
            Kind::Person => vec![record.id.clone()],
            Kind::Member => record.id.person().into_iter().collect(),
            Kind::Item => named(record, &["proposed_by", "presenter"]),
            Kind::Action | Kind::Measure => named(record, &["owner", "helpers"]),
            Kind::Note => named(record, &["by"]),
            Kind::Workspace | Kind::Org | Kind::Group | Kind::Meeting | Kind::Decision => Vec::new(),
        }
    }

    /// Whether an item has been printed on an agenda, or something has come of it.
    fn is_settled(&self, item: &Record) -> bool {
        let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        let issues = meeting.and_then(|it| self.before.get(&it)).into_iter().flat_map(|it| it.rows("issue"));
        let mut printed = issues.flat_map(|it| it.words("items")).filter_map(Printed::read);
        printed.any(|it| it.item == item.id.as_str()) || !matches!(item.text("state"), "" | "proposed" | "accepted")
    }

    fn taking_part(&self, record: &Record, people: Vec<RecordId>) -> Vec<RecordId> {
        let group = record.id.group().unwrap_or_default();
        people.into_iter().filter(|it| self.has_role(group, it, TAKING_PART)).collect()
    }

    fn has_role(&self, group: &str, person: &RecordId, roles: &[&str]) -> bool {
        let member = RecordId::member(group, person.as_str()).ok().and_then(|it| self.before.get(&it));
        let Some(member) = member else { return false };
        member.rows("term").map(|row| Term { member, row }).any(|it| it.runs_on(self.on) && roles.contains(&it.role()))
    }

    fn endorses(&self, person: &RecordId, party: &str) -> bool {
        self.before.get(person).is_some_and(|it| it.words("endorses_for").any(|own| own == party))
    }

    fn is_here(&self, person: &RecordId) -> bool {
        self.before.get(person).is_some_and(|it| it.text("status") != "left")
    }

    /// Whether a group is looked after by those of one that steers: it has no officers, or is still to begin.
    fn is_looked_after(&mut self, group: &str) -> bool {
        let record = RecordId::new(Kind::Group, group).ok().and_then(|it| self.before.get(&it));
        record.is_some_and(|it| it.text("state") == "proposed") || self.officers(group).is_empty()
    }

    fn steers(&mut self, person: &RecordId) -> bool {
        self.steering().iter().any(|it| it.1.contains(person))
    }

    /// The officers of a group, secretaries first.
    fn officers(&mut self, group: &str) -> Vec<RecordId> {
        if let Some(people) = self.officers.get(group) {
            return people.clone();
        }
        let terms = terms_of_group(self.before, group, self.on);
        let mut people = Vec::new();
        for role in OFFICERS {
            for person in terms.iter().filter(|it| it.role() == *role).filter_map(Term::person) {
                if self.is_here(&person) && !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        self.officers.insert(group.to_owned(), people.clone());
        people
    }

    fn steering(&mut self) -> &[(String, Vec<RecordId>)] {
        if self.steering.is_none() {
            let groups =
                self.before.of_kind(Kind::Group).filter(|it| it.flag("steers") && it.text("state") != "closed");
            let codes: Vec<String> = groups.map(|it| it.id.to_string()).collect();
            self.steering = Some(codes.into_iter().map(|it| (it.clone(), self.officers(&it))).collect());
        }
        self.steering.as_deref().unwrap_or_default()
    }
}

/// The people whom a record names under these keys.
fn named(record: &Record, keys: &[&str]) -> Vec<RecordId> {
    let names = keys.iter().flat_map(|key| record.word(key).into_iter().chain(record.words(key)));
    names.filter_map(|it| RecordId::new(Kind::Person, it).ok()).collect()
}
