//! The page of a meeting in session at every size, in every look, with any words in it.

use comity::tui::command::Command;
use comity::tui::event::Event;
use comity::tui::keymap::{Context, bindings};
use comity::tui::theme::Theme;
use ratatui::crossterm::event::KeyEvent;
use unicode_width::UnicodeWidthStr;

use super::{at_the_first_item, frame};
use crate::support::screen::Screen;

/// A meeting in its second item, with a decision, two actions and a text.
fn in_the_middle() -> Screen {
    let mut screen = at_the_first_item();
    screen.until("10:04").keys("F6 'Each group said where it stands.' Enter 'AQ is ahead of its plan.'");
    screen.keys("F7 'One list: Both keep one list.' Enter F8 '@alder send the draft due:next fri' Enter");
    screen.keys("F8 'call the venue' Enter").until("10:21:30");
    screen
}

#[test]
fn the_page_at_four_sizes_with_colour_and_without() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut screen = in_the_middle();
    for (width, height) in [(46, 16), (80, 24), (100, 30), (160, 50)] {
        let [page, plain] = [Theme::DARK, Theme::MONO].map(|theme| {
            screen.app.desk.theme = theme;
            screen.resize(width, height);
            frame(&mut screen)
        });
        assert_eq!(page, plain, "it says something by colour alone");
        settings.bind(|| insta::assert_snapshot!(format!("live-{width}x{height}"), page));
    }
}

/// Ways from the text of the second item to everything that the page shows.
const WAYS: &[&str] = &["", "Esc", "r", "F8", "Up", "p", "E"];

#[test]
fn any_size_in_any_look_draws_and_its_hints_fit_and_work() {
    let mut screen = in_the_middle();
    for way in WAYS {
        screen.keys(way);
        for theme in [Theme::DARK, Theme { ascii: true, ..Theme::MONO }, Theme { reduced: true, ..Theme::DARK }] {
            screen.app.desk.theme = theme;
            for (width, height) in (1..24).map(|it| (it * 7, it * 2)).chain([(40, 10), (200, 10), (40, 60)]) {
                screen.resize(width, height);
                let page = screen.frame();
                if theme.ascii {
                    assert!(page.is_ascii(), "{way} {width}x{height}: {page}");
                }
                let hints = page.lines().last().unwrap_or_default().to_owned();
                assert!(hints.width() <= usize::from(width), "{hints}");
                for it in bindings(screen.app.context()).filter(|_| width >= 40 && height >= 10) {
                    let hint = format!(" {} {}  ", it.key, it.command.label());
                    assert!(!hints.contains(&hint) || screen.app.can(it.command), "{hint} at {way}");
                }
            }
        }
        if ["r", "F8", "E"].contains(way) {
            screen.keys("Esc");
        }
    }
}

#[test]
fn whatever_is_offered_at_a_meeting_does_something() {
    let mut screen = in_the_middle();
    for (way, context) in [("", Context::Minuting), ("Esc", Context::Live), ("Esc r", Context::Attendance)] {
        for binding in bindings(context) {
            screen.restart();
            screen.keys("1 Enter").keys(way);
            assert_eq!(screen.app.context(), context);
            let before = screen.frame();
            // A way about may lead nowhere.
            if binding.command.only_moves() && binding.command != Command::Back || !screen.app.can(binding.command) {
                continue;
            }
            let asked = screen.ask(Event::Key(KeyEvent::new(binding.key.code, binding.key.modifiers)));
            let stays = binding.command == Command::PageMeetings;
            assert!(stays || !asked.is_empty() || screen.frame() != before, "{} ({:?})", binding.key, binding.command);
        }
    }
}

#[test]
fn in_the_reduced_look_clocks_and_people_are_words() {
    let mut screen = in_the_middle();
    screen.app.desk.theme = Theme { reduced: true, ..Theme::DARK };
    insta::assert_snapshot!(frame(&mut screen), @"
    Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
    Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
     LIVE · CO · Fourth meeting                                               started 10:02 · running
     Item 2 of 3   Where the five groups stand                                   information  ◆AM Oak

     THIS ITEM    17:30 of 40:00    22:30 left
     MEETING      19:30 of 1:30:00  16 min to spare
     Clock 10:21   planned end 11:30   expected end 11:14   next: 3 Roles in the other's working grou…

     Minutes · item 2                                typing    Recorded in this item
     Each group said where it stands.                          Decisions
     AQ is ahead of its plan.                                    CO #### One list
                                                                  agreed in the group

                                                               Actions
                                                                 [ ] CO #### call the venue
                                                                    no owner yet (!)
                                                                 [ ] CO #### send the draft
                                                                    ●SX Alder   due 27 Nov

     Enter new line · Esc leaves the text and saves it

     Present
     ●SX     [x] Alder Placeholder  [x] Birch Placeholder  [x] Elm Placeholder
     ◆AM     [x] Maple Placeholder  [x] Oak Placeholder  [x] Spruce Placeholder
     Quorum: decisions can be taken · ●SX 2 of 2 · ◆AM 2 of 2
     Done: 1 Competition-law reminder 2:00 (+0:00)

    Saved Add action CO-A26-####: call the venue. Ctrl+Z undoes                                  Saved
    F6 Next item  F7 Decision  F8 Action  F9 +5 min  Esc Back  Ctrl+P Find                     F1 Help
    ");
}
