//! Any keys, in any order, at any size, over records that somebody made to break a screen.

use comity::tui::drawn::Mouse;
use comity::tui::event::Event;
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use crate::support::sandbox::git;
use crate::support::screen::Screen;

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Deed {
    Key(KeyCode, KeyModifiers),
    Paste(&'static str),
    Size(u16, u16),
    Mouse(Mouse),
    Pause,
}

fn deed() -> impl Strategy<Value = Deed> {
    use KeyCode::{BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp};
    use KeyCode::{Right, Tab, Up};
    let named = vec![
        Enter,
        Enter,
        Enter,
        Esc,
        Esc,
        Tab,
        Tab,
        BackTab,
        Up,
        Down,
        Down,
        Down,
        Left,
        Right,
        Home,
        End,
        PageUp,
        PageDown,
        Delete,
        Insert,
        Backspace,
        F(1),
        F(2),
        F(3),
        F(5),
        F(6),
        F(7),
        F(8),
        F(9),
    ];
    let letters: Vec<char> = " aedwnpmhgscovR*tyuUHGkj/?1234567567+-xLEcé東🙂\u{301}\u{202e}\u{7}".chars().collect();
    let held = prop_oneof![3 => Just(KeyModifiers::NONE), 1 => Just(KeyModifiers::SHIFT)];
    let key = |code: Vec<KeyCode>| proptest::sample::select(code);
    prop_oneof![
        6 => (key(named), held).prop_map(|(code, held)| Deed::Key(code, held)),
        6 => proptest::sample::select(letters).prop_map(|it| Deed::Key(Char(it), KeyModifiers::NONE)),
        2 => proptest::sample::select(vec!['s', 'z', 'y', 'd', 'u', 'w', 'a'])
            .prop_map(|it| Deed::Key(Char(it), KeyModifiers::CONTROL)),
        1 => proptest::sample::select(vec!["q\n3 \u{1b}[2J", "next fri", "e\u{301}\u{200d}🙂", "AQ", ""])
            .prop_map(Deed::Paste),
        3 => (0u16..130, 0u16..45, 0..6usize).prop_map(|(x, y, which)| {
            let at = Position::new(x, y);
            Deed::Mouse(match which {
                0 => Mouse::WheelUp,
                1 => Mouse::WheelDown,
                2 => Mouse::Click(at),
                3 => Mouse::DoubleClick(at),
                4 => Mouse::Drag(at),
                _ => Mouse::Drop(at),
            })
        }),
        2 => (1u16..130, 1u16..45).prop_map(|(width, height)| Deed::Size(width, height)),
        1 => Just(Deed::Pause),
    ]
}

/// The template with texts in it that no terminal should see as they are, and with broken files.
fn hostile() -> Screen {
    let screen = Screen::of_template();
    let root = screen.root();
    for (file, before, after) in [
        ("groups/AQ/group.toml", "name = \"", "name = \"\\u001b]0;x\\u0007 東京\\u202e "),
        ("people/rowan.toml", "name = \"", "name = \"🙂\\u200d🙂\\u0301\\u009b31m "),
        (
            "groups/AQ/actions/2026/AQ-A26-7K3F.toml",
            "title = \"",
            "title = \"\\u001b[2Jlong\\u0000word-without-any-space-in-it-at-all ",
        ),
    ] {
        let path = root.join(file);
        let text = std::fs::read_to_string(&path).expect(file);
        let changed = text.replacen(before, after, 1);
        assert_ne!(text, changed, "{file}");
        std::fs::write(&path, changed).expect(file);
    }
    // A meeting that was opened long before its day.
    let path = root.join("groups/AQ/meetings/2026/AQ-2026-11-24.toml");
    let text = std::fs::read_to_string(&path).expect("meeting");
    let text = text.replacen("title = ", "opened = 2026-11-16T08:50:00+01:00\ntitle = ", 1);
    std::fs::write(&path, text).expect("meeting");
    // Terms that say what no form would, of people and in groups that are not there.
    let term = "[[term]]\nrole = \"\\u001b[7m東京\"\nfor_org = \"\\u202e?\"\nfrom = 9999-12-31\nuntil = 0001-01-01\n";
    let former = "[[term]]\nrole = \"alternate\"\nformer = true\nalternate_for = \"\\u0007nobody\"\n";
    for member in ["AQ/members/elm", "AQ/members/nobody", "CB/members/willow"] {
        std::fs::write(root.join(format!("groups/{member}.toml")), format!("{term}{former}{term}")).expect(member);
    }
    std::fs::write(root.join("people/nameless.toml"), "org = 7\nstatus = \"left\"\n").expect("nameless");
    for args in [["add", "-A"].as_slice(), &["commit", "-q", "-m", "By hand \u{1b}[31m"]] {
        assert!(git(&root).args(args).status().expect("git").success());
    }
    std::fs::write(root.join("groups/CB/actions/2026/CB-A26-8WTG.toml"), "title = [").expect("broken");
    std::fs::write(root.join("groups/CB/group.toml"), [0xff, 0xfe, b'=']).expect("broken");
    screen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_any_size_bring_the_screen_down_or_let_a_control_character_through(
        deeds in proptest::collection::vec(deed(), 80),
    ) {
        let mut screen = hostile();
        screen.look();
        for deed in deeds {
            match deed {
                Deed::Key(code, modifiers) => screen.press(KeyEvent::new(code, modifiers)),
                Deed::Paste(text) => screen.event(Event::Paste(text.to_owned())),
                Deed::Size(width, height) => screen.resize(width, height),
                Deed::Mouse(mouse) => screen.event(Event::Mouse(mouse)),
                Deed::Pause => {
                    screen.event(Event::Second);
                    screen.event(Event::Paused);
                }
            }
            // Help, the palette and the line of keys can leave as well; whoever comes back finds it as it was.
            screen.left = false;
            for cell in &screen.buffer().content {
                let symbol = cell.symbol();
                prop_assert!(!symbol.chars().any(|it| it.is_control() || ('\u{202a}'..='\u{202e}').contains(&it)), "{symbol:?}");
                prop_assert!(symbol.width() <= 2, "{symbol:?}");
            }
        }
        // However it went: every change is one commit, and nothing that was broken has been touched.
        let broken = std::fs::read_to_string(screen.root().join("groups/CB/actions/2026/CB-A26-8WTG.toml")).expect("read");
        prop_assert_eq!(broken, "title = [");
        let out = git(&screen.root()).args(["status", "--porcelain"]).output().expect("git");
        let status = String::from_utf8_lossy(&out.stdout).into_owned();
        prop_assert_eq!(status.lines().count(), 2, "{}", status);
    }
}
