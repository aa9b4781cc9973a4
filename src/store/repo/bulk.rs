//! Many commits at once: put together in memory, kept on the disk as one pack.

use std::io::Write;

use git2::{Odb, Repository};

use super::Repo;
use super::write::packs;
use crate::store::error::StoreError;
use crate::store::folder::sync_folder;

impl Repo {
    /// Lets work be done that writes many commits, each of which may build upon the one before. Nothing of it is on the
    /// disk until all of it is, durably, as one pack.
    ///
    /// # Errors
    /// Those of the work, and when the system refuses; nothing has been written then.
    pub fn in_bulk<T>(&self, work: impl FnOnce(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let failed = || StoreError::git("write the history");
        // A handle of its own: git2 would keep what it writes in memory for as long as the handle lives.
        let bulk = self.writing(Repository::open(self.git.path()).map_err(failed())?)?;
        let odb = bulk.git.odb().map_err(failed())?;
        let memory = odb.add_new_mempack_backend(1000).map_err(failed())?;
        let done = work(&bulk)?;
        let mut packed = git2::Buf::new();
        memory.dump(&bulk.git, &mut packed).map_err(failed())?;
        self.keep_pack(&self.git.odb().map_err(failed())?, &packed)?;
        Ok(done)
    }

    /// Writes a pack, durably.
    pub(super) fn keep_pack(&self, disk: &Odb<'_>, packed: &[u8]) -> Result<(), StoreError> {
        let failed = || StoreError::git("write the history");
        let folder = self.git.commondir().join("objects").join("pack");
        let there = packs(&folder);
        let mut writer = disk.packwriter().map_err(failed())?;
        writer.write_all(packed).map_err(StoreError::io("write", self.git.path()))?;
        writer.commit().map_err(failed())?;
        // Git2 makes single objects durable, and packs only those that it writes in another way.
        packs(&folder).difference(&there).try_for_each(|it| sync_folder(it))?;
        sync_folder(&folder)
    }
}
