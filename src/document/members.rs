//! The list of members, as a table that can be imported again and as contact cards.

use chrono::NaiveDate;

use crate::model::deed::role_label;
use crate::model::record::{Fields, Record};
use crate::model::view::Term;
use crate::model::{Kind, RecordId, Snapshot};

/// Whether addresses come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contacts {
    With,
    Without,
}

/// A seat, as it is told to others.
pub struct Seat<'a> {
    pub group: &'a Record,
    pub person: &'a Record,
    pub term: Term<'a>,
    org: String,
}

/// The seats that are held on a day, by group, then in the order of roles and people.
pub fn seats<'a>(snapshot: &'a Snapshot, group: Option<&RecordId>, day: NaiveDate) -> Vec<Seat<'a>> {
    let groups = snapshot.of_kind(Kind::Group).filter(|it| group.is_none_or(|only| it.id == *only));
    let terms = groups.flat_map(|group| {
        crate::model::view::terms_of_group(snapshot, group.id.as_str(), day).into_iter().map(move |it| (group, it))
    });
    let seats = terms.filter_map(|(group, term)| {
        let person = snapshot.get(&term.person()?)?;
        let org = term.for_org(snapshot).and_then(|it| snapshot.get(&it)).map(|it| it.text("name").to_owned());
        Some(Seat { group, person, term, org: org.unwrap_or_default() })
    });
    seats.collect()
}

/// The seats as CSV, under headings that the import knows.
///
/// # Errors
/// Those of the writer.
pub fn csv(snapshot: &Snapshot, seats: &[Seat<'_>], contacts: Contacts) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut headings = vec!["group", "group_name", "role", "name", "organisation", "function"];
    headings.extend(["from", "until", "alternate_for", "basis"]);
    headings.extend((contacts == Contacts::With).then_some("emails"));
    writer.write_record(&headings)?;
    for seat in seats {
        let day = |key: &str| seat.term.row.date(key).map(|it| it.to_string()).unwrap_or_default();
        let principal = seat.term.row.word("alternate_for").and_then(|it| RecordId::new(Kind::Person, it).ok());
        let principal = principal.and_then(|it| snapshot.get(&it)).map(|it| it.text("name")).unwrap_or_default();
        let mut cells = vec![
            seat.group.id.to_string(),
            seat.group.text("name").to_owned(),
            seat.term.role().to_owned(),
            seat.person.text("name").to_owned(),
            seat.org.clone(),
            seat.person.text("function").to_owned(),
            day("from"),
            day("until"),
            principal.to_owned(),
            seat.term.row.text("basis").to_owned(),
        ];
        if contacts == Contacts::With {
            cells.push(seat.person.words("emails").collect::<Vec<_>>().join(", "));
        }
        writer.write_record(cells.iter().map(|it| guarded(it)))?;
    }
    let bytes = writer.into_inner().map_err(|it| it.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell with an apostrophe before what a spreadsheet would read as a formula; the import takes it away again.
pub(super) fn guarded(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// The people of the seats as vCards (RFC 6350), each once, by id.
pub fn vcards(seats: &[Seat<'_>], contacts: Contacts) -> String {
    let mut people: Vec<(&Record, Vec<&Seat<'_>>)> = Vec::new();
    for seat in seats {
        match people.iter_mut().find(|it| it.0.id == seat.person.id) {
            Some((_, own)) => own.push(seat),
            None => people.push((seat.person, vec![seat])),
        }
    }
    people.sort_by(|one, other| one.0.id.cmp(&other.0.id));
    people.into_iter().map(|(person, seats)| super::vcard::card(&lines(person, &seats, contacts))).collect()
}

/// The properties of a person's card, their values as text.
fn lines(person: &Record, seats: &[&Seat<'_>], contacts: Contacts) -> Vec<(&'static str, String)> {
    let mut lines = vec![("FN", person.text("name").to_owned())];
    let mut orgs: Vec<&str> = seats.iter().map(|it| it.org.as_str()).filter(|it| !it.is_empty()).collect();
    orgs.dedup();
    lines.extend(orgs.first().map(|it| ("ORG", (*it).to_owned())));
    lines.extend(person.word("function").map(|it| ("TITLE", it.to_owned())));
    for seat in seats {
        lines.push(("ROLE", format!("{}, {}", role_label(seat.term.role()), seat.group.text("name"))));
    }
    if contacts == Contacts::With {
        lines.extend(person.words("emails").map(|it| ("EMAIL", it.to_owned())));
    }
    lines
}
