//! Who sits where on a day: the seats of a group by party, and what is not as the parties agreed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::group::{Term, all_terms, rank, terms_of_group};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::{Kind, RecordId};

/// The roles that are a seat of a party, with a voice.
pub const SEATED: &[&str] = &["co-chair", "chair", "vice-chair", "secretary", "rapporteur", "member"];

/// The roles that count for the quorum. Secretaries and rapporteurs serve the group; they do not decide in it.
pub const COUNTED: &[&str] = &["co-chair", "chair", "vice-chair", "member"];

/// The roles that are an office: somebody has to hold them.
pub const OFFICES: &[&str] = &["co-chair", "chair", "vice-chair", "secretary", "rapporteur"];

/// More groups than this are too many for one person.
pub const MANY: usize = 4;

/// A group's seats on a day.
pub struct Seats<'a> {
    pub group: &'a Record,
    /// The terms that run, in the order of the roles.
    pub terms: Vec<Term<'a>>,
    /// How many people sit there for each party, the parties in the order of the workspace.
    pub taken: Vec<(RecordId, usize)>,
    /// How many of them count for the quorum, in the same order.
    pub counted: Vec<usize>,
    /// How many seats each party has, where that is agreed.
    pub agreed: Option<usize>,
}

impl<'a> Seats<'a> {
    pub fn of(snapshot: &'a Snapshot, group: &'a Record, day: NaiveDate) -> Self {
        Self::with(snapshot, group, terms_of_group(snapshot, group.id.as_str(), day))
    }

    /// The same from the terms that run on the day.
    pub fn with(snapshot: &'a Snapshot, group: &'a Record, terms: Vec<Term<'a>>) -> Self {
        let mut people: BTreeMap<Cow<'a, str>, BTreeMap<&str, bool>> = BTreeMap::new();
        for term in terms.iter().filter(|it| SEATED.contains(&it.role())) {
            // Written down in nearly every term; an id of its own for each would cost more than all the rest.
            let org = term.row.word("for_org").map(Cow::Borrowed);
            let own = || term.for_org(snapshot).map(|it| Cow::Owned(it.to_string()));
            if let Some(org) = org.or_else(own) {
                *people.entry(org).or_default().entry(term.member.id.tail()).or_default() |=
                    COUNTED.contains(&term.role());
            }
        }
        let parties = parties(snapshot);
        let of = |party: &RecordId| people.get(party.as_str()).into_iter().flat_map(BTreeMap::values);
        let counted = parties.iter().map(|it| of(it).filter(|it| **it).count()).collect();
        let taken = parties.iter().map(|it| (it.clone(), of(it).count())).collect();
        let agreed = rules(group).and_then(|it| usize::try_from(it.whole("seats_per_party")?).ok());
        Self { group, terms, taken, counted, agreed }
    }

    /// How many seats of a party nobody holds.
    pub fn vacant(&self, party: &RecordId) -> usize {
        let taken = self.taken.iter().find(|it| it.0 == *party).map_or(0, |it| it.1);
        self.agreed.unwrap_or(0).saturating_sub(taken)
    }

    /// The parties without a co-chair, where the group has one of each.
    pub fn without_co_chair(&self, snapshot: &Snapshot) -> Vec<RecordId> {
        if !says_co_chairs(self.group) {
            return Vec::new();
        }
        self.taken.iter().map(|it| it.0.clone()).filter(|it| !self.has_co_chair(it, snapshot)).collect()
    }

    /// Whether somebody is co-chair for a party.
    pub fn has_co_chair(&self, party: &RecordId, snapshot: &Snapshot) -> bool {
        let mut terms = self.terms.iter().filter(|it| it.role() == "co-chair");
        terms.any(|it| it.for_org(snapshot).as_ref() == Some(party))
    }

