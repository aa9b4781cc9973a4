//! A document as plain text, for the body of a letter.

use super::paper::{Block, Depth, Paper, Table, paragraphs};
use super::record::aligned;
use crate::model::shown;

/// The document as plain text.
pub fn plain(paper: &Paper) -> String {
    let title = shown::visible(&paper.title);
    let mut out = format!("{title}\n{}\n", shown::visible(&paper.status));
    let facts = paper.facts.iter().map(|(label, words)| vec![format!("{label}:"), line(words)]);
    out.push('\n');
    out.extend(aligned(facts.collect()).into_iter().map(|it| it + "\n"));
    for section in &paper.sections {
        let heading = line(&section.heading);
        match section.depth {
            Depth::Own => out.push_str(&format!("\n\n{}\n", heading.to_uppercase())),
            Depth::Below => out.push_str(&format!("\n{heading}\n")),
        }
        for block in &section.blocks {
            match block {
                Block::Text(words) => out.push_str(&text(words)),
                Block::Marked(mark, words) => out.push_str(&format!("{}: {}", line(mark), text(words))),
                Block::List(lines) => out.extend(lines.iter().map(|it| format!("- {}\n", line(it)))),
                Block::Table(table) => out.push_str(&rows(table)),
            }
        }
    }
    out
}

fn rows(table: &Table) -> String {
    let heads = table.heads.iter().map(|it| line(it)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|it| line(it)).collect());
    aligned(std::iter::once(heads).chain(rows).collect()).into_iter().map(|it| it + "\n").collect()
}

fn text(words: &str) -> String {
    let told: Vec<String> = paragraphs(words)
        .into_iter()
        .map(|lines| lines.into_iter().map(|it| line(it) + "\n").collect::<String>())
        .collect();
    told.join("\n")
}

fn line(words: &str) -> String {
    shown::visible(words).into_owned()
}
