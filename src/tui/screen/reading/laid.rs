//! A record laid out in lines, with the places in them at which one can stand: its fields, and what leads elsewhere.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::document::record::{Part, Shape, in_full, of_past};
use crate::history::Past;
use crate::model::check::check_record;
use crate::model::view::name_of;
use crate::model::{RecordId, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::text::wrapped;

/// Lines, and the places in them at which one can stand.
#[derive(Default)]
pub struct Laid {
    pub lines: Vec<Line<'static>>,
    pub places: Vec<Place>,
}

/// A place at which one can stand.
#[derive(Clone, Debug)]
pub struct Place {
    /// The line from which on it is understood.
    pub from: usize,
    /// Its words: the line, and the piece of the line.
    pub words: Vec<(usize, usize)>,
    pub leads_to: Option<RecordId>,
    /// The key of the field that is told there.
    pub field: Option<&'static str>,
}

/// A column of fewer is not read well.
const NARROWEST: usize = 16;

/// The columns in which the label of a value stands.
const LABEL: usize = 16;

/// Everything about a record.
pub fn record(id: &RecordId, past: &Past, desk: &Desk, width: usize) -> Laid {
    let at = desk.at();
    let Some(record) = desk.snapshot.get(id) else {
        let about = desk.problems.iter().find(|it| it.id.as_ref() == Some(id));
        let words =
            about.map_or_else(|| "It is not there any more.".to_owned(), |it| format!("{}. {}", it.message, it.remedy));
        let lines = wrapped(&words, width).into_iter().map(|it| Line::raw(format!(" {it}"))).collect();
        return Laid { lines, places: Vec::new() };
    };
    let mut laid = Laid { lines: titled(&name_of(id, at.snapshot), desk, width), places: Vec::new() };
    laid.lines.push(Line::raw(""));
    let mut last = None;
    for part in in_full(record, &at).iter().chain(&of_past(id, past, &at)) {
        if last.is_some_and(|last| (part.shape, last) != (Shape::Value, Shape::Value)) {
            laid.lines.push(Line::raw(""));
        }
        last = Some(part.shape);
        match part.shape {
            Shape::Value => laid.value(part, desk, width),
            Shape::Text | Shape::List | Shape::Table => laid.below(part, desk, width),
        }
    }
    let of_file = desk.problems.iter().filter(|it| it.id.as_ref() == Some(id) && it.is_error()).cloned();
    let own = check_record(record, &at);
    let mut told: Vec<String> = of_file.chain(own).map(|it| format!("{}. {}", it.message, it.remedy)).collect();
    told.dedup();
    for words in told {
        laid.lines.push(Line::raw(""));
        laid.lines.extend(marked(&words, "(!)", width));
    }
    laid
}

impl Laid {
    /// A label with what stands beside it.
    fn value(&mut self, part: &Part, desk: &Desk, width: usize) {
        let dim = desk.theme.style(Role::Dim);
        let room = width.saturating_sub(LABEL + 1);
        let from = self.lines.len();
        let mut line = vec![Span::styled(format!(" {:LABEL$}", part.label), dim)];
        let mut used = 0;
        let is_followed = part.lines.iter().any(|it| it.leads_to.is_some());
        for (nth, piece) in part.lines.iter().enumerate() {
            let comma = if nth + 1 < part.lines.len() { "," } else { "" };
            let mut words = Vec::new();
            for (at, text) in wrapped(&format!("{}{comma}", piece.words), room).into_iter().enumerate() {
                let gap = usize::from(used > 0);
                if at > 0 || used > 0 && used + gap + text.width() > room {
                    let next = vec![Span::styled(format!(" {:LABEL$}", ""), dim)];
                    self.lines.push(Line::from(std::mem::replace(&mut line, next)));
                    used = 0;
                } else if gap > 0 {
                    line.push(Span::raw(" "));
                    used += gap;
                }
                used += text.width();
                let text = text.strip_suffix(comma).map(str::to_owned).unwrap_or(text);
                words.push((self.lines.len(), line.len()));
                line.push(Span::raw(text));
            }
            line.push(Span::raw(comma));
            if piece.leads_to.is_some() {
                let leads_to = piece.leads_to.clone();
                self.places.push(Place { from, words, leads_to, field: part.field });
            }
        }
        self.lines.push(Line::from(line));
        if part.field.is_some() && !is_followed {
            self.places.push(Place { from, words: vec![(from, 0)], leads_to: None, field: part.field });
        }
    }

    /// A label with what stands below it.
    fn below(&mut self, part: &Part, desk: &Desk, width: usize) {
        let from = self.lines.len();
        let label = wrapped(&part.label, width).into_iter();
        self.lines.extend(label.map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Dim))));
        let leads = |it: &Part| it.lines.iter().find_map(|it| it.leads_to.clone());
        // A text leads to one place at most, and does so as a whole.
        let whole = leads(part).filter(|_| part.shape == Shape::Text);
        if part.field.is_some() || whole.is_some() {
            let words = (from..self.lines.len()).map(|it| (it, 0)).collect();
            self.places.push(Place { from, words, leads_to: whole, field: part.field });
        }
        for piece in &part.lines {
            let first = self.lines.len();
            let room = width.saturating_sub(2);
            match part.shape {
                Shape::List => self.lines.extend(marked(&piece.words, "·", room)),
                Shape::Table => {
                    let rows = row_in(&piece.words, room).into_iter();
                    self.lines.extend(rows.map(|it| Line::from(vec![Span::raw("   "), Span::raw(it)])));
                }
                Shape::Text | Shape::Value => {
                    let text = wrapped(&piece.words, room).into_iter();
                    self.lines.extend(text.map(|it| Line::raw(format!("   {it}"))));
                }
            }
            if piece.leads_to.is_some() && part.shape != Shape::Text {
                let words = (first..self.lines.len()).map(|it| (it, 1)).collect();
                let leads_to = piece.leads_to.clone();
                let from = if first == from + 1 { from } else { first };
                self.places.push(Place { from, words, leads_to, field: part.field });
            }
        }
    }
}

/// A row of a table, its last column broken below itself where it is too long; cut where that is too narrow.
fn row_in(words: &str, width: usize) -> Vec<String> {
    let before = words.rfind("  ").map_or(0, |it| it + 2);
    let indent = words[..before].width();
    if words.width() <= width || width < indent + NARROWEST {
        return vec![shown::cut(words, width).into_owned()];
    }
    let (head, gap) = (words[..before].to_owned(), " ".repeat(indent));
    let parts = wrapped(&words[before..], width - indent).into_iter().enumerate();
    parts.map(|(nth, part)| if nth == 0 { format!("{head}{part}") } else { format!("{gap}{part}") }).collect()
}

/// What something is called, in bold.
pub fn titled(title: &str, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let strong = desk.theme.style(Role::Strong);
    wrapped(title, width).into_iter().map(|it| Line::styled(format!(" {it}"), strong)).collect()
}

/// Words broken into lines, a mark before the first one.
fn marked(words: &str, mark: &'static str, width: usize) -> Vec<Line<'static>> {
    let indent = mark.chars().count();
    let line = |at: usize, words: String| {
        let mark = if at == 0 { mark } else { "" };
        Line::from(vec![Span::raw(format!("   {mark:indent$} ")), Span::raw(words)])
    };
    let lines = wrapped(words, width.saturating_sub(indent + 2)).into_iter().enumerate();
    lines.map(|(at, words)| line(at, words)).collect()
}
