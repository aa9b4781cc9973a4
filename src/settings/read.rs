//! What stands in a file of settings, line by line, as far as it can be understood.

use std::ops::Range;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::Warning;

/// A name with what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The heading under which it stands.
    pub place: Option<String>,
    pub name: String,
    /// The words that it is set to; numbers and dates are none.
    pub words: Vec<String>,
    /// The value as it was written.
    pub written: String,
    pub line: usize,
}

/// What is wrong in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub line: usize,
    pub words: String,
}

impl Told {
    pub fn of(self, file: PathBuf) -> Warning {
        Warning { file, line: Some(self.line), words: self.words }
    }
}

/// What a text sets, in the order of its lines, and the lines that cannot be understood.
pub fn entries(text: &str) -> (Vec<Entry>, Vec<Told>) {
    // What some editors put before the first letter.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let headings: Vec<usize> =
        text.lines().enumerate().filter(|it| it.1.trim_start().starts_with('[')).map(|it| it.0 + 1).collect();
    let wrong = errors.iter().map(|it| {
        let line = line_of(text, it.span().map_or(0, |it| it.start));
        let words = match headings.contains(&line) {
            true => format!("not understood ({}), nor what stands below it; write it like [place]", it.message()),
            false => format!("not understood ({}); write it like name = \"value\"", it.message()),
        };
        Told { line, words }
    });
    let mut wrong: Vec<Told> = wrong.collect();
    // One slip often breaks several rules at once.
    wrong.dedup_by_key(|it| it.line);
    let mut entries = Vec::new();
    for (name, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Table(inner) => {
                let place = Some(name.get_ref().to_string());
                for (name, value) in inner {
                    entries.push(entry(
                        text,
                        place.clone(),
                        name.get_ref(),
                        name.span(),
                        value.get_ref(),
                        value.span(),
                    ));
                }
            }
            plain => entries.push(entry(text, None, name.get_ref(), name.span(), plain, value.span())),
        }
    }
    // What stands in a line that is not understood is not taken at half its word, nor for another place than it is under.
    let is_wrong = |line: &usize| wrong.iter().any(|told| told.line == *line);
    let heading = |line: usize| headings.iter().rev().find(|it| **it < line);
    entries.retain(|it| !is_wrong(&it.line) && !heading(it.line).is_some_and(is_wrong));
    entries.sort_by_key(|it| it.line);
    (entries, wrong)
}

fn entry(
    text: &str,
    place: Option<String>,
    name: &str,
    at: Range<usize>,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Entry {
    let written = text.get(span).unwrap_or_default().lines().collect::<Vec<_>>().join(" ");
    Entry { place, name: name.to_owned(), words: words(value), written, line: line_of(text, at.start) }
}

fn words(value: &DeValue<'_>) -> Vec<String> {
    match value {
        DeValue::String(word) => vec![word.to_string()],
        DeValue::Boolean(yes) => vec![yes.to_string()],
        DeValue::Array(all) => all.iter().flat_map(|it| words(it.get_ref())).collect(),
        _ => Vec::new(),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|it| *it == b'\n').count()
}
