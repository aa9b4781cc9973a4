//! The pictures in the README: frames of the example as SVG, a grid of cells with plain text in it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use comity::tui::theme::Theme;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::looks::rgb;
use crate::support::screen::Screen;

/// A cell in the picture's own units, and the margin around all of them.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 18.0;
const MARGIN: f64 = 12.0;

/// The ground and the letters of a dark terminal; the theme has the other colours.
const GROUND: &str = "#14171c";
const LETTERS: &str = "#d5d8dd";

fn color(of: Color) -> String {
    match of {
        Color::Indexed(color) => {
            let [red, green, blue] = rgb(color);
            format!("#{red:02x}{green:02x}{blue:02x}")
        }
        _ => LETTERS.to_owned(),
    }
}

/// Cells that look alike and stand beside each other.
struct Run {
    at: usize,
    columns: usize,
    text: String,
    color: String,
    modifiers: Modifier,
}

fn runs(row: &[Cell]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let cell = &row[at];
        let columns = cell.symbol().width().max(1);
        let (color, modifiers) = (color(cell.fg), cell.modifier);
        match runs.last_mut().filter(|it| (&it.color, it.modifiers) == (&color, modifiers)) {
            Some(run) => {
                run.text.push_str(cell.symbol());
                run.columns += columns;
            }
            None => runs.push(Run { at, columns, text: cell.symbol().to_owned(), color, modifiers }),
        }
        at += columns;
    }
    runs
}

/// The lines of boxes: which ways they go from the middle of a cell, and whether they are double.
const LINES: &[(&str, &str, bool)] = &[
    ("─", "lr", false),
    ("│", "ud", false),
    ("┌", "rd", false),
    ("┐", "ld", false),
    ("└", "ru", false),
    ("┘", "lu", false),
    ("═", "lr", true),
    ("║", "ud", true),
    ("╔", "rd", true),
    ("╗", "ld", true),
    ("╚", "ru", true),
    ("╝", "lu", true),
];

/// The line of a cell, drawn; letters of a font would leave gaps between the rows.
fn line(symbol: &str, left: f64, top: f64) -> Option<(String, bool)> {
    let (_, ways, double) = LINES.iter().find(|it| it.0 == symbol)?;
    let (x, y) = (left + WIDTH / 2.0, top + HEIGHT / 2.0);
    let path = ways.chars().map(|way| match way {
        'l' => format!("M{x:.1} {y:.1}H{left:.1}"),
        'r' => format!("M{x:.1} {y:.1}H{:.1}", left + WIDTH),
        'u' => format!("M{x:.1} {y:.1}V{top:.1}"),
        _ => format!("M{x:.1} {y:.1}V{:.1}", top + HEIGHT),
    });
    Some((path.collect(), *double))
}

/// A frame as a picture.
fn svg(buffer: &Buffer, title: &str) -> String {
    let (columns, rows) = (f64::from(buffer.area.width), f64::from(buffer.area.height));
    let (width, height) = (columns * WIDTH + 2.0 * MARGIN, rows * HEIGHT + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n\
         <title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">\n"
    );
    let (mut single, mut double) = (String::new(), String::new());
    let mut buffer = buffer.clone();
    let columns = usize::from(buffer.area.width);
    for (at, cell) in buffer.content.iter_mut().enumerate() {
        let (x, y) = (MARGIN + (at % columns) as f64 * WIDTH, MARGIN + (at / columns) as f64 * HEIGHT);
        if let Some((path, is_double)) = line(cell.symbol(), x, y) {
            if is_double { &mut double } else { &mut single }.push_str(&path);
            cell.reset();
        }
    }
    for (path, width) in [(single, 1.0), (double, 2.2)] {
        let _ = writeln!(out, "<path d=\"{path}\" stroke=\"#7d838c\" stroke-width=\"{width}\" fill=\"none\"/>");
    }
    for (at, row) in buffer.content.chunks(columns).enumerate() {
        let top = MARGIN + at as f64 * HEIGHT;
        for run in runs(row) {
            let (x, wide) = (MARGIN + run.at as f64 * WIDTH, run.columns as f64 * WIDTH);
            let reversed = run.modifiers.contains(Modifier::REVERSED);
            if reversed {
                let _ = writeln!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{HEIGHT:.1}\" fill=\"{}\"/>",
                    run.color
                );
            }
            let begins = run.text.len() - run.text.trim_start().len();
            let text = run.text.trim();
            if text.is_empty() {
                continue;
            }
            let x = x + begins as f64 * WIDTH;
            let mut look = format!(" fill=\"{}\"", if reversed { GROUND } else { &run.color });
            if run.modifiers.contains(Modifier::BOLD) {
                look.push_str(" font-weight=\"bold\"");
            }
            if run.modifiers.contains(Modifier::CROSSED_OUT) {
                look.push_str(" text-decoration=\"line-through\"");
            }
            if run.modifiers.contains(Modifier::DIM) {
                look.push_str(" opacity=\"0.6\"");
            }
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let length = run.text.trim().width() as f64 * WIDTH;
            let _ = writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\"{look}>{text}</text>",
                top + 13.5
            );
        }
    }
    out + "</g>\n</svg>\n"
}

#[test]
fn the_pictures_are_those_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let writes = std::env::var_os("COMITY_README").is_some_and(|it| it == "write");
    for (name, title, way, size) in [
        ("home", "Home: what is next, what is mine, what needs attention", "1", (100, 30)),
        ("actions", "Actions: who owes what, until when", "4 Down", (100, 30)),
        ("agenda", "An agenda with its times", "3 Down Enter Down", (100, 30)),
    ] {
        let mut screen = Screen::of_demo().sized(size.0, size.1).themed(Theme::DARK);
        screen.keys(way);
        let path = folder.join(format!("{name}.svg"));
        let picture = svg(&screen.buffer(), title);
        if writes && fs::read_to_string(&path).ok().as_deref() != Some(&picture) {
            fs::create_dir_all(&folder).expect("folder");
            fs::write(&path, picture).expect("written");
            continue;
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(there == picture, "{name}.svg is out of date; COMITY_README=write cargo test --test it -- pictures");
    }
}
