//! Showing records: as JSON, as a row of a list, in full.

use serde_json::{Map, Value as Json, json};
use toml::Value;

use super::printer::Columns;
use crate::model::field::{Field, Type};
use crate::model::problem::Problem;
use crate::model::record::Fields;
use crate::model::view::{Action, Agenda, Decision, Meeting, Position, pool, terms_of_group};
use crate::model::{Kind, Record, RecordId, Standpoint, date, derived, shown, words};

/// A record for programs: id, kind, group, its fields under their names, and what is derived.
pub fn record_json(record: &Record, at: &Standpoint<'_>) -> Json {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(record.id.as_str()));
    object.insert("kind".to_owned(), json!(record.id.kind.noun()));
    if let Some(group) = record.id.group() {
        object.insert("group".to_owned(), json!(group));
    }
    let known = record.id.kind.fields().filter_map(|it| Some((it.key, record.get(it.key)?)));
    let unknown = record.iter().filter(|it| record.id.kind.field(it.0).is_none()).map(|it| (it.0.as_str(), it.1));
    for (key, value) in known.chain(unknown) {
        // A field called like the envelope's own keys gives way: a note's and a meeting's `kind` among them.
        let key = if object.contains_key(key) { format!("{}_{key}", record.id.kind.noun()) } else { key.to_owned() };
        object.insert(key, value_json(value));
    }
    for derived in derived::of_kind(record.id.kind) {
        if let Some(value) = (derived.of)(record, at) {
            object.insert(derived.key.to_owned(), value_json(&value));
        }
    }
    Json::Object(object)
}

/// A value for programs: dates and moments as RFC 3339 text.
pub fn value_json(value: &Value) -> Json {
    match value {
        Value::String(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(flag) => json!(flag),
        Value::Datetime(at) => json!(at.to_string()),
        Value::Array(elements) => elements.iter().map(value_json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, value)| (key.clone(), value_json(value))).collect())
        }
    }
}

/// Records of a kind in the columns that their table names.
pub fn columns(kind: Kind, records: &[&Record], at: &Standpoint<'_>) -> Columns {
    let keys = derived::columns(kind);
    let heads = keys.iter().map(|key| head(kind, key)).collect();
    let rows = records.iter().map(|record| keys.iter().map(|key| cell(record, key, at)).collect()).collect();
    Columns { heads, rows }
}

fn head(kind: Kind, key: &str) -> String {
    match kind.field(key) {
        _ if key == "id" => "ID".to_owned(),
        Some(field) => field.label.to_uppercase(),
        None => {
            let derived = derived::of_kind(kind).iter().find(|it| it.key == key);
            derived.map_or_else(|| key.to_uppercase(), |it| it.label.to_uppercase())
        }
    }
}

fn cell(record: &Record, key: &str, at: &Standpoint<'_>) -> String {
    match (record.id.kind, key) {
        (_, "id") => record.id.to_string(),
        (Kind::Action, "state") => {
            let action = Action(record);
            format!("{} {}", action.sign(at.today), action.state().label())
        }
        (Kind::Action, "due") => match Action(record) {
            action if action.is_open() => action.due_words(at.today),
            action => action.due().map(|it| date::near(it, at.today)).unwrap_or_default(),
        },
        (Kind::Meeting, "state") => Meeting(record).state().label().to_owned(),
        (Kind::Decision, "state") => Decision(record).state(at.snapshot, at.today).label().to_owned(),
        (Kind::Member, "term") => {
            let running = record.rows("term").filter(|it| it.date("until").is_none_or(|it| it >= at.today));
            let roles: Vec<String> = running.map(|it| shown::visible(it.text("role")).into_owned()).collect();
            roles.join(", ")
        }
        (kind, key) if key == kind.title_key() => shown::visible(record.title()).into_owned(),
        (kind, key) => {
            let derived = derived::of_kind(kind).iter().find(|it| it.key == key).and_then(|it| (it.of)(record, at));
            let value = derived.or_else(|| record.get(key).cloned());
            match (kind.field(key), value) {
                (_, None) => String::new(),
                (Some(field), Some(value)) => shown::show(&field.ty, &value),
                (None, Some(value)) => crate::model::leaf::plain(&value),
            }
        }
    }
}

