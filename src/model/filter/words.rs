//! The words of a filter: split at spaces outside quotes, each into a name, a comparison and a value.

/// A word as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it stands there.
    pub typed: String,
    pub negated: bool,
    /// What stands before the comparison, and the comparison; `None` in a word that is only text.
    pub about: Option<(String, &'static str)>,
    /// What stands behind it, or the text, without quotes.
    pub value: String,
    /// Whether any of it stands in quotes.
    pub quoted: bool,
}

/// The longer ones first.
const COMPARISONS: [&str; 6] = ["<=", ">=", ":", "=", "<", ">"];

/// The words of a filter, in their order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut typed = String::new();
    let mut in_quotes = false;
    for letter in text.chars() {
        in_quotes ^= letter == '"';
        match letter.is_whitespace() && !in_quotes {
            true => words.extend(word(&std::mem::take(&mut typed))),
            false => typed.push(letter),
        }
    }
    words.extend(word(&typed));
    words
}

fn word(typed: &str) -> Option<Word> {
    let (negated, rest) = match typed.strip_prefix('-') {
        // A dash by itself is the beginning of something.
        Some("") => return None,
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let is_name = |it: char| it.is_alphabetic() || matches!(it, '_' | '-');
    let name: &str = &rest[..rest.find(|it| !is_name(it)).unwrap_or(rest.len())];
    let behind = &rest[name.len()..];
    let comparison = COMPARISONS.into_iter().find(|it| !name.is_empty() && behind.starts_with(it));
    // An address on the web is no condition.
    let comparison = comparison.filter(|it| !behind[it.len()..].starts_with("//"));
    let value = &behind[comparison.map_or(0, str::len)..];
    let (about, value) = match comparison {
        Some(comparison) => (Some((name.to_lowercase().replace('-', "_"), comparison)), value),
        None => (None, rest),
    };
    let quoted = value.contains('"');
    let value = value.replace('"', "").trim().to_owned();
    (about.is_some() || !value.is_empty()).then(|| Word { typed: typed.to_owned(), negated, about, value, quoted })
}
