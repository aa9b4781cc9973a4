//! The README against the program: its picture, its tables, its first ten minutes.

use std::fs;
use std::path::Path;

use comity::cli::command_table;
use comity::settings::SETTINGS;
use comity::tui::keys_told;

use crate::support::sandbox::git;
use crate::support::screen::Screen;
use crate::support::shell::Shell;

/// Compares a part of the README between two marks with what it should be. With `COMITY_README=write` it is written anew.
fn is_up_to_date(mark: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("README");
    let (before, rest) = readme.split_once(&format!("<!-- {mark} -->\n")).expect("mark");
    let (found, after) = rest.split_once("<!-- end -->").expect("end");
    if found != expected && std::env::var_os("COMITY_README").is_some_and(|it| it == "write") {
        fs::write(&path, format!("{before}<!-- {mark} -->\n{expected}<!-- end -->{after}")).expect("written");
        return;
    }
    assert!(found == expected, "the README's {mark} are not those of the program, which are\n{expected}");
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn its_picture_its_keys_and_its_commands_are_those_of_the_program() {
    let mut screen = Screen::of_template().sized(90, 24);
    let frame = screen.frame();
    let lines: Vec<&str> = frame.lines().map(str::trim_end).collect();
    is_up_to_date("picture", &format!("```text\n{}\n```\n", lines.join("\n").trim_end()));

    let mut keys = "| key | what it does | where |\n|---|---|---|\n".to_owned();
    for row in keys_told::table() {
        let names: Vec<String> = row.keys.iter().map(|it| format!("`{}`", cell(it))).collect();
        keys.push_str(&format!("| {} | {} | {} |\n", names.join(" "), row.words, row.places.join(", ")));
    }
    is_up_to_date("keys", &keys);

    let mut settings =
        "| setting | what it is for | what it can be, the first by default |\n|---|---|---|\n".to_owned();
    for it in SETTINGS {
        let values: Vec<String> = it.values.iter().map(|it| format!("`{it}`")).collect();
        settings.push_str(&format!("| `{}` | {} | {} |\n", it.name, it.help, values.join(" ")));
    }
    is_up_to_date("settings", &settings);

    let mut commands = "| command | what it is for |\n|---|---|\n".to_owned();
    for (line, about) in command_table() {
        commands.push_str(&format!("| `{}` | {about} |\n", cell(&line)));
    }
    is_up_to_date("commands", &commands);
}

#[test]
fn its_first_ten_minutes_on_the_command_line_go_as_they_are_written() {
    let shell = Shell::empty();
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README");
    let (_, session) = readme.split_once("```console\n").expect("a session");
    let (session, _) = session.split_once("```").expect("its end");
    let mut folder = String::new();
    for line in session.lines() {
        let words = line.strip_prefix("$ ").expect("a command");
        match words.split_once(' ').expect("words") {
            ("cd", to) => folder = to.to_owned(),
            ("comity", words) if folder.is_empty() => assert_eq!(shell.run(words).status, 0, "{words}"),
            ("comity", words) => {
                let said = shell.run(&format!("-C {} {words}", shell.beside(&folder).display()));
                assert_eq!(said.status, 0, "{words}: {said}");
            }
            ("git", words) => {
                let mut command = git(&shell.beside(&folder));
                assert!(command.args(words.split(' ')).output().expect("git").status.success(), "{words}");
            }
            (other, _) => panic!("the README begins a line with {other}"),
        }
    }
}
