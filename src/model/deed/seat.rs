//! Seats in a group: taken, handed over and left. A term that has begun is ended, never removed.

use chrono::NaiveDate;
use toml::{Table, Value};

use super::{finished, together};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::{Standpoint, org_of};
use crate::model::{Kind, RecordId, shown, value};

/// A seat that somebody is to take.
#[derive(Clone, Debug)]
pub struct Seat {
    pub person: RecordId,
    pub group: RecordId,
    /// One of the roles of the field table.
    pub role: String,
    /// Whom they sit there for, where that is not their own organisation.
    pub for_org: Option<RecordId>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, where it is known already.
    pub until: Option<NaiveDate>,
    /// Whose place they take when that person is away.
    pub alternate_for: Option<RecordId>,
    /// What the appointment rests on.
    pub basis: Option<String>,
    /// Who held the same role and hands it over.
    pub in_place_of: Option<RecordId>,
    /// Whether the roles that they hold in the group go on beside this one.
    pub besides: bool,
}

/// Why a seat cannot be taken or left like that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSeat {
    #[error("{0} has left")]
    Left(RecordId),
    #[error("{0} is closed")]
    Closed(RecordId),
    #[error("{0} cannot come in their own place")]
    Itself(RecordId),
    #[error("a term from {} until {} ends before it begins", shown::day(*from), shown::day(*until))]
    Backwards { from: NaiveDate, until: NaiveDate },
    #[error("{person} has never been {role} in {group}")]
    NotHeld { person: RecordId, group: RecordId, role: String },
    #[error("{person} is {role} in {group} from {} on", shown::day(*from))]
    Later { person: RecordId, group: RecordId, role: String, from: NaiveDate },
    #[error("{person} is {role} in {group} only from {} on", shown::day(*from))]
    TooEarly { person: RecordId, group: RecordId, role: String, from: NaiveDate },
    #[error("{person} cannot leave on {}, which is still to come", shown::day(*day))]
    NotYet { person: RecordId, day: NaiveDate },
}

impl NoSeat {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Left(person) => format!("If they are back, `comity person edit {person} --status active`"),
            Self::Closed(group) => format!("`comity group activate {group}` opens it again"),
            Self::Itself(_) => "Name the one whose place they take".to_owned(),
            Self::Backwards { .. } => {
                "Name a last day that is not before the first one; `comity member end PERSON GROUP` ends a term"
                    .to_owned()
            }
            Self::NotHeld { group, .. } => format!("`comity member list --group {group} --ended` lists who was what"),
            Self::Later { .. } => {
                "Name another day, or end that term first; `member set` with --besides keeps both".to_owned()
            }
            Self::TooEarly { from, .. } => format!("Name a day from {} on", shown::day(*from)),
            Self::NotYet { .. } => {
                "`comity member end` takes days to come; say on the day itself that they have left".to_owned()
            }
        }
    }
}

