//! One change told: its fields before and after, what it left alone, how to put it back, and what git calls it.

use ratatui::text::{Line, Span};

use crate::history::{Entry, Told};
use crate::model::view::name_of;
use crate::model::words::{self, Difference};
use crate::model::{Kind, names, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::text::{filled, heading, wrapped};

/// The only place on the screen in which git has its own words.
pub fn for_the_record(entry: &Entry, told: Option<&Told>, short: bool, theme: Theme) -> Vec<Line<'static>> {
    let dim = theme.style(Role::Dim);
    let change = entry.trailers.change_id.clone().unwrap_or_else(|| "made without comity".to_owned());
    let commit: String = entry.saved.id.chars().take(10).collect();
    let change = format!("Change {}  commit {commit}", shown::visible(&change));
    let reason = entry.trailers.reason.as_ref();
    let reason = reason.map(|it| Line::styled(format!(" Override: {}", shown::visible(it)), dim));
    if short {
        let change = Line::styled(format!(" For the record: {change}"), dim);
        return reason.into_iter().chain([change]).collect();
    }
    let heading = format!(" {}", heading("For the record", theme));
    let mut out = vec![Line::styled(heading, dim), Line::styled(format!(" {change}"), dim)];
    out.extend(reason);
    if let Some(path) = told.and_then(|it| it.change.edits.first()).map(|it| it.id().path()) {
        out.push(Line::styled(format!(" File   {path}"), dim));
    }
    out
}

/// With so many lines to spare it is told what the change left alone, and how to put back what it did.
pub const BESIDE: usize = 6;

/// The fields of a record that the change left as they were.
pub fn unchanged(told: &Told, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let Some(id) = told.change.edits.first().map(|it| it.id()) else { return Vec::new() };
    if told.change.edits.iter().any(|it| it.id() != id) {
        return Vec::new();
    }
    let changed: Vec<String> = words::differences(&told.change).into_iter().map(|it| it.label).collect();
    let kept: Vec<&str> = match told.after.get(id).filter(|_| told.before.exists(id)) {
        Some(record) => {
            let labels = id.kind.fields().filter(|it| record.get(it.key).is_some()).map(|it| it.label);
            labels.filter(|label| !changed.iter().any(|it| it.starts_with(label))).collect()
        }
        None => Vec::new(),
    };
    if kept.is_empty() {
        return Vec::new();
    }
    let mut words = wrapped(&format!("Not changed: {}", kept.join(", ").to_lowercase()), width);
    if words.len() > 2 {
        words.truncate(2);
        // The last label may go on in the next line.
        let last = words[1].as_str();
        let whole = last.strip_suffix(',').or(last.rsplit_once(", ").map(|it| it.0)).unwrap_or(last);
        words[1] = format!("{whole} …");
    }
    let lines = words.into_iter().map(|it| Line::styled(format!(" {it}"), theme.style(Role::Dim)));
    [Line::raw("")].into_iter().chain(lines).collect()
}

pub fn put_back_words(told: &Told, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let key = key_in_words(Context::History, Command::PutBack);
    let fields = words::differences(&told.change).len();
    let what = if fields == 1 { "this field".to_owned() } else { format!("these {fields} fields") };
    let words = format!("{key} puts {what} back as before. That is a new change; nothing is deleted.");
    wrapped(&words, width).into_iter().map(|it| Line::styled(format!(" {it}"), theme.style(Role::Dim))).collect()
}

/// The fields of a change before and after.
pub fn differences(told: &Told, width: usize, desk: &Desk) -> Vec<Line<'static>> {
    let theme = desk.theme;
    let mut out = Vec::new();
    let mut about = None;
    let called = |kinds: &[Kind], id: &str| names::called(kinds, id, &desk.snapshot);
    for Difference { id, label, before, after } in words::differences_with(&told.change, &called) {
        if about.as_ref() != Some(&id) {
            out.push(Line::raw(""));
            let title = || told.after.get(&id).map(|it| shown::visible(it.title()).into_owned()).unwrap_or_default();
            let words = match id.kind {
                Kind::Member => name_of(&id, &desk.snapshot),
                _ => format!("{id} {}", title()),
            };
            out.push(Line::raw(format!(" {}", shown::cut(&words, width))));
            about = Some(id);
        }
        out.push(Line::styled(format!(" {label}"), theme.style(Role::Dim)));
        for (sign, words, role) in [("−", before, Role::Removed), ("+", after, Role::Added)] {
            let lines = words.into_iter().flat_map(|it| wrapped(&it, width.saturating_sub(4)));
            out.extend(
                lines.map(|it| Line::from(vec![Span::raw(format!("   {sign} ")), Span::styled(it, theme.style(role))])),
            );
        }
    }
    for path in &told.other_files {
        out.push(Line::raw(format!(" {}", filled(&shown::visible(path), width, false).trim_end())));
    }
    out
}
