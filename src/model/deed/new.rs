//! New records: their ids, and the fields that they start with.

use chrono::{Datelike, NaiveDate};
use toml::{Table, Value};

use super::Settings;
use crate::model::field::Start;
use crate::model::id::{NotAnId, is_slug};
use crate::model::record::Fields;
use crate::model::standpoint::{Standpoint, org_of, zone};
use crate::model::{Kind, RecordId, leaf, value};

/// What a new id is made of.
#[derive(Clone, Debug, Default)]
pub struct NewId<'a> {
    /// The group, for kinds that belong to one.
    pub group: &'a str,
    /// The name or title, for kinds that are named by it.
    pub title: &'a str,
    /// The day of a meeting, or the one on which the thing came up.
    pub day: Option<NaiveDate>,
    /// How many of the kind the group has in that year.
    pub count: usize,
    /// Chance, a new one at each attempt.
    pub random: u64,
}

/// From so many records of a kind, group and year on, the random part has five characters.
const CROWDED: usize = 1000;

/// An id that nobody has yet. For random ids, an attempt: `None` where chance hit one that is taken.
///
/// # Errors
/// When the group's code is none.
pub fn new_id(kind: Kind, new: &NewId<'_>, at: &Standpoint<'_>) -> Result<Option<RecordId>, NotAnId> {
    let free = |id: RecordId| (!at.snapshot.exists(&id)).then_some(id);
    let numbered = |text: &str, nth: usize| if nth < 2 { text.to_owned() } else { format!("{text}-{nth}") };
    match kind {
        Kind::Workspace => Ok(Some(RecordId::workspace())),
        Kind::Group => RecordId::new(kind, new.group).map(free),
        Kind::Member => RecordId::member(new.group, new.title).map(Some),
        Kind::Meeting => {
            let day = new.day.unwrap_or(at.today);
            let ids = (1..100).map(|nth| RecordId::meeting(new.group, day, nth)).collect::<Result<Vec<_>, _>>()?;
            Ok(ids.into_iter().find_map(free))
        }
        Kind::Org | Kind::Person => {
            let slug = slug(new.title, new.random);
            let ids = (1..100).map(|nth| RecordId::new(kind, &numbered(&slug, nth))).collect::<Result<Vec<_>, _>>()?;
            Ok(ids.into_iter().find_map(free))
        }
        Kind::Measure => {
            let slug = slug(new.title, new.random);
            let id = |nth| RecordId::new(kind, &format!("{}/{}", new.group, numbered(&slug, nth)));
            Ok((1..100).map(id).collect::<Result<Vec<_>, _>>()?.into_iter().find_map(free))
        }
        Kind::Item | Kind::Action | Kind::Decision | Kind::Note => {
            let year = new.day.unwrap_or(at.today).year();
            let length = if new.count >= CROWDED { 5 } else { 4 };
            RecordId::random(kind, new.group, year, new.random, length).map(free)
        }
    }
}

/// A slug of a name: transliterated; random where nothing is left of it.
pub fn slug(name: &str, random: u64) -> String {
    let latin = deunicode::deunicode_with_tofu(name, " ").to_lowercase();
    let words = latin.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() >= 40 && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(40)]);
    }
    match is_slug(&slug) {
        true => slug,
        false if slug.is_empty() => format!("x{}", (random % 1_000_000_000)),
        // A name that the system keeps for itself.
        false => format!("{slug}-1"),
    }
}

/// The fields that a new record starts with, where `settings` does not say otherwise.
pub fn starts(id: &RecordId, settings: &Settings, at: &Standpoint<'_>) -> Table {
    let given = |key: &str| settings.iter().find(|it| it.0 == key).and_then(|it| it.1.as_ref());
    let mut fields = Table::new();
    for field in id.kind.fields().filter(|it| given(it.key).is_none()) {
        let value = match field.start {
            Start::Nothing => None,
            Start::Word(word) => Some(value::text(word)),
            Start::Number(number) => Some(Value::Integer(number)),
            Start::Today => Some(value::date(at.today)),
            Start::Now => Some(value::instant(at.now)),
            Start::Me => at.me.as_ref().map(|it| value::text(it.as_str())),
            Start::MyOrg => at.my_org().map(|it| value::text(it.as_str())),
            Start::OrgOf(key) => {
                let person = given(key).map(leaf::plain).and_then(|it| RecordId::new(Kind::Person, &it).ok());
                person.and_then(|it| org_of(at.snapshot, &it)).map(|it| value::text(it.as_str()))
            }
            Start::Zone => Some(value::text(zone_of(id, at))),
        };
        fields.extend(value.map(|it| (field.key.to_owned(), it)));
    }
    fields
}

/// The zone of a group's series, else the workspace's.
fn zone_of(id: &RecordId, at: &Standpoint<'_>) -> String {
    let group = id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
    let series = group.and_then(|it| at.snapshot.get(&it)).and_then(|it| it.table("series"));
    match series.and_then(|it| it.word("timezone")) {
        Some(zone) => zone.to_owned(),
        None => zone(at.snapshot).name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_gives_a_slug() {
        for (name, expected) in [
            ("Zürich Insurance", "zurich-insurance"),
            ("Łukasz Żółć", "lukasz-zolc"),
            ("Страж", "strazh"),
            ("東京", "dong-jing"),
            ("  --  ", "x7"),
            ("🙂", "slightly-smiling-face"),
            ("con", "con-1"),
            ("O'Neil & Sons, Ltd.", "o-neil-sons-ltd"),
        ] {
            let slug = slug(name, 7);
            assert!(is_slug(&slug), "{name}: {slug}");
            if expected != "slightly-smiling-face" {
                assert_eq!(slug, expected, "{name}");
            }
        }
        assert!(slug(&"long ".repeat(50), 7).len() <= 45);
        assert!(is_slug(&slug(&"x".repeat(300), 7)));
    }
}
