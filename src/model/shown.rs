//! Values as people read them, and text made safe for a terminal.

use std::borrow::Cow;

use toml::Value;

use super::field::{Choice, Type};
use super::find::NotFound;
use super::kind::Kind;
use super::printed::Printed;
use super::{date, leaf, value};

/// Text in which nothing can move the cursor, change a colour or turn the reading direction around: such characters
/// are written as `\u{1b}`. Line feeds become spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for it in text.chars() {
        match it {
            '\n' | '\t' => out.push(' '),
            it if is_unsafe(it) => out.extend(it.escape_unicode()),
            it => out.push(it),
        }
    }
    Cow::Owned(out)
}

/// The same for text of several lines: line feeds stay.
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// Whether a character would act on a terminal or on how others are read, instead of being read itself.
pub fn is_unsafe(it: char) -> bool {
    it.is_control() || is_direction(it) || matches!(it, '\u{2028}' | '\u{2029}')
}

/// The characters that set or override the direction of text (Unicode UAX #9, explicit formatting).
pub fn is_direction(it: char) -> bool {
    matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The address of a shared copy as it may be shown, safe for a terminal: what stands in it to be let in by is left out,
/// be it a name with a password or a token alone. A name alone is the way ssh is told whom to ask for, and stays.
pub fn place(address: &str) -> String {
    let shown = visible(address);
    let Some((scheme, rest)) = shown.split_once("://") else { return shown.into_owned() };
    let (host, way) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match host.rsplit_once('@') {
        Some((user, host)) if user.contains(':') || scheme.to_lowercase().starts_with("http") => {
            format!("{scheme}://…@{host}{way}")
        }
        _ => shown.into_owned(),
    }
}

/// Words with a capital at their beginning, as a sentence has it.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// So much of a hash tells it from all others that somebody sees beside it.
const SHORT: usize = 10;

/// What the record of an id is called, where its kind is one of these and it is called anything but its id.
pub type Called<'a> = &'a dyn Fn(&[Kind], &str) -> Option<String>;

/// A value in words, on one line; records by their ids.
pub fn show(ty: &Type, value: &Value) -> String {
    show_with(ty, value, &|_, _| None)
}

/// A value in words, on one line; records as they are called.
pub fn show_with(ty: &Type, value: &Value, called: Called<'_>) -> String {
    match (ty, value) {
        (Type::Ref(kinds), Value::String(id)) => called(kinds, id).unwrap_or_else(|| raw(value)),
        (Type::Date, value) => value::date_of(value).map_or_else(|| raw(value), date::short),
        (Type::LocalTime, value) => match value::local_of(value) {
            Some(local) => format!("{} {}", date::short(local.date()), local.format("%H:%M")),
            None => raw(value),
        },
        (Type::Instant, value) => match value::instant_of(value) {
            Some(at) => format!("{} {}", date::short(at.date_naive()), at.format("%H:%M")),
            None => raw(value),
        },
        (Type::Minutes, Value::Integer(minutes)) => date::length(*minutes),
        // What was printed of it is kept for comparing, not for reading.
        (Type::Numbered, Value::String(line)) => match Printed::read(line) {
            Some(printed) => visible(&format!("{} {}", printed.number, printed.item)).into_owned(),
            None => raw(value),
        },
        (Type::Flag, Value::Boolean(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
        (Type::Hash, Value::String(hash)) if hash.is_ascii() && hash.len() > SHORT => format!("{}…", &hash[..SHORT]),
        (Type::Choice(choices), Value::String(word)) => visible(label(choices, word)).into_owned(),
        (Type::Set(element), Value::Array(elements)) => {
            elements.iter().map(|it| show_with(element, it, called)).collect::<Vec<_>>().join(", ")
        }
        (Type::List(element), Value::Array(elements)) => {
            elements.iter().map(|it| show_with(element, it, called)).collect::<Vec<_>>().join("; ")
        }
        (Type::Table(fields), Value::Table(table)) | (Type::Parties(fields), Value::Table(table)) => {
            let text = |it: &&super::field::Field| matches!(it.ty, Type::Text);
            let known = fields.iter().filter(|it| !text(it)).filter_map(|field| {
                let words = show_with(&field.ty, table.get(field.key)?, called);
                // When something was said needs no word before it; when somebody came or left does.
                Some(if field.key == "at" { words } else { format!("{} {words}", field.in_words()) })
            });
            let unknown = table.iter().filter(|(key, _)| !fields.iter().any(|it| it.key == *key));
            let unknown = unknown.map(|(key, value)| format!("{} {}", visible(key), raw(value)));
            let mut words = known.chain(unknown).collect::<Vec<_>>().join(", ");
            for said in fields.iter().filter(text).filter_map(|it| table.get(it.key)) {
                let gap = if words.is_empty() { "" } else { ": " };
                words = format!("{words}{gap}{}", raw(said));
            }
            words
        }
        (Type::Rows(rows), Value::Array(entries)) => {
            entries.iter().map(|it| show_with(&Type::Table(rows.fields), it, called)).collect::<Vec<_>>().join("; ")
        }
        (_, value) => raw(value),
    }
}

/// The label of a choice; of what is none of them, the word itself.
pub fn label<'a>(choices: &'a [Choice], word: &'a str) -> &'a str {
    choices.iter().find(|it| it.value == word).map_or(word, |it| it.label)
}

/// A day as sentences name it: `1 Dec 2026`.
pub fn day(day: chrono::NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// A large number: `12,000`.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let comma = |at: usize| if at > 0 && (digits.len() - at).is_multiple_of(3) { "," } else { "" };
    digits.chars().enumerate().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

/// A number of things: `1 error`, `3 errors`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Cuts text to so many columns, with an ellipsis where something is left out. Wide characters count as two.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut used = 0;
    for piece in text.graphemes(true) {
        used += piece.width();
        if used + 1 > columns {
            break;
        }
        out.push_str(piece);
    }
    if columns > 0 {
        out.push('…');
    }
    Cow::Owned(out)
}

/// Why a word named no record.
pub fn not_found(error: &NotFound) -> String {
    match error {
        NotFound::Unknown { word, kinds, .. } => match kinds.as_slice() {
            kinds if kinds.len() == Kind::ALL.len() => format!("there is no record `{}`", visible(word)),
            kinds => {
                let words: Vec<&str> = kinds.iter().map(|it| it.words()).collect();
                format!("there is no {} `{}`", words.join(" or "), visible(word))
            }
        },
        NotFound::Ambiguous { word, .. } => format!("`{}` could mean several records", visible(word)),
        NotFound::Nobody => "who you are is not known here".to_owned(),
    }
}

/// What to do about it.
pub fn not_found_hint(error: &NotFound) -> String {
    match error {
        NotFound::Unknown { near, all, .. } if near.is_empty() && !all.is_empty() => {
            let all: Vec<&str> = all.iter().map(|it| it.as_str()).collect();
            format!("There is {}", all.join(", "))
        }
        NotFound::Unknown { near, kinds, .. } if near.is_empty() => match kinds.as_slice() {
            [kind] => format!("`comity {} list` shows what there is", kind.noun()),
            _ => "The lists show what there is".to_owned(),
        },
        NotFound::Unknown { near, .. } => {
            let near: Vec<&str> = near.iter().map(|it| it.as_str()).collect();
            format!("Did you mean {}?", near.join(" or "))
        }
        NotFound::Ambiguous { candidates, .. } => {
            let offer: Vec<&str> = candidates.iter().map(|it| it.as_str()).collect();
            format!("Write more of it: {}", offer.join(", "))
        }
        NotFound::Nobody => "Say it once with `comity config set me PERSON`, or with --as PERSON".to_owned(),
    }
}

fn raw(value: &Value) -> String {
    visible(&leaf::plain(value)).into_owned()
}

/// Our own signs, one column wide each, and what stands for them where only ASCII is wanted.
pub const PLAIN_SIGNS: &[(&str, &str)] = &[
    ("▌", ">"),
    ("●", "*"),
    ("◆", "#"),
    ("▲", "^"),
    ("■", "+"),
    ("▸", ">"),
    ("·", "-"),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("…", "~"),
    ("−", "-"),
    ("•", "*"),
    ("─", "-"),
    ("–", "-"),
    ("▏", "|"),
    ("↕", "|"),
    ("█", "#"),
    ("▄", ":"),
    ("▒", "."),
    ("░", "o"),
    ("│", "|"),
    ("└", "+"),
];
