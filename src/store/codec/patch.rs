//! Rewriting: the lines of the fields that changed, and no others.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::{Table, Value};
use toml_edit::{ArrayOfTables, Document, Item};

use super::write::{block, is_section, line, section, text_of};
use super::{NotRewritten, decode, field_order, plain};
use crate::model::field::{Field, Type};
use crate::model::{Record, leaf};

/// The file of a record after a change: `text` with the lines of the changed fields changed.
///
/// Remarks, unknown fields, their order and the way in which unchanged values are written stay.
///
/// # Errors
/// When the result would not read as `after`; nothing is lost then, nothing written.
pub fn rewrite(bytes: &[u8], before: &Record, after: &Record) -> Result<String, NotRewritten> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotRewritten)?;
    let mut text = plain(text).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let document = Document::parse(text.as_str()).map_err(|_| NotRewritten)?;
    let raw: Table = text.parse().map_err(|_| NotRewritten)?;
    let mut patching = Patching { text: &text, raw: &raw, patches: Vec::new() };
    let known = after.id.kind.fields().collect::<Vec<_>>();
    let top = Place { path: &[], table: document.as_table(), order: &field_order(after.id.kind) };
    patching.table(&top, &known, &before.fields, &after.fields);
    let patched = patching.patched();
    match decode(&after.id, patched.as_bytes()) {
        Ok(read) if read.record.fields == after.fields => Ok(patched),
        _ => Err(NotRewritten),
    }
}

struct Patching<'a> {
    text: &'a str,
    /// What the text says, lists of tables in the order in which they stand.
    raw: &'a Table,
    /// What is replaced by what; ranges do not overlap. Of two that come to one place, the lower rank comes first:
    /// lines before sections.
    patches: Vec<(Range<usize>, u8, String)>,
}

/// A table of the file with its path and the order of its keys.
struct Place<'a> {
    path: &'a [&'a str],
    table: &'a toml_edit::Table,
    order: &'a [&'static str],
}

