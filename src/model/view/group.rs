//! Who sits in a group: terms, and the officers of a day.

use chrono::NaiveDate;
use toml::Table;

use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::org_of;
use crate::model::{Kind, RecordId};

/// One person's role in a group for an organisation, from a day to a day.
pub struct Term<'a> {
    pub member: &'a Record,
    pub row: &'a Table,
}

impl Term<'_> {
    pub fn role(&self) -> &str {
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

    /// Whether it runs on a day.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        !self.row.flag("former")
            && self.row.date("from").is_none_or(|it| it <= day)
            && self.row.date("until").is_none_or(|it| it >= day)
    }
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

fn rank(role: &str) -> usize {
    use crate::model::field::Type;
    let term = Kind::Member.field("term").and_then(|it| it.ty.inner().iter().find(|it| it.key == "role"));
    match term.map(|it| &it.ty) {
        Some(Type::Choice(roles)) => roles.iter().position(|it| it.value == role).unwrap_or(usize::MAX),
        _ => usize::MAX,
    }
}
