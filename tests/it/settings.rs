//! The user's own settings and keys: what holds, and what is said of what cannot.

use std::fs;

use comity::settings::Settings;
use comity::tui::command::Command;
use comity::tui::keymap::{BINDINGS, Context};
use comity::tui::keys_file::read;

use crate::support::shell::Shell;
#[cfg(unix)]
use crate::support::terminal::Place;

/// What a text sets, and what is said of it.
fn settings(text: &str) -> String {
    let settings = Settings::of(text);
    let words = ["theme", "ascii", "mouse", "ctrl_z"].map(|it| format!("{it} {}", settings.word(it)));
    let told = settings.warnings.iter().map(|it| format!("\n{it}"));
    words.join(", ") + &told.collect::<String>()
}

/// What a file of keys changes in the table, and what is said of it.
fn keys(text: &str) -> String {
    let keys = read(text, false);
    let row = |it: &comity::tui::keymap::Binding| format!("{}.{} = {}", it.context.name(), it.command.name(), it.key);
    let before: Vec<String> = BINDINGS.iter().map(row).collect();
    let after: Vec<String> = keys.bindings.iter().map(row).collect();
    let gone = before.iter().filter(|it| !after.contains(it)).map(|it| format!("- {it}\n"));
    let come = after.iter().filter(|it| !before.contains(it)).map(|it| format!("+ {it}\n"));
    let told = keys.wrong.iter().map(|it| format!("line {}: {}\n", it.line, it.words));
    gone.chain(come).chain(told).collect()
}

