//! Going by Tab alone: to the pages and the keys and back, and a whole piece of work without any key of a command.

use comity::tui::keymap::Context;
use comity::tui::theme::Theme;
use ratatui::style::Modifier;

use crate::support::screen::Screen;

/// What is selected at the pages or the keys, as Tab comes to it, until the page has its turn again.
fn pressed_by_tab(screen: &mut Screen, way: &str) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..60 {
        // What can be pressed is what was drawn.
        screen.frame();
        screen.keys(way);
        match screen.app.button.and_then(|it| screen.app.drawn.nth(it)) {
            Some((_, command)) => all.push(command.label().to_owned()),
            None if all.is_empty() => (),
            None => return all,
        }
    }
    panic!("{way} does not come round: {all:?}");
}

/// What is shown in reverse.
fn reversed(screen: &mut Screen) -> String {
    let cells = screen.buffer().content;
    let cells = cells.iter().filter(|it| it.modifier.contains(Modifier::REVERSED));
    cells.map(ratatui::buffer::Cell::symbol).collect()
}

#[test]
fn tab_comes_to_every_page_and_every_key_that_is_shown_and_back_to_the_page() {
    for page in ["1", "2", "3", "4", "5", "6", "7", "4 Enter", "3 Enter"] {
        let mut screen = Screen::of_template().sized(80, 24);
        screen.keys(page);
        let context = screen.app.context();
        let all = pressed_by_tab(&mut screen, "Tab");
        for name in ["Home", "Groups", "Meetings", "Actions", "People", "History", "Sync", "Find", "Help"] {
            assert!(all.contains(&name.to_owned()), "{page}: {name} is not among {all:?}");
        }
        assert_eq!(screen.app.context(), context, "{page}");
        if context != Context::Home && context != Context::Reading {
            let back: Vec<String> = pressed_by_tab(&mut screen, "BackTab").into_iter().rev().collect();
            assert_eq!(back, all, "{page}");
        }
    }
}

#[test]
fn what_is_selected_there_is_seen_and_told_and_enter_does_it() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4").frame();
    screen.keys("Tab Tab Tab");
    assert_eq!(screen.message(), "Enter: meetings and their agendas");
    assert_eq!(reversed(&mut screen), "3 Meet ");
    screen.keys("Space");
    assert_eq!(screen.app.context(), Context::Meetings);
}

#[test]
fn esc_and_every_other_key_lead_back_to_the_page() {
    let mut screen = Screen::of_template();
    screen.keys("4").frame();
    screen.keys("Tab Esc");
    assert_eq!((screen.app.context(), screen.message().as_str()), (Context::Actions, ""));
    // Another key means there what it means on the page.
    screen.keys("Tab Tab e");
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("Esc Tab 6");
    assert_eq!(screen.app.context(), Context::History);
}

/// Goes by Tab to what can be pressed, and presses it.
fn press(screen: &mut Screen, label: &str) {
    for _ in 0..60 {
        screen.frame();
        screen.keys("Tab");
        let at = screen.app.button.and_then(|it| screen.app.drawn.nth(it));
        if at.is_some_and(|it| it.1.label() == label) {
            screen.keys("Enter");
            return;
        }
    }
    panic!("Tab does not lead to {label}:\n{}", screen.frame());
}

#[test]
fn a_working_day_needs_no_keys_but_arrows_enter_esc_tab_and_space() {
    let mut screen = Screen::of_template().sized(80, 24).themed(Theme::MONO);
    // Half of the owner's name finds the action; another day is given to it, seen, and taken back.
    press(&mut screen, "Find");
    screen.keys("'alde'");
    while !screen.frame().lines().any(|it| it.contains("▌Action")) {
        screen.keys("Down");
    }
    screen.keys("Enter");
    press(&mut screen, "Due date");
    screen.keys("'next fri' Enter");
    assert_eq!(screen.message(), "Saved AQ-A26-7K3F: due 23 Nov -> 27 Nov 2026. Ctrl+Z undoes");
    press(&mut screen, "History");
    assert!(
        screen.frame().contains("▌ 09:00 ●SX Birch   AQ-A26-7K3F: due 23 Nov -> 27 Nov 2026"),
        "{}",
        screen.frame()
    );
    press(&mut screen, "Find");
    screen.keys("'undo' Enter");
    assert!(screen.message().starts_with("Undone: AQ-A26-7K3F"), "{}", screen.message());
    // Somebody comes into a group.
    press(&mut screen, "People");
    screen.keys("Down Down Right Right Right Enter Down Down Down Down Down Down Enter");
    screen.keys("Tab Tab Tab Tab Tab Tab Tab Tab Enter");
    assert_eq!(screen.message(), "Saved CO: ●SX Cedar is member for ●SX from 16 Nov 2026. Ctrl+Z undoes");
    // The agenda of the next meeting is filled from the pool.
    press(&mut screen, "Meetings");
    screen.keys("Down Enter Down Down Down Down Down Down");
    press(&mut screen, "Pool");
    assert!(screen.message().starts_with("Saved AQ-I26-"), "{}", screen.message());
    assert!(screen.frame().contains("too many (!)"));
}
