//! Every page at four sizes, as it would be printed; without colour it says the same.

use comity::tui::theme::Theme;

use crate::support::screen::Screen;

/// What each is called, and the keys that lead there.
const PAGES: &[(&str, &str)] = &[
    ("home", "1"),
    ("groups", "2"),
    ("group", "2 Down Enter"),
    ("meetings", "3"),
    ("agenda", "3 Down Enter"),
    ("actions", "4"),
    ("board", "4 v"),
    ("action", "4 Enter"),
    ("people", "5"),
    ("ledger", "5 t"),
    ("history", "6"),
    ("sync", "7"),
];

const SIZES: [(u16, u16); 4] = [(46, 16), (80, 24), (100, 30), (160, 50)];

#[test]
fn every_page_at_four_sizes_with_colour_and_without() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut screen = Screen::of_demo();
    for (name, keys) in PAGES {
        for (width, height) in SIZES {
            let [frame, plain] = [Theme::DARK, Theme::MONO].map(|theme| {
                screen.restart();
                screen.app.desk.theme = theme;
                screen.resize(width, height);
                screen.frame();
                screen.keys(keys);
                screen.frame()
            });
            assert_eq!(frame, plain, "{name} says something by colour alone");
            settings.bind(|| insta::assert_snapshot!(format!("{name}-{width}x{height}"), frame));
        }
    }
}
