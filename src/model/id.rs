//! Ids: how a record is named, and which path follows from its name.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::kind::Kind;

/// Crockford's base 32: digits and capitals without I, L, O and U.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Names that Windows keeps for devices; no file may bear one, whatever its ending.
const RESERVED: &[&str] = &[
    "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT0",
    "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Longest slug that is taken; longer ones make paths that some systems refuse.
const LONGEST_SLUG: usize = 80;

/// The name of one record for good: its kind and a text from which its path follows.
///
/// Two kinds may use one text (a person and an organisation `apsca`), so the kind is part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordId {
    pub kind: Kind,
    text: Arc<str>,
}

/// A text that names no record, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no id of {}: {reason}", kind.a())]
pub struct NotAnId {
    pub kind: Kind,
    pub text: String,
    pub reason: &'static str,
}

/// What an id's text says when it is taken apart.
enum Parts<'a> {
    Workspace,
    Slug(&'a str),
    Group(&'a str),
    InGroup { code: &'a str, slug: &'a str },
    Dated { code: &'a str, year: i32 },
    Random { code: &'a str, year: i32 },
}

impl RecordId {
    /// The one record that every workspace has.
    pub fn workspace() -> Self {
        Self::unchecked(Kind::Workspace, "workspace")
    }

    /// Reads the exact id of a record whose kind is known.
    ///
    /// # Errors
    /// Says what about the text is not as ids of that kind are.
    pub fn new(kind: Kind, text: &str) -> Result<Self, NotAnId> {
        match parts(kind, text) {
            Ok(_) => Ok(Self::unchecked(kind, text)),
            Err(reason) => Err(NotAnId { kind, text: text.to_owned(), reason }),
        }
    }

    /// A membership: `AQ/alder`.
    pub fn member(group: &str, person: &str) -> Result<Self, NotAnId> {
        Self::new(Kind::Member, &format!("{group}/{person}"))
    }

    /// A meeting named by the day first planned; `nth` from 2 for another one on that day.
    pub fn meeting(group: &str, day: NaiveDate, nth: usize) -> Result<Self, NotAnId> {
        match nth {
            0 | 1 => Self::new(Kind::Meeting, &format!("{group}-{day}")),
            n => Self::new(Kind::Meeting, &format!("{group}-{day}-{n}")),
        }
    }

    /// An id with a random part, as items, actions, decisions and notes have: `random` is used from its lowest bits up.
    ///
    /// # Errors
    /// When the kind has no such ids or the group code is none.
    pub fn random(kind: Kind, group: &str, year: i32, random: u64, length: usize) -> Result<Self, NotAnId> {
        let letter = kind.letter().ok_or(NotAnId { kind, text: group.to_owned(), reason: "its ids are not random" })?;
        let tail: String = (0..length).map(|n| char::from(ALPHABET[(random >> (5 * n)) as usize & 31])).collect();
        Self::new(kind, &format!("{group}-{letter}{:02}-{tail}", year.rem_euclid(100)))
    }

    /// The id of the record that a path of the folder is for, slashes forward.
    pub fn from_path(path: &str) -> Option<Self> {
        let stem = path.strip_suffix(".toml")?;
        let pieces: Vec<&str> = stem.split('/').collect();
        let id = match pieces.as_slice() {
            ["workspace"] => Self::workspace(),
            ["orgs", slug] => Self::new(Kind::Org, slug).ok()?,
            ["people", slug] => Self::new(Kind::Person, slug).ok()?,
            ["groups", code, "group"] => Self::new(Kind::Group, code).ok()?,
            ["groups", code, "members", slug] => Self::member(code, slug).ok()?,
            ["groups", code, "measures", slug] => Self::new(Kind::Measure, &format!("{code}/{slug}")).ok()?,
            ["groups", _, folder, _, text] => {
                let kind = Kind::ALL.into_iter().find(|it| it.by_year() && it.plural() == *folder)?;
                // The group and the year stand in the id as well.
                Self::new(kind, text).ok().filter(|it| it.path() == path)?
            }
            _ => return None,
        };
        Some(id)
    }

    /// Its file, relative to the workspace, slashes forward.
    pub fn path(&self) -> String {
        let text = &self.text;
        match self.parts() {
            Parts::Workspace => "workspace.toml".to_owned(),
            Parts::Slug(slug) => match self.kind {
                Kind::Org => format!("orgs/{slug}.toml"),
                _ => format!("people/{slug}.toml"),
            },
            Parts::Group(code) => format!("groups/{code}/group.toml"),
            Parts::InGroup { code, slug } => format!("groups/{code}/{}/{slug}.toml", self.kind.plural()),
            Parts::Dated { code, year } | Parts::Random { code, year } => {
                format!("groups/{code}/{}/{year}/{text}.toml", self.kind.plural())
            }
        }
    }

    /// The text that people read and type.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The code of the group it belongs to; a group's own code too.
    pub fn group(&self) -> Option<&str> {
        // An id was taken apart when it was made, and this is asked of ten thousand at once: a code has no such signs.
        match self.kind {
            Kind::Workspace | Kind::Org | Kind::Person => None,
            Kind::Group => Some(self.as_str()),
            Kind::Member | Kind::Measure => self.as_str().split_once('/').map(|it| it.0),
            Kind::Meeting | Kind::Item | Kind::Action | Kind::Decision | Kind::Note => {
                self.as_str().split_once('-').map(|it| it.0)
            }
        }
    }

    /// The year in it.
    pub fn year(&self) -> Option<i32> {
        match self.parts() {
            Parts::Dated { year, .. } | Parts::Random { year, .. } => Some(year),
            Parts::Workspace | Parts::Slug(_) | Parts::Group(_) | Parts::InGroup { .. } => None,
        }
    }

    /// The part that tells it from others where its group and kind are known: `7K3F`, `alder`, `adoption`.
    pub fn tail(&self) -> &str {
        match self.kind {
            Kind::Workspace | Kind::Org | Kind::Person | Kind::Group => &self.text,
            Kind::Member | Kind::Measure => self.text.split_once('/').map_or("", |it| it.1),
            Kind::Meeting => self.text.split_once('-').map_or("", |it| it.1),
            Kind::Item | Kind::Action | Kind::Decision | Kind::Note => self.text.rsplit('-').next().unwrap_or_default(),
        }
    }

    /// As short as a list may show it: the group and the random part, `AQ 7K3F`.
    pub fn brief(&self) -> String {
        match (self.kind.letter(), self.group()) {
            (Some(_), Some(group)) => format!("{group} {}", self.tail()),
            _ => self.text.to_string(),
        }
    }

    /// Whether chance has made it, so that two clones may give it to different records.
    pub fn is_random(&self) -> bool {
        matches!(self.parts(), Parts::Random { .. })
    }

    /// The person of a membership.
    pub fn person(&self) -> Option<Self> {
        (self.kind == Kind::Member).then(|| Self::unchecked(Kind::Person, self.tail()))
    }

    fn unchecked(kind: Kind, text: &str) -> Self {
        Self { kind, text: text.into() }
    }

    fn parts(&self) -> Parts<'_> {
        // An id is only ever made from a text that `parts` has read.
        parts(self.kind, &self.text).unwrap_or(Parts::Workspace)
    }
}

impl Ord for RecordId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.kind.cmp(&other.kind).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for RecordId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// A group's code: two to six capitals or digits, a capital first, and no name that Windows keeps.
pub fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    (2..=6).contains(&bytes.len())
        && bytes[0].is_ascii_uppercase()
        && bytes.iter().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
        && !RESERVED.contains(&text)
}

/// A slug: small letters, digits and single inner hyphens, and no name that Windows keeps.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_SLUG
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && !RESERVED.iter().any(|it| it.eq_ignore_ascii_case(text))
}

