//! Help: the keys that hold here, to be searched and run; what the signs mean; other things to be read.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use crate::model::contested::SIGN;
use crate::model::find::folded;
use crate::model::table::ROLE;
use crate::model::view::ActionState;
use crate::model::view::matrix::{SIGNS, short_roles};
use crate::model::{Kind, shown};
use crate::settings::{SETTINGS, Setting};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, bindings, keys_of};
use crate::tui::theme::{MARKER, Role, Theme};
use crate::tui::widget::list::Way;
use crate::tui::widget::text::{boxed, centred, filled, lines, wrapped};

/// Something to be read from top to bottom; in help one types to find a line, and Enter does what the line says.
pub struct HelpView {
    pub title: String,
    pub lines: Vec<HelpLine>,
    scroll: usize,
    /// What is typed; `None` where there is nothing to choose.
    query: Option<String>,
    /// The line at the marker, among those that are left and can be chosen.
    selected: usize,
}

/// A line of help.
pub enum HelpLine {
    Heading(String),
    Key { keys: String, words: String, command: Option<Command> },
    Words(String),
    Empty,
}

impl HelpView {
    /// Something to be read, without anything to choose.
    pub fn notice(title: impl Into<String>, lines: Vec<HelpLine>) -> Self {
        Self { title: title.into(), lines, scroll: 0, query: None, selected: 0 }
    }

    /// Sentences to be read.
    pub fn words(title: impl Into<String>, lines: impl IntoIterator<Item = String>) -> Self {
        Self::notice(title, lines.into_iter().map(HelpLine::Words).collect())
    }

    /// What is typed to find a line, where there is something to choose.
    pub fn query(&mut self) -> Option<&mut String> {
        self.query.as_mut()
    }

    pub fn is_searched(&self) -> bool {
        self.query.is_some()
    }

    /// The command of the line at the marker.
    pub fn chosen(&self) -> Option<Command> {
        self.runnable().get(self.selected).copied()
    }

    pub fn go(&mut self, way: Way) {
        match self.query {
            Some(_) => self.selected = way.from(self.selected, self.runnable().len().saturating_sub(1)),
            // How far that can be, it sees when it is drawn.
            None => self.scroll = way.from(self.scroll, usize::from(u16::MAX)),
        }
    }

    /// Goes back to the first of the lines that fit what is typed.
    pub fn search(&mut self) {
        (self.selected, self.scroll) = (0, 0);
    }

    fn runnable(&self) -> Vec<Command> {
        let command = |it: &HelpLine| if let HelpLine::Key { command, .. } = it { *command } else { None };
        self.left().into_iter().filter_map(command).collect()
    }

    /// The lines that fit what is typed, under their headings.
    fn left(&self) -> Vec<&HelpLine> {
        let wanted = folded(self.query.as_deref().unwrap_or_default());
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        if wanted.is_empty() {
            return self.lines.iter().collect();
        }
        let mut left = Vec::new();
        let mut heading = None;
        for line in &self.lines {
            match line {
                HelpLine::Heading(_) => heading = Some(line),
                HelpLine::Key { keys, words, command } => {
                    let text = folded(&format!("{keys} {} {words}", command.map_or("", Command::label)));
                    if wanted.iter().all(|it| text.contains(it)) {
                        left.extend(heading.take());
                        left.push(line);
                    }
                }
                HelpLine::Words(_) | HelpLine::Empty => (),
            }
        }
        left
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let width = area.width.saturating_sub(4).min(86);
        let inner_width = usize::from(width).saturating_sub(4);
        let left = self.left();
        let (out, at) = laid_out(&left, self.query.is_some().then_some(self.selected), inner_width, theme);
        let n_choices = self.runnable().len();
        // A list that gets shorter while one types would jump about.
        let n_lines = if self.query.is_some() { out.len().max(self.lines.len()) + 2 } else { out.len() };
        let height = (n_lines.min(usize::from(u16::MAX)) as u16).saturating_add(2).min(area.height.saturating_sub(2));
        let area = centred(area, width, height);
        frame.render_widget(Clear, area);
        let mut inner = boxed(frame, area, &self.title, "Esc closes", true, theme);
        if let Some(query) = &self.query {
            let [line, rest] = Layout::vertical([Constraint::Length(2), Constraint::Fill(1)]).areas(inner);
            let words = match query.is_empty() {
                true => "Type to search this help ▏  ↑↓ and Enter run a line".to_owned(),
                false => format!("> {}▏", shown::visible(query)),
            };
            let none = if out.is_empty() { "  Nothing here is called like that." } else { "" };
            lines(frame, line, vec![Line::raw(format!(" {words}")), Line::raw(none)]);
            inner = rest;
        }
        let room = usize::from(inner.height);
        let end = out.len().saturating_sub(room);
        match at {
            Some(_) if self.selected == 0 => self.scroll = 0,
            Some(_) if self.selected + 1 == n_choices => self.scroll = end,
            // The line that says that there is more must not lie over the marker.
            Some(at) => self.scroll = self.scroll.clamp((at + 2).saturating_sub(room), at.saturating_sub(1)),
            None => (),
        }
        self.scroll = self.scroll.min(end);
        let more = out.len() > self.scroll + room;
        let mut shown: Vec<Line<'_>> = out.into_iter().skip(self.scroll).take(room).collect();
        if let (true, Some(last)) = (more, shown.last_mut()) {
            *last = Line::styled(" … ↓ shows more", theme.style(Role::Dim));
        }
        lines(frame, inner, shown);
    }
}

