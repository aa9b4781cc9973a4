//! Beside the list of the page Sync: how the exchange stands, and what to do next.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::SyncPage;
use crate::model::shown;
use crate::report::Report;
use crate::sync::Synced;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::exchange::{Exchange, hindrance, key_of, n_wrong};
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, lines, wrapped};
use crate::verify::Finding;

/// So many of what was found is told.
const TOLD: usize = 6;

/// A paragraph of what is told.
enum Part {
    Strong(String),
    Words(String),
    /// What somebody else said, word for word.
    Said(String),
}

impl SyncPage {
    pub(super) fn draw_beside(&self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let exchange = &desk.exchange;
        if let Some(id) = self.contested() {
            return self.inbox.draw(frame, area, id, desk);
        }
        let (title, parts) = match (&exchange.known.place, exchange.doing(), &exchange.ended) {
            (_, Some(doing), _) => ("What happens", of_running(doing)),
            (None, ..) => ("What to do next", of_nowhere()),
            (Some(_), None, Some(Err(report))) => ("What to do next", of_hindrance(report, exchange)),
            (Some(_), None, Some(Ok(synced))) => ("What to do next", of_synced(synced, exchange)),
            (Some(_), None, None) => ("What to do next", of_rest(exchange)),
        };
        let inner = boxed(frame, area, title, "", false, desk.theme);
        let width = usize::from(inner.width).saturating_sub(2);
        let told: Vec<(bool, Vec<Line<'static>>)> = parts
            .into_iter()
            .map(|part| {
                let begins = !matches!(part, Part::Said(_));
                let (words, role, indent) = match part {
                    // Signs for a line across are of no use to whoever has the screen read aloud.
                    Part::Strong(words) if desk.theme.reduced => (words.replace("──", ""), Role::Strong, ""),
                    Part::Strong(words) => (words, Role::Strong, ""),
                    Part::Words(words) => (words, Role::Plain, ""),
                    Part::Said(words) => (words, Role::Plain, "  "),
                };
                let lines = wrapped(&words, width.saturating_sub(indent.len())).into_iter();
                (begins, lines.map(|it| Line::styled(format!(" {indent}{it}"), desk.theme.style(role))).collect())
            })
            .collect();
        // Paragraphs stand apart where there is room for it.
        let apart = told.iter().map(|it| it.1.len() + 1).sum::<usize>() <= usize::from(inner.height);
        let mut out = Vec::new();
        for (begins, told) in told {
            out.extend((apart && begins && !out.is_empty()).then(|| Line::raw("")));
            out.extend(told);
        }
        let room = usize::from(inner.height);
        if let (true, Some(last)) = (out.len() > room, out.get_mut(room.saturating_sub(1))) {
            *last = Line::styled(" …", desk.theme.style(Role::Dim));
        }
        lines(frame, inner, out);
    }
}

fn of_running(doing: String) -> Vec<Part> {
    vec![
        Part::Strong(doing),
        Part::Words(format!(
            "Go on working on any page: what you do meanwhile is saved here. {} stops the exchange; nothing is lost then.",
            key_of(Command::StopSync)
        )),
    ]
}

fn of_nowhere() -> Vec<Part> {
    vec![
        Part::Strong("There is no shared copy yet.".to_owned()),
        Part::Words(
            "A shared copy is a place that all organisations can reach, and through which they exchange what they do. Until there is one, everything is saved in this folder alone.".to_owned(),
        ),
        Part::Words(format!(
            "{} says where it is. Whoever keeps it knows its address.",
            key_of(Command::SharedCopy)
        )),
    ]
}

fn of_hindrance(report: &Report, exchange: &Exchange) -> Vec<Part> {
    let (_, meaning, remedies) = hindrance(report);
    let mut parts = vec![Part::Strong(meaning)];
    let refuses = report.code == "E-SYNC-UNTRUSTED";
    parts.extend(refuses.then(|| Part::Said(report.causes.join("\n"))));
    parts.extend(remedies.into_iter().map(Part::Words));
    // The change that can be accepted is named there.
    parts.extend(report.hints.last().filter(|_| refuses).map(|it| Part::Words(format!("{it}."))));
    parts.push(Part::Words(match report.code {
        "E-SYNC-AUTH" | "E-SIGN-LOCKED" => format!("{} leaves the screen and lets it ask.", key_of(Command::Ask)),
        "E-SYNC-REWOUND" => format!("{} sends again what was lost.", key_of(Command::SendAgain)),
        "E-TRUST" => format!("{} asks whether you allow them.", key_of(Command::Sync)),
        "E-SYNC-NOTHING" | "E-SYNC-NOWHERE" | "E-SYNC-ADDRESS" | "E-SYNC-UNRELATED" => {
            format!("{} changes the address.", key_of(Command::SharedCopy))
        }
        _ => format!("{} tries again.", key_of(Command::Sync)),
    }));
    let said: Vec<&str> = report.causes.iter().chain(report.said.lines()).map(String::as_str).collect();
    if !said.is_empty() && !refuses && report.code != "E-SYNC-REWOUND" {
        // The shared copy's own words come as they are; those of the program in between may be those of git.
        let heading = match report.code {
            "E-SYNC-REFUSED" => "The shared copy says:",
            "E-TRUST" => "The settings:",
            _ => "── For the record ──",
        };
        parts.push(Part::Strong(heading.to_owned()));
        parts.push(Part::Said(said.join("\n")));
    }
    parts.extend(of_findings(&exchange.findings));
    parts
}

/// What is not right about the changes that were taken in, and what can be done about it.
fn of_findings(findings: &[Finding]) -> Vec<Part> {
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|it| it.is_error());
    if findings.is_empty() {
        return Vec::new();
    }
    let heading = match n_wrong(findings) {
        0 => "Something that came in is worth a look:".to_owned(),
        count => format!("Taken in, though {} not right:", shown::count(count, "change is", "changes are")),
    };
    let mut parts = vec![Part::Strong(heading)];
    let told = errors.iter().map(|it| format!("(!) {}", it.words()));
    let told = told.chain(warnings.iter().map(|it| format!("Warning: {}", it.words())));
    parts.extend(told.take(TOLD).map(Part::Said));
    let rest = findings.len().saturating_sub(TOLD);
    parts.extend((rest > 0).then(|| Part::Said(format!("and {rest} more"))));
    if let Some(commit) = errors.iter().find_map(|it| it.commit.as_deref()) {
        let commit = commit.get(..8).unwrap_or(commit);
        parts.push(Part::Words(format!(
            "Ask whoever made it; the page History can put back what it did to records. Whoever looks after the workspace may accept it: `comity verify --accept {commit} --reason WHY`. `comity verify ..HEAD` looks at everything once more."
        )));
    }
    parts
}

