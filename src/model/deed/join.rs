//! Two records of one person become one: whatever named the other names the one that is kept.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::{Table, Value};

use super::{finished, role_label, together};
use crate::model::change::{Change, Edit};
use crate::model::field::{Rows, Type};
use crate::model::record::{Fields, Record};
use crate::model::rename::{fill, rename};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::{Standpoint, org_of, who};
use crate::model::view::Term;
use crate::model::{Kind, RecordId, leaf, shown, value};

/// What joining two records comes to.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    pub change: Change,
    /// The records that name the kept one instead of the other now.
    pub named: Vec<RecordId>,
    /// The groups in which the other's terms are the kept one's now.
    pub groups: Vec<RecordId>,
    /// The groups in which one was the alternate of the other, which comes to nothing.
    pub alternates: Vec<RecordId>,
}

/// Why two records cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJoined {
    #[error("{0} cannot be joined into itself")]
    Itself(RecordId),
    #[error("{other} was joined into {same} already")]
    Elsewhere { other: RecordId, same: RecordId },
    #[error("both are {role} in {group} from {} on, for different organisations or people", shown::day(*from))]
    Twice { group: RecordId, role: String, from: NaiveDate },
}

/// Joins the record of `other` into that of `keep`. A value that both have is the kept one's; what only the other has
/// goes over. The other's record stays, says whose it is, and leads whoever still names it there.
///
/// # Errors
/// When both are the same already, the other was joined into a third one, or a term of each cannot be told apart.
pub fn join(keep: &Record, other: &Record, at: &Standpoint<'_>) -> Result<Joining, NotJoined> {
    if keep.id == other.id {
        return Err(NotJoined::Itself(keep.id.clone()));
    }
    let same = who(at.snapshot, &other.id);
    if same != other.id && same != keep.id {
        return Err(NotJoined::Elsewhere { other: other.id.clone(), same });
    }
    let names = Names::of(&keep.id, &other.id, at.snapshot);
    let mut joining = Joining::default();
    let mut changes = Vec::new();
    for record in at.snapshot.all().filter(|it| it.id != keep.id && it.id != other.id) {
        if names.is_membership(&record.id) {
            continue;
        }
        let mut after = record.clone();
        rename(&mut after, &|kinds, word| names.instead(kinds, word));
        let change = finished(Some(record), after);
        if !change.is_empty() {
            joining.named.push(record.id.clone());
            changes.push(change);
        }
    }
    let members = at.snapshot.ids(Kind::Member).into_iter().filter(|it| names.is_membership(it));
    let groups: BTreeSet<RecordId> = members.filter_map(|it| RecordId::new(Kind::Group, it.group()?).ok()).collect();
    for group in groups {
        changes.extend(memberships(&group, &names, at, &mut joining)?);
    }
    changes.push(finished(Some(keep), with_what_it_lacks(keep, other)));
    let mut given_up = other.clone();
    given_up.fields.insert("status".to_owned(), value::text("left"));
    given_up.fields.insert("same_as".to_owned(), value::text(keep.id.as_str()));
    changes.push(finished(Some(other), given_up));
    let change = together(changes).meaning("person.join");
    joining.change =
        if change.is_empty() { change } else { change.titled(format!("Join {} into {}", other.id, keep.id)) };
    Ok(joining)
}

/// Which name stands for which.
struct Names<'a> {
    keep: &'a RecordId,
    other: &'a RecordId,
    /// Whether another kind of record bears the other's name, so that one for any kind may mean that.
    shared: bool,
    snapshot: &'a Snapshot,
}

impl<'a> Names<'a> {
    fn of(keep: &'a RecordId, other: &'a RecordId, snapshot: &'a Snapshot) -> Self {
        let org = RecordId::new(Kind::Org, other.as_str());
        Self { keep, other, shared: org.is_ok_and(|it| snapshot.exists(&it)), snapshot }
    }

    /// Whether a record is the membership of one of the two.
    fn is_membership(&self, id: &RecordId) -> bool {
        id.person().is_some_and(|it| it == *self.keep || it == *self.other)
    }

    /// What a reference to these kinds is to say instead.
    fn instead(&self, kinds: &[Kind], word: &str) -> Option<String> {
        if word == self.other.as_str() {
            let person = kinds.contains(&Kind::Person) || kinds.is_empty() && !self.shared;
            return person.then(|| self.keep.to_string());
        }
        let (group, slug) = word.split_once('/').filter(|_| kinds.is_empty() || kinds.contains(&Kind::Member))?;
        let member = RecordId::member(group, slug).ok().filter(|it| self.snapshot.exists(it))?;
        (member.tail() == self.other.as_str()).then(|| format!("{group}/{}", self.keep))
    }
}

