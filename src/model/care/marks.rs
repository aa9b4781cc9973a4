//! What gives contact data, cases and words of the market away in a text.

/// The e-mail addresses in a text.
pub fn emails(text: &str) -> Vec<String> {
    let text = plain(text);
    let local = |it: &char| it.is_alphanumeric() || "._%+-".contains(*it);
    let domain = |it: &char| it.is_alphanumeric() || ".-".contains(*it);
    let at_signs = (0..text.len()).filter(|at| text[*at] == '@');
    let found = at_signs.filter_map(|at| {
        let before = text[..at].iter().rev().take_while(|it| local(it)).count();
        let after = text[at + 1..].iter().take_while(|it| domain(it)).count();
        let mut behind = &text[at + 1..at + 1 + after];
        while let [rest @ .., '.' | '-'] = behind {
            behind = rest;
        }
        let last = behind.iter().rev().take_while(|it| **it != '.').count();
        let is_name =
            last >= 2 && last + 1 < behind.len() && behind[behind.len() - last..].iter().all(|it| it.is_alphabetic());
        (before > 0 && is_name).then(|| text[at - before..=at].iter().chain(behind).collect())
    });
    found.collect()
}

/// The phone numbers in a text: with a country's code, with the nought of a trunk, or behind a word that says so.
pub fn phones(text: &str) -> Vec<String> {
    let text = plain(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let run = run_of_digits(&text[at..]);
        let digits = count_digits(&text[at..at + run]);
        let begins = matches!(text[at], '+' | '0') && is_start(&text, at);
        let next = |nth: usize| text.get(at + nth).copied().unwrap_or(' ');
        let is_phone = match (text[at], next(1), next(2)) {
            ('+', '1'..='9', _) => digits >= 8,
            ('0', '0', '1'..='9') => (10..=17).contains(&digits),
            ('0', '1'..='9', _) => (9..=12).contains(&digits),
            _ => false,
        };
        let goes_on = text.get(at + run).is_some_and(|it| it.is_alphanumeric() || *it == '_');
        if begins && is_phone && !goes_on {
            let bracket = usize::from(at > 0 && text[at - 1] == '(' && text[at..at + run].contains(&')'));
            found.push(text[at - bracket..at + run].iter().collect());
            at += run;
        } else {
            at += 1;
        }
    }
    for (word, behind) in words(&text) {
        if !PHONE_WORDS.contains(&word.as_str()) {
            continue;
        }
        let skipped = text[behind..].iter().take_while(|it| matches!(it, '.' | ':' | ' ' | '(')).count();
        let start = behind + skipped;
        let run = run_of_digits(&text[start..]);
        if (6..=17).contains(&count_digits(&text[start..start + run])) {
            let number: String = text[start..start + run].iter().collect();
            if !found.iter().any(|it: &String| it.contains(&number)) {
                found.push(number);
            }
        }
    }
    found
}

const PHONE_WORDS: &[&str] = &["tel", "phone", "telephone", "mobile", "whatsapp", "fax", "gsm"];

/// Codes of sites and audits, as the platforms of social audits give them out.
pub fn sites(text: &str) -> Vec<String> {
    let text = plain(text);
    let mut found = Vec::new();
    for (word, end) in words(&text) {
        let start = end - word.chars().count();
        let letters = word.chars().take_while(|it| it.is_ascii_alphabetic()).count();
        let digits = word.chars().skip(letters).count();
        let only_digits = word.chars().skip(letters).all(|it| it.is_ascii_digit());
        let behind =
            |skip: usize| text[(end + skip).min(text.len())..].iter().take_while(|it| it.is_ascii_digit()).count();
        let of_sedex = word.starts_with('z') && (2..=3).contains(&letters) && only_digits;
        let is_dbid = word.starts_with("dbid") && letters == 4 && only_digits;
        let gap = text[end..].iter().take_while(|it| matches!(it, '-' | ' ' | ':' | '.' | '#')).count();
        match digits {
            5.. if of_sedex || is_dbid => found.push(text[start..end].iter().collect()),
            0 if of_sedex && text.get(end) == Some(&'-') && behind(1) >= 5 => {
                found.push(text[start..end + 1 + behind(1)].iter().collect());
            }
            0 if is_dbid && behind(gap) >= 4 => found.push(text[start..end + gap + behind(gap)].iter().collect()),
            // 156-012345-000
            3 if letters == 0 && only_digits && is_start(&text, start) => {
                let groups: Vec<usize> = text[start..]
                    .split(|it| *it == '-')
                    .map(|group| group.iter().take_while(|it| it.is_ascii_digit()).count())
                    .take(3)
                    .collect();
                let is_apart = text.get(start + 14).is_none_or(|it| !it.is_alphanumeric() && *it != '-');
                if groups == [3, 6, 3]
                    && text.get(start + 3) == Some(&'-')
                    && text.get(start + 10) == Some(&'-')
                    && is_apart
                {
                    found.push(text[start..start + 14].iter().collect());
                }
            }
            _ => (),
        }
    }
    found
}

