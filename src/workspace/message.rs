//! Commit messages: a subject in the words of the trade, a line for each edit, trailers that git can parse.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Stamp;
use crate::model::shown::is_unsafe;
use crate::model::standpoint::{org_of, person_with};
use crate::model::{Change, Edit, Kind, RecordId, Snapshot, words};

/// The trailers that comity reads back from a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trailers {
    pub change_id: Option<String>,
    pub op: Option<String>,
    pub acting: Option<String>,
    /// Why somebody acted outside their role.
    pub reason: Option<String>,
    pub on_behalf_of: Option<String>,
    pub reverts: Option<String>,
    pub records: Vec<String>,
    pub groups: Vec<String>,
}

/// More records than this are counted, not named.
const NAMED_RECORDS: usize = 20;

/// More edits than this are counted, not told.
const TOLD_EDITS: usize = 200;

/// A new change's id: 16 characters of Crockford's base 32, small.
pub fn change_id() -> String {
    let letter = |it: &u8| char::from(crate::model::id::ALPHABET[usize::from(it & 31)]).to_ascii_lowercase();
    chance().iter().map(letter).collect()
}

/// The change id that follows from a text: the same for whoever asks again.
pub fn change_id_of(text: &str) -> String {
    let letter = |it: &u8| char::from(crate::model::id::ALPHABET[usize::from(it & 31)]).to_ascii_lowercase();
    Sha256::digest(text.as_bytes()).iter().take(16).map(letter).collect()
}

/// Chance, for a new id.
pub fn random() -> u64 {
    u64::from_le_bytes(chance()[..8].try_into().unwrap_or_default())
}

fn chance() -> [u8; 16] {
    let mut chance = [0u8; 16];
    // A system without random numbers gives the clock's; ids then still differ from one change to the next.
    if getrandom::fill(&mut chance).is_err() {
        chance = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos()
            .to_le_bytes();
    }
    chance
}

/// The whole message of a change.
pub fn compose(
    change: &Change,
    before: &Snapshot,
    after: &Snapshot,
    stamp: &Stamp,
    change_id: &str,
    contested: &[String],
) -> String {
    let subject = words::subject(change, before, after);
    let trailers = trailers(change, after, stamp, change_id, contested);
    format!("{subject}\n\n{}\n\n{trailers}", body(change))
}

/// The message of a change that comes to something else by now: new words, and the trailers that it has. Its first line
/// stays where that says nothing of a value.
pub fn retold(message: &str, anew: bool, change: &Change, before: &Snapshot, after: &Snapshot) -> String {
    let message = message.trim_end();
    let trailers = message.rsplit_once("\n\n").map_or(message, |it| it.1);
    let subject = match anew {
        true => words::subject(change, before, after),
        false => message.lines().next().unwrap_or_default().to_owned(),
    };
    format!("{subject}\n\n{}\n\n{trailers}", body(change))
}

/// One line for each edit, as many as anybody reads.
fn body(change: &Change) -> String {
    let mut lines = words::lines(change);
    let told = lines.len().min(TOLD_EDITS);
    let untold = lines.len() - told;
    lines.truncate(told);
    if untold > 0 {
        lines.push(format!("and {untold} more"));
    }
    lines.join("\n")
}

