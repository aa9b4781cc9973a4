//! Who sits in a group: terms, and the officers of a day.

use chrono::NaiveDate;
use toml::Table;

use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::org_of;
use crate::model::{Kind, RecordId, shown, table};

/// One person's role in a group for an organisation, from a day to a day.
#[derive(Clone, Copy)]
pub struct Term<'a> {
    pub member: &'a Record,
    pub row: &'a Table,
}

impl<'a> Term<'a> {
    pub fn role(&self) -> &'a str {
        self.row.text("role")
    }

    pub fn person(&self) -> Option<RecordId> {
        self.member.id.person()
    }

    /// Whom the person sits there for: the organisation written down, else their own.
    pub fn for_org(&self, snapshot: &Snapshot) -> Option<RecordId> {
        match self.row.word("for_org") {
            Some(org) => RecordId::new(Kind::Org, org).ok(),
            None => org_of(snapshot, &self.person()?),
        }
    }

    pub fn group(&self) -> Option<RecordId> {
        RecordId::new(Kind::Group, self.member.id.group()?).ok()
    }

    /// Whether it was over before a day.
    pub fn ended_before(&self, day: NaiveDate) -> bool {
        self.row.flag("former") || self.row.date("until").is_some_and(|it| it < day)
    }

    /// Whether it goes on, or begins, after a day.
    pub fn goes_on_after(&self, day: NaiveDate) -> bool {
        !self.row.flag("former") && self.row.date("until").is_none_or(|it| it > day)
    }

    /// Whether it has a day in common with another one. Of one that ended on a day that nobody knows nothing is said.
    pub fn meets(&self, other: &Table) -> bool {
        let begins_before_end = |a: &Table, b: &Table| match (a.date("from"), b.date("until")) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        let (one, former) = (self.row, self.row.flag("former") || other.flag("former"));
        !former && begins_before_end(one, other) && begins_before_end(other, one)
    }

    /// Whether it runs on a day.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        !self.row.flag("former")
            && self.row.date("from").is_none_or(|it| it <= day)
            && self.row.date("until").is_none_or(|it| it >= day)
    }
}

/// What people call a record, safe for a terminal: its title; of a membership, who is meant in which group.
pub fn name_of(id: &RecordId, snapshot: &Snapshot) -> String {
    let named = |id: &RecordId| snapshot.get(id).map(|it| shown::visible(it.title()).into_owned());
    let group = || RecordId::new(Kind::Group, id.group()?).ok();
    match id.person().filter(|_| id.kind == Kind::Member).zip(group()) {
        Some((person, group)) => {
            let words = |id: &RecordId| named(id).unwrap_or_else(|| id.to_string());
            format!("{} in {}", words(&person), words(&group))
        }
        None => named(id).unwrap_or_else(|| id.to_string()),
    }
}

/// Every term there is, ended ones and those to come included, by group, role and first day.
pub fn all_terms(snapshot: &Snapshot) -> Vec<Term<'_>> {
    let members = snapshot.of_kind(Kind::Member);
    let mut terms: Vec<Term<'_>> =
        members.flat_map(|member| member.rows("term").map(move |row| Term { member, row })).collect();
    // The members come by group and person, and the sort keeps that order among equals.
    terms.sort_by_cached_key(|it| {
        let Term { member, row } = *it;
        (member.id.group(), rank(row.text("role")), row.date("from"))
    });
    terms
}

/// The terms in a group that run on a day, by role as the table orders them, then by person.
pub fn terms_of_group<'a>(snapshot: &'a Snapshot, group: &str, day: NaiveDate) -> Vec<Term<'a>> {
    let mut terms: Vec<Term<'a>> = snapshot
        .in_group(Kind::Member, group)
        .flat_map(|member| member.rows("term").map(move |row| Term { member, row }))
        .filter(|it| it.runs_on(day))
        .collect();
    terms.sort_by_cached_key(|it| (rank(it.role()), it.member.id.clone()));
    terms
}

/// The people who hold a role in a group on a day.
pub fn officers<'a>(snapshot: &'a Snapshot, group: &str, role: &str, day: NaiveDate) -> Vec<Term<'a>> {
    let mut terms = terms_of_group(snapshot, group, day);
    terms.retain(|it| it.role() == role);
    terms
}

/// The place of a role among the others.
pub fn rank(role: &str) -> usize {
    table::ROLE.iter().position(|it| it.value == role).unwrap_or(usize::MAX)
}
