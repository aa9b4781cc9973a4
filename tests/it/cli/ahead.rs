//! Meetings ahead and behind: what a series plans is found by every command, what leaves an agenda is gone from it, and
//! what was written down wrong is put right.

use crate::support::shell::Shell;

/// What several lines of words answer, each on a clock of its own.
fn course(shell: &Shell, lines: &[&str]) -> String {
    lines.iter().map(|words| format!("$ {words}\n{}", shell.run(words))).collect()
}

/// The lines of an answer that have one of these words in them.
fn lines_with(said: &str, words: &[&str]) -> String {
    let has = |it: &&str| words.iter().any(|word| it.contains(word));
    said.lines().filter(has).map(|it| format!("{}\n", it.trim_end())).collect()
}

#[test]
fn what_comes_over_to_a_planned_meeting_makes_it_a_record_and_its_standing_items_stand_there_once() {
    let shell = Shell::example();
    insta::assert_snapshot!(course(&shell, &["meeting carry CO-2027-01-01 --take actions", "meeting carry AQ-2026-12-22 --all"]), @"
    $ meeting carry CO-2027-01-01 --take actions
    Changed CO-2027-01-01: 1 carried over, start Fri 1 Jan 2027 10:00, length 1 h 30  (undo: comity undo)
    $ meeting carry AQ-2026-12-22 --all
    Changed AQ-2026-12-22: 1 carried over, start Tue 22 Dec 2026 14:00, length 1 h 30  (undo: comity undo)
    ");
    let items = shell.run("item list --filter meeting:AQ-2026-12-22").out;
    assert_eq!(items.matches("Open actions").count(), 1, "{items}");
}

