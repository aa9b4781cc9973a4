//! Whether what is typed fits a text: at the beginnings of its words first, then within them, then nearly.

use memchr::memmem::Finder;
use nucleo_matcher::{Matcher, Utf32Str, Utf32String};

use crate::model::find::folded;

/// A text as it is searched: folded, with the letters that are in it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    folded: String,
    letters: u64,
    /// So much of it names the thing; what follows only goes with it.
    name: usize,
}

/// What is typed, word by word. Every word has to fit somewhere.
pub struct Sought(Vec<Word>);

struct Word {
    text: Text,
    /// The same, made ready to be looked for in thousands of texts.
    finder: Finder<'static>,
    needle: Utf32String,
    n_letters: u32,
}

/// Finds what is nearly what is typed.
pub struct Nearly {
    matcher: Matcher,
    signs: Vec<char>,
}

/// A word that is shorter than this has to stand there as it is: a few letters are nearly in everything.
const LONG: u32 = 4;

/// A word of so many letters is looked for in what is written as well.
const TELLING: u32 = 3;

/// What the matcher has to give for each letter of a word that is nearly there: most letters side by side, or at the
/// beginnings of words.
const FLOOR: u32 = 24;

/// What a word is worth where the text begins with it, where one of its words does, where it stands within one,
/// and where it is nearly there.
const FIRST: u32 = 100;
const BEGINS: u32 = 80;
const WITHIN: u32 = 50;
const ALMOST: u32 = 10;
/// The whole word is worth more than its beginning,
const WHOLE: u32 = 25;
/// and what names the thing more than what goes with it.
const NAMES: u32 = 10;

impl Text {
    pub fn new(text: &str) -> Self {
        let folded = folded(text);
        Self { letters: letters(&folded), name: folded.len(), folded }
    }

    /// Of a text that is folded already, and of which so much names the thing.
    pub fn named(folded: String, name: usize) -> Self {
        Self { letters: letters(&folded), name, folded }
    }

    /// Whether another may stand in it: most are told apart by their letters alone.
    fn may_have(&self, other: &Self) -> bool {
        self.letters & other.letters == other.letters
    }

    /// Where a word fits best as it is: what that is worth.
    fn has(&self, word: &Word) -> Option<u32> {
        let text = self.folded.as_str();
        let is_within = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let length = word.text.folded.len();
        let worth = |at: usize| {
            let begins = match at {
                0 => FIRST,
                _ if !is_within(text[..at].chars().next_back()) => BEGINS,
                // One letter is within everything.
                _ if length > 1 => WITHIN,
                _ => return None,
            };
            let whole = if is_within(text[at + length..].chars().next()) { 0 } else { WHOLE };
            let names = if at < self.name { NAMES } else { 0 };
            Some(begins + whole + names)
        };
        word.finder.find_iter(text.as_bytes()).filter_map(worth).max()
    }
}

