//! What stands beside the list of actions, or below it: the selected action, told whole or in two lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use toml::Table;

use crate::model::record::Fields;
use crate::model::view::Action;
use crate::model::{Kind, Record, RecordId, derived, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, lines, wrapped};

/// The selected action below its list, where there is no room beside it.
pub(super) fn in_two_lines(action: &Record, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let view = Action(action);
    let late = if view.is_late(desk.today) { ", LATE" } else { "" };
    let mut words = vec![action.id.to_string(), format!("{}{late}", view.state().label())];
    let helpers: Vec<String> = action.words("helpers").map(|it| called(it, desk)).collect();
    if !helpers.is_empty() {
        words.push(format!("helped by {}", helpers.join(", ")));
    }
    words.extend(action.word("raised_at").map(|it| format!("from {}", shown::visible(it))));
    words.extend(in_passing(action, desk));
    words.extend(action.word("blocked_by").map(|it| format!("waits for {}", shown::visible(it))));
    let last = action.rows("progress").last().map(|it| it.text("text").lines().next().unwrap_or_default().to_owned());
    let first = shown::cut(&words.join(" · "), width.saturating_sub(1)).into_owned();
    let second = last.map_or_else(
        || "Enter opens everything".to_owned(),
        |it| format!("\"{}\"  Enter opens everything", shown::visible(&it)),
    );
    vec![
        Line::raw(format!(" {first}")),
        Line::styled(format!(" {}", shown::cut(&second, width.saturating_sub(1))), desk.theme.style(Role::Dim)),
    ]
}

/// What else there is to know of an action that is still to be done: nobody says anything, or it is left alone.
fn in_passing(action: &Record, desk: &Desk) -> Option<String> {
    let view = Action(action);
    let days = derived::days(&desk.at(), "stale_days", 21);
    match action.date("snooze_until").filter(|_| view.is_open() && view.is_snoozed(desk.today)) {
        Some(day) => Some(format!("left alone until {}", crate::model::date::short(day))),
        None => view.is_stale(desk.today, days).then(|| format!("nothing noted for {days} days")),
    }
}

/// The selected action beside its list.
pub(super) fn draw_detail(frame: &mut Frame<'_>, area: Rect, action: Option<&Record>, desk: &Desk) {
    let title = action.map(|it| it.id.to_string()).unwrap_or_default();
    let inner = boxed(frame, area, &title, "", false, desk.theme);
    let Some(action) = action else { return };
    let width = usize::from(inner.width).saturating_sub(2);
    let view = Action(action);
    let mut out: Vec<Line<'static>> = wrapped(action.title(), width)
        .into_iter()
        .map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Strong)))
        .collect();
    out.push(Line::raw(""));
    let mut say = |label: &str, words: String, role: Role| {
        for (at, line) in wrapped(&words, width.saturating_sub(9)).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            out.push(Line::from(vec![
                Span::styled(format!(" {label:8} "), desk.theme.style(Role::Dim)),
                Span::styled(line, desk.theme.style(role)),
            ]));
        }
    };
    let late = view.is_late(desk.today);
    say(
        "State",
        format!("{}{}", view.state().label(), if late { ", LATE" } else { "" }),
        if late { Role::Alarm } else { Role::Plain },
    );
    match view.owner() {
        Some(owner) => {
            let (who, role) = desk.person(&owner);
            say("Owner", who, role);
        }
        None => say("Owner", "nobody yet (!)".to_owned(), Role::Strong),
    }
    for helper in action.words("helpers").filter_map(|it| RecordId::new(Kind::Person, it).ok()) {
        let (who, role) = desk.person(&helper);
        say("Helper", who, role);
    }
    if let Some(due) = view.due() {
        let moved = match view.slipped() {
            0 => String::new(),
            1 => ", moved once".to_owned(),
            times => format!(", moved {times} times"),
        };
        let distance = if late { view.due_words(desk.today) } else { crate::model::date::distance(due, desk.today) };
        say(
            "Due",
            format!("{} ({distance}{moved})", crate::model::date::short(due)),
            if late { Role::Alarm } else { Role::Plain },
        );
    }
    if let Some(words) = in_passing(action, desk) {
        say("Now", words, Role::Plain);
    }
    for (label, key) in [
        ("Priority", "priority"),
        ("From", "raised_at"),
        ("Item", "item"),
        ("Waits", "blocked_by"),
        ("Reason", "cancel_reason"),
    ] {
        if let Some(words) = action.word(key).filter(|it| *it != "normal") {
            say(label, words.to_owned(), Role::Plain);
        }
    }
    let detail = action.text("detail");
    let notes: Vec<(String, String)> = action
        .rows("progress")
        .rev()
        .map(|it| {
            let day =
                it.instant("at").map(|it| crate::model::date::near(it.date_naive(), desk.today)).unwrap_or_default();
            (format!("{day}, {}", by(it, desk)), it.text("text").to_owned())
        })
        .collect();
    let mut text = |heading: String, words: &str| {
        out.push(Line::raw(""));
        out.push(Line::styled(format!(" {}", shown::visible(&heading)), desk.theme.style(Role::Dim)));
        out.extend(wrapped(words, width).into_iter().map(|it| Line::raw(format!(" {it}"))));
    };
    if !detail.is_empty() {
        text("Details".to_owned(), detail);
    }
    for (heading, words) in &notes {
        text(heading.clone(), words);
    }
    out.push(Line::raw(""));
    out.push(Line::styled(" Enter opens everything", desk.theme.style(Role::Dim)));
    lines(frame, inner, out);
}

/// Who noted it.
fn by(entry: &Table, desk: &Desk) -> String {
    called(entry.text("by"), desk)
}

/// A person as lists show them.
fn called(id: &str, desk: &Desk) -> String {
    let person = RecordId::new(Kind::Person, id).ok();
    person.map_or_else(|| shown::visible(id).into_owned(), |it| desk.person(&it).0)
}
