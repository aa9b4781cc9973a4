//! The latest changes of a record in words.

use super::part::{Part, columns};
use super::person;
use crate::history::{Entry, Past};
use crate::model::{RecordId, Standpoint, shown};

/// The latest changes of a record, the newest first; nothing where none is known.
pub fn of_past(id: &RecordId, past: &Past, at: &Standpoint<'_>) -> Option<Part> {
    let row = |it: &Entry| {
        let who = match &it.person {
            Some(it) => person(it, at),
            None => shown::visible(&it.saved.author.name).into_owned(),
        };
        vec![it.at.format("%a %-d %b %Y, %H:%M").to_string(), who, what(id, it)].into()
    };
    let lines = columns(past.entries.iter().map(row).collect());
    let label = if past.has_more { "Latest changes, and there are older ones" } else { "Changes" };
    (!lines.is_empty()).then(|| Part::table(label, lines))
}

/// The longest of what may stand before the id: a sign, or that something was undone or put back.
const LONGEST: usize = "(!) Put back: ".len();

/// What was done, without the id and the title that stand above it anyway.
fn what(id: &RecordId, entry: &Entry) -> String {
    // What was added is what stands above.
    if entry.subject.starts_with("Add ") && entry.subject.contains(&format!(" {id}: ")) {
        return format!("{}added", entry.mark());
    }
    let subject = entry.marked();
    let Some((sign, rest)) = subject.split_once(&format!("{id}: ")).filter(|it| it.0.len() <= LONGEST) else {
        return subject;
    };
    let titled = rest.ends_with(')') || rest.ends_with('…');
    let plain = rest.rsplit_once(" (").filter(|_| titled).map_or(rest, |it| it.0);
    format!("{sign}{plain}")
}
