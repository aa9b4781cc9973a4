//! The rows of a document for spreadsheets and for programs.

use serde_json::{Map, Value as Json, json};

use super::members::guarded;
use super::paper::{Block, Paper, Table};
use crate::model::shown;

/// For which program a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    Anything,
    /// Excel takes a file for UTF-8 only where a mark at its beginning says so.
    Excel,
}

/// The rows as CSV (RFC 4180); no cell is taken for a formula.
///
/// # Errors
/// When memory runs out.
pub fn csv(sheet: &Table, whose: For) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&sheet.heads)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|it| guarded(&shown::visible_lines(it))))?;
    }
    let bytes = writer.into_inner().map_err(|it| it.into_error())?;
    let mark = if whose == For::Excel { "\u{feff}" } else { "" };
    Ok(format!("{mark}{}", String::from_utf8_lossy(&bytes)))
}

/// The document for programs: what it says, and its rows by the names of their columns.
pub fn json(paper: &Paper) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("title".to_owned(), json!(paper.title));
    object.insert("status".to_owned(), json!(paper.status));
    let facts = paper.facts.iter().map(|(label, words)| (key(label), json!(words)));
    object.insert("facts".to_owned(), Json::Object(facts.collect()));
    let sections = paper
        .sections
        .iter()
        .map(|it| json!({ "heading": it.heading, "blocks": it.blocks.iter().map(block).collect::<Vec<_>>() }));
    object.insert("sections".to_owned(), sections.collect());
    object.insert("rows".to_owned(), rows(&paper.sheet));
    object
}

fn block(block: &Block) -> Json {
    match block {
        Block::Text(words) => json!({ "text": words }),
        Block::Marked(mark, words) => json!({ "mark": mark, "text": words }),
        Block::List(lines) => json!({ "list": lines }),
        Block::Table(table) => json!({ "rows": rows(table) }),
    }
}

/// Each row as an object; a cell without words is left out.
fn rows(table: &Table) -> Json {
    let row = |cells: &Vec<String>| -> Json {
        let told = table.heads.iter().zip(cells).filter(|it| !it.1.is_empty());
        Json::Object(told.map(|(head, cell)| (key(head), json!(cell))).collect())
    };
    table.rows.iter().map(row).collect()
}

fn key(label: &str) -> String {
    label.to_lowercase().replace([' ', '-'], "_")
}
