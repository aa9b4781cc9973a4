//! The parts of which the telling of a record is made: a label and its lines, some of which lead to other records.

use crate::model::{RecordId, shown};

/// A part of it: a label and its lines, safe for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub label: String,
    pub lines: Vec<Piece>,
    pub shape: Shape,
    /// The key of the field that it tells, where it tells one.
    pub field: Option<&'static str>,
}

/// A line of a part, or one of several things on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub words: String,
    /// The record that it names, where there is one.
    pub leads_to: Option<RecordId>,
}

/// How a part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A short value beside its label; several of them with commas between.
    Value,
    /// Text below its label.
    Text,
    /// One thing a line below its label.
    List,
    /// Columns, the heads first.
    Table,
}

/// A row of columns, before they are put below each other.
#[derive(Default)]
pub(super) struct Row {
    cells: Vec<String>,
    leads_to: Option<RecordId>,
}

impl Part {
    pub(super) fn value(label: &str, words: impl Into<Piece>) -> Self {
        Self::new(label, vec![words.into()], Shape::Value)
    }

    pub(super) fn text(label: &str, text: &str) -> Self {
        let lines = text.lines().map(|it| shown::visible(it).into_owned().into()).collect();
        Self::new(label, lines, Shape::Text)
    }

    pub(super) fn list(label: &str, lines: impl IntoIterator<Item = impl Into<Piece>>) -> Self {
        Self::new(label, lines.into_iter().map(Into::into).collect(), Shape::List)
    }

    pub(super) fn table(label: &str, lines: impl IntoIterator<Item = impl Into<Piece>>) -> Self {
        Self::new(label, lines.into_iter().map(Into::into).collect(), Shape::Table)
    }

    /// The first few of these rows, and how many more there are; nothing where there are none.
    pub(super) fn first_few(label: &str, mut rows: Vec<Row>, few: usize) -> Option<Self> {
        let more = rows.len().saturating_sub(few);
        rows.truncate(few);
        let mut lines = columns(rows);
        if more > 0 {
            lines.push(format!("{more} more").into());
        }
        (!lines.is_empty()).then(|| Self::table(label, lines))
    }

    pub(super) fn new(label: &str, lines: Vec<Piece>, shape: Shape) -> Self {
        Self { label: label.to_owned(), lines, shape, field: None }
    }

    /// The same as what is told of a field.
    pub(super) fn of(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }

    /// A value's words on one line.
    pub fn on_one_line(&self) -> String {
        self.lines.iter().map(|it| it.words.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl Piece {
    pub(super) fn to(words: String, id: impl Into<Option<RecordId>>) -> Self {
        Self { words, leads_to: id.into() }
    }
}

impl From<String> for Piece {
    fn from(words: String) -> Self {
        Self { words, leads_to: None }
    }
}

impl Row {
    pub(super) fn to(cells: Vec<String>, id: impl Into<Option<RecordId>>) -> Self {
        Self { cells, leads_to: id.into() }
    }
}

impl From<Vec<String>> for Row {
    fn from(cells: Vec<String>) -> Self {
        Self { cells, leads_to: None }
    }
}

/// Rows with their cells below each other, each still leading where it led.
pub(super) fn columns(rows: Vec<Row>) -> Vec<Piece> {
    let (cells, ids): (Vec<_>, Vec<_>) = rows.into_iter().map(|it| (it.cells, it.leads_to)).unzip();
    aligned(cells).into_iter().zip(ids).map(|(words, id)| Piece::to(words, id)).collect()
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