/// Coordinates: a pair of numbers as fine as a map has them, or degrees with a point of the compass.
pub fn coordinates(text: &str) -> Vec<String> {
    let text = plain(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let first = fine_number(&text, at, 90.0);
        let gap = |from: usize| text[from..].iter().take_while(|it| matches!(it, ',' | ';' | ' ' | '/')).count();
        if let Some(end) = first
            && (1..=3).contains(&gap(end))
            && let Some(last) = fine_number(&text, end + gap(end), 180.0)
        {
            found.push(text[at..last].iter().collect());
            at = last;
        } else if let Some(end) = degrees(&text, at) {
            found.push(text[at..end].iter().collect());
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The words of single cases in a text.
pub fn case_words(text: &str) -> Vec<String> {
    phrases(text, CASE_WORDS)
}

const CASE_WORDS: &[&str] = &[
    "victim",
    "victims",
    "complainant",
    "complainants",
    "whistleblower",
    "passport number",
    "passport no",
    "identity card",
    "id number",
    "date of birth",
    "home address",
    "bank account",
    "medical record",
    "medical records",
];

/// The words of the market in a title.
pub fn market_words(text: &str) -> Vec<String> {
    phrases(text, MARKET_WORDS)
}

const MARKET_WORDS: &[&str] = &[
    "price",
    "prices",
    "pricing",
    "margin",
    "margins",
    "delist",
    "delisted",
    "delisting",
    "boycott",
    "boycotts",
    "boycotting",
    "supplier list",
    "supplier lists",
];

/// Which of some phrases a text holds, word by word, as it writes them.
fn phrases(text: &str, known: &[&str]) -> Vec<String> {
    let text = plain(text);
    let words = words(&text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        for phrase in known {
            let parts: Vec<&str> = phrase.split(' ').collect();
            let own = words.get(at..at + parts.len()).unwrap_or_default();
            if own.len() == parts.len() && own.iter().zip(&parts).all(|(word, part)| word.0 == *part) {
                let start = words[at].1 - words[at].0.chars().count();
                let end = own.last().map_or(start, |it| it.1);
                found.push(text[start..end].iter().collect());
            }
        }
    }
    found
}

/// A text without the links and days in it, which are full of digits and mean no harm.
fn plain(text: &str) -> Vec<char> {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim();
        let is_link = word.contains("://") || word.starts_with("www.");
        if is_link || is_day(word.trim_matches(|it: char| !it.is_alphanumeric())) {
            out.push('|');
            out.push_str(&piece[piece.trim_end().len()..]);
        } else {
            out.push_str(piece);
        }
    }
    out.chars().collect()
}

/// Whether a word is a day, or two with a sign between them: `2026-11-24`, `24.11.2026`, `1/6/26`.
fn is_day(word: &str) -> bool {
    let word = word.split_once('T').map_or(word, |it| it.0);
    let groups: Vec<&str> = word.split(['-', '.', '/', '\u{2013}']).collect();
    let of_day = |it: &[&str]| {
        let lengths: Vec<usize> = it.iter().map(|it| it.len()).collect();
        matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4])
    };
    let is_number = groups.iter().all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    is_number && groups.len().is_multiple_of(3) && groups.chunks(3).all(of_day)
}

