//! People, organisations and groups by the names that lists have for them, and the ids of new ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::find::folded;
use crate::model::id::is_code;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::who;
use crate::model::{Kind, RecordId, Snapshot, typed};

/// Every name of those who are there: folded, so that accents, capitals and the form of Unicode make no difference.
/// With each one who is called so stands whether that is what they are called now.
#[derive(Default)]
pub struct Names(BTreeMap<(Kind, String), BTreeMap<RecordId, bool>>);

impl Names {
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut names = Self::default();
        for record in [Kind::Org, Kind::Person, Kind::Group].into_iter().flat_map(|it| snapshot.of_kind(it)) {
            match record.word("same_as") {
                None => names.know(record),
                // A record that was joined into another: what it was called, that one was called.
                Some(_) => names.know_as(record, &who(snapshot, &record.id), false),
            }
        }
        names
    }

    /// Takes in the names of a record.
    pub fn know(&mut self, record: &Record) {
        self.know_as(record, &record.id, true);
    }

    fn know_as(&mut self, record: &Record, id: &RecordId, still: bool) {
        let others = ["former_names", "also_called"].into_iter().flat_map(|it| record.words(it)).map(|it| (it, false));
        let own =
            [record.id.as_str(), record.text("name"), record.text("short")].into_iter().chain(record.words("emails"));
        for (word, is_own) in others.chain(own.map(|it| (it, still))).filter(|it| !it.0.is_empty()) {
            let known = self.0.entry((id.kind, same(word))).or_default().entry(id.clone()).or_default();
            *known |= is_own;
        }
    }

    /// Those who are called like that; where nobody is, those who were or whom other lists call so.
    pub fn called(&self, kind: Kind, word: &str) -> Vec<RecordId> {
        let Some(all) = self.0.get(&(kind, same(word))) else { return Vec::new() };
        let any_own = all.values().any(|it| *it);
        all.iter().filter(|it| *it.1 || !any_own).map(|it| it.0.clone()).collect()
    }
}

/// What two spellings of one name share.
pub fn same(word: &str) -> String {
    folded(&typed::tidy_line(word))
}

/// The short name of an organisation: its initials, else its first letters; another one where that is taken.
pub fn short_name(name: &str, taken: &BTreeSet<String>) -> String {
    let first_free = shortened(name, 4).into_iter().find(|it| !taken.contains(it));
    first_free.unwrap_or_else(|| "ORG".to_owned())
}

/// The code of a group: a short word as it is, the initials of several, else its first letters. The same list gives
/// the same codes.
pub fn code_for(name: &str, snapshot: &Snapshot) -> Option<String> {
    let free = |it: &String| is_code(it) && RecordId::new(Kind::Group, it).is_ok_and(|id| !snapshot.exists(&id));
    let numbered = (1..=9999).map(|it| format!("G{it}"));
    shortened(name, 6).into_iter().chain(numbered).find(free)
}

/// Ways of shortening a name to at most so many capitals and digits, the best first.
fn shortened(name: &str, longest: usize) -> Vec<String> {
    let latin = deunicode::deunicode_with_tofu(name, " ").to_ascii_uppercase();
    let words: Vec<&str> = latin.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let joined = words.concat();
    let cut = |text: &str, to: usize| text.chars().take(to).collect::<String>();
    let initials: String = words.iter().filter_map(|it| it.chars().next()).take(longest).collect();
    let mut ways = Vec::new();
    match words.as_slice() {
        [word] if word.len() <= longest => ways.push((*word).to_owned()),
        [word] => ways.push(cut(word, 4)),
        _ => ways.push(initials.clone()),
    }
    if let [first, rest @ ..] = words.as_slice() {
        let rest: String = rest.iter().filter_map(|it| it.chars().next()).collect();
        ways.push(cut(&(cut(first, 3) + &rest), longest));
    }
    ways.extend((3..=longest).map(|it| cut(&joined, it)));
    let stem = if joined.starts_with(|it: char| it.is_ascii_uppercase()) { cut(&joined, 2) } else { "G".to_owned() };
    ways.extend((2..100).map(|it| format!("{stem}{it}")));
    ways.retain(|it| (2..=longest).contains(&it.len()));
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_made_of_the_name_and_never_twice() {
        let mut snapshot = Snapshot::default();
        let codes: Vec<String> = [
            "Apps",
            "API Machinery",
            "K8s Infra",
            "etcd",
            "etcd Operator",
            "Steering",
            "App Store",
            "Con",
            "東京",
            "2nd",
            "Apps",
            "🙂",
            "Audit Meeting",
            "Another Model",
        ]
        .iter()
        .map(|name| {
            let code = code_for(name, &snapshot).expect(name);
            snapshot.put(Record::empty(RecordId::new(Kind::Group, &code).expect("code")));
            code
        })
        .collect();
        insta::assert_snapshot!(codes.join(" "), @"APPS AM KI ETCD EO STEE AS CO2 DJ G2 APP SS AUDM ANOM");
    }

    #[test]
    fn a_short_name_has_two_to_four_letters() {
        let taken = BTreeSet::from(["RH".to_owned()]);
        let names = ["Google", "Red Hat", "IBM", "University of Oxford", "Ü", "東京"].map(|it| short_name(it, &taken));
        insta::assert_snapshot!(names.join(" "), @"GOOG REDH IBM UOO U2 DJ");
    }
}
