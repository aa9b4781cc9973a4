//! Paths that others have chosen: which of them may be written to in a folder.

use crate::model::shown::is_direction;

/// Whether a file may lie at a path of a workspace. Not so where some system would see git's own folder in it, in which
/// a file can have programs run, or a way out of the workspace: none of this is asked of the system that is there now,
/// because others have other ones.
pub fn is_allowed(path: &str) -> bool {
    path.split('/').all(is_step)
}

fn is_step(step: &str) -> bool {
    let acts = |it: char| it == '\\' || it.is_control();
    !matches!(step, "" | "." | "..") && !step.contains(acts) && !is_gits(step)
}

/// Whether a name means `.git` somewhere: Windows lets go of blanks and full stops at the end and of what stands behind
/// a colon and knows a short name for it, and macOS lets go of characters that nobody sees.
fn is_gits(step: &str) -> bool {
    let seen: String = step.chars().filter(|it| !is_ignored(*it)).collect::<String>().to_lowercase();
    let name = seen.split(':').next().unwrap_or_default().trim_end_matches(['.', ' ']);
    name == ".git" || name.strip_prefix("git~").is_some_and(|it| it.parse::<u32>().is_ok())
}

fn is_ignored(it: char) -> bool {
    is_direction(it)
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}
