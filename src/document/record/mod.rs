//! A record in full: its fields in words, what belongs to it without standing in it, and the notes about it.

mod group;
mod member;
mod org;
mod people;
mod workspace;

use toml::Value;

use crate::model::contested::contests;
use crate::model::deed::role_label;
use crate::model::field::{Field, Type};
use crate::model::record::Fields;
use crate::model::table::CONTESTED_KEY;
use crate::model::view::{Action, Agenda, Decision, Meeting, Position, Term};
use crate::model::{Kind, Record, RecordId, Standpoint, date, derived, leaf, shown, typed, words};

/// A part of it: a label and its lines, safe for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub label: String,
    pub lines: Vec<String>,
    pub shape: Shape,
}

/// So many of a kind are told of the many that a group or a person has.
const MANY: usize = 8;

/// How a part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A short value beside its label.
    Value,
    /// Text below its label.
    Text,
    /// One thing a line below its label.
    List,
    /// Columns, the heads first.
    Table,
}

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
    let rest = record.id.kind.fields().filter(|it| !is_told(it.key) && it.key != CONTESTED_KEY);
    let rest: Vec<&Field> = rest.filter(|it| it.key != record.id.kind.title_key() || it.is_text()).collect();
    parts.extend(told.into_iter().flat_map(|it| it.1));
    for field in rest {
        parts.extend(record.get(field.key).map(|value| of_field(field, value, at)));
    }
    for (key, value) in record.iter().filter(|it| record.id.kind.field(it.0).is_none()) {
        parts.push(Part::value(&shown::visible(key), shown::visible(&leaf::plain(value)).into_owned()));
    }
    parts.extend(beside(record, at));
    for note in notes_about(&record.id, at) {
        let day = note.instant("at").map(|it| date::short(it.date_naive())).unwrap_or_default();
        let (kind, by) = (shown::visible(note.text("kind")), shown::visible(note.text("by")));
        parts.push(Part::text(&format!("{kind} by {by}, {day}, {}", note.id), note.text("text")));
    }
    parts
}

/// The notes about a record, oldest first.
pub fn notes_about<'a>(id: &RecordId, at: &Standpoint<'a>) -> Vec<&'a Record> {
    let mut notes: Vec<&Record> =
        at.snapshot.of_kind(Kind::Note).filter(|it| it.text("about") == id.as_str()).collect();
    notes.sort_by_key(|it| it.instant("at"));
    notes
}

impl Part {
    fn value(label: &str, words: String) -> Self {
        Self { label: label.to_owned(), lines: vec![words], shape: Shape::Value }
    }

    fn text(label: &str, text: &str) -> Self {
        let lines = text.lines().map(|it| shown::visible(it).into_owned()).collect();
        Self { label: label.to_owned(), lines, shape: Shape::Text }
    }

    fn list(label: &str, lines: Vec<String>) -> Self {
        Self { label: label.to_owned(), lines, shape: Shape::List }
    }

    fn table(label: &str, lines: Vec<String>) -> Self {
        Self { label: label.to_owned(), lines, shape: Shape::Table }
    }