/// The words of a text in small letters, each with the place behind it.
fn words(text: &[char]) -> Vec<(String, usize)> {
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, it) in text.iter().enumerate() {
        match it.is_alphanumeric() {
            // One character for one, so that places stay what they are.
            true => word.push(it.to_lowercase().next().unwrap_or(*it)),
            false if !word.is_empty() => words.push((std::mem::take(&mut word), at)),
            false => (),
        }
    }
    if !word.is_empty() {
        words.push((word, text.len()));
    }
    words
}

/// Whether a number begins here, and is no part of a longer one, of a time or of a word.
fn is_start(text: &[char], at: usize) -> bool {
    let before = |nth: usize| at.checked_sub(nth).and_then(|it| text.get(it)).copied();
    match before(1) {
        None => true,
        Some(it) if it.is_alphanumeric() || it == '_' => false,
        Some('-' | '.' | '+') => !before(2).is_some_and(|it| it.is_alphanumeric()),
        Some('/' | ':' | ',') => !before(2).is_some_and(|it| it.is_ascii_digit()),
        Some(_) => true,
    }
}

/// How far digits go from here, with the signs that people put between the digits of a phone number.
fn run_of_digits(text: &[char]) -> usize {
    let mut end = 0;
    let mut gap = 0;
    for (at, it) in text.iter().enumerate() {
        match it {
            '0'..='9' => (end, gap) = (at + 1, 0),
            '+' if at == 0 => (),
            ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')' if gap < 3 => gap += 1,
            _ => break,
        }
    }
    end
}

fn count_digits(text: &[char]) -> usize {
    text.iter().filter(|it| it.is_ascii_digit()).count()
}

/// Where a number ends that begins here, has four digits behind its point, and is no larger than that.
fn fine_number(text: &[char], at: usize, most: f64) -> Option<usize> {
    if !is_start(text, at) {
        return None;
    }
    let sign = usize::from(matches!(text.get(at), Some('-' | '+')));
    let number = text.get(at + sign..)?;
    let whole = number.iter().take_while(|it| it.is_ascii_digit()).count();
    if !(1..=3).contains(&whole) || number.get(whole) != Some(&'.') {
        return None;
    }
    let parts = number[whole + 1..].iter().take_while(|it| it.is_ascii_digit()).count();
    let end = at + sign + whole + 1 + parts;
    let value: f64 = number[..whole + 1 + parts].iter().collect::<String>().parse().ok()?;
    let goes_on = text.get(end).is_some_and(|it| it.is_alphanumeric() || *it == '%');
    (parts >= 4 && value <= most && !goes_on).then_some(end)
}

/// Where degrees end that begin here: `51°30'26"N`, `51.5074° N`.
fn degrees(text: &[char], at: usize) -> Option<usize> {
    if !text[at].is_ascii_digit() || !is_start(text, at) {
        return None;
    }
    let number = |from: usize| text[from..].iter().take_while(|it| it.is_ascii_digit() || **it == '.').count();
    let mut end = at + number(at);
    if text.get(end) != Some(&'\u{b0}') {
        return None;
    }
    end += 1;
    for marks in [&['\'', '\u{2032}', '\u{2019}'][..], &['"', '\u{2033}', '\u{201d}'][..]] {
        let gap = text[end..].iter().take_while(|it| **it == ' ').count();
        let digits = number(end + gap);
        if digits > 0 && text.get(end + gap + digits).is_some_and(|it| marks.contains(it)) {
            end += gap + digits + 1;
        }
    }
    end += text[end..].iter().take_while(|it| **it == ' ').count();
    let compass = text.get(end).is_some_and(|it| matches!(it, 'N' | 'S' | 'E' | 'W'));
    let goes_on = text.get(end + 1).is_some_and(|it| it.is_alphanumeric());
    (compass && !goes_on).then_some(end + 1)
}
