//! A document as Markdown (CommonMark with the tables of GitHub). What stands in records stays text.

use super::paper::{Block, Depth, Paper, Table, paragraphs};
use crate::model::shown;

/// The document as Markdown.
pub fn markdown(paper: &Paper) -> String {
    let mut out = format!("# {}\n\n**{}**\n", line(&paper.title), line(&paper.status));
    if !paper.facts.is_empty() {
        out.push('\n');
    }
    for (label, words) in &paper.facts {
        out.push_str(&format!("- {}: {}\n", line(label), line(words)));
    }
    for section in &paper.sections {
        let marks = if section.depth == Depth::Own { "##" } else { "###" };
        out.push_str(&format!("\n{marks} {}\n", line(&section.heading)));
        for block in &section.blocks {
            out.push('\n');
            match block {
                Block::Text(words) => out.push_str(&text(words)),
                Block::Marked(mark, words) => out.push_str(&format!("**{}:** {}", line(mark), text(words))),
                Block::List(lines) => out.extend(lines.iter().map(|it| format!("- {}\n", begun(it)))),
                Block::Table(table) => out.push_str(&rows(table)),
            }
        }
    }
    out
}

fn rows(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = row(table.heads.iter().map(|it| line(it)).collect());
    out.push_str(&row(table.heads.iter().map(|_| "---".to_owned()).collect()));
    out.extend(table.rows.iter().map(|cells| row(cells.iter().map(|it| line(it)).collect())));
    out
}

/// Text of several lines: its paragraphs, each with its own line breaks.
fn text(words: &str) -> String {
    let told = paragraphs(words).into_iter().map(|lines| {
        let lines: Vec<String> = lines.into_iter().map(begun).collect();
        lines.join("\\\n") + "\n"
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "\n".to_owned() } else { told.join("\n") }
}

/// Text that begins a line: there a sign or a number could begin a list, a heading or a quotation as well.
fn begun(words: &str) -> String {
    let written = line(words);
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    match written.split_at(digits) {
        ("", rest) if rest.starts_with(['+', '-', '=', '>', ':']) => format!("\\{rest}"),
        (number, rest) if !number.is_empty() && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => written,
    }
}

/// Text on one line, with everything escaped that Markdown or HTML would take for its own within it.
fn line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = shown::visible(&words);
    let mut out = String::with_capacity(words.len() + 8);
    for (at, it) in words.char_indices() {
        let means = match it {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => true,
            '&' => words[at + 1..].starts_with(|it: char| it.is_ascii_alphanumeric() || it == '#'),
            // A heading may begin and end with them.
            '#' => at == 0 || at + 1 == words.len(),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(it);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_markdown_is_escaped_and_nothing_else() {
        for (words, written) in [
            ("Plain words, 24 Nov 2026 (first).", "Plain words, 24 Nov 2026 (first)."),
            ("# no heading", "\\# no heading"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("12) no list", "12\\) no list"),
            ("=== no heading", "\\=== no heading"),
            ("> no quotation", "\\> no quotation"),
            ("a | b", "a \\| b"),
            ("*no* _stress_ ~~gone~~", "\\*no\\* \\_stress\\_ \\~\\~gone\\~\\~"),
            ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
            ("[a](http://example.org) ![b](c)", "\\[a\\](http://example.org) !\\[b\\](c)"),
            ("`code` and \\", "\\`code\\` and \\\\"),
            ("Q&A, &lt; and & alone", "Q\\&A, \\&lt; and & alone"),
            ("one\ntwo\u{1b}[31m", "one two\\\\u{1b}\\[31m"),
            ("\u{202e}turned", "\\\\u{202e}turned"),
        ] {
            assert_eq!(begun(words), written);
        }
        assert_eq!(line("3. in a heading, 4) - in a cell"), "3. in a heading, 4) - in a cell");
        assert_eq!(text("one\ntwo\n\n\n# three"), "one\\\ntwo\n\n\\# three\n");
    }
}
