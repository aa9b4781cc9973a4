//! What a change did, as the screen says it: the sentence that is kept names people by their ids, the reader by name.

use crate::model::field::Type;
use crate::model::{Kind, RecordId};
use crate::tui::desk::Desk;

impl Desk {
    /// The sentence about a change, with the people and organisations in it as lists show them.
    pub fn sentence(&self, subject: &str) -> String {
        if subject.starts_with("Join ") {
            return self.named(subject);
        }
        let Some((about, rest)) = subject.split_once(": ") else { return subject.to_owned() };
        let (before, id) = about.rsplit_once(' ').unwrap_or(("", about));
        let ids = Kind::ALL.into_iter().filter_map(|it| RecordId::new(it, id).ok());
        let Some(id) = ids.into_iter().find(|it| self.snapshot.exists(it)) else { return subject.to_owned() };
        let about = match (id.kind, id.person(), id.group()) {
            (Kind::Person, ..) => self.person(&id).0,
            (Kind::Member, Some(person), Some(group)) => format!("{} in {group}", self.person(&person).0),
            _ => id.to_string(),
        };
        // What is added is told by its title, which is not made of ids.
        let is_added = before.ends_with("Add") || before.starts_with("Add ");
        let rest = if is_added || !self.is_of_ids(id.kind, rest) { rest.to_owned() } else { self.named(rest) };
        let gap = if before.is_empty() { "" } else { " " };
        format!("{before}{gap}{about}: {rest}")
    }

    /// Whether the words about a record are made of ids: a sentence about seats, or a field that holds people.
    fn is_of_ids(&self, kind: Kind, words: &str) -> bool {
        let begins = |label: &str| words.strip_prefix(label).is_some_and(|it| it.starts_with(' '));
        match kind.fields().find(|it| begins(&it.in_words())).map(|it| &it.ty) {
            Some(Type::Ref(kinds) | Type::Set(Type::Ref(kinds)) | Type::List(Type::Ref(kinds))) => {
                kinds.iter().any(|it| matches!(it, Kind::Person | Kind::Org))
            }
            Some(_) => false,
            // Why a meeting was cancelled is text.
            None if kind == Kind::Meeting => !words.starts_with("cancelled: "),
            None => matches!(kind, Kind::Person | Kind::Group | Kind::Member | Kind::Decision),
        }
    }

    /// Words with the ids in them as names; the title in brackets at the end stays what it is.
    pub fn named(&self, words: &str) -> String {
        let (words, title) = words.find(" (").map_or((words, ""), |it| words.split_at(it));
        let named = words.split(' ').map(|word| {
            let before = if word.starts_with(['+', '-']) && word.len() > 2 { &word[..1] } else { "" };
            let id = word[before.len()..].trim_end_matches([',', ':', ';', '.']);
            let after = &word[before.len() + id.len()..];
            let name = RecordId::new(Kind::Person, id).ok().filter(|it| self.snapshot.exists(it));
            let name = name.map(|it| self.person(&it).0);
            let org = || RecordId::new(Kind::Org, id).ok().filter(|it| self.snapshot.exists(it));
            let name = name.or_else(|| org().map(|it| self.org(&it).0));
            name.map_or_else(|| word.to_owned(), |it| format!("{before}{it}{after}"))
        });
        named.collect::<Vec<_>>().join(" ") + title
    }
}
