//! The keys of the screen, told as a table: README and manual read it off the tables of commands and keys.

use super::command::Command;
use super::keymap::{BINDINGS, Context, keys_of};

/// A command with keys that mean it in some places.
pub struct Told {
    pub keys: Vec<String>,
    pub words: &'static str,
    pub places: Vec<&'static str>,
}

/// Every command with its keys; one that has other keys elsewhere stands there twice.
pub fn table() -> Vec<Told> {
    let mut table = Vec::new();
    for command in Command::ALL {
        let mut rows: Vec<Told> = Vec::new();
        let is_bound = |it: &&Context| BINDINGS.iter().any(|at| (at.context, at.command) == (**it, *command));
        for context in Context::ALL.iter().filter(is_bound) {
            let keys = keys_of(*context, *command);
            match rows.iter_mut().find(|it| it.keys == keys) {
                Some(row) => row.places.push(context.title()),
                None => rows.push(Told { keys, words: command.help(), places: vec![context.title()] }),
            }
        }
        if rows.is_empty() {
            // It has no key of its own; its name finds it.
            let keys = keys_of(Context::Everywhere, Command::Find);
            rows.push(Told { keys, words: command.help(), places: vec!["by its name"] });
        }
        table.extend(rows);
    }
    table
}

/// The same in lines, for the manual.
pub fn in_lines() -> String {
    table()
        .iter()
        .map(|it| format!("{:22} {}\n{:22} {}\n", it.keys.join(" "), it.words, "", it.places.join(", ")))
        .collect()
}
