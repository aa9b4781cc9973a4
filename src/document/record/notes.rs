//! What people say of a record: their notes, each beside the field that it is about, and the answers to them.

use super::part::{Part, Piece, Shape};
use super::person;
use crate::model::record::Fields;
use crate::model::{Kind, Record, RecordId, Standpoint, date, shown};

/// Lays the notes about a record between what is told of it: behind the field that they are about, else at the end.
pub(super) fn lay_in(parts: &mut Vec<Part>, id: &RecordId, at: &Standpoint<'_>) {
    let concerns = |it: &&Record| it.text("about") == id.as_str() || is_answer(it);
    let mut notes: Vec<&Record> = at.snapshot.of_kind(Kind::Note).filter(concerns).collect();
    notes.sort_by_key(|it| it.instant("at"));
    let mut seen = vec![id.clone()];
    for note in notes.iter().filter(|it| it.text("about") == id.as_str()) {
        let mut told = Vec::new();
        tell(note, "", &notes, &mut told, &mut seen, at);
        // A path such as `rules.parity` stands with the field that it begins with.
        let key = note.text("field").split('.').next().unwrap_or_default();
        let place = parts.iter().rposition(|it| !key.is_empty() && it.field == Some(key));
        let place = place.map_or(parts.len(), |it| it + 1);
        let field = place.checked_sub(1).and_then(|it| parts[it].field).filter(|it| *it == key);
        for part in &mut told {
            part.field = field;
        }
        parts.splice(place..place, told);
    }
}

/// A note, and the notes about it behind it.
fn tell(
    note: &Record,
    mark: &str,
    notes: &[&Record],
    told: &mut Vec<Part>,
    seen: &mut Vec<RecordId>,
    at: &Standpoint<'_>,
) {
    // Notes that are about each other, as files edited by hand may say, are told once.
    if seen.contains(&note.id) {
        return;
    }
    seen.push(note.id.clone());
    let day = note.instant("at").map(|it| date::short(it.date_naive())).unwrap_or_default();
    let by = RecordId::new(Kind::Person, note.text("by"));
    let by = by.map_or_else(|_| shown::visible(note.text("by")).into_owned(), |it| person(&it, at));
    let on = field_words(note, at).map(|it| format!(" on {it}")).unwrap_or_default();
    let state = match note.text("state") {
        "" | "open" => String::new(),
        state => format!(", {}", shown::visible(state)),
    };
    let kind = shown::visible(note.text("kind"));
    let label = format!("{mark}{kind}{on} by {by}, {day}, {}{state}", note.id);
    let lines = note.text("text").lines().map(|it| Piece::to(shown::visible(it).into_owned(), note.id.clone()));
    told.push(Part::new(&label, lines.collect(), Shape::Text));
    for answer in notes.iter().filter(|it| it.text("about") == note.id.as_str()) {
        tell(answer, "> ", notes, told, seen, at);
    }
}

/// Whether a note is about another one.
fn is_answer(note: &Record) -> bool {
    RecordId::new(Kind::Note, note.text("about")).is_ok()
}

/// What the field that a note is about is called.
fn field_words(note: &Record, at: &Standpoint<'_>) -> Option<String> {
    let path = note.word("field")?;
    let about = super::field::named(&[], note.text("about"), at);
    let (key, inner) = path.split_once('.').unwrap_or((path, ""));
    let field = about.and_then(|it| it.kind.field(key));
    let inner = field.and_then(|it| it.ty.inner().iter().find(|it| it.key == inner));
    Some(inner.or(field).map_or_else(|| shown::visible(path).into_owned(), |it| it.in_words()))
}
