//! What people type into a field: text to value, and a value to the text that gives it again.

use chrono::{DateTime, FixedOffset, TimeZone};
use chrono_tz::Tz;
use toml::Value;
use unicode_normalization::UnicodeNormalization;

use super::date::{self, Towards};
use super::field::{Choice, Field, Type};
use super::find::{NotFound, find};
use super::id::RecordId;
use super::kind::Kind;
use super::printed::Printed;
use super::shown;
use super::standpoint::{Standpoint, zone};
use super::table::{RED, RED_INSTEAD, RED_WHY, VISIBILITY_KEY};
use super::view::planned::fault_of_rule;
use super::{leaf, value};

/// A text that is no value of a field: why, and how it would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAValue {
    pub reason: String,
    pub hint: String,
    /// Where the text was meant to name a record.
    pub not_found: Option<NotFound>,
}

/// Reads what was typed into a field that now holds `now`; `None` means the field is left empty.
///
/// A set, or a list of records, takes `a, b` to replace it and `+a, -b` to change it.
///
/// # Errors
/// When the text, or any part of it, is not understood.
pub fn parse(field: &Field, typed: &str, now: Option<&Value>, at: &Standpoint<'_>) -> Result<Option<Value>, NotAValue> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    if field.key == VISIBILITY_KEY && typed.trim().eq_ignore_ascii_case(RED) {
        return Err(NotAValue { reason: RED_WHY.to_owned(), hint: RED_INSTEAD.to_owned(), not_found: None });
    }
    match &field.ty {
        Type::Set(element) => parse_set(element, typed, now, at).map(|it| listed(it, true)),
        // Ids hold no comma, so that a list of them is typed like a set; its order is kept.
        Type::List(element @ Type::Ref(_)) => parse_set(element, typed, now, at).map(|it| listed(it, false)),
        Type::List(element) => {
            let mut elements = Vec::new();
            for piece in typed.split(['\n', ';']).filter(|it| !it.trim().is_empty()) {
                let element = one(element, piece, at)?;
                if !elements.contains(&element) {
                    elements.push(element);
                }
            }
            Ok((!elements.is_empty()).then_some(Value::Array(elements)))
        }
        ty => one(ty, typed, at).map(Some),
    }
}

/// The text that [`parse`] reads as this value, whoever asks and whenever.
pub fn print(ty: &Type, value: &Value) -> String {
    match (ty, value) {
        (Type::Set(element), Value::Array(elements)) => {
            elements.iter().map(|it| print_one(element, it)).collect::<Vec<_>>().join(", ")
        }
        (Type::List(element), Value::Array(elements)) => {
            elements.iter().map(|it| print_one(element, it)).collect::<Vec<_>>().join("; ")
        }
        (ty, value) => print_one(ty, value),
    }
}

/// Text as it is kept: composed characters (NFC), line feeds, nothing at its end.
pub fn tidy(typed: &str) -> String {
    typed.replace("\r\n", "\n").nfc().collect::<String>().trim_end().to_owned()
}

