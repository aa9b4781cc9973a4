//! Words about a list that is narrowed: by what, how much is left, and what to do where that is nothing.

use ratatui::text::Line;

use crate::model::shown;

/// What a list shows of what there is: the filter, how many of how many, how to clear it.
pub fn about_filter(
    filter: &str,
    is_wrong: bool,
    group: Option<&str>,
    typing: bool,
    shown: usize,
    all: usize,
) -> String {
    let words = match (group, filter.is_empty() && !typing) {
        (None, true) => return format!("{shown} of {all}"),
        (Some(group), true) => group.to_owned(),
        (None, false) => format!("/{filter}"),
        (Some(group), false) => format!("{group} /{filter}"),
    };
    let cursor = if typing { "▏" } else { "" };
    let cursor = if is_wrong { format!("{cursor} (!)") } else { cursor.to_owned() };
    format!("{}{cursor} · {shown} of {all} · Esc clears", shown::visible(&words))
}

/// What stands in a list in which nothing is: why, and what can be done.
pub fn nothing_fits(things: &str, all: usize, filter: &str, group: Option<&str>, add: &str) -> Vec<Line<'static>> {
    let filtered = !filter.is_empty() || group.is_some();
    let words = match (all, filtered) {
        (0, _) => vec![format!("There are no {things} yet."), add.to_owned()],
        (all, true) => vec![
            format!("No {things} match this filter."),
            format!("There are {all}. Esc clears the filter, / changes it, {add}."),
        ],
        (all, false) => vec![format!("None of the {all} {things} is open."), format!("o shows all, {add}.")],
    };
    std::iter::once(String::new()).chain(words).map(|it| Line::raw(format!("  {it}"))).collect()
}
