//! A record in full: its fields in words, what belongs to it without standing in it, what refers to it, and the notes
//! about it.

mod field;
mod group;
mod member;
mod notes;
mod org;
mod part;
mod past;
mod people;
mod refers;
mod workspace;

use std::collections::BTreeSet;

use toml::Value;

use self::field::of_field;
pub use self::part::{Part, Piece, Shape, aligned};
use self::part::{Row, columns};
pub use self::past::of_past;

use crate::model::contested::contests;
use crate::model::deed::role_label;
use crate::model::field::{Field, Type};
use crate::model::record::Fields;
use crate::model::table::CONTESTED_KEY;
use crate::model::view::handover;
use crate::model::view::issued::since;
use crate::model::view::{Action, Agenda, Decision, Meeting, MeetingState, Position, Term};
use crate::model::{Kind, Record, RecordId, Standpoint, derived, leaf, names, shown};

/// So many of a kind are told of the many that a group or a person has.
const MANY: usize = 8;

/// Everything about a record, in the order in which it is read.
pub fn in_full(record: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    let contested: Vec<String> = contests(record).iter().map(|it| super::contested::line(it, at)).collect();
    let mut parts: Vec<Part> =
        (!contested.is_empty()).then(|| Part::list("Both wrote, to be decided", contested)).into_iter().collect();
    let derived = derived::of_kind(record.id.kind).iter().filter(|it| !it.label.is_empty());
    let derived = derived.filter(|it| record.id.kind.field(it.key).is_none());
    let mut now = Vec::new();
    for (derived, value) in derived.filter_map(|it| Some((it, (it.of)(record, at)?))) {
        match in_passing(derived.key, &value, at) {
            Some(words) => now.extend(words),
            None => parts.push(Part::value(derived.label, derived_words(record, derived.key, &value, at))),
        }
    }
    if !now.is_empty() {
        parts.push(Part::value("Now", now.join(", ")));
    }
    // What some are told by comes in an order of its own; whatever else stands in their file follows.
    let told = match record.id.kind {
        Kind::Group => group::told(record, at),
        Kind::Member => member::told(record, at),
        Kind::Workspace => workspace::told(record, at),
        _ => Vec::new(),
    };
    let is_told = |key: &str| told.iter().any(|it| it.0 == key);
    let rest = record.id.kind.fields().filter(|it| !is_told(it.key) && it.key != CONTESTED_KEY && !is_bookkeeping(it));
    let rest: Vec<&Field> = rest.filter(|it| it.key != record.id.kind.title_key() || it.is_text()).collect();
    parts.extend(told.into_iter().flat_map(|it| it.1));
    for field in rest {
        parts.extend(record.get(field.key).map(|value| of_field(field, value, at)));
    }
    for (key, value) in record.iter().filter(|it| record.id.kind.field(it.0).is_none()) {
        parts.push(Part::value(&shown::visible(key), shown::visible(&leaf::plain(value)).into_owned()));
    }
    let beside = beside(record, at);
    let is_own = |it: &&Part| it.field.is_none();
    let leads = parts.iter().filter(is_own).chain(&beside).flat_map(|it| &it.lines);
    let leads: BTreeSet<RecordId> = leads.filter_map(|it| it.leads_to.clone()).collect();
    parts.extend(beside);
    parts.extend(group_of(record, at));
    parts.extend(refers::referring(record, &leads, at));
    notes::lay_in(&mut parts, &record.id, at);
    parts
}

/// Whether a field is there for comity alone: where something stands among others, and what texts said at a time.
fn is_bookkeeping(field: &Field) -> bool {
    matches!(field.ty, Type::Hash) || (field.key == "order" && matches!(field.ty, Type::Whole))
}

