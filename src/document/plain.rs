//! A document as plain text, for the body of a letter: no line is longer than people like to read.

use unicode_width::UnicodeWidthStr;

use super::paper::{Block, Depth, Paper, Table, paragraphs};
use super::record::aligned;
use crate::model::shown;

/// The longest line. Mail programs break longer ones where they like.
const WIDEST: usize = 76;

/// The document as plain text, the words of a letter above it.
pub fn plain(paper: &Paper) -> String {
    let mut out: String = paper.cover.iter().map(|it| wrapped(&line(it), "", "") + "\n").collect();
    out.push_str(&wrapped(&line(&paper.title), "", ""));
    out.push_str(&wrapped(&line(&paper.status), "", ""));
    out.push('\n');
    let widest = paper.facts.iter().map(|it| line(&it.0).width() + 1).max().unwrap_or(0);
    for (label, words) in &paper.facts {
        let label = line(label) + ":";
        let room = " ".repeat(widest - label.width() + 2);
        out.push_str(&wrapped(&line(words), &format!("{label}{room}"), &" ".repeat(widest + 2)));
    }
    for section in &paper.sections {
        let heading = line(&section.heading);
        match section.depth {
            Depth::Own => out.push_str(&format!("\n\n{}", wrapped(&heading.to_uppercase(), "", ""))),
            Depth::Below => out.push_str(&format!("\n{}", wrapped(&heading, "", ""))),
        }
        for block in &section.blocks {
            match block {
                Block::Text(words) => out.push_str(&text(words, "")),
                Block::Marked(mark, words) => out.push_str(&text(words, &format!("{}: ", line(mark)))),
                Block::List(lines) => out.extend(lines.iter().map(|it| wrapped(&line(it), "- ", "  "))),
                Block::Table(table) => out.push_str(&rows(table)),
            }
        }
    }
    out
}

/// A table; where it is too wide for a letter, a list of its rows.
fn rows(table: &Table) -> String {
    let heads: Vec<String> = table.heads.iter().map(|it| line(it)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|it| line(it)).collect()).collect();
    let beside = aligned(std::iter::once(heads.clone()).chain(rows.iter().cloned()).collect());
    if beside.iter().all(|it| it.width() <= WIDEST) {
        return beside.into_iter().map(|it| it + "\n").collect();
    }
    let told = |row: &Vec<String>| {
        let cells = row.iter().zip(&heads).enumerate().filter(|(_, (cell, _))| !cell.is_empty());
        let cells = cells.map(|(at, (cell, head))| if at == 0 { cell.clone() } else { format!("{head}: {cell}") });
        wrapped(&cells.collect::<Vec<_>>().join("; "), "- ", "  ")
    };
    rows.iter().map(told).collect()
}

/// Paragraphs, with something before the first one.
fn text(words: &str, before: &str) -> String {
    let lines = |lines: Vec<&str>, before: &str| {
        let lines = lines.into_iter().enumerate();
        lines.map(|(at, it)| wrapped(&line(it), if at == 0 { before } else { "" }, "")).collect::<String>()
    };
    let told = paragraphs(words).into_iter().enumerate().map(|(at, it)| lines(it, if at == 0 { before } else { "" }));
    told.collect::<Vec<_>>().join("\n")
}

/// Words on as many lines as they take, with something before the first line and before each other one. A word that is
/// longer than a line, as a link may be, stays whole.
fn wrapped(words: &str, first: &str, other: &str) -> String {
    let mut out = String::new();
    let mut now = first.to_owned();
    let mut is_empty = true;
    for word in words.split(' ') {
        if !is_empty && now.width() + 1 + word.width() > WIDEST {
            out.push_str(now.trim_end());
            out.push('\n');
            now = other.to_owned();
            is_empty = true;
        }
        if !is_empty {
            now.push(' ');
        }
        now.push_str(word);
        is_empty = false;
    }
    out + now.trim_end() + "\n"
}

fn line(words: &str) -> String {
    shown::visible(words).into_owned()
}
