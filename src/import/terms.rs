//! Rows of a list of members, and the term here that each is about.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::{Table, Value};

use super::list::List;
use super::roles::RoleSaid;
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::{RecordId, Standpoint};

/// A row that can be taken.
pub struct Row {
    pub number: usize,
    pub person: RecordId,
    pub group: RecordId,
    pub said: RoleSaid,
    /// What the row says of the term, beside its role.
    pub term: Table,
}

/// What all rows together say.
pub struct All {
    /// The roles that people have now.
    current: BTreeSet<(RecordId, String)>,
    /// The days on which their terms began.
    dated: BTreeSet<(RecordId, String, NaiveDate)>,
}

impl All {
    /// Reads it off the rows.
    pub fn of(rows: &[Row]) -> Self {
        let (mut current, mut dated) = (BTreeSet::new(), BTreeSet::new());
        for row in rows {
            let Some(id) = row.id() else { continue };
            let from = row.term.date("from");
            let roles = [row.said.role].into_iter().chain(row.said.perhaps.iter().copied());
            dated.extend(roles.filter_map(|role| Some((id.clone(), role.to_owned(), from?))));
            if !row.said.former {
                current.insert((id, row.said.role.to_owned()));
            }
        }
        Self { current, dated }
    }

    /// Whether a row says that somebody has a role now.
    pub fn is_current(&self, id: RecordId, role: &str) -> bool {
        self.current.contains(&(id, role.to_owned()))
    }

    /// Whether a row is about the very term that began on that day.
    fn is_dated(&self, id: RecordId, term: &Table) -> bool {
        term.date("from").is_some_and(|from| self.dated.contains(&(id, term.text("role").to_owned(), from)))
    }
}

impl Row {
    /// The membership that it is about.
    pub fn id(&self) -> Option<RecordId> {
        RecordId::member(self.group.as_str(), self.person.as_str()).ok()
    }

    /// The term here that the row is about.
    pub fn place(&self, terms: &[Table], today: NaiveDate, all: &All) -> Option<usize> {
        let is_current = |role: &str| self.id().is_some_and(|it| all.is_current(it, role));
        let is_role = |it: &Table| it.text("role") == self.said.role;
        let perhaps = |it: &Table| {
            let role = it.text("role");
            self.said.perhaps.contains(&role) && (it.flag("former") || !is_current(role))
        };
        let from = self.term.date("from");
        let find = |fits: &dyn Fn(&Table) -> bool| {
            let place = |of: &dyn Fn(&Table) -> bool| terms.iter().position(|it| of(it) && fits(it));
            place(&is_role).or_else(|| place(&perhaps))
        };
        // What another row names by its first day is not what this one is about.
        let is_free = |it: &Table| !self.id().is_some_and(|id| all.is_dated(id, it));
        if let Some(from) = from {
            let exact = find(&|it| it.date("from") == Some(from));
            // An earlier term that is over is another one.
            let goes_on =
                |it: &Table| !ended(it, from) && it.date("from").is_none_or(|own| own > from || !ended(it, today));
            return exact.or_else(|| find(&|it| goes_on(it) && is_free(it)));
        }
        let fits = |it: &Table| ended(it, today) == self.said.former;
        let rest = |it: &Table| !(self.said.former && is_current(self.said.role) && is_current(it.text("role")));
        let free = || find(&|it| fits(it) && is_free(it)).or_else(|| find(&|it| rest(it) && is_free(it)));
        free().or_else(|| find(&fits)).or_else(|| find(&rest))
    }

    /// What it says of a field of the term. Nobody need say that it is over who sees on which day it ended; and whom
    /// somebody sits there for, where nobody has said so, is whom they work for.
    pub fn said_of(&self, key: &str, term: &Table, at: &Standpoint<'_>) -> Option<&Value> {
        let said = self.term.get(key)?;
        let known = match key {
            "former" => term.contains_key("until") && ended(term, at.today),
            "for_org" => {
                let own = org_of(at.snapshot, &self.person);
                term.word(key).is_none() && own.is_some_and(|it| said.as_str() == Some(it.as_str()))
            }
            _ => false,
        };
        (!known).then_some(said)
    }

    /// Its membership, where that is there and the row says otherwise.
    pub fn changes(&self, list: &List<'_>, all: &All) -> Option<RecordId> {
        let id = self.id()?;
        let terms: Vec<Table> = list.at.snapshot.get(&id)?.rows("term").cloned().collect();
        let at = self.place(&terms, list.at.today, all)?;
        let said = |key: &str| self.said_of(key, &terms[at], list.at);
        let differs = self.term.keys().any(|key| said(key).is_some_and(|it| terms[at].get(key) != Some(it)));
        differs.then_some(id)
    }
}

/// Whether a term was over on a day.
pub fn ended(term: &Table, day: NaiveDate) -> bool {
    term.flag("former") || term.date("until").is_some_and(|it| it < day)
}