/// Somebody takes a seat. Another role of theirs in that group ends the day before, and so does the term of the one
/// in whose place they come.
///
/// # Errors
/// When the person has left, the group is closed, the seat ends before it begins, or a term that begins later stands in the way.
pub fn take_seat(seat: &Seat, at: &Standpoint<'_>) -> Result<Change, NoSeat> {
    let is = |id: &RecordId, key: &str, word: &str| at.snapshot.get(id).is_some_and(|it| it.text(key) == word);
    if is(&seat.person, "status", "left") {
        return Err(NoSeat::Left(seat.person.clone()));
    }
    if is(&seat.group, "state", "closed") {
        return Err(NoSeat::Closed(seat.group.clone()));
    }
    if let Some(until) = seat.until.filter(|it| *it < seat.from) {
        return Err(NoSeat::Backwards { from: seat.from, until });
    }
    if seat.in_place_of.as_ref() == Some(&seat.person) {
        return Err(NoSeat::Itself(seat.person.clone()));
    }
    let Ok(id) = RecordId::member(seat.group.as_str(), seat.person.as_str()) else { return Ok(Change::default()) };
    let before = at.snapshot.get(&id);
    let mut member = before.cloned().unwrap_or_else(|| Record::empty(id));
    let Some(rows) = rows_mut(&mut member) else { return Ok(Change::default()) };
    let going_on = make_room(rows, seat)?;
    match going_on.and_then(|it| rows.get_mut(it)).and_then(Value::as_table_mut) {
        Some(term) => write(term, seat, at),
        None => {
            let mut term = Table::new();
            term.insert("role".to_owned(), value::text(&seat.role));
            term.insert("from".to_owned(), value::date(seat.from));
            write(&mut term, seat, at);
            rows.push(Value::Table(term));
        }
    }
    let begins =
        |it: &Record| it.rows("term").any(|it| it.text("role") == seat.role && it.date("from") == Some(seat.from));
    let begins_earlier = begins(&member) && !before.is_some_and(begins);
    let taken = finished(before, member);
    let left = match &seat.in_place_of {
        Some(person) => leave_seat(person, &seat.group, Some(&seat.role), day_before(seat.from), at)?,
        None => Change::default(),
    };
    let change = together([taken, left]).meaning("member.set");
    Ok(if change.is_empty() { change } else { change.titled(words_of(seat, going_on.is_some(), begins_earlier, at)) })
}

/// Somebody leaves a group, or one role in it, with that day as the last one.
///
/// # Errors
/// When they never had that role, or began in it only later.
pub fn leave_seat(
    person: &RecordId,
    group: &RecordId,
    role: Option<&str>,
    day: NaiveDate,
    at: &Standpoint<'_>,
) -> Result<Change, NoSeat> {
    let id = RecordId::member(group.as_str(), person.as_str()).ok();
    let before = id.and_then(|it| at.snapshot.get(&it));
    let meant = |term: &Table| role.is_none_or(|it| term.text("role") == it);
    let Some(before) = before.filter(|it| it.rows("term").any(meant)) else {
        let role = role.map_or_else(|| "a member".to_owned(), role_label);
        return Err(NoSeat::NotHeld { person: person.clone(), group: group.clone(), role });
    };
    let mut member = before.clone();
    let mut ended = Vec::new();
    let mut later = None;
    if let Some(rows) = rows_mut(&mut member) {
        rows.retain_mut(|row| {
            let Some(term) = row.as_table_mut().filter(|it| meant(it) && runs_from(it, day)) else { return true };
            let role = role_label(term.text("role"));
            match term.date("from") {
                Some(from) if from > day && from < at.today => later = Some((role, from)),
                // A term that has not begun never was.
                Some(from) if from > day => {
                    ended.push(role);
                    return false;
                }
                _ if term.date("until") == Some(day) => (),
                _ => {
                    ended.push(role);
                    end(term, day);
                }
            }
            true
        });
    }
    if let Some((role, from)) = later {
        return Err(NoSeat::TooEarly { person: person.clone(), group: group.clone(), role, from });
    }
    let change = finished(Some(before), member).meaning("member.end");
    Ok(match change.is_empty() {
        true => change,
        false => change.titled(format!("{group}: {person} leaves as {} on {}", ended.join(", "), shown::day(day))),
    })
}

