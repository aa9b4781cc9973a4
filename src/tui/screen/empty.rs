//! What stands in a list in which nothing is: what belongs there, why it is empty now, and what can be done.

use ratatui::text::Line;

use crate::model::shown;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, keys_of};
use crate::tui::theme::Role;
use crate::tui::widget::text::wrapped;

/// A list in which nothing is. All words for that are here and in the constants below.
#[derive(Clone, Debug)]
pub struct Empty {
    /// What belongs in it.
    pub belongs: &'static str,
    /// Why nothing is in it now.
    pub why: String,
    /// What can be done: at most three, each with its words.
    pub steps: Vec<(Command, &'static str)>,
}

pub const MEETINGS: &str = "Meetings of all groups, with their agendas.";
pub const ACTIONS: &str = "Action points: what somebody has to do, by when.";
pub const GROUPS: &str = "The working groups, with their rules, members and meetings.";
pub const PEOPLE: &str = "Everybody who works in the groups, by organisation.";
pub const LEDGER: &str = "Who sat in the group, from when until when, and who came after whom.";
pub const HISTORY: &str = "Everything that anybody has changed, the newest first.";
pub const AGENDA: &str = "The items of this meeting, in their order, with their times.";

impl Empty {
    /// A list that shows nothing because of its filter, because what there is is over, or because there is nothing.
    pub fn of(belongs: &'static str, things: &str, all: usize, is_filtered: bool, hidden: &str) -> Self {
        let why = match (all, is_filtered) {
            (0, _) => format!("There are no {things} yet."),
            (1, true) => "The one that there is does not match the filter.".to_owned(),
            (all, true) => format!("None of the {all} matches the filter."),
            (1, false) => format!("The one that there is is {hidden}."),
            (all, false) => format!("All {all} are {hidden}."),
        };
        let filter = (all > 0 && is_filtered)
            .then_some([(Command::Back, "clears the filter"), (Command::Filter, "changes the filter")]);
        Self { belongs, why, steps: filter.into_iter().flatten().collect() }
    }

    pub fn step(mut self, command: Command, words: &'static str) -> Self {
        self.steps.push((command, words));
        self
    }

    /// With another step where something is so.
    pub fn step_if(self, is_so: bool, command: Command, words: &'static str) -> Self {
        if is_so { self.step(command, words) } else { self }
    }

    /// In the middle of a page, with the keys that hold there.
    pub fn lines(&self, context: Context, width: usize, desk: &Desk) -> Vec<Line<'static>> {
        let lines = self.words(context, width).into_iter();
        lines.map(|(words, role)| Line::styled(words, desk.theme.style(role))).collect()
    }

    /// The same as words, each line with its look.
    pub fn words(&self, context: Context, width: usize) -> Vec<(String, Role)> {
        let wide = width.saturating_sub(4);
        let told = |words: &str, role| wrapped(words, wide).into_iter().map(move |it| (format!("  {it}"), role));
        let mut out = vec![(String::new(), Role::Plain)];
        out.extend(told(self.belongs, Role::Plain));
        out.extend(told(&self.why, Role::Strong));
        out.push((String::new(), Role::Plain));
        out.extend(self.steps.iter().take(3).map(|(command, words)| {
            let key = key_of(context, *command);
            (shown::cut(&format!("  {key:5}  {words}"), width).into_owned(), Role::Plain)
        }));
        out
    }

    /// In a small box: why, and one step on each line.
    pub fn brief(&self, context: Context, width: usize, desk: &Desk) -> Vec<Line<'static>> {
        let step = |(command, words): &(Command, &str)| format!("{} {words}", key_of(context, *command));
        let steps: Vec<String> = self.steps.iter().take(3).map(step).collect();
        let words = std::iter::once(self.why.clone()).chain((!steps.is_empty()).then(|| steps.join(" · ")));
        let words = words.map(|it| shown::cut(&format!(" {it}"), width).into_owned());
        words.map(|it| Line::styled(it, desk.theme.style(Role::Dim))).collect()
    }
}

/// The rows of a small box, or words where there are none.
pub fn or_words(rows: Vec<Line<'static>>, words: &str, width: usize, desk: &Desk) -> Vec<Line<'static>> {
    match rows.is_empty() {
        true => wrapped(words, width.saturating_sub(2))
            .into_iter()
            .map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Dim)))
            .collect(),
        false => rows,
    }
}

fn key_of(context: Context, command: Command) -> String {
    let keys = keys_of(context, command);
    // Of the ways back the one that holds everywhere.
    keys.iter().find(|it| *it == "Esc").or(keys.first()).cloned().unwrap_or_default()
}