/// A line of text as it is kept: the same, and every run of white space one space.
pub fn tidy_line(typed: &str) -> String {
    tidy(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parse_set(element: &Type, typed: &str, now: Option<&Value>, at: &Standpoint<'_>) -> Result<Vec<Value>, NotAValue> {
    // A list of records is printed with semicolons.
    let ends = |it: char| matches!(it, ',' | '\n') || it == ';' && matches!(element, Type::Ref(_));
    let pieces: Vec<&str> = typed.split(ends).map(str::trim).filter(|it| !it.is_empty()).collect();
    let changes = !pieces.is_empty() && pieces.iter().all(|it| it.len() > 1 && it.starts_with(['+', '-']));
    let mut elements: Vec<Value> = match now {
        Some(Value::Array(elements)) if changes => elements.clone(),
        _ => Vec::new(),
    };
    for piece in pieces {
        let (removes, word) = match changes {
            true => (piece.starts_with('-'), &piece[1..]),
            false => (false, piece),
        };
        // What is taken out may be something that no longer is a value, such as a person who is gone.
        let value = match one(element, word, at) {
            Ok(value) => value,
            Err(_) if removes && elements.iter().any(|it| leaf::plain(it) == word) => value::text(word),
            Err(error) => return Err(error),
        };
        if removes {
            elements.retain(|it| *it != value);
        } else if !elements.contains(&value) {
            elements.push(value);
        }
    }
    Ok(elements)
}

/// Elements as a value; nothing where there are none.
fn listed(mut elements: Vec<Value>, sorted: bool) -> Option<Value> {
    if sorted {
        elements.sort_by_cached_key(leaf::plain);
    }
    (!elements.is_empty()).then_some(Value::Array(elements))
}

fn one(ty: &Type, typed: &str, at: &Standpoint<'_>) -> Result<Value, NotAValue> {
    let word = typed.trim();
    let no = |reason: String, hint: &str| NotAValue { reason, hint: hint.to_owned(), not_found: None };
    let not = |hint: &str| no(format!("`{}` is not {}", shown::visible(word), ty.noun()), hint);
    match ty {
        Type::Line | Type::Text => {
            let text = if matches!(ty, Type::Line) { tidy_line(typed) } else { tidy(typed) };
            match text.chars().find(|it| it.is_control() && !matches!(it, '\n' | '\t')) {
                None => Ok(Value::String(text)),
                Some(it) => Err(no(
                    format!("the text contains a control character (U+{:04X})", u32::from(it)),
                    "Take it out; it may have come in with a paste",
                )),
            }
        }
        Type::Date => date::parse_date(word, at.today, Towards::Future)
            .map(value::date)
            .ok_or_else(|| not(&format!("Write it like {}", date::EXAMPLES))),
        Type::LocalTime => date::parse_local(word, at.today)
            .map(value::local)
            .ok_or_else(|| not(&format!("Write it like {}", date::TIME_EXAMPLES))),
        Type::Instant => parse_instant(word, at)
            .map(value::instant)
            .ok_or_else(|| not("Write it like now, today 14:30 or 2026-11-24T14:30:00+01:00")),
        Type::Minutes => {
            date::parse_minutes(word).map(Value::Integer).ok_or_else(|| not("Write it like 90, 1h30 or 1:30"))
        }
        Type::Whole => word.parse().map(Value::Integer).map_err(|_| not("Write it like 12")),
        Type::Number => number(word).ok_or_else(|| not("Write it like 12 or 12.5")),
        Type::Flag => match word.to_lowercase().as_str() {
            "yes" | "y" | "true" => Ok(Value::Boolean(true)),
            "no" | "n" | "false" => Ok(Value::Boolean(false)),
            _ => Err(not("Write yes or no")),
        },
        Type::Choice(choices) => choice(choices, word).map(|it| value::text(it.value)).ok_or_else(|| {
            let offer: Vec<&str> = choices.iter().map(|it| it.value).collect();
            let near = offer.iter().map(|it| (strsim::jaro_winkler(it, &word.to_lowercase()), it));
            let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|it| it.0 > NEAR);
            let near = near.map(|it| format!("Did you mean {}? ", it.1)).unwrap_or_default();
            let hint = format!("{near}Choose {}", offer.join(", "));
            no(format!("`{}` is none of the choices", shown::visible(word)), &hint)
        }),
        Type::Zone => match word.parse::<Tz>() {
            Ok(zone) => Ok(value::text(zone.name())),
            Err(_) => Err(not(&match nearest_zone(word) {
                Some(zone) => format!("Did you mean {zone}?"),
                None => "Write it like Europe/Brussels".to_owned(),
            })),
        },
        Type::Ref(kinds) => find(at, kinds, word).map(|it| value::text(it.as_str())).map_err(|error| NotAValue {
            reason: shown::not_found(&error),
            hint: shown::not_found_hint(&error),
            not_found: Some(error),
        }),
        Type::Numbered => {
            let printed = Printed::read(word).ok_or_else(|| not("Write it like `4 AQ-I26-7K3F`"))?;
            let item = one(&Type::Ref(&[Kind::Item]), printed.item, at)?;
            Ok(value::text(printed.called(&leaf::plain(&item))))
        }
        Type::Rule | Type::Url | Type::Email | Type::Paper | Type::Hash | Type::KeyOf(_) => {
            let text = tidy_line(typed);
            let value = value::text(text);
            match fits(ty, &value) {
                true => Ok(value),
                false => {
                    let like = example(ty).map(|it| format!("Write it like {it}")).unwrap_or_default();
                    let why = matches!(ty, Type::Rule).then(|| fault_of_rule(&leaf::plain(&value))).flatten();
                    Err(not(&why.map_or_else(|| like.clone(), shown::capital)))
                }
            }
        }
        Type::Set(_) | Type::List(_) | Type::Table(_) | Type::Rows(_) | Type::Parties(_) => {
            Err(no("this cannot be typed as one value".to_owned(), "There is a command for it"))
        }
    }
}

/// How alike two words must be for the one to be offered for the other.
const NEAR: f64 = 0.85;

/// How a text of a type is written, where its noun does not say it.
fn example(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Url => Some("https://example.org/page"),
        Type::Email => Some("you@example.org"),
        Type::Paper => Some("2026/rules.pdf"),
        Type::Hash => Some("64 digits from 0 to f"),
        _ => None,
    }
}