/// Ends what the person is in the group otherwise on the days of the new term, and returns the place of the term that
/// the new one goes on with, where they are the same already.
fn make_room(rows: &mut Vec<Value>, seat: &Seat) -> Result<Option<usize>, NoSeat> {
    let meets = |term: &Table| {
        let begins_after = seat.until.is_some_and(|last| term.date("from").is_some_and(|it| it > last));
        runs_from(term, seat.from) && !begins_after
    };
    let same = |term: &Table| {
        let org = seat.for_org.as_ref().is_none_or(|it| term.word("for_org").is_none_or(|org| org == it.as_str()));
        let principal = seat.alternate_for.as_ref();
        let principal = principal.is_none_or(|it| term.word("alternate_for").is_none_or(|word| word == it.as_str()));
        term.text("role") == seat.role && org && principal
    };
    let mut later = None;
    let mut going_on = false;
    rows.retain_mut(|row| {
        let Some(term) = row.as_table_mut().filter(|it| meets(it)) else { return true };
        let from = term.date("from");
        if same(term) && !going_on {
            going_on = true;
            if from.is_some_and(|it| it > seat.from) {
                term.insert("from".to_owned(), value::date(seat.from));
            }
            return true;
        }
        if seat.besides {
            return true;
        }
        match from {
            Some(from) if from > seat.from => later = Some((role_label(term.text("role")), from)),
            // On the first day of a term another one takes its place.
            Some(from) if from == seat.from => return false,
            _ => end(term, day_before(seat.from)),
        }
        true
    });
    match later {
        Some((role, from)) => Err(NoSeat::Later { person: seat.person.clone(), group: seat.group.clone(), role, from }),
        None => Ok(rows.iter().position(|it| it.as_table().is_some_and(|it| meets(it) && same(it)))),
    }
}

/// Ends a term on a day; where that is known already, the earlier one stands.
fn end(term: &mut Table, day: NaiveDate) {
    if term.date("until").is_none_or(|it| it > day) {
        term.insert("until".to_owned(), value::date(day));
    }
}

/// Whether a term runs on that day or begins later.
pub(super) fn runs_from(term: &Table, day: NaiveDate) -> bool {
    !term.flag("former") && term.date("until").is_none_or(|it| it >= day)
}

fn write(term: &mut Table, seat: &Seat, at: &Standpoint<'_>) {
    let there = || term.word("for_org").and_then(|it| RecordId::new(Kind::Org, it).ok());
    let org = seat.for_org.clone().or_else(there).or_else(|| org_of(at.snapshot, &seat.person));
    let words = [
        ("for_org", org.map(|it| it.to_string())),
        ("alternate_for", seat.alternate_for.as_ref().map(RecordId::to_string)),
        ("basis", seat.basis.clone()),
    ];
    for (key, word) in words {
        term.extend(word.map(|it| (key.to_owned(), value::text(&it))));
    }
    term.extend(seat.until.map(|it| ("until".to_owned(), value::date(it))));
}

/// The rows of a membership. What stands there and is no list is told as a problem, and left alone.
fn rows_mut(member: &mut Record) -> Option<&mut Vec<Value>> {
    member.fields.entry("term").or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

/// `AQ: maple is co-chair for amfori from 1 Dec 2026, in place of rowan`
///
/// A term that goes on keeps its first day, which is then not said, unless this names an earlier one.
fn words_of(seat: &Seat, goes_on: bool, begins_earlier: bool, at: &Standpoint<'_>) -> String {
    let org = seat.for_org.clone().or_else(|| org_of(at.snapshot, &seat.person));
    let org = org.map(|it| format!(" for {it}")).unwrap_or_default();
    let from = match (goes_on, seat.until) {
        (true, Some(_)) if !begins_earlier => String::new(),
        _ => format!(" from {}", shown::day(seat.from)),
    };
    let until = seat.until.map(|it| format!(" until {}", shown::day(it))).unwrap_or_default();
    let principal = seat.alternate_for.as_ref().map(|it| format!(" of {it}")).unwrap_or_default();
    let instead = seat.in_place_of.as_ref().map(|it| format!(", in place of {it}")).unwrap_or_default();
    let role = role_label(&seat.role);
    format!("{}: {} is {role}{principal}{org}{from}{until}{instead}", seat.group, seat.person)
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

/// What a role is called.
pub fn role_label(role: &str) -> String {
    let field = Kind::Member.field("term").and_then(|it| it.ty.inner().iter().find(|it| it.key == "role"));
    field.map_or_else(|| role.to_owned(), |it| shown::show(&it.ty, &value::text(role)))
}
