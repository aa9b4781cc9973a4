//! Words about a list that is narrowed: by what, and how much is left.

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
