//! A document as what it says: a title, where it stands, facts, sections. How it is written down is each format's own.

/// What a document says. Its words are as they stand in the records; each format makes them harmless in its own way.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    pub title: String,
    /// Where it stands, the status word first.
    pub status: String,
    /// Short facts with their labels, above everything else.
    pub facts: Vec<(String, String)>,
    pub sections: Vec<Section>,
    /// What stands above it in a letter, a sentence or two a paragraph.
    pub cover: Vec<String>,
    /// Its rows as a spreadsheet takes them: dates as ISO has them, one thing a cell.
    pub sheet: Table,
}

/// A part of it under a heading.
#[derive(Clone, Debug)]
pub struct Section {
    pub heading: String,
    pub depth: Depth,
    pub blocks: Vec<Block>,
}

/// Whether a section stands by itself, or belongs to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    Own,
    Below,
}

/// What stands in a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// Words; an empty line ends a paragraph.
    Text(String),
    /// Words behind a few that stand out: `Decision AQ-D26-N2YK: ...`.
    Marked(String, String),
    List(Vec<String>),
    Table(Table),
}

/// Rows of cells under heads.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub heads: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(heads: &[&'static str]) -> Self {
        Self { heads: heads.to_vec(), rows: Vec::new() }
    }

    pub fn of(heads: &[&'static str], rows: Vec<Vec<String>>) -> Self {
        Self { heads: heads.to_vec(), rows }
    }
}

impl Section {
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), depth: Depth::Own, blocks: Vec::new() }
    }

    pub fn below(heading: impl Into<String>) -> Self {
        Self { depth: Depth::Below, ..Self::new(heading) }
    }

    pub fn text(mut self, words: impl Into<String>) -> Self {
        self.blocks.push(Block::Text(words.into()));
        self
    }

    /// Words behind others that stand out; nothing where there are none.
    pub fn marked(mut self, mark: impl Into<String>, words: &str) -> Self {
        if !words.trim().is_empty() {
            self.blocks.push(Block::Marked(mark.into(), words.to_owned()));
        }
        self
    }

    /// A list; nothing where it is empty.
    pub fn list(mut self, lines: Vec<String>) -> Self {
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines));
        }
        self
    }

    /// A table, or the words that are said where it has no rows.
    pub fn table(mut self, table: Table, nothing: &str) -> Self {
        self.blocks.push(match table.rows.is_empty() {
            true => Block::Text(nothing.to_owned()),
            false => Block::Table(table),
        });
        self
    }
}

impl Paper {
    /// Adds a fact; nothing where it has no words.
    pub fn fact(&mut self, label: &str, words: impl Into<String>) {
        let words = words.into();
        if !words.trim().is_empty() {
            self.facts.push((label.to_owned(), words));
        }
    }
}

/// The paragraphs of a text, each as its lines; spaces around them and empty lines too many are nobody's meaning.
pub fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), goes_on) {
            (true, _) => goes_on = false,
            (false, true) => paragraphs.last_mut().into_iter().for_each(|it| it.push(line)),
            (false, false) => {
                paragraphs.push(vec![line]);
                goes_on = true;
            }
        }
    }
    paragraphs
}
