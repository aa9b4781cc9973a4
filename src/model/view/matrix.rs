//! The matrix of people and groups on a day: who is what where, and whether both sides are there as they agreed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::group::{Term, all_terms};
use super::seats::{MANY, Seats, parties};
use super::{Action, seats};
use crate::model::deed::role_label;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::org_of;
use crate::model::{Kind, RecordId, shown};

/// People by groups on a day.
pub struct Matrix<'a> {
    pub parties: Vec<RecordId>,
    pub groups: Vec<Column<'a>>,
    /// By organisation, the parties first, then by id.
    pub people: Vec<Row<'a>>,
}

/// A group with its seats.
pub struct Column<'a> {
    pub seats: Seats<'a>,
    /// Whether every party has a co-chair; nothing where the group is not chaired by both.
    pub co_chairs: Option<bool>,
    /// Whether the management of each party that does not lead it sits there; nothing where all lead, or none.
    pub exchange: Option<bool>,
}

/// A person with what they are in each group.
pub struct Row<'a> {
    pub person: &'a Record,
    pub org: Option<RecordId>,
    /// The roles in each group, in the order of the groups.
    pub roles: Vec<Vec<&'a str>>,
    /// The roles that ended before, each with the place of its group, where these were asked for.
    pub ended: Vec<(usize, &'a str)>,
    pub open_actions: usize,
}

/// Whether what has ended is in a matrix too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ended {
    #[default]
    LeftOut,
    Shown,
}

impl Row<'_> {
    /// In how many groups the person sits.
    pub fn groups(&self) -> usize {
        self.roles.iter().filter(|it| !it.is_empty()).count()
    }

    /// Whether these are more than one person can do well.
    pub fn is_overburdened(&self) -> bool {
        self.groups() > MANY
    }
}

impl<'a> Matrix<'a> {
    /// The people of an organisation, or all, with the groups as they are on a day. Whoever has left and every closed
    /// group is in it only if they sit there on that day.
    pub fn of(snapshot: &'a Snapshot, day: NaiveDate, org: Option<&RecordId>) -> Self {
        Self::with(snapshot, day, org, Ended::LeftOut)
    }

    /// The same, with the terms that ended before that day, and with everybody and every group, if these are asked for.
    pub fn with(snapshot: &'a Snapshot, day: NaiveDate, org: Option<&RecordId>, ended: Ended) -> Self {
        let mut by_group: BTreeMap<&str, Vec<Term<'a>>> = BTreeMap::new();
        let mut by_person: BTreeMap<&str, Vec<Term<'a>>> = BTreeMap::new();
        let mut over: BTreeMap<&str, Vec<Term<'a>>> = BTreeMap::new();
        // All terms stand in the order of the roles.
        for term in all_terms(snapshot) {
            if term.runs_on(day) {
                by_group.entry(term.member.id.group().unwrap_or_default()).or_default().push(term);
                by_person.entry(term.member.id.tail()).or_default().push(term);
            } else if ended == Ended::Shown && term.ended_before(day) {
                over.entry(term.member.id.tail()).or_default().push(term);
            }
        }
        let parties = parties(snapshot);
        let mut groups = Vec::new();
        for group in snapshot.of_kind(Kind::Group) {
            let terms = by_group.remove(group.id.as_str()).unwrap_or_default();
            if ended == Ended::Shown || group.text("state") != "closed" || !terms.is_empty() {
                groups.push(Column::of(snapshot, Seats::with(snapshot, group, terms)));
            }
        }
        let places: BTreeMap<&str, usize> =
            groups.iter().enumerate().map(|(at, it)| (it.seats.group.id.as_str(), at)).collect();
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        for action in snapshot.of_kind(Kind::Action).filter(|it| Action(it).is_open()) {
            *open.entry(action.text("owner")).or_default() += 1;
        }
        let mut people = Vec::new();
        for person in snapshot.of_kind(Kind::Person) {
            let terms = by_person.remove(person.id.as_str()).unwrap_or_default();
            let own = org_of(snapshot, &person.id);
            let wanted = org.is_none() || own.as_ref() == org;
            let is_gone = person.text("status") == "left" && terms.is_empty();
            if !wanted || is_gone && ended == Ended::LeftOut {
                continue;
            }
            let place = |term: &Term<'_>| term.member.id.group().and_then(|it| places.get(it)).copied();
            let mut roles = vec![Vec::new(); groups.len()];
            for term in terms {
                if let Some(roles) = place(&term).and_then(|it| roles.get_mut(it)) {
                    roles.push(term.role());
                }
            }
            let over = over.remove(person.id.as_str()).unwrap_or_default();
            let ended = over.iter().filter_map(|it| Some((place(it)?, it.role()))).collect();
            let open_actions = open.get(person.id.as_str()).copied().unwrap_or(0);
            people.push(Row { person, org: own, roles, ended, open_actions });
        }
        let rank =
            |org: &Option<RecordId>| parties.iter().position(|it| Some(it) == org.as_ref()).unwrap_or(usize::MAX);
        people.sort_by_cached_key(|it| (rank(&it.org), it.org.is_none(), it.org.clone(), it.person.id.clone()));
        Self { parties, groups, people }
    }
}

impl<'a> Column<'a> {
    fn of(snapshot: &Snapshot, seats: Seats<'a>) -> Self {
        let by_both = !seats.taken.is_empty() && seats::says_co_chairs(seats.group);
        let co_chairs = by_both.then(|| seats.without_co_chair(snapshot).is_empty());
        let leads: Vec<&str> = seats.group.words("led_by").collect();
        let others: Vec<&RecordId> =
            seats.taken.iter().map(|it| &it.0).filter(|it| !leads.contains(&it.as_str())).collect();
        let exchange = (!leads.is_empty() && !others.is_empty())
            .then(|| others.iter().all(|it| !seats.managers_of(it, snapshot).is_empty()));
        Self { seats, co_chairs, exchange }
    }
}

/// What stands where somebody is not in a group, or nothing is to be counted.
pub const NOBODY: &str = "·";

/// What stands where the parties have agreed on nothing that could be so or not.
pub const NOT_AGREED: &str = "n/a";

/// What the signs of the matrix mean that are no roles, as help tells it.
pub const SIGNS: &[(&str, &str)] = &[
    (NOBODY, "not in the group"),
    ("(member)", "a role that has ended"),
    ("5 (!)", "sits in more groups than one person can do well"),
    ("2/3", "seats that a party holds, of those agreed"),
    ("1 (open)", "seats agreed on that nobody holds"),
    ("Exchange", "does each party's management sit in what the others lead?"),
    ("NO (!)", "not as the parties agreed"),
    (NOT_AGREED, "nothing is agreed on that for this group"),
];

/// The short words that stand for roles, each once with all that it stands for.
pub fn short_roles<'a>(roles: impl IntoIterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = Vec::new();
    for (short, label) in roles.into_iter().map(|it| (short_role(it), role_label(it))).filter(|it| it.0 != it.1) {
        match words.iter_mut().find(|it| it.0 == short) {
            Some(known) => known.1.push_str(&format!(" or {label}")),
            None => words.push((short, label)),
        }
    }
    words
}

/// A role in so few letters that many stand side by side.
pub fn short_role(role: &str) -> String {
    let word = match role {
        "co-chair" | "chair" => "CHAIR",
        "vice-chair" => "vice",
        "secretary" => "secr.",
        "rapporteur" => "rapp.",
        "alternate" => "alt.",
        "observer" => "obs.",
        "invited-expert" => "expert",
        role => return shown::cut(&shown::visible(role), 8).into_owned(),
    };
    word.to_owned()
}
