//! Checks of the workspace, of organisations and of people: what they say beside one another.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::{Checking, newer_format};
use crate::model::find::folded;
use crate::model::problem::Code;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::view::seats::parties;
use crate::model::{Kind, RecordId, shown, typed};

/// Who is called, and which organisation is marked, like another: looked up once for all records.
#[derive(Default)]
pub(super) struct Alike<'a> {
    people: BTreeMap<String, Vec<&'a Record>>,
    marks: BTreeMap<(&'static str, String), Vec<&'a Record>>,
}

impl<'a> Alike<'a> {
    pub(super) fn of_all(snapshot: &'a Snapshot) -> Self {
        let mut alike = Self::default();
        alike.learn_people(snapshot);
        alike.learn_marks(snapshot);
        alike
    }

    /// What the checks of some records look at, and no more.
    pub(super) fn beside<'i>(ids: impl IntoIterator<Item = &'i RecordId>, snapshot: &'a Snapshot) -> Self {
        let (mut alike, mut person, mut org) = (Self::default(), false, false);
        for id in ids {
            person |= id.kind == Kind::Person;
            org |= id.kind == Kind::Org;
        }
        if person {
            alike.learn_people(snapshot);
        }
        if org {
            alike.learn_marks(snapshot);
        }
        alike
    }

    fn learn_people(&mut self, snapshot: &'a Snapshot) {
        for person in snapshot.of_kind(Kind::Person).filter(|it| !it.contains_key("same_as")) {
            self.people.entry(folded(&typed::tidy_line(person.title()))).or_default().push(person);
        }
    }

    fn learn_marks(&mut self, snapshot: &'a Snapshot) {
        for org in snapshot.of_kind(Kind::Org) {
            for key in MARKS {
                if let Some(mark) = org.word(key) {
                    self.marks.entry((*key, mark.to_uppercase())).or_default().push(org);
                }
            }
        }
    }
}

/// What tells an organisation from the others on the screen.
const MARKS: &[&str] = &["sign", "short"];

/// Days that stand in the workspace's own fields.
const DAYS: &[&str] = &["due_soon_days", "stale_days"];

/// Whether a person has left; whose record was joined into another one's is still there.
pub(super) fn has_left(person: &Record) -> bool {
    person.text("status") == "left" && !person.contains_key("same_as")
}

impl Checking<'_> {
    pub(super) fn workspace(&mut self) {
        let record = self.record;
        self.problems.extend(newer_format(record));
        let lead = record.table("lead_days").into_iter().flatten();
        let lead = lead.map(|(key, value)| (format!("lead_days.{key}"), value.as_integer()));
        let own = DAYS.iter().map(|key| ((*key).to_owned(), record.whole(key)));
        for (path, days) in lead.chain(own) {
            if let Some(days) = days.filter(|it| !(0..=MANY_DAYS).contains(it)) {
                let message = format!("{} is {days}, which is no number of days", path.replace(['_', '.'], " "));
                self.say(Code::Type, &path, message, format!("Write 0 to {MANY_DAYS}"));
            }
        }
        let parties = parties(self.at.snapshot);
        if parties.len() < 2 {
            let count = shown::count(parties.len(), "party", "parties");
            let message = format!("a memorandum binds two organisations or more, and this workspace has {count}");
            let remedy = "`comity org add NAME --short XY --kind party`, then `comity workspace edit --parties +ORG`";
            self.say(Code::Parties, "parties", message, remedy);
        }
        self.act_as_parties(&parties);
    }

    /// What organisations do that only a party can.
    fn act_as_parties(&mut self, parties: &[RecordId]) {
        // By organisation: the groups that it leads, the decisions on which it has a position.
        let mut acts: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
        let is_none = |it: &&str| !parties.iter().any(|party| party.as_str() == *it);
        let snapshot = self.at.snapshot;
        for group in snapshot.of_kind(Kind::Group).filter(|it| it.text("state") != "closed") {
            for org in group.words("led_by").filter(is_none) {
                acts.entry(org).or_default()[0].push(group.id.as_str());
            }
        }
        for decision in snapshot.of_kind(Kind::Decision) {
            let positions = decision.table("position").into_iter().flat_map(toml::Table::keys);
            // A party of the day on which the group agreed is one for that decision for good.
            let was = |org: &&str| decision.words("agreed_parties").any(|it| it == *org);
            for org in positions.map(String::as_str).filter(is_none).filter(|it| !was(it)) {
                acts.entry(org).or_default()[1].push(decision.id.as_str());
            }
        }
        for (org, acts) in acts {
            let told = ["leads", "has a position on"].into_iter().zip(&acts).filter(|it| !it.1.is_empty());
            let told: Vec<String> = told.map(|(deed, ids)| format!("{deed} {}", few(ids))).collect();
            let org = shown::visible(org).into_owned();
            let message = format!("{org} is no party, and {}", told.join(" and "));
            let remedy = format!("`comity workspace edit --parties +{org}`, or give it to a party");
            self.say(Code::Parties, "parties", message, remedy);
        }
    }

    pub(super) fn org(&mut self) {
        let (id, org) = (&self.record.id, self.record);
        if let Some(sign) = org.word("sign").filter(|it| it.chars().count() != 1 || it.width() != 1) {
            let message = format!("sign is `{}`, which is not one character of one column", shown::visible(sign));
            self.say(Code::Type, "sign", message, format!("`comity org edit {id} --sign ▲`"));
        }
        let short = org.text("short");
        let letters = short.chars().count();
        if !short.is_empty() && (!(2..=4).contains(&letters) || short.width() > 4) {
            let message = format!("its short name `{}` has not two to four letters", shown::visible(short));
            self.say(Code::Mark, "short", message, format!("`comity org edit {id} --short XY`"));
        }
        for key in MARKS {
            let Some(word) = org.word(key).filter(|it| !it.is_empty()) else { continue };
            let others = self.alike.marks.get(&(*key, word.to_uppercase())).into_iter().flatten();
            if let Some(other) = others.map(|it| &it.id).find(|it| *it != id) {
                let name = Kind::Org.field(key).map(|it| it.in_words()).unwrap_or_default();
                let message = format!("its {name} `{}` is that of {other} too", shown::visible(word));
                self.say(Code::Mark, key, message, format!("`comity org edit {id} --{key} ...`"));
            }
        }
    }

    pub(super) fn person(&mut self) {
        let (id, person) = (&self.record.id, self.record);
        self.not_itself("same_as");
        if person.contains_key("same_as") {
            return;
        }
        let name = folded(&typed::tidy_line(person.title()));
        let org = person.word("org");
        let same_org = |it: &&&Record| org.is_none() || it.word("org").is_none_or(|other| Some(other) == org);
        let others = self.alike.people.get(&name).into_iter().flatten();
        if let Some(other) = others.filter(|it| it.id != *id).find(same_org) {
            let (first, second) = if other.id < *id { (&other.id, id) } else { (id, &other.id) };
            let message = format!("{id} is called like {}: `{}`", other.id, shown::visible(other.title()));
            let remedy = format!("`comity person join {first} {second}`, or tell them apart by their names");
            self.say(Code::SameName, "name", message, remedy);
        }
    }
}

/// No time before or after a meeting is longer.
const MANY_DAYS: i64 = 366;

/// More than these are counted, not told.
const FEW: usize = 3;

fn few(ids: &[&str]) -> String {
    match ids.len() {
        count if count > FEW => format!("{} and {} more", ids[..FEW].join(", "), count - FEW),
        _ => ids.join(", "),
    }
}
