//! Leaving out: what has no place in a workspace is taken away upon what the others have sent, by somebody's own change.

use crate::model::{RecordId, shown};
use crate::store::StoreError;
use crate::store::paths::is_allowed;
use crate::store::repo::{CommitId, FileThere, Repo};
use crate::workspace::{Stamp, change_id_of};

/// How the history calls such a change.
pub const LEAVE_OUT: &str = "leave-out";

/// A commit upon which nothing stands any more that has no place, and what was taken away for it.
pub(super) struct Without {
    pub commit: CommitId,
    /// The paths, and what became of each in words.
    pub told: Vec<(String, String)>,
}

/// Makes a commit upon another one that takes away every link, every program and every file at a path at which none may
/// lie. What lay there before it is put back, and of a record that was sent as if it were a program everything stays.
/// Nothing where all of it has its place.
///
/// # Errors
/// When an object is missing or damaged, or the system refuses.
pub(super) fn leave_out(repo: &Repo, commit: &str, stamp: &Stamp) -> Result<Option<Without>, StoreError> {
    let mut files = Vec::new();
    let mut lines = Vec::new();
    for it in repo.file_differences(None, Some(commit))? {
        let Some(there) = it.after.filter(|there| !there.is_plain() || !is_allowed(&it.path)) else { continue };
        let (contents, what) = match instead(repo, commit, &it.path, &there)? {
            Some(name) if name == there.name => (repo.contents(&name), "stays, as a plain file"),
            Some(name) => (repo.contents(&name), "is what it was before"),
            None => (None, "is taken away"),
        };
        lines.push(format!("{} {what}: it was {}", shown::visible(&it.path), why(&it.path, &there)));
        files.push((it.path, contents));
    }
    let subject = match files.as_slice() {
        [] => return Ok(None),
        [(path, _)] => format!("Leave out {}", shown::cut(&shown::visible(path), 60)),
        files => format!("Leave out {} files that have no place in a workspace", files.len()),
    };
    // The same for whoever has to begin anew, as when the key that signs it asks for its owner first.
    let change = change_id_of(&format!("{LEAVE_OUT} {commit}"));
    let acting = stamp.acting.as_ref().map(|it| format!("Acting: {it}\n")).unwrap_or_default();
    let message = format!("{subject}\n\n{}\n\nChange-Id: {change}\nOp: {LEAVE_OUT}\n{acting}", lines.join("\n"));
    let contents: Vec<_> = files.iter().map(|(path, contents)| (path.as_str(), contents.as_deref())).collect();
    let commit = repo.make_commit(Some(commit), &contents, &stamp.author, &stamp.author, &message)?;
    Ok(Some(Without { commit, told: files.into_iter().map(|it| it.0).zip(lines).collect() }))
}

/// What is to lie where something has no place, by name.
fn instead(repo: &Repo, commit: &str, path: &str, there: &FileThere) -> Result<Option<String>, StoreError> {
    match is_allowed(path) {
        false => Ok(None),
        true if there.is_program() && RecordId::from_path(path).is_some() => Ok(Some(there.name.clone())),
        true => repo.plain_before(commit, path),
    }
}

fn why(path: &str, there: &FileThere) -> &'static str {
    match there {
        _ if !is_allowed(path) => "at a path at which no file may lie",
        there if there.is_program() => "a program",
        there if there.is_link() => "a link",
        _ => "no plain file",
    }
}
