//! How things look: colours that can be read, signs that every terminal has, and a terminal that is asked and given back.

use comity::model::shown::PLAIN_SIGNS;
use comity::settings::Settings;
use comity::tui::surroundings::Surroundings;
use comity::tui::theme::{Colors, Depth, Role, Theme};
use ratatui::style::{Color, Modifier};

use crate::support::screen::Screen;

#[cfg(unix)]
use crate::support::terminal::{Place, Terminal};

const ROLES: [Role; 11] = [
    Role::Plain,
    Role::Strong,
    Role::Dim,
    Role::Alarm,
    Role::Party(0),
    Role::Party(1),
    Role::Party(2),
    Role::Party(7),
    Role::Added,
    Role::Removed,
    Role::Selected,
];

/// How much two colours stand out from each other (WCAG 2.2, "contrast ratio" and "relative luminance").
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |color: [u8; 3]| {
        let [red, green, blue] = color.map(|it| {
            let part = f64::from(it) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A colour of the 256, as every terminal shows it: the cube of 216 and the greys behind it.
pub fn rgb(color: u8) -> [u8; 3] {
    match color {
        16..=231 => {
            let at = color - 16;
            [at / 36, at / 6 % 6, at % 6].map(|it| if it == 0 { 0 } else { 55 + 40 * it })
        }
        232.. => [8 + 10 * (color - 232); 3],
        _ => panic!("{color} is the terminal's own, which looks as the terminal says"),
    }
}

#[test]
fn every_colour_of_a_text_can_be_read_on_its_ground() {
    let (black, white) = ([0; 3], [255; 3]);
    let themes: [(Colors, &[[u8; 3]]); 3] = [
        (Colors::Dark(Depth::Many), &[black]),
        (Colors::Light(Depth::Many), &[white]),
        (Colors::Neutral(Depth::Many), &[black, white]),
    ];
    for (colors, grounds) in themes {
        let mut colored = 0;
        for role in ROLES {
            let style = Theme { colors, ..Theme::MONO }.style(role);
            let Some(Color::Indexed(color)) = style.fg else { continue };
            colored += 1;
            for ground in grounds {
                let contrast = contrast(rgb(color), *ground);
                assert!(contrast >= 4.5, "{colors:?} {role:?}: {color} has {contrast:.2} on {ground:?}");
            }
        }
        assert_eq!(colored, 8, "{colors:?}");
    }
}

#[test]
fn no_theme_sets_a_ground_and_where_there_are_few_colours_they_are_the_terminals_own() {
    for depth in [Depth::Sixteen, Depth::Many] {
        for colors in
            [Colors::Dark(depth), Colors::Light(depth), Colors::Neutral(depth), Colors::Contrast, Colors::Mono]
        {
            for role in ROLES {
                let style = Theme { colors, ..Theme::MONO }.style(role);
                assert_eq!(style.bg, None, "{colors:?} {role:?}");
                let own = !matches!(style.fg, Some(Color::Indexed(_) | Color::Rgb(..)));
                assert!(own || depth == Depth::Many, "{colors:?} {role:?}");
                let bare = style.fg.is_none();
                assert!(bare || !matches!(colors, Colors::Contrast | Colors::Mono), "{colors:?} {role:?}");
                // Dim is half as bright as the terminal's own, and may fall below what can be read.
                let dim = style.add_modifier.contains(Modifier::DIM);
                assert!(
                    !dim || colors != Colors::Contrast && (bare && depth == Depth::Sixteen || colors == Colors::Mono)
                );
            }
        }
    }
}

/// The theme that settings and surroundings lead to, as nobody answers.
fn theme(settings: &str, environment: &[(&str, &str)]) -> String {
    let said = |name: &str| environment.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
    let surroundings = Surroundings(&said);
    let settings = Settings::of(settings);
    let theme = surroundings.theme(&settings, surroundings.ground());
    let asks = if surroundings.may_be_asked(&settings) { ", asks" } else { "" };
    format!("{:?}{}{asks}", theme.colors, if theme.ascii { ", ASCII" } else { "" })
}

#[test]
fn the_theme_goes_by_the_setting_then_by_what_the_terminal_says() {
    let rich = [("TERM", "xterm-256color"), ("LANG", "en_GB.UTF-8")];
    let with = |more: &[(&'static str, &'static str)]| [more, &rich[..]].concat();
    assert_eq!(theme("", &rich), "Neutral(Many), asks");
    assert_eq!(theme("", &with(&[("COLORFGBG", "15;0")])), "Dark(Many)");
    assert_eq!(theme("", &with(&[("COLORFGBG", "0;default;15")])), "Light(Many)");
    assert_eq!(theme("", &with(&[("COLORFGBG", "0;default")])), "Neutral(Many), asks");
    assert_eq!(theme("theme = 'light'", &with(&[("COLORFGBG", "15;0")])), "Light(Many)");
    assert_eq!(theme("theme = 'contrast'", &rich), "Contrast");
    assert_eq!(theme("theme = 'mono'", &rich), "Mono");
    assert_eq!(theme("theme = 'dark'", &[("TERM", "xterm"), ("LANG", "C.UTF-8")]), "Dark(Sixteen)");
    assert_eq!(
        theme("theme = 'dark'", &[("TERM", "xterm"), ("COLORTERM", "truecolor"), ("LANG", "C.utf8")]),
        "Dark(Many)"
    );
}

#[test]
fn ascii_is_drawn_where_other_signs_do_not_come_through_or_are_too_wide() {
    let of = |lang: &str| theme("theme = 'mono'", &[("TERM", "xterm"), ("LANG", lang)]);
    assert_eq!(["C", "de_DE.ISO-8859-1", ""].map(of), ["Mono, ASCII"; 3]);
    assert_eq!(["ja_JP.UTF-8", "ko_KR.utf8", "zh_TW.UTF-8"].map(of), ["Mono, ASCII"; 3]);
    assert_eq!(["C.UTF-8", "de_CH.utf8", "en_GB.UTF-8"].map(of), ["Mono"; 3]);
    let console = [("TERM", "linux"), ("LANG", "en_GB.UTF-8")];
    assert_eq!(theme("", &console), "Neutral(Sixteen), ASCII");
    assert_eq!(theme("ascii = false\ntheme = 'mono'", &console), "Mono");
    assert_eq!(theme("ascii = true", &[("TERM", "xterm"), ("LANG", "C.UTF-8")]), "Neutral(Sixteen), ASCII, asks");
    // The first of the three that is set is the one that holds.
    assert_eq!(theme("theme = 'mono'", &[("TERM", "xterm"), ("LC_ALL", "C"), ("LANG", "C.UTF-8")]), "Mono, ASCII");
}

#[test]
fn our_own_signs_are_one_column_wide_and_have_a_plain_one_and_none_is_a_picture() {
    use unicode_width::UnicodeWidthStr;
    for (sign, plain) in PLAIN_SIGNS {
        assert!(sign.width() == 1 && plain.width() == 1 && plain.is_ascii(), "{sign}");
    }
    let mut files = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).expect("folder").flatten().map(|it| it.path()));
            continue;
        }
        let on_screen = ["src/tui", "src/model", "src/document", "src/history", "src/report", "src/sync"];
        let on_screen = on_screen.iter().any(|it| path.to_string_lossy().contains(it));
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let code = text.lines().take_while(|it| *it != "#[cfg(test)]").filter(|it| !it.trim_start().starts_with("//"));
        for line in code.filter(|it| !it.is_ascii() && path.extension().is_some_and(|it| it == "rs")) {
            for sign in line.chars().filter(|it| !it.is_ascii()) {
                // Emoji, and the private place in which fonts for programmers keep their pictures.
                let is_picture = matches!(u32::from(sign), 0xe000..=0xf8ff | 0x2600..=0x27bf | 0x1f000..);
                assert!(!is_picture, "{}: {line}", path.display());
                // Boxes are drawn of other lines where they have to be plain.
                let is_line = matches!(sign, '\u{2500}'..='\u{257f}');
                let has_plain = is_line || PLAIN_SIGNS.iter().any(|it| it.0.contains(sign));
                assert!(has_plain || !on_screen, "{} has no plain sign for {sign}: {line}", path.display());
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn the_terminal_is_asked_for_its_ground_and_a_late_answer_is_no_key() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal.until_words("Next meetings");
    // Long after it was asked: with these letters it would otherwise open pages and leave.
    terminal.send(b"\x1b]11;rgb:ffff/2222/1111\x1b\\");
    terminal.keys("4").until_words("[4 Actions]");
    assert!(terminal.text().contains("D7ZK"));
    // A second one was never asked for.
    assert!(terminal.keys("q").ended().success());
    assert_eq!(terminal.left_behind(), Vec::<&str>::new());
}

#[cfg(unix)]
#[test]
fn an_answer_in_time_sets_the_theme() {
    for (answer, colour) in [("rgb:0000/0000/0000", 75), ("rgb:ffff/ffff/ffff", 25)] {
        let place = Place::of_template();
        let mut terminal = place.open(100, 30);
        // The answer lies there before the question comes.
        terminal.send(format!("\x1b]11;{answer}\x07").as_bytes());
        terminal.until_words("Next meetings");
        let signs = (0..100).filter_map(|column| terminal.screen().cell(0, column)).filter(|it| it.contents() == "●");
        let colours: Vec<vt100::Color> = signs.map(|it| it.fgcolor()).collect();
        assert_eq!(colours, [vt100::Color::Idx(colour)], "{answer}");
        assert!(terminal.keys("q").ended().success());
    }
}

#[cfg(unix)]
#[test]
fn whoever_suspends_it_gets_the_terminal_and_comes_back_to_the_same_screen() {
    let place = Place::of_template();
    let settings = place.root().join("../.config/comity");
    std::fs::create_dir_all(&settings).expect("folder");
    std::fs::write(settings.join("settings.toml"), "ctrl_z = \"suspend\"\n").expect("written");
    let now = crate::support::sandbox::now().to_rfc3339();
    let program = env!("CARGO_BIN_EXE_comity");
    // A shell that does job control, as the one does from which somebody starts it.
    let words = format!("'{program}' --now {now}; echo back; read line; fg >/dev/null; echo over");
    let mut terminal = Terminal::run(&place, "bash", &["--norc", "-m", "-c", &words], 100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("[4 Actions]").keys("Ctrl+Z").until_words("back");
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
    assert!(!terminal.screen().bracketed_paste());
    terminal.keys("Enter").until_words("[4 Actions]");
    terminal.keys("Space").until_words("Saved").keys("q").until_words("over");
    assert!(terminal.ended().success());
    assert_eq!(terminal.left_behind(), Vec::<&str>::new());
}

#[test]
fn reduced_decoration_draws_no_lines_and_has_the_cursor_where_one_is() {
    let settings = Settings::of("decoration = \"reduced\"\n");
    assert_eq!(settings.warnings, []);
    let theme = Theme { reduced: settings.is_reduced(), ascii: true, ..Theme::MONO };
    let mut screen = Screen::of_template().sized(80, 24).themed(theme);
    let lines = ["│", "─", "┌", "║", "═", "|", "+--", "+=="];
    assert!(lines.iter().all(|it| !screen.keys("4").frame().contains(it)));
    insta::assert_snapshot!(screen.keys("Down").at_cursor(), @">[x] AQ 5RNP Title: Send APSCA the outline of the cali~ Who: #AM Oak Due: done");
    insta::assert_snapshot!(screen.keys("d").frame(), @r"
    Sedex a~ 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   *SX + #AM
    Example. No document of Sedex or amfori; all people and figures are made up.
     Actions                                  not closed - 11 of 14 - by due date

     [!] AQ 9QXT Title: Name two report reviewers f~ Who: #AM Rowan Due: 10 d late
    >[x] AQ 5RNP Title: Send APSCA the outline of the cali~ Who: #AM Oak Due: done
     [!] CB 8WTG Title: List the training dates that a~ Who: #AM Oak Due: 3 d late
     [~] AQ 7K3F Title: Draft the joint definition of ~ Who: *SX Alder Due: 23 Nov
     [~] TH Q3FY Title: Map the questions of both audit~ Who: *SX Cedar Due: 1 Dec
      Due - AQ 5RNP Send APSCA the outline of the calibration workshop
      Due            [Fri 13 Nov 2026                                          ]
                       > Friday 13 November 2026, 3 days ago

      [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves - v calendar





     AQ-A26-5RNP - done - from AQ-2026-10-27
     Enter opens everything

                                                                             Saved
    Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    insta::assert_snapshot!(screen.at_cursor(), @"Fri 13 Nov 2026                                          ]");
    insta::assert_snapshot!(screen.keys("Esc Esc Ctrl+P").keys("'calend'").at_cursor(), @">Action AQ D7ZK Publish the calendar of joint readings *SX Birch 11 Dec    e");
}