/// Reads a typed random part as it was meant: O as 0, I and L as 1.
pub fn forgiving(text: &str) -> String {
    text.chars()
        .map(|it| match it.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn parts(kind: Kind, text: &str) -> Result<Parts<'_>, &'static str> {
    const SLUG: &str = "it is written with small letters, digits and single hyphens";
    const CODE: &str = "a group's code has two to six capitals or digits and starts with a capital";
    match kind {
        Kind::Workspace if text == "workspace" => Ok(Parts::Workspace),
        Kind::Workspace => Err("there is one only, `workspace`"),
        Kind::Org | Kind::Person if is_slug(text) => Ok(Parts::Slug(text)),
        Kind::Org | Kind::Person => Err(SLUG),
        Kind::Group if is_code(text) => Ok(Parts::Group(text)),
        Kind::Group => Err(CODE),
        Kind::Member | Kind::Measure => {
            let (code, slug) = text.split_once('/').ok_or("it is written like `AQ/alder`")?;
            match (is_code(code), is_slug(slug)) {
                (false, _) => Err(CODE),
                (true, false) => Err(SLUG),
                (true, true) => Ok(Parts::InGroup { code, slug }),
            }
        }
        Kind::Meeting => {
            let (code, day, rest) = dated(text).ok_or("it is written like `AQ-2026-11-24`")?;
            match rest {
                None => Ok(Parts::Dated { code, year: day.year() }),
                Some(nth) if is_nth(nth) => Ok(Parts::Dated { code, year: day.year() }),
                Some(_) => Err("a second meeting on a day ends in `-2`"),
            }
        }
        Kind::Item => match dated(text) {
            Some((code, day, Some(rest))) => {
                let tail = rest.split_once('-').filter(|(nth, _)| is_nth(nth)).map_or(rest, |it| it.1);
                let standing = is_slug(tail) && tail.starts_with(|it: char| it.is_ascii_lowercase());
                match standing || is_random(tail) {
                    true => Ok(Parts::Dated { code, year: day.year() }),
                    false => Err("after the meeting stands the key of a standing item or a random part"),
                }
            }
            Some((.., None)) => Err("that is a meeting's id"),
            None => random(kind, text),
        },
        Kind::Action | Kind::Decision | Kind::Note => random(kind, text),
    }
}

/// `AQ-2026-11-24` with what follows after a further hyphen.
fn dated(text: &str) -> Option<(&str, NaiveDate, Option<&str>)> {
    let (code, rest) = text.split_once('-')?;
    let day: NaiveDate = rest.get(..10)?.parse().ok()?;
    // chrono also takes `2026-1-2` and years beyond four digits; an id has one spelling.
    let canonical = day.to_string() == rest[..10];
    let tail = match &rest[10..] {
        "" => None,
        more => Some(more.strip_prefix('-')?),
    };
    (is_code(code) && canonical).then_some((code, day, tail))
}

fn random(kind: Kind, text: &str) -> Result<Parts<'_>, &'static str> {
    const SHAPE: &str = "it is written like `AQ-A26-7K3F`";
    let mut pieces = text.split('-');
    let (Some(code), Some(middle), Some(tail), None) = (pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return Err(SHAPE);
    };
    let year = middle.strip_prefix(|it| Some(it) == kind.letter()).filter(|it| it.len() == 2);
    let year: i32 = match year.filter(|it| it.bytes().all(|b| b.is_ascii_digit())).map(str::parse) {
        Some(Ok(year)) => year,
        _ => return Err(SHAPE),
    };
    match is_code(code) && is_random(tail) {
        true => Ok(Parts::Random { code, year: 2000 + year }),
        false => Err(SHAPE),
    }
}

fn is_random(text: &str) -> bool {
    (4..=5).contains(&text.len()) && text.bytes().all(|it| ALPHABET.contains(&it))
}

fn is_nth(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|it| it >= 2 && it.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_follows_from_an_id_and_leads_back_to_it() {
        for (kind, text, path) in [
            (Kind::Workspace, "workspace", "workspace.toml"),
            (Kind::Org, "sedex", "orgs/sedex.toml"),
            (Kind::Person, "alder", "people/alder.toml"),
            (Kind::Group, "AQ", "groups/AQ/group.toml"),
            (Kind::Member, "AQ/alder", "groups/AQ/members/alder.toml"),
            (Kind::Measure, "AQ/audits-by-enrolled", "groups/AQ/measures/audits-by-enrolled.toml"),
            (Kind::Meeting, "AQ-2026-11-24", "groups/AQ/meetings/2026/AQ-2026-11-24.toml"),
            (Kind::Meeting, "AQ-2026-11-24-2", "groups/AQ/meetings/2026/AQ-2026-11-24-2.toml"),
            (Kind::Item, "AQ-I26-7K3F", "groups/AQ/items/2026/AQ-I26-7K3F.toml"),
            (Kind::Item, "AQ-2026-11-24-adoption", "groups/AQ/items/2026/AQ-2026-11-24-adoption.toml"),
            (Kind::Item, "AQ-2026-12-22-7K3F", "groups/AQ/items/2026/AQ-2026-12-22-7K3F.toml"),
            (Kind::Item, "AQ-2026-12-22-2-aob", "groups/AQ/items/2026/AQ-2026-12-22-2-aob.toml"),
            (Kind::Action, "AQ-A26-7K3F", "groups/AQ/actions/2026/AQ-A26-7K3F.toml"),
            (Kind::Decision, "AQ-D26-7K3FM", "groups/AQ/decisions/2026/AQ-D26-7K3FM.toml"),
            (Kind::Note, "X9-N31-0000", "groups/X9/notes/2031/X9-N31-0000.toml"),
        ] {
            let id = RecordId::new(kind, text).expect(text);
            assert_eq!(id.path(), path);
            assert_eq!(RecordId::from_path(path), Some(id));
        }
    }

    #[test]
    fn what_would_lead_out_of_the_folder_or_to_two_files_is_no_id() {
        for (kind, text) in [
            (Kind::Person, "../alder"),
            (Kind::Person, ""),
            (Kind::Person, "-a"),
            (Kind::Person, "a--b"),
            (Kind::Person, "Alder"),
            (Kind::Person, "con"),
            (Kind::Person, "ålder"),
            (Kind::Group, "A"),
            (Kind::Group, "AQ/.."),
            (Kind::Group, "NUL"),
            (Kind::Group, "9A"),
            (Kind::Member, "AQ/../x"),
            (Kind::Meeting, "AQ-2026-02-30"),
            (Kind::Meeting, "AQ-2026-2-03"),
            (Kind::Meeting, "AQ-2026-02-03-1"),
            (Kind::Meeting, "AQ-2026-02-03-02"),
            (Kind::Item, "AQ-2026-02-03"),
            (Kind::Item, "AQ-2026-02-03-2"),
            (Kind::Action, "AQ-A26-7K3"),
            (Kind::Action, "AQ-A26-7K3O"),
            (Kind::Action, "AQ-a26-7K3F"),
            (Kind::Action, "AQ-I26-7K3F"),
            (Kind::Action, "AQ-A2é-7K3F"),
        ] {
            assert!(RecordId::new(kind, text).is_err(), "{text}");
        }
        for path in [
            "people/alder.TOML",
            "groups/AQ/actions/2025/AQ-A26-7K3F.toml",
            "groups/CB/actions/2026/AQ-A26-7K3F.toml",
            "groups/AQ/items/2026/AQ-A26-7K3F.toml",
            "./people/alder.toml",
        ] {
            assert_eq!(RecordId::from_path(path), None, "{path}");
        }
    }

    #[test]
    fn a_random_part_is_read_as_it_was_meant() {
        assert_eq!(forgiving("lo7i"), "1071");
        let id = RecordId::random(Kind::Action, "AQ", 2026, 0b00001_00010_00011_00100, 4).expect("id");
        assert_eq!(id.as_str(), "AQ-A26-4321");
        assert_eq!(id.tail(), "4321");
    }
}
