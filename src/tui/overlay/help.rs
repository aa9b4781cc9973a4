//! Help: the keys that hold here, and what the signs mean.

use crate::model::view::ActionState;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, bindings, keys_of};

/// What help is shown, and from which line on.
pub struct HelpView {
    pub title: String,
    pub lines: Vec<HelpLine>,
    pub scroll: usize,
}

/// A line of help.
pub enum HelpLine {
    Heading(String),
    Key { keys: String, words: String },
    Words(String),
    Empty,
}

/// The keys of a context: its own, then those of everywhere.
pub fn of_context(context: Context) -> HelpView {
    let mut lines = Vec::new();
    for part in [context, Context::Everywhere] {
        if !lines.is_empty() {
            lines.push(HelpLine::Empty);
        }
        lines.push(HelpLine::Heading(part.title().to_owned()));
        let mut told = Vec::new();
        for binding in bindings(part).filter(|it| it.context == part) {
            if !told.contains(&binding.command) {
                told.push(binding.command);
                let keys = keys_of(part, binding.command).join(" ");
                lines.push(HelpLine::Key { keys, words: binding.command.help().to_owned() });
            }
        }
    }
    lines.push(HelpLine::Empty);
    lines.push(HelpLine::Words(
        "In fields: Enter or Tab goes on, Ctrl+W takes a word, Ctrl+U and Ctrl+K the line.".to_owned(),
    ));
    lines.push(HelpLine::Words(
        "Dates: today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20.".to_owned(),
    ));
    lines.push(HelpLine::Words("Everything you do is saved as a small step and can be undone.".to_owned()));
    HelpView { title: format!("Help: {}", context.title()), lines, scroll: 0 }
}

/// What the signs mean.
pub fn of_signs(desk: &Desk) -> HelpView {
    let sign = |keys: &str, words: &str| HelpLine::Key { keys: keys.to_owned(), words: words.to_owned() };
    let mut lines = vec![HelpLine::Heading("Actions".to_owned())];
    lines.extend(ActionState::ALL.into_iter().map(|it| sign(it.sign(), it.label())));
    lines.push(sign("[!]", "late: its day has passed, and it is still to be done"));
    lines.push(HelpLine::Empty);
    lines.push(HelpLine::Heading("Organisations".to_owned()));
    lines.extend(desk.parties().map(|it| sign(&it.0, "")));
    lines.push(HelpLine::Empty);
    lines.push(HelpLine::Heading("Elsewhere".to_owned()));
    lines.push(sign("(!)", "needs attention; in the history, done outside one's role"));
    lines.push(sign("(i)", "good to know"));
    lines.push(sign("•", "changed in this form"));
    lines.push(sign("+ −", "added and removed, in differences"));
    lines.push(sign("+", "in the place of a number: on the agenda since it was issued"));
    HelpView { title: "What the signs mean".to_owned(), lines, scroll: 0 }
}
