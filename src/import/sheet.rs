//! A CSV file as headings and rows of cells, each row with the number that a spreadsheet gives it.

use crate::report::{Exit, Report};

/// A file's headings and rows.
pub struct Sheet {
    pub headings: Vec<String>,
    pub rows: Vec<Row>,
    /// The sign between cells.
    pub separator: char,
}

/// A row with something in it.
pub struct Row {
    /// The headings are row 1; empty rows count.
    pub number: usize,
    pub cells: Vec<String>,
}

/// Reads a file's bytes.
///
/// # Errors
/// When they are neither UTF-8 nor UTF-16 with its mark, empty, or quotation marks are not in pairs.
pub fn read(bytes: &[u8]) -> Result<Sheet, Report> {
    let text = text_of(bytes)?;
    let separator = separator(&text);
    let numbers = row_numbers(&text, separator)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator as u8)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (record, number) in reader.records().zip(numbers) {
        let record = record.map_err(|it| unreadable(&format!(": {it}")))?;
        let cells: Vec<String> = record.iter().map(unguarded).collect();
        if cells.iter().any(|it| !it.is_empty()) {
            rows.push(Row { number, cells });
        }
    }
    match rows.is_empty() {
        true => Err(Report::new("E-CSV", Exit::Invalid, "the file is empty").hint("Its first row holds the headings")),
        false => Ok(Sheet { headings: rows.remove(0).cells, rows, separator }),
    }
}

/// The bytes as text, without a byte order mark and with plain line feeds.
fn text_of(bytes: &[u8]) -> Result<String, Report> {
    let utf16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(from_utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Some(from_utf16(rest, u16::from_be_bytes)?),
        _ => None,
    };
    let bytes = utf16.as_ref().map_or(bytes, |it| it.as_bytes());
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|it| **it == b'\n').count() + 1;
        Report::new("E-UTF8", Exit::Invalid, format!("the file is not UTF-8 (line {line})"))
            .hint("Save it as CSV UTF-8, as spreadsheet programs call it")
    })?;
    match text.contains('\0') {
        true => Err(Report::new("E-NUL", Exit::Invalid, "the file holds a NUL").hint("It seems to be no CSV file")),
        false => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

/// UTF-16, as spreadsheet programs write what they call Unicode text.
fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Report> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|it| unit(*it))).collect::<Result<String, _>>();
    text.ok().filter(|_| rest.is_empty()).ok_or_else(|| {
        Report::new("E-UTF8", Exit::Invalid, "the file is damaged UTF-16")
            .hint("Save it again as CSV UTF-8, as spreadsheet programs call it")
    })
}

/// The sign that the headings are separated by.
fn separator(text: &str) -> char {
    let headings = text.lines().find(|it| !it.is_empty()).unwrap_or_default();
    let count = |it: char| headings.matches(it).count();
    [';', '\t'].into_iter().filter(|it| count(*it) > count(',')).max_by_key(|it| count(*it)).unwrap_or(',')
}

/// Where in a row the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    CellStart,
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark that ends a cell, or doubles itself.
    Closing,
}

/// The number of each row that is not empty.
///
/// The crate that reads the cells takes a mark that is never closed for text up to the end of the file; that would
/// swallow the rows behind it without a word.
fn row_numbers(text: &str, separator: char) -> Result<Vec<usize>, Report> {
    let mut numbers = Vec::new();
    let (mut at, mut row, mut empty) = (At::CellStart, 1, true);
    let (mut line, mut opened) = (1, 1);
    for it in text.chars() {
        at = match (at, it) {
            (At::Quoted, '"') => At::Closing,
            (At::Quoted, _) => At::Quoted,
            (At::Closing, '"') => At::Quoted,
            (_, '\n') => {
                if !empty {
                    numbers.push(row);
                }
                (row, empty) = (row + 1, true);
                At::CellStart
            }
            (At::Closing, it) if it != separator => {
                return Err(unreadable(&format!(": there is text behind a closing quotation mark in line {line}")));
            }
            (At::CellStart, '"') => {
                (opened, empty) = (line, false);
                At::Quoted
            }
            (_, it) => {
                empty = false;
                if it == separator { At::CellStart } else { At::Plain }
            }
        };
        line += usize::from(it == '\n');
    }
    if at == At::Quoted {
        return Err(unreadable(&format!(": the quotation mark in line {opened} is never closed")));
    }
    if !empty {
        numbers.push(row);
    }
    Ok(numbers)
}

/// A cell without the apostrophe that keeps spreadsheets from reading it as a formula.
fn unguarded(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

fn unreadable(why: &str) -> Report {
    Report::new("E-CSV", Exit::Invalid, format!("the file cannot be read as CSV{why}"))
        .hint("Save it again as CSV from a spreadsheet program")
}
