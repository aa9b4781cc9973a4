//! Who is who: whose an address is and which keys people have, looked up once for as long as their records stay the same.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::model::record::Fields;
use crate::model::{Kind, RecordId, Snapshot, standpoint};

/// A key of a person's record.
#[derive(Clone)]
pub(super) struct Known {
    pub person: RecordId,
    pub words: String,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// The people of one moment.
pub(super) struct People {
    snapshot: Snapshot,
    by_address: RefCell<HashMap<String, Option<RecordId>>>,
    keys: RefCell<HashMap<RecordId, Rc<[Known]>>>,
}

impl People {
    /// Of the snapshot nothing is looked at but its people.
    pub fn new(snapshot: Snapshot) -> Self {
        Self { snapshot, by_address: RefCell::default(), keys: RefCell::default() }
    }

    /// The one person whom an address belongs to; nobody where it is several people's.
    pub fn with(&self, email: &str) -> Option<RecordId> {
        let mut known = self.by_address.borrow_mut();
        known.entry(email.to_owned()).or_insert_with(|| standpoint::person_with(&self.snapshot, email)).clone()
    }

    /// The keys of a person, those of records that were joined into theirs included.
    pub fn keys_of(&self, person: &RecordId) -> Rc<[Known]> {
        let mut known = self.keys.borrow_mut();
        known.entry(person.clone()).or_insert_with(|| self.read_keys(person)).clone()
    }

    fn read_keys(&self, person: &RecordId) -> Rc<[Known]> {
        let snapshot = &self.snapshot;
        let joined = snapshot.of_kind(Kind::Person).filter(|it| it.contains_key("same_as"));
        let joined = joined.filter(|it| standpoint::who(snapshot, &it.id) == *person && it.id != *person);
        let ids: Vec<RecordId> = joined.map(|it| it.id.clone()).collect();
        std::iter::once(person).chain(&ids).flat_map(|it| keys_in(snapshot, it)).collect()
    }

    /// The keys in the records of all people that are the one looked for.
    pub fn find(&self, is_it: impl Fn(&str) -> bool) -> Vec<Known> {
        let people = self.snapshot.of_kind(Kind::Person);
        people.flat_map(|it| keys_in(&self.snapshot, &it.id)).filter(|it| is_it(&it.words)).collect()
    }
}

fn keys_in(snapshot: &Snapshot, id: &RecordId) -> Vec<Known> {
    let rows = snapshot.get(id).into_iter().flat_map(|it| it.rows("signing_key"));
    let known = rows.map(|row| Known {
        person: standpoint::who(snapshot, id),
        words: row.text("key").trim().to_owned(),
        from: row.date("from"),
        until: row.date("until"),
    });
    known.collect()
}