fn trailers(change: &Change, after: &Snapshot, stamp: &Stamp, change_id: &str, contested: &[String]) -> String {
    let mut out = String::new();
    let mut add = |key: &str, value: &str| out.push_str(&format!("{key}: {value}\n"));
    add("Change-Id", change_id);
    add("Op", &op(change));
    let ids = change.ids();
    let groups: BTreeSet<&str> = ids.iter().filter_map(|it| it.group()).collect();
    for group in groups {
        add("Group", group);
    }
    for id in ids.iter().take(NAMED_RECORDS) {
        add("Record", id.as_str());
    }
    if ids.len() > NAMED_RECORDS {
        add("Record", &format!("and {} more", ids.len() - NAMED_RECORDS));
    }
    if let Some(meeting) = &change.meaning.meeting {
        add("Meeting", meeting.as_str());
    }
    // The organisation of the day: who changes sides later does not rewrite what they did.
    let person = stamp.acting.clone().or_else(|| person_with(after, &stamp.author.email));
    let org = change.meaning.on_behalf_of.clone().or_else(|| org_of(after, person.as_ref()?));
    if let Some(org) = org {
        add("On-behalf-of", org.as_str());
    }
    if let Some(acting) = &stamp.acting {
        add("Acting", acting.as_str());
    }
    if let Some(reason) = stamp.reason.as_deref().and_then(one_line) {
        add("Override", &reason);
    }
    if let Some(reverts) = &change.meaning.reverts {
        add("Reverts-Change", reverts);
    }
    for field in contested {
        add("Contested", field);
    }
    out
}

/// A text on one line, without characters that act instead of being read; `None` where nothing is left of it.
pub fn one_line(text: &str) -> Option<String> {
    let plain: String = text.chars().map(|it| if is_unsafe(it) { ' ' } else { it }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What was done, as noun and verb.
fn op(change: &Change) -> String {
    if !change.meaning.deed.is_empty() {
        return change.meaning.deed.clone();
    }
    let kinds: BTreeSet<Kind> = change.edits.iter().map(|it| it.id().kind).collect();
    let noun = match kinds.iter().collect::<Vec<_>>().as_slice() {
        [kind] => kind.noun(),
        _ => "record",
    };
    let verb = match &change.edits {
        edits if edits.iter().all(|it| matches!(it, Edit::Create { .. })) => "add",
        edits if edits.iter().all(|it| matches!(it, Edit::Remove { .. })) => "remove",
        _ => "edit",
    };
    format!("{noun}.{verb}")
}

impl Trailers {
    /// Reads the trailers of a message: the lines `Key: value` of its last paragraph.
    pub fn of(message: &str) -> Self {
        let mut trailers = Self::default();
        let paragraph = message.trim_end().rsplit("\n\n").next().unwrap_or_default();
        for line in paragraph.lines() {
            let Some((key, value)) = line.split_once(": ") else { continue };
            let value = value.trim().to_owned();
            match key {
                "Change-Id" => trailers.change_id = Some(value),
                "Op" => trailers.op = Some(value),
                "Override" => trailers.reason = Some(value),
                "Acting" => trailers.acting = Some(value),
                "On-behalf-of" => trailers.on_behalf_of = Some(value),
                "Reverts-Change" => trailers.reverts = Some(value),
                "Record" => trailers.records.push(value),
                "Group" => trailers.groups.push(value),
                _ => (),
            }
        }
        trailers
    }

    /// The person who acted, where the message says so.
    pub fn person(&self) -> Option<RecordId> {
        RecordId::new(Kind::Person, self.acting.as_deref()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers_are_read_from_the_last_paragraph_alone() {
        let message = "AQ-A26-7K3F: done (T)\n\nOp: not this one\n\nChange-Id: abc\nOp: action.done\nRecord: AQ-A26-7K3F\nRecord: and 3 more\nActing: birch\n";
        let trailers = Trailers::of(message);
        assert_eq!(trailers.change_id.as_deref(), Some("abc"));
        assert_eq!(trailers.op.as_deref(), Some("action.done"));
        assert_eq!(trailers.records, ["AQ-A26-7K3F", "and 3 more"]);
        assert_eq!(trailers.person().map(|it| it.to_string()).as_deref(), Some("birch"));
        assert_eq!(Trailers::of("one line"), Trailers::default());
    }

    #[test]
    fn change_ids_differ_and_are_plain() {
        let (one, two) = (change_id(), change_id());
        assert_ne!(one, two);
        assert!(one.len() == 16 && one.bytes().all(|it| it.is_ascii_alphanumeric()));
    }
}
