//! Text of every kind in every box: what is wide, combining, from right to left, a picture or meant to do harm stays in its
//! column.

use std::fs;
use std::path::Path;

use comity::model::shown;
use comity::tui::backend::Columns;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use ratatui::buffer::Buffer;
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_width::UnicodeWidthStr;

use crate::support::screen::Screen;
use crate::support::shell::{EXAMPLE, copy};

/// Titles that have upset tables somewhere.
const ODD: &[&str] = &[
    "東京都の監査報告書を両組織で確認する",
    "전문가 초대 목록 확인",
    "E\u{301}tude\u{308} de\u{330}\u{331}\u{332}\u{333} l'e\u{301}chelle",
    "دعوة الخبراء إلى الاجتماع المشترك",
    "הזמנת מומחים (2027) לפגישה",
    "👩‍👩‍👧‍👦 family, 👍🏽 thumb, 🏳️‍🌈 flag, 🇨🇭 land",
    "✈️ ☎️ ❤️ ▶️ 1️⃣ and ✈ ☎ ❤ ▶",
    "क्षेत्रीय प्रतिनिधि नियुक्ति",
    "ประชุมคณะทำงานร่วม",
    "zero\u{200b}width\u{200d}joiner\u{feff}and\u{2060}word\u{ad}joiner",
    "override \u{202e}gnirts\u{202c} and \u{2066}isolate\u{2069} \u{200f}mark",
    "bell\u{7} escape\u{1b}[31m and \u{9b}31m",
    "Z̷̢͎̗a̶̛͇l̵̰̔g̴̨̓o̷͖͝ comes",
    "ﷺ ﷽ 𒐫 𝓯𝓪𝓷𝓬𝔂 ⸻ …",
    "ﾊﾝｶｸ ｶﾅ ＡＢＣ　ｗｉｄｅ",
    "\u{1100}\u{1161}\u{11a8} \u{3164}\u{115f} jamo",
];

/// The example with other titles and names, drawn from these in turn.
fn with_titles(titles: &[String]) -> Screen {
    let folder = tempfile::tempdir().expect("folder");
    copy(&EXAMPLE, &folder.path().join("w"));
    let mut nth = 0;
    retitle(&folder.path().join("w"), titles, &mut nth);
    let path = folder.path().join("w/groups/DC/meetings/2026/DC-2026-11-25.toml");
    let text = fs::read_to_string(&path).expect("meeting");
    fs::write(&path, format!("opened = 2026-11-16T08:50:00+01:00\n{text}")).expect("opened");
    assert!(nth > 80, "{nth}");
    Screen::over(folder)
}

fn retitle(folder: &Path, titles: &[String], nth: &mut usize) {
    for entry in fs::read_dir(folder).expect("folder").flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != ".git" {
            retitle(&path, titles, nth);
        } else if path.extension().is_some_and(|it| it == "toml") {
            let text = fs::read_to_string(&path).expect("text");
            let lines = text.lines().map(|line| match line.split_once(" = ") {
                Some((key @ ("title" | "name" | "summary" | "purpose_text"), _)) => {
                    *nth += 1;
                    let title = toml::Value::String(titles[*nth % titles.len()].clone());
                    format!("{key} = {title}\n")
                }
                _ => format!("{line}\n"),
            });
            let text: String = lines.collect();
            fs::write(&path, text).expect("written");
        }
    }
}

const PAGES: &[&str] =
    &["1", "2", "2 Enter", "3", "3 Down Enter", "3 Down Down Enter", "4", "4 Enter", "4 e", "5", "5 t", "6", "7", "?"];

/// What boxes are drawn of.
const LINES: &str = "─│┌┐└┘═║╔╗╚╝";

/// No text runs over the right side of a box: where its left side is, there the right one is too.
fn boxes_are_closed(buffer: &Buffer, what: &str) {
    let area = buffer.area;
    let at = |x: u16, y: u16| buffer[(x, y)].symbol();
    for (x, y) in (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y))) {
        let (corner, side) = match at(x, y) {
            "┌" => ("┐", "│"),
            "╔" => ("╗", "║"),
            _ => continue,
        };
        let right = (x..area.width).find(|it| at(*it, y) == corner);
        let right = right.unwrap_or_else(|| panic!("{what}: no corner right of {x},{y}"));
        for row in (y + 1..area.height).take_while(|it| at(x, *it) == side) {
            assert_eq!(at(right, row), side, "{what}: {right},{row}");
        }
    }
}

/// The frame as a real terminal would show it.
fn shown_by_terminal(buffer: &Buffer) -> vt100::Parser {
    let area = buffer.area;
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let mut bytes = Vec::new();
    let mut terminal = Terminal::with_options(Columns::new(&mut bytes), options).expect("terminal");
    terminal.draw(|frame| frame.buffer_mut().clone_from(buffer)).expect("drawn");
    drop(terminal);
    let mut parser = vt100::Parser::new(area.height, area.width, 0);
    parser.process(&bytes);
    parser
}

fn stands(screen: &mut Screen, way: &str, (width, height): (u16, u16)) {
    screen.restart();
    screen.resize(width, height);
    screen.keys(way);
    let buffer = screen.buffer();
    let what = format!("{way} at {width}x{height}");
    for (row, cells) in buffer.content.chunks(usize::from(width)).enumerate() {
        let mut at = 0;
        while at < cells.len() {
            let symbol = cells[at].symbol();
            assert!(!symbol.chars().any(shown::is_unsafe), "{what}: {symbol:?}");
            at += symbol.width().max(1);
        }
        assert_eq!(at, cells.len(), "{what}, row {row}");
    }
    // What lies over a page hides the sides of its boxes.
    if !way.contains('?') && !way.ends_with(" e") {
        boxes_are_closed(&buffer, &what);
    }
    let parser = shown_by_terminal(&buffer);
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        let line = buffer[(x, y)].symbol();
        if LINES.contains(line) {
            let shown = parser.screen().cell(y, x).map(|it| it.contents().to_owned());
            assert_eq!(shown.as_deref(), Some(line), "{what}, in a terminal: {x},{y}");
        }
    }
}

#[test]
fn odd_titles_break_no_column_on_any_page() {
    let titles: Vec<String> = ODD.iter().map(|it| (*it).to_owned()).collect();
    let mut screen = with_titles(&titles);
    for way in PAGES {
        for size in [(40, 10), (61, 17), (80, 24), (100, 30), (161, 50)] {
            stands(&mut screen, way, size);
        }
    }
}

#[test]
fn titles_of_any_characters_break_no_column_at_any_size() {
    let config = Config { cases: 3, max_shrink_iters: 0, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let piece = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        2 => proptest::sample::select(ODD).prop_map(str::to_owned),
        1 => "[a-z ]{0,12}",
    ];
    let title = proptest::collection::vec(piece, 1..8).prop_map(|it| it.concat());
    let sizes = proptest::collection::vec((40_u16..170, 10_u16..60), PAGES.len());
    let all = (proptest::collection::vec(title, 7..20), sizes);
    TestRunner::new_with_rng(config, rng)
        .run(&all, |(titles, sizes)| {
            let mut screen = with_titles(&titles);
            for (way, size) in PAGES.iter().zip(sizes) {
                stands(&mut screen, way, size);
            }
            Ok(())
        })
        .expect("boxes");
}