impl Patching<'_> {
    fn table(&mut self, place: &Place<'_>, fields: &[&'static Field], before: &Table, after: &Table) {
        // In the order of the table, so that new keys that come to one place stand in it.
        let known = place.order.iter().copied();
        let unknown = before.keys().chain(after.keys()).map(String::as_str).filter(|it| !place.order.contains(it));
        let unknown: BTreeSet<&str> = unknown.collect();
        let keys: Vec<&str> = known.chain(unknown).collect();
        for key in keys {
            if before.get(key) == after.get(key) {
                continue;
            }
            let field = fields.iter().find(|it| it.key == key).copied();
            let item = place.table.get(key).filter(|it| !it.is_none());
            match (item, after.get(key)) {
                (None, None) => (),
                (None, Some(value)) => self.insert(place, key, field, value),
                (Some(item), None) => self.remove(place, key, item),
                (Some(Item::Value(old)), Some(value)) => self.replace(old, value),
                // A header such as `[position.sedex]` leaves no place for lines of `position` itself.
                (Some(Item::Table(table)), Some(Value::Table(value)))
                    if !table.is_implicit() || value.values().all(Value::is_table) =>
                {
                    let path = [place.path, &[key]].concat();
                    let inner: Vec<&Field> = field.map(|it| it.ty.inner()).unwrap_or_default().iter().collect();
                    let was = before.get(key).and_then(Value::as_table).cloned().unwrap_or_default();
                    match field.map(|it| &it.ty) {
                        Some(Type::Parties(fields)) => {
                            let place = Place { path: &path, table, order: &[] };
                            self.parties(&place, fields, &was, value);
                        }
                        _ => {
                            let order: Vec<&str> = inner.iter().map(|it| it.key).collect();
                            self.table(&Place { path: &path, table, order: &order }, &inner, &was, value);
                        }
                    }
                }
                (Some(Item::ArrayOfTables(rows)), Some(Value::Array(values)))
                    if is_section(&Value::Array(values.clone())) =>
                {
                    self.rows(place, key, field, rows, values);
                }
                (Some(item), Some(value)) => {
                    self.remove(place, key, item);
                    self.insert(place, key, field, value);
                }
            }
        }
    }

    fn parties(&mut self, place: &Place<'_>, fields: &'static [Field], before: &Table, after: &Table) {
        let inner: Vec<&Field> = fields.iter().collect();
        let order: Vec<&str> = inner.iter().map(|it| it.key).collect();
        let mut parties: Vec<&String> = before.keys().chain(after.keys()).collect();
        parties.sort();
        parties.dedup();
        for party in parties {
            let path = [place.path, &[party.as_str()]].concat();
            match (place.table.get(party), before.get(party), after.get(party)) {
                (_, was, is) if was == is => (),
                (Some(Item::Table(table)), Some(Value::Table(was)), Some(Value::Table(is))) => {
                    self.table(&Place { path: &path, table, order: &order }, &inner, was, is);
                }
                (Some(Item::Value(old)), _, Some(value)) => self.replace(old, value),
                (Some(item), _, None) => self.remove(place, party, item),
                (None, _, Some(Value::Table(table))) if !place.table.is_dotted() => {
                    let at = self.last_end(&Item::Table(place.table.clone())).unwrap_or(self.text.len());
                    self.open(at, block("[", &path, fields, table));
                }
                (None, _, Some(value)) => self.insert(place, party, None, value),
                (_, _, None) => (),
                (Some(item), _, Some(value)) => {
                    self.remove(place, party, item);
                    self.insert(place, party, None, value);
                }
            }
        }
    }

    fn rows(
        &mut self,
        place: &Place<'_>,
        key: &str,
        field: Option<&'static Field>,
        rows: &ArrayOfTables,
        after: &[Value],
    ) {
        let Some(Type::Rows(declared)) = field.map(|it| &it.ty) else {
            let item = Item::ArrayOfTables(rows.clone());
            self.remove(place, key, &item);
            return self.insert(place, key, field, &Value::Array(after.to_vec()));
        };
        let inner: Vec<&Field> = declared.fields.iter().collect();
        let order: Vec<&str> = inner.iter().map(|it| it.key).collect();
        let path = [place.path, &[key]].concat();
        let written = self.raw.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
        let written: Vec<Table> = written.map(|it| leaf::canonical_entry(declared.fields, it.clone())).collect();
        let was = leaf::entries(declared.keyed, written.iter());
        let is = leaf::entries(declared.keyed, after.iter().filter_map(Value::as_table));
        let mut taken = Vec::new();
        for (entry, at, old) in &was {
            let Some(row) = rows.get(*at) else { continue };
            match is.iter().find(|it| it.0 == *entry) {
                Some((.., new)) => {
                    taken.push(entry);
                    self.table(&Place { path: &path, table: row, order: &order }, &inner, old, new);
                }
                None => self.remove_block(&Item::Table(row.clone())),
            }
        }
        let end = self.last_end(&Item::ArrayOfTables(rows.clone())).unwrap_or(self.text.len());
        for (.., new) in is.iter().filter(|it| !taken.contains(&&it.0)) {
            self.open(end, block("[[", &path, declared.fields, new));
        }
    }

    fn replace(&mut self, old: &toml_edit::Value, value: &Value) {
        let Some(span) = old.span() else { return };
        match (old, value) {
            (toml_edit::Value::Array(array), Value::Array(elements)) if self.text[span.clone()].contains('\n') => {
                self.replace_elements(array, span, elements);
            }
            _ => self.lay(span, 0, text_of(value)),
        }
    }

    /// Changes an array of several lines element by element, so that the remarks in it stay.
    fn replace_elements(&mut self, array: &toml_edit::Array, span: Range<usize>, elements: &[Value]) {
        let spans: Vec<Range<usize>> = array.iter().filter_map(toml_edit::Value::span).collect();
        let lines: Vec<Range<usize>> =
            spans.iter().map(|it| self.line_start(it.start)..self.line_end(it.end)).collect();
        let apart = lines.windows(2).all(|it| it[0].end <= it[1].start)
            && lines.first().is_some_and(|it| it.start > span.start)
            && lines.last().is_some_and(|it| it.end < span.end);
        let was: Vec<Value> = spans.iter().filter_map(|it| self.element(it.clone())).collect();
        let repeats = (1..was.len()).any(|at| was[..at].contains(&was[at]));
        let kept: Vec<&Value> = was.iter().filter(|it| elements.contains(it)).collect();
        let in_order = kept == elements.iter().filter(|it| was.contains(it)).collect::<Vec<_>>();
        if !apart || repeats || !in_order || was.len() != spans.len() {
            return self.replace_all_elements(&spans, span, elements);
        }
        let indent = &self.text[lines[0].start..spans[0].start];
        for (line, _) in lines.iter().zip(&was).filter(|(_, it)| !elements.contains(it)) {
            self.lay(line.clone(), 0, String::new());
        }
        let last = spans[spans.len() - 1].end;
        if !self.text[last..].trim_start().starts_with(',') && elements.last() != was.last() {
            self.lay(last..last, 0, ",".to_owned());
        }
        let mut at = lines[0].start;
        for element in elements {
            match was.iter().position(|it| it == element) {
                Some(there) => at = lines[there].end,
                None => self.lay(at..at, 0, format!("{indent}{},\n", text_of(element))),
            }
        }
    }

    /// Writes an array anew; the remarks that were in it go above it.
    fn replace_all_elements(&mut self, spans: &[Range<usize>], span: Range<usize>, elements: &[Value]) {
        let mut remarks = String::new();
        let starts = std::iter::once(span.start).chain(spans.iter().map(|it| it.end));
        let ends = spans.iter().map(|it| it.start).chain([span.end]);
        for (start, end) in starts.zip(ends) {
            for remark in self.text[start..end].lines().filter_map(|it| it.split_once('#')) {
                remarks.push_str(&format!("#{}\n", remark.1));
            }
        }
        let above = self.line_start(span.start);
        self.lay(above..above, 0, remarks);
        self.lay(span, 0, text_of(&Value::Array(elements.to_vec())));
    }

    fn element(&self, span: Range<usize>) -> Option<Value> {
        format!("x = {}", &self.text[span]).parse::<Table>().ok()?.remove("x")
    }

    fn insert(&mut self, place: &Place<'_>, key: &str, field: Option<&Field>, value: &Value) {
        let path = [place.path, &[key]].concat();
        if place.path.is_empty() && is_section(value) {
            let at = self.section_place(place, key);
            return self.open(at, section(&path, field, value));
        }
        let at = self.line_place(place, key);
        let text = if place.table.is_dotted() { line(&path, value) } else { line(&[key], value) };
        self.lay(at..at, 0, text);
    }

    fn remove(&mut self, place: &Place<'_>, key: &str, item: &Item) {
        match item {
            Item::Value(value) => {
                let start = place.table.key(key).and_then(|it| it.span()).or(value.span()).map(|it| it.start);
                if let (Some(start), Some(end)) = (start, value.span().map(|it| it.end)) {
                    self.lay(self.line_start(start)..self.line_end(end), 0, String::new());
                }
            }
            Item::Table(table) if table.is_dotted() || table.is_implicit() => {
                let inner = Place { path: place.path, table, order: &[] };
                for (key, item) in table.iter() {
                    self.remove(&inner, key, item);
                }
            }
            Item::Table(_) => self.remove_block(item),
            Item::ArrayOfTables(rows) => {
                for row in rows.iter() {
                    self.remove_block(&Item::Table(row.clone()));
                }
            }
            Item::None => (),
        }
    }

    /// Takes out a header, the empty line above it and its lines; remarks between them stay.
    fn remove_block(&mut self, item: &Item) {
        let (Item::Table(table), Some(header)) = (item, item.span()) else { return };
        let mut start = self.line_start(header.start);
        if self.text[..start].ends_with("\n\n") {
            start -= 1;
        }
        self.lay(start..self.line_end(header.end), 0, String::new());
        let place = Place { path: &[], table, order: &[] };
        for (key, inner) in table.iter() {
            self.remove(&place, key, inner);
        }
    }

    /// Where a new line of a table goes: behind the nearest key that comes before it in the order.
    fn line_place(&self, place: &Place<'_>, key: &str) -> usize {
        let lines = |it: &str| place.table.get(it).and_then(|item| self.line_range(place, it, item));
        let known = place.order.iter().position(|it| *it == key);
        let before = place.order[..known.unwrap_or(place.order.len())].iter().rev().find_map(|it| lines(it));
        let all: Vec<Range<usize>> =
            place.table.iter().filter_map(|(key, item)| self.line_range(place, key, item)).collect();
        if let Some(range) = before {
            return range.end;
        }
        match (known, all.iter().map(|it| it.start).min(), all.iter().map(|it| it.end).max()) {
            (Some(_), Some(first), _) => first,
            (None, _, Some(last)) => last,
            _ => match place.path.is_empty() {
                true => 0,
                false => place.table.span().map_or(self.text.len(), |it| self.line_end(it.end)),
            },
        }
    }

    /// Where a new section goes: behind the last section of the fields that come before it, else behind the lines.
    fn section_place(&self, place: &Place<'_>, key: &str) -> usize {
        let at = place.order.iter().position(|it| *it == key).unwrap_or(place.order.len());
        let is_header = |item: &Item| match item {
            Item::Table(table) => !table.is_dotted(),
            Item::ArrayOfTables(_) => true,
            Item::Value(_) | Item::None => false,
        };
        let end_of =
            |it: &&str| place.table.get(it).filter(|item| is_header(item)).and_then(|item| self.last_end(item));
        if let Some(end) = place.order[..at].iter().filter_map(end_of).max() {
            return end;
        }
        let unknown = place.order.len() == at;
        if unknown || !place.table.iter().any(|(_, item)| is_header(item)) {
            return self.text.len();
        }
        let lines = place.table.iter().filter_map(|(key, item)| self.line_range(place, key, item));
        lines.map(|it| it.end).max().unwrap_or(0)
    }

    /// Adds a block whose first character is the empty line above it.
    fn open(&mut self, at: usize, block: String) {
        let at = if self.text[at..].trim().is_empty() { self.text.len() } else { at };
        let empty_above = at == 0 || self.text[..at].ends_with("\n\n");
        let text = if empty_above { block.trim_start_matches('\n').to_owned() } else { block };
        let glued = at == 0 && !self.text.is_empty();
        self.lay(at..at, 1, if glued { text + "\n" } else { text });
    }

    /// The lines that a value or a dotted table takes in its table.
    fn line_range(&self, place: &Place<'_>, key: &str, item: &Item) -> Option<Range<usize>> {
        match item {
            Item::Value(value) => {
                let start = place.table.key(key)?.span()?.start;
                Some(self.line_start(start)..self.line_end(value.span()?.end))
            }
            Item::Table(table) if table.is_dotted() => {
                let inner = Place { path: place.path, table, order: &[] };
                let ranges: Vec<Range<usize>> =
                    table.iter().filter_map(|(key, item)| self.line_range(&inner, key, item)).collect();
                Some(ranges.iter().map(|it| it.start).min()?..ranges.iter().map(|it| it.end).max()?)
            }
            _ => None,
        }
    }

    /// The end of the last line that belongs to an item, its own sections included.
    fn last_end(&self, item: &Item) -> Option<usize> {
        match item {
            Item::None => None,
            Item::Value(value) => value.span().map(|it| self.line_end(it.end)),
            Item::ArrayOfTables(rows) => rows.iter().filter_map(|it| self.last_end(&Item::Table(it.clone()))).max(),
            Item::Table(table) => {
                let own =
                    table.span().filter(|_| !table.is_implicit() && !table.is_dotted()).map(|it| self.line_end(it.end));
                table.iter().filter_map(|(_, item)| self.last_end(item)).chain(own).max()
            }
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |it| it + 1)
    }

    /// Behind the line feed.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |it| at + it + 1)
    }

    fn lay(&mut self, range: Range<usize>, rank: u8, text: String) {
        self.patches.push((range, rank, text));
    }

    fn patched(mut self) -> String {
        self.patches.sort_by_key(|(range, rank, _)| (range.start, range.end, *rank));
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut done = 0;
        for (range, _, text) in &self.patches {
            out.push_str(&self.text[done..range.start.max(done)]);
            out.push_str(text);
            done = range.end.max(done);
        }
        out.push_str(&self.text[done..]);
        out
    }
}
