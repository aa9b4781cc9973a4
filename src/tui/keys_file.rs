//! The user's own keys: commands by their names, over the table of keys that holds without them.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};

use super::command::Command;
use super::key::{Key, control, plain};
use super::keymap::{BINDINGS, Binding, Context};
use crate::model::shown::visible;
use crate::settings::{Entry, KEYS_FILE, KeysTold, Told, entries, listed, path_of};

/// Keys that mean the same for everybody: without them somebody could not get in, out or on.
const NEEDED: &[Key] = &[
    plain(KeyCode::Up),
    plain(KeyCode::Down),
    plain(KeyCode::Left),
    plain(KeyCode::Right),
    plain(KeyCode::Enter),
    plain(KeyCode::Esc),
    plain(KeyCode::Tab),
    plain(KeyCode::BackTab),
    plain(KeyCode::Backspace),
    control('c'),
];

/// Keys that a terminal cannot tell from those.
const ALIKE: &[(char, &str)] = &[('i', "Tab"), ('m', "Enter"), ('j', "Enter"), ('h', "Backspace"), ('[', "Esc")];

/// What a file of keys makes of the table.
pub struct Keys {
    pub bindings: Vec<Binding>,
    pub wrong: Vec<Told>,
}

/// A line of the file that can be taken.
struct Wish {
    line: usize,
    context: Context,
    command: Command,
    keys: Vec<Key>,
}

/// The table with what a text sets in it. A line that is wrong is told, and what it names keeps its keys.
pub fn read(text: &str, ctrl_z_suspends: bool) -> Keys {
    let (entries, mut wrong) = entries(text);
    let mut wishes = Vec::new();
    for entry in entries {
        match wishes_of(&entry) {
            Ok(more) => wishes.extend(more),
            Err(words) => wrong.push(Told { line: entry.line, words }),
        }
    }
    let base = base(ctrl_z_suspends);
    // A wish that cannot be had gives its keys back, which may stand in the way of another.
    let bindings = loop {
        match granted(&base, &wishes) {
            Ok(bindings) => break bindings,
            Err(told) => {
                wishes.retain(|it| it.line != told.line);
                wrong.push(told);
            }
        }
    };
    wrong.sort_by_key(|it| it.line);
    Keys { bindings, wrong }
}

/// The table without a file.
fn base(ctrl_z_suspends: bool) -> Vec<Binding> {
    let mut bindings = BINDINGS.to_vec();
    for binding in bindings.iter_mut().filter(|it| ctrl_z_suspends && it.key == control('z')) {
        binding.command = Command::Suspend;
    }
    bindings
}

/// The bindings with every wish granted.
fn granted(base: &[Binding], wishes: &[Wish]) -> Result<Vec<Binding>, Told> {
    let is_wished = |it: &Binding| wishes.iter().any(|wish| (wish.context, wish.command) == (it.context, it.command));
    let mut kept: Vec<Binding> = base.iter().filter(|it| !is_wished(it) || stays(it)).copied().collect();
    // What somebody chose is what hints show.
    let mut chosen: Vec<Binding> = Vec::new();
    for wish in wishes {
        for key in &wish.keys {
            let binding = Binding { context: wish.context, key: *key, command: wish.command };
            let mut there = kept.iter().chain(&chosen).filter(|it| (it.context, it.key) == (wish.context, *key));
            match there.next() {
                None => chosen.push(binding),
                Some(other) if other.command == wish.command => (),
                Some(other) => {
                    let words = format!(
                        "`{key}` is `{}` already ({}); `{}` keeps its keys",
                        other.command.name(),
                        wish.context.title(),
                        wish.command.name()
                    );
                    return Err(Told { line: wish.line, words });
                }
            }
        }
    }
    chosen.append(&mut kept);
    Ok(chosen)
}

/// Whether a key stays with its command, whatever else is chosen. Forms name theirs in what they say.
fn stays(binding: &Binding) -> bool {
    NEEDED.contains(&binding.key) || binding.context.is_typing()
}