/// Everything about a record, for reading.
pub fn in_full(record: &Record, problems: &[Problem], at: &Standpoint<'_>) -> String {
    let mut out = format!("{}  {}\n{}\n\n", record.id, shown::visible(record.title()), record.id.kind.words());
    let told = |it: &&derived::Derived| !it.label.is_empty() && record.id.kind.field(it.key).is_none();
    for derived in derived::of_kind(record.id.kind).iter().filter(told) {
        if let Some(value) = (derived.of)(record, at).filter(|it| it.as_bool() != Some(false)) {
            out.push_str(&line(derived.label, &plain_words(record, derived.key, &value, at)));
        }
    }
    for field in record.id.kind.fields() {
        if let Some(value) = record.get(field.key) {
            out.push_str(&field_lines(field, value, at));
        }
    }
    for (key, value) in record.iter().filter(|it| record.id.kind.field(it.0).is_none()) {
        out.push_str(&line(&shown::visible(key), &shown::visible(&crate::model::leaf::plain(value))));
    }
    out.push_str(&beside(record, at));
    for note in notes_about(&record.id, at) {
        let day = note.instant("at").map(|it| date::short(it.date_naive())).unwrap_or_default();
        let by = shown::visible(note.text("by"));
        out.push_str(&format!(
            "\n{} by {by}, {day} ({})\n{}",
            note.id,
            shown::visible(note.text("kind")),
            indented(note.text("text"))
        ));
    }
    for problem in problems {
        out.push_str(&format!("\n{}", super::printer::problem_line(problem)));
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// The notes about a record, oldest first.
pub fn notes_about<'a>(id: &RecordId, at: &Standpoint<'a>) -> Vec<&'a Record> {
    let mut notes: Vec<&Record> =
        at.snapshot.of_kind(Kind::Note).filter(|it| it.text("about") == id.as_str()).collect();
    notes.sort_by_key(|it| it.instant("at"));
    notes
}

fn plain_words(record: &Record, key: &str, value: &Value, at: &Standpoint<'_>) -> String {
    match (record.id.kind, key) {
        (Kind::Meeting, "state") => Meeting(record).state().label().to_owned(),
        (Kind::Decision, "state") => Decision(record).state(at.snapshot, at.today).label().to_owned(),
        _ => shown::show(&Type::Instant, value).replace("true", "yes"),
    }
}

fn field_lines(field: &Field, value: &Value, at: &Standpoint<'_>) -> String {
    match (&field.ty, value) {
        (Type::Text, Value::String(text)) if text.contains('\n') || text.chars().count() > 60 => {
            format!("{}\n{}", field.label, indented(text))
        }
        (Type::Rows(rows), Value::Array(entries)) => {
            let entries = entries.iter().map(|it| format!("  - {}\n", shown::show(&Type::Table(rows.fields), it)));
            format!("{}\n{}", field.label, entries.collect::<String>())
        }
        (Type::Parties(fields), Value::Table(parties)) => {
            let parties = parties.iter().map(|(party, value)| {
                format!("  - {}: {}\n", shown::visible(party), shown::show(&Type::Table(fields), value))
            });
            format!("{}\n{}", field.label, parties.collect::<String>())
        }
        (Type::Table(fields), Value::Table(_)) => {
            format!("{}\n  {}\n", field.label, shown::show(&Type::Table(fields), value))
        }
        (Type::List(_), Value::Array(elements)) if elements.len() > 1 => {
            let elements =
                elements.iter().map(|it| format!("  - {}\n", shown::visible(&crate::model::leaf::plain(it))));
            format!("{}\n{}", field.label, elements.collect::<String>())
        }
        (Type::Ref(_), Value::String(id)) => line(field.label, &with_title(id, &field.ty, at)),
        _ => line(field.label, &words::field_words(Some(field), value)),
    }
}

