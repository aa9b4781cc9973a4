//! The tour through the example: eight steps, each of which waits for the real key and then says what has happened.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::command::Command;
use super::keymap::{Context, keys_of};
use super::theme::{Role, Theme};
use super::widget::text::{boxed, lines, wrapped};

/// The lines of its box, borders included.
pub const HEIGHT: u16 = 6;

/// A step: where which command is waited for, what it is for, and what has happened then.
struct Step {
    context: Context,
    command: Command,
    ask: &'static str,
    done: &'static str,
}

const STEPS: [Step; 8] = [
    step(
        Context::Home,
        Command::PageActions,
        "goes to the page Actions: what everybody has agreed to do. (Tab also leads up to the pages, ← → along them, and Enter opens one.)",
        "These are the actions of all groups, with who does it and when it is due; what is late has [!] before it.",
    ),
    step(
        Context::Actions,
        Command::Down,
        "goes one down, ↑ goes up: lists are the same on every page.",
        "The marker and the reversed line show where you are; what is known of that line stands beside the list.",
    ),
    step(
        Context::Actions,
        Command::Done,
        "ticks the action as done: that is what its owner does when it is. (Or . for the menu, and there ↑ ↓ Enter.)",
        "It is done, and saved already: there is no saving to think of. The line below says what was saved.",
    ),
    step(
        Context::Actions,
        Command::Undo,
        "takes that back, for everybody slips once. (It is in the menu under . as well.)",
        "It is as it was. Everything can be taken back, however much was done since, and the history keeps both.",
    ),
    step(
        Context::Actions,
        Command::Open,
        "opens everything about it: its fields, what was said of it, and what happened to it.",
        "This is all that is known of it. Tab goes to the names in it and Enter follows them; it is so on every page.",
    ),
    step(
        Context::Reading,
        Command::Back,
        "goes one step back, to where you came from.",
        "You are in the list again. Esc goes one step back everywhere, and never loses what you typed.",
    ),
    step(
        Context::Actions,
        Command::PageSync,
        "goes to the page Sync: what you have to send, and what the others have sent you.",
        "Both sides gave one action another day; it waits in this list until somebody decides. Neither is lost.",
    ),
    step(
        Context::Sync,
        Command::Sync,
        "sends and receives, so that all organisations have the same again. Nothing leaves before you do this.",
        "You have what the others did, and they have what you did; what both changed is asked about, never overwritten.",
    ),
];

const LAST: &str =
    "That is all you need. The line at the bottom shows what can be done here; ? tells the rest, and runs it.";

const fn step(context: Context, command: Command, ask: &'static str, done: &'static str) -> Step {
    Step { context, command, ask, done }
}

/// How far somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    step: usize,
}

impl Tour {
    /// Goes on where this is what the step waits for.
    pub fn heard(&mut self, command: Command, context: Context) {
        let waits = |it: &Step| it.command == command && (it.context == context || command != Command::Back);
        self.step += usize::from(STEPS.get(self.step).is_some_and(waits));
    }

    fn words(self) -> (String, String) {
        let done = self.step.checked_sub(1).and_then(|it| STEPS.get(it)).map_or("", |it| it.done);
        let ask = STEPS.get(self.step).map_or_else(
            || LAST.to_owned(),
            |step| {
                let key = keys_of(step.context, step.command).into_iter().next().unwrap_or_default();
                format!("{key} {}", step.ask)
            },
        );
        (done.to_owned(), ask)
    }

    pub fn draw(self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let title = match self.step < STEPS.len() {
            true => format!("Tour: step {} of {}", self.step + 1, STEPS.len()),
            false => "Tour: the end".to_owned(),
        };
        let inner = boxed(frame, area, &title, "Esc leaves it", true, theme);
        let width = usize::from(inner.width).saturating_sub(2);
        let (done, ask) = self.words();
        let mut out: Vec<Line<'static>> =
            wrapped(&done, width).into_iter().map(|it| Line::raw(format!(" {it}"))).collect();
        let strong = theme.style(Role::Strong);
        out.extend(wrapped(&ask, width).into_iter().map(|it| Line::from(Span::styled(format!(" {it}"), strong))));
        lines(frame, inner, out);
    }
}
