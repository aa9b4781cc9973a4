//! Forms: choosing, days, long texts, drafts, and what others change meanwhile.

mod choosing;
mod days;
mod drafts;
mod editor;
mod fields;
mod long;
mod pasting;
mod several;
mod underneath;

use std::process::Command;

use crate::support::screen::Screen;

const ACTION: &str = "groups/AQ/actions/2026/AQ-A26-7K3F.toml";

/// Lets somebody else write into a file of the folder and commit that, and the screen see it.
fn behind(screen: &mut Screen, path: &str, write: impl FnOnce(String) -> String) {
    commit(screen, path, write);
    screen.look();
}

/// The same, unseen.
fn commit(screen: &Screen, path: &str, write: impl FnOnce(String) -> String) {
    let file = screen.root().join(path);
    let before = std::fs::read_to_string(&file).unwrap_or_default();
    let after = write(before.clone());
    assert_ne!(after, before);
    std::fs::write(&file, after).expect("written");
    for words in [["add", "-A"].as_slice(), &["commit", "-q", "-m", "By hand"]] {
        let status = Command::new("git")
            .args(words)
            .env("GIT_AUTHOR_DATE", "2026-11-16T08:45:00+01:00")
            .env("GIT_COMMITTER_DATE", "2026-11-16T08:45:00+01:00")
            .current_dir(screen.root())
            .status();
        assert!(status.expect("git").success());
    }
}

/// The form in front, as it is drawn.
fn form(screen: &mut Screen) -> String {
    let frame = screen.frame();
    let rows: Vec<&str> = frame.lines().filter(|it| it.contains(['║', '╔', '╚'])).collect();
    let column = |it: &str| it.chars().position(|it| matches!(it, '╔' | '║' | '╚')).unwrap_or_default();
    let from = rows.iter().map(|it| column(it)).min().unwrap_or_default();
    let cut = |it: &&str| {
        let letters: Vec<char> = it.chars().skip(from).collect();
        let end = letters.iter().rposition(|it| matches!(it, '╗' | '║' | '╝')).map_or(0, |it| it + 1);
        letters[..end].iter().collect::<String>()
    };
    rows.iter().map(cut).collect::<Vec<_>>().join("\n")
}
