//! A document as one HTML file: it needs no other, reads well in a light and in a dark room, and prints on A4.

use super::paper::{Block, Depth, Paper, Table, paragraphs};
use crate::model::shown;

/// How it looks.
const STYLE: &str = include_str!("paper.css");

/// The document as HTML, well-formed as XML is.
pub fn html(paper: &Paper) -> String {
    page(paper, "")
}

/// The same with the words of a letter above it.
pub fn html_of_letter(paper: &Paper) -> String {
    page(paper, &paper.cover.iter().map(|it| text("", it)).collect::<String>())
}

fn page(paper: &Paper, before: &str) -> String {
    let title = escaped(&paper.title);
    let blocks = paper.sections.iter().flat_map(|it| &it.blocks);
    let is_wide = blocks.into_iter().any(|it| matches!(it, Block::Table(table) if table.heads.len() > MANY));
    let wide = if is_wide { WIDE } else { "" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body{wide}>\n{before}<header>\n<h1 dir=\"auto\">{title}</h1>\n\
         <p class=\"status\">{}</p>\n",
        escaped(&paper.status)
    );
    if !paper.facts.is_empty() {
        out.push_str("<dl>\n");
        for (label, words) in &paper.facts {
            out.push_str(&format!("<div><dt>{}</dt><dd dir=\"auto\">{}</dd></div>\n", escaped(label), escaped(words)));
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</header>\n<main>\n");
    for section in &paper.sections {
        let level = if section.depth == Depth::Own { "h2" } else { "h3" };
        out.push_str(&format!("<{level} dir=\"auto\">{}</{level}>\n", escaped(&section.heading)));
        for block in &section.blocks {
            match block {
                Block::Text(words) => out.push_str(&text("", words)),
                Block::Marked(mark, words) => {
                    out.push_str(&text(&format!("<strong>{}:</strong> ", escaped(mark)), words));
                }
                Block::List(lines) => {
                    let lines = lines.iter().map(|it| format!("<li dir=\"auto\">{}</li>\n", escaped(it)));
                    out.push_str(&format!("<ul>\n{}</ul>\n", lines.collect::<String>()));
                }
                Block::Table(table) => out.push_str(&rows(table)),
            }
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn rows(table: &Table) -> String {
    let heads: String = table.heads.iter().map(|it| format!("<th scope=\"col\">{}</th>", escaped(it))).collect();
    let wide = if table.heads.len() > MANY { WIDE } else { "" };
    let mut out = format!("<table{wide}>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        let cells = row.iter().map(|it| format!("<td dir=\"auto\">{}</td>", escaped(it)));
        out.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

/// More columns than this are set smaller, on a page that lies on its side.
const MANY: usize = 8;
const WIDE: &str = " class=\"wide\"";

/// Paragraphs, with something before the first one.
fn text(before: &str, words: &str) -> String {
    let mut out = String::new();
    for (at, lines) in paragraphs(words).into_iter().enumerate() {
        let lines: Vec<String> = lines.into_iter().map(escaped).collect();
        let before = if at == 0 { before } else { "" };
        out.push_str(&format!("<p dir=\"auto\">{before}{}</p>\n", lines.join("<br/>\n")));
    }
    out
}

/// Text on one line that HTML takes for nothing but text.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for it in shown::visible(words).chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            it => out.push(it),
        }
    }
    out
}
