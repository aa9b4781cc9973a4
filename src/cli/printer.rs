//! The printer: answers on stdout, talk on stderr. Nothing else in the command line prints.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use serde_json::{Map, Value as Json, json};
use unicode_width::UnicodeWidthStr;

use super::options::{Color, Options};
use crate::document::json::SCHEMA;
use crate::model::problem::Problem;
use crate::model::shown::{self, is_unsafe};
use crate::report::Report;

/// What a command answers.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Noun and verb: `action.list`.
    pub kind: String,
    /// For people.
    pub text: String,
    /// For programs.
    pub data: Json,
    /// Further keys of the JSON answer.
    pub more: Map<String, Json>,
    pub warnings: Vec<Problem>,
    /// Sentences beside the answer, for people.
    pub talk: Vec<String>,
    /// Whether the answer is one to read at leisure.
    pub paged: bool,
    /// Whether the program ends as having found errors.
    pub found_errors: bool,
}

/// A list in columns. The first one, which names things, and the last one are as wide as they need; between them
/// nothing pushes the others out of sight.
pub struct Columns {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The widest column between the first and the last.
const WIDEST: usize = 48;

impl Columns {
    /// As text, every cell made safe for a terminal.
    ///
    /// Written here because the table crates cost more than reading and sorting ten thousand records together.
    pub fn print(mut self, options: &Options) -> String {
        if options.plain {
            // Before they are put below each other, for some words are longer then.
            self.rows.iter_mut().flatten().for_each(|it| *it = super::signs::plain(it));
        }
        let last = self.heads.len().saturating_sub(1);
        let room = |at: usize| if (1..last).contains(&at) { WIDEST } else { usize::MAX };
        let widest = |at: usize| {
            let widths = self.rows.iter().chain([&self.heads]).map(|row| row[at].width());
            widths.max().unwrap_or(0).min(room(at))
        };
        let widths: Vec<usize> = (0..self.heads.len()).map(widest).collect();
        let mut out = String::with_capacity((self.rows.len() + 1) * (widths.iter().sum::<usize>() + 2 * widths.len()));
        for row in [&self.heads].into_iter().chain(&self.rows) {
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let cell = shown::cut(cell, room(at));
                out.push_str(&cell);
                if at + 1 < row.len() {
                    out.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
                }
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
        out
    }
}

/// Prints an answer; the closed pipe of a reader that has seen enough is no failure.
pub fn answer(answer: &Answer, head: Option<&str>, options: &Options) -> io::Result<()> {
    if options.json {
        return put(&mut io::stdout().lock(), &as_json(answer, head));
    }
    if !answer.text.is_empty() {
        match answer.paged && !options.plain && io::stdout().is_terminal() {
            true => crate::store::program::page(&answer.text)?,
            false if is_a_file(answer) => put(&mut io::stdout().lock(), &answer.text)?,
            false => print_text(&answer.text, options)?,
        }
    }
    if !options.quiet {
        let warnings = answer.warnings.iter().map(|it| format!("note: {}", problem_line(it)));
        for line in answer.talk.iter().cloned().chain(warnings) {
            talk(&in_words(line, options));
        }
    }
    Ok(())
}

/// An answer for programs, on a line of its own.
pub fn as_json(answer: &Answer, head: Option<&str>) -> String {
    let mut object = Map::new();
    object.insert("schema".to_owned(), json!(SCHEMA));
    object.insert("kind".to_owned(), json!(answer.kind));
    if let Some(head) = head {
        object.insert("workspace".to_owned(), json!({ "head": head }));
    }
    object.insert("data".to_owned(), answer.data.clone());
    object.extend(answer.more.clone());
    if !answer.warnings.is_empty() {
        object.insert("warnings".to_owned(), answer.warnings.iter().map(problem_json).collect());
    }
    harmless(&Json::Object(object)) + "\n"
}

/// Whether an answer is a file of its own, to be taken as it is.
fn is_a_file(answer: &Answer) -> bool {
    answer.kind.starts_with("document.")
        || matches!(answer.kind.rsplit('.').next(), Some("export" | "completions" | "man"))
}

/// Prints a report on a failure.
pub fn report(report: &Report, options: &Options) {
    if options.json {
        let fields: Vec<Json> = report
            .fields
            .iter()
            .map(|it| json!({ "field": it.field, "value": it.value, "message": it.message }))
            .collect();
        let mut error = Map::new();
        error.insert("code".to_owned(), json!(report.code));
        error.insert("exit".to_owned(), json!(report.exit as u8));
        error.insert("message".to_owned(), json!(report.message));
        if !report.causes.is_empty() {
            error.insert("causes".to_owned(), json!(report.causes));
        }
        if !report.said.lines().is_empty() {
            error.insert("said".to_owned(), json!(report.said.lines()));
        }
        if !report.hints.is_empty() {
            error.insert("hint".to_owned(), json!(report.hints.join(" · ")));
        }
        if !fields.is_empty() {
            error.insert("fields".to_owned(), json!(fields));
        }
        let object = json!({ "schema": SCHEMA, "kind": "error", "error": error });
        let _ = put(&mut io::stderr().lock(), &(harmless(&object) + "\n"));
        return;
    }
    for line in report.lines() {
        talk(&in_words(line, options));
    }
}

/// A line as it is; in plain words, where these are wanted.
fn in_words(line: String, options: &Options) -> String {
    if options.plain { super::signs::plain(&line) } else { line }
}

/// Says something to the person at the terminal; nothing that others wrote acts on it.
pub fn talk(line: &str) {
    // Who cannot be told cannot be told that either.
    let _ = put(&mut io::stderr().lock(), &format!("{}\n", shown::visible_lines(line)));
}

/// How far something is that takes long, for whoever sits at the terminal: one line that is written over, where lines in
/// plain words are wanted one now and then. Nothing where nobody looks.
pub struct Progress {
    every: Option<Duration>,
    is_plain: bool,
    told: Option<Instant>,
    /// How many columns of the line are written on.
    columns: usize,
}

/// A line is not written over more often, for it has to be read.
const REWRITTEN: Duration = Duration::from_millis(250);

/// Whoever has lines read aloud hears one so often.
const READ_ALOUD: Duration = Duration::from_secs(10);

impl Progress {
    pub fn of(options: &Options) -> Self {
        let is_watched = io::stderr().is_terminal() && !options.quiet && !options.json;
        let every = if options.plain { READ_ALOUD } else { REWRITTEN };
        // What is done in a moment need not be told line by line.
        let told = options.plain.then(Instant::now);
        Self { every: is_watched.then_some(every), is_plain: options.plain, told, columns: 0 }
    }