/// What an entry wishes: in its place, or wherever its command has keys.
fn wishes_of(entry: &Entry) -> Result<Vec<Wish>, String> {
    let command = Command::ALL.iter().copied().find(|it| it.name() == entry.name);
    let command = command.ok_or_else(|| unknown_command(&entry.name))?;
    let has_keys = |context: Context| BINDINGS.iter().any(|it| (it.context, it.command) == (context, command));
    let contexts = match &entry.place {
        None => match Context::ALL.iter().copied().filter(|it| has_keys(*it)).collect::<Vec<_>>() {
            nowhere if nowhere.is_empty() => vec![Context::Everywhere],
            contexts => contexts,
        },
        Some(place) => {
            let context = Context::ALL.iter().copied().find(|it| it.name() == *place);
            let context = context.ok_or_else(|| unknown_place(place))?;
            let at_home = has_keys(context) || has_keys(Context::Everywhere) || command == Command::Suspend;
            if !at_home {
                return Err(format!("`{}` means nothing there ({})", entry.name, context.title()));
            }
            vec![context]
        }
    };
    if entry.words.is_empty() && entry.written.trim() != "[]" {
        let written = visible(&entry.written);
        return Err(format!("`{}` cannot be {written}: a key is written in quotes, such as \"x\"", entry.name));
    }
    let mut wishes = Vec::new();
    for context in contexts {
        let keys = entry.words.iter().map(|it| key(it, context, command)).collect::<Result<_, String>>()?;
        wishes.push(Wish { line: entry.line, context, command, keys });
    }
    Ok(wishes)
}

fn key(word: &str, context: Context, command: Command) -> Result<Key, String> {
    let key: Key = word.parse().map_err(|_| {
        format!("`{}` is no key; keys are written like x, X, Ctrl+X, Shift+Up, Space, Del, PgDn or F6", visible(word))
    })?;
    let is_its_own = BINDINGS.iter().any(|it| (it.context, it.key, it.command) == (context, key, command));
    if NEEDED.contains(&key) && !is_its_own {
        return Err(format!("`{key}` is needed for what it does; `{}` keeps its keys", command.name()));
    }
    if let (KeyModifiers::CONTROL, KeyCode::Char(letter)) = (key.modifiers, key.code)
        && let Some((_, same)) = ALIKE.iter().find(|it| it.0 == letter)
    {
        return Err(format!("in a terminal `{key}` is the same as {same}; `{}` keeps its keys", command.name()));
    }
    let is_typed = context.is_typing() && key.modifiers.is_empty() && !matches!(key.code, KeyCode::F(_));
    if is_typed && !is_its_own {
        return Err(format!("`{key}` is typed as text there ({}); use Ctrl or an F key", context.title()));
    }
    // The key that asks is never the one that says yes.
    let says_yes =
        BINDINGS.iter().any(|it| (it.context, it.key, it.command) == (Context::Confirm, key, Command::Confirm));
    if says_yes && command.help().contains("(asks)") {
        return Err(format!("`{key}` answers the question that `{}` asks; take another", command.name()));
    }
    Ok(key)
}

fn unknown_command(name: &str) -> String {
    let near = Command::ALL.iter().map(|it| it.name());
    let near = near.map(|it| (strsim::jaro_winkler(&it, name), it)).max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = match near.filter(|it| it.0 > 0.7) {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => "`comity help keys` lists them".to_owned(),
    };
    format!("there is no command `{}`; {hint}", visible(name))
}

fn unknown_place(place: &str) -> String {
    let names: Vec<String> = Context::ALL.iter().map(|it| it.name()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("there is no place `{}`; there is {}", visible(place), listed(&names, "and"))
}

/// The keys as a text has them, told to people and programs.
pub fn told(text: &str, ctrl_z_suspends: bool) -> KeysTold {
    let Keys { bindings, wrong } = read(text, ctrl_z_suspends);
    let path = path_of(KEYS_FILE);
    let mut out = format!(
        "Keys are set by the names of commands, in {}:\n\n\
         \x20 done = \"x\"                 wherever it has a key; several: [\"x\", \"F6\"]; none: []\n\
         \x20 [actions]                  from here on in this place alone\n\
         \x20 due = \"D\"\n\n\
         Arrows, Enter, Esc, Tab, Backspace and Ctrl+C always do what they do; in forms\n\
         keys are only added. These keys hold:\n",
        visible(&path.display().to_string())
    );
    let mut rows = Vec::new();
    for context in Context::ALL {
        out.push_str(&format!("\n[{}]  {}\n", context.name(), context.title()));
        for command in Command::ALL {
            let keys = bindings.iter().filter(|it| (it.context, it.command) == (*context, *command));
            let keys: Vec<String> = keys.map(|it| it.key.to_string()).collect();
            if !keys.is_empty() {
                out.push_str(&format!("  {:16} {:16} {}\n", command.name(), keys.join(" "), command.help()));
                rows.push((context.name(), command.name(), keys, command.help()));
            }
        }
    }
    KeysTold { text: out, rows, warnings: wrong.into_iter().map(|it| it.of(path.clone())).collect() }
}