/// The kept person with what only the other's record says.
fn with_what_it_lacks(keep: &Record, other: &Record) -> Record {
    let mut kept = keep.clone();
    for (key, value) in other.iter().filter(|it| !OWN.contains(&it.0.as_str())) {
        let Some(there) = kept.fields.get_mut(key) else {
            kept.fields.insert(key.clone(), value.clone());
            continue;
        };
        match (keep.id.kind.field(key).map(|it| &it.ty), there, value) {
            (Some(Type::Set(_) | Type::List(_)), Value::Array(there), Value::Array(more)) => {
                let new: Vec<Value> = more.iter().filter(|it| !there.contains(it)).cloned().collect();
                there.extend(new);
            }
            (Some(Type::Rows(Rows { keyed, .. })), Value::Array(there), Value::Array(more)) => {
                for row in more.iter().filter_map(Value::as_table) {
                    let key = leaf::entry_key(*keyed, row);
                    let mut known = there.iter_mut().filter_map(Value::as_table_mut);
                    match known.find(|it| leaf::entry_key(*keyed, it) == key) {
                        Some(known) => fill(known, row),
                        None => there.push(Value::Table(row.clone())),
                    }
                }
            }
            _ => (),
        }
    }
    kept
}

/// What a record says of itself alone.
const OWN: &[&str] = &["name", "status", "same_as", "placeholder"];

/// The kept person's membership of a group with the other's terms in it.
fn memberships(
    group: &RecordId,
    names: &Names<'_>,
    at: &Standpoint<'_>,
    joining: &mut Joining,
) -> Result<Vec<Change>, NotJoined> {
    let id = |person: &RecordId| RecordId::member(group.as_str(), person.as_str());
    let (Ok(own), Ok(others)) = (id(names.keep), id(names.other)) else { return Ok(Vec::new()) };
    let (before, given_up) = (at.snapshot.shared(&own), at.snapshot.shared(&others));
    let mut after = before.map_or_else(|| Record::empty(own), |it| Record::clone(it));
    let org = |person: &RecordId| org_of(at.snapshot, person);
    let mut terms: Vec<Table> = after.rows("term").cloned().collect();
    if let Some(other) = given_up {
        joining.groups.push(group.clone());
        for mut term in other.rows("term").cloned() {
            // Whom they sat there for without saying it stays the same.
            if let (None, Some(theirs)) =
                (term.word("for_org"), org(names.other).filter(|it| Some(it) != org(names.keep).as_ref()))
            {
                term.insert("for_org".to_owned(), value::text(theirs.as_str()));
            }
            lay(&mut terms, term, &after, at);
        }
        fill(&mut after.fields, &other.fields);
    }
    let count = terms.len();
    let of_the_other = |it: &Table| {
        it.word("alternate_for").is_some_and(|it| [names.keep, names.other].iter().any(|id| id.as_str() == it))
    };
    terms.retain(|it| !of_the_other(it));
    if terms.len() < count {
        joining.alternates.push(group.clone());
    }
    // Terms are told apart by role and first day.
    for (place, term) in terms.iter().enumerate().filter(|_| given_up.is_some()) {
        let twin = |it: &Table| it.text("role") == term.text("role") && it.get("from") == term.get("from");
        if let (true, Some(from)) = (terms[..place].iter().any(twin), term.date("from")) {
            return Err(NotJoined::Twice { group: group.clone(), role: role_label(term.text("role")), from });
        }
    }
    if before.is_none() && given_up.is_none() {
        return Ok(Vec::new());
    }
    after.fields.insert("term".to_owned(), Value::Array(terms.into_iter().map(Value::Table).collect()));
    let kept = finished(before.map(|it| &**it), after);
    let gone = given_up.map(|it| Change { edits: vec![Edit::Remove { record: it.clone() }], ..Change::default() });
    Ok(std::iter::once(kept).chain(gone).collect())
}

/// Lays a term beside others: one that is there is not laid again, one that overlaps another of the same role for the
/// same organisation makes that longer. Whatever else overlaps stays, and is listed as a problem.
fn lay(terms: &mut Vec<Table>, mut term: Table, member: &Record, at: &Standpoint<'_>) {
    let of = |row: &Table| Term { member, row }.for_org(at.snapshot);
    let same = |a: &Table, b: &Table| {
        a == b
            || a.text("role") == b.text("role")
                && a.word("alternate_for") == b.word("alternate_for")
                && of(a) == of(b)
                && Term { member, row: a }.meets(b)
    };
    while let Some(place) = terms.iter().position(|it| same(it, &term)) {
        let mut kept = terms.remove(place);
        let from = kept.date("from").into_iter().chain(term.date("from")).min();
        let until = kept.date("until").zip(term.date("until")).map(|it| it.0.max(it.1));
        fill(&mut kept, &term);
        kept.extend(from.map(|it| ("from".to_owned(), value::date(it))));
        match until {
            Some(until) => drop(kept.insert("until".to_owned(), value::date(until))),
            None => drop(kept.remove("until")),
        }
        term = kept;
    }
    terms.push(term);
}