/// An id with what it is about.
fn with_title(id: &str, ty: &Type, at: &Standpoint<'_>) -> String {
    let kinds = if let Type::Ref(kinds) = ty { kinds } else { &[][..] };
    let record = crate::model::typed::reference(kinds, id).and_then(|it| at.snapshot.get(&it));
    match record {
        Some(record) if record.title() != id => format!("{id} ({})", shown::visible(record.title())),
        _ => shown::visible(id).into_owned(),
    }
}

/// What belongs to a record without standing in it.
fn beside(record: &Record, at: &Standpoint<'_>) -> String {
    match record.id.kind {
        Kind::Meeting => agenda(record, at),
        Kind::Group => group(record, at),
        Kind::Decision => positions(record, at),
        Kind::Person => actions_of(record, at),
        Kind::Workspace | Kind::Org | Kind::Member | Kind::Item | Kind::Action | Kind::Measure | Kind::Note => {
            String::new()
        }
    }
}

fn agenda(meeting: &Record, at: &Standpoint<'_>) -> String {
    let agenda = Agenda::of(at.snapshot, meeting);
    let rows: Vec<Vec<String>> = agenda
        .slots
        .iter()
        .map(|it| {
            let starts = it.starts.map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
            vec![
                it.number.clone(),
                starts,
                it.minutes.to_string(),
                shown::visible(it.item.text("purpose")).into_owned(),
                shown::visible(it.item.text("presenter")).into_owned(),
                it.item.id.to_string(),
                shown::visible(it.item.title()).into_owned(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return "\nAgenda\n  nothing yet\n".to_owned();
    }
    let heads = ["No", "Start", "Min", "Purpose", "Who", "ID", "Title"].map(str::to_owned).to_vec();
    format!("\nAgenda, {} of {} minutes\n{}", agenda.planned, agenda.length, indented(&Columns { heads, rows }.print()))
}

fn group(group: &Record, at: &Standpoint<'_>) -> String {
    let code = group.id.as_str();
    let members: String = terms_of_group(at.snapshot, code, at.today)
        .iter()
        .map(|it| {
            let org = it.for_org(at.snapshot).map(|it| it.to_string()).unwrap_or_default();
            format!("  {:14}  {:10}  {org}\n", shown::visible(it.role()), it.member.id.tail())
        })
        .collect();
    let next = crate::model::find::next_meeting(at, code).map(|it| {
        let start = Meeting(it).start().map(|it| it.format("%a %-d %b %Y %H:%M").to_string()).unwrap_or_default();
        format!("  {}  {start}  {}\n", it.id, shown::visible(it.title()))
    });
    let open = at.snapshot.in_group(Kind::Action, code).filter(|it| Action(it).is_open()).count();
    let pool = pool(at.snapshot, code).len();
    format!(
        "\nMembers\n{members}\nNext meeting\n{}\nOpen actions: {open} · items in the pool: {pool}\n",
        next.unwrap_or_else(|| "  none\n".to_owned())
    )
    .replace(" · ", ", ")
}

fn positions(decision: &Record, at: &Standpoint<'_>) -> String {
    let view = Decision(decision);
    let lines = view.parties(at.snapshot).into_iter().map(|party| {
        let stands = match view.position(party) {
            Position::Pending => "has not said anything yet",
            Position::Endorsed => "endorsed",
            Position::Objected => "objected",
            Position::Abstained => "abstained",
            Position::Void => "took a position on an older text, which does not count any more",
        };
        format!("  {} {stands}\n", shown::visible(party))
    });
    format!("\nParties\n{}", lines.collect::<String>())
}

fn actions_of(person: &Record, at: &Standpoint<'_>) -> String {
    let mine = at
        .snapshot
        .of_kind(Kind::Action)
        .filter(|it| Action(it).owner().as_ref() == Some(&person.id) && Action(it).is_open());
    let lines: String =
        mine.map(|it| format!("  {} {}  {}\n", Action(it).sign(at.today), it.id, shown::visible(it.title()))).collect();
    if lines.is_empty() { String::new() } else { format!("\nOpen actions\n{lines}") }
}

fn line(label: &str, words: &str) -> String {
    let words = words.replace('\n', "\n                ");
    format!("{label:14}  {words}\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|it| format!("  {}\n", shown::visible(it)).replace("  \n", "\n")).collect()
}