impl Sought {
    pub fn new(typed: &str) -> Self {
        let word = |word: &str| Word {
            text: Text::new(word),
            finder: Finder::new(word).into_owned(),
            needle: word.into(),
            n_letters: word.chars().count() as u32,
        };
        Self(folded(typed).split_whitespace().map(word).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether more letters can only leave less of what fits as it is: shorter words fit at fewer places.
    pub fn narrows(&self) -> bool {
        !self.is_empty() && self.0.iter().all(|it| it.n_letters >= TELLING)
    }

    /// How well a text fits; nothing where some word of what is typed does not.
    pub fn score(&self, text: &Text, nearly: &mut Nearly) -> Option<u32> {
        let mut score = 0;
        for word in &self.0 {
            if !text.may_have(&word.text) {
                return None;
            }
            score += text.has(word).or_else(|| nearly.has(text, word))?;
        }
        Some(score)
    }

    /// The same where every word has to stand there as it is, which costs a tenth.
    pub fn score_as_it_is(&self, text: &Text) -> Option<u32> {
        let worth = |word: &Word| text.may_have(&word.text).then(|| text.has(word)).flatten();
        self.0.iter().map(worth).sum()
    }

    /// Whether every word stands in a text, or else in what is written in the thing, which is folded already.
    pub fn is_told(&self, text: &Text, told: &str) -> bool {
        let is_in =
            |it: &Word| it.n_letters >= TELLING && it.finder.find(told.as_bytes()).is_some() || text.has(it).is_some();
        !told.is_empty() && self.0.iter().all(is_in)
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|it| it.text.folded.as_str())
    }
}

impl Default for Nearly {
    fn default() -> Self {
        let mut matcher = Matcher::default();
        matcher.config.prefer_prefix = true;
        Self { matcher, signs: Vec::new() }
    }
}

impl Nearly {
    fn has(&mut self, text: &Text, word: &Word) -> Option<u32> {
        // What somebody mistypes is a name, and hardly anybody mistypes its first letter: looking at all that is
        // written of ten thousand things would take longer than a keystroke may.
        let name = text.folded.get(..text.name).unwrap_or(&text.folded);
        let first = word.text.folded.chars().next()?;
        let begins = || name.split(|it: char| !it.is_alphanumeric()).any(|it| it.starts_with(first));
        if word.n_letters < LONG || !text.may_have(&word.text) || !begins() {
            return None;
        }
        let text = Utf32Str::new(name, &mut self.signs);
        let score = u32::from(self.matcher.fuzzy_match(text, word.needle.slice(..))?);
        (score >= FLOOR * word.n_letters).then(|| ALMOST + score / word.n_letters)
    }
}

/// Which letters and digits are in a folded text, a bit for each; other signs share the rest.
fn letters(text: &str) -> u64 {
    let bit = |it: char| match it {
        'a'..='z' => it as u32 - 'a' as u32,
        '0'..='9' => 26 + it as u32 - '0' as u32,
        other => 36 + other as u32 % 28,
    };
    text.chars().filter(|it| !it.is_whitespace()).fold(0, |found, it| found | 1 << bit(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those of some texts that fit what is typed, the best first.
    fn fitting<'a>(typed: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let (sought, mut nearly) = (Sought::new(typed), Nearly::default());
        let score = |it: &&'a str| Some((sought.score(&Text::new(it), &mut nearly)?, *it));
        let mut found: Vec<_> = texts.iter().filter_map(score).collect();
        found.sort_by_key(|it| std::cmp::Reverse(it.0));
        found.into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn a_word_that_begins_comes_before_one_that_is_within() {
        let texts =
            ["The procedure", "Two reviewers due", "Due date", "Overdue papers", "Data, who uses it, envelopes"];
        assert_eq!(fitting("due", &texts), ["Due date", "Two reviewers due", "Overdue papers"]);
        assert_eq!(fitting("d", &texts), ["Due date", "Data, who uses it, envelopes", "Two reviewers due"]);
    }

    #[test]
    fn what_names_a_thing_comes_before_what_goes_with_it() {
        let (sought, mut nearly) = (Sought::new("oak"), Nearly::default());
        let [named, owned] = [26, 8].map(|name| Text::named("planting an oak for the oaks".to_owned(), name));
        assert!(sought.score(&named, &mut nearly) > sought.score(&owned, &mut nearly));
    }

    #[test]
    fn few_letters_have_to_stand_there_as_they_are() {
        let people = ["Rowan Placeholder ◆AM", "Cedar Placeholder ●SX", "Acacia Placeholder", "Maple Placeholder"];
        assert_eq!(fitting("ced", &people), ["Cedar Placeholder ●SX"]);
        assert_eq!(fitting("ro", &people), ["Rowan Placeholder ◆AM"]);
    }

    #[test]
    fn a_letter_that_is_left_out_and_beginnings_of_words_are_nearly_there() {
        let texts = ["Calibration report", "Call the reporters in", "Zürich office"];
        assert_eq!(fitting("rown", &["Rowan Placeholder"]), ["Rowan Placeholder"]);
        assert_eq!(fitting("calibrtion", &texts), ["Calibration report"]);
        assert_eq!(fitting("calrep", &texts), ["Calibration report", "Call the reporters in"]);
        assert_eq!(fitting("zurch", &texts), ["Zürich office"]);
    }

    #[test]
    fn letters_that_are_strewn_about_do_not_fit() {
        let texts = ["What it takes to query a unit", "Minutes of the extraordinary session"];
        for typed in ["quit", "theme", "mouse", "sync"] {
            assert_eq!(fitting(typed, &texts), [""; 0], "{typed}");
        }
    }

    #[test]
    fn every_word_has_to_fit_in_any_order_and_without_accents() {
        let texts = ["Zürich office of Acme", "Office of Basel"];
        assert_eq!(fitting("office zurich", &texts), ["Zürich office of Acme"]);
        assert!(Sought::new("  ").is_empty());
    }
}