/// Whether a value of the file is of a type, its parts included; whether it names something that exists is not asked.
pub fn fits(ty: &Type, value: &Value) -> bool {
    let text = value.as_str();
    match ty {
        Type::Line | Type::Text | Type::KeyOf(_) => text.is_some(),
        Type::Date => value::date_of(value).is_some(),
        Type::LocalTime => value::local_of(value).is_some(),
        Type::Instant => value::instant_of(value).is_some(),
        Type::Minutes => value.as_integer().is_some_and(|it| (1..=7 * 24 * 60).contains(&it)),
        Type::Whole => value.is_integer(),
        Type::Number => value.is_integer() || value.is_float(),
        Type::Flag => value.is_bool(),
        Type::Choice(choices) => text.is_some_and(|text| choices.iter().any(|it| it.value == text)),
        Type::Zone => text.is_some_and(|it| it.parse::<Tz>().is_ok()),
        Type::Rule => text.is_some_and(is_rule),
        Type::Url => text.is_some_and(|it| {
            let rest = it.strip_prefix("https://").or_else(|| it.strip_prefix("http://"));
            rest.is_some_and(|it| !it.is_empty()) && !it.contains(char::is_whitespace)
        }),
        Type::Email => text.is_some_and(|it| {
            let (name, host) = it.split_once('@').unwrap_or_default();
            !name.is_empty() && !host.is_empty() && !host.contains('@') && !it.contains(char::is_whitespace)
        }),
        Type::Paper => text.is_some_and(|it| {
            it.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']))
        }),
        Type::Hash => {
            text.is_some_and(|it| it.len() == 64 && it.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
        }
        Type::Ref(kinds) => text.is_some_and(|text| kinds.is_empty() || reference(kinds, text).is_some()),
        Type::Numbered => text.and_then(Printed::read).is_some_and(|it| {
            let is_digest = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_hexdigit());
            RecordId::new(Kind::Item, it.item).is_ok() && it.digest.is_none_or(is_digest)
        }),
        Type::Set(element) | Type::List(element) => {
            value.as_array().is_some_and(|it| it.iter().all(|it| fits(element, it)))
        }
        Type::Table(_) | Type::Parties(_) => value.is_table(),
        Type::Rows(_) => value.as_array().is_some_and(|it| it.iter().all(Value::is_table)),
    }
}

/// The id that the value of a reference spells, of the first of its kinds that has such ids.
pub fn reference(kinds: &[Kind], text: &str) -> Option<RecordId> {
    let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
    kinds.iter().find_map(|kind| RecordId::new(*kind, text).ok())
}

/// The choice that a word means: its value or label, or the only one that begins like it.
pub fn choice<'a>(choices: &'a [Choice], word: &str) -> Option<&'a Choice> {
    let word = word.to_lowercase();
    let exact = choices.iter().find(|it| it.value == word || it.label.to_lowercase() == word);
    let mut begun =
        choices.iter().filter(|it| it.value.starts_with(&word) || it.label.to_lowercase().starts_with(&word));
    match (exact, begun.next(), begun.next()) {
        (Some(exact), ..) => Some(exact),
        (None, Some(one), None) => Some(one),
        _ => None,
    }
}

fn parse_instant(word: &str, at: &Standpoint<'_>) -> Option<DateTime<FixedOffset>> {
    if word == "now" {
        return Some(at.now);
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(word) {
        return Some(moment);
    }
    let local = date::parse_local(word, at.today)?;
    zone(at.snapshot).from_local_datetime(&local).earliest().map(|it| it.fixed_offset())
}

fn number(word: &str) -> Option<Value> {
    match word.parse::<i64>() {
        Ok(whole) => Some(Value::Integer(whole)),
        Err(_) => word.parse::<f64>().ok().filter(|it| it.is_finite()).map(Value::Float),
    }
}

fn is_rule(text: &str) -> bool {
    fault_of_rule(text).is_none()
}

fn nearest_zone(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|it| it.name())
        .map(|it| {
            let city = it.rsplit('/').next().unwrap_or(it).to_lowercase();
            (strsim::jaro_winkler(&it.to_lowercase(), &word).max(strsim::jaro_winkler(&city, &word)), it)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|it| it.0 > 0.85)
        .map(|it| it.1)
}

fn print_one(ty: &Type, value: &Value) -> String {
    match (ty, value) {
        (Type::LocalTime, value) => match value::local_of(value) {
            Some(local) => local.format("%Y-%m-%d %H:%M").to_string(),
            None => leaf::plain(value),
        },
        (Type::Flag, Value::Boolean(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
        (_, value) => leaf::plain(value),
    }
}
