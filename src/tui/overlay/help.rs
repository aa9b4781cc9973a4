//! Help: the keys that hold here, and what the signs mean.

use crate::model::contested::SIGN;
use crate::model::table::ROLE;
use crate::model::view::ActionState;
use crate::model::view::matrix::{SIGNS, short_roles};
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

/// What the signs mean, those of the page first on which somebody asks.
pub fn of_signs(desk: &Desk, context: Context) -> HelpView {
    let sign = |keys: &str, words: &str| HelpLine::Key { keys: keys.to_owned(), words: words.to_owned() };
    let mut actions: Vec<HelpLine> = ActionState::ALL.into_iter().map(|it| sign(it.sign(), it.label())).collect();
    actions.push(sign("[!]", "late: its day has passed, and it is still to be done"));
    let orgs = desk.parties().map(|it| sign(&it.0, "")).collect();
    let roles = short_roles(ROLE.iter().map(|it| it.value));
    let roles = roles.iter().map(|it| sign(&it.0, &it.1));
    let matrix = roles.chain(SIGNS.iter().map(|it| sign(it.0, it.1))).collect();
    let elsewhere = vec![
        sign(SIGN, "both sides wrote something else in it; somebody has to decide, on the page Sync"),
        sign("(!)", "needs attention; in the history, done outside one's role"),
        sign("(i)", "good to know"),
        sign("•", "changed in this form"),
        sign("+ −", "added and removed, in differences"),
        sign("+", "in the place of a number: on the agenda since it was issued"),
    ];
    let mut parts =
        [("Actions", actions), ("Organisations", orgs), ("People and groups", matrix), ("Elsewhere", elsewhere)];
    if context == Context::People {
        parts.rotate_left(2);
    }
    let mut lines = Vec::new();
    for (heading, signs) in parts {
        if !lines.is_empty() {
            lines.push(HelpLine::Empty);
        }
        lines.push(HelpLine::Heading(heading.to_owned()));
        lines.extend(signs);
    }
    HelpView { title: "What the signs mean".to_owned(), lines, scroll: 0 }
}