/// Lines of help as they are drawn, and where the marker is among them.
fn laid_out(
    left: &[&HelpLine],
    selected: Option<usize>,
    width: usize,
    theme: Theme,
) -> (Vec<Line<'static>>, Option<usize>) {
    let keys = |it: &&HelpLine| if let HelpLine::Key { keys, .. } = it { theme.key(keys).width() } else { 0 };
    let keys = left.iter().map(keys).max().unwrap_or(0).min(22);
    let (mut out, mut place, mut n_choices) = (Vec::new(), None, 0);
    for line in left {
        match line {
            HelpLine::Heading(words) => out.push(Line::styled(format!(" {words}"), theme.style(Role::Strong))),
            HelpLine::Key { keys: key, words, command } => {
                let key = theme.key(key);
                let at_marker = command.is_some() && selected == Some(n_choices);
                n_choices += usize::from(command.is_some());
                if at_marker {
                    place = Some(out.len());
                }
                let mark = if at_marker { MARKER } else { " " };
                // What cannot be done now is there to be read.
                let role = if command.is_none() && selected.is_some() { Role::Dim } else { Role::Plain };
                for (at, words) in wrapped(words, width.saturating_sub(keys + 3)).into_iter().enumerate() {
                    let key = if at == 0 { key.as_str() } else { "" };
                    let line = Line::from(vec![
                        Span::styled(format!("{mark} {}", filled(key, keys, false)), theme.style(Role::Strong)),
                        Span::styled(format!("  {words}"), theme.style(role)),
                    ]);
                    out.push(if at_marker { line.patch_style(theme.style(Role::Selected)) } else { line });
                }
            }
            HelpLine::Words(words) => {
                out.extend(wrapped(words, width).into_iter().map(|it| Line::raw(format!(" {it}"))));
            }
            HelpLine::Empty => out.push(Line::raw("")),
        }
    }
    (out, place)
}

/// The keys of a context: its own, then those of everywhere. Those commands that can be given now can be chosen.
pub fn of_context(context: Context, can: impl Fn(Command) -> bool) -> HelpView {
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
                let holds = part == context || !keys_of(context, binding.command).is_empty();
                let command = Some(binding.command).filter(|it| holds && !it.only_moves() && can(*it));
                lines.push(HelpLine::Key { keys, words: binding.command.help().to_owned(), command });
            }
        }
    }
    lines.push(HelpLine::Empty);
    let words = [
        "In fields: Enter or Tab goes on, Ctrl+W takes a word, Ctrl+U and Ctrl+K the line.",
        "Dates: today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20.",
        "Everything you do is saved as a small step and can be undone.",
    ];
    lines.extend(words.map(|it| HelpLine::Words(it.to_owned())));
    HelpView { query: Some(String::new()), ..HelpView::notice(format!("Help: {}", context.title()), lines) }
}

/// What the signs mean, those of the page first on which somebody asks.
pub fn of_signs(desk: &Desk, context: Context) -> HelpView {
    let sign =
        |keys: &str, words: &str| HelpLine::Key { keys: keys.to_owned(), words: words.to_owned(), command: None };
    let mut actions: Vec<HelpLine> = ActionState::ALL.into_iter().map(|it| sign(it.sign(), it.label())).collect();
    actions.push(sign("[!]", "late: its day has passed, and it is still to be done"));
    let named = desk.snapshot.of_kind(Kind::Org).map(|it| sign(&desk.org(&it.id).0, &shown::visible(it.title())));
    let orgs = named.collect();
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
    HelpView::notice("What the signs mean", lines)
}

/// The settings, what each can be, and how they are set.
pub fn of_settings() -> HelpView {
    let line = |it: &Setting| HelpLine::Key {
        keys: it.name.to_owned(),
        words: format!("{}: {}", it.values.join(", "), it.help),
        command: None,
    };
    let mut lines: Vec<HelpLine> = SETTINGS.iter().map(line).collect();
    let words = [
        "They hold in every workspace on this machine, from the next start on.",
        "`comity config list` shows them; `comity config set theme dark` says which line to write into which file.",
    ];
    lines.push(HelpLine::Empty);
    lines.extend(words.map(|it| HelpLine::Words(it.to_owned())));
    HelpView::notice("Settings", lines)
}

/// How to come to a workspace of one's own.
pub fn of_own(is_example: bool) -> HelpView {
    let line =
        |keys: &str, words: &str| HelpLine::Key { keys: keys.to_owned(), words: words.to_owned(), command: None };
    let here = if is_example { "This is an example; it stays as it is." } else { "This workspace stays as it is." };
    let lines = vec![
        HelpLine::Words(format!("{here} Leave the screen, and type one of these:")),
        HelpLine::Empty,
        line("comity init FOLDER", "begin a workspace of your own in a new folder"),
        line("comity join ADDRESS", "join a workspace that others have begun; they tell you its address"),
        line("comity", "in a folder without a workspace: both, step by step"),
    ];
    HelpView::notice("Start your own", lines)
}
