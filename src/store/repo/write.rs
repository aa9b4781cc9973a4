//! Writing the history: contents, folders and commits, all durable before any branch can lead to them.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use git2::{Commit, ObjectType, Odb, Oid, Repository};

use super::tree::{Put, with_files};
use super::{Author, CommitId, Contents, Repo, signature};
use crate::store::error::StoreError;
use crate::store::folder::sync_folder;

/// More files than this go into the object database as one pack.
const MANY: usize = 50;

impl Repo {
    /// Puts files on top of a commit's tree and makes a commit of it that no branch knows yet. Durable.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn make_commit(
        &self,
        parent: Option<&str>,
        files: &[Contents<'_>],
        author: &Author,
        committer: &Author,
        message: &str,
    ) -> Result<CommitId, StoreError> {
        if files.len() > MANY {
            return self.make_packed_commit(parent, files, author, committer, message);
        }
        // A handle of its own, which does not make each object durable by itself.
        let quick = self.writing(Repository::open(self.git.path()).map_err(StoreError::git("write the history"))?)?;
        let commit = quick.write_commit(parent.as_slice(), files, author, committer, message)?;
        quick.sync_objects(&commit, files)?;
        Ok(commit)
    }

    /// The same for many files: all that is new goes into one pack. It is put together in memory, with copies of the
    /// few objects on which it builds, for git2 looks through all packs for each object that it writes to the disk.
    fn make_packed_commit(
        &self,
        parent: Option<&str>,
        files: &[Contents<'_>],
        author: &Author,
        committer: &Author,
        message: &str,
    ) -> Result<CommitId, StoreError> {
        let failed = || StoreError::git("write the history");
        let disk = self.git.odb().map_err(failed())?;
        let memory = Odb::new().map_err(failed())?;
        memory.add_new_mempack_backend(1).map_err(failed())?;
        if let Some(parent) = parent {
            let built_upon = self.names_of(parent, folders(files).into_iter())?;
            for name in built_upon {
                let object = disk.read(name).map_err(failed())?;
                memory.write(object.kind(), object.data()).map_err(failed())?;
            }
        }
        let packing = self.writing(Repository::from_odb(memory).map_err(failed())?)?;
        let commit = packing.write_commit(parent.as_slice(), files, author, committer, message)?;
        let mut pack = packing.git.packbuilder().map_err(failed())?;
        for name in packing.names_of(&commit, folders(files).into_iter().chain(files.iter().map(|it| it.0)))? {
            pack.insert_object(name, None).map_err(failed())?;
        }
        let mut packed = git2::Buf::new();
        pack.write_buf(&mut packed).map_err(failed())?;
        self.keep_pack(&disk, &packed)?;
        Ok(commit)
    }

    /// The names of a commit, its top folder, and what it has at these paths; each once.
    fn names_of<'p>(&self, commit: &str, paths: impl Iterator<Item = &'p str>) -> Result<BTreeSet<Oid>, StoreError> {
        let saved = self.files_of(Some(commit));
        let commit = self.commit(commit)?;
        Ok(paths.filter_map(|it| saved.id(it)).chain([commit.id(), commit.tree_id()]).collect())
    }

    /// Puts files on top of the first parent's tree and makes a commit of it; how durable that is, and whether it is
    /// signed, the handle says.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write_commit(
        &self,
        parents: &[&str],
        files: &[Contents<'_>],
        author: &Author,
        committer: &Author,
        message: &str,
    ) -> Result<CommitId, StoreError> {
        let failed = || StoreError::git("write the history");
        let parents: Vec<Commit<'_>> = parents.iter().map(|it| self.commit(it)).collect::<Result<_, _>>()?;
        let odb = self.git.odb().map_err(failed())?;
        let written = |contents: &[u8]| odb.write(ObjectType::Blob, contents);
        let puts: Vec<Put<'_>> = files
            .iter()
            .map(|(path, contents)| Ok((*path, contents.map(written).transpose()?)))
            .collect::<Result<_, _>>()
            .map_err(failed())?;
        let tree = with_files(&odb, parents.first().map(Commit::tree_id), &puts).map_err(failed())?;
        let tree = self.git.find_tree(tree).map_err(failed())?;
        let parents: Vec<&Commit<'_>> = parents.iter().collect();
        let (author, committer) = (signature(author)?, signature(committer)?);
        // Git2 writes a commit in one call as well, but does not say when the disk has refused it.
        let commit = self.git.commit_create_buffer(&author, &committer, message, &tree, &parents).map_err(failed())?;
        let commit = match &self.signer {
            Some(signer) => self.unsigned.signed(signer, &commit)?,
            None => commit.to_vec(),
        };
        let commit = odb.write(ObjectType::Commit, &commit).map_err(failed())?;
        Ok(commit.to_string())
    }

    /// Makes a new commit durable with the objects that may be new with it: all at once, which takes the disk little
    /// longer than one of them.
    fn sync_objects(&self, commit: &str, files: &[Contents<'_>]) -> Result<(), StoreError> {
        let names = self.names_of(commit, folders(files).into_iter().chain(files.iter().map(|it| it.0)))?;
        let objects = self.git.commondir().join("objects");
        let names = names.into_iter().map(|it| it.to_string());
        // What is not there by itself lies in a pack that is durable already.
        let single = names.map(|it| objects.join(&it[..2]).join(&it[2..])).filter(|it| it.is_file());
        let single: BTreeSet<PathBuf> = single.collect();
        let folders = single.iter().filter_map(|it| it.parent()).chain([objects.as_path()]).collect::<BTreeSet<_>>();
        let all: Vec<&Path> = single.iter().map(PathBuf::as_path).chain(folders).collect();
        let done: Vec<Result<(), StoreError>> = thread::scope(|threads| {
            let running: Vec<_> = all.iter().map(|it| threads.spawn(|| sync_folder(it))).collect();
            running.into_iter().map(|it| it.join().unwrap_or_else(|it| resume_unwind(it))).collect()
        });
        done.into_iter().collect()
    }
}

/// The files that hold many objects each.
pub(super) fn packs(folder: &Path) -> BTreeSet<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect()
}

/// The folders that lead to files, each once.
fn folders<'a>(files: &[Contents<'a>]) -> BTreeSet<&'a str> {
    files.iter().flat_map(|(path, _)| path.match_indices('/').map(|it| &path[..it.0])).collect()
}