    /// Tells it, where it is time to.
    pub fn tell(&mut self, words: impl FnOnce() -> String) {
        let Some(every) = self.every else { return };
        if self.told.is_some_and(|it| it.elapsed() < every) {
            return;
        }
        self.told = Some(Instant::now());
        match self.is_plain {
            true => talk(&super::signs::plain(&words())),
            false => self.write_over(&words()),
        }
    }

    fn write_over(&mut self, words: &str) {
        let width = crossterm::terminal::size().map_or(80, |it| usize::from(it.0));
        let words = shown::cut(words, width.saturating_sub(1)).into_owned();
        let blanks = " ".repeat(self.columns.saturating_sub(words.width()));
        self.columns = words.width();
        // Who cannot be told cannot be told that either.
        let _ = put(&mut io::stderr().lock(), &format!("\r{words}{blanks}\r"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.columns > 0 {
            self.write_over("");
        }
    }
}

/// A problem on one line: place, level, message, remedy.
pub fn problem_line(problem: &Problem) -> String {
    let place = match problem.at {
        Some((line, column)) => format!("{}:{line}:{column}", problem.path),
        None => problem.path.clone(),
    };
    let message = shown::visible(&problem.message);
    format!("{}: {message} ({}). {}", shown::visible(&place), problem.code.word(), problem.remedy)
}

/// A problem for programs.
pub fn problem_json(problem: &Problem) -> Json {
    let mut object = Map::new();
    object.insert("code".to_owned(), json!(problem.code.word()));
    object.insert("level".to_owned(), json!(if problem.is_error() { "error" } else { "warning" }));
    if let Some(id) = &problem.id {
        object.insert("id".to_owned(), json!(id.as_str()));
    }
    object.insert("path".to_owned(), json!(problem.path));
    if let Some(field) = &problem.field {
        object.insert("field".to_owned(), json!(field));
    }
    if let Some((line, column)) = problem.at {
        object.insert("line".to_owned(), json!(line));
        object.insert("column".to_owned(), json!(column));
    }
    object.insert("message".to_owned(), json!(problem.message));
    object.insert("remedy".to_owned(), json!(problem.remedy));
    Json::Object(object)
}

/// JSON in which even a terminal finds nothing to act on: what is unsafe is escaped.
fn harmless(json: &Json) -> String {
    let text = json.to_string();
    if !text.chars().any(is_unsafe) {
        return text;
    }
    text.chars().fold(String::with_capacity(text.len() + 16), |mut out, it| {
        match is_unsafe(it) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(it))),
            false => out.push(it),
        }
        out
    })
}

fn print_text(text: &str, options: &Options) -> io::Result<()> {
    let choice = match (options.plain, options.color) {
        (true, _) | (_, Color::Never) => anstream::ColorChoice::Never,
        (_, Color::Always) => anstream::ColorChoice::Always,
        (_, Color::Auto) => anstream::AutoStream::choice(&io::stdout()),
    };
    let mut out = anstream::AutoStream::new(io::stdout().lock(), choice);
    match options.plain {
        true => put(&mut out, &super::signs::plain(text)),
        false => put(&mut out, text),
    }
}

fn put(out: &mut impl Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
