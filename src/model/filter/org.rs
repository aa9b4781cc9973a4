//! What `org:` asks of each kind: the organisations that a record belongs to.

use crate::model::RecordId;
use crate::model::kind::Kind;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::{Standpoint, org_of};
use crate::model::view::{Action, Term, terms_of_group};

/// What `org:` asks of a kind, in words; nothing where it asks nothing.
pub(super) fn meaning(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Workspace => None,
        Kind::Org => Some("itself"),
        Kind::Person => Some("whom they work for"),
        Kind::Group => Some("who leads it, or has a seat in it today"),
        Kind::Member => Some("whom they sit there for"),
        Kind::Meeting => Some("of who presides, or writes the minutes"),
        Kind::Item => Some("on whose behalf it is; else of who presents or proposed it"),
        Kind::Action => Some("whose action it is"),
        Kind::Decision => Some("a party that agreed it, or took a position"),
        Kind::Measure => Some("of the owner, or of a reading"),
        Kind::Note => Some("of who wrote it"),
    }
}

/// The organisations of a record, as [`meaning`] says; each perhaps more than once.
pub(super) fn orgs_of(record: &Record, at: &Standpoint<'_>) -> Vec<String> {
    let of_person = |key: &str| {
        let person = record.word(key).and_then(|it| RecordId::new(Kind::Person, it).ok());
        person.and_then(|it| org_of(at.snapshot, &it)).map(|it| it.to_string())
    };
    let of_people = |keys: &[&str]| keys.iter().filter_map(|it| of_person(it)).collect();
    let seats = |it: Term<'_>| it.for_org(at.snapshot).map(|it| it.to_string());
    match record.id.kind {
        Kind::Workspace => Vec::new(),
        Kind::Org => vec![record.id.to_string()],
        Kind::Person => record.word("org").map(str::to_owned).into_iter().collect(),
        Kind::Group => {
            let seated = terms_of_group(at.snapshot, record.id.as_str(), at.today).into_iter().filter_map(seats);
            record.words("led_by").map(str::to_owned).chain(seated).collect()
        }
        Kind::Member => record.rows("term").filter_map(|row| seats(Term { member: record, row })).collect(),
        Kind::Meeting => of_people(&["presiding", "scribe"]),
        Kind::Item => match record.word("on_behalf_of") {
            Some(org) => vec![org.to_owned()],
            None => of_people(&["presenter", "proposed_by"]),
        },
        Kind::Action => Action(record).org(at).map(|it| it.to_string()).into_iter().collect(),
        Kind::Decision => {
            let positions = record.table("position").into_iter().flat_map(|it| it.keys().cloned());
            record.words("agreed_parties").map(str::to_owned).chain(positions).collect()
        }
        Kind::Measure => {
            let readings = record.rows("reading").filter_map(|it| it.word("org")).map(str::to_owned);
            of_person("owner").into_iter().chain(readings).collect()
        }
        Kind::Note => of_people(&["by"]),
    }
}