/// Everything about a record as text, for reading outside of any table: its name, then part by part.
pub fn as_text(id: &RecordId, parts: &[Part], at: &Standpoint<'_>) -> String {
    let mut out = format!("{id}  {}\n{}\n\n", name_of(id, at), id.kind.words());
    let mut last = None;
    for part in parts {
        if last.is_some_and(|last| (part.shape, last) != (Shape::Value, Shape::Value)) {
            out.push('\n');
        }
        last = Some(part.shape);
        match part.shape {
            Shape::Value => out.push_str(&format!("{:14}  {}\n", part.label, part.on_one_line())),
            Shape::Text | Shape::Table | Shape::List => {
                out.push_str(&format!("{}\n", part.label));
                let mark = if part.shape == Shape::List { "- " } else { "" };
                let lines = part.lines.iter().map(|it| format!("  {mark}{}", it.words).trim_end().to_owned() + "\n");
                out.extend(lines);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// What is said of a record in passing; `None` for what has a line of its own.
fn in_passing(key: &str, value: &Value, at: &Standpoint<'_>) -> Option<Option<String>> {
    let stale = || format!("nothing noted for {} days", derived::days(at, "stale_days", 21));
    let said = match (key, value) {
        ("late", Value::Boolean(true)) => Some("late".to_owned()),
        ("due_soon", Value::Boolean(true)) => Some("due soon".to_owned()),
        ("stale", Value::Boolean(true)) => Some(stale()),
        ("slipped", Value::Integer(times)) => Some(match times {
            1 => "its day was moved once".to_owned(),
            times => format!("its day was moved {times} times"),
        }),
        (_, Value::Boolean(_)) => None,
        _ => return None,
    };
    Some(said)
}

fn derived_words(record: &Record, key: &str, value: &Value, at: &Standpoint<'_>) -> String {
    match (record.id.kind, key, value) {
        (Kind::Meeting, "state", _) => Meeting(record).state().label().to_owned(),
        (Kind::Decision, "state", _) => Decision(record).state(at.snapshot, at.today).label().to_owned(),
        _ => shown::show(&Type::Instant, value),
    }
}

/// The group that a record belongs to, by its id.
fn group_of(record: &Record, at: &Standpoint<'_>) -> Option<Part> {
    let group = RecordId::new(Kind::Group, record.id.group()?).ok()?;
    let known = at.snapshot.get(&group).filter(|it| it.id != record.id)?;
    Some(Part::value("Group", Piece::to(format!("{group} ({})", title(known)), group.clone())))
}

/// What belongs to a record without standing in it.
fn beside(record: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    match record.id.kind {
        Kind::Meeting => std::iter::once(agenda(record, at)).chain(since_issue(record, at)).collect(),
        Kind::Decision => vec![positions(record, at)],
        Kind::Person => people::of_person(record, at),
        Kind::Org => org::of_org(record, at),
        Kind::Item | Kind::Action => handed_over(record, at),
        Kind::Workspace | Kind::Group | Kind::Member | Kind::Measure | Kind::Note => Vec::new(),
    }
}

/// What became of something that another group has now, with its own words.
fn handed_over(record: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    let Some(handover) = handover::of(record, at) else { return Vec::new() };
    let words = format!("{}: {}", handover.group, handover.stands.in_words());
    let mut parts = vec![Part::value("With", Piece::to(words, handover.item.clone()))];
    parts.extend(handover.stands.more().map(|it| Part::text(&format!("{} says", handover.group), it)));
    parts
}

fn agenda(meeting: &Record, at: &Standpoint<'_>) -> Part {
    let agenda = Agenda::of(at.snapshot, meeting);
    let label = format!("Agenda, {} of {} minutes", agenda.planned, agenda.length);
    if agenda.slots.is_empty() {
        return Part::list(&label, ["nothing yet".to_owned()]);
    }
    let heads = ["No", "Start", "Min", "Purpose", "Who", "ID", "Title"].map(str::to_owned).to_vec();
    let rows = agenda.slots.iter().map(|it| {
        let cells = vec![
            it.number.clone(),
            it.starts.map(|it| it.format("%H:%M").to_string()).unwrap_or_default(),
            it.minutes.to_string(),
            shown::visible(it.item.text("purpose")).into_owned(),
            show(&Type::Ref(&[Kind::Person]), &Value::String(it.item.text("presenter").to_owned()), at),
            it.item.id.to_string(),
            shown::visible(it.item.title()).into_owned(),
        ];
        Row::to(cells, it.item.id.clone())
    });
    Part::table(&label, columns(std::iter::once(heads.into()).chain(rows).collect()))
}

/// What has changed on an agenda that is out, as long as it can go out again.
fn since_issue(meeting: &Record, at: &Standpoint<'_>) -> Option<Part> {
    let is_out = Meeting(meeting).state() == MeetingState::AgendaIssued;
    let since = since(meeting, at.snapshot).filter(|it| is_out && !it.is_empty())?;
    Some(Part::list("Changed since the agenda was issued", since.lines(meeting, at)))
}

fn positions(decision: &Record, at: &Standpoint<'_>) -> Part {
    let view = Decision(decision);
    let lines = view.parties(at.snapshot).into_iter().map(|party| {
        let stands = match view.position(party) {
            Position::Pending => "has not said anything yet",
            Position::Endorsed if view.is_needed_in_writing(party, at.snapshot) => {
                "endorsed at the meeting; it is needed in writing, as there was no quorum"
            }
            Position::Endorsed => {
                match decision.table("position").and_then(|it| it.table(party)).map(|it| it.text("value")) {
                    Some("endorsed-with-reservation") => "endorsed with a reservation",
                    Some("silent") => "said nothing by the last day, which counts as consent",
                    _ => "endorsed",
                }
            }
            Position::Objected => "objected",
            Position::Abstained => "abstained",
            Position::Void => return void(decision, party, at),
        };
        {
            let org = field::named(&[Kind::Org], party, at);
            let name = org.as_ref().map_or_else(|| shown::visible(party).into_owned(), |it| tag(it, at));
            Piece::to(format!("{name} {stands}"), org)
        }
    });
    Part::list("Parties", lines)
}

/// A position that an edit of the text has voided.
fn void(decision: &Record, party: &str, at: &Standpoint<'_>) -> Piece {
    let org = field::named(&[Kind::Org], party, at);
    let name = org.as_ref().map_or_else(|| shown::visible(party).into_owned(), |it| tag(it, at));
    let position = decision.table("position").and_then(|it| it.table(party));
    let on = position.and_then(|it| it.date("on")).map(|it| format!(" on {}", shown::day(it))).unwrap_or_default();
    Piece::to(format!("{name}: void; it took a position{on}, and the text was changed after that"), org)
}

/// Open actions, the late ones first, then by day; `who` says whose they are.
fn open_actions<'a>(
    actions: impl Iterator<Item = &'a Record>,
    who: impl Fn(&Record) -> Option<String>,
    at: &Standpoint<'_>,
) -> Option<Part> {
    let mut open: Vec<&Record> = actions.filter(|it| Action(it).is_open()).collect();
    open.sort_by_key(|it| (Action(it).due().is_none(), Action(it).due(), &it.id));
    let row = |it: &&Record| {
        let words = [Action(it).sign(at.today).to_owned(), it.id.to_string(), Action(it).due_words(at.today)];
        Row::to(words.into_iter().chain(who(it)).chain([title(it)]).collect(), it.id.clone())
    };
    Part::first_few(&format!("Open actions ({})", open.len()), open.iter().map(row).collect(), MANY)
}

/// What a record is called, safe for a terminal.
fn title(record: &Record) -> String {
    shown::visible(record.title()).into_owned()
}

/// What the record of that id is called; the id where there is none.
fn name_of(id: &RecordId, at: &Standpoint<'_>) -> String {
    crate::model::view::name_of(id, at.snapshot)
}

/// An organisation as sign and short name.
fn tag(org: &RecordId, at: &Standpoint<'_>) -> String {
    names::tag(org, at.snapshot)
}

/// A person with the sign of their organisation.
fn person(id: &RecordId, at: &Standpoint<'_>) -> String {
    names::person(id, at.snapshot)
}

/// A value in words, with people and organisations by their names.
fn show(ty: &Type, value: &Value, at: &Standpoint<'_>) -> String {
    names::show(ty, value, at.snapshot)
}

/// What somebody is in a group: `member`, `alternate of Alder`.
fn role_words(term: &Term<'_>, at: &Standpoint<'_>) -> String {
    let principal = term.row.word("alternate_for").and_then(|it| RecordId::new(Kind::Person, it).ok());
    let principal = principal.map(|it| format!(" of {}", name_of(&it, at))).unwrap_or_default();
    format!("{}{principal}", shown::visible(&role_label(term.role())))
}

/// A term within its membership: `co-chair`, `for ●SX`, `since 12 Jan 2026`.
fn row_of_term(term: &Term<'_>, at: &Standpoint<'_>) -> Vec<String> {
    let days = match term.row.flag("former") {
        true => "ended on a day that nobody knows".to_owned(),
        false if term.ended_before(at.today) => days_of_term(term.row, at).replacen("since", "from", 1),
        false => days_of_term(term.row, at),
    };
    let org = term.for_org(at.snapshot).map(|it| format!("for {}", tag(&it, at))).unwrap_or_default();
    vec![role_words(term, at), org, days]
}

/// The days of a term: `since 12 Jan 2026`, `from 1 Dec 2026 until 31 Dec 2027`.
fn days_of_term(term: &toml::Table, at: &Standpoint<'_>) -> String {
    let from = term.date("from").map(|it| {
        let word = if it > at.today { "from" } else { "since" };
        format!("{word} {}", shown::day(it))
    });
    let until = term.date("until").map(|it| format!("until {}", shown::day(it)));
    from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}
