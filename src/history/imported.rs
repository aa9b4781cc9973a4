//! What imports wrote, so that the next one leaves alone what people made of it since.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use super::History;
use crate::model::RecordId;
use crate::store::StoreError;
use crate::store::repo::Saved;
use crate::workspace::Trailers;

impl History {
    /// What imports wrote last into each field of these records, whatever people made of it since. An import that was
    /// taken back wrote nothing.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn imported(&self, ids: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, Table>, StoreError> {
        let (mut wrote, mut left): (BTreeMap<RecordId, Table>, _) = (BTreeMap::new(), ids.clone());
        let mut taken_back = BTreeSet::new();
        // All of the history, newest first: what somebody else imported is not among the first parents.
        let mut seen = BTreeSet::new();
        let mut ahead = BTreeMap::new();
        let mut parents = Vec::from_iter(self.repo.newest());
        while !left.is_empty() {
            for parent in parents.into_iter().filter(|it| seen.insert(it.clone())).collect::<Vec<_>>() {
                let saved = self.repo.saved(&parent)?;
                ahead.insert((saved.author.at, parent), saved);
            }
            let Some((_, saved)) = ahead.pop_last() else { break };
            let trailers = Trailers::of(&saved.message);
            if trailers.change_id.is_none_or(|it| !taken_back.contains(&it)) {
                taken_back.extend(trailers.reverts);
                if trailers.op.as_deref() == Some("import") {
                    self.written(&saved, &mut left, &mut wrote)?;
                }
            }
            parents = saved.parents;
        }
        Ok(wrote)
    }

    /// Adds what a commit wrote into the fields that no newer one has written; records that it made are not left.
    fn written(
        &self,
        saved: &Saved,
        left: &mut BTreeSet<RecordId>,
        wrote: &mut BTreeMap<RecordId, Table>,
    ) -> Result<(), StoreError> {
        for difference in self.repo.differences(saved.parents.first().map(String::as_str), Some(&saved.id))? {
            let Some(id) = RecordId::from_path(&difference.path).filter(|it| left.contains(it)) else { continue };
            let read = |name: Option<String>| self.record(&id, &name?);
            let before = read(difference.before);
            for (key, value) in read(difference.after).iter().flat_map(|it| it.fields.iter()) {
                if before.as_ref().and_then(|it| it.get(key)) != Some(value) {
                    wrote.entry(id.clone()).or_default().entry(key).or_insert_with(|| value.clone());
                }
            }
            if before.is_none() {
                left.remove(&id);
            }
        }
        Ok(())
    }
}