#[test]
fn a_line_sets_one_thing_and_the_rest_stays_as_it_is() {
    insta::assert_snapshot!(settings(""), @"theme auto, ascii auto, mouse true, ctrl_z undo");
    insta::assert_snapshot!(settings("\u{feff}# mine\r\ntheme = \"light\"\r\nmouse = false\r\n"), @"theme light, ascii auto, mouse false, ctrl_z undo");
    insta::assert_snapshot!(settings("ascii = true\nctrl_z = 'suspend'"), @"theme auto, ascii true, mouse true, ctrl_z suspend");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_could_stand_there() {
    insta::assert_snapshot!(settings("theme = \"drak\"\nascii = 3\ncolour = 1\nmouse = [true, false]\nctrl_z = \"suspend\""), @r#"
    theme auto, ascii auto, mouse true, ctrl_z suspend
    settings.toml, line 1: `theme` cannot be "drak", only auto, dark, light, contrast or mono; auto holds
    settings.toml, line 2: `ascii` cannot be 3, only auto, true or false; auto holds
    settings.toml, line 3: there is no setting `colour`; there is theme, ascii, decoration, mouse and ctrl_z
    settings.toml, line 4: `mouse` cannot be [true, false], only true or false; true holds
    "#);
    insta::assert_snapshot!(settings("[theme]\nname = \"dark\"\n"), @r"
    theme auto, ascii auto, mouse true, ctrl_z undo
    settings.toml, line 2: there is no setting `theme.name`; there is theme, ascii, decoration, mouse and ctrl_z
    ");
    insta::assert_snapshot!(settings("ascii = true\ntheme = dark\nmouse = false\n"), @r#"
    theme auto, ascii true, mouse false, ctrl_z undo
    settings.toml, line 2: not understood (string values must be quoted, expected literal string); write it like name = "value"
    "#);
    insta::assert_snapshot!(settings("theme = \"dark\"\ntheme = \"light\"\n"), @r#"
    theme dark, ascii auto, mouse true, ctrl_z undo
    settings.toml, line 2: not understood (duplicate key); write it like name = "value"
    "#);
    insta::assert_snapshot!(settings("theme = \"\u{1b}[31m\u{202e}\"\n\u{1b} = 1"), @r#"
    theme auto, ascii auto, mouse true, ctrl_z undo
    settings.toml, line 1: not understood (invalid basic string, expected non-double-quote visible characters, `\`); write it like name = "value"
    settings.toml, line 2: not understood (invalid unquoted key, expected letters, numbers, `-`, `_`); write it like name = "value"
    "#);
    insta::assert_snapshot!(settings("theme = \"dark"), @r#"
    theme auto, ascii auto, mouse true, ctrl_z undo
    settings.toml, line 1: not understood (invalid basic string, expected `"`); write it like name = "value"
    "#);
    // What stands below a heading that is none is not taken for another place.
    insta::assert_snapshot!(settings("theme = \"dark\"\n[here\nascii = true\n"), @r"
    theme dark, ascii auto, mouse true, ctrl_z undo
    settings.toml, line 2: not understood (unclosed table, expected `]`), nor what stands below it; write it like [place]
    ");
    insta::assert_snapshot!(settings("theme = \"dark\"\n[here]]\nascii = true\n[there]\nmouse = false\n"), @r"
    theme dark, ascii auto, mouse true, ctrl_z undo
    settings.toml, line 2: not understood (unexpected key or value, expected newline, `#`), nor what stands below it; write it like [place]
    settings.toml, line 5: there is no setting `there.mouse`; there is theme, ascii, decoration, mouse and ctrl_z
    ");
}

#[test]
fn a_command_takes_other_keys_wherever_it_has_some_or_in_one_place() {
    insta::assert_snapshot!(keys("done = \"Z\""), @r"
    - home.done = Space
    - actions.done = Space
    + home.done = Z
    + actions.done = Z
    ");
    insta::assert_snapshot!(keys("done = \"z\""), @"line 1: `z` is `snooze` already (Actions); `done` keeps its keys");
    insta::assert_snapshot!(keys("[actions]\ndue = ['D', 'F6']\nsort = []\n[everywhere]\nsuspend = 'F9'"), @r"
    - actions.due = d
    - actions.sort = s
    + actions.due = D
    + actions.due = F6
    + everywhere.suspend = F9
    ");
    insta::assert_snapshot!(keys("[form]\nsave = 'F9'"), @"+ form.save = F9");
    insta::assert_snapshot!(keys("[actions]\ndue = 'w'\nwho = 'd'\nopen = ['Enter', 'Ctrl+o', 'shift+space']"), @r"
    - actions.due = d
    - actions.who = w
    + actions.due = w
    + actions.who = d
    line 4: `Space` is `done` already (Actions); `open` keeps its keys
    ");
}

#[test]
fn a_wrong_line_is_told_and_what_it_names_keeps_its_keys() {
    insta::assert_snapshot!(keys("don = 'x'\ndone = 'Foo'\nedit = 'Enter'\nundo = 3\nquit = 'Ctrl+c'\nredo = ['Ctrl+I']"), @r#"
    - everywhere.quit = q
    - everywhere.quit = Ctrl+Q
    line 1: there is no command `don`; did you mean `done`?
    line 2: `Foo` is no key; keys are written like x, X, Ctrl+X, Shift+Up, Space, Del, PgDn or F6
    line 3: `Enter` is needed for what it does; `edit` keeps its keys
    line 4: `undo` cannot be 3: a key is written in quotes, such as "x"
    line 6: in a terminal `Ctrl+I` is the same as Tab; `redo` keeps its keys
    "#);
    insta::assert_snapshot!(keys("[actionz]\ndone = 'x'\n[people]\nmove-up = 'x'\n[form]\nsave = 'x'\n[actions]\ndrop = 'y'"), @r"
    line 2: there is no place `actionz`; there is home, groups, meetings, agenda, moving, live, minuting, attendance, actions, people, ledger, history, sync, deciding, reading, filtering, form, confirm, ticks, help, notice, palette, menu, bar and everywhere
    line 4: `move-up` means nothing there (People)
    line 6: `x` is typed as text there (Forms); use Ctrl or an F key
    line 8: `y` answers the question that `drop` asks; take another
    ");
    insta::assert_snapshot!(keys("[actions]\ndue = 'w'\n"), @"line 2: `w` is `who` already (Actions); `due` keeps its keys");
    insta::assert_snapshot!(keys("[actions]\ndue = 'F6'\nwho = 'F6'\nsort = 'w'\nall = 'F7'\n"), @r"
    - actions.due = d
    - actions.all = o
    + actions.due = F6
    + actions.all = F7
    line 3: `F6` is `due` already (Actions); `who` keeps its keys
    line 4: `w` is `who` already (Actions); `sort` keeps its keys
    ");
    insta::assert_snapshot!(keys("[actions\ndue = 'F6'\n[home]\nedit = 'F6'\n"), @r"
    - home.edit = e
    - home.edit = F2
    + home.edit = F6
    line 1: not understood (unclosed table, expected `]`), nor what stands below it; write it like [place]
    ");
}

#[test]
fn no_file_of_keys_leaves_two_meanings_or_takes_a_needed_key() {
    let names: Vec<String> = Command::ALL.iter().map(|it| it.name()).collect();
    let words = ["x", "Enter", "Ctrl+Z", "q"];
    // Every command on every word, all at once: whatever is granted contradicts nothing.
    for word in words {
        let places = [Context::Actions, Context::Sync, Context::Form, Context::Everywhere];
        for place in places.iter().map(|it| format!("[{}]\n", it.name())).chain([String::new()]) {
            let lines: Vec<String> = names.iter().map(|it| format!("{it} = '{word}'")).collect();
            let keys = read(&(place + &lines.join("\n")), true);
            for (at, binding) in keys.bindings.iter().enumerate() {
                let same = |it: &&comity::tui::keymap::Binding| (it.context, it.key) == (binding.context, binding.key);
                assert!(!keys.bindings[..at].iter().any(|it| same(&it)), "{binding:?} for {word}");
            }
            for needed in BINDINGS.iter().filter(|it| ["Enter", "Esc", "↑"].contains(&it.key.to_string().as_str())) {
                let is_there = |it: &&comity::tui::keymap::Binding| {
                    (it.context, it.key, it.command) == (needed.context, needed.key, needed.command)
                };
                assert!(keys.bindings.iter().any(|it| is_there(&it)), "{needed:?} for {word}");
            }
        }
    }
}

/// Writes a file of settings into the user's folder for them.
fn write(folder: &std::path::Path, name: &str, text: &str) {
    let folder = folder.join("comity");
    fs::create_dir_all(&folder).expect("folder");
    fs::write(folder.join(name), text).expect("written");
}

#[test]
fn the_command_line_lists_them_and_warns_and_never_writes_them() {
    let shell = Shell::example();
    let text = "theme = \"drak\"\nmouse = false\n";
    write(&shell.beside("config"), "settings.toml", text);
    write(&shell.beside("config"), "keys.toml", "[actions]\ndue = 'w'\n");
    insta::assert_snapshot!(shell.run("config list"), @r#"
    me        (not set)                 The person of the workspace who works in this clone
    name      Birch Placeholder         The name that changes from this clone bear
    email     birch@example.org         The address that changes from this clone bear
    verify    (not set)                 What becomes of changes of others that are not right: off, warn or refuse
    autosync  (not set)                 Every so many minutes the screen sends and receives by itself

    Yours, in TMP/config/comity/settings.toml
    theme     auto                      The colours of the screen; `auto` goes by the terminal
    ascii     auto                      Whether signs and lines are drawn in ASCII alone; `auto` goes by the terminal
    decoration  full                      `reduced` draws no lines, and has the cursor where one is, for those who have the screen read aloud
    mouse     false                     Whether the screen takes the mouse
    ctrl_z    undo                      What Ctrl+Z does on the screen
    ! note: TMP/config/comity/settings.toml, line 1: `theme` cannot be "drak", only auto, dark, light, contrast or mono; auto holds
    "#);
    insta::assert_snapshot!(shell.run("config get mouse"), @r#"
    false
    ! note: TMP/config/comity/settings.toml, line 1: `theme` cannot be "drak", only auto, dark, light, contrast or mono; auto holds
    "#);
    insta::assert_snapshot!(shell.run("config set theme dark"), @r#"
    ! `theme` is a setting of yours, and not of this clone; comity never writes those (E-VALUE)
    ! Hint: Write such a line into TMP/config/comity/settings.toml: theme = "auto" or "dark" or "light" or "contrast" or "mono"
    = 4
    "#);
    let said = shell.run("help keys");
    insta::assert_snapshot!(said.err, @"note: TMP/config/comity/keys.toml, line 2: `w` is `who` already (Actions); `due` keeps its keys");
    let part = said.out.split("\n\n").filter(|it| it.starts_with("Keys are set") || it.starts_with("[actions]"));
    insta::assert_snapshot!(part.collect::<Vec<_>>().join("\n\n"), @r"
    Keys are set by the names of commands, in TMP/config/comity/keys.toml:

    [actions]  Actions
      open             Enter            open everything about the selected thing
      done             Space            tick the action as done, or take it up again
      add              a Ins            add one here
      edit             e F2             change the fields of the selected thing
      due              d                give the action another day
      who              w                give the action to somebody else
      priority         P                say how much the action matters: high, normal or low
      progress         n                write down what has been done
      drop             Del              drop, withdraw or cancel it, with a reason (asks)
      close            E                close the group, or accept a done action for the group (asks)
      snooze           z                leave the action alone until a day; until then it is not late
      refer            F                hand the item or action over to another group
      mark             *                mark it or unmark it; what is marked is changed together
      filter           / F3             filter the list while you type
      quick            f                filters that are ready: mine, late, this week, waiting, an organisation, your own
      sort             s                a menu of the orders
      board            v                show a board of lanes, or the list again
      lane-left        ←                to the lane before
      lane-right       →                to the next lane
      lane-back        Shift+←          move the card to the lane before: that is where the action stands then
      lane-on          Shift+→          move the card to the next lane; one that is to wait is asked for what
      all              o                show what is closed or dropped too, or no longer
      by-group         g                show one group after the other, then all
      history-of       h                show what happened to the selected thing
    ");
    assert_eq!(fs::read_to_string(shell.beside("config/comity/settings.toml")).expect("text"), text);
    // What is no file at all.
    fs::remove_file(shell.beside("config/comity/settings.toml")).expect("removed");
    fs::create_dir(shell.beside("config/comity/settings.toml")).expect("folder");
    insta::assert_snapshot!(shell.run("config get theme"), @r"
    auto
    ! note: TMP/config/comity/settings.toml: cannot read it: Is a directory (os error 21); defaults hold
    ");
}

#[cfg(unix)]
#[test]
fn the_screen_takes_them_and_says_what_is_wrong() {
    let place = Place::of_template();
    write(&place.root().join("../.config"), "settings.toml", "theme = \"light\"\ncolour = 1\n");
    write(&place.root().join("../.config"), "keys.toml", "undo = 'F6'\n[actions]\ndone = 'Z'\nhelp = 'F7'\n");
    let mut terminal = place.open(100, 30);
    // All of it is read first, with what could stand there; a line of messages would be cut.
    terminal.until_words("Your settings, where they could not be taken").until_words("mouse and ctrl_z");
    terminal.until_words("(!) settings.toml, line 2: there is no setting `colour`");
    terminal.keys("Esc").until_gone("Your settings, where");
    terminal.keys("4").until_words("Z Done").until_words("F7 Help");
    terminal.keys("Z").until_words("F6 undoes");
    assert!(terminal.keys("q").ended().success());
    assert!(
        terminal.text().contains(".config/comity/settings.toml, line 2: there is no setting"),
        "{}",
        terminal.text()
    );
}
