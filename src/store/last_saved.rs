//! The way to records as they were last saved, where their files cannot be read.

use std::sync::{Arc, Mutex, PoisonError};

use super::codec;
use super::repo::Repo;
use crate::model::{Kind, Record, RecordId};

/// Records as they were last saved. The history is opened only when somebody asks.
pub struct LastSaved {
    open: Box<dyn Fn() -> Option<Repo> + Send + Sync>,
    repo: Mutex<Option<Repo>>,
}

impl LastSaved {
    pub fn new(open: impl Fn() -> Option<Repo> + Send + Sync + 'static) -> Self {
        Self { open: Box::new(open), repo: Mutex::new(None) }
    }

    pub(super) fn record(&self, id: &RecordId) -> Option<Arc<Record>> {
        let bytes = self.ask(|it| it.last_saved(&id.path()))??;
        codec::decode(id, &bytes).ok().map(|it| Arc::new(it.record))
    }

    /// The records of a kind that were saved in a folder.
    pub(super) fn ids(&self, kind: Kind, folder: &str) -> Vec<RecordId> {
        let paths = self.ask(|it| it.last_files().paths(folder)).unwrap_or_default();
        paths.iter().filter_map(|it| RecordId::from_path(it)).filter(|it| it.kind == kind).collect()
    }

    fn ask<T>(&self, question: impl FnOnce(&Repo) -> T) -> Option<T> {
        let mut repo = self.repo.lock().unwrap_or_else(PoisonError::into_inner);
        if repo.is_none() {
            *repo = (self.open)();
        }
        repo.as_ref().map(question)
    }
}
