//! The codec: a record's file to its fields and back, keeping every byte that need not change.

mod patch;
mod write;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use crate::model::problem::{Code, Problem};
use crate::model::{Kind, Record, RecordId, leaf};

pub use patch::rewrite;
pub use write::fresh;

/// Largest file that is read as a record, in bytes.
pub const LARGEST: usize = 256 * 1024;

/// A file that is no record: why, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub code: Code,
    /// Line and column, from 1.
    pub at: Option<(usize, usize)>,
    pub reason: String,
    pub remedy: &'static str,
}

/// A rewrite that would not have said what it should; nothing was written.
#[derive(Debug, thiserror::Error)]
#[error("the file cannot be rewritten so that it says what it should")]
pub struct NotRewritten;

/// A record as it was read, with what is odd about its file.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub record: Record,
    /// Windows line ends or a byte order mark.
    pub foreign_line_ends: bool,
}

impl Broken {
    fn new(code: Code, reason: impl Into<String>, remedy: &'static str) -> Self {
        Self { code, at: None, reason: reason.into(), remedy }
    }

    fn at(mut self, text: &str, offset: usize) -> Self {
        self.at = Some(line_and_column(text, offset));
        self
    }

    /// The problem that this is for a file.
    pub fn problem(&self, path: &str) -> Problem {
        let mut problem = Problem::of_file(self.code, path, self.reason.clone(), self.remedy);
        problem.at = self.at;
        problem
    }
}

/// Reads a file's bytes as a record.
///
/// # Errors
/// When they are no text, too many, hold NUL or conflict markers, or are no TOML.
pub fn decode(id: &RecordId, bytes: &[u8]) -> Result<Decoded, Broken> {
    let text = text_of(bytes)?;
    let plain = plain(text);
    let parsed = DeTable::parse(&plain).map_err(|error| not_toml(&plain, &error))?;
    let fields = table(parsed.into_inner(), &plain)?;
    let record = Record { id: id.clone(), fields: leaf::canonical(id.kind, fields) };
    Ok(Decoded { record, foreign_line_ends: plain != text })
}

/// The line and column at which a field stands in a file, from 1; of a path that is not there, of what leads to it.
pub fn locate(bytes: &[u8], path: &str) -> Option<(usize, usize)> {
    let text = plain(text_of(bytes).ok()?);
    let document = toml_edit::Document::parse(&*text).ok()?;
    let mut table: &dyn toml_edit::TableLike = document.as_table();
    let mut found = None;
    for step in path.split('.') {
        let Some((key, item)) = table.get_key_value(step) else { break };
        found = key.span().or(item.span()).or(found);
        match item.as_table_like().or_else(|| Some(item.as_array_of_tables()?.get(0)? as &dyn toml_edit::TableLike)) {
            Some(inner) => table = inner,
            None => break,
        }
    }
    found.map(|it| line_and_column(&text, it.start))
}

/// The bytes as text.
fn text_of(bytes: &[u8]) -> Result<&str, Broken> {
    if bytes.len() > LARGEST {
        let reason = format!("the file has more than {} kB, which is the most for a record", LARGEST / 1024);
        return Err(Broken::new(Code::Size, reason, "Put long documents into the group's papers folder"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let at = std::str::from_utf8(before).map(|it| line_and_column(it, it.len())).ok();
        Broken { at, ..Broken::new(Code::Utf8, "the file is not UTF-8", "Save it as UTF-8") }
    })?;
    match text.find('\0') {
        Some(at) => Err(Broken::new(Code::Nul, "the file holds a NUL", "Put back what was saved last").at(text, at)),
        None => Ok(text),
    }
}

/// The text without a byte order mark and with plain line feeds, as it is written.
fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").into(),
        false => text.into(),
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> Broken {
    let marker = |line: &str| ["<<<<<<< ", "=======", ">>>>>>> ", "||||||| "].iter().any(|it| line.starts_with(it));
    if let Some(line) = text.lines().position(marker) {
        let broken = Broken::new(
            Code::Markers,
            "the file holds conflict markers",
            "Choose one side of each such place, then finish the merge in the program that began it",
        );
        return Broken { at: Some((line + 1, 1)), ..broken };
    }
    let reason = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = match reason.contains("recurs") {
        true => "its values are nested too deeply".to_owned(),
        false => crate::model::shown::visible(&reason).into_owned(),
    };
    let broken = Broken::new(
        Code::Toml,
        format!("the file cannot be read: {reason}"),
        "Mend that line, or put back what was saved last",
    );
    match error.span() {
        Some(span) => broken.at(text, span.start),
        None => broken,
    }
}

fn table(table: DeTable<'_>, text: &str) -> Result<Table, Broken> {
    table.into_iter().map(|(key, item)| Ok((key.into_inner().into_owned(), value(item, text)?))).collect()
}

fn value(item: Spanned<DeValue<'_>>, text: &str) -> Result<Value, Broken> {
    let start = item.span().start;
    let bad = |what: &str| {
        Broken::new(Code::Toml, format!("the file cannot be read: {what}"), "Mend that line").at(text, start)
    };
    Ok(match item.into_inner() {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Boolean(flag) => Value::Boolean(flag),
        DeValue::Datetime(at) => Value::Datetime(at),
        DeValue::Integer(number) => Value::Integer(
            i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| bad("a number is too large"))?,
        ),
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            // NaN is unequal to itself, so that such a record could never be compared.
            Ok(number) if !number.is_nan() => Value::Float(number),
            _ => return Err(bad("`nan` is no number")),
        },
        DeValue::Array(array) => Value::Array(array.into_iter().map(|it| value(it, text)).collect::<Result<_, _>>()?),
        DeValue::Table(inner) => Value::Table(table(inner, text)?),
    })
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |it| it.chars().count()) + 1;
    (line, column)
}

/// The fields that a kind's file may hold, for a writer to follow.
fn field_order(kind: Kind) -> Vec<&'static str> {
    kind.fields().map(|it| it.key).collect()
}
