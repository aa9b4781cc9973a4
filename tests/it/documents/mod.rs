//! Documents: agendas, minutes, lists and calendars as others get them, made by the real program.

mod audience;
mod bad;
mod calendars;
mod formats;
mod kept;
mod papers;
mod readers;

use crate::support::shell::Shell;

/// The example after its meeting of 24 November: held, minuted, its draft minutes out with one comment on them.
fn held() -> Shell {
    let shell = Shell::example();
    let action = "action add \"Send the second draft\" --group AQ --owner alder --due 2026-12-05 --item AQ-I26-C3VN";
    let decision =
        "decision add \"Duplicate audit\" --group AQ --text \"A duplicate counts only if the audit took place.\"";
    for (clock, words) in [
        ("13:00", "meeting issue-agenda AQ next"),
        ("14:02", "meeting start AQ next"),
        ("14:03", "meeting attend AQ-2026-11-24 alder birch maple oak"),
        ("14:03", "meeting attend AQ-2026-11-24 cedar --presence apologies"),
        ("14:03", "meeting attend AQ-2026-11-24 willow --arrived 14:10"),
        ("14:04", "meeting notice AQ-2026-11-24"),
        ("14:05", "item take C3VN"),
        ("14:25", "meeting attend AQ-2026-11-24 oak --left 14:25"),
        ("14:28", &format!("{action} --raised-at AQ-2026-11-24")),
        ("14:28", "action add \"Tell the members\" --group AQ --owner rowan --raised-at AQ-2026-11-24"),
        ("14:29", &format!("{decision} --item AQ-I26-C3VN --meeting AQ-2026-11-24")),
        ("14:29", "decision agree last --meeting AQ-2026-11-24"),
        ("14:30", "item conclude C3VN agreed --minute \"Agreed as proposed.\""),
        ("14:31", "item defer W9KE --to AQ-2026-12-22"),
        ("14:40", "meeting end AQ next"),
        ("16:00", "meeting check-minutes AQ last --as oak"),
        ("16:10", "meeting issue-minutes AQ-2026-11-24"),
        ("16:20", "note add \"Say who was there.\" --about AQ-2026-11-24 --kind correction --as willow"),
    ] {
        shell.saves(&format!("--now 2026-11-24T{clock}:00+01:00 {words}"));
    }
    shell
}

/// What the program makes, byte by byte.
fn made(shell: &Shell, words: &str) -> String {
    let words: Vec<_> = crate::support::shell::split(words).into_iter().map(std::ffi::OsString::from).collect();
    let out = shell.command(&words).output().expect("started");
    assert!(out.status.success(), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("text")
}

/// A document as it is for reading: what is different each time is made alike.
fn read(shell: &Shell, words: &str) -> String {
    let text = shell.leaves_alone(words).to_string();
    let version = |it: &str| if it.starts_with("- Version: ") { "- Version: ...".to_owned() } else { it.to_owned() };
    text.lines().map(version).collect::<Vec<_>>().join("\n")
}

/// One section of a document, its heading included.
fn section(text: &str, heading: &str) -> String {
    let mut lines = text.lines().skip_while(|it| it.trim_start_matches('#') != format!(" {heading}"));
    let first = lines.next().unwrap_or_else(|| panic!("no section {heading} in {text}"));
    let level = first.split(' ').next().unwrap_or_default();
    let is_over = |it: &&str| it.starts_with('#') && it.split(' ').next().unwrap_or_default().len() <= level.len();
    let rest: Vec<&str> = lines.take_while(|it| !is_over(it)).collect();
    format!("{first}\n{}", rest.join("\n")).trim_end().to_owned()
}
