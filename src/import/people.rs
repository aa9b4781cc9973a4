//! The people of an import: those who are there, and those whom it adds.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::deed;
use crate::model::find::{NotFound, find, folded};
use crate::model::{Kind, RecordId, Snapshot, Standpoint};

/// The people who are there, and those whom the import adds.
pub struct People {
    pub taken: BTreeSet<RecordId>,
    pub new: BTreeMap<String, RecordId>,
    /// Whom the words so far mean.
    asked: BTreeMap<String, Result<RecordId, NotFound>>,
}

impl People {
    pub fn of(snapshot: &Snapshot) -> Self {
        let taken = snapshot.ids(Kind::Person).into_iter().collect();
        Self { taken, new: BTreeMap::new(), asked: BTreeMap::new() }
    }

    /// The person who is there and whom a word means.
    ///
    /// # Errors
    /// When it means nobody, or several.
    pub fn find(&mut self, at: &Standpoint<'_>, word: &str) -> Result<RecordId, NotFound> {
        match self.asked.get(word) {
            Some(found) => found.clone(),
            None => {
                let found = whole_name(at, word);
                self.asked.insert(word.to_owned(), found.clone());
                found
            }
        }
    }

    /// The id that a new person of that name gets.
    pub fn id_for(&self, name: &str) -> RecordId {
        let slug = deed::slug(name, name.len() as u64);
        let numbered = (1..).map(|nth| if nth == 1 { slug.clone() } else { format!("{slug}-{nth}") });
        let mut ids = numbered.filter_map(|it| RecordId::new(Kind::Person, &it).ok());
        ids.find(|it| !self.taken.contains(it)).unwrap_or_else(RecordId::workspace)
    }
}

/// The person who is called like that. Nobody at a keyboard shortens the names in a file, so that the beginning of one
/// is no name: `Ross` is not Rosslyn.
fn whole_name(at: &Standpoint<'_>, word: &str) -> Result<RecordId, NotFound> {
    let id = find(at, &[Kind::Person], word)?;
    let name = at.snapshot.get(&id).map(|it| folded(it.title())).unwrap_or_default();
    let said = folded(word.trim());
    let is_name = id.as_str() == said || name == said || name.split(' ').any(|it| it == said);
    match is_name || word.trim() == "me" {
        true => Ok(id),
        false => {
            Err(NotFound::Unknown { word: word.to_owned(), kinds: vec![Kind::Person], near: vec![id], all: Vec::new() })
        }
    }
}
