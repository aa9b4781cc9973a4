//! The tables of commands and keys: complete, without contradictions, and true.

use std::collections::HashSet;

use comity::tui::command::Command;
use comity::tui::event::Event;
use comity::tui::keymap::{BINDINGS, Context, bindings, keys_of};
use ratatui::crossterm::event::KeyEvent;
use unicode_width::UnicodeWidthStr;

use crate::support::screen::Screen;

#[test]
fn no_key_means_two_things_in_one_place() {
    let mut seen = HashSet::new();
    for binding in BINDINGS {
        assert!(seen.insert((binding.context, binding.key.to_string())), "{binding:?}");
    }
}

#[test]
fn every_command_has_a_key_and_words_of_its_own() {
    let mut helps = HashSet::new();
    for command in Command::ALL {
        // Some are found by their names alone: whoever wants a key for suspending says so in their settings.
        let by_name = [Command::Suspend, Command::Messages, Command::Settings, Command::StartOwn].contains(command);
        let has_key = BINDINGS.iter().any(|it| it.command == *command);
        assert!(has_key != by_name, "{command:?}");
        assert!(!command.label().is_empty() && helps.insert(command.help()), "{command:?}");
        assert!(!command.help().ends_with('.'), "{command:?}");
    }
}

#[test]
fn every_place_can_be_left_and_can_be_asked_for_help() {
    for context in Context::ALL {
        let has = |command: Command| bindings(*context).any(|it| it.command == command);
        assert!(has(Command::Back) || has(Command::ClearFilter) || *context == Context::Everywhere, "{context:?}");
    }
    for context in
        [Context::Home, Context::Meetings, Context::Agenda, Context::Actions, Context::History, Context::Form]
    {
        assert!(!keys_of(context, Command::Help).is_empty(), "{context:?}");
    }
}

/// Ways to every place where keys mean something.
const PLACES: &[(&str, Context)] = &[
    ("1", Context::Home),
    ("2", Context::Groups),
    ("2 Right", Context::Groups),
    ("2 Enter", Context::Reading),
    ("2 G", Context::Groups),
    ("3", Context::Meetings),
    ("3 Down Enter", Context::Agenda),
    ("3 Down Enter m", Context::Moving),
    ("4", Context::Actions),
    ("4 v", Context::Actions),
    ("4 v Right *", Context::Actions),
    ("4 * e", Context::Form),
    ("4 * Space", Context::Confirm),
    ("4 Enter", Context::Reading),
    ("4 /", Context::Filtering),
    ("4 e", Context::Form),
    ("4 Space 6 R", Context::Confirm),
    ("?", Context::Help),
    ("5", Context::People),
    ("5 Right", Context::People),
    ("5 p", Context::People),
    ("5 t", Context::Ledger),
    ("5 Enter", Context::Form),
    ("5 Del", Context::Form),
    ("5 L", Context::Form),
    ("4 Space 6", Context::History),
    ("7", Context::Sync),
];

#[test]
fn the_line_of_hints_fits_every_width_and_offers_only_what_works() {
    let mut screen = Screen::of_template();
    for (way, context) in PLACES {
        screen.restart();
        screen.keys(way);
        for width in [40, 46, 60, 80, 100, 130, 200] {
            screen.resize(width, 24);
            assert_eq!(screen.app.context(), *context, "{way}");
            let frame = screen.frame();
            let hints = frame.lines().last().expect("line").to_owned();
            assert!(hints.width() <= usize::from(width), "{hints}");
            for binding in bindings(*context) {
                let hint = format!(" {} {} ", binding.key, binding.command.label());
                if format!("{hints} ").contains(&hint) {
                    assert!(screen.app.can(binding.command), "{hint} at {way}");
                }
            }
        }
    }
}

#[test]
fn whatever_is_offered_does_something() {
    let mut screen = Screen::of_template();
    for (way, context) in PLACES {
        for binding in bindings(*context) {
            let moves = matches!(
                binding.command,
                Command::Up | Command::Down | Command::PageUp | Command::PageDown | Command::Top | Command::Bottom
            );
            // A page that is open already.
            let stays = matches!(
                binding.command,
                Command::PageHome
                    | Command::PageGroups
                    | Command::PageMeetings
                    | Command::PageActions
                    | Command::PagePeople
                    | Command::PageHistory
                    | Command::PageSync
            );
            screen.restart();
            screen.keys(way);
            let before = screen.frame();
            if moves || stays || !screen.app.can(binding.command) {
                continue;
            }
            let key = KeyEvent::new(binding.key.code, binding.key.modifiers);
            let asked = screen.ask(Event::Key(key));
            let does = !asked.is_empty() || screen.frame() != before;
            assert!(does, "{} at {way:?} ({:?})", binding.key, binding.command);
        }
    }
}