    /// The first few of these rows, and how many more there are; nothing where there are none.
    fn first_few(label: &str, mut rows: Vec<Vec<String>>, few: usize) -> Option<Self> {
        let more = rows.len().saturating_sub(few);
        rows.truncate(few);
        let mut lines = aligned(rows);
        if more > 0 {
            lines.push(format!("{more} more"));
        }
        (!lines.is_empty()).then(|| Self::table(label, lines))
    }
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

fn of_field(field: &Field, value: &Value, at: &Standpoint<'_>) -> Part {
    match (&field.ty, value) {
        (Type::Text, Value::String(text)) if text.contains('\n') || text.chars().count() > 60 => {
            Part::text(field.label, text)
        }
        (Type::Rows(rows), Value::Array(entries)) => {
            let inner = Type::Table(rows.fields);
            let mut entries: Vec<&Value> = entries.iter().collect();
            entries.sort_by_key(|it| it.get("order").and_then(Value::as_integer));
            Part::list(field.label, entries.iter().map(|it| shown::show(&inner, it)).collect())
        }
        (Type::Parties(fields), Value::Table(parties)) => {
            let inner = Type::Table(fields);
            let line = |(party, value): (&String, &Value)| {
                format!("{}: {}", shown::visible(party), shown::show(&inner, value))
            };
            Part::list(field.label, parties.iter().map(line).collect())
        }
        (Type::Table(fields), Value::Table(table)) => {
            let known = fields.iter().filter_map(|it| Some((it, table.get(it.key)?)));
            let known = known.map(|(field, value)| format!("{}: {}", field.in_words(), shown::show(&field.ty, value)));
            let unknown = table.iter().filter(|(key, _)| !fields.iter().any(|it| it.key == *key));
            let unknown =
                unknown.map(|(key, value)| format!("{}: {}", shown::visible(key), shown::visible(&leaf::plain(value))));
            Part::list(field.label, known.chain(unknown).collect())
        }
        (Type::List(element), Value::Array(elements)) if elements.len() > 1 => {
            Part::list(field.label, elements.iter().map(|it| shown::show(element, it)).collect())
        }
        (Type::Ref(kinds), Value::String(id)) => Part::value(field.label, with_title(id, kinds, at)),
        _ => Part::value(field.label, words::field_words(Some(field), value).replace('\n', " ")),
    }
}

/// An id with what it is about.
fn with_title(id: &str, kinds: &[Kind], at: &Standpoint<'_>) -> String {
    let record = typed::reference(kinds, id).and_then(|it| at.snapshot.get(&it));
    match record.map(Record::title).filter(|it| *it != id) {
        Some(title) => format!("{} ({})", shown::visible(id), shown::visible(title)),
        None => shown::visible(id).into_owned(),
    }
}

/// What belongs to a record without standing in it.
fn beside(record: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    match record.id.kind {
        Kind::Meeting => vec![agenda(record, at)],
        Kind::Decision => vec![positions(record, at)],
        Kind::Person => people::of_person(record, at),
        Kind::Org => org::of_org(record, at),
        Kind::Workspace | Kind::Group | Kind::Member | Kind::Item | Kind::Action | Kind::Measure | Kind::Note => {
            Vec::new()
        }
    }
}

fn agenda(meeting: &Record, at: &Standpoint<'_>) -> Part {
    let agenda = Agenda::of(at.snapshot, meeting);
    let label = format!("Agenda, {} of {} minutes", agenda.planned, agenda.length);
    if agenda.slots.is_empty() {
        return Part::list(&label, vec!["nothing yet".to_owned()]);
    }
    let heads = ["No", "Start", "Min", "Purpose", "Who", "ID", "Title"].map(str::to_owned).to_vec();
    let rows = agenda.slots.iter().map(|it| {
        vec![
            it.number.clone(),
            it.starts.map(|it| it.format("%H:%M").to_string()).unwrap_or_default(),
            it.minutes.to_string(),
            shown::visible(it.item.text("purpose")).into_owned(),
            shown::visible(it.item.text("presenter")).into_owned(),
            it.item.id.to_string(),
            shown::visible(it.item.title()).into_owned(),
        ]
    });
    let lines = aligned(std::iter::once(heads).chain(rows).collect());
    Part { label, lines, shape: Shape::Table }
}

fn positions(decision: &Record, at: &Standpoint<'_>) -> Part {
    let view = Decision(decision);
    let lines = view.parties(at.snapshot).into_iter().map(|party| {
        let stands = match view.position(party) {
            Position::Pending => "has not said anything yet",
            Position::Endorsed => "endorsed",
            Position::Objected => "objected",
            Position::Abstained => "abstained",
            Position::Void => "took a position on an older text, which does not count any more",
        };
        format!("{} {stands}", shown::visible(party))
    });
    Part::list("Parties", lines.collect())
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
        words.into_iter().chain(who(it)).chain([title(it)]).collect()
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
pub fn tag(org: &RecordId, at: &Standpoint<'_>) -> String {
    let Some(record) = at.snapshot.get(org) else { return org.to_string() };
    let sign: String = shown::visible(record.text("sign")).chars().take(1).collect();
    format!("{sign}{}", shown::cut(&shown::visible(record.word("short").unwrap_or(org.as_str())), 6))
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

/// Rows with their cells below each other, the last one as long as it is.
pub fn aligned(rows: Vec<Vec<String>>) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|it| it.get(at)).map(|it| it.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if at + 1 < row.len() {
                line.extend(std::iter::repeat_n(' ', widths[at] - cell.width() + 2));
            }
        }
        line.truncate(line.trim_end().len());
        line
    };
    rows.iter().map(line).collect()
}