    /// The parties that have too few people for a quorum.
    pub fn without_quorum(&self) -> Vec<RecordId> {
        let quorum = rules(self.group).and_then(|it| usize::try_from(it.whole("quorum_per_party")?).ok()).unwrap_or(0);
        let parties = self.taken.iter().zip(&self.counted);
        parties.filter(|it| *it.1 < quorum).map(|it| it.0.0.clone()).collect()
    }

    /// The management-team members of a party who sit in the group.
    pub fn managers_of(&self, party: &RecordId, snapshot: &Snapshot) -> Vec<RecordId> {
        let is_manager = |it: &RecordId| snapshot.get(it).is_some_and(|it| it.flag("management"));
        let of_party = self.terms.iter().filter(|it| it.for_org(snapshot).as_ref() == Some(party));
        of_party.filter_map(Term::person).filter(is_manager).collect()
    }
}

/// Terms in the order of their roles.
pub fn by_rank(mut terms: Vec<Term<'_>>) -> Vec<Term<'_>> {
    terms.sort_by_cached_key(|it| (rank(it.role()), it.member.id.clone()));
    terms
}

/// Whether a group's rules say that it has a co-chair of each party.
pub fn says_co_chairs(group: &Record) -> bool {
    rules(group).is_some_and(|it| it.text("chairing") == "co-chairs")
}

/// Whether a group has a co-chair of each party, as long as its rules say nothing else.
pub fn chairs_together(group: &Record) -> bool {
    rules(group).is_none_or(|it| matches!(it.text("chairing"), "" | "co-chairs"))
}

/// The parties, in the order in which the workspace names them.
pub fn parties(snapshot: &Snapshot) -> Vec<RecordId> {
    let workspace = snapshot.get(&RecordId::workspace());
    let names = workspace.into_iter().flat_map(|it| it.words("parties"));
    names.filter_map(|it| RecordId::new(Kind::Org, it).ok()).collect()
}

/// The groups in which each person has a term on a day.
pub fn groups_of_people(snapshot: &Snapshot, day: NaiveDate) -> BTreeMap<RecordId, Vec<RecordId>> {
    let mut groups: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
    for member in snapshot.of_kind(Kind::Member) {
        let runs = member.rows("term").any(|row| Term { member, row }.runs_on(day));
        let group = member.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        if let (true, Some(person), Some(group)) = (runs, member.id.person(), group) {
            groups.entry(person).or_default().push(group);
        }
    }
    groups
}

/// Every term there is with the person who came after: the first one, of those who came after nobody else, to begin in
/// the same role for the same organisation once the term had ended.
pub fn ledger(snapshot: &Snapshot) -> Vec<(Term<'_>, Option<RecordId>)> {
    ledger_of(all_terms(snapshot), snapshot)
}

/// The same of some of the terms, in the order in which they stand among all: those of a group, say.
pub fn ledger_of<'a>(terms: Vec<Term<'a>>, snapshot: &Snapshot) -> Vec<(Term<'a>, Option<RecordId>)> {
    let offices: Vec<_> = terms.iter().map(|it| (it.group(), it.role(), it.for_org(snapshot))).collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut entries = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        let follows = |other: &usize| {
            let ended = term.row.date("until").filter(|_| !term.row.flag("former"));
            let after = matches!((ended, terms[*other].row.date("from")), (Some(until), Some(from)) if from > until);
            after && terms[*other].member.id != term.member.id && !taken.contains(other)
        };
        // Terms of one role stand together, in the order in which they begin.
        let beside =
            (at + 1..terms.len()).take_while(|it| (&offices[*it].0, offices[*it].1) == (&offices[at].0, offices[at].1));
        let next = beside.filter(|it| offices[*it].2 == offices[at].2).find(|it| follows(it));
        taken.extend(next);
        entries.push((*term, next.and_then(|it| terms[it].person())));
    }
    entries
}

fn rules(group: &Record) -> Option<&toml::Table> {
    group.get("rules").and_then(toml::Value::as_table)
}
