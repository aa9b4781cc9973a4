//! Durable intents: what is about to be saved, so that a program killed in the middle can finish it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::folder::{is_absent, write_own};
use super::repo::{Author, Head};

/// A change on its way into the history, with everything that is needed to finish it or to take it back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Intent {
    pub change_id: String,
    pub branch: String,
    /// The commit on which it was to be put.
    pub base: Option<String>,
    /// The subject and the lines above the trailers; what stands in the trailers is made anew.
    pub message: String,
    pub name: String,
    pub email: String,
    pub at: DateTime<FixedOffset>,
    pub files: Vec<IntentFile>,
    /// The commit that is to be the newest, where it is made already and others have a part in it; the files that
    /// differ are its own then, and none are named.
    #[serde(default)]
    pub target: Option<String>,
}

/// A file of it: its path, and its text before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentFile {
    pub path: String,
    pub base: Option<String>,
    pub new: Option<String>,
}

/// An intent that lies in the folder of intents.
pub struct Pending {
    path: PathBuf,
    pub intent: Intent,
}

impl Intent {
    /// Where it was to be put.
    pub fn head(&self) -> Head {
        Head { branch: self.branch.clone(), commit: self.base.clone() }
    }

    pub fn author(&self) -> Author {
        Author { name: self.name.clone(), email: self.email.clone(), at: self.at }
    }

    /// Writes it durably.
    ///
    /// # Errors
    /// When the system refuses; nothing is left behind then.
    pub fn keep(self, own_folder: &Path) -> Result<Pending, StoreError> {
        let folder = folder(own_folder);
        fs::create_dir_all(&folder).map_err(StoreError::io("make the folder", &folder))?;
        // Only one is ever made at a time, under the workspace lock; the name keeps their order all the same.
        let name = format!("{:020}-{}", self.at.timestamp_millis().max(0), self.change_id);
        let (first, again) = (folder.join(format!("{name}.json")), folder.join(format!("{name}-again.json")));
        // A change that is being recovered has one already, which stays until it is done.
        let path = if first.exists() { again } else { first };
        let text = serde_json::to_vec(&self).map_err(|it| StoreError::io("write", &path)(it.into()))?;
        let pending = Pending { path, intent: self };
        match write_own(&pending.path, &text) {
            Ok(()) => Ok(pending),
            Err(error) => pending.forget().and(Err(error)),
        }
    }
}

impl Pending {
    /// Forgets it: it is done, or it was taken back.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn forget(self) -> Result<(), StoreError> {
        match fs::remove_file(&self.path) {
            Err(error) if !is_absent(&error) => Err(StoreError::io("remove", &self.path)(error)),
            _ => Ok(()),
        }
    }
}

/// Whether anything may be left to finish. Looks at one folder, so that every start can afford it.
pub fn any_pending(own_folder: &Path) -> bool {
    fs::read_dir(folder(own_folder)).is_ok_and(|mut it| it.next().is_some())
}

/// The intents that are left, oldest first. One that was never finished being written was never begun, and is swept
/// away; any other that cannot be read may still be finished, once the disk answers or by a newer comity, and stays.
pub fn pending(own_folder: &Path) -> Vec<Pending> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder(own_folder)).into_iter().flatten().flatten().map(|it| it.path()).collect();
    paths.sort();
    let mut pending = Vec::new();
    for path in paths {
        match read(&path) {
            Reading::Whole(intent) => pending.push(Pending { path, intent }),
            Reading::CutOff => drop(fs::remove_file(&path)),
            Reading::Unknown(why) => tracing::warn!("`{}` waits for a later start: {why}", path.display()),
        }
    }
    pending
}

/// What a file among the intents is.
enum Reading {
    Whole(Intent),
    CutOff,
    /// Perhaps an intent; why it cannot be told.
    Unknown(String),
}

fn read(path: &Path) -> Reading {
    if path.extension().is_none_or(|it| it != "json") {
        return Reading::CutOff;
    }
    match fs::read(path).map(|it| serde_json::from_slice(&it)) {
        Ok(Ok(intent)) => Reading::Whole(intent),
        Ok(Err(error)) if error.is_eof() || error.is_syntax() => Reading::CutOff,
        Ok(Err(error)) => Reading::Unknown(error.to_string()),
        Err(error) => Reading::Unknown(error.to_string()),
    }
}

fn folder(own_folder: &Path) -> PathBuf {
    own_folder.join("intents")
}