fn of_synced(synced: &Synced, exchange: &Exchange) -> Vec<Part> {
    let mut parts = vec![Part::Strong(format!("Last time: {}.", lower(&exchange.told().0)))];
    parts.extend(of_findings(&exchange.findings));
    parts.extend(
        synced
            .taken_in
            .iter()
            .map(|it| Part::Words(format!("Saved first what was edited by hand in the folder: {it}"))),
    );
    parts.extend(synced.renamed.iter().map(|(old, new)| {
        Part::Words(format!("{old} is called {new} now: the others had given that id to something else."))
    }));
    parts.extend(synced.reworded.iter().map(|subject| {
        let subject = shown::visible(subject);
        Part::Words(format!("Sent before its words were changed here, which stay as they were sent: {subject}"))
    }));
    if !synced.contested.is_empty() {
        let fields = shown::count(synced.contested.len(), "field", "fields");
        parts.push(Part::Words(format!(
            "Of {fields} both sides wrote something else. What was sent first stands, the other value is kept beside it and waits for a decision."
        )));
    }
    parts.extend(of_rest(exchange));
    parts
}

fn of_rest(exchange: &Exchange) -> Vec<Part> {
    let key = key_of(Command::Sync);
    let mut parts = vec![Part::Words(match exchange.known.n_unsent {
        0 => format!("Nothing waits to be sent. {key} looks for what is new."),
        1 => format!("1 change waits to be sent. {key} sends it, and receives what is new."),
        count => format!("{count} changes wait to be sent. {key} sends them, and receives what is new."),
    })];
    parts.push(Part::Words(match exchange.known.every {
        Some(every) => {
            let minutes = (every.as_secs_f64() / 60.0).ceil() as usize;
            match minutes {
                0 | 1 => "It also goes by itself, every minute.".to_owned(),
                minutes => format!("It also goes by itself, every {minutes} minutes."),
            }
        }
        None => {
            "It goes when you say so; `comity config set autosync 5` lets it go by itself every 5 minutes.".to_owned()
        }
    }));
    parts
}

/// Words within a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|it| it.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
